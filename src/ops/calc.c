/* ops/calc.c - filter, then projection, over a batch.
 *
 * Nothing is copied: the filter narrows the selection, column reads pass through, and computed
 * columns stand row by row beside the input's. So watermarks per row and the origin stay valid. */
#include "base/arena.h"
#include "func/eval.h"
#include "plan/node.h"
#include "weir/operator.h"

typedef struct calc {
    weir_operator_context *ctx;
    wr_program            *program;     /* projections, then the filter */
    uint32_t               projection_count;
    bool                   has_filter;
    weir_column           *columns;
    uint16_t               selection[WEIR_BATCH_ROWS];
} calc;

static weir_status calc_open(weir_operator_context *ctx, void **self, weir_error *err) {
    const wr_node *node = ctx->node;
    calc          *op = wr_arena_calloc(ctx->arena, 1, sizeof *op);
    op->ctx = ctx;
    op->projection_count = node->projections ? node->schema->field_count : 0;
    op->has_filter = node->filter != NULL;
    op->columns = wr_arena_calloc(ctx->arena, node->schema->field_count + 1, sizeof *op->columns);
    const wr_expr **exprs = wr_arena_calloc(ctx->arena, op->projection_count + 1, sizeof *exprs);
    for (uint32_t i = 0; i < op->projection_count; i++)
        exprs[i] = node->projections[i];
    if (op->has_filter)
        exprs[op->projection_count] = node->filter;
    *self = op;
    return wr_program_create(exprs, op->projection_count + op->has_filter, node->inputs[0]->schema,
                             ctx->local_time_zone, ctx->env, &op->program, err);
}

static weir_status calc_process(void *self, uint32_t input, const weir_batch *batch,
                                weir_collector *out, weir_error *err) {
    (void)input;
    calc      *op = self;
    weir_batch result = *batch;
    weir_rows  rows = {batch->selection, batch->selected_count};
    wr_program_begin(op->program, batch);
    if (op->has_filter) {
        WEIR_TRY(wr_program_filter(op->program, op->projection_count, rows, op->selection,
                                   &result.selected_count, err));
        op->ctx->counters[3] += rows.count - result.selected_count;
        if (result.selected_count < batch->row_count)
            result.selection = op->selection;
        else
            result.selection = NULL;
        rows = (weir_rows){result.selection, result.selected_count};
    }
    if (op->projection_count != 0 || op->ctx->node->projections != NULL) {
        for (uint32_t i = 0; i < op->projection_count; i++)
            WEIR_TRY(wr_program_run(op->program, i, rows, &op->columns[i], err));
        result.columns = op->columns;
    }
    result.schema = op->ctx->node->schema;
    return out->emit(out, &result, err);
}

static void calc_close(void *self) {
    calc *op = self;
    wr_program_destroy(op->program);
}

const weir_operator weir_operator_calc = {
    .abi = sizeof(weir_operator), .name = "Calc",
    .open = calc_open, .process = calc_process, .close = calc_close,
};
