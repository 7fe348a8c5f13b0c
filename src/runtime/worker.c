/* runtime/worker.c - the loop that drives one worker's copy of the plan.
 *
 * Entries are where rows come into this worker: entry 0 is its own sources, entry e > 0 the receiving
 * half of exchange e. A barrier has passed the worker when every entry has delivered it; an entry
 * that has is not read until then. So nothing behind the barrier is processed before everything
 * before it, and state, positions and sinks are frozen together at that moment.
 *
 * No deadlock: an entry is read only while the exchanges right below it have room, and exchanges form
 * a DAG, so the last stage can always drain. */
#include "runtime/worker_internal.h"

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

void wr_worker_post(wr_worker *worker, wr_event_kind kind) {
    const wr_event event = {.kind = kind, .worker = worker->index};
    wr_shared_post(worker->shared, &event);
}

void wr_worker_watch_reader(wr_worker *worker, const wr_sink_driver *sink) {
    if (worker->reader_gone_posted || !wr_sink_driver_gone(sink))
        return;
    worker->reader_gone_posted = true;
    wr_worker_post(worker, WR_EVENT_READER_GONE);
}

static bool stuck_below(const wr_worker *worker, uint32_t entry, uint32_t stuck) {
    for (uint32_t e = 1; e < worker->entry_count; e++)
        if ((stuck & (1u << e)) && (worker->exchanges[e]->entries & (1u << entry)))
            return true;
    return false;
}

static weir_status receive_batch(wr_instance *one, uint32_t from, wr_owned_batch *owned, weir_error *err) {
    wr_exchange *exchange = one->exchange;
    weir_batch   batch = owned->batch;
    exchange->marks.idle[from] = false;
    batch.watermark = wr_watermarks_batch(&exchange->marks, from, &owned->batch, owned->row_watermarks);
    batch.row_watermarks = owned->row_watermarks;
    weir_status status = wr_flow_batch(&one->collector, &batch, err);
    if (status == WEIR_OK)
        status = wr_flow_settle_unions(one->worker, err);
    wr_channel_give_back(exchange->in[from], owned);
    return status;
}

static weir_status receive_one(wr_instance *one, uint32_t from, const wr_message *message, weir_error *err) {
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
        WEIR_TRY(wr_flow_watermark(&one->collector, exchange->marks.merged, err));
    WEIR_TRY(wr_flow_settle_unions(one->worker, err));
    if (message->kind == WR_MESSAGE_IDLE && wr_watermarks_all_idle(&exchange->marks))
        WEIR_TRY(wr_flow_idle(one, err));
    return WEIR_OK;
}

static weir_status read_exchange(wr_worker *worker, uint32_t entry, bool *progress, weir_error *err) {
    wr_instance    *one = worker->exchanges[entry];
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
            return wr_flow_end(one, err);
        }
    }
    return WEIR_OK;
}

weir_status wr_worker_announce_idle(wr_worker *worker, weir_error *err) {
    for (uint32_t n = 0; n < worker->config->plan->node_count; n++) {
        wr_instance *one = &worker->instances[n];
        bool      silent = one->source ? wr_source_driver_split_count(one->source) == 0
                                       : one->node->kind == WR_NODE_VALUES && worker->index != 0;
        one->source_idle |= silent;
        if (silent)
            WEIR_TRY(wr_flow_idle(one, err));
    }
    return WEIR_OK;
}

weir_status wr_worker_settle(wr_worker *worker, bool *progress, weir_error *err) {
    for (uint32_t e = 1; e < worker->entry_count; e++)
        WEIR_TRY(read_exchange(worker, e, progress, err));
    return WEIR_OK;
}

static weir_status emit_values(wr_instance *one, weir_error *err) {
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
        WEIR_TRY(wr_flow_batch(&one->collector, &batch, err));
        first += count;
    }
    one->values_done = true;
    WEIR_TRY(wr_flow_watermark(&one->collector, WEIR_TIME_MAX, err));
    return wr_flow_settle_unions(worker, err);
}

static weir_status poll_source(wr_worker *worker, wr_instance *one, bool *progress, weir_error *err) {
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
        wr_worker_post(worker, WR_EVENT_WANT_CHECKPOINT);
    }
    if (got == WR_SOURCE_ENDED) {
        one->source_ended = true;
        *progress = true;
        return wr_flow_end(one, err);
    }
    bool idle = one->node->table->connector->source->splits_in_parallel
                    ? wr_source_driver_all_idle(one->source)
                    : config->idle_timeout_ms > 0 && worker->iteration_started_ns - one->last_rows_ns > config->idle_timeout_ms * 1000000;
    if (got == WR_SOURCE_ROWS) {
        one->last_rows_ns = worker->iteration_started_ns;
    } else if (!one->source_idle && idle) {
        one->source_idle = true;
        WEIR_TRY(wr_flow_idle(one, err));
    }
    return WEIR_OK;
}

static weir_status read_sources(wr_worker *worker, bool *progress, weir_error *err) {
    const wr_plan *plan = worker->config->plan;
    bool           all_ended = true;
    for (uint32_t n = 0; n < plan->node_count; n++) {
        wr_instance *one = &worker->instances[n];
        if (one->node->kind == WR_NODE_VALUES && !one->ended) {
            *progress = true;
            WEIR_TRY(emit_values(one, err));
            WEIR_TRY(wr_flow_end(one, err));
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

void wr_worker_publish(wr_worker *worker) {
    uint64_t     rows_out = 0, late = 0, filtered = 0, errors = 0;
    weir_time_ms watermark = WEIR_TIME_MAX;
    weir_backlog left = {0, 0};
    bool         known = true, bounded = true;
    for (uint32_t n = 0; n < worker->config->plan->node_count; n++) {
        const wr_instance *one = &worker->instances[n];
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
            wr_worker_watch_reader(worker, worker->instances[n].sink);
        }
    wr_sink_driver *const aside[2] = {worker->aside.late, worker->aside.error};
    for (uint32_t i = 0; i < 2; i++)
        if (aside[i]) {
            WEIR_TRY(wr_sink_driver_flush(aside[i], err));
            wr_worker_watch_reader(worker, aside[i]);
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
            wr_worker_post(worker, WR_EVENT_WANT_CHECKPOINT);
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
    wr_worker_publish(worker);
    wr_worker_post(worker, WR_EVENT_ENDED);
    return WEIR_OK;
}

static weir_status run_once(wr_worker *worker, bool *progress, weir_error *err) {
    uint32_t stuck = 0; /* bits of exchanges whose receivers have no room */
    uint32_t blocked;   /* bits of entries above sinks that have no room  */
    WEIR_TRY(pump_sinks(worker, &blocked, err));
    WEIR_TRY(wr_worker_take_splits(worker, err));
    for (uint32_t e = 1; e < worker->entry_count; e++)
        if (!wr_exchange_unstick(worker->exchanges[e]->exchange))
            stuck |= 1u << e;
    worker->stuck = stuck;
    WEIR_TRY(wr_worker_check_barrier(worker, err));
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
        wr_worker_publish(worker);
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
