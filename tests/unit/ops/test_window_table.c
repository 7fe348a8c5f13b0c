/* Proves that TUMBLE and HOP without an aggregate give every row its windows, in Flink's order, with its kind and
 * the watermark in force before it. */
#include "stream.h"

extern const weir_operator weir_operator_window_table;

static int64_t floor_to(int64_t time, int64_t width, int64_t offset) {
    int64_t rest = (time - offset) % width;
    return time - (rest < 0 ? rest + width : rest);
}

static void random_stream(stream *made, test_random *random, wr_arena *arena, uint32_t count) {
    int64_t mark = WEIR_TIME_MIN;
    *made = (stream){.rows = wr_arena_calloc(arena, count, sizeof(stream_row)), .count = count,
                     .kinds = random_once_in(random, 2)};
    for (uint32_t i = 0; i < count; i++) {
        stream_row *row = &made->rows[i];
        random_values(random, row);
        row->id = i;
        row->mark = mark;
        row->time = (int64_t)random_below(random, 2000) - 1000;
        row->selected = !random_once_in(random, 5);
        row->kind = made->kinds ? (uint8_t)random_below(random, 4) : 0;
        if (random_once_in(random, 3))
            mark = WR_MAX(mark, 0) + 1;
    }
    made->end_mark = mark;
}

static void one_stream(uint64_t seed) {
    static const int64_t     sizes[][2] = {{10, 10}, {20, 10}, {60, 10}, {50, 25}, {300, 100}, {1, 1}};
    static const char *const kinds[] = {"+I", "-U", "+U", "-D"};
    test_random random = {seed};
    wr_arena   *arena = wr_arena_create(0);
    wr_node     input = {.schema = &stream_schema}, *inputs[] = {&input};
    weir_field  fields[COLUMN_COUNT + 3];
    weir_schema schema = {COLUMN_COUNT + 3, fields};
    const int64_t *size = sizes[random_below(&random, 6)];
    memcpy(fields, stream_fields, sizeof stream_fields);
    for (uint32_t t = 0; t < 3; t++)
        fields[COLUMN_COUNT + t] = (weir_field){"time", {.id = WEIR_TYPE_TIMESTAMP, .length = 3}};
    const wr_node node = {.kind = WR_NODE_WINDOW_TABLE, .inputs = inputs, .input_count = 1, .schema = &schema,
                          .window = {.kind = size[0] == size[1] ? WR_WINDOW_TUMBLE : WR_WINDOW_HOP, .size_ms = size[0],
                                     .slide_ms = size[1], .offset_ms = (int64_t)random_below(&random, 9), .time_column = COLUMN_TIME}};
    stream rows;
    lines  want;
    random_stream(&rows, &random, arena, 1 + random_below(&random, 3000));
    lines_open(&want);
    for (uint32_t i = 0; i < rows.count; i++) {
        const stream_row *row = &rows.rows[i];
        int64_t           start = floor_to(row->time, size[1], node.window.offset_ms);
        for (; row->selected && start > row->time - size[0]; start -= size[1])
            lines_add(&want, "%s|%s|%s|@%" PRId64 "|%s|%s|%s|%s|%" PRId64 "|@%" PRId64 "|@%" PRId64 "|@%" PRId64 " >%" PRId64,
                      kinds[row->kind], row->key_null ? "null" : wr_arena_printf(arena, "%d", row->key), text_or_null(row->name),
                      row->time, row->v_null ? "null" : wr_arena_printf(arena, "%" PRId64, row->v),
                      row->d_null ? "null" : wr_arena_printf(arena, "%.17g", row->d), text_or_null(row->s),
                      row->f_null ? "null" : row->f ? "1" : "0", row->id, start, start + size[0], start + size[0] - 1, row->mark);
    }
    for (uint32_t c = 0; c < 5; c++) {
        drive on;
        char  what[100];
        snprintf(what, sizeof what, "seed %" PRIu64 ", cutting %u", seed, c);
        drive_open(&on, &weir_operator_window_table, &node, NULL);
        on.with_marks = true;
        feed(&on, &rows, &cuttings[c]);
        lines_check(&on.out, &want, what);
        CHECK_INT_EQ(on.watermark, rows.end_mark);
        drive_close(&on);
    }
    lines_close(&want);
    wr_arena_destroy(arena);
}

TEST(every_row_has_its_windows) {
    for (uint64_t seed = 1; seed <= 15 && check_state.bad_checks == 0; seed++)
        one_stream(seed);
}

int main(void) {
    RUN(every_row_has_its_windows);
    return CHECK_RESULT();
}
