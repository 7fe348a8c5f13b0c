/* connect/kafka/kafka.c - the connectors kafka and upsert-kafka: their options, and what must go together.
 *
 * Reading is in source.c, writing in sink.c, both on the client of client.c. How it fits: docs/internals/kafka.md. */
#include <string.h>

#include "connect/kafka/internal.h"

#define COMMON_OPTIONS                                                                                                                                     \
    {"topic", WEIR_OPT_STRING, false, NULL, "the topic; several to read, separated by ';'"},                                                               \
    {"topic-pattern", WEIR_OPT_STRING, false, NULL, "reads every topic whose whole name matches this regular expression"},                                 \
    {"properties.bootstrap.servers", WEIR_OPT_STRING, true, NULL, "brokers to begin with: 'host:port,host:port'"},                                         \
    {"properties.group.id", WEIR_OPT_STRING, false, NULL, "consumer group that is told the positions; KafkaSource-<table> when unset"},                    \
    {"properties.#", WEIR_OPT_STRING, false, NULL, "any setting of a Kafka client, as Java or librdkafka spells it"},                                      \
    {"key.format", WEIR_OPT_STRING, false, NULL, "format of the key"},                                                                                     \
    {"value.format", WEIR_OPT_STRING, false, NULL, "format of the value"},                                                                                 \
    {"key.fields-prefix", WEIR_OPT_STRING, false, "", "stands before the names of the key's columns in this table only"},                                  \
    {"value.fields-include", WEIR_OPT_STRING, false, "ALL", "ALL, or EXCEPT_KEY: the value does not hold the key's columns"},                              \
    {"scan.bounded.mode", WEIR_OPT_STRING, false, "unbounded", "where reading ends: unbounded, latest-offset, group-offsets, timestamp, specific-offsets"},  \
    {"scan.bounded.specific-offsets", WEIR_OPT_STRING, false, NULL, "'partition:0,offset:42;partition:1,offset:300': the first offsets not read"},         \
    {"scan.bounded.timestamp-millis", WEIR_OPT_INT, false, NULL, "reads messages before this time, in milliseconds since 1970"},                           \
    {"scan.topic-partition-discovery.interval", WEIR_OPT_DURATION, false, "5 min", "look for new partitions and topics this often; 0: never"},            \
    {"scan.parallelism", WEIR_OPT_INT, false, NULL, WEIR_OPT_NO_EFFECT "all workers share the partitions"},                                                \
    {"scan.watermark.emit.strategy", WEIR_OPT_STRING, false, "on-event", WEIR_OPT_NO_EFFECT "every row moves time"},                                       \
    {"scan.watermark.idle-timeout", WEIR_OPT_DURATION, false, NULL, "a partition without messages for so long does not hold time back; unset: table.exec.source.idle-timeout"}, \
    {"scan.watermark.alignment.group", WEIR_OPT_STRING, false, NULL, "partitions of this table wait for each other; see max-drift"},                       \
    {"scan.watermark.alignment.max-drift", WEIR_OPT_DURATION, false, NULL, "a partition this far ahead of the last one is not read for now"},              \
    {"scan.watermark.alignment.update-interval", WEIR_OPT_DURATION, false, "1 s", WEIR_OPT_NO_EFFECT "where the slowest one is, is always known"},          \
    {"sink.parallelism", WEIR_OPT_INT, false, NULL, WEIR_OPT_NO_EFFECT "every worker writes"},                                                             \
    {"sink.delivery-guarantee", WEIR_OPT_STRING, false, NULL, "exactly-once, at-least-once or none; unset: exactly-once where the job makes checkpoints"}, \
    {"sink.transactional-id-prefix", WEIR_OPT_STRING, false, NULL, "first part of the transactional id; 'weir' when unset"},                               \
    {"sink.transaction-naming-strategy", WEIR_OPT_STRING, false, NULL, WEIR_OPT_NO_EFFECT "a job has one transactional id for each cluster"}

static const weir_option_spec kafka_options[] = {
    COMMON_OPTIONS,
    {"format", WEIR_OPT_STRING, false, NULL, "format of the value; the same as value.format"},
    {"key.fields", WEIR_OPT_STRING, false, NULL, "columns of the key, separated by ';'"},
    {"scan.startup.mode", WEIR_OPT_STRING, false, "group-offsets", "where the first start begins: group-offsets, earliest-offset, latest-offset, timestamp, specific-offsets"},
    {"scan.startup.specific-offsets", WEIR_OPT_STRING, false, NULL, "'partition:0,offset:42;partition:1,offset:300'"},
    {"scan.startup.timestamp-millis", WEIR_OPT_INT, false, NULL, "begins at the first message at or behind this time, in milliseconds since 1970"},
    {"sink.partitioner", WEIR_OPT_STRING, false, "default", "default (by key, else round robin), fixed or round-robin"},
    {"sink.semantic", WEIR_OPT_STRING, false, NULL, "old name of sink.delivery-guarantee"},
    {NULL, WEIR_OPT_STRING, false, NULL, NULL},
};

static const weir_option_spec upsert_options[] = {
    COMMON_OPTIONS,
    {"sink.buffer-flush.max-rows", WEIR_OPT_INT, false, "0", "keeps the newest row of each key until so many wait; 0: writes every change"},
    {"sink.buffer-flush.interval", WEIR_OPT_DURATION, false, "0", "... or so long; both must be set"},
    {NULL, WEIR_OPT_STRING, false, NULL, NULL},
};

static weir_status choice_check(const weir_table_info *table, const char *name, const char *const *choices, weir_error *err) {
    const char *value = weir_options_text(table->options, name);
    char        all[200] = "";
    size_t      used = 0;
    for (const char *const *choice = choices; *choice && value; choice++) {
        if (strcmp(*choice, value) == 0)
            return WEIR_OK;
        used += (size_t)snprintf(all + used, sizeof all - used, "%s%s", used ? ", " : "", *choice);
    }
    return value ? weir_fail(err, WEIR_INVALID, "table '%s': '%s' = '%s' is none of %s", table->name, name, value, all) : WEIR_OK;
}

static weir_status common_check(const weir_table_info *table, weir_error *err) {
    static const char *const guarantees[] = {"exactly-once", "at-least-once", "none", NULL};
    static const char *const includes[] = {"ALL", "EXCEPT_KEY", NULL};
    const char *topic = weir_options_text(table->options, "topic"), *pattern = weir_options_text(table->options, "topic-pattern");
    if (topic && pattern)
        return weir_fail(err, WEIR_INVALID, "table '%s': 'topic' and 'topic-pattern' cannot both be set; leave one out", table->name);
    if (!topic && !pattern)
        return weir_fail(err, WEIR_INVALID, "table '%s': add 'topic' = '<name>' (or, to read, 'topic-pattern')", table->name);
    WEIR_TRY(choice_check(table, "sink.delivery-guarantee", guarantees, err));
    WEIR_TRY(choice_check(table, "value.fields-include", includes, err));
    WEIR_TRY(wr_kafka_scan_check(table, err));
    return wr_kafka_properties_check(table, true, err);
}

static weir_status kafka_check(const weir_table_info *table, weir_error *err) {
    static const char *const partitioners[] = {"default", "fixed", "round-robin", NULL};
    static const char *const semantics[] = {"exactly-once", "at-least-once", "none", NULL};
    WEIR_TRY(choice_check(table, "sink.partitioner", partitioners, err));
    WEIR_TRY(choice_check(table, "sink.semantic", semantics, err));
    const char *partitioner = weir_options_text(table->options, "sink.partitioner");
    if (partitioner && strcmp(partitioner, "round-robin") == 0 && table->key_format)
        return weir_fail(err, WEIR_INVALID, "table '%s': 'sink.partitioner' = 'round-robin' would spread the messages of one key over all partitions, without an order between "
                         "them; leave it out, or 'key.fields'", table->name);
    return common_check(table, err);
}

static weir_status upsert_check(const weir_table_info *table, weir_error *err) {
    bool rows = weir_options_int(table->options, "sink.buffer-flush.max-rows", 0) > 0;
    bool interval = weir_options_duration_ms(table->options, "sink.buffer-flush.interval", 0) > 0;
    if (rows != interval)
        return weir_fail(err, WEIR_INVALID, "table '%s': 'sink.buffer-flush.max-rows' and 'sink.buffer-flush.interval' are set together, or neither", table->name);
    return common_check(table, err);
}

const weir_connector weir_connector_kafka = {
    .abi      = sizeof(weir_connector),
    .name     = "kafka",
    .options  = kafka_options,
    .messages = true,
    .check    = kafka_check,
    .source   = &wr_kafka_source,
    .sink     = &wr_kafka_sink,
    .transactions = &wr_kafka_transactions,
};

const weir_connector weir_connector_upsert_kafka = {
    .abi      = sizeof(weir_connector),
    .name     = "upsert-kafka",
    .options  = upsert_options,
    .messages = true,
    .upserts  = true,
    .check    = upsert_check,
    .source   = &wr_upsert_kafka_source,
    .sink     = &wr_upsert_kafka_sink,
    .transactions = &wr_kafka_transactions,
};
