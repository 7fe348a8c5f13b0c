/* runtime/worker_build.c - makes a worker's copy of the plan: instances, edges, entries; opens and closes it.
 *
 * Holds: inputs come before the nodes that read them, so whatever a node takes over from its inputs is
 * known when it is made. */
#include "runtime/worker_internal.h"

#include "base/alloc.h"

/* Marks the node and everything above it that no exchange between workers separates from it. */
static void note_above(const wr_worker *worker, const wr_instance *one, bool *above) {
    if (above[one->node->id])
        return;
    above[one->node->id] = true;
    for (uint32_t i = 0; i < one->node->input_count && !one->exchange; i++)
        note_above(worker, &worker->instances[one->node->inputs[i]->id], above);
}

/* Do two inputs of the UNION come from one node? Then a batch reaches it more than once. */
static bool branches_meet(const wr_worker *worker, const wr_instance *one) {
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

static bool feeds_window(const wr_instance *one) {
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
        wr_instance *one = &worker->instances[n];
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
    worker->exchanges = wr_arena_calloc(arena, plan->node_count + 1, sizeof(wr_instance *));
    worker->entry_count = 1;
    uint32_t edge_count = 0; /* a node may stand twice among the inputs of a UNION */
    for (uint32_t n = 0; n < plan->node_count; n++)
        edge_count += plan->nodes[n]->input_count;
    *out = worker;
    for (uint32_t n = 0; n < plan->node_count; n++) {
        const wr_node *node = plan->nodes[n];
        wr_instance      *one = &worker->instances[n];
        one->collector = (weir_collector){wr_flow_batch, wr_flow_watermark, wr_flow_late};
        one->worker = worker;
        one->node = node;
        one->inputs_open = node->input_count;
        one->source_rows = node->kind != WR_NODE_WINDOW_AGGREGATE && node->kind != WR_NODE_GROUP_AGGREGATE && node->kind != WR_NODE_CHANGELOG_NORMALIZE;
        for (uint32_t i = 0; i < node->input_count; i++)
            one->source_rows &= worker->instances[node->inputs[i]->id].source_rows;
        one->consumers = wr_arena_calloc(arena, edge_count + 1, sizeof *one->consumers);
        one->entries = node->input_count == 0;
        for (uint32_t i = 0; i < node->input_count; i++) {
            wr_instance *input = &worker->instances[node->inputs[i]->id];
            input->consumers[input->consumer_count++] = (wr_edge){one, i};
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
    wr_instance *from = context;
    from->source_idle = false;
    WEIR_TRY(wr_flow_batch(&from->collector, batch, err));
    return wr_flow_settle_unions(from->worker, err);
}

static weir_status source_watermark(void *context, weir_time_ms watermark, weir_error *err) {
    wr_instance *from = context;
    WEIR_TRY(wr_flow_watermark(&from->collector, watermark, err));
    return wr_flow_settle_unions(from->worker, err);
}

/* librdkafka's threads and the like: a source has something to read. */
static void wake_worker(void *context) {
    wr_worker *worker = context;
    wr_parking_poke(&worker->parking);
}

static weir_status open_instance(wr_worker *worker, wr_instance *one, weir_error *err) {
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
            .hooks = {source_rows, source_watermark, worker->aside.error_node ? wr_flow_error_row : NULL, one}};
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

void wr_worker_destroy(wr_worker *worker) {
    if (!worker)
        return;
    for (uint32_t n = 0; n < worker->config->plan->node_count; n++) {
        wr_instance *one = &worker->instances[n];
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
