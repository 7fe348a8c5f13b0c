/* Proves that state expires as in Flink, by a clock of the test's: groups with their sums, values of DISTINCT, MIN and MAX, and
 * last rows of keys are compared with plain references, row by row, however the stream is cut, while the job goes down and up again
 * and time passes; and that expired rows leave memory and checkpoints. */
#include "plan/expr.h"
#include "stream.h"

extern const weir_operator weir_operator_group_aggregate, weir_operator_changelog_normalize;

#define TTL 100

/* ---- a clock ---- */

typedef struct clock_env { wr_env env; int64_t now_ms; uint32_t warnings; } clock_env;

static int64_t clock_wall(void *self) { return ((clock_env *)self)->now_ms; }

static void clock_log(void *self, wr_log_level level, const char *line) {
    clock_env *clock = self;
    (void)line;
    clock->warnings += level == WR_LOG_WARN;
}

static void clock_init(clock_env *clock) {
    clock->env = *wr_env_real();
    clock->env.self = clock;
    clock->env.wall_ms = clock_wall;
    clock->env.log = clock_log;
    clock->now_ms = 1000000;
    clock->warnings = 0;
}

static void open_at(drive *on, const weir_operator *op, const wr_node *node, const char *folder, clock_env *clock) {
    drive_prepare(on, op, node, folder, 0, 1);
    on->env = &clock->env;
    drive_start(on);
}

/* Goes down and up again with what the checkpoint holds, under another node perhaps, at a later time. */
static void go_down(drive *on, clock_env *clock, int64_t down_ms, const wr_node *node) {
    clock->now_ms += down_ms;
    on->node = node;
    drive_checkpoint(on, true);
}

/* ---- groups: GROUP BY key: COUNT(*), SUM(v), COUNT(DISTINCT v), MIN(v) ---- */

enum { VALUES_MAX = 64, KEYS = 5 };

/* A value that a group has seen, for DISTINCT or MIN: how often, and when that was written. */
typedef struct seen { int64_t v, count, written; } seen;
typedef struct values { seen items[VALUES_MAX]; uint32_t count; } values;

typedef struct group {
    int64_t written, rows, sum, sum_count, distinct;
    values  of_distinct, of_min;
    bool    has_min;
    int64_t min;
} group;

static bool is_expired(int64_t written, int64_t now_ms) { return now_ms - written >= TTL; }

/* The value where it is not expired, or NULL; an expired one is gone. */
static seen *find(values *all, int64_t v, int64_t now_ms) {
    for (uint32_t i = 0; i < all->count; i++) {
        if (all->items[i].v != v)
            continue;
        if (!is_expired(all->items[i].written, now_ms))
            return &all->items[i];
        all->items[i] = all->items[--all->count];
        return NULL;
    }
    return NULL;
}

/* Is it new? */
static bool add_value(values *all, int64_t v, int64_t now_ms, bool counted) {
    seen *one = find(all, v, now_ms);
    bool  is_new = one == NULL;
    if (is_new) {
        one = &all->items[all->count++];
        *one = (seen){v, 0, now_ms};
    }
    one->count++;
    if (counted)
        one->written = now_ms;
    return is_new;
}

/* Was it the last of its kind? */
static bool take_value(values *all, int64_t v, int64_t now_ms) {
    seen *one = find(all, v, now_ms);
    if (one == NULL)
        return false;
    one->written = now_ms;
    if (--one->count != 0)
        return false;
    *one = all->items[--all->count];
    return true;
}

static void min_of(group *g, int64_t now_ms) {
    g->has_min = false;
    for (uint32_t i = 0; i < g->of_min.count; i++) {
        const seen *one = &g->of_min.items[i];
        if (is_expired(one->written, now_ms) || (g->has_min && one->v >= g->min))
            continue;
        g->has_min = true;
        g->min = one->v;
    }
}

static void add_row(group *g, const stream_row *row, int64_t now_ms, bool retracts) {
    g->rows++;
    if (row->v_null)
        return;
    g->sum += row->v;
    g->sum_count++;
    g->distinct += add_value(&g->of_distinct, row->v, now_ms, retracts);
    if (retracts)
        add_value(&g->of_min, row->v, now_ms, true);
    if (!g->has_min || row->v < g->min)
        g->min = row->v;
    g->has_min = true;
}

static void take_row(group *g, const stream_row *row, int64_t now_ms) {
    g->rows--;
    if (row->v_null)
        return;
    g->sum -= row->v;
    g->sum_count--;
    g->distinct -= take_value(&g->of_distinct, row->v, now_ms);
    if (take_value(&g->of_min, row->v, now_ms) && g->has_min && g->min == row->v)
        min_of(g, now_ms);
}

static const char *group_text(wr_arena *arena, const group *g) {
    const char *sum = g->sum_count == 0 ? "null" : wr_arena_printf(arena, "%" PRId64, g->sum);
    const char *min = g->has_min ? wr_arena_printf(arena, "%" PRId64, g->min) : "null";
    return wr_arena_printf(arena, "|%" PRId64 "|%s|%" PRId64 "|%s", g->rows, sum, g->distinct, min);
}

/* Returns whether the row took back what is not there. */
static bool reference_row(const wr_node *node, group *g, const stream_row *row, int64_t now_ms, lines *out) {
    wr_arena   *arena = wr_arena_create(0);
    const bool  add = row->kind == WEIR_ROW_INSERT || row->kind == WEIR_ROW_UPDATE_AFTER;
    if (is_expired(g->written, now_ms))
        memset(g, 0, sizeof *g);
    const bool  was = g->rows > 0;
    const char *before = group_text(arena, g);
    g->written = now_ms;
    if (add)
        add_row(g, row, now_ms, node->input_retracts);
    else if (was)
        take_row(g, row, now_ms);
    const char *after = group_text(arena, g);
    if (!was && g->rows > 0)
        lines_add(out, "+I|%d%s", row->key, after);
    if (was && g->rows == 0)
        lines_add(out, "-D|%d%s", row->key, before);
    if (was && g->rows > 0) {
        if (node->emit_update_before)
            lines_add(out, "-U|%d%s", row->key, before);
        lines_add(out, "+U|%d%s", row->key, after);
    }
    if (g->rows == 0)
        memset(g, 0, sizeof *g);
    wr_arena_destroy(arena);
    return !add && !was;
}

typedef struct group_node {
    wr_node           node, input, *inputs[1];
    uint32_t          keys[1];
    wr_aggregate_call calls[4];
    weir_field        fields[5];
    weir_schema       schema;
} group_node;

static void make_group_node(group_node *made, bool retracts) {
    const weir_type bigint = {.id = WEIR_TYPE_BIGINT, .nullable = true};
    memset(made, 0, sizeof *made);
    made->input.schema = &stream_schema;
    made->inputs[0] = &made->input;
    made->keys[0] = COLUMN_KEY;
    made->calls[0] = (wr_aggregate_call){.aggregate = &weir_aggregate_count, .filter = -1, .result = bigint, .text = "COUNT(*)"};
    made->calls[1] = (wr_aggregate_call){.aggregate = &weir_aggregate_sum, .args = {COLUMN_V}, .arg_count = 1, .filter = -1, .result = bigint, .text = "SUM(v)"};
    made->calls[2] = (wr_aggregate_call){.aggregate = &weir_aggregate_count, .args = {COLUMN_V}, .arg_count = 1, .filter = -1, .distinct = true, .result = bigint,
                                         .text = "COUNT(DISTINCT v)"};
    made->calls[3] = (wr_aggregate_call){.aggregate = &weir_aggregate_min, .args = {COLUMN_V}, .arg_count = 1, .filter = -1, .result = bigint, .text = "MIN(v)"};
    made->fields[0] = stream_fields[COLUMN_KEY];
    for (uint32_t c = 0; c < 4; c++)
        made->fields[c + 1] = (weir_field){"call", bigint};
    made->schema = (weir_schema){5, made->fields};
    made->node = (wr_node){.kind = WR_NODE_GROUP_AGGREGATE, .uid = "op", .inputs = made->inputs, .input_count = 1, .schema = &made->schema, .keys = made->keys,
                           .key_count = 1, .aggregates = made->calls, .aggregate_count = 4, .emit_update_before = true, .input_retracts = retracts,
                           .mode = WEIR_CHANGELOG_RETRACT, .state_ttl_ms = TTL};
}

/* Rows of few keys and values; with `takes` every third takes back one that came (long ago, perhaps), or one that never came. */
static void random_changes(stream *made, test_random *random, wr_arena *arena, uint32_t count, bool takes) {
    *made = (stream){.rows = wr_arena_calloc(arena, count, sizeof(stream_row)), .count = count, .end_mark = WEIR_TIME_MIN, .kinds = takes};
    for (uint32_t i = 0; i < count; i++) {
        stream_row *row = &made->rows[i];
        random_values(random, row);
        row->key_null = false;
        row->v_null = row->v_null && !takes; /* what is taken back without having come has a value, as what is there */
        row->key = (int32_t)random_below(random, KEYS);
        row->kind = WEIR_ROW_INSERT;
        if (takes && i > 0 && random_once_in(random, 3)) {
            *row = made->rows[random_below(random, i)];
            row->kind = random_once_in(random, 2) ? WEIR_ROW_DELETE : WEIR_ROW_UPDATE_BEFORE;
        }
        row->selected = true;
        row->mark = WEIR_TIME_MIN;
    }
}

static int64_t random_pause(test_random *random) {
    static const int64_t pauses[] = {0, 0, 1, 7, 30, TTL - 1, TTL, TTL + 1, 3 * TTL};
    return pauses[random_below(random, sizeof pauses / sizeof pauses[0])];
}

static void groups_expire(uint64_t seed, const char *folder) {
    static drive on;
    test_random  random = {seed};
    wr_arena    *arena = wr_arena_create(0);
    clock_env    clock;
    group_node   made;
    stream       rows;
    lines        want;
    group        groups[KEYS] = {0};
    bool         retracts = random_once_in(&random, 2);
    uint32_t     batch_rows = seed % 3 == 0 ? 1 : seed % 3 == 1 ? 7 : 500, dropped = 0;
    clock_init(&clock);
    make_group_node(&made, retracts);
    made.node.emit_update_before = !random_once_in(&random, 4);
    random_changes(&rows, &random, arena, 600, retracts);
    lines_open(&want);
    open_at(&on, &weir_operator_group_aggregate, &made.node, folder, &clock);
    for (uint32_t first = 0, count; first < rows.count; first += count) {
        count = 1 + random_below(&random, batch_rows);
        count = WR_MIN(count, rows.count - first);
        feed_batch(&on, &rows, first, count, WEIR_TIME_MIN);
        for (uint32_t i = first; i < first + count; i++)
            dropped += reference_row(&made.node, &groups[rows.rows[i].key], &rows.rows[i], clock.now_ms, &want);
        clock.now_ms += random_pause(&random);
        if (on.file_count < 60 && random_once_in(&random, 10))
            go_down(&on, &clock, random_pause(&random), &made.node);
    }
    if (!lines_check(&on.out, &want, "groups that expire"))
        printf("  seed %" PRIu64 ", batches of up to %u rows%s\n", seed, batch_rows, retracts ? ", with changes" : "");
    drive_close(&on);
    CHECK(dropped == 0 || clock.warnings > 0);
    CHECK(dropped > 0 || clock.warnings == 0);
    lines_close(&want);
    wr_arena_destroy(arena);
}

/* ---- last rows of keys ---- */

typedef struct last_row { bool there; int64_t written, v; bool v_null; } last_row;

static const char *last_text(wr_arena *arena, int32_t key, const last_row *row) {
    return row->v_null ? wr_arena_printf(arena, "|%d|null", key) : wr_arena_printf(arena, "|%d|%" PRId64, key, row->v);
}

static void normalize_row(last_row *last, const stream_row *row, int64_t now_ms, lines *out) {
    wr_arena *arena = wr_arena_create(0);
    if (row->kind != WEIR_ROW_UPDATE_BEFORE) {
        const bool  was = last->there && !is_expired(last->written, now_ms), add = row->kind != WEIR_ROW_DELETE;
        const char *before = last_text(arena, row->key, last);
        *last = (last_row){add, now_ms, row->v, row->v_null};
        if (was && !add)
            lines_add(out, "-D%s", before);
        if (was && add)
            lines_add(out, "-U%s", before);
        if (add)
            lines_add(out, "%s%s", was ? "+U" : "+I", last_text(arena, row->key, last));
    }
    wr_arena_destroy(arena);
}

/* What comes out of a whole row is cut to its key and v. */
static void cut_lines(wr_arena *arena, lines *all) {
    for (size_t i = 0; i < all->count; i++) {
        char    *line = all->items[i];
        uint32_t bar = 0;
        size_t   ends[5] = {0};
        for (size_t c = 0; line[c] != '\0' && bar < 5; c++)
            if (line[c] == '|')
                ends[bar++] = c;
        all->items[i] = wr_arena_printf(arena, "%.*s%.*s", (int)ends[1], line, (int)(ends[4] - ends[3]), line + ends[3]);
    }
}

static void last_rows_expire(uint64_t seed, const char *folder) {
    static drive on;
    test_random  random = {seed};
    wr_arena    *arena = wr_arena_create(0);
    clock_env    clock;
    stream       rows;
    lines        want;
    last_row     last[KEYS] = {{0}};
    uint32_t     keys[1] = {COLUMN_KEY};
    wr_node      input = {.schema = &stream_schema}, *inputs[1] = {&input};
    wr_node      node = {.kind = WR_NODE_CHANGELOG_NORMALIZE, .uid = "op", .inputs = inputs, .input_count = 1, .schema = &stream_schema, .keys = keys,
                         .key_count = 1, .emit_update_before = true, .state_ttl_ms = TTL};
    clock_init(&clock);
    random_changes(&rows, &random, arena, 600, true);
    for (uint32_t i = 0; i < rows.count; i++)
        rows.rows[i].name = 1; /* no '|' and no NULL before v */
    lines_open(&want);
    open_at(&on, &weir_operator_changelog_normalize, &node, folder, &clock);
    for (uint32_t first = 0, count; first < rows.count; first += count) {
        count = 1 + random_below(&random, seed % 2 == 0 ? 7 : 300);
        count = WR_MIN(count, rows.count - first);
        feed_batch(&on, &rows, first, count, WEIR_TIME_MIN);
        for (uint32_t i = first; i < first + count; i++)
            normalize_row(&last[rows.rows[i].key], &rows.rows[i], clock.now_ms, &want);
        clock.now_ms += random_pause(&random);
        if (on.file_count < 60 && random_once_in(&random, 10))
            go_down(&on, &clock, random_pause(&random), &node);
    }
    cut_lines(arena, &on.out);
    lines_check(&on.out, &want, "last rows that expire");
    drive_close(&on);
    lines_close(&want);
    wr_arena_destroy(arena);
}

/* ---- memory ---- */

/* Endless new keys: what is kept is bounded by what came within the time, in memory and in checkpoints. */
static void memory_is_bounded(const char *folder) {
    static drive  on;
    wr_arena     *arena = wr_arena_create(0);
    clock_env     clock;
    group_node    made;
    stream        rows;
    test_random   random = {5};
    const int32_t per_step = 500;
    clock_init(&clock);
    make_group_node(&made, false);
    random_changes(&rows, &random, arena, (uint32_t)per_step, false);
    open_at(&on, &weir_operator_group_aggregate, &made.node, folder, &clock);
    for (int32_t step = 0; step < 200; step++) {
        for (int32_t i = 0; i < per_step; i++)
            rows.rows[i].key = step * per_step + i;
        feed_batch(&on, &rows, 0, (uint32_t)per_step, WEIR_TIME_MIN);
        clock.now_ms += TTL / 10; /* 10 steps are alive: 5,000 groups, and a value of DISTINCT for most of them */
        if (step > 20)
            CHECK(wr_store_rows(on.store) <= 2 * 10 * (uint64_t)per_step * 5 / 3);
    }
    CHECK(wr_store_rows(on.store) >= 9 * (uint64_t)per_step);
    go_down(&on, &clock, 10 * TTL, &made.node);
    CHECK_UINT_EQ(wr_store_rows(on.store), 0);
    drive_close(&on);
    wr_arena_destroy(arena);
}

/* ---- a checkpoint of a job that had no time, and the other way round ---- */

static void time_is_switched_on_and_off(const char *folder, bool retracts) {
    static drive on;
    wr_arena    *arena = wr_arena_create(0);
    clock_env    clock;
    group_node   without, with;
    stream       rows;
    test_random  random = {7};
    clock_init(&clock);
    make_group_node(&without, retracts);
    make_group_node(&with, retracts);
    without.node.state_ttl_ms = 0;
    random_changes(&rows, &random, arena, 50, false);
    open_at(&on, &weir_operator_group_aggregate, &without.node, folder, &clock);
    feed_batch(&on, &rows, 0, 50, WEIR_TIME_MIN);
    uint64_t all = wr_store_rows(on.store);
    go_down(&on, &clock, 10 * TTL, &with.node); /* rows count as written at this start */
    CHECK_UINT_EQ(wr_store_rows(on.store), all);
    go_down(&on, &clock, TTL - 1, &with.node);
    CHECK_UINT_EQ(wr_store_rows(on.store), all);
    feed_batch(&on, &rows, 0, 50, WEIR_TIME_MIN); /* no group is new */
    for (size_t i = on.out.count - 100; i < on.out.count; i++)
        CHECK(on.out.items[i][1] == 'U');
    go_down(&on, &clock, 10 * TTL, &without.node); /* no longer: they stay */
    CHECK_UINT_EQ(wr_store_rows(on.store), all);
    go_down(&on, &clock, 0, &with.node);
    go_down(&on, &clock, TTL, &with.node);
    CHECK_UINT_EQ(wr_store_rows(on.store), 0);
    drive_close(&on);
    wr_arena_destroy(arena);
}

TEST(results_are_the_references) {
    wr_arena   *arena = wr_arena_create(0);
    const char *folder = folder_make(arena);
    for (uint64_t seed = 1; seed <= 60 && check_state.bad_checks < 20; seed++) {
        groups_expire(seed, folder);
        last_rows_expire(seed, folder);
    }
    folder_remove(folder);
    wr_arena_destroy(arena);
}

TEST(memory_is_bounded_by_what_lives) {
    wr_arena   *arena = wr_arena_create(0);
    const char *folder = folder_make(arena);
    memory_is_bounded(folder);
    folder_remove(folder);
    wr_arena_destroy(arena);
}

TEST(a_time_can_come_and_go) {
    wr_arena   *arena = wr_arena_create(0);
    const char *folder = folder_make(arena);
    time_is_switched_on_and_off(folder, false);
    time_is_switched_on_and_off(folder, true);
    folder_remove(folder);
    wr_arena_destroy(arena);
}

int main(void) {
    RUN(results_are_the_references);
    RUN(memory_is_bounded_by_what_lives);
    RUN(a_time_can_come_and_go);
    return CHECK_RESULT();
}
