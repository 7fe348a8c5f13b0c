/* func/json_filter.c - does a value pass a filter of a JSON path, see json_path.h.
 *
 * Values are compared as the library in Flink does it, where the left one leads: a number on the left takes a text on the right for the number
 * that it spells, a text on the left takes a number on the right for its text. Nothing found is nothing that anything equals; in lax mode
 * it is null. Where an operator cannot take what it gets, the whole filter does not hold, whatever stands beside it. */
#include <math.h>

#include "base/number.h"
#include "func/json_search.h"
#include "func/regex.h"
#include "func/text.h"

typedef struct filter_walk {
    wr_json_walk  *walk;
    const wr_json *value;
    bool           unfit; /* an operator got what it cannot take */
} filter_walk;

static bool is_number(const wr_json *value) { return value->kind == WR_JSON_INTEGER || value->kind == WR_JSON_REAL; }
static bool is_boolean(const wr_json *value) { return value->kind == WR_JSON_FALSE || value->kind == WR_JSON_TRUE; }
static bool is(const wr_json *value, wr_json_kind kind) { return value != NULL && value->kind == kind; }

static bool unfit(filter_walk *at) {
    at->unfit = true;
    return false;
}

/* ---- operands ---- */

static const wr_json *value_of(filter_walk *at, const wr_path_operand *operand) {
    if (operand->path == NULL)
        return operand->constant;
    const wr_json_search found = wr_json_search_run(at->walk, operand->path, operand->path->from_root ? at->walk->root : at->value);
    return wr_json_search_value(&found);
}

static bool is_there(filter_walk *at, const wr_path_operand *operand) {
    const wr_json_search found = wr_json_search_run(at->walk, operand->path, operand->path->from_root ? at->walk->root : at->value);
    return found.missing == NULL && found.refused == NULL && (found.count > 0 || !operand->path->definite);
}

/* ---- comparing ---- */

static bool text_is(const wr_json *text, const wr_json *number) {
    wr_buffer buffer = {0};
    wr_json_put_plain(&buffer, number);
    const bool same = buffer.size == text->size && memcmp(buffer.data, text->text, text->size) == 0;
    wr_buffer_free(&buffer);
    return same;
}

static bool equal(const wr_json *a, const wr_json *b) {
    if (a == NULL || b == NULL)
        return false;
    if (a->kind == WR_JSON_STRING && is_number(b))
        return text_is(a, b);
    if (is_number(a) && b->kind == WR_JSON_STRING)
        return wr_json_number_compare(a, b) == 0;
    return wr_json_equal(a, b);
}

static bool same_kind(const wr_json *a, const wr_json *b) {
    if (a == NULL || b == NULL)
        return false;
    return a->kind == b->kind || (is_number(a) && is_number(b)) || (is_boolean(a) && is_boolean(b));
}

/* -1, 0, 1; -2: neither is before the other. */
static int order_of(const wr_json *a, const wr_json *b) {
    if (a == NULL || b == NULL)
        return -2;
    if (is_number(a) && is_number(b))
        return wr_json_number_compare(a, b);
    if (a->kind != WR_JSON_STRING || b->kind != WR_JSON_STRING)
        return -2;
    const weir_string left = weir_string_view(a->text, a->size), right = weir_string_view(b->text, b->size);
    const int         order = weir_string_compare(&left, &right);
    return (order > 0) - (order < 0);
}

/* ---- lists ---- */

static bool has(const wr_json *list, const wr_json *value) {
    for (uint32_t i = 0; i < list->count; i++)
        if (equal(value, list->parts[i]))
            return true;
    return false;
}

/* How many elements of list are among those of others. */
static uint32_t count_in(const wr_json *list, const wr_json *others) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < list->count; i++)
        count += has(others, list->parts[i]);
    return count;
}

static bool is_in(filter_walk *at, const wr_json *value, const wr_json *list) {
    if (list == NULL || wr_json_is_scalar(list))
        return unfit(at);
    return list->kind == WR_JSON_ARRAY && has(list, value);
}

static bool lists_hold(filter_walk *at, wr_filter_kind kind, const wr_json *a, const wr_json *b) {
    if (a == NULL || b == NULL || wr_json_is_scalar(a) || wr_json_is_scalar(b))
        return unfit(at);
    if (a->kind != WR_JSON_ARRAY || b->kind != WR_JSON_ARRAY)
        return false;
    if (kind == WR_FILTER_ALL)
        return count_in(b, a) == b->count;
    const uint32_t common = count_in(a, b);
    return kind == WR_FILTER_SUBSET_OF ? common == a->count : kind == WR_FILTER_ANY_OF ? common > 0 : common == 0;
}

/* Characters count as in Java: those beyond the basic plane twice. */
static bool has_size(const wr_json *value, const wr_json *size) {
    double wanted;
    if (size == NULL || value == NULL || !is_number(size) || !wr_parse_f64(size->text, size->size, &wanted))
        return false;
    if (value->kind == WR_JSON_STRING)
        return (double)wr_text_units(value->text, value->size) == trunc(wanted);
    return value->kind == WR_JSON_ARRAY && (double)value->count == trunc(wanted);
}

static bool is_empty(filter_walk *at, const wr_json *value, const wr_json *truth) {
    if (value == NULL || value->kind < WR_JSON_STRING)
        return false;
    if (truth == NULL || !is_boolean(truth))
        return unfit(at);
    return (value->kind == WR_JSON_STRING ? value->size == 0 : value->count == 0) == (truth->kind == WR_JSON_TRUE);
}

static bool contains(const wr_json *value, const wr_json *part) {
    if (is(value, WR_JSON_STRING) && is(part, WR_JSON_STRING))
        return part->size == 0 || memmem(value->text, value->size, part->text, part->size) != NULL;
    return is(value, WR_JSON_ARRAY) && has(value, part);
}

static bool exists(filter_walk *at, const wr_json *a, const wr_json *b) {
    const bool left = a != NULL && is_boolean(a), right = b != NULL && is_boolean(b);
    if (!left && !right)
        at->walk->failed = "`exists` compares no booleans";
    return left && right ? a->kind == b->kind : unfit(at);
}

/* ---- patterns ---- */

/* The text of a value, which is empty where it has none. */
static bool value_matches(filter_walk *at, wr_pattern *pattern, const wr_json *value) {
    wr_buffer text = {0};
    bool      matches = false;
    if (value != NULL && wr_json_is_scalar(value) && value->kind != WR_JSON_NULL)
        wr_json_put_plain(&text, value);
    if (at->walk->status == WEIR_OK)
        at->walk->status = wr_pattern_matches(pattern, text.data ? text.data : "", text.size, &matches, at->walk->err);
    wr_buffer_free(&text);
    return matches;
}

/* A pattern and what it is to match, in either order; of an array one element is enough. */
static bool matches(filter_walk *at, const wr_filter *filter) {
    if ((filter->a.pattern != NULL) == (filter->b.pattern != NULL))
        return false;
    wr_pattern    *pattern = filter->a.pattern != NULL ? filter->a.pattern : filter->b.pattern;
    const wr_json *value = value_of(at, filter->a.pattern != NULL ? &filter->b : &filter->a);
    if (!is(value, WR_JSON_ARRAY))
        return value_matches(at, pattern, value);
    for (uint32_t i = 0; i < value->count; i++)
        if (value_matches(at, pattern, value->parts[i]))
            return true;
    return false;
}

/* ---- all operators ---- */

static bool holds(filter_walk *at, const wr_filter *filter) {
    const wr_json *a = value_of(at, &filter->a), *b = value_of(at, &filter->b);
    switch ((int)filter->kind) {
    case WR_FILTER_EQ: return equal(a, b);
    case WR_FILTER_NE: return !equal(a, b);
    case WR_FILTER_SAME: return same_kind(a, b) && equal(a, b);
    case WR_FILTER_NOT_SAME: return !(same_kind(a, b) && equal(a, b));
    case WR_FILTER_LT: return order_of(a, b) == -1;
    case WR_FILTER_LE: return order_of(a, b) == -1 || order_of(a, b) == 0;
    case WR_FILTER_GT: return order_of(a, b) == 1;
    case WR_FILTER_GE: return order_of(a, b) >= 0;
    case WR_FILTER_IN: return is_in(at, a, b);
    case WR_FILTER_NOT_IN: return !is_in(at, a, b);
    case WR_FILTER_SIZE: return has_size(a, b);
    case WR_FILTER_EMPTY: return is_empty(at, a, b);
    case WR_FILTER_CONTAINS: return contains(a, b);
    case WR_FILTER_EXISTS: return exists(at, a, b);
    case WR_FILTER_NEVER: return unfit(at);
    default: return lists_hold(at, filter->kind, a, b);
    }
}

static bool passes(filter_walk *at, const wr_filter *filter) {
    switch ((int)filter->kind) {
    case WR_FILTER_OR: return passes(at, filter->left) || passes(at, filter->right);
    case WR_FILTER_AND: return passes(at, filter->left) && passes(at, filter->right);
    case WR_FILTER_NOT: return !passes(at, filter->left);
    case WR_FILTER_THERE: return is_there(at, &filter->a);
    case WR_FILTER_MATCHES: return matches(at, filter);
    default: return holds(at, filter);
    }
}

bool wr_json_filter_accepts(wr_json_walk *walk, const wr_filter *filter, const wr_json *value) {
    filter_walk at = {.walk = walk, .value = value};
    return passes(&at, filter) && !at.unfit && walk->failed == NULL && walk->status == WEIR_OK;
}
