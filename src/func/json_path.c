/* func/json_path.c - finds what a JSON path names, see json_path.h. Each step goes on with the next one for every value that it
 * finds; what stands behind the last step is a result. */
#include "base/alloc.h"
#include "func/json_search.h"

static void step(wr_json_search *at, uint32_t index, const wr_json *value, bool definite);

static void miss(wr_json_search *at, const char *what) {
    if (at->missing == NULL)
        at->missing = what;
}

static void add_result(wr_json_search *at, const wr_json *value) {
    at->results = wr_arena_grow(at->walk->arena, at->results, at->count, &at->capacity, sizeof *at->results);
    wr_json *result = wr_arena_alloc(at->walk->arena, sizeof *result);
    *result = *value; /* as an element: without the key that it had */
    result->key = NULL;
    at->results[at->count++] = result;
}

wr_json *wr_json_search_make(const wr_json_walk *walk, wr_json_kind kind) {
    wr_json *value = wr_arena_calloc(walk->arena, 1, sizeof *value);
    value->kind = kind;
    return value;
}

/* ---- names, indexes, slices ---- */

static void step_name(wr_json_search *at, uint32_t index, const wr_json *object, const weir_string *name, bool definite) {
    const wr_json *member = wr_json_member(object, weir_string_data(name), name->size);
    if (member != NULL)
        step(at, index + 1, member, definite);
    else if (definite)
        miss(at, "there is no such property");
}

static void step_properties(wr_json_search *at, uint32_t index, const wr_json *value, bool definite) {
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
    wr_json *merged = wr_json_search_make(at->walk, WR_JSON_OBJECT); /* ['a', 'b'] at the end: an object of both */
    merged->parts = wr_arena_alloc(at->walk->arena, token->count * sizeof *merged->parts);
    for (uint32_t i = 0; i < token->count; i++) {
        const char    *name = weir_string_data(&token->names[i]);
        const wr_json *member = wr_json_member(value, name, token->names[i].size);
        if (member == NULL || wr_json_member(merged, name, token->names[i].size) != NULL)
            continue;
        wr_json *copy = wr_arena_alloc(at->walk->arena, sizeof *copy);
        *copy = *member;
        copy->index = merged->count;
        merged->parts[merged->count++] = copy;
    }
    add_result(at, merged);
}

/* Counted from the end when negative; what is not there is passed over. */
static void step_element(wr_json_search *at, uint32_t index, const wr_json *array, int64_t element, bool definite) {
    if (element < 0)
        element += array->count;
    if (element < 0 || element >= array->count)
        return;
    at->arrays++;
    step(at, index + 1, array->parts[element], definite);
    at->arrays--;
}

static bool is_array(wr_json_search *at, const wr_json *value, bool definite) {
    if (value->kind != WR_JSON_ARRAY && definite)
        miss(at, "an element is asked of what is no array");
    return value->kind == WR_JSON_ARRAY;
}

static void step_slice(wr_json_search *at, uint32_t index, const wr_json *array) {
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

static void step_all(wr_json_search *at, uint32_t index, const wr_json *value) {
    const bool array = value->kind == WR_JSON_ARRAY;
    at->arrays += array;
    for (uint32_t i = 0; !wr_json_is_scalar(value) && i < value->count; i++)
        step(at, index + 1, value->parts[i], false);
    at->arrays -= array;
}

/* May the step behind `..` be taken from here? */
static bool scan_takes(wr_json_search *at, const wr_path_token *token, const wr_json *value) {
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
    case WR_PATH_FILTER: return !wr_json_is_scalar(value) && wr_json_filter_accepts(at->walk, token->filter, value);
    case WR_PATH_SCAN:
    case WR_PATH_FUNCTION: break;
    }
    return false;
}

static void scan(wr_json_search *at, uint32_t index, const wr_json *value) {
    if (at->walk->steps == 0)
        return;
    at->walk->steps--;
    if (scan_takes(at, &at->path->tokens[index + 1], value))
        step(at, index + 1, value, false);
    for (uint32_t i = 0; !wr_json_is_scalar(value) && i < value->count; i++)
        scan(at, index, value->parts[i]);
}

/* ---- filters, functions ---- */

static void step_filter(wr_json_search *at, uint32_t index, const wr_json *value, bool definite) {
    const wr_filter *filter = at->path->tokens[index].filter;
    if (value->kind == WR_JSON_OBJECT) {
        if (wr_json_filter_accepts(at->walk, filter, value))
            step(at, index + 1, value, false);
    } else if (value->kind == WR_JSON_ARRAY) {
        at->arrays++;
        for (uint32_t i = 0; i < value->count; i++)
            if (wr_json_filter_accepts(at->walk, filter, value->parts[i]))
                step(at, index + 1, value->parts[i], false);
        at->arrays--;
    } else if (definite) {
        at->refused = "a filter is asked of what is no array or object";
    }
}

static void step_function(wr_json_search *at, uint32_t index, const wr_json *value) {
    const wr_json *result = wr_json_function_value(at, &at->path->tokens[index], value);
    if (result == NULL)
        return;
    if (index + 1 < at->path->count) /* Flink counts what is on the way, too: the last result of a definite path counts */
        add_result(at, result);
    step(at, index + 1, result, true);
}

/* ---- all steps ---- */

static void step(wr_json_search *at, uint32_t index, const wr_json *value, bool definite) {
    wr_json_walk *walk = at->walk;
    if (walk->steps == 0 || walk->failed != NULL || walk->status != WEIR_OK)
        return;
    walk->steps--;
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

wr_json_search wr_json_search_run(wr_json_walk *walk, const wr_json_path *path, const wr_json *from) {
    wr_json_search at = {.walk = walk, .path = path};
    step(&at, 0, from, true);
    return at;
}

static const wr_json *all_results(const wr_json_search *search) {
    wr_json *all = wr_json_search_make(search->walk, WR_JSON_ARRAY);
    all->parts = search->results;
    all->count = (uint32_t)search->count;
    return all;
}

const wr_json *wr_json_search_value(const wr_json_search *search) {
    const bool lax = search->walk->lax;
    if (search->refused != NULL || (search->missing != NULL && !lax))
        return NULL;
    if (!search->path->definite)
        return all_results(search);
    if (search->count > 0)
        return search->results[search->count - 1];
    return lax ? wr_json_search_make(search->walk, WR_JSON_NULL) : NULL;
}

weir_status wr_json_path_find(const wr_json_path *path, const wr_json *document, bool lax, wr_arena *arena, const wr_json **found,
                              wr_json_outcome *outcome, char reason[WR_JSON_REASON_MAX], weir_error *err) {
    wr_json_walk   walk = {.root = document, .arena = arena, .lax = lax, .steps = WR_JSON_PATH_STEPS, .err = err};
    wr_json_search at = wr_json_search_run(&walk, path, document);
    *found = NULL;
    if (walk.status != WEIR_OK)
        return walk.status;
    if (walk.steps == 0)
        return weir_fail(err, WEIR_DATA, "a JSON path takes more than %u steps on a document; make it more exact", WR_JSON_PATH_STEPS);
    const char *fault = walk.failed != NULL ? walk.failed : at.refused;
    if (fault == NULL && (lax || at.missing == NULL)) {
        if (!path->definite)
            *found = all_results(&at);
        else if (at.count > 0)
            *found = at.results[at.count - 1];
    }
    *outcome = *found != NULL ? WR_JSON_FOUND : fault != NULL ? WR_JSON_FAULT : WR_JSON_MISSING;
    if (*found == NULL)
        snprintf(reason, WR_JSON_REASON_MAX, "%s", fault != NULL ? fault : at.missing != NULL ? at.missing : "there is no such element");
    return WEIR_OK;
}
