/* base/decimal.c - DECIMAL: 128-bit unscaled integers, with 256-bit products and quotients.
 *
 * Always holds: a result that is given fits 38 digits, and rounding is HALF_UP (away from zero),
 * which is what java.math.BigDecimal does in Flink's runtime.
 */
#include <string.h>

#include "base/alloc.h"
#include "base/number.h"

#define TEN_18 1000000000000000000ULL

typedef struct wide { uint64_t limb[4]; } wide; /* 256 bits, lowest limb first */

wr_int128 wr_pow10_i128(uint32_t exponent) {
    static const uint64_t small[20] = {
        1ULL, 10ULL, 100ULL, 1000ULL, 10000ULL, 100000ULL, 1000000ULL, 10000000ULL, 100000000ULL,
        1000000000ULL, 10000000000ULL, 100000000000ULL, 1000000000000ULL, 10000000000000ULL,
        100000000000000ULL, 1000000000000000ULL, 10000000000000000ULL, 100000000000000000ULL,
        1000000000000000000ULL, 10000000000000000000ULL,
    };
    WR_ASSERT(exponent <= WR_DECIMAL_PRECISION_MAX);
    if (exponent < 20)
        return small[exponent];
    return (wr_int128)((wr_uint128)small[19] * small[exponent - 19]);
}

static wr_uint128 magnitude(wr_int128 value) {
    return value < 0 ? -(wr_uint128)value : (wr_uint128)value;
}

static wr_int128 with_sign(wr_uint128 value, bool negative) {
    return negative ? -(wr_int128)value : (wr_int128)value;
}

static bool fits(wr_uint128 value, uint32_t precision) {
    return precision <= WR_DECIMAL_PRECISION_MAX &&
           value < (wr_uint128)wr_pow10_i128(precision);
}

/* value / divisor, HALF_UP. */
static wr_uint128 divide_half_up(wr_uint128 value, wr_uint128 divisor) {
    wr_uint128 quotient, rest;
    if (value >> 64 == 0 && divisor >> 64 == 0) {
        quotient = (uint64_t)value / (uint64_t)divisor;
        rest = (uint64_t)value % (uint64_t)divisor;
    } else {
        quotient = value / divisor;
        rest = value % divisor;
    }
    return quotient + (rest >= divisor - rest); /* rest * 2 could overflow */
}

static wide multiply_wide(wr_uint128 a, wr_uint128 b) {
    uint64_t   a0 = (uint64_t)a, a1 = (uint64_t)(a >> 64);
    uint64_t   b0 = (uint64_t)b, b1 = (uint64_t)(b >> 64);
    wr_uint128 low = (wr_uint128)a0 * b0, mid1 = (wr_uint128)a0 * b1;
    wr_uint128 mid2 = (wr_uint128)a1 * b0, high = (wr_uint128)a1 * b1;
    wr_uint128 mid = (low >> 64) + (uint64_t)mid1 + (uint64_t)mid2;
    high += (mid1 >> 64) + (mid2 >> 64) + (mid >> 64);
    return (wide){{(uint64_t)low, (uint64_t)mid, (uint64_t)high, (uint64_t)(high >> 64)}};
}

/* One quotient digit of Knuth's algorithm D (The Art of Computer Programming 4.3.1): subtracts
 * digit * v from the three limbs at u, which are below v * 2^64, and returns the digit. */
static uint64_t quotient_digit(uint64_t u[3], const uint64_t v[2]) {
    wr_uint128 top = (wr_uint128)u[2] << 64 | u[1];
    wr_uint128 guess = top / v[1], rest = top % v[1];
    while (guess >> 64 != 0 || (wr_uint128)(uint64_t)guess * v[0] > (rest << 64 | u[0])) {
        guess--;
        rest += v[1];
        if (rest >> 64 != 0)
            break;
    }
    wr_uint128 low = (wr_uint128)(uint64_t)guess * v[0];
    wr_uint128 high = (wr_uint128)(uint64_t)guess * v[1] + (low >> 64);
    uint64_t   borrow = u[0] < (uint64_t)low;
    u[0] -= (uint64_t)low;
    wr_uint128 upper = ((wr_uint128)u[2] << 64 | u[1]) - high - borrow;
    /* The guess is at most one too large; then the difference is negative. */
    bool too_large = ((wr_uint128)u[2] << 64 | u[1]) < high + borrow;
    if (too_large) {
        wr_uint128 sum = (wr_uint128)u[0] + v[0];
        u[0] = (uint64_t)sum;
        upper += (wr_uint128)v[1] + (sum >> 64);
        guess--;
    }
    u[1] = (uint64_t)upper;
    u[2] = (uint64_t)(upper >> 64);
    return (uint64_t)guess;
}

/* value / divisor HALF_UP; false: the quotient has more than 128 bits. */
static bool divide_wide_half_up(wide value, wr_uint128 divisor, wr_uint128 *quotient) {
    wr_uint128 rest;
    if (divisor >> 64 == 0) {
        uint64_t small = (uint64_t)divisor, digits[4];
        rest = 0;
        for (int i = 3; i >= 0; i--) {
            wr_uint128 part = rest << 64 | value.limb[i];
            digits[i] = (uint64_t)(part / small);
            rest = part % small;
        }
        if (digits[3] != 0 || digits[2] != 0)
            return false;
        *quotient = (wr_uint128)digits[1] << 64 | digits[0];
    } else {
        unsigned   shift = (unsigned)__builtin_clzll((uint64_t)(divisor >> 64));
        wr_uint128 scaled = divisor << shift;
        uint64_t   v[2] = {(uint64_t)scaled, (uint64_t)(scaled >> 64)};
        uint64_t   u[5] = {0}, digits[3];
        for (unsigned i = 0; i < 4; i++) {
            u[i] |= value.limb[i] << shift;
            u[i + 1] = shift != 0 ? value.limb[i] >> (64 - shift) : 0;
        }
        for (int i = 2; i >= 0; i--)
            digits[i] = quotient_digit(u + i, v);
        if (digits[2] != 0)
            return false;
        *quotient = (wr_uint128)digits[1] << 64 | digits[0];
        rest = ((wr_uint128)u[1] << 64 | u[0]) >> shift;
    }
    if (rest >= divisor - rest) {
        ++*quotient;
        return *quotient != 0;
    }
    return true;
}

bool wr_parse_decimal(const char *text, size_t size, uint32_t precision, uint32_t scale,
                      wr_int128 *unscaled) {
    WR_ASSERT(precision <= WR_DECIMAL_PRECISION_MAX && scale <= WR_DECIMAL_PRECISION_MAX);
    size_t i = 0;
    bool   negative = size > 0 && text[0] == '-';
    if (size > 0 && (text[0] == '-' || text[0] == '+'))
        i = 1;
    /* First pass: where the digits that count begin, where the point is, what the exponent is. */
    size_t digits_from = i, point = SIZE_MAX;
    for (; i < size; i++) {
        if (text[i] == '.' && point == SIZE_MAX)
            point = i;
        else if ((unsigned char)(text[i] - '0') > 9)
            break;
    }
    size_t  digits_to = i;
    size_t  digit_count = digits_to - digits_from - (point != SIZE_MAX ? 1 : 0);
    int64_t exponent = 0;
    if (digit_count == 0)
        return false;
    if (i < size) {
        if ((text[i] != 'e' && text[i] != 'E') || size - i > 16 ||
            !wr_parse_i64(text + i + 1, size - i - 1, &exponent) || exponent > INT32_MAX ||
            exponent < -(int64_t)INT32_MAX)
            return false;
    }
    if (point == SIZE_MAX)
        point = digits_to;
    /* How many of the digits are in front of the cut at `scale`; <= 0: at most rounding is left. */
    int64_t keep = (int64_t)(point - digits_from) + exponent + (int64_t)scale;
    wr_uint128 value = 0;
    uint64_t   part = 0;
    uint32_t   part_digits = 0, significant = 0;
    int64_t    seen = 0;
    bool       round_up = false;
    for (size_t at = digits_from; at < digits_to; at++) {
        if (text[at] == '.')
            continue;
        uint64_t digit = (uint64_t)(text[at] - '0');
        if (seen++ >= keep) {
            round_up = keep >= 0 && digit >= 5;
            break;
        }
        if (digit == 0 && significant == 0)
            continue;
        if (++significant > WR_DECIMAL_PRECISION_MAX)
            return false;
        part = part * 10 + digit;
        if (++part_digits == 18) {
            value = value * TEN_18 + part; /* at most 38 digits: no overflow */
            part = 0;
            part_digits = 0;
        }
    }
    value = value * (wr_uint128)wr_pow10_i128(part_digits) + part;
    if (value != 0 && seen < keep) { /* zeros that are not written */
        if (keep - seen > WR_DECIMAL_PRECISION_MAX - (int64_t)significant)
            return false;
        value *= (wr_uint128)wr_pow10_i128((uint32_t)(keep - seen));
    }
    value += round_up;
    if (!fits(value, precision))
        return false;
    *unscaled = with_sign(value, negative);
    return true;
}

size_t wr_format_decimal(wr_int128 unscaled, uint32_t scale, char *out) {
    char       reversed[64];
    size_t     count = 0, size = 0;
    wr_uint128 value = magnitude(unscaled);
    WR_ASSERT(scale <= WR_DECIMAL_PRECISION_MAX);
    while (value >> 64 != 0) { /* nineteen digits at a time: a 128-bit division is slow */
        uint64_t part = (uint64_t)(value % (TEN_18 * 10));
        value /= TEN_18 * 10;
        for (int i = 0; i < 19; i++, part /= 10)
            reversed[count++] = (char)('0' + part % 10);
    }
    for (uint64_t part = (uint64_t)value; part != 0; part /= 10)
        reversed[count++] = (char)('0' + part % 10);
    while (count <= scale) /* one digit stands in front of the point */
        reversed[count++] = '0';
    if (unscaled < 0)
        out[size++] = '-';
    while (count != 0) {
        if (count == scale)
            out[size++] = '.';
        out[size++] = reversed[--count];
    }
    return size;
}

bool wr_decimal_rescale(wr_int128 value, uint32_t from_scale, uint32_t precision,
                        uint32_t to_scale, wr_int128 *out) {
    wr_uint128 rescaled = magnitude(value);
    WR_ASSERT(from_scale <= WR_DECIMAL_PRECISION_MAX && to_scale <= WR_DECIMAL_PRECISION_MAX);
    if (to_scale > from_scale && rescaled != 0) {
        uint32_t up = to_scale - from_scale;
        if (!fits(rescaled, WR_DECIMAL_PRECISION_MAX - up))
            return false;
        rescaled *= (wr_uint128)wr_pow10_i128(up);
    } else if (to_scale < from_scale) {
        rescaled = divide_half_up(rescaled, (wr_uint128)wr_pow10_i128(from_scale - to_scale));
    }
    if (!fits(rescaled, precision))
        return false;
    *out = with_sign(rescaled, value < 0);
    return true;
}

bool wr_decimal_divide(wr_int128 a, wr_int128 b, uint32_t up, wr_int128 *out) {
    if (b == 0)
        return false;
    bool       negative = (a < 0) != (b < 0);
    wr_uint128 numerator = magnitude(a), divisor = magnitude(b), quotient = 0;
    if (numerator == 0) {
        *out = 0;
        return true;
    }
    uint32_t   first = WR_MIN(up, (uint32_t)WR_DECIMAL_PRECISION_MAX);
    wr_uint128 factor = (wr_uint128)wr_pow10_i128(first), product;
    if (up == first && !__builtin_mul_overflow(numerator, factor, &product)) {
        quotient = divide_half_up(product, divisor);
    } else {
        wide scaled = multiply_wide(numerator, factor);
        for (uint32_t left = up - first; left != 0;) {
            uint32_t   step = WR_MIN(left, 19U);
            uint64_t   by = (uint64_t)wr_pow10_i128(step);
            wr_uint128 carry = 0;
            for (int i = 0; i < 4; i++) {
                carry += (wr_uint128)scaled.limb[i] * by;
                scaled.limb[i] = (uint64_t)carry;
                carry >>= 64;
            }
            if (carry != 0)
                return false; /* beyond 2^256, so the quotient is beyond 10^38 */
            left -= step;
        }
        if (!divide_wide_half_up(scaled, divisor, &quotient))
            return false;
    }
    if (!fits(quotient, WR_DECIMAL_PRECISION_MAX))
        return false;
    *out = with_sign(quotient, negative);
    return true;
}

bool wr_decimal_multiply(wr_int128 a, wr_int128 b, uint32_t down, wr_int128 *out) {
    bool       negative = (a < 0) != (b < 0);
    wr_uint128 left = magnitude(a), right = magnitude(b), result;
    if (left == 0 || right == 0) {
        *out = 0;
        return true;
    }
    uint32_t first = WR_MIN(down, (uint32_t)WR_DECIMAL_PRECISION_MAX);
    if (down > 2 * WR_DECIMAL_PRECISION_MAX) {
        result = 0; /* the product has at most 77 digits */
    } else if (!__builtin_mul_overflow(left, right, &result) && down == first) {
        if (down != 0)
            result = divide_half_up(result, (wr_uint128)wr_pow10_i128(down));
    } else {
        wide product = multiply_wide(left, right);
        /* Rounding once: the second division may only follow one that drops the rest and keeps
         * HALF_UP right. floor(floor(x / 10^a) / 10^b) is floor(x / 10^(a+b)), and the half is
         * decided by the last division alone, since 10^b / 2 is whole for b > 0. */
        for (uint32_t left_over = down - first; left_over != 0;) {
            uint32_t   step = WR_MIN(left_over, 19U);
            uint64_t   by = (uint64_t)wr_pow10_i128(step);
            wr_uint128 rest = 0;
            for (int i = 3; i >= 0; i--) {
                wr_uint128 part = rest << 64 | product.limb[i];
                product.limb[i] = (uint64_t)(part / by);
                rest = part % by;
            }
            left_over -= step;
        }
        if (!divide_wide_half_up(product, (wr_uint128)wr_pow10_i128(first), &result))
            return false;
    }
    if (!fits(result, WR_DECIMAL_PRECISION_MAX))
        return false;
    *out = with_sign(result, negative);
    return true;
}

double wr_decimal_to_f64(wr_int128 value, uint32_t scale) {
    static const double tens[23] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                    1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                    1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    if (magnitude(value) <= 1ULL << 53 && scale < 23)
        return (double)(int64_t)value / tens[scale]; /* both exact: one rounding */
    char   text[WR_NUMBER_TEXT_MAX];
    double result = 0;
    WR_ASSERT(wr_parse_f64(text, wr_format_decimal(value, scale, text), &result));
    return result;
}

/* Through the text, as BigDecimal.valueOf(double) does: 0.1 is 0.1 and not 0.1000000000000000055. */
bool wr_decimal_from_f64(double value, uint32_t precision, uint32_t scale, wr_int128 *out) {
    char   text[WR_NUMBER_TEXT_MAX];
    size_t size = wr_format_f64_java(value, text);
    return wr_parse_decimal(text, size, precision, scale, out); /* NaN, Infinity: not a number */
}
