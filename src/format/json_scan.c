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
#include "format/json_plain.h"

#define MARKS_NEAR 24576u /* bytes that are marked at a time: bytes and marks stay in the nearest cache */

const char *wr_json_flat_skip(const char *p, const char *base, const uint16_t *mark) {
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

/* A value that nobody reads and that was not skipped by the kind of its last one; its kind is remembered: fields keep
 * to one mostly. */
static const char *skip_any(weir_decoder *decoder, json_node *node, const char *p, const char *limit, const char *base,
                            const uint16_t *mark) {
    const char *behind = *p == '[' || *p == '{' ? wr_json_flat_skip(p, base, mark) : scalar_skip(p, base, &mark);
    node->op = *p == '"' ? JSON_SKIP_STRING : *p == '-' || (unsigned char)(*p - '0') <= 9 ? JSON_SKIP_NUMBER : JSON_SKIP;
    return behind ? behind : wr_json_value_skip(decoder, p, limit);
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
    return wr_json_node_find(decoder, begin, (size_t)(p - begin), (size_t)(key - begin), key_size);
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

static inline bool node_matches(const json_node *node, const char *p) {
    return literal_matches(node->literal, node->full * 16u, node->mask, p);
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
        if (!next || !node_matches(next, p)) {
            if (*p == '}' && node != &decoder->start)
                break;
            json_node *other = node->other;
            if (!other || !node_matches(other, p))
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
                (node->op == JSON_STRING ? string_store((weir_string *)node->column->data + row, value + 1, (size_t)(close - value - 1), wide)
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
        if (node->column)
            behind = bare_read((json_op)node->op, node->column->type, node->column->data, value, row);
        else
            behind = node->op == JSON_SKIP_NUMBER ? number_skip(value) : NULL;
        if (behind) {
            if (__builtin_expect(behind != test, 0)) {
                node->gap = (uint32_t)(base + mark[0] - behind);
                guess     = behind;
            }
            p = guess;
            continue;
        }
        p = node->op >= JSON_INTEGER32 ? wr_json_value_store(decoder, node->column, value, limit, row)
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
            decoder->marks_end    = decoder->marks + count;
            decoder->marked       = p;
            decoder->marked_end   = p + decoder->marks[count - 1] + 1;
            return true;
        }
        if (size == most)
            return false;
    }
}

const char *wr_json_scan_lines(weir_decoder *decoder, const char *p, const char *limit, weir_decode_out *out,
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
            const uint16_t *line_marks = mark;
            behind = line_scan(decoder, p, limit, base, &mark, row, all, many);
            if (!behind)
                break;
            if (out->row_end_offsets)
                out->row_end_offsets[row] = (uint32_t)(behind - block);
            const char *line = p;
            p = behind;
            row++;
            uint32_t each = 0, alike = p < end ? wr_json_shape_lines(decoder, line, line_marks, mark, limit, row, out->row_limit, &each) : 0;
            for (; alike > 0; alike--, row++) {
                mark += each;
                p = base + mark[-1] + 1;
                if (out->row_end_offsets)
                    out->row_end_offsets[row] = (uint32_t)(p - block);
            }
        }
        decoder->mark = mark;
        if (!behind)
            break;
    }
    out->record_count += row - out->row_count;
    out->row_count = row;
    return p;
}
