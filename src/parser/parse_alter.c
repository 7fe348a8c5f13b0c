/* parser/parse_alter.c - ALTER TABLE, VIEW, CATALOG, DATABASE and FUNCTION. */
#include <string.h>

#include "parser/parser_internal.h"

/* ('key', 'key', ..) */
static weir_status parse_keys(wr_parser *p, wr_ast_alter *alter) {
    size_t capacity = 0;
    WEIR_TRY(wr_parser_expect(p, WR_TOKEN_LEFT_PAREN, "'(' before the keys"));
    if (wr_parser_accept(p, WR_TOKEN_RIGHT_PAREN))
        return wr_parser_fail(p, WEIR_INVALID, alter->place, "RESET needs a key: RESET ('key', ..)");
    do {
        wr_ast_ident *key = WR_PUSH(p, alter->keys, alter->key_count, capacity);
        key->place = wr_parser_place(p);
        WEIR_TRY(wr_parse_string(p, "an option's name in single quotes", &key->text));
    } while (wr_parser_accept(p, WR_TOKEN_COMMA));
    return wr_parser_expect(p, WR_TOKEN_RIGHT_PAREN, "',' or ')' after the key");
}

/* SET ('k' = 'v'), RESET ('k'): what every ALTER but that of a view has. *found: it was there. */
static weir_status parse_options(wr_parser *p, wr_ast_alter *alter, bool *found) {
    *found = true;
    if (wr_parser_accept_word(p, WR_KW_SET)) {
        alter->kind = AST_ALTER_SET;
        return wr_parse_options(p, &alter->options, &alter->option_count);
    }
    if (wr_parser_accept_word(p, WR_KW_RESET)) {
        alter->kind = AST_ALTER_RESET;
        return parse_keys(p, alter);
    }
    *found = false;
    return WEIR_OK;
}

/* RENAME TO name, RENAME a TO b */
static weir_status parse_rename(wr_parser *p, wr_ast_alter *alter, bool table) {
    if (wr_parser_accept_word(p, WR_KW_TO)) {
        alter->kind = AST_ALTER_RENAME;
        return wr_parse_name(p, "the new name", &alter->new_name);
    }
    if (!table)
        return wr_parser_expected(p, "TO and the new name");
    alter->kind = AST_ALTER_RENAME_COLUMN;
    alter->column_count = 2;
    alter->columns = wr_arena_calloc(p->arena, 2, sizeof *alter->columns);
    WEIR_TRY(wr_parse_ident(p, "TO or a column's name", &alter->columns[0]));
    if (wr_parser_at(p, WR_TOKEN_DOT))
        return wr_parser_fail(p, WEIR_UNSUPPORTED, wr_parser_place(p), "fields of a ROW cannot be renamed; MODIFY the column with its new type");
    WEIR_TRY(wr_parser_expect_word(p, WR_KW_TO));
    return wr_parse_ident(p, "the column's new name", &alter->columns[1]);
}

/* PARTITION, DISTRIBUTION: Flink's tables have them and ours have not. */
static weir_status refuse_part(wr_parser *p, wr_ast_alter *alter, const char *verb, bool *found) {
    *found = wr_parser_at_word(p, WR_KW_PARTITION) || wr_parser_at_word(p, WR_KW_DISTRIBUTION) || wr_parser_at_words(p, WR_KW_IF, WR_KW_NOT);
    if (!*found)
        return WEIR_OK;
    if (wr_parser_at_word(p, WR_KW_DISTRIBUTION))
        return wr_parser_fail(p, WEIR_UNSUPPORTED, alter->place, "ALTER TABLE .. %s DISTRIBUTION is not available: no connector of Weir has buckets", verb);
    return wr_parser_fail(p, WEIR_UNSUPPORTED, alter->place,
                          "ALTER TABLE .. %s PARTITION is not available: partitions are the directories of the table's files and come and go with them", verb);
}

static weir_status parse_table_drop(wr_parser *p, wr_ast_alter *alter) {
    size_t capacity = 0;
    if (wr_parser_accept_words(p, WR_KW_PRIMARY, WR_KW_KEY)) {
        alter->kind = AST_ALTER_DROP_PRIMARY_KEY;
        return WEIR_OK;
    }
    if (wr_parser_accept_word(p, WR_KW_WATERMARK)) {
        alter->kind = AST_ALTER_DROP_WATERMARK;
        return WEIR_OK;
    }
    if (wr_parser_accept_word(p, WR_KW_CONSTRAINT)) {
        alter->kind = AST_ALTER_DROP_CONSTRAINT;
        return wr_parse_ident(p, "the constraint's name", WR_PUSH(p, alter->columns, alter->column_count, capacity));
    }
    alter->kind = AST_ALTER_DROP_COLUMNS;
    if (wr_parser_at(p, WR_TOKEN_LEFT_PAREN))
        return wr_parse_ident_list(p, "a column's name", &alter->columns, &alter->column_count);
    if (wr_parser_at_word(p, WR_KW_COLUMN))
        return wr_parser_fail(p, WEIR_INVALID, wr_parser_place(p), "write the column's name right behind DROP, without COLUMN");
    return wr_parse_ident(p, "a column's name, PRIMARY KEY, CONSTRAINT or WATERMARK", WR_PUSH(p, alter->columns, alter->column_count, capacity));
}

static weir_status parse_table_action(wr_parser *p, wr_ast_alter *alter) {
    bool found;
    WEIR_TRY(parse_options(p, alter, &found));
    if (found)
        return WEIR_OK;
    if (wr_parser_accept_word(p, WR_KW_RENAME))
        return parse_rename(p, alter, true);
    bool add = wr_parser_at_word(p, WR_KW_ADD);
    if (add || wr_parser_at_word(p, WR_KW_MODIFY)) {
        wr_parser_next(p);
        WEIR_TRY(refuse_part(p, alter, add ? "ADD" : "MODIFY", &found));
        alter->kind = add ? AST_ALTER_ADD : AST_ALTER_MODIFY;
        return wr_parse_table_changes(p, &alter->schema);
    }
    if (wr_parser_accept_word(p, WR_KW_DROP)) {
        WEIR_TRY(refuse_part(p, alter, "DROP", &found));
        return parse_table_drop(p, alter);
    }
    return wr_parser_expected(p, "ADD, MODIFY, DROP, RENAME, SET or RESET");
}

static weir_status parse_view_action(wr_parser *p, wr_ast_alter *alter) {
    if (wr_parser_accept_word(p, WR_KW_RENAME))
        return parse_rename(p, alter, false);
    if (!wr_parser_accept_word(p, WR_KW_AS))
        return wr_parser_expected(p, "RENAME TO or AS and a query");
    alter->kind = AST_ALTER_AS;
    return wr_parse_query_at(p, &alter->query);
}

static weir_status parse_space_action(wr_parser *p, wr_ast_alter *alter, bool catalog) {
    bool found;
    WEIR_TRY(parse_options(p, alter, &found));
    if (found)
        return WEIR_OK;
    if (!catalog || !wr_parser_accept_word(p, WR_KW_COMMENT))
        return wr_parser_expected(p, catalog ? "SET, RESET or COMMENT" : "SET");
    alter->kind = AST_ALTER_COMMENT;
    return wr_parse_string(p, "the comment in single quotes", &alter->comment);
}

static weir_status parse_alter_function(wr_parser *p, wr_ast_statement *statement, bool temporary) {
    wr_ast_create_function *function = &statement->create_function;
    statement->kind = AST_ALTER_FUNCTION;
    function->temporary = temporary;
    function->system = wr_parser_accept_word(p, WR_KW_SYSTEM);
    WEIR_TRY(wr_parser_expect_word(p, WR_KW_FUNCTION));
    function->if_exists = wr_parser_accept_words(p, WR_KW_IF, WR_KW_EXISTS);
    WEIR_TRY(wr_parse_name(p, "the function's name", &function->name));
    return wr_parse_function_rest(p, function);
}

weir_status wr_parse_alter(wr_parser *p, wr_ast_statement *statement) {
    wr_ast_alter *alter = &statement->alter;
    wr_parser_next(p);
    bool temporary = wr_parser_accept_word(p, WR_KW_TEMPORARY);
    if (wr_parser_at_word(p, WR_KW_FUNCTION) || wr_parser_at_word(p, WR_KW_SYSTEM))
        return parse_alter_function(p, statement, temporary);
    if (wr_parser_at_word(p, WR_KW_MATERIALIZED))
        return wr_parse_unsupported(p, statement, "ALTER MATERIALIZED TABLE");
    if (wr_parser_at_word(p, WR_KW_MODEL))
        return wr_parse_unsupported(p, statement, "ALTER MODEL");
    static const struct {
        wr_keyword            word;
        wr_ast_statement_kind kind;
        const char           *name;
    } kinds[] = {
        {WR_KW_TABLE, AST_ALTER_TABLE, "the table's name"},
        {WR_KW_VIEW, AST_ALTER_VIEW, "the view's name"},
        {WR_KW_CATALOG, AST_ALTER_CATALOG, "the catalog's name"},
        {WR_KW_DATABASE, AST_ALTER_DATABASE, "the database's name"},
    };
    size_t i = 0, count = sizeof kinds / sizeof kinds[0];
    while (i < count && !wr_parser_at_word(p, kinds[i].word))
        i++;
    if (i == count || temporary)
        return wr_parser_expected(p, temporary ? "FUNCTION after ALTER TEMPORARY" : "TABLE, VIEW, DATABASE, CATALOG or FUNCTION after ALTER");
    wr_parser_next(p);
    statement->kind = kinds[i].kind;
    alter->if_exists = statement->kind == AST_ALTER_TABLE && wr_parser_accept_words(p, WR_KW_IF, WR_KW_EXISTS);
    WEIR_TRY(wr_parse_name(p, kinds[i].name, &alter->name));
    alter->place = wr_parser_place(p);
    if (statement->kind == AST_ALTER_TABLE)
        return parse_table_action(p, alter);
    if (statement->kind == AST_ALTER_VIEW)
        return parse_view_action(p, alter);
    return parse_space_action(p, alter, statement->kind == AST_ALTER_CATALOG);
}
