/* parser/parse_object.c - CREATE of catalogs, databases and functions, and DROP of everything. */
#include <string.h>

#include "parser/parser_internal.h"

/* ---------------------------------------------------- catalogs, databases ---- */

/* CATALOG|DATABASE [IF NOT EXISTS] name [COMMENT '..'] [WITH (..)] */
weir_status wr_parse_create_space(wr_parser *p, wr_ast_create_space *space) {
    bool catalog = wr_parser_at_word(p, WR_KW_CATALOG);
    wr_parser_next(p);
    WEIR_TRY(wr_parse_if_not_exists(p, &space->if_not_exists));
    WEIR_TRY(wr_parse_name(p, catalog ? "the catalog's name" : "the database's name", &space->name));
    if (wr_parser_accept_word(p, WR_KW_COMMENT))
        WEIR_TRY(wr_parse_string(p, "the comment in single quotes", &space->comment));
    if (wr_parser_accept_word(p, WR_KW_WITH))
        return wr_parse_options(p, &space->options, &space->option_count);
    return WEIR_OK;
}

/* -------------------------------------------------------------- functions ---- */

weir_status wr_parse_function_name(wr_parser *p, wr_ast_name *name) {
    if ((wr_keyword_flags(p->token->keyword) & WR_WORD_FUNCTION) == 0)
        return wr_parse_name(p, "a function's name", name);
    name->place = wr_parser_place(p);
    name->parts = wr_arena_alloc(p->arena, sizeof *name->parts);
    name->parts[0] = (wr_ast_ident){.place = name->place, .text = p->token->text};
    name->part_count = 1;
    wr_parser_next(p);
    return WEIR_OK;
}

static weir_status parse_language(wr_parser *p, const char **language) {
    static const wr_keyword languages[] = {WR_KW_JAVA, WR_KW_SCALA, WR_KW_PYTHON};
    for (size_t i = 0; i < sizeof languages / sizeof languages[0]; i++)
        if (wr_parser_accept_word(p, languages[i])) {
            *language = wr_keyword_text(languages[i]);
            return WEIR_OK;
        }
    return wr_parser_expected(p, "JAVA, SCALA or PYTHON after LANGUAGE");
}

static weir_status parse_jars(wr_parser *p, wr_ast_create_function *function) {
    size_t capacity = 0;
    do {
        const char **jar = WR_PUSH(p, function->jars, function->jar_count, capacity);
        WEIR_TRY(wr_parser_expect_word(p, WR_KW_JAR));
        WEIR_TRY(wr_parse_string(p, "a jar's path in single quotes", jar));
    } while (wr_parser_accept(p, WR_TOKEN_COMMA));
    return WEIR_OK;
}

weir_status wr_parse_function_rest(wr_parser *p, wr_ast_create_function *function) {
    function->language = "JAVA";
    WEIR_TRY(wr_parser_expect_word(p, WR_KW_AS));
    WEIR_TRY(wr_parse_string(p, "the name of the function's class in single quotes", &function->class_name));
    if (wr_parser_accept_word(p, WR_KW_LANGUAGE))
        WEIR_TRY(parse_language(p, &function->language));
    if (wr_parser_accept_word(p, WR_KW_USING))
        WEIR_TRY(parse_jars(p, function));
    if (wr_parser_accept_word(p, WR_KW_WITH))
        return wr_parse_options(p, &function->options, &function->option_count);
    return WEIR_OK;
}

weir_status wr_parse_create_function(wr_parser *p, wr_ast_create_function *function) {
    wr_ast_place place = wr_parser_place(p);
    function->system = wr_parser_accept_word(p, WR_KW_SYSTEM);
    WEIR_TRY(wr_parser_expect_word(p, WR_KW_FUNCTION));
    if (function->system && !function->temporary)
        return wr_parser_fail(p, WEIR_INVALID, place, "a SYSTEM function is always temporary; write CREATE TEMPORARY SYSTEM FUNCTION");
    WEIR_TRY(wr_parse_if_not_exists(p, &function->if_exists));
    WEIR_TRY(wr_parse_name(p, "the function's name", &function->name));
    return wr_parse_function_rest(p, function);
}

/* ------------------------------------------------------------------- DROP ---- */

weir_status wr_parse_drop(wr_parser *p, wr_ast_statement *statement) {
    static const struct {
        wr_keyword            word;
        wr_ast_statement_kind kind;
        const char           *name;
    } kinds[] = {
        {WR_KW_TABLE, AST_DROP_TABLE, "the table's name"},
        {WR_KW_VIEW, AST_DROP_VIEW, "the view's name"},
        {WR_KW_FUNCTION, AST_DROP_FUNCTION, "the function's name"},
        {WR_KW_CATALOG, AST_DROP_CATALOG, "the catalog's name"},
        {WR_KW_DATABASE, AST_DROP_DATABASE, "the database's name"},
    };
    wr_ast_drop *drop = &statement->drop;
    wr_parser_next(p);
    drop->temporary = wr_parser_accept_word(p, WR_KW_TEMPORARY);
    if (wr_parser_at_word(p, WR_KW_MATERIALIZED))
        return wr_parse_unsupported(p, statement, "DROP MATERIALIZED TABLE");
    if (wr_parser_at_word(p, WR_KW_MODEL))
        return wr_parse_unsupported(p, statement, drop->temporary ? "DROP TEMPORARY MODEL" : "DROP MODEL");
    drop->system = drop->temporary && wr_parser_accept_word(p, WR_KW_SYSTEM);
    size_t i = 0, count = sizeof kinds / sizeof kinds[0], last = drop->system ? 3 : drop->temporary ? 3 : count;
    while (i < last && !wr_parser_at_word(p, kinds[i].word))
        i++;
    if (i == last || (drop->system && kinds[i].word != WR_KW_FUNCTION))
        return wr_parser_expected(p, drop->system      ? "FUNCTION after DROP TEMPORARY SYSTEM"
                                     : drop->temporary ? "TABLE, VIEW or FUNCTION after DROP TEMPORARY"
                                                       : "TABLE, VIEW, FUNCTION, DATABASE or CATALOG after DROP");
    wr_parser_next(p);
    statement->kind = kinds[i].kind;
    drop->if_exists = wr_parser_accept_words(p, WR_KW_IF, WR_KW_EXISTS);
    WEIR_TRY(wr_parse_name(p, kinds[i].name, &drop->name));
    if (statement->kind == AST_DROP_DATABASE && !wr_parser_accept_word(p, WR_KW_RESTRICT))
        drop->cascade = wr_parser_accept_word(p, WR_KW_CASCADE);
    return WEIR_OK;
}
