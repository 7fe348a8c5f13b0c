/* parser/ast_text.h - trees back to SQL, for SHOW CREATE, EXPLAIN, messages and tests.
 *
 * The text parses back to an equal tree: identifiers come in backticks, parentheses only where
 * precedence needs them, special syntaxes as SQL writes them.
 * Results are owned by `arena` and never NULL. Thread: any.
 */
#ifndef WR_PARSER_AST_TEXT_H
#define WR_PARSER_AST_TEXT_H
#include "base/arena.h"
#include "parser/ast.h"

char *wr_ast_expr_text(wr_arena *arena, const wr_ast_expr *expr);
char *wr_ast_query_text(wr_arena *arena, const wr_ast_query *query);
char *wr_ast_type_text(wr_arena *arena, const wr_ast_type *type);
char *wr_ast_name_text(wr_arena *arena, const wr_ast_name *name); /* `a`.`b` */

/* "AND", "<>", "||"; "YEAR"; "ALL"; never NULL, static. */
const char *wr_ast_operator_text(wr_ast_operator op);
const char *wr_ast_unit_text(wr_ast_unit unit);       /* "" for AST_UNIT_NONE */
const char *wr_ast_statement_kind_text(wr_ast_statement_kind kind); /* "CREATE TABLE" */

/* The tree as nested calls, every grouping visible: (+ a (* b 2)). For tests and debugging. */
char *wr_ast_expr_dump(wr_arena *arena, const wr_ast_expr *expr);

#endif
