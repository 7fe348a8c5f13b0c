/* func/temporal.c - units and parts of dates and times: EXTRACT, YEAR and its like. */
#include "func/temporal.h"

wr_time_unit wr_time_unit_of(const weir_string *text) {
    static const struct { const char *name; wr_time_unit unit; } names[] = {
        {"NANOSECOND", WR_UNIT_NANOSECOND}, {"MICROSECOND", WR_UNIT_MICROSECOND}, {"MILLISECOND", WR_UNIT_MILLISECOND},
        {"SECOND", WR_UNIT_SECOND}, {"MINUTE", WR_UNIT_MINUTE}, {"HOUR", WR_UNIT_HOUR}, {"DAY", WR_UNIT_DAY}, {"WEEK", WR_UNIT_WEEK},
        {"MONTH", WR_UNIT_MONTH}, {"QUARTER", WR_UNIT_QUARTER}, {"YEAR", WR_UNIT_YEAR}, {"DECADE", WR_UNIT_DECADE},
        {"CENTURY", WR_UNIT_CENTURY}, {"MILLENNIUM", WR_UNIT_MILLENNIUM}, {"DOW", WR_UNIT_DOW}, {"ISODOW", WR_UNIT_ISODOW},
        {"DOY", WR_UNIT_DOY}, {"ISOYEAR", WR_UNIT_ISOYEAR}, {"EPOCH", WR_UNIT_EPOCH},
        {"SQL_TSI_SECOND", WR_UNIT_SECOND}, {"SQL_TSI_MINUTE", WR_UNIT_MINUTE}, {"SQL_TSI_HOUR", WR_UNIT_HOUR},
        {"SQL_TSI_DAY", WR_UNIT_DAY}, {"SQL_TSI_WEEK", WR_UNIT_WEEK}, {"SQL_TSI_MONTH", WR_UNIT_MONTH},
        {"SQL_TSI_QUARTER", WR_UNIT_QUARTER}, {"SQL_TSI_YEAR", WR_UNIT_YEAR}};
    for (size_t i = 0; i < WR_COUNT_OF(names); i++)
        if (strlen(names[i].name) == text->size && memcmp(weir_string_data(text), names[i].name, text->size) == 0)
            return names[i].unit;
    return WR_UNIT_NONE;
}

int64_t wr_time_unit_ms(wr_time_unit which) {
    switch (which) {
    case WR_UNIT_MILLISECOND: return 1;
    case WR_UNIT_SECOND: return 1000;
    case WR_UNIT_MINUTE: return 60000;
    case WR_UNIT_HOUR: return 3600000;
    case WR_UNIT_DAY: return DAY_MS;
    case WR_UNIT_WEEK: return 7 * DAY_MS;
    case WR_UNIT_NONE: case WR_UNIT_NANOSECOND: case WR_UNIT_MICROSECOND: case WR_UNIT_MONTH: case WR_UNIT_QUARTER:
    case WR_UNIT_YEAR: case WR_UNIT_DECADE: case WR_UNIT_CENTURY: case WR_UNIT_MILLENNIUM: case WR_UNIT_DOW:
    case WR_UNIT_ISODOW: case WR_UNIT_DOY: case WR_UNIT_ISOYEAR: case WR_UNIT_EPOCH: break;
    }
    return 0;
}
int64_t wr_time_unit_months(wr_time_unit which) {
    return which == WR_UNIT_MONTH ? 1 : which == WR_UNIT_QUARTER ? 3 : which == WR_UNIT_YEAR ? 12 : which == WR_UNIT_DECADE ? 120 : which == WR_UNIT_CENTURY ? 1200
         : which == WR_UNIT_MILLENNIUM ? 12000 : 0;
}

wr_time_unit wr_time_unit_literal(const weir_infer *call, uint32_t index) {
    weir_string text;
    return literal_text(call->literals, index, &text) ? wr_time_unit_of(&text) : WR_UNIT_NONE;
}

int32_t wr_days_add_months(int64_t days, int64_t months) {
    wr_civil date = wr_civil_from_days(days);
    int64_t  month = (int64_t)date.year * 12 + (date.month - 1) + months;
    int64_t  year = floor_div(month, 12);
    uint32_t number = (uint32_t)(month - year * 12) + 1;
    uint32_t last = wr_days_in_month(year, number);
    return (int32_t)wr_days_from_civil(year, number, WR_MIN(date.day, last));
}

weir_status wr_time_zone_of(weir_call *call, const wr_zone **zone, weir_error *err) {
    const char *name = call->local_time_zone ? call->local_time_zone : "UTC";
    *zone = wr_zone_find(call->arena, name, strlen(name));
    if (*zone == NULL)
        return weir_fail(err, WEIR_INVALID, "time zone '%.60s' is not known; set table.local-time-zone to UTC, an offset such as "
                         "+02:00, or a name of the tz database", name);
    return WEIR_OK;
}

weir_status wr_prepare_zone(weir_call *call, weir_error *err) {
    wr_time_call *made = wr_arena_calloc(call->arena, 1, sizeof(*made));
    call->prepared = made;
    return wr_time_zone_of(call, &made->zone, err);
}

weir_status wr_prepare_unit(weir_call *call, uint32_t index, weir_error *err) {
    weir_string text;
    WEIR_TRY(wr_prepare_zone(call, err));
    if (!literal_text(call->literals, index, &text) || (((wr_time_call *)call->prepared)->unit = wr_time_unit_of(&text)) == WR_UNIT_NONE)
        return weir_fail(err, WEIR_INVALID, "%s: the unit is not known; use YEAR, MONTH, DAY, HOUR, MINUTE, SECOND ...",
                         call->function->name);
    return WEIR_OK;
}

wr_timestamp wr_wall_clock(const weir_column *column, uint32_t row, const wr_zone *zone) {
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

static int64_t date_part(wr_time_unit which, int64_t days) {
    wr_civil date = wr_civil_from_days(days);
    int64_t  year = date.year, iso_year, week = iso_week(days, &iso_year);
    uint32_t weekday = (uint32_t)(((days + 4) % 7 + 7) % 7); /* 0: Sunday */
    switch (which) {
    case WR_UNIT_YEAR: return year;
    case WR_UNIT_QUARTER: return (date.month - 1) / 3 + 1;
    case WR_UNIT_MONTH: return date.month;
    case WR_UNIT_WEEK: return week;
    case WR_UNIT_ISOYEAR: return iso_year;
    case WR_UNIT_DAY: return date.day;
    case WR_UNIT_DOW: return weekday + 1;
    case WR_UNIT_ISODOW: return weekday == 0 ? 7 : weekday;
    case WR_UNIT_DOY: return days - wr_days_from_civil(year, 1, 1) + 1;
    case WR_UNIT_DECADE: return year / 10;
    case WR_UNIT_CENTURY: return year > 0 ? (year + 99) / 100 : (year - 99) / 100;
    case WR_UNIT_MILLENNIUM: return year > 0 ? (year + 999) / 1000 : (year - 999) / 1000;
    case WR_UNIT_NONE: case WR_UNIT_NANOSECOND: case WR_UNIT_MICROSECOND: case WR_UNIT_MILLISECOND: case WR_UNIT_SECOND:
    case WR_UNIT_MINUTE: case WR_UNIT_HOUR: case WR_UNIT_EPOCH: break;
    }
    return 0;
}

static int64_t part(wr_time_unit which, wr_timestamp value) {
    int64_t ms = value.ms % DAY_MS;
    switch (which) {
    case WR_UNIT_HOUR: return ms / 3600000;
    case WR_UNIT_MINUTE: return ms / 60000 % 60;
    case WR_UNIT_SECOND: return ms / 1000 % 60;
    case WR_UNIT_MILLISECOND: return ms % 1000;
    case WR_UNIT_MICROSECOND: return ms % 1000 * 1000 + value.nanos / 1000;
    case WR_UNIT_NANOSECOND: return ms % 1000 * 1000000 + value.nanos;
    case WR_UNIT_EPOCH: return value.ms / 1000;
    case WR_UNIT_NONE: case WR_UNIT_DAY: case WR_UNIT_WEEK: case WR_UNIT_MONTH: case WR_UNIT_QUARTER: case WR_UNIT_YEAR:
    case WR_UNIT_DECADE: case WR_UNIT_CENTURY: case WR_UNIT_MILLENNIUM: case WR_UNIT_DOW: case WR_UNIT_ISODOW:
    case WR_UNIT_DOY: case WR_UNIT_ISOYEAR: break;
    }
    return date_part(which, value.ms / DAY_MS);
}

static int64_t interval_part(wr_time_unit which, weir_type type, int64_t value) {
    if (type.id == WEIR_TYPE_INTERVAL_MONTH)
        return which == WR_UNIT_YEAR ? value / 12 : which == WR_UNIT_MONTH ? value % 12 : which == WR_UNIT_QUARTER ? value % 12 / 3 + 1 : 0;
    return which == WR_UNIT_DAY ? value / DAY_MS : part(which, (wr_timestamp){value, 0, 0});
}

/* Has a value of this type such a part? As Flink decides. */
static bool has_part(weir_type type, wr_time_unit which) {
    const bool clock = which == WR_UNIT_HOUR || which == WR_UNIT_MINUTE || which == WR_UNIT_SECOND || which == WR_UNIT_MILLISECOND;
    switch ((int)type.id) {
    case WEIR_TYPE_TIME: return clock;
    case WEIR_TYPE_INTERVAL_DAY: return clock || which == WR_UNIT_DAY;
    case WEIR_TYPE_INTERVAL_MONTH: return which == WR_UNIT_MONTH || which == WR_UNIT_QUARTER || which == WR_UNIT_YEAR || which == WR_UNIT_CENTURY || which == WR_UNIT_MILLENNIUM;
    case WEIR_TYPE_DATE: return which != WR_UNIT_MICROSECOND && which != WR_UNIT_NANOSECOND;
    default: return true;
    }
}

static weir_status check_part(const weir_infer *call, weir_type type, wr_time_unit which, weir_error *err) {
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
    WEIR_TRY(check_part(call, type, wr_time_unit_literal(call, 0), err));
    call->result = weir_type_of(WEIR_TYPE_BIGINT, infer_any_nullable(call));
    return WEIR_OK;
}

static weir_status prepare_extract(weir_call *call, weir_error *err) {
    return wr_prepare_unit(call, 0, err);
}

static void extract_rows(const wr_time_call *how, const weir_column *from, weir_rows rows, weir_vector *out) {
    int64_t *values = out->data;
    if (from->type.id == WEIR_TYPE_INTERVAL_DAY || from->type.id == WEIR_TYPE_INTERVAL_MONTH)
        WR_EACH(i, rows, values[i] = interval_part(how->unit, from->type, integer_at(from, i)););
    else
        WR_EACH(i, rows, values[i] = part(how->unit, wr_wall_clock(from, i, how->zone)););
}

static weir_status extract(const weir_call *call, const weir_column *args, weir_rows rows,
                           weir_vector *out, weir_error *err) {
    (void)err;
    extract_rows(call->prepared, &args[1], rows, out);
    return WEIR_OK;
}

static weir_status infer_part(weir_infer *call, wr_time_unit which, weir_error *err) {
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
        WEIR_TRY(wr_prepare_zone(call, err));                                                         \
        ((wr_time_call *)call->prepared)->unit = which;                                                \
        return WEIR_OK;                                                                            \
    }                                                                                              \
    const weir_function symbol = {.abi = sizeof(weir_function), .name = text, .null_in_null_out = true, \
                                  .infer = infer_##which, .prepare = prepare_##which, .scalar = part_rows}
PART_FUNCTION(weir_function_year, "YEAR", WR_UNIT_YEAR);
PART_FUNCTION(weir_function_quarter, "QUARTER", WR_UNIT_QUARTER);
PART_FUNCTION(weir_function_month, "MONTH", WR_UNIT_MONTH);
PART_FUNCTION(weir_function_week, "WEEK", WR_UNIT_WEEK);
PART_FUNCTION(weir_function_dayofyear, "DAYOFYEAR", WR_UNIT_DOY);
PART_FUNCTION(weir_function_dayofmonth, "DAYOFMONTH", WR_UNIT_DAY);
PART_FUNCTION(weir_function_dayofweek, "DAYOFWEEK", WR_UNIT_DOW);
PART_FUNCTION(weir_function_hour, "HOUR", WR_UNIT_HOUR);
PART_FUNCTION(weir_function_minute, "MINUTE", WR_UNIT_MINUTE);
PART_FUNCTION(weir_function_second, "SECOND", WR_UNIT_SECOND);

const weir_function weir_function_extract = {
    .abi = sizeof(weir_function), .name = "EXTRACT", .null_in_null_out = true,
    .infer = infer_extract, .prepare = prepare_extract, .scalar = extract,
};
