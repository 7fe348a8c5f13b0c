/* Proves that state equals a plain model after any mix of changes, freezes, failed writes and restores at p -> q workers. */
#include <math.h>

#include "support.h"

#define WORKERS_MAX 4
#define KEYS 700
#define SPACES 5
#define TABLES 5
#define FILES_MAX 4000
#define MAX_PARALLELISM 128

typedef struct value { int64_t count; weir_string text; char filler[40]; } value;
typedef struct model_row { bool present; int64_t count; int text; } model_row;
typedef struct file { uint64_t checkpoint; uint32_t worker; wr_state_file file; } file;

static const weir_state_field fields[] = {{"count", {.id = WEIR_TYPE_BIGINT}, 0},
                                          {"text", {.id = WEIR_TYPE_VARCHAR, .nullable = true,
                                                    .length = WEIR_STRING_LENGTH_MAX}, 8}};
static const weir_type bigint = {.id = WEIR_TYPE_BIGINT, .nullable = true};
static const weir_type text = {.id = WEIR_TYPE_VARCHAR, .nullable = true, .length = WEIR_STRING_LENGTH_MAX};
static const weir_type mixed[] = {{.id = WEIR_TYPE_INT, .nullable = true},
                                  {.id = WEIR_TYPE_VARCHAR, .nullable = true, .length = 30},
                                  {.id = WEIR_TYPE_DOUBLE, .nullable = true},
                                  {.id = WEIR_TYPE_DECIMAL, .length = 30, .scale = 2, .nullable = true}};
static weir_type many[20]; /* more keys than null bits in a row's header */
static wr_state_desc descs[TABLES] = {
    {"bigint", &bigint, 1, sizeof(value), fields, 2, 0, 0, NULL}, {"text", &text, 1, sizeof(value), fields, 2, 0, 0, NULL},
    {"mixed", mixed, 4, sizeof(value), fields, 2, 0, 0, NULL},    {"many", many, 20, sizeof(value), fields, 2, 0, 0, NULL},
    {"single", NULL, 0, sizeof(value), fields, 2, 0, 0, NULL}};

static const wr_env *env;
static const char   *folder;
static uint64_t      seed;
static model_row     model[TABLES][SPACES][KEYS];
static wr_store     *stores[WORKERS_MAX];
static wr_state_table *tables[WORKERS_MAX][TABLES];
static uint32_t      workers;
static file          files[FILES_MAX];
static uint32_t      file_count;
static uint64_t      checkpoint;

static uint32_t below(uint32_t limit) { return (uint32_t)(random_next(&seed) % limit); }
static int64_t  space_time(uint32_t space) { return (int64_t)space * 3600000 - 3600000; }

/* Text number n: 0 is empty, some are short, some long, few huge. */
static weir_string text_of(int n, char *room) {
    int size = n == 0 ? 0 : n % 97 == 0 ? 20000 + n : n % 5 == 0 ? 13 + n % 300 : n % 13;
    for (int i = 0; i < size; i++)
        room[i] = (char)('a' + (n + i) % 26);
    return weir_string_view(room, (size_t)size);
}

/* Key columns of a table, made once. */
static keys *keys_of(uint32_t table) {
    static keys made[TABLES];
    if (made[table].arena == NULL)
        keys_init(&made[table], descs[table].key_types, descs[table].key_count);
    for (uint32_t c = 0; c < made[table].count; c++)
        made[table].vectors[c].has_nulls = false;
    return &made[table];
}

static void set_key(keys *k, uint32_t row, uint32_t table, uint32_t number) {
    weir_value v = {0};
    if (table == 0) {
        v.is_null = number == 0;
        v.u.i64 = (int64_t)number * 7919;
        wr_vector_set(&k->vectors[0], row, &v);
    } else if (table == 1) {
        static char rooms[KEYS][40];
        char       *room = rooms[row];
        int         size = snprintf(room, 40, number % 2 ? "k%u" : "a rather long key number %u", number);
        v.is_null = number == 0;
        v.u.string = weir_string_view(room, (size_t)size);
        wr_vector_set(&k->vectors[0], row, &v);
    } else {
        for (uint32_t c = 0; c < k->count; c++) { /* number in base 3: digits 0, 1 and NULL */
            uint32_t digit = number;
            for (uint32_t d = 0; d < c; d++)
                digit /= 3;
            memset(&v, 0, sizeof v);
            v.is_null = digit % 3 == 2;
            digit = c == 3 ? digit : digit % 3;
            weir_type type = k->vectors[c].type;
            if (type.id == WEIR_TYPE_VARCHAR)
                v.u.string = digit != 0 ? weir_string_view("thirteen bytes and more", 23) : weir_string_view("s", 1);
            else if (type.id == WEIR_TYPE_DOUBLE)
                v.u.f64 = digit != 0 ? 0.25 : (double)NAN;
            else if (type.id == WEIR_TYPE_DECIMAL)
                v.is_null = false, v.u.i128 = (weir_int128)digit << 70;
            else
                v.u.i64 = (int64_t)digit;
            wr_vector_set(&k->vectors[c], row, &v);
        }
    }
}
static uint32_t key_limit(uint32_t table) { return table == 4 ? 1 : KEYS; }

static uint32_t owner(uint64_t hash) {
    return wr_key_group_worker(wr_key_group(hash, MAX_PARALLELISM), MAX_PARALLELISM, workers);
}

static void open_tables(void) {
    weir_error err;
    for (uint32_t w = 0; w < workers; w++) {
        stores[w]->whole_bytes_max = 20000;
        stores[w]->slice_bytes_min = 15000;
        for (uint32_t t = 0; t < TABLES; t++)
            CHECK_OK(wr_state_table_open(wr_store_state(stores[w], t < 2 ? "one" : "two"), &descs[t],
                                         &tables[w][t], &err), &err);
    }
}

/* Numbers of the batch per worker: rows[w] are indexes into the key vectors. */
static void change_rows(void) {
    uint32_t t = below(TABLES), s = below(SPACES), count = 1 + below(60);
    uint32_t numbers[60];
    uint64_t all_hashes[60];
    keys    *k = keys_of(t);
    for (uint32_t i = 0; i < count; i++)
        set_key(k, i, t, numbers[i] = below(key_limit(t)));
    keys_done(k, (weir_rows){NULL, count}, all_hashes);
    for (uint32_t w = 0; w < workers; w++) {
        uint16_t rows[60];
        uint64_t hashes[60];
        uint8_t *values[60], created[60];
        uint32_t n = 0;
        for (uint32_t i = 0; i < count; i++)
            if (owner(all_hashes[i]) == w)
                rows[n] = (uint16_t)i, hashes[n++] = all_hashes[i];
        if (n == 0)
            continue;
        wr_namespace *space = wr_state_namespace(tables[w][t], space_time(s), true);
        CHECK_INT_EQ(wr_namespace_time(space), space_time(s));
        wr_state_upsert(tables[w][t], space, k->pointers, (weir_rows){rows, n}, hashes, values, created);
        for (uint32_t i = 0; i < n; i++) {
            model_row *m = &model[t][s][numbers[rows[i]]];
            value      v;
            char       room[40000];
            memcpy(&v, values[i], sizeof v);
            CHECK_INT_EQ(created[i], !m->present);
            CHECK_INT_EQ(v.count, m->count);
            CHECK_INT_EQ(v.text.size, text_of(m->text, room).size);
            v.count = m->count = m->count + 1 + below(5);
            m->present = true;
            if (below(3) == 0) {
                m->text = (int)below(300);
                v.text = wr_state_keeper(tables[w][t], space)->keep(wr_state_keeper(tables[w][t], space),
                                                                    text_of(m->text, room), v.text);
            }
            memcpy(values[i], &v, sizeof v);
        }
    }
}

/* Looks keys up; touches or removes what is there. */
static void find_rows(void) {
    uint32_t t = below(TABLES), s = below(SPACES), number = below(key_limit(t));
    uint64_t hash;
    uint8_t *found = NULL;
    keys    *k = keys_of(t);
    set_key(k, 0, t, number);
    keys_done(k, (weir_rows){NULL, 1}, &hash);
    wr_state_table *table = tables[owner(hash)][t];
    wr_namespace   *space = wr_state_namespace(table, space_time(s), false);
    model_row      *m = &model[t][s][number];
    if (space != NULL)
        wr_state_find(table, space, k->pointers, (weir_rows){NULL, 1}, &hash, &found);
    CHECK_INT_EQ(found != NULL, m->present);
    if (found == NULL || !m->present)
        return;
    if (below(2) == 0) {
        wr_state_remove(table, space, found);
        *m = (model_row){0};
        return;
    }
    value v;
    memcpy(&v, found, sizeof v);
    CHECK_INT_EQ(v.count, m->count);
    v.count = ++m->count;
    memcpy(found, &v, sizeof v);
    wr_state_touch(table, space, found);
}

static void drop_space(void) {
    uint32_t t = below(TABLES), s = below(SPACES);
    for (uint32_t w = 0; w < workers; w++) {
        wr_namespace *space = wr_state_namespace(tables[w][t], space_time(s), false);
        if (space != NULL)
            wr_state_namespace_drop(tables[w][t], space);
    }
    memset(model[t][s], 0, sizeof model[t][s]);
}

/* Every row of the stores is in the model, and as many. */
static void compare(void) {
    uint64_t rows = 0, expected = 0, held = 0;
    for (uint32_t t = 0; t < TABLES; t++)
        for (uint32_t s = 0; s < SPACES; s++)
            for (uint32_t n = 0; n < KEYS; n++)
                expected += model[t][s][n].present;
    for (uint32_t w = 0; w < workers; w++) {
        held += wr_store_rows(stores[w]);
        for (uint32_t t = 0; t < TABLES; t++) {
            bool    first = true;
            int64_t after = 0;
            for (wr_namespace *space; (space = wr_state_namespace_after(tables[w][t], after, first)) != NULL; first = false) {
                uint64_t cursor = 0, in_space = 0;
                uint8_t *values[16];
                uint64_t hashes[16];
                uint32_t got;
                CHECK(first || wr_namespace_time(space) > after);
                after = wr_namespace_time(space);
                while ((got = wr_state_scan(tables[w][t], space, &cursor, values, hashes, 16)) != 0) {
                    in_space += got;
                    for (uint32_t i = 0; i < got; i++)
                        CHECK_UINT_EQ(owner(hashes[i]), w);
                }
                CHECK_UINT_EQ(in_space, wr_namespace_row_count(space));
                rows += in_space;
            }
        }
    }
    CHECK_UINT_EQ(rows, expected);
    CHECK_UINT_EQ(held, expected);
    static wr_arena *arena;
    if (arena == NULL)
        arena = wr_arena_create(0);
    for (uint32_t t = 0; t < TABLES; t++) {
        for (uint32_t s = 0; s < SPACES; s++) {
            keys    *k = keys_of(t);
            uint64_t hashes[KEYS];
            for (uint32_t n = 0; n < key_limit(t); n++)
                set_key(k, n, t, n);
            keys_done(k, (weir_rows){NULL, key_limit(t)}, hashes);
            for (uint32_t n = 0; n < key_limit(t); n++) {
                model_row      *m = &model[t][s][n];
                uint8_t        *found = NULL;
                uint16_t        row = (uint16_t)n;
                wr_state_table *table = tables[owner(hashes[n])][t];
                wr_namespace   *space = wr_state_namespace(table, space_time(s), false);
                char            room[40000];
                value           v;
                if (space != NULL)
                    wr_state_find(table, space, k->pointers, (weir_rows){&row, 1}, &hashes[n], &found);
                CHECK_INT_EQ(found != NULL, m->present);
                if (found == NULL)
                    continue;
                memcpy(&v, found, sizeof v);
                weir_string expected_text = text_of(m->text, room);
                CHECK_INT_EQ(v.count, m->count);
                CHECK(weir_string_equal(&v.text, &expected_text));
                if (descs[t].key_count == 0)
                    continue;
                weir_vector key; /* small: one arena for all */
                wr_arena_reset(arena);
                wr_vector_init(&key, descs[t].key_types[0], arena, NULL);
                wr_state_read_key(table, &found, 1, 0, &key, 5);
                weir_column column = weir_vector_column(&key);
                CHECK_INT_EQ(wr_column_compare(&column, 5, k->pointers[0], n), 0);
            }
                }
    }
}

static void freeze(bool lose_one) {
    weir_error err;
    uint32_t   lost = lose_one ? below(workers) : UINT32_MAX;
    checkpoint += 1 + below(3);
    for (uint32_t w = 0; w < workers; w++) {
        wr_frozen *frozen;
        wr_state_set_watermark(wr_store_state(stores[w], "one"), (int64_t)checkpoint * 10);
        CHECK_OK(wr_store_freeze(stores[w], checkpoint, &frozen, &err), &err);
        if (w != lost && file_count < FILES_MAX) {
            file *f = &files[file_count++];
            *f = (file){.checkpoint = checkpoint, .worker = w};
            CHECK_OK(wr_frozen_write(frozen, env, folder, &f->file, &err), &err);
        }
        wr_frozen_release(frozen);
    }
    if (lose_one)
        freeze(false); /* a checkpoint that never was decided: the next one must not need it */
}

static void restart(void) {
    weir_error err;
    uint32_t   old_workers = workers;
    uint64_t   needed[WORKERS_MAX] = {0};
    freeze(false);
    for (uint32_t w = 0; w < workers; w++)
        wr_store_destroy(stores[w]);
    for (uint32_t i = 0; i < file_count; i++)
        if (files[i].checkpoint == checkpoint)
            needed[files[i].worker] = files[i].file.needed_from;
    workers = below(2) == 0 ? old_workers : 1 + below(WORKERS_MAX);
    for (uint32_t w = 0; w < workers; w++) {
        uint64_t mine = 0, loaded = 0;
        stores[w] = wr_store_create(w, workers, MAX_PARALLELISM);
        for (uint32_t i = 0; i < file_count; i++) {
            if (files[i].checkpoint < needed[files[i].worker])
                continue;
            if (files[i].worker == w)
                mine = needed[w];
            loaded++;
            CHECK_OK(wr_store_load(stores[w], env, folder, &files[i].file, &err), &err);
        }
        CHECK(loaded < 400);
        CHECK_OK(wr_store_loaded(stores[w], workers == old_workers, mine, &err), &err);
    }
    open_tables();
    CHECK_INT_EQ(wr_state_watermark(wr_store_state(stores[0], "one")), (int64_t)checkpoint * 10);
    if (workers != old_workers) {
        for (uint32_t i = 0; i < file_count; i++) {
            wr_arena *arena = wr_arena_create(0);
            CHECK_OK(wr_file_unlink(env, wr_path_join(arena, folder, files[i].file.name), &err), &err);
            wr_arena_destroy(arena);
        }
        file_count = 0;
        freeze(false);
    }
    compare();
}

static void run(uint64_t with_seed, uint32_t steps) {
    seed = with_seed;
    memset(model, 0, sizeof model);
    workers = 1 + below(WORKERS_MAX);
    for (uint32_t w = 0; w < workers; w++)
        stores[w] = wr_store_create(w, workers, MAX_PARALLELISM);
    open_tables();
    for (uint32_t step = 0; step < steps && check_state.bad_checks == 0; step++) {
        uint32_t what = below(1000);
        if (what < 600)
            change_rows();
        else if (what < 930)
            find_rows();
        else if (what < 942)
            drop_space();
        else if (what < 980)
            freeze(false);
        else if (what < 984)
            freeze(true);
        else if (what < 996)
            restart();
        else
            compare();
    }
    compare();
    restart();
    for (uint32_t w = 0; w < workers; w++)
        wr_store_destroy(stores[w]);
    wr_arena  *arena = wr_arena_create(0);
    weir_error err;
    for (uint32_t i = 0; i < file_count; i++)
        CHECK_OK(wr_file_unlink(env, wr_path_join(arena, folder, files[i].file.name), &err), &err);
    file_count = 0;
    checkpoint += 10;
    wr_arena_destroy(arena);
}

static int no_sync(void *self, int fd) {
    (void)self;
    return fd < 0 ? -9 : 0;
}

TEST(many_seeds) {
    wr_arena *arena = wr_arena_create(0);
    wr_io     io = *wr_io_real();
    wr_env    quick = *wr_env_real();
    io.sync = no_sync; /* nobody pulls the plug here */
    quick.io = &io;
    env = &quick;
    folder = folder_make(env, arena);
    for (uint32_t i = 0; i < 20; i++)
        many[i] = (weir_type){.id = WEIR_TYPE_SMALLINT, .nullable = true};
    for (uint64_t s = 1; s <= 6 && check_state.bad_checks == 0; s++) {
        run(s, 900);
        if (check_state.bad_checks != 0)
            printf("seed %" PRIu64 "\n", s);
    }
    folder_remove(env, folder);
    wr_arena_destroy(arena);
}

int main(void) {
    RUN(many_seeds);
    return CHECK_RESULT();
}
