/* func/collection.h - lists and sets of values, for the functions that read and make arrays and maps.
 *
 * A kernel has one list (or set) for all rows of its call: it is emptied for each row and freed at the end. Values are borrowed from the
 * columns that they were read from. One owner, no locks. */
#ifndef WR_FUNC_COLLECTION_H
#define WR_FUNC_COLLECTION_H
#include "batch/nested.h"
#include "batch/vector.h"
#include "func/func.h"

typedef struct wr_list { weir_value *items; uint32_t count, capacity; } wr_list; /* {0} is empty */

void wr_list_add(wr_list *list, weir_value value);
/* All elements of an array, or one side of a map. */
void wr_list_add_all(wr_list *list, const wr_array *array);
void wr_list_free(wr_list *list);
/* Ascending; NULLs first; NaN largest. */
void wr_list_sort(wr_list *list, weir_type element);

/* Values that are all different, in the order in which they came. */
typedef struct wr_set {
    weir_type type;
    wr_list   values;
    uint32_t *slots; /* hash -> value + 1, where there are more than a few */
    uint32_t  slot_count;
} wr_set;

/* Is one the other in the sense of =, with NULL equal to NULL? NaN equals nothing. */
bool wr_same_value(weir_type type, const weir_value *a, const weir_value *b);
void wr_set_begin(wr_set *set, weir_type type);         /* empty again; {0} at first */
bool wr_set_has(const wr_set *set, const weir_value *value);
bool wr_set_add(wr_set *set, const weir_value *value);  /* false: it is there already */
void wr_set_free(wr_set *set);

/* The array in row `row` of a column. */
static inline wr_array wr_array_in(const weir_column *column, uint32_t row) {
    return wr_array_open(column->type, &strings_of(column)[row]);
}

/* ---- kernels that make an array of each row ---- */

typedef struct wr_row_call {
    const weir_call   *call;
    const weir_column *args;
    uint32_t           row;
    wr_list           *list; /* empty: the elements go here */
    wr_set            *set;  /* as the last row left it      */
} wr_row_call;

/* Calls `make` for every row and makes an array of what it lists. Rows whose first argument is NULL are NULL. */
weir_status wr_array_rows(const weir_call *call, const weir_column *args, weir_rows rows, weir_vector *out,
                          void (*make)(const wr_row_call *row), weir_error *err);
/* A function whose kernel is that. `strict`: NULL where any argument is. */
#define WR_ARRAY_FUNCTION(symbol, text, infer_function, row_function, strict)                                                                  \
    static weir_status symbol##_rows(const weir_call *call, const weir_column *args, weir_rows rows, weir_vector *out, weir_error *err) {      \
        return wr_array_rows(call, args, rows, out, row_function, err);                                                                        \
    }                                                                                                                                          \
    const weir_function weir_function_##symbol = {                                                                                             \
        .abi = sizeof(weir_function), .name = text, .null_in_null_out = strict, .infer = infer_function, .scalar = symbol##_rows}

/* ---- types ---- */

/* Can its values be sorted? As Flink sees it: not BOOLEANs, INTERVALs and what has parts. */
bool wr_type_has_order(weir_type type);

/* May a value of this type stand where Flink wants an element or argument of the other? Unlike wr_cast_implicit it looks at the nullability
 * of parts. Whether the value itself may be NULL is for the caller. */
bool wr_argument_fits(weir_type from, weir_type to);
/* (ARRAY<t>, t): the second argument is cast to the type of the elements, which may lose something: 'abc' in an array of VARCHAR(2). */
weir_status wr_infer_element(weir_infer *call, weir_error *err);
/* All arguments become ARRAYs (or MAPs) of one type, which is also the result: as in ARRAY_UNION. */
weir_status wr_infer_common_array(weir_infer *call, const char *takes, weir_error *err);
weir_status wr_infer_common_map(weir_infer *call, const char *takes, weir_error *err);
#endif
