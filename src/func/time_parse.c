/* func/time_parse.c - texts as times, as java.time.DateTimeFormatter reads them.
 *
 * Reading collects fields; resolving makes a date and a time of them and checks that all fields agree. */
#include "func/time_items.h"
#include "func/zone_names.h"

#include <string.h>

typedef enum field {
    ERA, YEAR_OF_ERA, YEAR, QUARTER, MONTH, DAY, DAY_OF_YEAR, MONTH_DAY_OF_WEEK, DAY_OF_WEEK, LOCAL_DAY_OF_WEEK, WEEK_YEAR,
    WEEK_OF_WEEK_YEAR, WEEK_OF_MONTH, JULIAN_DAY, HALF, HOUR, CLOCK_HOUR, HALF_HOUR, CLOCK_HALF_HOUR, MINUTE, SECOND, NANO,
    MILLI_OF_DAY, NANO_OF_DAY, FIELD_COUNT
} field;

typedef struct fields {
    int64_t  values[FIELD_COUNT];
    uint32_t present; /* a bit each */
} fields;

typedef struct input {
    const char *text;
    size_t      size, at;
    fields      of;
} input;

static bool has(const fields *of, field which) {
    return (of->present >> which & 1) != 0;
}

/* False: it has another value already. */
static bool put(fields *of, field which, int64_t value) {
    if (has(of, which))
        return of->values[which] == value;
    of->present |= 1U << which;
    of->values[which] = value;
    return true;
}

static int64_t take(fields *of, field which) {
    of->present &= ~(1U << which);
    return of->values[which];
}

static bool within(int64_t value, int64_t least, int64_t most) {
    return value >= least && value <= most;
}

/* ---- reading ---- */

static field field_of(char letter) {
    switch (letter) {
    case 'G': return ERA;
    case 'u': return YEAR;
    case 'Q': case 'q': return QUARTER;
    case 'M': case 'L': return MONTH;
    case 'd': return DAY;
    case 'D': return DAY_OF_YEAR;
    case 'F': return MONTH_DAY_OF_WEEK;
    case 'E': return DAY_OF_WEEK;
    case 'e': case 'c': return LOCAL_DAY_OF_WEEK;
    case 'Y': return WEEK_YEAR;
    case 'w': return WEEK_OF_WEEK_YEAR;
    case 'W': return WEEK_OF_MONTH;
    case 'g': return JULIAN_DAY;
    case 'a': return HALF;
    case 'H': return HOUR;
    case 'k': return CLOCK_HOUR;
    case 'K': return HALF_HOUR;
    case 'h': return CLOCK_HALF_HOUR;
    case 'm': return MINUTE;
    case 's': return SECOND;
    case 'S': case 'n': return NANO;
    case 'A': return MILLI_OF_DAY;
    case 'N': return NANO_OF_DAY;
    default: return YEAR_OF_ERA;
    }
}

/* Digits from in->at on, at most `most`; false: fewer than `least`, or a number that is too large. */
static bool read_digits(input *in, size_t least, size_t most, int64_t *value) {
    const size_t start = in->at;
    wr_int128    number = 0;
    while (in->at < in->size && in->at - start < most && in->text[in->at] >= '0' && in->text[in->at] <= '9')
        number = number * 10 + (in->text[in->at++] - '0');
    *value = (int64_t)number;
    return in->at - start >= least && number <= INT64_MAX;
}

static bool is_year(const wr_time_item *item) {
    return item->letter == 'y' || item->letter == 'u' || item->letter == 'Y';
}

static bool read_number(const wr_time_item *item, input *in) {
    bool    negative = false, positive = false;
    int64_t value;
    if (in->at < in->size && (in->text[in->at] == '-' || in->text[in->at] == '+')) {
        negative = in->text[in->at] == '-';
        positive = !negative;
        if (item->sign == WR_TIME_SIGN_NEVER || (positive && item->sign != WR_TIME_SIGN_EXCEEDS))
            return false;
        in->at++;
    }
    const size_t start = in->at;
    if (!read_digits(in, item->least, item->most + item->behind, &value))
        return false;
    if (item->behind > 0) { /* again, now that the digits are known that are left for the numbers behind */
        const size_t all = in->at - start;
        in->at = start;
        if (!read_digits(in, item->least, all > item->least + item->behind ? all - item->behind : item->least, &value))
            return false;
    }
    const size_t digits = in->at - start;
    if (negative && value == 0)
        return false;
    if (!negative && item->sign == WR_TIME_SIGN_EXCEEDS && (positive ? digits <= item->least : digits > item->least))
        return false;
    if (item->letter == 'S')
        for (size_t i = digits; i < 9; i++)
            value *= 10;
    if (is_year(item) && item->count == 2)
        value += 2000;
    return put(&in->of, field_of(item->letter), negative ? -value : value);
}

static bool read_text(input *in, const char *text, size_t size) {
    if (in->size - in->at < size || memcmp(in->text + in->at, text, size) != 0)
        return false;
    in->at += size;
    return true;
}

/* One of the names: whole, its first letters (3), or its first letter (of the same the last one). */
static bool read_name(const wr_time_item *item, input *in, const char *const *names, size_t count, size_t short_size, size_t *which) {
    for (size_t i = count; i-- > 0;) {
        const size_t size = item->count == 5 ? 1 : item->count == 4 ? strlen(names[i]) : short_size;
        if (read_text(in, names[i], size)) {
            *which = i;
            return true;
        }
    }
    return false;
}

static bool read_quarter(const wr_time_item *item, input *in) {
    static const char *const names[][3] = {{"Q1", "1st quarter", "1"}, {"Q2", "2nd quarter", "2"}, {"Q3", "3rd quarter", "3"}, {"Q4", "4th quarter", "4"}};
    for (int64_t i = 0; i < 4; i++) {
        const char *name = names[i][item->count - 3];
        if (read_text(in, name, strlen(name)))
            return put(&in->of, QUARTER, i + 1);
    }
    return false;
}

static bool read_word(const wr_time_item *item, input *in) {
    static const char *const eras[] = {"BC", "AD"}, *const long_eras[] = {"Before Christ", "Anno Domini"}, *const halves[] = {"AM", "PM"};
    size_t which;
    switch (item->letter) {
    case 'M': case 'L': return read_name(item, in, wr_time_months, 12, 3, &which) && put(&in->of, MONTH, (int64_t)which + 1);
    case 'Q': case 'q': return read_quarter(item, in);
    case 'G': return read_name(item, in, item->count == 4 ? long_eras : eras, 2, 2, &which) && put(&in->of, ERA, (int64_t)which);
    case 'a': return read_name(item, in, halves, 2, 2, &which) && put(&in->of, HALF, (int64_t)which);
    default: return read_name(item, in, wr_time_weekdays, 7, 3, &which) && put(&in->of, DAY_OF_WEEK, which == 0 ? 7 : (int64_t)which);
    }
}

/* ---- zones: they are read, and do not count ---- */

typedef enum presence { NO, MAYBE, YES } presence;

/* [+-]hh, and minutes and seconds as asked for; between them colons or nothing. */
static bool read_offset(input *in, presence minutes, presence seconds, bool colons, bool short_hour) {
    const size_t start = in->at;
    int64_t      parts[3] = {0, 0, 0};
    const presence wanted[] = {YES, minutes, seconds};
    if (in->at == in->size || (in->text[in->at] != '+' && in->text[in->at] != '-'))
        return false;
    in->at++;
    for (int i = 0; i < 3 && wanted[i] != NO; i++) {
        const size_t before = in->at;
        const bool   there = (i == 0 || !colons || read_text(in, ":", 1)) &&
                           read_digits(in, i == 0 && short_hour ? 1 : 2, 2, &parts[i]) && parts[i] <= 59;
        if (!there && wanted[i] == YES) {
            in->at = start;
            return false;
        }
        if (!there) {
            in->at = before;
            parts[i] = 0;
            break;
        }
    }
    if ((parts[0] * 60 + parts[1]) * 60 + parts[2] > 18 * 3600) {
        in->at = start;
        return false;
    }
    return true;
}

static bool read_localized_offset(input *in, bool is_short) {
    if (!read_text(in, "GMT", 3))
        return false;
    read_offset(in, is_short ? MAYBE : YES, MAYBE, true, is_short);
    return true;
}

static bool read_plain_offset(const wr_time_item *item, input *in) {
    const uint32_t count = item->count;
    const bool     colons = count == 3 || count == 5;
    if (item->letter == 'Z' && count == 4)
        return read_localized_offset(in, false);
    if (item->letter == 'Z')
        return count == 5 ? read_text(in, "Z", 1) || read_offset(in, YES, MAYBE, true, false) : read_offset(in, YES, NO, false, false);
    if (item->letter == 'X' && read_text(in, "Z", 1))
        return true;
    if (item->letter == 'x' && count == 1 && read_text(in, "+00", 3))
        return true; /* none at all, whatever is behind it */
    return read_offset(in, count == 1 ? MAYBE : YES, count >= 4 ? MAYBE : NO, colons, false);
}

/* The name of a zone in the tz database: Europe/Berlin. */
static size_t zone_id_size(const char *text, size_t size, wr_arena *arena) {
    size_t end = 0;
    while (end < size && end < 40 && ((text[end] >= 'A' && text[end] <= 'Z') || (text[end] >= 'a' && text[end] <= 'z') ||
                                      strchr("/_-+0123456789", text[end] ? text[end] : ' ') != NULL))
        end++;
    for (; end > 0; end--)
        if (wr_zone_find(arena, text, end) != NULL)
            return end;
    return 0;
}

static bool read_zone(const wr_time_item *item, input *in) {
    if (in->at == in->size)
        return false;
    if (in->text[in->at] == '+' || in->text[in->at] == '-')
        return read_offset(in, YES, MAYBE, true, false);
    if (read_text(in, "UTC", 3) || read_text(in, "GMT0", 4) || read_text(in, "GMT", 3) || read_text(in, "UT", 2)) {
        read_offset(in, YES, MAYBE, true, false);
        return true;
    }
    wr_arena *arena = wr_arena_create(0);
    size_t    size = zone_id_size(in->text + in->at, in->size - in->at, arena);
    const size_t named = item->letter == 'V' ? 0 : wr_zone_text_size(in->text + in->at, in->size - in->at, item->count == 4);
    wr_arena_destroy(arena);
    size = WR_MAX(size, named);
    in->at += size;
    return size > 0 || read_text(in, "Z", 1);
}

/* ---- a pattern ---- */

static bool read_item(const wr_time_item *item, input *in) {
    if (item->is_number)
        return read_number(item, in);
    switch (item->letter) {
    case 0: return read_text(in, item->text, item->size);
    case 'X': case 'x': case 'Z': return read_plain_offset(item, in);
    case 'O': return read_localized_offset(in, item->count == 1);
    case 'V': case 'v': case 'z': return read_zone(item, in);
    default: return read_word(item, in);
    }
}

/* Blanks and what is behind them fill the width exactly. */
static bool read_padded(const wr_time_item *item, input *in) {
    const size_t end = in->at + item->pad, size = in->size;
    if (item->pad == 0)
        return read_item(item, in);
    if (end > size)
        return false;
    while (in->at < end && in->text[in->at] == ' ')
        in->at++;
    in->size = end;
    const bool good = read_item(item, in) && in->at == end;
    in->size = size;
    return good;
}

/* Items up to `end`; of an optional part that does not fit nothing is taken. */
static bool read_items(const wr_time_pattern *pattern, size_t from, size_t end, input *in) {
    for (size_t i = from; i < end; i++) {
        const wr_time_item *item = &pattern->items[i];
        if (item->letter == '[') {
            const input before = *in;
            if (!read_items(pattern, i + 1, item->end, in))
                *in = before;
            i = item->end;
        } else if (!read_padded(item, in)) {
            return false;
        }
    }
    return true;
}

/* ---- resolving ---- */

/* What the fields come to. */
typedef struct resolved {
    bool    has_date, has_time;
    int64_t days;
    int64_t hour, minute, second, nano;
} resolved;

static bool set_date(resolved *to, int64_t days) {
    if (to->has_date)
        return to->days == days;
    to->has_date = true;
    to->days = days;
    return true;
}

static bool resolve_era(fields *of) {
    if (!has(of, YEAR_OF_ERA))
        return true;
    const int64_t year = take(of, YEAR_OF_ERA);
    if (!within(year, 1, 1000000000))
        return false;
    const bool before = has(of, ERA) ? take(of, ERA) == 0 : has(of, YEAR) && of->values[YEAR] <= 0;
    return put(of, YEAR, before ? 1 - year : year);
}

static bool resolve_date(fields *of, resolved *to) {
    if (!resolve_era(of))
        return false;
    if (!has(of, YEAR))
        return true;
    const int64_t year = of->values[YEAR];
    if (has(of, MONTH) && has(of, DAY)) {
        const int64_t month = take(of, MONTH), day = take(of, DAY);
        take(of, YEAR);
        if (!within(year, -999999999, 999999999) || !within(month, 1, 12) || !within(day, 1, 31))
            return false;
        const uint32_t last = wr_days_in_month(year, (uint32_t)month); /* February 31st is its last day */
        return set_date(to, wr_days_from_civil(year, (uint32_t)month, WR_MIN((uint32_t)day, last)));
    }
    if (has(of, DAY_OF_YEAR)) {
        const int64_t day = take(of, DAY_OF_YEAR), first = wr_days_from_civil(year, 1, 1);
        take(of, YEAR);
        return within(year, -999999999, 999999999) && day >= 1 && day <= wr_days_from_civil(year + 1, 1, 1) - first &&
               set_date(to, first + day - 1);
    }
    return true;
}

/* Weeks of a year, a week of it, and a day of that; also a week of a month. Sunday is day 0 of a week. */
static bool resolve_week(fields *of, resolved *to) {
    if (has(of, LOCAL_DAY_OF_WEEK)) {
        const int64_t day = take(of, LOCAL_DAY_OF_WEEK);
        if (!within(day, 1, 7) || !put(of, DAY_OF_WEEK, day == 1 ? 7 : day - 1))
            return false;
    }
    if (!has(of, DAY_OF_WEEK))
        return true;
    const int64_t weekday = of->values[DAY_OF_WEEK] % 7;
    if (has(of, YEAR) && has(of, MONTH) && has(of, WEEK_OF_MONTH)) {
        const int64_t year = take(of, YEAR), month = take(of, MONTH), week = take(of, WEEK_OF_MONTH);
        if (!within(month, 1, 12) || !within(week, 0, 6) || !within(year, -999999999, 999999999))
            return false;
        const int64_t first = wr_days_from_civil(year, (uint32_t)month, 1);
        take(of, DAY_OF_WEEK);
        return set_date(to, first - weekday_of(first) + (week - 1) * 7 + weekday);
    }
    if (!has(of, YEAR) && has(of, WEEK_YEAR) && has(of, WEEK_OF_WEEK_YEAR)) {
        const int64_t year = take(of, WEEK_YEAR), week = take(of, WEEK_OF_WEEK_YEAR);
        if (!within(week, 1, 53) || !within(year, -999999999, 999999999))
            return false;
        const int64_t first = wr_days_from_civil(year, 1, 1), next = wr_days_from_civil(year + 1, 1, 1);
        const int64_t start = first - weekday_of(first), weeks = (next - weekday_of(next) - start) / 7;
        take(of, DAY_OF_WEEK);
        return set_date(to, start + (WR_MIN(week, weeks) - 1) * 7 + weekday);
    }
    return true;
}

static bool resolve_hours(fields *of) {
    if (has(of, CLOCK_HOUR)) {
        const int64_t hour = take(of, CLOCK_HOUR);
        if (!within(hour, 0, 24) || !put(of, HOUR, hour % 24))
            return false;
    }
    if (has(of, CLOCK_HALF_HOUR)) {
        const int64_t hour = take(of, CLOCK_HALF_HOUR);
        if (!within(hour, 0, 12) || !put(of, HALF_HOUR, hour % 12))
            return false;
    }
    if (has(of, HALF) && has(of, HALF_HOUR)) {
        const int64_t half = take(of, HALF), hour = take(of, HALF_HOUR);
        return within(hour, 0, 11) && put(of, HOUR, half * 12 + hour);
    }
    return true;
}

static bool resolve_whole_day(fields *of) {
    if (has(of, NANO_OF_DAY)) {
        const int64_t nanos = take(of, NANO_OF_DAY), seconds = nanos / 1000000000;
        if (!within(nanos, 0, DAY_MS * 1000000 - 1) || !put(of, HOUR, seconds / 3600) || !put(of, MINUTE, seconds / 60 % 60) ||
            !put(of, SECOND, seconds % 60) || !put(of, NANO, nanos % 1000000000))
            return false;
    }
    if (has(of, MILLI_OF_DAY)) {
        const int64_t ms = take(of, MILLI_OF_DAY);
        const int64_t below = has(of, NANO) ? of->values[NANO] % 1000000 : 0; /* the millisecond */
        return within(ms, 0, DAY_MS - 1) && put(of, HOUR, ms / 3600000) && put(of, MINUTE, ms / 60000 % 60) &&
               put(of, SECOND, ms / 1000 % 60) && put(of, NANO, ms % 1000 * 1000000 + below);
    }
    return true;
}

static bool resolve_time(fields *of, resolved *to) {
    if (!resolve_hours(of) || !resolve_whole_day(of))
        return false;
    if (has(of, HALF) && !has(of, HOUR) && !has(of, MINUTE) && !has(of, SECOND) && !has(of, NANO))
        put(of, HOUR, take(of, HALF) * 12 + 6); /* the middle of a half day */
    const bool minute = has(of, MINUTE), second = has(of, SECOND), nano = has(of, NANO);
    to->hour = has(of, HOUR) ? of->values[HOUR] : 0;
    to->minute = minute ? of->values[MINUTE] : 0;
    to->second = second ? of->values[SECOND] : 0;
    to->nano = nano ? of->values[NANO] : 0;
    to->has_time = has(of, HOUR) && (minute || (!second && !nano)) && (second || !minute || !nano);
    const bool midnight = to->has_time && to->hour == 24 && to->minute == 0 && to->second == 0 && to->nano == 0;
    if (!within(to->minute, 0, 59) || !within(to->second, 0, 59) || !within(to->nano, 0, 999999999) ||
        !within(to->hour, 0, midnight ? 24 : 23) || (has(of, HALF_HOUR) && !within(of->values[HALF_HOUR], 0, 11)))
        return false;
    return true;
}

/* Do the fields that made no time agree with the time that others made? */
static bool halves_agree(const fields *of, const resolved *made) {
    return !made->has_time || ((!has(of, HALF) || of->values[HALF] == made->hour % 24 / 12) &&
                               (!has(of, HALF_HOUR) || of->values[HALF_HOUR] == made->hour % 12));
}

/* Do the fields that made no date agree with the date that others made? */
static bool agrees(const fields *of, int64_t days) {
    const wr_civil date = wr_civil_from_days(days);
    const int64_t  first = wr_days_from_civil(date.year, 1, 1), next = wr_days_from_civil((int64_t)date.year + 1, 1, 1);
    const uint32_t weekday = weekday_of(days);
    const int64_t  week_year = week_year_of(days, date.year, next);
    const int64_t  facts[FIELD_COUNT] = {
        [ERA] = date.year > 0, [YEAR] = date.year, [QUARTER] = (date.month - 1) / 3 + 1, [MONTH] = date.month, [DAY] = date.day,
        [DAY_OF_YEAR] = days - first + 1, [MONTH_DAY_OF_WEEK] = (date.day - 1) % 7 + 1, [DAY_OF_WEEK] = weekday == 0 ? 7 : weekday,
        [WEEK_YEAR] = week_year, [WEEK_OF_WEEK_YEAR] = week_year > date.year ? 1 : week_from(first, days),
        [WEEK_OF_MONTH] = week_from(days - date.day + 1, days)};
    for (field which = ERA; which < JULIAN_DAY; which++)
        if (has(of, which) && of->values[which] != facts[which])
            return false;
    return true;
}

/* Fields that do not make a date stand for themselves: of a year alone it is January 1st. */
static bool date_of(const fields *of, const resolved *made, int64_t *days) {
    const int64_t year = has(of, YEAR) ? of->values[YEAR] : 1970, month = has(of, MONTH) ? of->values[MONTH] : 1,
                  day = has(of, DAY) ? of->values[DAY] : 1;
    if (!made->has_date && (!within(year, -999999999, 999999999) || !within(month, 1, 12) || day < 1 ||
                            day > wr_days_in_month(year, (uint32_t)month)))
        return false;
    *days = made->has_date ? made->days : wr_days_from_civil(year, (uint32_t)month, (uint32_t)day);
    return true;
}

bool wr_time_parse(const wr_time_pattern *pattern, const char *text, size_t size, wr_timestamp *local) {
    input    in = {.text = text, .size = size};
    resolved made = {.has_date = false};
    int64_t  days;
    if (!read_items(pattern, 0, pattern->count, &in) || in.at != size)
        return false;
    if (!resolve_date(&in.of, &made) || !resolve_week(&in.of, &made) ||
        (has(&in.of, JULIAN_DAY) && !set_date(&made, in.of.values[JULIAN_DAY] - 40587)) || !resolve_time(&in.of, &made) ||
        !halves_agree(&in.of, &made) || (made.has_date && !agrees(&in.of, made.days)) || !date_of(&in.of, &made, &days))
        return false;
    if (!made.has_date && made.hour == 24)
        made.hour = 0; /* the day behind it is none that was read */
    if (days < -100000000000 || days > 100000000000)
        return false; /* no TIMESTAMP */
    local->ms = days * DAY_MS + ((made.hour * 60 + made.minute) * 60 + made.second) * 1000 + made.nano / 1000000;
    local->nanos = (int32_t)(made.nano % 1000000);
    local->zero = 0;
    return true;
}
