/* func/temporal.c - months on the calendar. */
#include "func/func.h"

int32_t wr_days_add_months(int64_t days, int64_t months) {
    wr_civil date = wr_civil_from_days(days);
    int64_t  month = (int64_t)date.year * 12 + (date.month - 1) + months;
    int64_t  year = month / 12 - (month % 12 < 0);
    uint32_t number = (uint32_t)(month - year * 12) + 1;
    uint32_t last = wr_days_in_month(year, number);
    return (int32_t)wr_days_from_civil(year, number, WR_MIN(date.day, last));
}
