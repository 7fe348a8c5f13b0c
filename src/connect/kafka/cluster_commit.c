/* connect/kafka/cluster_commit.c - ends the transaction of a checkpoint, with its evidence.
 *
 * The cluster that decides has the rows in its open transaction; one that follows gets them from the outboxes of its
 * tables, in one transaction, when the last of them has said what it promised. */
#include <inttypes.h>
#include <string.h>

#include "base/seed_bug.h"
#include "connect/kafka/cluster_internal.h"
#include "connect/kafka/messages.h"
#include "connect/outbox.h"

#define COMMIT_MS   120000 /* for a commit: a broker may be restarted meanwhile      */
#define OFFSETS_MS  20000  /* of send_offsets: when it ends, the transaction is lost */

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
    wr_kafka_cluster_set_open(cluster, 0, true);
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
        rd_kafka_error_t *error = rd_kafka_commit_transaction(handle, WR_KAFKA_CALL_MS);
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
    wr_kafka_cluster_set_open(cluster, 0, false);
    /* After a restart the evidence is written again: then it names this instance. */
    WEIR_TRY(finish(cluster, job, &evidence, err));
    WEIR_TRY(begin(cluster, job, err));
    wr_kafka_cluster_set_open(cluster, job->recovering ? 0 : job->checkpoint_id + 1, true);
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
    cluster->staged[cluster->staged_count++] = (wr_kafka_staged){info, copy, count};
}

static weir_status commit_following(wr_kafka_cluster *cluster, const weir_commit_context *job, const weir_table_info *table, const weir_committable *list, uint32_t count, weir_error *err) {
    bool done, any_rows = false;
    stage(cluster, job, table, list, count);
    if (cluster->staged_count < cluster->users)
        return WEIR_OK;
    if (cluster->spent || !cluster->ready)
        WEIR_TRY(wr_kafka_cluster_reconnect(cluster, job, err));
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
