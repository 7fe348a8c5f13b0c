/* Proves that rows know when they were written, that the search for expired ones comes to every row in turn, and that a restore
 * removes what expired in between, gives rows of a table without times this start's, and takes times away where none are wanted. */
#include <inttypes.h>

#include "support.h"

#define TTL 50

typedef struct test_clock { wr_env env; int64_t now_ms; } test_clock;
static int64_t read_clock(void *self) { return ((test_clock *)self)->now_ms; }

static const weir_type text_type = {.id = WEIR_TYPE_VARCHAR, .nullable = true, .length = WEIR_STRING_LENGTH_MAX};
static const weir_state_field fields[] = {{"n", {.id = WEIR_TYPE_BIGINT}, 0}, {"s", {.id = WEIR_TYPE_VARCHAR, .nullable = true, .length = 99}, 8}};
typedef struct value { int64_t n; weir_string s; } value;

typedef struct fixture {
    test_clock      clock;
    wr_store       *store;
    wr_state_table *table;
    wr_namespace   *space;
    uint64_t        checkpoint_id;
} fixture;

static void open_table(fixture *on, int64_t ttl_ms) {
    weir_error          err;
    const wr_state_desc desc = {.name = "rows", .key_types = &text_type, .key_count = 1, .value_size = sizeof(value), .fields = fields, .field_count = 2,
                                .ttl_ms = ttl_ms, .ttl_size = 8, .env = &on->clock.env};
    CHECK_OK(wr_state_table_open(wr_store_state(on->store, "op"), &desc, &on->table, &err), &err);
    on->space = wr_state_namespace(on->table, 0, true);
}

static void fixture_open(fixture *on, int64_t ttl_ms) {
    *on = (fixture){.clock = {.env = *wr_env_real(), .now_ms = 1000}, .store = wr_store_create(0, 1, 128)};
    on->clock.env.self = &on->clock;
    on->clock.env.wall_ms = read_clock;
    open_table(on, ttl_ms);
}

static void fixture_close(fixture *on) { wr_store_destroy(on->store); }

/* "key-<i>", every third long; the value says i. Written now where the table has times. */
static void write_row(fixture *on, uint32_t i, bool renew) {
    keys     one;
    uint64_t hash;
    uint8_t *bytes;
    keys_init(&one, &text_type, 1);
    const char *text = wr_arena_printf(one.arena, i % 3 == 0 ? "key-%u, which is longer than twelve bytes" : "key-%u", i);
    ((weir_string *)one.vectors[0].data)[0] = weir_string_view(text, strlen(text));
    keys_done(&one, (weir_rows){NULL, 1}, &hash);
    wr_state_upsert(on->table, on->space, one.pointers, (weir_rows){NULL, 1}, &hash, &bytes, NULL);
    value *to = (value *)(void *)bytes;
    to->n = i;
    struct weir_keeper *keeper = wr_state_keeper(on->table, on->space);
    to->s = keeper->keep(keeper, weir_string_view(text, strlen(text)), to->s);
    if (renew)
        wr_state_renew(on->table, bytes, on->clock.now_ms);
    keys_free(&one);
}

/* The numbers of all rows, sorted, as a sum of 1 << i; checks their texts. */
static uint64_t numbers(fixture *on) {
    uint8_t *bytes;
    uint64_t all = 0;
    for (uint64_t cursor = 0; wr_state_scan(on->table, on->space, &cursor, &bytes, NULL, 1) != 0;) {
        const value *one = (const value *)(const void *)bytes;
        char         want[80];
        snprintf(want, sizeof want, one->n % 3 == 0 ? "key-%" PRId64 ", which is longer than twelve bytes" : "key-%" PRId64, one->n);
        CHECK(weir_string_equal(&one->s, &(weir_string[]){weir_string_view(want, strlen(want))}[0]));
        all |= 1ULL << one->n;
    }
    return all;
}

/* Down, and up again with what was saved. */
static void restart(fixture *on, const char *folder, int64_t down_ms, int64_t ttl_ms) {
    weir_error    err;
    wr_frozen    *frozen;
    wr_state_file file;
    CHECK_OK(wr_store_freeze(on->store, ++on->checkpoint_id, &frozen, &err), &err);
    CHECK_OK(wr_frozen_write(frozen, wr_env_real(), folder, &file, &err), &err);
    wr_frozen_release(frozen);
    CHECK_UINT_EQ(file.needed_from, on->checkpoint_id); /* small stores are written whole */
    wr_store_destroy(on->store);
    on->clock.now_ms += down_ms;
    on->store = wr_store_create(0, 1, 128);
    CHECK_OK(wr_store_load(on->store, wr_env_real(), folder, &file, &err), &err);
    CHECK_OK(wr_store_loaded(on->store, true, file.needed_from, &err), &err);
    open_table(on, ttl_ms);
}

TEST(rows_expire) {
    fixture  on;
    uint8_t *values[64];
    fixture_open(&on, TTL);
    for (uint32_t i = 0; i < 40; i++) {
        write_row(&on, i, true);
        on.clock.now_ms++;
    }
    on.clock.now_ms = 1000 + TTL + 9; /* rows 0 to 9 */
    write_row(&on, 3, true);
    uint64_t found = 0;
    for (uint32_t step = 0; step < 8; step++) { /* 40 places, 5 at a time */
        uint32_t count = wr_state_find_expired(on.table, on.space, on.clock.now_ms, 5, values);
        for (uint32_t k = 0; k < count; k++) {
            CHECK(wr_state_is_expired(on.table, values[k], on.clock.now_ms));
            found |= 1ULL << ((const value *)(const void *)values[k])->n;
            wr_state_remove(on.table, on.space, values[k]);
        }
    }
    CHECK_UINT_EQ(found, 0x3ff & ~(1ULL << 3));
    CHECK_UINT_EQ(wr_store_rows(on.store), 31);
    CHECK_UINT_EQ(wr_state_find_expired(on.table, on.space, on.clock.now_ms, 64, values), 0);
    write_row(&on, 50, false); /* in the place of one that went, and not yet renewed */
    CHECK_UINT_EQ(wr_state_find_expired(on.table, on.space, on.clock.now_ms, 64, values), 0);
    CHECK_UINT_EQ(wr_state_find_expired(on.table, on.space, on.clock.now_ms + TTL, 64, values), 31);
    fixture_close(&on);
}

TEST(what_expired_while_the_job_was_down_is_gone) {
    fixture     on;
    wr_arena   *arena = wr_arena_create(0);
    const char *folder = folder_make(wr_env_real(), arena);
    fixture_open(&on, TTL);
    write_row(&on, 1, true);
    write_row(&on, 3, true);
    on.clock.now_ms += 30;
    write_row(&on, 2, true);
    restart(&on, folder, 19, TTL);
    CHECK_UINT_EQ(numbers(&on), 0xe);
    restart(&on, folder, 1, TTL);
    CHECK_UINT_EQ(numbers(&on), 0x4);
    restart(&on, folder, 29, 2 * TTL); /* another time counts from the same write */
    CHECK_UINT_EQ(numbers(&on), 0x4);
    restart(&on, folder, TTL, TTL);
    CHECK_UINT_EQ(numbers(&on), 0);
    fixture_close(&on);
    folder_remove(wr_env_real(), folder);
    wr_arena_destroy(arena);
}

TEST(times_come_and_go) {
    fixture     on;
    wr_arena   *arena = wr_arena_create(0);
    const char *folder = folder_make(wr_env_real(), arena);
    fixture_open(&on, 0);
    for (uint32_t i = 0; i < 30; i++)
        write_row(&on, i, false);
    restart(&on, folder, 1000, TTL); /* written now, for all that is known */
    CHECK_UINT_EQ(numbers(&on), 0x3fffffff);
    write_row(&on, 40, true);
    restart(&on, folder, TTL - 1, TTL);
    CHECK_UINT_EQ(numbers(&on), 0x3fffffff | 1ULL << 40);
    restart(&on, folder, 1000, 0);
    CHECK_UINT_EQ(numbers(&on), 0x3fffffff | 1ULL << 40);
    write_row(&on, 41, false);
    restart(&on, folder, 0, 0);
    CHECK_UINT_EQ(numbers(&on), 0x3fffffff | 3ULL << 40);
    fixture_close(&on);
    folder_remove(wr_env_real(), folder);
    wr_arena_destroy(arena);
}

int main(void) {
    RUN(rows_expire);
    RUN(what_expired_while_the_job_was_down_is_gone);
    RUN(times_come_and_go);
    return CHECK_RESULT();
}
