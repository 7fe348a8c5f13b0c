/* parser/parse_call.c - function calls: the ordinary form, and the forms with words of their own,
 * which are made ordinary here (see AST_CALL in ast.h).
 */
#include <string.h>

#include "base/alloc.h"
#include "parser/parser_internal.h"

typedef struct arg_list {
    wr_ast_call *call;
    size_t       capacity;
} arg_list;

static void push_arg(wr_parser *p, arg_list *args, wr_ast_expr *arg) {
    *WR_PUSH(p, args->call->args, args->call->arg_count, args->capacity) = arg;
}

static weir_status push_expr(wr_parser *p, arg_list *args) {
    wr_ast_expr *arg;
    WEIR_TRY(wr_parse_expr(p, &arg));
    push_arg(p, args, arg);
    return WEIR_OK;
}

static void push_symbol(wr_parser *p, arg_list *args, wr_ast_place place, const char *text) {
    push_arg(p, args, wr_ast_symbol_new(p, place, text));
}

/* ------------------------------------------------- arguments of any function ---- */

/* TABLE t [hints] [PARTITION BY ..] [ORDER BY ..], TABLE (query) .. */
static weir_status parse_table_arg(wr_parser *p, wr_ast_expr **expr) {
    wr_ast_expr *node = wr_ast_expr_new(p, AST_TABLE_ARG, wr_parser_place(p));
    wr_parser_next(p);
    if (wr_parser_accept(p, WR_TOKEN_LEFT_PAREN)) {
        WEIR_TRY(wr_parse_query_at(p, &node->table_arg.query));
        WEIR_TRY(wr_parser_expect(p, WR_TOKEN_RIGHT_PAREN, "')' after the query"));
    } else {
        WEIR_TRY(wr_parse_name(p, "a table's name", &node->table_arg.name));
        WEIR_TRY(wr_parse_hints(p, &node->table_arg.hints, &node->table_arg.hint_count));
    }
    if (wr_parser_accept_words(p, WR_KW_PARTITION, WR_KW_BY)) {
        bool paren = wr_parser_accept(p, WR_TOKEN_LEFT_PAREN);
        size_t capacity = 0;
        do { /* without parentheses one key: a comma goes on with the function's arguments */
            wr_ast_expr **key = WR_PUSH(p, node->table_arg.partition_by,
                                        node->table_arg.partition_by_count, capacity);
            WEIR_TRY(wr_parse_expr(p, key));
        } while (paren && wr_parser_accept(p, WR_TOKEN_COMMA));
        if (paren)
            WEIR_TRY(wr_parser_expect(p, WR_TOKEN_RIGHT_PAREN, "',' or ')' after PARTITION BY"));
    }
    if (wr_parser_accept_words(p, WR_KW_ORDER, WR_KW_BY)) {
        bool paren = wr_parser_accept(p, WR_TOKEN_LEFT_PAREN);
        if (paren) {
            WEIR_TRY(wr_parse_order_by(p, &node->table_arg.order_by,
                                       &node->table_arg.order_by_count));
            WEIR_TRY(wr_parser_expect(p, WR_TOKEN_RIGHT_PAREN, "',' or ')' after ORDER BY"));
        } else {
            wr_ast_order_item *item = wr_arena_calloc(p->arena, 1, sizeof *item);
            WEIR_TRY(wr_parse_expr(p, &item->expr));
            item->descending = wr_parser_accept_word(p, WR_KW_DESC);
            if (!item->descending)
                wr_parser_accept_word(p, WR_KW_ASC);
            node->table_arg.order_by = item;
            node->table_arg.order_by_count = 1;
        }
    }
    *expr = node;
    return WEIR_OK;
}

/* One argument of an ordinary call: a table, DESCRIPTOR(..), NAME => value, DEFAULT, expression. */
static weir_status parse_arg(wr_parser *p, wr_ast_expr **expr) {
    wr_ast_place    place = wr_parser_place(p);
    const wr_token *next = wr_parser_peek(p, 1);
    if (p->token->kind == WR_TOKEN_WORD || p->token->kind == WR_TOKEN_QUOTED_NAME) {
        if (next->kind == WR_TOKEN_ARROW) { /* reserved words may be parameters' names */
            uint32_t     saved;
            wr_ast_expr *node = wr_ast_expr_new(p, AST_NAMED_ARG, place);
            node->named_arg.name = (wr_ast_ident){place, p->token->text};
            wr_parser_next(p);
            wr_parser_next(p);
            WEIR_TRY(wr_parser_enter(p, &saved));
            WEIR_TRY(parse_arg(p, &node->named_arg.value));
            *expr = node;
            return wr_parser_leave(p, saved);
        }
    }
    if (wr_parser_at_word(p, WR_KW_TABLE))
        return parse_table_arg(p, expr);
    if (wr_parser_at_word(p, WR_KW_DESCRIPTOR) && next->kind == WR_TOKEN_LEFT_PAREN) {
        wr_ast_expr *node = wr_ast_expr_new(p, AST_DESCRIPTOR, place);
        wr_parser_next(p);
        *expr = node;
        return wr_parse_ident_list(p, "a column's name", &node->descriptor.columns,
                                   &node->descriptor.column_count);
    }
    if (wr_parser_at_word(p, WR_KW_MODEL) && wr_token_is_name(next))
        return wr_parser_fail(p, WEIR_UNSUPPORTED, place, "MODEL arguments are not there");
    if (wr_parser_accept_word(p, WR_KW_DEFAULT)) {
        *expr = wr_ast_symbol_new(p, place, "DEFAULT");
        return WEIR_OK;
    }
    if (wr_parser_at(p, WR_TOKEN_STAR) && next->kind == WR_TOKEN_RIGHT_PAREN) {
        *expr = wr_ast_expr_new(p, AST_STAR, place);
        wr_parser_next(p);
        return WEIR_OK;
    }
    if (wr_parser_accept(p, WR_TOKEN_STAR))
        return wr_parser_expected(p, "')' after the '*' of COUNT(*)");
    return wr_parse_expr(p, expr);
}

static void accept_null_treatment(wr_parser *p, wr_ast_call *call) {
    if (wr_parser_accept_words(p, WR_KW_IGNORE, WR_KW_NULLS))
        call->null_treatment = AST_NULLS_IGNORE;
    else if (wr_parser_accept_words(p, WR_KW_RESPECT, WR_KW_NULLS))
        call->null_treatment = AST_NULLS_RESPECT;
}

/* ([DISTINCT|ALL] a, b [IGNORE NULLS] [ORDER BY ..]) from behind the `(` to behind the `)`. */
static weir_status parse_args(wr_parser *p, arg_list *args) {
    wr_ast_call *call = args->call;
    if (wr_parser_accept(p, WR_TOKEN_RIGHT_PAREN))
        return WEIR_OK;
    call->distinct = wr_parser_accept_word(p, WR_KW_DISTINCT);
    if (!call->distinct)
        wr_parser_accept_word(p, WR_KW_ALL);
    do {
        wr_ast_expr *arg;
        WEIR_TRY(parse_arg(p, &arg));
        push_arg(p, args, arg);
    } while (wr_parser_accept(p, WR_TOKEN_COMMA));
    accept_null_treatment(p, call);
    if (wr_parser_accept_words(p, WR_KW_ORDER, WR_KW_BY))
        WEIR_TRY(wr_parse_order_by(p, &call->within_group, &call->within_group_count));
    return wr_parser_expect(p, WR_TOKEN_RIGHT_PAREN, "',' or ')' after the argument");
}

/* ------------------------------------------------------ forms with own words ---- */

static weir_status expect_close(wr_parser *p) {
    return wr_parser_expect(p, WR_TOKEN_RIGHT_PAREN, "')' after the arguments");
}

/* A comma or `word` before the next argument. */
static weir_status expect_comma_or(wr_parser *p, wr_keyword word) {
    if (wr_parser_accept(p, WR_TOKEN_COMMA) || wr_parser_accept_word(p, word))
        return WEIR_OK;
    return wr_parser_expected(p, wr_arena_printf(p->arena, "%s or ','", wr_keyword_text(word)));
}

static weir_status parse_extract(wr_parser *p, arg_list *args) {
    wr_ast_expr *unit;
    WEIR_TRY(wr_parse_time_unit(p, &unit));
    push_arg(p, args, unit);
    WEIR_TRY(wr_parser_expect_word(p, WR_KW_FROM));
    WEIR_TRY(push_expr(p, args));
    return expect_close(p);
}

static weir_status parse_position(wr_parser *p, arg_list *args) {
    wr_ast_expr *needle;
    WEIR_TRY(wr_parse_expr_operand(p, &needle)); /* tighter than IN */
    push_arg(p, args, needle);
    WEIR_TRY(wr_parser_expect_word(p, WR_KW_IN));
    WEIR_TRY(push_expr(p, args));
    if (wr_parser_accept_word(p, WR_KW_FROM))
        WEIR_TRY(push_expr(p, args));
    return expect_close(p);
}

/* [FOR length] or [, length], and the ) */
static weir_status parse_length(wr_parser *p, arg_list *args) {
    if (wr_parser_accept_word(p, WR_KW_FOR) || wr_parser_accept(p, WR_TOKEN_COMMA))
        WEIR_TRY(push_expr(p, args));
    return expect_close(p);
}

static weir_status parse_substring(wr_parser *p, arg_list *args) {
    WEIR_TRY(push_expr(p, args));
    WEIR_TRY(expect_comma_or(p, WR_KW_FROM));
    WEIR_TRY(push_expr(p, args));
    return parse_length(p, args);
}

static weir_status parse_overlay(wr_parser *p, arg_list *args) {
    WEIR_TRY(push_expr(p, args));
    WEIR_TRY(expect_comma_or(p, WR_KW_PLACING));
    WEIR_TRY(push_expr(p, args));
    WEIR_TRY(expect_comma_or(p, WR_KW_FROM));
    WEIR_TRY(push_expr(p, args));
    return parse_length(p, args);
}

/* TRIM(x), TRIM(c FROM x), TRIM(LEADING FROM x), TRIM(LEADING c FROM x) */
static weir_status parse_trim(wr_parser *p, arg_list *args) {
    wr_ast_place place = wr_parser_place(p);
    wr_keyword   side = p->token->keyword;
    bool sided = side == WR_KW_BOTH || side == WR_KW_LEADING || side == WR_KW_TRAILING;
    if (sided)
        wr_parser_next(p);
    wr_ast_expr *blank = wr_ast_expr_new(p, AST_LITERAL, place);
    blank->literal = (wr_ast_literal){.kind = AST_LITERAL_STRING, .text = " ", .size = 1,
                                      .precision = -1, .scale = -1};
    push_symbol(p, args, place, sided ? wr_keyword_text(side) : "BOTH");
    wr_ast_expr *first = blank;
    bool from = sided && wr_parser_accept_word(p, WR_KW_FROM);
    if (!from) {
        WEIR_TRY(wr_parse_expr(p, &first));
        from = wr_parser_accept_word(p, WR_KW_FROM);
        if (sided && !from)
            return wr_parser_expected(p, "FROM");
    }
    push_arg(p, args, from ? first : blank);
    if (from)
        WEIR_TRY(push_expr(p, args));
    else
        push_arg(p, args, first);
    return expect_close(p);
}

/* FLOOR(x), FLOOR(x TO unit), and CEIL the same */
static weir_status parse_floor(wr_parser *p, arg_list *args) {
    WEIR_TRY(push_expr(p, args));
    if (wr_parser_accept_word(p, WR_KW_TO)) {
        wr_ast_expr *unit;
        WEIR_TRY(wr_parse_time_unit(p, &unit));
        push_arg(p, args, unit);
    } else {
        while (wr_parser_accept(p, WR_TOKEN_COMMA))
            WEIR_TRY(push_expr(p, args));
    }
    return expect_close(p);
}

/* TIMESTAMPADD(unit, n, t), TIMESTAMPDIFF(unit, a, b) */
static weir_status parse_timestamp_call(wr_parser *p, arg_list *args) {
    wr_ast_expr *unit;
    WEIR_TRY(wr_parse_time_unit(p, &unit));
    push_arg(p, args, unit);
    for (int i = 0; i < 2; i++) {
        WEIR_TRY(wr_parser_expect(p, WR_TOKEN_COMMA, "','"));
        WEIR_TRY(push_expr(p, args));
    }
    return expect_close(p);
}

/* ------------------------------------------------------------------- JSON ---- */

/* `<word> ON <EMPTY|ERROR|NULL>` for the behaviours that are one word and take no value. */
static bool accept_json_behaviour(wr_parser *p, arg_list *args) {
    static const struct {
        wr_keyword  what, when;
        const char *symbol;
    } behaviours[] = {
        {WR_KW_NULL, WR_KW_EMPTY, "NULL_ON_EMPTY"},    {WR_KW_NULL, WR_KW_ERROR, "NULL_ON_ERROR"},
        {WR_KW_ERROR, WR_KW_EMPTY, "ERROR_ON_EMPTY"},  {WR_KW_ERROR, WR_KW_ERROR, "ERROR_ON_ERROR"},
        {WR_KW_TRUE, WR_KW_ERROR, "TRUE_ON_ERROR"},    {WR_KW_FALSE, WR_KW_ERROR, "FALSE_ON_ERROR"},
        {WR_KW_UNKNOWN, WR_KW_ERROR, "UNKNOWN_ON_ERROR"},
        {WR_KW_NULL, WR_KW_NULL, "NULL_ON_NULL"},      {WR_KW_ABSENT, WR_KW_NULL, "ABSENT_ON_NULL"},
    };
    if (wr_parser_peek(p, 1)->keyword != WR_KW_ON)
        return false;
    for (size_t i = 0; i < WR_COUNT_OF(behaviours); i++) {
        if (behaviours[i].what == p->token->keyword &&
            behaviours[i].when == wr_parser_peek(p, 2)->keyword) {
            push_symbol(p, args, wr_parser_place(p), behaviours[i].symbol);
            for (int word = 0; word < 3; word++)
                wr_parser_next(p);
            return true;
        }
    }
    return false;
}

/* EMPTY ARRAY ON ERROR and the like of JSON_QUERY. */
static weir_status parse_json_empty(wr_parser *p, arg_list *args) {
    static const char *const symbols[2][2] = {
        {"EMPTY_ARRAY_ON_EMPTY", "EMPTY_ARRAY_ON_ERROR"},
        {"EMPTY_OBJECT_ON_EMPTY", "EMPTY_OBJECT_ON_ERROR"},
    };
    wr_ast_place place = wr_parser_place(p);
    wr_parser_next(p);
    bool object = wr_parser_accept_word(p, WR_KW_OBJECT);
    if (!object)
        WEIR_TRY(wr_parser_expect_word(p, WR_KW_ARRAY));
    WEIR_TRY(wr_parser_expect_word(p, WR_KW_ON));
    bool error = wr_parser_accept_word(p, WR_KW_ERROR);
    if (!error)
        WEIR_TRY(wr_parser_expect_word(p, WR_KW_EMPTY));
    push_symbol(p, args, place, symbols[object][error]);
    return WEIR_OK;
}

/* WITHOUT [ARRAY] WRAPPER, WITH [CONDITIONAL|UNCONDITIONAL] [ARRAY] WRAPPER */
static weir_status parse_json_wrapper(wr_parser *p, arg_list *args) {
    wr_ast_place place = wr_parser_place(p);
    const char  *symbol = "WITHOUT_WRAPPER";
    if (wr_parser_accept_word(p, WR_KW_WITH)) {
        symbol = wr_parser_accept_word(p, WR_KW_CONDITIONAL) ? "WITH_CONDITIONAL_WRAPPER"
                                                             : "WITH_UNCONDITIONAL_WRAPPER";
        wr_parser_accept_word(p, WR_KW_UNCONDITIONAL);
    } else {
        wr_parser_next(p);
    }
    wr_parser_accept_word(p, WR_KW_ARRAY);
    push_symbol(p, args, place, symbol);
    return wr_parser_expect_word(p, WR_KW_WRAPPER);
}

/* JSON_VALUE, JSON_QUERY, JSON_EXISTS: (x, path [clauses]) */
static weir_status parse_json_path_call(wr_parser *p, arg_list *args) {
    WEIR_TRY(push_expr(p, args));
    WEIR_TRY(wr_parser_expect(p, WR_TOKEN_COMMA, "',' and the JSON path"));
    WEIR_TRY(push_expr(p, args));
    while (!wr_parser_at(p, WR_TOKEN_RIGHT_PAREN)) {
        wr_ast_place place = wr_parser_place(p);
        if (accept_json_behaviour(p, args))
            continue;
        if (wr_parser_accept_word(p, WR_KW_RETURNING)) {
            WEIR_TRY(wr_parse_type_at(p, &args->call->returning));
        } else if (wr_parser_accept_word(p, WR_KW_DEFAULT)) {
            wr_ast_expr *value;
            WEIR_TRY(wr_parse_expr(p, &value));
            WEIR_TRY(wr_parser_expect_word(p, WR_KW_ON));
            bool error = wr_parser_accept_word(p, WR_KW_ERROR);
            if (!error)
                WEIR_TRY(wr_parser_expect_word(p, WR_KW_EMPTY));
            push_symbol(p, args, place, error ? "DEFAULT_ON_ERROR" : "DEFAULT_ON_EMPTY");
            push_arg(p, args, value);
        } else if (wr_parser_at_word(p, WR_KW_EMPTY)) {
            WEIR_TRY(parse_json_empty(p, args));
        } else if (wr_parser_at_word(p, WR_KW_WITH) || wr_parser_at_word(p, WR_KW_WITHOUT)) {
            WEIR_TRY(parse_json_wrapper(p, args));
        } else {
            return wr_parser_expected(p, "RETURNING, .. ON EMPTY, .. ON ERROR, a wrapper or ')'");
        }
    }
    return expect_close(p);
}

/* [KEY] k VALUE v, k : v, ... [NULL|ABSENT ON NULL] */
static weir_status parse_json_object(wr_parser *p, arg_list *args) {
    while (!wr_parser_at(p, WR_TOKEN_RIGHT_PAREN)) {
        if (args->call->arg_count == 0 && accept_json_behaviour(p, args))
            break;
        const wr_token *next = wr_parser_peek(p, 1);
        if (next->kind != WR_TOKEN_DOT && next->kind != WR_TOKEN_COLON &&
            next->keyword != WR_KW_VALUE)
            wr_parser_accept_word(p, WR_KW_KEY);
        WEIR_TRY(push_expr(p, args));
        if (!wr_parser_accept_word(p, WR_KW_VALUE))
            WEIR_TRY(wr_parser_expect(p, WR_TOKEN_COLON, "VALUE or ':' after the key"));
        WEIR_TRY(push_expr(p, args));
        if (!wr_parser_accept(p, WR_TOKEN_COMMA))
            break;
        if (wr_parser_at(p, WR_TOKEN_RIGHT_PAREN))
            return wr_parser_expected(p, "an expression");
    }
    accept_json_behaviour(p, args);
    return wr_parser_expect(p, WR_TOKEN_RIGHT_PAREN,
                            "',', NULL ON NULL, ABSENT ON NULL or ')'");
}

static weir_status parse_json_array(wr_parser *p, arg_list *args) {
    while (!wr_parser_at(p, WR_TOKEN_RIGHT_PAREN)) {
        WEIR_TRY(push_expr(p, args));
        if (wr_parser_accept_words(p, WR_KW_ORDER, WR_KW_BY))
            WEIR_TRY(wr_parse_order_by(p, &args->call->within_group,
                                       &args->call->within_group_count));
        if (!wr_parser_accept(p, WR_TOKEN_COMMA))
            break;
        if (wr_parser_at(p, WR_TOKEN_RIGHT_PAREN))
            return wr_parser_expected(p, "an expression");
    }
    accept_json_behaviour(p, args);
    return wr_parser_expect(p, WR_TOKEN_RIGHT_PAREN,
                            "',', NULL ON NULL, ABSENT ON NULL or ')'");
}

/* ---------------------------------------------------------------- windows ---- */

static weir_status parse_bound(wr_parser *p, wr_ast_bound *bound) {
    bound->place = wr_parser_place(p);
    if (wr_parser_accept_words(p, WR_KW_CURRENT, WR_KW_ROW)) {
        bound->kind = AST_BOUND_CURRENT_ROW;
        return WEIR_OK;
    }
    bool unbounded = wr_parser_accept_word(p, WR_KW_UNBOUNDED);
    if (!unbounded)
        WEIR_TRY(wr_parse_expr_operand(p, &bound->offset));
    if (wr_parser_accept_word(p, WR_KW_PRECEDING))
        bound->kind = unbounded ? AST_BOUND_UNBOUNDED_PRECEDING : AST_BOUND_PRECEDING;
    else if (wr_parser_accept_word(p, WR_KW_FOLLOWING))
        bound->kind = unbounded ? AST_BOUND_UNBOUNDED_FOLLOWING : AST_BOUND_FOLLOWING;
    else
        return wr_parser_expected(p, "PRECEDING or FOLLOWING");
    return WEIR_OK;
}

static weir_status parse_frame(wr_parser *p, wr_ast_window *window) {
    if (wr_parser_accept_word(p, WR_KW_ROWS))
        window->frame_unit = AST_FRAME_ROWS;
    else if (wr_parser_accept_word(p, WR_KW_RANGE))
        window->frame_unit = AST_FRAME_RANGE;
    else
        return WEIR_OK;
    if (!wr_parser_accept_word(p, WR_KW_BETWEEN)) {
        window->frame_end = (wr_ast_bound){wr_parser_place(p), AST_BOUND_CURRENT_ROW, NULL};
        return parse_bound(p, &window->frame_start);
    }
    WEIR_TRY(parse_bound(p, &window->frame_start));
    WEIR_TRY(wr_parser_expect_word(p, WR_KW_AND));
    return parse_bound(p, &window->frame_end);
}

weir_status wr_parse_window(wr_parser *p, wr_ast_window **window) {
    wr_ast_window *result = wr_arena_calloc(p->arena, 1, sizeof *result);
    result->place = wr_parser_place(p);
    WEIR_TRY(wr_parser_expect(p, WR_TOKEN_LEFT_PAREN, "'(' before the window"));
    if (wr_parser_at_name(p))
        WEIR_TRY(wr_parse_ident(p, "a window's name", &result->name));
    if (wr_parser_accept_words(p, WR_KW_PARTITION, WR_KW_BY))
        WEIR_TRY(wr_parse_expr_list(p, &result->partition_by, &result->partition_by_count));
    if (wr_parser_accept_words(p, WR_KW_ORDER, WR_KW_BY))
        WEIR_TRY(wr_parse_order_by(p, &result->order_by, &result->order_by_count));
    WEIR_TRY(parse_frame(p, result));
    *window = result;
    return wr_parser_expect(p, WR_TOKEN_RIGHT_PAREN,
                            "PARTITION BY, ORDER BY, ROWS, RANGE or ')' in the window");
}

/* WITHIN GROUP, IGNORE NULLS, FILTER and OVER after the closing parenthesis. */
static weir_status parse_call_tail(wr_parser *p, wr_ast_call *call) {
    accept_null_treatment(p, call);
    if (wr_parser_accept_words(p, WR_KW_WITHIN, WR_KW_GROUP)) {
        call->has_within_group = true;
        WEIR_TRY(wr_parser_expect(p, WR_TOKEN_LEFT_PAREN, "'(' after WITHIN GROUP"));
        WEIR_TRY(wr_parser_expect_word(p, WR_KW_ORDER));
        WEIR_TRY(wr_parser_expect_word(p, WR_KW_BY));
        WEIR_TRY(wr_parse_order_by(p, &call->within_group, &call->within_group_count));
        WEIR_TRY(wr_parser_expect(p, WR_TOKEN_RIGHT_PAREN, "',' or ')'"));
    }
    if (wr_parser_accept_word(p, WR_KW_FILTER)) {
        WEIR_TRY(wr_parser_expect(p, WR_TOKEN_LEFT_PAREN, "'(' after FILTER"));
        WEIR_TRY(wr_parser_expect_word(p, WR_KW_WHERE));
        WEIR_TRY(wr_parse_expr(p, &call->filter));
        WEIR_TRY(wr_parser_expect(p, WR_TOKEN_RIGHT_PAREN, "')' after the filter"));
    }
    if (!wr_parser_accept_word(p, WR_KW_OVER))
        return WEIR_OK;
    if (wr_parser_at(p, WR_TOKEN_LEFT_PAREN))
        return wr_parse_window(p, &call->over);
    call->over = wr_arena_calloc(p->arena, 1, sizeof *call->over);
    call->over->place = wr_parser_place(p);
    return wr_parse_ident(p, "'(' or a window's name after OVER", &call->over->name);
}

/* ------------------------------------------------------------------- call ---- */

static const struct {
    wr_keyword word;
    weir_status (*parse)(wr_parser *p, arg_list *args);
} special_calls[] = {
    {WR_KW_EXTRACT, parse_extract},
    {WR_KW_POSITION, parse_position},
    {WR_KW_SUBSTRING, parse_substring},
    {WR_KW_OVERLAY, parse_overlay},
    {WR_KW_TRIM, parse_trim},
    {WR_KW_FLOOR, parse_floor},
    {WR_KW_CEIL, parse_floor},
    {WR_KW_CEILING, parse_floor},
    {WR_KW_TIMESTAMPADD, parse_timestamp_call},
    {WR_KW_TIMESTAMPDIFF, parse_timestamp_call},
    {WR_KW_JSON_VALUE, parse_json_path_call},
    {WR_KW_JSON_QUERY, parse_json_path_call},
    {WR_KW_JSON_EXISTS, parse_json_path_call},
    {WR_KW_JSON_OBJECT, parse_json_object},
    {WR_KW_JSON_OBJECTAGG, parse_json_object},
    {WR_KW_JSON_ARRAY, parse_json_array},
    {WR_KW_JSON_ARRAYAGG, parse_json_array},
    {WR_KW_CURRENT_DATE, parse_args},
    {WR_KW_CURRENT_TIME, parse_args},
    {WR_KW_CURRENT_TIMESTAMP, parse_args},
    {WR_KW_LOCALTIME, parse_args},
    {WR_KW_LOCALTIMESTAMP, parse_args},
};

static const size_t SPECIAL_NONE = WR_COUNT_OF(special_calls);

static size_t find_special(const wr_token *token) {
    size_t i = 0;
    while (i < SPECIAL_NONE && special_calls[i].word != token->keyword)
        i++;
    return i;
}

bool wr_parser_at_call(const wr_parser *p) {
    const wr_token *token = p->token;
    if (!wr_token_is_name(token))
        return wr_parser_peek(p, 1)->kind == WR_TOKEN_LEFT_PAREN &&
               (find_special(token) != SPECIAL_NONE ||
                (wr_keyword_flags(token->keyword) & WR_WORD_FUNCTION) != 0);
    while (token[1].kind == WR_TOKEN_DOT && wr_token_is_name(token + 2))
        token += 2; /* names and dots are never the last token */
    return token[1].kind == WR_TOKEN_LEFT_PAREN;
}

weir_status wr_parse_call(wr_parser *p, wr_ast_expr **expr) {
    wr_ast_expr *node = wr_ast_expr_new(p, AST_CALL, wr_parser_place(p));
    wr_ast_call *call = &node->call;
    size_t       special = find_special(p->token);
    bool         quoted = p->token->kind == WR_TOKEN_QUOTED_NAME;
    if (special != SPECIAL_NONE || (!quoted && !wr_token_is_name(p->token))) {
        wr_ast_ident *part = wr_arena_calloc(p->arena, 1, sizeof *part);
        wr_keyword    word = p->token->keyword == WR_KW_CEILING ? WR_KW_CEIL : p->token->keyword;
        *part = (wr_ast_ident){node->place, special != SPECIAL_NONE ? wr_keyword_text(word)
                                                                    : p->token->text};
        call->name = (wr_ast_name){node->place, part, 1};
        wr_parser_next(p);
    } else {
        WEIR_TRY(wr_parse_name(p, "a function's name", &call->name));
    }
    arg_list args = {.call = call};
    WEIR_TRY(wr_parser_expect(p, WR_TOKEN_LEFT_PAREN, "'('"));
    WEIR_TRY(special != SPECIAL_NONE ? special_calls[special].parse(p, &args)
                                     : parse_args(p, &args));
    *expr = node;
    return parse_call_tail(p, call);
}
