/* checkpoint/recovery.c - what a start has to do, decided from what was found.
 *
 * Always holds: nothing that a sink shows is ever fallen behind. A checkpoint that is damaged is left out only when
 * no sink has evidence of it or of a newer one; otherwise the start stops and says what was found. Pure.
 */
#include "checkpoint/recovery.h"

#include <inttypes.h>

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
                                 const wr_sink_evidence *shown, wr_recovery *recovery, weir_error *err) {
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
    recovery->fresh_start = true;
    return WEIR_OK;
}

weir_status wr_recovery_decide(const wr_found_manifest *found, uint32_t found_count, const wr_sink_evidence *sinks,
                               uint32_t sink_count, bool folder_is_new, struct weir_arena *arena,
                               wr_recovery *recovery, weir_error *err) {
    *recovery = (wr_recovery){0};
    for (uint32_t i = 0; i < sink_count; i++)
        if (sinks[i].evidence.other_uuid)
            return weir_fail(err, WEIR_CONFLICT,
                             "sink %s shows output of another run of this job (%s) that this folder %s; " WAYS_OUT,
                             sinks[i].sink_uid, detail_of(&sinks[i]),
                             folder_is_new ? "cannot know, for it is new" : "knows nothing of");

    const wr_sink_evidence  *shown = newest_evidence(sinks, sink_count);
    const wr_found_manifest *restore = newest_valid(found, found_count);
    if (restore == NULL)
        return no_checkpoint(found, found_count, shown, recovery, err);

    /* What is newer than `restore` is damaged, or it would have been taken. */
    recovery->remove = wr_arena_calloc(arena, found_count, sizeof *recovery->remove);
    const wr_found_manifest *damaged = NULL;
    for (uint32_t i = 0; i < found_count; i++) {
        if (found[i].checkpoint_id <= restore->checkpoint_id)
            continue;
        recovery->remove[recovery->remove_count++] = found[i].checkpoint_id;
        if (damaged == NULL || found[i].checkpoint_id > damaged->checkpoint_id)
            damaged = &found[i];
    }
    if (shown != NULL && shown->evidence.checkpoint_id_max > restore->checkpoint_id && !WR_BUG(16)) {
        recovery->remove_count = 0;
        if (damaged == NULL)
            return weir_fail(err, WEIR_CONFLICT,
                             "sink %s shows output of checkpoint %" PRIu64 " (%s), but the newest checkpoint is %" PRIu64
                             ": going on would write rows again; " WAYS_OUT,
                             shown->sink_uid, shown->evidence.checkpoint_id_max, detail_of(shown),
                             restore->checkpoint_id);
        return weir_fail(err, WEIR_CONFLICT,
                         "checkpoint %" PRIu64 " is damaged (%s), and sink %s shows output of checkpoint %" PRIu64
                         " (%s): going on from %" PRIu64 " would write rows again; " WAYS_OUT,
                         damaged->checkpoint_id, problem_of(damaged), shown->sink_uid,
                         shown->evidence.checkpoint_id_max, detail_of(shown), restore->checkpoint_id);
    }
    if (damaged != NULL)
        recovery->note = wr_arena_printf(arena, "checkpoint %" PRIu64 " is damaged (%s), using %" PRIu64,
                                         damaged->checkpoint_id, problem_of(damaged), restore->checkpoint_id);
    recovery->restore = restore;
    recovery->finished = restore->manifest.finished;
    return WEIR_OK;
}
