/* support.h - tables, keys and temporary folders for the tests of state/. */
#ifndef WEIR_TESTS_STATE_SUPPORT_H
#define WEIR_TESTS_STATE_SUPPORT_H
#include "base/arena.h"
#include "base/io.h"
#include "check.h"
#include "state/internal.h"

/* A fixed sequence: failures repeat. */
__attribute__((unused)) static uint64_t random_next(uint64_t *seed) {
    *seed += 0x9e3779b97f4a7c15ULL;
    return wr_hash_u64(*seed);
}

/* Key columns of up to WEIR_BATCH_ROWS rows. */
typedef struct keys {
    wr_arena          *arena;
    uint32_t           count;   /* columns */
    weir_vector        vectors[20];
    weir_column        columns[20];
    const weir_column *pointers[20];
} keys;

__attribute__((unused)) static void keys_init(keys *k, const weir_type *types, uint32_t count) {
    memset(k, 0, sizeof *k);
    k->arena = wr_arena_create(0);
    k->count = count;
    for (uint32_t c = 0; c < count; c++)
        wr_vector_init(&k->vectors[c], types[c], k->arena, k->arena);
}

__attribute__((unused)) static void keys_done(keys *k, weir_rows rows, uint64_t *hashes) {
    static const uint32_t indexes[20] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19};
    for (uint32_t c = 0; c < k->count; c++) {
        k->columns[c] = weir_vector_column(&k->vectors[c]);
        k->pointers[c] = &k->columns[c];
    }
    wr_hash_keys(k->columns, indexes, k->count, rows, hashes);
}

__attribute__((unused)) static void keys_free(keys *k) { wr_arena_destroy(k->arena); }

__attribute__((unused)) static const char *folder_make(const wr_env *env, wr_arena *arena) {
    weir_error  err;
    const char *path = wr_arena_printf(arena, "/tmp/weir-test-%016" PRIx64, env->random(env->self));
    CHECK_OK(wr_dir_make(env, path, 0700, &err), &err);
    return path;
}

__attribute__((unused)) static void folder_remove(const wr_env *env, const char *path) {
    wr_arena    *arena = wr_arena_create(0);
    wr_name_list list = {0};
    weir_error   err;
    CHECK_OK(wr_dir_list(env, path, arena, &list, &err), &err);
    for (uint32_t i = 0; i < list.count; i++)
        CHECK_OK(wr_file_unlink(env, wr_path_join(arena, path, list.names[i]), &err), &err);
    CHECK_INT_EQ(env->io->rmdir(env->io->self, path), 0);
    wr_arena_destroy(arena);
}
#endif
