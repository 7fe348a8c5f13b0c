/* Proves that lines of several workers leave whole, though stdout takes a long write in parts. */
#include "helper.h"
#include "base/thread.h"

extern const weir_format weir_format_print;

#define WORKERS 4
#define BATCHES 40
#define ROWS    100

/* A stdout that takes at most 50 bytes at a time, as a pipe that is nearly full does. */
typedef struct narrow {
    wr_mutex  mutex;
    wr_buffer text;
} narrow;

static int64_t narrow_write(void *self, int fd, const void *data, size_t size) {
    narrow *n     = self;
    size_t  taken = WR_MIN(size, (size_t)50);
    CHECK_INT_EQ(fd, 1);
    wr_mutex_lock(&n->mutex);
    wr_buffer_append(&n->text, data, taken);
    wr_mutex_unlock(&n->mutex);
    wr_env_real()->sleep_us(wr_env_real()->self, 1);
    return (int64_t)taken;
}

typedef struct work {
    void       *writer;
    weir_batch *batch;
    weir_status status;
    weir_error  err;
} work;

static void *print_rows(void *argument) {
    work *w = argument;
    for (int i = 0; i < BATCHES && w->status == WEIR_OK; i++) {
        w->status = weir_connector_print.sink->write(w->writer, w->batch, 1, &w->err);
        if (w->status == WEIR_OK && i % 3 == 0)
            w->status = weir_connector_print.sink->flush(w->writer, &w->err);
    }
    return NULL;
}

TEST(lines_stay_whole) {
    fixture f;
    fixture_open(&f, &weir_connector_print);
    fixture_column(&f, "a", WEIR_TYPE_BIGINT);
    narrow out = {0};
    wr_mutex_init(&out.mutex);
    wr_io  io  = *wr_io_real();
    wr_env env = *wr_env_real();
    io.self     = &out;
    io.write    = narrow_write;
    env.io      = &io;
    f.table.env = &env;

    int64_t values[ROWS];
    for (int i = 0; i < ROWS; i++)
        values[i] = 1000000000000 + i;
    weir_column columns[1] = {{.type = f.fields[0].type, .data = values}};
    weir_batch  batch      = {.schema = &f.schema, .columns = columns, .row_count = ROWS, .selected_count = ROWS};

    weir_encoder *encoder = NULL;
    REQUIRE_OK(weir_format_print.encoder_open(&f.table, f.arena, &encoder, &f.err), &f.err);
    work      works[WORKERS];
    wr_thread threads[WORKERS];
    memset(works, 0, sizeof works);
    for (uint32_t w = 0; w < WORKERS; w++) {
        works[w].batch = &batch;
        REQUIRE_OK(weir_connector_print.sink->open(&f.table, NULL, w, WORKERS, &weir_format_print, encoder, &works[w].writer, &f.err), &f.err);
    }
    for (uint32_t w = 0; w < WORKERS; w++)
        REQUIRE_OK(wr_thread_start(&threads[w], "print", print_rows, &works[w], &f.err), &f.err);
    for (uint32_t w = 0; w < WORKERS; w++) {
        wr_thread_join(&threads[w]);
        CHECK_OK(works[w].status, &works[w].err);
        weir_connector_print.sink->close(works[w].writer);
    }
    weir_format_print.encoder_close(encoder);

    /* Every line is one that a worker wrote, and each worker's rows come in its order. */
    uint32_t    next[WORKERS] = {0}, lines = 0;
    const char *line = wr_buffer_cstr(&out.text);
    while (*line) {
        unsigned worker = 0;
        long     value  = 0;
        int      used   = 0;
        if (!CHECK(sscanf(line, "%u> +I[%ld]%n", &worker, &value, &used) == 2 && used > 0 && line[used] == '\n'))
            break;
        if (!CHECK(worker >= 1 && worker <= WORKERS))
            break;
        CHECK_INT_EQ(value, values[next[worker - 1]++ % ROWS]);
        line += used + 1;
        lines++;
    }
    CHECK_UINT_EQ(lines, WORKERS * BATCHES * ROWS);
    wr_buffer_free(&out.text);
    wr_mutex_destroy(&out.mutex);
    fixture_close(&f);
}

int main(void) {
    RUN(lines_stay_whole);
    return CHECK_RESULT();
}
