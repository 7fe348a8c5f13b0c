/* parser/ast_text_expr.c - expressions as SQL text.
 *
 * Parentheses come from levels: an expression that binds looser than its surroundings allow gets a
 * pair. The levels are those of parse_expr.c.
 */
#include <string.h>

#include "parser/ast_text.h"
#include "parser/ast_text_internal.h"

static int operator_level(wr_ast_operator op) {
    switch (op) {
    case AST_OP_OR:
        return WR_LEVEL_OR;
    case AST_OP_AND:
        return WR_LEVEL_AND;
    case AST_OP_NOT:
        return WR_LEVEL_NOT;
    case AST_OP_EQ:
    case AST_OP_NE:
    case AST_OP_LT:
    case AST_OP_LE:
    case AST_OP_GT:
    case AST_OP_GE:
    case AST_OP_OVERLAPS:
        return WR_LEVEL_COMPARE;
    case AST_OP_ADD:
    case AST_OP_SUBTRACT:
        return WR_LEVEL_ADD;
    case AST_OP_MULTIPLY:
    case AST_OP_DIVIDE:
    case AST_OP_MODULO:
    case AST_OP_CONCAT:
        return WR_LEVEL_MULTIPLY;
    case AST_OP_PLUS:
    case AST_OP_MINUS:
        return WR_LEVEL_SIGN;
    }
    return WR_LEVEL_PRIMARY;
}

static int expr_level(const wr_ast_expr *expr) {
    switch (expr->kind) {
    case AST_UNARY:
        return operator_level(expr->unary.op);
    case AST_BINARY:
        return operator_level(expr->binary.op);
    case AST_IS:
        return WR_LEVEL_IS;
    case AST_QUANTIFIED:
        return WR_LEVEL_COMPARE;
    case AST_BETWEEN:
    case AST_IN:
    case AST_LIKE:
        return WR_LEVEL_BETWEEN;
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
    return WR_LEVEL_PRIMARY;
}

void wr_put_exprs(wr_buffer *out, wr_ast_expr *const *items, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        if (i > 0)
            wr_put(out, ", ");
        wr_put_expr(out, items[i], WR_LEVEL_ANY);
    }
}

void wr_put_order_items(wr_buffer *out, const wr_ast_order_item *items, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        if (i > 0)
            wr_put(out, ", ");
        wr_put_expr(out, items[i].expr, WR_LEVEL_ANY);
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
    wr_put_expr(out, expr->is.operand, distinct ? WR_LEVEL_ADD + 1 : WR_LEVEL_IS);
    wr_put(out, expr->is.negated ? " IS NOT " : " IS ");
    wr_put(out, tests[expr->is.test]);
    if (distinct)
        wr_put_expr(out, expr->is.other, WR_LEVEL_ADD + 1);
}

/* (a, b) or (query) */
static void put_in_list(wr_buffer *out, wr_ast_expr *const *list, uint32_t count,
                        const wr_ast_query *query) {
    wr_put(out, "(");
    if (query != NULL)
        wr_put_query(out, query);
    else
        wr_put_exprs(out, list, count);
    wr_put(out, ")");
}

static void put_case(wr_buffer *out, const wr_ast_expr *expr) {
    wr_put(out, "CASE");
    if (expr->case_.operand != NULL) {
        wr_put(out, " ");
        wr_put_expr(out, expr->case_.operand, WR_LEVEL_ANY);
    }
    for (uint32_t i = 0; i < expr->case_.when_count; i++) {
        wr_put(out, " WHEN ");
        wr_put_expr(out, expr->case_.whens[i].condition, WR_LEVEL_ANY);
        wr_put(out, " THEN ");
        wr_put_expr(out, expr->case_.whens[i].result, WR_LEVEL_ANY);
    }
    if (expr->case_.otherwise != NULL) {
        wr_put(out, " ELSE ");
        wr_put_expr(out, expr->case_.otherwise, WR_LEVEL_ANY);
    }
    wr_put(out, " END");
}

static void put_table_arg(wr_buffer *out, const wr_ast_expr *expr) {
    wr_put(out, "TABLE ");
    if (expr->table_arg.query != NULL) {
        wr_put(out, "(");
        wr_put_query(out, expr->table_arg.query);
        wr_put(out, ")");
    } else {
        wr_put_name(out, &expr->table_arg.name);
        wr_put_hints(out, expr->table_arg.hints, expr->table_arg.hint_count);
    }
    if (expr->table_arg.partition_by_count > 0) {
        wr_put(out, " PARTITION BY (");
        wr_put_exprs(out, expr->table_arg.partition_by, expr->table_arg.partition_by_count);
        wr_put(out, ")");
    }
    if (expr->table_arg.order_by_count > 0) {
        wr_put(out, " ORDER BY (");
        wr_put_order_items(out, expr->table_arg.order_by, expr->table_arg.order_by_count);
        wr_put(out, ")");
    }
}

/* The left side of [i] and .f: bare where it cannot be read as something else. */
static void put_subscripted(wr_buffer *out, const wr_ast_expr *expr, bool column_is_bare) {
    bool bare = (expr->kind == AST_CALL && !expr->call.bare) || expr->kind == AST_INDEX ||
                expr->kind == AST_FIELD || expr->kind == AST_ARRAY || expr->kind == AST_MAP ||
                (expr->kind == AST_COLUMN && column_is_bare);
    wr_put(out, bare ? "" : "(");
    wr_put_expr(out, expr, WR_LEVEL_ANY);
    wr_put(out, bare ? "" : ")");
}

static void put_constructor(wr_buffer *out, const wr_ast_expr *expr) {
    bool row = expr->kind == AST_ROW;
    wr_put(out, row ? "ROW" : expr->kind == AST_ARRAY ? "ARRAY" : "MAP");
    if (expr->list.query != NULL) {
        wr_put(out, "(");
        wr_put_query(out, expr->list.query);
        wr_put(out, ")");
        return;
    }
    wr_put(out, row ? "(" : "[");
    wr_put_exprs(out, expr->list.items, expr->list.count);
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
            wr_put(out, " "); /* "--" would be a comment; pairs would nest a long chain anew */
        wr_put_expr(out, operand, operator_level(expr->unary.op));
        return;
    }
    case AST_BINARY: {
        int level = operator_level(expr->binary.op);
        wr_put_expr(out, expr->binary.left, level);
        wr_buffer_printf(out, " %s ", wr_ast_operator_text(expr->binary.op));
        wr_put_expr(out, expr->binary.right, level + 1);
        return;
    }
    case AST_IS:
        put_is(out, expr);
        return;
    case AST_BETWEEN:
        wr_put_expr(out, expr->between.operand, WR_LEVEL_BETWEEN);
        put_negation(out, expr->between.negated, "BETWEEN");
        wr_put(out, expr->between.symmetric ? "SYMMETRIC " : "");
        wr_put_expr(out, expr->between.low, WR_LEVEL_BETWEEN + 1);
        wr_put(out, " AND ");
        wr_put_expr(out, expr->between.high, WR_LEVEL_BETWEEN + 1);
        return;
    case AST_IN:
        wr_put_expr(out, expr->in.operand, WR_LEVEL_BETWEEN);
        put_negation(out, expr->in.negated, "IN");
        put_in_list(out, expr->in.list, expr->in.list_count, expr->in.query);
        return;
    case AST_LIKE:
        wr_put_expr(out, expr->like.operand, WR_LEVEL_BETWEEN);
        put_negation(out, expr->like.negated, expr->like.similar ? "SIMILAR TO" : "LIKE");
        wr_put_expr(out, expr->like.pattern, WR_LEVEL_BETWEEN + 1);
        if (expr->like.escape != NULL) {
            wr_put(out, " ESCAPE ");
            wr_put_expr(out, expr->like.escape, WR_LEVEL_BETWEEN + 1);
        }
        return;
    case AST_QUANTIFIED:
        wr_put_expr(out, expr->quantified.operand, WR_LEVEL_COMPARE);
        wr_buffer_printf(out, " %s %s ", wr_ast_operator_text(expr->quantified.op),
                         expr->quantified.all ? "ALL" : "ANY");
        put_in_list(out, expr->quantified.list, expr->quantified.list_count,
                    expr->quantified.query);
        return;
    case AST_EXISTS:
    case AST_SUBQUERY:
        wr_put(out, expr->kind == AST_EXISTS ? "EXISTS (" : "(");
        wr_put_query(out, expr->subquery);
        wr_put(out, ")");
        return;
    case AST_CASE:
        put_case(out, expr);
        return;
    case AST_CAST:
        wr_put(out, expr->cast.try_cast ? "TRY_CAST(" : "CAST(");
        wr_put_expr(out, expr->cast.operand, WR_LEVEL_ANY);
        wr_put(out, " AS ");
        wr_put_type(out, expr->cast.type);
        wr_put(out, ")");
        return;
    case AST_CALL:
        wr_put_call(out, &expr->call);
        return;
    case AST_ROW:
    case AST_ARRAY:
    case AST_MAP:
        put_constructor(out, expr);
        return;
    case AST_INDEX:
        put_subscripted(out, expr->index.operand, true);
        wr_put(out, "[");
        wr_put_expr(out, expr->index.index, WR_LEVEL_ANY);
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
        wr_put_expr(out, expr->named_arg.value, WR_LEVEL_ANY);
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

void wr_put_expr(wr_buffer *out, const wr_ast_expr *expr, int level) {
    bool parentheses = expr_level(expr) < level;
    wr_put(out, parentheses ? "(" : "");
    put_bare_expr(out, expr);
    wr_put(out, parentheses ? ")" : "");
}
