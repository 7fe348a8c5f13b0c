/* connect/kafka/wire.h - the few requests of Kafka's protocol that `weir txn` needs and librdkafka cannot send.
 *
 * A request is a whole frame. An answer is read by one function for each api; every
 * length is checked against what is left, so any bytes may come. Pure: no I/O. Numbers are big-endian. */
#ifndef WR_CONNECT_KAFKA_WIRE_H
#define WR_CONNECT_KAFKA_WIRE_H
#include "base/arena.h"
#include "base/buffer.h"
#include "weir/error.h"

/* Each api in one version only, which Kafka 3.0 to 4.x speak; END_TXN_2 is for transaction.version=2. */
typedef enum wr_wire_api {
    WR_WIRE_LIST_OFFSETS, WR_WIRE_METADATA, WR_WIRE_OFFSET_FETCH, WR_WIRE_FIND_COORDINATOR, WR_WIRE_SASL_HANDSHAKE, WR_WIRE_API_VERSIONS,
    WR_WIRE_INIT_PRODUCER_ID, WR_WIRE_END_TXN, WR_WIRE_END_TXN_2, WR_WIRE_SASL_AUTHENTICATE, WR_WIRE_DESCRIBE_PRODUCERS,
    WR_WIRE_DESCRIBE_TRANSACTIONS, WR_WIRE_LIST_TRANSACTIONS, WR_WIRE_API_COUNT
} wr_wire_api;

#define WR_WIRE_FRAME_MAX (64u << 20)

/* Kafka's error codes that are told apart. */
enum {
    WR_KAFKA_NO_LEADER = 5, WR_KAFKA_NOT_LEADER = 6, WR_KAFKA_COORDINATOR_LOADING = 14, WR_KAFKA_COORDINATOR_AWAY = 15,
    WR_KAFKA_NOT_COORDINATOR = 16, WR_KAFKA_TOPIC_DENIED = 29, WR_KAFKA_GROUP_DENIED = 30, WR_KAFKA_CLUSTER_DENIED = 31,
    WR_KAFKA_BAD_VERSION = 35, WR_KAFKA_OLD_EPOCH = 47, WR_KAFKA_WRONG_STATE = 48, WR_KAFKA_WRONG_PRODUCER_ID = 49, WR_KAFKA_CONCURRENT = 51,
    WR_KAFKA_ID_DENIED = 53, WR_KAFKA_BAD_CREDENTIALS = 58, WR_KAFKA_FENCED = 90, WR_KAFKA_NO_SUCH_ID = 105
};
/* "PRODUCER_FENCED (90)"; in arena. */
const char *wr_wire_error(int16_t code, wr_arena *arena);
/* The same request may do a moment later. */
bool        wr_wire_passes(int16_t code);

/* ---- requests ---- */
typedef struct wr_wire_partition {
    const char *topic;
    int32_t     partition;
    int32_t     leader;    /* node; -1: none       */
    int16_t     code;      /* of the last answer    */
    int64_t     offset;
} wr_wire_partition;

/* Whole frames. Partitions of one topic stand together. */
void wr_wire_ask_versions(wr_buffer *out, int32_t number, const char *version);
void wr_wire_ask_metadata(wr_buffer *out, int32_t number, const char *const *topics, uint32_t count);
void wr_wire_ask_coordinator(wr_buffer *out, int32_t number, const char *key, bool transaction);
void wr_wire_ask_list(wr_buffer *out, int32_t number, const char *const *states, uint32_t count);
void wr_wire_ask_describe(wr_buffer *out, int32_t number, const char *const *ids, uint32_t count);
void wr_wire_ask_producers(wr_buffer *out, int32_t number, const wr_wire_partition *partitions, uint32_t count);
void wr_wire_ask_ends(wr_buffer *out, int32_t number, const wr_wire_partition *partitions, uint32_t count);
void wr_wire_ask_group(wr_buffer *out, int32_t number, const char *group);
void wr_wire_ask_init(wr_buffer *out, int32_t number, const char *id, int32_t timeout_ms);
void wr_wire_ask_end(wr_buffer *out, int32_t number, bool version_2, const char *id, int64_t producer_id, int16_t epoch, bool commit);

/* ---- answers: what is behind the frame's length ---- */
typedef struct wr_wire_node { int32_t id; const char *host; int32_t port; } wr_wire_node;
typedef struct wr_wire_versions { int16_t code, low[WR_WIRE_API_COUNT], high[WR_WIRE_API_COUNT] /* -1: not there */, transaction_version; } wr_wire_versions;
typedef struct wr_wire_metadata {
    wr_wire_node      *nodes;      uint32_t node_count;
    const char        *cluster_id; /* NULL: not told */
    wr_wire_partition *partitions; uint32_t partition_count;
} wr_wire_metadata;
typedef struct wr_wire_listed { const char *id, *state; int64_t producer_id; } wr_wire_listed;
typedef struct wr_wire_transaction {
    int16_t     code, epoch;
    const char *id, *state;
    int32_t     timeout_ms;
    int64_t     begin_ms, producer_id; /* begin_ms -1: not begun */
    wr_wire_partition *partitions; uint32_t partition_count;
} wr_wire_transaction;
typedef struct wr_wire_producer {
    const char *topic; int32_t partition;
    int64_t     producer_id; int32_t epoch, sequence;
    int64_t     active_ms, begin_offset; /* begin_offset -1: no transaction there */
} wr_wire_producer;
typedef struct wr_wire_offset { const char *topic; int32_t partition; int64_t offset; const char *metadata; size_t metadata_size; } wr_wire_offset;

/* What an answer holds is in arena, or borrowed from the frame. WEIR_CORRUPT: no such answer, or not the one to `number`. */
weir_status wr_wire_versions_of(const void *frame, size_t size, int32_t number, wr_wire_versions *answer, weir_error *err);
/* WEIR_UNSUPPORTED: it does not speak all that is needed. */
weir_status wr_wire_check_versions(const wr_wire_versions *versions, weir_error *err);
weir_status wr_wire_metadata_of(const void *frame, size_t size, int32_t number, wr_arena *arena, wr_wire_metadata *answer, weir_error *err);
weir_status wr_wire_coordinator_of(const void *frame, size_t size, int32_t number, wr_arena *arena, int16_t *code, wr_wire_node *node, weir_error *err);
weir_status wr_wire_list_of(const void *frame, size_t size, int32_t number, wr_arena *arena, int16_t *code, wr_wire_listed **list, uint32_t *count, weir_error *err);
weir_status wr_wire_describe_of(const void *frame, size_t size, int32_t number, wr_arena *arena, wr_wire_transaction **list, uint32_t *count, weir_error *err);
/* Codes of partitions that cannot be looked at go into `partitions`. */
weir_status wr_wire_producers_of(const void *frame, size_t size, int32_t number, wr_arena *arena, wr_wire_partition *partitions, uint32_t partition_count,
                                 wr_wire_producer **list, uint32_t *count, weir_error *err);
/* Fills `code` and `offset` of the partitions. */
weir_status wr_wire_ends_of(const void *frame, size_t size, int32_t number, wr_arena *arena, wr_wire_partition *partitions, uint32_t partition_count, weir_error *err);
weir_status wr_wire_group_of(const void *frame, size_t size, int32_t number, wr_arena *arena, int16_t *code, wr_wire_offset **list, uint32_t *count, weir_error *err);
weir_status wr_wire_init_of(const void *frame, size_t size, int32_t number, int16_t *code, int64_t *producer_id, int16_t *epoch, weir_error *err);
weir_status wr_wire_end_of(const void *frame, size_t size, int32_t number, bool version_2, int16_t *code, weir_error *err);

/* ---- SASL ---- */
void        wr_wire_ask_handshake(wr_buffer *out, int32_t number, const char *mechanism);
void        wr_wire_ask_authenticate(wr_buffer *out, int32_t number, const void *data, size_t size);
weir_status wr_wire_handshake_of(const void *frame, size_t size, int32_t number, wr_arena *arena, int16_t *code, const char **mechanisms, weir_error *err);
weir_status wr_wire_authenticate_of(const void *frame, size_t size, int32_t number, wr_arena *arena, int16_t *code, const char **message, const char **data, size_t *data_size, weir_error *err);
#endif
