/* func/temporal.h - what the functions on dates and times share: units, the zone of a call, wall clocks.
 *
 * TIMESTAMP_LTZ is read in the job's local time zone. Where Flink cuts an instant before 1970 towards
 * 1970 (EXTRACT, FLOOR TO MONTH), so do these functions. */
#ifndef WR_FUNC_TEMPORAL_H
#define WR_FUNC_TEMPORAL_H
#include "func/func.h"

#define DAY_MS 86400000LL

typedef enum wr_time_unit {
    WR_UNIT_NONE, WR_UNIT_NANOSECOND, WR_UNIT_MICROSECOND, WR_UNIT_MILLISECOND, WR_UNIT_SECOND, WR_UNIT_MINUTE, WR_UNIT_HOUR,
    WR_UNIT_DAY, WR_UNIT_WEEK, WR_UNIT_MONTH, WR_UNIT_QUARTER, WR_UNIT_YEAR, WR_UNIT_DECADE, WR_UNIT_CENTURY, WR_UNIT_MILLENNIUM,
    WR_UNIT_DOW, WR_UNIT_ISODOW, WR_UNIT_DOY, WR_UNIT_ISOYEAR, WR_UNIT_EPOCH
} wr_time_unit;

/* WR_UNIT_NONE: not the name of a unit. */
wr_time_unit wr_time_unit_of(const weir_string *text);
/* The unit of a literal symbol; WR_UNIT_NONE: it is none. */
wr_time_unit wr_time_unit_literal(const weir_infer *call, uint32_t index);
/* Its length in milliseconds, or in months; 0: it has none. */
int64_t wr_time_unit_ms(wr_time_unit which);
int64_t wr_time_unit_months(wr_time_unit which);

/* What prepare makes of a call; lives in call->arena. */
typedef struct wr_time_call {
    wr_time_unit   unit;
    const wr_zone *zone; /* of TIMESTAMP_LTZ values: the job's */
} wr_time_call;

/* The job's time zone. */
weir_status wr_time_zone_of(weir_call *call, const wr_zone **zone, weir_error *err);
/* call->prepared = a wr_time_call with the zone, or with zone and unit (a literal in argument `index`). */
weir_status wr_prepare_zone(weir_call *call, weir_error *err);
weir_status wr_prepare_unit(weir_call *call, uint32_t index, weir_error *err);
/* The instant or wall clock of a value as milliseconds of the wall clock. */
wr_timestamp wr_wall_clock(const weir_column *column, uint32_t row, const wr_zone *zone);

static inline int64_t floor_div(int64_t value, int64_t divisor) {
    return value / divisor - (value % divisor < 0);
}

#endif
