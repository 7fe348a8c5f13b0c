/* ops/window_table.c - TUMBLE and HOP without an aggregate: appends window_start, window_end and
 * window_time to every row. HOP repeats a row once per window, latest window first, as Flink does. */
#include "base/arena.h"
#include "batch/vector.h"
#include "ops/window_zone.h"
#include "plan/node.h"
#include "weir/operator.h"

typedef struct window_table {
    weir_operator_context *ctx;
    const wr_node         *node;
    wr_window_zone         zone;
    weir_vector            times[3];
    weir_column           *columns;
    weir_vector           *copies;     /* HOP: gathered input columns */
    wr_arena              *strings;
} window_table;

static weir_status window_table_open(weir_operator_context *ctx, void **self, weir_error *err) {
    window_table      *op = wr_arena_calloc(ctx->arena, 1, sizeof *op);
    const weir_schema *schema = ctx->node->schema;
    uint32_t           inputs = schema->field_count - 3;
    op->ctx = ctx;
    op->node = ctx->node;
    op->columns = wr_arena_calloc(ctx->arena, schema->field_count, sizeof *op->columns);
    for (uint32_t t = 0; t < 3; t++)
        wr_vector_init(&op->times[t], schema->fields[inputs + t].type, ctx->arena, NULL);
    if (op->node->window.kind == WR_WINDOW_HOP) {
        op->copies = wr_arena_calloc(ctx->arena, inputs + 1, sizeof *op->copies);
        for (uint32_t i = 0; i < inputs; i++)
            wr_vector_init(&op->copies[i], schema->fields[i].type, ctx->arena, NULL);
    }
    *self = op;
    return wr_window_zone_open(&op->zone, ctx, err);
}

static int64_t window_start(const window_table *op, int64_t time) {
    int64_t remainder = (time - op->node->window.offset_ms) % op->node->window.slide_ms;
    return time - (remainder < 0 ? remainder + op->node->window.slide_ms : remainder);
}

static void set_window(window_table *op, uint32_t row, int64_t start) {
    int64_t end = start + op->node->window.size_ms;
    ((int64_t *)op->times[0].data)[row] = start;
    ((int64_t *)op->times[1].data)[row] = end;
    ((int64_t *)op->times[2].data)[row] = wr_window_instant(&op->zone, end - 1);
}

/* Rows of the batch whose time is NULL belong to no window: Flink fails the job. */
static weir_status check_times(const window_table *op, const weir_batch *batch, weir_error *err) {
    const weir_column *time = &batch->columns[op->node->window.time_column];
    if (!time->nulls)
        return WEIR_OK;
    WEIR_FOR_ROWS(row, k, wr_batch_rows(batch))
        if (time->nulls[row])
            return weir_fail(err, WEIR_DATA, "the time column '%s' of a window is NULL; filter such rows out",
                             batch->schema->fields[op->node->window.time_column].name);
    return WEIR_OK;
}

static weir_status emit_copies(window_table *op, const weir_batch *batch, const uint16_t *sources, uint32_t count,
                               const uint8_t *kinds, const weir_time_ms *marks, weir_collector *out, weir_error *err) {
    uint32_t inputs = op->node->schema->field_count - 3;
    for (uint32_t i = 0; i < inputs; i++) {
        op->copies[i].has_nulls = false;
        if (batch->columns[i].data)
            wr_vector_gather(&op->copies[i], 0, &batch->columns[i], (weir_rows){sources, count}, false);
        op->columns[i] = weir_vector_column(&op->copies[i]);
        if (!batch->columns[i].data)
            op->columns[i].data = NULL;
    }
    for (uint32_t t = 0; t < 3; t++)
        op->columns[inputs + t] = weir_vector_column(&op->times[t]);
    const weir_batch result = {.schema = op->node->schema, .columns = op->columns, .row_count = count,
                               .selected_count = count, .row_kinds = kinds, .row_watermarks = marks,
                               .watermark = marks ? marks[count - 1] : WEIR_TIME_MIN};
    return out->emit(out, &result, err);
}

static weir_status process_hop(window_table *op, const weir_batch *batch, weir_collector *out, weir_error *err) {
    const int64_t *times = batch->columns[op->node->window.time_column].data;
    uint16_t       sources[WEIR_BATCH_ROWS];
    uint8_t        kinds[WEIR_BATCH_ROWS];
    weir_time_ms   marks[WEIR_BATCH_ROWS];
    uint32_t       count = 0;
    const uint8_t      *out_kinds = batch->row_kinds ? kinds : NULL;
    const weir_time_ms *out_marks = batch->row_watermarks ? marks : NULL;
    WEIR_FOR_ROWS(row, k, wr_batch_rows(batch)) {
        const int64_t time = wr_window_local(&op->zone, times[row]);
        for (int64_t start = window_start(op, time); start > time - op->node->window.size_ms;
             start -= op->node->window.slide_ms) {
            if (count == WEIR_BATCH_ROWS) {
                WEIR_TRY(emit_copies(op, batch, sources, count, out_kinds, out_marks, out, err));
                count = 0;
            }
            sources[count] = (uint16_t)row;
            kinds[count] = batch->row_kinds ? batch->row_kinds[row] : 0;
            marks[count] = batch->row_watermarks ? batch->row_watermarks[row] : 0;
            set_window(op, count++, start);
        }
    }
    if (count != 0)
        WEIR_TRY(emit_copies(op, batch, sources, count, out_kinds, out_marks, out, err));
    return out->watermark(out, batch->watermark, err);
}

static weir_status window_table_process(void *self, uint32_t input, const weir_batch *batch, weir_collector *out, weir_error *err) {
    (void)input;
    window_table *op = self;
    WEIR_TRY(check_times(op, batch, err));
    if (op->node->window.kind == WR_WINDOW_HOP)
        return process_hop(op, batch, out, err);
    const int64_t *times = batch->columns[op->node->window.time_column].data;
    uint32_t       inputs = op->node->schema->field_count - 3;
    WEIR_FOR_ROWS(row, k, wr_batch_rows(batch)) set_window(op, row, window_start(op, wr_window_local(&op->zone, times[row])));
    memcpy(op->columns, batch->columns, inputs * sizeof *op->columns);
    for (uint32_t t = 0; t < 3; t++)
        op->columns[inputs + t] = weir_vector_column(&op->times[t]);
    weir_batch result = *batch;
    result.schema = op->node->schema;
    result.columns = op->columns;
    return out->emit(out, &result, err);
}

const weir_operator weir_operator_window_table = {
    .abi = sizeof(weir_operator), .name = "WindowTable",
    .open = window_table_open, .process = window_table_process,
};
