/* parser/parser_internal.h - what the files of the parser share; nobody else includes it.
 *
 * A recursive-descent parser over the token array. Each parse function starts at the token that
 * begins its construct, leaves behind its last token, and gives its node through the last
 * parameter. The first error ends everything, so nothing is put back after one.
 *
 * Invariants
 *   - `depth` counts the parse functions entered, at most WR_AST_DEPTH_MAX.
 *   - Between wr_parser_enter and wr_parser_leave, no node made so far is higher than `height` + 1.
 */
#ifndef WR_PARSER_PARSER_INTERNAL_H
#define WR_PARSER_PARSER_INTERNAL_H
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "lexer/lexer.h"
#include "parser/ast.h"
#include "weir/error.h"

#define WR_PARSER_TRIED_MAX 32

typedef struct wr_parser {
    const wr_token *tokens; /* the last one is END or ERROR */
    const wr_token *token;  /* the present one */
    uint32_t        token_count;
    uint32_t        depth, height;
    const wr_token *tried_at; /* where the words of `tried` were looked for and not found */
    wr_keyword      tried[WR_PARSER_TRIED_MAX];
    uint32_t        tried_count;
    const wr_token *tried_comma; /* where a ',' was looked for and not found */
    wr_arena       *arena;
    weir_error     *err;
} wr_parser;

/* A growing array in the arena: WR_PUSH(p, items, count, capacity) gives the address of a new,
 * cleared item at the end. */
#define WR_PUSH(p, items, count, capacity)                                                         \
    ((items) = wr_arena_grow((p)->arena, (items), (count), &(capacity), sizeof *(items)),          \
     memset(&(items)[(count)], 0, sizeof *(items)), &(items)[(count)++])

/* ---- looking (parser.c) ---- */
wr_ast_place    wr_parser_place(const wr_parser *p);
const wr_token *wr_parser_peek(const wr_parser *p, uint32_t ahead); /* past the end: the last */
bool            wr_parser_at(const wr_parser *p, wr_token_kind kind);
bool            wr_parser_at_word(const wr_parser *p, wr_keyword keyword);
bool wr_parser_at_words(const wr_parser *p, wr_keyword first, wr_keyword second);
bool wr_parser_at_name(const wr_parser *p); /* a word that may be a name, or one in backticks */
bool wr_token_is_name(const wr_token *token);
/* The `(` at `token` holds a query, not an expression, a list or a join. */
bool wr_parser_holds_query(const wr_parser *p, const wr_token *token);

/* ---- taking ---- */
void wr_parser_next(wr_parser *p); /* stays on the last token */
bool wr_parser_accept(wr_parser *p, wr_token_kind kind);
bool wr_parser_accept_word(wr_parser *p, wr_keyword keyword);
bool wr_parser_accept_words(wr_parser *p, wr_keyword first, wr_keyword second);
/* `what` as in "expected <what>, found ...". */
weir_status wr_parser_expect(wr_parser *p, wr_token_kind kind, const char *what);
weir_status wr_parser_expect_word(wr_parser *p, wr_keyword keyword);
weir_status wr_parse_ident(wr_parser *p, const char *what, wr_ast_ident *ident);
weir_status wr_parse_name(wr_parser *p, const char *what, wr_ast_name *name);
weir_status wr_parse_string(wr_parser *p, const char *what, const char **text);
weir_status wr_parse_int32(wr_parser *p, const char *what, int32_t *value);
/* ( name, name, ... ) */
weir_status wr_parse_ident_list(wr_parser *p, const char *what, wr_ast_ident **items,
                                uint32_t *count);
weir_status wr_parse_options(wr_parser *p, wr_ast_option **options, uint32_t *count);
weir_status wr_parse_hints(wr_parser *p, wr_ast_hint **hints, uint32_t *count);

/* ---- failing: the place is the present token ---- */
weir_status wr_parser_expected(wr_parser *p, const char *what);
weir_status wr_parser_stray(wr_parser *p); /* stray.c: behind a whole statement */
weir_status wr_parser_fail(wr_parser *p, weir_status status, wr_ast_place place, const char *fmt,
                           ...) __attribute__((format(printf, 4, 5)));
const char *wr_parser_found(const wr_parser *p, const wr_token *token); /* "'FROM'" */

/* ---- depth ---- */
weir_status wr_parser_enter(wr_parser *p, uint32_t *saved);
weir_status wr_parser_leave(wr_parser *p, uint32_t saved);
weir_status wr_parser_grow(wr_parser *p); /* a node was put on top of the tallest one */

/* ---- the grammar ---- */
weir_status wr_parse_expr(wr_parser *p, wr_ast_expr **expr);         /* parse_expr.c */
weir_status wr_parse_expr_operand(wr_parser *p, wr_ast_expr **expr); /* binds tighter than AND */
weir_status wr_parse_expr_list(wr_parser *p, wr_ast_expr ***items, uint32_t *count); /* a, b, c */
wr_ast_expr *wr_ast_expr_new(wr_parser *p, wr_ast_expr_kind kind, wr_ast_place place);
wr_ast_expr *wr_ast_symbol_new(wr_parser *p, wr_ast_place place, const char *text);
weir_status wr_parse_call(wr_parser *p, wr_ast_expr **expr); /* parse_call.c: at the name */
bool        wr_parser_at_call(const wr_parser *p); /* a function's name and its parenthesis */
weir_status wr_parse_window(wr_parser *p, wr_ast_window **window); /* at the ( */
weir_status wr_parse_string_literal(wr_parser *p, wr_ast_expr **expr); /* parse_literal.c */
weir_status wr_parse_number(wr_parser *p, wr_ast_expr **expr);
weir_status wr_parse_quoted_decimal(wr_parser *p, wr_ast_expr **expr); /* at DECIMAL and a string */
weir_status wr_parse_interval(wr_parser *p, wr_ast_expr **expr);
weir_status wr_parse_datetime(wr_parser *p, wr_ast_expr **expr); /* DATE '..', TIMESTAMP '..' */
weir_status wr_parse_interval_unit(wr_parser *p, wr_ast_unit *from, wr_ast_unit *to,
                                   int32_t *precision, int32_t *scale);
/* YEAR .. NANOSECOND as a symbol, for EXTRACT, FLOOR, TIMESTAMPADD. */
weir_status wr_parse_time_unit(wr_parser *p, wr_ast_expr **symbol);
weir_status wr_parse_type_at(wr_parser *p, wr_ast_type **type);   /* parse_type.c */
weir_status wr_parse_query_at(wr_parser *p, wr_ast_query **query); /* parse_query.c */
weir_status wr_parse_order_by(wr_parser *p, wr_ast_order_item **items, uint32_t *count);
bool        wr_parser_at_query(const wr_parser *p);             /* SELECT WITH VALUES TABLE ( */
weir_status wr_parse_match(wr_parser *p, wr_ast_match **match); /* parse_match.c: at the word */
weir_status wr_parse_from(wr_parser *p, wr_ast_from **from);    /* parse_from.c */
weir_status wr_parse_create_table(wr_parser *p, wr_ast_create_table *table); /* parse_ddl.c: at TABLE */
weir_status wr_parse_create_view(wr_parser *p, wr_ast_create_view *view);    /* at VIEW */
/* One or more columns, constraints or watermarks of ALTER TABLE ADD or MODIFY. */
weir_status wr_parse_table_changes(wr_parser *p, wr_ast_create_table *table);
weir_status wr_parse_if_not_exists(wr_parser *p, bool *found);
weir_status wr_parse_partitions(wr_parser *p, wr_ast_partition **items, uint32_t *count); /* at the ( */
weir_status wr_parse_create_space(wr_parser *p, wr_ast_create_space *space); /* parse_object.c: at CATALOG or DATABASE */
weir_status wr_parse_create_function(wr_parser *p, wr_ast_create_function *function); /* at [SYSTEM] FUNCTION */
weir_status wr_parse_function_rest(wr_parser *p, wr_ast_create_function *function);   /* behind the name */
weir_status wr_parse_function_name(wr_parser *p, wr_ast_name *name); /* reserved words too, where one is called */
weir_status wr_parse_drop(wr_parser *p, wr_ast_statement *statement); /* at DROP */
weir_status wr_parse_alter(wr_parser *p, wr_ast_statement *statement); /* parse_alter.c: at ALTER */
/* Flink has it and Weir has not: everything up to the `;` is skipped. */
weir_status wr_parse_unsupported(wr_parser *p, wr_ast_statement *statement, const char *what);
weir_status wr_parse_statement(wr_parser *p, wr_ast_statement **statement); /* parse_statement.c */

#endif
