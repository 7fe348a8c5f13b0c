/* runtime/split_times.h - event time of splits that are read side by side (partitions). Pure; one owner.
 *
 * Time of the source is the smallest watermark of its splits that are neither idle nor finished, and never goes back.
 * A split that joins later, or wakes up, is behind at first and then holds time where it is. */
#ifndef WR_RUNTIME_SPLIT_TIMES_H
#define WR_RUNTIME_SPLIT_TIMES_H
#include "weir/batch.h"

struct weir_arena;
typedef struct wr_split_time {
    weir_time_ms watermark;    /* its own; WEIR_TIME_MIN at first                     */
    int64_t      silent_ns;    /* since when every look found nothing; 0: not silent  */
    bool         idle, finished;
} wr_split_time;
typedef struct wr_split_times {
    struct weir_arena *arena;
    wr_split_time     *items; size_t count, capacity;
    weir_time_ms       combined;
} wr_split_times;

void wr_split_times_init(wr_split_times *times, struct weir_arena *arena);
/* watermark: saved by a checkpoint, or WEIR_TIME_MIN. */
void wr_split_times_add(wr_split_times *times, weir_time_ms watermark, bool finished);
/* All splits of a checkpoint are there: time goes on where it stood. */
void wr_split_times_restored(wr_split_times *times);
/* The split has rows: it counts again. */
void wr_split_times_active(wr_split_times *times, size_t split);
/* A look at the split found nothing. Idle when it was so for timeout_ns (0: never). Each returns true when `combined` grew. */
bool wr_split_times_silent(wr_split_times *times, size_t split, int64_t now_ns, int64_t timeout_ns);
bool wr_split_times_finish(wr_split_times *times, size_t split);
/* There are splits, and none of them moves time now. */
bool wr_split_times_all_idle(const wr_split_times *times);
/* Rows of one split: rows[i] is its own watermark before row i, `after` the one behind the last; rows[i] becomes the
 * combined one. Returns true when `combined` grew. */
bool wr_split_times_rows(wr_split_times *times, size_t split, weir_time_ms *rows, uint32_t count, weir_time_ms after);
/* What a checkpoint keeps: never less than what was passed on, so that a restore does not open time that had passed. */
weir_time_ms wr_split_times_saved(const wr_split_times *times, size_t split);
/* The smallest watermark of the splits that have one and are neither idle nor finished; WEIR_TIME_MAX: none. */
weir_time_ms wr_split_times_slowest(const wr_split_times *times);
#endif
