/* runtime/watermarks.c - see the header. */
#include "runtime/watermarks.h"

#include "base/alloc.h"
#include "base/arena.h"

void wr_watermarks_init(wr_watermarks *marks, uint32_t count, struct weir_arena *arena) {
    marks->count = count;
    marks->inputs = wr_arena_calloc(arena, count, sizeof *marks->inputs);
    marks->idle = wr_arena_calloc(arena, count, sizeof *marks->idle);
    marks->ended = wr_arena_calloc(arena, count, sizeof *marks->ended);
    for (uint32_t i = 0; i < count; i++)
        marks->inputs[i] = WEIR_TIME_MIN;
    marks->merged = WEIR_TIME_MIN;
}

weir_time_ms wr_watermarks_others(const wr_watermarks *marks, uint32_t input) {
    weir_time_ms smallest = WEIR_TIME_MAX;
    for (uint32_t i = 0; i < marks->count; i++)
        if (i != input && !marks->idle[i] && !marks->ended[i])
            smallest = WR_MIN(smallest, marks->inputs[i]);
    return smallest;
}

bool wr_watermarks_all_idle(const wr_watermarks *marks) {
    for (uint32_t i = 0; i < marks->count; i++)
        if (!marks->idle[i] && !marks->ended[i])
            return false;
    return true;
}

static bool merge(wr_watermarks *marks) {
    weir_time_ms smallest = wr_watermarks_others(marks, UINT32_MAX);
    if (wr_watermarks_all_idle(marks)) {
        /* Everything ended: the last word is the largest watermark that an ended input reached. */
        smallest = WEIR_TIME_MIN;
        for (uint32_t i = 0; i < marks->count; i++)
            if (marks->ended[i])
                smallest = WR_MAX(smallest, marks->inputs[i]);
        for (uint32_t i = 0; i < marks->count; i++)
            if (!marks->ended[i])
                smallest = WEIR_TIME_MIN; /* an idle input may still come back */
    }
    if (smallest <= marks->merged)
        return false;
    marks->merged = smallest;
    return true;
}

bool wr_watermarks_advance(wr_watermarks *marks, uint32_t input, weir_time_ms watermark) {
    marks->idle[input] = false;
    marks->inputs[input] = WR_MAX(marks->inputs[input], watermark);
    return merge(marks);
}

bool wr_watermarks_set_idle(wr_watermarks *marks, uint32_t input) {
    marks->idle[input] = true;
    return merge(marks);
}

bool wr_watermarks_set_ended(wr_watermarks *marks, uint32_t input) {
    marks->ended[input] = true;
    return merge(marks);
}

weir_time_ms wr_watermarks_batch(wr_watermarks *marks, uint32_t input, const weir_batch *batch, weir_time_ms *out) {
    weir_time_ms others = wr_watermarks_others(marks, input), now = marks->merged;
    for (uint32_t i = 0; i < batch->row_count; i++) {
        weir_time_ms own = batch->row_watermarks ? batch->row_watermarks[i] : marks->inputs[input];
        now = WR_MAX(now, WR_MIN(own, others));
        out[i] = now;
    }
    marks->merged = now;
    wr_watermarks_advance(marks, input, batch->watermark);
    return marks->merged;
}
