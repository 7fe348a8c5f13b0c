/* connect/kafka/internal.h - what the files of the Kafka connectors share. */
#ifndef WR_CONNECT_KAFKA_INTERNAL_H
#define WR_CONNECT_KAFKA_INTERNAL_H
#include "connect/kafka/client.h"

extern const weir_source wr_kafka_source, wr_upsert_kafka_source; /* source.c */
extern const weir_sink   wr_kafka_sink, wr_upsert_kafka_sink;     /* sink.c   */

extern const weir_transactions wr_kafka_transactions;             /* txn.c    */

/* ---- position.c: where a partition is read on ---- */
#define WR_KAFKA_NO_BOUND INT64_MAX
typedef struct wr_kafka_position {
    int64_t next;          /* offset of the next message to read                                    */
    int64_t bound;         /* the first one that is not read; WR_KAFKA_NO_BOUND: none                */
    int32_t leader_epoch;  /* of the last message read; -1: not known                                */
    /* The last message read, as a mark of the topic's identity: a topic that was deleted and created again has another message
     * there. -1: none was read. */
    int64_t mark_offset; uint64_t mark_hash;
} wr_kafka_position;
weir_bytes wr_kafka_position_encode(const wr_kafka_position *position, wr_arena *arena);
/* WEIR_CORRUPT: it is no position of a partition; WEIR_CONFLICT: a newer version's. */
weir_status wr_kafka_position_decode(weir_bytes bytes, wr_kafka_position *position, weir_error *err);
bool        wr_kafka_position_describe(weir_bytes bytes, struct wr_buffer *out);
/* "<topic>-<partition>" taken apart; the topic in arena. false: it is no such id. */
bool        wr_kafka_split_name(const char *id, wr_arena *arena, const char **topic, int32_t *partition);

/* ---- discover.c: which partitions there are, and where each begins and ends ---- */
bool        wr_kafka_bounded(const weir_table_info *table);
int64_t     wr_kafka_discovery_interval_ms(const weir_table_info *table);
weir_status wr_kafka_discover(const weir_table_info *table, struct weir_arena *arena, weir_split **splits, uint32_t *count, weir_error *err);
/* Modes, offsets and times are well formed. */
weir_status wr_kafka_scan_check(const weir_table_info *table, weir_error *err);
/* The consumer group: 'properties.group.id', else KafkaSource-<table>. In arena. */
const char *wr_kafka_group(const weir_table_info *table, wr_arena *arena);
/* What 'properties.auto.offset.reset' asks for. */
typedef enum wr_kafka_reset { WR_KAFKA_RESET_NONE, WR_KAFKA_RESET_EARLIEST, WR_KAFKA_RESET_LATEST } wr_kafka_reset;
wr_kafka_reset wr_kafka_reset_of(const weir_table_info *table);
#endif
