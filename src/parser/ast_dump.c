/* parser/ast_dump.c - expressions as nested lists, every grouping visible: (+ a (* b 2)). For tests
 * and debugging; nobody parses it. Leaves are written as SQL, without backticks around columns.
 */
#include <string.h>

#include "base/buffer.h"
#include "parser/ast_text.h"

typedef struct dump {
    wr_buffer out;
    wr_arena *arena;
} dump;

static void dump_expr(dump *d, const wr_ast_expr *expr);

static void open_list(dump *d, const char *head) {
    wr_buffer_printf(&d->out, "(%s", head);
}

static void close_list(dump *d) {
    wr_buffer_byte(&d->out, ')');
}

static void item(dump *d, const wr_ast_expr *expr) {
    wr_buffer_byte(&d->out, ' ');
    dump_expr(d, expr);
}

static void items(dump *d, wr_ast_expr *const *exprs, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        item(d, exprs[i]);
}

static void query(dump *d, const wr_ast_query *tree) {
    wr_buffer_printf(&d->out, " {%s}", wr_ast_query_text(d->arena, tree));
}

static void name(dump *d, const wr_ast_name *parts) {
    for (uint32_t i = 0; i < parts->part_count; i++)
        wr_buffer_printf(&d->out, "%s%s", i > 0 ? "." : "", parts->parts[i].text);
}

/* What the leaves and the rarely needed kinds look like: their SQL. */
static void as_text(dump *d, const wr_ast_expr *expr) {
    wr_buffer_text(&d->out, wr_ast_expr_text(d->arena, expr));
}

static void dump_call(dump *d, const wr_ast_call *call) {
    open_list(d, "");
    name(d, &call->name);
    if (call->distinct)
        wr_buffer_text(&d->out, " DISTINCT");
    items(d, call->args, call->arg_count);
    if (call->filter != NULL) {
        wr_buffer_text(&d->out, " FILTER");
        item(d, call->filter);
    }
    if (call->over != NULL)
        wr_buffer_text(&d->out, " OVER");
    close_list(d);
}

static void dump_is(dump *d, const wr_ast_expr *expr) {
    static const char *const tests[] = {
        [AST_IS_NULL] = "NULL", [AST_IS_TRUE] = "TRUE", [AST_IS_FALSE] = "FALSE",
        [AST_IS_UNKNOWN] = "UNKNOWN", [AST_IS_DISTINCT_FROM] = "DISTINCT",
        [AST_IS_JSON] = "JSON", [AST_IS_JSON_OBJECT] = "JSON-OBJECT",
        [AST_IS_JSON_ARRAY] = "JSON-ARRAY", [AST_IS_JSON_SCALAR] = "JSON-SCALAR",
    };
    open_list(d, expr->is.negated ? "IS-NOT-" : "IS-");
    wr_buffer_text(&d->out, tests[expr->is.test]);
    item(d, expr->is.operand);
    if (expr->is.other != NULL)
        item(d, expr->is.other);
    close_list(d);
}

static void dump_case(dump *d, const wr_ast_expr *expr) {
    open_list(d, "CASE");
    if (expr->case_.operand != NULL)
        item(d, expr->case_.operand);
    for (uint32_t i = 0; i < expr->case_.when_count; i++) {
        wr_buffer_text(&d->out, " WHEN");
        item(d, expr->case_.whens[i].condition);
        item(d, expr->case_.whens[i].result);
    }
    if (expr->case_.otherwise != NULL) {
        wr_buffer_text(&d->out, " ELSE");
        item(d, expr->case_.otherwise);
    }
    close_list(d);
}

static void dump_expr(dump *d, const wr_ast_expr *expr) {
    switch (expr->kind) {
    case AST_COLUMN:
        name(d, &expr->column);
        return;
    case AST_LITERAL:
    case AST_STAR:
    case AST_SYMBOL:
    case AST_TABLE_ARG:
    case AST_DESCRIPTOR:
        as_text(d, expr);
        return;
    case AST_UNARY:
        open_list(d, wr_ast_operator_text(expr->unary.op));
        item(d, expr->unary.operand);
        break;
    case AST_BINARY:
        open_list(d, wr_ast_operator_text(expr->binary.op));
        item(d, expr->binary.left);
        item(d, expr->binary.right);
        break;
    case AST_IS:
        dump_is(d, expr);
        return;
    case AST_BETWEEN:
        open_list(d, expr->between.negated ? "NOT-BETWEEN" : "BETWEEN");
        item(d, expr->between.operand);
        item(d, expr->between.low);
        item(d, expr->between.high);
        break;
    case AST_IN:
        open_list(d, expr->in.negated ? "NOT-IN" : "IN");
        item(d, expr->in.operand);
        items(d, expr->in.list, expr->in.list_count);
        if (expr->in.query != NULL)
            query(d, expr->in.query);
        break;
    case AST_LIKE:
        open_list(d, expr->like.negated ? "NOT-" : "");
        wr_buffer_text(&d->out, expr->like.similar ? "SIMILAR" : "LIKE");
        item(d, expr->like.operand);
        item(d, expr->like.pattern);
        if (expr->like.escape != NULL)
            item(d, expr->like.escape);
        break;
    case AST_QUANTIFIED:
        open_list(d, wr_ast_operator_text(expr->quantified.op));
        wr_buffer_text(&d->out, expr->quantified.all ? "-ALL" : "-ANY");
        item(d, expr->quantified.operand);
        items(d, expr->quantified.list, expr->quantified.list_count);
        if (expr->quantified.query != NULL)
            query(d, expr->quantified.query);
        break;
    case AST_EXISTS:
    case AST_SUBQUERY:
        open_list(d, expr->kind == AST_EXISTS ? "EXISTS" : "QUERY");
        query(d, expr->subquery);
        break;
    case AST_CASE:
        dump_case(d, expr);
        return;
    case AST_CAST:
        open_list(d, expr->cast.try_cast ? "TRY_CAST" : "CAST");
        item(d, expr->cast.operand);
        wr_buffer_printf(&d->out, " %s", wr_ast_type_text(d->arena, expr->cast.type));
        break;
    case AST_CALL:
        dump_call(d, &expr->call);
        return;
    case AST_ROW:
    case AST_ARRAY:
    case AST_MAP:
        open_list(d, expr->kind == AST_ROW ? "ROW" : expr->kind == AST_ARRAY ? "ARRAY" : "MAP");
        items(d, expr->list.items, expr->list.count);
        if (expr->list.query != NULL)
            query(d, expr->list.query);
        break;
    case AST_INDEX:
        open_list(d, "INDEX");
        item(d, expr->index.operand);
        item(d, expr->index.index);
        break;
    case AST_FIELD:
        open_list(d, "FIELD");
        item(d, expr->field.operand);
        wr_buffer_printf(&d->out, " %s", expr->field.name.text);
        break;
    case AST_NAMED_ARG:
        open_list(d, "=>");
        wr_buffer_printf(&d->out, " %s", expr->named_arg.name.text);
        item(d, expr->named_arg.value);
        break;
    }
    close_list(d);
}

char *wr_ast_expr_dump(wr_arena *arena, const wr_ast_expr *expr) {
    dump d = {.arena = arena};
    dump_expr(&d, expr);
    char *text = wr_arena_strndup(arena, d.out.data, d.out.size);
    wr_buffer_free(&d.out);
    return text;
}
