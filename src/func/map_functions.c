/* func/map_functions.c - MAP_ENTRIES, MAP_FROM_ARRAYS, MAP_KEYS, MAP_UNION and MAP_VALUES. */
#include "func/collection.h"

static weir_status infer_map(weir_infer *call, weir_error *err) {
    if (call->arg_count != 1 || call->arg_types[0].id != WEIR_TYPE_MAP)
        return wr_infer_refuse(call, "a MAP", err);
    return WEIR_OK;
}

static void open_map(const wr_row_call *row, wr_array *keys, wr_array *values) {
    wr_map_open(row->args[0].type, &strings_of(&row->args[0])[row->row], keys, values);
}

/* ---- MAP_KEYS and MAP_VALUES ---- */

static weir_status infer_keys(weir_infer *call, weir_error *err) {
    WEIR_TRY(infer_map(call, err));
    call->result = wr_array_type(call->arena, wr_map_key_type(call->arg_types[0]), call->arg_types[0].nullable);
    return WEIR_OK;
}

static weir_status infer_values(weir_infer *call, weir_error *err) {
    WEIR_TRY(infer_map(call, err));
    call->result = wr_array_type(call->arena, wr_map_value_type(call->arg_types[0]), call->arg_types[0].nullable);
    return WEIR_OK;
}

static void keys_row(const wr_row_call *row) {
    wr_array keys, values;
    open_map(row, &keys, &values);
    wr_list_add_all(row->list, &keys);
}

static void values_row(const wr_row_call *row) {
    wr_array keys, values;
    open_map(row, &keys, &values);
    wr_list_add_all(row->list, &values);
}

/* ---- MAP_ENTRIES ---- */

static weir_status infer_entries(weir_infer *call, weir_error *err) {
    static const char *const names[2] = {"key", "value"};
    WEIR_TRY(infer_map(call, err));
    const weir_type map = call->arg_types[0], types[2] = {wr_map_key_type(map), wr_map_value_type(map)};
    call->result = wr_array_type(call->arena, wr_row_type(call->arena, names, types, 2, true), map.nullable);
    return WEIR_OK;
}

/* `pairs` is emptied; its entries are ROWs in the arena of `out`. */
static weir_status put_entries(const weir_column *map, uint32_t row, weir_type result, wr_list *pairs, weir_vector *out, weir_error *err) {
    wr_array keys, values;
    pairs->count = 0;
    wr_map_open(map->type, &strings_of(map)[row], &keys, &values);
    for (uint32_t i = 0; i < keys.count; i++) {
        weir_value fields[2] = {wr_array_at(&keys, i), wr_array_at(&values, i)}, pair = {0};
        WEIR_TRY(wr_row_make(wr_element_type(result), fields, out->strings, &pair.u.string, err));
        wr_list_add(pairs, pair);
    }
    return wr_array_make(result, pairs->items, pairs->count, out->strings, &((weir_string *)out->data)[row], err);
}

static weir_status map_entries_rows(const weir_call *call, const weir_column *args, weir_rows rows, weir_vector *out, weir_error *err) {
    wr_list     pairs = {0};
    weir_status status = WEIR_OK;
    WEIR_FOR_ROWS(i, k, rows) {
        status = put_entries(&args[0], i, call->result, &pairs, out, err);
        if (status != WEIR_OK)
            break;
    }
    wr_list_free(&pairs);
    return status;
}

/* ---- kernels that make a MAP of each row ---- */

typedef struct entries { wr_list keys, values; wr_set seen; } entries;

static weir_status map_rows(const weir_call *call, const weir_column *args, weir_rows rows, weir_vector *out,
                            weir_status (*list)(const weir_call *call, const weir_column *args, uint32_t row, entries *made, weir_error *err),
                            weir_error *err) {
    entries      made = {0};
    weir_string *maps = out->data;
    weir_status  status = WEIR_OK;
    WEIR_FOR_ROWS(i, k, rows) {
        made.keys.count = made.values.count = 0;
        status = list(call, args, i, &made, err);
        if (status == WEIR_OK)
            status = wr_map_of(call->result, made.keys.items, made.values.items, made.keys.count, out->strings, &maps[i], err);
        if (status != WEIR_OK)
            break;
    }
    wr_list_free(&made.keys);
    wr_list_free(&made.values);
    wr_set_free(&made.seen);
    return status;
}

/* ---- MAP_FROM_ARRAYS ---- */

static weir_status infer_from_arrays(weir_infer *call, weir_error *err) {
    if (call->arg_count != 2 || call->arg_types[0].id != WEIR_TYPE_ARRAY || call->arg_types[1].id != WEIR_TYPE_ARRAY)
        return wr_infer_refuse(call, "an ARRAY of keys and an ARRAY of values", err);
    call->result = wr_map_type(call->arena, wr_element_type(call->arg_types[0]), wr_element_type(call->arg_types[1]), infer_any_nullable(call));
    return WEIR_OK;
}

static weir_status list_from_arrays(const weir_call *call, const weir_column *args, uint32_t row, entries *made, weir_error *err) {
    wr_array keys = wr_array_in(&args[0], row), values = wr_array_in(&args[1], row);
    if (keys.count != values.count)
        return weir_fail(err, WEIR_DATA, "%s: %u keys, but %u values", call->function->name, keys.count, values.count);
    wr_list_add_all(&made->keys, &keys);
    wr_list_add_all(&made->values, &values);
    return WEIR_OK;
}

static weir_status map_from_arrays_rows(const weir_call *call, const weir_column *args, weir_rows rows, weir_vector *out, weir_error *err) {
    return map_rows(call, args, rows, out, list_from_arrays, err);
}

/* ---- MAP_UNION ---- */

static weir_status infer_union(weir_infer *call, weir_error *err) {
    return wr_infer_common_map(call, "MAPs of types that have a common one", err);
}

/* Of equal keys the entry of the last map counts. Flink lists the last map first. */
static weir_status list_union(const weir_call *call, const weir_column *args, uint32_t row, entries *made, weir_error *err) {
    (void)err;
    wr_set_begin(&made->seen, wr_map_key_type(call->result));
    for (uint32_t a = call->arg_count; a-- > 0;) {
        wr_array keys, values;
        wr_map_open(args[a].type, &strings_of(&args[a])[row], &keys, &values);
        for (uint32_t i = 0; i < keys.count; i++) {
            weir_value key = wr_array_at(&keys, i);
            if (!wr_set_add(&made->seen, &key))
                continue;
            wr_list_add(&made->keys, key);
            wr_list_add(&made->values, wr_array_at(&values, i));
        }
    }
    return WEIR_OK;
}

static weir_status map_union_rows(const weir_call *call, const weir_column *args, weir_rows rows, weir_vector *out, weir_error *err) {
    return map_rows(call, args, rows, out, list_union, err);
}

WR_ARRAY_FUNCTION(map_keys, "MAP_KEYS", infer_keys, keys_row, true);
WR_ARRAY_FUNCTION(map_values, "MAP_VALUES", infer_values, values_row, true);
#define MAP_FUNCTION(symbol, text, infer_function)                                                 \
    const weir_function weir_function_##symbol = {                                                 \
        .abi = sizeof(weir_function), .name = text, .null_in_null_out = true, .infer = infer_function, .scalar = symbol##_rows}
MAP_FUNCTION(map_entries, "MAP_ENTRIES", infer_entries);
MAP_FUNCTION(map_from_arrays, "MAP_FROM_ARRAYS", infer_from_arrays);
MAP_FUNCTION(map_union, "MAP_UNION", infer_union);
