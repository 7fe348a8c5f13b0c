/* plan/node.h - the physical plan of one job: a DAG of operators, plain data in one arena.
 *
 * Aggregate arguments, filters, keys and window columns are always plain columns of the input: the
 * planner puts a CALC below that computes them. A node may have several consumers (a scan shared by
 * the INSERTs of a statement set). EXCHANGE stands where rows must move to the worker that owns
 * their key; with one worker it passes through.
 */
#ifndef WR_PLAN_NODE_H
#define WR_PLAN_NODE_H
#include "plan/table.h"

typedef enum wr_node_kind {
    WR_NODE_SOURCE,           /* read, decode, computed columns, watermark                       */
    WR_NODE_VALUES,           /* literal rows, from worker 0                                     */
    WR_NODE_CALC,             /* filter, then projection                                         */
    WR_NODE_UNION,            /* all rows of all inputs                                          */
    WR_NODE_EXCHANGE,
    WR_NODE_WINDOW_TABLE,     /* appends window_start, window_end, window_time                   */
    WR_NODE_UNNEST,           /* a row for each part of a collection                            */
    WR_NODE_WINDOW_AGGREGATE,
    WR_NODE_GROUP_AGGREGATE,
    WR_NODE_CHANGELOG_NORMALIZE, /* upserts by key -> a whole changelog: keeps the last row of every key */
    WR_NODE_SINK
} wr_node_kind;

typedef enum wr_window_kind { WR_WINDOW_TUMBLE, WR_WINDOW_HOP } wr_window_kind;
typedef struct wr_window {
    wr_window_kind kind;
    int64_t        size_ms, slide_ms, offset_ms; /* TUMBLE: slide == size                        */
    uint32_t       time_column;                  /* of the input; TIMESTAMP(<=3) or TIMESTAMP_LTZ(<=3) */
} wr_window;

typedef struct wr_unnest {
    uint32_t        column;            /* the collection, in the input                           */
    const uint32_t *kept;              /* columns of the input that go on                        */
    uint32_t        kept_count;
    bool            outer;             /* a row without parts goes on with NULLs                 */
    bool            with_ordinality;
} wr_unnest;

/* What becomes of old images (-U) that reach a sink which takes +I, +U and -D only. */
typedef enum wr_update_before {
    WR_UPDATE_BEFORE_KEEP,   /* the sink takes them, or none come                                */
    WR_UPDATE_BEFORE_DROP,   /* a +U of the same key follows                                     */
    WR_UPDATE_BEFORE_DELETE  /* a filter may have taken the +U away: they delete (-D)            */
} wr_update_before;

typedef struct wr_aggregate_call {
    const weir_aggregate *aggregate;
    uint32_t  args[8], arg_count;   /* input columns; none: COUNT(*)                              */
    int32_t   filter;               /* BOOLEAN input column; -1: none                             */
    bool      distinct;
    weir_type result;
    const char *text;               /* "COUNT(DISTINCT a) FILTER (WHERE $3)"                      */
} wr_aggregate_call;

typedef struct wr_node {
    wr_node_kind    kind;
    const char     *operator_name;   /* registry name of the operator that runs it: "Calc", ...; NULL for SOURCE, EXCHANGE, SINK, VALUES, UNION: the runtime's own */
    uint32_t        id;              /* index in wr_plan.nodes; inputs have smaller ids           */
    const char     *uid;             /* stable across restarts and unrelated edits; names state, positions, committables */
    const char     *state_text;      /* what its state holds ("keys (a INT) aggregates (SUM(b) INT) TUMBLE 1 h"); NULL: stateless. Compared at a restore */
    struct wr_node **inputs; uint32_t input_count;
    const weir_schema *schema;       /* output                                                    */
    weir_changelog_mode mode;        /* of the output                                             */
    bool            deletes;         /* rows of the output may go (-D), not only change           */
    int32_t         rowtime_column;  /* output's time attribute; -1: none                         */
    uint32_t        line, column;    /* place in the script                                       */

    /* SOURCE: produces source_columns (physical and metadata columns that somebody needs), then, when
     * projections != NULL, those expressions over them (computed columns) as its output. */
    const wr_table *table;           /* SOURCE, SINK                                              */
    const weir_schema *source_schema;        /* SOURCE: what the format/metadata produce           */
    const weir_reads *reads;                 /* SOURCE: per source_schema column, what of a ROW is read; NULL: everything */
    const char *const *metadata_keys;        /* SOURCE: per source_schema column, SINK: per sink_schema column; or NULL entries */
    const wr_expr  *watermark;               /* SOURCE: over the output; NULL: none                */
    const wr_expr  *split_filter;            /* SOURCE: over source_schema, reads only what a whole split has (partition columns, metadata): splits where it is not TRUE need not be read; NULL: all are */
    bool            keeps_origin;            /* SOURCE: output batches carry origin (late rows wanted): then source_schema holds every physical and metadata column of the table */

    /* SOURCE (computed columns), CALC */
    const wr_expr  *filter;                  /* CALC, CHANGELOG_NORMALIZE (other rows count as deleted), UNNEST that is outer (over its output): or NULL */
    const wr_expr *const *projections;       /* schema->field_count of them; CALC: NULL = identity */

    /* VALUES: row-major literals */
    const weir_value *values; uint32_t value_row_count;

    /* EXCHANGE, WINDOW_AGGREGATE, GROUP_AGGREGATE, CHANGELOG_NORMALIZE: key columns of the input. EXCHANGE without keys: all rows to one worker, the one that the state belongs to */
    const uint32_t *keys; uint32_t key_count;
    bool            carries_origin;          /* EXCHANGE: origin columns travel too               */

    /* WINDOW_TABLE, WINDOW_AGGREGATE. Output of WINDOW_AGGREGATE: keys, aggregates, window_start, window_end, window_time */
    wr_window       window;

    /* UNNEST output: what is kept, the part's columns (an array's element, or its fields; key and value; a multiset's element), ordinality */
    wr_unnest       unnest;

    /* GROUP_AGGREGATE output: keys, aggregates. input_retracts: the input may carry -U/-D; WINDOW_AGGREGATE too.
     * emit_update_before: false when the consumer needs no -U; CHANGELOG_NORMALIZE too. */
    const wr_aggregate_call *aggregates; uint32_t aggregate_count;
    bool            input_retracts, emit_update_before;
    int64_t         state_ttl_ms;            /* GROUP_AGGREGATE, CHANGELOG_NORMALIZE: state that was not written for so long is forgotten; 0: never */
    bool            unused_ttl_hint;         /* WINDOW_AGGREGATE: a hint STATE_TTL was given, which windows do not need */

    /* SINK: input schema has exactly the columns to write, in order */
    const weir_schema *sink_schema;
    wr_update_before update_before;
    bool            checks_not_null;         /* some column is NOT NULL in the table               */
    const char     *sink_format_name;        /* format when the table has none ("print", "select") */
    const struct weir_receiver *receiver;    /* SINK of a SELECT whose rows a caller takes; or NULL */
} wr_node;

typedef struct wr_plan {
    struct weir_arena *arena;
    wr_node  **nodes; uint32_t node_count;   /* topological: inputs first                          */
    const char *job_name;
    bool        needs_folder;                /* some sink is of record: a job folder is needed    */
    bool        exactly_once;                /* some sink keeps the promise                        */
    const wr_node *weaker_sink;              /* the first sink of record whose table is told not to promise it; or NULL */
    bool        bounded;
    /* Fed by the runtime: rows that were late / could not be decoded; SINK nodes without inputs, or NULL */
    wr_node    *late_sink, *error_sink;
} wr_plan;
#endif
