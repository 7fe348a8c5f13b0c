/* planner/unnest.c - UNNEST: what it reads of its input, and the operator for it.
 *
 * The operator is told which columns of its input to keep, so a collection that nobody reads itself ends here. */
#include <string.h>

#include "planner/planner_internal.h"

bool *wr_plan_unnest_reads(planner *p, const wr_logical *node, const bool *required) {
    const uint32_t count = node->inputs[0]->schema->field_count;
    bool          *below = wr_arena_calloc(p->arena, node->schema->field_count + 1u, sizeof *below);
    memcpy(below, required, count * sizeof *below);
    wr_expr_mark_columns(node->exprs[0], below);
    if (node->condition)
        wr_expr_mark_columns(node->condition, below);
    return below; /* those behind `count` are the parts */
}

/* Rows stay with their worker; are they still spread by keys that are columns? */
static node_facts kept_facts(planner *p, const wr_node *input, const wr_unnest *unnest) {
    node_facts facts = p->facts[input->id];
    uint32_t  *keys = wr_arena_alloc(p->arena, (facts.key_count + 1u) * sizeof *keys);
    if (facts.spread != SPREAD_BY_KEYS)
        return facts;
    for (uint32_t k = 0; k < facts.key_count; k++) {
        uint32_t at = 0;
        while (at < unnest->kept_count && unnest->kept[at] != facts.keys[k])
            at++;
        if (at == unnest->kept_count)
            return (node_facts){.spread = SPREAD_ANY};
        keys[k] = at;
    }
    facts.keys = keys;
    return facts;
}

/* The position of an input column among those that are kept; it is from now on. */
static uint32_t keep(uint32_t *kept, uint32_t *kept_count, uint32_t column) {
    uint32_t at = 0;
    while (at < *kept_count && kept[at] != column)
        at++;
    if (at == *kept_count)
        kept[(*kept_count)++] = column;
    return at;
}

weir_status wr_plan_build_unnest(planner *p, const wr_logical *node, const bool *required, relation *out, weir_error *err) {
    const uint32_t count = node->inputs[0]->schema->field_count, part_count = node->schema->field_count - count;
    const bool    *below = wr_plan_unnest_reads(p, node, required);
    relation       in;
    WEIR_TRY(wr_plan_build_node(p, node->inputs[0], below, &in, err));
    if (wr_plan_must_stay(&in, below))
        wr_plan_materialize(p, &in, node->line, node->column, NULL, true);

    /* The input's columns, and behind them the collection. */
    relation columns = in;
    columns.exprs = wr_arena_calloc(p->arena, count + 2u, sizeof *columns.exprs);
    bool *kept_columns = wr_arena_calloc(p->arena, node->schema->field_count + 1u, sizeof *kept_columns);
    memcpy(kept_columns, required, count * sizeof *kept_columns);
    if (node->condition)
        wr_expr_mark_columns(node->condition, kept_columns);
    for (uint32_t c = 0; c < count; c++) /* what only the collection is computed from is not read any more */
        columns.exprs[c] = kept_columns[c] ? in.exprs[c] : NULL;
    columns.exprs[count] = wr_plan_over_node(p, &in, node->exprs[0]);
    columns.count = count + 1;
    wr_plan_materialize(p, &columns, node->line, node->column, NULL, true);

    wr_node  *made = wr_plan_new_node(p, WR_NODE_UNNEST, "Unnest", node->line, node->column);
    uint32_t *kept = wr_arena_calloc(p->arena, count + 2u, sizeof *kept), *position = wr_arena_calloc(p->arena, node->schema->field_count + 1u, sizeof *position);
    uint32_t  kept_count = 0, time = 0;
    for (uint32_t c = 0; c < count; c++)
        if (columns.exprs[c])
            position[c] = keep(kept, &kept_count, columns.exprs[c]->column);
    if (columns.time)
        time = keep(kept, &kept_count, columns.time->column);
    for (uint32_t c = 0; c < part_count; c++)
        position[count + c] = kept_count + c;
    weir_field *fields;
    made->schema = wr_schema_new(p->arena, kept_count + part_count, &fields);
    for (uint32_t k = 0; k < kept_count; k++)
        fields[k] = columns.node->schema->fields[kept[k]];
    memcpy(fields + kept_count, node->schema->fields + count, part_count * sizeof *fields);
    made->unnest = (wr_unnest){.column = columns.exprs[count]->column, .kept = kept, .kept_count = kept_count,
                               .outer = node->unnest.outer, .with_ordinality = node->unnest.with_ordinality};
    made->filter = node->condition ? wr_expr_remap(p->arena, node->condition, position) : NULL;
    wr_plan_set_input(p, made, columns.node);
    made = wr_plan_add_node(p, made, kept_facts(p, columns.node, &made->unnest));

    *out = wr_plan_relation_of(p, made, node->schema->field_count);
    for (uint32_t c = 0; c < out->count; c++)
        if (required[c])
            out->exprs[c] = wr_plan_column_expr(p, made, position[c]);
    out->time = columns.time ? wr_plan_column_expr(p, made, time) : NULL;
    return WEIR_OK;
}

bool wr_plan_same_unnest(const wr_unnest *a, const wr_unnest *b) {
    return a->column == b->column && a->kept_count == b->kept_count && a->outer == b->outer && a->with_ordinality == b->with_ordinality &&
           (a->kept_count == 0 || memcmp(a->kept, b->kept, a->kept_count * sizeof *a->kept) == 0);
}
