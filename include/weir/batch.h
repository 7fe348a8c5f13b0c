/* weir/batch.h - the unit of work: up to WEIR_BATCH_ROWS rows, by column.
 *
 * A batch is BORROWED: it and everything it points to is valid during the call that hands it over,
 * and nobody but its builder writes it. Who keeps rows copies them (state, exchange, pending file).
 * So no reference is counted anywhere, and a chain of operators passes views of one read buffer.
 *
 * Nulls are one byte a row (1 = NULL), not a bitmap: kernels stay plain loops that vectorise.
 *
 * Event time is exact to the row: row_watermarks[i] is the watermark in force BEFORE physical row i
 * is processed, `watermark` the one after the whole batch. Both only grow. A filter narrows
 * `selection` and leaves the arrays alone, so the rows that it drops still move time.
 */
#ifndef WEIR_BATCH_H
#define WEIR_BATCH_H
#include "weir/type.h"

#define WEIR_BATCH_ROWS 2048u /* rows in a full batch; selection fits uint16_t */

typedef int64_t weir_time_ms;               /* milliseconds since 1970-01-01 UTC */
#define WEIR_TIME_MIN INT64_MIN             /* "no event time yet"               */
#define WEIR_TIME_MAX INT64_MAX             /* the watermark of a finished input */

typedef struct weir_bytes { const void *data; size_t size; } weir_bytes; /* borrowed */

/* What a row says in a changelog. The byte values equal Flink's RowKind. */
typedef enum weir_row_kind {
    WEIR_ROW_INSERT        = 0, /* +I                                     */
    WEIR_ROW_UPDATE_BEFORE = 1, /* -U  old image                          */
    WEIR_ROW_UPDATE_AFTER  = 2, /* +U  new image                          */
    WEIR_ROW_DELETE        = 3  /* -D                                     */
} weir_row_kind;
static inline bool weir_row_is_add(uint8_t kind) { return kind == WEIR_ROW_INSERT || kind == WEIR_ROW_UPDATE_AFTER; }

/* Which row kinds a stream may carry; the planner checks producer <= consumer. */
typedef enum weir_changelog_mode {
    WEIR_CHANGELOG_APPEND,  /* +I only               */
    WEIR_CHANGELOG_UPSERT,  /* +I +U -D, keyed       */
    WEIR_CHANGELOG_RETRACT  /* +I -U +U -D           */
} weir_changelog_mode;

/* Values of one column: row i is at data + i * weir_type_width(type). */
typedef struct weir_column {
    weir_type      type;
    const void    *data;  /* NULL: this column is not produced (nobody reads it)            */
    const uint8_t *nulls; /* 1 = NULL, and then the value is unspecified; NULL: no nulls     */
} weir_column;

typedef struct weir_batch {
    const weir_schema  *schema;
    const weir_column  *columns;        /* schema->field_count of them                      */
    uint32_t            row_count;      /* physical rows, <= WEIR_BATCH_ROWS                */
    uint32_t            selected_count; /* rows that count                                  */
    const uint16_t     *selection;      /* their indexes, ascending; NULL: all row_count    */
    const uint8_t      *row_kinds;      /* weir_row_kind per physical row; NULL: all +I     */
    const weir_time_ms *row_watermarks; /* per physical row, see above; NULL: the watermark  */
                                        /* does not move before the end of the batch         */
    weir_time_ms        watermark;      /* in force after the last row; WEIR_TIME_MIN: none  */
    const struct weir_batch *origin;    /* the source rows behind these rows, physical row by */
                                        /* physical row (late rows are kept whole); or NULL   */
} weir_batch;

/* The k-th selected row's physical index. */
static inline uint32_t weir_batch_row(const weir_batch *batch, uint32_t k) {
    return batch->selection ? batch->selection[k] : k;
}
/* Debug check of every invariant above. */
bool weir_batch_valid(const weir_batch *batch);

/* Rows to work on: `count` physical indexes, ascending; indexes NULL: 0..count-1. */
typedef struct weir_rows { const uint16_t *indexes; uint32_t count; } weir_rows;
#define WEIR_FOR_ROWS(i, k, rows) \
    for (uint32_t k = 0, i = 0; k < (rows).count && (i = (rows).indexes ? (rows).indexes[k] : k, true); k++)

/* Where a kernel or a decoder writes: capacity of WEIR_BATCH_ROWS rows, owned by the caller. */
typedef struct weir_vector {
    weir_type type;
    void     *data;     /* WEIR_BATCH_ROWS * width bytes, 64-byte aligned        */
    uint8_t  *nulls;    /* WEIR_BATCH_ROWS bytes; the writer sets has_nulls when any is 1,
                           and then must have written every row it was asked for */
    bool      has_nulls;
    struct weir_arena *strings; /* for bytes of new strings; dies with the batch */
} weir_vector;
static inline weir_column weir_vector_column(const weir_vector *vector) {
    weir_column column = {vector->type, vector->data, vector->has_nulls ? vector->nulls : NULL};
    return column;
}
#endif
