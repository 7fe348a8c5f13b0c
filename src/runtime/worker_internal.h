/* runtime/worker_internal.h - what the files of a worker share. Everything is the worker's own thread's,
 * but for what is said otherwise. */
#ifndef WR_RUNTIME_WORKER_INTERNAL_H
#define WR_RUNTIME_WORKER_INTERNAL_H
#include "base/arena.h"
#include "base/io.h"
#include "runtime/aside.h"
#include "runtime/union_merge.h"
#include "runtime/worker.h"

typedef struct wr_instance wr_instance;
typedef struct wr_edge { wr_instance *to; uint32_t input; } wr_edge;

/* A node of the plan in this worker. */
struct wr_instance {
    weir_collector    collector;      /* first: operators hold a pointer to it */
    wr_worker        *worker;
    const wr_node    *node;
    const weir_operator *op;
    void             *self;
    weir_operator_context ctx;
    uint64_t          counters[8];    /* 0 rows in, 1 rows out, 2 late, 3 filtered */
    wr_edge          *consumers;      uint32_t consumer_count;
    wr_watermarks     inputs;         /* UNION */
    weir_time_ms     *merged;         /* UNION: row watermarks of the merged stream */
    wr_union_merge   *ordered;        /* UNION of branches of one source, below windows: else NULL */
    uint32_t          inputs_open;
    bool              source_rows;    /* no aggregate above it: its rows are the source's */
    bool              ended;
    uint32_t          entries;        /* bit e: rows of entry e reach it without another exchange */
    wr_source_driver *source;
    bool              source_ended, source_idle;
    int64_t           last_rows_ns;
    bool              values_done;
    wr_sink_driver   *sink;
    wr_exchange      *exchange;       uint32_t entry; /* EXCHANGE with several workers */
};

typedef struct wr_pending_split { const wr_node *node; weir_split split; struct wr_pending_split *next; } wr_pending_split;

struct wr_worker {
    wr_shared        *shared;
    const wr_runtime_config *config;
    uint32_t          index;
    wr_arena         *arena;
    wr_store         *store;
    wr_instance      *instances;      /* by node id */
    wr_instance     **exchanges;      /* by entry; [0] is NULL */
    uint32_t          entry_count;
    uint32_t          entries_done;   /* bit e: entry e has ended */
    wr_parking        parking;
    wr_worker_counters counters;
    uint64_t          open_checkpoint_id;
    /* the barrier under way; 0: none */
    uint64_t          barrier_id, barrier_seen;
    bool              barrier_last;
    uint32_t          delivered, sent; /* bits of entries */
    uint32_t          stuck;           /* bits of entries: exchanges that were full at the last look */
    uint64_t          rows_since_barrier;
    bool              asked_checkpoint; /* for a sink, in this epoch */
    bool              sinks_wait;      /* a sink has no room: look again soon */
    bool              hold, stopped, ended_posted, first_output_posted, reader_gone_posted, paced;
    wr_aside          aside;          /* late rows and error rows */
    /* splits found while running */
    wr_mutex          splits_mutex;   /* guards new_splits, splits_arena */
    wr_pending_split *new_splits;
    wr_arena         *splits_arena;
    bool              running, orders_unions;
    uint64_t          batch_times[WR_TIME_BUCKETS];
    int64_t           iteration_started_ns;
};

/* ---- worker.c ---- */
void wr_worker_post(wr_worker *worker, wr_event_kind kind);
/* When the reader of the sink's output is gone, the job ends as if it had been asked to stop: with a checkpoint. */
void wr_worker_watch_reader(wr_worker *worker, const wr_sink_driver *sink);
void wr_worker_publish(wr_worker *worker); /* its counters, for other threads to see */

/* ---- worker_flow.c ---- */
/* From the node whose collector it is to all its consumers. */
weir_status wr_flow_batch(weir_collector *self, const weir_batch *batch, weir_error *err);
weir_status wr_flow_watermark(weir_collector *self, weir_time_ms watermark, weir_error *err);
weir_status wr_flow_late(weir_collector *self, const weir_batch *batch, weir_time_ms watermark, weir_error *err);
weir_status wr_flow_error_row(void *instance, const char *source, const char *position, const char *reason, weir_bytes record, weir_error *err);
/* No rows come from this node for now: it does not hold time back. */
weir_status wr_flow_idle(wr_instance *from, weir_error *err);
/* Everything that `from` will ever emit has been emitted, but for what op->end still says. */
weir_status wr_flow_end(wr_instance *from, weir_error *err);
/* Behind every batch and watermark that came into this worker: what waits in its UNIONs goes on. */
weir_status wr_flow_settle_unions(wr_worker *worker, weir_error *err);

/* ---- worker_splits.c ---- */
weir_status wr_worker_take_splits(wr_worker *worker, weir_error *err); /* those that came since the last call */

/* ---- worker_barrier.c ---- */
/* Looks for a barrier that the job's thread asked for, and for entries that have delivered it. */
weir_status wr_worker_check_barrier(wr_worker *worker, weir_error *err);

#endif
