/* binder/json.c - the JSON functions whose clauses other functions do not have: RETURNING becomes a last argument, a NULL of
 * that type behind the symbol RETURNING, and a value that is JSON already gets the symbol RAW in front of it. */
#include <string.h>
#include <strings.h>

#include "binder/binder_internal.h"

static bool is_call(const wr_ast_expr *ast, const char *name) {
    return ast->kind == AST_CALL && ast->call.name.part_count == 1 && strcasecmp(ast->call.name.parts[0].text, name) == 0;
}

bool wr_is_json_call(const wr_ast_expr *ast) {
    return is_call(ast, "JSON") || is_call(ast, "JSON_OBJECT") || is_call(ast, "JSON_ARRAY") || is_call(ast, "JSON_STRING") || is_call(ast, "JSON_VALUE") ||
           is_call(ast, "JSON_QUERY");
}

bool wr_makes_json(const wr_ast_expr *ast) {
    return is_call(ast, "JSON") || is_call(ast, "JSON_OBJECT") || is_call(ast, "JSON_ARRAY");
}

static wr_expr *symbol(wr_binder *binder, const char *text) {
    weir_value value = {.u.string = weir_string_view(text, strlen(text))};
    return wr_expr_literal(binder->arena, weir_type_of(WEIR_TYPE_SYMBOL, false), value);
}

/* JSON(text), where it may stand. */
static weir_status bind_raw(const expr_context *ctx, const wr_ast_expr *ast, wr_expr **out, weir_error *err) {
    wr_expr *text;
    if (!is_call(ast, "JSON"))
        return wr_bind_json_call(ctx, ast, out, err);
    if (ast->call.arg_count != 1)
        return FAIL(err, WEIR_INVALID, ast->place, "JSON takes one text: JSON('{\"a\": 1}')");
    WEIR_TRY(wr_bind_expr(ctx, ast->call.args[0], &text, err));
    return wr_make_call(ctx->binder, ast->place, "JSON", "JSON", &text, 1, out, err);
}

weir_status wr_bind_json_call(const expr_context *ctx, const wr_ast_expr *ast, wr_expr **out, weir_error *err) {
    const wr_ast_call *call = &ast->call;
    const char        *name = call->name.parts[0].text;
    wr_binder         *binder = ctx->binder;
    const bool         object = is_call(ast, "JSON_OBJECT"), array = is_call(ast, "JSON_ARRAY");
    if (is_call(ast, "JSON"))
        return FAIL(err, WEIR_INVALID, ast->place, "JSON(..) can only stand inside JSON_ARRAY or as a value of JSON_OBJECT; to check or rewrite a text use IS JSON or JSON_QUERY(text, '$')");
    if (is_call(ast, "JSON_STRING") && call->arg_count == 1 && wr_makes_json(call->args[0]))
        return wr_bind_expr(ctx, call->args[0], out, err); /* is JSON already */
    if (call->within_group_count > 0)
        return FAIL(err, WEIR_INVALID, ast->place, "'%s' is not an aggregate; ORDER BY is for aggregates", name);
    wr_expr **args = wr_arena_calloc(binder->arena, 2 * call->arg_count + 2u, sizeof *args);
    uint32_t  count = 0;
    for (uint32_t i = 0; i < call->arg_count; i++) {
        const bool raw = ((object && i % 2 == 1) || array) && wr_makes_json(call->args[i]);
        if (raw)
            args[count++] = symbol(binder, "RAW");
        WEIR_TRY(raw ? bind_raw(ctx, call->args[i], &args[count], err) : wr_bind_expr(ctx, call->args[i], &args[count], err));
        count++;
    }
    if (call->returning != NULL) {
        weir_type type;
        WEIR_TRY(wr_bind_type(binder, call->returning, "what is RETURNING", &type, err));
        args[count++] = symbol(binder, "RETURNING");
        args[count++] = wr_make_null(binder, type);
    }
    return wr_make_call(binder, ast->place, name, name, args, count, out, err);
}
