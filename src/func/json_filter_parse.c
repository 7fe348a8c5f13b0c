/* func/json_filter_parse.c - what stands between ?( and ) in a JSON path becomes a tree of comparisons, see json_path.h.
 *
 * As in Flink an operator in letters may be of any case and ends at a blank; && binds closer than ||; a path alone asks whether something is
 * there; constants are texts in either quotes, numbers, true, false, null, /patterns/ with flags of Java, and JSON arrays and objects, where
 * quotes may be single ones and a word without quotes is a text. */
#include <strings.h>

#include "base/alloc.h"
#include "base/number.h"
#include "func/json_path_reader.h"
#include "func/regex.h"

static bool at_digit(const wr_path_reader *reader) { return wr_path_peek(reader) >= '0' && wr_path_peek(reader) <= '9'; }

/* ---- constants ---- */

static wr_json *new_constant(const wr_path_reader *reader, wr_json_kind kind) {
    wr_json *constant = wr_arena_calloc(reader->arena, 1, sizeof *constant);
    constant->kind = kind;
    return constant;
}

static weir_status read_text(wr_path_reader *reader, const wr_json **constant) {
    wr_json     *made = new_constant(reader, WR_JSON_STRING);
    weir_string *text = wr_arena_alloc(reader->arena, sizeof *text);
    WEIR_TRY(wr_path_read_quoted(reader, text));
    made->text = weir_string_data(text);
    made->size = text->size;
    *constant = made;
    return WEIR_OK;
}

/* What Java's BigDecimal reads, but for a plus; kept as it would write it: 01. is 1, .5 is 0.5. */
static weir_status read_number(wr_path_reader *reader, const wr_json **constant) {
    char  *text = wr_arena_alloc(reader->arena, reader->size - reader->at + 2), *p = text;
    double ignored;
    if (wr_path_accept(reader, "-"))
        *p++ = '-';
    const char *digits = p;
    while (wr_path_accept(reader, "0")) {}
    while (at_digit(reader))
        *p++ = reader->text[reader->at++];
    if (p == digits)
        *p++ = '0';
    const bool whole = reader->at > 0 && reader->text[reader->at - 1] >= '0' && reader->text[reader->at - 1] <= '9';
    bool       fraction = false;
    if (wr_path_accept(reader, ".") && (fraction = at_digit(reader))) {
        *p++ = '.';
        while (at_digit(reader))
            *p++ = reader->text[reader->at++];
    }
    if (wr_path_peek(reader) == 'e' || wr_path_peek(reader) == 'E') {
        *p++ = reader->text[reader->at++];
        if (wr_path_accept(reader, "-"))
            *p++ = '-';
        while (at_digit(reader))
            *p++ = reader->text[reader->at++];
    }
    if (!(whole || fraction) || !wr_parse_f64(text, (size_t)(p - text), &ignored))
        return wr_path_fail(reader, WEIR_INVALID, "@, $, a number, a text in quotes, a /pattern/, true, false, null, [ or { is expected");
    wr_json *made = new_constant(reader, WR_JSON_REAL);
    made->text = text;
    made->size = (size_t)(p - text);
    *constant = made;
    return WEIR_OK;
}

static bool read_word(wr_path_reader *reader, const wr_json **constant) {
    if (wr_path_accept(reader, "null"))
        *constant = new_constant(reader, WR_JSON_NULL);
    else if (wr_path_accept(reader, "true"))
        *constant = new_constant(reader, WR_JSON_TRUE);
    else if (wr_path_accept(reader, "false"))
        *constant = new_constant(reader, WR_JSON_FALSE);
    else
        return false;
    return true;
}

static weir_status read_json(wr_path_reader *reader, const wr_json **constant);

/* A word in an array or object: a text. */
static weir_status read_bare(wr_path_reader *reader, const wr_json **constant) {
    const size_t from = reader->at;
    while (reader->at < reader->size && strchr(",:]}", reader->text[reader->at]) == NULL)
        reader->at++;
    size_t end = reader->at;
    while (end > from && reader->text[end - 1] == ' ')
        end--;
    if (end == from)
        return wr_path_fail(reader, WEIR_INVALID, "a value is expected");
    wr_json *made = new_constant(reader, WR_JSON_STRING);
    made->text = reader->text + from;
    made->size = end - from;
    *constant = made;
    return WEIR_OK;
}

static bool at_quote(const wr_path_reader *reader) { return wr_path_peek(reader) == '\'' || wr_path_peek(reader) == '"'; }

static weir_status read_key(wr_path_reader *reader, const wr_json **key) {
    wr_path_skip_blanks(reader);
    WEIR_TRY(at_quote(reader) ? read_text(reader, key) : read_bare(reader, key));
    wr_path_skip_blanks(reader);
    return wr_path_accept(reader, ":") ? WEIR_OK : wr_path_fail(reader, WEIR_INVALID, "':' is expected");
}

/* From behind the bracket on. */
static weir_status read_parts(wr_path_reader *reader, wr_json *whole) {
    const char *const closing = whole->kind == WR_JSON_ARRAY ? "]" : "}";
    size_t            count = 0, capacity = 0;
    wr_path_skip_blanks(reader);
    if (wr_path_accept(reader, closing))
        return WEIR_OK;
    for (;;) {
        const wr_json *key = NULL, *value;
        if (whole->kind == WR_JSON_OBJECT)
            WEIR_TRY(read_key(reader, &key));
        WEIR_TRY(read_json(reader, &value));
        wr_json *part = new_constant(reader, value->kind);
        *part = *value;
        part->key = key ? key->text : NULL;
        part->key_size = key ? key->size : 0;
        whole->parts = wr_arena_grow(reader->arena, whole->parts, count, &capacity, sizeof *whole->parts);
        whole->parts[count++] = part;
        whole->count = (uint32_t)count;
        wr_path_skip_blanks(reader);
        if (wr_path_accept(reader, closing))
            return WEIR_OK;
        if (!wr_path_accept(reader, ","))
            return wr_path_fail(reader, WEIR_INVALID, "',' or the closing bracket is expected");
    }
}

static weir_status read_json(wr_path_reader *reader, const wr_json **constant) {
    wr_path_skip_blanks(reader);
    const bool array = wr_path_accept(reader, "[");
    if (array || wr_path_accept(reader, "{")) {
        wr_json *whole = new_constant(reader, array ? WR_JSON_ARRAY : WR_JSON_OBJECT);
        if (reader->depth == WR_PATH_DEPTH_MAX)
            return wr_path_fail(reader, WEIR_UNSUPPORTED, "constants nested deeper than 32 levels are not available yet");
        reader->depth++;
        WEIR_TRY(read_parts(reader, whole));
        reader->depth--;
        *constant = whole;
        return WEIR_OK;
    }
    if (at_quote(reader))
        return read_text(reader, constant);
    if (read_word(reader, constant))
        return WEIR_OK;
    return at_digit(reader) || wr_path_peek(reader) == '-' ? read_number(reader, constant) : read_bare(reader, constant);
}

/* /text/flags: what Java's Pattern.compile would do with them, its embedded (?flags) does. */
static weir_status read_pattern(wr_path_reader *reader, struct wr_pattern **pattern) {
    const size_t from = ++reader->at;
    while (reader->at < reader->size && wr_path_peek(reader) != '/')
        reader->at += wr_path_peek(reader) == '\\' ? 2 : 1;
    if (reader->at >= reader->size)
        return wr_path_fail(reader, WEIR_INVALID, "the closing / of the pattern is missing");
    const size_t size = reader->at++ - from, flags = reader->at;
    while (wr_path_peek(reader) != '\0' && strchr("dixmsuU", wr_path_peek(reader)) != NULL)
        reader->at++;
    const char *text = wr_arena_printf(reader->arena, "%s%.*s%s%.*s", reader->at > flags ? "(?" : "", (int)(reader->at - flags), reader->text + flags,
                                       reader->at > flags ? ")" : "", (int)size, reader->text + from);
    WEIR_TRY(wr_pattern_create(text, strlen(text), "a JSON path", pattern, reader->err));
    if (*pattern == NULL)
        return wr_path_fail(reader, WEIR_INVALID, "the pattern before this place is none");
    wr_path_pattern *owned = wr_arena_alloc(reader->arena, sizeof *owned);
    *owned = (wr_path_pattern){*pattern, *reader->patterns};
    *reader->patterns = owned;
    return WEIR_OK;
}

/* ---- comparisons ---- */

static weir_status read_operand(wr_path_reader *reader, wr_path_operand *operand) {
    wr_path_skip_blanks(reader);
    const char c = wr_path_peek(reader);
    if (c == '@' || c == '$') {
        operand->path = wr_arena_calloc(reader->arena, 1, sizeof *operand->path);
        operand->path->from_root = c == '$';
        reader->at++;
        return wr_path_read_steps(reader, operand->path);
    }
    if (c == '/')
        return read_pattern(reader, &operand->pattern);
    if (c == '[' || c == '{')
        return read_json(reader, &operand->constant);
    if (at_quote(reader))
        return read_text(reader, &operand->constant);
    return read_word(reader, &operand->constant) ? WEIR_OK : read_number(reader, &operand->constant);
}

/* The operator at this place, which is passed; false: there is none. */
static bool read_operator(wr_path_reader *reader, wr_filter_kind *kind) {
    static const struct {
        const char    *text;
        wr_filter_kind kind;
    } operators[] = {
        {"==", WR_FILTER_EQ},        {"!=", WR_FILTER_NE},          {"===", WR_FILTER_SAME},        {"!==", WR_FILTER_NOT_SAME}, {"<", WR_FILTER_LT},
        {"<=", WR_FILTER_LE},        {">", WR_FILTER_GT},           {">=", WR_FILTER_GE},           {"=~", WR_FILTER_MATCHES},   {"in", WR_FILTER_IN},
        {"nin", WR_FILTER_NOT_IN},   {"subsetof", WR_FILTER_SUBSET_OF}, {"anyof", WR_FILTER_ANY_OF}, {"noneof", WR_FILTER_NONE_OF}, {"all", WR_FILTER_ALL},
        {"size", WR_FILTER_SIZE},    {"empty", WR_FILTER_EMPTY},    {"contains", WR_FILTER_CONTAINS}, {"exists", WR_FILTER_EXISTS}, {"type", WR_FILTER_NEVER},
        {"matches", WR_FILTER_NEVER},
    };
    static const char signs[] = "<>=~!";
    size_t            end = reader->at;
    const bool        sign = strchr(signs, wr_path_peek(reader)) != NULL && wr_path_peek(reader) != '\0';
    while (end < reader->size && (sign ? strchr(signs, reader->text[end]) != NULL : reader->text[end] != ' '))
        end++;
    for (size_t i = 0; i < WR_COUNT_OF(operators); i++) {
        if (strlen(operators[i].text) != end - reader->at || strncasecmp(operators[i].text, reader->text + reader->at, end - reader->at) != 0)
            continue;
        *kind = operators[i].kind;
        reader->at = end;
        return true;
    }
    return false;
}

static weir_status read_comparison(wr_path_reader *reader, wr_filter *filter) {
    WEIR_TRY(read_operand(reader, &filter->a));
    wr_path_skip_blanks(reader);
    if (read_operator(reader, &filter->kind))
        return read_operand(reader, &filter->b);
    filter->kind = WR_FILTER_THERE;
    return filter->a.path != NULL ? WEIR_OK : wr_path_fail(reader, WEIR_INVALID, "a comparison is expected");
}

static weir_status read_unary(wr_path_reader *reader, wr_filter **filter) {
    *filter = wr_arena_calloc(reader->arena, 1, sizeof **filter);
    if (reader->depth == WR_PATH_DEPTH_MAX)
        return wr_path_fail(reader, WEIR_UNSUPPORTED, "filters nested deeper than 32 levels are not available yet");
    reader->depth++;
    wr_path_skip_blanks(reader);
    if (wr_path_accept(reader, "!")) {
        (*filter)->kind = WR_FILTER_NOT;
        WEIR_TRY(read_unary(reader, &(*filter)->left));
    } else if (wr_path_accept(reader, "(")) {
        WEIR_TRY(wr_path_read_filter(reader, filter));
        wr_path_skip_blanks(reader);
        if (!wr_path_accept(reader, ")"))
            return wr_path_fail(reader, WEIR_INVALID, "')' is expected");
    } else {
        WEIR_TRY(read_comparison(reader, *filter));
    }
    reader->depth--;
    return WEIR_OK;
}

static weir_status join(wr_path_reader *reader, wr_filter_kind kind, const char *word, weir_status (*read)(wr_path_reader *, wr_filter **), wr_filter **filter) {
    WEIR_TRY(read(reader, filter));
    for (wr_path_skip_blanks(reader); wr_path_accept(reader, word); wr_path_skip_blanks(reader)) {
        wr_filter *both = wr_arena_calloc(reader->arena, 1, sizeof *both);
        both->kind = kind;
        both->left = *filter;
        WEIR_TRY(read(reader, &both->right));
        *filter = both;
    }
    return WEIR_OK;
}

static weir_status read_and(wr_path_reader *reader, wr_filter **filter) {
    return join(reader, WR_FILTER_AND, "&&", read_unary, filter);
}

weir_status wr_path_read_filter(wr_path_reader *reader, wr_filter **filter) {
    return join(reader, WR_FILTER_OR, "||", read_and, filter);
}
