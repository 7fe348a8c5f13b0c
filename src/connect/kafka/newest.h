/* connect/kafka/newest.h - the newest message of each key, until it is time to write them ('sink.buffer-flush.*' of
 * upsert-kafka). One owner. */
#ifndef WR_CONNECT_KAFKA_NEWEST_H
#define WR_CONNECT_KAFKA_NEWEST_H
#include "connect/kafka/producer.h"

typedef struct wr_kafka_newest wr_kafka_newest;

wr_kafka_newest *wr_kafka_newest_create(const wr_env *env, uint64_t rows_max, int64_t interval_ms);
void             wr_kafka_newest_destroy(wr_kafka_newest *newest); /* NULL is fine */
/* Copies the message; an older one of its key (and topic) is forgotten. */
void             wr_kafka_newest_put(wr_kafka_newest *newest, uint32_t topic, const wr_kafka_message *message);
uint64_t         wr_kafka_newest_count(const wr_kafka_newest *newest);
/* There are as many as may wait, or the first has waited long enough. */
bool             wr_kafka_newest_due(const wr_kafka_newest *newest);
/* The k-th, in the order in which their keys came first; borrowed until the next put or clear. */
void             wr_kafka_newest_get(const wr_kafka_newest *newest, uint64_t k, uint32_t *topic, wr_kafka_message *message);
void             wr_kafka_newest_clear(wr_kafka_newest *newest);
#endif
