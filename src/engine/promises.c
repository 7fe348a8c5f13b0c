/* engine/promises.c - see the header. */
#include "engine/promises.h"

#include <inttypes.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "base/io.h"
#include "base/seed_bug.h"
#include "plan/logical.h"

static void sink_info(const wr_job_config *job, const wr_node *node, weir_table_info *info) {
    wr_sink_info_of(node, wr_config_time_zone(job->settings), job->env, info);
}

static weir_status add_promise(wr_promises *promises, const wr_node *node, bool checkpointing, weir_error *err) {
    if (!node || node->kind != WR_NODE_SINK)
        return WEIR_OK;
    for (uint32_t i = 0; i < promises->count; i++)
        if (promises->items[i].node == node)
            return WEIR_OK;
    const weir_sink *sink = node->table->connector->sink;
    bool             promise = sink->exactly_once;
    weir_table_info  info;
    sink_info(promises->job, node, &info);
    if (sink->promises)
        WEIR_TRY(sink->promises(&info, checkpointing, &promise, err));
    if (promise)
        promises->items[promises->count++] = (wr_promise){.node = node, .sink = sink};
    return WEIR_OK;
}

weir_status wr_promises_open(const wr_job_config *job, bool checkpointing, wr_arena *arena, wr_promises *promises, weir_error *err) {
    const wr_plan *plan = job->plan;
    *promises = (wr_promises){.job = job};
    promises->items = wr_arena_calloc(arena, plan->node_count + 2, sizeof *promises->items);
    promises->claims = wr_arena_calloc(arena, plan->node_count + 2, sizeof *promises->claims);
    for (uint32_t n = 0; n < plan->node_count; n++)
        WEIR_TRY(add_promise(promises, plan->nodes[n], checkpointing, err));
    WEIR_TRY(add_promise(promises, plan->late_sink, checkpointing, err));
    return add_promise(promises, plan->error_sink, checkpointing, err);
}

/* A claim that another instance may refuse (a lock) comes before one that takes the sink away from it (a fence): an
 * instance that is not wanted must not stop the one that lives. */
weir_status wr_promises_claim(wr_promises *promises, weir_commit_context *context, weir_error *err) {
    context->claims = promises->claims;
    context->claim_count = 0;
    for (uint32_t pass = 0; pass < 2; pass++)
        for (uint32_t i = 0; i < promises->count; i++) {
            const wr_promise *promise = &promises->items[i];
            weir_table_info   info;
            void             *claim = NULL;
            if (promise->sink->decides != (pass == 1) || !promise->sink->claim)
                continue;
            sink_info(promises->job, promise->node, &info);
            WEIR_TRY(promise->sink->claim(context, &info, &claim, err));
            if (claim)
                promises->claims[promises->claim_count++] = (weir_claim){promise->sink, promise->node->table->name, claim};
            context->claim_count = promises->claim_count;
        }
    return WEIR_OK;
}

/* The last claim goes first: it may lean on an earlier one. */
void wr_promises_release(wr_promises *promises) {
    while (promises->claim_count > 0) {
        const weir_claim *claim = &promises->claims[--promises->claim_count];
        claim->sink->release(claim->claim);
    }
}

weir_status wr_promises_evidence(wr_promises *promises, const weir_commit_context *context, wr_sink_evidence **evidence, weir_error *err) {
    *evidence = wr_arena_calloc(context->arena, promises->count + 1, sizeof **evidence);
    for (uint32_t i = 0; i < promises->count; i++) {
        wr_promise      *promise = &promises->items[i];
        weir_table_info  info;
        sink_info(promises->job, promise->node, &info);
        (*evidence)[i].sink_uid = promise->node->uid;
        if (promise->sink->evidence)
            WEIR_TRY(promise->sink->evidence(context, &info, &(*evidence)[i].evidence, err));
        promise->decides = (*evidence)[i].evidence.decides;
    }
    return WEIR_OK;
}

weir_status wr_promises_discard(const wr_promises *promises, const weir_commit_context *context, weir_error *err) {
    for (uint32_t i = 0; i < promises->count; i++) {
        weir_table_info info;
        sink_info(promises->job, promises->items[i].node, &info);
        if (promises->items[i].sink->discard)
            WEIR_TRY(promises->items[i].sink->discard(context, &info, err));
    }
    return WEIR_OK;
}

/* The committables of one sink in a manifest, in arena. */
static weir_committable *committables_of(const wr_manifest *manifest, const wr_promise *promise, wr_arena *arena, uint32_t *count) {
    weir_committable *list = wr_arena_calloc(arena, manifest->committable_count + 1, sizeof *list);
    *count = 0;
    for (uint32_t i = 0; i < manifest->committable_count; i++)
        if (strcmp(manifest->committables[i].sink_uid, promise->node->uid) == 0)
            list[(*count)++] = (weir_committable){.worker = manifest->committables[i].worker, .payload = manifest->committables[i].payload};
    return list;
}

/* A place that is gone altogether (a disk that is not mounted) would look like output that consumers took away, and
 * the newest checkpoint's rows would be lost. */
weir_status wr_promises_check_places(const wr_promises *promises, const weir_commit_context *context, const wr_found_manifest *found,
                                     uint32_t found_count, weir_error *err) {
    const wr_manifest *newest = NULL;
    for (uint32_t i = 0; i < found_count; i++)
        if (found[i].valid && (!newest || found[i].checkpoint_id > newest->checkpoint_id))
            newest = &found[i].manifest;
    for (uint32_t i = 0; newest && i < promises->count; i++) {
        const wr_promise   *promise = &promises->items[i];
        weir_commit_context own = *context;
        uint32_t            count;
        weir_committable   *list = committables_of(newest, promise, context->arena, &count);
        const char         *where = NULL;
        bool                gone = false;
        weir_table_info     info;
        if (count == 0 || !promise->sink->place)
            continue;
        own.checkpoint_id = newest->checkpoint_id;
        sink_info(promises->job, promise->node, &info);
        WEIR_TRY(promise->sink->place(&own, &info, list, count, &gone, &where, err));
        if (gone)
            return weir_fail(err, WEIR_CONFLICT, "table '%s': %s is gone, though checkpoint %" PRIu64 " has output there; bring it back (a disk that is not "
                             "mounted?), go on without that output with --accept-missing-evidence, or start anew with --fresh",
                             promise->node->table->name, where, newest->checkpoint_id);
    }
    return WEIR_OK;
}

weir_status wr_promises_sync(const weir_commit_context *context, wr_frozen_set *set, weir_error *err) {
    for (uint32_t s = 0; s < set->sink_count; s++) {
        const weir_sink *sink = set->sinks[s].sink->table->connector->sink;
        for (uint32_t i = 0; i < set->sinks[s].count && sink->sync; i++)
            WEIR_TRY(sink->sync(context, &set->sinks[s].list[i], err));
    }
    return WEIR_OK;
}

/* After the decision a sink may retry or stop, never give up. */
static weir_status commit_one(const wr_promises *promises, const wr_promise *promise, weir_commit_context context,
                              const weir_committable *list, uint32_t count, weir_error *err) {
    const wr_job_config *job = promises->job;
    weir_table_info      info;
    uint64_t             pause_us = 1000;
    sink_info(job, promise->node, &info);
    for (;;) {
        weir_status status = promise->sink->commit(&context, &info, list, count, err);
        if (status != WEIR_UNAVAILABLE || promise->decides)
            return status;
        wr_log(job->env, WR_LOG_WARN, "job '%s' is paused: checkpoint %" PRIu64 " is complete, but table '%s' cannot commit it: %s; trying again",
               job->plan->job_name, context.checkpoint_id, promise->node->table->name, err->message);
        if (context.cancelled(context.hooks)) /* asked to stop at once: the next start commits it */
            return WEIR_CANCELLED;
        job->env->sleep_us(job->env->self, pause_us);
        pause_us = WR_MIN(pause_us * 2, 1000000u);
        context.recovering = true; /* a part of it may have worked */
    }
}

weir_status wr_promises_commit(const wr_promises *promises, const weir_commit_context *context, const wr_manifest *manifest, weir_error *err) {
    weir_commit_context own = *context;
    char                digest[33];
    uint32_t            limit = WR_BUG(25) && context->recovering ? WR_MIN(promises->count, 1u) : promises->count;
    wr_digest_hex(manifest->digest, digest);
    own.checkpoint_id = manifest->checkpoint_id;
    own.digest = digest;
    for (uint32_t pass = 0; pass < 2; pass++) /* the decision, then the others */
        for (uint32_t i = 0; i < limit; i++) {
            const wr_promise *promise = &promises->items[i];
            uint32_t          count;
            if (promise->decides != ((pass == 0) != WR_BUG(40)))
                continue;
            weir_committable *list = committables_of(manifest, promise, context->arena, &count);
            WEIR_TRY(commit_one(promises, promise, own, list, count, err));
        }
    return WEIR_OK;
}
