/* func/arith.c - + - * / % of numbers and of times with intervals, unary minus and plus.
 *
 * Integers wrap like Java's, integer and decimal division by zero is a data error, DOUBLE follows
 * IEEE, a DECIMAL that does not fit its result type is NULL. Decimal result types are
 * Flink's, with the scale reduced when 38 digits are not enough. */
#include "func/func.h"

#include <math.h>

typedef void (*arith_kernel)(const void *left, const void *right, void *out, weir_rows rows);

/* Unsigned arithmetic wraps without undefined behaviour; narrow types wrap in the cast. */
#define ARITH_KERNEL(name, type, wide, operator)                                                   \
    WR_CLONES static void name(const void *left, const void *right, void *result, weir_rows rows) { \
        const type *a = left, *b = right;                                                          \
        type *restrict out = result;                                                               \
        WR_EACH(i, rows, out[i] = (type)((wide)a[i] operator (wide)b[i]););                        \
    }
#define ARITH_KERNELS(suffix, type, wide)                                                          \
    ARITH_KERNEL(add_##suffix, type, wide, +)                                                      \
    ARITH_KERNEL(subtract_##suffix, type, wide, -)                                                 \
    ARITH_KERNEL(multiply_##suffix, type, wide, *)
ARITH_KERNELS(i8, int8_t, uint32_t)
ARITH_KERNELS(i16, int16_t, uint32_t)
ARITH_KERNELS(i32, int32_t, uint32_t)
ARITH_KERNELS(i64, int64_t, uint64_t)
ARITH_KERNELS(f32, float, float)
ARITH_KERNELS(f64, double, double)

typedef enum arith { ADD, SUBTRACT, MULTIPLY } arith;

static arith_kernel number_kernel(weir_type type, arith how) {
    static const arith_kernel i8[] = {add_i8, subtract_i8, multiply_i8};
    static const arith_kernel i16[] = {add_i16, subtract_i16, multiply_i16};
    static const arith_kernel i32[] = {add_i32, subtract_i32, multiply_i32};
    static const arith_kernel i64[] = {add_i64, subtract_i64, multiply_i64};
    static const arith_kernel f32[] = {add_f32, subtract_f32, multiply_f32};
    static const arith_kernel f64[] = {add_f64, subtract_f64, multiply_f64};
    if (type.id == WEIR_TYPE_FLOAT)
        return f32[how];
    if (type.id == WEIR_TYPE_DOUBLE)
        return f64[how];
    switch (weir_type_width(type)) {
    case 1: return i8[how];
    case 2: return i16[how];
    case 4: return i32[how];
    default: return i64[how];
    }
}

/* ---- decimals ---- */

/* value * 10^(to - from); from <= to. False: over 127 bits. */
static bool scale_up(wr_int128 value, uint32_t from, uint32_t to, wr_int128 *out) {
    if (from == to) {
        *out = value;
        return true;
    }
    return !__builtin_mul_overflow(value, wr_pow10_i128(to - from), out);
}

/* a/10^scale_a + b/10^scale_b where a common scale has no room: whole numbers and fractions apart. False: the
 * sum, rounded half up to `to`, has over 127 bits. */
static bool sum_by_parts(wr_int128 a, uint32_t scale_a, wr_int128 b, uint32_t scale_b, uint32_t to, wr_int128 *out) {
    const uint32_t  scale = WR_MAX(scale_a, scale_b);
    const wr_int128 one = wr_pow10_i128(scale), unit_a = wr_pow10_i128(scale_a), unit_b = wr_pow10_i128(scale_b);
    wr_int128       whole, carry = 0;
    if (__builtin_add_overflow(a / unit_a, b / unit_b, &whole))
        return false;
    wr_int128 left = a % unit_a * wr_pow10_i128(scale - scale_a), right = b % unit_b * wr_pow10_i128(scale - scale_b);
    if (left > 0 && right >= one - left)
        carry = 1;
    else if (left < 0 && -right >= one + left)
        carry = -1;
    wr_int128 fraction = left - carry * one + right;
    whole += carry;
    carry = whole > 0 && fraction < 0 ? -1 : whole < 0 && fraction > 0 ? 1 : 0; /* both of one sign */
    whole += carry;
    fraction -= carry * one;
    const wr_int128 unit = wr_pow10_i128(scale - to);
    const wr_int128 rest = fraction % unit;
    fraction = fraction / unit + (rest > 0 && rest >= unit - rest) - (rest < 0 && -rest >= unit + rest);
    return !__builtin_mul_overflow(whole, wr_pow10_i128(to), &whole) && !__builtin_add_overflow(whole, fraction, out);
}

static void decimal_sum_rows(const weir_column *args, weir_rows rows, weir_vector *out, bool minus) {
    const uint32_t scale_a = args[0].type.scale, scale_b = args[1].type.scale;
    const uint32_t scale = WR_MAX(scale_a, scale_b), result_scale = out->type.scale;
    WR_EACH(i, rows, wr_int128 left = decimal_at(&args[0], i); wr_int128 right = decimal_at(&args[1], i);
            right = minus ? -right : right; wr_int128 a; wr_int128 b; wr_int128 sum;
            bool fits = scale_up(left, scale_a, scale, &a) && scale_up(right, scale_b, scale, &b) &&
                        !__builtin_add_overflow(a, b, &sum);
            if (!fits)
                fits = sum_by_parts(left, scale_a, right, scale_b, result_scale, &sum);
            else if (result_scale != scale)
                fits = wr_decimal_rescale(sum, scale, out->type.length, result_scale, &sum);
            if (fits && decimal_fits(sum, out->type.length)) decimal_put(out, i, sum);
            else set_null(out, i););
}

/* All of at most 18 digits: the result type has room for every sum, so plain 64-bit loops do. */
WR_CLONES static void narrow_sum(const int64_t *a, const int64_t *b, int64_t *restrict out,
                                 uint64_t scale_a, uint64_t scale_b, weir_rows rows) {
    WR_EACH(i, rows, out[i] = (int64_t)((uint64_t)a[i] * scale_a + (uint64_t)b[i] * scale_b););
}

static void decimal_sum(const weir_column *args, weir_rows rows, weir_vector *out, bool minus) {
    const uint32_t scale = WR_MAX(args[0].type.scale, args[1].type.scale);
    if (!weir_type_is_wide_decimal(out->type) && out->type.scale == scale &&
        !weir_type_is_wide_decimal(args[0].type) && !weir_type_is_wide_decimal(args[1].type)) {
        uint64_t up_a = (uint64_t)wr_pow10_i128(scale - args[0].type.scale);
        uint64_t up_b = (uint64_t)wr_pow10_i128(scale - args[1].type.scale);
        narrow_sum(args[0].data, args[1].data, out->data, up_a, minus ? 0 - up_b : up_b, rows);
        return;
    }
    decimal_sum_rows(args, rows, out, minus);
}

static void decimal_product(const weir_column *args, weir_rows rows, weir_vector *out) {
    const uint32_t scale = (uint32_t)args[0].type.scale + args[1].type.scale;
    const uint32_t down = scale - out->type.scale;
    if (!weir_type_is_wide_decimal(out->type) && down == 0) {
        multiply_i64(args[0].data, args[1].data, out->data, rows);
        return;
    }
    if (down == 0 && args[0].type.length + args[1].type.length <= 38) {
        WR_EACH(i, rows, decimal_put(out, i, (wr_int128)((wr_uint128)decimal_at(&args[0], i) *
                                                         (wr_uint128)decimal_at(&args[1], i))););
        return;
    }
    WR_EACH(i, rows, wr_int128 product;
            if (wr_decimal_multiply(decimal_at(&args[0], i), decimal_at(&args[1], i), down, &product) &&
                decimal_fits(product, out->type.length)) decimal_put(out, i, product);
            else set_null(out, i););
}

static weir_status division_by_zero(const char *what, weir_error *err) {
    return weir_fail(err, WEIR_DATA, "Division by zero in %s; guard it with CASE or NULLIF", what);
}

static weir_status decimal_quotient(const weir_column *args, weir_rows rows, weir_vector *out,
                                    weir_error *err) {
    /* a/10^sa : b/10^sb at scale s is a * 10^(s - sa + sb) / b. */
    const int32_t up = out->type.scale - args[0].type.scale + args[1].type.scale;
    WR_EACH(i, rows, wr_int128 a = decimal_at(&args[0], i); wr_int128 b = decimal_at(&args[1], i);
            wr_int128 quotient = 0; if (b == 0) return division_by_zero("/", err);
            bool fits = up >= 0 ? wr_decimal_divide(a, b, (uint32_t)up, &quotient)
                                : scale_up(b, 0, (uint32_t)-up, &b) &&
                                      wr_decimal_divide(a, b, 0, &quotient);
            if (fits && decimal_fits(quotient, out->type.length)) decimal_put(out, i, quotient);
            else set_null(out, i););
    return WEIR_OK;
}

/* (value * 10^up) % divisor, digit by digit where the product has no room. */
static wr_int128 remainder_up(wr_int128 value, uint32_t up, wr_int128 divisor) {
    wr_int128 scaled;
    if (scale_up(value, 0, up, &scaled))
        return scaled % divisor;
    const wr_uint128 by = (wr_uint128)(divisor < 0 ? -divisor : divisor);
    wr_uint128       rest = (wr_uint128)(value < 0 ? -value : value) % by;
    for (; up > 0; up--) {
        wr_uint128 twice = rest * 2 % by, four = twice * 2 % by; /* below 2^127: doubling has room */
        rest = (four + rest) % by * 2 % by;
    }
    return value < 0 ? -(wr_int128)rest : (wr_int128)rest;
}

static weir_status decimal_remainder(const weir_column *args, weir_rows rows, weir_vector *out,
                                     weir_error *err) {
    const uint32_t scale_a = args[0].type.scale, scale_b = args[1].type.scale;
    const uint32_t scale = WR_MAX(scale_a, scale_b);
    WR_EACH(i, rows, wr_int128 a = decimal_at(&args[0], i); wr_int128 b = decimal_at(&args[1], i);
            if (b == 0) return division_by_zero("%", err);
            wr_int128 rest = a; /* a divisor without room is larger than a */
            if (scale_up(b, scale_b, scale, &b)) rest = remainder_up(a, scale - scale_a, b);
            bool fits = out->type.scale == scale ||
                        wr_decimal_rescale(rest, scale, out->type.length, out->type.scale, &rest);
            if (fits && decimal_fits(rest, out->type.length)) decimal_put(out, i, rest);
            else set_null(out, i););
    return WEIR_OK;
}

/* ---- result types ---- */

static weir_type reduced_decimal(uint32_t precision, uint32_t scale, bool nullable) {
    if (precision > WR_DECIMAL_PRECISION_MAX) {
        uint32_t whole = precision - scale; /* digits before the point are kept, scale gives way down to 6 */
        uint32_t room = whole < WR_DECIMAL_PRECISION_MAX ? WR_DECIMAL_PRECISION_MAX - whole : 0;
        scale = WR_MAX(room, WR_MIN(scale, 6u));
        precision = WR_DECIMAL_PRECISION_MAX;
    }
    return weir_type_with(WEIR_TYPE_DECIMAL, precision, (uint8_t)scale, nullable);
}

static weir_type decimal_result(char operation, weir_type a, weir_type b, bool nullable) {
    uint32_t p1 = a.length, s1 = a.scale, p2 = b.length, s2 = b.scale, scale;
    switch (operation) {
    case '*':
        return reduced_decimal(p1 + p2 + 1, s1 + s2, nullable);
    case '/':
        scale = WR_MAX(6u, s1 + p2 + 1);
        return reduced_decimal(p1 - s1 + s2 + scale, scale, nullable);
    case '%':
        scale = WR_MAX(s1, s2);
        if (scale == 0)
            return type_nullable(b, nullable);
        return weir_type_with(WEIR_TYPE_DECIMAL, WR_MIN(p1 - s1, p2 - s2) + scale, (uint8_t)scale, nullable);
    default:
        scale = WR_MAX(s1, s2);
        return reduced_decimal(WR_MAX(p1 - s1, p2 - s2) + scale + 1, scale, nullable);
    }
}

static bool is_approximate(weir_type type) {
    return type.id == WEIR_TYPE_FLOAT || type.id == WEIR_TYPE_DOUBLE;
}

/* Two numbers, or a bare NULL beside one. */
static bool infer_numbers(weir_infer *call, char operation) {
    weir_type a = call->arg_types[0], b = call->arg_types[1];
    if (a.id == WEIR_TYPE_NULL)
        a = type_nullable(b, true);
    if (b.id == WEIR_TYPE_NULL)
        b = type_nullable(a, true);
    if (!weir_type_is_numeric(a) || !weir_type_is_numeric(b))
        return false;
    bool nullable = a.nullable || b.nullable;
    if (is_approximate(a) || is_approximate(b)) {
        if (operation == '%')
            return false;
        weir_type_id id = WEIR_TYPE_DOUBLE; /* of FLOAT and DOUBLE the left one, as Flink has it */
        if (a.id == WEIR_TYPE_FLOAT && b.id != WEIR_TYPE_DECIMAL)
            id = WEIR_TYPE_FLOAT;
        if (b.id == WEIR_TYPE_FLOAT && weir_type_is_integer(a))
            id = WEIR_TYPE_FLOAT;
        call->param_types[0] = weir_type_of(id, a.nullable);
        call->param_types[1] = weir_type_of(id, b.nullable);
        call->result = weir_type_of(id, nullable);
        return true;
    }
    if (operation == '%' && a.id == WEIR_TYPE_DECIMAL && a.scale == 0 && weir_type_is_integer(b)) {
        call->param_types[0] = weir_type_of(WEIR_TYPE_BIGINT, a.nullable); /* cut to 64 bits, as Flink does */
        call->param_types[1] = b;
        call->result = type_nullable(b, nullable);
        return true;
    }
    if (a.id == WEIR_TYPE_DECIMAL || b.id == WEIR_TYPE_DECIMAL) {
        call->param_types[0] = wr_type_as_decimal(a);
        call->param_types[1] = wr_type_as_decimal(b);
        call->result = decimal_result(operation, call->param_types[0], call->param_types[1], nullable);
        return true;
    }
    weir_type_id wider = (weir_type_id)(a.id > b.id ? a.id : b.id);
    call->param_types[0] = weir_type_of(wider, a.nullable);
    call->param_types[1] = weir_type_of(wider, b.nullable);
    call->result = weir_type_of(operation == '%' ? (weir_type_id)b.id : wider, nullable);
    return true;
}

static bool is_interval(weir_type type) {
    return type.id == WEIR_TYPE_INTERVAL_DAY || type.id == WEIR_TYPE_INTERVAL_MONTH;
}
static bool is_temporal(weir_type type) {
    return type.id == WEIR_TYPE_DATE || type.id == WEIR_TYPE_TIME || weir_type_is_timestamp(type);
}

/* time + interval, interval + time, time - interval, interval +- interval of one kind. */
static bool infer_times(weir_infer *call, char operation) {
    weir_type a = call->arg_types[0], b = call->arg_types[1];
    bool      nullable = infer_any_nullable(call);
    if (a.id == b.id && is_interval(a)) {
        call->result = weir_type_of((weir_type_id)a.id, nullable);
        return true;
    }
    weir_type time = operation == '+' && is_interval(a) ? b : a;
    weir_type interval = operation == '+' && is_interval(a) ? a : b;
    if (!is_temporal(time) || !is_interval(interval))
        return false;
    for (uint32_t i = 0; i < 2; i++) /* drops time attributes */
        call->param_types[i] = type_nullable(call->arg_types[i], call->arg_types[i].nullable);
    call->result = type_nullable(time, nullable);
    return true;
}

static weir_status refuse_arith(const weir_infer *call, weir_error *err) {
    weir_type a = call->arg_types[0], b = call->arg_types[1];
    if (is_temporal(a) && is_temporal(b))
        return weir_fail(err, WEIR_INVALID, "%s cannot take two dates or times; use TIMESTAMPDIFF(unit, a, b)",
                         call->name);
    if (is_temporal(a) && weir_type_is_numeric(b))
        return weir_fail(err, WEIR_INVALID, "%s takes no number beside a date or time; write INTERVAL '1' DAY",
                         call->name);
    weir_type number = weir_type_is_numeric(a) ? a : b;
    bool      text = weir_type_is_numeric(number) && (weir_type_is_string(a) || weir_type_is_string(b));
    char      target[256];
    number.nullable = true;
    return wr_infer_refuse_cast(call, "two numbers, or a date or time and an interval", text ? weir_type_text(number, target, sizeof(target)) : NULL, err);
}

static weir_status infer_add(weir_infer *call, weir_error *err) {
    if (call->arg_count == 2 && (infer_times(call, '+') || infer_numbers(call, '+')))
        return WEIR_OK;
    return refuse_arith(call, err);
}

static weir_status infer_subtract(weir_infer *call, weir_error *err) {
    if (call->arg_count == 2 && (infer_times(call, '-') || infer_numbers(call, '-')))
        return WEIR_OK;
    return refuse_arith(call, err);
}

static weir_status infer_multiply(weir_infer *call, weir_error *err) {
    if (call->arg_count != 2)
        return refuse_arith(call, err);
    weir_type a = call->arg_types[0], b = call->arg_types[1];
    if (is_interval(a) != is_interval(b) && (weir_type_is_numeric(a) || weir_type_is_numeric(b))) {
        uint32_t  number = is_interval(a) ? 1 : 0;
        weir_type interval = is_interval(a) ? a : b;
        call->param_types[number] = weir_type_of(
            weir_type_is_integer(call->arg_types[number]) ? WEIR_TYPE_BIGINT : WEIR_TYPE_DOUBLE,
            call->arg_types[number].nullable);
        call->result = weir_type_of((weir_type_id)interval.id, infer_any_nullable(call));
        return WEIR_OK;
    }
    return infer_numbers(call, '*') ? WEIR_OK : refuse_arith(call, err);
}

static weir_status infer_divide(weir_infer *call, weir_error *err) {
    if (call->arg_count != 2)
        return refuse_arith(call, err);
    if (is_interval(call->arg_types[0]) && weir_type_is_numeric(call->arg_types[1])) {
        call->param_types[1] = weir_type_of(
            weir_type_is_integer(call->arg_types[1]) ? WEIR_TYPE_BIGINT : WEIR_TYPE_DOUBLE,
            call->arg_types[1].nullable);
        call->result = weir_type_of((weir_type_id)call->arg_types[0].id, infer_any_nullable(call));
        return WEIR_OK;
    }
    return infer_numbers(call, '/') ? WEIR_OK : refuse_arith(call, err);
}

static weir_status infer_modulo(weir_infer *call, weir_error *err) {
    if (call->arg_count == 2 && infer_numbers(call, '%'))
        return WEIR_OK;
    return wr_infer_refuse(call, "two exact numbers", err);
}

/* ---- times and intervals ---- */



static wr_timestamp add_months(wr_timestamp time, int64_t months) {
    int64_t day_ms = 86400000, days = time.ms / day_ms - (time.ms % day_ms < 0);
    time.ms = time.ms - days * day_ms + (int64_t)wr_days_add_months(days, months) * day_ms;
    return time;
}

static weir_status add_interval(const weir_column *time, const weir_column *interval, int64_t sign,
                                weir_rows rows, weir_vector *out) {
    const bool months = interval->type.id == WEIR_TYPE_INTERVAL_MONTH;
    const int64_t *milliseconds = interval->data;
    if (weir_type_is_timestamp(time->type)) {
        if (!months && !weir_type_is_wide_time(time->type)) {
            const int64_t *in = time->data;
            int64_t       *values = out->data;
            WR_EACH(i, rows, values[i] = (int64_t)((uint64_t)in[i] + (uint64_t)sign * (uint64_t)milliseconds[i]););
            return WEIR_OK;
        }
        WR_EACH(i, rows, wr_timestamp value = timestamp_at(time, i);
                if (months) value = add_months(value, sign * integer_at(interval, i));
                else value.ms = (int64_t)((uint64_t)value.ms + (uint64_t)sign * (uint64_t)milliseconds[i]);
                timestamp_put(out, i, value););
        return WEIR_OK;
    }
    const int32_t *in = time->data;
    int32_t       *values = out->data;
    if (time->type.id == WEIR_TYPE_DATE && months) {
        WR_EACH(i, rows, values[i] = wr_days_add_months(in[i], sign * integer_at(interval, i)););
    } else if (time->type.id == WEIR_TYPE_DATE) { /* hours count as whole days, cut towards zero */
        WR_EACH(i, rows, values[i] = (int32_t)((uint32_t)in[i] +
                                               (uint32_t)(sign * (milliseconds[i] / 86400000))););
    } else if (months) {
        WR_EACH(i, rows, values[i] = in[i];);
    } else { /* around the clock */
        WR_EACH(i, rows, int64_t sum = (in[i] + sign * (milliseconds[i] % 86400000)) % 86400000;
                values[i] = (int32_t)(sum < 0 ? sum + 86400000 : sum););
    }
    return WEIR_OK;
}

static weir_status sum(const weir_column *args, weir_rows rows, weir_vector *out, bool minus) {
    const weir_type a = args[0].type, b = args[1].type;
    if (is_interval(b) && !is_interval(a))
        return add_interval(&args[0], &args[1], minus ? -1 : 1, rows, out);
    if (is_interval(a) && !is_interval(b))
        return add_interval(&args[1], &args[0], 1, rows, out);
    if (a.id == WEIR_TYPE_DECIMAL)
        decimal_sum(args, rows, out, minus);
    else
        number_kernel(a, minus ? SUBTRACT : ADD)(args[0].data, args[1].data, out->data, rows);
    return WEIR_OK;
}

static weir_status add(const weir_call *call, const weir_column *args, weir_rows rows,
                       weir_vector *out, weir_error *err) {
    (void)call, (void)err;
    return sum(args, rows, out, false);
}

static weir_status subtract(const weir_call *call, const weir_column *args, weir_rows rows,
                            weir_vector *out, weir_error *err) {
    (void)call, (void)err;
    return sum(args, rows, out, true);
}

static int64_t saturated(double value) {
    if (!(value == value))
        return 0;
    return value >= 9.2e18 ? INT64_MAX : value <= -9.2e18 ? INT64_MIN : (int64_t)value;
}

static weir_status multiply(const weir_call *call, const weir_column *args, weir_rows rows,
                            weir_vector *out, weir_error *err) {
    (void)call, (void)err;
    if (is_interval(args[0].type) || is_interval(args[1].type)) {
        const weir_column *interval = is_interval(args[0].type) ? &args[0] : &args[1];
        const weir_column *number = is_interval(args[0].type) ? &args[1] : &args[0];
        if (number->type.id == WEIR_TYPE_BIGINT)
            WR_EACH(i, rows, integer_put(out, i, (int64_t)((uint64_t)integer_at(interval, i) *
                                                           (uint64_t)integer_at(number, i))););
        else
            WR_EACH(i, rows, integer_put(out, i, saturated((double)integer_at(interval, i) *
                                                           ((const double *)number->data)[i])););
    } else if (args[0].type.id == WEIR_TYPE_DECIMAL) {
        decimal_product(args, rows, out);
    } else {
        number_kernel(args[0].type, MULTIPLY)(args[0].data, args[1].data, out->data, rows);
    }
    return WEIR_OK;
}

static weir_status divide_integers(const weir_column *args, weir_rows rows, weir_vector *out,
                                   weir_error *err) {
    WR_EACH(i, rows, int64_t divisor = integer_at(&args[1], i);
            int64_t value = integer_at(&args[0], i);
            if (divisor == 0) return division_by_zero("/", err);
            integer_put(out, i, divisor == -1 ? (int64_t)(0 - (uint64_t)value) : value / divisor););
    return WEIR_OK;
}

static weir_status divide(const weir_call *call, const weir_column *args, weir_rows rows,
                          weir_vector *out, weir_error *err) {
    (void)call;
    const weir_type type = args[0].type;
    if (type.id == WEIR_TYPE_DOUBLE) {
        const double *a = args[0].data, *b = args[1].data;
        double       *values = out->data;
        WR_EACH(i, rows, values[i] = a[i] / b[i];);
        return WEIR_OK;
    }
    if (type.id == WEIR_TYPE_FLOAT) {
        const float *a = args[0].data, *b = args[1].data;
        float       *values = out->data;
        WR_EACH(i, rows, values[i] = a[i] / b[i];);
        return WEIR_OK;
    }
    if (type.id == WEIR_TYPE_DECIMAL)
        return decimal_quotient(args, rows, out, err);
    if (is_interval(type) && args[1].type.id == WEIR_TYPE_DOUBLE) {
        const double *b = args[1].data;
        WR_EACH(i, rows, integer_put(out, i, saturated((double)integer_at(&args[0], i) / b[i])););
        return WEIR_OK;
    }
    return divide_integers(args, rows, out, err);
}

static weir_status modulo(const weir_call *call, const weir_column *args, weir_rows rows,
                          weir_vector *out, weir_error *err) {
    (void)call;
    if (args[0].type.id == WEIR_TYPE_DECIMAL)
        return decimal_remainder(args, rows, out, err);
    WR_EACH(i, rows, int64_t divisor = integer_at(&args[1], i);
            if (divisor == 0) return division_by_zero("%", err);
            integer_put(out, i, divisor == -1 ? 0 : integer_at(&args[0], i) % divisor););
    return WEIR_OK;
}

/* ---- unary ---- */

static weir_status infer_sign(weir_infer *call, weir_error *err) {
    if (call->arg_count != 1)
        return wr_infer_refuse(call, "one number", err);
    weir_type type = call->arg_types[0];
    if (type.id == WEIR_TYPE_NULL)
        call->param_types[0] = type = weir_type_of(WEIR_TYPE_INT, true);
    if (!weir_type_is_numeric(type) && !is_interval(type))
        return wr_infer_refuse(call, "one number or interval", err);
    call->result = type_nullable(type, type.nullable);
    return WEIR_OK;
}

static weir_status negate(const weir_call *call, const weir_column *args, weir_rows rows,
                          weir_vector *out, weir_error *err) {
    (void)call, (void)err;
    const weir_type type = args[0].type;
    if (type.id == WEIR_TYPE_DOUBLE) {
        WR_EACH(i, rows, ((double *)out->data)[i] = -((const double *)args[0].data)[i];);
    } else if (type.id == WEIR_TYPE_FLOAT) {
        WR_EACH(i, rows, ((float *)out->data)[i] = -((const float *)args[0].data)[i];);
    } else if (weir_type_is_wide_decimal(type)) {
        WR_EACH(i, rows, decimal_put(out, i, (wr_int128)(0 - (wr_uint128)decimal_at(&args[0], i))););
    } else {
        WR_EACH(i, rows, integer_put(out, i, (int64_t)(0 - (uint64_t)integer_at(&args[0], i))););
    }
    return WEIR_OK;
}

static weir_status plus(const weir_call *call, const weir_column *args, weir_rows rows,
                        weir_vector *out, weir_error *err) {
    (void)call, (void)err;
    size_t width = weir_type_width(out->type);
    WR_EACH(i, rows, memcpy((char *)out->data + i * width, (const char *)args[0].data + i * width, width););
    return WEIR_OK;
}

const weir_function weir_function_op_add = {
    .abi = sizeof(weir_function), .name = "+", .hidden = true, .null_in_null_out = true,
    .total = true, .infer = infer_add, .scalar = add,
};
const weir_function weir_function_op_subtract = {
    .abi = sizeof(weir_function), .name = "-", .hidden = true, .null_in_null_out = true,
    .total = true, .infer = infer_subtract, .scalar = subtract,
};
const weir_function weir_function_op_multiply = {
    .abi = sizeof(weir_function), .name = "*", .hidden = true, .null_in_null_out = true,
    .total = true, .infer = infer_multiply, .scalar = multiply,
};
const weir_function weir_function_op_divide = {
    .abi = sizeof(weir_function), .name = "/", .hidden = true, .null_in_null_out = true,
    .infer = infer_divide, .scalar = divide,
};
const weir_function weir_function_op_modulo = {
    .abi = sizeof(weir_function), .name = "%", .hidden = true, .null_in_null_out = true,
    .infer = infer_modulo, .scalar = modulo,
};
const weir_function weir_function_mod = {
    .abi = sizeof(weir_function), .name = "MOD", .null_in_null_out = true,
    .infer = infer_modulo, .scalar = modulo,
};
const weir_function weir_function_op_negate = {
    .abi = sizeof(weir_function), .name = "NEGATE", .hidden = true, .null_in_null_out = true,
    .total = true, .infer = infer_sign, .scalar = negate,
};
const weir_function weir_function_op_plus = {
    .abi = sizeof(weir_function), .name = "PLUS", .hidden = true, .null_in_null_out = true,
    .total = true, .infer = infer_sign, .scalar = plus,
};
