/* parser/parser.h - SQL text to the tree of parser/ast.h.
 *
 * Every function allocates from `arena`, which owns the result, also what is left of it after an
 * error. Errors: WEIR_INVALID with sql_line and sql_column set (places in the given text) and a
 * message that says what was found and what was expected; WEIR_UNSUPPORTED, with the place, for a
 * clause that Flink has and Weir has not. The first error ends the parsing.
 * Text that is not UTF-8 is an error with its place. Thread: any; no shared state.
 */
#ifndef WR_PARSER_PARSER_H
#define WR_PARSER_PARSER_H
#include <stddef.h>

#include "base/arena.h"
#include "parser/ast.h"
#include "weir/error.h"

/* A whole script: statements between `;`, the last `;` may be missing. `text` is BORROWED by the
 * script (wr_ast_script.text); it need not end with NUL. An empty script has no statements. */
weir_status wr_parse_script(const char *text, size_t size, wr_arena *arena, wr_ast_script **script,
                            weir_error *err);

/* One statement, its `;` may be missing, as a catalog stored it: no node has a place in a script (line and column 0). */
weir_status wr_parse_stored(const char *text, size_t size, wr_arena *arena, wr_ast_statement **statement,
                            weir_error *err);

/* Exactly one query, expression or type; anything after it is an error. The tree borrows nothing
 * from `text`. */
weir_status wr_parse_query(const char *text, size_t size, wr_arena *arena, wr_ast_query **query,
                           weir_error *err);
weir_status wr_parse_expression(const char *text, size_t size, wr_arena *arena, wr_ast_expr **expr,
                                weir_error *err);
weir_status wr_parse_type(const char *text, size_t size, wr_arena *arena, wr_ast_type **type,
                          weir_error *err);

#endif
