/* runtime/exchange.c - see the header.
 *
 * Rows are gathered per receiver until a batch is full, or until the receiver has nothing to do: so a
 * busy stream moves full batches and a quiet one does not wait. Every row carries the watermark that
 * was in force before it, so gathering does not blur event time. */
#include "runtime/exchange.h"

#include "base/alloc.h"
#include "base/arena.h"

void wr_exchange_init(wr_exchange *exchange, const wr_node *node, const weir_schema *origin_schema, uint32_t worker, uint32_t worker_count, uint32_t max_parallelism, struct weir_arena *arena) {
    *exchange = (wr_exchange){.node = node, .worker = worker, .worker_count = worker_count, .max_parallelism = max_parallelism,
                              .watermark = WEIR_TIME_MIN, .origin_schema = node->carries_origin ? origin_schema : NULL};
    exchange->out = wr_arena_calloc(arena, worker_count, sizeof(wr_channel *));
    exchange->in = wr_arena_calloc(arena, worker_count, sizeof(wr_channel *));
    exchange->building = wr_arena_calloc(arena, worker_count, sizeof(wr_owned_batch *));
    exchange->told = wr_arena_calloc(arena, worker_count, sizeof *exchange->told);
    exchange->aligned = wr_arena_calloc(arena, worker_count, sizeof *exchange->aligned);
    for (uint32_t w = 0; w < worker_count; w++)
        exchange->told[w] = WEIR_TIME_MIN;
    wr_watermarks_init(&exchange->marks, worker_count, arena);
}

void wr_exchange_destroy(wr_exchange *exchange) {
    for (uint32_t w = 0; w < exchange->worker_count; w++)
        if (exchange->building[w])
            wr_owned_batch_destroy(exchange->building[w]);
}

static void send_building(wr_exchange *exchange, uint32_t target) {
    wr_owned_batch *batch = exchange->building[target];
    exchange->building[target] = NULL;
    /* A batch that is full in the middle of its source stands where its last row does. */
    batch->batch.watermark = WR_MAX(batch->batch.watermark, exchange->watermark);
    exchange->told[target] = batch->batch.watermark;
    wr_channel_send(exchange->out[target], (wr_message){.kind = WR_MESSAGE_BATCH, .batch = batch});
}

static void append(wr_exchange *exchange, uint32_t target, const weir_batch *batch, weir_rows rows) {
    while (rows.count != 0) {
        if (!exchange->building[target]) {
            exchange->building[target] = wr_channel_reuse(exchange->out[target]);
            if (!exchange->building[target])
                exchange->building[target] = wr_owned_batch_create(exchange->node->schema, exchange->origin_schema);
        }
        wr_owned_batch *building = exchange->building[target];
        uint32_t        room = WEIR_BATCH_ROWS - building->batch.row_count;
        weir_rows       part = {rows.indexes, WR_MIN(room, rows.count)};
        wr_owned_batch_append(building, batch, part, exchange->watermark);
        if (part.count == room)
            send_building(exchange, target);
        rows.indexes += part.count;
        rows.count -= part.count;
    }
}

void wr_exchange_send(wr_exchange *exchange, const weir_batch *batch) {
    weir_rows rows = {batch->selection, batch->selected_count};
    uint64_t  hashes[WEIR_BATCH_ROWS];
    uint16_t  sorted[WEIR_BATCH_ROWS];
    uint8_t   targets[WEIR_BATCH_ROWS];
    uint32_t  starts[WR_WORKERS_MAX + 1] = {0};
    WR_ASSERT(exchange->worker_count <= WR_WORKERS_MAX);
    /* Without keys all rows have one hash: its owner is where the state of a restore is, too. */
    wr_hash_keys(batch->columns, exchange->node->keys, exchange->node->key_count, rows, hashes);
    for (uint32_t k = 0; k < rows.count; k++) {
        uint32_t group = wr_key_group(hashes[k], exchange->max_parallelism);
        targets[k] = (uint8_t)wr_key_group_worker(group, exchange->max_parallelism, exchange->worker_count);
        starts[targets[k] + 1]++;
    }
    for (uint32_t w = 0; w < exchange->worker_count; w++)
        starts[w + 1] += starts[w];
    for (uint32_t k = 0; k < rows.count; k++)
        sorted[starts[targets[k]]++] = (uint16_t)weir_batch_row(batch, k);
    for (uint32_t w = 0, first = 0; w < exchange->worker_count; first = starts[w++])
        append(exchange, w, batch, (weir_rows){sorted + first, starts[w] - first});
    exchange->watermark = WR_MAX(exchange->watermark, batch->watermark);
}

void wr_exchange_send_watermark(wr_exchange *exchange, weir_time_ms watermark) {
    exchange->watermark = WR_MAX(exchange->watermark, watermark);
}

void wr_exchange_flush(wr_exchange *exchange, bool all) {
    for (uint32_t w = 0; w < exchange->worker_count; w++) {
        if (!all && !wr_channel_starved(exchange->out[w]))
            continue;
        if (exchange->building[w]) {
            send_building(exchange, w);
        } else if (exchange->told[w] != exchange->watermark) {
            exchange->told[w] = exchange->watermark;
            wr_channel_send(exchange->out[w], (wr_message){.kind = WR_MESSAGE_WATERMARK, .watermark = exchange->watermark});
        }
    }
}

void wr_exchange_send_signal(wr_exchange *exchange, wr_message message) {
    if (exchange->out_ended)
        return;
    wr_exchange_flush(exchange, true);
    exchange->out_ended = message.kind == WR_MESSAGE_END;
    for (uint32_t w = 0; w < exchange->worker_count; w++)
        wr_channel_send(exchange->out[w], message);
}

bool wr_exchange_unstick(wr_exchange *exchange) {
    bool free = true;
    for (uint32_t w = 0; w < exchange->worker_count; w++)
        free &= wr_channel_flush(exchange->out[w]);
    return free;
}
