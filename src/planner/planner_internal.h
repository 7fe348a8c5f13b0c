/* planner/planner_internal.h - what the files of the planner share.
 *
 * planner.c the job: sinks, late and error tables, flags | build.c logical nodes to physical ones | aggregate.c GROUP BY
 * relation.c expressions over a node, and their CALC | source.c tables that are read | nodes.c nodes, each once
 * window.c which GROUP BY is a window aggregation | changes.c who sends and needs which changes
 * unnest.c UNNEST | reads.c fields of rows that nobody reads | pushdown.c filters move down to the sources | prune.c files that nobody needs
 * upserts.c sources of upserts | names.c uids and the text of state | explain.c the plan for people. */
#ifndef WR_PLANNER_INTERNAL_H
#define WR_PLANNER_INTERNAL_H
#include "base/alloc.h"
#include "planner/planner.h"

#define FAIL_AT(err, status, at, ...) weir_fail_at((err), (status), (at)->line, (at)->column, __VA_ARGS__)

/* A table that is read, and which of its columns somebody needs. */
typedef struct source_entry {
    const wr_table *table;
    bool           *needed;   /* per table column */
    uint32_t        line, column;
    bool            keeps_origin;
    wr_node        *node;     /* made at the first use */
    uint32_t       *output;   /* table column -> output column of the node */
} source_entry;

/* How the rows of a node are spread over the workers. */
typedef enum spread { SPREAD_ANY, SPREAD_BY_KEYS, SPREAD_ONE_WORKER } spread;
typedef struct node_facts {
    spread          spread;
    const uint32_t *keys; /* output columns, in the order that was hashed */
    uint32_t        key_count;
} node_facts;

typedef struct window_fact window_fact; /* window.c: what was found out about an aggregation */

typedef struct planner {
    wr_arena            *arena;
    const wr_config     *config;
    const weir_registry *registry;
    const wr_catalog    *catalog;
    const struct wr_env *env;
    source_entry        *sources;
    size_t               source_count, source_capacity;
    wr_node            **nodes;
    size_t               node_count, node_capacity;
    node_facts          *facts; /* per node */
    size_t               facts_capacity;
    window_fact         *window_facts;
    size_t               window_fact_count, window_fact_capacity;
    const wr_logical    *window_below; /* a WINDOW whose aggregation assigns the windows itself */
    bool                 wants_late;   /* weir.late-rows is set                                      */
    bool                 under_window; /* while marking: rows from here may be late for a window    */
} planner;

/* Rows of `node` seen through expressions: logical column i is exprs[i] over the node's output (NULL:
 * nobody needs it), for the rows where `filter` (may be NULL) is TRUE. Made into a CALC when needed. */
typedef struct relation {
    wr_node        *node;
    const wr_expr **exprs;
    uint32_t        count;
    const wr_expr  *filter;
    const wr_expr  *time; /* the time of the windows below, for an aggregation above; or NULL */
    /* The node is a source of upserts by the key of this table: a CHANGELOG_NORMALIZE is to be put on it before anything reads
     * the rows. Until then filters and needed columns gather here, so that it keeps no more than it must. NULL: no. */
    const struct source_entry *upserts;
} relation;

/* ---- window.c ---- */
typedef struct window_use {
    bool              found;    /* the aggregation is one over windows */
    const wr_logical *origin;   /* the WINDOW, or the window aggregation below */
    wr_window         window;   /* time_column means nothing here */
    int32_t           start_key, end_key, time_key; /* index of the key; -1: none */
    bool              direct;   /* nobody else reads the window columns: no WINDOW_TABLE needed */
} window_use;
/* Is this AGGREGATE one by window_start and window_end? */
window_use wr_plan_find_window_use(planner *p, const wr_logical *aggregate);

/* ---- pushdown.c ---- */
/* The same query with its filters as far down as they go. */
const wr_logical *wr_plan_push_filters(planner *p, const wr_logical *sink);

/* ---- reads.c ---- */
/* Which fields of its ROW columns the source must make: the plan is complete. */
void wr_plan_note_reads(planner *p, wr_node *source);

/* ---- unnest.c ---- */
/* Input columns that an UNNEST reads (and, behind them, what its condition reads of the parts). */
bool *wr_plan_unnest_reads(planner *p, const wr_logical *node, const bool *required);
weir_status wr_plan_build_unnest(planner *p, const wr_logical *node, const bool *required, relation *out, weir_error *err);
bool wr_plan_same_unnest(const wr_unnest *a, const wr_unnest *b);

/* ---- prune.c ---- */
/* What all readers of the source ask of whole splits becomes its split_filter. */
void wr_plan_prune_splits(planner *p, wr_node *source);

/* ---- build.c ---- */
/* Notes which columns of which tables are needed, before any source is made. */
void wr_plan_mark_needed(planner *p, const wr_logical *node, const bool *required);
weir_status wr_plan_build_node(planner *p, const wr_logical *node, const bool *required, relation *out, weir_error *err);

/* ---- aggregate.c ---- */
/* Input columns that the AGGREGATE reads. */
bool *wr_plan_aggregate_reads(planner *p, const wr_logical *node, const window_use *use, const bool *required);
weir_status wr_plan_build_aggregate(planner *p, const wr_logical *node, const bool *required, relation *out, weir_error *err);

/* ---- source.c ---- */
/* The entry of the scanned table; made at the first call. */
source_entry *wr_plan_source_of(planner *p, const wr_logical *scan);
/* Makes the entry's node, of the columns that are needed. */
weir_status wr_plan_make_source(planner *p, source_entry *entry, weir_error *err);

/* ---- relation.c ---- */
/* `count` columns over the node, none of them said yet. */
relation wr_plan_relation_of(planner *p, wr_node *node, uint32_t count);
wr_expr *wr_plan_column_expr(planner *p, const wr_node *node, uint32_t column);
/* `expr` over the logical columns, as an expression over the relation's node. */
const wr_expr *wr_plan_over_node(planner *p, const relation *rel, const wr_expr *expr);
/* Too much to be computed twice: such an expression gets a CALC of its own. */
bool wr_plan_is_large(const wr_expr *expr);
/* Could copies of the relation's expressions change what is computed, or blow it up? */
bool wr_plan_must_stay(const relation *rel, const bool *used);
const wr_expr *wr_plan_and_of(planner *p, const wr_expr *a, const wr_expr *b);
/* A call of a registry function whose arguments fit already. */
weir_status wr_plan_simple_call(planner *p, const char *function, wr_expr **args, uint32_t count, uint32_t line, uint32_t column, const wr_expr **out,
                        weir_error *err);
/* Makes the CALC that computes `count` expressions. count 0: all columns of the input, filtered. */
wr_node *wr_plan_make_calc(planner *p, const relation *rel, const wr_expr *const *exprs, const char *const *names, uint32_t count, uint32_t line,
                   uint32_t column);
/* The relation's needed columns as plain columns of a node; with_time keeps `time` as one more. */
void wr_plan_materialize(planner *p, relation *rel, uint32_t line, uint32_t column, const char *const *names, bool with_time);

/* ---- nodes.c ---- */
wr_node *wr_plan_new_node(planner *p, wr_node_kind kind, const char *operator_name, uint32_t line, uint32_t column);
void     wr_plan_set_input(planner *p, wr_node *node, wr_node *input);
/* Adds the node, or finds an equal one. */
wr_node *wr_plan_add_node(planner *p, wr_node *node, node_facts facts);
/* Adds rows of literals. */
wr_node *wr_plan_values(planner *p, const weir_schema *schema, const weir_value *values, uint32_t row_count, uint32_t line, uint32_t column);
/* Moves rows to the worker that owns their key, unless they are there. */
wr_node *wr_plan_exchange(planner *p, wr_node *input, const uint32_t *keys, uint32_t key_count, uint32_t line, uint32_t column);

/* ---- upserts.c ---- */
/* Must the source's rows be brought in order by key first? Upserts always; changes when they may come twice. */
bool wr_plan_needs_normalize(planner *p, const wr_table *table);
/* Puts EXCHANGE by key and CHANGELOG_NORMALIZE on the relation's source: of the columns that are read, for the rows that are wanted. */
void wr_plan_normalize_upserts(planner *p, relation *rel, uint32_t line, uint32_t column);

/* ---- changes.c ---- */
/* May rows of this query be changed or deleted later? */
bool wr_plan_has_changes(planner *p, const wr_logical *node);
weir_status wr_plan_infer_changes(planner *p, wr_node *const *sinks, uint32_t sink_count, weir_error *err);

/* ---- names.c ---- */
void wr_plan_name_nodes(planner *p, wr_node *const *sinks, uint32_t sink_count);
#endif
