/* func/compare.c - = <> < <= > >=, IS [NOT] DISTINCT FROM, IN, and the order of single values.
 *
 * Both sides have one type when a kernel runs (decimals may differ in precision and scale, strings in
 * length). Strings compare by unsigned bytes, without padding rules: 'a' <> 'a ' as in Flink. */
#include "batch/vector.h"
#include "func/cast.h"
#include "func/func.h"

#include <math.h>
#include <stdio.h>

typedef enum comparison { EQUAL, NOT_EQUAL, LESS, LESS_EQUAL } comparison;
typedef void (*compare_kernel)(const void *left, const void *right, uint8_t *out, weir_rows rows);

#define COMPARE_KERNEL(name, type, operator)                                                       \
    WR_CLONES static void name(const void *left, const void *right, uint8_t *restrict out,         \
                               weir_rows rows) {                                                   \
        const type *a = left, *b = right;                                                          \
        WR_EACH(i, rows, out[i] = a[i] operator b[i];);                                            \
    }
#define COMPARE_KERNELS(suffix, type)                                                              \
    COMPARE_KERNEL(equal_##suffix, type, ==)                                                       \
    COMPARE_KERNEL(not_equal_##suffix, type, !=)                                                   \
    COMPARE_KERNEL(less_##suffix, type, <)                                                         \
    COMPARE_KERNEL(less_equal_##suffix, type, <=)
COMPARE_KERNELS(u8, uint8_t)
COMPARE_KERNELS(i8, int8_t)
COMPARE_KERNELS(i16, int16_t)
COMPARE_KERNELS(i32, int32_t)
COMPARE_KERNELS(i64, int64_t)
COMPARE_KERNELS(f32, float)
COMPARE_KERNELS(f64, double)

#define KERNELS_OF(suffix) \
    { equal_##suffix, not_equal_##suffix, less_##suffix, less_equal_##suffix }

static compare_kernel plain_kernel(weir_type type, comparison how) {
    static const compare_kernel u8[] = KERNELS_OF(u8), i8[] = KERNELS_OF(i8), i16[] = KERNELS_OF(i16),
                                i32[] = KERNELS_OF(i32), i64[] = KERNELS_OF(i64),
                                f32[] = KERNELS_OF(f32), f64[] = KERNELS_OF(f64);
    switch ((weir_type_id)type.id) {
    case WEIR_TYPE_BOOLEAN: return u8[how];
    case WEIR_TYPE_TINYINT: return i8[how];
    case WEIR_TYPE_SMALLINT: return i16[how];
    case WEIR_TYPE_INT:
    case WEIR_TYPE_DATE:
    case WEIR_TYPE_TIME:
    case WEIR_TYPE_INTERVAL_MONTH: return i32[how];
    case WEIR_TYPE_BIGINT:
    case WEIR_TYPE_INTERVAL_DAY: return i64[how];
    case WEIR_TYPE_FLOAT: return f32[how];
    case WEIR_TYPE_DOUBLE: return f64[how];
    case WEIR_TYPE_DECIMAL: return weir_type_is_wide_decimal(type) ? NULL : i64[how];
    case WEIR_TYPE_TIMESTAMP:
    case WEIR_TYPE_TIMESTAMP_LTZ: return weir_type_is_wide_time(type) ? NULL : i64[how];
    case WEIR_TYPE_NULL:
    case WEIR_TYPE_CHAR:
    case WEIR_TYPE_VARCHAR:
    case WEIR_TYPE_BINARY:
    case WEIR_TYPE_VARBINARY:
    case WEIR_TYPE_ARRAY:
    case WEIR_TYPE_MAP:
    case WEIR_TYPE_MULTISET:
    case WEIR_TYPE_ROW:
    case WEIR_TYPE_VARIANT:
    case WEIR_TYPE_SYMBOL:
    case WEIR_TYPE_COUNT: return NULL;
    }
    return NULL;
}

int wr_decimals_compare(wr_int128 a, uint32_t scale_a, wr_int128 b, uint32_t scale_b) {
    wr_int128 scaled;
    if (scale_a < scale_b) {
        if (__builtin_mul_overflow(a, wr_pow10_i128(scale_b - scale_a), &scaled))
            return a < 0 ? -1 : 1; /* beyond every value of the other side */
        a = scaled;
    } else if (scale_b < scale_a) {
        if (__builtin_mul_overflow(b, wr_pow10_i128(scale_a - scale_b), &scaled))
            return b < 0 ? 1 : -1;
        b = scaled;
    }
    return (a > b) - (a < b);
}

/* NaN is above all numbers. */
static int compare_doubles(double left, double right) {
    if (left != left || right != right)
        return (left != left) - (right != right);
    return (left > right) - (left < right);
}

int wr_values_compare(const weir_column *a, uint32_t row_a, const weir_column *b, uint32_t row_b) {
    weir_type type = a->type;
    if (weir_type_is_bytes(type))
        return weir_string_compare(&strings_of(a)[row_a], &strings_of(b)[row_b]);
    if (weir_type_is_view(type))
        return wr_column_compare(a, row_a, b, row_b);
    if (type.id == WEIR_TYPE_DECIMAL)
        return wr_decimals_compare(decimal_at(a, row_a), type.scale, decimal_at(b, row_b), b->type.scale);
    if (type.id == WEIR_TYPE_DOUBLE)
        return compare_doubles(((const double *)a->data)[row_a], ((const double *)b->data)[row_b]);
    if (type.id == WEIR_TYPE_FLOAT)
        return compare_doubles((double)((const float *)a->data)[row_a], (double)((const float *)b->data)[row_b]);
    if (weir_type_is_timestamp(type)) {
        wr_timestamp left = timestamp_at(a, row_a), right = timestamp_at(b, row_b);
        int          order = (left.ms > right.ms) - (left.ms < right.ms);
        return order ? order : (left.nanos > right.nanos) - (left.nanos < right.nanos);
    }
    int64_t left = integer_at(a, row_a), right = integer_at(b, row_b);
    return (left > right) - (left < right);
}

/* Equality of strings with one short literal: two 64-bit compares a row. */
static void equal_short(const weir_string *strings, const weir_string *literal, uint8_t equal,
                        uint8_t *restrict out, weir_rows rows) {
    uint64_t wanted[2];
    memcpy(wanted, literal, 16);
    WR_EACH(i, rows, uint64_t have[2]; memcpy(have, &strings[i], 16);
            out[i] = (uint8_t)((((have[0] ^ wanted[0]) | (have[1] ^ wanted[1])) == 0) == equal););
}

static void compare_strings(const weir_call *call, const weir_column *a, const weir_column *b,
                            comparison how, uint8_t *restrict out, weir_rows rows) {
    const weir_string *left = strings_of(a), *right = strings_of(b);
    if (how == EQUAL || how == NOT_EQUAL) {
        uint8_t equal = how == EQUAL;
        for (uint32_t side = 0; side < 2; side++) {
            const weir_value *literal = call->literals ? call->literals[side] : NULL;
            if (literal && !literal->is_null && literal->u.string.size <= WEIR_STRING_INLINE) {
                equal_short(side ? left : right, &literal->u.string, equal, out, rows);
                return;
            }
        }
        WR_EACH(i, rows, out[i] = weir_string_equal(&left[i], &right[i]) == equal;);
    } else if (how == LESS) {
        WR_EACH(i, rows, out[i] = weir_string_compare(&left[i], &right[i]) < 0;);
    } else {
        WR_EACH(i, rows, out[i] = weir_string_compare(&left[i], &right[i]) <= 0;);
    }
}

static weir_status compare(const weir_call *call, const weir_column *a, const weir_column *b,
                           comparison how, weir_rows rows, weir_vector *vector) {
    uint8_t *out = vector->data;
    weir_type type = a->type;
    if (weir_type_is_bytes(type)) {
        compare_strings(call, a, b, how, out, rows);
        return WEIR_OK;
    }
    bool           same_layout = type.id != WEIR_TYPE_DECIMAL ||
                       (type.scale == b->type.scale && weir_type_width(type) == weir_type_width(b->type));
    compare_kernel kernel = same_layout ? plain_kernel(type, how) : NULL;
    if (kernel) {
        kernel(a->data, b->data, out, rows);
        return WEIR_OK;
    }
    switch (how) {
    case EQUAL:
        WR_EACH(i, rows, out[i] = wr_values_compare(a, i, b, i) == 0;);
        break;
    case NOT_EQUAL:
        WR_EACH(i, rows, out[i] = wr_values_compare(a, i, b, i) != 0;);
        break;
    case LESS:
        WR_EACH(i, rows, out[i] = wr_values_compare(a, i, b, i) < 0;);
        break;
    case LESS_EQUAL:
        WR_EACH(i, rows, out[i] = wr_values_compare(a, i, b, i) <= 0;);
        break;
    }
    return WEIR_OK;
}

#define COMPARE_FUNCTION(function, left, right, how)                                               \
    static weir_status function(const weir_call *call, const weir_column *args, weir_rows rows,    \
                                weir_vector *out, weir_error *err) {                               \
        (void)err;                                                                                 \
        return compare(call, &args[left], &args[right], how, rows, out);                           \
    }
COMPARE_FUNCTION(equal, 0, 1, EQUAL)
COMPARE_FUNCTION(not_equal, 0, 1, NOT_EQUAL)
COMPARE_FUNCTION(less, 0, 1, LESS)
COMPARE_FUNCTION(less_equal, 0, 1, LESS_EQUAL)

/* a > b is b < a; the literal that compare_strings looks for is found on either side only for = and
 * <>, where sides do not matter. */
COMPARE_FUNCTION(greater, 1, 0, LESS)
COMPARE_FUNCTION(greater_equal, 1, 0, LESS_EQUAL)

/* ---- types ---- */

static bool is_date_or_time(weir_type type) {
    return type.id == WEIR_TYPE_DATE || type.id == WEIR_TYPE_TIME || weir_type_is_timestamp(type);
}

bool wr_text_beside_time(weir_type a, weir_type b) {
    return (weir_type_is_string(a) && is_date_or_time(b)) || (weir_type_is_string(b) && is_date_or_time(a));
}

bool wr_compare_types(weir_type a, weir_type b, weir_type *param_a, weir_type *param_b) {
    *param_a = type_nullable(a, a.nullable);
    *param_b = type_nullable(b, b.nullable);
    if (a.id == WEIR_TYPE_NULL || b.id == WEIR_TYPE_NULL) {
        weir_type known = a.id == WEIR_TYPE_NULL ? b : a;
        if (known.id == WEIR_TYPE_NULL)
            known = weir_type_of(WEIR_TYPE_INT, true);
        if (a.id == WEIR_TYPE_NULL)
            *param_a = type_nullable(known, true);
        if (b.id == WEIR_TYPE_NULL)
            *param_b = type_nullable(known, true);
        return weir_type_width(known) != 0;
    }
    if (weir_type_is_numeric(a) && weir_type_is_numeric(b)) {
        weir_type common;
        if (a.id == WEIR_TYPE_DECIMAL || b.id == WEIR_TYPE_DECIMAL) {
            bool approximate = a.id == WEIR_TYPE_FLOAT || a.id == WEIR_TYPE_DOUBLE ||
                               b.id == WEIR_TYPE_FLOAT || b.id == WEIR_TYPE_DOUBLE;
            if (!approximate) {
                *param_a = wr_type_as_decimal(a);
                *param_b = wr_type_as_decimal(b);
                return true;
            }
            common = weir_type_of(WEIR_TYPE_DOUBLE, true);
        } else { /* as Java widens: int, long, float, double */
            common = weir_type_of(a.id > b.id ? a.id : b.id, true);
        }
        *param_a = type_nullable(common, a.nullable);
        *param_b = type_nullable(common, b.nullable);
        return true;
    }
    if (weir_type_is_string(a) && weir_type_is_string(b))
        return true;
    if (weir_type_is_binary(a) && weir_type_is_binary(b))
        return true;
    if (weir_type_is_timestamp(a) && weir_type_is_timestamp(b)) {
        weir_type_id id = a.id == b.id ? (weir_type_id)a.id : WEIR_TYPE_TIMESTAMP_LTZ;
        uint32_t     precision = WR_MAX(a.length, b.length);
        *param_a = weir_type_with(id, precision, 0, a.nullable);
        *param_b = weir_type_with(id, precision, 0, b.nullable);
        return true;
    }
    /* A string beside a date or time is read as one. */
    if (weir_type_is_string(a) && is_date_or_time(b)) {
        *param_a = type_nullable(b, a.nullable);
        return true;
    }
    if (weir_type_is_string(b) && is_date_or_time(a)) {
        *param_b = type_nullable(a, b.nullable);
        return true;
    }
    return a.id == b.id && weir_type_width(a) != 0;
}

/* The types in which two values can be compared for equality become those of the parameters; false: there are none. */
static bool compared_types(weir_infer *call) {
    weir_type a = call->arg_types[0], b = call->arg_types[1], common;
    if (!weir_type_is_nested(a) || !weir_type_is_nested(b))
        return wr_compare_types(a, b, &call->param_types[0], &call->param_types[1]);
    if (!wr_common_type(call->arena, call->arg_types, 2, &common))
        return false;
    call->param_types[0] = type_nullable(common, a.nullable);
    call->param_types[1] = type_nullable(common, b.nullable);
    return true;
}

/* What one would cast the other to: a number rather than text, a time rather than a day. NULL: a cast would not help. */
static const char *cast_target(weir_type a, weir_type b, char *text, size_t size) {
    bool weak = weir_type_is_string(a) || (a.id == WEIR_TYPE_DATE && weir_type_is_timestamp(b)) || a.id == WEIR_TYPE_BOOLEAN;
    if (weir_type_is_nested(a) || weir_type_is_nested(b))
        return NULL;
    return weir_type_text(weak ? b : a, text, size);
}

static weir_status infer_comparable(weir_infer *call, weir_error *err) {
    if (call->arg_count != 2)
        return wr_infer_refuse(call, "two values", err);
    weir_type a = call->arg_types[0], b = call->arg_types[1];
    if (compared_types(call))
        return WEIR_OK;
    char text_a[256], text_b[256], target[256];
    a.nullable = b.nullable = true;
    const char *cast = cast_target(a, b, target, sizeof(target));
    return weir_fail(err, WEIR_INVALID, "cannot compare %s with %s (%s)%s%s%s", weir_type_text(a, text_a, sizeof(text_a)),
                     weir_type_text(b, text_b, sizeof(text_b)), call->name, cast ? ": cast one of them, as in CAST(.. AS " : "", cast ? cast : "",
                     cast ? ")" : "");
}

static weir_status infer_compare(weir_infer *call, weir_error *err) {
    WEIR_TRY(infer_comparable(call, err));
    call->result = weir_type_of(WEIR_TYPE_BOOLEAN, infer_any_nullable(call));
    return WEIR_OK;
}

/* = and <>: a text that is no time is NULL, but a written one is a mistake. */
static bool lenient_text(const weir_infer *call) {
    uint32_t text = weir_type_is_string(call->arg_types[0]) ? 0 : 1;
    return wr_text_beside_time(call->arg_types[0], call->arg_types[1]) && !call->literals[text];
}

/* = and <> of exact numbers whose common type has no room for all digits: those behind the point give way. */
static weir_status infer_equal(weir_infer *call, weir_error *err) {
    WEIR_TRY(infer_compare(call, err));
    call->try_cast = lenient_text(call);
    call->result.nullable |= call->try_cast;
    weir_type a = call->param_types[0], b = call->param_types[1], common;
    if (call->arg_types[0].id == WEIR_TYPE_FLOAT && call->arg_types[1].id == WEIR_TYPE_DOUBLE) { /* f = d compares FLOATs, d = f DOUBLEs */
        call->param_types[0] = weir_type_of(WEIR_TYPE_FLOAT, a.nullable);
        call->param_types[1] = weir_type_of(WEIR_TYPE_FLOAT, b.nullable);
        return WEIR_OK;
    }
    if (a.id == WEIR_TYPE_DECIMAL && b.id == WEIR_TYPE_DECIMAL && a.scale != b.scale &&
        WR_MAX(a.length - a.scale, b.length - b.scale) + WR_MAX(a.scale, b.scale) > WR_DECIMAL_PRECISION_MAX &&
        wr_common_type(call->arena, call->param_types, 2, &common)) {
        call->param_types[0] = type_nullable(common, a.nullable);
        call->param_types[1] = type_nullable(common, b.nullable);
    }
    return WEIR_OK;
}

bool wr_ordered_type(struct weir_arena *arena, const weir_type *types, uint32_t count, weir_type *out) {
    weir_type known[WR_ORDERED_MAX + 1];
    uint32_t  known_count = 0, text_count = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (weir_type_is_string(types[i]))
            text_count++;
        else if (types[i].id != WEIR_TYPE_NULL)
            known[known_count++] = types[i];
    }
    if (text_count == 0 || known_count == 0)
        return false;
    if (weir_type_is_numeric(known[0]))
        known[known_count++] = weir_type_of(WEIR_TYPE_BIGINT, true);
    else if (known[0].id != WEIR_TYPE_BOOLEAN && !is_date_or_time(known[0]))
        return false;
    return wr_common_type(arena, known, known_count, out);
}

/* Values with parts have no order. */
static weir_status infer_order(weir_infer *call, weir_error *err) {
    weir_type common;
    if (call->arg_count == 2 && wr_ordered_type(call->arena, call->arg_types, 2, &common)) {
        for (uint32_t i = 0; i < 2; i++)
            call->param_types[i] = type_nullable(common, call->arg_types[i].nullable);
        call->result = weir_type_of(WEIR_TYPE_BOOLEAN, infer_any_nullable(call));
        return WEIR_OK;
    }
    WEIR_TRY(infer_compare(call, err));
    return wr_infer_no_parts(call, err);
}

/* ---- IS DISTINCT FROM ---- */

static weir_status infer_distinct(weir_infer *call, weir_error *err) {
    WEIR_TRY(infer_comparable(call, err));
    call->result = weir_type_of(WEIR_TYPE_BOOLEAN, false);
    return WEIR_OK;
}

static weir_status distinct_rows(const weir_column *args, weir_rows rows, weir_vector *out,
                                 uint8_t negated) {
    uint8_t *values = out->data;
    WR_EACH(i, rows, bool null_a = column_is_null(&args[0], i); bool null_b = column_is_null(&args[1], i);
            bool distinct = null_a || null_b ? null_a != null_b
                                             : wr_values_compare(&args[0], i, &args[1], i) != 0;
            values[i] = (uint8_t)distinct ^ negated;);
    return WEIR_OK;
}

static weir_status is_distinct(const weir_call *call, const weir_column *args, weir_rows rows,
                               weir_vector *out, weir_error *err) {
    (void)call, (void)err;
    return distinct_rows(args, rows, out, 0);
}

static weir_status is_not_distinct(const weir_call *call, const weir_column *args, weir_rows rows,
                                   weir_vector *out, weir_error *err) {
    (void)call, (void)err;
    return distinct_rows(args, rows, out, 1);
}

/* ---- IN (value, items ...) ---- */

static bool is_scalar(weir_type type) {
    return weir_type_width(type) != 0 && !weir_type_is_nested(type) && type.id != WEIR_TYPE_VARIANT;
}

static weir_status infer_in(weir_infer *call, weir_error *err) {
    if (call->arg_count < 2)
        return wr_infer_refuse(call, "a value and a list", err);
    weir_type value = call->arg_types[0], common;
    bool      mixed = false; /* anything in a list for a string, and strings in one for a number or BOOLEAN */
    for (uint32_t i = 1; i < call->arg_count; i++) {
        weir_type item = call->arg_types[i];
        mixed |= (weir_type_is_string(value) && is_scalar(item) && !weir_type_is_bytes(item)) ||
                 ((weir_type_is_numeric(value) || value.id == WEIR_TYPE_BOOLEAN) && weir_type_is_string(item));
    }
    if (mixed) {
        if (!wr_common_type(call->arena, call->arg_types + 1, call->arg_count - 1, &common))
            return wr_infer_refuse(call, "a list whose values are of one type", err);
        common = type_nullable(value, true);
    } else if (is_date_or_time(value)) {
        if (!wr_common_type(call->arena, call->arg_types + 1, call->arg_count - 1, &common))
            return wr_infer_refuse(call, "a list whose values are of one type", err);
        for (uint32_t i = 1; i < call->arg_count; i++) {
            weir_type a, b;
            if (!wr_compare_types(value, call->arg_types[i], &a, &b))
                return wr_infer_refuse(call, "values of one type", err);
        }
    } else if (!wr_common_type(call->arena, call->arg_types, call->arg_count, &common)) {
        return wr_infer_refuse(call, "values of one type", err);
    }
    if (value.id != WEIR_TYPE_NULL && is_scalar(value))
        common = value;
    for (uint32_t i = 0; i < call->arg_count; i++) { /* an item is cast to the value's type: 1 IN (1.5) is TRUE */
        weir_type item = call->arg_types[i];
        bool      nullable = item.nullable || item.id == WEIR_TYPE_NULL;
        bool      keep = weir_type_is_bytes(common) && weir_type_is_bytes(item) && common.id != WEIR_TYPE_CHAR;
        keep = keep || (item.id == common.id && is_scalar(item)); /* of other length, precision or scale */
        call->param_types[i] = type_nullable(keep ? item : common, nullable);
    }
    call->result = weir_type_of(WEIR_TYPE_BOOLEAN, infer_any_nullable(call));
    return WEIR_OK;
}

static bool is_nan(const weir_column *column, uint32_t row) {
    return column->type.id == WEIR_TYPE_DOUBLE  ? isnan(((const double *)column->data)[row]) != 0
           : column->type.id == WEIR_TYPE_FLOAT ? isnan(((const float *)column->data)[row]) != 0
                                                : false;
}

static weir_status in_list(const weir_call *call, const weir_column *args, weir_rows rows,
                           weir_vector *out, weir_error *err) {
    (void)err;
    uint8_t *values = out->data;
    uint16_t known[WEIR_BATCH_ROWS];
    WR_EACH(i, rows, values[i] = 0;);
    if (args[0].nulls) { /* unknown; and the bytes of a NULL string must not be read */
        uint32_t count = 0;
        WR_EACH(i, rows, if (args[0].nulls[i]) set_null(out, i); else known[count++] = (uint16_t)i;);
        rows = (weir_rows){known, count};
    }
    for (uint32_t a = 1; a < call->arg_count; a++) {
        const weir_column *item = &args[a];
        const weir_value  *literal = call->literals ? call->literals[a] : NULL;
        if (weir_type_is_bytes(item->type) && literal && !literal->is_null &&
            literal->u.string.size <= WEIR_STRING_INLINE) {
            const weir_string *strings = strings_of(&args[0]);
            uint64_t           wanted[2];
            memcpy(wanted, &literal->u.string, 16);
            WR_EACH(i, rows, uint64_t have[2]; memcpy(have, &strings[i], 16);
                    values[i] |= ((have[0] ^ wanted[0]) | (have[1] ^ wanted[1])) == 0;);
        } else if (item->nulls == NULL) {
            WR_EACH(i, rows, if (!values[i]) values[i] = wr_values_compare(&args[0], i, item, i) == 0;);
        } else {
            WR_EACH(i, rows, if (!values[i] && !item->nulls[i]) values[i] =
                        wr_values_compare(&args[0], i, item, i) == 0;);
        }
    }
    if (args[0].type.id == WEIR_TYPE_DOUBLE || args[0].type.id == WEIR_TYPE_FLOAT)
        WR_EACH(i, rows, if (is_nan(&args[0], i)) values[i] = 0;); /* equal to nothing */
    /* Not found: unknown when some item is NULL. */
    for (uint32_t a = 1; a < call->arg_count; a++)
        if (args[a].nulls)
            WR_EACH(i, rows, if (!values[i] && args[a].nulls[i]) set_null(out, i););
    return WEIR_OK;
}

#define COMPARE_STRUCT(symbol, text, infer_types, kernel)                                          \
    const weir_function symbol = {.abi = sizeof(weir_function), .name = text, .hidden = true,      \
                                  .null_in_null_out = true, .total = true,                         \
                                  .infer = infer_types, .scalar = kernel}
COMPARE_STRUCT(weir_function_op_equal, "=", infer_equal, equal);
COMPARE_STRUCT(weir_function_op_not_equal, "<>", infer_equal, not_equal);
COMPARE_STRUCT(weir_function_op_less, "<", infer_order, less);
COMPARE_STRUCT(weir_function_op_less_equal, "<=", infer_order, less_equal);
COMPARE_STRUCT(weir_function_op_greater, ">", infer_order, greater);
COMPARE_STRUCT(weir_function_op_greater_equal, ">=", infer_order, greater_equal);

const weir_function weir_function_op_is_distinct = {
    .abi = sizeof(weir_function), .name = "IS DISTINCT FROM", .hidden = true,
    .infer = infer_distinct, .scalar = is_distinct,
};
const weir_function weir_function_op_is_not_distinct = {
    .abi = sizeof(weir_function), .name = "IS NOT DISTINCT FROM", .hidden = true,
    .infer = infer_distinct, .scalar = is_not_distinct,
};
const weir_function weir_function_op_in = {
    .abi = sizeof(weir_function), .name = "IN", .hidden = true,
    .infer = infer_in, .scalar = in_list,
};
