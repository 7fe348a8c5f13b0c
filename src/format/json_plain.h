/* format/json_plain.h - the plain values of JSON lines, as fast as they can be read: numbers of at most 15 digits,
 * strings without escapes, timestamps in the usual form. What is not plain is answered with NULL and read by
 * json_value.c; both give the same.
 *
 * Everything here may read JSON_SLACK bytes behind the newline that ends the line, and stops at that newline. */
#ifndef WR_FORMAT_JSON_PLAIN_H
#define WR_FORMAT_JSON_PLAIN_H
#include "format/json.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/* The words' bytes as load8 has them. */
#define JSON_WORD_TRUE  0x65757274ULL
#define JSON_WORD_FALSE 0x65736c6166ULL
#define JSON_WORD_NULL  0x6c6c756eULL

static inline uint64_t load8(const char *p) {
    uint64_t value;
    memcpy(&value, p, 8);
    return value;
}

#if defined(__SSE2__)
/* `size` is a multiple of 16 less than the literal's; of the 16 bytes behind it those of `mask` count. */
static inline bool literal_matches(const char *literal, uint32_t size, uint32_t mask, const char *p) {
    for (uint32_t i = 0; i < size; i += 16, literal += 16, p += 16) {
        __m128i equal = _mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)p),
                                       _mm_loadu_si128((const __m128i *)literal));
        if (_mm_movemask_epi8(equal) != 0xffff)
            return false;
    }
    __m128i equal = _mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)p),
                                   _mm_loadu_si128((const __m128i *)literal));
    return ((unsigned)_mm_movemask_epi8(equal) & mask) == mask;
}

/* Count of digits at p, 16 for 16 or more. */
static inline uint32_t digit_count(const char *p) {
    __m128i v    = _mm_sub_epi8(_mm_loadu_si128((const __m128i *)p), _mm_set1_epi8('0'));
    __m128i less = _mm_cmpeq_epi8(_mm_min_epu8(v, _mm_set1_epi8(9)), v);
    return (uint32_t)__builtin_ctz(~(unsigned)_mm_movemask_epi8(less));
}

/* Are there bytes beyond ASCII in at most 16 bytes? */
static inline bool wide_in16(const char *p, size_t size) {
    return ((unsigned)_mm_movemask_epi8(_mm_loadu_si128((const __m128i *)p)) & ((1u << size) - 1)) != 0;
}

static inline void string_put(weir_string *out, const char *text, size_t size) {
    static const uint8_t keep[32] = {255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255};
    if (size <= WEIR_STRING_INLINE) {
        __m128i bytes = _mm_and_si128(_mm_loadu_si128((const __m128i *)text),
                                      _mm_loadu_si128((const __m128i *)(keep + 12 - size)));
        bytes = _mm_or_si128(_mm_slli_si128(bytes, 4), _mm_cvtsi32_si128((int)size));
        _mm_storeu_si128((__m128i *)out, bytes);
        return;
    }
    out->size = (uint32_t)size;
    memcpy(out->u.far.prefix, text, 4);
    out->u.far.pointer = text;
}
#else
static inline bool literal_matches(const char *literal, uint32_t size, uint32_t mask, const char *p) {
    for (; mask; mask >>= 1)
        size++;
    return memcmp(literal, p, size) == 0;
}
static inline uint32_t digit_count(const char *p) {
    uint32_t count = 0;
    while (count < 16 && (unsigned char)(p[count] - '0') <= 9)
        count++;
    return count;
}
static inline bool wide_in16(const char *p, size_t size) {
    unsigned char any = 0;
    for (size_t i = 0; i < size; i++)
        any |= (unsigned char)p[i];
    return any >= 0x80;
}
static inline void string_put(weir_string *out, const char *text, size_t size) {
    *out = weir_string_view(text, size);
}
#endif

/* A branch that is guessed lets what follows begin; added to the address the byte would have to be waited for. */
static inline const char *sign_skip(const char *p) {
    if (__builtin_expect(*p == '-', 0)) {
        p++;
        __asm__("" : "+r"(p)); /* keeps it a branch */
    }
    return p;
}

/* The value of eight bytes 0 to 9, the first one lowest in the word (Lemire's and Mula's multiplication of pairs). */
static inline uint32_t digits_value(uint64_t digits) {
    digits = digits * 2561 >> 8;
    digits = (digits & 0x00ff00ff00ff00ffULL) * 6553601 >> 16;
    return (uint32_t)((digits & 0x0000ffff0000ffffULL) * 42949672960001ULL >> 32);
}

/* The value of 1 to 8 digits. */
static inline uint32_t digits8(uint64_t text, uint32_t count) {
    return digits_value(((text - 0x3030303030303030ULL) << (64 - count * 8)) & 0x0f0f0f0f0f0f0f0fULL);
}

/* The text of 1 to 8 bytes at p, with 0 to 9 for its digits and zeros before it. */
static inline uint64_t digits_load(const char *p, size_t size) { return (load8(p) ^ 0x3030303030303030ULL) << (64 - size * 8); }
static inline bool digits_good(uint64_t digits) {
    return (((digits + 0x0606060606060606ULL) | digits) & 0xf0f0f0f0f0f0f0f0ULL) == 0;
}

/* Is the text of 1 to 8 bytes at p a whole number without sign? Its value is digits_value(*digits). */
static inline bool short_integer(const char *p, size_t size, uint64_t *digits) {
    *digits = digits_load(p, size);
    return digits_good(*digits) && (*p != '0' || size == 1);
}

/* The same of a number that may have a fraction of *scale digits. */
static inline bool short_number(const char *p, size_t size, uint64_t *digits, uint32_t *scale) {
    uint64_t text = digits_load(p, size), other = text ^ 0x1e1e1e1e1e1e1e1eULL; /* a point is 0x1e there */
    uint64_t point = ~(((other & 0x7f7f7f7f7f7f7f7fULL) + 0x7f7f7f7f7f7f7f7fULL) | other | 0x7f7f7f7f7f7f7f7fULL);
    if (!point) {
        *digits = text;
        *scale  = 0;
        return digits_good(text) && (*p != '0' || size == 1);
    }
    /* What is before the point is moved over it. */
    uint32_t point_at = (uint32_t)__builtin_ctzll(point) / 8;
    uint64_t before = ((uint64_t)1 << point_at * 8) - 1;
    *digits = (text & before) << 8 | (text & ~(before << 8 | 0xff));
    *scale  = 7 - point_at;
    return digits_good(*digits) && *p != '.' && point_at != 7 && (*p != '0' || p[1] == '.');
}

static inline uint64_t digits16(const char *p, uint32_t count) {
    if (count <= 8)
        return digits8(load8(p), count);
    return digits8(load8(p), count - 8) * 100000000ULL + digits8(load8(p + count - 8), 8);
}

/* An integer of at most 15 digits that is not followed by a fraction or exponent. NULL: something else. */
static inline const char *integer_read(const char *p, int64_t *value) {
    bool negative = *p == '-';
    p = sign_skip(p);
    uint32_t count = digit_count(p);
    if (count - 1 > 14 || (*p == '0' && count > 1))
        return NULL;
    int64_t magnitude = (int64_t)digits16(p, count);
    *value            = negative ? -magnitude : magnitude;
    p += count;
    return *p == ',' || (*p != '.' && (*p | 32) != 'e') ? p : NULL;
}

/* Digits with an optional fraction, no exponent: together at most 15. */
static inline const char *fraction_read(const char *p, int64_t *mantissa, uint32_t *scale) {
    bool negative = *p == '-';
    p = sign_skip(p);
    uint32_t count = digit_count(p);
    if (count - 1 > 14 || (*p == '0' && count > 1))
        return NULL;
    uint64_t magnitude = digits16(p, count);
    p += count;
    *scale = 0;
    if (*p == '.') {
        uint32_t more = digit_count(++p);
        if (more == 0 || count + more > 15)
            return NULL;
        static const uint64_t tens[16] = {1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000,
            1000000000, 10000000000, 100000000000, 1000000000000, 10000000000000, 100000000000000, 1000000000000000};
        magnitude = magnitude * tens[more] + digits16(p, more);
        *scale    = more;
        p += more;
    }
    if ((*p | 32) == 'e')
        return NULL;
    *mantissa = negative ? -(int64_t)magnitude : (int64_t)magnitude;
    return p;
}

static const double tens_real[16] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
static const int64_t tens_integer[19] = {1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000,
    1000000000, 10000000000, 100000000000, 1000000000000, 10000000000000, 100000000000000, 1000000000000000,
    10000000000000000, 100000000000000000, 1000000000000000000};

static inline const char *real_store(double *out, const char *p) {
    int64_t  mantissa;
    uint32_t scale;
    bool     negative = *p == '-';
    if (!(p = fraction_read(p, &mantissa, &scale)))
        return NULL;
    /* Below 2^53 and 10^15 both are exact, and so one division rounds right. */
    double value = (double)mantissa / tens_real[scale];
    *out = negative && mantissa == 0 ? -0.0 : value;
    return p;
}

static inline const char *decimal_store(int64_t *out, weir_type type, const char *p) {
    int64_t  mantissa;
    uint32_t scale;
    if (!(p = fraction_read(p, &mantissa, &scale)) || scale > type.scale)
        return NULL;
    uint32_t up = type.scale - scale; /* scale <= precision <= 18 */
    if (up > 3 && mantissa != 0 && (mantissa >= tens_integer[18 - up] || mantissa <= -tens_integer[18 - up]))
        return NULL;
    mantissa *= tens_integer[up];
    if (type.length < 18 &&
        (mantissa >= tens_integer[type.length] || mantissa <= -tens_integer[type.length]))
        return NULL;
    *out = mantissa;
    return p;
}

/* "2020-12-30 12:13:14[.123][Z]" */
static inline const char *time_store(json_column *column, const char *p, uint32_t row) {
    if (*p++ != '"')
        return NULL;
    if (memcmp(p, column->date_text, 10) != 0) {
        int32_t days;
        if (!wr_text_date(p, 10, &days))
            return NULL;
        memcpy(column->date_text, p, 10);
        column->date_ms = days * 86400000LL;
    }
    uint64_t clock = load8(p + 11);
    /* Digits at 0 1 3 4 6 7, colons between: after the subtraction no byte may leave its range. */
    if (p[10] != ' ' || (clock & 0x0000ff0000ff0000ULL) != 0x00003a00003a0000ULL)
        return NULL;
    uint64_t pairs = clock ^ 0x30303a30303a3030ULL;
    if (((pairs + 0x0606060606060606ULL) | pairs) & 0xf0f0f0f0f0f0f0f0ULL)
        return NULL;
    /* Each digit ten times, plus the one behind it: at 0, 3 and 6 the hours, minutes and seconds. */
    pairs = pairs * 10 + (pairs >> 8);
    if ((pairs + 0x0044000044000068ULL) & 0x0080000080000080ULL) /* beyond 23, 59 or 59 */
        return NULL;
    int64_t  seconds = (int64_t)((pairs & 255) * 3600 + (pairs >> 24 & 255) * 60 + (pairs >> 48 & 255));
    uint32_t millis = 0, nanos = 0;
    p += 19;
    if (*p == '.') {
        uint32_t fraction;
        memcpy(&fraction, p, 4);
        fraction ^= 0x3030302eU;
        if ((((fraction + 0x06060600U) | fraction) & 0xf0f0f0ffU) == 0 && (unsigned char)(p[4] - '0') > 9) {
            millis = (fraction >> 8 & 15) * 100 + (fraction >> 16 & 15) * 10 + (fraction >> 24);
            p += 4;
        } else {
            uint32_t count = digit_count(++p);
            if (count - 1 > 8)
                return NULL;
            nanos  = (uint32_t)((int64_t)digits16(p, count) * tens_integer[9 - count]);
            millis = nanos / 1000000;
            nanos %= 1000000;
            p += count;
        }
    }
    if (column->type.id == WEIR_TYPE_TIMESTAMP_LTZ && *p++ != 'Z')
        return NULL;
    if (*p != '"')
        return NULL;
    int64_t ms = column->date_ms + seconds * 1000 + millis;
    if (weir_type_is_wide_time(column->type))
        ((wr_timestamp *)column->data)[row] = (wr_timestamp){.ms = ms, .nanos = (int32_t)nanos};
    else
        ((int64_t *)column->data)[row] = ms;
    return p + 1;
}

/* wide: there are bytes beyond ASCII somewhere near. */
static inline bool string_store(weir_string *out, const char *text, size_t size, bool wide) {
    if (wide && (size > 16 || wide_in16(text, size)) && !wr_utf8_valid(text, size))
        return false;
    string_put(out, text, size);
    return true;
}

static inline const char *blanks(const char *p) {
    while (*p == ' ' || *p == '\t')
        p++;
    return p;
}

/* Behind a number of at most 15 digits before and behind the point, without exponent. */
static inline const char *number_skip(const char *p) {
    p = sign_skip(p);
    uint32_t count = digit_count(p);
    if (count - 1 > 14 || (*p == '0' && count > 1))
        return NULL;
    p += count;
    if (*p == ',')
        return p;
    if (*p == '.') {
        count = digit_count(++p);
        if (count - 1 > 14)
            return NULL;
        p += count;
    }
    return (*p | 32) == 'e' ? NULL : p;
}

/* Behind the string at p, or NULL; *mark is moved. */
static inline const char *string_skip(const char *p, const char *base, const uint16_t **mark) {
    const char *close = base + (*mark)[1];
    if (*p != '"' || *close != '"')
        return NULL;
    *mark += 2;
    return close + 1;
}

static inline const char *scalar_skip(const char *p, const char *base, const uint16_t **mark) {
    if (*p == '"')
        return string_skip(p, base, mark);
    if (*p == '-' || (unsigned char)(*p - '0') <= 9)
        return number_skip(p);
    uint64_t word = load8(p) & 0xffffffffffULL;
    if (word == JSON_WORD_FALSE)
        return p + 5;
    word &= 0xffffffffULL;
    return word == JSON_WORD_TRUE || word == JSON_WORD_NULL ? p + 4 : NULL;
}

static inline const char *boolean_store(uint8_t *out, const char *p) {
    bool is_true = (load8(p) & 0xffffffffULL) == JSON_WORD_TRUE;
    if (!is_true && (load8(p) & 0xffffffffffULL) != JSON_WORD_FALSE)
        return NULL;
    *out = is_true;
    return p + (is_true ? 4 : 5);
}

/* A value without quotes, into `data` where somebody reads it. NULL: something else or unusual. */
static inline __attribute__((always_inline)) const char *bare_read(json_op op, weir_type type, void *data, const char *p, uint32_t row) {
    const char *behind;
    int64_t     integer;
    switch (op) {
    case JSON_SKIP_NUMBER:
        return number_skip(p);
    case JSON_INTEGER32:
        behind = integer_read(p, &integer);
        if (!behind || integer != (int32_t)integer)
            return NULL;
        ((int32_t *)data)[row] = (int32_t)integer;
        return behind;
    case JSON_INTEGER64:
        return integer_read(p, (int64_t *)data + row);
    case JSON_REAL64:
        return real_store((double *)data + row, p);
    case JSON_DECIMAL64:
        return decimal_store((int64_t *)data + row, type, p);
    case JSON_BOOLEAN:
        return boolean_store((uint8_t *)data + row, p);
    case JSON_STRING: case JSON_TIME_MS: case JSON_OTHER: case JSON_SKIP: case JSON_SKIP_STRING:
        break;
    }
    return NULL;
}
#endif
