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

static part_of trace(const wr_logical *node, uint32_t column);

static bool same_window(const part_of *a, const part_of *b) {
    return a->part != PART_NONE && b->part != PART_NONE && a->origin == b->origin;
}

/* Parts of the keys; true when start and end of one window are there. */
static bool key_parts(const wr_logical *aggregate, int32_t *start, int32_t *end, int32_t *time, part_of *window) {
    *start = *end = *time = -1;
    for (uint32_t pass = 0; pass < 3; pass++) {
        window_part wanted = pass == 0 ? PART_START : pass == 1 ? PART_END : PART_TIME;
        int32_t    *found = pass == 0 ? start : pass == 1 ? end : time;
        for (uint32_t k = 0; k < aggregate->key_count && *found < 0; k++) {
            if (aggregate->keys[k]->kind != WR_EXPR_COLUMN)
                continue;
            part_of part = trace(aggregate->inputs[0], aggregate->keys[k]->column);
            if (part.part != wanted || (pass > 0 && !same_window(&part, window)))
                continue;
            *window = part;
            *found = (int32_t)k;
        }
        if (pass < 2 && *found < 0)
            return false;
    }
    return true;
}

static part_of trace(const wr_logical *node, uint32_t column) {
    switch (node->kind) {
    case WR_LOGICAL_WINDOW: {
        uint32_t below = node->inputs[0]->schema->field_count;
        if (column < below)
            return no_part;
        return (part_of){(window_part)(PART_START + (column - below)), node, node->window};
    }
    case WR_LOGICAL_PROJECT:
        return node->exprs[column]->kind == WR_EXPR_COLUMN ? trace(node->inputs[0], node->exprs[column]->column) : no_part;
    case WR_LOGICAL_FILTER:
        return trace(node->inputs[0], column);
    case WR_LOGICAL_AGGREGATE: {
        int32_t start, end, time;
        part_of window;
        if (column >= node->key_count || !key_parts(node, &start, &end, &time, &window))
            return no_part;
        if ((int32_t)column == start)
            return (part_of){PART_START, node, window.window};
        if ((int32_t)column == end)
            return (part_of){PART_END, node, window.window};
        if ((int32_t)column == time)
            return (part_of){PART_TIME, node, window.window};
        return no_part;
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
    } else {
        memcpy(below, required, count * sizeof *below);
        wr_expr_mark_columns(node->condition, below);
    }
    return reads_window(p, node->inputs[0], window, below);
}

window_use find_window_use(planner *p, const wr_logical *aggregate) {
    window_use use = {.start_key = -1, .end_key = -1, .time_key = -1};
    part_of    window = no_part;
    if (!key_parts(aggregate, &use.start_key, &use.end_key, &use.time_key, &window))
        return use;
    use.found = true;
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
    use.direct = !reads_window(p, aggregate->inputs[0], window.origin, required);
    return use;
}
