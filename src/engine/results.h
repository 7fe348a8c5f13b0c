/* engine/results.h - rows of a SELECT, SHOW or DESCRIBE for a caller that takes them itself. Inside engine/. */
#ifndef WR_ENGINE_RESULTS_H
#define WR_ENGINE_RESULTS_H
#include "catalog/catalog.h"
#include "plan/node.h"
#include "weir/session.h"

typedef struct wr_results wr_results;

/* Turns the plan's SELECT sink to `receiver`, which must outlive the run. In arena. */
wr_results *wr_results_of_plan(weir_engine *engine, const weir_results *receiver, wr_plan *plan, wr_arena *arena);
void        wr_results_begin(wr_results *results);
/* After the job has ended; returns status. */
weir_status wr_results_end(wr_results *results, weir_status status);

/* All of `rows`, from begin to end. */
weir_status wr_results_of_rows(weir_engine *engine, const weir_results *receiver, const wr_rows *rows);
#endif
