/* plan/expr.h - a bound scalar expression: plain data, every type known, casts made explicit.
 * Built by the binder in the plan's arena; func/eval.h turns it into a program over columns. */
#ifndef WR_PLAN_EXPR_H
#define WR_PLAN_EXPR_H
#include "weir/function.h"

typedef enum wr_expr_kind {
    WR_EXPR_COLUMN,   /* `column` of the input                                                   */
    WR_EXPR_LITERAL,  /* `literal`                                                               */
    WR_EXPR_CALL,     /* function(args); CAST and TRY_CAST are functions whose result is `type`   */
    WR_EXPR_CASE,     /* args: condition, result, condition, result, ..., else (always there)     */
    WR_EXPR_AND,      /* args: two or more BOOLEANs; later ones only run where it still matters   */
    WR_EXPR_OR
} wr_expr_kind;

typedef struct wr_expr {
    wr_expr_kind    kind;
    weir_type       type;
    uint32_t        line, column_number;  /* place in the script; 0: none                         */
    uint32_t        column;
    weir_value      literal;
    const weir_value *exact;              /* of a computed FLOAT or DOUBLE constant: not yet rounded, for what is computed from it */
    const weir_function *function;
    const char     *name;                 /* of a column: for EXPLAIN; of a call: as written      */
    struct wr_expr **args;
    uint32_t        arg_count;
} wr_expr;

struct weir_arena;
wr_expr *wr_expr_column(struct weir_arena *arena, uint32_t column, weir_type type, const char *name);
wr_expr *wr_expr_literal(struct weir_arena *arena, weir_type type, weir_value value);
wr_expr *wr_expr_call(struct weir_arena *arena, const weir_function *function, weir_type type, wr_expr **args, uint32_t arg_count);
/* Copy with column c replaced by replacements[c] (same arena rules). Used to merge projections. */
wr_expr *wr_expr_substitute(struct weir_arena *arena, const wr_expr *expr, wr_expr *const *replacements);
/* Copy with column c renumbered to map[c]. */
wr_expr *wr_expr_remap(struct weir_arena *arena, const wr_expr *expr, const uint32_t *map);
void     wr_expr_mark_columns(const wr_expr *expr, bool *used);  /* used[c] = true for every column read */
bool     wr_expr_equal(const wr_expr *a, const wr_expr *b);
/* Two literals of `type`; doubles by their bits. */
bool     wr_literal_equal(weir_type type, const weir_value *a, const weir_value *b);
bool     wr_expr_deterministic(const wr_expr *expr);
/* "(a + 1) > b" as EXPLAIN prints it, in arena. */
const char *wr_expr_text(struct weir_arena *arena, const wr_expr *expr);
#endif
