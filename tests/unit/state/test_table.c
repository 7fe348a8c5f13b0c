/* Proves single promises of state.h: order, names of differences, string lifetimes, sizes of files, reuse of memory. */
#include <math.h>

#include "base/arena.h"
#include "batch/nested.h"
#include "support.h"

static const weir_type bigint = {.id = WEIR_TYPE_BIGINT, .nullable = true};
static const weir_type text = {.id = WEIR_TYPE_VARCHAR, .nullable = true, .length = WEIR_STRING_LENGTH_MAX};
static const weir_type real = {.id = WEIR_TYPE_DOUBLE, .nullable = true};
static const weir_state_field fields[] = {{"count", {.id = WEIR_TYPE_BIGINT}, 0},
                                          {"text", {.id = WEIR_TYPE_VARCHAR, .nullable = true, .length = 99}, 8}};
static const wr_state_desc by_bigint = {"groups", &bigint, 1, 24, fields, 2, 0, 0, NULL};
static const wr_state_desc plain = {"plain", &bigint, 1, 16, fields, 1, 0, 0, NULL};

static wr_state_table *open_table(wr_store *store, const wr_state_desc *desc) {
    wr_state_table *table = NULL;
    weir_error      err;
    CHECK_OK(wr_state_table_open(wr_store_state(store, "op"), desc, &table, &err), &err);
    return table;
}

/* Upserts bigint keys first..first+count-1; values of the last batch in values (room for a batch). */
static void upsert_range(wr_state_table *table, int64_t time, int64_t first, uint32_t count, uint8_t **values) {
    keys     k;
    uint64_t hashes[WEIR_BATCH_ROWS];
    uint8_t *unused[WEIR_BATCH_ROWS];
    keys_init(&k, &bigint, 1);
    while (count > 0) {
        uint32_t part = WR_MIN(count, WEIR_BATCH_ROWS);
        for (uint32_t i = 0; i < part; i++)
            ((int64_t *)k.vectors[0].data)[i] = first + i;
        keys_done(&k, (weir_rows){NULL, part}, hashes);
        wr_state_upsert(table, wr_state_namespace(table, time, true), k.pointers, (weir_rows){NULL, part}, hashes,
                        values != NULL ? values : unused, NULL);
        first += part;
        count -= part;
    }
    keys_free(&k);
}

TEST(a_key_twice_in_a_batch_is_created_once) {
    wr_store       *store = wr_store_create(0, 1, 128);
    wr_state_table *table = open_table(store, &by_bigint);
    keys            k;
    uint64_t        hashes[4];
    uint8_t        *values[4], created[4];
    uint16_t        rows[] = {1, 5, 6, 9};
    weir_value      seven = {.u.i64 = 7}, none = {.is_null = true};
    keys_init(&k, &bigint, 1);
    wr_vector_set(&k.vectors[0], 1, &seven);
    wr_vector_set(&k.vectors[0], 5, &none);
    wr_vector_set(&k.vectors[0], 6, &seven);
    wr_vector_set(&k.vectors[0], 9, &none);
    keys_done(&k, (weir_rows){rows, 4}, hashes);
    wr_state_upsert(table, wr_state_namespace(table, 0, true), k.pointers, (weir_rows){rows, 4}, hashes, values, created);
    CHECK(values[0] == values[2] && values[1] == values[3] && values[0] != values[1]);
    CHECK(created[0] == 1 && created[1] == 1 && created[2] == 0 && created[3] == 0);
    CHECK(((uintptr_t)values[0] & 7) == 0);
    CHECK_UINT_EQ(wr_store_rows(store), 2);
    keys_free(&k);
    wr_store_destroy(store);
}

TEST(all_nans_are_one_key) {
    wr_store       *store = wr_store_create(0, 1, 128);
    wr_state_desc   desc = {"nan", &real, 1, 8, NULL, 0, 0, 0, NULL};
    wr_state_table *table = open_table(store, &desc);
    keys            k;
    uint64_t        hashes[2];
    uint8_t        *values[2];
    weir_value      first = {.u.f64 = (double)NAN}, second = {.u.f64 = -(double)NAN};
    keys_init(&k, &real, 1);
    wr_vector_set(&k.vectors[0], 0, &first);
    wr_vector_set(&k.vectors[0], 1, &second);
    keys_done(&k, (weir_rows){NULL, 2}, hashes);
    wr_state_upsert(table, wr_state_namespace(table, 0, true), k.pointers, (weir_rows){NULL, 2}, hashes, values, NULL);
    CHECK(values[0] == values[1]);
    keys_free(&k);
    wr_store_destroy(store);
}

TEST(equal_hashes_are_slow_but_right) {
    wr_store       *store = wr_store_create(0, 1, 128);
    wr_state_table *table = open_table(store, &plain);
    wr_namespace   *space = wr_state_namespace(table, 0, true);
    keys            k;
    uint64_t        hash = 0x123456789abcdef0ULL;
    uint8_t        *value = NULL, created;
    keys_init(&k, &bigint, 1);
    k.columns[0] = weir_vector_column(&k.vectors[0]);
    k.pointers[0] = &k.columns[0];
    for (int64_t i = 0; i < 7000; i++) { /* more than a segment takes */
        ((int64_t *)k.vectors[0].data)[0] = i;
        wr_state_upsert(table, space, k.pointers, (weir_rows){NULL, 1}, &hash, &value, &created);
        CHECK(created == 1);
        memcpy(value, &i, 8);
    }
    for (int64_t i = 0; i < 7000; i += 97) {
        int64_t found;
        ((int64_t *)k.vectors[0].data)[0] = i;
        wr_state_find(table, space, k.pointers, (weir_rows){NULL, 1}, &hash, &value);
        REQUIRE(value != NULL);
        memcpy(&found, value, 8);
        CHECK_INT_EQ(found, i);
        wr_state_remove(table, space, value);
        wr_state_find(table, space, k.pointers, (weir_rows){NULL, 1}, &hash, &value);
        CHECK(value == NULL);
    }
    keys_free(&k);
    wr_store_destroy(store);
}

TEST(namespaces_come_in_order) {
    wr_store       *store = wr_store_create(0, 1, 128);
    wr_state_table *table = open_table(store, &plain);
    int64_t         times[] = {50, -3, 20, INT64_MAX, INT64_MIN, 30};
    for (int i = 0; i < 6; i++)
        upsert_range(table, times[i], 0, 1, NULL);
    CHECK_INT_EQ(wr_namespace_time(wr_state_namespace_after(table, 0, true)), INT64_MIN);
    CHECK_INT_EQ(wr_namespace_time(wr_state_namespace_after(table, INT64_MIN, false)), -3);
    CHECK_INT_EQ(wr_namespace_time(wr_state_namespace_after(table, 20, false)), 30);
    CHECK_INT_EQ(wr_namespace_time(wr_state_namespace_after(table, 50, false)), INT64_MAX);
    CHECK(wr_state_namespace_after(table, INT64_MAX, false) == NULL);
    CHECK(wr_state_namespace(table, 21, false) == NULL);
    wr_state_namespace_drop(table, wr_state_namespace(table, 20, false));
    wr_state_namespace_drop(table, wr_state_namespace(table, INT64_MIN, false));
    CHECK_INT_EQ(wr_namespace_time(wr_state_namespace_after(table, 0, true)), -3);
    CHECK_INT_EQ(wr_namespace_time(wr_state_namespace_after(table, -3, false)), 30);
    CHECK_UINT_EQ(wr_store_rows(store), 4);
    wr_store_destroy(store);
}

TEST(rows_never_move_and_scan_in_order) {
    wr_store       *store = wr_store_create(0, 1, 128);
    wr_state_table *table = open_table(store, &plain);
    uint8_t        *first[WEIR_BATCH_ROWS], *again[WEIR_BATCH_ROWS];
    upsert_range(table, 0, 0, 1000, first);
    upsert_range(table, 0, 1000, 30000, NULL);
    upsert_range(table, 0, 0, 1000, again);
    CHECK(memcmp(first, again, 1000 * sizeof first[0]) == 0);
    wr_arena   *arena = wr_arena_create(0);
    weir_vector key;
    uint64_t    cursor = 0;
    int64_t     expected = 0;
    uint32_t    got;
    wr_vector_init(&key, bigint, arena, NULL);
    while ((got = wr_state_scan(table, wr_state_namespace(table, 0, false), &cursor, again, NULL, 700)) != 0) {
        wr_state_read_key(table, again, got, 0, &key, 0);
        for (uint32_t i = 0; i < got; i++)
            CHECK_INT_EQ(((int64_t *)key.data)[i], expected++);
    }
    CHECK_INT_EQ(expected, 31000);
    wr_arena_destroy(arena);
    wr_store_destroy(store);
}

TEST(replaced_strings_live_until_the_next_upsert_and_are_reused) {
    wr_store       *store = wr_store_create(0, 1, 128);
    wr_state_table *table = open_table(store, &by_bigint);
    uint8_t        *values[WEIR_BATCH_ROWS];
    char            bytes[2][40];
    uint64_t        after_warm_up = 0;
    for (int round = 0; round < 20000; round++) {
        upsert_range(table, 0, 0, 1, values);
        struct weir_keeper *keeper = wr_state_keeper(table, wr_state_namespace(table, 0, false));
        weir_string         old, kept;
        memset(bytes[round % 2], 'a' + round % 26, 40);
        memcpy(&old, values[0] + 8, sizeof old);
        kept = keeper->keep(keeper, weir_string_view(bytes[round % 2], 20 + (size_t)round % 20), old);
        memcpy(values[0] + 8, &kept, sizeof kept);
        if (round > 0) /* what was read before the change can still be emitted */
            CHECK_INT_EQ(weir_string_data(&old)[0], 'a' + (round - 1) % 26);
        CHECK_INT_EQ(weir_string_data(&kept)[0], 'a' + round % 26);
        if (round == 100)
            after_warm_up = wr_store_bytes(store);
    }
    CHECK_UINT_EQ(wr_store_bytes(store), after_warm_up);
    wr_store_destroy(store);
}

TEST(small_namespaces_are_small_and_their_memory_returns) {
    wr_store       *store = wr_store_create(0, 1, 128);
    wr_state_table *table = open_table(store, &plain);
    for (int64_t time = 0; time < 100; time++)
        upsert_range(table, time, 0, 5, NULL);
    CHECK(wr_store_bytes(store) / 100 < 1024);
    uint64_t high = 0;
    for (int64_t time = 100; time < 160; time++) {
        upsert_range(table, time, 0, 20000, NULL);
        wr_state_namespace_drop(table, wr_state_namespace_after(table, 99, false));
        if (time == 101)
            high = wr_store_bytes(store);
    }
    CHECK_UINT_EQ(wr_store_bytes(store), high);
    wr_store_destroy(store);
}

static uint64_t freeze_size(wr_store *store, const wr_env *env, const char *folder, uint64_t checkpoint, uint64_t *needed_from) {
    wr_frozen    *frozen = NULL;
    wr_state_file file = {.size = 0};
    weir_error    err;
    CHECK_OK(wr_store_freeze(store, checkpoint, &frozen, &err), &err);
    CHECK_OK(wr_frozen_write(frozen, env, folder, &file, &err), &err);
    wr_frozen_release(frozen);
    *needed_from = file.needed_from;
    return file.size;
}

TEST(files_hold_what_changed_and_old_ones_go) {
    const wr_env   *env = wr_env_real();
    wr_arena       *arena = wr_arena_create(0);
    const char     *folder = folder_make(env, arena);
    wr_store       *store = wr_store_create(0, 1, 128);
    wr_state_table *table = open_table(store, &plain);
    uint64_t        needed, last = 1, behind_max = 0;
    store->slice_bytes_min = 1 << 16;
    upsert_range(table, 0, 0, 1000, NULL);
    uint64_t small = freeze_size(store, env, folder, 1, &needed);
    CHECK_UINT_EQ(needed, 1);
    CHECK_UINT_EQ(freeze_size(store, env, folder, 2, &needed), small); /* small: whole each time */
    CHECK_UINT_EQ(needed, 2);
    upsert_range(table, 0, 0, 100000, NULL);
    uint64_t whole = freeze_size(store, env, folder, 3, &needed);
    CHECK(whole > 100000 * 24);
    for (uint64_t checkpoint = 4; checkpoint < 200; checkpoint++) {
        upsert_range(table, 0, (int64_t)checkpoint * 500, 100, NULL);
        uint64_t size = freeze_size(store, env, folder, checkpoint, &needed);
        CHECK(size < whole / 10 && needed >= last && needed <= checkpoint);
        last = needed;
        behind_max = WR_MAX(behind_max, checkpoint - needed);
    }
    CHECK(behind_max > 20 && behind_max <= 130); /* at most two passes of 64 */
    wr_store_forget_files(store);
    CHECK(freeze_size(store, env, folder, 200, &needed) >= whole);
    CHECK_UINT_EQ(needed, 200);
    wr_store_destroy(store);
    folder_remove(env, folder);
    wr_arena_destroy(arena);
}

TEST(a_failed_write_can_be_tried_again_and_a_lost_one_is_not_built_on) {
    static const wr_env *failing; /* lives as long as the process */
    const wr_env   *env = wr_env_real();
    wr_arena       *arena = wr_arena_create(0);
    const char     *folder = folder_make(env, arena);
    wr_store       *store = wr_store_create(0, 1, 128);
    wr_state_table *table = open_table(store, &plain);
    wr_frozen      *frozen = NULL;
    wr_state_file   file;
    weir_error      err;
    uint64_t        needed;
    bool            exists = true;
    wr_file_info    info;
    store->slice_bytes_min = 1 << 16;
    upsert_range(table, 0, 0, 60000, NULL);
    freeze_size(store, env, folder, 1, &needed);
    upsert_range(table, 0, 0, 10, NULL);
    CHECK_OK(wr_store_freeze(store, 2, &frozen, &err), &err);
    REQUIRE_OK(wr_env_for_test(env, "sync@1", &failing, &err), &err);
    CHECK_INT_EQ(wr_frozen_write(frozen, failing, folder, &file, &err), WEIR_IO);
    CHECK_OK(wr_file_stat(env, wr_path_join(arena, folder, "state-2-0"), &info, &exists, &err), &err);
    CHECK(!exists);
    CHECK_OK(wr_frozen_write(frozen, env, folder, &file, &err), &err);
    CHECK_UINT_EQ(file.needed_from, 1);
    wr_frozen_release(frozen);
    CHECK_OK(wr_store_freeze(store, 3, &frozen, &err), &err);
    wr_store_destroy(store); /* a frozen snapshot outlives its store */
    CHECK_OK(wr_frozen_write(frozen, env, folder, &file, &err), &err);
    wr_frozen_release(frozen);

    store = wr_store_create(0, 1, 128);
    table = open_table(store, &plain);
    upsert_range(table, 0, 0, 60000, NULL);
    freeze_size(store, env, folder, 11, &needed);
    CHECK_OK(wr_store_freeze(store, 12, &frozen, &err), &err);
    wr_frozen_release(frozen); /* never written */
    freeze_size(store, env, folder, 13, &needed);
    CHECK_UINT_EQ(needed, 13);
    wr_store_destroy(store);
    folder_remove(env, folder);
    wr_arena_destroy(arena);
}

TEST(differences_are_named) {
    wr_store       *store = wr_store_create(0, 1, 128);
    wr_state       *state = wr_store_state(store, "op-7");
    wr_state_table *table;
    weir_error      err;
    weir_state_field other_fields[] = {fields[0], {"text", {.id = WEIR_TYPE_INT}, 8}};
    wr_state_desc    changed = by_bigint;
    CHECK_OK(wr_state_table_open(state, &by_bigint, &table, &err), &err);
    changed.key_types = &text;
    CHECK_INT_EQ(wr_state_table_open(state, &changed, &table, &err), WEIR_CONFLICT);
    CHECK_CONTAINS(err.message, "key column 1 is BIGINT in the checkpoint and STRING in the plan");
    CHECK_CONTAINS(err.message, "op-7");
    changed = by_bigint;
    changed.fields = other_fields;
    CHECK_INT_EQ(wr_state_table_open(state, &changed, &table, &err), WEIR_CONFLICT);
    CHECK_CONTAINS(err.message, "value field 2 text is VARCHAR(99)");
    changed = by_bigint;
    changed.value_size = 32;
    CHECK_INT_EQ(wr_state_table_open(state, &changed, &table, &err), WEIR_CONFLICT);
    CHECK_CONTAINS(err.message, "24 bytes");
    CHECK_OK(wr_state_table_open(state, &by_bigint, &table, &err), &err);
    weir_type symbol = {.id = WEIR_TYPE_SYMBOL};
    changed = by_bigint;
    changed.name = "wide";
    changed.key_types = &symbol;
    CHECK_INT_EQ(wr_state_table_open(state, &changed, &table, &err), WEIR_UNSUPPORTED);
    CHECK_CONTAINS(err.message, "SYMBOL");
    /* Values with parts: what they are of is a part of the type. */
    wr_arena        *arena = wr_arena_create(0);
    weir_type        ints = wr_array_type(arena, weir_type_of(WEIR_TYPE_INT, true), true), texts = wr_array_type(arena, weir_type_of(WEIR_TYPE_VARCHAR, true), true);
    weir_state_field list = {"list", ints, 0};
    changed = (wr_state_desc){"lists", &ints, 1, 16, &list, 1, 0, 0, NULL};
    CHECK_OK(wr_state_table_open(state, &changed, &table, &err), &err);
    list.type = texts;
    CHECK_INT_EQ(wr_state_table_open(state, &changed, &table, &err), WEIR_CONFLICT);
    CHECK_CONTAINS(err.message, "value field 1 list is ARRAY<INT> in the checkpoint and ARRAY<STRING> in the plan");
    wr_arena_destroy(arena);
    wr_store_destroy(store);
}

int main(void) {
    RUN(a_key_twice_in_a_batch_is_created_once);
    RUN(all_nans_are_one_key);
    RUN(equal_hashes_are_slow_but_right);
    RUN(namespaces_come_in_order);
    RUN(rows_never_move_and_scan_in_order);
    RUN(replaced_strings_live_until_the_next_upsert_and_are_reused);
    RUN(small_namespaces_are_small_and_their_memory_returns);
    RUN(files_hold_what_changed_and_old_ones_go);
    RUN(a_failed_write_can_be_tried_again_and_a_lost_one_is_not_built_on);
    RUN(differences_are_named);
    return CHECK_RESULT();
}
