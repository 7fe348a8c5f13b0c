/* runtime/source_internal.h - what the files of the source driver share: its state, and how rows leave it. */
#ifndef WR_RUNTIME_SOURCE_INTERNAL_H
#define WR_RUNTIME_SOURCE_INTERNAL_H
#include "base/arena.h"
#include "func/eval.h"
#include "runtime/source_driver.h"
#include "runtime/split_times.h"

typedef struct split_state {
    const char  *id;
    weir_time_ms watermark;
    weir_value  *metadata;    /* per source column with a metadata key; NULL: not asked yet */
} split_state;

typedef struct wr_message_parts wr_message_parts; /* message_driver.c */

struct wr_source_driver {
    wr_source_config    config;
    const wr_node      *node;
    const weir_source  *source;
    const weir_format  *format;
    wr_arena           *arena, *strings;
    weir_table_info     info;
    bool                bounded, ignores_errors, ended;
    void               *reader;
    weir_decoder       *decoder;
    weir_vector        *decoded;        /* per physical column of the table; data NULL: not needed */
    weir_vector        *metadata;       /* per source column: those with a metadata key            */
    int32_t            *decoded_index;  /* per source column: index in `decoded`; -1: metadata     */
    weir_column        *columns, *output;
    wr_program         *projections, *watermark_program, *split_filter;
    split_state        *splits;
    size_t              split_count, split_capacity;
    uint32_t            metadata_split; /* whose values stand in `metadata`; UINT32_MAX: nobody's  */
    weir_time_ms        watermark;
    weir_time_ms        row_watermarks[WEIR_BATCH_ROWS];
    uint8_t             row_kinds[WEIR_BATCH_ROWS]; /* of formats that decode a changelog */
    uint64_t            errors;
    const weir_block   *block;          /* the block being decoded, for error messages             */
    wr_message_parts   *messages;       /* sources of messages; else NULL                          */
    wr_split_times      times;          /* splits_in_parallel                                      */
};

/* ---- source_driver.c ---- */
/* Columns as read -> computed columns, event time, and out. */
weir_status wr_source_emit(wr_source_driver *driver, uint32_t split, const weir_batch *read, weir_error *err);
/* A bad record at `position` ("orders.json:7"): kept aside, left out, or an error, as set. `part` stands before the reason: "", "key ". */
weir_status wr_source_bad_record(wr_source_driver *driver, const char *position, const weir_bad_record *bad, const char *part,
                                 const char *format_name, bool ignores_errors, weir_error *err);

/* ---- message_driver.c ---- */
weir_status wr_messages_open(wr_source_driver *driver, weir_error *err);
void        wr_messages_close(wr_source_driver *driver);
/* One batch of one partition at most. */
weir_status wr_messages_poll(wr_source_driver *driver, uint32_t row_limit, uint64_t *record_count, weir_poll *poll, weir_error *err);
const char *wr_messages_where(const wr_source_driver *driver);
#endif
