/* Proves: numbers are read exactly (against strtod) and printed with the digits of Java 17; integers
 * at their limits; sizes and durations as Flink reads them. */
#include <math.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/number.h"
#include "check.h"

static uint64_t seed = 20240229;

static uint64_t next_random(void) { /* splitmix64 */
    uint64_t z = seed += 0x9e3779b97f4a7c15ULL;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ z >> 27) * 0x94d049bb133111ebULL;
    return z ^ z >> 31;
}

TEST(integers_are_read) {
    static const struct { const char *text; bool good; int64_t value; } cases[] = {
        {"0", true, 0}, {"-0", true, 0}, {"+7", true, 7}, {"42", true, 42},
        {"12345678", true, 12345678}, {"123456789012345678", true, 123456789012345678},
        {"9223372036854775807", true, INT64_MAX}, {"-9223372036854775808", true, INT64_MIN},
        {"9223372036854775808", false, 0}, {"-9223372036854775809", false, 0},
        {"18446744073709551616", false, 0}, {"99999999999999999999", false, 0},
        {"0000000000000000000000000012", true, 12}, {"", false, 0}, {"-", false, 0},
        {"+", false, 0}, {"--1", false, 0}, {"1 ", false, 0}, {" 1", false, 0}, {"1.0", false, 0},
        {"1234567a", false, 0}, {"12345678a", false, 0}, {"a2345678", false, 0},
        {"1234:678", false, 0}, {"1234/678", false, 0}, {"0x10", false, 0},
    };
    for (size_t i = 0; i < WR_COUNT_OF(cases); i++) {
        int64_t value = 0;
        bool    good = wr_parse_i64(cases[i].text, strlen(cases[i].text), &value);
        if (!CHECK(good == cases[i].good))
            printf("    '%s'\n", cases[i].text);
        CHECK_INT_EQ(value, cases[i].value);
    }
}

TEST(integers_go_round) {
    for (int i = 0; i < 100000; i++) {
        int64_t value = (int64_t)next_random() >> (next_random() % 64), again = 0;
        char    text[WR_NUMBER_TEXT_MAX], wanted[32];
        size_t  size = wr_format_i64(value, text);
        text[size] = '\0';
        snprintf(wanted, sizeof wanted, "%" PRId64, value);
        CHECK_STR_EQ(text, wanted);
        CHECK(wr_parse_i64(text, size, &again));
        CHECK_INT_EQ(again, value);
    }
    uint64_t limits[] = {0, 9, 10, 99, 100, UINT64_MAX, 9999999999999999999ULL,
                         10000000000000000000ULL};
    for (size_t i = 0; i < WR_COUNT_OF(limits); i++) {
        char text[WR_NUMBER_TEXT_MAX], wanted[32];
        text[wr_format_u64(limits[i], text)] = '\0';
        snprintf(wanted, sizeof wanted, "%" PRIu64, limits[i]);
        CHECK_STR_EQ(text, wanted);
    }
}

static const struct { uint64_t bits; const char *text; } java_doubles[] = {
    {0x0ULL, "0.0"},
    {0x3ff0000000000000ULL, "1.0"},
    {0xbff0000000000000ULL, "-1.0"},
    {0x4024000000000000ULL, "10.0"},
    {0x4059000000000000ULL, "100.0"},
    {0x405ec00000000000ULL, "123.0"},
    {0x416312cfe0000000ULL, "9999999.0"},
    {0x416312d000000000ULL, "1.0E7"},
    {0x41678c29c0000000ULL, "1.2345678E7"},
    {0x3fb999999999999aULL, "0.1"},
    {0x3f50624dd2f1a9fcULL, "0.001"},
    {0x3f60624dd2f1a9fcULL, "0.002"},
    {0x3f506243162a38e4ULL, "9.9999E-4"},
    {0x3f50624dd2f1a9fcULL, "0.001"},
    {0x3f5061e273273f09ULL, "9.999E-4"},
    {0x3fd5555555555555ULL, "0.3333333333333333"},
    {0x3fe5555555555555ULL, "0.6666666666666666"},
    {0x4040aaaaaaaaaaabULL, "33.333333333333336"},
    {0x4480f0cf064dd592ULL, "1.0E22"},
    {0x44b52d02c7e14af6ULL, "9.999999999999999E22"},
    {0x44c52d02c7e14af6ULL, "1.9999999999999998E23"},
    {0x44a52d02c7e14af6ULL, "4.9999999999999996E22"},
    {0x3f60624dd2f1a9fcULL, "0.002"},
    {0x40fe240c9fbe76c9ULL, "123456.789"},
    {0x4202a05f20000000ULL, "1.0E10"},
    {0x7e41eb2d66005835ULL, "1.5E300"},
    {0x7fefffffffffffffULL, "1.7976931348623157E308"},
    {0x1ULL, "4.9E-324"},
    {0x10000000000000ULL, "2.2250738585072014E-308"},
    {0x2ULL, "1.0E-323"},
    {0x3ULL, "1.5E-323"},
    {0x14ULL, "1.0E-322"},
    {0x43d0000000000000ULL, "4.6116860184273879E18"},
    {0x3d30000000000000ULL, "5.6843418860808015E-14"},
    {0x4340000000000000ULL, "9.007199254740992E15"},
    {0x4340000000000000ULL, "9.007199254740992E15"},
    {0x43e0000000000000ULL, "9.223372036854776E18"},
    {0xc3e0000000000000ULL, "-9.223372036854776E18"},
    {0x4350000000000000ULL, "1.8014398509481984E16"},
    {0x45410764f3e8949dULL, "4.1173315497394205E25"},
    {0x45334333fd23cfa8ULL, "2.3286948151629215E25"},
    {0x3fd3333333333334ULL, "0.30000000000000004"},
    {0x4011666666666666ULL, "4.35"},
    {0x430c6bf526340000ULL, "1.0E15"},
    {0x4341c37937e08000ULL, "1.0E16"},
    {0x4376345785d8a000ULL, "1.0E17"},
    {0x437b69b4ba630f35ULL, "1.2345678901234568E17"},
    {0x3f0a36e2eb1c432dULL, "5.0E-5"},
    {0x3ff199999999999aULL, "1.1"},
    {0xfffffffffffffULL, "2.225073858507201E-308"},
    {0x400921fb54442d18ULL, "3.141592653589793"},
    {0x44dfe185ca57c517ULL, "6.02214076E23"},
    {0x41b1de784a000000ULL, "2.99792458E8"},
    {0x40f86a0800000000ULL, "100000.5"},
    {0x3fe0000000000000ULL, "0.5"},
    {0x3ee4f8b588e368f1ULL, "1.0E-5"},
    {0x447c7e83209e90b2ULL, "8.409999999999999E21"},
    {0x3f60624dd2f1a9fcULL, "0.002"},
};

static const struct { uint32_t bits; const char *text; } java_floats[] = {
    {0x3f800000U, "1.0"},
    {0x3dcccccdU, "0.1"},
    {0x501502f9U, "1.0E10"},
    {0x4b800000U, "1.6777216E7"},
    {0x4c000000U, "3.3554432E7"},
    {0x7f7fffffU, "3.4028235E38"},
    {0x1U, "1.4E-45"},
    {0x800000U, "1.17549435E-38"},
    {0x3a83126fU, "0.001"},
    {0x4b189680U, "1.0E7"},
    {0x4b18967fU, "9999999.0"},
    {0x3eaaaaabU, "0.33333334"},
    {0x69000000U, "9.6714065E24"},
    {0x6a045952U, "4.0000002E25"},
    {0x6a94e47bU, "8.9999995E25"},
    {0x2edbe6ffU, "1.0E-10"},
    {0x42f6e979U, "123.456"},
    {0x5U, "7.0E-45"},
};

TEST(doubles_print_as_java_prints_them) {
    char text[WR_NUMBER_TEXT_MAX];
    for (size_t i = 0; i < WR_COUNT_OF(java_doubles); i++) {
        double value, again = 0;
        memcpy(&value, &java_doubles[i].bits, sizeof value);
        text[wr_format_f64_java(value, text)] = '\0';
        CHECK_STR_EQ(text, java_doubles[i].text);
        CHECK(wr_parse_f64(text, strlen(text), &again));
        CHECK_DOUBLE_EQ(again, value);
    }
    for (size_t i = 0; i < WR_COUNT_OF(java_floats); i++) {
        float value, again = 0;
        memcpy(&value, &java_floats[i].bits, sizeof value);
        text[wr_format_f32_java(value, text)] = '\0';
        CHECK_STR_EQ(text, java_floats[i].text);
        CHECK(wr_parse_f32(text, strlen(text), &again));
        CHECK_DOUBLE_EQ(again, value);
    }
    text[wr_format_f64_java((double)NAN, text)] = '\0';
    CHECK_STR_EQ(text, "NaN");
    text[wr_format_f64_java(-(double)INFINITY, text)] = '\0';
    CHECK_STR_EQ(text, "-Infinity");
    text[wr_format_f64_java(-0.0, text)] = '\0';
    CHECK_STR_EQ(text, "-0.0");
    text[wr_format_f32_java(INFINITY, text)] = '\0';
    CHECK_STR_EQ(text, "Infinity");
    text[wr_format_f32_java(-0.0F, text)] = '\0';
    CHECK_STR_EQ(text, "-0.0");
}

static double draw_double(int kind) {
    uint64_t bits = next_random();
    double   value;
    switch (kind) {
    case 0: memcpy(&value, &bits, sizeof value); return value;
    case 1: return (double)(bits % 10000000) / 100;
    case 2: return (double)(bits >> 40) / (double)(1 + next_random() % 1000);
    case 3: return ldexp((double)(bits >> 11), (int)(next_random() % 200) - 150);
    case 4: bits &= (1ULL << 52) - 1; memcpy(&value, &bits, sizeof value); return value;
    default: return (double)(int64_t)bits;
    }
}

TEST(doubles_go_round) {
    for (int i = 0; i < 120000; i++) {
        double value = draw_double(i % 6), again = 0;
        char   text[WR_NUMBER_TEXT_MAX];
        size_t size = wr_format_f64_java(value, text);
        if (isnan(value))
            continue;
        text[size] = '\0';
        CHECK(wr_parse_f64(text, size, &again));
        CHECK_DOUBLE_EQ(again, value);
        CHECK_DOUBLE_EQ(strtod(text, NULL), isinf(value) ? again : value);
    }
    for (int i = 0; i < 60000; i++) {
        uint32_t bits = (uint32_t)next_random();
        float    value, again = 0;
        char     text[WR_NUMBER_TEXT_MAX];
        memcpy(&value, &bits, sizeof value);
        if (isnan(value))
            continue;
        CHECK(wr_parse_f32(text, wr_format_f32_java(value, text), &again));
        CHECK_DOUBLE_EQ(again, value);
    }
}

/* Any digits, any exponent, halfway cases among them: the same bits as strtod. */
TEST(reading_agrees_with_strtod) {
    for (int i = 0; i < 120000; i++) {
        char     text[128];
        int      digits = (int)(next_random() % 22) + 1, size = 0;
        uint64_t exponents = i % 3 == 0 ? 700 : 60;
        int      exponent = (int)(next_random() % exponents) - (int)exponents / 2;
        for (int k = 0; k < digits; k++) {
            text[size++] = (char)('0' + next_random() % 10);
            if (k == digits / 2 && i % 2 == 0)
                text[size++] = '.';
        }
        if (i % 5 != 0)
            size += snprintf(text + size, sizeof text - (size_t)size, "e%d", exponent);
        text[size] = '\0';
        double value = 0;
        float  single = 0;
        CHECK(wr_parse_f64(text, (size_t)size, &value));
        if (!CHECK_DOUBLE_EQ(value, strtod(text, NULL)))
            printf("    %s\n", text);
        CHECK(wr_parse_f32(text, (size_t)size, &single));
        if (!CHECK_DOUBLE_EQ(single, strtof(text, NULL)))
            printf("    %s\n", text);
    }
    for (int i = 0; i < 20000; i++) { /* exactly between two doubles, and a little off */
        char     text[64];
        uint64_t middle = (next_random() >> 11 | 1ULL << 52) * 2 + 1;
        double   value = 0;
        snprintf(text, sizeof text, "%" PRIu64 "%s", middle, i % 2 == 0 ? "" : "0001e-4");
        CHECK(wr_parse_f64(text, strlen(text), &value));
        CHECK_DOUBLE_EQ(value, strtod(text, NULL));
    }
}

TEST(forms_of_a_double) {
    static const struct { const char *text; double value; } good[] = {
        {"1e3", 1000}, {".5", 0.5}, {"5.", 5}, {"1d", 1}, {"1f", 1}, {"1D", 1}, {"2.5F", 2.5},
        {"+1", 1}, {"-1E+2", -100}, {"0x1p3", 8}, {"-0x1.8P1d", -3}, {"Infinity", (double)INFINITY},
        {"-Infinity", -(double)INFINITY}, {"1e400", (double)INFINITY}, {"1e-400", 0},
        {"1e99999999999999999999", (double)INFINITY}, {"0e99999999999", 0}, {"-0", -0.0},
        {"000000000000000000000000001", 1}, {"0.00000000000000000000000000001", 1e-29},
        {"100000000000000000000000000000", 1e29},
    };
    static const char *const bad[] = {"", "+", ".", "e", "1e", "1e+", "1.2.3", "nan", "inf", "INFINITY",
                                      " 1", "1 ", "1x", "0x", "0x1", "0xp1", "d", "1dd", "1_0",
                                      "0x.p1", "1e1.5", "--1", "NaNd", "e5", ".e5", "1,5"};
    for (size_t i = 0; i < WR_COUNT_OF(good); i++) {
        double value = 77;
        if (!CHECK(wr_parse_f64(good[i].text, strlen(good[i].text), &value)))
            printf("    '%s'\n", good[i].text);
        CHECK_DOUBLE_EQ(value, good[i].value);
    }
    for (size_t i = 0; i < WR_COUNT_OF(bad); i++) {
        double value = 0;
        float  single = 0;
        if (!CHECK(!wr_parse_f64(bad[i], strlen(bad[i]), &value)) ||
            !CHECK(!wr_parse_f32(bad[i], strlen(bad[i]), &single)))
            printf("    '%s'\n", bad[i]);
    }
    double nan = 0;
    CHECK(wr_parse_f64("NaN", 3, &nan) && isnan(nan));
}

TEST(booleans) {
    bool value = false;
    CHECK(wr_parse_bool("TRUE", 4, &value) && value);
    CHECK(wr_parse_bool("False", 5, &value) && !value);
    CHECK(!wr_parse_bool("t", 1, &value));
    CHECK(!wr_parse_bool("", 0, &value));
    CHECK(!wr_parse_bool("truex", 5, &value));
}

TEST(durations_and_sizes) {
    static const struct { const char *text; int64_t ns; } durations[] = {
        {"500 ms", 500000000}, {"1s", 1000000000}, {"1 min", INT64_C(60000000000)},
        {"2 h", INT64_C(7200000000000)}, {"1 d", INT64_C(86400000000000)}, {"100 us", 100000},
        {"100 \xc2\xb5s", 100000}, {"3", 3000000}, {" 7 Days ", INT64_C(604800000000000)},
        {"9ns", 9}, {"10 Seconds", INT64_C(10000000000)}, {"1m", INT64_C(60000000000)},
        {"PT1H", INT64_C(3600000000000)}, {"p1dt2h30m", INT64_C(95400000000000)}, {" P1D ", INT64_C(86400000000000)}, {"PT1.5S", 1500000000},
        {"PT0,000000001s", 1}, {"PT", -1}, {"P", -1}, {"P1DT", -1}, {"PT1H30", -1}, {"P1W", -1}, {"PT-1H", -1}, {"PT1M1H", -1}, {"PT1.5M", -1},
        {"P99999999999999999999D", -1}, {"P200000D", -1}, {"PT1.1234567891S", -1},
        {"x", -1}, {"", -1}, {"-1 s", -1}, {"1 parsec", -1}, {"1 s s", -1}, {"1.5 s", -1},
        {"9223372036854775807 s", -1},
    };
    static const struct { const char *text; int64_t bytes; } sizes[] = {
        {"128 mb", INT64_C(134217728)}, {"64kb", 65536}, {"1g", 1 << 30}, {"1024", 1024},
        {"7 bytes", 7}, {"2 TB", INT64_C(2) << 40}, {"3 MebiBytes", 3 << 20}, {"1 mib", -1},
        {"kb", -1}, {"-1", -1}, {"9223372036854775807 kb", -1},
    };
    for (size_t i = 0; i < WR_COUNT_OF(durations); i++) {
        int64_t ns = -1;
        bool    good = wr_parse_duration_ns(durations[i].text, strlen(durations[i].text), &ns);
        CHECK(good == (durations[i].ns >= 0));
        CHECK_INT_EQ(ns, durations[i].ns);
    }
    for (size_t i = 0; i < WR_COUNT_OF(sizes); i++) {
        uint64_t bytes = (uint64_t)-1;
        bool     good = wr_parse_memory_size(sizes[i].text, strlen(sizes[i].text), &bytes);
        CHECK(good == (sizes[i].bytes >= 0));
        CHECK_INT_EQ(bytes, sizes[i].bytes);
    }
}

int main(void) {
    RUN(integers_are_read);
    RUN(integers_go_round);
    RUN(doubles_print_as_java_prints_them);
    RUN(doubles_go_round);
    RUN(reading_agrees_with_strtod);
    RUN(forms_of_a_double);
    RUN(booleans);
    RUN(durations_and_sizes);
    return CHECK_RESULT();
}
