/* format/json_scan.c - plain JSON lines, fast.
 *
 * The bytes between two values - comma, quoted key, colon, blanks - are compared as one piece with what stood
 * there when the same key was seen last (json_node); the key behind a key is predicted to be the one that
 * followed it last time. So a line whose order is known costs one comparison a field, and another order
 * a hash lookup. Anything unusual (an error too) leaves the line to the careful reader of json.c.
 *
 * Where the quotes and newlines are is known before (json_marks.h), some KiB ahead. So a value's end is taken from
 * the list, and reading the value only confirms it: the processor goes on with the next fields meanwhile.
 *
 * Invariants
 *   - At least JSON_SLACK readable bytes stand behind the newline at `limit`, and every scan below stops at
 *     a newline at the latest: no byte behind the slack is read.
 *   - `mark` is at the first mark that is not before the place being looked at; the list ends with a newline,
 *     twice, so the mark behind any other may be looked at.
 *   - A row counts only when its line is decoded whole; what was stored for a line that is given up is
 *     stored again. Values come out as json_value.c makes them. */
#include "format/json.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#define MARKS_NEAR 16384u /* bytes that are marked at a time: bytes and marks stay in the nearest cache */

/* ---- pieces ---- */

static inline uint64_t load8(const char *p) {
    uint64_t value;
    memcpy(&value, p, 8);
    return value;
}

#if defined(__SSE2__)
static inline bool literal_matches(const json_node *node, const char *p) {
    const char *literal = node->literal;
    for (uint32_t i = 0; i < node->full; i++, literal += 16, p += 16) {
        __m128i equal = _mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)p),
                                       _mm_loadu_si128((const __m128i *)literal));
        if (_mm_movemask_epi8(equal) != 0xffff)
            return false;
    }
    __m128i equal = _mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)p),
                                   _mm_loadu_si128((const __m128i *)literal));
    return ((unsigned)_mm_movemask_epi8(equal) & node->mask) == node->mask;
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
static inline bool literal_matches(const json_node *node, const char *p) {
    return memcmp(node->literal, p, node->size) == 0;
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

/* The value of 1 to 8 digits (Lemire's and Mula's multiplication of pairs). */
static inline uint32_t digits8(uint64_t text, uint32_t count) {
    text = (text - 0x3030303030303030ULL) << (64 - count * 8);
    text = (text & 0x0f0f0f0f0f0f0f0fULL) * 2561 >> 8;
    text = (text & 0x00ff00ff00ff00ffULL) * 6553601 >> 16;
    return (uint32_t)((text & 0x0000ffff0000ffffULL) * 42949672960001ULL >> 32);
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

static inline const char *real_store(json_column *column, const char *p, uint32_t row) {
    int64_t  mantissa;
    uint32_t scale;
    bool     negative = *p == '-';
    if (!(p = fraction_read(p, &mantissa, &scale)))
        return NULL;
    /* Below 2^53 and 10^15 both are exact, and so one division rounds right. */
    double value = (double)mantissa / tens_real[scale];
    ((double *)column->data)[row] = negative && mantissa == 0 ? -0.0 : value;
    return p;
}

static inline const char *decimal_store(json_column *column, const char *p, uint32_t row) {
    int64_t  mantissa;
    uint32_t scale;
    if (!(p = fraction_read(p, &mantissa, &scale)) || scale > column->type.scale)
        return NULL;
    uint32_t up = column->type.scale - scale; /* scale <= precision <= 18 */
    if (up > 3 && mantissa != 0 && (mantissa >= tens_integer[18 - up] || mantissa <= -tens_integer[18 - up]))
        return NULL;
    mantissa *= tens_integer[up];
    if (column->type.length < 18 &&
        (mantissa >= tens_integer[column->type.length] || mantissa <= -tens_integer[column->type.length]))
        return NULL;
    ((int64_t *)column->data)[row] = mantissa;
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
    uint32_t hour   = (uint32_t)(pairs & 15) * 10 + (uint32_t)(pairs >> 8 & 15);
    uint32_t minute = (uint32_t)(pairs >> 24 & 15) * 10 + (uint32_t)(pairs >> 32 & 15);
    uint32_t second = (uint32_t)(pairs >> 48 & 15) * 10 + (uint32_t)(pairs >> 56 & 15);
    if (hour > 23 || minute > 59 || second > 59)
        return NULL;
    uint32_t nanos = 0;
    p += 19;
    if (*p == '.') {
        uint32_t count = digit_count(++p);
        if (count - 1 > 8)
            return NULL;
        nanos = (uint32_t)((int64_t)digits16(p, count) * tens_integer[9 - count]);
        p += count;
    }
    if (column->type.id == WEIR_TYPE_TIMESTAMP_LTZ && *p++ != 'Z')
        return NULL;
    if (*p != '"')
        return NULL;
    int64_t ms = column->date_ms + ((int64_t)(hour * 60 + minute) * 60 + second) * 1000 + nanos / 1000000;
    if (weir_type_is_wide_time(column->type))
        ((wr_timestamp *)column->data)[row] = (wr_timestamp){.ms = ms, .nanos = (int32_t)(nanos % 1000000)};
    else
        ((int64_t *)column->data)[row] = ms;
    return p + 1;
}

/* wide: there are bytes beyond ASCII somewhere near. */
static inline bool string_store(json_column *column, const char *text, size_t size, uint32_t row, bool wide) {
    if (wide && (size > 16 || wide_in16(text, size)) && !wr_utf8_valid(text, size))
        return false;
    string_put((weir_string *)column->data + row, text, size);
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
    if (word == 0x65736c6166ULL) /* false */
        return p + 5;
    word &= 0xffffffffULL;
    return word == 0x65757274ULL || word == 0x6c6c756eULL ? p + 4 : NULL; /* true, null */
}

/* An array or object of plain scalars. */
static const char *flat_skip(const char *p, const char *base, const uint16_t *mark) {
    const bool is_object = *p == '{';
    const char close = is_object ? '}' : ']';
    p = blanks(p + 1);
    if (*p == close)
        return p + 1;
    for (;; p = blanks(p + 1)) {
        if (is_object) {
            if (!(p = string_skip(p, base, &mark)))
                return NULL;
            p = blanks(p);
            if (*p != ':')
                return NULL;
            p = blanks(p + 1);
        }
        if (!(p = scalar_skip(p, base, &mark)))
            return NULL;
        p = blanks(p);
        if (*p == close)
            return p + 1;
        if (*p != ',')
            return NULL;
    }
}

static inline const char *boolean_store(json_column *column, const char *p, uint32_t row) {
    bool is_true = load8(p) << 32 == 0x6575727400000000ULL;
    if (!is_true && (load8(p) & 0xffffffffffULL) != 0x65736c6166ULL)
        return NULL;
    ((uint8_t *)column->data)[row] = is_true;
    return p + (is_true ? 4 : 5);
}

/* ---- lines ---- */

/* A value that nobody reads and that was not skipped by the kind of its last one; its kind is remembered: fields keep
 * to one mostly. */
static const char *skip_any(weir_decoder *decoder, json_node *node, const char *p, const char *limit, const char *base,
                            const uint16_t *mark) {
    const char *behind = *p == '[' || *p == '{' ? flat_skip(p, base, mark) : scalar_skip(p, base, &mark);
    node->op = *p == '"' ? JSON_SKIP_STRING : *p == '-' || (unsigned char)(*p - '0') <= 9 ? JSON_SKIP_NUMBER : JSON_SKIP;
    return behind ? behind : json_value_skip(decoder, p, limit);
}

/* A value without quotes. NULL: something else or unusual. */
static inline __attribute__((always_inline)) const char *bare_read(const json_node *node, const char *p, uint32_t row) {
    json_column *column = node->column;
    const char  *behind;
    int64_t      integer;
    switch ((json_op)node->op) {
    case JSON_SKIP_NUMBER:
        return number_skip(p);
    case JSON_INTEGER32:
        behind = integer_read(p, &integer);
        if (!behind || integer != (int32_t)integer)
            return NULL;
        ((int32_t *)column->data)[row] = (int32_t)integer;
        return behind;
    case JSON_INTEGER64:
        return integer_read(p, (int64_t *)column->data + row);
    case JSON_REAL64:
        return real_store(column, p, row);
    case JSON_DECIMAL64:
        return decimal_store(column, p, row);
    case JSON_BOOLEAN:
        return boolean_store(column, p, row);
    case JSON_STRING: case JSON_TIME_MS: case JSON_OTHER: case JSON_SKIP: case JSON_SKIP_STRING:
        break;
    }
    return NULL;
}

/* The node of a key that was not predicted: `p` is behind a value, or at the start of the line. */
static json_node *node_look_up(weir_decoder *decoder, const char *p, bool first, const char *base, const uint16_t *mark) {
    const char *begin = p;
    p                 = blanks(p);
    if (*p != (first ? '{' : ','))
        return NULL;
    p               = blanks(p + 1);
    const char *key = p + 1;
    p               = string_skip(p, base, &mark);
    if (!p)
        return NULL;
    size_t key_size = (size_t)(p - 1 - key);
    p               = blanks(p);
    if (*p != ':')
        return NULL;
    p = blanks(p + 1);
    return json_node_find(decoder, begin, (size_t)(p - begin), (size_t)(key - begin), key_size);
}

/* The columns that the line did not have. False: that is an error. */
static bool missing_fill(weir_decoder *decoder, uint64_t seen, uint64_t serial, uint32_t row) {
    for (uint32_t c = 0; c < decoder->column_count; c++) {
        json_column *column = decoder->columns + c;
        if (c < 64 ? seen >> c & 1 : column->seen == serial)
            continue;
        if (decoder->fail_on_missing)
            return false;
        json_set_null(column, row);
    }
    return true;
}

/* The line at p into row `row`. Returns behind its newline, or NULL: to be read carefully. */
static inline __attribute__((always_inline)) const char *line_scan(weir_decoder *decoder, const char *p, const char *limit, const char *base,
                                                                   const uint16_t **marks, uint32_t row, uint64_t all, bool many) {
    json_node      *node   = &decoder->start;
    uint64_t        serial = ++decoder->serial, seen = 0;
    const uint16_t *mark   = *marks;
    const bool      wide   = decoder->wide;
    for (;;) {
        json_node *next = node->next;
        if (!next || !literal_matches(next, p)) {
            if (*p == '}' && node != &decoder->start)
                break;
            json_node *other = node->other;
            if (!other || !literal_matches(other, p))
                other = node_look_up(decoder, p, node == &decoder->start, base, mark);
            if (!other)
                return NULL;
            node->other = next;
            node->next  = next = other;
        }
        node = next;
        mark += 2; /* the key's quotes */
        const char *value = p + node->size, *close = base + mark[1], *behind;
        if (node->op == JSON_SKIP_STRING && *value == '"' && *close == '"') {
            p = close + 1;
            mark += 2;
            continue;
        }
        if (node->op >= JSON_INTEGER32) {
            if (seen & node->bit)
                node->column->nulls[row] = 0; /* once more: the last counts */
            seen |= node->bit;
            if (many && node->bit == 0) {
                node->column->nulls[row] = 0;
                node->column->seen       = serial;
            }
            if (node->op >= JSON_STRING && *value == '"' && *close == '"' &&
                (node->op == JSON_STRING ? string_store(node->column, value + 1, (size_t)(close - value - 1), row, wide)
                                         : node->op == JSON_TIME_MS && time_store(node->column, value, row) != NULL)) {
                p = close + 1;
                mark += 2;
                continue;
            }
        }
        /* Where a value without quotes ends is guessed from the next mark, which is the next key's. `guess` and `test`
         * are the same address, twice, because the compiler must not know that the result equals `behind`. */
        const char *guess = base + mark[0] - node->gap, *test = guess;
        __asm__("" : "+r"(guess), "+r"(test));
        behind = bare_read(node, value, row);
        if (behind) {
            if (__builtin_expect(behind != test, 0)) {
                node->gap = (uint32_t)(base + mark[0] - behind);
                guess     = behind;
            }
            p = guess;
            continue;
        }
        p = node->op >= JSON_INTEGER32 ? json_value_store(decoder, node->column, value, limit, row)
                                       : skip_any(decoder, node, value, limit, base, mark);
        if (!p)
            return NULL;
        while (base + *mark < p)
            mark++;
    }
    p++;
    if (*p == '\r')
        p++;
    if (*p != '\n')
        return NULL;
    if ((seen != all || many) && !missing_fill(decoder, seen, serial, row))
        return NULL;
    p      = base + *mark + 1; /* the same as p + 1, but known earlier */
    *marks = mark + 1;
    return p;
}

/* Marks whole lines from p on. False: the first one is too long for that. */
static bool lines_mark(weir_decoder *decoder, const char *p, const char *limit) {
    size_t left = (size_t)(limit + 1 - p), most = WR_MIN(left, JSON_MARKS_BYTES), size = WR_MIN(left, MARKS_NEAR);
    for (;; size = most) {
        uint32_t count = decoder->find_marks(p, size, decoder->marks, &decoder->wide);
        while (count > 0 && p[decoder->marks[count - 1]] != '\n')
            count--;
        if (count > 0) {
            decoder->marks[count] = decoder->marks[count - 1];
            decoder->mark         = decoder->marks;
            decoder->marked       = p;
            decoder->marked_end   = p + decoder->marks[count - 1] + 1;
            return true;
        }
        if (size == most)
            return false;
    }
}

const char *json_scan_lines(weir_decoder *decoder, const char *p, const char *limit, weir_decode_out *out,
                            const char *block) {
    uint32_t row  = out->row_count;
    bool     many = decoder->column_count > 64;
    uint64_t all  = decoder->column_count >= 64 ? UINT64_MAX : ((uint64_t)1 << decoder->column_count) - 1;
    while (row < out->row_limit && p < limit) {
        if (p >= decoder->marked_end && !lines_mark(decoder, p, limit))
            break;
        const char     *base = decoder->marked, *end = decoder->marked_end, *behind = p;
        const uint16_t *mark = decoder->mark;
        while (base + *mark < p) /* the careful reader went on */
            mark++;
        while (row < out->row_limit && p < end) {
            behind = line_scan(decoder, p, limit, base, &mark, row, all, many);
            if (!behind)
                break;
            if (out->row_end_offsets)
                out->row_end_offsets[row] = (uint32_t)(behind - block);
            p = behind;
            row++;
        }
        decoder->mark = mark;
        if (!behind)
            break;
    }
    out->record_count += row - out->row_count;
    out->row_count = row;
    return p;
}
