/* Proves the aggregates: results and types, NULLs, retraction back to nothing, merging of halves, several rows
 * for one group, single rows. */
#include "harness.h"

#define WEIR_AGGREGATE(name) extern const weir_aggregate weir_aggregate_##name;
#include "builtin/aggregates.def"
#undef WEIR_AGGREGATE

typedef struct aggregate_case {
    const weir_aggregate *aggregate;
    const char *type, *values[6]; /* texts of literals, until NULL */
    const char *result_type, *expected;
} aggregate_case;

static weir_string keep_copy(struct weir_keeper *self, weir_string value, weir_string old) {
    (void)self, (void)old;
    return weir_string_view(wr_arena_strndup(arena, weir_string_data(&value), value.size), value.size);
}
static struct weir_keeper keeper = {keep_copy};

static const char *result_text(const weir_aggregate_call *call, const uint8_t *state) {
    weir_vector out;
    wr_vector_init(&out, call->result, arena, arena);
    const uint8_t *states[1] = {state};
    CHECK_OK(call->aggregate->result(call, states, 1, &out, 0, &failure), &failure);
    weir_column column = weir_vector_column(&out);
    return text_of(wr_expr_literal(arena, call->result, wr_column_value(&column, 0)));
}

#define STATE_OFFSET 16 /* so that an offset that is forgotten shows */

/* `retracts`: as over an input whose rows are taken back, which some accumulators are laid out for. */
static void check_aggregate(const aggregate_case *one, bool retracts) {
    weir_type  type = type_of(one->type), param = type;
    weir_infer infer = {.name = one->aggregate->name, .arg_count = 1, .arg_types = &type, .arena = arena, .param_types = &param};
    REQUIRE_OK(one->aggregate->infer(&infer, &failure), &failure);
    char text[256];
    CHECK_STR_EQ(weir_type_text(infer.result, text, sizeof(text)), one->result_type);
    weir_aggregate_call call = {.aggregate = one->aggregate, .arg_count = 1, .arg_types = &param, .result = infer.result,
                                .retracts = retracts, .state_offset = STATE_OFFSET, .arena = arena};
    const weir_state_field *fields;
    uint32_t field_count = 0, count = 0, size = one->aggregate->state(&call, &fields, &field_count);
    CHECK(size % 8 == 0 && field_count > 0);
    weir_vector values;
    wr_vector_init(&values, param, arena, arena);
    memset(values.nulls, 0, WEIR_BATCH_ROWS);
    for (; count < 6 && one->values[count]; count++) {
        wr_expr *literal = literal_of(wr_arena_printf(arena, "%s %s", one->type, one->values[count]));
        wr_vector_set(&values, count, &literal->literal);
    }
    weir_column column = weir_vector_column(&values);
    uint8_t *state = wr_arena_calloc(arena, 1, size + STATE_OFFSET), *half = wr_arena_calloc(arena, 1, size + STATE_OFFSET);
    uint8_t *states[6] = {state, state, state, state, state, state}, *halves[6] = {half, half, half, half, half, half};
    uint16_t indexes[6] = {0, 1, 2, 3, 4, 5};

    /* All rows of a batch into one group. */
    one->aggregate->accumulate(&call, states, &column, (weir_rows){NULL, count}, &keeper);
    CHECK_STR_EQ(result_text(&call, state), one->expected);
    /* The same row by row, in two states that are merged. */
    memset(state, 0, size + STATE_OFFSET);
    for (uint32_t i = 0; i < count; i++)
        one->aggregate->accumulate(&call, i < count / 2 ? states : halves, &column, (weir_rows){&indexes[i], 1}, &keeper);
    const uint8_t *from[1] = {half};
    one->aggregate->merge(&call, states, from, 1, &keeper);
    CHECK_STR_EQ(result_text(&call, state), one->expected);
    CHECK(memcmp(state, (const char[STATE_OFFSET]){0}, STATE_OFFSET) == 0);
    CHECK(one->aggregate->can_retract == (one->aggregate->retract != NULL));
    if (!one->aggregate->can_retract || !retracts)
        return;
    /* Twice in and once out is once; all out is nothing. */
    one->aggregate->accumulate(&call, states, &column, (weir_rows){NULL, count}, &keeper);
    one->aggregate->retract(&call, states, &column, (weir_rows){indexes, count}, &keeper);
    CHECK_STR_EQ(result_text(&call, state), one->expected);
    one->aggregate->retract(&call, states, &column, (weir_rows){NULL, count}, &keeper);
    CHECK_STR_EQ(result_text(&call, state), one->aggregate == &weir_aggregate_count ? "0" : one->aggregate == &weir_aggregate_collect ? "{}" : "NULL");
}

TEST(results) {
    static const aggregate_case cases[] = {
        {&weir_aggregate_count, "INT", {"1", "NULL", "3"}, "BIGINT NOT NULL", "2"},
        {&weir_aggregate_sum, "TINYINT", {"127", "1"}, "TINYINT", "-128"},
        {&weir_aggregate_sum, "INT", {"2147483647", "1", "NULL"}, "INT", "-2147483648"},
        {&weir_aggregate_sum, "BIGINT", {"3000000000", "3000000001"}, "BIGINT", "6000000001"},
        {&weir_aggregate_sum, "DOUBLE", {"1.5", "2.25"}, "DOUBLE", "3.75"},
        {&weir_aggregate_sum, "DECIMAL(10,2)", {"1.10", "-2.25", "NULL"}, "DECIMAL(38, 2)", "-1.15"},
        {&weir_aggregate_sum, "DECIMAL(38,0)", {"90000000000000000000000000000000000000", "20000000000000000000000000000000000000"}, "DECIMAL(38, 0)", "NULL"},
        {&weir_aggregate_sum, "INT", {"NULL", "NULL"}, "INT", "NULL"},
        {&weir_aggregate_avg, "INT", {"-3", "-4"}, "INT", "-3"},
        {&weir_aggregate_avg, "INT", {"2147483647", "1"}, "INT", "1073741824"},
        {&weir_aggregate_avg, "TINYINT", {"100", "101", "90"}, "TINYINT", "97"},
        {&weir_aggregate_avg, "DECIMAL(10,2)", {"1.00", "1.00", "2.00"}, "DECIMAL(38, 6)", "1.333333"},
        {&weir_aggregate_avg, "DECIMAL(20,8)", {"1", "2"}, "DECIMAL(38, 8)", "1.50000000"},
        {&weir_aggregate_avg, "DOUBLE", {"1.5", "2.5", "4.0", "9.0"}, "DOUBLE", "4.25"},
        {&weir_aggregate_avg, "FLOAT", {"1.5", "2.7", "4.1"}, "FLOAT", "2.7666667"},
        {&weir_aggregate_sum, "FLOAT", {"1.5", "2.5"}, "FLOAT", "4.0"},
        {&weir_aggregate_min, "STRING", {"pear and more than twelve bytes", "apple", "NULL"}, "STRING", "apple"},
        {&weir_aggregate_max, "STRING", {"pear", "zebra with a rather long name", "NULL"}, "STRING", "zebra with a rather long name"},
        {&weir_aggregate_max, "DECIMAL(38,2)", {"-1.00", "2.50", "NULL"}, "DECIMAL(38, 2)", "2.50"},
        {&weir_aggregate_min, "TIMESTAMP(6)", {"2020-01-02 00:00:00.000002", "2020-01-02 00:00:00.000001"}, "TIMESTAMP(6)", "2020-01-02 00:00:00.000001"},
        {&weir_aggregate_max, "BOOLEAN", {"false", "true"}, "BOOLEAN", "TRUE"},
        {&weir_aggregate_min, "DOUBLE", {"1.5", "-2.5"}, "DOUBLE", "-2.5"},
        {&weir_aggregate_max, "SMALLINT", {"NULL", "-5"}, "SMALLINT", "-5"},
        {&weir_aggregate_max, "INT", {"NULL"}, "INT", "NULL"},
        {&weir_aggregate_first_value, "STRING", {"NULL", "b and more than twelve bytes", "a"}, "STRING", "b and more than twelve bytes"},
        {&weir_aggregate_last_value, "INT", {"1", "2", "NULL"}, "INT", "2"},
        {&weir_aggregate_array_agg, "INT", {"3", "NULL", "1", "3"}, "ARRAY<INT>", "[3, NULL, 1, 3]"},
        {&weir_aggregate_array_agg, "STRING", {"b and more than twelve bytes", "a", "NULL"}, "ARRAY<STRING>", "[b and more than twelve bytes, a, NULL]"},
        {&weir_aggregate_collect, "INT", {"3", "NULL", "1", "3"}, "MULTISET<INT> NOT NULL", "{1=1, 3=2}"},
        {&weir_aggregate_listagg, "STRING", {"b and more than twelve bytes", "NULL", "a", "a"}, "STRING", "b and more than twelve bytes,a,a"},
        {&weir_aggregate_var_pop, "INT", {"50000", "50001", "60000"}, "INT", "22220000"},
        {&weir_aggregate_var_samp, "INT", {"50000", "50001", "60000"}, "INT", "33330000"},
        {&weir_aggregate_stddev_pop, "INT", {"50000", "50001", "60000"}, "INT", "4713"},
        {&weir_aggregate_var_pop, "TINYINT", {"100", "101", "90"}, "TINYINT", "-32"},
        {&weir_aggregate_var_pop, "DOUBLE", {"1", "3"}, "DOUBLE", "1.0"},
        {&weir_aggregate_stddev_samp, "DECIMAL(2,1)", {"1.5", "2.5", "4.1", "9.3"}, "DECIMAL(38, 6)", "3.469390"},
        {&weir_aggregate_var_samp, "INT", {"3"}, "INT", "NULL"},
    };
    for (size_t i = 0; i < WR_COUNT_OF(cases); i++) {
        int before = check_state.bad_checks;
        check_aggregate(&cases[i], false);
        check_aggregate(&cases[i], true);
        if (check_state.bad_checks != before)
            printf("  in case %zu: %s of %s\n", i, cases[i].aggregate->name, cases[i].type);
    }
}

int main(void) {
    arena = wr_arena_create(0);
    RUN(results);
    wr_arena_destroy(arena);
    return CHECK_RESULT();
}
