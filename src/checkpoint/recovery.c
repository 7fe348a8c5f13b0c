/* checkpoint/recovery.c - what a start has to do, decided from what was found.
 *
 * Always holds: nothing that a sink shows is ever fallen behind, and what a deciding sink does not show never
 * happened. Without one, a checkpoint that is damaged is left out only when no sink has evidence of it or of a newer
 * one. In every other case the start stops and says what was found. Pure.
 */
#include "checkpoint/recovery.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/seed_bug.h"

#define WAYS_OUT "bring back the job's folder as it was, or start anew with --fresh (output that is there stays)"

/* The sink that shows the newest checkpoint; NULL: none shows any. */
static const wr_sink_evidence *newest_evidence(const wr_sink_evidence *sinks, uint32_t sink_count) {
    const wr_sink_evidence *newest = NULL;
    for (uint32_t i = 0; i < sink_count; i++)
        if (sinks[i].evidence.checkpoint_id_max != 0 &&
            (newest == NULL || sinks[i].evidence.checkpoint_id_max > newest->evidence.checkpoint_id_max))
            newest = &sinks[i];
    return newest;
}

static const char *detail_of(const wr_sink_evidence *sink) {
    return sink->evidence.detail != NULL ? sink->evidence.detail : "no name given";
}

static const wr_found_manifest *newest_valid(const wr_found_manifest *found, uint32_t found_count) {
    const wr_found_manifest *newest = NULL;
    for (uint32_t i = 0; i < found_count; i++)
        if (found[i].valid && (newest == NULL || found[i].checkpoint_id > newest->checkpoint_id))
            newest = &found[i];
    return newest;
}

static const char *problem_of(const wr_found_manifest *manifest) {
    return manifest->problem != NULL ? manifest->problem : "damaged";
}

static weir_status no_checkpoint(const wr_found_manifest *found, uint32_t found_count,
                                 const wr_sink_evidence *shown, weir_error *err) {
    if (found_count != 0)
        return weir_fail(err, WEIR_CONFLICT,
                         "none of the %" PRIu32 " checkpoints is intact; the newest, %" PRIu64 ", is not usable: %s; "
                         WAYS_OUT,
                         found_count, found[0].checkpoint_id, problem_of(&found[0]));
    if (shown != NULL)
        return weir_fail(err, WEIR_CONFLICT,
                         "sink %s shows output of checkpoint %" PRIu64 " (%s), but the job's checkpoints are gone; "
                         WAYS_OUT,
                         shown->sink_uid, shown->evidence.checkpoint_id_max, detail_of(shown));
    return WEIR_OK;
}

/* ---- a sink that decides ---- */

static const wr_found_manifest *found_with_id(const wr_recovery_input *input, uint64_t checkpoint_id) {
    for (uint32_t i = 0; i < input->found_count; i++)
        if (input->found[i].checkpoint_id == checkpoint_id)
            return &input->found[i];
    return NULL;
}

static bool same_digest(const wr_manifest *manifest, const char *digest) {
    char text[33];
    wr_digest_hex(manifest->digest, text);
    return digest == NULL || strcmp(text, digest) == 0;
}

/* The evidence that decides; NULL: no sink decides, or those that do show nothing (*decides tells which). The tables of
 * one cluster hold the same evidence; one that is new, or whose topic was made anew, may lack it. */
static weir_status find_decision(const wr_recovery_input *input, const wr_sink_evidence **decision, bool *decides, weir_error *err) {
    *decision = NULL;
    *decides = false;
    for (uint32_t i = 0; i < input->sink_count; i++) {
        const wr_sink_evidence *sink = &input->sinks[i];
        *decides |= sink->evidence.decides;
        if (!sink->evidence.decides || !sink->evidence.checkpoint_known)
            continue;
        if (*decision && (*decision)->evidence.checkpoint_id_max != sink->evidence.checkpoint_id_max)
            return weir_fail(err, WEIR_CONFLICT, "sink %s shows checkpoint %" PRIu64 " (%s), but sink %s shows %" PRIu64 " (%s), and both were written by one "
                             "transaction: the evidence of one of them was changed from outside; " WAYS_OUT, (*decision)->sink_uid,
                             (*decision)->evidence.checkpoint_id_max, detail_of(*decision), sink->sink_uid, sink->evidence.checkpoint_id_max, detail_of(sink));
        if (*decision == NULL)
            *decision = sink;
    }
    return WEIR_OK;
}

static bool knows_decider(const wr_manifest *manifest, const wr_recovery_input *input) {
    for (uint32_t i = 0; i < input->sink_count; i++)
        for (uint32_t k = 0; k < manifest->operator_count && input->sinks[i].evidence.decides; k++)
            if (strcmp(manifest->operators[k].uid, input->sinks[i].sink_uid) == 0)
                return true;
    return false;
}

/* Does the checkpoint hold rows for a sink that decides? Then they are gone with their transaction, or visible. */
static bool has_rows_of_decider(const wr_manifest *manifest, const wr_recovery_input *input) {
    for (uint32_t i = 0; i < input->sink_count; i++)
        for (uint32_t k = 0; k < manifest->committable_count && input->sinks[i].evidence.decides; k++)
            if (strcmp(manifest->committables[k].sink_uid, input->sinks[i].sink_uid) == 0)
                return true;
    return false;
}

/* What it shows is what happened: that checkpoint and no other. */
static weir_status restore_decided(const wr_recovery_input *input, const wr_sink_evidence *decision, wr_arena *arena, wr_recovery *recovery, weir_error *err) {
    uint64_t                 id = decision->evidence.checkpoint_id_max;
    const wr_found_manifest *restore = found_with_id(input, id);
    if (restore == NULL)
        return weir_fail(err, WEIR_CONFLICT, "sink %s shows that checkpoint %" PRIu64 " is committed (%s), but the job's folder %s; " WAYS_OUT, decision->sink_uid, id,
                         detail_of(decision), input->found_count == 0 ? "has no checkpoint" : "does not have it");
    if (!restore->valid)
        return weir_fail(err, WEIR_CONFLICT, "checkpoint %" PRIu64 " is damaged (%s), and sink %s shows that it is committed (%s): going on from an older one "
                         "would write rows again; " WAYS_OUT, id, problem_of(restore), decision->sink_uid, detail_of(decision));
    if (!same_digest(&restore->manifest, decision->evidence.digest))
        return weir_fail(err, WEIR_CONFLICT, "sink %s shows a checkpoint %" PRIu64 " with digest %s (%s), but the folder's checkpoint %" PRIu64 " is another one: "
                         "this folder is an older copy; " WAYS_OUT, decision->sink_uid, id, decision->evidence.digest, detail_of(decision), id);
    recovery->restore = restore;
    for (uint32_t i = 0; i < input->found_count; i++)
        if (input->found[i].checkpoint_id > id)
            recovery->note = wr_arena_printf(arena, "checkpoint %" PRIu64 " was not committed; going back to %" PRIu64 ", and what came after it is done again",
                                             input->found[i].checkpoint_id, id);
    return WEIR_OK;
}

/* It shows nothing. That is right when it is new to the job, and when the process died between the manifest of checkpoint 0
 * and its first commit; else somebody took the evidence away, and nobody knows what is visible. */
static weir_status restore_undecided(const wr_recovery_input *input, wr_recovery *recovery, weir_error *err) {
    const wr_found_manifest *restore = newest_valid(input->found, input->found_count);
    /* The first checkpoint of a start with --from has no parent either, but it may have rows. */
    bool is_zero = restore != NULL && input->found_count == 1 && restore->manifest.parent_id == 0 && !has_rows_of_decider(&restore->manifest, input);
    if (restore == NULL)
        return no_checkpoint(input->found, input->found_count, newest_evidence(input->sinks, input->sink_count), err);
    if (!is_zero && knows_decider(&restore->manifest, input) && !input->accept_missing_evidence)
        return weir_fail(err, WEIR_CONFLICT, "the job has checkpoints up to %" PRIu64 ", but the evidence of what is committed is gone: group offsets expire "
                         "(offsets.retention.minutes of the broker), and go with a topic that is deleted; go on from the newest checkpoint, at the risk that its rows are "
                         "written twice or not at all, with --accept-missing-evidence; or start anew with --fresh (output that is there stays)",
                         restore->checkpoint_id);
    recovery->restore = restore;
    return WEIR_OK;
}

/* ---- no sink decides ---- */

/* What is newer than `restore` is damaged, or it would have been taken. */
static weir_status restore_newest(const wr_recovery_input *input, wr_arena *arena, wr_recovery *recovery, weir_error *err) {
    const wr_sink_evidence  *shown = newest_evidence(input->sinks, input->sink_count);
    const wr_found_manifest *restore = newest_valid(input->found, input->found_count), *damaged = NULL;
    if (restore == NULL)
        return no_checkpoint(input->found, input->found_count, shown, err);
    for (uint32_t i = 0; i < input->found_count; i++)
        if (input->found[i].checkpoint_id > restore->checkpoint_id && (damaged == NULL || input->found[i].checkpoint_id > damaged->checkpoint_id))
            damaged = &input->found[i];
    if (shown != NULL && shown->evidence.checkpoint_id_max > restore->checkpoint_id && damaged != NULL && !WR_BUG(16))
        return weir_fail(err, WEIR_CONFLICT,
                         "checkpoint %" PRIu64 " is damaged (%s), and sink %s shows output of checkpoint %" PRIu64
                         " (%s): going on from %" PRIu64 " would write rows again; " WAYS_OUT,
                         damaged->checkpoint_id, problem_of(damaged), shown->sink_uid,
                         shown->evidence.checkpoint_id_max, detail_of(shown), restore->checkpoint_id);
    if (damaged != NULL)
        recovery->note = wr_arena_printf(arena, "checkpoint %" PRIu64 " is damaged (%s), using %" PRIu64,
                                         damaged->checkpoint_id, problem_of(damaged), restore->checkpoint_id);
    recovery->restore = restore;
    return WEIR_OK;
}

/* ---- what every sink must agree with ---- */

/* A sink with evidence of its own stands at E, or at the checkpoint before it (E is committed again then). */
static weir_status check_sink(const wr_sink_evidence *sink, const wr_found_manifest *restore, weir_error *err) {
    const weir_evidence *shown = &sink->evidence;
    if (shown->checkpoint_id_max > restore->checkpoint_id && !WR_BUG(16))
        return weir_fail(err, WEIR_CONFLICT,
                         "sink %s shows output of checkpoint %" PRIu64 " (%s), but the newest checkpoint is %" PRIu64
                         ": going on would write rows again; " WAYS_OUT,
                         sink->sink_uid, shown->checkpoint_id_max, detail_of(sink), restore->checkpoint_id);
    if (!shown->checkpoint_known || shown->decides)
        return WEIR_OK;
    if (shown->checkpoint_id_max == restore->checkpoint_id && !same_digest(&restore->manifest, shown->digest))
        return weir_fail(err, WEIR_CONFLICT, "sink %s shows another checkpoint %" PRIu64 " (digest %s, %s) than the job's folder has; " WAYS_OUT, sink->sink_uid,
                         restore->checkpoint_id, shown->digest, detail_of(sink));
    if (shown->checkpoint_id_max < restore->checkpoint_id && shown->checkpoint_id_max != restore->manifest.parent_id)
        return weir_fail(err, WEIR_CONFLICT, "sink %s stands at checkpoint %" PRIu64 " (%s), the job at %" PRIu64 ": what lies between would be missing there; " WAYS_OUT,
                         sink->sink_uid, shown->checkpoint_id_max, detail_of(sink), restore->checkpoint_id);
    return WEIR_OK;
}

weir_status wr_recovery_decide(const wr_recovery_input *input, struct weir_arena *arena, wr_recovery *recovery, weir_error *err) {
    const wr_sink_evidence *decision;
    wr_recovery             found = {0};
    bool                    decides;
    *recovery = (wr_recovery){0};
    for (uint32_t i = 0; i < input->sink_count; i++)
        if (input->sinks[i].evidence.other_uuid)
            return weir_fail(err, WEIR_CONFLICT,
                             "sink %s shows output of another run of this job (%s) that this folder %s; " WAYS_OUT,
                             input->sinks[i].sink_uid, detail_of(&input->sinks[i]),
                             input->folder_is_new ? "cannot know, for it is new" : "knows nothing of");
    WEIR_TRY(find_decision(input, &decision, &decides, err));
    if (!decides || WR_BUG(41))
        WEIR_TRY(restore_newest(input, arena, &found, err));
    else if (decision != NULL)
        WEIR_TRY(restore_decided(input, decision, arena, &found, err));
    else
        WEIR_TRY(restore_undecided(input, &found, err));
    for (uint32_t i = 0; i < input->sink_count && found.restore != NULL && !WR_BUG(41); i++)
        WEIR_TRY(check_sink(&input->sinks[i], found.restore, err));
    found.remove = wr_arena_calloc(arena, input->found_count + 1, sizeof *found.remove);
    for (uint32_t i = 0; i < input->found_count && found.restore != NULL; i++)
        if (input->found[i].checkpoint_id > found.restore->checkpoint_id)
            found.remove[found.remove_count++] = input->found[i].checkpoint_id;
    found.finished = found.restore != NULL && found.restore->manifest.finished;
    *recovery = found;
    return WEIR_OK;
}
