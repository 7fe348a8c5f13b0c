/* connect/kafka/messages.c - see the header. The bytes: docs/formats/outbox.md. */
#include "connect/kafka/messages.h"

#include "batch/map.h"

#define HAS_KEY       1u
#define HAS_VALUE     2u
#define HAS_TIME      4u
#define HAS_PARTITION 8u
#define HAS_HEADERS   16u
#define TOPICS_MAX    100000u

void wr_kafka_message_encode(wr_buffer *out, uint32_t topic, const wr_kafka_message *message) {
    bool has_partition = message->partition >= 0;
    wr_buffer_reserve(out, message->key.size + message->value.size + message->headers.size + 50);
    wr_buffer_u8(out, (uint8_t)((message->key.data ? HAS_KEY : 0) | (message->value.data ? HAS_VALUE : 0) | (message->timestamp_ms != 0 ? HAS_TIME : 0) | (has_partition ? HAS_PARTITION : 0) |
                           (message->headers.data ? HAS_HEADERS : 0)));
    wr_buffer_varint(out, topic);
    if (has_partition)
        wr_buffer_varint(out, (uint64_t)message->partition);
    if (message->timestamp_ms != 0)
        wr_buffer_u64(out, (uint64_t)message->timestamp_ms);
    if (message->key.data)
        wr_buffer_bytes(out, message->key.data, message->key.size);
    if (message->value.data)
        wr_buffer_bytes(out, message->value.data, message->value.size);
    if (message->headers.data)
        wr_buffer_bytes(out, message->headers.data, message->headers.size);
}

bool wr_kafka_message_decode(weir_bytes *bytes, uint32_t *topic, wr_kafka_message *message) {
    wr_reader reader = wr_reader_of(bytes->data, bytes->size);
    uint8_t   flags = wr_reader_u8(&reader);
    uint64_t  number = wr_reader_varint(&reader), partition = flags & HAS_PARTITION ? wr_reader_varint(&reader) : 0;
    *message = (wr_kafka_message){.partition = flags & HAS_PARTITION ? (int32_t)WR_MIN(partition, (uint64_t)INT32_MAX) : RD_KAFKA_PARTITION_UA};
    *topic = (uint32_t)WR_MIN(number, (uint64_t)UINT32_MAX);
    if (flags & HAS_TIME)
        message->timestamp_ms = (int64_t)wr_reader_u64(&reader);
    if (flags & HAS_KEY)
        message->key.data = wr_reader_bytes(&reader, &message->key.size);
    if (flags & HAS_VALUE)
        message->value.data = wr_reader_bytes(&reader, &message->value.size);
    if (flags & HAS_HEADERS)
        message->headers.data = wr_reader_bytes(&reader, &message->headers.size);
    if (reader.failed || flags > (HAS_KEY | HAS_VALUE | HAS_TIME | HAS_PARTITION | HAS_HEADERS) || number > UINT32_MAX || partition > INT32_MAX)
        return false;
    const weir_string headers = weir_string_view(message->headers.data, message->headers.size);
    if (message->headers.data && !wr_map_valid(&headers))
        return false;
    *bytes = (weir_bytes){(const char *)bytes->data + reader.offset, bytes->size - reader.offset};
    return true;
}

void wr_kafka_message_topics_encode(wr_buffer *out, const char *const *topics, uint32_t count) {
    wr_buffer_varint(out, count);
    for (uint32_t i = 0; i < count; i++)
        wr_buffer_string(out, topics[i]);
}

weir_status wr_kafka_message_topics(weir_bytes head, wr_arena *arena, const char *const **topics, uint32_t *count, weir_error *err) {
    wr_reader reader = wr_reader_of(head.data, head.size);
    uint64_t  found = wr_reader_varint(&reader);
    if (found == 0 || found > TOPICS_MAX || reader.failed)
        return weir_fail(err, WEIR_CORRUPT, "the head of an outbox file names no topics");
    const char **list = wr_arena_calloc(arena, (size_t)found, sizeof *list);
    for (uint64_t i = 0; i < found; i++)
        list[i] = wr_reader_string(&reader, arena);
    if (reader.failed || reader.offset != reader.size)
        return weir_fail(err, WEIR_CORRUPT, "the head of an outbox file cannot be understood");
    *topics = list;
    *count = (uint32_t)found;
    return WEIR_OK;
}
