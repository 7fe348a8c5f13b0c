/* parser/parse_ddl.c - CREATE TABLE and CREATE VIEW, and the columns of ALTER TABLE. */
#include <string.h>

#include "parser/parser_internal.h"

typedef struct table_state { /* capacities of the arrays that grow */
    size_t columns, constraints, watermarks, select_columns;
} table_state;

/* ------------------------------------------------------------ constraints ---- */

static bool at_constraint(const wr_parser *p) {
    return wr_parser_at_word(p, WR_KW_CONSTRAINT) || wr_parser_at_word(p, WR_KW_PRIMARY) ||
           wr_parser_at_word(p, WR_KW_UNIQUE);
}

/* [CONSTRAINT n] PRIMARY KEY [(a, b)] [NOT ENFORCED]; `column` when written at a column. */
static weir_status parse_constraint(wr_parser *p, wr_ast_create_table *table, table_state *state,
                                    const wr_ast_ident *column) {
    wr_ast_constraint *constraint =
        WR_PUSH(p, table->constraints, table->constraint_count, state->constraints);
    constraint->place = wr_parser_place(p);
    if (wr_parser_accept_word(p, WR_KW_CONSTRAINT))
        WEIR_TRY(wr_parse_ident(p, "the constraint's name", &constraint->name));
    constraint->unique = wr_parser_accept_word(p, WR_KW_UNIQUE);
    if (!constraint->unique) {
        if (!wr_parser_accept_word(p, WR_KW_PRIMARY))
            return wr_parser_expected(p, "PRIMARY KEY or UNIQUE");
        WEIR_TRY(wr_parser_expect_word(p, WR_KW_KEY));
    }
    if (column != NULL) {
        constraint->columns = wr_arena_alloc(p->arena, sizeof *constraint->columns);
        constraint->columns[0] = *column;
        constraint->column_count = 1;
    } else {
        WEIR_TRY(wr_parse_ident_list(p, "a column's name", &constraint->columns,
                                     &constraint->column_count));
    }
    constraint->enforced = !wr_parser_accept_words(p, WR_KW_NOT, WR_KW_ENFORCED);
    if (constraint->enforced)
        wr_parser_accept_word(p, WR_KW_ENFORCED);
    return WEIR_OK;
}

/* ---------------------------------------------------------------- columns ---- */

static weir_status parse_watermark(wr_parser *p, wr_ast_create_table *table, table_state *state) {
    wr_ast_watermark *watermark =
        WR_PUSH(p, table->watermarks, table->watermark_count, state->watermarks);
    watermark->place = wr_parser_place(p);
    wr_parser_next(p);
    WEIR_TRY(wr_parser_expect_word(p, WR_KW_FOR));
    WEIR_TRY(wr_parse_name(p, "a column's name", &watermark->column));
    WEIR_TRY(wr_parser_expect_word(p, WR_KW_AS));
    return wr_parse_expr(p, &watermark->expr);
}

static weir_status parse_metadata(wr_parser *p, wr_ast_column_def *column) {
    if (!wr_parser_accept_word(p, WR_KW_METADATA))
        return WEIR_OK;
    column->kind = AST_COLUMN_METADATA;
    if (wr_parser_accept_word(p, WR_KW_FROM))
        WEIR_TRY(wr_parse_string(p, "the metadata key in single quotes", &column->metadata_key));
    column->is_virtual = wr_parser_accept_word(p, WR_KW_VIRTUAL);
    return WEIR_OK;
}

static weir_status parse_column(wr_parser *p, wr_ast_create_table *table, table_state *state) {
    wr_ast_ident name;
    WEIR_TRY(wr_parse_ident(p, "a column's name", &name));
    if (wr_parser_at(p, WR_TOKEN_COMMA) || wr_parser_at(p, WR_TOKEN_RIGHT_PAREN)) {
        /* CREATE TABLE t (b, a) AS SELECT ..: names alone put the query's columns in order */
        *WR_PUSH(p, table->select_columns, table->select_column_count, state->select_columns) =
            name;
        return WEIR_OK;
    }
    wr_ast_column_def *column = WR_PUSH(p, table->columns, table->column_count, state->columns);
    column->name = name;
    if (wr_parser_accept_word(p, WR_KW_AS)) {
        column->kind = AST_COLUMN_COMPUTED;
        WEIR_TRY(wr_parse_expr(p, &column->expr));
    } else {
        column->kind = AST_COLUMN_PHYSICAL;
        if (!wr_parser_at(p, WR_TOKEN_WORD) && !wr_parser_at(p, WR_TOKEN_QUOTED_NAME))
            return wr_parser_expected(
                p, wr_arena_printf(p->arena, "a type after column '%s'", name.text));
        WEIR_TRY(wr_parse_type_at(p, &column->type));
        WEIR_TRY(parse_metadata(p, column));
        if (at_constraint(p))
            WEIR_TRY(parse_constraint(p, table, state, &name));
        if (wr_parser_at_words(p, WR_KW_NOT, WR_KW_NULL))
            return wr_parser_fail(p, WEIR_INVALID, wr_parser_place(p),
                                  "NOT NULL belongs to the type: write it right after the type");
    }
    if (wr_parser_accept_word(p, WR_KW_COMMENT))
        WEIR_TRY(wr_parse_string(p, "the comment in single quotes", &column->comment));
    return WEIR_OK;
}

static weir_status parse_table_elements(wr_parser *p, wr_ast_create_table *table) {
    table_state state = {0};
    WEIR_TRY(wr_parser_expect(p, WR_TOKEN_LEFT_PAREN, "'(' and the columns"));
    if (wr_parser_accept(p, WR_TOKEN_RIGHT_PAREN))
        return WEIR_OK; /* only with LIKE, which parse_create_table checks */
    do {
        if (wr_parser_at_word(p, WR_KW_WATERMARK))
            WEIR_TRY(parse_watermark(p, table, &state));
        else if (at_constraint(p))
            WEIR_TRY(parse_constraint(p, table, &state, NULL));
        else
            WEIR_TRY(parse_column(p, table, &state));
    } while (wr_parser_accept(p, WR_TOKEN_COMMA));
    if (table->select_column_count > 0 && table->column_count > 0)
        return wr_parser_fail(p, WEIR_INVALID, table->select_columns[0].place,
                              "expected a type after column '%s'", table->select_columns[0].text);
    return wr_parser_expect(p, WR_TOKEN_RIGHT_PAREN, "',' or ')' after the column");
}

/* ------------------------------------------------------------ ALTER TABLE ---- */

/* [FIRST | AFTER column] */
static weir_status parse_position(wr_parser *p, wr_ast_column_def *column) {
    column->first = wr_parser_accept_word(p, WR_KW_FIRST);
    if (!column->first && wr_parser_accept_word(p, WR_KW_AFTER))
        return wr_parse_ident(p, "a column's name", &column->after);
    return WEIR_OK;
}

static weir_status parse_change(wr_parser *p, wr_ast_create_table *table, table_state *state) {
    if (wr_parser_at_word(p, WR_KW_WATERMARK))
        return parse_watermark(p, table, state);
    if (at_constraint(p))
        return parse_constraint(p, table, state, NULL);
    WEIR_TRY(parse_column(p, table, state));
    if (table->select_column_count > 0) /* a name alone */
        return wr_parser_expected(p, wr_arena_printf(p->arena, "a type after column '%s'", table->select_columns[0].text));
    return parse_position(p, &table->columns[table->column_count - 1]);
}

weir_status wr_parse_table_changes(wr_parser *p, wr_ast_create_table *table) {
    table_state state = {0};
    if (!wr_parser_accept(p, WR_TOKEN_LEFT_PAREN))
        return parse_change(p, table, &state);
    do
        WEIR_TRY(parse_change(p, table, &state));
    while (wr_parser_accept(p, WR_TOKEN_COMMA));
    return wr_parser_expect(p, WR_TOKEN_RIGHT_PAREN, "',' or ')' after the column");
}

/* ------------------------------------------------------------------- LIKE ---- */

static weir_status parse_like_option(wr_parser *p, wr_ast_like_option *option) {
    static const struct {
        wr_keyword          word;
        wr_ast_like_feature feature;
    } features[] = {
        {WR_KW_ALL, AST_LIKE_ALL},
        {WR_KW_CONSTRAINTS, AST_LIKE_CONSTRAINTS},
        {WR_KW_DISTRIBUTION, AST_LIKE_DISTRIBUTION},
        {WR_KW_GENERATED, AST_LIKE_GENERATED},
        {WR_KW_METADATA, AST_LIKE_METADATA},
        {WR_KW_OPTIONS, AST_LIKE_OPTIONS},
        {WR_KW_PARTITIONS, AST_LIKE_PARTITIONS},
        {WR_KW_WATERMARKS, AST_LIKE_WATERMARKS},
    };
    option->place = wr_parser_place(p);
    if (wr_parser_accept_word(p, WR_KW_INCLUDING))
        option->merge = AST_LIKE_INCLUDING;
    else if (wr_parser_accept_word(p, WR_KW_EXCLUDING))
        option->merge = AST_LIKE_EXCLUDING;
    else if (wr_parser_accept_word(p, WR_KW_OVERWRITING))
        option->merge = AST_LIKE_OVERWRITING;
    else
        return wr_parser_expected(p, "INCLUDING, EXCLUDING, OVERWRITING or ')'");
    size_t i = 0, count = sizeof features / sizeof features[0];
    while (i < count && features[i].word != p->token->keyword)
        i++;
    if (i == count)
        return wr_parser_expected(p, "ALL, CONSTRAINTS, DISTRIBUTION, GENERATED, METADATA, "
                                     "OPTIONS, PARTITIONS or WATERMARKS");
    option->feature = features[i].feature;
    bool whole = option->feature == AST_LIKE_ALL || option->feature == AST_LIKE_CONSTRAINTS ||
                 option->feature == AST_LIKE_DISTRIBUTION ||
                 option->feature == AST_LIKE_PARTITIONS;
    if (option->merge == AST_LIKE_OVERWRITING && whole)
        return wr_parser_fail(p, WEIR_INVALID, wr_parser_place(p),
                              "%s cannot be overwritten, only included or excluded",
                              wr_keyword_text(p->token->keyword));
    wr_parser_next(p);
    return WEIR_OK;
}

static weir_status parse_like(wr_parser *p, wr_ast_create_table *table) {
    size_t capacity = 0;
    table->has_like = true;
    WEIR_TRY(wr_parse_name(p, "a table's name after LIKE", &table->like_table));
    if (!wr_parser_accept(p, WR_TOKEN_LEFT_PAREN))
        return WEIR_OK;
    while (!wr_parser_accept(p, WR_TOKEN_RIGHT_PAREN)) {
        wr_ast_like_option *option =
            WR_PUSH(p, table->like_options, table->like_option_count, capacity);
        WEIR_TRY(parse_like_option(p, option));
    }
    return WEIR_OK;
}

/* ------------------------------------------------------------ CREATE TABLE ---- */

/* What follows the columns, in the order in which Flink wants it. */
static weir_status parse_table_clauses(wr_parser *p, wr_ast_create_table *table) {
    if (wr_parser_accept_word(p, WR_KW_COMMENT))
        WEIR_TRY(wr_parse_string(p, "the comment in single quotes", &table->comment));
    if (wr_parser_at_word(p, WR_KW_DISTRIBUTED))
        return wr_parser_fail(p, WEIR_UNSUPPORTED, wr_parser_place(p),
                              "DISTRIBUTED is not there: no connector of Weir has buckets");
    if (wr_parser_accept_word(p, WR_KW_PARTITIONED)) {
        WEIR_TRY(wr_parser_expect_word(p, WR_KW_BY));
        WEIR_TRY(wr_parse_ident_list(p, "a column's name", &table->partitioned_by,
                                     &table->partitioned_by_count));
    }
    if (wr_parser_accept_word(p, WR_KW_WITH))
        WEIR_TRY(wr_parse_options(p, &table->options, &table->option_count));
    if (wr_parser_at_word(p, WR_KW_COMMENT) || wr_parser_at_word(p, WR_KW_PARTITIONED))
        return wr_parser_fail(p, WEIR_INVALID, wr_parser_place(p),
                              "%s stands too late; the order is COMMENT, PARTITIONED BY, WITH",
                              wr_keyword_text(p->token->keyword));
    if (wr_parser_accept_word(p, WR_KW_LIKE))
        return parse_like(p, table);
    if (wr_parser_accept_word(p, WR_KW_AS))
        return wr_parse_query_at(p, &table->as_query);
    return WEIR_OK;
}

weir_status wr_parse_if_not_exists(wr_parser *p, bool *found) {
    *found = wr_parser_at_words(p, WR_KW_IF, WR_KW_NOT);
    if (!*found)
        return WEIR_OK;
    wr_parser_next(p);
    wr_parser_next(p);
    return wr_parser_expect_word(p, WR_KW_EXISTS);
}

weir_status wr_parse_create_table(wr_parser *p, wr_ast_create_table *table) {
    wr_parser_next(p);
    WEIR_TRY(wr_parse_if_not_exists(p, &table->if_not_exists));
    WEIR_TRY(wr_parse_name(p, "the table's name", &table->name));
    wr_ast_place place = wr_parser_place(p);
    bool         listed = wr_parser_at(p, WR_TOKEN_LEFT_PAREN);
    if (listed)
        WEIR_TRY(parse_table_elements(p, table));
    WEIR_TRY(parse_table_clauses(p, table));
    if (table->select_column_count > 0 && table->as_query == NULL)
        return wr_parser_fail(p, WEIR_INVALID, table->select_columns[0].place,
                              "expected a type after column '%s'", table->select_columns[0].text);
    if (table->column_count == 0 && table->as_query == NULL && !table->has_like)
        return wr_parser_fail(p, WEIR_INVALID, place,
                              "table '%s' needs columns: (name TYPE, ...), LIKE or AS SELECT",
                              table->name.parts[table->name.part_count - 1].text);
    return WEIR_OK;
}

weir_status wr_parse_create_view(wr_parser *p, wr_ast_create_view *view) {
    wr_parser_next(p);
    WEIR_TRY(wr_parse_if_not_exists(p, &view->if_not_exists));
    WEIR_TRY(wr_parse_name(p, "the view's name", &view->name));
    if (wr_parser_at(p, WR_TOKEN_LEFT_PAREN))
        WEIR_TRY(wr_parse_ident_list(p, "a column's name", &view->columns, &view->column_count));
    if (wr_parser_accept_word(p, WR_KW_COMMENT))
        WEIR_TRY(wr_parse_string(p, "the comment in single quotes", &view->comment));
    WEIR_TRY(wr_parser_expect_word(p, WR_KW_AS));
    return wr_parse_query_at(p, &view->query);
}
