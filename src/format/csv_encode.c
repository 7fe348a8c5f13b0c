/* format/csv_encode.c - rows as CSV records, byte for byte as Flink (Jackson) writes them.
 *
 * Texts are quoted when they are longer than 24 characters, or hold a byte at or below the largest of delimiter,
 * quote and newline (so blanks and commas), or the escape character; numbers and booleans never. */
#include "base/arena.h"
#include "batch/nested.h"
#include "batch/vector.h"
#include "format/csv.h"
#include "format/text.h"

#define QUOTE_CHECK_MAX 24u

struct weir_encoder {
    wr_csv_style style;
    uint32_t    *columns; /* that stand in the records */
    uint32_t     column_count;
    unsigned     safe_from;  /* bytes from here on need no quotes */
    bool         messages;   /* no lines of a file */
};

static size_t utf16_length(const char *text, size_t size) {
    size_t length = 0;
    for (size_t i = 0; i < size; i++) {
        unsigned char c = (unsigned char)text[i];
        length += (c & 0xc0) != 0x80;
        length += c >= 0xf0;
    }
    return length;
}

static bool needs_quotes(const weir_encoder *encoder, const char *text, size_t size) {
    if (!encoder->style.has_quote || size == 0)
        return false;
    if (size > QUOTE_CHECK_MAX && utf16_length(text, size) > QUOTE_CHECK_MAX)
        return true;
    for (size_t i = 0; i < size; i++)
        if ((unsigned char)text[i] < encoder->safe_from || (encoder->style.has_escape && text[i] == encoder->style.escape))
            return true;
    return false;
}

static void append_text(const weir_encoder *encoder, wr_buffer *out, const char *text, size_t size) {
    if (!needs_quotes(encoder, text, size)) {
        wr_buffer_append(out, text, size);
        return;
    }
    char quote = encoder->style.quote;
    wr_buffer_reserve(out, size * 2 + 2);
    wr_buffer_byte(out, quote);
    for (size_t i = 0; i < size; i++) {
        if (text[i] == quote || (encoder->style.has_escape && text[i] == encoder->style.escape))
            wr_buffer_byte(out, text[i]);
        wr_buffer_byte(out, text[i]);
    }
    wr_buffer_byte(out, quote);
}

static void append_value(const weir_encoder *encoder, wr_buffer *out, weir_type type, const void *data, uint32_t row) {
    char   text[WR_NUMBER_TEXT_MAX];
    size_t size = 0;
    switch ((weir_type_id)type.id) {
    case WEIR_TYPE_BOOLEAN:
        wr_buffer_text(out, ((const uint8_t *)data)[row] ? "true" : "false");
        return;
    case WEIR_TYPE_TINYINT: case WEIR_TYPE_SMALLINT: case WEIR_TYPE_INT: case WEIR_TYPE_BIGINT:
    case WEIR_TYPE_INTERVAL_MONTH: case WEIR_TYPE_INTERVAL_DAY:
        size = wr_format_i64(wr_text_integer_at(type, data, row), text);
        break;
    case WEIR_TYPE_FLOAT: case WEIR_TYPE_DOUBLE:
        size = wr_text_real_format(type, data, row, text);
        break;
    case WEIR_TYPE_DECIMAL: {
        wr_int128 unscaled = wr_text_decimal_at(type, data, row);
        uint32_t  scale    = type.scale;
        if (encoder->messages ? encoder->style.scientific_messages : encoder->style.scientific) {
            size = wr_text_decimal_stripped(unscaled, scale, text);
            break;
        }
        for (; !encoder->messages && scale > 0 && unscaled % 10 == 0; scale--)
            unscaled /= 10;
        size = wr_format_decimal(unscaled, scale, text);
        break;
    }
    case WEIR_TYPE_CHAR: case WEIR_TYPE_VARCHAR: {
        const weir_string *string = (const weir_string *)data + row;
        append_text(encoder, out, weir_string_data(string), string->size);
        return;
    }
    case WEIR_TYPE_BINARY: case WEIR_TYPE_VARBINARY: {
        const weir_string *string = (const weir_string *)data + row;
        wr_buffer          base64 = {0};
        wr_base64_append(&base64, weir_string_data(string), string->size);
        append_text(encoder, out, base64.data, base64.size);
        wr_buffer_free(&base64);
        return;
    }
    case WEIR_TYPE_DATE:
        append_text(encoder, out, text, wr_text_date_format(((const int32_t *)data)[row], text));
        return;
    case WEIR_TYPE_TIME: {
        int32_t ms = ((const int32_t *)data)[row];
        size       = wr_format_time(ms, 3, text);
        while (size > 8 && (text[size - 1] == '0' || text[size - 1] == '.'))
            size--;
        append_text(encoder, out, text, size);
        return;
    }
    case WEIR_TYPE_TIMESTAMP: case WEIR_TYPE_TIMESTAMP_LTZ:
        size = wr_text_timestamp_format(wr_text_timestamp_at(type, data, row), WR_TIME_SQL, type.id == WEIR_TYPE_TIMESTAMP_LTZ, text);
        append_text(encoder, out, text, size);
        return;
    case WEIR_TYPE_NULL: case WEIR_TYPE_ARRAY: case WEIR_TYPE_MAP: case WEIR_TYPE_MULTISET:
    case WEIR_TYPE_ROW: case WEIR_TYPE_VARIANT: case WEIR_TYPE_SYMBOL: case WEIR_TYPE_COUNT:
        return;
    }
    wr_buffer_append(out, text, size);
}

/* The parts of an ARRAY or ROW in one field; quotes are around them all. */
static void append_parts(const weir_encoder *encoder, wr_buffer *out, weir_type type, const weir_string *value) {
    const bool     is_row = type.id == WEIR_TYPE_ROW;
    const wr_array array = is_row ? (wr_array){.count = type.fields->field_count} : wr_array_open(type, value);
    weir_encoder   plain = *encoder;
    wr_buffer      text = {0};
    plain.style.has_quote = false;
    for (uint32_t i = 0; i < array.count; i++) {
        const weir_value part = is_row ? wr_row_at(type, value, i) : wr_array_at(&array, i);
        wr_int128        room = 0; /* a column of one row, of any type */
        uint8_t          is_null = 0;
        weir_vector      vector = {.type = type.fields->fields[is_row ? i : 0].type, .data = &room, .nulls = &is_null};
        if (i > 0)
            wr_buffer_text(&text, encoder->style.array_delimiter);
        wr_vector_set(&vector, 0, &part);
        if (!part.is_null)
            append_value(&plain, &text, vector.type, &room, 0);
        else if (encoder->style.null_literal)
            wr_buffer_text(&text, encoder->style.null_literal);
    }
    append_text(encoder, out, text.data, text.size);
    wr_buffer_free(&text);
}

static void append_row(const weir_encoder *encoder, const weir_batch *batch, uint32_t row, wr_buffer *out) {
    for (uint32_t c = 0; c < encoder->column_count; c++) {
        const weir_column *column = batch->columns + encoder->columns[c];
        if (c > 0)
            wr_buffer_byte(out, encoder->style.delimiter);
        const bool is_null = column->data == NULL || (column->nulls && column->nulls[row]);
        if (!is_null && weir_type_is_nested(column->type))
            append_parts(encoder, out, column->type, (const weir_string *)column->data + row);
        else if (!is_null)
            append_value(encoder, out, column->type, column->data, row);
        else if (encoder->style.null_literal)
            wr_buffer_text(out, encoder->style.null_literal);
    }
}

weir_status wr_csv_encode(weir_encoder *encoder, const weir_batch *batch, weir_rows rows, struct wr_buffer *out, weir_error *err) {
    (void)err;
    WEIR_FOR_ROWS(i, k, rows) {
        append_row(encoder, batch, i, out);
        wr_buffer_byte(out, '\n');
    }
    return WEIR_OK;
}

weir_status wr_csv_encode_records(weir_encoder *encoder, const weir_batch *batch, weir_rows rows, struct wr_buffer *out, size_t *ends, weir_error *err) {
    (void)err;
    encoder->messages = true;
    WEIR_FOR_ROWS(i, k, rows) {
        append_row(encoder, batch, i, out);
        ends[k] = out->size;
    }
    return WEIR_OK;
}

weir_status wr_csv_encoder_open(const weir_table_info *table, struct weir_arena *arena, weir_encoder **out, weir_error *err) {
    weir_encoder *encoder = wr_arena_calloc(arena, 1, sizeof(*encoder));
    WEIR_TRY(wr_csv_style_read(table, &encoder->style, err));
    encoder->columns = wr_arena_calloc(arena, table->schema->field_count + 1, sizeof(*encoder->columns));
    for (uint32_t c = 0; c < table->schema->field_count; c++)
        if (wr_csv_in_file(table, c))
            encoder->columns[encoder->column_count++] = c;
    unsigned largest = '\n';
    largest = WR_MAX(largest, (unsigned char)encoder->style.delimiter);
    if (encoder->style.has_quote)
        largest = WR_MAX(largest, (unsigned char)encoder->style.quote);
    encoder->safe_from = largest + 1;
    *out = encoder;
    return WEIR_OK;
}

void wr_csv_encoder_close(weir_encoder *encoder) { (void)encoder; /* all of it is in the arena */ }
