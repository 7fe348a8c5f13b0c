/* batch/vector.h - columns that are written, single values, gathers, and keys of rows.
 * One owner, no locks. Everything in an arena lives as long as that arena. */
#ifndef WR_BATCH_VECTOR_H
#define WR_BATCH_VECTOR_H
#include "weir/batch.h"

struct weir_arena;

/* data for WEIR_BATCH_ROWS rows, 64-byte aligned, touched once; nulls too. `strings` may be NULL. */
void wr_vector_init(weir_vector *vector, weir_type type, struct weir_arena *arena, struct weir_arena *strings);
/* Row values one at a time: for literals, tests and rare paths. Strings are borrowed. */
weir_value wr_column_value(const weir_column *column, uint32_t row);
void       wr_vector_set(weir_vector *vector, uint32_t row, const weir_value *value);
/* Rows rows[k] of `from` into to[first + k]. Strings: copied into to->strings when copy_strings, else views. */
void wr_vector_gather(weir_vector *to, uint32_t first, const weir_column *from, weir_rows rows, bool copy_strings);
/* Fills rows first..first+count-1 with one value. */
void wr_vector_fill(weir_vector *to, uint32_t first, uint32_t count, const weir_value *value);
/* Total order of two values of one type for sorting and MIN/MAX; NULL is smallest (wr_value_compare). */
int  wr_column_compare(const weir_column *a, uint32_t row_a, const weir_column *b, uint32_t row_b);

/* Rows that the batch selects. */
static inline weir_rows wr_batch_rows(const weir_batch *batch) {
    weir_rows rows = {batch->selection, batch->selected_count};
    return rows;
}

/* hashes[k] of the key columns columns[key_indexes[..]] of row rows[k]. NULLs hash alike; equal SQL values hash alike.
 * Part of the checkpoint format (key group = hash % max_parallelism): never change it. */
void wr_hash_keys(const weir_column *columns, const uint32_t *key_indexes, uint32_t key_count, weir_rows rows, uint64_t *hashes);
static inline uint32_t wr_key_group(uint64_t hash, uint32_t max_parallelism) { return (uint32_t)((hash >> 32) % max_parallelism); }
/* Flink's rule: a worker owns a contiguous range of groups. */
static inline uint32_t wr_key_group_worker(uint32_t group, uint32_t max_parallelism, uint32_t worker_count) { return group * worker_count / max_parallelism; }

/* ---- batches that own their memory: what crosses from worker to worker ---- */
typedef struct wr_owned_batch {
    weir_batch         batch;      /* points into the members below                              */
    struct weir_arena *arena;      /* vectors; kept for reuse                                     */
    struct weir_arena *strings;    /* reset on reuse                                              */
    weir_vector       *vectors;
    uint8_t           *row_kinds;
    weir_time_ms      *row_watermarks;
    weir_vector       *origin_vectors; /* when made with an origin schema                         */
    weir_batch         origin;
} wr_owned_batch;
wr_owned_batch *wr_owned_batch_create(const weir_schema *schema, const weir_schema *origin_schema /* NULL: none */);
void            wr_owned_batch_destroy(wr_owned_batch *owned);
void            wr_owned_batch_clear(wr_owned_batch *owned);  /* no rows; keeps the memory */
/* Appends rows (indexes into `batch`), with kinds, the watermark in force before each (`watermark_before`
 * where the batch has no row_watermarks), and origin columns when both have them. Must fit. */
void            wr_owned_batch_append(wr_owned_batch *owned, const weir_batch *batch, weir_rows rows, weir_time_ms watermark_before);
#endif
