/* helper.h - for the tests of the format room: tables from a list of columns, decoding of text in pieces,
 * and rows as the lines that a bare SELECT shows. */
#ifndef WEIR_TESTS_FORMAT_HELPER_H
#define WEIR_TESTS_FORMAT_HELPER_H
#include "base/alloc.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/io.h"
#include "batch/vector.h"
#include "check.h"
#include "weir/connector.h"

extern const weir_format weir_format_json, weir_format_csv, weir_format_print, weir_format_select;

typedef struct fixture {
    wr_arena       *arena;
    weir_field      fields[64];
    weir_schema     schema;
    weir_option     items[16];
    weir_options    options;
    weir_table_info table;
    bool            needed[64];
    /* of the last decode */
    wr_buffer       rows;       /* one line a row, as a SELECT prints it                    */
    wr_buffer       bad;        /* "index:column:field: reason\n"                           */
    uint64_t        record_count;
    bool            stop_at_bad;
} fixture;

static inline void fixture_open(fixture *f, const weir_format *format) {
    memset(f, 0, sizeof(*f));
    f->arena                = wr_arena_create(0);
    f->schema.fields        = f->fields;
    f->options.items        = f->items;
    f->options.specs        = format->options;
    f->table.name           = "t";
    f->table.schema         = &f->schema;
    f->table.format_options = &f->options;
    f->table.options        = &f->options;
    f->table.env            = wr_env_real();
}
static inline void fixture_close(fixture *f) {
    wr_arena_destroy(f->arena);
    wr_buffer_free(&f->rows);
    wr_buffer_free(&f->bad);
}
static inline void fixture_column(fixture *f, const char *name, weir_type type) {
    f->fields[f->schema.field_count++] = (weir_field){name, type};
}
static inline void fixture_option(fixture *f, const char *name, const char *value) {
    f->items[f->options.count++] = (weir_option){.name = name, .value = value};
}
static inline weir_type type_of(weir_type_id id) { return weir_type_of(id, true); }
static inline weir_type type_with(weir_type_id id, uint32_t length, uint8_t scale) {
    return weir_type_with(id, length, scale, true);
}

static inline weir_status fixture_bad(void *context, const weir_bad_record *record, weir_error *err) {
    fixture *f = context;
    wr_buffer_printf(&f->bad, "%llu:%u:%s: %s\n", (unsigned long long)record->record_index, record->column,
                     record->field ? record->field : "", record->reason);
    return f->stop_at_bad ? weir_fail(err, WEIR_DATA, "%s", record->reason) : WEIR_OK;
}

/* Decodes `text` handed over in blocks of at most `piece` new bytes (0: all at once), `limit` rows a call.
 * The block's bytes stand at the end of an allocation of their own, so that reading past them is seen. */
static inline weir_status fixture_decode(fixture *f, const weir_format *format, const char *text, size_t size,
                                         size_t piece, uint32_t limit, weir_error *err) {
    wr_arena     *arena = wr_arena_create(0), *strings = wr_arena_create(0);
    weir_decoder *decoder = NULL;
    weir_encoder *encoder = NULL;
    weir_vector   vectors[64];
    weir_column   columns[64];
    memset(vectors, 0, sizeof(vectors));
    f->rows.size = f->bad.size = 0;
    f->record_count = 0;
    weir_status status = format->decoder_open(&f->table, arena, &decoder, err);
    if (status == WEIR_OK)
        status = weir_format_select.encoder_open(&f->table, arena, &encoder, err);
    for (uint32_t c = 0; status == WEIR_OK && c < f->schema.field_count; c++)
        if (!f->table.needed || f->table.needed[c])
            wr_vector_init(&vectors[c], f->fields[c].type, arena, strings);
    size_t at = 0, shown = piece ? 0 : size;
    while (status == WEIR_OK) {
        if (piece)
            shown = shown + piece < size ? shown + piece : size;
        bool  last = shown == size;
        char *block = wr_alloc(shown - at + 1);
        memcpy(block, text + at, shown - at);
        size_t done = 0;
        for (;;) {
            weir_decode_out out = {.vectors = vectors, .row_limit = limit, .bad = fixture_bad, .bad_context = f};
            uint32_t ends[WEIR_BATCH_ROWS];
            uint8_t  kinds[WEIR_BATCH_ROWS];
            out.row_end_offsets = ends;
            out.row_kinds       = format->decodes == WEIR_CHANGELOG_APPEND ? NULL : kinds;
            size_t consumed     = 0;
            for (uint32_t c = 0; c < f->schema.field_count; c++)
                vectors[c].has_nulls = false;
            char *exact = wr_alloc(shown - at - done + (shown == at + done));
            memcpy(exact, block + done, shown - at - done);
            weir_bytes bytes = {exact, shown - at - done};
            status = format->decode(decoder, bytes, last, &out, &consumed, err);
            for (uint32_t c = 0; c < f->schema.field_count; c++)
                columns[c] = (weir_column){f->fields[c].type, vectors[c].data,
                                           vectors[c].has_nulls ? vectors[c].nulls : NULL};
            weir_batch batch = {.schema = &f->schema, .columns = columns, .row_count = out.row_count,
                                .selected_count = out.row_count, .row_kinds = out.row_kinds};
            weir_error ignored;
            weir_format_select.encode(encoder, &batch, wr_batch_rows(&batch), &f->rows, &ignored);
            if (out.row_count > 0 && ends[out.row_count - 1] > consumed)
                wr_buffer_text(&f->rows, "row ends behind what was consumed\n");
            f->record_count += out.record_count;
            wr_arena_reset(strings);
            wr_free(exact);
            done += consumed;
            if (status != WEIR_OK || consumed == 0 || (out.row_count < limit))
                break;
        }
        wr_free(block);
        at += done;
        if (last)
            break;
    }
    if (decoder)
        format->decoder_close(decoder);
    if (encoder)
        weir_format_select.encoder_close(encoder);
    wr_arena_destroy(arena);
    wr_arena_destroy(strings);
    if (status == WEIR_OK && at != size)
        wr_buffer_text(&f->rows, "not all was consumed\n");
    return status;
}

/* A message of its own allocation, so that reading past it is seen. size -1: no value. */
typedef struct message { const char *text; long size; } message;
#define MESSAGE(literal) {literal, (long)sizeof(literal) - 1}
#define NO_MESSAGE {NULL, -1}

/* Decodes messages, `limit` rows a call; f->rows gets "<message>: <row>". */
static inline weir_status fixture_records(fixture *f, const weir_format *format, const message *messages, uint32_t count,
                                          uint32_t limit, weir_error *err) {
    wr_arena     *arena = wr_arena_create(0), *strings = wr_arena_create(0);
    weir_decoder *decoder = NULL;
    weir_encoder *encoder = NULL;
    weir_vector   vectors[64];
    weir_column   columns[64];
    weir_bytes   *records = wr_calloc(count + 1, sizeof *records);
    uint8_t       kinds[WEIR_BATCH_ROWS];
    uint16_t      of_row[WEIR_BATCH_ROWS];
    memset(vectors, 0, sizeof(vectors));
    f->rows.size = f->bad.size = 0;
    for (uint32_t r = 0; r < count; r++) {
        if (messages[r].size < 0)
            continue;
        char *copy = wr_alloc((size_t)messages[r].size + (messages[r].size == 0));
        memcpy(copy, messages[r].text, (size_t)messages[r].size);
        records[r] = (weir_bytes){copy, (size_t)messages[r].size};
    }
    weir_status status = format->decoder_open(&f->table, arena, &decoder, err);
    if (status == WEIR_OK)
        status = weir_format_select.encoder_open(&f->table, arena, &encoder, err);
    for (uint32_t c = 0; status == WEIR_OK && c < f->schema.field_count; c++)
        if (!f->table.needed || f->table.needed[c])
            wr_vector_init(&vectors[c], f->fields[c].type, arena, strings);
    for (uint32_t done = 0; status == WEIR_OK && done < count;) {
        weir_decode_out out = {.vectors = vectors, .row_limit = limit, .bad = fixture_bad, .bad_context = f, .record_of_row = of_row,
                               .row_kinds = format->decodes == WEIR_CHANGELOG_APPEND ? NULL : kinds};
        uint32_t consumed = 0;
        for (uint32_t c = 0; c < f->schema.field_count; c++)
            vectors[c].has_nulls = false;
        status = format->decode_records(decoder, records + done, count - done, &out, &consumed, err);
        for (uint32_t c = 0; c < f->schema.field_count; c++)
            columns[c] = weir_vector_column(&vectors[c]);
        for (uint16_t r = 0; r < out.row_count; r++) {
            weir_error ignored;
            weir_batch batch = {.schema = &f->schema, .columns = columns, .row_count = out.row_count, .selected_count = out.row_count,
                                .row_kinds = out.row_kinds};
            wr_buffer_printf(&f->rows, "%u: ", done + of_row[r]);
            weir_format_select.encode(encoder, &batch, (weir_rows){&r, 1}, &f->rows, &ignored);
        }
        if (status == WEIR_OK && consumed == 0)
            break;
        done += consumed;
        wr_arena_reset(strings);
    }
    if (decoder)
        format->decoder_close(decoder);
    if (encoder)
        weir_format_select.encoder_close(encoder);
    for (uint32_t r = 0; r < count; r++)
        wr_free((void *)(uintptr_t)records[r].data);
    wr_free(records);
    wr_arena_destroy(arena);
    wr_arena_destroy(strings);
    return status;
}
#define records_text(f, format, messages) fixture_records_text(f, format, messages, (uint32_t)(sizeof(messages) / sizeof(*(messages))))
static inline const char *fixture_records_text(fixture *f, const weir_format *format, const message *messages, uint32_t count) {
    weir_error err = {0};
    CHECK_OK(fixture_records(f, format, messages, count, WEIR_BATCH_ROWS, &err), &err);
    return wr_buffer_cstr(&f->rows);
}

/* All at once; the rows as text. */
static inline const char *decode_text(fixture *f, const weir_format *format, const char *text) {
    weir_error  err    = {0};
    weir_status status = fixture_decode(f, format, text, strlen(text), 0, WEIR_BATCH_ROWS, &err);
    CHECK_OK(status, &err);
    return wr_buffer_cstr(&f->rows);
}

/* Rows of values, a row's behind the other, through an encoder. messages: as messages, each with a '|' behind it. */
static inline const char *encode_as(fixture *f, const weir_format *format, const weir_value *values,
                                    uint32_t row_count, const uint8_t *kinds, bool messages) {
    wr_arena     *arena = wr_arena_create(0);
    weir_encoder *encoder = NULL;
    weir_vector   vectors[64];
    weir_column   columns[64];
    weir_error    err = {0};
    f->rows.size      = 0;
    CHECK_OK(format->encoder_open(&f->table, arena, &encoder, &err), &err);
    for (uint32_t c = 0; c < f->schema.field_count; c++) {
        wr_vector_init(&vectors[c], f->fields[c].type, arena, arena);
        memset(vectors[c].nulls, 0, WEIR_BATCH_ROWS);
        for (uint32_t r = 0; r < row_count; r++)
            wr_vector_set(&vectors[c], r, &values[r * f->schema.field_count + c]);
        columns[c] = weir_vector_column(&vectors[c]);
    }
    weir_batch batch = {.schema = &f->schema, .columns = columns, .row_count = row_count,
                        .selected_count = row_count, .row_kinds = kinds};
    if (messages) {
        size_t    ends[WEIR_BATCH_ROWS], begin = 0;
        wr_buffer encoded = {0};
        CHECK_OK(format->encode_records(encoder, &batch, wr_batch_rows(&batch), &encoded, ends, &err), &err);
        for (uint32_t r = 0; r < row_count; r++) {
            if (ends[r] == WEIR_NO_VALUE) {
                wr_buffer_text(&f->rows, "<no value>|");
                continue;
            }
            wr_buffer_append(&f->rows, encoded.data + begin, ends[r] - begin);
            wr_buffer_byte(&f->rows, '|');
            begin = ends[r];
        }
        CHECK_UINT_EQ(begin, encoded.size);
        wr_buffer_free(&encoded);
    } else {
        CHECK_OK(format->encode(encoder, &batch, wr_batch_rows(&batch), &f->rows, &err), &err);
    }
    format->encoder_close(encoder);
    wr_arena_destroy(arena);
    return wr_buffer_cstr(&f->rows);
}
static inline const char *encode_rows(fixture *f, const weir_format *format, const weir_value *values,
                                      uint32_t row_count, const uint8_t *kinds) {
    return encode_as(f, format, values, row_count, kinds, false);
}
static inline const char *encode_messages(fixture *f, const weir_format *format, const weir_value *values,
                                          uint32_t row_count, const uint8_t *kinds) {
    return encode_as(f, format, values, row_count, kinds, true);
}
static inline weir_value null_value(void) { return (weir_value){.is_null = true}; }
static inline weir_value i64_value(int64_t v) { return (weir_value){.u.i64 = v}; }
static inline weir_value f64_value(double v) { return (weir_value){.u.f64 = v}; }
static inline weir_value decimal_value(int64_t v) { return (weir_value){.u.i128 = v}; }
static inline weir_value time_value(int64_t ms, int32_t nanos) {
    return (weir_value){.u.time = {.ms = ms, .nanos = nanos}};
}
static inline weir_value text_value(const char *text) {
    return (weir_value){.u.string = weir_string_view(text, strlen(text))};
}
#endif
