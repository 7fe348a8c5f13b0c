/* planner/reads.c - what of a source's ROW columns somebody reads.
 *
 * Looked up in the finished plan: where every expression over a source's column is a path into it (r.a.b), its format need not make the
 * other fields (weir_reads). A use of the whole row, or a node that passes its rows on as they are, reads everything. */
#include <string.h>

#include "planner/planner_internal.h"

/* The part of a column that the expression is, so that a mark on it says all; NULL: it is none. */
static weir_reads *part_of(planner *p, const wr_expr *expr, weir_reads *const *columns) {
    if (expr->kind == WR_EXPR_COLUMN)
        return columns[expr->column];
    if (expr->kind != WR_EXPR_CALL || strcmp(expr->function->name, "FIELD") != 0 || expr->args[1]->kind != WR_EXPR_LITERAL)
        return NULL;
    weir_reads *row = part_of(p, expr->args[0], columns);
    if (!row || row->whole)
        return row;
    if (!row->fields)
        row->fields = wr_arena_calloc(p->arena, expr->args[0]->type.fields->field_count, sizeof *row->fields);
    return &row->fields[expr->args[1]->literal.u.i64];
}

static void mark(planner *p, const wr_expr *expr, weir_reads *const *columns) {
    weir_reads *part = expr ? part_of(p, expr, columns) : NULL;
    if (part) {
        part->whole = true;
        return;
    }
    for (uint32_t i = 0; expr && i < expr->arg_count; i++)
        mark(p, expr->args[i], columns);
}

/* What the node reads of its input, whose output columns are these. */
static void mark_consumer(planner *p, const wr_node *node, weir_reads *const *columns, uint32_t count) {
    if (node->kind != WR_NODE_CALC || !node->projections) {
        for (uint32_t c = 0; c < count; c++)
            if (columns[c])
                columns[c]->whole = true;
        return;
    }
    mark(p, node->filter, columns);
    for (uint32_t c = 0; c < node->schema->field_count; c++)
        mark(p, node->projections[c], columns);
}

static bool has_row(const weir_schema *schema) {
    for (uint32_t c = 0; c < schema->field_count; c++)
        if (schema->fields[c].type.id == WEIR_TYPE_ROW)
            return true;
    return false;
}

void wr_plan_note_reads(planner *p, wr_node *source) {
    const uint32_t produced = source->source_schema->field_count, count = source->schema->field_count;
    if (source->keeps_origin || !has_row(source->source_schema))
        return;
    weir_reads  *reads = wr_arena_calloc(p->arena, produced + 1u, sizeof *reads);
    weir_reads **made = wr_arena_calloc(p->arena, produced + 1u, sizeof *made), **columns = wr_arena_calloc(p->arena, count + 1u, sizeof *columns);
    for (uint32_t c = 0; c < produced; c++)
        made[c] = &reads[c];
    for (uint32_t c = 0; c < count; c++) {
        const wr_expr *shown = source->projections ? source->projections[c] : NULL;
        columns[c] = !shown ? made[c] : shown->kind == WR_EXPR_COLUMN ? made[shown->column] : NULL;
        if (!columns[c])
            mark(p, shown, made);
    }
    mark(p, source->split_filter, made);
    mark(p, source->watermark, columns);
    for (size_t i = 0; i < p->node_count; i++)
        for (uint32_t k = 0; k < p->nodes[i]->input_count; k++)
            if (p->nodes[i]->inputs[k] == source)
                mark_consumer(p, p->nodes[i], columns, count);
    source->reads = reads;
}
