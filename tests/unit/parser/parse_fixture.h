/* parse_fixture.h - what the parser's tests share: one arena, and parse-or-complain helpers. */
#ifndef WEIR_TESTS_PARSE_FIXTURE_H
#define WEIR_TESTS_PARSE_FIXTURE_H
#include "parser/ast_text.h"
#include "parser/parser.h"

#include "../check.h"

static wr_arena *arena;

/* The script's tree; an empty script and a failed check when it does not parse. */
__attribute__((unused)) static wr_ast_script *parse(const char *text) {
    weir_error     err = {0};
    wr_ast_script *script = NULL;
    if (CHECK_OK(wr_parse_script(text, strlen(text), arena, &script, &err), &err))
        return script;
    printf("    in: %s\n", text);
    return wr_arena_calloc(arena, 1, sizeof *script);
}

/* The only statement of the script. */
__attribute__((unused)) static const wr_ast_statement *parse_one(const char *text) {
    wr_ast_script *script = parse(text);
    CHECK_UINT_EQ(script->statement_count, 1);
    return script->statement_count == 1 ? script->statements[0]
                                        : wr_arena_calloc(arena, 1, sizeof(wr_ast_statement));
}

/* The expression as a list; the message when it does not parse. */
__attribute__((unused)) static const char *tree(const char *text) {
    weir_error   err = {0};
    wr_ast_expr *expr;
    if (wr_parse_expression(text, strlen(text), arena, &expr, &err) != WEIR_OK)
        return wr_arena_strdup(arena, err.message);
    const char *list = wr_ast_expr_dump(arena, expr);
    const char *sql = wr_ast_expr_text(arena, expr);
    wr_ast_expr *again;
    if (!CHECK_OK(wr_parse_expression(sql, strlen(sql), arena, &again, &err), &err))
        printf("    printed: %s\n", sql);
    else
        CHECK_STR_EQ(wr_ast_expr_dump(arena, again), list); /* text and tree say the same */
    return list;
}

/* The query printed; printing it again gives the same. */
__attribute__((unused)) static const char *query_text(const char *text) {
    weir_error    err = {0};
    wr_ast_query *query;
    if (wr_parse_query(text, strlen(text), arena, &query, &err) != WEIR_OK)
        return wr_arena_strdup(arena, err.message);
    const char *sql = wr_ast_query_text(arena, query);
    if (!CHECK_OK(wr_parse_query(sql, strlen(sql), arena, &query, &err), &err))
        printf("    printed: %s\n", sql);
    else
        CHECK_STR_EQ(wr_ast_query_text(arena, query), sql);
    return sql;
}

__attribute__((unused)) static const char *type_text(const char *text) {
    weir_error   err = {0};
    wr_ast_type *type;
    if (wr_parse_type(text, strlen(text), arena, &type, &err) != WEIR_OK)
        return wr_arena_strdup(arena, err.message);
    const char *sql = wr_ast_type_text(arena, type);
    if (CHECK_OK(wr_parse_type(sql, strlen(sql), arena, &type, &err), &err))
        CHECK_STR_EQ(wr_ast_type_text(arena, type), sql);
    return sql;
}

/* The script fails at this place with this in its message. */
__attribute__((unused)) static void check_fails(const char *text, uint32_t line, uint32_t column,
                                                const char *message) {
    weir_error     err = {0};
    wr_ast_script *script;
    weir_status    status = wr_parse_script(text, strlen(text), arena, &script, &err);
    CHECK(status == WEIR_INVALID || status == WEIR_UNSUPPORTED);
    CHECK_CONTAINS(err.message, message);
    if (err.sql_line != line || err.sql_column != column)
        printf("    in: %s\n    message: %s\n", text, err.message);
    CHECK_UINT_EQ(err.sql_line, line);
    CHECK_UINT_EQ(err.sql_column, column);
}
#endif
