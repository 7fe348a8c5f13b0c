/* binder/join.c - joins: the names of both sides, their condition and its types.
 *
 * No join runs yet, but that of a row with its own parts (unnest.c); a mistyped name in one is said before that is. */
#include <string.h>

#include "binder/binder_internal.h"

/* The columns of both sides, NULL where an outer join may have no row. */
static scope both_sides(wr_binder *binder, const scope *left, const scope *right, wr_ast_join_kind kind) {
    scope    out = {.column_count = left->column_count + right->column_count, .full_names = left->full_names || right->full_names,
                    .outer = binder->outer};
    out.columns = wr_arena_calloc(binder->arena, out.column_count + 1u, sizeof *out.columns);
    for (uint32_t i = 0; i < out.column_count; i++) {
        bool of_left = i < left->column_count;
        out.columns[i] = of_left ? left->columns[i] : right->columns[i - left->column_count];
        if (kind == AST_JOIN_FULL || kind == (of_left ? AST_JOIN_RIGHT : AST_JOIN_LEFT))
            out.columns[i].type.nullable = true;
    }
    return out;
}

static const weir_schema *schema_of(wr_binder *binder, const scope *in) {
    weir_field  *fields;
    weir_schema *schema = wr_schema_new(binder->arena, in->column_count, &fields);
    for (uint32_t i = 0; i < in->column_count; i++)
        fields[i] = (weir_field){in->columns[i].name, in->columns[i].type};
    return schema;
}

/* Does the side have the table name already, so that nobody could tell the two apart? */
static const char *same_table(const scope *left, const scope *right) {
    for (uint32_t r = 0; r < right->column_count; r++)
        for (uint32_t l = 0; l < left->column_count && right->columns[r].table; l++)
            if (left->columns[l].table && strcmp(left->columns[l].table, right->columns[r].table) == 0)
                return right->columns[r].table;
    return NULL;
}

/* a = b of the two sides, for USING and NATURAL: must be comparable. The right one is then known by its table only. */
static weir_status merge_column(wr_binder *binder, scope *both, uint32_t left, uint32_t right, wr_ast_place place, weir_error *err) {
    wr_expr *args[2], *ignored;
    args[0] = wr_make_column(binder, left, both->columns[left].type, both->columns[left].name, place);
    args[1] = wr_make_column(binder, right, both->columns[right].type, both->columns[right].name, place);
    WEIR_TRY(wr_make_call(binder, place, "=", "=", args, 2, &ignored, err));
    both->columns[right].qualified_only = true;
    return WEIR_OK;
}

static int64_t find_in(const scope *in, uint32_t from, uint32_t to, const char *name) {
    for (uint32_t i = from; i < to; i++)
        if (!in->columns[i].qualified_only && strcmp(in->columns[i].name, name) == 0)
            return i;
    return -1;
}

static weir_status bind_using(wr_binder *binder, const wr_ast_from *from, scope *both, uint32_t left_count, weir_error *err) {
    for (uint32_t i = 0; i < from->join.using_count; i++) {
        const wr_ast_ident *ident = &from->join.using[i];
        int64_t             left = find_in(both, 0, left_count, ident->text);
        int64_t             right = find_in(both, left_count, both->column_count, ident->text);
        if (left < 0 || right < 0) {
            uint32_t     first = left < 0 ? 0 : left_count, end = left < 0 ? left_count : both->column_count;
            const char **names = wr_arena_alloc(binder->arena, (both->column_count + 1u) * sizeof *names);
            for (uint32_t c = first; c < end; c++)
                names[c - first] = both->columns[c].name;
            const char *nearest = wr_bind_suggestion(binder, ident->text, names, end - first);
            return FAIL(err, WEIR_INVALID, ident->place, "unknown column '%s' in USING: the %s side of the join has none of that name%s", ident->text,
                        left < 0 ? "left" : "right", nearest ? nearest : "; write ON a.x = b.y where the names differ");
        }
        WEIR_TRY(merge_column(binder, both, (uint32_t)left, (uint32_t)right, ident->place, err));
    }
    return WEIR_OK;
}

static weir_status bind_natural(wr_binder *binder, const wr_ast_from *from, scope *both, uint32_t left_count, weir_error *err) {
    for (uint32_t left = 0; left < left_count && from->join.natural; left++) {
        int64_t right = find_in(both, left_count, both->column_count, both->columns[left].name);
        if (right >= 0)
            WEIR_TRY(merge_column(binder, both, left, (uint32_t)right, from->place, err));
    }
    return WEIR_OK;
}

static weir_status bind_condition(wr_binder *binder, const wr_ast_from *from, const cte_env *ctes, const scope *both, weir_error *err) {
    expr_context ctx = {.binder = binder, .scope = both, .ctes = ctes, .clause = "ON"};
    wr_expr     *ignored;
    return from->join.on ? wr_bind_condition(&ctx, from->join.on, "the condition of ON", &ignored, err) : WEIR_OK;
}

static const char *join_name(const wr_ast_from *from) {
    const wr_ast_from *right = from->join.right;
    if (right->system_time)
        return "temporal and lookup joins (FOR SYSTEM_TIME AS OF) are";
    if (right->lateral)
        return "LATERAL is";
    if (from->join.natural)
        return "NATURAL JOIN is";
    switch (from->join.kind) {
    case AST_JOIN_INNER: return "JOIN is";
    case AST_JOIN_LEFT: return "LEFT JOIN is";
    case AST_JOIN_RIGHT: return "RIGHT JOIN is";
    case AST_JOIN_FULL: return "FULL JOIN is";
    case AST_JOIN_CROSS: return "a list of tables, or CROSS JOIN, is";
    }
    return "JOIN is";
}

weir_status wr_join_scope(wr_binder *binder, const wr_ast_from *from, const scope *left, const scope *right, scope *out, weir_error *err) {
    const char *twice = same_table(left, right);
    if (twice)
        return FAIL(err, WEIR_INVALID, from->join.right->place, "two tables of FROM are called '%s'; give one of them another name: %s AS x", twice, twice);
    *out = both_sides(binder, left, right, from->join.kind);
    return WEIR_OK;
}

weir_status wr_bind_join(wr_binder *binder, const wr_ast_from *from, const cte_env *ctes, wr_logical **out, scope *out_scope, weir_error *err) {
    const scope *outer = binder->outer;
    scope        left, right;
    wr_logical  *rows, *ignored;
    WEIR_TRY(wr_bind_from(binder, from->join.left, ctes, &rows, &left, err));
    if (from->join.right->kind == AST_FROM_UNNEST)
        return wr_bind_join_unnest(binder, from, rows, &left, ctes, out, out_scope, err);
    if (from->join.right->lateral || from->join.right->system_time)
        binder->outer = &left; /* its expressions see the row on the left */
    weir_status status = wr_bind_from(binder, from->join.right, ctes, &ignored, &right, err);
    binder->outer = outer;
    WEIR_TRY(status);
    if (left.column_count + right.column_count > SCOPE_COLUMNS_MAX)
        return FAIL(err, WEIR_INVALID, from->place, "the tables of FROM have more than %u columns together", SCOPE_COLUMNS_MAX);
    WEIR_TRY(wr_join_scope(binder, from, &left, &right, out_scope, err));
    WEIR_TRY(bind_condition(binder, from, ctes, out_scope, err));
    WEIR_TRY(bind_using(binder, from, out_scope, left.column_count, err));
    WEIR_TRY(bind_natural(binder, from, out_scope, left.column_count, err));
    WEIR_TRY(wr_refuse(binder, from->place, err, "%s not available yet; a query reads one table, subquery or UNION", join_name(from)));
    *out = wr_refused_rows(binder, from->place, schema_of(binder, out_scope));
    return WEIR_OK;
}
