/* planner/explain.h - a plan as text for people: the tree from each sink down, what every operator
 * does, which changes it sends, what it keeps and what bounds that. Pure; the result is in `arena`. */
#ifndef WR_PLANNER_EXPLAIN_H
#define WR_PLANNER_EXPLAIN_H
#include "base/arena.h"
#include "plan/node.h"

/* Ends with a newline. */
const char *wr_explain_text(wr_arena *arena, const wr_plan *plan);
/* "+I", "+I +U -D", "+I -U +U -D" */
const char *wr_changelog_text(weir_changelog_mode mode);
/* "1 h", "15 min", "1500 ms" */
const char *wr_duration_text(wr_arena *arena, int64_t ms);
#endif
