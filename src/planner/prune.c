/* planner/prune.c - what a filter says about whole splits: WHERE dt = '2024-05-01' needs no file of another day.
 *
 * Partition columns and metadata such as file.name have one value for a whole split. Parts of a condition that read nothing else are
 * given to the source, which does not read the splits that they refuse. The filter stays where it is: a split that is read anyway, or
 * that came before the condition was known, changes nothing. Only where every reader of the source filters so. */
#include <string.h>

#include "planner/planner_internal.h"

/* The column of source_schema behind output column c of the source, if its value is that of the whole split; else NULL. */
static wr_expr *whole_split_column(planner *p, const wr_node *source, uint32_t c) {
    const wr_expr *expr = source->projections ? source->projections[c] : NULL;
    uint32_t       at = expr ? expr->column : c;
    if (expr && expr->kind != WR_EXPR_COLUMN)
        return NULL;
    const wr_table *table = source->table;
    bool            whole = source->metadata_keys && source->metadata_keys[at];
    for (uint32_t k = 0; k < table->partition_key_count && !whole; k++)
        whole = strcmp(table->partition_keys[k], source->source_schema->fields[at].name) == 0;
    return whole ? wr_expr_column(p->arena, at, source->source_schema->fields[at].type, source->source_schema->fields[at].name) : NULL;
}

/* The parts of the condition that speak of whole splits, over source_schema; NULL: none. */
static const wr_expr *about_splits(planner *p, const wr_node *source, const wr_expr *condition) {
    const uint32_t count = source->schema->field_count;
    wr_expr      **columns = wr_arena_calloc(p->arena, count + 1u, sizeof *columns);
    bool          *reads = wr_arena_calloc(p->arena, count + 1u, sizeof *reads);
    const wr_expr *found = NULL;
    for (uint32_t c = 0; c < count; c++)
        columns[c] = whole_split_column(p, source, c);
    for (uint32_t i = 0; i < (condition->kind == WR_EXPR_AND ? condition->arg_count : 1); i++) {
        const wr_expr *part = condition->kind == WR_EXPR_AND ? condition->args[i] : condition;
        bool           whole = wr_expr_deterministic(part), any = false;
        memset(reads, 0, count * sizeof *reads);
        wr_expr_mark_columns(part, reads);
        for (uint32_t c = 0; c < count; c++) {
            any |= reads[c];
            whole = whole && (!reads[c] || columns[c]);
        }
        if (whole && any)
            found = wr_plan_and_of(p, found, wr_expr_substitute(p->arena, part, columns));
    }
    return found;
}

static const wr_expr *either_of(planner *p, const wr_expr *a, const wr_expr *b) {
    wr_expr *either = wr_arena_calloc(p->arena, 1, sizeof *either);
    either->kind = WR_EXPR_OR;
    either->type = weir_type_of(WEIR_TYPE_BOOLEAN, a->type.nullable || b->type.nullable);
    either->args = wr_arena_alloc(p->arena, 2 * sizeof *either->args);
    either->args[0] = (wr_expr *)(uintptr_t)a;
    either->args[1] = (wr_expr *)(uintptr_t)b;
    either->arg_count = 2;
    return either;
}

void wr_plan_prune_splits(planner *p, wr_node *source) {
    const wr_expr *wanted = NULL;
    if (!source->table->connector->source->skip_split)
        return;
    for (size_t i = 0; i < p->node_count; i++) {
        const wr_node *reader = p->nodes[i];
        for (uint32_t k = 0; k < reader->input_count; k++) {
            if (reader->inputs[k] != source)
                continue;
            const wr_expr *one = reader->kind == WR_NODE_CALC && reader->filter ? about_splits(p, source, reader->filter) : NULL;
            if (!one)
                return;
            wanted = !wanted || wr_expr_equal(wanted, one) ? one : either_of(p, wanted, one);
        }
    }
    source->split_filter = wanted;
}
