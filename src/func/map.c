/* func/map.c - MAP[k, v, ...], map[key] and CARDINALITY(map).
 *
 * Keys are strings, values strings or bytes: all are compared and moved as weir_string. Of equal keys the last one counts, as in
 * Java's maps. NULL can be a key and a value; map[NULL] is NULL. */
#include "batch/map.h"
#include "func/cast.h"
#include "func/func.h"

/* The common type of every second argument. */
static bool common_part(weir_infer *call, uint32_t first, weir_type *type) {
    weir_type types[WEIR_ARGS_MAX];
    uint32_t  count = 0;
    for (uint32_t i = first; i < call->arg_count; i += 2)
        types[count++] = call->arg_types[i];
    return wr_common_type(call->arena, types, count, type);
}

static weir_status infer_map(weir_infer *call, weir_error *err) {
    weir_type key, value;
    if (call->arg_count == 0 || call->arg_count % 2 != 0 || call->arg_count > WEIR_ARGS_MAX || !common_part(call, 0, &key) || !common_part(call, 1, &value))
        return wr_infer_refuse(call, "keys of one type and values of one type, in turn", err);
    if (!wr_map_types_fine(key, value)) {
        weir_error reason = {0};
        (void)wr_infer_refuse(call, "keys that are STRING and values that are STRING or BYTES so far", &reason);
        return weir_fail(err, WEIR_UNSUPPORTED, "%s", reason.message);
    }
    for (uint32_t i = 0; i < call->arg_count; i++)
        call->param_types[i] = type_nullable(i % 2 == 0 ? key : value, call->arg_types[i].nullable || call->arg_types[i].id == WEIR_TYPE_NULL);
    call->result = wr_map_type(call->arena, key, value, false);
    return WEIR_OK;
}

static weir_status map_rows(const weir_call *call, const weir_column *args, weir_rows rows, weir_vector *out, weir_error *err) {
    wr_map_entry entries[WEIR_ARGS_MAX / 2 + 1];
    weir_string *values = out->data;
    const uint32_t count = call->arg_count / 2;
    size_t         size = 4;
    WR_EACH(i, rows, size = 4; for (uint32_t k = 0; k < count; k++) {
        const weir_column *key = &args[2 * k]; const weir_column *value = &args[2 * k + 1];
        wr_map_entry entry = {.key_null = column_is_null(key, i), .value_null = column_is_null(value, i)};
        if (!entry.key_null) entry.key = strings_of(key)[i];
        if (!entry.value_null) entry.value = strings_of(value)[i];
        size += 8 + (size_t)entry.key.size + (size_t)entry.value.size;
        entries[k] = entry;
    }
    if (size > WEIR_STRING_LENGTH_MAX) return weir_fail(err, WEIR_DATA, "MAP: a map would be larger than 2 GB");
    values[i] = wr_map_make(entries, count, WR_MAP_AS_GIVEN, out->strings););
    return WEIR_OK;
}

/* ---- map[key] ---- */

static weir_status infer_item(weir_infer *call, weir_error *err) {
    if (call->arg_count != 2 || call->arg_types[0].id != WEIR_TYPE_MAP) {
        weir_error reason = {0};
        (void)wr_infer_refuse(call, "a MAP and a key (nothing else can be indexed yet)", &reason);
        return weir_fail(err, WEIR_UNSUPPORTED, "%s", reason.message);
    }
    weir_type map = call->arg_types[0], key = call->arg_types[1];
    if (key.id == WEIR_TYPE_NULL)
        call->param_types[1] = type_nullable(wr_map_key_type(map), true);
    else if (!weir_type_is_string(key))
        return wr_infer_refuse(call, "a key of the type of the map's keys, STRING", err);
    call->result = type_nullable(wr_map_value_type(map), true);
    return WEIR_OK;
}

static weir_status item_rows(const weir_call *call, const weir_column *args, weir_rows rows, weir_vector *out, weir_error *err) {
    weir_string *values = out->data;
    (void)call, (void)err;
    WR_EACH(i, rows, if (column_is_null(&args[0], i) || column_is_null(&args[1], i)) {
        set_null(out, i);
        continue;
    }
    const weir_string *key = &strings_of(&args[1])[i];
    wr_map_reader reader = wr_map_read(&strings_of(&args[0])[i]);
    wr_map_entry  entry;
    bool          found = false;
    while (!found && wr_map_next(&reader, &entry)) found = !entry.key_null && weir_string_equal(&entry.key, key);
    if (found && !entry.value_null) values[i] = entry.value;
    else set_null(out, i););
    return WEIR_OK;
}

/* ---- CARDINALITY ---- */

static weir_status infer_cardinality(weir_infer *call, weir_error *err) {
    if (call->arg_count != 1 || call->arg_types[0].id != WEIR_TYPE_MAP)
        return wr_infer_refuse(call, "one MAP", err);
    call->result = weir_type_of(WEIR_TYPE_INT, call->arg_types[0].nullable);
    return WEIR_OK;
}

static weir_status cardinality_rows(const weir_call *call, const weir_column *args, weir_rows rows, weir_vector *out, weir_error *err) {
    int32_t *values = out->data;
    (void)call, (void)err;
    WR_EACH(i, rows, if (column_is_null(&args[0], i)) set_null(out, i);
            else values[i] = (int32_t)wr_map_count(&strings_of(&args[0])[i]););
    return WEIR_OK;
}

const weir_function weir_function_op_map = {
    .abi = sizeof(weir_function), .name = "MAP", .hidden = true, .infer = infer_map, .scalar = map_rows,
};
const weir_function weir_function_op_item = {
    .abi = sizeof(weir_function), .name = "ITEM", .hidden = true, .infer = infer_item, .scalar = item_rows,
};
const weir_function weir_function_cardinality = {
    .abi = sizeof(weir_function), .name = "CARDINALITY", .infer = infer_cardinality, .scalar = cardinality_rows,
};
