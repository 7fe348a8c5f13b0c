/* func/printf.c - PRINTF(format, ...): Java's Formatter in its English form, for the types that Flink hands to it.
 *
 * As in Flink a format that is wrong, or that does not fit its arguments, gives NULL: the job goes on. DECIMAL and texts are only for
 * %s, %S, %h and %b; DATE, TIME and intervals are the numbers that stand for them (days, milliseconds, months); %t takes the milliseconds
 * of a BIGINT or an interval, in UTC. NULL is the text null. %h of a VARIANT is refused: it is the hash code of how Java holds it. */
#include <math.h>

#include "base/buffer.h"
#include "batch/java_map.h"
#include "batch/variant.h"
#include "batch/vector.h"
#include "func/printf_fields.h"
#include "func/text.h"

#define WIDTH_MAX 1000000 /* of a field, and digits behind the point */
#define TIME_PARTS "HIklMSLNpzZsQBbhAaCYyjmdeRTrDFc"

typedef struct field {
    bool    left, plus, blank, zero, comma, paren, alternate, upper;
    int32_t width, precision; /* -1: not said */
    char    conversion, part; /* part: the letter behind %t */
} field;

typedef enum print_result { PRINTED, WRONG, REFUSED } print_result;

/* ---- padding ---- */

static void put_blanks(wr_buffer *out, size_t count) {
    wr_buffer_reserve(out, count + 1);
    memset(out->data + out->size, ' ', count);
    out->size += count;
}

static void put_upper(wr_buffer *out, const char *text, size_t size) {
    for (size_t at = 0; at < size;) {
        char           bytes[4];
        uint32_t       to[3];
        const uint32_t c = wr_utf8_next(text, size, &at);
        if (c < 0x80) {
            wr_buffer_byte(out, (char)(c >= 'a' && c <= 'z' ? c - 0x20 : c));
            continue;
        }
        const uint32_t count = wr_text_upper(c, to);
        for (uint32_t k = 0; k < count; k++)
            wr_buffer_append(out, bytes, wr_utf8_encode(to[k], bytes));
    }
}

static void put_padded(wr_buffer *out, const field *how, const char *text, size_t size) {
    const size_t length = wr_text_units(text, size);
    const size_t blanks = how->width > 0 && length < (size_t)how->width ? (size_t)how->width - length : 0;
    if (!how->left)
        put_blanks(out, blanks);
    if (how->upper)
        put_upper(out, text, size);
    else
        wr_buffer_append(out, text, size);
    if (how->left)
        put_blanks(out, blanks);
}

/* A number: sign and zeros stand between the blanks and the digits. `digits`: before the point, `rest` behind. */
static void put_number(wr_buffer *out, const field *how, bool negative, const char *digits, size_t count, const char *rest, size_t rest_size) {
    wr_buffer text = {0};
    const char *sign = negative ? (how->paren ? "(" : "-") : how->plus ? "+" : how->blank ? " " : "";
    const char *end = negative && how->paren ? ")" : "";
    const size_t commas = how->comma && count > 0 ? (count - 1) / 3 : 0;
    size_t       length = strlen(sign) + count + commas + rest_size + strlen(end);
    wr_buffer_text(&text, sign);
    for (; how->zero && how->width > 0 && length < (size_t)how->width; length++)
        wr_buffer_byte(&text, '0');
    for (size_t i = 0; i < count; i++) {
        wr_buffer_byte(&text, digits[i]);
        if (how->comma && i + 1 < count && (count - 1 - i) % 3 == 0)
            wr_buffer_byte(&text, ',');
    }
    wr_buffer_append(&text, rest, rest_size);
    wr_buffer_text(&text, end);
    put_padded(out, how, text.data, text.size);
    wr_buffer_free(&text);
}

/* ---- whole numbers ---- */

static print_result put_integer(wr_buffer *out, const field *how, weir_type type, int64_t value) {
    char text[WR_NUMBER_TEXT_MAX];
    if (how->precision >= 0)
        return WRONG;
    if (how->conversion == 'd') {
        uint64_t magnitude = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
        if (how->alternate)
            return WRONG;
        put_number(out, how, value < 0, text, wr_format_u64(magnitude, text), "", 0);
        return PRINTED;
    }
    if (how->plus || how->blank || how->comma || how->paren)
        return WRONG;
    const uint32_t bits = weir_type_width(type) * 8;
    const uint64_t unsigned_value = bits == 64 ? (uint64_t)value : (uint64_t)value & (((uint64_t)1 << bits) - 1);
    const bool     hexadecimal = how->conversion == 'x';
    int written = hexadecimal ? snprintf(text, sizeof text, "%s%llx", how->alternate ? "0x" : "", (unsigned long long)unsigned_value)
                              : snprintf(text, sizeof text, "%s%llo", how->alternate ? "0" : "", (unsigned long long)unsigned_value);
    wr_buffer padded = {0};
    const size_t prefix = how->alternate ? (hexadecimal ? 2 : 1) : 0;
    wr_buffer_append(&padded, text, prefix);
    for (size_t length = (size_t)written; how->zero && how->width > 0 && length < (size_t)how->width; length++)
        wr_buffer_byte(&padded, '0');
    wr_buffer_append(&padded, text + prefix, (size_t)written - prefix);
    put_padded(out, how, padded.data, padded.size);
    wr_buffer_free(&padded);
    return PRINTED;
}

/* ---- doubles: the digits that Double.toString shows, rounded half up ---- */

typedef struct decimal_digits {
    char    text[32];   /* without point, without zeros in front; "0" for 0 */
    int32_t count, exponent; /* 0.text * 10^exponent */
} decimal_digits;

static decimal_digits digits_of(double magnitude) {
    char           text[WR_NUMBER_TEXT_MAX];
    const size_t   size = wr_format_f64_java(magnitude, text);
    decimal_digits digits = {.count = 0};
    int64_t        exponent = 0, behind = 0;
    bool           point = false;
    for (size_t i = 0; i < size; i++) {
        if (text[i] == 'E') {
            wr_parse_i64(text + i + 1, size - i - 1, &exponent);
            break;
        }
        if (text[i] == '.') {
            point = true;
            continue;
        }
        behind += point;
        if ((digits.count > 0 || text[i] != '0') && digits.count < (int32_t)sizeof digits.text)
            digits.text[digits.count++] = text[i];
    }
    digits.exponent = digits.count - (int32_t)behind + (int32_t)exponent;
    return digits;
}

/* Keeps `keep` digits (it may be negative: none, and nothing to round up). */
static void round_digits(decimal_digits *digits, int32_t keep) {
    if (keep >= digits->count)
        return;
    const bool up = keep >= 0 && digits->text[keep] >= '5';
    digits->count = WR_MAX(keep, 0);
    if (!up)
        return;
    int32_t i = digits->count - 1;
    while (i >= 0 && digits->text[i] == '9')
        i--;
    if (i >= 0) {
        digits->text[i]++;
        digits->count = i + 1;
    } else {
        digits->text[0] = '1';
        digits->count = 1;
        digits->exponent++;
    }
}

static void put_fixed(wr_buffer *out, const field *how, bool negative, decimal_digits digits, int32_t precision) {
    wr_buffer whole = {0}, rest = {0};
    round_digits(&digits, digits.exponent + precision);
    for (int32_t i = 0; i < digits.exponent; i++)
        wr_buffer_byte(&whole, i < digits.count ? digits.text[i] : '0');
    if (whole.size == 0)
        wr_buffer_byte(&whole, '0');
    if (precision > 0 || how->alternate)
        wr_buffer_byte(&rest, '.');
    for (int32_t i = 0; i < precision; i++) {
        const int32_t at = digits.exponent + i;
        wr_buffer_byte(&rest, at >= 0 && at < digits.count ? digits.text[at] : '0');
    }
    put_number(out, how, negative, whole.data, whole.size, rest.data ? rest.data : "", rest.size);
    wr_buffer_free(&whole);
    wr_buffer_free(&rest);
}

static void put_scientific(wr_buffer *out, const field *how, bool negative, decimal_digits digits, int32_t precision) {
    wr_buffer rest = {0};
    round_digits(&digits, precision + 1);
    const int32_t exponent = digits.count == 0 ? 0 : digits.exponent - 1;
    if (precision > 0 || how->alternate)
        wr_buffer_byte(&rest, '.');
    for (int32_t i = 1; i <= precision; i++)
        wr_buffer_byte(&rest, i < digits.count ? digits.text[i] : '0');
    wr_buffer_printf(&rest, "e%c%02d", exponent < 0 ? '-' : '+', exponent < 0 ? -exponent : exponent);
    put_number(out, how, negative, digits.count > 0 ? digits.text : "0", 1, rest.data, rest.size);
    wr_buffer_free(&rest);
}

/* %a: zeros stand behind the 0x. */
static void put_hexadecimal(wr_buffer *out, const field *how, bool negative, double magnitude) {
    wr_buffer   digits = {0}, text = {0};
    const char *sign = negative ? "-" : how->plus ? "+" : how->blank ? " " : "";
    wr_printf_hexadecimal(&digits, magnitude, how->precision);
    wr_buffer_printf(&text, "%s0x", sign);
    for (size_t length = text.size + digits.size; how->zero && how->width > 0 && length < (size_t)how->width; length++)
        wr_buffer_byte(&text, '0');
    wr_buffer_append(&text, digits.data, digits.size);
    put_padded(out, how, text.data, text.size);
    wr_buffer_free(&digits);
    wr_buffer_free(&text);
}

static print_result put_real(wr_buffer *out, const field *how, double value) {
    const bool negative = signbit(value) != 0;
    int32_t    precision = how->precision < 0 ? 6 : how->precision;
    if ((how->conversion == 'e' && how->comma) || (how->conversion == 'g' && how->alternate) || (how->conversion == 'a' && (how->comma || how->paren)))
        return WRONG;
    if (!isfinite(value)) {
        field plain = *how;
        plain.zero = plain.comma = false;
        if (isnan(value))
            plain.plus = plain.blank = false;
        put_number(out, &plain, negative && !isnan(value), isnan(value) ? "NaN" : "Infinity", isnan(value) ? 3 : 8, "", 0);
        return PRINTED;
    }
    if (how->conversion == 'a') {
        put_hexadecimal(out, how, negative, fabs(value));
        return PRINTED;
    }
    decimal_digits digits = digits_of(fabs(value));
    if (how->conversion == 'f') {
        put_fixed(out, how, negative, digits, precision);
    } else if (how->conversion == 'e') {
        put_scientific(out, how, negative, digits, precision);
    } else {
        decimal_digits rounded = digits;
        precision = WR_MAX(precision, 1);
        round_digits(&rounded, precision);
        if (digits.count == 0 || (rounded.exponent > -4 && rounded.exponent <= precision)) /* 0.0001 and up to 10^precision */
            put_fixed(out, how, negative, digits, digits.count == 0 ? precision - 1 : precision - rounded.exponent);
        else if (how->comma)
            return WRONG;
        else
            put_scientific(out, how, negative, digits, precision - 1);
    }
    return PRINTED;
}

/* ---- %s, %b, %c ---- */

static bool is_integral(weir_type type) {
    return weir_type_is_integer(type) || type.id == WEIR_TYPE_DATE || type.id == WEIR_TYPE_TIME || type.id == WEIR_TYPE_INTERVAL_MONTH ||
           type.id == WEIR_TYPE_INTERVAL_DAY;
}

/* What toString() of Flink's object is. */
static void put_text(wr_buffer *out, weir_type type, const weir_value *value) {
    char   text[WR_NUMBER_TEXT_MAX];
    size_t size = 0;
    if (value->is_null) {
        wr_buffer_text(out, "null");
        return;
    }
    if (weir_type_is_string(type)) {
        wr_buffer_append(out, weir_string_data(&value->u.string), value->u.string.size);
    } else if (type.id == WEIR_TYPE_VARIANT) {
        wr_variant_text(out, &value->u.string);
    } else if (type.id == WEIR_TYPE_BOOLEAN) {
        wr_buffer_text(out, value->u.i64 ? "true" : "false");
    } else if (type.id == WEIR_TYPE_DECIMAL) {
        size = wr_format_decimal(value->u.i128, type.scale, text);
    } else if (type.id == WEIR_TYPE_FLOAT) {
        size = wr_format_f32_java((float)value->u.f64, text);
    } else if (type.id == WEIR_TYPE_DOUBLE) {
        size = wr_format_f64_java(value->u.f64, text);
    } else if (weir_type_is_timestamp(type)) {
        size = wr_format_local_date_time_java((wr_timestamp){value->u.time.ms, value->u.time.nanos, 0}, text);
    } else {
        size = wr_format_i64(value->u.i64, text);
    }
    wr_buffer_append(out, text, size);
}

/* At most `precision` characters of it as Java counts them: of half of one that counts twice a question mark is left. */
static void put_cut(wr_buffer *out, const field *how, wr_buffer *text) {
    const size_t most = how->precision < 0 ? SIZE_MAX : (size_t)how->precision;
    size_t       size = text->size;
    if (size > most && wr_text_units(text->data, size) > most) {
        size_t units = 0;
        for (size_t at = 0, next = 0; units < most; at = next) {
            units += wr_utf8_next(text->data, text->size, &next) >= 0x10000 ? 2 : 1;
            size = units > most ? at : next;
        }
        if (units > most)
            text->data[size++] = '?';
    }
    put_padded(out, how, text->data ? text->data : "", size);
}

static print_result put_character(wr_buffer *out, const field *how, weir_type type, const weir_value *value) {
    char bytes[4];
    if (how->precision >= 0 || !weir_type_is_integer(type) || type.id == WEIR_TYPE_BIGINT || value->u.i64 < 0 || value->u.i64 > 0x10ffff)
        return WRONG;
    put_padded(out, how, bytes, wr_utf8_encode((uint32_t)value->u.i64, bytes));
    return PRINTED;
}

static print_result put_general(wr_buffer *out, const field *how, weir_type type, const weir_value *value) {
    wr_buffer text = {0};
    if (how->conversion == 'b')
        wr_buffer_text(&text, value->is_null || (type.id == WEIR_TYPE_BOOLEAN && !value->u.i64) ? "false" : "true");
    else if (how->conversion == 'h' && !value->is_null)
        wr_buffer_printf(&text, "%x", wr_java_hash(type, value, WR_JAVA_INTERNAL));
    else
        put_text(&text, type, value);
    put_cut(out, how, &text);
    wr_buffer_free(&text);
    return PRINTED;
}

static print_result put_time(wr_buffer *out, const field *how, weir_type type, const weir_value *value) {
    wr_buffer  text = {0};
    const bool good = (type.id == WEIR_TYPE_BIGINT || type.id == WEIR_TYPE_INTERVAL_DAY) && wr_printf_time(&text, how->part, value->u.i64);
    if (good)
        put_padded(out, how, text.data, text.size);
    wr_buffer_free(&text);
    return good ? PRINTED : WRONG;
}

static print_result put_argument(wr_buffer *out, const field *how, weir_type type, const weir_value *value) {
    const char c = how->conversion;
    const bool number = memchr("dxofega", c, 7) != NULL;
    if (!number && (how->plus || how->blank || how->zero || how->comma || how->paren || how->alternate))
        return WRONG;
    if (c == 'h' && type.id == WEIR_TYPE_VARIANT && !value->is_null)
        return REFUSED;
    if (memchr("sbh", c, 3) != NULL || value->is_null)
        return put_general(out, how, type, value);
    if (c == 'c')
        return put_character(out, how, type, value);
    if (c == 't')
        return put_time(out, how, type, value);
    if (c == 'd' || c == 'x' || c == 'o')
        return is_integral(type) ? put_integer(out, how, type, value->u.i64) : WRONG;
    return type.id == WEIR_TYPE_FLOAT || type.id == WEIR_TYPE_DOUBLE ? put_real(out, how, value->u.f64) : WRONG;
}

/* ---- the format ---- */

typedef struct reader {
    const char *p, *end;
} reader;

static bool read_count(reader *in, int32_t *count) {
    if (in->p >= in->end || *in->p < '0' || *in->p > '9')
        return false;
    for (*count = 0; in->p < in->end && *in->p >= '0' && *in->p <= '9'; in->p++)
        *count = WR_MIN(*count * 10 + (*in->p - '0'), WIDTH_MAX + 1);
    return true;
}

static bool read_flags(reader *in, field *how) {
    for (; in->p < in->end; in->p++) {
        bool *flag = *in->p == '-' ? &how->left : *in->p == '+' ? &how->plus : *in->p == ' ' ? &how->blank : *in->p == '0' ? &how->zero
                   : *in->p == ',' ? &how->comma : *in->p == '(' ? &how->paren : *in->p == '#' ? &how->alternate : NULL;
        if (flag == NULL)
            return true;
        if (*flag)
            return false; /* twice */
        *flag = true;
    }
    return true;
}

/* %[index$ or <][flags][width][.precision]conversion, from behind the %. index: 0 is the next one, -1 the last one again. */
static print_result read_field(reader *in, field *how, int32_t *index) {
    reader look = *in;
    *how = (field){.width = -1, .precision = -1};
    *index = 0;
    if (read_count(&look, index) && look.p < look.end && *look.p == '$' && *in->p != '0')
        in->p = look.p + 1;
    else
        *index = 0;
    if (in->p < in->end && *in->p == '<') {
        *index = -1;
        in->p++;
    }
    if (!read_flags(in, how))
        return WRONG;
    read_count(in, &how->width);
    if (in->p < in->end && *in->p == '.') {
        in->p++;
        if (!read_count(in, &how->precision))
            return WRONG;
    }
    if (in->p >= in->end)
        return WRONG;
    how->conversion = *in->p++;
    if (memchr("SBXEGCAHT", how->conversion, 9) != NULL) {
        how->upper = true;
        how->conversion = (char)(how->conversion + 0x20);
    }
    if (how->conversion == 't') {
        if (in->p >= in->end || how->precision >= 0)
            return WRONG;
        how->part = *in->p++;
        if (memchr(TIME_PARTS, how->part, sizeof TIME_PARTS - 1) == NULL)
            return WRONG;
    }
    const bool bad_flags = (how->plus && how->blank) || (how->left && how->zero) || ((how->left || how->zero) && how->width < 0);
    if (memchr("sbdxofegcaht%n", how->conversion, 14) == NULL || bad_flags)
        return WRONG;
    return how->width > WIDTH_MAX || how->precision > WIDTH_MAX ? REFUSED : PRINTED;
}

static print_result put_all(wr_buffer *out, const weir_string *format, const weir_column *args, uint32_t arg_count, uint32_t row) {
    reader   in = {weir_string_data(format), weir_string_data(format) + format->size};
    uint32_t next = 0, last = 0; /* last: 1-based, 0 none */
    while (in.p < in.end) {
        const char *percent = memchr(in.p, '%', (size_t)(in.end - in.p));
        wr_buffer_append(out, in.p, (size_t)((percent ? percent : in.end) - in.p));
        if (percent == NULL)
            break;
        field   how;
        int32_t index;
        in.p = percent + 1;
        print_result result = read_field(&in, &how, &index);
        if (result != PRINTED)
            return result;
        if (how.conversion == 'n' || how.conversion == '%') {
            if (how.precision >= 0 || (how.conversion == 'n' && how.width >= 0))
                return WRONG;
            put_padded(out, &how, how.conversion == 'n' ? "\n" : "%", 1);
            continue;
        }
        const uint32_t chosen = index > 0 ? (uint32_t)index : index < 0 ? last : ++next;
        if (chosen == 0 || chosen > arg_count)
            return WRONG;
        last = chosen;
        const weir_column *arg = &args[chosen - 1];
        weir_value         value = wr_column_value(arg, row);
        result = put_argument(out, &how, arg->type, &value);
        if (result != PRINTED)
            return result;
    }
    return PRINTED;
}

static weir_status infer_printf(weir_infer *call, weir_error *err) {
    if (call->arg_count == 0 || !(weir_type_is_string(call->arg_types[0]) || call->arg_types[0].id == WEIR_TYPE_NULL))
        return wr_infer_refuse(call, "a format and the values for it", err);
    for (uint32_t i = 0; i < call->arg_count; i++) {
        weir_type type = call->arg_types[i];
        if (type.id == WEIR_TYPE_NULL)
            call->param_types[i] = type_string(true);
        else if (weir_type_is_nested(type) || weir_type_is_binary(type) || type.id == WEIR_TYPE_SYMBOL)
            return wr_infer_refuse(call, "a format and plain values; CAST others AS STRING", err);
    }
    call->result = type_string(true);
    return WEIR_OK;
}

static weir_status printf_rows(const weir_call *call, const weir_column *args, weir_rows rows, weir_vector *out, weir_error *err) {
    wr_buffer   text = {0};
    weir_status status = WEIR_OK;
    for (uint32_t k = 0; k < rows.count && status == WEIR_OK; k++) {
        const uint32_t i = rows.indexes ? rows.indexes[k] : k;
        if (column_is_null(&args[0], i)) {
            set_null(out, i);
            continue;
        }
        const weir_string *format = &strings_of(&args[0])[i];
        text.size = 0;
        print_result result = put_all(&text, format, args + 1, call->arg_count - 1, i);
        if (result == REFUSED)
            status = weir_fail(err, WEIR_UNSUPPORTED, "PRINTF: %%h of a VARIANT and widths above %d are not available, as in '%.*s'", WIDTH_MAX, (int)WR_MIN(format->size, 100U),
                               weir_string_data(format));
        else if (result == WRONG)
            set_null(out, i);
        else if (text.size > WR_TEXT_RESULT_MAX)
            status = weir_fail(err, WEIR_DATA, "PRINTF would make a text of more than %llu bytes", (unsigned long long)WR_TEXT_RESULT_MAX);
        else
            ((weir_string *)out->data)[i] = string_copy(out, text.data ? text.data : "", text.size);
    }
    wr_buffer_free(&text);
    return status;
}

const weir_function weir_function_printf = {
    .abi = sizeof(weir_function), .name = "PRINTF", .infer = infer_printf, .scalar = printf_rows,
};
