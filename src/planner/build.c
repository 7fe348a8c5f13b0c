/* planner/build.c - logical nodes become physical ones, from the tables up.
 *
 * Projections and filters are not built at once: they compose into a relation (relation.c). What is
 * needed is told from above (`required`), so nothing else is computed, and sources read nothing else. */
#include <string.h>

#include "planner/planner_internal.h"

/* ---- what is needed ---- */

static bool *bools(planner *p, uint32_t count) {
    return wr_arena_calloc(p->arena, count + 1u, sizeof(bool));
}

/* What a UNION asks of its inputs: rows that nobody reads a column of (COUNT(*)) still need one. */
static bool *union_reads(planner *p, const wr_logical *node, const bool *required) {
    bool *wanted = bools(p, node->schema->field_count), any = false;
    for (uint32_t c = 0; c < node->schema->field_count; c++) {
        wanted[c] = required[c];
        any = any || required[c];
    }
    wanted[0] = wanted[0] || !any;
    return wanted;
}

static bool *project_reads(planner *p, const wr_logical *node, const bool *required) {
    bool *below = bools(p, node->inputs[0]->schema->field_count);
    for (uint32_t c = 0; c < node->schema->field_count; c++)
        if (required[c])
            wr_expr_mark_columns(node->exprs[c], below);
    return below;
}

static bool *filter_reads(planner *p, const wr_logical *node, const bool *required) {
    bool *below = bools(p, node->schema->field_count);
    memcpy(below, required, node->schema->field_count * sizeof *below);
    wr_expr_mark_columns(node->condition, below);
    return below;
}

static bool *window_reads(planner *p, const wr_logical *node, const bool *required) {
    uint32_t count = node->inputs[0]->schema->field_count;
    bool    *below = bools(p, count);
    memcpy(below, required, count * sizeof *below);
    below[node->window.time_column] = true;
    return below;
}

void wr_plan_mark_needed(planner *p, const wr_logical *node, const bool *required) {
    switch (node->kind) {
    case WR_LOGICAL_SCAN: {
        source_entry *entry = wr_plan_source_of(p, node);
        for (uint32_t c = 0; c < node->schema->field_count; c++)
            entry->needed[c] = entry->needed[c] || required[c];
        entry->keeps_origin = entry->keeps_origin || (p->wants_late && p->under_window);
        break;
    }
    case WR_LOGICAL_VALUES:
        break;
    case WR_LOGICAL_FILTER:
        wr_plan_mark_needed(p, node->inputs[0], filter_reads(p, node, required));
        break;
    case WR_LOGICAL_PROJECT:
        wr_plan_mark_needed(p, node->inputs[0], project_reads(p, node, required));
        break;
    case WR_LOGICAL_UNION:
        for (uint32_t i = 0; i < node->input_count; i++)
            wr_plan_mark_needed(p, node->inputs[i], union_reads(p, node, required));
        break;
    case WR_LOGICAL_WINDOW:
        wr_plan_mark_needed(p, node->inputs[0], window_reads(p, node, required));
        break;
    case WR_LOGICAL_UNNEST:
        wr_plan_mark_needed(p, node->inputs[0], wr_plan_unnest_reads(p, node, required));
        break;
    case WR_LOGICAL_AGGREGATE: {
        window_use use = wr_plan_find_window_use(p, node);
        bool       outer = p->under_window;
        p->under_window = use.found && use.origin->kind == WR_LOGICAL_WINDOW;
        wr_plan_mark_needed(p, node->inputs[0], wr_plan_aggregate_reads(p, node, &use, required));
        p->under_window = outer;
        break;
    }
    case WR_LOGICAL_SINK: {
        bool *all = bools(p, node->schema->field_count);
        memset(all, 1, node->schema->field_count);
        wr_plan_mark_needed(p, node->inputs[0], all);
        break;
    }
    }
}

/* ---- building ---- */

static weir_status build_scan(planner *p, const wr_logical *node, const bool *required, relation *out, weir_error *err) {
    source_entry *entry = wr_plan_source_of(p, node);
    bool          normalize = wr_plan_needs_normalize(p, node->table);
    if (normalize && node->table->primary_key_count == 0)
        return FAIL_AT(err, WEIR_INVALID, node,
                       "'table.exec.source.cdc-events-duplicate' needs a PRIMARY KEY in every table whose format tells of changes, and '%s' has none; add "
                       "PRIMARY KEY (...) NOT ENFORCED to it, or RESET 'table.exec.source.cdc-events-duplicate'", node->table->name);
    if (!entry->node)
        WEIR_TRY(wr_plan_make_source(p, entry, err));
    *out = wr_plan_relation_of(p, entry->node, node->schema->field_count);
    out->upserts = normalize ? entry : NULL;
    for (uint32_t c = 0; c < out->count; c++)
        if (required[c])
            out->exprs[c] = wr_plan_column_expr(p, entry->node, entry->output[c]);
    return WEIR_OK;
}

/* A node with one row and nothing worth reading in it. */
static wr_node *dummy_row(planner *p, const wr_logical *at) {
    weir_field  *fields;
    weir_schema *schema = wr_schema_new(p->arena, 1, &fields);
    weir_value  *value = wr_arena_calloc(p->arena, 1, sizeof *value);
    fields[0] = (weir_field){"ZERO", weir_type_of(WEIR_TYPE_INT, false)};
    return wr_plan_values(p, schema, value, 1, at->line, at->column);
}

static wr_node *make_union(planner *p, relation *parts, uint32_t part_count, const weir_schema *schema, const wr_logical *at) {
    wr_node    *node = wr_plan_new_node(p, WR_NODE_UNION, NULL, at->line, at->column);
    node_facts  facts = p->facts[parts[0].node->id];
    node->schema = schema;
    node->inputs = wr_arena_alloc(p->arena, part_count * sizeof *node->inputs);
    node->input_count = part_count;
    for (uint32_t i = 0; i < part_count; i++) {
        const node_facts *other = &p->facts[parts[i].node->id];
        node->inputs[i] = parts[i].node;
        if (other->spread != facts.spread || other->key_count != facts.key_count ||
            (facts.key_count > 0 && memcmp(other->keys, facts.keys, facts.key_count * sizeof *facts.keys) != 0))
            facts = (node_facts){.spread = SPREAD_ANY};
    }
    return wr_plan_add_node(p, node, facts);
}

/* The required columns of `schema`, in order, and where each logical column went. */
static weir_schema *required_schema(planner *p, const weir_schema *schema, const bool *required, uint32_t *position) {
    weir_field  *fields;
    weir_schema *out = wr_schema_new(p->arena, schema->field_count, &fields);
    uint32_t     count = 0;
    for (uint32_t c = 0; c < schema->field_count; c++) {
        if (!required[c])
            continue;
        position[c] = count;
        fields[count++] = schema->fields[c];
    }
    out->field_count = count;
    return out;
}

static void build_values(planner *p, const wr_logical *node, const bool *required, relation *out) {
    uint32_t count = node->schema->field_count;
    bool     literals = true;
    if (count == 0) {
        *out = wr_plan_relation_of(p, dummy_row(p, node), 0);
        return;
    }
    for (uint32_t i = 0; i < node->row_count * count; i++)
        literals = literals && node->rows[i]->kind == WR_EXPR_LITERAL;
    if (literals) {
        weir_value *values = wr_arena_calloc(p->arena, (size_t)node->row_count * count + 1, sizeof *values);
        for (uint32_t i = 0; i < node->row_count * count; i++)
            values[i] = node->rows[i]->literal;
        wr_node *made = wr_plan_values(p, node->schema, values, node->row_count, node->line, node->column);
        *out = wr_plan_relation_of(p, made, count);
        for (uint32_t c = 0; c < count; c++)
            out->exprs[c] = required[c] ? wr_plan_column_expr(p, made, c) : NULL;
        return;
    }
    /* Rows that are computed: each a CALC over one row, all together. */
    relation    *parts = wr_arena_calloc(p->arena, node->row_count, sizeof *parts);
    const char **names = wr_arena_calloc(p->arena, count + 1u, sizeof *names);
    for (uint32_t c = 0; c < count; c++)
        names[c] = node->schema->fields[c].name;
    for (uint32_t r = 0; r < node->row_count; r++) {
        parts[r] = wr_plan_relation_of(p, dummy_row(p, node), count);
        for (uint32_t c = 0; c < count; c++)
            parts[r].exprs[c] = node->rows[r * count + c];
        wr_plan_materialize(p, &parts[r], node->line, node->column, names, false);
    }
    wr_node *made = node->row_count == 1 ? parts[0].node : make_union(p, parts, node->row_count, node->schema, node);
    *out = wr_plan_relation_of(p, made, count);
    for (uint32_t c = 0; c < count; c++)
        out->exprs[c] = required[c] ? wr_plan_column_expr(p, made, c) : NULL;
}

static weir_status build_filter(planner *p, const wr_logical *node, const bool *required, relation *out, weir_error *err) {
    bool *below = filter_reads(p, node, required);
    WEIR_TRY(wr_plan_build_node(p, node->inputs[0], below, out, err));
    if (wr_plan_must_stay(out, below))
        wr_plan_materialize(p, out, node->line, node->column, NULL, true);
    const wr_expr *condition = wr_plan_over_node(p, out, node->condition);
    bool           always = condition->kind == WR_EXPR_LITERAL && !condition->literal.is_null && condition->literal.u.i64 != 0;
    if (!always)
        out->filter = wr_plan_and_of(p, out->filter, condition);
    if (!wr_expr_deterministic(node->condition))
        wr_plan_materialize(p, out, node->line, node->column, NULL, true);
    for (uint32_t c = 0; c < out->count; c++)
        if (!required[c])
            out->exprs[c] = NULL;
    return WEIR_OK;
}

static weir_status build_project(planner *p, const wr_logical *node, const bool *required, relation *out, weir_error *err) {
    relation in;
    bool    *below = project_reads(p, node, required);
    WEIR_TRY(wr_plan_build_node(p, node->inputs[0], below, &in, err));
    if (wr_plan_must_stay(&in, below))
        wr_plan_materialize(p, &in, node->line, node->column, NULL, true);
    *out = wr_plan_relation_of(p, in.node, node->schema->field_count);
    out->filter = in.filter;
    out->time = in.time;
    out->upserts = in.upserts;
    for (uint32_t c = 0; c < out->count; c++) {
        if (!required[c])
            continue;
        out->exprs[c] = wr_plan_over_node(p, &in, node->exprs[c]);
        const weir_type *want = &node->exprs[c]->type;
        /* A column that is declared otherwise (nullable, no time attribute) keeps the declaration. */
        if (out->exprs[c]->type.nullable != want->nullable || out->exprs[c]->type.time_attribute != want->time_attribute) {
            wr_expr *copy = wr_arena_alloc(p->arena, sizeof *copy);
            *copy = *out->exprs[c];
            copy->type.nullable = want->nullable;
            copy->type.time_attribute = want->time_attribute;
            out->exprs[c] = copy;
        }
    }
    return WEIR_OK;
}

static weir_status build_union(planner *p, const wr_logical *node, const bool *required, relation *out, weir_error *err) {
    relation    *parts = wr_arena_calloc(p->arena, node->input_count, sizeof *parts);
    uint32_t     count = node->schema->field_count;
    uint32_t    *position = wr_arena_calloc(p->arena, count + 1u, sizeof *position);
    const bool  *wanted = union_reads(p, node, required);
    const char **names = wr_arena_calloc(p->arena, count + 1u, sizeof *names);
    for (uint32_t c = 0; c < count; c++)
        names[c] = node->schema->fields[c].name;
    weir_schema *schema = required_schema(p, node->schema, wanted, position);
    for (uint32_t i = 0; i < node->input_count; i++) {
        WEIR_TRY(wr_plan_build_node(p, node->inputs[i], wanted, &parts[i], err));
        for (uint32_t c = 0; c < count; c++)
            if (!wanted[c])
                parts[i].exprs[c] = NULL;
        wr_plan_materialize(p, &parts[i], node->line, node->column, names, false);
    }
    wr_node *made = make_union(p, parts, node->input_count, schema, node);
    *out = wr_plan_relation_of(p, made, count);
    for (uint32_t c = 0; c < count; c++)
        if (required[c])
            out->exprs[c] = wr_plan_column_expr(p, made, position[c]);
    return WEIR_OK;
}

static weir_status build_window(planner *p, const wr_logical *node, const bool *required, relation *out, weir_error *err) {
    uint32_t count = node->inputs[0]->schema->field_count;
    bool    *below = window_reads(p, node, required);
    relation in;
    if (p->window_below == node) { /* the aggregation above assigns the windows */
        p->window_below = NULL;
        WEIR_TRY(wr_plan_build_node(p, node->inputs[0], below, &in, err));
        *out = wr_plan_relation_of(p, in.node, count + 3);
        memcpy(out->exprs, in.exprs, count * sizeof *out->exprs);
        out->filter = in.filter;
        out->upserts = in.upserts;
        out->time = in.exprs[node->window.time_column];
        return WEIR_OK;
    }
    WEIR_TRY(wr_plan_build_node(p, node->inputs[0], below, &in, err));
    wr_plan_materialize(p, &in, node->line, node->column, NULL, false);
    const weir_schema *input = in.node->schema;
    wr_node           *made = wr_plan_new_node(p, WR_NODE_WINDOW_TABLE, "WindowTable", node->line, node->column);
    weir_field        *fields;
    made->schema = wr_schema_new(p->arena, input->field_count + 3, &fields);
    memcpy(fields, input->fields, input->field_count * sizeof *fields);
    for (uint32_t c = 0; c < input->field_count; c++)
        fields[c].type.time_attribute = WEIR_TIME_NONE;
    memcpy(fields + input->field_count, node->schema->fields + count, 3 * sizeof *fields);
    made->window = node->window;
    made->window.time_column = in.exprs[node->window.time_column]->column;
    wr_plan_set_input(p, made, in.node);
    made = wr_plan_add_node(p, made, p->facts[in.node->id]);
    *out = wr_plan_relation_of(p, made, count + 3);
    for (uint32_t c = 0; c < count; c++)
        if (in.exprs[c] && required[c])
            out->exprs[c] = wr_plan_column_expr(p, made, in.exprs[c]->column);
    for (uint32_t c = 0; c < 3; c++)
        out->exprs[count + c] = wr_plan_column_expr(p, made, input->field_count + c);
    out->time = out->exprs[count + 2];
    return WEIR_OK;
}

weir_status wr_plan_build_node(planner *p, const wr_logical *node, const bool *required, relation *out, weir_error *err) {
    switch (node->kind) {
    case WR_LOGICAL_SCAN: return build_scan(p, node, required, out, err);
    case WR_LOGICAL_VALUES: build_values(p, node, required, out); return WEIR_OK;
    case WR_LOGICAL_FILTER: return build_filter(p, node, required, out, err);
    case WR_LOGICAL_PROJECT: return build_project(p, node, required, out, err);
    case WR_LOGICAL_UNION: return build_union(p, node, required, out, err);
    case WR_LOGICAL_WINDOW: return build_window(p, node, required, out, err);
    case WR_LOGICAL_UNNEST: return wr_plan_build_unnest(p, node, required, out, err);
    case WR_LOGICAL_AGGREGATE: return wr_plan_build_aggregate(p, node, required, out, err);
    case WR_LOGICAL_SINK: break;
    }
    WR_ASSERT(!"a sink is no input");
    return WEIR_INVALID;
}
