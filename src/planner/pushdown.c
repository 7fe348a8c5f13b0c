/* planner/pushdown.c - filters move down to where the rows come from, before anything is built.
 *
 * A condition is taken apart at its ANDs. A part moves through projections (by what they compute), into every input of a UNION, below a
 * window function when it does not read the window's columns, and below a GROUP BY without a window when it reads keys only: then
 * groups that nobody wants are never kept. (Calcite: FilterProjectTranspose, FilterSetOpTranspose, FilterAggregateTranspose.)
 * A part that may fail (1 / k > 2) does not overtake a part before it that stays: x <> 0 AND 1 / x > 2 keeps its meaning. Parts that
 * differ at every evaluation do not move. Filters that end up on one another become one CALC in build.c. */
#include <string.h>

#include "planner/planner_internal.h"

typedef struct parts { const wr_expr **items; uint32_t count; } parts;

static parts parts_new(planner *p, uint32_t room) {
    return (parts){wr_arena_calloc(p->arena, room + 1u, sizeof(const wr_expr *)), 0};
}

static uint32_t part_count(const wr_expr *condition) { return condition->kind == WR_EXPR_AND ? condition->arg_count : 1; }

static void add_parts(parts *to, const wr_expr *condition) {
    if (condition->kind != WR_EXPR_AND)
        to->items[to->count++] = condition;
    for (uint32_t i = 0; condition->kind == WR_EXPR_AND && i < condition->arg_count; i++)
        to->items[to->count++] = condition->args[i];
}

static bool cannot_fail(const wr_expr *expr) {
    if (expr->kind == WR_EXPR_CALL && !expr->function->total)
        return false;
    for (uint32_t i = 0; i < expr->arg_count; i++)
        if (!cannot_fail(expr->args[i]))
            return false;
    return true;
}

/* ---- nodes ---- */

static const wr_logical *filtered(planner *p, const wr_logical *node, const parts *wanted) {
    const wr_expr *condition = NULL;
    if (wanted->count == 0)
        return node;
    for (uint32_t i = 0; i < wanted->count; i++)
        condition = wr_plan_and_of(p, condition, wanted->items[i]);
    wr_logical  *filter = wr_arena_calloc(p->arena, 1, sizeof *filter);
    wr_logical **inputs = wr_arena_calloc(p->arena, 1, sizeof *inputs);
    inputs[0] = (wr_logical *)(uintptr_t)node;
    *filter = (wr_logical){.kind = WR_LOGICAL_FILTER, .line = wanted->items[0]->line, .column = wanted->items[0]->column_number,
                           .schema = node->schema, .inputs = inputs, .input_count = 1, .condition = condition};
    return filter;
}

static const wr_logical *pushed(planner *p, const wr_logical *node, const parts *wanted);

/* The node over inputs that `below` filters. */
static const wr_logical *over_filtered(planner *p, const wr_logical *node, const parts *below) {
    wr_logical  *copy = wr_arena_calloc(p->arena, 1, sizeof *copy);
    wr_logical **inputs = wr_arena_calloc(p->arena, node->input_count + 1u, sizeof *inputs);
    for (uint32_t i = 0; i < node->input_count; i++)
        inputs[i] = (wr_logical *)(uintptr_t)pushed(p, node->inputs[i], below);
    *copy = *node;
    copy->inputs = inputs;
    return copy;
}

/* ---- which parts go through ---- */

/* May a part that reads output column c of the node be computed below it? replacements[c]: the column there; NULL: no. */
static void split(planner *p, const parts *wanted, wr_expr *const *replacements, uint32_t column_count, parts *below, parts *above) {
    bool *reads = wr_arena_calloc(p->arena, column_count + 1u, sizeof *reads);
    for (uint32_t i = 0; i < wanted->count; i++) {
        const wr_expr *part = wanted->items[i];
        bool           moves = above->count == 0 || cannot_fail(part);
        memset(reads, 0, column_count * sizeof *reads);
        wr_expr_mark_columns(part, reads);
        for (uint32_t c = 0; c < column_count && moves; c++)
            moves = !reads[c] || replacements[c];
        if (moves)
            below->items[below->count++] = wr_expr_substitute(p->arena, part, replacements);
        else
            above->items[above->count++] = part;
    }
}

static wr_expr *if_worth(const wr_expr *expr) {
    return wr_expr_deterministic(expr) && !wr_plan_is_large(expr) ? (wr_expr *)(uintptr_t)expr : NULL;
}

static void input_columns(planner *p, const wr_logical *input, wr_expr **replacements) {
    for (uint32_t c = 0; c < input->schema->field_count; c++)
        replacements[c] = wr_expr_column(p->arena, c, input->schema->fields[c].type, input->schema->fields[c].name);
}

/* Nothing goes below a window's aggregation: its late rows are an output too, and those of a group that is filtered out above are
 * late all the same. Nor below one without keys, which has a row of its own. */
static bool lets_keys_through(planner *p, const wr_logical *aggregate) {
    return aggregate->key_count > 0 && !wr_plan_find_window_use(p, aggregate).found;
}

static const wr_logical *pushed(planner *p, const wr_logical *node, const parts *wanted) {
    const uint32_t count = node->schema ? node->schema->field_count : 0;
    wr_expr      **replacements = wr_arena_calloc(p->arena, count + 1u, sizeof *replacements);
    parts          below = parts_new(p, wanted->count), above = parts_new(p, wanted->count), none = {NULL, 0};
    switch ((int)node->kind) {
    case WR_LOGICAL_FILTER: {
        parts all = parts_new(p, part_count(node->condition) + wanted->count);
        if (!wr_expr_deterministic(node->condition))
            return filtered(p, over_filtered(p, node, &none), wanted);
        add_parts(&all, node->condition);
        for (uint32_t i = 0; i < wanted->count; i++)
            all.items[all.count++] = wanted->items[i];
        return pushed(p, node->inputs[0], &all);
    }
    case WR_LOGICAL_UNION:
        return over_filtered(p, node, wanted);
    case WR_LOGICAL_PROJECT:
        for (uint32_t c = 0; c < count; c++)
            replacements[c] = if_worth(node->exprs[c]);
        break;
    case WR_LOGICAL_UNNEST: /* rows that nobody wants need not be taken apart */
    case WR_LOGICAL_WINDOW:
        input_columns(p, node->inputs[0], replacements);
        break;
    case WR_LOGICAL_AGGREGATE:
        if (!lets_keys_through(p, node))
            return filtered(p, over_filtered(p, node, &none), wanted);
        for (uint32_t k = 0; k < node->key_count; k++)
            replacements[k] = if_worth(node->keys[k]);
        break;
    default: /* nothing goes through */
        return filtered(p, over_filtered(p, node, &none), wanted);
    }
    split(p, wanted, replacements, count, &below, &above);
    return filtered(p, over_filtered(p, node, &below), &above);
}

const wr_logical *wr_plan_push_filters(planner *p, const wr_logical *sink) {
    parts none = {NULL, 0};
    return pushed(p, sink, &none);
}
