/* binder/over.c - OVER (...) and WINDOW: names and types are checked, then OVER is refused. */
#include <string.h>
#include <strings.h>

#include "binder/binder_internal.h"

static const wr_ast_window *named_window(const expr_context *ctx, const char *name) {
    for (uint32_t i = 0; ctx->select && i < ctx->select->window_count; i++)
        if (strcmp(ctx->select->windows[i].name.text, name) == 0)
            return ctx->select->windows[i].window;
    return NULL;
}

static weir_status unknown_window(const expr_context *ctx, const wr_ast_ident *name, weir_error *err) {
    uint32_t     count = ctx->select ? ctx->select->window_count : 0;
    const char **names = wr_arena_alloc(ctx->binder->arena, (count + 1u) * sizeof *names);
    for (uint32_t i = 0; i < count; i++)
        names[i] = ctx->select->windows[i].name.text;
    const char *nearest = wr_bind_suggestion(ctx->binder, name->text, names, count);
    return FAIL(err, WEIR_INVALID, name->place, "unknown window '%s'%s", name->text, nearest ? nearest : "; name it with WINDOW at the end of the SELECT");
}

static weir_status bind_bound(const expr_context *ctx, const wr_ast_window *window, const wr_ast_bound *bound, weir_error *err) {
    wr_expr *offset;
    if (!bound->offset)
        return WEIR_OK;
    WEIR_TRY(wr_bind_expr(ctx, bound->offset, &offset, err));
    bool rows = window->frame_unit == AST_FRAME_ROWS;
    if (rows ? weir_type_is_integer(offset->type) : offset->type.id == WEIR_TYPE_INTERVAL_DAY || weir_type_is_numeric(offset->type))
        return WEIR_OK;
    return FAIL(err, WEIR_INVALID, bound->offset->place, "%s takes %s, not %s", rows ? "ROWS" : "RANGE",
                rows ? "a number of rows" : "an interval such as INTERVAL '1' HOUR", wr_type_name(ctx->binder, offset->type));
}

/* *ordered: somebody said in which order. */
static weir_status bind_window(const expr_context *ctx, const wr_ast_window *window, bool *ordered, weir_error *err) {
    wr_expr *ignored;
    if (window->name.text) {
        const wr_ast_window *base = named_window(ctx, window->name.text);
        if (!base || base == window)
            return unknown_window(ctx, &window->name, err);
        *ordered = *ordered || base->order_by_count > 0;
    }
    for (uint32_t i = 0; i < window->partition_by_count; i++)
        WEIR_TRY(wr_bind_expr(ctx, window->partition_by[i], &ignored, err));
    for (uint32_t i = 0; i < window->order_by_count; i++)
        WEIR_TRY(wr_bind_expr(ctx, window->order_by[i].expr, &ignored, err));
    *ordered = *ordered || window->order_by_count > 0;
    if (window->frame_unit == AST_FRAME_NONE)
        return WEIR_OK;
    WEIR_TRY(bind_bound(ctx, window, &window->frame_start, err));
    return bind_bound(ctx, window, &window->frame_end, err);
}

weir_status wr_bind_windows(const expr_context *ctx, const wr_ast_select *select, weir_error *err) {
    expr_context inner = *ctx;
    bool         ordered = false;
    inner.clause = "WINDOW";
    for (uint32_t i = 0; i < select->window_count; i++)
        WEIR_TRY(bind_window(&inner, select->windows[i].window, &ordered, err));
    if (select->window_count == 0)
        return WEIR_OK;
    return wr_refuse(ctx->binder, select->windows[0].name.place, err, "WINDOW, and so OVER windows, are not available yet");
}

weir_status wr_bind_over(const expr_context *ctx, const wr_ast_expr *ast, weir_type result, wr_expr **out, weir_error *err) {
    const char *name = ast->call.name.parts[0].text;
    bool        ordered = false;
    if (ctx->inside_aggregate)
        return FAIL(err, WEIR_INVALID, ast->place, "%s with OVER stands inside an aggregate; put it into a subquery", name);
    if (!ctx->calls)
        return FAIL(err, WEIR_INVALID, ast->place, "%s with OVER cannot stand in %s; put it into the SELECT of a subquery, and filter around that", name,
                    ctx->clause);
    WEIR_TRY(bind_window(ctx, ast->call.over, &ordered, err));
    if (!ordered)
        return FAIL(err, WEIR_INVALID, ast->call.over->place, "%s needs an order: OVER (PARTITION BY .. ORDER BY ..)", name);
    *out = wr_refused_value(ctx->binder, wr_plain_type(result), name, ast->place);
    return wr_refuse(ctx->binder, ast->place, err, "OVER windows%s are not available yet; TUMBLE and HOP with GROUP BY are",
                     wr_is_ranking(name) ? ", and so Top-N and deduplication," : "");
}

/* ---- functions that are for OVER only ---- */

typedef enum ranking_result { RESULT_BIGINT, RESULT_DOUBLE, RESULT_ARGUMENT } ranking_result;

static const struct ranking {
    const char    *name, *takes;
    uint32_t       least, most;
    ranking_result result;
} rankings[] = {
    {"ROW_NUMBER", "()", 0, 0, RESULT_BIGINT},
    {"RANK", "()", 0, 0, RESULT_BIGINT},
    {"DENSE_RANK", "()", 0, 0, RESULT_BIGINT},
    {"NTILE", "(number of groups)", 1, 1, RESULT_BIGINT},
    {"PERCENT_RANK", "()", 0, 0, RESULT_DOUBLE},
    {"CUME_DIST", "()", 0, 0, RESULT_DOUBLE},
    {"LAG", "(value [, rows [, default]])", 1, 3, RESULT_ARGUMENT},
    {"LEAD", "(value [, rows [, default]])", 1, 3, RESULT_ARGUMENT},
};

static const struct ranking *find_ranking(const char *name) {
    for (size_t i = 0; i < WR_COUNT_OF(rankings); i++)
        if (strcasecmp(rankings[i].name, name) == 0)
            return &rankings[i];
    return NULL;
}

bool wr_is_ranking(const char *name) {
    return find_ranking(name) != NULL;
}

weir_status wr_bind_ranking(const expr_context *ctx, const wr_ast_expr *ast, wr_expr **out, weir_error *err) {
    const wr_ast_call    *call = &ast->call;
    const struct ranking *ranking = find_ranking(call->name.parts[0].text);
    weir_type             result = weir_type_of(ranking->result == RESULT_DOUBLE ? WEIR_TYPE_DOUBLE : WEIR_TYPE_BIGINT, false);
    bool                  can_be_null = ranking->result == RESULT_ARGUMENT;
    if (call->arg_count < ranking->least || call->arg_count > ranking->most)
        return FAIL(err, WEIR_INVALID, ast->place, "%s has %u argument%s; write %s%s", ranking->name, call->arg_count, call->arg_count == 1 ? "" : "s",
                    ranking->name, ranking->takes);
    for (uint32_t i = 0; i < call->arg_count; i++) {
        wr_expr *arg;
        WEIR_TRY(wr_bind_expr(ctx, call->args[i], &arg, err));
        if (i == 0 && ranking->result == RESULT_ARGUMENT)
            result = arg->type;
        can_be_null = i == 2 ? arg->type.nullable : can_be_null; /* the default, where there is no such row */
    }
    if (!call->over)
        return FAIL(err, WEIR_INVALID, ast->place, "%s needs an OVER: %s%s OVER (PARTITION BY .. ORDER BY ..)", ranking->name, ranking->name, ranking->takes);
    result.nullable = can_be_null;
    return wr_bind_over(ctx, ast, result, out, err);
}
