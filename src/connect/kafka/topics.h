/* connect/kafka/topics.h - the topics that a table is written to. Thread: any. */
#ifndef WR_CONNECT_KAFKA_TOPICS_H
#define WR_CONNECT_KAFKA_TOPICS_H
#include "connect/kafka/client.h"
#include "weir/connector.h"

/* 'topic', split at ';'. In arena. WEIR_UNSUPPORTED: a pattern. */
weir_status wr_kafka_sink_topics(const weir_table_info *table, wr_arena *arena, const char *const **topics, uint32_t *count, weir_error *err);
/* All of them are there and may be written; missing ones are made where the job allows it. */
weir_status wr_kafka_sink_check_topics(rd_kafka_t *handle, const weir_table_info *table, const char *const *topics, uint32_t count, const weir_commit_context *job, weir_error *err);

#endif
