/* func/cast.h - which casts exist, and the common type of several. Pure; thread-safe. */
#ifndef WR_FUNC_CAST_H
#define WR_FUNC_CAST_H
#include "weir/function.h"

/* May CAST and TRY_CAST turn `from` into `to`? WEIR_INVALID: no, with what to do instead. */
weir_status wr_cast_check(weir_type from, weir_type to, weir_error *err);
/* Would Flink cast by itself: for a sink's column, for an argument? Nullability is not looked at. */
bool wr_cast_implicit(weir_type from, weir_type to);
/* The type that all of them widen to (CASE, UNION, VALUES, IN): false: none. Nullable when any is.
 * FLOAT with DOUBLE gives the first of the two, as Flink's planner does. The fields of a MAP are in arena. */
bool wr_common_type(struct weir_arena *arena, const weir_type *types, uint32_t count, weir_type *out);
/* The same for COALESCE, IF, GREATEST: FLOAT with DOUBLE gives DOUBLE. */
bool wr_merged_type(struct weir_arena *arena, const weir_type *types, uint32_t count, weir_type *out);
#endif
