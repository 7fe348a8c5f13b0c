/* parser/parse_expr.c - expressions, by precedence climbing.
 *
 * The levels are those of Flink (that is, Calcite), which differ from other systems in places: IS
 * NULL binds looser than comparison, || as tight as *, IS DISTINCT FROM as tight as +.
 */
#include <string.h>

#include "base/alloc.h"
#include "parser/parser_internal.h"

enum {
    LEVEL_OR       = 22,
    LEVEL_AND      = 24,
    LEVEL_NOT      = 26,
    LEVEL_IS       = 28,
    LEVEL_COMPARE  = 30,
    LEVEL_BETWEEN  = 32, /* BETWEEN, IN, LIKE, SIMILAR TO */
    LEVEL_ADD      = 40, /* + - IS DISTINCT FROM */
    LEVEL_MULTIPLY = 60, /* * / % || */
    LEVEL_SIGN     = 80  /* x[i] and x.f bind tighter than everything */
};

static weir_status parse_level(wr_parser *p, int level, wr_ast_expr **expr);

wr_ast_expr *wr_ast_expr_new(wr_parser *p, wr_ast_expr_kind kind, wr_ast_place place) {
    wr_ast_expr *expr = wr_arena_calloc(p->arena, 1, sizeof *expr);
    expr->kind = kind;
    expr->place = place;
    return expr;
}

wr_ast_expr *wr_ast_symbol_new(wr_parser *p, wr_ast_place place, const char *text) {
    wr_ast_expr *expr = wr_ast_expr_new(p, AST_SYMBOL, place);
    expr->symbol.text = text;
    return expr;
}

weir_status wr_parse_expr(wr_parser *p, wr_ast_expr **expr) {
    return parse_level(p, LEVEL_OR, expr);
}

weir_status wr_parse_expr_operand(wr_parser *p, wr_ast_expr **expr) {
    return parse_level(p, LEVEL_BETWEEN + 1, expr);
}

weir_status wr_parse_expr_list(wr_parser *p, wr_ast_expr ***items, uint32_t *count) {
    size_t capacity = 0;
    *items = NULL;
    *count = 0;
    do {
        wr_ast_expr **item = WR_PUSH(p, *items, *count, capacity);
        WEIR_TRY(wr_parse_expr(p, item));
    } while (wr_parser_accept(p, WR_TOKEN_COMMA));
    return WEIR_OK;
}

/* ---------------------------------------------------------------- primary ---- */

static weir_status parse_column(wr_parser *p, wr_ast_expr **expr) {
    wr_ast_expr *node = wr_ast_expr_new(p, AST_COLUMN, wr_parser_place(p));
    WEIR_TRY(wr_parse_name(p, "a column", &node->column));
    *expr = node;
    return WEIR_OK;
}

static weir_status parse_case(wr_parser *p, wr_ast_expr **expr) {
    wr_ast_expr *node = wr_ast_expr_new(p, AST_CASE, wr_parser_place(p));
    size_t capacity = 0;
    wr_parser_next(p);
    if (!wr_parser_at_word(p, WR_KW_WHEN))
        WEIR_TRY(wr_parse_expr(p, &node->case_.operand));
    if (!wr_parser_at_word(p, WR_KW_WHEN))
        return wr_parser_expected(p, "WHEN");
    while (wr_parser_accept_word(p, WR_KW_WHEN)) {
        uint32_t     first = node->case_.when_count;
        wr_ast_expr *result;
        do { /* CASE x WHEN 1, 2 THEN y: a WHEN for each value */
            wr_ast_when *when = WR_PUSH(p, node->case_.whens, node->case_.when_count, capacity);
            WEIR_TRY(wr_parse_expr(p, &when->condition));
        } while (node->case_.operand != NULL && wr_parser_accept(p, WR_TOKEN_COMMA));
        WEIR_TRY(wr_parser_expect_word(p, WR_KW_THEN));
        WEIR_TRY(wr_parse_expr(p, &result));
        for (uint32_t i = first; i < node->case_.when_count; i++)
            node->case_.whens[i].result = result;
    }
    if (wr_parser_accept_word(p, WR_KW_ELSE))
        WEIR_TRY(wr_parse_expr(p, &node->case_.otherwise));
    else if (!wr_parser_at_word(p, WR_KW_END))
        return wr_parser_expected(p, "WHEN, ELSE or END of the CASE");
    *expr = node;
    return wr_parser_accept_word(p, WR_KW_END) ? WEIR_OK
                                               : wr_parser_expected(p, "END of the CASE");
}

static weir_status parse_cast(wr_parser *p, wr_ast_expr **expr) {
    wr_ast_expr *node = wr_ast_expr_new(p, AST_CAST, wr_parser_place(p));
    node->cast.try_cast = wr_parser_at_word(p, WR_KW_TRY_CAST);
    wr_parser_next(p);
    WEIR_TRY(wr_parser_expect(p, WR_TOKEN_LEFT_PAREN, "'(' after CAST"));
    WEIR_TRY(wr_parse_expr(p, &node->cast.operand));
    WEIR_TRY(wr_parser_expect_word(p, WR_KW_AS));
    WEIR_TRY(wr_parse_type_at(p, &node->cast.type));
    if (node->cast.type->not_null)
        return wr_parser_fail(p, WEIR_INVALID, node->cast.type->place, "the type of a CAST has no NOT NULL: the result can be NULL where the value can");
    *expr = node;
    return wr_parser_expect(p, WR_TOKEN_RIGHT_PAREN, "')' after the type");
}

/* ROW(..), ARRAY[..], MAP[..], and ARRAY(query): the word is the present token. */
static weir_status parse_constructor(wr_parser *p, wr_ast_expr_kind kind, wr_ast_expr **expr) {
    wr_ast_expr *node = wr_ast_expr_new(p, kind, wr_parser_place(p));
    const char  *word = p->token->text;
    wr_parser_next(p);
    if (kind != AST_ROW && wr_parser_at(p, WR_TOKEN_LEFT_PAREN) &&
        wr_parser_holds_query(p, p->token)) {
        wr_parser_next(p);
        WEIR_TRY(wr_parse_query_at(p, &node->list.query));
        *expr = node;
        return wr_parser_expect(p, WR_TOKEN_RIGHT_PAREN, "')' after the query");
    }
    bool row = kind == AST_ROW;
    wr_token_kind close = row ? WR_TOKEN_RIGHT_PAREN : WR_TOKEN_RIGHT_BRACKET;
    WEIR_TRY(row ? wr_parser_expect(p, WR_TOKEN_LEFT_PAREN, "'(' after ROW")
                 : wr_parser_expect(p, WR_TOKEN_LEFT_BRACKET, "'[' after ARRAY or MAP"));
    if (!wr_parser_at(p, close))
        WEIR_TRY(wr_parse_expr_list(p, &node->list.items, &node->list.count));
    if (kind == AST_MAP && node->list.count % 2 != 0)
        return wr_parser_fail(p, WEIR_INVALID, node->place,
                              "%s[..] needs keys and values in turn, an even number", word);
    *expr = node;
    return wr_parser_expect(p, close, row ? "',' or ')'" : "',' or ']'");
}

static bool at_interval_unit(const wr_parser *p) {
    wr_keyword word = p->token->keyword; /* WEEK and QUARTER would be aliases */
    return word == WR_KW_YEAR || word == WR_KW_MONTH || word == WR_KW_DAY || word == WR_KW_HOUR ||
           word == WR_KW_MINUTE || word == WR_KW_SECOND;
}

/* (a - b) DAY TO SECOND: the difference of two times as an interval. At the unit. */
static weir_status parse_difference(wr_parser *p, wr_ast_place place, wr_ast_expr **expr) {
    const wr_ast_expr *minus = *expr;
    if (minus->kind != AST_BINARY || minus->binary.op != AST_OP_SUBTRACT)
        return wr_parser_fail(p, WEIR_INVALID, wr_parser_place(p),
                              "a unit of time follows only a difference of two times: (a - b) %s",
                              wr_keyword_text(p->token->keyword));
    wr_ast_expr  *node = wr_ast_expr_new(p, AST_CALL, place);
    wr_ast_ident *name = wr_arena_calloc(p->arena, 1, sizeof *name);
    wr_ast_type  *type = wr_arena_calloc(p->arena, 1, sizeof *type);
    *name = (wr_ast_ident){minus->binary.op_place, "MINUS_DATE"};
    type->place = wr_parser_place(p);
    type->kind = AST_TYPE_INTERVAL;
    type->length = -1;
    node->call.name = (wr_ast_name){name->place, name, 1};
    node->call.args = wr_arena_alloc(p->arena, 2 * sizeof *node->call.args);
    node->call.args[0] = minus->binary.left;
    node->call.args[1] = minus->binary.right;
    node->call.arg_count = 2;
    node->call.returning = type;
    *expr = node;
    return wr_parse_interval_unit(p, &type->unit_from, &type->unit_to, &type->precision,
                                  &type->scale);
}

/* (query), (expr), (a, b) */
static weir_status parse_parenthesis(wr_parser *p, wr_ast_expr **expr) {
    wr_ast_place place = wr_parser_place(p);
    bool query = wr_parser_holds_query(p, p->token);
    wr_parser_next(p);
    if (query) {
        wr_ast_expr *node = wr_ast_expr_new(p, AST_SUBQUERY, place);
        WEIR_TRY(wr_parse_query_at(p, &node->subquery));
        *expr = node;
        return wr_parser_expect(p, WR_TOKEN_RIGHT_PAREN, "')' after the query");
    }
    wr_ast_expr **items;
    uint32_t      count;
    WEIR_TRY(wr_parse_expr_list(p, &items, &count));
    *expr = items[0];
    if (count > 1) {
        wr_ast_expr *node = wr_ast_expr_new(p, AST_ROW, place);
        node->list.items = items;
        node->list.count = count;
        *expr = node;
    }
    WEIR_TRY(wr_parser_expect(p, WR_TOKEN_RIGHT_PAREN, "',' or ')'"));
    return at_interval_unit(p) ? parse_difference(p, place, expr) : WEIR_OK;
}

static weir_status parse_exists(wr_parser *p, wr_ast_expr **expr) {
    wr_ast_expr *node = wr_ast_expr_new(p, AST_EXISTS, wr_parser_place(p));
    wr_parser_next(p);
    if (!wr_parser_at(p, WR_TOKEN_LEFT_PAREN) || !wr_parser_holds_query(p, p->token))
        return wr_parser_expected(p, "a query in parentheses after EXISTS");
    wr_parser_next(p);
    WEIR_TRY(wr_parse_query_at(p, &node->subquery));
    *expr = node;
    return wr_parser_expect(p, WR_TOKEN_RIGHT_PAREN, "')' after the query");
}

static weir_status parse_constant(wr_parser *p, wr_ast_literal_kind kind, bool value,
                                  wr_ast_expr **expr) {
    wr_ast_expr *node = wr_ast_expr_new(p, AST_LITERAL, wr_parser_place(p));
    node->literal.kind = kind;
    node->literal.boolean = value;
    node->literal.precision = node->literal.scale = -1;
    wr_parser_next(p);
    *expr = node;
    return WEIR_OK;
}

static weir_status parse_bare_call(wr_parser *p, wr_ast_expr **expr) {
    wr_ast_expr *node = wr_ast_expr_new(p, AST_CALL, wr_parser_place(p));
    wr_ast_ident *part = wr_arena_calloc(p->arena, 1, sizeof *part);
    *part = (wr_ast_ident){node->place, wr_keyword_text(p->token->keyword)};
    node->call.name = (wr_ast_name){node->place, part, 1};
    node->call.bare = true;
    wr_parser_next(p);
    *expr = node;
    return WEIR_OK;
}

static weir_status parse_sign(wr_parser *p, wr_ast_operator op, int level, wr_ast_expr **expr) {
    wr_ast_expr *node = wr_ast_expr_new(p, AST_UNARY, wr_parser_place(p));
    node->unary.op = op;
    wr_parser_next(p);
    *expr = node;
    return parse_level(p, level, &node->unary.operand);
}

/* What a reserved word begins. */
static weir_status parse_word(wr_parser *p, wr_ast_expr **expr) {
    wr_keyword      word = p->token->keyword;
    const wr_token *next = wr_parser_peek(p, 1);
    bool            string_next = next->kind == WR_TOKEN_STRING;
    if (word == WR_KW_NOT)
        return parse_sign(p, AST_OP_NOT, LEVEL_NOT, expr);
    if (word == WR_KW_NULL)
        return parse_constant(p, AST_LITERAL_NULL, false, expr);
    if (word == WR_KW_UNKNOWN)
        return parse_constant(p, AST_LITERAL_UNKNOWN, false, expr);
    if (word == WR_KW_TRUE || word == WR_KW_FALSE)
        return parse_constant(p, AST_LITERAL_BOOLEAN, word == WR_KW_TRUE, expr);
    if (word == WR_KW_CASE)
        return parse_case(p, expr);
    if (word == WR_KW_CAST || word == WR_KW_TRY_CAST)
        return parse_cast(p, expr);
    if (word == WR_KW_EXISTS)
        return parse_exists(p, expr);
    if (word == WR_KW_INTERVAL && (string_next || next->kind == WR_TOKEN_LEFT_PAREN || next->kind == WR_TOKEN_MINUS ||
                                   next->kind == WR_TOKEN_PLUS || wr_token_is_name(next) ||
                                   next->kind == WR_TOKEN_INTEGER))
        return wr_parse_interval(p, expr);
    if ((word == WR_KW_DATE || word == WR_KW_TIME) && string_next)
        return wr_parse_datetime(p, expr);
    if (word == WR_KW_TIMESTAMP && (string_next || next->keyword == WR_KW_WITH))
        return wr_parse_datetime(p, expr);
    if (word == WR_KW_DECIMAL && string_next)
        return wr_parse_quoted_decimal(p, expr);
    if (word == WR_KW_ROW && next->kind == WR_TOKEN_LEFT_PAREN)
        return parse_constructor(p, AST_ROW, expr);
    if (word == WR_KW_ARRAY &&
        (next->kind == WR_TOKEN_LEFT_BRACKET || next->kind == WR_TOKEN_LEFT_PAREN))
        return parse_constructor(p, AST_ARRAY, expr);
    if (word == WR_KW_MULTISET &&
        (next->kind == WR_TOKEN_LEFT_BRACKET || next->kind == WR_TOKEN_LEFT_PAREN))
        return wr_parser_fail(p, WEIR_UNSUPPORTED, wr_parser_place(p),
                              "MULTISET[..] as an expression is not there; COLLECT makes a "
                              "multiset from rows");
    if (wr_parser_at_call(p))
        return wr_parse_call(p, expr);
    if (word == WR_KW_CURRENT_DATE || word == WR_KW_CURRENT_TIME ||
        word == WR_KW_CURRENT_TIMESTAMP || word == WR_KW_LOCALTIME ||
        word == WR_KW_LOCALTIMESTAMP)
        return parse_bare_call(p, expr);
    return wr_parser_expected(p, "an expression");
}

static weir_status parse_primary(wr_parser *p, wr_ast_expr **expr) {
    const wr_token *token = p->token;
    bool bracket_next = wr_parser_peek(p, 1)->kind == WR_TOKEN_LEFT_BRACKET;
    switch (token->kind) {
    case WR_TOKEN_INTEGER:
    case WR_TOKEN_DECIMAL:
    case WR_TOKEN_DOUBLE:
        return wr_parse_number(p, expr);
    case WR_TOKEN_STRING:
    case WR_TOKEN_UNICODE_STRING:
    case WR_TOKEN_MARKED_STRING:
        return wr_parse_string_literal(p, expr);
    case WR_TOKEN_BINARY: {
        wr_ast_expr *node = wr_ast_expr_new(p, AST_LITERAL, wr_parser_place(p));
        node->literal = (wr_ast_literal){.kind = AST_LITERAL_BINARY, .text = token->text,
                                         .size = token->text_size, .precision = -1, .scale = -1};
        wr_parser_next(p);
        *expr = node;
        return WEIR_OK;
    }
    case WR_TOKEN_LEFT_PAREN:
        return parse_parenthesis(p, expr);
    case WR_TOKEN_PLUS:
        return parse_sign(p, AST_OP_PLUS, LEVEL_SIGN, expr);
    case WR_TOKEN_MINUS:
        return parse_sign(p, AST_OP_MINUS, LEVEL_SIGN, expr);
    case WR_TOKEN_WORD:
    case WR_TOKEN_QUOTED_NAME:
        if (token->keyword == WR_KW_MAP && bracket_next)
            return parse_constructor(p, AST_MAP, expr);
        if (!wr_token_is_name(token))
            return parse_word(p, expr);
        return wr_parser_at_call(p) ? wr_parse_call(p, expr) : parse_column(p, expr);
    case WR_TOKEN_END:
    case WR_TOKEN_ERROR:
    case WR_TOKEN_RIGHT_PAREN:
    case WR_TOKEN_LEFT_BRACKET:
    case WR_TOKEN_RIGHT_BRACKET:
    case WR_TOKEN_COMMA:
    case WR_TOKEN_SEMICOLON:
    case WR_TOKEN_DOT:
    case WR_TOKEN_COLON:
    case WR_TOKEN_STAR:
    case WR_TOKEN_SLASH:
    case WR_TOKEN_PERCENT:
    case WR_TOKEN_CONCAT:
    case WR_TOKEN_EQ:
    case WR_TOKEN_NE:
    case WR_TOKEN_LT:
    case WR_TOKEN_LE:
    case WR_TOKEN_GT:
    case WR_TOKEN_GE:
    case WR_TOKEN_ARROW:
    case WR_TOKEN_HINT_BEGIN:
    case WR_TOKEN_HINT_END:
    case WR_TOKEN_PATTERN_SIGN:
        break;
    }
    return wr_parser_expected(p, "an expression");
}

/* ---------------------------------------------------------------- postfix ---- */

static weir_status parse_subscript(wr_parser *p, wr_ast_expr **left) {
    wr_ast_expr *node;
    if (wr_parser_accept(p, WR_TOKEN_DOT)) {
        node = wr_ast_expr_new(p, AST_FIELD, (*left)->place);
        node->field.operand = *left;
        if (wr_parser_at(p, WR_TOKEN_STAR)) {
            node->field.name = (wr_ast_ident){wr_parser_place(p), "*"};
            wr_parser_next(p);
        } else {
            WEIR_TRY(wr_parse_ident(p, "a field's name after '.'", &node->field.name));
        }
    } else {
        wr_parser_next(p);
        node = wr_ast_expr_new(p, AST_INDEX, (*left)->place);
        node->index.operand = *left;
        WEIR_TRY(wr_parse_expr(p, &node->index.index));
        WEIR_TRY(wr_parser_expect(p, WR_TOKEN_RIGHT_BRACKET, "']'"));
    }
    *left = node;
    return wr_parser_grow(p);
}

static weir_status parse_is(wr_parser *p, wr_ast_expr **left) {
    wr_ast_expr *node = wr_ast_expr_new(p, AST_IS, (*left)->place);
    node->is.operand = *left;
    wr_parser_next(p);
    node->is.negated = wr_parser_accept_word(p, WR_KW_NOT);
    if (wr_parser_accept_word(p, WR_KW_NULL)) {
        node->is.test = AST_IS_NULL;
    } else if (wr_parser_accept_word(p, WR_KW_TRUE)) {
        node->is.test = AST_IS_TRUE;
    } else if (wr_parser_accept_word(p, WR_KW_FALSE)) {
        node->is.test = AST_IS_FALSE;
    } else if (wr_parser_accept_word(p, WR_KW_UNKNOWN)) {
        node->is.test = AST_IS_UNKNOWN;
    } else if (wr_parser_accept_word(p, WR_KW_DISTINCT)) {
        node->is.test = AST_IS_DISTINCT_FROM;
        WEIR_TRY(wr_parser_expect_word(p, WR_KW_FROM));
        WEIR_TRY(parse_level(p, LEVEL_ADD, &node->is.other));
    } else if (wr_parser_accept_word(p, WR_KW_JSON)) {
        node->is.test = wr_parser_accept_word(p, WR_KW_OBJECT)   ? AST_IS_JSON_OBJECT
                        : wr_parser_accept_word(p, WR_KW_ARRAY)  ? AST_IS_JSON_ARRAY
                        : wr_parser_accept_word(p, WR_KW_SCALAR) ? AST_IS_JSON_SCALAR
                                                                 : AST_IS_JSON;
        if (node->is.test == AST_IS_JSON)
            wr_parser_accept_word(p, WR_KW_VALUE);
    } else {
        return wr_parser_expected(p, "NULL, TRUE, FALSE, UNKNOWN, DISTINCT FROM or JSON after IS");
    }
    *left = node;
    return wr_parser_grow(p);
}

/* (a, b) or (query): the right side of IN and of = ANY. */
static weir_status parse_in_list(wr_parser *p, wr_ast_expr ***list, uint32_t *count,
                                 wr_ast_query **query) {
    if (!wr_parser_at(p, WR_TOKEN_LEFT_PAREN))
        return wr_parser_expected(p, "'(' with a list or a query");
    bool is_query = wr_parser_holds_query(p, p->token);
    wr_parser_next(p);
    if (is_query) {
        WEIR_TRY(wr_parse_query_at(p, query));
        return wr_parser_expect(p, WR_TOKEN_RIGHT_PAREN, "')' after the query");
    }
    WEIR_TRY(wr_parse_expr_list(p, list, count));
    return wr_parser_expect(p, WR_TOKEN_RIGHT_PAREN, "',' or ')' in the list");
}

/* [NOT] BETWEEN, IN, LIKE, SIMILAR TO */
static weir_status parse_range(wr_parser *p, wr_ast_expr **left) {
    wr_ast_expr *node = wr_ast_expr_new(p, AST_LIKE, (*left)->place);
    bool         negated = wr_parser_accept_word(p, WR_KW_NOT);
    if (wr_parser_accept_word(p, WR_KW_BETWEEN)) {
        node->kind = AST_BETWEEN;
        node->between.operand = *left;
        node->between.negated = negated;
        node->between.symmetric = wr_parser_accept_word(p, WR_KW_SYMMETRIC);
        if (!node->between.symmetric)
            wr_parser_accept_word(p, WR_KW_ASYMMETRIC);
        WEIR_TRY(wr_parse_expr_operand(p, &node->between.low));
        WEIR_TRY(wr_parser_expect_word(p, WR_KW_AND));
        WEIR_TRY(wr_parse_expr_operand(p, &node->between.high));
    } else if (wr_parser_accept_word(p, WR_KW_IN)) {
        node->kind = AST_IN;
        node->in.operand = *left;
        node->in.negated = negated;
        WEIR_TRY(parse_in_list(p, &node->in.list, &node->in.list_count, &node->in.query));
    } else {
        node->like.operand = *left;
        node->like.negated = negated;
        node->like.similar = wr_parser_accept_word(p, WR_KW_SIMILAR);
        WEIR_TRY(wr_parser_expect_word(p, node->like.similar ? WR_KW_TO : WR_KW_LIKE));
        WEIR_TRY(wr_parse_expr_operand(p, &node->like.pattern));
        if (wr_parser_accept_word(p, WR_KW_ESCAPE))
            WEIR_TRY(wr_parse_expr_operand(p, &node->like.escape));
    }
    *left = node;
    return wr_parser_grow(p);
}

/* ----------------------------------------------------------------- binary ---- */

/* The binary operator at the present token and its level; 0: none. */
static int binary_operator(const wr_parser *p, wr_ast_operator *op) {
    static const struct {
        wr_token_kind   token;
        wr_ast_operator op;
        int             level;
    } operators[] = {
        {WR_TOKEN_EQ, AST_OP_EQ, LEVEL_COMPARE},       {WR_TOKEN_NE, AST_OP_NE, LEVEL_COMPARE},
        {WR_TOKEN_LT, AST_OP_LT, LEVEL_COMPARE},       {WR_TOKEN_LE, AST_OP_LE, LEVEL_COMPARE},
        {WR_TOKEN_GT, AST_OP_GT, LEVEL_COMPARE},       {WR_TOKEN_GE, AST_OP_GE, LEVEL_COMPARE},
        {WR_TOKEN_PLUS, AST_OP_ADD, LEVEL_ADD},        {WR_TOKEN_MINUS, AST_OP_SUBTRACT, LEVEL_ADD},
        {WR_TOKEN_STAR, AST_OP_MULTIPLY, LEVEL_MULTIPLY},
        {WR_TOKEN_SLASH, AST_OP_DIVIDE, LEVEL_MULTIPLY},
        {WR_TOKEN_PERCENT, AST_OP_MODULO, LEVEL_MULTIPLY},
        {WR_TOKEN_CONCAT, AST_OP_CONCAT, LEVEL_MULTIPLY},
    };
    for (size_t i = 0; i < WR_COUNT_OF(operators); i++) {
        if (operators[i].token == p->token->kind) {
            *op = operators[i].op;
            return operators[i].level;
        }
    }
    if (wr_parser_at_word(p, WR_KW_OR)) {
        *op = AST_OP_OR;
        return LEVEL_OR;
    }
    if (wr_parser_at_word(p, WR_KW_AND)) {
        *op = AST_OP_AND;
        return LEVEL_AND;
    }
    if (wr_parser_at_word(p, WR_KW_OVERLAPS)) {
        *op = AST_OP_OVERLAPS;
        return LEVEL_COMPARE;
    }
    return 0;
}

static weir_status parse_binary(wr_parser *p, wr_ast_operator op, int level, wr_ast_expr **left) {
    wr_ast_place place = wr_parser_place(p);
    wr_parser_next(p);
    bool all = wr_parser_at_word(p, WR_KW_ALL);
    bool any = wr_parser_at_word(p, WR_KW_ANY) || wr_parser_at_word(p, WR_KW_SOME);
    bool quantified = (all || any) && level == LEVEL_COMPARE && op != AST_OP_OVERLAPS;
    wr_ast_expr *node;
    if (quantified) {
        wr_parser_next(p);
        node = wr_ast_expr_new(p, AST_QUANTIFIED, (*left)->place);
        node->quantified.op = op;
        node->quantified.all = all;
        node->quantified.operand = *left;
        WEIR_TRY(parse_in_list(p, &node->quantified.list, &node->quantified.list_count,
                               &node->quantified.query));
    } else {
        node = wr_ast_expr_new(p, AST_BINARY, (*left)->place);
        node->binary.op = op;
        node->binary.op_place = place;
        node->binary.left = *left;
        WEIR_TRY(parse_level(p, level + 1, &node->binary.right)); /* all lean to the left */
    }
    *left = node;
    return wr_parser_grow(p);
}

/* Puts the next operator that binds at least as tight as `level` on top of *left. */
static weir_status parse_infix(wr_parser *p, int level, wr_ast_expr **left, bool *more) {
    wr_keyword word = p->token->keyword;
    if (wr_parser_at(p, WR_TOKEN_DOT) || wr_parser_at(p, WR_TOKEN_LEFT_BRACKET))
        return parse_subscript(p, left);
    if (word == WR_KW_IS) {
        const wr_token *next = wr_parser_peek(p, 1);
        if (next->keyword == WR_KW_NOT)
            next = wr_parser_peek(p, 2);
        if (level <= (next->keyword == WR_KW_DISTINCT ? LEVEL_ADD : LEVEL_IS))
            return parse_is(p, left);
    }
    if (word == WR_KW_NOT)
        word = wr_parser_peek(p, 1)->keyword;
    if (level <= LEVEL_BETWEEN && (word == WR_KW_BETWEEN || word == WR_KW_IN ||
                                   word == WR_KW_LIKE || word == WR_KW_SIMILAR))
        return parse_range(p, left);
    wr_ast_operator op = AST_OP_OR;
    int             op_level = binary_operator(p, &op);
    if (op_level >= level)
        return parse_binary(p, op, op_level, left);
    *more = false;
    return WEIR_OK;
}

static weir_status parse_level(wr_parser *p, int level, wr_ast_expr **expr) {
    uint32_t saved;
    WEIR_TRY(wr_parser_enter(p, &saved));
    WEIR_TRY(parse_primary(p, expr));
    for (bool more = true; more;)
        WEIR_TRY(parse_infix(p, level, expr, &more));
    return wr_parser_leave(p, saved);
}
