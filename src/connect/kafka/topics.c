/* connect/kafka/topics.c - the topics that a table is written to: there, or made where the job allows it.
 *
 * Holds: a question never names a topic, for brokers may create what they are asked for. */
#include "connect/kafka/topics.h"

#include <string.h>

#include "base/alloc.h"
#include "connect/kafka/internal.h"

#define CALL_MS 10000 /* for the brokers to say which topics there are */
#define LOOK_MS 30000 /* for a new topic to be known                   */

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
    rd_kafka_resp_err_t             code = rd_kafka_metadata(handle, 1, NULL, &metadata, CALL_MS);
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
