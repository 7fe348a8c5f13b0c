/* func/time_parse_simple.c - texts as times, as java.text.SimpleDateFormat reads them.
 *
 * Values carry over: February 30th is March 1st or 2nd, 25:00 is the next day. Which fields make the date is decided by
 * which of them were read last. Numbers are 32 bits wide. */
#include "func/old_calendar.h"
#include "func/time_items.h"
#include "func/zone_names.h"

#include <string.h>
#include <strings.h>

typedef enum field {
    ERA, YEAR, WEEK_YEAR, MONTH, WEEK_OF_YEAR, WEEK_OF_MONTH, DAY, DAY_OF_YEAR, DAY_OF_WEEK, DAY_OF_WEEK_IN_MONTH, HALF, HALF_HOUR,
    HOUR, MINUTE, SECOND, MILLISECOND, ZONE, FIELD_COUNT
} field;

typedef struct input {
    const char    *text;
    size_t         size, at;
    const wr_zone *zone;
    int64_t        values[FIELD_COUNT];
    uint32_t       stamps[FIELD_COUNT], stamp; /* the later a field was read the larger is its stamp; 0: never */
} input;

static void put(input *in, field which, int64_t value) {
    in->values[which] = value;
    in->stamps[which] = ++in->stamp;
}

/* ---- reading ---- */

static field field_of(char letter) {
    switch (letter) {
    case 'G': return ERA;
    case 'Y': return WEEK_YEAR;
    case 'M': case 'L': return MONTH;
    case 'w': return WEEK_OF_YEAR;
    case 'W': return WEEK_OF_MONTH;
    case 'd': return DAY;
    case 'D': return DAY_OF_YEAR;
    case 'E': case 'u': return DAY_OF_WEEK;
    case 'F': return DAY_OF_WEEK_IN_MONTH;
    case 'a': return HALF;
    case 'K': case 'h': return HALF_HOUR;
    case 'H': case 'k': return HOUR;
    case 'm': return MINUTE;
    case 's': return SECOND;
    case 'S': return MILLISECOND;
    case 'z': case 'Z': case 'X': return ZONE;
    default: return YEAR;
    }
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* [-]digits up to `end`, in 32 bits. */
static bool read_integer(input *in, size_t end, int64_t *value) {
    const bool negative = in->at < end && in->text[in->at] == '-';
    size_t     at = in->at + negative;
    if (at >= end || !is_digit(in->text[at]))
        return false;
    bool     huge = false;
    uint64_t number = 0;
    for (; at < end && is_digit(in->text[at]); at++) {
        huge = huge || number > (uint64_t)INT64_MAX / 10 - 1;
        number = huge ? number : number * 10 + (uint64_t)(in->text[at] - '0');
    }
    in->at = at;
    if (huge)
        *value = negative ? INT32_MIN : INT32_MAX;
    else
        *value = (int32_t)(uint32_t)(negative ? 0 - number : number);
    return true;
}

/* 2 digits for `y` and `yy` are a year from 1946 to 2045. */
static int64_t whole_year(int64_t value, const wr_time_item *item, const input *in, size_t start) {
    if (item->count > 2 || in->at - start != 2 || !is_digit(in->text[start]))
        return value;
    return value + (value < 46 ? 2000 : 1900);
}

static bool read_number(const wr_time_item *item, bool followed, size_t start, input *in) {
    int64_t      value;
    const size_t begin = in->at, end = start + item->count;
    if ((followed && end > in->size) || !read_integer(in, followed ? end : in->size, &value))
        return false;
    switch (item->letter) {
    case 'y': case 'Y': value = whole_year(value, item, in, begin); break;
    case 'M': case 'L': value -= 1; break;
    case 'k': value = value == 24 ? 0 : value; break;
    case 'h': value = value == 12 ? 0 : value; break;
    case 'u': value = value >= 1 && value <= 7 ? value % 7 + 1 : value; break; /* Sunday is 1 */
    default: break;
    }
    put(in, field_of(item->letter), value);
    return true;
}

static bool read_text(input *in, const char *name, size_t size) {
    if (in->size - in->at < size || strncasecmp(in->text + in->at, name, size) != 0)
        return false;
    in->at += size;
    return true;
}

/* One of the names, whole or its first letters. */
static bool read_name(input *in, const char *const *names, size_t count, size_t short_size, size_t *which) {
    for (int whole = 1; whole >= 0; whole--)
        for (*which = 0; *which < count; ++*which)
            if (read_text(in, names[*which], whole ? strlen(names[*which]) : short_size))
                return true;
    return false;
}

static bool read_word(char letter, input *in) {
    static const char *const eras[] = {"BC", "AD"}, *const halves[] = {"AM", "PM"};
    size_t which;
    switch (letter) {
    case 'G':
        if (!read_name(in, eras, 2, 2, &which))
            return false;
        break;
    case 'a':
        if (!read_name(in, halves, 2, 2, &which))
            return false;
        break;
    case 'E':
        if (!read_name(in, wr_time_weekdays, 7, 3, &which))
            return false;
        which++;
        break;
    default:
        if (!read_name(in, wr_time_months, 12, 3, &which))
            return false;
        break;
    }
    put(in, field_of(letter), (int64_t)which);
    return true;
}

static bool two_digits(input *in, int64_t *value) {
    if (in->size - in->at < 2 || !is_digit(in->text[in->at]) || !is_digit(in->text[in->at + 1]))
        return false;
    *value = (in->text[in->at] - '0') * 10 + in->text[in->at + 1] - '0';
    in->at += 2;
    return true;
}

/* Behind the sign: hh, hhmm or, with a colon, h:mm and hh:mm; at most `parts` of them. */
static bool read_hours(input *in, int64_t sign, int parts, bool colon, bool short_hour) {
    int64_t hours, minutes = 0;
    if (!two_digits(in, &hours)) {
        if (!short_hour || in->at == in->size || !is_digit(in->text[in->at]))
            return false;
        hours = in->text[in->at++] - '0';
    }
    if (hours > 23)
        return false;
    if (parts > 1 && ((colon && !read_text(in, ":", 1)) || !two_digits(in, &minutes) || minutes > 59))
        return false;
    put(in, ZONE, sign * (hours * 60 + minutes));
    return true;
}

static bool read_zone(const wr_time_item *item, input *in) {
    const bool iso = item->letter == 'X';
    int32_t    minutes;
    if (iso && in->at < in->size && in->text[in->at] == 'Z') {
        in->at++;
        put(in, ZONE, 0);
        return true;
    }
    const bool   gmt = !iso && read_text(in, "GMT", 3);
    const char   c = in->at < in->size ? in->text[in->at] : '\0';
    const int64_t sign = c == '+' ? 1 : c == '-' ? -1 : 0;
    if (sign != 0) {
        in->at++;
        return read_hours(in, sign, iso && item->count == 1 ? 1 : 2, gmt || (iso && item->count == 3), gmt);
    }
    if (gmt) {
        put(in, ZONE, 0);
        return true;
    }
    const size_t size = iso ? 0 : wr_zone_text_find(in->text + in->at, in->size - in->at, in->zone, &minutes);
    if (size == 0)
        return false;
    in->at += size;
    put(in, ZONE, minutes);
    return true;
}

static bool read_items(const wr_time_pattern *pattern, input *in) {
    for (size_t i = 0; i < pattern->count; i++) {
        const wr_time_item *item = &pattern->items[i];
        const size_t        start = in->at;
        if (item->letter == 0) {
            if (in->size - in->at < item->size || memcmp(in->text + in->at, item->text, item->size) != 0)
                return false;
            in->at += item->size;
            continue;
        }
        while (in->at < in->size && (in->text[in->at] == ' ' || in->text[in->at] == '\t'))
            in->at++; /* but none before a word, see below */
        const bool followed = i + 1 < pattern->count && pattern->items[i + 1].is_number;
        const bool good = item->is_number             ? read_number(item, followed, start, in)
                          : strchr("zZX", item->letter) ? read_zone(item, in)
                                                        : in->at == start && read_word(item->letter, in);
        if (!good)
            return false;
    }
    return true;
}

/* ---- the date ---- */

/* Which fields make the date. */
typedef enum basis { BY_DAY, BY_WEEK_OF_MONTH, BY_WEEKDAY_IN_MONTH, BY_DAY_OF_YEAR, BY_WEEK_OF_YEAR } basis;

/* The stamp of two fields that count only together. */
static uint32_t both(const input *in, field a, field b) {
    return in->stamps[a] && in->stamps[b] ? WR_MAX(in->stamps[a], in->stamps[b]) : 0;
}

static basis basis_of(const input *in) {
    const uint32_t *stamps = in->stamps;
    uint32_t day = stamps[DAY], day_of_year = stamps[DAY_OF_YEAR];
    uint32_t week_of_month = both(in, WEEK_OF_MONTH, DAY_OF_WEEK), weekday_in_month = both(in, DAY_OF_WEEK_IN_MONTH, DAY_OF_WEEK);
    uint32_t week_of_year = both(in, WEEK_OF_YEAR, DAY_OF_WEEK);
    uint32_t best = WR_MAX(WR_MAX(WR_MAX(day, week_of_month), WR_MAX(weekday_in_month, day_of_year)), week_of_year);
    if (best == 0) { /* none is whole: a part of one counts */
        week_of_month = stamps[WEEK_OF_MONTH];
        weekday_in_month = WR_MAX(stamps[DAY_OF_WEEK_IN_MONTH], stamps[DAY_OF_WEEK]);
        week_of_year = stamps[WEEK_OF_YEAR];
        best = WR_MAX(WR_MAX(week_of_month, weekday_in_month), week_of_year);
    }
    if (best == 0 || best == day)
        return BY_DAY;
    if (best == day_of_year)
        return BY_DAY_OF_YEAR;
    const bool of_month = best == week_of_month && stamps[WEEK_OF_MONTH] >= stamps[WEEK_OF_YEAR];
    const bool in_month = best == weekday_in_month && stamps[DAY_OF_WEEK_IN_MONTH] >= stamps[WEEK_OF_YEAR];
    if (!of_month && !in_month)
        return BY_WEEK_OF_YEAR;
    if (week_of_month == weekday_in_month)
        return stamps[WEEK_OF_MONTH] >= stamps[DAY_OF_WEEK_IN_MONTH] ? BY_WEEK_OF_MONTH : BY_WEEKDAY_IN_MONTH;
    return best == week_of_month ? BY_WEEK_OF_MONTH : BY_WEEKDAY_IN_MONTH;
}

typedef int64_t calendar(int64_t year, uint32_t month, uint32_t day); /* days since 1970 */

/* The last day not behind `days` that is the weekday (Sunday is 1). */
static int64_t weekday_before(int64_t days, int64_t weekday) {
    return days - ((int64_t)weekday_of(days) - (weekday - 1) % 7 + 14) % 7;
}

static int64_t weekday_wanted(const input *in) {
    return in->stamps[DAY_OF_WEEK] ? in->values[DAY_OF_WEEK] : 1;
}

static int64_t in_week(int64_t first, int64_t week, const input *in) {
    return weekday_before(first - weekday_of(first) + 6, weekday_wanted(in)) + 7 * (week - 1);
}

static int64_t date_by(basis how, const input *in, int64_t year, calendar *days_of) {
    int64_t month = how == BY_DAY_OF_YEAR || how == BY_WEEK_OF_YEAR ? 0 : in->values[MONTH];
    year += month / 12 - (month % 12 < 0);
    month = (month % 12 + 12) % 12;
    const int64_t first = days_of(year, (uint32_t)month + 1, 1);
    switch (how) {
    case BY_DAY: return first + (in->stamps[DAY] ? in->values[DAY] - 1 : 0);
    case BY_DAY_OF_YEAR: return first + in->values[DAY_OF_YEAR] - 1;
    case BY_WEEK_OF_YEAR: return in_week(first, in->values[WEEK_OF_YEAR], in);
    case BY_WEEK_OF_MONTH: return in_week(first, in->values[WEEK_OF_MONTH], in);
    case BY_WEEKDAY_IN_MONTH: break;
    }
    const int64_t number = in->stamps[DAY_OF_WEEK_IN_MONTH] ? in->values[DAY_OF_WEEK_IN_MONTH] : 1;
    const int64_t last = number >= 0 ? 7 * number : wr_days_in_month(year, (uint32_t)month + 1) + 7 * (number + 1);
    return weekday_before(first + last - 1, weekday_wanted(in));
}

/* Julian before 1582-10-15, and in the days that were left out then. */
static int64_t date_of(const input *in, int64_t year) {
    const basis   how = basis_of(in);
    const int64_t gregorian = date_by(how, in, year, wr_days_from_civil), julian = date_by(how, in, year, wr_julian_days);
    if (year == 1582 && (how == BY_DAY_OF_YEAR || how == BY_WEEK_OF_YEAR))
        return julian;
    return gregorian >= WR_JULIAN_END ? gregorian : julian;
}

/* A year of weeks, a week, a day of it: they count where the year was read behind the plain one. */
static int64_t week_date(const input *in) {
    int64_t week = in->stamps[WEEK_OF_YEAR] ? in->values[WEEK_OF_YEAR] : 1, weekday = weekday_wanted(in) - 1;
    if (weekday < 0 || weekday > 6) { /* a `u` that is none: it counts from Monday on */
        week += weekday / 7 - (weekday % 7 < 0);
        weekday = (weekday % 7 + 8) % 7;
    }
    int64_t first = wr_days_from_civil(in->values[WEEK_YEAR], 1, 1);
    if (first < WR_JULIAN_END)
        first = wr_julian_days(in->values[WEEK_YEAR], 1, 1);
    return first - weekday_of(first) + 7 * (week - 1) + weekday;
}

static int64_t time_of_day(const input *in) {
    const uint32_t half = both(in, HALF_HOUR, HALF);
    int64_t        hour = in->values[HALF_HOUR] + 12 * in->values[HALF];
    if (in->stamps[HOUR] > half)
        hour = in->values[HOUR];
    return ((hour * 60 + in->values[MINUTE]) * 60 + in->values[SECOND]) * 1000 + in->values[MILLISECOND];
}

bool wr_time_parse_simple(const wr_time_pattern *pattern, const char *text, size_t size, const wr_zone *zone, int64_t *instant_ms) {
    input in = {.text = text, .size = size, .zone = zone};
    if (!read_items(pattern, &in))
        return false;
    int64_t year = in.stamps[YEAR] ? in.values[YEAR] : 1970;
    if (in.stamps[ERA] && in.values[ERA] == 0)
        year = 1 - year;
    const int64_t days = in.stamps[WEEK_YEAR] > in.stamps[YEAR] ? week_date(&in) : date_of(&in, year);
    if (days < -100000000000 || days > 100000000000)
        return false; /* no TIMESTAMP */
    const int64_t local_ms = days * DAY_MS + time_of_day(&in);
    *instant_ms = in.stamps[ZONE] ? local_ms - in.values[ZONE] * 60000 : wr_old_instant_ms(zone, local_ms);
    return true;
}
