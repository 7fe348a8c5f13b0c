/* parser/parse_literal.c - numbers, strings, dates, intervals.
 *
 * What stands between the quotes of DATE, TIME, TIMESTAMP and INTERVAL is kept as text: whether it
 * is a date is for the binder, which knows the types' ranges.
 */
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/number.h"
#include "parser/parser_internal.h"

static wr_ast_expr *literal_new(wr_parser *p, wr_ast_literal_kind kind, wr_ast_place place) {
    wr_ast_expr *expr = wr_ast_expr_new(p, AST_LITERAL, place);
    expr->literal.kind = kind;
    expr->literal.precision = -1;
    expr->literal.scale = -1;
    return expr;
}

static wr_ast_expr *number_new(wr_parser *p, const wr_token *token, wr_ast_place place) {
    wr_ast_literal_kind kind = token->kind == WR_TOKEN_INTEGER   ? AST_LITERAL_INTEGER
                               : token->kind == WR_TOKEN_DECIMAL ? AST_LITERAL_DECIMAL
                                                                 : AST_LITERAL_DOUBLE;
    wr_ast_expr *node = literal_new(p, kind, place);
    node->literal.text = token->text;
    node->literal.size = token->text_size;
    if (kind == AST_LITERAL_INTEGER) {
        int64_t sum = 0;
        bool fits = true;
        for (const char *digit = token->text; *digit != '\0' && fits; digit++)
            fits = !__builtin_mul_overflow(sum, 10, &sum) &&
                   !__builtin_add_overflow(sum, *digit - '0', &sum);
        node->literal.fits = fits;
        node->literal.integer = fits ? sum : 0;
    }
    return node;
}

weir_status wr_parse_number(wr_parser *p, wr_ast_expr **expr) {
    *expr = number_new(p, p->token, wr_parser_place(p));
    wr_parser_next(p);
    return WEIR_OK;
}

/* DECIMAL '-1.50': the number in the text, as if it were written without quotes. */
weir_status wr_parse_quoted_decimal(wr_parser *p, wr_ast_expr **expr) {
    wr_ast_place place = wr_parser_place(p);
    wr_parser_next(p);
    const char *text = p->token->text + strspn(p->token->text, " ");
    bool        negative = *text == '-';
    text += negative || *text == '+';
    size_t whole = strspn(text, "0123456789"), fraction = text[whole] == '.' ? strspn(text + whole + 1, "0123456789") : 0;
    size_t size = whole + (text[whole] == '.' ? fraction + 1 : 0);
    if (whole + fraction == 0 || text[size] != '\0')
        return wr_parser_expected(p, "a number in the quotes of DECIMAL '..', such as '1.50'");
    wr_token     number = {.kind = size > whole ? WR_TOKEN_DECIMAL : WR_TOKEN_INTEGER, .text = text, .text_size = (uint32_t)size};
    wr_ast_expr *node = number_new(p, &number, place);
    wr_parser_next(p);
    *expr = node;
    if (!negative)
        return WEIR_OK;
    *expr = wr_ast_expr_new(p, AST_UNARY, place);
    (*expr)->unary.op = AST_OP_MINUS;
    (*expr)->unary.operand = node;
    return wr_parser_grow(p);
}

/* The code point written as `digits` hex digits at text[at]; -1: there are not so many. */
static int64_t hex_code(const wr_ast_literal *literal, size_t at, uint32_t digits) {
    int64_t code = 0;
    if (literal->size < at + digits)
        return -1;
    for (uint32_t i = 0; i < digits; i++) {
        char c = literal->text[at + i];
        int value = c >= '0' && c <= '9'   ? c - '0'
                    : c >= 'a' && c <= 'f' ? c - 'a' + 10
                    : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                           : -1;
        if (value < 0)
            return -1;
        code = code * 16 + value;
    }
    return code;
}

/* UESCAPE 'c', which follows U&'..'; else the backslash. */
static weir_status parse_uescape(wr_parser *p, char *escape) {
    *escape = '\\';
    if (!wr_parser_accept_word(p, WR_KW_UESCAPE))
        return WEIR_OK;
    bool usable = wr_parser_at(p, WR_TOKEN_STRING) && p->token->text_size == 1 &&
                  (p->token->text[0] & 0x80) == 0 && strchr("0123456789abcdefABCDEF+\" \t\n", p->token->text[0]) == NULL;
    if (!usable)
        return wr_parser_expected(p, "one character in quotes after UESCAPE, no digit or sign");
    *escape = p->token->text[0];
    wr_parser_next(p);
    return WEIR_OK;
}

/* \0041 and \+01F600 stand for code points, \\ for the backslash. */
static weir_status undo_unicode_escapes(wr_parser *p, wr_ast_place place, char escape, wr_ast_literal *literal) {
    const char *from_text = literal->text;
    size_t      size = literal->size, to = 0;
    char       *bytes = wr_arena_alloc(p->arena, size + 1);
    for (size_t from = 0; from < size;) {
        if (from_text[from] != escape) {
            bytes[to++] = from_text[from++];
            continue;
        }
        if (from + 1 < size && from_text[from + 1] == escape) {
            bytes[to++] = escape;
            from += 2;
            continue;
        }
        bool    wide = from + 1 < size && from_text[from + 1] == '+';
        int64_t code = hex_code(literal, from + (wide ? 2 : 1), wide ? 6 : 4);
        from += wide ? 8 : 5;
        if (code >= 0xD800 && code <= 0xDBFF && from < size && from_text[from] == escape) { /* a pair, as Java writes what is above U+FFFF */
            int64_t low = hex_code(literal, from + 1, 4);
            bool    pair = low >= 0xDC00 && low <= 0xDFFF;
            code = pair ? 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00) : -1;
            from += 5;
        }
        if (code < 0 || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
            return wr_parser_fail(p, WEIR_INVALID, place,
                                  "bad escape in U&'..': write %c and the 4 hex digits of a code "
                                  "point, %c+ and 6, or %c%c",
                                  escape, escape, escape, escape);
        to += wr_utf8_encode((uint32_t)code, bytes + to);
    }
    bytes[to] = '\0';
    literal->text = bytes;
    literal->size = to;
    return WEIR_OK;
}

/* More strings on following lines continue a string, as the SQL standard has it. */
static weir_status join_strings(wr_parser *p, uint32_t line, wr_ast_literal *literal) {
    wr_buffer all = {0};
    if (!wr_parser_at(p, WR_TOKEN_STRING))
        return WEIR_OK;
    wr_buffer_append(&all, literal->text, literal->size);
    for (; wr_parser_at(p, WR_TOKEN_STRING) && p->token->line != line; wr_parser_next(p)) {
        line = p->token->line;
        wr_buffer_append(&all, p->token->text, p->token->text_size);
    }
    literal->text = wr_arena_strndup(p->arena, all.data, all.size);
    literal->size = all.size;
    wr_buffer_free(&all);
    if (!wr_parser_at(p, WR_TOKEN_STRING))
        return WEIR_OK;
    return wr_parser_fail(p, WEIR_INVALID, wr_parser_place(p),
                          "two strings on one line: join them with ||, or double the quote "
                          "that belongs into the string: ''");
}

/* '..', U&'..' [UESCAPE 'c'] or a string with a mark before it. */
weir_status wr_parse_string_literal(wr_parser *p, wr_ast_expr **expr) {
    const wr_token *token = p->token;
    wr_ast_expr    *node = literal_new(p, AST_LITERAL_STRING, wr_parser_place(p));
    bool            escapes = token->kind == WR_TOKEN_UNICODE_STRING;
    char            escape;
    node->literal.text = token->text;
    node->literal.size = token->text_size;
    wr_parser_next(p);
    *expr = node;
    if (token->kind == WR_TOKEN_MARKED_STRING)
        return WEIR_OK;
    WEIR_TRY(join_strings(p, token->line, &node->literal));
    if (wr_parser_at_word(p, WR_KW_UESCAPE) && !escapes)
        return wr_parser_fail(p, WEIR_INVALID, wr_parser_place(p), "UESCAPE follows a string with escapes only: U&'..' UESCAPE '!'");
    if (!escapes)
        return WEIR_OK;
    WEIR_TRY(parse_uescape(p, &escape));
    return undo_unicode_escapes(p, node->place, escape, &node->literal);
}

/* DATE '..', TIME '..', TIMESTAMP '..', TIMESTAMP WITH LOCAL TIME ZONE '..'. */
weir_status wr_parse_datetime(wr_parser *p, wr_ast_expr **expr) {
    wr_ast_place place = wr_parser_place(p);
    wr_ast_literal_kind kind = wr_parser_at_word(p, WR_KW_DATE)   ? AST_LITERAL_DATE
                               : wr_parser_at_word(p, WR_KW_TIME) ? AST_LITERAL_TIME
                                                                  : AST_LITERAL_TIMESTAMP;
    wr_parser_next(p);
    if (wr_parser_accept_word(p, WR_KW_WITH)) {
        WEIR_TRY(wr_parser_expect_word(p, WR_KW_LOCAL));
        WEIR_TRY(wr_parser_expect_word(p, WR_KW_TIME));
        WEIR_TRY(wr_parser_expect_word(p, WR_KW_ZONE));
        kind = AST_LITERAL_TIMESTAMP_LTZ;
    }
    wr_ast_expr *node = literal_new(p, kind, place);
    if (!wr_parser_at(p, WR_TOKEN_STRING))
        return wr_parser_expected(p, "a string in single quotes");
    WEIR_TRY(wr_parse_string(p, "a string in single quotes", &node->literal.text));
    node->literal.size = strlen(node->literal.text);
    *expr = node;
    return WEIR_OK;
}

static wr_ast_unit unit_of(wr_keyword keyword) {
    static const wr_keyword words[] = {
        [AST_UNIT_YEAR] = WR_KW_YEAR, [AST_UNIT_QUARTER] = WR_KW_QUARTER,
        [AST_UNIT_MONTH] = WR_KW_MONTH, [AST_UNIT_WEEK] = WR_KW_WEEK, [AST_UNIT_DAY] = WR_KW_DAY,
        [AST_UNIT_HOUR] = WR_KW_HOUR, [AST_UNIT_MINUTE] = WR_KW_MINUTE,
        [AST_UNIT_SECOND] = WR_KW_SECOND,
    };
    for (wr_ast_unit unit = AST_UNIT_YEAR; unit <= AST_UNIT_SECOND; unit++)
        if (words[unit] == keyword)
            return unit;
    return AST_UNIT_NONE;
}

static wr_keyword singular_of(wr_keyword plural) {
    static const wr_keyword pairs[][2] = {
        {WR_KW_YEARS, WR_KW_YEAR},     {WR_KW_QUARTERS, WR_KW_QUARTER},
        {WR_KW_MONTHS, WR_KW_MONTH},   {WR_KW_WEEKS, WR_KW_WEEK},
        {WR_KW_DAYS, WR_KW_DAY},       {WR_KW_HOURS, WR_KW_HOUR},
        {WR_KW_MINUTES, WR_KW_MINUTE}, {WR_KW_SECONDS, WR_KW_SECOND},
    };
    for (size_t i = 0; i < WR_COUNT_OF(pairs); i++)
        if (pairs[i][0] == plural)
            return pairs[i][1];
    return WR_NO_KEYWORD;
}

static weir_status parse_unit(wr_parser *p, bool plural_too, wr_ast_unit *unit) {
    *unit = unit_of(p->token->keyword);
    if (*unit != AST_UNIT_NONE) {
        wr_parser_next(p);
        return WEIR_OK;
    }
    wr_keyword singular = singular_of(p->token->keyword);
    if (singular != WR_NO_KEYWORD && plural_too) { /* INTERVAL '5' MINUTES: not standard, but Flink takes it */
        *unit = unit_of(singular);
        wr_parser_next(p);
        return WEIR_OK;
    }
    if (singular != WR_NO_KEYWORD)
        return wr_parser_fail(p, WEIR_INVALID, wr_parser_place(p),
                              "expected a unit of time, found '%s'; write %s", p->token->text,
                              wr_keyword_text(singular));
    return wr_parser_expected(p, "a unit of time (YEAR, QUARTER, MONTH, WEEK, DAY, HOUR, MINUTE, "
                                 "SECOND)");
}

static bool is_range(wr_ast_unit from, wr_ast_unit to) {
    return (from == AST_UNIT_YEAR && to == AST_UNIT_MONTH) || (from >= AST_UNIT_DAY && to > from);
}

/* FLOOR(t - INTERVAL '1' DAY TO DAY): what is no range of units belongs to FLOOR or CEIL. */
static bool to_is_for_others(const wr_parser *p, wr_ast_unit from) {
    wr_keyword word = wr_parser_peek(p, 1)->keyword, singular = singular_of(word);
    return !is_range(from, unit_of(singular == WR_NO_KEYWORD ? word : singular)) &&
           wr_parser_peek(p, 2)->kind == WR_TOKEN_RIGHT_PAREN;
}

weir_status wr_parse_interval_unit(wr_parser *p, wr_ast_unit *from, wr_ast_unit *to,
                                   int32_t *precision, int32_t *scale) {
    *to = AST_UNIT_NONE;
    *precision = *scale = -1;
    WEIR_TRY(parse_unit(p, true, from));
    if (wr_parser_accept(p, WR_TOKEN_LEFT_PAREN)) {
        WEIR_TRY(wr_parse_int32(p, "the interval's precision", precision));
        if (*from == AST_UNIT_SECOND && wr_parser_accept(p, WR_TOKEN_COMMA))
            WEIR_TRY(wr_parse_int32(p, "the interval's fractional precision", scale));
        WEIR_TRY(wr_parser_expect(p, WR_TOKEN_RIGHT_PAREN, "')' after the precision"));
    }
    if (!wr_parser_at_word(p, WR_KW_TO) || to_is_for_others(p, *from))
        return WEIR_OK;
    wr_parser_next(p);
    wr_ast_place place = wr_parser_place(p);
    WEIR_TRY(parse_unit(p, true, to));
    if (!is_range(*from, *to))
        return wr_parser_fail(p, WEIR_INVALID, place,
                              "an interval goes from YEAR TO MONTH, or from DAY, HOUR or MINUTE to "
                              "a smaller unit");
    if (*to == AST_UNIT_SECOND && wr_parser_accept(p, WR_TOKEN_LEFT_PAREN)) {
        WEIR_TRY(wr_parse_int32(p, "the interval's fractional precision", scale));
        WEIR_TRY(wr_parser_expect(p, WR_TOKEN_RIGHT_PAREN, "')' after the precision"));
    }
    return WEIR_OK;
}

/* The n of INTERVAL n DAY: a column, or an expression in parentheses. */
static weir_status parse_interval_count(wr_parser *p, wr_ast_expr **expr) {
    if (wr_parser_accept(p, WR_TOKEN_LEFT_PAREN)) {
        WEIR_TRY(wr_parse_expr(p, expr));
        return wr_parser_expect(p, WR_TOKEN_RIGHT_PAREN, "')' after the number of units");
    }
    *expr = wr_ast_expr_new(p, AST_COLUMN, wr_parser_place(p));
    return wr_parse_name(p, "a column", &(*expr)->column);
}

/* INTERVAL n DAY is n * INTERVAL '1' DAY: `one` is the latter, of no unit yet. */
static weir_status parse_computed_interval(wr_parser *p, wr_ast_expr *one, wr_ast_expr **expr) {
    wr_ast_expr *product = wr_ast_expr_new(p, AST_BINARY, one->place);
    product->binary.op = AST_OP_MULTIPLY;
    product->binary.op_place = one->place;
    product->binary.right = one;
    WEIR_TRY(parse_interval_count(p, &product->binary.left));
    one->literal.text = "1";
    one->literal.size = 1;
    *expr = product;
    WEIR_TRY(wr_parser_grow(p));
    wr_ast_place place = wr_parser_place(p);
    WEIR_TRY(wr_parse_interval_unit(p, &one->literal.unit_from, &one->literal.unit_to, &one->literal.precision, &one->literal.scale));
    return one->literal.unit_to == AST_UNIT_NONE ? WEIR_OK : wr_parser_fail(p, WEIR_INVALID, place, "INTERVAL of a computed number has one unit, such as DAY");
}

weir_status wr_parse_interval(wr_parser *p, wr_ast_expr **expr) {
    wr_ast_expr *node = literal_new(p, AST_LITERAL_INTERVAL, wr_parser_place(p));
    wr_ast_literal *literal = &node->literal;
    wr_parser_next(p);
    if (wr_parser_accept(p, WR_TOKEN_MINUS))
        literal->negative = true;
    else
        wr_parser_accept(p, WR_TOKEN_PLUS);
    if (wr_parser_at(p, WR_TOKEN_LEFT_PAREN) || wr_token_is_name(p->token))
        return parse_computed_interval(p, node, expr);
    if (wr_parser_at(p, WR_TOKEN_INTEGER)) { /* INTERVAL 5 MINUTE: Flink takes it */
        literal->text = p->token->text;
        wr_parser_next(p);
    } else {
        if (!wr_parser_at(p, WR_TOKEN_STRING))
            return wr_parser_expected(p, "the interval's value in single quotes, as in INTERVAL '5' MINUTE");
        WEIR_TRY(wr_parse_string(p, "the interval's value", &literal->text));
    }
    literal->size = strlen(literal->text);
    *expr = node;
    return wr_parse_interval_unit(p, &literal->unit_from, &literal->unit_to, &literal->precision,
                                  &literal->scale);
}

weir_status wr_parse_time_unit(wr_parser *p, wr_ast_expr **symbol) {
    static const char *const others[] = {
        "EPOCH", "CENTURY", "DECADE", "MILLENNIUM", "DOW", "ISODOW", "DOY", "ISOYEAR",
        "MILLISECOND", "MICROSECOND", "NANOSECOND",
    };
    const char *text = wr_keyword_text(p->token->keyword);
    char        upper[24];
    if (p->token->kind == WR_TOKEN_WORD && p->token->text_size < sizeof upper) {
        for (uint32_t i = 0; i <= p->token->text_size; i++) {
            char c = p->token->text[i];
            upper[i] = c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
        }
        if (strncmp(upper, "SQL_TSI_", 8) == 0) /* the ODBC spelling */
            text = wr_keyword_text(wr_keyword_find(upper + 8, strlen(upper + 8)));
    }
    bool known = unit_of(wr_keyword_find(text, strlen(text))) != AST_UNIT_NONE;
    for (size_t i = 0; i < WR_COUNT_OF(others); i++)
        known = known || strcmp(text, others[i]) == 0;
    if (strcmp(text, "FRAC_SECOND") == 0) {
        text = "MICROSECOND";
        known = true;
    }
    if (!known) {
        wr_ast_unit unit;
        return parse_unit(p, false, &unit); /* for its message */
    }
    *symbol = wr_ast_symbol_new(p, wr_parser_place(p), text);
    wr_parser_next(p);
    return WEIR_OK;
}
