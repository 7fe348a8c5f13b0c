/* func/array_search.c - one value of an array: ARRAY_CONTAINS, ARRAY_POSITION, ARRAY_MAX, ARRAY_MIN and ARRAY_JOIN. */
#include "base/buffer.h"
#include "func/collection.h"
#include "func/text.h"

/* ---- ARRAY_CONTAINS and ARRAY_POSITION ---- */

static weir_status infer_contains(weir_infer *call, weir_error *err) {
    WEIR_TRY(wr_infer_element(call, err));
    call->result = weir_type_of(WEIR_TYPE_BOOLEAN, call->arg_types[0].nullable);
    return WEIR_OK;
}

static weir_status infer_position(weir_infer *call, weir_error *err) {
    WEIR_TRY(wr_infer_element(call, err));
    call->result = weir_type_of(WEIR_TYPE_INT, infer_any_nullable(call));
    return WEIR_OK;
}

/* From 1; 0: not there. */
static int32_t find(const weir_column *args, uint32_t row) {
    wr_array   array = wr_array_in(&args[0], row);
    weir_value wanted = wr_column_value(&args[1], row);
    for (uint32_t i = 0; i < array.count; i++) {
        weir_value value = wr_array_at(&array, i);
        if (wr_same_value(array.element, &value, &wanted))
            return (int32_t)i + 1;
    }
    return 0;
}

static weir_status contains_rows(const weir_call *call, const weir_column *args, weir_rows rows, weir_vector *out, weir_error *err) {
    uint8_t *values = out->data;
    (void)call, (void)err;
    WR_EACH(i, rows, if (column_is_null(&args[0], i)) set_null(out, i); /* a NULL element is looked for */
            else values[i] = find(args, i) != 0;);
    return WEIR_OK;
}

static weir_status position_rows(const weir_call *call, const weir_column *args, weir_rows rows, weir_vector *out, weir_error *err) {
    int32_t *values = out->data;
    (void)call, (void)err;
    WR_EACH(i, rows, values[i] = find(args, i););
    return WEIR_OK;
}

/* ---- ARRAY_MAX and ARRAY_MIN ---- */

static weir_status infer_extreme(weir_infer *call, weir_error *err) {
    if (call->arg_count != 1 || call->arg_types[0].id != WEIR_TYPE_ARRAY || !wr_type_has_order(wr_element_type(call->arg_types[0])))
        return wr_infer_refuse(call, "an ARRAY of values that have an order", err);
    call->result = type_nullable(wr_element_type(call->arg_types[0]), true);
    return WEIR_OK;
}

/* Is a > b? Never with NaN: as Java compares. */
static bool is_greater(weir_type type, const weir_value *a, const weir_value *b) {
    if (type.id == WEIR_TYPE_FLOAT || type.id == WEIR_TYPE_DOUBLE)
        return a->u.f64 > b->u.f64;
    return wr_value_compare(type, a, b) > 0;
}

static void extreme_rows(const weir_column *args, weir_rows rows, weir_vector *out, bool largest) {
    WR_EACH(i, rows, wr_array array = wr_array_in(&args[0], i); weir_value best = {.is_null = true};
            for (uint32_t k = 0; k < array.count; k++) {
                weir_value value = wr_array_at(&array, k);
                if (value.is_null) continue;
                if (best.is_null || (largest ? is_greater(array.element, &value, &best) : is_greater(array.element, &best, &value)))
                    best = value;
            }
            if (best.is_null) set_null(out, i);
            else wr_vector_set(out, i, &best););
}

static weir_status max_rows(const weir_call *call, const weir_column *args, weir_rows rows, weir_vector *out, weir_error *err) {
    (void)call, (void)err;
    extreme_rows(args, rows, out, true);
    return WEIR_OK;
}

static weir_status min_rows(const weir_call *call, const weir_column *args, weir_rows rows, weir_vector *out, weir_error *err) {
    (void)call, (void)err;
    extreme_rows(args, rows, out, false);
    return WEIR_OK;
}

/* ---- ARRAY_JOIN ---- */

static weir_status infer_join(weir_infer *call, weir_error *err) {
    static const char takes[] = "an ARRAY of texts, a separator and maybe a text for NULLs";
    if (call->arg_count < 2 || call->arg_count > 3 || call->arg_types[0].id != WEIR_TYPE_ARRAY || !weir_type_is_string(wr_element_type(call->arg_types[0])))
        return wr_infer_refuse(call, takes, err);
    for (uint32_t i = 1; i < call->arg_count; i++) {
        bool null = call->arg_types[i].id == WEIR_TYPE_NULL;
        if (!null && !weir_type_is_string(call->arg_types[i]))
            return wr_infer_refuse(call, takes, err);
        if (null)
            call->param_types[i] = type_string(true);
    }
    call->result = type_string(infer_any_nullable(call));
    return WEIR_OK;
}

static void append(wr_buffer *text, const weir_string *string) { wr_buffer_append(text, weir_string_data(string), string->size); }

/* Elements with the separator between them; NULLs are left out, or are `null_text`. */
static void join(wr_buffer *text, const wr_array *array, const weir_string *separator, const weir_string *null_text) {
    bool first = true;
    text->size = 0;
    for (uint32_t i = 0; i < array->count; i++) {
        weir_value value = wr_array_at(array, i);
        if (value.is_null && !null_text)
            continue;
        if (!first)
            append(text, separator);
        append(text, value.is_null ? null_text : &value.u.string);
        first = false;
    }
}

static weir_status join_rows(const weir_call *call, const weir_column *args, weir_rows rows, weir_vector *out, weir_error *err) {
    wr_buffer    text = {0};
    weir_string *values = out->data;
    weir_status  status = WEIR_OK;
    WEIR_FOR_ROWS(i, k, rows) {
        wr_array array = wr_array_in(&args[0], i);
        join(&text, &array, &strings_of(&args[1])[i], call->arg_count == 3 ? &strings_of(&args[2])[i] : NULL);
        char *room = wr_text_room(out, call->function->name, text.size, err);
        if (!room) {
            status = WEIR_DATA;
            break;
        }
        if (text.size != 0)
            memcpy(room, text.data, text.size);
        values[i] = weir_string_view(room, text.size);
    }
    wr_buffer_free(&text);
    return status;
}

const weir_function weir_function_array_contains = {
    .abi = sizeof(weir_function), .name = "ARRAY_CONTAINS", .infer = infer_contains, .scalar = contains_rows,
};
const weir_function weir_function_array_position = {
    .abi = sizeof(weir_function), .name = "ARRAY_POSITION", .null_in_null_out = true, .infer = infer_position, .scalar = position_rows,
};
const weir_function weir_function_array_max = {
    .abi = sizeof(weir_function), .name = "ARRAY_MAX", .null_in_null_out = true, .infer = infer_extreme, .scalar = max_rows,
};
const weir_function weir_function_array_min = {
    .abi = sizeof(weir_function), .name = "ARRAY_MIN", .null_in_null_out = true, .infer = infer_extreme, .scalar = min_rows,
};
const weir_function weir_function_array_join = {
    .abi = sizeof(weir_function), .name = "ARRAY_JOIN", .null_in_null_out = true, .infer = infer_join, .scalar = join_rows,
};
