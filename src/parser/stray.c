/* parser/stray.c - what to say when something stands behind a statement that was complete.
 *
 * The usual mistakes have answers of their own; for the rest the message names what could have stood
 * there: the clauses that were looked for at that very token (wr_parser_accept_word notes them). */
#include <string.h>

#include "base/alloc.h"
#include "base/hash.h"
#include "parser/parser_internal.h"

/* The parts of a query, in their order. */
static const struct {
    wr_keyword  word;
    const char *text;
} clauses[] = {
    {WR_KW_FROM, "FROM"},   {WR_KW_WHERE, "WHERE"},     {WR_KW_GROUP, "GROUP BY"}, {WR_KW_HAVING, "HAVING"}, {WR_KW_WINDOW, "WINDOW"},
    {WR_KW_QUALIFY, "QUALIFY"}, {WR_KW_UNION, "UNION"}, {WR_KW_ORDER, "ORDER BY"}, {WR_KW_LIMIT, "LIMIT"},
};

static bool tried(const wr_parser *p, wr_keyword word) {
    for (uint32_t i = 0; i < p->tried_count && p->tried_at == p->token; i++)
        if (p->tried[i] == word)
            return true;
    return false;
}

/* "FROM, WHERE, GROUP BY or ';'" */
static const char *list_of_clauses(const wr_parser *p) {
    const char *text = p->tried_comma == p->token ? "','" : "";
    for (size_t i = 0; i < WR_COUNT_OF(clauses); i++)
        if (tried(p, clauses[i].word))
            text = wr_arena_printf(p->arena, "%s%s%s", text, *text ? ", " : "", clauses[i].text);
    return *text ? wr_arena_printf(p->arena, "%s or ';'", text) : "';' after the statement";
}

static bool is_clause(wr_keyword word) {
    for (size_t i = 0; i < WR_COUNT_OF(clauses); i++)
        if (clauses[i].word == word)
            return true;
    return false;
}

static bool begins_statement(wr_keyword word) {
    static const wr_keyword words[] = {WR_KW_SELECT, WR_KW_INSERT, WR_KW_CREATE, WR_KW_DROP, WR_KW_ALTER, WR_KW_WITH, WR_KW_VALUES, WR_KW_SHOW,
                                       WR_KW_DESCRIBE, WR_KW_EXPLAIN, WR_KW_EXECUTE, WR_KW_USE, WR_KW_SET, WR_KW_RESET, WR_KW_BEGIN};
    for (size_t i = 0; i < WR_COUNT_OF(words); i++)
        if (words[i] == word)
            return true;
    return false;
}

/* Could this token end an expression or a name, so that a name behind it is an alias? */
static bool ends_something(const wr_token *token) {
    return wr_token_is_name(token) || token->kind == WR_TOKEN_RIGHT_PAREN || token->kind == WR_TOKEN_RIGHT_BRACKET || token->kind == WR_TOKEN_INTEGER ||
           token->kind == WR_TOKEN_DECIMAL || token->kind == WR_TOKEN_STRING || token->kind == WR_TOKEN_STAR || token->keyword == WR_KW_END;
}

/* FORM, WERE: an alias before this token that was meant to be a keyword. */
static const char *mistyped_clause(const wr_parser *p, const wr_token *word) {
    static const char *const names[] = {"FROM", "WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "UNION", "JOIN"};
    char   upper[16];
    size_t size = word->text_size;
    if (word == p->tokens || !ends_something(word - 1) || word->kind != WR_TOKEN_WORD || word->keyword != WR_NO_KEYWORD || size >= sizeof upper)
        return NULL;
    for (size_t i = 0; i <= size; i++)
        upper[i] = word->text[i] >= 'a' && word->text[i] <= 'z' ? (char)(word->text[i] - 'a' + 'A') : word->text[i];
    return size >= 3 ? wr_nearest_name(upper, names, WR_COUNT_OF(names)) : NULL;
}

weir_status wr_parser_stray(wr_parser *p) {
    const wr_token *token = p->token, *before = token > p->tokens ? token - 1 : token, *after = wr_parser_peek(p, 1);
    wr_ast_place    place = wr_parser_place(p);
    if (token->kind == WR_TOKEN_ERROR)
        return wr_parser_expected(p, "';'");
    if (token->kind == WR_TOKEN_RIGHT_PAREN)
        return wr_parser_fail(p, WEIR_INVALID, place, "this ')' closes nothing: there is no '(' for it");
    if (token->kind == WR_TOKEN_COLON && after->kind == WR_TOKEN_COLON)
        return wr_parser_fail(p, WEIR_INVALID, place, "'::' is not Flink SQL; a cast is written CAST(x AS STRING)");
    if (token->kind == WR_TOKEN_COMMA && before > p->tokens && before[-1].keyword == WR_KW_LIMIT)
        return wr_parser_fail(p, WEIR_INVALID, place, "LIMIT takes one number; the rows to skip are written behind it: LIMIT 10 OFFSET 5");
    if ((token->keyword == WR_KW_GROUP || token->keyword == WR_KW_ORDER) && after->keyword != WR_KW_BY && tried(p, token->keyword)) {
        wr_parser_next(p);
        return wr_parser_expected(p, token->keyword == WR_KW_GROUP ? "BY after GROUP" : "BY after ORDER");
    }
    const char *meant = begins_statement(token->keyword) ? NULL : mistyped_clause(p, before);
    if (meant)
        return wr_parser_fail(p, WEIR_INVALID, (wr_ast_place){before->line, before->column}, "'%s' is taken for a name here - did you mean %s?", before->text,
                              meant);
    if (is_clause(token->keyword) && !tried(p, token->keyword))
        return wr_parser_fail(p, WEIR_INVALID, place,
                              "%s cannot stand here; the order is SELECT, FROM, WHERE, GROUP BY, HAVING, WINDOW, QUALIFY, UNION, ORDER BY, LIMIT, each once",
                              wr_parser_found(p, token));
    if (begins_statement(token->keyword))
        return wr_parser_fail(p, WEIR_INVALID, place, "expected ';' before the next statement, which begins with %s", wr_parser_found(p, token));
    bool reserved = token->kind == WR_TOKEN_WORD && !wr_token_is_name(token); /* perhaps a name was meant */
    return wr_parser_expected(p, wr_arena_printf(p->arena, "%s%s", reserved ? "a name, " : "", list_of_clauses(p)));
}
