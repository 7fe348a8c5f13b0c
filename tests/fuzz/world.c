/* world.c - see world.h. */
#include "world.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

extern const weir_format weir_format_select;

#define FIRST_FD 1000

/* ---- files ---- */

static bool is_directory(const char *path) {
    size_t size = strlen(path);
    return size == 0 || path[size - 1] == '/' || (size >= 3 && memcmp(path + size - 3, "dir", 3) == 0);
}

static int world_open(void *self, const char *path, wr_open_mode mode, uint32_t permissions) {
    fuzz_world *world = self;
    int         result = -EMFILE;
    (void)permissions;
    if (mode != WR_OPEN_READ)
        return -EACCES;
    if (is_directory(path))
        return -EISDIR;
    wr_mutex_lock(&world->mutex);
    for (int i = 0; i < FUZZ_FILES_MAX && result < 0; i++)
        if (!world->open[i]) {
            world->open[i] = true;
            world->position[i] = 0;
            result = FIRST_FD + i;
        }
    wr_mutex_unlock(&world->mutex);
    return result;
}

static int64_t world_pread(void *self, int fd, void *data, size_t size, uint64_t offset) {
    fuzz_world *world = self;
    if (fd < FIRST_FD || fd >= FIRST_FD + FUZZ_FILES_MAX)
        return -EBADF;
    if (offset >= world->size)
        return 0;
    size_t got = WR_MIN(size, world->size - (size_t)offset);
    memcpy(data, world->bytes + offset, got);
    return (int64_t)got;
}

static int64_t world_read(void *self, int fd, void *data, size_t size) {
    fuzz_world *world = self;
    if (fd < FIRST_FD || fd >= FIRST_FD + FUZZ_FILES_MAX)
        return -EBADF;
    wr_mutex_lock(&world->mutex);
    int64_t got = world_pread(self, fd, data, size, world->position[fd - FIRST_FD]);
    if (got > 0)
        world->position[fd - FIRST_FD] += (uint64_t)got;
    wr_mutex_unlock(&world->mutex);
    return got;
}

static int64_t world_write(void *self, int fd, const void *data, size_t size) {
    (void)self;
    (void)data;
    return fd == 1 || fd == 2 ? (int64_t)size : -EBADF;
}

static int64_t world_seek(void *self, int fd, uint64_t offset) {
    fuzz_world *world = self;
    if (fd < FIRST_FD || fd >= FIRST_FD + FUZZ_FILES_MAX)
        return -EBADF;
    wr_mutex_lock(&world->mutex);
    world->position[fd - FIRST_FD] = offset;
    wr_mutex_unlock(&world->mutex);
    return (int64_t)offset;
}

static int world_stat(void *self, const char *path, wr_file_info *info) {
    fuzz_world *world = self;
    *info = (wr_file_info){.kind = is_directory(path) ? WR_FILE_DIRECTORY : WR_FILE_REGULAR, .size = world->size, .device = 1,
                           .inode = strlen(path), .modified_ms = 1700000000000, .mode = 0600};
    return 0;
}

static int world_fstat(void *self, int fd, wr_file_info *info) {
    return fd < FIRST_FD ? -EBADF : world_stat(self, "file", info);
}

static int world_list(void *self, const char *path, struct weir_arena *arena, wr_name_list *list) {
    (void)self;
    *list = (wr_name_list){0};
    if (!is_directory(path))
        return -ENOTDIR;
    list->names = wr_arena_calloc(arena, 3, sizeof(char *));
    list->names[0] = wr_arena_strdup(arena, ".hidden");
    list->names[1] = wr_arena_strdup(arena, "a.json");
    list->names[2] = wr_arena_strdup(arena, "k=1");
    list->count = 3;
    return 0;
}

static int world_close(void *self, int fd) {
    fuzz_world *world = self;
    if (fd < FIRST_FD || fd >= FIRST_FD + FUZZ_FILES_MAX)
        return -EBADF;
    wr_mutex_lock(&world->mutex);
    world->open[fd - FIRST_FD] = false;
    wr_mutex_unlock(&world->mutex);
    return 0;
}

static int refuse_fd(void *self, int fd) { (void)self; (void)fd; return -EROFS; }
static int refuse_path(void *self, const char *path) { (void)self; (void)path; return -EROFS; }
static int refuse_rename(void *self, const char *from, const char *to, bool replace) { (void)self; (void)from; (void)to; (void)replace; return -EROFS; }
static int refuse_mkdir(void *self, const char *path, uint32_t permissions) { (void)self; (void)path; (void)permissions; return -EROFS; }
static int refuse_truncate(void *self, int fd, uint64_t size) { (void)self; (void)fd; (void)size; return -EROFS; }

/* ---- clock and log ---- */

static int64_t  world_wall_ms(void *self) { (void)self; return 1577934245678; }
static uint64_t world_random(void *self) { (void)self; return 0x123456789abcdef0u; }
static void     world_log(void *self, wr_log_level level, const char *line) { (void)self; (void)level; (void)line; }

static int64_t world_monotonic_ns(void *self) {
    fuzz_world *world = self;
    int64_t     now = wr_env_real()->monotonic_ns(wr_env_real()->self);
    if (now > world->deadline_ns)
        wr_shared_set(&world->stop, 2);
    return now;
}

static void world_sleep_us(void *self, uint64_t us) {
    (void)world_monotonic_ns(self);
    wr_env_real()->sleep_us(wr_env_real()->self, WR_MIN(us, 1000));
}

static void world_hold_output(void *self, int fd, bool hold) { (void)self; (void)fd; (void)hold; }

void fuzz_world_open(fuzz_world *world, const void *bytes, size_t size, int64_t run_ms) {
    memset(world, 0, sizeof *world);
    wr_mutex_init(&world->mutex);
    world->bytes = bytes;
    world->size = size;
    world->io = (wr_io){.self = world, .open = world_open, .read = world_read, .pread = world_pread, .write = world_write, .sync = refuse_fd,
                        .sync_directory = refuse_path, .rename = refuse_rename, .unlink = refuse_path, .mkdir = refuse_mkdir, .rmdir = refuse_path,
                        .truncate = refuse_truncate, .seek = world_seek, .stat = world_stat, .fstat = world_fstat, .list = world_list,
                        .lock = refuse_fd, .close = world_close};
    world->env = (wr_env){.io = &world->io, .self = world, .wall_ms = world_wall_ms, .monotonic_ns = world_monotonic_ns,
                          .sleep_us = world_sleep_us, .random = world_random, .log = world_log,
                          .hold_output = world_hold_output};
    world->deadline_ns = wr_env_real()->monotonic_ns(wr_env_real()->self) + run_ms * 1000000;
}

void fuzz_world_close(fuzz_world *world) {
    for (int i = 0; i < FUZZ_FILES_MAX; i++)
        WR_ASSERT(!world->open[i]);
    wr_mutex_destroy(&world->mutex);
}

/* ---- tables ---- */

bool fuzz_table_open(fuzz_table *table, const weir_format *format, const weir_field *fields, uint32_t field_count,
                     const weir_option *items, uint32_t item_count, const wr_env *env) {
    weir_error err;
    memset(table, 0, sizeof *table);
    table->arena = wr_arena_create(0);
    table->strings = wr_arena_create(0);
    table->format = format;
    table->schema = (weir_schema){.fields = fields, .field_count = field_count};
    table->options = (weir_options){.items = items, .count = item_count, .specs = format->options};
    table->info = (weir_table_info){.name = "t", .schema = &table->schema, .options = &table->options, .format_options = &table->options,
                                    .local_time_zone = "UTC", .env = env};
    table->vectors = wr_arena_calloc(table->arena, field_count, sizeof *table->vectors);
    for (uint32_t c = 0; c < field_count; c++)
        wr_vector_init(&table->vectors[c], fields[c].type, table->arena, table->strings);
    if (format->decoder_open(&table->info, table->arena, &table->decoder, &err) != WEIR_OK)
        return false;
    WR_ASSERT(weir_format_select.encoder_open(&table->info, table->arena, &table->show, &err) == WEIR_OK);
    if (format->encoder_open(&table->info, table->arena, &table->encoder, &err) != WEIR_OK)
        table->encoder = NULL;
    return true;
}

void fuzz_table_close(fuzz_table *table) {
    if (table->decoder)
        table->format->decoder_close(table->decoder);
    if (table->show)
        weir_format_select.encoder_close(table->show);
    if (table->encoder)
        table->format->encoder_close(table->encoder);
    wr_arena_destroy(table->arena);
    wr_arena_destroy(table->strings);
    wr_buffer_free(&table->rows);
    wr_buffer_free(&table->bad);
    wr_buffer_free(&table->encoded);
}

static weir_status note_bad(void *context, const weir_bad_record *record, weir_error *err) {
    fuzz_table *table = context;
    (void)err;
    WR_ASSERT(record->column >= 1 && record->column <= record->record.size + 1);
    wr_buffer_append(&table->bad, record->record.data, record->record.size);
    wr_buffer_printf(&table->bad, "\n^%u:%s: %s\n", record->column, record->field ? record->field : "", record->reason);
    return WEIR_OK;
}

static void keep_rows(fuzz_table *table, uint32_t row_count, const uint8_t *row_kinds) {
    weir_error   err;
    weir_column *columns = wr_calloc(table->schema.field_count, sizeof *columns);
    for (uint32_t c = 0; c < table->schema.field_count; c++)
        columns[c] = weir_vector_column(&table->vectors[c]);
    weir_batch batch = {.schema = &table->schema, .columns = columns, .row_count = row_count, .selected_count = row_count,
                        .row_kinds = row_kinds};
    WR_ASSERT(weir_batch_valid(&batch));
    WR_ASSERT(weir_format_select.encode(table->show, &batch, wr_batch_rows(&batch), &table->rows, &err) == WEIR_OK);
    if (table->encoder)
        (void)table->format->encode(table->encoder, &batch, wr_batch_rows(&batch), &table->encoded, &err);
    wr_free(columns);
}

static bool is_changelog(const fuzz_table *table) { return table->format->decodes != WEIR_CHANGELOG_APPEND; }

/* Decodes what it can of one block, which stands alone in memory so that reading behind it is seen. */
static size_t decode_block(fuzz_table *table, const uint8_t *data, size_t size, bool last, uint32_t row_limit) {
    static uint32_t ends[WEIR_BATCH_ROWS];
    static uint8_t  kinds[WEIR_BATCH_ROWS];
    size_t          done = 0;
    for (;;) {
        weir_decode_out out = {.vectors = table->vectors, .row_limit = row_limit, .bad = note_bad, .bad_context = table, .row_end_offsets = ends,
                               .row_kinds = is_changelog(table) ? kinds : NULL};
        weir_error      err;
        size_t          consumed = 0;
        char           *block = wr_alloc(size - done + (size == done));
        memcpy(block, data + done, size - done);
        for (uint32_t c = 0; c < table->schema.field_count; c++)
            table->vectors[c].has_nulls = false;
        weir_status status = table->format->decode(table->decoder, (weir_bytes){block, size - done}, last, &out, &consumed, &err);
        WR_ASSERT(status == WEIR_OK && consumed <= size - done && out.row_count <= (is_changelog(table) ? WEIR_BATCH_ROWS : row_limit));
        WR_ASSERT(out.row_count == 0 || ends[out.row_count - 1] <= consumed);
        keep_rows(table, out.row_count, out.row_kinds);
        wr_arena_reset(table->strings);
        wr_free(block);
        done += consumed;
        if (consumed == 0 || (out.row_count < row_limit && (!is_changelog(table) || done == size)))
            break;
    }
    return done;
}

void fuzz_decode_records(fuzz_table *table, const uint8_t *data, size_t size, uint32_t row_limit) {
    static uint16_t record_of_row[WEIR_BATCH_ROWS];
    static uint8_t  kinds[WEIR_BATCH_ROWS];
    uint32_t        count = 0, done = 0;
    weir_bytes     *records = wr_calloc(size + 1, sizeof *records);
    for (size_t at = 0; at < size; count++) {
        const uint8_t *stop = memchr(data + at, FUZZ_RECORD_END, size - at);
        size_t         length = stop ? (size_t)(stop - data) - at : size - at;
        char          *record = wr_alloc(length + (length == 0)); /* alone, so that reading behind it is seen */
        memcpy(record, data + at, length);
        records[count] = (weir_bytes){record, length};
        at += length + 1;
    }
    while (done < count) {
        weir_decode_out out = {.vectors = table->vectors, .row_limit = row_limit, .bad = note_bad, .bad_context = table,
                               .row_kinds = is_changelog(table) ? kinds : NULL, .record_of_row = record_of_row};
        weir_error      err;
        uint32_t        consumed = 0;
        for (uint32_t c = 0; c < table->schema.field_count; c++)
            table->vectors[c].has_nulls = false;
        WR_ASSERT(table->format->decode_records(table->decoder, records + done, count - done, &out, &consumed, &err) == WEIR_OK);
        WR_ASSERT(consumed > 0 && consumed <= count - done && out.row_count <= (is_changelog(table) ? WEIR_BATCH_ROWS : row_limit));
        for (uint32_t r = 0; r < out.row_count; r++)
            WR_ASSERT(record_of_row[r] < consumed && (r == 0 || record_of_row[r] >= record_of_row[r - 1]));
        keep_rows(table, out.row_count, out.row_kinds);
        wr_arena_reset(table->strings);
        done += consumed;
    }
    for (uint32_t r = 0; r < count; r++)
        wr_free((void *)(uintptr_t)records[r].data);
    wr_free(records);
}

void fuzz_decode(fuzz_table *table, const uint8_t *data, size_t size, size_t piece, uint32_t row_limit) {
    size_t at = 0, shown = piece ? 0 : size;
    if (size == 0)
        return;
    for (;;) {
        if (piece)
            shown = WR_MIN(size, shown + piece);
        at += decode_block(table, data + at, shown - at, shown == size, row_limit);
        if (shown == size)
            break;
    }
    WR_ASSERT(at == size);
}

void fuzz_decode_lines(fuzz_table *table, const uint8_t *data, size_t size) {
    for (size_t at = 0; at < size;) {
        const uint8_t *newline = memchr(data + at, '\n', size - at);
        size_t         end = newline ? (size_t)(newline - data) + 1 : size;
        WR_ASSERT(decode_block(table, data + at, end - at, end == size, WEIR_BATCH_ROWS) == end - at);
        at = end;
    }
}

void fuzz_expect_same(const wr_buffer *a, const wr_buffer *b, const char *what) {
    if (a->size == b->size && (a->size == 0 || memcmp(a->data, b->data, a->size) == 0))
        return;
    fprintf(stderr, "%s differ:\n---- %zu bytes\n%.*s\n---- %zu bytes\n%.*s\n", what, a->size, (int)a->size, a->data, b->size, (int)b->size, b->data);
    abort();
}
