/* micro_state.c - what keyed state costs on this machine: lookups, freezes, restores.
 *
 *     cc -O3 -std=gnu11 -fno-strict-aliasing -include src/base/banned.h -Iinclude -Isrc -o micro_state \
 *         bench/micro_state.c $(find src/state src/batch src/base -name '*.c') -lxxhash -lpthread -lm
 *     ./micro_state
 *
 * One thread. Each figure is the best of several rounds, after a warm-up round: fresh memory is slow
 * to touch, and what is measured is the engine at work, not its first second. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "base/io.h"
#include "state/state.h"

#define ROUNDS 5

static const weir_type        bigint = {.id = WEIR_TYPE_BIGINT, .nullable = true};
static const weir_type        string = {.id = WEIR_TYPE_VARCHAR, .nullable = true, .length = WEIR_STRING_LENGTH_MAX};
static const weir_state_field fields[] = {{"count", {.id = WEIR_TYPE_BIGINT}, 0}, {"max", {.id = WEIR_TYPE_BIGINT}, 8}};

static double seconds(void) {
    const wr_env *env = wr_env_real();
    return (double)env->monotonic_ns(env->self) * 1e-9;
}

/* A stream of batches of keys drawn from key_count ones. */
typedef struct stream {
    weir_type    type;
    uint32_t     batches;
    uint64_t    *hashes;
    void        *data;
    weir_column *columns;
} stream;

static stream stream_make(wr_arena *arena, weir_type type, uint32_t key_count, uint32_t batches, bool in_order) {
    stream   made = {.type = type, .batches = batches};
    uint64_t rows = (uint64_t)batches * WEIR_BATCH_ROWS;
    uint32_t width = weir_type_width(type), zero = 0;
    char    *texts = wr_arena_alloc(arena, rows * 24); /* in row order, as a decoder leaves them */
    made.hashes = wr_alloc(rows * 8);
    made.data = wr_alloc(rows * width);
    made.columns = wr_alloc(batches * sizeof(weir_column));
    for (uint64_t i = 0; i < rows; i++) {
        uint64_t key = in_order ? i % key_count : wr_hash_u64(i * 0x9e3779b97f4a7c15ULL) % key_count;
        if (width == 8) {
            ((int64_t *)made.data)[i] = (int64_t)key * 1000003;
            continue;
        }
        snprintf(texts + i * 24, 24, "key-of-a-user-%08" PRIu64, key);
        ((weir_string *)made.data)[i] = weir_string_view(texts + i * 24, 22);
    }
    for (uint32_t b = 0; b < batches; b++) {
        made.columns[b] = (weir_column){type, (char *)made.data + (size_t)b * WEIR_BATCH_ROWS * width, NULL};
        wr_hash_keys(&made.columns[b], &zero, 1, (weir_rows){NULL, WEIR_BATCH_ROWS}, made.hashes + (size_t)b * WEIR_BATCH_ROWS);
    }
    return made;
}

static void stream_free(stream *made) {
    wr_free(made->hashes);
    wr_free(made->data);
    wr_free(made->columns);
}

static wr_state_table *table_open(wr_store *store, const weir_type *type) {
    wr_state_desc   desc = {"groups", type, 1, 16, fields, 2, 0, 0, NULL};
    wr_state_table *table;
    weir_error      err;
    if (wr_state_table_open(wr_store_state(store, "bench"), &desc, &table, &err) != WEIR_OK)
        return NULL;
    return table;
}

/* hash + upsert + count and max, as an aggregation does it. */
static void run_batch(wr_state_table *table, wr_namespace *space, const stream *made, uint32_t b) {
    uint64_t           hashes[WEIR_BATCH_ROWS];
    uint8_t           *values[WEIR_BATCH_ROWS];
    const weir_column *column = &made->columns[b];
    uint32_t           zero = 0;
    weir_rows          rows = {NULL, WEIR_BATCH_ROWS};
    wr_hash_keys(column, &zero, 1, rows, hashes);
    wr_state_upsert(table, space, &column, rows, hashes, values, NULL);
    for (uint32_t k = 0; k < WEIR_BATCH_ROWS; k++) {
        int64_t *value = (int64_t *)(void *)values[k];
        value[0]++;
        value[1] = WR_MAX(value[1], (int64_t)k);
    }
}

static void bench_upsert(const char *name, const weir_type *type, uint32_t key_count) {
    wr_arena *arena = wr_arena_create(0);
    uint32_t  batches = WR_MAX(2000u, key_count / 1000);
    stream    made = stream_make(arena, *type, key_count, batches, false);
    wr_store *store = wr_store_create(0, 1, 128);
    wr_state_table *table = table_open(store, type);
    wr_namespace   *space = wr_state_namespace(table, 0, true);
    double          best = 1e9, first = 0;
    for (int round = 0; round < ROUNDS; round++) {
        double start = seconds();
        for (uint32_t b = 0; b < batches; b++)
            run_batch(table, space, &made, b);
        double took = seconds() - start;
        if (round == 0)
            first = took;
        best = WR_MIN(best, took);
    }
    double rows = (double)batches * WEIR_BATCH_ROWS;
    printf("upsert %-28s %7.1f M rows/s (first round, inserting: %.1f), %.0f bytes a key\n", name, rows / best / 1e6,
           rows / first / 1e6, (double)wr_store_bytes(store) / (double)wr_store_rows(store));
    wr_store_destroy(store);
    stream_free(&made);
    wr_arena_destroy(arena);
}

static void bench_hash(const char *name, const weir_type *type) {
    wr_arena *arena = wr_arena_create(0);
    stream    made = stream_make(arena, *type, 10000, 2000, false);
    uint64_t  hashes[WEIR_BATCH_ROWS];
    uint32_t  zero = 0;
    double    best = 1e9;
    for (int round = 0; round < ROUNDS; round++) {
        double start = seconds();
        for (uint32_t b = 0; b < made.batches; b++)
            wr_hash_keys(&made.columns[b], &zero, 1, (weir_rows){NULL, WEIR_BATCH_ROWS}, hashes);
        best = WR_MIN(best, seconds() - start);
    }
    printf("hash   %-28s %7.2f ns a row\n", name, best / ((double)made.batches * WEIR_BATCH_ROWS) * 1e9);
    stream_free(&made);
    wr_arena_destroy(arena);
}

/* Windows that come and go: five keys in each, then dropped. */
static void bench_windows(void) {
    wr_arena *arena = wr_arena_create(0);
    stream    made = stream_make(arena, bigint, 5, 1, true);
    wr_store *store = wr_store_create(0, 1, 128);
    wr_state_table *table = table_open(store, &bigint);
    for (int64_t time = 0; time < 1000; time++)
        run_batch(table, wr_state_namespace(table, time, true), &made, 0);
    printf("namespace of 5 keys              %7.0f bytes\n", (double)wr_store_bytes(store) / 1000);
    double             start = seconds();
    uint64_t           hashes[8];
    uint8_t           *values[8];
    const weir_column *column = &made.columns[0];
    for (int64_t time = 1000; time < 201000; time++) {
        wr_namespace *space = wr_state_namespace(table, time, true);
        memcpy(hashes, made.hashes, sizeof hashes);
        wr_state_upsert(table, space, &column, (weir_rows){NULL, 5}, hashes, values, NULL);
        wr_state_namespace_drop(table, wr_state_namespace_after(table, 0, true));
    }
    printf("namespace made, filled, dropped  %7.0f ns\n", (seconds() - start) / 200000 * 1e9);
    wr_store_destroy(store);
    stream_free(&made);
    wr_arena_destroy(arena);
}

static void bench_freeze(const char *name, const weir_type *type, uint32_t key_count, uint32_t changed) {
    wr_arena *arena = wr_arena_create(0);
    stream    all = stream_make(arena, *type, key_count, key_count / WEIR_BATCH_ROWS + 1, true);
    stream    some = stream_make(arena, *type, key_count, changed / WEIR_BATCH_ROWS + 1, false);
    wr_store *store = wr_store_create(0, 1, 128);
    wr_state_table *table = table_open(store, type);
    wr_namespace   *space = wr_state_namespace(table, 0, true);
    double          best = 1e9, worst = 0, whole = 0, write = 0;
    wr_state_file   file = {.size = 0};
    weir_error      err;
    char            folder[64];
    const wr_env   *env = wr_env_real();
    snprintf(folder, sizeof folder, "/tmp/weir-bench-%016" PRIx64, env->random(env->self));
    if (wr_dir_make(env, folder, 0700, &err) != WEIR_OK)
        return;
    for (uint32_t b = 0; b < all.batches; b++)
        run_batch(table, space, &all, b);
    for (uint64_t checkpoint = 1; checkpoint <= 24; checkpoint++) {
        wr_frozen *frozen;
        double     start = seconds();
        if (wr_store_freeze(store, checkpoint, &frozen, &err) != WEIR_OK)
            return;
        double took = seconds() - start;
        if (checkpoint == 1)
            whole = took;
        if (checkpoint > 4)
            best = WR_MIN(best, took), worst = WR_MAX(worst, took);
        start = seconds();
        if (wr_frozen_write(frozen, env, folder, &file, &err) != WEIR_OK)
            return;
        write = seconds() - start;
        wr_frozen_release(frozen);
        (void)wr_file_unlink(env, wr_path_join(arena, folder, file.name), NULL);
        for (uint32_t b = 0; b < some.batches; b++)
            run_batch(table, space, &some, b);
    }
    printf("freeze %-28s %7.2f ms (worst %.2f; everything, into fresh memory: %.0f), file %.1f MB written in %.1f ms\n",
           name, best * 1e3, worst * 1e3, whole * 1e3, (double)file.size / 1e6, write * 1e3);

    wr_store_forget_files(store);
    wr_frozen *frozen;
    if (wr_store_freeze(store, 100, &frozen, &err) != WEIR_OK || wr_frozen_write(frozen, env, folder, &file, &err) != WEIR_OK)
        return;
    wr_frozen_release(frozen);
    wr_store *again = wr_store_create(0, 1, 128);
    double    start = seconds();
    if (wr_store_load(again, env, folder, &file, &err) == WEIR_OK && wr_store_loaded(again, true, 100, &err) == WEIR_OK)
        printf("load   %-28s %7.2f ms, %.1f M rows/s\n", name, (seconds() - start) * 1e3,
               (double)wr_store_rows(again) / (seconds() - start) / 1e6);
    wr_store_destroy(again);
    (void)wr_file_unlink(env, wr_path_join(arena, folder, file.name), NULL);
    (void)env->io->rmdir(env->io->self, folder);
    wr_store_destroy(store);
    stream_free(&all);
    stream_free(&some);
    wr_arena_destroy(arena);
}

int main(void) {
    bench_hash("bigint", &bigint);
    bench_hash("string of 22 bytes", &string);
    bench_upsert("10 k bigint keys", &bigint, 10000);
    bench_upsert("100 k bigint keys", &bigint, 100000);
    bench_upsert("1 M bigint keys", &bigint, 1000000);
    bench_upsert("10 k string keys", &string, 10000);
    bench_upsert("100 k string keys", &string, 100000);
    bench_upsert("1 M string keys", &string, 1000000);
    bench_windows();
    bench_freeze("1 M bigint, 100 k changed", &bigint, 1000000, 100000);
    bench_freeze("1 M string, 100 k changed", &string, 1000000, 100000);
    bench_freeze("100 k bigint, 1 k changed", &bigint, 100000, 1000);
    return 0;
}
