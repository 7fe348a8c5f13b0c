/* func/printf_fields.c - %a and %t of PRINTF, see printf_fields.h.
 *
 * Java's Formatter in English, with the calendar of java.util.GregorianCalendar: the Julian one before 1582-10-15. */
#include "func/printf_fields.h"

#include <math.h>

#include "func/old_calendar.h"
#include "func/time_items.h"

/* ---- %a ---- */

#define FRACTION_DIGITS 13 /* of a double: 52 bits */

void wr_printf_hexadecimal(wr_buffer *out, double magnitude, int32_t precision) {
    const int32_t digits = precision == 0 ? 1 : precision;
    int           exponent = 0;
    double        mantissa = frexp(magnitude, &exponent) * 2; /* 1.xxx, or 0 */
    exponent = magnitude == 0 ? 0 : exponent - 1;
    if (digits >= 1 && digits < FRACTION_DIGITS) {
        mantissa = ldexp(nearbyint(ldexp(mantissa, 4 * digits)), -4 * digits);
    } else if (magnitude != 0 && exponent < -1022) { /* a subnormal number stays one */
        mantissa = ldexp(mantissa, exponent + 1022);
        exponent = -1022;
    }
    if (mantissa >= 2) {
        mantissa /= 2;
        exponent++;
    }
    const double whole = floor(mantissa);
    uint64_t     fraction = (uint64_t)ldexp(mantissa - whole, 4 * FRACTION_DIGITS);
    wr_buffer_printf(out, "%c.", whole > 0 ? '1' : '0');
    int32_t written = 0;
    for (; written == 0 || fraction != 0; written++) {
        wr_buffer_printf(out, "%x", (unsigned)(fraction >> (4 * FRACTION_DIGITS - 4)));
        fraction = fraction << 4 & (((uint64_t)1 << (4 * FRACTION_DIGITS)) - 1);
    }
    for (; written < digits; written++)
        wr_buffer_byte(out, '0');
    wr_buffer_printf(out, "p%d", exponent);
}

/* ---- %t ---- */

typedef struct moment {
    wr_civil date;
    int64_t  days, second; /* of the day */
    int64_t  ms;           /* of the second */
} moment;

static moment moment_of(int64_t ms) {
    moment at = {.days = ms / DAY_MS - (ms % DAY_MS < 0)};
    at.second = (ms - at.days * DAY_MS) / 1000;
    at.ms = (ms - at.days * DAY_MS) % 1000;
    at.date = at.days < WR_JULIAN_END ? wr_julian_civil(at.days) : wr_civil_from_days(at.days);
    return at;
}

static int64_t hour_of(const moment *at) { return at->second / 3600; }

static int64_t half_hour_of(const moment *at) { return hour_of(at) % 12 == 0 ? 12 : hour_of(at) % 12; }

static int64_t year_day_of(const moment *at) {
    const bool julian = at->days < WR_JULIAN_END;
    return at->days - (julian ? wr_julian_days(at->date.year, 1, 1) : at->date.year == 1582 ? wr_julian_days(1582, 1, 1) : wr_days_from_civil(at->date.year, 1, 1)) + 1;
}

static void put_number(wr_buffer *out, int width, int64_t number) { wr_buffer_printf(out, "%0*lld", width, (long long)number); }

static void put_all(wr_buffer *out, const char *letters, const moment *at, int64_t ms);

static bool put_letter(wr_buffer *out, char letter, const moment *at, int64_t ms) {
    const int64_t     year = at->date.year > 0 ? at->date.year : 1 - (int64_t)at->date.year; /* of its era */
    const char *const month = wr_time_months[at->date.month - 1], *const weekday = wr_time_weekdays[weekday_of(at->days)];
    switch (letter) {
    case 'H': put_number(out, 2, hour_of(at)); break;
    case 'I': put_number(out, 2, half_hour_of(at)); break;
    case 'k': put_number(out, 1, hour_of(at)); break;
    case 'l': put_number(out, 1, half_hour_of(at)); break;
    case 'M': put_number(out, 2, at->second / 60 % 60); break;
    case 'S': put_number(out, 2, at->second % 60); break;
    case 'L': put_number(out, 3, at->ms); break;
    case 'N': put_number(out, 9, at->ms * 1000000); break;
    case 'p': wr_buffer_text(out, hour_of(at) < 12 ? "am" : "pm"); break;
    case 'z': wr_buffer_text(out, "+0000"); break;
    case 'Z': wr_buffer_text(out, "UTC"); break;
    case 's': put_number(out, 1, ms / 1000); break;
    case 'Q': put_number(out, 1, ms); break;
    case 'B': wr_buffer_text(out, month); break;
    case 'b':
    case 'h': wr_buffer_append(out, month, 3); break;
    case 'A': wr_buffer_text(out, weekday); break;
    case 'a': wr_buffer_append(out, weekday, 3); break;
    case 'C': put_number(out, 2, year / 100); break;
    case 'Y': put_number(out, 4, year); break;
    case 'y': put_number(out, 2, year % 100); break;
    case 'j': put_number(out, 3, year_day_of(at)); break;
    case 'm': put_number(out, 2, at->date.month); break;
    case 'd': put_number(out, 2, at->date.day); break;
    case 'e': put_number(out, 1, at->date.day); break;
    case 'R': put_all(out, "H:M", at, ms); break;
    case 'T': put_all(out, "H:M:S", at, ms); break;
    case 'r':
        put_all(out, "I:M:S ", at, ms);
        wr_buffer_text(out, hour_of(at) < 12 ? "AM" : "PM");
        break;
    case 'D': put_all(out, "m/d/y", at, ms); break;
    case 'F': put_all(out, "Y-m-d", at, ms); break;
    case 'c': put_all(out, "a b d T Z Y", at, ms); break;
    default: return false;
    }
    return true;
}

/* Letters, and what stands between them. */
static void put_all(wr_buffer *out, const char *letters, const moment *at, int64_t ms) {
    for (; *letters != '\0'; letters++)
        if (!put_letter(out, *letters, at, ms))
            wr_buffer_byte(out, *letters);
}

bool wr_printf_time(wr_buffer *out, char letter, int64_t ms) {
    const moment at = moment_of(ms);
    return put_letter(out, letter, &at, ms);
}
