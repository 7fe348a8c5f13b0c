/* connect/kafka/newest.c - see the header. */
#include "connect/kafka/newest.h"

#include <string.h>

#include "base/alloc.h"
#include "base/hash.h"

#define BYTES_MAX (16u << 20) /* of messages, those that were replaced too */
#define FIRST_SIZE 1024u

typedef struct entry { uint64_t hash; uint32_t topic; wr_kafka_message message; } entry;

struct wr_kafka_newest {
    const wr_env *env;
    wr_arena     *bytes;
    uint64_t      rows_max;
    int64_t       interval_ns, first_ns;
    entry        *entries; uint32_t count, capacity;
    uint32_t     *slots;   /* hash -> entry + 1; twice the capacity, a power of two */
};

wr_kafka_newest *wr_kafka_newest_create(const wr_env *env, uint64_t rows_max, int64_t interval_ms) {
    wr_kafka_newest *newest = wr_calloc(1, sizeof *newest);
    newest->env = env;
    newest->bytes = wr_arena_create(0);
    newest->rows_max = WR_MIN(rows_max, 1u << 30);
    newest->interval_ns = interval_ms * 1000000;
    return newest;
}

void wr_kafka_newest_destroy(wr_kafka_newest *newest) {
    if (!newest)
        return;
    wr_arena_destroy(newest->bytes);
    wr_free(newest->entries);
    wr_free(newest->slots);
    wr_free(newest);
}

static uint32_t *slot_of(const wr_kafka_newest *newest, uint64_t hash, uint32_t topic, weir_bytes key) {
    const uint32_t mask = newest->capacity * 2 - 1;
    uint32_t       slot = (uint32_t)hash & mask;
    for (; newest->slots[slot] != 0; slot = (slot + 1) & mask) {
        const entry *each = &newest->entries[newest->slots[slot] - 1];
        if (each->hash == hash && each->topic == topic && each->message.key.size == key.size && (key.size == 0 || memcmp(each->message.key.data, key.data, key.size) == 0))
            break;
    }
    return &newest->slots[slot];
}

static void grow(wr_kafka_newest *newest) {
    newest->capacity = newest->capacity == 0 ? FIRST_SIZE : newest->capacity * 2;
    newest->entries = wr_realloc(newest->entries, newest->capacity * sizeof *newest->entries);
    wr_free(newest->slots);
    newest->slots = wr_calloc((size_t)newest->capacity * 2, sizeof *newest->slots);
    for (uint32_t i = 0; i < newest->count; i++)
        *slot_of(newest, newest->entries[i].hash, newest->entries[i].topic, newest->entries[i].message.key) = i + 1;
}

static weir_bytes copy(wr_kafka_newest *newest, weir_bytes bytes) {
    return bytes.data ? (weir_bytes){wr_arena_strndup(newest->bytes, bytes.data, bytes.size), bytes.size} : bytes;
}

void wr_kafka_newest_put(wr_kafka_newest *newest, uint32_t topic, const wr_kafka_message *message) {
    const uint64_t hash = wr_hash_bytes(message->key.data, message->key.size) ^ topic;
    if (newest->count == newest->capacity)
        grow(newest);
    uint32_t *slot = slot_of(newest, hash, topic, message->key);
    if (newest->count == 0)
        newest->first_ns = newest->env->monotonic_ns(newest->env->self);
    if (*slot == 0) {
        newest->entries[newest->count] = (entry){.hash = hash, .topic = topic, .message.key = copy(newest, message->key)};
        *slot = ++newest->count;
    }
    entry     *one = &newest->entries[*slot - 1];
    weir_bytes key = one->message.key;
    one->message = *message;
    one->message.key = key;
    one->message.value = copy(newest, message->value);
    one->message.headers = copy(newest, message->headers);
}

uint64_t wr_kafka_newest_count(const wr_kafka_newest *newest) { return newest->count; }

bool wr_kafka_newest_due(const wr_kafka_newest *newest) {
    return newest->count >= newest->rows_max || wr_arena_used(newest->bytes) >= BYTES_MAX ||
           (newest->count != 0 && newest->env->monotonic_ns(newest->env->self) - newest->first_ns >= newest->interval_ns);
}

void wr_kafka_newest_get(const wr_kafka_newest *newest, uint64_t k, uint32_t *topic, wr_kafka_message *message) {
    *topic = newest->entries[k].topic;
    *message = newest->entries[k].message;
}

void wr_kafka_newest_clear(wr_kafka_newest *newest) {
    wr_arena_reset(newest->bytes);
    newest->count = 0;
    if (newest->slots)
        memset(newest->slots, 0, (size_t)newest->capacity * 2 * sizeof *newest->slots);
}
