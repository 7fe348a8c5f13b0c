/* func/temporal_add.c - calculating with times: TIMESTAMPADD, TIMESTAMPDIFF, (a - b) DAY, OVERLAPS. */
#include "func/temporal.h"

static weir_status prepare_unit_first(weir_call *call, weir_error *err) {
    return wr_prepare_unit(call, 0, err);
}

/* ---- TIMESTAMPADD, TIMESTAMPDIFF ---- */

static weir_status infer_add(weir_infer *call, weir_error *err) {
    WEIR_TRY(wr_infer_params(call, "ult", false, "a unit, a number and a date or time", err));
    weir_type  type = call->param_types[2];
    const wr_time_unit which = wr_time_unit_literal(call, 0);
    if (wr_time_unit_ms(which) == 0 && wr_time_unit_months(which) == 0)
        return weir_fail(err, WEIR_INVALID, "%s: use SECOND, MINUTE, HOUR, DAY, WEEK, MONTH, QUARTER, YEAR, DECADE, CENTURY or MILLENNIUM", call->name);
    call->result = type_nullable(type, infer_any_nullable(call));
    if (which == WR_UNIT_MILLISECOND && type.id == WEIR_TYPE_TIMESTAMP && type.length < 3)
        call->result.length = 3;
    if (type.id == WEIR_TYPE_DATE && wr_time_unit_ms(which) != 0 && wr_time_unit_ms(which) < DAY_MS) /* as Flink has it */
        call->result = weir_type_with(WEIR_TYPE_TIMESTAMP, 6, 0, call->result.nullable);
    return WEIR_OK;
}

static weir_status timestampadd(const weir_call *call, const weir_column *args, weir_rows rows,
                                weir_vector *out, weir_error *err) {
    const wr_time_call *how = call->prepared;
    const int64_t  *counts = args[1].data, months = wr_time_unit_months(how->unit), size = wr_time_unit_ms(how->unit);
    const weir_type from = args[2].type;
    WR_EACH(i, rows, wr_timestamp value = {0, 0, 0}; int64_t step; bool beyond = false; /* a TIMESTAMP goes round, as in Flink */
            if (weir_type_is_timestamp(from)) value = timestamp_at(&args[2], i);
            else value.ms = integer_at(&args[2], i) * (from.id == WEIR_TYPE_DATE ? DAY_MS : 1);
            if (months) {
                int64_t days = floor_div(value.ms, DAY_MS);
                int64_t wanted = (int64_t)((uint64_t)counts[i] * (uint64_t)months);
                wanted = WR_MAX(WR_MIN(wanted, (int64_t)1200000), (int64_t)-1200000);
                if (from.id != WEIR_TYPE_TIME)
                    value.ms += ((int64_t)wr_days_add_months(days, wanted) - days) * DAY_MS;
            } else {
                beyond = __builtin_mul_overflow(counts[i], size, &step);
                beyond |= __builtin_add_overflow(value.ms, step, &value.ms);
            }
            beyond |= value.ms / DAY_MS != (int32_t)(value.ms / DAY_MS);
            if (weir_type_is_timestamp(out->type)) timestamp_put(out, i, value);
            else if (beyond && from.id == WEIR_TYPE_DATE)
                return weir_fail(err, WEIR_DATA, "TIMESTAMPADD: the result is no DATE: it is more than 2147483647 days away from 1970");
            else if (from.id == WEIR_TYPE_DATE) integer_put(out, i, value.ms / DAY_MS);
            else integer_put(out, i, value.ms - floor_div(value.ms, DAY_MS) * DAY_MS););
    return WEIR_OK;
}

static weir_status infer_diff(weir_infer *call, weir_error *err) {
    WEIR_TRY(wr_infer_params(call, "utt", false, "a unit and two dates or times", err));
    const wr_time_unit which = wr_time_unit_literal(call, 0);
    if ((wr_time_unit_ms(which) == 0 && wr_time_unit_months(which) == 0) || which == WR_UNIT_DECADE)
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
    const wr_time_call *how = call->prepared;
    const int64_t   months = wr_time_unit_months(how->unit), size = wr_time_unit_ms(how->unit);
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
    bool months = wr_time_unit_of(&text) == WR_UNIT_MONTH;
    call->result = weir_type_of(months ? WEIR_TYPE_INTERVAL_MONTH : WEIR_TYPE_INTERVAL_DAY, infer_any_nullable(call));
    return WEIR_OK;
}

static weir_status prepare_minus_date(weir_call *call, weir_error *err) {
    return wr_prepare_unit(call, 2, err);
}

static weir_status minus_date(const weir_call *call, const weir_column *args, weir_rows rows,
                              weir_vector *out, weir_error *err) {
    (void)err;
    const wr_time_call *how = call->prepared;
    const bool      months = how->unit == WR_UNIT_MONTH;
    WR_EACH(i, rows, int64_t a = raw_ms(&args[0], i); int64_t b = raw_ms(&args[1], i);
            integer_put(out, i, months ? months_between(a, b) : a - b););
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
    return wr_wall_clock(end, row, zone).ms;
}

/* What is known of a period. Without an end, or without a start, its one time counts as the later one, as in SQL's
 * CASE WHEN start <= end THEN start ELSE end END. */
typedef struct period {
    int64_t early, late;
    bool    has_early, has_late;
} period;

static period period_at(const weir_column *ends, uint32_t row, const wr_zone *zone) {
    const bool has_start = !column_is_null(&ends[0], row), has_end = !column_is_null(&ends[1], row);
    const bool relative = ends[1].type.id == WEIR_TYPE_INTERVAL_DAY || ends[1].type.id == WEIR_TYPE_INTERVAL_MONTH;
    int64_t    start = has_start ? wr_wall_clock(&ends[0], row, zone).ms : 0;
    int64_t    end = has_end && (has_start || !relative) ? period_end(&ends[1], row, start, zone) : 0;
    if (has_start && has_end)
        return (period){WR_MIN(start, end), WR_MAX(start, end), true, true};
    return (period){end, start, has_end && !relative, has_start};
}

/* Each begins before the other ends. FALSE where one of the two is known to be wrong, NULL where it is not known. */
static weir_status overlaps(const weir_call *call, const weir_column *args, weir_rows rows,
                            weir_vector *out, weir_error *err) {
    (void)err;
    const wr_time_call *how = call->prepared;
    uint8_t            *values = out->data;
    WR_EACH(i, rows, period a = period_at(args, i, how->zone); period b = period_at(args + 2, i, how->zone);
            bool known_first = a.has_late && b.has_early; bool known_second = b.has_late && a.has_early;
            bool wrong = (known_first && a.late < b.early) || (known_second && b.late < a.early);
            values[i] = !wrong;
            if (!wrong && !(known_first && known_second)) set_null(out, i););
    return WEIR_OK;
}

#define TIME_STRUCT(symbol, text, infer_function, prepare_function, function)                      \
    const weir_function symbol = {.abi = sizeof(weir_function), .name = text, .null_in_null_out = true, \
                                  .infer = infer_function, .prepare = prepare_function, .scalar = function}
const weir_function weir_function_overlaps = {
    .abi = sizeof(weir_function), .name = "OVERLAPS", .infer = infer_overlaps, .prepare = wr_prepare_zone, .scalar = overlaps};
TIME_STRUCT(weir_function_timestampadd, "TIMESTAMPADD", infer_add, prepare_unit_first, timestampadd);
TIME_STRUCT(weir_function_timestampdiff, "TIMESTAMPDIFF", infer_diff, prepare_unit_first, timestampdiff);

const weir_function weir_function_minus_date = {
    .abi = sizeof(weir_function), .name = "MINUS_DATE", .hidden = true, .null_in_null_out = true,
    .infer = infer_minus_date, .prepare = prepare_minus_date, .scalar = minus_date,
};
