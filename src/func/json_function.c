/* func/json_function.c - the functions of JSON paths: $.a.length(), $.a.sum(), $.concat($.a, "-", $.b), see json_path.h.
 *
 * A function gets the value in front of it and its arguments, paths from the root among them. Where it has no answer the whole path is a
 * fault, in lax mode, too. MIN, MAX, AVG, SUM and STDDEV give DOUBLEs of Java. */
#include <math.h>

#include "base/alloc.h"
#include "base/number.h"
#include "func/json_search.h"

static const wr_json *fail(wr_json_search *at, const char *what) {
    if (at->walk->failed == NULL)
        at->walk->failed = what;
    return NULL;
}

static const wr_json *new_scalar(const wr_json_search *at, wr_json_kind kind, const char *text, size_t size) {
    wr_json *value = wr_json_search_make(at->walk, kind);
    value->text = wr_arena_strndup(at->walk->arena, text, size);
    value->size = size;
    return value;
}

static bool is_number(const wr_json *value) { return value->kind == WR_JSON_INTEGER || value->kind == WR_JSON_REAL; }

/* The argument's value; NULL: there is none, and the search has missed something. */
static const wr_json *argument_value(wr_json_search *at, const wr_path_operand *argument) {
    if (argument->path == NULL)
        return argument->constant;
    const wr_json_search found = wr_json_search_run(at->walk, argument->path, at->walk->root);
    const wr_json       *value = wr_json_search_value(&found);
    if (found.refused != NULL)
        at->refused = found.refused;
    else if (value == NULL && at->missing == NULL)
        at->missing = found.missing != NULL ? found.missing : "an argument finds nothing";
    return value;
}

/* ---- numbers ---- */

typedef struct numbers {
    double   sum, squares, low, high;
    uint32_t count;
} numbers;

static void add_number(numbers *all, const wr_json *value) {
    double number;
    if (!is_number(value) || !wr_parse_f64(value->text, value->size, &number))
        return;
    all->sum += number;
    all->squares += number * number;
    all->low = fmin(all->low, number);
    all->high = fmax(all->high, number);
    all->count++;
}

static void add_numbers(numbers *all, const wr_json *value) {
    for (uint32_t i = 0; value->kind == WR_JSON_ARRAY && i < value->count; i++)
        add_number(all, value->parts[i]);
}

static const wr_json *number_function(wr_json_search *at, const wr_path_token *token, const wr_json *value) {
    numbers all = {.low = INFINITY, .high = -INFINITY};
    add_numbers(&all, value);
    for (uint32_t i = 0; i < token->count; i++) {
        const wr_json *argument = argument_value(at, &token->arguments[i]);
        if (argument == NULL)
            return NULL;
        add_number(&all, argument);
        add_numbers(&all, argument);
    }
    if (all.count == 0)
        return fail(at, "a function of numbers finds none");
    const double count = all.count;
    const double result = token->function == WR_PATH_MIN ? all.low : token->function == WR_PATH_MAX ? all.high : token->function == WR_PATH_SUM ? all.sum
                        : token->function == WR_PATH_AVG ? all.sum / count : sqrt(all.squares / count - all.sum * all.sum / count / count);
    char           text[WR_NUMBER_TEXT_MAX];
    const size_t   size = wr_format_f64_java(result, text);
    wr_json       *made = wr_json_search_make(at->walk, isfinite(result) ? WR_JSON_REAL : WR_JSON_STRING);
    made->text = wr_arena_strndup(at->walk->arena, text, size);
    made->size = size;
    made->java = true;
    return made;
}

/* ---- length, keys, elements ---- */

/* Of the value in front, or of an array that the first argument finds. */
static const wr_json *length(wr_json_search *at, const wr_path_token *token, const wr_json *value) {
    char text[WR_NUMBER_TEXT_MAX];
    for (uint32_t i = 0; i < token->count; i++) {
        const wr_json *argument = argument_value(at, &token->arguments[i]);
        if (argument == NULL)
            return NULL;
        if (i == 0 && token->arguments[i].path != NULL && argument->kind == WR_JSON_ARRAY) {
            value = argument;
            break;
        }
    }
    return wr_json_is_scalar(value) ? wr_json_search_make(at->walk, WR_JSON_NULL) : new_scalar(at, WR_JSON_INTEGER, text, wr_format_i64(value->count, text));
}

static const wr_json *keys_of(const wr_json_search *at, const wr_json *object) {
    if (object->kind != WR_JSON_OBJECT)
        return wr_json_search_make(at->walk, WR_JSON_NULL);
    wr_json *keys = wr_json_search_make(at->walk, WR_JSON_ARRAY);
    keys->parts = wr_arena_alloc(at->walk->arena, (object->count + (size_t)1) * sizeof *keys->parts);
    for (uint32_t i = 0; i < object->count; i++) {
        keys->parts[i] = wr_json_search_make(at->walk, WR_JSON_STRING);
        keys->parts[i]->text = object->parts[i]->key;
        keys->parts[i]->size = object->parts[i]->key_size;
    }
    keys->count = object->count;
    return keys;
}

/* The first number among the arguments; false: there is none. */
static bool read_index(wr_json_search *at, const wr_path_token *token, int64_t *index) {
    numbers all = {.count = 0};
    for (uint32_t i = 0; i < token->count && all.count == 0; i++) {
        const wr_json *argument = argument_value(at, &token->arguments[i]);
        if (argument == NULL)
            return false;
        for (uint32_t k = 0; argument->kind == WR_JSON_ARRAY && k < argument->count && all.count == 0; k++)
            add_number(&all, argument->parts[k]);
        add_number(&all, argument);
    }
    *index = all.count > 0 && fabs(all.sum) < INT32_MAX ? (int64_t)all.sum : INT32_MAX;
    return true;
}

/* An index behind the end passes where an element of another array is looked at, as in Flink; -1 of one element is beyond, too. */
static const wr_json *element(wr_json_search *at, const wr_path_token *token, const wr_json *value) {
    int64_t index = token->function == WR_PATH_LAST ? -1 : 0;
    if (token->function == WR_PATH_INDEX && !read_index(at, token, &index))
        return NULL;
    if (value->kind != WR_JSON_ARRAY)
        return fail(at, "an element is asked of what is no array");
    if (index >= 0 && index < value->count)
        return value->parts[index];
    if (index < 0 && index + value->count > 0)
        return value->parts[index + value->count];
    return index >= 0 && at->arrays > 0 ? NULL : fail(at, "there is no such element");
}

/* ---- concat, append ---- */

/* toString() of a list or a map of Java. */
static void put_java(wr_buffer *out, const wr_json *value) {
    const bool object = value->kind == WR_JSON_OBJECT;
    if (wr_json_is_scalar(value)) {
        wr_json_put_plain(out, value);
        return;
    }
    wr_buffer_byte(out, object ? '{' : '[');
    for (uint32_t i = 0; i < value->count; i++) {
        if (i > 0)
            wr_buffer_text(out, ", ");
        if (object) {
            wr_buffer_append(out, value->parts[i]->key, value->parts[i]->key_size);
            wr_buffer_byte(out, '=');
        }
        put_java(out, value->parts[i]);
    }
    wr_buffer_byte(out, object ? '}' : ']');
}

/* The texts in the array in front, then the arguments as texts, the elements of arrays one by one; nulls are passed over. */
static const wr_json *concat(wr_json_search *at, const wr_path_token *token, const wr_json *value) {
    wr_buffer text = {0};
    for (uint32_t i = 0; value->kind == WR_JSON_ARRAY && i < value->count; i++)
        if (value->parts[i]->kind == WR_JSON_STRING)
            wr_buffer_append(&text, value->parts[i]->text, value->parts[i]->size);
    bool good = true;
    for (uint32_t i = 0; good && i < token->count; i++) {
        const wr_json *argument = argument_value(at, &token->arguments[i]);
        good = argument != NULL;
        for (uint32_t k = 0; good && argument->kind == WR_JSON_ARRAY && k < argument->count; k++)
            if (argument->parts[k]->kind != WR_JSON_NULL)
                put_java(&text, argument->parts[k]);
        if (good && argument->kind != WR_JSON_ARRAY && argument->kind != WR_JSON_NULL)
            put_java(&text, argument);
    }
    const wr_json *made = good ? new_scalar(at, WR_JSON_STRING, text.data ? text.data : "", text.size) : NULL;
    wr_buffer_free(&text);
    return made;
}

/* An array with the arguments behind its elements; anything else stays what it is. */
static const wr_json *append(wr_json_search *at, const wr_path_token *token, const wr_json *value) {
    wr_json *made = wr_json_search_make(at->walk, value->kind);
    *made = *value;
    if (value->kind == WR_JSON_ARRAY) {
        made->parts = wr_arena_alloc(at->walk->arena, ((size_t)value->count + token->count + 1) * sizeof *made->parts);
        if (value->count > 0)
            memcpy(made->parts, value->parts, value->count * sizeof *made->parts);
    }
    for (uint32_t i = 0; i < token->count; i++) {
        const wr_json *argument = argument_value(at, &token->arguments[i]);
        if (argument == NULL)
            return NULL;
        if (value->kind != WR_JSON_ARRAY)
            continue;
        wr_json *part = wr_json_search_make(at->walk, argument->kind);
        *part = *argument;
        made->parts[made->count++] = part;
    }
    return made;
}

const wr_json *wr_json_function_value(wr_json_search *at, const wr_path_token *token, const wr_json *value) {
    switch (token->function) {
    case WR_PATH_LENGTH: return length(at, token, value);
    case WR_PATH_KEYS: return keys_of(at, value);
    case WR_PATH_FIRST:
    case WR_PATH_LAST:
    case WR_PATH_INDEX: return element(at, token, value);
    case WR_PATH_MIN:
    case WR_PATH_MAX:
    case WR_PATH_AVG:
    case WR_PATH_SUM:
    case WR_PATH_STDDEV: return number_function(at, token, value);
    case WR_PATH_CONCAT: return concat(at, token, value);
    case WR_PATH_APPEND: return append(at, token, value);
    }
    return NULL;
}
