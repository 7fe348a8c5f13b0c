/* format/raw.c - the raw format: one column, whose bytes are the record.
 *
 * In files a record is a line, so text and bytes are what it is good for; numbers are the bytes of the number in
 * the order of raw.endianness and cannot hold a line break. NULL is written as an empty record. A message is a record
 * whatever it holds, and NULL is a message without a value. */
#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/charset.h"
#include "base/number.h"
#include "weir/connector.h"

struct weir_decoder {
    const weir_field *field;
    uint32_t          index;   /* in the schema; UINT32_MAX: nobody reads the column */
    bool              big_endian;
    wr_charset_coder *coder;   /* of texts; NULL: they are UTF-8, or the column is none */
    wr_arena         *own_strings; /* for texts that are decoded, where the vector has no arena */
};

struct weir_encoder {
    uint32_t          index;
    bool              big_endian;
    wr_charset_coder *coder; /* as above */
};

static const weir_option_spec raw_options[] = {
    {"charset", WEIR_OPT_STRING, false, "UTF-8", "the character set of texts: ISO-8859-1, windows-1252, UTF-16, GBK, Shift_JIS ..."},
    {"endianness", WEIR_OPT_STRING, false, "big-endian", "big-endian or little-endian, for numbers"},
    {NULL, WEIR_OPT_STRING, false, NULL, NULL},
};

/* The one column that stands in the record. */
static weir_status raw_column(const weir_table_info *table, uint32_t *index, weir_error *err) {
    uint32_t count = 0;
    for (uint32_t c = 0; c < table->schema->field_count; c++) {
        bool elsewhere = table->metadata_keys && table->metadata_keys[c];
        for (uint32_t k = 0; k < table->partition_key_count; k++)
            elsewhere |= strcmp(table->partition_keys[k], table->schema->fields[c].name) == 0;
        if (elsewhere)
            continue;
        *index = c;
        count++;
    }
    if (count != 1)
        return weir_fail(err, WEIR_INVALID, "table '%s': the raw format takes exactly one column, and there are %u", table->name, count);
    return WEIR_OK;
}

static weir_status raw_check(const weir_table_info *table, bool for_reading, weir_error *err) {
    (void)for_reading;
    uint32_t    index;
    const char *charset    = weir_options_text(table->format_options, "charset");
    const char *endianness = weir_options_text(table->format_options, "endianness");
    WEIR_TRY(raw_column(table, &index, err));
    if (charset && wr_charset_find(charset, strlen(charset)) == NULL)
        return weir_fail(err, WEIR_INVALID, "table '%s': raw.charset '%s' is not known; use UTF-8, ISO-8859-1, windows-1252, UTF-16, GBK, Shift_JIS or another set that Java and iconv know",
                         table->name, charset);
    if (endianness && strcmp(endianness, "big-endian") != 0 && strcmp(endianness, "little-endian") != 0)
        return weir_fail(err, WEIR_INVALID, "table '%s': raw.endianness is '%s'; use big-endian or little-endian", table->name, endianness);
    weir_type type = table->schema->fields[index].type;
    bool fine = weir_type_is_bytes(type) || weir_type_is_integer(type) || type.id == WEIR_TYPE_BOOLEAN || type.id == WEIR_TYPE_FLOAT ||
                type.id == WEIR_TYPE_DOUBLE;
    char text[256];
    return fine ? WEIR_OK
                : weir_fail(err, WEIR_UNSUPPORTED, "table '%s': the raw format has no form for column '%s' of type %s", table->name,
                            table->schema->fields[index].name, weir_type_text(type, text, sizeof(text)));
}

static bool is_big_endian(const weir_table_info *table) {
    const char *endianness = weir_options_text(table->format_options, "endianness");
    return !endianness || strcmp(endianness, "little-endian") != 0;
}

/* The coder of the column's texts; none for UTF-8. */
static weir_status open_coder(const weir_table_info *table, uint32_t index, wr_charset_coder **coder, weir_error *err) {
    const char       *charset = weir_options_text(table->format_options, "charset");
    const wr_charset *set = charset ? wr_charset_find(charset, strlen(charset)) : NULL;
    if (set == NULL || set == wr_charset_find("UTF-8", 5) || !weir_type_is_string(table->schema->fields[index].type))
        return WEIR_OK;
    *coder = wr_charset_open(set);
    return *coder ? WEIR_OK
                  : weir_fail(err, WEIR_UNSUPPORTED, "table '%s': this system has no tables of the character set '%s'; install those of iconv", table->name, charset);
}

/* In lines a line break must be one byte. */
static weir_status check_lines(const wr_charset_coder *coder, weir_error *err) {
    if (coder == NULL || !wr_charset_is_wide(coder))
        return WEIR_OK;
    return weir_fail(err, WEIR_UNSUPPORTED, "raw.charset: files of lines cannot be UTF-16 or UTF-32, only messages; use UTF-8 or another set whose line break is one byte");
}

static weir_status raw_decoder_open(const weir_table_info *table, struct weir_arena *arena, weir_decoder **out, weir_error *err) {
    weir_decoder *decoder = wr_arena_calloc(arena, 1, sizeof(*decoder));
    uint32_t      index;
    WEIR_TRY(raw_check(table, true, err));
    WEIR_TRY(raw_column(table, &index, err));
    decoder->field      = table->schema->fields + index;
    decoder->index      = !table->needed || table->needed[index] ? index : UINT32_MAX;
    decoder->big_endian = is_big_endian(table);
    decoder->own_strings = wr_arena_create(0);
    *out = decoder;
    return open_coder(table, index, &decoder->coder, err);
}

/* Bytes of a number in the machine's order (little-endian) and the record's. */
static void number_copy(char *to, const char *from, uint32_t width, bool reversed) {
    for (uint32_t i = 0; i < width; i++)
        to[i] = from[reversed ? width - 1 - i : i];
}

static bool value_store(const weir_decoder *decoder, weir_vector *vector, uint32_t row, const char *text, size_t size, const char **reason) {
    weir_type type = vector->type;
    if (weir_type_is_bytes(type)) {
        if (decoder->coder) {
            char *room = wr_arena_alloc(vector->strings ? vector->strings : decoder->own_strings, wr_charset_room(size));
            ((weir_string *)vector->data)[row] = weir_string_view(room, wr_charset_decode(decoder->coder, text, size, room));
            return true;
        }
        *reason = "not valid UTF-8";
        if (weir_type_is_string(type) && !wr_utf8_valid(text, size))
            return false;
        ((weir_string *)vector->data)[row] = weir_string_view(text, size);
        return true;
    }
    uint32_t width = weir_type_width(type);
    *reason = "the record has not the size of the column's type";
    if (size != width)
        return false;
    number_copy((char *)vector->data + (size_t)row * width, text, width, decoder->big_endian);
    if (type.id == WEIR_TYPE_BOOLEAN)
        ((uint8_t *)vector->data)[row] = ((uint8_t *)vector->data)[row] != 0;
    return true;
}

static weir_status raw_decode(weir_decoder *decoder, weir_bytes block, bool last, weir_decode_out *out, size_t *consumed, weir_error *err) {
    const char *begin = block.data, *p = begin, *end = begin + block.size;
    weir_status status = check_lines(decoder->coder, err);
    out->record_count  = 0;
    if (out->row_count == 0)
        wr_arena_reset(decoder->own_strings);
    weir_vector *vector = decoder->index == UINT32_MAX ? NULL : out->vectors + decoder->index;
    if (vector && vector->has_nulls)
        memset(vector->nulls + out->row_count, 0, out->row_limit - out->row_count);
    while (p < end && out->row_count < out->row_limit && status == WEIR_OK) {
        const char *newline = memchr(p, '\n', (size_t)(end - p));
        if (!newline && !last)
            break;
        const char *next = newline ? newline + 1 : end, *stop = newline ? newline : end, *reason = NULL;
        if (stop > p && stop[-1] == '\r')
            stop--;
        if (!vector || value_store(decoder, vector, out->row_count, p, (size_t)(stop - p), &reason)) {
            if (out->row_end_offsets)
                out->row_end_offsets[out->row_count] = (uint32_t)(next - begin);
            out->row_count++;
        } else {
            weir_bad_record record = {.record = {p, (size_t)(stop - p)}, .record_index = out->record_count, .offset = (uint64_t)(p - begin),
                                      .column = 1, .field = decoder->field->name, .reason = reason};
            status = out->bad(out->bad_context, &record, err);
            if (status != WEIR_OK)
                break;
        }
        out->record_count++;
        p = next;
    }
    *consumed = (size_t)(p - begin);
    return status;
}

/* A message may hold any bytes, and without a value it is NULL. */
static weir_status raw_decode_records(weir_decoder *decoder, const weir_bytes *records, uint32_t count, weir_decode_out *out, uint32_t *consumed,
                                      weir_error *err) {
    weir_status  status = WEIR_OK;
    weir_vector *vector = decoder->index == UINT32_MAX ? NULL : out->vectors + decoder->index;
    uint32_t     r = 0;
    if (out->row_count == 0)
        wr_arena_reset(decoder->own_strings);
    if (vector) {
        uint32_t from = vector->has_nulls ? out->row_count : 0;
        memset(vector->nulls + from, 0, out->row_limit - from);
    }
    for (; r < count && out->row_count < out->row_limit; r++) {
        const char *reason = NULL;
        if (vector && !records[r].data) {
            vector->nulls[out->row_count] = 1;
            vector->has_nulls = true;
        } else if (vector && !value_store(decoder, vector, out->row_count, records[r].data, records[r].size, &reason)) {
            const weir_bad_record record = {.record = records[r], .record_index = r, .column = 1, .field = decoder->field->name, .reason = reason};
            status = out->bad(out->bad_context, &record, err);
            if (status != WEIR_OK)
                break;
            continue;
        }
        out->record_of_row[out->row_count++] = (uint16_t)r;
    }
    *consumed = r;
    out->record_count = r;
    return status;
}

/* All but the coder is in the arena. */
static void raw_decoder_close(weir_decoder *decoder) {
    wr_charset_close(decoder->coder);
    wr_arena_destroy(decoder->own_strings);
}

static weir_status raw_encoder_open(const weir_table_info *table, struct weir_arena *arena, weir_encoder **out, weir_error *err) {
    weir_encoder *encoder = wr_arena_calloc(arena, 1, sizeof(*encoder));
    WEIR_TRY(raw_check(table, false, err));
    WEIR_TRY(raw_column(table, &encoder->index, err));
    encoder->big_endian = is_big_endian(table);
    *out = encoder;
    return open_coder(table, encoder->index, &encoder->coder, err);
}

/* The bytes of the column's value; false, and nothing, for NULL. */
static bool append_value(const weir_encoder *encoder, const weir_batch *batch, uint32_t row, wr_buffer *out) {
    const weir_column *column = batch->columns + encoder->index;
    uint32_t           width  = weir_type_width(column->type);
    if (column->data == NULL || (column->nulls && column->nulls[row]))
        return false;
    if (weir_type_is_bytes(column->type)) {
        const weir_string *string = (const weir_string *)column->data + row;
        if (encoder->coder) {
            wr_buffer_reserve(out, wr_charset_room(string->size));
            out->size += wr_charset_encode(encoder->coder, weir_string_data(string), string->size, out->data + out->size);
        } else {
            wr_buffer_append(out, weir_string_data(string), string->size);
        }
    } else {
        char bytes[16];
        number_copy(bytes, (const char *)column->data + (size_t)row * width, width, encoder->big_endian);
        wr_buffer_append(out, bytes, width);
    }
    return true;
}

static weir_status raw_encode(weir_encoder *encoder, const weir_batch *batch, weir_rows rows, struct wr_buffer *out, weir_error *err) {
    WEIR_TRY(check_lines(encoder->coder, err));
    WEIR_FOR_ROWS(i, k, rows) {
        append_value(encoder, batch, i, out);
        wr_buffer_byte(out, '\n');
    }
    return WEIR_OK;
}

/* NULL has no value, where the empty string has one of no bytes. */
static weir_status raw_encode_records(weir_encoder *encoder, const weir_batch *batch, weir_rows rows, struct wr_buffer *out, size_t *ends, weir_error *err) {
    (void)err;
    WEIR_FOR_ROWS(i, k, rows)
        ends[k] = append_value(encoder, batch, i, out) ? out->size : WEIR_NO_VALUE;
    return WEIR_OK;
}

static void raw_encoder_close(weir_encoder *encoder) {
    wr_charset_close(encoder->coder);
}

const weir_format weir_format_raw = {
    .abi           = sizeof(weir_format),
    .name          = "raw",
    .options       = raw_options,
    .encodes       = WEIR_CHANGELOG_APPEND,
    .check         = raw_check,
    .decoder_open  = raw_decoder_open,
    .decode        = raw_decode,
    .decode_records = raw_decode_records,
    .decoder_close = raw_decoder_close,
    .encoder_open  = raw_encoder_open,
    .encode        = raw_encode,
    .encode_records = raw_encode_records,
    .encoder_close = raw_encoder_close,
};
