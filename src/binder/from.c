/* binder/from.c - what stands in FROM: tables, views, subqueries, and the windows TUMBLE and HOP. */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "binder/binder_internal.h"

/* The node's columns under the name `table` (or none). */
static scope scope_of(wr_binder *binder, const wr_logical *node, const char *table, bool full_names) {
    scope out = {.column_count = node->schema->field_count, .full_names = full_names, .outer = binder->outer};
    out.columns = wr_arena_calloc(binder->arena, (size_t)out.column_count + 1, sizeof *out.columns);
    for (uint32_t i = 0; i < out.column_count; i++)
        out.columns[i] = (scope_column){.table = table, .name = node->schema->fields[i].name, .type = node->schema->fields[i].type};
    return out;
}

/* The same rows under new column names. */
static weir_status rename_columns(wr_binder *binder, wr_logical *input, const wr_ast_ident *names, uint32_t count, const char *what,
                                  wr_logical **out, weir_error *err) {
    if (count == 0) {
        *out = input;
        return WEIR_OK;
    }
    if (count != input->schema->field_count)
        return FAIL(err, WEIR_INVALID, names[0].place, "%s has %u column%s, and %u name%s given", what, input->schema->field_count,
                    input->schema->field_count == 1 ? "" : "s", count, count == 1 ? " is" : "s are");
    const wr_expr **exprs = wr_arena_alloc(binder->arena, (count + 1) * sizeof *exprs);
    const char    **texts = wr_arena_alloc(binder->arena, (count + 1) * sizeof *texts);
    for (uint32_t i = 0; i < count; i++) {
        for (uint32_t j = 0; j < i; j++)
            if (strcmp(names[i].text, names[j].text) == 0)
                return FAIL(err, WEIR_INVALID, names[i].place, "column name '%s' is given twice", names[i].text);
        texts[i] = names[i].text;
        exprs[i] = wr_make_column(binder, i, input->schema->fields[i].type, texts[i], names[i].place);
    }
    *out = wr_new_project(binder, input, names[0].place, exprs, texts, count);
    return WEIR_OK;
}

weir_status wr_bind_cte(wr_binder *binder, const cte_env *env, wr_logical **out, weir_error *err) {
    const scope *outer = binder->outer;
    binder->outer = NULL; /* it stands for itself */
    weir_status status = wr_bind_query(binder, env->cte->query, env->outer, out, err);
    binder->outer = outer;
    WEIR_TRY(status);
    return rename_columns(binder, *out, env->cte->columns, env->cte->column_count, wr_arena_printf(binder->arena, "WITH query '%s'", env->cte->name.text), out,
                          err);
}

/* The view's query. What it refuses has a place in the view's statement: it is refused where the view is used. */
static weir_status bind_view_query(wr_binder *binder, const wr_table *view, wr_ast_place place, wr_logical **out, weir_error *err) {
    const scope *outer = binder->outer;
    const char  *refused = binder->refused;
    wr_ast_place refused_place = binder->refused_place;
    binder->outer = NULL;
    binder->refused = NULL;
    weir_status status = wr_bind_query(binder, view->view_query, NULL, out, err);
    const char *inside = binder->refused;
    binder->outer = outer;
    binder->refused = refused;
    binder->refused_place = refused_place;
    return status == WEIR_OK && inside ? wr_refuse(binder, place, err, "view '%s': %s", view->name, inside) : status;
}

static weir_status bind_view(wr_binder *binder, const wr_table *view, wr_ast_place place, wr_logical **out, weir_error *err) {
    wr_logical *node;
    weir_status status = bind_view_query(binder, view, place, &node, err);
    if (status != WEIR_OK) { /* its places are those of the view's statement */
        status = weir_fail_context(err, status, "view '%s'", view->name);
        if (err) {
            err->sql_line = place.line;
            err->sql_column = place.column;
        }
        return status;
    }
    if (node->schema->field_count != view->column_count)
        return FAIL(err, WEIR_INVALID, place, "view '%s' had %u columns when it was made and has %u now; create it again", view->name,
                    view->column_count, node->schema->field_count);
    const wr_expr **exprs = wr_arena_alloc(binder->arena, (view->column_count + 1u) * sizeof *exprs);
    const char    **names = wr_arena_alloc(binder->arena, (view->column_count + 1u) * sizeof *names);
    for (uint32_t i = 0; i < view->column_count; i++) {
        names[i] = view->columns[i].name;
        exprs[i] = wr_make_column(binder, i, node->schema->fields[i].type, names[i], place);
    }
    *out = wr_new_project(binder, node, place, exprs, names, view->column_count);
    return WEIR_OK;
}

weir_status wr_bind_table(wr_binder *binder, const wr_ast_name *name, const wr_ast_hint *hints, uint32_t hint_count, const cte_env *ctes,
                       wr_logical **out, weir_error *err) {
    const wr_table *table;
    if (name->part_count == 1)
        for (const cte_env *env = ctes; env; env = env->outer) {
            if (strcmp(env->cte->name.text, name->parts[0].text) != 0)
                continue;
            if (hint_count > 0)
                return FAIL(err, WEIR_INVALID, hints[0].place, "hints can be given to tables only; '%s' is a WITH query", env->cte->name.text);
            return wr_bind_cte(binder, env, out, err);
        }
    weir_status found = wr_find_table(binder, name, &table, err);
    if (found != WEIR_OK && name->part_count == 1) { /* perhaps a WITH name is meant */
        for (const cte_env *env = ctes; env; env = env->outer)
            if (wr_bind_nearest_name(binder, name->parts[0].text, &env->cte->name.text, 1))
                return FAIL(err, WEIR_INVALID, name->place, "unknown table '%s' - did you mean '%s'?", name->parts[0].text, env->cte->name.text);
    }
    WEIR_TRY(found);
    if (table->is_view) {
        if (hint_count > 0)
            return FAIL(err, WEIR_INVALID, hints[0].place, "hints can be given to tables only; '%s' is a view", table->name);
        return bind_view(binder, table, name->place, out, err);
    }
    WEIR_TRY(wr_table_with_hints(binder, table, hints, hint_count, &table, err));
    if (!table->connector->source)
        return FAIL(err, WEIR_INVALID, name->place, "table '%s' cannot be read: connector '%s' is for sinks only", table->name,
                    table->connector->name);
    wr_logical *node = wr_new_logical(binder, WR_LOGICAL_SCAN, name->place);
    weir_field *fields;
    node->schema = wr_schema_new(binder->arena, table->column_count, &fields);
    for (uint32_t c = 0; c < table->column_count; c++)
        fields[c] = (weir_field){table->columns[c].name, table->columns[c].type};
    node->table = table;
    *out = node;
    return WEIR_OK;
}

/* ---- TUMBLE and HOP ---- */

typedef struct window_args {
    const wr_ast_expr *data, *time, *size, *slide, *step, *gap, *offset;
} window_args;

static const wr_ast_expr **named_slot(window_args *args, const char *name) {
    if (strcasecmp(name, "DATA") == 0) return &args->data;
    if (strcasecmp(name, "TIMECOL") == 0) return &args->time;
    if (strcasecmp(name, "SIZE") == 0) return &args->size;
    if (strcasecmp(name, "SLIDE") == 0) return &args->slide;
    if (strcasecmp(name, "OFFSET") == 0) return &args->offset;
    return NULL;
}

/* Sorts the arguments, given by position or by name, into their places. */
static weir_status take_arguments(const wr_ast_expr *ast, bool hop, window_args *args, weir_error *err) {
    const wr_ast_call *call = &ast->call;
    const char        *name = hop ? "HOP" : "TUMBLE";
    const char        *form = hop ? "HOP(TABLE t, DESCRIPTOR(ts), slide, size [, offset])" : "TUMBLE(TABLE t, DESCRIPTOR(ts), size [, offset])";
    uint32_t           least = hop ? 4 : 3;
    const wr_ast_expr **tumble_order[] = {&args->data, &args->time, &args->size, &args->offset};
    const wr_ast_expr **hop_order[] = {&args->data, &args->time, &args->slide, &args->size, &args->offset};
    if (call->arg_count < least || call->arg_count > least + 1)
        return FAIL(err, WEIR_INVALID, ast->place, "%s has %u arguments; write %s", name, call->arg_count, form);
    for (uint32_t i = 0; i < call->arg_count; i++) {
        const wr_ast_expr  *arg = call->args[i];
        const wr_ast_expr **slot = hop ? hop_order[i] : tumble_order[i];
        if (arg->kind == AST_NAMED_ARG) {
            slot = named_slot(args, arg->named_arg.name.text);
            if (!slot || (slot == &args->slide && !hop))
                return FAIL(err, WEIR_INVALID, arg->place, "%s has no argument '%s'; it has DATA, TIMECOL, SIZE%s and OFFSET", name,
                            arg->named_arg.name.text, hop ? ", SLIDE" : "");
            if (*slot)
                return FAIL(err, WEIR_INVALID, arg->place, "argument '%s' is given twice", arg->named_arg.name.text);
            arg = arg->named_arg.value;
        } else if (*slot) {
            return FAIL(err, WEIR_INVALID, arg->place, "give either all arguments of %s by name or none", name);
        }
        *slot = arg;
    }
    if (!args->data || args->data->kind != AST_TABLE_ARG)
        return FAIL(err, WEIR_INVALID, args->data ? args->data->place : ast->place, "the first argument of %s must be TABLE t; write %s", name, form);
    if (!args->time || args->time->kind != AST_DESCRIPTOR)
        return FAIL(err, WEIR_INVALID, args->time ? args->time->place : ast->place, "the second argument of %s must be DESCRIPTOR(column); write %s",
                    name, form);
    if (!args->size || (hop && !args->slide))
        return FAIL(err, WEIR_INVALID, ast->place, "%s lacks its %s; write %s", name, args->size ? "SLIDE" : "SIZE", form);
    return WEIR_OK;
}

/* A constant interval in milliseconds. */
static weir_status constant_interval(wr_binder *binder, const wr_ast_expr *ast, const char *what, int64_t *ms, weir_error *err) {
    expr_context ctx = {.binder = binder, .clause = what};
    wr_expr     *expr;
    WEIR_TRY(wr_bind_expr(&ctx, ast, &expr, err));
    if (expr->type.id == WEIR_TYPE_INTERVAL_MONTH)
        return FAIL(err, WEIR_INVALID, ast->place, "%s of a window cannot be in months or years; use days or smaller units", what);
    if (expr->type.id != WEIR_TYPE_INTERVAL_DAY || !wr_is_literal(expr) || expr->literal.is_null)
        return FAIL(err, WEIR_INVALID, ast->place, "%s of a window must be a constant interval such as INTERVAL '1' HOUR", what);
    *ms = expr->literal.u.i64;
    return WEIR_OK;
}

static weir_status window_sizes(wr_binder *binder, const window_args *args, bool hop, wr_window *window, weir_error *err) {
    WEIR_TRY(constant_interval(binder, args->size, "the size", &window->size_ms, err));
    if (window->size_ms <= 0)
        return FAIL(err, WEIR_INVALID, args->size->place, "the size of a window must be above 0");
    window->slide_ms = window->size_ms;
    if (hop) {
        WEIR_TRY(constant_interval(binder, args->slide, "the slide", &window->slide_ms, err));
        if (window->slide_ms <= 0)
            return FAIL(err, WEIR_INVALID, args->slide->place, "the slide of a window must be above 0");
        if (window->size_ms % window->slide_ms != 0)
            return FAIL(err, WEIR_INVALID, args->size->place,
                        "the size of HOP (%lld ms) must be a multiple of its slide (%lld ms); the slide comes first, then the size",
                        (long long)window->size_ms, (long long)window->slide_ms);
    }
    if (args->offset) {
        WEIR_TRY(constant_interval(binder, args->offset, "the offset", &window->offset_ms, err));
        if (window->offset_ms >= window->size_ms || window->offset_ms <= -window->size_ms)
            return FAIL(err, WEIR_INVALID, args->offset->place, "the offset of a window must be smaller than its size");
    }
    return WEIR_OK;
}

static weir_status time_column(wr_binder *binder, const wr_ast_expr *descriptor, const wr_logical *input, const char *table, uint32_t *column,
                               weir_error *err) {
    const wr_ast_ident *ident = &descriptor->descriptor.columns[0];
    const weir_schema  *schema = input->schema;
    const char        **names = wr_arena_alloc(binder->arena, (schema->field_count + 1) * sizeof *names);
    if (descriptor->descriptor.column_count != 1)
        return FAIL(err, WEIR_INVALID, descriptor->place, "DESCRIPTOR of a window names one column");
    for (uint32_t i = 0; i < schema->field_count; i++)
        names[i] = schema->fields[i].name;
    for (uint32_t i = 0; i < schema->field_count; i++) {
        weir_type type = schema->fields[i].type;
        if (strcmp(names[i], ident->text) != 0)
            continue;
        if (type.time_attribute == WEIR_TIME_PROCTIME)
            return FAIL(err, WEIR_UNSUPPORTED, ident->place, "windows over processing time are not available; use an event time with a WATERMARK");
        if (type.time_attribute != WEIR_TIME_ROWTIME)
            return FAIL(err, WEIR_INVALID, ident->place,
                        "column '%s' is %s and no time attribute; declare WATERMARK FOR %s in the table, and keep the column unchanged up to here",
                        ident->text, wr_type_name(binder, type), ident->text);
        *column = i;
        return WEIR_OK;
    }
    const char *nearest = wr_bind_nearest_name(binder, ident->text, names, schema->field_count);
    return FAIL(err, WEIR_INVALID, ident->place, "unknown column '%s'%s%s%s%s%s%s", ident->text, table ? " in table '" : "", table ? table : "",
                table ? "'" : "", nearest ? " - did you mean '" : "", nearest ? nearest : "", nearest ? "'?" : "");
}

weir_status wr_bind_window_function(wr_binder *binder, const wr_ast_expr *ast, const cte_env *ctes, wr_logical **out, weir_error *err) {
    const char  *name = ast->call.name.parts[ast->call.name.part_count - 1].text;
    bool         hop = strcasecmp(name, "HOP") == 0;
    window_args  args = {0};
    wr_window    window = {.kind = hop ? WR_WINDOW_HOP : WR_WINDOW_TUMBLE};
    wr_logical  *input;
    const char  *table = NULL;
    if (strcasecmp(name, "CUMULATE") == 0 || strcasecmp(name, "SESSION") == 0)
        return FAIL(err, WEIR_UNSUPPORTED, ast->place, "%s windows are not available yet; TUMBLE and HOP are", name);
    if (!hop && strcasecmp(name, "TUMBLE") != 0)
        return FAIL(err, WEIR_UNSUPPORTED, ast->place, "table function '%s' is not available; TUMBLE and HOP are", name);
    WEIR_TRY(take_arguments(ast, hop, &args, err));
    if (args.data->table_arg.partition_by_count > 0)
        return FAIL(err, WEIR_INVALID, args.data->table_arg.partition_by[0]->place, "%s takes no PARTITION BY; put the keys into GROUP BY", hop ? "HOP" : "TUMBLE");
    if (args.data->table_arg.order_by_count > 0)
        return FAIL(err, WEIR_INVALID, args.data->table_arg.order_by[0].expr->place, "%s takes no ORDER BY", hop ? "HOP" : "TUMBLE");
    if (args.data->table_arg.query) {
        WEIR_TRY(wr_bind_query(binder, args.data->table_arg.query, ctes, &input, err));
    } else {
        const wr_ast_name *data = &args.data->table_arg.name;
        table = data->parts[data->part_count - 1].text;
        WEIR_TRY(wr_bind_table(binder, data, args.data->table_arg.hints, args.data->table_arg.hint_count, ctes, &input, err));
    }
    WEIR_TRY(time_column(binder, args.time, input, table, &window.time_column, err));
    WEIR_TRY(window_sizes(binder, &args, hop, &window, err));

    wr_logical *node = wr_new_logical(binder, WR_LOGICAL_WINDOW, ast->place);
    weir_field *fields;
    uint32_t    count = input->schema->field_count;
    weir_type   plain = weir_type_with(WEIR_TYPE_TIMESTAMP, 3, 0, false);
    weir_type   rowtime = weir_type_with((weir_type_id)input->schema->fields[window.time_column].type.id, 3, 0, false);
    rowtime.time_attribute = WEIR_TIME_ROWTIME;
    node->schema = wr_schema_new(binder->arena, count + 3, &fields);
    memcpy(fields, input->schema->fields, count * sizeof *fields);
    fields[count] = (weir_field){"window_start", plain};
    fields[count + 1] = (weir_field){"window_end", plain};
    fields[count + 2] = (weir_field){"window_time", rowtime};
    node->window = window;
    wr_set_inputs(binder, node, &input, 1);
    *out = node;
    return WEIR_OK;
}

/* ---- FROM ---- */

/* FOR SYSTEM_TIME AS OF: the version of the table at a time of the row that is joined. */
static weir_status bind_system_time(wr_binder *binder, const wr_ast_from *from, const cte_env *ctes, weir_error *err) {
    expr_context ctx = {.binder = binder, .scope = binder->outer, .ctes = ctes, .clause = "FOR SYSTEM_TIME AS OF"};
    wr_expr     *time;
    if (!binder->outer)
        return FAIL(err, WEIR_INVALID, from->system_time->place, "FOR SYSTEM_TIME AS OF is for the right table of a JOIN: FROM o JOIN t FOR SYSTEM_TIME AS OF o.ts ON ..");
    WEIR_TRY(wr_bind_expr(&ctx, from->system_time, &time, err));
    if (!weir_type_is_timestamp(time->type))
        return FAIL(err, WEIR_INVALID, from->system_time->place, "FOR SYSTEM_TIME AS OF takes a time attribute of the other table, not %s",
                    wr_type_name(binder, time->type));
    return wr_refuse(binder, from->system_time->place, err, "temporal and lookup joins (FOR SYSTEM_TIME AS OF) are not available yet");
}

weir_status wr_bind_from(wr_binder *binder, const wr_ast_from *from, const cte_env *ctes, wr_logical **out, scope *out_scope, weir_error *err) {
    const char *table = from->alias.text;
    bool        full_names = false;
    if (from->kind == AST_FROM_JOIN)
        return wr_bind_join(binder, from, ctes, out, out_scope, err);
    if (from->kind == AST_FROM_UNNEST)
        return wr_bind_unnest(binder, from, ctes, out, out_scope, err);
    if (from->lateral)
        WEIR_TRY(wr_refuse(binder, from->place, err, "LATERAL is not available yet"));
    if (from->system_time)
        WEIR_TRY(bind_system_time(binder, from, ctes, err));
    switch (from->kind) {
    case AST_FROM_TABLE:
        WEIR_TRY(wr_bind_table(binder, &from->table.name, from->table.hints, from->table.hint_count, ctes, out, err));
        if (!table) {
            table = from->table.name.parts[from->table.name.part_count - 1].text;
            full_names = true;
        }
        break;
    case AST_FROM_QUERY:
        WEIR_TRY(wr_bind_query(binder, from->query, ctes, out, err));
        break;
    case AST_FROM_FUNCTION:
        WEIR_TRY(wr_bind_window_function(binder, from->function, ctes, out, err));
        break;
    case AST_FROM_UNNEST:
    case AST_FROM_JOIN:
        break;
    }
    WEIR_TRY(rename_columns(binder, *out, from->alias_columns, from->alias_column_count,
                            table ? wr_arena_printf(binder->arena, "'%s'", table) : "the subquery", out, err));
    *out_scope = scope_of(binder, *out, table, full_names);
    return WEIR_OK;
}
