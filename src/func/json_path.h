/* func/json_path.h - paths into JSON: what Flink's JSON_EXISTS, JSON_VALUE and JSON_QUERY understand (Jayway JsonPath).
 *
 *   $  .name  ['name', ...]  [n, ...]  [from:to]  .* [*]  ..  [?(@.price < 10 && ...)]  .length() and other functions at the end
 *
 * A path is definite when it names at most one value; else it gives an array of what it finds. What is not there is a fault of a
 * definite path, and nothing of another one. */
#ifndef WR_FUNC_JSON_PATH_H
#define WR_FUNC_JSON_PATH_H
#include "func/json_tree.h"
#include "weir/error.h"

typedef enum wr_path_token_kind { WR_PATH_PROPERTIES, WR_PATH_INDEXES, WR_PATH_SLICE, WR_PATH_WILDCARD, WR_PATH_SCAN, WR_PATH_FILTER, WR_PATH_FUNCTION } wr_path_token_kind;
typedef enum wr_path_function { WR_PATH_LENGTH, WR_PATH_KEYS, WR_PATH_FIRST, WR_PATH_LAST, WR_PATH_INDEX, WR_PATH_MIN, WR_PATH_MAX, WR_PATH_AVG, WR_PATH_SUM, WR_PATH_STDDEV } wr_path_function;

typedef struct wr_path_token {
    wr_path_token_kind kind;
    uint32_t           count;       /* of names or indexes               */
    weir_string       *names;
    int64_t           *indexes;
    bool               has_from, has_to;
    int64_t            from, to;    /* of a slice; from: of index(n) too */
    struct wr_filter  *filter;
    wr_path_function   function;
} wr_path_token;

typedef struct wr_json_path {
    wr_path_token *tokens;
    uint32_t       count;
    bool           definite, from_root; /* from_root: $, else @ (in filters) */
} wr_json_path;

typedef enum wr_filter_kind { WR_FILTER_OR, WR_FILTER_AND, WR_FILTER_NOT, WR_FILTER_EXISTS, WR_FILTER_EQ, WR_FILTER_NE, WR_FILTER_LT, WR_FILTER_LE, WR_FILTER_GT, WR_FILTER_GE } wr_filter_kind;

/* A value of a comparison: a constant, or what is found at a path. */
typedef struct wr_filter_operand {
    const wr_json      *constant;   /* NULL: at the path */
    const wr_json_path *path;
} wr_filter_operand;

typedef struct wr_filter {
    wr_filter_kind    kind;
    struct wr_filter *left, *right; /* of OR, AND, NOT   */
    wr_filter_operand a, b;
} wr_filter;

/* Compiles the path; everything in arena. WEIR_INVALID: Flink would not take it either. WEIR_UNSUPPORTED: it would.
 * Both say where. */
weir_status wr_json_path_compile(const char *text, size_t size, wr_arena *arena, wr_json_path *path, weir_error *err);

/* What the path finds in the document; made values are in arena. *found NULL: nothing, and `reason` says why.
 * WEIR_DATA: it takes more than WR_JSON_PATH_STEPS steps. */
weir_status wr_json_path_find(const wr_json_path *path, const wr_json *document, wr_arena *arena, const wr_json **found,
                              char reason[WR_JSON_REASON_MAX], weir_error *err);
#define WR_JSON_PATH_STEPS 1000000u
#endif
