/* Proves that restarts follow restart-strategy.*: delays, attempts, what is never repeated. */
#include "base/arena.h"
#include "check.h"
#include "engine/restart.h"

static wr_restart with(wr_arena *arena, const char *const *settings) {
    wr_config  config;
    wr_restart restart;
    weir_error err;
    wr_config_init(&config, arena);
    for (; *settings; settings += 2)
        CHECK_OK(wr_config_set(&config, settings[0], settings[1], NULL, &err), &err);
    CHECK_OK(wr_restart_init(&restart, &config, 0, &err), &err);
    return restart;
}

TEST(exponential_delay_grows_to_its_limit_and_forgets) {
    wr_arena  *arena = wr_arena_create(0);
    wr_restart restart = with(arena, (const char *const[]){"restart-strategy.exponential-delay.max-backoff", "2 s", NULL});
    uint64_t   delay = 0;
    CHECK(wr_restart_next(&restart, WEIR_UNAVAILABLE, 10, &delay));
    CHECK_UINT_EQ(delay, 1000);
    CHECK(wr_restart_next(&restart, WEIR_UNAVAILABLE, 20, &delay));
    CHECK_UINT_EQ(delay, 1500);
    CHECK(wr_restart_next(&restart, WEIR_UNAVAILABLE, 30, &delay));
    CHECK_UINT_EQ(delay, 2000);
    CHECK(wr_restart_next(&restart, WEIR_UNAVAILABLE, 30 + 3600001, &delay));
    CHECK_UINT_EQ(delay, 1000);
    wr_arena_destroy(arena);
}

TEST(fixed_delay_counts_attempts) {
    wr_arena  *arena = wr_arena_create(0);
    wr_restart restart = with(arena, (const char *const[]){"restart-strategy.type", "fixed-delay", "restart-strategy.fixed-delay.attempts", "2",
                                                           "restart-strategy.fixed-delay.delay", "30 ms", NULL});
    uint64_t   delay = 0;
    CHECK(wr_restart_next(&restart, WEIR_UNAVAILABLE, 1, &delay));
    CHECK_UINT_EQ(delay, 30);
    CHECK(wr_restart_next(&restart, WEIR_UNAVAILABLE, 2, &delay));
    CHECK(!wr_restart_next(&restart, WEIR_UNAVAILABLE, 3, &delay));
    wr_arena_destroy(arena);
}

TEST(a_disk_that_fails_twice_and_bad_data_are_not_repeated) {
    wr_arena  *arena = wr_arena_create(0);
    wr_restart restart = with(arena, (const char *const[]){NULL});
    uint64_t   delay = 0;
    CHECK(!wr_restart_next(&restart, WEIR_DATA, 1, &delay));
    CHECK(!wr_restart_next(&restart, WEIR_CONFLICT, 1, &delay));
    CHECK(wr_restart_next(&restart, WEIR_IO, 1, &delay));
    CHECK_UINT_EQ(delay, 0);
    CHECK(!wr_restart_next(&restart, WEIR_IO, 2, &delay));
    restart = with(arena, (const char *const[]){"restart-strategy.type", "none", NULL});
    CHECK(!wr_restart_next(&restart, WEIR_UNAVAILABLE, 1, &delay));
    wr_arena_destroy(arena);
}

int main(void) {
    RUN(exponential_delay_grows_to_its_limit_and_forgets);
    RUN(fixed_delay_counts_attempts);
    RUN(a_disk_that_fails_twice_and_bad_data_are_not_repeated);
    return CHECK_RESULT();
}
