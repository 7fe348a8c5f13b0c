/* binder/call.c - function calls: those of the registry, and aggregates, which are collected for the
 * aggregation below. */
#include <string.h>
#include <strings.h>

#include "binder/binder_internal.h"

static const char *call_name(const wr_ast_call *call) {
    return call->name.parts[call->name.part_count - 1].text;
}

static bool is_named(const char *name, const char *wanted) {
    return strcasecmp(name, wanted) == 0;
}

static weir_status bind_args(const expr_context *ctx, const wr_ast_call *call, wr_expr ***out, weir_error *err) {
    wr_expr **args = wr_arena_calloc(ctx->binder->arena, call->arg_count + 1, sizeof *args);
    for (uint32_t i = 0; i < call->arg_count; i++)
        WEIR_TRY(wr_bind_expr(ctx, call->args[i], &args[i], err));
    *out = args;
    return WEIR_OK;
}

/* ---- aggregates ---- */

static bool same_call(const wr_logical_call *a, const wr_logical_call *b) {
    bool same = a->aggregate == b->aggregate && a->arg_count == b->arg_count && a->distinct == b->distinct &&
                (a->filter == NULL) == (b->filter == NULL) && weir_type_same(a->result, b->result);
    for (uint32_t i = 0; same && i < a->arg_count; i++)
        same = wr_expr_equal(a->args[i], b->args[i]) && wr_expr_deterministic(a->args[i]);
    return same && (!a->filter || wr_expr_equal(a->filter, b->filter));
}

/* Casts the arguments to what the aggregate takes; sets its result. */
static weir_status infer_aggregate(const expr_context *ctx, const wr_ast_expr *ast, wr_logical_call *call, wr_expr **args,
                                   weir_error *err) {
    wr_binder         *binder = ctx->binder;
    uint32_t           count = call->arg_count;
    weir_type         *types = wr_arena_calloc(binder->arena, count + 1, sizeof *types);
    weir_type         *params = wr_arena_calloc(binder->arena, count + 1, sizeof *params);
    const weir_value **literals = wr_arena_calloc(binder->arena, count + 1, sizeof *literals);
    for (uint32_t i = 0; i < count; i++) {
        types[i] = params[i] = wr_plain_type(args[i]->type);
        literals[i] = wr_is_literal(args[i]) ? &args[i]->literal : NULL;
    }
    weir_infer infer = {
        .name = call->aggregate->name,
        .arg_count = count,
        .arg_types = types,
        .literals = literals,
        .local_time_zone = wr_config_time_zone(binder->config),
        .arena = binder->arena,
        .param_types = params,
    };
    weir_status status = call->aggregate->infer(&infer, err);
    if (status != WEIR_OK) {
        if (err && err->sql_line == 0) {
            err->sql_line = ast->place.line;
            err->sql_column = ast->place.column;
        }
        return status;
    }
    const wr_expr **cast_args = wr_arena_calloc(binder->arena, count + 1, sizeof *cast_args);
    for (uint32_t i = 0; i < count; i++) {
        wr_expr *arg = args[i];
        if (!weir_type_same(types[i], params[i]))
            WEIR_TRY(wr_make_cast(binder, ast->call.args[i]->place, arg, params[i], false, &arg, err));
        cast_args[i] = arg;
    }
    call->args = cast_args;
    call->result = wr_plain_type(infer.result);
    if ((ctx->one_group || ast->call.filter) && !call->aggregate->never_null)
        call->result.nullable = true;
    return WEIR_OK;
}

/* JSON_OBJECTAGG and JSON_ARRAYAGG aggregate texts that are JSON already: what is not becomes one by JSON_STRING. The last argument may be the
 * symbol that says what becomes of NULLs; then *aggregate is the one of that name, if it is not what JSON_..AGG does anyway. */
static weir_status bind_json_aggregate(const expr_context *ctx, const wr_ast_expr *ast, const weir_aggregate **aggregate, wr_expr **args,
                                       uint32_t *count, weir_error *err) {
    const wr_ast_call *call = &ast->call;
    wr_binder         *binder = ctx->binder;
    const uint32_t     wanted = strncasecmp((*aggregate)->name, "JSON_OBJECTAGG", 14) == 0 ? 2 : 1;
    *count = call->arg_count;
    if (*count > 0 && call->args[*count - 1]->kind == AST_SYMBOL) {
        const char *name = wr_arena_printf(binder->arena, "%s_%s", (*aggregate)->name, call->args[--*count]->symbol.text);
        if (weir_registry_aggregate(binder->registry, name))
            *aggregate = weir_registry_aggregate(binder->registry, name);
    }
    if (*count != wanted)
        return FAIL(err, WEIR_INVALID, ast->place, "%s takes %s", (*aggregate)->name, wanted == 2 ? "one key and its value: KEY k VALUE v" : "one value");
    if (wr_makes_json(call->args[wanted - 1]))
        return WEIR_OK;
    return wr_make_call(binder, call->args[wanted - 1]->place, "JSON_STRING", (*aggregate)->name, &args[wanted - 1], 1, &args[wanted - 1], err);
}

/* The condition of FILTER, and that the argument is not NULL where it says IGNORE NULLS; beside what call->filter asks already. */
static weir_status bind_filter(const expr_context *ctx, const wr_ast_expr *ast, wr_expr *arg, wr_logical_call *call, weir_error *err) {
    const wr_ast_call *written = &ast->call;
    wr_binder         *binder = ctx->binder;
    wr_expr           *parts[3];
    uint32_t           count = 0;
    if (call->filter)
        parts[count++] = (wr_expr *)(uintptr_t)call->filter;
    if (written->filter) {
        WEIR_TRY(wr_bind_condition(ctx, written->filter, "the condition of FILTER", &parts[count], err));
        const wr_expr *condition = parts[count];
        count += !(wr_is_literal(condition) && !condition->literal.is_null && condition->literal.u.i64 != 0);
    }
    if (written->null_treatment == AST_NULLS_IGNORE && arg->type.nullable)
        WEIR_TRY(wr_make_call(binder, ast->place, "IS NOT NULL", "IGNORE NULLS", &arg, 1, &parts[count++], err));
    if (count != 0)
        call->filter = count == 1 ? parts[0] : wr_make_logical(binder, WR_EXPR_AND, ast->place, parts, count);
    return WEIR_OK;
}

/* COUNT(a, b) counts the rows where none of them is NULL. */
static weir_status count_of_several(wr_binder *binder, wr_ast_place place, wr_logical_call *call, wr_expr **args, weir_error *err) {
    wr_expr **conditions = wr_arena_alloc(binder->arena, call->arg_count * sizeof *conditions);
    for (uint32_t i = 0; i < call->arg_count; i++)
        WEIR_TRY(wr_make_call(binder, place, "IS NOT NULL", "IS NOT NULL", &args[i], 1, &conditions[i], err));
    wr_expr *all = wr_make_logical(binder, WR_EXPR_AND, place, conditions, call->arg_count);
    call->filter = wr_is_literal(all) ? NULL : all;
    call->arg_count = 0;
    return WEIR_OK;
}

/* ARRAY_AGG(x ORDER BY y), COLLECT(x) WITHIN GROUP (ORDER BY y): Flink reads the order and passes over it, so a script that has one runs. */
static weir_status bind_order_within(const expr_context *ctx, const wr_ast_expr *ast, const char *name, weir_error *err) {
    const wr_ast_call *call = &ast->call;
    const char        *order = call->has_within_group ? "WITHIN GROUP" : "ORDER BY";
    if (call->within_group_count == 0)
        return WEIR_OK;
    wr_ast_place place = call->within_group[0].expr->place;
    if (call->has_within_group ? !is_named(name, "COLLECT") && !is_named(name, "JSON_ARRAYAGG") : !is_named(name, "ARRAY_AGG") && !is_named(name, "JSON_ARRAYAGG"))
        return FAIL(err, WEIR_INVALID, place, "%s has no %s, in Flink neither: its rows are taken as they come", name, order);
    for (uint32_t i = 0; i < call->within_group_count; i++) {
        wr_expr *ignored;
        WEIR_TRY(wr_bind_expr(ctx, call->within_group[i].expr, &ignored, err));
    }
    wr_warn(ctx->binder, place, "%s of %s has no effect, as in Flink: the rows are taken as they come", order, name);
    return WEIR_OK;
}

static weir_status bind_aggregate(const expr_context *ctx, const wr_ast_expr *ast, const weir_aggregate *aggregate,
                                  wr_expr **out, weir_error *err) {
    const wr_ast_call *written = &ast->call;
    wr_binder         *binder = ctx->binder;
    if (ctx->inside_aggregate && !written->over)
        return FAIL(err, WEIR_INVALID, ast->place, "aggregate '%s' stands inside another aggregate; put the inner one into a subquery", aggregate->name);
    if (!ctx->calls && !written->over)
        return FAIL(err, WEIR_INVALID, ast->place, "aggregate '%s' cannot stand in %s%s", aggregate->name, ctx->clause,
                    strcmp(ctx->clause, "WHERE") == 0 ? "; use HAVING, which filters groups" : "");
    expr_context inner = *ctx;
    if (!written->over) { /* SUM(COUNT(*)) OVER (..) runs over groups */
        inner.inside_aggregate = true;
        inner.calls = NULL;
    }
    WEIR_TRY(bind_order_within(&inner, ast, aggregate->name, err));
    wr_logical_call call = {.aggregate = aggregate, .distinct = written->distinct, .line = ast->place.line, .column = ast->place.column};
    wr_expr       **args = NULL;
    bool            star = written->arg_count == 1 && written->args[0]->kind == AST_STAR;
    if (star && (!is_named(aggregate->name, "COUNT") || written->distinct))
        return FAIL(err, WEIR_INVALID, written->args[0]->place, "* is an argument of COUNT(*) only");
    if (!star) {
        WEIR_TRY(bind_args(&inner, written, &args, err));
        call.arg_count = written->arg_count;
        if (strncasecmp(aggregate->name, "JSON_", 5) == 0)
            WEIR_TRY(bind_json_aggregate(&inner, ast, &call.aggregate, args, &call.arg_count, err));
        if (call.arg_count > 8)
            return FAIL(err, WEIR_INVALID, ast->place, "aggregate '%s' has more than 8 arguments", aggregate->name);
        if (call.arg_count == 0)
            return FAIL(err, WEIR_INVALID, ast->place, "aggregate '%s' has no argument%s", aggregate->name,
                        is_named(aggregate->name, "COUNT") ? "; write COUNT(*)" : "");
    }
    if (call.distinct && call.arg_count > 1 && is_named(aggregate->name, "COUNT"))
        return FAIL(err, WEIR_UNSUPPORTED, ast->place, "COUNT(DISTINCT ..) counts one column, in Flink too; count the rows of a SELECT DISTINCT instead");
    if (call.arg_count > 1 && is_named(aggregate->name, "COUNT"))
        WEIR_TRY(count_of_several(binder, ast->place, &call, args, err));
    WEIR_TRY(infer_aggregate(ctx, ast, &call, args, err));
    for (uint32_t i = 0; call.distinct && i < call.arg_count; i++)
        if (weir_type_is_nested(args[i]->type) && args[i]->type.id != WEIR_TYPE_ARRAY)
            return FAIL(err, WEIR_INVALID, ast->place, "%s(DISTINCT ...) does not take %s; take parts of it, or a text: CAST(.. AS STRING)", aggregate->name,
                        wr_type_name(binder, args[i]->type));
    WEIR_TRY(bind_filter(&inner, ast, args ? args[0] : NULL, &call, err));
    if (written->over)
        return wr_bind_over(ctx, ast, call.result, out, err);
    size_t at = 0;
    while (at < ctx->calls->count && !same_call(&ctx->calls->calls[at], &call))
        at++;
    if (at == ctx->calls->count) {
        ctx->calls->calls = wr_arena_grow(binder->arena, ctx->calls->calls, ctx->calls->count, &ctx->calls->capacity,
                                          sizeof *ctx->calls->calls);
        ctx->calls->calls[ctx->calls->count++] = call;
    }
    *out = wr_make_column(binder, AGGREGATE_BASE + (uint32_t)at, call.result, aggregate->name, ast->place);
    return WEIR_OK;
}

/* GROUPING(a, b), GROUPING_ID(a, b), GROUP_ID(): which keys the present grouping set has; the aggregation knows. */
static bool is_grouping(const char *name) {
    return is_named(name, "GROUPING") || is_named(name, "GROUPING_ID") || is_named(name, "GROUP_ID");
}

static weir_status bind_grouping(const expr_context *ctx, const wr_ast_expr *ast, wr_expr **out, weir_error *err) {
    const char *name = call_name(&ast->call);
    wr_binder  *binder = ctx->binder;
    bool        counts = is_named(name, "GROUP_ID");
    wr_expr   **args;
    if (!ctx->calls || ctx->inside_aggregate)
        return FAIL(err, WEIR_INVALID, ast->place, "%s can stand only in SELECT and HAVING of a query with GROUP BY, outside of aggregates", name);
    if (counts ? ast->call.arg_count > 0 : ast->call.arg_count == 0 || ast->call.arg_count > 8)
        return FAIL(err, WEIR_INVALID, ast->place, "%s has %u arguments; it takes %s", name, ast->call.arg_count, counts ? "none" : "1 to 8 keys of GROUP BY");
    WEIR_TRY(bind_args(ctx, &ast->call, &args, err));
    call_list      *calls = ctx->calls;
    wr_logical_call call = {.args = (const wr_expr *const *)args, .arg_count = ast->call.arg_count, .result = weir_type_of(WEIR_TYPE_BIGINT, false),
                            .line = ast->place.line, .column = ast->place.column};
    calls->groupings = wr_arena_grow(binder->arena, calls->groupings, calls->grouping_count, &calls->grouping_capacity, sizeof *calls->groupings);
    calls->groupings[calls->grouping_count] = call;
    *out = wr_make_column(binder, GROUPING_BASE + (uint32_t)calls->grouping_count++, call.result, name, ast->place);
    return WEIR_OK;
}

/* ---- names that need another answer than "unknown function" ---- */

static weir_status refuse_known(const wr_ast_expr *ast, const char *name, weir_error *err) {
    static const struct {
        const char *name, *answer;
    } refused[] = {
        {"CUMULATE", "CUMULATE windows are not available yet; TUMBLE and HOP are"},
        {"MAP", "a map is written MAP['key', value, ...]"},
        {"ITEM", "an entry of a map is written m['key']"},
        {"SOURCE_WATERMARK", "SOURCE_WATERMARK() stands for watermarks that a connector makes itself, in WATERMARK FOR t AS SOURCE_WATERMARK(); no connector here makes any, write t or t - INTERVAL '5' SECOND"},
        {"OBJECT_OF", "OBJECT_OF makes an object of a Java class, which there is none of here; ROW(..) makes a row"},
        {"OBJECT_UPDATE", "OBJECT_UPDATE changes an object of a Java class, which there is none of here; ROW(..) makes a row"},
    };
    for (size_t i = 0; i < WR_COUNT_OF(refused); i++)
        if (is_named(name, refused[i].name))
            return FAIL(err, WEIR_UNSUPPORTED, ast->place, "%s", refused[i].answer);
    return WEIR_OK;
}

/* What other databases call otherwise. */
static const char *flink_name_of(const char *name) {
    static const struct {
        const char *name, *here;
    } others[] = {
        {"LENGTH", "CHAR_LENGTH"}, {"LEN", "CHAR_LENGTH"}, {"STRLEN", "CHAR_LENGTH"}, {"UCASE", "UPPER"}, {"LCASE", "LOWER"}, {"NVL", "COALESCE"},
        {"ISNULL", "x IS NULL"}, {"GETDATE", "NOW"}, {"SYSDATE", "NOW"}, {"CURDATE", "CURRENT_DATE"}, {"STRING_AGG", "LISTAGG"},
        {"GROUP_CONCAT", "LISTAGG"}, {"DATEDIFF", "TIMESTAMPDIFF(DAY, a, b)"}, {"DATE_DIFF", "TIMESTAMPDIFF(DAY, a, b)"},
        {"DATEADD", "t + INTERVAL '1' DAY"}, {"DATE_ADD", "t + INTERVAL '1' DAY"}, {"DATE_SUB", "t - INTERVAL '1' DAY"},
        {"DATE_TRUNC", "FLOOR(t TO HOUR)"}, {"TO_CHAR", "DATE_FORMAT or CAST(x AS STRING)"}, {"STR_TO_DATE", "TO_TIMESTAMP"}, {"RANDOM", "RAND"},
        {"POW", "POWER"}, {"ANY_VALUE", "FIRST_VALUE"}, {"APPROX_COUNT_DISTINCT", "COUNT(DISTINCT x)"}, {"IIF", "IF"}, {"CHARINDEX", "LOCATE"},
        {"REGEXP_MATCHES", "REGEXP"}, {"TO_NUMBER", "CAST(x AS DECIMAL(p, s))"}, {"FORMAT", "PRINTF"},
    };
    for (size_t i = 0; i < WR_COUNT_OF(others); i++)
        if (is_named(name, others[i].name))
            return others[i].here;
    return NULL;
}

/* (a - b) DAY TO SECOND: MINUS_DATE(a, b, symbol DAY or MONTH). */
static weir_status bind_difference(const expr_context *ctx, const wr_ast_expr *ast, wr_expr **out, weir_error *err) {
    weir_type type;
    wr_expr  *args[3];
    WEIR_TRY(wr_bind_type(ctx->binder, ast->call.returning, "the difference of two times", &type, err));
    WEIR_TRY(wr_bind_expr(ctx, ast->call.args[0], &args[0], err));
    WEIR_TRY(wr_bind_expr(ctx, ast->call.args[1], &args[1], err));
    const char *unit = type.id == WEIR_TYPE_INTERVAL_MONTH ? "MONTH" : "DAY";
    weir_value  value = {0};
    value.u.string = weir_string_view(unit, strlen(unit));
    args[2] = wr_expr_literal(ctx->binder->arena, weir_type_of(WEIR_TYPE_SYMBOL, false), value);
    return wr_make_call(ctx->binder, ast->place, "MINUS_DATE", "-", args, 3, out, err);
}

/* The name is known while binding: it is the function's argument. */
static weir_status bind_current_database(const expr_context *ctx, const wr_ast_expr *ast, wr_expr **out, weir_error *err) {
    const char *name = wr_catalog_current_database(ctx->binder->catalog);
    if (ast->call.arg_count != 0)
        return FAIL(err, WEIR_INVALID, ast->place, "CURRENT_DATABASE takes nothing");
    if (name == NULL)
        return FAIL(err, WEIR_INVALID, ast->place, "there is no current database; USE one");
    weir_value value = {.u.string = weir_string_view(name, strlen(name))};
    wr_expr   *arg = wr_expr_literal(ctx->binder->arena, weir_type_with(WEIR_TYPE_VARCHAR, WEIR_STRING_LENGTH_MAX, 0, false), value);
    return wr_make_call(ctx->binder, ast->place, "CURRENT_DATABASE", "CURRENT_DATABASE", &arg, 1, out, err);
}

/* Flink's older functions do not say which type a bare NULL has. */
static bool takes_bare_null(const char *name, uint32_t index) {
    static const char newer[] =
        ",BTRIM,COALESCE,IFNULL,ELT,STARTSWITH,ENDSWITH,GREATEST,LEAST,PRINTF,REGEXP_COUNT,REGEXP_EXTRACT_ALL,REGEXP_INSTR,"
        "REGEXP_SUBSTR,SPLIT,TYPEOF,UNHEX,URL_DECODE,URL_ENCODE,TO_TIMESTAMP_LTZ,PARSE_JSON,TRY_PARSE_JSON,ELEMENT,CARDINALITY,";
    size_t size = strlen(name);
    if (strcasecmp(name, "NULLIF") == 0)
        return index == 1;
    if (strcasecmp(name, "JSON_VALUE") == 0 || strcasecmp(name, "JSON_QUERY") == 0 || strcasecmp(name, "JSON_EXISTS") == 0)
        return index > 0;
    if (strncasecmp(name, "ARRAY_", 6) == 0 || strncasecmp(name, "MAP_", 4) == 0 || strncasecmp(name, "JSON_", 5) == 0)
        return true;
    for (const char *at = newer; (at = strcasestr(at, name)) != NULL; at++)
        if (at[-1] == ',' && at[size] == ',')
            return true;
    return false;
}

weir_status wr_refuse_bare_null(const wr_ast_expr *ast, const char *name, weir_error *err) {
    if (ast->kind == AST_LITERAL && ast->literal.kind == AST_LITERAL_NULL)
        return FAIL(err, WEIR_INVALID, ast->place, "NULL without a type cannot be an argument of %s; write CAST(NULL AS type)", name);
    return WEIR_OK;
}

static weir_status refuse_bare_nulls(const wr_ast_call *call, const char *name, weir_error *err) {
    for (uint32_t i = 0; i < call->arg_count; i++)
        if (!takes_bare_null(name, i))
            WEIR_TRY(wr_refuse_bare_null(call->args[i], name, err));
    return WEIR_OK;
}

weir_status wr_bind_call(const expr_context *ctx, const wr_ast_expr *ast, wr_expr **out, weir_error *err) {
    const wr_ast_call    *call = &ast->call;
    const char           *name = call_name(call);
    const weir_registry  *registry = ctx->binder->registry;
    const weir_aggregate *aggregate = weir_registry_aggregate(registry, name);
    if (call->name.part_count > 1 || (!aggregate && !weir_registry_function(registry, name))) {
        const char *refusal = wr_user_function_refusal(ctx->binder, &call->name);
        if (refusal)
            return FAIL(err, WEIR_UNSUPPORTED, ast->place, "%s", refusal);
    }
    if (call->name.part_count > 1)
        return FAIL(err, WEIR_INVALID, ast->place, "unknown function '%s'; built-in functions are in no catalog and no database", name);
    if (ctx->in_match && wr_is_match_function(name))
        return wr_bind_match_function(ctx, ast, out, err);
    if (wr_is_ranking(name))
        return wr_bind_ranking(ctx, ast, out, err);
    if (is_grouping(name))
        return bind_grouping(ctx, ast, out, err);
    if (call->null_treatment != AST_NULLS_UNSAID && !is_named(name, "ARRAY_AGG"))
        return FAIL(err, WEIR_INVALID, ast->place, "'%s' has no IGNORE NULLS and RESPECT NULLS; ARRAY_AGG, LAG and LEAD have", name);
    if (call->returning && is_named(name, "MINUS_DATE"))
        return bind_difference(ctx, ast, out, err);
    if (call->returning && !wr_is_json_call(ast))
        return FAIL(err, WEIR_INVALID, ast->place, "'%s' has no RETURNING; CAST the result", name);
    if (aggregate)
        return bind_aggregate(ctx, ast, aggregate, out, err);
    if (wr_is_group_window(name))
        return wr_bind_group_window(ctx, ast, out, err);
    WEIR_TRY(refuse_known(ast, name, err));
    if (call->over)
        return FAIL(err, WEIR_INVALID, ast->place, "'%s' is not an aggregate; OVER is for aggregates, ROW_NUMBER, RANK, LAG and the like", name);
    if (call->distinct)
        return FAIL(err, WEIR_INVALID, ast->place, "'%s' is not an aggregate; DISTINCT is for aggregates", name);
    if (call->filter)
        return FAIL(err, WEIR_INVALID, ast->place, "'%s' is not an aggregate; FILTER is for aggregates", name);
    if (call->within_group_count > 0)
        return FAIL(err, WEIR_INVALID, ast->place, "'%s' is not an aggregate; ORDER BY is for aggregates", name);
    if (is_named(name, "CURRENT_DATABASE"))
        return bind_current_database(ctx, ast, out, err);
    if (wr_is_json_call(ast)) {
        WEIR_TRY(refuse_bare_nulls(call, name, err));
        return wr_bind_json_call(ctx, ast, out, err);
    }
    const char *here = weir_registry_function(registry, name) ? NULL : flink_name_of(name);
    if (here)
        return FAIL(err, WEIR_INVALID, ast->place, "unknown function '%s'; Flink SQL has for it: %s", name, here);
    wr_expr **args;
    WEIR_TRY(refuse_bare_nulls(call, name, err));
    WEIR_TRY(bind_args(ctx, call, &args, err));
    return wr_make_call(ctx->binder, ast->place, name, name, args, call->arg_count, out, err);
}
