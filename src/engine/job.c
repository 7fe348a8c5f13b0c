/* engine/job.c - the life of one job: recover, run, checkpoint, commit, restart, end.
 *
 * One attempt = recovery + run. A failure that may pass (a full disk is waited out where it happens; a
 * failed fsync; something away) ends the attempt, and the next one starts exactly like a new process
 * after a crash: there is one recovery path, and it is used all the time.
 *
 * The job's thread is the checkpoint thread: it drives the coordinator (checkpoint/coordinator.h),
 * writes what workers froze, and commits. Workers never wait for it. Protocol: docs/internals/exactly-once.md. */
#include "engine/job.h"

#include <errno.h>
#include <inttypes.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "base/io.h"
#include "base/seed_bug.h"
#include "checkpoint/coordinator.h"
#include "checkpoint/recovery.h"
#include "engine/eta.h"
#include "engine/promises.h"
#include "engine/restart.h"
#include "plan/logical.h"
#include "runtime/runtime.h"
#include "runtime/source_driver.h"

#define COUNTER_COUNT 5u
#define CHAIN_SPENT_MAX (64u << 10) /* bytes of names of state files that are gone */


typedef struct attempt {
    const wr_job_config *job;
    const wr_plan       *plan;
    const wr_env        *env;
    wr_arena            *arena;          /* of this attempt */
    wr_folder           *folder;         /* NULL: no checkpoints */
    wr_runtime          *runtime;
    wr_coordinator       coordinator;
    weir_commit_context  context;
    uint32_t             worker_count, max_parallelism;
    const wr_manifest   *restore;        /* NULL: from the start */
    bool                 restored, finished_before;
    uint64_t             next_id;        /* of the next barrier */
    uint64_t             parent_id;
    wr_digest            parent_digest;
    /* state files that the next manifest lists: chain[0..chain_count-1] */
    wr_manifest_file    *chain; size_t chain_count, chain_capacity;
    wr_arena            *chain_arena;    /* of the chain; made anew when what fell out of the chain is most of it */
    wr_frozen_set      **frozen; uint32_t frozen_count, ended_workers;
    wr_promises          promises;
    wr_arena            *checkpoint_arena; /* of the checkpoint under way */
    wr_manifest         *manifest;         /* of the checkpoint under way */
    int64_t              started_ns, opened_ns, last_progress_ns, last_commit_ms;
    wr_shared_u64        stop_seen_ms, stop_said; /* any thread: since when a stop is waited for; that it takes long was said */
    bool                 stopping, done, first_output;
    uint64_t             counters_before[COUNTER_COUNT];
    uint64_t             checkpoints;
    wr_eta               eta;
} attempt;

static const char *const counter_names[COUNTER_COUNT] = {"rows-in", "rows-out", "late", "errors", "filtered"};

static int64_t monotonic_ms(const wr_env *env) { return env->monotonic_ns(env->self) / 1000000; }
static int64_t now_ms(const attempt *run) { return monotonic_ms(run->env); }

static weir_commit_context context_of(attempt *run, uint64_t checkpoint_id, bool recovering, wr_arena *arena) {
    weir_commit_context context = run->context;
    context.checkpoint_id = checkpoint_id;
    context.recovering = recovering;
    context.arena = arena;
    return context;
}

static weir_status commit_manifest(attempt *run, const wr_manifest *manifest, bool recovering, weir_error *err) {
    wr_arena                 *arena = run->checkpoint_arena ? run->checkpoint_arena : run->arena; /* nothing of a checkpoint outlives it */
    const weir_commit_context context = context_of(run, manifest->checkpoint_id, recovering, arena);
    return wr_promises_commit(&run->promises, &context, manifest, err);
}

/* ---- recovery ---- */

static weir_status check_fits(attempt *run, const wr_manifest *saved, weir_error *err) {
    wr_manifest_operator *operators;
    uint32_t              count;
    const char           *notes = "";
    if (saved->max_parallelism != run->max_parallelism && wr_config_is_set(run->job->settings, "pipeline.max-parallelism"))
        return weir_fail(err, WEIR_CONFLICT, "the saved state of job '%s' has max-parallelism %u, the script asks for %u: it cannot change "
                         "for existing state; set it back, or start anew with --fresh", run->plan->job_name, saved->max_parallelism, run->max_parallelism);
    run->max_parallelism = saved->max_parallelism;
    wr_runtime_operators(run->plan, run->arena, &operators, &count);
    WEIR_TRY(wr_manifest_fits(saved, operators, count, run->arena, &notes, err));
    if (notes && *notes)
        wr_log(run->env, WR_LOG_WARN, "job '%s': %s", run->plan->job_name, notes);
    return WEIR_OK;
}

static void take_counters(attempt *run, const wr_manifest *saved) {
    for (uint32_t i = 0; i < saved->counter_count; i++)
        for (uint32_t c = 0; c < COUNTER_COUNT; c++)
            if (strcmp(saved->counters[i].name, counter_names[c]) == 0)
                run->counters_before[c] = saved->counters[i].value;
}

static uint32_t checkpoints_kept(const attempt *run) {
    return (uint32_t)WR_MAX(2, wr_config_get_int(run->job->settings, "execution.checkpointing.num-retained", 2));
}

/* --fresh and --accept-missing-evidence: output of runs that this folder knows nothing of is left where it is, for good. */
static weir_status take_over(attempt *run, wr_sink_evidence *evidence, uint32_t count, weir_error *err) {
    for (uint32_t i = 0; i < count; i++) {
        for (uint32_t k = 0; k < evidence[i].evidence.other_uuid_count; k++)
            WEIR_TRY(wr_folder_adopt_uuid(run->folder, evidence[i].evidence.other_uuids[k], err));
        evidence[i].evidence.other_uuid = false;
    }
    run->context.earlier_uuids = wr_folder_earlier_uuids(run->folder, &run->context.earlier_uuid_count);
    return WEIR_OK;
}

/* The claim comes before the look: from then on no other instance can change what is seen. */
static weir_status claim_and_look(attempt *run, wr_sink_evidence **evidence, weir_error *err) {
    weir_commit_context context = context_of(run, 0, true, run->arena);
    weir_status         status;
    WEIR_TRY_GOTO(status, wr_promises_claim(&run->promises, &context, err), done);
    status = wr_promises_evidence(&run->promises, &context, evidence, err);
done: /* also after a failure: what was claimed is released with the attempt */
    run->context.claims = context.claims;
    run->context.claim_count = context.claim_count;
    return status;
}

/* Steps 3 to 7 of the recovery: decide on E, remove what is newer, finish E's commits. */
static weir_status recover(attempt *run, weir_error *err) {
    wr_found_manifest *found;
    wr_sink_evidence  *evidence;
    uint32_t           found_count;
    wr_recovery        decision;
    WEIR_TRY(wr_folder_scan(run->folder, run->arena, &found, &found_count, err));
    const bool                accepts = run->job->options->accept_missing_evidence || run->job->options->fresh;
    const weir_commit_context context = context_of(run, 0, true, run->arena);
    if (!accepts)
        WEIR_TRY(wr_promises_check_places(&run->promises, &context, found, found_count, err));
    WEIR_TRY(claim_and_look(run, &evidence, err));
    if (accepts)
        WEIR_TRY(take_over(run, evidence, run->promises.count, err));
    const wr_recovery_input input = {.found = found, .found_count = found_count, .sinks = evidence, .sink_count = run->promises.count,
                                     .folder_is_new = wr_folder_is_new(run->folder), .accept_missing_evidence = accepts};
    WEIR_TRY(wr_recovery_decide(&input, run->arena, &decision, err));
    if (decision.note)
        wr_log(run->env, WR_LOG_WARN, "job '%s': %s", run->plan->job_name, decision.note);
    if (decision.restore)
        WEIR_TRY(check_fits(run, &decision.restore->manifest, err)); /* refused: nothing was touched */
    for (uint32_t i = 0; i < decision.remove_count && !WR_BUG(10); i++)
        WEIR_TRY(wr_folder_remove_manifest(run->folder, decision.remove[i], err));
    WEIR_TRY(wr_folder_sweep(run->folder, err));
    const weir_commit_context keep = context_of(run, decision.restore ? decision.restore->checkpoint_id : 0, true, run->arena);
    if (!decision.restore)
        return wr_promises_discard(&run->promises, &keep, err);
    const wr_manifest *saved = &decision.restore->manifest;
    if (!WR_BUG(9))
        WEIR_TRY(wr_promises_discard(&run->promises, &keep, err));
    if (!WR_BUG(8))
        WEIR_TRY(commit_manifest(run, saved, true, err));
    WEIR_TRY(wr_folder_retire(run->folder, saved->checkpoint_id, checkpoints_kept(run), err));
    run->restore = saved;
    run->restored = true;
    run->finished_before = decision.finished;
    run->parent_id = saved->checkpoint_id;
    run->parent_digest = saved->digest;
    take_counters(run, saved);
    return WEIR_OK;
}

/* --from: state and positions of another checkpoint, under this job's own new identity. */
static weir_status restore_from(attempt *run, const char **state_folder, weir_error *err) {
    wr_found_manifest *found = wr_arena_calloc(run->arena, 1, sizeof *found);
    char              *folder;
    if (run->restore) {
        /* A setting stays in the script after it did its work: then that is no news. Nor is it within the same start. */
        bool is_setting = wr_config_is_set(run->job->settings, "execution.state-recovery.path");
        if (run->restore->fence != run->context.fence)
            wr_log(run->env, is_setting ? WR_LOG_INFO : WR_LOG_WARN,
                   "job '%s' goes on from its own checkpoint %" PRIu64 "; %s is only for a job without one (--fresh gives that up)",
                   run->plan->job_name, run->restore->checkpoint_id, is_setting ? "'execution.state-recovery.path'" : "--from");
        return WEIR_OK;
    }
    WEIR_TRY(wr_folder_load_from(run->env, run->job->options->from, run->arena, found, &folder, err));
    WEIR_TRY(check_fits(run, &found->manifest, err));
    run->restore = &found->manifest;
    *state_folder = folder;
    return WEIR_OK;
}

/* ---- writing a checkpoint ---- */

static weir_status pause_for_room(attempt *run, const weir_error *why, uint32_t *tries) {
    if ((*tries)++ % 50 == 0)
        wr_log(run->env, WR_LOG_WARN, "job '%s' is paused: %s; it goes on when there is room", run->plan->job_name, why->message);
    run->env->sleep_us(run->env->self, 20000);
    return wr_shared_get(run->job->stop) > 1 ? WEIR_CANCELLED : WEIR_OK;
}

/* Writing state can be tried again: the frozen bytes are in memory. A file whose fsync failed is not used again. */
static weir_status write_state(attempt *run, wr_frozen_set *set, weir_error *err) {
    wr_state_file file;
    uint32_t      tries = 0, failures = 0;
    if (!set->state)
        return WEIR_OK;
    for (;;) {
        weir_status status = wr_frozen_write(set->state, run->env, wr_folder_path(run->folder), &file, err);
        if (status == WEIR_OK)
            break;
        if (status == WEIR_UNAVAILABLE)
            WEIR_TRY(pause_for_room(run, err, &tries));
        else if (status != WEIR_IO || failures++ != 0)
            return status;
    }
    size_t kept = 0;
    for (size_t i = 0; i < run->chain_count; i++)
        if (run->chain[i].worker != set->worker || run->chain[i].checkpoint_id >= file.needed_from)
            run->chain[kept++] = run->chain[i];
    run->chain = wr_arena_grow(run->chain_arena, run->chain, kept, &run->chain_capacity, sizeof *run->chain);
    run->chain[kept] = (wr_manifest_file){.name = wr_arena_strdup(run->chain_arena, file.name), .size = file.size, .digest = file.digest, .worker = set->worker,
                                          .checkpoint_id = set->checkpoint_id, .needed_from = file.needed_from};
    run->chain_count = kept + 1;
    return WEIR_OK;
}

static uint64_t counter_value(const wr_runtime_counters *counters, uint32_t index) {
    const uint64_t values[COUNTER_COUNT] = {counters->rows_in, counters->rows_out, counters->late, counters->errors, counters->filtered};
    return values[index];
}

static void fill_manifest(attempt *run, wr_manifest *manifest, uint64_t checkpoint_id, bool finished) {
    wr_arena           *arena = run->checkpoint_arena;
    *manifest = (wr_manifest){
        .job_name = run->plan->job_name, .job_uuid = run->context.job_uuid, .weir_version = weir_version(),
        .checkpoint_id = checkpoint_id, .fence = run->context.fence, .parent_id = run->parent_id, .parent_digest = run->parent_digest,
        .created_ms = run->env->wall_ms(run->env->self), .worker_count = run->worker_count,
        .max_parallelism = run->max_parallelism, .finished = finished,
        .files = run->chain, .file_count = (uint32_t)run->chain_count};
    wr_runtime_operators(run->plan, arena, &manifest->operators, &manifest->operator_count);
    manifest->counters = wr_arena_calloc(arena, COUNTER_COUNT, sizeof *manifest->counters);
    manifest->counter_count = COUNTER_COUNT;
    for (uint32_t c = 0; c < COUNTER_COUNT; c++) {
        manifest->counters[c] = (wr_manifest_counter){counter_names[c], run->counters_before[c]};
        for (uint32_t w = 0; w < run->frozen_count; w++) /* at the barrier: the workers have gone on since */
            manifest->counters[c].value += counter_value(&run->frozen[w]->counters, c);
    }
}

static void add_frozen(attempt *run, wr_manifest *manifest) {
    wr_arena *arena = run->checkpoint_arena;
    size_t    split_capacity = 0, committable_capacity = 0;
    for (uint32_t w = 0; w < run->frozen_count; w++) {
        const wr_frozen_set *set = run->frozen[w];
        for (uint32_t i = 0; i < set->split_count; i++) {
            manifest->splits = wr_arena_grow(arena, manifest->splits, manifest->split_count, &split_capacity, sizeof *manifest->splits);
            manifest->splits[manifest->split_count++] = set->splits[i];
        }
        for (uint32_t s = 0; s < set->sink_count; s++)
            for (uint32_t i = 0; i < set->sinks[s].count; i++) {
                manifest->committables = wr_arena_grow(arena, manifest->committables, manifest->committable_count, &committable_capacity, sizeof *manifest->committables);
                manifest->committables[manifest->committable_count++] = (wr_manifest_committable){
                    set->sinks[s].sink->uid, set->sinks[s].list[i].worker, set->sinks[s].list[i].payload};
            }
    }
}

static void drop_frozen(attempt *run) {
    for (uint32_t i = 0; i < run->frozen_count; i++)
        wr_frozen_set_free(run->frozen[i]);
    run->frozen_count = 0;
    wr_arena_destroy(run->checkpoint_arena);
    run->checkpoint_arena = NULL;
    run->manifest = NULL;
}

static weir_status write_manifest(attempt *run, bool *undecided, weir_error *err) {
    uint32_t tries = 0;
    for (;;) {
        weir_status status = wr_folder_write_manifest(run->folder, run->manifest, undecided, err);
        if (status != WEIR_UNAVAILABLE || *undecided)
            return status;
        WEIR_TRY(pause_for_room(run, err, &tries));
    }
}

static weir_status write_checkpoint(attempt *run, uint64_t checkpoint_id, bool last, bool *undecided, weir_error *err) {
    *undecided = false;
    run->checkpoint_arena = wr_arena_create(0);
    const weir_commit_context context = context_of(run, checkpoint_id, false, run->checkpoint_arena);
    for (uint32_t w = 0; w < run->frozen_count; w++) {
        WEIR_TRY(write_state(run, run->frozen[w], err));
        WEIR_TRY(wr_promises_sync(&context, run->frozen[w], err));
    }
    run->manifest = wr_arena_calloc(run->checkpoint_arena, 1, sizeof *run->manifest);
    fill_manifest(run, run->manifest, checkpoint_id, last && (run->ended_workers == run->worker_count || WR_BUG(24)));
    add_frozen(run, run->manifest);
    if (WR_BUG(5))
        WEIR_TRY(commit_manifest(run, run->manifest, false, err));
    return write_manifest(run, undecided, err);
}

/* Before the first read: start positions and evidence-to-be are on disk. */
static weir_status write_checkpoint_zero(attempt *run, weir_error *err) {
    bool undecided;
    run->checkpoint_arena = wr_arena_create(0);
    run->manifest = wr_arena_calloc(run->checkpoint_arena, 1, sizeof *run->manifest);
    fill_manifest(run, run->manifest, run->next_id - 1, false);
    weir_status status = wr_runtime_start_positions(run->runtime, run->checkpoint_arena, &run->manifest->splits, &run->manifest->split_count, err);
    if (status == WEIR_OK)
        status = write_manifest(run, &undecided, err);
    if (status == WEIR_OK) {
        run->parent_id = run->manifest->checkpoint_id;
        run->parent_digest = run->manifest->digest;
        status = commit_manifest(run, run->manifest, false, err);
    }
    drop_frozen(run);
    return status;
}

/* ---- what the coordinator asks for ---- */

/* A job of months takes millions of checkpoints: names of files that are gone must not pile up. */
static void settle_chain(attempt *run) {
    size_t live = run->chain_count * (sizeof *run->chain + sizeof ((wr_state_file *)0)->name);
    if (wr_arena_used(run->chain_arena) < CHAIN_SPENT_MAX + 4 * live)
        return;
    wr_arena         *arena = wr_arena_create(0);
    wr_manifest_file *chain = wr_arena_calloc(arena, run->chain_count + 1, sizeof *chain);
    for (size_t i = 0; i < run->chain_count; i++) {
        chain[i] = run->chain[i];
        chain[i].name = wr_arena_strdup(arena, run->chain[i].name);
    }
    wr_arena_destroy(run->chain_arena);
    run->chain_arena = arena;
    run->chain = chain;
    run->chain_capacity = run->chain_count + 1;
}

static weir_status retire(attempt *run, uint64_t checkpoint_id, weir_error *err) {
    wr_runtime_committed(run->runtime, run->manifest->splits, run->manifest->split_count);
    drop_frozen(run);
    settle_chain(run);
    run->checkpoints++;
    run->last_commit_ms = now_ms(run);
    weir_status status = wr_folder_retire(run->folder, checkpoint_id, checkpoints_kept(run), err);
    if (status != WEIR_OK) /* old files are a nuisance, not a loss: the next checkpoint tries again */
        wr_log(run->env, WR_LOG_WARN, "job '%s': cannot remove old checkpoints: %s", run->plan->job_name, err->message);
    return WEIR_OK;
}

static weir_status act(attempt *run, wr_action action, weir_error *err) {
    for (;;) {
        weir_status status;
        bool        undecided;
        switch (action.kind) {
        case WR_ACTION_NONE:
            return WEIR_OK;
        case WR_ACTION_INJECT:
            WR_ASSERT(action.checkpoint_id == run->next_id);
            WEIR_TRY(wr_folder_next_id(run->folder, &run->next_id, err));
            wr_runtime_inject(run->runtime, action.checkpoint_id, action.last);
            return WEIR_OK;
        case WR_ACTION_WRITE:
            status = write_checkpoint(run, action.checkpoint_id, action.last, &undecided, err);
            action = wr_coordinator_written(&run->coordinator, status == WEIR_OK, undecided);
            if (status != WEIR_OK)
                return undecided ? weir_fail_context(err, WEIR_CORRUPT, "checkpoint %" PRIu64 ": its outcome is unknown; nothing more is done, the next start decides", run->coordinator.checkpoint_id)
                                 : weir_fail_context(err, status, "checkpoint %" PRIu64 " failed", run->coordinator.checkpoint_id);
            break;
        case WR_ACTION_COMMIT:
            if (!WR_BUG(5))
                WEIR_TRY(commit_manifest(run, run->manifest, false, err));
            wr_runtime_wake(run->runtime); /* a sink's next epoch may be open now */
            run->parent_id = run->manifest->checkpoint_id;
            run->parent_digest = run->manifest->digest;
            action = wr_coordinator_committed(&run->coordinator, now_ms(run));
            break;
        case WR_ACTION_RETIRE:
            return retire(run, action.checkpoint_id, err);
        case WR_ACTION_FINISH:
            run->done = true;
            return retire(run, action.checkpoint_id, err);
        case WR_ACTION_ABORT:
            return weir_fail(err, WEIR_UNAVAILABLE, "checkpoint %" PRIu64 " did not complete in time (execution.checkpointing.timeout)", action.checkpoint_id);
        case WR_ACTION_STOP_UNKNOWN:
            return weir_fail(err, WEIR_CORRUPT, "checkpoint %" PRIu64 ": its outcome is unknown", action.checkpoint_id);
        }
    }
}

static weir_status on_frozen(attempt *run, wr_frozen_set *set, weir_error *err) {
    run->frozen[run->frozen_count++] = set;
    return act(run, wr_coordinator_acknowledged(&run->coordinator, set->checkpoint_id), err);
}

static weir_status on_event(attempt *run, const wr_event *event, weir_error *err) {
    switch (event->kind) {
    case WR_EVENT_NONE:
        return WEIR_OK;
    case WR_EVENT_FROZEN:
        return on_frozen(run, event->frozen, err);
    case WR_EVENT_ENDED:
        run->ended_workers++;
        if (run->ended_workers == run->worker_count) {
            if (run->folder)
                wr_coordinator_inputs_ended(&run->coordinator);
            else
                run->done = true;
        }
        return WEIR_OK;
    case WR_EVENT_WANT_CHECKPOINT:
        if (run->folder)
            wr_coordinator_want_now(&run->coordinator);
        return WEIR_OK;
    case WR_EVENT_FIRST_OUTPUT:
        if (run->restored && !run->first_output) {
            wr_log(run->env, WR_LOG_INFO, "job '%s': first new row %" PRId64 " ms after the restart", run->plan->job_name,
                   (run->env->monotonic_ns(run->env->self) - run->opened_ns) / 1000000);
            if (run->folder)
                wr_coordinator_want_now(&run->coordinator);
        }
        run->first_output = true;
        return WEIR_OK;
    case WR_EVENT_READER_GONE:
        if (wr_shared_get(run->job->stop) == 0)
            wr_shared_add(run->job->stop, 1);
        return WEIR_OK;
    case WR_EVENT_FAILED:
        if (err)
            *err = event->error;
        return event->error.status;
    }
    return WEIR_OK;
}

/* ---- the attempt ---- */

static void report_progress(attempt *run) {
    int64_t now = run->env->monotonic_ns(run->env->self);
    if (!run->job->options->progress || now - run->last_progress_ns < 200000000)
        return;
    wr_runtime_counters counters;
    run->last_progress_ns = now;
    wr_runtime_counters_read(run->runtime, &counters);
    const weir_progress progress = {
        .job_name = run->plan->job_name, .seconds = (double)(now - run->started_ns) / 1e9,
        .rows_in = counters.rows_in, .rows_out = counters.rows_out, .late = counters.late, .errors = counters.errors,
        .watermark_ms = counters.watermark, .checkpoint_id = run->coordinator.decided_id,
        .checkpoint_age_ms = run->folder ? now_ms(run) - run->last_commit_ms : -1, .state_bytes = counters.state_bytes,
        .backlog_bytes = counters.backlog_unknown ? -1 : (int64_t)counters.backlog.bytes,
        .backlog_rows = counters.backlog_unknown ? -1 : (int64_t)counters.backlog.rows,
        .seconds_left = counters.backlog_unknown || counters.unbounded ? -1 : wr_eta_update(&run->eta, now, &counters.backlog)};
    run->job->options->progress(run->job->options->context, &progress);
}

/* weir.memory-limit: a clear stop before the system kills the process; the last checkpoint stays good. */
static weir_status check_memory(attempt *run, weir_error *err) {
    uint64_t            limit = wr_config_get_bytes(run->job->settings, "weir.memory-limit", 0);
    wr_runtime_counters counters;
    if (limit == 0)
        return WEIR_OK;
    wr_runtime_counters_read(run->runtime, &counters);
    if (counters.state_bytes <= limit)
        return WEIR_OK;
    return weir_fail(err, WEIR_NOMEM, "job '%s' keeps %" PRIu64 " MiB of state, more than 'weir.memory-limit' (%" PRIu64 " MiB); raise it, or bound the state: "
                     "weir explain shows what bounds it", run->plan->job_name, counters.state_bytes >> 20, limit >> 20);
}

/* Also from inside a commit that waits: who asked for the stop should know what it waits for. Any thread. */
static void say_when_stop_is_slow(attempt *run) {
    if (!run->folder || wr_shared_get(run->job->stop) == 0)
        return;
    uint64_t now = (uint64_t)now_ms(run), seen = wr_shared_get(&run->stop_seen_ms);
    if (seen == 0)
        wr_shared_set(&run->stop_seen_ms, now);
    else if (now - seen > 1000 && wr_shared_add(&run->stop_said, 1) == 0)
        wr_log(run->env, WR_LOG_WARN, "job '%s' is stopping: its last checkpoint still waits (for room on the disk, or for a slow sink); "
               "a second signal stops at once, and the next start goes on from the last checkpoint", run->plan->job_name);
}

static weir_status run_loop(attempt *run, weir_error *err) {
    while (!run->done) {
        wr_event event;
        uint64_t wait_ms = 100;
        if (wr_shared_get(run->job->stop) != 0 && !run->stopping) {
            run->stopping = true;
            if (!run->folder)
                return WEIR_OK;
            wr_coordinator_request_stop(&run->coordinator);
        }
        say_when_stop_is_slow(run);
        if (run->folder) {
            WEIR_TRY(act(run, wr_coordinator_tick(&run->coordinator, run->next_id, now_ms(run)), err));
            int64_t next = wr_coordinator_next_tick_ms(&run->coordinator, now_ms(run)) - now_ms(run);
            wait_ms = (uint64_t)WR_MAX(0, WR_MIN(next, 100));
        }
        if (run->done)
            break;
        wr_runtime_poll(run->runtime, wait_ms * 1000, &event);
        WEIR_TRY(on_event(run, &event, err));
        WEIR_TRY(wr_runtime_discover(run->runtime, err));
        WEIR_TRY(check_memory(run, err));
        report_progress(run);
    }
    return WEIR_OK;
}

static weir_status create_runtime(attempt *run, const char *state_folder, weir_error *err) {
    const wr_config        *settings = run->job->settings;
    const wr_runtime_config config = {
        .plan = run->plan, .registry = run->job->registry, .env = run->env, .local_time_zone = wr_config_time_zone(settings),
        .worker_count = run->worker_count, .max_parallelism = run->max_parallelism,
        .batch_rows = (uint32_t)WR_MIN(WEIR_BATCH_ROWS, WR_MAX(1, wr_config_get_int(settings, "weir.batch-rows", WEIR_BATCH_ROWS))),
        .checkpoint_rows = (uint64_t)wr_config_get_int(settings, "weir.checkpoint.rows", 0),
        .rows_per_second = wr_config_get_double(settings, "weir.source.rows-per-second", 0),
        .idle_timeout_ms = wr_config_get_duration_ms(settings, "table.exec.source.idle-timeout", 0),
        .checkpointing = run->folder != NULL,
        .measure_batches = wr_config_get_text(settings, "weir.report") != NULL && strcmp(wr_config_get_text(settings, "weir.report"), "batch-times") == 0,
        .record_size_max = wr_config_get_bytes(settings, "weir.record-size-max", 64u << 20),
        .job = run->context, .open_checkpoint_id = run->next_id, .restore = run->restore, .folder = state_folder,
        .restore_is_foreign = run->restore != NULL && !run->restored};
    WEIR_TRY(wr_runtime_create(&config, &run->runtime, err));
    return WEIR_OK;
}

static void report_end(attempt *run) {
    wr_runtime_counters counters;
    wr_runtime_counters_read(run->runtime, &counters);
    double seconds = (double)(run->env->monotonic_ns(run->env->self) - run->started_ns) / 1e9;
    wr_runtime_cancel(run->runtime);
    wr_log(run->env, WR_LOG_INFO, "job '%s' %s: rows-in=%" PRIu64 " rows-out=%" PRIu64 " late=%" PRIu64 " errors=%" PRIu64 " filtered=%" PRIu64 " checkpoints=%" PRIu64 " seconds=%.3f",
           run->plan->job_name, run->ended_workers == run->worker_count ? "finished" : "stopped",
           run->counters_before[0] + counters.rows_in, run->counters_before[1] + counters.rows_out, run->counters_before[2] + counters.late,
           run->counters_before[3] + counters.errors, run->counters_before[4] + counters.filtered, run->checkpoints, seconds);
    const char *report = wr_config_get_text(run->job->settings, "weir.report");
    if (report && strcmp(report, "batch-times") == 0)
        wr_log(run->env, WR_LOG_INFO, "batch-times %s", wr_runtime_batch_times(run->runtime, run->arena));
}

static void report_finished(const attempt *run) {
    wr_log(run->env, WR_LOG_INFO, "job '%s' had already finished with checkpoint %" PRIu64 "; start it anew with --fresh", run->plan->job_name, run->restore->checkpoint_id);
}

static weir_status start_with_folder(attempt *run, weir_error *err) {
    const char *state_folder = wr_folder_path(run->folder);
    uint64_t    first_id;
    run->context.job_uuid = wr_folder_uuid(run->folder);
    run->context.fence = wr_folder_fence(run->folder);
    run->context.earlier_uuids = wr_folder_earlier_uuids(run->folder, &run->context.earlier_uuid_count);
    WEIR_TRY(recover(run, err));
    if (run->finished_before)
        return WEIR_OK;
    if (run->job->options->from)
        WEIR_TRY(restore_from(run, &state_folder, err));
    WEIR_TRY(wr_folder_next_id(run->folder, &first_id, err));
    run->next_id = first_id;
    if (!run->restored) { /* this id is checkpoint 0's */
        WEIR_TRY(wr_folder_next_id(run->folder, &run->next_id, err));
        WR_ASSERT(run->next_id == first_id + 1);
    }
    WEIR_TRY(create_runtime(run, state_folder, err));
    if (run->restored && run->restore->worker_count == run->worker_count)
        for (uint32_t i = 0; i < run->restore->file_count; i++) {
            run->chain = wr_arena_grow(run->chain_arena, run->chain, run->chain_count, &run->chain_capacity, sizeof *run->chain);
            run->chain[run->chain_count++] = run->restore->files[i];
        }
    if (!run->restore)
        WEIR_TRY(write_checkpoint_zero(run, err));
    uint64_t decided = run->restored ? run->restore->checkpoint_id : first_id;
    int64_t  interval = wr_config_get_duration_ms(run->job->settings, "execution.checkpointing.interval", 1000);
    wr_coordinator_init(&run->coordinator, run->worker_count, decided, interval,
                        wr_config_get_duration_ms(run->job->settings, "execution.checkpointing.min-pause", 0),
                        wr_config_get_duration_ms(run->job->settings, "execution.checkpointing.timeout", 600000), now_ms(run));
    run->last_commit_ms = now_ms(run);
    if (run->restore && !run->restored) /* --from: the first checkpoint of our own takes all of that state over */
        wr_coordinator_want_now(&run->coordinator);
    if (run->restored)
        wr_log(run->env, WR_LOG_INFO, "job '%s' resumed from checkpoint %" PRIu64 " in %" PRId64 " ms", run->plan->job_name, decided,
               (run->env->monotonic_ns(run->env->self) - run->opened_ns) / 1000000);
    return WEIR_OK;
}

static const char *setting(const void *settings, const char *name) { return wr_config_get_text(settings, name); }

/* For calls that may take long, on any thread. */
static bool asked_to_stop_at_once(void *hooks) {
    say_when_stop_is_slow(hooks);
    return wr_shared_get(((const attempt *)hooks)->job->stop) > 1;
}

static weir_status run_attempt(const wr_job_config *job, wr_folder *folder, uint64_t instance, bool *ran, weir_error *err) {
    wr_arena   *arena = wr_arena_create(0);
    weir_status status = WEIR_OK;
    attempt     run = {.job = job, .plan = job->plan, .env = job->env, .arena = arena, .chain_arena = wr_arena_create(0), .folder = folder};
    run.worker_count = (uint32_t)WR_MAX(1, wr_config_get_int(job->settings, "parallelism.default", 1));
    run.max_parallelism = (uint32_t)wr_config_get_int(job->settings, "pipeline.max-parallelism", 128);
    if ((int32_t)run.max_parallelism <= 0)
        run.max_parallelism = 128;
    run.context = (weir_commit_context){.job_name = job->plan->job_name, .job_uuid = "00000000000000000000000000000000", .env = job->env, .arena = arena,
                                        .folder = folder ? wr_folder_path(folder) : NULL, .setting = setting, .settings = job->settings, .instance = instance,
                                        .accept_missing_evidence = job->options->accept_missing_evidence || job->options->fresh,
                                        .cancelled = asked_to_stop_at_once, .hooks = &run};
    run.frozen = wr_arena_calloc(arena, run.worker_count, sizeof(wr_frozen_set *));
    run.opened_ns = run.started_ns = job->env->monotonic_ns(job->env->self);
    if (run.worker_count > run.max_parallelism)
        status = weir_fail(err, WEIR_INVALID, "parallelism %u is more than the max-parallelism of %u; lower it or SET 'pipeline.max-parallelism'", run.worker_count, run.max_parallelism);
    else
        status = wr_promises_open(job, folder != NULL, arena, &run.promises, err);
    if (status == WEIR_OK)
        status = folder ? start_with_folder(&run, err) : create_runtime(&run, NULL, err);
    if (status == WEIR_OK && run.finished_before)
        report_finished(&run);
    else if (status == WEIR_OK) {
        *ran = true;
        status = wr_runtime_start(run.runtime, err);
        if (status == WEIR_OK)
            status = run_loop(&run, err);
        if (status == WEIR_OK)
            report_end(&run);
    }
    wr_runtime_destroy(run.runtime);
    drop_frozen(&run);
    wr_promises_release(&run.promises);
    wr_arena_destroy(run.chain_arena);
    wr_arena_destroy(arena);
    return status;
}

/* A full disk is no failure: true: time has passed, try again. */
static bool wait_for_room(const wr_job_config *job, const weir_error *failure, weir_status status, uint32_t *waits) {
    bool full = status == WEIR_UNAVAILABLE && (failure->os_error == ENOSPC || failure->os_error == EDQUOT);
    if (!full || wr_shared_get(job->stop) != 0)
        return false;
    if ((*waits)++ % 100 == 0)
        wr_log(job->env, WR_LOG_WARN, "job '%s' is paused: %s; it goes on when there is room", job->plan->job_name, failure->message);
    job->env->sleep_us(job->env->self, 50000);
    return true;
}

static void wait_unless_stopped(const wr_job_config *job, uint64_t delay_ms) {
    int64_t end = monotonic_ms(job->env) + (int64_t)delay_ms;
    while (monotonic_ms(job->env) < end && wr_shared_get(job->stop) == 0)
        job->env->sleep_us(job->env->self, 10000);
}

static weir_status open_folder(const wr_job_config *job, wr_arena *arena, wr_folder **folder, weir_error *err) {
    const wr_plan *plan = job->plan;
    weir_status    status;
    uint32_t       waits = 0;
    do
        status = wr_folder_open(job->env, job->folder, plan->job_name, job->options->fresh, arena, folder, err);
    while (status != WEIR_OK && wait_for_room(job, err, status, &waits));
    if (status == WEIR_OK && wr_folder_was_moved(*folder))
        wr_log(job->env, WR_LOG_WARN, "job '%s': its folder %s was copied or moved since it was used last; where the other copy is still in use, "
               "stop that job: both write the same output", plan->job_name, job->folder);
    return status;
}

weir_status wr_job_run(const wr_job_config *job, weir_error *err) {
    wr_arena   *arena = wr_arena_create(0);
    wr_folder  *folder = NULL;
    weir_status status = WEIR_OK;
    weir_error  failure = {0};
    if (job->folder)
        status = open_folder(job, arena, &folder, &failure);
    wr_restart     restart;
    uint64_t       delay_ms;
    uint32_t       waits = 0;
    bool           ran = false; /* some attempt has started its workers */
    const uint64_t instance = job->env->random(job->env->self) | 1;
    const int64_t  begun_ms = monotonic_ms(job->env), start_timeout_ms = wr_config_get_duration_ms(job->settings, "weir.start-timeout", 120000);
    if (status == WEIR_OK)
        status = wr_restart_init(&restart, job->settings, monotonic_ms(job->env), &failure);
    while (status == WEIR_OK) {
        status = run_attempt(job, folder, instance, &ran, &failure);
        if (status == WEIR_OK || (!folder && ran) || wr_shared_get(job->stop) != 0)
            break;
        if (wait_for_room(job, &failure, status, &waits)) {
            status = WEIR_OK;
            continue;
        }
        if (!wr_restart_next(&restart, status, monotonic_ms(job->env), &delay_ms))
            break;
        if (!ran && monotonic_ms(job->env) + (int64_t)delay_ms - begun_ms > start_timeout_ms) {
            weir_fail_context(&failure, status, "job '%s' could not start for %" PRId64 " s ('weir.start-timeout')", job->plan->job_name, (monotonic_ms(job->env) - begun_ms) / 1000);
            break;
        }
        wr_log(job->env, WR_LOG_WARN, ran ? "job '%s' failed and is restarted from its last checkpoint in %" PRIu64 " ms: %s" : "job '%s' cannot start yet, trying again in %" PRIu64 " ms: %s",
               job->plan->job_name, delay_ms, failure.message);
        wait_unless_stopped(job, delay_ms);
        status = WEIR_OK;
    }
    wr_folder_close(folder);
    wr_arena_destroy(arena);
    if (status != WEIR_OK && err)
        *err = failure;
    return status;
}
