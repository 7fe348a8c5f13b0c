/* func/old_calendar.h - the calendar of Java's older date format: the Julian one before 1582-10-15, and time zones as
 * they are today, without daylight saving, before 1900. Pure. */
#ifndef WR_FUNC_OLD_CALENDAR_H
#define WR_FUNC_OLD_CALENDAR_H
#include "base/number.h"
#include "base/zone.h"

/* 1582-10-15 in days since 1970: the first day of the Gregorian calendar. */
#define WR_JULIAN_END (-141427)

/* Days since 1970 of a Julian date (year 0 is 1 BC), and the other way round. */
int64_t  wr_julian_days(int64_t year, uint32_t month, uint32_t day);
wr_civil wr_julian_civil(int64_t days);

/* As wr_zone_offset_ms. */
int64_t wr_old_offset_ms(const wr_zone *zone, int64_t instant_ms);
/* The instant of a local time: of one that comes twice the later one, in a gap forward by its length. */
int64_t wr_old_instant_ms(const wr_zone *zone, int64_t local_ms);
#endif
