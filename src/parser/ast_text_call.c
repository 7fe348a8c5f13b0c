/* parser/ast_text_call.c - calls as SQL text: the syntax a function has of its own, OVER, FILTER.
 *
 * A name that was written in backticks is no special syntax: `EXTRACT`(a, b) stays a plain call.
 */
#include <string.h>

#include "lexer/lexer.h"
#include "parser/ast_text_internal.h"

static void put_bound(wr_buffer *out, const wr_ast_bound *bound) {
    switch (bound->kind) {
    case AST_BOUND_UNBOUNDED_PRECEDING:
        wr_put(out, "UNBOUNDED PRECEDING");
        return;
    case AST_BOUND_PRECEDING:
    case AST_BOUND_FOLLOWING:
        wr_put_expr(out, bound->offset, WR_LEVEL_BETWEEN + 1);
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

void wr_put_window(wr_buffer *out, const wr_ast_window *window) {
    const char *gap = "";
    wr_put(out, "(");
    if (window->name.text != NULL) {
        wr_put_ident(out, window->name.text);
        gap = " ";
    }
    if (window->partition_by_count > 0) {
        wr_buffer_printf(out, "%sPARTITION BY ", gap);
        wr_put_exprs(out, window->partition_by, window->partition_by_count);
        gap = " ";
    }
    if (window->order_by_count > 0) {
        wr_buffer_printf(out, "%sORDER BY ", gap);
        wr_put_order_items(out, window->order_by, window->order_by_count);
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
            wr_put_expr(out, call->args[++i], WR_LEVEL_ANY);
            bool empty = strcmp(arg->symbol.text, "DEFAULT_ON_EMPTY") == 0;
            wr_put(out, empty ? " ON EMPTY" : " ON ERROR");
        } else if (arg->kind == AST_SYMBOL) {
            wr_put(out, i > 0 ? " " : "");
            put_symbol_words(out, arg->symbol.text);
        } else {
            wr_put(out, i == 0 ? "" : object && i % 2 == 1 ? " VALUE " : ", ");
            wr_put(out, object && i % 2 == 0 ? "KEY " : "");
            wr_put_expr(out, arg, WR_LEVEL_ANY);
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
            wr_put_expr(out, call->args[i], WR_LEVEL_BETWEEN + 1);
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

/* ARRAY_AGG(x ORDER BY y). JSON_ARRAYAGG, whose parentheses hold other words too, takes it behind them. */
static bool is_order_inside(const wr_ast_call *call, call_form form) {
    return call->within_group_count > 0 && !call->has_within_group && form != FORM_JSON;
}

void wr_put_call(wr_buffer *out, const wr_ast_call *call) {
    call_form form = find_form(call);
    if (call->returning != NULL && form != FORM_JSON) { /* MINUS_DATE */
        wr_put(out, "(");
        wr_put_expr(out, call->args[0], WR_LEVEL_ADD);
        wr_put(out, " - ");
        wr_put_expr(out, call->args[1], WR_LEVEL_ADD + 1);
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
            wr_put_exprs(out, call->args, call->arg_count);
        if (is_order_inside(call, form)) {
            wr_put(out, " ORDER BY ");
            wr_put_order_items(out, call->within_group, call->within_group_count);
        }
        wr_put(out, ")");
    }
    if (call->null_treatment != AST_NULLS_UNSAID)
        wr_put(out, call->null_treatment == AST_NULLS_IGNORE ? " IGNORE NULLS" : " RESPECT NULLS");
    if (call->within_group_count > 0 && !is_order_inside(call, form)) {
        wr_put(out, " WITHIN GROUP (ORDER BY ");
        wr_put_order_items(out, call->within_group, call->within_group_count);
        wr_put(out, ")");
    }
    if (call->filter != NULL) {
        wr_put(out, " FILTER (WHERE ");
        wr_put_expr(out, call->filter, WR_LEVEL_ANY);
        wr_put(out, ")");
    }
    if (call->over != NULL) {
        wr_put(out, " OVER ");
        wr_put_window(out, call->over);
    }
}
