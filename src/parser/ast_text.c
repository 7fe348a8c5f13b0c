/* parser/ast_text.c - trees back to SQL text: words of operators and kinds, and the entry points.
 *
 * Invariant, of all files ast_text_*.c: what is written parses to an equal tree (places aside).
 * Recursion is safe: trees are at most WR_AST_HEIGHT_MAX high.
 */
#include "parser/ast_text.h"

#include "parser/ast_text_internal.h"

const char *wr_ast_operator_text(wr_ast_operator op) {
    static const char *const texts[] = {
        [AST_OP_OR] = "OR", [AST_OP_AND] = "AND", [AST_OP_NOT] = "NOT", [AST_OP_EQ] = "=",
        [AST_OP_NE] = "<>", [AST_OP_LT] = "<", [AST_OP_LE] = "<=", [AST_OP_GT] = ">",
        [AST_OP_GE] = ">=", [AST_OP_ADD] = "+", [AST_OP_SUBTRACT] = "-", [AST_OP_MULTIPLY] = "*",
        [AST_OP_DIVIDE] = "/", [AST_OP_MODULO] = "%", [AST_OP_CONCAT] = "||",
        [AST_OP_OVERLAPS] = "OVERLAPS", [AST_OP_PLUS] = "+", [AST_OP_MINUS] = "-",
    };
    return texts[op];
}

const char *wr_ast_unit_text(wr_ast_unit unit) {
    static const char *const texts[] = {
        [AST_UNIT_NONE] = "", [AST_UNIT_YEAR] = "YEAR", [AST_UNIT_QUARTER] = "QUARTER",
        [AST_UNIT_MONTH] = "MONTH", [AST_UNIT_WEEK] = "WEEK", [AST_UNIT_DAY] = "DAY",
        [AST_UNIT_HOUR] = "HOUR", [AST_UNIT_MINUTE] = "MINUTE", [AST_UNIT_SECOND] = "SECOND",
    };
    return texts[unit];
}

const char *wr_ast_statement_kind_text(wr_ast_statement_kind kind) {
    static const char *const texts[] = {
        [AST_SET] = "SET", [AST_RESET] = "RESET", [AST_USE_CATALOG] = "USE CATALOG",
        [AST_USE_DATABASE] = "USE", [AST_CREATE_TABLE] = "CREATE TABLE",
        [AST_CREATE_VIEW] = "CREATE VIEW", [AST_CREATE_CATALOG] = "CREATE CATALOG",
        [AST_CREATE_DATABASE] = "CREATE DATABASE", [AST_CREATE_FUNCTION] = "CREATE FUNCTION",
        [AST_ALTER_TABLE] = "ALTER TABLE", [AST_ALTER_VIEW] = "ALTER VIEW",
        [AST_ALTER_CATALOG] = "ALTER CATALOG", [AST_ALTER_DATABASE] = "ALTER DATABASE",
        [AST_ALTER_FUNCTION] = "ALTER FUNCTION", [AST_DROP_TABLE] = "DROP TABLE",
        [AST_DROP_VIEW] = "DROP VIEW", [AST_DROP_CATALOG] = "DROP CATALOG",
        [AST_DROP_DATABASE] = "DROP DATABASE", [AST_DROP_FUNCTION] = "DROP FUNCTION",
        [AST_STOP_JOB] = "STOP JOB", [AST_SHOW] = "SHOW", [AST_DESCRIBE] = "DESCRIBE",
        [AST_EXPLAIN] = "EXPLAIN", [AST_INSERT] = "INSERT",
        [AST_STATEMENT_SET] = "STATEMENT SET", [AST_QUERY] = "SELECT",
        [AST_UNSUPPORTED] = "an unsupported statement",
    };
    return texts[kind];
}

static char *take(wr_arena *arena, wr_buffer *buffer) {
    char *text = wr_arena_strndup(arena, buffer->size > 0 ? buffer->data : "", buffer->size);
    wr_buffer_free(buffer);
    return text;
}

char *wr_ast_expr_text(wr_arena *arena, const wr_ast_expr *expr) {
    wr_buffer out = {0};
    wr_put_expr(&out, expr, WR_LEVEL_ANY);
    return take(arena, &out);
}

char *wr_ast_query_text(wr_arena *arena, const wr_ast_query *query) {
    wr_buffer out = {0};
    wr_put_query(&out, query);
    return take(arena, &out);
}

char *wr_ast_name_text(wr_arena *arena, const wr_ast_name *name) {
    wr_buffer out = {0};
    wr_put_name(&out, name);
    return take(arena, &out);
}
