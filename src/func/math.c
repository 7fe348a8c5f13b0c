/* func/math.c - numbers: rounding, powers, logarithms, trigonometry, bits as text, random numbers.
 *
 * Integers wrap like Java's; ROUND and TRUNCATE of DOUBLE go through its decimal text, as Flink's do
 * (ROUND(1.005E0, 2) is 1.01); CEIL, FLOOR and ABS keep the type. */
#include "func/func.h"

#include <math.h>

/* ---- ABS, SIGN, CEIL, FLOOR ---- */

static weir_status infer_same_number(weir_infer *call, weir_error *err) {
    WEIR_TRY(wr_infer_params(call, "n", false, "one number", err));
    call->result = type_nullable(call->param_types[0], call->param_types[0].nullable);
    return WEIR_OK;
}

static weir_status absolute(const weir_call *call, const weir_column *args, weir_rows rows,
                            weir_vector *out, weir_error *err) {
    (void)call, (void)err;
    const weir_type type = args[0].type;
    if (type.id == WEIR_TYPE_DOUBLE)
        WR_EACH(i, rows, ((double *)out->data)[i] = fabs(((const double *)args[0].data)[i]););
    else if (type.id == WEIR_TYPE_FLOAT)
        WR_EACH(i, rows, ((float *)out->data)[i] = fabsf(((const float *)args[0].data)[i]););
    else if (type.id == WEIR_TYPE_DECIMAL)
        WR_EACH(i, rows, wr_int128 value = decimal_at(&args[0], i);
                decimal_put(out, i, value < 0 ? -value : value););
    else
        WR_EACH(i, rows, int64_t value = integer_at(&args[0], i);
                integer_put(out, i, value < 0 ? (int64_t)(0 - (uint64_t)value) : value););
    return WEIR_OK;
}

static weir_status infer_sign(weir_infer *call, weir_error *err) {
    return infer_same_number(call, err);
}

static weir_status sign(const weir_call *call, const weir_column *args, weir_rows rows,
                        weir_vector *out, weir_error *err) {
    (void)call;
    const weir_type type = args[0].type;
    if (type.id == WEIR_TYPE_DOUBLE) {
        WR_EACH(i, rows, double value = ((const double *)args[0].data)[i];
                ((double *)out->data)[i] = value > 0 ? 1.0 : value < 0 ? -1.0 : value;);
    } else if (type.id == WEIR_TYPE_FLOAT) {
        WR_EACH(i, rows, float value = ((const float *)args[0].data)[i];
                ((float *)out->data)[i] = value > 0 ? 1.0F : value < 0 ? -1.0F : value;);
    } else if (type.id == WEIR_TYPE_DECIMAL) {
        wr_int128 one = wr_pow10_i128(type.scale);
        WR_EACH(i, rows, wr_int128 value = decimal_at(&args[0], i);
                if (value != 0 && !decimal_fits(one, type.length))
                    return weir_fail(err, WEIR_DATA, "SIGN: 1 does not fit DECIMAL(%u, %u)", type.length, type.scale);
                decimal_put(out, i, value > 0 ? one : value < 0 ? -one : 0););
    } else {
        WR_EACH(i, rows, int64_t value = integer_at(&args[0], i);
                integer_put(out, i, (value > 0) - (value < 0)););
    }
    return WEIR_OK;
}

static weir_status infer_whole(weir_infer *call, weir_error *err) {
    if (call->arg_count == 2)
        return wr_infer_round_time(call, err);
    WEIR_TRY(infer_same_number(call, err));
    if (call->result.id == WEIR_TYPE_DECIMAL)
        call->result.scale = 0;
    return WEIR_OK;
}

static weir_status whole(const weir_call *call, const weir_column *args, weir_rows rows,
                         weir_vector *out, bool up) {
    const weir_type type = args[0].type;
    if (call->arg_count == 2)
        return wr_round_time(call, args, rows, out, up);
    if (type.id == WEIR_TYPE_DOUBLE) {
        const double *in = args[0].data;
        double       *values = out->data;
        WR_EACH(i, rows, values[i] = up ? ceil(in[i]) : floor(in[i]););
    } else if (type.id == WEIR_TYPE_FLOAT) {
        const float *in = args[0].data;
        float       *values = out->data;
        WR_EACH(i, rows, values[i] = up ? ceilf(in[i]) : floorf(in[i]););
    } else if (type.id == WEIR_TYPE_DECIMAL) {
        wr_int128 one = wr_pow10_i128(type.scale);
        WR_EACH(i, rows, wr_int128 value = decimal_at(&args[0], i); wr_int128 quotient = value / one;
                wr_int128 rest = value % one;
                if (rest != 0 && up && value > 0) quotient++;
                if (rest != 0 && !up && value < 0) quotient--;
                if (decimal_fits(quotient, out->type.length)) decimal_put(out, i, quotient);
                else set_null(out, i););
    } else {
        WR_EACH(i, rows, integer_put(out, i, integer_at(&args[0], i)););
    }
    return WEIR_OK;
}

static weir_status ceiling(const weir_call *call, const weir_column *args, weir_rows rows,
                           weir_vector *out, weir_error *err) {
    (void)err;
    return whole(call, args, rows, out, true);
}

static weir_status floored(const weir_call *call, const weir_column *args, weir_rows rows,
                           weir_vector *out, weir_error *err) {
    (void)err;
    return whole(call, args, rows, out, false);
}

/* ---- ROUND, TRUNCATE ---- */

static weir_status infer_round(weir_infer *call, weir_error *err) {
    WEIR_TRY(wr_infer_params(call, "n?i", false, "a number and maybe a number of digits", err));
    weir_type type = call->param_types[0];
    call->result = type_nullable(type, infer_any_nullable(call));
    if (type.id != WEIR_TYPE_DECIMAL)
        return WEIR_OK;
    int64_t digits = 0;
    if (call->arg_count == 2 && !literal_integer(call, 1, &digits))
        digits = type.scale; /* not known here: the type stays */
    if (digits >= type.scale)
        return WEIR_OK;
    uint32_t precision = 1 + type.length - type.scale + (digits > 0 ? (uint32_t)digits : 0);
    call->result.length = WR_MIN(precision, (uint32_t)WR_DECIMAL_PRECISION_MAX);
    call->result.scale = (uint8_t)(digits > 0 ? digits : 0);
    return WEIR_OK;
}

static weir_status infer_truncate(weir_infer *call, weir_error *err) {
    WEIR_TRY(infer_round(call, err));
    return WEIR_OK;
}

/* value at from_scale, cut to `digits` behind the point, at to_scale. False: too large. */
static bool round_decimal(wr_int128 value, uint32_t from_scale, int64_t digits, uint32_t precision,
                          uint32_t to_scale, bool half_up, wr_int128 *out) {
    if (digits < (int64_t)from_scale) {
        int64_t drop = (int64_t)from_scale - digits;
        if (drop > WR_DECIMAL_PRECISION_MAX) {
            value = 0;
        } else {
            wr_int128 unit = wr_pow10_i128((uint32_t)drop), rest = value % unit;
            value -= rest;
            if (half_up && (rest < 0 ? -rest : rest) >= unit - (rest < 0 ? -rest : rest))
                value += rest < 0 ? -unit : unit;
        }
    }
    return wr_decimal_rescale(value, from_scale, precision, to_scale, out);
}

static int64_t round_integer(int64_t value, int64_t digits, bool half_up) {
    if (digits >= 0)
        return value;
    if (digits < -19)
        return 0;
    wr_int128 unit = wr_pow10_i128((uint32_t)-digits), wide = value, rest = wide % unit;
    wide -= rest;
    if (half_up && (rest < 0 ? -rest : rest) * 2 >= unit)
        wide += rest < 0 ? -unit : unit;
    return (int64_t)wide;
}

/* Through the decimal text, HALF_UP or cut. The value is finite. */
static double round_double(double value, int64_t digits, bool half_up) {
    if (value == 0)
        return 0;
    char   text[WR_NUMBER_TEXT_MAX];
    size_t size = wr_format_f64_java(value, text);
    /* The digits and the place of the point. */
    char    number[64];
    size_t  count = 0, at = text[0] == '-';
    int64_t point = 0, exponent = 0;
    bool    seen = false;
    for (; at < size && text[at] != 'E'; at++) {
        if (text[at] == '.') {
            seen = true;
            continue;
        }
        if (count < sizeof(number) - 8)
            number[count++] = text[at];
        point += !seen;
    }
    if (at < size)
        wr_parse_i64(text + at + 1, size - at - 1, &exponent);
    point += exponent;
    int64_t keep = point + digits; /* digits of `number` that stay */
    if (keep >= (int64_t)count)
        return value;
    bool up = half_up && keep >= 0 && number[keep] >= '5';
    if (keep < 0)
        return 0;
    char   result[160];
    size_t used = 0;
    if (text[0] == '-')
        result[used++] = '-';
    result[used++] = '0';
    memcpy(result + used, number, (size_t)keep);
    for (size_t k = (size_t)keep; up; k--) { /* carry, at most into the leading zero */
        if (k == 0) {
            result[used - 1] = '1';
            break;
        }
        if (result[used + k - 1] != '9') {
            result[used + k - 1]++;
            break;
        }
        result[used + k - 1] = '0';
    }
    used += (size_t)keep;
    int written = snprintf(result + used, sizeof(result) - used, "E%lld", (long long)-digits);
    double rounded = value;
    wr_parse_f64(result, used + (size_t)written, &rounded);
    return rounded + 0.0; /* never -0.0 */
}

static weir_status not_finite(const weir_call *call, double value, weir_error *err) {
    return weir_fail(err, WEIR_DATA, "%s cannot take %s", call->function->name,
                     value != value ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
}

static weir_status rounded(const weir_call *call, const weir_column *args, weir_rows rows,
                           weir_vector *out, bool half_up, weir_error *err) {
    const weir_type type = args[0].type;
    const int32_t  *digits = call->arg_count == 2 ? args[1].data : NULL;
    if (type.id == WEIR_TYPE_DECIMAL) {
        WR_EACH(i, rows, wr_int128 value;
                if (round_decimal(decimal_at(&args[0], i), type.scale, digits ? digits[i] : 0, out->type.length,
                                  out->type.scale, half_up, &value)) decimal_put(out, i, value);
                else set_null(out, i););
    } else if (type.id == WEIR_TYPE_DOUBLE) {
        WR_EACH(i, rows, double value = ((const double *)args[0].data)[i];
                if (!isfinite(value)) return not_finite(call, value, err);
                ((double *)out->data)[i] = round_double(value, digits ? digits[i] : 0, half_up););
    } else if (type.id == WEIR_TYPE_FLOAT) { /* as a DOUBLE, so 1.15 counts as 1.149999976 */
        WR_EACH(i, rows, double value = (double)((const float *)args[0].data)[i];
                if (!isfinite(value)) return not_finite(call, value, err);
                ((float *)out->data)[i] = (float)round_double(value, digits ? digits[i] : 0, half_up););
    } else {
        WR_EACH(i, rows, integer_put(out, i, round_integer(integer_at(&args[0], i), digits ? digits[i] : 0, half_up)););
    }
    return WEIR_OK;
}

static weir_status round_rows(const weir_call *call, const weir_column *args, weir_rows rows,
                              weir_vector *out, weir_error *err) {
    return rounded(call, args, rows, out, true, err);
}

static weir_status truncate_rows(const weir_call *call, const weir_column *args, weir_rows rows,
                                 weir_vector *out, weir_error *err) {
    return rounded(call, args, rows, out, false, err);
}

/* ---- DOUBLE -> DOUBLE ---- */

static weir_status infer_doubles(weir_infer *call, uint32_t count, weir_error *err) {
    WEIR_TRY(wr_infer_params(call, count == 1 ? "d" : "dd", false, count == 1 ? "one number" : "two numbers", err));
    call->result = weir_type_of(WEIR_TYPE_DOUBLE, infer_any_nullable(call));
    return WEIR_OK;
}
static weir_status infer_one_double(weir_infer *call, weir_error *err) {
    return infer_doubles(call, 1, err);
}
static weir_status infer_two_doubles(weir_infer *call, weir_error *err) {
    return infer_doubles(call, 2, err);
}
static weir_status infer_log(weir_infer *call, weir_error *err) {
    return infer_doubles(call, call->arg_count == 2 ? 2 : 1, err);
}

static double log_base(double base, double value) {
    return log(value) / log(base);
}
static double log_two(double value) { /* so that the last digits are Flink's */
    return log(value) / log(2.0);
}
/* The hyperbolic functions by the formulas that Java prescribes: a closer result would have other last
 * digits than Flink's. */
#define EXP_MAX 709.782712893384
/* e^x for the hyperbolic functions: x = k ln 2 + r, then the usual rational form in r. Its last digit
 * is at times not the best one, and that one is wanted. x >= 0.3. */
static double java_exp(double x) {
    static const double ln2_high = 6.93147180369123816490e-01, ln2_low = 1.90821492927058770002e-10;
    int    k = x < 1.5 * M_LN2 ? 1 : (int)(x * M_LOG2E + 0.5);
    double high = x - k * ln2_high, low = k * ln2_low, r = high - low, t = r * r;
    double c = r - t * (1.66666666666666019037e-01 +
                        t * (-2.77777777770155933842e-03 +
                             t * (6.61375632143793436117e-05 +
                                  t * (-1.65339022054652515390e-06 + t * 4.13813679705723846039e-08))));
    return ldexp(1.0 - ((low - r * c / (2.0 - c)) - high), k);
}
static double hyperbolic_cosine(double value) {
    double size = fabs(value);
    if (size < 0.5 * M_LN2) {
        double small = expm1(size);
        return 1.0 + small * small / (2.0 * (1.0 + small));
    }
    if (size < 22.0)
        return 0.5 * java_exp(size) + 0.5 / java_exp(size);
    if (size < EXP_MAX)
        return 0.5 * java_exp(size);
    if (!(size <= 710.4758600739439))
        return size + HUGE_VAL; /* and NaN stays */
    double half = java_exp(0.5 * size);
    return 0.5 * half * half;
}
static double hyperbolic_sine(double value) {
    double size = fabs(value), factor = value < 0 ? -0.5 : 0.5;
    if (size < 0x1p-28)
        return value;
    if (size < 22.0) {
        double power = expm1(size);
        return size < 1.0 ? factor * (2.0 * power - power * power / (power + 1.0))
                          : factor * (power + power / (power + 1.0));
    }
    if (size < EXP_MAX)
        return factor * java_exp(size);
    if (!(size <= 710.4758600739439))
        return value * HUGE_VAL;
    double half = java_exp(0.5 * size);
    return factor * half * half;
}
static double hyperbolic_tangent(double value) {
    double size = fabs(value);
    if (size < 0x1p-55 || isnan(value))
        return value;
    double result = size >= 22.0  ? 1.0
                    : size >= 1.0 ? 1.0 - 2.0 / (expm1(2.0 * size) + 2.0)
                                  : -expm1(-2.0 * size) / (expm1(-2.0 * size) + 2.0);
    return value < 0 ? -result : result;
}
static double cotangent(double value) {
    return 1.0 / tan(value);
}
static double degrees(double value) {
    return value * 57.29577951308232;
}
static double radians(double value) {
    return value * 0.017453292519943295;
}

#define ONE_DOUBLE(function, compute)                                                              \
    static weir_status function(const weir_call *call, const weir_column *args, weir_rows rows,    \
                                weir_vector *out, weir_error *err) {                               \
        (void)call, (void)err;                                                                     \
        const double *in = args[0].data;                                                           \
        double       *values = out->data;                                                          \
        WR_EACH(i, rows, values[i] = compute(in[i]););                                             \
        return WEIR_OK;                                                                            \
    }
#define TWO_DOUBLES(function, compute)                                                             \
    static weir_status function(const weir_call *call, const weir_column *args, weir_rows rows,    \
                                weir_vector *out, weir_error *err) {                               \
        (void)call, (void)err;                                                                     \
        const double *a = args[0].data, *b = args[1].data;                                         \
        double       *values = out->data;                                                          \
        WR_EACH(i, rows, values[i] = compute(a[i], b[i]););                                        \
        return WEIR_OK;                                                                            \
    }
/* As Flink's power of a half: SQRT(-0.0) is 0.0, SQRT(-Infinity) is Infinity. */
static double square_root(double value) {
    return isinf(value) ? INFINITY : sqrt(value) + 0.0;
}
ONE_DOUBLE(sqrt_rows, square_root)
ONE_DOUBLE(ln_rows, log)
ONE_DOUBLE(log2_rows, log_two)
ONE_DOUBLE(log10_rows, log10)
ONE_DOUBLE(exp_rows, exp)
ONE_DOUBLE(sin_rows, sin)
ONE_DOUBLE(cos_rows, cos)
ONE_DOUBLE(tan_rows, tan)
ONE_DOUBLE(cot_rows, cotangent)
ONE_DOUBLE(asin_rows, asin)
ONE_DOUBLE(acos_rows, acos)
ONE_DOUBLE(atan_rows, atan)
ONE_DOUBLE(sinh_rows, hyperbolic_sine)
ONE_DOUBLE(cosh_rows, hyperbolic_cosine)
ONE_DOUBLE(tanh_rows, hyperbolic_tangent)
ONE_DOUBLE(degrees_rows, degrees)
ONE_DOUBLE(radians_rows, radians)
TWO_DOUBLES(power_rows, pow)
TWO_DOUBLES(atan2_rows, atan2)
TWO_DOUBLES(log_base_rows, log_base)

static weir_status log_rows(const weir_call *call, const weir_column *args, weir_rows rows,
                            weir_vector *out, weir_error *err) {
    return call->arg_count == 2 ? log_base_rows(call, args, rows, out, err)
                                : ln_rows(call, args, rows, out, err);
}

static weir_status infer_constant(weir_infer *call, weir_error *err) {
    WEIR_TRY(wr_infer_params(call, "", false, "nothing", err));
    call->result = weir_type_of(WEIR_TYPE_DOUBLE, false);
    return WEIR_OK;
}

static weir_status pi_rows(const weir_call *call, const weir_column *args, weir_rows rows,
                           weir_vector *out, weir_error *err) {
    (void)call, (void)args, (void)err;
    WR_EACH(i, rows, ((double *)out->data)[i] = M_PI;);
    return WEIR_OK;
}

static weir_status e_rows(const weir_call *call, const weir_column *args, weir_rows rows,
                          weir_vector *out, weir_error *err) {
    (void)call, (void)args, (void)err;
    WR_EACH(i, rows, ((double *)out->data)[i] = M_E;);
    return WEIR_OK;
}

/* ---- random numbers ---- */

/* The generator of java.util.Random, so that RAND(seed) gives Flink's numbers. */
typedef struct java_random { uint64_t state; } java_random;

#define JAVA_RANDOM_MASK (((uint64_t)1 << 48) - 1)

static uint32_t java_bits(java_random *random, uint32_t bits) {
    random->state = (random->state * 0x5DEECE66DULL + 0xB) & JAVA_RANDOM_MASK;
    return (uint32_t)(random->state >> (48 - bits));
}
static double java_double(java_random *random) {
    uint64_t high = java_bits(random, 26);
    return (double)((high << 27) + java_bits(random, 27)) * 0x1p-53;
}
static int32_t java_int(java_random *random, int32_t bound) {
    uint32_t limit = (uint32_t)bound, bits = java_bits(random, 31);
    if ((limit & (limit - 1)) == 0)
        return (int32_t)(((uint64_t)limit * bits) >> 31);
    uint32_t value = bits % limit;
    while (bits - value + (limit - 1) > INT32_MAX) {
        bits = java_bits(random, 31);
        value = bits % limit;
    }
    return (int32_t)value;
}

static weir_status infer_rand(weir_infer *call, weir_error *err) {
    WEIR_TRY(wr_infer_params(call, "?i", false, "nothing or a seed", err));
    call->result = weir_type_of(WEIR_TYPE_DOUBLE, infer_any_nullable(call));
    return WEIR_OK;
}

static weir_status infer_rand_integer(weir_infer *call, weir_error *err) {
    WEIR_TRY(wr_infer_params(call, "i?i", false, "a bound, or a seed and a bound", err));
    call->result = weir_type_of(WEIR_TYPE_INT, infer_any_nullable(call));
    return WEIR_OK;
}

static weir_status prepare_random(weir_call *call, weir_error *err) {
    (void)err;
    java_random *random = wr_arena_calloc(call->arena, 1, sizeof(*random));
    uint64_t     seed = call->random ? call->random(call->clock) : 0;
    bool         seeded = call->arg_count == 2 || (call->arg_count == 1 && call->result.id == WEIR_TYPE_DOUBLE);
    if (seeded && call->literals[0] && !call->literals[0]->is_null)
        seed = (uint64_t)call->literals[0]->u.i64;
    random->state = (seed ^ 0x5DEECE66DULL) & JAVA_RANDOM_MASK;
    call->prepared = random;
    return WEIR_OK;
}

static weir_status rand_rows(const weir_call *call, const weir_column *args, weir_rows rows,
                             weir_vector *out, weir_error *err) {
    (void)args, (void)err;
    java_random *random = call->prepared;
    WR_EACH(i, rows, ((double *)out->data)[i] = java_double(random););
    return WEIR_OK;
}

static weir_status rand_integer_rows(const weir_call *call, const weir_column *args, weir_rows rows,
                                     weir_vector *out, weir_error *err) {
    java_random   *random = call->prepared;
    const int32_t *bounds = args[call->arg_count - 1].data;
    WR_EACH(i, rows, if (bounds[i] <= 0) return weir_fail(err, WEIR_DATA, "RAND_INTEGER needs a bound above 0, not %d", bounds[i]);
            ((int32_t *)out->data)[i] = java_int(random, bounds[i]););
    return WEIR_OK;
}

static weir_status infer_uuid(weir_infer *call, weir_error *err) {
    WEIR_TRY(wr_infer_params(call, "", false, "nothing", err));
    call->result = weir_type_with(WEIR_TYPE_CHAR, 36, 0, false);
    return WEIR_OK;
}

static weir_status uuid_rows(const weir_call *call, const weir_column *args, weir_rows rows,
                             weir_vector *out, weir_error *err) {
    (void)args;
    weir_string *values = out->data;
    if (call->random == NULL)
        return weir_fail(err, WEIR_INVALID, "UUID cannot run here: there is no source of randomness");
    WR_EACH(i, rows, uint64_t high = (call->random(call->clock) & ~0xf000ULL) | 0x4000;
            uint64_t low = (call->random(call->clock) & ~(3ULL << 62)) | 1ULL << 63;
            char *text = wr_string_room(out, 40);
            snprintf(text, 40, "%08llx-%04llx-%04llx-%04llx-%012llx", (unsigned long long)(high >> 32),
                     (unsigned long long)(high >> 16 & 0xffff), (unsigned long long)(high & 0xffff),
                     (unsigned long long)(low >> 48), (unsigned long long)(low & 0xffffffffffffULL));
            values[i] = weir_string_view(text, 36););
    return WEIR_OK;
}

#define MATH_STRUCT(symbol, text, infer_function, function)                                        \
    const weir_function symbol = {.abi = sizeof(weir_function), .name = text,                      \
                                  .null_in_null_out = true, .infer = infer_function, .scalar = function}
MATH_STRUCT(weir_function_abs, "ABS", infer_same_number, absolute);
MATH_STRUCT(weir_function_acos, "ACOS", infer_one_double, acos_rows);
MATH_STRUCT(weir_function_asin, "ASIN", infer_one_double, asin_rows);
MATH_STRUCT(weir_function_atan, "ATAN", infer_one_double, atan_rows);
/* Flink has no ATAN2 of DECIMAL. */
static weir_status infer_atan2(weir_infer *call, weir_error *err) {
    for (uint32_t i = 0; i < call->arg_count; i++)
        if (call->arg_types[i].id == WEIR_TYPE_DECIMAL)
            return wr_infer_refuse(call, "two integers or DOUBLEs; CAST(x AS DOUBLE)", err);
    return infer_two_doubles(call, err);
}
MATH_STRUCT(weir_function_atan2, "ATAN2", infer_atan2, atan2_rows);
MATH_STRUCT(weir_function_cos, "COS", infer_one_double, cos_rows);
MATH_STRUCT(weir_function_cosh, "COSH", infer_one_double, cosh_rows);
MATH_STRUCT(weir_function_cot, "COT", infer_one_double, cot_rows);
MATH_STRUCT(weir_function_degrees, "DEGREES", infer_one_double, degrees_rows);
MATH_STRUCT(weir_function_e, "E", infer_constant, e_rows);
MATH_STRUCT(weir_function_exp, "EXP", infer_one_double, exp_rows);
MATH_STRUCT(weir_function_ln, "LN", infer_one_double, ln_rows);
MATH_STRUCT(weir_function_log, "LOG", infer_log, log_rows);
MATH_STRUCT(weir_function_log10, "LOG10", infer_one_double, log10_rows);
MATH_STRUCT(weir_function_log2, "LOG2", infer_one_double, log2_rows);
MATH_STRUCT(weir_function_pi, "PI", infer_constant, pi_rows);
MATH_STRUCT(weir_function_radians, "RADIANS", infer_one_double, radians_rows);
MATH_STRUCT(weir_function_round, "ROUND", infer_round, round_rows);
MATH_STRUCT(weir_function_sign, "SIGN", infer_sign, sign);
MATH_STRUCT(weir_function_sin, "SIN", infer_one_double, sin_rows);
MATH_STRUCT(weir_function_sinh, "SINH", infer_one_double, sinh_rows);
MATH_STRUCT(weir_function_sqrt, "SQRT", infer_one_double, sqrt_rows);
MATH_STRUCT(weir_function_tan, "TAN", infer_one_double, tan_rows);
MATH_STRUCT(weir_function_tanh, "TANH", infer_one_double, tanh_rows);
MATH_STRUCT(weir_function_truncate, "TRUNCATE", infer_truncate, truncate_rows);
const weir_function weir_function_ceil = {
    .abi = sizeof(weir_function), .name = "CEIL", .aliases = "CEILING", .null_in_null_out = true,
    .infer = infer_whole, .prepare = wr_prepare_round_time, .scalar = ceiling,
};
const weir_function weir_function_floor = {
    .abi = sizeof(weir_function), .name = "FLOOR", .null_in_null_out = true,
    .infer = infer_whole, .prepare = wr_prepare_round_time, .scalar = floored,
};
const weir_function weir_function_power = {
    .abi = sizeof(weir_function), .name = "POWER", .null_in_null_out = true,
    .infer = infer_two_doubles, .scalar = power_rows,
};
const weir_function weir_function_rand = {
    .abi = sizeof(weir_function), .name = "RAND", .nondeterministic = true, .null_in_null_out = true,
    .infer = infer_rand, .prepare = prepare_random, .scalar = rand_rows,
};
const weir_function weir_function_rand_integer = {
    .abi = sizeof(weir_function), .name = "RAND_INTEGER", .nondeterministic = true, .null_in_null_out = true,
    .infer = infer_rand_integer, .prepare = prepare_random, .scalar = rand_integer_rows,
};
const weir_function weir_function_uuid = {
    .abi = sizeof(weir_function), .name = "UUID", .nondeterministic = true,
    .infer = infer_uuid, .scalar = uuid_rows,
};
