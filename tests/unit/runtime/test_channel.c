/* Proves that a channel keeps order through its ring and its list, gives batches back, and wakes its receiver. */
#include "base/alloc.h"
#include "check.h"
#include "random.h"
#include "runtime/channel.h"

static const weir_field  fields[] = {{"n", {.id = WEIR_TYPE_BIGINT}}};
static const weir_schema schema = {1, fields};

static void send_number(wr_channel *channel, uint64_t number) {
    wr_channel_send(channel, (wr_message){.kind = WR_MESSAGE_WATERMARK, .watermark = (weir_time_ms)number});
}

/* Random sends, flushes and receives against two counters. */
static void random_walk(uint64_t seed) {
    test_random random = {seed};
    wr_parking  parking;
    uint64_t    sent = 0, received = 0;
    wr_message  message;
    wr_parking_init(&parking);
    wr_channel *channel = wr_channel_create(&parking);
    uint32_t    sending = 1 + random_below(&random, 3); /* out of 4: some walks fill up, some run dry */
    for (uint32_t step = 0; step < 500; step++) {
        if (random_below(&random, 4) < sending) {
            send_number(channel, sent++);
        } else if (random_once_in(&random, 5)) {
            (void)wr_channel_flush(channel);
        } else if (wr_channel_receive(channel, &message)) {
            CHECK_UINT_EQ(message.watermark, received);
            received++;
        } else if (wr_channel_flush(channel)) {
            CHECK(sent == received || !wr_channel_starved(channel));
        }
        CHECK_INT_EQ(wr_channel_starved(channel), sent == received);
    }
    while (received < sent) {
        if (wr_channel_receive(channel, &message))
            {
            CHECK_UINT_EQ(message.watermark, received);
            received++;
        } 
        else
            (void)wr_channel_flush(channel);
    }
    CHECK(wr_channel_flush(channel) && wr_channel_starved(channel));
    CHECK(!wr_channel_receive(channel, &message));
    wr_channel_destroy(channel);
    wr_parking_destroy(&parking);
}

TEST(order_is_kept) {
    for (uint64_t seed = 1; seed <= 300; seed++)
        random_walk(seed);
}

TEST(batches_come_back_cleared) {
    wr_parking  parking;
    wr_message  message;
    wr_parking_init(&parking);
    wr_channel *channel = wr_channel_create(&parking);
    CHECK(wr_channel_reuse(channel) == NULL);
    int64_t           value = 5;
    const weir_column column = {fields[0].type, &value, NULL};
    const weir_batch  batch = {.schema = &schema, .columns = &column, .row_count = 1, .selected_count = 1};
    for (uint32_t round = 0; round < 100; round++) {
        wr_owned_batch *owned = wr_channel_reuse(channel);
        CHECK_INT_EQ(owned != NULL, round >= 3);
        if (!owned)
            owned = wr_owned_batch_create(&schema, NULL);
        CHECK_UINT_EQ(owned->batch.row_count, 0);
        wr_owned_batch_append(owned, &batch, wr_batch_rows(&batch), 0);
        wr_channel_send(channel, (wr_message){.kind = WR_MESSAGE_BATCH, .batch = owned});
        if (round >= 2) {
            REQUIRE(wr_channel_receive(channel, &message));
            wr_channel_give_back(channel, message.batch);
        }
    }
    wr_channel_destroy(channel); /* two batches are still inside */
    wr_parking_destroy(&parking);
}

/* More come back than the ring for it holds: the rest is freed, nothing is lost (the sanitizer looks). */
TEST(too_many_batches_come_back) {
    wr_parking  parking;
    wr_message  message;
    wr_parking_init(&parking);
    wr_channel *channel = wr_channel_create(&parking);
    for (uint32_t i = 0; i < 100; i++)
        wr_channel_send(channel, (wr_message){.kind = WR_MESSAGE_BATCH, .batch = wr_owned_batch_create(&schema, NULL)});
    for (uint32_t i = 0; i < 60;) {
        if (wr_channel_receive(channel, &message)) {
            wr_channel_give_back(channel, message.batch);
            i++;
        } else {
            (void)wr_channel_flush(channel);
        }
    }
    wr_channel_destroy(channel); /* with a list, a full ring and batches on their way back */
    wr_parking_destroy(&parking);
}

/* ---- two threads ---- */

#define CROSSING 60000u

typedef struct crossing {
    wr_parking  parking;
    wr_channel *channel;
    uint64_t    seed;
    uint64_t    wrong, waits;
} crossing;

static void *receiver_main(void *argument) {
    crossing   *one = argument;
    uint64_t    expected = 0;
    wr_message  message;
    test_random random = {one->seed ^ 1};
    for (;;) {
        if (!wr_channel_receive(one->channel, &message)) {
            one->waits++;
            wr_parking_wait(&one->parking, 2000000); /* two seconds: a lost wake-up would be felt */
            continue;
        }
        if (message.kind == WR_MESSAGE_END)
            return NULL;
        const int64_t *values = message.batch->batch.columns[0].data;
        for (uint32_t i = 0; i < message.batch->batch.row_count; i++)
            one->wrong += values[i] != (int64_t)expected++;
        wr_channel_give_back(one->channel, message.batch);
        if (random_once_in(&random, 2000))
            wr_parking_wait(&one->parking, 100);
    }
}

static void cross(uint64_t seed) {
    crossing    one = {.seed = seed};
    wr_thread   thread;
    weir_error  err;
    test_random random = {seed};
    wr_parking_init(&one.parking);
    one.channel = wr_channel_create(&one.parking);
    REQUIRE_OK(wr_thread_start(&thread, "receiver", receiver_main, &one, &err), &err);
    for (uint64_t next = 0; next < CROSSING;) {
        wr_owned_batch *owned = wr_channel_reuse(one.channel);
        if (!owned)
            owned = wr_owned_batch_create(&schema, NULL);
        int64_t  values[8];
        uint32_t count = 1 + random_below(&random, 8);
        for (uint32_t i = 0; i < count; i++)
            values[i] = (int64_t)next++;
        const weir_column column = {fields[0].type, values, NULL};
        const weir_batch  batch = {.schema = &schema, .columns = &column, .row_count = count, .selected_count = count};
        wr_owned_batch_append(owned, &batch, wr_batch_rows(&batch), 0);
        wr_channel_send(one.channel, (wr_message){.kind = WR_MESSAGE_BATCH, .batch = owned});
        while (!wr_channel_flush(one.channel) && random_once_in(&random, 2))
            ;
        if (random_once_in(&random, 3000)) /* let it run dry, so that it sleeps */
            while (!wr_channel_starved(one.channel))
                (void)wr_channel_flush(one.channel);
    }
    wr_channel_send(one.channel, (wr_message){.kind = WR_MESSAGE_END});
    while (!wr_channel_flush(one.channel))
        ;
    wr_thread_join(&thread);
    CHECK_UINT_EQ(one.wrong, 0);
    wr_channel_destroy(one.channel);
    wr_parking_destroy(&one.parking);
}

TEST(two_threads) {
    for (uint64_t seed = 1; seed <= 3; seed++)
        cross(seed);
}

/* ---- no wake-up is lost: two threads hand a number to and fro, and sleep in between ---- */

typedef struct pinging { wr_parking mine[2]; wr_shared_u64 turn; } pinging;
#define PINGS 4000u

static void ping(pinging *one, uint64_t self) {
    for (uint64_t turn = self; turn < PINGS; turn += 2) {
        while (wr_shared_get(&one->turn) != turn)
            wr_parking_wait(&one->mine[self], 60000000);
        wr_shared_set(&one->turn, turn + 1);
        wr_parking_poke(&one->mine[1 - self]);
    }
}

static void *ping_main(void *argument) {
    ping(argument, 1);
    return NULL;
}

TEST(no_wake_up_is_lost) {
    pinging    one = {0};
    wr_thread  thread;
    weir_error err;
    wr_parking_init(&one.mine[0]);
    wr_parking_init(&one.mine[1]);
    REQUIRE_OK(wr_thread_start(&thread, "ping", ping_main, &one, &err), &err);
    ping(&one, 0); /* a lost one would take a minute: the test would be stopped */
    wr_thread_join(&thread);
    CHECK_UINT_EQ(wr_shared_get(&one.turn), PINGS);
    wr_parking_destroy(&one.mine[0]);
    wr_parking_destroy(&one.mine[1]);
}

int main(void) {
    RUN(order_is_kept);
    RUN(batches_come_back_cleared);
    RUN(too_many_batches_come_back);
    RUN(two_threads);
    RUN(no_wake_up_is_lost);
    return CHECK_RESULT();
}
