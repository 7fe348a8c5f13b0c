/* base/number.c - integers and floating point, text <-> value.
 *
 * Reading a double is exact: the short cases by one multiplication (Clinger 1990), those of up to
 * 19 digits by 128-bit integers, the rest by strtod. Writing follows the free-format algorithm of
 * Steele and White (1990) with the choices that Java 17 makes, because its digits are what Flink
 * prints: the fewest digits such that the text is nearer than half a step to the value, both bounds
 * excluded; a quarter of a step at a power of two; exact integers below 2^63; at least two digits
 * outside 1e-3 .. 1e8. So 2.0E23 is 1.9999999999999998E23 here as it is there.
 */
#include "base/number.h"

#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

static const uint64_t tens[20] = {
    1ULL, 10ULL, 100ULL, 1000ULL, 10000ULL, 100000ULL, 1000000ULL, 10000000ULL, 100000000ULL,
    1000000000ULL, 10000000000ULL, 100000000000ULL, 1000000000000ULL, 10000000000000ULL,
    100000000000000ULL, 1000000000000000ULL, 10000000000000000ULL, 100000000000000000ULL,
    1000000000000000000ULL, 10000000000000000000ULL,
};

static const uint64_t fives[28] = {
    1ULL, 5ULL, 25ULL, 125ULL, 625ULL, 3125ULL, 15625ULL, 78125ULL, 390625ULL, 1953125ULL,
    9765625ULL, 48828125ULL, 244140625ULL, 1220703125ULL, 6103515625ULL, 30517578125ULL,
    152587890625ULL, 762939453125ULL, 3814697265625ULL, 19073486328125ULL, 95367431640625ULL,
    476837158203125ULL, 2384185791015625ULL, 11920928955078125ULL, 59604644775390625ULL,
    298023223876953125ULL, 1490116119384765625ULL, 7450580596923828125ULL,
};

static const char digit_pairs[201] =
    "00010203040506070809101112131415161718192021222324252627282930313233343536373839404142434445"
    "46474849505152535455565758596061626364656667686970717273747576777879808182838485868788899091"
    "9293949596979899";

static unsigned digit_of(char c) {
    return (unsigned)(unsigned char)c - '0'; /* above 9: not a digit */
}

/* Eight digits at once (Johnny Lee's method); false when one of them is not a digit. */
static bool eight_digits(const char *text, uint64_t *value) {
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    uint64_t word;
    memcpy(&word, text, sizeof word);
    if ((word & 0xf0f0f0f0f0f0f0f0ULL) != 0x3030303030303030ULL ||
        ((word + 0x0606060606060606ULL) & 0xf0f0f0f0f0f0f0f0ULL) != 0x3030303030303030ULL)
        return false;
    word = (word & 0x0f0f0f0f0f0f0f0fULL) * 2561 >> 8;
    word = (word & 0x00ff00ff00ff00ffULL) * 6553601 >> 16;
    *value = (word & 0x0000ffff0000ffffULL) * 42949672960001ULL >> 32;
    return true;
#else
    uint64_t sum = 0;
    for (int i = 0; i < 8; i++) {
        if (digit_of(text[i]) > 9)
            return false;
        sum = sum * 10 + digit_of(text[i]);
    }
    *value = sum;
    return true;
#endif
}

bool wr_parse_i64(const char *text, size_t size, int64_t *value) {
    size_t i = 0;
    bool   negative = false;
    if (size != 0 && (text[0] == '-' || text[0] == '+')) {
        negative = text[0] == '-';
        i = 1;
    }
    if (i == size)
        return false;
    while (size - i > 19 && text[i] == '0')
        i++;
    if (size - i > 19)
        return false;
    uint64_t sum = 0, part = 0; /* 19 digits fit 64 bits without a sign */
    for (; size - i >= 8 && eight_digits(text + i, &part); i += 8)
        sum = sum * 100000000 + part;
    for (; i < size; i++) {
        unsigned digit = digit_of(text[i]);
        if (digit > 9)
            return false;
        sum = sum * 10 + digit;
    }
    if (sum > (uint64_t)INT64_MAX + negative)
        return false;
    *value = (int64_t)(negative ? -sum : sum);
    return true;
}

static unsigned digit_count(uint64_t value) {
    /* 1233 / 4096 is just above log10(2), so the guess is right or one too small. */
    unsigned bits = 64 - (unsigned)__builtin_clzll(value | 1);
    unsigned guess = bits * 1233 >> 12;
    return guess + (guess < 20 && value >= tens[guess]) + (value == 0);
}

/* Writes `value` as exactly `count` digits ending at out + count. */
static void write_digits(uint64_t value, unsigned count, char *out) {
    char *at = out + count;
    while (count >= 2) {
        at -= 2;
        memcpy(at, digit_pairs + value % 100 * 2, 2);
        value /= 100;
        count -= 2;
    }
    if (count != 0)
        *--at = (char)('0' + value % 10);
}

size_t wr_format_u64(uint64_t value, char *out) {
    unsigned count = digit_count(value);
    write_digits(value, count, out);
    return count;
}

size_t wr_format_i64(int64_t value, char *out) {
    if (value >= 0)
        return wr_format_u64((uint64_t)value, out);
    out[0] = '-';
    return 1 + wr_format_u64(-(uint64_t)value, out + 1);
}

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* `text` is `word`, whatever its case; `word` is lower case. */
static bool is_word(const char *text, size_t size, const char *word) {
    if (size != strlen(word))
        return false;
    for (size_t i = 0; i < size; i++)
        if (lower(text[i]) != word[i])
            return false;
    return true;
}

bool wr_parse_bool(const char *text, size_t size, bool *value) {
    if (is_word(text, size, "true")) {
        *value = true;
        return true;
    }
    if (is_word(text, size, "false")) {
        *value = false;
        return true;
    }
    return false;
}

/* ---- floating point from text ---- */

/* A decimal number taken apart. `text`/`size` is what strtod would have to read. */
typedef struct decimal_text {
    const char *text;
    size_t      size;
    uint64_t    digits;    /* the first 19 significant digits */
    int64_t     exponent;  /* of ten, for `digits` */
    bool        negative;
    bool        truncated; /* there were more digits, not all zero */
} decimal_text;

typedef enum text_kind { NOT_A_NUMBER_TEXT, DECIMAL_TEXT, HEXADECIMAL_TEXT, SPECIAL_TEXT } text_kind;

/* HexFloat of Java: 0x, digits with at most one point, p, signed exponent. */
static bool is_hexadecimal(const char *text, size_t size) {
    size_t i = 2, digits = 0;
    bool   point = false;
    if (size < 5 || text[0] != '0' || lower(text[1]) != 'x')
        return false;
    for (; i < size; i++) {
        char c = lower(text[i]);
        if (digit_of(c) <= 9 || (c >= 'a' && c <= 'f'))
            digits++;
        else if (c == '.' && !point)
            point = true;
        else
            break;
    }
    if (digits == 0 || i == size || lower(text[i]) != 'p')
        return false;
    i++;
    if (i < size && (text[i] == '-' || text[i] == '+'))
        i++;
    if (i == size)
        return false;
    for (; i < size; i++)
        if (digit_of(text[i]) > 9)
            return false;
    return true;
}

/* Reads [exponent] at text[i]; true when nothing follows. The exponent is bounded, not wrapped. */
static bool take_exponent(const char *text, size_t size, size_t i, int64_t *exponent) {
    int64_t value = 0;
    if (i == size)
        return true;
    if (lower(text[i]) != 'e')
        return false;
    i++;
    bool negative = i < size && text[i] == '-';
    if (i < size && (text[i] == '-' || text[i] == '+'))
        i++;
    if (i == size)
        return false;
    for (; i < size; i++) {
        unsigned digit = digit_of(text[i]);
        if (digit > 9)
            return false;
        value = value < 100000000 ? value * 10 + digit : value;
    }
    *exponent += negative ? -value : value;
    return true;
}

/* Takes apart what Double.parseDouble reads, without blanks around it. *special is set for
 * SPECIAL_TEXT only. */
static text_kind take_apart(const char *text, size_t size, decimal_text *out, double *special) {
    *out = (decimal_text){0};
    size_t i = 0;
    if (size != 0 && (text[0] == '-' || text[0] == '+')) {
        out->negative = text[0] == '-';
        i = 1;
    }
    if (i == size)
        return NOT_A_NUMBER_TEXT;
    if (text[i] == 'N' || text[i] == 'I') {
        bool nan = size - i == 3 && memcmp(text + i, "NaN", 3) == 0;
        if (!nan && !(size - i == 8 && memcmp(text + i, "Infinity", 8) == 0))
            return NOT_A_NUMBER_TEXT;
        *special = nan ? (double)NAN : out->negative ? -(double)INFINITY : (double)INFINITY;
        return SPECIAL_TEXT;
    }
    char last = lower(text[size - 1]);
    bool hexadecimal = size - i > 2 && lower(text[i + 1]) == 'x';
    if (last == 'd' || last == 'f')
        size--; /* Java's type suffix; in a hexadecimal number, too, since the exponent is decimal */
    out->text = text;
    out->size = size;
    if (hexadecimal)
        return is_hexadecimal(text + i, size - i) ? HEXADECIMAL_TEXT : NOT_A_NUMBER_TEXT;
    bool     point = false, any = false;
    unsigned kept = 0;
    for (; i < size; i++) {
        unsigned digit = digit_of(text[i]);
        if (digit <= 9) {
            any = true;
            if (kept < 19) {
                out->digits = out->digits * 10 + digit;
                kept += out->digits != 0;
                out->exponent -= point;
            } else {
                out->truncated |= digit != 0;
                out->exponent += !point;
            }
        } else if (text[i] == '.' && !point) {
            point = true;
        } else {
            break;
        }
    }
    return any && take_exponent(text, size, i, &out->exponent) ? DECIMAL_TEXT : NOT_A_NUMBER_TEXT;
}

/* m * 2^exponent rounded to nearest even at `precision` bits; m has more bits than that, its lowest
 * bit may stand for everything below it, and the result is neither subnormal nor infinite. */
static double round_binary(wr_uint128 m, int exponent, int precision) {
    int bits = m >> 64 != 0 ? 128 - __builtin_clzll((uint64_t)(m >> 64))
                            : 64 - __builtin_clzll((uint64_t)m);
    int drop = bits - precision;
    WR_DEBUG_ASSERT(drop > 0);
    wr_uint128 rest = m & (((wr_uint128)1 << drop) - 1), half = (wr_uint128)1 << (drop - 1);
    uint64_t   top = (uint64_t)(m >> drop);
    top += rest > half || (rest == half && (top & 1) != 0);
    int        scale = exponent + drop; /* within +-200 here: the power below is exact */
    uint64_t   power_bits = (uint64_t)(1023 + scale) << 52;
    double     power;
    memcpy(&power, &power_bits, sizeof power);
    return (double)top * power;
}

/* digits * 10^exponent, exactly rounded, where it is cheap: digits != 0, |exponent| <= 27. */
static double round_decimal(uint64_t digits, int exponent, int precision) {
    unsigned shift = (unsigned)__builtin_clzll(digits);
    uint64_t high = digits << shift;
    if (exponent >= 0) /* at least 64 bits, since `high` is normalised */
        return round_binary((wr_uint128)high * fives[exponent], exponent - (int)shift, precision);
    uint64_t   divisor = fives[-exponent];
    wr_uint128 numerator = (wr_uint128)high << 64;
    /* At least 127 - 63 = 64 bits of quotient; a rest makes it inexact: the lowest bit says so. */
    wr_uint128 quotient = numerator / divisor;
    quotient = quotient << 1 | (quotient * divisor != numerator);
    return round_binary(quotient, exponent - (int)shift - 65, precision);
}

/* strtod of the C locale, whatever the process has set. */
static double by_library(const decimal_text *number, bool single) {
    char     small[128];
    char    *copy = number->size < sizeof small ? small : wr_alloc(number->size + 1);
    locale_t c_locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    memcpy(copy, number->text, number->size);
    copy[number->size] = '\0';
    double value = single ? (double)strtof_l(copy, NULL, c_locale) : strtod_l(copy, NULL, c_locale);
    freelocale(c_locale);
    if (copy != small)
        wr_free(copy);
    return value;
}

static const double exact_tens[23] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                      1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                      1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

bool wr_parse_f64(const char *text, size_t size, double *value) {
    decimal_text number;
    double       result = 0;
    text_kind    kind = take_apart(text, size, &number, value);
    if (kind != DECIMAL_TEXT) {
        if (kind == HEXADECIMAL_TEXT)
            *value = by_library(&number, false);
        return kind != NOT_A_NUMBER_TEXT;
    }
    int64_t exponent = number.exponent;
    if (number.digits == 0) {
        result = 0;
    } else if (number.truncated || exponent < -27 || exponent > 27) {
        *value = by_library(&number, false);
        return true;
    } else if (number.digits <= 1ULL << 53 && exponent >= -22 && exponent <= 22) {
        result = (double)number.digits;
        result = exponent < 0 ? result / exact_tens[-exponent] : result * exact_tens[exponent];
    } else {
        result = round_decimal(number.digits, (int)exponent, 53);
    }
    *value = number.negative ? -result : result;
    return true;
}

bool wr_parse_f32(const char *text, size_t size, float *value) {
    decimal_text number;
    double       result = 0;
    text_kind    kind = take_apart(text, size, &number, &result);
    if (kind == NOT_A_NUMBER_TEXT)
        return false;
    if (kind == SPECIAL_TEXT) {
        *value = (float)result;
        return true;
    }
    if (kind == HEXADECIMAL_TEXT || number.truncated || number.exponent < -27 ||
        (number.exponent > 10 && number.digits != 0)) {
        *value = number.digits == 0 && kind == DECIMAL_TEXT ? (number.negative ? -0.0F : 0.0F)
                                                            : (float)by_library(&number, true);
        return true;
    }
    if (number.digits != 0) /* at most 1e19 * 1e10: within float's range, rounded once */
        result = round_decimal(number.digits, (int)number.exponent, 24);
    *value = (float)(number.negative ? -result : result);
    return true;
}

/* ---- floating point to text ---- */

/* Decimal digits d1 d2 .. dn of value = 0.d1d2..dn * 10^point, no zero at the end. */
typedef struct digit_text {
    uint64_t digits;
    int      point;
} digit_text;

/* Java's layout: plain from 1e-3 to 1e7, else computerized scientific; a digit on both sides. */
static size_t lay_out(digit_text number, char *out) {
    char     digits[24];
    unsigned count = digit_count(number.digits);
    size_t   size = 0;
    write_digits(number.digits, count, digits);
    while (count > 1 && digits[count - 1] == '0')
        count--;
    int point = number.point;
    if (point > 0 && point < 8) {
        for (int i = 0; i < point; i++)
            out[size++] = (unsigned)i < count ? digits[i] : '0';
        out[size++] = '.';
        if (count <= (unsigned)point)
            out[size++] = '0';
        for (unsigned i = (unsigned)point; i < count; i++)
            out[size++] = digits[i];
        return size;
    }
    if (point <= 0 && point > -3) {
        memcpy(out, "0.00", 4);
        size = 2 + (size_t)-point;
        memcpy(out + size, digits, count);
        return size + count;
    }
    out[size++] = digits[0];
    out[size++] = '.';
    out[size++] = count > 1 ? digits[1] : '0';
    for (unsigned i = 2; i < count; i++)
        out[size++] = digits[i];
    out[size++] = 'E';
    return size + wr_format_i64(point - 1, out + size);
}

/* An integer value below 2^63 is exact, apart from the digits that its precision cannot hold. */
static digit_text digits_of_integer(uint64_t value, int bits, int precision) {
    /* How many decimal digits lie wholly below the last bit but one. */
    unsigned dropped = bits - 1 > precision ? (unsigned)(bits - 2 - precision) * 1233 >> 12 : 0;
    unsigned point = digit_count(value);
    if (dropped != 0) {
        uint64_t rest = value % tens[dropped];
        value = value / tens[dropped] + (rest >= tens[dropped] / 2);
        point = digit_count(value) + dropped;
    }
    return (digit_text){value, (int)point};
}

/* floor(log10(f * 2^e)), or one more where it is very near. */
static int estimate_log10(uint64_t f, int e) {
    int      bits = 64 - __builtin_clzll(f);
    uint64_t fraction_bits = (f << (64 - bits) << 1) >> 12 | 1023ULL << 52;
    double   fraction; /* f as 1.xxx, without a call of ldexp */
    memcpy(&fraction, &fraction_bits, sizeof fraction);
    /* The tangent of log10 at 1.5 lies above the curve, so the estimate is never too small. */
    double estimate = (fraction - 1.5) * 0.289529654602168 + 0.176091259055681 +
                      (e + bits - 1) * 0.301029995663981;
    int whole = (int)estimate;
    return whole - (estimate < whole);
}

/* Digits of f * 2^e where all of it fits 128 bits; false: it does not. Everything is counted in
 * units of the last digit that could be needed, `last` digits behind the first. */
static bool digits_by_128(uint64_t f, int e, bool power_of_two, int last, digit_text *out) {
    int        decimal_exponent = estimate_log10(f, e);
    uint64_t   whole = 0;
    wr_uint128 rest = 0, step = 0;
    unsigned   unit_bits = 0;
    for (int attempt = 0;; attempt++) {
        int p = last - decimal_exponent;
        int s = e + p; /* the value in units is f * 5^p * 2^s */
        if (p < 0 || p > 27 || s > 8 || s < -100)
            return false;
        wr_uint128 value = ((wr_uint128)f * fives[p] << 2) << WR_MAX(s, 0);
        unit_bits = 2 + (unsigned)WR_MAX(-s, 0);
        whole = (uint64_t)(value >> unit_bits);
        rest = value & (((wr_uint128)1 << unit_bits) - 1);
        /* Half the distance of neighbours, and half of that at a power of two. */
        step = ((wr_uint128)fives[p] << (power_of_two ? 0 : 1)) << WR_MAX(s, 0);
        if (whole >= tens[last])
            break;
        WR_ASSERT(attempt == 0);
        decimal_exponent--; /* the estimate was one too large */
    }
    const wr_uint128 unit = (wr_uint128)1 << unit_bits;
    const uint64_t   reach = (uint64_t)(step >> unit_bits) + 1; /* step, rounded up */
    int  least = decimal_exponent >= -3 && decimal_exponent < 8 ? 1 : 2, most = last + 1;
    bool low = false, high = false;
    if (reach < 49) { /* then at most one multiple of 100 is near enough: it has the fewest digits */
        uint64_t below = whole % 100, above = 100 - below;
        if (below <= reach ? below * unit + rest < step
                           : above <= reach + 1 && above * unit - rest < step) {
            out->digits = below <= reach ? whole - below : whole + above;
            out->point = decimal_exponent + 1 + (out->digits >= tens[last + 1]);
            return true;
        }
        least = last;
    }
    /* Whether n digits do is monotone in n, so search the middle. */
    while (true) {
        int        n = least < most ? (least + most) / 2 : most;
        uint64_t   scale = tens[last + 1 - n], below = whole % scale;
        wr_uint128 under = below <= reach ? below * unit + rest : unit * ((wr_uint128)reach + 1);
        uint64_t   above = scale - below;
        low = below <= reach && under < step;
        high = above <= reach + 1 && above * unit - rest < step;
        if (least >= most) {
            out->digits = whole / scale;
            wr_uint128 half = scale * unit; /* read only when both are true: then it is small */
            bool up = high && (!low || 2 * under > half || (2 * under == half && out->digits % 2));
            out->digits += up;
            out->point = decimal_exponent + 1 + (out->digits >= tens[n]);
            return true;
        }
        if (low || high)
            most = n;
        else
            least = n + 1;
    }
}

/* Unsigned integers of up to 1,280 bits, for the values that are far from 1. */
enum { BIG_LIMBS = 40 };
typedef struct big { uint32_t limb[BIG_LIMBS]; int used; } big;

static void big_set(big *number, uint64_t value) {
    number->limb[0] = (uint32_t)value;
    number->limb[1] = (uint32_t)(value >> 32);
    number->used = value >> 32 != 0 ? 2 : value != 0;
}

static void big_multiply(big *number, uint32_t by) {
    uint64_t carry = 0;
    for (int i = 0; i < number->used; i++) {
        carry += (uint64_t)number->limb[i] * by;
        number->limb[i] = (uint32_t)carry;
        carry >>= 32;
    }
    if (carry != 0) {
        WR_ASSERT(number->used < BIG_LIMBS);
        number->limb[number->used++] = (uint32_t)carry;
    }
}

static void big_multiply_power(big *number, int fives_count, int twos_count) {
    for (; fives_count >= 13; fives_count -= 13)
        big_multiply(number, (uint32_t)fives[13]);
    big_multiply(number, (uint32_t)fives[fives_count]);
    for (; twos_count >= 31; twos_count -= 31)
        big_multiply(number, (uint32_t)1 << 31);
    big_multiply(number, (uint32_t)1 << twos_count);
}

static int big_compare(const big *a, const big *b) {
    if (a->used != b->used)
        return a->used < b->used ? -1 : 1;
    for (int i = a->used - 1; i >= 0; i--)
        if (a->limb[i] != b->limb[i])
            return a->limb[i] < b->limb[i] ? -1 : 1;
    return 0;
}

static void big_add(const big *a, const big *b, big *sum) {
    uint64_t carry = 0;
    int      used = WR_MAX(a->used, b->used);
    for (int i = 0; i < used; i++) {
        carry += (i < a->used ? a->limb[i] : 0ULL) + (i < b->used ? b->limb[i] : 0ULL);
        sum->limb[i] = (uint32_t)carry;
        carry >>= 32;
    }
    if (carry != 0) {
        WR_ASSERT(used < BIG_LIMBS);
        sum->limb[used++] = (uint32_t)carry;
    }
    sum->used = used;
}

/* a -= b, which is not larger. */
static void big_subtract(big *a, const big *b) {
    int64_t borrow = 0;
    for (int i = 0; i < a->used; i++) {
        borrow += (int64_t)a->limb[i] - (i < b->used ? (int64_t)b->limb[i] : 0);
        a->limb[i] = (uint32_t)borrow;
        borrow >>= 32;
    }
    while (a->used > 0 && a->limb[a->used - 1] == 0)
        a->used--;
}

/* The digit value / scale (below 10), and value becomes the rest. */
static unsigned big_digit(big *value, const big *scale) {
    unsigned digit = 0;
    for (; big_compare(value, scale) >= 0; digit++)
        big_subtract(value, scale);
    WR_ASSERT(digit < 10);
    return digit;
}

/* Java counts in 64 bits where the numbers fit, and there misses that value + step is above the
 * scale when the sum needs the sign bit; seen between 1e24 and 8e25. Sets *limit to the smallest
 * sum, in units of scale / 4 * factor, that it takes for negative; false: it counts in more bits. */
static bool java_sum_limit(uint64_t f, int e, int precision, int decimal_exponent,
                           const big *scale, big *limit, int factor[2]) {
    int zeros = __builtin_ctzll(f), bits = 64 - __builtin_clzll(f), binary_exponent = e + bits - 1;
    if (decimal_exponent < 0 || e + zeros < 0)
        return false;
    int value_twos = e + zeros, step_twos = binary_exponent - precision - (bits - zeros == 1);
    int common = WR_MIN(value_twos, decimal_exponent);
    int lift = WR_MAX(common - step_twos, 0) - common; /* what keeps the step whole */
    int fives_bits = (int)(((int64_t)(decimal_exponent + 1) * 2322 + 999) / 1000);
    if (decimal_exponent + lift + 1 + fives_bits >= 64 || bits - zeros + value_twos + lift >= 64)
        return false;
    factor[0] = decimal_exponent + 1;
    factor[1] = decimal_exponent + lift + 1;
    *limit = *scale;
    big_multiply_power(limit, 0, 63);
    return true;
}

/* Digit by digit: value / scale is what is left, step / scale how far off it may be. */
static digit_text digits_by_big(uint64_t f, int e, int precision, bool power_of_two) {
    int decimal_exponent = estimate_log10(f, e), factor[2] = {0};
    big value, scale, step, sum, limit;
    big_set(&value, f);
    big_set(&scale, 1);
    big_set(&step, 1);
    /* All three times 4 so that half a step, and a quarter, are whole. */
    big_multiply_power(&value, WR_MAX(-decimal_exponent, 0),
                       2 + WR_MAX(e, 0) + WR_MAX(-decimal_exponent, 0));
    big_multiply_power(&scale, WR_MAX(decimal_exponent, 0),
                       2 + WR_MAX(-e, 0) + WR_MAX(decimal_exponent, 0));
    big_multiply_power(&step, WR_MAX(-decimal_exponent, 0),
                       (power_of_two ? 0 : 1) + WR_MAX(e, 0) + WR_MAX(-decimal_exponent, 0));
    bool limited = java_sum_limit(f, e, precision, decimal_exponent, &scale, &limit, factor);
    /* The estimate was one too large. Java keeps it, and a leading zero that rounding then fills,
     * where the next power of ten is within the step: 2 * 4.9E-324 is 1.0E-323, not 9.9E-324. */
    big_add(&value, &step, &sum);
    if (big_compare(&value, &scale) < 0 && big_compare(&sum, &scale) <= 0) {
        decimal_exponent--;
        big_multiply(&value, 10);
        big_multiply(&step, 10);
    }
    int      least = decimal_exponent >= -3 && decimal_exponent < 8 ? 1 : 2;
    uint64_t digits = 0;
    for (int n = 1;; n++) {
        WR_ASSERT(n < 19);
        digits = digits * 10 + big_digit(&value, &scale);
        big_add(&value, &step, &sum);
        bool low = big_compare(&value, &step) < 0, high = big_compare(&sum, &scale) > 0;
        if (high && limited) {
            big_multiply_power(&sum, factor[0], factor[1]);
            bool sum_is_negative = big_compare(&sum, &limit) >= 0;
            sum = step;
            big_multiply_power(&sum, factor[0], factor[1]);
            bool step_is_negative = big_compare(&sum, &limit) >= 0; /* which Java does look at */
            low |= step_is_negative;
            high = step_is_negative || !sum_is_negative;
        }
        if (n >= least && (low || high)) {
            big_add(&value, &value, &sum);
            int  half = big_compare(&sum, &scale);
            bool up = high && (!low || half > 0 || (half == 0 && digits % 2 != 0));
            digits += up;
            return (digit_text){digits, decimal_exponent + 1 + (digits >= tens[n])};
        }
        big_multiply(&value, 10);
        big_multiply(&step, 10);
    }
}

/* f * 2^e, which is not 0; `precision`: bits of the type; `last`: digits it can need, less one. */
static size_t format_binary(uint64_t f, int e, int precision, int last, char *out) {
    digit_text number;
    int        zeros = __builtin_ctzll(f), bits = 64 - __builtin_clzll(f);
    if (e + zeros >= 0 && e + bits <= 63) {
        uint64_t integer = e >= 0 ? f << e : f >> -e;
        number = digits_of_integer(integer, e + bits, precision);
    } else if (!digits_by_128(f, e, (f & (f - 1)) == 0, last, &number)) {
        number = digits_by_big(f, e, precision, (f & (f - 1)) == 0);
    }
    return lay_out(number, out);
}

static size_t copy_text(const char *text, char *out) {
    size_t size = strlen(text);
    memcpy(out, text, size);
    return size;
}

/* A value of `fraction_bits` behind the leading one; `exponent_max` is that of infinities and NaN. */
static size_t format_java(bool negative, int exponent, int exponent_max, uint64_t fraction, int fraction_bits, int last,
                          char *out) {
    if (exponent == exponent_max)
        return copy_text(fraction != 0 ? "NaN" : negative ? "-Infinity" : "Infinity", out);
    if (negative)
        *out++ = '-';
    if (exponent == 0 && fraction == 0)
        return copy_text("0.0", out) + negative;
    uint64_t f = exponent != 0 ? fraction | 1ULL << fraction_bits : fraction;
    int      bias = exponent_max / 2 + fraction_bits;
    return format_binary(f, WR_MAX(exponent, 1) - bias, fraction_bits + 1, last, out) + negative;
}

size_t wr_format_f64_java(double value, char *out) {
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return format_java(bits >> 63 != 0, (int)(bits >> 52 & 0x7ff), 0x7ff, bits & ((1ULL << 52) - 1), 52, 16, out);
}

size_t wr_format_f32_java(float value, char *out) {
    uint32_t bits;
    memcpy(&bits, &value, sizeof bits);
    return format_java(bits >> 31 != 0, (int)(bits >> 23 & 0xff), 0xff, bits & ((1U << 23) - 1), 23, 8, out);
}
