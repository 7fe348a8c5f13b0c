/* Proves that a running plan with several exchanges, sources and sinks freezes one consistent cut at every barrier: what the
 * sinks got up to it is exactly what the sources had given out, whatever the number of workers, also over a restart. */
#include <stdlib.h>
#include <time.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "base/io.h"
#include "base/thread.h"
#include "check.h"
#include "random.h"
#include "runtime/runtime.h"

#define SPLITS_MAX 5u
#define ROWS_MAX 6000u
#define KEYS 5u
#define NODES 10u

static const weir_field  fields[] = {{"id", {.id = WEIR_TYPE_BIGINT}}, {"k1", {.id = WEIR_TYPE_BIGINT}},
                                     {"k2", {.id = WEIR_TYPE_BIGINT}},
                                     {"ts", {.id = WEIR_TYPE_TIMESTAMP, .length = 3, .time_attribute = WEIR_TIME_ROWTIME}}};
static const weir_schema schema = {4, fields};

/* ---- the outside: what sources hold and what sinks got. One test at a time. ---- */

typedef struct got_row { int64_t id; uint64_t epoch; } got_row;

static struct {
    uint32_t split_count[2], row_count[2][SPLITS_MAX];
    uint64_t seed;
    bool     slow;
    wr_mutex mutex;        /* guards the rest */
    got_row *rows[2];      /* by sink */
    size_t   count[2], capacity[2];
    bool     invalid;
} outside;

/* Split and row are in the id; keys follow from it. */
static int64_t row_id(uint32_t source, uint32_t split, uint32_t row) {
    return ((int64_t)source * SPLITS_MAX + split) * 1000000 + row;
}

/* ---- source ---- */

typedef struct fake_split { uint32_t number, at; char id[16]; } fake_split;
typedef struct fake_reader { uint32_t source, count, current; fake_split splits[SPLITS_MAX]; test_random random; } fake_reader;

static uint32_t source_of(const weir_table_info *table) { return table->name[1] == '2'; }

static bool fake_bounded(const weir_table_info *table) {
    (void)table;
    return true;
}

static weir_status fake_discover(const weir_table_info *table, wr_arena *arena, weir_split **splits, uint32_t *count, weir_error *err) {
    (void)err;
    *count = outside.split_count[source_of(table)];
    *splits = wr_arena_calloc(arena, *count + 1, sizeof **splits);
    for (uint32_t i = 0; i < *count; i++)
        (*splits)[i].id = wr_arena_printf(arena, "%u", i);
    return WEIR_OK;
}

static weir_status fake_open(const weir_table_info *table, uint32_t worker, uint32_t worker_count, void **out, weir_error *err) {
    fake_reader *reader = wr_calloc(1, sizeof *reader);
    (void)worker_count;
    (void)err;
    reader->source = source_of(table);
    reader->random.state = outside.seed * 77 + worker;
    *out = reader;
    return WEIR_OK;
}

static weir_status fake_add_split(void *context, const weir_split *split, weir_error *err) {
    fake_reader *reader = context;
    fake_split  *own = &reader->splits[reader->count++];
    (void)err;
    own->number = (uint32_t)(split->id[0] - '0');
    snprintf(own->id, sizeof own->id, "%s", split->id);
    if (split->position.size == sizeof own->at)
        memcpy(&own->at, split->position.data, sizeof own->at);
    return WEIR_OK;
}

static weir_status fake_batch(void *context, weir_decode_out *out, uint32_t *split, weir_poll *poll, weir_error *err) {
    fake_reader *reader = context;
    (void)err;
    while (reader->current < reader->count &&
           reader->splits[reader->current].at == outside.row_count[reader->source][reader->splits[reader->current].number])
        reader->current++;
    *poll = WEIR_POLL_END;
    if (reader->current == reader->count)
        return WEIR_OK;
    *poll = WEIR_POLL_IDLE;
    if (random_once_in(&reader->random, 9))
        return WEIR_OK;
    fake_split *own = &reader->splits[reader->current];
    uint32_t    left = outside.row_count[reader->source][own->number] - own->at;
    uint32_t    some = 1 + random_below(&reader->random, 500);
    uint32_t    count = WR_MIN(WR_MIN(left, out->row_limit), some);
    for (uint32_t i = 0; i < count; i++, own->at++) {
        int64_t id = row_id(reader->source, own->number, own->at);
        ((int64_t *)out->vectors[0].data)[i] = id;
        ((int64_t *)out->vectors[1].data)[i] = id / 3 % KEYS;
        ((int64_t *)out->vectors[2].data)[i] = id / 7 % KEYS;
        ((int64_t *)out->vectors[3].data)[i] = own->at + 1;
    }
    out->row_count = count;
    *split = reader->current;
    *poll = WEIR_POLL_DATA;
    return WEIR_OK;
}

static weir_status fake_positions(void *context, wr_arena *arena, weir_split **splits, uint32_t *count, weir_error *err) {
    fake_reader *reader = context;
    (void)err;
    *count = reader->count;
    *splits = wr_arena_calloc(arena, *count + 1, sizeof **splits);
    for (uint32_t i = 0; i < *count; i++) {
        fake_split *own = &reader->splits[i];
        uint32_t   *at = wr_arena_calloc(arena, 1, sizeof *at);
        *at = own->at;
        (*splits)[i] = (weir_split){.id = own->id, .position = {at, sizeof *at},
                                    .finished = own->at == outside.row_count[reader->source][own->number]};
    }
    return WEIR_OK;
}

static void fake_close(void *reader) { wr_free(reader); }

/* ---- sink ---- */

typedef struct fake_writer { uint32_t sink, writes; } fake_writer;

static weir_status fake_sink_open(const weir_table_info *table, const weir_commit_context *job, uint32_t worker, uint32_t worker_count,
                                  const weir_format *format, weir_encoder *encoder, void **out, weir_error *err) {
    fake_writer *writer = wr_calloc(1, sizeof *writer);
    (void)job;
    (void)worker;
    (void)worker_count;
    (void)format;
    (void)encoder;
    (void)err;
    writer->sink = table->name[1] == 'b';
    *out = writer;
    return WEIR_OK;
}

static weir_status fake_write(void *context, const weir_batch *batch, uint64_t checkpoint_id, weir_error *err) {
    fake_writer *writer = context;
    (void)err;
    bool valid = weir_batch_valid(batch);
    if (outside.slow && ++writer->writes % 40 == 0) { /* now and then a sink is slow: rings fill up behind it */
        const struct timespec nap = {0, 300000};
        nanosleep(&nap, NULL);
    }
    wr_mutex_lock(&outside.mutex);
    outside.invalid |= !valid;
    WEIR_FOR_ROWS(row, k, wr_batch_rows(batch)) {
        size_t *count = &outside.count[writer->sink];
        if (*count == outside.capacity[writer->sink]) {
            outside.capacity[writer->sink] = *count * 2 + 1024;
            outside.rows[writer->sink] = wr_realloc(outside.rows[writer->sink], outside.capacity[writer->sink] * sizeof(got_row));
        }
        outside.rows[writer->sink][(*count)++] = (got_row){((const int64_t *)batch->columns[0].data)[row], checkpoint_id};
    }
    wr_mutex_unlock(&outside.mutex);
    return WEIR_OK;
}

static weir_status fake_prepare(void *writer, uint64_t checkpoint_id, wr_arena *arena, weir_committable **list, uint32_t *count, weir_error *err) {
    (void)writer;
    (void)checkpoint_id;
    (void)arena;
    (void)err;
    *list = NULL;
    *count = 0;
    return WEIR_OK;
}

static void fake_sink_close(void *writer) { wr_free(writer); }

static const weir_source fake_source = {
    .abi = sizeof(weir_source), .replayable = true, .yields_batches = true, .bounded = fake_bounded, .discover = fake_discover,
    .open = fake_open, .add_split = fake_add_split, .batch = fake_batch, .positions = fake_positions, .close = fake_close};
static const weir_sink fake_sink = {
    .abi = sizeof(weir_sink), .exactly_once = true, .consumes = WEIR_CHANGELOG_RETRACT, .open = fake_sink_open, .write = fake_write,
    .prepare = fake_prepare, .close = fake_sink_close};
static const weir_connector fake_connector = {.abi = sizeof(weir_connector), .name = "fake", .source = &fake_source, .sink = &fake_sink};

/* ---- an operator that makes two batches of one ---- */

static weir_status echo_open(weir_operator_context *ctx, void **self, weir_error *err) {
    (void)err;
    *self = ctx;
    return WEIR_OK;
}

static weir_status echo_process(void *self, uint32_t input, const weir_batch *batch, weir_collector *out, weir_error *err) {
    (void)self;
    (void)input;
    uint16_t   indexes[WEIR_BATCH_ROWS];
    weir_batch part = *batch;
    for (uint32_t half = 0; half < 2; half++) { /* two batches of one, cut in the middle */
        uint32_t count = 0, first = half == 0 ? 0 : batch->selected_count / 2;
        uint32_t end = half == 0 ? batch->selected_count / 2 : batch->selected_count;
        for (uint32_t k = first; k < end; k++)
            indexes[count++] = (uint16_t)weir_batch_row(batch, k);
        part.selection = indexes;
        part.selected_count = count;
        if (half == 0 && batch->row_watermarks && end < batch->selected_count) {
            /* the rest is still to come: time stands where the first of it says */
            part.row_count = count != 0 ? indexes[count - 1] + 1u : 0;
            part.watermark = part.row_count < batch->row_count ? batch->row_watermarks[part.row_count] : batch->watermark;
        } else if (half == 0) {
            part.watermark = WEIR_TIME_MIN;
        } else {
            part.row_count = batch->row_count;
            part.watermark = batch->watermark;
        }
        if (half == 1 || count != 0)
            WEIR_TRY(out->emit(out, &part, err));
    }
    return WEIR_OK;
}

static const weir_operator echo = {.abi = sizeof(weir_operator), .name = "Echo", .open = echo_open, .process = echo_process};

/* ---- the plan ----
 *
 *   s1 -> x(k1) -> echo -> x(k2) -+-> union -> x() -> sink a
 *   s2 -> x(k1) ------------------|-^
 *                                 +-> sink b                    */
typedef struct plan_memory {
    wr_plan  plan;
    wr_node  nodes[NODES], *list[NODES], *inputs[NODES][2];
    wr_table tables[4];
    wr_table_column columns[4];
    uint32_t k1, k2;
} plan_memory;

static void make_plan(plan_memory *made, wr_arena *arena) {
    static const struct { wr_node_kind kind; int inputs[2]; const char *uid; } shape[NODES] = {
        {WR_NODE_SOURCE, {-1, -1}, "s1"}, {WR_NODE_EXCHANGE, {0, -1}, "x1"}, {WR_NODE_CALC, {1, -1}, "echo"},
        {WR_NODE_EXCHANGE, {2, -1}, "x2"}, {WR_NODE_SOURCE, {-1, -1}, "s2"}, {WR_NODE_EXCHANGE, {4, -1}, "x3"},
        {WR_NODE_UNION, {3, 5}, "u"}, {WR_NODE_EXCHANGE, {6, -1}, "x4"}, {WR_NODE_SINK, {7, -1}, "sa"}, {WR_NODE_SINK, {3, -1}, "sb"}};
    static const char *const table_names[4] = {"s1", "s2", "sa", "sb"};
    memset(made, 0, sizeof *made);
    made->k1 = 1;
    made->k2 = 2;
    for (uint32_t c = 0; c < 4; c++)
        made->columns[c] = (wr_table_column){.name = fields[c].name, .type = fields[c].type};
    for (uint32_t t = 0; t < 4; t++)
        made->tables[t] = (wr_table){.name = table_names[t], .columns = made->columns, .column_count = 4, .watermark_column = -1,
                                     .connector = &fake_connector};
    for (uint32_t n = 0; n < NODES; n++) {
        wr_node *node = &made->nodes[n];
        made->list[n] = node;
        *node = (wr_node){.kind = shape[n].kind, .id = n, .uid = shape[n].uid, .inputs = made->inputs[n], .schema = &schema,
                          .rowtime_column = 3, .operator_name = shape[n].kind == WR_NODE_CALC ? "Echo" : NULL};
        for (uint32_t i = 0; i < 2 && shape[n].inputs[i] >= 0; i++)
            made->inputs[n][node->input_count++] = &made->nodes[shape[n].inputs[i]];
    }
    for (uint32_t s = 0; s < 2; s++) {
        wr_node *node = &made->nodes[s == 0 ? 0 : 4];
        node->table = &made->tables[s];
        node->source_schema = &schema;
        node->watermark = wr_expr_column(arena, 3, fields[3].type, "ts");
        made->nodes[8 + s].table = &made->tables[2 + s];
        made->nodes[8 + s].sink_schema = &schema;
    }
    made->nodes[1].keys = made->nodes[5].keys = &made->k1;
    made->nodes[3].keys = &made->k2;
    made->nodes[1].key_count = made->nodes[3].key_count = made->nodes[5].key_count = 1;
    made->plan = (wr_plan){.arena = arena, .nodes = made->list, .node_count = NODES, .job_name = "test", .exactly_once = true, .bounded = true};
}

/* ---- checks ---- */

static int compare_ids(const void *a, const void *b) {
    const int64_t *left = a, *right = b;
    return (*left > *right) - (*left < *right);
}

/* Sink `sink` has, in epochs up to `epoch`, exactly the rows before `positions`. */
static void check_cut(uint32_t sink, uint64_t epoch, uint32_t positions[2][SPLITS_MAX]) {
    wr_mutex_lock(&outside.mutex);
    int64_t *ids = wr_alloc((outside.count[sink] + 1) * sizeof *ids);
    size_t   count = 0, at = 0;
    for (size_t i = 0; i < outside.count[sink]; i++)
        if (outside.rows[sink][i].epoch <= epoch)
            ids[count++] = outside.rows[sink][i].id;
    wr_mutex_unlock(&outside.mutex);
    if (count != 0)
        qsort(ids, count, sizeof *ids, compare_ids);
    for (uint32_t source = 0; source < (sink == 0 ? 2u : 1u); source++)
        for (uint32_t split = 0; split < outside.split_count[source]; split++)
            for (uint32_t row = 0; row < positions[source][split]; row++, at++)
                if (at >= count || ids[at] != row_id(source, split, row)) {
                    CHECK_INT_EQ(at < count ? ids[at] : -1, row_id(source, split, row));
                    printf("  sink %u, checkpoint %" PRIu64 "\n", sink, epoch);
                    wr_free(ids);
                    return;
                }
    CHECK_UINT_EQ(count, at);
    wr_free(ids);
}

/* Rows of one split and both keys keep their order on every way. */
static void check_order(uint32_t sink) {
    static int64_t last[2 * SPLITS_MAX][KEYS][KEYS];
    memset(last, 0xff, sizeof last);
    for (size_t i = 0; i < outside.count[sink]; i++) {
        int64_t  id = outside.rows[sink][i].id;
        int64_t *before = &last[id / 1000000][id / 3 % (int64_t)KEYS][id / 7 % (int64_t)KEYS];
        if (!CHECK(id > *before))
            return;
        *before = id;
    }
}

/* ---- running ---- */

typedef struct cut {
    wr_arena *arena;
    wr_manifest manifest;
    uint32_t  positions[2][SPLITS_MAX];
    uint64_t  rows_in;
} cut;

static void take_cut(cut *made, wr_frozen_set *const *sets, uint32_t count) {
    wr_arena_destroy(made->arena);
    memset(made, 0, sizeof *made);
    made->arena = wr_arena_create(0);
    made->manifest.worker_count = count;
    made->manifest.checkpoint_id = sets[0]->checkpoint_id;
    made->manifest.splits = wr_arena_calloc(made->arena, 2 * SPLITS_MAX + 1, sizeof *made->manifest.splits);
    for (uint32_t w = 0; w < count; w++) {
        made->rows_in += sets[w]->counters.rows_in;
        for (uint32_t i = 0; i < sets[w]->split_count; i++) {
            const wr_manifest_split *from = &sets[w]->splits[i];
            wr_manifest_split       *to = &made->manifest.splits[made->manifest.split_count++];
            *to = *from;
            to->source_uid = wr_arena_strdup(made->arena, from->source_uid);
            to->id = wr_arena_strdup(made->arena, from->id);
            to->position.data = wr_arena_strndup(made->arena, from->position.data, from->position.size);
            memcpy(&made->positions[from->source_uid[1] == '2'][from->id[0] - '0'], from->position.data, 4);
        }
    }
}

/* Runs until all is read or `checkpoints_max` are taken; *last is the newest cut. True: all is read. */
static bool run(plan_memory *memory, test_random *random, uint32_t worker_count, uint64_t first_id, uint32_t checkpoints_max, cut *last) {
    static const weir_operator *const operators[] = {&echo};
    const weir_registry    registry = {.operators = operators, .operator_count = 1};
    static const uint32_t  batches[] = {1, 17, 256, WEIR_BATCH_ROWS};
    const wr_runtime_config config = {
        .plan = &memory->plan, .registry = &registry, .env = wr_env_real(), .local_time_zone = "UTC", .worker_count = worker_count,
        .max_parallelism = 128, .batch_rows = batches[random_below(random, 4)], .checkpointing = true,
        .job = {.job_name = "test", .env = wr_env_real()}, .open_checkpoint_id = first_id,
        .restore = last->arena ? &last->manifest : NULL, .folder = "/nowhere"};
    wr_runtime    *runtime;
    wr_frozen_set *sets[8];
    uint32_t       set_count = 0, ended = 0, taken = 0, quiet = 0;
    uint64_t       next_id = first_id, rows_before = 0;
    bool           busy = false, over = false;
    weir_error     err;
    for (uint32_t s = 0; s < 2; s++)
        for (uint32_t i = 0; last->arena && i < SPLITS_MAX; i++)
            rows_before += last->positions[s][i];
    if (!CHECK_OK(wr_runtime_create(&config, &runtime, &err), &err))
        return true;
    CHECK_OK(wr_runtime_start(runtime, &err), &err);
    while (!over && taken < checkpoints_max && check_state.bad_checks == 0) {
        wr_event event;
        if (!busy && (ended == worker_count || random_once_in(random, 3))) {
            wr_runtime_inject(runtime, next_id++, ended == worker_count);
            busy = true;
        }
        wr_runtime_poll(runtime, 1 + random_below(random, 3000), &event);
        quiet = event.kind == WR_EVENT_NONE ? quiet + 1 : 0;
        if (!CHECK(quiet < 10000)) /* nothing moves any more */
            break;
        if (event.kind == WR_EVENT_FAILED)
            CHECK_OK(event.error.status, &event.error);
        ended += event.kind == WR_EVENT_ENDED;
        if (event.kind != WR_EVENT_FROZEN)
            continue;
        CHECK_UINT_EQ(event.frozen->checkpoint_id, next_id - 1);
        sets[set_count++] = event.frozen;
        if (set_count < worker_count)
            continue;
        take_cut(last, sets, worker_count);
        uint64_t rows = 0;
        for (uint32_t s = 0; s < 2; s++)
            for (uint32_t i = 0; i < SPLITS_MAX; i++)
                rows += last->positions[s][i];
        CHECK_UINT_EQ(rows_before + last->rows_in, rows); /* counters belong to the cut, too */
        check_cut(0, next_id - 1, last->positions);
        check_cut(1, next_id - 1, last->positions);
        while (set_count != 0)
            wr_frozen_set_free(sets[--set_count]);
        busy = false;
        taken++;
        over = ended == worker_count;
    }
    while (set_count != 0)
        wr_frozen_set_free(sets[--set_count]);
    wr_runtime_destroy(runtime);
    return over;
}

/* Rows behind the last checkpoint are what a crash takes away. */
static void forget_after(uint64_t epoch) {
    for (uint32_t s = 0; s < 2; s++) {
        size_t kept = 0;
        for (size_t i = 0; i < outside.count[s]; i++)
            if (outside.rows[s][i].epoch <= epoch)
                outside.rows[s][kept++] = outside.rows[s][i];
        outside.count[s] = kept;
    }
}

static void one_job(uint64_t seed) {
    test_random random = {seed};
    wr_arena   *arena = wr_arena_create(0);
    plan_memory memory;
    cut         last = {0};
    make_plan(&memory, arena);
    outside.seed = seed;
    outside.slow = random_once_in(&random, 2);
    outside.invalid = false;
    outside.count[0] = outside.count[1] = 0;
    for (uint32_t s = 0; s < 2; s++) {
        outside.split_count[s] = random_below(&random, SPLITS_MAX + 1);
        for (uint32_t i = 0; i < SPLITS_MAX; i++)
            outside.row_count[s][i] = i < outside.split_count[s] ? random_below(&random, ROWS_MAX) : 0;
    }
    uint64_t next_id = 1;
    for (uint32_t attempt = 0; attempt < 20 && check_state.bad_checks == 0; attempt++) {
        uint32_t workers = 1 + random_below(&random, 6);
        if (run(&memory, &random, workers, next_id, attempt < 3 ? 1 + random_below(&random, 4) : UINT32_MAX, &last))
            break;
        next_id = last.manifest.checkpoint_id + 1;
        forget_after(last.manifest.checkpoint_id);
    }
    for (uint32_t s = 0; s < 2; s++) /* all, each once */
        check_cut(s, UINT64_MAX, outside.row_count);
    check_order(1);
    CHECK(!outside.invalid);
    if (check_state.bad_checks != 0)
        printf("  seed %" PRIu64 "\n", seed);
    wr_arena_destroy(last.arena);
    wr_arena_destroy(arena);
}

TEST(every_cut_is_consistent) {
    wr_mutex_init(&outside.mutex);
    for (uint64_t seed = 1; seed <= 30 && check_state.bad_checks == 0; seed++)
        one_job(seed);
    wr_mutex_destroy(&outside.mutex);
    wr_free(outside.rows[0]);
    wr_free(outside.rows[1]);
}

TEST(too_many_workers_are_refused) {
    plan_memory  memory;
    wr_arena    *arena = wr_arena_create(0);
    wr_runtime  *runtime;
    weir_error   err;
    make_plan(&memory, arena);
    const wr_runtime_config config = {.plan = &memory.plan, .env = wr_env_real(), .worker_count = 257, .max_parallelism = 1024};
    CHECK_INT_EQ(wr_runtime_create(&config, &runtime, &err), WEIR_UNSUPPORTED);
    CHECK(runtime == NULL);
    CHECK_CONTAINS(err.message, "257");
    wr_arena_destroy(arena);
}

int main(void) {
    RUN(every_cut_is_consistent);
    RUN(too_many_workers_are_refused);
    return CHECK_RESULT();
}
