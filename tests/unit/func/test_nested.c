/* Proves that arrays, maps and rows keep what they are made of: parts by index, key and place, equality, casts part by part, and texts. */
#include "harness.h"

#include "batch/nested.h"

static wr_expr *number(int64_t value) {
    weir_value literal = {.u.i64 = value};
    return wr_expr_literal(arena, weir_type_of(WEIR_TYPE_INT, false), literal);
}

static wr_expr *word(const char *text) {
    weir_value literal = {.u.string = weir_string_view(text, strlen(text))};
    return wr_expr_literal(arena, weir_type_with(WEIR_TYPE_VARCHAR, WEIR_STRING_LENGTH_MAX, 0, false), literal);
}

static wr_expr *null_of(weir_type type) {
    weir_value literal = {.is_null = true};
    type.nullable = true;
    return wr_expr_literal(arena, type, literal);
}

static wr_expr *cast_to(wr_expr *operand, weir_type type, bool try_cast) {
    wr_expr **args = wr_arena_alloc(arena, sizeof *args);
    args[0] = operand;
    return wr_expr_call(arena, find_function(try_cast ? "TRY_CAST" : "CAST"), type, args, 1);
}

static wr_expr *call_of(const char *name, wr_expr **args, uint32_t count) {
    const weir_function *function = find_function(name);
    weir_type           *types = wr_arena_calloc(arena, count + 1u, sizeof *types), *params = wr_arena_calloc(arena, count + 1u, sizeof *params);
    const weir_value   **literals = wr_arena_calloc(arena, count + 1u, sizeof *literals);
    wr_expr            **copies = wr_arena_calloc(arena, count + 1u, sizeof *copies);
    for (uint32_t i = 0; i < count; i++) {
        types[i] = params[i] = args[i]->type;
        literals[i] = args[i]->kind == WR_EXPR_LITERAL ? &args[i]->literal : NULL;
        copies[i] = args[i];
    }
    weir_infer infer = {.name = name, .arg_count = count, .arg_types = types, .literals = literals, .local_time_zone = zone, .arena = arena, .param_types = params};
    if (function->infer(&infer, &failure) != WEIR_OK)
        return NULL;
    for (uint32_t i = 0; i < count; i++)
        if (!weir_type_same(types[i], params[i]))
            copies[i] = cast_to(args[i], params[i], false);
    return wr_expr_call(arena, function, infer.result, copies, count);
}
#define CALL(name, ...) call_of(name, (wr_expr *[]){__VA_ARGS__}, sizeof((wr_expr *[]){__VA_ARGS__}) / sizeof(wr_expr *))

/* CAST(expr AS STRING); "error: ..." and NULL too. */
static const char *shown(wr_expr *expr) {
    weir_value value;
    if (!expr)
        return wr_arena_printf(arena, "refused: %s", failure.message);
    wr_expr *text = weir_type_is_string(expr->type) ? expr : cast_to(expr, weir_type_with(WEIR_TYPE_VARCHAR, WEIR_STRING_LENGTH_MAX, 0, true), false);
    if (wr_expr_evaluate(text, zone, &test_env, arena, &value, &failure) != WEIR_OK)
        return wr_arena_printf(arena, "error: %s", failure.message);
    return value.is_null ? "NULL" : wr_arena_strndup(arena, weir_string_data(&value.u.string), value.u.string.size);
}

TEST(made_and_read) {
    wr_expr *array = CALL("ARRAY", number(1), null_of(weir_type_of(WEIR_TYPE_INT, true)), number(3));
    wr_expr *map = CALL("MAP", word("a"), array, word("a key of more than twelve bytes"), null_of(array->type), word("a"), CALL("ARRAY", number(9)));
    wr_expr *row = CALL("ROW", number(7), word("text"), map);
    char     type[256];
    CHECK_STR_EQ(shown(array), "[1, NULL, 3]");
    CHECK_STR_EQ(weir_type_text(array->type, type, sizeof type), "ARRAY<INT> NOT NULL");
    CHECK_STR_EQ(shown(CALL("ITEM", array, number(1))), "1");
    CHECK_STR_EQ(shown(CALL("ITEM", array, number(2))), "NULL");
    CHECK_STR_EQ(shown(CALL("ITEM", array, number(4))), "NULL");
    CHECK_STR_EQ(shown(CALL("ITEM", array, number(0))), "NULL");
    CHECK_STR_EQ(shown(CALL("ITEM", array, number(-1))), "NULL");
    CHECK_STR_EQ(shown(map), "{a=[9], a key of more than twelve bytes=NULL}"); /* the last of equal keys, at the place of the first */
    CHECK_STR_EQ(shown(CALL("ITEM", map, word("a"))), "[9]");
    CHECK_STR_EQ(shown(CALL("ITEM", map, word("b"))), "NULL");
    CHECK_STR_EQ(shown(row), "(7, text, {a=[9], a key of more than twelve bytes=NULL})");
    CHECK_STR_EQ(shown(CALL("FIELD", row, number(1))), "text");
    CHECK_STR_EQ(shown(CALL("ITEM", CALL("FIELD", row, number(2)), word("a"))), "[9]");
    CHECK_STR_EQ(shown(CALL("CARDINALITY", array)), "3");
    CHECK_STR_EQ(shown(CALL("CARDINALITY", map)), "2");
    CHECK_STR_EQ(shown(CALL("ELEMENT", CALL("ARRAY", number(5)))), "5");
    CHECK_STR_EQ(shown(CALL("ELEMENT", array)), "error: ELEMENT: the array has 3 elements, not one; a[1] is the first of several");
}

TEST(keys_of_other_number_types) {
    weir_value decimal = {.u.i128 = 250};
    wr_expr   *two_and_half = wr_expr_literal(arena, weir_type_with(WEIR_TYPE_DECIMAL, 5, 2, false), decimal);
    wr_expr   *map = CALL("MAP", number(2), word("two"), two_and_half, word("more"));
    weir_value big = {.u.i64 = 4294967298}; /* 2 and 32 bits above it */
    CHECK_STR_EQ(shown(CALL("ITEM", map, number(2))), "two");
    CHECK_STR_EQ(shown(CALL("ITEM", map, two_and_half)), "more");
    CHECK_STR_EQ(shown(CALL("ITEM", CALL("MAP", number(2), word("two")), wr_expr_literal(arena, weir_type_of(WEIR_TYPE_BIGINT, false), big))), "NULL");
    CHECK_STR_EQ(shown(CALL("ITEM", CALL("MAP", number(2), word("two")), two_and_half)), "NULL");
}

TEST(equal_and_not) {
    wr_expr *null = null_of(weir_type_of(WEIR_TYPE_INT, true)), *one = CALL("ARRAY", number(1), null), *other = CALL("ARRAY", number(1), number(2));
    CHECK_STR_EQ(shown(CALL("=", one, one)), "TRUE");
    CHECK_STR_EQ(shown(CALL("=", one, other)), "FALSE");
    CHECK_STR_EQ(shown(CALL("<>", one, other)), "TRUE");
    CHECK_STR_EQ(shown(CALL("IN", one, other, one)), "TRUE");
    CHECK_STR_EQ(shown(CALL("IS DISTINCT FROM", one, null_of(one->type))), "TRUE");
    CHECK_STR_EQ(shown(CALL("=", CALL("MAP", word("a"), number(1), word("b"), number(2)), CALL("MAP", word("b"), number(2), word("a"), number(1)))), "TRUE");
    CHECK_STR_EQ(shown(CALL("<", one, other)),
                 "refused: < takes values that have an order (an ARRAY, MAP, MULTISET, ROW or VARIANT has none; compare parts of it), not (ARRAY<INT>, ARRAY<INT NOT NULL>)");
}

TEST(casts) {
    weir_type text = weir_type_of(WEIR_TYPE_VARCHAR, true), big = weir_type_of(WEIR_TYPE_BIGINT, true);
    weir_type fields[2] = {big, text};
    wr_expr  *words = CALL("ARRAY", word("1"), word("x"));
    CHECK_STR_EQ(shown(cast_to(CALL("ARRAY", number(1), number(2)), wr_array_type(arena, text, true), false)), "[1, 2]");
    CHECK_STR_EQ(shown(cast_to(words, wr_array_type(arena, big, true), true)), "NULL");
    CHECK_STR_EQ(shown(cast_to(words, wr_array_type(arena, big, true), false)), "error: CAST: 'x' is not a valid BIGINT; TRY_CAST gives NULL instead");
    CHECK_STR_EQ(shown(cast_to(CALL("ROW", word("5"), number(6)), wr_row_type(arena, NULL, fields, 2, true), false)), "(5, 6)");
    /* as a HashMap lists it, for a cast that changes something */
    wr_expr *map = CALL("MAP", word("zz"), number(1), word("a"), number(2), word("k"), number(3));
    CHECK_STR_EQ(shown(cast_to(map, wr_map_type(arena, text, big, true), false)), "{a=2, zz=1, k=3}");
    CHECK_STR_EQ(shown(cast_to(map, wr_map_type(arena, text, weir_type_of(WEIR_TYPE_INT, true), true), false)), "{zz=1, a=2, k=3}");
}

TEST(many_parts) {
    enum { MANY = 1000 };
    static wr_expr *parts[MANY];
    for (int i = 0; i < MANY; i++)
        parts[i] = number(i);
    wr_expr *array = call_of("ARRAY", parts, MANY), *map = call_of("MAP", parts, MANY), *row = call_of("ROW", parts, MANY);
    CHECK_STR_EQ(shown(CALL("ITEM", array, number(MANY))), "999");
    CHECK_STR_EQ(shown(CALL("ITEM", map, number(998))), "999");
    CHECK_STR_EQ(shown(CALL("FIELD", row, number(500))), "500");
}

int main(void) {
    arena = wr_arena_create(0);
    RUN(made_and_read);
    RUN(keys_of_other_number_types);
    RUN(equal_and_not);
    RUN(casts);
    RUN(many_parts);
    wr_arena_destroy(arena);
    return CHECK_RESULT();
}
