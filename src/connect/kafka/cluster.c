/* connect/kafka/cluster.c - a job's producer of one cluster: claim, the transactional id, what the cluster shows.
 *
 * See the header and cluster_internal.h. The protocol: docs/internals/exactly-once.md and kafka.md. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/seed_bug.h"
#include "connect/kafka/cluster_internal.h"
#include "connect/kafka/topics.h"

#define REACH_MS    10000  /* for brokers to answer, at a start; the job tries again               */
#define INIT_MS     60000  /* for init_transactions: the last transaction may still be ending   */
#define BRIEF_MS    80     /* of the first calls for the id, see take_id                        */
#define BRIEF_CALLS 3
#define RELEASE_MS  2000
#define LOOK_MS     30000

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
    return wr_kafka_client_reach(cluster->producer->client, WR_KAFKA_CALL_MS, err);
}

static weir_status take_id(wr_kafka_cluster *cluster, const weir_commit_context *job, weir_error *err) {
    const wr_env *env = cluster->env;
    int64_t       end = env->monotonic_ns(env->self) + (int64_t)INIT_MS * 1000000;
    for (uint32_t call = 0;; call++) {
        rd_kafka_error_t *error = rd_kafka_init_transactions(cluster->producer->handle, call < BRIEF_CALLS ? BRIEF_MS : WR_KAFKA_CALL_MS);
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

weir_status wr_kafka_cluster_reconnect(wr_kafka_cluster *cluster, const weir_commit_context *job, weir_error *err) {
    drop_producer(cluster);
    WEIR_TRY(make_producer(cluster, err));
    cluster->spent = true; /* until all of this has worked */
    WEIR_TRY(wr_kafka_client_reach(cluster->producer->client, WR_KAFKA_CALL_MS, err));
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
    char *id = rd_kafka_clusterid(cluster->producer->handle, WR_KAFKA_CALL_MS);
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

void wr_kafka_cluster_set_open(wr_kafka_cluster *cluster, uint64_t epoch, bool open) {
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
