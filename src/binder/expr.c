/* binder/expr.c - expressions: names become columns, every type is known, casts are explicit, and
 * what is constant is computed once, here. Operators are functions of the registry; CASE, AND and OR
 * are kinds of their own, because they decide what runs; BETWEEN and its like are written with these. */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/buffer.h"
#include "base/hash.h"
#include "base/number.h"
#include "binder/binder_internal.h"
#include "func/cast.h"
#include "func/eval.h"
#include "func/func.h"
#include "parser/ast_text.h"

bool wr_is_literal(const wr_expr *expr) {
    return expr->kind == WR_EXPR_LITERAL;
}

static wr_expr *at_place(wr_expr *expr, wr_ast_place place) {
    expr->line = place.line;
    expr->column_number = place.column;
    return expr;
}

wr_expr *wr_make_null(wr_binder *binder, weir_type type) {
    weir_value value = {.is_null = true};
    type = wr_plain_type(type);
    type.nullable = true;
    return wr_expr_literal(binder->arena, type, value);
}

wr_expr *wr_make_boolean(wr_binder *binder, bool value) {
    weir_value literal = {0};
    literal.u.i64 = value;
    return wr_expr_literal(binder->arena, weir_type_of(WEIR_TYPE_BOOLEAN, false), literal);
}

wr_expr *wr_make_column(wr_binder *binder, uint32_t column, weir_type type, const char *name, wr_ast_place place) {
    return at_place(wr_expr_column(binder->arena, column, type, name), place);
}

const char *wr_bind_nearest_name(const char *wanted, const char *const *names, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (strcasecmp(wanted, names[i]) == 0)
            return names[i];
    return wr_nearest_name(wanted, names, count);
}

/* ---- calls and casts ---- */

/* Flink writes a computed constant down as a decimal number: of a FLOAT seven digits are left, and -0.0 is 0.0. A number that is only
 * cast keeps its digits. */
static void round_constant(wr_expr *literal, bool cast, wr_arena *arena) {
    double value = literal->literal.u.f64;
    if (literal->literal.is_null || (literal->type.id != WEIR_TYPE_FLOAT && literal->type.id != WEIR_TYPE_DOUBLE))
        return;
    if (literal->type.id == WEIR_TYPE_FLOAT && isfinite(value) && !cast) {
        char  text[32];
        float rounded = 0;
        int   size = snprintf(text, sizeof text, "%.6e", value);
        if (wr_parse_f32(text, (size_t)size, &rounded))
            value = (double)rounded;
    }
    weir_value *exact = wr_arena_alloc(arena, sizeof *exact);
    *exact = literal->literal;
    literal->exact = exact;
    literal->literal.u.f64 = value + 0.0;
}

/* The call over constants as they were computed. */
static weir_status evaluate_exactly(wr_binder *binder, const wr_expr *call, weir_value *value) {
    wr_arena  *arena = binder->arena;
    wr_expr    exact = *call;
    weir_error ignored;
    exact.args = wr_arena_alloc(arena, (call->arg_count + 1) * sizeof *exact.args);
    for (uint32_t i = 0; i < call->arg_count; i++) {
        exact.args[i] = call->args[i];
        if (call->args[i]->exact)
            exact.args[i] = wr_expr_literal(arena, call->args[i]->type, *call->args[i]->exact);
    }
    return wr_expr_evaluate(&exact, wr_config_time_zone(binder->config), binder->env, arena, value, &ignored);
}

/* A constant call becomes its value; one that fails (1 / 0) is left for the run, which says so. */
static wr_expr *fold(wr_binder *binder, wr_expr *call) {
    weir_value value;
    for (uint32_t i = 0; i < call->arg_count; i++)
        if (!wr_is_literal(call->args[i]))
            return call;
    if (call->kind == WR_EXPR_CALL && call->function->nondeterministic)
        return call;
    if (call->type.id == WEIR_TYPE_SYMBOL || call->type.id == WEIR_TYPE_NULL || weir_type_width(call->type) == 0)
        return call;
    if (evaluate_exactly(binder, call, &value) != WEIR_OK)
        return call;
    wr_expr *literal = wr_expr_literal(binder->arena, call->type, value);
    round_constant(literal, call->kind == WR_EXPR_CALL && strcasecmp(call->function->name, "CAST") == 0, binder->arena);
    literal->line = call->line;
    literal->column_number = call->column_number;
    return literal;
}

static weir_status unknown_function(wr_binder *binder, wr_ast_place place, const char *written, weir_error *err) {
    const weir_registry *registry = binder->registry;
    size_t               count = 0;
    const char         **names = wr_arena_alloc(binder->arena, (registry->function_count + registry->aggregate_count + 1) * sizeof *names);
    for (uint32_t i = 0; i < registry->function_count; i++)
        if (!registry->functions[i]->hidden)
            names[count++] = registry->functions[i]->name;
    for (uint32_t i = 0; i < registry->aggregate_count; i++)
        names[count++] = registry->aggregates[i]->name;
    char   upper[128];
    size_t size = 0;
    for (; written[size] && size < sizeof upper - 1; size++)
        upper[size] = (char)(written[size] >= 'a' && written[size] <= 'z' ? written[size] - 'a' + 'A' : written[size]);
    upper[size] = '\0';
    const char *nearest = wr_bind_nearest_name(upper, names, count);
    if (nearest)
        return FAIL(err, WEIR_INVALID, place, "unknown function '%s' - did you mean '%s'?", written, nearest);
    return FAIL(err, WEIR_INVALID, place, "unknown function '%s'; SHOW FUNCTIONS lists them", written);
}

/* Gives an error of a function its place, unless it has one. */
static weir_status placed(weir_error *err, wr_ast_place place, weir_status status) {
    if (status != WEIR_OK && err && err->sql_line == 0) {
        err->sql_line = place.line;
        err->sql_column = place.column;
    }
    return status;
}

/* An argument as the function wants it. A written text that is no value of that type is refused, whether a row meets it or not. */
static weir_status cast_argument(wr_binder *binder, wr_ast_place place, wr_expr *arg, weir_type type, bool try_cast, wr_expr **out, weir_error *err) {
    if (arg->line)
        place = (wr_ast_place){arg->line, arg->column_number};
    WEIR_TRY(wr_make_cast(binder, place, arg, type, try_cast, out, err));
    if (wr_is_literal(arg) && weir_type_is_string(arg->type) && !wr_is_literal(*out))
        return FAIL(err, WEIR_INVALID, place, "this text is read as %s, and it is none; write one that is, or CAST the other side AS STRING",
                    wr_type_name(binder, type));
    return WEIR_OK;
}

weir_status wr_make_call(wr_binder *binder, wr_ast_place place, const char *function_name, const char *written,
                      wr_expr **args, uint32_t arg_count, wr_expr **out, weir_error *err) {
    const weir_function *function = weir_registry_function(binder->registry, function_name);
    if (!function)
        return unknown_function(binder, place, written, err);
    if (arg_count == 2 && strcmp(function->name, "NULLIF") == 0 &&
        (weir_type_is_nested(args[0]->type) || wr_text_beside_time(args[0]->type, args[1]->type)))
        return wr_make_nullif(binder, place, args, out, err);
    if (arg_count == 2 && strcmp(function->name, "NULLIF") == 0 && wr_is_approximate(args[0]->type) &&
        wr_expr_equal(args[0], args[1]) && wr_expr_deterministic(args[0])) { /* NaN too */
        *out = at_place(wr_make_null(binder, args[0]->type), place);
        return WEIR_OK;
    }
    if (arg_count > WEIR_ARGS_MAX && !function->many_args)
        return FAIL(err, WEIR_INVALID, place, "function '%s' has %u arguments; at most %u are possible", written, arg_count, WEIR_ARGS_MAX);
    wr_arena          *arena = binder->arena;
    weir_type         *types = wr_arena_calloc(arena, arg_count + 1, sizeof *types);
    weir_type         *params = wr_arena_calloc(arena, arg_count + 1, sizeof *params);
    const weir_value **literals = wr_arena_calloc(arena, arg_count + 1, sizeof *literals);
    bool               keeps_time = strcasecmp(function_name, "CURRENT_WATERMARK") == 0;
    for (uint32_t i = 0; i < arg_count; i++) {
        types[i] = keeps_time ? args[i]->type : wr_plain_type(args[i]->type);
        params[i] = types[i];
        literals[i] = wr_is_literal(args[i]) ? &args[i]->literal : NULL;
    }
    char upper[128];
    snprintf(upper, sizeof upper, "%s", function->hidden ? written : function->name);
    weir_infer infer = {
        .name = upper,
        .arg_count = arg_count,
        .arg_types = types,
        .literals = literals,
        .local_time_zone = wr_config_time_zone(binder->config),
        .arena = arena,
        .param_types = params,
    };
    WEIR_TRY(placed(err, place, function->infer(&infer, err)));
    wr_expr **cast_args = wr_arena_calloc(arena, arg_count + 1, sizeof *cast_args);
    for (uint32_t i = 0; i < arg_count; i++) {
        cast_args[i] = args[i];
        if (!weir_type_same(types[i], params[i]))
            WEIR_TRY(cast_argument(binder, place, args[i], params[i], infer.try_cast, &cast_args[i], err));
    }
    weir_type result = infer.result;
    if (!(function->nondeterministic && result.time_attribute == WEIR_TIME_PROCTIME))
        result.time_attribute = WEIR_TIME_NONE;
    wr_expr *call = at_place(wr_expr_call(arena, function, result, cast_args, arg_count), place);
    if (!call->name)
        call->name = written;
    *out = fold(binder, call);
    return WEIR_OK;
}

weir_status wr_make_cast(wr_binder *binder, wr_ast_place place, wr_expr *operand, weir_type type, bool try_cast,
                      wr_expr **out, weir_error *err) {
    weir_type from = operand->type;
    type = wr_plain_type(type);
    type.nullable = try_cast || from.nullable;
    bool known_null = wr_is_literal(operand) && operand->literal.is_null;
    if (from.id != WEIR_TYPE_NULL && !(known_null && !try_cast && weir_type_is_numeric(from) && weir_type_is_timestamp(type)))
        WEIR_TRY(placed(err, place, wr_cast_check(from, type, err)));
    if (from.id == WEIR_TYPE_NULL || known_null) {
        *out = at_place(wr_make_null(binder, type), place);
        return WEIR_OK;
    }
    if (weir_type_same(from, type)) {
        *out = operand;
        if (from.time_attribute != WEIR_TIME_NONE || from.nullable != type.nullable || weir_type_is_nested(type)) {
            *out = wr_arena_alloc(binder->arena, sizeof **out);
            **out = *operand;
            (*out)->type = type;
        }
        return WEIR_OK;
    }
    const weir_function *function = weir_registry_function(binder->registry, try_cast ? "TRY_CAST" : "CAST");
    if (!function)
        return FAIL(err, WEIR_UNSUPPORTED, place, "%s is not in this build", try_cast ? "TRY_CAST" : "CAST");
    wr_expr **args = wr_arena_alloc(binder->arena, sizeof *args);
    args[0] = operand;
    wr_expr *call = at_place(wr_expr_call(binder->arena, function, type, args, 1), place);
    call->name = function->name;
    *out = fold(binder, call);
    return WEIR_OK;
}

/* ---- AND, OR, CASE ---- */

static wr_expr *nullable_truth(wr_binder *binder, bool value, bool nullable) {
    wr_expr *literal = wr_make_boolean(binder, value);
    literal->type.nullable = nullable;
    return literal;
}

wr_expr *wr_make_logical(wr_binder *binder, wr_expr_kind kind, wr_ast_place place, wr_expr **args, uint32_t count) {
    bool      ends_at = kind == WR_EXPR_OR; /* the value that decides the whole */
    bool      nullable = false;
    uint32_t  kept = 0, capacity = 0;
    for (uint32_t i = 0; i < count; i++) {
        capacity += args[i]->kind == kind ? args[i]->arg_count : 1;
        nullable = nullable || args[i]->type.nullable; /* also of what does not count: Flink's type says so */
    }
    wr_expr **flat = wr_arena_calloc(binder->arena, capacity + 1, sizeof *flat);
    for (uint32_t i = 0; i < count; i++) {
        bool      inner = args[i]->kind == kind;
        wr_expr **parts = inner ? args[i]->args : &args[i];
        for (uint32_t p = 0; p < (inner ? args[i]->arg_count : 1); p++) {
            if (wr_is_literal(parts[p]) && !parts[p]->literal.is_null) {
                if ((parts[p]->literal.u.i64 != 0) == ends_at)
                    return nullable_truth(binder, ends_at, nullable);
                continue;
            }
            flat[kept++] = parts[p];
        }
    }
    if (kept == 0)
        return nullable_truth(binder, !ends_at, nullable);
    if (kept == 1)
        return flat[0];
    wr_expr *expr = wr_arena_calloc(binder->arena, 1, sizeof *expr);
    expr->kind = kind;
    expr->type = weir_type_of(WEIR_TYPE_BOOLEAN, nullable);
    expr->args = flat;
    expr->arg_count = kept;
    return at_place(expr, place);
}

/* args: condition, result, ..., else. Results are cast to their common type. */
weir_status wr_make_case(wr_binder *binder, wr_ast_place place, wr_expr **args, uint32_t count, wr_expr **out, weir_error *err) {
    wr_arena  *arena = binder->arena;
    weir_type *types = wr_arena_alloc(arena, (count + 1) * sizeof *types);
    wr_expr  **kept = wr_arena_alloc(arena, (count + 1) * sizeof *kept);
    uint32_t   type_count = 0, kept_count = 0;
    weir_type  type;
    for (uint32_t i = 1; i < count; i += 2)
        types[type_count++] = args[i]->type;
    types[type_count++] = args[count - 1]->type;
    if (!wr_bind_common_type(binder, types, type_count, &type))
        for (uint32_t i = 1; i < type_count; i++) {
            weir_type pair[2] = {types[0], types[i]}, ignored;
            if (wr_bind_common_type(binder, pair, 2, &ignored) && i + 1 < type_count)
                continue;
            const wr_expr *branch = args[i + 1 < type_count ? 2 * i + 1 : count - 1];
            return FAIL(err, WEIR_INVALID, branch->line ? ((wr_ast_place){branch->line, branch->column_number}) : place,
                        "the results of CASE have no common type: %s and %s; CAST one of them", wr_type_name(binder, types[0]),
                        wr_type_name(binder, types[i]));
        }
    type = wr_plain_type(type);
    bool nullable = args[count - 1]->type.nullable, decided = false; /* also by branches that never happen */
    for (uint32_t i = 1; i < count; i += 2)
        nullable = nullable || args[i]->type.nullable;
    for (uint32_t i = 0; i + 1 < count && !decided; i += 2) {
        if (wr_is_literal(args[i])) { /* WHEN TRUE ends the list, WHEN FALSE and NULL never happen */
            if (args[i]->literal.is_null || args[i]->literal.u.i64 == 0)
                continue;
            decided = true;
        } else {
            kept[kept_count++] = args[i];
        }
        WEIR_TRY(wr_make_cast(binder, place, args[i + 1], type, false, &kept[kept_count++], err));
    }
    if (!decided)
        WEIR_TRY(wr_make_cast(binder, place, args[count - 1], type, false, &kept[kept_count++], err));
    if (kept_count == 1) {
        *out = wr_arena_alloc(arena, sizeof **out);
        **out = *kept[0];
        (*out)->type.nullable = nullable;
        return WEIR_OK;
    }
    wr_expr *expr = wr_arena_calloc(arena, 1, sizeof *expr);
    expr->kind = WR_EXPR_CASE;
    expr->type = type;
    expr->type.nullable = nullable;
    expr->args = kept;
    expr->arg_count = kept_count;
    *out = fold(binder, at_place(expr, place));
    return WEIR_OK;
}

/* ---- columns ---- */

static weir_status bind_column(const expr_context *ctx, const wr_ast_expr *ast, wr_expr **out, weir_error *err) {
    const wr_ast_name *name = &ast->column;
    uint32_t           used;
    WEIR_TRY(wr_bind_column(ctx, name, out, &used, err));
    return wr_bind_fields(ctx->binder, name, used, *out, out, err);
}

/* ---- operators ---- */

static weir_status bind_pair(const expr_context *ctx, const wr_ast_expr *left, const wr_ast_expr *right, wr_expr **args, weir_error *err) {
    WEIR_TRY(wr_bind_expr(ctx, left, &args[0], err));
    return wr_bind_expr(ctx, right, &args[1], err);
}

static weir_status to_boolean(wr_binder *binder, wr_ast_place place, wr_expr *expr, const char *what, wr_expr **out, weir_error *err) {
    if (expr->type.id == WEIR_TYPE_NULL)
        return wr_make_cast(binder, place, expr, weir_type_of(WEIR_TYPE_BOOLEAN, true), false, out, err);
    if (expr->type.id != WEIR_TYPE_BOOLEAN)
        return FAIL(err, WEIR_INVALID, place, "%s must be BOOLEAN, not %s", what, wr_type_name(binder, expr->type));
    *out = expr;
    return WEIR_OK;
}

/* NOT, AND, OR and IS TRUE do not say which type a bare NULL has. */
static weir_status refuse_bare_null(const wr_ast_expr *ast, const char *what, weir_error *err) {
    if (ast->kind == AST_LITERAL && ast->literal.kind == AST_LITERAL_NULL)
        return FAIL(err, WEIR_INVALID, ast->place, "NULL without a type cannot be %s; write CAST(NULL AS BOOLEAN)", what);
    return WEIR_OK;
}

static weir_status bind_truth(const expr_context *ctx, const wr_ast_expr *ast, const char *what, wr_expr **out, weir_error *err) {
    WEIR_TRY(refuse_bare_null(ast, what, err));
    return wr_bind_condition(ctx, ast, what, out, err);
}

weir_status wr_bind_condition(const expr_context *ctx, const wr_ast_expr *ast, const char *what, wr_expr **out, weir_error *err) {
    WEIR_TRY(wr_bind_expr(ctx, ast, out, err));
    return to_boolean(ctx->binder, ast->place, *out, what, out, err);
}

/* NOT x; of a comparison and of AND and OR the plan stays readable, so no rewriting here. */
/* a OVERLAPS b of two pairs. */
static weir_status bind_overlaps(const expr_context *ctx, const wr_ast_expr *ast, wr_expr **out, weir_error *err) {
    const wr_ast_expr *sides[2] = {ast->binary.left, ast->binary.right};
    wr_expr           *args[4];
    for (uint32_t i = 0; i < 2; i++) {
        if (sides[i]->kind != AST_ROW || sides[i]->list.count != 2)
            return FAIL(err, WEIR_INVALID, sides[i]->place, "OVERLAPS compares two periods; write (start, end) OVERLAPS (start, end)");
        WEIR_TRY(bind_pair(ctx, sides[i]->list.items[0], sides[i]->list.items[1], args + 2 * i, err));
    }
    if (!weir_registry_function(ctx->binder->registry, "OVERLAPS"))
        return FAIL(err, WEIR_UNSUPPORTED, ast->place, "OVERLAPS is not available yet; write start1 <= end2 AND start2 <= end1");
    return wr_make_call(ctx->binder, ast->place, "OVERLAPS", "OVERLAPS", args, 4, out, err);
}

/* A chain of one operator leans to the left and may be long: collected without recursion. */
static weir_status bind_logical(const expr_context *ctx, const wr_ast_expr *ast, wr_expr **out, weir_error *err) {
    wr_ast_operator    op = ast->binary.op;
    uint32_t           count = 1;
    const char        *what = op == AST_OP_AND ? "an operand of AND" : "an operand of OR";
    for (const wr_ast_expr *at = ast; at->kind == AST_BINARY && at->binary.op == op; at = at->binary.left)
        count++;
    wr_expr          **args = wr_arena_alloc(ctx->binder->arena, count * sizeof *args);
    const wr_ast_expr *at = ast;
    const wr_ast_expr **parts = wr_arena_alloc(ctx->binder->arena, count * sizeof *parts);
    for (uint32_t i = count; i-- > 1; at = at->binary.left)
        parts[i] = at->binary.right;
    parts[0] = at;
    for (uint32_t i = 0; i < count; i++)
        WEIR_TRY(bind_truth(ctx, parts[i], what, &args[i], err));
    *out = wr_make_logical(ctx->binder, op == AST_OP_AND ? WR_EXPR_AND : WR_EXPR_OR, ast->place, args, count);
    return WEIR_OK;
}

static bool is_null_literal(const wr_expr *expr) {
    return wr_is_literal(expr) && expr->literal.is_null;
}

/* A constant 0, and `type` is that of an approximate sum: adding it changes nothing, not even -0.0. */
static bool is_zero(const wr_expr *expr, weir_type type) {
    const weir_value *value = &expr->literal;
    if (!wr_is_approximate(type) || !wr_is_literal(expr) || value->is_null)
        return false;
    return wr_is_approximate(expr->type) ? value->u.f64 == 0 && !signbit(value->u.f64)
           : expr->type.id == WEIR_TYPE_DECIMAL ? value->u.i128 == 0
                                                : value->u.i64 == 0;
}

/* a + 0 and 0 + a of a FLOAT or DOUBLE `a`, which is the sum's type: that a, else NULL. */
static wr_expr *without_zero(wr_expr *const *args, weir_type sum) {
    for (uint32_t i = 0; i < 2; i++)
        if (args[i]->type.id == sum.id && is_zero(args[1 - i], sum))
            return args[i];
    return NULL;
}

static bool is_comparison(wr_ast_operator op) {
    return op == AST_OP_EQ || op == AST_OP_NE || op == AST_OP_LT || op == AST_OP_LE || op == AST_OP_GT || op == AST_OP_GE;
}

static weir_status bind_binary(const expr_context *ctx, const wr_ast_expr *ast, wr_expr **out, weir_error *err) {
    wr_ast_operator op = ast->binary.op;
    wr_expr        *args[2];
    if (op == AST_OP_AND || op == AST_OP_OR)
        return bind_logical(ctx, ast, out, err);
    if (op == AST_OP_OVERLAPS)
        return bind_overlaps(ctx, ast, out, err);
    if (!is_comparison(op)) {
        WEIR_TRY(wr_refuse_bare_null(ast->binary.left, wr_ast_operator_text(op), err));
        WEIR_TRY(wr_refuse_bare_null(ast->binary.right, wr_ast_operator_text(op), err));
    }
    WEIR_TRY(bind_pair(ctx, ast->binary.left, ast->binary.right, args, err));
    if (is_comparison(op))
        WEIR_TRY(wr_make_comparison(ctx->binder, ast->binary.op_place, op, args[0], args[1], out, err));
    else
        WEIR_TRY(wr_make_call(ctx->binder, ast->binary.op_place, wr_ast_operator_text(op), wr_ast_operator_text(op), args, 2, out, err));
    if (is_null_literal(args[0]) || is_null_literal(args[1]))
        *out = wr_make_null(ctx->binder, (*out)->type); /* whatever the other one is: it may fail */
    else if (op == AST_OP_ADD && without_zero(args, (*out)->type))
        *out = without_zero(args, (*out)->type);
    return WEIR_OK;
}

/* An integer with signs before it, as written: true, and its value, when it fits a BIGINT. */
static bool is_written_integer(const wr_ast_expr *ast, int64_t *value) {
    bool negative = false;
    for (; ast->kind == AST_UNARY && ast->unary.op != AST_OP_NOT; ast = ast->unary.operand)
        negative ^= ast->unary.op == AST_OP_MINUS;
    if (ast->kind != AST_LITERAL || ast->literal.kind != AST_LITERAL_INTEGER)
        return false;
    if (ast->literal.fits) {
        *value = negative ? -ast->literal.integer : ast->literal.integer;
        return true;
    }
    *value = INT64_MIN;
    return negative && strcmp(ast->literal.text, "9223372036854775808") == 0;
}

/* Signs belong to the number: -2147483648 is an INT, -(-2147483648) a BIGINT. */
static bool bind_written_integer(const expr_context *ctx, const wr_ast_expr *ast, wr_expr **out) {
    weir_value value = {0};
    if (!is_written_integer(ast, &value.u.i64))
        return false;
    bool small = value.u.i64 >= INT32_MIN && value.u.i64 <= INT32_MAX;
    *out = wr_expr_literal(ctx->binder->arena, weir_type_of(small ? WEIR_TYPE_INT : WEIR_TYPE_BIGINT, false), value);
    at_place(*out, ast->place);
    return true;
}

static weir_status bind_unary(const expr_context *ctx, const wr_ast_expr *ast, wr_expr **out, weir_error *err) {
    wr_expr           *operand;
    const wr_ast_expr *inner = ast->unary.operand;
    if (bind_written_integer(ctx, ast, out))
        return WEIR_OK;
    if (ast->unary.op == AST_OP_NOT) {
        WEIR_TRY(bind_truth(ctx, inner, "the operand of NOT", &operand, err));
        return wr_make_not(ctx->binder, ast->place, operand, out, err);
    }
    WEIR_TRY(wr_refuse_bare_null(inner, wr_ast_operator_text(ast->unary.op), err));
    WEIR_TRY(wr_bind_expr(ctx, inner, &operand, err));
    if (ast->unary.op == AST_OP_PLUS)
        return wr_make_call(ctx->binder, ast->place, "PLUS", "+", &operand, 1, out, err);
    WEIR_TRY(wr_make_call(ctx->binder, ast->place, "NEGATE", "-", &operand, 1, out, err));
    if (inner->kind == AST_LITERAL)
        (*out)->exact = NULL; /* -0E0 is written, not computed: 0.0 */
    return WEIR_OK;
}

/* A text that is no time is NULL in a = b, but it is not the same as NULL: (a = b) IS TRUE OR (a IS NULL AND b IS NULL). */
static weir_status make_same_time(wr_binder *binder, wr_ast_place place, wr_expr **args, bool negated, wr_expr **out, weir_error *err) {
    wr_expr *nulls[2], *either[2];
    WEIR_TRY(wr_make_comparison(binder, place, AST_OP_EQ, args[0], args[1], &either[0], err));
    WEIR_TRY(wr_make_call(binder, place, "IS TRUE", "IS TRUE", &either[0], 1, &either[0], err));
    for (uint32_t i = 0; i < 2; i++)
        WEIR_TRY(wr_make_call(binder, place, "IS NULL", "IS NULL", &args[i], 1, &nulls[i], err));
    either[1] = wr_make_logical(binder, WR_EXPR_AND, place, nulls, 2);
    *out = wr_make_logical(binder, WR_EXPR_OR, place, either, 2);
    return negated ? WEIR_OK : wr_make_not(binder, place, *out, out, err);
}

static weir_status bind_is(const expr_context *ctx, const wr_ast_expr *ast, wr_expr **out, weir_error *err) {
    static const char *const names[][2] = {
        [AST_IS_NULL] = {"IS NULL", "IS NOT NULL"},
        [AST_IS_TRUE] = {"IS TRUE", "IS NOT TRUE"},
        [AST_IS_FALSE] = {"IS FALSE", "IS NOT FALSE"},
        [AST_IS_UNKNOWN] = {"IS NULL", "IS NOT NULL"},
        [AST_IS_DISTINCT_FROM] = {"IS DISTINCT FROM", "IS NOT DISTINCT FROM"},
        [AST_IS_JSON] = {"IS JSON VALUE", "IS NOT JSON VALUE"},
        [AST_IS_JSON_OBJECT] = {"IS JSON OBJECT", "IS NOT JSON OBJECT"},
        [AST_IS_JSON_ARRAY] = {"IS JSON ARRAY", "IS NOT JSON ARRAY"},
        [AST_IS_JSON_SCALAR] = {"IS JSON SCALAR", "IS NOT JSON SCALAR"},
    };
    const char *name = names[ast->is.test][ast->is.negated];
    wr_expr    *args[2];
    WEIR_TRY(wr_bind_expr(ctx, ast->is.operand, &args[0], err));
    switch (ast->is.test) {
    case AST_IS_TRUE:
    case AST_IS_FALSE:
    case AST_IS_UNKNOWN:
        WEIR_TRY(refuse_bare_null(ast->is.operand, "the operand of IS TRUE, IS FALSE and IS UNKNOWN", err));
        WEIR_TRY(to_boolean(ctx->binder, ast->is.operand->place, args[0], "the operand of IS TRUE, IS FALSE and IS UNKNOWN", &args[0], err));
        break;
    case AST_IS_DISTINCT_FROM:
        WEIR_TRY(wr_bind_expr(ctx, ast->is.other, &args[1], err));
        if (wr_text_beside_time(args[0]->type, args[1]->type))
            return make_same_time(ctx->binder, ast->place, args, ast->is.negated, out, err);
        return wr_make_call(ctx->binder, ast->place, name, name, args, 2, out, err);
    case AST_IS_JSON:
    case AST_IS_JSON_OBJECT:
    case AST_IS_JSON_ARRAY:
    case AST_IS_JSON_SCALAR:
        WEIR_TRY(wr_refuse_bare_null(ast->is.operand, name, err));
        if (!weir_registry_function(ctx->binder->registry, name))
            return FAIL(err, WEIR_UNSUPPORTED, ast->place, "%s is not available yet", name);
        break;
    case AST_IS_NULL:
        break;
    }
    return wr_make_call(ctx->binder, ast->place, name, name, args, 1, out, err);
}

static weir_status make_between(wr_binder *binder, wr_ast_place place, wr_expr *operand, wr_expr *low, wr_expr *high, wr_expr **out,
                                weir_error *err) {
    wr_expr  *parts[2];
    weir_type types[] = {operand->type, low->type, high->type}, common;
    if (wr_ordered_type(binder->arena, types, 3, &common)) { /* a text is read as what all three are, not as each bound */
        WEIR_TRY(cast_argument(binder, place, operand, common, false, &operand, err));
        WEIR_TRY(cast_argument(binder, place, low, common, false, &low, err));
        WEIR_TRY(cast_argument(binder, place, high, common, false, &high, err));
    }
    WEIR_TRY(wr_make_comparison(binder, place, AST_OP_GE, operand, low, &parts[0], err));
    WEIR_TRY(wr_make_comparison(binder, place, AST_OP_LE, operand, high, &parts[1], err));
    *out = wr_make_logical(binder, WR_EXPR_AND, place, parts, 2);
    return WEIR_OK;
}

static weir_status bind_between(const expr_context *ctx, const wr_ast_expr *ast, wr_expr **out, weir_error *err) {
    wr_expr *operand, *bounds[2], *either[2];
    WEIR_TRY(wr_bind_expr(ctx, ast->between.operand, &operand, err));
    WEIR_TRY(bind_pair(ctx, ast->between.low, ast->between.high, bounds, err));
    WEIR_TRY(make_between(ctx->binder, ast->place, operand, bounds[0], bounds[1], out, err));
    if (ast->between.symmetric) {
        either[0] = *out;
        WEIR_TRY(make_between(ctx->binder, ast->place, operand, bounds[1], bounds[0], &either[1], err));
        *out = wr_make_logical(ctx->binder, WR_EXPR_OR, ast->place, either, 2);
    }
    return ast->between.negated ? wr_make_not(ctx->binder, ast->place, *out, out, err) : WEIR_OK;
}

/* operand op item, for every item, joined by `kind`. */
static weir_status bind_list(const expr_context *ctx, wr_ast_place place, const wr_ast_expr *operand_ast, wr_ast_operator op,
                             wr_ast_expr *const *list, uint32_t count, wr_expr_kind kind, wr_expr **out, weir_error *err) {
    wr_expr  *operand;
    wr_expr **parts = wr_arena_alloc(ctx->binder->arena, (count + 1) * sizeof *parts);
    WEIR_TRY(wr_bind_expr(ctx, operand_ast, &operand, err));
    for (uint32_t i = 0; i < count; i++) {
        wr_expr *item;
        WEIR_TRY(wr_bind_expr(ctx, list[i], &item, err));
        WEIR_TRY(wr_make_comparison(ctx->binder, list[i]->place, op, operand, item, &parts[i], err));
    }
    *out = wr_make_logical(ctx->binder, kind, place, parts, count);
    return WEIR_OK;
}

#define IN_LIST_MAX (WEIR_ARGS_MAX - 1)

/* operand IN (items), in as many calls as their length needs. */
static weir_status make_in(const expr_context *ctx, const wr_ast_expr *ast, wr_ast_expr *const *list, uint32_t count, wr_expr **out, weir_error *err) {
    wr_binder *binder = ctx->binder;
    uint32_t   part_count = 0;
    wr_expr   *args[WEIR_ARGS_MAX];
    wr_expr   *itself = NULL;
    wr_expr  **parts = wr_arena_alloc(binder->arena, (count / IN_LIST_MAX + 2u) * sizeof *parts);
    if (ast->in.operand->kind == AST_ROW) /* (a, b) IN ((1, 2), (3, 4)) */
        return bind_list(ctx, ast->place, ast->in.operand, AST_OP_EQ, list, count, WR_EXPR_OR, out, err);
    WEIR_TRY(wr_bind_expr(ctx, ast->in.operand, &args[0], err));
    for (uint32_t first = 0; first < count; first += IN_LIST_MAX) {
        uint32_t size = WR_MIN(count - first, IN_LIST_MAX);
        for (uint32_t i = 0; i < size; i++) {
            WEIR_TRY(wr_bind_expr(ctx, list[first + i], &args[1 + i], err));
            if (wr_is_approximate(args[0]->type) && wr_expr_equal(args[0], args[1 + i]))
                itself = args[1 + i];
        }
        wr_expr **copy = wr_arena_alloc(binder->arena, (size + 1) * sizeof *copy);
        memcpy(copy, args, (size + 1) * sizeof *copy);
        WEIR_TRY(wr_make_call(binder, ast->place, "IN", "IN", copy, size + 1, &parts[part_count++], err));
    }
    if (itself) /* x IN (x, 1) where x is NaN */
        WEIR_TRY(wr_make_comparison(binder, ast->place, AST_OP_EQ, args[0], itself, &parts[part_count++], err));
    *out = wr_make_logical(binder, WR_EXPR_OR, ast->place, parts, part_count);
    return WEIR_OK;
}

/* VALUES of constants, in one column: as a list. NULL: it is another query. */
static wr_ast_expr **constant_rows(wr_binder *binder, const wr_ast_query *query) {
    if (query->kind != AST_QUERY_VALUES || query->values.rows[0].column_count != 1 || query->cte_count > 0 || query->limit || query->offset)
        return NULL;
    wr_ast_expr **list = wr_arena_alloc(binder->arena, query->values.row_count * sizeof *list);
    for (uint32_t r = 0; r < query->values.row_count; r++) {
        list[r] = query->values.rows[r].columns[0];
        if (query->values.rows[r].column_count != 1 || list[r]->kind != AST_LITERAL)
            return NULL;
    }
    return list;
}

static weir_status bind_in(const expr_context *ctx, const wr_ast_expr *ast, wr_expr **out, weir_error *err) {
    wr_ast_expr **rows = ast->in.query && !ast->in.negated && ast->in.operand->kind != AST_ROW ? constant_rows(ctx->binder, ast->in.query) : NULL;
    if (rows)
        return make_in(ctx, ast, rows, ast->in.query->values.row_count, out, err);
    if (ast->in.query)
        return wr_bind_subquery(ctx, ast, out, err);
    WEIR_TRY(make_in(ctx, ast, ast->in.list, ast->in.list_count, out, err));
    return ast->in.negated ? wr_make_not(ctx->binder, ast->place, *out, out, err) : WEIR_OK;
}

static weir_status bind_quantified(const expr_context *ctx, const wr_ast_expr *ast, wr_expr **out, weir_error *err) {
    if (ast->quantified.query)
        return wr_bind_subquery(ctx, ast, out, err);
    return bind_list(ctx, ast->place, ast->quantified.operand, ast->quantified.op, ast->quantified.list, ast->quantified.list_count,
                     ast->quantified.all ? WR_EXPR_AND : WR_EXPR_OR, out, err);
}

static weir_status bind_like(const expr_context *ctx, const wr_ast_expr *ast, wr_expr **out, weir_error *err) {
    const char *name = ast->like.similar ? "SIMILAR TO" : "LIKE";
    wr_expr    *args[3];
    uint32_t    count = 2;
    WEIR_TRY(wr_refuse_bare_null(ast->like.operand, name, err));
    WEIR_TRY(wr_refuse_bare_null(ast->like.pattern, name, err));
    WEIR_TRY(bind_pair(ctx, ast->like.operand, ast->like.pattern, args, err));
    if (ast->like.escape) {
        WEIR_TRY(wr_refuse_bare_null(ast->like.escape, name, err));
        WEIR_TRY(wr_bind_expr(ctx, ast->like.escape, &args[2], err));
        count = 3;
    }
    if (!weir_registry_function(ctx->binder->registry, name))
        return FAIL(err, WEIR_UNSUPPORTED, ast->place, "%s is not available yet", name);
    WEIR_TRY(wr_make_call(ctx->binder, ast->place, name, name, args, count, out, err));
    return ast->like.negated ? wr_make_not(ctx->binder, ast->place, *out, out, err) : WEIR_OK;
}

static weir_status bind_case(const expr_context *ctx, const wr_ast_expr *ast, wr_expr **out, weir_error *err) {
    uint32_t  count = 2 * ast->case_.when_count + 1;
    wr_expr **args = wr_arena_calloc(ctx->binder->arena, count, sizeof *args);
    wr_expr  *operand = NULL;
    if (ast->case_.operand)
        WEIR_TRY(wr_bind_expr(ctx, ast->case_.operand, &operand, err));
    for (uint32_t i = 0; i < ast->case_.when_count; i++) {
        const wr_ast_when *when = &ast->case_.whens[i];
        if (operand) {
            wr_expr *value;
            WEIR_TRY(wr_bind_expr(ctx, when->condition, &value, err));
            WEIR_TRY(wr_make_comparison(ctx->binder, when->condition->place, AST_OP_EQ, operand, value, &args[2 * i], err));
        } else {
            WEIR_TRY(wr_bind_condition(ctx, when->condition, "the condition of WHEN", &args[2 * i], err));
        }
        WEIR_TRY(wr_bind_expr(ctx, when->result, &args[2 * i + 1], err));
    }
    if (ast->case_.otherwise)
        WEIR_TRY(wr_bind_expr(ctx, ast->case_.otherwise, &args[count - 1], err));
    else
        args[count - 1] = wr_make_null(ctx->binder, weir_type_of(WEIR_TYPE_NULL, true));
    return wr_make_case(ctx->binder, ast->place, args, count, out, err);
}

static weir_status bind_cast(const expr_context *ctx, const wr_ast_expr *ast, wr_expr **out, weir_error *err) {
    wr_expr  *operand;
    weir_type type;
    WEIR_TRY(wr_bind_type(ctx->binder, ast->cast.type, "CAST", &type, err));
    if (ast->cast.type->kind == AST_TYPE_INTERVAL) {
        const wr_ast_expr *number = ast->cast.operand;
        bool               negative = number->kind == AST_UNARY && number->unary.op == AST_OP_MINUS;
        if (negative)
            number = number->unary.operand;
        if (ast->cast.type->unit_to != AST_UNIT_NONE && ast->cast.type->unit_to != ast->cast.type->unit_from)
            return FAIL(err, WEIR_INVALID, ast->place, "there is no cast to an interval of several units; cast to one, such as INTERVAL SECOND");
        if (!ast->cast.try_cast && number->kind == AST_LITERAL && number->literal.kind == AST_LITERAL_INTEGER && number->literal.fits) {
            /* A written number counts the unit: CAST(5 AS INTERVAL DAY) is INTERVAL '5' DAY. */
            wr_ast_expr *literal = wr_arena_calloc(ctx->binder->arena, 1, sizeof *literal);
            char         text[24];
            snprintf(text, sizeof text, "%lld", (long long)number->literal.integer);
            literal->kind = AST_LITERAL;
            literal->place = ast->place;
            literal->literal.kind = AST_LITERAL_INTERVAL;
            literal->literal.text = wr_arena_strdup(ctx->binder->arena, text);
            literal->literal.size = (uint32_t)strlen(text);
            literal->literal.negative = negative;
            literal->literal.unit_from = ast->cast.type->unit_from;
            literal->literal.precision = INTERVAL_DIGITS_ANY;
            literal->literal.scale = -1;
            return wr_bind_literal(ctx->binder, literal, out, err);
        }
    }
    WEIR_TRY(wr_bind_expr(ctx, ast->cast.operand, &operand, err));
    return wr_make_cast(ctx->binder, ast->place, operand, type, ast->cast.try_cast, out, err);
}

static wr_expr *make_symbol(const expr_context *ctx, const wr_ast_expr *ast) {
    weir_value value = {0};
    value.u.string = weir_string_view(ast->symbol.text, strlen(ast->symbol.text));
    return at_place(wr_expr_literal(ctx->binder->arena, weir_type_of(WEIR_TYPE_SYMBOL, false), value), ast->place);
}

static weir_status bind_any(const expr_context *ctx, const wr_ast_expr *ast, wr_expr **out, weir_error *err) {
    switch (ast->kind) {
    case AST_LITERAL: return wr_bind_literal(ctx->binder, ast, out, err);
    case AST_COLUMN: return bind_column(ctx, ast, out, err);
    case AST_SYMBOL: *out = make_symbol(ctx, ast); return WEIR_OK;
    case AST_UNARY: return bind_unary(ctx, ast, out, err);
    case AST_BINARY: return bind_binary(ctx, ast, out, err);
    case AST_IS: return bind_is(ctx, ast, out, err);
    case AST_BETWEEN: return bind_between(ctx, ast, out, err);
    case AST_IN: return bind_in(ctx, ast, out, err);
    case AST_LIKE: return bind_like(ctx, ast, out, err);
    case AST_QUANTIFIED: return bind_quantified(ctx, ast, out, err);
    case AST_CASE: return bind_case(ctx, ast, out, err);
    case AST_CAST: return bind_cast(ctx, ast, out, err);
    case AST_CALL: return wr_bind_call(ctx, ast, out, err);
    case AST_STAR:
        return FAIL(err, WEIR_INVALID, ast->place, "* can stand alone in SELECT and in COUNT(*) only");
    case AST_EXISTS:
    case AST_SUBQUERY: return wr_bind_subquery(ctx, ast, out, err);
    case AST_ROW:
    case AST_ARRAY:
    case AST_MAP: return wr_bind_constructor(ctx, ast, out, err);
    case AST_INDEX: return wr_bind_index(ctx, ast, out, err);
    case AST_FIELD: return wr_bind_field(ctx, ast, out, err);
    case AST_NAMED_ARG:
        return FAIL(err, WEIR_UNSUPPORTED, ast->place, "named arguments are for TUMBLE and HOP; give '%s' by position", ast->named_arg.name.text);
    case AST_TABLE_ARG:
        return FAIL(err, WEIR_INVALID, ast->place, "TABLE can be an argument of TUMBLE and HOP in FROM only");
    case AST_DESCRIPTOR:
        return FAIL(err, WEIR_INVALID, ast->place, "DESCRIPTOR can be an argument of TUMBLE and HOP in FROM only");
    }
    return FAIL(err, WEIR_INVALID, ast->place, "this expression is not known");
}

weir_status wr_bind_expr(const expr_context *ctx, const wr_ast_expr *ast, wr_expr **out, weir_error *err) {
    WEIR_TRY(bind_any(ctx, ast, out, err));
    if ((*out)->line == 0)
        at_place(*out, ast->place);
    return WEIR_OK;
}
