/* Proves that values survive set, read, gather and fill, and that equal values hash alike in any width. */
#include "batch/nested.h"
#include "batch/vector.h"

#include "base/arena.h"
#include "base/hash.h"
#include "check.h"

static wr_arena *arena, *strings;

static weir_vector make(weir_type type) {
    weir_vector vector;
    wr_vector_init(&vector, type, arena, strings);
    return vector;
}
static weir_value of_i64(int64_t number) { return (weir_value){.u.i64 = number}; }

TEST(every_type_round_trips) {
    weir_type types[] = {
        weir_type_of(WEIR_TYPE_BOOLEAN, true),        weir_type_of(WEIR_TYPE_TINYINT, true),
        weir_type_of(WEIR_TYPE_SMALLINT, true),       weir_type_of(WEIR_TYPE_INT, true),
        weir_type_of(WEIR_TYPE_BIGINT, true),         weir_type_of(WEIR_TYPE_DATE, true),
        weir_type_of(WEIR_TYPE_TIME, true),           weir_type_of(WEIR_TYPE_INTERVAL_DAY, true),
        weir_type_of(WEIR_TYPE_INTERVAL_MONTH, true), weir_type_of(WEIR_TYPE_FLOAT, true),
        weir_type_of(WEIR_TYPE_DOUBLE, true),         weir_type_with(WEIR_TYPE_DECIMAL, 9, 2, true),
        weir_type_with(WEIR_TYPE_DECIMAL, 30, 2, true), weir_type_of(WEIR_TYPE_VARCHAR, true),
        weir_type_with(WEIR_TYPE_TIMESTAMP, 3, 0, true), weir_type_with(WEIR_TYPE_TIMESTAMP, 9, 0, true)};
    for (size_t t = 0; t < sizeof types / sizeof types[0]; t++) {
        weir_vector vector = make(types[t]), copy = make(types[t]);
        weir_value  one = {0}, none = {.is_null = true};
        if (types[t].id == WEIR_TYPE_FLOAT || types[t].id == WEIR_TYPE_DOUBLE)
            one.u.f64 = -1.5;
        else if (types[t].id == WEIR_TYPE_DECIMAL)
            one.u.i128 = -12345;
        else if (weir_type_is_bytes(types[t]))
            one.u.string = weir_string_view("longer than twelve bytes", 24);
        else if (weir_type_is_timestamp(types[t]))
            one.u.time.ms = -77, one.u.time.nanos = types[t].length > 3 ? 999999 : 0;
        else
            one.u.i64 = types[t].id == WEIR_TYPE_BOOLEAN ? 1 : -5;
        wr_vector_set(&vector, 7, &one);
        wr_vector_set(&vector, 8, &none);
        weir_column column = weir_vector_column(&vector);
        weir_value  back = wr_column_value(&column, 7);
        CHECK(wr_value_equal(types[t], &back, &one));
        CHECK(wr_column_value(&column, 8).is_null);
        CHECK_INT_EQ(wr_column_compare(&column, 8, &column, 7), -1);
        CHECK_INT_EQ(wr_column_compare(&column, 7, &column, 7), 0);
        uint16_t rows[] = {7, 8, 7};
        wr_vector_gather(&copy, 3, &column, (weir_rows){rows, 3}, true);
        wr_vector_fill(&copy, 6, 100, &one);
        weir_column copied = weir_vector_column(&copy);
        CHECK(copy.has_nulls && wr_column_value(&copied, 4).is_null);
        for (uint32_t r = 3; r < 106; r++)
            CHECK(r == 4 || wr_column_compare(&copied, r, &column, 7) == 0);
    }
}

TEST(gather_copies_long_strings) {
    char        bytes[] = "these bytes change later";
    weir_vector from = make(weir_type_of(WEIR_TYPE_VARCHAR, true)), to = make(from.type);
    weir_value  value = {.u.string = weir_string_view(bytes, sizeof bytes - 1)};
    wr_vector_fill(&from, 0, 2, &value);
    weir_column column = weir_vector_column(&from);
    wr_vector_gather(&to, 0, &column, (weir_rows){NULL, 2}, true);
    bytes[0] = 'T';
    weir_column copied = weir_vector_column(&to);
    weir_value  read = wr_column_value(&copied, 1);
    CHECK_MEM_EQ(weir_string_data(&read.u.string), "these", 5);
}

static uint64_t hash_of(weir_type type, const weir_value *value) {
    weir_vector vector = make(type);
    uint64_t    hash = 1;
    uint32_t    index = 0;
    wr_vector_set(&vector, 0, value);
    weir_column column = weir_vector_column(&vector);
    wr_hash_keys(&column, &index, 1, (weir_rows){NULL, 1}, &hash);
    return hash;
}

TEST(equal_values_hash_alike) {
    weir_value five = of_i64(5), decimal = {.u.i128 = 5}, none = {.is_null = true};
    uint64_t   expected = hash_of(weir_type_of(WEIR_TYPE_BIGINT, true), &five);
    CHECK_UINT_EQ(hash_of(weir_type_of(WEIR_TYPE_INT, true), &five), expected);
    CHECK_UINT_EQ(hash_of(weir_type_of(WEIR_TYPE_TINYINT, true), &five), expected);
    CHECK_UINT_EQ(hash_of(weir_type_with(WEIR_TYPE_DECIMAL, 10, 0, true), &decimal), expected);
    CHECK_UINT_EQ(hash_of(weir_type_with(WEIR_TYPE_DECIMAL, 30, 0, true), &decimal), expected);
    CHECK_UINT_EQ(hash_of(weir_type_of(WEIR_TYPE_INT, true), &none),
                  hash_of(weir_type_of(WEIR_TYPE_VARCHAR, true), &none));
    weir_value zero = {.u.f64 = 0.0}, minus_zero = {.u.f64 = -0.0};
    CHECK_UINT_EQ(hash_of(weir_type_of(WEIR_TYPE_DOUBLE, true), &zero),
                  hash_of(weir_type_of(WEIR_TYPE_DOUBLE, true), &minus_zero));
    weir_value time = {.u.time = {99, 0}};
    CHECK_UINT_EQ(hash_of(weir_type_with(WEIR_TYPE_TIMESTAMP, 3, 0, true), &time),
                  hash_of(weir_type_with(WEIR_TYPE_TIMESTAMP, 6, 0, true), &time));
}

/* These numbers are in every checkpoint: a change of them loses state. */
TEST(hashes_never_change) {
    weir_value five = of_i64(5), shorter = {.u.string = weir_string_view("key", 3)};
    weir_value longer = {.u.string = weir_string_view("a key of more than twelve", 25)};
    weir_type  text = weir_type_of(WEIR_TYPE_VARCHAR, true);
    CHECK_UINT_EQ(hash_of(weir_type_of(WEIR_TYPE_BIGINT, true), &five), 1635312068028924514ULL);
    CHECK_UINT_EQ(hash_of(text, &shorter), 2791449078286094343ULL);
    CHECK_UINT_EQ(hash_of(text, &longer), 14172853485209706871ULL);
    weir_vector vectors[2] = {make(weir_type_of(WEIR_TYPE_BIGINT, true)), make(text)};
    wr_vector_set(&vectors[0], 0, &five);
    wr_vector_set(&vectors[1], 0, &shorter);
    weir_column columns[2] = {weir_vector_column(&vectors[0]), weir_vector_column(&vectors[1])};
    uint64_t    forward, backward;
    wr_hash_keys(columns, (uint32_t[]){0, 1}, 2, (weir_rows){NULL, 1}, &forward);
    wr_hash_keys(columns, (uint32_t[]){1, 0}, 2, (weir_rows){NULL, 1}, &backward);
    CHECK_UINT_EQ(forward, 5481116585219751179ULL);
    CHECK(forward != backward);
}

TEST(key_groups_cover_workers_in_order) {
    uint32_t last = 0, seen[3] = {0};
    for (uint32_t group = 0; group < 128; group++) {
        uint32_t worker = wr_key_group_worker(group, 128, 3);
        CHECK(worker >= last && worker < 3);
        seen[last = worker]++;
    }
    CHECK(seen[0] > 40 && seen[1] > 40 && seen[2] > 40);
}

int main(void) {
    arena = wr_arena_create(0);
    strings = wr_arena_create(0);
    RUN(every_type_round_trips);
    RUN(gather_copies_long_strings);
    RUN(equal_values_hash_alike);
    RUN(hashes_never_change);
    RUN(key_groups_cover_workers_in_order);
    wr_arena_destroy(strings);
    wr_arena_destroy(arena);
    return CHECK_RESULT();
}
