/* Proves lists and sets of values: order, NULL and NaN, few values and thousands; which arguments fit where, nullability of parts included. */
#include "harness.h"

#include "func/collection.h"

static weir_value number(int64_t value) { return (weir_value){.u.i64 = value}; }
static const weir_value null_value = {.is_null = true};

TEST(lists) {
    wr_list     list = {0};
    weir_type   type = weir_type_of(WEIR_TYPE_INT, true);
    weir_value  values[] = {number(3), null_value, number(-1), number(2)};
    weir_string bytes;
    weir_type   array = wr_array_type(arena, type, false);
    REQUIRE_OK(wr_array_make(array, values, 4, arena, &bytes, &failure), &failure);
    wr_array open = wr_array_open(array, &bytes);
    for (int i = 0; i < 100; i++)
        wr_list_add_all(&list, &open);
    CHECK(list.count == 400 && list.items[399].u.i64 == 2);
    wr_list_sort(&list, type);
    CHECK(list.items[0].is_null && list.items[99].is_null && list.items[100].u.i64 == -1 && list.items[399].u.i64 == 3);
    wr_list_free(&list);
    CHECK(list.count == 0 && list.items == NULL);
}

TEST(sets) {
    wr_set     set = {0};
    weir_type  type = weir_type_of(WEIR_TYPE_BIGINT, true);
    weir_value value = number(7);
    wr_set_begin(&set, type);
    CHECK(!wr_set_has(&set, &value) && wr_set_add(&set, &value) && !wr_set_add(&set, &value));
    CHECK(wr_set_add(&set, &null_value) && !wr_set_add(&set, &null_value) && wr_set_has(&set, &null_value));
    for (int64_t i = 0; i < 10000; i++) { /* 7 is there */
        value = number(i * 1000);
        CHECK(wr_set_add(&set, &value) && !wr_set_add(&set, &value));
    }
    CHECK(set.values.count == 10002 && set.values.items[0].u.i64 == 7 && set.values.items[1].is_null);
    wr_set_begin(&set, type);
    value = number(7);
    CHECK(set.values.count == 0 && !wr_set_has(&set, &value));
    wr_set_free(&set);
}

TEST(numbers_that_equal) {
    wr_set     set = {0};
    weir_type  type = weir_type_of(WEIR_TYPE_DOUBLE, true);
    weir_value nan = {.u.f64 = __builtin_nan("")}, zero = {.u.f64 = 0.0}, minus = {.u.f64 = -0.0};
    CHECK(!wr_same_value(type, &nan, &nan) && wr_same_value(type, &zero, &minus) && wr_same_value(type, &null_value, &null_value));
    CHECK(!wr_same_value(type, &null_value, &nan) && !wr_same_value(type, &zero, &null_value));
    wr_set_begin(&set, type);
    for (int i = 0; i < 20; i++)
        CHECK(wr_set_add(&set, &nan)); /* one and the next: NaN is no other's equal */
    CHECK(wr_set_add(&set, &zero) && !wr_set_add(&set, &minus));
    wr_set_free(&set);
}

TEST(arguments) {
    weir_type integer = weir_type_of(WEIR_TYPE_INT, true), certain = weir_type_of(WEIR_TYPE_INT, false), wide = weir_type_of(WEIR_TYPE_BIGINT, true);
    CHECK(wr_argument_fits(integer, wide) && !wr_argument_fits(wide, integer) && wr_argument_fits(integer, certain));
    weir_type of_integers = wr_array_type(arena, integer, true), of_certain = wr_array_type(arena, certain, true), of_wide = wr_array_type(arena, wide, true);
    CHECK(wr_argument_fits(of_certain, of_integers) && wr_argument_fits(of_certain, of_wide));
    CHECK(!wr_argument_fits(of_integers, of_certain) && !wr_argument_fits(of_wide, of_integers) && !wr_argument_fits(integer, of_integers));
    weir_type pair[2] = {integer, wide}, row = wr_row_type(arena, NULL, pair, 2, true), single = wr_row_type(arena, NULL, pair, 1, true);
    CHECK(wr_argument_fits(row, row) && !wr_argument_fits(single, row));
    CHECK(wr_type_has_order(integer) && wr_type_has_order(type_of("TIMESTAMP(3)")) && wr_type_has_order(type_of("BYTES")));
    CHECK(!wr_type_has_order(type_of("BOOLEAN")) && !wr_type_has_order(of_integers) && !wr_type_has_order(type_of("MILLIS")));
}

int main(void) {
    arena = wr_arena_create(0);
    RUN(lists);
    RUN(sets);
    RUN(numbers_that_equal);
    RUN(arguments);
    wr_arena_destroy(arena);
    return CHECK_RESULT();
}
