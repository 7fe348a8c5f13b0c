/* planner/changes.c - which changes every operator sends, and who must be told of the old image.
 *
 * Upwards: a group aggregate updates its results, all else passes on what comes. Downwards: the old
 * image (-U) is sent only where a consumer needs it: another aggregate, a filter (it may let only one
 * of the two through), a sink that takes the whole changelog. */
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

/* Nearest node below that makes updates out of inserts: for messages. */
static const wr_node *updater_of(const wr_node *node) {
    while (node->kind != WR_NODE_GROUP_AGGREGATE && node->input_count > 0) {
        const wr_node *next = node->inputs[0];
        for (uint32_t i = 0; i < node->input_count; i++)
            if (node->inputs[i]->mode != WEIR_CHANGELOG_APPEND)
                next = node->inputs[i];
        node = next;
    }
    return node;
}

static const char *key_names(planner *p, const wr_node *aggregate) {
    const char *text = "";
    for (uint32_t k = 0; k < aggregate->key_count; k++)
        text = wr_arena_printf(p->arena, "%s%s%s", text, k ? ", " : "", aggregate->schema->fields[k].name);
    return text;
}

/* Output columns that identify a row of an updating stream; false: not known. */
static bool upsert_key(planner *p, const wr_node *node, bool *in_key) {
    switch (node->kind) {
    case WR_NODE_GROUP_AGGREGATE:
        for (uint32_t k = 0; k < node->key_count; k++)
            in_key[k] = true;
        return node->key_count > 0;
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
            while (at < node->schema->field_count && (node->projections[at]->kind != WR_EXPR_COLUMN || node->projections[at]->column != c))
                at++;
            if (at == node->schema->field_count)
                return false;
            in_key[at] = true;
        }
        return true;
    }
    case WR_NODE_SOURCE:
    case WR_NODE_VALUES:
    case WR_NODE_UNION:
    case WR_NODE_WINDOW_TABLE:
    case WR_NODE_WINDOW_AGGREGATE:
    case WR_NODE_SINK:
        return false;
    }
    return false;
}

static weir_changelog_mode sink_takes(const wr_node *sink) {
    weir_changelog_mode takes = sink->table->connector->sink->consumes;
    if (sink->table->format && sink->table->format->encodes < takes)
        takes = sink->table->format->encodes;
    return takes;
}

static weir_status check_append_only(planner *p, const wr_node *node, const char *what, weir_error *err) {
    const wr_node *updater = updater_of(node);
    if (node->inputs[0]->mode == WEIR_CHANGELOG_APPEND)
        return WEIR_OK;
    return FAIL_AT(err, WEIR_UNSUPPORTED, node,
                   "%s over updates is not available: its input changes results already sent (GROUP BY %s, line %u); make that a window "
                   "aggregation, so that its results are final", what, key_names(p, updater), updater->line);
}

static weir_status check_sink(planner *p, const wr_node *sink, weir_error *err) {
    const wr_node *updater = updater_of(sink);
    const char    *name = sink->table->name;
    if (sink->inputs[0]->mode == WEIR_CHANGELOG_APPEND || sink_takes(sink) == WEIR_CHANGELOG_RETRACT)
        return WEIR_OK;
    if (sink_takes(sink) == WEIR_CHANGELOG_APPEND)
        return FAIL_AT(err, WEIR_INVALID, sink,
                       "Table sink '%s' doesn't support consuming update changes which is produced by node GroupAggregate(groupBy=[%s]) of line "
                       "%u: connector '%s'%s%s%s takes inserts only; group by window_start and window_end of TUMBLE or HOP, so that every result "
                       "is final, or write to a connector that takes updates, such as 'print'",
                       name, key_names(p, updater), updater->line, sink->table->connector->name, sink->table->format ? " with format '" : "",
                       sink->table->format ? sink->table->format->name : "", sink->table->format ? "'" : "");
    if (sink->table->primary_key_count == 0)
        return FAIL_AT(err, WEIR_INVALID, sink, "table '%s' needs PRIMARY KEY (...) NOT ENFORCED: connector '%s' finds the row that an update changes by it",
                       name, sink->table->connector->name);
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
                       "the PRIMARY KEY of table '%s' is not the key of the query (GROUP BY %s), so updates of one row could overtake each other; make "
                       "them the same, or SET 'table.exec.sink.upsert-materialize' = 'NONE' if that is fine", name, key_names(p, updater));
    return WEIR_OK;
}

static void set_mode(wr_node *node, const bool *needs_before) {
    switch (node->kind) {
    case WR_NODE_SOURCE:
    case WR_NODE_VALUES:
    case WR_NODE_WINDOW_AGGREGATE:
        node->mode = WEIR_CHANGELOG_APPEND;
        break;
    case WR_NODE_CALC:
    case WR_NODE_UNION:
    case WR_NODE_EXCHANGE:
    case WR_NODE_WINDOW_TABLE:
    case WR_NODE_SINK:
        node->mode = mode_of_inputs(node);
        break;
    case WR_NODE_GROUP_AGGREGATE:
        node->input_retracts = mode_of_inputs(node) != WEIR_CHANGELOG_APPEND;
        node->emit_update_before = needs_before == NULL || needs_before[node->id];
        node->mode = node->emit_update_before ? WEIR_CHANGELOG_RETRACT : WEIR_CHANGELOG_UPSERT;
        if (node->aggregate_count == 0 && !node->input_retracts) { /* DISTINCT: a row is new once */
            node->emit_update_before = false;
            node->mode = WEIR_CHANGELOG_APPEND;
        }
        break;
    }
}

weir_status infer_changes(planner *p, wr_node *const *sinks, uint32_t sink_count, weir_error *err) {
    bool *needs_before = wr_arena_calloc(p->arena, p->node_count + 1, sizeof *needs_before);
    for (size_t i = 0; i < p->node_count; i++)
        set_mode(p->nodes[i], NULL);
    for (size_t i = 0; i < p->node_count; i++) {
        if (p->nodes[i]->kind == WR_NODE_WINDOW_AGGREGATE)
            WEIR_TRY(check_append_only(p, p->nodes[i], "a window aggregation", err));
        if (p->nodes[i]->kind == WR_NODE_WINDOW_TABLE)
            WEIR_TRY(check_append_only(p, p->nodes[i], "a window", err));
    }
    for (uint32_t s = 0; s < sink_count; s++)
        WEIR_TRY(check_sink(p, sinks[s], err));
    for (size_t i = p->node_count; i-- > 0;) {
        wr_node *node = p->nodes[i];
        bool     needs = needs_before[node->id];
        if (node->kind == WR_NODE_SINK)
            needs = sink_takes(node) == WEIR_CHANGELOG_RETRACT;
        else if (node->kind == WR_NODE_GROUP_AGGREGATE || node->filter)
            needs = true;
        for (uint32_t k = 0; k < node->input_count; k++)
            needs_before[node->inputs[k]->id] = needs_before[node->inputs[k]->id] || needs;
    }
    for (size_t i = 0; i < p->node_count; i++)
        set_mode(p->nodes[i], needs_before);
    return WEIR_OK;
}
