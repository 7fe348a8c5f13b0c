/* binder/from.c - what stands in FROM: tables, views and subqueries. */
#include <string.h>

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

/* "view 'v' (line 3, column 8)": the place is one in the view's statement; of a view from a catalog that lasts it is not known. */
static const char *place_in_view(wr_binder *binder, const wr_table *view, wr_ast_place place) {
    return place.line == 0 ? wr_arena_printf(binder->arena, "view '%s'", view->name)
                           : wr_arena_printf(binder->arena, "view '%s' (line %u, column %u)", view->name, place.line, place.column);
}

/* The view's query. What it cannot do yet is refused where the view is used. */
static weir_status bind_view_query(wr_binder *binder, const wr_table *view, wr_ast_place place, wr_logical **out, weir_error *err) {
    const scope *outer = binder->outer;
    const char  *refused = binder->refused;
    wr_ast_place refused_place = binder->refused_place;
    const bool   in_view = binder->in_view;
    binder->in_view = true;
    binder->outer = NULL;
    binder->refused = NULL;
    weir_status  status = wr_bind_query(binder, view->view_query, NULL, out, err);
    const char  *inside = binder->refused;
    wr_ast_place inside_place = binder->refused_place;
    binder->in_view = in_view;
    binder->outer = outer;
    binder->refused = refused;
    binder->refused_place = refused_place;
    return status == WEIR_OK && inside ? wr_refuse(binder, place, err, "%s: %s", place_in_view(binder, view, inside_place), inside) : status;
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
            if (wr_bind_nearest_name(name->parts[0].text, &env->cte->name.text, 1))
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
    if (from->match) {
        scope rows = scope_of(binder, *out, table, full_names);
        return wr_bind_match(binder, from->match, ctes, &rows, from->alias.text, out, out_scope, err);
    }
    WEIR_TRY(rename_columns(binder, *out, from->alias_columns, from->alias_column_count,
                            table ? wr_arena_printf(binder->arena, "'%s'", table) : "the subquery", out, err));
    *out_scope = scope_of(binder, *out, table, full_names);
    return WEIR_OK;
}
