/* Proves the evaluator: narrowing by AND, OR, CASE and COALESCE, NULLs in columns, selections, columns that
 * pass through, one computation of common subexpressions, and values that outlive a second run. */
#include "harness.h"

#define ROWS 1000

static int32_t     ints[ROWS], others[ROWS];
static uint8_t     nulls[ROWS];
static weir_string words[ROWS];
static weir_field  fields[] = {{"a", {.id = WEIR_TYPE_INT, .nullable = true}},
                               {"b", {.id = WEIR_TYPE_INT}},
                               {"s", {.id = WEIR_TYPE_VARCHAR, .length = WEIR_STRING_LENGTH_MAX}}};
static const weir_schema schema = {3, fields};
static weir_column columns[3];
static weir_batch  batch = {.schema = &schema, .columns = columns, .row_count = ROWS, .selected_count = ROWS};

/* a: 0..999, NULL where divisible by 7; b: 0..9 repeated; s: 'bid' for even rows, else 'auction'. */
static void make_batch(void) {
    for (int32_t i = 0; i < ROWS; i++) {
        ints[i] = i;
        nulls[i] = i % 7 == 0;
        others[i] = i % 10;
        words[i] = i % 2 ? weir_string_view("auction", 7) : weir_string_view("bid", 3);
    }
    columns[0] = (weir_column){fields[0].type, ints, nulls};
    columns[1] = (weir_column){fields[1].type, others, NULL};
    columns[2] = (weir_column){fields[2].type, words, NULL};
}

static wr_expr *column(uint32_t index) {
    return wr_expr_column(arena, index, fields[index].type, fields[index].name);
}
static wr_expr *call2(const char *name, wr_expr *a, wr_expr *b) {
    wr_expr *args[2] = {a, b};
    return bound_call(find_function(name), args, 2);
}
static wr_expr *logical(wr_expr_kind kind, wr_expr *a, wr_expr *b) {
    wr_expr *expr = wr_arena_calloc(arena, 1, sizeof(*expr));
    expr->kind = kind;
    expr->type = weir_type_of(WEIR_TYPE_BOOLEAN, true);
    expr->args = wr_arena_calloc(arena, 2, sizeof(*expr->args));
    expr->args[0] = a;
    expr->args[1] = b;
    expr->arg_count = 2;
    return expr;
}
static wr_expr *case_of(wr_expr *condition, wr_expr *result, wr_expr *otherwise) {
    wr_expr *expr = wr_arena_calloc(arena, 1, sizeof(*expr));
    expr->kind = WR_EXPR_CASE;
    expr->type = result->type;
    expr->type.nullable = true;
    expr->args = wr_arena_calloc(arena, 3, sizeof(*expr->args));
    expr->args[0] = condition;
    expr->args[1] = result;
    expr->args[2] = otherwise;
    expr->arg_count = 3;
    return expr;
}
static wr_program *program_of(wr_expr **exprs, uint32_t count) {
    wr_program *program = NULL;
    CHECK_OK(wr_program_create((const wr_expr *const *)exprs, count, &schema, "UTC", &test_env, &program, &failure), &failure);
    return program;
}
static const weir_rows all_rows = {NULL, ROWS};

TEST(columns_pass_through) {
    wr_expr    *exprs[] = {column(0)};
    wr_program *program = program_of(exprs, 1);
    weir_column out;
    wr_program_begin(program, &batch);
    REQUIRE_OK(wr_program_run(program, 0, all_rows, &out, &failure), &failure);
    CHECK(out.data == ints && out.nulls == nulls);
    wr_program_destroy(program);
}

TEST(three_valued_logic) {
    static const char *const names[] = {"BOOLEAN false", "BOOLEAN true", "BOOLEAN NULL"};
    static const char *const and[3][3] = {{"FALSE", "FALSE", "FALSE"}, {"FALSE", "TRUE", "NULL"}, {"FALSE", "NULL", "NULL"}};
    static const char *const or[3][3] = {{"FALSE", "TRUE", "NULL"}, {"TRUE", "TRUE", "TRUE"}, {"NULL", "TRUE", "NULL"}};
    for (int a = 0; a < 3; a++) {
        for (int b = 0; b < 3; b++) {
            CHECK_STR_EQ(text_of(logical(WR_EXPR_AND, literal_of(names[a]), literal_of(names[b]))), and[a][b]);
            CHECK_STR_EQ(text_of(logical(WR_EXPR_OR, literal_of(names[a]), literal_of(names[b]))), or[a][b]);
        }
    }
}

TEST(filters) {
    /* a > 100 AND s = 'bid' */
    wr_expr *exprs[] = {logical(WR_EXPR_AND, call2(">", column(0), literal_of("INT 100")),
                                call2("=", column(2), literal_of("STRING bid"))),
                        call2("+", column(0), column(1))};
    wr_program *program = program_of(exprs, 2);
    uint16_t    selected[WEIR_BATCH_ROWS], wanted[ROWS];
    uint32_t    count = 0, expected = 0;
    for (uint16_t i = 0; i < ROWS; i++)
        if (i > 100 && i % 2 == 0 && i % 7 != 0)
            wanted[expected++] = i;
    for (int round = 0; round < 3; round++) {
        wr_program_begin(program, &batch);
        REQUIRE_OK(wr_program_filter(program, 0, all_rows, selected, &count, &failure), &failure);
        REQUIRE(count == expected);
        CHECK_MEM_EQ(selected, wanted, count * sizeof(*wanted));
        weir_column out;
        REQUIRE_OK(wr_program_run(program, 1, (weir_rows){selected, count}, &out, &failure), &failure);
        bool good = true;
        for (uint32_t k = 0; k < count; k++)
            good &= !column_is_null(&out, selected[k]) &&
                    ((const int32_t *)out.data)[selected[k]] == selected[k] + selected[k] % 10;
        CHECK(good);
    }
    wr_program_destroy(program);
}

TEST(guards) {
    /* b <> 0 AND 100 / b > 20, as a filter and as a value; the same under CASE, OR and COALESCE. */
    wr_expr *safe = call2("<>", column(1), literal_of("INT 0"));
    wr_expr *divide = call2("/", literal_of("INT 100"), column(1));
    wr_expr *big = call2(">", divide, literal_of("INT 20"));
    wr_expr *unsafe_or = logical(WR_EXPR_OR, call2("=", column(1), literal_of("INT 0")), big);
    wr_expr *coalesce = call2("COALESCE", call2("NULLIF", column(1), literal_of("INT 5")), divide);
    wr_expr *exprs[] = {logical(WR_EXPR_AND, safe, big), case_of(safe, divide, literal_of("INT -1")), unsafe_or, divide, coalesce};
    wr_program *program = program_of(exprs, 5);
    uint16_t    selected[WEIR_BATCH_ROWS];
    uint32_t    count = 0;
    weir_column out;
    wr_program_begin(program, &batch);
    REQUIRE_OK(wr_program_filter(program, 0, all_rows, selected, &count, &failure), &failure);
    CHECK_INT_EQ(count, 400);
    REQUIRE_OK(wr_program_run(program, 0, all_rows, &out, &failure), &failure);
    CHECK_INT_EQ(((const uint8_t *)out.data)[3], 1);
    CHECK_INT_EQ(((const uint8_t *)out.data)[10], 0);
    REQUIRE_OK(wr_program_run(program, 1, all_rows, &out, &failure), &failure);
    CHECK_INT_EQ(((const int32_t *)out.data)[0], -1);
    CHECK_INT_EQ(((const int32_t *)out.data)[19], 11);
    REQUIRE_OK(wr_program_run(program, 2, all_rows, &out, &failure), &failure);
    CHECK_INT_EQ(((const uint8_t *)out.data)[0], 1);
    REQUIRE_OK(wr_program_run(program, 4, all_rows, &out, &failure), &failure);
    CHECK_INT_EQ(((const int32_t *)out.data)[5], 20);
    CHECK_INT_EQ(((const int32_t *)out.data)[0], 0);
    CHECK(wr_program_run(program, 3, all_rows, &out, &failure) == WEIR_DATA);
    wr_program_destroy(program);
}

TEST(values_survive_later_runs) {
    /* a + b for the first rows, then for others: what was handed out first stays. */
    wr_expr    *exprs[] = {call2("+", column(0), column(1))};
    wr_program *program = program_of(exprs, 1);
    uint16_t    first[] = {1, 2, 3}, second[] = {7, 8, 9};
    weir_column one, two;
    wr_program_begin(program, &batch);
    REQUIRE_OK(wr_program_run(program, 0, (weir_rows){first, 3}, &one, &failure), &failure);
    REQUIRE_OK(wr_program_run(program, 0, (weir_rows){second, 3}, &two, &failure), &failure);
    CHECK_INT_EQ(((const int32_t *)one.data)[3], 6);
    CHECK(!column_is_null(&one, 3));
    CHECK_INT_EQ(((const int32_t *)two.data)[9], 18);
    CHECK(column_is_null(&two, 7));
    wr_program_destroy(program);
}


TEST(nulls_in_case_and_coalesce) {
    wr_expr *is_null[] = {column(0)};
    wr_expr *test = bound_call(find_function("IS NULL"), is_null, 1);
    wr_expr *exprs[] = {call2("COALESCE", column(0), column(1)), case_of(test, literal_of("INT -5"), column(0)),
                        case_of(call2(">", column(0), literal_of("INT 500")), column(0), literal_of("INT NULL"))};
    wr_program *program = program_of(exprs, 3);
    weir_column out[3];
    wr_program_begin(program, &batch);
    for (uint32_t e = 0; e < 3; e++)
        REQUIRE_OK(wr_program_run(program, e, all_rows, &out[e], &failure), &failure);
    bool good = true;
    for (int32_t i = 0; i < ROWS; i++) {
        good &= !column_is_null(&out[0], (uint32_t)i) && ((const int32_t *)out[0].data)[i] == (i % 7 ? i : i % 10);
        good &= !column_is_null(&out[1], (uint32_t)i) && ((const int32_t *)out[1].data)[i] == (i % 7 ? i : -5);
        good &= column_is_null(&out[2], (uint32_t)i) == (i <= 500 || i % 7 == 0);
    }
    CHECK(good);
    wr_program_destroy(program);
}

int main(void) {
    arena = wr_arena_create(0);
    make_batch();
    RUN(columns_pass_through);
    RUN(three_valued_logic);
    RUN(filters);
    RUN(guards);
    RUN(values_survive_later_runs);
    RUN(nulls_in_case_and_coalesce);
    wr_arena_destroy(arena);
    return CHECK_RESULT();
}
