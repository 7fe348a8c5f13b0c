/* func/conditional.c - COALESCE, IFNULL, IF, NULLIF, GREATEST, LEAST, TYPEOF and the IS_ tests.
 *
 * The evaluator runs COALESCE, IFNULL and IF itself, so that arguments are computed only where they
 * are needed; their kernels here serve a caller that has all arguments already. */
#include "func/cast.h"
#include "func/func.h"

#include <math.h>

static void copy_value(weir_vector *out, const weir_column *from, uint32_t row) {
    size_t width = weir_type_width(out->type);
    if (column_is_null(from, row))
        set_null(out, row);
    else
        memcpy((char *)out->data + row * width, (const char *)from->data + row * width, width);
}

static bool same_params(weir_infer *call, uint32_t first, weir_type *common) {
    if (!wr_merged_type(call->arena, call->arg_types + first, call->arg_count - first, common))
        return false;
    if (common->id == WEIR_TYPE_NULL)
        return false;
    for (uint32_t i = first; i < call->arg_count; i++)
        call->param_types[i] = type_nullable(
            *common, call->arg_types[i].nullable || call->arg_types[i].id == WEIR_TYPE_NULL);
    return true;
}

static weir_status infer_coalesce(weir_infer *call, weir_error *err) {
    weir_type common;
    if (call->arg_count == 0 || !same_params(call, 0, &common))
        return wr_infer_refuse(call, "values of one type", err);
    bool nullable = true;
    for (uint32_t i = 0; i < call->arg_count; i++)
        nullable &= call->arg_types[i].nullable || call->arg_types[i].id == WEIR_TYPE_NULL;
    call->result = type_nullable(common, nullable);
    return WEIR_OK;
}

static weir_status infer_ifnull(weir_infer *call, weir_error *err) {
    if (call->arg_count != 2)
        return wr_infer_refuse(call, "two values of one type", err);
    WEIR_TRY(infer_coalesce(call, err));
    weir_type first = call->arg_types[0];
    if (!first.nullable && (weir_type_is_bytes(first) || weir_type_is_nested(first)))
        call->result = call->param_types[0] = first; /* it is never the other one */
    return WEIR_OK;
}

static weir_status coalesce(const weir_call *call, const weir_column *args, weir_rows rows,
                            weir_vector *out, weir_error *err) {
    (void)err;
    WR_EACH(i, rows, uint32_t a = 0;
            while (a + 1 < call->arg_count && column_is_null(&args[a], i)) a++;
            copy_value(out, &args[a], i););
    return WEIR_OK;
}

static weir_status infer_if(weir_infer *call, weir_error *err) {
    weir_type common;
    if (call->arg_count == 3 && (weir_type_is_nested(call->arg_types[1]) || weir_type_is_nested(call->arg_types[2])))
        return wr_infer_refuse(call, "values without parts; write CASE WHEN .. THEN .. ELSE .. END", err);
    if (call->arg_count != 3 ||
        (call->arg_types[0].id != WEIR_TYPE_BOOLEAN && call->arg_types[0].id != WEIR_TYPE_NULL) ||
        !wr_common_type(call->arena, call->arg_types + 1, 2, &common))
        return wr_infer_refuse(call, "a BOOLEAN and two values of one type", err);
    if (weir_type_is_timestamp(common) && call->arg_types[1].id != WEIR_TYPE_NULL)
        common.id = call->arg_types[1].id;
    call->param_types[0] = weir_type_of(WEIR_TYPE_BOOLEAN, call->arg_types[0].nullable);
    for (uint32_t i = 1; i < 3; i++)
        call->param_types[i] = type_nullable(common, call->arg_types[i].nullable);
    call->result = type_nullable(common, infer_any_nullable(call));
    return WEIR_OK;
}

static weir_status if_rows(const weir_call *call, const weir_column *args, weir_rows rows,
                           weir_vector *out, weir_error *err) {
    (void)call, (void)err;
    WR_EACH(i, rows, bool yes = !column_is_null(&args[0], i) && ((const uint8_t *)args[0].data)[i] != 0;
            copy_value(out, yes ? &args[1] : &args[2], i););
    return WEIR_OK;
}

/* ---- NULLIF ---- */

static weir_status infer_nullif(weir_infer *call, weir_error *err) {
    weir_type a, b;
    if (call->arg_count != 2 || !wr_compare_types(call->arg_types[0], call->arg_types[1], &a, &b))
        return wr_infer_refuse(call, "two values that can be compared", err);
    if (call->arg_types[0].id == WEIR_TYPE_NULL)
        call->param_types[0] = a;
    /* The first value comes out unchanged; the second meets it in a type of its own where that is exact. */
    bool numbers = weir_type_is_numeric(call->arg_types[0]) && weir_type_is_numeric(call->arg_types[1]);
    if (!numbers || weir_type_same(a, call->param_types[0]))
        call->param_types[1] = b;
    call->result = type_nullable(call->param_types[0], true);
    return WEIR_OK;
}

static double as_double(const weir_column *column, uint32_t row) {
    switch ((int)column->type.id) {
    case WEIR_TYPE_DOUBLE: return ((const double *)column->data)[row];
    case WEIR_TYPE_FLOAT: return (double)((const float *)column->data)[row];
    case WEIR_TYPE_DECIMAL: return wr_decimal_to_f64(decimal_at(column, row), column->type.scale);
    default: return (double)integer_at(column, row);
    }
}

static bool numbers_equal(const weir_column *a, const weir_column *b, uint32_t row) {
    bool exact_a = weir_type_is_integer(a->type) || a->type.id == WEIR_TYPE_DECIMAL;
    bool exact_b = weir_type_is_integer(b->type) || b->type.id == WEIR_TYPE_DECIMAL;
    if (!exact_a || !exact_b)
        return as_double(a, row) == as_double(b, row);
    wr_int128 left = a->type.id == WEIR_TYPE_DECIMAL ? decimal_at(a, row) : integer_at(a, row);
    wr_int128 right = b->type.id == WEIR_TYPE_DECIMAL ? decimal_at(b, row) : integer_at(b, row);
    uint32_t  scale_a = a->type.id == WEIR_TYPE_DECIMAL ? a->type.scale : 0;
    uint32_t  scale_b = b->type.id == WEIR_TYPE_DECIMAL ? b->type.scale : 0;
    if (scale_a < scale_b && __builtin_mul_overflow(left, wr_pow10_i128(scale_b - scale_a), &left))
        return false;
    if (scale_b < scale_a && __builtin_mul_overflow(right, wr_pow10_i128(scale_a - scale_b), &right))
        return false;
    return left == right;
}

static weir_status nullif(const weir_call *call, const weir_column *args, weir_rows rows,
                          weir_vector *out, weir_error *err) {
    (void)call, (void)err;
    bool numbers = weir_type_is_numeric(args[0].type);
    WR_EACH(i, rows, bool equal = !column_is_null(&args[0], i) && !column_is_null(&args[1], i) &&
                                  (numbers ? numbers_equal(&args[0], &args[1], i)
                                           : wr_values_compare(&args[0], i, &args[1], i) == 0);
            if (equal) set_null(out, i);
            else copy_value(out, &args[0], i););
    return WEIR_OK;
}

/* ---- GREATEST, LEAST: NULL when any argument is ---- */

static weir_status infer_extreme(weir_infer *call, weir_error *err) {
    weir_type common;
    WEIR_TRY(wr_infer_no_parts(call, err));
    for (uint32_t i = 0; i < call->arg_count; i++)
        if (call->arg_types[i].id == WEIR_TYPE_NULL)
            return wr_infer_refuse(call, "values of known types; write CAST(NULL AS type)", err);
    if (call->arg_count == 0 || !same_params(call, 0, &common))
        return wr_infer_refuse(call, "values of one type that have an order", err);
    call->result = type_nullable(common, infer_any_nullable(call));
    return WEIR_OK;
}

/* -0.0 is below 0.0 here, though they are equal. */
static int order_of(const weir_column *a, const weir_column *b, uint32_t row) {
    int order = wr_values_compare(a, row, b, row);
    if (order == 0 && a->type.id == WEIR_TYPE_DOUBLE)
        return (signbit(((const double *)b->data)[row]) != 0) - (signbit(((const double *)a->data)[row]) != 0);
    if (order == 0 && a->type.id == WEIR_TYPE_FLOAT)
        return (signbit(((const float *)b->data)[row]) != 0) - (signbit(((const float *)a->data)[row]) != 0);
    return order;
}

static void extreme(const weir_call *call, const weir_column *args, weir_rows rows, weir_vector *out,
                    int sign) {
    WR_EACH(i, rows, uint32_t best = 0;
            for (uint32_t a = 1; a < call->arg_count; a++)
                if (order_of(&args[a], &args[best], i) * sign > 0) best = a;
            copy_value(out, &args[best], i););
}

static weir_status greatest(const weir_call *call, const weir_column *args, weir_rows rows,
                            weir_vector *out, weir_error *err) {
    (void)err;
    extreme(call, args, rows, out, 1);
    return WEIR_OK;
}

static weir_status least(const weir_call *call, const weir_column *args, weir_rows rows,
                         weir_vector *out, weir_error *err) {
    (void)err;
    extreme(call, args, rows, out, -1);
    return WEIR_OK;
}

/* ---- TYPEOF ---- */

static weir_status infer_typeof(weir_infer *call, weir_error *err) {
    if (call->arg_count == 0 || call->arg_count > 2 || (call->arg_count == 2 && call->arg_types[1].id != WEIR_TYPE_BOOLEAN))
        return wr_infer_refuse(call, "one value, and TRUE for a type that can be read back", err);
    call->result = type_string(true);
    return WEIR_OK;
}

static weir_status typeof_rows(const weir_call *call, const weir_column *args, weir_rows rows,
                               weir_vector *out, weir_error *err) {
    (void)args, (void)err;
    weir_string *strings = out->data;
    char         small[256], *text = small;
    for (size_t size = sizeof small; strlen(weir_type_text(call->arg_types[0], text, size)) + 1 >= size;) { /* cut: a type with many parts */
        size *= 4;
        text = wr_arena_alloc(out->strings, size);
    }
    weir_string value = string_copy(out, text, strlen(text));
    weir_type   type = call->arg_types[0];
    if (call->arg_count == 2 && call->literals[1] && call->literals[1]->u.i64 && weir_type_is_bytes(type) && type.length == WEIR_STRING_LENGTH_MAX) {
        int size = snprintf(small, sizeof small, "%s(%u)%s", weir_type_is_string(type) ? "VARCHAR" : "VARBINARY", type.length, type.nullable ? "" : " NOT NULL");
        value = string_copy(out, small, (size_t)size);
    }
    WR_EACH(i, rows, strings[i] = value;);
    return WEIR_OK;
}

/* ---- CURRENT_DATABASE: the binder passes its name ---- */

static weir_status infer_database(weir_infer *call, weir_error *err) {
    WEIR_TRY(wr_infer_params(call, "s", false, "nothing", err));
    call->result = type_string(false);
    return WEIR_OK;
}

static weir_status database_rows(const weir_call *call, const weir_column *args, weir_rows rows, weir_vector *out, weir_error *err) {
    (void)call, (void)err;
    WR_EACH(i, rows, copy_value(out, &args[0], i););
    return WEIR_OK;
}

/* ---- IS_ALPHA, IS_DIGIT, IS_DECIMAL: FALSE for NULL ---- */

static weir_status infer_text_test(weir_infer *call, weir_error *err) {
    if (call->arg_count != 1)
        return wr_infer_refuse(call, "one value", err);
    if (!weir_type_is_string(call->arg_types[0]) && !weir_type_is_numeric(call->arg_types[0]))
        return wr_infer_refuse(call, "a text or a number", err);
    call->result = weir_type_of(WEIR_TYPE_BOOLEAN, false);
    return WEIR_OK;
}

typedef bool (*text_test)(const char *text, size_t size);

static bool is_alpha(const char *text, size_t size) {
    for (size_t i = 0; i < size; i++) {
        char c = text[i];
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80) ||
            (unsigned char)c >= 0xf0) /* beyond the basic plane nothing is a letter to Flink */
            return false;
    }
    return size != 0;
}

static bool is_digits(const char *text, size_t size) {
    for (size_t i = 0; i < size; i++)
        if (text[i] < '0' || text[i] > '9')
            return false;
    return size != 0;
}

static bool is_decimal(const char *text, size_t size) {
    double value;
    while (size && text[0] == ' ')
        text++, size--;
    while (size && text[size - 1] == ' ')
        size--;
    return size != 0 && wr_parse_f64(text, size, &value);
}

static weir_status test_rows(const weir_column *args, weir_rows rows, weir_vector *out, text_test test,
                             bool number) {
    uint8_t *values = out->data;
    WR_EACH(i, rows, bool known = !column_is_null(&args[0], i);
            if (weir_type_is_string(args[0].type)) {
                const weir_string *text = &strings_of(&args[0])[i];
                values[i] = known && test(weir_string_data(text), text->size);
            } else {
                values[i] = number; /* also of a NULL, as Flink has it */
            });
    return WEIR_OK;
}

static weir_status is_alpha_rows(const weir_call *call, const weir_column *args, weir_rows rows,
                                 weir_vector *out, weir_error *err) {
    (void)call, (void)err;
    return test_rows(args, rows, out, is_alpha, false);
}

static weir_status is_digit_rows(const weir_call *call, const weir_column *args, weir_rows rows,
                                 weir_vector *out, weir_error *err) {
    (void)call, (void)err;
    return test_rows(args, rows, out, is_digits, weir_type_is_integer(args[0].type));
}

static weir_status is_decimal_rows(const weir_call *call, const weir_column *args, weir_rows rows,
                                   weir_vector *out, weir_error *err) {
    (void)call, (void)err;
    return test_rows(args, rows, out, is_decimal, weir_type_is_numeric(args[0].type));
}

const weir_function weir_function_coalesce = {
    .abi = sizeof(weir_function), .name = "COALESCE", .infer = infer_coalesce, .scalar = coalesce,
};
const weir_function weir_function_ifnull = {
    .abi = sizeof(weir_function), .name = "IFNULL", .infer = infer_ifnull, .scalar = coalesce,
};
const weir_function weir_function_if = {
    .abi = sizeof(weir_function), .name = "IF", .infer = infer_if, .scalar = if_rows,
};
const weir_function weir_function_nullif = {
    .abi = sizeof(weir_function), .name = "NULLIF", .infer = infer_nullif, .scalar = nullif,
};
const weir_function weir_function_greatest = {
    .abi = sizeof(weir_function), .name = "GREATEST", .null_in_null_out = true,
    .infer = infer_extreme, .scalar = greatest,
};
const weir_function weir_function_least = {
    .abi = sizeof(weir_function), .name = "LEAST", .null_in_null_out = true,
    .infer = infer_extreme, .scalar = least,
};
const weir_function weir_function_typeof = {
    .abi = sizeof(weir_function), .name = "TYPEOF", .infer = infer_typeof, .scalar = typeof_rows,
};
const weir_function weir_function_current_database = {
    .abi = sizeof(weir_function), .name = "CURRENT_DATABASE", .infer = infer_database, .scalar = database_rows,
};
const weir_function weir_function_is_alpha = {
    .abi = sizeof(weir_function), .name = "IS_ALPHA", .infer = infer_text_test, .scalar = is_alpha_rows,
};
const weir_function weir_function_is_digit = {
    .abi = sizeof(weir_function), .name = "IS_DIGIT", .infer = infer_text_test, .scalar = is_digit_rows,
};
const weir_function weir_function_is_decimal = {
    .abi = sizeof(weir_function), .name = "IS_DECIMAL", .infer = infer_text_test, .scalar = is_decimal_rows,
};
