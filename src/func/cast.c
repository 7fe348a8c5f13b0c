/* func/cast.c - CAST and TRY_CAST of every pair of scalar types that types.c allows; cast_nested.c does those with parts.
 *
 * Semantics are Flink's with legacy casts off: a text that is no value of the target fails CAST and is
 * NULL for TRY_CAST; a number too large for a DECIMAL is NULL for both; integers are cut like Java's;
 * CHAR(n) and VARCHAR(n) cut, CHAR(n) pads with blanks. TIMESTAMP before 1970 is cut towards 1970, as
 * Flink does, but not TIMESTAMP_LTZ to DATE and TIME. TIMESTAMP_LTZ is shown and read in the job's local time zone. */
#include "batch/vector.h"
#include "func/cast.h"
#include "func/cast_kernel.h"

#include <math.h>

#define DAY_MS 86400000

typedef weir_status (*cast_kernel)(const wr_cast *how, const weir_column *in, weir_rows rows,
                                   weir_vector *out, weir_error *err);

/* A value that cannot be cast: NULL for TRY_CAST, else the job's error. */
static weir_status bad_value(const wr_cast *how, const char *text, size_t size, weir_vector *out,
                             uint32_t row, weir_error *err) {
    if (how->try_cast) {
        set_null(out, row);
        return WEIR_OK;
    }
    char      type[256];
    weir_type plain = how->to;
    plain.nullable = true;
    return weir_fail(err, WEIR_DATA, "CAST: '%.*s' is not a valid %s; TRY_CAST gives NULL instead",
                     (int)WR_MIN(size, (size_t)100), text, weir_type_text(plain, type, sizeof(type)));
}

/* ---- numbers ---- */

#define CONVERT(name, from_type, to_type)                                                          \
    WR_CLONES static void name(const void *in, void *result, weir_rows rows) {                     \
        const from_type *values = in;                                                              \
        to_type *restrict out = result;                                                            \
        WR_EACH(i, rows, out[i] = (to_type)values[i];);                                            \
    }
CONVERT(i32_to_i64, int32_t, int64_t)
CONVERT(i32_to_f64, int32_t, double)
CONVERT(i64_to_f64, int64_t, double)
CONVERT(f32_to_f64, float, double)

/* Java's (int) and (long) of a double: NaN is 0, too large is the largest. */
static int64_t integer_of_double(double value, weir_type to) {
    if (value != value)
        return 0;
    if (to.id == WEIR_TYPE_BIGINT)
        return value >= 9223372036854775808.0 ? INT64_MAX
             : value <= -9223372036854775808.0 ? INT64_MIN : (int64_t)value;
    return value >= 2147483647.0 ? INT32_MAX : value <= -2147483648.0 ? INT32_MIN : (int64_t)value;
}

static double number_as_double(const weir_column *in, uint32_t row) {
    switch ((int)in->type.id) {
    case WEIR_TYPE_FLOAT: return (double)((const float *)in->data)[row];
    case WEIR_TYPE_DOUBLE: return ((const double *)in->data)[row];
    case WEIR_TYPE_DECIMAL: return wr_decimal_to_f64(decimal_at(in, row), in->type.scale);
    default: return (double)integer_at(in, row);
    }
}

static weir_status to_double(const wr_cast *how, const weir_column *in, weir_rows rows,
                             weir_vector *out, weir_error *err) {
    (void)err;
    double *values = out->data;
    float  *floats = out->data;
    bool    single = how->to.id == WEIR_TYPE_FLOAT;
    if (!single && in->type.id == WEIR_TYPE_INT)
        i32_to_f64(in->data, values, rows);
    else if (!single && in->type.id == WEIR_TYPE_BIGINT)
        i64_to_f64(in->data, values, rows);
    else if (!single && in->type.id == WEIR_TYPE_FLOAT)
        f32_to_f64(in->data, values, rows);
    else if (!single)
        WR_EACH(i, rows, values[i] = number_as_double(in, i););
    else if (weir_type_is_integer(in->type)) /* once rounded, not by way of a double */
        WR_EACH(i, rows, floats[i] = (float)integer_at(in, i););
    else
        WR_EACH(i, rows, floats[i] = (float)number_as_double(in, i););
    return WEIR_OK;
}

static weir_status to_integer(const wr_cast *how, const weir_column *in, weir_rows rows,
                              weir_vector *out, weir_error *err) {
    (void)err;
    const weir_type from = in->type;
    if (from.id == WEIR_TYPE_FLOAT || from.id == WEIR_TYPE_DOUBLE) {
        WR_EACH(i, rows, integer_put(out, i, integer_of_double(number_as_double(in, i), how->to)););
    } else if (from.id == WEIR_TYPE_DECIMAL) {
        wr_int128 divisor = wr_pow10_i128(from.scale);
        WR_EACH(i, rows, integer_put(out, i, (int64_t)(decimal_at(in, i) / divisor)););
    } else if (from.id == WEIR_TYPE_INT && how->to.id == WEIR_TYPE_BIGINT) {
        i32_to_i64(in->data, out->data, rows);
    } else {
        WR_EACH(i, rows, integer_put(out, i, integer_at(in, i)););
    }
    return WEIR_OK;
}

static weir_status to_boolean(const wr_cast *how, const weir_column *in, weir_rows rows,
                              weir_vector *out, weir_error *err) {
    (void)how, (void)err;
    uint8_t *values = out->data;
    if (in->type.id == WEIR_TYPE_DECIMAL)
        WR_EACH(i, rows, values[i] = decimal_at(in, i) != 0;);
    else if (in->type.id == WEIR_TYPE_FLOAT || in->type.id == WEIR_TYPE_DOUBLE)
        WR_EACH(i, rows, values[i] = number_as_double(in, i) != 0;);
    else
        WR_EACH(i, rows, values[i] = integer_at(in, i) != 0;);
    return WEIR_OK;
}

static weir_status to_decimal(const wr_cast *how, const weir_column *in, weir_rows rows,
                              weir_vector *out, weir_error *err) {
    const uint32_t precision = how->to.length, scale = how->to.scale;
    if (in->type.id == WEIR_TYPE_FLOAT || in->type.id == WEIR_TYPE_DOUBLE) {
        WR_EACH(i, rows, wr_int128 value; double number = number_as_double(in, i);
                if (number != number || isinf(number)) {
                    WEIR_TRY(bad_value(how, number != number ? "NaN" : "Infinity", number != number ? 3 : 8,
                                       out, i, err));
                } else if (wr_decimal_from_f64(number, precision, scale, &value)) {
                    decimal_put(out, i, value);
                } else {
                    set_null(out, i);
                });
        return WEIR_OK;
    }
    const uint32_t from_scale = in->type.id == WEIR_TYPE_DECIMAL ? in->type.scale : 0;
    const bool     decimal = in->type.id == WEIR_TYPE_DECIMAL;
    if (from_scale == scale) {
        WR_EACH(i, rows, wr_int128 value = decimal ? decimal_at(in, i) : integer_at(in, i);
                if (decimal_fits(value, precision)) decimal_put(out, i, value);
                else set_null(out, i););
        return WEIR_OK;
    }
    WR_EACH(i, rows, wr_int128 value = decimal ? decimal_at(in, i) : integer_at(in, i);
            if (wr_decimal_rescale(value, from_scale, precision, scale, &value)) decimal_put(out, i, value);
            else set_null(out, i););
    return WEIR_OK;
}

/* ---- to text ---- */

void wr_cast_put_text(const wr_cast *how, weir_vector *out, uint32_t row, const char *text, size_t size) {
    weir_string *strings = out->data;
    const size_t length = how->to.length;
    if (length >= size && how->to.id == WEIR_TYPE_VARCHAR) { /* at most as many characters as bytes */
        strings[row] = string_copy(out, text, size);
        return;
    }
    size_t characters = wr_utf8_length(text, size);
    if (characters > length)
        size = wr_utf8_offset(text, size, length);
    if (how->to.id == WEIR_TYPE_VARCHAR || characters >= length) {
        strings[row] = string_copy(out, text, size);
        return;
    }
    size_t padded = size + (length - characters);
    char   small[WEIR_STRING_INLINE];
    char  *room = padded <= sizeof(small) ? small : wr_string_room(out, padded);
    memcpy(room, text, size);
    memset(room + size, ' ', padded - size);
    strings[row] = weir_string_view(room, padded);
}

static size_t interval_text(weir_type type, int64_t value, char *text) {
    char     sign = value < 0 ? '-' : '+';
    uint64_t size = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    int      written;
    if (type.id == WEIR_TYPE_INTERVAL_MONTH)
        written = snprintf(text, WR_NUMBER_TEXT_MAX, "%c%llu-%02u", sign,
                           (unsigned long long)(size / 12), (unsigned)(size % 12));
    else
        written = snprintf(text, WR_NUMBER_TEXT_MAX, "%c%llu %02u:%02u:%02u.%03u", sign,
                           (unsigned long long)(size / DAY_MS), (unsigned)(size / 3600000 % 24),
                           (unsigned)(size / 60000 % 60), (unsigned)(size / 1000 % 60),
                           (unsigned)(size % 1000));
    return (size_t)written;
}

static size_t value_text(const wr_cast *how, const weir_column *in, uint32_t row, char *text) {
    const weir_type type = in->type;
    switch ((weir_type_id)type.id) {
    case WEIR_TYPE_BOOLEAN: {
        bool yes = ((const uint8_t *)in->data)[row] != 0;
        memcpy(text, yes ? "TRUE" : "FALSE", yes ? 4 : 5);
        return yes ? 4 : 5;
    }
    case WEIR_TYPE_TINYINT:
    case WEIR_TYPE_SMALLINT:
    case WEIR_TYPE_INT:
    case WEIR_TYPE_BIGINT: return wr_format_i64(integer_at(in, row), text);
    case WEIR_TYPE_FLOAT: return wr_format_f32_java(((const float *)in->data)[row], text);
    case WEIR_TYPE_DOUBLE: return wr_format_f64_java(((const double *)in->data)[row], text);
    case WEIR_TYPE_DECIMAL: return wr_format_decimal(decimal_at(in, row), type.scale, text);
    case WEIR_TYPE_DATE: return wr_format_date(((const int32_t *)in->data)[row], text);
    case WEIR_TYPE_TIME: return wr_format_time(((const int32_t *)in->data)[row], type.length, text);
    case WEIR_TYPE_TIMESTAMP:
    case WEIR_TYPE_TIMESTAMP_LTZ: {
        wr_timestamp value = timestamp_at(in, row);
        if (type.id == WEIR_TYPE_TIMESTAMP_LTZ)
            value.ms += wr_zone_offset_ms(how->zone, value.ms);
        return wr_format_timestamp(value, type.length, ' ', text);
    }
    case WEIR_TYPE_INTERVAL_MONTH:
    case WEIR_TYPE_INTERVAL_DAY: return interval_text(type, integer_at(in, row), text);
    case WEIR_TYPE_NULL:
    case WEIR_TYPE_CHAR:
    case WEIR_TYPE_VARCHAR:
    case WEIR_TYPE_BINARY:
    case WEIR_TYPE_VARBINARY:
    case WEIR_TYPE_ARRAY:
    case WEIR_TYPE_MAP:
    case WEIR_TYPE_MULTISET:
    case WEIR_TYPE_ROW:
    case WEIR_TYPE_VARIANT:
    case WEIR_TYPE_SYMBOL:
    case WEIR_TYPE_COUNT: break;
    }
    return 0;
}

static weir_status number_to_string(const wr_cast *how, const weir_column *in, weir_rows rows,
                                    weir_vector *out, weir_error *err) {
    (void)err;
    char text[WR_NUMBER_TEXT_MAX];
    WR_EACH(i, rows, size_t size = value_text(how, in, i, text); wr_cast_put_text(how, out, i, text, size););
    return WEIR_OK;
}

/* Bytes that are no UTF-8 become U+FFFD each. */
static weir_string repaired(weir_vector *out, const char *data, size_t size) {
    char  *room = wr_string_room(out, size * 3);
    size_t used = 0;
    for (size_t i = 0; i < size;) {
        size_t length = 1;
        while (length <= 4 && i + length <= size && !wr_utf8_valid(data + i, length))
            length++;
        if (length <= 4 && i + length <= size) {
            memcpy(room + used, data + i, length);
            used += length;
            i += length;
        } else {
            memcpy(room + used, "\xef\xbf\xbd", 3);
            used += 3;
            i++;
        }
    }
    return weir_string_view(room, used);
}

static weir_status string_to_string(const wr_cast *how, const weir_column *in, weir_rows rows,
                                    weir_vector *out, weir_error *err) {
    (void)err;
    const weir_string *strings = strings_of(in);
    weir_string       *values = out->data;
    const bool         binary = weir_type_is_binary(in->type);
    const bool         fits = how->to.id == WEIR_TYPE_VARCHAR && how->to.length >= in->type.length;
    WR_EACH(i, rows, weir_string value = strings[i];
            if (binary && !wr_utf8_valid(weir_string_data(&value), value.size))
                value = repaired(out, weir_string_data(&value), value.size);
            if (fits || (how->to.id == WEIR_TYPE_VARCHAR && value.size <= how->to.length)) values[i] = value;
            else wr_cast_put_text(how, out, i, weir_string_data(&value), value.size););
    return WEIR_OK;
}

static weir_status to_binary(const wr_cast *how, const weir_column *in, weir_rows rows,
                             weir_vector *out, weir_error *err) {
    (void)err;
    const weir_string *strings = strings_of(in);
    weir_string       *values = out->data;
    const uint32_t     length = how->to.length;
    WR_EACH(i, rows, weir_string value = strings[i];
            if (value.size > length) {
                value = string_copy(out, weir_string_data(&value), length);
            } else if (value.size < length && how->to.id == WEIR_TYPE_BINARY) {
                char *room = wr_string_room(out, length);
                memset(room, 0, length);
                memcpy(room, weir_string_data(&value), value.size);
                value = weir_string_view(room, length);
            }
            values[i] = value;);
    return WEIR_OK;
}

/* ---- from text ---- */

static void trim(const char **text, size_t *size) {
    while (*size && **text == ' ')
        (*text)++, (*size)--;
    while (*size && (*text)[*size - 1] == ' ')
        (*size)--;
}

/* [+-]digits[.digits]: what stands behind the point is cut off. */
static bool text_to_integer(const char *text, size_t size, weir_type to, int64_t *value) {
    trim(&text, &size);
    bool   negative = size && text[0] == '-';
    size_t at = size && (text[0] == '-' || text[0] == '+');
    if (at == size)
        return false;
    uint64_t sum = 0, limit = (uint64_t)INT64_MAX + negative;
    if (to.id != WEIR_TYPE_BIGINT)
        limit = ((uint64_t)1 << (weir_type_width(to) * 8 - 1)) - !negative;
    for (; at < size && text[at] != '.'; at++) {
        uint32_t digit = (uint32_t)(unsigned char)text[at] - '0';
        if (digit > 9 || sum > (limit - digit) / 10 || sum * 10 > limit - digit)
            return false;
        sum = sum * 10 + digit;
    }
    for (at += at < size; at < size; at++)
        if (text[at] < '0' || text[at] > '9')
            return false;
    *value = negative ? (int64_t)(0 - sum) : (int64_t)sum;
    return true;
}

static bool text_is(const char *text, size_t size, const char *word) {
    size_t length = strlen(word);
    if (size != length)
        return false;
    for (size_t i = 0; i < size; i++)
        if ((text[i] | 0x20) != (word[i] | 0x20))
            return false;
    return true;
}

static bool text_to_boolean(const char *text, size_t size, bool *value) {
    static const char *const yes[] = {"t", "true", "y", "yes", "1"};
    static const char *const no[] = {"f", "false", "n", "no", "0"};
    for (size_t i = 0; i < WR_COUNT_OF(yes); i++) {
        if (text_is(text, size, yes[i])) {
            *value = true;
            return true;
        }
        if (text_is(text, size, no[i])) {
            *value = false;
            return true;
        }
    }
    return false;
}

/* Digits from *at on, at least `least` and at most `most` of them. */
static bool take_digits(const char *text, size_t size, size_t *at, size_t least, size_t most,
                        int64_t *value) {
    size_t start = *at;
    *value = 0;
    while (*at < size && *at - start < most && text[*at] >= '0' && text[*at] <= '9')
        *value = *value * 10 + (text[(*at)++] - '0');
    return *at - start >= least;
}

static bool take_char(const char *text, size_t size, size_t *at, char wanted) {
    if (*at >= size || text[*at] != wanted)
        return false;
    (*at)++;
    return true;
}

/* year[-month[-day]], then a blank and anything. */
bool wr_text_to_date(const char *text, size_t size, int32_t *days) {
    trim(&text, &size);
    const char *blank = size ? memchr(text, ' ', size) : NULL;
    if (blank)
        size = (size_t)(blank - text);
    size_t  at = 0;
    int64_t year, month = 1, day = 1;
    if (!take_digits(text, size, &at, 1, 9, &year))
        return false;
    if (at < size && (!take_char(text, size, &at, '-') || !take_digits(text, size, &at, 1, 9, &month)))
        return false;
    if (at < size && (!take_char(text, size, &at, '-') || !take_digits(text, size, &at, 1, 9, &day)))
        return false;
    if (at != size || year > 9999 || month < 1 || month > 12 || day < 1 ||
        day > wr_days_in_month(year, (uint32_t)month))
        return false;
    *days = (int32_t)wr_days_from_civil(year, (uint32_t)month, (uint32_t)day);
    return true;
}

/* hour[:minute[:second[.fraction]]] */
static bool text_to_time(const char *text, size_t size, int32_t *ms) {
    trim(&text, &size);
    size_t  at = 0;
    int64_t hour, minute = 0, second = 0, fraction = 0;
    if (!take_digits(text, size, &at, 1, 9, &hour))
        return false;
    if (at < size && (!take_char(text, size, &at, ':') || !take_digits(text, size, &at, 1, 9, &minute)))
        return false;
    if (at < size && (!take_char(text, size, &at, ':') || !take_digits(text, size, &at, 1, 9, &second)))
        return false;
    if (at < size) {
        if (!take_char(text, size, &at, '.'))
            return false;
        for (int64_t unit = 100; at < size; at++, unit /= 10) {
            if (text[at] < '0' || text[at] > '9')
                return false;
            fraction += unit * (text[at] - '0');
        }
    }
    if (hour > 23 || minute > 59 || second > 59)
        return false;
    *ms = (int32_t)(((hour * 60 + minute) * 60 + second) * 1000 + fraction);
    return true;
}

/* yyyy-M-d[ H:m:s[.fraction]]: no blanks around, a day past the month's end (at most 31) is its last
 * day, 24:00:00 is midnight of the next day. */
bool wr_text_to_timestamp(const char *text, size_t size, wr_timestamp *value) {
    size_t  at = 0;
    int64_t year, month, day, hour = 0, minute = 0, second = 0, nanos = 0;
    if (!take_digits(text, size, &at, 4, 4, &year) || !take_char(text, size, &at, '-') ||
        !take_digits(text, size, &at, 1, 2, &month) || !take_char(text, size, &at, '-') ||
        !take_digits(text, size, &at, 1, 2, &day))
        return false;
    if (at < size) {
        if (!take_char(text, size, &at, ' ') || !take_digits(text, size, &at, 1, 2, &hour) ||
            !take_char(text, size, &at, ':') || !take_digits(text, size, &at, 1, 2, &minute) ||
            !take_char(text, size, &at, ':') || !take_digits(text, size, &at, 1, 2, &second))
            return false;
        if (at < size) {
            size_t start = at + 1;
            if (!take_char(text, size, &at, '.') || !take_digits(text, size, &at, 0, 9, &nanos))
                return false;
            for (size_t digits = at - start; digits < 9; digits++)
                nanos *= 10;
        }
    }
    if (at != size || month < 1 || month > 12 || day < 1 || day > 31 || minute > 59 || second > 59 ||
        hour > 24 || (hour == 24 && (minute || second || nanos)))
        return false;
    uint32_t last = wr_days_in_month(year, (uint32_t)month);
    int64_t  days = wr_days_from_civil(year, (uint32_t)month, WR_MIN((uint32_t)day, last));
    value->ms = days * DAY_MS + ((hour * 60 + minute) * 60 + second) * 1000 + nanos / 1000000;
    value->nanos = (int32_t)(nanos % 1000000);
    value->zero = 0;
    return true;
}

static wr_timestamp cut_timestamp(wr_timestamp value, uint32_t precision) {
    static const int64_t ms_units[] = {1000, 100, 10, 1};
    static const int32_t nano_units[] = {100000, 10000, 1000, 100, 10, 1};
    if (precision <= 3) {
        value.ms -= value.ms % ms_units[precision]; /* towards 1970, as Flink does */
        value.nanos = 0;
    } else {
        value.nanos -= value.nanos % nano_units[WR_MIN(precision, 9u) - 4];
    }
    return value;
}

/* Of a text the digits that are too many are left out, before 1970 as well. */
static wr_timestamp cut_digits(wr_timestamp value, uint32_t precision) {
    if (precision < 3 && value.ms < 0) {
        static const int64_t ms_units[] = {1000, 100, 10};
        int64_t over = value.ms % ms_units[precision];
        if (over != 0)
            value.ms -= over + ms_units[precision];
    }
    return cut_timestamp(value, precision);
}

static int32_t cut_time(int64_t ms, uint32_t precision) {
    static const int64_t units[] = {1000, 100, 10, 1};
    ms -= ms % units[WR_MIN(precision, 3u)];
    return (int32_t)(ms < 0 ? ms + DAY_MS : ms);
}

/* Of a short text zeros count as digits: '0.5' is no DECIMAL(5, 5), '.5' is one. */
static bool whole_digits_fit(const char *text, size_t size, weir_type to) {
    size_t digits = 0, at = size && (text[0] == '-' || text[0] == '+');
    if (to.length > 18 || size > 18)
        return true;
    while (at < size && text[at] >= '0' && text[at] <= '9')
        digits++, at++;
    bool exponent = memchr(text, 'e', size) || memchr(text, 'E', size);
    return exponent || digits + to.scale <= to.length;
}

static bool text_to_value(const wr_cast *how, const char *text, size_t size, weir_vector *out,
                          uint32_t row) {
    int64_t      integer;
    bool         truth;
    double       number;
    float        single;
    wr_int128    decimal;
    int32_t      small;
    wr_timestamp time;
    switch ((int)how->to.id) {
    case WEIR_TYPE_BOOLEAN:
        if (!text_to_boolean(text, size, &truth))
            return false;
        integer_put(out, row, truth);
        return true;
    case WEIR_TYPE_TINYINT:
    case WEIR_TYPE_SMALLINT:
    case WEIR_TYPE_INT:
    case WEIR_TYPE_BIGINT:
        if (!text_to_integer(text, size, how->to, &integer))
            return false;
        integer_put(out, row, integer);
        return true;
    case WEIR_TYPE_FLOAT:
        trim(&text, &size);
        if (!wr_parse_f32(text, size, &single))
            return false;
        ((float *)out->data)[row] = single;
        return true;
    case WEIR_TYPE_DOUBLE:
        trim(&text, &size);
        if (!wr_parse_f64(text, size, &number))
            return false;
        ((double *)out->data)[row] = number;
        return true;
    case WEIR_TYPE_DECIMAL:
        trim(&text, &size);
        if (!whole_digits_fit(text, size, how->to) || !wr_parse_decimal(text, size, how->to.length, how->to.scale, &decimal))
            return false;
        decimal_put(out, row, decimal);
        return true;
    case WEIR_TYPE_DATE:
        if (!wr_text_to_date(text, size, &small))
            return false;
        integer_put(out, row, small);
        return true;
    case WEIR_TYPE_TIME:
        if (!text_to_time(text, size, &small))
            return false;
        integer_put(out, row, cut_time(small, how->to.length));
        return true;
    case WEIR_TYPE_TIMESTAMP:
    case WEIR_TYPE_TIMESTAMP_LTZ:
        if (!wr_text_to_timestamp(text, size, &time))
            return false;
        if (how->to.id == WEIR_TYPE_TIMESTAMP_LTZ)
            time.ms = wr_zone_instant_ms(how->zone, time.ms);
        timestamp_put(out, row, cut_digits(time, how->to.length));
        return true;
    default:
        return false;
    }
}

static weir_status from_string(const wr_cast *how, const weir_column *in, weir_rows rows,
                               weir_vector *out, weir_error *err) {
    const weir_string *strings = strings_of(in);
    WR_EACH(i, rows, const char *text = weir_string_data(&strings[i]); size_t size = strings[i].size;
            if (!text_to_value(how, text, size, out, i)) WEIR_TRY(bad_value(how, text, size, out, i, err)););
    return WEIR_OK;
}

/* ---- times ---- */

/* Of a TIMESTAMP before 1970 the day is cut towards 1970, of an instant it is the right one: so Flink has it. */
static int64_t whole_days(int64_t ms, bool instant) {
    return ms / DAY_MS - (instant && ms % DAY_MS < 0);
}

static weir_status time_to_time(const wr_cast *how, const weir_column *in, weir_rows rows,
                                weir_vector *out, weir_error *err) {
    (void)err;
    const weir_type from = in->type, to = how->to;
    const bool      local_from = from.id == WEIR_TYPE_TIMESTAMP_LTZ, local_to = to.id == WEIR_TYPE_TIMESTAMP_LTZ;
    WR_EACH(i, rows, wr_timestamp value = {0, 0, 0};
            if (weir_type_is_timestamp(from)) value = timestamp_at(in, i);
            else value.ms = integer_at(in, i) * (from.id == WEIR_TYPE_DATE ? DAY_MS : 1);
            if (local_from && !local_to) value.ms += wr_zone_offset_ms(how->zone, value.ms);
            if (local_to && !local_from) value.ms = wr_zone_instant_ms(how->zone, value.ms);
            if (weir_type_is_timestamp(to)) timestamp_put(out, i, cut_timestamp(value, to.length));
            else if (to.id == WEIR_TYPE_DATE) integer_put(out, i, whole_days(value.ms, local_from));
            else integer_put(out, i, cut_time(value.ms - whole_days(value.ms, local_from) * DAY_MS, to.length)););
    return WEIR_OK;
}

static weir_status same_value(const wr_cast *how, const weir_column *in, weir_rows rows,
                              weir_vector *out, weir_error *err) {
    (void)how, (void)err;
    size_t width = weir_type_width(out->type);
    WR_EACH(i, rows, memcpy((char *)out->data + i * width, (const char *)in->data + i * width, width););
    return WEIR_OK;
}

static cast_kernel kernel_of(weir_type from, weir_type to) {
    switch ((weir_type_id)to.id) {
    case WEIR_TYPE_CHAR:
    case WEIR_TYPE_VARCHAR:
        return weir_type_is_bytes(from) ? string_to_string : weir_type_is_nested(from) ? wr_cast_nested : number_to_string;
    case WEIR_TYPE_BINARY:
    case WEIR_TYPE_VARBINARY:
        return to_binary;
    case WEIR_TYPE_BOOLEAN:
        return weir_type_is_bytes(from) ? from_string : to_boolean;
    case WEIR_TYPE_TINYINT:
    case WEIR_TYPE_SMALLINT:
    case WEIR_TYPE_INT:
    case WEIR_TYPE_BIGINT:
        return weir_type_is_bytes(from) ? from_string : to_integer;
    case WEIR_TYPE_FLOAT:
    case WEIR_TYPE_DOUBLE:
        return weir_type_is_bytes(from) ? from_string : to_double;
    case WEIR_TYPE_DECIMAL:
        return weir_type_is_bytes(from) ? from_string : to_decimal;
    case WEIR_TYPE_DATE:
        return weir_type_is_bytes(from) ? from_string : from.id == to.id ? same_value : time_to_time;
    case WEIR_TYPE_TIME:
    case WEIR_TYPE_TIMESTAMP:
    case WEIR_TYPE_TIMESTAMP_LTZ:
        return weir_type_is_bytes(from) ? from_string : time_to_time;
    case WEIR_TYPE_INTERVAL_MONTH:
    case WEIR_TYPE_INTERVAL_DAY:
        return weir_type_is_integer(from) ? to_integer : same_value; /* so many months or milliseconds */
    case WEIR_TYPE_ARRAY:
    case WEIR_TYPE_MAP:
    case WEIR_TYPE_MULTISET:
    case WEIR_TYPE_ROW:
        return wr_cast_nested;
    case WEIR_TYPE_NULL:
    case WEIR_TYPE_VARIANT:
    case WEIR_TYPE_SYMBOL:
    case WEIR_TYPE_COUNT:
        break;
    }
    return same_value;
}

weir_status wr_cast_scalar(const wr_cast *how, const weir_value *in, struct weir_arena *arena, weir_value *out, weir_error *err) {
    uint64_t    room_in[2], room_out[2] = {0}; /* columns of one row, aligned for every width */
    uint8_t     null_in = 0, null_out = 0;
    weir_vector given = {.type = how->from, .data = room_in, .nulls = &null_in};
    weir_vector made = {.type = how->to, .data = room_out, .nulls = &null_out, .strings = arena};
    wr_vector_set(&given, 0, in);
    weir_column from = weir_vector_column(&given);
    WEIR_TRY(kernel_of(how->from, how->to)(how, &from, (weir_rows){NULL, 1}, &made, err));
    weir_column to = weir_vector_column(&made);
    *out = wr_column_value(&to, 0);
    return WEIR_OK;
}

bool wr_cast_total(weir_type from, weir_type to) {
    bool number_from = weir_type_is_integer(from) || from.id == WEIR_TYPE_FLOAT || from.id == WEIR_TYPE_DOUBLE;
    bool number_to = weir_type_is_integer(to) || to.id == WEIR_TYPE_FLOAT || to.id == WEIR_TYPE_DOUBLE;
    return number_from && number_to;
}

/* ---- the functions ---- */

typedef struct prepared_cast {
    wr_cast     how;
    cast_kernel kernel;
} prepared_cast;

static weir_status prepare(weir_call *call, bool try_cast, weir_error *err) {
    if (call->arg_count != 1)
        return weir_fail(err, WEIR_INVALID, "CAST takes one value, not %u", call->arg_count);
    weir_type from = call->arg_types[0], to = call->result;
    WEIR_TRY(wr_cast_check(from, to, err));
    prepared_cast *made = wr_arena_calloc(call->arena, 1, sizeof(*made));
    made->how = (wr_cast){from, to, try_cast, NULL};
    made->kernel = kernel_of(from, to);
    const char *zone = call->local_time_zone ? call->local_time_zone : "UTC";
    if (from.id == WEIR_TYPE_TIMESTAMP_LTZ || to.id == WEIR_TYPE_TIMESTAMP_LTZ || weir_type_is_nested(from)) {
        made->how.zone = wr_zone_find(call->arena, zone, strlen(zone));
        if (made->how.zone == NULL)
            return weir_fail(err, WEIR_INVALID, "time zone '%s' is not known; set table.local-time-zone to UTC, "
                             "an offset such as +02:00, or a name of the tz database", zone);
    }
    call->prepared = made;
    return WEIR_OK;
}

static weir_status prepare_cast(weir_call *call, weir_error *err) {
    return prepare(call, false, err);
}

static weir_status prepare_try_cast(weir_call *call, weir_error *err) {
    return prepare(call, true, err);
}

static weir_status cast_rows(const weir_call *call, const weir_column *args, weir_rows rows,
                             weir_vector *out, weir_error *err) {
    const prepared_cast *made = call->prepared;
    if (call->arg_types[0].id == WEIR_TYPE_NULL) {
        WR_EACH(i, rows, set_null(out, i););
        return WEIR_OK;
    }
    return made->kernel(&made->how, &args[0], rows, out, err);
}

/* The binder says what CAST gives; there is nothing to infer. */
static weir_status infer_cast(weir_infer *call, weir_error *err) {
    (void)call;
    return weir_fail(err, WEIR_INVALID, "CAST needs a type: CAST(x AS INT)");
}

const weir_function weir_function_op_cast = {
    .abi = sizeof(weir_function), .name = "CAST", .hidden = true, .null_in_null_out = true,
    .infer = infer_cast, .prepare = prepare_cast, .scalar = cast_rows,
};
const weir_function weir_function_op_try_cast = {
    .abi = sizeof(weir_function), .name = "TRY_CAST", .hidden = true, .null_in_null_out = true,
    .infer = infer_cast, .prepare = prepare_try_cast, .scalar = cast_rows,
};
