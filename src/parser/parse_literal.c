/* parser/parse_literal.c - numbers, strings, dates, intervals.
 *
 * What stands between the quotes of DATE, TIME, TIMESTAMP and INTERVAL is kept as text: whether it
 * is a date is for the binder, which knows the types' ranges.
 */
#include <string.h>

#include "base/alloc.h"
#include "base/number.h"
#include "parser/parser_internal.h"

static wr_ast_expr *literal_new(wr_parser *p, wr_ast_literal_kind kind, wr_ast_place place) {
    wr_ast_expr *expr = wr_ast_expr_new(p, AST_LITERAL, place);
    expr->literal.kind = kind;
    expr->literal.precision = -1;
    expr->literal.scale = -1;
    return expr;
}

weir_status wr_parse_number(wr_parser *p, wr_ast_expr **expr) {
    const wr_token *token = p->token;
    wr_ast_literal_kind kind = token->kind == WR_TOKEN_INTEGER   ? AST_LITERAL_INTEGER
                               : token->kind == WR_TOKEN_DECIMAL ? AST_LITERAL_DECIMAL
                                                                 : AST_LITERAL_DOUBLE;
    wr_ast_expr *node = literal_new(p, kind, wr_parser_place(p));
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
    wr_parser_next(p);
    *expr = node;
    return WEIR_OK;
}

/* The code point written as `digits` hex digits at text[at]; -1: there are not so many. */
static int64_t hex_code(const wr_token *token, uint32_t at, uint32_t digits) {
    int64_t code = 0;
    if (token->text_size < at + digits)
        return -1;
    for (uint32_t i = 0; i < digits; i++) {
        char c = token->text[at + i];
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

/* U&'..' [UESCAPE 'c']: \0041 and \+01F600 stand for code points, \\ for the backslash. */
static weir_status parse_unicode_string(wr_parser *p, const char **text, size_t *size) {
    const wr_token *token = p->token;
    wr_ast_place place = wr_parser_place(p);
    char escape = '\\';
    wr_parser_next(p);
    if (wr_parser_accept_word(p, WR_KW_UESCAPE)) {
        const char *c = p->token->text;
        bool usable = wr_parser_at(p, WR_TOKEN_STRING) && p->token->text_size == 1 &&
                      strchr("0123456789abcdefABCDEF+'\" \t\n", c[0]) == NULL;
        if (!usable)
            return wr_parser_expected(p, "one character in quotes after UESCAPE, no digit or sign");
        escape = c[0];
        wr_parser_next(p);
    }
    char *bytes = wr_arena_alloc(p->arena, token->text_size + 1);
    size_t to = 0;
    for (uint32_t from = 0; from < token->text_size;) {
        if (token->text[from] != escape) {
            bytes[to++] = token->text[from++];
            continue;
        }
        if (from + 1 < token->text_size && token->text[from + 1] == escape) {
            bytes[to++] = escape;
            from += 2;
            continue;
        }
        bool wide = from + 1 < token->text_size && token->text[from + 1] == '+';
        uint32_t skip = wide ? 8 : 5;
        int64_t code = hex_code(token, from + (wide ? 2 : 1), wide ? 6 : 4);
        from += skip;
        if (code >= 0xD800 && code <= 0xDBFF && from < token->text_size &&
            token->text[from] == escape) { /* a pair, as Java writes what is above U+FFFF */
            int64_t low = hex_code(token, from + 1, 4);
            bool pair = low >= 0xDC00 && low <= 0xDFFF;
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
    *text = bytes;
    *size = to;
    return WEIR_OK;
}

/* A string; more strings on following lines continue it, as the SQL standard has it. */
weir_status wr_parse_string_literal(wr_parser *p, wr_ast_expr **expr) {
    wr_ast_expr *node = literal_new(p, AST_LITERAL_STRING, wr_parser_place(p));
    uint32_t line = p->token->line;
    if (wr_parser_at(p, WR_TOKEN_UNICODE_STRING)) {
        WEIR_TRY(parse_unicode_string(p, &node->literal.text, &node->literal.size));
    } else {
        node->literal.text = p->token->text;
        node->literal.size = p->token->text_size;
        wr_parser_next(p);
    }
    while (wr_parser_at(p, WR_TOKEN_STRING)) {
        if (p->token->line == line)
            return wr_parser_fail(p, WEIR_INVALID, wr_parser_place(p),
                                  "two strings on one line: join them with ||, or double the quote "
                                  "that belongs into the string: ''");
        line = p->token->line;
        size_t more = p->token->text_size, size = node->literal.size;
        char *joined = wr_arena_alloc(p->arena, size + more + 1);
        memcpy(joined, node->literal.text, size);
        memcpy(joined + size, p->token->text, more);
        joined[size + more] = '\0';
        node->literal.text = joined;
        node->literal.size = size + more;
        wr_parser_next(p);
    }
    *expr = node;
    return WEIR_OK;
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
    if (!wr_parser_accept_word(p, WR_KW_TO))
        return WEIR_OK;
    wr_ast_place place = wr_parser_place(p);
    WEIR_TRY(parse_unit(p, true, to));
    bool months = *from == AST_UNIT_YEAR && *to == AST_UNIT_MONTH;
    bool days = *from >= AST_UNIT_DAY && *to > *from;
    if (!months && !days)
        return wr_parser_fail(p, WEIR_INVALID, place,
                              "an interval goes from YEAR TO MONTH, or from DAY, HOUR or MINUTE to "
                              "a smaller unit");
    if (*to == AST_UNIT_SECOND && wr_parser_accept(p, WR_TOKEN_LEFT_PAREN)) {
        WEIR_TRY(wr_parse_int32(p, "the interval's fractional precision", scale));
        WEIR_TRY(wr_parser_expect(p, WR_TOKEN_RIGHT_PAREN, "')' after the precision"));
    }
    return WEIR_OK;
}

weir_status wr_parse_interval(wr_parser *p, wr_ast_expr **expr) {
    wr_ast_expr *node = literal_new(p, AST_LITERAL_INTERVAL, wr_parser_place(p));
    wr_ast_literal *literal = &node->literal;
    wr_parser_next(p);
    if (wr_parser_accept(p, WR_TOKEN_MINUS))
        literal->negative = true;
    else
        wr_parser_accept(p, WR_TOKEN_PLUS);
    if (wr_parser_at(p, WR_TOKEN_INTEGER)) { /* INTERVAL 5 MINUTE: Flink takes it */
        literal->text = p->token->text;
        wr_parser_next(p);
    } else {
        WEIR_TRY(wr_parse_string(p, "the interval's value in single quotes, as in INTERVAL '5' MINUTE",
                                 &literal->text));
    }
    literal->size = strlen(literal->text);
    WEIR_TRY(wr_parse_interval_unit(p, &literal->unit_from, &literal->unit_to, &literal->precision,
                                    &literal->scale));
    *expr = node;
    return WEIR_OK;
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
