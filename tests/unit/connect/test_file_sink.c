/* Proves the file sink's protocol: nothing is visible before its commit, commits may be repeated or cut off, what was
 * not promised is removed, and what is in the way with other content stops the job. */
#include "helper.h"

static weir_commit_context job_of(fixture *f, uint64_t fence, uint64_t checkpoint_id) {
    return (weir_commit_context){.job_name = "my job/1", .job_uuid = "0123456789abcdef0123456789abcdef", .fence = fence,
                                 .checkpoint_id = checkpoint_id, .env = f->table.env, .arena = f->arena};
}

typedef struct sink_under_test {
    weir_encoder *encoder;
    void         *writer;
} sink_under_test;

static const weir_sink *sink(void) { return weir_connector_filesystem.sink; }

static void sink_begin(fixture *f, sink_under_test *s, uint64_t fence) {
    weir_commit_context job = job_of(f, fence, 0);
    REQUIRE_OK(weir_format_json.encoder_open(&f->table, f->arena, &s->encoder, &f->err), &f->err);
    REQUIRE_OK(sink()->open(&f->table, &job, 0, 1, &weir_format_json, s->encoder, &s->writer, &f->err), &f->err);
}
static void sink_end(sink_under_test *s) {
    sink()->close(s->writer);
    weir_format_json.encoder_close(s->encoder);
}

/* Rows id = first.. with p = text (p is the second column). */
static weir_status rows_put(fixture *f, sink_under_test *s, int32_t first, uint32_t count, const char *const *texts, uint32_t text_count, uint64_t epoch) {
    static weir_vector vectors[2];
    wr_vector_init(&vectors[0], f->fields[0].type, f->arena, f->arena);
    wr_vector_init(&vectors[1], f->fields[1].type, f->arena, f->arena);
    memset(vectors[1].nulls, 0, WEIR_BATCH_ROWS);
    for (uint32_t i = 0; i < count; i++) {
        const char *text = texts[i % text_count];
        weir_value  id = {.u.i64 = first + (int32_t)i}, value = {.is_null = text == NULL};
        if (text)
            value.u.string = weir_string_view(text, strlen(text));
        wr_vector_set(&vectors[0], i, &id);
        wr_vector_set(&vectors[1], i, &value);
    }
    weir_column columns[2] = {weir_vector_column(&vectors[0]), weir_vector_column(&vectors[1])};
    weir_batch  batch      = {.schema = &f->schema, .columns = columns, .row_count = count, .selected_count = count};
    return sink()->write(s->writer, &batch, epoch, &f->err);
}

static void table_open(fixture *f) {
    fixture_open(f, &weir_connector_filesystem);
    fixture_column(f, "id", WEIR_TYPE_INT);
    fixture_column(f, "p", WEIR_TYPE_VARCHAR);
    fixture_option(f, "path", wr_arena_printf(f->arena, "file://%s/out/", f->folder));
}
static const char *const letters[] = {"a"};

#define NAME(epoch, n) "part-my_job_1-01234567-0-" #epoch "-" #n
#define PENDING(epoch, n, fence) "." NAME(epoch, n) "." #fence ".pending"

TEST(two_phases) {
    fixture             f;
    sink_under_test     s;
    weir_committable   *list;
    uint32_t            count;
    weir_evidence       evidence;
    weir_commit_context job;
    table_open(&f);
    sink_begin(&f, &s, 7);
    CHECK_OK(rows_put(&f, &s, 1, 2, letters, 1, 5), &f.err);
    CHECK_STR_EQ(listing(&f, "out"), PENDING(5, 0, 7) "\n");
    CHECK_OK(sink()->prepare(s.writer, 5, f.arena, &list, &count, &f.err), &f.err);
    CHECK_UINT_EQ(count, 1);
    /* The next epoch begins before the last one is committed. */
    CHECK_OK(rows_put(&f, &s, 3, 1, letters, 1, 6), &f.err);
    job = job_of(&f, 7, 5);
    CHECK_OK(sink()->sync(&job, &list[0], &f.err), &f.err);
    CHECK(list[0].live == NULL);
    CHECK_STR_EQ(listing(&f, "out"), PENDING(5, 0, 7) "\n" PENDING(6, 0, 7) "\n");
    CHECK_OK(sink()->evidence(&job, &f.table, &evidence, &f.err), &f.err);
    CHECK(!evidence.any);
    for (int again = 0; again < 3; again++) { /* repeated commits change nothing */
        job.recovering = again > 0;
        CHECK_OK(sink()->commit(&job, &f.table, list, count, &f.err), &f.err);
        CHECK_STR_EQ(listing(&f, "out"), PENDING(6, 0, 7) "\n" NAME(5, 0) "\n");
    }
    CHECK_STR_EQ(file_content(&f, "out/" NAME(5, 0)), "{\"id\":1,\"p\":\"a\"}\n{\"id\":2,\"p\":\"a\"}\n");
    CHECK_OK(sink()->evidence(&job, &f.table, &evidence, &f.err), &f.err);
    CHECK(evidence.any && !evidence.other_uuid);
    CHECK_UINT_EQ(evidence.checkpoint_id_max, 5);
    CHECK_CONTAINS(evidence.detail, NAME(5, 0));
    /* A consumer took the file: still committed. */
    CHECK_OK(wr_file_unlink(f.table.env, path_in(&f, "out/" NAME(5, 0)), &f.err), &f.err);
    CHECK_OK(sink()->commit(&job, &f.table, list, count, &f.err), &f.err);
    /* An empty epoch has no files. */
    CHECK_OK(sink()->prepare(s.writer, 6, f.arena, &list, &count, &f.err), &f.err);
    CHECK_UINT_EQ(count, 1);
    weir_committable *none;
    CHECK_OK(sink()->prepare(s.writer, 7, f.arena, &none, &count, &f.err), &f.err);
    CHECK_UINT_EQ(count, 0);
    job = job_of(&f, 7, 6);
    CHECK_OK(sink()->sync(&job, &list[0], &f.err), &f.err);
    sink_end(&s);
    CHECK_STR_EQ(listing(&f, "out"), PENDING(6, 0, 7) "\n");
    /* After a restart: promised by 6, so it stays when 6 is the newest decided one, and goes when 5 is. */
    CHECK_OK(sink()->discard(&job, &f.table, &f.err), &f.err);
    CHECK_STR_EQ(listing(&f, "out"), PENDING(6, 0, 7) "\n");
    weir_committable restored = {.worker = 0, .payload = list[0].payload};
    job.recovering = true;
    CHECK_OK(sink()->commit(&job, &f.table, &restored, 1, &f.err), &f.err);
    CHECK_STR_EQ(listing(&f, "out"), NAME(6, 0) "\n");
    fixture_close(&f);
}

TEST(unfinished_output_goes) {
    fixture             f;
    sink_under_test     s;
    weir_committable   *list;
    uint32_t            count;
    weir_commit_context job;
    table_open(&f);
    sink_begin(&f, &s, 1);
    CHECK_OK(rows_put(&f, &s, 1, 1, letters, 1, 1), &f.err);
    sink_end(&s); /* without prepare: dropped */
    CHECK_STR_EQ(listing(&f, "out"), "");
    file_text(&f, "out/" PENDING(3, 0, 1), "x");
    file_text(&f, "out/.part-my_job_1-ffffffff-0-9-0.1.pending", "another run's");
    file_text(&f, "out/.part-other-01234567-0-9-0.1.pending", "another job's");
    file_text(&f, "out/part-my_job_1-01234567-0-9-0.txt", "a stranger");
    job = job_of(&f, 2, 2);
    CHECK_OK(sink()->discard(&job, &f.table, &f.err), &f.err);
    CHECK_STR_EQ(listing(&f, "out"), ".part-my_job_1-ffffffff-0-9-0.1.pending\n.part-other-01234567-0-9-0.1.pending\n"
                 "part-my_job_1-01234567-0-9-0.txt\n");
    /* Prepared, never committed, and the checkpoint was not decided. */
    sink_begin(&f, &s, 2);
    CHECK_OK(rows_put(&f, &s, 1, 1, letters, 1, 3), &f.err);
    CHECK_OK(sink()->prepare(s.writer, 3, f.arena, &list, &count, &f.err), &f.err);
    CHECK_OK(sink()->sync(&job, &list[0], &f.err), &f.err);
    sink_end(&s);
    CHECK(file_exists(&f, "out/" PENDING(3, 0, 2)));
    CHECK_OK(sink()->discard(&job, &f.table, &f.err), &f.err);
    CHECK(!file_exists(&f, "out/" PENDING(3, 0, 2)));
    fixture_close(&f);
}

TEST(other_content_stops) {
    fixture             f;
    sink_under_test     s;
    weir_committable   *list;
    uint32_t            count;
    weir_evidence       evidence;
    weir_commit_context job;
    table_open(&f);
    sink_begin(&f, &s, 1);
    CHECK_OK(rows_put(&f, &s, 1, 1, letters, 1, 1), &f.err);
    CHECK_OK(sink()->prepare(s.writer, 1, f.arena, &list, &count, &f.err), &f.err);
    job = job_of(&f, 1, 1);
    CHECK_OK(sink()->sync(&job, &list[0], &f.err), &f.err);
    file_text(&f, "out/" NAME(1, 0), "{\"id\":9,\"p\":\"a\"}\n");
    CHECK_INT_EQ(sink()->commit(&job, &f.table, list, count, &f.err), WEIR_CONFLICT);
    CHECK_CONTAINS(f.err.message, "exists with other content");
    CHECK(file_exists(&f, "out/" PENDING(1, 0, 1)));
    /* The same bytes under both names: a rename that was cut off. */
    file_text(&f, "out/" NAME(1, 0), "{\"id\":1,\"p\":\"a\"}\n");
    CHECK_OK(sink()->commit(&job, &f.table, list, count, &f.err), &f.err);
    CHECK_STR_EQ(listing(&f, "out"), NAME(1, 0) "\n");
    file_text(&f, "out/part-my_job_1-ffffffff-0-9-0", "x");
    CHECK_OK(sink()->evidence(&job, &f.table, &evidence, &f.err), &f.err);
    CHECK(evidence.any && evidence.other_uuid);
    CHECK_UINT_EQ(evidence.checkpoint_id_max, 1);
    list[0].payload.size--;
    CHECK_INT_EQ(sink()->commit(&job, &f.table, list, count, &f.err), WEIR_CORRUPT);
    sink_end(&s);
    fixture_close(&f);
}

TEST(partitions) {
    fixture             f;
    sink_under_test     s;
    weir_committable   *list;
    uint32_t            count;
    weir_evidence       evidence;
    weir_commit_context job;
    static const char *const texts[] = {"x", "a b/c=d", NULL, ""};
    table_open(&f);
    f.partition_keys[0]         = "p";
    f.table.partition_key_count = 1;
    sink_begin(&f, &s, 1);
    CHECK_OK(rows_put(&f, &s, 1, 8, texts, 4, 1), &f.err);
    CHECK_OK(rows_put(&f, &s, 9, 2, texts, 1, 1), &f.err);
    CHECK_STR_EQ(listing(&f, "out"), "p=__DEFAULT_PARTITION__\np=a b%2Fc%3Dd\np=x\n");
    CHECK_OK(sink()->prepare(s.writer, 1, f.arena, &list, &count, &f.err), &f.err);
    CHECK_UINT_EQ(count, 1);
    job = job_of(&f, 1, 1);
    CHECK_OK(sink()->sync(&job, &list[0], &f.err), &f.err);
    CHECK_OK(sink()->commit(&job, &f.table, list, count, &f.err), &f.err);
    CHECK_STR_EQ(file_content(&f, "out/p=x/" NAME(1, 0)), "{\"id\":1}\n{\"id\":5}\n{\"id\":9}\n{\"id\":10}\n");
    CHECK_STR_EQ(file_content(&f, "out/p=a b%2Fc%3Dd/" NAME(1, 1)), "{\"id\":2}\n{\"id\":6}\n");
    CHECK_STR_EQ(file_content(&f, "out/p=__DEFAULT_PARTITION__/" NAME(1, 2)), "{\"id\":3}\n{\"id\":4}\n{\"id\":7}\n{\"id\":8}\n");
    CHECK_OK(sink()->evidence(&job, &f.table, &evidence, &f.err), &f.err);
    CHECK_UINT_EQ(evidence.checkpoint_id_max, 1);
    CHECK_OK(rows_put(&f, &s, 1, 1, texts, 1, 2), &f.err);
    CHECK_OK(sink()->prepare(s.writer, 2, f.arena, &list, &count, &f.err), &f.err);
    CHECK_OK(sink()->sync(&job, &list[0], &f.err), &f.err);
    CHECK_OK(sink()->discard(&job, &f.table, &f.err), &f.err);
    CHECK_STR_EQ(listing(&f, "out/p=x"), NAME(1, 0) "\n");
    sink_end(&s);
    fixture_close(&f);
}

TEST(many_partitions_and_rolling) {
    fixture             f;
    sink_under_test     s;
    weir_committable   *list;
    uint32_t            count;
    weir_commit_context job;
    static const char  *texts[600];
    table_open(&f);
    f.partition_keys[0]         = "p";
    f.table.partition_key_count = 1;
    for (int i = 0; i < 600; i++)
        texts[i] = wr_arena_printf(f.arena, "%d", i);
    sink_begin(&f, &s, 1);
    for (uint64_t epoch = 1; epoch < 4; epoch++) {
        CHECK_OK(rows_put(&f, &s, 0, 1200, texts, 600, epoch), &f.err);
        CHECK_OK(sink()->prepare(s.writer, epoch, f.arena, &list, &count, &f.err), &f.err);
        job = job_of(&f, 1, epoch);
        CHECK_OK(sink()->sync(&job, &list[0], &f.err), &f.err);
        CHECK_OK(sink()->commit(&job, &f.table, list, count, &f.err), &f.err);
    }
    sink_end(&s);
    CHECK_STR_EQ(file_content(&f, "out/p=7/" NAME(1, 7)), "{\"id\":7}\n{\"id\":607}\n");
    CHECK_STR_EQ(file_content(&f, "out/p=599/" NAME(3, 599)), "{\"id\":599}\n{\"id\":1199}\n");
    fixture_close(&f);

    table_open(&f);
    fixture_option(&f, "sink.rolling-policy.file-size", "1kb");
    sink_begin(&f, &s, 1);
    for (int i = 0; i < 4; i++)
        CHECK_OK(rows_put(&f, &s, 0, 50, letters, 1, 1), &f.err);
    CHECK_OK(sink()->prepare(s.writer, 1, f.arena, &list, &count, &f.err), &f.err);
    job = job_of(&f, 1, 1);
    CHECK_OK(sink()->sync(&job, &list[0], &f.err), &f.err);
    CHECK_OK(sink()->commit(&job, &f.table, list, count, &f.err), &f.err);
    CHECK_STR_EQ(listing(&f, "out"), NAME(1, 0) "\n" NAME(1, 1) "\n");
    sink_end(&s);
    fixture_close(&f);
}

/* A disk that is full for a while: no byte lost, none twice. */
TEST(full_disk_pauses) {
    fixture           f;
    sink_under_test   s;
    weir_committable *list;
    uint32_t          count;
    const wr_env     *env;
    for (int at = 1; at < 8; at++) {
        table_open(&f);
        env = env_with(&f, wr_arena_printf(f.arena, "failfrom@%d:ENOSPC:2", at));
        f.table.env = env;
        sink_begin(&f, &s, 1);
        CHECK_OK(rows_put(&f, &s, 1, 2, letters, 1, 1), &f.err);
        CHECK_OK(sink()->prepare(s.writer, 1, f.arena, &list, &count, &f.err), &f.err);
        f.table.env = wr_env_real();
        weir_commit_context job = job_of(&f, 1, 1);
        CHECK_OK(sink()->sync(&job, &list[0], &f.err), &f.err);
        CHECK_OK(sink()->commit(&job, &f.table, list, count, &f.err), &f.err);
        CHECK_STR_EQ(file_content(&f, "out/" NAME(1, 0)), "{\"id\":1,\"p\":\"a\"}\n{\"id\":2,\"p\":\"a\"}\n");
        sink_end(&s);
        fixture_close(&f);
    }
}

/* Every durable operation of prepare, sync and commit fails once: an error, and nothing unfinished is visible. */
/* A file that goes while it is promised was taken by another instance: the first commit of a running process says so. */
TEST(a_lost_file_fences) {
    fixture           f;
    sink_under_test   s;
    weir_committable *list;
    uint32_t          count;
    table_open(&f);
    sink_begin(&f, &s, 7);
    CHECK_OK(rows_put(&f, &s, 1, 2, letters, 1, 5), &f.err);
    CHECK_OK(sink()->prepare(s.writer, 5, f.arena, &list, &count, &f.err), &f.err);
    weir_commit_context job = job_of(&f, 7, 5);
    CHECK_OK(sink()->sync(&job, &list[0], &f.err), &f.err);
    CHECK_OK(wr_file_unlink(f.table.env, path_in(&f, "out/" PENDING(5, 0, 7)), &f.err), &f.err);
    CHECK_INT_EQ(sink()->commit(&job, &f.table, list, count, &f.err), WEIR_FENCED);
    CHECK_CONTAINS(f.err.message, PENDING(5, 0, 7));
    job.recovering = true; /* after a restart it may have been renamed and taken away */
    CHECK_OK(sink()->commit(&job, &f.table, list, count, &f.err), &f.err);
    sink_end(&s);
    fixture_close(&f);
}

TEST(failures_are_reported) {
    for (int at = 2; at < 13; at++) { /* the first is the opening's own: it makes the name of the directory durable */
        fixture           f;
        sink_under_test   s;
        weir_committable *list = NULL;
        uint32_t          count = 0;
        const wr_env     *env;
        table_open(&f);
        CHECK_OK(wr_dir_make(f.table.env, path_in(&f, "out"), 0755, &f.err), &f.err);
        env = env_with(&f, wr_arena_printf(f.arena, "fail@%d:EIO", at));
        f.table.env             = env;
        weir_commit_context job = job_of(&f, 1, 1);
        sink_begin(&f, &s, 1);
        weir_status status = rows_put(&f, &s, 1, 2, letters, 1, 1);
        if (status == WEIR_OK)
            status = sink()->prepare(s.writer, 1, f.arena, &list, &count, &f.err);
        if (status == WEIR_OK && count)
            status = sink()->sync(&job, &list[0], &f.err);
        CHECK(!file_exists(&f, "out/" NAME(1, 0)));
        if (status == WEIR_OK) {
            status = sink()->commit(&job, &f.table, list, count, &f.err);
            job.recovering = true;
            if (status != WEIR_OK) /* after the decision: again */
                CHECK_OK(sink()->commit(&job, &f.table, list, count, &f.err), &f.err);
            CHECK_STR_EQ(file_content(&f, "out/" NAME(1, 0)), "{\"id\":1,\"p\":\"a\"}\n{\"id\":2,\"p\":\"a\"}\n");
        } else {
            CHECK_INT_EQ(status, WEIR_IO);
            CHECK_CONTAINS(f.err.message, f.folder);
            if (list && list[0].live)
                CHECK_OK(sink()->sync(&job, &list[0], &f.err), &f.err);
        }
        sink_end(&s);
        f.table.env = wr_env_real();
        fixture_close(&f);
    }
}

TEST(bad_paths) {
    fixture             f;
    sink_under_test     s = {0};
    weir_commit_context job;
    table_open(&f);
    file_text(&f, "out", "a file");
    job = job_of(&f, 1, 1);
    REQUIRE_OK(weir_format_json.encoder_open(&f.table, f.arena, &s.encoder, &f.err), &f.err);
    CHECK_INT_EQ(sink()->open(&f.table, &job, 0, 1, &weir_format_json, s.encoder, &s.writer, &f.err), WEIR_INVALID);
    CHECK_CONTAINS(f.err.message, "needs a directory");
    f.options.count = 0;
    fixture_option(&f, "path", "s3://bucket/x");
    CHECK_INT_EQ(weir_connector_filesystem.check(&f.table, &f.err), WEIR_UNSUPPORTED);
    CHECK_CONTAINS(f.err.message, "s3://");
    f.options.count = 0;
    fixture_option(&f, "path", "x");
    fixture_option(&f, "sink.partition-commit.delay", "1 h");
    CHECK_INT_EQ(weir_connector_filesystem.check(&f.table, &f.err), WEIR_UNSUPPORTED);
    CHECK_CONTAINS(f.err.message, "sink.partition-commit.delay");
    f.items[1] = (weir_option){.name = "auto-compaction", .value = "true"};
    CHECK_INT_EQ(weir_connector_filesystem.check(&f.table, &f.err), WEIR_UNSUPPORTED);
    f.items[1] = (weir_option){.name = "auto-compaction", .value = "false"};
    CHECK_OK(weir_connector_filesystem.check(&f.table, &f.err), &f.err);
    fixture_close(&f);
}

int main(void) {
    RUN(two_phases);
    RUN(unfinished_output_goes);
    RUN(other_content_stops);
    RUN(partitions);
    RUN(many_partitions_and_rolling);
    RUN(full_disk_pauses);
    RUN(a_lost_file_fences);
    RUN(failures_are_reported);
    RUN(bad_paths);
    return CHECK_RESULT();
}
