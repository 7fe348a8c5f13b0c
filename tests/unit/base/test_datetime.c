/* Proves: the calendar is java.time's, negative years included, every day of 2,000 years goes round,
 * and dates, times and timestamps are read and printed in every form that is promised. */
#include "base/alloc.h"
#include "base/number.h"
#include "check.h"

static const struct { int64_t days; int year; uint32_t month, day; const char *text; } known_days[] = {
    {INT64_C(0), 1970, 1, 1, "1970-01-01"},
    {INT64_C(-1), 1969, 12, 31, "1969-12-31"},
    {INT64_C(-719528), 0, 1, 1, "0000-01-01"},
    {INT64_C(-719529), -1, 12, 31, "-0001-12-31"},
    {INT64_C(-719468), 0, 3, 1, "0000-03-01"},
    {INT64_C(-719162), 1, 1, 1, "0001-01-01"},
    {INT64_C(11016), 2000, 2, 29, "2000-02-29"},
    {INT64_C(10956), 1999, 12, 31, "1999-12-31"},
    {INT64_C(18993), 2022, 1, 1, "2022-01-01"},
    {INT64_C(18261), 2019, 12, 31, "2019-12-31"},
    {INT64_C(19782), 2024, 2, 29, "2024-02-29"},
    {INT64_C(2932896), 9999, 12, 31, "9999-12-31"},
    {INT64_C(2932897), 10000, 1, 1, "+10000-01-01"},
    {INT64_C(-1000000), -768, 2, 4, "-0768-02-04"},
    {INT64_C(1000000), 4707, 11, 29, "4707-11-29"},
    {INT64_C(-25567), 1900, 1, 1, "1900-01-01"},
    {INT64_C(-25508), 1900, 3, 1, "1900-03-01"},
    {INT64_C(47540), 2100, 2, 28, "2100-02-28"},
    {INT64_C(2147483647), 5881580, 7, 11, "+5881580-07-11"},
    {INT64_C(-2147483648), -5877641, 6, 23, "-5877641-06-23"},
    {INT64_C(365241780), 1001968, 1, 12, "+1001968-01-12"},
};

static const struct { int64_t ms; int32_t nanos; const char *text; } java_times[] = {
    {INT64_C(0), 0, "1970-01-01T00:00"},
    {INT64_C(1586937900000), 0, "2020-04-15T08:05"},
    {INT64_C(1586937912000), 0, "2020-04-15T08:05:12"},
    {INT64_C(1586937912345), 0, "2020-04-15T08:05:12.345"},
    {INT64_C(1586937912345), 678000, "2020-04-15T08:05:12.345678"},
    {INT64_C(1586937912345), 678901, "2020-04-15T08:05:12.345678901"},
    {INT64_C(-1), 0, "1969-12-31T23:59:59.999"},
    {INT64_C(-1), 999999, "1969-12-31T23:59:59.999999999"},
    {INT64_C(-62135596800000), 0, "0001-01-01T00:00"},
    {INT64_C(-62198755200000), 0, "-0001-01-01T00:00"},
    {INT64_C(253402300800000), 0, "+10000-01-01T00:00"},
    {INT64_C(-86400001), 1, "1969-12-30T23:59:59.999000001"},
};

TEST(days_are_known) {
    for (size_t i = 0; i < WR_COUNT_OF(known_days); i++) {
        wr_civil date = wr_civil_from_days(known_days[i].days);
        char     text[WR_NUMBER_TEXT_MAX];
        int32_t  again = 0;
        CHECK_INT_EQ(date.year, known_days[i].year);
        CHECK_INT_EQ(date.month, known_days[i].month);
        CHECK_INT_EQ(date.day, known_days[i].day);
        CHECK_INT_EQ(wr_days_from_civil(date.year, date.month, date.day), known_days[i].days);
        text[wr_format_date((int32_t)known_days[i].days, text)] = '\0';
        CHECK_STR_EQ(text, known_days[i].text);
        CHECK(wr_parse_date(text, strlen(text), &again));
        CHECK_INT_EQ(again, known_days[i].days);
    }
}

/* From -1000-01-01 to 2999-12-31, stepping a calendar of the test's own. */
TEST(every_day_goes_round) {
    int64_t  year = -1000;
    uint32_t month = 1, day = 1;
    for (int64_t days = wr_days_from_civil(-1000, 1, 1); year < 3000; days++) {
        wr_civil date = wr_civil_from_days(days);
        if (!CHECK(date.year == year && date.month == month && date.day == day) ||
            !CHECK_INT_EQ(wr_days_from_civil(year, month, day), days))
            return;
        bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
        bool short_month = month == 4 || month == 6 || month == 9 || month == 11;
        if (++day > (month == 2 ? (leap ? 29U : 28U) : short_month ? 30U : 31U)) {
            day = 1;
            if (++month > 12) {
                month = 1;
                year++;
            }
        }
    }
}

TEST(local_date_time_as_java) {
    char text[WR_NUMBER_TEXT_MAX];
    for (size_t i = 0; i < WR_COUNT_OF(java_times); i++) {
        wr_timestamp value = {.ms = java_times[i].ms, .nanos = java_times[i].nanos}, again;
        text[wr_format_local_date_time_java(value, text)] = '\0';
        CHECK_STR_EQ(text, java_times[i].text);
        CHECK(wr_parse_timestamp(text, strlen(text), true, false, false, &again));
        CHECK_INT_EQ(again.ms, value.ms);
        CHECK_INT_EQ(again.nanos, value.nanos);
    }
    text[wr_format_local_time_java(0, text)] = '\0';
    CHECK_STR_EQ(text, "00:00");
    text[wr_format_local_time_java(45296789, text)] = '\0';
    CHECK_STR_EQ(text, "12:34:56.789");
    /* The ends of the range do not overflow. */
    CHECK(wr_format_local_date_time_java((wr_timestamp){.ms = INT64_MIN}, text) < 60);
    CHECK(wr_format_local_date_time_java((wr_timestamp){.ms = INT64_MAX}, text) < 60);
}

TEST(timestamps_are_read) {
    const int64_t base = INT64_C(1609330394000); /* 2020-12-30 12:13:14 */
    enum { ISO = 1, ZONE = 2, DATE = 4 };
    static const struct { const char *text; int flags; bool good; int32_t after_ms, nanos; } cases[] = {
        {"2020-12-30 12:13:14", 0, true, 0, 0},
        {"2020-12-30 12:13:14.1", 0, true, 100, 0},
        {"2020-12-30 12:13:14.", 0, true, 0, 0},
        {"2020-12-30 12:13:14.123456789", 0, true, 123, 456789},
        {"2020-12-30 12:13:14.1234567890", 0, false, 0, 0},
        {"2020-12-30T12:13:14", ISO, true, 0, 0},
        {"2020-12-30T12:13:14", 0, false, 0, 0},
        {"2020-12-30 12:13:14", ISO, false, 0, 0},
        {"2020-12-30 12:13:14Z", ZONE, true, 0, 0},
        {"2020-12-30T12:13:14.123Z", ISO | ZONE, true, 123, 0},
        {"2020-12-30 12:13:14", ZONE, false, 0, 0},
        {"2020-12-30 12:13:14Z", 0, false, 0, 0},
        {"2020-12-30 12:13:14.5 ", 0, false, 0, 0},
        {" 2020-12-30 12:13:14", 0, false, 0, 0},
        {"2020-12-30 12:13", 0, false, 0, 0},
        {"2020-12-30T12:13", ISO, true, -14000, 0},
        {"2020-12-30", 0, false, 0, 0},
        {"2020-12-30", DATE, true, -43994000, 0},
        {"2020-12-30 ", DATE, false, 0, 0},
        {"2020-12-30 1:3:4", 0, false, 0, 0},
        {"2020-12-30 1:3:4", DATE, true, -40210000, 0},
        {"2020-12-30 24:00:00", 0, false, 0, 0},
        {"2020-12-30 12:60:00", 0, false, 0, 0},
        {"2020-12-30 12:00:60", 0, false, 0, 0},
        {"2020-13-30 12:13:14", 0, false, 0, 0},
        {"2020-00-30 12:13:14", 0, false, 0, 0},
        {"2020-12-00 12:13:14", 0, false, 0, 0},
        {"2020-11-31 12:13:14", 0, false, 0, 0},
        {"2021-02-29 12:13:14", 0, false, 0, 0},
        {"2020/12/30 12:13:14", 0, false, 0, 0},
        {"20201-2-30 12:13:14", 0, false, 0, 0},
        {"", 0, false, 0, 0},
        {"", DATE, false, 0, 0},
        {"Z", ZONE, false, 0, 0},
    };
    for (size_t i = 0; i < WR_COUNT_OF(cases); i++) {
        wr_timestamp value = {0};
        int          flags = cases[i].flags;
        bool         good = wr_parse_timestamp(cases[i].text, strlen(cases[i].text), flags & ISO,
                                               flags & ZONE, flags & DATE, &value);
        if (!CHECK(good == cases[i].good) || (good && !CHECK_INT_EQ(value.ms - base, cases[i].after_ms)))
            printf("    '%s'\n", cases[i].text);
        CHECK_INT_EQ(value.nanos, cases[i].nanos);
    }
}

/* The quick reader of 19 bytes and the patient one agree, and the writer gives the text back. */
TEST(timestamps_go_round) {
    uint64_t seed = 7;
    for (int i = 0; i < 100000; i++) {
        seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
        int64_t      ms = (int64_t)(seed >> 16) % INT64_C(253402300800000);
        wr_timestamp value = {.ms = i % 2 == 0 ? ms : -(ms % INT64_C(62167219200000)),
                              .nanos = (int32_t)(seed % 1000000)}, again;
        char   text[WR_NUMBER_TEXT_MAX];
        size_t size = wr_format_timestamp(value, 9, ' ', text);
        CHECK_UINT_EQ(size, 29);
        CHECK(wr_parse_timestamp(text, size, false, false, false, &again));
        CHECK_INT_EQ(again.ms, value.ms);
        CHECK_INT_EQ(again.nanos, value.nanos);
        int32_t days = 0, time = 0;
        CHECK(wr_parse_date(text, 10, &days) && wr_parse_time(text + 11, 18, &time));
        CHECK_INT_EQ(days * INT64_C(86400000) + time, value.ms);
    }
}

TEST(times_and_precisions) {
    char         text[WR_NUMBER_TEXT_MAX];
    int32_t      ms = 0;
    wr_timestamp value = {.ms = -1, .nanos = 987654};
    static const struct { uint32_t precision; const char *text; } cases[] = {
        {0, "1969-12-31T23:59:59"}, {1, "1969-12-31T23:59:59.9"}, {3, "1969-12-31T23:59:59.999"},
        {6, "1969-12-31T23:59:59.999987"}, {9, "1969-12-31T23:59:59.999987654"},
    };
    for (size_t i = 0; i < WR_COUNT_OF(cases); i++) {
        text[wr_format_timestamp(value, cases[i].precision, 'T', text)] = '\0';
        CHECK_STR_EQ(text, cases[i].text);
    }
    text[wr_format_time(45296789, 0, text)] = '\0';
    CHECK_STR_EQ(text, "12:34:56");
    text[wr_format_time(45296789, 3, text)] = '\0';
    CHECK_STR_EQ(text, "12:34:56.789");
    CHECK(wr_parse_time("12:13", 5, &ms));
    CHECK_INT_EQ(ms, 43980000);
    CHECK(wr_parse_time("12:13:14.123", 12, &ms));
    CHECK_INT_EQ(ms, 43994123);
    CHECK(wr_parse_time("12:13:14.1239", 13, &ms));
    CHECK_INT_EQ(ms, 43994123);
    CHECK(!wr_parse_time("12", 2, &ms) && !wr_parse_time("24:00", 5, &ms) &&
          !wr_parse_time("", 0, &ms) && !wr_parse_time("12:13:", 6, &ms) &&
          !wr_parse_time("12:13:14 ", 9, &ms));
    CHECK(wr_parse_date("2020-1-2", 8, &ms));
    CHECK_INT_EQ(ms, 18263);
    CHECK(!wr_parse_date("2020-1-", 7, &ms) && !wr_parse_date("20-1-1", 6, &ms) &&
          !wr_parse_date("2020-02-30", 10, &ms) && !wr_parse_date("12020-02-01", 11, &ms) &&
          !wr_parse_date("+999999999-01-01", 16, &ms));
}

int main(void) {
    RUN(days_are_known);
    RUN(every_day_goes_round);
    RUN(local_date_time_as_java);
    RUN(timestamps_are_read);
    RUN(timestamps_go_round);
    RUN(times_and_precisions);
    return CHECK_RESULT();
}
