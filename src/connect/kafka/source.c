/* connect/kafka/source.c - reads partitions: one consumer for each worker and table, one queue for each partition.
 *
 * Invariants
 *   - `position.next` is behind the last message that was taken; what was shown and not taken is in `pending` and comes again.
 *   - librdkafka never decides where to read: positions come from the checkpoint, auto.offset.reset is `error`, nothing is
 *     committed by itself. Offsets that are left out (ends of transactions, compacted messages) are no loss.
 *   - The first message after a restore must be the one that was read last (its mark): then the topic is the same one.
 *     Where that message is gone by now, the broker's range decides.
 *
 * Thread: the worker's, but for `committed` and the callback that wakes. */
#include <inttypes.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/hash.h"
#include "batch/map.h"
#include "connect/kafka/internal.h"

#define SERVE_NS         (100 * 1000000LL)
#define RANGE_LIMIT_MS   5000
#define CLOSE_LIMIT_NS   (2 * 1000000000LL)
#define NUDGE_DEPTH      4096
#define RANGE_TRIES      4
#define GONE_TRIES       6
#define GONE_WAIT_US     500000

typedef struct part {
    char              *id, *topic, *where;
    int32_t            partition;
    wr_kafka_position  position;
    rd_kafka_queue_t  *queue;
    rd_kafka_message_t **pending;       /* WEIR_BATCH_ROWS of them; [begin, end) wait              */
    uint32_t           begin, end;
    int64_t            received;        /* behind the last message that came; older ones come twice */
    bool               verifying;       /* the message at position.mark_offset is to come first    */
    bool               finished;
    int64_t            end_seen;        /* of the partition, by the last fetch; -1: not known      */
    uint32_t           range_tries;     /* out of range, and yet within it; since the last message */
    bool               joins;           /* to be read from the next look on                        */
    size_t             deepest;         /* the queue since the last nudge                          */
} part;

typedef struct kafka_reader {
    const weir_table_info *table;
    wr_arena          *arena;
    uint32_t           worker;
    wr_kafka_client   *client;          /* made for the first partition                            */
    part              *parts; size_t part_count, part_capacity;
    const part        *shown;           /* of the last `messages`                                  */
    rd_kafka_message_t *const *shown_messages;
    weir_bytes        *values, *keys;   /* WEIR_BATCH_ROWS of each                                 */
    int64_t           *offsets;
    wr_map_entry      *headers; size_t header_capacity; /* scratch */
    int64_t            served_ns;
    bool               joins;           /* some partition does                                     */
    bool               nudges;          /* see asks_again_late                                     */
    wr_mutex           mutex;           /* guards the members below                                */
    uint32_t           commits_out;     /* sent, not answered                                      */
    bool               commit_warned;
    uint64_t           committed_hash;  /* of what was told last                                   */
} kafka_reader;

/* ---- the consumer ---- */

static void on_commit(rd_kafka_t *handle, rd_kafka_resp_err_t code, rd_kafka_topic_partition_list_t *list, void *opaque) {
    kafka_reader *reader = ((wr_kafka_client *)opaque)->owner;
    (void)handle;
    for (int i = 0; list && i < list->cnt && code == RD_KAFKA_RESP_ERR_NO_ERROR; i++)
        code = list->elems[i].err;
    wr_mutex_lock(&reader->mutex);
    if (reader->commits_out > 0)
        reader->commits_out--;
    bool warn = code != RD_KAFKA_RESP_ERR_NO_ERROR && code != RD_KAFKA_RESP_ERR__NO_OFFSET && code != RD_KAFKA_RESP_ERR__DESTROY && !reader->commit_warned;
    reader->commit_warned |= warn;
    wr_mutex_unlock(&reader->mutex);
    if (warn)
        wr_log(reader->table->env, WR_LOG_WARN, "table '%s': the offsets of its group could not be stored (%s); only monitoring looks at them, the job goes on",
               reader->table->name, rd_kafka_err2str(code));
}

static void configure(rd_kafka_conf_t *conf, void *owner) {
    (void)owner;
    rd_kafka_conf_set_offset_commit_cb(conf, on_commit);
}

/* librdkafka's threads: a queue is not empty any more. */
static void on_queue(rd_kafka_t *handle, void *opaque) {
    const kafka_reader *reader = opaque;
    (void)handle;
    reader->table->wake(reader->table->wake_context);
}

/* librdkafka before 2.2 stops asking for messages when a queue is full, and may notice a second later that it is not
 * any more. A request to the same broker makes it look. */
static bool asks_again_late(void) { return rd_kafka_version() < 0x02020000; }

static weir_status start_client(kafka_reader *reader, weir_error *err) {
    const weir_table_info *table = reader->table;
    const wr_kafka_setting defaults[] = {
        {"isolation.level", "read_committed"},
        {"queued.min.messages", "100000"},
        {"queued.max.messages.kbytes", "8192"}, /* for each partition, as every one has its queue */
        {"fetch.max.bytes", "16777216"},
        {"fetch.error.backoff.ms", "100"},
        {"topic.metadata.propagation.max.ms", "0"}, /* tell at once that a topic is gone: another one of its name may follow */
        {"fetch.wait.max.ms", "100"}, /* a partition that joins waits for the request under way */
        {"reconnect.backoff.max.ms", "2000"},
        {"socket.nagle.disable", "true"},
        {"socket.keepalive.enable", "true"},
        {"check.crcs", "true"},
        {asks_again_late() ? NULL : "fetch.queue.backoff.ms", "5"},
        {NULL, NULL}};
    const wr_kafka_setting own[] = {{"group.id", wr_kafka_group(table, reader->arena)}, {"enable.auto.commit", "false"}, {"enable.auto.offset.store", "false"},
                                    {"auto.offset.reset", "error"}, {"enable.partition.eof", "true"}, {NULL, NULL}};
    const wr_kafka_client_config config = {
        .table = table, .role = WR_KAFKA_CONSUMER, .defaults = defaults, .own = own, .configure = configure, .owner = reader,
        .client_id = wr_arena_printf(reader->arena, "weir-%s-%s-%u", table->job_name ? table->job_name : "job", table->name, reader->worker)};
    WEIR_TRY(wr_kafka_client_create(&config, &reader->client, err));
    rd_kafka_poll_set_consumer(reader->client->handle);
    return WEIR_OK;
}

static weir_status kafka_open(const weir_table_info *table, uint32_t worker, uint32_t worker_count, void **out, weir_error *err) {
    wr_arena     *arena = wr_arena_create(0);
    kafka_reader *reader = wr_arena_calloc(arena, 1, sizeof *reader);
    (void)worker_count, (void)err;
    reader->table = table;
    reader->arena = arena;
    reader->worker = worker;
    reader->nudges = asks_again_late();
    reader->values = wr_arena_calloc(arena, WEIR_BATCH_ROWS, sizeof *reader->values);
    reader->keys = wr_arena_calloc(arena, WEIR_BATCH_ROWS, sizeof *reader->keys);
    reader->offsets = wr_arena_calloc(arena, WEIR_BATCH_ROWS, sizeof *reader->offsets);
    wr_mutex_init(&reader->mutex);
    *out = reader;
    return WEIR_OK;
}

static void drop_pending(part *p) {
    for (uint32_t i = p->begin; i < p->end; i++)
        rd_kafka_message_destroy(p->pending[i]);
    p->begin = p->end = 0;
}

static bool commits_wait(kafka_reader *reader) {
    wr_mutex_lock(&reader->mutex);
    bool wait = reader->commits_out != 0;
    wr_mutex_unlock(&reader->mutex);
    return wait;
}

static void kafka_close(void *context) {
    kafka_reader *reader = context;
    const wr_env *env = reader->table->env;
    int64_t       until = env->monotonic_ns(env->self) + CLOSE_LIMIT_NS;
    while (reader->client && commits_wait(reader) && env->monotonic_ns(env->self) < until) {
        rd_kafka_message_t *message = rd_kafka_consumer_poll(reader->client->handle, 20);
        if (message)
            rd_kafka_message_destroy(message);
    }
    for (size_t i = 0; i < reader->part_count; i++) {
        part *p = &reader->parts[i];
        drop_pending(p);
        if (p->queue) {
            rd_kafka_queue_cb_event_enable(p->queue, NULL, NULL);
            rd_kafka_queue_destroy(p->queue);
        }
    }
    wr_kafka_client_destroy(reader->client);
    wr_mutex_destroy(&reader->mutex);
    wr_free(reader->headers);
    wr_arena_destroy(reader->arena);
}

/* ---- partitions ---- */

static void list_part(rd_kafka_topic_partition_list_t *list, const part *p, int64_t offset) {
    rd_kafka_topic_partition_t *one = rd_kafka_topic_partition_list_add(list, p->topic, p->partition);
    one->offset = offset;
#if RD_KAFKA_VERSION >= 0x020100ff
    if (offset >= 0 && p->position.leader_epoch >= 0)
        rd_kafka_topic_partition_set_leader_epoch(one, p->position.leader_epoch);
#endif
}

/* The list is destroyed. */
static weir_status change_assignment(const kafka_reader *reader, rd_kafka_topic_partition_list_t *list, bool add, weir_error *err) {
    rd_kafka_error_t *error = add ? rd_kafka_incremental_assign(reader->client->handle, list) : rd_kafka_incremental_unassign(reader->client->handle, list);
    weir_status       status = WEIR_OK;
    if (error)
        status = weir_fail(err, WEIR_UNAVAILABLE, "table '%s': partition %s[%" PRId32 "] cannot be %s: %s", reader->table->name, list->elems[0].topic, list->elems[0].partition,
                           add ? "read" : "left", rd_kafka_error_string(error));
    rd_kafka_error_destroy(error);
    rd_kafka_topic_partition_list_destroy(list);
    return status;
}

static weir_status leave(const kafka_reader *reader, const part *p, weir_error *err) {
    rd_kafka_topic_partition_list_t *list = rd_kafka_topic_partition_list_new(1);
    list_part(list, p, RD_KAFKA_OFFSET_INVALID);
    return change_assignment(reader, list, false, err);
}

/* Where reading begins: at the mark, when there is one to be verified. */
static int64_t first_offset(const part *p) { return p->verifying ? p->position.mark_offset : p->position.next; }

/* All partitions that joined since the last time at once, so that one request asks for them all. */
static weir_status join(kafka_reader *reader, weir_error *err) {
    rd_kafka_topic_partition_list_t *list = rd_kafka_topic_partition_list_new(16);
    for (size_t i = 0; i < reader->part_count; i++) {
        part *p = &reader->parts[i];
        if (!p->joins)
            continue;
        p->joins = false;
        p->received = first_offset(p);
        list_part(list, p, p->received);
    }
    reader->joins = false;
    return change_assignment(reader, list, true, err);
}

/* Reads the partition from its position on, again; what came and was not taken is forgotten. */
static weir_status begin_again(kafka_reader *reader, part *p, weir_error *err) {
    rd_kafka_topic_partition_list_t *list;
    drop_pending(p);
    WEIR_TRY(leave(reader, p, err));
    p->received = first_offset(p);
    list = rd_kafka_topic_partition_list_new(1);
    list_part(list, p, p->received);
    return change_assignment(reader, list, true, err);
}

static weir_status kafka_add_split(void *context, const weir_split *split, weir_error *err) {
    kafka_reader *reader = context;
    const char   *topic;
    reader->parts = wr_arena_grow(reader->arena, reader->parts, reader->part_count, &reader->part_capacity, sizeof *reader->parts);
    part *p = &reader->parts[reader->part_count];
    *p = (part){.id = wr_arena_strdup(reader->arena, split->id), .finished = split->finished, .end_seen = -1};
    if (!wr_kafka_split_name(p->id, reader->arena, &topic, &p->partition))
        return weir_fail(err, WEIR_CORRUPT, "table '%s': '%s' in the checkpoint is no partition", reader->table->name, split->id);
    p->topic = wr_arena_strdup(reader->arena, topic);
    p->where = wr_arena_printf(reader->arena, "%s[%" PRId32 "]", topic, p->partition);
    weir_status status = wr_kafka_position_decode(split->position, &p->position, err);
    if (status != WEIR_OK)
        return weir_fail_context(err, status, "table '%s': partition %s", reader->table->name, p->where);
    reader->part_count++;
    if (p->finished || p->position.next >= p->position.bound) {
        p->finished = true;
        return WEIR_OK;
    }
    if (!reader->client)
        WEIR_TRY(start_client(reader, err));
    p->pending = wr_arena_calloc(reader->arena, WEIR_BATCH_ROWS, sizeof *p->pending);
    p->queue = rd_kafka_queue_get_partition(reader->client->handle, p->topic, p->partition);
    if (!p->queue)
        return weir_fail(err, WEIR_UNAVAILABLE, "table '%s': partition %s has no queue", reader->table->name, p->where);
    rd_kafka_queue_forward(p->queue, NULL);
    if (reader->table->wake)
        rd_kafka_queue_cb_event_enable(p->queue, on_queue, reader);
    p->verifying = p->position.mark_offset >= 0;
    p->joins = reader->joins = true;
    return WEIR_OK;
}

/* ---- what is no message ---- */

static weir_status finish(kafka_reader *reader, part *p, weir_error *err) {
    drop_pending(p);
    p->finished = true;
    return leave(reader, p, err);
}

static weir_status skip_to(kafka_reader *reader, part *p, int64_t offset, int64_t first, weir_error *err) {
    wr_log(reader->table->env, WR_LOG_WARN, "table '%s': partition %s: OFFSET_OUT_OF_RANGE at %" PRId64 ", the partition begins at %" PRId64 "; goes on at %" PRId64
           " as 'properties.auto.offset.reset' asks for: %" PRId64 " offsets are left out", reader->table->name, p->where, p->position.next, first, offset,
           WR_MAX(offset - p->position.next, 0));
    p->position.next = offset;
    p->position.mark_offset = -1;
    p->verifying = false;
    return begin_again(reader, p, err);
}

static weir_status fail_gone(const kafka_reader *reader, const part *p, weir_error *err) {
    return weir_fail(err, WEIR_CONFLICT, "table '%s': partition %s is gone: the topic was deleted; start anew with --fresh when that was meant",
                     reader->table->name, p->where);
}

/* The broker has no message at the offset that was asked for. */
static weir_status out_of_range(kafka_reader *reader, part *p, const char *reason, weir_error *err) {
    const char    *name = reader->table->name;
    wr_kafka_reset reset = wr_kafka_reset_of(reader->table);
    int64_t        first, end, next = p->position.next;
    rd_kafka_resp_err_t code = rd_kafka_query_watermark_offsets(reader->client->handle, p->topic, p->partition, &first, &end, RANGE_LIMIT_MS);
    if (code == RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART || code == RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC || code == RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION)
        return fail_gone(reader, p, err);
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR) /* away just now: it will say so again */
        return begin_again(reader, p, err);
    if (next >= first && next <= end && p->range_tries++ < RANGE_TRIES) {
        /* The marked message may be too old to be there. Else the range changed meanwhile, and perhaps the topic: the mark tells. */
        p->verifying = p->position.mark_offset >= first;
        return begin_again(reader, p, err);
    }
    if (next < first && reset != WR_KAFKA_RESET_NONE)
        return skip_to(reader, p, reset == WR_KAFKA_RESET_EARLIEST ? first : end, first, err);
    if (next < first)
        return weir_fail(err, WEIR_CONFLICT, "table '%s': OFFSET_OUT_OF_RANGE: partition %s is to be read on at offset %" PRId64 ", but the broker holds %" PRId64 " to %" PRId64
                         " only: up to %" PRId64 " messages were removed unread; 'properties.auto.offset.reset' = 'earliest' goes on without them", name, p->where, next, first, end,
                         first - next);
    if (p->position.mark_offset < 0 && reset != WR_KAFKA_RESET_NONE)
        return skip_to(reader, p, reset == WR_KAFKA_RESET_EARLIEST ? first : end, first, err);
    if (next > end)
        return weir_fail(err, WEIR_CONFLICT, "table '%s': OFFSET_OUT_OF_RANGE: partition %s is to be read on at offset %" PRId64 ", but it ends at %" PRId64
                         ": the topic was deleted and created anew, or lost messages; start anew with --fresh when that was meant", name, p->where, next, end);
    return weir_fail(err, WEIR_CONFLICT, "table '%s': OFFSET_OUT_OF_RANGE: partition %s at offset %" PRId64 " (the broker holds %" PRId64 " to %" PRId64 "): %s", name, p->where,
                     next, first, end, reason);
}

/* Does the broker still know the partition? A broker that was just started may forget for a moment. */
static bool still_there(kafka_reader *reader, const part *p) {
    const wr_env *env = reader->table->env;
    for (int attempt = 0; attempt < GONE_TRIES; attempt++) {
        const struct rd_kafka_metadata *metadata;
        rd_kafka_topic_t *topic = rd_kafka_topic_new(reader->client->handle, p->topic, NULL);
        if (topic && rd_kafka_metadata(reader->client->handle, 0, topic, &metadata, RANGE_LIMIT_MS) == RD_KAFKA_RESP_ERR_NO_ERROR) {
            bool there = metadata->topic_cnt == 1 && metadata->topics[0].err != RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART &&
                         (metadata->topics[0].err != RD_KAFKA_RESP_ERR_NO_ERROR || metadata->topics[0].partition_cnt > p->partition);
            rd_kafka_metadata_destroy(metadata);
            rd_kafka_topic_destroy(topic);
            if (there)
                return true;
        } else {
            if (topic)
                rd_kafka_topic_destroy(topic);
            return true; /* nobody can say */
        }
        env->sleep_us(env->self, GONE_WAIT_US);
    }
    return false;
}

static weir_status handle_event(kafka_reader *reader, part *p, const rd_kafka_message_t *event, weir_error *err) {
    const char *name = reader->table->name;
    char        text[300];
    snprintf(text, sizeof text, "%s", rd_kafka_message_errstr(event) ? rd_kafka_message_errstr(event) : rd_kafka_err2str(event->err));
    if (event->err == RD_KAFKA_RESP_ERR__PARTITION_EOF) {
        /* The ends of transactions in front of it are read too, and need not be there when the job comes back. */
        p->verifying = false;
        p->position.next = WR_MAX(p->position.next, event->offset);
        return p->position.next >= p->position.bound ? finish(reader, p, err) : WEIR_OK;
    }
    if (event->err == RD_KAFKA_RESP_ERR__AUTO_OFFSET_RESET || event->err == RD_KAFKA_RESP_ERR_OFFSET_OUT_OF_RANGE)
        return out_of_range(reader, p, text, err);
    if (event->err == RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART || event->err == RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC || event->err == RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION) {
        if (!still_there(reader, p))
            return fail_gone(reader, p, err);
        return begin_again(reader, p, err);
    }
    if (event->err == RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE || event->err == RD_KAFKA_RESP_ERR_INVALID_MSG_SIZE)
        return weir_fail(err, WEIR_DATA, "table '%s': partition %s: the message at offset %" PRId64 " is too large for this client: %s; raise 'properties.fetch.max.bytes' and "
                         "'properties.receive.message.max.bytes'", name, p->where, event->offset, text);
    switch (wr_kafka_status(event->err)) {
    case WEIR_INVALID:
    case WEIR_UNSUPPORTED:
    case WEIR_FENCED:
        return weir_fail(err, wr_kafka_status(event->err), "table '%s': partition %s cannot be read: %s", name, p->where, text);
    case WEIR_DATA:
        return weir_fail(err, WEIR_CORRUPT, "table '%s': partition %s: what the broker sent for offset %" PRId64 " is damaged: %s", name, p->where, p->position.next, text);
    case WEIR_OK:
    case WEIR_UNAVAILABLE:
    case WEIR_CONFLICT:
    case WEIR_IO:
    case WEIR_CORRUPT:
    case WEIR_NOMEM:
    case WEIR_CANCELLED:
    case WEIR_STATUS_COUNT:
        break;
    }
    wr_log(reader->table->env, WR_LOG_WARN, "table '%s': partition %s: %s; trying again", name, p->where, text);
    return WEIR_OK;
}

/* ---- messages ---- */

static uint64_t mark_of(const rd_kafka_message_t *message) {
    rd_kafka_timestamp_type_t type;
    uint64_t hash = wr_hash_bytes(message->payload, message->len) + wr_hash_u64(message->key_len + 1);
    hash = wr_hash_u64(hash ^ wr_hash_bytes(message->key, message->key_len));
    return wr_hash_u64(hash + (uint64_t)rd_kafka_message_timestamp(message, &type));
}

static int32_t leader_epoch_of(const rd_kafka_message_t *message) {
#if RD_KAFKA_VERSION >= 0x020100ff
    return rd_kafka_message_leader_epoch(message);
#else
    (void)message;
    return -1;
#endif
}

/* Is the topic the one that the checkpoint speaks of? */
static weir_status verify(kafka_reader *reader, part *p, const rd_kafka_message_t *first, weir_error *err) {
    bool    same = first->offset != p->position.mark_offset || mark_of(first) == p->position.mark_hash;
    int32_t epoch = leader_epoch_of(first);
    p->verifying = false;
    if (same && (epoch < 0 || epoch >= p->position.leader_epoch))
        return WEIR_OK;
    return weir_fail(err, WEIR_CONFLICT, "table '%s': partition %s: the message at offset %" PRId64 " is another one than the job has read: the topic was deleted and created anew; "
                     "start anew with --fresh when that was meant", reader->table->name, p->where, first->offset);
}

/* Leaves out what was there before: a message that came twice, the mark. */
static weir_status sift(kafka_reader *reader, part *p, weir_error *err) {
    uint32_t    kept = 0;
    weir_status status = WEIR_OK;
    for (uint32_t i = 0; i < p->end; i++) {
        rd_kafka_message_t *message = p->pending[i];
        if (status == WEIR_OK && !message->err && p->verifying)
            status = verify(reader, p, message, err);
        if (!message->err && (message->offset < p->received || message->offset < p->position.next)) {
            rd_kafka_message_destroy(message);
            continue;
        }
        if (!message->err) {
            p->received = message->offset + 1;
            p->range_tries = 0;
        }
        p->pending[kept++] = message;
    }
    p->end = kept;
    return status;
}

/* See asks_again_late: the queue may have been full, and half of it is gone. Nobody waits for the answer. */
static void nudge(kafka_reader *reader, part *p) {
    size_t depth = rd_kafka_queue_length(p->queue);
    if (depth >= p->deepest) {
        p->deepest = depth;
        return;
    }
    if (p->deepest < NUDGE_DEPTH || depth > p->deepest / 2)
        return;
    rd_kafka_topic_partition_list_t *list = rd_kafka_topic_partition_list_new(1);
    rd_kafka_topic_partition_list_add(list, p->topic, p->partition)->offset = RD_KAFKA_OFFSET_END;
    rd_kafka_offsets_for_times(reader->client->handle, list, 0);
    rd_kafka_topic_partition_list_destroy(list);
    p->deepest = depth;
}

static weir_status refill(kafka_reader *reader, part *p, uint32_t limit, weir_error *err) {
    ssize_t count = rd_kafka_consume_batch_queue(p->queue, 0, p->pending, limit);
    if (reader->nudges)
        nudge(reader, p);
    p->begin = 0;
    p->end = count > 0 ? (uint32_t)count : 0;
    return sift(reader, p, err);
}

/* A topic that was there is not known any more: it was deleted, or the broker forgot for a moment. When it is there
 * again it must be the same one. */
static weir_status look_after_lost(kafka_reader *reader, weir_error *err) {
    for (size_t i = 0; i < reader->part_count; i++) {
        part *p = &reader->parts[i];
        if (p->finished || p->joins)
            continue;
        if (!still_there(reader, p))
            return fail_gone(reader, p, err);
        p->verifying = p->position.mark_offset >= 0;
        WEIR_TRY(begin_again(reader, p, err));
    }
    return WEIR_OK;
}

/* Where the partitions end by the last fetch. An end that goes back may be another topic's. */
static weir_status look_at_ends(kafka_reader *reader, weir_error *err) {
    for (size_t i = 0; i < reader->part_count; i++) {
        part   *p = &reader->parts[i];
        int64_t first, end, before = p->end_seen;
        if (p->finished || rd_kafka_get_watermark_offsets(reader->client->handle, p->topic, p->partition, &first, &end) != RD_KAFKA_RESP_ERR_NO_ERROR || end < 0)
            continue;
        p->end_seen = end;
        if (end >= before || p->position.mark_offset < 0)
            continue;
        p->verifying = true;
        WEIR_TRY(begin_again(reader, p, err));
    }
    return WEIR_OK;
}

/* What librdkafka has to say that belongs to no partition: errors, answers to commits. */
static weir_status serve(kafka_reader *reader, weir_error *err) {
    const wr_env *env = reader->table->env;
    int64_t       now = env->monotonic_ns(env->self);
    if (now - reader->served_ns < SERVE_NS)
        return WEIR_OK;
    reader->served_ns = now;
    rd_kafka_message_t *message;
    while ((message = rd_kafka_consumer_poll(reader->client->handle, 0)) != NULL)
        rd_kafka_message_destroy(message);
    WEIR_TRY(look_at_ends(reader, err));
    wr_kafka_client_watch(reader->client);
    if (wr_kafka_client_lost(reader->client))
        WEIR_TRY(look_after_lost(reader, err));
    if (wr_kafka_client_fatal(reader->client))
        return weir_fail(err, WEIR_UNAVAILABLE, "table '%s': the consumer cannot go on%s", reader->table->name, wr_kafka_client_trouble(reader->client, reader->arena));
    return WEIR_OK;
}

static uint32_t show(kafka_reader *reader, const part *p, uint32_t limit) {
    uint32_t count = WR_MIN(p->end - p->begin, limit), k;
    rd_kafka_message_t *const *messages = p->pending + p->begin;
    for (k = 0; k < count; k++) {
        const rd_kafka_message_t *message = messages[k];
        if (message->err || message->offset >= p->position.bound)
            break;
        reader->values[k] = (weir_bytes){message->payload, message->len};
        reader->keys[k] = (weir_bytes){message->key, message->key_len};
        reader->offsets[k] = message->offset;
    }
    reader->shown = p;
    reader->shown_messages = messages;
    return k;
}

static weir_status kafka_messages(void *context, uint32_t index, uint32_t limit, weir_messages *out, weir_poll *poll, weir_error *err) {
    kafka_reader *reader = context;
    WR_ASSERT(index < reader->part_count);
    part *p = &reader->parts[index];
    *out = (weir_messages){.values = reader->values, .keys = reader->keys, .offsets = reader->offsets, .where = p->where};
    *poll = WEIR_POLL_END;
    if (reader->joins)
        WEIR_TRY(join(reader, err));
    if (reader->client)
        WEIR_TRY(serve(reader, err));
    if (!p->finished && p->position.next >= p->position.bound)
        WEIR_TRY(finish(reader, p, err));
    while (!p->finished) {
        if (p->begin == p->end)
            WEIR_TRY(refill(reader, p, WR_MIN(limit, WEIR_BATCH_ROWS), err));
        *poll = p->begin == p->end ? WEIR_POLL_IDLE : WEIR_POLL_DATA;
        if (p->begin == p->end)
            return WEIR_OK;
        out->count = show(reader, p, limit);
        if (out->count != 0)
            return WEIR_OK;
        rd_kafka_message_t *head = p->pending[p->begin];
        weir_status         status;
        if (head->err) { /* handling it may drop what is pending */
            p->begin++;
            status = handle_event(reader, p, head, err);
            rd_kafka_message_destroy(head);
        } else {
            status = finish(reader, p, err);
        }
        WEIR_TRY(status);
        *poll = WEIR_POLL_END;
    }
    return WEIR_OK;
}

static weir_status kafka_taken(void *context, uint32_t index, uint32_t count, weir_error *err) {
    kafka_reader *reader = context;
    part         *p = &reader->parts[index];
    WR_ASSERT(index < reader->part_count && count <= p->end - p->begin);
    (void)err;
    if (count == 0)
        return WEIR_OK;
    const rd_kafka_message_t *last = p->pending[p->begin + count - 1];
    p->position.next = p->position.mark_offset = last->offset;
    p->position.next++;
    p->position.mark_hash = mark_of(last);
    p->position.leader_epoch = WR_MAX(p->position.leader_epoch, leader_epoch_of(last));
    for (uint32_t i = 0; i < count; i++)
        rd_kafka_message_destroy(p->pending[p->begin + i]);
    p->begin += count;
    return WEIR_OK;
}

/* ---- metadata columns ---- */

typedef enum metadata_key { KEY_TOPIC, KEY_PARTITION, KEY_HEADERS, KEY_LEADER_EPOCH, KEY_OFFSET, KEY_TIMESTAMP, KEY_TIMESTAMP_TYPE, KEY_COUNT } metadata_key;

static const weir_field headers_parts[] = {{"key", {.id = WEIR_TYPE_VARCHAR, .nullable = true, .length = WEIR_STRING_LENGTH_MAX}},
                                           {"value", {.id = WEIR_TYPE_VARBINARY, .nullable = true, .length = WEIR_STRING_LENGTH_MAX}}};
static const weir_schema headers_schema = {2, headers_parts};
static const weir_field metadata_fields[KEY_COUNT + 1] = {
    [KEY_TOPIC]          = {"topic", {.id = WEIR_TYPE_VARCHAR, .length = WEIR_STRING_LENGTH_MAX}},
    [KEY_PARTITION]      = {"partition", {.id = WEIR_TYPE_INT}},
    [KEY_HEADERS]        = {"headers", {.id = WEIR_TYPE_MAP, .fields = &headers_schema}},
    [KEY_LEADER_EPOCH]   = {"leader-epoch", {.id = WEIR_TYPE_INT, .nullable = true}},
    [KEY_OFFSET]         = {"offset", {.id = WEIR_TYPE_BIGINT}},
    [KEY_TIMESTAMP]      = {"timestamp", {.id = WEIR_TYPE_TIMESTAMP_LTZ, .length = 3}},
    [KEY_TIMESTAMP_TYPE] = {"timestamp-type", {.id = WEIR_TYPE_VARCHAR, .length = WEIR_STRING_LENGTH_MAX}},
    [KEY_COUNT]          = {NULL, {.id = WEIR_TYPE_NULL}},
};

static weir_string type_text(rd_kafka_timestamp_type_t type) {
    static const char *const texts[] = {"NoTimestampType", "CreateTime", "LogAppendTime"};
    const char *text = texts[type == RD_KAFKA_TIMESTAMP_CREATE_TIME ? 1 : type == RD_KAFKA_TIMESTAMP_LOG_APPEND_TIME ? 2 : 0];
    return weir_string_view(text, strlen(text));
}

/* All headers of a message; of several with one key the last, as in Flink's map. */
static weir_string headers_of(kafka_reader *reader, rd_kafka_message_t *message, wr_arena *arena) {
    rd_kafka_headers_t *headers;
    uint32_t            count = 0;
    if (rd_kafka_message_headers(message, &headers) != RD_KAFKA_RESP_ERR_NO_ERROR)
        return wr_map_make(NULL, 0, WR_MAP_HASHED, arena);
    const size_t there = rd_kafka_header_cnt(headers);
    if (there > reader->header_capacity) {
        reader->header_capacity = there * 2;
        reader->headers = wr_realloc(reader->headers, reader->header_capacity * sizeof *reader->headers);
    }
    for (; count < there; count++) {
        const char   *key;
        const void   *value;
        size_t        size;
        wr_map_entry *entry = &reader->headers[count];
        if (rd_kafka_header_get_all(headers, count, &key, &value, &size) != RD_KAFKA_RESP_ERR_NO_ERROR)
            break;
        *entry = (wr_map_entry){.key = weir_string_view(key, strlen(key)), .value_null = value == NULL};
        if (value)
            entry->value = weir_string_view(value, size);
    }
    return wr_map_make(reader->headers, count, WR_MAP_HASHED, arena);
}

static weir_status kafka_message_metadata(void *context, const char *key, const uint16_t *message_of_row, uint32_t row_count, weir_vector *out, weir_error *err) {
    kafka_reader              *reader = context;
    rd_kafka_message_t *const *messages = reader->shown_messages;
    const weir_string          topic = weir_string_view(reader->shown->topic, strlen(reader->shown->topic));
    rd_kafka_timestamp_type_t  type;
    metadata_key               which = KEY_TOPIC;
    while (which < KEY_COUNT && strcmp(metadata_fields[which].name, key) != 0)
        which++;
    switch (which) {
    case KEY_TOPIC:
        for (uint32_t r = 0; r < row_count; r++)
            ((weir_string *)out->data)[r] = topic;
        break;
    case KEY_PARTITION:
        for (uint32_t r = 0; r < row_count; r++)
            ((int32_t *)out->data)[r] = reader->shown->partition;
        break;
    case KEY_LEADER_EPOCH:
        for (uint32_t r = 0; r < row_count; r++) {
            int32_t epoch = leader_epoch_of(messages[message_of_row[r]]);
            ((int32_t *)out->data)[r] = epoch;
            out->nulls[r] = epoch < 0;
            out->has_nulls |= epoch < 0;
        }
        break;
    case KEY_OFFSET:
        for (uint32_t r = 0; r < row_count; r++)
            ((int64_t *)out->data)[r] = messages[message_of_row[r]]->offset;
        break;
    case KEY_TIMESTAMP:
        for (uint32_t r = 0; r < row_count; r++)
            ((int64_t *)out->data)[r] = rd_kafka_message_timestamp(messages[message_of_row[r]], &type);
        break;
    case KEY_TIMESTAMP_TYPE:
        for (uint32_t r = 0; r < row_count; r++) {
            rd_kafka_message_timestamp(messages[message_of_row[r]], &type);
            ((weir_string *)out->data)[r] = type_text(type);
        }
        break;
    case KEY_HEADERS:
        for (uint32_t r = 0; r < row_count; r++)
            ((weir_string *)out->data)[r] = headers_of(reader, messages[message_of_row[r]], out->strings);
        break;
    case KEY_COUNT:
        return weir_fail(err, WEIR_UNSUPPORTED, "table '%s': metadata '%s' cannot be read", reader->table->name, key);
    }
    return WEIR_OK;
}

/* ---- positions ---- */

static weir_status kafka_positions(void *context, struct weir_arena *arena, weir_split **splits, uint32_t *count, weir_error *err) {
    kafka_reader *reader = context;
    (void)err;
    *count = (uint32_t)reader->part_count;
    *splits = wr_arena_calloc(arena, reader->part_count + 1, sizeof **splits);
    for (size_t i = 0; i < reader->part_count; i++)
        (*splits)[i] = (weir_split){wr_arena_strdup(arena, reader->parts[i].id), wr_kafka_position_encode(&reader->parts[i].position, arena), reader->parts[i].finished};
    return WEIR_OK;
}

/* Offsets to the end as the last fetch told it, or to the bound: about the number of messages. */
static bool kafka_backlog(void *context, weir_backlog *left) {
    const kafka_reader *reader = context;
    for (size_t i = 0; i < reader->part_count; i++) {
        const part *p = &reader->parts[i];
        int64_t     end = p->position.bound != WR_KAFKA_NO_BOUND ? p->position.bound : p->end_seen;
        if (!p->finished && end < 0)
            return false;
        if (!p->finished && end > p->position.next)
            left->rows += (uint64_t)(end - p->position.next);
    }
    return true;
}

static bool tells_offsets(const weir_table_info *table) {
    const char *tell = wr_kafka_property(table, "commit.offsets.on.checkpoint");
    return !tell || strcasecmp(tell, "true") == 0;
}

/* Job thread, while the worker reads on: nothing of the partitions is touched here. */
static void kafka_committed(void *context, const weir_split *splits, uint32_t count) {
    kafka_reader *reader = context;
    if (count == 0 || !reader->client || !tells_offsets(reader->table))
        return;
    wr_arena *arena = wr_arena_create(0);
    uint64_t  hash = 0;
    rd_kafka_topic_partition_list_t *list = rd_kafka_topic_partition_list_new((int)count);
    for (uint32_t i = 0; i < count; i++) {
        const char       *topic;
        int32_t           partition;
        wr_kafka_position position;
        if (!wr_kafka_split_name(splits[i].id, arena, &topic, &partition) || wr_kafka_position_decode(splits[i].position, &position, NULL) != WEIR_OK)
            continue;
        rd_kafka_topic_partition_list_add(list, topic, partition)->offset = position.next;
        hash = wr_hash_u64(hash + wr_hash_bytes(topic, strlen(topic)) + wr_hash_u64((uint64_t)partition) + (uint64_t)position.next);
    }
    wr_mutex_lock(&reader->mutex);
    bool news = list->cnt != 0 && hash != reader->committed_hash;
    reader->committed_hash = hash;
    reader->commits_out += news;
    wr_mutex_unlock(&reader->mutex);
    if (news && rd_kafka_commit(reader->client->handle, list, 1) != RD_KAFKA_RESP_ERR_NO_ERROR) {
        wr_mutex_lock(&reader->mutex);
        reader->commits_out--;
        wr_mutex_unlock(&reader->mutex);
    }
    rd_kafka_topic_partition_list_destroy(list);
    wr_arena_destroy(arena);
}

#define SOURCE_MEMBERS                                                                                                                     \
    .abi = sizeof(weir_source), .replayable = true, .yields_messages = true, .splits_in_parallel = true, .bounded = wr_kafka_bounded,      \
    .discover = wr_kafka_discover, .discovery_interval_ms = wr_kafka_discovery_interval_ms, .open = kafka_open, .add_split = kafka_add_split, \
    .messages = kafka_messages, .taken = kafka_taken, .message_metadata = kafka_message_metadata, .committed = kafka_committed,            \
    .positions = kafka_positions, .backlog = kafka_backlog, .describe = wr_kafka_position_describe, .close = kafka_close, .metadata_fields = metadata_fields

const weir_source wr_kafka_source = {SOURCE_MEMBERS};
const weir_source wr_upsert_kafka_source = {SOURCE_MEMBERS, .upserts = true};
