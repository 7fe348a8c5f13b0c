/* func/old_calendar.c - the Julian calendar, where every fourth year is a leap year, and time zones before 1900.
 *
 * Years are counted from March on, so that the leap day is the last one: then five months always have 153 days. */
#include "func/old_calendar.h"

#define DAY_MS 86400000LL
#define ZONES_BEGIN_MS (-2208988800000LL) /* 1900-01-01 */
#define FROM_MARCH_OF_YEAR_0 719470 /* days from 0000-03-01 to 1970-01-01 of the Gregorian calendar */

static int64_t floor_div(int64_t value, int64_t divisor) {
    return value / divisor - (value % divisor < 0);
}

int64_t wr_julian_days(int64_t year, uint32_t month, uint32_t day) {
    const int64_t from_march = month > 2 ? month - 3 : month + 9;
    const int64_t march_year = year - (month <= 2);
    return 365 * march_year + floor_div(march_year, 4) + (153 * from_march + 2) / 5 + day - 1 - FROM_MARCH_OF_YEAR_0;
}

wr_civil wr_julian_civil(int64_t days) {
    const int64_t since = days + FROM_MARCH_OF_YEAR_0;
    const int64_t march_year = floor_div(4 * since + 3, 1461);
    const int64_t day = since - 365 * march_year - floor_div(march_year, 4);
    const int64_t from_march = (5 * day + 2) / 153;
    return (wr_civil){.year = (int32_t)(march_year + (from_march >= 10)),
                      .month = (uint32_t)(from_march < 10 ? from_march + 3 : from_march - 9),
                      .day = (uint32_t)(day - (153 * from_march + 2) / 5) + 1};
}

int64_t wr_old_offset_ms(const wr_zone *zone, int64_t instant_ms) {
    return instant_ms < ZONES_BEGIN_MS ? wr_zone_standard_ms(zone) : wr_zone_offset_ms(zone, instant_ms);
}

int64_t wr_old_instant_ms(const wr_zone *zone, int64_t local_ms) {
    const int64_t old = local_ms - wr_zone_standard_ms(zone);
    if (old < ZONES_BEGIN_MS)
        return old;
    const int64_t instant = wr_zone_instant_ms(zone, local_ms);
    const int64_t later = local_ms - wr_zone_offset_ms(zone, instant + DAY_MS);
    return later > instant && later + wr_zone_offset_ms(zone, later) == local_ms ? later : instant;
}
