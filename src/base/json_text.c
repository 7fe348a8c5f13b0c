/* base/json_text.c - strings and numbers of JSON, see json_text.h. */
#include "base/json_text.h"

#include "base/number.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

static void append_escape(wr_buffer *out, unsigned char c) {
    static const char hex[] = "0123456789ABCDEF";
    char short_form = c == '"' ? '"' : c == '\\' ? '\\' : c == '\b' ? 'b' : c == '\t' ? 't'
                    : c == '\n' ? 'n' : c == '\f' ? 'f' : c == '\r' ? 'r' : '\0';
    char text[6] = {'\\', short_form};
    if (short_form == '\0')
        memcpy(text, (char[]){'\\', 'u', '0', '0', hex[c >> 4], hex[c & 15]}, 6);
    wr_buffer_append(out, text, short_form ? 2 : 6);
}

static void append_surrogates(wr_buffer *out, const unsigned char *p) {
    uint32_t code = ((uint32_t)(p[0] & 7) << 18 | (uint32_t)(p[1] & 63) << 12 | (uint32_t)(p[2] & 63) << 6 |
                     (p[3] & 63)) - 0x10000;
    static const char hex[] = "0123456789ABCDEF";
    uint32_t halves[2] = {0xd800 + (code >> 10), 0xdc00 + (code & 0x3ff)};
    for (int i = 0; i < 2; i++) {
        char text[6] = {'\\', 'u', hex[halves[i] >> 12], hex[halves[i] >> 8 & 15], hex[halves[i] >> 4 & 15],
                        hex[halves[i] & 15]};
        wr_buffer_append(out, text, 6);
    }
}

/* Bytes from p on that go out as they are. */
static size_t plain_run(const char *p, const char *end, bool escape_wide) {
    const char *begin = p;
#if defined(__SSE2__)
    for (; end - p >= 16; p += 16) {
        __m128i v    = _mm_loadu_si128((const __m128i *)p);
        __m128i stop = _mm_or_si128(
            _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('"')), _mm_cmpeq_epi8(v, _mm_set1_epi8('\\'))),
            _mm_cmpeq_epi8(_mm_min_epu8(v, _mm_set1_epi8(0x1f)), v));
        if (escape_wide)
            stop = _mm_or_si128(stop, _mm_cmpeq_epi8(_mm_max_epu8(v, _mm_set1_epi8((char)0xf0)), v));
        unsigned mask = (unsigned)_mm_movemask_epi8(stop);
        if (mask)
            return (size_t)(p - begin) + (size_t)__builtin_ctz(mask);
    }
#endif
    for (; p < end; p++) {
        unsigned char c = (unsigned char)*p;
        if (c == '"' || c == '\\' || c < 0x20 || (escape_wide && c >= 0xf0))
            break;
    }
    return (size_t)(p - begin);
}

void wr_json_append_string(wr_buffer *out, const char *text, size_t size, bool escape_wide) {
    const char *end = text + size;
    wr_buffer_reserve(out, size + 2);
    wr_buffer_byte(out, '"');
    for (;;) {
        size_t run = plain_run(text, end, escape_wide);
        wr_buffer_append(out, text, run);
        text += run;
        if (text == end)
            break;
        if ((unsigned char)*text >= 0xf0 && end - text >= 4) {
            append_surrogates(out, (const unsigned char *)text);
            text += 4;
        } else {
            append_escape(out, (unsigned char)*text++);
        }
    }
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

static bool read_hex4(const char *p, const char *end, uint32_t *unit) {
    *unit = 0;
    for (int k = 0; k < 4; k++, p++) {
        if (p >= end)
            return false;
        const char c = *p;
        const int  digit = c >= '0' && c <= '9' ? c - '0' : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10 : -1;
        if (digit < 0)
            return false;
        *unit = *unit << 4 | (uint32_t)digit;
    }
    return true;
}

bool wr_json_read_unicode(const char **p, const char *end, uint32_t *code_point) {
    uint32_t low;
    if (!read_hex4(*p, end, code_point))
        return false;
    *p += 4;
    if (*code_point < 0xd800 || *code_point >= 0xe000)
        return true;
    if (*code_point < 0xdc00 && end - *p >= 6 && (*p)[0] == '\\' && (*p)[1] == 'u' && read_hex4(*p + 2, end, &low) && low >= 0xdc00 && low < 0xe000) {
        *code_point = 0x10000 + ((*code_point - 0xd800) << 10) + (low - 0xdc00);
        *p += 6;
    } else {
        *code_point = '?';
    }
    return true;
}
