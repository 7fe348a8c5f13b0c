/* parser/ast_text.c - trees back to SQL text.
 *
 * Invariant: what is written parses to an equal tree (places aside). Parentheses come from levels:
 * an expression that binds looser than its surroundings allow gets a pair. The levels are those of
 * parse_expr.c. Recursion is safe: trees are at most WR_AST_HEIGHT_MAX high.
 */
#include "parser/ast_text.h"

#include <string.h>

#include "lexer/lexer.h"
#include "parser/ast_text_internal.h"

enum {
    LEVEL_ANY      = 0,
    LEVEL_OR       = 22,
    LEVEL_AND      = 24,
    LEVEL_NOT      = 26,
    LEVEL_IS       = 28,
    LEVEL_COMPARE  = 30,
    LEVEL_BETWEEN  = 32,
    LEVEL_ADD      = 40,
    LEVEL_MULTIPLY = 60,
    LEVEL_SIGN     = 80,
    LEVEL_PRIMARY  = 100
};

static void put_expr(wr_buffer *out, const wr_ast_expr *expr, int level);
static void put_query(wr_buffer *out, const wr_ast_query *query);

const char *wr_ast_operator_text(wr_ast_operator op) {
    static const char *const texts[] = {
        [AST_OP_OR] = "OR", [AST_OP_AND] = "AND", [AST_OP_NOT] = "NOT", [AST_OP_EQ] = "=",
        [AST_OP_NE] = "<>", [AST_OP_LT] = "<", [AST_OP_LE] = "<=", [AST_OP_GT] = ">",
        [AST_OP_GE] = ">=", [AST_OP_ADD] = "+", [AST_OP_SUBTRACT] = "-", [AST_OP_MULTIPLY] = "*",
        [AST_OP_DIVIDE] = "/", [AST_OP_MODULO] = "%", [AST_OP_CONCAT] = "||",
        [AST_OP_OVERLAPS] = "OVERLAPS", [AST_OP_PLUS] = "+", [AST_OP_MINUS] = "-",
    };
    return texts[op];
}

const char *wr_ast_unit_text(wr_ast_unit unit) {
    static const char *const texts[] = {
        [AST_UNIT_NONE] = "", [AST_UNIT_YEAR] = "YEAR", [AST_UNIT_QUARTER] = "QUARTER",
        [AST_UNIT_MONTH] = "MONTH", [AST_UNIT_WEEK] = "WEEK", [AST_UNIT_DAY] = "DAY",
        [AST_UNIT_HOUR] = "HOUR", [AST_UNIT_MINUTE] = "MINUTE", [AST_UNIT_SECOND] = "SECOND",
    };
    return texts[unit];
}

const char *wr_ast_statement_kind_text(wr_ast_statement_kind kind) {
    static const char *const texts[] = {
        [AST_SET] = "SET", [AST_RESET] = "RESET", [AST_USE_CATALOG] = "USE CATALOG",
        [AST_USE_DATABASE] = "USE", [AST_CREATE_TABLE] = "CREATE TABLE",
        [AST_CREATE_VIEW] = "CREATE VIEW", [AST_CREATE_CATALOG] = "CREATE CATALOG",
        [AST_CREATE_DATABASE] = "CREATE DATABASE", [AST_CREATE_FUNCTION] = "CREATE FUNCTION",
        [AST_ALTER_TABLE] = "ALTER TABLE", [AST_ALTER_VIEW] = "ALTER VIEW",
        [AST_ALTER_CATALOG] = "ALTER CATALOG", [AST_ALTER_DATABASE] = "ALTER DATABASE",
        [AST_ALTER_FUNCTION] = "ALTER FUNCTION", [AST_DROP_TABLE] = "DROP TABLE",
        [AST_DROP_VIEW] = "DROP VIEW", [AST_DROP_CATALOG] = "DROP CATALOG",
        [AST_DROP_DATABASE] = "DROP DATABASE", [AST_DROP_FUNCTION] = "DROP FUNCTION",
        [AST_STOP_JOB] = "STOP JOB", [AST_SHOW] = "SHOW", [AST_DESCRIBE] = "DESCRIBE",
        [AST_EXPLAIN] = "EXPLAIN", [AST_INSERT] = "INSERT",
        [AST_STATEMENT_SET] = "STATEMENT SET", [AST_QUERY] = "SELECT",
        [AST_UNSUPPORTED] = "an unsupported statement",
    };
    return texts[kind];
}

/* ------------------------------------------------------------ expressions ---- */

static int operator_level(wr_ast_operator op) {
    switch (op) {
    case AST_OP_OR:
        return LEVEL_OR;
    case AST_OP_AND:
        return LEVEL_AND;
    case AST_OP_NOT:
        return LEVEL_NOT;
    case AST_OP_EQ:
    case AST_OP_NE:
    case AST_OP_LT:
    case AST_OP_LE:
    case AST_OP_GT:
    case AST_OP_GE:
    case AST_OP_OVERLAPS:
        return LEVEL_COMPARE;
    case AST_OP_ADD:
    case AST_OP_SUBTRACT:
        return LEVEL_ADD;
    case AST_OP_MULTIPLY:
    case AST_OP_DIVIDE:
    case AST_OP_MODULO:
    case AST_OP_CONCAT:
        return LEVEL_MULTIPLY;
    case AST_OP_PLUS:
    case AST_OP_MINUS:
        return LEVEL_SIGN;
    }
    return LEVEL_PRIMARY;
}

static int expr_level(const wr_ast_expr *expr) {
    switch (expr->kind) {
    case AST_UNARY:
        return operator_level(expr->unary.op);
    case AST_BINARY:
        return operator_level(expr->binary.op);
    case AST_IS:
        return LEVEL_IS;
    case AST_QUANTIFIED:
        return LEVEL_COMPARE;
    case AST_BETWEEN:
    case AST_IN:
    case AST_LIKE:
        return LEVEL_BETWEEN;
    case AST_LITERAL:
    case AST_COLUMN:
    case AST_STAR:
    case AST_SYMBOL:
    case AST_EXISTS:
    case AST_SUBQUERY:
    case AST_CASE:
    case AST_CAST:
    case AST_CALL:
    case AST_ROW:
    case AST_ARRAY:
    case AST_MAP:
    case AST_INDEX:
    case AST_FIELD:
    case AST_NAMED_ARG:
    case AST_TABLE_ARG:
    case AST_DESCRIPTOR:
        break;
    }
    return LEVEL_PRIMARY;
}

static void put_exprs(wr_buffer *out, wr_ast_expr *const *items, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        if (i > 0)
            wr_put(out, ", ");
        put_expr(out, items[i], LEVEL_ANY);
    }
}

static void put_order_items(wr_buffer *out, const wr_ast_order_item *items, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        if (i > 0)
            wr_put(out, ", ");
        put_expr(out, items[i].expr, LEVEL_ANY);
        if (items[i].descending)
            wr_put(out, " DESC");
        if (items[i].nulls != AST_NULLS_DEFAULT)
            wr_put(out, items[i].nulls == AST_NULLS_FIRST ? " NULLS FIRST" : " NULLS LAST");
    }
}

static void put_interval(wr_buffer *out, const wr_ast_literal *literal) {
    wr_put(out, literal->negative ? "INTERVAL -" : "INTERVAL ");
    wr_put_string(out, literal->text, literal->size);
    wr_put(out, " ");
    wr_put_units(out, literal->unit_from, literal->unit_to, literal->precision, literal->scale);
}

static void put_literal(wr_buffer *out, const wr_ast_literal *literal) {
    switch (literal->kind) {
    case AST_LITERAL_NULL:
        wr_put(out, "NULL");
        return;
    case AST_LITERAL_UNKNOWN:
        wr_put(out, "UNKNOWN");
        return;
    case AST_LITERAL_BOOLEAN:
        wr_put(out, literal->boolean ? "TRUE" : "FALSE");
        return;
    case AST_LITERAL_INTEGER:
    case AST_LITERAL_DECIMAL:
    case AST_LITERAL_DOUBLE:
        wr_put(out, literal->text);
        return;
    case AST_LITERAL_STRING:
        wr_put_string(out, literal->text, literal->size);
        return;
    case AST_LITERAL_BINARY:
        wr_put(out, "X'");
        for (size_t i = 0; i < literal->size; i++)
            wr_buffer_printf(out, "%02X", (unsigned)(unsigned char)literal->text[i]);
        wr_put(out, "'");
        return;
    case AST_LITERAL_DATE:
    case AST_LITERAL_TIME:
    case AST_LITERAL_TIMESTAMP:
    case AST_LITERAL_TIMESTAMP_LTZ:
        wr_put(out, literal->kind == AST_LITERAL_DATE        ? "DATE "
                 : literal->kind == AST_LITERAL_TIME      ? "TIME "
                 : literal->kind == AST_LITERAL_TIMESTAMP ? "TIMESTAMP "
                                                          : "TIMESTAMP WITH LOCAL TIME ZONE ");
        wr_put_string(out, literal->text, literal->size);
        return;
    case AST_LITERAL_INTERVAL:
        put_interval(out, literal);
        return;
    }
}

static void put_is(wr_buffer *out, const wr_ast_expr *expr) {
    static const char *const tests[] = {
        [AST_IS_NULL] = "NULL", [AST_IS_TRUE] = "TRUE", [AST_IS_FALSE] = "FALSE",
        [AST_IS_UNKNOWN] = "UNKNOWN", [AST_IS_DISTINCT_FROM] = "DISTINCT FROM ",
        [AST_IS_JSON] = "JSON", [AST_IS_JSON_OBJECT] = "JSON OBJECT",
        [AST_IS_JSON_ARRAY] = "JSON ARRAY", [AST_IS_JSON_SCALAR] = "JSON SCALAR",
    };
    bool distinct = expr->is.test == AST_IS_DISTINCT_FROM;
    put_expr(out, expr->is.operand, distinct ? LEVEL_ADD + 1 : LEVEL_IS);
    wr_put(out, expr->is.negated ? " IS NOT " : " IS ");
    wr_put(out, tests[expr->is.test]);
    if (distinct)
        put_expr(out, expr->is.other, LEVEL_ADD + 1);
}

/* (a, b) or (query) */
static void put_in_list(wr_buffer *out, wr_ast_expr *const *list, uint32_t count,
                        const wr_ast_query *query) {
    wr_put(out, "(");
    if (query != NULL)
        put_query(out, query);
    else
        put_exprs(out, list, count);
    wr_put(out, ")");
}

static void put_case(wr_buffer *out, const wr_ast_expr *expr) {
    wr_put(out, "CASE");
    if (expr->case_.operand != NULL) {
        wr_put(out, " ");
        put_expr(out, expr->case_.operand, LEVEL_ANY);
    }
    for (uint32_t i = 0; i < expr->case_.when_count; i++) {
        wr_put(out, " WHEN ");
        put_expr(out, expr->case_.whens[i].condition, LEVEL_ANY);
        wr_put(out, " THEN ");
        put_expr(out, expr->case_.whens[i].result, LEVEL_ANY);
    }
    if (expr->case_.otherwise != NULL) {
        wr_put(out, " ELSE ");
        put_expr(out, expr->case_.otherwise, LEVEL_ANY);
    }
    wr_put(out, " END");
}

static void put_hints(wr_buffer *out, const wr_ast_hint *hints, uint32_t count) {
    if (count == 0)
        return;
    wr_put(out, " /*+ ");
    for (uint32_t i = 0; i < count; i++) {
        const wr_ast_hint *hint = &hints[i];
        wr_buffer_printf(out, "%s%s", i > 0 ? ", " : "", hint->name);
        if (hint->option_count + hint->word_count == 0)
            continue;
        wr_put(out, "(");
        for (uint32_t j = 0; j < hint->option_count; j++) {
            wr_put(out, j > 0 ? ", " : "");
            wr_put_text(out, hint->options[j].key);
            wr_put(out, " = ");
            wr_put_text(out, hint->options[j].value);
        }
        for (uint32_t j = 0; j < hint->word_count; j++) {
            wr_put(out, j > 0 ? ", " : "");
            if (wr_name_needs_quotes(hint->words[j].text))
                wr_put_text(out, hint->words[j].text);
            else
                wr_put_ident(out, hint->words[j].text);
        }
        wr_put(out, ")");
    }
    wr_put(out, " */");
}

static void put_table_arg(wr_buffer *out, const wr_ast_expr *expr) {
    wr_put(out, "TABLE ");
    if (expr->table_arg.query != NULL) {
        wr_put(out, "(");
        put_query(out, expr->table_arg.query);
        wr_put(out, ")");
    } else {
        wr_put_name(out, &expr->table_arg.name);
        put_hints(out, expr->table_arg.hints, expr->table_arg.hint_count);
    }
    if (expr->table_arg.partition_by_count > 0) {
        wr_put(out, " PARTITION BY (");
        put_exprs(out, expr->table_arg.partition_by, expr->table_arg.partition_by_count);
        wr_put(out, ")");
    }
    if (expr->table_arg.order_by_count > 0) {
        wr_put(out, " ORDER BY (");
        put_order_items(out, expr->table_arg.order_by, expr->table_arg.order_by_count);
        wr_put(out, ")");
    }
}

/* ------------------------------------------------------------------ calls ---- */

static void put_bound(wr_buffer *out, const wr_ast_bound *bound) {
    switch (bound->kind) {
    case AST_BOUND_UNBOUNDED_PRECEDING:
        wr_put(out, "UNBOUNDED PRECEDING");
        return;
    case AST_BOUND_PRECEDING:
    case AST_BOUND_FOLLOWING:
        put_expr(out, bound->offset, LEVEL_BETWEEN + 1);
        wr_put(out, bound->kind == AST_BOUND_PRECEDING ? " PRECEDING" : " FOLLOWING");
        return;
    case AST_BOUND_CURRENT_ROW:
        wr_put(out, "CURRENT ROW");
        return;
    case AST_BOUND_UNBOUNDED_FOLLOWING:
        wr_put(out, "UNBOUNDED FOLLOWING");
        return;
    }
}

static void put_window(wr_buffer *out, const wr_ast_window *window) {
    const char *gap = "";
    wr_put(out, "(");
    if (window->name.text != NULL) {
        wr_put_ident(out, window->name.text);
        gap = " ";
    }
    if (window->partition_by_count > 0) {
        wr_buffer_printf(out, "%sPARTITION BY ", gap);
        put_exprs(out, window->partition_by, window->partition_by_count);
        gap = " ";
    }
    if (window->order_by_count > 0) {
        wr_buffer_printf(out, "%sORDER BY ", gap);
        put_order_items(out, window->order_by, window->order_by_count);
        gap = " ";
    }
    if (window->frame_unit != AST_FRAME_NONE) {
        wr_buffer_printf(out, "%s%s BETWEEN ", gap,
                         window->frame_unit == AST_FRAME_ROWS ? "ROWS" : "RANGE");
        put_bound(out, &window->frame_start);
        wr_put(out, " AND ");
        put_bound(out, &window->frame_end);
    }
    wr_put(out, ")");
}

/* NULL_ON_EMPTY as NULL ON EMPTY */
static void put_symbol_words(wr_buffer *out, const char *symbol) {
    for (; *symbol != '\0'; symbol++)
        wr_buffer_byte(out, *symbol == '_' ? ' ' : *symbol);
}

/* The arguments of JSON functions, whose symbols are clauses of words. */
static void put_json_args(wr_buffer *out, const wr_ast_call *call, const char *name) {
    bool path = strcmp(name, "JSON_VALUE") == 0 || strcmp(name, "JSON_QUERY") == 0 ||
                strcmp(name, "JSON_EXISTS") == 0;
    bool object = strncmp(name, "JSON_OBJECT", 11) == 0;
    for (uint32_t i = 0; i < call->arg_count; i++) {
        const wr_ast_expr *arg = call->args[i];
        if (i == 2 && path && call->returning != NULL) {
            wr_put(out, " RETURNING ");
            wr_put_type(out, call->returning);
        }
        if (arg->kind == AST_SYMBOL && strncmp(arg->symbol.text, "DEFAULT_ON_", 11) == 0) {
            wr_put(out, " DEFAULT ");
            put_expr(out, call->args[++i], LEVEL_ANY);
            bool empty = strcmp(arg->symbol.text, "DEFAULT_ON_EMPTY") == 0;
            wr_put(out, empty ? " ON EMPTY" : " ON ERROR");
        } else if (arg->kind == AST_SYMBOL) {
            wr_put(out, i > 0 ? " " : "");
            put_symbol_words(out, arg->symbol.text);
        } else {
            wr_put(out, i == 0 ? "" : object && i % 2 == 1 ? " VALUE " : ", ");
            wr_put(out, object && i % 2 == 0 ? "KEY " : "");
            put_expr(out, arg, LEVEL_ANY);
        }
    }
    if (call->arg_count == 2 && path && call->returning != NULL) {
        wr_put(out, " RETURNING ");
        wr_put_type(out, call->returning);
    }
}

/* Arguments with words between them. */
static void put_worded_args(wr_buffer *out, const wr_ast_call *call, const char *name) {
    static const struct {
        const char *name;
        const char *between[3];
    } forms[] = {
        {"EXTRACT", {" FROM ", "", ""}},        {"FLOOR", {" TO ", "", ""}},
        {"CEIL", {" TO ", "", ""}},             {"TRIM", {" ", " FROM ", ""}},
        {"POSITION", {" IN ", " FROM ", ""}},   {"OVERLAY", {" PLACING ", " FROM ", " FOR "}},
    };
    for (size_t f = 0; f < WR_COUNT_OF(forms); f++) {
        if (strcmp(forms[f].name, name) != 0)
            continue;
        for (uint32_t i = 0; i < call->arg_count; i++) {
            wr_put(out, i == 0 ? "" : forms[f].between[i - 1]);
            put_expr(out, call->args[i], LEVEL_BETWEEN + 1);
        }
    }
}

/* How the arguments of a call by this name stand. */
typedef enum call_form {
    FORM_PLAIN,  /* f(a, b); the name in backticks where it needs them */
    FORM_BARE,   /* f(a, b), though the name is reserved */
    FORM_WORDED, /* EXTRACT(YEAR FROM x) and so on */
    FORM_JSON
} call_form;

static bool has_symbol(const wr_ast_call *call, uint32_t index) {
    return index < call->arg_count && call->args[index]->kind == AST_SYMBOL;
}

/* A call that was written `EXTRACT`(a, b), in backticks, is a plain one. */
static call_form find_form(const wr_ast_call *call) {
    const char *name = call->name.parts[0].text;
    wr_keyword  word = call->name.part_count == 1 ? wr_keyword_find(name, strlen(name))
                                                  : WR_NO_KEYWORD;
    uint32_t count = call->arg_count;
    if (call->bare)
        return FORM_BARE;
    switch ((int)word) {
    case WR_KW_EXTRACT:
        return has_symbol(call, 0) ? FORM_WORDED : FORM_PLAIN;
    case WR_KW_TRIM:
        return has_symbol(call, 0) ? FORM_WORDED : FORM_PLAIN;
    case WR_KW_POSITION:
        return count == 2 || count == 3 ? FORM_WORDED : FORM_PLAIN;
    case WR_KW_OVERLAY:
        return count == 3 || count == 4 ? FORM_WORDED : FORM_PLAIN;
    case WR_KW_FLOOR:
    case WR_KW_CEIL:
        return has_symbol(call, 1) ? FORM_WORDED : count > 0 ? FORM_BARE : FORM_PLAIN;
    case WR_KW_SUBSTRING:
        return count == 2 || count == 3 ? FORM_BARE : FORM_PLAIN;
    case WR_KW_JSON_VALUE:
    case WR_KW_JSON_QUERY:
    case WR_KW_JSON_EXISTS:
        return count >= 2 ? FORM_JSON : FORM_PLAIN;
    case WR_KW_JSON_OBJECT:
    case WR_KW_JSON_OBJECTAGG:
    case WR_KW_JSON_ARRAY:
    case WR_KW_JSON_ARRAYAGG:
        return FORM_JSON;
    case WR_KW_CURRENT_DATE:
    case WR_KW_CURRENT_TIME:
    case WR_KW_CURRENT_TIMESTAMP:
    case WR_KW_LOCALTIME:
    case WR_KW_LOCALTIMESTAMP:
        return FORM_BARE;
    default:
        return (wr_keyword_flags(word) & WR_WORD_FUNCTION) != 0 ? FORM_BARE : FORM_PLAIN;
    }
}

static void put_call_name(wr_buffer *out, const wr_ast_call *call, call_form form) {
    const char *name = call->name.parts[0].text;
    wr_keyword  word = wr_keyword_find(name, strlen(name));
    bool odd = (word == WR_KW_TIMESTAMPADD || word == WR_KW_TIMESTAMPDIFF) && !has_symbol(call, 0);
    if (call->name.part_count > 1 || (form == FORM_PLAIN && (odd || wr_name_needs_quotes(name))))
        wr_put_name(out, &call->name);
    else
        wr_put(out, name);
}

static void put_call(wr_buffer *out, const wr_ast_call *call) {
    call_form form = find_form(call);
    if (call->returning != NULL && form != FORM_JSON) { /* MINUS_DATE */
        wr_put(out, "(");
        put_expr(out, call->args[0], LEVEL_ADD);
        wr_put(out, " - ");
        put_expr(out, call->args[1], LEVEL_ADD + 1);
        wr_put(out, ") ");
        wr_put_units(out, call->returning->unit_from, call->returning->unit_to,
                     call->returning->precision, call->returning->scale);
        return;
    }
    put_call_name(out, call, form);
    if (!call->bare) {
        wr_put(out, "(");
        wr_put(out, call->distinct ? "DISTINCT " : "");
        if (form == FORM_JSON)
            put_json_args(out, call, call->name.parts[0].text);
        else if (form == FORM_WORDED)
            put_worded_args(out, call, call->name.parts[0].text);
        else
            put_exprs(out, call->args, call->arg_count);
        wr_put(out, ")");
    }
    if (call->null_treatment != AST_NULLS_UNSAID)
        wr_put(out, call->null_treatment == AST_NULLS_IGNORE ? " IGNORE NULLS" : " RESPECT NULLS");
    if (call->within_group_count > 0) {
        wr_put(out, " WITHIN GROUP (ORDER BY ");
        put_order_items(out, call->within_group, call->within_group_count);
        wr_put(out, ")");
    }
    if (call->filter != NULL) {
        wr_put(out, " FILTER (WHERE ");
        put_expr(out, call->filter, LEVEL_ANY);
        wr_put(out, ")");
    }
    if (call->over != NULL) {
        wr_put(out, " OVER ");
        put_window(out, call->over);
    }
}

/* The left side of [i] and .f: bare where it cannot be read as something else. */
static void put_subscripted(wr_buffer *out, const wr_ast_expr *expr, bool column_is_bare) {
    bool bare = (expr->kind == AST_CALL && !expr->call.bare) || expr->kind == AST_INDEX ||
                expr->kind == AST_FIELD || expr->kind == AST_ARRAY || expr->kind == AST_MAP ||
                (expr->kind == AST_COLUMN && column_is_bare);
    wr_put(out, bare ? "" : "(");
    put_expr(out, expr, LEVEL_ANY);
    wr_put(out, bare ? "" : ")");
}

static void put_constructor(wr_buffer *out, const wr_ast_expr *expr) {
    bool row = expr->kind == AST_ROW;
    wr_put(out, row ? "ROW" : expr->kind == AST_ARRAY ? "ARRAY" : "MAP");
    if (expr->list.query != NULL) {
        wr_put(out, "(");
        put_query(out, expr->list.query);
        wr_put(out, ")");
        return;
    }
    wr_put(out, row ? "(" : "[");
    put_exprs(out, expr->list.items, expr->list.count);
    wr_put(out, row ? ")" : "]");
}

static void put_negation(wr_buffer *out, bool negated, const char *word) {
    wr_put(out, negated ? " NOT " : " ");
    wr_put(out, word);
    wr_put(out, " ");
}

static void put_bare_expr(wr_buffer *out, const wr_ast_expr *expr) {
    switch (expr->kind) {
    case AST_LITERAL:
        put_literal(out, &expr->literal);
        return;
    case AST_COLUMN:
        wr_put_name(out, &expr->column);
        return;
    case AST_STAR:
        wr_put_name(out, &expr->star.table);
        wr_put(out, expr->star.table.part_count > 0 ? ".*" : "*");
        return;
    case AST_SYMBOL:
        wr_put(out, expr->symbol.text);
        return;
    case AST_UNARY: {
        const wr_ast_expr *operand = expr->unary.operand;
        wr_put(out, wr_ast_operator_text(expr->unary.op));
        wr_put(out, expr->unary.op == AST_OP_NOT ? " " : "");
        if (operand->kind == AST_UNARY && expr->unary.op != AST_OP_NOT)
            wr_put(out, " "); /* -- would be a comment; parentheses would nest a long chain deeper than it was written */
        put_expr(out, operand, operator_level(expr->unary.op));
        return;
    }
    case AST_BINARY: {
        int level = operator_level(expr->binary.op);
        put_expr(out, expr->binary.left, level);
        wr_buffer_printf(out, " %s ", wr_ast_operator_text(expr->binary.op));
        put_expr(out, expr->binary.right, level + 1);
        return;
    }
    case AST_IS:
        put_is(out, expr);
        return;
    case AST_BETWEEN:
        put_expr(out, expr->between.operand, LEVEL_BETWEEN);
        put_negation(out, expr->between.negated, "BETWEEN");
        wr_put(out, expr->between.symmetric ? "SYMMETRIC " : "");
        put_expr(out, expr->between.low, LEVEL_BETWEEN + 1);
        wr_put(out, " AND ");
        put_expr(out, expr->between.high, LEVEL_BETWEEN + 1);
        return;
    case AST_IN:
        put_expr(out, expr->in.operand, LEVEL_BETWEEN);
        put_negation(out, expr->in.negated, "IN");
        put_in_list(out, expr->in.list, expr->in.list_count, expr->in.query);
        return;
    case AST_LIKE:
        put_expr(out, expr->like.operand, LEVEL_BETWEEN);
        put_negation(out, expr->like.negated, expr->like.similar ? "SIMILAR TO" : "LIKE");
        put_expr(out, expr->like.pattern, LEVEL_BETWEEN + 1);
        if (expr->like.escape != NULL) {
            wr_put(out, " ESCAPE ");
            put_expr(out, expr->like.escape, LEVEL_BETWEEN + 1);
        }
        return;
    case AST_QUANTIFIED:
        put_expr(out, expr->quantified.operand, LEVEL_COMPARE);
        wr_buffer_printf(out, " %s %s ", wr_ast_operator_text(expr->quantified.op),
                         expr->quantified.all ? "ALL" : "ANY");
        put_in_list(out, expr->quantified.list, expr->quantified.list_count,
                    expr->quantified.query);
        return;
    case AST_EXISTS:
    case AST_SUBQUERY:
        wr_put(out, expr->kind == AST_EXISTS ? "EXISTS (" : "(");
        put_query(out, expr->subquery);
        wr_put(out, ")");
        return;
    case AST_CASE:
        put_case(out, expr);
        return;
    case AST_CAST:
        wr_put(out, expr->cast.try_cast ? "TRY_CAST(" : "CAST(");
        put_expr(out, expr->cast.operand, LEVEL_ANY);
        wr_put(out, " AS ");
        wr_put_type(out, expr->cast.type);
        wr_put(out, ")");
        return;
    case AST_CALL:
        put_call(out, &expr->call);
        return;
    case AST_ROW:
    case AST_ARRAY:
    case AST_MAP:
        put_constructor(out, expr);
        return;
    case AST_INDEX:
        put_subscripted(out, expr->index.operand, true);
        wr_put(out, "[");
        put_expr(out, expr->index.index, LEVEL_ANY);
        wr_put(out, "]");
        return;
    case AST_FIELD:
        put_subscripted(out, expr->field.operand, false);
        wr_put(out, ".");
        if (strcmp(expr->field.name.text, "*") == 0)
            wr_put(out, "*");
        else
            wr_put_ident(out, expr->field.name.text);
        return;
    case AST_NAMED_ARG:
        wr_put_ident(out, expr->named_arg.name.text);
        wr_put(out, " => ");
        put_expr(out, expr->named_arg.value, LEVEL_ANY);
        return;
    case AST_TABLE_ARG:
        put_table_arg(out, expr);
        return;
    case AST_DESCRIPTOR:
        wr_put(out, "DESCRIPTOR");
        wr_put_idents(out, expr->descriptor.columns, expr->descriptor.column_count);
        return;
    }
}

static void put_expr(wr_buffer *out, const wr_ast_expr *expr, int level) {
    bool parentheses = expr_level(expr) < level;
    wr_put(out, parentheses ? "(" : "");
    put_bare_expr(out, expr);
    wr_put(out, parentheses ? ")" : "");
}

/* ---------------------------------------------------------------- queries ---- */

static void put_alias(wr_buffer *out, const wr_ast_from *from) {
    if (from->system_time != NULL) {
        wr_put(out, " FOR SYSTEM_TIME AS OF ");
        put_expr(out, from->system_time, LEVEL_ANY);
    }
    if (from->alias.text == NULL)
        return;
    wr_put(out, " AS ");
    wr_put_ident(out, from->alias.text);
    if (from->alias_column_count > 0) {
        wr_put(out, " ");
        wr_put_idents(out, from->alias_columns, from->alias_column_count);
    }
}

static void put_from(wr_buffer *out, const wr_ast_from *from);

static void put_join(wr_buffer *out, const wr_ast_from *from) {
    static const char *const kinds[] = {
        [AST_JOIN_INNER] = "JOIN ", [AST_JOIN_LEFT] = "LEFT JOIN ",
        [AST_JOIN_RIGHT] = "RIGHT JOIN ", [AST_JOIN_FULL] = "FULL JOIN ",
        [AST_JOIN_CROSS] = "CROSS JOIN ",
    };
    bool nested = from->join.right->kind == AST_FROM_JOIN;
    put_from(out, from->join.left);
    wr_put(out, from->join.natural ? " NATURAL " : " ");
    wr_put(out, kinds[from->join.kind]);
    wr_put(out, nested ? "(" : "");
    put_from(out, from->join.right);
    wr_put(out, nested ? ")" : "");
    if (from->join.on != NULL) {
        wr_put(out, " ON ");
        put_expr(out, from->join.on, LEVEL_ANY);
    } else if (from->join.using_count > 0) {
        wr_put(out, " USING ");
        wr_put_idents(out, from->join.using, from->join.using_count);
    }
}

static void put_from(wr_buffer *out, const wr_ast_from *from) {
    wr_put(out, from->lateral ? "LATERAL " : "");
    switch (from->kind) {
    case AST_FROM_TABLE:
        wr_put_name(out, &from->table.name);
        put_hints(out, from->table.hints, from->table.hint_count);
        break;
    case AST_FROM_QUERY:
        wr_put(out, "(");
        put_query(out, from->query);
        wr_put(out, ")");
        break;
    case AST_FROM_FUNCTION:
        wr_put(out, "TABLE(");
        put_expr(out, from->function, LEVEL_ANY);
        wr_put(out, ")");
        break;
    case AST_FROM_UNNEST:
        wr_put(out, "UNNEST(");
        put_exprs(out, from->unnest.exprs, from->unnest.expr_count);
        wr_put(out, from->unnest.with_ordinality ? ") WITH ORDINALITY" : ")");
        break;
    case AST_FROM_JOIN:
        put_join(out, from);
        return;
    }
    put_alias(out, from);
}

static void put_group_items(wr_buffer *out, const wr_ast_group_item *items, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        const wr_ast_group_item *item = &items[i];
        wr_put(out, i > 0 ? ", " : "");
        switch (item->kind) {
        case AST_GROUP_EXPR:
            put_expr(out, item->exprs[0], LEVEL_ANY);
            break;
        case AST_GROUP_EMPTY:
            wr_put(out, "()");
            break;
        case AST_GROUP_TUPLE: /* ROW(a) too is a tuple, (a) is not */
            wr_put(out, item->expr_count > 1 ? "(" : "ROW(");
            put_exprs(out, item->exprs, item->expr_count);
            wr_put(out, ")");
            break;
        case AST_GROUP_ROLLUP:
        case AST_GROUP_CUBE:
        case AST_GROUP_SETS:
            wr_put(out, item->kind == AST_GROUP_ROLLUP ? "ROLLUP ("
                     : item->kind == AST_GROUP_CUBE ? "CUBE ("
                                                    : "GROUPING SETS (");
            put_group_items(out, item->items, item->item_count);
            wr_put(out, ")");
            break;
        }
    }
}

static void put_condition(wr_buffer *out, const char *word, const wr_ast_expr *expr) {
    if (expr == NULL)
        return;
    wr_put(out, word);
    put_expr(out, expr, LEVEL_ANY);
}

static void put_select(wr_buffer *out, const wr_ast_select *select) {
    wr_put(out, "SELECT");
    put_hints(out, select->hints, select->hint_count);
    wr_put(out, select->distinct ? " DISTINCT " : " ");
    for (uint32_t i = 0; i < select->item_count; i++) {
        wr_put(out, i > 0 ? ", " : "");
        put_expr(out, select->items[i].expr, LEVEL_ANY);
        if (select->items[i].alias.text != NULL) {
            wr_put(out, " AS ");
            wr_put_ident(out, select->items[i].alias.text);
        }
    }
    if (select->from != NULL) {
        wr_put(out, " FROM ");
        put_from(out, select->from);
    }
    put_condition(out, " WHERE ", select->where);
    if (select->has_group_by) {
        wr_put(out, select->group_by_distinct ? " GROUP BY DISTINCT " : " GROUP BY ");
        put_group_items(out, select->group_by, select->group_by_count);
    }
    put_condition(out, " HAVING ", select->having);
    for (uint32_t i = 0; i < select->window_count; i++) {
        wr_put(out, i > 0 ? ", " : " WINDOW ");
        wr_put_ident(out, select->windows[i].name.text);
        wr_put(out, " AS ");
        put_window(out, select->windows[i].window);
    }
    put_condition(out, " QUALIFY ", select->qualify);
}

static void put_values(wr_buffer *out, const wr_ast_query *query) {
    wr_put(out, "VALUES ");
    for (uint32_t i = 0; i < query->values.row_count; i++) {
        const wr_ast_values_row *row = &query->values.rows[i];
        wr_put(out, i > 0 ? ", (" : "(");
        put_exprs(out, row->columns, row->column_count);
        wr_put(out, ")");
    }
}

/* One side of UNION, INTERSECT or EXCEPT. */
static void put_operand(wr_buffer *out, const wr_ast_query *operand, wr_ast_set_op around,
                        bool right) {
    bool bare = operand->cte_count == 0 && operand->order_by_count == 0 &&
                operand->limit == NULL && operand->offset == NULL &&
                operand->kind != AST_QUERY_NESTED;
    if (bare && operand->kind == AST_QUERY_SET_OP) {
        bool tight = operand->set_op.op == AST_INTERSECT;
        bare = around == AST_INTERSECT ? tight && !right : tight || !right;
    }
    wr_put(out, bare ? "" : "(");
    put_query(out, operand);
    wr_put(out, bare ? "" : ")");
}

static void put_query_body(wr_buffer *out, const wr_ast_query *query) {
    static const char *const ops[] = {
        [AST_UNION] = " UNION ", [AST_INTERSECT] = " INTERSECT ", [AST_EXCEPT] = " EXCEPT ",
    };
    switch (query->kind) {
    case AST_QUERY_SELECT:
        put_select(out, &query->select);
        return;
    case AST_QUERY_VALUES:
        put_values(out, query);
        return;
    case AST_QUERY_SET_OP:
        put_operand(out, query->set_op.left, query->set_op.op, false);
        wr_put(out, ops[query->set_op.op]);
        wr_put(out, query->set_op.all ? "ALL " : "");
        put_operand(out, query->set_op.right, query->set_op.op, true);
        return;
    case AST_QUERY_TABLE:
        wr_put(out, "TABLE ");
        wr_put_name(out, &query->table);
        return;
    case AST_QUERY_NESTED:
        wr_put(out, "(");
        put_query(out, query->nested);
        wr_put(out, ")");
        return;
    }
}

static void put_query(wr_buffer *out, const wr_ast_query *query) {
    for (uint32_t i = 0; i < query->cte_count; i++) {
        const wr_ast_cte *cte = &query->ctes[i];
        wr_put(out, i > 0 ? ", " : query->recursive ? "WITH RECURSIVE " : "WITH ");
        wr_put_ident(out, cte->name.text);
        if (cte->column_count > 0) {
            wr_put(out, " ");
            wr_put_idents(out, cte->columns, cte->column_count);
        }
        wr_put(out, " AS (");
        put_query(out, cte->query);
        wr_put(out, i + 1 < query->cte_count ? ")" : ") ");
    }
    put_query_body(out, query);
    if (query->order_by_count > 0) {
        wr_put(out, " ORDER BY ");
        put_order_items(out, query->order_by, query->order_by_count);
    }
    put_condition(out, " LIMIT ", query->limit);
    if (query->offset != NULL) {
        put_condition(out, " OFFSET ", query->offset);
        wr_put(out, " ROWS");
    }
}

/* ----------------------------------------------------------- entry points ---- */

static char *take(wr_arena *arena, wr_buffer *buffer) {
    char *text = wr_arena_strndup(arena, buffer->size > 0 ? buffer->data : "", buffer->size);
    wr_buffer_free(buffer);
    return text;
}

char *wr_ast_expr_text(wr_arena *arena, const wr_ast_expr *expr) {
    wr_buffer out = {0};
    put_expr(&out, expr, LEVEL_ANY);
    return take(arena, &out);
}

char *wr_ast_query_text(wr_arena *arena, const wr_ast_query *query) {
    wr_buffer out = {0};
    put_query(&out, query);
    return take(arena, &out);
}

char *wr_ast_name_text(wr_arena *arena, const wr_ast_name *name) {
    wr_buffer out = {0};
    wr_put_name(&out, name);
    return take(arena, &out);
}
