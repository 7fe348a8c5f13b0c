/* func/clock.c - the clock and the watermark: NOW and its relatives, PROCTIME, CURRENT_WATERMARK. The clock is read once a batch. */
#include "func/temporal.h"

typedef enum clock_value { CLOCK_INSTANT, CLOCK_LOCAL, CLOCK_DATE, CLOCK_TIME } clock_value;

static void clock_rows(const weir_call *call, weir_rows rows, weir_vector *out, clock_value which) {
    const wr_time_call *how = call->prepared;
    int64_t             ms = wr_call_now_ms(call);
    if (which != CLOCK_INSTANT)
        ms += wr_zone_offset_ms(how->zone, ms);
    if (which == CLOCK_DATE)
        ms = floor_div(ms, DAY_MS);
    if (which == CLOCK_TIME)
        ms = (ms - floor_div(ms, DAY_MS) * DAY_MS) / 1000 * 1000;
    WR_EACH(i, rows, integer_put(out, i, ms););
}

#define CLOCK_FUNCTION(name, which, type_expression)                                               \
    static weir_status infer_##name(weir_infer *call, weir_error *err) {                           \
        WEIR_TRY(wr_infer_params(call, "", false, "nothing", err));                                \
        call->result = (type_expression);                                                          \
        return WEIR_OK;                                                                            \
    }                                                                                              \
    static weir_status name##_rows(const weir_call *call, const weir_column *args, weir_rows rows, \
                                   weir_vector *out, weir_error *err) {                            \
        (void)args, (void)err;                                                                     \
        clock_rows(call, rows, out, which);                                                        \
        return WEIR_OK;                                                                            \
    }
static weir_type proctime_type(void) {
    weir_type type = weir_type_with(WEIR_TYPE_TIMESTAMP_LTZ, 3, 0, false);
    type.time_attribute = WEIR_TIME_PROCTIME;
    return type;
}
CLOCK_FUNCTION(instant, CLOCK_INSTANT, weir_type_with(WEIR_TYPE_TIMESTAMP_LTZ, 3, 0, false))
CLOCK_FUNCTION(proctime, CLOCK_INSTANT, proctime_type())
CLOCK_FUNCTION(localtimestamp, CLOCK_LOCAL, weir_type_with(WEIR_TYPE_TIMESTAMP, 3, 0, false))
CLOCK_FUNCTION(today, CLOCK_DATE, weir_type_of(WEIR_TYPE_DATE, false))
CLOCK_FUNCTION(time_of_day, CLOCK_TIME, weir_type_of(WEIR_TYPE_TIME, false))

#define CLOCK_STRUCT(symbol, text, function)                                                       \
    const weir_function symbol = {.abi = sizeof(weir_function), .name = text, .nondeterministic = true, \
                                  .infer = infer_##function, .prepare = wr_prepare_zone, .scalar = function##_rows}
CLOCK_STRUCT(weir_function_current_date, "CURRENT_DATE", today);
CLOCK_STRUCT(weir_function_current_row_timestamp, "CURRENT_ROW_TIMESTAMP", instant);
CLOCK_STRUCT(weir_function_current_time, "CURRENT_TIME", time_of_day);
CLOCK_STRUCT(weir_function_current_timestamp, "CURRENT_TIMESTAMP", instant);
CLOCK_STRUCT(weir_function_localtime, "LOCALTIME", time_of_day);
CLOCK_STRUCT(weir_function_localtimestamp, "LOCALTIMESTAMP", localtimestamp);
CLOCK_STRUCT(weir_function_now, "NOW", instant);
CLOCK_STRUCT(weir_function_proctime, "PROCTIME", proctime);

/* ---- CURRENT_WATERMARK ---- */

static weir_status infer_watermark(weir_infer *call, weir_error *err) {
    if (call->arg_count != 1 || call->arg_types[0].time_attribute != WEIR_TIME_ROWTIME)
        return wr_infer_refuse(call, "a column that has a WATERMARK in its table", err);
    call->result = type_nullable(call->arg_types[0], true);
    return WEIR_OK;
}

/* The watermark before the row; NULL when there is none yet. */
static weir_status watermark_rows(const weir_call *call, const weir_column *args, weir_rows rows, weir_vector *out, weir_error *err) {
    const weir_batch *batch = call->batch;
    (void)args, (void)err;
    WR_EACH(i, rows, weir_time_ms watermark = batch != NULL && batch->row_watermarks ? batch->row_watermarks[i] : call->watermark_before;
            if (watermark == WEIR_TIME_MIN) set_null(out, i);
            else timestamp_put(out, i, (wr_timestamp){watermark, 0, 0}););
    return WEIR_OK;
}

const weir_function weir_function_current_watermark = {
    .abi = sizeof(weir_function), .name = "CURRENT_WATERMARK", .nondeterministic = true, .infer = infer_watermark, .scalar = watermark_rows,
};
