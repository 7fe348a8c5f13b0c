/* func/time_pattern.c - Java's date patterns, English names. */
#include "func/time_pattern.h"
#include "base/alloc.h"

#include <stdio.h>
#include <string.h>

#define DAY_MS 86400000LL

/* A run of one letter, or (letter 0) text as it is. */
typedef struct item {
    char        letter;
    uint32_t    count;
    const char *text;
    size_t      size;
} item;

struct wr_time_pattern {
    item  *items;
    size_t count, capacity;
    size_t room;
};

static const char *const months[] = {"January", "February", "March", "April", "May", "June", "July",
                                     "August", "September", "October", "November", "December"};
static const char *const weekdays[] = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};

weir_status wr_time_pattern_make(wr_arena *arena, const char *text, size_t size, weir_status status,
                                 const wr_time_pattern **pattern, weir_error *err) {
    wr_time_pattern *made = wr_arena_calloc(arena, 1, sizeof(*made));
    for (size_t at = 0; at < size;) {
        item next = {0, 0, NULL, 0};
        char c = text[at];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (letter) {
            if (strchr("yuYMLdDEecaHkKhmsSnNAQqwWG", c) == NULL)
                return weir_fail(err, status, strchr("XxZzVO", c) ? "the time pattern '%.*s' asks for a zone ('%c'), which the value has not"
                                                                   : "the time pattern '%.*s' has the unknown letter '%c'",
                                 (int)WR_MIN(size, (size_t)100), text, c);
            next.letter = c;
            while (at < size && text[at] == c) {
                next.count++;
                at++;
            }
            if (next.count > 19)
                return weir_fail(err, status, "the time pattern '%.*s' has too many '%c'", (int)WR_MIN(size, (size_t)100), text, c);
        } else if (c == '#' || c == '{' || c == '}') {
            return weir_fail(err, status, "the time pattern '%.*s' has a reserved '%c'; put it between single quotes", (int)WR_MIN(size, (size_t)100), text, c);
        } else if (c == '\'') {
            char  *plain = wr_arena_alloc(arena, size - at + 1);
            size_t used = 0;
            bool   closed = false;
            if (at + 1 < size && text[at + 1] == '\'') { /* '' outside quotes */
                plain[used++] = '\'';
                at += 2;
                closed = true;
            } else {
                for (at++; at < size;) {
                    if (text[at] != '\'') {
                        plain[used++] = text[at++];
                    } else if (at + 1 < size && text[at + 1] == '\'') {
                        plain[used++] = '\'';
                        at += 2;
                    } else {
                        at++;
                        closed = true;
                        break;
                    }
                }
            }
            if (!closed)
                return weir_fail(err, status, "the time pattern '%.*s' has an open quote", (int)WR_MIN(size, (size_t)100), text);
            next.text = plain;
            next.size = used;
        } else {
            at++;
            if (c == '[' || c == ']') /* optional parts: written always */
                continue;
            next.text = text + at - 1;
            next.size = 1;
            char *plain = wr_arena_alloc(arena, 1);
            plain[0] = c;
            next.text = plain;
        }
        made->items = wr_arena_grow(arena, made->items, made->count, &made->capacity, sizeof(*made->items));
        made->items[made->count++] = next;
        made->room += next.size + (next.letter ? 32 : 0);
    }
    *pattern = made;
    return WEIR_OK;
}

size_t wr_time_pattern_room(const wr_time_pattern *pattern) {
    return pattern->room;
}

/* ---- formatting ---- */

static size_t put_number(char *out, int64_t value, uint32_t width) {
    int size = snprintf(out, 32, value < 0 ? "-%0*lld" : "%0*lld", (int)width, (long long)(value < 0 ? -value : value));
    return (size_t)size;
}

static size_t put_text(char *out, const char *text, size_t size) {
    memcpy(out, text, size);
    return size;
}

static uint32_t weekday_of(int64_t days) { /* 0: Sunday */
    return (uint32_t)(((days + 4) % 7 + 7) % 7);
}

/* Weeks from Sunday, the first one holds January 1st (of the US, as English text has it). */
static int64_t week_of_year(int64_t days, int64_t year, int64_t *week_year) {
    int64_t first = wr_days_from_civil(year, 1, 1), next = wr_days_from_civil(year + 1, 1, 1);
    int64_t next_start = next - weekday_of(next);
    *week_year = year;
    if (days >= next_start) {
        *week_year = year + 1;
        return 1;
    }
    return (days - (first - weekday_of(first))) / 7 + 1;
}

size_t wr_time_pattern_format(const wr_time_pattern *pattern, wr_timestamp local, bool simple, char *out) {
    int64_t  days = local.ms / DAY_MS - (local.ms % DAY_MS < 0);
    int64_t  ms = local.ms - days * DAY_MS, week_year;
    wr_civil date = wr_civil_from_days(days);
    int64_t  hour = ms / 3600000, minute = ms / 60000 % 60, second = ms / 1000 % 60;
    int64_t  nano = ms % 1000 * 1000000 + local.nanos;
    uint32_t weekday = weekday_of(days), quarter = (date.month - 1) / 3 + 1;
    size_t   used = 0;
    for (size_t i = 0; i < pattern->count; i++) {
        const item *one = &pattern->items[i];
        uint32_t    count = one->count;
        const char *name;
        switch (one->letter) {
        case 0: used += put_text(out + used, one->text, one->size); break;
        case 'u':
            if (simple) { /* Monday is 1 */
                used += put_number(out + used, weekday == 0 ? 7 : weekday, count);
                break;
            } /* fall through */
        case 'y':
            used += count == 2 ? put_number(out + used, ((date.year % 100) + 100) % 100, 2) : put_number(out + used, date.year, count);
            break;
        case 'Y':
            week_of_year(days, date.year, &week_year);
            used += count == 2 ? put_number(out + used, week_year % 100, 2) : put_number(out + used, week_year, count);
            break;
        case 'M': case 'L':
            name = months[date.month - 1];
            if (count <= 2)
                used += put_number(out + used, date.month, count);
            else
                used += put_text(out + used, name, count == 3 ? 3 : count == 4 || simple ? strlen(name) : 1);
            break;
        case 'd': used += put_number(out + used, date.day, count); break;
        case 'D': used += put_number(out + used, days - wr_days_from_civil(date.year, 1, 1) + 1, count); break;
        case 'E': case 'e': case 'c':
            name = weekdays[weekday];
            if (one->letter != 'E' && count <= 2)
                used += put_number(out + used, weekday + 1, count);
            else
                used += put_text(out + used, name, count <= 3 ? 3 : count == 4 || simple ? strlen(name) : 1);
            break;
        case 'a': used += put_text(out + used, hour < 12 ? "AM" : "PM", 2); break;
        case 'H': used += put_number(out + used, hour, count); break;
        case 'k': used += put_number(out + used, hour == 0 ? 24 : hour, count); break;
        case 'K': used += put_number(out + used, hour % 12, count); break;
        case 'h': used += put_number(out + used, hour % 12 == 0 ? 12 : hour % 12, count); break;
        case 'm': used += put_number(out + used, minute, count); break;
        case 's': used += put_number(out + used, second, count); break;
        case 'S': {
            if (simple) { /* milliseconds, as a number */
                used += put_number(out + used, ms % 1000, count);
                break;
            }
            char digits[32];
            put_number(digits, nano, 9);
            memset(digits + 9, '0', 10);
            used += put_text(out + used, digits, count);
            break;
        }
        case 'n': used += put_number(out + used, nano, count); break;
        case 'N': used += put_number(out + used, ms * 1000000 + local.nanos, count); break;
        case 'A': used += put_number(out + used, ms, count); break;
        case 'Q': case 'q':
            if (count <= 2) {
                used += put_number(out + used, quarter, count);
            } else if (count == 3) {
                out[used++] = 'Q';
                used += put_number(out + used, quarter, 1);
            } else {
                static const char *const names[] = {"1st quarter", "2nd quarter", "3rd quarter", "4th quarter"};
                used += put_text(out + used, names[quarter - 1], 11);
            }
            break;
        case 'w': used += put_number(out + used, week_of_year(days, date.year, &week_year), count); break;
        case 'W': {
            int64_t first = wr_days_from_civil(date.year, date.month, 1);
            used += put_number(out + used, (days - (first - weekday_of(first))) / 7 + 1, count);
            break;
        }
        case 'G': used += put_text(out + used, date.year > 0 ? "AD" : "BC", 2); break;
        default: break;
        }
    }
    return used;
}

/* ---- parsing ---- */

typedef struct fields {
    int64_t year, month, day, day_of_year, hour, hour12, minute, second, nano;
    int     half; /* -1: not given, 0 AM, 1 PM */
} fields;

static bool is_number(const item *one) {
    return one->letter != 0 && strchr("yuYdDHkKhmsSnNA", one->letter) != NULL ? true
         : (one->letter == 'M' || one->letter == 'L') && one->count <= 2;
}

static bool take_number(const char *text, size_t size, size_t *at, size_t least, size_t most, int64_t *value) {
    size_t start = *at;
    *value = 0;
    while (*at < size && *at - start < most && text[*at] >= '0' && text[*at] <= '9')
        *value = *value * 10 + (text[(*at)++] - '0');
    return *at - start >= least;
}

static bool take_name(const char *text, size_t size, size_t *at, const char *const *names, size_t count, size_t *which) {
    for (int whole = 1; whole >= 0; whole--) {
        for (size_t i = 0; i < count; i++) {
            size_t length = whole ? strlen(names[i]) : 3;
            if (size - *at >= length && strncasecmp(text + *at, names[i], length) == 0) {
                *at += length;
                *which = i;
                return true;
            }
        }
    }
    return false;
}

static bool parse_number(const wr_time_pattern *pattern, size_t index, wr_time_parsing how, const char *text,
                         size_t size, size_t *at, int64_t *value) {
    const item *one = &pattern->items[index];
    size_t      least = one->count, most = one->count, behind = 0;
    for (size_t i = index + 1; i < pattern->count && is_number(&pattern->items[i]); i++)
        behind += pattern->items[i].count; /* digits that the fields right behind need */
    bool year = one->letter == 'y' || one->letter == 'u' || one->letter == 'Y';
    if (how == WR_TIME_PARSE_LENIENT) {
        while (*at < size && text[*at] == ' ')
            (*at)++;
        least = 1;
        most = behind ? one->count : 18;
    } else if (one->count == 1) {
        most = 18;
    } else if (year && one->count >= 3 && behind == 0) {
        most = one->count == 4 ? 4 : 18; /* more than four digits would need a sign */
    }
    if (how == WR_TIME_PARSE_EXACT && one->letter == 'S')
        least = most = one->count;
    return take_number(text, size, at, least, most, value);
}

static bool set_field(const item *one, int64_t value, size_t digits, wr_time_parsing how, fields *to) {
    switch (one->letter) {
    case 'y': case 'u': case 'Y':
        to->year = one->count == 2 && digits <= 2 ? 2000 + value : value;
        if (how == WR_TIME_PARSE_LENIENT && one->count == 2 && digits == 2 && to->year > 2045)
            to->year -= 100;
        return true;
    case 'M': case 'L': to->month = value; return true;
    case 'd': to->day = value; return true;
    case 'D': to->day_of_year = value; return true;
    case 'H': to->hour = value; return true;
    case 'k': to->hour = value == 24 ? 0 : value; return true;
    case 'K': to->hour12 = value; return true;
    case 'h': to->hour12 = value == 12 ? 0 : value; return true;
    case 'm': to->minute = value; return true;
    case 's': to->second = value; return true;
    case 'S':
        if (how == WR_TIME_PARSE_LENIENT) {
            to->nano = value * 1000000;
        } else {
            for (size_t k = digits; k < 9; k++)
                value *= 10;
            to->nano = value;
        }
        return true;
    case 'n': to->nano = value; return true;
    default: return false;
    }
}

static bool parse_items(const wr_time_pattern *pattern, wr_time_parsing how, const char *text, size_t size,
                        size_t *at, fields *to) {
    for (size_t i = 0; i < pattern->count; i++) {
        const item *one = &pattern->items[i];
        if (one->letter == 0) {
            if (size - *at < one->size || memcmp(text + *at, one->text, one->size) != 0)
                return false;
            *at += one->size;
        } else if (is_number(one)) {
            int64_t value;
            size_t  start = *at;
            if (!parse_number(pattern, i, how, text, size, at, &value) ||
                !set_field(one, value, *at - start, how, to))
                return false;
        } else if (one->letter == 'M' || one->letter == 'L') {
            size_t which;
            if (!take_name(text, size, at, months, WR_COUNT_OF(months), &which))
                return false;
            to->month = (int64_t)which + 1;
        } else if (one->letter == 'E') {
            size_t which;
            if (!take_name(text, size, at, weekdays, WR_COUNT_OF(weekdays), &which))
                return false;
        } else if (one->letter == 'a') {
            if (size - *at < 2 || (text[*at + 1] | 32) != 'm' || ((text[*at] | 32) != 'a' && (text[*at] | 32) != 'p'))
                return false;
            to->half = (text[*at] | 32) == 'p';
            *at += 2;
        } else if (one->letter == 'G') {
            if (size - *at < 2 || strncasecmp(text + *at, "AD", 2) != 0)
                return false;
            *at += 2;
        } else {
            return false;
        }
    }
    return true;
}

bool wr_time_pattern_parse(const wr_time_pattern *pattern, wr_time_parsing how, const char *text,
                           size_t size, wr_timestamp *local) {
    fields of = {1970, 1, 1, 0, -1, -1, 0, 0, 0, -1};
    size_t at = 0;
    if (!parse_items(pattern, how, text, size, &at, &of))
        return false;
    if (how == WR_TIME_PARSE_EXACT && at != size)
        return false;
    if (of.hour < 0)
        of.hour = (of.hour12 < 0 ? 0 : of.hour12) + (of.half == 1 ? 12 : 0);
    int64_t days;
    if (how == WR_TIME_PARSE_EXACT) {
        bool midnight = of.hour == 24 && of.minute == 0 && of.second == 0 && of.nano == 0;
        if (of.month < 1 || of.month > 12 || of.day < 1 || of.day > 31 || of.minute > 59 || of.second > 59 ||
            (of.hour > 23 && !midnight) || of.hour12 > 11 || of.year > 999999999 || of.day_of_year > 366)
            return false;
        uint32_t last = wr_days_in_month(of.year, (uint32_t)of.month);
        days = wr_days_from_civil(of.year, (uint32_t)of.month, WR_MIN((uint32_t)of.day, last));
    } else {
        if (of.year > 999999 || of.month > 999999 || of.day > 9999999 || of.hour > 99999999 ||
            of.minute > 999999999 || of.second > 9999999999 || of.nano > (int64_t)1 << 60)
            return false;
        int64_t month = of.year * 12 + of.month - 1; /* months and days beyond the end carry over */
        int64_t year = month / 12 - (month % 12 < 0);
        days = wr_days_from_civil(year, (uint32_t)(month - year * 12) + 1, 1) + of.day - 1;
    }
    if (of.day_of_year > 0)
        days = wr_days_from_civil(of.year, 1, 1) + of.day_of_year - 1;
    local->ms = days * DAY_MS + ((of.hour * 60 + of.minute) * 60 + of.second) * 1000 + of.nano / 1000000;
    local->nanos = (int32_t)(of.nano % 1000000);
    local->zero = 0;
    return true;
}
