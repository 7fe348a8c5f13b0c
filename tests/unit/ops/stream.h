/* stream.h - random streams of rows, cut into batches in many ways, for the tests of ops/.
 *
 * A stream is plain structs, with the watermark in force before each row. `feed` cuts it into batches
 * (with unselected rows between, row_watermarks where time moves) and drives an operator with them;
 * at random points the operator's state is frozen, written, loaded and opened again. What comes out
 * is kept as lines of text, so that a reference can be compared line by line. */
#ifndef WEIR_TESTS_OPS_STREAM_H
#define WEIR_TESTS_OPS_STREAM_H
#include <stdlib.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/io.h"
#include "check.h"
#include "plan/node.h"
#include "random.h"
#include "state/state.h"
#include "weir/operator.h"

/* ---- rows ---- */

enum { COLUMN_KEY, COLUMN_NAME, COLUMN_TIME, COLUMN_V, COLUMN_D, COLUMN_S, COLUMN_F, COLUMN_ID, COLUMN_COUNT };

#define STRING_TYPE {.id = WEIR_TYPE_VARCHAR, .nullable = true, .length = WEIR_STRING_LENGTH_MAX}
static const weir_field stream_fields[COLUMN_COUNT] = {
    {"key", {.id = WEIR_TYPE_INT, .nullable = true}}, {"name", STRING_TYPE},
    {"ts", {.id = WEIR_TYPE_TIMESTAMP, .length = 3}}, {"v", {.id = WEIR_TYPE_BIGINT, .nullable = true}},
    {"d", {.id = WEIR_TYPE_DOUBLE, .nullable = true}}, {"s", STRING_TYPE},
    {"f", {.id = WEIR_TYPE_BOOLEAN, .nullable = true}}, {"id", {.id = WEIR_TYPE_BIGINT}}};
static const weir_schema stream_schema = {COLUMN_COUNT, stream_fields};

static const char *const stream_texts[] = {
    "", "a", "b", "abc", "twelve bytes", "thirteen bytes", "a text of more than twelve bytes",
    "a text of more than twelve bytex", "zz", "z text that is long, too, and the largest"};
#define TEXT_COUNT (sizeof stream_texts / sizeof stream_texts[0])

typedef struct stream_row {
    bool     selected, is_time;     /* is_time: no row, the watermark becomes `mark` */
    bool     key_null, v_null, d_null, f_null;
    int32_t  key;
    int8_t   name, s;               /* index of stream_texts; -1: NULL */
    bool     f;
    int64_t  time, v, id;
    double   d;
    uint8_t  kind;
    int64_t  mark;                  /* in force before the row */
} stream_row;

typedef struct stream {
    stream_row *rows;
    uint32_t    count;
    int64_t     end_mark;           /* behind the last row */
    bool        kinds;
} stream;

static const char *text_or_null(int8_t index) { return index < 0 ? "null" : stream_texts[index]; }

__attribute__((unused)) static void random_values(test_random *random, stream_row *row) {
    row->key_null = random_once_in(random, 8);
    row->key = (int32_t)random_below(random, 4);
    row->name = (int8_t)((int)random_below(random, 4) * (int)random_below(random, 3) - 1);
    row->v_null = random_once_in(random, 6);
    row->v = (int64_t)random_below(random, 7) - 3;
    row->d_null = random_once_in(random, 6);
    row->d = (double)random_below(random, 9) / 10;
    row->s = (int8_t)((int)random_below(random, TEXT_COUNT + 1) - 1);
    row->f_null = random_once_in(random, 8);
    row->f = random_once_in(random, 2);
}

/* ---- lines of text ---- */

typedef struct lines { char **items; size_t count, capacity; wr_arena *arena; } lines;

static void lines_open(lines *list) { *list = (lines){.arena = wr_arena_create(0)}; }
static void lines_close(lines *list) { wr_arena_destroy(list->arena); }
__attribute__((format(printf, 2, 3))) static void lines_add(lines *list, const char *fmt, ...) {
    va_list args;
    va_start(args, fmt);
    list->items = wr_arena_grow(list->arena, list->items, list->count, &list->capacity, sizeof *list->items);
    list->items[list->count++] = wr_arena_vprintf(list->arena, fmt, args);
    va_end(args);
}
static int compare_lines(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }
__attribute__((unused)) static void lines_sort(lines *list) {
    if (list->count != 0)
        qsort(list->items, list->count, sizeof *list->items, compare_lines);
}
static bool lines_check(const lines *got, const lines *want, const char *what) {
    for (size_t i = 0; i < got->count && i < want->count; i++)
        if (strcmp(got->items[i], want->items[i]) != 0) {
            CHECK_STR_EQ(got->items[i], want->items[i]);
            printf("  %s, line %zu\n", what, i);
            return false;
        }
    if (!CHECK_UINT_EQ(got->count, want->count)) {
        const lines *more = got->count > want->count ? got : want;
        size_t       first = got->count < want->count ? got->count : want->count;
        printf("  %s, first line that only one has: %s\n", what, more->items[first]);
        return false;
    }
    return true;
}

static const char *value_text(wr_arena *arena, const weir_column *column, uint32_t row) {
    weir_value value = wr_column_value(column, row);
    if (value.is_null)
        return "null";
    if (weir_type_is_bytes(column->type))
        return wr_arena_strndup(arena, weir_string_data(&value.u.string), value.u.string.size);
    if (column->type.id == WEIR_TYPE_DOUBLE)
        return wr_arena_printf(arena, "%.17g", value.u.f64);
    if (weir_type_is_timestamp(column->type))
        return wr_arena_printf(arena, "@%" PRId64, value.u.time.ms);
    return wr_arena_printf(arena, "%" PRId64, value.u.i64);
}

/* ---- an operator that is driven ---- */

typedef struct drive {
    weir_collector        collector;    /* first */
    const weir_operator  *op;
    const wr_node        *node;
    void                 *self;
    const wr_env         *env;          /* the clock of rows that expire */
    weir_operator_context ctx;
    uint64_t              counters[8];
    wr_arena             *arena;
    wr_store             *store;
    const char           *folder;       /* of state files */
    wr_state_file         files[64];
    uint32_t              file_count;
    uint64_t              checkpoint_id;
    uint32_t              worker, worker_count; /* rows of other owners are not selected */
    weir_time_ms          watermark;    /* what the operator's consumer was told */
    lines                 out, late;
    bool                  with_marks;   /* lines of `out` end with the watermark in force before them */
} drive;

static weir_status drive_emit(weir_collector *self, const weir_batch *batch, weir_error *err) {
    drive    *on = (drive *)(void *)self;
    wr_arena *arena = wr_arena_create(0);
    (void)err;
    CHECK(weir_batch_valid(batch));
    CHECK(batch->selected_count != 0 || batch->row_count == 0 || batch->selection != NULL);
    WEIR_FOR_ROWS(row, k, wr_batch_rows(batch)) {
        static const char *const kinds[] = {"+I", "-U", "+U", "-D"};
        const char  *text = kinds[batch->row_kinds ? batch->row_kinds[row] : 0];
        weir_time_ms mark = batch->row_watermarks ? batch->row_watermarks[row] : on->watermark;
        for (uint32_t c = 0; c < batch->schema->field_count; c++)
            text = wr_arena_printf(arena, "%s|%s", text, value_text(arena, &batch->columns[c], row));
        CHECK(mark >= on->watermark);
        if (on->with_marks)
            lines_add(&on->out, "%s >%" PRId64, text, mark);
        else
            lines_add(&on->out, "%s", text);
    }
    on->watermark = WR_MAX(on->watermark, batch->watermark);
    wr_arena_destroy(arena);
    return WEIR_OK;
}

static weir_status drive_watermark(weir_collector *self, weir_time_ms watermark, weir_error *err) {
    drive *on = (drive *)(void *)self;
    (void)err;
    on->watermark = WR_MAX(on->watermark, watermark);
    return WEIR_OK;
}

static weir_status drive_late(weir_collector *self, const weir_batch *batch, weir_time_ms watermark, weir_error *err) {
    drive *on = (drive *)(void *)self;
    (void)err;
    WEIR_FOR_ROWS(row, k, wr_batch_rows(batch))
        lines_add(&on->late, "late %" PRId64 " at %" PRId64, ((const int64_t *)batch->columns[COLUMN_ID].data)[row], watermark);
    return WEIR_OK;
}

static void drive_start(drive *on) {
    weir_error err;
    on->arena = wr_arena_create(0);
    on->ctx = (weir_operator_context){
        .node = on->node, .env = on->env, .state = on->op->stateful ? wr_store_state(on->store, "op") : NULL,
        .arena = on->arena, .worker = on->worker, .worker_count = on->worker_count, .local_time_zone = "UTC", .counters = on->counters};
    CHECK_OK(on->op->open(&on->ctx, &on->self, &err), &err);
}

static void drive_stop(drive *on) {
    if (on->op->close)
        on->op->close(on->self);
    wr_arena_destroy(on->arena);
    wr_store_destroy(on->store);
}

static void drive_prepare(drive *on, const weir_operator *op, const wr_node *node, const char *folder, uint32_t worker,
                          uint32_t worker_count) {
    memset(on, 0, sizeof *on);
    on->collector = (weir_collector){drive_emit, drive_watermark, drive_late};
    on->op = op;
    on->node = node;
    on->env = wr_env_real();
    on->folder = folder;
    on->watermark = WEIR_TIME_MIN;
    on->worker = worker;
    on->worker_count = worker_count;
    on->store = wr_store_create(worker, worker_count, 128);
    lines_open(&on->out);
    lines_open(&on->late);
}

static void drive_open(drive *on, const weir_operator *op, const wr_node *node, const char *folder) {
    drive_prepare(on, op, node, folder, 0, 1);
    drive_start(on);
}

/* A worker that goes on with the newest files of `from`, workers of another parallelism. */
__attribute__((unused)) static void drive_open_from(drive *on, const drive *from, uint32_t from_count, uint32_t worker,
                                                    uint32_t worker_count) {
    weir_error err;
    drive_prepare(on, from->op, from->node, from->folder, worker, worker_count);
    for (uint32_t i = 0; i < from_count; i++) {
        on->watermark = WR_MAX(on->watermark, from[i].watermark);
        for (uint32_t f = 0; f < from[i].file_count; f++)
            REQUIRE_OK(wr_store_load(on->store, wr_env_real(), on->folder, &from[i].files[f], &err), &err);
    }
    REQUIRE_OK(wr_store_loaded(on->store, false, 0, &err), &err);
    on->checkpoint_id = from->checkpoint_id;
    on->with_marks = from->with_marks;
    drive_start(on);
}

static void drive_close(drive *on) {
    weir_error err;
    wr_arena  *arena = wr_arena_create(0);
    drive_stop(on);
    for (uint32_t i = 0; i < on->file_count; i++)
        CHECK_OK(wr_file_unlink(wr_env_real(), wr_path_join(arena, on->folder, on->files[i].name), &err), &err);
    lines_close(&on->out);
    lines_close(&on->late);
    wr_arena_destroy(arena);
}

/* Freezes and writes the state; with `restart` the operator is made anew from the files. */
static void drive_checkpoint(drive *on, bool restart) {
    weir_error err;
    wr_frozen *frozen;
    uint64_t   needed_from;
    if (on->file_count == 64 && !restart)
        return;
    REQUIRE_OK(wr_store_freeze(on->store, ++on->checkpoint_id, &frozen, &err), &err);
    wr_state_file *file = &on->files[on->file_count++];
    REQUIRE_OK(wr_frozen_write(frozen, wr_env_real(), on->folder, file, &err), &err);
    wr_frozen_release(frozen);
    needed_from = file->needed_from;
    if (!restart)
        return;
    drive_stop(on);
    on->store = wr_store_create(on->worker, on->worker_count, 128);
    for (uint32_t i = 0; i < on->file_count; i++)
        if (on->checkpoint_id - on->file_count + 1 + i >= needed_from)
            REQUIRE_OK(wr_store_load(on->store, wr_env_real(), on->folder, &on->files[i], &err), &err);
    REQUIRE_OK(wr_store_loaded(on->store, true, needed_from, &err), &err);
    drive_start(on);
}

/* ---- feeding ---- */

typedef struct cutting {
    uint32_t batch_rows;      /* 0: random sizes */
    bool     restarts;        /* snapshot and restore now and then */
    uint64_t seed;
} cutting;

typedef struct columns {
    int32_t      keys[WEIR_BATCH_ROWS];
    weir_string  names[WEIR_BATCH_ROWS], s[WEIR_BATCH_ROWS];
    int64_t      times[WEIR_BATCH_ROWS], v[WEIR_BATCH_ROWS], ids[WEIR_BATCH_ROWS];
    double       d[WEIR_BATCH_ROWS];
    uint8_t      f[WEIR_BATCH_ROWS], nulls[COLUMN_COUNT][WEIR_BATCH_ROWS], kinds[WEIR_BATCH_ROWS];
    weir_time_ms marks[WEIR_BATCH_ROWS];
    uint16_t     selection[WEIR_BATCH_ROWS];
    bool         wanted[WEIR_BATCH_ROWS];
    char         bytes[2 * WEIR_BATCH_ROWS][48]; /* strings die with their batch */
} columns;

static weir_string copied_text(columns *to, uint32_t slot, int8_t index) {
    const char *text = index < 0 ? "" : stream_texts[index];
    size_t      size = strlen(text);
    memcpy(to->bytes[slot], text, size);
    return weir_string_view(to->bytes[slot], size);
}

static void fill_row(columns *to, uint32_t i, const stream_row *row) {
    to->keys[i] = row->key;
    to->nulls[COLUMN_KEY][i] = row->key_null;
    to->names[i] = copied_text(to, 2 * i, row->name);
    to->nulls[COLUMN_NAME][i] = row->name < 0;
    to->times[i] = row->time;
    to->v[i] = row->v;
    to->nulls[COLUMN_V][i] = row->v_null;
    to->d[i] = row->d;
    to->nulls[COLUMN_D][i] = row->d_null;
    to->s[i] = copied_text(to, 2 * i + 1, row->s);
    to->nulls[COLUMN_S][i] = row->s < 0;
    to->f[i] = row->f;
    to->nulls[COLUMN_F][i] = row->f_null;
    to->ids[i] = row->id;
    to->kinds[i] = row->kind;
    to->marks[i] = row->mark;
}

/* Leaves only the rows selected whose key this worker owns. */
static uint32_t select_own(const drive *on, columns *to, const weir_column *all, uint32_t count) {
    static uint64_t hashes[WEIR_BATCH_ROWS];
    uint32_t        selected = 0;
    wr_hash_keys(all, on->node->keys, on->node->key_count, (weir_rows){NULL, count}, hashes);
    for (uint32_t i = 0; i < count; i++) {
        to->selection[selected] = (uint16_t)i;
        selected += to->wanted[i] && wr_key_group_worker(wr_key_group(hashes[i], 128), 128, on->worker_count) == on->worker;
    }
    return selected;
}

static void feed_batch(drive *on, const stream *rows, uint32_t first, uint32_t count, weir_time_ms watermark) {
    static columns buffers;
    columns       *to = &buffers;
    weir_error     err;
    uint32_t       selected = 0;
    bool           moves = false;
    memset(to->bytes, '#', sizeof to->bytes);
    for (uint32_t i = 0; i < count; i++) {
        const stream_row *row = &rows->rows[first + i];
        fill_row(to, i, row);
        moves |= row->mark != rows->rows[first].mark;
        to->wanted[i] = row->selected;
        if (row->selected)
            to->selection[selected++] = (uint16_t)i;
    }
    const void *const data[COLUMN_COUNT] = {to->keys, to->names, to->times, to->v, to->d, to->s, to->f, to->ids};
    weir_column       all[COLUMN_COUNT];
    for (uint32_t c = 0; c < COLUMN_COUNT; c++) {
        bool any = false;
        for (uint32_t i = 0; i < count; i++)
            any |= to->nulls[c][i] != 0;
        all[c] = (weir_column){stream_fields[c].type, data[c], any && c != COLUMN_TIME && c != COLUMN_ID ? to->nulls[c] : NULL};
    }
    if (on->worker_count > 1)
        selected = select_own(on, to, all, count);
    const weir_batch batch = {.schema = &stream_schema, .columns = all, .row_count = count, .selected_count = selected,
                              .selection = selected == count ? NULL : to->selection,
                              .row_kinds = rows->kinds ? to->kinds : NULL, .row_watermarks = moves ? to->marks : NULL,
                              .watermark = watermark};
    CHECK(weir_batch_valid(&batch));
    CHECK_OK(on->op->process(on->self, 0, &batch, &on->collector, &err), &err);
}

/* Drives rows first to end - 1 through, cut as told. */
static void feed_part(drive *on, const stream *rows, uint32_t first, uint32_t end, const cutting *cut) {
    test_random  random = {cut->seed};
    weir_error   err;
    weir_time_ms told = WEIR_TIME_MIN;
    while (first < end && check_state.bad_checks < 20) {
        if (rows->rows[first].is_time) {
            told = rows->rows[first++].mark;
            if (on->op->watermark)
                CHECK_OK(on->op->watermark(on->self, told, &on->collector, &err), &err);
            else
                CHECK_OK(drive_watermark(&on->collector, told, &err), &err);
            continue;
        }
        uint32_t size = cut->batch_rows != 0 ? cut->batch_rows : 1 + random_below(&random, 1u << random_below(&random, 9));
        uint32_t count = 1;
        while (count < size && first + count < end && !rows->rows[first + count].is_time)
            count++;
        uint32_t     behind = first + count;
        weir_time_ms after = behind < rows->count && !rows->rows[behind].is_time ? rows->rows[behind].mark
                             : behind < rows->count ? rows->rows[behind - 1].mark : rows->end_mark;
        if (told < rows->rows[first].mark) { /* time that moved between the batches */
            told = rows->rows[first].mark;
            if (on->op->watermark)
                CHECK_OK(on->op->watermark(on->self, told, &on->collector, &err), &err);
            else
                CHECK_OK(drive_watermark(&on->collector, told, &err), &err);
        }
        feed_batch(on, rows, first, count, after);
        told = WR_MAX(told, after);
        first += count;
        if (cut->restarts && on->op->stateful && on->file_count < 60 && random_once_in(&random, cut->batch_rows == 1 ? 20 : 3))
            drive_checkpoint(on, random_once_in(&random, 2));
    }
}

static void feed_end(drive *on) {
    weir_error err;
    if (on->op->watermark)
        CHECK_OK(on->op->watermark(on->self, WEIR_TIME_MAX, &on->collector, &err), &err);
}

__attribute__((unused)) static void feed(drive *on, const stream *rows, const cutting *cut) {
    feed_part(on, rows, 0, rows->count, cut);
    feed_end(on);
}

/* One worker, then three that share its rows, then one again: everything that came out, sorted, as of one. */
__attribute__((unused)) static void feed_rescaled(const weir_operator *op, const wr_node *node, const stream *rows,
                                                  const cutting *cut, bool with_marks, const char *folder, lines *out, lines *late) {
    static drive before, between[3], after;
    uint32_t     one = rows->count / 3, two = rows->count - one;
    drive_open(&before, op, node, folder);
    before.with_marks = with_marks;
    feed_part(&before, rows, 0, one, cut);
    drive_checkpoint(&before, false);
    for (uint32_t w = 0; w < 3; w++) {
        drive_open_from(&between[w], &before, 1, w, 3);
        feed_part(&between[w], rows, one, two, cut);
        drive_checkpoint(&between[w], false);
    }
    drive_open_from(&after, between, 3, 0, 1);
    feed_part(&after, rows, two, rows->count, cut);
    feed_end(&after);
    drive *const all[] = {&before, &between[0], &between[1], &between[2], &after};
    for (uint32_t i = 0; i < 5; i++) {
        for (size_t k = 0; k < all[i]->out.count; k++)
            lines_add(out, "%s", all[i]->out.items[k]);
        for (size_t k = 0; k < all[i]->late.count; k++)
            lines_add(late, "%s", all[i]->late.items[k]);
        drive_close(all[i]);
    }
    lines_sort(out);
    lines_sort(late);
}

static const cutting cuttings[] = {
    {1, false, 0}, {7, false, 0}, {0, false, 1}, {0, false, 2}, {WEIR_BATCH_ROWS, false, 0},
    {1, true, 3}, {0, true, 4}, {7, true, 5}};
#define CUTTING_COUNT (sizeof cuttings / sizeof cuttings[0])

/* ---- aggregates: calls of a node, and what they should say ---- */

extern const weir_aggregate weir_aggregate_count, weir_aggregate_sum, weir_aggregate_avg, weir_aggregate_min,
    weir_aggregate_max;

/* One of the calls that tests use: fills the plan's call. */
static wr_aggregate_call random_call(test_random *random) {
    static const struct { const weir_aggregate *aggregate; uint32_t column; } plain[] = {
        {&weir_aggregate_count, COLUMN_V}, {&weir_aggregate_sum, COLUMN_V}, {&weir_aggregate_avg, COLUMN_V},
        {&weir_aggregate_min, COLUMN_V}, {&weir_aggregate_max, COLUMN_V}, {&weir_aggregate_min, COLUMN_S},
        {&weir_aggregate_max, COLUMN_S}, {&weir_aggregate_count, COLUMN_S}, {&weir_aggregate_min, COLUMN_D}};
    wr_aggregate_call call = {.aggregate = &weir_aggregate_count, .filter = -1, .result = {.id = WEIR_TYPE_BIGINT}, .text = "call"};
    if (!random_once_in(random, 6)) {
        uint32_t choice = random_below(random, sizeof plain / sizeof plain[0]);
        call.aggregate = plain[choice].aggregate;
        call.args[0] = plain[choice].column;
        call.arg_count = 1;
        call.distinct = random_once_in(random, 3);
        if (call.aggregate != &weir_aggregate_count)
            call.result = stream_fields[call.args[0]].type;
    }
    if (random_once_in(random, 3))
        call.filter = COLUMN_F;
    return call;
}

static bool same_argument(const stream_row *a, const stream_row *b, uint32_t column) {
    return column == COLUMN_V ? a->v == b->v : column == COLUMN_S ? a->s == b->s : a->d >= b->d && a->d <= b->d;
}
static bool argument_null(const stream_row *row, uint32_t column) {
    return column == COLUMN_V ? row->v_null : column == COLUMN_S ? row->s < 0 : row->d_null;
}
static int argument_order(const stream_row *a, const stream_row *b, uint32_t column) {
    if (column == COLUMN_V)
        return (a->v > b->v) - (a->v < b->v);
    if (column == COLUMN_S)
        return strcmp(stream_texts[a->s], stream_texts[b->s]);
    return (a->d > b->d) - (a->d < b->d);
}

/* The call over these rows, worked out anew. */
__attribute__((unused)) static const char *call_text(wr_arena *arena, const wr_aggregate_call *call, const stream_row *const *rows, uint32_t count) {
    const stream_row **kept = wr_arena_calloc(arena, count + 1, sizeof *kept);
    uint32_t           n = 0, column = call->args[0];
    for (uint32_t i = 0; i < count; i++) {
        bool wanted = call->filter < 0 || (!rows[i]->f_null && rows[i]->f);
        wanted = wanted && !(call->arg_count != 0 && argument_null(rows[i], column));
        for (uint32_t j = 0; wanted && call->distinct && j < n; j++)
            wanted = !same_argument(kept[j], rows[i], column);
        if (wanted)
            kept[n++] = rows[i];
    }
    if (call->aggregate == &weir_aggregate_count)
        return wr_arena_printf(arena, "%u", n);
    if (n == 0)
        return "null";
    int64_t           sum = 0;
    const stream_row *best = kept[0];
    for (uint32_t i = 0; i < n; i++) {
        int order = argument_order(kept[i], best, column);
        sum += kept[i]->v;
        if (call->aggregate == &weir_aggregate_max ? order > 0 : order < 0)
            best = kept[i];
    }
    if (call->aggregate == &weir_aggregate_sum)
        return wr_arena_printf(arena, "%" PRId64, sum);
    if (call->aggregate == &weir_aggregate_avg)
        return wr_arena_printf(arena, "%" PRId64, sum / (int64_t)n);
    if (column == COLUMN_S)
        return stream_texts[best->s];
    return column == COLUMN_V ? wr_arena_printf(arena, "%" PRId64, best->v) : wr_arena_printf(arena, "%.17g", best->d);
}

/* "3|abc|" of the node's keys. */
__attribute__((unused)) static const char *keys_text(wr_arena *arena, const wr_node *node, const stream_row *row) {
    const char *text = "";
    for (uint32_t i = 0; i < node->key_count; i++)
        text = node->keys[i] == COLUMN_NAME ? wr_arena_printf(arena, "%s|%s", text, text_or_null(row->name))
               : row->key_null              ? wr_arena_printf(arena, "%s|null", text)
                                            : wr_arena_printf(arena, "%s|%d", text, row->key);
    return text;
}
__attribute__((unused)) static bool same_keys(const wr_node *node, const stream_row *a, const stream_row *b) {
    for (uint32_t i = 0; i < node->key_count; i++) {
        if (node->keys[i] == COLUMN_NAME ? a->name != b->name
                                         : a->key_null != b->key_null || (!a->key_null && a->key != b->key))
            return false;
    }
    return true;
}

/* A node with random keys and calls over the stream; the output's last `more` columns are times. */
typedef struct random_node {
    wr_node           node, input, *inputs[1];
    uint32_t          keys[2];
    wr_aggregate_call calls[5];
    weir_field        fields[16];
    weir_schema       schema;
} random_node;

__attribute__((unused)) static void make_node(random_node *made, test_random *random, wr_node_kind kind, uint32_t times) {
    memset(made, 0, sizeof *made);
    uint32_t count = 0;
    made->input.schema = &stream_schema;
    made->inputs[0] = &made->input;
    made->node = (wr_node){.kind = kind, .uid = "op", .inputs = made->inputs, .input_count = 1, .schema = &made->schema,
                           .keys = made->keys, .key_count = random_below(random, 3), .aggregates = made->calls,
                           .aggregate_count = random_below(random, 6), .emit_update_before = true};
    made->keys[0] = random_once_in(random, 2) ? COLUMN_KEY : COLUMN_NAME;
    made->keys[1] = made->keys[0] == COLUMN_KEY ? COLUMN_NAME : COLUMN_KEY;
    for (uint32_t i = 0; i < made->node.key_count; i++)
        made->fields[count++] = stream_fields[made->keys[i]];
    for (uint32_t i = 0; i < made->node.aggregate_count; i++) {
        made->calls[i] = random_call(random);
        made->fields[count++] = (weir_field){"call", made->calls[i].result};
    }
    for (uint32_t i = 0; i < times; i++)
        made->fields[count++] = (weir_field){"time", {.id = WEIR_TYPE_TIMESTAMP, .length = 3}};
    made->schema = (weir_schema){count, made->fields};
}

/* ---- the folder of state files ---- */

__attribute__((unused)) static const char *folder_make(wr_arena *arena) {
    weir_error    err;
    const wr_env *env = wr_env_real();
    const char   *path = wr_arena_printf(arena, "/tmp/weir-test-%016" PRIx64, env->random(env->self));
    CHECK_OK(wr_dir_make(env, path, 0700, &err), &err);
    return path;
}
__attribute__((unused)) static void folder_remove(const char *path) {
    const wr_env *env = wr_env_real();
    CHECK_INT_EQ(env->io->rmdir(env->io->self, path), 0);
}
#endif
