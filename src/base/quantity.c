/* base/quantity.c - durations and sizes as settings have them: a number and a unit, and ISO 8601 for durations. */
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/number.h"

#define NS_PER_S INT64_C(1000000000)

static bool is_blank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* Cuts blanks at both ends. */
static void trim(const char **text, size_t *size) {
    while (*size != 0 && is_blank((*text)[0])) {
        ++*text;
        --*size;
    }
    while (*size != 0 && is_blank((*text)[*size - 1]))
        --*size;
}

/* "12 unit" -> 12 and the unit, which may be empty. */
static bool take_quantity(const char *text, size_t size, uint64_t *number, const char **unit,
                          size_t *unit_size) {
    trim(&text, &size);
    size_t  digits = 0;
    int64_t value = 0;
    while (digits < size && is_digit(text[digits]))
        digits++;
    if (digits == 0 || !wr_parse_i64(text, digits, &value))
        return false;
    *number = (uint64_t)value;
    *unit = text + digits;
    *unit_size = size - digits;
    trim(unit, unit_size);
    return true;
}

/* A unit and how many of the base unit it is. */
typedef struct unit_name { const char *name; uint64_t factor; } unit_name;

static bool find_unit(const unit_name *units, size_t count, const char *text, size_t size,
                      uint64_t *factor) {
    for (size_t i = 0; i < count; i++) {
        if (size == strlen(units[i].name) && strncasecmp(text, units[i].name, size) == 0) {
            *factor = units[i].factor;
            return true;
        }
    }
    return false;
}

/* "12 unit" in the base unit, up to INT64_MAX. */
static bool parse_quantity(const char *text, size_t size, const unit_name *units, size_t unit_count, uint64_t *value) {
    const char *unit = NULL;
    size_t      unit_size = 0;
    uint64_t    number = 0, factor = 0;
    return take_quantity(text, size, &number, &unit, &unit_size) && find_unit(units, unit_count, unit, unit_size, &factor) &&
           !__builtin_mul_overflow(number, factor, value) && *value <= INT64_MAX;
}

/* ---- ISO 8601: "P1DT2H30M1.5S", as java.time.Duration reads it; no signs: no setting takes a duration below 0 ---- */

typedef struct iso_reader { const char *at, *end; } iso_reader;

/* "2h", "1.5s" (a fraction where the unit is a second), or nothing where another unit stands. Adds to *ns; false: it cannot be read. */
static bool take_iso_part(iso_reader *from, char unit, int64_t unit_ns, int64_t *ns, bool *any) {
    const char *at = from->at;
    int64_t     value = 0, fraction = 0, weight = NS_PER_S / 10;
    while (at < from->end && is_digit(*at))
        if (__builtin_mul_overflow(value, 10, &value) || __builtin_add_overflow(value, *at++ - '0', &value))
            return false;
    if (at == from->at)
        return true;
    if (unit == 's' && at < from->end && (*at == '.' || *at == ','))
        for (at++; at < from->end && is_digit(*at) && weight > 0; at++, weight /= 10)
            fraction += (*at - '0') * weight;
    if (at == from->end || (*at | 0x20) != unit)
        return true;
    from->at = at + 1;
    *any = true;
    return !__builtin_mul_overflow(value, unit_ns, &value) && !__builtin_add_overflow(*ns, value, ns) && !__builtin_add_overflow(*ns, fraction, ns);
}

static bool parse_iso(const char *text, size_t size, int64_t *nanoseconds) {
    iso_reader from = {text + 1, text + size};
    int64_t    ns = 0;
    bool       any = false, any_time = false;
    if (!take_iso_part(&from, 'd', 86400 * NS_PER_S, &ns, &any))
        return false;
    if (from.at < from.end && (*from.at | 0x20) == 't') {
        from.at++;
        if (!take_iso_part(&from, 'h', 3600 * NS_PER_S, &ns, &any_time) || !take_iso_part(&from, 'm', 60 * NS_PER_S, &ns, &any_time) ||
            !take_iso_part(&from, 's', NS_PER_S, &ns, &any_time) || !any_time)
            return false;
    }
    if (from.at != from.end || !(any || any_time))
        return false;
    *nanoseconds = ns;
    return true;
}

bool wr_parse_duration_ns(const char *text, size_t size, int64_t *nanoseconds) {
    const uint64_t  us = 1000, ms = 1000000, s = 1000000000;
    const unit_name units[] = {
        {"", ms}, {"ms", ms}, {"milli", ms}, {"millis", ms}, {"millisecond", ms},
        {"milliseconds", ms}, {"s", s}, {"sec", s}, {"secs", s}, {"second", s}, {"seconds", s},
        {"min", 60 * s}, {"m", 60 * s}, {"minute", 60 * s}, {"minutes", 60 * s},
        {"h", 3600 * s}, {"hour", 3600 * s}, {"hours", 3600 * s}, {"d", 86400 * s},
        {"day", 86400 * s}, {"days", 86400 * s}, {"us", us}, {"\xc2\xb5s", us}, {"micro", us},
        {"micros", us}, {"microsecond", us}, {"microseconds", us}, {"ns", 1}, {"nano", 1},
        {"nanos", 1}, {"nanosecond", 1}, {"nanoseconds", 1},
    };
    uint64_t product = 0;
    trim(&text, &size);
    if (size > 0 && (*text | 0x20) == 'p')
        return parse_iso(text, size, nanoseconds);
    if (!parse_quantity(text, size, units, WR_COUNT_OF(units), &product))
        return false;
    *nanoseconds = (int64_t)product;
    return true;
}

bool wr_parse_memory_size(const char *text, size_t size, uint64_t *bytes) {
    static const unit_name units[] = {
        {"", 1}, {"b", 1}, {"bytes", 1},
        {"k", 1ULL << 10}, {"kb", 1ULL << 10}, {"kibibytes", 1ULL << 10},
        {"m", 1ULL << 20}, {"mb", 1ULL << 20}, {"mebibytes", 1ULL << 20},
        {"g", 1ULL << 30}, {"gb", 1ULL << 30}, {"gibibytes", 1ULL << 30},
        {"t", 1ULL << 40}, {"tb", 1ULL << 40}, {"tebibytes", 1ULL << 40},
    };
    uint64_t product = 0;
    if (!parse_quantity(text, size, units, WR_COUNT_OF(units), &product))
        return false;
    *bytes = product;
    return true;
}
