/* checkpoint/recovery.h - what a start has to do, decided from what was found. Pure.
 *
 * Steps 3 to 6 of the recovery in docs/internals/exactly-once.md. With a sink that decides, E is the checkpoint of its
 * evidence; else the newest manifest whose every checksum holds. Evidence in a sink that is newer than E, of another
 * digest, or of another job uuid, stops (WEIR_CONFLICT, nothing touched): a damaged newest manifest whose output is
 * visible must never be fallen behind, and neither may output that nobody can account for. */
#ifndef WR_CHECKPOINT_RECOVERY_H
#define WR_CHECKPOINT_RECOVERY_H
#include "checkpoint/folder.h"

typedef struct wr_sink_evidence { const char *sink_uid; weir_evidence evidence; } wr_sink_evidence;
typedef struct wr_recovery_input {
    const wr_found_manifest *found; uint32_t found_count;  /* newest first */
    const wr_sink_evidence  *sinks; uint32_t sink_count;   /* of every exactly-once sink of the plan */
    bool                     folder_is_new;
    bool                     accept_missing_evidence;      /* the user takes it on: a deciding sink that shows nothing does not stop */
} wr_recovery_input;
typedef struct wr_recovery {
    const wr_found_manifest *restore;       /* E; commit its committables again, then run from it. NULL: begin with checkpoint 0 */
    uint64_t                *remove; uint32_t remove_count; /* manifests newer than E, to be removed durably first */
    bool                     finished;      /* E is the end of a bounded job                       */
    const char              *note;          /* for the log: "checkpoint 7 is damaged (...), using 6"; or NULL */
} wr_recovery;

/* Everything borrowed from the input; lists and texts in arena. */
weir_status wr_recovery_decide(const wr_recovery_input *input, struct weir_arena *arena, wr_recovery *recovery, weir_error *err);
#endif
