/* base/zone.c - time zones: fixed offsets, and the names of the system's tz database.
 *
 * A zone is the list of its transitions from /usr/share/zoneinfo (TZif, RFC 8536) and, for instants
 * after the last one, the POSIX rule at the end of the file. All lookups are pure. Local times in a
 * gap go forward by its length, in an overlap the earlier offset holds, as java.time decides. */
#include "base/zone.h"

#include "base/io.h"
#include "base/number.h"

#include <stdio.h>

typedef struct rule_day { /* Mm.w.d/time of a POSIX rule */
    uint32_t month, week, weekday;
    int32_t  seconds;
} rule_day;

/* Daylight saving time or not, and what people call it: "CET", "EDT", or a number such as "+03". */
typedef struct zone_time {
    bool        summer;
    const char *name;
} zone_time;

struct wr_zone {
    uint32_t         count;
    const int64_t   *starts;  /* seconds since 1970 */
    const int32_t   *offsets; /* [i] holds from starts[i] on; seconds */
    const zone_time *times;   /* as offsets */
    int32_t          first;   /* before starts[0] */
    bool             has_rule, has_summer;
    int32_t          standard, summer;
    rule_day         begin, end;
    const char      *standard_name, *summer_name; /* of the rule; NULL: unknown */
};

static const wr_zone *fixed_zone(wr_arena *arena, int32_t seconds, const char *name) {
    wr_zone *zone = wr_arena_calloc(arena, 1, sizeof(*zone));
    zone->first = seconds;
    zone->standard_name = name;
    return zone;
}

static bool digit(char c) {
    return c >= '0' && c <= '9';
}

/* [+-]h, [+-]hh, [+-]hh:mm, [+-]hhmm, [+-]hh:mm:ss */
static bool parse_offset(const char *text, size_t size, int32_t *seconds) {
    if (size < 2 || (text[0] != '+' && text[0] != '-'))
        return false;
    int32_t parts[3] = {0, 0, 0};
    size_t  at = 1;
    for (int part = 0; part < 3 && at < size; part++) {
        if (part > 0 && text[at] == ':')
            at++;
        size_t digits = 0;
        while (digits < 2 && at < size && digit(text[at])) {
            parts[part] = parts[part] * 10 + (text[at++] - '0');
            digits++;
        }
        if (digits == 0 || (part > 0 && digits != 2))
            return false;
    }
    if (at != size || parts[0] > 18 || parts[1] > 59 || parts[2] > 59)
        return false;
    *seconds = (parts[0] * 60 + parts[1]) * 60 + parts[2];
    if (text[0] == '-')
        *seconds = -*seconds;
    return true;
}

/* ---- TZif ---- */

static int64_t big_endian(const unsigned char *bytes, size_t size) {
    uint64_t value = 0;
    for (size_t i = 0; i < size; i++)
        value = value << 8 | bytes[i];
    return size == 4 ? (int64_t)(int32_t)(uint32_t)value : (int64_t)value;
}

/* hh[:mm[:ss]] with a sign, in seconds. */
static bool rule_time(const char **text, int32_t *seconds) {
    int32_t sign = 1, parts[3] = {0, 0, 0};
    if (**text == '-' || **text == '+')
        sign = *(*text)++ == '-' ? -1 : 1;
    for (int part = 0; part < 3; part++) {
        if (!digit(**text))
            return false;
        while (digit(**text) && parts[part] < 1000)
            parts[part] = parts[part] * 10 + (*(*text)++ - '0');
        if (**text != ':' || part == 2)
            break;
        (*text)++;
    }
    *seconds = sign * ((parts[0] * 60 + parts[1]) * 60 + parts[2]);
    return true;
}

static bool letter(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* EST, or <+03>. */
static bool rule_name(const char **text, wr_arena *arena, const char **name) {
    const bool  quoted = **text == '<';
    const char *start = *text += quoted;
    while (**text && (quoted ? **text != '>' : letter(**text)))
        (*text)++;
    *name = wr_arena_strndup(arena, start, (size_t)(*text - start));
    if (quoted && *(*text)++ != '>')
        return false;
    return quoted || strlen(*name) >= 3;
}

static bool rule_number(const char **text, uint32_t *value) {
    if (!digit(**text))
        return false;
    *value = 0;
    while (digit(**text) && *value < 1000)
        *value = *value * 10 + (uint32_t)(*(*text)++ - '0');
    return true;
}

/* ,Mm.w.d[/time]; the Julian forms do not occur in the tz database. */
static bool rule_date(const char **text, rule_day *day) {
    day->seconds = 7200;
    if ((*text)[0] != ',' || (*text)[1] != 'M')
        return false;
    *text += 2;
    if (!rule_number(text, &day->month) || *(*text)++ != '.' || !rule_number(text, &day->week) ||
        *(*text)++ != '.' || !rule_number(text, &day->weekday))
        return false;
    if (**text == '/') {
        (*text)++;
        return rule_time(text, &day->seconds);
    }
    return day->month >= 1 && day->month <= 12;
}

static void parse_rule(wr_zone *zone, const char *text, wr_arena *arena) {
    int32_t west;
    if (!rule_name(&text, arena, &zone->standard_name) || !rule_time(&text, &west))
        return;
    zone->standard = -west;
    if (*text == '\0') {
        zone->has_rule = true;
        return;
    }
    if (!rule_name(&text, arena, &zone->summer_name))
        return;
    zone->summer = zone->standard + 3600;
    if (*text != ',') {
        if (!rule_time(&text, &west))
            return;
        zone->summer = -west;
    }
    if (!rule_date(&text, &zone->begin) || !rule_date(&text, &zone->end))
        return;
    zone->has_rule = zone->has_summer = true;
}

static const wr_zone *parse_tzif(wr_arena *arena, const char *data, size_t size) {
    const unsigned char *bytes = (const unsigned char *)data;
    size_t               at = 0, time_size = 4;
    for (int version = 0;; version++) {
        if (size - at < 44 || memcmp(bytes + at, "TZif", 4) != 0)
            return NULL;
        uint32_t counts[6];
        for (size_t i = 0; i < 6; i++)
            counts[i] = (uint32_t)big_endian(bytes + at + 20 + i * 4, 4);
        uint64_t isut = counts[0], isstd = counts[1], leap = counts[2], times = counts[3],
                 types = counts[4], chars = counts[5];
        uint64_t body = times * time_size + times + types * 6 + chars + leap * (time_size + 4) + isstd + isut;
        bool     more = bytes[at + 4] >= '2' && version == 0;
        at += 44;
        if (body > size - at)
            return NULL;
        if (more) { /* the second block holds the same with 64-bit times */
            at += (size_t)body;
            time_size = 8;
            continue;
        }
        const unsigned char *time = bytes + at, *index = time + times * time_size, *type = index + times;
        wr_zone *zone = wr_arena_calloc(arena, 1, sizeof(*zone));
        int64_t *starts = wr_arena_calloc(arena, (size_t)times + 1, sizeof(*starts));
        int32_t *offsets = wr_arena_calloc(arena, (size_t)times + 1, sizeof(*offsets));
        zone_time *kinds = wr_arena_calloc(arena, (size_t)times + 1, sizeof(*kinds));
        const char *names = wr_arena_strndup(arena, (const char *)type + types * 6, (size_t)chars); /* each ends with a NUL */
        for (uint64_t i = 0; i < times; i++) {
            if (index[i] >= types)
                return NULL;
            const unsigned char *of = type + (size_t)index[i] * 6;
            starts[i] = big_endian(time + i * time_size, time_size);
            offsets[i] = (int32_t)big_endian(of, 4);
            if (of[5] >= chars)
                return NULL;
            kinds[i] = (zone_time){of[4] != 0, names + of[5]};
        }
        zone->count = (uint32_t)times;
        zone->starts = starts;
        zone->offsets = offsets;
        zone->times = kinds;
        zone->first = types ? (int32_t)big_endian(type, 4) : 0;
        at += (size_t)body;
        if (time_size == 8 && at < size && data[at] == '\n') {
            const char *rule = data + at + 1, *end = memchr(rule, '\n', size - at - 1);
            if (end && end != rule)
                parse_rule(zone, wr_arena_strndup(arena, rule, (size_t)(end - rule)), arena);
        }
        return zone;
    }
}

static const wr_zone *named_zone(wr_arena *arena, const char *name, size_t size) {
    if (size == 0 || size > 60 || name[0] == '/' || name[0] == '.')
        return NULL;
    for (size_t i = 0; i < size; i++) {
        char c = name[i];
        if (!letter(c) && !digit(c) && c != '/' && c != '_' && c != '-' && c != '+')
            return NULL;
    }
    char path[128];
    snprintf(path, sizeof(path), "/usr/share/zoneinfo/%.*s", (int)size, name);
    char  *data = NULL;
    size_t data_size = 0;
    /* A read-only table of the system, like a library: the same for every environment. */
    if (wr_file_load(wr_env_real(), path, 1u << 20, arena, &data, &data_size, NULL) != WEIR_OK)
        return NULL;
    return parse_tzif(arena, data, data_size);
}

const wr_zone *wr_zone_find(wr_arena *arena, const char *name, size_t size) {
    int32_t seconds = 0;
    if ((size == 3 && memcmp(name, "UTC", 3) == 0) || (size == 1 && name[0] == 'Z'))
        return fixed_zone(arena, 0, "UTC");
    if (size == 3 && memcmp(name, "GMT", 3) == 0)
        return fixed_zone(arena, 0, "GMT");
    if (parse_offset(name, size, &seconds))
        return fixed_zone(arena, seconds, NULL);
    if (size > 3 && (memcmp(name, "UTC", 3) == 0 || memcmp(name, "GMT", 3) == 0) &&
        parse_offset(name + 3, size - 3, &seconds))
        return fixed_zone(arena, seconds, NULL);
    return named_zone(arena, name, size);
}

/* The instant, in seconds, of a rule's day of a year, given the offset in force before it. */
static int64_t rule_instant(const rule_day *day, int64_t year, int32_t offset_before) {
    int64_t  first = wr_days_from_civil(year, day->month, 1);
    uint32_t weekday = (uint32_t)(((first + 4) % 7 + 7) % 7);
    uint32_t number = (day->weekday + 7 - weekday) % 7 + (day->week - 1) * 7;
    while (number >= wr_days_in_month(year, day->month))
        number -= 7;
    return (first + number) * 86400 + day->seconds - offset_before;
}

static bool summer_by_rule(const wr_zone *zone, int64_t seconds) {
    if (!zone->has_summer)
        return false;
    int64_t days = seconds / 86400 - (seconds % 86400 < 0);
    int64_t year = wr_civil_from_days(days).year;
    int64_t begin = rule_instant(&zone->begin, year, zone->standard);
    int64_t end = rule_instant(&zone->end, year, zone->summer);
    return begin < end ? seconds >= begin && seconds < end : seconds >= begin || seconds < end;
}

/* Does the rule hold, and no transition of the list? */
static bool by_rule(const wr_zone *zone, int64_t seconds) {
    return zone->has_rule && (zone->count == 0 || seconds >= zone->starts[zone->count - 1]);
}

/* The transition in force; seconds is not before the first one. */
static uint32_t transition_at(const wr_zone *zone, int64_t seconds) {
    uint32_t low = 0, high = zone->count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (zone->starts[middle] <= seconds)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static int32_t offset_seconds(const wr_zone *zone, int64_t seconds) {
    if (by_rule(zone, seconds))
        return summer_by_rule(zone, seconds) ? zone->summer : zone->standard;
    if (zone->count == 0 || seconds < zone->starts[0])
        return zone->first;
    return zone->offsets[transition_at(zone, seconds)];
}

static int64_t floor_seconds(int64_t ms) {
    return ms / 1000 - (ms % 1000 < 0);
}

int64_t wr_zone_offset_ms(const wr_zone *zone, int64_t instant_ms) {
    return (int64_t)offset_seconds(zone, floor_seconds(instant_ms)) * 1000;
}

int64_t wr_zone_instant_ms(const wr_zone *zone, int64_t local_ms) {
    if (zone->count == 0 && !zone->has_rule)
        return local_ms - (int64_t)zone->first * 1000;
    /* Offsets a day before and a day after decide; where they agree there is nothing to decide. */
    int64_t seconds = floor_seconds(local_ms);
    int64_t before = (int64_t)offset_seconds(zone, seconds - 86400) * 1000;
    int64_t after = (int64_t)offset_seconds(zone, seconds + 86400) * 1000;
    if (before == after)
        return local_ms - before;
    if (wr_zone_offset_ms(zone, local_ms - before) == before)
        return local_ms - before; /* also the earlier one of an overlap */
    if (wr_zone_offset_ms(zone, local_ms - after) == after)
        return local_ms - after;
    return local_ms - before; /* in the gap: forward by its length */
}

const char *wr_zone_name(const wr_zone *zone, int64_t instant_ms) {
    const int64_t seconds = floor_seconds(instant_ms);
    const char   *name = zone->standard_name;
    if (by_rule(zone, seconds)) {
        if (summer_by_rule(zone, seconds))
            name = zone->summer_name;
    } else if (zone->count > 0 && seconds >= zone->starts[0]) {
        const zone_time *time = &zone->times[transition_at(zone, seconds)];
        if (time->summer)
            name = zone->has_summer ? zone->summer_name : time->name;
    }
    return name != NULL && letter(name[0]) ? name : NULL;
}

bool wr_zone_is_fixed(const wr_zone *zone) {
    return zone->count == 0 && !zone->has_rule;
}

int64_t wr_zone_standard_ms(const wr_zone *zone) {
    const int32_t last = zone->count > 0 ? zone->offsets[zone->count - 1] : zone->first;
    return (int64_t)(zone->has_rule ? zone->standard : last) * 1000;
}

const wr_zone *wr_zone_utc(void) {
    static const wr_zone utc = {.standard_name = "UTC"};
    return &utc;
}
