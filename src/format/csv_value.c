/* format/csv_value.c - what the text of a CSV field means for a type.
 *
 * Scalars as Flink's csv reads them, which was measured on Flink 2.2: dates and times are Java's. The elements of an ARRAY and the fields
 * of a ROW stand in one field with a delimiter between them, which nothing can hide: quotes and escapes are those of the whole field.
 * An empty field is an empty array, and a row of NULLs. */
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "batch/nested.h"
#include "batch/vector.h"
#include "format/csv.h"

/* java.sql.Date.valueOf: yyyy-[m]m-[d]d; days up to 31 run over into the next month. */
static bool date_java(const char *text, size_t size, int32_t *days) {
    int64_t part[3] = {0, 0, 0};
    size_t  at = 0;
    for (int i = 0; i < 3; i++) {
        size_t begin = at;
        for (; at < size && at - begin < 5 && text[at] >= '0' && text[at] <= '9'; at++)
            part[i] = part[i] * 10 + (text[at] - '0');
        if (i == 0 ? at - begin != 4 : at - begin < 1 || at - begin > 2)
            return false;
        if (i < 2 && (at == size || text[at++] != '-'))
            return false;
    }
    if (at != size || part[1] < 1 || part[1] > 12 || part[2] < 1 || part[2] > 31)
        return false;
    *days = (int32_t)(wr_days_from_civil(part[0], (uint32_t)part[1], 1) + part[2] - 1);
    return true;
}

/* LocalTime.parse: HH:mm[:ss[.fraction]], no 24:00. */
static bool time_java(const char *text, size_t size, int32_t *ms) {
    char full[32];
    if (size == 5 && text[2] == ':') {
        memcpy(full, text, 5);
        memcpy(full + 5, ":00", 3);
        text = full;
        size = 8;
    }
    return !(size >= 2 && text[0] == '2' && text[1] == '4') && wr_text_time(text, size, ms);
}

wr_text_result wr_csv_value_store(weir_type type, void *data, uint32_t row, const char *text, size_t size, struct weir_arena *strings) {
    int32_t narrow;
    switch ((weir_type_id)type.id) {
    case WEIR_TYPE_CHAR: case WEIR_TYPE_VARCHAR:
        if (!wr_utf8_valid(text, size))
            return WR_TEXT_UTF8;
        ((weir_string *)data)[row] = weir_string_view(text, size);
        return WR_TEXT_OK;
    case WEIR_TYPE_BINARY: case WEIR_TYPE_VARBINARY: {
        char  *bytes = wr_arena_alloc(strings, size / 4 * 3 + 4);
        size_t decoded;
        if (!wr_base64_decode(text, size, bytes, &decoded))
            return WR_TEXT_BAD;
        ((weir_string *)data)[row] = weir_string_view(bytes, decoded);
        return WR_TEXT_OK;
    }
    case WEIR_TYPE_DATE:
        if (!date_java(text, size, &narrow))
            return WR_TEXT_BAD;
        ((int32_t *)data)[row] = narrow;
        return WR_TEXT_OK;
    case WEIR_TYPE_TIME:
        if (!time_java(text, size, &narrow))
            return WR_TEXT_BAD;
        ((int32_t *)data)[row] = wr_text_time_cut(narrow, type.length);
        return WR_TEXT_OK;
    case WEIR_TYPE_DECIMAL:
        if (size > 0 && ((unsigned char)text[0] <= ' ' || (unsigned char)text[size - 1] <= ' '))
            return WR_TEXT_BAD; /* here alone Flink does not trim */
        return wr_text_store(type, data, row, text, size, WR_TIME_SQL);
    case WEIR_TYPE_TIMESTAMP: case WEIR_TYPE_TIMESTAMP_LTZ:
        wr_text_trim(&text, &size);
        return wr_text_store(type, data, row, text, size, WR_TIME_SQL);
    case WEIR_TYPE_NULL: case WEIR_TYPE_BOOLEAN: case WEIR_TYPE_TINYINT: case WEIR_TYPE_SMALLINT:
    case WEIR_TYPE_INT: case WEIR_TYPE_BIGINT: case WEIR_TYPE_FLOAT: case WEIR_TYPE_DOUBLE:
    case WEIR_TYPE_INTERVAL_MONTH: case WEIR_TYPE_INTERVAL_DAY: case WEIR_TYPE_ARRAY: case WEIR_TYPE_MAP:
    case WEIR_TYPE_MULTISET: case WEIR_TYPE_ROW: case WEIR_TYPE_VARIANT: case WEIR_TYPE_SYMBOL: case WEIR_TYPE_COUNT:
        break;
    }
    return wr_text_store(type, data, row, text, size, WR_TIME_SQL);
}

bool wr_csv_is_null(const wr_csv_style *style, const char *text, size_t size) {
    const char *literal = style->null_literal;
    return literal && strlen(literal) == size && memcmp(literal, text, size) == 0;
}

/* ---- several values in one field ---- */

/* The next delimiter, or end. */
static const char *delimiter_find(const char *p, const char *end, const char *delimiter, size_t size) {
    const char *found = size == 0 ? NULL : memmem(p, (size_t)(end - p), delimiter, size);
    return found ? found : end;
}

static uint32_t part_count(const char *text, size_t size, const char *delimiter, size_t delimiter_size) {
    const char *end = text + size;
    uint32_t    count = size == 0 ? 0 : 1;
    for (const char *p = text; (p = delimiter_find(p, end, delimiter, delimiter_size)) < end; p += delimiter_size)
        count++;
    return count;
}

/* A part's text as a value. What it cannot hold is an error, or NULL where errors are ignored. */
static bool part_store(const wr_csv_style *style, bool ignore_errors, weir_type type, const char *text, size_t size, struct weir_arena *strings,
                       weir_value *out, char *reason, size_t reason_size) {
    wr_int128 room = 0; /* a column of one row, of any type */
    *out = (weir_value){.is_null = true};
    if (wr_csv_is_null(style, text, size))
        return true;
    wr_text_result result = wr_csv_value_store(type, &room, 0, text, size, strings);
    if (result == WR_TEXT_OK) {
        const weir_column column = {.type = type, .data = &room};
        *out = wr_column_value(&column, 0);
        return true;
    }
    if (!ignore_errors)
        wr_text_reason(result, type, text, size, reason, reason_size);
    return ignore_errors;
}

bool wr_csv_nested_store(const wr_csv_style *style, bool ignore_errors, weir_type type, const char *text, size_t size, struct weir_arena *strings,
                         weir_string *out, char *reason, size_t reason_size) {
    const bool     is_row = type.id == WEIR_TYPE_ROW;
    const size_t   step = strlen(style->array_delimiter);
    const uint32_t count = part_count(text, size, style->array_delimiter, step), wanted = is_row ? type.fields->field_count : count;
    const char    *p = text, *end = text + size;
    weir_error     err;
    if (count != 0 && count != wanted && !ignore_errors) {
        snprintf(reason, reason_size, "%u part%s with '%s' between them, but the ROW has %u fields", count, count == 1 ? "" : "s", style->array_delimiter, wanted);
        return false;
    }
    weir_value *values = wr_calloc((size_t)wanted + 1, sizeof *values);
    bool        fine = true;
    for (uint32_t i = 0; i < wanted && fine; i++) {
        const char *behind = delimiter_find(p, end, style->array_delimiter, step);
        values[i].is_null = true;
        if (i < count)
            fine = part_store(style, ignore_errors, type.fields->fields[is_row ? i : 0].type, p, (size_t)(behind - p), strings, &values[i], reason, reason_size);
        p = behind == end ? end : behind + step;
    }
    if (fine && (is_row ? wr_row_make(type, values, strings, out, &err) : wr_array_make(type, values, count, strings, out, &err)) != WEIR_OK) {
        snprintf(reason, reason_size, "%s", err.message);
        fine = false;
    }
    wr_free(values);
    return fine;
}
