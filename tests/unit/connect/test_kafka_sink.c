/* The Kafka sink against librdkafka's mock cluster: whatever error a broker answers to whatever request, an attempt ends in
 * time, well or with a status that says what to do, and never well without its rows being there.
 *
 * The mock keeps no offsets of transactions, so evidence is tested as text here, and with real brokers in tests/kafka. */
#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafka_mock.h>

#include "base/thread.h"
#include "batch/map.h"
#include "connect/kafka/evidence.h"
#include "connect/kafka/messages.h"
#include "connect/kafka/producer.h"
#include "helper.h"

extern const weir_connector weir_connector_kafka, weir_connector_upsert_kafka;

#define ROWS      20u
#define TIMEOUT_S 40

enum { PRODUCE = 0, METADATA = 3, OFFSET_FETCH = 9, FIND_COORDINATOR = 10, INIT_PRODUCER_ID = 22, ADD_PARTITIONS = 24, ADD_OFFSETS = 25, END_TXN = 26, TXN_OFFSET_COMMIT = 28 };
static const char uuid[] = "0123456789abcdef0123456789abcdef", digest[] = "aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbb";

/* ---- a cluster, a table, a job ---- */

typedef struct cluster { rd_kafka_t *owner; rd_kafka_mock_cluster_t *mock; } cluster;

static void quiet(const rd_kafka_t *handle, int level, const char *facility, const char *text) {
    (void)handle, (void)level, (void)facility, (void)text;
}

static cluster cluster_open(void) {
    char             reason[256];
    rd_kafka_conf_t *conf = rd_kafka_conf_new();
    rd_kafka_conf_set_log_cb(conf, quiet);
    cluster made = {.owner = rd_kafka_new(RD_KAFKA_PRODUCER, conf, reason, sizeof reason)};
    made.mock = rd_kafka_mock_cluster_new(made.owner, 3);
    (void)rd_kafka_mock_topic_create(made.mock, "out", 2, 3);
    (void)rd_kafka_mock_topic_create(made.mock, "aside", 1, 3);
    return made;
}

static void cluster_close(cluster *one) {
    rd_kafka_mock_cluster_destroy(one->mock);
    rd_kafka_destroy(one->owner);
}

/* The messages of a topic, in order within a partition; keys and values as "key=value", a tombstone as "key!". In arena. */
static uint32_t messages_of(const cluster *one, const char *topic, int32_t partition_count, wr_arena *arena, const char **texts, uint32_t limit) {
    char             reason[256];
    rd_kafka_conf_t *conf = rd_kafka_conf_new();
    uint32_t         count = 0;
    rd_kafka_conf_set_log_cb(conf, quiet);
    (void)rd_kafka_conf_set(conf, "bootstrap.servers", rd_kafka_mock_cluster_bootstraps(one->mock), reason, sizeof reason);
    (void)rd_kafka_conf_set(conf, "group.id", "reader", reason, sizeof reason);
    (void)rd_kafka_conf_set(conf, "enable.partition.eof", "true", reason, sizeof reason);
    (void)rd_kafka_conf_set(conf, "fetch.wait.max.ms", "10", reason, sizeof reason);
    rd_kafka_t *handle = rd_kafka_new(RD_KAFKA_CONSUMER, conf, reason, sizeof reason);
    for (int32_t p = 0; p < partition_count; p++) {
        rd_kafka_topic_partition_list_t *list = rd_kafka_topic_partition_list_new(1);
        rd_kafka_topic_partition_list_add(list, topic, p)->offset = 0;
        (void)rd_kafka_assign(handle, list);
        rd_kafka_topic_partition_list_destroy(list);
        for (bool more = true; more;) {
            rd_kafka_message_t *message = rd_kafka_consumer_poll(handle, 10000);
            more = message && message->err == RD_KAFKA_RESP_ERR_NO_ERROR;
            if (more && count < limit && texts)
                texts[count] = wr_arena_printf(arena, "%.*s%s%.*s", (int)message->key_len, message->key ? (const char *)message->key : "", message->payload ? "=" : "!", (int)message->len,
                                               message->payload ? (const char *)message->payload : "");
            count += more;
            if (message)
                rd_kafka_message_destroy(message);
        }
    }
    (void)rd_kafka_consumer_close(handle);
    rd_kafka_destroy(handle);
    return count;
}

typedef struct job {
    wr_arena           *arena;
    char                folder[64];
    weir_field          fields[4];
    weir_schema         schema;
    weir_option         items[12];
    weir_options        options, format_options;
    uint32_t            key_columns[2], value_columns[4];
    weir_table_info     table;
    const weir_sink    *sink;
    weir_commit_context context;
    weir_claim          claims[4];
    void               *writer;
    weir_error          err;
    int64_t             end_ns; /* the job is asked to stop then */
    const char         *stage;
} job;

static int64_t now_ns(void) { return wr_env_real()->monotonic_ns(NULL); }
static bool    is_over(void *hooks) { return now_ns() > ((job *)hooks)->end_ns; }
static void    silent(void *self, wr_log_level level, const char *line) { (void)self, (void)level, (void)line; }

static wr_env test_env; /* without a log: the mock's old protocol makes librdkafka warn */

static void option(job *j, const char *name, const char *value) { j->items[j->options.count++] = (weir_option){.name = name, .value = value}; }

static void job_make(job *j, const cluster *one, const weir_connector *connector, const wr_env *env) {
    memset(j, 0, sizeof *j);
    j->arena = wr_arena_create(0);
    memcpy(j->folder, "/tmp/weir-test-XXXXXX", 22);
    WR_ASSERT(mkdtemp(j->folder) != NULL);
    j->fields[0] = (weir_field){"id", weir_type_of(WEIR_TYPE_BIGINT, true)};
    j->fields[1] = (weir_field){"name", weir_type_of(WEIR_TYPE_VARCHAR, true)};
    j->schema = (weir_schema){2, j->fields};
    j->options = (weir_options){j->items, 0, connector->options};
    j->format_options.specs = weir_format_json.options;
    j->value_columns[1] = 1;
    option(j, "topic", "out");
    option(j, "properties.bootstrap.servers", rd_kafka_mock_cluster_bootstraps(one->mock));
    option(j, "properties.linger.ms", "1");
    j->table = (weir_table_info){.name = "t", .schema = &j->schema, .options = &j->options, .format_options = &j->format_options, .env = env, .key_prefix = "",
                                 .value_columns = j->value_columns, .value_column_count = 2, .job_name = "j"};
    j->sink = connector->sink;
    j->end_ns = now_ns() + TIMEOUT_S * 1000000000ll / 2;
    j->context = (weir_commit_context){.job_name = "j", .job_uuid = uuid, .fence = 1, .env = env, .arena = j->arena, .digest = digest, .folder = j->folder, .claims = j->claims,
                                       .instance = 7, .cancelled = is_over, .hooks = j};
}

static void with_key(job *j) {
    j->table.key_format = &weir_format_json;
    j->table.key_format_options = &j->format_options;
    j->table.key_columns = j->key_columns;
    j->table.key_column_count = 1;
}

static weir_status job_claim(job *j) {
    void *claim = NULL;
    j->stage = "claim";
    WEIR_TRY(j->sink->claim(&j->context, &j->table, &claim, &j->err));
    j->claims[j->context.claim_count++] = (weir_claim){j->sink, j->table.name, claim};
    return WEIR_OK;
}

static weir_status job_commit(job *j, uint64_t checkpoint_id, bool recovering) {
    weir_commit_context context = j->context;
    j->stage = "commit";
    context.checkpoint_id = checkpoint_id;
    context.recovering = recovering;
    return j->sink->commit(&context, &j->table, NULL, 0, &j->err);
}

/* Claim, look, commit of checkpoint 1 and open: a start. */
static weir_status job_start(job *j) {
    weir_evidence evidence;
    WEIR_TRY(job_claim(j));
    j->stage = "evidence";
    WEIR_TRY(j->sink->evidence(&j->context, &j->table, &evidence, &j->err));
    WEIR_TRY(job_commit(j, 1, false));
    j->stage = "open";
    return j->sink->open(&j->table, &j->context, 0, 1, &weir_format_json, NULL, &j->writer, &j->err);
}

static weir_status job_write(job *j, uint32_t first, uint32_t count, const uint8_t *kinds, uint64_t epoch) {
    weir_string  names[64];
    int64_t      ids[64];
    char         text[64][24];
    weir_column  columns[2] = {{j->fields[0].type, ids, NULL}, {j->fields[1].type, names, NULL}};
    weir_batch   batch = {.schema = &j->schema, .columns = columns, .row_count = count, .selected_count = count, .row_kinds = kinds, .watermark = WEIR_TIME_MIN};
    for (uint32_t i = 0; i < count; i++) {
        snprintf(text[i], sizeof text[i], "row %u", first + i);
        ids[i] = first + i;
        names[i] = weir_string_view(text[i], strlen(text[i]));
    }
    j->stage = "write";
    return j->sink->write(j->writer, &batch, epoch, &j->err);
}

static weir_status job_checkpoint(job *j, uint64_t checkpoint_id) {
    weir_committable *list = NULL;
    uint32_t          count = 0;
    j->stage = "prepare";
    WEIR_TRY(j->sink->prepare(j->writer, checkpoint_id, j->arena, &list, &count, &j->err));
    weir_status status = WEIR_OK;
    j->stage = "sync";
    for (uint32_t i = 0; i < count; i++)
        if (status == WEIR_OK)
            status = j->sink->sync(&j->context, &list[i], &j->err);
        else
            j->sink->forget(&list[i]);
    return status == WEIR_OK ? job_commit(j, checkpoint_id, false) : status;
}

static void job_end(job *j) {
    char command[100];
    if (j->writer)
        j->sink->close(j->writer);
    while (j->context.claim_count > 0)
        j->sink->release(j->claims[--j->context.claim_count].claim);
    snprintf(command, sizeof command, "rm -rf %s", j->folder);
    CHECK_INT_EQ(system(command), 0);
    wr_arena_destroy(j->arena);
}

/* ---- good days ---- */

TEST(two_epochs) {
    cluster one = cluster_open();
    job     j;
    job_make(&j, &one, &weir_connector_kafka, &test_env);
    REQUIRE_OK(job_start(&j), &j.err);
    CHECK_OK(job_write(&j, 0, ROWS, NULL, 2), &j.err);
    CHECK_OK(job_checkpoint(&j, 2), &j.err);
    CHECK_OK(job_checkpoint(&j, 3), &j.err); /* an empty one */
    CHECK_OK(job_write(&j, ROWS, 1, NULL, 4), &j.err);
    CHECK_OK(job_checkpoint(&j, 4), &j.err);
    const char *texts[64];
    CHECK_UINT_EQ(messages_of(&one, "out", 2, j.arena, texts, 64), ROWS + 1);
    job_end(&j);
    cluster_close(&one);
}

/* A start from another job's checkpoint: the first checkpoint has rows already. */
TEST(nothing_was_committed_before) {
    cluster       one = cluster_open();
    job           j;
    weir_evidence evidence;
    job_make(&j, &one, &weir_connector_kafka, &test_env);
    REQUIRE_OK(job_claim(&j), &j.err);
    CHECK_OK(j.sink->evidence(&j.context, &j.table, &evidence, &j.err), &j.err);
    REQUIRE_OK(j.sink->open(&j.table, &j.context, 0, 1, &weir_format_json, NULL, &j.writer, &j.err), &j.err);
    CHECK_OK(job_write(&j, 0, ROWS, NULL, 5), &j.err);
    CHECK_OK(job_checkpoint(&j, 5), &j.err);
    CHECK_OK(job_write(&j, ROWS, 1, NULL, 6), &j.err);
    CHECK_OK(job_checkpoint(&j, 6), &j.err);
    CHECK_UINT_EQ(messages_of(&one, "out", 2, j.arena, NULL, 0), ROWS + 1);
    job_end(&j);
    cluster_close(&one);
}

/* What is written before its epoch is open waits, and keeps its place. */
TEST(rows_wait_for_their_epoch) {
    cluster           one = cluster_open();
    job               j;
    weir_committable *list;
    uint32_t          count;
    const char       *texts[64] = {NULL};
    job_make(&j, &one, &weir_connector_kafka, &test_env);
    with_key(&j);
    rd_kafka_mock_topic_create(one.mock, "single", 1, 1);
    j.items[0].value = "single";
    REQUIRE_OK(job_start(&j), &j.err);
    CHECK_OK(job_write(&j, 0, 3, NULL, 2), &j.err);
    CHECK_OK(j.sink->prepare(j.writer, 2, j.arena, &list, &count, &j.err), &j.err);
    CHECK_UINT_EQ(count, 1);
    CHECK_OK(job_write(&j, 3, 3, NULL, 3), &j.err); /* behind barrier 2, before its commit */
    CHECK_OK(j.sink->flush(j.writer, &j.err), &j.err);
    CHECK(j.sink->ready(j.writer));
    CHECK_OK(j.sink->sync(&j.context, &list[0], &j.err), &j.err);
    CHECK_UINT_EQ(messages_of(&one, "single", 1, j.arena, NULL, 0), 3);
    CHECK_OK(job_commit(&j, 2, false), &j.err);
    CHECK_OK(j.sink->flush(j.writer, &j.err), &j.err);
    CHECK_OK(job_write(&j, 6, 2, NULL, 3), &j.err);
    CHECK_OK(job_checkpoint(&j, 3), &j.err);
    CHECK_UINT_EQ(messages_of(&one, "single", 1, j.arena, texts, 64), 8);
    for (uint32_t i = 0; i < 8 && texts[i]; i++)
        CHECK_STR_EQ(texts[i], wr_arena_printf(j.arena, "{\"id\":%u}={\"id\":%u,\"name\":\"row %u\"}", i, i, i));
    /* so many that no more can be taken */
    CHECK_OK(j.sink->prepare(j.writer, 4, j.arena, &list, &count, &j.err), &j.err);
    CHECK_UINT_EQ(count, 0);
    for (uint32_t i = 0; i < 20000 && j.sink->ready(j.writer); i++)
        CHECK_OK(job_write(&j, 100, 50, NULL, 5), &j.err);
    CHECK(!j.sink->ready(j.writer));
    CHECK_OK(job_commit(&j, 4, false), &j.err);
    for (uint32_t i = 0; i < 10000 && !j.sink->ready(j.writer); i++)
        CHECK_OK(j.sink->flush(j.writer, &j.err), &j.err);
    CHECK(j.sink->ready(j.writer));
    job_end(&j);
    cluster_close(&one);
}

TEST(upserts_and_tombstones) {
    static const uint8_t kinds[] = {WEIR_ROW_INSERT, WEIR_ROW_UPDATE_BEFORE, WEIR_ROW_UPDATE_AFTER, WEIR_ROW_DELETE, WEIR_ROW_INSERT};
    static const char *const expected[] = {"{\"id\":0}={\"id\":0,\"name\":\"row 0\"}", "{\"id\":2}={\"id\":2,\"name\":\"row 2\"}", "{\"id\":3}!", "{\"id\":4}={\"id\":4,\"name\":\"row 4\"}"};
    cluster     one = cluster_open();
    job         j;
    const char *texts[8] = {NULL};
    job_make(&j, &one, &weir_connector_upsert_kafka, &test_env);
    with_key(&j);
    j.items[0].value = "aside";
    REQUIRE_OK(job_start(&j), &j.err);
    CHECK_OK(job_write(&j, 0, 5, kinds, 2), &j.err);
    CHECK_OK(job_checkpoint(&j, 2), &j.err);
    CHECK_UINT_EQ(messages_of(&one, "aside", 1, j.arena, texts, 8), 4);
    for (uint32_t i = 0; i < 4 && texts[i]; i++)
        CHECK_STR_EQ(texts[i], expected[i]);
    job_end(&j);
    cluster_close(&one);
}

/* sink.buffer-flush: of many changes of a key the last one is written, at a checkpoint or when enough keys wait. */
TEST(only_the_newest_of_each_key) {
    static const uint8_t deletes[] = {WEIR_ROW_DELETE, WEIR_ROW_INSERT};
    static const char *const expected[] = {"{\"id\":0}!", "{\"id\":1}={\"id\":1,\"name\":\"row 1\"}", "{\"id\":2}={\"id\":2,\"name\":\"row 2\"}"};
    cluster     one = cluster_open();
    job         j;
    const char *texts[8] = {NULL};
    job_make(&j, &one, &weir_connector_upsert_kafka, &test_env);
    with_key(&j);
    option(&j, "sink.buffer-flush.max-rows", "10");
    option(&j, "sink.buffer-flush.interval", "1 h");
    j.items[0].value = "aside";
    REQUIRE_OK(job_start(&j), &j.err);
    for (uint32_t i = 0; i < 5; i++)
        CHECK_OK(job_write(&j, 0, 3, NULL, 2), &j.err);
    CHECK_OK(job_write(&j, 0, 2, deletes, 2), &j.err);
    CHECK_OK(j.sink->flush(j.writer, &j.err), &j.err);
    CHECK_UINT_EQ(messages_of(&one, "aside", 1, j.arena, NULL, 0), 0);
    CHECK_OK(job_checkpoint(&j, 2), &j.err);
    CHECK_UINT_EQ(messages_of(&one, "aside", 1, j.arena, texts, 8), 3);
    for (uint32_t i = 0; i < 3 && texts[i]; i++)
        CHECK_STR_EQ(texts[i], expected[i]);
    CHECK_OK(job_write(&j, 100, 12, NULL, 3), &j.err); /* more than may wait */
    CHECK_OK(job_write(&j, 100, 1, NULL, 3), &j.err);
    CHECK_OK(job_checkpoint(&j, 3), &j.err);
    CHECK_UINT_EQ(messages_of(&one, "aside", 1, j.arena, NULL, 0), 3 + 12 + 1);
    for (uint32_t i = 0; i < 3000; i += 50) /* the table grows */
        CHECK_OK(job_write(&j, i, 50, NULL, 4), &j.err);
    CHECK_OK(job_checkpoint(&j, 4), &j.err);
    job_end(&j);
    cluster_close(&one);
}

TEST(two_tables_share_a_transaction) {
    cluster one = cluster_open();
    job     j;
    bool    promise = false;
    job_make(&j, &one, &weir_connector_kafka, &test_env);
    REQUIRE_OK(j.sink->promises(&j.table, true, &promise, &j.err), &j.err);
    CHECK(promise);
    REQUIRE_OK(job_claim(&j), &j.err);
    weir_table_info other = j.table;
    weir_option     items[5];
    memcpy(items, j.items, 4 * sizeof *items);
    items[0].value = "aside";
    items[3] = (weir_option){.name = "properties.compression.type", .value = "lz4"};
    weir_options options = {items, 4, j.options.specs};
    void        *claim = NULL;
    other.name = "second";
    other.options = &options;
    CHECK_INT_EQ(j.sink->claim(&j.context, &other, &claim, &j.err), WEIR_INVALID);
    CHECK_CONTAINS(j.err.message, "'t' and 'second'");
    CHECK_CONTAINS(j.err.message, "compression.type");
    items[3] = (weir_option){.name = "sink.transactional-id-prefix", .value = "mine"};
    CHECK_INT_EQ(j.sink->claim(&j.context, &other, &claim, &j.err), WEIR_INVALID);
    options.count = 3;
    items[0].value = "nowhere";
    CHECK_INT_EQ(j.sink->claim(&j.context, &other, &claim, &j.err), WEIR_INVALID);
    CHECK_CONTAINS(j.err.message, "topic 'nowhere' is not there");
    items[0].value = "aside";
    REQUIRE_OK(j.sink->claim(&j.context, &other, &claim, &j.err), &j.err);
    CHECK(claim == j.claims[0].claim);
    j.claims[j.context.claim_count++] = (weir_claim){j.sink, "second", claim};
    weir_evidence evidence;
    CHECK_OK(j.sink->evidence(&j.context, &other, &evidence, &j.err), &j.err);
    CHECK(evidence.decides && !evidence.checkpoint_known);
    CHECK_OK(job_commit(&j, 1, false), &j.err);
    job_end(&j);
    cluster_close(&one);
}

/* A cluster that does not decide: rows in a file until the decision, then in one transaction. */
TEST(a_second_cluster_gets_an_outbox) {
    cluster           one = cluster_open(), two = cluster_open();
    job               j;
    weir_committable *list = NULL;
    uint32_t          count = 0;
    job_make(&j, &one, &weir_connector_kafka, &test_env);
    weir_table_info first = j.table;
    weir_option     items[3];
    weir_options    options = {items, 3, j.options.specs};
    memcpy(items, j.items, sizeof items);
    first.name = "first";
    first.options = &options;
    void *claim = NULL;
    REQUIRE_OK(j.sink->claim(&j.context, &first, &claim, &j.err), &j.err);
    j.claims[j.context.claim_count++] = (weir_claim){j.sink, "first", claim};
    j.items[1].value = rd_kafka_mock_cluster_bootstraps(two.mock);
    REQUIRE_OK(job_start(&j), &j.err);
    CHECK(j.claims[0].claim != j.claims[1].claim);
    weir_evidence evidence;
    CHECK_OK(j.sink->evidence(&j.context, &j.table, &evidence, &j.err), &j.err);
    CHECK(!evidence.decides);
    CHECK_OK(job_write(&j, 0, ROWS, NULL, 2), &j.err);
    CHECK_OK(j.sink->prepare(j.writer, 2, j.arena, &list, &count, &j.err), &j.err);
    REQUIRE(count == 1 && list[0].payload.size != 0);
    CHECK_OK(j.sink->sync(&j.context, &list[0], &j.err), &j.err);
    CHECK_UINT_EQ(messages_of(&two, "out", 2, j.arena, NULL, 0), 0);
    weir_commit_context context = j.context;
    context.checkpoint_id = 2;
    CHECK_OK(j.sink->commit(&context, &j.table, list, count, &j.err), &j.err);
    CHECK_UINT_EQ(messages_of(&two, "out", 2, j.arena, NULL, 0), ROWS);
    context.recovering = true; /* again: the evidence says that it is done */
    CHECK_OK(j.sink->commit(&context, &j.table, list, count, &j.err), &j.err);
    CHECK_UINT_EQ(messages_of(&two, "out", 2, j.arena, NULL, 0), ROWS);
    CHECK_UINT_EQ(messages_of(&one, "out", 2, j.arena, NULL, 0), 0);
    job_end(&j);
    cluster_close(&one);
    cluster_close(&two);
}

TEST(without_a_promise) {
    static const char *const guarantees[] = {"at-least-once", "none"};
    cluster one = cluster_open();
    for (uint32_t g = 0; g < 2; g++) {
        job  j;
        bool promise = true;
        job_make(&j, &one, &weir_connector_kafka, &test_env);
        option(&j, "sink.delivery-guarantee", guarantees[g]);
        REQUIRE_OK(j.sink->promises(&j.table, true, &promise, &j.err), &j.err);
        CHECK(!promise);
        j.context.folder = g == 0 ? j.folder : NULL;
        REQUIRE_OK(j.sink->open(&j.table, &j.context, 0, 1, &weir_format_json, NULL, &j.writer, &j.err), &j.err);
        CHECK_OK(job_write(&j, 0, ROWS, NULL, 2), &j.err);
        if (g == 0) {
            weir_committable *list;
            uint32_t          count;
            CHECK_OK(j.sink->prepare(j.writer, 2, j.arena, &list, &count, &j.err), &j.err);
            CHECK_UINT_EQ(count, 1);
            CHECK_OK(j.sink->sync(&j.context, &list[0], &j.err), &j.err);
        } else {
            CHECK_OK(j.sink->flush(j.writer, &j.err), &j.err); /* no checkpoints: the last word */
        }
        CHECK_UINT_EQ(messages_of(&one, "out", 2, j.arena, NULL, 0), ROWS * (g + 1));
        job_end(&j);
    }
    job j;
    bool promise;
    job_make(&j, &one, &weir_connector_kafka, &test_env);
    option(&j, "sink.delivery-guarantee", "exactly-once");
    CHECK_INT_EQ(j.sink->promises(&j.table, false, &promise, &j.err), WEIR_INVALID);
    CHECK_CONTAINS(j.err.message, "execution.checkpointing.dir");
    job_end(&j);
    cluster_close(&one);
}

TEST(partitioners) {
    static const char *const names[] = {"fixed", "round-robin"};
    cluster one = cluster_open();
    for (uint32_t p = 0; p < 2; p++) {
        job         j;
        char        topic[8];
        const char *texts[64];
        snprintf(topic, sizeof topic, "p%u", p);
        rd_kafka_mock_topic_create(one.mock, topic, 2, 1);
        job_make(&j, &one, &weir_connector_kafka, &test_env);
        j.items[0].value = topic;
        option(&j, "sink.partitioner", names[p]);
        REQUIRE_OK(job_start(&j), &j.err);
        CHECK_OK(job_write(&j, 0, ROWS, NULL, 2), &j.err);
        CHECK_OK(job_checkpoint(&j, 2), &j.err);
        CHECK_UINT_EQ(messages_of(&one, topic, 1, j.arena, texts, 64), p == 0 ? ROWS : ROWS / 2);
        CHECK_UINT_EQ(messages_of(&one, topic, 2, j.arena, texts, 64), ROWS);
        job_end(&j);
    }
    cluster_close(&one);
}

/* ---- bad days ---- */

TEST(nobody_is_there) {
    cluster one = cluster_open();
    job     j;
    job_make(&j, &one, &weir_connector_kafka, &test_env);
    j.items[1].value = "127.0.0.1:1";
    int64_t begin = now_ns();
    CHECK_INT_EQ(job_start(&j), WEIR_UNAVAILABLE);
    CHECK_CONTAINS(j.err.message, "127.0.0.1:1");
    CHECK((now_ns() - begin) / 1000000000 < TIMEOUT_S);
    job_end(&j);
    cluster_close(&one);
}

TEST(a_message_that_is_too_large) {
    cluster one = cluster_open();
    job     j;
    job_make(&j, &one, &weir_connector_kafka, &test_env);
    option(&j, "properties.max.request.size", "1000");
    REQUIRE_OK(job_start(&j), &j.err);
    char       *text = wr_arena_calloc(j.arena, 1, 2001);
    memset(text, 'x', 2000);
    int64_t     id = 1;
    weir_string name = weir_string_view(text, 2000);
    weir_column columns[2] = {{j.fields[0].type, &id, NULL}, {j.fields[1].type, &name, NULL}};
    weir_batch  batch = {.schema = &j.schema, .columns = columns, .row_count = 1, .selected_count = 1, .watermark = WEIR_TIME_MIN};
    weir_status status = j.sink->write(j.writer, &batch, 2, &j.err);
    CHECK_INT_EQ(status, WEIR_DATA);
    CHECK_CONTAINS(j.err.message, "'out'");
    CHECK_CONTAINS(j.err.message, "value of 20");
    CHECK_CONTAINS(j.err.message, "properties.max.request.size");
    job_end(&j);
    cluster_close(&one);
}

/* Broker errors: which may a start, or a checkpoint, end well with (once the broker has answered so one time)? */
typedef enum ends { MAY_BE_WELL, NEVER_WELL } ends;
typedef struct error_case { int16_t api; int32_t code; ends ends; uint32_t times; /* how often the broker says it */ } error_case;
typedef struct outcome { error_case what; weir_status status; const char *stage; int64_t ms; uint32_t messages; char text[200]; } outcome;

static void run_case(outcome *o) {
    cluster one = cluster_open();
    job     j;
    job_make(&j, &one, &weir_connector_kafka, &test_env);
    j.end_ns = now_ns() + (o->what.times > 1 ? 2 : 15) * 1000000000ll;
    rd_kafka_resp_err_t codes[50];
    for (uint32_t i = 0; i < 50; i++)
        codes[i] = (rd_kafka_resp_err_t)o->what.code;
    bool    early = o->what.api == METADATA || o->what.api == FIND_COORDINATOR || o->what.api == INIT_PRODUCER_ID || o->what.api == OFFSET_FETCH;
    int64_t begin = now_ns();
    if (early)
        rd_kafka_mock_push_request_errors_array(one.mock, o->what.api, o->what.times, codes);
    o->status = job_start(&j);
    if (o->status == WEIR_OK && !early)
        rd_kafka_mock_push_request_errors_array(one.mock, o->what.api, o->what.times, codes);
    if (o->status == WEIR_OK)
        o->status = job_write(&j, 0, ROWS, NULL, 2);
    if (o->status == WEIR_OK)
        o->status = job_checkpoint(&j, 2);
    if (o->status != WEIR_OK)
        snprintf(o->text, sizeof o->text, "%.199s", j.err.message);
    o->ms = (now_ns() - begin) / 1000000;
    o->stage = j.stage;
    for (int16_t api = 0; api < 40; api++)
        rd_kafka_mock_clear_request_errors(one.mock, api);
    if (o->status == WEIR_OK)
        o->messages = messages_of(&one, "out", 2, j.arena, NULL, 0);
    job_end(&j);
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

static const int16_t apis[] = {PRODUCE, METADATA, OFFSET_FETCH, FIND_COORDINATOR, INIT_PRODUCER_ID, ADD_PARTITIONS, ADD_OFFSETS, TXN_OFFSET_COMMIT, END_TXN};
static const char   *api_name(int16_t api) {
    static const char *const names[] = {"Produce", "Metadata", "OffsetFetch", "FindCoordinator", "InitProducerId", "AddPartitionsToTxn", "AddOffsetsToTxn", "TxnOffsetCommit", "EndTxn"};
    for (size_t i = 0; i < WR_COUNT_OF(apis); i++)
        if (apis[i] == api)
            return names[i];
    return "?";
}

static uint32_t all_cases(outcome *out) {
    /* every code that a broker sends in answer to one of these requests, and a cut connection */
    static const int32_t codes[] = {-1, 1, 2, 3, 5, 6, 7, 10, 12, 13, 14, 15, 16, 19, 20, 22, 25, 27, 28, 29, 30, 31, 35, 36, 42, 45, 47, 48, 49, 50, 51, 52, 53, 56, 59, 61, 65, 67, 69, 74, 75, 82, 87, 88, 90, -195};
    uint32_t count = 0;
    for (size_t a = 0; a < WR_COUNT_OF(apis); a++)
        for (size_t c = 0; c < WR_COUNT_OF(codes); c++) {
            bool end = apis[a] == END_TXN || apis[a] == ADD_OFFSETS || apis[a] == TXN_OFFSET_COMMIT;
            bool fenced = codes[c] == 47 || codes[c] == 90 || codes[c] == 53 || codes[c] == 48;
            out[count++] = (outcome){.what = {apis[a], codes[c], end && fenced ? NEVER_WELL : MAY_BE_WELL, 1}};
        }
    for (size_t a = 0; a < WR_COUNT_OF(apis); a++) { /* again and again: the job is asked to stop meanwhile */
        static const int32_t lasting[] = {7, 16, 51, -195};
        for (size_t c = 0; c < WR_COUNT_OF(lasting); c++)
            out[count++] = (outcome){.what = {apis[a], lasting[c], MAY_BE_WELL, 50}};
    }
    return count;
}

/* A transaction fails while a message is still under way: nobody waits for that one. */
TEST(a_failed_transaction_ends_the_wait) {
    cluster            one = cluster_open();
    job                j;
    wr_kafka_producer *producer = NULL;
    bool               full;
    const wr_kafka_message slow = {.value = {"slow", 4}, .partition = 0}, refused = {.value = {"refused", 7}, .partition = 1};
    job_make(&j, &one, &weir_connector_kafka, &test_env);
    REQUIRE_OK(wr_kafka_producer_create(&j.table, "c", WR_KAFKA_DELIVERY_EXACTLY_ONCE, "weir-j", &producer, &j.err), &j.err);
    CHECK(rd_kafka_init_transactions(producer->handle, 10000) == NULL && rd_kafka_begin_transaction(producer->handle) == NULL);
    rd_kafka_topic_t *topic = rd_kafka_topic_new(producer->handle, "out", NULL);
    for (int32_t broker = 1; broker <= 3; broker++)
        CHECK_INT_EQ(rd_kafka_mock_broker_push_request_error_rtts(one.mock, broker, PRODUCE, (size_t)1, RD_KAFKA_RESP_ERR_NO_ERROR, 15000), RD_KAFKA_RESP_ERR_NO_ERROR);
    CHECK_OK(wr_kafka_producer_send(producer, topic, &slow, &full, &j.err), &j.err);
    CHECK_INT_EQ(rd_kafka_flush(producer->handle, 2000), RD_KAFKA_RESP_ERR__TIMED_OUT);
    rd_kafka_mock_push_request_errors(one.mock, ADD_PARTITIONS, (size_t)1, RD_KAFKA_RESP_ERR_INVALID_RECORD);
    CHECK_OK(wr_kafka_producer_send(producer, topic, &refused, &full, &j.err), &j.err);
    int64_t begin = now_ns();
    CHECK_INT_EQ(wr_kafka_producer_flush(producer, &j.context, &j.err), WEIR_UNAVAILABLE);
    CHECK((now_ns() - begin) / 1000000 < 8000);
    CHECK_CONTAINS(j.err.message, "Failed to add partition");
    rd_kafka_topic_destroy(topic);
    wr_kafka_producer_destroy(producer);
    job_end(&j);
    cluster_close(&one);
}

TEST(every_error_to_every_request) {
    enum { THREADS = 32 };
    static outcome outcomes[600];
    work           all = {.outcomes = outcomes, .count = all_cases(outcomes)};
    wr_thread      threads[THREADS];
    weir_error     err;
    uint32_t       well = 0;
    int64_t        longest = 0;
    wr_mutex_init(&all.mutex);
    for (int t = 0; t < THREADS; t++)
        REQUIRE_OK(wr_thread_start(&threads[t], "case", worker, &all, &err), &err);
    for (int t = 0; t < THREADS; t++)
        wr_thread_join(&threads[t]);
    wr_mutex_destroy(&all.mutex);
    for (uint32_t i = 0; i < all.count; i++) {
        const outcome *o = &outcomes[i];
        bool named = o->status == WEIR_OK || o->status == WEIR_UNAVAILABLE || o->status == WEIR_FENCED || o->status == WEIR_INVALID || o->status == WEIR_UNSUPPORTED || o->status == WEIR_DATA ||
                     (o->status == WEIR_CANCELLED && o->what.times > 1);
        bool right = named && o->ms < TIMEOUT_S * 1000 && (o->status != WEIR_OK || o->messages == ROWS) && !(o->what.ends == NEVER_WELL && o->status == WEIR_OK) &&
                     (o->status == WEIR_OK || o->text[0] != '\0');
        well += o->status == WEIR_OK;
        longest = WR_MAX(longest, o->ms);
        if (!CHECK(right) || getenv("WEIR_TEST_SHOW"))
            printf("    %s answers %s %u times: %s in %s after %lld ms, %u messages: %s\n", api_name(o->what.api), rd_kafka_err2name((rd_kafka_resp_err_t)o->what.code), o->what.times,
                   weir_status_name(o->status), o->stage, (long long)o->ms, o->messages, o->text);
    }
    CHECK(well > all.count / 4); /* else nothing was tested */
    if (getenv("WEIR_TEST_SHOW"))
        printf("    %u cases, %u ended well, the longest took %lld ms\n", all.count, well, (long long)longest);
}

/* The partitions' leaders, and the coordinators of the transaction and of the group, go to another broker in each epoch, also
 * in the middle of one. */
TEST(coordinators_and_leaders_move) {
    cluster     one = cluster_open();
    job         j;
    const char *texts[64];
    job_make(&j, &one, &weir_connector_kafka, &test_env);
    REQUIRE_OK(job_start(&j), &j.err);
    for (uint32_t n = 0, epoch = 2; n < 12; n++, epoch++) {
        int32_t broker = 1 + (int32_t)n % 3;
        CHECK_OK(job_write(&j, n * 2, 1, NULL, epoch), &j.err);
        if (n % 4 != 0) {
            CHECK_INT_EQ(rd_kafka_mock_partition_set_leader(one.mock, "out", (int32_t)n % 2, broker), 0);
            CHECK_INT_EQ(rd_kafka_mock_coordinator_set(one.mock, "transaction", "weir-j", broker), 0);
            CHECK_INT_EQ(rd_kafka_mock_coordinator_set(one.mock, "group", "weir-j", 1 + (broker + 1) % 3), 0);
        }
        CHECK_OK(job_write(&j, n * 2 + 1, 1, NULL, epoch), &j.err);
        if (job_checkpoint(&j, epoch) == WEIR_OK)
            continue;
        CHECK_INT_EQ(j.err.status, WEIR_UNAVAILABLE); /* it had to ask two coordinators: decided, and on with a new producer */
        CHECK_CONTAINS(j.err.message, "is committed");
        job_end(&j);
        job_make(&j, &one, &weir_connector_kafka, &test_env);
        REQUIRE_OK(job_start(&j), &j.err);
        epoch = 1;
    }
    CHECK_UINT_EQ(messages_of(&one, "out", 2, j.arena, texts, 64), 24);
    job_end(&j);
    cluster_close(&one);
}

/* ---- evidence and messages as bytes ---- */

TEST(evidence_text) {
    wr_arena         *arena = wr_arena_create(0);
    wr_kafka_evidence one = {.fence = 12, .instance = 0x1f, .checkpoint_id = 34567}, two;
    memcpy(one.uuid, uuid, 33);
    memcpy(one.digest, digest, 33);
    const char *text = wr_kafka_evidence_text(&one, arena);
    size_t      size = strlen(text);
    CHECK_STR_EQ(text, "weir1 uuid=0123456789abcdef0123456789abcdef fence=12 instance=000000000000001f checkpoint=34567 digest=aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbb");
    REQUIRE(wr_kafka_evidence_parse(text, size, &two));
    CHECK(two.fence == 12 && two.instance == 0x1f && two.checkpoint_id == 34567);
    CHECK_STR_EQ(two.uuid, uuid);
    CHECK_STR_EQ(two.digest, digest);
    for (size_t cut = 0; cut < size; cut++)
        CHECK(!wr_kafka_evidence_parse(text, cut, &two));
    char *changed = wr_arena_strdup(arena, text);
    for (size_t at = 0; at < size; at++) { /* a name, a space, or something that is no digit */
        changed[at] = 'Z';
        CHECK(!wr_kafka_evidence_parse(changed, size, &two));
        changed[at] = text[at];
    }
    CHECK(!wr_kafka_evidence_parse("weir1 uuid=0123456789abcdef0123456789abcdef fence=99999999999999999999999 instance=000000000000001f checkpoint=1 digest=aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbb", 148, &two));
    wr_arena_destroy(arena);
}

TEST(messages_as_bytes) {
    wr_arena         *arena = wr_arena_create(0);
    wr_map_entry      entries[] = {{weir_string_view("trace-id", 8), weir_string_view("0123456789abcdef", 16), false, false}};
    const weir_string map = wr_map_make(entries, 1, WR_MAP_HASHED, arena), none = wr_map_make(NULL, 0, WR_MAP_HASHED, arena);
    const wr_kafka_message samples[] = {
        {{NULL, 0}, {NULL, 0}, -1, 0, {NULL, 0}}, {{"", 0}, {"", 0}, 0, 0, {NULL, 0}}, {{"key", 3}, {NULL, 0}, 7, 0, {weir_string_data(&map), map.size}},
        {{NULL, 0}, {"value", 5}, -1, 1700000000000, {weir_string_data(&none), none.size}}, {{"k", 1}, {"v", 1}, 100000, 1, {NULL, 0}}};
    wr_buffer  bytes = {0};
    for (uint32_t i = 0; i < WR_COUNT_OF(samples); i++)
        wr_kafka_message_encode(&bytes, i * 1000, &samples[i]);
    weir_bytes rest = {bytes.data, bytes.size};
    for (uint32_t i = 0; i < WR_COUNT_OF(samples); i++) {
        wr_kafka_message got;
        uint32_t         topic;
        REQUIRE(wr_kafka_message_decode(&rest, &topic, &got));
        CHECK_UINT_EQ(topic, i * 1000);
        CHECK_INT_EQ(got.partition, samples[i].partition);
        CHECK_INT_EQ(got.timestamp_ms, samples[i].timestamp_ms);
        CHECK((got.key.data == NULL) == (samples[i].key.data == NULL) && got.key.size == samples[i].key.size);
        CHECK((got.value.data == NULL) == (samples[i].value.data == NULL) && got.value.size == samples[i].value.size);
        CHECK((got.headers.data == NULL) == (samples[i].headers.data == NULL) && got.headers.size == samples[i].headers.size);
        CHECK(got.headers.size == 0 || memcmp(got.headers.data, samples[i].headers.data, got.headers.size) == 0);
    }
    CHECK_UINT_EQ(rest.size, 0);
    for (size_t cut = 0; cut < bytes.size; cut++) { /* a cut one is never taken for a whole one */
        rest = (weir_bytes){bytes.data, cut};
        wr_kafka_message got;
        uint32_t         topic, count = 0;
        while (rest.size != 0 && wr_kafka_message_decode(&rest, &topic, &got))
            count++;
        CHECK(count < WR_COUNT_OF(samples));
    }
    bytes.size = 0; /* headers that are no map */
    wr_kafka_message_encode(&bytes, 0, &(wr_kafka_message){.partition = -1, .headers = {"\1\0\0\0\5", 5}});
    weir_bytes       bad = {bytes.data, bytes.size};
    wr_kafka_message got;
    uint32_t         topic;
    CHECK(!wr_kafka_message_decode(&bad, &topic, &got));
    wr_buffer_free(&bytes);
    wr_arena_destroy(arena);
}

int main(int argc, char **argv) {
    test_env = *wr_env_real();
    test_env.log = silent;
    if (argc == 4) { /* one case alone: api, code, times */
        outcome o = {.what = {(int16_t)strtol(argv[1], NULL, 10), (int32_t)strtol(argv[2], NULL, 10), MAY_BE_WELL, (uint32_t)strtol(argv[3], NULL, 10)}};
        run_case(&o);
        printf("%s answers %s: %s in %s after %lld ms, %u messages: %s\n", api_name(o.what.api), rd_kafka_err2name((rd_kafka_resp_err_t)o.what.code), weir_status_name(o.status), o.stage, (long long)o.ms,
               o.messages, o.text);
        return 0;
    }
    RUN(evidence_text);
    RUN(messages_as_bytes);
    RUN(two_epochs);
    RUN(nothing_was_committed_before);
    RUN(rows_wait_for_their_epoch);
    RUN(upserts_and_tombstones);
    RUN(only_the_newest_of_each_key);
    RUN(two_tables_share_a_transaction);
    RUN(a_second_cluster_gets_an_outbox);
    RUN(without_a_promise);
    RUN(partitioners);
    RUN(a_message_that_is_too_large);
    RUN(a_failed_transaction_ends_the_wait);
    RUN(every_error_to_every_request);
    RUN(coordinators_and_leaders_move);
    RUN(nobody_is_there);
    return CHECK_RESULT();
}
