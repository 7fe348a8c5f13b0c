/* func/like.c - LIKE: '%' is any text, '_' one character, and an optional escape character.
 *
 * A pattern is taken apart once: into the pieces between its '%' when it has no '_' (equal, prefix,
 * suffix, contains and chains of them are then plain comparisons and searches), else into units that
 * are matched with backtracking to the last '%' only. As in Flink '_' is no line end, the constant
 * pattern '' matches every text, and without ESCAPE the backslash is one in constant patterns with
 * '_' and in patterns that are computed. */
#include "func/text.h"

typedef struct like_piece { uint32_t offset, size; } like_piece;

enum { UNIT_BYTE, UNIT_ONE, UNIT_MANY };

typedef struct like_pattern {
    char       *source; /* what was taken apart: pattern, then escape; NULL: nothing yet */
    size_t      pattern_size, escape_size, capacity;
    char       *bytes;  /* the units: literal bytes and wildcards */
    uint8_t    *kinds;
    like_piece *pieces;
    size_t      unit_count, piece_count;
    bool        has_one, open_start, open_end;
    bool        everything; /* the constant '' */
} like_pattern;

static bool add_unit(like_pattern *how, uint8_t kind, char byte) {
    how->kinds[how->unit_count] = kind;
    how->bytes[how->unit_count++] = byte;
    return true;
}

/* False: an escape stands before something else than %, _ or itself. */
static bool split_units(like_pattern *how, const char *pattern, size_t size, const char *escape, size_t escape_size) {
    how->unit_count = 0;
    how->has_one = false;
    for (size_t p = 0; p < size;) {
        if (escape_size != 0 && size - p >= escape_size && memcmp(pattern + p, escape, escape_size) == 0) {
            p += escape_size;
            if (p < size && (pattern[p] == '%' || pattern[p] == '_')) {
                add_unit(how, UNIT_BYTE, pattern[p++]);
            } else if (size - p >= escape_size && memcmp(pattern + p, escape, escape_size) == 0) {
                for (size_t k = 0; k < escape_size; k++)
                    add_unit(how, UNIT_BYTE, pattern[p++]);
            } else {
                return false;
            }
        } else if (pattern[p] == '%') {
            add_unit(how, UNIT_MANY, pattern[p++]);
        } else if (pattern[p] == '_') {
            add_unit(how, UNIT_ONE, pattern[p++]);
            how->has_one = true;
        } else {
            add_unit(how, UNIT_BYTE, pattern[p++]);
        }
    }
    return true;
}

static void split_pieces(like_pattern *how) {
    how->piece_count = 0;
    how->open_start = how->unit_count != 0 && how->kinds[0] == UNIT_MANY;
    how->open_end = how->unit_count != 0 && how->kinds[how->unit_count - 1] == UNIT_MANY;
    for (size_t i = 0; i < how->unit_count; i++) {
        if (how->kinds[i] != UNIT_BYTE)
            continue;
        if (i == 0 || how->kinds[i - 1] != UNIT_BYTE)
            how->pieces[how->piece_count++] = (like_piece){(uint32_t)i, 0};
        how->pieces[how->piece_count - 1].size++;
    }
}

static weir_status set_pattern(like_pattern *how, const weir_string *pattern, const weir_string *escape,
                               weir_status status, weir_error *err) {
    const char *text = weir_string_data(pattern), *mark = escape ? weir_string_data(escape) : "";
    size_t      size = pattern->size, mark_size = escape ? escape->size : 0, whole = size + mark_size;
    if (how->source && how->pattern_size == size && how->escape_size == mark_size &&
        memcmp(how->source, text, size) == 0 && memcmp(how->source + size, mark, mark_size) == 0)
        return WEIR_OK;
    if (escape && (wr_text_units(mark, mark_size) != 1))
        return weir_fail(err, status, "LIKE: the escape '%.*s' must be one character", (int)WR_MIN(mark_size, (size_t)20), mark);
    if (how->source == NULL || whole + 1 > how->capacity) {
        how->capacity = (whole + 1) * 2;
        how->source = wr_realloc(how->source, how->capacity);
        how->bytes = wr_realloc(how->bytes, how->capacity);
        how->kinds = wr_realloc(how->kinds, how->capacity);
        how->pieces = wr_realloc(how->pieces, how->capacity * sizeof(*how->pieces));
    }
    memcpy(how->source, text, size);
    memcpy(how->source + size, mark, mark_size);
    how->pattern_size = size;
    how->escape_size = mark_size;
    if (!split_units(how, text, size, mark, mark_size)) {
        how->pattern_size = SIZE_MAX; /* so that the next row does not take it for done */
        return weir_fail(err, status, "LIKE: invalid escape sequence in '%.*s'; the escape stands before %%, _ or itself",
                         (int)WR_MIN(size, (size_t)100), text);
    }
    split_pieces(how);
    return WEIR_OK;
}

static inline bool pieces_match(const like_pattern *how, const char *text, size_t size) {
    size_t from = 0, to = size, first = 0, last = how->piece_count;
    if (last == 0)
        return how->open_start || size == 0;
    if (!how->open_start) {
        const like_piece *piece = &how->pieces[0];
        if (size < piece->size || memcmp(text, how->bytes + piece->offset, piece->size) != 0)
            return false;
        if (last == 1 && !how->open_end)
            return size == piece->size;
        from = piece->size;
        first = 1;
    }
    if (!how->open_end) {
        const like_piece *piece = &how->pieces[--last];
        if (to - from < piece->size || memcmp(text + to - piece->size, how->bytes + piece->offset, piece->size) != 0)
            return false;
        to -= piece->size;
    }
    for (; first < last; first++) {
        const like_piece *piece = &how->pieces[first];
        if (to - from < piece->size)
            return false;
        const char *found = memmem(text + from, to - from, how->bytes + piece->offset, piece->size);
        if (found == NULL)
            return false;
        from = (size_t)(found - text) + piece->size;
    }
    return true;
}

/* Does a line end begin here? '_' does not match it. */
static bool is_line_end(const char *text, size_t step) {
    return text[0] == '\n' || text[0] == '\r' || (step == 2 && memcmp(text, "\xc2\x85", 2) == 0) ||
           (step == 3 && (memcmp(text, "\xe2\x80\xa8", 3) == 0 || memcmp(text, "\xe2\x80\xa9", 3) == 0));
}

static bool units_match(const like_pattern *how, const char *text, size_t size) {
    size_t at = 0, unit = 0, star = SIZE_MAX, star_at = 0;
    for (;;) {
        if (unit == how->unit_count) {
            if (at == size)
                return true;
        } else if (how->kinds[unit] == UNIT_MANY) {
            star = ++unit;
            star_at = at;
            if (unit == how->unit_count)
                return true;
            continue;
        } else if (at < size) {
            size_t step = how->kinds[unit] == UNIT_ONE ? text_step(text + at, size - at) : 1;
            if (how->kinds[unit] == UNIT_ONE ? !is_line_end(text + at, step) : text[at] == how->bytes[unit]) {
                at += step;
                unit++;
                continue;
            }
        }
        if (star == SIZE_MAX || star_at >= size)
            return false;
        star_at += text_step(text + star_at, size - star_at);
        at = star_at;
        unit = star;
    }
}

static weir_status infer_like(weir_infer *call, weir_error *err) {
    WEIR_TRY(wr_infer_params(call, "ss?s", false, "a text, a pattern and maybe an escape character", err));
    call->result = weir_type_of(WEIR_TYPE_BOOLEAN, infer_any_nullable(call));
    return WEIR_OK;
}

static void release_like(weir_call *call) {
    like_pattern *how = call->prepared;
    if (how == NULL)
        return;
    wr_free(how->source);
    wr_free(how->bytes);
    wr_free(how->kinds);
    wr_free(how->pieces);
    memset(how, 0, sizeof(*how));
}

static const weir_string *default_escape(const weir_string *pattern, bool constant) {
    static const weir_string backslash = {.size = 1, .u.inlined = "\\"};
    return constant && memchr(weir_string_data(pattern), '_', pattern->size) == NULL ? NULL : &backslash;
}

static weir_status prepare_like(weir_call *call, weir_error *err) {
    like_pattern *how = wr_arena_calloc(call->arena, 1, sizeof(*how));
    weir_string   pattern, escape;
    call->prepared = how;
    if (!literal_text(call->literals, 1, &pattern))
        return WEIR_OK;
    how->everything = pattern.size == 0;
    if (call->arg_count == 3 && !literal_text(call->literals, 2, &escape))
        return WEIR_OK;
    weir_status status = set_pattern(how, &pattern, call->arg_count == 3 ? &escape : default_escape(&pattern, true), WEIR_INVALID, err);
    if (status != WEIR_OK)
        release_like(call);
    return status;
}

static weir_status like(const weir_call *call, const weir_column *args, weir_rows rows,
                        weir_vector *out, weir_error *err) {
    like_pattern      *how = call->prepared;
    const weir_string *texts = strings_of(&args[0]), *patterns = strings_of(&args[1]);
    const weir_string *escapes = call->arg_count == 3 ? strings_of(&args[2]) : NULL;
    uint8_t           *values = out->data;
    bool fixed = call->literals && call->literals[1] && (call->arg_count == 2 || call->literals[2]);
    if (fixed && !how->everything && !how->has_one) {
        WR_EACH(i, rows, values[i] = pieces_match(how, weir_string_data(&texts[i]), texts[i].size););
        return WEIR_OK;
    }
    WR_EACH(i, rows, const char *text = weir_string_data(&texts[i]);
            if (!fixed) WEIR_TRY(set_pattern(how, &patterns[i], escapes ? &escapes[i] : default_escape(&patterns[i], false), WEIR_DATA, err));
            values[i] = how->everything || (how->has_one ? units_match(how, text, texts[i].size)
                                                         : pieces_match(how, text, texts[i].size)););
    return WEIR_OK;
}

const weir_function weir_function_op_like = {
    .abi = sizeof(weir_function), .name = "LIKE", .hidden = true, .null_in_null_out = true,
    .infer = infer_like, .prepare = prepare_like, .scalar = like, .release = release_like,
};
