/* Proves how arrays, maps and rows become text in both ways, and in which order Java lists the entries of maps: with what Flink 2.2 printed. */
#include "batch/nested_text.h"

#include <stdio.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "batch/java_map.h"
#include "batch/nested.h"
#include "check.h"

static wr_arena *arena;

static weir_type type_int(void) { return weir_type_of(WEIR_TYPE_INT, true); }
static weir_value integer(int64_t value) { return (weir_value){.u.i64 = value}; }
static weir_value real(double value) { return (weir_value){.u.f64 = value}; }
static weir_value text(const char *p) { return (weir_value){.u.string = weir_string_view(p, strlen(p))}; }
static weir_value nothing(void) { return (weir_value){.is_null = true}; }

static void put(wr_buffer *out, weir_type type, const weir_value *value, void *context) {
    (void)context;
    if (weir_type_is_view(type))
        wr_buffer_append(out, weir_string_data(&value->u.string), value->u.string.size);
    else
        wr_buffer_printf(out, "%lld", (long long)value->u.i64);
}

static const char *shown(weir_type type, weir_string value, bool java) {
    const wr_value_writer writer = {java, put, NULL};
    const weir_value      one = {.u.string = value};
    wr_buffer             out = {0};
    wr_value_text(&out, type, &one, &writer);
    const char *copy = wr_arena_strndup(arena, out.data, out.size);
    wr_buffer_free(&out);
    return copy;
}

static weir_string array_of(weir_type type, weir_value *elements, uint32_t count) {
    weir_string out = {0};
    weir_error  err;
    CHECK_INT_EQ(wr_array_make(type, elements, count, arena, &out, &err), WEIR_OK);
    return out;
}

static weir_string map_of(weir_type type, weir_value *keys, uint32_t count) {
    weir_string out = {0};
    weir_error  err;
    weir_value *copy = wr_arena_calloc(arena, count * 2u + 1u, sizeof *copy);
    for (uint32_t i = 0; i < count; i++) {
        copy[i] = keys[i];
        copy[count + i] = integer(i);
    }
    CHECK_INT_EQ(wr_map_of(type, copy, copy + count, count, arena, &out, &err), WEIR_OK);
    return out;
}

TEST(parts_within_parts) {
    weir_type   element = wr_array_type(arena, type_int(), true), array = wr_array_type(arena, element, true);
    weir_type   types[3] = {type_int(), weir_type_of(WEIR_TYPE_VARCHAR, true), array}, row = wr_row_type(arena, NULL, types, 3, true);
    weir_value  inner[] = {integer(1), nothing()}, outer[3], fields[3];
    weir_string made;
    weir_error  err;
    outer[0].u.string = array_of(element, inner, 2);
    outer[0].is_null = false;
    outer[1] = nothing();
    outer[2].u.string = array_of(element, inner, 0);
    outer[2].is_null = false;
    fields[0] = integer(7);
    fields[1] = text("a text, as it is");
    fields[2] = (weir_value){.u.string = array_of(array, outer, 3)};
    CHECK_INT_EQ(wr_row_make(row, fields, arena, &made, &err), WEIR_OK);
    CHECK_STR_EQ(shown(row, made, false), "(7, a text, as it is, [[1, NULL], NULL, []])");
    CHECK_STR_EQ(shown(row, made, true), "+I[7, a text, as it is, [[1, null], null, []]]");
}

/* The places at which a HashMap has keys, as "3 0 1". */
static const char *order_of(weir_type key, weir_value *keys, uint32_t count, wr_java_objects objects) {
    uint32_t  order[32];
    wr_buffer out = {0};
    wr_java_order(key, keys, count, objects, order);
    for (uint32_t i = 0; i < count; i++)
        wr_buffer_printf(&out, "%s%u", i ? " " : "", order[i]);
    const char *copy = wr_arena_strndup(arena, out.data, out.size);
    wr_buffer_free(&out);
    return copy;
}

TEST(orders_of_keys) {
    weir_value longs[] = {integer(5000000000), integer(-1), integer(17), integer(-12345678901)};
    CHECK_STR_EQ(order_of(weir_type_of(WEIR_TYPE_BIGINT, true), longs, 4, WR_JAVA_EXTERNAL), "1 2 0 3");
    weir_value doubles[] = {real(1.5), real(2), real(-3), real(0), real(1e100)};
    CHECK_STR_EQ(order_of(weir_type_of(WEIR_TYPE_DOUBLE, true), doubles, 5, WR_JAVA_EXTERNAL), "1 3 4 0 2");
    weir_value truths[] = {integer(1), integer(0)};
    CHECK_STR_EQ(order_of(weir_type_of(WEIR_TYPE_BOOLEAN, true), truths, 2, WR_JAVA_EXTERNAL), "1 0");
    weir_value days[] = {integer(18262), integer(10956), integer(18753)}; /* 2020-01-01, 1999-12-31, 2021-05-06 */
    CHECK_STR_EQ(order_of(weir_type_of(WEIR_TYPE_DATE, true), days, 3, WR_JAVA_EXTERNAL), "1 2 0");
    weir_value times[] = {{.u.time = {1577872800123, 0}}, {.u.time = {946598400000, 0}}, {.u.time = {1620284889456, 0}}};
    CHECK_STR_EQ(order_of(weir_type_with(WEIR_TYPE_TIMESTAMP, 3, 0, true), times, 3, WR_JAVA_EXTERNAL), "1 2 0");
    weir_value instants[] = {{.u.time = {1577872800123, 0}}, {.u.time = {99, 0}}, {.u.time = {1234567890, 0}}};
    CHECK_STR_EQ(order_of(weir_type_with(WEIR_TYPE_TIMESTAMP_LTZ, 3, 0, true), instants, 3, WR_JAVA_EXTERNAL), "2 1 0");
    weir_value clocks[] = {integer(36000000), integer(40333000), integer(3600000)};
    CHECK_STR_EQ(order_of(weir_type_of(WEIR_TYPE_TIME, true), clocks, 3, WR_JAVA_EXTERNAL), "0 1 2");
    weir_value decimals[] = {{.u.i128 = 150}, {.u.i128 = -2025}, {.u.i128 = 375}, {.u.i128 = 10000}};
    CHECK_STR_EQ(order_of(weir_type_with(WEIR_TYPE_DECIMAL, 10, 2, true), decimals, 4, WR_JAVA_EXTERNAL), "1 3 2 0");
    weir_value texts[] = {text("zz"), text("a"), text("k")};
    CHECK_STR_EQ(order_of(weir_type_of(WEIR_TYPE_VARCHAR, true), texts, 3, WR_JAVA_INTERNAL), "1 0 2");
}

TEST(rows_and_maps_as_keys) {
    static const int32_t     numbers[] = {1, 2, 7, 33, -5, 1000};
    static const char *const words[] = {"a", "b", "x", "yy", "z", "q"};
    weir_type   types[2] = {type_int(), weir_type_of(WEIR_TYPE_VARCHAR, true)}, row = wr_row_type(arena, NULL, types, 2, true);
    weir_value  rows[6];
    weir_error  err;
    for (int i = 0; i < 6; i++) {
        weir_value fields[2] = {integer(numbers[i]), text(words[i])};
        rows[i].is_null = false;
        CHECK_INT_EQ(wr_row_make(row, fields, arena, &rows[i].u.string, &err), WEIR_OK);
    }
    CHECK_STR_EQ(order_of(row, rows, 6, WR_JAVA_EXTERNAL), "3 4 0 1 2 5");
    weir_type  map = wr_map_type(arena, type_int(), type_int(), true);
    weir_value a[] = {integer(3), integer(1), integer(2), integer(100), integer(17)};
    CHECK_STR_EQ(shown(map, map_of(map, a, 5), false), "{3=0, 1=1, 2=2, 100=3, 17=4}");
    CHECK_STR_EQ(shown(map, map_of(map, a, 5), true), "{1=1, 17=4, 2=2, 3=0, 100=3}");
}

int main(void) {
    arena = wr_arena_create(0);
    RUN(parts_within_parts);
    RUN(orders_of_keys);
    RUN(rows_and_maps_as_keys);
    wr_arena_destroy(arena);
    return CHECK_RESULT();
}
