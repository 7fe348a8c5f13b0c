/* planner/planner.c - the job as a whole: sinks, side tables for late and unreadable rows, and what
 * may be promised of it. */
#include "planner/planner.h"

#include <string.h>

#include "planner/planner_internal.h"

/* ---- sinks ---- */

/* The result of a bare SELECT as a table of the print connector. */
static weir_status select_table(planner *p, const wr_logical *sink, const wr_table **out, weir_error *err) {
    const weir_schema *schema = sink->inputs[0]->schema;
    wr_table          *table = wr_arena_calloc(p->arena, 1, sizeof *table);
    table->name = "select";
    table->line = sink->line;
    table->column = sink->column;
    table->watermark_column = -1;
    table->connector = weir_registry_connector(p->registry, "print");
    if (!table->connector || !table->connector->sink)
        return FAIL_AT(err, WEIR_UNSUPPORTED, sink, "this build has no connector 'print', which shows the result of SELECT");
    table->options.specs = table->connector->options;
    table->columns = wr_arena_calloc(p->arena, schema->field_count + 1u, sizeof *table->columns);
    table->column_count = schema->field_count;
    for (uint32_t c = 0; c < schema->field_count; c++) {
        table->columns[c].name = schema->fields[c].name;
        table->columns[c].type = schema->fields[c].type;
        table->columns[c].type.time_attribute = WEIR_TIME_NONE;
    }
    *out = table;
    return WEIR_OK;
}

static const weir_schema *sink_schema_of(planner *p, const wr_table *table, const wr_logical *sink) {
    const weir_schema *schema = wr_table_write_schema(table, p->arena, NULL);
    WR_ASSERT(schema->field_count == sink->inputs[0]->schema->field_count);
    return schema;
}

static bool has_not_null(const weir_schema *schema) {
    for (uint32_t c = 0; c < schema->field_count; c++)
        if (!schema->fields[c].type.nullable)
            return true;
    return false;
}

/* table.exec.sink.not-null-enforcer = DROP: rows with such a NULL are filtered out. */
static weir_status drop_nulls(planner *p, const wr_logical *sink, const weir_schema *schema, relation *rel, weir_error *err) {
    if (!sink->table || strcmp(wr_config_get_enum(p->config, "table.exec.sink.not-null-enforcer"), "DROP") != 0)
        return WEIR_OK;
    if (rel->upserts) /* rows are dropped by the sink, not treated as deleted */
        wr_plan_materialize(p, rel, sink->line, sink->column, NULL, false);
    for (uint32_t c = 0; c < schema->field_count; c++) {
        const wr_expr *test;
        if (schema->fields[c].type.nullable || !rel->exprs[c]->type.nullable)
            continue;
        if (!wr_expr_deterministic(rel->exprs[c]))
            wr_plan_materialize(p, rel, sink->line, sink->column, NULL, false);
        wr_expr **args = wr_arena_alloc(p->arena, sizeof *args);
        args[0] = (wr_expr *)(uintptr_t)rel->exprs[c];
        WEIR_TRY(wr_plan_simple_call(p, "IS NOT NULL", args, 1, sink->line, sink->column, &test, err));
        rel->filter = wr_plan_and_of(p, rel->filter, test);
    }
    return WEIR_OK;
}

static wr_node *sink_node(planner *p, const wr_table *table, const weir_schema *schema, const wr_logical *at) {
    wr_node *node = wr_plan_new_node(p, WR_NODE_SINK, NULL, at ? at->line : table->line, at ? at->column : table->column);
    node->table = table;
    node->schema = schema;
    node->sink_schema = schema;
    wr_table_write_schema(table, p->arena, &node->metadata_keys);
    node->checks_not_null = has_not_null(schema);
    if (!table->format)
        node->sink_format_name = table->connector->sink->own_format;
    return node;
}

static weir_status build_sink(planner *p, const wr_logical *sink, wr_node **out, weir_error *err) {
    const wr_table *table = sink->table;
    relation        rel;
    uint32_t        count = sink->inputs[0]->schema->field_count;
    bool           *all = wr_arena_calloc(p->arena, count + 1u, sizeof *all);
    const char    **names = wr_arena_calloc(p->arena, count + 1u, sizeof *names);
    if (!table)
        WEIR_TRY(select_table(p, sink, &table, err));
    const weir_schema *schema = sink_schema_of(p, table, sink);
    for (uint32_t c = 0; c < count; c++) {
        all[c] = true;
        names[c] = schema->fields[c].name;
    }
    WEIR_TRY(wr_plan_build_node(p, sink->inputs[0], all, &rel, err));
    WEIR_TRY(drop_nulls(p, sink, schema, &rel, err));
    wr_plan_materialize(p, &rel, sink->line, sink->column, names, false);
    wr_node *node = sink_node(p, table, schema, sink);
    node->schema = rel.node->schema;
    if (!sink->table)
        node->sink_format_name = "select";
    node->inputs = wr_arena_alloc(p->arena, sizeof *node->inputs);
    node->inputs[0] = rel.node;
    node->input_count = 1;
    *out = wr_plan_add_node(p, node, (node_facts){.spread = SPREAD_ANY});
    return WEIR_OK;
}

/* ---- tables beside the job: weir.late-rows, weir.error-rows ---- */

static weir_status side_table(planner *p, const char *key, const wr_table **out, const wr_node *at, weir_error *err) {
    const char *name = wr_config_get_text(p->config, key);
    *out = wr_catalog_find(p->catalog, name);
    if (!*out) {
        const char *nearest = wr_catalog_nearest(p->catalog, name);
        return FAIL_AT(err, WEIR_INVALID, at, "'%s' = '%s': there is no such table%s%s%s; CREATE it before this statement", key, name,
                       nearest ? " - did you mean '" : "", nearest ? nearest : "", nearest ? "'?" : "");
    }
    if ((*out)->is_view || !(*out)->connector->sink)
        return FAIL_AT(err, WEIR_INVALID, at, "'%s' = '%s': %s cannot be written", key, name, (*out)->is_view ? "a view" : "the connector of this table");
    return WEIR_OK;
}

/* Are the table's columns these? Else the error says how to declare it. */
static weir_status check_side_columns(planner *p, const char *key, const wr_table *table, const weir_field *fields, uint32_t count, const wr_node *at,
                                      weir_error *err) {
    const weir_schema *schema = wr_table_write_schema(table, p->arena, NULL);
    bool               same = schema->field_count == count;
    const char        *list = "";
    char               type[256];
    for (uint32_t c = 0; c < count && same; c++)
        same = strcmp(schema->fields[c].name, fields[c].name) == 0 && weir_type_same(schema->fields[c].type, fields[c].type);
    if (same)
        return WEIR_OK;
    for (uint32_t c = 0; c < count; c++) {
        weir_type plain = fields[c].type;
        plain.nullable = true;
        list = wr_arena_printf(p->arena, "%s%s`%s` %s", list, c ? ", " : "", fields[c].name, weir_type_text(plain, type, sizeof type));
    }
    return FAIL_AT(err, WEIR_INVALID, at, "'%s' = '%s': the columns of this table must be (%s)", key, table->name, list);
}

/* Sources whose rows reach the node without an aggregation between. */
static void find_sources(const wr_node *node, const wr_node **found, uint32_t *count) {
    if (node->kind == WR_NODE_SOURCE) {
        for (uint32_t i = 0; i < *count; i++)
            if (found[i] == node)
                return;
        found[(*count)++] = node;
        return;
    }
    if (node->kind == WR_NODE_GROUP_AGGREGATE || node->kind == WR_NODE_WINDOW_AGGREGATE)
        return;
    for (uint32_t i = 0; i < node->input_count; i++)
        find_sources(node->inputs[i], found, count);
}

/* A WINDOW_TABLE or UNNEST repeats rows, so the source's columns cannot come along. */
static const wr_node *find_window_table(const wr_node *node) {
    if (node->kind == WR_NODE_WINDOW_TABLE || node->kind == WR_NODE_UNNEST)
        return node;
    if (node->kind == WR_NODE_GROUP_AGGREGATE || node->kind == WR_NODE_WINDOW_AGGREGATE)
        return NULL;
    for (uint32_t i = 0; i < node->input_count; i++) {
        const wr_node *found = find_window_table(node->inputs[i]);
        if (found)
            return found;
    }
    return NULL;
}

static bool same_columns(const weir_schema *a, const weir_schema *b) {
    bool same = a->field_count == b->field_count;
    for (uint32_t c = 0; c < a->field_count && same; c++)
        same = strcmp(a->fields[c].name, b->fields[c].name) == 0 && weir_type_same(a->fields[c].type, b->fields[c].type);
    return same;
}

/* Marks the exchanges that rows take on their way to a window with the source's columns. */
static void mark_origin(wr_node *node) {
    if (node->kind == WR_NODE_EXCHANGE)
        node->carries_origin = true;
    if (node->kind == WR_NODE_GROUP_AGGREGATE || node->kind == WR_NODE_WINDOW_AGGREGATE)
        return;
    for (uint32_t i = 0; i < node->input_count; i++)
        mark_origin(node->inputs[i]);
}

static weir_status plan_late_rows(planner *p, wr_plan *plan, const wr_node *at, weir_error *err) {
    const wr_node **sources = wr_arena_calloc(p->arena, p->node_count + 1, sizeof *sources);
    uint32_t        count = 0;
    const wr_table *table;
    if (!p->wants_late)
        return WEIR_OK;
    for (size_t i = 0; i < p->node_count; i++)
        if (p->nodes[i]->kind == WR_NODE_WINDOW_AGGREGATE) {
            find_sources(p->nodes[i]->inputs[0], sources, &count);
            mark_origin(p->nodes[i]->inputs[0]);
        }
    if (count == 0)
        return WEIR_OK; /* no windows: nothing can be late */
    WEIR_TRY(side_table(p, "weir.late-rows", &table, at, err));
    for (uint32_t i = 0; i < count; i++)
        if (sources[i]->mode != WEIR_CHANGELOG_APPEND)
            return FAIL_AT(err, WEIR_UNSUPPORTED, sources[i],
                           "'weir.late-rows' = '%s': table '%s' tells of updates and deletes, which a table of late rows could not keep apart; RESET "
                           "'weir.late-rows'", table->name, sources[i]->table->name);
    for (size_t i = 0; i < p->node_count; i++) {
        const wr_node *window = p->nodes[i]->kind == WR_NODE_WINDOW_AGGREGATE ? find_window_table(p->nodes[i]->inputs[0]) : NULL;
        if (window && window->kind == WR_NODE_UNNEST)
            return FAIL_AT(err, WEIR_UNSUPPORTED, window,
                           "'weir.late-rows' = '%s': late rows cannot be kept where UNNEST stands below the window; RESET 'weir.late-rows'", table->name);
        if (window)
            return FAIL_AT(err, WEIR_UNSUPPORTED, window,
                           "'weir.late-rows' = '%s': late rows cannot be kept where window_start, window_end or window_time is used below the GROUP BY; "
                           "filter above it, with HAVING, or RESET 'weir.late-rows'", table->name);
    }
    for (uint32_t i = 1; i < count; i++)
        if (!same_columns(sources[0]->source_schema, sources[i]->source_schema))
            return FAIL_AT(err, WEIR_UNSUPPORTED, at,
                           "'weir.late-rows' = '%s': windows read '%s' and '%s', whose columns differ, so their late rows do not fit one table; split the "
                           "job, or RESET 'weir.late-rows'", table->name, sources[0]->table->name, sources[i]->table->name);
    const weir_schema *origin = sources[0]->source_schema;
    weir_field        *fields = wr_arena_calloc(p->arena, origin->field_count + 3u, sizeof *fields);
    memcpy(fields, origin->fields, origin->field_count * sizeof *fields);
    fields[origin->field_count] = (weir_field){"weir_watermark", weir_type_with(WEIR_TYPE_TIMESTAMP, 3, 0, true)};
    fields[origin->field_count + 1] = (weir_field){"weir_operator", weir_type_with(WEIR_TYPE_VARCHAR, WEIR_STRING_LENGTH_MAX, 0, true)};
    WEIR_TRY(check_side_columns(p, "weir.late-rows", table, fields, origin->field_count + 2, at, err));
    plan->late_sink = sink_node(p, table, wr_table_write_schema(table, p->arena, NULL), NULL);
    plan->late_sink->id = (uint32_t)p->node_count;
    plan->late_sink->uid = wr_arena_printf(p->arena, "late/%s", table->name);
    return WEIR_OK;
}

static weir_status plan_error_rows(planner *p, wr_plan *plan, const wr_node *at, weir_error *err) {
    const wr_table *table;
    weir_type       text = weir_type_with(WEIR_TYPE_VARCHAR, WEIR_STRING_LENGTH_MAX, 0, true);
    weir_type       bytes = weir_type_with(WEIR_TYPE_VARBINARY, WEIR_STRING_LENGTH_MAX, 0, true);
    weir_field      fields[] = {{"source", text}, {"position", text}, {"reason", text}, {"record", bytes}};
    if (!wr_config_get_text(p->config, "weir.error-rows"))
        return WEIR_OK;
    WEIR_TRY(side_table(p, "weir.error-rows", &table, at, err));
    WEIR_TRY(check_side_columns(p, "weir.error-rows", table, fields, 4, at, err));
    plan->error_sink = sink_node(p, table, wr_table_write_schema(table, p->arena, NULL), NULL);
    plan->error_sink->id = (uint32_t)p->node_count + 1;
    plan->error_sink->uid = wr_arena_printf(p->arena, "error/%s", table->name);
    return WEIR_OK;
}

/* ---- promises ---- */

static bool is_bounded(planner *p, const wr_node *source) {
    weir_table_info info;
    wr_table_info_of(source->table, source->source_schema, NULL, source->metadata_keys, wr_config_time_zone(p->config), p->env, &info);
    return source->table->connector->source->bounded(&info);
}

/* What the sink promises in a job with a folder; *exact gets the first that keeps the promise, *weaker the first that could but was
 * told not to. */
static weir_status add_promise(planner *p, wr_plan *plan, const wr_node *node, const wr_node **exact, const wr_node **weaker, weir_error *err) {
    weir_table_info info;
    bool            promise = true;
    if (!node || node->kind != WR_NODE_SINK || !node->table->connector->sink->exactly_once)
        return WEIR_OK;
    plan->needs_folder = true;
    if (node->table->connector->sink->promises) {
        wr_sink_info_of(node, wr_config_time_zone(p->config), p->env, &info);
        weir_status status = node->table->connector->sink->promises(&info, true, &promise, err);
        if (status != WEIR_OK && err && err->sql_line == 0) {
            err->sql_line = node->line;
            err->sql_column = node->column;
        }
        WEIR_TRY(status);
    }
    const wr_node **to = promise ? exact : weaker;
    *to = *to ? *to : node;
    return WEIR_OK;
}

static weir_status set_promises(planner *p, wr_plan *plan, weir_error *err) {
    const wr_node *exact = NULL, *weaker = NULL;
    plan->bounded = true;
    for (size_t i = 0; i < p->node_count; i++) {
        WEIR_TRY(add_promise(p, plan, p->nodes[i], &exact, &weaker, err));
        if (p->nodes[i]->kind == WR_NODE_SOURCE && !is_bounded(p, p->nodes[i]))
            plan->bounded = false;
    }
    WEIR_TRY(add_promise(p, plan, plan->late_sink, &exact, &weaker, err));
    WEIR_TRY(add_promise(p, plan, plan->error_sink, &exact, &weaker, err));
    plan->exactly_once = exact != NULL;
    plan->weaker_sink = weaker;
    if (!plan->exactly_once || strcmp(wr_config_get_enum(p->config, "execution.checkpointing.mode"), "EXACTLY_ONCE") != 0)
        return WEIR_OK;
    for (size_t i = 0; i < p->node_count; i++) {
        const wr_node *node = p->nodes[i];
        if (node->kind == WR_NODE_SOURCE && !node->table->connector->source->replayable)
            return FAIL_AT(err, WEIR_INVALID, node,
                           "table '%s' cannot be read again after a crash (connector '%s'), so '%s' could not get every row exactly once; "
                           "SET 'execution.checkpointing.mode' = 'AT_LEAST_ONCE' to run without the promise",
                           node->table->name, node->table->connector->name, exact->table->name);
    }
    return WEIR_OK;
}

/* ---- the job ---- */

static void keep_reachable(const wr_node *node, bool *keep) {
    keep[node->id] = true;
    for (uint32_t i = 0; i < node->input_count; i++)
        if (!keep[node->inputs[i]->id])
            keep_reachable(node->inputs[i], keep);
}

/* Nodes that turned out not to be needed go; ids stay in the order of the rest. */
static void drop_unused(planner *p, wr_node *const *sinks, uint32_t sink_count) {
    bool  *keep = wr_arena_calloc(p->arena, p->node_count + 1, sizeof *keep);
    size_t kept = 0;
    for (uint32_t s = 0; s < sink_count; s++)
        keep_reachable(sinks[s], keep);
    for (size_t i = 0; i < p->node_count; i++) {
        if (!keep[i])
            continue;
        p->nodes[kept] = p->nodes[i];
        p->facts[kept] = p->facts[i];
        p->nodes[kept]->id = (uint32_t)kept;
        kept++;
    }
    p->node_count = kept;
}

weir_status wr_plan_job(wr_logical *const *sinks, uint32_t sink_count, const wr_config *config, const weir_registry *registry,
                        const wr_catalog *catalog, const char *job_name, wr_arena *arena, const struct wr_env *env, wr_plan **out,
                        weir_error *err) {
    planner p = {.arena = arena, .config = config, .registry = registry, .catalog = catalog, .env = env};
    wr_plan  *plan = wr_arena_calloc(arena, 1, sizeof *plan);
    wr_node **nodes = wr_arena_calloc(arena, sink_count + 1u, sizeof *nodes);
    WR_ASSERT(sink_count > 0);
    p.wants_late = wr_config_get_text(config, "weir.late-rows") != NULL;
    const wr_logical **roots = wr_arena_calloc(arena, sink_count, sizeof *roots);
    for (uint32_t s = 0; s < sink_count; s++) {
        roots[s] = wr_plan_push_filters(&p, sinks[s]);
        wr_plan_mark_needed(&p, roots[s], NULL);
    }
    for (uint32_t s = 0; s < sink_count; s++)
        WEIR_TRY(build_sink(&p, roots[s], &nodes[s], err));
    drop_unused(&p, nodes, sink_count);
    for (size_t i = 0; i < p.node_count; i++)
        if (p.nodes[i]->kind == WR_NODE_SOURCE) {
            wr_plan_prune_splits(&p, p.nodes[i]);
            wr_plan_note_reads(&p, p.nodes[i]);
        }
    WEIR_TRY(wr_plan_infer_changes(&p, nodes, sink_count, err));
    wr_plan_name_nodes(&p, nodes, sink_count);
    plan->arena = arena;
    plan->nodes = p.nodes;
    plan->node_count = (uint32_t)p.node_count;
    plan->job_name = job_name;
    WEIR_TRY(plan_late_rows(&p, plan, nodes[0], err));
    WEIR_TRY(plan_error_rows(&p, plan, nodes[0], err));
    WEIR_TRY(set_promises(&p, plan, err));
    *out = plan;
    return WEIR_OK;
}
