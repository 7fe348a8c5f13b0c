/* format/text.c - text of one value <-> a row of a column, by Flink's rules.
 *
 * What Flink does was measured on Flink 2.2; where Flink loses data without a word (a DECIMAL that
 * does not fit becomes NULL there) the value is refused here. */
#include "format/text.h"

#include <inttypes.h>

#include "base/alloc.h"
#include "base/base64.h"

#define MS_PER_DAY 86400000LL

/* `count` digits, no more and no less, from *text on. */
static bool digits(const char **text, const char *end, uint32_t count, int64_t *value) {
    if ((size_t)(end - *text) < count)
        return false;
    int64_t sum = 0;
    for (uint32_t i = 0; i < count; i++) {
        unsigned digit = (unsigned)(unsigned char)(*text)[i] - '0';
        if (digit > 9)
            return false;
        sum = sum * 10 + digit;
    }
    *text += count;
    *value = sum;
    return true;
}

static bool literal(const char **text, const char *end, char wanted) {
    if (*text == end || **text != wanted)
        return false;
    (*text)++;
    return true;
}

/* Year, month and day of ISO_LOCAL_DATE up to wherever the day ends. */
static bool date_part(const char **text, const char *end, bool lenient, int64_t *days) {
    int64_t  year, month, day;
    uint32_t year_digits = 4;
    bool     negative    = false;
    if (*text < end && (**text == '-' || **text == '+')) {
        negative    = **text == '-';
        bool plus   = **text == '+';
        (*text)++;
        year_digits = 0;
        while (*text + year_digits < end && (*text)[year_digits] >= '0' && (*text)[year_digits] <= '9')
            year_digits++;
        /* Years that the days of a DATE (32 bits) can hold. */
        if (year_digits < 4 || year_digits > 7 || (plus && year_digits == 4))
            return false;
    }
    if (!digits(text, end, year_digits, &year) || !literal(text, end, '-') ||
        !digits(text, end, 2, &month) || !literal(text, end, '-') || !digits(text, end, 2, &day))
        return false;
    if (year > 5000000 || month < 1 || month > 12 || day < 1 || day > 31)
        return false;
    if (negative)
        year = -year;
    int64_t month_days = wr_days_in_month(year, (uint32_t)month);
    if (day > month_days) {
        if (!lenient)
            return false;
        day = month_days;
    }
    *days = wr_days_from_civil(year, (uint32_t)month, (uint32_t)day);
    return true;
}

/* [.fraction] of 0 to 9 digits, in nanoseconds. */
static bool fraction_part(const char **text, const char *end, int64_t *nanos) {
    *nanos = 0;
    if (*text == end || **text != '.')
        return true;
    (*text)++;
    uint32_t count = 0;
    while (*text < end && **text >= '0' && **text <= '9') {
        if (++count > 9)
            return false;
        *nanos = *nanos * 10 + (**text - '0');
        (*text)++;
    }
    for (; count < 9; count++)
        *nanos *= 10;
    return true;
}

/* HH:mm:ss[.fraction]; the seconds may be missing where the style allows it. */
static bool time_part(const char **text, const char *end, bool lenient, bool seconds_optional,
                      int64_t *ms, int64_t *nanos) {
    int64_t hour, minute, second = 0, fraction = 0;
    if (!digits(text, end, 2, &hour) || !literal(text, end, ':') || !digits(text, end, 2, &minute))
        return false;
    if (literal(text, end, ':')) {
        if (!digits(text, end, 2, &second) || !fraction_part(text, end, &fraction))
            return false;
    } else if (!seconds_optional) {
        return false;
    }
    bool end_of_day = lenient && hour == 24 && minute == 0 && second == 0 && fraction == 0;
    if ((hour > 23 && !end_of_day) || minute > 59 || second > 59)
        return false;
    *ms    = ((hour * 60 + minute) * 60 + second) * 1000 + fraction / 1000000;
    *nanos = fraction % 1000000;
    return true;
}

bool wr_text_date(const char *text, size_t size, int32_t *days) {
    const char *end = text + size;
    int64_t     value;
    if (!date_part(&text, end, false, &value) || text != end)
        return false;
    *days = (int32_t)value;
    return true;
}

bool wr_text_time(const char *text, size_t size, int32_t *ms_of_day) {
    const char *end = text + size;
    int64_t     ms, nanos;
    if (!time_part(&text, end, true, false, &ms, &nanos) || text != end)
        return false;
    *ms_of_day = (int32_t)(ms == MS_PER_DAY ? 0 : ms);
    return true;
}

/* The style's timestamp; `zone_z`: an instant, with a Z behind it. Where Flink resolves
 * leniently (SQL style), 02-30 is the month's last day and 24:00:00 the next day's midnight. */
static bool text_timestamp(const char *text, size_t size, wr_time_style style, bool zone_z,
                       wr_timestamp *value) {
    const char *end     = text + size;
    bool        lenient = style == WR_TIME_SQL || zone_z;
    int64_t     days, ms, nanos;
    if (!date_part(&text, end, lenient, &days))
        return false;
    if (style == WR_TIME_SQL ? !literal(&text, end, ' ')
                             : !literal(&text, end, 'T') && !literal(&text, end, 't'))
        return false;
    if (!time_part(&text, end, lenient, style == WR_TIME_ISO, &ms, &nanos))
        return false;
    if (zone_z && !literal(&text, end, 'Z'))
        return false;
    if (text != end)
        return false;
    value->ms    = days * MS_PER_DAY + ms;
    value->nanos = (int32_t)nanos;
    value->zero  = 0;
    return true;
}

static char *put_two(char *out, uint32_t value) {
    out[0] = (char)('0' + value / 10);
    out[1] = (char)('0' + value % 10);
    return out + 2;
}

size_t wr_text_date_format(int32_t days, char *out) {
    wr_civil civil = wr_civil_from_days(days);
    char    *p     = out;
    int64_t  year  = civil.year;
    if (year < 0) {
        *p++ = '-';
        year = -year;
    } else if (year > 9999) {
        *p++ = '+';
    }
    char   digits_text[24];
    size_t count = wr_format_i64(year, digits_text);
    for (size_t i = count; i < 4; i++)
        *p++ = '0';
    memcpy(p, digits_text, count);
    p += count;
    *p++ = '-';
    p    = put_two(p, civil.month);
    *p++ = '-';
    p    = put_two(p, civil.day);
    return (size_t)(p - out);
}

size_t wr_text_timestamp_format(wr_timestamp value, wr_time_style style, bool zone_z, char *out) {
    int64_t days = value.ms / MS_PER_DAY, rest = value.ms % MS_PER_DAY;
    if (rest < 0) {
        rest += MS_PER_DAY;
        days--;
    }
    char *p = out + wr_text_date_format((int32_t)days, out);
    *p++    = style == WR_TIME_SQL ? ' ' : 'T';
    uint32_t ms = (uint32_t)rest, seconds = ms / 1000;
    p    = put_two(p, seconds / 3600);
    *p++ = ':';
    p    = put_two(p, seconds / 60 % 60);
    *p++ = ':';
    p    = put_two(p, seconds % 60);
    uint32_t nanos = ms % 1000 * 1000000 + (uint32_t)value.nanos;
    if (nanos != 0) {
        *p++ = '.';
        for (uint32_t unit = 100000000; nanos != 0; unit /= 10) {
            *p++ = (char)('0' + nanos / unit);
            nanos %= unit;
        }
    }
    if (zone_z)
        *p++ = 'Z';
    return (size_t)(p - out);
}

bool wr_base64_decode(const char *text, size_t size, char *out, size_t *out_size) {
    size_t at = 0, written = 0;
    for (;;) {
        while (at < size && (unsigned char)text[at] <= ' ')
            at++;
        if (at == size)
            break;
        if (size - at < 4)
            return false;
        int a = wr_base64_digit(text[at]), b = wr_base64_digit(text[at + 1]);
        int c = wr_base64_digit(text[at + 2]), d = wr_base64_digit(text[at + 3]);
        if (a < 0 || b < 0)
            return false;
        if (c < 0) {
            if (text[at + 2] != '=' || text[at + 3] != '=')
                return false;
            out[written++] = (char)(a << 2 | b >> 4);
        } else if (d < 0) {
            if (text[at + 3] != '=')
                return false;
            out[written++] = (char)(a << 2 | b >> 4);
            out[written++] = (char)(b << 4 | c >> 2);
        } else {
            out[written++] = (char)(a << 2 | b >> 4);
            out[written++] = (char)(b << 4 | c >> 2);
            out[written++] = (char)(c << 6 | d);
        }
        at += 4;
    }
    *out_size = written;
    return true;
}

void wr_base64_append(wr_buffer *out, const char *bytes, size_t size) {
    wr_buffer_reserve(out, size / 3 * 4 + 4);
    out->size += wr_base64(bytes, size, out->data + out->size);
}

wr_text_result wr_text_store_i64(weir_type type, void *data, uint32_t row, int64_t value) {
    switch ((weir_type_id)type.id) {
    case WEIR_TYPE_TINYINT:
        ((int8_t *)data)[row] = (int8_t)value;
        return value == (int8_t)value ? WR_TEXT_OK : WR_TEXT_RANGE;
    case WEIR_TYPE_SMALLINT:
        ((int16_t *)data)[row] = (int16_t)value;
        return value == (int16_t)value ? WR_TEXT_OK : WR_TEXT_RANGE;
    case WEIR_TYPE_INT:
    case WEIR_TYPE_INTERVAL_MONTH:
        ((int32_t *)data)[row] = (int32_t)value;
        return value == (int32_t)value ? WR_TEXT_OK : WR_TEXT_RANGE;
    case WEIR_TYPE_BIGINT:
    case WEIR_TYPE_INTERVAL_DAY:
        ((int64_t *)data)[row] = value;
        return WR_TEXT_OK;
    case WEIR_TYPE_NULL: case WEIR_TYPE_BOOLEAN: case WEIR_TYPE_FLOAT: case WEIR_TYPE_DOUBLE:
    case WEIR_TYPE_DECIMAL: case WEIR_TYPE_CHAR: case WEIR_TYPE_VARCHAR: case WEIR_TYPE_BINARY:
    case WEIR_TYPE_VARBINARY: case WEIR_TYPE_DATE: case WEIR_TYPE_TIME: case WEIR_TYPE_TIMESTAMP:
    case WEIR_TYPE_TIMESTAMP_LTZ: case WEIR_TYPE_ARRAY: case WEIR_TYPE_MAP: case WEIR_TYPE_MULTISET:
    case WEIR_TYPE_ROW: case WEIR_TYPE_VARIANT: case WEIR_TYPE_SYMBOL: case WEIR_TYPE_COUNT:
        break;
    }
    return WR_TEXT_BAD;
}

/* [+-]digits: then what could not be parsed is too large. */
static bool is_integer_text(const char *text, size_t size) {
    size_t at = size > 0 && (text[0] == '-' || text[0] == '+') ? 1 : 0;
    if (at == size)
        return false;
    for (; at < size; at++)
        if (text[at] < '0' || text[at] > '9')
            return false;
    return true;
}

static bool is_decimal_text(const char *text, size_t size) {
    double ignored;
    if (size == 0)
        return false;
    char last = text[size - 1]; /* Java's suffixes and names are no BigDecimal */
    return ((last >= '0' && last <= '9') || last == '.') && wr_parse_f64(text, size, &ignored);
}

static wr_text_result store_decimal(weir_type type, void *data, uint32_t row, const char *text,
                                    size_t size) {
    wr_int128 unscaled;
    if (!wr_parse_decimal(text, size, type.length, type.scale, &unscaled))
        return is_decimal_text(text, size) ? WR_TEXT_RANGE : WR_TEXT_BAD;
    if (weir_type_is_wide_decimal(type))
        ((wr_int128 *)data)[row] = unscaled;
    else
        ((int64_t *)data)[row] = (int64_t)unscaled;
    return WR_TEXT_OK;
}

wr_text_result wr_text_store(weir_type type, void *data, uint32_t row, const char *text, size_t size,
                             wr_time_style style) {
    int64_t      integer;
    double       real;
    float        real32;
    int32_t      narrow;
    wr_timestamp time;
    switch ((weir_type_id)type.id) {
    case WEIR_TYPE_BOOLEAN: {
        bool value;
        wr_text_trim(&text, &size);
        ((uint8_t *)data)[row] = wr_parse_bool(text, size, &value) && value; /* else false, as Java */
        return WR_TEXT_OK;
    }
    case WEIR_TYPE_TINYINT: case WEIR_TYPE_SMALLINT: case WEIR_TYPE_INT: case WEIR_TYPE_BIGINT:
    case WEIR_TYPE_INTERVAL_MONTH: case WEIR_TYPE_INTERVAL_DAY:
        wr_text_trim(&text, &size);
        if (!wr_parse_i64(text, size, &integer))
            return is_integer_text(text, size) ? WR_TEXT_RANGE : WR_TEXT_BAD;
        return wr_text_store_i64(type, data, row, integer);
    case WEIR_TYPE_FLOAT:
        wr_text_trim(&text, &size);
        if (!wr_parse_f32(text, size, &real32))
            return WR_TEXT_BAD;
        ((float *)data)[row] = real32;
        return WR_TEXT_OK;
    case WEIR_TYPE_DOUBLE:
        wr_text_trim(&text, &size);
        if (!wr_parse_f64(text, size, &real))
            return WR_TEXT_BAD;
        ((double *)data)[row] = real;
        return WR_TEXT_OK;
    case WEIR_TYPE_DECIMAL:
        wr_text_trim(&text, &size);
        return store_decimal(type, data, row, text, size);
    case WEIR_TYPE_DATE:
        if (!wr_text_date(text, size, &narrow))
            return WR_TEXT_BAD;
        ((int32_t *)data)[row] = narrow;
        return WR_TEXT_OK;
    case WEIR_TYPE_TIME:
        if (!wr_text_time(text, size, &narrow))
            return WR_TEXT_BAD;
        ((int32_t *)data)[row] = wr_text_time_cut(narrow, type.length);
        return WR_TEXT_OK;
    case WEIR_TYPE_TIMESTAMP: case WEIR_TYPE_TIMESTAMP_LTZ:
        if (!text_timestamp(text, size, style, type.id == WEIR_TYPE_TIMESTAMP_LTZ, &time))
            return WR_TEXT_BAD;
        if (weir_type_is_wide_time(type))
            ((wr_timestamp *)data)[row] = time;
        else
            ((int64_t *)data)[row] = time.ms;
        return WR_TEXT_OK;
    case WEIR_TYPE_NULL: case WEIR_TYPE_CHAR: case WEIR_TYPE_VARCHAR: case WEIR_TYPE_BINARY:
    case WEIR_TYPE_VARBINARY: case WEIR_TYPE_ARRAY: case WEIR_TYPE_MAP: case WEIR_TYPE_MULTISET:
    case WEIR_TYPE_ROW: case WEIR_TYPE_VARIANT: case WEIR_TYPE_SYMBOL: case WEIR_TYPE_COUNT:
        break;
    }
    return WR_TEXT_BAD;
}

const char *wr_text_reason(wr_text_result result, weir_type type, const char *text, size_t size,
                           char *out, size_t out_size) {
    if (result == WR_TEXT_UTF8) {
        snprintf(out, out_size, "not valid UTF-8");
        return out;
    }
    char shown[64], type_text[256];
    type.nullable = true;
    size_t length = 0;
    for (; length < size && length < sizeof(shown) - 4; length++) {
        char c        = text[length];
        shown[length] = (unsigned char)c < ' ' || (unsigned char)c >= 0x7f ? '?' : c;
    }
    if (length < size)
        memcpy(shown + length, "...", 3), length += 3;
    shown[length] = '\0';
    weir_type_text(type, type_text, sizeof(type_text));
    if (result == WR_TEXT_RANGE)
        snprintf(out, out_size, "'%s' is out of range for %s", shown, type_text);
    else
        snprintf(out, out_size, "'%s' is not a%s %s", shown, type_text[0] == 'I' || type_text[0] == 'A' ? "n" : "", type_text);
    return out;
}

/* BigDecimal.toString: digits * 10^-scale, with an exponent where the scale is negative or the value
 * is below 10^-6. */
static size_t decimal_java(wr_int128 unscaled, int32_t scale, char *out) {
    char    digits_text[WR_NUMBER_TEXT_MAX];
    size_t  count    = wr_format_decimal(unscaled, 0, digits_text);
    size_t  sign     = digits_text[0] == '-';
    int64_t adjusted = (int64_t)(count - sign) - 1 - scale;
    if (scale >= 0 && adjusted >= -6)
        return wr_format_decimal(unscaled, (uint32_t)scale, out);
    char *p = out;
    memcpy(p, digits_text, sign + 1);
    p += sign + 1;
    if (count - sign > 1) {
        *p++ = '.';
        memcpy(p, digits_text + sign + 1, count - sign - 1);
        p += count - sign - 1;
    }
    if (adjusted != 0) {
        *p++ = 'E';
        if (adjusted > 0)
            *p++ = '+';
        p += wr_format_i64(adjusted, p);
    }
    return (size_t)(p - out);
}

size_t wr_text_decimal_java(wr_int128 unscaled, uint32_t scale, char *out) {
    return decimal_java(unscaled, (int32_t)scale, out);
}

size_t wr_text_decimal_stripped(wr_int128 unscaled, uint32_t scale, char *out) {
    int32_t left = (int32_t)scale; /* below 0: more zeros cut off than the fraction has */
    if (unscaled == 0)
        left = 0;
    while (unscaled != 0 && unscaled % 10 == 0) {
        unscaled /= 10;
        left--;
    }
    return decimal_java(unscaled, left, out);
}
