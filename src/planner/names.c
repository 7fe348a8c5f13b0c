/* planner/names.c - names that last: uids, which tie saved state to operators across restarts, and
 * the text of what a state holds, which is compared when it is restored.
 *
 * A uid is the sink's table, the kind of operator, and its number among its kind on the way down from
 * the sink; so edits of filters and projections, and of other INSERTs, change none. A source is named
 * by its table alone. A shared operator has the name that its first sink gives it. */
#include <string.h>

#include "planner/explain.h"
#include "planner/planner_internal.h"

static const char *kind_name(wr_node_kind kind) {
    switch (kind) {
    case WR_NODE_SOURCE: return "source";
    case WR_NODE_VALUES: return "values";
    case WR_NODE_CALC: return "calc";
    case WR_NODE_UNION: return "union";
    case WR_NODE_EXCHANGE: return "exchange";
    case WR_NODE_WINDOW_TABLE: return "window-table";
    case WR_NODE_UNNEST: return "unnest";
    case WR_NODE_WINDOW_AGGREGATE: return "window-aggregate";
    case WR_NODE_GROUP_AGGREGATE: return "group-aggregate";
    case WR_NODE_CHANGELOG_NORMALIZE: return "changelog-normalize";
    case WR_NODE_SINK: return "sink";
    }
    return "node";
}

#define KIND_COUNT (WR_NODE_SINK + 1)

static void name_below(planner *p, wr_node *node, const char *path, uint32_t *counts) {
    if (node->kind == WR_NODE_SOURCE)
        return;
    uint32_t ordinal = ++counts[node->kind];
    if (!node->uid)
        node->uid = node->kind == WR_NODE_SINK ? wr_arena_printf(p->arena, "%s/sink", path)
                                               : wr_arena_printf(p->arena, "%s/%s-%u", path, kind_name(node->kind), ordinal);
    for (uint32_t i = 0; i < node->input_count; i++)
        name_below(p, node->inputs[i], path, counts);
}

static const char *keys_text(planner *p, const wr_node *node) {
    const char *text = "keys (";
    char        type[256];
    for (uint32_t k = 0; k < node->key_count; k++) {
        const weir_field *field = &node->inputs[0]->schema->fields[node->keys[k]];
        text = wr_arena_printf(p->arena, "%s%s%s %s", text, k ? ", " : "", field->name, weir_type_text(field->type, type, sizeof type));
    }
    return wr_arena_printf(p->arena, "%s)", text);
}

static bool is_key(const wr_node *node, uint32_t column) {
    for (uint32_t k = 0; k < node->key_count; k++)
        if (node->keys[k] == column)
            return true;
    return false;
}

/* Rows that do not fulfil the condition are not there, so it belongs to what the state means. */
static const char *last_rows_text(planner *p, const wr_node *node) {
    const char *text = wr_arena_printf(p->arena, "%s last row (", keys_text(p, node)), *comma = "";
    char        type[256];
    for (uint32_t c = 0; c < node->schema->field_count; c++) {
        if (is_key(node, c))
            continue;
        text = wr_arena_printf(p->arena, "%s%s%s %s", text, comma, node->schema->fields[c].name,
                               weir_type_text(node->schema->fields[c].type, type, sizeof type));
        comma = ", ";
    }
    return node->filter ? wr_arena_printf(p->arena, "%s) where %s", text, wr_expr_text(p->arena, node->filter)) : wr_arena_printf(p->arena, "%s)", text);
}

static const char *aggregates_text(planner *p, const wr_node *node) {
    const char *text = wr_arena_printf(p->arena, "%s aggregates (", keys_text(p, node));
    char        type[256];
    for (uint32_t a = 0; a < node->aggregate_count; a++)
        text = wr_arena_printf(p->arena, "%s%s%s %s", text, a ? ", " : "", node->aggregates[a].text,
                               weir_type_text(node->aggregates[a].result, type, sizeof type));
    return wr_arena_printf(p->arena, "%s)", text);
}

static const char *window_text(planner *p, const wr_window *window) {
    const char *text = window->kind == WR_WINDOW_TUMBLE
                           ? wr_arena_printf(p->arena, "TUMBLE %s", wr_duration_text(p->arena, window->size_ms))
                           : wr_arena_printf(p->arena, "HOP %s %s", wr_duration_text(p->arena, window->slide_ms), wr_duration_text(p->arena, window->size_ms));
    return window->offset_ms ? wr_arena_printf(p->arena, "%s offset %s", text, wr_duration_text(p->arena, window->offset_ms)) : text;
}

static const char *state_text_of(planner *p, const wr_node *node) {
    switch (node->kind) {
    case WR_NODE_SOURCE:
        return wr_arena_printf(p->arena, "positions of connector '%s'", node->table->connector->name);
    case WR_NODE_WINDOW_AGGREGATE:
        return wr_arena_printf(p->arena, "%s %s%s", aggregates_text(p, node), window_text(p, &node->window), node->input_retracts ? " over updates" : "");
    case WR_NODE_GROUP_AGGREGATE:
        return wr_arena_printf(p->arena, "%s%s", aggregates_text(p, node), node->input_retracts ? " over updates" : "");
    case WR_NODE_CHANGELOG_NORMALIZE:
        return last_rows_text(p, node);
    case WR_NODE_VALUES:
    case WR_NODE_CALC:
    case WR_NODE_UNION:
    case WR_NODE_EXCHANGE:
    case WR_NODE_WINDOW_TABLE:
    case WR_NODE_UNNEST:
    case WR_NODE_SINK:
        return NULL;
    }
    return NULL;
}

void wr_plan_name_nodes(planner *p, wr_node *const *sinks, uint32_t sink_count) {
    for (size_t i = 0; i < p->node_count; i++) {
        wr_node *node = p->nodes[i];
        uint32_t same = 1;
        if (node->kind != WR_NODE_SOURCE)
            continue;
        for (size_t j = 0; j < i; j++)
            same += p->nodes[j]->kind == WR_NODE_SOURCE && strcmp(p->nodes[j]->table->name, node->table->name) == 0;
        node->uid = same == 1 ? wr_arena_printf(p->arena, "source/%s", node->table->name)
                              : wr_arena_printf(p->arena, "source/%s-%u", node->table->name, same);
    }
    for (uint32_t s = 0; s < sink_count; s++) {
        uint32_t    counts[KIND_COUNT] = {0}, same = 1;
        const char *path = sinks[s]->table->name;
        for (uint32_t j = 0; j < s; j++)
            same += strcmp(sinks[j]->table->name, path) == 0;
        if (same > 1)
            path = wr_arena_printf(p->arena, "%s-%u", path, same);
        name_below(p, sinks[s], path, counts);
    }
    for (size_t i = 0; i < p->node_count; i++)
        p->nodes[i]->state_text = state_text_of(p, p->nodes[i]);
}
