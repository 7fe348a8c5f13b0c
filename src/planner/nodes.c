/* planner/nodes.c - the nodes of a physical plan: equal ones are made once.
 *
 * Holds: nodes[i]->id == i, facts[i] says how the rows of nodes[i] are spread, and inputs come before
 * the node that reads them. Sources, VALUES and sinks are never equal: a table's entry (source.c) sees
 * to it that it is read once. */
#include <string.h>

#include "planner/planner_internal.h"

wr_node *wr_plan_new_node(planner *p, wr_node_kind kind, const char *operator_name, uint32_t line, uint32_t column) {
    wr_node *node = wr_arena_calloc(p->arena, 1, sizeof *node);
    node->kind = kind;
    node->operator_name = operator_name;
    node->rowtime_column = -1;
    node->line = line;
    node->column = column;
    return node;
}

void wr_plan_set_input(planner *p, wr_node *node, wr_node *input) {
    node->inputs = wr_arena_alloc(p->arena, sizeof *node->inputs);
    node->inputs[0] = input;
    node->input_count = 1;
}

static int32_t rowtime_of(const weir_schema *schema) {
    for (uint32_t c = 0; c < schema->field_count; c++)
        if (schema->fields[c].type.time_attribute == WEIR_TIME_ROWTIME)
            return (int32_t)c;
    return -1;
}

static bool same_exprs(const wr_expr *const *a, const wr_expr *const *b, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        if (!wr_expr_equal(a[i], b[i]) || a[i]->type.nullable != b[i]->type.nullable || !wr_expr_deterministic(a[i]))
            return false;
    return true;
}

static bool same_calls(const wr_node *a, const wr_node *b) {
    if (a->aggregate_count != b->aggregate_count)
        return false;
    for (uint32_t i = 0; i < a->aggregate_count; i++) {
        const wr_aggregate_call *x = &a->aggregates[i], *y = &b->aggregates[i];
        if (x->aggregate != y->aggregate || x->arg_count != y->arg_count || x->filter != y->filter || x->distinct != y->distinct ||
            !weir_type_same(x->result, y->result) || memcmp(x->args, y->args, x->arg_count * sizeof *x->args) != 0)
            return false;
    }
    return true;
}

static bool same_window_spec(const wr_window *a, const wr_window *b) {
    return a->kind == b->kind && a->size_ms == b->size_ms && a->slide_ms == b->slide_ms && a->offset_ms == b->offset_ms &&
           a->time_column == b->time_column;
}

static bool same_node(const wr_node *a, const wr_node *b) {
    if (a->kind != b->kind || a->kind == WR_NODE_SOURCE || a->kind == WR_NODE_VALUES || a->kind == WR_NODE_SINK ||
        a->input_count != b->input_count || a->key_count != b->key_count || a->state_ttl_ms != b->state_ttl_ms || a->schema->field_count != b->schema->field_count ||
        (a->filter == NULL) != (b->filter == NULL) || (a->projections == NULL) != (b->projections == NULL))
        return false;
    for (uint32_t i = 0; i < a->input_count; i++)
        if (a->inputs[i] != b->inputs[i])
            return false;
    for (uint32_t c = 0; c < a->schema->field_count; c++) {
        const weir_type *x = &a->schema->fields[c].type, *y = &b->schema->fields[c].type;
        if (!weir_type_same(*x, *y) || x->nullable != y->nullable || x->time_attribute != y->time_attribute)
            return false;
    }
    if (a->key_count > 0 && memcmp(a->keys, b->keys, a->key_count * sizeof *a->keys) != 0)
        return false;
    if (a->filter && (!wr_expr_equal(a->filter, b->filter) || !wr_expr_deterministic(a->filter)))
        return false;
    if (a->projections && !same_exprs(a->projections, b->projections, a->schema->field_count))
        return false;
    return same_calls(a, b) && same_window_spec(&a->window, &b->window) && wr_plan_same_unnest(&a->unnest, &b->unnest);
}

wr_node *wr_plan_add_node(planner *p, wr_node *node, node_facts facts) {
    for (size_t i = 0; i < p->node_count; i++)
        if (same_node(p->nodes[i], node))
            return p->nodes[i];
    size_t capacity = p->facts_capacity;
    p->facts = wr_arena_grow(p->arena, p->facts, p->node_count, &capacity, sizeof *p->facts);
    p->facts_capacity = capacity;
    p->nodes = wr_arena_grow(p->arena, p->nodes, p->node_count, &p->node_capacity, sizeof *p->nodes);
    node->id = (uint32_t)p->node_count;
    node->rowtime_column = rowtime_of(node->schema);
    p->facts[p->node_count] = facts;
    p->nodes[p->node_count++] = node;
    return node;
}

wr_node *wr_plan_exchange(planner *p, wr_node *input, const uint32_t *keys, uint32_t key_count, uint32_t line, uint32_t column) {
    const node_facts *facts = &p->facts[input->id];
    bool              there = key_count == 0 ? facts->spread == SPREAD_ONE_WORKER
                                             : facts->spread == SPREAD_BY_KEYS && facts->key_count == key_count &&
                                      memcmp(facts->keys, keys, key_count * sizeof *keys) == 0;
    if (there)
        return input;
    wr_node *node = wr_plan_new_node(p, WR_NODE_EXCHANGE, NULL, line, column);
    node->schema = input->schema;
    node->keys = keys;
    node->key_count = key_count;
    wr_plan_set_input(p, node, input);
    return wr_plan_add_node(p, node, (node_facts){key_count ? SPREAD_BY_KEYS : SPREAD_ONE_WORKER, keys, key_count});
}

wr_node *wr_plan_values(planner *p, const weir_schema *schema, const weir_value *values, uint32_t row_count, uint32_t line, uint32_t column) {
    wr_node *node = wr_plan_new_node(p, WR_NODE_VALUES, NULL, line, column);
    node->schema = schema;
    node->values = values;
    node->value_row_count = row_count;
    return wr_plan_add_node(p, node, (node_facts){.spread = SPREAD_ONE_WORKER});
}
