/* binder/literal.c - literals become typed values: the types are Flink's (1 is INT, 1.50 is
 * DECIMAL(3, 2), 'abc' is CHAR(3)), and a text that is no DATE, TIME or interval is an error here. */
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "base/number.h"
#include "binder/binder_internal.h"
#include "func/func.h"
#include "func/text.h"

static wr_expr *new_literal(wr_binder *binder, wr_ast_place place, weir_type type, weir_value value) {
    wr_expr *expr = wr_expr_literal(binder->arena, type, value);
    expr->line = place.line;
    expr->column_number = place.column;
    return expr;
}

/* 1.50, .5, 5. and integers beyond BIGINT: precision and scale are the digits written. */
static weir_status decimal_literal(wr_binder *binder, const wr_ast_expr *ast, wr_expr **out, weir_error *err) {
    const char *text = ast->literal.text;
    size_t      size = strlen(text), digits = 0, scale = 0;
    bool        point = false;
    for (size_t i = 0; i < size; i++) {
        if (text[i] == '.')
            point = true;
        else {
            digits++;
            scale += point;
        }
    }
    weir_value value = {0};
    /* Flink takes no literal whose digits exceed a BIGINT, so that the script runs there too. */
    if (digits > WR_DECIMAL_PRECISION_MAX ||
        !wr_parse_decimal(text, size, WR_DECIMAL_PRECISION_MAX, (uint32_t)scale, &value.u.i128) ||
        value.u.i128 > INT64_MAX)
        return FAIL(err, WEIR_INVALID, ast->place,
                    "number '%s' is out of the range of literals (%lld without its point); write CAST('%s' AS DECIMAL(p, s))",
                    text, (long long)INT64_MAX, text);
    weir_type type = weir_type_with(WEIR_TYPE_DECIMAL, (uint32_t)digits, (uint8_t)scale, false);
    if (scale == 0) { /* `5.` */
        type = weir_type_of(value.u.i128 <= INT32_MAX ? WEIR_TYPE_INT : WEIR_TYPE_BIGINT, false);
        value.u.i64 = (int64_t)value.u.i128;
    }
    *out = new_literal(binder, ast->place, type, value);
    return WEIR_OK;
}

static uint32_t fraction_digits(const char *text) {
    const char *point = strrchr(text, '.');
    return point ? (uint32_t)strlen(point + 1) : 0;
}

#define DAYS_OF_YEAR_1 (-719162) /* 0001-01-01; literals begin there */

/* The text without the spaces that Flink passes over: at its beginning, and before a number. */
static const char *without_spaces(wr_binder *binder, const char *text) {
    char  *kept = wr_arena_strdup(binder->arena, text);
    size_t size = 0;
    for (; *text != '\0'; text++)
        if (*text != ' ' || (size > 0 && strchr("-: ", kept[size - 1]) == NULL))
            kept[size++] = *text;
    kept[size] = '\0';
    return kept;
}

/* year-month-day, of fewer digits too; what CAST passes over is wrong here. */
static bool read_date(const char *text, int32_t *days) {
    const char *month = strchr(text, '-');
    return month && strchr(month + 1, '-') && !strchr(text, ' ') && wr_text_to_date(text, strlen(text), days) && *days >= DAYS_OF_YEAR_1;
}

static weir_status timestamp_literal(wr_binder *binder, const wr_ast_expr *ast, bool local, wr_expr **out,
                                     weir_error *err) {
    const char  *text = without_spaces(binder, ast->literal.text);
    wr_timestamp time;
    uint32_t     digits = fraction_digits(text), precision = WR_MIN(digits, 9u); /* more digits are cut off */
    size_t       size = strlen(text) - (digits - precision);
    if (strspn(text + size, "0123456789") != digits - precision || !wr_parse_timestamp(text, size, false, false, true, &time) ||
        time.ms < DAYS_OF_YEAR_1 * 86400000LL)
        return FAIL(err, WEIR_INVALID, ast->place,
                    "'%s' is not a timestamp; write it as '2024-12-31 23:59:59' with up to 9 digits of fraction", ast->literal.text);
    weir_value value = {0};
    value.u.time.ms = time.ms;
    value.u.time.nanos = time.nanos;
    wr_expr *plain = new_literal(binder, ast->place, weir_type_with(WEIR_TYPE_TIMESTAMP, precision, 0, false), value);
    if (!local) {
        *out = plain;
        return WEIR_OK;
    }
    return wr_make_cast(binder, ast->place, plain, weir_type_with(WEIR_TYPE_TIMESTAMP_LTZ, precision, 0, false), false, out, err);
}

/* ---- intervals ---- */

#define LEADING_DIGITS_MAX  10
#define FRACTION_DIGITS_MAX 9

/* Reads up to `digits_max` digits; false: there are none or more. */
static bool read_digits(const char **at, uint32_t digits_max, int64_t *value) {
    uint32_t count = 0;
    *value = 0;
    for (; **at >= '0' && **at <= '9' && count <= digits_max; (*at)++, count++)
        if (count < digits_max)
            *value = *value * 10 + (**at - '0');
    return count > 0 && count <= digits_max;
}

static bool read_byte(const char **at, char byte) {
    if (**at != byte)
        return false;
    (*at)++;
    return true;
}

/* The first number of an interval; *digits: how many of its digits count. */
static bool read_leading(const char **at, int64_t *value, uint32_t *digits) {
    bool any = **at == '0';
    while (**at == '0')
        (*at)++;
    const char *first = *at;
    bool        good = read_digits(at, 18, value) || *at == first;
    *digits = (uint32_t)(*at - first);
    return good && (any || *digits != 0);
}

/* Milliseconds behind the point: '5' is 500; digits beyond the third are cut. */
static bool read_fraction(const char **at, uint32_t digits_max, int64_t *ms) {
    int64_t  value = 0;
    uint32_t count = 0;
    for (; **at >= '0' && **at <= '9'; (*at)++, count++)
        if (count < 3)
            value = value * 10 + (**at - '0');
    for (uint32_t i = count; i < 3; i++)
        value *= 10;
    *ms = value;
    return count > 0 && count <= digits_max;
}

static int64_t unit_ms(wr_ast_unit unit) {
    switch (unit) {
    case AST_UNIT_WEEK: return 7 * 86400000LL;
    case AST_UNIT_DAY: return 86400000;
    case AST_UNIT_HOUR: return 3600000;
    case AST_UNIT_MINUTE: return 60000;
    case AST_UNIT_SECOND: return 1000;
    case AST_UNIT_NONE:
    case AST_UNIT_YEAR:
    case AST_UNIT_QUARTER:
    case AST_UNIT_MONTH: return 0;
    }
    return 0;
}

static int64_t unit_months(wr_ast_unit unit) {
    return unit == AST_UNIT_YEAR ? 12 : unit == AST_UNIT_QUARTER ? 3 : unit == AST_UNIT_MONTH ? 1 : 0;
}

/* '1 02:03:04.567' from `first` to `last`, in milliseconds. */
static bool read_day_time(const char *at, wr_ast_unit first, wr_ast_unit last, uint32_t fraction_max, int64_t *ms, uint32_t *digits) {
    static const wr_ast_unit order[] = {AST_UNIT_DAY, AST_UNIT_HOUR, AST_UNIT_MINUTE, AST_UNIT_SECOND};
    static const int64_t     limit[] = {INT64_MAX, 23, 59, 59};
    int64_t                  total = 0, value;
    bool                     started = false;
    if (first == AST_UNIT_WEEK) {
        bool good = read_leading(&at, &value, digits) && *at == '\0';
        *ms = *digits <= LEADING_DIGITS_MAX ? value * unit_ms(first) : 0;
        return good;
    }
    for (size_t i = 0; i < WR_COUNT_OF(order); i++) {
        if (order[i] < first)
            continue;
        if (started && !read_byte(&at, order[i] == AST_UNIT_HOUR ? ' ' : ':'))
            return false;
        if (!(started ? read_digits(&at, 2, &value) && value <= limit[i] : read_leading(&at, &value, digits)))
            return false;
        if (*digits <= LEADING_DIGITS_MAX) /* else it is refused for that */
            total += value * unit_ms(order[i]);
        started = true;
        if (order[i] == last)
            break;
    }
    if (last == AST_UNIT_SECOND && read_byte(&at, '.')) {
        if (!read_fraction(&at, fraction_max, &value))
            return false;
        total += value;
    }
    *ms = total;
    return *at == '\0';
}

static const char *unit_name(wr_ast_unit unit) {
    switch (unit) {
    case AST_UNIT_YEAR: return "YEAR";
    case AST_UNIT_QUARTER: return "QUARTER";
    case AST_UNIT_MONTH: return "MONTH";
    case AST_UNIT_WEEK: return "WEEK";
    case AST_UNIT_DAY: return "DAY";
    case AST_UNIT_HOUR: return "HOUR";
    case AST_UNIT_MINUTE: return "MINUTE";
    case AST_UNIT_SECOND: return "SECOND";
    case AST_UNIT_NONE: break;
    }
    return "";
}

/* DAY(3): as in Flink, the first number has at most so many digits, 2 unless it is said; YEAR(10), but DAY(3). */
static weir_status check_interval_digits(const wr_ast_expr *ast, uint32_t digits, bool months, weir_error *err) {
    const wr_ast_literal *literal = &ast->literal;
    const char           *unit = unit_name(literal->unit_from);
    if (literal->precision == INTERVAL_DIGITS_ANY && digits <= LEADING_DIGITS_MAX)
        return WEIR_OK;
    if (literal->precision == INTERVAL_DIGITS_ANY)
        return FAIL(err, WEIR_INVALID, ast->place, "%s is too large for an interval", literal->text);
    int32_t               precision = literal->precision < 0 ? 2 : literal->precision, most = months ? LEADING_DIGITS_MAX : 3;
    if (precision < 1 || precision > most)
        return FAIL(err, WEIR_INVALID, ast->place, "%s(%" PRId32 "): an interval's first number has 1 to %" PRId32 " digits%s", unit, precision, most,
                    months ? "" : "; write a longer one in a larger unit, such as INTERVAL '30:00' MINUTE TO SECOND, or use TIMESTAMPADD");
    if (literal->scale > FRACTION_DIGITS_MAX)
        return FAIL(err, WEIR_INVALID, ast->place, "a fraction of %" PRId32 " digits: seconds of an interval have at most %d", literal->scale, FRACTION_DIGITS_MAX);
    if (digits <= (uint32_t)precision)
        return WEIR_OK;
    if (digits > (uint32_t)most)
        return FAIL(err, WEIR_INVALID, ast->place, "'%s' is too long for %s, which has at most %" PRId32 " digits; write it in a larger unit, such as "
                    "INTERVAL '30:00' MINUTE TO SECOND, or use TIMESTAMPADD", literal->text, unit, most);
    return FAIL(err, WEIR_INVALID, ast->place, "'%s' is too long for %s, which has %" PRId32 " digits unless more are asked for; write %s(%" PRIu32 ")",
                literal->text, unit, precision, unit, digits);
}

static weir_status interval_literal(wr_binder *binder, const wr_ast_expr *ast, wr_expr **out, weir_error *err) {
    const wr_ast_literal *literal = &ast->literal;
    const char           *at = literal->text;
    wr_ast_unit           first = literal->unit_from;
    wr_ast_unit           last = literal->unit_to == AST_UNIT_NONE ? first : literal->unit_to;
    uint32_t              digits = 0, fraction_max = literal->scale < 0 ? 6 : (uint32_t)WR_MIN(literal->scale, FRACTION_DIGITS_MAX);
    bool                  negative = literal->negative, months = unit_months(first) != 0, good;
    int64_t               total = 0, value = 0;
    while (*at == ' ')
        at++;
    if (*at == '-' || *at == '+')
        negative ^= *at++ == '-';
    if (months) {
        good = read_leading(&at, &value, &digits);
        total = digits <= LEADING_DIGITS_MAX ? value * unit_months(first) : 0;
        if (good && last != first) {
            good = read_byte(&at, '-') && read_digits(&at, 2, &value) && value < 12;
            total += value;
        }
        good = good && *at == '\0' && total <= INT32_MAX;
    } else {
        good = read_day_time(at, first, last, fraction_max, &total, &digits);
    }
    if (!good)
        return FAIL(err, WEIR_INVALID, ast->place,
                    "'%s' is not an interval of these units; write for example INTERVAL '5' SECOND, "
                    "INTERVAL '1 02:03:04' DAY TO SECOND or INTERVAL '1-2' YEAR TO MONTH", literal->text);
    WEIR_TRY(check_interval_digits(ast, digits, months, err));
    weir_value number = {0};
    number.u.i64 = negative ? -total : total;
    *out = new_literal(binder, ast->place, weir_type_of(months ? WEIR_TYPE_INTERVAL_MONTH : WEIR_TYPE_INTERVAL_DAY, false),
                       number);
    return WEIR_OK;
}

weir_status wr_bind_literal(wr_binder *binder, const wr_ast_expr *ast, wr_expr **out, weir_error *err) {
    const wr_ast_literal *literal = &ast->literal;
    weir_value            value = {0};
    int32_t               number;
    switch (literal->kind) {
    case AST_LITERAL_NULL:
        value.is_null = true;
        *out = new_literal(binder, ast->place, weir_type_of(WEIR_TYPE_NULL, true), value);
        return WEIR_OK;
    case AST_LITERAL_UNKNOWN:
        value.is_null = true;
        *out = new_literal(binder, ast->place, weir_type_of(WEIR_TYPE_BOOLEAN, true), value);
        return WEIR_OK;
    case AST_LITERAL_BOOLEAN:
        value.u.i64 = literal->boolean;
        *out = new_literal(binder, ast->place, weir_type_of(WEIR_TYPE_BOOLEAN, false), value);
        return WEIR_OK;
    case AST_LITERAL_INTEGER:
        if (!literal->fits)
            return decimal_literal(binder, ast, out, err);
        value.u.i64 = literal->integer;
        *out = new_literal(binder, ast->place,
                           weir_type_of(literal->integer <= INT32_MAX ? WEIR_TYPE_INT : WEIR_TYPE_BIGINT, false), value);
        return WEIR_OK;
    case AST_LITERAL_DECIMAL:
        return decimal_literal(binder, ast, out, err);
    case AST_LITERAL_DOUBLE:
        if (!wr_parse_f64(literal->text, strlen(literal->text), &value.u.f64))
            return FAIL(err, WEIR_INVALID, ast->place, "'%s' is not a number", literal->text);
        if (isinf(value.u.f64))
            return FAIL(err, WEIR_INVALID, ast->place, "number '%s' is out of the range of DOUBLE, which ends at 1.8E308", literal->text);
        *out = new_literal(binder, ast->place, weir_type_of(WEIR_TYPE_DOUBLE, false), value);
        return WEIR_OK;
    case AST_LITERAL_STRING:
    case AST_LITERAL_BINARY: {
        char    *bytes = wr_arena_strndup(binder->arena, literal->text, literal->size);
        bool     text = literal->kind == AST_LITERAL_STRING;
        uint32_t length = (uint32_t)(text ? wr_text_units(bytes, literal->size) : literal->size); /* as Java counts */
        value.u.string = weir_string_view(bytes, literal->size);
        *out = new_literal(binder, ast->place, weir_type_with(text ? WEIR_TYPE_CHAR : WEIR_TYPE_BINARY, length, 0, false), value);
        return WEIR_OK;
    }
    case AST_LITERAL_DATE:
        if (!read_date(without_spaces(binder, literal->text), &number))
            return FAIL(err, WEIR_INVALID, ast->place, "'%s' is not a date; write it as '2024-12-31'", literal->text);
        value.u.i64 = number;
        *out = new_literal(binder, ast->place, weir_type_of(WEIR_TYPE_DATE, false), value);
        return WEIR_OK;
    case AST_LITERAL_TIME: {
        const char *time = without_spaces(binder, literal->text);
        if (!wr_parse_time(time, strlen(time), &number) || strchr(time, ':') == strrchr(time, ':'))
            return FAIL(err, WEIR_INVALID, ast->place, "'%s' is not a time; write it as '23:59:59'", literal->text);
        value.u.i64 = number;
        *out = new_literal(binder, ast->place, weir_type_with(WEIR_TYPE_TIME, 0, 0, false), value);
        return WEIR_OK;
    }
    case AST_LITERAL_TIMESTAMP:
        return timestamp_literal(binder, ast, false, out, err);
    case AST_LITERAL_TIMESTAMP_LTZ:
        return timestamp_literal(binder, ast, true, out, err);
    case AST_LITERAL_INTERVAL:
        return interval_literal(binder, ast, out, err);
    }
    return FAIL(err, WEIR_INVALID, ast->place, "this literal is not known");
}
