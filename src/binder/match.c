/* binder/match.c - MATCH_RECOGNIZE: the names and types in it; it does not run yet. */
#include <string.h>
#include <strings.h>

#include "binder/binder_internal.h"

static bool is_variable(const wr_ast_match *match, const char *name) {
    for (uint32_t i = 0; i < match->variable_count; i++)
        if (strcmp(match->variables[i].text, name) == 0)
            return true;
    return false;
}

static weir_status check_variable(wr_binder *binder, const wr_ast_match *match, const wr_ast_ident *ident, const char *clause, weir_error *err) {
    const char **names = wr_arena_alloc(binder->arena, (match->variable_count + 1u) * sizeof *names);
    if (is_variable(match, ident->text))
        return WEIR_OK;
    for (uint32_t i = 0; i < match->variable_count; i++)
        names[i] = match->variables[i].text;
    const char *nearest = wr_bind_suggestion(binder, ident->text, names, match->variable_count);
    return FAIL(err, WEIR_INVALID, ident->place, "%s: '%s' is not in PATTERN%s", clause, ident->text, nearest ? nearest : "");
}

static void add_columns(scope *to, const scope *from, const char *variable) {
    for (uint32_t i = 0; i < from->column_count; i++) {
        scope_column *column = &to->columns[to->column_count++];
        *column = from->columns[i];
        column->table = variable;
        column->qualified_only = variable != NULL;
    }
}

/* The columns by themselves, and of each variable: A.price. */
static scope variable_scope(wr_binder *binder, const wr_ast_match *match, const scope *rows) {
    scope    out = {.outer = binder->outer};
    uint32_t copies = 1 + match->variable_count + match->subset_count;
    out.columns = wr_arena_calloc(binder->arena, (size_t)copies * rows->column_count + 1, sizeof *out.columns);
    add_columns(&out, rows, NULL);
    for (uint32_t v = 0; v < match->variable_count; v++)
        add_columns(&out, rows, match->variables[v].text);
    for (uint32_t s = 0; s < match->subset_count; s++)
        add_columns(&out, rows, match->subsets[s].text);
    return out;
}

static weir_status bind_definitions(expr_context *ctx, const wr_ast_match *match, weir_error *err) {
    wr_expr *ignored;
    ctx->clause = "DEFINE";
    for (uint32_t i = 0; i < match->define_count; i++) {
        WEIR_TRY(check_variable(ctx->binder, match, &match->defines[i].alias, "DEFINE", err));
        WEIR_TRY(wr_bind_condition(ctx, match->defines[i].expr, "the condition of DEFINE", &ignored, err));
    }
    return match->skip_to.text ? check_variable(ctx->binder, match, &match->skip_to, "AFTER MATCH SKIP TO", err) : WEIR_OK;
}

weir_status wr_bind_match(wr_binder *binder, const wr_ast_match *match, const cte_env *ctes, const scope *rows, const char *alias, wr_logical **out,
                          scope *out_scope, weir_error *err) {
    call_list    calls = {0};
    expr_context ctx = {.binder = binder, .scope = rows, .ctes = ctes, .clause = "PARTITION BY"};
    uint32_t     count = match->partition_by_count;
    weir_field  *fields;
    weir_schema *schema = wr_schema_new(binder->arena, count + match->measure_count, &fields);
    wr_expr     *expr;
    if ((uint64_t)rows->column_count * (1u + match->variable_count + match->subset_count) > SCOPE_COLUMNS_MAX)
        return FAIL(err, WEIR_INVALID, match->place, "PATTERN has too many variables");
    for (uint32_t i = 0; i < count; i++) {
        WEIR_TRY(wr_bind_expr(&ctx, match->partition_by[i], &expr, err));
        fields[i] = (weir_field){expr->name ? expr->name : wr_arena_printf(binder->arena, "EXPR$%u", i), expr->type};
    }
    ctx.clause = "ORDER BY";
    for (uint32_t i = 0; i < match->order_by_count; i++)
        WEIR_TRY(wr_bind_expr(&ctx, match->order_by[i].expr, &expr, err));
    if (match->order_by_count == 0)
        return FAIL(err, WEIR_INVALID, match->place, "MATCH_RECOGNIZE needs ORDER BY a time attribute: rows are matched in that order");
    scope variables = variable_scope(binder, match, rows);
    ctx.scope = &variables;
    ctx.calls = &calls;
    ctx.in_match = true;
    WEIR_TRY(bind_definitions(&ctx, match, err));
    ctx.clause = "MEASURES";
    for (uint32_t i = 0; i < match->measure_count; i++) {
        WEIR_TRY(wr_bind_expr(&ctx, match->measures[i].expr, &expr, err));
        fields[count + i] = (weir_field){match->measures[i].alias.text, expr->type};
    }
    *out = wr_refused_rows(binder, match->place, schema);
    *out_scope = (scope){.column_count = schema->field_count, .outer = binder->outer};
    out_scope->columns = wr_arena_calloc(binder->arena, schema->field_count + 1u, sizeof *out_scope->columns);
    for (uint32_t i = 0; i < schema->field_count; i++)
        out_scope->columns[i] = (scope_column){.table = alias, .name = fields[i].name, .type = fields[i].type};
    return wr_refuse(binder, match->place, err, "MATCH_RECOGNIZE is not available yet");
}

/* ---- functions that are for MEASURES and DEFINE only ---- */

bool wr_is_match_function(const char *name) {
    static const char *const names[] = {"FIRST", "LAST", "PREV", "NEXT", "MATCH_ROWTIME", "MATCH_PROCTIME", "CLASSIFIER", "MATCH_NUMBER"};
    for (size_t i = 0; i < WR_COUNT_OF(names); i++)
        if (strcasecmp(names[i], name) == 0)
            return true;
    return false;
}

weir_status wr_bind_match_function(const expr_context *ctx, const wr_ast_expr *ast, wr_expr **out, weir_error *err) {
    const char *name = ast->call.name.parts[0].text;
    weir_type   type = weir_type_of(WEIR_TYPE_BIGINT, false);
    wr_expr    *arg;
    for (uint32_t i = 0; i < ast->call.arg_count; i++) {
        WEIR_TRY(wr_bind_expr(ctx, ast->call.args[i], &arg, err));
        if (i == 0)
            type = wr_plain_type(arg->type);
    }
    if (strncasecmp(name, "MATCH_", 6) == 0 && strcasecmp(name, "MATCH_NUMBER") != 0)
        type = weir_type_with(WEIR_TYPE_TIMESTAMP_LTZ, 3, 0, false);
    if (strcasecmp(name, "CLASSIFIER") == 0)
        type = weir_type_with(WEIR_TYPE_VARCHAR, WEIR_STRING_LENGTH_MAX, 0, false);
    type.nullable = true;
    *out = wr_refused_value(ctx->binder, type, name, ast->place);
    return WEIR_OK;
}
