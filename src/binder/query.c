/* binder/query.c - SELECT and VALUES become logical trees. */
#include <string.h>

#include "binder/binder_internal.h"

/* ---- nodes ---- */

wr_logical *wr_new_logical(wr_binder *binder, wr_logical_kind kind, wr_ast_place place) {
    wr_logical *node = wr_arena_calloc(binder->arena, 1, sizeof *node);
    node->kind = kind;
    node->line = place.line;
    node->column = place.column;
    return node;
}

void wr_set_inputs(wr_binder *binder, wr_logical *node, wr_logical **inputs, uint32_t count) {
    wr_logical **copy = wr_arena_alloc(binder->arena, (count + 1) * sizeof *copy);
    memcpy(copy, inputs, count * sizeof *copy);
    node->inputs = copy;
    node->input_count = count;
}

wr_logical *wr_new_project(wr_binder *binder, wr_logical *input, wr_ast_place place, const wr_expr *const *exprs,
                        const char *const *names, uint32_t count) {
    wr_logical *node = wr_new_logical(binder, WR_LOGICAL_PROJECT, place);
    weir_field *fields;
    node->schema = wr_schema_new(binder->arena, count, &fields);
    for (uint32_t i = 0; i < count; i++)
        fields[i] = (weir_field){names[i], exprs[i]->type};
    node->exprs = exprs;
    wr_set_inputs(binder, node, &input, 1);
    return node;
}

wr_logical *wr_new_filter(wr_binder *binder, wr_logical *input, wr_ast_place place, const wr_expr *condition) {
    wr_logical *node = wr_new_logical(binder, WR_LOGICAL_FILTER, place);
    node->schema = input->schema;
    node->condition = condition;
    wr_set_inputs(binder, node, &input, 1);
    return node;
}

/* ---- select items ---- */

typedef struct item_list {
    select_item *items;
    size_t       count, capacity;
} item_list;

static void add_item(wr_binder *binder, item_list *list, const wr_expr *expr, const char *name) {
    list->items = wr_arena_grow(binder->arena, list->items, list->count, &list->capacity, sizeof *list->items);
    list->items[list->count++] = (select_item){expr, name};
}

/* r.*: the fields of a row. */
static weir_status expand_row(const expr_context *ctx, const wr_ast_expr *star, item_list *list, weir_error *err) {
    wr_expr *const    *fields;
    const weir_schema *schema;
    WEIR_TRY(wr_bind_row_star(ctx, &star->star.table, &fields, &schema, err));
    for (uint32_t i = 0; i < schema->field_count; i++)
        add_item(ctx->binder, list, fields[i], schema->fields[i].name);
    return WEIR_OK;
}

/* Two columns of one table with this column's name: * could not tell them apart. */
static bool is_twice(const scope *in, uint32_t column) {
    const scope_column *one = &in->columns[column];
    for (uint32_t i = 0; i < column; i++) {
        const scope_column *other = &in->columns[i];
        if (wr_same_table(one, other) && strcmp(one->name, other->name) == 0)
            return true;
    }
    return false;
}

static bool has_item(const item_list *list, const char *name) {
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->items[i].name, name) == 0)
            return true;
    return false;
}

/* `*` gives a column `a` as `a0` where the list has an `a` before it, as in Flink. */
static const char *unique_name(wr_binder *binder, const item_list *list, const char *name) {
    const char *unique = name;
    for (uint32_t tried = 0; has_item(list, unique); tried++)
        unique = wr_arena_printf(binder->arena, "%s%u", name, tried);
    return unique;
}

static bool is_of_several(const scope *in) {
    for (uint32_t i = 1; i < in->column_count; i++)
        if (in->columns[i].table != in->columns[0].table)
            return true;
    return false;
}

static weir_status expand_star(const expr_context *ctx, const wr_ast_expr *star, item_list *list, weir_error *err) {
    const scope *in = ctx->scope;
    const bool   may_repeat = list->count > 0 || is_of_several(in);
    const char  *table = star->star.table.part_count ? star->star.table.parts[star->star.table.part_count - 1].text : NULL;
    size_t       before = list->count;
    for (uint32_t i = 0; i < in->column_count; i++) {
        if (table ? !in->columns[i].table || strcmp(in->columns[i].table, table) != 0 : in->columns[i].qualified_only)
            continue;
        if (is_twice(in, i))
            return FAIL(err, WEIR_INVALID, star->place, "column '%s' in * is ambiguous: it is there twice; give one of them another name below", in->columns[i].name);
        add_item(ctx->binder, list, wr_make_column(ctx->binder, i, in->columns[i].type, in->columns[i].name, star->place),
                 may_repeat ? unique_name(ctx->binder, list, in->columns[i].name) : in->columns[i].name);
    }
    if (list->count == before && table && wr_names_column(in, &star->star.table))
        return expand_row(ctx, star, list, err);
    if (list->count == before && table)
        return wr_bind_unknown_table(ctx->binder, in, &star->star.table.parts[star->star.table.part_count - 1],
                                     wr_arena_printf(ctx->binder->arena, "%s.*", table), err);
    if (list->count == before)
        return FAIL(err, WEIR_INVALID, star->place, "* needs a FROM");
    return WEIR_OK;
}

/* Flink: "Illegal use of 'NULL'". */
static weir_status untyped_null(wr_ast_place place, weir_error *err) {
    return FAIL(err, WEIR_INVALID, place, "this NULL has no type; write CAST(NULL AS type), for example CAST(NULL AS STRING)");
}

/* What a column is called that gets no name with AS: a column's own name, a field's, CURRENT_DATE; NULL: it has none. */
static const char *own_name(const wr_ast_expr *ast) {
    if (ast->kind == AST_COLUMN)
        return ast->column.parts[ast->column.part_count - 1].text;
    return ast->kind == AST_CALL && ast->call.bare ? ast->call.name.parts[0].text : NULL;
}

static weir_status bind_items(const expr_context *ctx, const wr_ast_select *select, item_list *list, weir_error *err) {
    for (uint32_t i = 0; i < select->item_count; i++) {
        const wr_ast_select_item *written = &select->items[i];
        wr_expr                  *expr;
        if (written->expr->kind == AST_STAR) {
            WEIR_TRY(expand_star(ctx, written->expr, list, err));
            continue;
        }
        WEIR_TRY(wr_bind_expr(ctx, written->expr, &expr, err));
        if (expr->type.id == WEIR_TYPE_SYMBOL)
            return FAIL(err, WEIR_INVALID, written->expr->place, "this word is not a value");
        if (expr->type.id == WEIR_TYPE_NULL)
            return untyped_null(written->expr->place, err);
        const char *name = written->alias.text ? written->alias.text : own_name(written->expr);
        add_item(ctx->binder, list, expr, name ? name : wr_arena_printf(ctx->binder->arena, "EXPR$%zu", list->count));
    }
    return WEIR_OK;
}

static wr_logical *project_items(wr_binder *binder, wr_logical *input, wr_ast_place place, const item_list *list) {
    const wr_expr **exprs = wr_arena_alloc(binder->arena, (list->count + 1) * sizeof *exprs);
    const char    **names = wr_arena_alloc(binder->arena, (list->count + 1) * sizeof *names);
    for (size_t i = 0; i < list->count; i++) {
        exprs[i] = list->items[i].expr;
        names[i] = list->items[i].name;
    }
    return wr_new_project(binder, input, place, exprs, names, (uint32_t)list->count);
}

/* One row without columns: what SELECT without FROM reads. */
static wr_logical *one_row(wr_binder *binder, wr_ast_place place) {
    wr_logical *node = wr_new_logical(binder, WR_LOGICAL_VALUES, place);
    weir_field *fields;
    node->schema = wr_schema_new(binder->arena, 0, &fields);
    node->row_count = 1;
    return node;
}

/* Does every row fall into one group, so that there may be a result over no rows at all? */
static bool is_one_group(const wr_ast_select *select) {
    for (uint32_t i = 0; i < select->group_by_count; i++)
        if (select->group_by[i].kind != AST_GROUP_EMPTY)
            return false;
    return true;
}

static weir_status bind_qualify(const expr_context *ctx, const wr_ast_select *select, weir_error *err) {
    wr_expr *ignored;
    if (!select->qualify)
        return WEIR_OK;
    WEIR_TRY(wr_bind_condition(ctx, select->qualify, "the condition of QUALIFY", &ignored, err));
    return wr_refuse(ctx->binder, select->qualify->place, err, "QUALIFY is not available yet; filter in a query around this one");
}

/* FROM and WHERE: the rows, and the names of their columns. */
static weir_status bind_rows(expr_context *ctx, const wr_ast_select *select, wr_ast_place place, scope *in, wr_logical **input, weir_error *err) {
    wr_binder *binder = ctx->binder;
    wr_expr   *condition;
    in->outer = binder->outer;
    if (select->from)
        WEIR_TRY(wr_bind_from(binder, select->from, ctx->ctes, input, in, err));
    else
        *input = one_row(binder, place);
    if (!select->where)
        return WEIR_OK;
    ctx->clause = "WHERE";
    WEIR_TRY(wr_bind_condition(ctx, select->where, "the condition of WHERE", &condition, err));
    *input = wr_new_filter(binder, *input, select->where->place, condition);
    return WEIR_OK;
}

static weir_status bind_select(wr_binder *binder, const wr_ast_query *ast, const cte_env *ctes, wr_logical **out, weir_error *err) {
    const wr_ast_select *select = &ast->select;
    wr_logical          *input;
    scope                in = {0};
    call_list            calls = {0};
    item_list            list = {0};
    wr_expr             *having = NULL;
    expr_context         ctx = {.binder = binder, .scope = &in, .ctes = ctes, .select = select};
    WEIR_TRY(bind_rows(&ctx, select, ast->place, &in, &input, err));
    ctx.one_group = is_one_group(select);
    WEIR_TRY(wr_bind_windows(&ctx, select, err));
    ctx.calls = &calls;
    ctx.clause = "SELECT";
    WEIR_TRY(bind_items(&ctx, select, &list, err));
    if (select->having) {
        ctx.clause = "HAVING";
        WEIR_TRY(wr_bind_condition(&ctx, select->having, "the condition of HAVING", &having, err));
    }
    WEIR_TRY(bind_qualify(&ctx, select, err));
    const bool grouped = calls.count > 0 || calls.grouping_count > 0 || select->has_group_by || having;
    WEIR_TRY(wr_bind_select_hints(binder, select, grouped || select->distinct, &ctx.state_ttl_ms, err));
    if (grouped)
        WEIR_TRY(wr_bind_grouped(&ctx, select, ast->place, input, list.items, list.count, having, &input, err));
    *out = project_items(binder, input, ast->place, &list);
    if (select->distinct)
        *out = wr_make_distinct(binder, *out, ast->place, grouped ? NULL : ctx.state_ttl_ms);
    return wr_bind_order(&ctx, ast, *out, err);
}

/* ---- VALUES ---- */

static weir_status bind_values(wr_binder *binder, const wr_ast_query *ast, const cte_env *ctes, wr_logical **out, weir_error *err) {
    uint32_t        rows = ast->values.row_count, columns = ast->values.rows[0].column_count;
    expr_context    ctx = {.binder = binder, .ctes = ctes, .clause = "VALUES"};
    wr_logical     *node = wr_new_logical(binder, WR_LOGICAL_VALUES, ast->place);
    const wr_expr **exprs = wr_arena_calloc(binder->arena, (size_t)rows * columns + 1, sizeof *exprs);
    weir_type      *types = wr_arena_calloc(binder->arena, (size_t)rows + 1, sizeof *types);
    weir_field     *fields;
    node->schema = wr_schema_new(binder->arena, columns, &fields);
    for (uint32_t r = 0; r < rows; r++) {
        const wr_ast_values_row *row = &ast->values.rows[r];
        if (row->column_count != columns)
            return FAIL(err, WEIR_INVALID, row->place, "row %u of VALUES has %u column%s, the first has %u", r + 1, row->column_count,
                        row->column_count == 1 ? "" : "s", columns);
        for (uint32_t c = 0; c < columns; c++) {
            wr_expr *expr;
            WEIR_TRY(wr_bind_expr(&ctx, row->columns[c], &expr, err));
            if (expr->type.id == WEIR_TYPE_NULL)
                return untyped_null(row->columns[c]->place, err);
            exprs[r * columns + c] = expr;
        }
    }
    for (uint32_t c = 0; c < columns; c++) {
        for (uint32_t r = 0; r < rows; r++)
            types[r] = exprs[r * columns + c]->type;
        fields[c].name = wr_arena_printf(binder->arena, "EXPR$%u", c);
        if (!wr_bind_common_type(binder, types, rows, &fields[c].type)) {
            uint32_t bad = 1;
            for (weir_type ignored; bad + 1 < rows && wr_bind_common_type(binder, types, bad + 1, &ignored); bad++) {}
            return FAIL(err, WEIR_INVALID, ast->values.rows[bad].columns[c]->place,
                        "column %u of VALUES has no common type: %s after %s; CAST one of them%s", c + 1, wr_type_name(binder, types[bad]),
                        wr_type_name(binder, types[0]), columns == 1 ? ", or write one row of several columns in parentheses: VALUES (1, 'a')" : "");
        }
        fields[c].type = wr_plain_type(fields[c].type);
        for (uint32_t r = 0; r < rows; r++) {
            wr_expr *cast;
            WEIR_TRY(wr_make_cast(binder, ast->values.rows[r].columns[c]->place, (wr_expr *)exprs[r * columns + c], fields[c].type, false, &cast, err));
            exprs[r * columns + c] = cast;
        }
    }
    node->rows = exprs;
    node->row_count = rows;
    *out = node;
    return WEIR_OK;
}

/* ---- a query with its WITH, ORDER BY and LIMIT ---- */

static weir_status bind_body(wr_binder *binder, const wr_ast_query *ast, const cte_env *ctes, wr_logical **out, weir_error *err) {
    switch (ast->kind) {
    case AST_QUERY_SELECT:
        return bind_select(binder, ast, ctes, out, err);
    case AST_QUERY_VALUES:
        return bind_values(binder, ast, ctes, out, err);
    case AST_QUERY_SET_OP:
        return wr_bind_set_op(binder, ast, ctes, out, err);
    case AST_QUERY_TABLE:
        return wr_bind_table(binder, &ast->table, NULL, 0, ctes, out, err);
    case AST_QUERY_NESTED:
        return wr_bind_query(binder, ast->nested, ctes, out, err);
    }
    return FAIL(err, WEIR_INVALID, ast->place, "this query is not known");
}

static weir_status bind_ctes(wr_binder *binder, const wr_ast_query *ast, const cte_env **ctes, weir_error *err) {
    for (uint32_t i = 0; i < ast->cte_count; i++) {
        for (uint32_t j = 0; j < i; j++)
            if (strcmp(ast->ctes[i].name.text, ast->ctes[j].name.text) == 0)
                return FAIL(err, WEIR_INVALID, ast->ctes[i].name.place, "'%s' is defined twice in this WITH", ast->ctes[i].name.text);
        cte_env *env = wr_arena_alloc(binder->arena, sizeof *env);
        *env = (cte_env){&ast->ctes[i], *ctes};
        *ctes = env;
        /* Bound here once, so that one that nobody reads is checked too. */
        wr_logical *checked;
        WEIR_TRY(wr_bind_cte(binder, env, &checked, err));
    }
    return WEIR_OK;
}

/* Inside binder->depth. */
static weir_status bind_whole(wr_binder *binder, const wr_ast_query *ast, const cte_env *ctes, wr_logical **out, weir_error *err) {
    if (ast->recursive)
        return FAIL(err, WEIR_UNSUPPORTED, ast->ctes[0].name.place, "WITH RECURSIVE is not available, in Flink neither");
    WEIR_TRY(bind_ctes(binder, ast, &ctes, err));
    WEIR_TRY(bind_body(binder, ast, ctes, out, err));
    if (ast->kind != AST_QUERY_SELECT) { /* a SELECT sorts by what it reads, too */
        scope        none = {0};
        expr_context ctx = {.binder = binder, .scope = &none, .ctes = ctes};
        WEIR_TRY(wr_bind_order(&ctx, ast, *out, err));
    }
    return wr_bind_limits(binder, ast, err);
}

static weir_status bind_nested(wr_binder *binder, const wr_ast_query *ast, const cte_env *ctes, wr_logical **out, weir_error *err) {
    if (binder->depth >= BINDER_DEPTH_MAX)
        return FAIL(err, WEIR_INVALID, ast->place, "queries and views are nested more than %u deep", BINDER_DEPTH_MAX);
    if (binder->depth == 0) { /* of another statement, which failed */
        binder->refused = NULL;
        binder->outer = NULL;
        binder->query_count = 0;
    }
    if (++binder->query_count > BINDER_QUERIES_MAX)
        return FAIL(err, WEIR_INVALID, ast->place, "the statement reads more than %u queries; views and WITH queries count at each use", BINDER_QUERIES_MAX);
    binder->depth++;
    weir_status status = bind_whole(binder, ast, ctes, out, err);
    binder->depth--;
    return status;
}

weir_status wr_bind_query(wr_binder *binder, const wr_ast_query *ast, const cte_env *ctes, wr_logical **out, weir_error *err) {
    WEIR_TRY(bind_nested(binder, ast, ctes, out, err));
    return binder->depth == 0 ? wr_check_refused(binder, err) : WEIR_OK;
}

weir_status wr_bind_definition(wr_binder *binder, const wr_ast_query *ast, wr_logical **out, weir_error *err) {
    const char  *refused = binder->refused;
    wr_ast_place place = binder->refused_place;
    binder->refused = NULL;
    weir_status status = bind_nested(binder, ast, NULL, out, err);
    binder->refused = refused;
    binder->refused_place = place;
    return status;
}
