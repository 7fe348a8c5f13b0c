/* binder/binder_internal.h - what the files of the binder share.
 *
 * binder.c statements | ddl.c CREATE TABLE and VIEW | options.c WITH (...) | types.c types and casts
 * expr.c expressions | literal.c literals | call.c functions and aggregates | json.c JSON functions | query.c SELECT and sets
 * set_op.c UNION | column.c names of columns | group.c GROUP BY | over.c OVER | order.c ORDER BY | subquery.c queries as values |
 * names.c names of tables and databases | view.c views | alter.c ALTER | object.c catalogs, databases, functions | show.c SHOW, DESCRIBE |
 * from.c tables, views and subqueries | hints.c hints | window.c TUMBLE and its like | join.c joins | unnest.c UNNEST | refused.c what cannot run yet | insert.c INSERT | message.c keys and values. One owner, one arena (binder->arena). */
#ifndef WR_BINDER_INTERNAL_H
#define WR_BINDER_INTERNAL_H
#include "base/alloc.h"
#include "base/io.h"
#include "binder/binder.h"

struct wr_binder {
    const weir_registry *registry;
    wr_catalog          *catalog;
    wr_config           *config;
    wr_arena            *arena;
    const wr_env        *env;
    uint32_t             depth; /* of views and subqueries, bounded so that recursion is safe */
    bool                 whole_names; /* names of tables are written out in full: a view is made  */
    bool                 is_reading;  /* what is bound comes from a catalog, not from a script    */
    bool                 in_view;     /* what is bound is the query of a view that is read        */
    const wr_table      *altered_view; /* gets a new query, which must not read it; or NULL       */
    const struct scope  *outer; /* columns of the query around the one that is bound, or NULL */
    const char          *refused; /* what cannot run yet, first in the text; NULL: nothing */
    wr_ast_place         refused_place;
    uint32_t             refused_values; /* made so far, so that no two are the same */
    wr_bound_warning    *warnings; /* of this statement */
    size_t               warning_count, warning_capacity;
    uint32_t             query_count; /* bound for this statement; a view counts at each use */
};
#define BINDER_DEPTH_MAX 200u
#define BINDER_QUERIES_MAX 10000u /* views that read views twice could grow without end */
#define SCOPE_COLUMNS_MAX 5000u /* of all tables in FROM; each join has a list of its own */

/* A column that an expression may name. */
typedef struct scope_column {
    const char *table; /* alias or table name; NULL: none */
    const char *name;
    weir_type   type;
    bool        qualified_only; /* means nothing without its table: merged by USING, or hidden by an alias */
} scope_column;

typedef struct scope {
    scope_column *columns;
    uint32_t      column_count;
    bool          full_names; /* catalog.database.table.column is allowed: the table has no alias */
    bool          whole_columns; /* a field of a ROW is not found by its name alone           */
    const struct scope *outer; /* of the query around, or NULL                                    */
} scope;

/* CTEs that can be seen, innermost first. */
typedef struct cte_env {
    const wr_ast_cte     *cte;
    const struct cte_env *outer; /* also what the CTE's own query sees */
} cte_env;

/* Aggregate calls of one SELECT. In expressions, call i is the column AGGREGATE_BASE + i until the
 * expression is rewritten over the aggregation's output. */
#define AGGREGATE_BASE 0x40000000u
#define GROUPING_BASE 0x50000000u
#define REFUSED_BASE 0x60000000u /* columns from here on stand for values that cannot be computed yet */
typedef struct call_list {
    wr_logical_call *calls;
    size_t           count, capacity;
    wr_logical_call *groupings; /* GROUPING and GROUP_ID: the arguments are keys, no aggregate; call i is GROUPING_BASE + i */
    size_t           grouping_count, grouping_capacity;
} call_list;

/* What SELECT gives: a column of its result. */
typedef struct select_item {
    const wr_expr *expr;
    const char    *name;
} select_item;

/* Where an expression stands. */
typedef struct expr_context {
    wr_binder   *binder;
    const scope *scope;      /* NULL: no columns                                  */
    const cte_env *ctes;     /* for queries inside                                */
    const wr_ast_select *select; /* its WINDOW clause; or NULL                    */
    call_list   *calls;      /* NULL: aggregates are not allowed                  */
    const char  *clause;     /* "WHERE", for messages                             */
    bool         inside_aggregate;
    bool         in_match;   /* MEASURES and DEFINE have functions of their own   */
    const int64_t *state_ttl_ms; /* of the aggregation, or NULL: as the settings say */
    bool         one_group;  /* no GROUP BY: an aggregate may see no rows, and is NULL then */
} expr_context;

#define FAIL(err, status, place, ...) weir_fail_at((err), (status), (place).line, (place).column, __VA_ARGS__)

/* ---- types.c ---- */
weir_status wr_bind_type(wr_binder *binder, const wr_ast_type *ast, const char *what, weir_type *type, weir_error *err);
/* Is the cast made by itself, into a sink's column? */
bool wr_bind_cast_implicit(weir_type from, weir_type to);
/* The type that all of them widen to; false: none. Nullable when any is. */
bool wr_bind_common_type(wr_binder *binder, const weir_type *types, uint32_t count, weir_type *type);
weir_type wr_plain_type(weir_type type); /* without time attribute */
const char *wr_type_name(wr_binder *binder, weir_type type); /* without NOT NULL */

/* ---- expr.c ---- */
weir_status wr_bind_expr(const expr_context *ctx, const wr_ast_expr *ast, wr_expr **out, weir_error *err);
/* Must be BOOLEAN. `what`: "the condition of WHERE". */
weir_status wr_bind_condition(const expr_context *ctx, const wr_ast_expr *ast, const char *what, wr_expr **out, weir_error *err);
/* Call of a registry function: infers types, casts arguments, folds constants. */
weir_status wr_make_call(wr_binder *binder, wr_ast_place place, const char *function, const char *written,
                      wr_expr **args, uint32_t arg_count, wr_expr **out, weir_error *err);
/* CAST or TRY_CAST to `type` (its nullability is ignored); no node where nothing changes. */
weir_status wr_make_cast(wr_binder *binder, wr_ast_place place, wr_expr *operand, weir_type type, bool try_cast,
                      wr_expr **out, weir_error *err);
wr_expr *wr_make_null(wr_binder *binder, weir_type type);
wr_expr *wr_make_boolean(wr_binder *binder, bool value);
wr_expr *wr_make_column(wr_binder *binder, uint32_t column, weir_type type, const char *name, wr_ast_place place);
wr_expr *wr_make_logical(wr_binder *binder, wr_expr_kind kind, wr_ast_place place, wr_expr **args, uint32_t count);
weir_status wr_make_case(wr_binder *binder, wr_ast_place place, wr_expr **args, uint32_t count, wr_expr **out, weir_error *err);
bool wr_is_literal(const wr_expr *expr);
const char *wr_bind_nearest_name(const char *wanted, const char *const *names, size_t count);

/* ---- comparison.c ---- */
static inline bool wr_is_approximate(weir_type type) {
    return type.id == WEIR_TYPE_FLOAT || type.id == WEIR_TYPE_DOUBLE;
}
weir_status wr_make_comparison(wr_binder *binder, wr_ast_place place, wr_ast_operator op, wr_expr *left, wr_expr *right, wr_expr **out,
                               weir_error *err);
weir_status wr_make_not(wr_binder *binder, wr_ast_place place, wr_expr *operand, wr_expr **out, weir_error *err);

/* ---- column.c ---- */
/* *used: how many parts of the name are the column; the rest name fields of it. */
weir_status wr_bind_column(const expr_context *ctx, const wr_ast_name *name, wr_expr **out, uint32_t *used, weir_error *err);
/* Does the name begin with a column of the scope, or a field of one? */
bool wr_names_column(const scope *in, const wr_ast_name *name);
/* Of the same table in FROM, or both of none. */
bool wr_same_table(const scope_column *a, const scope_column *b);
weir_status wr_bind_unknown_table(wr_binder *binder, const scope *in, const wr_ast_ident *table, const char *use, weir_error *err);
/* " - did you mean 'x'?", or NULL. */
const char *wr_bind_suggestion(wr_binder *binder, const char *wanted, const char *const *names, size_t count);

/* ---- nested.c: values with parts ---- */
/* The field at `index` of a value that is a row. */
weir_status wr_make_field(wr_binder *binder, wr_ast_place place, wr_expr *row, uint32_t index, wr_expr **out, weir_error *err);
/* Parts of a name from `used` on: fields of a column of rows, of its fields and so on. */
weir_status wr_bind_fields(wr_binder *binder, const wr_ast_name *name, uint32_t used, wr_expr *column, wr_expr **out, weir_error *err);
weir_status wr_bind_field(const expr_context *ctx, const wr_ast_expr *ast, wr_expr **out, weir_error *err);
weir_status wr_bind_index(const expr_context *ctx, const wr_ast_expr *ast, wr_expr **out, weir_error *err);
/* ARRAY[..], MAP[..], ROW(..) and (a, b) */
weir_status wr_bind_constructor(const expr_context *ctx, const wr_ast_expr *ast, wr_expr **out, weir_error *err);
/* left = right of two rows */
weir_status wr_make_row_equal(wr_binder *binder, wr_ast_place place, wr_expr *left, wr_expr *right, wr_expr **out, weir_error *err);
/* NULLIF of values with parts */
weir_status wr_make_nullif(wr_binder *binder, wr_ast_place place, wr_expr *const *args, wr_expr **out, weir_error *err);
/* name.* where the name is not a table but a row: its fields and what they are called. */
weir_status wr_bind_row_star(const expr_context *ctx, const wr_ast_name *name, wr_expr *const **fields, const weir_schema **schema, weir_error *err);

/* ---- json.c ---- */
bool        wr_is_json_call(const wr_ast_expr *ast); /* JSON_OBJECT, JSON_VALUE and others that wr_bind_json_call binds */
bool        wr_makes_json(const wr_ast_expr *ast);   /* its text is JSON and goes into other JSON as it is */
weir_status wr_bind_json_call(const expr_context *ctx, const wr_ast_expr *ast, wr_expr **out, weir_error *err);

/* ---- refused.c ---- */
/* Notes (inside a query) or fails (elsewhere) with WEIR_UNSUPPORTED. */
weir_status wr_refuse(wr_binder *binder, wr_ast_place place, weir_error *err, const char *fmt, ...) __attribute__((format(printf, 4, 5)));
weir_status wr_check_refused(wr_binder *binder, weir_error *err);
/* Has no effect, and the statement runs. Said once for a place, and not for what a view holds: that was said when it was made. */
void        wr_warn(wr_binder *binder, wr_ast_place place, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
wr_expr    *wr_refused_value(wr_binder *binder, weir_type type, const char *name, wr_ast_place place);
wr_logical *wr_refused_rows(wr_binder *binder, wr_ast_place place, const weir_schema *schema);

/* ---- literal.c ---- */
#define INTERVAL_DIGITS_ANY INT32_MAX /* as a literal's precision: of a number that was cast, which may be long */
weir_status wr_bind_literal(wr_binder *binder, const wr_ast_expr *ast, wr_expr **out, weir_error *err);

/* ---- call.c ---- */
weir_status wr_bind_call(const expr_context *ctx, const wr_ast_expr *ast, wr_expr **out, weir_error *err);
/* Fails when the argument of `name` is NULL without a type. */
weir_status wr_refuse_bare_null(const wr_ast_expr *ast, const char *name, weir_error *err);

/* ---- group.c ---- */
/* The aggregation of a SELECT over `input`; rewrites the items over its output. */
weir_status wr_bind_grouped(const expr_context *ctx, const wr_ast_select *select, wr_ast_place place, wr_logical *input, select_item *items,
                            size_t item_count, const wr_expr *having, wr_logical **out, weir_error *err);
wr_logical *wr_make_distinct(wr_binder *binder, wr_logical *input, wr_ast_place place, const int64_t *state_ttl_ms);

/* ---- hints.c ---- */
/* The hints after SELECT. keeps_state: it has GROUP BY or DISTINCT. *state_ttl_ms: what STATE_TTL says of that, or untouched. */
weir_status wr_bind_select_hints(wr_binder *binder, const wr_ast_select *select, bool keeps_state, const int64_t **state_ttl_ms, weir_error *err);
/* Is there such a hint? */
weir_status wr_bind_hint_name(wr_binder *binder, const wr_ast_hint *hint, weir_error *err);

/* ---- order.c: what only a query that ends could do; checked, and refused where Flink does it ---- */
/* ORDER BY of a query, over its output and, after that, what ctx sees. */
weir_status wr_bind_order(const expr_context *ctx, const wr_ast_query *ast, const wr_logical *output, weir_error *err);
weir_status wr_bind_limits(wr_binder *binder, const wr_ast_query *ast, weir_error *err);

/* ---- over.c ---- */
/* The WINDOW clause of a SELECT. */
weir_status wr_bind_windows(const expr_context *ctx, const wr_ast_select *select, weir_error *err);
/* A call with OVER, or of a function that needs it; `result`: its type where that is known. */
weir_status wr_bind_over(const expr_context *ctx, const wr_ast_expr *ast, weir_type result, wr_expr **out, weir_error *err);
bool        wr_is_ranking(const char *name);
weir_status wr_bind_ranking(const expr_context *ctx, const wr_ast_expr *ast, wr_expr **out, weir_error *err);

/* ---- group_window.c: TUMBLE(ts, size) in GROUP BY, TUMBLE_START and others ---- */
bool        wr_is_group_window(const char *name);
weir_status wr_bind_group_window(const expr_context *ctx, const wr_ast_expr *ast, wr_expr **out, weir_error *err);

/* ---- subquery.c ---- */
/* IN (query), EXISTS (query), a query as a value, comparisons with ANY and ALL of a query. */
weir_status wr_bind_subquery(const expr_context *ctx, const wr_ast_expr *ast, wr_expr **out, weir_error *err);

/* ---- query.c, from.c ---- */
weir_status wr_bind_query(wr_binder *binder, const wr_ast_query *ast, const cte_env *ctes, wr_logical **out, weir_error *err);
/* The query of a view that is made. What it needs and is not available yet is said where the view is read. */
weir_status wr_bind_definition(wr_binder *binder, const wr_ast_query *ast, wr_logical **out, weir_error *err);
weir_status wr_bind_from(wr_binder *binder, const wr_ast_from *from, const cte_env *ctes, wr_logical **out, scope *out_scope, weir_error *err);
/* ---- set_op.c ---- */
weir_status wr_bind_set_op(wr_binder *binder, const wr_ast_query *ast, const cte_env *ctes, wr_logical **out, weir_error *err);
/* ---- match.c ---- */
/* MATCH_RECOGNIZE over `rows`. */
weir_status wr_bind_match(wr_binder *binder, const wr_ast_match *match, const cte_env *ctes, const scope *rows, const char *alias, wr_logical **out,
                          scope *out_scope, weir_error *err);
bool        wr_is_match_function(const char *name);
weir_status wr_bind_match_function(const expr_context *ctx, const wr_ast_expr *ast, wr_expr **out, weir_error *err);
/* ---- join.c ---- */
weir_status wr_bind_join(wr_binder *binder, const wr_ast_from *from, const cte_env *ctes, wr_logical **out, scope *out_scope, weir_error *err);
/* Both sides as one scope; two tables of one name are refused. */
weir_status wr_join_scope(wr_binder *binder, const wr_ast_from *join, const scope *left, const scope *right, scope *out, weir_error *err);
/* ---- unnest.c ---- */
weir_status wr_bind_unnest(wr_binder *binder, const wr_ast_from *from, const cte_env *ctes, wr_logical **out, scope *out_scope, weir_error *err);
weir_status wr_bind_join_unnest(wr_binder *binder, const wr_ast_from *join, wr_logical *left, const scope *left_scope, const cte_env *ctes, wr_logical **out,
                                scope *out_scope, weir_error *err);
weir_status wr_bind_window_function(wr_binder *binder, const wr_ast_expr *call, const cte_env *ctes, wr_logical **out, weir_error *err);
/* TABLE t: the name as a table, view or CTE. */
weir_status wr_bind_table(wr_binder *binder, const wr_ast_name *name, const wr_ast_hint *hints, uint32_t hint_count,
                       const cte_env *ctes, wr_logical **out, weir_error *err);
wr_logical *wr_new_logical(wr_binder *binder, wr_logical_kind kind, wr_ast_place place);
void        wr_set_inputs(wr_binder *binder, wr_logical *node, wr_logical **inputs, uint32_t count);
wr_logical *wr_new_filter(wr_binder *binder, wr_logical *input, wr_ast_place place, const wr_expr *condition);
/* A WITH query by its name. */
weir_status wr_bind_cte(wr_binder *binder, const cte_env *env, wr_logical **out, weir_error *err);
wr_logical *wr_new_project(wr_binder *binder, wr_logical *input, wr_ast_place place, const wr_expr *const *exprs,
                        const char *const *names, uint32_t count);

/* ---- insert.c ---- */
weir_status wr_bind_insert(wr_binder *binder, const wr_ast_insert *insert, wr_ast_place place, wr_logical **sink, weir_error *err);
/* The query's columns, by position, into the columns of the table that can be written. */
weir_status wr_bind_sink(wr_binder *binder, const wr_table *table, wr_logical *query, wr_ast_place place, wr_logical **sink, weir_error *err);

/* ---- names.c: errors name the nearest one there is ---- */
weir_status wr_find_catalog(wr_binder *binder, const wr_ast_ident *ident, const wr_object **object, weir_error *err);
/* What the name would mean; it need not exist. */
weir_status wr_database_path(wr_binder *binder, const wr_ast_name *ast, wr_object_path *path, weir_error *err);
weir_status wr_object_name(wr_binder *binder, const wr_ast_name *ast, const char *what, wr_object_path *path, weir_error *err);
weir_status wr_find_database(wr_binder *binder, const wr_ast_name *ast, const wr_object **object, weir_error *err);
/* Do the catalog and the database before an object's name exist? */
weir_status wr_check_place(wr_binder *binder, const wr_ast_name *ast, weir_error *err);
weir_status wr_find_table(wr_binder *binder, const wr_ast_name *ast, const wr_table **table, weir_error *err);
void        wr_put_table(wr_binder *binder, const wr_table *table, bool if_not_exists);
/* "table 't' exists already (line 3); <advice>" */
weir_status wr_fail_exists(const wr_object *there, const wr_ast_name *ast, const char *advice, weir_error *err);

/* ---- ddl.c, view.c, options.c ---- */
/* Nothing is put into the catalog yet. *query: of CREATE TABLE AS, bound, columns as the table's writable ones; else NULL.
 * *existed: IF NOT EXISTS, and *table was there. */
weir_status wr_bind_create_table(wr_binder *binder, const wr_ast_create_table *create, const wr_table **table, wr_logical **query, bool *existed,
                                 weir_error *err);
/* *table NULL: IF NOT EXISTS, and it was there. */
weir_status wr_bind_create_view(wr_binder *binder, const wr_ast_create_view *create, const wr_table **table, weir_error *err);
/* The view as `path`, whatever is there. */
weir_status wr_make_view(wr_binder *binder, const wr_ast_create_view *create, const wr_object_path *path, const wr_table **out, weir_error *err);

/* ---- alter.c, object.c, show.c: whole statements ---- */
weir_status wr_bind_alter_table(wr_binder *binder, const wr_ast_alter *alter, weir_error *err);
weir_status wr_bind_alter_view(wr_binder *binder, const wr_ast_alter *alter, weir_error *err);
/* ALTER TABLE and VIEW .. RENAME TO; the object is read. */
weir_status wr_rename_table(wr_binder *binder, const wr_ast_alter *alter, const wr_object *object, weir_error *err);
weir_status wr_bind_alter_space(wr_binder *binder, const wr_ast_alter *alter, bool catalog, weir_error *err);
weir_status wr_bind_use(wr_binder *binder, const wr_ast_statement *statement, weir_error *err);
weir_status wr_bind_create_catalog(wr_binder *binder, const wr_ast_create_space *create, weir_error *err);
weir_status wr_bind_create_database(wr_binder *binder, const wr_ast_create_space *create, weir_error *err);
weir_status wr_bind_create_function(wr_binder *binder, const wr_ast_create_function *create, bool alter, const char **note, weir_error *err);
weir_status wr_bind_drop(wr_binder *binder, const wr_ast_statement *statement, weir_error *err);
weir_status wr_bind_show(wr_binder *binder, const wr_ast_statement *statement, wr_bound *bound, weir_error *err);
weir_status wr_bind_describe(wr_binder *binder, const wr_ast_statement *statement, wr_bound *bound, weir_error *err);
wr_rows     wr_new_rows(wr_binder *binder, const char *const *column_names, uint32_t column_count, size_t row_capacity);
/* A function that CREATE FUNCTION has named; NULL: none. It cannot be called: what to say of it. */
const char *wr_user_function_refusal(wr_binder *binder, const wr_ast_name *name);
/* Makes an object of a catalog that lasts whole from its SQL (wr_object_reader). */
weir_status wr_read_stored(void *binder, wr_object *object, weir_error *err);

/* ---- options.c ---- */
/* Sets connector, format, options and format_options from raw_options, all checked. */
weir_status wr_bind_table_options(wr_binder *binder, wr_table *table, wr_ast_place place, weir_error *err);
/* message.c: key and value columns of a table of messages; options, columns and PRIMARY KEY are bound. Else nothing. */
weir_status wr_bind_message_columns(wr_binder *binder, wr_table *table, wr_ast_place place, weir_error *err);
/* A copy of the table with options replaced by the hint's. */
weir_status wr_table_with_hints(wr_binder *binder, const wr_table *table, const wr_ast_hint *hints, uint32_t hint_count,
                             const wr_table **out, weir_error *err);
#endif
