/* connect/kafka/sink.c - writes rows as messages: the sinks of kafka and upsert-kafka.
 *
 * A writer belongs to one worker. Rows are encoded at once; the messages go to librdkafka, or wait:
 *   exactly-once, cluster that decides   until the transaction of their epoch is open (cluster.h)
 *   exactly-once, another cluster        in an outbox file, until their checkpoint is decided
 *   at-least-once, none                  never: the producer is the writer's own
 * and where librdkafka's queue is full. A worker is never blocked: what waits, waits here, and `ready` says so.
 *
 * Invariants: messages of one writer go out in the order of its rows; a message of epoch n is in the transaction of n or in
 * none; sync of n returns only when all of them are delivered. */
#include <inttypes.h>
#include <string.h>

#include "base/alloc.h"
#include "base/seed_bug.h"
#include "batch/table_info.h"
#include "batch/vector.h"
#include "connect/kafka/cluster.h"
#include "connect/kafka/internal.h"
#include "connect/kafka/messages.h"
#include "connect/kafka/newest.h"
#include "connect/kafka/topics.h"
#include "connect/outbox.h"

#define WAITING_MAX (4u << 20) /* bytes that wait before `ready` says no */
#define OUTBOX_ENOUGH (64u << 20) /* bytes of one worker's outbox that make a checkpoint due */
#define NO_COLUMN   UINT32_MAX

typedef enum partitioner { PARTITIONER_DEFAULT, PARTITIONER_FIXED, PARTITIONER_ROUND_ROBIN } partitioner;

/* One half of a message: key or value. */
typedef struct half {
    weir_table_info    info;
    const weir_format *format;  /* NULL: there is none */
    weir_encoder      *encoder;
    const uint32_t    *columns;
    weir_column       *view;
    wr_buffer          bytes;
    size_t            *ends;    /* WEIR_BATCH_ROWS */
    size_t             begin;   /* of the next row's bytes */
} half;

/* Messages that wait; the first is at `begin`. */
typedef struct waiting { wr_buffer bytes; size_t begin; } waiting;

typedef struct kafka_writer {
    const weir_table_info     *table;
    const weir_commit_context *job;
    wr_arena          *arena;
    uint32_t           worker;
    bool               upserts, skips_empty, checkpointing;
    half               key, value;
    const char *const *topics; uint32_t topic_count;
    rd_kafka_topic_t **handles;
    int32_t           *partition_counts; /* partitioners that count */
    partitioner        partitioner;
    uint32_t           next_partition;
    uint32_t           topic_column, time_column, headers_column;
    wr_kafka_cluster  *cluster;   /* NULL: not exactly once */
    bool               follows;   /* its cluster does not decide */
    wr_kafka_producer *producer;  /* the cluster's, or its own; NULL: follows */
    wr_outbox         *box;
    wr_kafka_newest   *newest;    /* NULL: every change is written */
    waiting            waiting;
    bool               wrote;     /* in this epoch */
    uint64_t           epoch;     /* of the last write: what waits belongs to it */
    uint16_t          *rows;      /* scratch */
    wr_kafka_message  *messages;  /* WEIR_BATCH_ROWS, scratch */
    rd_kafka_message_t *native;   /* ... */
    wr_buffer          scratch;
} kafka_writer;

/* What sync needs. */
typedef struct live_epoch {
    wr_kafka_cluster  *cluster;
    wr_kafka_producer *producer;
    rd_kafka_topic_t **handles;  /* the writer's */
    uint64_t           epoch;
    waiting            waiting;
    wr_outbox         *box;
} live_epoch;

/* ---- opening ---- */

/* What the table asks for. WEIR_INVALID: exactly-once without checkpoints. */
static weir_status find_delivery(const weir_table_info *table, bool checkpointing, wr_kafka_delivery *delivery, weir_error *err) {
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

static weir_status half_open(half *one, const weir_format *format, const uint32_t *columns, uint32_t column_count, kafka_writer *writer, const char *what, weir_error *err) {
    one->columns = columns;
    one->view = wr_arena_calloc(writer->arena, column_count + 1u, sizeof *one->view);
    one->ends = wr_arena_calloc(writer->arena, WEIR_BATCH_ROWS, sizeof *one->ends);
    if (!format->encode_records)
        return weir_fail(err, WEIR_UNSUPPORTED, "table '%s': the format '%s' cannot write messages' %s", writer->table->name, format->name, what);
    WEIR_TRY(format->encoder_open(&one->info, writer->arena, &one->encoder, err));
    one->format = format;
    return WEIR_OK;
}

static weir_status formats_open(kafka_writer *writer, const weir_format *format, weir_error *err) {
    const weir_table_info *table = writer->table;
    wr_table_info_of_value(table, writer->arena, &writer->value.info);
    WEIR_TRY(half_open(&writer->value, format, table->value_columns, table->value_column_count, writer, "values", err));
    writer->skips_empty = format->encodes != WEIR_CHANGELOG_APPEND;
    if (!table->key_format)
        return WEIR_OK;
    wr_table_info_of_key(table, writer->arena, &writer->key.info);
    return half_open(&writer->key, table->key_format, table->key_columns, table->key_column_count, writer, "keys", err);
}

static void find_metadata(kafka_writer *writer) {
    const weir_table_info *table = writer->table;
    writer->topic_column = writer->time_column = writer->headers_column = NO_COLUMN;
    for (uint32_t c = 0; table->metadata_keys && c < table->schema->field_count; c++) {
        if (table->metadata_keys[c] && strcmp(table->metadata_keys[c], "topic") == 0)
            writer->topic_column = c;
        if (table->metadata_keys[c] && strcmp(table->metadata_keys[c], "timestamp") == 0)
            writer->time_column = c;
        if (table->metadata_keys[c] && strcmp(table->metadata_keys[c], "headers") == 0)
            writer->headers_column = c;
    }
}

static weir_status partitioner_open(kafka_writer *writer, rd_kafka_t *handle, weir_error *err) {
    const char *text = weir_options_text(writer->table->options, "sink.partitioner");
    writer->partitioner = !text || strcmp(text, "default") == 0 ? PARTITIONER_DEFAULT : strcmp(text, "fixed") == 0 ? PARTITIONER_FIXED : PARTITIONER_ROUND_ROBIN;
    writer->partition_counts = wr_arena_calloc(writer->arena, writer->topic_count, sizeof *writer->partition_counts);
    writer->next_partition = writer->worker;
    for (uint32_t i = 0; i < writer->topic_count && writer->partitioner != PARTITIONER_DEFAULT; i++) {
        const struct rd_kafka_metadata *metadata;
        rd_kafka_topic_t   *topic = rd_kafka_topic_new(handle, writer->topics[i], NULL);
        rd_kafka_resp_err_t code = rd_kafka_metadata(handle, 0, topic, &metadata, 10000);
        rd_kafka_topic_destroy(topic);
        if (code == RD_KAFKA_RESP_ERR_NO_ERROR) {
            writer->partition_counts[i] = metadata->topic_cnt == 1 ? metadata->topics[0].partition_cnt : 0;
            rd_kafka_metadata_destroy(metadata);
        }
        if (writer->partition_counts[i] <= 0)
            return weir_fail(err, WEIR_UNAVAILABLE, "table '%s': the brokers do not say how many partitions topic '%s' has: %s", writer->table->name, writer->topics[i], rd_kafka_err2str(code));
    }
    return WEIR_OK;
}

static weir_status own_producer_open(kafka_writer *writer, wr_kafka_delivery delivery, weir_error *err) {
    const char *id = wr_arena_printf(writer->arena, "weir-%s-%s-%u", writer->job->job_name, writer->table->name, writer->worker);
    WEIR_TRY(wr_kafka_producer_create(writer->table, id, delivery, NULL, &writer->producer, err));
    WEIR_TRY(wr_kafka_client_reach(writer->producer->client, 10000, err));
    return wr_kafka_sink_check_topics(writer->producer->handle, writer->table, writer->topics, writer->topic_count, writer->job, err);
}

static void sink_close(void *context) {
    kafka_writer *writer = context;
    for (uint32_t i = 0; writer->handles && i < writer->topic_count; i++)
        if (writer->handles[i])
            rd_kafka_topic_destroy(writer->handles[i]);
    if (!writer->cluster)
        wr_kafka_producer_destroy(writer->producer);
    wr_outbox_drop(writer->box);
    wr_kafka_newest_destroy(writer->newest);
    if (writer->value.encoder)
        writer->value.format->encoder_close(writer->value.encoder);
    if (writer->key.encoder)
        writer->key.format->encoder_close(writer->key.encoder);
    wr_buffer_free(&writer->key.bytes);
    wr_buffer_free(&writer->value.bytes);
    wr_buffer_free(&writer->waiting.bytes);
    wr_buffer_free(&writer->scratch);
    wr_arena_destroy(writer->arena);
}

static weir_status sink_open(const weir_table_info *table, const weir_commit_context *job, uint32_t worker, uint32_t worker_count, const weir_format *format,
                             weir_encoder *encoder, void **out, weir_error *err) {
    (void)worker_count;
    (void)encoder;
    wr_arena         *arena = wr_arena_create(0);
    kafka_writer     *writer = wr_arena_calloc(arena, 1, sizeof *writer);
    wr_kafka_delivery delivery;
    weir_status       status;
    writer->table = table;
    writer->job = job;
    writer->arena = arena;
    writer->worker = worker;
    writer->checkpointing = job->folder != NULL;
    writer->rows = wr_arena_calloc(arena, WEIR_BATCH_ROWS, sizeof *writer->rows);
    writer->messages = wr_arena_calloc(arena, WEIR_BATCH_ROWS, sizeof *writer->messages);
    writer->native = wr_arena_calloc(arena, WEIR_BATCH_ROWS, sizeof *writer->native);
    WEIR_TRY_GOTO(status, wr_kafka_sink_topics(table, arena, &writer->topics, &writer->topic_count, err), failed);
    find_metadata(writer);
    if (writer->topic_count > 1 && writer->topic_column == NO_COLUMN) {
        status = weir_fail(err, WEIR_INVALID, "table '%s' has %u topics: a column METADATA FROM 'topic' must say which one a row is for", table->name, writer->topic_count);
        goto failed;
    }
    WEIR_TRY_GOTO(status, formats_open(writer, format, err), failed);
    WEIR_TRY_GOTO(status, find_delivery(table, writer->checkpointing, &delivery, err), failed);
    rd_kafka_t *handle;
    if (delivery == WR_KAFKA_DELIVERY_EXACTLY_ONCE) {
        writer->cluster = wr_kafka_cluster_of(job, table);
        WR_ASSERT(writer->cluster != NULL);
        writer->follows = !wr_kafka_cluster_decides(writer->cluster);
        WEIR_TRY_GOTO(status, wr_kafka_cluster_start(writer->cluster, job, err), failed);
        handle = wr_kafka_cluster_producer(writer->cluster)->handle;
        writer->producer = writer->follows ? NULL : wr_kafka_cluster_producer(writer->cluster);
    } else {
        WEIR_TRY_GOTO(status, own_producer_open(writer, delivery, err), failed);
        handle = writer->producer->handle;
    }
    WEIR_TRY_GOTO(status, partitioner_open(writer, handle, err), failed);
    writer->handles = wr_arena_calloc(arena, writer->topic_count, sizeof(rd_kafka_topic_t *));
    for (uint32_t i = 0; i < writer->topic_count && writer->producer; i++) {
        writer->handles[i] = rd_kafka_topic_new(handle, writer->topics[i], NULL);
        WR_ASSERT(writer->handles[i] != NULL);
    }
    *out = writer;
    return WEIR_OK;
failed:
    sink_close(writer);
    return status;
}

static weir_status upsert_open(const weir_table_info *table, const weir_commit_context *job, uint32_t worker, uint32_t worker_count, const weir_format *format,
                               weir_encoder *encoder, void **out, weir_error *err) {
    WEIR_TRY(sink_open(table, job, worker, worker_count, format, encoder, out, err));
    kafka_writer *writer = *out;
    if (!writer->key.format) {
        sink_close(writer);
        *out = NULL;
        return weir_fail(err, WEIR_INVALID, "table '%s': upsert-kafka needs a 'key.format'", table->name);
    }
    writer->upserts = true;
    writer->skips_empty = false;
    int64_t rows_max = weir_options_int(table->options, "sink.buffer-flush.max-rows", 0), interval_ms = weir_options_duration_ms(table->options, "sink.buffer-flush.interval", 0);
    if (rows_max > 0 && interval_ms > 0)
        writer->newest = wr_kafka_newest_create(table->env, (uint64_t)rows_max, interval_ms);
    return WEIR_OK;
}

/* ---- sending ---- */

/* Sends what waits, until librdkafka's queue is full. */
static weir_status send_waiting(waiting *messages, wr_kafka_producer *producer, rd_kafka_topic_t **handles, bool *full, weir_error *err) {
    weir_bytes rest = {messages->bytes.data + messages->begin, messages->bytes.size - messages->begin};
    weir_status status = WEIR_OK;
    *full = false;
    while (rest.size != 0 && status == WEIR_OK && !*full) {
        wr_kafka_message message;
        uint32_t         topic;
        weir_bytes       next = rest;
        bool             whole = wr_kafka_message_decode(&next, &topic, &message);
        WR_ASSERT(whole);
        status = wr_kafka_producer_send(producer, handles[topic], &message, full, err);
        if (status == WEIR_OK && !*full)
            rest = next;
    }
    messages->begin = messages->bytes.size - rest.size;
    if (rest.size == 0) {
        messages->bytes.size = messages->begin = 0;
        if (messages->bytes.capacity > WAITING_MAX)
            wr_buffer_free(&messages->bytes);
    }
    return status;
}

static bool any_waiting(const kafka_writer *writer) { return writer->waiting.bytes.size != writer->waiting.begin; }

static weir_status explain(const kafka_writer *writer, weir_status status, weir_error *err) {
    return status == WEIR_OK || !writer->cluster || writer->follows ? status : wr_kafka_cluster_lost(writer->cluster, writer->job, status, err);
}

/* The box of this epoch. */
static weir_status box_open(kafka_writer *writer, uint64_t epoch, weir_error *err) {
    wr_buffer head = {0};
    if (writer->box)
        return WEIR_OK;
    wr_kafka_message_topics_encode(&head, writer->topics, writer->topic_count);
    weir_status status = wr_outbox_create(writer->job, writer->table->name, epoch, writer->worker, (weir_bytes){head.data, head.size}, &writer->box, err);
    wr_buffer_free(&head);
    return status;
}

/* direct: the message may go to librdkafka now; becomes false when there is no room. */
static weir_status place(kafka_writer *writer, uint32_t topic, const wr_kafka_message *message, bool *direct, weir_error *err) {
    if (*direct) {
        bool full;
        WEIR_TRY(wr_kafka_producer_send(writer->producer, writer->handles[topic], message, &full, err));
        if (!full)
            return WEIR_OK;
        *direct = false;
    }
    if (!writer->follows) {
        wr_kafka_message_encode(&writer->waiting.bytes, topic, message);
        return WEIR_OK;
    }
    writer->scratch.size = 0;
    wr_kafka_message_encode(&writer->scratch, topic, message);
    return wr_outbox_add(writer->box, (weir_bytes){writer->scratch.data, writer->scratch.size}, err);
}

/* ---- rows to messages ---- */

static weir_status half_encode(half *one, const weir_batch *batch, weir_rows rows, weir_error *err) {
    weir_batch view = *batch;
    one->bytes.size = one->begin = 0;
    if (!one->format)
        return WEIR_OK;
    for (uint32_t c = 0; c < one->info.schema->field_count; c++)
        one->view[c] = batch->columns[one->columns[c]];
    view.schema = one->info.schema;
    view.columns = one->view;
    return one->format->encode_records(one->encoder, &view, rows, &one->bytes, one->ends, err);
}

/* The bytes of the k-th encoded row, asked for in order. No data: it has none; an empty value is no tombstone. */
static weir_bytes half_bytes(half *one, uint32_t k) {
    const size_t begin = one->begin;
    if (one->ends[k] == WEIR_NO_VALUE)
        return (weir_bytes){NULL, 0};
    one->begin = one->ends[k];
    return (weir_bytes){one->bytes.data ? one->bytes.data + begin : "", one->ends[k] - begin};
}

static weir_status topic_of(const kafka_writer *writer, const weir_batch *batch, uint32_t row, uint32_t *topic, weir_error *err) {
    *topic = 0;
    if (writer->topic_column == NO_COLUMN)
        return WEIR_OK;
    const weir_column *column = &batch->columns[writer->topic_column];
    bool               null = !column->data || (column->nulls && column->nulls[row]);
    if (null && writer->topic_count == 1)
        return WEIR_OK;
    if (null)
        return weir_fail(err, WEIR_DATA, "table '%s': a row has no topic (its metadata column is NULL), and 'topic' names several", writer->table->name);
    const weir_string *name = (const weir_string *)column->data + row;
    for (; *topic < writer->topic_count; (*topic)++)
        if (strlen(writer->topics[*topic]) == name->size && memcmp(writer->topics[*topic], weir_string_data(name), name->size) == 0)
            return WEIR_OK;
    return weir_fail(err, WEIR_DATA, "table '%s': a row is for topic '%.*s', which 'topic' does not name", writer->table->name, (int)WR_MIN(name->size, 200u), weir_string_data(name));
}

static weir_status time_of(const kafka_writer *writer, const weir_batch *batch, uint32_t row, int64_t *timestamp_ms, weir_error *err) {
    *timestamp_ms = 0;
    if (writer->time_column == NO_COLUMN)
        return WEIR_OK;
    const weir_column *column = &batch->columns[writer->time_column];
    if (!column->data || (column->nulls && column->nulls[row]))
        return WEIR_OK;
    *timestamp_ms = ((const int64_t *)column->data)[row];
    if (*timestamp_ms < 0)
        return weir_fail(err, WEIR_DATA, "table '%s': a message's timestamp would be %" PRId64 " ms, before 1970, which Kafka does not take", writer->table->name, *timestamp_ms);
    return WEIR_OK;
}

static weir_bytes headers_of(const kafka_writer *writer, const weir_batch *batch, uint32_t row) {
    const weir_column *column = writer->headers_column == NO_COLUMN ? NULL : &batch->columns[writer->headers_column];
    if (!column || !column->data || (column->nulls && column->nulls[row]))
        return (weir_bytes){NULL, 0};
    const weir_string *map = (const weir_string *)column->data + row;
    return (weir_bytes){weir_string_data(map), map->size};
}

static int32_t partition_of(kafka_writer *writer, uint32_t topic) {
    switch (writer->partitioner) {
    case PARTITIONER_DEFAULT:
        break;
    case PARTITIONER_FIXED:
        return (int32_t)(writer->worker % (uint32_t)writer->partition_counts[topic]);
    case PARTITIONER_ROUND_ROBIN:
        return (int32_t)(writer->next_partition++ % (uint32_t)writer->partition_counts[topic]);
    }
    return RD_KAFKA_PARTITION_UA;
}

/* Rows that become messages (an old image does not, with upserts), and how many of them have a value. Values are encoded for those
 * only: value_rows. */
static weir_rows pick_rows(kafka_writer *writer, const weir_batch *batch, weir_rows all, bool *deletes) {
    uint32_t count = 0;
    *deletes = false;
    if (!writer->upserts || !batch->row_kinds)
        return all;
    WEIR_FOR_ROWS(row, k, all) {
        if (batch->row_kinds[row] == WEIR_ROW_UPDATE_BEFORE)
            continue;
        *deletes |= batch->row_kinds[row] == WEIR_ROW_DELETE;
        writer->rows[count++] = (uint16_t)row;
    }
    return (weir_rows){writer->rows, count};
}

static weir_status rows_write(kafka_writer *writer, const weir_batch *batch, bool direct, weir_error *err) {
    bool      deletes;
    weir_rows rows = pick_rows(writer, batch, wr_batch_rows(batch), &deletes);
    uint32_t  value_index = 0;
    if (rows.count == 0)
        return WEIR_OK;
    WEIR_TRY(half_encode(&writer->key, batch, rows, err));
    if (deletes) {
        uint16_t  adds[WEIR_BATCH_ROWS];
        weir_rows with_value = {adds, 0};
        WEIR_FOR_ROWS(row, k, rows)
            if (batch->row_kinds[row] != WEIR_ROW_DELETE)
                adds[with_value.count++] = (uint16_t)row;
        WEIR_TRY(half_encode(&writer->value, batch, with_value, err));
    } else {
        WEIR_TRY(half_encode(&writer->value, batch, rows, err));
    }
    const bool at_once = direct && !writer->newest && writer->topic_count == 1 && writer->time_column == NO_COLUMN && writer->headers_column == NO_COLUMN;
    uint32_t   count = 0, taken = 0;
    WEIR_FOR_ROWS(row, k, rows) {
        wr_kafka_message message = {.partition = RD_KAFKA_PARTITION_UA};
        uint32_t         topic;
        if (writer->key.format)
            message.key = half_bytes(&writer->key, k);
        if (!deletes || batch->row_kinds[row] != WEIR_ROW_DELETE)
            message.value = half_bytes(&writer->value, value_index++);
        if (writer->skips_empty && message.value.size == 0)
            continue;
        WEIR_TRY(topic_of(writer, batch, row, &topic, err));
        WEIR_TRY(time_of(writer, batch, row, &message.timestamp_ms, err));
        message.headers = headers_of(writer, batch, row);
        message.partition = partition_of(writer, topic);
        if (writer->newest)
            wr_kafka_newest_put(writer->newest, topic, &message);
        else if (at_once)
            writer->messages[count++] = message;
        else
            WEIR_TRY(place(writer, topic, &message, &direct, err));
    }
    if (!at_once)
        return WEIR_OK;
    WEIR_TRY(wr_kafka_producer_send_all(writer->producer, writer->handles[0], writer->messages, count, writer->native, &taken, err));
    for (uint32_t i = taken; i < count; i++)
        wr_kafka_message_encode(&writer->waiting.bytes, 0, &writer->messages[i]);
    return WEIR_OK;
}

/* What was held back goes out. */
static weir_status newest_write(kafka_writer *writer, bool direct, weir_error *err) {
    const uint64_t count = wr_kafka_newest_count(writer->newest);
    for (uint64_t k = 0; k < count; k++) {
        wr_kafka_message message;
        uint32_t         topic;
        wr_kafka_newest_get(writer->newest, k, &topic, &message);
        WEIR_TRY(place(writer, topic, &message, &direct, err));
    }
    wr_kafka_newest_clear(writer->newest);
    return WEIR_OK;
}

static weir_status sink_write(void *context, const weir_batch *batch, uint64_t epoch, weir_error *err) {
    kafka_writer *writer = context;
    bool          direct = false, full;
    writer->wrote = true;
    writer->epoch = epoch;
    if (writer->follows) {
        WEIR_TRY(box_open(writer, epoch, err));
    } else {
        bool        open = !writer->cluster || wr_kafka_cluster_open(writer->cluster, epoch);
        weir_status status = wr_kafka_producer_check(writer->producer, err);
        if (status == WEIR_OK && open)
            status = send_waiting(&writer->waiting, writer->producer, writer->handles, &full, err);
        if (status != WEIR_OK)
            return explain(writer, status, err);
        direct = open && !any_waiting(writer);
    }
    weir_status status = rows_write(writer, batch, direct, err);
    if (status == WEIR_OK && writer->newest && wr_kafka_newest_due(writer->newest))
        status = newest_write(writer, direct, err);
    return explain(writer, status, err);
}

static weir_status sink_flush(void *context, weir_error *err) {
    kafka_writer *writer = context;
    bool          full;
    if (writer->newest && (!writer->checkpointing || wr_kafka_newest_due(writer->newest))) /* without checkpoints this may be the last call */
        WEIR_TRY(newest_write(writer, false, err));
    if (writer->follows)
        return WEIR_OK;
    weir_status status = wr_kafka_producer_check(writer->producer, err);
    if (status == WEIR_OK && any_waiting(writer) && (!writer->cluster || wr_kafka_cluster_open(writer->cluster, writer->epoch)))
        status = send_waiting(&writer->waiting, writer->producer, writer->handles, &full, err);
    if (status == WEIR_OK && !writer->cluster && !writer->checkpointing) /* nobody will sync: the last word is here */
        while ((status = wr_kafka_producer_flush(writer->producer, writer->job, err)) == WEIR_OK && any_waiting(writer))
            WEIR_TRY(send_waiting(&writer->waiting, writer->producer, writer->handles, &full, err));
    return explain(writer, status, err);
}

static bool sink_ready(void *context) {
    kafka_writer *writer = context;
    return writer->waiting.bytes.size - writer->waiting.begin < WAITING_MAX;
}

/* ---- a checkpoint ---- */

static weir_status sink_prepare(void *context, uint64_t epoch, struct weir_arena *arena, weir_committable **list, uint32_t *count, weir_error *err) {
    kafka_writer *writer = context;
    *count = 0;
    if (writer->cluster && !writer->follows)
        (void)wr_kafka_cluster_open(writer->cluster, epoch); /* names the first epoch, also when it has no rows */
    if (!writer->wrote)
        return WEIR_OK;
    if (writer->newest)
        WEIR_TRY(newest_write(writer, false, err));
    weir_bytes payload = {"", 0};
    if (writer->follows)
        WEIR_TRY(wr_outbox_finish(writer->box, arena, &payload, err));
    live_epoch *live = wr_calloc(1, sizeof *live);
    *live = (live_epoch){.cluster = writer->cluster, .producer = writer->producer, .handles = writer->handles, .epoch = epoch, .waiting = writer->waiting, .box = writer->box};
    *list = wr_arena_calloc(arena, 1, sizeof **list);
    (*list)[0] = (weir_committable){.worker = writer->worker, .payload = payload, .live = live};
    *count = 1;
    writer->waiting = (waiting){{0}, 0};
    writer->box = NULL;
    writer->wrote = false;
    return WEIR_OK;
}

static void live_free(live_epoch *live) {
    wr_outbox_forget(live->box);
    wr_buffer_free(&live->waiting.bytes);
    wr_free(live);
}

static weir_status live_send(const weir_commit_context *job, live_epoch *live, weir_error *err) {
    bool full = false;
    for (;;) {
        WEIR_TRY(wr_kafka_producer_check(live->producer, err));
        WEIR_TRY(send_waiting(&live->waiting, live->producer, live->handles, &full, err));
        if (!full)
            return wr_kafka_producer_flush(live->producer, job, err);
        rd_kafka_poll(live->producer->handle, 10);
        if (job->cancelled && job->cancelled(job->hooks))
            return weir_fail(err, WEIR_CANCELLED, "asked to stop");
    }
}

static weir_status sink_sync(const weir_commit_context *job, weir_committable *committable, weir_error *err) {
    live_epoch *live = committable->live;
    weir_status status;
    if (!live)
        return WEIR_OK;
    committable->live = NULL;
    if (live->box) {
        status = wr_outbox_sync(live->box, err);
        live->box = NULL;
    } else {
        WR_ASSERT(!live->cluster || wr_kafka_cluster_open(live->cluster, live->epoch) || WR_BUG(65));
        status = live_send(job, live, err);
        if (status != WEIR_OK && live->cluster)
            status = wr_kafka_cluster_lost(live->cluster, job, status, err);
    }
    live_free(live);
    return status;
}

static void sink_forget(weir_committable *committable) {
    if (committable->live)
        live_free(committable->live);
    committable->live = NULL;
}

static weir_status sink_promises(const weir_table_info *table, bool checkpointing, bool *promise, weir_error *err) {
    wr_kafka_delivery delivery;
    WEIR_TRY(find_delivery(table, checkpointing, &delivery, err));
    *promise = delivery == WR_KAFKA_DELIVERY_EXACTLY_ONCE;
    return WEIR_OK;
}

/* An outbox is sent in one transaction, and read in one go by the next start. */
static bool sink_wants_checkpoint(void *self) { return wr_outbox_size(((const kafka_writer *)self)->box) >= OUTBOX_ENOUGH; }

static const weir_field headers_parts[] = {{"key", {.id = WEIR_TYPE_VARCHAR, .nullable = true, .length = WEIR_STRING_LENGTH_MAX}},
                                           {"value", {.id = WEIR_TYPE_VARBINARY, .nullable = true, .length = WEIR_STRING_LENGTH_MAX}}};
static const weir_schema headers_schema = {2, headers_parts};
static const weir_field metadata_fields[] = {
    {"topic", {.id = WEIR_TYPE_VARCHAR, .nullable = true, .length = WEIR_STRING_LENGTH_MAX}},
    {"headers", {.id = WEIR_TYPE_MAP, .nullable = true, .fields = &headers_schema}},
    {"timestamp", {.id = WEIR_TYPE_TIMESTAMP_LTZ, .nullable = true, .length = 3}},
    {NULL, {.id = WEIR_TYPE_NULL}},
};

#define COMMON_SINK                                                                                                                    \
    .abi = sizeof(weir_sink), .exactly_once = true, .decides = true, .opens_formats = true, .needs_format = true,                      \
    .promises = sink_promises, .claim = wr_kafka_cluster_claim, .release = wr_kafka_cluster_release, .write = sink_write,              \
    .flush = sink_flush, .ready = sink_ready, .wants_checkpoint = sink_wants_checkpoint, .prepare = sink_prepare, .close = sink_close, .sync = sink_sync, .forget = sink_forget,  \
    .commit = wr_kafka_cluster_commit, .evidence = wr_kafka_cluster_evidence, .metadata_fields = metadata_fields

const weir_sink wr_kafka_sink = {
    COMMON_SINK,
    .consumes = WEIR_CHANGELOG_RETRACT, /* what the format cannot say, it refuses */
    .open     = sink_open,
};

const weir_sink wr_upsert_kafka_sink = {
    COMMON_SINK,
    .consumes = WEIR_CHANGELOG_UPSERT,
    .open     = upsert_open,
};
