/* state/print.c - a state file as text, for people: `weir checkpoint show`.
 *
 * Works from the file alone: its description has the names and types. */
#include "state/internal.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/number.h"
#include "batch/nested.h"
#include "batch/nested_text.h"

#define TEXT_SHOWN_MAX 256u

typedef struct printing {
    wr_store          *store;   /* holds the described tables; stays empty */
    wr_state_table   **tables;
    struct weir_arena *arena;
    wr_buffer         *out;
    const char        *name;
    uint64_t           left;    /* rows still to print */
    uint64_t           skipped;
} printing;

static void print_bytes(wr_buffer *out, weir_type type, const weir_string *string) {
    const uint8_t *bytes = (const uint8_t *)weir_string_data(string);
    uint32_t       shown = WR_MIN(string->size, TEXT_SHOWN_MAX);
    bool           text = weir_type_is_string(type) && wr_utf8_valid((const char *)bytes, string->size);
    wr_buffer_text(out, text ? "'" : "x'");
    for (uint32_t i = 0; i < shown; i++) {
        if (!text)
            wr_buffer_printf(out, "%02x", bytes[i]);
        else if (bytes[i] == '\'')
            wr_buffer_text(out, "''");
        else if (bytes[i] < 0x20 || bytes[i] == 0x7f) /* nothing in a file moves the reader's terminal */
            wr_buffer_printf(out, "\\x%02x", bytes[i]);
        else
            wr_buffer_byte(out, (char)bytes[i]);
    }
    wr_buffer_text(out, "'");
    if (shown < string->size)
        wr_buffer_printf(out, "... (%" PRIu32 " bytes)", string->size);
}

/* A value without parts, not NULL. */
static void print_scalar(wr_buffer *out, weir_type type, const weir_value *value, void *context) {
    char   text[WR_NUMBER_TEXT_MAX];
    size_t size = 0;
    (void)context;
    if (weir_type_is_view(type)) {
        print_bytes(out, type, &value->u.string);
        return;
    }
    if (type.id == WEIR_TYPE_DECIMAL)
        size = wr_format_decimal(value->u.i128, type.scale, text);
    else if (type.id == WEIR_TYPE_DOUBLE)
        size = wr_format_f64_java(value->u.f64, text);
    else if (type.id == WEIR_TYPE_FLOAT)
        size = wr_format_f32_java((float)value->u.f64, text);
    else
        size = wr_format_i64(weir_type_is_timestamp(type) ? value->u.time.ms : value->u.i64, text);
    wr_buffer_append(out, text, size);
    if (weir_type_is_timestamp(type))
        wr_buffer_printf(out, " ms");
    if (weir_type_is_wide_time(type) && value->u.time.nanos != 0)
        wr_buffer_printf(out, " %" PRId32 " ns", value->u.time.nanos);
}

static void print_value(wr_buffer *out, weir_type type, const void *bytes, bool null) {
    static const wr_value_writer writer = {false, print_scalar, NULL};
    weir_int128 room; /* aligned for every type */
    uint8_t     is_null = null ? 1 : 0;
    weir_column column = {type, &room, &is_null};
    memcpy(&room, bytes, weir_type_width(type));
    weir_value value = wr_column_value(&column, 0);
    if (!value.is_null && weir_type_is_nested(type) && !wr_nested_valid(type, &value.u.string)) {
        wr_buffer_text(out, value.u.string.size == 0 ? "nothing" : "damaged"); /* a field that is empty so far, or a bad file */
        return;
    }
    wr_value_text(out, type, &value, &writer);
}

static void print_row(printing *to, const wr_state_table *table, int64_t time, const wr_row *row, bool removed) {
    wr_buffer_printf(to->out, "  %s[%" PRId64 "] (", removed ? "removed " : "", time);
    for (uint32_t c = 0; c < table->key_count; c++) {
        if (c != 0)
            wr_buffer_text(to->out, ", ");
        print_value(to->out, table->keys[c].type, (const uint8_t *)row + table->keys[c].offset,
                    wr_row_key_null(table, row, c));
    }
    wr_buffer_text(to->out, ")");
    for (uint32_t f = 0; !removed && f < table->field_count; f++) {
        wr_buffer_printf(to->out, " %s=", table->fields[f].name);
        print_value(to->out, table->fields[f].type,
                    (const uint8_t *)row + table->value_offset + table->fields[f].offset, false);
    }
    wr_buffer_text(to->out, "\n");
}

static weir_status described(void *context, const wr_file_content *content, weir_error *err) {
    printing *to = context;
    char      type[256];
    to->tables = wr_arena_calloc(to->arena, content->table_count, sizeof *to->tables);
    WEIR_TRY(wr_store_describe(to->store, content, to->tables, err));
    wr_buffer_printf(to->out,
                     "%s: checkpoint %" PRIu64 ", worker %" PRIu32 " of %" PRIu32 ", %" PRIu32
                     " key groups, needs files from checkpoint %" PRIu64 " on\n",
                     to->name, content->prefix.checkpoint_id, content->prefix.worker,
                     content->prefix.worker_count, content->prefix.max_parallelism, content->prefix.needed_from);
    for (uint32_t s = 0, t = 0; s < content->state_count; s++) {
        wr_buffer_printf(to->out, "operator %s: watermark ", content->states[s].uid);
        if (content->states[s].watermark == WEIR_TIME_MIN)
            wr_buffer_text(to->out, "none\n");
        else
            wr_buffer_printf(to->out, "%" PRId64 "\n", content->states[s].watermark);
        for (; t < content->table_count && content->tables[t].state == s; t++) {
            const wr_state_desc *desc = &content->tables[t].desc;
            wr_buffer_printf(to->out, "  table %s: key (", desc->name);
            for (uint32_t c = 0; c < desc->key_count; c++)
                wr_buffer_printf(to->out, "%s%s", c != 0 ? ", " : "",
                                 weir_type_text(desc->key_types[c], type, sizeof type));
            wr_buffer_printf(to->out, "), value of %" PRIu32 " bytes:", desc->value_size);
            for (uint32_t f = 0; f < desc->field_count; f++)
                wr_buffer_printf(to->out, "%s %s %s", f != 0 ? "," : "", desc->fields[f].name,
                                 weir_type_text(desc->fields[f].type, type, sizeof type));
            wr_buffer_text(to->out, "\n");
        }
    }
    return WEIR_OK;
}

static weir_status visit(void *context, const wr_file_content *content, const wr_block *block, weir_error *err) {
    printing       *to = context;
    wr_state_table *table = to->tables[block->table];
    wr_reader       reader = wr_reader_of(block->payload, block->size);
    wr_row         *row = (wr_row *)(void *)table->scratch;
    uint64_t        shown = WR_MIN(to->left, block->record_count);
    to->skipped += block->record_count - shown;
    to->left -= shown;
    if (shown != 0)
        wr_buffer_printf(to->out, "%s / %s\n", content->states[content->tables[block->table].state].uid, table->name);
    for (uint64_t i = 0; i < shown; i++) {
        int64_t time = block->kind == WR_BLOCK_ROWS ? block->time : (int64_t)wr_reader_u64(&reader);
        if (block->kind == WR_BLOCK_DROPPED && !reader.failed) {
            wr_buffer_printf(to->out, "  dropped [%" PRId64 "]\n", time);
            continue;
        }
        if (reader.failed || !wr_record_read(table, &reader, block->kind == WR_BLOCK_REMOVED, row))
            return weir_fail(err, WEIR_CORRUPT, "%s: a record cannot be read; the file is damaged", to->name);
        print_row(to, table, time, row, block->kind == WR_BLOCK_REMOVED);
    }
    return WEIR_OK;
}

weir_status wr_state_file_print(const struct wr_env *env, const char *directory, const wr_state_file *file,
                                wr_buffer *out, uint64_t row_limit, weir_error *err) {
    char *data;
    WEIR_TRY(wr_file_read_whole(env, directory, file, true, &data, err));
    printing    to = {.store = wr_store_create(0, 1, 1), .arena = wr_arena_create(0), .out = out,
                      .name = file->name, .left = row_limit};
    weir_status status = wr_file_walk(file->name, data, (size_t)file->size, to.arena, described, visit, &to, err);
    if (status == WEIR_OK && to.skipped != 0)
        wr_buffer_printf(out, "... and %" PRIu64 " more\n", to.skipped);
    wr_arena_destroy(to.arena);
    wr_store_destroy(to.store);
    wr_free(data);
    return status;
}
