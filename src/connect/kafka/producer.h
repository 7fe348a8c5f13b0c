/* connect/kafka/producer.h - one producing client: messages in, and what became of them.
 *
 * Any thread may send; the thread that flushes is the owner's. The first message that could not be delivered is kept
 * with its topic and size: from then on everything fails with it. */
#ifndef WR_CONNECT_KAFKA_PRODUCER_H
#define WR_CONNECT_KAFKA_PRODUCER_H
#include <stdatomic.h>

#include "connect/kafka/client.h"

/* One message. Borrowed. data NULL: no key; a tombstone. */
typedef struct wr_kafka_message {
    weir_bytes key, value;
    int32_t    partition;    /* RD_KAFKA_PARTITION_UA: chosen by the key, or any */
    int64_t    timestamp_ms; /* 0: the time of sending */
    weir_bytes headers;      /* a value of MAP<STRING, BYTES>, as batch/map.h has it; data NULL: none */
} wr_kafka_message;

/* Requests that were written to a connection since wr_kafka_producer_count_anew. */
typedef struct wr_kafka_sent { _Atomic uint32_t ends, offsets; } wr_kafka_sent;

typedef struct wr_kafka_producer {
    wr_kafka_client *client;
    rd_kafka_t      *handle;
    const wr_env    *env;
    const char      *table_name;
    bool             transactional;
    wr_kafka_sent   *sent;        /* of the client, whose threads may outlive this; NULL: not transactional */
    wr_mutex         mutex;       /* guards the members below */
    bool             failed;
    rd_kafka_resp_err_t code;
    char             reason[300]; /* librdkafka's words; "" its text for the code */
    char             topic[250];  /* of the message; "" not about one */
    int32_t          partition;
    size_t           key_size, value_size;
} wr_kafka_producer;

typedef enum wr_kafka_delivery { WR_KAFKA_DELIVERY_NONE, WR_KAFKA_DELIVERY_AT_LEAST_ONCE, WR_KAFKA_DELIVERY_EXACTLY_ONCE } wr_kafka_delivery;

/* Connects to nothing yet. transactional_id: for exactly-once, else NULL. The table's name is borrowed. */
weir_status wr_kafka_producer_create(const weir_table_info *table, const char *client_id, wr_kafka_delivery delivery, const char *transactional_id,
                                     wr_kafka_producer **producer, weir_error *err);
/* A commit is about to begin: requests are counted from 0. */
void        wr_kafka_producer_count_anew(wr_kafka_producer *producer);
/* Since then, was a request sent again that would do harm if its first copy arrived in a later transaction? */
bool        wr_kafka_producer_sent_again(const wr_kafka_producer *producer);
void        wr_kafka_producer_destroy(wr_kafka_producer *producer); /* what was not sent is dropped; NULL is fine */
/* *full: the queue has no room, nothing was taken. */
weir_status wr_kafka_producer_send(wr_kafka_producer *producer, rd_kafka_topic_t *topic, const wr_kafka_message *message, bool *full, weir_error *err);
/* As send, for many without timestamps and headers; *taken: how many of the first were. Fewer: the queue has no room. `scratch` has room for `count`. */
weir_status wr_kafka_producer_send_all(wr_kafka_producer *producer, rd_kafka_topic_t *topic, const wr_kafka_message *messages, uint32_t count, rd_kafka_message_t *scratch, uint32_t *taken, weir_error *err);
/* Lets librdkafka report; then WEIR_OK, or what failed. */
weir_status wr_kafka_producer_check(wr_kafka_producer *producer, weir_error *err);
/* Waits until everything is delivered, as long as it goes on. WEIR_UNAVAILABLE: nothing moved for a minute.
 * WEIR_CANCELLED: `job` says that the wait shall end. */
weir_status wr_kafka_producer_flush(wr_kafka_producer *producer, const weir_commit_context *job, weir_error *err);
#endif
