/* batch/nested_text.c - see the header. */
#include "batch/nested_text.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "batch/java_map.h"
#include "batch/nested.h"

static void put_array(wr_buffer *out, weir_type type, const weir_string *value, const wr_value_writer *writer) {
    wr_array array = wr_array_open(type, value);
    wr_buffer_byte(out, '[');
    for (uint32_t i = 0; i < array.count; i++) {
        weir_value element = wr_array_at(&array, i);
        if (i != 0)
            wr_buffer_text(out, ", ");
        wr_value_text(out, array.element, &element, writer);
    }
    wr_buffer_byte(out, ']');
}

static void put_row(wr_buffer *out, weir_type type, const weir_string *value, const wr_value_writer *writer) {
    wr_buffer_text(out, writer->java ? "+I[" : "(");
    for (uint32_t i = 0; i < type.fields->field_count; i++) {
        weir_value field = wr_row_at(type, value, i);
        if (i != 0)
            wr_buffer_text(out, ", ");
        wr_value_text(out, type.fields->fields[i].type, &field, writer);
    }
    wr_buffer_byte(out, writer->java ? ']' : ')');
}

/* The entries one behind another; `order`: in this order, or NULL. */
static void put_entries(wr_buffer *out, const wr_array *keys, const wr_array *values, const uint32_t *order, const wr_value_writer *writer) {
    wr_buffer_byte(out, '{');
    for (uint32_t i = 0; i < keys->count; i++) {
        uint32_t   at = order ? order[i] : i;
        weir_value key = wr_array_at(keys, at), value = wr_array_at(values, at);
        if (i != 0)
            wr_buffer_text(out, ", ");
        wr_value_text(out, keys->element, &key, writer);
        wr_buffer_byte(out, '=');
        wr_value_text(out, values->element, &value, writer);
    }
    wr_buffer_byte(out, '}');
}

static void put_map(wr_buffer *out, weir_type type, const weir_string *map, const wr_value_writer *writer) {
    wr_array keys, values;
    wr_map_open(type, map, &keys, &values);
    if (!writer->java || keys.count < 2) {
        put_entries(out, &keys, &values, NULL, writer);
        return;
    }
    weir_value *all = wr_calloc(keys.count, sizeof *all);
    uint32_t   *order = wr_calloc(keys.count, sizeof *order);
    for (uint32_t i = 0; i < keys.count; i++)
        all[i] = wr_array_at(&keys, i);
    wr_java_order(keys.element, all, keys.count, WR_JAVA_EXTERNAL, order);
    put_entries(out, &keys, &values, order, writer);
    wr_free(order);
    wr_free(all);
}

void wr_value_text(wr_buffer *out, weir_type type, const weir_value *value, const wr_value_writer *writer) {
    if (value->is_null)
        wr_buffer_text(out, writer->java ? "null" : "NULL");
    else if (type.id == WEIR_TYPE_ARRAY)
        put_array(out, type, &value->u.string, writer);
    else if (type.id == WEIR_TYPE_ROW)
        put_row(out, type, &value->u.string, writer);
    else if (type.id == WEIR_TYPE_MAP || type.id == WEIR_TYPE_MULTISET)
        put_map(out, type, &value->u.string, writer);
    else
        writer->put(out, type, value, writer->context);
}
