/* state/file.c - the layout of a state file: prefix, blocks, records. docs/formats/state-file.md.
 *
 * Reading trusts nothing: every length is checked against the bytes that are there before it is used,
 * every type and offset before a table is made from it. */
#include "state/internal.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/io.h"
#include "base/number.h"
#include "base/seed_bug.h"
#include "batch/nested.h"

static void put_u32(char *at, uint32_t value) {
    for (int i = 0; i < 4; i++)
        at[i] = (char)(uint8_t)(value >> (8 * i));
}

/* ---- writing ---- */

void wr_file_put_prefix(wr_buffer *out, const wr_file_prefix *prefix) {
    size_t start = out->size;
    wr_buffer_append(out, WR_FILE_MAGIC, 8);
    wr_buffer_u32(out, prefix->version);
    wr_buffer_u32(out, prefix->worker);
    wr_buffer_u32(out, prefix->worker_count);
    wr_buffer_u32(out, prefix->max_parallelism);
    wr_buffer_u64(out, prefix->checkpoint_id);
    wr_buffer_u64(out, prefix->needed_from);
    wr_buffer_u32(out, wr_crc32c(0, out->data + start, out->size - start));
    wr_buffer_u32(out, 0);
    WR_ASSERT(out->size - start == WR_FILE_PREFIX_SIZE);
}

size_t wr_block_begin(wr_buffer *out) {
    static const char zeros[WR_BLOCK_HEADER_SIZE] = {0};
    size_t            start = out->size;
    wr_buffer_append(out, zeros, sizeof zeros);
    return start;
}

void wr_block_end(wr_buffer *out, size_t start, wr_block_kind kind, uint32_t table, int64_t time,
                  uint32_t record_count) {
    char *header = out->data + start;
    put_u32(header + 4, (uint32_t)(out->size - start - WR_BLOCK_HEADER_SIZE));
    put_u32(header + 8, (uint32_t)kind);
    put_u32(header + 12, table);
    put_u32(header + 16, record_count);
    put_u32(header + 24, (uint32_t)((uint64_t)time & UINT32_MAX));
    put_u32(header + 28, (uint32_t)((uint64_t)time >> 32));
}

static uint32_t block_size_at(const char *header) {
    wr_reader reader = wr_reader_of(header + 4, 4);
    return wr_reader_u32(&reader);
}

static uint32_t block_crc(const char *header, uint32_t size) {
    return wr_crc32c(0, header + 4, WR_BLOCK_HEADER_SIZE - 4 + (size_t)size);
}

void wr_file_seal(wr_buffer *file) {
    size_t offset = WR_FILE_PREFIX_SIZE;
    while (file->size - offset >= WR_BLOCK_HEADER_SIZE) {
        char    *header = file->data + offset;
        uint32_t size = block_size_at(header);
        if (size > file->size - offset - WR_BLOCK_HEADER_SIZE)
            return; /* not a file of ours: tests break some */
        put_u32(header, block_crc(header, size));
        offset += WR_BLOCK_HEADER_SIZE + size;
    }
}

static void put_type(wr_buffer *out, weir_type type) {
    wr_buffer_u8(out, type.id);
    wr_buffer_u8(out, type.nullable ? 1 : 0);
    wr_buffer_u8(out, type.scale);
    wr_buffer_u8(out, type.time_attribute);
    wr_buffer_varint(out, type.length);
    if (!weir_type_is_nested(type))
        return;
    wr_buffer_varint(out, type.fields->field_count);
    for (uint32_t i = 0; i < type.fields->field_count; i++) {
        wr_buffer_string(out, type.fields->fields[i].name);
        put_type(out, type.fields->fields[i].type);
    }
}

static void put_table(wr_buffer *out, const wr_state_table *table) {
    wr_buffer_string(out, table->name);
    wr_buffer_varint(out, table->key_count);
    for (uint32_t i = 0; i < table->key_count; i++)
        put_type(out, table->keys[i].type);
    wr_buffer_varint(out, table->value_size);
    wr_buffer_varint(out, table->field_count);
    for (uint32_t i = 0; i < table->field_count; i++) {
        wr_buffer_string(out, table->fields[i].name);
        put_type(out, table->fields[i].type);
        wr_buffer_varint(out, table->fields[i].offset);
    }
}

void wr_file_put_description(const wr_store *store, wr_buffer *out) {
    size_t start = wr_block_begin(out);
    wr_buffer_varint(out, store->state_count);
    for (uint32_t s = 0; s < store->state_count; s++) {
        const wr_state *state = store->states[s];
        wr_buffer_string(out, state->uid);
        wr_buffer_u64(out, (uint64_t)state->watermark);
        wr_buffer_varint(out, state->table_count);
        for (uint32_t t = 0; t < state->table_count; t++)
            put_table(out, state->tables[t]);
    }
    wr_block_end(out, start, WR_BLOCK_DESCRIPTION, 0, 0, 1);
}

/* ---- reading ---- */

static weir_status broken(const char *name, const char *what, weir_error *err) {
    return weir_fail(err, WEIR_CORRUPT, "%s: %s; the file is damaged", name, what);
}

weir_status wr_file_read_prefix(const char *name, const char *data, size_t size, wr_file_prefix *prefix,
                                weir_error *err) {
    wr_reader reader = wr_reader_of(data, size);
    if (size < WR_FILE_PREFIX_SIZE)
        return broken(name, "it is shorter than its prefix", err);
    if (memcmp(wr_reader_raw(&reader, 8), WR_FILE_MAGIC, 8) != 0)
        return broken(name, "it does not begin as a state file", err);
    prefix->version = wr_reader_u32(&reader);
    prefix->worker = wr_reader_u32(&reader);
    prefix->worker_count = wr_reader_u32(&reader);
    prefix->max_parallelism = wr_reader_u32(&reader);
    prefix->checkpoint_id = wr_reader_u64(&reader);
    prefix->needed_from = wr_reader_u64(&reader);
    if (wr_reader_u32(&reader) != wr_crc32c(0, data, WR_FILE_PREFIX_SIZE - 8))
        return broken(name, "the checksum of its prefix is wrong", err);
    if (prefix->version != WR_FILE_VERSION)
        return weir_fail(err, WEIR_CONFLICT,
                         "%s: state file version %" PRIu32 " is not known here (newest: %u); use the Weir "
                         "that wrote it, or a newer one", name, prefix->version, WR_FILE_VERSION);
    if (prefix->worker >= prefix->worker_count || prefix->worker_count > prefix->max_parallelism ||
        wr_reader_u32(&reader) != 0)
        return broken(name, "its prefix contradicts itself", err);
    return WEIR_OK;
}

#define TYPE_DEPTH_MAX 200u /* as deep as SQL can nest one */

/* What formatting and arithmetic take for granted of a type. */
static bool type_possible(weir_type type) {
    if (type.id == WEIR_TYPE_DECIMAL)
        return type.length >= 1 && type.length <= WR_DECIMAL_PRECISION_MAX && type.scale <= WR_DECIMAL_PRECISION_MAX;
    return !weir_type_is_timestamp(type) || type.length <= 9;
}

static bool read_type(wr_reader *reader, struct weir_arena *arena, uint32_t depth, weir_type *type);

/* The fields of a type with parts: as many as its kind has. */
static bool read_fields(wr_reader *reader, struct weir_arena *arena, uint32_t depth, weir_type *type) {
    uint64_t count = wr_reader_varint(reader);
    if (reader->failed || depth > TYPE_DEPTH_MAX || count > reader->size - reader->offset ||
        (type->id != WEIR_TYPE_ROW && count != (type->id == WEIR_TYPE_MAP ? 2 : 1)))
        return false;
    weir_field  *fields = wr_arena_calloc(arena, (size_t)count + 1, sizeof *fields);
    weir_schema *schema = wr_arena_calloc(arena, 1, sizeof *schema);
    for (uint64_t i = 0; i < count; i++) {
        fields[i].name = wr_reader_string(reader, arena);
        if (reader->failed || !read_type(reader, arena, depth + 1, &fields[i].type))
            return false;
    }
    *schema = (weir_schema){(uint32_t)count, fields};
    type->fields = schema;
    return true;
}

static bool read_type(wr_reader *reader, struct weir_arena *arena, uint32_t depth, weir_type *type) {
    memset(type, 0, sizeof *type);
    type->id = wr_reader_u8(reader);
    uint8_t nullable = wr_reader_u8(reader);
    type->nullable = nullable == 1;
    type->scale = wr_reader_u8(reader);
    type->time_attribute = wr_reader_u8(reader);
    uint64_t length = wr_reader_varint(reader);
    type->length = (uint32_t)length;
    return !reader->failed && nullable <= 1 && type->id < WEIR_TYPE_COUNT && weir_type_width(*type) != 0 &&
           type->time_attribute <= WEIR_TIME_PROCTIME && length <= WEIR_STRING_LENGTH_MAX && type_possible(*type) &&
           (!weir_type_is_nested(*type) || read_fields(reader, arena, depth, type));
}

/* Bytes of a string field belong to it alone: its pointer is set when a row is read. */
static bool fields_disjoint(const wr_state_desc *desc) {
    uint8_t *used = wr_calloc(1, desc->value_size);
    bool     fine = true;
    for (uint32_t i = 0; i < desc->field_count; i++) {
        bool string = weir_type_is_view(desc->fields[i].type);
        for (uint32_t b = 0; b < weir_type_width(desc->fields[i].type); b++) {
            uint8_t *byte = &used[desc->fields[i].offset + b];
            fine = fine && (*byte == 0 || (*byte == 1 && !string));
            *byte = string ? 2 : 1;
        }
    }
    wr_free(used);
    return fine;
}

static bool read_table(wr_reader *reader, struct weir_arena *arena, wr_state_desc *desc) {
    memset(desc, 0, sizeof *desc);
    desc->name = wr_reader_string(reader, arena);
    uint64_t key_count = wr_reader_varint(reader);
    if (reader->failed || key_count > WR_TABLE_KEYS_MAX || key_count > reader->size - reader->offset)
        return false;
    weir_type *types = wr_arena_calloc(arena, (size_t)key_count, sizeof *types);
    for (uint64_t i = 0; i < key_count; i++)
        if (!read_type(reader, arena, 0, &types[i]))
            return false;
    uint64_t value_size = wr_reader_varint(reader), field_count = wr_reader_varint(reader);
    if (reader->failed || value_size > WR_TABLE_VALUE_SIZE_MAX || field_count > WR_TABLE_FIELDS_MAX ||
        field_count > reader->size - reader->offset)
        return false;
    weir_state_field *fields = wr_arena_calloc(arena, (size_t)field_count, sizeof *fields);
    for (uint64_t i = 0; i < field_count; i++) {
        fields[i].name = wr_reader_string(reader, arena);
        if (!read_type(reader, arena, 0, &fields[i].type))
            return false;
        uint64_t offset = wr_reader_varint(reader);
        if (reader->failed || offset > value_size || weir_type_width(fields[i].type) > value_size - offset ||
            (weir_type_is_view(fields[i].type) && offset % _Alignof(weir_string) != 0))
            return false;
        fields[i].offset = (uint32_t)offset;
    }
    desc->key_types = types;
    desc->key_count = (uint32_t)key_count;
    desc->value_size = (uint32_t)value_size;
    desc->fields = fields;
    desc->field_count = (uint32_t)field_count;
    return fields_disjoint(desc);
}

static bool read_description(const wr_block *block, struct weir_arena *arena, wr_file_content *content) {
    wr_reader reader = wr_reader_of(block->payload, block->size);
    size_t    table_capacity = 0;
    uint64_t  state_count = wr_reader_varint(&reader);
    if (reader.failed || state_count > block->size)
        return false;
    content->states = wr_arena_calloc(arena, (size_t)state_count, sizeof *content->states);
    for (uint32_t s = 0; s < state_count; s++) {
        content->states[s].uid = wr_reader_string(&reader, arena);
        content->states[s].watermark = (weir_time_ms)wr_reader_u64(&reader);
        uint64_t tables = wr_reader_varint(&reader);
        if (reader.failed || tables > reader.size - reader.offset)
            return false;
        for (uint64_t t = 0; t < tables; t++) {
            content->tables = wr_arena_grow(arena, content->tables, content->table_count, &table_capacity,
                                            sizeof *content->tables);
            content->tables[content->table_count].state = s;
            if (!read_table(&reader, arena, &content->tables[content->table_count].desc))
                return false;
            content->table_count++;
        }
        content->state_count++;
    }
    return !reader.failed && reader.offset == reader.size;
}

/* The block at `offset`; false: its bytes are not there or its checksum is wrong. */
static bool read_block(const char *data, size_t size, size_t offset, wr_block *block) {
    if (size - offset < WR_BLOCK_HEADER_SIZE)
        return false;
    wr_reader reader = wr_reader_of(data + offset, WR_BLOCK_HEADER_SIZE);
    block->crc = wr_reader_u32(&reader);
    block->size = wr_reader_u32(&reader);
    block->kind = wr_reader_u32(&reader);
    block->table = wr_reader_u32(&reader);
    block->record_count = wr_reader_u32(&reader);
    uint32_t zero = wr_reader_u32(&reader);
    block->time = (int64_t)wr_reader_u64(&reader);
    block->payload = data + offset + WR_BLOCK_HEADER_SIZE;
    return zero == 0 && block->size <= size - offset - WR_BLOCK_HEADER_SIZE &&
           block->crc == block_crc(data + offset, block->size);
}

static bool end_fits(const wr_block *block, uint64_t block_count, uint64_t row_count) {
    wr_reader reader = wr_reader_of(block->payload, block->size);
    return wr_reader_u64(&reader) == block_count && wr_reader_u64(&reader) == row_count &&
           !reader.failed && reader.offset == reader.size;
}

weir_status wr_file_walk(const char *name, const char *data, size_t size, struct weir_arena *arena,
                         weir_status (*described)(void *context, const wr_file_content *content, weir_error *err),
                         wr_block_visitor visit, void *context, weir_error *err) {
    wr_file_content content;
    wr_block        block;
    size_t          offset = WR_FILE_PREFIX_SIZE;
    uint64_t        block_count = 0, row_count = 0;
    memset(&content, 0, sizeof content);
    WEIR_TRY(wr_file_read_prefix(name, data, size, &content.prefix, err));
    if (!read_block(data, size, offset, &block) || block.kind != WR_BLOCK_DESCRIPTION ||
        !read_description(&block, arena, &content))
        return broken(name, "its description of tables cannot be read", err);
    WEIR_TRY(described(context, &content, err));
    for (;;) {
        offset += WR_BLOCK_HEADER_SIZE + (size_t)block.size;
        block_count++;
        if (!read_block(data, size, offset, &block))
            return weir_fail(err, WEIR_CORRUPT, "%s: the block at byte %zu is cut or its checksum is wrong; "
                             "the file is damaged", name, offset);
        if (block.kind == WR_BLOCK_END)
            break;
        if (block.kind < WR_BLOCK_DROPPED || block.kind > WR_BLOCK_ROWS || block.table >= content.table_count)
            return weir_fail(err, WEIR_CORRUPT, "%s: the block at byte %zu is of no known kind or table; "
                             "the file is damaged", name, offset);
        if (block.kind == WR_BLOCK_ROWS)
            row_count += block.record_count;
        WEIR_TRY(visit(context, &content, &block, err));
    }
    if (!end_fits(&block, block_count, row_count) || offset + WR_BLOCK_HEADER_SIZE + block.size != size)
        return broken(name, "its end block does not fit what stands before it", err);
    return WEIR_OK;
}

bool wr_record_read(const wr_state_table *table, wr_reader *reader, bool key_only, wr_row *row) {
    uint32_t    image = (key_only ? table->value_offset : table->row_size) - WR_ROW_HEADER_SIZE;
    uint32_t    strings = key_only ? table->key_string_count : table->string_count;
    const char *header = wr_reader_raw(reader, WR_RECORD_HEADER);
    const char *bytes = header != NULL ? wr_reader_raw(reader, image) : NULL;
    if (bytes == NULL)
        return false;
    memset(row, 0, table->row_size);
    memcpy(row, header, WR_RECORD_HEADER);
    if (image != 0)
        memcpy(row + 1, bytes, image);
    for (uint32_t s = 0; s < strings; s++) {
        weir_string *string = wr_row_string(row, table->string_offsets[s]);
        if (string->size > WEIR_STRING_LENGTH_MAX)
            return false;
        if (string->size > WEIR_STRING_INLINE) {
            const char *far_bytes = wr_reader_raw(reader, string->size);
            if (far_bytes == NULL || memcmp(far_bytes, string->u.far.prefix, 4) != 0)
                return false;
            string->u.far.pointer = far_bytes;
        }
        if (string->size != 0 && !wr_nested_valid(table->string_types[s], string)) /* 0: NULL, or not there yet */
            return false;
    }
    return true;
}

bool wr_record_skip(const wr_state_table *table, wr_reader *reader, uint64_t *hash) {
    const char *record = wr_reader_raw(reader, wr_record_fixed(table));
    if (record == NULL)
        return false;
    memcpy(hash, record, sizeof *hash);
    for (uint32_t s = 0; s < table->string_count; s++) {
        uint32_t size;
        memcpy(&size, record + WR_RECORD_HEADER + table->string_offsets[s] - WR_ROW_HEADER_SIZE, sizeof size);
        if (size > WEIR_STRING_INLINE && wr_reader_raw(reader, size) == NULL)
            return false;
    }
    return true;
}

weir_status wr_file_read_whole(const struct wr_env *env, const char *directory, const wr_state_file *file,
                               bool verify, char **data, weir_error *err) {
    wr_arena    *arena = wr_arena_create(0);
    const char  *path = wr_path_join(arena, directory, file->name);
    int          fd = -1;
    size_t       got = 0;
    wr_file_info info;
    bool         exists = false;
    weir_status  status;
    *data = NULL;
    WEIR_TRY_GOTO(status, wr_file_stat(env, path, &info, &exists, err), done);
    if (!exists || info.kind != WR_FILE_REGULAR || info.size != file->size) {
        status = weir_fail(err, WEIR_CORRUPT, "%s: %s; the checkpoint needs %" PRIu64 " bytes of it", path,
                           exists ? "the size is wrong" : "there is no such file", file->size);
        goto done;
    }
    *data = wr_try_alloc((size_t)file->size);
    if (*data == NULL) {
        status = weir_fail(err, WEIR_NOMEM, "%s: no memory for its %" PRIu64 " bytes", path, file->size);
        goto done;
    }
    WEIR_TRY_GOTO(status, wr_file_open(env, path, WR_OPEN_READ, 0, &fd, err), done);
    WEIR_TRY_GOTO(status, wr_file_pread_all(env, fd, *data, (size_t)file->size, 0, &got, path, err), done);
    if (got != file->size)
        status = weir_fail(err, WEIR_CORRUPT, "%s: it ends at byte %zu of %" PRIu64, path, got, file->size);
    else if (verify && !WR_BUG(14) && !wr_digest_equal(wr_digest_bytes(*data, got), file->digest))
        status = weir_fail(err, WEIR_CORRUPT, "%s: its digest is not the one of the checkpoint's manifest; "
                           "the file is damaged or of another checkpoint", path);
done:
    if (fd >= 0)
        (void)wr_file_close(env, &fd, path, NULL);
    if (status != WEIR_OK) {
        wr_free(*data);
        *data = NULL;
    }
    wr_arena_destroy(arena);
    return status;
}
