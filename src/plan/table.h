/* plan/table.h - a table or view of the catalog, bound: what DDL said, checked. Plain data. */
#ifndef WR_PLAN_TABLE_H
#define WR_PLAN_TABLE_H
#include "plan/expr.h"
#include "weir/connector.h"

typedef enum wr_column_kind { WR_COLUMN_PHYSICAL, WR_COLUMN_METADATA, WR_COLUMN_COMPUTED } wr_column_kind;

typedef struct wr_table_column {
    const char    *name;
    weir_type      type;
    wr_column_kind kind;
    const char    *metadata_key;  /* METADATA: FROM '...', else the name                          */
    bool           is_virtual;    /* METADATA ... VIRTUAL: not written                            */
    const wr_expr *expr;          /* COMPUTED: over the table's columns by index                  */
    const char    *expr_text;     /* ... as written, for DESCRIBE and SHOW CREATE                 */
    const char    *comment;
} wr_table_column;

/* The table's columns as one of its three schemas holds them, and where in it the columns of its keys
 * are. Indexes in schema. */
typedef struct wr_table_view {
    const weir_schema *schema;
    const uint32_t    *primary_key;   uint32_t primary_key_count;
    const uint32_t    *key_columns;   uint32_t key_column_count;
    const uint32_t    *value_columns; uint32_t value_column_count;
} wr_table_view;
typedef enum wr_table_view_kind {
    WR_VIEW_PHYSICAL, /* what a source's formats decode: stored columns without those of PARTITIONED BY */
    WR_VIEW_READ,     /* wr_table_read_schema                                                     */
    WR_VIEW_WRITE     /* wr_table_write_schema                                                    */
} wr_table_view_kind;

typedef struct wr_table {
    const char            *name;          /* "orders"                                             */
    const char            *catalog, *database; /* where it is; NULL: in none (the rows of a SELECT) */
    bool                   is_temporary, is_view;
    uint32_t               line, column;  /* where it was created                                 */
    wr_table_column       *columns;       uint32_t column_count;
    int32_t                watermark_column;  /* index; -1: none                                   */
    const wr_expr         *watermark_expr;    /* over the table's columns; TIMESTAMP(3) or LTZ(3)  */
    const char            *watermark_text;
    const char            *primary_key_name;
    const uint32_t        *primary_key;   uint32_t primary_key_count;   /* column indexes         */
    const char *const     *partition_keys; uint32_t partition_key_count;
    const char            *comment;
    const weir_connector  *connector;     /* tables only                                          */
    const weir_format     *format;        /* or NULL; of messages that of the value               */
    weir_options           options, format_options;
    /* Tables of messages (weir_connector.messages). Column indexes; the key's in the order of 'key.fields' (of the PRIMARY
     * KEY where the connector upserts), the value's in that of the table. Both hold physical columns only. */
    const weir_format     *key_format;    /* NULL: no key                                         */
    weir_options           key_format_options;
    const char            *key_prefix;    /* of the key columns' names in the table only; "": none */
    const uint32_t        *key_columns;   uint32_t key_column_count;
    const uint32_t        *value_columns; uint32_t value_column_count;
    wr_table_view          views[3];      /* by wr_table_view_kind; see wr_table_set_views          */
    const weir_option     *raw_options;   uint32_t raw_option_count;    /* as written, for SHOW CREATE and LIKE */
    const void            *view_query;    /* views: the AST (parser/ast.h)                        */
    const char            *view_text;
} wr_table;
#endif
