/* connect/kafka/messages.h - messages as bytes: while they wait in a writer, and in an outbox file. Pure. */
#ifndef WR_CONNECT_KAFKA_MESSAGES_H
#define WR_CONNECT_KAFKA_MESSAGES_H
#include "base/buffer.h"
#include "connect/kafka/producer.h"

/* `topic` is an index in a list that the reader knows, too. */
void wr_kafka_message_encode(wr_buffer *out, uint32_t topic, const wr_kafka_message *message);
/* Takes one message from the front of *bytes, which it points into. False: these are no whole message. */
bool wr_kafka_message_decode(weir_bytes *bytes, uint32_t *topic, wr_kafka_message *message);
/* The list of topics, as the head of an outbox file holds it. */
void        wr_kafka_message_topics_encode(wr_buffer *out, const char *const *topics, uint32_t count);
weir_status wr_kafka_message_topics(weir_bytes head, wr_arena *arena, const char *const **topics, uint32_t *count, weir_error *err);
#endif
