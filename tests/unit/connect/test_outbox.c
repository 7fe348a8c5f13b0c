/* What goes into an outbox comes out of it, whole and in order, or not at all: any change of the file is found out. */
#include "connect/outbox.h"

#include "helper.h"

static weir_commit_context job_of(fixture *f, uint64_t checkpoint_id) {
    return (weir_commit_context){.job_name = "j", .job_uuid = "0123456789abcdef0123456789abcdef", .checkpoint_id = checkpoint_id, .env = f->table.env, .arena = f->arena, .folder = f->folder};
}

static weir_bytes bytes_of(const char *text) { return (weir_bytes){text, strlen(text)}; }

/* Records r0, r1, ... of growing size. */
static weir_bytes record(fixture *f, uint32_t n) {
    size_t size = n % 7 == 0 ? 0 : (size_t)n * 37 % 5000;
    char  *data = wr_arena_alloc(f->arena, size + 1);
    memset(data, (int)('a' + n % 26), size);
    return (weir_bytes){data, size};
}

static weir_bytes write_box(fixture *f, const weir_commit_context *job, uint32_t count) {
    wr_outbox *box = NULL;
    weir_bytes payload = {NULL, 0};
    if (!CHECK_OK(wr_outbox_create(job, "t", job->checkpoint_id, 3, bytes_of("head"), &box, &f->err), &f->err))
        return payload;
    for (uint32_t n = 0; n < count; n++)
        CHECK_OK(wr_outbox_add(box, record(f, n), &f->err), &f->err);
    CHECK_OK(wr_outbox_finish(box, f->arena, &payload, &f->err), &f->err);
    CHECK_OK(wr_outbox_sync(box, &f->err), &f->err);
    return payload;
}

/* Reads all of it; *count: records that were right. */
static weir_status read_box(fixture *f, const weir_commit_context *job, weir_bytes payload, uint32_t *count) {
    wr_outbox_reader *reader = NULL;
    weir_bytes        got;
    bool              end = false;
    *count = 0;
    WEIR_TRY(wr_outbox_read(job, payload, f->arena, &reader, &f->err));
    CHECK_MEM_EQ(wr_outbox_head(reader).data, "head", 4);
    weir_status status;
    while ((status = wr_outbox_next(reader, &got, &end, &f->err)) == WEIR_OK && !end) {
        weir_bytes expected = record(f, *count);
        CHECK_UINT_EQ(got.size, expected.size);
        if (got.size == expected.size)
            CHECK_MEM_EQ(got.data, expected.data, got.size);
        (*count)++;
    }
    wr_outbox_reader_close(reader);
    return status;
}

TEST(round_trip) {
    fixture f;
    fixture_open(&f, &weir_connector_filesystem);
    const uint32_t counts[] = {0, 1, 3000};
    for (size_t i = 0; i < 3; i++) {
        weir_commit_context job = job_of(&f, 7 + i);
        uint32_t            count;
        weir_bytes          payload = write_box(&f, &job, counts[i]);
        CHECK_OK(read_box(&f, &job, payload, &count), &f.err);
        CHECK_UINT_EQ(count, counts[i]);
        CHECK_OK(read_box(&f, &job, payload, &count), &f.err); /* as often as need be */
        CHECK_UINT_EQ(count, counts[i]);
    }
    CHECK_STR_EQ(listing(&f, NULL), "outbox-7-3-0\noutbox-8-3-0\noutbox-9-3-0\n");
    fixture_close(&f);
}

TEST(names_are_used_once) {
    fixture f;
    fixture_open(&f, &weir_connector_filesystem);
    weir_commit_context job = job_of(&f, 7);
    weir_bytes          one = write_box(&f, &job, 5), two = write_box(&f, &job, 9);
    uint32_t            count;
    CHECK_STR_EQ(listing(&f, NULL), "outbox-7-3-0\noutbox-7-3-1\n");
    CHECK_OK(read_box(&f, &job, one, &count), &f.err);
    CHECK_UINT_EQ(count, 5);
    CHECK_OK(read_box(&f, &job, two, &count), &f.err);
    CHECK_UINT_EQ(count, 9);
    wr_outbox *box;
    REQUIRE_OK(wr_outbox_create(&job, "t", 8, 3, bytes_of("head"), &box, &f.err), &f.err);
    wr_outbox_drop(box);
    CHECK(!file_exists(&f, "outbox-8-3-0"));
    fixture_close(&f);
}

TEST(every_changed_byte_and_every_cut_is_noticed) {
    fixture f;
    fixture_open(&f, &weir_connector_filesystem);
    weir_commit_context job = job_of(&f, 7);
    weir_bytes          payload = write_box(&f, &job, 12);
    const char         *path = path_in(&f, "outbox-7-3-0");
    char               *data;
    size_t              size;
    uint32_t            count;
    REQUIRE_OK(wr_file_load(f.table.env, path, 1 << 20, f.arena, &data, &size, &f.err), &f.err);
    for (size_t at = 0; at < size; at++) {
        data[at] ^= 0x10;
        file_write(&f, "outbox-7-3-0", data, size);
        data[at] ^= 0x10;
        if (!CHECK_INT_EQ(read_box(&f, &job, payload, &count), WEIR_CORRUPT))
            printf("byte %zu\n", at);
    }
    for (size_t cut = 0; cut < size; cut += 13) {
        file_write(&f, "outbox-7-3-0", data, cut);
        CHECK_INT_EQ(read_box(&f, &job, payload, &count), WEIR_CORRUPT);
    }
    file_write(&f, "outbox-7-3-0", data, size);
    CHECK_OK(read_box(&f, &job, payload, &count), &f.err);
    /* another checkpoint's, another job's; gone */
    job.checkpoint_id = 8;
    CHECK_INT_EQ(read_box(&f, &job, payload, &count), WEIR_CORRUPT);
    job.checkpoint_id = 7;
    job.job_uuid = "1123456789abcdef0123456789abcdef";
    CHECK_INT_EQ(read_box(&f, &job, payload, &count), WEIR_CORRUPT);
    job = job_of(&f, 7);
    REQUIRE_OK(wr_file_unlink(f.table.env, path, &f.err), &f.err);
    CHECK_INT_EQ(read_box(&f, &job, payload, &count), WEIR_CORRUPT);
    CHECK_CONTAINS(f.err.message, "is gone");
    for (size_t cut = 0; cut < payload.size; cut++)
        CHECK(read_box(&f, &job, (weir_bytes){payload.data, cut}, &count) != WEIR_OK);
    fixture_close(&f);
}

/* Fails at each durable operation in turn: an error, never a false success. */
TEST(failing_anywhere) {
    fixture f;
    fixture_open(&f, &weir_connector_filesystem);
    for (int n = 1; n < 8; n++) {
        weir_commit_context job = job_of(&f, (uint64_t)(100 + n));
        wr_outbox          *box = NULL;
        weir_bytes          payload;
        uint32_t            count;
        char                spec[40];
        snprintf(spec, sizeof spec, "fail@%d:EIO", n);
        job.env = env_with(&f, spec);
        weir_status status = wr_outbox_create(&job, "t", job.checkpoint_id, 0, bytes_of("head"), &box, &f.err);
        if (status == WEIR_OK) {
            for (uint32_t i = 0; i < 3 && status == WEIR_OK; i++)
                status = wr_outbox_add(box, record(&f, i), &f.err);
            if (status == WEIR_OK)
                status = wr_outbox_finish(box, f.arena, &payload, &f.err);
            if (status == WEIR_OK)
                status = wr_outbox_sync(box, &f.err);
            else
                wr_outbox_drop(box);
        }
        if (status == WEIR_OK) {
            job.env = f.table.env;
            CHECK_OK(read_box(&f, &job, payload, &count), &f.err);
            CHECK_UINT_EQ(count, 3);
        } else {
            CHECK_INT_EQ(status, WEIR_IO);
        }
        CHECK((status == WEIR_OK) == (n > 6)); /* create, magic, head, records, sync, sync of the folder */
    }
    fixture_close(&f);
}

int main(void) {
    RUN(round_trip);
    RUN(names_are_used_once);
    RUN(every_changed_byte_and_every_cut_is_noticed);
    RUN(failing_anywhere);
    return CHECK_RESULT();
}
