/* parser/parse_match.c - MATCH_RECOGNIZE (...) behind a table. */
#include <string.h>

#include "parser/parser_internal.h"

static weir_status parse_measures(wr_parser *p, wr_ast_match *match) {
    size_t capacity = 0;
    do {
        wr_ast_select_item *item = WR_PUSH(p, match->measures, match->measure_count, capacity);
        if (!wr_parser_accept_word(p, WR_KW_RUNNING))
            wr_parser_accept_word(p, WR_KW_FINAL);
        WEIR_TRY(wr_parse_expr(p, &item->expr));
        WEIR_TRY(wr_parser_expect_word(p, WR_KW_AS));
        WEIR_TRY(wr_parse_ident(p, "a name after AS", &item->alias));
    } while (wr_parser_accept(p, WR_TOKEN_COMMA));
    return WEIR_OK;
}

/* ONE ROW PER MATCH, ALL ROWS PER MATCH. */
static weir_status parse_rows_per_match(wr_parser *p) {
    if (wr_parser_accept_word(p, WR_KW_ONE))
        WEIR_TRY(wr_parser_expect_word(p, WR_KW_ROW));
    else if (wr_parser_accept_word(p, WR_KW_ALL))
        WEIR_TRY(wr_parser_expect_word(p, WR_KW_ROWS));
    else
        return WEIR_OK;
    WEIR_TRY(wr_parser_expect_word(p, WR_KW_PER));
    return wr_parser_expect_word(p, WR_KW_MATCH);
}

/* AFTER MATCH SKIP PAST LAST ROW | TO NEXT ROW | TO [FIRST | LAST] variable. */
static weir_status parse_skip(wr_parser *p, wr_ast_match *match) {
    if (!wr_parser_accept_words(p, WR_KW_AFTER, WR_KW_MATCH))
        return WEIR_OK;
    WEIR_TRY(wr_parser_expect_word(p, WR_KW_SKIP));
    if (wr_parser_accept_word(p, WR_KW_PAST)) {
        WEIR_TRY(wr_parser_expect_word(p, WR_KW_LAST));
        return wr_parser_expect_word(p, WR_KW_ROW);
    }
    if (!wr_parser_accept_word(p, WR_KW_TO))
        return wr_parser_expected(p, "PAST LAST ROW, TO NEXT ROW or TO a variable after SKIP");
    if (wr_parser_accept_words(p, WR_KW_NEXT, WR_KW_ROW))
        return WEIR_OK;
    if (!wr_parser_accept_word(p, WR_KW_FIRST))
        wr_parser_accept_word(p, WR_KW_LAST);
    return wr_parse_ident(p, "NEXT ROW or a variable's name", &match->skip_to);
}

/* A B+ (C | D){2,3}?: only the variables are kept, each once. */
static weir_status parse_pattern(wr_parser *p, wr_ast_match *match) {
    size_t          capacity = 0;
    const wr_token *end;
    WEIR_TRY(wr_parser_expect_word(p, WR_KW_PATTERN));
    if (!wr_parser_at(p, WR_TOKEN_LEFT_PAREN) || p->token->pair == 0)
        return wr_parser_expected(p, "'(' and a pattern, closed by ')'");
    end = p->tokens + p->token->pair;
    for (wr_parser_next(p); p->token < end; wr_parser_next(p)) {
        bool known = !wr_parser_at_name(p);
        for (uint32_t i = 0; i < match->variable_count && !known; i++)
            known = strcmp(match->variables[i].text, p->token->text) == 0;
        if (!known)
            *WR_PUSH(p, match->variables, match->variable_count, capacity) = (wr_ast_ident){wr_parser_place(p), p->token->text};
    }
    wr_parser_next(p);
    if (match->variable_count == 0)
        return wr_parser_expected(p, "a pattern with a variable's name before it");
    if (wr_parser_accept_word(p, WR_KW_WITHIN)) {
        wr_ast_expr *interval;
        return wr_parse_interval(p, &interval);
    }
    return WEIR_OK;
}

/* SUBSET u = (a, b), ... : names for several variables. */
static weir_status parse_subsets(wr_parser *p, wr_ast_match *match) {
    size_t capacity = 0;
    if (!wr_parser_accept_word(p, WR_KW_SUBSET))
        return WEIR_OK;
    do {
        wr_ast_ident *parts;
        uint32_t      count;
        WEIR_TRY(wr_parse_ident(p, "a name for several variables", WR_PUSH(p, match->subsets, match->subset_count, capacity)));
        WEIR_TRY(wr_parser_expect(p, WR_TOKEN_EQ, "'='"));
        WEIR_TRY(wr_parse_ident_list(p, "a variable's name", &parts, &count));
    } while (wr_parser_accept(p, WR_TOKEN_COMMA));
    return WEIR_OK;
}

static weir_status parse_defines(wr_parser *p, wr_ast_match *match) {
    size_t capacity = 0;
    WEIR_TRY(wr_parser_expect_word(p, WR_KW_DEFINE));
    do {
        wr_ast_select_item *item = WR_PUSH(p, match->defines, match->define_count, capacity);
        WEIR_TRY(wr_parse_ident(p, "a variable's name", &item->alias));
        WEIR_TRY(wr_parser_expect_word(p, WR_KW_AS));
        WEIR_TRY(wr_parse_expr(p, &item->expr));
    } while (wr_parser_accept(p, WR_TOKEN_COMMA));
    return WEIR_OK;
}

weir_status wr_parse_match(wr_parser *p, wr_ast_match **result) {
    uint32_t      saved;
    wr_ast_match *match = wr_arena_calloc(p->arena, 1, sizeof *match);
    match->place = wr_parser_place(p);
    WEIR_TRY(wr_parser_enter(p, &saved));
    wr_parser_next(p);
    WEIR_TRY(wr_parser_expect(p, WR_TOKEN_LEFT_PAREN, "'(' after MATCH_RECOGNIZE"));
    if (wr_parser_accept_words(p, WR_KW_PARTITION, WR_KW_BY))
        WEIR_TRY(wr_parse_expr_list(p, &match->partition_by, &match->partition_by_count));
    if (wr_parser_accept_words(p, WR_KW_ORDER, WR_KW_BY))
        WEIR_TRY(wr_parse_order_by(p, &match->order_by, &match->order_by_count));
    if (wr_parser_accept_word(p, WR_KW_MEASURES))
        WEIR_TRY(parse_measures(p, match));
    WEIR_TRY(parse_rows_per_match(p));
    WEIR_TRY(parse_skip(p, match));
    WEIR_TRY(parse_pattern(p, match));
    WEIR_TRY(parse_subsets(p, match));
    WEIR_TRY(parse_defines(p, match));
    WEIR_TRY(wr_parser_expect(p, WR_TOKEN_RIGHT_PAREN, "',' or ')' after DEFINE"));
    *result = match;
    return wr_parser_leave(p, saved);
}
