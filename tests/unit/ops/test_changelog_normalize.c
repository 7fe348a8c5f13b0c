/* Proves that upserts become the changelog that a plain reference makes of them, row by row in order, however the
 * stream is cut into batches and wherever its state is saved and restored; duplicates, tombstones and old images too. */
#include "plan/expr.h"
#include "stream.h"

extern const weir_operator weir_operator_changelog_normalize;

/* Few keys and few values, so that rows repeat; deletes hold anything beside the key, as tombstones hold nothing. */
static void random_stream(stream *made, test_random *random, wr_arena *arena, uint32_t count) {
    uint32_t values = 1 + random_below(random, 3);
    int64_t  mark = WEIR_TIME_MIN;
    *made = (stream){.rows = wr_arena_calloc(arena, count, sizeof(stream_row)), .count = count, .kinds = !random_once_in(random, 6)};
    for (uint32_t i = 0; i < count; i++) {
        stream_row *row = &made->rows[i];
        if (i > 0 && random_once_in(random, 4)) {
            *row = made->rows[random_below(random, i)]; /* the same event again */
        } else {
            random_values(random, row);
            row->id = (int64_t)random_below(random, values);
            row->time = (int64_t)random_below(random, values);
        }
        row->selected = !random_once_in(random, 9);
        row->kind = !made->kinds ? WEIR_ROW_INSERT : (uint8_t)random_below(random, 4);
        row->mark = mark;
        if (random_once_in(random, 3))
            mark = WR_MAX(mark, 0) + 1;
    }
    made->end_mark = mark;
}

static const char *values_text(wr_arena *arena, const stream_row *row) {
    return wr_arena_printf(arena, "|%s|%s|@%" PRId64 "|%s|%s|%s|%s|%" PRId64, row->key_null ? "null" : wr_arena_printf(arena, "%d", row->key),
                           text_or_null(row->name), row->time, row->v_null ? "null" : wr_arena_printf(arena, "%" PRId64, row->v),
                           row->d_null ? "null" : wr_arena_printf(arena, "%.17g", row->d), text_or_null(row->s),
                           row->f_null ? "null" : row->f ? "1" : "0", row->id);
}

typedef struct last_row { const stream_row *key; const char *values; /* NULL: none */ } last_row;

/* Returns the number of keys that have a row in the end. */
static uint32_t reference(const stream *rows, const wr_node *node, wr_arena *arena, lines *out) {
    last_row *all = wr_arena_calloc(arena, rows->count, sizeof *all);
    uint32_t  count = 0;
    for (uint32_t i = 0; i < rows->count; i++) {
        const stream_row *row = &rows->rows[i];
        uint32_t          k = 0;
        if (!row->selected || row->kind == WEIR_ROW_UPDATE_BEFORE)
            continue;
        while (k < count && !same_keys(node, all[k].key, row))
            k++;
        if (k == count)
            all[count++].key = row;
        bool        add = row->kind != WEIR_ROW_DELETE && (!node->filter || (!row->f_null && row->f));
        const char *values = values_text(arena, row), *before = all[k].values;
        all[k].values = add ? values : NULL;
        if (!before && add)
            lines_add(out, "+I%s >%" PRId64, values, row->mark);
        if (before && !add)
            lines_add(out, "-D%s >%" PRId64, before, row->mark);
        if (!before || !add || strcmp(before, values) == 0)
            continue;
        if (node->emit_update_before)
            lines_add(out, "-U%s >%" PRId64, before, row->mark);
        lines_add(out, "+U%s >%" PRId64, values, row->mark);
    }
    uint32_t live = 0;
    for (uint32_t k = 0; k < count; k++)
        live += all[k].values != NULL;
    return live;
}

static void one_stream(uint64_t seed, const char *folder) {
    test_random    random = {seed};
    wr_arena      *arena = wr_arena_create(0);
    wr_node        input = {.schema = &stream_schema}, *inputs[] = {&input};
    const uint32_t keys[][2] = {{COLUMN_KEY, 0}, {COLUMN_NAME, 0}, {COLUMN_NAME, COLUMN_KEY}};
    uint32_t       choice = random_below(&random, 3);
    wr_node        node = {.kind = WR_NODE_CHANGELOG_NORMALIZE, .uid = "op", .inputs = inputs, .input_count = 1, .schema = &stream_schema,
                           .keys = keys[choice], .key_count = choice == 2 ? 2 : 1, .emit_update_before = !random_once_in(&random, 3)};
    stream         rows;
    lines          want, out, late;
    char           what[100];
    if (random_once_in(&random, 3))
        node.filter = wr_expr_column(arena, COLUMN_F, stream_fields[COLUMN_F].type, "f");
    random_stream(&rows, &random, arena, 1 + random_below(&random, seed % 10 == 0 ? 3000 : 300));
    lines_open(&want);
    uint32_t live = reference(&rows, &node, arena, &want);
    for (uint32_t c = 0; c < CUTTING_COUNT && check_state.bad_checks < 5; c++) {
        drive on;
        snprintf(what, sizeof what, "seed %" PRIu64 ", cutting %u", seed, c);
        drive_open(&on, &weir_operator_changelog_normalize, &node, folder);
        on.with_marks = true;
        feed(&on, &rows, &cuttings[c]);
        lines_check(&on.out, &want, what);
        CHECK_INT_EQ(on.watermark, rows.end_mark);
        CHECK_UINT_EQ(wr_store_rows(on.store), live);
        drive_close(&on);
    }
    lines_open(&out);
    lines_open(&late);
    feed_rescaled(&weir_operator_changelog_normalize, &node, &rows, &cuttings[seed % 3], true, folder, &out, &late);
    lines_sort(&want);
    snprintf(what, sizeof what, "seed %" PRIu64 ", one worker, three, one", seed);
    lines_check(&out, &want, what);
    lines_close(&out);
    lines_close(&late);
    lines_close(&want);
    wr_arena_destroy(arena);
}

TEST(every_cutting_gives_the_reference) {
    wr_arena   *arena = wr_arena_create(0);
    const char *folder = folder_make(arena);
    for (uint64_t seed = 1; seed <= 100 && check_state.bad_checks == 0; seed++)
        one_stream(seed, folder);
    folder_remove(folder);
    wr_arena_destroy(arena);
}

int main(void) {
    RUN(every_cutting_gives_the_reference);
    return CHECK_RESULT();
}
