/* format/json_value.c - one JSON value: its form, its end, and what it becomes in a column.
 *
 * Form is checked in full (strings for escapes and unescaped ends, numbers by JSON's grammar, nesting
 * down to JSON_DEPTH_MAX); control characters inside strings are allowed, as in Flink, and UTF-8 is
 * checked only where a string is wanted. A newline ends every value: records are lines.
 *
 * Flink's rules of meaning: numbers and strings are interchangeable, text is trimmed for numbers and
 * booleans; a number with a fraction is cut for INT and BIGINT and refused for TINYINT and SMALLINT;
 * any text but "true" is FALSE; an object or array becomes its text in a string column. */
#include "format/json.h"

#include "base/hash.h"

const char *wr_json_fault(weir_decoder *decoder, const char *at, const char *reason) {
    decoder->fault_at = at;
    snprintf(decoder->fault_reason, sizeof(decoder->fault_reason), "%s", reason);
    return NULL;
}

/* How many of these 8 bytes stand before the first quote, backslash or newline. */
static size_t stop_in8(const char *p) {
    const uint64_t each = 0x0101010101010101ULL, top = 0x8080808080808080ULL;
    uint64_t       word;
    memcpy(&word, p, 8);
    uint64_t quote = word ^ (each * '"'), backslash = word ^ (each * '\\'), newline = word ^ (each * '\n');
    /* Of each of the three the lowest bit is right, others may be set without reason. */
    uint64_t stops = (((quote - each) & ~quote) | ((backslash - each) & ~backslash) | ((newline - each) & ~newline)) & top;
    return stops == 0 ? 8 : (size_t)__builtin_ctzll(stops) / 8;
}

const char *wr_json_string_end(weir_decoder *decoder, const char *p, const char *end, bool *escaped) {
    const char *begin = p;
    *escaped          = false;
    while (end - p >= 8) {
        size_t run = stop_in8(p);
        p += run;
        if (run < 8)
            break;
    }
    for (; p < end && *p != '"' && *p != '\n'; p++) {
        if (*p != '\\')
            continue;
        *escaped = true;
        if (++p == end)
            break;
        switch (*p) {
        case '"': case '\\': case '/': case 'b': case 'f': case 'n': case 'r': case 't':
            break;
        case 'u':
            for (int i = 0; i < 4; i++) {
                char c = ++p < end ? *p : '\n';
                if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')))
                    return wr_json_fault(decoder, p < end ? p : end, "four hexadecimal digits are expected behind \\u");
            }
            break;
        default:
            return wr_json_fault(decoder, p, "unknown escape in a string");
        }
    }
    if (p >= end || *p != '"')
        return wr_json_fault(decoder, begin - 1, "string without closing quote");
    return p;
}

static uint32_t hex4(const char *p) {
    uint32_t value = 0;
    for (int i = 0; i < 4; i++) {
        uint32_t c = (unsigned char)p[i];
        value      = value << 4 | (c <= '9' ? c - '0' : (c | 32) - 'a' + 10);
    }
    return value;
}

bool wr_json_unescape(weir_decoder *decoder, const char *p, size_t size, char *out, size_t *out_size) {
    const char *end = p + size;
    char       *o   = out;
    while (p < end) {
        if (*p != '\\') {
            *o++ = *p++;
            continue;
        }
        const char *escape = p;
        switch (p[1]) {
        case 'b': *o++ = '\b'; break;
        case 'f': *o++ = '\f'; break;
        case 'n': *o++ = '\n'; break;
        case 'r': *o++ = '\r'; break;
        case 't': *o++ = '\t'; break;
        case 'u': {
            uint32_t code = hex4(p + 2);
            p += 4;
            if (code >= 0xd800 && code < 0xe000) {
                uint32_t low = code < 0xdc00 && end - p >= 8 && p[2] == '\\' && p[3] == 'u' ? hex4(p + 4) : 0;
                if (low < 0xdc00 || low >= 0xe000) {
                    wr_json_fault(decoder, escape, "half of a surrogate pair");
                    return false;
                }
                code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
                p += 6;
            }
            o += wr_utf8_encode(code, o);
            break;
        }
        default: *o++ = p[1]; break; /* quote, backslash, slash: wr_json_string_end let nothing else through */
        }
        p += 2;
    }
    *out_size = (size_t)(o - out);
    return true;
}

/* Behind a number by JSON's grammar, or NULL. */
static const char *number_end(const char *p, const char *end, bool *is_real) {
    *is_real = false;
    if (p < end && *p == '-')
        p++;
    const char *first = p;
    while (p < end && *p >= '0' && *p <= '9')
        p++;
    if (p == first || (*first == '0' && p - first > 1))
        return NULL;
    if (p < end && *p == '.') {
        *is_real = true;
        first    = ++p;
        while (p < end && *p >= '0' && *p <= '9')
            p++;
        if (p == first)
            return NULL;
    }
    if (p < end && (*p == 'e' || *p == 'E')) {
        *is_real = true;
        p++;
        if (p < end && (*p == '+' || *p == '-'))
            p++;
        first = p;
        while (p < end && *p >= '0' && *p <= '9')
            p++;
        if (p == first)
            return NULL;
    }
    return p;
}

static bool word_here(const char *p, const char *end, const char *word, size_t size) {
    return (size_t)(end - p) >= size && memcmp(p, word, size) == 0;
}

static const char *scalar_skip(weir_decoder *decoder, const char *p, const char *end) {
    bool        ignored;
    const char *behind;
    switch (p < end ? *p : '\n') {
    case '"':
        behind = wr_json_string_end(decoder, p + 1, end, &ignored);
        return behind ? behind + 1 : NULL;
    case 't':
        return word_here(p, end, "true", 4) ? p + 4 : wr_json_fault(decoder, p, "a JSON value is expected");
    case 'f':
        return word_here(p, end, "false", 5) ? p + 5 : wr_json_fault(decoder, p, "a JSON value is expected");
    case 'n':
        return word_here(p, end, "null", 4) ? p + 4 : wr_json_fault(decoder, p, "a JSON value is expected");
    case '\n':
        return wr_json_fault(decoder, p, "the line ends where a value is expected");
    default:
        behind = number_end(p, end, &ignored);
        return behind ? behind : wr_json_fault(decoder, p, "a JSON value is expected");
    }
}

static const char *space_skip(const char *p, const char *end) {
    while (p < end && (*p == ' ' || *p == '\t' || *p == '\r'))
        p++;
    return p;
}

const char *wr_json_value_skip(weir_decoder *decoder, const char *p, const char *end) {
    if (p == end || (*p != '{' && *p != '['))
        return scalar_skip(decoder, p, end);
    uint8_t  is_object[JSON_DEPTH_MAX];
    uint32_t depth = 0;
    bool     ignored;
    for (;;) {
        /* At the start of a value. */
        if (p < end && (*p == '{' || *p == '[')) {
            if (depth == JSON_DEPTH_MAX)
                return wr_json_fault(decoder, p, "objects and arrays are nested more than 128 deep");
            is_object[depth++] = *p == '{';
            p = space_skip(p + 1, end);
            if (p < end && *p == (is_object[depth - 1] ? '}' : ']')) {
                p++;
                depth--;
            } else {
                goto key;
            }
        } else if (!(p = scalar_skip(decoder, p, end))) {
            return NULL;
        }
        /* Behind a value. */
        for (;;) {
            if (depth == 0)
                return p;
            p = space_skip(p, end);
            if (p < end && *p == ',') {
                p = space_skip(p + 1, end);
                break;
            }
            if (p == end || *p != (is_object[depth - 1] ? '}' : ']'))
                return wr_json_fault(decoder, p, is_object[depth - 1] ? "',' or '}' is expected" : "',' or ']' is expected");
            p++;
            depth--;
        }
    key:
        if (is_object[depth - 1]) {
            if (p == end || *p != '"')
                return wr_json_fault(decoder, p, "a field name in quotes is expected");
            if (!(p = wr_json_string_end(decoder, p + 1, end, &ignored)))
                return NULL;
            p = space_skip(p + 1, end);
            if (p == end || *p != ':')
                return wr_json_fault(decoder, p, "':' is expected behind a field name");
            p = space_skip(p + 1, end);
        }
    }
}

/* A nested value that wr_json_value_skip found well-formed, as Flink prints it: no white space, fractions as
 * Java prints doubles, strings with the fewest escapes. */
static bool append_normal(weir_decoder *decoder, wr_buffer *out, const char *p, const char *end) {
    while (p < end) {
        char c = *p;
        if (c == '"') {
            bool        escaped;
            const char *close = wr_json_string_end(decoder, p + 1, end, &escaped);
            size_t      size  = (size_t)(close - p - 1);
            if (!escaped && !memchr(p + 1, '\t', size) && !memchr(p + 1, '\r', size)) {
                wr_buffer_append(out, p, size + 2);
            } else {
                wr_buffer plain = {0};
                size_t    plain_size;
                wr_buffer_reserve(&plain, size + 1);
                bool fine = wr_json_unescape(decoder, p + 1, size, plain.data, &plain_size);
                if (fine)
                    wr_json_append_string(out, plain.data, plain_size, false);
                wr_buffer_free(&plain);
                if (!fine)
                    return false;
            }
            p = close + 1;
        } else if (c == '-' || (c >= '0' && c <= '9')) {
            bool        is_real;
            const char *behind = number_end(p, end, &is_real);
            double      value;
            if (is_real && wr_parse_f64(p, (size_t)(behind - p), &value)) {
                char text[WR_NUMBER_TEXT_MAX];
                wr_buffer_append(out, text, wr_format_f64_java(value, text));
            } else if (behind - p == 2 && p[0] == '-' && p[1] == '0') {
                wr_buffer_byte(out, '0');
            } else {
                wr_buffer_append(out, p, (size_t)(behind - p));
            }
            p = behind;
        } else {
            if (c != ' ' && c != '\t' && c != '\r')
                wr_buffer_byte(out, c);
            p++;
        }
    }
    return true;
}

static wr_arena *strings_of(weir_decoder *decoder, json_column *column) {
    return column->vector->strings ? column->vector->strings : decoder->own_strings;
}

/* A value of good form that the column cannot hold: NULL where such errors are ignored, else a fault. */
static const char *value_bad(weir_decoder *decoder, json_column *column, uint32_t row, wr_text_result result,
                             const char *at, const char *text, size_t size, const char *behind) {
    if (decoder->ignore_errors) {
        json_set_null(column, row);
        return behind;
    }
    wr_text_reason(result, column->type, text, size, decoder->fault_reason, sizeof(decoder->fault_reason));
    decoder->fault_at    = at;
    decoder->fault_field = column->name;
    return NULL;
}

static const char *store_string(weir_decoder *decoder, json_column *column, const char *p, const char *end,
                                uint32_t row) {
    bool        escaped;
    const char *close = wr_json_string_end(decoder, p + 1, end, &escaped);
    if (!close)
        return NULL;
    const char  *text = p + 1;
    size_t       size = (size_t)(close - text);
    weir_string *out  = (weir_string *)column->data + row;
    if (weir_type_is_string(column->type)) {
        if (!wr_utf8_valid(text, size)) {
            decoder->fault_field = column->name;
            return wr_json_fault(decoder, p, "not valid UTF-8");
        }
        if (escaped) {
            char *copy = wr_arena_alloc(strings_of(decoder, column), size + 1);
            if (!wr_json_unescape(decoder, text, size, copy, &size)) {
                decoder->fault_field = column->name;
                if (!decoder->ignore_errors)
                    return NULL;
                json_set_null(column, row);
                return close + 1;
            }
            text = copy;
        }
        *out = weir_string_view(text, size);
        return close + 1;
    }
    if (escaped) {
        decoder->scratch.size = 0;
        wr_buffer_reserve(&decoder->scratch, size + 1);
        if (!wr_json_unescape(decoder, text, size, decoder->scratch.data, &size))
            return value_bad(decoder, column, row, WR_TEXT_BAD, p, text, size, close + 1);
        text = decoder->scratch.data;
    }
    if (weir_type_is_binary(column->type)) {
        char *bytes = wr_arena_alloc(strings_of(decoder, column), size / 4 * 3 + 4);
        if (!wr_base64_decode(text, size, bytes, &size)) {
            if (!decoder->ignore_errors) {
                decoder->fault_field = column->name;
                return wr_json_fault(decoder, p, "not base64");
            }
            json_set_null(column, row);
            return close + 1;
        }
        *out = weir_string_view(bytes, size);
        return close + 1;
    }
    wr_text_result result = wr_text_store(column->type, column->data, row, text, size, decoder->style);
    if (result != WR_TEXT_OK)
        return value_bad(decoder, column, row, result, p, text, size, close + 1);
    return close + 1;
}

static const char *store_nested(weir_decoder *decoder, json_column *column, const char *p, const char *end,
                                uint32_t row) {
    const char *behind = wr_json_value_skip(decoder, p, end);
    if (!behind)
        return NULL;
    if (!weir_type_is_string(column->type))
        return value_bad(decoder, column, row, WR_TEXT_BAD, p, p, (size_t)(behind - p), behind);
    if (!wr_utf8_valid(p, (size_t)(behind - p))) {
        decoder->fault_field = column->name;
        return wr_json_fault(decoder, p, "not valid UTF-8");
    }
    decoder->scratch.size = 0;
    if (!append_normal(decoder, &decoder->scratch, p, behind)) {
        decoder->fault_field = column->name;
        if (!decoder->ignore_errors)
            return NULL;
        json_set_null(column, row);
        return behind;
    }
    char *copy = wr_arena_alloc(strings_of(decoder, column), decoder->scratch.size + 1);
    memcpy(copy, decoder->scratch.data, decoder->scratch.size);
    ((weir_string *)column->data)[row] = weir_string_view(copy, decoder->scratch.size);
    return behind;
}

/* A number with a fraction or an exponent into an integer column: cut towards zero. */
static wr_text_result store_cut(json_column *column, uint32_t row, const char *text, size_t size) {
    double value;
    if (!wr_parse_f64(text, size, &value))
        return WR_TEXT_BAD;
    bool narrow = column->type.id == WEIR_TYPE_INT || column->type.id == WEIR_TYPE_INTERVAL_MONTH;
    if (narrow ? value < -2147483648.0 || value > 2147483647.0
               : value < -9223372036854775808.0 || value > 9223372036854775808.0)
        return WR_TEXT_RANGE;
    int64_t cut = value >= 9223372036854775808.0 ? INT64_MAX : (int64_t)value;
    return wr_text_store_i64(column->type, column->data, row, cut);
}

const char *wr_json_value_store(weir_decoder *decoder, json_column *column, const char *p, const char *end,
                             uint32_t row) {
    const char *behind;
    bool        is_real = false, is_number = false;
    if (column->part)
        return wr_json_nested_store(decoder, column, p, end, row);
    switch (p < end ? *p : '\n') {
    case '"':
        return store_string(decoder, column, p, end, row);
    case '{': case '[':
        return store_nested(decoder, column, p, end, row);
    case 'n':
        if (!(behind = scalar_skip(decoder, p, end)))
            return NULL;
        json_set_null(column, row);
        return behind;
    case 't': case 'f': case '\n':
        if (!(behind = scalar_skip(decoder, p, end)))
            return NULL;
        break;
    default:
        if (!(behind = number_end(p, end, &is_real)))
            return wr_json_fault(decoder, p, "a JSON value is expected");
        is_number = true;
    }
    size_t size = (size_t)(behind - p);
    if (weir_type_is_string(column->type)) {
        ((weir_string *)column->data)[row] = weir_string_view(p, size);
        return behind;
    }
    wr_text_result result;
    bool wide_integer = column->type.id == WEIR_TYPE_INT || column->type.id == WEIR_TYPE_BIGINT ||
                        column->type.id == WEIR_TYPE_INTERVAL_MONTH || column->type.id == WEIR_TYPE_INTERVAL_DAY;
    if (weir_type_is_binary(column->type))
        result = WR_TEXT_BAD;
    else if (is_real && wide_integer)
        result = store_cut(column, row, p, size);
    else if (!is_number && column->type.id != WEIR_TYPE_BOOLEAN)
        result = WR_TEXT_BAD;
    else
        result = wr_text_store(column->type, column->data, row, p, size, decoder->style);
    if (result != WR_TEXT_OK)
        return value_bad(decoder, column, row, result, p, p, size, behind);
    return behind;
}
