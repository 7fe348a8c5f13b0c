/* checkpoint/coordinator.h - when a checkpoint begins, when it is complete, what is due next.
 *
 * Pure: takes events, returns actions. No I/O, no clock, no threads: a simulator can drive it.
 * Invariants: ids only grow; one checkpoint at a time; COMMIT(n) comes only after the manifest of n is durable;
 * the manifest of n+1 is not written before every sink has committed n; the last decided checkpoint is
 * never retired. Protocol: docs/internals/exactly-once.md. */
#ifndef WR_CHECKPOINT_COORDINATOR_H
#define WR_CHECKPOINT_COORDINATOR_H
#include "weir/error.h"

typedef enum wr_phase { WR_PHASE_IDLE, WR_PHASE_ALIGNING, WR_PHASE_WRITING, WR_PHASE_COMMITTING, WR_PHASE_STOPPED } wr_phase;

typedef enum wr_action_kind {
    WR_ACTION_NONE,
    WR_ACTION_INJECT,        /* send barrier `checkpoint_id` into every source                    */
    WR_ACTION_WRITE,         /* all workers acknowledged: write state, sync sinks, write manifest */
    WR_ACTION_COMMIT,        /* the manifest is durable: commit in every sink                     */
    WR_ACTION_RETIRE,        /* decided and committed: tell sources, delete old checkpoints       */
    WR_ACTION_FINISH,        /* the last checkpoint is committed: the job ends well               */
    WR_ACTION_ABORT,         /* this checkpoint failed before its decision: the job restarts from the last decided one */
    WR_ACTION_STOP_UNKNOWN   /* outcome unknown: touch nothing, exit, let recovery decide          */
} wr_action_kind;
typedef struct wr_action { wr_action_kind kind; uint64_t checkpoint_id; bool last; } wr_action;

typedef struct wr_coordinator {
    wr_phase phase;
    uint32_t worker_count, acks_missing;
    uint64_t checkpoint_id;       /* the one that is under way                                    */
    uint64_t decided_id;          /* newest committed                                             */
    int64_t  interval_ms, min_pause_ms, timeout_ms;
    int64_t  started_ms, ended_ms;
    bool     stop_requested;      /* SIGTERM: one more checkpoint, then FINISH                    */
    bool     inputs_ended;        /* bounded and drained: one more checkpoint, then FINISH        */
    bool     want_now;            /* first output after a recovery, checkpoint.rows, an outbox limit */
    bool     last;                /* the checkpoint under way is the last                         */
} wr_coordinator;

void      wr_coordinator_init(wr_coordinator *coordinator, uint32_t worker_count, uint64_t decided_id, int64_t interval_ms, int64_t min_pause_ms, int64_t timeout_ms, int64_t now_ms);
/* Time passed, or one of the wishes below was set. next_id: an id never used before, consumed only when INJECT is returned. */
wr_action wr_coordinator_tick(wr_coordinator *coordinator, uint64_t next_id, int64_t now_ms);
void      wr_coordinator_request_stop(wr_coordinator *coordinator);
void      wr_coordinator_inputs_ended(wr_coordinator *coordinator);
void      wr_coordinator_want_now(wr_coordinator *coordinator);
/* One worker has frozen checkpoint_id. Acks of another id: WR_ACTION_NONE. */
wr_action wr_coordinator_acknowledged(wr_coordinator *coordinator, uint64_t checkpoint_id);
/* The write ended. ok: durable. undecided: after the rename something failed. */
wr_action wr_coordinator_written(wr_coordinator *coordinator, bool ok, bool undecided);
wr_action wr_coordinator_committed(wr_coordinator *coordinator, int64_t now_ms);
/* When to call tick at the latest. */
int64_t   wr_coordinator_next_tick_ms(const wr_coordinator *coordinator, int64_t now_ms);
#endif
