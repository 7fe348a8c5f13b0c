/* planner/explain.c - the plan as a tree for people, from each sink down. What two sinks share is
 * shown once and referred to by its number afterwards. */
#include "planner/explain.h"

#include <string.h>

#include "base/buffer.h"
#include "plan/logical.h"

/* "+I", "+I +U -D", "+I -U +U", ... */
static const char *changelog_text(const wr_node *node) {
    switch (node->mode) {
    case WEIR_CHANGELOG_APPEND: return "+I";
    case WEIR_CHANGELOG_UPSERT: return node->deletes ? "+I +U -D" : "+I +U";
    case WEIR_CHANGELOG_RETRACT: return node->deletes ? "+I -U +U -D" : "+I -U +U";
    }
    return "";
}

const char *wr_duration_text(wr_arena *arena, int64_t ms) {
    static const struct {
        int64_t     ms;
        const char *unit;
    } units[] = {{86400000, "d"}, {3600000, "h"}, {60000, "min"}, {1000, "s"}, {1, "ms"}};
    size_t u = 0;
    while (ms == 0 || ms % units[u].ms != 0) {
        if (units[u].ms == 1)
            break;
        u++;
    }
    return wr_arena_printf(arena, "%lld %s", (long long)(ms / units[u].ms), units[u].unit);
}

typedef struct printer {
    wr_arena      *arena;
    const wr_plan *plan;
    wr_buffer     *out;
    const wr_cost *costs; /* or NULL */
    uint32_t      *uses;  /* per node: consumers */
    uint32_t      *shown; /* per node: its number, once printed; 0: not yet */
    uint32_t       shared_count;
} printer;

static void put_columns(printer *to, const weir_schema *schema, const uint32_t *columns, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        wr_buffer_printf(to->out, "%s%s", i ? ", " : "", schema->fields[columns ? columns[i] : i].name);
}

static void put_projection(printer *to, const wr_node *node) {
    wr_buffer_text(to->out, "select=[");
    for (uint32_t c = 0; c < node->schema->field_count; c++) {
        const char *name = node->schema->fields[c].name, *text = wr_expr_text(to->arena, node->projections[c]);
        wr_buffer_printf(to->out, "%s%s", c ? ", " : "", text);
        if (strcmp(name, text) != 0)
            wr_buffer_printf(to->out, " AS %s", name);
    }
    wr_buffer_byte(to->out, ']');
}

static void put_window(printer *to, const wr_node *node) {
    const wr_window *window = &node->window;
    const char      *time = node->inputs[0]->schema->fields[window->time_column].name;
    if (window->kind == WR_WINDOW_TUMBLE)
        wr_buffer_printf(to->out, "TUMBLE(%s, %s", time, wr_duration_text(to->arena, window->size_ms));
    else
        wr_buffer_printf(to->out, "HOP(%s, %s, %s", time, wr_duration_text(to->arena, window->slide_ms), wr_duration_text(to->arena, window->size_ms));
    if (window->offset_ms)
        wr_buffer_printf(to->out, ", offset %s", wr_duration_text(to->arena, window->offset_ms));
    wr_buffer_byte(to->out, ')');
}

static void put_aggregates(printer *to, const wr_node *node) {
    wr_buffer_text(to->out, "groupBy=[");
    put_columns(to, node->inputs[0]->schema, node->keys, node->key_count);
    wr_buffer_text(to->out, "], select=[");
    for (uint32_t a = 0; a < node->aggregate_count; a++)
        wr_buffer_printf(to->out, "%s%s", a ? ", " : "", node->aggregates[a].text);
    wr_buffer_byte(to->out, ']');
}

static void put_ttl(printer *to, const wr_node *node) {
    if (node->state_ttl_ms > 0)
        wr_buffer_printf(to->out, ", ttl=[%s]", wr_duration_text(to->arena, node->state_ttl_ms));
}

/* The paths of a column that are read: r.a, r.b.c. */
static void put_paths(printer *to, const char *path, weir_type type, const weir_reads *reads, bool *any) {
    if (reads->whole)
        wr_buffer_printf(to->out, "%s%s", *any ? ", " : "", path);
    *any = *any || reads->whole;
    for (uint32_t i = 0; !reads->whole && reads->fields && i < type.fields->field_count; i++)
        put_paths(to, wr_arena_printf(to->arena, "%s.%s", path, type.fields->fields[i].name), type.fields->fields[i].type, &reads->fields[i], any);
}

static void put_source_columns(printer *to, const wr_node *node) {
    const weir_schema *schema = node->source_schema;
    bool               any = false;
    for (uint32_t c = 0; c < schema->field_count; c++) {
        const bool in_part = node->reads && schema->fields[c].type.id == WEIR_TYPE_ROW && node->reads[c].fields;
        put_paths(to, schema->fields[c].name, schema->fields[c].type, in_part ? &node->reads[c] : &(weir_reads){.whole = true}, &any);
    }
}

static void put_source(printer *to, const wr_node *node) {
    wr_buffer_printf(to->out, "Source(table=[%s], connector=[%s], columns=[", node->table->name, node->table->connector->name);
    put_source_columns(to, node);
    wr_buffer_byte(to->out, ']');
    if (node->projections) {
        wr_buffer_text(to->out, ", ");
        put_projection(to, node);
    }
    if (node->watermark)
        wr_buffer_printf(to->out, ", watermark=[%s]", wr_expr_text(to->arena, node->watermark));
    if (node->split_filter)
        wr_buffer_printf(to->out, ", splits=[%s]", wr_expr_text(to->arena, node->split_filter));
    if (node->keeps_origin)
        wr_buffer_text(to->out, ", keeps late rows");
    wr_buffer_byte(to->out, ')');
}

/* Which columns go to a place of their own in the message. */
static void put_metadata(printer *to, const wr_node *sink) {
    bool any = false;
    for (uint32_t c = 0; c < sink->sink_schema->field_count; c++) {
        if (!sink->metadata_keys[c])
            continue;
        wr_buffer_printf(to->out, "%s%s", any ? ", " : ", metadata=[", sink->metadata_keys[c]);
        if (strcmp(sink->metadata_keys[c], sink->sink_schema->fields[c].name) != 0)
            wr_buffer_printf(to->out, " FROM %s", sink->sink_schema->fields[c].name);
        any = true;
    }
    if (any)
        wr_buffer_byte(to->out, ']');
}

static void put_operator(printer *to, const wr_node *node) {
    wr_buffer *out = to->out;
    switch (node->kind) {
    case WR_NODE_SOURCE:
        put_source(to, node);
        break;
    case WR_NODE_VALUES:
        wr_buffer_printf(out, "Values(rows=%u, columns=[", node->value_row_count);
        put_columns(to, node->schema, NULL, node->schema->field_count);
        wr_buffer_text(out, "])");
        break;
    case WR_NODE_CALC:
        wr_buffer_text(out, "Calc(");
        if (node->projections)
            put_projection(to, node);
        if (node->filter)
            wr_buffer_printf(out, "%swhere=[%s]", node->projections ? ", " : "", wr_expr_text(to->arena, node->filter));
        wr_buffer_byte(out, ')');
        break;
    case WR_NODE_UNION:
        wr_buffer_text(out, "Union(all=[");
        put_columns(to, node->schema, NULL, node->schema->field_count);
        wr_buffer_text(out, "])");
        break;
    case WR_NODE_EXCHANGE:
        if (node->key_count == 0) {
            wr_buffer_text(out, "Exchange(to one worker)");
            break;
        }
        wr_buffer_text(out, "Exchange(by=[");
        put_columns(to, node->schema, node->keys, node->key_count);
        wr_buffer_text(out, "])");
        break;
    case WR_NODE_WINDOW_TABLE:
        wr_buffer_text(out, "WindowTable(");
        put_window(to, node);
        wr_buffer_byte(out, ')');
        break;
    case WR_NODE_UNNEST:
        wr_buffer_printf(out, "Unnest(of=[%s], kept=[", node->inputs[0]->schema->fields[node->unnest.column].name);
        put_columns(to, node->inputs[0]->schema, node->unnest.kept, node->unnest.kept_count);
        wr_buffer_printf(out, "]%s%s", node->unnest.with_ordinality ? ", ordinality" : "", node->unnest.outer ? ", outer" : "");
        if (node->filter)
            wr_buffer_printf(out, ", on=[%s]", wr_expr_text(to->arena, node->filter));
        wr_buffer_byte(out, ')');
        break;
    case WR_NODE_WINDOW_AGGREGATE:
        wr_buffer_text(out, "WindowAggregate(");
        put_window(to, node);
        wr_buffer_text(out, ", ");
        put_aggregates(to, node);
        wr_buffer_byte(out, ')');
        break;
    case WR_NODE_GROUP_AGGREGATE:
        wr_buffer_text(out, "GroupAggregate(");
        put_aggregates(to, node);
        put_ttl(to, node);
        wr_buffer_byte(out, ')');
        break;
    case WR_NODE_CHANGELOG_NORMALIZE:
        wr_buffer_text(out, "ChangelogNormalize(key=[");
        put_columns(to, node->schema, node->keys, node->key_count);
        wr_buffer_byte(out, ']');
        if (node->filter)
            wr_buffer_printf(out, ", condition=[%s]", wr_expr_text(to->arena, node->filter));
        put_ttl(to, node);
        wr_buffer_byte(out, ')');
        break;
    case WR_NODE_SINK:
        wr_buffer_printf(out, "Sink(table=[%s], connector=[%s], columns=[", node->table->name, node->table->connector->name);
        put_columns(to, node->sink_schema, NULL, node->sink_schema->field_count);
        wr_buffer_byte(out, ']');
        put_metadata(to, node);
        if (node->update_before != WR_UPDATE_BEFORE_KEEP)
            wr_buffer_text(out, node->update_before == WR_UPDATE_BEFORE_DROP ? ", -U dropped" : ", -U deletes");
        wr_buffer_byte(out, ')');
        break;
    }
}

/* What it keeps, and what bounds that, apart from a time to live. */
static const char *kept_state(printer *to, const wr_node *node) {
    if (node->kind == WR_NODE_CHANGELOG_NORMALIZE)
        return node->filter ? "the last row of every key that fulfils the condition" : "the last row of every key, dropped when it is deleted";
    const char *groups = node->key_count ? "one row per group" : "one row";
    if (node->kind == WR_NODE_WINDOW_AGGREGATE) {
        const char *slice = node->window.kind == WR_WINDOW_HOP ? "slice of a window" : "window";
        return wr_arena_printf(to->arena, "%s and open %s; dropped when the watermark passes the end of the window", groups, slice);
    }
    if (node->input_retracts && node->key_count > 0)
        return "one row per group, dropped when the group loses its last row";
    if (node->state_ttl_ms > 0)
        return groups;
    return node->key_count == 0 ? "one row; it does not grow" : "one row per group, kept for good: it grows with every new group";
}

static const char *state_bound(printer *to, const wr_node *node) {
    const char *kept = kept_state(to, node);
    if (node->state_ttl_ms == 0)
        return kept;
    return wr_arena_printf(to->arena, "%s; it expires %s after a row came for it last", kept, wr_duration_text(to->arena, node->state_ttl_ms));
}

static void put_tree(printer *to, const wr_node *node, uint32_t depth) {
    for (uint32_t i = 0; i < depth; i++)
        wr_buffer_text(to->out, i + 1 == depth ? "+- " : "   ");
    if (to->shown[node->id]) {
        wr_buffer_printf(to->out, "as [%u] above\n", to->shown[node->id]);
        return;
    }
    if (to->uses[node->id] > 1) {
        to->shown[node->id] = ++to->shared_count;
        wr_buffer_printf(to->out, "[%u] ", to->shown[node->id]);
    }
    put_operator(to, node);
    wr_buffer_printf(to->out, " %s", changelog_text(node));
    if (to->costs)
        wr_buffer_printf(to->out, ": rowcount = %.4g, cumulative cost = {%.4g rows}", to->costs[node->id].rows, to->costs[node->id].total);
    wr_buffer_byte(to->out, '\n');
    if (node->kind == WR_NODE_WINDOW_AGGREGATE || node->kind == WR_NODE_GROUP_AGGREGATE || node->kind == WR_NODE_CHANGELOG_NORMALIZE) {
        for (uint32_t i = 0; i <= depth; i++)
            wr_buffer_text(to->out, "   ");
        wr_buffer_printf(to->out, "state: %s\n", state_bound(to, node));
    }
    for (uint32_t i = 0; i < node->input_count; i++)
        put_tree(to, node->inputs[i], depth + 1);
}

static void put_side(printer *to, const char *what, const wr_node *sink) {
    if (sink)
        wr_buffer_printf(to->out, "%s: table %s, connector %s\n", what, sink->table->name, sink->table->connector->name);
}

void wr_explain_operator(wr_buffer *out, wr_arena *arena, const wr_node *node) {
    printer to = {.arena = arena, .out = out};
    put_operator(&to, node);
}

static bool grows_with_keys(const wr_node *node) {
    if (node->state_ttl_ms > 0)
        return false;
    return node->kind == WR_NODE_CHANGELOG_NORMALIZE || (node->kind == WR_NODE_GROUP_AGGREGATE && node->key_count > 0 && !node->input_retracts);
}

/* What a person would say about the plan who has run such jobs before. */
static void put_advice(printer *to) {
    uint32_t count = 0;
    wr_buffer_text(to->out, "== Advice ==\n");
    for (uint32_t i = 0; i < to->plan->node_count; i++) {
        const wr_node *node = to->plan->nodes[i];
        if (to->plan->bounded || !grows_with_keys(node))
            continue;
        wr_buffer_printf(to->out, "advice[%u]: [WARNING] line %u: the state of ", ++count, node->line);
        put_operator(to, node);
        wr_buffer_text(to->out, " grows with every new key of an endless input; a window (TUMBLE, HOP) in FROM and window_start, window_end in GROUP BY "
                                 "bound it, and so do rows that expire: SET 'table.exec.state.ttl' = '1 d'\n");
    }
    if (count == 0)
        wr_buffer_text(to->out, "No available advice...\n");
}

const char *wr_explain_text(wr_arena *arena, const wr_plan *plan, wr_explain_details details) {
    wr_buffer out = {0};
    printer   to = {.arena = arena, .plan = plan, .out = &out};
    to.uses = wr_arena_calloc(arena, plan->node_count + 1u, sizeof *to.uses);
    to.shown = wr_arena_calloc(arena, plan->node_count + 1u, sizeof *to.shown);
    to.costs = details.estimated_cost ? wr_explain_costs(arena, plan) : NULL;
    for (uint32_t i = 0; i < plan->node_count; i++)
        for (uint32_t k = 0; k < plan->nodes[i]->input_count; k++)
            to.uses[plan->nodes[i]->inputs[k]->id]++;
    wr_buffer_text(&out, "== Physical Plan ==\n");
    for (uint32_t i = 0; i < plan->node_count; i++)
        if (plan->nodes[i]->kind == WR_NODE_SINK)
            put_tree(&to, plan->nodes[i], 0);
    put_side(&to, "late rows", plan->late_sink);
    put_side(&to, "unreadable records", plan->error_sink);
    wr_buffer_printf(&out, "%s input, %s", plan->bounded ? "bounded" : "unbounded",
                     plan->exactly_once ? "exactly once" : plan->needs_folder ? "at least once" : "no sink that keeps a promise");
    if (plan->exactly_once && plan->weaker_sink)
        wr_buffer_printf(&out, ", but at least once into %s", plan->weaker_sink->table->name);
    wr_buffer_byte(&out, '\n');
    if (details.advice)
        put_advice(&to);
    const char *text = wr_arena_strndup(arena, out.data, out.size);
    wr_buffer_free(&out);
    return text;
}
