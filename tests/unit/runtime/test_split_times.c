/* Time of partitions that are read side by side is the smallest of those that count, and never goes back. */
#include "runtime/split_times.h"

#include <stdlib.h>

#include "base/arena.h"
#include "check.h"

static bool rows_to(wr_split_times *times, size_t split, weir_time_ms after) {
    weir_time_ms row = times->items[split].watermark;
    wr_split_times_active(times, split);
    return wr_split_times_rows(times, split, &row, 1, after);
}

TEST(smallest_counts) {
    wr_arena      *arena = wr_arena_create(0);
    wr_split_times times;
    wr_split_times_init(&times, arena);
    CHECK(!wr_split_times_all_idle(&times));
    wr_split_times_add(&times, WEIR_TIME_MIN, false);
    wr_split_times_add(&times, WEIR_TIME_MIN, false);
    CHECK(!rows_to(&times, 0, 100));
    CHECK_INT_EQ(times.combined, WEIR_TIME_MIN);
    CHECK(rows_to(&times, 1, 40));
    CHECK_INT_EQ(times.combined, 40);
    weir_time_ms rows[3] = {40, 90, 150}; /* row by row, up to what the other allows */
    CHECK(wr_split_times_rows(&times, 1, rows, 3, 200));
    CHECK_INT_EQ(rows[0], 40);
    CHECK_INT_EQ(rows[1], 90);
    CHECK_INT_EQ(rows[2], 100);
    CHECK_INT_EQ(times.combined, 100);
    CHECK_INT_EQ(wr_split_times_slowest(&times), 100);
    wr_arena_destroy(arena);
}

TEST(silence_and_ends) {
    wr_arena      *arena = wr_arena_create(0);
    wr_split_times times;
    wr_split_times_init(&times, arena);
    for (int i = 0; i < 3; i++)
        wr_split_times_add(&times, WEIR_TIME_MIN, false);
    rows_to(&times, 0, 100);
    rows_to(&times, 1, 60);
    CHECK(!wr_split_times_silent(&times, 2, 1000, 0)); /* never */
    CHECK(!wr_split_times_silent(&times, 2, 2000, 500000));
    CHECK(wr_split_times_silent(&times, 2, 1000 + 500000, 500000));
    CHECK_INT_EQ(times.combined, 60);
    CHECK(!rows_to(&times, 2, 10)); /* it wakes up and is behind: time stays */
    CHECK_INT_EQ(times.combined, 60);
    CHECK_INT_EQ(wr_split_times_saved(&times, 2), 60);
    CHECK_INT_EQ(wr_split_times_saved(&times, 0), 100);
    CHECK(!rows_to(&times, 1, 90));
    CHECK(wr_split_times_finish(&times, 2));
    CHECK_INT_EQ(times.combined, 90);
    CHECK(wr_split_times_finish(&times, 1));
    CHECK_INT_EQ(times.combined, 100);
    CHECK(!wr_split_times_all_idle(&times));
    CHECK(!wr_split_times_finish(&times, 0));
    CHECK(wr_split_times_all_idle(&times));
    CHECK_INT_EQ(times.combined, 100);
    CHECK_INT_EQ(wr_split_times_slowest(&times), WEIR_TIME_MAX);
    wr_arena_destroy(arena);
}

TEST(new_splits_hold_time) {
    wr_arena      *arena = wr_arena_create(0);
    wr_split_times times;
    wr_split_times_init(&times, arena);
    wr_split_times_add(&times, 500, false);
    wr_split_times_add(&times, 300, false);
    wr_split_times_restored(&times);
    CHECK_INT_EQ(times.combined, 300);
    wr_split_times_add(&times, WEIR_TIME_MIN, false);
    CHECK_INT_EQ(times.combined, 300);
    CHECK(!rows_to(&times, 1, 400));
    CHECK_INT_EQ(times.combined, 300);
    CHECK_INT_EQ(wr_split_times_saved(&times, 2), 300);
    CHECK(rows_to(&times, 2, 350));
    CHECK_INT_EQ(times.combined, 350);
    wr_arena_destroy(arena);
}

/* Any walk: never back, never beyond a split that counts; and a restore in the middle, dealt out anew, does not go back
 * behind the smallest that had been passed on. */
TEST(any_walk) {
    for (unsigned seed = 0; seed < 300; seed++) {
        wr_arena      *arena = wr_arena_create(0);
        wr_split_times times;
        size_t         count = 1 + seed % 5;
        srandom(seed);
        wr_split_times_init(&times, arena);
        for (size_t i = 0; i < count; i++)
            wr_split_times_add(&times, WEIR_TIME_MIN, false);
        for (int step = 0; step < 200; step++) {
            size_t       split = (size_t)random() % count;
            weir_time_ms before = times.combined, rows[8];
            switch (random() % 6) {
            case 0:
                wr_split_times_silent(&times, split, 1 + step * 10, 25);
                break;
            case 1:
                if (random() % 20 == 0)
                    wr_split_times_finish(&times, split);
                break;
            case 2:
                if (random() % 20 == 0 && count < 8) {
                    wr_split_times_add(&times, WEIR_TIME_MIN, false);
                    count++;
                }
                break;
            default: {
                weir_time_ms now = times.items[split].watermark;
                if (times.items[split].finished)
                    break;
                wr_split_times_active(&times, split);
                for (int r = 0; r < 8; r++) {
                    rows[r] = now;
                    now = now == WEIR_TIME_MIN ? random() % 50 : now + random() % 20;
                }
                wr_split_times_rows(&times, split, rows, 8, now);
                for (int r = 0; r < 8; r++)
                    CHECK(rows[r] >= (r ? rows[r - 1] : before) && rows[r] <= times.combined);
                break;
            }
            }
            CHECK(times.combined >= before);
        }
        wr_split_times restored;
        wr_split_times_init(&restored, arena);
        for (size_t i = 0; i < count; i++) {
            CHECK(wr_split_times_saved(&times, i) >= times.combined);
            wr_split_times_add(&restored, wr_split_times_saved(&times, i), times.items[i].finished);
        }
        bool open = !wr_split_times_all_idle(&restored);
        wr_split_times_restored(&restored);
        CHECK(!open || restored.combined >= times.combined);
        wr_arena_destroy(arena);
    }
}

int main(void) {
    RUN(smallest_counts);
    RUN(silence_and_ends);
    RUN(new_splits_hold_time);
    RUN(any_walk);
    return CHECK_RESULT();
}
