/* func/json_path_parse.c - the text of a JSON path becomes steps, see json_path.h. Flink's peculiarities are kept: `$.` in front
 * may be missing, blanks may stand in brackets but not in names, a name goes on until a dot or a bracket, and a single character behind
 * the last bracket is not looked at. */
#include "base/alloc.h"
#include "base/json_text.h"
#include "base/number.h"
#include "func/json_path_reader.h"
#include "func/regex.h"
#include "func/text.h"

#define TOKENS_MAX 64u  /* more would only be a mistake; every one is a level of recursion */

weir_status wr_path_fail(const wr_path_reader *reader, weir_status status, const char *what) {
    return weir_fail(reader->err, status, "JSON path '%.*s': %s at character %zu", (int)WR_MIN(reader->size, (size_t)100), reader->text, what, reader->at + 1);
}

static weir_status new_token(wr_path_reader *reader, wr_json_path *path, wr_path_token_kind kind, wr_path_token **token) {
    if (path->count == TOKENS_MAX)
        return wr_path_fail(reader, WEIR_UNSUPPORTED, "more than 64 steps are not available yet");
    if (path->tokens == NULL)
        path->tokens = wr_arena_calloc(reader->arena, TOKENS_MAX, sizeof *path->tokens);
    *token = &path->tokens[path->count++];
    **token = (wr_path_token){.kind = kind};
    return WEIR_OK;
}

/* ---- names ---- */

weir_status wr_path_read_quoted(wr_path_reader *reader, weir_string *out) {
    static const char from[] = "bfnrt", to[] = "\b\f\n\r\t";
    const char quote = reader->text[reader->at++];
    char      *room = wr_arena_alloc(reader->arena, reader->size);
    size_t     used = 0;
    while (reader->at < reader->size && wr_path_peek(reader) != quote) {
        char c = reader->text[reader->at++];
        if (c == '\\' && reader->at < reader->size) {
            c = reader->text[reader->at++];
            if (c == 'u') {
                const char *digits = reader->text + reader->at;
                uint32_t    code_point;
                if (!wr_json_read_unicode(&digits, reader->text + reader->size, &code_point))
                    return wr_path_fail(reader, WEIR_INVALID, "four hexadecimal digits are expected");
                used += wr_utf8_encode(code_point, room + used);
                reader->at = (size_t)(digits - reader->text);
                continue;
            }
            const char *special = c != '\0' ? strchr(from, c) : NULL;
            c = special ? to[special - from] : c;
        }
        room[used++] = c;
    }
    if (reader->at == reader->size)
        return wr_path_fail(reader, WEIR_INVALID, "the closing quote is missing");
    reader->at++;
    *out = weir_string_view(room, used);
    return WEIR_OK;
}

static weir_status read_quoted_names(wr_path_reader *reader, wr_json_path *path) {
    wr_path_token *token = NULL;
    size_t         capacity = 0;
    const char     quote = wr_path_peek(reader);
    WEIR_TRY(new_token(reader, path, WR_PATH_PROPERTIES, &token));
    for (;;) {
        wr_path_skip_blanks(reader);
        if (wr_path_peek(reader) != quote)
            return wr_path_fail(reader, WEIR_INVALID, "a name in the same quotes is expected");
        token->names = wr_arena_grow(reader->arena, token->names, token->count, &capacity, sizeof *token->names);
        WEIR_TRY(wr_path_read_quoted(reader, &token->names[token->count++]));
        wr_path_skip_blanks(reader);
        if (wr_path_accept(reader, "]"))
            return WEIR_OK;
        if (!wr_path_accept(reader, ","))
            return wr_path_fail(reader, WEIR_INVALID, "',' or ']' is expected behind the name");
    }
}

/* ---- functions ---- */

static weir_status compile_path(wr_path_reader *reader, const char *text, size_t size, wr_json_path *path);

/* An argument is a JSON value or a path; anything else is passed over, as in Flink. */
static weir_status add_argument(wr_path_reader *reader, wr_path_token *token, size_t *capacity, const char *text, size_t size) {
    char reason[WR_JSON_REASON_MAX];
    token->arguments = wr_arena_grow(reader->arena, token->arguments, token->count, capacity, sizeof *token->arguments);
    wr_path_operand *argument = &token->arguments[token->count++];
    *argument = (wr_path_operand){.constant = NULL};
    if (text[0] == '$' || text[0] == '@') {
        argument->path = wr_arena_calloc(reader->arena, 1, sizeof *argument->path);
        return compile_path(reader, text, size, argument->path);
    }
    argument->constant = wr_json_parse(text, size, reader->arena, reason);
    return argument->constant != NULL ? WEIR_OK : wr_path_fail(reader, WEIR_INVALID, "an argument before this place is not JSON");
}

static bool begins_argument(char c) { return c == '{' || c == '"' || c == '-' || c == '$' || c == '@' || (c >= '0' && c <= '9'); }

/* From behind the opening parenthesis. Flink's library counts brackets and parentheses in texts, too, and loses commas there. */
static weir_status read_arguments(wr_path_reader *reader, wr_path_token *token) {
    int32_t parentheses = 1, brackets = 0, braces = 0, quotes = 0;
    size_t  capacity = 0, used = 0;
    char   *text = wr_arena_alloc(reader->arena, reader->size);
    bool    done = false;
    for (char before = '(', c; reader->at < reader->size && !done; before = c) {
        c = reader->text[reader->at++];
        if (used == 0 && !begins_argument(c) && c != ')' && c != '(')
            continue;
        quotes += c != '"' ? 0 : before != '\\' && quotes > 0 ? -1 : 1;
        parentheses += c == '(' ? 1 : c == ')' ? -1 : 0;
        brackets += c == '[' ? 1 : c == ']' ? -1 : 0;
        braces += c == '{' ? 1 : c == '}' ? -1 : 0;
        if (brackets < 0 || braces < 0)
            return wr_path_fail(reader, WEIR_INVALID, "a bracket is closed that was not opened");
        const bool balanced = brackets == 0 && braces == 0, comma = c == ',' && balanced && parentheses == 1;
        const bool ends = balanced && quotes == 0 && ((c == ')' && (parentheses == 0 || parentheses == 1)) || comma);
        done = ends && parentheses == 0;
        if (used > 0 ? !comma && (!ends || before == '(') : begins_argument(c))
            text[used++] = c;
        if (!ends || used == 0)
            continue;
        WEIR_TRY(add_argument(reader, token, &capacity, wr_arena_strndup(reader->arena, text, used), used));
        used = 0;
    }
    if (parentheses != 0 || brackets != 0 || braces != 0)
        return wr_path_fail(reader, WEIR_INVALID, "')' is missing");
    return WEIR_OK;
}

static bool closes(const wr_path_reader *reader) {
    int32_t open = 1;
    for (size_t at = reader->at; at < reader->size && open > 0; at++)
        open += reader->text[at] == '(' ? 1 : reader->text[at] == ')' ? -1 : 0;
    return open == 0;
}

static weir_status read_name(wr_path_reader *reader, wr_json_path *path);

static weir_status read_function(wr_path_reader *reader, wr_json_path *path, const char *name, size_t size) {
    static const struct {
        const char      *name;
        wr_path_function function;
    } functions[] = {
        {"length", WR_PATH_LENGTH}, {"size", WR_PATH_LENGTH}, {"keys", WR_PATH_KEYS}, {"first", WR_PATH_FIRST}, {"last", WR_PATH_LAST},
        {"index", WR_PATH_INDEX},   {"min", WR_PATH_MIN},     {"max", WR_PATH_MAX},   {"avg", WR_PATH_AVG},     {"sum", WR_PATH_SUM},
        {"stddev", WR_PATH_STDDEV}, {"concat", WR_PATH_CONCAT}, {"append", WR_PATH_APPEND},
    };
    size_t         i = 0;
    wr_path_token *token = NULL;
    while (i < WR_COUNT_OF(functions) && !(strlen(functions[i].name) == size && memcmp(functions[i].name, name, size) == 0))
        i++;
    if (i == WR_COUNT_OF(functions))
        return wr_path_fail(reader, WEIR_INVALID, "an unknown function stands before this place");
    if (!closes(reader))
        return wr_path_fail(reader, WEIR_INVALID, "')' is missing");
    WEIR_TRY(new_token(reader, path, WR_PATH_FUNCTION, &token));
    token->function = functions[i].function;
    if (wr_path_peek(reader) != ')')
        return read_arguments(reader, token);
    if (reader->at + 1 == reader->size || reader->in_filter) {
        reader->at++;
        return WEIR_OK;
    }
    return read_name(reader, path); /* Flink takes the ) and what follows for a name, which no object has */
}

/* In a filter a name also ends where the comparison goes on. */
static bool ends_name(const wr_path_reader *reader, char c) {
    return c == '.' || c == '[' || c == '(' || c == ' ' || (reader->in_filter && strchr(")=!<>~&|,", c) != NULL);
}

static weir_status read_name(wr_path_reader *reader, wr_json_path *path) {
    wr_path_token *token = NULL;
    const size_t   from = reader->at;
    while (reader->at < reader->size && !ends_name(reader, wr_path_peek(reader)))
        reader->at++;
    const char  *name = reader->text + from;
    const size_t size = reader->at - from;
    if (size == 0)
        return wr_path_fail(reader, WEIR_INVALID, "a name is expected");
    if (wr_path_accept(reader, "("))
        return read_function(reader, path, name, size);
    if (!reader->in_filter && wr_path_peek(reader) == ' ')
        return wr_path_fail(reader, WEIR_INVALID, "a name with blanks is written ['my name'];");
    WEIR_TRY(new_token(reader, path, WR_PATH_PROPERTIES, &token));
    token->names = wr_arena_alloc(reader->arena, sizeof *token->names);
    token->names[0] = weir_string_view(name, size);
    token->count = 1;
    return WEIR_OK;
}

/* ---- [..] ---- */

static weir_status read_number(wr_path_reader *reader, int64_t *value) {
    const size_t from = reader->at;
    if (wr_path_peek(reader) == '-')
        reader->at++;
    while (wr_path_peek(reader) >= '0' && wr_path_peek(reader) <= '9')
        reader->at++;
    if (!wr_parse_i64(reader->text + from, reader->at - from, value) || *value > INT32_MAX || *value < INT32_MIN)
        return wr_path_fail(reader, WEIR_INVALID, "an index is expected");
    return WEIR_OK;
}

static bool at_number(const wr_path_reader *reader) {
    return wr_path_peek(reader) == '-' || (wr_path_peek(reader) >= '0' && wr_path_peek(reader) <= '9');
}

/* [1]  [1, 2]  [1:]  [:2]  [1:2]; no blanks beside a colon */
static weir_status read_indexes(wr_path_reader *reader, wr_json_path *path) {
    wr_path_token *token = NULL;
    int64_t        first = 0;
    const bool     has_first = at_number(reader);
    if (has_first)
        WEIR_TRY(read_number(reader, &first));
    if (wr_path_accept(reader, ":")) {
        WEIR_TRY(new_token(reader, path, WR_PATH_SLICE, &token));
        token->has_from = has_first;
        token->from = first;
        token->has_to = at_number(reader);
        if (token->has_to)
            WEIR_TRY(read_number(reader, &token->to));
        if (!token->has_from && !token->has_to)
            return wr_path_fail(reader, WEIR_INVALID, "a slice is [from:], [:to] or [from:to];");
        if (wr_path_peek(reader) == ':') /* Flink passes over a step */
            while (at_number(reader) || wr_path_peek(reader) == ':')
                reader->at++;
    } else {
        size_t capacity = 0;
        WEIR_TRY(new_token(reader, path, WR_PATH_INDEXES, &token));
        for (;;) {
            token->indexes = wr_arena_grow(reader->arena, token->indexes, token->count, &capacity, sizeof *token->indexes);
            token->indexes[token->count++] = first;
            wr_path_skip_blanks(reader);
            if (!wr_path_accept(reader, ","))
                break;
            wr_path_skip_blanks(reader);
            WEIR_TRY(read_number(reader, &first));
        }
    }
    wr_path_skip_blanks(reader);
    return wr_path_accept(reader, "]") ? WEIR_OK : wr_path_fail(reader, WEIR_INVALID, "']' is expected");
}

static weir_status read_bracket(wr_path_reader *reader, wr_json_path *path) {
    wr_path_token *token = NULL;
    wr_path_skip_blanks(reader);
    if (wr_path_peek(reader) == '\'' || wr_path_peek(reader) == '"')
        return read_quoted_names(reader, path);
    if (at_number(reader) || wr_path_peek(reader) == ':')
        return read_indexes(reader, path);
    if (wr_path_accept(reader, "*")) {
        wr_path_skip_blanks(reader);
        WEIR_TRY(new_token(reader, path, WR_PATH_WILDCARD, &token));
    } else if (wr_path_accept(reader, "?")) {
        wr_path_skip_blanks(reader);
        if (!wr_path_accept(reader, "("))
            return wr_path_fail(reader, WEIR_INVALID, "'(' is expected");
        WEIR_TRY(new_token(reader, path, WR_PATH_FILTER, &token));
        const bool in_filter = reader->in_filter;
        reader->in_filter = true;
        WEIR_TRY(wr_path_read_filter(reader, &token->filter));
        reader->in_filter = in_filter;
        wr_path_skip_blanks(reader);
        if (!wr_path_accept(reader, ")"))
            return wr_path_fail(reader, WEIR_INVALID, "&&, || or ')' is expected");
        wr_path_skip_blanks(reader);
    } else {
        return wr_path_fail(reader, WEIR_INVALID, "a name in quotes, an index, * or ?( is expected");
    }
    return wr_path_accept(reader, "]") ? WEIR_OK : wr_path_fail(reader, WEIR_INVALID, "']' is expected");
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

/* What stands behind a bracket or an argument: nothing, a step, or one last character that Flink does not look at. */
static bool at_tail(const wr_path_reader *reader) { return reader->at + 1 >= reader->size; }

/* Of $..x.f() Flink makes $.f($..x). */
static weir_status turn_function(wr_path_reader *reader, wr_json_path *path) {
    if (path->count < 2 || path->tokens[0].kind != WR_PATH_SCAN || path->tokens[path->count - 1].kind != WR_PATH_FUNCTION)
        return WEIR_OK;
    if (path->count == 2)
        return wr_path_fail(reader, WEIR_INVALID, "a name or a bracket is expected before the function");
    wr_json_path *argument = wr_arena_calloc(reader->arena, 1, sizeof *argument);
    *argument = *path;
    argument->patterns = NULL;
    argument->count--;
    argument->definite = false;
    wr_path_token *function = wr_arena_alloc(reader->arena, sizeof *function);
    *function = path->tokens[path->count - 1];
    function->arguments = wr_arena_calloc(reader->arena, 1, sizeof *function->arguments);
    function->arguments[0].path = argument;
    function->count = 1;
    path->tokens = function;
    path->count = 1;
    path->definite = true;
    return WEIR_OK;
}

/* length(path) counts what is found below the path. */
static weir_status look_below(wr_path_reader *reader, const wr_json_path *path) {
    wr_path_token *token = NULL;
    for (uint32_t i = 0; i < path->count; i++) {
        const wr_path_token *function = &path->tokens[i];
        if (function->kind != WR_PATH_FUNCTION || function->function != WR_PATH_LENGTH || function->count == 0)
            continue;
        wr_json_path *below = function->arguments[0].path;
        if (below != NULL && below->count > 0 && below->tokens[below->count - 1].kind != WR_PATH_FUNCTION)
            WEIR_TRY(new_token(reader, below, WR_PATH_WILDCARD, &token)); /* `definite` stays: of one place the last part counts */
    }
    return WEIR_OK;
}

weir_status wr_path_read_steps(wr_path_reader *reader, wr_json_path *path) {
    wr_path_token *token = NULL;
    bool           behind_bracket = false;
    while (reader->at < reader->size) {
        const bool function = path->count > 0 && path->tokens[path->count - 1].kind == WR_PATH_FUNCTION;
        if (!reader->in_filter && (behind_bracket || function) && at_tail(reader))
            break;
        if (wr_path_accept(reader, "[")) {
            WEIR_TRY(read_bracket(reader, path));
            behind_bracket = true;
            continue;
        }
        if (wr_path_accept(reader, ".")) {
            if (wr_path_accept(reader, "."))
                WEIR_TRY(new_token(reader, path, WR_PATH_SCAN, &token));
            if (reader->at == reader->size || wr_path_peek(reader) == '.')
                return wr_path_fail(reader, WEIR_INVALID, "a name, * or '[' is expected");
            if (wr_path_peek(reader) == '[')
                continue;
        } else if (reader->in_filter) {
            break;
        } else if (!behind_bracket && !function) {
            return wr_path_fail(reader, WEIR_INVALID, "'.' or '[' is expected");
        }
        behind_bracket = wr_path_accept(reader, "*");
        if (behind_bracket)
            WEIR_TRY(new_token(reader, path, WR_PATH_WILDCARD, &token));
        else
            WEIR_TRY(read_name(reader, path));
    }
    path->definite = is_definite(path);
    WEIR_TRY(turn_function(reader, path));
    return look_below(reader, path);
}

/* Blanks in front of a path make a name of it, which Flink does not take then. */
static weir_status compile_path(wr_path_reader *reader, const char *text, size_t size, wr_json_path *path) {
    while (size > 0 && text[size - 1] == ' ')
        size--;
    if (size == 0)
        return weir_fail(reader->err, WEIR_INVALID, "a JSON path cannot be empty");
    if (reader->depth == WR_PATH_DEPTH_MAX)
        return wr_path_fail(reader, WEIR_UNSUPPORTED, "functions nested deeper than 32 levels are not available yet");
    *path = (wr_json_path){.from_root = true};
    if (text[0] != '$' && text[0] != '@') {
        text = wr_arena_printf(reader->arena, "$.%.*s", (int)size, text);
        size += 2;
    }
    wr_path_reader inner = {.text = text, .size = size, .at = 1, .depth = reader->depth + 1, .arena = reader->arena, .patterns = reader->patterns, .err = reader->err};
    if (text[size - 1] == '.' && size > 1)
        return wr_path_fail(&inner, WEIR_INVALID, "a path does not end with a dot: a name is expected");
    return wr_path_read_steps(&inner, path);
}

weir_status wr_json_path_compile(const char *text, size_t size, wr_arena *arena, wr_json_path *path, weir_error *err) {
    wr_path_pattern *patterns = NULL;
    wr_path_reader   reader = {.text = text, .size = size, .arena = arena, .patterns = &patterns, .err = err};
    weir_status      status = compile_path(&reader, text, size, path);
    path->patterns = patterns;
    return status;
}

void wr_json_path_release(wr_json_path *path) {
    for (wr_path_pattern *at = path->patterns; at != NULL; at = at->next)
        wr_pattern_free(at->pattern);
    path->patterns = NULL;
}
