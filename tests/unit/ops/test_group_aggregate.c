/* Proves that a group aggregate sends a plain reference's changelog, row by row in order, however the stream is cut
 * into batches and wherever its state is saved and restored; also when rows are taken back. */
#include "stream.h"

extern const weir_operator weir_operator_group_aggregate;

/* Rows to add and, with `takes`, rows to take back: such that stand, and now and then of a group that is not there. */
static void random_stream(stream *made, test_random *random, wr_arena *arena, uint32_t count, bool takes, bool by_key) {
    stream_row **standing = wr_arena_calloc(arena, count, sizeof *standing);
    uint32_t     stands = 0, taking = 1 + random_below(random, 5); /* of 10 */
    int64_t      mark = WEIR_TIME_MIN;
    *made = (stream){.rows = wr_arena_calloc(arena, count, sizeof(stream_row)), .count = count, .kinds = takes};
    for (uint32_t i = 0; i < count; i++) {
        stream_row *row = &made->rows[i];
        row->id = i;
        row->selected = true;
        if (takes && stands != 0 && random_below(random, 10) < taking) {
            uint32_t which = random_below(random, stands);
            *row = *standing[which];
            row->kind = random_once_in(random, 2) ? WEIR_ROW_DELETE : WEIR_ROW_UPDATE_BEFORE;
            standing[which] = standing[--stands];
        } else {
            random_values(random, row);
            row->time = i;
            row->selected = !random_once_in(random, 9);
            row->kind = takes && random_once_in(random, 2) ? WEIR_ROW_UPDATE_AFTER : WEIR_ROW_INSERT;
            if (takes && by_key && random_once_in(random, 50)) { /* taken back, but nobody has this key */
                row->key = 99;
                row->key_null = false;
                row->kind = WEIR_ROW_DELETE;
            } else if (row->selected) {
                standing[stands++] = row;
            }
        }
        row->mark = mark;
        if (random_once_in(random, 3))
            mark = WR_MAX(mark, 0) + 1;
    }
    made->end_mark = mark;
}

/* A running sum of doubles: the same additions in the same order, anew when the group was empty. */
typedef struct group { const stream_row **rows; uint32_t count; double sum; int64_t sum_count; } group;

static void sum_row(group *one, const stream_row *row, int sign) {
    if (row->d_null)
        return;
    one->sum += sign * row->d;
    one->sum_count += sign;
}

static const char *result_text(wr_arena *arena, const wr_node *node, const group *one) {
    const char *text = "";
    for (uint32_t c = 0; c < node->aggregate_count; c++) {
        const wr_aggregate_call *call = &node->aggregates[c];
        const char *part = call->aggregate != &weir_aggregate_sum || call->args[0] != COLUMN_D
                               ? call_text(arena, call, one->rows, one->count)
                           : one->sum_count == 0 ? "null"
                                                 : wr_arena_printf(arena, "%.17g", one->sum);
        text = wr_arena_printf(arena, "%s|%s", text, part);
    }
    return text;
}

static bool same_row(const stream_row *a, const stream_row *b) { return a->id == b->id; }

/* One row at a time: the group's result before and after. */
static void reference_row(const wr_node *node, group *one, const stream_row *row, lines *out) {
    wr_arena *arena = wr_arena_create(0);
    bool      add = row->kind == WEIR_ROW_INSERT || row->kind == WEIR_ROW_UPDATE_AFTER;
    uint32_t  had = one->count;
    const char *keys = keys_text(arena, node, row), *before = result_text(arena, node, one);
    if (add) {
        one->rows = wr_realloc(one->rows, (one->count + 1) * sizeof *one->rows);
        one->rows[one->count++] = row;
        sum_row(one, row, 1);
    } else if (one->count != 0) {
        uint32_t k = 0;
        while (k < one->count && !same_row(one->rows[k], row))
            k++;
        if (k < one->count) {
            memmove(one->rows + k, one->rows + k + 1, (one->count - k - 1) * sizeof *one->rows);
            one->count--;
        }
        sum_row(one, row, -1);
        if (one->count == 0) {
            one->sum = 0;
            one->sum_count = 0;
        }
    }
    const char *after = result_text(arena, node, one);
    if (had == 0 && one->count != 0) {
        lines_add(out, "+I%s%s >%" PRId64, keys, after, row->mark);
    } else if (had != 0 && one->count == 0) {
        lines_add(out, "-D%s%s >%" PRId64, keys, before, row->mark);
    } else if (had != 0 && strcmp(before, after) != 0) {
        if (node->emit_update_before)
            lines_add(out, "-U%s%s >%" PRId64, keys, before, row->mark);
        lines_add(out, "+U%s%s >%" PRId64, keys, after, row->mark);
    }
    wr_arena_destroy(arena);
}

static void reference(const stream *rows, const wr_node *node, lines *out) {
    const stream_row **keys = wr_calloc(rows->count, sizeof *keys);
    group             *groups = wr_calloc(rows->count, sizeof *groups);
    uint32_t           count = 0;
    for (uint32_t i = 0; i < rows->count; i++) {
        uint32_t g = 0;
        if (!rows->rows[i].selected)
            continue;
        while (g < count && !same_keys(node, keys[g], &rows->rows[i]))
            g++;
        if (g == count)
            keys[count++] = &rows->rows[i];
        reference_row(node, &groups[g], &rows->rows[i], out);
    }
    for (uint32_t g = 0; g < count; g++)
        wr_free(groups[g].rows);
    wr_free(groups);
    wr_free(keys);
}

static void one_stream(uint64_t seed, const char *folder) {
    test_random random = {seed};
    wr_arena   *arena = wr_arena_create(0);
    random_node made;
    stream      rows;
    lines       want;
    bool        takes = random_once_in(&random, 2);
    make_node(&made, &random, WR_NODE_GROUP_AGGREGATE, 0);
    made.node.input_retracts = takes;
    made.node.emit_update_before = !random_once_in(&random, 4);
    for (uint32_t c = 0; c < made.node.aggregate_count; c++)
        if (random_once_in(&random, 5)) { /* sums of doubles do not go back to where they were */
            made.calls[c] = (wr_aggregate_call){.aggregate = &weir_aggregate_sum, .args = {COLUMN_D}, .arg_count = 1, .filter = -1,
                                                .result = stream_fields[COLUMN_D].type, .text = "SUM(d)"};
            made.fields[made.node.key_count + c].type = stream_fields[COLUMN_D].type;
        }
    random_stream(&rows, &random, arena, 1 + random_below(&random, seed % 10 == 0 ? 3000 : 300), takes,
                  made.node.key_count == 2 || (made.node.key_count == 1 && made.keys[0] == COLUMN_KEY));
    lines_open(&want);
    reference(&rows, &made.node, &want);
    for (uint32_t c = 0; c < CUTTING_COUNT && check_state.bad_checks < 5; c++) {
        drive on;
        char  what[100];
        snprintf(what, sizeof what, "seed %" PRIu64 ", cutting %u%s", seed, c, takes ? ", rows are taken back" : "");
        drive_open(&on, &weir_operator_group_aggregate, &made.node, folder);
        on.with_marks = true;
        feed(&on, &rows, &cuttings[c]);
        lines_check(&on.out, &want, what);
        CHECK_INT_EQ(on.watermark, rows.end_mark);
        drive_close(&on);
    }
    lines out, late;
    lines_open(&out);
    lines_open(&late);
    feed_rescaled(&weir_operator_group_aggregate, &made.node, &rows, &cuttings[seed % 3], true, folder, &out, &late);
    lines_sort(&want);
    char what[100];
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

/* A stream of rows whose aggregates read all kinds of types must not grow the operator's own memory. */
TEST(memory_does_not_grow_with_the_rows) {
    wr_arena   *arena = wr_arena_create(0);
    const char *folder = folder_make(arena);
    test_random random = {5};
    random_node made;
    stream      rows;
    drive       on;
    make_node(&made, &random, WR_NODE_GROUP_AGGREGATE, 0);
    made.node.input_retracts = true;
    made.node.key_count = 1;
    made.node.aggregate_count = 2;
    made.calls[0] = (wr_aggregate_call){.aggregate = &weir_aggregate_max, .args = {COLUMN_S}, .arg_count = 1, .filter = -1,
                                        .result = stream_fields[COLUMN_S].type, .text = "MAX(s)"};
    made.calls[1] = (wr_aggregate_call){.aggregate = &weir_aggregate_min, .args = {COLUMN_V}, .arg_count = 1, .filter = -1,
                                        .result = stream_fields[COLUMN_V].type, .text = "MIN(v)"};
    made.fields[0] = stream_fields[made.keys[0]];
    made.fields[1] = stream_fields[COLUMN_S];
    made.fields[2] = stream_fields[COLUMN_V];
    made.schema.field_count = 3;
    random_stream(&rows, &random, arena, 3000, true, false);
    drive_open(&on, &weir_operator_group_aggregate, &made.node, folder);
    feed(&on, &rows, &cuttings[1]);
    size_t used = wr_arena_used(on.arena);
    uint64_t bytes = wr_store_bytes(on.store);
    feed(&on, &rows, &cuttings[1]);
    feed(&on, &rows, &cuttings[1]);
    CHECK_UINT_EQ(wr_arena_used(on.arena), used);
    CHECK(wr_store_bytes(on.store) < bytes + bytes / 2);
    drive_close(&on);
    folder_remove(folder);
    wr_arena_destroy(arena);
}

int main(void) {
    RUN(every_cutting_gives_the_reference);
    RUN(memory_does_not_grow_with_the_rows);
    return CHECK_RESULT();
}
