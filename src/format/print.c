/* format/print.c - rows as lines of text: the print format, and the ones of a bare SELECT.
 *
 * print      +I[a, 1]   what Flink's print connector writes: Java's toString of every value
 * select     +I[a, 1]   what a bare SELECT shows: values as CAST(... AS STRING) gives them, NULL bare
 * select_csv, select_json   the same values for `--output csv|json`
 * select_cells  the same values one by one, for a program: per row its kind (a byte) and per column the size of
 *               the text (u32; UINT32_MAX: NULL) and the text (engine/results.c reads it)
 *
 * All take every changelog kind and never decode. */
#include <math.h>

#include "base/arena.h"
#include "base/zone.h"
#include "batch/nested.h"
#include "batch/nested_text.h"
#include "batch/variant.h"
#include "batch/vector.h"
#include "format/json.h"
#include "format/text.h"
#include "weir/connector.h"

typedef enum print_style { PRINT_JAVA, PRINT_SELECT, PRINT_CSV, PRINT_JSON } print_style;

struct weir_encoder {
    print_style        style;
    const weir_schema *schema;
    const wr_zone     *zone;   /* of table.local-time-zone */
};

static const char kinds[4][3] = {"+I", "-U", "+U", "-D"};

/* Java's Instant.toString: seconds always, the fraction in groups of three. */
static size_t instant_format(wr_timestamp value, char *out) {
    size_t size = wr_text_timestamp_format(value, WR_TIME_ISO, false, out);
    char  *dot  = memchr(out, '.', size);
    if (dot)
        while ((out + size - dot - 1) % 3 != 0)
            out[size++] = '0';
    out[size++] = 'Z';
    return size;
}

static void append_bytes(wr_buffer *out, const weir_string *string, print_style style) {
    const unsigned char *bytes = (const unsigned char *)weir_string_data(string);
    if (style == PRINT_JAVA) {
        wr_buffer_byte(out, '[');
        for (uint32_t i = 0; i < string->size; i++) {
            char text[WR_NUMBER_TEXT_MAX];
            if (i > 0)
                wr_buffer_append(out, ", ", 2);
            wr_buffer_append(out, text, wr_format_i64((int8_t)bytes[i], text));
        }
        wr_buffer_byte(out, ']');
        return;
    }
    wr_buffer_append(out, "x'", 2);
    for (uint32_t i = 0; i < string->size; i++) {
        static const char hex[] = "0123456789abcdef";
        wr_buffer_byte(out, hex[bytes[i] >> 4]);
        wr_buffer_byte(out, hex[bytes[i] & 15]);
    }
    wr_buffer_byte(out, '\'');
}

/* "+1-02" and "+3 04:05:06.789", as Flink prints intervals in a SELECT. */
static size_t interval_format(weir_type type, const void *data, uint32_t row, char *out, size_t size) {
    if (type.id == WEIR_TYPE_INTERVAL_MONTH) {
        int64_t months = ((const int32_t *)data)[row], size_months = months < 0 ? -months : months;
        return (size_t)snprintf(out, size, "%c%lld-%02lld", months < 0 ? '-' : '+',
                                (long long)(size_months / 12), (long long)(size_months % 12));
    }
    int64_t  ms = ((const int64_t *)data)[row];
    uint64_t left = ms < 0 ? 0 - (uint64_t)ms : (uint64_t)ms;
    return (size_t)snprintf(out, size, "%c%llu %02u:%02u:%02u.%03u", ms < 0 ? '-' : '+',
                            (unsigned long long)(left / 86400000), (unsigned)(left / 3600000 % 24),
                            (unsigned)(left / 60000 % 60), (unsigned)(left / 1000 % 60), (unsigned)(left % 1000));
}

static void append_value(wr_buffer *out, weir_type type, const void *data, uint32_t row, const weir_encoder *encoder);

/* A part of a value that has parts, as a column of one row would show it. */
static void append_part(wr_buffer *out, weir_type type, const weir_value *value, void *context) {
    uint64_t    room[2]; /* aligned for every width */
    uint8_t     null = 0;
    weir_vector vector = {.type = type, .data = room, .nulls = &null};
    wr_vector_set(&vector, 0, value);
    append_value(out, type, room, 0, context);
}

static void append_nested(wr_buffer *out, weir_type type, const weir_string *string, const weir_encoder *encoder) {
    const wr_value_writer writer = {encoder->style == PRINT_JAVA, append_part, (void *)(uintptr_t)encoder};
    const weir_value      value = {.u.string = *string};
    wr_value_text(out, type, &value, &writer);
}

/* The value as text; `java`: toString of the external object, else CAST to STRING. */
static void append_value(wr_buffer *out, weir_type type, const void *data, uint32_t row, const weir_encoder *encoder) {
    const print_style style = encoder->style;
    char text[WR_NUMBER_TEXT_MAX];
    bool java = style == PRINT_JAVA;
    size_t size = 0;
    switch ((weir_type_id)type.id) {
    case WEIR_TYPE_BOOLEAN: {
        bool value = ((const uint8_t *)data)[row];
        wr_buffer_text(out, java ? (value ? "true" : "false") : (value ? "TRUE" : "FALSE"));
        return;
    }
    case WEIR_TYPE_TINYINT: case WEIR_TYPE_SMALLINT: case WEIR_TYPE_INT: case WEIR_TYPE_BIGINT:
        size = wr_format_i64(wr_text_integer_at(type, data, row), text);
        break;
    case WEIR_TYPE_FLOAT: case WEIR_TYPE_DOUBLE:
        size = wr_text_real_format(type, data, row, text);
        break;
    case WEIR_TYPE_DECIMAL: {
        wr_int128 unscaled = wr_text_decimal_at(type, data, row);
        size = java ? wr_text_decimal_java(unscaled, type.scale, text) : wr_format_decimal(unscaled, type.scale, text);
        break;
    }
    case WEIR_TYPE_CHAR: case WEIR_TYPE_VARCHAR: {
        const weir_string *string = (const weir_string *)data + row;
        wr_buffer_append(out, weir_string_data(string), string->size);
        return;
    }
    case WEIR_TYPE_BINARY: case WEIR_TYPE_VARBINARY:
        append_bytes(out, (const weir_string *)data + row, style);
        return;
    case WEIR_TYPE_DATE:
        size = wr_text_date_format(((const int32_t *)data)[row], text);
        break;
    case WEIR_TYPE_TIME:
        size = java ? wr_format_local_time_java(((const int32_t *)data)[row], text)
                    : wr_format_time(((const int32_t *)data)[row], 0, text);
        break;
    case WEIR_TYPE_TIMESTAMP:
        size = java ? wr_format_local_date_time_java(wr_text_timestamp_at(type, data, row), text)
                    : wr_format_timestamp(wr_text_timestamp_at(type, data, row), type.length, ' ', text);
        break;
    case WEIR_TYPE_TIMESTAMP_LTZ: {
        wr_timestamp instant = wr_text_timestamp_at(type, data, row), local = instant;
        local.ms += wr_zone_offset_ms(encoder->zone, instant.ms);
        size = java ? instant_format(instant, text) : wr_format_timestamp(local, type.length, ' ', text);
        break;
    }
    case WEIR_TYPE_INTERVAL_MONTH: case WEIR_TYPE_INTERVAL_DAY:
        size = interval_format(type, data, row, text, sizeof(text));
        break;
    case WEIR_TYPE_ARRAY: case WEIR_TYPE_MAP: case WEIR_TYPE_MULTISET: case WEIR_TYPE_ROW:
        append_nested(out, type, (const weir_string *)data + row, encoder);
        return;
    case WEIR_TYPE_VARIANT:
        wr_variant_text(out, (const weir_string *)data + row);
        return;
    case WEIR_TYPE_NULL: case WEIR_TYPE_SYMBOL: case WEIR_TYPE_COUNT:
        wr_buffer_text(out, java ? "null" : "NULL");
        return;
    }
    wr_buffer_append(out, text, size);
}

static bool is_null(const weir_column *column, uint32_t row) {
    return column->data == NULL || (column->nulls && column->nulls[row]);
}

static weir_status print_encode(weir_encoder *encoder, const weir_batch *batch, weir_rows rows,
                                struct wr_buffer *out, weir_error *err) {
    (void)err;
    uint32_t count = batch->schema->field_count;
    WEIR_FOR_ROWS(i, k, rows) {
        wr_buffer_append(out, kinds[batch->row_kinds ? batch->row_kinds[i] & 3 : 0], 2);
        wr_buffer_byte(out, '[');
        for (uint32_t c = 0; c < count; c++) {
            const weir_column *column = batch->columns + c;
            if (c > 0)
                wr_buffer_append(out, ", ", 2);
            if (is_null(column, i))
                wr_buffer_text(out, encoder->style == PRINT_JAVA ? "null" : "NULL");
            else
                append_value(out, column->type, column->data, i, encoder);
        }
        wr_buffer_append(out, "]\n", 2);
    }
    return WEIR_OK;
}

/* op,a,b - quoted where the text has a comma, a quote or a line break. */
static weir_status csv_encode(weir_encoder *encoder, const weir_batch *batch, weir_rows rows,
                              struct wr_buffer *out, weir_error *err) {
    (void)err;
    wr_buffer cell = {0};
    WEIR_FOR_ROWS(i, k, rows) {
        wr_buffer_append(out, kinds[batch->row_kinds ? batch->row_kinds[i] & 3 : 0], 2);
        for (uint32_t c = 0; c < batch->schema->field_count; c++) {
            const weir_column *column = batch->columns + c;
            wr_buffer_byte(out, ',');
            if (is_null(column, i))
                continue;
            cell.size = 0;
            append_value(&cell, column->type, column->data, i, encoder);
            bool quoted = cell.size == 0;
            for (size_t b = 0; b < cell.size; b++)
                quoted |= cell.data[b] == ',' || cell.data[b] == '"' || cell.data[b] == '\n' || cell.data[b] == '\r';
            if (!quoted) {
                wr_buffer_append(out, cell.data, cell.size);
                continue;
            }
            wr_buffer_byte(out, '"');
            for (size_t b = 0; b < cell.size; b++) {
                if (cell.data[b] == '"')
                    wr_buffer_byte(out, '"');
                wr_buffer_byte(out, cell.data[b]);
            }
            wr_buffer_byte(out, '"');
        }
        wr_buffer_byte(out, '\n');
    }
    wr_buffer_free(&cell);
    return WEIR_OK;
}

/* ---- {"op":"+I","row":{"a":1}} ---- */

/* The texts of all but texts need no escapes. */
static void append_json_scalar(wr_buffer *out, weir_type type, const weir_value *value, const weir_encoder *encoder) {
    const bool real = type.id == WEIR_TYPE_FLOAT || type.id == WEIR_TYPE_DOUBLE;
    const bool number = weir_type_is_numeric(type) && (!real || isfinite(value->u.f64)); /* NaN and the infinities are no numbers in JSON */
    if (type.id == WEIR_TYPE_BOOLEAN) {
        wr_buffer_text(out, value->u.i64 ? "true" : "false");
    } else if (weir_type_is_string(type)) {
        wr_json_append_string(out, weir_string_data(&value->u.string), value->u.string.size, false);
    } else {
        const bool bare = number || type.id == WEIR_TYPE_VARIANT; /* which is JSON itself */
        if (!bare)
            wr_buffer_byte(out, '"');
        append_part(out, type, value, (void *)(uintptr_t)encoder);
        if (!bare)
            wr_buffer_byte(out, '"');
    }
}

static void append_json(wr_buffer *out, weir_type type, const weir_value *value, const weir_encoder *encoder);

/* {"key":value}; a key that is no text is written as its text. */
static void append_json_map(wr_buffer *out, weir_type type, const weir_string *map, const weir_encoder *encoder) {
    wr_array  keys, values;
    wr_buffer name = {0};
    const wr_value_writer writer = {false, append_part, (void *)(uintptr_t)encoder};
    wr_map_open(type, map, &keys, &values);
    wr_buffer_byte(out, '{');
    for (uint32_t i = 0; i < keys.count; i++) {
        weir_value key = wr_array_at(&keys, i), value = wr_array_at(&values, i);
        name.size = 0;
        wr_value_text(&name, keys.element, &key, &writer);
        if (i > 0)
            wr_buffer_byte(out, ',');
        wr_json_append_string(out, name.data ? name.data : "", name.size, false);
        wr_buffer_byte(out, ':');
        append_json(out, values.element, &value, encoder);
    }
    wr_buffer_byte(out, '}');
    wr_buffer_free(&name);
}

static void append_json_row(wr_buffer *out, weir_type type, const weir_string *row, const weir_encoder *encoder) {
    wr_buffer_byte(out, '{');
    for (uint32_t i = 0; i < type.fields->field_count; i++) {
        const weir_field *field = &type.fields->fields[i];
        weir_value        value = wr_row_at(type, row, i);
        if (i > 0)
            wr_buffer_byte(out, ',');
        wr_json_append_string(out, field->name, strlen(field->name), false);
        wr_buffer_byte(out, ':');
        append_json(out, field->type, &value, encoder);
    }
    wr_buffer_byte(out, '}');
}

static void append_json_array(wr_buffer *out, weir_type type, const weir_string *value, const weir_encoder *encoder) {
    wr_array array = wr_array_open(type, value);
    wr_buffer_byte(out, '[');
    for (uint32_t i = 0; i < array.count; i++) {
        weir_value element = wr_array_at(&array, i);
        if (i > 0)
            wr_buffer_byte(out, ',');
        append_json(out, array.element, &element, encoder);
    }
    wr_buffer_byte(out, ']');
}

static void append_json(wr_buffer *out, weir_type type, const weir_value *value, const weir_encoder *encoder) {
    if (value->is_null)
        wr_buffer_text(out, "null");
    else if (type.id == WEIR_TYPE_ARRAY)
        append_json_array(out, type, &value->u.string, encoder);
    else if (type.id == WEIR_TYPE_ROW)
        append_json_row(out, type, &value->u.string, encoder);
    else if (weir_type_is_nested(type))
        append_json_map(out, type, &value->u.string, encoder);
    else
        append_json_scalar(out, type, value, encoder);
}

static weir_status jsonl_encode(weir_encoder *encoder, const weir_batch *batch, weir_rows rows,
                                struct wr_buffer *out, weir_error *err) {
    (void)err;
    WEIR_FOR_ROWS(i, k, rows) {
        wr_buffer_text(out, "{\"op\":\"");
        wr_buffer_append(out, kinds[batch->row_kinds ? batch->row_kinds[i] & 3 : 0], 2);
        wr_buffer_text(out, "\",\"row\":{");
        for (uint32_t c = 0; c < batch->schema->field_count; c++) {
            const weir_column *column = batch->columns + c;
            const char        *name = encoder->schema->fields[c].name;
            if (c > 0)
                wr_buffer_byte(out, ',');
            wr_json_append_string(out, name, strlen(name), false);
            wr_buffer_byte(out, ':');
            weir_value value = wr_column_value(column, i);
            append_json(out, column->type, &value, encoder);
        }
        wr_buffer_text(out, "}}\n");
    }
    return WEIR_OK;
}

static weir_status cells_encode(weir_encoder *encoder, const weir_batch *batch, weir_rows rows,
                                struct wr_buffer *out, weir_error *err) {
    (void)err;
    wr_buffer cell = {0};
    WEIR_FOR_ROWS(i, k, rows) {
        wr_buffer_u8(out, batch->row_kinds ? batch->row_kinds[i] & 3 : WEIR_ROW_INSERT);
        for (uint32_t c = 0; c < batch->schema->field_count; c++) {
            const weir_column *column = batch->columns + c;
            cell.size = 0;
            if (is_null(column, i)) {
                wr_buffer_u32(out, UINT32_MAX);
                continue;
            }
            append_value(&cell, column->type, column->data, i, encoder);
            wr_buffer_u32(out, (uint32_t)cell.size);
            wr_buffer_append(out, cell.data, cell.size);
        }
    }
    wr_buffer_free(&cell);
    return WEIR_OK;
}

static weir_status print_check(const weir_table_info *table, bool for_reading, weir_error *err) {
    if (for_reading)
        return weir_fail(err, WEIR_UNSUPPORTED, "table '%s': the print formats only write; read it as 'raw', 'csv' or 'json'",
                         table->name);
    for (uint32_t c = 0; c < table->schema->field_count; c++) {
        const weir_field *field = table->schema->fields + c;
        if (weir_type_width(field->type) == 0 && field->type.id != WEIR_TYPE_NULL) {
            char text[256];
            return weir_fail(err, WEIR_UNSUPPORTED, "table '%s': column '%s' of type %s cannot be printed yet",
                             table->name, field->name, weir_type_text(field->type, text, sizeof(text)));
        }
    }
    return WEIR_OK;
}

static weir_status open_style(const weir_table_info *table, struct weir_arena *arena, print_style style,
                              weir_encoder **encoder, weir_error *err) {
    *encoder           = wr_arena_calloc(arena, 1, sizeof(**encoder));
    (*encoder)->style  = style;
    (*encoder)->schema = table->schema;
    const char *zone   = table->local_time_zone ? table->local_time_zone : "UTC";
    (*encoder)->zone   = wr_zone_find(arena, zone, strlen(zone));
    if (!(*encoder)->zone)
        return weir_fail(err, WEIR_INVALID, "time zone '%s' is not known; install the tz database (package tzdata) or use an offset such as '+01:00'", zone);
    return WEIR_OK;
}
static weir_status print_open(const weir_table_info *t, struct weir_arena *a, weir_encoder **e, weir_error *err) {
    return open_style(t, a, PRINT_JAVA, e, err);
}
static weir_status select_open(const weir_table_info *t, struct weir_arena *a, weir_encoder **e, weir_error *err) {
    return open_style(t, a, PRINT_SELECT, e, err);
}
static weir_status csv_open(const weir_table_info *t, struct weir_arena *a, weir_encoder **e, weir_error *err) {
    return open_style(t, a, PRINT_CSV, e, err);
}
static weir_status jsonl_open(const weir_table_info *t, struct weir_arena *a, weir_encoder **e, weir_error *err) {
    return open_style(t, a, PRINT_JSON, e, err);
}
static void print_close(weir_encoder *encoder) { (void)encoder; /* all of it is in the arena */ }

static const weir_option_spec no_options[] = {{NULL, WEIR_OPT_STRING, false, NULL, NULL}};

const weir_format weir_format_print = {
    .abi           = sizeof(weir_format),
    .name          = "print",
    .options       = no_options,
    .encodes       = WEIR_CHANGELOG_RETRACT,
    .check         = print_check,
    .encoder_open  = print_open,
    .encode        = print_encode,
    .encoder_close = print_close,
};

const weir_format weir_format_select = {
    .abi           = sizeof(weir_format),
    .name          = "select",
    .options       = no_options,
    .encodes       = WEIR_CHANGELOG_RETRACT,
    .hidden        = true,
    .check         = print_check,
    .encoder_open  = select_open,
    .encode        = print_encode,
    .encoder_close = print_close,
};

const weir_format weir_format_select_csv = {
    .abi           = sizeof(weir_format),
    .name          = "select_csv",
    .options       = no_options,
    .encodes       = WEIR_CHANGELOG_RETRACT,
    .hidden        = true,
    .check         = print_check,
    .encoder_open  = csv_open,
    .encode        = csv_encode,
    .encoder_close = print_close,
};

const weir_format weir_format_select_json = {
    .abi           = sizeof(weir_format),
    .name          = "select_json",
    .options       = no_options,
    .encodes       = WEIR_CHANGELOG_RETRACT,
    .hidden        = true,
    .check         = print_check,
    .encoder_open  = jsonl_open,
    .encode        = jsonl_encode,
    .encoder_close = print_close,
};

const weir_format weir_format_select_cells = {
    .abi           = sizeof(weir_format),
    .name          = "select_cells",
    .options       = no_options,
    .encodes       = WEIR_CHANGELOG_RETRACT,
    .hidden        = true,
    .check         = print_check,
    .encoder_open  = select_open,
    .encode        = cells_encode,
    .encoder_close = print_close,
};
