/* runtime/worker_flow.c - batches, watermarks, idleness and the end go from node to node within one worker.
 *
 * Holds: what a node has emitted has reached all its consumers, as far as the next exchange, when the call
 * returns; only a UNION of branches that meet keeps rows, until wr_flow_settle_unions. */
#include "runtime/worker_internal.h"

static weir_status deliver(wr_instance *to, uint32_t input, const weir_batch *batch, weir_error *err);
static weir_status deliver_watermark(wr_instance *to, uint32_t input, weir_time_ms watermark, weir_error *err);

weir_status wr_flow_batch(weir_collector *self, const weir_batch *batch, weir_error *err) {
    wr_instance *from = (wr_instance *)(void *)self;
    from->counters[1] += batch->selected_count;
    for (uint32_t i = 0; i < from->consumer_count; i++)
        WEIR_TRY(deliver(from->consumers[i].to, from->consumers[i].input, batch, err));
    return WEIR_OK;
}

weir_status wr_flow_watermark(weir_collector *self, weir_time_ms watermark, weir_error *err) {
    wr_instance *from = (wr_instance *)(void *)self;
    if (watermark == WEIR_TIME_MIN)
        return WEIR_OK;
    for (uint32_t i = 0; i < from->consumer_count; i++)
        WEIR_TRY(deliver_watermark(from->consumers[i].to, from->consumers[i].input, watermark, err));
    return WEIR_OK;
}

weir_status wr_flow_late(weir_collector *self, const weir_batch *batch, weir_time_ms watermark, weir_error *err) {
    wr_instance *from = (wr_instance *)(void *)self;
    return wr_aside_late(&from->worker->aside, from->node->uid, batch, watermark, from->worker->open_checkpoint_id, err);
}

weir_status wr_flow_error_row(void *context, const char *source, const char *position, const char *reason, weir_bytes record, weir_error *err) {
    wr_worker *worker = ((wr_instance *)context)->worker;
    return wr_aside_error(&worker->aside, source, position, reason, record, worker->open_checkpoint_id, err);
}

static weir_status deliver_union(wr_instance *to, uint32_t input, const weir_batch *batch, weir_error *err) {
    weir_batch merged = *batch;
    if (to->ordered) {
        wr_union_merge_add(to->ordered, input, batch);
        return WEIR_OK;
    }
    merged.watermark = wr_watermarks_batch(&to->inputs, input, batch, to->merged);
    merged.row_watermarks = to->merged;
    merged.schema = to->node->schema;
    return wr_flow_batch(&to->collector, &merged, err);
}

static weir_status deliver_sink(wr_instance *to, const weir_batch *batch, weir_error *err) {
    wr_worker *worker = to->worker;
    if (batch->selected_count == 0)
        return WEIR_OK;
    WEIR_TRY(wr_sink_driver_write(to->sink, batch, worker->open_checkpoint_id, err));
    wr_worker_watch_reader(worker, to->sink);
    if (!worker->first_output_posted) {
        worker->first_output_posted = true;
        wr_worker_post(worker, WR_EVENT_FIRST_OUTPUT);
    }
    return WEIR_OK;
}

static weir_status deliver(wr_instance *to, uint32_t input, const weir_batch *batch, weir_error *err) {
    to->counters[0] += batch->selected_count;
    switch (to->node->kind) {
    case WR_NODE_UNION:
        return deliver_union(to, input, batch, err);
    case WR_NODE_EXCHANGE:
        if (!to->exchange)
            return wr_flow_batch(&to->collector, batch, err);
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

static weir_status deliver_watermark(wr_instance *to, uint32_t input, weir_time_ms watermark, weir_error *err) {
    if (to->node->kind == WR_NODE_SINK)
        return WEIR_OK;
    if (to->ordered) {
        wr_union_merge_watermark(to->ordered, input, watermark);
        return WEIR_OK;
    }
    if (to->node->kind == WR_NODE_UNION)
        return wr_watermarks_advance(&to->inputs, input, watermark) ? wr_flow_watermark(&to->collector, to->inputs.merged, err) : WEIR_OK;
    if (to->exchange) {
        wr_exchange_send_watermark(to->exchange, watermark);
        return WEIR_OK;
    }
    if (to->op && to->op->watermark)
        return to->op->watermark(to->self, watermark, &to->collector, err);
    return wr_flow_watermark(&to->collector, watermark, err);
}

weir_status wr_flow_settle_unions(wr_worker *worker, weir_error *err) {
    const weir_batch *batch;
    for (uint32_t n = 0; worker->orders_unions && n < worker->config->plan->node_count; n++) {
        wr_instance *one = &worker->instances[n];
        while (one->ordered && (batch = wr_union_merge_next(one->ordered, &one->inputs)) != NULL)
            WEIR_TRY(batch->row_count != 0 ? wr_flow_batch(&one->collector, batch, err) : wr_flow_watermark(&one->collector, batch->watermark, err));
    }
    return WEIR_OK;
}

/* No rows come from this input for now: it does not hold time back. */
static weir_status deliver_idle(wr_instance *to, uint32_t input, weir_error *err) {
    if (to->node->kind == WR_NODE_SINK)
        return WEIR_OK;
    if (to->exchange) {
        wr_exchange_send_signal(to->exchange, (wr_message){.kind = WR_MESSAGE_IDLE});
        return WEIR_OK;
    }
    if (to->node->kind == WR_NODE_UNION) {
        if (wr_watermarks_set_idle(&to->inputs, input))
            WEIR_TRY(wr_flow_watermark(&to->collector, to->inputs.merged, err));
        if (!wr_watermarks_all_idle(&to->inputs))
            return WEIR_OK;
    }
    return wr_flow_idle(to, err);
}

weir_status wr_flow_idle(wr_instance *from, weir_error *err) {
    for (uint32_t i = 0; i < from->consumer_count; i++)
        WEIR_TRY(deliver_idle(from->consumers[i].to, from->consumers[i].input, err));
    return WEIR_OK;
}

static weir_status deliver_end(wr_instance *to, uint32_t input, weir_error *err) {
    if (to->node->kind == WR_NODE_UNION && wr_watermarks_set_ended(&to->inputs, input))
        WEIR_TRY(wr_flow_watermark(&to->collector, to->inputs.merged, err));
    WR_ASSERT(to->inputs_open > 0);
    if (--to->inputs_open != 0)
        return WEIR_OK;
    if (to->exchange) {
        wr_exchange_send_signal(to->exchange, (wr_message){.kind = WR_MESSAGE_END});
        return WEIR_OK;
    }
    return wr_flow_end(to, err);
}

weir_status wr_flow_end(wr_instance *from, weir_error *err) {
    if (from->ended)
        return WEIR_OK;
    from->ended = true;
    if (from->op && from->op->end)
        WEIR_TRY(from->op->end(from->self, &from->collector, err));
    for (uint32_t i = 0; i < from->consumer_count; i++)
        WEIR_TRY(deliver_end(from->consumers[i].to, from->consumers[i].input, err));
    return WEIR_OK;
}
