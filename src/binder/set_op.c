/* binder/set_op.c - UNION and UNION ALL; INTERSECT and EXCEPT are checked.
 *
 * A UNION ALL B UNION ALL C .. is bound from left to right, without recursion, into one union of many inputs: thousands of branches
 * are as good as two. */
#include "binder/binder_internal.h"

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

/* The operators that are bound so far. */
typedef struct union_chain {
    wr_logical  *rows;  /* of all operators so far */
    wr_logical  *merge; /* the union that `rows` is, or is the DISTINCT of; NULL: they are something else */
    wr_logical **inputs; /* of `merge` */
    size_t       count, capacity;
} union_chain;

static void add_input(wr_binder *binder, union_chain *chain, wr_logical *input) {
    chain->inputs = wr_arena_grow(binder->arena, chain->inputs, chain->count, &chain->capacity, sizeof(wr_logical *));
    chain->inputs[chain->count++] = input;
    chain->merge->inputs = chain->inputs;
    chain->merge->input_count = (uint32_t)chain->count;
}

/* The columns of both sides: named as on the left, of their common types. */
static weir_status common_fields(wr_binder *binder, const wr_ast_query *ast, const weir_schema *left, const weir_schema *right,
                                 const weir_schema **out, weir_error *err) {
    const char  *name = set_op_name(ast->set_op.op, ast->set_op.all);
    wr_ast_place place = ast->set_op.op_place;
    weir_field  *fields;
    if (right->field_count != left->field_count)
        return FAIL(err, WEIR_INVALID, place, "the sides of %s have %u and %u columns; they must have equally many", name, left->field_count, right->field_count);
    *out = wr_schema_new(binder->arena, left->field_count, &fields);
    for (uint32_t c = 0; c < left->field_count; c++) {
        weir_type types[2] = {left->fields[c].type, right->fields[c].type};
        fields[c].name = left->fields[c].name;
        if (!wr_bind_common_type(binder, types, 2, &fields[c].type))
            return FAIL(err, WEIR_INVALID, place, "column %u of %s ('%s') is %s on the left and %s on the right; CAST one of them", c + 1,
                        name, fields[c].name, wr_type_name(binder, types[0]), wr_type_name(binder, types[1]));
        bool same_time = types[0].time_attribute == types[1].time_attribute && weir_type_same(types[0], types[1]);
        fields[c].type.time_attribute = same_time ? types[0].time_attribute : WEIR_TIME_NONE;
    }
    return WEIR_OK;
}

static bool same_fields(const weir_schema *a, const weir_schema *b) {
    for (uint32_t c = 0; c < a->field_count; c++)
        if (!weir_type_same(a->fields[c].type, b->fields[c].type) || a->fields[c].type.nullable != b->fields[c].type.nullable ||
            a->fields[c].type.time_attribute != b->fields[c].type.time_attribute)
            return false;
    return true;
}

/* One operator more, whose right side is `right`. */
static weir_status add_operator(wr_binder *binder, const wr_ast_query *ast, union_chain *chain, wr_logical *right, weir_error *err) {
    const weir_schema *schema = NULL;
    wr_ast_place       place = ast->set_op.op_place;
    wr_logical        *left = chain->rows;
    const bool         is_union = ast->set_op.op == AST_UNION;
    if (is_union && !ast->set_op.all && chain->merge) /* DISTINCT once, at the end, gives the same rows */
        left = chain->merge;
    WEIR_TRY(common_fields(binder, ast, left->schema, right->schema, &schema, err));
    WEIR_TRY(cast_columns(binder, right, place, schema->fields, &right, err));
    if (!is_union) {
        *chain = (union_chain){.rows = wr_refused_rows(binder, place, schema)};
        return wr_refuse(binder, place, err, "%s is not available yet; UNION and UNION ALL are", set_op_name(ast->set_op.op, ast->set_op.all));
    }
    if (left != chain->merge || !same_fields(left->schema, schema)) {
        WEIR_TRY(cast_columns(binder, left, place, schema->fields, &left, err));
        *chain = (union_chain){.merge = wr_new_logical(binder, WR_LOGICAL_UNION, place)};
        chain->merge->schema = schema;
        add_input(binder, chain, left);
    }
    add_input(binder, chain, right);
    chain->rows = chain->merge;
    if (!ast->set_op.all)
        chain->rows = wr_make_distinct(binder, chain->merge, place, NULL);
    return WEIR_OK;
}

/* Does the query have a WITH, ORDER BY or LIMIT of its own, so that it stands for itself? */
static bool is_whole(const wr_ast_query *ast) {
    return ast->cte_count > 0 || ast->order_by_count > 0 || ast->limit || ast->offset;
}

weir_status wr_bind_set_op(wr_binder *binder, const wr_ast_query *ast, const cte_env *ctes, wr_logical **out, weir_error *err) {
    const wr_ast_query **operators = NULL;
    size_t               count = 0, capacity = 0;
    union_chain          chain = {0};
    const wr_ast_query  *first = ast;
    for (; first == ast || (first->kind == AST_QUERY_SET_OP && !is_whole(first)); first = first->set_op.left) {
        operators = wr_arena_grow(binder->arena, operators, count, &capacity, sizeof(const wr_ast_query *));
        operators[count++] = first;
    }
    WEIR_TRY(wr_bind_query(binder, first, ctes, &chain.rows, err));
    while (count-- > 0) {
        wr_logical *right;
        WEIR_TRY(wr_bind_query(binder, operators[count]->set_op.right, ctes, &right, err));
        WEIR_TRY(add_operator(binder, operators[count], &chain, right, err));
    }
    *out = chain.rows;
    return WEIR_OK;
}
