/* Proves the rewrites of bound expressions and their text. */
#include "base/arena.h"
#include "check.h"
#include "plan/expr.h"

static const weir_function plus = {.abi = sizeof(weir_function), .name = "+"};
static const weir_function random_function = {.abi = sizeof(weir_function), .name = "RAND", .nondeterministic = true};

static wr_expr *call(wr_arena *arena, const weir_function *function, wr_expr *a, wr_expr *b) {
    wr_expr **args = wr_arena_calloc(arena, 2, sizeof(*args));
    args[0] = a;
    args[1] = b;
    return wr_expr_call(arena, function, weir_type_of(WEIR_TYPE_INT, true), args, 2);
}

TEST(rewrites) {
    wr_arena *arena = wr_arena_create(0);
    weir_type type = weir_type_of(WEIR_TYPE_INT, true);
    weir_value five = {.u.i64 = 5};
    wr_expr *a = wr_expr_column(arena, 0, type, "a"), *b = wr_expr_column(arena, 2, type, "b");
    wr_expr *sum = call(arena, &plus, a, call(arena, &plus, b, wr_expr_literal(arena, type, five)));
    CHECK_STR_EQ(wr_expr_text(arena, sum), "(a + (b + 5))");
    bool used[3] = {false, false, false};
    wr_expr_mark_columns(sum, used);
    CHECK(used[0] && !used[1] && used[2]);
    uint32_t map[] = {7, 8, 9};
    wr_expr *moved = wr_expr_remap(arena, sum, map);
    CHECK_UINT_EQ(moved->args[0]->column, 7);
    CHECK_UINT_EQ(moved->args[1]->args[0]->column, 9);
    CHECK_UINT_EQ(sum->args[0]->column, 0);
    wr_expr *replacements[] = {sum, NULL, a};
    CHECK_STR_EQ(wr_expr_text(arena, wr_expr_substitute(arena, sum, replacements)), "((a + (b + 5)) + (a + 5))");
    CHECK(wr_expr_equal(sum, wr_expr_substitute(arena, sum, (wr_expr *[]){a, NULL, b})));
    CHECK(!wr_expr_equal(sum, moved));
    CHECK(wr_expr_deterministic(sum));
    CHECK(!wr_expr_deterministic(call(arena, &plus, a, call(arena, &random_function, a, b))));
    weir_value text = {.u.string = weir_string_view("it's", 4)};
    wr_expr *quoted = wr_expr_literal(arena, weir_type_with(WEIR_TYPE_CHAR, 4, 0, false), text);
    CHECK_STR_EQ(wr_expr_text(arena, quoted), "'it''s'");
    wr_arena_destroy(arena);
}

int main(void) {
    RUN(rewrites);
    return CHECK_RESULT();
}
