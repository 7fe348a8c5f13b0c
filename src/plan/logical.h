/* plan/logical.h - what a query means, before anything is decided about how it runs.
 *
 * A tree (a view or CTE that is used twice is bound twice) of plain data in one arena. Every node
 * knows its output schema; expressions read the columns of the node's input. Names in schemas are
 * for people; columns are meant by index. Thread: immutable once bound. */
#ifndef WR_PLAN_LOGICAL_H
#define WR_PLAN_LOGICAL_H
#include "base/arena.h"
#include "plan/node.h"

typedef enum wr_logical_kind {
    WR_LOGICAL_SCAN,      /* all columns of `table`, computed ones too                            */
    WR_LOGICAL_VALUES,    /* `rows`: row_count * field_count expressions without columns          */
    WR_LOGICAL_FILTER,    /* rows whose `condition` is TRUE                                       */
    WR_LOGICAL_PROJECT,   /* `exprs`, field_count of them                                         */
    WR_LOGICAL_UNION,     /* all rows of inputs of equal types                                    */
    WR_LOGICAL_WINDOW,    /* the input's columns, window_start, window_end, window_time           */
    WR_LOGICAL_UNNEST,    /* the input's columns, then those of a part of the collection exprs[0] */
    WR_LOGICAL_AGGREGATE, /* `keys`, then one column per call                                     */
    WR_LOGICAL_SINK       /* writes the input into `table`; NULL: the result of a bare SELECT     */
} wr_logical_kind;

typedef struct wr_logical_call {
    const weir_aggregate *aggregate;
    const wr_expr *const *args; /* none: COUNT(*) */
    uint32_t              arg_count;
    const wr_expr        *filter; /* or NULL */
    bool                  distinct;
    weir_type             result;
    uint32_t              line, column;
} wr_logical_call;

typedef struct wr_logical wr_logical;
struct wr_logical {
    wr_logical_kind       kind;
    uint32_t              line, column;
    const weir_schema    *schema;
    wr_logical *const    *inputs;
    uint32_t              input_count;
    const wr_table       *table;              /* SCAN, SINK                                       */
    const wr_expr *const *rows;               /* VALUES                                           */
    uint32_t              row_count;
    const wr_expr        *condition;          /* FILTER; UNNEST that is outer, over its output, or NULL */
    const wr_expr *const *exprs;              /* PROJECT, UNNEST                                  */
    wr_window             window;             /* WINDOW                                           */
    wr_unnest             unnest;             /* UNNEST: outer and with_ordinality                */
    const wr_expr *const *keys;               /* AGGREGATE                                        */
    uint32_t              key_count;
    const wr_logical_call *calls;
    uint32_t              call_count;
    const int64_t        *state_ttl_ms;       /* AGGREGATE: what the hint STATE_TTL says, or NULL         */
};

/* A schema of `count` fields in the arena; the caller fills the fields. */
weir_schema *wr_schema_new(wr_arena *arena, uint32_t count, weir_field **fields);

/* The columns of a source or sink, as a connector or format is told of them. `needed` and
 * `metadata_keys` may be NULL. Everything is borrowed. The indexes (primary_key, key_columns,
 * value_columns) are those of `schema`, which must for that be one of the table's whole schemas
 * (wr_table_view_kind): all physical columns in order, as a source driver decodes them, or what
 * wr_table_read_schema or wr_table_write_schema gives. For a part of them (a source_schema with only
 * what is needed) their counts are 0. (plan/table.c) */
void wr_table_info_of(const wr_table *table, const weir_schema *schema, const bool *needed,
                      const char *const *metadata_keys, const char *local_time_zone,
                      const struct wr_env *env, weir_table_info *out);
/* Can the table's formats read (write) the columns of `schema`? Of a table of messages: its key and value columns, all of
 * them, whatever schema says. WEIR_UNSUPPORTED or WEIR_INVALID names the column; without a place in the script. */
weir_status wr_table_check_formats(const wr_table *table, const weir_schema *schema, const char *const *metadata_keys, bool for_reading,
                                   const char *local_time_zone, const struct wr_env *env, wr_arena *arena, weir_error *err);
/* A SINK node's table, as its sink and encoders are told of it: schema is the sink_schema. */
void wr_sink_info_of(const wr_node *sink, const char *local_time_zone, const struct wr_env *env, weir_table_info *out);
/* Fills table->views; to be called when columns, keys and partition keys are final. */
void wr_table_set_views(wr_table *table, wr_arena *arena);
/* The table as its source sees it whole: every physical and metadata column; as its sink sees it:
 * what can be written, which are physical columns and metadata columns that are not VIRTUAL, these in
 * the type that the connector takes. Both in the order of the table. *metadata_keys (may be NULL)
 * gets one entry per field, NULL for physical columns. In arena. */
const weir_schema *wr_table_read_schema(const wr_table *table, wr_arena *arena, const char *const **metadata_keys);
const weir_schema *wr_table_write_schema(const wr_table *table, wr_arena *arena, const char *const **metadata_keys);
/* Which changes its source sends: UPSERT where the connector upserts, else what the format's records mean. */
weir_changelog_mode wr_table_source_mode(const wr_table *table);
/* The metadata that the table's source can read under this key, and its type; NULL: none. Of messages also what the format of the
 * value knows, with WR_VALUE_METADATA before its own name for it: "value.source.timestamp". */
#define WR_VALUE_METADATA "value."
const weir_field *wr_table_readable_metadata(const wr_table *table, const char *key);
/* The metadata that the table's sink can write under this key, with the type in which it takes it; NULL: none. */
const weir_field *wr_table_writable_metadata(const wr_table *table, const char *key);
/* Index of the column, or -1. */
int32_t wr_table_column_index(const wr_table *table, const char *name);
#endif
