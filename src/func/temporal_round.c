/* func/temporal_round.c - FLOOR and CEIL of dates and times TO a unit. */
#include "func/temporal.h"

weir_status wr_infer_round_time(weir_infer *call, weir_error *err) {
    WEIR_TRY(wr_infer_params(call, "tu", false, "a date or time and a unit", err));
    const wr_time_unit which = wr_time_unit_literal(call, 1);
    if (call->arg_types[0].id != WEIR_TYPE_DATE && (which < WR_UNIT_MILLISECOND || which > WR_UNIT_MILLENNIUM))
        return weir_fail(err, WEIR_INVALID, "%s TO: use MILLISECOND, SECOND, MINUTE, HOUR, DAY, WEEK, MONTH, QUARTER, YEAR, DECADE, CENTURY or MILLENNIUM", call->name);
    call->result = type_nullable(call->param_types[0], infer_any_nullable(call));
    return WEIR_OK;
}

weir_status wr_prepare_round_time(weir_call *call, weir_error *err) {
    return call->arg_count == 2 ? wr_prepare_unit(call, 1, err) : WEIR_OK;
}

static int64_t round_days(wr_time_unit which, int64_t days, bool up) {
    wr_civil date = wr_civil_from_days(days);
    int64_t  year = date.year, month = date.month, span = 1;
    switch (which) {
    case WR_UNIT_WEEK: { /* from Sunday */
        int64_t sunday = days - ((days + 4) % 7 + 7) % 7;
        return up && sunday != days ? sunday + 7 : sunday;
    }
    case WR_UNIT_MONTH:
        month += up && date.day > 1;
        break;
    case WR_UNIT_QUARTER: {
        int64_t first = (month - 1) / 3 * 3 + 1;
        month = first + (up && (month > first || date.day > 1) ? 3 : 0);
        break;
    }
    case WR_UNIT_MILLENNIUM: span = 1000; break;
    case WR_UNIT_CENTURY: span = 100; break;
    case WR_UNIT_DECADE: span = 10; break;
    case WR_UNIT_YEAR: break;
    case WR_UNIT_NONE: case WR_UNIT_NANOSECOND: case WR_UNIT_MICROSECOND: case WR_UNIT_MILLISECOND: case WR_UNIT_SECOND:
    case WR_UNIT_MINUTE: case WR_UNIT_HOUR: case WR_UNIT_DAY: case WR_UNIT_DOW: case WR_UNIT_ISODOW: case WR_UNIT_DOY:
    case WR_UNIT_ISOYEAR: case WR_UNIT_EPOCH: return days + (up && which == WR_UNIT_DAY); /* Flink's CEIL(d TO DAY) is the next day */
    }
    if (which >= WR_UNIT_YEAR) {
        int64_t offset = which >= WR_UNIT_CENTURY ? 1 : 0; /* centuries begin with a year 1 */
        int64_t first = floor_div(year - offset, span) * span + offset;
        bool    inside = year > first || month > 1 || date.day > 1;
        year = up && (inside || which >= WR_UNIT_DECADE) ? first + span : first; /* Flink's decades and so on always go up */
        month = 1;
    }
    year += (month - 1) / 12;
    month = (month - 1) % 12 + 1;
    return wr_days_from_civil(year, (uint32_t)month, 1);
}

static int64_t round_ms(wr_time_unit which, int64_t ms, bool up) {
    int64_t size = which == WR_UNIT_WEEK ? 0 : wr_time_unit_ms(which);
    if (size == 0)
        return round_days(which, ms / DAY_MS, up) * DAY_MS;
    int64_t first = floor_div(ms, size) * size;
    return up && first != ms ? first + size : first;
}

weir_status wr_round_time(const weir_call *call, const weir_column *args, weir_rows rows, weir_vector *out,
                          bool up) {
    const wr_time_call *how = call->prepared;
    const weir_type type = args[0].type;
    if (how->unit == WR_UNIT_MILLISECOND && weir_type_is_timestamp(type)) {
        WR_EACH(i, rows, wr_timestamp value = timestamp_at(&args[0], i); value.ms += up && value.nanos > 0; value.nanos = 0;
                timestamp_put(out, i, value););
    } else if (weir_type_is_timestamp(type)) {
        const bool local = type.id == WEIR_TYPE_TIMESTAMP_LTZ;
        WR_EACH(i, rows, wr_timestamp value = wr_wall_clock(&args[0], i, how->zone);
                value.ms = round_ms(how->unit, value.ms, up);
                if (local) value.ms = wr_zone_instant_ms(how->zone, value.ms);
                value.nanos = 0; timestamp_put(out, i, value););
    } else if (type.id == WEIR_TYPE_DATE) {
        WR_EACH(i, rows, integer_put(out, i, round_days(how->unit, ((const int32_t *)args[0].data)[i], up)););
    } else {
        WR_EACH(i, rows, int64_t value = integer_at(&args[0], i);
                integer_put(out, i, how->unit < WR_UNIT_DAY ? round_ms(how->unit, value, up) % DAY_MS : value););
    }
    return WEIR_OK;
}
