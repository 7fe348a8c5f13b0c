/* runtime/worker.c - one worker's copy of the plan, and the loop that drives it.
 *
 * Entries are where rows come into this worker: entry 0 is its own sources, entry e > 0 the receiving
 * half of exchange e. A barrier has passed the worker when every entry has delivered it; an entry
 * that has is not read until then. So nothing behind the barrier is processed before everything
 * before it, and state, positions and sinks are frozen together at that moment.
 *
 * No deadlock: an entry is read only while the exchanges right below it have room, and exchanges form
 * a DAG, so the last stage can always drain. */
#include "runtime/worker.h"

#include "base/alloc.h"
#include "base/arena.h"
#include "base/io.h"
#include "runtime/aside.h"
#include "runtime/union_merge.h"

typedef struct instance instance;
typedef struct edge { instance *to; uint32_t input; } edge;

struct instance {
    weir_collector    collector;      /* first: operators hold a pointer to it */
    wr_worker        *worker;
    const wr_node    *node;
    const weir_operator *op;
    void             *self;
    weir_operator_context ctx;
    uint64_t          counters[8];    /* 0 rows in, 1 rows out, 2 late, 3 filtered */
    edge             *consumers;      uint32_t consumer_count;
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

typedef struct pending_split { const wr_node *node; weir_split split; struct pending_split *next; } pending_split;

struct wr_worker {
    wr_shared        *shared;
    const wr_runtime_config *config;
    uint32_t          index;
    wr_arena         *arena;
    wr_store         *store;
    instance         *instances;      /* by node id */
    instance        **exchanges;      /* by entry; [0] is NULL */
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
    pending_split    *new_splits;
    wr_arena         *splits_arena;
    bool              running, orders_unions;
    uint64_t          batch_times[WR_TIME_BUCKETS];
    int64_t           iteration_started_ns;
};

static weir_status deliver(instance *to, uint32_t input, const weir_batch *batch, weir_error *err);
static weir_status deliver_watermark(instance *to, uint32_t input, weir_time_ms watermark, weir_error *err);
static void        publish_counters(wr_worker *worker);

/* ---- small things ---- */

wr_parking *wr_worker_parking(wr_worker *worker) { return &worker->parking; }
wr_store   *wr_worker_store(wr_worker *worker) { return worker->store; }
void        wr_worker_mark_running(wr_worker *worker) { worker->running = true; }
const wr_worker_counters *wr_worker_counters_of(const wr_worker *worker) { return &worker->counters; }
const uint64_t *wr_worker_batch_times(const wr_worker *worker) { return worker->batch_times; }

/* 16 buckets to each power of two: 6 % wide. */
uint32_t wr_time_bucket(uint64_t nanoseconds) {
    if (nanoseconds < 16)
        return (uint32_t)nanoseconds;
    uint32_t exponent = 63u - (uint32_t)__builtin_clzll(nanoseconds);
    uint32_t bucket = (exponent - 3) * 16 + (uint32_t)((nanoseconds >> (exponent - 4)) & 15);
    return WR_MIN(bucket, WR_TIME_BUCKETS - 1);
}

uint64_t wr_time_bucket_ns(uint32_t bucket) {
    return bucket < 16 ? bucket : (uint64_t)(16 + bucket % 16) << (bucket / 16 - 1);
}

static void post(wr_worker *worker, wr_event_kind kind) {
    const wr_event event = {.kind = kind, .worker = worker->index};
    wr_shared_post(worker->shared, &event);
}

/* The job ends as if it had been asked to stop: with a checkpoint. */
static void watch_reader(wr_worker *worker, const wr_sink_driver *sink) {
    if (worker->reader_gone_posted || !wr_sink_driver_gone(sink))
        return;
    worker->reader_gone_posted = true;
    post(worker, WR_EVENT_READER_GONE);
}

/* ---- batches, time and the end flow through the instances ---- */

static weir_status collect(weir_collector *self, const weir_batch *batch, weir_error *err) {
    instance *from = (instance *)(void *)self;
    from->counters[1] += batch->selected_count;
    for (uint32_t i = 0; i < from->consumer_count; i++)
        WEIR_TRY(deliver(from->consumers[i].to, from->consumers[i].input, batch, err));
    return WEIR_OK;
}

static weir_status collect_watermark(weir_collector *self, weir_time_ms watermark, weir_error *err) {
    instance *from = (instance *)(void *)self;
    if (watermark == WEIR_TIME_MIN)
        return WEIR_OK;
    for (uint32_t i = 0; i < from->consumer_count; i++)
        WEIR_TRY(deliver_watermark(from->consumers[i].to, from->consumers[i].input, watermark, err));
    return WEIR_OK;
}

static weir_status collect_late(weir_collector *self, const weir_batch *batch, weir_time_ms watermark, weir_error *err) {
    instance *from = (instance *)(void *)self;
    return wr_aside_late(&from->worker->aside, from->node->uid, batch, watermark, from->worker->open_checkpoint_id, err);
}

static weir_status keep_error_row(void *context, const char *source, const char *position, const char *reason, weir_bytes record, weir_error *err) {
    wr_worker *worker = ((instance *)context)->worker;
    return wr_aside_error(&worker->aside, source, position, reason, record, worker->open_checkpoint_id, err);
}

static weir_status deliver_union(instance *to, uint32_t input, const weir_batch *batch, weir_error *err) {
    weir_batch merged = *batch;
    if (to->ordered) {
        wr_union_merge_add(to->ordered, input, batch);
        return WEIR_OK;
    }
    merged.watermark = wr_watermarks_batch(&to->inputs, input, batch, to->merged);
    merged.row_watermarks = to->merged;
    merged.schema = to->node->schema;
    return collect(&to->collector, &merged, err);
}

static weir_status deliver_sink(instance *to, const weir_batch *batch, weir_error *err) {
    wr_worker *worker = to->worker;
    if (batch->selected_count == 0)
        return WEIR_OK;
    WEIR_TRY(wr_sink_driver_write(to->sink, batch, worker->open_checkpoint_id, err));
    watch_reader(worker, to->sink);
    if (!worker->first_output_posted) {
        worker->first_output_posted = true;
        post(worker, WR_EVENT_FIRST_OUTPUT);
    }
    return WEIR_OK;
}

static weir_status deliver(instance *to, uint32_t input, const weir_batch *batch, weir_error *err) {
    to->counters[0] += batch->selected_count;
    switch (to->node->kind) {
    case WR_NODE_UNION:
        return deliver_union(to, input, batch, err);
    case WR_NODE_EXCHANGE:
        if (!to->exchange)
            return collect(&to->collector, batch, err);
        wr_exchange_send(to->exchange, batch);
        return WEIR_OK;
    case WR_NODE_SINK:
        return deliver_sink(to, batch, err);
    case WR_NODE_CALC:
    case WR_NODE_WINDOW_TABLE:
    case WR_NODE_UNNEST:
    case WR_NODE_WINDOW_AGGREGATE:
    case WR_NODE_GROUP_AGGREGATE:
    case WR_NODE_CHANGELOG_NORMALIZE:
        return to->op->process(to->self, input, batch, &to->collector, err);
    case WR_NODE_SOURCE:
    case WR_NODE_VALUES:
        break;
    }
    WR_ASSERT(!"a source has no input");
    return WEIR_OK;
}

static weir_status deliver_watermark(instance *to, uint32_t input, weir_time_ms watermark, weir_error *err) {
    if (to->node->kind == WR_NODE_SINK)
        return WEIR_OK;
    if (to->ordered) {
        wr_union_merge_watermark(to->ordered, input, watermark);
        return WEIR_OK;
    }
    if (to->node->kind == WR_NODE_UNION)
        return wr_watermarks_advance(&to->inputs, input, watermark) ? collect_watermark(&to->collector, to->inputs.merged, err) : WEIR_OK;
    if (to->exchange) {
        wr_exchange_send_watermark(to->exchange, watermark);
        return WEIR_OK;
    }
    if (to->op && to->op->watermark)
        return to->op->watermark(to->self, watermark, &to->collector, err);
    return collect_watermark(&to->collector, watermark, err);
}

/* Behind every batch and watermark that came into this worker: what waits in its UNIONs goes on. */
static weir_status settle_unions(wr_worker *worker, weir_error *err) {
    const weir_batch *batch;
    for (uint32_t n = 0; worker->orders_unions && n < worker->config->plan->node_count; n++) {
        instance *one = &worker->instances[n];
        while (one->ordered && (batch = wr_union_merge_next(one->ordered, &one->inputs)) != NULL)
            WEIR_TRY(batch->row_count != 0 ? collect(&one->collector, batch, err) : collect_watermark(&one->collector, batch->watermark, err));
    }
    return WEIR_OK;
}

/* No rows come from this input for now: it does not hold time back. */
static weir_status deliver_idle(instance *to, uint32_t input, weir_error *err) {
    if (to->node->kind == WR_NODE_SINK)
        return WEIR_OK;
    if (to->exchange) {
        wr_exchange_send_signal(to->exchange, (wr_message){.kind = WR_MESSAGE_IDLE});
        return WEIR_OK;
    }
    if (to->node->kind == WR_NODE_UNION) {
        if (wr_watermarks_set_idle(&to->inputs, input))
            WEIR_TRY(collect_watermark(&to->collector, to->inputs.merged, err));
        if (!wr_watermarks_all_idle(&to->inputs))
            return WEIR_OK;
    }
    for (uint32_t i = 0; i < to->consumer_count; i++)
        WEIR_TRY(deliver_idle(to->consumers[i].to, to->consumers[i].input, err));
    return WEIR_OK;
}

static weir_status end_instance(instance *to, weir_error *err);

static weir_status deliver_end(instance *to, uint32_t input, weir_error *err) {
    if (to->node->kind == WR_NODE_UNION && wr_watermarks_set_ended(&to->inputs, input))
        WEIR_TRY(collect_watermark(&to->collector, to->inputs.merged, err));
    WR_ASSERT(to->inputs_open > 0);
    if (--to->inputs_open != 0)
        return WEIR_OK;
    if (to->exchange) {
        wr_exchange_send_signal(to->exchange, (wr_message){.kind = WR_MESSAGE_END});
        return WEIR_OK;
    }
    return end_instance(to, err);
}

/* Everything that `from` will ever emit has been emitted, but for what op->end still says. */
static weir_status end_instance(instance *from, weir_error *err) {
    if (from->ended)
        return WEIR_OK;
    from->ended = true;
    if (from->op && from->op->end)
        WEIR_TRY(from->op->end(from->self, &from->collector, err));
    for (uint32_t i = 0; i < from->consumer_count; i++)
        WEIR_TRY(deliver_end(from->consumers[i].to, from->consumers[i].input, err));
    return WEIR_OK;
}

/* ---- building ---- */

/* Marks the node and everything above it that no exchange between workers separates from it. */
static void note_above(const wr_worker *worker, const instance *one, bool *above) {
    if (above[one->node->id])
        return;
    above[one->node->id] = true;
    for (uint32_t i = 0; i < one->node->input_count && !one->exchange; i++)
        note_above(worker, &worker->instances[one->node->inputs[i]->id], above);
}

/* Do two inputs of the UNION come from one node? Then a batch reaches it more than once. */
static bool branches_meet(const wr_worker *worker, const instance *one) {
    uint32_t node_count = worker->config->plan->node_count;
    bool    *seen = wr_calloc(node_count, 1), *own = wr_calloc(node_count, 1), meet = false;
    for (uint32_t i = 0; i < one->node->input_count; i++) {
        memset(own, 0, node_count);
        note_above(worker, &worker->instances[one->node->inputs[i]->id], own);
        for (uint32_t n = 0; n < node_count; n++) {
            meet |= seen[n] && own[n];
            seen[n] |= own[n];
        }
    }
    wr_free(seen);
    wr_free(own);
    return meet;
}

static bool feeds_window(const instance *one) {
    if (one->node->kind == WR_NODE_WINDOW_AGGREGATE)
        return true;
    for (uint32_t i = 0; i < one->consumer_count; i++)
        if (feeds_window(one->consumers[i].to))
            return true;
    return false;
}

static const wr_node *source_above(const wr_node *node) {
    while (node->input_count != 0)
        node = node->inputs[0];
    return node;
}

/* Only windows ask for the order of time within a batch: elsewhere it would be work for nothing. */
static void order_unions(wr_worker *worker) {
    for (uint32_t n = 0; n < worker->config->plan->node_count; n++) {
        instance *one = &worker->instances[n];
        if (one->node->kind != WR_NODE_UNION || !branches_meet(worker, one) || !feeds_window(one))
            continue;
        const wr_node *source = source_above(one->node);
        one->ordered = wr_union_merge_create(one->node->input_count, one->node->schema, source->keeps_origin ? source->source_schema : NULL);
        worker->orders_unions = true;
    }
}

weir_status wr_worker_create(wr_shared *shared, uint32_t index, wr_worker **out, weir_error *err) {
    const wr_runtime_config *config = shared->config;
    const wr_plan           *plan = config->plan;
    wr_arena                *arena = wr_arena_create(0);
    wr_worker               *worker = wr_arena_calloc(arena, 1, sizeof *worker);
    worker->shared = shared;
    worker->config = config;
    worker->index = index;
    worker->arena = arena;
    worker->open_checkpoint_id = config->open_checkpoint_id;
    worker->store = wr_store_create(index, config->worker_count, config->max_parallelism);
    worker->splits_arena = wr_arena_create(0);
    wr_parking_init(&worker->parking);
    wr_mutex_init(&worker->splits_mutex);
    wr_shared_set(&worker->counters.watermark, (uint64_t)WEIR_TIME_MIN);
    worker->instances = wr_arena_calloc(arena, plan->node_count, sizeof *worker->instances);
    worker->exchanges = wr_arena_calloc(arena, plan->node_count + 1, sizeof(instance *));
    worker->entry_count = 1;
    uint32_t edge_count = 0; /* a node may stand twice among the inputs of a UNION */
    for (uint32_t n = 0; n < plan->node_count; n++)
        edge_count += plan->nodes[n]->input_count;
    *out = worker;
    for (uint32_t n = 0; n < plan->node_count; n++) {
        const wr_node *node = plan->nodes[n];
        instance      *one = &worker->instances[n];
        one->collector = (weir_collector){collect, collect_watermark, collect_late};
        one->worker = worker;
        one->node = node;
        one->inputs_open = node->input_count;
        one->source_rows = node->kind != WR_NODE_WINDOW_AGGREGATE && node->kind != WR_NODE_GROUP_AGGREGATE && node->kind != WR_NODE_CHANGELOG_NORMALIZE;
        for (uint32_t i = 0; i < node->input_count; i++)
            one->source_rows &= worker->instances[node->inputs[i]->id].source_rows;
        one->consumers = wr_arena_calloc(arena, edge_count + 1, sizeof *one->consumers);
        one->entries = node->input_count == 0;
        for (uint32_t i = 0; i < node->input_count; i++) {
            instance *input = &worker->instances[node->inputs[i]->id];
            input->consumers[input->consumer_count++] = (edge){one, i};
            one->entries |= input->exchange ? 1u << input->entry : input->entries;
        }
        if (node->kind == WR_NODE_UNION) {
            wr_watermarks_init(&one->inputs, node->input_count, arena);
            one->merged = wr_arena_calloc(arena, WEIR_BATCH_ROWS, sizeof *one->merged);
        }
        if (node->kind == WR_NODE_EXCHANGE && config->worker_count > 1) {
            const wr_node *source = source_above(node);
            if (worker->entry_count == 31)
                return weir_fail(err, WEIR_UNSUPPORTED, "a job with more than 30 exchanges cannot run at a parallelism above 1");
            one->entry = worker->entry_count++;
            one->exchange = wr_arena_calloc(arena, 1, sizeof *one->exchange);
            wr_exchange_init(one->exchange, node, source->source_schema, index, config->worker_count, config->max_parallelism, arena);
            worker->exchanges[one->entry] = one;
        }
    }
    order_unions(worker);
    return WEIR_OK;
}

void wr_worker_connect(wr_worker *const *workers, uint32_t count) {
    for (uint32_t from = 0; from < count; from++)
        for (uint32_t to = 0; to < count; to++)
            for (uint32_t e = 1; e < workers[from]->entry_count; e++) {
                wr_channel *channel = wr_channel_create(&workers[to]->parking);
                workers[from]->exchanges[e]->exchange->out[to] = channel;
                workers[to]->exchanges[e]->exchange->in[from] = channel;
            }
}

static weir_status source_rows(void *context, const weir_batch *batch, weir_error *err) {
    instance *from = context;
    from->source_idle = false;
    WEIR_TRY(collect(&from->collector, batch, err));
    return settle_unions(from->worker, err);
}

static weir_status source_watermark(void *context, weir_time_ms watermark, weir_error *err) {
    instance *from = context;
    WEIR_TRY(collect_watermark(&from->collector, watermark, err));
    return settle_unions(from->worker, err);
}

/* librdkafka's threads and the like: a source has something to read. */
static void wake_worker(void *context) {
    wr_worker *worker = context;
    wr_parking_poke(&worker->parking);
}

static weir_status open_instance(wr_worker *worker, instance *one, weir_error *err) {
    const wr_runtime_config *config = worker->config;
    switch (one->node->kind) {
    case WR_NODE_SOURCE: {
        worker->paced |= worker->shared->paces[one->node->id].rows_per_second > 0;
        const wr_source_config source = {
            .node = one->node, .env = config->env, .local_time_zone = config->local_time_zone, .worker = worker->index,
            .worker_count = config->worker_count, .batch_rows = config->batch_rows, .record_size_max = config->record_size_max, .pace = &worker->shared->paces[one->node->id],
            .alignment = worker->shared->alignments[one->node->id].alignment,
            .alignment_slot = worker->shared->alignments[one->node->id].first_slot + worker->index,
            .idle_timeout_ms = config->idle_timeout_ms, .job_name = config->job.job_name, .wake = wake_worker, .wake_context = worker,
            .hooks = {source_rows, source_watermark, worker->aside.error_node ? keep_error_row : NULL, one}};
        return wr_source_driver_open(&source, &one->source, err);
    }
    case WR_NODE_SINK:
        if (one->node == worker->aside.late_node || one->node == worker->aside.error_node)
            return WEIR_OK;
        return wr_sink_driver_open(one->node, config->registry, &config->job, config->env, config->local_time_zone,
                                   worker->index, config->worker_count, &one->sink, err);
    case WR_NODE_VALUES:
    case WR_NODE_UNION:
    case WR_NODE_EXCHANGE:
        return WEIR_OK;
    case WR_NODE_CALC:
    case WR_NODE_WINDOW_TABLE:
    case WR_NODE_UNNEST:
    case WR_NODE_WINDOW_AGGREGATE:
    case WR_NODE_GROUP_AGGREGATE:
    case WR_NODE_CHANGELOG_NORMALIZE:
        break;
    }
    one->op = weir_registry_operator(config->registry, one->node->operator_name);
    WR_ASSERT(one->op != NULL);
    one->ctx = (weir_operator_context){
        .node = one->node, .env = config->env, .state = one->op->stateful ? wr_store_state(worker->store, one->node->uid) : NULL,
        .arena = worker->arena, .worker = worker->index, .worker_count = config->worker_count,
        .local_time_zone = config->local_time_zone, .counters = one->counters};
    return one->op->open(&one->ctx, &one->self, err);
}

weir_status wr_worker_open(wr_worker *worker, weir_error *err) {
    WEIR_TRY(wr_aside_open(&worker->aside, worker->config, worker->index, worker->arena, err));
    for (uint32_t n = 0; n < worker->config->plan->node_count; n++)
        WEIR_TRY(open_instance(worker, &worker->instances[n], err));
    return WEIR_OK;
}

weir_status wr_worker_add_split(wr_worker *worker, const wr_node *node, const weir_split *split, weir_time_ms watermark, weir_error *err) {
    instance *one = &worker->instances[node->id];
    if (node->kind == WR_NODE_VALUES) {
        one->values_done = split->finished;
        return WEIR_OK;
    }
    if (!worker->running)
        return wr_source_driver_add_split(one->source, split, watermark, err);
    wr_mutex_lock(&worker->splits_mutex);
    pending_split *entry = wr_arena_calloc(worker->splits_arena, 1, sizeof *entry);
    entry->node = node;
    entry->split = (weir_split){.id = wr_arena_strdup(worker->splits_arena, split->id), .finished = split->finished};
    entry->split.position = (weir_bytes){wr_arena_strndup(worker->splits_arena, split->position.data, split->position.size), split->position.size};
    pending_split **last = &worker->new_splits;
    while (*last)
        last = &(*last)->next;
    *last = entry;
    wr_mutex_unlock(&worker->splits_mutex);
    wr_parking_poke(&worker->parking);
    return WEIR_OK;
}

void wr_worker_splits_restored(wr_worker *worker, const wr_node *node) { wr_source_driver_restored(worker->instances[node->id].source); }

void wr_worker_committed(wr_worker *worker, const wr_node *node, const weir_split *splits, uint32_t count) {
    wr_source_driver_committed(worker->instances[node->id].source, splits, count);
}

static weir_status take_new_splits(wr_worker *worker, weir_error *err) {
    weir_status status = WEIR_OK;
    wr_mutex_lock(&worker->splits_mutex);
    for (pending_split *entry = worker->new_splits; entry && status == WEIR_OK; entry = entry->next)
        status = wr_source_driver_add_split(worker->instances[entry->node->id].source, &entry->split, WEIR_TIME_MIN, err);
    if (worker->new_splits)
        wr_arena_reset(worker->splits_arena);
    worker->new_splits = NULL;
    wr_mutex_unlock(&worker->splits_mutex);
    return status;
}

weir_status wr_worker_positions(wr_worker *worker, struct weir_arena *arena, wr_manifest_split **splits, uint32_t *count, weir_error *err) {
    size_t capacity = 0;
    *splits = NULL;
    *count = 0;
    for (uint32_t n = 0; n < worker->config->plan->node_count; n++) {
        instance          *one = &worker->instances[n];
        wr_manifest_split *own, values;
        uint32_t           own_count = 0;
        if (one->source) {
            WEIR_TRY(wr_source_driver_positions(one->source, arena, &own, &own_count, err));
        } else if (one->node->kind == WR_NODE_VALUES && worker->index == 0) {
            values = (wr_manifest_split){.source_uid = one->node->uid, .id = "values", .finished = one->values_done, .watermark = WEIR_TIME_MIN};
            own = &values;
            own_count = 1;
        }
        for (uint32_t i = 0; i < own_count; i++) {
            *splits = wr_arena_grow(arena, *splits, *count, &capacity, sizeof **splits);
            (*splits)[(*count)++] = own[i];
        }
    }
    return WEIR_OK;
}

void wr_worker_destroy(wr_worker *worker) {
    if (!worker)
        return;
    for (uint32_t n = 0; n < worker->config->plan->node_count; n++) {
        instance *one = &worker->instances[n];
        if (one->op && one->self && one->op->close)
            one->op->close(one->self);
        wr_union_merge_destroy(one->ordered);
        wr_source_driver_close(one->source);
        wr_sink_driver_close(one->sink);
        if (one->exchange) {
            wr_exchange_destroy(one->exchange);
            for (uint32_t w = 0; w < worker->config->worker_count; w++)
                wr_channel_destroy(one->exchange->in[w]);
        }
    }
    wr_aside_close(&worker->aside);
    wr_store_destroy(worker->store);
    wr_parking_destroy(&worker->parking);
    wr_mutex_destroy(&worker->splits_mutex);
    wr_arena_destroy(worker->splits_arena);
    wr_arena_destroy(worker->arena);
}

/* ---- barriers ---- */

static weir_status add_prepared(wr_sink_driver *sink, const wr_node *node, wr_frozen_set *set, weir_error *err) {
    wr_sink_prepared *prepared = &set->sinks[set->sink_count];
    if (!sink)
        return WEIR_OK;
    prepared->sink = node;
    WEIR_TRY(wr_sink_driver_prepare(sink, set->checkpoint_id, set->arena, &prepared->list, &prepared->count, err));
    set->sink_count++;
    return WEIR_OK;
}

void wr_frozen_set_free(wr_frozen_set *set) {
    if (!set)
        return;
    for (uint32_t s = 0; s < set->sink_count; s++) {
        const weir_sink *sink = set->sinks[s].sink->table->connector->sink;
        for (uint32_t k = 0; k < set->sinks[s].count && sink->forget; k++)
            sink->forget(&set->sinks[s].list[k]);
    }
    wr_frozen_release(set->state);
    wr_arena_destroy(set->arena);
}

static weir_status fill_frozen(wr_worker *worker, wr_frozen_set *set, weir_error *err) {
    const wr_plan *plan = worker->config->plan;
    WEIR_TRY(wr_aside_flush(&worker->aside, worker->open_checkpoint_id, err));
    publish_counters(worker);
    set->counters.watermark = WEIR_TIME_MAX;
    wr_worker_counters_add(&worker->counters, &set->counters);
    WEIR_TRY(wr_store_freeze(worker->store, set->checkpoint_id, &set->state, err));
    WEIR_TRY(wr_worker_positions(worker, set->arena, &set->splits, &set->split_count, err));
    set->sinks = wr_arena_calloc(set->arena, plan->node_count + 2, sizeof *set->sinks);
    for (uint32_t n = 0; n < plan->node_count; n++)
        WEIR_TRY(add_prepared(worker->instances[n].sink, plan->nodes[n], set, err));
    WEIR_TRY(add_prepared(worker->aside.late, worker->aside.late_node, set, err));
    return add_prepared(worker->aside.error, worker->aside.error_node, set, err);
}

/* Every entry has delivered the barrier: this is the cut. */
static weir_status freeze(wr_worker *worker, weir_error *err) {
    wr_arena      *arena = wr_arena_create(0);
    wr_frozen_set *set = wr_arena_calloc(arena, 1, sizeof *set);
    set->arena = arena;
    set->checkpoint_id = worker->barrier_id;
    set->worker = worker->index;
    WR_ASSERT(worker->barrier_id == worker->open_checkpoint_id);
    weir_status status = fill_frozen(worker, set, err);
    if (status != WEIR_OK) {
        wr_frozen_set_free(set);
        return status;
    }
    worker->open_checkpoint_id = worker->barrier_id + 1;
    worker->stopped = worker->barrier_last;
    worker->barrier_id = 0;
    worker->asked_checkpoint = false;
    worker->delivered = worker->sent = 0;
    worker->rows_since_barrier = 0;
    worker->hold = false;
    for (uint32_t e = 1; e < worker->entry_count; e++)
        memset(worker->exchanges[e]->exchange->aligned, 0, worker->config->worker_count);
    const wr_event event = {.kind = WR_EVENT_FROZEN, .worker = worker->index, .frozen = set};
    wr_shared_post(worker->shared, &event);
    return WEIR_OK;
}

/* Passes the barrier on where everything above has delivered it. */
static weir_status pass_barrier(wr_worker *worker, weir_error *err) {
    for (uint32_t e = 1; e < worker->entry_count; e++) {
        instance *exchange = worker->exchanges[e];
        if ((worker->sent & (1u << e)) || (exchange->entries & ~worker->delivered))
            continue;
        worker->sent |= 1u << e;
        wr_exchange_send_signal(exchange->exchange, (wr_message){.kind = WR_MESSAGE_BARRIER, .checkpoint_id = worker->barrier_id});
    }
    uint32_t all = (uint32_t)((1ull << worker->entry_count) - 1);
    return worker->delivered == all ? freeze(worker, err) : WEIR_OK;
}

static bool entry_aligned(const wr_exchange *exchange) {
    for (uint32_t w = 0; w < exchange->worker_count; w++)
        if (!exchange->aligned[w] && !exchange->marks.ended[w])
            return false;
    return true;
}

/* Looks for a barrier that the job's thread asked for, and for entries that have delivered it. */
static weir_status check_barrier(wr_worker *worker, weir_error *err) {
    uint64_t wanted = wr_shared_get(&worker->shared->inject_id);
    if (worker->barrier_id == 0) {
        if (wanted == worker->barrier_seen)
            return WEIR_OK;
        worker->barrier_id = worker->barrier_seen = wanted;
        worker->barrier_last = wr_shared_get(&worker->shared->inject_last) != 0;
        worker->delivered = 1; /* between two batches of the sources */
    }
    for (uint32_t e = 1; e < worker->entry_count; e++)
        if (entry_aligned(worker->exchanges[e]->exchange))
            worker->delivered |= 1u << e;
    return pass_barrier(worker, err);
}

/* ---- the loop ---- */

static bool stuck_below(const wr_worker *worker, uint32_t entry, uint32_t stuck) {
    for (uint32_t e = 1; e < worker->entry_count; e++)
        if ((stuck & (1u << e)) && (worker->exchanges[e]->entries & (1u << entry)))
            return true;
    return false;
}

static weir_status receive_batch(instance *one, uint32_t from, wr_owned_batch *owned, weir_error *err) {
    wr_exchange *exchange = one->exchange;
    weir_batch   batch = owned->batch;
    exchange->marks.idle[from] = false;
    batch.watermark = wr_watermarks_batch(&exchange->marks, from, &owned->batch, owned->row_watermarks);
    batch.row_watermarks = owned->row_watermarks;
    weir_status status = collect(&one->collector, &batch, err);
    if (status == WEIR_OK)
        status = settle_unions(one->worker, err);
    wr_channel_give_back(exchange->in[from], owned);
    return status;
}

static weir_status receive_one(instance *one, uint32_t from, const wr_message *message, weir_error *err) {
    wr_exchange *exchange = one->exchange;
    bool         grew = false;
    switch (message->kind) {
    case WR_MESSAGE_BATCH:
        return receive_batch(one, from, message->batch, err);
    case WR_MESSAGE_WATERMARK:
        grew = wr_watermarks_advance(&exchange->marks, from, message->watermark);
        break;
    case WR_MESSAGE_IDLE:
        grew = wr_watermarks_set_idle(&exchange->marks, from);
        break;
    case WR_MESSAGE_BARRIER:
        exchange->aligned[from] = true;
        return WEIR_OK;
    case WR_MESSAGE_END:
        grew = wr_watermarks_set_ended(&exchange->marks, from);
        break;
    }
    if (grew)
        WEIR_TRY(collect_watermark(&one->collector, exchange->marks.merged, err));
    WEIR_TRY(settle_unions(one->worker, err));
    if (message->kind == WR_MESSAGE_IDLE && wr_watermarks_all_idle(&exchange->marks))
        for (uint32_t i = 0; i < one->consumer_count; i++)
            WEIR_TRY(deliver_idle(one->consumers[i].to, one->consumers[i].input, err));
    return WEIR_OK;
}

static weir_status read_exchange(wr_worker *worker, uint32_t entry, bool *progress, weir_error *err) {
    instance    *one = worker->exchanges[entry];
    wr_exchange *exchange = one->exchange;
    for (uint32_t i = 0; i < exchange->worker_count; i++) {
        uint32_t   from = (exchange->next + i) % exchange->worker_count;
        wr_message message;
        /* the barrier message may be here before this worker looked at the flag: then it is taken first */
        if (exchange->aligned[from] || !wr_channel_receive(exchange->in[from], &message))
            continue;
        *progress = true;
        WEIR_TRY(receive_one(one, from, &message, err));
    }
    exchange->next++;
    if (!exchange->in_ended) {
        bool ended = true;
        for (uint32_t w = 0; w < exchange->worker_count; w++)
            ended &= exchange->marks.ended[w];
        if (ended) {
            exchange->in_ended = true;
            worker->entries_done |= 1u << entry;
            return end_instance(one, err);
        }
    }
    return WEIR_OK;
}

weir_status wr_worker_announce_idle(wr_worker *worker, weir_error *err) {
    for (uint32_t n = 0; n < worker->config->plan->node_count; n++) {
        instance *one = &worker->instances[n];
        bool      silent = one->source ? wr_source_driver_split_count(one->source) == 0
                                       : one->node->kind == WR_NODE_VALUES && worker->index != 0;
        one->source_idle |= silent;
        for (uint32_t i = 0; i < one->consumer_count && silent; i++)
            WEIR_TRY(deliver_idle(one->consumers[i].to, one->consumers[i].input, err));
    }
    return WEIR_OK;
}

weir_status wr_worker_settle(wr_worker *worker, bool *progress, weir_error *err) {
    for (uint32_t e = 1; e < worker->entry_count; e++)
        WEIR_TRY(read_exchange(worker, e, progress, err));
    return WEIR_OK;
}

static weir_status emit_values(instance *one, weir_error *err) {
    const wr_node *node = one->node;
    wr_worker     *worker = one->worker;
    uint32_t       field_count = node->schema->field_count;
    weir_vector   *vectors = wr_arena_calloc(worker->arena, field_count + 1, sizeof *vectors);
    weir_column   *columns = wr_arena_calloc(worker->arena, field_count + 1, sizeof *columns);
    for (uint32_t c = 0; c < field_count; c++)
        wr_vector_init(&vectors[c], node->schema->fields[c].type, worker->arena, NULL);
    for (uint32_t first = 0; first < node->value_row_count && worker->index == 0 && !one->values_done;) {
        uint32_t count = WR_MIN(worker->config->batch_rows, node->value_row_count - first);
        for (uint32_t c = 0; c < field_count; c++) {
            vectors[c].has_nulls = false;
            for (uint32_t r = 0; r < count; r++)
                wr_vector_set(&vectors[c], r, &node->values[(first + r) * field_count + c]);
            columns[c] = weir_vector_column(&vectors[c]);
        }
        const weir_batch batch = {.schema = node->schema, .columns = columns, .row_count = count, .selected_count = count, .watermark = WEIR_TIME_MIN};
        wr_shared_add(&worker->counters.rows_in, count);
        WEIR_TRY(collect(&one->collector, &batch, err));
        first += count;
    }
    one->values_done = true;
    WEIR_TRY(collect_watermark(&one->collector, WEIR_TIME_MAX, err));
    return settle_unions(worker, err);
}

static weir_status poll_source(wr_worker *worker, instance *one, bool *progress, weir_error *err) {
    const wr_runtime_config *config = worker->config;
    wr_source_progress       got;
    uint64_t                 rows;
    uint32_t                 limit = config->batch_rows;
    if (config->checkpoint_rows != 0 && config->checkpointing)
        limit = (uint32_t)WR_MIN(limit, config->checkpoint_rows - worker->rows_since_barrier);
    WEIR_TRY(wr_source_driver_poll(one->source, limit, &got, &rows, err));
    wr_shared_add(&worker->counters.rows_in, rows);
    worker->rows_since_barrier += rows;
    *progress |= got == WR_SOURCE_ROWS;
    WEIR_TRY(wr_aside_flush(&worker->aside, worker->open_checkpoint_id, err));
    if (config->checkpoint_rows != 0 && config->checkpointing && worker->rows_since_barrier >= config->checkpoint_rows) {
        worker->hold = true;
        post(worker, WR_EVENT_WANT_CHECKPOINT);
    }
    if (got == WR_SOURCE_ENDED) {
        one->source_ended = true;
        *progress = true;
        return end_instance(one, err);
    }
    bool idle = one->node->table->connector->source->splits_in_parallel
                    ? wr_source_driver_all_idle(one->source)
                    : config->idle_timeout_ms > 0 && worker->iteration_started_ns - one->last_rows_ns > config->idle_timeout_ms * 1000000;
    if (got == WR_SOURCE_ROWS) {
        one->last_rows_ns = worker->iteration_started_ns;
    } else if (!one->source_idle && idle) {
        one->source_idle = true;
        for (uint32_t i = 0; i < one->consumer_count; i++)
            WEIR_TRY(deliver_idle(one->consumers[i].to, one->consumers[i].input, err));
    }
    return WEIR_OK;
}

static weir_status read_sources(wr_worker *worker, bool *progress, weir_error *err) {
    const wr_plan *plan = worker->config->plan;
    bool           all_ended = true;
    for (uint32_t n = 0; n < plan->node_count; n++) {
        instance *one = &worker->instances[n];
        if (one->node->kind == WR_NODE_VALUES && !one->ended) {
            *progress = true;
            WEIR_TRY(emit_values(one, err));
            WEIR_TRY(end_instance(one, err));
        }
        if (!one->source || one->source_ended)
            continue;
        if (!worker->hold)
            WEIR_TRY(poll_source(worker, one, progress, err));
        all_ended &= one->source_ended;
    }
    if (all_ended)
        worker->entries_done |= 1;
    return WEIR_OK;
}

static void publish_counters(wr_worker *worker) {
    uint64_t     rows_out = 0, late = 0, filtered = 0, errors = 0;
    weir_time_ms watermark = WEIR_TIME_MAX;
    weir_backlog left = {0, 0};
    bool         known = true, bounded = true;
    for (uint32_t n = 0; n < worker->config->plan->node_count; n++) {
        const instance *one = &worker->instances[n];
        late += one->counters[2];
        filtered += one->source_rows ? one->counters[3] : 0; /* HAVING drops groups, not source rows */
        if (one->sink)
            rows_out += wr_sink_driver_rows(one->sink);
        if (one->source) {
            errors += wr_source_driver_errors(one->source);
            known &= wr_source_driver_backlog(one->source, &left);
            bounded &= wr_source_driver_bounded(one->source);
            watermark = WR_MIN(watermark, wr_source_driver_watermark(one->source));
        }
    }
    wr_shared_set(&worker->counters.rows_out, rows_out);
    wr_shared_set(&worker->counters.late, late);
    wr_shared_set(&worker->counters.filtered, filtered);
    wr_shared_set(&worker->counters.errors, errors);
    wr_shared_set(&worker->counters.watermark, (uint64_t)watermark);
    wr_shared_set(&worker->counters.state_bytes, wr_store_bytes(worker->store));
    wr_shared_set(&worker->counters.backlog_bytes, left.bytes);
    wr_shared_set(&worker->counters.backlog_rows, left.rows);
    wr_shared_set(&worker->counters.backlog_unknown, !known);
    wr_shared_set(&worker->counters.unbounded, !bounded);
}

static weir_status flush_sinks(wr_worker *worker, weir_error *err) {
    for (uint32_t n = 0; n < worker->config->plan->node_count; n++)
        if (worker->instances[n].sink) {
            WEIR_TRY(wr_sink_driver_flush(worker->instances[n].sink, err));
            watch_reader(worker, worker->instances[n].sink);
        }
    wr_sink_driver *const aside[2] = {worker->aside.late, worker->aside.error};
    for (uint32_t i = 0; i < 2; i++)
        if (aside[i]) {
            WEIR_TRY(wr_sink_driver_flush(aside[i], err));
            watch_reader(worker, aside[i]);
        }
    return WEIR_OK;
}

/* Sinks that keep rows until their epoch is open pass on what they can. Entries of sinks where too much waits are not
 * read: bits of them. Barriers and full rings go on being served, so what they wait for can come. */
static weir_status pump_sinks(wr_worker *worker, uint32_t *blocked, weir_error *err) {
    wr_sink_driver *const aside[2] = {worker->aside.late, worker->aside.error};
    *blocked = 0;
    worker->sinks_wait = false;
    for (uint32_t n = 0; n < worker->config->plan->node_count + 2; n++) {
        bool            is_aside = n >= worker->config->plan->node_count;
        wr_sink_driver *sink = is_aside ? aside[n - worker->config->plan->node_count] : worker->instances[n].sink;
        bool            full;
        if (!sink)
            continue;
        WEIR_TRY(wr_sink_driver_pump(sink, &full, err));
        worker->sinks_wait |= full;
        if (!worker->asked_checkpoint && wr_sink_driver_wants_checkpoint(sink)) {
            worker->asked_checkpoint = true;
            post(worker, WR_EVENT_WANT_CHECKPOINT);
        }
        if (full)
            *blocked |= is_aside ? UINT32_MAX : worker->instances[n].entries;
    }
    return WEIR_OK;
}

static weir_status post_ended(wr_worker *worker, weir_error *err) {
    if (worker->ended_posted || worker->entries_done != (uint32_t)((1ull << worker->entry_count) - 1))
        return WEIR_OK;
    worker->ended_posted = true;
    WEIR_TRY(flush_sinks(worker, err));
    publish_counters(worker);
    post(worker, WR_EVENT_ENDED);
    return WEIR_OK;
}

static weir_status run_once(wr_worker *worker, bool *progress, weir_error *err) {
    uint32_t stuck = 0; /* bits of exchanges whose receivers have no room */
    uint32_t blocked;   /* bits of entries above sinks that have no room  */
    WEIR_TRY(pump_sinks(worker, &blocked, err));
    WEIR_TRY(take_new_splits(worker, err));
    for (uint32_t e = 1; e < worker->entry_count; e++)
        if (!wr_exchange_unstick(worker->exchanges[e]->exchange))
            stuck |= 1u << e;
    worker->stuck = stuck;
    WEIR_TRY(check_barrier(worker, err));
    for (uint32_t e = worker->entry_count; e-- > 1;)
        if (!(worker->delivered & (1u << e)) && !(blocked & (1u << e)) && !stuck_below(worker, e, stuck))
            WEIR_TRY(read_exchange(worker, e, progress, err));
    if (!(worker->delivered & 1) && !(worker->entries_done & 1) && !worker->stopped && !(blocked & 1) && !stuck_below(worker, 0, stuck))
        WEIR_TRY(read_sources(worker, progress, err));
    for (uint32_t e = 1; e < worker->entry_count; e++)
        wr_exchange_flush(worker->exchanges[e]->exchange, !*progress);
    return post_ended(worker, err);
}

static weir_status run_loop(wr_worker *worker, weir_error *err) {
    const struct wr_env *env = worker->config->env;
    uint32_t             quiet = 0;
    while (!wr_shared_get(&worker->shared->cancelled)) {
        bool progress = false;
        worker->iteration_started_ns = env->monotonic_ns(env->self);
        WEIR_TRY(run_once(worker, &progress, err));
        publish_counters(worker);
        if (progress) {
            quiet = 0;
            if (worker->config->measure_batches)
                worker->batch_times[wr_time_bucket((uint64_t)(env->monotonic_ns(env->self) - worker->iteration_started_ns))]++;
            continue;
        }
        if (quiet++ == 0)
            WEIR_TRY(flush_sinks(worker, err));
        /* Messages, barriers and new files poke; a paced source has to look at the clock, and a full ring at its receiver. */
        wr_parking_wait(&worker->parking, quiet < 50 || worker->paced || worker->stuck != 0 || worker->sinks_wait ? 1000 : 50000);
    }
    return WEIR_OK;
}

void *wr_worker_run(void *argument) {
    wr_worker *worker = argument;
    wr_event   event = {.kind = WR_EVENT_FAILED, .worker = worker->index};
    for (uint32_t n = 0; n < worker->config->plan->node_count; n++)
        worker->instances[n].last_rows_ns = worker->config->env->monotonic_ns(worker->config->env->self);
    if (run_loop(worker, &event.error) != WEIR_OK)
        wr_shared_post(worker->shared, &event);
    return NULL;
}
