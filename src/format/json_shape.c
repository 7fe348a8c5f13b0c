/* format/json_shape.c - JSON lines that have the same fields as the line before them, a column at a time.
 *
 * Programs that write JSON lines write the same fields in the same order, line after line. So the n-th mark of each line
 * (json_marks.h) is the same quote of the same key, and where a field stands in a line is known without reading what
 * is before it. A shape is what one good line looked like, as steps. It is used for the next lines that have as
 * many marks: first the bytes between the values of all lines are compared with the line's, step by step; that proves
 * that each mark is the quote it is taken for. Then the values are read, column by column, each from where it must begin,
 * and each must end where the next step begins. In both, the first line that differs ends the run, and is read by
 * json_scan.c, as is every line of which too few follow each other.
 *
 * Nothing is counted as a row before all its columns are read; what was stored for later lines is stored again. */
#include "format/json_plain.h"

#define STEPS_MAX   256u
#define LITERAL_MAX 110u                    /* bytes between two values, without the quotes beside it        */
#define RUN_MIN     8u                      /* lines; fewer are not worth the start of the loops             */
#define PAUSE_MIN   8u                      /* lines after a shape that did not fit; doubled each time       */
#define PAUSE_MAX   512u

typedef struct json_step {
    char         literal[LITERAL_MAX + 2];
    uint32_t     full, mask;  /* as literal_matches wants them                                            */
    uint32_t     tail;        /* bytes behind `full`                                                      */
    uint16_t     mark;        /* number, among the line's marks, of one in the literal: the key's first quote, the
                               * newline, or behind a string of an array or object its closing quote     */
    uint16_t     before;      /* bytes of the literal before that mark                                    */
    uint16_t     value_at;    /* where the value begins, behind that mark                                 */
    uint16_t     rest;        /* where the value ends, before the next step's mark                        */
    bool         is_nested;   /* an array or object that nobody reads, with other values than strings     */
    json_op      op;
    json_column *column;
} json_step;

struct json_shape {
    json_step     steps[STEPS_MAX + 1]; /* the last is the line's end           */
    uint32_t      count;                /* without the last                     */
    uint32_t      line_marks;           /* of each line; 0: there is no shape   */
    uint32_t      pause, pause_next;    /* lines to be read before the next try */
    json_column **missing;              /* needed columns that the lines lack   */
    uint32_t      missing_count;
};

struct json_shape *wr_json_shape_open(wr_arena *arena, uint32_t column_count) {
    struct json_shape *shape = wr_arena_alloc(arena, sizeof *shape);
    shape->line_marks = shape->count = shape->pause = 0;
    shape->pause_next = PAUSE_MIN;
    shape->missing    = wr_arena_calloc(arena, column_count + 1, sizeof(*shape->missing));
    return shape;
}

/* ---- learning ---- */

/* The literal, between the values around it: where they are strings their quotes are part of it. */
static bool literal_set(json_step *step, bool behind_string, const char *literal, const char *end, bool before_string) {
    uint32_t at = 0;
    if (end - literal > LITERAL_MAX)
        return false;
    memset(step->literal, 0, sizeof(step->literal));
    if (behind_string)
        step->literal[at++] = '"';
    memcpy(step->literal + at, literal, (size_t)(end - literal));
    at += (uint32_t)(end - literal);
    if (before_string)
        step->literal[at++] = '"';
    step->full = (at - 1) / 16 * 16;
    step->tail = at - step->full;
    step->mask = (1u << step->tail) - 1;
    return true;
}

/* How the value at p is read, given that the line's others are alike. */
static json_op op_choose(const json_node *node, char first) {
    const bool is_string = first == '"', is_number = first == '-' || (first >= '0' && first <= '9');
    if (!node->column)
        return is_string ? JSON_SKIP_STRING : is_number ? JSON_SKIP_NUMBER : JSON_SKIP;
    switch ((json_op)node->op) {
    case JSON_INTEGER32: case JSON_INTEGER64: case JSON_REAL64: case JSON_DECIMAL64:
        return is_number ? (json_op)node->op : JSON_OTHER;
    case JSON_BOOLEAN:
        return first == 't' || first == 'f' ? JSON_BOOLEAN : JSON_OTHER;
    case JSON_STRING: case JSON_TIME_MS:
        return is_string ? (json_op)node->op : JSON_OTHER;
    case JSON_SKIP: case JSON_SKIP_STRING: case JSON_SKIP_NUMBER: case JSON_OTHER:
        break;
    }
    return JSON_OTHER;
}

/* Behind a value; its marks are passed over. NULL: not known. */
static const char *value_pass(weir_decoder *decoder, const char *p, const char *limit, uint32_t *mark, const uint16_t *marks) {
    if (*p == '"') {
        const char *close = decoder->marked + marks[*mark + 1];
        *mark += 2;
        return *close == '"' ? close + 1 : NULL;
    }
    p = wr_json_value_skip(decoder, p, limit);
    while (p && decoder->marked + marks[*mark] < p)
        ++*mark;
    return p;
}

static bool missing_note(weir_decoder *decoder, struct json_shape *shape, uint64_t serial) {
    shape->missing_count = 0;
    for (uint32_t c = 0; c < decoder->column_count; c++)
        if (decoder->columns[c].seen != serial)
            shape->missing[shape->missing_count++] = decoder->columns + c;
    return shape->missing_count == 0 || !decoder->fail_on_missing;
}

/* A line while it is learnt. */
typedef struct learner {
    struct json_shape *shape;
    const char        *base;
    const uint16_t    *marks;
    uint32_t           mark;          /* the next one                                   */
    const char        *literal;       /* where the text behind the last value begins    */
    bool               behind_string; /* the last value was a string                    */
} learner;

/* The next step; its literal goes from the last value to `value`. NULL: too many, or too long. */
static json_step *step_add(learner *l, const char *value, uint32_t mark) {
    if (l->shape->count == STEPS_MAX)
        return NULL;
    json_step *step = l->shape->steps + l->shape->count++;
    const char *at = l->base + l->marks[mark];
    *step = (json_step){.mark = (uint16_t)mark, .before = (uint16_t)(at - l->literal + l->behind_string), .value_at = (uint16_t)(value - at)};
    return literal_set(step, l->behind_string, l->literal, value, *value == '"') ? step : NULL;
}

/* Are there strings in it, none with a backslash, and no other values? */
static bool only_strings(const char *p, const char *end) {
    bool in_string = false, any = false;
    for (; p < end; p++) {
        if (*p == '"')
            in_string = !in_string;
        else if (in_string ? *p == '\\' : !strchr("[]{}:, \t", *p))
            return false;
        any |= in_string;
    }
    return any;
}

/* Strings of an array or object that nobody reads, keys too, are steps of their own: what is between them is compared
 * like any literal, and so is the end, as part of the next field's. */
static bool strings_learn(learner *l, const char *p, const char *end, uint32_t key_mark) {
    for (bool first = true; p < end; first = false) {
        while (p < end && *p != '"')
            p++;
        if (p == end)
            break;
        json_step *step = step_add(l, p, first ? key_mark : l->mark - 1);
        if (!step)
            return false;
        step->op         = JSON_SKIP_STRING;
        p                = l->base + l->marks[l->mark + 1] + 1;
        l->literal       = p;
        l->behind_string = true;
        l->mark += 2;
    }
    return true;
}

/* From the line at p, which json_scan.c has just read: so the keys are those that it predicts. */
static bool shape_learn(weir_decoder *decoder, struct json_shape *shape, const char *p, const uint16_t *marks, uint32_t line_marks, const char *limit) {
    const json_node *node = decoder->start.next;
    uint64_t         serial = ++decoder->serial;
    learner          l = {.shape = shape, .base = decoder->marked, .marks = marks, .literal = p};
    shape->line_marks = shape->count = 0;
    for (; node && literal_matches(node->literal, node->full * 16u, node->mask, p); node = node->next) {
        if (node->column && node->column->seen == serial)
            return false; /* a key twice: let it be */
        if (node->column)
            node->column->seen = serial;
        const char *value = p + node->size;
        uint32_t    key_mark = l.mark, behind_mark = l.mark + 2;
        if (!(p = value_pass(decoder, value, limit, &behind_mark, marks)) || behind_mark >= line_marks)
            return false;
        l.mark += 2;
        bool is_nested = *value == '{' || *value == '[';
        if (is_nested && !node->column && only_strings(value, p)) {
            if (!strings_learn(&l, value, p, key_mark))
                return false;
            continue;
        }
        json_step *step = step_add(&l, value, key_mark);
        if (!step)
            return false;
        step->op        = op_choose(node, *value);
        step->is_nested = is_nested;
        step->column    = node->column;
        step->rest      = (uint16_t)(l.base + marks[behind_mark] - p);
        l.mark          = behind_mark;
        l.literal       = p;
        l.behind_string = *value == '"';
    }
    /* } and the line's end */
    const uint32_t count = shape->count;
    const char    *end = l.base + marks[l.mark] + 1;
    if (l.mark + 1 != line_marks || *p != '}' || end - p > 3 || count == 0 || !missing_note(decoder, shape, serial))
        return false;
    json_step *last = shape->steps + count;
    *last = (json_step){.mark = (uint16_t)l.mark, .before = (uint16_t)(end - 1 - l.literal + l.behind_string)};
    if (!literal_set(last, l.behind_string, l.literal, end, false))
        return false;
    shape->line_marks = line_marks;
    return true;
}

/* ---- reading ---- */

#if defined(__SSE2__)
static const uint8_t literal_keep[32] = {255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255};
#endif

/* Lines to be read, and how to come to their values. The loops below take n lines and return how many of them are
 * good, from the first on. */
typedef struct json_lines {
    weir_decoder   *decoder;
    const char     *base, *limit;
    const uint16_t *marks;      /* the first of the first line */
    size_t          line_marks;
    uint32_t        row;
} json_lines;

static uint32_t literal_lines(const json_lines *lines, const json_step *step, uint32_t n) {
    const uint16_t *mark = lines->marks + step->mark;
    const char     *base = lines->base - step->before;
    const size_t    each = lines->line_marks;
    uint32_t        r = 0;
#if defined(__SSE2__)
    if (step->full == 0) { /* four lines at a time; the bytes behind the literal are zeros in `keep` */
        const __m128i literal = _mm_loadu_si128((const __m128i *)step->literal);
        const __m128i keep = _mm_loadu_si128((const __m128i *)(literal_keep + 16 - step->tail));
        for (; r + 4 <= n; r += 4, mark += 4 * each) {
            __m128i a = _mm_xor_si128(_mm_loadu_si128((const __m128i *)(base + mark[0])), literal);
            __m128i b = _mm_xor_si128(_mm_loadu_si128((const __m128i *)(base + mark[each])), literal);
            __m128i c = _mm_xor_si128(_mm_loadu_si128((const __m128i *)(base + mark[2 * each])), literal);
            __m128i d = _mm_xor_si128(_mm_loadu_si128((const __m128i *)(base + mark[3 * each])), literal);
            __m128i differ = _mm_and_si128(_mm_or_si128(_mm_or_si128(a, b), _mm_or_si128(c, d)), keep);
            if (_mm_movemask_epi8(_mm_cmpeq_epi8(differ, _mm_setzero_si128())) != 0xffff)
                break;
        }
    }
#endif
    for (; r < n; r++, mark += each)
        if (!literal_matches(step->literal, step->full, step->mask, base + *mark))
            return r;
    return n;
}

static inline __attribute__((always_inline)) bool short_read(json_op op, void *data, const char *p, size_t size, uint32_t row) {
    uint64_t digits;
    uint32_t scale;
    if (op == JSON_INTEGER32 || op == JSON_INTEGER64) {
        if (!short_integer(p, size, &digits))
            return false;
        if (op == JSON_INTEGER32)
            ((int32_t *)data)[row] = (int32_t)digits_value(digits);
        else
            ((int64_t *)data)[row] = digits_value(digits);
        return true;
    }
    if (op == JSON_SKIP_NUMBER)
        return short_number(p, size, &digits, &scale);
    if (op != JSON_REAL64 || !short_number(p, size, &digits, &scale))
        return false;
    ((double *)data)[row] = (double)(int32_t)digits_value(digits) / tens_real[scale];
    return true;
}

/* Numbers of at most 8 bytes without sign are read here, knowing their size; others as json_scan.c does. */
static inline __attribute__((always_inline)) uint32_t bare_lines(const json_lines *lines, const json_step *step, json_op op, uint32_t n) {
    const size_t    line_marks = lines->line_marks, next = (size_t)(step[1].mark - step->mark);
    const uint16_t *mark = lines->marks + step->mark;
    const char     *begin = lines->base + step->value_at, *end = lines->base - step->rest;
    void           *data = step->column ? step->column->data : NULL;
    const weir_type type = step->column ? step->column->type : (weir_type){0};
    for (uint32_t r = 0; r < n; r++, mark += line_marks) {
        const char *p = begin + mark[0], *behind = end + mark[next];
        size_t      size = (size_t)(behind - p);
        if (size - 1 < 8 && short_read(op, data, p, size, lines->row + r))
            continue;
        if (bare_read(op, type, data, p, lines->row + r) != behind)
            return r;
    }
    return n;
}

/* true, false, null that nobody reads; which of them must not cost a branch. */
static uint32_t word_lines(const json_lines *lines, const json_step *step, uint32_t n) {
    const uint16_t *mark = lines->marks + step->mark, *next = lines->marks + step[1].mark;
    for (uint32_t r = 0; r < n; r++, mark += lines->line_marks, next += lines->line_marks) {
        const char *p = lines->base + *mark + step->value_at;
        size_t      size = (size_t)(lines->base + *next - step->rest - p);
        if (size > 5)
            return r;
        uint64_t word = load8(p) & ((1ULL << size * 8) - 1);
        if (!((word == JSON_WORD_TRUE) | (word == JSON_WORD_NULL) | (word == JSON_WORD_FALSE)))
            return r;
    }
    return n;
}

static uint32_t string_lines(const json_lines *lines, const json_step *step, uint32_t n) {
    const uint16_t *mark = lines->marks + step->mark;
    weir_string    *data = step->column->data;
    const bool      wide = lines->decoder->wide;
    for (uint32_t r = 0; r < n; r++, mark += lines->line_marks)
        if (!string_store(data + lines->row + r, lines->base + mark[2] + 1, (size_t)(mark[3] - mark[2] - 1), wide))
            return r;
    return n;
}

static uint32_t time_lines(const json_lines *lines, const json_step *step, uint32_t n) {
    const uint16_t *mark = lines->marks + step->mark;
    for (uint32_t r = 0; r < n; r++, mark += lines->line_marks)
        if (!time_store(step->column, lines->base + mark[2], lines->row + r))
            return r;
    return n;
}

/* Values that have no loop of their own. */
static uint32_t other_lines(const json_lines *lines, const json_step *step, uint32_t n) {
    const uint16_t *mark = lines->marks + step->mark, *next = lines->marks + step[1].mark;
    for (uint32_t r = 0; r < n; r++, mark += lines->line_marks, next += lines->line_marks) {
        const char *p = lines->base + *mark + step->value_at, *behind = NULL;
        if (step->column)
            behind = wr_json_value_store(lines->decoder, step->column, p, lines->limit, lines->row + r);
        else if (*p != '[' && *p != '{')
            return r;
        else if (!(behind = wr_json_flat_skip(p, lines->base, mark + 2)))
            behind = wr_json_value_skip(lines->decoder, p, lines->limit);
        if (behind != lines->base + *next - step->rest)
            return r;
    }
    return n;
}

static uint32_t value_lines(const json_lines *lines, const json_step *step, uint32_t n) {
    switch (step->op) {
    case JSON_SKIP_STRING: return n; /* the literals around it have shown both quotes */
    case JSON_SKIP_NUMBER: return bare_lines(lines, step, JSON_SKIP_NUMBER, n);
    case JSON_INTEGER32:   return bare_lines(lines, step, JSON_INTEGER32, n);
    case JSON_INTEGER64:   return bare_lines(lines, step, JSON_INTEGER64, n);
    case JSON_REAL64:      return bare_lines(lines, step, JSON_REAL64, n);
    case JSON_DECIMAL64:   return bare_lines(lines, step, JSON_DECIMAL64, n);
    case JSON_BOOLEAN:     return bare_lines(lines, step, JSON_BOOLEAN, n);
    case JSON_STRING:      return string_lines(lines, step, n);
    case JSON_TIME_MS:     return time_lines(lines, step, n);
    case JSON_SKIP:        return step->is_nested ? other_lines(lines, step, n) : word_lines(lines, step, n);
    case JSON_OTHER:       break;
    }
    return other_lines(lines, step, n);
}

static uint32_t shape_read(const json_lines *lines, const struct json_shape *shape, uint32_t most) {
    uint32_t n = most;
    for (uint32_t i = 0; i <= shape->count && n > 0; i++)
        n = literal_lines(lines, shape->steps + i, n);
    for (uint32_t i = 0; i < shape->count && n > 0; i++)
        n = value_lines(lines, shape->steps + i, n);
    for (uint32_t i = 0; i < shape->count; i++) /* what became NULL in the lines that do not count */
        if (shape->steps[i].op == JSON_OTHER)
            memset(shape->steps[i].column->nulls + lines->row + n, 0, most - n);
    for (uint32_t i = 0; i < shape->missing_count; i++)
        for (uint32_t r = 0; r < n; r++)
            json_set_null(shape->missing[i], lines->row + r);
    return n;
}

/* Lines from `marks` on that end at every line_marks-th mark. */
static uint32_t lines_alike(const weir_decoder *decoder, const uint16_t *marks, uint32_t line_marks, uint32_t most) {
    size_t   whole = (size_t)(decoder->marks_end - marks) / line_marks;
    uint32_t n = 0;
    most = (uint32_t)WR_MIN(whole, most);
    for (const uint16_t *newline = marks + line_marks - 1; n < most && decoder->marked[*newline] == '\n'; newline += line_marks)
        n++;
    return n;
}

uint32_t wr_json_shape_lines(weir_decoder *decoder, const char *line, const uint16_t *line_marks, const uint16_t *marks, const char *limit,
                          uint32_t row, uint32_t row_limit, uint32_t *each) {
    struct json_shape *shape = decoder->shape;
    uint32_t           most = row_limit - row, n = 0, got = 0;
    if (shape->pause > 0) {
        shape->pause--;
        return 0;
    }
    if (shape->line_marks > 0)
        n = lines_alike(decoder, marks, shape->line_marks, most);
    if (n < RUN_MIN) { /* another shape, perhaps */
        uint32_t count = (uint32_t)(marks - line_marks);
        n = count == shape->line_marks ? n : lines_alike(decoder, marks, count, most);
        if (n < RUN_MIN)
            return 0;
        shape_learn(decoder, shape, line, line_marks, count, limit);
    }
    *each = shape->line_marks;
    if (shape->line_marks > 0) {
        const json_lines lines = {decoder, decoder->marked, limit, marks, shape->line_marks, row};
        got = shape_read(&lines, shape, n);
    }
    if (got >= WR_MIN(n, RUN_MIN)) {
        shape->pause_next = PAUSE_MIN;
    } else {
        shape->line_marks = 0;
        shape->pause      = shape->pause_next;
        shape->pause_next = WR_MIN(shape->pause_next * 2, PAUSE_MAX);
    }
    return got;
}
