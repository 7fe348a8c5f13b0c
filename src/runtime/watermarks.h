/* runtime/watermarks.h - merging the watermarks of several inputs. Pure; one owner.
 *
 * The merged watermark is the smallest of all inputs that are neither idle nor ended, and never goes
 * back (Flink: StatusWatermarkValve). */
#ifndef WR_RUNTIME_WATERMARKS_H
#define WR_RUNTIME_WATERMARKS_H
#include "weir/batch.h"

struct weir_arena;
typedef struct wr_watermarks {
    uint32_t      count;
    weir_time_ms *inputs;   /* WEIR_TIME_MIN at first */
    bool         *idle, *ended;
    weir_time_ms  merged;
} wr_watermarks;

void wr_watermarks_init(wr_watermarks *marks, uint32_t count, struct weir_arena *arena);
/* Each returns true when `merged` grew. */
bool wr_watermarks_advance(wr_watermarks *marks, uint32_t input, weir_time_ms watermark);
bool wr_watermarks_set_idle(wr_watermarks *marks, uint32_t input);
bool wr_watermarks_set_ended(wr_watermarks *marks, uint32_t input);
bool wr_watermarks_all_idle(const wr_watermarks *marks);   /* no input moves time now */
/* The smallest of all inputs but `input`; WEIR_TIME_MAX: it alone counts. */
weir_time_ms wr_watermarks_others(const wr_watermarks *marks, uint32_t input);
/* A batch of `input` as the merged stream sees it: out[i] is the merged watermark before row i. Afterwards the
 * input stands at batch->watermark. Returns the merged watermark after the batch. `out`: row_count values. */
weir_time_ms wr_watermarks_batch(wr_watermarks *marks, uint32_t input, const weir_batch *batch, weir_time_ms *out);
#endif
