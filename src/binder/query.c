/* binder/query.c - SELECT, VALUES and UNION become logical trees.
 *
 * A grouped SELECT is bound in two steps: its expressions over the rows below, with every aggregate
 * call collected aside; then each is rewritten over the aggregation's output (keys, calls), and what
 * is left of the rows below is the error "not in GROUP BY". */
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

static wr_logical *new_filter(wr_binder *binder, wr_logical *input, wr_ast_place place, const wr_expr *condition) {
    wr_logical *node = wr_new_logical(binder, WR_LOGICAL_FILTER, place);
    node->schema = input->schema;
    node->condition = condition;
    wr_set_inputs(binder, node, &input, 1);
    return node;
}

static wr_logical *new_aggregate(wr_binder *binder, wr_logical *input, wr_ast_place place, const wr_expr *const *keys,
                                 const char *const *key_names, uint32_t key_count, const call_list *calls) {
    wr_logical *node = wr_new_logical(binder, WR_LOGICAL_AGGREGATE, place);
    weir_field *fields;
    uint32_t    call_count = calls ? (uint32_t)calls->count : 0;
    node->schema = wr_schema_new(binder->arena, key_count + call_count, &fields);
    for (uint32_t k = 0; k < key_count; k++)
        fields[k] = (weir_field){key_names[k], keys[k]->type};
    for (uint32_t c = 0; c < call_count; c++) {
        const wr_logical_call *call = &calls->calls[c];
        fields[key_count + c] = (weir_field){wr_arena_printf(binder->arena, "EXPR$%u", key_count + c), call->result};
    }
    node->keys = keys;
    node->key_count = key_count;
    node->calls = calls ? calls->calls : NULL;
    node->call_count = call_count;
    wr_set_inputs(binder, node, &input, 1);
    return node;
}

/* ---- select items ---- */

typedef struct item {
    const wr_expr *expr;
    const char    *name;
} item;

typedef struct item_list {
    item  *items;
    size_t count, capacity;
} item_list;

static void add_item(wr_binder *binder, item_list *list, const wr_expr *expr, const char *name) {
    list->items = wr_arena_grow(binder->arena, list->items, list->count, &list->capacity, sizeof *list->items);
    list->items[list->count++] = (item){expr, name};
}

static weir_status expand_star(const expr_context *ctx, const wr_ast_expr *star, item_list *list, weir_error *err) {
    const scope *in = ctx->scope;
    const char  *table = star->star.table.part_count ? star->star.table.parts[star->star.table.part_count - 1].text : NULL;
    size_t       before = list->count;
    for (uint32_t i = 0; i < in->column_count; i++) {
        if (table && (!in->columns[i].table || strcmp(in->columns[i].table, table) != 0))
            continue;
        add_item(ctx->binder, list, wr_make_column(ctx->binder, i, in->columns[i].type, in->columns[i].name, star->place),
                 in->columns[i].name);
    }
    if (list->count == before && table)
        return FAIL(err, WEIR_INVALID, star->place, "unknown table '%s' in '%s.*'%s%s%s", table, table,
                    in->table ? "; the table here is '" : "", in->table ? in->table : "", in->table ? "'" : "");
    if (list->count == before)
        return FAIL(err, WEIR_INVALID, star->place, "* needs a FROM");
    return WEIR_OK;
}

/* Flink: "Illegal use of 'NULL'". */
static weir_status untyped_null(wr_ast_place place, weir_error *err) {
    return FAIL(err, WEIR_INVALID, place, "this NULL has no type; write CAST(NULL AS type), for example CAST(NULL AS STRING)");
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
        const char *name = written->alias.text;
        if (!name && written->expr->kind == AST_COLUMN)
            name = written->expr->column.parts[written->expr->column.part_count - 1].text;
        if (!name)
            name = wr_arena_printf(ctx->binder->arena, "EXPR$%zu", list->count);
        add_item(ctx->binder, list, expr, name);
    }
    return WEIR_OK;
}

/* ---- grouping ---- */

typedef struct grouping {
    wr_binder            *binder;
    const wr_expr *const *keys;
    uint32_t              key_count;
    const call_list      *calls;
    const char           *clause;
} grouping;

/* The same expression over the aggregation's output. */
static weir_status over_groups(const grouping *group, const wr_expr *expr, wr_expr **out, weir_error *err) {
    wr_ast_place place = {expr->line, expr->column_number};
    for (uint32_t k = 0; k < group->key_count; k++)
        if (wr_expr_equal(expr, group->keys[k])) {
            *out = wr_make_column(group->binder, k, group->keys[k]->type, expr->name, place);
            return WEIR_OK;
        }
    if (expr->kind == WR_EXPR_COLUMN && expr->column >= AGGREGATE_BASE) {
        uint32_t call = expr->column - AGGREGATE_BASE;
        *out = wr_make_column(group->binder, group->key_count + call, group->calls->calls[call].result, expr->name, place);
        return WEIR_OK;
    }
    if (expr->kind == WR_EXPR_COLUMN)
        return FAIL(err, WEIR_INVALID, place, "column '%s' in %s is neither in GROUP BY nor inside an aggregate", expr->name,
                    group->clause);
    wr_expr *copy = wr_arena_alloc(group->binder->arena, sizeof *copy);
    *copy = *expr;
    copy->args = wr_arena_alloc(group->binder->arena, (expr->arg_count + 1) * sizeof *copy->args);
    for (uint32_t i = 0; i < expr->arg_count; i++)
        WEIR_TRY(over_groups(group, expr->args[i], &copy->args[i], err));
    *out = copy;
    return WEIR_OK;
}

/* A name in GROUP BY that is only an alias of the SELECT list: Flink does not take it either. */
static bool is_alias(const wr_ast_select *select, const wr_ast_expr *expr) {
    if (expr->kind != AST_COLUMN || expr->column.part_count != 1)
        return false;
    for (uint32_t i = 0; i < select->item_count; i++)
        if (select->items[i].alias.text && strcmp(select->items[i].alias.text, expr->column.parts[0].text) == 0)
            return true;
    return false;
}

static bool in_scope(const scope *in, const char *name) {
    for (uint32_t i = 0; i < in->column_count; i++)
        if (strcmp(in->columns[i].name, name) == 0)
            return true;
    return false;
}

static weir_status bind_group_by(const expr_context *ctx, const wr_ast_select *select, const wr_expr ***keys_out,
                                 const char ***names_out, uint32_t *count, weir_error *err) {
    wr_binder      *binder = ctx->binder;
    const wr_expr **keys = wr_arena_calloc(binder->arena, select->group_by_count + 1, sizeof *keys);
    const char    **names = wr_arena_calloc(binder->arena, select->group_by_count + 1, sizeof *names);
    if (select->group_by_distinct)
        return FAIL(err, WEIR_UNSUPPORTED, select->group_by[0].place, "GROUP BY DISTINCT is not available yet");
    for (uint32_t i = 0; i < select->group_by_count; i++) {
        const wr_ast_group_item *group = &select->group_by[i];
        wr_expr                 *key;
        bool                     known = false;
        switch (group->kind) {
        case AST_GROUP_EXPR:
            break;
        case AST_GROUP_EMPTY:
            continue;
        case AST_GROUP_TUPLE:
            return FAIL(err, WEIR_UNSUPPORTED, group->place, "a row in GROUP BY is not available yet; list the columns");
        case AST_GROUP_ROLLUP:
        case AST_GROUP_CUBE:
        case AST_GROUP_SETS:
            return FAIL(err, WEIR_UNSUPPORTED, group->place, "GROUPING SETS, ROLLUP and CUBE are not available yet; UNION ALL several queries");
        }
        const wr_ast_expr *ast = group->exprs[0];
        if (is_alias(select, ast) && !in_scope(ctx->scope, ast->column.parts[0].text))
            return FAIL(err, WEIR_INVALID, ast->place, "'%s' in GROUP BY is only a name in the SELECT list; write the expression here too",
                        ast->column.parts[0].text);
        WEIR_TRY(wr_bind_expr(ctx, ast, &key, err));
        if (key->type.id == WEIR_TYPE_MAP)
            return FAIL(err, WEIR_UNSUPPORTED, ast->place, "GROUP BY a value of type %s is not available yet; group by entries of it: m['key']",
                        wr_type_name(binder, key->type));
        for (uint32_t k = 0; k < *count; k++)
            known = known || wr_expr_equal(keys[k], key);
        if (known)
            continue;
        names[*count] = key->kind == WR_EXPR_COLUMN ? key->name : wr_arena_printf(binder->arena, "$f%u", *count);
        keys[(*count)++] = key;
    }
    *keys_out = keys;
    *names_out = names;
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

static weir_status bind_grouped(const expr_context *ctx, const wr_ast_select *select, wr_ast_place place, wr_logical *input,
                                item_list *list, wr_expr *having, wr_logical **out, weir_error *err) {
    const wr_expr **keys = NULL;
    const char    **key_names = NULL;
    uint32_t        key_count = 0;
    expr_context    group_ctx = *ctx;
    group_ctx.calls = NULL;
    group_ctx.clause = "GROUP BY";
    WEIR_TRY(bind_group_by(&group_ctx, select, &keys, &key_names, &key_count, err));
    wr_logical *aggregate = new_aggregate(ctx->binder, input, place, keys, key_names, key_count, ctx->calls);
    wr_logical *result = aggregate;
    grouping    group = {ctx->binder, keys, key_count, ctx->calls, "SELECT"};
    wr_expr    *rewritten;
    if (select->group_by_count > 0) {
        aggregate->line = select->group_by[0].place.line;
        aggregate->column = select->group_by[0].place.column;
    }
    if (having) {
        group.clause = "HAVING";
        WEIR_TRY(over_groups(&group, having, &rewritten, err));
        result = new_filter(ctx->binder, result, select->having->place, rewritten);
        group.clause = "SELECT";
    }
    for (size_t i = 0; i < list->count; i++) {
        WEIR_TRY(over_groups(&group, list->items[i].expr, &rewritten, err));
        list->items[i].expr = rewritten;
    }
    *out = project_items(ctx->binder, result, place, list);
    return WEIR_OK;
}

static weir_status make_distinct(wr_binder *binder, wr_logical *input, wr_ast_place place, wr_logical **out, weir_error *err) {
    uint32_t        count = input->schema->field_count;
    const wr_expr **keys = wr_arena_alloc(binder->arena, (count + 1) * sizeof *keys);
    const char    **names = wr_arena_alloc(binder->arena, (count + 1) * sizeof *names);
    for (uint32_t i = 0; i < count; i++) {
        names[i] = input->schema->fields[i].name;
        if (input->schema->fields[i].type.id == WEIR_TYPE_MAP)
            return FAIL(err, WEIR_UNSUPPORTED, place, "DISTINCT rows cannot have a column of type %s yet ('%s'); select entries of it: m['key']",
                        wr_type_name(binder, input->schema->fields[i].type), names[i]);
        keys[i] = wr_make_column(binder, i, input->schema->fields[i].type, names[i], place);
    }
    *out = new_aggregate(binder, input, place, keys, names, count, NULL);
    return WEIR_OK;
}

/* One row without columns: what SELECT without FROM reads. */
static wr_logical *one_row(wr_binder *binder, wr_ast_place place) {
    wr_logical *node = wr_new_logical(binder, WR_LOGICAL_VALUES, place);
    weir_field *fields;
    node->schema = wr_schema_new(binder->arena, 0, &fields);
    node->row_count = 1;
    return node;
}

static weir_status bind_select(wr_binder *binder, const wr_ast_query *ast, const cte_env *ctes, wr_logical **out, weir_error *err) {
    const wr_ast_select *select = &ast->select;
    wr_logical          *input;
    scope                in = {0};
    if (select->hint_count > 0)
        return FAIL(err, WEIR_UNSUPPORTED, select->hints[0].place, "hint %s is not available", select->hints[0].name);
    if (select->window_count > 0)
        return FAIL(err, WEIR_UNSUPPORTED, select->windows[0].name.place, "WINDOW, and so OVER windows, are not available yet");
    if (select->qualify)
        return FAIL(err, WEIR_UNSUPPORTED, select->qualify->place, "QUALIFY is not available yet");
    if (select->from)
        WEIR_TRY(wr_bind_from(binder, select->from, ctes, &input, &in, err));
    else
        input = one_row(binder, ast->place);
    expr_context ctx = {.binder = binder, .scope = &in, .clause = "WHERE"};
    if (select->where) {
        wr_expr *condition;
        WEIR_TRY(wr_bind_condition(&ctx, select->where, "the condition of WHERE", &condition, err));
        input = new_filter(binder, input, select->where->place, condition);
    }
    call_list calls = {0};
    item_list list = {0};
    wr_expr  *having = NULL;
    ctx.calls = &calls;
    ctx.clause = "SELECT";
    ctx.one_group = true;
    for (uint32_t i = 0; i < select->group_by_count; i++)
        ctx.one_group = ctx.one_group && select->group_by[i].kind == AST_GROUP_EMPTY;
    WEIR_TRY(bind_items(&ctx, select, &list, err));
    if (select->having) {
        ctx.clause = "HAVING";
        WEIR_TRY(wr_bind_condition(&ctx, select->having, "the condition of HAVING", &having, err));
    }
    if (calls.count > 0 || select->has_group_by || having)
        WEIR_TRY(bind_grouped(&ctx, select, ast->place, input, &list, having, out, err));
    else
        *out = project_items(binder, input, ast->place, &list);
    if (select->distinct)
        return make_distinct(binder, *out, ast->place, out, err);
    return WEIR_OK;
}

/* ---- VALUES, UNION ---- */

static weir_status bind_values(wr_binder *binder, const wr_ast_query *ast, wr_logical **out, weir_error *err) {
    uint32_t        rows = ast->values.row_count, columns = ast->values.rows[0].column_count;
    expr_context    ctx = {.binder = binder, .clause = "VALUES"};
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
                        "column %u of VALUES has no common type: %s after %s; CAST one of them", c + 1, wr_type_name(binder, types[bad]),
                        wr_type_name(binder, types[0]));
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

/* The input with its columns cast to the types of `fields`; itself where nothing changes. */
static weir_status cast_columns(wr_binder *binder, wr_logical *input, wr_ast_place place, const weir_field *fields, wr_logical **out,
                                weir_error *err) {
    uint32_t        count = input->schema->field_count;
    const wr_expr **exprs = wr_arena_alloc(binder->arena, (count + 1) * sizeof *exprs);
    const char    **names = wr_arena_alloc(binder->arena, (count + 1) * sizeof *names);
    bool            changes = false;
    for (uint32_t c = 0; c < count; c++) {
        const weir_field *field = &input->schema->fields[c];
        wr_expr          *expr = wr_make_column(binder, c, field->type, field->name, place);
        if (!weir_type_same(field->type, fields[c].type) || field->type.time_attribute != fields[c].type.time_attribute) {
            changes = true;
            WEIR_TRY(wr_make_cast(binder, place, expr, fields[c].type, false, &expr, err));
        }
        exprs[c] = expr;
        names[c] = field->name;
    }
    *out = changes ? wr_new_project(binder, input, place, exprs, names, count) : input;
    return WEIR_OK;
}

static const char *set_op_name(wr_ast_set_op op, bool all) {
    switch (op) {
    case AST_UNION: return all ? "UNION ALL" : "UNION";
    case AST_INTERSECT: return all ? "INTERSECT ALL" : "INTERSECT";
    case AST_EXCEPT: return all ? "EXCEPT ALL" : "EXCEPT";
    }
    return "UNION";
}

static weir_status bind_set_op(wr_binder *binder, const wr_ast_query *ast, const cte_env *ctes, wr_logical **out, weir_error *err) {
    wr_logical  *inputs[2];
    const char  *name = set_op_name(ast->set_op.op, ast->set_op.all);
    wr_ast_place place = ast->set_op.op_place;
    if (ast->set_op.op != AST_UNION)
        return FAIL(err, WEIR_UNSUPPORTED, place, "%s is not available yet; UNION and UNION ALL are", name);
    WEIR_TRY(wr_bind_query(binder, ast->set_op.left, ctes, &inputs[0], err));
    WEIR_TRY(wr_bind_query(binder, ast->set_op.right, ctes, &inputs[1], err));
    uint32_t count = inputs[0]->schema->field_count;
    if (inputs[1]->schema->field_count != count)
        return FAIL(err, WEIR_INVALID, place, "the sides of %s have %u and %u columns; they must have equally many", name, count, inputs[1]->schema->field_count);
    wr_logical *node = wr_new_logical(binder, WR_LOGICAL_UNION, place);
    weir_field *fields;
    node->schema = wr_schema_new(binder->arena, count, &fields);
    for (uint32_t c = 0; c < count; c++) {
        weir_type types[2] = {inputs[0]->schema->fields[c].type, inputs[1]->schema->fields[c].type};
        fields[c].name = inputs[0]->schema->fields[c].name;
        if (!wr_bind_common_type(binder, types, 2, &fields[c].type))
            return FAIL(err, WEIR_INVALID, place, "column %u of %s ('%s') is %s on the left and %s on the right; CAST one of them", c + 1,
                        name, fields[c].name, wr_type_name(binder, types[0]), wr_type_name(binder, types[1]));
        bool same_time = types[0].time_attribute == types[1].time_attribute && weir_type_same(types[0], types[1]);
        fields[c].type.time_attribute = same_time ? types[0].time_attribute : WEIR_TIME_NONE;
    }
    for (uint32_t i = 0; i < 2; i++)
        WEIR_TRY(cast_columns(binder, inputs[i], place, fields, &inputs[i], err));
    wr_set_inputs(binder, node, inputs, 2);
    *out = node;
    return ast->set_op.all ? WEIR_OK : make_distinct(binder, node, place, out, err);
}

/* ---- a query with its WITH, ORDER BY and LIMIT ---- */

static weir_status bind_body(wr_binder *binder, const wr_ast_query *ast, const cte_env *ctes, wr_logical **out, weir_error *err) {
    switch (ast->kind) {
    case AST_QUERY_SELECT:
        return bind_select(binder, ast, ctes, out, err);
    case AST_QUERY_VALUES:
        return bind_values(binder, ast, out, err);
    case AST_QUERY_SET_OP:
        return bind_set_op(binder, ast, ctes, out, err);
    case AST_QUERY_TABLE:
        return wr_bind_table(binder, &ast->table, NULL, 0, ctes, out, err);
    case AST_QUERY_NESTED:
        return wr_bind_query(binder, ast->nested, ctes, out, err);
    }
    return FAIL(err, WEIR_INVALID, ast->place, "this query is not known");
}

weir_status wr_bind_query(wr_binder *binder, const wr_ast_query *ast, const cte_env *ctes, wr_logical **out, weir_error *err) {
    if (ast->recursive)
        return FAIL(err, WEIR_UNSUPPORTED, ast->place, "WITH RECURSIVE is not available");
    if (ast->order_by_count > 0)
        return FAIL(err, WEIR_UNSUPPORTED, ast->order_by[0].expr->place, "ORDER BY is not available yet: a stream has no end to sort at");
    if (ast->limit)
        return FAIL(err, WEIR_UNSUPPORTED, ast->limit->place, "LIMIT is not available yet; filter with WHERE");
    if (ast->offset)
        return FAIL(err, WEIR_UNSUPPORTED, ast->offset->place, "OFFSET is not available yet; filter with WHERE");
    if (binder->depth >= BINDER_DEPTH_MAX)
        return FAIL(err, WEIR_INVALID, ast->place, "queries and views are nested more than %u deep", BINDER_DEPTH_MAX);
    for (uint32_t i = 0; i < ast->cte_count; i++) {
        for (uint32_t j = 0; j < i; j++)
            if (strcmp(ast->ctes[i].name.text, ast->ctes[j].name.text) == 0)
                return FAIL(err, WEIR_INVALID, ast->ctes[i].name.place, "'%s' is defined twice in this WITH", ast->ctes[i].name.text);
        cte_env *env = wr_arena_alloc(binder->arena, sizeof *env);
        *env = (cte_env){&ast->ctes[i], ctes};
        ctes = env;
        /* Bound here once, so that one that nobody reads is checked too. */
        wr_logical *checked;
        binder->depth++;
        weir_status status = wr_bind_query(binder, ast->ctes[i].query, env->outer, &checked, err);
        binder->depth--;
        WEIR_TRY(status);
    }
    binder->depth++;
    weir_status status = bind_body(binder, ast, ctes, out, err);
    binder->depth--;
    return status;
}
