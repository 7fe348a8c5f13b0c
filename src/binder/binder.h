/* binder/binder.h - statements get their meaning: names are resolved, types checked, casts made
 * explicit, and the session (catalog, settings) changes as it goes. Nothing runs.
 *
 * Statements are bound in the order of the script, each seeing what those before it did; so a whole
 * script can be bound, and every INSERT planned, before anything starts.
 *
 * Lifetimes: everything bound lives in the arena of wr_binder_create, and so do catalog and config.
 * A view keeps the AST of its query, so the AST must live as long as that arena.
 * Errors: WEIR_INVALID and WEIR_UNSUPPORTED, always with the place of the offending token, saying
 * what to do instead. A statement that fails changes nothing. Thread: one owner. */
#ifndef WR_BINDER_BINDER_H
#define WR_BINDER_BINDER_H
#include "catalog/catalog.h"
#include "catalog/config.h"
#include "parser/ast.h"
#include "plan/logical.h"

struct wr_env;
typedef struct wr_binder wr_binder;

typedef enum wr_bound_kind {
    WR_BOUND_DONE,          /* SET, RESET, USE, CREATE, DROP: the session changed; print nothing   */
    WR_BOUND_ROWS,          /* SHOW, DESCRIBE, SET without key: `rows` are the result              */
    WR_BOUND_EXPLAIN,       /* plan `sinks` and show the plan; without sinks `rows` are the result */
    WR_BOUND_INSERT,        /* one job, one sink; CREATE TABLE AS too                              */
    WR_BOUND_STATEMENT_SET, /* one job of several sinks                                            */
    WR_BOUND_SELECT,        /* one job whose sink has no table: print the rows                     */
    WR_BOUND_SHOW_JOBS,     /* the jobs of the checkpoint directory; DESCRIBE JOB: only `job`      */
    WR_BOUND_STOP_JOB       /* ask the process that runs `job` to stop with a checkpoint           */
} wr_bound_kind;

/* What a statement says and what has no effect, as in Flink. */
typedef struct wr_bound_warning {
    uint32_t    line, column;
    const char *text;
} wr_bound_warning;

typedef struct wr_bound {
    wr_bound_kind      kind;
    uint32_t           line, column;
    const char        *note;  /* for stderr, or NULL: "'heartbeat.interval' has no meaning here ..." */
    const wr_bound_warning *warnings; /* for stderr */
    uint32_t           warning_count;
    wr_rows            rows;
    wr_logical *const *sinks; /* WR_LOGICAL_SINK each */
    uint32_t           sink_count;
    bool               explain_cost, explain_json, explain_advice; /* EXPLAIN ESTIMATED_COST, JSON_EXECUTION_PLAN, PLAN_ADVICE */
    const char        *job;       /* SHOW_JOBS: or NULL; STOP_JOB */
    bool               job_drain; /* STOP JOB .. WITH DRAIN       */
    const wr_stored_batch *stored; /* what wr_catalog_file_apply has to write when the statement runs; NULL: nothing */
    wr_config          config; /* the settings in force at this statement, for wr_plan_job */
} wr_bound;

/* All arguments are borrowed and must outlive the binder. */
wr_binder *wr_binder_create(const weir_registry *registry, wr_catalog *catalog, wr_config *config,
                            wr_arena *arena, const struct wr_env *env);
/* Opens the catalog of 'weir.catalog.path', when that was set before any statement. */
weir_status wr_binder_open_catalog(wr_binder *binder, weir_error *err);
weir_status wr_bind_statement(wr_binder *binder, const wr_ast_statement *statement, wr_bound *bound, weir_error *err);

/* A row of `rows` as a SELECT prints it: "+I[orders, NULL]". In arena. */
const char *wr_rows_text(const wr_rows *rows, uint32_t row, wr_arena *arena);
#endif
