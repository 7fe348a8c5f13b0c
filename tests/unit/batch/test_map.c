/* Proves how MAP values are made, read and shown: doubles, NULL, both orders of Java, and that bytes which are no map are known. */
#include "batch/map.h"

#include <stdio.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "batch/nested_text.h"
#include "batch/vector.h"
#include "check.h"

static weir_string text(const char *p) { return weir_string_view(p, strlen(p)); }

static wr_map_entry entry(const char *key, const char *value) {
    return (wr_map_entry){.key = text(key ? key : ""), .value = text(value ? value : ""), .key_null = !key, .value_null = !value};
}

static void put(wr_buffer *out, weir_type type, const weir_value *value, void *context) {
    (void)type, (void)context;
    wr_buffer_append(out, weir_string_data(&value->u.string), value->u.string.size);
}

static const char *shown(wr_arena *arena, weir_string map, bool java) {
    const wr_value_writer writer = {java, put, NULL};
    const weir_value      value = {.u.string = map};
    wr_buffer             out = {0};
    weir_type type = wr_map_type(arena, weir_type_of(WEIR_TYPE_VARCHAR, true), weir_type_of(WEIR_TYPE_VARCHAR, true), true);
    wr_value_text(&out, type, &value, &writer);
    const char *copy = wr_arena_strndup(arena, out.data, out.size);
    wr_buffer_free(&out);
    return copy;
}

TEST(doubles_and_nulls) {
    wr_arena    *arena = wr_arena_create(0);
    wr_map_entry entries[] = {entry("b", "1"), entry(NULL, "x"), entry("a", "2"), entry("b", NULL), entry(NULL, "y"), entry("", "")};
    weir_string  map = wr_map_make(entries, 6, WR_MAP_AS_GIVEN, arena);
    CHECK(wr_map_valid(&map));
    CHECK_UINT_EQ(wr_map_count(&map), 4);
    CHECK_STR_EQ(shown(arena, map, false), "{b=NULL, NULL=y, a=2, =}");
    weir_string none = wr_map_make(NULL, 0, WR_MAP_HASHED, arena);
    CHECK(wr_map_valid(&none) && wr_map_count(&none) == 0);
    CHECK_STR_EQ(shown(arena, none, true), "{}");
    wr_arena_destroy(arena);
}

/* Orders that Flink 2.2 and Java 17 gave. */
TEST(orders_of_java) {
    wr_arena    *arena = wr_arena_create(0);
    wr_map_entry few[] = {entry("zeta", "1"), entry("alpha", "2"), entry("n", "3"), entry("t", "4"), entry("o", "5"), entry("zeta", "6")};
    CHECK_STR_EQ(shown(arena, wr_map_make(few, 6, WR_MAP_HASHED, arena), false), "{zeta=6, alpha=2, n=3, o=5, t=4}");
    wr_map_entry words[] = {entry("zeta", "b"), entry("alpha", "c"), entry("mid", "x"), entry("trace-id", "1"), entry("\xc3\xa9", "2"),
                            entry("\xe6\x97\xa5\xe6\x9c\xac", "3"), entry("a", "b"), entry("source", "s"), entry("content-type", "json"), entry("x", "y"),
                            entry("z", "1"), entry("correlation", "2"), entry("q", "w"), entry("e", "r"), entry("t", "u")};
    CHECK_STR_EQ(shown(arena, wr_map_make(words, 15, WR_MAP_AS_GIVEN, arena), true),
                 "{zeta=b, a=b, e=r, mid=x, \xc3\xa9=2, \xe6\x97\xa5\xe6\x9c\xac=3, source=s, q=w, correlation=2, t=u, trace-id=1, alpha=c, x=y, content-type=json, z=1}");
    wr_arena_destroy(arena);
}

TEST(many_entries) {
    enum { MANY = 5000 };
    wr_arena     *arena = wr_arena_create(0);
    wr_map_entry *entries = wr_arena_calloc(arena, 2 * MANY, sizeof *entries);
    for (int i = 0; i < 2 * MANY; i++)
        entries[i] = entry(wr_arena_printf(arena, "the key number %d", i % MANY), wr_arena_printf(arena, "%d", i));
    weir_string   map = wr_map_make(entries, 2 * MANY, WR_MAP_HASHED, arena);
    wr_map_reader reader = wr_map_read(&map);
    wr_map_entry  one;
    uint32_t      count = 0;
    CHECK(wr_map_valid(&map));
    for (; wr_map_next(&reader, &one); count++) {
        int number = 0, value = 0;
        CHECK_INT_EQ(sscanf(weir_string_data(&one.key), "the key number %d", &number), 1);
        const char *copy = wr_arena_strndup(arena, weir_string_data(&one.value), one.value.size);
        CHECK_INT_EQ(sscanf(copy, "%d", &value), 1);
        CHECK_INT_EQ(value, number + MANY);
    }
    CHECK_UINT_EQ(count, MANY);
    wr_arena_destroy(arena);
}

TEST(bytes_that_are_no_map) {
    wr_arena    *arena = wr_arena_create(0);
    wr_map_entry entries[] = {entry("key", "a value of some size"), entry("k", NULL)};
    weir_string  map = wr_map_make(entries, 2, WR_MAP_AS_GIVEN, arena);
    char        *bytes = wr_arena_alloc(arena, map.size + 1u);
    for (uint32_t size = 0; size < map.size; size++) {
        memcpy(bytes, weir_string_data(&map), size);
        weir_string cut = weir_string_view(bytes, size);
        CHECK(!wr_map_valid(&cut));
    }
    memcpy(bytes, weir_string_data(&map), map.size);
    bytes[map.size] = 0;
    weir_string more = weir_string_view(bytes, map.size + 1u);
    CHECK(!wr_map_valid(&more));
    memset(bytes, 0xff, 4);
    weir_string huge = weir_string_view(bytes, map.size);
    CHECK(!wr_map_valid(&huge));
    wr_arena_destroy(arena);
}

/* Columns copy maps as they copy strings. */
TEST(columns_of_maps) {
    wr_arena    *arena = wr_arena_create(0), *strings = wr_arena_create(0), *other = wr_arena_create(0);
    weir_type    type = wr_map_type(arena, weir_type_of(WEIR_TYPE_VARCHAR, false), weir_type_of(WEIR_TYPE_VARBINARY, true), true);
    weir_vector  from, to;
    char         name[256];
    wr_map_entry entries[] = {entry("trace-id", "0123456789abcdef")};
    CHECK_STR_EQ(weir_type_text(type, name, sizeof name), "MAP<STRING NOT NULL, BYTES>");
    wr_vector_init(&from, type, arena, strings);
    wr_vector_init(&to, type, arena, strings);
    weir_value value = {.u.string = wr_map_make(entries, 1, WR_MAP_AS_GIVEN, other)}, null = {.is_null = true};
    wr_vector_set(&from, 0, &value);
    wr_vector_set(&from, 1, &null);
    weir_column column = weir_vector_column(&from);
    wr_vector_gather(&to, 0, &column, (weir_rows){NULL, 2}, true);
    wr_arena_reset(other);
    memset(wr_arena_alloc(other, 64), 'x', 64);
    weir_column copied = weir_vector_column(&to);
    weir_value  back = wr_column_value(&copied, 0);
    CHECK(wr_map_valid(&back.u.string));
    CHECK_STR_EQ(shown(arena, back.u.string, false), "{trace-id=0123456789abcdef}");
    CHECK(wr_column_value(&copied, 1).is_null);
    wr_arena_destroy(other);
    wr_arena_destroy(strings);
    wr_arena_destroy(arena);
}

int main(void) {
    RUN(doubles_and_nulls);
    RUN(orders_of_java);
    RUN(many_entries);
    RUN(bytes_that_are_no_map);
    RUN(columns_of_maps);
    return CHECK_RESULT();
}
