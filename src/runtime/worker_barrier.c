/* runtime/worker_barrier.c - barriers pass the worker, and the cut when the last entry has delivered one.
 *
 * Holds: a barrier leaves through an exchange only when every entry above it has delivered it; state,
 * positions and sinks are frozen together, when all have. */
#include "runtime/worker_internal.h"

#include <string.h>

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
    wr_worker_publish(worker);
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
        wr_instance *exchange = worker->exchanges[e];
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

weir_status wr_worker_check_barrier(wr_worker *worker, weir_error *err) {
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
