/* parser/parse_from.c - tables, subqueries, table functions and joins after FROM. */
#include <string.h>

#include "parser/parser_internal.h"

static wr_ast_from *from_new(wr_parser *p, wr_ast_from_kind kind, wr_ast_place place) {
    wr_ast_from *from = wr_arena_calloc(p->arena, 1, sizeof *from);
    from->kind = kind;
    from->place = place;
    return from;
}

static weir_status refuse(wr_parser *p, const char *what) {
    return wr_parser_fail(p, WEIR_UNSUPPORTED, wr_parser_place(p), "%s is not available", what);
}

/* [[AS] alias [(a, b)]] and what may stand around it. */
static weir_status parse_alias(wr_parser *p, wr_ast_from *from) {
    if (wr_parser_at_word(p, WR_KW_MATCH_RECOGNIZE))
        WEIR_TRY(wr_parse_match(p, &from->match));
    if (wr_parser_at_word(p, WR_KW_PIVOT) || wr_parser_at_word(p, WR_KW_UNPIVOT))
        return wr_parser_fail(p, WEIR_UNSUPPORTED, wr_parser_place(p), "%s is not available, in Flink neither; write MAX(CASE WHEN .. THEN .. END) for each column",
                              wr_keyword_text(p->token->keyword));
    if (wr_parser_at_word(p, WR_KW_TABLESAMPLE))
        return refuse(p, "TABLESAMPLE");
    if (wr_parser_accept_word(p, WR_KW_AS))
        WEIR_TRY(wr_parse_ident(p, "a name after AS", &from->alias));
    else if (wr_parser_at_name(p))
        WEIR_TRY(wr_parse_ident(p, "a name", &from->alias));
    else
        return WEIR_OK;
    if (wr_parser_at(p, WR_TOKEN_LEFT_PAREN))
        WEIR_TRY(wr_parse_ident_list(p, "a column's name", &from->alias_columns,
                                     &from->alias_column_count));
    if (wr_parser_at(p, WR_TOKEN_HINT_BEGIN))
        return wr_parser_fail(p, WEIR_INVALID, wr_parser_place(p),
                              "a hint stands right after the table's name, before its alias");
    if (wr_parser_at_word(p, WR_KW_FOR) && wr_parser_peek(p, 1)->keyword == WR_KW_SYSTEM_TIME)
        return wr_parser_fail(p, WEIR_INVALID, wr_parser_place(p),
                              "FOR SYSTEM_TIME AS OF stands before the alias: t FOR SYSTEM_TIME AS "
                              "OF o.ts AS %s",
                              from->alias.text);
    if (wr_parser_at_word(p, WR_KW_TABLESAMPLE))
        return refuse(p, "TABLESAMPLE");
    if (wr_parser_at_word(p, WR_KW_MATCH_RECOGNIZE) && from->match == NULL)
        return wr_parse_match(p, &from->match);
    return WEIR_OK;
}

static weir_status parse_system_time(wr_parser *p, wr_ast_from *from) {
    if (!wr_parser_accept_words(p, WR_KW_FOR, WR_KW_SYSTEM_TIME))
        return WEIR_OK;
    WEIR_TRY(wr_parser_expect_word(p, WR_KW_AS));
    WEIR_TRY(wr_parser_expect_word(p, WR_KW_OF));
    return wr_parse_expr(p, &from->system_time);
}

/* UNNEST(a, b) [WITH ORDINALITY]: the word is the present token. */
static weir_status parse_unnest(wr_parser *p, wr_ast_from *from) {
    from->kind = AST_FROM_UNNEST;
    wr_parser_next(p);
    WEIR_TRY(wr_parser_expect(p, WR_TOKEN_LEFT_PAREN, "'(' after UNNEST"));
    WEIR_TRY(wr_parse_expr_list(p, &from->unnest.exprs, &from->unnest.expr_count));
    WEIR_TRY(wr_parser_expect(p, WR_TOKEN_RIGHT_PAREN, "',' or ')'"));
    from->unnest.with_ordinality = wr_parser_accept_words(p, WR_KW_WITH, WR_KW_ORDINALITY);
    return WEIR_OK;
}

/* f(..): a call as a table. */
static weir_status parse_function(wr_parser *p, wr_ast_from *from) {
    from->kind = AST_FROM_FUNCTION;
    if (!wr_parser_at_call(p))
        return wr_parser_expected(p, "a table function, as in TUMBLE(TABLE t, DESCRIPTOR(ts), ..)");
    return wr_parse_call(p, &from->function);
}

/* One table reference, without joins. */
static weir_status parse_table(wr_parser *p, wr_ast_from **result) {
    wr_ast_from *from = from_new(p, AST_FROM_TABLE, wr_parser_place(p));
    from->lateral = wr_parser_accept_word(p, WR_KW_LATERAL);
    if (wr_parser_at(p, WR_TOKEN_LEFT_PAREN)) {
        bool query = from->lateral || wr_parser_holds_query(p, p->token);
        wr_parser_next(p);
        if (!query) { /* (a JOIN b ON ..) */
            WEIR_TRY(wr_parse_from(p, result));
            return wr_parser_expect(p, WR_TOKEN_RIGHT_PAREN, "')' after the tables");
        }
        from->kind = AST_FROM_QUERY;
        WEIR_TRY(wr_parse_query_at(p, &from->query));
        WEIR_TRY(wr_parser_expect(p, WR_TOKEN_RIGHT_PAREN, "')' after the query"));
    } else if (wr_parser_at_word(p, WR_KW_UNNEST)) {
        WEIR_TRY(parse_unnest(p, from));
    } else if (wr_parser_accept_word(p, WR_KW_TABLE)) {
        if (!wr_parser_accept(p, WR_TOKEN_LEFT_PAREN))
            return wr_parser_expected(p, "'(' and a table function after TABLE (a table of that name is written `table`)");
        WEIR_TRY(parse_function(p, from));
        WEIR_TRY(wr_parser_expect(p, WR_TOKEN_RIGHT_PAREN, "')' after the table function"));
    } else if (wr_parser_at_call(p) || from->lateral) {
        WEIR_TRY(parse_function(p, from));
    } else if (wr_parser_at_word(p, WR_KW_SELECT) || wr_parser_at_word(p, WR_KW_VALUES)) {
        return wr_parser_fail(p, WEIR_INVALID, wr_parser_place(p),
                              "a query after FROM stands in parentheses: FROM (%s ..)",
                              wr_keyword_text(p->token->keyword));
    } else {
        WEIR_TRY(wr_parse_name(p, "a table's name", &from->table.name));
        WEIR_TRY(wr_parse_hints(p, &from->table.hints, &from->table.hint_count));
    }
    WEIR_TRY(parse_system_time(p, from));
    *result = from;
    return parse_alias(p, from);
}

/* [NATURAL] [INNER | LEFT|RIGHT|FULL [OUTER] | CROSS] JOIN; *found: there was one. */
static weir_status parse_join_words(wr_parser *p, wr_ast_join_kind *kind, bool *natural,
                                    bool *found) {
    *natural = wr_parser_accept_word(p, WR_KW_NATURAL);
    *found = true;
    *kind = AST_JOIN_INNER;
    if (wr_parser_accept_word(p, WR_KW_INNER) || wr_parser_at_word(p, WR_KW_JOIN)) {
        ; /* inner it is */
    } else if (wr_parser_accept_word(p, WR_KW_CROSS)) {
        *kind = AST_JOIN_CROSS;
    } else if (wr_parser_at_word(p, WR_KW_LEFT) || wr_parser_at_word(p, WR_KW_RIGHT) ||
               wr_parser_at_word(p, WR_KW_FULL)) {
        *kind = wr_parser_at_word(p, WR_KW_LEFT)    ? AST_JOIN_LEFT
                : wr_parser_at_word(p, WR_KW_RIGHT) ? AST_JOIN_RIGHT
                                                    : AST_JOIN_FULL;
        wr_parser_next(p);
        wr_parser_accept_word(p, WR_KW_OUTER);
    } else if (!*natural) {
        *found = false;
        return WEIR_OK;
    }
    return wr_parser_expect_word(p, WR_KW_JOIN);
}

static weir_status parse_join_condition(wr_parser *p, wr_ast_from *join) {
    bool plain = join->join.kind == AST_JOIN_CROSS || join->join.natural;
    bool at = wr_parser_at_word(p, WR_KW_ON) || wr_parser_at_word(p, WR_KW_USING);
    if (plain && at)
        return wr_parser_fail(p, WEIR_INVALID, wr_parser_place(p), "%s JOIN takes no %s",
                              join->join.natural ? "NATURAL" : "CROSS",
                              wr_keyword_text(p->token->keyword));
    if (plain)
        return WEIR_OK;
    if (wr_parser_accept_word(p, WR_KW_USING))
        return wr_parse_ident_list(p, "a column's name", &join->join.using,
                                   &join->join.using_count);
    if (!wr_parser_accept_word(p, WR_KW_ON))
        return wr_parser_expected(p, "ON or USING of the JOIN");
    return wr_parse_expr(p, &join->join.on);
}

static weir_status parse_joined(wr_parser *p, wr_ast_from **result) {
    WEIR_TRY(parse_table(p, result));
    for (;;) {
        wr_ast_join_kind kind;
        bool             natural, found;
        wr_ast_place     place = wr_parser_place(p);
        WEIR_TRY(parse_join_words(p, &kind, &natural, &found));
        if (!found)
            return WEIR_OK;
        wr_ast_from *join = from_new(p, AST_FROM_JOIN, place);
        join->join.kind = kind;
        join->join.natural = natural;
        join->join.left = *result;
        WEIR_TRY(parse_table(p, &join->join.right));
        WEIR_TRY(parse_join_condition(p, join));
        *result = join;
        WEIR_TRY(wr_parser_grow(p));
    }
}

/* a, b JOIN c: the comma binds looser than JOIN. */
weir_status wr_parse_from(wr_parser *p, wr_ast_from **result) {
    uint32_t saved;
    WEIR_TRY(wr_parser_enter(p, &saved));
    WEIR_TRY(parse_joined(p, result));
    while (wr_parser_at(p, WR_TOKEN_COMMA)) {
        wr_ast_from *join = from_new(p, AST_FROM_JOIN, wr_parser_place(p));
        wr_parser_next(p);
        join->join.kind = AST_JOIN_CROSS;
        join->join.left = *result;
        WEIR_TRY(parse_joined(p, &join->join.right));
        *result = join;
        WEIR_TRY(wr_parser_grow(p));
    }
    return wr_parser_leave(p, saved);
}
