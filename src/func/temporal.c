/* func/temporal.c - dates and times: parts, units, differences, formats.
 *
 * TIMESTAMP_LTZ is read in the job's local time zone. Where Flink cuts an instant before 1970 towards
 * 1970 (EXTRACT, FLOOR TO MONTH), so does this. */
#include "func/func.h"
#include "func/time_pattern.h"

#define DAY_MS 86400000LL

typedef enum unit {
    UNIT_NONE, UNIT_NANOSECOND, UNIT_MICROSECOND, UNIT_MILLISECOND, UNIT_SECOND, UNIT_MINUTE, UNIT_HOUR,
    UNIT_DAY, UNIT_WEEK, UNIT_MONTH, UNIT_QUARTER, UNIT_YEAR, UNIT_DECADE, UNIT_CENTURY, UNIT_MILLENNIUM,
    UNIT_DOW, UNIT_ISODOW, UNIT_DOY, UNIT_ISOYEAR, UNIT_EPOCH
} unit;

static unit unit_of(const weir_string *text) {
    static const struct { const char *name; unit unit; } names[] = {
        {"NANOSECOND", UNIT_NANOSECOND}, {"MICROSECOND", UNIT_MICROSECOND}, {"MILLISECOND", UNIT_MILLISECOND},
        {"SECOND", UNIT_SECOND}, {"MINUTE", UNIT_MINUTE}, {"HOUR", UNIT_HOUR}, {"DAY", UNIT_DAY}, {"WEEK", UNIT_WEEK},
        {"MONTH", UNIT_MONTH}, {"QUARTER", UNIT_QUARTER}, {"YEAR", UNIT_YEAR}, {"DECADE", UNIT_DECADE},
        {"CENTURY", UNIT_CENTURY}, {"MILLENNIUM", UNIT_MILLENNIUM}, {"DOW", UNIT_DOW}, {"ISODOW", UNIT_ISODOW},
        {"DOY", UNIT_DOY}, {"ISOYEAR", UNIT_ISOYEAR}, {"EPOCH", UNIT_EPOCH},
        {"SQL_TSI_SECOND", UNIT_SECOND}, {"SQL_TSI_MINUTE", UNIT_MINUTE}, {"SQL_TSI_HOUR", UNIT_HOUR},
        {"SQL_TSI_DAY", UNIT_DAY}, {"SQL_TSI_WEEK", UNIT_WEEK}, {"SQL_TSI_MONTH", UNIT_MONTH},
        {"SQL_TSI_QUARTER", UNIT_QUARTER}, {"SQL_TSI_YEAR", UNIT_YEAR}};
    for (size_t i = 0; i < WR_COUNT_OF(names); i++)
        if (strlen(names[i].name) == text->size && memcmp(weir_string_data(text), names[i].name, text->size) == 0)
            return names[i].unit;
    return UNIT_NONE;
}

static int64_t unit_ms(unit which) {
    switch (which) {
    case UNIT_MILLISECOND: return 1;
    case UNIT_SECOND: return 1000;
    case UNIT_MINUTE: return 60000;
    case UNIT_HOUR: return 3600000;
    case UNIT_DAY: return DAY_MS;
    case UNIT_WEEK: return 7 * DAY_MS;
    case UNIT_NONE: case UNIT_NANOSECOND: case UNIT_MICROSECOND: case UNIT_MONTH: case UNIT_QUARTER:
    case UNIT_YEAR: case UNIT_DECADE: case UNIT_CENTURY: case UNIT_MILLENNIUM: case UNIT_DOW:
    case UNIT_ISODOW: case UNIT_DOY: case UNIT_ISOYEAR: case UNIT_EPOCH: break;
    }
    return 0;
}
static int64_t unit_months(unit which) {
    return which == UNIT_MONTH ? 1 : which == UNIT_QUARTER ? 3 : which == UNIT_YEAR ? 12 : which == UNIT_DECADE ? 120 : which == UNIT_CENTURY ? 1200
         : which == UNIT_MILLENNIUM ? 12000 : 0;
}

/* The unit of a literal symbol; UNIT_NONE: it is none. */
static unit literal_unit(const weir_infer *call, uint32_t index) {
    weir_string text;
    return literal_text(call->literals, index, &text) ? unit_of(&text) : UNIT_NONE;
}

static int64_t floor_div(int64_t value, int64_t divisor) {
    return value / divisor - (value % divisor < 0);
}

int32_t wr_days_add_months(int64_t days, int64_t months) {
    wr_civil date = wr_civil_from_days(days);
    int64_t  month = (int64_t)date.year * 12 + (date.month - 1) + months;
    int64_t  year = floor_div(month, 12);
    uint32_t number = (uint32_t)(month - year * 12) + 1;
    uint32_t last = wr_days_in_month(year, number);
    return (int32_t)wr_days_from_civil(year, number, WR_MIN(date.day, last));
}

/* What prepare makes: the unit, the zone of LTZ values, the pattern where it is a literal. */
typedef struct prepared {
    unit                   unit;
    const wr_zone         *zone;
    const wr_time_pattern *pattern;
    wr_arena              *scratch; /* for patterns that change from row to row; NULL: not needed yet */
} prepared;

static weir_status find_zone(wr_arena *arena, const char *name, size_t size, const wr_zone **zone, weir_error *err) {
    *zone = wr_zone_find(arena, name, size);
    if (*zone == NULL)
        return weir_fail(err, WEIR_INVALID, "time zone '%.*s' is not known; use UTC, an offset such as +02:00, or a "
                         "name of the tz database", (int)WR_MIN(size, (size_t)60), name);
    return WEIR_OK;
}

static weir_status prepare_zone(weir_call *call, weir_error *err) {
    prepared *made = wr_arena_calloc(call->arena, 1, sizeof(*made));
    call->prepared = made;
    const char *name = call->local_time_zone ? call->local_time_zone : "UTC";
    return find_zone(call->arena, name, strlen(name), &made->zone, err);
}

static weir_status prepare_unit(weir_call *call, uint32_t index, weir_error *err) {
    weir_string text;
    WEIR_TRY(prepare_zone(call, err));
    if (!literal_text(call->literals, index, &text) || (((prepared *)call->prepared)->unit = unit_of(&text)) == UNIT_NONE)
        return weir_fail(err, WEIR_INVALID, "%s: the unit is not known; use YEAR, MONTH, DAY, HOUR, MINUTE, SECOND ...",
                         call->function->name);
    return WEIR_OK;
}

/* The instant or wall clock of a value as milliseconds of the wall clock. */
static wr_timestamp wall_clock(const weir_column *column, uint32_t row, const wr_zone *zone) {
    wr_timestamp value = {0, 0, 0};
    if (weir_type_is_timestamp(column->type)) {
        value = timestamp_at(column, row);
        if (column->type.id == WEIR_TYPE_TIMESTAMP_LTZ)
            value.ms += wr_zone_offset_ms(zone, value.ms);
    } else if (column->type.id == WEIR_TYPE_DATE) {
        value.ms = (int64_t)((const int32_t *)column->data)[row] * DAY_MS;
    } else {
        value.ms = integer_at(column, row);
    }
    return value;
}

/* ---- EXTRACT ---- */

static int64_t iso_week(int64_t days, int64_t *iso_year) {
    int64_t monday = floor_div(days + 3, 7) * 7 - 3, thursday = monday + 3; /* 1970-01-01 was a Thursday */
    int64_t year = wr_civil_from_days(thursday).year;
    *iso_year = year;
    return (thursday - wr_days_from_civil(year, 1, 1)) / 7 + 1;
}

static int64_t date_part(unit which, int64_t days) {
    wr_civil date = wr_civil_from_days(days);
    int64_t  year = date.year, iso_year, week = iso_week(days, &iso_year);
    uint32_t weekday = (uint32_t)(((days + 4) % 7 + 7) % 7); /* 0: Sunday */
    switch (which) {
    case UNIT_YEAR: return year;
    case UNIT_QUARTER: return (date.month - 1) / 3 + 1;
    case UNIT_MONTH: return date.month;
    case UNIT_WEEK: return week;
    case UNIT_ISOYEAR: return iso_year;
    case UNIT_DAY: return date.day;
    case UNIT_DOW: return weekday + 1;
    case UNIT_ISODOW: return weekday == 0 ? 7 : weekday;
    case UNIT_DOY: return days - wr_days_from_civil(year, 1, 1) + 1;
    case UNIT_DECADE: return year / 10;
    case UNIT_CENTURY: return year > 0 ? (year + 99) / 100 : (year - 99) / 100;
    case UNIT_MILLENNIUM: return year > 0 ? (year + 999) / 1000 : (year - 999) / 1000;
    case UNIT_NONE: case UNIT_NANOSECOND: case UNIT_MICROSECOND: case UNIT_MILLISECOND: case UNIT_SECOND:
    case UNIT_MINUTE: case UNIT_HOUR: case UNIT_EPOCH: break;
    }
    return 0;
}

static int64_t part(unit which, wr_timestamp value) {
    int64_t ms = value.ms % DAY_MS;
    switch (which) {
    case UNIT_HOUR: return ms / 3600000;
    case UNIT_MINUTE: return ms / 60000 % 60;
    case UNIT_SECOND: return ms / 1000 % 60;
    case UNIT_MILLISECOND: return ms % 1000;
    case UNIT_MICROSECOND: return ms % 1000 * 1000 + value.nanos / 1000;
    case UNIT_NANOSECOND: return ms % 1000 * 1000000 + value.nanos;
    case UNIT_EPOCH: return value.ms / 1000;
    case UNIT_NONE: case UNIT_DAY: case UNIT_WEEK: case UNIT_MONTH: case UNIT_QUARTER: case UNIT_YEAR:
    case UNIT_DECADE: case UNIT_CENTURY: case UNIT_MILLENNIUM: case UNIT_DOW: case UNIT_ISODOW:
    case UNIT_DOY: case UNIT_ISOYEAR: break;
    }
    return date_part(which, value.ms / DAY_MS);
}

static int64_t interval_part(unit which, weir_type type, int64_t value) {
    if (type.id == WEIR_TYPE_INTERVAL_MONTH)
        return which == UNIT_YEAR ? value / 12 : which == UNIT_MONTH ? value % 12 : which == UNIT_QUARTER ? value % 12 / 3 + 1 : 0;
    return which == UNIT_DAY ? value / DAY_MS : part(which, (wr_timestamp){value, 0, 0});
}

/* Has a value of this type such a part? As Flink decides. */
static bool has_part(weir_type type, unit which) {
    const bool clock = which == UNIT_HOUR || which == UNIT_MINUTE || which == UNIT_SECOND || which == UNIT_MILLISECOND;
    switch ((int)type.id) {
    case WEIR_TYPE_TIME: return clock;
    case WEIR_TYPE_INTERVAL_DAY: return clock || which == UNIT_DAY;
    case WEIR_TYPE_INTERVAL_MONTH: return which == UNIT_MONTH || which == UNIT_QUARTER || which == UNIT_YEAR || which == UNIT_CENTURY || which == UNIT_MILLENNIUM;
    case WEIR_TYPE_DATE: return which != UNIT_MICROSECOND && which != UNIT_NANOSECOND;
    default: return true;
    }
}

static weir_status check_part(const weir_infer *call, weir_type type, unit which, weir_error *err) {
    char text[64];
    type.nullable = true;
    if (type.id == WEIR_TYPE_NULL || has_part(type, which))
        return WEIR_OK;
    return weir_fail(err, WEIR_INVALID, "%s: a value of type %s has no such part", call->name, weir_type_text(type, text, sizeof text));
}

static weir_status infer_extract(weir_infer *call, weir_error *err) {
    const char *takes = "a unit and a date, time or interval";
    if (call->arg_count != 2 || call->arg_types[0].id != WEIR_TYPE_SYMBOL)
        return wr_infer_refuse(call, takes, err);
    weir_type type = call->arg_types[1];
    if (type.id != WEIR_TYPE_INTERVAL_DAY && type.id != WEIR_TYPE_INTERVAL_MONTH)
        WEIR_TRY(wr_infer_params(call, "ut", false, takes, err));
    WEIR_TRY(check_part(call, type, literal_unit(call, 0), err));
    call->result = weir_type_of(WEIR_TYPE_BIGINT, infer_any_nullable(call));
    return WEIR_OK;
}

static weir_status prepare_extract(weir_call *call, weir_error *err) {
    return prepare_unit(call, 0, err);
}

static void extract_rows(const prepared *how, const weir_column *from, weir_rows rows, weir_vector *out) {
    int64_t *values = out->data;
    if (from->type.id == WEIR_TYPE_INTERVAL_DAY || from->type.id == WEIR_TYPE_INTERVAL_MONTH)
        WR_EACH(i, rows, values[i] = interval_part(how->unit, from->type, integer_at(from, i)););
    else
        WR_EACH(i, rows, values[i] = part(how->unit, wall_clock(from, i, how->zone)););
}

static weir_status extract(const weir_call *call, const weir_column *args, weir_rows rows,
                           weir_vector *out, weir_error *err) {
    (void)err;
    extract_rows(call->prepared, &args[1], rows, out);
    return WEIR_OK;
}

static weir_status infer_part(weir_infer *call, unit which, weir_error *err) {
    if (call->arg_count != 1 || call->arg_types[0].id != WEIR_TYPE_INTERVAL_DAY)
        WEIR_TRY(wr_infer_params(call, "t", false, "one date, time or interval", err));
    WEIR_TRY(check_part(call, call->arg_types[0], which, err));
    call->result = weir_type_of(WEIR_TYPE_BIGINT, infer_any_nullable(call));
    return WEIR_OK;
}

static weir_status part_rows(const weir_call *call, const weir_column *args, weir_rows rows,
                             weir_vector *out, weir_error *err) {
    (void)err;
    extract_rows(call->prepared, &args[0], rows, out);
    return WEIR_OK;
}

#define PART_FUNCTION(symbol, text, which)                                                         \
    static weir_status infer_##which(weir_infer *call, weir_error *err) {                          \
        return infer_part(call, which, err);                                                       \
    }                                                                                              \
    static weir_status prepare_##which(weir_call *call, weir_error *err) {                         \
        WEIR_TRY(prepare_zone(call, err));                                                         \
        ((prepared *)call->prepared)->unit = which;                                                \
        return WEIR_OK;                                                                            \
    }                                                                                              \
    const weir_function symbol = {.abi = sizeof(weir_function), .name = text, .null_in_null_out = true, \
                                  .infer = infer_##which, .prepare = prepare_##which, .scalar = part_rows}
PART_FUNCTION(weir_function_year, "YEAR", UNIT_YEAR);
PART_FUNCTION(weir_function_quarter, "QUARTER", UNIT_QUARTER);
PART_FUNCTION(weir_function_month, "MONTH", UNIT_MONTH);
PART_FUNCTION(weir_function_week, "WEEK", UNIT_WEEK);
PART_FUNCTION(weir_function_dayofyear, "DAYOFYEAR", UNIT_DOY);
PART_FUNCTION(weir_function_dayofmonth, "DAYOFMONTH", UNIT_DAY);
PART_FUNCTION(weir_function_dayofweek, "DAYOFWEEK", UNIT_DOW);
PART_FUNCTION(weir_function_hour, "HOUR", UNIT_HOUR);
PART_FUNCTION(weir_function_minute, "MINUTE", UNIT_MINUTE);
PART_FUNCTION(weir_function_second, "SECOND", UNIT_SECOND);

/* ---- FLOOR and CEIL of times ---- */

weir_status wr_infer_round_time(weir_infer *call, weir_error *err) {
    WEIR_TRY(wr_infer_params(call, "tu", false, "a date or time and a unit", err));
    const unit which = literal_unit(call, 1);
    if (call->arg_types[0].id != WEIR_TYPE_DATE && (which < UNIT_MILLISECOND || which > UNIT_MILLENNIUM))
        return weir_fail(err, WEIR_INVALID, "%s TO: use MILLISECOND, SECOND, MINUTE, HOUR, DAY, WEEK, MONTH, QUARTER, YEAR, DECADE, CENTURY or MILLENNIUM", call->name);
    call->result = type_nullable(call->param_types[0], infer_any_nullable(call));
    return WEIR_OK;
}

weir_status wr_prepare_round_time(weir_call *call, weir_error *err) {
    return call->arg_count == 2 ? prepare_unit(call, 1, err) : WEIR_OK;
}

static int64_t round_days(unit which, int64_t days, bool up) {
    wr_civil date = wr_civil_from_days(days);
    int64_t  year = date.year, month = date.month, span = 1;
    switch (which) {
    case UNIT_WEEK: { /* from Sunday */
        int64_t sunday = days - ((days + 4) % 7 + 7) % 7;
        return up && sunday != days ? sunday + 7 : sunday;
    }
    case UNIT_MONTH:
        month += up && date.day > 1;
        break;
    case UNIT_QUARTER: {
        int64_t first = (month - 1) / 3 * 3 + 1;
        month = first + (up && (month > first || date.day > 1) ? 3 : 0);
        break;
    }
    case UNIT_MILLENNIUM: span = 1000; break;
    case UNIT_CENTURY: span = 100; break;
    case UNIT_DECADE: span = 10; break;
    case UNIT_YEAR: break;
    case UNIT_NONE: case UNIT_NANOSECOND: case UNIT_MICROSECOND: case UNIT_MILLISECOND: case UNIT_SECOND:
    case UNIT_MINUTE: case UNIT_HOUR: case UNIT_DAY: case UNIT_DOW: case UNIT_ISODOW: case UNIT_DOY:
    case UNIT_ISOYEAR: case UNIT_EPOCH: return days + (up && which == UNIT_DAY); /* Flink's CEIL(d TO DAY) is the next day */
    }
    if (which >= UNIT_YEAR) {
        int64_t offset = which >= UNIT_CENTURY ? 1 : 0; /* centuries begin with a year 1 */
        int64_t first = floor_div(year - offset, span) * span + offset;
        bool    inside = year > first || month > 1 || date.day > 1;
        year = up && (inside || which >= UNIT_DECADE) ? first + span : first; /* Flink's decades and so on always go up */
        month = 1;
    }
    year += (month - 1) / 12;
    month = (month - 1) % 12 + 1;
    return wr_days_from_civil(year, (uint32_t)month, 1);
}

static int64_t round_ms(unit which, int64_t ms, bool up) {
    int64_t size = which == UNIT_WEEK ? 0 : unit_ms(which);
    if (size == 0)
        return round_days(which, ms / DAY_MS, up) * DAY_MS;
    int64_t first = floor_div(ms, size) * size;
    return up && first != ms ? first + size : first;
}

weir_status wr_round_time(const weir_call *call, const weir_column *args, weir_rows rows, weir_vector *out,
                          bool up) {
    const prepared *how = call->prepared;
    const weir_type type = args[0].type;
    if (how->unit == UNIT_MILLISECOND && weir_type_is_timestamp(type)) {
        WR_EACH(i, rows, wr_timestamp value = timestamp_at(&args[0], i); value.ms += up && value.nanos > 0; value.nanos = 0;
                timestamp_put(out, i, value););
    } else if (weir_type_is_timestamp(type)) {
        const bool local = type.id == WEIR_TYPE_TIMESTAMP_LTZ;
        WR_EACH(i, rows, wr_timestamp value = wall_clock(&args[0], i, how->zone);
                value.ms = round_ms(how->unit, value.ms, up);
                if (local) value.ms = wr_zone_instant_ms(how->zone, value.ms);
                value.nanos = 0; timestamp_put(out, i, value););
    } else if (type.id == WEIR_TYPE_DATE) {
        WR_EACH(i, rows, integer_put(out, i, round_days(how->unit, ((const int32_t *)args[0].data)[i], up)););
    } else {
        WR_EACH(i, rows, int64_t value = integer_at(&args[0], i);
                integer_put(out, i, how->unit < UNIT_DAY ? round_ms(how->unit, value, up) % DAY_MS : value););
    }
    return WEIR_OK;
}

/* ---- TIMESTAMPADD, TIMESTAMPDIFF ---- */

static weir_status infer_add(weir_infer *call, weir_error *err) {
    WEIR_TRY(wr_infer_params(call, "ult", false, "a unit, a number and a date or time", err));
    weir_type  type = call->param_types[2];
    const unit which = literal_unit(call, 0);
    if (unit_ms(which) == 0 && unit_months(which) == 0)
        return weir_fail(err, WEIR_INVALID, "%s: use SECOND, MINUTE, HOUR, DAY, WEEK, MONTH, QUARTER, YEAR, DECADE, CENTURY or MILLENNIUM", call->name);
    call->result = type_nullable(type, infer_any_nullable(call));
    if (which == UNIT_MILLISECOND && type.id == WEIR_TYPE_TIMESTAMP && type.length < 3)
        call->result.length = 3;
    if (type.id == WEIR_TYPE_DATE && unit_ms(which) != 0 && unit_ms(which) < DAY_MS) /* as Flink has it */
        call->result = weir_type_with(WEIR_TYPE_TIMESTAMP, 6, 0, call->result.nullable);
    return WEIR_OK;
}

static weir_status timestampadd(const weir_call *call, const weir_column *args, weir_rows rows,
                                weir_vector *out, weir_error *err) {
    (void)err;
    const prepared *how = call->prepared;
    const int64_t  *counts = args[1].data, months = unit_months(how->unit), size = unit_ms(how->unit);
    const weir_type from = args[2].type;
    WR_EACH(i, rows, wr_timestamp value = {0, 0, 0};
            if (weir_type_is_timestamp(from)) value = timestamp_at(&args[2], i);
            else value.ms = integer_at(&args[2], i) * (from.id == WEIR_TYPE_DATE ? DAY_MS : 1);
            if (months) {
                int64_t days = floor_div(value.ms, DAY_MS);
                int64_t wanted = (int64_t)((uint64_t)counts[i] * (uint64_t)months);
                wanted = WR_MAX(WR_MIN(wanted, (int64_t)1200000), (int64_t)-1200000);
                if (from.id != WEIR_TYPE_TIME)
                    value.ms += ((int64_t)wr_days_add_months(days, wanted) - days) * DAY_MS;
            } else {
                value.ms = (int64_t)((uint64_t)value.ms + (uint64_t)counts[i] * (uint64_t)size);
            }
            if (weir_type_is_timestamp(out->type)) timestamp_put(out, i, value);
            else if (from.id == WEIR_TYPE_DATE) integer_put(out, i, value.ms / DAY_MS);
            else integer_put(out, i, value.ms - floor_div(value.ms, DAY_MS) * DAY_MS););
    return WEIR_OK;
}

static weir_status infer_diff(weir_infer *call, weir_error *err) {
    WEIR_TRY(wr_infer_params(call, "utt", false, "a unit and two dates or times", err));
    const unit which = literal_unit(call, 0);
    if ((unit_ms(which) == 0 && unit_months(which) == 0) || which == UNIT_DECADE)
        return weir_fail(err, WEIR_INVALID, "%s: use SECOND, MINUTE, HOUR, DAY, WEEK, MONTH, QUARTER, YEAR, CENTURY or MILLENNIUM", call->name);
    weir_type a = call->param_types[1], b = call->param_types[2];
    bool      local = a.id == WEIR_TYPE_TIMESTAMP_LTZ || b.id == WEIR_TYPE_TIMESTAMP_LTZ;
    if (a.id == WEIR_TYPE_TIME || b.id == WEIR_TYPE_TIME)
        return weir_fail(err, WEIR_INVALID, "%s takes no TIME; subtract EXTRACT(... FROM t)", call->name);
    if (local && a.id != b.id)
        return weir_fail(err, WEIR_INVALID, "%s: TIMESTAMP_LTZ goes only with TIMESTAMP_LTZ; cast one of them", call->name);
    call->result = weir_type_of(WEIR_TYPE_INT, infer_any_nullable(call));
    return WEIR_OK;
}

/* An instant stays one: an hour more or less in a local day is not seen, as in Flink. */
static int64_t raw_ms(const weir_column *column, uint32_t row) {
    return column->type.id == WEIR_TYPE_DATE ? ((const int32_t *)column->data)[row] * DAY_MS : timestamp_at(column, row).ms;
}

/* Whole months from b to a, as Calcite counts them: the last day of a month is a month after any
 * later day of the month before. */
static int64_t months_between_days(int64_t a, int64_t b) {
    if (a < b)
        return -months_between_days(b, a);
    for (int64_t months = (a - b) / 31;; months++)
        if (wr_days_add_months(b, months) >= a || wr_days_add_months(b, months + 1) > a)
            return months;
}

static int64_t months_between(int64_t a, int64_t b) {
    int64_t day_a = floor_div(a, DAY_MS), day_b = floor_div(b, DAY_MS);
    int64_t months = months_between_days(day_a, day_b);
    if (wr_days_add_months(day_b, months) == day_a && a - day_a * DAY_MS < b - day_b * DAY_MS)
        months--;
    return months;
}

static weir_status timestampdiff(const weir_call *call, const weir_column *args, weir_rows rows,
                                 weir_vector *out, weir_error *err) {
    (void)err;
    const prepared *how = call->prepared;
    const int64_t   months = unit_months(how->unit), size = unit_ms(how->unit);
    int32_t        *values = out->data;
    WR_EACH(i, rows, int64_t a = raw_ms(&args[2], i);
            int64_t b = raw_ms(&args[1], i);
            values[i] = (int32_t)(months ? months_between(a, b) / months : (a - b) / size););
    return WEIR_OK;
}

/* ---- (a - b) DAY TO SECOND ---- */

static weir_status infer_minus_date(weir_infer *call, weir_error *err) {
    const char *takes = "two DATEs, two TIMESTAMPs or two TIMESTAMP_LTZs";
    weir_string text;
    WEIR_TRY(wr_infer_params(call, "ttu", false, takes, err));
    weir_type a = call->param_types[0], b = call->param_types[1];
    if (a.id != b.id || a.id == WEIR_TYPE_TIME || !literal_text(call->literals, 2, &text))
        return wr_infer_refuse(call, takes, err);
    bool months = unit_of(&text) == UNIT_MONTH;
    call->result = weir_type_of(months ? WEIR_TYPE_INTERVAL_MONTH : WEIR_TYPE_INTERVAL_DAY, infer_any_nullable(call));
    return WEIR_OK;
}

static weir_status prepare_minus_date(weir_call *call, weir_error *err) {
    return prepare_unit(call, 2, err);
}

static weir_status minus_date(const weir_call *call, const weir_column *args, weir_rows rows,
                              weir_vector *out, weir_error *err) {
    (void)err;
    const prepared *how = call->prepared;
    const bool      months = how->unit == UNIT_MONTH;
    WR_EACH(i, rows, int64_t a = raw_ms(&args[0], i); int64_t b = raw_ms(&args[1], i);
            integer_put(out, i, months ? months_between(a, b) : a - b););
    return WEIR_OK;
}

/* ---- patterns ---- */

static const char default_pattern[] = "yyyy-MM-dd HH:mm:ss";

/* Pattern in argument `index`, or the default when it is absent. */
static weir_status prepare_pattern(weir_call *call, uint32_t index, weir_error *err) {
    weir_string text = weir_string_view(default_pattern, sizeof(default_pattern) - 1);
    WEIR_TRY(prepare_zone(call, err));
    if (call->arg_count > index && !literal_text(call->literals, index, &text))
        return WEIR_OK;
    return wr_time_pattern_make(call->arena, weir_string_data(&text), text.size, WEIR_INVALID,
                                &((prepared *)call->prepared)->pattern, err);
}

static weir_status prepare_pattern_1(weir_call *call, weir_error *err) {
    return prepare_pattern(call, 1, err);
}

static void release_prepared(weir_call *call) {
    prepared *made = call->prepared;
    if (made)
        wr_arena_destroy(made->scratch);
}

static weir_status row_pattern(const weir_call *call, const weir_column *args, uint32_t index, uint32_t row,
                               const wr_time_pattern **pattern, weir_error *err) {
    prepared *made = call->prepared;
    *pattern = made->pattern;
    if (*pattern)
        return WEIR_OK;
    if (made->scratch == NULL)
        made->scratch = wr_arena_create(0);
    wr_arena_reset(made->scratch);
    const weir_string *text = &strings_of(&args[index])[row];
    return wr_time_pattern_make(made->scratch, weir_string_data(text), text->size, WEIR_DATA, pattern, err);
}

static weir_status put_formatted(const wr_time_pattern *pattern, wr_timestamp local, bool simple,
                                 weir_vector *out, uint32_t row) {
    char *room = wr_string_room(out, wr_time_pattern_room(pattern) + 32);
    ((weir_string *)out->data)[row] = weir_string_view(room, wr_time_pattern_format(pattern, local, simple, room));
    return WEIR_OK;
}

static bool parse_default(const weir_string *text, wr_timestamp *local) {
    return wr_text_to_timestamp(weir_string_data(text), text->size, local);
}

static weir_status infer_date_format(weir_infer *call, weir_error *err) {
    const char *takes = "a TIMESTAMP or text, and a pattern";
    if (call->arg_count == 2 && weir_type_is_string(call->arg_types[0]))
        WEIR_TRY(wr_infer_params(call, "ss", false, takes, err));
    else
        WEIR_TRY(wr_infer_params(call, "ps", false, takes, err));
    call->result = type_string(true);
    return WEIR_OK;
}

/* A text as SimpleDateFormat reads it with the default pattern. */
static bool parse_lenient(const weir_string *text, wr_timestamp *local, wr_arena *arena) {
    const wr_time_pattern *pattern;
    return wr_time_pattern_make(arena, default_pattern, sizeof(default_pattern) - 1, WEIR_INVALID, &pattern, NULL) == WEIR_OK &&
           wr_time_pattern_parse(pattern, WR_TIME_PARSE_LENIENT, weir_string_data(text), text->size, local);
}

static weir_status date_format(const weir_call *call, const weir_column *args, weir_rows rows,
                               weir_vector *out, weir_error *err) {
    const prepared *how = call->prepared;
    WR_EACH(i, rows, const wr_time_pattern *pattern; wr_timestamp local = {0, 0, 0}; bool good = true;
            WEIR_TRY(row_pattern(call, args, 1, i, &pattern, err));
            if (weir_type_is_string(args[0].type)) good = parse_lenient(&strings_of(&args[0])[i], &local, out->strings);
            else local = wall_clock(&args[0], i, how->zone);
            if (good) WEIR_TRY(put_formatted(pattern, local, weir_type_is_string(args[0].type), out, i));
            else set_null(out, i););
    return WEIR_OK;
}

/* ---- texts to times ---- */

/* java.sql.Timestamp.valueOf and Date.valueOf, where Flink falls back to them. */
static bool parse_fallback(const weir_string *text, wr_timestamp *local) {
    const char *data = weir_string_data(text);
    size_t      size = text->size;
    while (size && data[0] == ' ')
        data++, size--;
    while (size && data[size - 1] == ' ')
        size--;
    return wr_text_to_timestamp(data, size, local);
}

static weir_status infer_to_timestamp(weir_infer *call, weir_error *err) {
    WEIR_TRY(wr_infer_params(call, "s?s", false, "a text and maybe a pattern", err));
    call->result = weir_type_with(WEIR_TYPE_TIMESTAMP, 3, 0, true);
    return WEIR_OK;
}

static weir_status to_timestamp(const weir_call *call, const weir_column *args, weir_rows rows,
                                weir_vector *out, weir_error *err) {
    WR_EACH(i, rows, const weir_string *text = &strings_of(&args[0])[i]; wr_timestamp local = {0, 0, 0}; bool good;
            if (call->arg_count == 1) {
                good = parse_default(text, &local);
            } else {
                const wr_time_pattern *pattern;
                WEIR_TRY(row_pattern(call, args, 1, i, &pattern, err));
                good = wr_time_pattern_parse(pattern, WR_TIME_PARSE_EXACT, weir_string_data(text), text->size, &local) ||
                       parse_fallback(text, &local);
            }
            if (good) timestamp_put(out, i, local);
            else set_null(out, i););
    return WEIR_OK;
}

static weir_status infer_to_date(weir_infer *call, weir_error *err) {
    WEIR_TRY(wr_infer_params(call, "s?s", false, "a text and maybe a pattern", err));
    call->result = weir_type_of(WEIR_TYPE_DATE, true);
    return WEIR_OK;
}

static weir_status to_date(const weir_call *call, const weir_column *args, weir_rows rows,
                           weir_vector *out, weir_error *err) {
    WR_EACH(i, rows, const weir_string *text = &strings_of(&args[0])[i]; int32_t days = 0; bool good;
            if (call->arg_count == 1) {
                good = wr_text_to_date(weir_string_data(text), text->size, &days);
            } else {
                const wr_time_pattern *pattern;
                wr_timestamp local = {0, 0, 0};
                WEIR_TRY(row_pattern(call, args, 1, i, &pattern, err));
                good = wr_time_pattern_parse(pattern, WR_TIME_PARSE_LENIENT, weir_string_data(text), text->size, &local);
                days = (int32_t)floor_div(local.ms, DAY_MS);
            }
            if (good) integer_put(out, i, days);
            else set_null(out, i););
    return WEIR_OK;
}

static weir_status infer_to_ltz(weir_infer *call, weir_error *err) {
    const char *takes = "a number and a precision (0: seconds, 3: milliseconds), or a text, a pattern and a time zone";
    weir_type   first = call->arg_count ? call->arg_types[0] : weir_type_of(WEIR_TYPE_NULL, true);
    if (weir_type_is_string(first)) {
        WEIR_TRY(wr_infer_params(call, "s?ss", false, takes, err));
    } else {
        WEIR_TRY(wr_infer_params(call, weir_type_is_integer(first) || first.id == WEIR_TYPE_NULL ? "l?i" : "d?i", false, takes, err));
        if (first.id == WEIR_TYPE_DECIMAL) /* what is behind the point does not count */
            call->param_types[0] = weir_type_of(WEIR_TYPE_BIGINT, first.nullable);
        int64_t precision = 3;
        bool    null = call->arg_count == 2 && call->literals[1] && call->literals[1]->is_null;
        if (call->arg_count == 2 && !null && (!literal_integer(call, 1, &precision) || (precision != 0 && precision != 3)))
            return weir_fail(err, WEIR_INVALID, "%s: the precision is 0 (seconds) or 3 (milliseconds)", call->name);
    }
    call->result = weir_type_with(WEIR_TYPE_TIMESTAMP_LTZ, 3, 0, true);
    return WEIR_OK;
}

/* A literal pattern or zone that is none gives NULL for every row, as in Flink: then pattern or zone is NULL. */
static weir_status prepare_to_ltz(weir_call *call, weir_error *err) {
    weir_string text, name = weir_string_view("UTC", 3);
    weir_error  ignored;
    WEIR_TRY(prepare_zone(call, err));
    if (!weir_type_is_string(call->arg_types[0]))
        return WEIR_OK;
    prepared *made = call->prepared;
    if (call->arg_count > 1 && literal_text(call->literals, 1, &text) &&
        wr_time_pattern_make(call->arena, weir_string_data(&text), text.size, WEIR_INVALID, &made->pattern, &ignored) != WEIR_OK)
        made->pattern = NULL;
    if (call->arg_count == 3 && !literal_text(call->literals, 2, &name) && !(call->literals[2] && call->literals[2]->is_null))
        return weir_fail(err, WEIR_UNSUPPORTED, "TO_TIMESTAMP_LTZ: the time zone must be a literal");
    made->zone = wr_zone_find(call->arena, weir_string_data(&name), name.size);
    return WEIR_OK;
}

/* In the pattern of this row, or else as a text without pattern is read. */
static bool parse_with_pattern(const weir_call *call, const weir_column *args, uint32_t row, const weir_string *text, wr_timestamp *local) {
    const prepared        *how = call->prepared;
    const wr_time_pattern *pattern = how->pattern;
    weir_error             ignored;
    if (pattern == NULL && (call->literals[1] != NULL || row_pattern(call, args, 1, row, &pattern, &ignored) != WEIR_OK))
        return false;
    return wr_time_pattern_parse(pattern, WR_TIME_PARSE_EXACT, weir_string_data(text), text->size, local) || parse_fallback(text, local);
}

static weir_status to_timestamp_ltz(const weir_call *call, const weir_column *args, weir_rows rows,
                                    weir_vector *out, weir_error *err) {
    const prepared *how = call->prepared;
    int64_t        *values = out->data;
    if (weir_type_is_string(args[0].type)) {
        WR_EACH(i, rows, const weir_string *text = &strings_of(&args[0])[i]; wr_timestamp local = {0, 0, 0};
                if (call->arg_count == 1 && !parse_default(text, &local))
                    return weir_fail(err, WEIR_DATA, "TO_TIMESTAMP_LTZ: '%.*s' is not a time such as 2024-01-31 12:00:00",
                                     (int)WR_MIN(text->size, 100u), weir_string_data(text));
                if (how->zone == NULL || (call->arg_count > 1 && !parse_with_pattern(call, args, i, text, &local)))
                    set_null(out, i);
                else
                    values[i] = wr_zone_instant_ms(how->zone, local.ms););
        return WEIR_OK;
    }
    const int64_t factor = call->arg_count == 2 && integer_at(&args[1], rows.indexes ? rows.indexes[0] : 0) == 0 ? 1000 : 1;
    if (args[0].type.id == WEIR_TYPE_BIGINT) {
        WR_EACH(i, rows, values[i] = (int64_t)((uint64_t)((const int64_t *)args[0].data)[i] * (uint64_t)factor););
    } else {
        WR_EACH(i, rows, double value = ((const double *)args[0].data)[i] * (double)factor;
                if (value >= -9.2e18 && value <= 9.2e18) values[i] = (int64_t)value;
                else set_null(out, i););
    }
    return WEIR_OK;
}

/* ---- seconds since 1970 ---- */

static weir_status infer_from_unixtime(weir_infer *call, weir_error *err) {
    WEIR_TRY(wr_infer_params(call, "l?s", false, "seconds since 1970 and maybe a pattern", err));
    call->result = type_string(true);
    return WEIR_OK;
}

static weir_status from_unixtime(const weir_call *call, const weir_column *args, weir_rows rows,
                                 weir_vector *out, weir_error *err) {
    const prepared *how = call->prepared;
    const int64_t  *seconds = args[0].data;
    WR_EACH(i, rows, const wr_time_pattern *pattern; WEIR_TRY(row_pattern(call, args, 1, i, &pattern, err));
            if (seconds[i] > 31556889864403199 || seconds[i] < -31556889864403199) {
                set_null(out, i);
            } else {
                wr_timestamp local = {seconds[i] * 1000, 0, 0};
                local.ms += wr_zone_offset_ms(how->zone, local.ms);
                WEIR_TRY(put_formatted(pattern, local, true, out, i));
            });
    return WEIR_OK;
}

/* Of a local time that comes twice the later instant, as Java's old calendar has it. */
static int64_t later_instant_ms(const wr_zone *zone, int64_t local_ms) {
    const int64_t instant = wr_zone_instant_ms(zone, local_ms);
    const int64_t later = local_ms - wr_zone_offset_ms(zone, instant + DAY_MS);
    return later > instant && later + wr_zone_offset_ms(zone, later) == local_ms ? later : instant;
}

static weir_status infer_unix_timestamp(weir_infer *call, weir_error *err) {
    WEIR_TRY(wr_infer_params(call, "?ss", false, "nothing, or a text and maybe a pattern", err));
    call->result = weir_type_of(WEIR_TYPE_BIGINT, infer_any_nullable(call));
    return WEIR_OK;
}

static weir_status unix_timestamp(const weir_call *call, const weir_column *args, weir_rows rows,
                                  weir_vector *out, weir_error *err) {
    const prepared *how = call->prepared;
    int64_t        *values = out->data;
    if (call->arg_count == 0) {
        int64_t seconds = floor_div(wr_call_now_ms(call), 1000);
        WR_EACH(i, rows, values[i] = seconds;);
        return WEIR_OK;
    }
    WR_EACH(i, rows, const weir_string *text = &strings_of(&args[0])[i]; const wr_time_pattern *pattern;
            wr_timestamp local = {0, 0, 0}; WEIR_TRY(row_pattern(call, args, 1, i, &pattern, err));
            values[i] = wr_time_pattern_parse(pattern, WR_TIME_PARSE_LENIENT, weir_string_data(text), text->size, &local)
                            ? floor_div(later_instant_ms(how->zone, local.ms), 1000)
                            : INT64_MIN;); /* what Flink gives for a text that is no time */
    return WEIR_OK;
}

static weir_status infer_convert_tz(weir_infer *call, weir_error *err) {
    WEIR_TRY(wr_infer_params(call, "sss", false, "a text, the time zone it is in and the one wanted", err));
    call->result = type_string(true);
    return WEIR_OK;
}

/* Java's TimeZone: names, GMT+8, and some old abbreviations; what it does not know is GMT. */
static const wr_zone *java_zone(wr_arena *arena, const weir_string *name) {
    static const char *const old[][2] = {{"PST", "America/Los_Angeles"}, {"CST", "America/Chicago"}, {"JST", "Asia/Tokyo"},
                                         {"IST", "Asia/Kolkata"}, {"CTT", "Asia/Shanghai"}, {"AET", "Australia/Sydney"},
                                         {"ECT", "Europe/Paris"}, {"ART", "Africa/Cairo"}, {"BST", "Asia/Dhaka"}};
    const char *data = weir_string_data(name);
    size_t      size = name->size;
    const wr_zone *zone = NULL;
    for (size_t i = 0; i < WR_COUNT_OF(old); i++)
        if (size == 3 && memcmp(data, old[i][0], 3) == 0)
            zone = wr_zone_find(arena, old[i][1], strlen(old[i][1]));
    const bool offset = size && (data[0] == '+' || data[0] == '-' || (size > 2 && memcmp(data, "UT", 2) == 0 && memcmp(data, "UTC", WR_MIN(size, (size_t)4)) != 0));
    if (zone == NULL && size && !offset)
        zone = wr_zone_find(arena, data, size);
    return zone ? zone : wr_zone_find(arena, "UTC", 3);
}

typedef struct convert_zones { const wr_zone *from, *to; } convert_zones;

static weir_status prepare_convert_tz(weir_call *call, weir_error *err) {
    weir_string from, to;
    if (!literal_text(call->literals, 1, &from) || !literal_text(call->literals, 2, &to)) {
        if (call->literals[1] && call->literals[2])
            return WEIR_OK; /* a NULL zone: every row is NULL */
        return weir_fail(err, WEIR_UNSUPPORTED, "CONVERT_TZ: the time zones must be literals");
    }
    convert_zones *made = wr_arena_calloc(call->arena, 1, sizeof(*made));
    made->from = java_zone(call->arena, &from);
    made->to = java_zone(call->arena, &to);
    call->prepared = made;
    return WEIR_OK;
}

static weir_status convert_tz(const weir_call *call, const weir_column *args, weir_rows rows,
                              weir_vector *out, weir_error *err) {
    (void)err;
    const convert_zones *zones = call->prepared;
    WR_EACH(i, rows, wr_timestamp local = {0, 0, 0}; char text[WR_NUMBER_TEXT_MAX];
            if (parse_lenient(&strings_of(&args[0])[i], &local, out->strings)) {
                int64_t instant = later_instant_ms(zones->from, local.ms);
                local.ms = instant + wr_zone_offset_ms(zones->to, instant);
                local.nanos = 0;
                size_t size = wr_format_timestamp(local, 0, ' ', text);
                ((weir_string *)out->data)[i] = string_copy(out, text, size);
            } else {
                set_null(out, i);
            });
    return WEIR_OK;
}

/* ---- OVERLAPS ---- */

static weir_status infer_overlaps(weir_infer *call, weir_error *err) {
    const char *takes = "two periods: (start, end) or (start, interval) each";
    if (call->arg_count != 4)
        return wr_infer_refuse(call, takes, err);
    for (uint32_t i = 0; i < 4; i++) {
        weir_type type = call->arg_types[i];
        bool      time = weir_type_is_timestamp(type) || type.id == WEIR_TYPE_DATE || type.id == WEIR_TYPE_TIME;
        bool      interval = type.id == WEIR_TYPE_INTERVAL_DAY || type.id == WEIR_TYPE_INTERVAL_MONTH;
        if (!time && !(interval && i % 2 == 1))
            return wr_infer_refuse(call, takes, err);
    }
    call->result = weir_type_of(WEIR_TYPE_BOOLEAN, infer_any_nullable(call));
    return WEIR_OK;
}

static int64_t period_end(const weir_column *end, uint32_t row, int64_t start, const wr_zone *zone) {
    if (end->type.id == WEIR_TYPE_INTERVAL_DAY)
        return start + integer_at(end, row);
    if (end->type.id == WEIR_TYPE_INTERVAL_MONTH) {
        int64_t days = floor_div(start, DAY_MS);
        return start + ((int64_t)wr_days_add_months(days, integer_at(end, row)) - days) * DAY_MS;
    }
    return wall_clock(end, row, zone).ms;
}

static weir_status overlaps(const weir_call *call, const weir_column *args, weir_rows rows,
                            weir_vector *out, weir_error *err) {
    (void)err;
    const prepared *how = call->prepared;
    uint8_t        *values = out->data;
    WR_EACH(i, rows, int64_t a = wall_clock(&args[0], i, how->zone).ms; int64_t b = period_end(&args[1], i, a, how->zone);
            int64_t c = wall_clock(&args[2], i, how->zone).ms; int64_t d = period_end(&args[3], i, c, how->zone);
            values[i] = WR_MAX(a, b) >= WR_MIN(c, d) && WR_MAX(c, d) >= WR_MIN(a, b););
    return WEIR_OK;
}

#define TIME_STRUCT(symbol, text, infer_function, prepare_function, function)                      \
    const weir_function symbol = {.abi = sizeof(weir_function), .name = text, .null_in_null_out = true, \
                                  .infer = infer_function, .prepare = prepare_function, .scalar = function}
TIME_STRUCT(weir_function_convert_tz, "CONVERT_TZ", infer_convert_tz, prepare_convert_tz, convert_tz);
TIME_STRUCT(weir_function_extract, "EXTRACT", infer_extract, prepare_extract, extract);
TIME_STRUCT(weir_function_overlaps, "OVERLAPS", infer_overlaps, prepare_zone, overlaps);
TIME_STRUCT(weir_function_timestampadd, "TIMESTAMPADD", infer_add, prepare_extract, timestampadd);
TIME_STRUCT(weir_function_timestampdiff, "TIMESTAMPDIFF", infer_diff, prepare_extract, timestampdiff);

const weir_function weir_function_minus_date = {
    .abi = sizeof(weir_function), .name = "MINUS_DATE", .hidden = true, .null_in_null_out = true,
    .infer = infer_minus_date, .prepare = prepare_minus_date, .scalar = minus_date,
};

#define PATTERN_STRUCT(symbol, text, infer_function, prepare_function, function)                   \
    const weir_function symbol = {.abi = sizeof(weir_function), .name = text, .null_in_null_out = true, \
                                  .infer = infer_function, .prepare = prepare_function, .scalar = function, \
                                  .release = release_prepared}
PATTERN_STRUCT(weir_function_date_format, "DATE_FORMAT", infer_date_format, prepare_pattern_1, date_format);
PATTERN_STRUCT(weir_function_from_unixtime, "FROM_UNIXTIME", infer_from_unixtime, prepare_pattern_1, from_unixtime);
PATTERN_STRUCT(weir_function_to_date, "TO_DATE", infer_to_date, prepare_pattern_1, to_date);
PATTERN_STRUCT(weir_function_to_timestamp, "TO_TIMESTAMP", infer_to_timestamp, prepare_pattern_1, to_timestamp);
PATTERN_STRUCT(weir_function_to_timestamp_ltz, "TO_TIMESTAMP_LTZ", infer_to_ltz, prepare_to_ltz, to_timestamp_ltz);
const weir_function weir_function_unix_timestamp = {
    .abi = sizeof(weir_function), .name = "UNIX_TIMESTAMP", .nondeterministic = true, .null_in_null_out = true,
    .infer = infer_unix_timestamp, .prepare = prepare_pattern_1, .scalar = unix_timestamp, .release = release_prepared,
};
