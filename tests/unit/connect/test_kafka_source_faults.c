/* The Kafka source against librdkafka's mock cluster: whatever error a broker answers to whatever request, and wherever the leader
 * of a partition goes, a bounded read gives all messages in order, or an error that says what is wrong; it never ends early. */
#include "connect/kafka/internal.h"

#include <librdkafka/rdkafka_mock.h>

#include "base/thread.h"
#include "helper.h"

#define MESSAGES   40
#define LIMIT_S    30

enum { FETCH = 1, LIST_OFFSETS = 2, METADATA = 3, OFFSET_COMMIT = 8, OFFSET_FETCH = 9, FIND_COORDINATOR = 10 };

extern const weir_connector weir_connector_kafka;

typedef struct cluster { rd_kafka_t *producer; rd_kafka_mock_cluster_t *mock; } cluster;

static cluster cluster_open(void) {
    char             reason[200];
    cluster          made;
    rd_kafka_conf_t *conf = rd_kafka_conf_new();
    rd_kafka_conf_set(conf, "log_level", "0", reason, sizeof reason);
    rd_kafka_conf_set(conf, "batch.num.messages", "5", reason, sizeof reason); /* several fetches */
    made.producer = rd_kafka_new(RD_KAFKA_PRODUCER, conf, reason, sizeof reason);
    WR_ASSERT(made.producer != NULL);
    made.mock = rd_kafka_mock_cluster_new(made.producer, 3);
    rd_kafka_brokers_add(made.producer, rd_kafka_mock_cluster_bootstraps(made.mock));
    rd_kafka_mock_topic_create(made.mock, "orders", 1, 3);
    for (int n = 0; n < MESSAGES; n++) {
        char value[20];
        snprintf(value, sizeof value, "m%d", n);
        (void)rd_kafka_producev(made.producer, RD_KAFKA_V_TOPIC("orders"), RD_KAFKA_V_PARTITION(0), RD_KAFKA_V_VALUE(value, strlen(value)), RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY), RD_KAFKA_V_END);
    }
    WR_ASSERT(rd_kafka_flush(made.producer, 10000) == RD_KAFKA_RESP_ERR_NO_ERROR);
    return made;
}

static void cluster_close(cluster *one) {
    rd_kafka_mock_cluster_destroy(one->mock);
    rd_kafka_destroy(one->producer);
}

static wr_env test_env; /* without a log */
static void   silent(void *self, wr_log_level level, const char *line) { (void)self, (void)level, (void)line; }

static void table_open(fixture *f, const cluster *one) {
    fixture_open(f, &weir_connector_kafka);
    f->table.env = &test_env;
    fixture_option(f, "topic", "orders");
    fixture_option(f, "properties.bootstrap.servers", rd_kafka_mock_cluster_bootstraps(one->mock));
    fixture_option(f, "properties.group.id", "readers");
    fixture_option(f, "properties.auto.offset.reset", "earliest"); /* of the group, which has no offsets yet */
    fixture_option(f, "properties.socket.timeout.ms", "2000");
    fixture_option(f, "scan.bounded.mode", "latest-offset");
}

static int64_t now_ms(void) {
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return at.tv_sec * 1000 + at.tv_nsec / 1000000;
}

/* Reads the whole partition; *count: how many of the right messages came, in order. move: the leader goes elsewhere all the time. */
static weir_status read_all(fixture *f, const cluster *one, bool move, int64_t limit_ms, int *count, bool *wrong) {
    weir_split *splits;
    uint32_t    split_count;
    void       *reader = NULL;
    weir_status status = wr_kafka_discover(&f->table, f->arena, &splits, &split_count, &f->err);
    *count = 0;
    *wrong = false;
    if (status != WEIR_OK)
        return status;
    WR_ASSERT(split_count == 1);
    status = wr_kafka_source.open(&f->table, 0, 1, &reader, &f->err);
    if (status == WEIR_OK)
        status = wr_kafka_source.add_split(reader, &splits[0], &f->err);
    for (int round = 0; status == WEIR_OK; round++) {
        weir_messages messages;
        weir_poll     poll;
        if (move && round % 7 == 0)
            (void)rd_kafka_mock_partition_set_leader(one->mock, "orders", 0, 1 + (round / 7) % 3);
        status = wr_kafka_source.messages(reader, 0, 3, &messages, &poll, &f->err);
        if (status != WEIR_OK || poll == WEIR_POLL_END)
            break;
        if (now_ms() > limit_ms) {
            status = weir_fail(&f->err, WEIR_UNAVAILABLE, "the time is over");
            break;
        }
        if (poll == WEIR_POLL_IDLE) {
            usleep(2000);
            continue;
        }
        uint32_t take = WR_MIN(messages.count, 3);
        for (uint32_t m = 0; m < take; m++) {
            char expected[20];
            snprintf(expected, sizeof expected, "m%d", (*count)++);
            *wrong |= messages.values[m].size != strlen(expected) || memcmp(messages.values[m].data, expected, strlen(expected)) != 0;
        }
        status = wr_kafka_source.taken(reader, 0, take, &f->err);
    }
    if (reader && wr_kafka_source.committed && status == WEIR_OK) {
        const wr_kafka_position end = {MESSAGES, MESSAGES, -1, -1, 0};
        const weir_split        done = {"orders-0", wr_kafka_position_encode(&end, f->arena), true};
        wr_kafka_source.committed(reader, &done, 1); /* for monitoring: an error of it is a warning */
    }
    if (reader)
        wr_kafka_source.close(reader);
    return status;
}

typedef struct outcome { int16_t api; int32_t code; uint32_t times; weir_status status; int count; bool wrong; int64_t ms; char text[200]; } outcome;

static void run_case(outcome *o) {
    cluster             one = cluster_open();
    fixture             f;
    rd_kafka_resp_err_t codes[20];
    int64_t             begin = now_ms();
    for (int i = 0; i < 20; i++)
        codes[i] = (rd_kafka_resp_err_t)o->code;
    table_open(&f, &one);
    rd_kafka_mock_push_request_errors_array(one.mock, o->api, o->times, codes);
    o->status = read_all(&f, &one, false, begin + LIMIT_S * 1000, &o->count, &o->wrong);
    if (o->status != WEIR_OK)
        snprintf(o->text, sizeof o->text, "%.199s", f.err.message);
    o->ms = now_ms() - begin;
    fixture_close(&f);
    cluster_close(&one);
}

typedef struct work { outcome *outcomes; uint32_t count, next; wr_mutex mutex; } work;

static void *worker(void *argument) {
    work *all = argument;
    for (;;) {
        wr_mutex_lock(&all->mutex);
        uint32_t at = all->next++;
        wr_mutex_unlock(&all->mutex);
        if (at >= all->count)
            return NULL;
        run_case(&all->outcomes[at]);
    }
}

TEST(every_error_to_every_request) {
    enum { THREADS = 24 };
    static const int16_t apis[] = {FETCH, LIST_OFFSETS, METADATA, OFFSET_COMMIT, OFFSET_FETCH, FIND_COORDINATOR};
    static const int32_t codes[] = {-1, 1, 2, 3, 5, 6, 7, 8, 9, 10, 12, 13, 14, 15, 16, 22, 24, 25, 27, 28, 29, 30, 31, 35, 43, 56, 70, 71, 74, 75, 76, 77, 78, 88, 100, -195};
    static outcome       outcomes[300];
    work                 all = {.outcomes = outcomes};
    wr_thread            threads[THREADS];
    weir_error           err;
    uint32_t             well = 0;
    for (size_t a = 0; a < WR_COUNT_OF(apis); a++)
        for (size_t c = 0; c < WR_COUNT_OF(codes); c++)
            outcomes[all.count++] = (outcome){.api = apis[a], .code = codes[c], .times = c % 5 == 4 ? 5 : 1};
    wr_mutex_init(&all.mutex);
    for (int t = 0; t < THREADS; t++)
        REQUIRE_OK(wr_thread_start(&threads[t], "case", worker, &all, &err), &err);
    for (int t = 0; t < THREADS; t++)
        wr_thread_join(&threads[t]);
    wr_mutex_destroy(&all.mutex);
    for (uint32_t i = 0; i < all.count; i++) {
        const outcome *o = &outcomes[i];
        bool           right = !o->wrong && (o->status == WEIR_OK ? o->count == MESSAGES : o->text[0] != '\0' && strcmp(o->text, "the time is over") != 0);
        well += o->status == WEIR_OK;
        if (!CHECK(right) || getenv("WEIR_TEST_SHOW"))
            printf("    request %d answered with %s %u times: %s after %lld ms, %d messages%s: %s\n", o->api, rd_kafka_err2name((rd_kafka_resp_err_t)o->code), o->times, weir_status_name(o->status),
                   (long long)o->ms, o->count, o->wrong ? " (wrong ones)" : "", o->text);
    }
    CHECK(well > all.count / 3); /* else nothing was tested */
}

TEST(the_leader_moves) {
    cluster one = cluster_open();
    fixture f;
    int     count;
    bool    wrong;
    table_open(&f, &one);
    REQUIRE_OK(read_all(&f, &one, true, now_ms() + LIMIT_S * 1000, &count, &wrong), &f.err);
    CHECK_INT_EQ(count, MESSAGES);
    CHECK(!wrong);
    fixture_close(&f);
    cluster_close(&one);
}

int main(void) {
    test_env = *wr_env_real();
    test_env.log = silent;
    RUN(the_leader_moves);
    RUN(every_error_to_every_request);
    return CHECK_RESULT();
}
