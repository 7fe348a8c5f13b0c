/* runtime/split_times.c - see the header. */
#include "runtime/split_times.h"

#include "base/alloc.h"
#include "base/arena.h"

void wr_split_times_init(wr_split_times *times, struct weir_arena *arena) {
    *times = (wr_split_times){.arena = arena, .combined = WEIR_TIME_MIN};
}

void wr_split_times_add(wr_split_times *times, weir_time_ms watermark, bool finished) {
    times->items = wr_arena_grow(times->arena, times->items, times->count, &times->capacity, sizeof *times->items);
    times->items[times->count++] = (wr_split_time){.watermark = watermark, .finished = finished};
}

/* WEIR_TIME_MAX: no other split counts. */
static weir_time_ms smallest_but(const wr_split_times *times, size_t split) {
    weir_time_ms smallest = WEIR_TIME_MAX;
    for (size_t i = 0; i < times->count; i++)
        if (i != split && !times->items[i].idle && !times->items[i].finished)
            smallest = WR_MIN(smallest, times->items[i].watermark);
    return smallest;
}

static bool combine(wr_split_times *times) {
    weir_time_ms smallest = smallest_but(times, SIZE_MAX);
    if (smallest == WEIR_TIME_MAX || smallest <= times->combined)
        return false;
    times->combined = smallest;
    return true;
}

void wr_split_times_restored(wr_split_times *times) { combine(times); }

void wr_split_times_active(wr_split_times *times, size_t split) {
    times->items[split].silent_ns = 0;
    times->items[split].idle = false;
}

bool wr_split_times_silent(wr_split_times *times, size_t split, int64_t now_ns, int64_t timeout_ns) {
    wr_split_time *one = &times->items[split];
    if (one->silent_ns == 0)
        one->silent_ns = now_ns;
    if (one->idle || one->finished || timeout_ns <= 0 || now_ns - one->silent_ns < timeout_ns)
        return false;
    one->idle = true;
    return combine(times);
}

bool wr_split_times_finish(wr_split_times *times, size_t split) {
    if (times->items[split].finished)
        return false;
    times->items[split].finished = true;
    return combine(times);
}

bool wr_split_times_all_idle(const wr_split_times *times) {
    for (size_t i = 0; i < times->count; i++)
        if (!times->items[i].idle && !times->items[i].finished)
            return false;
    return times->count != 0;
}

bool wr_split_times_rows(wr_split_times *times, size_t split, weir_time_ms *rows, uint32_t count, weir_time_ms after) {
    weir_time_ms others = smallest_but(times, split), now = times->combined, before = now;
    for (uint32_t i = 0; i < count; i++) {
        now = WR_MAX(now, WR_MIN(rows[i], others));
        rows[i] = now;
    }
    times->items[split].watermark = after;
    times->combined = WR_MAX(now, WR_MIN(after, others));
    return times->combined > before;
}

weir_time_ms wr_split_times_saved(const wr_split_times *times, size_t split) { return WR_MAX(times->items[split].watermark, times->combined); }

weir_time_ms wr_split_times_slowest(const wr_split_times *times) {
    weir_time_ms slowest = WEIR_TIME_MAX;
    for (size_t i = 0; i < times->count; i++)
        if (!times->items[i].idle && !times->items[i].finished && times->items[i].watermark != WEIR_TIME_MIN)
            slowest = WR_MIN(slowest, times->items[i].watermark);
    return slowest;
}
