/* planner/changes.c - which changes every operator sends, and who must be told of the old image.
 *
 * Upwards: a source sends what its format or connector tells of, a group aggregate updates its
 * results, a window aggregate sends final ones, all else passes on what comes. Downwards: the old
 * image (-U) is sent only where a consumer needs it: an aggregate, a filter that may let only one of
 * the two through, a sink that takes the whole changelog. */
#include <string.h>

#include "planner/explain.h"
#include "planner/planner_internal.h"

static weir_changelog_mode mode_of_inputs(const wr_node *node) {
    weir_changelog_mode mode = WEIR_CHANGELOG_APPEND;
    for (uint32_t i = 0; i < node->input_count; i++)
        if (node->inputs[i]->mode > mode)
            mode = node->inputs[i]->mode;
    return mode;
}

static bool inputs_delete(const wr_node *node) {
    for (uint32_t i = 0; i < node->input_count; i++)
        if (node->inputs[i]->deletes)
            return true;
    return false;
}

bool wr_plan_has_changes(planner *p, const wr_logical *node) {
    if (node->kind == WR_LOGICAL_SCAN)
        return wr_table_source_mode(node->table) != WEIR_CHANGELOG_APPEND;
    if (node->kind == WR_LOGICAL_AGGREGATE)
        return !wr_plan_find_window_use(p, node).found;
    for (uint32_t i = 0; i < node->input_count; i++)
        if (wr_plan_has_changes(p, node->inputs[i]))
            return true;
    return false;
}

/* Nearest node below that makes updates: for messages. */
static const wr_node *updater_of(const wr_node *node) {
    while (node->kind != WR_NODE_GROUP_AGGREGATE && node->kind != WR_NODE_CHANGELOG_NORMALIZE && node->input_count > 0) {
        const wr_node *next = node->inputs[0];
        for (uint32_t i = 0; i < node->input_count; i++)
            if (node->inputs[i]->mode != WEIR_CHANGELOG_APPEND)
                next = node->inputs[i];
        node = next;
    }
    return node;
}

static const char *names_of(planner *p, const weir_schema *schema, const uint32_t *columns, uint32_t count) {
    const char *text = "";
    for (uint32_t k = 0; k < count; k++)
        text = wr_arena_printf(p->arena, "%s%s%s", text, k ? ", " : "", schema->fields[columns ? columns[k] : k].name);
    return text;
}

/* The node as Flink's messages name it. */
static const char *node_text(planner *p, const wr_node *node) {
    if (node->kind == WR_NODE_SOURCE)
        return wr_arena_printf(p->arena, "TableSourceScan(table=[%s], fields=[%s])", node->table->name,
                               names_of(p, node->schema, NULL, node->schema->field_count));
    if (node->kind == WR_NODE_CHANGELOG_NORMALIZE)
        return wr_arena_printf(p->arena, "ChangelogNormalize(key=[%s])", names_of(p, node->schema, node->keys, node->key_count));
    return wr_arena_printf(p->arena, "GroupAggregate(groupBy=[%s])", names_of(p, node->schema, NULL, node->key_count));
}

/* "GROUP BY a", or where else the query's key comes from. */
static const char *key_text(planner *p, const wr_node *updater) {
    const wr_node *source = updater;
    if (updater->kind == WR_NODE_GROUP_AGGREGATE)
        return wr_arena_printf(p->arena, "GROUP BY %s", names_of(p, updater->schema, NULL, updater->key_count));
    while (source->input_count > 0)
        source = source->inputs[0];
    const wr_table *table = source->table;
    const char     *text = "";
    for (uint32_t k = 0; k < table->primary_key_count; k++)
        text = wr_arena_printf(p->arena, "%s%s%s", text, k ? ", " : "", table->columns[table->primary_key[k]].name);
    return table->primary_key_count > 0 ? wr_arena_printf(p->arena, "PRIMARY KEY (%s) of table '%s'", text, table->name)
                                        : wr_arena_printf(p->arena, "table '%s' has none", table->name);
}

/* The column that an expression shows unchanged: itself, or a cast that keeps different values different. NULL: none. */
static const wr_expr *same_column(const wr_expr *expr) {
    while (expr->kind == WR_EXPR_CALL && expr->arg_count == 1 && strcmp(expr->function->name, "CAST") == 0) {
        const weir_type from = expr->args[0]->type, to = expr->type;
        const bool      text = weir_type_is_string(from) && to.id == WEIR_TYPE_VARCHAR && to.length >= from.length;
        if (!text && !(weir_type_is_integer(from) && weir_type_is_integer(to) && to.id >= from.id))
            return NULL;
        expr = expr->args[0];
    }
    return expr->kind == WR_EXPR_COLUMN ? expr : NULL;
}

/* Output columns that identify a row of an updating stream; false: not known. */
static bool upsert_key(planner *p, const wr_node *node, bool *in_key) {
    switch (node->kind) {
    case WR_NODE_GROUP_AGGREGATE:
        for (uint32_t k = 0; k < node->key_count; k++)
            in_key[k] = true;
        return node->key_count > 0;
    case WR_NODE_CHANGELOG_NORMALIZE:
        for (uint32_t k = 0; k < node->key_count; k++)
            in_key[node->keys[k]] = true;
        return true;
    case WR_NODE_SOURCE:
        for (uint32_t k = 0; k < node->table->primary_key_count; k++) {
            uint32_t at = 0;
            while (at < node->schema->field_count && strcmp(node->schema->fields[at].name, node->table->columns[node->table->primary_key[k]].name) != 0)
                at++;
            if (at == node->schema->field_count)
                return false;
            in_key[at] = true;
        }
        return node->table->primary_key_count > 0;
    case WR_NODE_EXCHANGE:
        return upsert_key(p, node->inputs[0], in_key);
    case WR_NODE_CALC: {
        bool *below = wr_arena_calloc(p->arena, node->inputs[0]->schema->field_count + 1u, sizeof *below);
        if (!upsert_key(p, node->inputs[0], below))
            return false;
        for (uint32_t c = 0; c < node->inputs[0]->schema->field_count; c++) {
            uint32_t at = 0;
            if (!below[c])
                continue;
            if (!node->projections) {
                in_key[c] = true;
                continue;
            }
            const wr_expr *shown = NULL;
            while (at < node->schema->field_count && (!(shown = same_column(node->projections[at])) || shown->column != c))
                at++;
            if (at == node->schema->field_count)
                return false;
            in_key[at] = true;
        }
        return true;
    }
    case WR_NODE_VALUES:
    case WR_NODE_UNION:
    case WR_NODE_WINDOW_TABLE:
    case WR_NODE_UNNEST:
    case WR_NODE_WINDOW_AGGREGATE:
    case WR_NODE_SINK:
        return false;
    }
    return false;
}

/* What a connector with upserts writes, it says by key and value; elsewhere the format must have words for it. */
static weir_changelog_mode sink_takes(const wr_node *sink) {
    const weir_connector *connector = sink->table->connector;
    weir_changelog_mode   takes = connector->sink->consumes;
    if (sink->table->format && sink->table->format->encodes < takes && !connector->upserts)
        takes = sink->table->format->encodes;
    return takes;
}

/* Does the filter let only one of two images of a row through? Not where it reads nothing but the row's key. */
static bool tells_images_apart(planner *p, const wr_node *node) {
    if (!node->filter || node->kind != WR_NODE_CALC)
        return false;
    const weir_schema *input = node->inputs[0]->schema;
    bool              *in_key = wr_arena_calloc(p->arena, input->field_count + 1u, sizeof *in_key);
    bool              *read = wr_arena_calloc(p->arena, input->field_count + 1u, sizeof *read);
    if (!upsert_key(p, node->inputs[0], in_key) || !wr_expr_deterministic(node->filter))
        return true;
    wr_expr_mark_columns(node->filter, read);
    for (uint32_t c = 0; c < input->field_count; c++)
        if (read[c] && !in_key[c])
            return true;
    return false;
}

static bool has_filter_below(planner *p, const wr_node *node) {
    if (node->kind == WR_NODE_GROUP_AGGREGATE || node->kind == WR_NODE_CHANGELOG_NORMALIZE || node->mode == WEIR_CHANGELOG_APPEND)
        return false;
    if (tells_images_apart(p, node))
        return true;
    for (uint32_t i = 0; i < node->input_count; i++)
        if (has_filter_below(p, node->inputs[i]))
            return true;
    return false;
}

/* MIN and MAX keep their values; of the others, those that cannot take a row back have no way to. */
static weir_status check_aggregates(const wr_node *node, weir_error *err) {
    for (uint32_t a = 0; a < node->aggregate_count && node->input_retracts; a++) {
        const weir_aggregate *aggregate = node->aggregates[a].aggregate;
        if (!aggregate->can_retract && strcmp(aggregate->name, "MIN") != 0 && strcmp(aggregate->name, "MAX") != 0)
            return FAIL_AT(err, WEIR_UNSUPPORTED, node, "%s over an input whose rows are updated or deleted is not available; MIN, MAX, COUNT, SUM and AVG are",
                           node->aggregates[a].text);
    }
    return WEIR_OK;
}

/* The columns of the table that an upsert sink would have as its key. */
static const char *key_columns(planner *p, const wr_node *updater) {
    if (updater->kind == WR_NODE_GROUP_AGGREGATE && updater->key_count > 0)
        return names_of(p, updater->schema, NULL, updater->key_count);
    if (updater->kind == WR_NODE_CHANGELOG_NORMALIZE)
        return names_of(p, updater->schema, updater->keys, updater->key_count);
    return "...";
}

/* What makes the rows change, where, and the three ways out: final results, a sink that finds rows by key, a log of changes. */
static weir_status refuse_changes(planner *p, const wr_node *sink, weir_error *err) {
    const wr_node  *updater = updater_of(sink);
    const wr_table *table = sink->table;
    bool            groups = updater->kind == WR_NODE_GROUP_AGGREGATE;
    const char     *format = table->format ? wr_arena_printf(p->arena, " with format '%s'", table->format->name) : "";
    return FAIL_AT(err, WEIR_INVALID, sink,
                   "Table sink '%s' doesn't support consuming update%s changes which is produced by node %s of line %u: connector '%s'%s takes inserts only. "
                   "Either make the results final: %s window_start and window_end of TUMBLE or HOP%s; or write to a table that finds rows by their key: "
                   "'upsert-kafka' with PRIMARY KEY (%s) NOT ENFORCED; or keep the changes as rows of a log: 'kafka' with format 'debezium-json', or 'print'",
                   table->name, updater->deletes ? " and delete" : "", node_text(p, updater), updater->line, table->connector->name, format,
                   groups ? "group by" : "aggregate them by", groups ? ", too" : "", key_columns(p, updater));
}

static weir_status check_sink(planner *p, const wr_node *sink, weir_error *err) {
    const char *name = sink->table->name;
    if (sink->inputs[0]->mode == WEIR_CHANGELOG_APPEND || sink_takes(sink) == WEIR_CHANGELOG_RETRACT)
        return WEIR_OK;
    if (sink_takes(sink) == WEIR_CHANGELOG_APPEND)
        return refuse_changes(p, sink, err);
    if (sink->table->primary_key_count == 0)
        return FAIL_AT(err, WEIR_INVALID, sink, "table '%s' needs PRIMARY KEY (%s) NOT ENFORCED: connector '%s' finds the row that an update changes by it",
                       name, key_columns(p, updater_of(sink)), sink->table->connector->name);
    bool *in_key = wr_arena_calloc(p->arena, sink->schema->field_count + 1u, sizeof *in_key);
    bool  same = upsert_key(p, sink->inputs[0], in_key);
    for (uint32_t c = 0; c < sink->schema->field_count && same; c++) {
        bool primary = false;
        for (uint32_t k = 0; k < sink->table->primary_key_count; k++)
            primary = primary || strcmp(sink->table->columns[sink->table->primary_key[k]].name, sink->sink_schema->fields[c].name) == 0;
        same = primary == in_key[c];
    }
    if (!same && strcmp(wr_config_get_enum(p->config, "table.exec.sink.upsert-materialize"), "NONE") != 0)
        return FAIL_AT(err, WEIR_UNSUPPORTED, sink,
                       "the PRIMARY KEY of table '%s' is not the key of the query (%s), so updates of one row could overtake each other; make "
                       "them the same, or SET 'table.exec.sink.upsert-materialize' = 'NONE' if that is fine", name, key_text(p, updater_of(sink)));
    return WEIR_OK;
}

/* What comes to a sink of inserts only, without an aggregation between. */
static void mark_inserts_only(const wr_node *node, bool *inserts_only) {
    if (inserts_only[node->id])
        return;
    inserts_only[node->id] = true;
    for (uint32_t i = 0; i < node->input_count && node->kind != WR_NODE_GROUP_AGGREGATE && node->kind != WR_NODE_WINDOW_AGGREGATE; i++)
        mark_inserts_only(node->inputs[i], inserts_only);
}

static void set_mode(wr_node *node, const bool *needs_before, const bool *inserts_only) {
    switch (node->kind) {
    case WR_NODE_SOURCE:
        node->mode = wr_table_source_mode(node->table);
        node->deletes = node->mode != WEIR_CHANGELOG_APPEND;
        break;
    case WR_NODE_VALUES:
        node->mode = WEIR_CHANGELOG_APPEND;
        break;
    case WR_NODE_WINDOW_AGGREGATE: /* every window is sent once, whatever happened in it before */
        node->input_retracts = mode_of_inputs(node) != WEIR_CHANGELOG_APPEND;
        node->mode = WEIR_CHANGELOG_APPEND;
        break;
    case WR_NODE_CHANGELOG_NORMALIZE:
        node->emit_update_before = needs_before == NULL || needs_before[node->id];
        node->mode = node->emit_update_before ? WEIR_CHANGELOG_RETRACT : WEIR_CHANGELOG_UPSERT;
        node->deletes = true;
        break;
    case WR_NODE_CALC:
    case WR_NODE_UNION:
    case WR_NODE_EXCHANGE:
    case WR_NODE_WINDOW_TABLE:
    case WR_NODE_UNNEST:
    case WR_NODE_SINK:
        node->mode = mode_of_inputs(node);
        node->deletes = inputs_delete(node);
        break;
    case WR_NODE_GROUP_AGGREGATE:
        node->input_retracts = mode_of_inputs(node) != WEIR_CHANGELOG_APPEND;
        node->emit_update_before = needs_before == NULL || needs_before[node->id];
        node->mode = node->emit_update_before ? WEIR_CHANGELOG_RETRACT : WEIR_CHANGELOG_UPSERT;
        node->deletes = node->input_retracts; /* a group goes with its last row */
        /* DISTINCT: a row is new once. With a time to live, what comes again is sent again, so that state above lives on. */
        if (node->aggregate_count == 0 && !node->input_retracts && (node->state_ttl_ms == 0 || inserts_only[node->id])) {
            node->emit_update_before = false;
            node->mode = WEIR_CHANGELOG_APPEND;
        }
        break;
    }
}

static void set_update_before(planner *p, wr_node *sink) {
    if (sink->inputs[0]->mode == WEIR_CHANGELOG_RETRACT && sink_takes(sink) == WEIR_CHANGELOG_UPSERT)
        sink->update_before = has_filter_below(p, sink->inputs[0]) ? WR_UPDATE_BEFORE_DELETE : WR_UPDATE_BEFORE_DROP;
}

weir_status wr_plan_infer_changes(planner *p, wr_node *const *sinks, uint32_t sink_count, weir_error *err) {
    bool *needs_before = wr_arena_calloc(p->arena, p->node_count + 1, sizeof *needs_before);
    bool *inserts_only = wr_arena_calloc(p->arena, p->node_count + 1, sizeof *inserts_only);
    for (uint32_t s = 0; s < sink_count; s++)
        if (sink_takes(sinks[s]) == WEIR_CHANGELOG_APPEND)
            mark_inserts_only(sinks[s], inserts_only);
    for (size_t i = 0; i < p->node_count; i++)
        set_mode(p->nodes[i], NULL, inserts_only);
    for (size_t i = 0; i < p->node_count; i++)
        WEIR_TRY(check_aggregates(p->nodes[i], err));
    for (uint32_t s = 0; s < sink_count; s++)
        WEIR_TRY(check_sink(p, sinks[s], err));
    for (size_t i = p->node_count; i-- > 0;) {
        wr_node *node = p->nodes[i];
        bool     needs = needs_before[node->id];
        if (node->kind == WR_NODE_SINK)
            needs = sink_takes(node) == WEIR_CHANGELOG_RETRACT;
        else if (node->kind == WR_NODE_GROUP_AGGREGATE || node->kind == WR_NODE_WINDOW_AGGREGATE || tells_images_apart(p, node))
            needs = true;
        for (uint32_t k = 0; k < node->input_count; k++)
            needs_before[node->inputs[k]->id] = needs_before[node->inputs[k]->id] || needs;
    }
    for (size_t i = 0; i < p->node_count; i++)
        set_mode(p->nodes[i], needs_before, inserts_only);
    for (uint32_t s = 0; s < sink_count; s++)
        set_update_before(p, sinks[s]);
    return WEIR_OK;
}
