/* Proves that windows over TUMBLE and HOP give a plain reference's rows and late rows, however the stream is
 * cut into batches and wherever its state is saved and restored; also when rows are taken back. */
#include "stream.h"

extern const weir_operator weir_operator_window_aggregate;

static int64_t floor_to(int64_t time, int64_t width, int64_t offset) {
    int64_t rest = (time - offset) % width;
    return time - (rest < 0 ? rest + width : rest);
}

/* Rows out of order, times before 1970 too; the watermark follows the largest time. With `takes` rows are taken back, too. */
static void random_stream(stream *made, test_random *random, wr_arena *arena, uint32_t count, bool takes) {
    stream_row **standing = wr_arena_calloc(arena, count, sizeof *standing);
    uint32_t     stands = 0, taking = 1 + random_below(random, 5); /* of 10 */
    int64_t  time = (int64_t)random_below(random, 200) - 100, top = INT64_MIN, mark = WEIR_TIME_MIN;
    uint32_t spread = 1 + random_below(random, 60), delay = random_below(random, 40);
    uint32_t step = 1 + random_below(random, 12);
    *made = (stream){.rows = wr_arena_calloc(arena, count, sizeof(stream_row)), .count = count, .kinds = takes};
    for (uint32_t i = 0; i < count; i++) {
        stream_row *row = &made->rows[i];
        row->mark = mark;
        row->selected = true;
        if (random_once_in(random, 40)) { /* time moves without a row */
            row->is_time = true;
            int64_t moved = time - (int64_t)random_below(random, 30);
            mark = WR_MAX(mark, moved);
            row->mark = mark;
            continue;
        }
        if (takes && stands != 0 && random_below(random, 10) < taking) {
            uint32_t which = stands - 1 - random_below(random, WR_MIN(stands, 20));
            *row = *standing[which];
            row->mark = mark;
            row->kind = random_once_in(random, 2) ? WEIR_ROW_DELETE : WEIR_ROW_UPDATE_BEFORE;
            standing[which] = standing[--stands];
            continue;
        }
        time += random_below(random, step) + (random_once_in(random, 60) ? random_below(random, 300) : 0);
        random_values(random, row);
        row->id = i;
        row->time = time - (int64_t)random_below(random, spread);
        row->selected = !random_once_in(random, 9); /* filtered rows move time, too */
        top = WR_MAX(top, row->time);
        mark = WR_MAX(mark, top - (int64_t)delay);
        row->kind = takes && random_once_in(random, 2) ? WEIR_ROW_UPDATE_AFTER : WEIR_ROW_INSERT;
        if (row->selected)
            standing[stands++] = row;
    }
    made->end_mark = mark;
}

typedef struct placed { int64_t end; const stream_row *row; } placed;

static int compare_placed(const void *a, const void *b) {
    const placed *left = a, *right = b;
    return left->end != right->end ? (left->end > right->end) - (left->end < right->end)
                                   : (left->row > right->row) - (left->row < right->row);
}

/* The row that is taken back goes from the group. */
static uint32_t take_row(const stream_row **group, uint32_t count, const stream_row *row) {
    uint32_t at = 0;
    while (at < count && group[at]->id != row->id)
        at++;
    if (at == count)
        return count;
    memmove(group + at, group + at + 1, (count - at - 1) * sizeof *group);
    return count - 1;
}

/* A row counts in each of its windows that had not fired when it came; in none: it is late. */
static void reference(const stream *rows, const wr_node *node, lines *out, lines *late) {
    int64_t   size = node->window.size_ms, slide = node->window.slide_ms;
    wr_arena *arena = wr_arena_create(0);
    placed   *all = NULL;
    size_t    count = 0, capacity = 0;
    for (uint32_t i = 0; i < rows->count; i++) {
        const stream_row *row = &rows->rows[i];
        bool              counted = false;
        if (row->is_time || !row->selected)
            continue;
        int64_t first = floor_to(row->time, slide, node->window.offset_ms) + slide;
        for (int64_t end = first; end < first + size; end += slide) {
            if (end - 1 <= row->mark)
                continue;
            all = wr_arena_grow(arena, all, count, &capacity, sizeof *all);
            all[count++] = (placed){end, row};
            counted = true;
        }
        if (!counted)
            lines_add(late, "late %" PRId64 " at %" PRId64, row->id, row->mark);
    }
    if (count != 0)
        qsort(all, count, sizeof *all, compare_placed);
    bool *done = wr_arena_calloc(arena, count + 1, sizeof *done);
    for (size_t i = 0; i < count; i++) {
        const stream_row **group = wr_arena_calloc(arena, count - i, sizeof *group);
        uint32_t           n = 0;
        if (done[i])
            continue;
        for (size_t j = i; j < count && all[j].end == all[i].end; j++)
            if (!done[j] && same_keys(node, all[i].row, all[j].row)) {
                done[j] = true;
                if (weir_row_is_add(all[j].row->kind))
                    group[n++] = all[j].row;
                else
                    n = take_row(group, n, all[j].row);
            }
        if (n == 0)
            continue;
        const char *text = wr_arena_printf(arena, "+I%s", keys_text(arena, node, all[i].row));
        for (uint32_t c = 0; c < node->aggregate_count; c++)
            text = wr_arena_printf(arena, "%s|%s", text, call_text(arena, &node->aggregates[c], group, n));
        lines_add(out, "%s|@%" PRId64 "|@%" PRId64 "|@%" PRId64, text, all[i].end - size, all[i].end, all[i].end - 1);
    }
    wr_arena_destroy(arena);
}

/* Windows come in the order of their ends. */
static void check_order(const lines *out) {
    int64_t before = INT64_MIN;
    for (size_t i = 0; i < out->count; i++) {
        int64_t end = strtoll(strrchr(out->items[i], '@') + 1, NULL, 10);
        CHECK(end >= before);
        before = end;
    }
}

static void one_stream(uint64_t seed, const char *folder) {
    static const int64_t sizes[][2] = {{10, 10}, {50, 50}, {20, 10}, {60, 10}, {50, 25}, {12, 1}, {1000, 100}, {1, 1}};
    test_random random = {seed};
    wr_arena   *arena = wr_arena_create(0);
    random_node made;
    stream      rows;
    lines       want, want_late;
    bool        takes = random_once_in(&random, 3);
    uint32_t    kind = random_below(&random, takes ? 2 : 8);
    make_node(&made, &random, WR_NODE_WINDOW_AGGREGATE, 3);
    made.node.window = (wr_window){.kind = sizes[kind][0] == sizes[kind][1] ? WR_WINDOW_TUMBLE : WR_WINDOW_HOP,
                                   .size_ms = sizes[kind][0], .slide_ms = sizes[kind][1], .time_column = COLUMN_TIME};
    if (random_once_in(&random, 3))
        made.node.window.offset_ms = (int64_t)random_below(&random, 30) - 15;
    made.node.input_retracts = takes;
    random_stream(&rows, &random, arena, 1 + random_below(&random, seed % 10 == 0 ? 2500 : 300), takes);
    lines_open(&want);
    lines_open(&want_late);
    reference(&rows, &made.node, &want, &want_late);
    lines_sort(&want);
    for (uint32_t c = 0; c < CUTTING_COUNT && check_state.bad_checks < 5; c++) {
        drive on;
        char  what[100];
        snprintf(what, sizeof what, "seed %" PRIu64 ", cutting %u%s", seed, c, takes ? ", rows are taken back" : "");
        drive_open(&on, &weir_operator_window_aggregate, &made.node, folder);
        feed(&on, &rows, &cuttings[c]);
        check_order(&on.out);
        lines_sort(&on.out);
        lines_check(&on.out, &want, what);
        lines_check(&on.late, &want_late, what);
        CHECK_UINT_EQ(on.counters[2], want_late.count);
        CHECK_UINT_EQ(wr_store_rows(on.store), 0); /* every slice was dropped */
        CHECK_INT_EQ(on.watermark, WEIR_TIME_MAX);
        drive_close(&on);
    }
    lines out, out_late;
    lines_open(&out);
    lines_open(&out_late);
    feed_rescaled(&weir_operator_window_aggregate, &made.node, &rows, &cuttings[seed % 3], false, folder, &out, &out_late);
    lines_sort(&want_late);
    char what[100];
    snprintf(what, sizeof what, "seed %" PRIu64 ", one worker, three, one", seed);
    lines_check(&out, &want, what);
    lines_check(&out_late, &want_late, what);
    lines_close(&out);
    lines_close(&out_late);
    lines_close(&want);
    lines_close(&want_late);
    wr_arena_destroy(arena);
}

TEST(every_cutting_gives_the_reference) {
    wr_arena   *arena = wr_arena_create(0);
    const char *folder = folder_make(arena);
    for (uint64_t seed = 1; seed <= 120 && check_state.bad_checks == 0; seed++)
        one_stream(seed, folder);
    folder_remove(folder);
    wr_arena_destroy(arena);
}

/* The first windows of a slice have fired, the last not: the row counts there and is not late. */
TEST(a_row_counts_in_what_has_not_fired) {
    stream_row  rows[2] = {{.selected = true, .time = 5, .mark = 14, .id = 1}, {.selected = true, .time = 4, .mark = 19, .id = 2}};
    stream      all = {rows, 2, 19, false};
    random_node made;
    test_random random = {1};
    drive       on;
    wr_arena   *arena = wr_arena_create(0);
    const char *folder = folder_make(arena);
    make_node(&made, &random, WR_NODE_WINDOW_AGGREGATE, 3);
    made.node.key_count = made.node.aggregate_count = 0;
    made.schema.field_count = 3;
    for (uint32_t i = 0; i < 3; i++)
        made.fields[i] = (weir_field){"time", {.id = WEIR_TYPE_TIMESTAMP, .length = 3}};
    made.node.window = (wr_window){.kind = WR_WINDOW_HOP, .size_ms = 20, .slide_ms = 10, .time_column = COLUMN_TIME};
    drive_open(&on, &weir_operator_window_aggregate, &made.node, folder);
    feed(&on, &all, &cuttings[4]);
    CHECK_UINT_EQ(on.out.count, 1);
    CHECK_STR_EQ(on.out.items[0], "+I|@0|@20|@19");
    CHECK_UINT_EQ(on.late.count, 1);
    CHECK_STR_EQ(on.late.items[0], "late 2 at 19");
    drive_close(&on);
    folder_remove(folder);
    wr_arena_destroy(arena);
}

int main(void) {
    RUN(every_cutting_gives_the_reference);
    RUN(a_row_counts_in_what_has_not_fired);
    return CHECK_RESULT();
}
