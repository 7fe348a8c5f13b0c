/* func/time_format.c - times as text by a pattern. */
#include "func/old_calendar.h"
#include "func/time_items.h"
#include "func/zone_names.h"

#include <string.h>

/* A time of day of a day, taken apart. */
typedef struct moment {
    int64_t  days, ms, nano; /* of the day; of the second */
    int64_t  year;           /* 0 is 1 BC */
    uint32_t month, day, weekday; /* Sunday is 0 */
    int64_t  first, next_first;   /* January 1st of this and of the next year */
    int64_t  month_first;
} moment;

/* Where text goes. */
typedef struct output {
    char  *text;
    size_t used;
} output;

static void put_text(output *out, const char *text, size_t size) {
    memcpy(out->text + out->used, text, size);
    out->used += size;
}

static void put_name(output *out, const char *name) {
    put_text(out, name, strlen(name));
}

/* At least `width` digits. */
static void put_number(output *out, int64_t value, uint32_t width) {
    char     digits[20];
    uint32_t count = 0;
    uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    if (value < 0)
        out->text[out->used++] = '-';
    do
        digits[count++] = (char)('0' + rest % 10);
    while ((rest /= 10) != 0);
    for (uint32_t i = count; i < width; i++)
        out->text[out->used++] = '0';
    while (count > 0)
        out->text[out->used++] = digits[--count];
}

static int64_t year_of_era(const moment *m) {
    return m->year > 0 ? m->year : 1 - m->year;
}

static int64_t hour_of(const moment *m) {
    return m->ms / 3600000;
}

/* The numbers that both formats have. */
static int64_t number_at(char letter, const moment *m) {
    const int64_t hour = hour_of(m);
    switch (letter) {
    case 'y': return year_of_era(m);
    case 'Y': return week_year_of(m->days, m->year, m->next_first);
    case 'M': case 'L': return m->month;
    case 'w': return m->days >= m->next_first - weekday_of(m->next_first) ? 1 : week_from(m->first, m->days);
    case 'W': return week_from(m->month_first, m->days);
    case 'd': return m->day;
    case 'D': return m->days - m->first + 1;
    case 'H': return hour;
    case 'k': return hour == 0 ? 24 : hour;
    case 'K': return hour % 12;
    case 'h': return hour % 12 == 0 ? 12 : hour % 12;
    case 'm': return m->ms / 60000 % 60;
    case 's': return m->ms / 1000 % 60;
    default: return 0;
    }
}

static const char *half_of_day(const moment *m) {
    return m->ms < DAY_MS / 2 ? "AM" : "PM";
}

static moment moment_of(int64_t days, int64_t ms, wr_civil date, int64_t first, int64_t next_first) {
    return (moment){.days = days, .ms = ms, .nano = ms % 1000 * 1000000, .year = date.year, .month = date.month, .day = date.day,
                    .weekday = weekday_of(days), .first = first, .next_first = next_first, .month_first = days - date.day + 1};
}

/* ---- DateTimeFormatter ---- */

static int64_t modern_number(const wr_time_item *item, const moment *m) {
    switch (item->letter) {
    case 'u': return m->year;
    case 'Q': case 'q': return (m->month - 1) / 3 + 1;
    case 'F': return (m->day - 1) % 7 + 1;
    case 'e': case 'c': return m->weekday + 1;
    case 'A': return m->ms;
    case 'n': return m->nano;
    case 'N': return m->ms / 1000 * 1000000000 + m->nano;
    case 'g': return m->days + 40587; /* modified Julian days begin in 1858 */
    default: return number_at(item->letter, m);
    }
}

static void put_modern_number(const wr_time_item *item, const moment *m, output *out) {
    int64_t value = modern_number(item, m);
    if (item->count == 2 && (item->letter == 'y' || item->letter == 'u' || item->letter == 'Y'))
        value = (value < 0 ? -value : value) % 100;
    if (item->sign == WR_TIME_SIGN_EXCEEDS && item->least < 19 && value >= wr_pow10_i128(item->least))
        out->text[out->used++] = '+';
    put_number(out, value, item->least);
}

static void put_fraction(const wr_time_item *item, const moment *m, output *out) {
    char   digits[16];
    output all = {digits, 0};
    put_number(&all, m->nano, 9);
    put_text(out, digits, item->count);
}

/* Three letters, the whole name, or one letter. */
static void put_styled(output *out, const char *name, uint32_t count) {
    put_text(out, name, count <= 3 ? 3 : count == 4 ? strlen(name) : 1);
}

static void put_quarter(const wr_time_item *item, int64_t quarter, output *out) {
    static const char *const names[] = {"1st quarter", "2nd quarter", "3rd quarter", "4th quarter"};
    if (item->count == 4) {
        put_name(out, names[quarter - 1]);
        return;
    }
    if (item->count == 3)
        out->text[out->used++] = 'Q';
    put_number(out, quarter, 1);
}

static void put_era(const wr_time_item *item, bool before, output *out) {
    const char *name = before ? "BC" : "AD";
    if (item->count == 4)
        put_name(out, before ? "Before Christ" : "Anno Domini");
    else
        put_text(out, name, item->count == 5 ? 1 : 2);
}

/* False: a zone, which the value has not. */
static bool put_modern(const wr_time_item *item, const moment *m, output *out) {
    if (item->is_number) {
        item->letter == 'S' ? put_fraction(item, m, out) : put_modern_number(item, m, out);
        return true;
    }
    switch (item->letter) {
    case 0: put_text(out, item->text, item->size); return true;
    case 'M': case 'L': put_styled(out, wr_time_months[m->month - 1], item->count); return true;
    case 'E': case 'e': case 'c': put_styled(out, wr_time_weekdays[m->weekday], item->count); return true;
    case 'Q': case 'q': put_quarter(item, modern_number(item, m), out); return true;
    case 'G': put_era(item, m->year <= 0, out); return true;
    case 'a': put_name(out, half_of_day(m)); return true;
    default: return false;
    }
}

/* Blanks before what was written from `start` on. */
static bool pad(output *out, size_t start, uint32_t width) {
    const size_t size = out->used - start;
    if (size > width)
        return width == 0;
    memmove(out->text + start + width - size, out->text + start, size);
    memset(out->text + start, ' ', width - size);
    out->used = start + width;
    return true;
}

/* What is written of an optional part that asks for a zone is taken back, and all of it is left out. */
size_t wr_time_format(const wr_time_pattern *pattern, wr_timestamp local, char *text) {
    const int64_t  days = local.ms / DAY_MS - (local.ms % DAY_MS < 0);
    const wr_civil date = wr_civil_from_days(days);
    moment         m = moment_of(days, local.ms - days * DAY_MS, date, wr_days_from_civil(date.year, 1, 1),
                                 wr_days_from_civil((int64_t)date.year + 1, 1, 1));
    output         out = {text, 0};
    m.nano += local.nanos;
    for (size_t i = 0; i < pattern->count; i++) {
        const wr_time_item *item = &pattern->items[i];
        if (item->letter == ']')
            continue;
        if (item->letter == '[') {
            for (size_t k = i + 1, depth = 1; k < item->end; k++) {
                const char letter = pattern->items[k].letter;
                depth += letter == '[';
                depth -= letter == ']';
                if (depth == 1 && letter != 0 && strchr("VvzOXxZ", letter) != NULL) {
                    i = item->end;
                    break;
                }
            }
            continue;
        }
        const size_t start = out.used;
        put_modern(item, &m, &out);
        if (!pad(&out, start, item->pad))
            return SIZE_MAX;
    }
    return out.used;
}

/* ---- SimpleDateFormat ---- */

/* Java's old calendar is the Julian one before 1582-10-15. */
static moment old_moment(int64_t local_ms) {
    const int64_t days = local_ms / DAY_MS - (local_ms % DAY_MS < 0), ms = local_ms - days * DAY_MS;
    if (days >= WR_JULIAN_END) {
        const wr_civil date = wr_civil_from_days(days);
        moment         m = moment_of(days, ms, date, wr_days_from_civil(date.year, 1, 1), wr_days_from_civil((int64_t)date.year + 1, 1, 1));
        if (date.year == 1582)
            m.first = wr_julian_days(1582, 1, 1);
        return m;
    }
    const wr_civil date = wr_julian_civil(days);
    return moment_of(days, ms, date, wr_julian_days(date.year, 1, 1),
                     date.year == 1582 ? wr_days_from_civil(1583, 1, 1) : wr_julian_days((int64_t)date.year + 1, 1, 1));
}

static int64_t simple_number(const wr_time_item *item, const moment *m) {
    switch (item->letter) {
    case 'u': return m->weekday == 0 ? 7 : m->weekday;
    case 'F': return (m->day - 1) / 7 + 1;
    case 'S': return m->ms % 1000;
    default: return number_at(item->letter, m);
    }
}

static void put_simple_name(output *out, const char *name, uint32_t count) {
    put_text(out, name, count <= 3 ? 3 : strlen(name));
}

/* Z: +hhmm; X: Z or +hh, two of them: +hhmm, three: +hh:mm. */
static void put_offset(const wr_time_item *item, int64_t offset_ms, output *out) {
    const int64_t minutes = (offset_ms < 0 ? -offset_ms : offset_ms) / 60000;
    if (item->letter == 'X' && offset_ms == 0) {
        out->text[out->used++] = 'Z';
        return;
    }
    out->text[out->used++] = offset_ms < 0 ? '-' : '+';
    put_number(out, minutes / 60, 2);
    if (item->letter == 'X' && item->count == 1)
        return;
    if (item->letter == 'X' && item->count == 3)
        out->text[out->used++] = ':';
    put_number(out, minutes % 60, 2);
}

size_t wr_time_format_simple(const wr_time_pattern *pattern, int64_t instant_ms, const wr_zone *zone, char *text) {
    const int64_t offset_ms = wr_old_offset_ms(zone, instant_ms);
    const moment  m = old_moment(instant_ms + offset_ms);
    output        out = {text, 0};
    for (size_t i = 0; i < pattern->count; i++) {
        const wr_time_item *item = &pattern->items[i];
        if (item->is_number) {
            const int64_t value = simple_number(item, &m);
            put_number(&out, item->count == 2 && (item->letter == 'y' || item->letter == 'Y') ? value % 100 : value, item->count);
            continue;
        }
        switch (item->letter) {
        case 0: put_text(&out, item->text, item->size); break;
        case 'M': case 'L': put_simple_name(&out, wr_time_months[m.month - 1], item->count); break;
        case 'E': put_simple_name(&out, wr_time_weekdays[m.weekday], item->count); break;
        case 'G': put_name(&out, m.year > 0 ? "AD" : "BC"); break;
        case 'a': put_name(&out, half_of_day(&m)); break;
        case 'z': {
            const size_t size = wr_zone_text(zone, instant_ms, offset_ms, item->count >= 4, out.text + out.used);
            if (size == 0)
                return SIZE_MAX;
            out.used += size;
            break;
        }
        default: put_offset(item, offset_ms, &out); break;
        }
    }
    return out.used;
}
