/* Proves dates and times: parts, differences, patterns, zones, the clock. Measured on
 * Flink 2.2. */
#include "harness.h"

#define TS "TIMESTAMP(3) 2020-01-02 03:04:05.678"
#define BEFORE "TIMESTAMP(3) 1969-12-31 23:59:59.1"

TEST(parts) {
    static const call_case cases[] = {
        {"EXTRACT", {"SYMBOL YEAR", TS}, "BIGINT NOT NULL", "2020"},
        {"EXTRACT", {"SYMBOL WEEK", TS}, NULL, "1"},
        {"EXTRACT", {"SYMBOL DOW", TS}, NULL, "5"},
        {"EXTRACT", {"SYMBOL ISODOW", TS}, NULL, "4"},
        {"EXTRACT", {"SYMBOL DOY", TS}, NULL, "2"},
        {"EXTRACT", {"SYMBOL MILLISECOND", TS}, NULL, "678"},
        {"EXTRACT", {"SYMBOL MICROSECOND", TS}, NULL, "678000"},
        {"EXTRACT", {"SYMBOL EPOCH", TS}, NULL, "1577934245"},
        {"EXTRACT", {"SYMBOL DECADE", TS}, NULL, "202"},
        {"EXTRACT", {"SYMBOL CENTURY", "DATE 2000-01-01"}, NULL, "20"},
        {"EXTRACT", {"SYMBOL CENTURY", "DATE 2001-01-01"}, NULL, "21"},
        {"EXTRACT", {"SYMBOL MILLENNIUM", "DATE 2000-12-31"}, NULL, "2"},
        {"EXTRACT", {"SYMBOL WEEK", "DATE 2021-01-01"}, NULL, "53"},
        {"EXTRACT", {"SYMBOL ISOYEAR", "DATE 2021-01-01"}, NULL, "2020"},
        {"EXTRACT", {"SYMBOL EPOCH", "DATE 2020-01-02"}, NULL, "1577923200"},
        {"EXTRACT", {"SYMBOL YEAR", BEFORE}, NULL, "1970"},
        {"EXTRACT", {"SYMBOL HOUR", BEFORE}, NULL, "0"},
        {"EXTRACT", {"SYMBOL DAY", "TIMESTAMP(0) 1960-03-01 12:00:00"}, NULL, "2"},
        {"EXTRACT", {"SYMBOL HOUR", "MILLIS 273906700"}, NULL, "4"},
        {"EXTRACT", {"SYMBOL MONTH", "MONTHS 40"}, NULL, "4"},
        {"EXTRACT", {"SYMBOL FOO", TS}, NULL, "!unit"},
        {"YEAR", {"STRING 2020"}, NULL, "!YEAR takes"},
        {"DAYOFWEEK", {"DATE 2020-01-05"}, NULL, "1"},
        {"DAYOFYEAR", {"DATE 2020-12-31"}, NULL, "366"},
        {"QUARTER", {TS}, NULL, "1"},
        {"HOUR", {"TIME 01:02:03"}, NULL, "1"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(differences) {
    static const call_case cases[] = {
        {"TIMESTAMPADD", {"SYMBOL HOUR", "INT 1", "DATE 2020-01-02"}, "TIMESTAMP(6) NOT NULL", "2020-01-02 01:00:00.000000"},
        {"TIMESTAMPADD", {"SYMBOL WEEK", "INT 1", "DATE 2020-01-02"}, "DATE NOT NULL", "2020-01-09"},
        {"TIMESTAMPADD", {"SYMBOL MONTH", "INT -1", "DATE 2020-03-31"}, NULL, "2020-02-29"},
        {"TIMESTAMPADD", {"SYMBOL DAY", "INT 2147483647", "DATE 2020-01-02"}, NULL, "!the result is no DATE"},
        {"TIMESTAMPADD", {"SYMBOL SECOND", "INT -5", BEFORE}, NULL, "1969-12-31 23:59:54.100"},
        {"TIMESTAMPADD", {"SYMBOL HOUR", "INT 23", "TIME 01:02:03"}, NULL, "00:02:03"},
        {"TIMESTAMPDIFF", {"SYMBOL SECOND", BEFORE, TS}, "INT NOT NULL", "1577934246"},
        {"TIMESTAMPDIFF", {"SYMBOL MINUTE", TS, BEFORE}, NULL, "-26298904"},
        {"TIMESTAMPDIFF", {"SYMBOL MONTH", "TIMESTAMP(0) 2020-01-31 00:00:00", "TIMESTAMP(0) 2020-02-29 00:00:00"}, NULL, "1"},
        {"TIMESTAMPDIFF", {"SYMBOL MONTH", "TIMESTAMP(0) 2020-03-31 00:00:00", "TIMESTAMP(0) 2020-02-29 00:00:00"}, NULL, "-1"},
        {"TIMESTAMPDIFF", {"SYMBOL MONTH", "TIMESTAMP(0) 2020-01-15 10:00:00", "TIMESTAMP(0) 2020-02-15 09:00:00"}, NULL, "0"},
        {"TIMESTAMPDIFF", {"SYMBOL YEAR", "DATE 2019-02-28", "DATE 2020-02-27"}, NULL, "0"},
        {"TIMESTAMPDIFF", {"SYMBOL YEAR", "DATE 2020-02-29", "DATE 2021-02-28"}, NULL, "1"},
        {"TIMESTAMPDIFF", {"SYMBOL QUARTER", "DATE 2019-01-01", "DATE 2020-01-01"}, NULL, "4"},
        {"TIMESTAMPDIFF", {"SYMBOL WEEK", "DATE 2019-01-01", "DATE 2019-01-16"}, NULL, "2"},
        {"TIMESTAMPDIFF", {"SYMBOL DAY", "TIMESTAMP(0) 2020-01-02 12:00:00", "TIMESTAMP(0) 2020-01-03 11:00:00"}, NULL, "0"},
        {"TIMESTAMPDIFF", {"SYMBOL SECOND", "LTZ(3) 2020-01-01 00:00:00", TS}, NULL, "!TIMESTAMP_LTZ"},
        {"OVERLAPS", {TS, "MILLIS 3600000", "TIMESTAMP(3) 2020-01-02 04:00:00", "MILLIS 1"}, NULL, "TRUE"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(patterns) {
    static const call_case cases[] = {
        {"DATE_FORMAT", {TS, "STRING yy/M/d H:m:s"}, "STRING", "20/1/2 3:4:5"},
        {"DATE_FORMAT", {TS, "STRING EEE EEEE MMM MMMM"}, NULL, "Thu Thursday Jan January"},
        {"DATE_FORMAT", {TS, "STRING hh:mm a"}, NULL, "03:04 AM"},
        {"DATE_FORMAT", {TS, "STRING DDD D SSS S SSSSSS n"}, NULL, "002 2 678 6 678000 678000000"},
        {"DATE_FORMAT", {TS, "STRING Q QQQ QQQQ ww w u e W"}, NULL, "1 Q1 1st quarter 01 1 2020 5 1"},
        {"DATE_FORMAT", {TS, "STRING yyyy-MM-dd'T'HH:mm:ss"}, NULL, "2020-01-02T03:04:05"},
        {"DATE_FORMAT", {TS, "STRING y yyyyy YYYY E MMMMM L c G k K h A N"}, NULL, "2020 02020 2020 Thu J 1 5 AD 3 3 3 11045678 11045678000000"},
        {"DATE_FORMAT", {TS, "STRING [yyyy]"}, NULL, "2020"},
        {"DATE_FORMAT", {TS, "STRING X"}, NULL, "!zone"},
        {"DATE_FORMAT", {TS, "STRING b"}, NULL, "!unknown letter 'b'"},
        {"DATE_FORMAT", {BEFORE, "STRING yyyy-MM-dd HH:mm:ss.SSS"}, NULL, "1969-12-31 23:59:59.100"},
        {"DATE_FORMAT", {"STRING 2020-01-02 03:04:05", "STRING yyyy"}, NULL, "2020"},
        {"DATE_FORMAT", {"STRING 2020-01-02", "STRING yyyy"}, NULL, "NULL"},
        {"DATE_FORMAT", {"DATE 2020-01-02", "STRING yyyy"}, NULL, "!DATE_FORMAT takes"},
        {"TO_TIMESTAMP", {"STRING 2020-01-02 03:04:05.1234"}, "TIMESTAMP(3)", "2020-01-02 03:04:05.123"},
        {"TO_TIMESTAMP", {"STRING 2020-01-02T03:04:05"}, NULL, "NULL"},
        {"TO_TIMESTAMP", {"STRING 20200102", "STRING yyyyMMdd"}, NULL, "2020-01-02 00:00:00.000"},
        {"TO_TIMESTAMP", {"STRING 02.01.2020 15:16:17", "STRING dd.MM.yyyy HH:mm:ss"}, NULL, "2020-01-02 15:16:17.000"},
        {"TO_TIMESTAMP", {"STRING 2020-13-01", "STRING yyyy-MM-dd"}, NULL, "NULL"},
        {"TO_TIMESTAMP", {"STRING 2020-01-02 03:04:05.678", "STRING yyyy-MM-dd HH:mm:ss.SSS"}, NULL, "2020-01-02 03:04:05.678"},
        {"TO_TIMESTAMP", {"STRING Jan 5, 2020", "STRING MMM d, yyyy"}, NULL, "2020-01-05 00:00:00.000"},
        {"TO_TIMESTAMP", {"STRING 2020-02-30", "STRING yyyy-MM-dd"}, NULL, "2020-02-29 00:00:00.000"},
        {"TO_TIMESTAMP", {"STRING 03:04", "STRING HH:mm"}, NULL, "1970-01-01 03:04:00.000"},
        {"TO_TIMESTAMP", {"STRING 2020-01-02 03:04:05 PM", "STRING yyyy-MM-dd hh:mm:ss a"}, NULL, "2020-01-02 15:04:05.000"},
        {"TO_TIMESTAMP", {"STRING 20-1-2", "STRING yy-M-d"}, NULL, "2020-01-02 00:00:00.000"},
        {"TO_TIMESTAMP", {"STRING 2020-01-02 03:04:05", "STRING yyyy-MM-dd"}, NULL, "2020-01-02 03:04:05.000"},
        {"TO_TIMESTAMP", {"STRING 2020-01-02T03:04:05Z", "STRING yyyy-MM-dd'T'HH:mm:ss'Z'"}, NULL, "2020-01-02 03:04:05.000"},
        {"TO_TIMESTAMP", {"STRING 2020-01-02 1", "STRING yyyy-MM-dd HH"}, NULL, "NULL"},
        {"TO_DATE", {"STRING 2020-01-02 03:04:05"}, "DATE", "2020-01-02"},
        {"TO_DATE", {"STRING 2020-02-30"}, NULL, "NULL"},
        {"TO_DATE", {"STRING 2020-02-30", "STRING yyyy-MM-dd"}, NULL, "2020-03-01"},
        {"TO_DATE", {"STRING 02/01/2020", "STRING dd/MM/yyyy"}, NULL, "2020-01-02"},
        {"TO_TIMESTAMP_LTZ", {"BIGINT 1577934245678", "INT 3"}, "TIMESTAMP_LTZ(3)", "2020-01-02 03:04:05.678"},
        {"TO_TIMESTAMP_LTZ", {"BIGINT 1577934245", "INT 0"}, NULL, "2020-01-02 03:04:05.000"},
        {"TO_TIMESTAMP_LTZ", {"BIGINT 1577934245"}, NULL, "1970-01-19 06:18:54.245"},
        {"TO_TIMESTAMP_LTZ", {"DOUBLE 1577934245.678", "INT 0"}, NULL, "2020-01-02 03:04:05.678"},
        {"TO_TIMESTAMP_LTZ", {"BIGINT 1", "INT 9"}, NULL, "!precision"},
        {"TO_TIMESTAMP_LTZ", {"STRING 2020-01-02 03:04:05", "STRING yyyy-MM-dd HH:mm:ss", "STRING Europe/Berlin"}, NULL, "2020-01-02 02:04:05.000"},
        {"TO_TIMESTAMP_LTZ", {"STRING hi"}, NULL, "!'hi'"},
        {"FROM_UNIXTIME", {"BIGINT -1"}, "STRING", "1969-12-31 23:59:59"},
        {"FROM_UNIXTIME", {"BIGINT 1577934245", "STRING yyyy/MM/dd"}, NULL, "2020/01/02"},
        {"UNIX_TIMESTAMP", {"STRING 2020-01-02 03:04:05.678"}, "BIGINT NOT NULL", "1577934245"},
        {"UNIX_TIMESTAMP", {"STRING 2020-01-02"}, NULL, "-9223372036854775808"},
        {"UNIX_TIMESTAMP", {"STRING 2020-13-01 00:00:00"}, NULL, "1609459200"},
        {"UNIX_TIMESTAMP", {"STRING 2020-1-2 3:4:5"}, NULL, "1577934245"},
        {"CONVERT_TZ", {"STRING 2020-01-02 03:04:05", "STRING UTC", "STRING America/Los_Angeles"}, "STRING", "2020-01-01 19:04:05"},
        {"CONVERT_TZ", {"STRING 2020-07-02 03:04:05", "STRING Europe/Berlin", "STRING UTC"}, NULL, "2020-07-02 01:04:05"},
        {"CONVERT_TZ", {"STRING 2020-01-02 03:04:05", "STRING UTC", "STRING +05:30"}, NULL, "2020-01-02 03:04:05"},
        {"CONVERT_TZ", {"STRING 2020-01-02 03:04:05", "STRING UTC", "STRING GMT+8"}, NULL, "2020-01-02 11:04:05"},
        {"CONVERT_TZ", {"STRING 2020-01-02 03:04:05", "STRING UTC", "STRING PST"}, NULL, "2020-01-01 19:04:05"},
        {"CONVERT_TZ", {"STRING abc", "STRING UTC", "STRING UTC"}, NULL, "NULL"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(the_clock) {
    static const call_case cases[] = {
        {"CURRENT_TIMESTAMP", {NULL}, "TIMESTAMP_LTZ(3) NOT NULL", "2020-01-02 03:04:05.678"},
        {"LOCALTIMESTAMP", {NULL}, "TIMESTAMP(3) NOT NULL", "2020-01-02 03:04:05.678"},
        {"CURRENT_DATE", {NULL}, "DATE NOT NULL", "2020-01-02"},
        {"LOCALTIME", {NULL}, "TIME(0) NOT NULL", "03:04:05"},
        {"UNIX_TIMESTAMP", {NULL}, "BIGINT NOT NULL", "1577934245"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
    static const call_case berlin[] = {
        {"LOCALTIMESTAMP", {NULL}, NULL, "2020-01-02 04:04:05.678"},
        {"EXTRACT", {"SYMBOL HOUR", "LTZ(3) 2020-07-01 10:00:00"}, NULL, "12"},
        {"DATE_FORMAT", {"LTZ(3) 2020-07-01 10:00:00", "STRING HH"}, NULL, "12"},
        {"FROM_UNIXTIME", {"BIGINT 0"}, NULL, "1970-01-01 01:00:00"},
    };
    zone = "Europe/Berlin";
    check_calls(berlin, WR_COUNT_OF(berlin));
    zone = "UTC";
}

TEST(zones_in_patterns) {
    static const call_case new_york[] = {
        {"FROM_UNIXTIME", {"BIGINT 1720000000", "STRING HH:mm z zzzz Z X XX"}, NULL, "05:46 EDT Eastern Daylight Time -0400 -04 -0400"},
        {"FROM_UNIXTIME", {"BIGINT 1704067200", "STRING HH:mm z"}, NULL, "19:00 EST"},
        {"FROM_UNIXTIME", {"BIGINT -15000000000", "STRING G yyyy-MM-dd HH:mm:ss z zzzz"}, NULL, "AD 1494-08-23 16:20:00 EST Eastern Standard Time"},
        {"FROM_UNIXTIME", {"BIGINT 0", "STRING x"}, NULL, "!unknown letter 'x'"},
        {"UNIX_TIMESTAMP", {"STRING 2024-07-01 12:00:00", "STRING yyyy-MM-dd HH:mm:ss"}, NULL, "1719849600"},
        {"UNIX_TIMESTAMP", {"STRING 2024-07-01 12:00:00 EST", "STRING yyyy-MM-dd HH:mm:ss z"}, NULL, "1719853200"},
        {"UNIX_TIMESTAMP", {"STRING 2024-07-01 12:00:00 GMT-3:30", "STRING yyyy-MM-dd HH:mm:ss Z"}, NULL, "1719847800"},
        {"DATE_FORMAT", {"STRING 2024-03-10 02:30:00", "STRING HH:mm z"}, NULL, "02:30 UTC"},
        {"TO_DATE", {"STRING 2024-07-01 23:00 -0500", "STRING yyyy-MM-dd HH:mm Z"}, NULL, "2024-07-02"},
        {"TO_TIMESTAMP", {"STRING 2024-07-01 23:00 -05", "STRING yyyy-MM-dd HH:mm X"}, NULL, "2024-07-01 23:00:00.000"},
        {"TO_TIMESTAMP", {"STRING 2024-07-01 Asia/Tokyo", "STRING yyyy-MM-dd VV"}, NULL, "2024-07-01 00:00:00.000"},
        {"TO_TIMESTAMP", {"STRING 2024-07-01 Asia/Nowhere", "STRING yyyy-MM-dd VV"}, NULL, "NULL"},
    };
    zone = "America/New_York";
    check_calls(new_york, WR_COUNT_OF(new_york));
    static const call_case sao_paulo[] = {
        {"FROM_UNIXTIME", {"BIGINT 0", "STRING z"}, NULL, "!no name"},
        {"FROM_UNIXTIME", {"BIGINT 0", "STRING Z"}, NULL, "-0300"},
    };
    zone = "America/Sao_Paulo";
    check_calls(sao_paulo, WR_COUNT_OF(sao_paulo));
    static const call_case offset[] = {{"FROM_UNIXTIME", {"BIGINT 0", "STRING z"}, NULL, "GMT+05:30"}};
    zone = "+05:30";
    check_calls(offset, WR_COUNT_OF(offset));
    zone = "UTC";
}

TEST(fields_of_patterns) {
    static const call_case cases[] = {
        {"TO_TIMESTAMP", {"STRING 20240209170405067", "STRING yyyyMMddHHmmssSSS"}, NULL, "2024-02-09 17:04:05.067"},
        {"TO_TIMESTAMP", {"STRING 2024-02-09 17", "STRING yyyy-MM-dd[ HH[:mm]]"}, NULL, "2024-02-09 17:00:00.000"},
        {"TO_TIMESTAMP", {"STRING Fri 2024-02-09", "STRING EEE yyyy-MM-dd"}, NULL, "2024-02-09 00:00:00.000"},
        {"TO_TIMESTAMP", {"STRING Mon 2024-02-09", "STRING EEE yyyy-MM-dd"}, NULL, "NULL"},
        {"TO_TIMESTAMP", {"STRING 2024-W06-6", "STRING YYYY-'W'ww-e"}, NULL, "2024-02-09 00:00:00.000"},
        {"TO_TIMESTAMP", {"STRING 2023-366", "STRING yyyy-DDD"}, NULL, "NULL"},
        {"TO_TIMESTAMP", {"STRING 2024-02-09 24:00", "STRING yyyy-MM-dd HH:mm"}, NULL, "2024-02-10 00:00:00.000"},
        {"TO_TIMESTAMP", {"STRING   9/2/2024", "STRING pppd/M/yyyy"}, NULL, "2024-02-09 00:00:00.000"},
        {"TO_DATE", {"STRING 2024 02 2 Fri", "STRING yyyy MM F E"}, NULL, "2024-02-09"},
        {"TO_DATE", {"STRING 2024-40-1", "STRING yyyy-MM-dd"}, NULL, "2027-04-01"},
        {"DATE_FORMAT", {TS, "STRING ppppd|yyyy[ X]!"}, NULL, "   2|2020!"},
        {"DATE_FORMAT", {TS, "STRING ''yyyy'o''clock'"}, NULL, "'2020o'clock"},
        {"DATE_FORMAT", {TS, "STRING 'open"}, NULL, "!open"},
        {"DATE_FORMAT", {TS, "STRING d]"}, NULL, "!closes"},
        {"DATE_FORMAT", {TS, "STRING ddd"}, NULL, "!too many"},
        {"DATE_FORMAT", {TS, "STRING B"}, NULL, "!period of the day"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

int main(void) {
    arena = wr_arena_create(0);
    RUN(parts);
    RUN(differences);
    RUN(patterns);
    RUN(zones_in_patterns);
    RUN(fields_of_patterns);
    RUN(the_clock);
    wr_arena_destroy(arena);
    return CHECK_RESULT();
}
