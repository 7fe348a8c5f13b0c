/* connect/kafka/cluster.c - see the header. The protocol: docs/internals/exactly-once.md and kafka.md.
 *
 * Invariants
 *   - `known` is what the cluster shows of this job, as far as this process knows; it only comes from a look behind
 *     init_transactions, or from a commit that returned well.
 *   - After anything else than a clear success the producer is `spent`: no call that could end a transaction is made with it
 *     any more. A new one (here, or in the next attempt) fences the old one's requests, and asks what happened.
 *   - A transaction of epoch n+1 begins only behind a clear success of n. */
#include "connect/kafka/cluster.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/hash.h"
#include "base/seed_bug.h"
#include "connect/kafka/internal.h"
#include "connect/kafka/messages.h"
#include "connect/outbox.h"

#define REACH_MS    10000  /* for brokers to answer, at a start; the job tries again               */
#define INIT_MS     60000  /* for init_transactions: the last transaction may still be ending   */
#define COMMIT_MS   120000 /* for a commit: a broker may be restarted meanwhile                 */
#define CALL_MS     5000   /* of one call in a loop                                             */
#define OFFSETS_MS  20000  /* of send_offsets: when it ends, the transaction is lost            */
#define BRIEF_MS    80     /* of the first calls for the id, see take_id                        */
#define BRIEF_CALLS 3
#define RELEASE_MS  2000
#define LOOK_MS     30000
#define FENCED_MS   5000   /* to find out who has fenced us                                     */

typedef struct staged { const weir_table_info *table; const weir_committable *list; uint32_t count; } staged;

struct wr_kafka_cluster {
    wr_arena          *arena;
    const wr_env      *env;
    uint32_t           users;          /* claims                                                   */
    bool               decides;
    weir_table_info    table;          /* the first of its tables: its properties make the client   */
    const char        *id;             /* as the brokers say                                       */
    const char        *transactional_id, *group, *client_id;
    const char       **topics; size_t topic_count, topic_capacity;
    wr_kafka_producer *producer;
    bool               ready;          /* init_transactions worked                                 */
    bool               spent;          /* see above                                                */
    bool               in_transaction;
    bool               looked;         /* `shown` and `known` are filled                           */
    wr_kafka_shown     shown;          /* by the last look                                         */
    bool               any_known;
    wr_kafka_evidence  known;
    const char        *where;
    uint64_t           fence, instance;
    wr_mutex           mutex;          /* guards the two below                                     */
    uint64_t           open_epoch;     /* 0: none                                                  */
    bool               first_open;     /* open for the first epoch that is named                   */
    /* of a cluster that does not decide: what the tables gave for this checkpoint so far */
    wr_arena          *staged_arena;
    staged            *staged; uint32_t staged_count;
    uint64_t           staged_id;
};

/* ---- the table's options ---- */

weir_status wr_kafka_sink_topics(const weir_table_info *table, wr_arena *arena, const char *const **topics, uint32_t *count, weir_error *err) {
    const char  *text = weir_options_text(table->options, "topic");
    const char **list = NULL;
    size_t       found = 0, capacity = 0;
    if (!text)
        return weir_fail(err, WEIR_UNSUPPORTED, "table '%s': a table that is written needs 'topic'; 'topic-pattern' is for reading", table->name);
    while (text) {
        const char *name = wr_kafka_next_topic(&text, arena);
        if (!*name)
            continue;
        list = wr_arena_grow(arena, list, found, &capacity, sizeof *list);
        list[found++] = name;
    }
    if (found == 0)
        return weir_fail(err, WEIR_INVALID, "table '%s': 'topic' is empty", table->name);
    *topics = list;
    *count = (uint32_t)found;
    return WEIR_OK;
}

weir_status wr_kafka_sink_delivery(const weir_table_info *table, bool checkpointing, wr_kafka_delivery *delivery, weir_error *err) {
    const char *text = weir_options_text(table->options, "sink.delivery-guarantee");
    if (!text)
        text = weir_options_text(table->options, "sink.semantic");
    *delivery = checkpointing ? WR_KAFKA_DELIVERY_EXACTLY_ONCE : WR_KAFKA_DELIVERY_AT_LEAST_ONCE;
    if (text && strcmp(text, "at-least-once") == 0)
        *delivery = WR_KAFKA_DELIVERY_AT_LEAST_ONCE;
    else if (text && strcmp(text, "none") == 0)
        *delivery = WR_KAFKA_DELIVERY_NONE;
    else if (text && strcmp(text, "exactly-once") == 0) {
        *delivery = WR_KAFKA_DELIVERY_EXACTLY_ONCE;
        if (!checkpointing)
            return weir_fail(err, WEIR_INVALID, "table '%s': 'sink.delivery-guarantee' = 'exactly-once' needs checkpoints: SET 'execution.checkpointing.dir' = '<folder>' "
                             "(or --checkpoint-dir), or write 'at-least-once'", table->name);
    }
    return WEIR_OK;
}

/* ---- topics ---- */

static weir_status create_topics(rd_kafka_t *handle, const weir_table_info *table, const char *const *missing, uint32_t count, weir_error *err) {
    rd_kafka_queue_t        *queue = rd_kafka_queue_new(handle);
    rd_kafka_AdminOptions_t *options = rd_kafka_AdminOptions_new(handle, RD_KAFKA_ADMIN_OP_CREATETOPICS);
    rd_kafka_NewTopic_t    **topics = wr_calloc(count, sizeof(rd_kafka_NewTopic_t *));
    weir_status              status = WEIR_OK;
    size_t                   answer_count = 0;
    char                     reason[256] = "";
    rd_kafka_AdminOptions_set_request_timeout(options, LOOK_MS, NULL, 0);
    for (uint32_t i = 0; i < count && status == WEIR_OK; i++) {
        topics[i] = rd_kafka_NewTopic_new(missing[i], -1, -1, reason, sizeof reason); /* as many as the broker's default says */
        if (!topics[i])
            status = weir_fail(err, WEIR_INVALID, "table '%s': topic '%s' cannot be created: %s", table->name, missing[i], reason);
    }
    if (status == WEIR_OK) {
        rd_kafka_CreateTopics(handle, topics, count, options, queue);
        rd_kafka_event_t *event = rd_kafka_queue_poll(queue, LOOK_MS + 1000);
        const rd_kafka_CreateTopics_result_t *result = event ? rd_kafka_event_CreateTopics_result(event) : NULL;
        const rd_kafka_topic_result_t       **answers = result ? rd_kafka_CreateTopics_result_topics(result, &answer_count) : NULL;
        if (!event || rd_kafka_event_error(event))
            status = weir_fail(err, WEIR_UNAVAILABLE, "table '%s': topic '%s' cannot be created: %s", table->name, missing[0], event ? rd_kafka_event_error_string(event) : "no answer");
        for (size_t i = 0; i < answer_count && status == WEIR_OK; i++) {
            rd_kafka_resp_err_t code = rd_kafka_topic_result_error(answers[i]);
            if (code != RD_KAFKA_RESP_ERR_NO_ERROR && code != RD_KAFKA_RESP_ERR_TOPIC_ALREADY_EXISTS) {
                const char *text = rd_kafka_topic_result_error_string(answers[i]);
                status = weir_fail(err, wr_kafka_status(code), "table '%s': topic '%s' cannot be created: %s", table->name, rd_kafka_topic_result_name(answers[i]), text ? text : rd_kafka_err2str(code));
            }
        }
        if (event)
            rd_kafka_event_destroy(event);
    }
    for (uint32_t i = 0; i < count; i++)
        if (topics[i])
            rd_kafka_NewTopic_destroy(topics[i]);
    wr_free(topics);
    rd_kafka_AdminOptions_destroy(options);
    rd_kafka_queue_destroy(queue);
    return status;
}

/* Which of the topics have no partitions. The question names none, for a broker may create what it is asked for. */
static weir_status find_missing(rd_kafka_t *handle, const weir_table_info *table, const char *const *topics, uint32_t count, const char **missing, uint32_t *missing_count, weir_error *err) {
    const struct rd_kafka_metadata *metadata;
    rd_kafka_resp_err_t             code = rd_kafka_metadata(handle, 1, NULL, &metadata, CALL_MS * 2);
    *missing_count = 0;
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR)
        return weir_fail(err, wr_kafka_status(code), "table '%s': the brokers do not say which topics there are: %s", table->name, rd_kafka_err2str(code));
    weir_status status = WEIR_OK;
    for (uint32_t i = 0; i < count; i++) {
        bool there = false;
        for (int t = 0; t < metadata->topic_cnt && !there; t++) {
            there = strcmp(metadata->topics[t].topic, topics[i]) == 0 && metadata->topics[t].partition_cnt > 0;
            if (strcmp(metadata->topics[t].topic, topics[i]) == 0 && metadata->topics[t].err == RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED)
                status = weir_fail(err, WEIR_INVALID, "table '%s': this user may not write topic '%s': allow WRITE and DESCRIBE on it", table->name, topics[i]);
        }
        if (!there)
            missing[(*missing_count)++] = topics[i];
    }
    rd_kafka_metadata_destroy(metadata);
    return status;
}

weir_status wr_kafka_sink_check_topics(rd_kafka_t *handle, const weir_table_info *table, const char *const *topics, uint32_t count, const weir_commit_context *job, weir_error *err) {
    wr_arena    *arena = wr_arena_create(0);
    const char **missing = wr_arena_calloc(arena, count + 1, sizeof *missing);
    const char  *create = job->setting ? job->setting(job->settings, "weir.kafka.create-topics") : NULL;
    const wr_env *env = table->env;
    int64_t      end = env->monotonic_ns(env->self) + (int64_t)LOOK_MS * 1000000;
    bool         created = false;
    weir_status  status;
    uint32_t     missing_count;
    for (;;) {
        status = find_missing(handle, table, topics, count, missing, &missing_count, err);
        if (status != WEIR_OK || missing_count == 0)
            break;
        if (!create || strcmp(create, "true") != 0) {
            status = weir_fail(err, WEIR_INVALID, "table '%s': topic '%s' is not there (or this user may not see it); create it, or SET 'weir.kafka.create-topics' = 'true'",
                               table->name, missing[0]);
            break;
        }
        if (!created) {
            status = create_topics(handle, table, missing, missing_count, err);
            if (status != WEIR_OK)
                break;
            wr_log(env, WR_LOG_INFO, "table '%s': created topic '%s'%s, with the partitions that the brokers give by default", table->name, missing[0], missing_count > 1 ? " and others" : "");
            created = true;
        }
        if (env->monotonic_ns(env->self) > end) {
            status = weir_fail(err, WEIR_UNAVAILABLE, "table '%s': topic '%s' was created, but the brokers do not know it yet", table->name, missing[0]);
            break;
        }
        env->sleep_us(env->self, 50000);
    }
    wr_arena_destroy(arena);
    return status;
}

/* ---- which cluster ---- */

/* What makes a difference to the brokers; names without value here are about reading, or say only where to begin. */
static bool matters(const char *name) {
    static const char *const others[] = {"bootstrap.servers", "group.", "auto.", "isolation.level", "enable.auto.", "fetch.", "max.poll.", "session.", "heartbeat.", "partition.",
                                         "client.id", "queued.", "check.crcs", "max.partition.", "key.deserializer", "value.deserializer", "commit.offsets."};
    if (strncmp(name, "properties.", 11) != 0)
        return false;
    for (size_t i = 0; i < WR_COUNT_OF(others); i++)
        if (strncmp(name + 11, others[i], strlen(others[i])) == 0)
            return false;
    return true;
}

/* A property of `a` that `b` does not have so; NULL: none. */
static const char *difference(const weir_table_info *a, const weir_table_info *b) {
    for (uint32_t i = 0; i < a->options->count; i++) {
        const char *name = a->options->items[i].name;
        const char *value = matters(name) ? wr_kafka_property(b, name + 11) : NULL;
        if (matters(name) && (!value || strcmp(value, a->options->items[i].value) != 0))
            return name;
    }
    return NULL;
}

static bool same_client(const weir_table_info *a, const weir_table_info *b) {
    const char *servers_a = wr_kafka_property(a, "bootstrap.servers"), *servers_b = wr_kafka_property(b, "bootstrap.servers");
    return servers_a && servers_b && strcmp(servers_a, servers_b) == 0 && !difference(a, b) && !difference(b, a);
}

static const char *prefix_of(const weir_table_info *table) {
    const char *prefix = weir_options_text(table->options, "sink.transactional-id-prefix");
    return prefix && *prefix ? prefix : "weir";
}

static bool is_ours(const weir_claim *claim) { return claim->sink == &wr_kafka_sink || claim->sink == &wr_upsert_kafka_sink; }

wr_kafka_cluster *wr_kafka_cluster_of(const weir_commit_context *job, const weir_table_info *table) {
    for (uint32_t i = 0; i < job->claim_count; i++)
        if (is_ours(&job->claims[i]) && strcmp(job->claims[i].table_name, table->name) == 0)
            return job->claims[i].claim;
    return NULL;
}

static weir_status check_fits(const wr_kafka_cluster *cluster, const weir_table_info *table, weir_error *err) {
    const char *name = difference(&cluster->table, table);
    if (!name)
        name = difference(table, &cluster->table);
    if (name)
        return weir_fail(err, WEIR_INVALID, "tables '%s' and '%s' are written to one cluster by one transaction, so they need the same '%s'; make them equal, "
                         "or write one with 'sink.delivery-guarantee' = 'at-least-once'", cluster->table.name, table->name, name);
    if (strcmp(prefix_of(&cluster->table), prefix_of(table)) != 0)
        return weir_fail(err, WEIR_INVALID, "tables '%s' and '%s' are written to one cluster by one transaction, so they need the same 'sink.transactional-id-prefix'",
                         cluster->table.name, table->name);
    return WEIR_OK;
}

static void add_topics(wr_kafka_cluster *cluster, const char *const *topics, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        bool known = false;
        for (size_t k = 0; k < cluster->topic_count && !known; k++)
            known = strcmp(cluster->topics[k], topics[i]) == 0;
        if (known)
            continue;
        cluster->topics = wr_arena_grow(cluster->arena, cluster->topics, cluster->topic_count, &cluster->topic_capacity, sizeof *cluster->topics);
        cluster->topics[cluster->topic_count++] = wr_arena_strdup(cluster->arena, topics[i]);
    }
}

/* ---- life of the producer ---- */

static void drop_producer(wr_kafka_cluster *cluster) {
    wr_kafka_producer_destroy(cluster->producer);
    cluster->producer = NULL;
    cluster->ready = cluster->in_transaction = false;
}

static weir_status make_producer(wr_kafka_cluster *cluster, weir_error *err) {
    WEIR_TRY(wr_kafka_producer_create(&cluster->table, cluster->client_id, WR_KAFKA_DELIVERY_EXACTLY_ONCE, cluster->transactional_id, &cluster->producer, err));
    cluster->spent = cluster->ready = cluster->in_transaction = false;
    return WEIR_OK;
}

/* Without disturbing anybody: does this job's name belong to somebody else? */
static weir_status check_owner(wr_kafka_cluster *cluster, const weir_commit_context *job, weir_error *err) {
    wr_arena      *arena = wr_arena_create(0);
    wr_kafka_shown shown;
    weir_status    status = wr_kafka_evidence_read(&cluster->table, cluster->group, cluster->topics, (uint32_t)cluster->topic_count, false, LOOK_MS, job, &shown, arena, err);
    if (status != WEIR_OK)
        status = weir_fail_context(err, status, "table '%s'", cluster->table.name);
    else if (shown.other_count != 0 && !job->accept_missing_evidence)
        status = weir_fail(err, WEIR_CONFLICT, "table '%s': the cluster has output of another job of the same name '%s' (uuid %s..., at %s). Two jobs need two names: "
                           "SET 'pipeline.name'. If it is this job's own, from a folder that is lost, go on with --accept-missing-evidence or --fresh", cluster->table.name, job->job_name,
                           shown.others[0], shown.where);
    else if (shown.any_own && (shown.own.fence > job->fence || (shown.own.fence == job->fence && job->instance != 0 && shown.own.instance != job->instance)))
        status = weir_fail(err, WEIR_FENCED, "table '%s': another instance of job '%s' has taken over (start %" PRIu64 " of the job, this is start %" PRIu64 "), with a copy of the job's folder; "
                           "this one stops and writes nothing more", cluster->table.name, job->job_name, shown.own.fence, job->fence);
    wr_arena_destroy(arena);
    return status;
}

static weir_status init_failed(const wr_kafka_cluster *cluster, const rd_kafka_error_t *error, weir_error *err) {
    const char         *name = cluster->table.name;
    rd_kafka_resp_err_t code = rd_kafka_error_code(error);
    const char         *timeout = wr_kafka_property(&cluster->table, "transaction.timeout.ms");
    if (code == RD_KAFKA_RESP_ERR_INVALID_TRANSACTION_TIMEOUT)
        return weir_fail(err, WEIR_INVALID, "table '%s': the brokers allow no transaction as long as %s ms (their 'transaction.max.timeout.ms' is lower): lower "
                         "'properties.transaction.timeout.ms' of the table, or raise the brokers' setting", name, timeout ? timeout : "600000");
    if (code == RD_KAFKA_RESP_ERR_TRANSACTIONAL_ID_AUTHORIZATION_FAILED || code == RD_KAFKA_RESP_ERR_CLUSTER_AUTHORIZATION_FAILED)
        return weir_fail(err, WEIR_INVALID, "table '%s': this user may not use the transactional id '%s': allow WRITE and DESCRIBE on it (and on group '%s': READ)", name,
                         cluster->transactional_id, cluster->group);
    if (code == RD_KAFKA_RESP_ERR__UNSUPPORTED_FEATURE || code == RD_KAFKA_RESP_ERR_UNSUPPORTED_VERSION)
        return weir_fail(err, WEIR_UNSUPPORTED, "table '%s': the brokers know no transactions, which 'exactly-once' needs (Kafka 0.11 or newer); "
                         "write 'sink.delivery-guarantee' = 'at-least-once'", name);
    weir_status status = wr_kafka_status(code);
    return weir_fail(err, status == WEIR_FENCED || status == WEIR_DATA ? WEIR_UNAVAILABLE : status, "table '%s': the transactional id '%s' cannot be taken: %s", name, cluster->transactional_id,
                     rd_kafka_error_string(error));
}

/* Where a killed process has left a transaction open, the brokers abort it, which takes them a few milliseconds, and meanwhile
 * answer "again"; librdkafka asks again after half a second. A new client asks at once. */
static weir_status ask_anew(wr_kafka_cluster *cluster, weir_error *err) {
    drop_producer(cluster);
    WEIR_TRY(make_producer(cluster, err));
    return wr_kafka_client_reach(cluster->producer->client, CALL_MS, err);
}

static weir_status take_id(wr_kafka_cluster *cluster, const weir_commit_context *job, weir_error *err) {
    const wr_env *env = cluster->env;
    int64_t       end = env->monotonic_ns(env->self) + (int64_t)INIT_MS * 1000000;
    for (uint32_t call = 0;; call++) {
        rd_kafka_error_t *error = rd_kafka_init_transactions(cluster->producer->handle, call < BRIEF_CALLS ? BRIEF_MS : CALL_MS);
        if (!error)
            break;
        bool        again = rd_kafka_error_is_retriable(error) && env->monotonic_ns(env->self) < end;
        weir_status status = init_failed(cluster, error, err);
        rd_kafka_error_destroy(error);
        if (!again)
            return status;
        if (job->cancelled && job->cancelled(job->hooks))
            return weir_fail(err, WEIR_CANCELLED, "asked to stop");
        if (call < BRIEF_CALLS) {
            WEIR_TRY(ask_anew(cluster, err));
            continue;
        }
        wr_kafka_client_watch(cluster->producer->client);
        env->sleep_us(env->self, 20000);
    }
    cluster->ready = true;
    return WEIR_OK;
}

/* Behind init_transactions: nothing of an older producer can change what is seen now. */
static weir_status look(wr_kafka_cluster *cluster, const weir_commit_context *job, weir_error *err) {
    WEIR_TRY(wr_kafka_evidence_read(&cluster->table, cluster->group, cluster->topics, (uint32_t)cluster->topic_count, true, LOOK_MS, job, &cluster->shown, cluster->arena, err));
    if (WR_BUG(61) && cluster->decides) /* what was read is not used: the newest manifest counts, as with files */
        cluster->shown.any_own = cluster->shown.any = false;
    cluster->any_known = cluster->shown.any_own;
    cluster->known = cluster->shown.own;
    cluster->looked = true;
    return WEIR_OK;
}

/* A new producer in place of a spent one, for a cluster that does not decide. */
static weir_status reconnect(wr_kafka_cluster *cluster, const weir_commit_context *job, weir_error *err) {
    drop_producer(cluster);
    WEIR_TRY(make_producer(cluster, err));
    cluster->spent = true; /* until all of this has worked */
    WEIR_TRY(wr_kafka_client_reach(cluster->producer->client, CALL_MS, err));
    WEIR_TRY(check_owner(cluster, job, err));
    WEIR_TRY(take_id(cluster, job, err));
    WEIR_TRY(look(cluster, job, err));
    cluster->spent = false;
    return WEIR_OK;
}

weir_status wr_kafka_cluster_lost(wr_kafka_cluster *cluster, const weir_commit_context *job, weir_status status, weir_error *err) {
    weir_error own;
    if (status != WEIR_FENCED)
        return status;
    status = check_owner(cluster, job, &own);
    if (status == WEIR_FENCED || status == WEIR_CONFLICT) {
        if (err)
            *err = own;
        return status;
    }
    return weir_fail(err, WEIR_UNAVAILABLE, "table '%s': the brokers have ended the transaction (it was open for longer than 'properties.transaction.timeout.ms', or another instance has begun): "
                     "going on from the last checkpoint", cluster->table.name);
}

/* ---- claim ---- */

static weir_status reach_cluster(wr_kafka_cluster *cluster, weir_error *err) {
    WEIR_TRY(make_producer(cluster, err));
    WEIR_TRY(wr_kafka_client_reach(cluster->producer->client, REACH_MS, err));
    char *id = rd_kafka_clusterid(cluster->producer->handle, CALL_MS);
    cluster->id = wr_arena_strdup(cluster->arena, id ? id : wr_kafka_property(&cluster->table, "bootstrap.servers")); /* brokers before 0.10 have none */
    if (id)
        rd_kafka_mem_free(cluster->producer->handle, id);
    return WEIR_OK;
}

/* A transaction must live from one checkpoint to the next. */
static weir_status check_interval(const weir_table_info *table, const weir_commit_context *job, weir_error *err) {
    const char        *timeout = wr_kafka_property(table, "transaction.timeout.ms");
    const weir_option  option = {.name = "interval", .value = job->setting ? job->setting(job->settings, "execution.checkpointing.interval") : NULL};
    const weir_options options = {&option, 1, NULL};
    const int64_t      interval_ms = option.value ? weir_options_duration_ms(&options, "interval", 0) : 0, timeout_ms = timeout ? strtoll(timeout, NULL, 10) : 600000;
    if (interval_ms < timeout_ms)
        return WEIR_OK;
    return weir_fail(err, WEIR_INVALID, "table '%s': a checkpoint is made each %" PRId64 " ms, but the brokers end a transaction after %" PRId64 " ms, so none would ever be committed; lower "
                     "'execution.checkpointing.interval', or raise 'properties.transaction.timeout.ms'", table->name, interval_ms, timeout_ms);
}

/* A start on this cluster: what may be wrong is found before the id is taken, so that a refusal disturbs nobody. */
static weir_status start_on(wr_kafka_cluster *cluster, const weir_commit_context *job, const char *const *topics, uint32_t topic_count, weir_error *err) {
    add_topics(cluster, topics, topic_count);
    WEIR_TRY(check_interval(&cluster->table, job, err));
    WEIR_TRY(wr_kafka_sink_check_topics(cluster->producer->handle, &cluster->table, topics, topic_count, job, err));
    WEIR_TRY(check_owner(cluster, job, err));
    return take_id(cluster, job, err);
}

static wr_kafka_cluster *new_cluster(const weir_commit_context *job, const weir_table_info *table) {
    wr_arena         *arena = wr_arena_create(0);
    wr_kafka_cluster *cluster = wr_arena_calloc(arena, 1, sizeof *cluster);
    cluster->arena = arena;
    cluster->env = job->env;
    cluster->table = *table;
    cluster->transactional_id = wr_arena_printf(arena, "%s-%s", prefix_of(table), job->job_name);
    cluster->client_id = wr_arena_printf(arena, "weir-%s", job->job_name);
    cluster->group = cluster->client_id;
    cluster->fence = job->fence;
    cluster->instance = job->instance ? job->instance : job->env->random(job->env->self) | 1;
    cluster->staged_arena = wr_arena_create(0);
    wr_mutex_init(&cluster->mutex);
    return cluster;
}

static void free_cluster(wr_kafka_cluster *cluster) {
    drop_producer(cluster);
    wr_mutex_destroy(&cluster->mutex);
    wr_arena_destroy(cluster->staged_arena);
    wr_arena_destroy(cluster->arena);
}

static weir_status join(wr_kafka_cluster *cluster, const weir_commit_context *job, const weir_table_info *table, const char *const *topics, uint32_t topic_count, void **claim, weir_error *err) {
    WEIR_TRY(check_fits(cluster, table, err));
    WEIR_TRY(wr_kafka_sink_check_topics(cluster->producer->handle, table, topics, topic_count, job, err));
    add_topics(cluster, topics, topic_count);
    cluster->users++;
    *claim = cluster;
    return WEIR_OK;
}

/* The earlier cluster with that id, or with a client of the same settings; NULL: none. *first: there is no earlier one at all. */
static wr_kafka_cluster *earlier_cluster(const weir_commit_context *job, const char *id, const weir_table_info *table, bool *first) {
    *first = true;
    for (uint32_t i = 0; i < job->claim_count; i++) {
        if (!is_ours(&job->claims[i]))
            continue;
        wr_kafka_cluster *each = job->claims[i].claim;
        *first = false;
        if (id ? strcmp(each->id, id) == 0 : same_client(&each->table, table))
            return each;
    }
    return NULL;
}

weir_status wr_kafka_cluster_claim(const weir_commit_context *job, const weir_table_info *table, void **claim, weir_error *err) {
    const char *const *topics;
    uint32_t           topic_count;
    bool               first;
    WEIR_TRY(wr_kafka_sink_topics(table, job->arena, &topics, &topic_count, err));
    wr_kafka_cluster *earlier = earlier_cluster(job, NULL, table, &first);
    if (earlier)
        return join(earlier, job, table, topics, topic_count, claim, err);
    wr_kafka_cluster *cluster = new_cluster(job, table);
    weir_status       status = reach_cluster(cluster, err);
    if (status == WEIR_OK)
        earlier = earlier_cluster(job, cluster->id, table, &first);
    if (status == WEIR_OK && !earlier)
        status = start_on(cluster, job, topics, topic_count, err);
    if (status == WEIR_OK && !earlier) {
        cluster->decides = first;
        cluster->users = 1;
        *claim = cluster;
        return WEIR_OK;
    }
    free_cluster(cluster);
    return earlier ? join(earlier, job, table, topics, topic_count, claim, err) : status;
}

void wr_kafka_cluster_release(void *claim) {
    wr_kafka_cluster *cluster = claim;
    if (--cluster->users != 0)
        return;
    if (cluster->producer && cluster->in_transaction && !cluster->spent) { /* readers need not wait until the brokers do it */
        rd_kafka_error_t *error = rd_kafka_abort_transaction(cluster->producer->handle, RELEASE_MS);
        if (error)
            rd_kafka_error_destroy(error);
    }
    free_cluster(cluster);
}

bool               wr_kafka_cluster_decides(const wr_kafka_cluster *cluster) { return cluster->decides; }
wr_kafka_producer *wr_kafka_cluster_producer(wr_kafka_cluster *cluster) { return cluster->producer; }

/* ---- epochs ---- */

bool wr_kafka_cluster_open(wr_kafka_cluster *cluster, uint64_t epoch) {
    wr_mutex_lock(&cluster->mutex);
    if (cluster->first_open) {
        cluster->first_open = false;
        cluster->open_epoch = epoch;
    }
    bool open = cluster->open_epoch == epoch || WR_BUG(65);
    wr_mutex_unlock(&cluster->mutex);
    return open;
}

/* epoch 0: whichever is named first. */
static void set_open(wr_kafka_cluster *cluster, uint64_t epoch, bool open) {
    wr_mutex_lock(&cluster->mutex);
    cluster->open_epoch = open ? epoch : 0;
    cluster->first_open = open && epoch == 0;
    wr_mutex_unlock(&cluster->mutex);
}

/* ---- evidence ---- */

weir_status wr_kafka_cluster_evidence(const weir_commit_context *job, const weir_table_info *table, weir_evidence *evidence, weir_error *err) {
    wr_kafka_cluster *cluster = wr_kafka_cluster_of(job, table);
    memset(evidence, 0, sizeof *evidence);
    if (!cluster)
        return WEIR_OK;
    if (!cluster->looked) {
        weir_status status = look(cluster, job, err);
        if (status != WEIR_OK)
            return weir_fail_context(err, status, "table '%s'", table->name);
    }
    const wr_kafka_shown shown = cluster->shown;
    evidence->decides = cluster->decides && !WR_BUG(61);
    evidence->any = shown.any;
    evidence->other_uuid = shown.other_count != 0;
    evidence->other_uuids = shown.others;
    evidence->other_uuid_count = shown.other_count;
    if (shown.any_own) {
        evidence->checkpoint_known = true;
        evidence->checkpoint_id_max = shown.own.checkpoint_id;
        evidence->digest = wr_arena_strdup(job->arena, shown.own.digest);
    }
    if (shown.where)
        evidence->detail = wr_arena_printf(job->arena, "group %s, %s", cluster->group, shown.where);
    return WEIR_OK;
}

/* ---- commit ---- */

/* A call of the transaction has failed. *again: the same call may be made again. */
static weir_status call_failed(wr_kafka_cluster *cluster, const weir_commit_context *job, const char *what, rd_kafka_error_t *error, int64_t end, bool *again, weir_error *err) {
    const wr_env       *env = cluster->env;
    rd_kafka_resp_err_t code = rd_kafka_error_code(error);
    weir_status         status = wr_kafka_status(code);
    *again = rd_kafka_error_is_retriable(error) && !rd_kafka_error_txn_requires_abort(error) && !rd_kafka_error_is_fatal(error) && env->monotonic_ns(env->self) < end;
    if (status == WEIR_OK || status == WEIR_INVALID || status == WEIR_UNSUPPORTED || status == WEIR_DATA)
        status = code == RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED || code == RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED || code == RD_KAFKA_RESP_ERR_TRANSACTIONAL_ID_AUTHORIZATION_FAILED
                   ? WEIR_INVALID : WEIR_UNAVAILABLE;
    (void)weir_fail(err, status, "table '%s': %s: %s", cluster->table.name, what, rd_kafka_error_string(error));
    rd_kafka_error_destroy(error);
    if (*again && job->cancelled && job->cancelled(job->hooks)) {
        *again = false;
        return weir_fail(err, WEIR_CANCELLED, "asked to stop while table '%s' was committing", cluster->table.name);
    }
    if (*again) {
        rd_kafka_poll(cluster->producer->handle, 0);
        wr_kafka_client_watch(cluster->producer->client);
        env->sleep_us(env->self, 20000);
        return WEIR_OK;
    }
    weir_error first; /* what made the transaction fail says more than that it has failed */
    if (status != WEIR_FENCED && wr_kafka_producer_check(cluster->producer, &first) != WEIR_OK) {
        if (err)
            *err = first;
        status = first.status;
    }
    return wr_kafka_cluster_lost(cluster, job, status, err);
}

static weir_status begin(wr_kafka_cluster *cluster, const weir_commit_context *job, weir_error *err) {
    bool again = false;
    if (cluster->in_transaction)
        return WEIR_OK;
    rd_kafka_error_t *error = rd_kafka_begin_transaction(cluster->producer->handle);
    if (error)
        return call_failed(cluster, job, "a transaction cannot begin", error, 0, &again, err);
    cluster->in_transaction = true;
    return WEIR_OK;
}

weir_status wr_kafka_cluster_start(wr_kafka_cluster *cluster, const weir_commit_context *job, weir_error *err) {
    if (!cluster->decides || cluster->in_transaction)
        return WEIR_OK;
    WEIR_TRY(begin(cluster, job, err));
    set_open(cluster, 0, true);
    return WEIR_OK;
}

/* Evidence and end of the open transaction. Anything but WEIR_OK: the outcome is not known. */
static weir_status finish(wr_kafka_cluster *cluster, const weir_commit_context *job, const wr_kafka_evidence *evidence, weir_error *err) {
    const wr_env *env = cluster->env;
    int64_t       end = env->monotonic_ns(env->self) + (int64_t)COMMIT_MS * 1000000;
    wr_arena     *arena = wr_arena_create(0);
    rd_kafka_t   *handle = cluster->producer->handle;
    rd_kafka_topic_partition_list_t    *offsets = wr_kafka_evidence_offsets(handle, evidence, cluster->topics, (uint32_t)cluster->topic_count, arena);
    rd_kafka_consumer_group_metadata_t *group = rd_kafka_consumer_group_metadata_new(cluster->group);
    weir_status   status = WEIR_OK;
    bool          again = true;
    cluster->spent = true;
    wr_kafka_producer_count_anew(cluster->producer);
    while (again && status == WEIR_OK && !WR_BUG(62)) {
        rd_kafka_error_t *error = rd_kafka_send_offsets_to_transaction(handle, offsets, group, OFFSETS_MS);
        again = error != NULL;
        if (error)
            status = call_failed(cluster, job, "the evidence of a checkpoint cannot be written", error, end, &again, err);
    }
    for (again = status == WEIR_OK; again && status == WEIR_OK;) {
        rd_kafka_error_t *error = rd_kafka_commit_transaction(handle, CALL_MS);
        again = error != NULL;
        if (error)
            status = call_failed(cluster, job, "a checkpoint cannot be committed", error, end, &again, err);
    }
    if (WR_BUG(62) && status == WEIR_OK) { /* the evidence comes in a transaction of its own */
        rd_kafka_error_t *error = rd_kafka_begin_transaction(handle);
        if (!error)
            error = rd_kafka_send_offsets_to_transaction(handle, offsets, group, COMMIT_MS);
        if (!error)
            error = rd_kafka_commit_transaction(handle, COMMIT_MS);
        if (error)
            status = call_failed(cluster, job, "evidence", error, 0, &again, err);
    }
    if (WR_BUG(64) && status == WEIR_UNAVAILABLE) /* "it will have worked" */
        status = WEIR_OK;
    rd_kafka_consumer_group_metadata_destroy(group);
    rd_kafka_topic_partition_list_destroy(offsets);
    wr_arena_destroy(arena);
    if (status != WEIR_OK)
        return status;
    cluster->in_transaction = false;
    cluster->known = *evidence;
    cluster->any_known = true;
    /* It is decided. But librdkafka sends a request again when a connection breaks; the first copy may still arrive, and would
     * end the next transaction, or change its evidence. Only a new producer shuts it out. */
    if (wr_kafka_producer_sent_again(cluster->producer) && !WR_BUG(69))
        return weir_fail(err, WEIR_UNAVAILABLE, "table '%s': checkpoint %" PRIu64 " is committed, but its commit had to be sent twice and may arrive once more: going on from it with a new producer",
                         cluster->table.name, job->checkpoint_id);
    cluster->spent = false;
    return WEIR_OK;
}

static wr_kafka_evidence evidence_of(const wr_kafka_cluster *cluster, const weir_commit_context *job) {
    wr_kafka_evidence evidence = {.fence = cluster->fence, .instance = cluster->instance, .checkpoint_id = job->checkpoint_id};
    snprintf(evidence.uuid, sizeof evidence.uuid, "%s", job->job_uuid);
    snprintf(evidence.digest, sizeof evidence.digest, "%s", job->digest ? job->digest : "00000000000000000000000000000000");
    return evidence;
}

/* Already committed, as far as the evidence says? WEIR_CONFLICT: it says what cannot be. */
static weir_status is_done(const wr_kafka_cluster *cluster, const weir_commit_context *job, bool *done, weir_error *err) {
    *done = false;
    if (!cluster->any_known)
        return WEIR_OK;
    *done = cluster->known.checkpoint_id == job->checkpoint_id;
    if (*done && job->digest && strcmp(cluster->known.digest, job->digest) != 0)
        return weir_fail(err, WEIR_CONFLICT, "table '%s': the cluster shows checkpoint %" PRIu64 " with digest %s, but this one's is %s: another instance of the job, with a copy of its folder, has written it",
                         cluster->table.name, job->checkpoint_id, cluster->known.digest, job->digest);
    if (cluster->known.checkpoint_id > job->checkpoint_id)
        return weir_fail(err, WEIR_CONFLICT, "table '%s': the cluster shows checkpoint %" PRIu64 " of this job, which is newer than %" PRIu64, cluster->table.name, cluster->known.checkpoint_id,
                         job->checkpoint_id);
    return WEIR_OK;
}

/* The cluster that decides: the rows are in the open transaction. */
static weir_status commit_deciding(wr_kafka_cluster *cluster, const weir_commit_context *job, weir_error *err) {
    const wr_kafka_evidence evidence = evidence_of(cluster, job);
    bool                    done;
    if (cluster->spent || !cluster->ready)
        return weir_fail(err, WEIR_UNAVAILABLE, "table '%s': the last commit did not end well", cluster->table.name);
    WEIR_TRY(is_done(cluster, job, &done, err));
    if (done && !job->recovering)
        return WEIR_OK; /* an earlier table of this checkpoint did it */
    if (done && cluster->in_transaction)
        return WEIR_OK;
    if (job->recovering && !done && cluster->any_known)
        return weir_fail(err, WEIR_CONFLICT, "table '%s': the cluster shows checkpoint %" PRIu64 ", but %" PRIu64 " is to be gone on from", cluster->table.name, cluster->known.checkpoint_id, job->checkpoint_id);
    WEIR_TRY(begin(cluster, job, err));
    set_open(cluster, 0, false);
    /* After a restart the evidence is written again: then it names this instance. */
    WEIR_TRY(finish(cluster, job, &evidence, err));
    WEIR_TRY(begin(cluster, job, err));
    set_open(cluster, job->recovering ? 0 : job->checkpoint_id + 1, true);
    return WEIR_OK;
}

/* ---- clusters that do not decide ---- */

static weir_status send_outbox(wr_kafka_cluster *cluster, const weir_commit_context *job, const weir_table_info *table, const weir_committable *committable, weir_error *err) {
    wr_outbox_reader  *reader = NULL;
    const char *const *topics;
    uint32_t           topic_count;
    wr_arena          *arena = wr_arena_create(0);
    rd_kafka_topic_t **handles = NULL;
    weir_bytes         record;
    bool               end = false;
    weir_status        status;
    WEIR_TRY_GOTO(status, wr_outbox_read(job, committable->payload, arena, &reader, err), done);
    WEIR_TRY_GOTO(status, wr_kafka_message_topics(wr_outbox_head(reader), arena, &topics, &topic_count, err), done);
    handles = wr_arena_calloc(arena, topic_count + 1, sizeof(rd_kafka_topic_t *));
    for (uint32_t i = 0; i < topic_count; i++) {
        handles[i] = rd_kafka_topic_new(cluster->producer->handle, topics[i], NULL);
        WR_ASSERT(handles[i] != NULL);
    }
    for (;;) {
        wr_kafka_message message;
        uint32_t         topic;
        bool             full = true;
        WEIR_TRY_GOTO(status, wr_outbox_next(reader, &record, &end, err), done);
        if (end)
            break;
        if (!wr_kafka_message_decode(&record, &topic, &message) || topic >= topic_count || record.size != 0) {
            status = weir_fail(err, WEIR_CORRUPT, "table '%s': a message in the outbox of checkpoint %" PRIu64 " cannot be understood", table->name, job->checkpoint_id);
            goto done;
        }
        while (full) {
            WEIR_TRY_GOTO(status, wr_kafka_producer_send(cluster->producer, handles[topic], &message, &full, err), done);
            if (full) {
                rd_kafka_poll(cluster->producer->handle, 10);
                WEIR_TRY_GOTO(status, wr_kafka_producer_check(cluster->producer, err), done);
                if (job->cancelled && job->cancelled(job->hooks)) {
                    status = weir_fail(err, WEIR_CANCELLED, "asked to stop");
                    goto done;
                }
            }
        }
    }
done:
    for (uint32_t i = 0; handles && i < topic_count; i++)
        if (handles[i])
            rd_kafka_topic_destroy(handles[i]);
    wr_outbox_reader_close(reader);
    wr_arena_destroy(arena);
    return status;
}

static weir_status send_staged(wr_kafka_cluster *cluster, const weir_commit_context *job, weir_error *err) {
    const wr_kafka_evidence evidence = evidence_of(cluster, job);
    weir_status             status = begin(cluster, job, err);
    for (uint32_t s = 0; s < cluster->staged_count && status == WEIR_OK; s++)
        for (uint32_t i = 0; i < cluster->staged[s].count && status == WEIR_OK; i++)
            if (cluster->staged[s].list[i].payload.size != 0)
                status = send_outbox(cluster, job, cluster->staged[s].table, &cluster->staged[s].list[i], err);
    if (status == WEIR_OK)
        status = wr_kafka_producer_flush(cluster->producer, job, err);
    if (status == WEIR_OK)
        return finish(cluster, job, &evidence, err);
    cluster->spent = true; /* a part of the rows is in the transaction */
    return wr_kafka_cluster_lost(cluster, job, status, err);
}

/* What a table promised, until the last of the cluster's tables has said it: one transaction takes all. */
static void stage(wr_kafka_cluster *cluster, const weir_commit_context *job, const weir_table_info *table, const weir_committable *list, uint32_t count) {
    if (cluster->staged_id != job->checkpoint_id || !cluster->staged) {
        wr_arena_reset(cluster->staged_arena);
        cluster->staged = wr_arena_calloc(cluster->staged_arena, cluster->users, sizeof *cluster->staged);
        cluster->staged_id = job->checkpoint_id;
        cluster->staged_count = 0;
    }
    if (cluster->staged_count == cluster->users)
        return; /* the last one tries again */
    weir_table_info  *info = wr_arena_calloc(cluster->staged_arena, 1, sizeof *info);
    weir_committable *copy = wr_arena_calloc(cluster->staged_arena, count + 1, sizeof *copy);
    *info = *table;
    for (uint32_t i = 0; i < count; i++) {
        copy[i] = list[i];
        copy[i].live = NULL;
        copy[i].payload.data = wr_arena_strndup(cluster->staged_arena, list[i].payload.size ? list[i].payload.data : "", list[i].payload.size);
    }
    cluster->staged[cluster->staged_count++] = (staged){info, copy, count};
}

static weir_status commit_following(wr_kafka_cluster *cluster, const weir_commit_context *job, const weir_table_info *table, const weir_committable *list, uint32_t count, weir_error *err) {
    bool done, any_rows = false;
    stage(cluster, job, table, list, count);
    if (cluster->staged_count < cluster->users)
        return WEIR_OK;
    if (cluster->spent || !cluster->ready)
        WEIR_TRY(reconnect(cluster, job, err));
    WEIR_TRY(is_done(cluster, job, &done, err));
    if (done && !WR_BUG(66)) {
        if (cluster->known.fence == cluster->fence && cluster->known.instance == cluster->instance)
            return WEIR_OK;
        cluster->staged_count = 0; /* the rows are there; only who commits is new */
        weir_status status = send_staged(cluster, job, err);
        cluster->staged_count = cluster->users;
        return status;
    }
    for (uint32_t s = 0; s < cluster->staged_count; s++)
        any_rows |= cluster->staged[s].count != 0;
    if (job->recovering && !cluster->any_known && any_rows && !job->accept_missing_evidence)
        return weir_fail(err, WEIR_CONFLICT, "table '%s': nobody can say whether checkpoint %" PRIu64 " was written to the cluster: the offsets of group '%s', which show it, are gone (they expire after "
                         "'offsets.retention.minutes', 7 days, or were deleted). Go on and write it, perhaps a second time, with --accept-missing-evidence, or start anew with --fresh", table->name,
                         job->checkpoint_id, cluster->group);
    return send_staged(cluster, job, err);
}

weir_status wr_kafka_cluster_commit(const weir_commit_context *job, const weir_table_info *table, const weir_committable *list, uint32_t count, weir_error *err) {
    wr_kafka_cluster *cluster = wr_kafka_cluster_of(job, table);
    WR_ASSERT(cluster != NULL);
    return cluster->decides ? commit_deciding(cluster, job, err) : commit_following(cluster, job, table, list, count, err);
}
