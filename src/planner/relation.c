/* planner/relation.c - expressions over a node, and the CALC they become.
 *
 * Projections and filters compose into a relation, so that any stretch of them ends as one CALC, filter
 * first. What differs at every evaluation, or is large, is never copied: it gets a CALC of its own. */
#include "planner/planner_internal.h"

#define EXPR_SIZE_MAX 500u /* a larger expression is computed once, in a CALC of its own */

relation wr_plan_relation_of(planner *p, wr_node *node, uint32_t count) {
    relation rel = {.node = node, .count = count};
    rel.exprs = wr_arena_calloc(p->arena, count + 1u, sizeof *rel.exprs);
    return rel;
}

wr_expr *wr_plan_column_expr(planner *p, const wr_node *node, uint32_t column) {
    return wr_expr_column(p->arena, column, node->schema->fields[column].type, node->schema->fields[column].name);
}

static uint32_t expr_size(const wr_expr *expr, uint32_t limit) {
    uint32_t size = 1;
    for (uint32_t i = 0; i < expr->arg_count && size < limit; i++)
        size += expr_size(expr->args[i], limit - size);
    return size;
}

bool wr_plan_is_large(const wr_expr *expr) {
    return expr_size(expr, EXPR_SIZE_MAX) >= EXPR_SIZE_MAX;
}

const wr_expr *wr_plan_and_of(planner *p, const wr_expr *a, const wr_expr *b) {
    if (!a || !b)
        return a ? a : b;
    bool      flat_a = a->kind == WR_EXPR_AND, flat_b = b->kind == WR_EXPR_AND;
    uint32_t  count_a = flat_a ? a->arg_count : 1, count_b = flat_b ? b->arg_count : 1;
    wr_expr  *both = wr_arena_calloc(p->arena, 1, sizeof *both);
    both->kind = WR_EXPR_AND;
    both->type = weir_type_of(WEIR_TYPE_BOOLEAN, a->type.nullable || b->type.nullable);
    both->args = wr_arena_alloc(p->arena, (count_a + count_b) * sizeof *both->args);
    for (uint32_t i = 0; i < count_a; i++)
        both->args[i] = flat_a ? a->args[i] : (wr_expr *)(uintptr_t)a;
    for (uint32_t i = 0; i < count_b; i++)
        both->args[count_a + i] = flat_b ? b->args[i] : (wr_expr *)(uintptr_t)b;
    both->arg_count = count_a + count_b;
    both->line = a->line;
    both->column_number = a->column_number;
    return both;
}

weir_status wr_plan_simple_call(planner *p, const char *name, wr_expr **args, uint32_t count, uint32_t line, uint32_t column, const wr_expr **out,
                        weir_error *err) {
    const weir_function *function = weir_registry_function(p->registry, name);
    weir_type            types[4], params[4];
    const weir_value    *literals[4];
    WR_ASSERT(count <= 4);
    if (!function)
        return weir_fail_at(err, WEIR_UNSUPPORTED, line, column, "function '%s' is not in this build", name);
    for (uint32_t i = 0; i < count; i++) {
        types[i] = args[i]->type;
        types[i].time_attribute = WEIR_TIME_NONE;
        params[i] = types[i];
        literals[i] = args[i]->kind == WR_EXPR_LITERAL ? &args[i]->literal : NULL;
    }
    weir_infer infer = {.name = name, .arg_count = count, .arg_types = types, .literals = literals,
                        .local_time_zone = wr_config_time_zone(p->config), .arena = p->arena, .param_types = params};
    weir_status status = function->infer(&infer, err);
    if (status != WEIR_OK && err && err->sql_line == 0) {
        err->sql_line = line;
        err->sql_column = column;
    }
    WEIR_TRY(status);
    *out = wr_expr_call(p->arena, function, infer.result, args, count);
    return WEIR_OK;
}

bool wr_plan_must_stay(const relation *rel, const bool *used) {
    for (uint32_t i = 0; i < rel->count; i++)
        if (used[i] && rel->exprs[i] && (!wr_expr_deterministic(rel->exprs[i]) || wr_plan_is_large(rel->exprs[i])))
            return true;
    return rel->filter && !wr_expr_deterministic(rel->filter);
}

const wr_expr *wr_plan_over_node(planner *p, const relation *rel, const wr_expr *expr) {
    return wr_expr_substitute(p->arena, expr, (wr_expr *const *)(uintptr_t)rel->exprs);
}

/* Is the relation its node as it is, but for columns that nobody needs? */
static bool is_plain(const relation *rel) {
    if (rel->filter || (rel->time && rel->time->kind != WR_EXPR_COLUMN))
        return false;
    for (uint32_t i = 0; i < rel->count; i++)
        if (rel->exprs[i] && rel->exprs[i]->kind != WR_EXPR_COLUMN)
            return false;
    return true;
}

/* Names of computed columns are their text: state says by them what it holds. */
static const char *output_name(planner *p, const wr_expr *expr, const char *name) {
    return name ? name : wr_expr_text(p->arena, expr);
}

/* The spread of the rows, carried over to the columns of a projection. */
static node_facts carried_facts(planner *p, const wr_node *input, const wr_expr *const *projections, uint32_t count) {
    node_facts facts = p->facts[input->id];
    uint32_t  *keys = wr_arena_alloc(p->arena, (facts.key_count + 1u) * sizeof *keys);
    if (facts.spread != SPREAD_BY_KEYS || !projections)
        return facts;
    for (uint32_t k = 0; k < facts.key_count; k++) {
        uint32_t c = 0;
        while (c < count && (projections[c]->kind != WR_EXPR_COLUMN || projections[c]->column != facts.keys[k]))
            c++;
        if (c == count)
            return (node_facts){.spread = SPREAD_ANY};
        keys[k] = c;
    }
    facts.keys = keys;
    return facts;
}

static wr_node *one_row_of(planner *p, const wr_expr *const *exprs, uint32_t count, const weir_schema *schema, uint32_t line, uint32_t column) {
    weir_value *values = wr_arena_calloc(p->arena, count + 1u, sizeof *values);
    for (uint32_t i = 0; i < count; i++)
        values[i] = exprs[i]->literal;
    return wr_plan_values(p, schema, values, 1, line, column);
}

wr_node *wr_plan_make_calc(planner *p, const relation *rel, const wr_expr *const *exprs, const char *const *names, uint32_t count, uint32_t line,
                          uint32_t column) {
    weir_field  *fields;
    weir_schema *schema = wr_schema_new(p->arena, count, &fields);
    bool         literals = rel->node->kind == WR_NODE_VALUES && rel->node->value_row_count == 1 && !rel->filter && count > 0;
    for (uint32_t i = 0; i < count; i++) {
        fields[i] = (weir_field){names[i], exprs[i]->type};
        literals = literals && exprs[i]->kind == WR_EXPR_LITERAL;
    }
    if (literals)
        return one_row_of(p, exprs, count, schema, line, column);
    wr_node *node = wr_plan_new_node(p, WR_NODE_CALC, "Calc", line, column);
    wr_plan_set_input(p, node, rel->node);
    node->filter = rel->filter;
    node->schema = count > 0 ? schema : rel->node->schema;
    node->projections = count > 0 ? exprs : NULL;
    return wr_plan_add_node(p, node, carried_facts(p, rel->node, node->projections, count));
}

void wr_plan_materialize(planner *p, relation *rel, uint32_t line, uint32_t column, const char *const *names, bool with_time) {
    bool keeps_time = with_time && rel->time;
    if (!with_time)
        rel->time = NULL;
    if (rel->upserts)
        wr_plan_normalize_upserts(p, rel, line, column);
    if (is_plain(rel) && !names)
        return;
    const wr_expr **exprs = wr_arena_calloc(p->arena, rel->count + 2u, sizeof *exprs);
    const char    **texts = wr_arena_calloc(p->arena, rel->count + 2u, sizeof *texts);
    uint32_t        count = 0;
    for (uint32_t i = 0; i < rel->count; i++) {
        if (!rel->exprs[i])
            continue;
        uint32_t same = 0; /* equal columns are computed once, unless their names matter */
        while (same < count && (names || !wr_expr_deterministic(rel->exprs[i]) || !wr_expr_equal(exprs[same], rel->exprs[i]) ||
                                exprs[same]->type.time_attribute != rel->exprs[i]->type.time_attribute))
            same++;
        if (same < count)
            continue;
        texts[count] = output_name(p, rel->exprs[i], names ? names[i] : NULL);
        exprs[count++] = rel->exprs[i];
    }
    if (keeps_time) {
        texts[count] = output_name(p, rel->time, NULL);
        exprs[count++] = rel->time;
    }
    bool identity = !rel->filter && count == rel->node->schema->field_count;
    for (uint32_t i = 0; i < count && identity; i++)
        identity = exprs[i]->kind == WR_EXPR_COLUMN && exprs[i]->column == i &&
                   exprs[i]->type.nullable == rel->node->schema->fields[i].type.nullable &&
                   exprs[i]->type.time_attribute == rel->node->schema->fields[i].type.time_attribute;
    wr_node *node = identity ? rel->node : wr_plan_make_calc(p, rel, exprs, texts, count, line, column);
    const wr_expr **columns = wr_arena_calloc(p->arena, rel->count + 1u, sizeof *columns);
    uint32_t        next = 0;
    for (uint32_t i = 0; i < rel->count; i++) {
        if (!rel->exprs[i])
            continue;
        uint32_t at = 0;
        if (names)
            at = next++;
        else
            while (!(exprs[at] == rel->exprs[i] || (wr_expr_deterministic(rel->exprs[i]) && wr_expr_equal(exprs[at], rel->exprs[i]) &&
                                                    exprs[at]->type.time_attribute == rel->exprs[i]->type.time_attribute)))
                at++;
        columns[i] = wr_plan_column_expr(p, node, at);
    }
    rel->time = keeps_time ? wr_plan_column_expr(p, node, count - 1) : NULL;
    rel->node = node;
    rel->exprs = columns;
    rel->filter = NULL;
}
