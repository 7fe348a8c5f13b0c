/* base/number.h - text <-> numbers, dates and times, exactly as Flink (Java 17) prints and reads them.
 * Pure functions; thread-safe. Parsers take (text, size), never need a NUL, trim nothing, and return
 * false for anything that is not wholly the value or is out of range. Formatters write at most
 * WR_NUMBER_TEXT_MAX bytes without a NUL and return the size. */
#ifndef WR_BASE_NUMBER_H
#define WR_BASE_NUMBER_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define WR_NUMBER_TEXT_MAX 400
__extension__ typedef __int128 wr_int128;
__extension__ typedef unsigned __int128 wr_uint128;

bool wr_parse_i64(const char *text, size_t size, int64_t *value);      /* [+-]digits          */
bool wr_parse_f64(const char *text, size_t size, double *value);       /* Java Double.parseDouble: NaN, Infinity, 1e3, .5, 5., 1d, 1f */
bool wr_parse_f32(const char *text, size_t size, float *value);
bool wr_parse_bool(const char *text, size_t size, bool *value);        /* true/false, any case */
size_t wr_format_i64(int64_t value, char *out);
size_t wr_format_u64(uint64_t value, char *out);
size_t wr_format_f64_java(double value, char *out);  /* Double.toString of Java 17, digit by digit: 1.0E10, 0.002 */
size_t wr_format_f32_java(float value, char *out);

/* DECIMAL: an unscaled 128-bit integer with the type's precision and scale. */
#define WR_DECIMAL_PRECISION_MAX 38
wr_int128 wr_pow10_i128(uint32_t exponent);                            /* 0..38                */
/* Digits, point, exponent -> unscaled at `scale`, HALF_UP; false: not a number or more than `precision` digits. */
bool   wr_parse_decimal(const char *text, size_t size, uint32_t precision, uint32_t scale, wr_int128 *unscaled);
size_t wr_format_decimal(wr_int128 unscaled, uint32_t scale, char *out); /* plain: -12.340 */
/* Rescale with HALF_UP; false: does not fit `precision`. */
bool   wr_decimal_rescale(wr_int128 value, uint32_t from_scale, uint32_t precision, uint32_t to_scale, wr_int128 *out);
/* (a * 10^up) / b with HALF_UP through 256 bits; false: b is 0 or it does not fit 38 digits. */
bool   wr_decimal_divide(wr_int128 a, wr_int128 b, uint32_t up, wr_int128 *out);
/* a * b, then divided by 10^down with HALF_UP, through 256 bits; false: over 38 digits. */
bool   wr_decimal_multiply(wr_int128 a, wr_int128 b, uint32_t down, wr_int128 *out);
double wr_decimal_to_f64(wr_int128 value, uint32_t scale);
bool   wr_decimal_from_f64(double value, uint32_t precision, uint32_t scale, wr_int128 *out);

/* Proleptic Gregorian calendar, like java.time. Days since 1970-01-01. */
typedef struct wr_civil { int32_t year; uint32_t month, day; } wr_civil; /* 1..12, 1..31 */
int64_t  wr_days_from_civil(int64_t year, uint32_t month, uint32_t day);
wr_civil wr_civil_from_days(int64_t days);
uint32_t wr_days_in_month(int64_t year, uint32_t month);

/* TIMESTAMP: milliseconds since 1970 plus nanoseconds of that millisecond (0..999999). */
typedef struct wr_timestamp { int64_t ms; int32_t nanos; int32_t zero; } wr_timestamp; /* 16 bytes: the value of TIMESTAMP(p > 3) in a column */
bool wr_parse_date(const char *text, size_t size, int32_t *days);              /* 2020-12-30 (also 2020-1-2) */
bool wr_parse_time(const char *text, size_t size, int32_t *ms_of_day);         /* 12:13:14[.123] (also 12:13) */
/* `yyyy-MM-dd HH:mm:ss[.fraction]`; iso: `T` instead of the blank required; a date alone is midnight if date_alone, which (as CAST does) also reads one-digit parts: 2020-1-2 3:4:5. iso: seconds may be left out. zone_z: a trailing Z is required. */
bool wr_parse_timestamp(const char *text, size_t size, bool iso, bool zone_z, bool date_alone, wr_timestamp *value);
size_t wr_format_date(int32_t days, char *out);
size_t wr_format_time(int32_t ms_of_day, uint32_t precision, char *out);       /* 12:13:14[.123] */
/* separator ' ' or 'T'; always `precision` fraction digits. */
size_t wr_format_timestamp(wr_timestamp value, uint32_t precision, char separator, char *out);
/* LocalDateTime.toString / LocalTime.toString: 2020-04-15T08:05, seconds dropped when zero, fraction in 3, 6 or 9 digits. */
size_t wr_format_local_date_time_java(wr_timestamp value, char *out);
size_t wr_format_local_time_java(int32_t ms_of_day, char *out);

/* "500 ms", "1s", "1 min", "2 h", "1 d", "100 us", "PT1H30M" ... as Flink's TimeUtils reads them. Value in nanoseconds. (quantity.c) */
bool wr_parse_duration_ns(const char *text, size_t size, int64_t *nanoseconds);
/* "128 mb", "64kb", "1g", "1024" (bytes) as Flink's MemorySize reads them. */
bool wr_parse_memory_size(const char *text, size_t size, uint64_t *bytes);

/* UTF-8. */
bool   wr_utf8_valid(const char *text, size_t size);
size_t wr_utf8_length(const char *text, size_t size);            /* code points */
size_t wr_utf8_encode(uint32_t code_point, char out[4]);
/* The code point at text[*at]; *at moves behind it. Each maximal broken piece is one U+FFFD. */
uint32_t wr_utf8_next(const char *text, size_t size, size_t *at);
/* Byte offset of code point `index` (size if past the end). */
size_t wr_utf8_offset(const char *text, size_t size, size_t index);
#endif
