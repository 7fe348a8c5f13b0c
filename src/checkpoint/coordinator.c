/* checkpoint/coordinator.c - when a checkpoint begins, when it is complete, what is due next.
 *
 * One way round, and no other:
 *
 *   IDLE --tick--> ALIGNING --all acks--> WRITING --written--> COMMITTING --committed--> IDLE
 *                     |                      |
 *                     +------- ABORT --------+--> STOPPED      (before the decision; the job restarts)
 *                                            +--> STOPPED      STOP_UNKNOWN (the rename may or may not last)
 *
 * Between WRITING and COMMITTING lies the decision: the durable manifest. Behind it there is no ABORT: a commit is
 * tried until it works. So the manifest of n+1 cannot be written before every sink has committed n.
 * Pure: takes events, returns actions. No I/O, no clock, no threads.
 */
#include "checkpoint/coordinator.h"

#include "base/alloc.h"

static const wr_action nothing = {.kind = WR_ACTION_NONE};

static wr_action act(const wr_coordinator *coordinator, wr_action_kind kind) {
    return (wr_action){.kind = kind, .checkpoint_id = coordinator->checkpoint_id, .last = coordinator->last};
}

static wr_action stop(wr_coordinator *coordinator, wr_action_kind kind) {
    coordinator->phase = WR_PHASE_STOPPED;
    return act(coordinator, kind);
}

/* Saturating: an interval of years must not wrap around. */
static int64_t later(int64_t time, int64_t by) {
    return by > INT64_MAX - time ? INT64_MAX : time + by;
}

void wr_coordinator_init(wr_coordinator *coordinator, uint32_t worker_count, uint64_t decided_id,
                         int64_t interval_ms, int64_t min_pause_ms, int64_t timeout_ms, int64_t now_ms) {
    WR_ASSERT(worker_count > 0);
    *coordinator = (wr_coordinator){
        .phase = WR_PHASE_IDLE,
        .worker_count = worker_count,
        .checkpoint_id = decided_id,
        .decided_id = decided_id,
        .interval_ms = interval_ms,
        .min_pause_ms = min_pause_ms,
        .timeout_ms = timeout_ms,
        .started_ms = now_ms,
        .ended_ms = now_ms,
    };
}

/* When the next checkpoint may begin by the clock; INT64_MAX: only when it is asked for. */
static int64_t due_ms(const wr_coordinator *coordinator, int64_t now_ms) {
    if (coordinator->stop_requested || coordinator->inputs_ended)
        return now_ms; /* the last one waits for nothing */
    int64_t after_pause = later(coordinator->ended_ms, coordinator->min_pause_ms);
    if (coordinator->want_now)
        return after_pause;
    if (coordinator->interval_ms <= 0)
        return INT64_MAX;
    return WR_MAX(later(coordinator->started_ms, coordinator->interval_ms), after_pause);
}

static wr_action begin(wr_coordinator *coordinator, uint64_t next_id, int64_t now_ms) {
    WR_ASSERT(next_id > coordinator->checkpoint_id);
    WR_ASSERT(next_id > coordinator->decided_id);
    coordinator->phase = WR_PHASE_ALIGNING;
    coordinator->checkpoint_id = next_id;
    coordinator->acks_missing = coordinator->worker_count;
    coordinator->started_ms = now_ms;
    coordinator->want_now = false;
    coordinator->last = coordinator->stop_requested || coordinator->inputs_ended;
    return act(coordinator, WR_ACTION_INJECT);
}

static bool is_late(const wr_coordinator *coordinator, int64_t now_ms) {
    return coordinator->timeout_ms > 0 && now_ms >= later(coordinator->started_ms, coordinator->timeout_ms);
}

wr_action wr_coordinator_tick(wr_coordinator *coordinator, uint64_t next_id, int64_t now_ms) {
    switch (coordinator->phase) {
    case WR_PHASE_IDLE:
        return now_ms >= due_ms(coordinator, now_ms) ? begin(coordinator, next_id, now_ms) : nothing;
    case WR_PHASE_ALIGNING:
        return is_late(coordinator, now_ms) ? stop(coordinator, WR_ACTION_ABORT) : nothing;
    case WR_PHASE_WRITING:    /* a slow or full disk is waited for */
    case WR_PHASE_COMMITTING: /* decided: there is no way back     */
    case WR_PHASE_STOPPED: break;
    }
    return nothing;
}

void wr_coordinator_request_stop(wr_coordinator *coordinator) {
    coordinator->stop_requested = true;
}

void wr_coordinator_inputs_ended(wr_coordinator *coordinator) {
    coordinator->inputs_ended = true;
}

void wr_coordinator_want_now(wr_coordinator *coordinator) {
    coordinator->want_now = true;
}

wr_action wr_coordinator_acknowledged(wr_coordinator *coordinator, uint64_t checkpoint_id) {
    if (coordinator->phase != WR_PHASE_ALIGNING || checkpoint_id != coordinator->checkpoint_id)
        return nothing;
    WR_ASSERT(coordinator->acks_missing > 0);
    if (--coordinator->acks_missing > 0)
        return nothing;
    coordinator->phase = WR_PHASE_WRITING;
    return act(coordinator, WR_ACTION_WRITE);
}

wr_action wr_coordinator_written(wr_coordinator *coordinator, bool ok, bool undecided) {
    if (coordinator->phase != WR_PHASE_WRITING)
        return nothing;
    if (undecided)
        return stop(coordinator, WR_ACTION_STOP_UNKNOWN);
    if (!ok)
        return stop(coordinator, WR_ACTION_ABORT);
    coordinator->phase = WR_PHASE_COMMITTING;
    return act(coordinator, WR_ACTION_COMMIT);
}

wr_action wr_coordinator_committed(wr_coordinator *coordinator, int64_t now_ms) {
    if (coordinator->phase != WR_PHASE_COMMITTING)
        return nothing;
    WR_ASSERT(coordinator->checkpoint_id > coordinator->decided_id);
    coordinator->decided_id = coordinator->checkpoint_id;
    coordinator->ended_ms = now_ms;
    if (coordinator->last)
        return stop(coordinator, WR_ACTION_FINISH);
    coordinator->phase = WR_PHASE_IDLE;
    return act(coordinator, WR_ACTION_RETIRE);
}

int64_t wr_coordinator_next_tick_ms(const wr_coordinator *coordinator, int64_t now_ms) {
    switch (coordinator->phase) {
    case WR_PHASE_IDLE: {
        int64_t due = due_ms(coordinator, now_ms);
        return WR_MAX(due, now_ms);
    }
    case WR_PHASE_ALIGNING:
        if (coordinator->timeout_ms > 0)
            return WR_MAX(later(coordinator->started_ms, coordinator->timeout_ms), now_ms);
        break;
    case WR_PHASE_WRITING:
    case WR_PHASE_COMMITTING:
    case WR_PHASE_STOPPED: break;
    }
    return INT64_MAX;
}
