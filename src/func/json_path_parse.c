/* func/json_path_parse.c - the text of a JSON path becomes steps, see json_path.h. Flink's peculiarities are kept: `$.` in front
 * may be missing, blanks may stand in brackets but not in names, and a name goes on until a dot or a bracket. */
#include "base/alloc.h"
#include "base/number.h"
#include "func/json_path.h"

#define TOKENS_MAX 64u  /* more would only be a mistake; every one is a level of recursion */
#define FILTER_DEPTH_MAX 32u

typedef struct path_reader {
    const char *text;
    size_t      size, at;
    uint32_t    depth;      /* filters inside of each other */
    wr_arena   *arena;
    weir_error *err;
} path_reader;

static weir_status fail(const path_reader *reader, weir_status status, const char *what) {
    return weir_fail(reader->err, status, "JSON path '%.*s': %s at character %zu", (int)WR_MIN(reader->size, (size_t)100), reader->text, what, reader->at + 1);
}

static char peek(const path_reader *reader) { return reader->at < reader->size ? reader->text[reader->at] : '\0'; }

static bool accept(path_reader *reader, const char *word) {
    const size_t size = strlen(word);
    if (reader->size - reader->at < size || memcmp(reader->text + reader->at, word, size) != 0)
        return false;
    reader->at += size;
    return true;
}

static void skip_blanks(path_reader *reader) {
    while (peek(reader) == ' ')
        reader->at++;
}

static weir_status new_token(path_reader *reader, wr_json_path *path, wr_path_token_kind kind, wr_path_token **token) {
    if (path->count == TOKENS_MAX)
        return fail(reader, WEIR_UNSUPPORTED, "more than 64 steps are not available yet");
    if (path->tokens == NULL)
        path->tokens = wr_arena_calloc(reader->arena, TOKENS_MAX, sizeof *path->tokens);
    *token = &path->tokens[path->count++];
    (*token)->kind = kind;
    return WEIR_OK;
}

/* ---- names ---- */

/* A string in quotes, unescaped; reader is at the quote. */
static weir_status read_quoted(path_reader *reader, weir_string *out) {
    const char quote = reader->text[reader->at++];
    char      *room = wr_arena_alloc(reader->arena, reader->size);
    size_t     used = 0;
    for (; reader->at < reader->size && peek(reader) != quote; reader->at++) {
        if (peek(reader) == '\\' && reader->at + 1 < reader->size) {
            static const char from[] = "bfnrt", to[] = "\b\f\n\r\t";
            const char       *special = strchr(from, reader->text[++reader->at]);
            room[used++] = special ? to[special - from] : peek(reader);
        } else {
            room[used++] = peek(reader);
        }
    }
    if (reader->at == reader->size)
        return fail(reader, WEIR_INVALID, "the closing quote is missing");
    reader->at++;
    *out = weir_string_view(room, used);
    return WEIR_OK;
}

static weir_status read_quoted_names(path_reader *reader, wr_json_path *path) {
    wr_path_token *token;
    size_t         capacity = 0;
    WEIR_TRY(new_token(reader, path, WR_PATH_PROPERTIES, &token));
    for (;;) {
        skip_blanks(reader);
        if (peek(reader) != '\'' && peek(reader) != '"')
            return fail(reader, WEIR_INVALID, "a name in quotes is expected");
        token->names = wr_arena_grow(reader->arena, token->names, token->count, &capacity, sizeof *token->names);
        WEIR_TRY(read_quoted(reader, &token->names[token->count++]));
        skip_blanks(reader);
        if (accept(reader, "]"))
            return WEIR_OK;
        if (!accept(reader, ","))
            return fail(reader, WEIR_INVALID, "',' or ']' is expected behind the name");
    }
}

static weir_status read_function(path_reader *reader, wr_json_path *path, const char *name, size_t size) {
    static const struct {
        const char      *name;
        wr_path_function function;
    } functions[] = {
        {"length", WR_PATH_LENGTH}, {"size", WR_PATH_LENGTH}, {"keys", WR_PATH_KEYS}, {"first", WR_PATH_FIRST}, {"last", WR_PATH_LAST},
        {"index", WR_PATH_INDEX},   {"min", WR_PATH_MIN},     {"max", WR_PATH_MAX},   {"avg", WR_PATH_AVG},     {"sum", WR_PATH_SUM},
        {"stddev", WR_PATH_STDDEV},
    };
    wr_path_token *token;
    for (size_t i = 0; i < WR_COUNT_OF(functions); i++) {
        if (strlen(functions[i].name) != size || memcmp(functions[i].name, name, size) != 0)
            continue;
        WEIR_TRY(new_token(reader, path, WR_PATH_FUNCTION, &token));
        token->function = functions[i].function;
        const size_t from = reader->at;
        while (reader->at < reader->size && peek(reader) != ')')
            reader->at++;
        const bool argument = token->function == WR_PATH_INDEX;
        if (argument ? !wr_parse_i64(reader->text + from, reader->at - from, &token->from) : reader->at != from)
            return fail(reader, argument ? WEIR_INVALID : WEIR_UNSUPPORTED, argument ? "index() takes a whole number" : "arguments of a function are not available yet");
        if (!accept(reader, ")"))
            return fail(reader, WEIR_INVALID, "')' is missing");
        if (reader->at != reader->size)
            return fail(reader, WEIR_UNSUPPORTED, "something behind a function is not available yet");
        return WEIR_OK;
    }
    if ((size == 6 && memcmp(name, "concat", 6) == 0) || (size == 6 && memcmp(name, "append", 6) == 0))
        return fail(reader, WEIR_UNSUPPORTED, "concat() and append() are not available yet");
    return fail(reader, WEIR_INVALID, "an unknown function stands before this place");
}

/* In a filter a name also ends where the comparison goes on. */
static bool ends_name(const path_reader *reader, char c) {
    return c == '.' || c == '[' || c == '(' || c == ' ' || (reader->depth > 0 && strchr(")=!<>&|,", c) != NULL);
}

static weir_status read_name(path_reader *reader, wr_json_path *path) {
    wr_path_token *token;
    const size_t   from = reader->at;
    while (reader->at < reader->size && !ends_name(reader, peek(reader)))
        reader->at++;
    const char  *name = reader->text + from;
    const size_t size = reader->at - from;
    if (size == 0)
        return fail(reader, WEIR_INVALID, "a name is expected");
    if (accept(reader, "("))
        return read_function(reader, path, name, size);
    if (reader->depth == 0 && peek(reader) == ' ')
        return fail(reader, WEIR_INVALID, "a name with blanks is written ['my name'];");
    WEIR_TRY(new_token(reader, path, WR_PATH_PROPERTIES, &token));
    token->names = wr_arena_alloc(reader->arena, sizeof *token->names);
    token->names[0] = weir_string_view(name, size);
    token->count = 1;
    return WEIR_OK;
}

/* ---- [..] ---- */

static weir_status read_number(path_reader *reader, int64_t *value) {
    const size_t from = reader->at;
    if (peek(reader) == '-')
        reader->at++;
    while (peek(reader) >= '0' && peek(reader) <= '9')
        reader->at++;
    if (!wr_parse_i64(reader->text + from, reader->at - from, value) || *value > INT32_MAX || *value < INT32_MIN)
        return fail(reader, WEIR_INVALID, "an index is expected");
    return WEIR_OK;
}

static bool at_number(const path_reader *reader) {
    return peek(reader) == '-' || (peek(reader) >= '0' && peek(reader) <= '9');
}

/* [1]  [1, 2]  [1:]  [:2]  [1:2] */
static weir_status read_indexes(path_reader *reader, wr_json_path *path) {
    wr_path_token *token;
    int64_t        first = 0;
    const bool     has_first = at_number(reader);
    if (has_first)
        WEIR_TRY(read_number(reader, &first));
    skip_blanks(reader);
    if (accept(reader, ":")) {
        WEIR_TRY(new_token(reader, path, WR_PATH_SLICE, &token));
        token->has_from = has_first;
        token->from = first;
        token->has_to = at_number(reader);
        if (token->has_to)
            WEIR_TRY(read_number(reader, &token->to));
        if (!token->has_from && !token->has_to)
            return fail(reader, WEIR_INVALID, "a slice is [from:], [:to] or [from:to];");
    } else {
        size_t capacity = 0;
        WEIR_TRY(new_token(reader, path, WR_PATH_INDEXES, &token));
        for (;;) {
            token->indexes = wr_arena_grow(reader->arena, token->indexes, token->count, &capacity, sizeof *token->indexes);
            token->indexes[token->count++] = first;
            skip_blanks(reader);
            if (!accept(reader, ","))
                break;
            skip_blanks(reader);
            WEIR_TRY(read_number(reader, &first));
        }
    }
    skip_blanks(reader);
    return accept(reader, "]") ? WEIR_OK : fail(reader, WEIR_INVALID, "']' is expected");
}

static weir_status read_or(path_reader *reader, wr_filter **filter);

static weir_status read_bracket(path_reader *reader, wr_json_path *path) {
    wr_path_token *token;
    skip_blanks(reader);
    if (peek(reader) == '\'' || peek(reader) == '"')
        return read_quoted_names(reader, path);
    if (at_number(reader) || peek(reader) == ':')
        return read_indexes(reader, path);
    if (accept(reader, "*")) {
        skip_blanks(reader);
        WEIR_TRY(new_token(reader, path, WR_PATH_WILDCARD, &token));
    } else if (accept(reader, "?")) {
        skip_blanks(reader);
        if (!accept(reader, "("))
            return fail(reader, WEIR_INVALID, "'(' is expected");
        if (reader->depth == FILTER_DEPTH_MAX)
            return fail(reader, WEIR_UNSUPPORTED, "filters nested deeper than 32 levels are not available yet");
        WEIR_TRY(new_token(reader, path, WR_PATH_FILTER, &token));
        reader->depth++;
        WEIR_TRY(read_or(reader, &token->filter));
        reader->depth--;
        skip_blanks(reader);
        if (!accept(reader, ")"))
            return fail(reader, WEIR_INVALID, "&&, || or ')' is expected");
        skip_blanks(reader);
    } else {
        return fail(reader, WEIR_INVALID, "a name in quotes, an index, * or ?( is expected");
    }
    return accept(reader, "]") ? WEIR_OK : fail(reader, WEIR_INVALID, "']' is expected");
}

/* ---- the steps of a path ---- */

static bool is_definite(const wr_json_path *path) {
    for (uint32_t i = 0; i < path->count; i++) {
        const wr_path_token *token = &path->tokens[i];
        const bool           one = token->count == 1;
        if (token->kind == WR_PATH_FUNCTION || (token->kind == WR_PATH_PROPERTIES && (one || i + 1 == path->count)) || (token->kind == WR_PATH_INDEXES && one))
            continue;
        return false;
    }
    return true;
}

/* From behind the $ or @ on. */
static weir_status read_steps(path_reader *reader, wr_json_path *path) {
    wr_path_token *token;
    while (reader->at < reader->size) {
        if (accept(reader, "[")) {
            WEIR_TRY(read_bracket(reader, path));
        } else if (accept(reader, ".")) {
            if (accept(reader, "."))
                WEIR_TRY(new_token(reader, path, WR_PATH_SCAN, &token));
            if (reader->at == reader->size || peek(reader) == '.')
                return fail(reader, WEIR_INVALID, "a name, * or '[' is expected");
            if (accept(reader, "*"))
                WEIR_TRY(new_token(reader, path, WR_PATH_WILDCARD, &token));
            else if (peek(reader) != '[')
                WEIR_TRY(read_name(reader, path));
        } else if (reader->depth > 0) {
            break;
        } else {
            return fail(reader, WEIR_INVALID, "'.' or '[' is expected");
        }
    }
    path->definite = is_definite(path);
    for (uint32_t i = 0; i + 1 < path->count; i++)
        if (path->tokens[path->count - 1].kind == WR_PATH_FUNCTION && !path->definite)
            return fail(reader, WEIR_UNSUPPORTED, "a function of several values is not available yet");
    return WEIR_OK;
}

weir_status wr_json_path_compile(const char *text, size_t size, wr_arena *arena, wr_json_path *path, weir_error *err) {
    while (size > 0 && (unsigned char)text[0] <= ' ')
        text++, size--;
    while (size > 0 && (unsigned char)text[size - 1] <= ' ')
        size--;
    if (size == 0)
        return weir_fail(err, WEIR_INVALID, "a JSON path cannot be empty");
    *path = (wr_json_path){.from_root = true};
    if (text[0] != '$' && text[0] != '@') {
        text = wr_arena_printf(arena, "$.%.*s", (int)size, text);
        size += 2;
    }
    path_reader reader = {.text = text, .size = size, .at = 1, .arena = arena, .err = err};
    return read_steps(&reader, path);
}

/* ---- filters ---- */

static weir_status read_operand(path_reader *reader, wr_filter_operand *operand) {
    skip_blanks(reader);
    const char c = peek(reader);
    if (c == '@' || c == '$') {
        wr_json_path *path = wr_arena_calloc(reader->arena, 1, sizeof *path);
        reader->at++;
        path->from_root = c == '$';
        operand->path = path;
        return read_steps(reader, path);
    }
    wr_json *constant = wr_arena_calloc(reader->arena, 1, sizeof *constant);
    operand->constant = constant;
    if (c == '\'' || c == '"') {
        weir_string *text = wr_arena_alloc(reader->arena, sizeof *text);
        WEIR_TRY(read_quoted(reader, text));
        constant->kind = WR_JSON_STRING;
        constant->text = weir_string_data(text);
        constant->size = text->size;
        return WEIR_OK;
    }
    if (accept(reader, "null"))
        constant->kind = WR_JSON_NULL;
    else if (accept(reader, "true"))
        constant->kind = WR_JSON_TRUE;
    else if (accept(reader, "false"))
        constant->kind = WR_JSON_FALSE;
    else if (at_number(reader)) {
        const size_t from = reader->at;
        while (at_number(reader) || (peek(reader) != '\0' && strchr(".eE+", peek(reader)) != NULL))
            reader->at++;
        constant->kind = WR_JSON_REAL;
        constant->text = reader->text + from;
        constant->size = reader->at - from;
        double ignored;
        if (!wr_parse_f64(constant->text, constant->size, &ignored))
            return fail(reader, WEIR_INVALID, "the number before this place is none");
    } else if (c == '/' || c == '[' || c == '{') {
        return fail(reader, WEIR_UNSUPPORTED, "patterns, arrays and objects as constants are not available yet");
    } else {
        return fail(reader, WEIR_INVALID, "@, $, a number, a text in quotes, true, false or null is expected");
    }
    return WEIR_OK;
}

static weir_status read_comparison(path_reader *reader, wr_filter *filter) {
    static const struct {
        const char    *text;
        wr_filter_kind kind;
    } operators[] = {{"==", WR_FILTER_EQ}, {"!=", WR_FILTER_NE}, {"<=", WR_FILTER_LE}, {">=", WR_FILTER_GE}, {"<", WR_FILTER_LT}, {">", WR_FILTER_GT}};
    WEIR_TRY(read_operand(reader, &filter->a));
    skip_blanks(reader);
    for (size_t i = 0; i < WR_COUNT_OF(operators); i++) {
        if (accept(reader, operators[i].text)) {
            filter->kind = operators[i].kind;
            return read_operand(reader, &filter->b);
        }
    }
    filter->kind = WR_FILTER_EXISTS;
    const char c = peek(reader);
    if (c == '=' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
        return fail(reader, WEIR_UNSUPPORTED, "other operators than ==, !=, <, <=, > and >= are not available yet;");
    if (filter->a.path == NULL)
        return fail(reader, WEIR_INVALID, "a comparison is expected");
    return WEIR_OK;
}

static weir_status read_unary(path_reader *reader, wr_filter **filter) {
    *filter = wr_arena_calloc(reader->arena, 1, sizeof **filter);
    if (reader->depth == FILTER_DEPTH_MAX)
        return fail(reader, WEIR_UNSUPPORTED, "filters nested deeper than 32 levels are not available yet");
    weir_status status;
    reader->depth++;
    skip_blanks(reader);
    if (accept(reader, "!")) {
        (*filter)->kind = WR_FILTER_NOT;
        status = read_unary(reader, &(*filter)->left);
    } else if (accept(reader, "(")) {
        status = read_or(reader, filter);
        skip_blanks(reader);
        if (status == WEIR_OK && !accept(reader, ")"))
            status = fail(reader, WEIR_INVALID, "')' is expected");
    } else {
        status = read_comparison(reader, *filter);
    }
    reader->depth--;
    return status;
}

static weir_status join(path_reader *reader, wr_filter_kind kind, const char *word, weir_status (*read)(path_reader *, wr_filter **), wr_filter **filter) {
    WEIR_TRY(read(reader, filter));
    for (skip_blanks(reader); accept(reader, word); skip_blanks(reader)) {
        wr_filter *both = wr_arena_calloc(reader->arena, 1, sizeof *both);
        both->kind = kind;
        both->left = *filter;
        WEIR_TRY(read(reader, &both->right));
        *filter = both;
    }
    return WEIR_OK;
}

static weir_status read_and(path_reader *reader, wr_filter **filter) {
    return join(reader, WR_FILTER_AND, "&&", read_unary, filter);
}

static weir_status read_or(path_reader *reader, wr_filter **filter) {
    return join(reader, WR_FILTER_OR, "||", read_and, filter);
}
