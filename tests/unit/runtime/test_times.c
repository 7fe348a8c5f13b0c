/* Proves that the buckets of the time histogram cover every duration, in order, each at most 1/16 wide. */
#include "check.h"
#include "random.h"
#include "runtime/worker.h"

static void check_bucket(uint64_t nanoseconds) {
    uint32_t bucket = wr_time_bucket(nanoseconds);
    uint64_t from = wr_time_bucket_ns(bucket);
    CHECK(bucket < WR_TIME_BUCKETS);
    if (!CHECK(from <= nanoseconds))
        printf("  %" PRIu64 " ns is in bucket %u, which begins at %" PRIu64 "\n", nanoseconds, bucket, from);
    if (!CHECK(nanoseconds - from <= from / 16))
        printf("  %" PRIu64 " ns is in bucket %u, which begins at %" PRIu64 "\n", nanoseconds, bucket, from);
}

TEST(buckets_are_in_order) {
    uint32_t last = wr_time_bucket(UINT64_MAX);
    CHECK(last < WR_TIME_BUCKETS);
    for (uint32_t bucket = 0; bucket <= last; bucket++)
        CHECK_UINT_EQ(wr_time_bucket(wr_time_bucket_ns(bucket)), bucket);
    for (uint32_t bucket = 1; bucket <= last; bucket++) {
        CHECK(wr_time_bucket_ns(bucket) > wr_time_bucket_ns(bucket - 1));
        CHECK_UINT_EQ(wr_time_bucket(wr_time_bucket_ns(bucket) - 1), bucket - 1);
    }
}

TEST(every_duration_is_near_its_bucket) {
    test_random random = {7};
    for (uint64_t ns = 0; ns < 5000; ns++)
        check_bucket(ns);
    for (uint32_t i = 0; i < 100000; i++)
        check_bucket(random_u64(&random) >> random_below(&random, 64));
    check_bucket(UINT64_MAX);
}

int main(void) {
    RUN(buckets_are_in_order);
    RUN(every_duration_is_near_its_bucket);
    return CHECK_RESULT();
}
