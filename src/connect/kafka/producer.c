/* connect/kafka/producer.c - see the header. */
#include "connect/kafka/producer.h"

#include <inttypes.h>
#include <string.h>

#include "base/alloc.h"
#include "batch/map.h"

#define STALLED_MAX_MS  60000
#define RECORD_OVERHEAD 200u /* of a batch with one message, and some room */
#define ASK_MS          3000 /* for the limit that a message has passed */
#define API_END_TXN           26 /* Kafka's numbers of these requests        */
#define API_TXN_OFFSET_COMMIT 28

/* The first failure tells most; what comes behind it follows from it. */
static void note_failure(wr_kafka_producer *producer, rd_kafka_resp_err_t code, const char *reason, const rd_kafka_message_t *message) {
    wr_mutex_lock(&producer->mutex);
    if (!producer->failed) {
        producer->failed = true;
        producer->code = code;
        snprintf(producer->reason, sizeof producer->reason, "%s", reason ? reason : "");
        if (message) {
            snprintf(producer->topic, sizeof producer->topic, "%s", message->rkt ? rd_kafka_topic_name(message->rkt) : "?");
            producer->partition = message->partition;
            producer->key_size = message->key_len;
            producer->value_size = message->len;
        }
    }
    wr_mutex_unlock(&producer->mutex);
}

static void on_delivery(rd_kafka_t *handle, const rd_kafka_message_t *message, void *opaque) {
    (void)handle;
    wr_kafka_producer *producer = ((wr_kafka_client *)opaque)->owner;
    if (message->err == RD_KAFKA_RESP_ERR_NO_ERROR || message->err == RD_KAFKA_RESP_ERR__PURGE_QUEUE || message->err == RD_KAFKA_RESP_ERR__PURGE_INFLIGHT)
        return;
    note_failure(producer, message->err, NULL, message); /* rd_kafka_message_errstr would show the value */
}

/* A request was written to a connection, whole. librdkafka's threads. */
static rd_kafka_resp_err_t on_request_sent(rd_kafka_t *handle, int socket, const char *broker, int32_t broker_id, int16_t api, int16_t version, int32_t correlation, size_t size, void *opaque) {
    wr_kafka_sent *sent = opaque;
    (void)handle, (void)socket, (void)broker, (void)broker_id, (void)version, (void)correlation, (void)size;
    if (api == API_END_TXN)
        atomic_fetch_add(&sent->ends, 1);
    else if (api == API_TXN_OFFSET_COMMIT)
        atomic_fetch_add(&sent->offsets, 1);
    return RD_KAFKA_RESP_ERR_NO_ERROR;
}

static rd_kafka_resp_err_t on_new(rd_kafka_t *handle, const rd_kafka_conf_t *conf, void *opaque, char *reason, size_t size) {
    (void)conf, (void)reason, (void)size;
    wr_kafka_producer     *producer = opaque;
    const wr_kafka_client *client = rd_kafka_opaque(handle);
    producer->sent = wr_arena_calloc(client->arena, 1, sizeof *producer->sent);
    return rd_kafka_interceptor_add_on_request_sent(handle, "weir", on_request_sent, producer->sent);
}

static void configure(rd_kafka_conf_t *conf, void *owner) {
    const wr_kafka_producer *producer = owner;
    rd_kafka_conf_set_dr_msg_cb(conf, on_delivery);
    if (producer->transactional)
        rd_kafka_conf_interceptor_add_on_new(conf, "weir", on_new, owner);
}

void wr_kafka_producer_count_anew(wr_kafka_producer *producer) {
    atomic_store(&producer->sent->ends, 0);
    atomic_store(&producer->sent->offsets, 0);
}

/* An answer such as NOT_COORDINATOR makes librdkafka send again, too, and does no harm; but its interceptor of answers cannot be
 * relied on to tell that from silence (2.0.2 calls it twice). */
bool wr_kafka_producer_sent_again(const wr_kafka_producer *producer) {
    return atomic_load(&producer->sent->ends) > 1 || atomic_load(&producer->sent->offsets) > 1;
}

weir_status wr_kafka_producer_create(const weir_table_info *table, const char *client_id, wr_kafka_delivery delivery, const char *transactional_id,
                                     wr_kafka_producer **out, weir_error *err) {
    /* Sizes are Java's, so that a message that Flink can write is no surprise here; ten minutes are below every usual cap of the
     * brokers (15), and longer than any sensible checkpoint. A broker that is back is noticed within two seconds. */
    static const wr_kafka_setting defaults[] = {{"partitioner", "murmur2_random"}, {"message.max.bytes", "1048576"}, {"queue.buffering.max.kbytes", "32768"},
                                                {"reconnect.backoff.max.ms", "2000"}, {NULL, NULL}};
    static const wr_kafka_setting transactional[] = {{"partitioner", "murmur2_random"}, {"message.max.bytes", "1048576"}, {"queue.buffering.max.kbytes", "32768"},
                                                     {"reconnect.backoff.max.ms", "2000"}, {"transaction.timeout.ms", "600000"}, {NULL, NULL}};
    const wr_kafka_setting own[] = {{"delivery.report.only.error", "true"}, {"enable.idempotence", delivery == WR_KAFKA_DELIVERY_NONE ? "false" : "true"},
                                    {transactional_id ? "transactional.id" : NULL, transactional_id}, {NULL, NULL}};
    wr_kafka_producer *producer = wr_calloc(1, sizeof *producer);
    const wr_kafka_client_config config = {.table = table, .role = WR_KAFKA_PRODUCER, .client_id = client_id, .defaults = transactional_id ? transactional : defaults, .own = own,
                                           .configure = configure, .owner = producer};
    producer->env = table->env;
    producer->table_name = table->name;
    producer->transactional = transactional_id != NULL;
    wr_mutex_init(&producer->mutex);
    weir_status status = wr_kafka_client_create(&config, &producer->client, err);
    if (status != WEIR_OK) {
        wr_kafka_producer_destroy(producer);
        return status;
    }
    producer->handle = producer->client->handle;
    *out = producer;
    return WEIR_OK;
}

void wr_kafka_producer_destroy(wr_kafka_producer *producer) {
    if (!producer)
        return;
    if (producer->handle)
        rd_kafka_purge(producer->handle, RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT | RD_KAFKA_PURGE_F_NON_BLOCKING);
    wr_kafka_client_destroy(producer->client);
    wr_mutex_destroy(&producer->mutex);
    wr_free(producer);
}

/* max.message.bytes of the topic; 0: nobody says. */
static uint64_t broker_limit(wr_kafka_producer *producer, const char *topic) {
    rd_kafka_queue_t          *queue = rd_kafka_queue_new(producer->handle);
    rd_kafka_AdminOptions_t   *options = rd_kafka_AdminOptions_new(producer->handle, RD_KAFKA_ADMIN_OP_DESCRIBECONFIGS);
    rd_kafka_ConfigResource_t *resource = rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_TOPIC, topic);
    uint64_t                   limit = 0;
    size_t                     count = 0;
    rd_kafka_AdminOptions_set_request_timeout(options, ASK_MS, NULL, 0);
    rd_kafka_DescribeConfigs(producer->handle, &resource, 1, options, queue);
    rd_kafka_event_t *event = rd_kafka_queue_poll(queue, ASK_MS + 500);
    const rd_kafka_DescribeConfigs_result_t *result = event ? rd_kafka_event_DescribeConfigs_result(event) : NULL;
    const rd_kafka_ConfigResource_t        **answers = result ? rd_kafka_DescribeConfigs_result_resources(result, &count) : NULL;
    for (size_t i = 0; i < count; i++) {
        size_t                          entry_count = 0;
        const rd_kafka_ConfigEntry_t  **entries = rd_kafka_ConfigResource_configs(answers[i], &entry_count);
        for (size_t k = 0; k < entry_count; k++) {
            const char *value = rd_kafka_ConfigEntry_value(entries[k]);
            if (strcmp(rd_kafka_ConfigEntry_name(entries[k]), "max.message.bytes") != 0 || !value)
                continue;
            for (limit = 0; *value >= '0' && *value <= '9'; value++)
                limit = limit * 10 + (uint64_t)(*value - '0');
        }
    }
    if (event)
        rd_kafka_event_destroy(event);
    rd_kafka_ConfigResource_destroy(resource);
    rd_kafka_AdminOptions_destroy(options);
    rd_kafka_queue_destroy(queue);
    return limit;
}

static weir_status too_large(wr_kafka_producer *producer, const char *topic, size_t key_size, size_t value_size, weir_error *err) {
    char     broker[80] = "", client[32] = "1048576";
    size_t   size = sizeof client;
    uint64_t limit = broker_limit(producer, topic);
    (void)rd_kafka_conf_get(rd_kafka_conf(producer->handle), "message.max.bytes", client, &size);
    if (limit != 0 && key_size + value_size + RECORD_OVERHEAD < limit) /* the brokers count what is sent at once */
        return weir_fail(err, WEIR_DATA, "table '%s': topic '%s' takes %" PRIu64 " bytes at once ('max.message.bytes'), but this client sends more in one batch: "
                         "set 'properties.batch.size' of the table to no more than that, or raise the topic's", producer->table_name, topic, limit);
    if (limit != 0)
        snprintf(broker, sizeof broker, "the topic takes %" PRIu64 " ('max.message.bytes'), ", limit);
    return weir_fail(err, WEIR_DATA, "table '%s': a message for topic '%s' is too large: key of %zu bytes, value of %zu; %sthis client sends up to %s "
                     "('properties.max.request.size'): raise what is smaller, or leave such rows out", producer->table_name, topic, key_size, value_size, broker, client);
}

weir_status wr_kafka_producer_check(wr_kafka_producer *producer, weir_error *err) {
    char reason[300], topic[250];
    rd_kafka_poll(producer->handle, 0);
    wr_mutex_lock(&producer->mutex);
    bool                failed = producer->failed;
    rd_kafka_resp_err_t code = producer->code;
    int32_t             partition = producer->partition;
    size_t              key_size = producer->key_size, value_size = producer->value_size;
    if (failed) {
        memcpy(reason, producer->reason, sizeof reason);
        memcpy(topic, producer->topic, sizeof topic);
    }
    wr_mutex_unlock(&producer->mutex);
    rd_kafka_resp_err_t fatal = failed ? RD_KAFKA_RESP_ERR_NO_ERROR : rd_kafka_fatal_error(producer->handle, reason, sizeof reason);
    if (fatal != RD_KAFKA_RESP_ERR_NO_ERROR) {
        note_failure(producer, fatal, reason, NULL);
        code = fatal;
        topic[0] = '\0';
    } else if (!failed) {
        return WEIR_OK;
    }
    if (code == RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE && topic[0])
        return too_large(producer, topic, key_size, value_size, err);
    if (topic[0])
        return weir_fail(err, wr_kafka_status(code), "table '%s': a message could not be written to topic '%s', partition %" PRId32 ": %s", producer->table_name, topic, partition,
                         reason[0] ? reason : rd_kafka_err2str(code));
    return weir_fail(err, wr_kafka_status(code), "table '%s': Kafka: %s", producer->table_name, reason[0] ? reason : rd_kafka_err2str(code));
}

static weir_status send_failed(wr_kafka_producer *producer, rd_kafka_topic_t *topic, const wr_kafka_message *message, rd_kafka_resp_err_t code, weir_error *err) {
    WEIR_TRY(wr_kafka_producer_check(producer, err)); /* what ended the transaction says more than "it has ended" */
    if (code == RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE)
        return too_large(producer, rd_kafka_topic_name(topic), message->key.size, message->value.size, err);
    return weir_fail(err, wr_kafka_status(code), "table '%s': a message could not be written to topic '%s': %s", producer->table_name, rd_kafka_topic_name(topic), rd_kafka_err2str(code));
}

/* NULL: none. As Flink, which leaves out what has no key or no value. */
static rd_kafka_headers_t *headers_of(const wr_kafka_message *message) {
    if (!message->headers.data)
        return NULL;
    const weir_string   map = weir_string_view(message->headers.data, message->headers.size);
    wr_map_reader       reader = wr_map_read(&map);
    wr_map_entry        entry;
    rd_kafka_headers_t *headers = reader.keys.count == 0 ? NULL : rd_kafka_headers_new(reader.keys.count);
    while (wr_map_next(&reader, &entry))
        if (!entry.key_null && !entry.value_null)
            rd_kafka_header_add(headers, weir_string_data(&entry.key), (ssize_t)entry.key.size, weir_string_data(&entry.value), (ssize_t)entry.value.size);
    return headers;
}

weir_status wr_kafka_producer_send(wr_kafka_producer *producer, rd_kafka_topic_t *topic, const wr_kafka_message *message, bool *full, weir_error *err) {
    rd_kafka_resp_err_t code = RD_KAFKA_RESP_ERR_NO_ERROR;
    *full = false;
    if (message->timestamp_ms == 0 && !message->headers.data) {
        if (rd_kafka_produce(topic, message->partition, RD_KAFKA_MSG_F_COPY, (void *)(uintptr_t)message->value.data, message->value.size, message->key.data, message->key.size, NULL) == 0)
            return WEIR_OK;
        code = rd_kafka_last_error();
    } else {
        rd_kafka_headers_t *headers = headers_of(message);
        code = rd_kafka_producev(producer->handle, RD_KAFKA_V_RKT(topic), RD_KAFKA_V_PARTITION(message->partition), RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY),
                                 RD_KAFKA_V_VALUE((void *)(uintptr_t)message->value.data, message->value.size), RD_KAFKA_V_KEY(message->key.data, message->key.size),
                                 RD_KAFKA_V_TIMESTAMP(message->timestamp_ms), RD_KAFKA_V_HEADERS(headers), RD_KAFKA_V_END);
        if (code == RD_KAFKA_RESP_ERR_NO_ERROR)
            return WEIR_OK; /* the headers are librdkafka's now */
        if (headers)
            rd_kafka_headers_destroy(headers);
    }
    *full = code == RD_KAFKA_RESP_ERR__QUEUE_FULL;
    return *full ? WEIR_OK : send_failed(producer, topic, message, code, err);
}

weir_status wr_kafka_producer_send_all(wr_kafka_producer *producer, rd_kafka_topic_t *topic, const wr_kafka_message *messages, uint32_t count, rd_kafka_message_t *scratch, uint32_t *taken, weir_error *err) {
    for (uint32_t i = 0; i < count; i++)
        scratch[i] = (rd_kafka_message_t){.payload = (void *)(uintptr_t)messages[i].value.data, .len = messages[i].value.size, .key = (void *)(uintptr_t)messages[i].key.data,
                                          .key_len = messages[i].key.size, .partition = messages[i].partition};
    *taken = (uint32_t)rd_kafka_produce_batch(topic, RD_KAFKA_PARTITION_UA, RD_KAFKA_MSG_F_COPY | RD_KAFKA_MSG_F_PARTITION, scratch, (int)count);
    if (*taken == count)
        return WEIR_OK;
    /* What comes behind a message that was not taken must not overtake it: librdkafka takes none of them when its queue is full. */
    uint32_t first = 0;
    while (first < count && scratch[first].err == RD_KAFKA_RESP_ERR_NO_ERROR)
        first++;
    for (uint32_t i = first; i < count; i++)
        if (scratch[i].err != RD_KAFKA_RESP_ERR__QUEUE_FULL)
            return send_failed(producer, topic, &messages[i], scratch[i].err != RD_KAFKA_RESP_ERR_NO_ERROR ? scratch[i].err : RD_KAFKA_RESP_ERR__STATE, err);
    *taken = first;
    return WEIR_OK;
}

/* Has the transaction failed? Librdkafka tells only who asks it for something. In a transaction another one cannot begin, which is
 * __STATE; in one that has failed the answer is why. (Offsets of nothing are taken in any state.) */
static void probe_transaction(wr_kafka_producer *producer) {
    rd_kafka_error_t *error = rd_kafka_begin_transaction(producer->handle);
    if (error && rd_kafka_error_code(error) != RD_KAFKA_RESP_ERR__STATE && (rd_kafka_error_txn_requires_abort(error) || rd_kafka_error_is_fatal(error)))
        note_failure(producer, rd_kafka_error_code(error), rd_kafka_error_string(error), NULL);
    if (error)
        rd_kafka_error_destroy(error);
}

weir_status wr_kafka_producer_flush(wr_kafka_producer *producer, const weir_commit_context *job, weir_error *err) {
    const wr_env *env = producer->env;
    int           left = rd_kafka_outq_len(producer->handle);
    int64_t       moved_ns = env->monotonic_ns(env->self);
    for (;;) {
        rd_kafka_resp_err_t code = rd_kafka_flush(producer->handle, 500);
        WEIR_TRY(wr_kafka_producer_check(producer, err));
        if (code == RD_KAFKA_RESP_ERR_NO_ERROR)
            return WEIR_OK;
        if (producer->transactional)
            probe_transaction(producer);
        int     now_left = rd_kafka_outq_len(producer->handle);
        int64_t now = env->monotonic_ns(env->self);
        if (now_left != left)
            moved_ns = now;
        left = now_left;
        if (job && job->cancelled && job->cancelled(job->hooks))
            return weir_fail(err, WEIR_CANCELLED, "table '%s': asked to stop while %d messages were still under way", producer->table_name, left);
        if (now - moved_ns > (int64_t)STALLED_MAX_MS * 1000000) {
            wr_arena *arena = wr_arena_create(0);
            weir_status status = weir_fail(err, WEIR_UNAVAILABLE, "table '%s': %d messages wait for brokers that take none%s", producer->table_name, left,
                                           wr_kafka_client_trouble(producer->client, arena));
            wr_arena_destroy(arena);
            return status;
        }
        wr_kafka_client_watch(producer->client);
    }
}
