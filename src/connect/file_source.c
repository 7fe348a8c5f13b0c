/* connect/file_source.c - reads files: each file is one split, read in order from its start.
 *
 * Invariants
 *   - A split's id is its path below the table's path ("sub/a.json"; the bare name where the table's path is
 *     a file): a folder can be moved or copied without losing its positions.
 *   - A position names the bytes it stands behind: when the file is shorter than that, or begins with other
 *     bytes, reading on is refused (WEIR_CONFLICT). A new inode with the same beginning is the same file.
 *   - Offsets are those of the uncompressed bytes.
 *
 * The buffer holds what was read and not consumed yet; it grows only for a record that does not fit, up to
 * RECORD_SIZE_MAX. Position format: docs/internals/files.md. */
#include <inttypes.h>
#include <string.h>

#include "base/alloc.h"
#include "base/hash.h"
#include "base/name_pattern.h"
#include "base/seed_bug.h"
#include "connect/file.h"

#define READ_SIZE        (256u * 1024u)
#define RECORD_SIZE_MAX  (64u * 1024u * 1024u)
#define PREFIX_SIZE_MAX  4096u
#define POSITION_VERSION 1

typedef struct file_split {
    char        *id, *path;
    uint64_t     disk_size;   /* when it was added, for the backlog                       */
    bool         opened;      /* the members below are known                              */
    bool         finished;
    wr_file_info info;        /* when it was opened or looked at last                     */
    uint32_t     prefix_size; /* bytes hashed                                             */
    uint64_t     prefix_hash;
    uint64_t     offset;      /* consumed                                                 */
    uint64_t     line;        /* 1-based, of the byte at `offset`                         */
} file_split;

typedef struct file_reader {
    const weir_table_info *table;
    wr_arena       *arena;    /* ids, paths                                               */
    const char     *path;     /* the table's                                              */
    bool            is_directory;
    file_split     *splits;
    size_t          split_count, split_capacity;
    size_t          current;  /* the one being read, or the next to look at               */
    uint64_t        disk_size; /* of all splits that are not finished                     */
    wr_file_stream *stream;   /* of the current split                                     */
    char           *buffer;
    size_t          capacity, begin, end; /* [begin, end) is not consumed                 */
    bool            at_end;   /* nothing is behind buffer[end]                            */
    bool            starved;  /* the last block was handed out and nothing was consumed   */
    bool         too_long;    /* the bytes that wait are no whole record, and there may be no more of them */
} file_reader;

/* ---- finding files ---- */

typedef struct finder {
    const weir_table_info *table;
    wr_arena    *arena, *scratch;
    weir_split  *splits;
    size_t       count, capacity;
    wr_name_pattern *pattern;
} finder;

static weir_status directory_walk(finder *f, const char *path, const char *below, uint32_t depth, weir_error *err) {
    wr_name_list names;
    if (depth > 64)
        return weir_fail(err, WEIR_INVALID, "table '%s': directories under %s are nested more than 64 deep", f->table->name, path);
    WEIR_TRY(wr_dir_list(f->table->env, path, f->scratch, &names, err));
    for (uint32_t i = 0; i < names.count; i++) {
        const char  *name = names.names[i], *child = wr_path_join(f->scratch, path, name);
        const char  *id   = below[0] ? wr_arena_printf(f->arena, "%s/%s", below, name) : wr_arena_strdup(f->arena, name);
        wr_file_info info;
        bool         exists;
        if (wr_file_name_hidden(name))
            continue;
        WEIR_TRY(wr_file_stat(f->table->env, child, &info, &exists, err));
        if (!exists)
            continue; /* gone since the listing */
        if (info.kind == WR_FILE_DIRECTORY) {
            WEIR_TRY(directory_walk(f, child, id, depth + 1, err));
            continue;
        }
        if (info.kind != WR_FILE_REGULAR)
            continue;
        if (!wr_name_pattern_matches(f->pattern, child, strlen(child)))
            continue;
        f->splits = wr_arena_grow(f->arena, f->splits, f->count, &f->capacity, sizeof(*f->splits));
        f->splits[f->count++] = (weir_split){.id = id};
    }
    return WEIR_OK;
}

static weir_status file_discover(const weir_table_info *table, struct weir_arena *arena, weir_split **splits, uint32_t *count, weir_error *err) {
    wr_arena    *scratch = wr_arena_create(0);
    finder       f       = {.table = table, .arena = arena, .scratch = scratch};
    const char  *path    = NULL;
    wr_file_info info;
    bool         exists = false;
    weir_status  status;
    WEIR_TRY_GOTO(status, wr_file_table_path(table, scratch, &path, err), done);
    WEIR_TRY_GOTO(status, wr_file_stat(table->env, path, &info, &exists, err), done);
    if (!exists) {
        status = weir_fail(err, WEIR_INVALID, "table '%s': there is no file or directory %s ('path')", table->name, path);
        goto done;
    }
    WEIR_TRY_GOTO(status, wr_name_pattern_create(table->name, "source.path.regex-pattern", weir_options_text(table->options, "source.path.regex-pattern"), &f.pattern, err), done);
    if (info.kind == WR_FILE_DIRECTORY) {
        WEIR_TRY_GOTO(status, directory_walk(&f, path, "", 0, err), done);
    } else if (info.kind == WR_FILE_REGULAR) {
        f.splits    = wr_arena_calloc(arena, 1, sizeof(*f.splits));
        f.splits[0] = (weir_split){.id = wr_arena_strdup(arena, wr_path_name(path))};
        f.count     = 1;
    } else {
        status = weir_fail(err, WEIR_UNSUPPORTED, "table '%s': %s is neither a file nor a directory; it cannot be read again after "
                           "a crash, so write its data into a file first", table->name, path);
        goto done;
    }
    *splits = f.splits;
    *count  = (uint32_t)f.count;
done:
    wr_name_pattern_destroy(f.pattern);
    wr_arena_destroy(scratch);
    if (status != WEIR_OK && status != WEIR_INVALID && status != WEIR_UNSUPPORTED)
        return weir_fail_context(err, status, "table '%s'", table->name);
    return status;
}

static int64_t file_discovery_interval_ms(const weir_table_info *table) {
    return weir_options_duration_ms(table->options, "source.monitor-interval", 0);
}

static bool file_bounded(const weir_table_info *table) { return file_discovery_interval_ms(table) <= 0; }

/* ---- positions ---- */

static weir_bytes position_encode(const file_split *split, wr_arena *arena) {
    wr_buffer out = {0};
    if (!split->opened)
        return (weir_bytes){NULL, 0};
    wr_buffer_u8(&out, POSITION_VERSION);
    wr_buffer_u64(&out, split->info.device);
    wr_buffer_u64(&out, split->info.inode);
    wr_buffer_u64(&out, split->info.size);
    wr_buffer_u32(&out, split->prefix_size);
    wr_buffer_u64(&out, split->prefix_hash);
    wr_buffer_u64(&out, split->offset);
    wr_buffer_u64(&out, split->line);
    weir_bytes bytes = {wr_arena_strndup(arena, out.data, out.size), out.size};
    wr_buffer_free(&out);
    return bytes;
}

/* false: these bytes are no whole position of this version. */
static bool position_read(file_split *split, weir_bytes bytes) {
    wr_reader reader   = wr_reader_of(bytes.data, bytes.size);
    uint8_t   version  = wr_reader_u8(&reader);
    split->info.device = wr_reader_u64(&reader);
    split->info.inode  = wr_reader_u64(&reader);
    split->info.size   = wr_reader_u64(&reader);
    split->prefix_size = wr_reader_u32(&reader);
    split->prefix_hash = wr_reader_u64(&reader);
    split->offset      = wr_reader_u64(&reader);
    split->line        = wr_reader_u64(&reader);
    return version == POSITION_VERSION && !reader.failed && reader.offset == reader.size && split->prefix_size <= PREFIX_SIZE_MAX;
}

static weir_status position_decode(file_split *split, weir_bytes bytes, weir_error *err) {
    split->opened = position_read(split, bytes);
    if (split->opened)
        return WEIR_OK;
    if (*(const uint8_t *)bytes.data != POSITION_VERSION)
        return weir_fail(err, WEIR_CONFLICT, "the saved position of %s is of another version of Weir; start anew with --fresh", split->path);
    return weir_fail(err, WEIR_CORRUPT, "the saved position of %s is damaged (%zu bytes)", split->path, bytes.size);
}

static bool file_describe(weir_bytes position, struct wr_buffer *out) {
    file_split split = {0};
    if (!position_read(&split, position))
        return false;
    wr_buffer_printf(out, "byte %" PRIu64 ", line %" PRIu64 " (of a file of %" PRIu64 " bytes)", split.offset, split.line, split.info.size);
    return true;
}

static weir_status truncated(const file_split *split, uint64_t size, weir_error *err) {
    if (size >= split->offset)
        return weir_fail(err, WEIR_CONFLICT, "SRC_TRUNCATED: %s has %" PRIu64 " bytes, but had %" PRIu64 " when it was read up to byte %" PRIu64
                         ": rows are gone that were not read yet. Put the file back, or start anew with --fresh",
                         split->path, size, split->info.size, split->offset);
    return weir_fail(err, WEIR_CONFLICT, "SRC_TRUNCATED: %s has %" PRIu64 " bytes, but it was read up to byte %" PRIu64
                     ": what was counted is no longer there. Put the file back, or start anew with --fresh",
                     split->path, size, split->offset);
}

/* Is this still the file that the position was taken in? */
static weir_status identity_check(file_split *split, wr_file_stream *stream, weir_error *err) {
    wr_file_info info;
    uint32_t     size;
    uint64_t     hash;
    bool         compressed = wr_file_stream_compressed(stream);
    WEIR_TRY(wr_file_stream_identity(stream, split->prefix_size, &info, &size, &hash, err));
    if (!compressed && (info.size < split->offset || info.size < split->info.size))
        return truncated(split, info.size, err);
    if (compressed && info.size < split->info.size)
        return weir_fail(err, WEIR_CONFLICT, "SRC_TRUNCATED: %s has %" PRIu64 " bytes, but had %" PRIu64 " when it was read up to byte %"
                         PRIu64 " of its content. Put the file back, or start anew with --fresh",
                         split->path, info.size, split->info.size, split->offset);
    split->info.modified_ms = info.modified_ms;
    if (size < split->prefix_size || hash != split->prefix_hash)
        return weir_fail(err, WEIR_CONFLICT, "SRC_REPLACED: %s is another file than the one that was read up to byte %" PRIu64
                         " (its first %u bytes differ; it has %" PRIu64 " bytes now and had %" PRIu64 "). Put the old file back, or start "
                         "anew with --fresh", split->path, split->offset, split->prefix_size, info.size, split->info.size);
    return WEIR_OK;
}

/* ---- reader ---- */

static weir_status file_open(const weir_table_info *table, uint32_t worker, uint32_t worker_count, void **out, weir_error *err) {
    (void)worker;
    (void)worker_count;
    wr_arena    *arena  = wr_arena_create(0);
    file_reader *reader = wr_arena_calloc(arena, 1, sizeof(*reader));
    wr_file_info info;
    bool         exists = false;
    weir_status  status;
    reader->table = table;
    reader->arena = arena;
    WEIR_TRY_GOTO(status, wr_file_table_path(table, arena, &reader->path, err), failed);
    WEIR_TRY_GOTO(status, wr_file_stat(table->env, reader->path, &info, &exists, err), failed);
    reader->is_directory = exists && info.kind == WR_FILE_DIRECTORY;
    *out = reader;
    return WEIR_OK;
failed:
    wr_arena_destroy(arena);
    return status;
}

static void file_close(void *context) {
    file_reader *reader = context;
    wr_file_stream_close(&reader->stream);
    wr_free(reader->buffer);
    wr_arena_destroy(reader->arena);
}

/* A file that the job counts among its input has to be there until it was read. */
static weir_status check_there(const file_reader *reader, file_split *split, weir_error *err) {
    wr_file_info info;
    bool         exists = true;
    weir_error   ignored; /* whatever else is wrong, opening it says */
    if (wr_file_stat(reader->table->env, split->path, &info, &exists, &ignored) != WEIR_OK)
        return WEIR_OK;
    split->disk_size = exists ? info.size : 0;
    if (exists)
        return WEIR_OK;
    if (split->opened)
        return weir_fail(err, WEIR_CONFLICT, "SRC_MISSING: %s is gone, but was read only up to byte %" PRIu64
                         ". Put the file back, or start anew with --fresh", split->path, split->offset);
    return weir_fail(err, WEIR_CONFLICT, "SRC_MISSING: %s is gone; it is input of this job (table '%s'), and nothing of it was read yet. "
                     "Put the file back, or start anew with --fresh", split->path, reader->table->name);
}

/* Opens a split's file, checks it against its position and goes there. */
static weir_status split_begin(file_reader *reader, file_split *split, wr_file_stream **stream, weir_error *err) {
    weir_status status = wr_file_stream_open(reader->table->env, split->path, stream, err);
    if (status != WEIR_OK) {
        if (err && err->os_error != 0)
            WEIR_TRY(check_there(reader, split, err));
        return weir_fail_context(err, status, "table '%s'", reader->table->name);
    }
    if (!split->opened) {
        WEIR_TRY(wr_file_stream_identity(*stream, PREFIX_SIZE_MAX, &split->info, &split->prefix_size, &split->prefix_hash, err));
        split->opened = true;
        split->line   = 1;
        return WEIR_OK;
    }
    WEIR_TRY(identity_check(split, *stream, err));
    uint64_t reached;
    WEIR_TRY(wr_file_stream_skip(*stream, split->offset, &reached, err));
    return reached < split->offset ? truncated(split, reached, err) : WEIR_OK;
}

static weir_status file_add_split(void *context, const weir_split *added, weir_error *err) {
    file_reader *reader = context;
    reader->splits = wr_arena_grow(reader->arena, reader->splits, reader->split_count, &reader->split_capacity, sizeof(*reader->splits));
    file_split *split = reader->splits + reader->split_count;
    memset(split, 0, sizeof(*split));
    split->id       = wr_arena_strdup(reader->arena, added->id);
    split->path     = reader->is_directory ? wr_path_join(reader->arena, reader->path, added->id)
                                           : wr_arena_strdup(reader->arena, reader->path);
    split->finished = added->finished;
    split->line     = 1;
    if (added->position.size != 0)
        WEIR_TRY(position_decode(split, added->position, err));
    if (split->opened && !split->finished) { /* say now what does not fit, before anything runs */
        wr_file_stream *stream = NULL;
        weir_status     status = split_begin(reader, split, &stream, err);
        wr_file_stream_close(&stream);
        WEIR_TRY(status);
    }
    if (!split->finished)
        WEIR_TRY(check_there(reader, split, err));
    reader->disk_size += split->disk_size;
    reader->split_count++;
    return WEIR_OK;
}

static void file_skip_split(void *context, uint32_t index) {
    file_reader *reader = context;
    file_split  *split  = reader->splits + index;
    if (split->finished)
        return;
    split->finished = true;
    reader->disk_size -= split->disk_size;
}

static weir_status split_end(file_reader *reader, file_split *split, weir_error *err) {
    /* Read to its end: is it still the file that was begun? */
    weir_status status = identity_check(split, reader->stream, err);
    wr_file_stream_close(&reader->stream);
    reader->begin = reader->end = 0;
    reader->starved             = false;
    split->finished             = true;
    reader->disk_size -= split->disk_size;
    reader->current++;
    return status;
}

/* More bytes behind those that wait. */
static weir_status buffer_fill(file_reader *reader, file_split *split, weir_error *err) {
    size_t waiting = reader->end - reader->begin;
    if (waiting == reader->capacity || (reader->capacity == 0)) {
        uint64_t limit = reader->table->record_size_max ? reader->table->record_size_max : RECORD_SIZE_MAX;
        if (waiting >= limit) {
            reader->too_long = true;
            return WEIR_OK;
        }
        size_t capacity = (size_t)WR_MIN(limit, reader->capacity == 0 ? READ_SIZE : reader->capacity * 2);
        char  *buffer   = wr_try_alloc(capacity);
        if (!buffer)
            return weir_fail(err, WEIR_NOMEM, "%s:%" PRIu64 ": no memory for a record longer than %zu bytes", split->path, split->line, waiting);
        if (waiting)
            memcpy(buffer, reader->buffer + reader->begin, waiting);
        wr_free(reader->buffer);
        reader->buffer   = buffer;
        reader->capacity = capacity;
    } else if (waiting) {
        memmove(reader->buffer, reader->buffer + reader->begin, waiting);
    }
    reader->begin = 0;
    reader->end   = waiting;
    size_t got;
    WEIR_TRY(wr_file_stream_read(reader->stream, reader->buffer + waiting, reader->capacity - waiting, &got, &reader->at_end, err));
    reader->end += got;
    /* Before the last bytes are taken for a last record: was the file cut under us? */
    return reader->at_end ? identity_check(split, reader->stream, err) : WEIR_OK;
}

static weir_status file_block(void *context, weir_block *block, weir_poll *poll, weir_error *err) {
    file_reader *reader = context;
    while (!reader->stream && reader->current < reader->split_count && reader->splits[reader->current].finished)
        reader->current++;
    if (!reader->stream && reader->current == reader->split_count) {
        *poll = WEIR_POLL_END;
        return WEIR_OK;
    }
    file_split *split = reader->splits + reader->current;
    if (!reader->stream) {
        weir_status status = split_begin(reader, split, &reader->stream, err);
        if (status != WEIR_OK) {
            wr_file_stream_close(&reader->stream);
            return status;
        }
        reader->at_end = false;
        reader->begin = reader->end = 0;
    }
    /* Little is left, or nothing could be made of it: read on first. */
    if (!reader->at_end && (reader->starved || reader->end - reader->begin < reader->capacity / 4 || reader->capacity == 0))
        WEIR_TRY(buffer_fill(reader, split, err));
    *block = (weir_block){
        .split = (uint32_t)reader->current,
        .bytes = {reader->buffer + reader->begin, reader->end - reader->begin},
        .last  = reader->at_end,
        .where = split->path,
        .line  = split->line,
        .first = split->offset == 0,
        .too_long = reader->too_long,
    };
    *poll = WEIR_POLL_DATA;
    return WEIR_OK;
}

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_THREAD__)
__attribute__((target_clones("avx2", "default"), optimize("O3")))
#endif
static uint64_t newline_count(const char *bytes, size_t size) {
    uint64_t count = 0;
    while (size > 0) { /* sums of bytes vectorise well as long as they cannot overflow */
        size_t  part = size < 255 * 32 ? size : 255 * 32;
        uint8_t sums[32] = {0};
        size_t  i = 0;
        for (; i + 32 <= part; i += 32)
            for (size_t k = 0; k < 32; k++)
                sums[k] = (uint8_t)(sums[k] + (bytes[i + k] == '\n'));
        for (; i < part; i++)
            count += bytes[i] == '\n';
        for (size_t k = 0; k < 32; k++)
            count += sums[k];
        bytes += part;
        size -= part;
    }
    return count;
}

/* Newlines among the bytes, of which the format made `records`. */
static uint64_t line_count(const file_reader *reader, const char *bytes, size_t size, uint64_t records) {
    if (!reader->table->records_are_lines || size == 0)
        return newline_count(bytes, size);
    uint64_t count = records - (bytes[size - 1] != '\n'); /* the file's last line may lack one */
    WR_DEBUG_ASSERT(count == newline_count(bytes, size));
    return count;
}

static weir_status file_advance(void *context, size_t bytes, uint64_t records, weir_error *err) {
    file_reader *reader = context;
    file_split  *split  = reader->splits + reader->current;
    WR_ASSERT(reader->stream != NULL);
    WR_ASSERT(bytes <= reader->end - reader->begin);
    split->line += line_count(reader, reader->buffer + reader->begin, bytes, records);
    split->offset += bytes;
    reader->begin += bytes;
    reader->starved = bytes == 0;
    if (reader->at_end && reader->begin == reader->end)
        return split_end(reader, split, err);
    WR_ASSERT(!(reader->at_end && bytes == 0)); /* the end's record is a whole one */
    return WEIR_OK;
}

static weir_status file_skip_record(void *context, weir_error *err) {
    file_reader *reader = context;
    file_split  *split  = reader->splits + reader->current;
    reader->too_long    = false;
    for (;;) {
        size_t      waiting = reader->end - reader->begin;
        const char *newline = waiting ? memchr(reader->buffer + reader->begin, '\n', waiting) : NULL;
        if (newline)
            return file_advance(context, (size_t)(newline + 1 - (reader->buffer + reader->begin)), 1, err);
        if (reader->at_end)
            return file_advance(context, waiting, 1, err);
        split->offset += waiting;
        reader->begin = reader->end;
        WEIR_TRY(buffer_fill(reader, split, err));
    }
}

static weir_status file_positions(void *context, struct weir_arena *arena, weir_split **splits, uint32_t *count, weir_error *err) {
    (void)err;
    file_reader *reader = context;
    *count  = (uint32_t)reader->split_count;
    *splits = wr_arena_calloc(arena, reader->split_count + 1, sizeof(**splits));
    for (size_t i = 0; i < reader->split_count; i++) {
        file_split *split = reader->splits + i;
        if (i == reader->current && reader->stream) {
            wr_file_info info; /* the size that was seen, for compressed files */
            if (reader->table->env->io->stat(reader->table->env->io->self, split->path, &info) >= 0 &&
                info.inode == split->info.inode && info.size > split->info.size)
                split->info.size = info.size;
        }
        uint64_t ahead = WR_BUG(11) && i == reader->current ? reader->end - reader->begin : 0; /* read, not consumed */
        split->offset += ahead;
        (*splits)[i] = (weir_split){.id = wr_arena_strdup(arena, split->id), .position = position_encode(split, arena), .finished = split->finished};
        split->offset -= ahead;
    }
    return WEIR_OK;
}

static bool file_backlog(void *context, weir_backlog *left) {
    file_reader *reader = context;
    uint64_t     done   = 0;
    if (reader->current < reader->split_count && !reader->splits[reader->current].finished) {
        const file_split *split = reader->splits + reader->current;
        done = reader->stream && wr_file_stream_compressed(reader->stream) ? wr_file_stream_raw_offset(reader->stream) : split->offset;
        done = WR_MIN(done, split->disk_size); /* it may have grown */
    }
    left->bytes += reader->disk_size - done;
    return true;
}

/* ---- metadata and partition columns ---- */

static weir_type partition_type(const weir_table_info *table, const char *key) {
    const weir_schema *schema = table->read_schema ? table->read_schema : table->schema;
    for (uint32_t c = 0; c < schema->field_count; c++)
        if (strcmp(schema->fields[c].name, key) == 0)
            return schema->fields[c].type;
    return weir_type_of(WEIR_TYPE_VARCHAR, true);
}

static weir_status partition_metadata(const file_reader *reader, const file_split *split, const char *key, struct weir_arena *arena,
                                      weir_value *value, weir_error *err) {
    size_t key_size = strlen(key);
    char  *name     = wr_arena_alloc(arena, strlen(split->id) + 1);
    for (const char *part = split->id, *slash; (slash = strchr(part, '/')) != NULL; part = slash + 1) {
        const char *equals = memchr(part, '=', (size_t)(slash - part));
        if (!equals)
            continue;
        size_t name_size = wr_partition_unescape(part, (size_t)(equals - part), name);
        if (name_size != key_size || memcmp(name, key, key_size) != 0)
            continue;
        char  *text = wr_arena_alloc(arena, (size_t)(slash - equals));
        size_t size = wr_partition_unescape(equals + 1, (size_t)(slash - equals - 1), text);
        const char *default_name = weir_options_text(reader->table->options, "partition.default-name");
        if (default_name && strlen(default_name) == size && memcmp(default_name, text, size) == 0) {
            *value = (weir_value){.is_null = true};
            return WEIR_OK;
        }
        weir_status status = wr_partition_value(partition_type(reader->table, key), text, size, arena, value, err);
        return status == WEIR_OK ? WEIR_OK : weir_fail_context(err, status, "%s: partition column '%s'", split->path, key);
    }
    return weir_fail(err, WEIR_DATA, "table '%s' is PARTITIONED BY '%s', but %s does not lie in a directory %s=<value>",
                     reader->table->name, key, split->path, key);
}

static weir_status file_metadata(void *context, uint32_t index, const char *key, struct weir_arena *arena, weir_value *value, weir_error *err) {
    file_reader *reader = context;
    WR_ASSERT(index < reader->split_count);
    file_split *split = reader->splits + index;
    memset(value, 0, sizeof(*value));
    for (uint32_t i = 0; i < reader->table->partition_key_count; i++)
        if (strcmp(reader->table->partition_keys[i], key) == 0)
            return partition_metadata(reader, split, key, arena, value, err);
    if (strcmp(key, "file.path") == 0)
        value->u.string = weir_string_view(split->path, strlen(split->path));
    else if (strcmp(key, "file.name") == 0)
        value->u.string = weir_string_view(wr_path_name(split->path), strlen(wr_path_name(split->path)));
    else if (strcmp(key, "file.size") == 0)
        value->u.i64 = (int64_t)split->info.size;
    else if (strcmp(key, "file.modification-time") == 0)
        value->u.time.ms = split->info.modified_ms;
    else
        return weir_fail(err, WEIR_INVALID, "table '%s': the filesystem connector has no metadata '%s'; it has file.path, file.name, "
                         "file.size and file.modification-time", reader->table->name, key);
    return WEIR_OK;
}

static const weir_field file_metadata_fields[] = {
    {"file.path", {.id = WEIR_TYPE_VARCHAR, .length = WEIR_STRING_LENGTH_MAX}},
    {"file.name", {.id = WEIR_TYPE_VARCHAR, .length = WEIR_STRING_LENGTH_MAX}},
    {"file.size", {.id = WEIR_TYPE_BIGINT}},
    {"file.modification-time", {.id = WEIR_TYPE_TIMESTAMP_LTZ, .length = 3}},
    {NULL, {.id = WEIR_TYPE_NULL}},
};

const weir_source wr_file_source = {
    .abi                   = sizeof(weir_source),
    .replayable            = true,
    .bounded               = file_bounded,
    .discover              = file_discover,
    .discovery_interval_ms = file_discovery_interval_ms,
    .open                  = file_open,
    .add_split             = file_add_split,
    .skip_split            = file_skip_split,
    .block                 = file_block,
    .advance               = file_advance,
    .skip_record           = file_skip_record,
    .positions             = file_positions,
    .describe              = file_describe,
    .backlog               = file_backlog,
    .metadata              = file_metadata,
    .close                 = file_close,
    .metadata_fields       = file_metadata_fields,
};
