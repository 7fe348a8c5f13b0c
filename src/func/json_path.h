/* func/json_path.h - paths into JSON: what Flink's JSON_EXISTS, JSON_VALUE and JSON_QUERY understand (Jayway JsonPath).
 *
 *   $  .name  ['name', ...]  [n, ...]  [from:to]  .* [*]  ..  [?(@.price < 10 && ...)]  .length() and other functions
 *
 * A path is definite when it names at most one value; else it gives an array of what it finds. What is not there is a fault of a
 * definite path, and nothing of another one. */
#ifndef WR_FUNC_JSON_PATH_H
#define WR_FUNC_JSON_PATH_H
#include "func/json_tree.h"
#include "weir/error.h"

struct wr_pattern; /* func/regex.h */

typedef enum wr_path_token_kind { WR_PATH_PROPERTIES, WR_PATH_INDEXES, WR_PATH_SLICE, WR_PATH_WILDCARD, WR_PATH_SCAN, WR_PATH_FILTER, WR_PATH_FUNCTION } wr_path_token_kind;
typedef enum wr_path_function {
    WR_PATH_LENGTH, WR_PATH_KEYS, WR_PATH_FIRST, WR_PATH_LAST, WR_PATH_INDEX, WR_PATH_MIN, WR_PATH_MAX, WR_PATH_AVG, WR_PATH_SUM, WR_PATH_STDDEV,
    WR_PATH_CONCAT, WR_PATH_APPEND
} wr_path_function;

/* A value in a filter or an argument of a function: a constant, a pattern, or what is found at a path. */
typedef struct wr_path_operand {
    const wr_json       *constant;
    struct wr_json_path *path;
    struct wr_pattern   *pattern;
} wr_path_operand;

typedef struct wr_path_token {
    wr_path_token_kind kind;
    uint32_t           count;       /* of names, indexes or arguments    */
    weir_string       *names;
    int64_t           *indexes;
    bool               has_from, has_to;
    int64_t            from, to;    /* of a slice                        */
    struct wr_filter  *filter;
    wr_path_function   function;
    wr_path_operand   *arguments;
} wr_path_token;

typedef struct wr_path_pattern {
    struct wr_pattern      *pattern;
    struct wr_path_pattern *next;
} wr_path_pattern;

typedef struct wr_json_path {
    wr_path_token   *tokens;
    uint32_t         count;
    bool             definite, from_root; /* from_root: $, else @ (in filters)             */
    wr_path_pattern *patterns;            /* owned: of all filters, also in operands' paths */
} wr_json_path;

typedef enum wr_filter_kind {
    WR_FILTER_OR, WR_FILTER_AND, WR_FILTER_NOT, WR_FILTER_THERE, /* THERE: a path alone */
    WR_FILTER_EQ, WR_FILTER_NE, WR_FILTER_SAME, WR_FILTER_NOT_SAME, WR_FILTER_LT, WR_FILTER_LE, WR_FILTER_GT, WR_FILTER_GE, WR_FILTER_MATCHES,
    WR_FILTER_IN, WR_FILTER_NOT_IN, WR_FILTER_SUBSET_OF, WR_FILTER_ANY_OF, WR_FILTER_NONE_OF, WR_FILTER_ALL, WR_FILTER_SIZE, WR_FILTER_EMPTY,
    WR_FILTER_CONTAINS, WR_FILTER_EXISTS, WR_FILTER_NEVER        /* NEVER: words that Flink takes and that hold for no value */
} wr_filter_kind;

typedef struct wr_filter {
    wr_filter_kind    kind;
    struct wr_filter *left, *right; /* of OR, AND, NOT   */
    wr_path_operand   a, b;
} wr_filter;

/* Compiles the path; everything in arena but for patterns: wr_json_path_release, also after a failure. WEIR_INVALID: Flink would not take it
 * either. WEIR_UNSUPPORTED: it would. Both say where. */
weir_status wr_json_path_compile(const char *text, size_t size, wr_arena *arena, wr_json_path *path, weir_error *err);
void        wr_json_path_release(wr_json_path *path);

typedef enum wr_json_outcome { WR_JSON_FOUND, WR_JSON_MISSING, WR_JSON_FAULT } wr_json_outcome;

/* What the path finds in the document; made values are in arena. In lax mode what a path of several values passes over is no fault, and what a
 * filter does not find is null. MISSING: nothing is there. FAULT: not even lax mode lets that pass. `reason` says why for both.
 * WEIR_DATA: it takes more than WR_JSON_PATH_STEPS steps, or a pattern takes too long. */
weir_status wr_json_path_find(const wr_json_path *path, const wr_json *document, bool lax, wr_arena *arena, const wr_json **found,
                              wr_json_outcome *outcome, char reason[WR_JSON_REASON_MAX], weir_error *err);
#define WR_JSON_PATH_STEPS 1000000u
#endif
