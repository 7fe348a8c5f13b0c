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
            out.row_end_offsets = ends;
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
                                .selected_count = out.row_count};
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

/* All at once; the rows as text. */
static inline const char *decode_text(fixture *f, const weir_format *format, const char *text) {
    weir_error  err    = {0};
    weir_status status = fixture_decode(f, format, text, strlen(text), 0, WEIR_BATCH_ROWS, &err);
    CHECK_OK(status, &err);
    return wr_buffer_cstr(&f->rows);
}

/* Rows of text cells ("\1" for NULL) through an encoder, by way of weir_value and wr_vector_set. */
typedef struct cell { bool is_null; weir_value value; } cell;
static inline const char *encode_rows(fixture *f, const weir_format *format, const weir_value *values,
                                      uint32_t row_count, const uint8_t *kinds) {
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
    CHECK_OK(format->encode(encoder, &batch, wr_batch_rows(&batch), &f->rows, &err), &err);
    format->encoder_close(encoder);
    wr_arena_destroy(arena);
    return wr_buffer_cstr(&f->rows);
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
