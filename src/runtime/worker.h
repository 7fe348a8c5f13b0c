/* runtime/worker.h - one worker: its instance of every node of the plan, and its loop.
 * Inside the runtime room only. */
#ifndef WR_RUNTIME_WORKER_H
#define WR_RUNTIME_WORKER_H
#include "runtime/exchange.h"
#include "runtime/runtime.h"
#include "runtime/sink_driver.h"
#include "runtime/source_driver.h"

#define WR_TIME_BUCKETS 1024u

typedef struct wr_worker wr_worker;

/* Where the workers of a source say how far they are; alignment NULL: nowhere. */
typedef struct wr_alignment_place { wr_alignment *alignment; uint32_t first_slot; } wr_alignment_place;

/* Shared by all workers; what several threads write is a wr_shared or behind the mutex. */
typedef struct wr_shared {
    const wr_runtime_config *config;
    wr_shared_u64 inject_id, inject_last, cancelled;
    wr_pace      *paces;             /* per node id */
    struct wr_alignment_place *alignments; /* per node id */
    /* events to the job's thread */
    wr_mutex      mutex;             /* guards first_event, last_event */
    wr_parking    job;
    struct event_entry *first_event, *last_event;
} wr_shared;
void wr_shared_post(wr_shared *shared, const wr_event *event);

typedef struct wr_worker_counters { wr_shared_u64 rows_in, rows_out, late, errors, filtered, watermark, state_bytes, backlog_bytes, backlog_rows, backlog_unknown, unbounded; } wr_worker_counters;

weir_status wr_worker_create(wr_shared *shared, uint32_t index, wr_worker **worker, weir_error *err);
void        wr_worker_connect(wr_worker *const *workers, uint32_t count); /* makes the channels */
wr_store   *wr_worker_store(wr_worker *worker);
/* Before start: operators open on the restored state. */
weir_status wr_worker_open(wr_worker *worker, weir_error *err);
/* Before start, or (unbounded sources) at any time from the job's thread: the worker takes it between batches. */
weir_status wr_worker_add_split(wr_worker *worker, const wr_node *node, const weir_split *split, weir_time_ms watermark, weir_error *err);
/* Before start: the splits of the checkpoint are all there; new ones may follow. */
void        wr_worker_splits_restored(wr_worker *worker, const wr_node *node);
/* Job thread, at any time: these splits of a source in this worker are committed. */
void        wr_worker_committed(wr_worker *worker, const wr_node *node, const weir_split *splits, uint32_t count);
weir_status wr_worker_positions(wr_worker *worker, struct weir_arena *arena, wr_manifest_split **splits, uint32_t *count, weir_error *err);
/* Before any thread starts: sources without a split say that they do not hold time back, and what others said of
 * themselves is taken in. So the first row already finds the watermark of those that do have rows, at any parallelism. */
weir_status wr_worker_announce_idle(wr_worker *worker, weir_error *err);
weir_status wr_worker_settle(wr_worker *worker, bool *progress, weir_error *err);
void        wr_worker_mark_running(wr_worker *worker); /* before its thread starts */
void       *wr_worker_run(void *worker); /* thread body */
wr_parking *wr_worker_parking(wr_worker *worker);
const wr_worker_counters *wr_worker_counters_of(const wr_worker *worker);
void        wr_worker_counters_add(const wr_worker_counters *own, wr_runtime_counters *counters);
const uint64_t *wr_worker_batch_times(const wr_worker *worker); /* WR_TIME_BUCKETS counts; after the thread ended */
void        wr_worker_destroy(wr_worker *worker); /* its thread has ended */
uint32_t    wr_time_bucket(uint64_t nanoseconds);
uint64_t    wr_time_bucket_ns(uint32_t bucket);
#endif
