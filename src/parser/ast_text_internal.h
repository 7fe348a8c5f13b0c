/* parser/ast_text_internal.h - what the writers of SQL text share; all append to `out`. */
#ifndef WR_PARSER_AST_TEXT_INTERNAL_H
#define WR_PARSER_AST_TEXT_INTERNAL_H
#include "base/buffer.h"
#include "parser/ast.h"

/* How tightly the surroundings bind; an expression that binds looser stands in parentheses. */
enum {
    WR_LEVEL_ANY      = 0,
    WR_LEVEL_OR       = 22,
    WR_LEVEL_AND      = 24,
    WR_LEVEL_NOT      = 26,
    WR_LEVEL_IS       = 28,
    WR_LEVEL_COMPARE  = 30,
    WR_LEVEL_BETWEEN  = 32,
    WR_LEVEL_ADD      = 40,
    WR_LEVEL_MULTIPLY = 60,
    WR_LEVEL_SIGN     = 80,
    WR_LEVEL_PRIMARY  = 100
};

/* ast_text_type.c */
void wr_put(wr_buffer *out, const char *text);
void wr_put_string(wr_buffer *out, const char *text, size_t size); /* a literal; may hold NULs */
void wr_put_text(wr_buffer *out, const char *text);                /* a literal without NULs */
void wr_put_ident(wr_buffer *out, const char *text);               /* in backticks */
void wr_put_idents(wr_buffer *out, const wr_ast_ident *idents, uint32_t count); /* (`a`, `b`) */
void wr_put_name(wr_buffer *out, const wr_ast_name *name);
void wr_put_units(wr_buffer *out, wr_ast_unit from, wr_ast_unit to, int32_t precision,
                  int32_t scale); /* DAY(3) TO SECOND(6) */
void wr_put_type(wr_buffer *out, const wr_ast_type *type);

/* ast_text_expr.c */
void wr_put_expr(wr_buffer *out, const wr_ast_expr *expr, int level);
void wr_put_exprs(wr_buffer *out, wr_ast_expr *const *items, uint32_t count); /* a, b */
void wr_put_order_items(wr_buffer *out, const wr_ast_order_item *items, uint32_t count);

/* ast_text_call.c */
void wr_put_call(wr_buffer *out, const wr_ast_call *call);
void wr_put_window(wr_buffer *out, const wr_ast_window *window); /* (PARTITION BY ...) */

/* ast_text_query.c */
void wr_put_query(wr_buffer *out, const wr_ast_query *query);
void wr_put_hints(wr_buffer *out, const wr_ast_hint *hints, uint32_t count);

#endif
