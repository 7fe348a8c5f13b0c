/* func/logic.c - NOT and the IS tests. AND and OR belong to the evaluator (eval.c). */
#include "func/func.h"

static weir_status infer_not(weir_infer *call, weir_error *err) {
    WEIR_TRY(wr_infer_params(call, "o", false, "one BOOLEAN", err));
    call->result = weir_type_of(WEIR_TYPE_BOOLEAN, infer_any_nullable(call));
    return WEIR_OK;
}

static weir_status not_scalar(const weir_call *call, const weir_column *args, weir_rows rows,
                              weir_vector *out, weir_error *err) {
    (void)call, (void)err;
    const uint8_t *in = args[0].data;
    uint8_t       *values = out->data;
    WR_EACH(i, rows, values[i] = in[i] == 0;);
    return WEIR_OK;
}

static weir_status infer_null_test(weir_infer *call, weir_error *err) {
    WEIR_TRY(wr_infer_params(call, "a", false, "one value", err));
    call->result = weir_type_of(WEIR_TYPE_BOOLEAN, false);
    return WEIR_OK;
}

static weir_status infer_truth_test(weir_infer *call, weir_error *err) {
    WEIR_TRY(wr_infer_params(call, "o", false, "one BOOLEAN", err));
    call->result = weir_type_of(WEIR_TYPE_BOOLEAN, false);
    return WEIR_OK;
}

static weir_status is_null(const weir_call *call, const weir_column *args, weir_rows rows,
                           weir_vector *out, weir_error *err) {
    (void)call, (void)err;
    uint8_t *values = out->data;
    if (args[0].nulls == NULL)
        WR_EACH(i, rows, values[i] = 0;);
    else
        WR_EACH(i, rows, values[i] = args[0].nulls[i];);
    return WEIR_OK;
}

static weir_status is_not_null(const weir_call *call, const weir_column *args, weir_rows rows,
                               weir_vector *out, weir_error *err) {
    (void)call, (void)err;
    uint8_t *values = out->data;
    if (args[0].nulls == NULL)
        WR_EACH(i, rows, values[i] = 1;);
    else
        WR_EACH(i, rows, values[i] = args[0].nulls[i] == 0;);
    return WEIR_OK;
}

/* Is the value known and `wanted`? */
static void truth_test(const weir_column *column, uint8_t wanted, uint8_t negated, weir_rows rows,
                       uint8_t *restrict values) {
    const uint8_t *in = column->data, *nulls = column->nulls;
    if (nulls == NULL)
        WR_EACH(i, rows, values[i] = (uint8_t)((in[i] == wanted) ^ negated););
    else
        WR_EACH(i, rows, values[i] = (uint8_t)(((in[i] == wanted) & (nulls[i] == 0)) ^ negated););
}

#define TRUTH_TEST(name, wanted, negated)                                                          \
    static weir_status name(const weir_call *call, const weir_column *args, weir_rows rows,        \
                            weir_vector *out, weir_error *err) {                                   \
        (void)call, (void)err;                                                                     \
        truth_test(&args[0], wanted, negated, rows, out->data);                                    \
        return WEIR_OK;                                                                            \
    }
TRUTH_TEST(is_true, 1, 0)
TRUTH_TEST(is_not_true, 1, 1)
TRUTH_TEST(is_false, 0, 0)
TRUTH_TEST(is_not_false, 0, 1)

const weir_function weir_function_op_not = {
    .abi = sizeof(weir_function), .name = "NOT", .hidden = true, .null_in_null_out = true,
    .total = true, .infer = infer_not, .scalar = not_scalar,
};
const weir_function weir_function_op_is_null = {
    .abi = sizeof(weir_function), .name = "IS NULL", .aliases = "IS UNKNOWN", .hidden = true,
    .infer = infer_null_test, .scalar = is_null,
};
const weir_function weir_function_op_is_not_null = {
    .abi = sizeof(weir_function), .name = "IS NOT NULL", .aliases = "IS NOT UNKNOWN", .hidden = true,
    .infer = infer_null_test, .scalar = is_not_null,
};
const weir_function weir_function_op_is_true = {
    .abi = sizeof(weir_function), .name = "IS TRUE", .hidden = true,
    .infer = infer_truth_test, .scalar = is_true,
};
const weir_function weir_function_op_is_not_true = {
    .abi = sizeof(weir_function), .name = "IS NOT TRUE", .hidden = true,
    .infer = infer_truth_test, .scalar = is_not_true,
};
const weir_function weir_function_op_is_false = {
    .abi = sizeof(weir_function), .name = "IS FALSE", .hidden = true,
    .infer = infer_truth_test, .scalar = is_false,
};
const weir_function weir_function_op_is_not_false = {
    .abi = sizeof(weir_function), .name = "IS NOT FALSE", .hidden = true,
    .infer = infer_truth_test, .scalar = is_not_false,
};
