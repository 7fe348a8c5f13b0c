/* binder/nested.c - values with parts in expressions: ARRAY[..], MAP[..], ROW(..), a[i], m[k], r.f, and rows that are compared.
 *
 * The field of a row is found by its name here, where the type is known; what runs gets its number. */
#include <string.h>
#include <strings.h>

#include "batch/nested.h"
#include "binder/binder_internal.h"

static wr_expr *make_place(wr_binder *binder, uint32_t index) {
    weir_value value = {.u.i64 = index};
    return wr_expr_literal(binder->arena, weir_type_of(WEIR_TYPE_INT, false), value);
}

/* What a row that is written out, or a constant, has at a place; NULL: only a run knows. */
static wr_expr *known_part(wr_binder *binder, const wr_expr *row, uint32_t index) {
    if (row->kind == WR_EXPR_CALL && strcmp(row->function->name, "ROW") == 0)
        return row->args[index];
    if (!wr_is_literal(row) || row->literal.is_null)
        return NULL;
    wr_expr *part = wr_expr_literal(binder->arena, row->type.fields->fields[index].type, wr_row_at(row->type, &row->literal.u.string, index));
    part->line = row->line;
    part->column_number = row->column_number;
    return part;
}

weir_status wr_make_field(wr_binder *binder, wr_ast_place place, wr_expr *row, uint32_t index, wr_expr **out, weir_error *err) {
    wr_expr **args = wr_arena_alloc(binder->arena, 2 * sizeof *args);
    *out = known_part(binder, row, index);
    if (*out)
        return WEIR_OK;
    args[0] = row;
    args[1] = make_place(binder, index);
    return wr_make_call(binder, place, "FIELD", row->type.fields->fields[index].name, args, 2, out, err);
}

/* `any_case`: of a value that is no column Flink finds fields in any case. */
static weir_status field_by_name(wr_binder *binder, wr_expr *row, const wr_ast_ident *name, const char *of, bool any_case, wr_expr **out, weir_error *err) {
    if (row->type.id != WEIR_TYPE_ROW)
        return FAIL(err, WEIR_INVALID, name->place, "%s is %s and has no field '%s'", of, wr_type_name(binder, row->type), name->text);
    const weir_schema *fields = row->type.fields;
    const char       **names = wr_arena_alloc(binder->arena, (fields->field_count + 1u) * sizeof *names);
    for (uint32_t i = 0; i < fields->field_count; i++) {
        names[i] = fields->fields[i].name;
        if (strcmp(names[i], name->text) == 0)
            return wr_make_field(binder, name->place, row, i, out, err);
    }
    for (uint32_t i = 0; any_case && i < fields->field_count; i++)
        if (strcasecmp(names[i], name->text) == 0)
            return wr_make_field(binder, name->place, row, i, out, err);
    const char *nearest = wr_bind_suggestion(binder, name->text, names, fields->field_count);
    if (nearest)
        return FAIL(err, WEIR_INVALID, name->place, "%s has no field '%s'%s", of, name->text, nearest);
    return FAIL(err, WEIR_INVALID, name->place, "%s has no field '%s'; it is %s", of, name->text, wr_type_name(binder, row->type));
}

weir_status wr_bind_fields(wr_binder *binder, const wr_ast_name *name, uint32_t used, wr_expr *column, wr_expr **out, weir_error *err) {
    *out = column;
    for (uint32_t i = used; i < name->part_count; i++)
        WEIR_TRY(field_by_name(binder, *out, &name->parts[i], wr_arena_printf(binder->arena, i == used ? "column '%s'" : "field '%s'", name->parts[i - 1].text),
                               false, out, err));
    return WEIR_OK;
}

weir_status wr_bind_field(const expr_context *ctx, const wr_ast_expr *ast, wr_expr **out, weir_error *err) {
    wr_expr *row;
    WEIR_TRY(wr_bind_expr(ctx, ast->field.operand, &row, err));
    return field_by_name(ctx->binder, row, &ast->field.name, "this value", true, out, err);
}

/* ---- a[i], m[k], r[1], r['f'] ---- */

static weir_status field_by_index(wr_binder *binder, wr_expr *row, const wr_ast_expr *ast, const wr_expr *index, wr_expr **out, weir_error *err) {
    const uint32_t count = row->type.fields->field_count;
    if (wr_is_literal(index) && !index->literal.is_null && weir_type_is_string(index->type)) {
        const weir_string *text = &index->literal.u.string;
        wr_ast_ident       name = {ast->index.index->place, wr_arena_strndup(binder->arena, weir_string_data(text), text->size)};
        return field_by_name(binder, row, &name, "this row", false, out, err);
    }
    if (!wr_is_literal(index) || index->literal.is_null || !weir_type_is_integer(index->type))
        return FAIL(err, WEIR_INVALID, ast->index.index->place, "a field of a row is chosen by a constant: its name ('f') or its number, from 1 on");
    if (index->literal.u.i64 < 1 || index->literal.u.i64 > count)
        return FAIL(err, WEIR_INVALID, ast->index.index->place, "the row has %u fields, counted from 1, and none at %lld", count, (long long)index->literal.u.i64);
    return wr_make_field(binder, ast->place, row, (uint32_t)index->literal.u.i64 - 1, out, err);
}

/* An integer as it is written, perhaps with a minus: Flink looks at no others before it runs. */
static bool written_integer(const wr_ast_expr *ast) {
    if (ast->kind == AST_UNARY && ast->unary.op == AST_OP_MINUS)
        ast = ast->unary.operand;
    return ast->kind == AST_LITERAL && ast->literal.kind == AST_LITERAL_INTEGER;
}

weir_status wr_bind_index(const expr_context *ctx, const wr_ast_expr *ast, wr_expr **out, weir_error *err) {
    wr_expr **args = wr_arena_alloc(ctx->binder->arena, 2 * sizeof *args);
    WEIR_TRY(wr_bind_expr(ctx, ast->index.operand, &args[0], err));
    WEIR_TRY(wr_bind_expr(ctx, ast->index.index, &args[1], err));
    if (args[1]->type.id == WEIR_TYPE_NULL)
        return FAIL(err, WEIR_INVALID, ast->index.index->place, "this NULL has no type; write CAST(NULL AS type)");
    if (args[0]->type.id == WEIR_TYPE_ROW)
        return field_by_index(ctx->binder, args[0], ast, args[1], out, err);
    if (args[0]->type.id == WEIR_TYPE_ARRAY && written_integer(ast->index.index) && wr_is_literal(args[1]) && args[1]->literal.u.i64 < 1)
        return FAIL(err, WEIR_INVALID, ast->index.index->place, "the elements of an array are counted from 1; there is none at %lld", (long long)args[1]->literal.u.i64);
    return wr_make_call(ctx->binder, ast->place, "ITEM", "[]", args, 2, out, err);
}

/* ---- constructors ---- */

weir_status wr_bind_constructor(const expr_context *ctx, const wr_ast_expr *ast, wr_expr **out, weir_error *err) {
    const char *name = ast->kind == AST_ARRAY ? "ARRAY" : ast->kind == AST_MAP ? "MAP" : "ROW";
    uint32_t    count = ast->list.count;
    wr_expr   **args = wr_arena_calloc(ctx->binder->arena, count + 1u, sizeof *args);
    if (ast->list.query)
        return FAIL(err, WEIR_UNSUPPORTED, ast->place, "%s(query) is not available, as in Flink; a query can stand in FROM", name);
    if (count == 0)
        return FAIL(err, WEIR_INVALID, ast->place, "%s[] has nothing that says its type; write CAST(NULL AS %s) for none", name,
                    ast->kind == AST_ARRAY ? "ARRAY<INT>" : "MAP<STRING, INT>");
    for (uint32_t i = 0; i < count; i++)
        WEIR_TRY(wr_bind_expr(ctx, ast->list.items[i], &args[i], err));
    return wr_make_call(ctx->binder, ast->place, name, name, args, count, out, err);
}

/* ---- rows that are compared ---- */

/* Both are written out: (a, b) = (c, d) is a = c AND b = d, which may be NULL. Else rows are equal or not. */
weir_status wr_make_row_equal(wr_binder *binder, wr_ast_place place, wr_expr *left, wr_expr *right, wr_expr **out, weir_error *err) {
    wr_expr       *args[2] = {left, right};
    const uint32_t count = left->type.fields->field_count;
    if (count == 0 || count != right->type.fields->field_count || !known_part(binder, left, 0) || !known_part(binder, right, 0))
        return wr_make_call(binder, place, "=", "=", args, 2, out, err);
    wr_expr **parts = wr_arena_alloc(binder->arena, count * sizeof *parts);
    for (uint32_t i = 0; i < count; i++) {
        wr_expr **pair = wr_arena_alloc(binder->arena, 2 * sizeof *pair);
        pair[0] = known_part(binder, left, i);
        pair[1] = known_part(binder, right, i);
        if (pair[0]->type.id == WEIR_TYPE_ROW && pair[1]->type.id == WEIR_TYPE_ROW)
            WEIR_TRY(wr_make_row_equal(binder, place, pair[0], pair[1], &parts[i], err));
        else
            WEIR_TRY(wr_make_call(binder, place, "=", "=", pair, 2, &parts[i], err));
    }
    *out = wr_make_logical(binder, WR_EXPR_AND, place, parts, count);
    return WEIR_OK;
}

/* CASE WHEN a = b THEN NULL ELSE a END: the first value comes out as it is, whatever it was compared as. */
weir_status wr_make_nullif(wr_binder *binder, wr_ast_place place, wr_expr *const *args, wr_expr **out, weir_error *err) {
    wr_expr **pair = wr_arena_alloc(binder->arena, 2 * sizeof *pair), **parts = wr_arena_alloc(binder->arena, 3 * sizeof *parts);
    pair[0] = args[0];
    pair[1] = args[1];
    if (pair[0]->type.id == WEIR_TYPE_ROW && pair[1]->type.id == WEIR_TYPE_ROW)
        WEIR_TRY(wr_make_row_equal(binder, place, pair[0], pair[1], &parts[0], err));
    else
        WEIR_TRY(wr_make_call(binder, place, "=", "NULLIF", pair, 2, &parts[0], err));
    parts[1] = wr_make_null(binder, args[0]->type);
    parts[2] = args[0];
    WEIR_TRY(wr_make_case(binder, place, parts, 3, out, err));
    if (!(*out)->type.nullable) { /* a constant: TYPEOF is to say what NULLIF may give */
        wr_expr *copy = wr_arena_alloc(binder->arena, sizeof *copy);
        *copy = **out;
        copy->type.nullable = true;
        *out = copy;
    }
    return WEIR_OK;
}

/* ---- r.* ---- */

weir_status wr_bind_row_star(const expr_context *ctx, const wr_ast_name *name, wr_expr *const **fields, const weir_schema **schema, weir_error *err) {
    wr_expr *row;
    uint32_t used;
    WEIR_TRY(wr_bind_column(ctx, name, &row, &used, err));
    WEIR_TRY(wr_bind_fields(ctx->binder, name, used, row, &row, err));
    if (row->type.id != WEIR_TYPE_ROW)
        return FAIL(err, WEIR_INVALID, name->place, "'%s' is %s; .* takes the fields of a ROW or the columns of a table",
                    name->parts[name->part_count - 1].text, wr_type_name(ctx->binder, row->type));
    wr_expr **all = wr_arena_alloc(ctx->binder->arena, (row->type.fields->field_count + 1u) * sizeof *all);
    for (uint32_t i = 0; i < row->type.fields->field_count; i++)
        WEIR_TRY(wr_make_field(ctx->binder, name->place, row, i, &all[i], err));
    *fields = all;
    *schema = row->type.fields;
    return WEIR_OK;
}
