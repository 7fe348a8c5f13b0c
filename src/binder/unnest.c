/* binder/unnest.c - UNNEST: the parts of a collection as rows.
 *
 * It stands on the right of a comma, CROSS, INNER or LEFT JOIN and sees the columns on its left, or alone in FROM. A part is the
 * element of an array or multiset, of a row its fields, or the key and the value of a map. A single column without a name of its own
 * has that of the table. */
#include <string.h>

#include "batch/nested.h"
#include "binder/binder_internal.h"

/* Names and types of what one part is, at fields[0..]; how many. `fields` has room for them and the ordinality. */
static uint32_t part_fields(weir_type collection, weir_field *fields) {
    if (collection.id == WEIR_TYPE_MAP) {
        fields[0] = (weir_field){"KEY", wr_map_key_type(collection)};
        fields[1] = (weir_field){"VALUE", wr_map_value_type(collection)};
        return 2;
    }
    const weir_type element = wr_element_type(collection);
    if (element.id != WEIR_TYPE_ROW) {
        fields[0] = (weir_field){"EXPR$0", element};
        return 1;
    }
    for (uint32_t i = 0; i < element.fields->field_count; i++) {
        fields[i] = element.fields->fields[i];
        fields[i].type.nullable = fields[i].type.nullable || element.nullable;
    }
    return element.fields->field_count;
}

static weir_status name_columns(const wr_ast_from *from, weir_field *fields, uint32_t count, weir_error *err) {
    if (from->alias_column_count == 0) {
        if (count == 1 && from->alias.text)
            fields[0].name = from->alias.text;
        return WEIR_OK;
    }
    if (from->alias_column_count != count)
        return FAIL(err, WEIR_INVALID, from->alias_columns[0].place, "'%s' has %u column%s, and %u name%s given: of an UNNEST of rows every field is a "
                    "column, of maps the key and the value", from->alias.text, count, count == 1 ? "" : "s", from->alias_column_count,
                    from->alias_column_count == 1 ? " is" : "s are");
    for (uint32_t i = 0; i < count; i++) {
        for (uint32_t j = 0; j < i; j++)
            if (strcmp(from->alias_columns[i].text, from->alias_columns[j].text) == 0)
                return FAIL(err, WEIR_INVALID, from->alias_columns[i].place, "column name '%s' is given twice", from->alias_columns[i].text);
        fields[i].name = from->alias_columns[i].text;
    }
    return WEIR_OK;
}

/* The collection over the columns of `left`. */
static weir_status bind_collection(wr_binder *binder, const wr_ast_from *from, const scope *left, const cte_env *ctes, wr_expr **out, weir_error *err) {
    expr_context ctx = {.binder = binder, .scope = left, .ctes = ctes, .clause = "UNNEST"};
    if (from->unnest.expr_count != 1)
        return FAIL(err, WEIR_UNSUPPORTED, from->unnest.exprs[1]->place, "UNNEST takes one collection; join several: UNNEST(a) .. CROSS JOIN UNNEST(b)");
    WEIR_TRY(wr_bind_expr(&ctx, from->unnest.exprs[0], out, err));
    const weir_type_id id = (weir_type_id)(*out)->type.id;
    if (id != WEIR_TYPE_ARRAY && id != WEIR_TYPE_MAP && id != WEIR_TYPE_MULTISET)
        return FAIL(err, WEIR_INVALID, from->unnest.exprs[0]->place, "UNNEST takes an ARRAY, MAP or MULTISET, not %s", wr_type_name(binder, (*out)->type));
    return WEIR_OK;
}

/* The rows of `input` with a part each; *parts: the columns of the parts. */
static weir_status unnest(wr_binder *binder, const wr_ast_from *from, wr_logical *input, const scope *left, const cte_env *ctes, bool outer,
                          wr_logical **out, scope *parts, weir_error *err) {
    const uint32_t below = input->schema->field_count;
    wr_logical    *node = wr_new_logical(binder, WR_LOGICAL_UNNEST, from->place);
    wr_expr       *collection;
    weir_field    *fields;
    WEIR_TRY(bind_collection(binder, from, left, ctes, &collection, err));
    weir_schema *schema = wr_schema_new(binder->arena, below + collection->type.fields->field_count + 2 + (collection->type.id == WEIR_TYPE_MAP ? 0 :
                                        wr_element_type(collection->type).id == WEIR_TYPE_ROW ? wr_element_type(collection->type).fields->field_count : 0), &fields);
    memcpy(fields, input->schema->fields, below * sizeof *fields);
    uint32_t count = part_fields(collection->type, fields + below);
    if (from->unnest.with_ordinality)
        fields[below + count++] = (weir_field){"ORDINALITY", weir_type_of(WEIR_TYPE_INT, false)};
    WEIR_TRY(name_columns(from, fields + below, count, err));
    schema->field_count = below + count;
    *parts = (scope){.column_count = count, .outer = binder->outer};
    parts->columns = wr_arena_calloc(binder->arena, count + 1u, sizeof *parts->columns);
    for (uint32_t i = 0; i < count; i++) {
        fields[below + i].type.nullable = fields[below + i].type.nullable || outer;
        parts->columns[i] = (scope_column){.table = from->alias.text, .name = fields[below + i].name, .type = fields[below + i].type};
    }
    const wr_expr **exprs = wr_arena_calloc(binder->arena, 1, sizeof *exprs);
    exprs[0] = collection;
    node->exprs = exprs;
    node->schema = schema;
    node->unnest = (wr_unnest){.outer = outer, .with_ordinality = from->unnest.with_ordinality};
    wr_set_inputs(binder, node, &input, 1);
    *out = node;
    return WEIR_OK;
}

weir_status wr_bind_unnest(wr_binder *binder, const wr_ast_from *from, const cte_env *ctes, wr_logical **out, scope *out_scope, weir_error *err) {
    scope       none = {.outer = binder->outer};
    wr_logical *row = wr_new_logical(binder, WR_LOGICAL_VALUES, from->place); /* one, without columns */
    weir_field *fields;
    row->schema = wr_schema_new(binder->arena, 0, &fields);
    row->row_count = 1;
    return unnest(binder, from, row, &none, ctes, false, out, out_scope, err);
}

static bool is_true(const wr_expr *condition) {
    return condition->kind == WR_EXPR_LITERAL && !condition->literal.is_null && condition->literal.u.i64 != 0;
}

weir_status wr_bind_join_unnest(wr_binder *binder, const wr_ast_from *join, wr_logical *left, const scope *left_scope, const cte_env *ctes, wr_logical **out,
                                scope *out_scope, weir_error *err) {
    const wr_ast_from *from = join->join.right;
    const bool         outer = join->join.kind == AST_JOIN_LEFT;
    scope              parts;
    wr_expr           *condition;
    if (join->join.kind == AST_JOIN_RIGHT || join->join.kind == AST_JOIN_FULL)
        return FAIL(err, WEIR_INVALID, join->place, "UNNEST belongs to the row on its left, so nothing is on the right alone; use LEFT JOIN UNNEST(..) ON TRUE");
    if (join->join.natural || join->join.using_count > 0)
        return FAIL(err, WEIR_INVALID, join->place, "UNNEST is joined to the row on its left by itself; write CROSS JOIN UNNEST(..), or LEFT JOIN UNNEST(..) ON TRUE");
    WEIR_TRY(unnest(binder, from, left, left_scope, ctes, outer, out, &parts, err));
    WEIR_TRY(wr_join_scope(binder, join, left_scope, &parts, out_scope, err));
    if (!join->join.on)
        return WEIR_OK;
    expr_context ctx = {.binder = binder, .scope = out_scope, .ctes = ctes, .clause = "ON"};
    WEIR_TRY(wr_bind_condition(&ctx, join->join.on, "the condition of ON", &condition, err));
    if (is_true(condition))
        return WEIR_OK;
    if (outer)
        (*out)->condition = condition;
    else
        *out = wr_new_filter(binder, *out, join->join.on->place, condition);
    return WEIR_OK;
}
