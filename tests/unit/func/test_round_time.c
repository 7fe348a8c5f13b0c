/* Proves FLOOR and CEIL of dates and times TO a unit. Measured on Flink 2.2. */
#include "harness.h"

#define TS "TIMESTAMP(3) 2020-01-02 03:04:05.678"
#define BEFORE "TIMESTAMP(3) 1969-12-31 23:59:59.1"

TEST(rounding) {
    static const call_case cases[] = {
        {"FLOOR", {TS, "SYMBOL YEAR"}, "TIMESTAMP(3) NOT NULL", "2020-01-01 00:00:00.000"},
        {"FLOOR", {TS, "SYMBOL WEEK"}, NULL, "2019-12-29 00:00:00.000"},
        {"FLOOR", {TS, "SYMBOL SECOND"}, NULL, "2020-01-02 03:04:05.000"},
        {"FLOOR", {TS, "SYMBOL MILLISECOND"}, NULL, "2020-01-02 03:04:05.678"},
        {"FLOOR", {TS, "SYMBOL CENTURY"}, NULL, "2001-01-01 00:00:00.000"},
        {"CEIL", {TS, "SYMBOL QUARTER"}, NULL, "2020-04-01 00:00:00.000"},
        {"CEIL", {TS, "SYMBOL WEEK"}, NULL, "2020-01-05 00:00:00.000"},
        {"CEIL", {TS, "SYMBOL MINUTE"}, NULL, "2020-01-02 03:05:00.000"},
        {"CEIL", {"TIMESTAMP(3) 2020-01-01 05:00:00", "SYMBOL MONTH"}, NULL, "2020-01-01 00:00:00.000"},
        {"CEIL", {"DATE 2020-01-02", "SYMBOL YEAR"}, "DATE NOT NULL", "2021-01-01"},
        {"CEIL", {"TIME 01:02:03", "SYMBOL HOUR"}, NULL, "02:00:00"},
        {"FLOOR", {BEFORE, "SYMBOL DAY"}, NULL, "1969-12-31 00:00:00.000"},
        {"FLOOR", {BEFORE, "SYMBOL MONTH"}, NULL, "1970-01-01 00:00:00.000"},
        {"CEIL", {"TIMESTAMP(6) 2020-01-02 03:04:05.000456", "SYMBOL SECOND"}, NULL, "2020-01-02 03:04:05.000000"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(rounding_in_a_zone) {
    static const call_case cases[] = {
        {"FLOOR", {"LTZ(3) 2020-07-01 23:00:00", "SYMBOL DAY"}, NULL, "2020-07-02 00:00:00.000"},
    };
    zone = "Europe/Berlin";
    check_calls(cases, WR_COUNT_OF(cases));
    zone = "UTC";
}

int main(void) {
    arena = wr_arena_create(0);
    RUN(rounding);
    RUN(rounding_in_a_zone);
    wr_arena_destroy(arena);
    return CHECK_RESULT();
}
