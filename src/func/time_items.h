/* func/time_items.h - what a time pattern consists of; for the files that make, format and parse by it. */
#ifndef WR_FUNC_TIME_ITEMS_H
#define WR_FUNC_TIME_ITEMS_H
#include "base/alloc.h"
#include "func/time_pattern.h"

#define DAY_MS 86400000LL

/* How a number of DateTimeFormatter goes with signs. */
typedef enum wr_time_sign {
    WR_TIME_SIGN_NORMAL,  /* - where it is negative           */
    WR_TIME_SIGN_NEVER,   /* not negative                     */
    WR_TIME_SIGN_EXCEEDS  /* also + where it exceeds its width */
} wr_time_sign;

/* A run of one letter; text as it is (letter 0); or '[' and ']' around what is optional. */
typedef struct wr_time_item {
    char         letter;
    bool         is_number;
    wr_time_sign sign;
    uint32_t     count;       /* letters in the run */
    uint32_t     pad;         /* the width that a 'p' before it asks for; 0: none */
    uint32_t     least, most; /* digits */
    uint32_t     behind;      /* digits that the numbers right behind need */
    size_t       end;         /* of '[': the index of its ']', or of the end */
    const char  *text;
    size_t       size;
} wr_time_item;

struct wr_time_pattern {
    wr_time_item *items;
    size_t        count, capacity;
    size_t        room;
};

extern const char *const wr_time_months[12], *const wr_time_weekdays[7]; /* Sunday first */

static inline uint32_t weekday_of(int64_t days) { /* 0: Sunday */
    return (uint32_t)(((days + 4) % 7 + 7) % 7);
}

/* Weeks begin on Sunday and the first one holds the first day: of a year, or of a month. */
static inline int64_t week_from(int64_t first, int64_t days) {
    return (days - first + weekday_of(first)) / 7 + 1;
}

/* The year whose weeks hold the day: the last days of December may be of the next one. */
static inline int64_t week_year_of(int64_t days, int64_t year, int64_t next_first) {
    return days >= next_first - weekday_of(next_first) ? year + 1 : year;
}
#endif
