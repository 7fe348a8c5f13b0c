/* binder/comparison.c - comparisons, and NOT of what holds some.
 *
 * NaN is neither below nor above a number, nor equal to one. Flink decides x = x and turns NOT (a < b) into
 * a >= b before anything runs; where a number is NaN that shows, so the same is done here. */
#include <string.h>

#include "binder/binder_internal.h"
#include "parser/ast_text.h"

/* x = x, x <= x and x >= x are TRUE, x <> x, x < x and x > x FALSE, and all are NULL where x is. */
static weir_status compare_with_itself(wr_binder *binder, wr_ast_place place, wr_ast_operator op, wr_expr *operand, wr_expr **out,
                                       weir_error *err) {
    wr_expr *args[3];
    args[2] = wr_make_boolean(binder, op == AST_OP_EQ || op == AST_OP_LE || op == AST_OP_GE);
    args[1] = wr_make_null(binder, weir_type_of(WEIR_TYPE_BOOLEAN, true));
    if (!operand->type.nullable) {
        *out = args[2];
        return WEIR_OK;
    }
    WEIR_TRY(wr_make_call(binder, place, "IS NULL", "IS NULL", &operand, 1, &args[0], err));
    return wr_make_case(binder, place, args, 3, out, err);
}

weir_status wr_make_comparison(wr_binder *binder, wr_ast_place place, wr_ast_operator op, wr_expr *left, wr_expr *right, wr_expr **out,
                               weir_error *err) {
    wr_expr    *args[2] = {left, right};
    const char *name = wr_ast_operator_text(op);
    if (op == AST_OP_EQ && left->type.id == WEIR_TYPE_ROW && right->type.id == WEIR_TYPE_ROW)
        return wr_make_row_equal(binder, place, left, right, out, err);
    if (!wr_is_literal(left) && wr_expr_equal(left, right) && wr_expr_deterministic(left))
        return compare_with_itself(binder, place, op, left, out, err);
    return wr_make_call(binder, place, name, name, args, 2, out, err);
}

/* ---- NOT ---- */

/* The order that holds where this one of FLOATs or DOUBLEs does not, or NULL: it is something else. */
static const char *opposite_order(const wr_expr *expr) {
    static const char *const pairs[][2] = {{"<", ">="}, {">=", "<"}, {">", "<="}, {"<=", ">"}};
    if (expr->kind != WR_EXPR_CALL || expr->arg_count != 2 ||
        (!wr_is_approximate(expr->args[0]->type) && !wr_is_approximate(expr->args[1]->type)))
        return NULL;
    for (size_t i = 0; i < WR_COUNT_OF(pairs); i++)
        if (strcmp(expr->function->name, pairs[i][0]) == 0)
            return pairs[i][1];
    return NULL;
}

/* Is an argument of AND, OR and CASE a truth value? Of CASE the results are. */
static bool is_truth(const wr_expr *expr, uint32_t arg) {
    return expr->kind == WR_EXPR_AND || expr->kind == WR_EXPR_OR ||
           (expr->kind == WR_EXPR_CASE && (arg % 2 == 1 || arg + 1 == expr->arg_count));
}

static bool has_order(const wr_expr *expr) {
    bool found = opposite_order(expr) != NULL;
    for (uint32_t i = 0; i < expr->arg_count && !found; i++)
        found = is_truth(expr, i) && has_order(expr->args[i]);
    return found;
}

weir_status wr_make_not(wr_binder *binder, wr_ast_place place, wr_expr *operand, wr_expr **out, weir_error *err) {
    const char *opposite = opposite_order(operand);
    if (opposite)
        return wr_make_call(binder, place, opposite, opposite, operand->args, 2, out, err);
    if (!has_order(operand))
        return wr_make_call(binder, place, "NOT", "NOT", &operand, 1, out, err);
    wr_expr **args = wr_arena_alloc(binder->arena, operand->arg_count * sizeof *args);
    for (uint32_t i = 0; i < operand->arg_count; i++) {
        args[i] = operand->args[i];
        if (is_truth(operand, i))
            WEIR_TRY(wr_make_not(binder, place, args[i], &args[i], err));
    }
    if (operand->kind == WR_EXPR_CASE)
        return wr_make_case(binder, place, args, operand->arg_count, out, err);
    *out = wr_make_logical(binder, operand->kind == WR_EXPR_AND ? WR_EXPR_OR : WR_EXPR_AND, place, args, operand->arg_count);
    return WEIR_OK;
}
