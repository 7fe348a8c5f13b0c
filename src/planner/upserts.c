/* planner/upserts.c - sources whose rows replace each other by key get a CHANGELOG_NORMALIZE on top.
 *
 * It is put there as late as can be: only then is known what is read of the source, and which rows are
 * wanted. So it keeps no more than it must, and a filter deletes what it does not let through, as in
 * Flink. Every use of a table has its own, unless they are equal. */
#include "planner/planner_internal.h"

bool wr_plan_needs_normalize(planner *p, const wr_table *table) {
    weir_changelog_mode mode = wr_table_source_mode(table);
    return mode == WEIR_CHANGELOG_UPSERT ||
           (mode == WEIR_CHANGELOG_RETRACT && wr_config_get_bool(p->config, "table.exec.source.cdc-events-duplicate", false));
}

/* Deals the parts of `filter` (over the source's output) out: what reads only key columns goes below the normalization, since it
 * holds for all rows of a key or for none; the rest into its condition; what is not deterministic stays above. */
static void split_filter(planner *p, const wr_expr *filter, const bool *in_key, uint32_t column_count, const wr_expr **below, const wr_expr **condition,
                         const wr_expr **above) {
    bool                  many = filter && filter->kind == WR_EXPR_AND;
    uint32_t              count = !filter ? 0 : many ? filter->arg_count : 1;
    const wr_expr *const *parts = many ? (const wr_expr *const *)filter->args : &filter;
    for (uint32_t i = 0; i < count; i++) {
        bool *read = wr_arena_calloc(p->arena, column_count + 1u, sizeof *read), key_only = true;
        wr_expr_mark_columns(parts[i], read);
        for (uint32_t c = 0; c < column_count; c++)
            key_only = key_only && (!read[c] || in_key[c]);
        const wr_expr **to = !wr_expr_deterministic(parts[i]) ? above : key_only ? below : condition;
        *to = wr_plan_and_of(p, *to, parts[i]);
    }
}

static const wr_expr *remapped(planner *p, const wr_expr *expr, const uint32_t *map) {
    return expr ? wr_expr_remap(p->arena, expr, map) : NULL;
}

void wr_plan_normalize_upserts(planner *p, relation *rel, uint32_t line, uint32_t column) {
    const wr_table  *table = rel->upserts->table;
    const uint32_t  *output = rel->upserts->output;
    wr_node         *node = rel->node;
    uint32_t         field_count = node->schema->field_count, count = 0, key_count = table->primary_key_count;
    bool            *used = wr_arena_calloc(p->arena, field_count + 1u, sizeof *used), *in_key = wr_arena_calloc(p->arena, field_count + 1u, sizeof *in_key);
    uint32_t        *map = wr_arena_calloc(p->arena, field_count + 1u, sizeof *map), *keys = wr_arena_calloc(p->arena, key_count + 1u, sizeof *keys);
    const wr_expr  **exprs = wr_arena_calloc(p->arena, field_count + 1u, sizeof *exprs), *below = NULL, *condition = NULL, *above = NULL;
    const char     **names = wr_arena_calloc(p->arena, field_count + 1u, sizeof *names);
    rel->upserts = NULL;
    for (uint32_t k = 0; k < key_count; k++)
        used[output[table->primary_key[k]]] = in_key[output[table->primary_key[k]]] = true;
    for (uint32_t i = 0; i < rel->count; i++)
        if (rel->exprs[i])
            wr_expr_mark_columns(rel->exprs[i], used);
    if (rel->time)
        wr_expr_mark_columns(rel->time, used);
    split_filter(p, rel->filter, in_key, field_count, &below, &condition, &above);
    if (condition)
        wr_expr_mark_columns(condition, used);
    if (above)
        wr_expr_mark_columns(above, used);
    for (uint32_t c = 0; c < field_count; c++) {
        if (!used[c])
            continue;
        names[count] = node->schema->fields[c].name;
        exprs[count] = wr_plan_column_expr(p, node, c);
        map[c] = count++;
    }
    if (below || count < field_count) {
        relation part = {.node = node, .filter = below};
        node = count < field_count ? wr_plan_make_calc(p, &part, exprs, names, count, line, column) : wr_plan_make_calc(p, &part, NULL, NULL, 0, line, column);
    }
    for (uint32_t k = 0; k < key_count; k++)
        keys[k] = map[output[table->primary_key[k]]];
    wr_node *input = wr_plan_exchange(p, node, keys, key_count, line, column);
    wr_node *made = wr_plan_new_node(p, WR_NODE_CHANGELOG_NORMALIZE, "ChangelogNormalize", line, column);
    made->schema = input->schema;
    made->keys = keys;
    made->key_count = key_count;
    made->state_ttl_ms = wr_config_get_duration_ms(p->config, "table.exec.state.ttl", 0);
    made->filter = remapped(p, condition, map);
    wr_plan_set_input(p, made, input);
    made = wr_plan_add_node(p, made, (node_facts){SPREAD_BY_KEYS, keys, key_count});
    const wr_expr **columns = wr_arena_calloc(p->arena, rel->count + 1u, sizeof *columns);
    for (uint32_t i = 0; i < rel->count; i++)
        columns[i] = remapped(p, rel->exprs[i], map);
    rel->node = made;
    rel->exprs = columns;
    rel->filter = remapped(p, above, map);
    rel->time = remapped(p, rel->time, map);
}
