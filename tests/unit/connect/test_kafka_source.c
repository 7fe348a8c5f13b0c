/* Partitions are read from where they should, once, and to their end, against librdkafka's mock cluster. */
#include "connect/kafka/internal.h"

#include <librdkafka/rdkafka_mock.h>

#include "helper.h"

extern const weir_connector weir_connector_kafka;

typedef struct cluster {
    rd_kafka_t              *producer;
    rd_kafka_mock_cluster_t *mock;
    char                     servers[200];
} cluster;

static void cluster_open(cluster *c, int partitions) {
    char             reason[200];
    rd_kafka_conf_t *conf = rd_kafka_conf_new();
    rd_kafka_conf_set(conf, "client.id", "producer", reason, sizeof reason);
    rd_kafka_conf_set(conf, "log_level", "0", reason, sizeof reason);
    rd_kafka_conf_set(conf, "batch.num.messages", "10", reason, sizeof reason);
    c->producer = rd_kafka_new(RD_KAFKA_PRODUCER, conf, reason, sizeof reason);
    REQUIRE(c->producer != NULL);
    c->mock = rd_kafka_mock_cluster_new(c->producer, 1);
    snprintf(c->servers, sizeof c->servers, "%s", rd_kafka_mock_cluster_bootstraps(c->mock));
    rd_kafka_brokers_add(c->producer, c->servers);
    rd_kafka_mock_topic_create(c->mock, "orders", partitions, 1);
}

static void cluster_close(cluster *c) {
    rd_kafka_mock_cluster_destroy(c->mock);
    rd_kafka_destroy(c->producer);
}

/* count messages "<text><n>" of key "k<n>" and time 1000 * n. */
static void produce(cluster *c, const char *topic, int32_t partition, const char *text, int first, int count) {
    for (int n = first; n < first + count; n++) {
        char key[20], value[40];
        snprintf(key, sizeof key, "k%d", n);
        snprintf(value, sizeof value, "%s%d", text, n);
        CHECK_INT_EQ(rd_kafka_producev(c->producer, RD_KAFKA_V_TOPIC(topic), RD_KAFKA_V_PARTITION(partition), RD_KAFKA_V_KEY(key, strlen(key)), RD_KAFKA_V_VALUE(value, strlen(value)),
                                       RD_KAFKA_V_TIMESTAMP(1000 * (int64_t)(n + 1)), RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY), RD_KAFKA_V_END), 0);
    }
    CHECK_INT_EQ(rd_kafka_flush(c->producer, 10000), 0);
}

static void table_open(fixture *f, const cluster *c, const char *startup, const char *bounded) {
    fixture_open(f, &weir_connector_kafka);
    fixture_option(f, "topic", "orders");
    fixture_option(f, "properties.bootstrap.servers", c->servers);
    if (startup)
        fixture_option(f, "scan.startup.mode", startup);
    if (bounded)
        fixture_option(f, "scan.bounded.mode", bounded);
}

static const weir_split *split_named(const weir_split *splits, uint32_t count, const char *id) {
    for (uint32_t i = 0; i < count; i++)
        if (strcmp(splits[i].id, id) == 0)
            return &splits[i];
    CHECK_STR_EQ("no such split", id);
    return NULL;
}

static wr_kafka_position position_of(fixture *f, const weir_split *split) {
    wr_kafka_position position = {.next = -1, .bound = -1};
    if (split)
        CHECK_OK(wr_kafka_position_decode(split->position, &position, &f->err), &f->err);
    return position;
}

/* Where partition 0 begins and ends by these options. */
static void check_edges(fixture *f, int64_t next, int64_t bound) {
    weir_split *splits;
    uint32_t    count;
    REQUIRE_OK(wr_kafka_discover(&f->table, f->arena, &splits, &count, &f->err), &f->err);
    CHECK_INT_EQ(position_of(f, split_named(splits, count, "orders-0")).next, next);
    CHECK_INT_EQ(position_of(f, split_named(splits, count, "orders-0")).bound, bound);
}

/* ---- reading ---- */

typedef struct got { wr_buffer text; uint32_t count; weir_poll last; } got; /* values, each with a blank behind it */

/* Reads the split until it ends or there is nothing for a while, and takes `keep` in a batch at most. */
static weir_status drain(fixture *f, void *reader, uint32_t split, uint32_t keep, got *out) {
    int quiet = 0;
    *out = (got){.last = WEIR_POLL_IDLE};
    while (quiet < 700) {
        weir_messages messages;
        WEIR_TRY(wr_kafka_source.messages(reader, split, 7, &messages, &out->last, &f->err));
        if (out->last == WEIR_POLL_END)
            return WEIR_OK;
        if (out->last == WEIR_POLL_IDLE) {
            quiet++;
            usleep(1000);
            continue;
        }
        quiet = 0;
        uint32_t take = WR_MIN(messages.count, keep);
        for (uint32_t m = 0; m < take; m++) {
            wr_buffer_append(&out->text, messages.values[m].data, messages.values[m].size);
            wr_buffer_byte(&out->text, ' ');
        }
        out->count += take;
        WEIR_TRY(wr_kafka_source.taken(reader, split, take, &f->err));
    }
    return WEIR_OK;
}

static void expect_range(const got *g, const char *text, int first, int count) {
    wr_buffer expected = {0};
    for (int n = first; n < first + count; n++)
        wr_buffer_printf(&expected, "%s%d ", text, n);
    CHECK_UINT_EQ(g->count, count);
    CHECK_UINT_EQ(g->text.size, expected.size);
    if (g->text.size == expected.size && expected.size)
        CHECK_MEM_EQ(g->text.data, expected.data, expected.size);
    wr_buffer_free(&expected);
}

static void *open_at(fixture *f, const weir_split *split) {
    void *reader = NULL;
    CHECK_OK(wr_kafka_source.open(&f->table, 0, 1, &reader, &f->err), &f->err);
    CHECK_OK(wr_kafka_source.add_split(reader, split, &f->err), &f->err);
    return reader;
}

static weir_split at(fixture *f, int64_t next, int64_t bound) {
    const wr_kafka_position position = {next, bound, -1, -1, 0};
    return (weir_split){"orders-0", wr_kafka_position_encode(&position, f->arena), false};
}

TEST(positions_survive) {
    fixture f;
    fixture_open(&f, &weir_connector_kafka);
    const wr_kafka_position cases[] = {{0, WR_KAFKA_NO_BOUND, -1, -1, 0}, {42, 100, 7, 41, 0x0123456789abcdef}, {INT64_MAX - 1, INT64_MAX - 1, INT32_MAX, 0, UINT64_MAX}};
    for (size_t i = 0; i < WR_COUNT_OF(cases); i++) {
        wr_kafka_position back;
        weir_bytes        bytes = wr_kafka_position_encode(&cases[i], f.arena);
        REQUIRE_OK(wr_kafka_position_decode(bytes, &back, &f.err), &f.err);
        CHECK(memcmp(&back, &cases[i], sizeof back) == 0 || (back.next == cases[i].next && back.bound == cases[i].bound && back.leader_epoch == cases[i].leader_epoch &&
                                                            back.mark_offset == cases[i].mark_offset && back.mark_hash == cases[i].mark_hash));
        for (size_t size = 0; size < bytes.size; size++)
            CHECK_INT_EQ(wr_kafka_position_decode((weir_bytes){bytes.data, size}, &back, &f.err), WEIR_CORRUPT);
    }
    wr_buffer text = {0};
    CHECK(wr_kafka_position_describe(wr_kafka_position_encode(&cases[1], f.arena), &text));
    CHECK_STR_EQ(wr_buffer_cstr(&text), "offset 42, to 100, leader epoch 7");
    CHECK(!wr_kafka_position_describe((weir_bytes){"\7abc", 4}, &text));
    wr_buffer_free(&text);
    const char *topic;
    int32_t     partition;
    CHECK(wr_kafka_split_name("a-b-12", f.arena, &topic, &partition));
    CHECK_STR_EQ(topic, "a-b");
    CHECK_INT_EQ(partition, 12);
    CHECK(!wr_kafka_split_name("ab", f.arena, &topic, &partition));
    CHECK(!wr_kafka_split_name("ab-", f.arena, &topic, &partition));
    CHECK(!wr_kafka_split_name("ab-99999999999", f.arena, &topic, &partition));
    fixture_close(&f);
}

TEST(options_are_checked) {
    static const struct { const char *name, *value, *words; } cases[] = {
        {"scan.startup.mode", "begin", "is none of group-offsets, earliest-offset"},
        {"scan.startup.mode", "timestamp", "add 'scan.startup.timestamp-millis'"},
        {"scan.startup.mode", "specific-offsets", "add 'scan.startup.specific-offsets'"},
        {"scan.bounded.mode", "timestamp", "add 'scan.bounded.timestamp-millis'"},
        {"topic-pattern", "a.*", "cannot both be set"},
        {"properties.sasl.mechansm", "PLAIN", "did you mean 'properties.sasl.mechanism'"},
        {"properties.security.protocol", "TLS", "security.protocol"},
        {"properties.ssl.truststore.location", "/x/trust.jks", "only Java reads"},
        {"properties.interceptor.classes", "a.B", "names a Java class"},
        {"properties.auto.offset.reset", "newest", "none of earliest, latest, none"},
        {"scan.watermark.alignment.group", "g", "set together"},
        {"sink.partitioner", "org.x.Own", "none of default, fixed, round-robin"},
    };
    for (size_t i = 0; i < WR_COUNT_OF(cases); i++) {
        fixture f;
        fixture_open(&f, &weir_connector_kafka);
        fixture_option(&f, "topic", "orders");
        fixture_option(&f, "properties.bootstrap.servers", "localhost:1");
        fixture_option(&f, cases[i].name, cases[i].value);
        CHECK(weir_connector_kafka.check(&f.table, &f.err) != WEIR_OK);
        CHECK_CONTAINS(f.err.message, cases[i].words);
        fixture_close(&f);
    }
}

TEST(secrets_stay_secret) {
    static const struct { const char *name, *value; } cases[] = {
        {"properties.ssl.key.pem", "hunter2secret"}, {"properties.sasl.jaas.config", "x.OAuthBearerLoginModule required clientSecret=\"hunter2secret\";"}};
    for (size_t i = 0; i < WR_COUNT_OF(cases); i++) {
        fixture          f;
        wr_kafka_client *client = NULL;
        fixture_open(&f, &weir_connector_kafka);
        fixture_option(&f, "topic", "orders");
        fixture_option(&f, "properties.bootstrap.servers", "localhost:1");
        fixture_option(&f, "properties.security.protocol", "SSL");
        fixture_option(&f, cases[i].name, cases[i].value);
        const wr_kafka_client_config config = {.table = &f.table, .role = WR_KAFKA_CONSUMER};
        CHECK(wr_kafka_client_create(&config, &client, &f.err) != WEIR_OK);
        CHECK(strstr(f.err.message, "hunter2") == NULL);
        fixture_close(&f);
    }
}

TEST(modes) {
    cluster c;
    fixture f;
    cluster_open(&c, 2);
    for (int n = 0; n < 20; n += 5) /* the mock answers times by batches */
        produce(&c, "orders", 0, "m", n, 5);
    table_open(&f, &c, "earliest-offset", NULL);
    check_edges(&f, 0, WR_KAFKA_NO_BOUND);
    fixture_close(&f);
    table_open(&f, &c, "latest-offset", "latest-offset");
    check_edges(&f, 20, 20);
    fixture_close(&f);
    table_open(&f, &c, "specific-offsets", "specific-offsets");
    fixture_option(&f, "scan.startup.specific-offsets", "partition:0,offset:3;partition:1,offset:0");
    fixture_option(&f, "scan.bounded.specific-offsets", "partition:0,offset:17;partition:1,offset:0");
    check_edges(&f, 3, 17);
    fixture_close(&f);
    table_open(&f, &c, "group-offsets", NULL);
    weir_split *splits;
    uint32_t    count;
    CHECK_INT_EQ(wr_kafka_discover(&f.table, f.arena, &splits, &count, &f.err), WEIR_INVALID);
    CHECK_CONTAINS(f.err.message, "group 'KafkaSource-t' has no offset for partition orders[0]");
    fixture_option(&f, "properties.auto.offset.reset", "latest");
    check_edges(&f, 20, WR_KAFKA_NO_BOUND);
    f.table.resumed = true; /* whatever the mode: what is new begins at its beginning */
    check_edges(&f, 0, WR_KAFKA_NO_BOUND);
    fixture_close(&f);
    cluster_close(&c);
}

TEST(missing_topic_is_named) {
    cluster     c;
    fixture     f;
    weir_split *splits;
    uint32_t    count;
    cluster_open(&c, 1);
    rd_kafka_mock_topic_set_error(c.mock, "gone", RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART);
    table_open(&f, &c, "earliest-offset", NULL);
    f.items[0].value = "orders;gone";
    CHECK_INT_EQ(wr_kafka_discover(&f.table, f.arena, &splits, &count, &f.err), WEIR_INVALID);
    CHECK_CONTAINS(f.err.message, "there is no topic 'gone'");
    fixture_close(&f);
    cluster_close(&c);
}

TEST(patterns_match_whole_names) {
    cluster     c;
    fixture     f;
    weir_split *splits;
    uint32_t    count;
    cluster_open(&c, 1);
    rd_kafka_mock_topic_create(c.mock, "orders-eu", 2, 1);
    rd_kafka_mock_topic_create(c.mock, "my-orders", 1, 1);
    table_open(&f, &c, "earliest-offset", NULL);
    f.items[0] = (weir_option){.name = "topic-pattern", .value = "orders(-..)?"};
    REQUIRE_OK(wr_kafka_discover(&f.table, f.arena, &splits, &count, &f.err), &f.err);
    CHECK_UINT_EQ(count, 3);
    fixture_close(&f);
    cluster_close(&c);
}

TEST(reads_to_the_bound_and_goes_on) {
    cluster c;
    fixture f;
    got     g;
    cluster_open(&c, 1);
    produce(&c, "orders", 0, "m", 0, 50);
    table_open(&f, &c, "earliest-offset", "latest-offset");
    weir_split split = at(&f, 5, 45);
    void      *reader = open_at(&f, &split);
    REQUIRE_OK(drain(&f, reader, 0, 7, &g), &f.err);
    CHECK_INT_EQ(g.last, WEIR_POLL_END);
    expect_range(&g, "m", 5, 40);
    wr_buffer_free(&g.text);
    weir_split *positions;
    uint32_t    count;
    REQUIRE_OK(wr_kafka_source.positions(reader, f.arena, &positions, &count, &f.err), &f.err);
    CHECK_UINT_EQ(count, 1);
    CHECK(positions[0].finished);
    wr_kafka_source.close(reader);

    split = at(&f, 0, WR_KAFKA_NO_BOUND); /* gives some back of each batch; then a restore at that place */
    reader = open_at(&f, &split);
    REQUIRE_OK(drain(&f, reader, 0, 3, &g), &f.err);
    CHECK_INT_EQ(g.last, WEIR_POLL_IDLE);
    expect_range(&g, "m", 0, 50);
    wr_buffer_free(&g.text);
    REQUIRE_OK(wr_kafka_source.positions(reader, f.arena, &positions, &count, &f.err), &f.err);
    wr_kafka_source.committed(reader, positions, count);
    wr_kafka_source.close(reader);
    produce(&c, "orders", 0, "m", 50, 10);
    reader = open_at(&f, &positions[0]);
    REQUIRE_OK(drain(&f, reader, 0, 7, &g), &f.err);
    expect_range(&g, "m", 50, 10);
    wr_buffer_free(&g.text);
    wr_kafka_source.close(reader);
    fixture_close(&f);

    table_open(&f, &c, "group-offsets", NULL); /* what `committed` said */
    check_edges(&f, 50, WR_KAFKA_NO_BOUND);
    fixture_close(&f);
    cluster_close(&c);
}

TEST(another_topic_of_the_same_name_is_noticed) {
    cluster     c;
    fixture     f;
    got         g;
    weir_split *positions;
    uint32_t    count;
    cluster_open(&c, 1);
    produce(&c, "orders", 0, "old", 0, 20);
    table_open(&f, &c, "earliest-offset", NULL);
    weir_split split = at(&f, 0, WR_KAFKA_NO_BOUND);
    void      *reader = open_at(&f, &split);
    REQUIRE_OK(drain(&f, reader, 0, 7, &g), &f.err);
    wr_buffer_free(&g.text);
    REQUIRE_OK(wr_kafka_source.positions(reader, f.arena, &positions, &count, &f.err), &f.err);
    wr_kafka_source.close(reader);
    cluster_close(&c);

    cluster_open(&c, 1); /* other messages, more of them */
    produce(&c, "orders", 0, "new", 0, 30);
    f.items[1].value = c.servers;
    reader = open_at(&f, &positions[0]);
    CHECK_INT_EQ(drain(&f, reader, 0, 7, &g), WEIR_CONFLICT);
    CHECK_CONTAINS(f.err.message, "the message at offset 19 is another one than the job has read");
    wr_buffer_free(&g.text);
    wr_kafka_source.close(reader);
    cluster_close(&c);

    cluster_open(&c, 1); /* fewer */
    produce(&c, "orders", 0, "new", 0, 3);
    f.items[1].value = c.servers;
    reader = open_at(&f, &positions[0]);
    CHECK_INT_EQ(drain(&f, reader, 0, 7, &g), WEIR_CONFLICT);
    CHECK_CONTAINS(f.err.message, "OFFSET_OUT_OF_RANGE: partition orders[0] is to be read on at offset 20, but it ends at 3");
    wr_buffer_free(&g.text);
    wr_kafka_source.close(reader);
    fixture_close(&f);
    cluster_close(&c);
}

/* The mock keeps 5 MiB of a partition. */
TEST(offsets_that_are_gone) {
    cluster c;
    fixture f;
    got     g;
    char   *value = wr_calloc(1, 100000);
    cluster_open(&c, 1);
    for (int n = 0; n < 100; n++) {
        CHECK_INT_EQ(rd_kafka_producev(c.producer, RD_KAFKA_V_TOPIC("orders"), RD_KAFKA_V_PARTITION(0), RD_KAFKA_V_VALUE(value, 100000), RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY),
                                       RD_KAFKA_V_END), 0);
        rd_kafka_flush(c.producer, 10000);
    }
    table_open(&f, &c, "earliest-offset", NULL);
    weir_split split = at(&f, 3, WR_KAFKA_NO_BOUND);
    void      *reader = open_at(&f, &split);
    CHECK_INT_EQ(drain(&f, reader, 0, 7, &g), WEIR_CONFLICT);
    CHECK_CONTAINS(f.err.message, "OFFSET_OUT_OF_RANGE: partition orders[0] is to be read on at offset 3, but the broker holds");
    wr_buffer_free(&g.text);
    wr_kafka_source.close(reader);

    fixture_option(&f, "properties.auto.offset.reset", "earliest");
    reader = open_at(&f, &split);
    REQUIRE_OK(drain(&f, reader, 0, 7, &g), &f.err);
    CHECK(g.count > 10 && g.count < 97);
    wr_buffer_free(&g.text);
    wr_kafka_source.close(reader);
    fixture_close(&f);
    cluster_close(&c);
    wr_free(value);
}

TEST(a_broker_that_is_away_comes_back) {
    cluster c;
    fixture f;
    got     g;
    cluster_open(&c, 1);
    produce(&c, "orders", 0, "m", 0, 10);
    table_open(&f, &c, "earliest-offset", NULL);
    weir_split split = at(&f, 0, WR_KAFKA_NO_BOUND);
    void      *reader = open_at(&f, &split);
    REQUIRE_OK(drain(&f, reader, 0, 7, &g), &f.err);
    expect_range(&g, "m", 0, 10);
    wr_buffer_free(&g.text);
    rd_kafka_mock_broker_set_down(c.mock, 1);
    REQUIRE_OK(drain(&f, reader, 0, 7, &g), &f.err);
    CHECK_UINT_EQ(g.count, 0);
    rd_kafka_mock_broker_set_up(c.mock, 1);
    produce(&c, "orders", 0, "m", 10, 10);
    for (int attempt = 0; attempt < 10 && g.count == 0; attempt++)
        REQUIRE_OK(drain(&f, reader, 0, 7, &g), &f.err);
    expect_range(&g, "m", 10, 10);
    wr_buffer_free(&g.text);
    wr_kafka_source.close(reader);
    fixture_close(&f);
    cluster_close(&c);
}

TEST(metadata_columns) {
    cluster       c;
    fixture       f;
    weir_messages messages;
    weir_poll     poll = WEIR_POLL_IDLE;
    cluster_open(&c, 1);
    produce(&c, "orders", 0, "m", 0, 3);
    table_open(&f, &c, "earliest-offset", NULL);
    weir_split split = at(&f, 0, WR_KAFKA_NO_BOUND);
    void      *reader = open_at(&f, &split);
    for (int i = 0; i < 3000 && poll == WEIR_POLL_IDLE; i++) {
        REQUIRE_OK(wr_kafka_source.messages(reader, 0, 100, &messages, &poll, &f.err), &f.err);
        usleep(1000);
    }
    usleep(100000);
    REQUIRE_OK(wr_kafka_source.messages(reader, 0, 100, &messages, &poll, &f.err), &f.err);
    REQUIRE(messages.count >= 1);
    CHECK_STR_EQ(messages.where, "orders[0]");
    const uint16_t rows[2] = {0, 0};
    weir_vector    number, time, text;
    wr_vector_init(&number, weir_type_of(WEIR_TYPE_BIGINT, false), f.arena, f.arena);
    wr_vector_init(&time, weir_type_with(WEIR_TYPE_TIMESTAMP_LTZ, 3, 0, false), f.arena, f.arena);
    wr_vector_init(&text, weir_type_of(WEIR_TYPE_VARCHAR, false), f.arena, f.arena);
    CHECK_OK(wr_kafka_source.message_metadata(reader, "offset", rows, 2, &number, &f.err), &f.err);
    CHECK_INT_EQ(((int64_t *)number.data)[1], 0);
    CHECK_OK(wr_kafka_source.message_metadata(reader, "timestamp", rows, 2, &time, &f.err), &f.err);
    CHECK_INT_EQ(((int64_t *)time.data)[0], 1000);
    CHECK_OK(wr_kafka_source.message_metadata(reader, "timestamp-type", rows, 2, &text, &f.err), &f.err);
    CHECK_UINT_EQ(((weir_string *)text.data)[0].size, 10);
    CHECK_OK(wr_kafka_source.message_metadata(reader, "topic", rows, 2, &text, &f.err), &f.err);
    CHECK_UINT_EQ(((weir_string *)text.data)[0].size, 6);
    wr_kafka_source.close(reader);
    fixture_close(&f);
    cluster_close(&c);
}

int main(void) {
    RUN(positions_survive);
    RUN(options_are_checked);
    RUN(secrets_stay_secret);
    RUN(modes);
    RUN(missing_topic_is_named);
    RUN(patterns_match_whole_names);
    RUN(reads_to_the_bound_and_goes_on);
    RUN(another_topic_of_the_same_name_is_noticed);
    RUN(offsets_that_are_gone);
    RUN(a_broker_that_is_away_comes_back);
    RUN(metadata_columns);
    return CHECK_RESULT();
}
