/* planner/build.c - logical nodes become physical ones, from the tables up.
 *
 * Projections and filters are not built at once: they compose into a relation (expressions over the
 * node below), so that any stretch of them ends as one CALC, filter first. What is needed is told
 * from above (`required`), so nothing else is computed, and sources read nothing else. Equal nodes
 * are made once. An expression that differs at every evaluation is never copied: it gets its CALC. */
#include <string.h>

#include "planner/planner_internal.h"

#define EXPR_SIZE_MAX 500u /* a larger expression is computed once, in a CALC of its own */

/* ---- nodes ---- */

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
        a->input_count != b->input_count || a->key_count != b->key_count || a->schema->field_count != b->schema->field_count ||
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

/* ---- expressions ---- */

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

/* `expr` over the logical columns, as an expression over the relation's node. */
static const wr_expr *over_node(planner *p, const relation *rel, const wr_expr *expr) {
    return wr_expr_substitute(p->arena, expr, (wr_expr *const *)(uintptr_t)rel->exprs);
}

/* ---- CALC ---- */

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
    wr_node    *node = wr_plan_new_node(p, WR_NODE_VALUES, NULL, line, column);
    for (uint32_t i = 0; i < count; i++)
        values[i] = exprs[i]->literal;
    node->schema = schema;
    node->values = values;
    node->value_row_count = 1;
    return wr_plan_add_node(p, node, (node_facts){.spread = SPREAD_ONE_WORKER});
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

/* ---- sources ---- */

static bool same_table(const wr_table *a, const wr_table *b) {
    if (a == b)
        return true;
    if (a->columns != b->columns || a->raw_option_count != b->raw_option_count) /* OPTIONS hints share the columns */
        return false;
    for (uint32_t i = 0; i < a->raw_option_count; i++)
        if (strcmp(a->raw_options[i].name, b->raw_options[i].name) != 0 || strcmp(a->raw_options[i].value, b->raw_options[i].value) != 0)
            return false;
    return true;
}

static source_entry *source_of(planner *p, const wr_logical *scan) {
    for (size_t i = 0; i < p->source_count; i++)
        if (same_table(p->sources[i].table, scan->table))
            return &p->sources[i];
    p->sources = wr_arena_grow(p->arena, p->sources, p->source_count, &p->source_capacity, sizeof *p->sources);
    source_entry *entry = &p->sources[p->source_count++];
    *entry = (source_entry){.table = scan->table, .line = scan->line, .column = scan->column};
    entry->needed = wr_arena_calloc(p->arena, scan->table->column_count + 1u, sizeof *entry->needed);
    if (wr_plan_needs_normalize(p, scan->table))
        for (uint32_t k = 0; k < scan->table->primary_key_count; k++)
            entry->needed[scan->table->primary_key[k]] = true;
    if (scan->table->watermark_expr) {
        wr_expr_mark_columns(scan->table->watermark_expr, entry->needed);
        entry->needed[scan->table->watermark_column] = true;
    }
    return entry;
}

/* A column that costs little, so that a source that only counts has one. */
static void need_one(source_entry *entry) {
    uint32_t best = 0;
    for (uint32_t c = 0; c < entry->table->column_count; c++)
        if (entry->needed[c])
            return;
    while (best < entry->table->column_count && (entry->table->columns[best].kind != WR_COLUMN_PHYSICAL || weir_type_is_bytes(entry->table->columns[best].type)))
        best++;
    for (uint32_t c = 0; best == entry->table->column_count && c < entry->table->column_count; c++)
        if (entry->table->columns[c].kind == WR_COLUMN_PHYSICAL)
            best = c;
    entry->needed[best == entry->table->column_count ? 0 : best] = true;
}

static weir_status check_format(planner *p, const source_entry *entry, const wr_node *node, weir_error *err) {
    weir_status status = wr_table_check_formats(entry->table, node->source_schema, node->metadata_keys, true, wr_config_time_zone(p->config), p->env,
                                                p->arena, err);
    if (status != WEIR_OK && err && err->sql_line == 0) {
        err->sql_line = entry->line;
        err->sql_column = entry->column;
    }
    return status;
}

/* What the format and the metadata produce: table columns in order, those read by what is needed. */
static void make_source_schema(planner *p, const source_entry *entry, const bool *read, wr_node *node, wr_expr **as_declared) {
    const wr_table *table = entry->table;
    weir_field     *fields;
    weir_schema    *schema = wr_schema_new(p->arena, table->column_count, &fields);
    const char    **keys = wr_arena_calloc(p->arena, table->column_count + 1u, sizeof *keys);
    uint32_t        count = 0;
    for (uint32_t c = 0; c < table->column_count; c++) {
        const wr_table_column *column = &table->columns[c];
        if (column->kind == WR_COLUMN_COMPUTED || (!read[c] && !entry->keeps_origin))
            continue;
        weir_type declared = column->type, produced = declared;
        declared.time_attribute = produced.time_attribute = WEIR_TIME_NONE;
        if (column->kind == WR_COLUMN_METADATA) {
            const weir_field *field = wr_table_readable_metadata(table, column->metadata_key);
            keys[count] = column->metadata_key;
            if (field && !weir_type_same(field->type, declared))
                produced = field->type;
        }
        fields[count] = (weir_field){column->name, produced};
        as_declared[c] = wr_expr_column(p->arena, count, produced, column->name);
        if (!weir_type_same(produced, declared)) {
            wr_expr **args = wr_arena_alloc(p->arena, sizeof *args);
            args[0] = as_declared[c];
            as_declared[c] = wr_expr_call(p->arena, weir_registry_function(p->registry, "CAST"), declared, args, 1);
        }
        count++;
    }
    schema->field_count = count;
    node->source_schema = schema;
    node->metadata_keys = keys;
}

static weir_status make_source(planner *p, source_entry *entry, weir_error *err) {
    const wr_table *table = entry->table;
    wr_node        *node = wr_plan_new_node(p, WR_NODE_SOURCE, NULL, entry->line, entry->column);
    bool           *read = wr_arena_calloc(p->arena, table->column_count + 1u, sizeof *read);
    wr_expr       **as_declared = wr_arena_calloc(p->arena, table->column_count + 1u, sizeof *as_declared);
    need_one(entry);
    for (uint32_t c = 0; c < table->column_count; c++) {
        if (!entry->needed[c])
            continue;
        if (table->columns[c].kind == WR_COLUMN_COMPUTED)
            wr_expr_mark_columns(table->columns[c].expr, read);
        else
            read[c] = true;
    }
    make_source_schema(p, entry, read, node, as_declared);
    weir_field     *fields;
    weir_schema    *schema = wr_schema_new(p->arena, table->column_count, &fields);
    const wr_expr **projections = wr_arena_calloc(p->arena, table->column_count + 1u, sizeof *projections);
    uint32_t        count = 0;
    bool            straight = true;
    entry->output = wr_arena_calloc(p->arena, table->column_count + 1u, sizeof *entry->output);
    for (uint32_t c = 0; c < table->column_count; c++) {
        if (!entry->needed[c])
            continue;
        const wr_table_column *column = &table->columns[c];
        wr_expr *expr = column->kind == WR_COLUMN_COMPUTED ? wr_expr_substitute(p->arena, column->expr, as_declared) : as_declared[c];
        straight = straight && expr->kind == WR_EXPR_COLUMN && expr->column == count && column->kind != WR_COLUMN_COMPUTED;
        fields[count] = (weir_field){column->name, column->type};
        entry->output[c] = count;
        projections[count++] = expr;
    }
    schema->field_count = count;
    node->schema = schema;
    node->projections = straight && count == node->source_schema->field_count ? NULL : projections;
    node->table = table;
    node->keeps_origin = entry->keeps_origin;
    if (table->watermark_expr)
        node->watermark = wr_expr_remap(p->arena, table->watermark_expr, entry->output);
    WEIR_TRY(check_format(p, entry, node, err));
    entry->node = wr_plan_add_node(p, node, (node_facts){.spread = SPREAD_ANY});
    return WEIR_OK;
}

/* ---- what is needed ---- */

static bool *bools(planner *p, uint32_t count) {
    return wr_arena_calloc(p->arena, count + 1u, sizeof(bool));
}

static bool is_window_key(const window_use *use, uint32_t key) {
    return use->found && ((int32_t)key == use->start_key || (int32_t)key == use->end_key || (int32_t)key == use->time_key);
}

static bool call_required(const wr_logical *aggregate, const bool *required, uint32_t call) {
    return required[aggregate->key_count + call];
}

/* Input columns that the aggregation reads. */
static bool *aggregate_reads(planner *p, const wr_logical *node, const window_use *use, const bool *required) {
    bool *below = bools(p, node->inputs[0]->schema->field_count);
    for (uint32_t k = 0; k < node->key_count; k++)
        if (!is_window_key(use, k))
            wr_expr_mark_columns(node->keys[k], below);
    for (uint32_t c = 0; c < node->call_count; c++) {
        if (!call_required(node, required, c))
            continue;
        for (uint32_t a = 0; a < node->calls[c].arg_count; a++)
            wr_expr_mark_columns(node->calls[c].args[a], below);
        if (node->calls[c].filter)
            wr_expr_mark_columns(node->calls[c].filter, below);
    }
    return below;
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
        source_entry *entry = source_of(p, node);
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
        wr_plan_mark_needed(p, node->inputs[0], aggregate_reads(p, node, &use, required));
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

static relation relation_of(planner *p, wr_node *node, uint32_t count) {
    relation rel = {.node = node, .count = count};
    rel.exprs = wr_arena_calloc(p->arena, count + 1u, sizeof *rel.exprs);
    return rel;
}

static weir_status build_scan(planner *p, const wr_logical *node, const bool *required, relation *out, weir_error *err) {
    source_entry *entry = source_of(p, node);
    bool          normalize = wr_plan_needs_normalize(p, node->table);
    if (normalize && node->table->primary_key_count == 0)
        return FAIL_AT(err, WEIR_INVALID, node,
                       "'table.exec.source.cdc-events-duplicate' needs a PRIMARY KEY in every table whose format tells of changes, and '%s' has none; add "
                       "PRIMARY KEY (...) NOT ENFORCED to it, or RESET 'table.exec.source.cdc-events-duplicate'", node->table->name);
    if (!entry->node)
        WEIR_TRY(make_source(p, entry, err));
    *out = relation_of(p, entry->node, node->schema->field_count);
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
    wr_node     *node = wr_plan_new_node(p, WR_NODE_VALUES, NULL, at->line, at->column);
    fields[0] = (weir_field){"ZERO", weir_type_of(WEIR_TYPE_INT, false)};
    node->schema = schema;
    node->values = value;
    node->value_row_count = 1;
    return wr_plan_add_node(p, node, (node_facts){.spread = SPREAD_ONE_WORKER});
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

static weir_status build_values(planner *p, const wr_logical *node, const bool *required, relation *out, weir_error *err) {
    uint32_t count = node->schema->field_count;
    bool     literals = true;
    (void)err;
    if (count == 0) {
        *out = relation_of(p, dummy_row(p, node), 0);
        return WEIR_OK;
    }
    for (uint32_t i = 0; i < node->row_count * count; i++)
        literals = literals && node->rows[i]->kind == WR_EXPR_LITERAL;
    if (literals) {
        weir_value *values = wr_arena_calloc(p->arena, (size_t)node->row_count * count + 1, sizeof *values);
        wr_node    *made = wr_plan_new_node(p, WR_NODE_VALUES, NULL, node->line, node->column);
        for (uint32_t i = 0; i < node->row_count * count; i++)
            values[i] = node->rows[i]->literal;
        made->schema = node->schema;
        made->values = values;
        made->value_row_count = node->row_count;
        made = wr_plan_add_node(p, made, (node_facts){.spread = SPREAD_ONE_WORKER});
        *out = relation_of(p, made, count);
        for (uint32_t c = 0; c < count; c++)
            out->exprs[c] = required[c] ? wr_plan_column_expr(p, made, c) : NULL;
        return WEIR_OK;
    }
    /* Rows that are computed: each a CALC over one row, all together. */
    relation    *parts = wr_arena_calloc(p->arena, node->row_count, sizeof *parts);
    const char **names = wr_arena_calloc(p->arena, count + 1u, sizeof *names);
    for (uint32_t c = 0; c < count; c++)
        names[c] = node->schema->fields[c].name;
    for (uint32_t r = 0; r < node->row_count; r++) {
        parts[r] = relation_of(p, dummy_row(p, node), count);
        for (uint32_t c = 0; c < count; c++)
            parts[r].exprs[c] = node->rows[r * count + c];
        wr_plan_materialize(p, &parts[r], node->line, node->column, names, false);
    }
    wr_node *made = node->row_count == 1 ? parts[0].node : make_union(p, parts, node->row_count, node->schema, node);
    *out = relation_of(p, made, count);
    for (uint32_t c = 0; c < count; c++)
        out->exprs[c] = required[c] ? wr_plan_column_expr(p, made, c) : NULL;
    return WEIR_OK;
}

static weir_status build_filter(planner *p, const wr_logical *node, const bool *required, relation *out, weir_error *err) {
    bool *below = filter_reads(p, node, required);
    WEIR_TRY(wr_plan_build_node(p, node->inputs[0], below, out, err));
    if (wr_plan_must_stay(out, below))
        wr_plan_materialize(p, out, node->line, node->column, NULL, true);
    const wr_expr *condition = over_node(p, out, node->condition);
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
    *out = relation_of(p, in.node, node->schema->field_count);
    out->filter = in.filter;
    out->time = in.time;
    out->upserts = in.upserts;
    for (uint32_t c = 0; c < out->count; c++) {
        if (!required[c])
            continue;
        out->exprs[c] = over_node(p, &in, node->exprs[c]);
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
    *out = relation_of(p, made, count);
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
        *out = relation_of(p, in.node, count + 3);
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
    *out = relation_of(p, made, count + 3);
    for (uint32_t c = 0; c < count; c++)
        if (in.exprs[c] && required[c])
            out->exprs[c] = wr_plan_column_expr(p, made, in.exprs[c]->column);
    for (uint32_t c = 0; c < 3; c++)
        out->exprs[count + c] = wr_plan_column_expr(p, made, input->field_count + c);
    out->time = out->exprs[count + 2];
    return WEIR_OK;
}

/* ---- aggregation ---- */

/* The expressions that an aggregation reads, each once, and where. */
typedef struct inputs {
    const wr_expr **exprs;
    uint32_t        count;
} inputs;

static uint32_t input_index(inputs *in, const wr_expr *expr) {
    uint32_t at = 0;
    while (at < in->count && (!wr_expr_equal(in->exprs[at], expr) || !wr_expr_deterministic(expr)))
        at++;
    if (at == in->count)
        in->exprs[in->count++] = expr;
    return at;
}

static const char *call_text(planner *p, const wr_logical_call *call, const relation *rel) {
    const char *text = wr_arena_printf(p->arena, "%s(%s", call->aggregate->name, call->distinct ? "DISTINCT " : "");
    for (uint32_t a = 0; a < call->arg_count; a++)
        text = wr_arena_printf(p->arena, "%s%s%s", text, a ? ", " : "", wr_expr_text(p->arena, over_node(p, rel, call->args[a])));
    text = wr_arena_printf(p->arena, "%s%s", text, call->arg_count ? ")" : "*)");
    if (call->filter)
        text = wr_arena_printf(p->arena, "%s FILTER (WHERE %s)", text, wr_expr_text(p->arena, over_node(p, rel, call->filter)));
    return text;
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

/* How the rows of the aggregation are spread: as its keys, now the first output columns. */
static node_facts aggregate_facts(planner *p, uint32_t key_count) {
    uint32_t *keys = wr_arena_alloc(p->arena, (key_count + 1u) * sizeof *keys);
    for (uint32_t k = 0; k < key_count; k++)
        keys[k] = k;
    return (node_facts){key_count ? SPREAD_BY_KEYS : SPREAD_ONE_WORKER, keys, key_count};
}

/* The input with keys, arguments and filters as columns; fills keys and calls of `made`. */
static weir_status aggregate_input(planner *p, const wr_logical *node, const window_use *use, const bool *required, wr_node *made,
                                   relation *rel, weir_error *err) {
    uint32_t        limit = node->key_count + 9 * node->call_count + 1;
    inputs          in = {wr_arena_calloc(p->arena, limit, sizeof *in.exprs), 0};
    uint32_t       *keys = wr_arena_calloc(p->arena, node->key_count + 1u, sizeof *keys);
    wr_aggregate_call *calls = wr_arena_calloc(p->arena, node->call_count + 1u, sizeof *calls);
    uint32_t        key_count = 0, call_count = 0;
    bool           *below = aggregate_reads(p, node, use, required);
    if (use->found && use->direct)
        p->window_below = use->origin;
    WEIR_TRY(wr_plan_build_node(p, node->inputs[0], below, rel, err));
    p->window_below = NULL;
    if (wr_plan_must_stay(rel, below))
        wr_plan_materialize(p, rel, node->line, node->column, NULL, true);
    for (uint32_t k = 0; k < node->key_count; k++)
        if (!is_window_key(use, k))
            keys[key_count++] = input_index(&in, over_node(p, rel, node->keys[k]));
    for (uint32_t c = 0; c < node->call_count; c++) {
        const wr_logical_call *call = &node->calls[c];
        wr_aggregate_call     *to = &calls[call_count];
        if (!call_required(node, required, c))
            continue;
        *to = (wr_aggregate_call){.aggregate = call->aggregate, .arg_count = call->arg_count, .filter = -1, .distinct = call->distinct,
                                  .result = call->result, .text = call_text(p, call, rel)};
        for (uint32_t a = 0; a < call->arg_count; a++)
            to->args[a] = input_index(&in, over_node(p, rel, call->args[a]));
        if (call->filter)
            to->filter = (int32_t)input_index(&in, over_node(p, rel, call->filter));
        call_count++;
    }
    relation columns = {.node = rel->node, .exprs = in.exprs, .count = in.count, .filter = rel->filter, .time = rel->time, .upserts = rel->upserts};
    wr_plan_materialize(p, &columns, node->line, node->column, NULL, use->found);
    for (uint32_t k = 0; k < key_count; k++)
        keys[k] = columns.exprs[keys[k]]->column;
    for (uint32_t c = 0; c < call_count; c++) {
        for (uint32_t a = 0; a < calls[c].arg_count; a++)
            calls[c].args[a] = columns.exprs[calls[c].args[a]]->column;
        if (calls[c].filter >= 0)
            calls[c].filter = (int32_t)columns.exprs[calls[c].filter]->column;
    }
    made->keys = keys;
    made->key_count = key_count;
    made->aggregates = calls;
    made->aggregate_count = call_count;
    *rel = columns;
    return WEIR_OK;
}

/* Output columns of keys and calls: fields and, for what is required, the relation's expressions. */
static void aggregate_output(planner *p, const wr_logical *node, const window_use *use, const bool *required, wr_node *made, uint32_t extra,
                             uint32_t *position) {
    weir_field *fields;
    uint32_t    count = 0;
    made->schema = wr_schema_new(p->arena, made->key_count + made->aggregate_count + extra, &fields);
    for (uint32_t k = 0; k < node->key_count; k++)
        if (!is_window_key(use, k)) {
            position[k] = count;
            fields[count] = node->schema->fields[k];
            fields[count].type.time_attribute = WEIR_TIME_NONE; /* of an aggregation only window_time is one */
            count++;
        }
    for (uint32_t c = 0; c < node->call_count; c++)
        if (call_required(node, required, c)) {
            const char *text = made->aggregates[count - made->key_count].text;
            position[node->key_count + c] = count;
            fields[count++] = (weir_field){text, node->calls[c].result};
        }
}

static weir_status build_window_aggregate(planner *p, const wr_logical *node, const window_use *use, const bool *required, relation *out,
                                          weir_error *err) {
    relation  in;
    wr_node  *made = wr_plan_new_node(p, WR_NODE_WINDOW_AGGREGATE, "WindowAggregate", node->line, node->column);
    uint32_t *position = wr_arena_calloc(p->arena, node->schema->field_count + 1u, sizeof *position);
    WEIR_TRY(aggregate_input(p, node, use, required, made, &in, err));
    WR_ASSERT(in.time != NULL && in.time->kind == WR_EXPR_COLUMN);
    made->window = use->window;
    made->window.time_column = in.time->column;
    if (!use->direct) { /* rows carry their window: each window is the slide that ends with it */
        made->window.kind = WR_WINDOW_TUMBLE;
        made->window.size_ms = made->window.slide_ms = use->window.slide_ms;
    }
    wr_node *input = wr_plan_exchange(p, in.node, made->keys, made->key_count, node->line, node->column);
    wr_plan_set_input(p, made, input);
    aggregate_output(p, node, use, required, made, 3, position);
    weir_field *fields = (weir_field *)(uintptr_t)made->schema->fields + made->key_count + made->aggregate_count;
    weir_type   time = weir_type_with((weir_type_id)in.time->type.id, 3, 0, false);
    time.time_attribute = WEIR_TIME_ROWTIME;
    fields[0] = (weir_field){"window_start", weir_type_with(WEIR_TYPE_TIMESTAMP, 3, 0, false)};
    fields[1] = (weir_field){"window_end", weir_type_with(WEIR_TYPE_TIMESTAMP, 3, 0, false)};
    fields[2] = (weir_field){"window_time", time};
    made = wr_plan_add_node(p, made, aggregate_facts(p, made->key_count));

    uint32_t first = made->key_count + made->aggregate_count;
    *out = relation_of(p, made, node->schema->field_count);
    for (uint32_t c = 0; c < out->count; c++)
        if (!is_window_key(use, c) && required[c])
            out->exprs[c] = wr_plan_column_expr(p, made, position[c]);
    out->exprs[use->start_key] = wr_plan_column_expr(p, made, first);
    out->exprs[use->end_key] = wr_plan_column_expr(p, made, first + 1);
    if (use->time_key >= 0)
        out->exprs[use->time_key] = wr_plan_column_expr(p, made, first + 2);
    if (!use->direct && use->window.slide_ms != use->window.size_ms) {
        wr_expr  **args = wr_arena_alloc(p->arena, 2 * sizeof *args);
        weir_value size = {0};
        size.u.i64 = use->window.size_ms;
        args[0] = wr_plan_column_expr(p, made, first + 1);
        args[1] = wr_expr_literal(p->arena, weir_type_of(WEIR_TYPE_INTERVAL_DAY, false), size);
        WEIR_TRY(wr_plan_simple_call(p, "-", args, 2, node->line, node->column, &out->exprs[use->start_key], err));
    }
    out->time = wr_plan_column_expr(p, made, first + 2);
    return WEIR_OK;
}

static weir_status build_aggregate(planner *p, const wr_logical *node, const bool *required, relation *out, weir_error *err) {
    window_use use = wr_plan_find_window_use(p, node);
    relation   in;
    if (use.found)
        return build_window_aggregate(p, node, &use, required, out, err);
    wr_node  *made = wr_plan_new_node(p, WR_NODE_GROUP_AGGREGATE, "GroupAggregate", node->line, node->column);
    uint32_t *position = wr_arena_calloc(p->arena, node->schema->field_count + 1u, sizeof *position);
    WEIR_TRY(aggregate_input(p, node, &use, required, made, &in, err));
    wr_plan_set_input(p, made, wr_plan_exchange(p, in.node, made->keys, made->key_count, node->line, node->column));
    aggregate_output(p, node, &use, required, made, 0, position);
    made = wr_plan_add_node(p, made, aggregate_facts(p, made->key_count));
    *out = relation_of(p, made, node->schema->field_count);
    for (uint32_t c = 0; c < out->count; c++)
        if (required[c])
            out->exprs[c] = wr_plan_column_expr(p, made, position[c]);
    return WEIR_OK;
}

weir_status wr_plan_build_node(planner *p, const wr_logical *node, const bool *required, relation *out, weir_error *err) {
    switch (node->kind) {
    case WR_LOGICAL_SCAN: return build_scan(p, node, required, out, err);
    case WR_LOGICAL_VALUES: return build_values(p, node, required, out, err);
    case WR_LOGICAL_FILTER: return build_filter(p, node, required, out, err);
    case WR_LOGICAL_PROJECT: return build_project(p, node, required, out, err);
    case WR_LOGICAL_UNION: return build_union(p, node, required, out, err);
    case WR_LOGICAL_WINDOW: return build_window(p, node, required, out, err);
    case WR_LOGICAL_UNNEST: return wr_plan_build_unnest(p, node, required, out, err);
    case WR_LOGICAL_AGGREGATE: return build_aggregate(p, node, required, out, err);
    case WR_LOGICAL_SINK: break;
    }
    WR_ASSERT(!"a sink is no input");
    return WEIR_INVALID;
}
