/* func/collection.c - see the header. */
#include "func/collection.h"

#include "func/cast.h"

#define FEW 8u /* values that are compared one by one */

/* ---- lists ---- */

void wr_list_add(wr_list *list, weir_value value) {
    if (list->count == list->capacity) {
        list->capacity = list->capacity ? list->capacity * 2 : 32;
        list->items = wr_realloc(list->items, list->capacity * sizeof *list->items);
    }
    list->items[list->count++] = value;
}

void wr_list_add_all(wr_list *list, const wr_array *array) {
    for (uint32_t i = 0; i < array->count; i++)
        wr_list_add(list, wr_array_at(array, i));
}

void wr_list_free(wr_list *list) {
    wr_free(list->items);
    *list = (wr_list){0};
}

static int compare_items(const void *a, const void *b, void *type) {
    return wr_value_compare(*(const weir_type *)type, a, b);
}

void wr_list_sort(wr_list *list, weir_type element) {
    if (list->count > 1)
        qsort_r(list->items, list->count, sizeof *list->items, compare_items, &element);
}

/* ---- sets ---- */

static bool is_nan(weir_type type, const weir_value *value) {
    return (type.id == WEIR_TYPE_FLOAT || type.id == WEIR_TYPE_DOUBLE) && !value->is_null && value->u.f64 != value->u.f64;
}

bool wr_same_value(weir_type type, const weir_value *a, const weir_value *b) {
    return wr_value_equal(type, a, b) && !is_nan(type, a);
}

void wr_set_begin(wr_set *set, weir_type type) {
    set->type = type;
    set->values.count = 0;
    wr_free(set->slots);
    set->slots = NULL;
    set->slot_count = 0;
}

void wr_set_free(wr_set *set) {
    wr_list_free(&set->values);
    wr_free(set->slots);
    set->slots = NULL;
}

/* The slot where the value is, or where it would go. */
static uint32_t slot_of(const wr_set *set, const weir_value *value) {
    const uint32_t mask = set->slot_count - 1;
    uint32_t       slot = (uint32_t)wr_value_hash(set->type, value) & mask;
    while (set->slots[slot] != 0 && !wr_same_value(set->type, &set->values.items[set->slots[slot] - 1], value))
        slot = (slot + 1) & mask;
    return slot;
}

static void make_slots(wr_set *set) {
    wr_free(set->slots);
    set->slot_count = WR_MAX(FEW * 4, set->slot_count * 2);
    set->slots = wr_calloc(set->slot_count, sizeof *set->slots);
    for (uint32_t i = 0; i < set->values.count; i++)
        set->slots[slot_of(set, &set->values.items[i])] = i + 1;
}

bool wr_set_has(const wr_set *set, const weir_value *value) {
    if (set->slots)
        return set->slots[slot_of(set, value)] != 0;
    for (uint32_t i = 0; i < set->values.count; i++)
        if (wr_same_value(set->type, &set->values.items[i], value))
            return true;
    return false;
}

bool wr_set_add(wr_set *set, const weir_value *value) {
    if (wr_set_has(set, value))
        return false;
    if (set->slots ? set->values.count >= set->slot_count / 2 : set->values.count == FEW)
        make_slots(set);
    if (set->slots)
        set->slots[slot_of(set, value)] = set->values.count + 1;
    wr_list_add(&set->values, *value);
    return true;
}

/* ---- kernels ---- */

weir_status wr_array_rows(const weir_call *call, const weir_column *args, weir_rows rows, weir_vector *out,
                          void (*make)(const wr_row_call *row), weir_error *err) {
    wr_list      list = {0};
    wr_set       set = {0};
    weir_string *values = out->data;
    weir_status  status = WEIR_OK;
    WEIR_FOR_ROWS(i, k, rows) {
        if (column_is_null(&args[0], i)) {
            set_null(out, i);
            continue;
        }
        list.count = 0;
        make(&(wr_row_call){call, args, i, &list, &set});
        status = wr_array_make(call->result, list.items, list.count, out->strings, &values[i], err);
        if (status != WEIR_OK)
            break;
    }
    wr_list_free(&list);
    wr_set_free(&set);
    return status;
}

/* ---- types ---- */

bool wr_type_has_order(weir_type type) {
    return weir_type_is_numeric(type) || weir_type_is_bytes(type) || weir_type_is_timestamp(type) || type.id == WEIR_TYPE_DATE ||
           type.id == WEIR_TYPE_TIME;
}

bool wr_argument_fits(weir_type from, weir_type to) {
    if (!weir_type_is_nested(from) || from.id != to.id)
        return wr_cast_implicit(from, to);
    if (from.fields->field_count != to.fields->field_count)
        return false;
    for (uint32_t i = 0; i < from.fields->field_count; i++) {
        weir_type part = from.fields->fields[i].type, wanted = to.fields->fields[i].type;
        if ((part.nullable && !wanted.nullable) || !wr_argument_fits(part, wanted))
            return false;
    }
    return true;
}

weir_status wr_infer_element(weir_infer *call, weir_error *err) {
    if (call->arg_count != 2 || call->arg_types[0].id != WEIR_TYPE_ARRAY)
        return wr_infer_refuse(call, "an ARRAY and an element", err);
    weir_type element = wr_element_type(call->arg_types[0]), given = call->arg_types[1];
    if (given.id == WEIR_TYPE_SYMBOL || !wr_argument_fits(given, element))
        return wr_infer_refuse(call, "an ARRAY and an element of its type", err);
    call->param_types[1] = type_nullable(element, given.nullable || given.id == WEIR_TYPE_NULL);
    return WEIR_OK;
}

/* The common type of one part of all arguments: the element, the key or the value. */
static bool common_part(const weir_infer *call, weir_type (*part)(weir_type), weir_type *out) {
    weir_type types[WEIR_ARGS_MAX];
    for (uint32_t i = 0; i < call->arg_count; i++)
        types[i] = part(call->arg_types[i]);
    return wr_merged_type(call->arena, types, call->arg_count, out);
}

static bool all_are(const weir_infer *call, weir_type_id id) {
    for (uint32_t i = 0; i < call->arg_count; i++)
        if (call->arg_types[i].id != id)
            return false;
    return call->arg_count > 0;
}

static void take_result(weir_infer *call) {
    for (uint32_t i = 0; i < call->arg_count; i++)
        call->param_types[i] = type_nullable(call->result, call->arg_types[i].nullable);
}

weir_status wr_infer_common_array(weir_infer *call, const char *takes, weir_error *err) {
    weir_type element;
    if (!all_are(call, WEIR_TYPE_ARRAY) || !common_part(call, wr_element_type, &element))
        return wr_infer_refuse(call, takes, err);
    call->result = wr_array_type(call->arena, element, infer_any_nullable(call));
    take_result(call);
    return WEIR_OK;
}

weir_status wr_infer_common_map(weir_infer *call, const char *takes, weir_error *err) {
    weir_type key, value;
    if (!all_are(call, WEIR_TYPE_MAP) || !common_part(call, wr_map_key_type, &key) || !common_part(call, wr_map_value_type, &value))
        return wr_infer_refuse(call, takes, err);
    call->result = wr_map_type(call->arena, key, value, infer_any_nullable(call));
    take_result(call);
    return WEIR_OK;
}
