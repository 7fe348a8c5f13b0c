/* planner/window.c - when is GROUP BY a window aggregation?
 *
 * When its keys hold window_start and window_end of one window function, unchanged since: through
 * projections, filters and other window aggregations by the same window. Then every group is final
 * when its window ends, so rows are emitted once. If nobody in between reads the window columns, the
 * aggregation assigns the windows itself ("direct"), which shares the slices of overlapping windows. */
#include <string.h>

#include "planner/planner_internal.h"

typedef enum window_part { PART_NONE, PART_START, PART_END, PART_TIME } window_part;
typedef struct part_of {
    window_part       part;
    const wr_logical *origin;
    wr_window         window;
} part_of;

static const part_of no_part = {PART_NONE, NULL, {WR_WINDOW_TUMBLE, 0, 0, 0, 0}};

/* Keys of an aggregation that are parts of one window; remembered, since every level above asks. */
struct window_fact {
    const wr_logical *aggregate;
    bool              found;
    int32_t           start, end, time;
    part_of           window;
};

static part_of trace(planner *p, const wr_logical *node, uint32_t column);

static bool same_window(const part_of *a, const part_of *b) {
    return a->part != PART_NONE && b->part != PART_NONE && a->origin == b->origin;
}

static bool find_key(planner *p, const wr_logical *aggregate, window_part wanted, part_of *window, int32_t *key) {
    for (uint32_t k = 0; k < aggregate->key_count; k++) {
        if (aggregate->keys[k]->kind != WR_EXPR_COLUMN)
            continue;
        part_of part = trace(p, aggregate->inputs[0], aggregate->keys[k]->column);
        if (part.part != wanted || (wanted != PART_START && !same_window(&part, window)))
            continue;
        *window = part;
        *key = (int32_t)k;
        return true;
    }
    return false;
}

static window_fact fact_of(planner *p, const wr_logical *aggregate) {
    for (size_t i = 0; i < p->window_fact_count; i++)
        if (p->window_facts[i].aggregate == aggregate)
            return p->window_facts[i];
    window_fact fact = {.aggregate = aggregate, .start = -1, .end = -1, .time = -1, .window = no_part};
    fact.found = find_key(p, aggregate, PART_START, &fact.window, &fact.start) && find_key(p, aggregate, PART_END, &fact.window, &fact.end);
    if (fact.found)
        (void)find_key(p, aggregate, PART_TIME, &fact.window, &fact.time);
    p->window_facts = wr_arena_grow(p->arena, p->window_facts, p->window_fact_count, &p->window_fact_capacity, sizeof *p->window_facts);
    p->window_facts[p->window_fact_count++] = fact;
    return fact;
}

static part_of trace(planner *p, const wr_logical *node, uint32_t column) {
    switch (node->kind) {
    case WR_LOGICAL_WINDOW: {
        uint32_t below = node->inputs[0]->schema->field_count;
        if (column < below)
            return no_part;
        return (part_of){(window_part)(PART_START + (column - below)), node, node->window};
    }
    case WR_LOGICAL_PROJECT:
        return node->exprs[column]->kind == WR_EXPR_COLUMN ? trace(p, node->inputs[0], node->exprs[column]->column) : no_part;
    case WR_LOGICAL_UNNEST:
        return column < node->inputs[0]->schema->field_count ? trace(p, node->inputs[0], column) : no_part;
    case WR_LOGICAL_FILTER:
        return trace(p, node->inputs[0], column);
    case WR_LOGICAL_AGGREGATE: {
        window_fact fact = fact_of(p, node);
        int32_t     key = column < node->key_count ? (int32_t)column : -1;
        if (!fact.found || key < 0)
            return no_part;
        window_part part = key == fact.start ? PART_START : key == fact.end ? PART_END : key == fact.time ? PART_TIME : PART_NONE;
        return part == PART_NONE ? no_part : (part_of){part, node, fact.window.window};
    }
    case WR_LOGICAL_SCAN:
    case WR_LOGICAL_VALUES:
    case WR_LOGICAL_UNION:
    case WR_LOGICAL_SINK:
        return no_part;
    }
    return no_part;
}

/* Does anything between the aggregation and the WINDOW read its three columns, but for the keys? */
static bool reads_window(planner *p, const wr_logical *node, const wr_logical *window, const bool *required) {
    uint32_t count = node->schema->field_count;
    if (node == window) {
        for (uint32_t c = count - 3; c < count; c++)
            if (required[c])
                return true;
        return false;
    }
    bool *below = wr_arena_calloc(p->arena, node->inputs[0]->schema->field_count + 1u, sizeof *below);
    if (node->kind == WR_LOGICAL_PROJECT) {
        for (uint32_t c = 0; c < count; c++)
            if (required[c])
                wr_expr_mark_columns(node->exprs[c], below);
    } else if (node->kind == WR_LOGICAL_UNNEST) {
        below = wr_plan_unnest_reads(p, node, required);
    } else {
        memcpy(below, required, count * sizeof *below);
        wr_expr_mark_columns(node->condition, below);
    }
    return reads_window(p, node->inputs[0], window, below);
}

window_use wr_plan_find_window_use(planner *p, const wr_logical *aggregate) {
    window_fact fact = fact_of(p, aggregate);
    part_of     window = fact.window;
    window_use  use = {.found = fact.found, .start_key = fact.start, .end_key = fact.end, .time_key = fact.time};
    if (!fact.found)
        return (window_use){.start_key = -1, .end_key = -1, .time_key = -1};
    use.origin = window.origin;
    use.window = window.window;
    if (window.origin->kind != WR_LOGICAL_WINDOW)
        return use;
    bool *required = wr_arena_calloc(p->arena, aggregate->inputs[0]->schema->field_count + 1u, sizeof *required);
    for (uint32_t k = 0; k < aggregate->key_count; k++)
        if ((int32_t)k != use.start_key && (int32_t)k != use.end_key && (int32_t)k != use.time_key)
            wr_expr_mark_columns(aggregate->keys[k], required);
    for (uint32_t c = 0; c < aggregate->call_count; c++) {
        for (uint32_t a = 0; a < aggregate->calls[c].arg_count; a++)
            wr_expr_mark_columns(aggregate->calls[c].args[a], required);
        if (aggregate->calls[c].filter)
            wr_expr_mark_columns(aggregate->calls[c].filter, required);
    }
    /* Slices of overlapping windows cannot be merged where rows are taken back: each window is aggregated by itself then. */
    if (use.window.slide_ms != use.window.size_ms && wr_plan_has_changes(p, aggregate->inputs[0]))
        return use;
    use.direct = !reads_window(p, aggregate->inputs[0], window.origin, required);
    return use;
}
