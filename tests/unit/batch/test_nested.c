/* Proves that arrays, maps, multisets and rows of every type of part are made and read back, compared and hashed by their values, and
 * that bytes which are no value of a type are known. */
#include "batch/nested.h"

#include "base/arena.h"
#include "batch/vector.h"
#include "check.h"
#include "random.h"

#define PARTS 40u

static weir_value text(const char *p) { return (weir_value){.u.string = weir_string_view(p, strlen(p))}; }
static weir_value number(int64_t n) { return (weir_value){.u.i64 = n}; }

/* A value of a scalar type; every fifth is NULL. */
static weir_value any_scalar(weir_type type, test_random *random, wr_arena *arena) {
    weir_value value = {.is_null = random_below(random, 5) == 0};
    int64_t    small = (int64_t)random_below(random, 200) - 100;
    if (value.is_null)
        return value;
    if (weir_type_is_view(type))
        return text(wr_arena_printf(arena, "%.*s%lld", (int)random_below(random, 20), "a text that is longer than twelve", (long long)small));
    if (type.id == WEIR_TYPE_FLOAT || type.id == WEIR_TYPE_DOUBLE)
        value.u.f64 = (double)small / 4;
    else if (type.id == WEIR_TYPE_DECIMAL)
        value.u.i128 = small;
    else if (weir_type_is_timestamp(type))
        value.u.time.ms = small, value.u.time.nanos = weir_type_is_wide_time(type) ? 7 : 0;
    else
        value.u.i64 = type.id == WEIR_TYPE_BOOLEAN ? small & 1 : small;
    return value;
}

TEST(every_type_of_part) {
    wr_arena    *arena = wr_arena_create(0);
    weir_error   err;
    test_random  random = {7};
    for (int id = WEIR_TYPE_BOOLEAN; id <= WEIR_TYPE_INTERVAL_DAY; id++) {
        for (uint32_t length = 0; length < 2; length++) {
            weir_type element = weir_type_of((weir_type_id)id, true);
            if (id == WEIR_TYPE_DECIMAL)
                element.length = length ? 38 : 10;
            if (weir_type_is_timestamp(element))
                element.length = length ? 9 : 3;
            const char *names[PARTS];
            weir_type   types[PARTS];
            weir_value  parts[PARTS];
            for (uint32_t i = 0; i < PARTS; i++) {
                parts[i] = any_scalar(element, &random, arena);
                types[i] = element;
                names[i] = wr_arena_printf(arena, "f%u", i);
            }
            weir_type   array_type = wr_array_type(arena, element, true), row_type = wr_row_type(arena, names, types, PARTS, true);
            weir_string array, row;
            REQUIRE_OK(wr_array_make(array_type, parts, PARTS, arena, &array, &err), &err);
            REQUIRE_OK(wr_row_make(row_type, parts, arena, &row, &err), &err);
            CHECK(wr_nested_valid(array_type, &array) && wr_nested_valid(row_type, &row));
            wr_array opened = wr_array_open(array_type, &array);
            CHECK_UINT_EQ(opened.count, PARTS);
            for (uint32_t i = 0; i < PARTS; i++) {
                weir_value a = wr_array_at(&opened, i), r = wr_row_at(row_type, &row, i);
                CHECK(a.is_null == parts[i].is_null && wr_value_equal(element, &a, &parts[i]));
                CHECK(r.is_null == parts[i].is_null && wr_value_equal(element, &r, &parts[i]));
            }
        }
    }
    wr_arena_destroy(arena);
}

TEST(parts_with_parts) {
    wr_arena   *arena = wr_arena_create(0);
    weir_error  err;
    const char *names[2] = {"id", "tags"};
    weir_type   tags = wr_array_type(arena, weir_type_of(WEIR_TYPE_VARCHAR, true), true);
    weir_type   types[2] = {weir_type_of(WEIR_TYPE_INT, false), tags};
    weir_type   row = wr_row_type(arena, names, types, 2, true), rows = wr_array_type(arena, row, true);
    weir_value  words[2] = {text("one"), text("a word of more than twelve bytes")}, fields[2] = {number(42), {0}}, made = {0}, none = {.is_null = true};
    char        name[256];
    CHECK_STR_EQ(weir_type_text(rows, name, sizeof name), "ARRAY<ROW<`id` INT NOT NULL, `tags` ARRAY<STRING>>>");
    REQUIRE_OK(wr_array_make(tags, words, 2, arena, &fields[1].u.string, &err), &err);
    REQUIRE_OK(wr_row_make(row, fields, arena, &made.u.string, &err), &err);
    weir_value  elements[3] = {made, none, made}, list = {0};
    REQUIRE_OK(wr_array_make(rows, elements, 3, arena, &list.u.string, &err), &err);
    CHECK(wr_nested_valid(rows, &list.u.string));
    wr_array   opened = wr_array_open(rows, &list.u.string);
    weir_value last = wr_array_at(&opened, 2), inner = wr_row_at(row, &last.u.string, 1);
    wr_array   inner_words = wr_array_open(tags, &inner.u.string);
    weir_value word = wr_array_at(&inner_words, 1);
    CHECK(wr_value_equal(types[1].fields->fields[0].type, &word, &words[1]));
    CHECK(wr_array_at(&opened, 1).is_null);
    CHECK_UINT_EQ(wr_array_find(&opened, &made), 0);
    CHECK_UINT_EQ(wr_array_find(&opened, &none), 1);
    /* Whatever byte is wrong: known, or another value; never read beyond the end. */
    for (uint32_t i = 0; i < list.u.string.size; i++) {
        char *bytes = wr_arena_strndup(arena, weir_string_data(&list.u.string), list.u.string.size);
        bytes[i] = (char)(bytes[i] ^ 0x55);
        weir_string other = weir_string_view(bytes, list.u.string.size), cut = weir_string_view(bytes, i);
        (void)wr_nested_valid(rows, &other);
        CHECK(!wr_nested_valid(rows, &cut));
    }
    wr_arena_destroy(arena);
}

TEST(maps_are_sets_of_entries) {
    wr_arena  *arena = wr_arena_create(0);
    weir_error err;
    weir_type  type = wr_map_type(arena, weir_type_of(WEIR_TYPE_INT, true), weir_type_of(WEIR_TYPE_DOUBLE, true), true);
    weir_value keys[4] = {number(3), number(1), {.is_null = true}, number(3)}, values[4] = {{.u.f64 = 1}, {.u.f64 = 2}, {.u.f64 = 3}, {.u.f64 = 4}};
    weir_value other_keys[3] = {{.is_null = true}, number(1), number(3)}, other_values[3] = {{.u.f64 = 3}, {.u.f64 = 2}, {.u.f64 = 4}};
    weir_value a = {0}, b = {0};
    REQUIRE_OK(wr_map_of(type, keys, values, 4, arena, &a.u.string, &err), &err);
    REQUIRE_OK(wr_map_of(type, other_keys, other_values, 3, arena, &b.u.string, &err), &err);
    CHECK(wr_nested_valid(type, &a.u.string));
    CHECK(wr_value_equal(type, &a, &b));
    CHECK(wr_value_hash(type, &a) == wr_value_hash(type, &b));
    wr_array k, v;
    wr_map_open(type, &a.u.string, &k, &v);
    weir_value first = wr_array_at(&k, 0), last = wr_array_at(&v, 0);
    CHECK_UINT_EQ(k.count, 3);
    CHECK(first.u.i64 == 3 && last.u.f64 == 4);
    other_values[1].u.f64 = 5;
    REQUIRE_OK(wr_map_of(type, other_keys, other_values, 3, arena, &b.u.string, &err), &err);
    CHECK(!wr_value_equal(type, &a, &b));
    wr_arena_destroy(arena);
}

TEST(order) {
    wr_arena  *arena = wr_arena_create(0);
    weir_error err;
    weir_type  type = wr_array_type(arena, weir_type_of(WEIR_TYPE_INT, true), true);
    weir_value rising[][2] = {{{.is_null = true}, number(9)}, {number(-1), number(5)}, {number(1), {.is_null = true}}, {number(1), number(0)}};
    weir_value before = {.is_null = true}, empty = {0};
    REQUIRE_OK(wr_array_make(type, NULL, 0, arena, &empty.u.string, &err), &err);
    CHECK(wr_value_compare(type, &before, &empty) < 0);
    before = empty;
    for (size_t i = 0; i < 4; i++) {
        weir_value next = {0};
        REQUIRE_OK(wr_array_make(type, rising[i], 2, arena, &next.u.string, &err), &err);
        CHECK(wr_value_compare(type, &before, &next) < 0 && wr_value_compare(type, &next, &before) > 0);
        before = next;
    }
    wr_arena_destroy(arena);
}

int main(void) {
    RUN(every_type_of_part);
    RUN(parts_with_parts);
    RUN(maps_are_sets_of_entries);
    RUN(order);
    return CHECK_RESULT();
}
