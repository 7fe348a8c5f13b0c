/* parser/ast.h - a Flink SQL script as plain data: what was written, nothing about what it means.
 *
 * Ownership: every node, array and string lives in the one wr_arena given to the parser and dies
 * with it; nodes never change after parsing. Strings are UTF-8 and NUL-terminated. Arrays come as
 * pointer + count; an empty one is NULL + 0. Members said to be optional are NULL when absent.
 * Thread: none of its own; a finished tree may be read from anywhere.
 *
 * Invariants
 *   - Every node has its place in the script: line and column, both from 1, columns counted in
 *     characters (code points), the place being the first token that belongs to the node.
 *   - No tree is higher than WR_AST_HEIGHT_MAX nodes, so plain recursion over it is safe.
 *   - Function names in AST_CALL are as written; the special syntaxes (EXTRACT(YEAR FROM x) and so
 *     on) come as ordinary calls with the function's name in capitals, see AST_CALL.
 */
#ifndef WR_PARSER_AST_H
#define WR_PARSER_AST_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Nesting that the parser follows before it refuses, and a bound for the height of any tree that it
 * returns (long chains such as a + b + c grow the tree without nesting). */
#define WR_AST_DEPTH_MAX 200
#define WR_AST_HEIGHT_MAX 2000

typedef struct wr_ast_place {
    uint32_t line, column; /* 1-based */
} wr_ast_place;

typedef struct wr_ast_type wr_ast_type;
typedef struct wr_ast_expr wr_ast_expr;
typedef struct wr_ast_query wr_ast_query;
typedef struct wr_ast_from wr_ast_from;
typedef struct wr_ast_statement wr_ast_statement;

/* One identifier with its place; case is kept, backticks are gone. */
typedef struct wr_ast_ident {
    wr_ast_place place;
    const char  *text;
} wr_ast_ident;

/* A dotted name: catalog.database.table, table.column.field, function. part_count >= 1. */
typedef struct wr_ast_name {
    wr_ast_place  place;
    wr_ast_ident *parts;
    uint32_t      part_count;
} wr_ast_name;

/* 'key' = 'value' in WITH (...), OPTIONS(...), SET and LIKE-like places. Both unescaped. */
typedef struct wr_ast_option {
    wr_ast_place place;       /* of the key   */
    wr_ast_place value_place; /* of the value */
    const char  *key;
    const char  *value;
} wr_ast_option;

/* One hint of a hint comment: OPTIONS('k'='v'), LOOKUP('table'='d'), BROADCAST(t). The name comes
 * in capitals. */
typedef struct wr_ast_hint {
    wr_ast_place   place;
    const char    *name;
    wr_ast_option *options; /* the key-value form            */
    uint32_t       option_count;
    wr_ast_ident  *words; /* the list form: BROADCAST(t1, t2), also of strings */
    uint32_t       word_count;
} wr_ast_hint;

/* ---------------------------------------------------------------- types ---- */

typedef enum wr_ast_type_kind {
    AST_TYPE_BOOLEAN,
    AST_TYPE_TINYINT,
    AST_TYPE_SMALLINT,
    AST_TYPE_INT,
    AST_TYPE_BIGINT,
    AST_TYPE_FLOAT,
    AST_TYPE_DOUBLE,
    AST_TYPE_DECIMAL,   /* precision, scale */
    AST_TYPE_CHAR,      /* length */
    AST_TYPE_VARCHAR,   /* length; STRING comes as length WR_AST_LENGTH_MAX */
    AST_TYPE_BINARY,    /* length */
    AST_TYPE_VARBINARY, /* length; BYTES comes as length WR_AST_LENGTH_MAX */
    AST_TYPE_DATE,
    AST_TYPE_TIME,          /* precision */
    AST_TYPE_TIMESTAMP,     /* precision; WITHOUT TIME ZONE */
    AST_TYPE_TIMESTAMP_LTZ, /* precision; WITH LOCAL TIME ZONE */
    AST_TYPE_TIMESTAMP_TZ,  /* precision; WITH TIME ZONE: Flink parses it and cannot use it */
    AST_TYPE_INTERVAL,      /* unit_from, unit_to, precision (leading), scale (of the second) */
    AST_TYPE_ARRAY,         /* element */
    AST_TYPE_MULTISET,      /* element */
    AST_TYPE_MAP,           /* key, element (the value) */
    AST_TYPE_ROW,           /* fields */
    AST_TYPE_VARIANT,
    AST_TYPE_NULL,
    AST_TYPE_NAMED /* name: a user-defined type; Weir knows none, the binder says so */
} wr_ast_type_kind;

#define WR_AST_LENGTH_MAX 2147483647

/* Units of INTERVAL, EXTRACT, FLOOR and friends. As a symbol: wr_ast_unit_text(). */
typedef enum wr_ast_unit {
    AST_UNIT_NONE, /* not given: INTERVAL '5' DAY has unit_to NONE */
    AST_UNIT_YEAR,
    AST_UNIT_QUARTER,
    AST_UNIT_MONTH,
    AST_UNIT_WEEK,
    AST_UNIT_DAY,
    AST_UNIT_HOUR,
    AST_UNIT_MINUTE,
    AST_UNIT_SECOND
} wr_ast_unit;

typedef struct wr_ast_type_field {
    wr_ast_ident name;
    wr_ast_type *type;
    const char  *comment; /* optional */
} wr_ast_type_field;

struct wr_ast_type {
    wr_ast_place       place;
    wr_ast_type_kind   kind;
    bool               not_null; /* NOT NULL was written after it */
    int32_t            length;   /* precision and length: -1 when not written */
    int32_t            precision;
    int32_t            scale;
    wr_ast_unit        unit_from, unit_to;
    wr_ast_type       *key;     /* MAP */
    wr_ast_type       *element; /* ARRAY, MULTISET, MAP */
    wr_ast_type_field *fields;  /* ROW */
    uint32_t           field_count;
    wr_ast_name        name; /* NAMED */
};

/* ---------------------------------------------------------- expressions ---- */

typedef enum wr_ast_expr_kind {
    AST_LITERAL,    /* .literal                                                             */
    AST_COLUMN,     /* .column: a, t.a, t.a.field - the binder decides what each part is     */
    AST_STAR,       /* .star: * or t.*; a select item or the argument of COUNT(*)            */
    AST_SYMBOL,     /* .symbol: YEAR in EXTRACT, LEADING in TRIM, NULL_ON_EMPTY; in capitals */
    AST_UNARY,      /* .unary                                                               */
    AST_BINARY,     /* .binary                                                              */
    AST_IS,         /* .is: operand IS [NOT] test                                           */
    AST_BETWEEN,    /* .between                                                             */
    AST_IN,         /* .in: list or query                                                   */
    AST_LIKE,       /* .like: LIKE and SIMILAR TO                                           */
    AST_QUANTIFIED, /* .quantified: x = ANY (query), x > ALL (a, b)                         */
    AST_EXISTS,     /* .subquery                                                            */
    AST_SUBQUERY,   /* .subquery: a query as a value                                        */
    AST_CASE,       /* .case_                                                               */
    AST_CAST,       /* .cast: CAST and TRY_CAST                                             */
    AST_CALL,       /* .call                                                                */
    AST_ROW,        /* .list: ROW(a, b) and (a, b)                                          */
    AST_ARRAY,      /* .list: ARRAY[a, b], or .array_query                                  */
    AST_MAP,        /* .list: MAP[k, v, k, v], always an even count                         */
    AST_INDEX,      /* .index: x[i]                                                         */
    AST_FIELD,      /* .field: (expr).name, f(x).name, a[1].name; plain a.b is AST_COLUMN    */
    AST_NAMED_ARG,  /* .named_arg: NAME => value, only among arguments of a call            */
    AST_TABLE_ARG,  /* .table_arg: TABLE t [PARTITION BY ..] [ORDER BY ..], TVF argument    */
    AST_DESCRIPTOR  /* .descriptor: DESCRIPTOR(ts)                                          */
} wr_ast_expr_kind;

typedef enum wr_ast_literal_kind {
    AST_LITERAL_NULL,
    AST_LITERAL_UNKNOWN, /* BOOLEAN NULL */
    AST_LITERAL_BOOLEAN, /* .boolean */
    AST_LITERAL_INTEGER, /* .text; .integer when .fits, else it is above INT64_MAX: a DECIMAL */
    AST_LITERAL_DECIMAL, /* .text, as 1.50 or .5 or 5. */
    AST_LITERAL_DOUBLE,  /* .text, as 1.5E3 */
    AST_LITERAL_STRING,  /* .text, .size: unescaped; may hold NUL bytes through U&'\0000' */
    AST_LITERAL_BINARY,  /* .text, .size: the bytes of X'0aff' */
    AST_LITERAL_DATE,          /* .text: what stands between the quotes, unchecked */
    AST_LITERAL_TIME,          /* .text, unchecked */
    AST_LITERAL_TIMESTAMP,     /* .text, unchecked */
    AST_LITERAL_TIMESTAMP_LTZ, /* .text, unchecked: TIMESTAMP WITH LOCAL TIME ZONE '...' */
    AST_LITERAL_INTERVAL /* .text unchecked, .negative, .unit_from, .unit_to, .precision, .scale */
} wr_ast_literal_kind;

typedef struct wr_ast_literal {
    wr_ast_literal_kind kind;
    const char         *text; /* NUL-terminated too; never NULL except for NULL, UNKNOWN, BOOLEAN */
    size_t              size;
    int64_t             integer;
    bool                fits;
    bool                boolean;
    bool                negative; /* INTERVAL -'5' DAY */
    wr_ast_unit         unit_from, unit_to;
    int32_t             precision, scale; /* of an interval; -1 when not written */
} wr_ast_literal;

typedef enum wr_ast_operator {
    AST_OP_OR,
    AST_OP_AND,
    AST_OP_NOT, /* unary */
    AST_OP_EQ,
    AST_OP_NE,
    AST_OP_LT,
    AST_OP_LE,
    AST_OP_GT,
    AST_OP_GE,
    AST_OP_ADD,
    AST_OP_SUBTRACT,
    AST_OP_MULTIPLY,
    AST_OP_DIVIDE,
    AST_OP_MODULO,
    AST_OP_CONCAT,   /* || */
    AST_OP_OVERLAPS, /* (a, b) OVERLAPS (c, d): both sides AST_ROW */
    AST_OP_PLUS,     /* unary */
    AST_OP_MINUS     /* unary; -5 is MINUS of the literal 5 */
} wr_ast_operator;

typedef enum wr_ast_is_test {
    AST_IS_NULL,
    AST_IS_TRUE,
    AST_IS_FALSE,
    AST_IS_UNKNOWN,
    AST_IS_DISTINCT_FROM, /* .other */
    AST_IS_JSON,          /* IS JSON and IS JSON VALUE */
    AST_IS_JSON_OBJECT,
    AST_IS_JSON_ARRAY,
    AST_IS_JSON_SCALAR
} wr_ast_is_test;

typedef struct wr_ast_when {
    wr_ast_expr *condition; /* or the value to compare with, when .case_.operand is set */
    wr_ast_expr *result;
} wr_ast_when;

typedef enum wr_ast_nulls_order {
    AST_NULLS_DEFAULT,
    AST_NULLS_FIRST,
    AST_NULLS_LAST
} wr_ast_nulls_order;

typedef struct wr_ast_order_item {
    wr_ast_expr       *expr;
    bool               descending;
    wr_ast_nulls_order nulls;
} wr_ast_order_item;

typedef enum wr_ast_frame_unit {
    AST_FRAME_NONE,
    AST_FRAME_ROWS,
    AST_FRAME_RANGE
} wr_ast_frame_unit;

typedef enum wr_ast_bound_kind {
    AST_BOUND_UNBOUNDED_PRECEDING,
    AST_BOUND_PRECEDING, /* .offset */
    AST_BOUND_CURRENT_ROW,
    AST_BOUND_FOLLOWING, /* .offset */
    AST_BOUND_UNBOUNDED_FOLLOWING
} wr_ast_bound_kind;

typedef struct wr_ast_bound {
    wr_ast_place      place;
    wr_ast_bound_kind kind;
    wr_ast_expr      *offset; /* PRECEDING and FOLLOWING only */
} wr_ast_bound;

/* What stands in OVER (...) or WINDOW w AS (...). */
typedef struct wr_ast_window {
    wr_ast_place       place;
    wr_ast_ident       name; /* OVER w, OVER (w ORDER BY ..); .text NULL: none */
    wr_ast_expr      **partition_by;
    uint32_t           partition_by_count;
    wr_ast_order_item *order_by;
    uint32_t           order_by_count;
    wr_ast_frame_unit  frame_unit; /* NONE: no frame written, start and end mean nothing */
    wr_ast_bound       frame_start;
    wr_ast_bound       frame_end; /* CURRENT ROW when only a start was written */
} wr_ast_window;

typedef enum wr_ast_null_treatment {
    AST_NULLS_UNSAID,
    AST_NULLS_IGNORE,
    AST_NULLS_RESPECT
} wr_ast_null_treatment;

/* A function call. Special syntaxes arrive like this (S = AST_SYMBOL):
 *   EXTRACT(u FROM x)                EXTRACT(S u, x)
 *   FLOOR(x TO u), CEIL(x TO u)      FLOOR(x, S u); CEILING is written CEIL
 *   TIMESTAMPADD(u, n, t)            TIMESTAMPADD(S u, n, t); TIMESTAMPDIFF the same
 *   POSITION(a IN b [FROM n])        POSITION(a, b [, n])
 *   SUBSTRING(x FROM a [FOR b])      SUBSTRING(x, a [, b])
 *   OVERLAY(x PLACING y FROM a FOR b)  OVERLAY(x, y, a [, b])
 *   (a - b) DAY TO SECOND            MINUS_DATE(a, b) with .returning, the interval's type
 *   TRIM([S] [c] FROM x), TRIM(x)    TRIM(S BOTH|LEADING|TRAILING, c or the literal ' ', x)
 *   CURRENT_DATE and friends         call without arguments and without parentheses: .bare
 *   JSON_VALUE(x, p RETURNING t DEFAULT d ON EMPTY NULL ON ERROR)
 *                                    JSON_VALUE(x, p, S DEFAULT_ON_EMPTY, d, S NULL_ON_ERROR)
 *   JSON_QUERY(x, p WITH CONDITIONAL ARRAY WRAPPER NULL ON EMPTY ...)
 *                                    JSON_QUERY(x, p, S WITH_CONDITIONAL_WRAPPER, S NULL_ON_EMPTY)
 *   JSON_EXISTS(x, p FALSE ON ERROR) JSON_EXISTS(x, p, S FALSE_ON_ERROR)
 *   JSON_OBJECT(KEY k VALUE v ABSENT ON NULL), k : v the same
 *                                    JSON_OBJECT(k, v, ..., S ABSENT_ON_NULL), as JSON_OBJECTAGG
 *   JSON_ARRAY(a, b NULL ON NULL)    JSON_ARRAY(a, b, S NULL_ON_NULL); JSON_ARRAYAGG the same
 */
typedef struct wr_ast_call {
    wr_ast_name           name;
    wr_ast_expr         **args;
    uint32_t              arg_count;
    bool                  bare;     /* CURRENT_DATE: no parentheses */
    bool                  distinct; /* COUNT(DISTINCT x) */
    wr_ast_null_treatment null_treatment;
    wr_ast_type          *returning; /* optional: JSON functions, MINUS_DATE */
    wr_ast_order_item    *within_group; /* WITHIN GROUP (ORDER BY ..), ARRAY_AGG(x ORDER BY ..) */
    uint32_t              within_group_count;
    bool                  has_within_group; /* the order stands behind the parenthesis */
    wr_ast_expr          *filter; /* optional: FILTER (WHERE ..) */
    wr_ast_window        *over;   /* optional: OVER (..) */
} wr_ast_call;

struct wr_ast_expr {
    wr_ast_place     place;
    wr_ast_expr_kind kind;
    union {
        wr_ast_literal literal;
        wr_ast_name    column;
        struct {
            wr_ast_name table; /* part_count 0: plain * */
        } star;
        struct {
            const char *text;
        } symbol;
        struct {
            wr_ast_operator op; /* NOT, PLUS, MINUS */
            wr_ast_expr    *operand;
        } unary;
        struct {
            wr_ast_operator op;
            wr_ast_place    op_place;
            wr_ast_expr    *left, *right;
        } binary;
        struct {
            wr_ast_expr   *operand;
            bool           negated;
            wr_ast_is_test test;
            wr_ast_expr   *other; /* IS DISTINCT FROM */
        } is;
        struct {
            wr_ast_expr *operand, *low, *high;
            bool         negated, symmetric;
        } between;
        struct {
            wr_ast_expr  *operand;
            bool          negated;
            wr_ast_expr **list; /* or query */
            uint32_t      list_count;
            wr_ast_query *query;
        } in;
        struct {
            wr_ast_expr *operand, *pattern;
            wr_ast_expr *escape; /* optional */
            bool         negated, similar;
        } like;
        struct {
            wr_ast_operator op; /* EQ .. GE */
            bool            all; /* else ANY / SOME */
            wr_ast_expr    *operand;
            wr_ast_expr   **list; /* or query */
            uint32_t        list_count;
            wr_ast_query   *query;
        } quantified;
        wr_ast_query *subquery;
        struct {
            wr_ast_expr *operand; /* optional: CASE x WHEN 1 ... */
            wr_ast_when *whens;
            uint32_t     when_count; /* >= 1 */
            wr_ast_expr *otherwise;  /* optional: ELSE */
        } case_;
        struct {
            wr_ast_expr *operand;
            wr_ast_type *type;
            bool         try_cast;
        } cast;
        wr_ast_call call;
        struct {
            wr_ast_expr **items;
            uint32_t      count;
            wr_ast_query *query; /* ARRAY(query), MAP(query), MULTISET(query): else NULL */
        } list;
        struct {
            wr_ast_expr *operand, *index;
        } index;
        struct {
            wr_ast_expr *operand;
            wr_ast_ident name; /* .text "*" for (expr).* */
        } field;
        struct {
            wr_ast_ident name;
            wr_ast_expr *value;
        } named_arg;
        struct {
            wr_ast_name        name;  /* TABLE t ...        */
            wr_ast_query      *query; /* ... or TABLE (query); then name.part_count is 0 */
            wr_ast_hint       *hints;
            uint32_t           hint_count;
            wr_ast_expr      **partition_by;
            uint32_t           partition_by_count;
            wr_ast_order_item *order_by;
            uint32_t           order_by_count;
        } table_arg;
        struct {
            wr_ast_ident *columns;
            uint32_t      column_count; /* >= 1 */
        } descriptor;
    };
};

/* --------------------------------------------------------------- queries --- */

typedef struct wr_ast_select_item {
    wr_ast_expr *expr;  /* AST_STAR for * and t.* */
    wr_ast_ident alias; /* .text NULL: none; the binder gives EXPR$0, EXPR$1, ... */
} wr_ast_select_item;

typedef enum wr_ast_group_kind {
    AST_GROUP_EXPR,  /* .exprs[0] */
    AST_GROUP_EMPTY, /* () */
    AST_GROUP_TUPLE, /* (a, b): .exprs; one element of GROUPING SETS, ROLLUP, CUBE */
    AST_GROUP_ROLLUP,
    AST_GROUP_CUBE,
    AST_GROUP_SETS /* ROLLUP, CUBE, SETS: .items */
} wr_ast_group_kind;

typedef struct wr_ast_group_item wr_ast_group_item;
struct wr_ast_group_item {
    wr_ast_place       place;
    wr_ast_group_kind  kind;
    wr_ast_expr      **exprs;
    uint32_t           expr_count;
    wr_ast_group_item *items;
    uint32_t           item_count;
};

typedef struct wr_ast_named_window {
    wr_ast_ident   name;
    wr_ast_window *window;
} wr_ast_named_window;

typedef struct wr_ast_select {
    bool                 distinct;
    wr_ast_hint         *hints; /* after SELECT: STATE_TTL, LOOKUP, BROADCAST ... */
    uint32_t             hint_count;
    wr_ast_select_item  *items; /* >= 1 */
    uint32_t             item_count;
    wr_ast_from         *from;  /* optional: SELECT 1; a comma list is a chain of CROSS joins */
    wr_ast_expr         *where; /* optional */
    bool                 has_group_by;
    wr_ast_group_item   *group_by; /* GROUP BY () is one EMPTY item */
    uint32_t             group_by_count;
    bool                 group_by_distinct; /* GROUP BY DISTINCT ... */
    wr_ast_expr         *having;            /* optional */
    wr_ast_named_window *windows;           /* WINDOW w AS (...) */
    uint32_t             window_count;
    wr_ast_expr         *qualify; /* optional */
} wr_ast_select;

/* One row of VALUES: `VALUES 1, (2), ROW(3)` has three rows of one column each. */
typedef struct wr_ast_values_row {
    wr_ast_place  place;
    wr_ast_expr **columns;
    uint32_t      column_count;
} wr_ast_values_row;

typedef enum wr_ast_set_op { AST_UNION, AST_INTERSECT, AST_EXCEPT } wr_ast_set_op;

typedef struct wr_ast_cte {
    wr_ast_ident  name;
    wr_ast_ident *columns; /* WITH t (a, b) AS ... */
    uint32_t      column_count;
    wr_ast_query *query;
} wr_ast_cte;

typedef enum wr_ast_query_kind {
    AST_QUERY_SELECT, /* .select */
    AST_QUERY_VALUES, /* .values */
    AST_QUERY_SET_OP, /* .set_op; INTERSECT binds tighter, the rest from left to right */
    AST_QUERY_TABLE,  /* .table: TABLE t */
    AST_QUERY_NESTED  /* .nested: a query in parentheses that has its own WITH, ORDER BY or LIMIT
                       * and gets more of them outside; other parentheses leave no node */
} wr_ast_query_kind;

struct wr_ast_query {
    wr_ast_place      place;
    wr_ast_query_kind kind;
    bool              recursive; /* WITH RECURSIVE */
    wr_ast_cte       *ctes;
    uint32_t          cte_count;
    union {
        wr_ast_select select;
        struct {
            wr_ast_values_row *rows; /* >= 1 */
            uint32_t           row_count;
        } values;
        struct {
            wr_ast_set_op op;
            bool          all;
            wr_ast_place  op_place;
            wr_ast_query *left, *right;
        } set_op;
        wr_ast_name   table;
        wr_ast_query *nested;
    };
    wr_ast_order_item *order_by;
    uint32_t           order_by_count;
    wr_ast_expr       *limit;  /* optional: LIMIT n, FETCH FIRST n ROWS ONLY; LIMIT ALL is absent */
    wr_ast_expr       *offset; /* optional */
};

/* MATCH_RECOGNIZE (...). */
typedef struct wr_ast_match {
    wr_ast_place        place;
    wr_ast_expr       **partition_by;
    uint32_t            partition_by_count;
    wr_ast_order_item  *order_by;
    uint32_t            order_by_count;
    wr_ast_select_item *measures; /* each with its alias */
    uint32_t            measure_count;
    wr_ast_ident       *variables; /* of PATTERN, each once */
    uint32_t            variable_count;
    wr_ast_ident       *subsets; /* names for several variables */
    uint32_t            subset_count;
    wr_ast_select_item *defines; /* alias: the variable */
    uint32_t            define_count;
    wr_ast_ident        skip_to; /* .text NULL: none */
} wr_ast_match;

typedef enum wr_ast_from_kind {
    AST_FROM_TABLE,    /* .table */
    AST_FROM_QUERY,    /* .query: a subquery or VALUES in parentheses */
    AST_FROM_FUNCTION, /* .function: TABLE(f(..)), f(..): always an AST_CALL */
    AST_FROM_UNNEST,   /* .unnest */
    AST_FROM_JOIN      /* .join */
} wr_ast_from_kind;

typedef enum wr_ast_join_kind {
    AST_JOIN_INNER,
    AST_JOIN_LEFT,
    AST_JOIN_RIGHT,
    AST_JOIN_FULL,
    AST_JOIN_CROSS /* also the comma */
} wr_ast_join_kind;

struct wr_ast_from {
    wr_ast_place     place;
    wr_ast_from_kind kind;
    bool             lateral;
    wr_ast_ident     alias; /* .text NULL: none */
    wr_ast_ident    *alias_columns;
    uint32_t         alias_column_count;
    wr_ast_match    *match; /* optional: t MATCH_RECOGNIZE (..) */
    wr_ast_expr     *system_time; /* optional: FOR SYSTEM_TIME AS OF expr; TABLE, QUERY, FUNCTION */
    union {
        struct {
            wr_ast_name  name;
            wr_ast_hint *hints; /* OPTIONS(...) after the name */
            uint32_t     hint_count;
        } table;
        wr_ast_query *query;
        wr_ast_expr  *function;
        struct {
            wr_ast_expr **exprs; /* >= 1 */
            uint32_t      expr_count;
            bool          with_ordinality;
        } unnest;
        struct {
            wr_ast_join_kind kind;
            bool             natural;
            wr_ast_from     *left, *right;
            wr_ast_expr     *on;    /* optional */
            wr_ast_ident    *using; /* USING (a, b) */
            uint32_t         using_count;
        } join;
    };
};

/* ------------------------------------------------------------- statements -- */

typedef enum wr_ast_column_kind {
    AST_COLUMN_PHYSICAL, /* name type */
    AST_COLUMN_COMPUTED, /* name AS expr */
    AST_COLUMN_METADATA  /* name type METADATA [FROM 'key'] [VIRTUAL] */
} wr_ast_column_kind;

typedef struct wr_ast_column_def {
    wr_ast_ident       name;
    wr_ast_column_kind kind;
    wr_ast_type       *type;         /* PHYSICAL, METADATA */
    wr_ast_expr       *expr;         /* COMPUTED */
    const char        *metadata_key; /* optional: METADATA FROM 'key' */
    bool               is_virtual;
    const char        *comment; /* optional */
    bool               first;   /* ALTER TABLE: FIRST, */
    wr_ast_ident       after;   /* or AFTER a column; .text NULL: neither */
} wr_ast_column_def;

/* PRIMARY KEY or UNIQUE, written at the column or at the table. */
typedef struct wr_ast_constraint {
    wr_ast_place  place;
    wr_ast_ident  name;   /* .text NULL: none */
    bool          unique; /* UNIQUE, else PRIMARY KEY */
    bool          enforced; /* ENFORCED written or nothing written; Flink wants NOT ENFORCED */
    wr_ast_ident *columns;
    uint32_t      column_count;
} wr_ast_constraint;

typedef struct wr_ast_watermark {
    wr_ast_place place;
    wr_ast_name  column; /* may be nested: WATERMARK FOR f.ts */
    wr_ast_expr *expr;
} wr_ast_watermark;

typedef enum wr_ast_like_feature {
    AST_LIKE_ALL,
    AST_LIKE_CONSTRAINTS,
    AST_LIKE_DISTRIBUTION,
    AST_LIKE_GENERATED,
    AST_LIKE_METADATA,
    AST_LIKE_OPTIONS,
    AST_LIKE_PARTITIONS,
    AST_LIKE_WATERMARKS
} wr_ast_like_feature;

typedef enum wr_ast_like_merge {
    AST_LIKE_INCLUDING,
    AST_LIKE_EXCLUDING,
    AST_LIKE_OVERWRITING
} wr_ast_like_merge;

typedef struct wr_ast_like_option {
    wr_ast_place        place;
    wr_ast_like_merge   merge;
    wr_ast_like_feature feature;
} wr_ast_like_option;

typedef struct wr_ast_create_table {
    wr_ast_name         name;
    bool                temporary;
    bool                if_not_exists;
    bool                or_replace; /* CREATE OR REPLACE TABLE, REPLACE TABLE */
    bool                must_exist; /* REPLACE TABLE */
    wr_ast_column_def  *columns;
    uint32_t            column_count;
    wr_ast_ident       *select_columns; /* CREATE TABLE t (b, a) AS SELECT: names only, no types */
    uint32_t            select_column_count;
    wr_ast_constraint  *constraints;
    uint32_t            constraint_count;
    wr_ast_watermark   *watermarks; /* the binder refuses more than one */
    uint32_t            watermark_count;
    const char         *comment; /* optional */
    wr_ast_ident       *partitioned_by;
    uint32_t            partitioned_by_count;
    wr_ast_option      *options; /* WITH (...) */
    uint32_t            option_count;
    bool                has_like;
    wr_ast_name         like_table;
    wr_ast_like_option *like_options;
    uint32_t            like_option_count;
    wr_ast_query       *as_query; /* optional: AS SELECT */
} wr_ast_create_table;

typedef struct wr_ast_create_view {
    wr_ast_name   name;
    bool          temporary;
    bool          if_not_exists;
    bool          or_replace;
    wr_ast_ident *columns; /* CREATE VIEW v (a, b) */
    uint32_t      column_count;
    const char   *comment; /* optional */
    wr_ast_query *query;
} wr_ast_create_view;

typedef struct wr_ast_drop { /* DROP TABLE, VIEW, CATALOG, DATABASE, FUNCTION */
    wr_ast_name name;
    bool        temporary;
    bool        system; /* DROP TEMPORARY SYSTEM FUNCTION */
    bool        if_exists;
    bool        cascade; /* DROP DATABASE .. CASCADE */
} wr_ast_drop;

typedef struct wr_ast_create_space { /* CREATE CATALOG, CREATE DATABASE */
    wr_ast_name    name;
    bool           if_not_exists;
    const char    *comment; /* optional */
    wr_ast_option *options;
    uint32_t       option_count;
} wr_ast_create_space;

typedef struct wr_ast_create_function { /* CREATE FUNCTION, ALTER FUNCTION */
    wr_ast_name    name;
    bool           temporary, system;
    bool           if_exists; /* CREATE: IF NOT EXISTS; ALTER: IF EXISTS */
    const char    *class_name;
    const char    *language; /* JAVA, SCALA, PYTHON */
    const char   **jars;     /* USING JAR '..', JAR '..' */
    uint32_t       jar_count;
    wr_ast_option *options; /* WITH (..) */
    uint32_t       option_count;
} wr_ast_create_function;

typedef enum wr_ast_alter_kind {
    AST_ALTER_RENAME,           /* .new_name */
    AST_ALTER_SET,              /* .options */
    AST_ALTER_RESET,            /* .keys */
    AST_ALTER_COMMENT,          /* .comment: CATALOG */
    AST_ALTER_AS,               /* .query: VIEW */
    AST_ALTER_ADD,              /* .schema */
    AST_ALTER_MODIFY,           /* .schema */
    AST_ALTER_RENAME_COLUMN,    /* .columns[0] to .columns[1] */
    AST_ALTER_DROP_COLUMNS,     /* .columns */
    AST_ALTER_DROP_PRIMARY_KEY, /* no more */
    AST_ALTER_DROP_CONSTRAINT,  /* .columns[0]: its name */
    AST_ALTER_DROP_WATERMARK    /* no more */
} wr_ast_alter_kind;

typedef struct wr_ast_alter { /* ALTER TABLE, VIEW, CATALOG, DATABASE */
    wr_ast_name         name;
    bool                if_exists;
    wr_ast_alter_kind   kind;
    wr_ast_place        place; /* of what is to be done */
    wr_ast_name         new_name;
    wr_ast_option      *options;
    uint32_t            option_count;
    wr_ast_ident       *keys; /* .text of the strings */
    uint32_t            key_count;
    const char         *comment;
    wr_ast_query       *query;
    wr_ast_create_table schema; /* columns, constraints, watermarks */
    wr_ast_ident       *columns;
    uint32_t            column_count;
} wr_ast_alter;

typedef enum wr_ast_show_kind {
    AST_SHOW_TABLES,
    AST_SHOW_VIEWS,
    AST_SHOW_CATALOGS,
    AST_SHOW_DATABASES,
    AST_SHOW_CURRENT_CATALOG,
    AST_SHOW_CURRENT_DATABASE,
    AST_SHOW_FUNCTIONS,
    AST_SHOW_USER_FUNCTIONS,
    AST_SHOW_MODULES,
    AST_SHOW_FULL_MODULES,
    AST_SHOW_JOBS,
    AST_SHOW_CONNECTORS,   /* Weir's own */
    AST_SHOW_CREATE_TABLE,   /* .name */
    AST_SHOW_CREATE_VIEW,    /* .name */
    AST_SHOW_CREATE_CATALOG, /* .name */
    AST_SHOW_COLUMNS,        /* .name */
    AST_SHOW_PARTITIONS,     /* .name, .partitions */
    AST_SHOW_JARS,
    AST_SHOW_PROCEDURES,
    AST_SHOW_MODELS,
    AST_SHOW_MATERIALIZED_TABLES
} wr_ast_show_kind;

typedef struct wr_ast_partition { /* PARTITION (k = 'v', ...); value NULL: PARTITION (k) */
    wr_ast_ident column;
    wr_ast_expr *value;
} wr_ast_partition;

typedef struct wr_ast_show {
    wr_ast_show_kind kind;
    wr_ast_name      name; /* the table; or FROM|IN database; part_count 0: none */
    const char      *like; /* optional pattern */
    bool             like_negated;
    bool             ilike; /* pattern compared without case */
    wr_ast_partition *partitions;
    uint32_t          partition_count;
} wr_ast_show;

typedef enum wr_ast_describe_kind {
    AST_DESCRIBE_TABLE,
    AST_DESCRIBE_CATALOG,
    AST_DESCRIBE_DATABASE,
    AST_DESCRIBE_FUNCTION,
    AST_DESCRIBE_JOB /* .job */
} wr_ast_describe_kind;

typedef struct wr_ast_insert {
    wr_ast_name       table;
    wr_ast_hint      *hints; /* OPTIONS(...) after the name */
    uint32_t          hint_count;
    bool              overwrite;
    wr_ast_partition *partitions;
    uint32_t          partition_count;
    wr_ast_name      *columns; /* INSERT INTO t (a, b.c); 0: all */
    uint32_t          column_count;
    wr_ast_query     *query;
} wr_ast_insert;

typedef enum wr_ast_statement_kind {
    AST_SET,           /* .set: SET 'k' = 'v'; SET; has key NULL */
    AST_RESET,         /* .set: RESET 'k'; RESET; has key NULL */
    AST_USE_CATALOG,   /* .use */
    AST_USE_DATABASE,  /* .use: USE [catalog.]database */
    AST_CREATE_TABLE,  /* .create_table */
    AST_CREATE_VIEW,   /* .create_view */
    AST_CREATE_CATALOG,  /* .create_space */
    AST_CREATE_DATABASE, /* .create_space */
    AST_CREATE_FUNCTION, /* .create_function */
    AST_ALTER_TABLE,     /* .alter */
    AST_ALTER_VIEW,      /* .alter */
    AST_ALTER_CATALOG,   /* .alter */
    AST_ALTER_DATABASE,  /* .alter */
    AST_ALTER_FUNCTION,  /* .create_function */
    AST_DROP_TABLE,    /* .drop */
    AST_DROP_VIEW,     /* .drop */
    AST_DROP_CATALOG,  /* .drop */
    AST_DROP_DATABASE, /* .drop */
    AST_DROP_FUNCTION, /* .drop */
    AST_SHOW,          /* .show */
    AST_DESCRIBE,      /* .describe */
    AST_EXPLAIN,       /* .explain */
    AST_INSERT,        /* .insert */
    AST_STATEMENT_SET, /* .statement_set */
    AST_QUERY,         /* .query: a bare SELECT, VALUES, WITH, TABLE */
    AST_STOP_JOB,      /* .stop_job */
    AST_UNSUPPORTED    /* .unsupported: Flink has it, Weir has not */
} wr_ast_statement_kind;

struct wr_ast_statement {
    wr_ast_place          place;
    wr_ast_statement_kind kind;
    uint32_t              offset, length; /* its text in the script, in bytes, without the ';' */
    union {
        struct {
            wr_ast_option option; /* key and value NULL where not written */
        } set;
        wr_ast_name         use;
        wr_ast_create_table create_table;
        wr_ast_create_view  create_view;
        wr_ast_create_space    create_space;
        wr_ast_create_function create_function;
        wr_ast_alter           alter;
        wr_ast_drop         drop;
        wr_ast_show         show;
        struct {
            wr_ast_describe_kind kind;
            wr_ast_name          name;
            bool                 extended;
            const char          *job;
        } describe;
        struct {
            const char  *job;
            wr_ast_place job_place;
            bool         savepoint, drain;
        } stop_job;
        struct {
            bool              estimated_cost, changelog_mode, json_execution_plan, plan_advice;
            wr_ast_statement *statement; /* INSERT, QUERY, STATEMENT_SET, UNSUPPORTED or a DDL */
        } explain;
        wr_ast_insert insert;
        struct {
            wr_ast_statement **inserts; /* kind INSERT each; may be empty */
            uint32_t           insert_count;
        } statement_set;
        wr_ast_query *query;
        struct {
            const char *what; /* "ALTER TABLE", "CREATE FUNCTION", "ADD JAR": in capitals */
        } unsupported;
    };
};

typedef struct wr_ast_script {
    const char        *text; /* BORROWED from the caller of the parser */
    size_t             size;
    wr_ast_statement **statements;
    uint32_t           statement_count;
} wr_ast_script;

#endif
