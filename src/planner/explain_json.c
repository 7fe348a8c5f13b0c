/* planner/explain_json.c - EXPLAIN JSON_EXECUTION_PLAN: the plan as Flink's plan visualizer reads it: operators with their
 * parallelism, and how rows come to them. What only moves rows (an exchange) is a way between two operators, not one itself. */
#include "planner/explain.h"

#include "base/buffer.h"
#include "plan/logical.h"

static void put_string(wr_buffer *out, const char *text, size_t size) {
    wr_buffer_byte(out, '"');
    for (size_t i = 0; i < size; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c == '"' || c == '\\')
            wr_buffer_printf(out, "\\%c", c);
        else if (c < 0x20)
            wr_buffer_printf(out, "\\u%04x", c);
        else
            wr_buffer_byte(out, (char)c);
    }
    wr_buffer_byte(out, '"');
}

static void put_predecessor(wr_buffer *out, const wr_node *input, bool first) {
    const char *way = "FORWARD";
    if (input->kind == WR_NODE_EXCHANGE) {
        way = input->key_count > 0 ? "HASH" : "GLOBAL";
        input = input->inputs[0];
    }
    wr_buffer_printf(out, "%s{\n      \"id\" : %u,\n      \"ship_strategy\" : \"%s\",\n      \"side\" : \"second\"\n    }", first ? "" : ", ", input->id + 1, way);
}

static void put_node(wr_buffer *out, wr_arena *arena, const wr_node *node, uint32_t parallelism) {
    wr_buffer text = {0};
    wr_explain_operator(&text, arena, node);
    size_t name = 0;
    while (name < text.size && text.data[name] != '(')
        name++;
    const char *type = node->kind == WR_NODE_SOURCE ? wr_arena_printf(arena, "Source: %s[%u]", node->table->name, node->id + 1)
                     : node->kind == WR_NODE_SINK   ? wr_arena_printf(arena, "Sink: %s[%u]", node->table->name, node->id + 1)
                                                    : wr_arena_printf(arena, "%.*s[%u]", (int)name, text.data, node->id + 1);
    wr_buffer_printf(out, "{\n    \"id\" : %u,\n    \"type\" : ", node->id + 1);
    put_string(out, type, strlen(type));
    wr_buffer_printf(out, ",\n    \"pact\" : \"%s\",\n    \"contents\" : ",
                     node->kind == WR_NODE_SOURCE ? "Data Source" : node->kind == WR_NODE_SINK ? "Data Sink" : "Operator");
    put_string(out, text.data, text.size);
    wr_buffer_printf(out, ",\n    \"parallelism\" : %u", node->kind == WR_NODE_VALUES ? 1 : parallelism);
    if (node->input_count > 0)
        wr_buffer_text(out, ",\n    \"predecessors\" : [ ");
    for (uint32_t i = 0; i < node->input_count; i++)
        put_predecessor(out, node->inputs[i], i == 0);
    wr_buffer_text(out, node->input_count > 0 ? " ]\n  }" : "\n  }");
    wr_buffer_free(&text);
}

const char *wr_explain_json(wr_arena *arena, const wr_plan *plan, uint32_t parallelism) {
    wr_buffer out = {0};
    bool      first = true;
    wr_buffer_text(&out, "{\n  \"nodes\" : [ ");
    for (uint32_t i = 0; i < plan->node_count; i++) {
        if (plan->nodes[i]->kind == WR_NODE_EXCHANGE)
            continue;
        if (!first)
            wr_buffer_text(&out, ", ");
        first = false;
        put_node(&out, arena, plan->nodes[i], parallelism);
    }
    wr_buffer_text(&out, " ]\n}\n");
    const char *text = wr_arena_strndup(arena, out.data, out.size);
    wr_buffer_free(&out);
    return text;
}
