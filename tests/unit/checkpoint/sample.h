/* sample.h - a manifest with something in every list, for the tests of this room. */
#ifndef WEIR_TESTS_CHECKPOINT_SAMPLE_H
#define WEIR_TESTS_CHECKPOINT_SAMPLE_H
#include "checkpoint/manifest.h"

static wr_manifest_split sample_splits[] = {
    {.source_uid = "source-1", .id = "in/a.json", .position = {"\x01\x02\x00\xff", 4}, .watermark = 123456789,
     .worker = 0},
    {.source_uid = "source-1", .id = "in/b.json", .position = {"17", 2}, .finished = true, .watermark = INT64_MAX,
     .worker = 1},
    {.source_uid = "source-2", .id = "", .watermark = INT64_MIN, .worker = 1},
};
static wr_manifest_file sample_files[] = {
    {.name = "state-11-0", .size = 300, .digest = {1, 2}, .worker = 0, .checkpoint_id = 11, .needed_from = 11},
    {.name = "state-12-0", .size = 5000000000, .digest = {3, UINT64_MAX}, .checkpoint_id = 12, .needed_from = 11},
};
static wr_manifest_committable sample_committables[] = {
    {.sink_uid = "sink-1", .worker = 0, .payload = {"pending\0final", 13}},
    {.sink_uid = "sink-1", .worker = 1, .payload = {"", 0}},
};
static wr_manifest_operator sample_operators[] = {
    {.uid = "source-1", .description = "filesystem(a BIGINT)"},
    {.uid = "window-1", .description = "TUMBLE(1 h) COUNT(*)"},
    {.uid = "sink-1", .description = "filesystem"},
};
static wr_manifest_counter sample_counters[] = {{"rows-in", 42}, {"late", 0}};

static wr_manifest sample_manifest(void) {
    return (wr_manifest){
        .job_name = "job \xc3\xa4",
        .job_uuid = "0123456789abcdef0123456789abcdef",
        .weir_version = "0.1.0",
        .checkpoint_id = 12,
        .fence = 3,
        .parent_id = 11,
        .parent_digest = {7, 9},
        .created_ms = 1700000000000,
        .worker_count = 2,
        .max_parallelism = 128,
        .finished = true,
        .splits = sample_splits,
        .split_count = 3,
        .files = sample_files,
        .file_count = 2,
        .committables = sample_committables,
        .committable_count = 2,
        .operators = sample_operators,
        .operator_count = 3,
        .counters = sample_counters,
        .counter_count = 2,
    };
}
#endif
