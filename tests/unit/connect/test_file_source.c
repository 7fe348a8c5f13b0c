/* Proves that files are read whole and in order, from any position, plain and compressed; and that a file which is
 * not the one that a position was taken in is refused, with offsets. */
#include <zlib.h>
#include <zstd.h>

#include "helper.h"

static const weir_source *source(void) { return weir_connector_filesystem.source; }

static void table_open(fixture *f, const char *name) {
    fixture_open(f, &weir_connector_filesystem);
    fixture_column(f, "a", WEIR_TYPE_INT);
    fixture_option(f, "path", name ? path_in(f, name) : f->folder);
}

static const char *discovered(fixture *f, weir_status wanted) {
    weir_split *splits;
    uint32_t    count = 0;
    wr_buffer   out   = {0};
    CHECK_INT_EQ(source()->discover(&f->table, f->arena, &splits, &count, &f->err), wanted);
    if (wanted != WEIR_OK)
        return f->err.message;
    for (uint32_t i = 0; i < count; i++)
        wr_buffer_printf(&out, "%s\n", splits[i].id);
    const char *text = wr_arena_strdup(f->arena, wr_buffer_cstr(&out));
    wr_buffer_free(&out);
    return text;
}

static void *reader_open(fixture *f) {
    void *reader = NULL;
    CHECK_OK(source()->open(&f->table, 0, 1, &reader, &f->err), &f->err);
    return reader;
}

/* Reads on by whole lines, at most `step` bytes' worth a time; stops behind `limit` bytes. The text read is appended. */
static weir_status read_on(fixture *f, void *reader, size_t step, size_t limit, wr_buffer *out, weir_poll *poll) {
    size_t start = out->size;
    for (;;) {
        weir_block block;
        weir_status status = source()->block(reader, &block, poll, &f->err);
        if (status != WEIR_OK || *poll != WEIR_POLL_DATA)
            return status;
        size_t lines_before = 1;
        for (size_t i = 0; i < out->size; i++)
            lines_before += out->data[i] == '\n';
        if (start == 0 && block.split == 0)
            CHECK_UINT_EQ(block.line, lines_before);
        size_t take = WR_MIN(step, block.bytes.size);
        while (take > 0 && ((const char *)block.bytes.data)[take - 1] != '\n')
            take--;
        if (take == 0) { /* no whole line within the step */
            const char *newline = memchr(block.bytes.data, '\n', block.bytes.size);
            take = newline ? (size_t)(newline - (const char *)block.bytes.data) + 1 : block.last ? block.bytes.size : 0;
        }
        wr_buffer_append(out, block.bytes.data, take);
        status = source()->advance(reader, take, 1, &f->err);
        if (status != WEIR_OK || out->size - start >= limit)
            return status;
    }
}

static weir_split position_of(fixture *f, void *reader) {
    weir_split *splits;
    uint32_t    count;
    CHECK_OK(source()->positions(reader, f->arena, &splits, &count, &f->err), &f->err);
    return splits[0];
}

static void text_make(wr_buffer *text, uint32_t lines) {
    for (uint32_t i = 0; i < lines; i++)
        wr_buffer_printf(text, "{\"a\":%u,\"text\":\"line number %u of many\"}\n", i, i);
}

TEST(finds_files_in_order) {
    fixture f;
    table_open(&f, NULL);
    CHECK_STR_EQ(discovered(&f, WEIR_OK), "");
    file_text(&f, "b.json", "");
    file_text(&f, "a.json", "");
    file_text(&f, "sub/c.json", "");
    file_text(&f, "sub/deep/d.json", "");
    file_text(&f, "_hidden", "");
    file_text(&f, ".hidden", "");
    file_text(&f, "_dir/x", "");
    CHECK_STR_EQ(discovered(&f, WEIR_OK), "a.json\nb.json\nsub/c.json\nsub/deep/d.json\n");
    fixture_option(&f, "source.path.regex-pattern", ".*/[ad]\\.json");
    CHECK_STR_EQ(discovered(&f, WEIR_OK), "a.json\nsub/deep/d.json\n");
    f.items[1].value = "(";
    CHECK_CONTAINS(discovered(&f, WEIR_INVALID), "regex-pattern");
    f.options.count = 0;
    fixture_option(&f, "path", path_in(&f, "b.json"));
    CHECK_STR_EQ(discovered(&f, WEIR_OK), "b.json\n");
    f.items[0].value = path_in(&f, "nothing");
    CHECK_CONTAINS(discovered(&f, WEIR_INVALID), "nothing");
    f.items[0].value = "/dev/null";
    discovered(&f, WEIR_UNSUPPORTED);
    CHECK(source()->bounded(&f.table));
    fixture_option(&f, "source.monitor-interval", "2 s");
    CHECK(!source()->bounded(&f.table));
    CHECK_INT_EQ(source()->discovery_interval_ms(&f.table), 2000);
    if (geteuid() != 0) {
        f.items[0].value = f.folder;
        CHECK_INT_EQ(chmod_folder(&f, 0), 0);
        CHECK_CONTAINS(discovered(&f, WEIR_IO), "ermission");
    }
    fixture_close(&f);
}

static uint64_t disk_size_of(fixture *f, const char *name) {
    wr_file_info info = {0};
    bool         exists;
    CHECK_OK(wr_file_stat(f->table.env, path_in(f, name), &info, &exists, &f->err), &f->err);
    return info.size;
}

static uint64_t backlog_of(void *reader) {
    weir_backlog left = {0, 0};
    CHECK(source()->backlog(reader, &left));
    CHECK_UINT_EQ(left.rows, 0);
    return left.bytes;
}

/* The position of a file that was read to its end, in words. */
static void check_description(fixture *f, const weir_split *position, const wr_buffer *text, const char *name) {
    wr_buffer said = {0};
    char      expected[120];
    size_t    lines = 1;
    for (size_t i = 0; i < text->size; i++)
        lines += text->data[i] == '\n';
    snprintf(expected, sizeof(expected), "byte %zu, line %zu (of a file of %llu bytes)", text->size, lines, (unsigned long long)disk_size_of(f, name));
    CHECK(source()->describe(position->position, &said));
    CHECK(!source()->describe((weir_bytes){position->position.data, position->position.size - 1}, &said)); /* and nothing is said */
    CHECK_STR_EQ(wr_buffer_cstr(&said), expected);
    wr_buffer_free(&said);
}

static void compress_file(fixture *f, const char *name, const wr_buffer *text) {
    size_t size = strlen(name);
    if (strcmp(name + size - 3, ".gz") == 0) { /* two members behind each other */
        wr_buffer out = {0};
        for (int half = 0; half < 2; half++) {
            z_stream zlib = {0};
            size_t   from = half ? text->size / 2 : 0, to = half ? text->size : text->size / 2;
            CHECK_INT_EQ(deflateInit2(&zlib, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
            wr_buffer_reserve(&out, to - from + 1000);
            zlib.next_in   = (Bytef *)text->data + from;
            zlib.avail_in  = (uInt)(to - from);
            zlib.next_out  = (Bytef *)out.data + out.size;
            zlib.avail_out = (uInt)(out.capacity - out.size);
            CHECK_INT_EQ(deflate(&zlib, Z_FINISH), Z_STREAM_END);
            out.size += zlib.total_out;
            deflateEnd(&zlib);
        }
        file_write(f, name, out.data, out.size);
        wr_buffer_free(&out);
    } else if (strcmp(name + size - 4, ".zst") == 0) {
        size_t room = ZSTD_compressBound(text->size);
        char  *out  = wr_alloc(room);
        size_t done = ZSTD_compress(out, room, text->data, text->size, 1);
        file_write(f, name, out, done);
        wr_free(out);
    } else {
        file_write(f, name, text->data, text->size);
    }
}

TEST(reads_whole_and_from_any_position) {
    static const char *const names[] = {"in.json", "in.json.gz", "in.json.zst"};
    wr_buffer text = {0};
    text_make(&text, 30000); /* more than one buffer */
    for (size_t n = 0; n < 3; n++) {
        for (size_t stop = 1; stop < text.size; stop = stop * 7 + 1000) {
            fixture   f;
            wr_buffer got = {0};
            weir_poll poll;
            table_open(&f, names[n]);
            compress_file(&f, names[n], &text);
            weir_split split  = {.id = names[n]};
            void      *reader = reader_open(&f);
            CHECK_OK(source()->add_split(reader, &split, &f.err), &f.err);
            CHECK_UINT_EQ(position_of(&f, reader).position.size, 0);
            CHECK_UINT_EQ(backlog_of(reader), disk_size_of(&f, names[n]));
            CHECK_OK(read_on(&f, reader, 5000, stop, &got, &poll), &f.err);
            weir_split position = position_of(&f, reader);
            CHECK(!position.finished);
            CHECK(backlog_of(reader) < disk_size_of(&f, names[n]) || n != 0); /* a compressed file may have been read whole */
            source()->close(reader);
            reader = reader_open(&f);
            CHECK_OK(source()->add_split(reader, &position, &f.err), &f.err);
            CHECK_OK(read_on(&f, reader, 1 << 30, SIZE_MAX, &got, &poll), &f.err);
            CHECK_INT_EQ(poll, WEIR_POLL_END);
            CHECK_UINT_EQ(got.size, text.size);
            CHECK(got.size == text.size && memcmp(got.data, text.data, text.size) == 0);
            position = position_of(&f, reader);
            CHECK(position.finished);
            check_description(&f, &position, &text, names[n]);
            CHECK_UINT_EQ(backlog_of(reader), 0);
            source()->close(reader);
            /* A finished split stays finished, whatever became of the file. */
            CHECK_OK(wr_file_unlink(f.table.env, path_in(&f, names[n]), &f.err), &f.err);
            reader = reader_open(&f);
            CHECK_OK(source()->add_split(reader, &position, &f.err), &f.err);
            CHECK_OK(read_on(&f, reader, 100, SIZE_MAX, &got, &poll), &f.err);
            CHECK_INT_EQ(poll, WEIR_POLL_END);
            source()->close(reader);
            wr_buffer_free(&got);
            fixture_close(&f);
        }
    }
    wr_buffer_free(&text);
}

/* Reads the first lines of in.json and gives the position behind them. */
static weir_split half_read(fixture *f, wr_buffer *text) {
    wr_buffer got = {0};
    weir_poll poll;
    table_open(f, "in.json");
    text_make(text, 1000);
    file_write(f, "in.json", text->data, text->size);
    void      *reader = reader_open(f);
    weir_split split  = {.id = "in.json"};
    CHECK_OK(source()->add_split(reader, &split, &f->err), &f->err);
    CHECK_OK(read_on(f, reader, 500, 10000, &got, &poll), &f->err);
    split = position_of(f, reader);
    source()->close(reader);
    wr_buffer_free(&got);
    return split;
}

static void check_refused(fixture *f, const weir_split *split, const char *code) {
    void *reader = reader_open(f);
    CHECK_INT_EQ(source()->add_split(reader, split, &f->err), WEIR_CONFLICT);
    CHECK_CONTAINS(f->err.message, code);
    CHECK_CONTAINS(f->err.message, "in.json");
    source()->close(reader);
}

TEST(refuses_another_file) {
    fixture    f;
    wr_buffer  text  = {0};
    weir_split split = half_read(&f, &text);
    file_write(&f, "in.json", text.data, 5000);
    check_refused(&f, &split, "SRC_TRUNCATED");
    CHECK_CONTAINS(f.err.message, "5000");
    text.data[3] = 'b';
    file_write(&f, "in.json", text.data, text.size);
    check_refused(&f, &split, "SRC_REPLACED");
    text.data[3] = '"';
    CHECK_OK(wr_file_unlink(f.table.env, path_in(&f, "in.json"), &f.err), &f.err);
    check_refused(&f, &split, "SRC_MISSING");
    CHECK_CONTAINS(f.err.message, "read only up to byte");
    weir_split unread = {.id = split.id};
    check_refused(&f, &unread, "SRC_MISSING");
    CHECK_CONTAINS(f.err.message, "nothing of it was read yet");
    /* A copy is the same file; so is one that grew, and a folder of another name. */
    wr_buffer_text(&text, "{\"a\":1}\n");
    file_write(&f, "moved/in.json", text.data, text.size);
    f.items[0].value = path_in(&f, "moved/in.json");
    void *reader = reader_open(&f);
    CHECK_OK(source()->add_split(reader, &split, &f.err), &f.err);
    source()->close(reader);
    split.position.size -= 3;
    reader = reader_open(&f);
    CHECK_INT_EQ(source()->add_split(reader, &split, &f.err), WEIR_CORRUPT);
    source()->close(reader);
    wr_buffer_free(&text);
    fixture_close(&f);
}

TEST(truncated_while_running) {
    fixture   f;
    wr_buffer text = {0}, got = {0};
    weir_poll poll;
    table_open(&f, "in.json");
    text_make(&text, 30000);
    file_write(&f, "in.json", text.data, text.size);
    void      *reader = reader_open(&f);
    weir_split split  = {.id = "in.json"};
    CHECK_OK(source()->add_split(reader, &split, &f.err), &f.err);
    CHECK_OK(read_on(&f, reader, 1 << 30, 300000, &got, &poll), &f.err);
    file_write(&f, "in.json", text.data, 1000);
    CHECK_INT_EQ(read_on(&f, reader, 1 << 30, SIZE_MAX, &got, &poll), WEIR_CONFLICT);
    CHECK_CONTAINS(f.err.message, "SRC_TRUNCATED");
    source()->close(reader);
    wr_buffer_free(&text);
    wr_buffer_free(&got);
    fixture_close(&f);
}

TEST(small_things) {
    fixture   f;
    wr_buffer got = {0};
    weir_poll poll;
    table_open(&f, NULL);
    file_text(&f, "a", "");
    file_text(&f, "b", "no newline");
    file_text(&f, "c", "\n");
    void *reader = reader_open(&f);
    static const char *const ids[] = {"a", "b", "c"};
    for (int i = 0; i < 3; i++) {
        weir_split split = {.id = ids[i]};
        CHECK_OK(source()->add_split(reader, &split, &f.err), &f.err);
    }
    CHECK_OK(read_on(&f, reader, 100, SIZE_MAX, &got, &poll), &f.err);
    CHECK_INT_EQ(poll, WEIR_POLL_END);
    CHECK_STR_EQ(wr_buffer_cstr(&got), "no newline\n");
    weir_value value;
    CHECK_OK(source()->metadata(reader, 1, "file.name", f.arena, &value, &f.err), &f.err);
    CHECK_STR_EQ(wr_arena_strndup(f.arena, weir_string_data(&value.u.string), value.u.string.size), "b");
    CHECK_OK(source()->metadata(reader, 1, "file.size", f.arena, &value, &f.err), &f.err);
    CHECK_INT_EQ(value.u.i64, 10);
    CHECK_OK(source()->metadata(reader, 1, "file.modification-time", f.arena, &value, &f.err), &f.err);
    CHECK(value.u.time.ms > 1700000000000);
    CHECK_OK(source()->metadata(reader, 1, "file.path", f.arena, &value, &f.err), &f.err);
    CHECK_STR_EQ(wr_arena_strndup(f.arena, weir_string_data(&value.u.string), value.u.string.size), path_in(&f, "b"));
    CHECK_INT_EQ(source()->metadata(reader, 1, "file.owner", f.arena, &value, &f.err), WEIR_INVALID);
    source()->close(reader);
    wr_buffer_free(&got);
    fixture_close(&f);
}

TEST(record_limit) {
    fixture   f;
    wr_buffer text = {0}, got = {0};
    weir_poll poll;
    table_open(&f, "in.json");
    text_make(&text, 3);
    size_t size = (size_t)100 << 20;
    wr_buffer_reserve(&text, size);
    memset(text.data + text.size, 'x', size);
    text.size += size;
    wr_buffer_append(&text, "\n{}\n", 4);
    file_write(&f, "in.json", text.data, text.size);
    void      *reader = reader_open(&f);
    weir_split split  = {.id = "in.json"};
    weir_block block  = {0};
    CHECK_OK(source()->add_split(reader, &split, &f.err), &f.err);
    for (uint32_t tries = 0; tries < 1000 && !block.too_long; tries++) {
        CHECK_OK(source()->block(reader, &block, &poll, &f.err), &f.err);
        CHECK_INT_EQ(poll, WEIR_POLL_DATA);
        const char *newline = block.too_long ? NULL : memrchr(block.bytes.data, '\n', block.bytes.size);
        if (!block.too_long)
            CHECK_OK(source()->advance(reader, newline ? (size_t)(newline + 1 - (const char *)block.bytes.data) : 0, 0, &f.err), &f.err);
    }
    CHECK(block.too_long);
    CHECK_UINT_EQ(block.line, 4);
    CHECK_UINT_EQ(block.bytes.size, 64u << 20);
    CHECK_OK(source()->skip_record(reader, &f.err), &f.err);
    CHECK_OK(source()->block(reader, &block, &poll, &f.err), &f.err);
    CHECK_UINT_EQ(block.line, 5);
    CHECK(!block.too_long && block.bytes.size >= 3 && memcmp(block.bytes.data, "{}\n", 3) == 0);
    source()->close(reader);
    wr_buffer_free(&text);
    wr_buffer_free(&got);
    fixture_close(&f);
}

TEST(broken_compression) {
    wr_buffer text = {0};
    text_make(&text, 5000);
    static const char *const names[] = {"in.gz", "in.zst"};
    for (int n = 0; n < 2; n++) {
        fixture   f;
        wr_buffer got = {0};
        weir_poll poll;
        table_open(&f, names[n]);
        compress_file(&f, names[n], &text);
        char  *data;
        size_t size;
        CHECK_OK(wr_file_load(f.table.env, path_in(&f, names[n]), 1 << 26, f.arena, &data, &size, &f.err), &f.err);
        file_write(&f, names[n], data, size - 20);
        void      *reader = reader_open(&f);
        weir_split split  = {.id = names[n]};
        CHECK_OK(source()->add_split(reader, &split, &f.err), &f.err);
        CHECK_INT_EQ(read_on(&f, reader, 1 << 30, SIZE_MAX, &got, &poll), WEIR_CORRUPT);
        CHECK_CONTAINS(f.err.message, "breaks off");
        source()->close(reader);
        data[size / 2] ^= 0x55;
        data[size / 2 + 1] ^= 0x55;
        file_write(&f, names[n], data, size);
        reader = reader_open(&f);
        CHECK_OK(source()->add_split(reader, &split, &f.err), &f.err);
        weir_status status = read_on(&f, reader, 1 << 30, SIZE_MAX, &got, &poll);
        CHECK(n == 1 || status == WEIR_CORRUPT); /* zstd writes no checksum unless asked */
        source()->close(reader);
        wr_buffer_free(&got);
        fixture_close(&f);
    }
    wr_buffer_free(&text);
}

TEST(partition_columns) {
    fixture    f;
    weir_value value;
    table_open(&f, NULL);
    fixture_column(&f, "dt", WEIR_TYPE_DATE);
    fixture_column(&f, "k", WEIR_TYPE_VARCHAR);
    fixture_column(&f, "n", WEIR_TYPE_INT);
    f.partition_keys[0]         = "dt";
    f.partition_keys[1]         = "k";
    f.partition_keys[2]         = "n";
    f.table.partition_key_count = 3;
    file_text(&f, "dt=2020-01-02/k=a%2Fb/n=7/x", "{}\n");
    file_text(&f, "dt=__DEFAULT_PARTITION__/k=/n=x/x", "{}\n");
    CHECK_STR_EQ(discovered(&f, WEIR_OK), "dt=2020-01-02/k=a%2Fb/n=7/x\ndt=__DEFAULT_PARTITION__/k=/n=x/x\n");
    file_text(&f, "x", "{}\n");
    void      *reader = reader_open(&f);
    weir_split first = {.id = "dt=2020-01-02/k=a%2Fb/n=7/x"}, second = {.id = "dt=__DEFAULT_PARTITION__/k=/n=x/x"}, third = {.id = "x"};
    CHECK_OK(source()->add_split(reader, &first, &f.err), &f.err);
    CHECK_OK(source()->add_split(reader, &second, &f.err), &f.err);
    CHECK_OK(source()->add_split(reader, &third, &f.err), &f.err);
    CHECK_OK(source()->metadata(reader, 0, "dt", f.arena, &value, &f.err), &f.err);
    CHECK_INT_EQ(value.u.i64, 18263);
    CHECK_OK(source()->metadata(reader, 0, "k", f.arena, &value, &f.err), &f.err);
    CHECK_UINT_EQ(value.u.string.size, 3);
    CHECK_OK(source()->metadata(reader, 0, "n", f.arena, &value, &f.err), &f.err);
    CHECK_INT_EQ(value.u.i64, 7);
    CHECK_OK(source()->metadata(reader, 1, "dt", f.arena, &value, &f.err), &f.err);
    CHECK(value.is_null);
    CHECK_INT_EQ(source()->metadata(reader, 1, "n", f.arena, &value, &f.err), WEIR_DATA);
    CHECK_CONTAINS(f.err.message, "partition column 'n'");
    CHECK_INT_EQ(source()->metadata(reader, 2, "n", f.arena, &value, &f.err), WEIR_DATA);
    source()->close(reader);
    fixture_close(&f);
}

int main(void) {
    RUN(finds_files_in_order);
    RUN(reads_whole_and_from_any_position);
    RUN(refuses_another_file);
    RUN(truncated_while_running);
    RUN(small_things);
    RUN(record_limit);
    RUN(broken_compression);
    RUN(partition_columns);
    return CHECK_RESULT();
}
