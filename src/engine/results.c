/* engine/results.c - rows of a SELECT, SHOW or DESCRIBE for a caller that takes them itself.
 *
 * The sink of a SELECT is `print` in the format select_cells; what it would write comes here instead,
 * from any worker. The lock of the log keeps rows, log lines and progress apart, so that a shell
 * needs none of its own. */
#include "engine/results.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "engine/engine.h"

struct wr_results {
    weir_engine        *engine;
    const weir_results *receiver;
    weir_receiver       sink;
    weir_result         head;
    weir_cell          *cells; /* of one row; under the lock */
};

static void take(void *context, const void *bytes, size_t size) {
    wr_results *results = context;
    wr_reader   reader = wr_reader_of(bytes, size);
    wr_mutex_lock(&results->engine->log_mutex);
    while (reader.offset < reader.size) {
        weir_row_kind kind = (weir_row_kind)wr_reader_u8(&reader);
        for (uint32_t c = 0; c < results->head.column_count; c++) {
            uint32_t cell_size = wr_reader_u32(&reader);
            bool     is_null = cell_size == UINT32_MAX;
            results->cells[c] = (weir_cell){is_null ? NULL : wr_reader_raw(&reader, cell_size), is_null ? 0 : cell_size};
        }
        WR_ASSERT(!reader.failed); /* the encoder gives whole rows */
        results->receiver->row(results->receiver->context, kind, results->cells);
    }
    wr_mutex_unlock(&results->engine->log_mutex);
}

wr_results *wr_results_of_plan(weir_engine *engine, const weir_results *receiver, wr_plan *plan, wr_arena *arena) {
    wr_results *results = wr_arena_calloc(arena, 1, sizeof *results);
    *results = (wr_results){.engine = engine, .receiver = receiver, .sink = {take, results}, .head = {.is_query = true, .bounded = plan->bounded}};
    for (uint32_t n = 0; n < plan->node_count; n++) {
        wr_node *node = plan->nodes[n];
        if (node->kind != WR_NODE_SINK || !node->sink_format_name || strcmp(node->sink_format_name, "select") != 0)
            continue;
        const weir_schema  *schema = node->sink_schema;
        weir_result_column *columns = wr_arena_calloc(arena, schema->field_count + 1u, sizeof *columns);
        for (uint32_t c = 0; c < schema->field_count; c++) {
            char text[1024];
            columns[c].name = schema->fields[c].name;
            columns[c].type = wr_arena_strdup(arena, weir_type_text(schema->fields[c].type, text, sizeof text));
            columns[c].number = weir_type_is_numeric(schema->fields[c].type);
        }
        results->head.columns = columns;
        results->head.column_count = schema->field_count;
        results->cells = wr_arena_calloc(arena, schema->field_count + 1u, sizeof *results->cells);
        node->sink_format_name = "select_cells";
        node->receiver = &results->sink;
        return results;
    }
    WR_ASSERT(!"a SELECT has a sink");
    return NULL;
}

void wr_results_begin(wr_results *results) {
    wr_mutex_lock(&results->engine->log_mutex);
    results->receiver->begin(results->receiver->context, &results->head);
    wr_mutex_unlock(&results->engine->log_mutex);
}

weir_status wr_results_end(wr_results *results, weir_status status) {
    wr_mutex_lock(&results->engine->log_mutex);
    results->receiver->end(results->receiver->context, status);
    wr_mutex_unlock(&results->engine->log_mutex);
    if (results->receiver->after)
        results->receiver->after(results->receiver->context, status);
    return status;
}

weir_status wr_results_of_rows(weir_engine *engine, const weir_results *receiver, const wr_rows *rows) {
    wr_arena           *arena = wr_arena_create(0);
    weir_result_column *columns = wr_arena_calloc(arena, rows->column_count + 1u, sizeof *columns);
    weir_cell          *cells = wr_arena_calloc(arena, rows->column_count + 1u, sizeof *cells);
    const weir_result   head = {.columns = columns, .column_count = rows->column_count, .bounded = true};
    for (uint32_t c = 0; c < rows->column_count; c++)
        columns[c] = (weir_result_column){.name = rows->column_names[c], .type = "STRING"};
    wr_mutex_lock(&engine->log_mutex);
    receiver->begin(receiver->context, &head);
    for (uint32_t r = 0; r < rows->row_count; r++) {
        for (uint32_t c = 0; c < rows->column_count; c++) {
            const char *text = rows->cells[r * rows->column_count + c];
            cells[c] = (weir_cell){text, text ? strlen(text) : 0};
        }
        receiver->row(receiver->context, WEIR_ROW_INSERT, cells);
    }
    receiver->end(receiver->context, WEIR_OK);
    wr_mutex_unlock(&engine->log_mutex);
    if (receiver->after)
        receiver->after(receiver->context, WEIR_OK);
    wr_arena_destroy(arena);
    return WEIR_OK;
}
