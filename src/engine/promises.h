/* engine/promises.h - the exactly-once sinks of a job, all at once: claim, evidence, discard, sync, commit.
 *
 * In what order they are asked: claims with those that only lock first; commits with the sinks that decide first, so that nothing
 * becomes visible elsewhere before the decision. Thread: the job's. Everything lives in the arena given to
 * wr_promises_open; the plan and the settings are borrowed. Protocol: docs/internals/exactly-once.md. */
#ifndef WR_ENGINE_PROMISES_H
#define WR_ENGINE_PROMISES_H
#include "checkpoint/recovery.h"
#include "engine/job.h"
#include "runtime/runtime.h"

typedef struct wr_promise { const wr_node *node; const weir_sink *sink; bool decides; } wr_promise;

typedef struct wr_promises {
    const wr_job_config *job;
    wr_promise          *items; uint32_t count;        /* plan order; the late and error tables too */
    weir_claim          *claims; uint32_t claim_count;
} wr_promises;

/* Which sinks keep the promise. checkpointing: the job has a folder. WEIR_INVALID: a table asks for what cannot be. */
weir_status wr_promises_open(const wr_job_config *job, bool checkpointing, wr_arena *arena, wr_promises *promises, weir_error *err);
/* Takes every sink for this process. `context` gets the claims as they come; they live until wr_promises_release. */
weir_status wr_promises_claim(wr_promises *promises, weir_commit_context *context, weir_error *err);
void        wr_promises_release(wr_promises *promises);
/* What each sink shows; learns which of them decide. In context->arena. */
weir_status wr_promises_evidence(wr_promises *promises, const weir_commit_context *context, wr_sink_evidence **evidence, weir_error *err);
/* Output must have a place: WEIR_CONFLICT when that of the newest intact checkpoint is gone. */
weir_status wr_promises_check_places(const wr_promises *promises, const weir_commit_context *context, const wr_found_manifest *found,
                                     uint32_t found_count, weir_error *err);
/* Removes what was not promised by context->checkpoint_id. */
weir_status wr_promises_discard(const wr_promises *promises, const weir_commit_context *context, weir_error *err);
/* Makes what one worker prepared durable; sinks without a promise too. */
weir_status wr_promises_sync(const weir_commit_context *context, wr_frozen_set *set, weir_error *err);
/* Makes the checkpoint of `manifest` visible everywhere. A sink that does not decide is tried until it works (WEIR_CANCELLED: asked to
 * stop at once meanwhile). When one that decides fails, nothing was made visible by the others: WEIR_UNAVAILABLE or WEIR_FENCED. */
weir_status wr_promises_commit(const wr_promises *promises, const weir_commit_context *context, const wr_manifest *manifest, weir_error *err);
#endif
