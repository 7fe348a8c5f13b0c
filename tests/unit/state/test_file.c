/* Proves that a damaged state file is refused whatever byte is wrong or missing, and that no bytes crash the reader. */
#include "support.h"

static const weir_type key_types[] = {{.id = WEIR_TYPE_BIGINT, .nullable = true},
                                      {.id = WEIR_TYPE_VARCHAR, .nullable = true, .length = WEIR_STRING_LENGTH_MAX}};
static const weir_state_field fields[] = {{"count", {.id = WEIR_TYPE_BIGINT}, 0},
                                          {"text", {.id = WEIR_TYPE_VARCHAR, .nullable = true, .length = 99}, 8}};
static const wr_state_desc desc = {"groups", key_types, 2, 24, fields, 2, 0, 0, NULL};
static const wr_state_desc other_desc = {"other", key_types, 1, 0, NULL, 0, 0, 0, NULL};

/* Puts keys first..first+count-1 into a namespace; every third has a long key. */
static void put_rows(wr_state_table *table, uint32_t key_count, int64_t time, uint32_t first, uint32_t count) {
    keys     k;
    uint64_t hashes[64];
    uint8_t *values[64];
    keys_init(&k, key_types, key_count);
    for (uint32_t i = 0; i < count; i++) {
        weir_value number = {.u.i64 = first + i}, text = {0};
        text.u.string = (first + i) % 3 == 0 ? weir_string_view("a key of many bytes", 19) : weir_string_view("k", 1);
        wr_vector_set(&k.vectors[0], i, &number);
        if (key_count > 1)
            wr_vector_set(&k.vectors[1], i, &text);
    }
    keys_done(&k, (weir_rows){NULL, count}, hashes);
    wr_namespace *space = wr_state_namespace(table, time, true);
    wr_state_upsert(table, space, k.pointers, (weir_rows){NULL, count}, hashes, values, NULL);
    for (uint32_t i = 0; key_count > 1 && i < count; i++) {
        int64_t            number = first + i;
        struct weir_keeper *keeper = wr_state_keeper(table, space);
        weir_string        old, text = weir_string_view("a value that is long, too", 25);
        memcpy(&old, values[i] + 8, sizeof old);
        text = keeper->keep(keeper, text, old);
        memcpy(values[i], &number, 8);
        memcpy(values[i] + 8, &text, sizeof text);
    }
    keys_free(&k);
}

/* The second file of a store: rows, a removed row, a dropped namespace. */
static wr_frozen *make_frozen(wr_store *store, const wr_env *env, const char *folder, uint32_t rows) {
    weir_error      err;
    wr_state_table *table = NULL, *other = NULL;
    wr_frozen      *frozen = NULL;
    wr_state_file   file;
    uint64_t        cursor = 0;
    uint8_t        *value;
    store->whole_bytes_max = 0;
    CHECK_OK(wr_state_table_open(wr_store_state(store, "group"), &desc, &table, &err), &err);
    CHECK_OK(wr_state_table_open(wr_store_state(store, "group"), &other_desc, &other, &err), &err);
    put_rows(table, 2, 0, 0, rows);
    put_rows(table, 2, 5, 0, 2);
    put_rows(other, 1, -1, 0, 2);
    CHECK_OK(wr_store_freeze(store, 1, &frozen, &err), &err);
    CHECK_OK(wr_frozen_write(frozen, env, folder, &file, &err), &err);
    wr_frozen_release(frozen);
    wr_namespace *space = wr_state_namespace(table, 0, false);
    CHECK_UINT_EQ(wr_state_scan(table, space, &cursor, &value, NULL, 1), 1);
    wr_state_remove(table, space, value);
    wr_state_namespace_drop(table, wr_state_namespace(table, 5, false));
    put_rows(table, 2, 0, 1, 3);
    wr_state_set_watermark(wr_store_state(store, "group"), 1234);
    CHECK_OK(wr_store_freeze(store, 2, &frozen, &err), &err);
    return frozen;
}

static weir_status load_bytes(const char *data, size_t size) {
    weir_error  err;
    char       *copy = wr_alloc(size); /* exactly as long: reading past the end is seen */
    wr_store   *store = wr_store_create(0, 1, 128);
    memcpy(copy, data, size);
    weir_status status = wr_store_load_bytes(store, "test", copy, size, &err);
    wr_store_destroy(store);
    wr_free(copy);
    return status;
}

TEST(every_flipped_byte_and_every_length) {
    const wr_env *env = wr_env_real();
    wr_arena     *arena = wr_arena_create(0);
    const char   *folder = folder_make(env, arena);
    wr_store     *store = wr_store_create(0, 1, 128);
    wr_frozen    *frozen = make_frozen(store, env, folder, 6);
    wr_state_file file;
    weir_error    err;
    uint64_t      accepted = 0;
    REQUIRE_OK(wr_frozen_write(frozen, env, folder, &file, &err), &err);
    CHECK_UINT_EQ(file.needed_from, 2); /* the slice had room for all */
    wr_buffer bytes = {0};
    wr_buffer_append(&bytes, frozen->bytes.data, frozen->bytes.size);
    CHECK_INT_EQ(load_bytes(bytes.data, bytes.size), WEIR_OK);
    for (size_t size = 0; size < bytes.size; size++)
        CHECK_INT_EQ(load_bytes(bytes.data, size), WEIR_CORRUPT);
    for (size_t i = 0; i < bytes.size; i++) {
        for (int bit = 0; bit < 8; bit++) { /* the block checksums see it */
            bytes.data[i] = (char)(bytes.data[i] ^ 1 << bit);
            CHECK_INT_EQ(load_bytes(bytes.data, bytes.size), WEIR_CORRUPT);
            bytes.data[i] = (char)(bytes.data[i] ^ 1 << bit);
        }
    }
    for (size_t i = WR_FILE_PREFIX_SIZE; i < bytes.size; i++) { /* right checksums over wrong bytes */
        wr_buffer changed = {0};
        wr_buffer_append(&changed, bytes.data, bytes.size);
        for (int add = 1; add < 256; add += 21) {
            changed.data[i] = (char)(bytes.data[i] + add);
            wr_file_seal(&changed);
            weir_status status = load_bytes(changed.data, changed.size);
            CHECK(status == WEIR_OK || status == WEIR_CORRUPT);
            accepted += status == WEIR_OK;
        }
        wr_buffer_free(&changed);
    }
    CHECK(accepted > 0); /* numbers in rows */
    wr_buffer_free(&bytes);
    wr_frozen_release(frozen);
    wr_store_destroy(store);
    folder_remove(env, folder);
    wr_arena_destroy(arena);
}

TEST(random_damage_with_right_checksums) {
    const wr_env *env = wr_env_real();
    wr_arena     *arena = wr_arena_create(0);
    const char   *folder = folder_make(env, arena);
    wr_store     *store = wr_store_create(0, 1, 128);
    wr_frozen    *frozen = make_frozen(store, env, folder, 50);
    uint64_t      seed = 7;
    for (int round = 0; round < 3000; round++) {
        wr_buffer changed = {0};
        wr_buffer_append(&changed, frozen->bytes.data, frozen->bytes.size);
        for (uint64_t n = 1 + random_next(&seed) % 6; n > 0; n--) {
            size_t at = WR_FILE_PREFIX_SIZE + random_next(&seed) % (changed.size - WR_FILE_PREFIX_SIZE);
            changed.data[at] = (char)random_next(&seed);
        }
        wr_file_seal(&changed);
        weir_status status = load_bytes(changed.data, changed.size);
        CHECK(status == WEIR_OK || status == WEIR_CORRUPT);
        wr_buffer_free(&changed);
    }
    wr_frozen_release(frozen);
    wr_store_destroy(store);
    folder_remove(env, folder);
    wr_arena_destroy(arena);
}

TEST(digest_size_and_absence_are_seen) {
    const wr_env *env = wr_env_real();
    wr_arena     *arena = wr_arena_create(0);
    const char   *folder = folder_make(env, arena);
    wr_store     *store = wr_store_create(0, 1, 128), *other = wr_store_create(0, 1, 128);
    wr_frozen    *frozen = make_frozen(store, env, folder, 6);
    wr_state_file file, wrong;
    weir_error    err;
    CHECK_OK(wr_frozen_write(frozen, env, folder, &file, &err), &err);
    CHECK_STR_EQ(file.name, "state-2-0");
    wrong = file;
    wrong.digest.low ^= 1;
    CHECK_INT_EQ(wr_store_load(other, env, folder, &wrong, &err), WEIR_CORRUPT);
    CHECK_CONTAINS(err.message, "state-2-0");
    wrong = file;
    wrong.size--;
    CHECK_INT_EQ(wr_store_load(other, env, folder, &wrong, &err), WEIR_CORRUPT);
    wrong = file;
    wrong.name[6] = '9';
    CHECK_INT_EQ(wr_store_load(other, env, folder, &wrong, &err), WEIR_CORRUPT);
    CHECK_CONTAINS(err.message, "no such file");
    CHECK_OK(wr_store_load(other, env, folder, &file, &err), &err);
    CHECK_OK(wr_store_loaded(other, true, file.needed_from, &err), &err);
    CHECK_UINT_EQ(wr_store_rows(other), wr_store_rows(store));
    CHECK_INT_EQ(wr_state_watermark(wr_store_state(other, "group")), 1234);
    wr_frozen_release(frozen);
    wr_store_destroy(store);
    wr_store_destroy(other);
    folder_remove(env, folder);
    wr_arena_destroy(arena);
}

TEST(files_print_as_text) {
    const wr_env *env = wr_env_real();
    wr_arena     *arena = wr_arena_create(0);
    const char   *folder = folder_make(env, arena);
    wr_store     *store = wr_store_create(0, 1, 128);
    wr_frozen    *frozen = make_frozen(store, env, folder, 6);
    wr_state_file file;
    wr_buffer     out = {0};
    weir_error    err;
    CHECK_OK(wr_frozen_write(frozen, env, folder, &file, &err), &err);
    CHECK_OK(wr_state_file_print(env, folder, &file, &out, 8, &err), &err);
    const char *printed = wr_buffer_cstr(&out);
    CHECK_CONTAINS(printed, "checkpoint 2, worker 0 of 1, 128 key groups");
    CHECK_CONTAINS(printed, "operator group: watermark 1234");
    CHECK_CONTAINS(printed, "table groups: key (BIGINT, STRING), value of 24 bytes: count BIGINT NOT NULL, text VARCHAR(99)");
    CHECK_CONTAINS(printed, "dropped [5]");
    CHECK_CONTAINS(printed, "removed [0] (0, 'a key of many bytes')");
    CHECK_CONTAINS(printed, "[0] (1, 'k') count=1 text='a value that is long, too'");
    CHECK_CONTAINS(printed, " more\n");
    wr_buffer_free(&out);
    wr_frozen_release(frozen);
    wr_store_destroy(store);
    folder_remove(env, folder);
    wr_arena_destroy(arena);
}

int main(void) {
    RUN(every_flipped_byte_and_every_length);
    RUN(random_damage_with_right_checksums);
    RUN(digest_size_and_absence_are_seen);
    RUN(files_print_as_text);
    return CHECK_RESULT();
}
