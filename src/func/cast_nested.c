/* func/cast_nested.c - CAST of arrays, maps, multisets and rows: part by part, and to text.
 *
 * A part that cannot be cast fails the whole value, which TRY_CAST makes NULL. A map is listed afterwards as Flink lists it, which keeps cast
 * maps in a HashMap. Fields of rows go by their place; names do not matter. */
#include "base/buffer.h"
#include "batch/java_map.h"
#include "batch/nested.h"
#include "batch/nested_text.h"
#include "batch/vector.h"
#include "func/cast_kernel.h"

/* ---- to text ---- */

typedef struct text_context { const wr_cast *how; weir_vector *out; } text_context;

/* As CAST of the part to STRING writes it. */
static void put_part(wr_buffer *out, weir_type type, const weir_value *value, void *context) {
    const text_context *text = context;
    const wr_cast       how = {type, type_string(false), true, text->how->zone};
    weir_value          string;
    weir_error          ignored;
    if (wr_cast_scalar(&how, value, text->out->strings, &string, &ignored) == WEIR_OK && !string.is_null)
        wr_buffer_append(out, weir_string_data(&string.u.string), string.u.string.size);
}

static weir_status nested_to_string(const wr_cast *how, const weir_column *in, weir_rows rows, weir_vector *out, weir_error *err) {
    text_context          context = {how, out};
    const wr_value_writer writer = {false, put_part, &context};
    wr_buffer             text = {0};
    weir_status           status = WEIR_OK;
    WR_EACH(i, rows, weir_value value = wr_column_value(in, i); text.size = 0;
            wr_value_text(&text, in->type, &value, &writer);
            if (text.size > WEIR_STRING_LENGTH_MAX) {
                status = weir_fail(err, WEIR_DATA, "CAST: a text would be larger than 2 GB");
                break;
            }
            wr_cast_put_text(how, out, i, text.data, text.size););
    wr_buffer_free(&text);
    return status;
}

/* ---- part by part ---- */

static weir_status cast_value(const wr_cast *how, const weir_value *in, struct weir_arena *arena, weir_value *out, weir_error *err);

static wr_cast part_cast(const wr_cast *how, weir_type from, weir_type to) {
    return (wr_cast){from, to, false, how->zone};
}

/* Every value of an array, into room for as many. */
static weir_status cast_elements(const wr_cast *how, const wr_array *array, weir_type to, struct weir_arena *arena, weir_value *out, weir_error *err) {
    const wr_cast element = part_cast(how, array->element, to);
    for (uint32_t i = 0; i < array->count; i++) {
        weir_value value = wr_array_at(array, i);
        WEIR_TRY(cast_value(&element, &value, arena, &out[i], err));
    }
    return WEIR_OK;
}

static weir_status cast_array(const wr_cast *how, const weir_string *in, struct weir_arena *arena, weir_string *out, weir_error *err) {
    wr_array    array = wr_array_open(how->from, in);
    weir_value *values = wr_arena_calloc(arena, array.count + 1u, sizeof *values);
    WEIR_TRY(cast_elements(how, &array, wr_element_type(how->to), arena, values, err));
    return wr_array_make(how->to, values, array.count, arena, out, err);
}

static weir_status cast_map(const wr_cast *how, const weir_string *in, struct weir_arena *arena, weir_string *out, weir_error *err) {
    wr_array  keys, values;
    weir_type key = wr_map_key_type(how->to);
    wr_map_open(how->from, in, &keys, &values);
    weir_value *new_keys = wr_arena_calloc(arena, keys.count * (size_t)2 + 1, sizeof *new_keys), *new_values = new_keys + keys.count;
    WEIR_TRY(cast_elements(how, &keys, key, arena, new_keys, err));
    WEIR_TRY(cast_elements(how, &values, wr_map_value_type(how->to), arena, new_values, err));
    uint32_t count = wr_map_unique(key, new_keys, new_values, keys.count);
    wr_java_sort(key, new_keys, new_values, count);
    return wr_map_of(how->to, new_keys, new_values, count, arena, out, err);
}

static weir_status cast_row(const wr_cast *how, const weir_string *in, struct weir_arena *arena, weir_string *out, weir_error *err) {
    const uint32_t count = how->to.fields->field_count;
    weir_value    *values = wr_arena_calloc(arena, count + 1u, sizeof *values);
    for (uint32_t i = 0; i < count; i++) {
        const wr_cast field = part_cast(how, how->from.fields->fields[i].type, how->to.fields->fields[i].type);
        weir_value    value = wr_row_at(how->from, in, i);
        WEIR_TRY(cast_value(&field, &value, arena, &values[i], err));
    }
    return wr_row_make(how->to, values, arena, out, err);
}

/* Are the bytes of every value of `from` those of a value of `to`? Texts are when none is cut or padded. */
static bool same_bytes(weir_type from, weir_type to) {
    if (from.id != to.id && !(from.id == WEIR_TYPE_CHAR && to.id == WEIR_TYPE_VARCHAR) && !(from.id == WEIR_TYPE_BINARY && to.id == WEIR_TYPE_VARBINARY))
        return false;
    if (to.id == WEIR_TYPE_VARCHAR || to.id == WEIR_TYPE_VARBINARY)
        return from.length <= to.length;
    if (!weir_type_is_nested(to))
        return weir_type_same(from, to);
    for (uint32_t i = 0; i < to.fields->field_count; i++)
        if (!same_bytes(from.fields->fields[i].type, to.fields->fields[i].type))
            return false;
    return true;
}

static weir_status cast_value(const wr_cast *how, const weir_value *in, struct weir_arena *arena, weir_value *out, weir_error *err) {
    *out = *in;
    if (in->is_null || same_bytes(how->from, how->to))
        return WEIR_OK;
    if (!weir_type_is_nested(how->to))
        return wr_cast_scalar(how, in, arena, out, err);
    if (how->to.id == WEIR_TYPE_ARRAY)
        return cast_array(how, &in->u.string, arena, &out->u.string, err);
    if (how->to.id == WEIR_TYPE_ROW)
        return cast_row(how, &in->u.string, arena, &out->u.string, err);
    return cast_map(how, &in->u.string, arena, &out->u.string, err);
}

weir_status wr_cast_nested(const wr_cast *how, const weir_column *in, weir_rows rows, weir_vector *out, weir_error *err) {
    const weir_string *strings = strings_of(in);
    weir_string       *values = out->data;
    if (weir_type_is_string(how->to))
        return nested_to_string(how, in, rows, out, err);
    if (same_bytes(how->from, how->to)) {
        WR_EACH(i, rows, values[i] = strings[i];);
        return WEIR_OK;
    }
    WR_EACH(i, rows, weir_value value = {.u.string = strings[i]}; weir_value made;
            weir_status status = cast_value(how, &value, out->strings, &made, err);
            if (status == WEIR_OK) values[i] = made.u.string;
            else if (status == WEIR_DATA && how->try_cast) set_null(out, i);
            else return status;);
    return WEIR_OK;
}
