/* func/array_set.c - arrays as sets: ARRAY_DISTINCT, ARRAY_EXCEPT, ARRAY_INTERSECT and ARRAY_UNION.
 *
 * Values keep the order in which they first stand. NULL is a value like others; NaN is no other's equal. */
#include "func/collection.h"

static weir_status infer_one(weir_infer *call, weir_error *err) {
    if (call->arg_count != 1 || call->arg_types[0].id != WEIR_TYPE_ARRAY)
        return wr_infer_refuse(call, "an ARRAY", err);
    call->result = call->arg_types[0];
    return WEIR_OK;
}

static weir_status infer_two(weir_infer *call, weir_error *err) {
    static const char takes[] = "two ARRAYs of types that have a common one";
    if (call->arg_count != 2)
        return wr_infer_refuse(call, takes, err);
    return wr_infer_common_array(call, takes, err);
}

/* Adds the elements of an argument to the set; those that were not there go to the list too, unless it is NULL. */
static void add_new(const wr_row_call *row, uint32_t arg, wr_list *list) {
    wr_array array = wr_array_in(&row->args[arg], row->row);
    for (uint32_t i = 0; i < array.count; i++) {
        weir_value value = wr_array_at(&array, i);
        if (wr_set_add(row->set, &value) && list)
            wr_list_add(list, value);
    }
}

static void begin(const wr_row_call *row) { wr_set_begin(row->set, wr_element_type(row->args[0].type)); }

static void distinct_row(const wr_row_call *row) {
    begin(row);
    add_new(row, 0, row->list);
}

static void union_row(const wr_row_call *row) {
    begin(row);
    add_new(row, 0, row->list);
    add_new(row, 1, row->list);
}

static void except_row(const wr_row_call *row) {
    begin(row);
    add_new(row, 1, NULL);
    add_new(row, 0, row->list);
}

static void intersect_row(const wr_row_call *row) {
    wr_set  of_both = {0};
    begin(row);
    add_new(row, 1, NULL);
    wr_set_begin(&of_both, row->set->type);
    wr_array array = wr_array_in(&row->args[0], row->row);
    for (uint32_t i = 0; i < array.count; i++) {
        weir_value value = wr_array_at(&array, i);
        if (wr_set_has(row->set, &value) && wr_set_add(&of_both, &value))
            wr_list_add(row->list, value);
    }
    wr_set_free(&of_both);
}

WR_ARRAY_FUNCTION(array_distinct, "ARRAY_DISTINCT", infer_one, distinct_row, true);
WR_ARRAY_FUNCTION(array_except, "ARRAY_EXCEPT", infer_two, except_row, true);
WR_ARRAY_FUNCTION(array_intersect, "ARRAY_INTERSECT", infer_two, intersect_row, true);
WR_ARRAY_FUNCTION(array_union, "ARRAY_UNION", infer_two, union_row, true);
