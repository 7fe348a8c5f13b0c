/* func/nested.c - ARRAY[..], MAP[..], ROW(..), a[i], m[k], r.f, CARDINALITY and ELEMENT.
 *
 * Of equal keys in MAP[..] the last one counts. An index that an array does not have gives NULL, and so does a key that a map does not have.
 * Which field r.f is, the binder knows; FIELD gets its number. */
#include "batch/nested.h"

#include "batch/vector.h"
#include "func/cast.h"
#include "func/func.h"

static void put_value(weir_vector *out, uint32_t row, const weir_value *value) {
    if (value->is_null)
        set_null(out, row);
    else
        wr_vector_set(out, row, value);
}

/* ---- ARRAY, MAP, ROW ---- */

/* The common type of every second argument, or of all; an untyped NULL beside others becomes one of it. */
static bool common_part(weir_infer *call, uint32_t first, uint32_t step, weir_type *common) {
    weir_type *types = wr_arena_calloc(call->arena, call->arg_count, sizeof *types);
    uint32_t   count = 0;
    for (uint32_t i = first; i < call->arg_count; i += step)
        types[count++] = call->arg_types[i];
    if (!wr_common_type(call->arena, types, count, common) || common->id == WEIR_TYPE_NULL || common->id == WEIR_TYPE_SYMBOL)
        return false;
    for (uint32_t i = first; i < call->arg_count; i += step)
        call->param_types[i] = type_nullable(*common, call->arg_types[i].nullable || call->arg_types[i].id == WEIR_TYPE_NULL);
    return true;
}

static weir_status infer_array(weir_infer *call, weir_error *err) {
    weir_type element;
    if (!common_part(call, 0, 1, &element))
        return wr_infer_refuse(call, "elements of one type", err);
    call->result = wr_array_type(call->arena, element, false);
    return WEIR_OK;
}

static weir_status infer_map(weir_infer *call, weir_error *err) {
    weir_type key, value;
    if (call->arg_count % 2 != 0 || !common_part(call, 0, 2, &key) || !common_part(call, 1, 2, &value))
        return wr_infer_refuse(call, "keys of one type and values of one type, in turn", err);
    call->result = wr_map_type(call->arena, key, value, false);
    return WEIR_OK;
}

static weir_status infer_row(weir_infer *call, weir_error *err) {
    for (uint32_t i = 0; i < call->arg_count; i++)
        if (call->arg_types[i].id == WEIR_TYPE_NULL || call->arg_types[i].id == WEIR_TYPE_SYMBOL)
            return wr_infer_refuse(call, "values that have a type (CAST a NULL)", err);
    call->result = wr_row_type(call->arena, NULL, call->arg_types, call->arg_count, false);
    return WEIR_OK;
}

/* The arguments of a row of a batch: every `step`th from `first` on. */
static void gather_values(const weir_column *args, uint32_t count, uint32_t first, uint32_t step, uint32_t row, weir_value *values) {
    for (uint32_t i = 0; i < count; i++)
        values[i] = wr_column_value(&args[first + i * step], row);
}

static weir_status array_rows(const weir_call *call, const weir_column *args, weir_rows rows, weir_vector *out, weir_error *err) {
    weir_string *arrays = out->data;
    weir_value  *values = wr_arena_calloc(out->strings, call->arg_count, sizeof *values);
    WR_EACH(i, rows, gather_values(args, call->arg_count, 0, 1, i, values);
            WEIR_TRY(wr_array_make(call->result, values, call->arg_count, out->strings, &arrays[i], err)););
    return WEIR_OK;
}

static weir_status map_rows(const weir_call *call, const weir_column *args, weir_rows rows, weir_vector *out, weir_error *err) {
    weir_string   *maps = out->data;
    const uint32_t count = call->arg_count / 2;
    weir_value    *keys = wr_arena_calloc(out->strings, call->arg_count, sizeof *keys), *values = keys + count;
    WR_EACH(i, rows, gather_values(args, count, 0, 2, i, keys); gather_values(args, count, 1, 2, i, values);
            WEIR_TRY(wr_map_of(call->result, keys, values, count, out->strings, &maps[i], err)););
    return WEIR_OK;
}

static weir_status row_rows(const weir_call *call, const weir_column *args, weir_rows rows, weir_vector *out, weir_error *err) {
    weir_string *made = out->data;
    weir_value  *values = wr_arena_calloc(out->strings, call->arg_count, sizeof *values);
    WR_EACH(i, rows, gather_values(args, call->arg_count, 0, 1, i, values);
            WEIR_TRY(wr_row_make(call->result, values, out->strings, &made[i], err)););
    return WEIR_OK;
}

/* ---- a[i] and m[k] ---- */

static bool keys_comparable(weir_type key, weir_type wanted) {
    return (weir_type_is_numeric(key) && weir_type_is_numeric(wanted)) || (weir_type_is_string(key) && weir_type_is_string(wanted)) ||
           (weir_type_is_binary(key) && weir_type_is_binary(wanted)) || (weir_type_is_timestamp(key) && key.id == wanted.id) || weir_type_same(key, wanted);
}

static weir_status refuse_item(weir_infer *call, weir_error *err) {
    call->name = "x[..]";
    return wr_infer_refuse(call, "an ARRAY and an INT, a MAP and a key of the type of its keys, or a ROW and the number or the name of a field", err);
}

static weir_status infer_item(weir_infer *call, weir_error *err) {
    if (call->arg_count != 2)
        return refuse_item(call, err);
    weir_type from = call->arg_types[0], index = call->arg_types[1];
    if (from.id == WEIR_TYPE_ARRAY) {
        if (index.id != WEIR_TYPE_INT)
            return refuse_item(call, err);
        call->result = type_nullable(wr_element_type(from), true);
        return WEIR_OK;
    }
    if (from.id != WEIR_TYPE_MAP)
        return refuse_item(call, err);
    weir_type key = wr_map_key_type(from);
    if (!keys_comparable(key, index)) {
        if (!weir_type_is_nested(key) || !wr_cast_implicit(index, key))
            return refuse_item(call, err);
        call->param_types[1] = type_nullable(key, index.nullable);
    }
    call->result = type_nullable(wr_map_value_type(from), true);
    return WEIR_OK;
}

static weir_status element_rows(const weir_column *args, weir_rows rows, weir_vector *out) {
    const weir_string *arrays = strings_of(&args[0]);
    const int32_t     *indexes = args[1].data;
    WR_EACH(i, rows, wr_array array = wr_array_open(args[0].type, &arrays[i]);
            if (indexes[i] < 1 || (uint32_t)indexes[i] > array.count) {
                set_null(out, i);
                continue;
            }
            weir_value value = wr_array_at(&array, (uint32_t)indexes[i] - 1);
            put_value(out, i, &value););
    return WEIR_OK;
}

static double as_double(weir_type type, const weir_value *value) {
    if (type.id == WEIR_TYPE_DECIMAL)
        return wr_decimal_to_f64(value->u.i128, type.scale);
    return weir_type_is_integer(type) ? (double)value->u.i64 : value->u.f64;
}

/* Is a number of one type the same as one of another? Exact numbers are not rounded for it. */
static bool numbers_equal(weir_type type_a, const weir_value *a, weir_type type_b, const weir_value *b) {
    const bool exact_a = weir_type_is_integer(type_a) || type_a.id == WEIR_TYPE_DECIMAL, exact_b = weir_type_is_integer(type_b) || type_b.id == WEIR_TYPE_DECIMAL;
    if (!exact_a || !exact_b)
        return as_double(type_a, a) == as_double(type_b, b);
    return wr_decimals_compare(type_a.id == WEIR_TYPE_DECIMAL ? a->u.i128 : a->u.i64, type_a.scale, type_b.id == WEIR_TYPE_DECIMAL ? b->u.i128 : b->u.i64,
                               type_b.scale) == 0;
}

/* The place of a key, or keys->count. */
static uint32_t find_key(const wr_array *keys, weir_type type, const weir_value *wanted) {
    if (!weir_type_is_numeric(type) || weir_type_same(type, keys->element))
        return wr_array_find(keys, wanted);
    uint32_t at = 0;
    for (; at < keys->count; at++) {
        weir_value key = wr_array_at(keys, at);
        if (!key.is_null && numbers_equal(keys->element, &key, type, wanted))
            break;
    }
    return at;
}

static weir_status entry_rows(const weir_column *args, weir_rows rows, weir_vector *out) {
    const weir_string *maps = strings_of(&args[0]);
    WR_EACH(i, rows, wr_array keys; wr_array values; wr_map_open(args[0].type, &maps[i], &keys, &values);
            weir_value wanted = wr_column_value(&args[1], i), value = {.is_null = true};
            uint32_t at = find_key(&keys, args[1].type, &wanted);
            if (at < keys.count) value = wr_array_at(&values, at);
            put_value(out, i, &value););
    return WEIR_OK;
}

static weir_status item_rows(const weir_call *call, const weir_column *args, weir_rows rows, weir_vector *out, weir_error *err) {
    (void)err;
    return call->arg_types[0].id == WEIR_TYPE_ARRAY ? element_rows(args, rows, out) : entry_rows(args, rows, out);
}

/* ---- r.f ---- */

static weir_status infer_field(weir_infer *call, weir_error *err) {
    int64_t index;
    if (call->arg_count != 2 || call->arg_types[0].id != WEIR_TYPE_ROW || !literal_integer(call, 1, &index) || index < 0 ||
        index >= call->arg_types[0].fields->field_count)
        return wr_infer_refuse(call, "a ROW and the place of a field", err);
    weir_type field = call->arg_types[0].fields->fields[index].type;
    call->result = type_nullable(field, field.nullable || call->arg_types[0].nullable);
    return WEIR_OK;
}

static weir_status field_rows(const weir_call *call, const weir_column *args, weir_rows rows, weir_vector *out, weir_error *err) {
    const weir_string *values = strings_of(&args[0]);
    const uint32_t     index = (uint32_t)call->literals[1]->u.i64;
    (void)err;
    WR_EACH(i, rows, weir_value value = wr_row_at(args[0].type, &values[i], index); put_value(out, i, &value););
    return WEIR_OK;
}

/* ---- CARDINALITY, ELEMENT ---- */

static weir_status infer_cardinality(weir_infer *call, weir_error *err) {
    weir_type_id id = call->arg_count == 1 ? (weir_type_id)call->arg_types[0].id : WEIR_TYPE_NULL;
    if (id != WEIR_TYPE_ARRAY && id != WEIR_TYPE_MAP && id != WEIR_TYPE_MULTISET)
        return wr_infer_refuse(call, "one ARRAY, MAP or MULTISET", err);
    call->result = weir_type_of(WEIR_TYPE_INT, call->arg_types[0].nullable);
    return WEIR_OK;
}

static weir_status cardinality_rows(const weir_call *call, const weir_column *args, weir_rows rows, weir_vector *out, weir_error *err) {
    int32_t           *values = out->data;
    const weir_string *nested = strings_of(&args[0]);
    (void)err;
    if (call->arg_types[0].id == WEIR_TYPE_ARRAY) {
        WR_EACH(i, rows, values[i] = (int32_t)wr_array_count(&nested[i]););
        return WEIR_OK;
    }
    WR_EACH(i, rows, wr_array keys; wr_array counts; wr_map_open(args[0].type, &nested[i], &keys, &counts); values[i] = (int32_t)keys.count;);
    return WEIR_OK;
}

static weir_status infer_element(weir_infer *call, weir_error *err) {
    if (call->arg_count != 1 || call->arg_types[0].id != WEIR_TYPE_ARRAY)
        return wr_infer_refuse(call, "one ARRAY", err);
    weir_type element = wr_element_type(call->arg_types[0]);
    call->result = type_nullable(element, true); /* of none it is NULL */
    return WEIR_OK;
}

static weir_status only_element_rows(const weir_call *call, const weir_column *args, weir_rows rows, weir_vector *out, weir_error *err) {
    const weir_string *arrays = strings_of(&args[0]);
    (void)call;
    WR_EACH(i, rows, wr_array array = wr_array_open(args[0].type, &arrays[i]); weir_value value = {.is_null = true};
            if (array.count > 1) return weir_fail(err, WEIR_DATA, "ELEMENT: the array has %u elements, not one; a[1] is the first of several", array.count);
            if (array.count == 1) value = wr_array_at(&array, 0);
            put_value(out, i, &value););
    return WEIR_OK;
}

const weir_function weir_function_op_array = {
    .abi = sizeof(weir_function), .name = "ARRAY", .hidden = true, .many_args = true, .infer = infer_array, .scalar = array_rows,
};
const weir_function weir_function_op_map = {
    .abi = sizeof(weir_function), .name = "MAP", .hidden = true, .many_args = true, .infer = infer_map, .scalar = map_rows,
};
const weir_function weir_function_op_row = {
    .abi = sizeof(weir_function), .name = "ROW", .hidden = true, .many_args = true, .infer = infer_row, .scalar = row_rows,
};
const weir_function weir_function_op_item = {
    .abi = sizeof(weir_function), .name = "ITEM", .hidden = true, .null_in_null_out = true, .infer = infer_item, .scalar = item_rows,
};
const weir_function weir_function_op_field = {
    .abi = sizeof(weir_function), .name = "FIELD", .hidden = true, .null_in_null_out = true, .infer = infer_field, .scalar = field_rows,
};
const weir_function weir_function_cardinality = {
    .abi = sizeof(weir_function), .name = "CARDINALITY", .null_in_null_out = true, .infer = infer_cardinality, .scalar = cardinality_rows,
};
const weir_function weir_function_element = {
    .abi = sizeof(weir_function), .name = "ELEMENT", .null_in_null_out = true, .infer = infer_element, .scalar = only_element_rows,
};
