/* format/wr_json_encode.c - rows as JSON lines, byte for byte as Flink writes them.
 *
 * Fields in the schema's order, no blanks; DECIMAL loses its trailing zeros and may get an exponent
 * (1E+2) unless encode.decimal-as-plain-number; DOUBLE and FLOAT as Java prints them, NaN and
 * infinities in quotes; timestamps with the fraction digits they need; TIME to the second; BYTES in
 * base64; strings escape control characters, quote, backslash and all beyond the basic plane. */
#include "batch/nested.h"
#include "batch/vector.h"
#include "format/json.h"

typedef struct json_field {
    char    *prefix;      /* ,"name":                                        */
    uint32_t prefix_size;
    uint32_t index;
} json_field;

typedef enum map_null_key { NULL_KEY_FAIL, NULL_KEY_DROP, NULL_KEY_LITERAL } map_null_key;

struct weir_encoder {
    json_field   *fields;
    uint32_t      field_count;
    size_t        row_size_max; /* but for strings                           */
    wr_time_style style;
    bool          plain_decimals, leave_nulls_out;
    map_null_key  null_key;
    const char   *null_key_text;
    bool          null_key_found; /* ... where none may be */
    const json_surround *around; /* NULL: nothing                        */
};

/* No value but a string or bytes is longer. */
#define JSON_VALUE_MAX 420u
_Static_assert(JSON_VALUE_MAX >= WR_NUMBER_TEXT_MAX + 4, "numbers fit");

/* A value of at most JSON_VALUE_MAX bytes at p. Returns behind it. */
static char *value_put(const weir_encoder *encoder, weir_type type, const void *data, uint32_t row, char *p) {
    double real;
    switch ((weir_type_id)type.id) {
    case WEIR_TYPE_BOOLEAN:
        if (((const uint8_t *)data)[row]) {
            memcpy(p, "true", 4);
            return p + 4;
        }
        memcpy(p, "false", 5);
        return p + 5;
    case WEIR_TYPE_TINYINT: case WEIR_TYPE_SMALLINT: case WEIR_TYPE_INT: case WEIR_TYPE_BIGINT:
    case WEIR_TYPE_INTERVAL_MONTH: case WEIR_TYPE_INTERVAL_DAY:
        return p + wr_format_i64(wr_text_integer_at(type, data, row), p);
    case WEIR_TYPE_FLOAT: case WEIR_TYPE_DOUBLE: {
        real = type.id == WEIR_TYPE_FLOAT ? (double)((const float *)data)[row] : ((const double *)data)[row];
        bool quoted = !(real - real == 0.0); /* NaN and infinities */
        if (quoted)
            *p++ = '"';
        p += wr_text_real_format(type, data, row, p);
        if (quoted)
            *p++ = '"';
        return p;
    }
    case WEIR_TYPE_DECIMAL: {
        wr_int128 unscaled = wr_text_decimal_at(type, data, row);
        return p + (encoder->plain_decimals ? wr_format_decimal(unscaled, type.scale, p)
                                            : wr_text_decimal_stripped(unscaled, type.scale, p));
    }
    case WEIR_TYPE_DATE:
        *p++ = '"';
        p += wr_text_date_format(((const int32_t *)data)[row], p);
        *p++ = '"';
        return p;
    case WEIR_TYPE_TIME:
        *p++ = '"';
        p += wr_format_time(((const int32_t *)data)[row], 0, p);
        *p++ = '"';
        return p;
    case WEIR_TYPE_TIMESTAMP: case WEIR_TYPE_TIMESTAMP_LTZ:
        *p++ = '"';
        p += wr_text_timestamp_format(wr_text_timestamp_at(type, data, row), encoder->style,
                                      type.id == WEIR_TYPE_TIMESTAMP_LTZ, p);
        *p++ = '"';
        return p;
    case WEIR_TYPE_NULL: case WEIR_TYPE_CHAR: case WEIR_TYPE_VARCHAR: case WEIR_TYPE_BINARY:
    case WEIR_TYPE_VARBINARY: case WEIR_TYPE_ARRAY: case WEIR_TYPE_MAP: case WEIR_TYPE_MULTISET:
    case WEIR_TYPE_ROW: case WEIR_TYPE_VARIANT: case WEIR_TYPE_SYMBOL: case WEIR_TYPE_COUNT:
        break;
    }
    memcpy(p, "null", 4);
    return p + 4;
}

static void bytes_append(wr_buffer *out, weir_type type, const weir_string *string) {
    if (weir_type_is_string(type)) {
        wr_json_append_string(out, weir_string_data(string), string->size, true);
        return;
    }
    wr_buffer_byte(out, '"');
    wr_base64_append(out, weir_string_data(string), string->size);
    wr_buffer_byte(out, '"');
}

static void part_append(weir_encoder *encoder, wr_buffer *out, weir_type type, const weir_value *value);

static void array_append(weir_encoder *encoder, wr_buffer *out, weir_type type, const weir_string *value) {
    wr_array array = wr_array_open(type, value);
    wr_buffer_byte(out, '[');
    for (uint32_t i = 0; i < array.count; i++) {
        weir_value element = wr_array_at(&array, i);
        if (i > 0)
            wr_buffer_byte(out, ',');
        part_append(encoder, out, array.element, &element);
    }
    wr_buffer_byte(out, ']');
}

static void row_value_append(weir_encoder *encoder, wr_buffer *out, weir_type type, const weir_string *value) {
    bool first = true;
    wr_buffer_byte(out, '{');
    for (uint32_t i = 0; i < type.fields->field_count; i++) {
        const weir_field *field = type.fields->fields + i;
        weir_value        part  = wr_row_at(type, value, i);
        if (part.is_null && encoder->leave_nulls_out)
            continue;
        if (!first)
            wr_buffer_byte(out, ',');
        first = false;
        wr_json_append_string(out, field->name, strlen(field->name), true);
        wr_buffer_byte(out, ':');
        part_append(encoder, out, field->type, &part);
    }
    wr_buffer_byte(out, '}');
}

/* The index of the key that is the text for NULL, or the count of keys. */
static uint32_t null_key_twin(const weir_encoder *encoder, const wr_array *keys) {
    weir_value text = {.u.string = weir_string_view(encoder->null_key_text, strlen(encoder->null_key_text))};
    return wr_array_find(keys, &text);
}

/* A MULTISET too. The text for NULL may be there as a key of its own: then the later of both counts, where the first stands. */
static void map_append(weir_encoder *encoder, wr_buffer *out, weir_type type, const weir_string *map) {
    wr_array   keys, values;
    weir_value null = {.is_null = true};
    bool       first = true;
    wr_map_open(type, map, &keys, &values);
    const bool     literal  = encoder->null_key == NULL_KEY_LITERAL;
    const uint32_t null_key = literal ? wr_array_find(&keys, &null) : keys.count, twin = null_key < keys.count ? null_key_twin(encoder, &keys) : keys.count;
    wr_buffer_byte(out, '{');
    for (uint32_t i = 0; i < keys.count; i++) {
        weir_value key = wr_array_at(&keys, i), value = wr_array_at(&values, i);
        if (key.is_null && !literal) {
            encoder->null_key_found |= encoder->null_key == NULL_KEY_FAIL;
            continue;
        }
        if (twin < keys.count && i == WR_MAX(null_key, twin))
            continue;
        if (twin < keys.count && i == WR_MIN(null_key, twin))
            value = wr_array_at(&values, WR_MAX(null_key, twin));
        if (!first)
            wr_buffer_byte(out, ',');
        first = false;
        if (key.is_null)
            wr_json_append_string(out, encoder->null_key_text, strlen(encoder->null_key_text), true);
        else
            wr_json_append_string(out, weir_string_data(&key.u.string), key.u.string.size, true);
        wr_buffer_byte(out, ':');
        part_append(encoder, out, values.element, &value);
    }
    wr_buffer_byte(out, '}');
}

/* A value that is a weir_string. */
static void view_append(weir_encoder *encoder, wr_buffer *out, weir_type type, const weir_string *value) {
    if (type.id == WEIR_TYPE_ARRAY)
        array_append(encoder, out, type, value);
    else if (type.id == WEIR_TYPE_ROW)
        row_value_append(encoder, out, type, value);
    else if (weir_type_is_nested(type))
        map_append(encoder, out, type, value);
    else
        bytes_append(out, type, value);
}

/* A part of another value. */
static void part_append(weir_encoder *encoder, wr_buffer *out, weir_type type, const weir_value *value) {
    if (value->is_null) {
        wr_buffer_text(out, "null");
        return;
    }
    if (weir_type_is_view(type)) {
        view_append(encoder, out, type, &value->u.string);
        return;
    }
    wr_int128   room    = 0; /* of any type */
    uint8_t     is_null = 0;
    weir_vector vector  = {.type = type, .data = &room, .nulls = &is_null};
    wr_vector_set(&vector, 0, value);
    wr_buffer_reserve(out, JSON_VALUE_MAX);
    out->size = (size_t)(value_put(encoder, type, &room, 0, out->data + out->size) - out->data);
}

static weir_status null_key_check(weir_encoder *encoder, weir_error *err) {
    if (!encoder->null_key_found)
        return WEIR_OK;
    encoder->null_key_found = false;
    return weir_fail(err, WEIR_DATA, "a map has NULL as a key, which JSON cannot say; set 'map-null-key.mode' of the format to DROP, which leaves the entry out, or LITERAL");
}

static void row_append(weir_encoder *encoder, const weir_batch *batch, uint32_t row, wr_buffer *out) {
    wr_buffer_reserve(out, encoder->row_size_max);
    size_t start = out->size;
    char  *p     = out->data + out->size;
    for (uint32_t f = 0; f < encoder->field_count; f++) {
        const json_field  *field  = encoder->fields + f;
        const weir_column *column = batch->columns + field->index;
        bool is_null = column->data == NULL || (column->nulls && column->nulls[row]);
        if (is_null && encoder->leave_nulls_out)
            continue;
        memcpy(p, field->prefix, field->prefix_size);
        p += field->prefix_size;
        if (is_null) {
            memcpy(p, "null", 4);
            p += 4;
        } else if (weir_type_is_view(column->type)) {
            const weir_string *string = (const weir_string *)column->data + row;
            out->size = (size_t)(p - out->data);
            view_append(encoder, out, column->type, string);
            wr_buffer_reserve(out, encoder->row_size_max);
            p = out->data + out->size;
        } else {
            p = value_put(encoder, column->type, column->data, row, p);
        }
    }
    if (p == out->data + start)
        *p++ = '{';
    else
        out->data[start] = '{'; /* instead of the first comma */
    *p++ = '}';
    *p++ = '\n';
    out->size = (size_t)(p - out->data);
}

static void record_append(weir_encoder *encoder, const weir_batch *batch, uint32_t row, wr_buffer *out) {
    if (!encoder->around) {
        row_append(encoder, batch, row, out);
        return;
    }
    bool removed = batch->row_kinds && !weir_row_is_add(batch->row_kinds[row]);
    wr_buffer_text(out, encoder->around->before[removed]);
    row_append(encoder, batch, row, out);
    out->size--; /* the newline */
    wr_buffer_text(out, encoder->around->behind[removed]);
    wr_buffer_byte(out, '\n');
}

void wr_json_encoder_surround(weir_encoder *encoder, const json_surround *around) { encoder->around = around; }

weir_status wr_json_encode(weir_encoder *encoder, const weir_batch *batch, weir_rows rows, struct wr_buffer *out,
                        weir_error *err) {
    WEIR_FOR_ROWS(i, k, rows)
        record_append(encoder, batch, i, out);
    return null_key_check(encoder, err);
}

weir_status wr_json_encode_records(weir_encoder *encoder, const weir_batch *batch, weir_rows rows, struct wr_buffer *out,
                                size_t *ends, weir_error *err) {
    WEIR_FOR_ROWS(i, k, rows) {
        record_append(encoder, batch, i, out);
        ends[k] = --out->size; /* without the newline */
    }
    return null_key_check(encoder, err);
}

weir_status wr_json_encoder_open(const weir_table_info *table, struct weir_arena *arena, weir_encoder **out,
                              weir_error *err) {
    (void)err;
    const weir_schema *schema  = table->schema;
    weir_encoder      *encoder = wr_arena_calloc(arena, 1, sizeof(*encoder));
    encoder->fields            = wr_arena_calloc(arena, schema->field_count + 1, sizeof(*encoder->fields));
    encoder->row_size_max      = 16;
    for (uint32_t c = 0; c < schema->field_count; c++) {
        bool is_partition = false;
        for (uint32_t k = 0; k < table->partition_key_count; k++)
            is_partition |= strcmp(table->partition_keys[k], schema->fields[c].name) == 0;
        if (is_partition)
            continue; /* it stands in the directory's name */
        json_field *field = encoder->fields + encoder->field_count++;
        wr_buffer   text  = {0};
        wr_buffer_byte(&text, ',');
        wr_json_append_string(&text, schema->fields[c].name, strlen(schema->fields[c].name), true);
        wr_buffer_byte(&text, ':');
        field->prefix      = wr_arena_strndup(arena, text.data, text.size);
        field->prefix_size = (uint32_t)text.size;
        field->index       = c;
        wr_buffer_free(&text);
        encoder->row_size_max += field->prefix_size + JSON_VALUE_MAX;
    }
    const char *style        = weir_options_text(table->format_options, "timestamp-format.standard");
    encoder->style           = style && strcmp(style, "ISO-8601") == 0 ? WR_TIME_ISO : WR_TIME_SQL;
    encoder->plain_decimals  = weir_options_bool(table->format_options, "encode.decimal-as-plain-number", false);
    encoder->leave_nulls_out = weir_options_bool(table->format_options, "encode.ignore-null-fields", false);
    const char *mode         = weir_options_text(table->format_options, "map-null-key.mode");
    const char *literal      = weir_options_text(table->format_options, "map-null-key.literal");
    encoder->null_key        = mode && strcmp(mode, "DROP") == 0 ? NULL_KEY_DROP : mode && strcmp(mode, "LITERAL") == 0 ? NULL_KEY_LITERAL : NULL_KEY_FAIL;
    encoder->null_key_text   = literal ? literal : "null";
    *out = encoder;
    return WEIR_OK;
}

void wr_json_encoder_close(weir_encoder *encoder) { (void)encoder; /* all of it is in the arena */ }
