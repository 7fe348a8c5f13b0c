/* Proves that merged watermarks are the smallest of the live inputs, per row of a batch, and never go back. */
#include "base/arena.h"
#include "check.h"
#include "random.h"
#include "runtime/watermarks.h"

#define INPUTS_MAX 6u
#define ROWS_MAX 40u

/* The rule said plainly, one signal at a time. */
typedef struct reference {
    uint32_t     count;
    weir_time_ms inputs[INPUTS_MAX], merged;
    bool         idle[INPUTS_MAX], ended[INPUTS_MAX];
} reference;

static void reference_merge(reference *ref) {
    weir_time_ms smallest = WEIR_TIME_MAX, largest = WEIR_TIME_MIN;
    uint32_t     live = 0, ended = 0;
    for (uint32_t i = 0; i < ref->count; i++) {
        ended += ref->ended[i];
        if (ref->ended[i] && ref->inputs[i] > largest)
            largest = ref->inputs[i];
        if (ref->ended[i] || ref->idle[i])
            continue;
        live++;
        if (ref->inputs[i] < smallest)
            smallest = ref->inputs[i];
    }
    weir_time_ms now = live != 0 ? smallest : ended == ref->count ? largest : WEIR_TIME_MIN;
    if (now > ref->merged)
        ref->merged = now;
}

static void reference_advance(reference *ref, uint32_t input, weir_time_ms watermark) {
    ref->idle[input] = false;
    if (watermark > ref->inputs[input])
        ref->inputs[input] = watermark;
    reference_merge(ref);
}

/* A batch whose watermarks begin where the input stands, and grow by chance. */
static weir_time_ms random_marks(test_random *random, weir_time_ms from, weir_time_ms *marks, uint32_t count) {
    weir_time_ms now = from;
    for (uint32_t i = 0; i <= count; i++) {
        if (random_once_in(random, 3))
            now = (now == WEIR_TIME_MIN ? 0 : now) + random_below(random, 20);
        if (i < count)
            marks[i] = now;
    }
    return now;
}

static void batch_step(test_random *random, wr_watermarks *marks, reference *ref, uint32_t input) {
    weir_time_ms own[ROWS_MAX], out[ROWS_MAX];
    uint32_t     count = random_below(random, ROWS_MAX + 1);
    bool         moves = random_once_in(random, 2);
    weir_time_ms end = random_marks(random, ref->inputs[input], own, count);
    weir_batch   batch = {.row_count = count, .selected_count = count, .row_watermarks = moves ? own : NULL, .watermark = end};
    weir_time_ms before = ref->inputs[input];
    weir_time_ms got = wr_watermarks_batch(marks, input, &batch, out);
    for (uint32_t i = 0; i < count; i++) {
        reference_advance(ref, input, moves ? own[i] : before);
        if (!CHECK_INT_EQ(out[i], ref->merged))
            return;
    }
    reference_advance(ref, input, end);
    CHECK_INT_EQ(got, ref->merged);
}

static void random_walk(uint64_t seed) {
    test_random   random = {seed};
    wr_arena     *arena = wr_arena_create(0);
    wr_watermarks marks;
    reference     ref = {.count = 1 + random_below(&random, INPUTS_MAX), .merged = WEIR_TIME_MIN};
    for (uint32_t i = 0; i < ref.count; i++)
        ref.inputs[i] = WEIR_TIME_MIN;
    wr_watermarks_init(&marks, ref.count, arena);
    for (uint32_t step = 0; step < 200; step++) {
        uint32_t     input = random_below(&random, ref.count);
        weir_time_ms before = ref.merged;
        bool         grew = false, tells = true;
        if (ref.ended[input])
            continue;
        switch (random_below(&random, 40)) {
        case 0:
            grew = wr_watermarks_set_ended(&marks, input);
            ref.ended[input] = true;
            reference_merge(&ref);
            break;
        case 1:
        case 2:
        case 3:
            grew = wr_watermarks_set_idle(&marks, input);
            ref.idle[input] = true;
            reference_merge(&ref);
            break;
        case 4: {
            grew = wr_watermarks_advance(&marks, input, WEIR_TIME_MAX);
            reference_advance(&ref, input, WEIR_TIME_MAX);
            grew |= wr_watermarks_set_ended(&marks, input);
            ref.ended[input] = true;
            reference_merge(&ref);
            break;
        }
        case 5:
        case 6:
        case 7:
        case 8:
        case 9: {
            weir_time_ms next = (int64_t)random_below(&random, 400) - 20; /* may lie behind: ignored */
            grew = wr_watermarks_advance(&marks, input, next);
            reference_advance(&ref, input, next);
            break;
        }
        default:
            batch_step(&random, &marks, &ref, input);
            tells = false;
        }
        CHECK_INT_EQ(marks.merged, ref.merged);
        if (tells)
            CHECK_INT_EQ(grew, ref.merged > before);
        bool all_idle = true;
        for (uint32_t i = 0; i < ref.count; i++)
            all_idle &= ref.idle[i] || ref.ended[i];
        CHECK_INT_EQ(wr_watermarks_all_idle(&marks), all_idle);
        if (check_state.bad_checks > 20)
            break;
    }
    wr_arena_destroy(arena);
}

TEST(merging_follows_the_plain_rule) {
    for (uint64_t seed = 1; seed <= 2000; seed++)
        random_walk(seed);
}

TEST(a_silent_input_holds_time_back) {
    wr_arena     *arena = wr_arena_create(0);
    wr_watermarks marks;
    wr_watermarks_init(&marks, 2, arena);
    CHECK(!wr_watermarks_advance(&marks, 0, 100));
    CHECK_INT_EQ(marks.merged, WEIR_TIME_MIN);
    CHECK(wr_watermarks_advance(&marks, 1, 40));
    CHECK_INT_EQ(marks.merged, 40);
    CHECK(wr_watermarks_set_idle(&marks, 1));
    CHECK_INT_EQ(marks.merged, 100);
    CHECK(!wr_watermarks_advance(&marks, 1, 60)); /* back, but behind: time does not go back */
    CHECK_INT_EQ(marks.merged, 100);
    CHECK(!wr_watermarks_advance(&marks, 0, 200));
    CHECK(wr_watermarks_set_ended(&marks, 1));
    CHECK_INT_EQ(marks.merged, 200);
    wr_arena_destroy(arena);
}

int main(void) {
    RUN(merging_follows_the_plain_rule);
    RUN(a_silent_input_holds_time_back);
    return CHECK_RESULT();
}
