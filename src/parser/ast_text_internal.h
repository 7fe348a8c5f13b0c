/* parser/ast_text_internal.h - what the writers of SQL text share; all append to `out`. */
#ifndef WR_PARSER_AST_TEXT_INTERNAL_H
#define WR_PARSER_AST_TEXT_INTERNAL_H
#include "base/buffer.h"
#include "parser/ast.h"

void wr_put(wr_buffer *out, const char *text);
void wr_put_string(wr_buffer *out, const char *text, size_t size); /* a literal; may hold NULs */
void wr_put_text(wr_buffer *out, const char *text);                /* a literal without NULs */
void wr_put_ident(wr_buffer *out, const char *text);               /* in backticks */
void wr_put_idents(wr_buffer *out, const wr_ast_ident *idents, uint32_t count); /* (`a`, `b`) */
void wr_put_name(wr_buffer *out, const wr_ast_name *name);
void wr_put_units(wr_buffer *out, wr_ast_unit from, wr_ast_unit to, int32_t precision,
                  int32_t scale); /* DAY(3) TO SECOND(6) */
void wr_put_type(wr_buffer *out, const wr_ast_type *type);

#endif
