/* binder/order.c - ORDER BY, LIMIT and OFFSET.
 *
 * A stream has no end to sort at, and what Flink does instead (Top-N, sorting by time) does not run yet.
 * The expressions are bound all the same. ORDER BY of an inner query means nothing, here as in Flink. */
#include <string.h>

#include "binder/binder_internal.h"

/* The columns of the result, then those that were read; a name means the result's where both have it. */
static scope order_scope(wr_binder *binder, const wr_logical *output, const scope *in) {
    uint32_t count = output->schema->field_count;
    scope    out = {.column_count = count + in->column_count, .full_names = in->full_names, .outer = in->outer};
    out.columns = wr_arena_calloc(binder->arena, out.column_count + 1u, sizeof *out.columns);
    for (uint32_t i = 0; i < count; i++)
        out.columns[i] = (scope_column){.name = output->schema->fields[i].name, .type = output->schema->fields[i].type};
    for (uint32_t i = 0; i < in->column_count; i++) {
        scope_column *column = &out.columns[count + i];
        *column = in->columns[i];
        for (uint32_t o = 0; o < count; o++)
            column->qualified_only = column->qualified_only || strcmp(column->name, out.columns[o].name) == 0;
    }
    return out;
}

/* A number means a column of the result. */
static weir_status bind_ordinal(const wr_ast_expr *ast, uint32_t count, weir_error *err) {
    if (ast->literal.fits && ast->literal.integer >= 1 && ast->literal.integer <= count)
        return WEIR_OK;
    return FAIL(err, WEIR_INVALID, ast->place, "ORDER BY %s: the result has %u column%s", ast->literal.text, count, count == 1 ? "" : "s");
}

weir_status wr_bind_order(const expr_context *ctx, const wr_ast_query *ast, const wr_logical *output, weir_error *err) {
    wr_binder   *binder = ctx->binder;
    call_list    calls = {0};
    scope        in = order_scope(binder, output, ctx->scope);
    expr_context order = *ctx;
    if (ast->order_by_count == 0)
        return WEIR_OK;
    order.scope = &in;
    order.calls = &calls;
    order.clause = "ORDER BY";
    for (uint32_t i = 0; i < ast->order_by_count; i++) {
        const wr_ast_expr *expr = ast->order_by[i].expr;
        wr_expr           *ignored;
        if (expr->kind == AST_LITERAL && expr->literal.kind == AST_LITERAL_INTEGER)
            WEIR_TRY(bind_ordinal(expr, output->schema->field_count, err));
        else
            WEIR_TRY(wr_bind_expr(&order, expr, &ignored, err));
    }
    if (binder->depth > 1 && !ast->limit && !ast->offset)
        return WEIR_OK;
    return wr_refuse(binder, ast->order_by[0].expr->place, err, "ORDER BY is not available yet: a stream has no end to sort at");
}

static weir_status bind_count(wr_binder *binder, const wr_ast_expr *ast, const char *clause, weir_error *err) {
    if (!ast)
        return WEIR_OK;
    if (ast->kind != AST_LITERAL || ast->literal.kind != AST_LITERAL_INTEGER)
        return FAIL(err, WEIR_INVALID, ast->place, "%s takes a number of rows, such as 10", clause);
    return wr_refuse(binder, ast->place, err, "%s is not available yet; filter with WHERE", clause);
}

weir_status wr_bind_limits(wr_binder *binder, const wr_ast_query *ast, weir_error *err) {
    WEIR_TRY(bind_count(binder, ast->limit, "LIMIT", err));
    return bind_count(binder, ast->offset, "OFFSET", err);
}
