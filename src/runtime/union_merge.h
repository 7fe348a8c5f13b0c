/* runtime/union_merge.h - branches of one source that meet again in a UNION, put back in the order of time.
 *
 * A batch runs through one branch to its end before it enters the next. Behind a UNION the first branch
 * would then be ahead of the second by a batch, and which rows are late would depend on the batch size.
 * So such a UNION collects what its inputs bring while one batch of the source is worked on, and gives
 * it out by the watermark that was in force before each row, as if rows had come one by one.
 * Thread: the worker's. */
#ifndef WR_RUNTIME_UNION_MERGE_H
#define WR_RUNTIME_UNION_MERGE_H
#include "batch/vector.h"
#include "runtime/watermarks.h"

typedef struct wr_union_merge wr_union_merge;

/* origin_schema: NULL when the rows carry no origin. Schemas are borrowed. */
wr_union_merge *wr_union_merge_create(uint32_t input_count, const weir_schema *schema, const weir_schema *origin_schema);
void            wr_union_merge_destroy(wr_union_merge *merge); /* NULL is fine */
/* Rows of an input are copied. */
void            wr_union_merge_add(wr_union_merge *merge, uint32_t input, const weir_batch *batch);
void            wr_union_merge_watermark(wr_union_merge *merge, uint32_t input, weir_time_ms watermark);
/* The next rows in order, with the merged watermarks; NULL: nothing waits any more. A batch without rows only moves
 * time. Borrowed until the next call. Keeps `marks`. */
const weir_batch *wr_union_merge_next(wr_union_merge *merge, wr_watermarks *marks);
#endif
