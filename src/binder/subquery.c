/* binder/subquery.c - queries inside expressions: bound, their columns counted and compared, then refused.
 *
 * They are joins, which do not run yet, but for IN over VALUES of constants, which is a list. */
#include "binder/binder_internal.h"
#include "parser/ast_text.h"

/* The query, which may name columns of the one around it. */
static weir_status bind_inner(const expr_context *ctx, const wr_ast_query *query, wr_logical **out, weir_error *err) {
    wr_binder   *binder = ctx->binder;
    const scope *outer = binder->outer;
    if (binder->depth == 0)
        return FAIL(err, WEIR_INVALID, query->place, "a query cannot stand in %s", ctx->clause);
    binder->outer = ctx->scope;
    weir_status status = wr_bind_query(binder, query, ctx->ctes, out, err);
    binder->outer = outer;
    return status;
}

/* The type of the query's only column. */
static weir_status one_column(const expr_context *ctx, const wr_ast_query *query, const char *what, weir_type *type, weir_error *err) {
    wr_logical *rows;
    WEIR_TRY(bind_inner(ctx, query, &rows, err));
    if (rows->schema->field_count != 1)
        return FAIL(err, WEIR_INVALID, query->place, "%s needs a query with one column; this one has %u", what, rows->schema->field_count);
    *type = wr_plain_type(rows->schema->fields[0].type);
    type->nullable = true;
    return WEIR_OK;
}

static weir_status stand_in(const expr_context *ctx, const wr_ast_expr *ast, const char *what, weir_type type, wr_expr **out, weir_error *err) {
    *out = wr_refused_value(ctx->binder, type, what, ast->place);
    return wr_refuse(ctx->binder, ast->place, err, "%s is not available yet; a query can stand in FROM", what);
}

/* operand op (query): both sides must be comparable. */
static weir_status compare(const expr_context *ctx, const wr_ast_expr *ast, const wr_ast_expr *operand_ast, wr_ast_operator op, const wr_ast_query *query,
                           const char *what, wr_expr **out, weir_error *err) {
    weir_type   boolean = weir_type_of(WEIR_TYPE_BOOLEAN, true), type;
    wr_expr    *args[2], *ignored;
    const char *name = wr_ast_operator_text(op);
    if (operand_ast->kind == AST_ROW) {
        wr_logical *rows;
        for (uint32_t i = 0; i < operand_ast->list.count; i++)
            WEIR_TRY(wr_bind_expr(ctx, operand_ast->list.items[i], &ignored, err));
        WEIR_TRY(bind_inner(ctx, query, &rows, err));
        if (rows->schema->field_count != operand_ast->list.count)
            return FAIL(err, WEIR_INVALID, query->place, "%s: %u values are compared with a query of %u column%s", what, operand_ast->list.count,
                        rows->schema->field_count, rows->schema->field_count == 1 ? "" : "s");
        return stand_in(ctx, ast, what, boolean, out, err);
    }
    WEIR_TRY(wr_bind_expr(ctx, operand_ast, &args[0], err));
    WEIR_TRY(one_column(ctx, query, what, &type, err));
    args[1] = wr_refused_value(ctx->binder, type, what, query->place);
    WEIR_TRY(wr_make_call(ctx->binder, ast->place, name, name, args, 2, &ignored, err));
    return stand_in(ctx, ast, what, boolean, out, err);
}

weir_status wr_bind_subquery(const expr_context *ctx, const wr_ast_expr *ast, wr_expr **out, weir_error *err) {
    weir_type   type = weir_type_of(WEIR_TYPE_BOOLEAN, false);
    wr_logical *rows;
    if (ast->kind == AST_IN)
        return compare(ctx, ast, ast->in.operand, AST_OP_EQ, ast->in.query, ast->in.negated ? "NOT IN (query)" : "IN (query)", out, err);
    if (ast->kind == AST_QUANTIFIED)
        return compare(ctx, ast, ast->quantified.operand, ast->quantified.op, ast->quantified.query,
                       ast->quantified.all ? "a comparison with ALL (query)" : "a comparison with ANY (query)", out, err);
    if (ast->kind == AST_EXISTS) {
        WEIR_TRY(bind_inner(ctx, ast->subquery, &rows, err));
        return stand_in(ctx, ast, "EXISTS (query)", type, out, err);
    }
    WEIR_TRY(one_column(ctx, ast->subquery, "a query as a value", &type, err));
    return stand_in(ctx, ast, "a query as a value", type, out, err);
}
