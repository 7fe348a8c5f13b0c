/* parser/parse_statement.c - statements by their first words, and all that are no queries or DDL.
 *
 * A statement that Flink has and Weir has not is recognised by its first words, becomes an
 * AST_UNSUPPORTED with its name, and its text is skipped to the `;`: the binder names what is
 * missing.
 */
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "parser/parser_internal.h"

static weir_status parse_inner(wr_parser *p, wr_ast_statement *statement);

/* ------------------------------------------------------ unsupported ones ---- */

/* Everything up to the `;` of this statement; `;` inside BEGIN .. END do not count. */
weir_status wr_parse_unsupported(wr_parser *p, wr_ast_statement *statement, const char *what) {
    bool block = false;
    statement->kind = AST_UNSUPPORTED;
    statement->unsupported.what = what;
    for (; !wr_parser_at(p, WR_TOKEN_END); wr_parser_next(p)) {
        if (wr_parser_at(p, WR_TOKEN_ERROR))
            return wr_parser_expected(p, "");
        if (wr_parser_at_word(p, WR_KW_BEGIN))
            block = true;
        if (block && wr_parser_at_word(p, WR_KW_END))
            block = false;
        if (!block && wr_parser_at(p, WR_TOKEN_SEMICOLON))
            break;
    }
    return WEIR_OK;
}

/* The statement's first words in capitals: as many words as stand there, at most `count`. */
static const char *first_words(const wr_parser *p, const wr_token *token, int count) {
    const char *name = "";
    for (int i = 0; i < count && token->kind == WR_TOKEN_WORD; i++, token++) {
        bool keyword = token->keyword != WR_NO_KEYWORD;
        if (i > 0 && !keyword)
            break;
        name = wr_arena_printf(p->arena, "%s%s%s", name, i > 0 ? " " : "",
                               keyword ? wr_keyword_text(token->keyword) : token->text);
    }
    return name;
}

/* -------------------------------------------------------------- SET, USE ---- */

/* SET 'k' = 'v', SET, RESET 'k', RESET; quotes may be left out, the lexer sees to that */
static weir_status parse_set(wr_parser *p, wr_ast_statement *statement) {
    bool           set = wr_parser_at_word(p, WR_KW_SET);
    wr_ast_option *option = &statement->set.option;
    statement->kind = set ? AST_SET : AST_RESET;
    wr_parser_next(p);
    option->place = wr_parser_place(p);
    if (wr_parser_at(p, WR_TOKEN_SEMICOLON) || wr_parser_at(p, WR_TOKEN_END))
        return WEIR_OK;
    if (wr_parser_at(p, WR_TOKEN_WORD) || wr_parser_at(p, WR_TOKEN_QUOTED_NAME))
        return wr_parser_fail(p, WEIR_INVALID, option->place,
                              set ? "the key and the value stand in single quotes: SET 'key' = "
                                    "'value'"
                                  : "the key stands in single quotes: RESET 'key'");
    WEIR_TRY(wr_parse_string(p, "a key in single quotes", &option->key));
    if (!set)
        return WEIR_OK;
    WEIR_TRY(wr_parser_expect(p, WR_TOKEN_EQ, "'=' after the key"));
    option->value_place = wr_parser_place(p);
    const wr_token *value = p->token;
    WEIR_TRY(wr_parse_string(p, "a value in single quotes", &option->value));
    bool plain = value->length == value->text_size; /* no quotes around it */
    if (plain && !wr_parser_at(p, WR_TOKEN_SEMICOLON) && !wr_parser_at(p, WR_TOKEN_END))
        return wr_parser_fail(p, WEIR_INVALID, wr_parser_place(p), "a value with spaces stands in single quotes: SET 'key' = '%s ..'", option->value);
    return WEIR_OK;
}

static weir_status parse_use(wr_parser *p, wr_ast_statement *statement) {
    const wr_token *next = wr_parser_peek(p, 1);
    if (next->keyword == WR_KW_MODULES)
        return wr_parse_unsupported(p, statement, "USE MODULES");
    wr_parser_next(p);
    statement->kind = AST_USE_DATABASE;
    if (wr_parser_at_word(p, WR_KW_CATALOG) && wr_token_is_name(wr_parser_peek(p, 1))) {
        wr_parser_next(p);
        statement->kind = AST_USE_CATALOG;
        return wr_parse_name(p, "a catalog's name", &statement->use);
    }
    return wr_parse_name(p, "a database's name", &statement->use);
}

/* ---------------------------------------------------------------- CREATE ---- */

static weir_status parse_create(wr_parser *p, wr_ast_statement *statement) {
    const wr_token *start = p->token;
    wr_parser_next(p);
    bool replace = wr_parser_accept_words(p, WR_KW_OR, WR_KW_REPLACE);
    if (!replace && wr_parser_at_word(p, WR_KW_OR)) /* OR ALTER MATERIALIZED TABLE */
        return wr_parse_unsupported(p, statement, first_words(p, start, 5));
    bool temporary = wr_parser_accept_word(p, WR_KW_TEMPORARY);
    switch ((int)p->token->keyword) {
    case WR_KW_TABLE:
        statement->kind = AST_CREATE_TABLE;
        statement->create_table.temporary = temporary;
        statement->create_table.or_replace = replace;
        return wr_parse_create_table(p, &statement->create_table);
    case WR_KW_VIEW:
        statement->kind = AST_CREATE_VIEW;
        statement->create_view.temporary = temporary;
        statement->create_view.or_replace = replace;
        return wr_parse_create_view(p, &statement->create_view);
    case WR_KW_CATALOG:
    case WR_KW_DATABASE:
        if (temporary || replace)
            break;
        statement->kind = wr_parser_at_word(p, WR_KW_CATALOG) ? AST_CREATE_CATALOG : AST_CREATE_DATABASE;
        return wr_parse_create_space(p, &statement->create_space);
    case WR_KW_FUNCTION:
    case WR_KW_SYSTEM:
        if (replace)
            break;
        statement->kind = AST_CREATE_FUNCTION;
        statement->create_function.temporary = temporary;
        return wr_parse_create_function(p, &statement->create_function);
    case WR_KW_MATERIALIZED:
        return wr_parse_unsupported(p, statement, "CREATE MATERIALIZED TABLE");
    case WR_KW_MODEL:
        return wr_parse_unsupported(p, statement, first_words(p, start, temporary ? 3 : 2));
    default:
        break;
    }
    if (p->token->kind == WR_TOKEN_WORD && strcasecmp(p->token->text, "SCHEMA") == 0)
        return wr_parser_fail(p, WEIR_INVALID, wr_parser_place(p), "a schema is called DATABASE in Flink SQL: write CREATE DATABASE");
    return wr_parser_expected(p, temporary ? "TABLE, VIEW or FUNCTION after CREATE TEMPORARY"
                                 : replace ? "TABLE or VIEW after CREATE OR REPLACE"
                                           : "TABLE, VIEW, CATALOG, DATABASE or FUNCTION after CREATE");
}

/* REPLACE TABLE t AS SELECT: as CREATE OR REPLACE, of a table that is there. */
static weir_status parse_replace(wr_parser *p, wr_ast_statement *statement) {
    wr_parser_next(p);
    if (!wr_parser_at_word(p, WR_KW_TABLE))
        return wr_parser_expected(p, "TABLE after REPLACE");
    statement->kind = AST_CREATE_TABLE;
    statement->create_table.or_replace = statement->create_table.must_exist = true;
    return wr_parse_create_table(p, &statement->create_table);
}

/* -------------------------------------------------------- SHOW, DESCRIBE ---- */

/* [[NOT] LIKE|ILIKE 'pattern'] */
static weir_status parse_like_pattern(wr_parser *p, wr_ast_show *show) {
    show->like_negated = wr_parser_accept_word(p, WR_KW_NOT);
    show->ilike = wr_parser_at_word(p, WR_KW_ILIKE);
    if (!wr_parser_accept_word(p, WR_KW_LIKE) && !wr_parser_accept_word(p, WR_KW_ILIKE))
        return show->like_negated ? wr_parser_expected(p, "LIKE or ILIKE after NOT") : WEIR_OK;
    return wr_parse_string(p, "a pattern in single quotes", &show->like);
}

/* Behind SHOW's words: the name of what is shown, or where to look, and which names. */
static weir_status parse_show_rest(wr_parser *p, wr_ast_show *show) {
    switch ((int)show->kind) {
    case AST_SHOW_CREATE_TABLE:
        return wr_parse_name(p, "a table's name", &show->name);
    case AST_SHOW_CREATE_VIEW:
        return wr_parse_name(p, "a view's name", &show->name);
    case AST_SHOW_CREATE_CATALOG:
        return wr_parse_name(p, "a catalog's name", &show->name);
    case AST_SHOW_PARTITIONS:
        WEIR_TRY(wr_parse_name(p, "a table's name", &show->name));
        return wr_parser_accept_word(p, WR_KW_PARTITION)
                   ? wr_parse_partitions(p, &show->partitions, &show->partition_count)
                   : WEIR_OK;
    case AST_SHOW_COLUMNS:
        if (!wr_parser_accept_word(p, WR_KW_FROM) && !wr_parser_accept_word(p, WR_KW_IN))
            return wr_parser_expected(p, "FROM or IN and a table's name");
        WEIR_TRY(wr_parse_name(p, "a table's name", &show->name));
        break;
    default: /* all take FROM but those that are of the whole session */
        if (wr_parser_accept_word(p, WR_KW_FROM) || wr_parser_accept_word(p, WR_KW_IN))
            WEIR_TRY(wr_parse_name(p, "a catalog's or database's name", &show->name));
    }
    return parse_like_pattern(p, show);
}

static weir_status parse_show(wr_parser *p, wr_ast_statement *statement) {
    static const struct {
        wr_keyword       first, second;
        wr_ast_show_kind kind;
    } kinds[] = {
        {WR_KW_TABLES, WR_NO_KEYWORD, AST_SHOW_TABLES},
        {WR_KW_VIEWS, WR_NO_KEYWORD, AST_SHOW_VIEWS},
        {WR_KW_CATALOGS, WR_NO_KEYWORD, AST_SHOW_CATALOGS},
        {WR_KW_DATABASES, WR_NO_KEYWORD, AST_SHOW_DATABASES},
        {WR_KW_CURRENT, WR_KW_CATALOG, AST_SHOW_CURRENT_CATALOG},
        {WR_KW_CURRENT, WR_KW_DATABASE, AST_SHOW_CURRENT_DATABASE},
        {WR_KW_FUNCTIONS, WR_NO_KEYWORD, AST_SHOW_FUNCTIONS},
        {WR_KW_USER, WR_KW_FUNCTIONS, AST_SHOW_USER_FUNCTIONS},
        {WR_KW_MODULES, WR_NO_KEYWORD, AST_SHOW_MODULES},
        {WR_KW_FULL, WR_KW_MODULES, AST_SHOW_FULL_MODULES},
        {WR_KW_JOBS, WR_NO_KEYWORD, AST_SHOW_JOBS},
        {WR_KW_CONNECTORS, WR_NO_KEYWORD, AST_SHOW_CONNECTORS},
        {WR_KW_CREATE, WR_KW_TABLE, AST_SHOW_CREATE_TABLE},
        {WR_KW_CREATE, WR_KW_VIEW, AST_SHOW_CREATE_VIEW},
        {WR_KW_CREATE, WR_KW_CATALOG, AST_SHOW_CREATE_CATALOG},
        {WR_KW_COLUMNS, WR_NO_KEYWORD, AST_SHOW_COLUMNS},
        {WR_KW_PARTITIONS, WR_NO_KEYWORD, AST_SHOW_PARTITIONS},
        {WR_KW_JARS, WR_NO_KEYWORD, AST_SHOW_JARS},
        {WR_KW_PROCEDURES, WR_NO_KEYWORD, AST_SHOW_PROCEDURES},
        {WR_KW_MODELS, WR_NO_KEYWORD, AST_SHOW_MODELS},
        {WR_KW_MATERIALIZED, WR_KW_TABLES, AST_SHOW_MATERIALIZED_TABLES},
    };
    const wr_token *start = p->token;
    wr_ast_show    *show = &statement->show;
    statement->kind = AST_SHOW;
    wr_parser_next(p);
    for (size_t i = 0; i < WR_COUNT_OF(kinds); i++) {
        bool two = kinds[i].second != WR_NO_KEYWORD;
        if (!wr_parser_at_word(p, kinds[i].first) ||
            (two && wr_parser_peek(p, 1)->keyword != kinds[i].second))
            continue;
        wr_parser_next(p);
        if (two)
            wr_parser_next(p);
        show->kind = kinds[i].kind;
        return parse_show_rest(p, show);
    }
    if (wr_parser_at_word(p, WR_KW_CREATE) && (wr_parser_peek(p, 1)->keyword == WR_KW_MODEL ||
                                               wr_parser_peek(p, 1)->keyword == WR_KW_MATERIALIZED))
        return wr_parse_unsupported(p, statement, first_words(p, start, 3));
    if (wr_parser_accept_word(p, WR_KW_CREATE))
        return wr_parser_expected(p, "TABLE, VIEW or CATALOG after SHOW CREATE");
    return wr_parser_expected(p, "TABLES, VIEWS, COLUMNS, CREATE TABLE, FUNCTIONS, DATABASES, "
                                 "CATALOGS, CURRENT DATABASE, PARTITIONS, MODULES, CONNECTORS or JOBS");
}

/* DESCRIBE [EXTENDED] t, DESCRIBE CATALOG|DATABASE|FUNCTION [EXTENDED] n, DESCRIBE JOB 'id'. CATALOG and the others are
 * names, too: what follows decides. */
static weir_status parse_describe(wr_parser *p, wr_ast_statement *statement) {
    static const struct {
        wr_keyword           word;
        wr_ast_describe_kind kind;
        const char          *name;
    } kinds[] = {
        {WR_KW_CATALOG, AST_DESCRIBE_CATALOG, "a catalog's name"},
        {WR_KW_DATABASE, AST_DESCRIBE_DATABASE, "a database's name"},
        {WR_KW_FUNCTION, AST_DESCRIBE_FUNCTION, "a function's name"},
    };
    wr_parser_next(p);
    if (wr_parser_at_word(p, WR_KW_MODEL) && wr_token_is_name(wr_parser_peek(p, 1)))
        return wr_parse_unsupported(p, statement, "DESCRIBE MODEL");
    statement->kind = AST_DESCRIBE;
    const wr_token *next = wr_parser_peek(p, 1);
    if (wr_parser_at_word(p, WR_KW_JOB) && next->kind == WR_TOKEN_STRING) {
        wr_parser_next(p);
        statement->describe.kind = AST_DESCRIBE_JOB;
        return wr_parse_string(p, "a job's name in single quotes", &statement->describe.job);
    }
    const char *what = "a table's name";
    for (size_t i = 0; i < WR_COUNT_OF(kinds); i++) {
        bool called = kinds[i].word == WR_KW_FUNCTION && next->kind == WR_TOKEN_WORD; /* also COUNT, a reserved word */
        if (!wr_parser_at_word(p, kinds[i].word) ||
            !(wr_token_is_name(next) || next->keyword == WR_KW_EXTENDED || called))
            continue;
        wr_parser_next(p);
        statement->describe.kind = kinds[i].kind;
        what = kinds[i].name;
        break;
    }
    statement->describe.extended = wr_parser_accept_word(p, WR_KW_EXTENDED);
    if (statement->describe.kind == AST_DESCRIBE_FUNCTION)
        return wr_parse_function_name(p, &statement->describe.name);
    return wr_parse_name(p, what, &statement->describe.name);
}

/* ---------------------------------------------------------------- INSERT ---- */

weir_status wr_parse_partitions(wr_parser *p, wr_ast_partition **items, uint32_t *count) {
    size_t capacity = 0;
    WEIR_TRY(wr_parser_expect(p, WR_TOKEN_LEFT_PAREN, "'(' after PARTITION"));
    do {
        wr_ast_partition *partition = WR_PUSH(p, *items, *count, capacity);
        WEIR_TRY(wr_parse_ident(p, "a partition column's name", &partition->column));
        if (wr_parser_accept(p, WR_TOKEN_EQ))
            WEIR_TRY(wr_parse_expr_operand(p, &partition->value));
    } while (wr_parser_accept(p, WR_TOKEN_COMMA));
    return wr_parser_expect(p, WR_TOKEN_RIGHT_PAREN, "',' or ')' after the partition");
}

static weir_status parse_insert_columns(wr_parser *p, wr_ast_insert *insert) {
    size_t capacity = 0;
    wr_parser_next(p);
    do {
        wr_ast_name *column = WR_PUSH(p, insert->columns, insert->column_count, capacity);
        WEIR_TRY(wr_parse_name(p, "a column's name", column));
    } while (wr_parser_accept(p, WR_TOKEN_COMMA));
    return wr_parser_expect(p, WR_TOKEN_RIGHT_PAREN, "',' or ')' after the column");
}

static weir_status parse_insert(wr_parser *p, wr_ast_statement *statement) {
    wr_ast_insert *insert = &statement->insert;
    statement->kind = AST_INSERT;
    wr_parser_next(p);
    insert->overwrite = wr_parser_accept_word(p, WR_KW_OVERWRITE);
    if (!insert->overwrite && !wr_parser_accept_word(p, WR_KW_INTO))
        return wr_parser_expected(p, "INTO or OVERWRITE after INSERT");
    WEIR_TRY(wr_parse_name(p, "a table's name", &insert->table));
    WEIR_TRY(wr_parse_hints(p, &insert->hints, &insert->hint_count));
    if (wr_parser_accept_word(p, WR_KW_PARTITION))
        WEIR_TRY(wr_parse_partitions(p, &insert->partitions, &insert->partition_count));
    if (wr_parser_at(p, WR_TOKEN_LEFT_PAREN) && !wr_parser_holds_query(p, p->token))
        WEIR_TRY(parse_insert_columns(p, insert));
    if (!wr_parser_at_query(p))
        return wr_parser_expected(p, "SELECT, VALUES or another query to insert");
    return wr_parse_query_at(p, &insert->query);
}

/* ---------------------------------------------------------- statement sets -- */

/* INSERTs with `;` behind each, from behind BEGIN to behind END. */
static weir_status parse_statement_set(wr_parser *p, wr_ast_statement *statement) {
    size_t       capacity = 0;
    wr_ast_place place = wr_parser_place(p);
    statement->kind = AST_STATEMENT_SET;
    for (;;) {
        while (wr_parser_accept(p, WR_TOKEN_SEMICOLON)) {
        }
        if (wr_parser_at_word(p, WR_KW_END))
            break;
        if (wr_parser_at(p, WR_TOKEN_END))
            return wr_parser_expected(p, "INSERT or END of the statement set");
        if (!wr_parser_at_word(p, WR_KW_INSERT))
            return wr_parser_expected(p, "INSERT or END: a statement set holds only INSERTs");
        wr_ast_statement **insert = WR_PUSH(p, statement->statement_set.inserts,
                                            statement->statement_set.insert_count, capacity);
        WEIR_TRY(wr_parse_statement(p, insert));
        WEIR_TRY(wr_parser_expect(p, WR_TOKEN_SEMICOLON, "';' after the INSERT"));
    }
    if (statement->statement_set.insert_count == 0)
        return wr_parser_fail(p, WEIR_INVALID, place, "a statement set needs at least one INSERT");
    wr_parser_next(p);
    return WEIR_OK;
}

/* BEGIN STATEMENT SET; .. END */
static weir_status parse_begin(wr_parser *p, wr_ast_statement *statement) {
    wr_parser_next(p);
    WEIR_TRY(wr_parser_expect_word(p, WR_KW_STATEMENT));
    WEIR_TRY(wr_parser_expect_word(p, WR_KW_SET));
    WEIR_TRY(wr_parser_expect(p, WR_TOKEN_SEMICOLON, "';' after BEGIN STATEMENT SET"));
    return parse_statement_set(p, statement);
}

/* EXECUTE STATEMENT SET BEGIN .. END, EXECUTE INSERT .., EXECUTE SELECT .. */
static weir_status parse_execute(wr_parser *p, wr_ast_statement *statement) {
    const wr_token *next = wr_parser_peek(p, 1);
    if (next->keyword == WR_KW_PLAN)
        return wr_parse_unsupported(p, statement, "EXECUTE PLAN");
    wr_parser_next(p);
    if (wr_parser_accept_words(p, WR_KW_STATEMENT, WR_KW_SET)) {
        WEIR_TRY(wr_parser_expect_word(p, WR_KW_BEGIN));
        return parse_statement_set(p, statement);
    }
    if (wr_parser_at_word(p, WR_KW_INSERT) || wr_parser_at_query(p))
        return parse_inner(p, statement);
    return wr_parser_expected(p, "STATEMENT SET, INSERT or a query after EXECUTE");
}

/* --------------------------------------------------------------- EXPLAIN ---- */

static weir_status parse_explain(wr_parser *p, wr_ast_statement *statement) {
    statement->kind = AST_EXPLAIN;
    wr_parser_next(p);
    bool plan_for = wr_parser_accept_words(p, WR_KW_PLAN, WR_KW_FOR);
    bool detail = false;
    while (!plan_for) {
        bool *flag = wr_parser_at_word(p, WR_KW_ESTIMATED_COST) ? &statement->explain.estimated_cost
                     : wr_parser_at_word(p, WR_KW_CHANGELOG_MODE)
                         ? &statement->explain.changelog_mode
                     : wr_parser_at_word(p, WR_KW_JSON_EXECUTION_PLAN)
                         ? &statement->explain.json_execution_plan
                     : wr_parser_at_word(p, WR_KW_PLAN_ADVICE) ? &statement->explain.plan_advice
                                                               : NULL;
        if (flag == NULL && !detail)
            break;
        if (flag == NULL)
            return wr_parser_expected(p, "ESTIMATED_COST, CHANGELOG_MODE, JSON_EXECUTION_PLAN or "
                                         "PLAN_ADVICE");
        if (*flag)
            return wr_parser_fail(p, WEIR_INVALID, wr_parser_place(p), "EXPLAIN has %s twice", wr_keyword_text(p->token->keyword));
        *flag = true;
        wr_parser_next(p);
        detail = wr_parser_accept(p, WR_TOKEN_COMMA);
        if (!detail)
            break;
    }
    if (!plan_for)
        wr_parser_accept_words(p, WR_KW_PLAN, WR_KW_FOR);
    uint32_t saved;
    WEIR_TRY(wr_parser_enter(p, &saved));
    if (wr_parser_at_words(p, WR_KW_STATEMENT, WR_KW_SET)) {
        wr_ast_statement *set = wr_arena_calloc(p->arena, 1, sizeof *set);
        const wr_token   *first = p->token;
        set->place = wr_parser_place(p);
        wr_parser_next(p);
        wr_parser_next(p);
        WEIR_TRY(wr_parser_expect_word(p, WR_KW_BEGIN));
        WEIR_TRY(parse_statement_set(p, set));
        set->offset = first->offset;
        set->length = p->token[-1].offset + p->token[-1].length - first->offset;
        statement->explain.statement = set;
    } else {
        WEIR_TRY(wr_parse_statement(p, &statement->explain.statement));
    }
    return wr_parser_leave(p, saved);
}

/* ------------------------------------------------------------------ jobs ---- */

/* STOP JOB 'name' [WITH SAVEPOINT] [WITH DRAIN] */
static weir_status parse_stop_job(wr_parser *p, wr_ast_statement *statement) {
    wr_parser_next(p);
    statement->kind = AST_STOP_JOB;
    WEIR_TRY(wr_parser_expect_word(p, WR_KW_JOB));
    statement->stop_job.job_place = wr_parser_place(p);
    WEIR_TRY(wr_parse_string(p, "a job's name in single quotes", &statement->stop_job.job));
    statement->stop_job.savepoint = wr_parser_accept_words(p, WR_KW_WITH, WR_KW_SAVEPOINT);
    statement->stop_job.drain = wr_parser_accept_words(p, WR_KW_WITH, WR_KW_DRAIN);
    return WEIR_OK;
}

/* -------------------------------------------------------- all statements ---- */

/* Letters to change, add, drop or swap to make `left` into `right`; large numbers are cut off. */
static uint32_t edit_distance(const char *left, const char *right) {
    enum { SIZE_MAX_COMPARED = 16 };
    uint32_t rows[3][SIZE_MAX_COMPARED + 1];
    size_t   left_size = strlen(left), right_size = strlen(right);
    if (left_size > SIZE_MAX_COMPARED || right_size > SIZE_MAX_COMPARED)
        return UINT32_MAX;
    for (uint32_t j = 0; j <= right_size; j++)
        rows[0][j] = j;
    for (uint32_t i = 1; i <= left_size; i++) {
        uint32_t *row = rows[i % 3], *above = rows[(i + 2) % 3], *twice = rows[(i + 1) % 3];
        row[0] = i;
        for (uint32_t j = 1; j <= right_size; j++) {
            char     a = (char)(left[i - 1] & ~0x20), b = right[j - 1];
            uint32_t best = above[j - 1] + (a != b);
            best = WR_MIN(best, WR_MIN(above[j], row[j - 1]) + 1);
            bool swapped = i > 1 && j > 1 && a == right[j - 2] &&
                           (char)(left[i - 2] & ~0x20) == b;
            if (swapped)
                best = WR_MIN(best, twice[j - 2] + 1);
            row[j] = best;
        }
    }
    return rows[left_size % 3][right_size];
}

static weir_status fail_unknown(wr_parser *p) {
    static const char *const starts[] = {
        "SELECT", "INSERT", "CREATE", "ALTER", "DROP", "SET", "RESET", "USE", "SHOW", "DESCRIBE",
        "EXPLAIN", "EXECUTE", "BEGIN", "WITH", "VALUES", "STOP",
    };
    if (wr_parser_at(p, WR_TOKEN_WORD))
        for (size_t i = 0; i < WR_COUNT_OF(starts); i++)
            if (edit_distance(p->token->text, starts[i]) <= (strlen(starts[i]) > 4 ? 2 : 1))
                return wr_parser_fail(p, WEIR_INVALID, wr_parser_place(p),
                                      "expected a statement, found '%s' - did you mean %s?",
                                      p->token->text, starts[i]);
    return wr_parser_expected(p, "a statement (SELECT, INSERT INTO, CREATE TABLE, SET ..)");
}

/* Statements that Weir has not, by the first word. */
static const char *missing_statement(const wr_parser *p) {
    const wr_token *token = p->token, *next = wr_parser_peek(p, 1);
    switch ((int)token->keyword) {
    case WR_KW_ADD:
        return next->keyword == WR_KW_JAR ? "ADD JAR" : NULL;
    case WR_KW_REMOVE:
        return next->keyword == WR_KW_JAR ? "REMOVE JAR" : NULL;
    case WR_KW_ANALYZE:
        return "ANALYZE TABLE";
    case WR_KW_COMPILE:
        return next->keyword == WR_KW_AND ? "COMPILE AND EXECUTE PLAN" : "COMPILE PLAN";
    case WR_KW_LOAD:
        return "LOAD MODULE";
    case WR_KW_UNLOAD:
        return "UNLOAD MODULE";
    case WR_KW_CALL:
        return "CALL";
    case WR_KW_DELETE:
        return "DELETE";
    case WR_KW_UPDATE:
        return "UPDATE";
    case WR_KW_TRUNCATE:
        return "TRUNCATE TABLE";
    case WR_KW_MERGE:
        return "MERGE";
    case WR_KW_UPSERT:
        return "UPSERT";
    default:
        return NULL;
    }
}

static weir_status parse_inner(wr_parser *p, wr_ast_statement *statement) {
    switch ((int)p->token->keyword) {
    case WR_KW_SET:
    case WR_KW_RESET:
        return parse_set(p, statement);
    case WR_KW_USE:
        return parse_use(p, statement);
    case WR_KW_CREATE:
        return parse_create(p, statement);
    case WR_KW_REPLACE:
        return parse_replace(p, statement);
    case WR_KW_ALTER:
        return wr_parse_alter(p, statement);
    case WR_KW_DROP:
        return wr_parse_drop(p, statement);
    case WR_KW_STOP:
        return parse_stop_job(p, statement);
    case WR_KW_SHOW:
        return parse_show(p, statement);
    case WR_KW_DESCRIBE:
    case WR_KW_DESC:
        return parse_describe(p, statement);
    case WR_KW_EXPLAIN:
        return parse_explain(p, statement);
    case WR_KW_INSERT:
        return parse_insert(p, statement);
    case WR_KW_EXECUTE:
        return parse_execute(p, statement);
    case WR_KW_BEGIN:
        return parse_begin(p, statement);
    default:
        break;
    }
    if (wr_parser_at_query(p)) {
        statement->kind = AST_QUERY;
        return wr_parse_query_at(p, &statement->query);
    }
    const char *missing = missing_statement(p);
    if (missing != NULL)
        return wr_parse_unsupported(p, statement, missing);
    if (wr_parser_at_word(p, WR_KW_END))
        return wr_parser_fail(p, WEIR_INVALID, wr_parser_place(p),
                              "END without BEGIN STATEMENT SET");
    return fail_unknown(p);
}

weir_status wr_parse_statement(wr_parser *p, wr_ast_statement **statement) {
    wr_ast_statement *node = wr_arena_calloc(p->arena, 1, sizeof *node);
    const wr_token   *first = p->token;
    uint32_t          saved;
    node->place = wr_parser_place(p);
    WEIR_TRY(wr_parser_enter(p, &saved));
    WEIR_TRY(parse_inner(p, node));
    const wr_token *last = p->token - 1; /* at least one token was taken */
    node->offset = first->offset;
    node->length = last->offset + last->length - first->offset;
    *statement = node;
    return wr_parser_leave(p, saved);
}
