/* func/json_path.c - finds what a JSON path names, see json_path.h. Each step goes on with the next one for every value that it
 * finds; what stands behind the last step is a result. */
#include "func/json_path.h"

#include <math.h>

#include "base/alloc.h"
#include "base/number.h"

typedef struct search {
    const wr_json_path *path;
    const wr_json      *root;
    wr_arena           *arena;
    wr_json           **results;
    size_t              count, capacity;
    uint32_t           *steps;      /* left, of the whole search, filters and all */
    bool                missing;    /* a definite path ends nowhere               */
    char               *reason;
} search;

static void step(search *at, uint32_t index, const wr_json *value, bool definite);

static void miss(search *at, const char *what) {
    if (!at->missing)
        snprintf(at->reason, WR_JSON_REASON_MAX, "%s", what);
    at->missing = true;
}

static void add_result(search *at, const wr_json *value) {
    at->results = wr_arena_grow(at->arena, at->results, at->count, &at->capacity, sizeof *at->results);
    wr_json *result = wr_arena_alloc(at->arena, sizeof *result);
    *result = *value; /* as an element: without the key that it had */
    result->key = NULL;
    at->results[at->count++] = result;
}

static wr_json *make(search *at, wr_json_kind kind) {
    wr_json *value = wr_arena_calloc(at->arena, 1, sizeof *value);
    value->kind = kind;
    return value;
}

/* ---- names, indexes, slices ---- */

static void step_name(search *at, uint32_t index, const wr_json *object, const weir_string *name, bool definite) {
    const wr_json *member = wr_json_member(object, weir_string_data(name), name->size);
    if (member != NULL)
        step(at, index + 1, member, definite);
    else if (definite)
        miss(at, "there is no such property");
}

static void step_properties(search *at, uint32_t index, const wr_json *value, bool definite) {
    const wr_path_token *token = &at->path->tokens[index];
    if (value->kind != WR_JSON_OBJECT) {
        if (definite)
            miss(at, "a property is asked of what is no object");
        return;
    }
    if (token->count == 1 || index + 1 < at->path->count) {
        for (uint32_t i = 0; i < token->count; i++)
            step_name(at, index, value, &token->names[i], definite && token->count == 1);
        return;
    }
    wr_json *merged = make(at, WR_JSON_OBJECT); /* ['a', 'b'] at the end: an object of both */
    merged->parts = wr_arena_alloc(at->arena, token->count * sizeof *merged->parts);
    for (uint32_t i = 0; i < token->count; i++) {
        const char    *name = weir_string_data(&token->names[i]);
        const wr_json *member = wr_json_member(value, name, token->names[i].size);
        if (member == NULL || wr_json_member(merged, name, token->names[i].size) != NULL)
            continue;
        wr_json *copy = wr_arena_alloc(at->arena, sizeof *copy);
        *copy = *member;
        copy->index = merged->count;
        merged->parts[merged->count++] = copy;
    }
    add_result(at, merged);
}

/* Counted from the end when negative; what is not there is passed over. */
static void step_element(search *at, uint32_t index, const wr_json *array, int64_t element, bool definite) {
    if (element < 0)
        element += array->count;
    if (element >= 0 && element < array->count)
        step(at, index + 1, array->parts[element], definite);
}

static bool is_array(search *at, const wr_json *value, bool definite) {
    if (value->kind != WR_JSON_ARRAY && definite)
        miss(at, "an element is asked of what is no array");
    return value->kind == WR_JSON_ARRAY;
}

static void step_slice(search *at, uint32_t index, const wr_json *array) {
    const wr_path_token *token = &at->path->tokens[index];
    const int64_t        count = array->count;
    int64_t              from = token->has_from ? token->from : 0, to = token->has_to ? token->to : count;
    if (!token->has_to && from < 0)
        from = WR_MAX(from + count, 0);
    if (!token->has_from && to < 0)
        to += count;
    if (token->has_from && token->has_to) /* each index of it may count from the end */
        from = WR_MAX(from, -count);
    to = WR_MIN(to, count);
    for (int64_t i = from; i < to; i++)
        step_element(at, index, array, i, false);
}

/* ---- wildcards and .. ---- */

static void step_all(search *at, uint32_t index, const wr_json *value) {
    for (uint32_t i = 0; !wr_json_is_scalar(value) && i < value->count; i++)
        step(at, index + 1, value->parts[i], false);
}

static bool filter_accepts(search *at, const wr_filter *filter, const wr_json *value);

/* May the step behind `..` be taken from here? */
static bool scan_takes(search *at, const wr_path_token *token, const wr_json *value) {
    switch (token->kind) {
    case WR_PATH_PROPERTIES:
        if (value->kind != WR_JSON_OBJECT)
            return false;
        for (uint32_t i = 0; i < token->count; i++)
            if (wr_json_member(value, weir_string_data(&token->names[i]), token->names[i].size) == NULL)
                return false;
        return true;
    case WR_PATH_INDEXES:
    case WR_PATH_SLICE: return value->kind == WR_JSON_ARRAY;
    case WR_PATH_WILDCARD: return !wr_json_is_scalar(value);
    case WR_PATH_FILTER: return value->kind == WR_JSON_ARRAY || (value->kind == WR_JSON_OBJECT && filter_accepts(at, token->filter, value));
    case WR_PATH_SCAN:
    case WR_PATH_FUNCTION: break;
    }
    return false;
}

static void scan(search *at, uint32_t index, const wr_json *value) {
    if (*at->steps == 0)
        return;
    --*at->steps;
    if (scan_takes(at, &at->path->tokens[index + 1], value))
        step(at, index + 1, value, false);
    for (uint32_t i = 0; !wr_json_is_scalar(value) && i < value->count; i++)
        scan(at, index, value->parts[i]);
}

/* ---- filters ---- */

static double as_number(const wr_json *value, bool *good) {
    double number = 0;
    *good = (value->kind == WR_JSON_INTEGER || value->kind == WR_JSON_REAL || value->kind == WR_JSON_STRING) && wr_parse_f64(value->text, value->size, &number);
    return number;
}

static bool is_number(const wr_json *value) { return value->kind == WR_JSON_INTEGER || value->kind == WR_JSON_REAL; }

/* -1, 0, 1; -2: they are not comparable. Whole numbers are compared as such. */
static int compare(const wr_json *a, const wr_json *b, bool equality) {
    int64_t whole_a, whole_b;
    bool    good_a, good_b;
    if (a->kind == WR_JSON_STRING && b->kind == WR_JSON_STRING) {
        weir_string left = weir_string_view(a->text, a->size), right = weir_string_view(b->text, b->size);
        const int   order = weir_string_compare(&left, &right);
        return (order > 0) - (order < 0);
    }
    if (is_number(a) || is_number(b)) {
        if (!equality && !(is_number(a) && is_number(b)))
            return -2;
        const double number_a = as_number(a, &good_a), number_b = as_number(b, &good_b);
        if (!good_a || !good_b)
            return -2;
        if (wr_parse_i64(a->text, a->size, &whole_a) && wr_parse_i64(b->text, b->size, &whole_b))
            return (whole_a > whole_b) - (whole_a < whole_b);
        return (number_a > number_b) - (number_a < number_b);
    }
    return equality && a->kind == b->kind && a->kind <= WR_JSON_TRUE ? 0 : -2;
}

static const wr_json *operand_value(search *at, const wr_filter_operand *operand, const wr_json *value) {
    if (operand->constant != NULL)
        return operand->constant;
    char           reason[WR_JSON_REASON_MAX];
    search         inner = {.path = operand->path, .root = at->root, .arena = at->arena, .steps = at->steps, .reason = reason};
    step(&inner, 0, operand->path->from_root ? at->root : value, true);
    if (operand->path->definite)
        return inner.missing || inner.count == 0 ? NULL : inner.results[inner.count - 1];
    wr_json *all = make(at, WR_JSON_ARRAY);
    all->parts = inner.results;
    all->count = (uint32_t)inner.count;
    return all;
}

static bool filter_accepts(search *at, const wr_filter *filter, const wr_json *value) {
    switch (filter->kind) {
    case WR_FILTER_OR: return filter_accepts(at, filter->left, value) || filter_accepts(at, filter->right, value);
    case WR_FILTER_AND: return filter_accepts(at, filter->left, value) && filter_accepts(at, filter->right, value);
    case WR_FILTER_NOT: return !filter_accepts(at, filter->left, value);
    case WR_FILTER_EXISTS: return operand_value(at, &filter->a, value) != NULL;
    case WR_FILTER_EQ:
    case WR_FILTER_NE:
    case WR_FILTER_LT:
    case WR_FILTER_LE:
    case WR_FILTER_GT:
    case WR_FILTER_GE: break;
    }
    const wr_json *a = operand_value(at, &filter->a, value), *b = operand_value(at, &filter->b, value);
    const bool     equality = filter->kind == WR_FILTER_EQ || filter->kind == WR_FILTER_NE;
    const int      order = a == NULL || b == NULL ? -2 : compare(a, b, equality);
    if (order == -2)
        return filter->kind == WR_FILTER_NE;
    switch ((int)filter->kind) {
    case WR_FILTER_EQ: return order == 0;
    case WR_FILTER_NE: return order != 0;
    case WR_FILTER_LT: return order < 0;
    case WR_FILTER_LE: return order <= 0;
    case WR_FILTER_GT: return order > 0;
    default: return order >= 0;
    }
}

static void step_filter(search *at, uint32_t index, const wr_json *value, bool definite) {
    const wr_filter *filter = at->path->tokens[index].filter;
    if (value->kind == WR_JSON_OBJECT) {
        if (filter_accepts(at, filter, value))
            step(at, index + 1, value, false);
    } else if (value->kind == WR_JSON_ARRAY) {
        for (uint32_t i = 0; i < value->count; i++)
            if (filter_accepts(at, filter, value->parts[i]))
                step(at, index + 1, value->parts[i], false);
    } else if (definite) {
        miss(at, "a filter is asked of what is no array or object");
    }
}

/* ---- functions ---- */

static const wr_json *number_made(search *at, wr_json_kind kind, const char *text, size_t size) {
    wr_json *value = make(at, kind);
    value->text = wr_arena_strndup(at->arena, text, size);
    value->size = size;
    return value;
}

/* MIN, MAX, AVG, SUM, STDDEV of the numbers among the elements; NULL: there are none. The result is a DOUBLE of Java, whose
 * text goes out as it is. */
static const wr_json *number_function(search *at, wr_path_function function, const wr_json *array) {
    double   sum = 0, squares = 0, low = INFINITY, high = -INFINITY;
    uint32_t count = 0;
    for (uint32_t i = 0; array->kind == WR_JSON_ARRAY && i < array->count; i++) {
        bool         good;
        const double number = as_number(array->parts[i], &good);
        if (!good || !is_number(array->parts[i]))
            continue;
        sum += number;
        squares += number * number;
        low = fmin(low, number);
        high = fmax(high, number);
        count++;
    }
    if (count == 0)
        return NULL;
    const double mean = sum / count;
    const double result = function == WR_PATH_MIN ? low : function == WR_PATH_MAX ? high : function == WR_PATH_SUM ? sum
                        : function == WR_PATH_AVG ? mean : sqrt(squares / count - sum * sum / count / count);
    char text[WR_NUMBER_TEXT_MAX];
    return number_made(at, WR_JSON_STRING, text, wr_format_f64_java(result, text));
}

static const wr_json *keys_of(search *at, const wr_json *object) {
    wr_json *keys = make(at, WR_JSON_ARRAY);
    keys->parts = wr_arena_alloc(at->arena, (object->count + (size_t)1) * sizeof *keys->parts);
    for (uint32_t i = 0; i < object->count; i++) {
        keys->parts[i] = make(at, WR_JSON_STRING);
        keys->parts[i]->text = object->parts[i]->key;
        keys->parts[i]->size = object->parts[i]->key_size;
    }
    keys->count = object->count;
    return keys;
}

static void step_function(search *at, uint32_t index, const wr_json *value) {
    const wr_path_token *token = &at->path->tokens[index];
    const wr_json       *result = NULL;
    char                 text[WR_NUMBER_TEXT_MAX];
    int64_t              element = token->function == WR_PATH_FIRST ? 0 : token->function == WR_PATH_LAST ? -1 : token->from;
    switch (token->function) {
    case WR_PATH_LENGTH:
        result = wr_json_is_scalar(value) ? make(at, WR_JSON_NULL) : number_made(at, WR_JSON_INTEGER, text, wr_format_i64(value->count, text));
        break;
    case WR_PATH_KEYS:
        result = value->kind == WR_JSON_OBJECT ? keys_of(at, value) : make(at, WR_JSON_NULL);
        break;
    case WR_PATH_FIRST:
    case WR_PATH_LAST:
    case WR_PATH_INDEX:
        if (element < 0)
            element += value->count;
        if (value->kind == WR_JSON_ARRAY && element >= 0 && element < value->count)
            result = value->parts[element];
        break;
    case WR_PATH_MIN:
    case WR_PATH_MAX:
    case WR_PATH_AVG:
    case WR_PATH_SUM:
    case WR_PATH_STDDEV:
        result = number_function(at, token->function, value);
        break;
    }
    if (result != NULL)
        step(at, index + 1, result, true);
    else
        miss(at, "the function has no value here");
}

/* ---- all steps ---- */

static void step(search *at, uint32_t index, const wr_json *value, bool definite) {
    if (*at->steps == 0)
        return;
    --*at->steps;
    if (index == at->path->count) {
        add_result(at, value);
        return;
    }
    const wr_path_token *token = &at->path->tokens[index];
    switch (token->kind) {
    case WR_PATH_PROPERTIES: step_properties(at, index, value, definite); break;
    case WR_PATH_INDEXES:
        for (uint32_t i = 0; is_array(at, value, definite) && i < token->count; i++)
            step_element(at, index, value, token->indexes[i], definite && token->count == 1);
        break;
    case WR_PATH_SLICE:
        if (is_array(at, value, definite))
            step_slice(at, index, value);
        break;
    case WR_PATH_WILDCARD: step_all(at, index, value); break;
    case WR_PATH_SCAN: scan(at, index, value); break;
    case WR_PATH_FILTER: step_filter(at, index, value, definite); break;
    case WR_PATH_FUNCTION: step_function(at, index, value); break;
    }
}

weir_status wr_json_path_find(const wr_json_path *path, const wr_json *document, wr_arena *arena, const wr_json **found,
                              char reason[WR_JSON_REASON_MAX], weir_error *err) {
    uint32_t steps = WR_JSON_PATH_STEPS;
    search   at = {.path = path, .root = document, .arena = arena, .steps = &steps, .reason = reason};
    step(&at, 0, document, true);
    if (steps == 0)
        return weir_fail(err, WEIR_DATA, "a JSON path takes more than %u steps on a document; make it more exact", WR_JSON_PATH_STEPS);
    *found = NULL;
    if (at.missing)
        return WEIR_OK;
    if (path->definite) {
        if (at.count > 0)
            *found = at.results[at.count - 1];
        else
            snprintf(reason, WR_JSON_REASON_MAX, "there is no such element");
        return WEIR_OK;
    }
    wr_json *all = make(&at, WR_JSON_ARRAY);
    all->parts = at.results;
    all->count = (uint32_t)at.count;
    *found = all;
    return WEIR_OK;
}
