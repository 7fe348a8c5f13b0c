/* connect/kafka/link.h - connections to the brokers of a cluster for requests of wire.h: one for each broker, made when first used.
 *
 * They follow the same 'properties.*' as every other client: TLS, SASL PLAIN and SCRAM. One owner, one thread. Errors name the
 * broker, never a secret. */
#ifndef WR_CONNECT_KAFKA_LINK_H
#define WR_CONNECT_KAFKA_LINK_H
#include "connect/kafka/client.h"
#include "connect/kafka/wire.h"

#define WR_KAFKA_ANY_NODE (-1)

typedef struct wr_kafka_links wr_kafka_links;

/* Connects to nothing yet. WEIR_UNSUPPORTED: a way of SASL that only librdkafka knows. */
weir_status wr_kafka_links_open(const weir_table_info *table, wr_kafka_links **links, weir_error *err);
void        wr_kafka_links_close(wr_kafka_links *links); /* NULL is fine */
/* For the next request: its number, and a buffer for it. */
int32_t     wr_kafka_links_number(wr_kafka_links *links);
wr_buffer  *wr_kafka_links_request(wr_kafka_links *links);
/* Sends the request, and waits for the answer: in arena. ANY_NODE: one of 'bootstrap.servers'. After a failure the broker may or may
 * not have done it; the next call connects again. */
weir_status wr_kafka_links_ask(wr_kafka_links *links, int32_t node, wr_arena *arena, const char **frame, size_t *size, weir_error *err);
/* Where brokers are, as metadata and coordinators tell. */
void        wr_kafka_links_learn(wr_kafka_links *links, const wr_wire_node *node);
/* transaction.version of the cluster; after the first answer. */
int16_t     wr_kafka_links_transaction_version(const wr_kafka_links *links);
#endif
