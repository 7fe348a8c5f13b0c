/* fuzz_parse.c - any bytes as a script, a query, an expression and a type: no crash, and what parses is written as
 * SQL that parses to the same. */
#include <stdlib.h>
#include <string.h>

#include "parser/ast_text.h"
#include "parser/parser.h"
#include "world.h"

static void same(const char *what, const char *first, weir_status status, const weir_error *err, const char *second) {
    if (status == WEIR_OK && strcmp(first, second) == 0)
        return;
    fprintf(stderr, "%s\n  %s\nread again\n  %s\n", what, first, status == WEIR_OK ? second : err->message);
    abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    wr_arena      *arena = wr_arena_create(0);
    weir_error     err;
    const char    *text = (const char *)data;
    wr_ast_script *script;
    wr_ast_query  *query;
    wr_ast_expr   *expr;
    wr_ast_type   *type;
    if (wr_parse_script(text, size, arena, &script, &err) != WEIR_OK)
        WR_ASSERT(err.sql_line >= 1 && err.sql_column >= 1 && err.message[0] != '\0');
    if (wr_parse_query(text, size, arena, &query, &err) == WEIR_OK) {
        const char *first = wr_ast_query_text(arena, query), *second = "";
        weir_status status = wr_parse_query(first, strlen(first), arena, &query, &err);
        if (status == WEIR_OK)
            second = wr_ast_query_text(arena, query);
        same("query", first, status, &err, second);
    }
    if (wr_parse_expression(text, size, arena, &expr, &err) == WEIR_OK) {
        const char *first = wr_ast_expr_text(arena, expr), *tree = wr_ast_expr_dump(arena, expr), *second = "";
        weir_status status = wr_parse_expression(first, strlen(first), arena, &expr, &err);
        if (status == WEIR_OK)
            second = wr_ast_expr_dump(arena, expr);
        same("expression", tree, status, &err, second);
    }
    if (wr_parse_type(text, size, arena, &type, &err) == WEIR_OK) {
        const char *first = wr_ast_type_text(arena, type), *second = "";
        weir_status status = wr_parse_type(first, strlen(first), arena, &type, &err);
        if (status == WEIR_OK)
            second = wr_ast_type_text(arena, type);
        same("type", first, status, &err, second);
    }
    wr_arena_destroy(arena);
    return 0;
}
