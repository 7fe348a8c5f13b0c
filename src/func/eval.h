/* func/eval.h - bound expressions as flat programs over the columns of a batch.
 * A program belongs to one worker thread. Common subexpressions are computed once a batch. */
#ifndef WR_FUNC_EVAL_H
#define WR_FUNC_EVAL_H
#include "plan/expr.h"

struct weir_arena;
struct wr_env;
typedef struct wr_program wr_program;

/* `exprs` borrow for the life of the program. local_time_zone: e.g. "UTC". env: clock and randomness for NOW() and friends. */
weir_status wr_program_create(const wr_expr *const *exprs, uint32_t expr_count, const weir_schema *input,
                              const char *local_time_zone, const struct wr_env *env, wr_program **program, weir_error *err);
void        wr_program_destroy(wr_program *program); /* NULL is fine */
/* Forgets the intermediate results and strings of the last batch. Call once before the first run on a new batch. */
void        wr_program_begin(wr_program *program, const weir_batch *batch);
/* Value of exprs[index] for `rows` of the batch given to begin (column reads pass through without a copy).
 * *out is valid until the next begin. WEIR_DATA names the function and the value. */
weir_status wr_program_run(wr_program *program, uint32_t index, weir_rows rows, weir_column *out, weir_error *err);
/* exprs[index] is BOOLEAN: physical rows of `rows` where it is TRUE go to selected[] (room for WEIR_BATCH_ROWS). */
weir_status wr_program_filter(wr_program *program, uint32_t index, weir_rows rows, uint16_t *selected, uint32_t *selected_count, weir_error *err);
/* A constant expression (no columns) as a value; strings in arena. Used for folding and for VALUES. */
weir_status wr_expr_evaluate(const wr_expr *expr, const char *local_time_zone, const struct wr_env *env,
                             struct weir_arena *arena, weir_value *value, weir_error *err);
#endif
