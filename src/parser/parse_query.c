/* parser/parse_query.c - SELECT, VALUES, UNION and what stands around them. */
#include <string.h>
#include <strings.h>

#include "parser/parser_internal.h"

static wr_ast_query *query_new(wr_parser *p, wr_ast_query_kind kind, wr_ast_place place) {
    wr_ast_query *query = wr_arena_calloc(p->arena, 1, sizeof *query);
    query->kind = kind;
    query->place = place;
    return query;
}

weir_status wr_parse_order_by(wr_parser *p, wr_ast_order_item **items, uint32_t *count) {
    size_t capacity = 0;
    *items = NULL;
    *count = 0;
    do {
        wr_ast_order_item *item = WR_PUSH(p, *items, *count, capacity);
        WEIR_TRY(wr_parse_expr(p, &item->expr));
        item->descending = wr_parser_accept_word(p, WR_KW_DESC);
        if (!item->descending)
            wr_parser_accept_word(p, WR_KW_ASC);
        if (wr_parser_accept_word(p, WR_KW_NULLS)) {
            item->nulls = AST_NULLS_FIRST;
            if (!wr_parser_accept_word(p, WR_KW_FIRST)) {
                item->nulls = AST_NULLS_LAST;
                if (!wr_parser_accept_word(p, WR_KW_LAST))
                    return wr_parser_expected(p, "FIRST or LAST after NULLS");
            }
        }
    } while (wr_parser_accept(p, WR_TOKEN_COMMA));
    return WEIR_OK;
}

/* ----------------------------------------------------------------- SELECT ---- */

/* t.* or a.b.t.*: a dotted name that ends in a star. */
static bool at_table_star(const wr_parser *p) {
    const wr_token *token = p->token;
    while (wr_token_is_name(token) && token[1].kind == WR_TOKEN_DOT) {
        token += 2; /* names and dots are never the last token */
        if (token->kind == WR_TOKEN_STAR)
            return true;
    }
    return false;
}

static weir_status parse_star(wr_parser *p, wr_ast_expr **expr) {
    wr_ast_expr *node = wr_ast_expr_new(p, AST_STAR, wr_parser_place(p));
    size_t       capacity = 0;
    node->star.table.place = node->place;
    while (!wr_parser_accept(p, WR_TOKEN_STAR)) {
        wr_ast_ident *part =
            WR_PUSH(p, node->star.table.parts, node->star.table.part_count, capacity);
        WEIR_TRY(wr_parse_ident(p, "a table's name before .*", part));
        WEIR_TRY(wr_parser_expect(p, WR_TOKEN_DOT, "'.'"));
    }
    *expr = node;
    return WEIR_OK;
}

/* Other systems have * EXCEPT (a, b); * EXCEPT (SELECT ..) is a set operation. */
static weir_status refuse_star_except(wr_parser *p) {
    const wr_token *next = wr_parser_peek(p, 1), *inside = wr_parser_peek(p, 2);
    bool            word = wr_parser_at_word(p, WR_KW_EXCEPT) ||
                (p->token->kind == WR_TOKEN_WORD && strcasecmp(p->token->text, "EXCLUDE") == 0);
    if (!word || next->kind != WR_TOKEN_LEFT_PAREN || !wr_token_is_name(inside))
        return WEIR_OK;
    return wr_parser_fail(p, WEIR_INVALID, wr_parser_place(p), "Flink SQL has no * %s (..); name the columns that are wanted", p->token->text);
}

static weir_status parse_select_item(wr_parser *p, wr_ast_select_item *item) {
    if (wr_parser_at(p, WR_TOKEN_STAR) || at_table_star(p)) {
        WEIR_TRY(parse_star(p, &item->expr));
        return refuse_star_except(p);
    }
    WEIR_TRY(wr_parse_expr(p, &item->expr));
    if (wr_parser_accept_word(p, WR_KW_AS))
        return wr_parse_ident(p, "a name after AS", &item->alias);
    if (wr_parser_at_name(p))
        return wr_parse_ident(p, "a name", &item->alias);
    return WEIR_OK;
}

static weir_status parse_select_items(wr_parser *p, wr_ast_select *select) {
    size_t capacity = 0;
    do {
        wr_ast_select_item *item = WR_PUSH(p, select->items, select->item_count, capacity);
        WEIR_TRY(parse_select_item(p, item));
    } while (wr_parser_accept(p, WR_TOKEN_COMMA));
    return WEIR_OK;
}

/* ----------------------------------------------------------------- GROUP BY -- */

static weir_status parse_group_items(wr_parser *p, wr_ast_group_item **items, uint32_t *count);

/* ROLLUP (..), CUBE (..), GROUPING SETS (..): the words are behind. */
static weir_status parse_group_sets(wr_parser *p, wr_ast_group_item *item,
                                    wr_ast_group_kind kind) {
    item->kind = kind;
    WEIR_TRY(wr_parser_expect(p, WR_TOKEN_LEFT_PAREN, "'('"));
    WEIR_TRY(parse_group_items(p, &item->items, &item->item_count));
    return wr_parser_expect(p, WR_TOKEN_RIGHT_PAREN, "',' or ')' in the grouping");
}

static weir_status parse_group_item(wr_parser *p, wr_ast_group_item *item) {
    item->place = wr_parser_place(p);
    if (wr_parser_at(p, WR_TOKEN_LEFT_PAREN) &&
        wr_parser_peek(p, 1)->kind == WR_TOKEN_RIGHT_PAREN) {
        wr_parser_next(p);
        wr_parser_next(p);
        item->kind = AST_GROUP_EMPTY;
        return WEIR_OK;
    }
    if (wr_parser_accept_word(p, WR_KW_ROLLUP))
        return parse_group_sets(p, item, AST_GROUP_ROLLUP);
    if (wr_parser_accept_word(p, WR_KW_CUBE))
        return parse_group_sets(p, item, AST_GROUP_CUBE);
    if (wr_parser_accept_words(p, WR_KW_GROUPING, WR_KW_SETS))
        return parse_group_sets(p, item, AST_GROUP_SETS);
    wr_ast_expr *expr;
    WEIR_TRY(wr_parse_expr(p, &expr));
    if (expr->kind == AST_ROW) { /* (a, b) */
        item->kind = AST_GROUP_TUPLE;
        item->exprs = expr->list.items;
        item->expr_count = expr->list.count;
        return WEIR_OK;
    }
    item->kind = AST_GROUP_EXPR;
    item->exprs = wr_arena_alloc(p->arena, sizeof *item->exprs);
    item->exprs[0] = expr;
    item->expr_count = 1;
    return WEIR_OK;
}

static weir_status parse_group_items(wr_parser *p, wr_ast_group_item **items, uint32_t *count) {
    size_t   capacity = 0;
    uint32_t saved;
    WEIR_TRY(wr_parser_enter(p, &saved));
    do {
        wr_ast_group_item *item = WR_PUSH(p, *items, *count, capacity);
        WEIR_TRY(parse_group_item(p, item));
    } while (wr_parser_accept(p, WR_TOKEN_COMMA));
    return wr_parser_leave(p, saved);
}

static weir_status parse_named_windows(wr_parser *p, wr_ast_select *select) {
    size_t capacity = 0;
    do {
        wr_ast_named_window *window = WR_PUSH(p, select->windows, select->window_count, capacity);
        WEIR_TRY(wr_parse_ident(p, "a window's name", &window->name));
        WEIR_TRY(wr_parser_expect_word(p, WR_KW_AS));
        WEIR_TRY(wr_parse_window(p, &window->window));
    } while (wr_parser_accept(p, WR_TOKEN_COMMA));
    return WEIR_OK;
}

static weir_status parse_select(wr_parser *p, wr_ast_query **query) {
    wr_ast_query  *node = query_new(p, AST_QUERY_SELECT, wr_parser_place(p));
    wr_ast_select *select = &node->select;
    wr_parser_next(p);
    WEIR_TRY(wr_parse_hints(p, &select->hints, &select->hint_count));
    select->distinct = wr_parser_accept_word(p, WR_KW_DISTINCT);
    if (!select->distinct)
        wr_parser_accept_word(p, WR_KW_ALL);
    WEIR_TRY(parse_select_items(p, select));
    if (wr_parser_accept_word(p, WR_KW_FROM))
        WEIR_TRY(wr_parse_from(p, &select->from));
    if (wr_parser_accept_word(p, WR_KW_WHERE))
        WEIR_TRY(wr_parse_expr(p, &select->where));
    if (wr_parser_accept_words(p, WR_KW_GROUP, WR_KW_BY)) {
        select->has_group_by = true;
        select->group_by_distinct = wr_parser_accept_word(p, WR_KW_DISTINCT);
        if (!select->group_by_distinct)
            wr_parser_accept_word(p, WR_KW_ALL);
        WEIR_TRY(parse_group_items(p, &select->group_by, &select->group_by_count));
    }
    if (wr_parser_accept_word(p, WR_KW_HAVING))
        WEIR_TRY(wr_parse_expr(p, &select->having));
    if (wr_parser_accept_word(p, WR_KW_WINDOW))
        WEIR_TRY(parse_named_windows(p, select));
    if (wr_parser_accept_word(p, WR_KW_QUALIFY))
        WEIR_TRY(wr_parse_expr(p, &select->qualify));
    *query = node;
    return WEIR_OK;
}

/* ----------------------------------------------------------------- VALUES ---- */

/* (1, 'a'), ROW(1, 'a'), 1, or ((1, 'a')): one column of rows */
static weir_status parse_values_row(wr_parser *p, wr_ast_values_row *row) {
    wr_ast_expr *expr;
    const bool   doubled = wr_parser_at(p, WR_TOKEN_LEFT_PAREN) && wr_parser_peek(p, 1)->kind == WR_TOKEN_LEFT_PAREN;
    row->place = wr_parser_place(p);
    WEIR_TRY(wr_parse_expr(p, &expr));
    const bool inner = expr->place.line != row->place.line || expr->place.column != row->place.column;
    if (expr->kind == AST_ROW && !(doubled && inner)) {
        row->columns = expr->list.items;
        row->column_count = expr->list.count;
        if (row->column_count == 0)
            return wr_parser_fail(p, WEIR_INVALID, row->place, "a row needs at least one value");
        return WEIR_OK;
    }
    row->columns = wr_arena_alloc(p->arena, sizeof *row->columns);
    row->columns[0] = expr;
    row->column_count = 1;
    return WEIR_OK;
}

static weir_status parse_values(wr_parser *p, wr_ast_query **query) {
    wr_ast_query *node = query_new(p, AST_QUERY_VALUES, wr_parser_place(p));
    size_t        capacity = 0;
    wr_parser_next(p);
    do {
        wr_ast_values_row *row = WR_PUSH(p, node->values.rows, node->values.row_count, capacity);
        WEIR_TRY(parse_values_row(p, row));
    } while (wr_parser_accept(p, WR_TOKEN_COMMA));
    *query = node;
    return WEIR_OK;
}

/* --------------------------------------------------------- set operations ---- */

static weir_status parse_term(wr_parser *p, wr_ast_query **query) {
    wr_ast_place place = wr_parser_place(p);
    if (wr_parser_at_word(p, WR_KW_SELECT))
        return parse_select(p, query);
    if (wr_parser_at_word(p, WR_KW_VALUES))
        return parse_values(p, query);
    if (wr_parser_accept_word(p, WR_KW_TABLE)) {
        *query = query_new(p, AST_QUERY_TABLE, place);
        return wr_parse_name(p, "a table's name", &(*query)->table);
    }
    if (wr_parser_accept(p, WR_TOKEN_LEFT_PAREN)) {
        WEIR_TRY(wr_parse_query_at(p, query));
        return wr_parser_expect(p, WR_TOKEN_RIGHT_PAREN, "')' after the query");
    }
    return wr_parser_expected(p, "a query (SELECT, VALUES, WITH or '(')");
}

/* UNION and EXCEPT from left to right, INTERSECT tighter. */
static weir_status parse_set(wr_parser *p, bool intersect_only, wr_ast_query **query) {
    if (intersect_only)
        WEIR_TRY(parse_term(p, query));
    else
        WEIR_TRY(parse_set(p, true, query));
    for (;;) {
        wr_ast_place place = wr_parser_place(p);
        wr_keyword   word = p->token->keyword;
        bool here = intersect_only ? word == WR_KW_INTERSECT
                                   : word == WR_KW_UNION || word == WR_KW_EXCEPT;
        if (word == WR_KW_MINUS)
            return wr_parser_fail(p, WEIR_INVALID, place, "MINUS is written EXCEPT in Flink SQL");
        if (!here) {
            if (!intersect_only)
                wr_parser_accept_word(p, WR_KW_UNION); /* not here: noted for the message if nothing fits */
            return WEIR_OK;
        }
        wr_parser_next(p);
        wr_ast_query *node = query_new(p, AST_QUERY_SET_OP, (*query)->place);
        node->set_op.op = word == WR_KW_INTERSECT ? AST_INTERSECT
                          : word == WR_KW_UNION   ? AST_UNION
                                                  : AST_EXCEPT;
        node->set_op.op_place = place;
        node->set_op.all = wr_parser_accept_word(p, WR_KW_ALL);
        if (!node->set_op.all)
            wr_parser_accept_word(p, WR_KW_DISTINCT);
        node->set_op.left = *query;
        if (intersect_only)
            WEIR_TRY(parse_term(p, &node->set_op.right));
        else
            WEIR_TRY(parse_set(p, true, &node->set_op.right));
        *query = node;
        if (p->height + 1 >= WR_AST_HEIGHT_MAX)
            return wr_parser_fail(p, WEIR_INVALID, place, "UNION has more than %d branches here; put some of them into a view", WR_AST_HEIGHT_MAX);
        WEIR_TRY(wr_parser_grow(p));
    }
}

/* ----------------------------------------------------------- whole queries ---- */

static weir_status parse_with(wr_parser *p, wr_ast_query *holder) {
    size_t capacity = 0;
    holder->recursive = wr_parser_accept_word(p, WR_KW_RECURSIVE);
    do {
        wr_ast_cte *cte = WR_PUSH(p, holder->ctes, holder->cte_count, capacity);
        WEIR_TRY(wr_parse_ident(p, "a name for the query", &cte->name));
        if (wr_parser_at(p, WR_TOKEN_LEFT_PAREN))
            WEIR_TRY(wr_parse_ident_list(p, "a column's name", &cte->columns, &cte->column_count));
        WEIR_TRY(wr_parser_expect_word(p, WR_KW_AS));
        WEIR_TRY(wr_parser_expect(p, WR_TOKEN_LEFT_PAREN, "'(' before the query"));
        WEIR_TRY(wr_parse_query_at(p, &cte->query));
        WEIR_TRY(wr_parser_expect(p, WR_TOKEN_RIGHT_PAREN, "')' after the query"));
    } while (wr_parser_accept(p, WR_TOKEN_COMMA));
    return WEIR_OK;
}

static void skip_rows_word(wr_parser *p) {
    if (!wr_parser_accept_word(p, WR_KW_ROW))
        wr_parser_accept_word(p, WR_KW_ROWS);
}

/* LIMIT n, OFFSET n ROWS, FETCH FIRST n ROWS ONLY; each once. */
static weir_status parse_limits(wr_parser *p, wr_ast_query *holder) {
    bool limited = false;
    for (;;) {
        if (!limited && wr_parser_accept_word(p, WR_KW_LIMIT)) {
            limited = true;
            if (!wr_parser_accept_word(p, WR_KW_ALL))
                WEIR_TRY(wr_parse_expr(p, &holder->limit));
        } else if (!limited && wr_parser_accept_word(p, WR_KW_FETCH)) {
            limited = true;
            if (!wr_parser_accept_word(p, WR_KW_FIRST))
                WEIR_TRY(wr_parser_expect_word(p, WR_KW_NEXT));
            WEIR_TRY(wr_parse_expr(p, &holder->limit));
            skip_rows_word(p);
            WEIR_TRY(wr_parser_expect_word(p, WR_KW_ONLY));
        } else if (holder->offset == NULL && wr_parser_accept_word(p, WR_KW_OFFSET)) {
            WEIR_TRY(wr_parse_expr(p, &holder->offset));
            skip_rows_word(p);
        } else {
            return WEIR_OK;
        }
    }
}

/* Puts WITH, ORDER BY, LIMIT and OFFSET of `around` on `body`, which may have its own already. */
static wr_ast_query *put_around(wr_parser *p, wr_ast_query *body, const wr_ast_query *around) {
    if (around->cte_count == 0 && around->order_by_count == 0 && around->limit == NULL &&
        around->offset == NULL)
        return body;
    if (body->cte_count > 0 || body->order_by_count > 0 || body->limit != NULL ||
        body->offset != NULL) {
        wr_ast_query *outer = query_new(p, AST_QUERY_NESTED, around->place);
        outer->nested = body;
        body = outer;
    }
    body->recursive = around->recursive;
    body->ctes = around->ctes;
    body->cte_count = around->cte_count;
    body->order_by = around->order_by;
    body->order_by_count = around->order_by_count;
    body->limit = around->limit;
    body->offset = around->offset;
    return body;
}

weir_status wr_parse_query_at(wr_parser *p, wr_ast_query **query) {
    uint32_t     saved;
    wr_ast_query around = {.place = wr_parser_place(p)};
    WEIR_TRY(wr_parser_enter(p, &saved));
    if (wr_parser_accept_word(p, WR_KW_WITH))
        WEIR_TRY(parse_with(p, &around));
    wr_ast_query *body;
    WEIR_TRY(parse_set(p, false, &body));
    if (wr_parser_accept_words(p, WR_KW_ORDER, WR_KW_BY))
        WEIR_TRY(wr_parse_order_by(p, &around.order_by, &around.order_by_count));
    WEIR_TRY(parse_limits(p, &around));
    *query = put_around(p, body, &around);
    return wr_parser_leave(p, saved);
}
