/* base/json_text.c - strings and numbers of JSON, see json_text.h. */
#include "base/json_text.h"

#include "base/number.h"

static void put_escape(wr_buffer *out, unsigned char c) {
    static const char hex[] = "0123456789ABCDEF";
    char short_form = c == '"' ? '"' : c == '\\' ? '\\' : c == '\b' ? 'b' : c == '\t' ? 't'
                    : c == '\n' ? 'n' : c == '\f' ? 'f' : c == '\r' ? 'r' : '\0';
    if (short_form != '\0')
        wr_buffer_append(out, (char[]){'\\', short_form}, 2);
    else
        wr_buffer_append(out, (char[]){'\\', 'u', '0', '0', hex[c >> 4], hex[c & 15]}, 6);
}

void wr_json_put_string(wr_buffer *out, const char *text, size_t size) {
    size_t from = 0;
    wr_buffer_reserve(out, size + 2);
    wr_buffer_byte(out, '"');
    for (size_t at = 0; at < size; at++) {
        unsigned char c = (unsigned char)text[at];
        if (c >= 0x20 && c != '"' && c != '\\')
            continue;
        wr_buffer_append(out, text + from, at - from);
        put_escape(out, c);
        from = at + 1;
    }
    wr_buffer_append(out, text + from, size - from);
    wr_buffer_byte(out, '"');
}

/* digits * 10^-scale, as BigDecimal.toString. */
static void put_scaled(wr_buffer *out, const char *digits, size_t count, int64_t scale) {
    const int64_t exponent = (int64_t)count - 1 - scale; /* of the first digit */
    if (scale == 0) {
        wr_buffer_append(out, digits, count);
    } else if (scale > 0 && exponent >= 0) {
        wr_buffer_append(out, digits, count - (size_t)scale);
        wr_buffer_byte(out, '.');
        wr_buffer_append(out, digits + count - scale, (size_t)scale);
    } else if (scale > 0 && exponent >= -6) {
        wr_buffer_append(out, "0.00000", (size_t)(1 - exponent));
        wr_buffer_append(out, digits, count);
    } else {
        char text[WR_NUMBER_TEXT_MAX];
        wr_buffer_byte(out, digits[0]);
        if (count > 1) {
            wr_buffer_byte(out, '.');
            wr_buffer_append(out, digits + 1, count - 1);
        }
        wr_buffer_text(out, exponent < 0 ? "E" : "E+");
        wr_buffer_append(out, text, wr_format_i64(exponent, text));
    }
}

void wr_json_put_number(wr_buffer *out, const char *text, size_t size) {
    size_t  at = size > 0 && text[0] == '-' ? 1 : 0, fraction = 0;
    int64_t exponent = 0;
    bool    negative = at == 1, real = false, behind_point = false;
    if (at < size && text[at] != '0' && memchr(text, 'e', size) == NULL && memchr(text, 'E', size) == NULL) {
        wr_buffer_append(out, text, size);
        return;
    }
    wr_buffer digits = {0};
    for (; at < size && text[at] != 'e' && text[at] != 'E'; at++) {
        if (text[at] == '.') {
            real = behind_point = true;
            continue;
        }
        fraction += behind_point;
        if (digits.size == 1 && digits.data[0] == '0')
            digits.size = 0;
        wr_buffer_byte(&digits, text[at]);
    }
    if (at < size) {
        size_t sign = at + 1 < size && text[at + 1] == '+' ? 2 : 1;
        real = true;
        if (!wr_parse_i64(text + at + sign, size - at - sign, &exponent) || exponent > INT32_MAX || exponent < INT32_MIN) {
            wr_buffer_append(out, text, size); /* beyond a BigDecimal */
            wr_buffer_free(&digits);
            return;
        }
    }
    if (negative && digits.size > 0 && !(digits.size == 1 && digits.data[0] == '0'))
        wr_buffer_byte(out, '-');
    put_scaled(out, digits.data, digits.size, real ? (int64_t)fraction - exponent : 0);
    wr_buffer_free(&digits);
}
