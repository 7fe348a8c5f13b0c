/* func/array_edit.c - arrays from arrays: ARRAY_APPEND, _PREPEND, _CONCAT, _REMOVE, _REVERSE, _SLICE and _SORT. */
#include "func/collection.h"

/* ---- ARRAY_APPEND, ARRAY_PREPEND, ARRAY_REMOVE ---- */

/* A value of `given` stands in an array of `element` as it is: no cast, but for NULLs. */
static bool is_element(weir_type given, weir_type element) {
    if (given.id == WEIR_TYPE_CHAR && element.id == WEIR_TYPE_VARCHAR)
        given.id = WEIR_TYPE_VARCHAR;
    if (given.id == WEIR_TYPE_VARCHAR && element.id == WEIR_TYPE_VARCHAR)
        return given.length <= element.length;
    return weir_type_same(type_nullable(given, element.nullable), element);
}

/* What is cast to an element that may be NULL may be NULL for Flink, and with it the array. */
static weir_status infer_append(weir_infer *call, weir_error *err) {
    WEIR_TRY(wr_infer_element(call, err));
    weir_type element = wr_element_type(call->arg_types[0]);
    bool      cast = element.nullable && !is_element(call->arg_types[1], element);
    element.nullable |= call->param_types[1].nullable;
    call->result = wr_array_type(call->arena, element, infer_any_nullable(call) || cast);
    return WEIR_OK;
}

static weir_status infer_remove(weir_infer *call, weir_error *err) {
    WEIR_TRY(wr_infer_element(call, err));
    call->result = call->arg_types[0];
    return WEIR_OK;
}

static void append_row(const wr_row_call *row) {
    wr_array array = wr_array_in(&row->args[0], row->row);
    wr_list_add_all(row->list, &array);
    wr_list_add(row->list, wr_column_value(&row->args[1], row->row));
}

static void prepend_row(const wr_row_call *row) {
    wr_array array = wr_array_in(&row->args[0], row->row);
    wr_list_add(row->list, wr_column_value(&row->args[1], row->row));
    wr_list_add_all(row->list, &array);
}

static void remove_row(const wr_row_call *row) {
    wr_array   array = wr_array_in(&row->args[0], row->row);
    weir_value gone = wr_column_value(&row->args[1], row->row);
    for (uint32_t i = 0; i < array.count; i++) {
        weir_value value = wr_array_at(&array, i);
        if (!wr_same_value(array.element, &value, &gone))
            wr_list_add(row->list, value);
    }
}

/* ---- ARRAY_CONCAT ---- */

static weir_status infer_concat(weir_infer *call, weir_error *err) {
    return wr_infer_common_array(call, "ARRAYs of types that have a common one", err);
}

static void concat_row(const wr_row_call *row) {
    for (uint32_t a = 0; a < row->call->arg_count; a++) {
        wr_array array = wr_array_in(&row->args[a], row->row);
        wr_list_add_all(row->list, &array);
    }
}

/* ---- ARRAY_REVERSE ---- */

static weir_status infer_reverse(weir_infer *call, weir_error *err) {
    if (call->arg_count != 1 || call->arg_types[0].id != WEIR_TYPE_ARRAY)
        return wr_infer_refuse(call, "an ARRAY", err);
    call->result = call->arg_types[0];
    return WEIR_OK;
}

static void reverse_row(const wr_row_call *row) {
    wr_array array = wr_array_in(&row->args[0], row->row);
    for (uint32_t i = array.count; i-- > 0;)
        wr_list_add(row->list, wr_array_at(&array, i));
}

/* ---- ARRAY_SLICE ---- */

static weir_status infer_slice(weir_infer *call, weir_error *err) {
    static const char takes[] = "an ARRAY and one or two INTs: the first and the last position";
    if (call->arg_count < 2 || call->arg_count > 3 || call->arg_types[0].id != WEIR_TYPE_ARRAY)
        return wr_infer_refuse(call, takes, err);
    for (uint32_t i = 1; i < call->arg_count; i++) {
        weir_type type = call->arg_types[i];
        bool      null = type.id == WEIR_TYPE_NULL;
        if (!null && (!weir_type_is_integer(type) || type.id == WEIR_TYPE_BIGINT))
            return wr_infer_refuse(call, takes, err);
        call->param_types[i] = weir_type_of(WEIR_TYPE_INT, null || type.nullable);
    }
    call->result = type_nullable(call->arg_types[0], infer_any_nullable(call));
    return WEIR_OK;
}

/* A position as Flink means it: from 1, or from the end where it is negative; 0 is 1. */
static int64_t position(int64_t given, uint32_t count) {
    int64_t at = given < 0 ? given + count + 1 : given;
    return at == 0 ? 1 : at;
}

static void slice_row(const wr_row_call *row) {
    wr_array array = wr_array_in(&row->args[0], row->row);
    int64_t  first = position(integer_at(&row->args[1], row->row), array.count);
    int64_t  last = row->call->arg_count == 3 ? position(integer_at(&row->args[2], row->row), array.count) : array.count;
    last = WR_MIN(last, (int64_t)array.count);
    for (int64_t i = WR_MAX(first, 1); i <= last; i++)
        wr_list_add(row->list, wr_array_at(&array, (uint32_t)(i - 1)));
}

/* ---- ARRAY_SORT ---- */

static weir_status infer_sort(weir_infer *call, weir_error *err) {
    static const char takes[] = "an ARRAY of values that have an order, and up to two BOOLEANs: ascending, NULLs first";
    if (call->arg_count < 1 || call->arg_count > 3 || call->arg_types[0].id != WEIR_TYPE_ARRAY || !wr_type_has_order(wr_element_type(call->arg_types[0])))
        return wr_infer_refuse(call, takes, err);
    for (uint32_t i = 1; i < call->arg_count; i++) {
        weir_type type = call->arg_types[i];
        if (type.id != WEIR_TYPE_BOOLEAN && type.id != WEIR_TYPE_NULL)
            return wr_infer_refuse(call, takes, err);
        call->param_types[i] = weir_type_of(WEIR_TYPE_BOOLEAN, type.nullable || type.id == WEIR_TYPE_NULL);
    }
    call->result = type_nullable(call->arg_types[0], infer_any_nullable(call));
    return WEIR_OK;
}

static void reverse(weir_value *items, uint32_t count) {
    for (uint32_t i = 0; i < count / 2; i++) {
        weir_value swapped = items[i];
        items[i] = items[count - 1 - i];
        items[count - 1 - i] = swapped;
    }
}

static void sort_row(const wr_row_call *row) {
    const weir_column *args = row->args;
    wr_array           array = wr_array_in(&args[0], row->row);
    wr_list           *list = row->list;
    bool               ascending = row->call->arg_count < 2 || integer_at(&args[1], row->row);
    bool               nulls_first = row->call->arg_count < 3 ? ascending : integer_at(&args[2], row->row);
    wr_list_add_all(list, &array);
    if (list->count == 0)
        return;
    if (!ascending) /* and once more when it is sorted: so equal values keep their order */
        reverse(list->items, list->count);
    wr_list_sort(list, array.element); /* NULLs stand first now */
    uint32_t nulls = 0, values;
    while (nulls < list->count && list->items[nulls].is_null)
        nulls++;
    values = list->count - nulls;
    if (!ascending)
        reverse(list->items + nulls, values);
    if (!nulls_first) {
        memmove(list->items, list->items + nulls, values * sizeof *list->items);
        for (uint32_t i = values; i < list->count; i++)
            list->items[i] = (weir_value){.is_null = true};
    }
}

WR_ARRAY_FUNCTION(array_append, "ARRAY_APPEND", infer_append, append_row, false);
WR_ARRAY_FUNCTION(array_concat, "ARRAY_CONCAT", infer_concat, concat_row, true);
WR_ARRAY_FUNCTION(array_prepend, "ARRAY_PREPEND", infer_append, prepend_row, false);
WR_ARRAY_FUNCTION(array_remove, "ARRAY_REMOVE", infer_remove, remove_row, false);
WR_ARRAY_FUNCTION(array_reverse, "ARRAY_REVERSE", infer_reverse, reverse_row, true);
WR_ARRAY_FUNCTION(array_slice, "ARRAY_SLICE", infer_slice, slice_row, true);
WR_ARRAY_FUNCTION(array_sort, "ARRAY_SORT", infer_sort, sort_row, true);
