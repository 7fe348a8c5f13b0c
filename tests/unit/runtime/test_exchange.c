/* Proves that an exchange brings every row once to the owner of its key, in order, with its kind, its origin
 * and the watermark in force before it, and that barriers, idleness and the end stay between the right rows. */
#include "base/alloc.h"
#include "base/arena.h"
#include "check.h"
#include "random.h"
#include "runtime/exchange.h"

#define WORKERS_MAX 8u
#define GROUPS 128u

static const weir_field fields[] = {{"id", {.id = WEIR_TYPE_BIGINT}},
                                    {"key", {.id = WEIR_TYPE_INT, .nullable = true}},
                                    {"name", {.id = WEIR_TYPE_VARCHAR, .nullable = true, .length = WEIR_STRING_LENGTH_MAX}}};
static const weir_schema schema = {3, fields};
static const weir_field  origin_fields[] = {{"line", {.id = WEIR_TYPE_BIGINT}},
                                            {"text", {.id = WEIR_TYPE_VARCHAR, .length = WEIR_STRING_LENGTH_MAX}}};
static const weir_schema origin_schema = {2, origin_fields};

/* What a sender put in: a row, or a signal to everybody. */
typedef struct sent_thing {
    wr_message_kind kind;   /* BATCH: a row */
    int64_t         id;
    uint8_t         row_kind;
    weir_time_ms    watermark; /* row: before it; signals: in force */
    uint32_t        target;
    bool            with_origin;
} sent_thing;

typedef struct sender {
    sent_thing  *things;
    size_t       count, capacity;
    size_t       next[WORKERS_MAX]; /* per receiver: first thing that it has not seen */
    weir_time_ms watermark;
    bool         ended;
} sender;

typedef struct stage {
    test_random  random;
    wr_arena    *arena;
    wr_node      node;
    uint32_t     key_indexes[2];
    uint32_t     worker_count;
    wr_exchange  exchanges[WORKERS_MAX];
    wr_parking   parkings[WORKERS_MAX];
    sender       senders[WORKERS_MAX];
    int64_t      next_id;
    bool         origins;
    /* one batch */
    int64_t      ids[WEIR_BATCH_ROWS], lines[WEIR_BATCH_ROWS];
    int32_t      keys[WEIR_BATCH_ROWS];
    uint8_t      key_nulls[WEIR_BATCH_ROWS], name_nulls[WEIR_BATCH_ROWS], kinds[WEIR_BATCH_ROWS];
    weir_string  names[WEIR_BATCH_ROWS], texts[WEIR_BATCH_ROWS];
    char         bytes[WEIR_BATCH_ROWS][40];
    weir_time_ms marks[WEIR_BATCH_ROWS];
    uint16_t     selection[WEIR_BATCH_ROWS];
} stage;

static void note(stage *on, uint32_t from, sent_thing thing) {
    sender *one = &on->senders[from];
    one->things = wr_arena_grow(on->arena, one->things, one->count, &one->capacity, sizeof *one->things);
    one->things[one->count++] = thing;
}

static void stage_open(stage *on, uint64_t seed) {
    memset(on, 0, sizeof *on);
    on->random.state = seed;
    on->arena = wr_arena_create(0);
    on->worker_count = 1 + random_below(&on->random, WORKERS_MAX);
    on->origins = random_once_in(&on->random, 2);
    on->key_indexes[0] = 1;
    on->key_indexes[1] = 2;
    on->node = (wr_node){.kind = WR_NODE_EXCHANGE, .schema = &schema, .keys = on->key_indexes,
                         .key_count = random_below(&on->random, 3), .carries_origin = on->origins};
    for (uint32_t w = 0; w < on->worker_count; w++) {
        wr_parking_init(&on->parkings[w]);
        wr_exchange_init(&on->exchanges[w], &on->node, &origin_schema, w, on->worker_count, GROUPS, on->arena);
        on->senders[w].watermark = WEIR_TIME_MIN;
    }
    for (uint32_t from = 0; from < on->worker_count; from++)
        for (uint32_t to = 0; to < on->worker_count; to++)
            on->exchanges[from].out[to] = on->exchanges[to].in[from] = wr_channel_create(&on->parkings[to]);
}

static void stage_close(stage *on) {
    for (uint32_t w = 0; w < on->worker_count; w++) {
        wr_exchange_destroy(&on->exchanges[w]);
        for (uint32_t from = 0; from < on->worker_count; from++)
            wr_channel_destroy(on->exchanges[w].in[from]);
    }
    for (uint32_t w = 0; w < on->worker_count; w++)
        wr_parking_destroy(&on->parkings[w]);
    wr_arena_destroy(on->arena);
}

static void random_row(stage *on, uint32_t i) {
    on->ids[i] = on->next_id++;
    on->lines[i] = on->ids[i] * 10;
    on->keys[i] = (int32_t)random_below(&on->random, 50);
    on->key_nulls[i] = random_once_in(&on->random, 10);
    on->name_nulls[i] = random_once_in(&on->random, 10);
    on->kinds[i] = (uint8_t)random_below(&on->random, 4);
    uint32_t size = random_below(&on->random, 30);
    for (uint32_t b = 0; b < size; b++)
        on->bytes[i][b] = (char)('a' + (on->ids[i] + b) % 3);
    on->names[i] = weir_string_view(on->bytes[i], size);
    on->texts[i] = weir_string_view(on->bytes[i], size);
}

/* Which worker owns the row: the plain rule. */
static uint32_t owner(const stage *on, const weir_column *columns, uint32_t row) {
    uint64_t hash;
    uint16_t index = (uint16_t)row;
    wr_hash_keys(columns, on->key_indexes, on->node.key_count, (weir_rows){&index, 1}, &hash);
    return (uint32_t)(hash >> 32) % GROUPS * on->worker_count / GROUPS;
}

static void send_batch(stage *on, uint32_t from) {
    static const uint32_t sizes[] = {1, 3, 40, 700, WEIR_BATCH_ROWS};
    sender      *one = &on->senders[from];
    uint32_t     count = 1 + random_below(&on->random, sizes[random_below(&on->random, 5)]);
    uint32_t     selected = 0;
    bool         moves = random_once_in(&on->random, 2), selects = random_once_in(&on->random, 2);
    bool         kinds = random_once_in(&on->random, 2), origin = on->origins && !random_once_in(&on->random, 5);
    weir_time_ms now = one->watermark;
    for (uint32_t i = 0; i < count; i++) {
        random_row(on, i);
        on->marks[i] = now;
        if (moves && random_once_in(&on->random, 4))
            now = (now == WEIR_TIME_MIN ? 0 : now) + random_below(&on->random, 5);
        if (selects && random_once_in(&on->random, 2))
            on->selection[selected++] = (uint16_t)i;
    }
    if (!moves && random_once_in(&on->random, 2))
        now = (now == WEIR_TIME_MIN ? 0 : now) + 3;
    const weir_column columns[] = {{fields[0].type, on->ids, NULL}, {fields[1].type, on->keys, on->key_nulls},
                                   {fields[2].type, on->names, on->name_nulls}};
    const weir_column origins[] = {{origin_fields[0].type, on->lines, NULL}, {origin_fields[1].type, on->texts, NULL}};
    const weir_batch  lines = {.schema = &origin_schema, .columns = origins, .row_count = count, .selected_count = count};
    const weir_batch  batch = {.schema = &schema, .columns = columns, .row_count = count,
                               .selected_count = selects ? selected : count, .selection = selects ? on->selection : NULL,
                               .row_kinds = kinds ? on->kinds : NULL, .row_watermarks = moves ? on->marks : NULL,
                               .watermark = now, .origin = origin ? &lines : NULL};
    CHECK(weir_batch_valid(&batch));
    for (uint32_t k = 0; k < batch.selected_count; k++) {
        uint32_t row = weir_batch_row(&batch, k);
        note(on, from, (sent_thing){.kind = WR_MESSAGE_BATCH, .id = on->ids[row], .row_kind = kinds ? on->kinds[row] : 0,
                                    .watermark = moves ? on->marks[row] : one->watermark,
                                    .target = owner(on, columns, row), .with_origin = origin});
    }
    wr_exchange_send(&on->exchanges[from], &batch);
    one->watermark = now;
    memset(on->bytes, '!', sizeof on->bytes); /* what crossed must not look back */
}

static void send_signal(stage *on, uint32_t from, wr_message_kind kind) {
    note(on, from, (sent_thing){.kind = kind, .watermark = on->senders[from].watermark});
    wr_exchange_send_signal(&on->exchanges[from], (wr_message){.kind = kind, .checkpoint_id = 5});
    on->senders[from].ended |= kind == WR_MESSAGE_END;
}

/* The next thing of `from` that `to` is to see. */
static sent_thing *expected(stage *on, uint32_t from, uint32_t to) {
    sender *one = &on->senders[from];
    while (one->next[to] < one->count && one->things[one->next[to]].kind == WR_MESSAGE_BATCH &&
           one->things[one->next[to]].target != to)
        one->next[to]++;
    return one->next[to] < one->count ? &one->things[one->next[to]] : NULL;
}

static bool check_row(stage *on, uint32_t from, uint32_t to, const weir_batch *batch, uint32_t row) {
    const sent_thing *want = expected(on, from, to);
    if (!CHECK(want != NULL && want->kind == WR_MESSAGE_BATCH))
        return false;
    on->senders[from].next[to]++;
    weir_value name = wr_column_value(&batch->columns[2], row);
    bool       good = CHECK_INT_EQ(wr_column_value(&batch->columns[0], row).u.i64, want->id);
    good &= CHECK_INT_EQ(batch->row_kinds ? batch->row_kinds[row] : 0, want->row_kind);
    good &= CHECK_INT_EQ(batch->row_watermarks[row], want->watermark);
    if (!name.is_null)
        for (uint32_t b = 0; b < name.u.string.size; b++)
            good &= CHECK_INT_EQ(weir_string_data(&name.u.string)[b], 'a' + (want->id + b) % 3);
    if (batch->origin) {
        weir_value text = wr_column_value(&batch->origin->columns[1], row);
        good &= CHECK_INT_EQ(wr_column_value(&batch->origin->columns[0], row).u.i64, want->id * 10);
        for (uint32_t b = 0; b < text.u.string.size; b++)
            good &= CHECK_INT_EQ(weir_string_data(&text.u.string)[b], 'a' + (want->id + b) % 3);
    } else if (on->origins) {
        /* allowed only where some row of this crossing batch had none */
        bool some_without = false;
        for (size_t t = 0; t < on->senders[from].count; t++)
            some_without |= on->senders[from].things[t].kind == WR_MESSAGE_BATCH && !on->senders[from].things[t].with_origin;
        good &= CHECK(some_without);
    }
    return good;
}

static void receive(stage *on, uint32_t from, uint32_t to) {
    wr_exchange *exchange = &on->exchanges[to];
    wr_message   message;
    if (!wr_channel_receive(exchange->in[from], &message))
        return;
    if (message.kind == WR_MESSAGE_BATCH) {
        CHECK(weir_batch_valid(&message.batch->batch));
        for (uint32_t i = 0; i < message.batch->batch.row_count; i++)
            if (!check_row(on, from, to, &message.batch->batch, i))
                break;
        (void)wr_watermarks_advance(&exchange->marks, from, message.batch->batch.watermark);
        wr_channel_give_back(exchange->in[from], message.batch);
        return;
    }
    if (message.kind == WR_MESSAGE_WATERMARK) {
        (void)wr_watermarks_advance(&exchange->marks, from, message.watermark);
        return;
    }
    const sent_thing *want = expected(on, from, to);
    if (!CHECK(want != NULL && want->kind == message.kind))
        return;
    on->senders[from].next[to]++;
    if (message.kind == WR_MESSAGE_BARRIER)
        CHECK_UINT_EQ(message.checkpoint_id, 5);
    CHECK_INT_EQ(exchange->marks.inputs[from], want->watermark); /* time came before the signal */
}

static void act(stage *on) {
    uint32_t from = random_below(&on->random, on->worker_count), to = random_below(&on->random, on->worker_count);
    uint32_t what = random_below(&on->random, 30);
    bool     ended = on->senders[from].ended;
    if (what < 14) {
        receive(on, from, to);
    } else if (what < 18) {
        (void)wr_exchange_unstick(&on->exchanges[from]);
    } else if (what < 22) {
        wr_exchange_flush(&on->exchanges[from], random_once_in(&on->random, 4));
    } else if (ended) {
        return;
    } else if (what < 24) {
        on->senders[from].watermark = WR_MAX(on->senders[from].watermark, 0) + random_below(&on->random, 5);
        wr_exchange_send_watermark(&on->exchanges[from], on->senders[from].watermark);
    } else if (what == 24 && random_once_in(&on->random, 3)) {
        send_signal(on, from, WR_MESSAGE_BARRIER);
    } else if (what == 25 && random_once_in(&on->random, 6)) {
        send_signal(on, from, WR_MESSAGE_IDLE);
    } else if (what == 26 && random_once_in(&on->random, 40)) {
        send_signal(on, from, WR_MESSAGE_END);
    } else {
        send_batch(on, from);
    }
}

static void random_walk(uint64_t seed) {
    static stage on;
    stage_open(&on, seed);
    for (uint32_t step = 0; step < 400 && check_state.bad_checks < 20; step++)
        act(&on);
    for (uint32_t w = 0; w < on.worker_count; w++)
        if (!on.senders[w].ended)
            send_signal(&on, w, WR_MESSAGE_END);
    bool busy = true;
    while (busy && check_state.bad_checks < 20) {
        busy = false;
        for (uint32_t from = 0; from < on.worker_count; from++)
            for (uint32_t to = 0; to < on.worker_count; to++) {
                busy |= !wr_channel_starved(on.exchanges[from].out[to]);
                receive(&on, from, to);
                (void)wr_exchange_unstick(&on.exchanges[from]);
            }
    }
    for (uint32_t from = 0; from < on.worker_count; from++)
        for (uint32_t to = 0; to < on.worker_count; to++)
            CHECK(expected(&on, from, to) == NULL);
    if (check_state.bad_checks != 0)
        printf("  seed %" PRIu64 ", %u workers\n", seed, on.worker_count);
    stage_close(&on);
}

TEST(every_row_arrives_once_where_it_belongs) {
    for (uint64_t seed = 1; seed <= 30 && check_state.bad_checks == 0; seed++)
        random_walk(seed);
}

/* A receiver that has nothing to do gets a part of a batch at once; a busy one gets full batches. */
TEST(quiet_receivers_do_not_wait) {
    static stage on;
    stage_open(&on, 3);
    on.node.key_count = 0;
    wr_exchange *exchange = &on.exchanges[0];
    send_batch(&on, 0);
    uint32_t target = on.senders[0].things[0].target;
    wr_exchange_flush(exchange, false);
    CHECK(!wr_channel_starved(exchange->out[target]));
    send_batch(&on, 0);
    uint32_t waiting = exchange->building[target] ? exchange->building[target]->batch.row_count : 0;
    wr_exchange_flush(exchange, false);
    CHECK_UINT_EQ(exchange->building[target] ? exchange->building[target]->batch.row_count : 0, waiting);
    wr_exchange_flush(exchange, true);
    CHECK(exchange->building[target] == NULL);
    stage_close(&on);
}

int main(void) {
    RUN(every_row_arrives_once_where_it_belongs);
    RUN(quiet_receivers_do_not_wait);
    return CHECK_RESULT();
}
