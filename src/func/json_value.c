/* func/json_value.c - SQL values as JSON, see json_value.h. */
#include "func/json_value.h"

#include <math.h>
#include <stdlib.h>

#include "base/base64.h"
#include "base/json_text.h"
#include "base/number.h"
#include "batch/nested.h"
#include "func/text.h"

weir_status wr_json_type_check(const char *function, weir_type type, weir_error *err) {
    char text[256];
    type.nullable = true;
    switch ((weir_type_id)type.id) {
    case WEIR_TYPE_NULL:
    case WEIR_TYPE_BOOLEAN:
    case WEIR_TYPE_TINYINT:
    case WEIR_TYPE_SMALLINT:
    case WEIR_TYPE_INT:
    case WEIR_TYPE_BIGINT:
    case WEIR_TYPE_FLOAT:
    case WEIR_TYPE_DOUBLE:
    case WEIR_TYPE_DECIMAL:
    case WEIR_TYPE_CHAR:
    case WEIR_TYPE_VARCHAR:
    case WEIR_TYPE_BINARY:
    case WEIR_TYPE_VARBINARY:
    case WEIR_TYPE_TIMESTAMP:
    case WEIR_TYPE_TIMESTAMP_LTZ:
        return WEIR_OK;
    case WEIR_TYPE_ARRAY: return wr_json_type_check(function, wr_element_type(type), err);
    case WEIR_TYPE_ROW:
        for (uint32_t i = 0; i < type.fields->field_count; i++)
            WEIR_TRY(wr_json_type_check(function, type.fields->fields[i].type, err));
        return WEIR_OK;
    case WEIR_TYPE_MAP:
    case WEIR_TYPE_MULTISET:
        if (!weir_type_is_string(wr_map_key_type(type)))
            return weir_fail(err, WEIR_INVALID, "%s: the keys of %s are no texts; keys of JSON objects must be", function, weir_type_text(type, text, sizeof text));
        return wr_json_type_check(function, wr_map_value_type(type), err);
    case WEIR_TYPE_DATE:
    case WEIR_TYPE_TIME:
    case WEIR_TYPE_INTERVAL_MONTH:
    case WEIR_TYPE_INTERVAL_DAY:
    case WEIR_TYPE_VARIANT:
    case WEIR_TYPE_SYMBOL:
    case WEIR_TYPE_COUNT: break;
    }
    return weir_fail(err, WEIR_INVALID, "%s: values of type %s have no JSON; CAST them AS STRING", function, weir_type_text(type, text, sizeof text));
}

/* ---- objects ---- */

void wr_json_members_add(wr_json_members *members, const char *key, size_t size) {
    if (members->count == members->capacity) {
        members->capacity = members->capacity * 2 + 8;
        members->items = wr_realloc(members->items, members->capacity * sizeof *members->items);
    }
    if (members->count > 0)
        members->items[members->count - 1].value_size = members->bytes.size - members->items[members->count - 1].value;
    const size_t place = members->bytes.size;
    wr_buffer_append(&members->bytes, key, size);
    members->items[members->count] = (struct wr_json_member){place, size, place + size, 0, members->count};
    members->count++;
}

static int member_compare(const void *a, const void *b, void *context) {
    const char                  *bytes = context;
    const struct wr_json_member *left = a, *right = b;
    const int order = memcmp(bytes + left->key, bytes + right->key, WR_MIN(left->key_size, right->key_size));
    if (order != 0 || left->key_size != right->key_size)
        return order != 0 ? order : left->key_size > right->key_size ? 1 : -1;
    return left->index > right->index ? 1 : -1;
}

void wr_json_members_put(wr_json_members *members, wr_buffer *out) {
    bool first = true;
    if (members->count > 0)
        members->items[members->count - 1].value_size = members->bytes.size - members->items[members->count - 1].value;
    if (members->count > 1)
        qsort_r(members->items, members->count, sizeof *members->items, member_compare, members->bytes.data);
    wr_buffer_byte(out, '{');
    for (size_t i = 0; i < members->count; i++) {
        const struct wr_json_member *item = &members->items[i], *next = item + 1;
        const char                  *key = members->bytes.data + item->key;
        if (i + 1 < members->count && next->key_size == item->key_size && memcmp(key, members->bytes.data + next->key, item->key_size) == 0)
            continue;
        if (!first)
            wr_buffer_byte(out, ',');
        first = false;
        wr_json_append_string(out, key, item->key_size, false);
        wr_buffer_byte(out, ':');
        wr_buffer_append(out, members->bytes.data + item->value, item->value_size);
    }
    wr_buffer_byte(out, '}');
    members->count = members->bytes.size = 0;
}

void wr_json_members_free(wr_json_members *members) {
    wr_free(members->items);
    wr_buffer_free(&members->bytes);
    *members = (wr_json_members){0};
}

static weir_status put_row(wr_buffer *out, weir_type type, const weir_string *row, weir_error *err) {
    wr_json_members members = {0};
    weir_status     status = WEIR_OK;
    for (uint32_t i = 0; status == WEIR_OK && i < type.fields->field_count; i++) {
        const weir_field *field = &type.fields->fields[i];
        weir_value        value = wr_row_at(type, row, i);
        wr_json_members_add(&members, field->name, strlen(field->name));
        status = wr_json_put_value(&members.bytes, field->type, &value, err);
    }
    wr_json_members_put(&members, out);
    wr_json_members_free(&members);
    return status;
}

static weir_status put_map(wr_buffer *out, weir_type type, const weir_string *map, weir_error *err) {
    wr_json_members members = {0};
    wr_array        keys, values;
    weir_status     status = WEIR_OK;
    wr_map_open(type, map, &keys, &values);
    for (uint32_t i = 0; status == WEIR_OK && i < keys.count; i++) {
        weir_value key = wr_array_at(&keys, i), value = wr_array_at(&values, i);
        if (key.is_null) {
            status = weir_fail(err, WEIR_DATA, "a map with a NULL key cannot become JSON");
            break;
        }
        wr_json_members_add(&members, weir_string_data(&key.u.string), key.u.string.size);
        status = wr_json_put_value(&members.bytes, values.element, &value, err);
    }
    wr_json_members_put(&members, out);
    wr_json_members_free(&members);
    return status;
}

static weir_status put_array(wr_buffer *out, weir_type type, const weir_string *value, weir_error *err) {
    wr_array array = wr_array_open(type, value);
    wr_buffer_byte(out, '[');
    for (uint32_t i = 0; i < array.count; i++) {
        weir_value element = wr_array_at(&array, i);
        if (i > 0)
            wr_buffer_byte(out, ',');
        WEIR_TRY(wr_json_put_value(out, array.element, &element, err));
    }
    wr_buffer_byte(out, ']');
    return WEIR_OK;
}

/* ---- scalars ---- */

static void put_double(wr_buffer *out, double value) {
    char         text[WR_NUMBER_TEXT_MAX];
    const size_t size = wr_format_f64_java(value, text);
    if (isfinite(value))
        wr_json_put_number(out, text, size);
    else
        wr_json_append_string(out, text, size, false);
}

/* 2024-01-02T03:04:05.12, with as many digits as are not zero; TIMESTAMP_LTZ in UTC, with Z. */
static void put_timestamp(wr_buffer *out, weir_type type, const weir_value *value) {
    char   text[WR_NUMBER_TEXT_MAX];
    size_t size = wr_format_timestamp((wr_timestamp){value->u.time.ms, value->u.time.nanos, 0}, 9, 'T', text);
    while (text[size - 1] == '0')
        size--;
    size -= text[size - 1] == '.';
    if (type.id == WEIR_TYPE_TIMESTAMP_LTZ)
        text[size++] = 'Z';
    wr_json_append_string(out, text, size, false);
}

static void put_base64(wr_buffer *out, const weir_string *bytes) {
    wr_buffer_reserve(out, ((size_t)bytes->size + 2) / 3 * 4 + 2);
    wr_buffer_byte(out, '"');
    out->size += wr_base64(weir_string_data(bytes), bytes->size, out->data + out->size);
    wr_buffer_byte(out, '"');
}

weir_status wr_json_put_value(wr_buffer *out, weir_type type, const weir_value *value, weir_error *err) {
    char text[WR_NUMBER_TEXT_MAX];
    if (value->is_null) {
        wr_buffer_text(out, "null");
        return WEIR_OK;
    }
    switch ((weir_type_id)type.id) {
    case WEIR_TYPE_BOOLEAN: wr_buffer_text(out, value->u.i64 ? "true" : "false"); break;
    case WEIR_TYPE_TINYINT:
    case WEIR_TYPE_SMALLINT:
    case WEIR_TYPE_INT:
    case WEIR_TYPE_BIGINT: wr_buffer_append(out, text, wr_format_i64(value->u.i64, text)); break;
    case WEIR_TYPE_FLOAT:
    case WEIR_TYPE_DOUBLE: put_double(out, value->u.f64); break;
    case WEIR_TYPE_DECIMAL: wr_json_put_number(out, text, wr_format_decimal(value->u.i128, type.scale, text)); break;
    case WEIR_TYPE_CHAR:
    case WEIR_TYPE_VARCHAR: wr_json_append_string(out, weir_string_data(&value->u.string), value->u.string.size, false); break;
    case WEIR_TYPE_BINARY:
    case WEIR_TYPE_VARBINARY: put_base64(out, &value->u.string); break;
    case WEIR_TYPE_TIMESTAMP:
    case WEIR_TYPE_TIMESTAMP_LTZ: put_timestamp(out, type, value); break;
    case WEIR_TYPE_ARRAY: return put_array(out, type, &value->u.string, err);
    case WEIR_TYPE_ROW: return put_row(out, type, &value->u.string, err);
    case WEIR_TYPE_MAP:
    case WEIR_TYPE_MULTISET: return put_map(out, type, &value->u.string, err);
    case WEIR_TYPE_NULL:
    case WEIR_TYPE_DATE:
    case WEIR_TYPE_TIME:
    case WEIR_TYPE_INTERVAL_MONTH:
    case WEIR_TYPE_INTERVAL_DAY:
    case WEIR_TYPE_VARIANT:
    case WEIR_TYPE_SYMBOL:
    case WEIR_TYPE_COUNT: break; /* wr_json_type_check refuses them */
    }
    return WEIR_OK;
}
