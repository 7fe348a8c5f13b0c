/* base/datetime.c - dates and times, text <-> value, in the proleptic Gregorian calendar.
 *
 * The calendar is counted in 400-year cycles that begin on 1 March, so that the leap day is the
 * last day of a year. Text is what java.time reads and prints; a day that does not exist
 * (2021-02-30) is refused, never moved.
 */
#include <string.h>

#include "base/alloc.h"
#include "base/number.h"

#define DAY_MS INT64_C(86400000)
#define CYCLE_DAYS INT64_C(146097)  /* of 400 years */
#define EPOCH_SHIFT INT64_C(719468) /* days from 0000-03-01 to 1970-01-01 */

static int64_t floor_divide(int64_t a, int64_t b) {
    return a / b - (a % b < 0);
}

int64_t wr_days_from_civil(int64_t year, uint32_t month, uint32_t day) {
    year -= month <= 2;
    int64_t cycle = floor_divide(year, 400);
    int64_t year_of_cycle = year - cycle * 400;
    int64_t day_of_year = (153 * ((int64_t)month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int64_t day_of_cycle = year_of_cycle * 365 + year_of_cycle / 4 - year_of_cycle / 100;
    return cycle * CYCLE_DAYS + day_of_cycle + day_of_year - EPOCH_SHIFT;
}

wr_civil wr_civil_from_days(int64_t days) {
    days += EPOCH_SHIFT;
    int64_t  cycle = floor_divide(days, CYCLE_DAYS);
    uint32_t day_of_cycle = (uint32_t)(days - cycle * CYCLE_DAYS);
    uint32_t year_of_cycle =
        (day_of_cycle - day_of_cycle / 1460 + day_of_cycle / 36524 - day_of_cycle / 146096) / 365;
    uint32_t day_of_year =
        day_of_cycle - (365 * year_of_cycle + year_of_cycle / 4 - year_of_cycle / 100);
    uint32_t month = (5 * day_of_year + 2) / 153; /* 0 is March */
    uint32_t day = day_of_year - (153 * month + 2) / 5 + 1;
    month = month < 10 ? month + 3 : month - 9;
    int64_t year = cycle * 400 + year_of_cycle + (month <= 2);
    return (wr_civil){(int32_t)year, month, day};
}

uint32_t wr_days_in_month(int64_t year, uint32_t month) {
    static const uint8_t days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    WR_ASSERT(month >= 1 && month <= 12);
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return days[month - 1] + (month == 2 && leap ? 1U : 0U);
}

/* ---- text to value ---- */

typedef struct cursor { const char *at, *end; } cursor;

static bool is_digit(char c) {
    return (unsigned char)(c - '0') <= 9;
}

static bool take_char(cursor *text, char wanted) {
    if (text->at == text->end || *text->at != wanted)
        return false;
    text->at++;
    return true;
}

/* Between least and most digits; stops behind the last one. */
static bool take_number(cursor *text, int least, int most, uint32_t *value) {
    uint32_t sum = 0;
    int      count = 0;
    for (; count < most && text->at < text->end && is_digit(*text->at); count++)
        sum = sum * 10 + (uint32_t)(*text->at++ - '0');
    *value = sum;
    return count >= least;
}

/* [+-]yyyy-MM-dd; a year of more than four digits has a sign. lenient: one digit will do. */
static bool take_date(cursor *text, bool lenient, int64_t *days) {
    bool     negative = take_char(text, '-');
    bool     sign = negative || take_char(text, '+');
    int      least = lenient ? 1 : 2;
    uint32_t year = 0, month = 0, day = 0;
    if (!take_number(text, 4, sign ? 9 : 4, &year) || !take_char(text, '-') ||
        !take_number(text, least, 2, &month) || !take_char(text, '-') ||
        !take_number(text, least, 2, &day))
        return false;
    int64_t signed_year = negative ? -(int64_t)year : (int64_t)year;
    if (month < 1 || month > 12 || day < 1 || day > wr_days_in_month(signed_year, month))
        return false;
    *days = wr_days_from_civil(signed_year, month, day);
    return true;
}

/* HH:mm[:ss[.fraction]] */
static bool take_time(cursor *text, bool lenient, bool seconds_needed, uint32_t *second_of_day,
                      uint32_t *nanosecond) {
    int      least = lenient ? 1 : 2;
    uint32_t hour = 0, minute = 0, second = 0, fraction = 0;
    if (!take_number(text, least, 2, &hour) || !take_char(text, ':') ||
        !take_number(text, least, 2, &minute))
        return false;
    if (take_char(text, ':')) {
        if (!take_number(text, least, 2, &second))
            return false;
        if (take_char(text, '.')) {
            const char *from = text->at;
            if (!take_number(text, 0, 9, &fraction))
                return false;
            for (size_t digits = (size_t)(text->at - from); digits < 9; digits++)
                fraction *= 10;
        }
    } else if (seconds_needed) {
        return false;
    }
    *second_of_day = hour * 3600 + minute * 60 + second;
    *nanosecond = fraction;
    return hour < 24 && minute < 60 && second < 60;
}

bool wr_parse_date(const char *text, size_t size, int32_t *days) {
    cursor  at = {text, text + size};
    int64_t found = 0;
    if (!take_date(&at, true, &found) || at.at != at.end || found < INT32_MIN ||
        found > INT32_MAX)
        return false;
    *days = (int32_t)found;
    return true;
}

bool wr_parse_time(const char *text, size_t size, int32_t *ms_of_day) {
    cursor   at = {text, text + size};
    uint32_t second = 0, nanosecond = 0;
    if (!take_time(&at, true, false, &second, &nanosecond) || at.at != at.end)
        return false;
    *ms_of_day = (int32_t)(second * 1000 + nanosecond / 1000000);
    return true;
}

/* Two digits at `text`, or above 99. */
static uint32_t two_digits(const char *text) {
    uint32_t high = (uint32_t)(unsigned char)text[0] - '0';
    uint32_t low = (uint32_t)(unsigned char)text[1] - '0';
    return high <= 9 && low <= 9 ? high * 10 + low : 1000;
}

/* Milliseconds of 1970..: the shape nearly all data has, yyyy-MM-dd?HH:mm:ss, in 19 bytes. */
static bool parse_fixed(const char *text, char separator, int64_t *ms) {
    uint32_t year = two_digits(text) * 100 + two_digits(text + 2);
    uint32_t month = two_digits(text + 5), day = two_digits(text + 8);
    uint32_t hour = two_digits(text + 11), minute = two_digits(text + 14);
    uint32_t second = two_digits(text + 17);
    bool     marks = text[4] == '-' && text[7] == '-' && text[10] == separator &&
                 text[13] == ':' && text[16] == ':';
    if (!marks || year > 9999 || month - 1 > 11 || day - 1 > 30 || hour > 23 || minute > 59 ||
        second > 59)
        return false;
    if (day > 28 && day > wr_days_in_month(year, month))
        return false;
    /* As wr_days_from_civil, in 32 bits: year 0 is the smallest, which March counting moves to -1,
     * so a whole cycle is added first. */
    uint32_t moved = year + 400 - (month <= 2);
    uint32_t day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    uint32_t total = moved * 365 + moved / 4 - moved / 100 + moved / 400 + day_of_year;
    int64_t  days = (int64_t)total - CYCLE_DAYS - EPOCH_SHIFT;
    *ms = days * DAY_MS + (int64_t)(hour * 3600 + minute * 60 + second) * 1000;
    return true;
}

bool wr_parse_timestamp(const char *text, size_t size, bool iso, bool zone_z, bool date_alone,
                        wr_timestamp *value) {
    char     separator = iso ? 'T' : ' ';
    cursor   at = {text, text + size};
    int64_t  ms = 0;
    uint32_t nanosecond = 0;
    if (zone_z) {
        if (size == 0 || text[size - 1] != 'Z')
            return false;
        at.end--;
    }
    if (at.end - at.at >= 19 && parse_fixed(text, separator, &ms)) {
        at.at += 19;
        if (take_char(&at, '.')) {
            const char *from = at.at;
            (void)take_number(&at, 0, 9, &nanosecond);
            static const uint32_t scale[10] = {1000000000, 100000000, 10000000, 1000000, 100000,
                                               10000,      1000,      100,      10,      1};
            nanosecond *= scale[at.at - from];
        }
    } else {
        int64_t  days = 0;
        uint32_t second = 0;
        /* What CAST reads is more patient than the formats are. */
        if (!take_date(&at, date_alone, &days))
            return false;
        if (!(date_alone && at.at == at.end) &&
            !(take_char(&at, separator) &&
              take_time(&at, date_alone, !iso, &second, &nanosecond)))
            return false;
        ms = days * DAY_MS + (int64_t)second * 1000;
    }
    if (at.at != at.end)
        return false;
    *value = (wr_timestamp){.ms = ms + nanosecond / 1000000,
                            .nanos = (int32_t)(nanosecond % 1000000)};
    return true;
}

/* ---- value to text ---- */

static void write_two(uint32_t value, char *out) {
    out[0] = (char)('0' + value / 10);
    out[1] = (char)('0' + value % 10);
}

/* yyyy-MM-dd; a year above 9999 gets a plus, one below 0 a minus. */
static size_t write_date(int64_t days, char *out) {
    wr_civil date = wr_civil_from_days(days);
    size_t   size = 0;
    if (date.year >= 0 && date.year <= 9999) {
        write_two((uint32_t)date.year / 100, out);
        write_two((uint32_t)date.year % 100, out + 2);
        size = 4;
    } else {
        uint32_t year = date.year < 0 ? -(uint32_t)date.year : (uint32_t)date.year;
        out[size++] = date.year < 0 ? '-' : '+';
        for (uint32_t least = 1000; least > year; least /= 10)
            out[size++] = '0';
        size += wr_format_u64(year, out + size);
    }
    out[size] = '-';
    write_two(date.month, out + size + 1);
    out[size + 3] = '-';
    write_two(date.day, out + size + 4);
    return size + 6;
}

static size_t write_time(uint32_t second_of_day, char *out) {
    write_two(second_of_day / 3600, out);
    out[2] = ':';
    write_two(second_of_day / 60 % 60, out + 3);
    out[5] = ':';
    write_two(second_of_day % 60, out + 6);
    return 8;
}

/* The first `precision` of nine digits, cut and not rounded, behind a point. */
static size_t write_fraction(uint32_t nanosecond, uint32_t precision, char *out) {
    if (precision == 0)
        return 0;
    uint32_t digits = WR_MIN(precision, 9U);
    out[0] = '.';
    for (uint32_t i = 9; i != 0; i--, nanosecond /= 10)
        if (i <= digits)
            out[i] = (char)('0' + nanosecond % 10);
    return 1 + digits;
}

size_t wr_format_date(int32_t days, char *out) {
    return write_date(days, out);
}

size_t wr_format_time(int32_t ms_of_day, uint32_t precision, char *out) {
    WR_ASSERT(ms_of_day >= 0 && ms_of_day < DAY_MS);
    uint32_t ms = (uint32_t)ms_of_day;
    size_t   size = write_time(ms / 1000, out);
    return size + write_fraction(ms % 1000 * 1000000, precision, out + size);
}

size_t wr_format_timestamp(wr_timestamp value, uint32_t precision, char separator, char *out) {
    int64_t  days = floor_divide(value.ms, DAY_MS);
    uint32_t ms = (uint32_t)(value.ms - days * DAY_MS);
    size_t   size = write_date(days, out);
    out[size++] = separator;
    size += write_time(ms / 1000, out + size);
    uint32_t nanosecond = ms % 1000 * 1000000 + (uint32_t)value.nanos;
    return size + write_fraction(nanosecond, precision, out + size);
}

/* java.time: no seconds when nothing is left, a fraction of 3, 6 or 9 digits. */
static size_t write_time_java(uint32_t second_of_day, uint32_t nanosecond, char *out) {
    size_t size = write_time(second_of_day, out);
    if (nanosecond == 0)
        return second_of_day % 60 == 0 ? 5 : size;
    uint32_t digits = nanosecond % 1000000 == 0 ? 3 : nanosecond % 1000 == 0 ? 6 : 9;
    return size + write_fraction(nanosecond, digits, out + size);
}

size_t wr_format_local_date_time_java(wr_timestamp value, char *out) {
    int64_t  days = floor_divide(value.ms, DAY_MS);
    uint32_t ms = (uint32_t)(value.ms - days * DAY_MS);
    size_t   size = write_date(days, out);
    out[size++] = 'T';
    return size + write_time_java(ms / 1000, ms % 1000 * 1000000 + (uint32_t)value.nanos,
                                  out + size);
}

size_t wr_format_local_time_java(int32_t ms_of_day, char *out) {
    WR_ASSERT(ms_of_day >= 0 && ms_of_day < DAY_MS);
    uint32_t ms = (uint32_t)ms_of_day;
    return write_time_java(ms / 1000, ms % 1000 * 1000000, out);
}
