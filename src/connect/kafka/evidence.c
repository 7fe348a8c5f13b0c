/* connect/kafka/evidence.c - see the header.
 *
 * Read by a consumer that never joins the group. It asks about partition 0 of every topic that there is: one that the job does
 * not write any more may hold the newest evidence, or that of another job. (The admin interface could list the offsets of a
 * group, but where a coordinator has moved, librdkafka 2.0.2 crashes over the answer.) */
#include "connect/kafka/evidence.h"

#include <inttypes.h>
#include <string.h>

#include "base/alloc.h"

#define ASK_MS 5000

const char *wr_kafka_evidence_text(const wr_kafka_evidence *evidence, wr_arena *arena) {
    return wr_arena_printf(arena, "weir1 uuid=%s fence=%" PRIu64 " instance=%016" PRIx64 " checkpoint=%" PRIu64 " digest=%s", evidence->uuid, evidence->fence, evidence->instance,
                           evidence->checkpoint_id, evidence->digest);
}

/* "<name>=" and `size` hex digits (size 0: a decimal number), then a space or the end. NULL: it is not. */
static const char *take(const char *at, const char *end, const char *name, size_t size, char *hex, uint64_t *number) {
    size_t length = strlen(name);
    if ((size_t)(end - at) < length || memcmp(at, name, length) != 0)
        return NULL;
    at += length;
    const char *begin = at;
    for (*number = 0; at < end && *at != ' '; at++) {
        bool digit = *at >= '0' && *at <= '9', letter = *at >= 'a' && *at <= 'f';
        if (!digit && !(letter && size != 0))
            return NULL;
        if (size == 0 && *number > (UINT64_MAX - 9) / 10)
            return NULL;
        *number = *number * (size == 0 ? 10 : 16) + (uint64_t)(digit ? *at - '0' : *at - 'a' + 10);
    }
    if (at == begin || (size != 0 && (size_t)(at - begin) != size))
        return NULL;
    if (hex) {
        memcpy(hex, begin, size);
        hex[size] = '\0';
    }
    return at < end ? at + 1 : at;
}

bool wr_kafka_evidence_parse(const char *text, size_t size, wr_kafka_evidence *evidence) {
    static const char magic[] = "weir1 ";
    uint64_t          ignored;
    const char       *end = text + size, *at = text + sizeof magic - 1;
    *evidence = (wr_kafka_evidence){0};
    if (size < sizeof magic || memcmp(text, magic, sizeof magic - 1) != 0)
        return false;
    return (at = take(at, end, "uuid=", 32, evidence->uuid, &ignored)) && (at = take(at, end, "fence=", 0, NULL, &evidence->fence)) &&
           (at = take(at, end, "instance=", 16, NULL, &evidence->instance)) && (at = take(at, end, "checkpoint=", 0, NULL, &evidence->checkpoint_id)) &&
           (at = take(at, end, "digest=", 32, evidence->digest, &ignored)) && at == end;
}

rd_kafka_topic_partition_list_t *wr_kafka_evidence_offsets(rd_kafka_t *handle, const wr_kafka_evidence *evidence, const char *const *topics, uint32_t topic_count, wr_arena *arena) {
    rd_kafka_topic_partition_list_t *offsets = rd_kafka_topic_partition_list_new((int)topic_count);
    const char                      *text = wr_kafka_evidence_text(evidence, arena);
    size_t                           size = strlen(text);
    for (uint32_t i = 0; i < topic_count; i++) {
        rd_kafka_topic_partition_t *partition = rd_kafka_topic_partition_list_add(offsets, topics[i], 0);
        partition->offset = (int64_t)evidence->checkpoint_id;
        partition->metadata = rd_kafka_mem_malloc(handle, size); /* librdkafka frees it */
        WR_ASSERT(partition->metadata != NULL);
        memcpy(partition->metadata, text, size);
        partition->metadata_size = size;
    }
    return offsets;
}

/* ---- reading ---- */

/* The first trouble of a partition; topics that are gone hold no evidence. */
static rd_kafka_resp_err_t trouble_of(const rd_kafka_topic_partition_list_t *answer) {
    for (int i = 0; i < answer->cnt; i++)
        if (answer->elems[i].err != RD_KAFKA_RESP_ERR_NO_ERROR && answer->elems[i].err != RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART)
            return answer->elems[i].err;
    return RD_KAFKA_RESP_ERR_NO_ERROR;
}

/* Asks until there is an answer, or until waiting does not help. `offsets` get what is committed. */
static weir_status ask(rd_kafka_t *handle, const char *group, rd_kafka_topic_partition_list_t *offsets, int64_t limit_ms, const weir_commit_context *job, weir_error *err) {
    const wr_env *env = job->env;
    int64_t       end = env->monotonic_ns(env->self) + limit_ms * 1000000;
    for (;;) {
        rd_kafka_resp_err_t code = rd_kafka_committed(handle, offsets, ASK_MS);
        if (code == RD_KAFKA_RESP_ERR_NO_ERROR)
            code = trouble_of(offsets);
        if (code == RD_KAFKA_RESP_ERR_NO_ERROR)
            return WEIR_OK;
        weir_status status = wr_kafka_status(code);
        rd_kafka_poll(handle, 0);
        if (code == RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED)
            return weir_fail(err, status, "this user may not read the consumer group '%s', in whose offsets the job's evidence is; allow READ (and DESCRIBE) on it", group);
        if (status != WEIR_UNAVAILABLE && status != WEIR_DATA)
            return weir_fail(err, status == WEIR_FENCED ? WEIR_UNAVAILABLE : status, "the offsets of consumer group '%s' cannot be read: %s", group, rd_kafka_err2str(code));
        if (job->cancelled && job->cancelled(job->hooks))
            return weir_fail(err, WEIR_CANCELLED, "asked to stop");
        if (env->monotonic_ns(env->self) >= end)
            return weir_fail(err, WEIR_UNAVAILABLE, "the offsets of consumer group '%s' cannot be read: %s", group, rd_kafka_err2str(code));
        env->sleep_us(env->self, 20000);
        for (int i = 0; i < offsets->cnt; i++) {
            offsets->elems[i].err = RD_KAFKA_RESP_ERR_NO_ERROR;
            offsets->elems[i].offset = RD_KAFKA_OFFSET_INVALID;
        }
    }
}

/* Partition 0 of every topic; nothing where the brokers do not list them. */
static void add_all_topics(rd_kafka_t *handle, rd_kafka_topic_partition_list_t *offsets) {
    const struct rd_kafka_metadata *metadata;
    if (rd_kafka_metadata(handle, 1, NULL, &metadata, ASK_MS) != RD_KAFKA_RESP_ERR_NO_ERROR)
        return;
    int own = offsets->cnt;
    for (int t = 0; t < metadata->topic_cnt; t++) {
        bool known = strncmp(metadata->topics[t].topic, "__", 2) == 0 || metadata->topics[t].partition_cnt == 0;
        for (int i = 0; i < own && !known; i++)
            known = strcmp(offsets->elems[i].topic, metadata->topics[t].topic) == 0;
        if (!known)
            rd_kafka_topic_partition_list_add(offsets, metadata->topics[t].topic, 0);
    }
    rd_kafka_metadata_destroy(metadata);
}

static bool is_earlier(const weir_commit_context *job, const char *uuid) {
    for (uint32_t i = 0; i < job->earlier_uuid_count; i++)
        if (strncmp(uuid, job->earlier_uuids[i], 8) == 0)
            return true;
    return false;
}

static weir_status add_partition(const rd_kafka_topic_partition_t *partition, const weir_commit_context *job, wr_kafka_shown *shown, size_t *capacity, wr_arena *arena, weir_error *err) {
    wr_kafka_evidence each;
    if (partition->offset < 0 || !partition->metadata || !wr_kafka_evidence_parse(partition->metadata, partition->metadata_size, &each))
        return WEIR_OK;
    shown->any = true;
    if (is_earlier(job, each.uuid))
        return WEIR_OK;
    const char *where = wr_arena_printf(arena, "%s[%" PRId32 "]", partition->topic, partition->partition);
    if (strcmp(each.uuid, job->job_uuid) != 0) {
        for (uint32_t i = 0; i < shown->other_count; i++)
            if (strncmp(shown->others[i], each.uuid, 8) == 0)
                return WEIR_OK;
        shown->others = wr_arena_grow(arena, shown->others, shown->other_count, capacity, sizeof *shown->others);
        shown->others[shown->other_count++] = wr_arena_strndup(arena, each.uuid, 8);
        shown->where = where;
        return WEIR_OK;
    }
    if (shown->any_own && each.checkpoint_id == shown->own.checkpoint_id && strcmp(each.digest, shown->own.digest) != 0)
        return weir_fail(err, WEIR_CONFLICT, "checkpoint %" PRIu64 " of the job has one digest in %s and another in %s: somebody has changed the offsets of its consumer group",
                         each.checkpoint_id, shown->where, where);
    /* One transaction writes all: an older one belongs to a topic that the job did not write for a while. */
    if (!shown->any_own || each.checkpoint_id > shown->own.checkpoint_id || (each.checkpoint_id == shown->own.checkpoint_id && each.fence > shown->own.fence)) {
        shown->own = each;
        shown->any_own = true;
        if (shown->other_count == 0)
            shown->where = where;
    }
    return WEIR_OK;
}

weir_status wr_kafka_evidence_read(const weir_table_info *table, const char *group, const char *const *topics, uint32_t topic_count, bool stable, int64_t limit_ms,
                                   const weir_commit_context *job, wr_kafka_shown *shown, wr_arena *arena, weir_error *err) {
    const wr_kafka_setting own[] = {{"group.id", group}, {"isolation.level", stable ? "read_committed" : "read_uncommitted"}, {"enable.auto.commit", "false"}, {NULL, NULL}};
    const wr_kafka_client_config config = {.table = table, .role = WR_KAFKA_CONSUMER, .client_id = group, .own = own};
    rd_kafka_topic_partition_list_t *offsets = rd_kafka_topic_partition_list_new((int)topic_count);
    wr_kafka_client *client = NULL;
    size_t           capacity = 0;
    weir_status      status;
    *shown = (wr_kafka_shown){0};
    for (uint32_t i = 0; i < topic_count; i++)
        rd_kafka_topic_partition_list_add(offsets, topics[i], 0);
    WEIR_TRY_GOTO(status, wr_kafka_client_create(&config, &client, err), done);
    WEIR_TRY_GOTO(status, wr_kafka_client_reach(client, limit_ms, err), done);
    add_all_topics(client->handle, offsets);
    WEIR_TRY_GOTO(status, ask(client->handle, group, offsets, limit_ms, job, err), done);
    for (int i = 0; i < offsets->cnt && status == WEIR_OK; i++)
        status = add_partition(&offsets->elems[i], job, shown, &capacity, arena, err);
done:
    wr_kafka_client_destroy(client);
    rd_kafka_topic_partition_list_destroy(offsets);
    return status;
}
