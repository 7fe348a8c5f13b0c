/* runtime/runtime.c - creates the workers, restores them, and carries messages between them and the
 * job's thread. See runtime.h. */
#include "runtime/runtime.h"

#include <inttypes.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "base/io.h"
#include "base/seed_bug.h"
#include "plan/logical.h"
#include "runtime/worker.h"

typedef struct event_entry { wr_event event; struct event_entry *next; } event_entry;

typedef struct known_source {
    const wr_node *node;
    int64_t        interval_ns, next_ns;
    bool           started;
    char         **ids; size_t id_count, id_capacity;
} known_source;

struct wr_runtime {
    wr_runtime_config config;
    wr_arena         *arena;
    wr_shared         shared;
    wr_worker       **workers;
    wr_thread        *threads;
    known_source     *sources; uint32_t source_count;
};

void wr_shared_post(wr_shared *shared, const wr_event *event) {
    event_entry *entry = wr_alloc(sizeof *entry);
    entry->event = *event;
    entry->next = NULL;
    wr_mutex_lock(&shared->mutex);
    if (shared->last_event)
        shared->last_event->next = entry;
    else
        shared->first_event = entry;
    shared->last_event = entry;
    wr_mutex_unlock(&shared->mutex);
    wr_parking_poke(&shared->job);
}

static event_entry *take_event(wr_shared *shared) {
    wr_mutex_lock(&shared->mutex);
    event_entry *entry = shared->first_event;
    if (entry) {
        shared->first_event = entry->next;
        if (!entry->next)
            shared->last_event = NULL;
    }
    wr_mutex_unlock(&shared->mutex);
    return entry;
}

void wr_runtime_poll(wr_runtime *runtime, uint64_t timeout_us, wr_event *event) {
    event_entry *entry = take_event(&runtime->shared);
    if (!entry && timeout_us != 0) {
        wr_parking_wait(&runtime->shared.job, timeout_us);
        entry = take_event(&runtime->shared);
    }
    *event = (wr_event){.kind = WR_EVENT_NONE};
    if (entry)
        *event = entry->event;
    wr_free(entry);
}


/* ---- splits ---- */

static bool knows_split(const known_source *source, const char *id) {
    for (size_t i = 0; i < source->id_count; i++)
        if (strcmp(source->ids[i], id) == 0)
            return true;
    return false;
}

static weir_status assign_split(wr_runtime *runtime, known_source *source, const weir_split *split, uint32_t worker, weir_time_ms watermark, weir_error *err) {
    source->ids = wr_arena_grow(runtime->arena, source->ids, source->id_count, &source->id_capacity, sizeof *source->ids);
    source->ids[source->id_count++] = wr_arena_strdup(runtime->arena, split->id);
    return wr_worker_add_split(runtime->workers[worker], source->node, split, watermark, err);
}

static uint32_t next_worker(const wr_runtime *runtime, const known_source *source) {
    return (uint32_t)(source->id_count % runtime->config.worker_count);
}

/* Where the source's time stood: the smallest watermark of the workers that still had something to read. A worker
 * reads its splits one behind the other, so its own watermark is the largest of theirs. */
static weir_time_ms restored_watermark(const wr_runtime *runtime, const known_source *source) {
    const wr_manifest *restore = runtime->config.restore;
    weir_time_ms       smallest = WEIR_TIME_MAX, smallest_reading = WEIR_TIME_MAX;
    for (uint32_t worker = 0; worker < restore->worker_count; worker++) {
        weir_time_ms own = WEIR_TIME_MIN;
        bool         any = false, reading = false;
        for (uint32_t i = 0; i < restore->split_count; i++) {
            const wr_manifest_split *saved = &restore->splits[i];
            if (saved->worker != worker || strcmp(saved->source_uid, source->node->uid) != 0)
                continue;
            any = true;
            reading |= !saved->finished;
            own = WR_MAX(own, saved->watermark);
        }
        if (any)
            smallest = WR_MIN(smallest, own);
        if (reading)
            smallest_reading = WR_MIN(smallest_reading, own);
    }
    return smallest_reading != WEIR_TIME_MAX ? smallest_reading : smallest;
}

static const wr_manifest_split *saved_split(const wr_runtime *runtime, const known_source *source, const char *id) {
    const wr_manifest *restore = runtime->config.restore;
    for (uint32_t i = 0; i < restore->split_count; i++)
        if (strcmp(restore->splits[i].source_uid, source->node->uid) == 0 && strcmp(restore->splits[i].id, id) == 0)
            return &restore->splits[i];
    return NULL;
}

/* For as many workers as before every split goes back to its worker. Else they are dealt out anew in reading order:
 * a worker that read a later file first would take the rows of an earlier one for late. */
static weir_status restore_splits(wr_runtime *runtime, known_source *source, const weir_split *found, uint32_t found_count, weir_error *err) {
    const wr_manifest *restore = runtime->config.restore;
    if (!restore)
        return WEIR_OK;
    bool         parallel = source->node->table->connector->source->splits_in_parallel; /* each has a watermark of its own */
    bool         same = restore->worker_count == runtime->config.worker_count;
    weir_time_ms watermark = same || parallel ? WEIR_TIME_MIN : restored_watermark(runtime, source);
    for (uint32_t i = 0; i < found_count && !same; i++) {
        const wr_manifest_split *saved = saved_split(runtime, source, found[i].id);
        if (!saved)
            continue;
        const weir_split split = {saved->id, saved->position, saved->finished};
        WEIR_TRY(assign_split(runtime, source, &split, next_worker(runtime, source), parallel ? saved->watermark : watermark, err));
    }
    for (uint32_t i = 0; i < restore->split_count; i++) { /* the others: all of them, or those that are gone */
        const wr_manifest_split *saved = &restore->splits[i];
        if (strcmp(saved->source_uid, source->node->uid) != 0 || knows_split(source, saved->id))
            continue;
        const weir_split split = {saved->id, saved->position, saved->finished};
        WEIR_TRY(assign_split(runtime, source, &split, same ? saved->worker : next_worker(runtime, source),
                              same || parallel ? saved->watermark : watermark, err));
    }
    for (uint32_t w = 0; w < runtime->config.worker_count; w++)
        wr_worker_splits_restored(runtime->workers[w], source->node);
    return WEIR_OK;
}

/* Did the job read this source before? Then what it does not know is new since then. */
static bool was_read(const wr_runtime *runtime, const known_source *source) {
    const wr_manifest *restore = runtime->config.restore;
    for (uint32_t i = 0; restore && i < restore->operator_count; i++)
        if (strcmp(restore->operators[i].uid, source->node->uid) == 0)
            return true;
    return source->started;
}

static weir_status find_splits(wr_runtime *runtime, const known_source *source, wr_arena *arena, weir_split **splits, uint32_t *count, weir_error *err) {
    weir_table_info info;
    wr_table_info_of(source->node->table, source->node->source_schema, NULL, source->node->metadata_keys,
                     runtime->config.local_time_zone, runtime->config.env, &info);
    info.resumed = was_read(runtime, source);
    info.job_name = runtime->config.job.job_name;
    return source->node->table->connector->source->discover(&info, arena, splits, count, err);
}

static weir_status take_new_splits(wr_runtime *runtime, known_source *source, const weir_split *splits, uint32_t count, bool report_only, weir_error *err) {
    uint32_t fresh = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (knows_split(source, splits[i].id))
            continue;
        fresh++;
        if (!report_only)
            WEIR_TRY(assign_split(runtime, source, &splits[i], next_worker(runtime, source), WEIR_TIME_MIN, err));
    }
    if (report_only && fresh != 0)
        wr_log(runtime->config.env, WR_LOG_WARN, "table '%s' has %u new inputs since this bounded job began; they are not read (start anew with --fresh to read them)",
               source->node->table->name, fresh);
    return WEIR_OK;
}

/* The splits of a bounded job are those that it began with. */
static weir_status start_source(wr_runtime *runtime, const wr_node *node, weir_error *err) {
    known_source      *source = &runtime->sources[runtime->source_count++];
    const weir_source *kind = node->table->connector->source;
    wr_arena          *arena = wr_arena_create(0);
    weir_split        *splits;
    uint32_t           count;
    weir_table_info    info;
    weir_status        status;
    source->node = node;
    wr_table_info_of(node->table, node->source_schema, NULL, node->metadata_keys, runtime->config.local_time_zone, runtime->config.env, &info);
    int64_t interval_ms = kind->discovery_interval_ms ? kind->discovery_interval_ms(&info) : 0;
    source->interval_ns = interval_ms * 1000000;
    source->next_ns = runtime->config.env->monotonic_ns(runtime->config.env->self) + source->interval_ns;
    bool bounded = kind->bounded(&info);
    if (bounded)
        source->interval_ns = 0;
    WEIR_TRY_GOTO(status, find_splits(runtime, source, arena, &splits, &count, err), done);
    WEIR_TRY_GOTO(status, restore_splits(runtime, source, splits, count, err), done);
    source->started = true;
    bool report_only = bounded && runtime->config.restore != NULL && source->id_count != 0;
    status = take_new_splits(runtime, source, splits, count, report_only, err);
done:
    wr_arena_destroy(arena);
    return status;
}

static weir_status look_for_splits(wr_runtime *runtime, known_source *source, weir_error *err) {
    wr_arena   *arena = wr_arena_create(0);
    weir_split *splits;
    uint32_t    count;
    weir_status status = find_splits(runtime, source, arena, &splits, &count, err);
    if (status == WEIR_OK)
        status = take_new_splits(runtime, source, splits, count, false, err);
    wr_arena_destroy(arena);
    return status;
}

weir_status wr_runtime_discover(wr_runtime *runtime, weir_error *err) {
    int64_t now = runtime->config.env->monotonic_ns(runtime->config.env->self);
    for (uint32_t i = 0; i < runtime->source_count; i++) {
        known_source *source = &runtime->sources[i];
        if (source->interval_ns == 0 || now < source->next_ns)
            continue;
        source->next_ns = now + source->interval_ns;
        weir_status status = look_for_splits(runtime, source, err);
        if (status != WEIR_OK && source->node->table->connector->source->splits_in_parallel) {
            /* what is read already goes on; a reader says by itself when it cannot */
            wr_log(runtime->config.env, WR_LOG_WARN, "looking for new partitions did not work, next time in %" PRId64 " s: %s", source->interval_ns / 1000000000, err ? err->message : "");
            continue;
        }
        WEIR_TRY(status);
    }
    return WEIR_OK;
}

/* ---- restore ---- */

static weir_status load_worker(wr_runtime *runtime, wr_worker *worker, uint32_t index, weir_error *err) {
    const wr_manifest *restore = runtime->config.restore;
    bool               same = restore->worker_count == runtime->config.worker_count && !runtime->config.restore_is_foreign;
    uint64_t           needed_from = UINT64_MAX;
    for (uint32_t i = 0; i < restore->file_count; i++) {
        const wr_manifest_file *saved = &restore->files[i];
        if ((same || WR_BUG(26)) && saved->worker != index)
            continue;
        wr_state_file file = {.size = saved->size, .digest = saved->digest, .needed_from = saved->needed_from};
        snprintf(file.name, sizeof file.name, "%s", saved->name);
        needed_from = WR_MIN(needed_from, saved->checkpoint_id);
        WEIR_TRY(wr_store_load(wr_worker_store(worker), runtime->config.env, runtime->config.folder, &file, err));
    }
    return wr_store_loaded(wr_worker_store(worker), same, needed_from == UINT64_MAX ? 0 : needed_from, err);
}

static weir_status restore_workers(wr_runtime *runtime, weir_error *err) {
    if (!runtime->config.restore)
        return WEIR_OK;
    for (uint32_t i = 0; i < runtime->config.worker_count; i++)
        WEIR_TRY(load_worker(runtime, runtime->workers[i], i, err));
    return WEIR_OK;
}

static weir_status restore_values(wr_runtime *runtime, weir_error *err) {
    const wr_manifest *restore = runtime->config.restore;
    const wr_plan     *plan = runtime->config.plan;
    for (uint32_t i = 0; restore && i < restore->split_count; i++)
        for (uint32_t n = 0; n < plan->node_count; n++)
            if (plan->nodes[n]->kind == WR_NODE_VALUES && strcmp(plan->nodes[n]->uid, restore->splits[i].source_uid) == 0) {
                const weir_split split = {restore->splits[i].id, {NULL, 0}, restore->splits[i].finished};
                WEIR_TRY(wr_worker_add_split(runtime->workers[0], plan->nodes[n], &split, WEIR_TIME_MIN, err));
            }
    return WEIR_OK;
}

/* ---- life ---- */

static double pace_of(const wr_runtime *runtime, const wr_node *node) {
    double rate = runtime->config.rows_per_second;
    if (node->table->connector->source->yields_batches) {
        double own = weir_options_double(&node->table->options, "rows-per-second", 0);
        rate = rate > 0 && (own <= 0 || rate < own) ? rate : own;
    }
    return rate;
}

static weir_status create_parts(wr_runtime *runtime, weir_error *err) {
    const wr_plan *plan = runtime->config.plan;
    for (uint32_t i = 0; i < runtime->config.worker_count; i++)
        WEIR_TRY(wr_worker_create(&runtime->shared, i, &runtime->workers[i], err));
    wr_worker_connect(runtime->workers, runtime->config.worker_count);
    WEIR_TRY(restore_workers(runtime, err));
    for (uint32_t i = 0; i < runtime->config.worker_count; i++)
        WEIR_TRY(wr_worker_open(runtime->workers[i], err));
    for (uint32_t n = 0; n < plan->node_count; n++)
        if (plan->nodes[n]->kind == WR_NODE_SOURCE)
            WEIR_TRY(start_source(runtime, plan->nodes[n], err));
    return restore_values(runtime, err);
}

/* Tables whose 'scan.watermark.alignment.group' is the same wait for each other. */
static void make_alignments(wr_runtime *runtime) {
    const wr_plan *plan = runtime->config.plan;
    runtime->shared.alignments = wr_arena_calloc(runtime->arena, plan->node_count + 1, sizeof *runtime->shared.alignments);
    for (uint32_t n = 0; n < plan->node_count; n++) {
        wr_alignment_place *own = &runtime->shared.alignments[n];
        const char *group = plan->nodes[n]->kind == WR_NODE_SOURCE ? weir_options_text(&plan->nodes[n]->table->options, "scan.watermark.alignment.group") : NULL;
        if (!group || own->alignment)
            continue;
        wr_alignment *alignment = wr_arena_calloc(runtime->arena, 1, sizeof *alignment);
        for (uint32_t m = n; m < plan->node_count; m++) {
            const char *other = plan->nodes[m]->kind == WR_NODE_SOURCE ? weir_options_text(&plan->nodes[m]->table->options, "scan.watermark.alignment.group") : NULL;
            if (!other || strcmp(other, group) != 0)
                continue;
            runtime->shared.alignments[m] = (wr_alignment_place){alignment, alignment->slot_count};
            alignment->slot_count += runtime->config.worker_count;
        }
        alignment->slots = wr_arena_calloc(runtime->arena, alignment->slot_count, sizeof *alignment->slots);
        for (uint32_t s = 0; s < alignment->slot_count; s++)
            wr_shared_set(&alignment->slots[s], (uint64_t)WEIR_TIME_MAX);
    }
}

weir_status wr_runtime_create(const wr_runtime_config *config, wr_runtime **out, weir_error *err) {
    *out = NULL;
    if (config->worker_count > WR_WORKERS_MAX)
        return weir_fail(err, WEIR_UNSUPPORTED, "a parallelism of %u is more than the %u workers that a job can have", config->worker_count, WR_WORKERS_MAX);
    wr_arena   *arena = wr_arena_create(0);
    wr_runtime *runtime = wr_arena_calloc(arena, 1, sizeof *runtime);
    runtime->config = *config;
    runtime->arena = arena;
    runtime->shared.config = &runtime->config;
    runtime->workers = wr_arena_calloc(arena, config->worker_count, sizeof(wr_worker *));
    runtime->threads = wr_arena_calloc(arena, config->worker_count, sizeof *runtime->threads);
    runtime->sources = wr_arena_calloc(arena, config->plan->node_count + 1, sizeof *runtime->sources);
    runtime->shared.paces = wr_arena_calloc(arena, config->plan->node_count + 1, sizeof *runtime->shared.paces);
    wr_mutex_init(&runtime->shared.mutex);
    wr_parking_init(&runtime->shared.job);
    for (uint32_t n = 0; n < config->plan->node_count; n++)
        if (config->plan->nodes[n]->kind == WR_NODE_SOURCE)
            runtime->shared.paces[n].rows_per_second = pace_of(runtime, config->plan->nodes[n]);
    make_alignments(runtime);
    *out = runtime;
    weir_status status = create_parts(runtime, err);
    if (status != WEIR_OK) {
        wr_runtime_destroy(runtime);
        *out = NULL;
    }
    return status;
}

static weir_status settle(wr_runtime *runtime, weir_error *err) {
    bool progress = true;
    for (uint32_t i = 0; i < runtime->config.worker_count; i++)
        WEIR_TRY(wr_worker_announce_idle(runtime->workers[i], err));
    while (progress) {
        progress = false;
        for (uint32_t i = 0; i < runtime->config.worker_count; i++)
            WEIR_TRY(wr_worker_settle(runtime->workers[i], &progress, err));
    }
    return WEIR_OK;
}

weir_status wr_runtime_start(wr_runtime *runtime, weir_error *err) {
    WEIR_TRY(settle(runtime, err));
    int64_t now = runtime->config.env->monotonic_ns(runtime->config.env->self);
    for (uint32_t n = 0; n < runtime->config.plan->node_count; n++)
        runtime->shared.paces[n].started_ns = now;
    for (uint32_t i = 0; i < runtime->config.worker_count; i++)
        wr_worker_mark_running(runtime->workers[i]);
    for (uint32_t i = 0; i < runtime->config.worker_count; i++) {
        char name[32];
        snprintf(name, sizeof name, "worker-%u", i);
        WEIR_TRY(wr_thread_start(&runtime->threads[i], name, wr_worker_run, runtime->workers[i], err));
    }
    return WEIR_OK;
}

weir_status wr_runtime_start_positions(wr_runtime *runtime, struct weir_arena *arena, wr_manifest_split **splits, uint32_t *count, weir_error *err) {
    size_t capacity = 0;
    *splits = NULL;
    *count = 0;
    for (uint32_t i = 0; i < runtime->config.worker_count; i++) {
        wr_manifest_split *own;
        uint32_t           own_count;
        WEIR_TRY(wr_worker_positions(runtime->workers[i], arena, &own, &own_count, err));
        for (uint32_t k = 0; k < own_count; k++) {
            *splits = wr_arena_grow(arena, *splits, *count, &capacity, sizeof **splits);
            (*splits)[(*count)++] = own[k];
        }
    }
    return WEIR_OK;
}

void wr_runtime_committed(wr_runtime *runtime, const wr_manifest_split *splits, uint32_t count) {
    weir_split *own = wr_calloc(count + 1u, sizeof *own);
    for (uint32_t s = 0; s < runtime->source_count; s++)
        for (uint32_t w = 0; w < runtime->config.worker_count && runtime->sources[s].node->table->connector->source->committed; w++) {
            uint32_t own_count = 0;
            for (uint32_t i = 0; i < count; i++)
                if (splits[i].worker == w && strcmp(splits[i].source_uid, runtime->sources[s].node->uid) == 0)
                    own[own_count++] = (weir_split){splits[i].id, splits[i].position, splits[i].finished};
            if (own_count)
                wr_worker_committed(runtime->workers[w], runtime->sources[s].node, own, own_count);
        }
    wr_free(own);
}

void wr_runtime_wake(wr_runtime *runtime) {
    for (uint32_t i = 0; i < runtime->config.worker_count; i++)
        if (runtime->workers[i])
            wr_parking_poke(wr_worker_parking(runtime->workers[i]));
}

void wr_runtime_inject(wr_runtime *runtime, uint64_t checkpoint_id, bool last) {
    wr_shared_set(&runtime->shared.inject_last, last);
    wr_shared_set(&runtime->shared.inject_id, checkpoint_id);
    wr_runtime_wake(runtime);
}

void wr_runtime_cancel(wr_runtime *runtime) {
    wr_shared_set(&runtime->shared.cancelled, 1);
    wr_runtime_wake(runtime);
}

void wr_runtime_destroy(wr_runtime *runtime) {
    event_entry *entry;
    if (!runtime)
        return;
    wr_runtime_cancel(runtime);
    for (uint32_t i = 0; i < runtime->config.worker_count; i++)
        wr_thread_join(&runtime->threads[i]);
    for (uint32_t i = 0; i < runtime->config.worker_count; i++)
        wr_worker_destroy(runtime->workers[i]);
    while ((entry = take_event(&runtime->shared)) != NULL) {
        if (entry->event.kind == WR_EVENT_FROZEN)
            wr_frozen_set_free(entry->event.frozen);
        wr_free(entry);
    }
    wr_parking_destroy(&runtime->shared.job);
    wr_mutex_destroy(&runtime->shared.mutex);
    wr_arena_destroy(runtime->arena);
}

/* ---- what it says of itself ---- */

void wr_worker_counters_add(const wr_worker_counters *own, wr_runtime_counters *counters) {
    counters->rows_in += wr_shared_get(&own->rows_in);
    counters->rows_out += wr_shared_get(&own->rows_out);
    counters->late += wr_shared_get(&own->late);
    counters->errors += wr_shared_get(&own->errors);
    counters->filtered += wr_shared_get(&own->filtered);
    counters->state_bytes += wr_shared_get(&own->state_bytes);
    counters->watermark = WR_MIN(counters->watermark, (weir_time_ms)wr_shared_get(&own->watermark));
    counters->backlog.bytes += wr_shared_get(&own->backlog_bytes);
    counters->backlog.rows += wr_shared_get(&own->backlog_rows);
    counters->backlog_unknown |= wr_shared_get(&own->backlog_unknown) != 0;
    counters->unbounded |= wr_shared_get(&own->unbounded) != 0;
}

void wr_runtime_counters_read(const wr_runtime *runtime, wr_runtime_counters *counters) {
    *counters = (wr_runtime_counters){.watermark = WEIR_TIME_MAX};
    for (uint32_t i = 0; i < runtime->config.worker_count; i++)
        wr_worker_counters_add(wr_worker_counters_of(runtime->workers[i]), counters);
}

const char *wr_runtime_batch_times(const wr_runtime *runtime, struct weir_arena *arena) {
    static const double wanted[3] = {0.5, 0.99, 0.999};
    uint64_t            total = 0, values[4] = {0}, sums[WR_TIME_BUCKETS] = {0};
    for (uint32_t i = 0; i < runtime->config.worker_count; i++)
        for (uint32_t b = 0; b < WR_TIME_BUCKETS; b++)
            sums[b] += wr_worker_batch_times(runtime->workers[i])[b];
    for (uint32_t b = 0; b < WR_TIME_BUCKETS; b++)
        total += sums[b];
    uint64_t seen = 0;
    for (uint32_t b = 0; b < WR_TIME_BUCKETS; b++) {
        seen += sums[b];
        for (uint32_t p = 0; p < 3; p++)
            if (values[p] == 0 && sums[b] != 0 && (double)seen >= wanted[p] * (double)total)
                values[p] = wr_time_bucket_ns(b);
        if (sums[b] != 0)
            values[3] = wr_time_bucket_ns(b);
    }
    return wr_arena_printf(arena, "p50=%" PRIu64 "us p99=%" PRIu64 "us p99.9=%" PRIu64 "us max=%" PRIu64 "us",
                           values[0] / 1000, values[1] / 1000, values[2] / 1000, values[3] / 1000);
}

void wr_runtime_operators(const wr_plan *plan, struct weir_arena *arena, wr_manifest_operator **operators, uint32_t *count) {
    const wr_node *const aside[2] = {plan->late_sink, plan->error_sink};
    *operators = wr_arena_calloc(arena, plan->node_count + 2, sizeof **operators);
    *count = 0;
    for (uint32_t n = 0; n < plan->node_count + 2; n++) {
        const wr_node *node = n < plan->node_count ? plan->nodes[n] : aside[n - plan->node_count];
        if (!node)
            continue;
        const char *text = node->state_text;
        if (node->kind == WR_NODE_SOURCE)
            text = wr_arena_printf(arena, "source %s (%s)", node->table->name, node->table->connector->name);
        else if (node->kind == WR_NODE_SINK)
            text = wr_arena_printf(arena, "sink %s (%s)", node->table->name, node->table->connector->name);
        else if (node->kind == WR_NODE_VALUES)
            text = "values";
        if (text)
            (*operators)[(*count)++] = (wr_manifest_operator){node->uid, text};
    }
}
