/* parser/parser.c - the entry points, and the small tools that every part of the parser uses.
 *
 * Messages have one form: "expected <what>, found <what>", at the place of what was found; a
 * reserved word where a name belongs is always named as such.
 */
#include "parser/parser.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "parser/parser_internal.h"

/* ---------------------------------------------------------------- looking ---- */

wr_ast_place wr_parser_place(const wr_parser *p) {
    return (wr_ast_place){p->token->line, p->token->column};
}

const wr_token *wr_parser_peek(const wr_parser *p, uint32_t ahead) {
    uint32_t left = p->token_count - 1 - (uint32_t)(p->token - p->tokens);
    return p->token + (ahead < left ? ahead : left);
}

bool wr_parser_at(const wr_parser *p, wr_token_kind kind) {
    return p->token->kind == kind;
}

bool wr_parser_at_word(const wr_parser *p, wr_keyword keyword) {
    return p->token->keyword == keyword;
}

bool wr_parser_at_words(const wr_parser *p, wr_keyword first, wr_keyword second) {
    return p->token->keyword == first && wr_parser_peek(p, 1)->keyword == second;
}

bool wr_token_is_name(const wr_token *token) {
    return token->kind == WR_TOKEN_QUOTED_NAME ||
           (token->kind == WR_TOKEN_WORD &&
            (wr_keyword_flags(token->keyword) & WR_WORD_RESERVED) == 0);
}

bool wr_parser_at_name(const wr_parser *p) {
    return wr_token_is_name(p->token);
}

static bool begins_query(const wr_token *token) {
    return token->keyword == WR_KW_SELECT || token->keyword == WR_KW_WITH ||
           token->keyword == WR_KW_VALUES ||
           (token->keyword == WR_KW_TABLE && wr_token_is_name(token + 1)); /* not TABLE(f(x)) */
}

/* `((SELECT 1) UNION (SELECT 2))` holds a query, `((SELECT 1) + 1)` and `((SELECT 1) AS t JOIN u)`
 * do not: what follows the inner parenthesis decides. */
bool wr_parser_holds_query(const wr_parser *p, const wr_token *token) {
    const wr_token *paren = token;
    while (paren->kind == WR_TOKEN_LEFT_PAREN)
        paren++; /* the last token is END or ERROR */
    if (!begins_query(paren))
        return false;
    for (paren--; paren > token; paren--) {
        if (paren->pair == 0)
            continue;
        wr_keyword after = p->tokens[paren->pair + 1].keyword;
        if (p->tokens[paren->pair + 1].kind != WR_TOKEN_RIGHT_PAREN && after != WR_KW_UNION &&
            after != WR_KW_INTERSECT && after != WR_KW_EXCEPT && after != WR_KW_ORDER &&
            after != WR_KW_LIMIT && after != WR_KW_OFFSET && after != WR_KW_FETCH)
            return false;
    }
    return true;
}

bool wr_parser_at_query(const wr_parser *p) {
    return begins_query(p->token) ||
           (wr_parser_at(p, WR_TOKEN_LEFT_PAREN) && wr_parser_holds_query(p, p->token));
}

/* ----------------------------------------------------------------- taking ---- */

void wr_parser_next(wr_parser *p) {
    if (p->token < p->tokens + p->token_count - 1)
        p->token++;
}

/* Notes what was looked for here, for the message if nothing fits. */
static void note_tried(wr_parser *p, wr_keyword keyword) {
    if (p->tried_at != p->token)
        p->tried_count = 0;
    p->tried_at = p->token;
    if (p->tried_count < WR_PARSER_TRIED_MAX)
        p->tried[p->tried_count++] = keyword;
}

bool wr_parser_accept(wr_parser *p, wr_token_kind kind) {
    if (!wr_parser_at(p, kind)) {
        if (kind == WR_TOKEN_COMMA)
            p->tried_comma = p->token;
        return false;
    }
    wr_parser_next(p);
    return true;
}

bool wr_parser_accept_word(wr_parser *p, wr_keyword keyword) {
    if (!wr_parser_at_word(p, keyword)) {
        note_tried(p, keyword);
        return false;
    }
    wr_parser_next(p);
    return true;
}

bool wr_parser_accept_words(wr_parser *p, wr_keyword first, wr_keyword second) {
    if (!wr_parser_at_words(p, first, second)) {
        note_tried(p, first);
        return false;
    }
    wr_parser_next(p);
    wr_parser_next(p);
    return true;
}

weir_status wr_parser_expect(wr_parser *p, wr_token_kind kind, const char *what) {
    return wr_parser_accept(p, kind) ? WEIR_OK : wr_parser_expected(p, what);
}

weir_status wr_parser_expect_word(wr_parser *p, wr_keyword keyword) {
    return wr_parser_accept_word(p, keyword) ? WEIR_OK
                                             : wr_parser_expected(p, wr_keyword_text(keyword));
}

/* A reserved word that looks like a name, rather than like the next part of the statement. */
static bool is_mistaken_name(const wr_token *token) {
    unsigned flags = wr_keyword_flags(token->keyword);
    if ((flags & WR_WORD_RESERVED) == 0)
        return false;
    if (token->keyword == WR_KW_ORDER || token->keyword == WR_KW_GROUP)
        return token[1].keyword != WR_KW_BY; /* a word is never the last token */
    return (flags & WR_WORD_CLAUSE) == 0;
}

/* The reserved word here stands like a name: behind AS or a dot, before a type or punctuation. */
static bool stands_as_name(const wr_parser *p) {
    const wr_token *next = wr_parser_peek(p, 1);
    if (wr_token_is_name(next) && (wr_keyword_flags(p->token->keyword) & WR_WORD_CLAUSE) != 0 &&
        p->token > p->tokens && p->token[-1].kind != WR_TOKEN_DOT)
        return false; /* AS FROM orders */
    if (p->token > p->tokens &&
        (p->token[-1].keyword == WR_KW_AS || p->token[-1].kind == WR_TOKEN_DOT))
        return true;
    unsigned flags = wr_keyword_flags(next->keyword) & (WR_WORD_RESERVED | WR_WORD_CLAUSE);
    return flags == WR_WORD_RESERVED || next->kind == WR_TOKEN_COMMA ||
           next->kind == WR_TOKEN_DOT || next->kind == WR_TOKEN_RIGHT_PAREN;
}

weir_status wr_parse_ident(wr_parser *p, const char *what, wr_ast_ident *ident) {
    const wr_token *token = p->token;
    if (!wr_token_is_name(token)) {
        if ((wr_keyword_flags(token->keyword) & WR_WORD_RESERVED) != 0 &&
            (is_mistaken_name(token) || stands_as_name(p)))
            return wr_parser_fail(p, WEIR_INVALID, wr_parser_place(p),
                                  "expected %s, but '%s' is a reserved word; write it as `%s` in "
                                  "backticks",
                                  what, token->text, token->text);
        return wr_parser_expected(p, what);
    }
    *ident = (wr_ast_ident){.place = wr_parser_place(p), .text = token->text};
    if (strlen(token->text) != token->text_size)
        return wr_parser_fail(p, WEIR_INVALID, ident->place, "a name cannot hold a NUL character");
    wr_parser_next(p);
    return WEIR_OK;
}

weir_status wr_parse_name(wr_parser *p, const char *what, wr_ast_name *name) {
    size_t capacity = 0;
    *name = (wr_ast_name){.place = wr_parser_place(p)};
    do {
        wr_ast_ident *part = WR_PUSH(p, name->parts, name->part_count, capacity);
        WEIR_TRY(wr_parse_ident(p, name->part_count == 1 ? what : "a name after '.'", part));
    } while (wr_parser_accept(p, WR_TOKEN_DOT));
    return WEIR_OK;
}

weir_status wr_parse_string(wr_parser *p, const char *what, const char **text) {
    wr_ast_expr *literal;
    if (!wr_parser_at(p, WR_TOKEN_STRING) && !wr_parser_at(p, WR_TOKEN_UNICODE_STRING))
        return wr_parser_expected(p, what);
    WEIR_TRY(wr_parse_string_literal(p, &literal));
    *text = literal->literal.text;
    if (strlen(*text) != literal->literal.size)
        return wr_parser_fail(p, WEIR_INVALID, literal->place,
                              "this string cannot hold a NUL character");
    return WEIR_OK;
}

weir_status wr_parse_int32(wr_parser *p, const char *what, int32_t *value) {
    if (!wr_parser_at(p, WR_TOKEN_INTEGER))
        return wr_parser_expected(p, what);
    int64_t sum = 0;
    for (const char *digit = p->token->text; *digit != '\0'; digit++) {
        sum = sum * 10 + (*digit - '0');
        if (sum > INT32_MAX)
            return wr_parser_fail(p, WEIR_INVALID, wr_parser_place(p),
                                  "%s is at most %d, found %s", what, INT32_MAX, p->token->text);
    }
    *value = (int32_t)sum;
    wr_parser_next(p);
    return WEIR_OK;
}

weir_status wr_parse_ident_list(wr_parser *p, const char *what, wr_ast_ident **items,
                                uint32_t *count) {
    size_t capacity = 0;
    *items = NULL;
    *count = 0;
    WEIR_TRY(wr_parser_expect(p, WR_TOKEN_LEFT_PAREN, "'('"));
    do {
        wr_ast_ident *item = WR_PUSH(p, *items, *count, capacity);
        WEIR_TRY(wr_parse_ident(p, what, item));
    } while (wr_parser_accept(p, WR_TOKEN_COMMA));
    return wr_parser_expect(p, WR_TOKEN_RIGHT_PAREN, "',' or ')'");
}

/* 'key' = 'value', ... up to and with the closing parenthesis. */
static weir_status parse_option_items(wr_parser *p, wr_ast_option **options, uint32_t *count) {
    size_t capacity = 0;
    do {
        wr_ast_option *option = WR_PUSH(p, *options, *count, capacity);
        option->place = wr_parser_place(p);
        WEIR_TRY(wr_parse_string(p, "an option's name in single quotes", &option->key));
        WEIR_TRY(wr_parser_expect(p, WR_TOKEN_EQ, "'=' after the option's name"));
        option->value_place = wr_parser_place(p);
        WEIR_TRY(wr_parse_string(p, "the option's value in single quotes", &option->value));
    } while (wr_parser_accept(p, WR_TOKEN_COMMA));
    return wr_parser_expect(p, WR_TOKEN_RIGHT_PAREN, "',' or ')' after the option");
}

weir_status wr_parse_options(wr_parser *p, wr_ast_option **options, uint32_t *count) {
    *options = NULL;
    *count = 0;
    WEIR_TRY(wr_parser_expect(p, WR_TOKEN_LEFT_PAREN, "'(' before the options"));
    if (wr_parser_accept(p, WR_TOKEN_RIGHT_PAREN))
        return WEIR_OK;
    return parse_option_items(p, options, count);
}

static weir_status parse_hint_words(wr_parser *p, wr_ast_hint *hint) {
    size_t capacity = 0;
    do {
        wr_ast_ident *word = WR_PUSH(p, hint->words, hint->word_count, capacity);
        word->place = wr_parser_place(p);
        bool literal = wr_parser_at(p, WR_TOKEN_STRING) || wr_parser_at(p, WR_TOKEN_INTEGER) ||
                       wr_parser_at(p, WR_TOKEN_DECIMAL);
        if (literal) {
            word->text = p->token->text;
            wr_parser_next(p);
        } else {
            WEIR_TRY(wr_parse_ident(p, "a table's name in the hint", word));
        }
    } while (wr_parser_accept(p, WR_TOKEN_COMMA));
    return wr_parser_expect(p, WR_TOKEN_RIGHT_PAREN, "',' or ')' in the hint");
}

weir_status wr_parse_hints(wr_parser *p, wr_ast_hint **hints, uint32_t *count) {
    size_t capacity = 0;
    *hints = NULL;
    *count = 0;
    while (wr_parser_accept(p, WR_TOKEN_HINT_BEGIN)) {
        do {
            wr_ast_hint *hint = WR_PUSH(p, *hints, *count, capacity);
            wr_ast_ident name;
            WEIR_TRY(wr_parse_ident(p, "a hint's name", &name));
            hint->place = name.place;
            char *upper = wr_arena_strdup(p->arena, name.text);
            for (char *c = upper; *c != '\0'; c++)
                *c = *c >= 'a' && *c <= 'z' ? (char)(*c - 'a' + 'A') : *c;
            hint->name = upper;
            if (!wr_parser_accept(p, WR_TOKEN_LEFT_PAREN))
                continue;
            if (wr_parser_accept(p, WR_TOKEN_RIGHT_PAREN))
                continue;
            bool pairs = wr_parser_at(p, WR_TOKEN_STRING) &&
                         wr_parser_peek(p, 1)->kind == WR_TOKEN_EQ;
            if (pairs)
                WEIR_TRY(parse_option_items(p, &hint->options, &hint->option_count));
            else
                WEIR_TRY(parse_hint_words(p, hint));
        } while (wr_parser_accept(p, WR_TOKEN_COMMA));
        WEIR_TRY(wr_parser_expect(p, WR_TOKEN_HINT_END, "',' or '*/' after the hint"));
    }
    return WEIR_OK;
}

/* ---------------------------------------------------------------- failing ---- */

const char *wr_parser_found(const wr_parser *p, const wr_token *token) {
    enum { SHOWN_MAX = 40 };
    if (token->kind == WR_TOKEN_END)
        return "the end of the text";
    if (token->text == NULL)
        return token->kind == WR_TOKEN_HINT_BEGIN ? "a hint '/*+'"
               : token->kind == WR_TOKEN_HINT_END ? "'*/'"
               : token->kind == WR_TOKEN_SEMICOLON ? "';', the end of the statement"
                                                    : NULL;
    const char *before = "'", *after = "'";
    if (token->kind == WR_TOKEN_STRING || token->kind == WR_TOKEN_UNICODE_STRING || token->kind == WR_TOKEN_MARKED_STRING)
        before = "the string '";
    if (token->kind == WR_TOKEN_QUOTED_NAME)
        before = after = "`";
    if (token->kind == WR_TOKEN_BINARY)
        return "a binary literal";
    size_t size = token->text_size;
    if (size > SHOWN_MAX) {
        size = SHOWN_MAX;
        while (size > 0 && ((unsigned char)token->text[size] & 0xC0) == 0x80)
            size--; /* do not cut a character */
    }
    return wr_arena_printf(p->arena, "%s%.*s%s%s", before, (int)size, token->text,
                           size < token->text_size ? "..." : "", after);
}

static const char *punctuation_text(wr_token_kind kind) {
    switch (kind) {
    case WR_TOKEN_LEFT_PAREN:
        return "'('";
    case WR_TOKEN_RIGHT_PAREN:
        return "')'";
    case WR_TOKEN_LEFT_BRACKET:
        return "'['";
    case WR_TOKEN_RIGHT_BRACKET:
        return "']'";
    case WR_TOKEN_COMMA:
        return "','";
    case WR_TOKEN_DOT:
        return "'.'";
    case WR_TOKEN_COLON:
        return "':'";
    case WR_TOKEN_PLUS:
        return "'+'";
    case WR_TOKEN_MINUS:
        return "'-'";
    case WR_TOKEN_STAR:
        return "'*'";
    case WR_TOKEN_SLASH:
        return "'/'";
    case WR_TOKEN_PERCENT:
        return "'%'";
    case WR_TOKEN_CONCAT:
        return "'||'";
    case WR_TOKEN_EQ:
        return "'='";
    case WR_TOKEN_NE:
        return "'<>'";
    case WR_TOKEN_LT:
        return "'<'";
    case WR_TOKEN_LE:
        return "'<='";
    case WR_TOKEN_GT:
        return "'>'";
    case WR_TOKEN_GE:
        return "'>='";
    case WR_TOKEN_ARROW:
        return "'=>'";
    case WR_TOKEN_END:
    case WR_TOKEN_ERROR:
    case WR_TOKEN_WORD:
    case WR_TOKEN_QUOTED_NAME:
    case WR_TOKEN_INTEGER:
    case WR_TOKEN_DECIMAL:
    case WR_TOKEN_DOUBLE:
    case WR_TOKEN_STRING:
    case WR_TOKEN_UNICODE_STRING:
    case WR_TOKEN_MARKED_STRING:
    case WR_TOKEN_BINARY:
    case WR_TOKEN_SEMICOLON:
    case WR_TOKEN_HINT_BEGIN:
    case WR_TOKEN_HINT_END:
    case WR_TOKEN_PATTERN_SIGN:
        break;
    }
    return "this";
}

/* The '(' around this token when nothing closes it, or NULL. */
static const wr_token *open_paren(const wr_parser *p) {
    uint32_t closed = 0;
    for (const wr_token *at = p->token; at-- > p->tokens && at->kind != WR_TOKEN_SEMICOLON;) {
        if (at->kind == WR_TOKEN_RIGHT_PAREN)
            closed++;
        else if (at->kind == WR_TOKEN_LEFT_PAREN && closed-- == 0)
            return at->pair == 0 ? at : NULL;
    }
    return NULL;
}

/* Could what is expected be a name, so that a reserved word there was perhaps meant as one? */
static bool wants_name(const char *what) {
    return strstr(what, "name") != NULL || strcmp(what, "an expression") == 0;
}

weir_status wr_parser_expected(wr_parser *p, const char *what) {
    const wr_token *token = p->token;
    if (token->kind == WR_TOKEN_ERROR)
        return weir_fail_at(p->err, WEIR_INVALID, token->line, token->column, "%s", token->text);
    const char *found = wr_parser_found(p, token);
    if (found == NULL)
        found = punctuation_text(token->kind);
    if (wants_name(what) && is_mistaken_name(token))
        return weir_fail_at(p->err, WEIR_INVALID, token->line, token->column,
                            "expected %s, but '%s' is a reserved word; write it as `%s` in "
                            "backticks if it is a name",
                            what, token->text, token->text);
    bool after_comma = token > p->tokens && token[-1].kind == WR_TOKEN_COMMA &&
                       (token->kind == WR_TOKEN_RIGHT_PAREN || token->kind == WR_TOKEN_SEMICOLON ||
                        (wr_keyword_flags(token->keyword) & WR_WORD_CLAUSE) != 0);
    const wr_token *open = strstr(what, "')'") != NULL ? open_paren(p) : NULL;
    if (open != NULL)
        return weir_fail_at(p->err, WEIR_INVALID, token->line, token->column,
                            "expected %s, found %s; the '(' of line %u, column %u is not closed", what,
                            found, open->line, open->column);
    return weir_fail_at(p->err, WEIR_INVALID, token->line, token->column, "expected %s, found %s%s",
                        what, found, after_comma ? " - is the ',' before it one too many?" : "");
}

weir_status wr_parser_fail(wr_parser *p, weir_status status, wr_ast_place place, const char *fmt,
                           ...) {
    va_list args;
    va_start(args, fmt);
    const char *message = wr_arena_vprintf(p->arena, fmt, args);
    va_end(args);
    return weir_fail_at(p->err, status, place.line, place.column, "%s", message);
}

/* ------------------------------------------------------------------ depth ---- */

static weir_status check_height(wr_parser *p) {
    if (p->height < WR_AST_HEIGHT_MAX)
        return WEIR_OK;
    return wr_parser_fail(p, WEIR_INVALID, wr_parser_place(p),
                          "this chain of operators is longer than %d; split the statement, or "
                          "write IN (..) for a chain of ORs",
                          WR_AST_HEIGHT_MAX);
}

weir_status wr_parser_enter(wr_parser *p, uint32_t *saved) {
    if (p->depth >= WR_AST_DEPTH_MAX)
        return wr_parser_fail(p, WEIR_INVALID, wr_parser_place(p),
                              "the statement is nested deeper than %d levels; split it with views",
                              WR_AST_DEPTH_MAX);
    p->depth++;
    *saved = p->height;
    p->height = 0;
    return WEIR_OK;
}

weir_status wr_parser_leave(wr_parser *p, uint32_t saved) {
    p->depth--;
    p->height = p->height + 1 > saved ? p->height + 1 : saved;
    return check_height(p);
}

weir_status wr_parser_grow(wr_parser *p) {
    p->height++;
    return check_height(p);
}

/* ----------------------------------------------------------- entry points ---- */

static wr_parser open_parser(const char *text, size_t size, wr_arena *arena, weir_error *err) {
    wr_token_list list = wr_lex(text, size, arena);
    return (wr_parser){.tokens = list.tokens, .token = list.tokens, .token_count = list.count,
                       .arena = arena, .err = err};
}

static weir_status expect_end(wr_parser *p, const char *what) {
    return wr_parser_at(p, WR_TOKEN_END) ? WEIR_OK : wr_parser_expected(p, what);
}

weir_status wr_parse_script(const char *text, size_t size, wr_arena *arena, wr_ast_script **script,
                            weir_error *err) {
    wr_parser parser = open_parser(text, size, arena, err), *p = &parser;
    wr_ast_script *result = wr_arena_calloc(arena, 1, sizeof *result);
    size_t capacity = 0;
    result->text = text;
    result->size = size;
    for (;;) {
        while (wr_parser_accept(p, WR_TOKEN_SEMICOLON)) {
        }
        if (wr_parser_at(p, WR_TOKEN_END))
            break;
        wr_ast_statement **slot =
            WR_PUSH(p, result->statements, result->statement_count, capacity);
        WEIR_TRY(wr_parse_statement(p, slot));
        if (!wr_parser_at(p, WR_TOKEN_END) && !wr_parser_accept(p, WR_TOKEN_SEMICOLON))
            return wr_parser_stray(p);
    }
    *script = result;
    return WEIR_OK;
}

weir_status wr_parse_stored(const char *text, size_t size, wr_arena *arena, wr_ast_statement **statement,
                            weir_error *err) {
    wr_token_list list = wr_lex(text, size, arena);
    for (uint32_t i = 0; i < list.count; i++)
        list.tokens[i].line = list.tokens[i].column = 0;
    wr_parser parser = {.tokens = list.tokens, .token = list.tokens, .token_count = list.count,
                        .arena = arena, .err = err};
    WEIR_TRY(wr_parse_statement(&parser, statement));
    wr_parser_accept(&parser, WR_TOKEN_SEMICOLON);
    return expect_end(&parser, "the end of the statement");
}

weir_status wr_parse_query(const char *text, size_t size, wr_arena *arena, wr_ast_query **query,
                           weir_error *err) {
    wr_parser parser = open_parser(text, size, arena, err);
    WEIR_TRY(wr_parse_query_at(&parser, query));
    return expect_end(&parser, "the end of the query");
}

weir_status wr_parse_expression(const char *text, size_t size, wr_arena *arena, wr_ast_expr **expr,
                                weir_error *err) {
    wr_parser parser = open_parser(text, size, arena, err);
    WEIR_TRY(wr_parse_expr(&parser, expr));
    return expect_end(&parser, "the end of the expression");
}

weir_status wr_parse_type(const char *text, size_t size, wr_arena *arena, wr_ast_type **type,
                          weir_error *err) {
    wr_parser parser = open_parser(text, size, arena, err);
    WEIR_TRY(wr_parse_type_at(&parser, type));
    return expect_end(&parser, "the end of the type");
}
