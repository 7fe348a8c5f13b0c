/* Proves: whatever the order of events, the coordinator keeps its invariants and gets every job to its end. */
#include "check.h"
#include "base/hash.h"
#include "checkpoint/coordinator.h"

TEST(one_round) {
    wr_coordinator c;
    wr_coordinator_init(&c, 2, 5, 1000, 0, 60000, 100);
    CHECK_INT_EQ(wr_coordinator_next_tick_ms(&c, 100), 1100);
    CHECK_INT_EQ(wr_coordinator_tick(&c, 6, 1099).kind, WR_ACTION_NONE);
    wr_action a = wr_coordinator_tick(&c, 6, 1100);
    CHECK_INT_EQ(a.kind, WR_ACTION_INJECT);
    CHECK_UINT_EQ(a.checkpoint_id, 6);
    CHECK(!a.last);
    CHECK_INT_EQ(wr_coordinator_next_tick_ms(&c, 1200), 61100);
    CHECK_INT_EQ(wr_coordinator_tick(&c, 7, 5000).kind, WR_ACTION_NONE); /* one at a time */
    CHECK_INT_EQ(wr_coordinator_acknowledged(&c, 5).kind, WR_ACTION_NONE);
    CHECK_INT_EQ(wr_coordinator_acknowledged(&c, 6).kind, WR_ACTION_NONE);
    CHECK_INT_EQ(wr_coordinator_written(&c, true, false).kind, WR_ACTION_NONE); /* not yet asked for */
    a = wr_coordinator_acknowledged(&c, 6);
    CHECK_INT_EQ(a.kind, WR_ACTION_WRITE);
    CHECK_INT_EQ(wr_coordinator_committed(&c, 1200).kind, WR_ACTION_NONE); /* no commit before the decision */
    CHECK_UINT_EQ(c.decided_id, 5);
    CHECK_INT_EQ(wr_coordinator_tick(&c, 7, INT64_MAX - 1).kind, WR_ACTION_NONE); /* a full disk is waited for */
    CHECK_INT_EQ(wr_coordinator_written(&c, true, false).kind, WR_ACTION_COMMIT);
    CHECK_INT_EQ(wr_coordinator_tick(&c, 7, INT64_MAX - 1).kind, WR_ACTION_NONE);
    a = wr_coordinator_committed(&c, 1500);
    CHECK_INT_EQ(a.kind, WR_ACTION_RETIRE);
    CHECK_UINT_EQ(a.checkpoint_id, 6);
    CHECK_UINT_EQ(c.decided_id, 6);
    CHECK_INT_EQ(wr_coordinator_next_tick_ms(&c, 1500), 2100); /* from begin to begin */
}

TEST(pause_and_wishes) {
    wr_coordinator c;
    wr_coordinator_init(&c, 1, 0, 0, 500, 0, 0);
    CHECK(wr_coordinator_next_tick_ms(&c, 0) == INT64_MAX); /* no interval: only when asked */
    wr_coordinator_want_now(&c);
    CHECK_INT_EQ(wr_coordinator_next_tick_ms(&c, 100), 500); /* the pause holds for a wish ... */
    CHECK_INT_EQ(wr_coordinator_tick(&c, 1, 499).kind, WR_ACTION_NONE);
    wr_coordinator_request_stop(&c);
    CHECK_INT_EQ(wr_coordinator_next_tick_ms(&c, 100), 100); /* ... but not for the end */
    wr_action a = wr_coordinator_tick(&c, 1, 100);
    CHECK_INT_EQ(a.kind, WR_ACTION_INJECT);
    CHECK(a.last);
    CHECK_INT_EQ(wr_coordinator_acknowledged(&c, 1).kind, WR_ACTION_WRITE);
    CHECK_INT_EQ(wr_coordinator_written(&c, true, false).kind, WR_ACTION_COMMIT);
    a = wr_coordinator_committed(&c, 100);
    CHECK_INT_EQ(a.kind, WR_ACTION_FINISH);
    CHECK(a.last);
    CHECK_INT_EQ(wr_coordinator_tick(&c, 2, 1000).kind, WR_ACTION_NONE);
    CHECK(wr_coordinator_next_tick_ms(&c, 1000) == INT64_MAX);
}

TEST(stop_while_one_is_under_way_makes_one_more) {
    wr_coordinator c;
    wr_coordinator_init(&c, 1, 0, 10, 0, 0, 0);
    CHECK(!wr_coordinator_tick(&c, 1, 10).last);
    wr_coordinator_inputs_ended(&c);
    CHECK(!wr_coordinator_acknowledged(&c, 1).last);
    (void)wr_coordinator_written(&c, true, false);
    CHECK_INT_EQ(wr_coordinator_committed(&c, 11).kind, WR_ACTION_RETIRE);
    wr_action a = wr_coordinator_tick(&c, 2, 11);
    CHECK_INT_EQ(a.kind, WR_ACTION_INJECT);
    CHECK(a.last);
}

TEST(failures) {
    for (int what = 0; what < 3; what++) {
        wr_coordinator c;
        wr_coordinator_init(&c, 1, 3, 10, 0, 100, 0);
        CHECK_INT_EQ(wr_coordinator_tick(&c, 4, 10).kind, WR_ACTION_INJECT);
        wr_action a;
        if (what == 0) {
            CHECK_INT_EQ(wr_coordinator_tick(&c, 5, 109).kind, WR_ACTION_NONE);
            a = wr_coordinator_tick(&c, 5, 110); /* the barrier never came through */
        } else {
            CHECK_INT_EQ(wr_coordinator_acknowledged(&c, 4).kind, WR_ACTION_WRITE);
            a = wr_coordinator_written(&c, false, what == 2);
        }
        CHECK_INT_EQ(a.kind, what == 2 ? WR_ACTION_STOP_UNKNOWN : WR_ACTION_ABORT);
        CHECK_UINT_EQ(a.checkpoint_id, 4);
        CHECK_UINT_EQ(c.decided_id, 3);
        CHECK_INT_EQ(c.phase, WR_PHASE_STOPPED);
        CHECK_INT_EQ(wr_coordinator_acknowledged(&c, 4).kind, WR_ACTION_NONE); /* too late */
        CHECK_INT_EQ(wr_coordinator_written(&c, true, false).kind, WR_ACTION_NONE);
        CHECK_INT_EQ(wr_coordinator_committed(&c, 200).kind, WR_ACTION_NONE);
    }
}

TEST(times_do_not_wrap) {
    wr_coordinator c;
    wr_coordinator_init(&c, 1, 0, INT64_MAX, INT64_MAX, INT64_MAX, 1000);
    CHECK(wr_coordinator_next_tick_ms(&c, 1000) == INT64_MAX);
    CHECK_INT_EQ(wr_coordinator_tick(&c, 1, 5000).kind, WR_ACTION_NONE);
    wr_coordinator_request_stop(&c);
    CHECK_INT_EQ(wr_coordinator_tick(&c, 1, 5000).kind, WR_ACTION_INJECT);
    CHECK(wr_coordinator_next_tick_ms(&c, 5000) == INT64_MAX);
}

/* ---- any order of events ---- */

/* What the outside knows: which manifests are durable, and what the sinks were told. */
typedef struct outside {
    wr_coordinator c;
    uint64_t       next_id, durable_id, committed_id, injected_id;
    int64_t        now;
    uint32_t       acks;
    bool           writing, committing, over;
    int            finished, retired;
} outside;

static void take(outside *o, wr_action a) {
    switch (a.kind) {
    case WR_ACTION_NONE: break;
    case WR_ACTION_INJECT:
        CHECK(a.checkpoint_id == o->next_id && a.checkpoint_id > o->injected_id); /* never used again */
        CHECK(o->committed_id == o->durable_id); /* no new one before all of the last is visible */
        CHECK(!o->writing && !o->committing);
        o->injected_id = o->next_id++;
        o->acks = 0;
        break;
    case WR_ACTION_WRITE:
        CHECK(a.checkpoint_id == o->injected_id && o->acks == o->c.worker_count);
        CHECK(o->committed_id == o->durable_id);
        o->writing = true;
        break;
    case WR_ACTION_COMMIT:
        CHECK(a.checkpoint_id == o->durable_id && a.checkpoint_id > o->committed_id);
        o->committing = true;
        break;
    case WR_ACTION_RETIRE:
    case WR_ACTION_FINISH:
        CHECK(a.checkpoint_id == o->committed_id && o->c.decided_id == o->committed_id);
        o->retired += a.kind == WR_ACTION_RETIRE;
        o->finished += a.kind == WR_ACTION_FINISH;
        CHECK((a.kind == WR_ACTION_FINISH) == a.last);
        o->over = a.kind == WR_ACTION_FINISH;
        break;
    case WR_ACTION_ABORT:
        CHECK(a.checkpoint_id == o->injected_id && a.checkpoint_id > o->durable_id); /* never a decided one */
        o->over = true;
        break;
    case WR_ACTION_STOP_UNKNOWN: o->over = true; break;
    }
}

enum { EVENT_TICK, EVENT_ACK, EVENT_OLD_ACK, EVENT_WRITTEN, EVENT_LOST, EVENT_UNKNOWN, EVENT_COMMITTED, EVENT_STOP,
       EVENT_ENDED, EVENT_WANT, EVENT_TIME, EVENT_COUNT };

/* False: this event cannot happen now. */
static bool happen(outside *o, unsigned event) {
    switch (event) {
    case EVENT_TICK: take(o, wr_coordinator_tick(&o->c, o->next_id, o->now)); return true;
    case EVENT_ACK:
        if (o->c.phase != WR_PHASE_ALIGNING || o->acks == o->c.worker_count)
            return false;
        o->acks++;
        take(o, wr_coordinator_acknowledged(&o->c, o->injected_id));
        return true;
    case EVENT_OLD_ACK: take(o, wr_coordinator_acknowledged(&o->c, o->injected_id - 1)); return true;
    case EVENT_WRITTEN:
    case EVENT_LOST:
    case EVENT_UNKNOWN:
        if (!o->writing)
            return false;
        o->writing = false;
        if (event == EVENT_WRITTEN)
            o->durable_id = o->injected_id;
        take(o, wr_coordinator_written(&o->c, event == EVENT_WRITTEN, event == EVENT_UNKNOWN));
        return true;
    case EVENT_COMMITTED:
        if (!o->committing)
            return false;
        o->committing = false;
        o->committed_id = o->durable_id;
        take(o, wr_coordinator_committed(&o->c, o->now));
        return true;
    case EVENT_STOP: wr_coordinator_request_stop(&o->c); return true;
    case EVENT_ENDED: wr_coordinator_inputs_ended(&o->c); return true;
    case EVENT_WANT: wr_coordinator_want_now(&o->c); return true;
    case EVENT_TIME: o->now += 7; return true;
    }
    return false;
}

static outside begin(uint32_t workers, int64_t interval, int64_t pause, int64_t timeout) {
    outside o = {.next_id = 1};
    wr_coordinator_init(&o.c, workers, 0, interval, pause, timeout, 0);
    return o;
}

/* Every sequence of events up to a depth, for one and two workers. */
static uint64_t sequences;
static void all_orders(const outside *before, unsigned depth) {
    sequences++;
    if (depth == 0 || before->over)
        return;
    for (unsigned event = 0; event < EVENT_COUNT; event++) {
        outside after = *before;
        if (happen(&after, event))
            all_orders(&after, depth - 1);
    }
}

TEST(every_order_of_events) {
    for (uint32_t workers = 1; workers <= 2; workers++) {
        outside o = begin(workers, 10, 5, 30);
        all_orders(&o, 7);
    }
    CHECK(sequences > 100000);
}

TEST(random_orders) {
    uint64_t seed = 1;
    for (int run = 0; run < 20000; run++) {
        uint64_t r = wr_hash_u64(++seed);
        outside  o = begin(1 + (uint32_t)(r % 4), (int64_t)(r >> 8) % 50, (int64_t)(r >> 16) % 20, (r >> 24) % 3 == 0 ? 0 : 200);
        bool     faults = (r >> 32) % 2 == 0;
        for (int step = 0; step < 200 && !o.over; step++) {
            unsigned event = (unsigned)(wr_hash_u64(++seed) % EVENT_COUNT);
            bool     rare = event == EVENT_LOST || event == EVENT_UNKNOWN || event == EVENT_STOP || event == EVENT_ENDED;
            if (rare && (!faults || wr_hash_u64(++seed) % 8 != 0))
                continue;
            (void)happen(&o, event);
            CHECK(wr_coordinator_next_tick_ms(&o.c, o.now) >= o.now);
        }
        /* Heal: asked to stop, and with everything working, every job ends. */
        happen(&o, EVENT_STOP);
        for (int step = 0; step < 50 && !o.over; step++)
            for (unsigned event = 0; event < EVENT_COUNT && !o.over; event++)
                if (event == EVENT_TICK || event == EVENT_ACK || event == EVENT_WRITTEN || event == EVENT_COMMITTED)
                    (void)happen(&o, event);
        CHECK(o.over);
    }
}

int main(void) {
    RUN(one_round);
    RUN(pause_and_wishes);
    RUN(stop_while_one_is_under_way_makes_one_more);
    RUN(failures);
    RUN(times_do_not_wrap);
    RUN(every_order_of_events);
    RUN(random_orders);
    return CHECK_RESULT();
}
