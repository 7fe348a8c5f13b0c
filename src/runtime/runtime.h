/* runtime/runtime.h - a plan that runs: workers, and what they tell the job's thread.
 *
 * One job thread (the caller) starts the workers, injects barriers and takes events; workers share
 * nothing but the channels of exchanges. A worker takes barrier n between two batches, lets it flow
 * through everything it owns, and when all its inputs have delivered it, freezes state, positions
 * and sinks at once and acknowledges. */
#ifndef WR_RUNTIME_RUNTIME_H
#define WR_RUNTIME_RUNTIME_H
#include "checkpoint/manifest.h"
#include "plan/node.h"
#include "state/state.h"
#include "weir/registry.h"

typedef struct wr_runtime wr_runtime;

typedef struct wr_runtime_config {
    const wr_plan       *plan;
    const weir_registry *registry;
    const struct wr_env *env;
    const char          *local_time_zone;
    uint32_t             worker_count, max_parallelism, batch_rows;
    uint64_t             checkpoint_rows;    /* a checkpoint after so many rows of a worker; 0: never */
    double               rows_per_second;    /* per source table; 0: as fast as it goes             */
    uint64_t             record_size_max;    /* weir.record-size-max, bytes                          */
    int64_t              idle_timeout_ms;    /* table.exec.source.idle-timeout; 0: off              */
    bool                 checkpointing;
    bool                 measure_batches;    /* weir.report = 'batch-times'                          */
    weir_commit_context  job;                /* name, uuid, fence, env                               */
    uint64_t             open_checkpoint_id; /* the id of the first barrier to come                  */
    const wr_manifest   *restore;            /* NULL: from the start                                 */
    const char          *folder;             /* where the state files of `restore` are               */
    bool                 restore_is_foreign; /* of another folder: nothing of it counts as written here */
} wr_runtime_config;

typedef struct wr_runtime_counters {
    uint64_t rows_in, rows_out, late, errors, filtered, state_bytes;
    weir_time_ms watermark;  /* smallest of the sources */
    weir_backlog backlog;
    bool         backlog_unknown, unbounded; /* true: so it is with some source */
} wr_runtime_counters;

/* What one worker froze for a barrier. Everything in `arena`; the receiver releases it with wr_frozen_set_free. */
typedef struct wr_sink_prepared { const wr_node *sink; weir_committable *list; uint32_t count; } wr_sink_prepared;
typedef struct wr_frozen_set {
    struct weir_arena *arena;
    uint64_t           checkpoint_id;
    uint32_t           worker;
    wr_frozen         *state;          /* NULL: no state */
    wr_manifest_split *splits;    uint32_t split_count;
    wr_sink_prepared  *sinks;     uint32_t sink_count;
    wr_runtime_counters counters;      /* of this worker since this start, at the barrier: what lies behind it is not in */
} wr_frozen_set;
void wr_frozen_set_free(wr_frozen_set *set);

typedef enum wr_event_kind {
    WR_EVENT_NONE,           /* the wait timed out                                              */
    WR_EVENT_FROZEN,         /* `frozen`: moved to the caller                                   */
    WR_EVENT_ENDED,          /* worker: its inputs are bounded and drained, all work is done    */
    WR_EVENT_WANT_CHECKPOINT,/* checkpoint_rows reached                                         */
    WR_EVENT_FIRST_OUTPUT,   /* the first row was handed to a sink since the start              */
    WR_EVENT_READER_GONE,    /* nobody reads a sink's output any more (stdout): end as if asked to stop */
    WR_EVENT_FAILED          /* `error`                                                         */
} wr_event_kind;
typedef struct wr_event { wr_event_kind kind; uint32_t worker; wr_frozen_set *frozen; weir_error error; } wr_event;

/* Discovers splits, loads state, opens everything. On failure nothing is left running. */
weir_status wr_runtime_create(const wr_runtime_config *config, wr_runtime **runtime, weir_error *err);
weir_status wr_runtime_start(wr_runtime *runtime, weir_error *err);
/* Positions as they stand before the first read (checkpoint 0). Before start. In arena. */
weir_status wr_runtime_start_positions(wr_runtime *runtime, struct weir_arena *arena, wr_manifest_split **splits, uint32_t *count, weir_error *err);
/* All workers freeze `checkpoint_id`; the rows behind it belong to next_checkpoint_id. */
void        wr_runtime_inject(wr_runtime *runtime, uint64_t checkpoint_id, bool last);
/* The checkpoint with these positions is committed: sources that tell the outside do so. They must come from this runtime. Job thread. */
void        wr_runtime_committed(wr_runtime *runtime, const wr_manifest_split *splits, uint32_t count);
/* Waits at most timeout_us for the next event. */
void        wr_runtime_poll(wr_runtime *runtime, uint64_t timeout_us, wr_event *event);
/* Looks for new splits of unbounded sources when their interval has passed. Job thread. */
weir_status wr_runtime_discover(wr_runtime *runtime, weir_error *err);
/* Wakes the workers: something outside of them changed that they may wait for. Any thread. */
void        wr_runtime_wake(wr_runtime *runtime);
void        wr_runtime_cancel(wr_runtime *runtime);  /* workers stop as soon as they can, without a barrier */
void        wr_runtime_destroy(wr_runtime *runtime); /* cancels and joins; NULL is fine */

/* Over all workers since this start; may be read while they run (a moment old). */
void wr_runtime_counters_read(const wr_runtime *runtime, wr_runtime_counters *counters);
/* Percentiles of the time a source batch took, over all workers: "p50=..us p99=..us p99.9=..us max=..us", in arena. */
const char *wr_runtime_batch_times(const wr_runtime *runtime, struct weir_arena *arena);
/* uid and description of everything that a checkpoint remembers of this plan. In arena. */
void wr_runtime_operators(const wr_plan *plan, struct weir_arena *arena, wr_manifest_operator **operators, uint32_t *count);
#endif
