/* planner/explain_cost.c - how many rows a plan expects, for EXPLAIN ESTIMATED_COST.
 *
 * The guesses of Flink's planner where nobody knows better: a table has a hundred million rows, an equality keeps 15 % of them, any
 * other condition half. The cumulative cost is the rows that pass all operators up to here. Nothing is decided by them: joins stay as
 * written, and every other choice follows from the query. */
#include "planner/explain.h"

#include <string.h>

#define TABLE_ROWS          1e8
#define EQUALITY_KEEPS      0.15
#define OTHER_KEEPS         0.5

static double kept(const wr_expr *condition) {
    double share = 1;
    if (!condition)
        return 1;
    if (condition->kind == WR_EXPR_AND) {
        for (uint32_t i = 0; i < condition->arg_count; i++)
            share *= kept(condition->args[i]);
        return share;
    }
    bool equality = condition->kind == WR_EXPR_CALL && strcmp(condition->function->name, "=") == 0;
    return equality ? EQUALITY_KEEPS : OTHER_KEEPS;
}

static double out_of(const wr_node *node, const wr_cost *costs) {
    double rows = 0;
    for (uint32_t i = 0; i < node->input_count; i++)
        rows += costs[node->inputs[i]->id].rows;
    switch ((int)node->kind) {
    case WR_NODE_SOURCE: return TABLE_ROWS;
    case WR_NODE_VALUES: return node->value_row_count;
    case WR_NODE_WINDOW_TABLE: return rows * (double)node->window.size_ms / (double)node->window.slide_ms;
    case WR_NODE_GROUP_AGGREGATE:
    case WR_NODE_WINDOW_AGGREGATE: return node->key_count == 0 && node->kind == WR_NODE_GROUP_AGGREGATE ? 1 : rows;
    default: return rows * kept(node->filter);
    }
}

wr_cost *wr_explain_costs(wr_arena *arena, const wr_plan *plan) {
    wr_cost *costs = wr_arena_calloc(arena, plan->node_count + 1u, sizeof *costs);
    for (uint32_t i = 0; i < plan->node_count; i++) { /* inputs come first */
        const wr_node *node = plan->nodes[i];
        costs[i].rows = costs[i].total = out_of(node, costs);
        for (uint32_t k = 0; k < node->input_count; k++)
            costs[i].total += costs[node->inputs[k]->id].total;
    }
    return costs;
}
