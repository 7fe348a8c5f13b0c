/* planner/planner.h - from what a job means to how it runs: logical sinks become one physical plan.
 *
 * Sources read only the columns that somebody needs, once per table; filters and projections melt
 * into one CALC per stretch; equal parts are shared; updates are counted only where somebody needs
 * to know. Everything lives in `arena`; the logical trees, tables and registry are borrowed.
 * Thread: one owner. Errors: WEIR_INVALID and WEIR_UNSUPPORTED with the place in the script. */
#ifndef WR_PLANNER_PLANNER_H
#define WR_PLANNER_PLANNER_H
#include "catalog/catalog.h"
#include "catalog/config.h"
#include "plan/logical.h"

/* `sinks`: WR_LOGICAL_SINK each; one without a table becomes a print of its rows as SELECT shows
 * them. `config`: the settings at the statement (wr_bound.config). `catalog`: where the tables of
 * weir.late-rows and weir.error-rows are looked up. `env` may be NULL. */
weir_status wr_plan_job(wr_logical *const *sinks, uint32_t sink_count, const wr_config *config, const weir_registry *registry,
                        const wr_catalog *catalog, const char *job_name, wr_arena *arena, const struct wr_env *env,
                        wr_plan **plan, weir_error *err);
/* A warning when the node's state grows as long as the job runs, with what would bound it, or when it was given a bound that it does
 * not need; NULL: neither. */
const char *wr_plan_warning(wr_arena *arena, const wr_plan *plan, const wr_node *node);
#endif
