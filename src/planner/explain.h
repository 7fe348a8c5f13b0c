/* planner/explain.h - a plan as text for people: the tree from each sink down, what every operator
 * does, which changes it sends, what it keeps and what bounds that. Pure; the result is in `arena`.
 *
 * explain.c the tree | explain_cost.c expected rows | explain_json.c the plan as JSON */
#ifndef WR_PLANNER_EXPLAIN_H
#define WR_PLANNER_EXPLAIN_H
#include "base/arena.h"
#include "plan/node.h"

typedef struct wr_explain_details {
    bool estimated_cost; /* ... and how many rows are expected       */
    bool advice;         /* ... and what might become a problem      */
} wr_explain_details;

/* Ends with a newline. The changes that every operator sends are always shown. */
const char *wr_explain_text(wr_arena *arena, const wr_plan *plan, wr_explain_details details);
/* As Flink's plan visualizer reads it; ends with a newline. */
const char *wr_explain_json(wr_arena *arena, const wr_plan *plan, uint32_t parallelism);
/* "Calc(select=[a], where=[(a > 1)])" */
struct wr_buffer;
void        wr_explain_operator(struct wr_buffer *out, wr_arena *arena, const wr_node *node);
/* Rows that come out of every node (by id), and rows that all operators up to it send. Guesses. */
typedef struct wr_cost { double rows, total; } wr_cost;
wr_cost    *wr_explain_costs(wr_arena *arena, const wr_plan *plan);
/* "1 h", "15 min", "1500 ms" */
const char *wr_duration_text(wr_arena *arena, int64_t ms);
#endif
