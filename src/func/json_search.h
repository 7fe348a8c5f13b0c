/* func/json_search.h - a path on its way through a document: what json_path.c, json_filter.c and json_function.c share. */
#ifndef WR_FUNC_JSON_SEARCH_H
#define WR_FUNC_JSON_SEARCH_H
#include "func/json_path.h"

/* One call of wr_json_path_find, with all that its filters look for. */
typedef struct wr_json_walk {
    const wr_json *root;
    wr_arena      *arena;
    bool           lax;
    uint32_t       steps;  /* that may still be taken                            */
    const char    *failed; /* a function or a comparison has no answer: the whole path is a fault */
    weir_status    status;
    weir_error    *err;
} wr_json_walk;

/* One path. */
typedef struct wr_json_search {
    wr_json_walk       *walk;
    const wr_json_path *path;
    wr_json           **results;
    size_t              count, capacity;
    uint32_t            arrays;  /* steps through arrays that lead to this place      */
    const char         *missing; /* a definite path ends nowhere; lax mode passes it  */
    const char         *refused; /* ... not even lax mode does                        */
} wr_json_search;

/* Looks for path from `from` on. */
wr_json_search wr_json_search_run(wr_json_walk *walk, const wr_json_path *path, const wr_json *from);
wr_json       *wr_json_search_make(const wr_json_walk *walk, wr_json_kind kind);
/* What the search found, as an operand has it: the value, an array of all values, null in lax mode; NULL: nothing. */
const wr_json *wr_json_search_value(const wr_json_search *search);

/* json_filter.c */
bool wr_json_filter_accepts(wr_json_walk *walk, const wr_filter *filter, const wr_json *value);
/* json_function.c: NULL: there is no value, at->missing or walk->failed says why. */
const wr_json *wr_json_function_value(wr_json_search *at, const wr_path_token *token, const wr_json *value);
#endif
