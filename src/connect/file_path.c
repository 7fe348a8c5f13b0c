/* connect/file_path.c - the path of a table, and values in the names of partition directories. */
#include <string.h>

#include "base/alloc.h"
#include "base/number.h"
#include "connect/file.h"

weir_status wr_file_table_path(const weir_table_info *table, wr_arena *arena, const char **out, weir_error *err) {
    const char *path = weir_options_text(table->options, "path");
    if (!path || path[0] == '\0')
        return weir_fail(err, WEIR_INVALID, "table '%s': 'path' is missing; it names a file or a directory", table->name);
    const char *scheme = strstr(path, "://");
    if (strncmp(path, "file:", 5) == 0) {
        path += 5;
        if (strncmp(path, "//", 2) == 0)
            path += 2;
        if (path[0] == '\0')
            return weir_fail(err, WEIR_INVALID, "table '%s': 'path' names no file behind 'file:'", table->name);
    } else if (scheme && memchr(path, '/', (size_t)(scheme - path)) == NULL) {
        return weir_fail(err, WEIR_UNSUPPORTED, "table '%s': 'path' is '%s': only local files can be read and written; "
                         "mount the storage and give its local path", table->name, path);
    }
    size_t size = strlen(path);
    while (size > 1 && path[size - 1] == '/')
        size--;
    *out = wr_arena_strndup(arena, path, size);
    return WEIR_OK;
}

void wr_partition_escape(wr_buffer *out, const char *text, size_t size) {
    static const char hex[] = "0123456789ABCDEF";
    for (size_t i = 0; i < size; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c < 0x20 || c == 0x7f || strchr("\"#%'*/:=?\\{}[]^", c)) {
            char escaped[3] = {'%', hex[c >> 4], hex[c & 15]};
            wr_buffer_append(out, escaped, 3);
        } else {
            wr_buffer_byte(out, (char)c);
        }
    }
}

static int hex_value(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

size_t wr_partition_unescape(const char *text, size_t size, char *out) {
    size_t written = 0;
    for (size_t i = 0; i < size; i++) {
        if (text[i] == '%' && i + 2 < size && hex_value(text[i + 1]) >= 0 && hex_value(text[i + 2]) >= 0) {
            out[written++] = (char)(hex_value(text[i + 1]) << 4 | hex_value(text[i + 2]));
            i += 2;
        } else {
            out[written++] = text[i];
        }
    }
    return written;
}

static wr_timestamp timestamp_at(const weir_column *column, uint32_t row) {
    wr_timestamp value = {0};
    if (weir_type_is_wide_time(column->type))
        value = ((const wr_timestamp *)column->data)[row];
    else
        value.ms = ((const int64_t *)column->data)[row];
    return value;
}

bool wr_partition_text(const weir_column *column, uint32_t row, wr_buffer *out) {
    char   text[WR_NUMBER_TEXT_MAX];
    size_t size = 0;
    if (column->nulls && column->nulls[row])
        return false;
    switch ((weir_type_id)column->type.id) {
    case WEIR_TYPE_BOOLEAN:
        wr_buffer_text(out, ((const uint8_t *)column->data)[row] ? "true" : "false");
        return true;
    case WEIR_TYPE_TINYINT:
        size = wr_format_i64(((const int8_t *)column->data)[row], text);
        break;
    case WEIR_TYPE_SMALLINT:
        size = wr_format_i64(((const int16_t *)column->data)[row], text);
        break;
    case WEIR_TYPE_INT: case WEIR_TYPE_INTERVAL_MONTH:
        size = wr_format_i64(((const int32_t *)column->data)[row], text);
        break;
    case WEIR_TYPE_BIGINT: case WEIR_TYPE_INTERVAL_DAY:
        size = wr_format_i64(((const int64_t *)column->data)[row], text);
        break;
    case WEIR_TYPE_FLOAT:
        size = wr_format_f32_java(((const float *)column->data)[row], text);
        break;
    case WEIR_TYPE_DOUBLE:
        size = wr_format_f64_java(((const double *)column->data)[row], text);
        break;
    case WEIR_TYPE_DECIMAL: {
        wr_int128 unscaled = weir_type_is_wide_decimal(column->type) ? ((const wr_int128 *)column->data)[row]
                                                                     : ((const int64_t *)column->data)[row];
        size = wr_format_decimal(unscaled, column->type.scale, text);
        break;
    }
    case WEIR_TYPE_CHAR: case WEIR_TYPE_VARCHAR: case WEIR_TYPE_BINARY: case WEIR_TYPE_VARBINARY: {
        const weir_string *string = (const weir_string *)column->data + row;
        wr_buffer_append(out, weir_string_data(string), string->size);
        return string->size != 0;
    }
    case WEIR_TYPE_DATE: /* Flink writes the number of days, which it cannot read back */
        size = wr_format_date(((const int32_t *)column->data)[row], text);
        break;
    case WEIR_TYPE_TIME:
        size = wr_format_local_time_java(((const int32_t *)column->data)[row], text);
        break;
    case WEIR_TYPE_TIMESTAMP: case WEIR_TYPE_TIMESTAMP_LTZ:
        size = wr_format_local_date_time_java(timestamp_at(column, row), text);
        break;
    case WEIR_TYPE_NULL: case WEIR_TYPE_ARRAY: case WEIR_TYPE_MAP: case WEIR_TYPE_MULTISET:
    case WEIR_TYPE_ROW: case WEIR_TYPE_VARIANT: case WEIR_TYPE_SYMBOL: case WEIR_TYPE_COUNT:
        return false;
    }
    wr_buffer_append(out, text, size);
    return true;
}

static bool timestamp_value(const char *text, size_t size, weir_value *value) {
    wr_timestamp time;
    bool iso = memchr(text, 'T', size) != NULL;
    char seconds[64];
    /* LocalDateTime.toString leaves out seconds that are zero. */
    if (size == 16 && text[13] == ':') {
        memcpy(seconds, text, 16);
        memcpy(seconds + 16, ":00", 3);
        text = seconds;
        size = 19;
    }
    if (!wr_parse_timestamp(text, size, iso, false, true, &time))
        return false;
    value->u.time.ms    = time.ms;
    value->u.time.nanos = time.nanos;
    return true;
}

weir_status wr_partition_value(weir_type type, const char *text, size_t size, wr_arena *arena, weir_value *value,
                               weir_error *err) {
    bool      fine = false, truth;
    int64_t   integer = 0;
    int32_t   narrow;
    wr_int128 unscaled;
    memset(value, 0, sizeof(*value));
    switch ((weir_type_id)type.id) {
    case WEIR_TYPE_BOOLEAN:
        fine         = wr_parse_bool(text, size, &truth);
        value->u.i64 = fine && truth;
        break;
    case WEIR_TYPE_TINYINT: case WEIR_TYPE_SMALLINT: case WEIR_TYPE_INT: case WEIR_TYPE_BIGINT:
    case WEIR_TYPE_INTERVAL_MONTH: case WEIR_TYPE_INTERVAL_DAY:
        fine = wr_parse_i64(text, size, &integer);
        if (type.id == WEIR_TYPE_TINYINT)
            fine &= integer == (int8_t)integer;
        else if (type.id == WEIR_TYPE_SMALLINT)
            fine &= integer == (int16_t)integer;
        else if (type.id == WEIR_TYPE_INT || type.id == WEIR_TYPE_INTERVAL_MONTH)
            fine &= integer == (int32_t)integer;
        value->u.i64 = integer;
        break;
    case WEIR_TYPE_FLOAT: case WEIR_TYPE_DOUBLE:
        fine = wr_parse_f64(text, size, &value->u.f64);
        break;
    case WEIR_TYPE_DECIMAL:
        fine          = wr_parse_decimal(text, size, type.length, type.scale, &unscaled);
        value->u.i128 = fine ? unscaled : 0;
        break;
    case WEIR_TYPE_CHAR: case WEIR_TYPE_VARCHAR: case WEIR_TYPE_BINARY: case WEIR_TYPE_VARBINARY:
        fine            = true;
        value->u.string = weir_string_view(wr_arena_strndup(arena, text, size), size);
        break;
    case WEIR_TYPE_DATE:
        fine         = wr_parse_date(text, size, &narrow);
        value->u.i64 = fine ? narrow : 0;
        break;
    case WEIR_TYPE_TIME:
        fine         = wr_parse_time(text, size, &narrow);
        value->u.i64 = fine ? narrow : 0;
        break;
    case WEIR_TYPE_TIMESTAMP: case WEIR_TYPE_TIMESTAMP_LTZ:
        fine = timestamp_value(text, size, value);
        break;
    case WEIR_TYPE_NULL: case WEIR_TYPE_ARRAY: case WEIR_TYPE_MAP: case WEIR_TYPE_MULTISET:
    case WEIR_TYPE_ROW: case WEIR_TYPE_VARIANT: case WEIR_TYPE_SYMBOL: case WEIR_TYPE_COUNT:
        break;
    }
    if (fine)
        return WEIR_OK;
    char type_text[256];
    return weir_fail(err, WEIR_DATA, "'%.*s' is no value for a partition column of type %s", (int)size, text,
                     weir_type_text(type, type_text, sizeof(type_text)));
}
