/* format/text.h - text of one value <-> a row of a column, by Flink's rules; shared by the text formats.
 *
 * Pure but for the date cache that the caller owns. Nothing reads past `size` bytes. */
#ifndef WR_FORMAT_TEXT_H
#define WR_FORMAT_TEXT_H
#include "base/buffer.h"
#include "base/number.h"
#include "weir/batch.h"

typedef enum wr_text_result {
    WR_TEXT_OK,
    WR_TEXT_BAD,       /* not a value of the type          */
    WR_TEXT_RANGE,     /* a number, but too large for it   */
    WR_TEXT_UTF8       /* bytes that are not UTF-8         */
} wr_text_result;

/* How the dates and times of a format are written. */
typedef enum wr_time_style {
    WR_TIME_SQL,       /* 2020-12-30 12:13:14.123, LTZ with a trailing Z                     */
    WR_TIME_ISO        /* 2020-12-30T12:13[:14.123], LTZ with a trailing Z                   */
} wr_time_style;

/* Java's String.trim: bytes up to and including the blank go, on both sides. */
static inline void wr_text_trim(const char **text, size_t *size) {
    while (*size > 0 && (unsigned char)**text <= ' ') {
        (*text)++;
        (*size)--;
    }
    while (*size > 0 && (unsigned char)(*text)[*size - 1] <= ' ')
        (*size)--;
}

/* ISO_LOCAL_DATE, strictly: four digits of year, or a sign and up to ten. */
bool wr_text_date(const char *text, size_t size, int32_t *days);
/* HH:mm:ss[.fraction]; 24:00:00 is midnight. */
bool wr_text_time(const char *text, size_t size, int32_t *ms_of_day);
/* A TIME to the precision of its type. */
static inline int32_t wr_text_time_cut(int32_t ms_of_day, uint32_t precision) {
    int32_t unit = precision == 0 ? 1000 : precision == 1 ? 100 : precision == 2 ? 10 : 1;
    return ms_of_day - ms_of_day % unit;
}
/* As written by both styles: always with seconds, the fraction without trailing zeros. At most
 * 48 bytes, no NUL; returns the size. */
size_t wr_text_timestamp_format(wr_timestamp value, wr_time_style style, bool zone_z, char *out);
/* ISO_LOCAL_DATE; years beyond four digits carry a sign. */
size_t wr_text_date_format(int32_t days, char *out);

/* Base64, MIME alphabet; white space only between groups of four, padding required, as Jackson
 * reads it. `out` has room for size / 4 * 3 + 3 bytes. */
bool wr_base64_decode(const char *text, size_t size, char *out, size_t *out_size);
void wr_base64_append(wr_buffer *out, const char *bytes, size_t size);

/* Stores the text of a value as row `row` of a column of any scalar type but the string and binary
 * ones, with Flink's rules for text: numbers and booleans are trimmed. The null byte is not touched. */
wr_text_result wr_text_store(weir_type type, void *data, uint32_t row, const char *text, size_t size,
                             wr_time_style style);
/* The same for an integer that is at hand. */
wr_text_result wr_text_store_i64(weir_type type, void *data, uint32_t row, int64_t value);

/* "'abc' is not an INT" or "'300' is out of range for TINYINT". Returns `out`. */
const char *wr_text_reason(wr_text_result result, weir_type type, const char *text, size_t size,
                           char *out, size_t out_size);

/* BigDecimal.toString: 1.50, 1E-7, 0E-7. At most WR_NUMBER_TEXT_MAX bytes; returns the size. */
size_t wr_text_decimal_java(wr_int128 unscaled, uint32_t scale, char *out);
/* The same of a value whose trailing zeros were taken off: 1.5, 1E+2, 0. */
size_t wr_text_decimal_stripped(wr_int128 unscaled, uint32_t scale, char *out);
/* A whole number of any width: TINYINT to BIGINT, intervals. */
static inline int64_t wr_text_integer_at(weir_type type, const void *data, uint32_t row) {
    switch (weir_type_width(type)) {
    case 1: return ((const int8_t *)data)[row];
    case 2: return ((const int16_t *)data)[row];
    case 4: return ((const int32_t *)data)[row];
    default: return ((const int64_t *)data)[row];
    }
}
/* As Java prints it: FLOAT with the digits that it needs itself. At most WR_NUMBER_TEXT_MAX bytes; returns the size. */
static inline size_t wr_text_real_format(weir_type type, const void *data, uint32_t row, char *out) {
    return type.id == WEIR_TYPE_FLOAT ? wr_format_f32_java(((const float *)data)[row], out)
                                      : wr_format_f64_java(((const double *)data)[row], out);
}
/* A DECIMAL of either width. */
static inline wr_int128 wr_text_decimal_at(weir_type type, const void *data, uint32_t row) {
    return weir_type_is_wide_decimal(type) ? ((const wr_int128 *)data)[row]
                                           : ((const int64_t *)data)[row];
}
/* A TIMESTAMP of either width. */
static inline wr_timestamp wr_text_timestamp_at(weir_type type, const void *data, uint32_t row) {
    wr_timestamp value = {0};
    if (weir_type_is_wide_time(type))
        value = ((const wr_timestamp *)data)[row];
    else
        value.ms = ((const int64_t *)data)[row];
    return value;
}
#endif
