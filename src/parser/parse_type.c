/* parser/parse_type.c - types as Flink's DDL writes them. Ranges of lengths and precisions are the
 * binder's business.
 */
#include <string.h>

#include "parser/parser_internal.h"

/* [(n)] */
static weir_status parse_length(wr_parser *p, const char *what, int32_t *length) {
    if (!wr_parser_accept(p, WR_TOKEN_LEFT_PAREN))
        return WEIR_OK;
    WEIR_TRY(wr_parse_int32(p, what, length));
    return wr_parser_expect(p, WR_TOKEN_RIGHT_PAREN, "')'");
}

static weir_status parse_decimal(wr_parser *p, wr_ast_type *type) {
    type->kind = AST_TYPE_DECIMAL;
    if (!wr_parser_accept(p, WR_TOKEN_LEFT_PAREN))
        return WEIR_OK;
    WEIR_TRY(wr_parse_int32(p, "the precision", &type->precision));
    if (wr_parser_accept(p, WR_TOKEN_COMMA))
        WEIR_TRY(wr_parse_int32(p, "the scale", &type->scale));
    return wr_parser_expect(p, WR_TOKEN_RIGHT_PAREN, "',' or ')'");
}

/* CHAR, VARCHAR, BINARY, VARBINARY and their VARYING spellings. */
static weir_status parse_sized(wr_parser *p, wr_ast_type *type, wr_ast_type_kind fixed,
                               wr_ast_type_kind varying) {
    type->kind = wr_parser_accept_word(p, WR_KW_VARYING) ? varying : fixed;
    return parse_length(p, "the length", &type->length);
}

/* [(p)] [WITHOUT TIME ZONE | WITH [LOCAL] TIME ZONE] */
static weir_status parse_timestamp(wr_parser *p, wr_ast_type *type) {
    type->kind = AST_TYPE_TIMESTAMP;
    WEIR_TRY(parse_length(p, "the precision", &type->precision));
    bool with = wr_parser_at_word(p, WR_KW_WITH) &&
                (wr_parser_peek(p, 1)->keyword == WR_KW_LOCAL ||
                 wr_parser_peek(p, 1)->keyword == WR_KW_TIME);
    if (!with && !wr_parser_at_word(p, WR_KW_WITHOUT))
        return WEIR_OK;
    wr_parser_next(p);
    if (with)
        type->kind = wr_parser_accept_word(p, WR_KW_LOCAL) ? AST_TYPE_TIMESTAMP_LTZ
                                                           : AST_TYPE_TIMESTAMP_TZ;
    WEIR_TRY(wr_parser_expect_word(p, WR_KW_TIME));
    return wr_parser_expect_word(p, WR_KW_ZONE);
}

static weir_status parse_time(wr_parser *p, wr_ast_type *type) {
    type->kind = AST_TYPE_TIME;
    WEIR_TRY(parse_length(p, "the precision", &type->precision));
    if (wr_parser_at_word(p, WR_KW_WITH) && wr_parser_peek(p, 1)->keyword == WR_KW_TIME)
        return wr_parser_fail(p, WEIR_UNSUPPORTED, wr_parser_place(p),
                              "TIME WITH TIME ZONE is not a type of Flink SQL; use TIME or "
                              "TIMESTAMP_LTZ");
    if (!wr_parser_accept_word(p, WR_KW_WITHOUT))
        return WEIR_OK;
    WEIR_TRY(wr_parser_expect_word(p, WR_KW_TIME));
    return wr_parser_expect_word(p, WR_KW_ZONE);
}

/* <element> behind ARRAY or MULTISET, <key, value> behind MAP. */
static weir_status parse_elements(wr_parser *p, wr_ast_type *type, wr_ast_type_kind kind) {
    type->kind = kind;
    WEIR_TRY(wr_parser_expect(p, WR_TOKEN_LT, "'<' and the type of the elements"));
    if (kind == AST_TYPE_MAP) {
        WEIR_TRY(wr_parse_type_at(p, &type->key));
        WEIR_TRY(wr_parser_expect(p, WR_TOKEN_COMMA, "',' between the types of key and value"));
    }
    WEIR_TRY(wr_parse_type_at(p, &type->element));
    return wr_parser_expect(p, WR_TOKEN_GT, "'>'");
}

/* ROW<a INT, b STRING 'comment'> or ROW(...) */
static weir_status parse_row(wr_parser *p, wr_ast_type *type) {
    size_t capacity = 0;
    type->kind = AST_TYPE_ROW;
    if (wr_parser_accept(p, WR_TOKEN_NE)) /* ROW<> */
        return WEIR_OK;
    bool paren = wr_parser_at(p, WR_TOKEN_LEFT_PAREN);
    wr_token_kind close = paren ? WR_TOKEN_RIGHT_PAREN : WR_TOKEN_GT;
    if (!wr_parser_accept(p, WR_TOKEN_LEFT_PAREN))
        WEIR_TRY(wr_parser_expect(p, WR_TOKEN_LT, "'<' or '(' and the fields of the row"));
    if (wr_parser_accept(p, close))
        return WEIR_OK;
    do {
        wr_ast_type_field *field = WR_PUSH(p, type->fields, type->field_count, capacity);
        WEIR_TRY(wr_parse_ident(p, "a field's name", &field->name));
        WEIR_TRY(wr_parse_type_at(p, &field->type));
        if (wr_parser_at(p, WR_TOKEN_STRING))
            WEIR_TRY(wr_parse_string(p, "a comment", &field->comment));
    } while (wr_parser_accept(p, WR_TOKEN_COMMA));
    return wr_parser_expect(p, close, paren ? "',' or ')' after the field"
                                            : "',' or '>' after the field");
}

static weir_status plain_type(wr_ast_type *type, wr_ast_type_kind kind) {
    type->kind = kind;
    return WEIR_OK;
}

static weir_status unlimited_type(wr_ast_type *type, wr_ast_type_kind kind) {
    type->kind = kind;
    type->length = WR_AST_LENGTH_MAX;
    return WEIR_OK;
}

static weir_status refuse_type(wr_parser *p, const wr_ast_type *type, const char *name) {
    return wr_parser_fail(p, WEIR_UNSUPPORTED, type->place, "type %s is not there", name);
}

static weir_status parse_base_type(wr_parser *p, wr_ast_type *type) {
    if (wr_parser_accept_word(p, WR_KW_BOOLEAN))
        return plain_type(type, AST_TYPE_BOOLEAN);
    if (wr_parser_accept_word(p, WR_KW_TINYINT))
        return plain_type(type, AST_TYPE_TINYINT);
    if (wr_parser_accept_word(p, WR_KW_SMALLINT))
        return plain_type(type, AST_TYPE_SMALLINT);
    if (wr_parser_accept_word(p, WR_KW_INT) || wr_parser_accept_word(p, WR_KW_INTEGER))
        return plain_type(type, AST_TYPE_INT);
    if (wr_parser_accept_word(p, WR_KW_BIGINT))
        return plain_type(type, AST_TYPE_BIGINT);
    if (wr_parser_accept_word(p, WR_KW_FLOAT))
        return plain_type(type, AST_TYPE_FLOAT);
    if (wr_parser_at_word(p, WR_KW_REAL))
        return wr_parser_fail(p, WEIR_INVALID, type->place, "type REAL is not there, in Flink neither; FLOAT is the same");
    if (wr_parser_accept_word(p, WR_KW_DOUBLE)) {
        wr_parser_accept_word(p, WR_KW_PRECISION);
        return plain_type(type, AST_TYPE_DOUBLE);
    }
    if (wr_parser_accept_word(p, WR_KW_DECIMAL) || wr_parser_accept_word(p, WR_KW_DEC) ||
        wr_parser_accept_word(p, WR_KW_NUMERIC))
        return parse_decimal(p, type);
    if (wr_parser_accept_word(p, WR_KW_CHAR) || wr_parser_accept_word(p, WR_KW_CHARACTER))
        return parse_sized(p, type, AST_TYPE_CHAR, AST_TYPE_VARCHAR);
    if (wr_parser_accept_word(p, WR_KW_VARCHAR))
        return parse_sized(p, type, AST_TYPE_VARCHAR, AST_TYPE_VARCHAR);
    if (wr_parser_accept_word(p, WR_KW_BINARY))
        return parse_sized(p, type, AST_TYPE_BINARY, AST_TYPE_VARBINARY);
    if (wr_parser_accept_word(p, WR_KW_VARBINARY))
        return parse_sized(p, type, AST_TYPE_VARBINARY, AST_TYPE_VARBINARY);
    if (wr_parser_accept_word(p, WR_KW_STRING))
        return unlimited_type(type, AST_TYPE_VARCHAR);
    if (wr_parser_accept_word(p, WR_KW_BYTES))
        return unlimited_type(type, AST_TYPE_VARBINARY);
    if (wr_parser_accept_word(p, WR_KW_DATE))
        return plain_type(type, AST_TYPE_DATE);
    if (wr_parser_accept_word(p, WR_KW_TIME))
        return parse_time(p, type);
    if (wr_parser_accept_word(p, WR_KW_TIMESTAMP))
        return parse_timestamp(p, type);
    if (wr_parser_accept_word(p, WR_KW_TIMESTAMP_LTZ)) {
        type->kind = AST_TYPE_TIMESTAMP_LTZ;
        return parse_length(p, "the precision", &type->precision);
    }
    if (wr_parser_accept_word(p, WR_KW_INTERVAL)) {
        type->kind = AST_TYPE_INTERVAL;
        return wr_parse_interval_unit(p, &type->unit_from, &type->unit_to, &type->precision,
                                      &type->scale);
    }
    if (wr_parser_accept_word(p, WR_KW_ARRAY))
        return parse_elements(p, type, AST_TYPE_ARRAY);
    if (wr_parser_accept_word(p, WR_KW_MULTISET))
        return parse_elements(p, type, AST_TYPE_MULTISET);
    if (wr_parser_at_word(p, WR_KW_MAP) && wr_parser_peek(p, 1)->kind == WR_TOKEN_LT) {
        wr_parser_next(p);
        return parse_elements(p, type, AST_TYPE_MAP);
    }
    if (wr_parser_accept_word(p, WR_KW_ROW))
        return parse_row(p, type);
    if (wr_parser_accept_word(p, WR_KW_NULL))
        return plain_type(type, AST_TYPE_NULL);
    if (wr_parser_accept_word(p, WR_KW_VARIANT))
        return plain_type(type, AST_TYPE_VARIANT);
    if (wr_parser_at_word(p, WR_KW_RAW) || wr_parser_at_word(p, WR_KW_STRUCTURED))
        return refuse_type(p, type, wr_keyword_text(p->token->keyword));
    if (!wr_parser_at_name(p))
        return wr_parser_expected(p, "a type");
    type->kind = AST_TYPE_NAMED;
    return wr_parse_name(p, "a type", &type->name);
}

weir_status wr_parse_type_at(wr_parser *p, wr_ast_type **result) {
    uint32_t     saved;
    wr_ast_type *type = wr_arena_calloc(p->arena, 1, sizeof *type);
    type->place = wr_parser_place(p);
    type->length = type->precision = type->scale = -1;
    WEIR_TRY(wr_parser_enter(p, &saved));
    WEIR_TRY(parse_base_type(p, type));
    for (;;) { /* INT NOT NULL ARRAY: what follows applies to what stands before */
        if (wr_parser_accept_words(p, WR_KW_NOT, WR_KW_NULL))
            type->not_null = true;
        else
            wr_parser_accept_word(p, WR_KW_NULL);
        if (!wr_parser_at_word(p, WR_KW_ARRAY) && !wr_parser_at_word(p, WR_KW_MULTISET))
            break;
        wr_ast_type *outer = wr_arena_calloc(p->arena, 1, sizeof *outer);
        outer->place = type->place;
        outer->length = outer->precision = outer->scale = -1;
        outer->kind = wr_parser_at_word(p, WR_KW_ARRAY) ? AST_TYPE_ARRAY : AST_TYPE_MULTISET;
        outer->element = type;
        type = outer;
        wr_parser_next(p);
        WEIR_TRY(wr_parser_grow(p));
    }
    *result = type;
    return wr_parser_leave(p, saved);
}
