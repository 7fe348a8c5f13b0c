/* Proves: decimals are read, printed, rescaled, multiplied and divided as exact arithmetic rounded
 * HALF_UP says, against 128-bit integers and against school arithmetic on digits. */
#include "base/alloc.h"
#include "base/number.h"
#include "check.h"

static uint64_t seed = 42;

static uint64_t next_random(void) {
    uint64_t z = seed += 0x9e3779b97f4a7c15ULL;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ z >> 27) * 0x94d049bb133111ebULL;
    return z ^ z >> 31;
}

/* A random integer of at most `digits` digits, either sign. */
static wr_int128 draw(uint32_t digits) {
    wr_int128 value = (wr_int128)(((wr_uint128)next_random() << 64 | next_random()) >> 2);
    value %= wr_pow10_i128(1 + (uint32_t)(next_random() % digits));
    return next_random() % 2 == 0 ? value : -value;
}

static void check_value(wr_int128 actual, wr_int128 expected, int line) {
    char a[WR_NUMBER_TEXT_MAX], b[WR_NUMBER_TEXT_MAX];
    a[wr_format_decimal(actual, 0, a)] = '\0';
    b[wr_format_decimal(expected, 0, b)] = '\0';
    check_str(a, b, __FILE__, line, "decimal");
}

TEST(text) {
    static const struct {
        const char *text;
        uint32_t    precision, scale;
        const char *printed; /* NULL: refused */
    } cases[] = {
        {"0", 10, 2, "0.00"}, {"-0", 10, 2, "0.00"}, {"12.34", 10, 2, "12.34"},
        {"-12.340", 10, 3, "-12.340"}, {"+5", 3, 0, "5"}, {".5", 3, 1, "0.5"}, {"5.", 3, 1, "5.0"},
        {"12.345", 10, 2, "12.35"}, {"12.344999", 10, 2, "12.34"}, {"-12.345", 10, 2, "-12.35"},
        {"0.005", 10, 2, "0.01"}, {"0.0049", 10, 2, "0.00"}, {"0.0005", 10, 2, "0.00"},
        {"9.995", 3, 2, NULL}, {"9.994", 3, 2, "9.99"}, {"999.5", 3, 0, NULL}, {"1e3", 4, 0, "1000"},
        {"1e3", 3, 0, NULL}, {"1.5E-3", 10, 4, "0.0015"}, {"15e-1", 10, 0, "2"}, {"4e-1", 5, 0, "0"},
        {"5e-1", 5, 0, "1"}, {"5e-2", 5, 0, "0"}, {"1e-2147483647", 5, 2, "0.00"},
        {"1e2147483647", 38, 0, NULL}, {"0e2147483647", 38, 0, "0"}, {"1e2147483648", 38, 0, NULL},
        {"99999999999999999999999999999999999999", 38, 0, "99999999999999999999999999999999999999"},
        {"100000000000000000000000000000000000000", 38, 0, NULL},
        {"99999999999999999999999999999999999999.5", 38, 0, NULL},
        {"0.99999999999999999999999999999999999999", 38, 38, "0.99999999999999999999999999999999999999"},
        {"0000000000000000000000000000000000000000000000000000012.5", 3, 1, "12.5"},
        {"0.000000000000000000000000000000000000000000000000000001e54", 3, 1, "1.0"},
        {"1234567890123456789012345678.9012345678", 38, 10, "1234567890123456789012345678.9012345678"},
        {"", 5, 2, NULL}, {"-", 5, 2, NULL}, {".", 5, 2, NULL}, {"1.2.3", 5, 2, NULL},
        {"e5", 5, 2, NULL}, {"1e", 5, 2, NULL}, {"1e+", 5, 2, NULL}, {"1 ", 5, 2, NULL},
        {" 1", 5, 2, NULL}, {"NaN", 5, 2, NULL}, {"1x", 5, 2, NULL}, {"--1", 5, 2, NULL},
    };
    for (size_t i = 0; i < WR_COUNT_OF(cases); i++) {
        char      text[WR_NUMBER_TEXT_MAX] = "";
        wr_int128 value = 0;
        bool good = wr_parse_decimal(cases[i].text, strlen(cases[i].text), cases[i].precision,
                                     cases[i].scale, &value);
        if (!CHECK(good == (cases[i].printed != NULL)))
            printf("    '%s'\n", cases[i].text);
        if (good && cases[i].printed != NULL) {
            text[wr_format_decimal(value, cases[i].scale, text)] = '\0';
            CHECK_STR_EQ(text, cases[i].printed);
        }
    }
    for (int i = 0; i < 50000; i++) {
        char      text[WR_NUMBER_TEXT_MAX];
        uint32_t  scale = (uint32_t)(next_random() % 39);
        wr_int128 value = draw(38), again = 0;
        CHECK(wr_parse_decimal(text, wr_format_decimal(value, scale, text), 38, scale, &again));
        check_value(again, value, __LINE__);
    }
}

static wr_int128 half_up(wr_int128 value, wr_int128 divisor) {
    wr_int128 rest = value % divisor, quotient = value / divisor;
    wr_int128 twice = (rest < 0 ? -rest : rest) * 2, size = divisor < 0 ? -divisor : divisor;
    bool      negative = (value < 0) != (divisor < 0);
    return quotient + (twice >= size ? (negative ? -1 : 1) : 0);
}

TEST(small_operations) {
    for (int i = 0; i < 50000; i++) {
        wr_int128 a = draw(18), b = draw(9), out = 0;
        uint32_t  up = (uint32_t)(next_random() % 19), from = (uint32_t)(next_random() % 19);
        if (b != 0) {
            CHECK(wr_decimal_divide(a, b, up, &out));
            check_value(out, half_up(a * wr_pow10_i128(up), b), __LINE__);
        }
        CHECK(wr_decimal_multiply(a, b, up, &out));
        check_value(out, half_up(a * b, wr_pow10_i128(up)), __LINE__);
        CHECK(wr_decimal_rescale(a, from, 38, up, &out));
        check_value(out, from > up ? half_up(a, wr_pow10_i128(from - up)) : a * wr_pow10_i128(up - from),
                    __LINE__);
    }
    wr_int128 out = 0;
    CHECK(!wr_decimal_divide(1, 0, 5, &out));
    CHECK(!wr_decimal_rescale(995, 2, 2, 1, &out)); /* 9.95 -> 10.0 */
    CHECK(wr_decimal_rescale(994, 2, 2, 1, &out));
    CHECK(!wr_decimal_rescale(10, 0, 38, 37, &out));
    CHECK(wr_decimal_rescale(1, 0, 38, 37, &out));
}

/* Numbers as 160 decimal digits, lowest first: slow and beyond doubt. */
enum { SCHOOL = 160 };
typedef struct school { int digit[SCHOOL]; } school;

static school school_of(wr_uint128 value) {
    school out = {{0}};
    for (int i = 0; value != 0; value /= 10)
        out.digit[i++] = (int)(value % 10);
    return out;
}

static school school_product(const school *a, const school *b) {
    school out = {{0}};
    for (int i = 0; i < 40; i++)
        for (int j = 0; j < 40; j++)
            out.digit[i + j] += a->digit[i] * b->digit[j];
    for (int i = 0; i + 1 < SCHOOL; i++) {
        out.digit[i + 1] += out.digit[i] / 10;
        out.digit[i] %= 10;
    }
    return out;
}

/* Without the lowest `count` digits, HALF_UP; false: more than 38 digits are left. */
static bool school_cut(const school *a, uint32_t count, wr_uint128 *out) {
    for (uint32_t i = count + 38; i < SCHOOL; i++)
        if (a->digit[i] != 0)
            return false;
    *out = 0;
    for (uint32_t i = 38; i-- != 0;)
        *out = *out * 10 + (unsigned)a->digit[count + i];
    *out += count != 0 && a->digit[count - 1] >= 5;
    return *out < (wr_uint128)wr_pow10_i128(38);
}

/* a * 10^up / b digit by digit. */
static bool school_quotient(wr_uint128 a, wr_uint128 b, uint32_t up, wr_uint128 *out) {
    school     digits = school_of(a);
    wr_uint128 rest = 0;
    bool       fits = true;
    *out = 0;
    for (int i = 39 + (int)up; i-- != 0;) {
        /* rest < b <= 10^38, so ten times the rest may not fit: add it ten times instead. */
        int quotient_digit = 0, next = i >= (int)up ? digits.digit[i - (int)up] : 0;
        wr_uint128 sum = 0;
        for (int k = 0; k < 10; k++) {
            sum += rest;
            if (sum >= b) {
                sum -= b;
                quotient_digit++;
            }
        }
        sum += (unsigned)next;
        while (sum >= b) {
            sum -= b;
            quotient_digit++;
        }
        rest = sum;
        fits &= *out < (wr_uint128)wr_pow10_i128(37) || (*out == 0);
        *out = *out * 10 + (unsigned)quotient_digit;
    }
    *out += rest >= b - rest;
    return fits && *out < (wr_uint128)wr_pow10_i128(38);
}

TEST(wide_operations) {
    int divided = 0, multiplied = 0;
    for (int i = 0; i < 40000; i++) {
        wr_int128  a = draw(38), b = draw(38), out = 0;
        wr_uint128 expected = 0, size_a = (wr_uint128)(a < 0 ? -a : a);
        wr_uint128 size_b = (wr_uint128)(b < 0 ? -b : b);
        bool       negative = (a < 0) != (b < 0);
        uint32_t   by = (uint32_t)(next_random() % 77);
        school     left = school_of(size_a), right = school_of(size_b);
        school     product = school_product(&left, &right);
        bool       fits = school_cut(&product, by, &expected);
        CHECK(wr_decimal_multiply(a, b, by, &out) == fits);
        if (fits) {
            check_value(out, negative ? -(wr_int128)expected : (wr_int128)expected, __LINE__);
            multiplied++;
        }
        if (b == 0)
            continue;
        fits = school_quotient(size_a, size_b, by, &expected);
        if (!CHECK(wr_decimal_divide(a, b, by, &out) == fits)) {
            char x[WR_NUMBER_TEXT_MAX], y[WR_NUMBER_TEXT_MAX];
            x[wr_format_decimal(a, 0, x)] = '\0';
            y[wr_format_decimal(b, 0, y)] = '\0';
            printf("    %s / %s up %u\n", x, y, by);
        } else if (fits) {
            check_value(out, negative ? -(wr_int128)expected : (wr_int128)expected, __LINE__);
            divided++;
        }
    }
    CHECK(divided > 5000 && multiplied > 5000);
}

TEST(doubles) {
    wr_int128 out = 0;
    CHECK_DOUBLE_EQ(wr_decimal_to_f64(12345, 2), 123.45);
    CHECK_DOUBLE_EQ(wr_decimal_to_f64(-1, 38), -1e-38);
    CHECK_DOUBLE_EQ(wr_decimal_to_f64(wr_pow10_i128(38), 0), 1e38);
    CHECK_DOUBLE_EQ(wr_decimal_to_f64((wr_int128)9007199254740993, 0), 9007199254740992.0);
    CHECK(wr_decimal_from_f64(0.1, 10, 5, &out) && out == 10000);
    CHECK(wr_decimal_from_f64(1.005, 10, 2, &out) && out == 101); /* its text is 1.005 */
    CHECK(wr_decimal_from_f64(-2.5, 10, 0, &out) && out == -3);
    CHECK(wr_decimal_from_f64(1e10, 11, 0, &out) && out == 10000000000);
    CHECK(!wr_decimal_from_f64(1e10, 10, 0, &out));
    CHECK(!wr_decimal_from_f64(__builtin_nan(""), 10, 0, &out));
    CHECK(!wr_decimal_from_f64(__builtin_inf(), 38, 0, &out));
}

int main(void) {
    RUN(text);
    RUN(small_operations);
    RUN(wide_operations);
    RUN(doubles);
    return CHECK_RESULT();
}
