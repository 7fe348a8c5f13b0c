/* runtime/worker_splits.c - which splits a worker reads, how far it is in them, and what is committed of them.
 *
 * New splits come from the job's thread at any time; the worker takes them between two batches. */
#include "runtime/worker_internal.h"

weir_status wr_worker_add_split(wr_worker *worker, const wr_node *node, const weir_split *split, weir_time_ms watermark, weir_error *err) {
    wr_instance *one = &worker->instances[node->id];
    if (node->kind == WR_NODE_VALUES) {
        one->values_done = split->finished;
        return WEIR_OK;
    }
    if (!worker->running)
        return wr_source_driver_add_split(one->source, split, watermark, err);
    wr_mutex_lock(&worker->splits_mutex);
    wr_pending_split *entry = wr_arena_calloc(worker->splits_arena, 1, sizeof *entry);
    entry->node = node;
    entry->split = (weir_split){.id = wr_arena_strdup(worker->splits_arena, split->id), .finished = split->finished};
    entry->split.position = (weir_bytes){wr_arena_strndup(worker->splits_arena, split->position.data, split->position.size), split->position.size};
    wr_pending_split **last = &worker->new_splits;
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

weir_status wr_worker_take_splits(wr_worker *worker, weir_error *err) {
    weir_status status = WEIR_OK;
    wr_mutex_lock(&worker->splits_mutex);
    for (wr_pending_split *entry = worker->new_splits; entry && status == WEIR_OK; entry = entry->next)
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
        wr_instance          *one = &worker->instances[n];
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
