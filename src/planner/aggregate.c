/* planner/aggregate.c - GROUP BY: its keys and arguments become columns, rows go to the worker of their
 * key, and a GROUP BY of windows (window.c) becomes the operator that fires them. */
#include "planner/planner_internal.h"

static bool is_window_key(const window_use *use, uint32_t key) {
    return use->found && ((int32_t)key == use->start_key || (int32_t)key == use->end_key || (int32_t)key == use->time_key);
}

static bool call_required(const wr_logical *aggregate, const bool *required, uint32_t call) {
    return required[aggregate->key_count + call];
}

bool *wr_plan_aggregate_reads(planner *p, const wr_logical *node, const window_use *use, const bool *required) {
    bool *below = wr_arena_calloc(p->arena, node->inputs[0]->schema->field_count + 1u, sizeof *below);
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
        text = wr_arena_printf(p->arena, "%s%s%s", text, a ? ", " : "", wr_expr_text(p->arena, wr_plan_over_node(p, rel, call->args[a])));
    text = wr_arena_printf(p->arena, "%s%s", text, call->arg_count ? ")" : "*)");
    if (call->filter)
        text = wr_arena_printf(p->arena, "%s FILTER (WHERE %s)", text, wr_expr_text(p->arena, wr_plan_over_node(p, rel, call->filter)));
    return text;
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
    bool           *below = wr_plan_aggregate_reads(p, node, use, required);
    if (use->found && use->direct)
        p->window_below = use->origin;
    WEIR_TRY(wr_plan_build_node(p, node->inputs[0], below, rel, err));
    p->window_below = NULL;
    if (wr_plan_must_stay(rel, below))
        wr_plan_materialize(p, rel, node->line, node->column, NULL, true);
    for (uint32_t k = 0; k < node->key_count; k++)
        if (!is_window_key(use, k))
            keys[key_count++] = input_index(&in, wr_plan_over_node(p, rel, node->keys[k]));
    for (uint32_t c = 0; c < node->call_count; c++) {
        const wr_logical_call *call = &node->calls[c];
        wr_aggregate_call     *to = &calls[call_count];
        if (!call_required(node, required, c))
            continue;
        *to = (wr_aggregate_call){.aggregate = call->aggregate, .arg_count = call->arg_count, .filter = -1, .distinct = call->distinct,
                                  .result = call->result, .text = call_text(p, call, rel)};
        for (uint32_t a = 0; a < call->arg_count; a++)
            to->args[a] = input_index(&in, wr_plan_over_node(p, rel, call->args[a]));
        if (call->filter)
            to->filter = (int32_t)input_index(&in, wr_plan_over_node(p, rel, call->filter));
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
    made->unused_ttl_hint = made->unused_ttl_hint || node->state_ttl_ms != NULL;

    uint32_t first = made->key_count + made->aggregate_count;
    *out = wr_plan_relation_of(p, made, node->schema->field_count);
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

weir_status wr_plan_build_aggregate(planner *p, const wr_logical *node, const bool *required, relation *out, weir_error *err) {
    window_use use = wr_plan_find_window_use(p, node);
    relation   in;
    if (use.found)
        return build_window_aggregate(p, node, &use, required, out, err);
    wr_node  *made = wr_plan_new_node(p, WR_NODE_GROUP_AGGREGATE, "GroupAggregate", node->line, node->column);
    uint32_t *position = wr_arena_calloc(p->arena, node->schema->field_count + 1u, sizeof *position);
    made->state_ttl_ms = node->state_ttl_ms ? *node->state_ttl_ms : wr_config_get_duration_ms(p->config, "table.exec.state.ttl", 0);
    WEIR_TRY(aggregate_input(p, node, &use, required, made, &in, err));
    wr_plan_set_input(p, made, wr_plan_exchange(p, in.node, made->keys, made->key_count, node->line, node->column));
    aggregate_output(p, node, &use, required, made, 0, position);
    made = wr_plan_add_node(p, made, aggregate_facts(p, made->key_count));
    *out = wr_plan_relation_of(p, made, node->schema->field_count);
    for (uint32_t c = 0; c < out->count; c++)
        if (required[c])
            out->exprs[c] = wr_plan_column_expr(p, made, position[c]);
    return WEIR_OK;
}
