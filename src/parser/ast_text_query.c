/* parser/ast_text_query.c - queries as SQL text: SELECT, FROM, joins, set operations, WITH. */
#include "lexer/lexer.h"
#include "parser/ast_text_internal.h"

void wr_put_hints(wr_buffer *out, const wr_ast_hint *hints, uint32_t count) {
    if (count == 0)
        return;
    wr_put(out, " /*+ ");
    for (uint32_t i = 0; i < count; i++) {
        const wr_ast_hint *hint = &hints[i];
        wr_buffer_printf(out, "%s%s", i > 0 ? ", " : "", hint->name);
        if (hint->option_count + hint->word_count == 0)
            continue;
        wr_put(out, "(");
        for (uint32_t j = 0; j < hint->option_count; j++) {
            wr_put(out, j > 0 ? ", " : "");
            wr_put_text(out, hint->options[j].key);
            wr_put(out, " = ");
            wr_put_text(out, hint->options[j].value);
        }
        for (uint32_t j = 0; j < hint->word_count; j++) {
            wr_put(out, j > 0 ? ", " : "");
            if (wr_name_needs_quotes(hint->words[j].text))
                wr_put_text(out, hint->words[j].text);
            else
                wr_put_ident(out, hint->words[j].text);
        }
        wr_put(out, ")");
    }
    wr_put(out, " */");
}

static void put_alias(wr_buffer *out, const wr_ast_from *from) {
    if (from->system_time != NULL) {
        wr_put(out, " FOR SYSTEM_TIME AS OF ");
        wr_put_expr(out, from->system_time, WR_LEVEL_ANY);
    }
    if (from->alias.text == NULL)
        return;
    wr_put(out, " AS ");
    wr_put_ident(out, from->alias.text);
    if (from->alias_column_count > 0) {
        wr_put(out, " ");
        wr_put_idents(out, from->alias_columns, from->alias_column_count);
    }
}

static void put_from(wr_buffer *out, const wr_ast_from *from);

static void put_join(wr_buffer *out, const wr_ast_from *from) {
    static const char *const kinds[] = {
        [AST_JOIN_INNER] = "JOIN ", [AST_JOIN_LEFT] = "LEFT JOIN ",
        [AST_JOIN_RIGHT] = "RIGHT JOIN ", [AST_JOIN_FULL] = "FULL JOIN ",
        [AST_JOIN_CROSS] = "CROSS JOIN ",
    };
    bool nested = from->join.right->kind == AST_FROM_JOIN;
    put_from(out, from->join.left);
    wr_put(out, from->join.natural ? " NATURAL " : " ");
    wr_put(out, kinds[from->join.kind]);
    wr_put(out, nested ? "(" : "");
    put_from(out, from->join.right);
    wr_put(out, nested ? ")" : "");
    if (from->join.on != NULL) {
        wr_put(out, " ON ");
        wr_put_expr(out, from->join.on, WR_LEVEL_ANY);
    } else if (from->join.using_count > 0) {
        wr_put(out, " USING ");
        wr_put_idents(out, from->join.using, from->join.using_count);
    }
}

static void put_from(wr_buffer *out, const wr_ast_from *from) {
    wr_put(out, from->lateral ? "LATERAL " : "");
    switch (from->kind) {
    case AST_FROM_TABLE:
        wr_put_name(out, &from->table.name);
        wr_put_hints(out, from->table.hints, from->table.hint_count);
        break;
    case AST_FROM_QUERY:
        wr_put(out, "(");
        wr_put_query(out, from->query);
        wr_put(out, ")");
        break;
    case AST_FROM_FUNCTION:
        wr_put(out, "TABLE(");
        wr_put_expr(out, from->function, WR_LEVEL_ANY);
        wr_put(out, ")");
        break;
    case AST_FROM_UNNEST:
        wr_put(out, "UNNEST(");
        wr_put_exprs(out, from->unnest.exprs, from->unnest.expr_count);
        wr_put(out, from->unnest.with_ordinality ? ") WITH ORDINALITY" : ")");
        break;
    case AST_FROM_JOIN:
        put_join(out, from);
        return;
    }
    put_alias(out, from);
}

static void put_group_items(wr_buffer *out, const wr_ast_group_item *items, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        const wr_ast_group_item *item = &items[i];
        wr_put(out, i > 0 ? ", " : "");
        switch (item->kind) {
        case AST_GROUP_EXPR:
            wr_put_expr(out, item->exprs[0], WR_LEVEL_ANY);
            break;
        case AST_GROUP_EMPTY:
            wr_put(out, "()");
            break;
        case AST_GROUP_TUPLE: /* ROW(a) too is a tuple, (a) is not */
            wr_put(out, item->expr_count > 1 ? "(" : "ROW(");
            wr_put_exprs(out, item->exprs, item->expr_count);
            wr_put(out, ")");
            break;
        case AST_GROUP_ROLLUP:
        case AST_GROUP_CUBE:
        case AST_GROUP_SETS:
            wr_put(out, item->kind == AST_GROUP_ROLLUP ? "ROLLUP ("
                     : item->kind == AST_GROUP_CUBE ? "CUBE ("
                                                    : "GROUPING SETS (");
            put_group_items(out, item->items, item->item_count);
            wr_put(out, ")");
            break;
        }
    }
}

static void put_condition(wr_buffer *out, const char *word, const wr_ast_expr *expr) {
    if (expr == NULL)
        return;
    wr_put(out, word);
    wr_put_expr(out, expr, WR_LEVEL_ANY);
}

static void put_select(wr_buffer *out, const wr_ast_select *select) {
    wr_put(out, "SELECT");
    wr_put_hints(out, select->hints, select->hint_count);
    wr_put(out, select->distinct ? " DISTINCT " : " ");
    for (uint32_t i = 0; i < select->item_count; i++) {
        wr_put(out, i > 0 ? ", " : "");
        wr_put_expr(out, select->items[i].expr, WR_LEVEL_ANY);
        if (select->items[i].alias.text != NULL) {
            wr_put(out, " AS ");
            wr_put_ident(out, select->items[i].alias.text);
        }
    }
    if (select->from != NULL) {
        wr_put(out, " FROM ");
        put_from(out, select->from);
    }
    put_condition(out, " WHERE ", select->where);
    if (select->has_group_by) {
        wr_put(out, select->group_by_distinct ? " GROUP BY DISTINCT " : " GROUP BY ");
        put_group_items(out, select->group_by, select->group_by_count);
    }
    put_condition(out, " HAVING ", select->having);
    for (uint32_t i = 0; i < select->window_count; i++) {
        wr_put(out, i > 0 ? ", " : " WINDOW ");
        wr_put_ident(out, select->windows[i].name.text);
        wr_put(out, " AS ");
        wr_put_window(out, select->windows[i].window);
    }
    put_condition(out, " QUALIFY ", select->qualify);
}

static void put_values(wr_buffer *out, const wr_ast_query *query) {
    wr_put(out, "VALUES ");
    for (uint32_t i = 0; i < query->values.row_count; i++) {
        const wr_ast_values_row *row = &query->values.rows[i];
        wr_put(out, i > 0 ? ", (" : "(");
        wr_put_exprs(out, row->columns, row->column_count);
        wr_put(out, ")");
    }
}

/* One side of UNION, INTERSECT or EXCEPT. */
static void put_operand(wr_buffer *out, const wr_ast_query *operand, wr_ast_set_op around,
                        bool right) {
    bool bare = operand->cte_count == 0 && operand->order_by_count == 0 &&
                operand->limit == NULL && operand->offset == NULL &&
                operand->kind != AST_QUERY_NESTED;
    if (bare && operand->kind == AST_QUERY_SET_OP) {
        bool tight = operand->set_op.op == AST_INTERSECT;
        bare = around == AST_INTERSECT ? tight && !right : tight || !right;
    }
    wr_put(out, bare ? "" : "(");
    wr_put_query(out, operand);
    wr_put(out, bare ? "" : ")");
}

static void put_query_body(wr_buffer *out, const wr_ast_query *query) {
    static const char *const ops[] = {
        [AST_UNION] = " UNION ", [AST_INTERSECT] = " INTERSECT ", [AST_EXCEPT] = " EXCEPT ",
    };
    switch (query->kind) {
    case AST_QUERY_SELECT:
        put_select(out, &query->select);
        return;
    case AST_QUERY_VALUES:
        put_values(out, query);
        return;
    case AST_QUERY_SET_OP:
        put_operand(out, query->set_op.left, query->set_op.op, false);
        wr_put(out, ops[query->set_op.op]);
        wr_put(out, query->set_op.all ? "ALL " : "");
        put_operand(out, query->set_op.right, query->set_op.op, true);
        return;
    case AST_QUERY_TABLE:
        wr_put(out, "TABLE ");
        wr_put_name(out, &query->table);
        return;
    case AST_QUERY_NESTED:
        wr_put(out, "(");
        wr_put_query(out, query->nested);
        wr_put(out, ")");
        return;
    }
}

void wr_put_query(wr_buffer *out, const wr_ast_query *query) {
    for (uint32_t i = 0; i < query->cte_count; i++) {
        const wr_ast_cte *cte = &query->ctes[i];
        wr_put(out, i > 0 ? ", " : query->recursive ? "WITH RECURSIVE " : "WITH ");
        wr_put_ident(out, cte->name.text);
        if (cte->column_count > 0) {
            wr_put(out, " ");
            wr_put_idents(out, cte->columns, cte->column_count);
        }
        wr_put(out, " AS (");
        wr_put_query(out, cte->query);
        wr_put(out, i + 1 < query->cte_count ? ")" : ") ");
    }
    put_query_body(out, query);
    if (query->order_by_count > 0) {
        wr_put(out, " ORDER BY ");
        wr_put_order_items(out, query->order_by, query->order_by_count);
    }
    put_condition(out, " LIMIT ", query->limit);
    if (query->offset != NULL) {
        put_condition(out, " OFFSET ", query->offset);
        wr_put(out, " ROWS");
    }
}
