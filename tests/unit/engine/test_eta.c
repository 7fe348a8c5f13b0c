/* Proves that the time left follows the pace of the backlog, and that nothing is said where nothing is known. */
#include "check.h"
#include "engine/eta.h"

static double look(wr_eta *eta, int64_t second, uint64_t bytes, uint64_t rows) {
    const weir_backlog left = {bytes, rows};
    return wr_eta_update(eta, (second + 1) * 1000000000, &left);
}

TEST(steady) {
    wr_eta eta = {0};
    CHECK(look(&eta, 0, 1000, 0) < 0);
    for (int64_t second = 1; second <= 10; second++) {
        double left = look(&eta, second, (uint64_t)(1000 - second * 100), 0);
        CHECK(left > 10 - (double)second - 0.001 && left < 10 - (double)second + 0.001);
    }
}

TEST(the_slower_kind_counts) {
    wr_eta eta = {0};
    look(&eta, 0, 1000, 1000);
    double left = look(&eta, 1, 500, 900);
    CHECK(left > 8.999 && left < 9.001);
}

TEST(stuck_and_growing) {
    wr_eta eta = {0};
    CHECK(look(&eta, 0, 0, 0) < 0.001); /* nothing is left */
    CHECK(look(&eta, 1, 1000, 0) < 0);  /* it grew */
    CHECK(look(&eta, 2, 1000, 0) < 0);
    CHECK(look(&eta, 3, 900, 0) > 0);
    CHECK(look(&eta, 3, 900, 0) > 0);   /* no time passed */
}

TEST(a_slow_moment_is_not_the_future) {
    wr_eta eta = {0};
    uint64_t left = 100000;
    for (int64_t second = 0; second < 20; second++)
        look(&eta, second, left -= 1000, 0);
    double seconds = look(&eta, 20, left, 0);
    CHECK(seconds > 80 && seconds < 100);
}

int main(void) {
    RUN(steady);
    RUN(the_slower_kind_counts);
    RUN(stuck_and_growing);
    RUN(a_slow_moment_is_not_the_future);
    return CHECK_RESULT();
}
