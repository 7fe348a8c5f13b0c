/* Proves that UNNEST gives a row for each part of arrays, arrays of rows, maps and multisets, with the kind, the kept columns and the
 * watermark of its row, as a plain loop over the rows does: outer or not, with and without a condition, however the rows are cut into
 * batches and however many parts a row has. */
#include "stream.h"

#include "batch/nested.h"

extern const weir_operator weir_operator_unnest;

#define ROW_MAX  600u
#define PART_MAX 5000u

typedef struct source_row {
    int64_t     id, mark;
    bool        null, selected;
    uint8_t     kind;
    uint32_t    count;
    weir_value *parts, *seconds; /* ROW parts: seconds[i] is the BOOLEAN behind */
    weir_string value;
} source_row;

typedef struct setting { weir_type_id id; bool rows, outer, ordinality, condition; } setting;

static const char *number_text(wr_arena *arena, const weir_value *value) {
    return value->is_null ? "null" : wr_arena_printf(arena, "%" PRId64, value->u.i64);
}

static weir_type collection_type(wr_arena *arena, const setting *set) {
    static const char *const names[] = {"x", "ok"};
    const weir_type number = weir_type_of(WEIR_TYPE_INT, true), fields[] = {number, weir_type_of(WEIR_TYPE_BOOLEAN, true)};
    const weir_type element = set->rows ? wr_row_type(arena, names, fields, 2, true) : number;
    return set->id == WEIR_TYPE_ARRAY ? wr_array_type(arena, element, true) : set->id == WEIR_TYPE_MULTISET ? wr_multiset_type(arena, element, true) :
           wr_map_type(arena, number, fields[1], true);
}

static void random_row(test_random *random, const setting *set, weir_type type, wr_arena *arena, source_row *row) {
    weir_error err;
    row->count = random_once_in(random, 40) ? random_below(random, PART_MAX) : random_below(random, 6);
    row->null = random_once_in(random, 6);
    row->parts = wr_arena_calloc(arena, row->count + 1, sizeof *row->parts);
    row->seconds = wr_arena_calloc(arena, row->count + 1, sizeof *row->seconds);
    for (uint32_t i = 0; i < row->count; i++) {
        row->parts[i] = (weir_value){.is_null = random_once_in(random, 5), .u.i64 = random_below(random, 50)};
        row->seconds[i] = (weir_value){.is_null = random_once_in(random, 5), .u.i64 = random_once_in(random, 3)};
        if (set->id == WEIR_TYPE_MULTISET)
            row->seconds[i] = (weir_value){.u.i64 = 1 + random_below(random, 3)};
    }
    if (set->id != WEIR_TYPE_ARRAY) {
        row->count = wr_map_unique(wr_map_key_type(type), row->parts, row->seconds, row->count);
        CHECK_OK(wr_map_of(type, row->parts, row->seconds, row->count, arena, &row->value, &err), &err);
        return;
    }
    weir_value *elements = row->parts;
    if (set->rows) {
        elements = wr_arena_calloc(arena, row->count + 1, sizeof *elements);
        for (uint32_t i = 0; i < row->count; i++) {
            const weir_value fields[] = {row->parts[i], row->seconds[i]};
            elements[i].is_null = row->parts[i].is_null && row->seconds[i].is_null; /* a NULL row is no part */
            if (!elements[i].is_null)
                CHECK_OK(wr_row_make(wr_element_type(type), fields, arena, &elements[i].u.string, &err), &err);
        }
    }
    CHECK_OK(wr_array_make(type, elements, row->count, arena, &row->value, &err), &err);
}

/* What should come out of the row. */
static void want_row(const setting *set, const source_row *row, wr_arena *arena, lines *want) {
    static const char *const kinds[] = {"+I", "-U", "+U", "-D"};
    const bool two = set->rows || set->id == WEIR_TYPE_MAP;
    uint32_t   ordinality = 0, found = 0;
    for (uint32_t i = 0; i < row->count && !row->null; i++) {
        const int64_t times = set->id == WEIR_TYPE_MULTISET ? row->seconds[i].u.i64 : 1;
        for (int64_t n = 0; n < times; n++) {
            ordinality++;
            if (set->rows && row->parts[i].is_null && row->seconds[i].is_null)
                continue;
            if (set->condition && (row->seconds[i].is_null || !row->seconds[i].u.i64))
                continue;
            found++;
            lines_add(want, "%s|%" PRId64 "|%s%s%s%s >%" PRId64, kinds[row->kind], row->id, number_text(arena, &row->parts[i]),
                      two ? wr_arena_printf(arena, "|%s", number_text(arena, &row->seconds[i])) : "", set->ordinality ? "|" : "",
                      set->ordinality ? wr_arena_printf(arena, "%u", ordinality) : "", row->mark);
        }
    }
    if (found == 0 && set->outer)
        lines_add(want, "%s|%" PRId64 "|null%s%s >%" PRId64, kinds[row->kind], row->id, two ? "|null" : "", set->ordinality ? "|null" : "", row->mark);
}

static void feed_rows(drive *on, const source_row *rows, uint32_t count, bool kinds, test_random *random, const weir_schema *schema, int64_t end_mark) {
    static int64_t      ids[WEIR_BATCH_ROWS];
    static weir_string  values[WEIR_BATCH_ROWS];
    static uint8_t      nulls[WEIR_BATCH_ROWS], row_kinds[WEIR_BATCH_ROWS];
    static weir_time_ms marks[WEIR_BATCH_ROWS];
    static uint16_t     selection[WEIR_BATCH_ROWS];
    weir_error          err;
    for (uint32_t first = 0, size; first < count; first += size) {
        uint32_t selected = 0;
        size = 1 + random_below(random, 1u << random_below(random, 10));
        size = WR_MIN(size, count - first);
        for (uint32_t i = 0; i < size; i++) {
            const source_row *row = &rows[first + i];
            ids[i] = row->id;
            values[i] = row->value;
            nulls[i] = row->null;
            row_kinds[i] = row->kind;
            marks[i] = row->mark;
            if (row->selected)
                selection[selected++] = (uint16_t)i;
        }
        const weir_column both[] = {{schema->fields[0].type, ids, NULL}, {schema->fields[1].type, values, nulls}};
        const weir_batch  batch = {.schema = schema, .columns = both, .row_count = size, .selected_count = selected, .selection = selected == size ? NULL : selection,
                                   .row_kinds = kinds ? row_kinds : NULL, .row_watermarks = marks,
                                   .watermark = first + size < count ? rows[first + size].mark : end_mark};
        CHECK_OK(on->op->process(on->self, 0, &batch, &on->collector, &err), &err);
    }
}

static void one_stream(const setting *set, uint64_t seed) {
    test_random    random = {seed};
    wr_arena      *arena = wr_arena_create(0);
    const weir_type type = collection_type(arena, set), id = weir_type_of(WEIR_TYPE_BIGINT, false), number = weir_type_of(WEIR_TYPE_INT, true);
    weir_field     in_fields[] = {{"id", id}, {"c", type}}, fields[4] = {{"id", id}, {"x", number}};
    weir_schema    in_schema = {2, in_fields}, schema = {2, fields};
    wr_node        input = {.schema = &in_schema}, *inputs[] = {&input};
    const uint32_t kept[] = {0}, count = random_below(&random, ROW_MAX);
    source_row    *rows = wr_arena_calloc(arena, count + 1, sizeof *rows);
    int64_t        mark = WEIR_TIME_MIN;
    bool           kinds = random_once_in(&random, 2);
    lines          want;
    drive          on;
    if (set->rows || set->id == WEIR_TYPE_MAP)
        fields[schema.field_count++] = (weir_field){"ok", weir_type_of(WEIR_TYPE_BOOLEAN, true)};
    if (set->ordinality)
        fields[schema.field_count++] = (weir_field){"o", number};
    wr_node node = {.kind = WR_NODE_UNNEST, .inputs = inputs, .input_count = 1, .schema = &schema,
                    .unnest = {.column = 1, .kept = kept, .kept_count = 1, .outer = set->outer, .with_ordinality = set->ordinality}};
    if (set->condition)
        node.filter = wr_expr_column(arena, 2, fields[2].type, "ok");
    lines_open(&want);
    for (uint32_t i = 0; i < count; i++) {
        rows[i] = (source_row){.id = i, .mark = mark, .selected = !random_once_in(&random, 5), .kind = kinds ? (uint8_t)random_below(&random, 4) : 0};
        random_row(&random, set, type, arena, &rows[i]);
        if (rows[i].selected)
            want_row(set, &rows[i], arena, &want);
        if (random_once_in(&random, 3))
            mark = WR_MAX(mark, 0) + 1;
    }
    char what[100];
    snprintf(what, sizeof what, "type %d, seed %" PRIu64, (int)set->id, seed);
    drive_open(&on, &weir_operator_unnest, &node, NULL);
    on.with_marks = true;
    feed_rows(&on, rows, count, kinds, &random, &in_schema, mark);
    lines_check(&on.out, &want, what);
    CHECK(count == 0 || on.watermark == mark);
    drive_close(&on);
    lines_close(&want);
    wr_arena_destroy(arena);
}

TEST(every_part_is_a_row) {
    static const setting settings[] = {
        {WEIR_TYPE_ARRAY, false, false, false, false}, {WEIR_TYPE_ARRAY, false, true, true, false}, {WEIR_TYPE_ARRAY, true, false, true, false},
        {WEIR_TYPE_ARRAY, true, true, false, false},   {WEIR_TYPE_ARRAY, true, true, true, true},   {WEIR_TYPE_MAP, false, false, false, false},
        {WEIR_TYPE_MAP, false, true, true, true},      {WEIR_TYPE_MULTISET, false, true, true, false}, {WEIR_TYPE_MULTISET, false, false, false, false}};
    for (size_t i = 0; i < sizeof settings / sizeof settings[0]; i++)
        for (uint64_t seed = 1; seed <= 6 && check_state.bad_checks == 0; seed++)
            one_stream(&settings[i], seed);
}

int main(void) {
    RUN(every_part_is_a_row);
    return CHECK_RESULT();
}
