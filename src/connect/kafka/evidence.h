/* connect/kafka/evidence.h - what a cluster shows of a job: offsets of the group weir-<job>, whose metadata say which
 * checkpoint was committed. They are written inside the transaction that holds the checkpoint's rows.
 *
 *   weir1 uuid=<32 hex> fence=<n> instance=<16 hex> checkpoint=<n> digest=<32 hex>
 *
 * The committed "offset" is the checkpoint's number, for people. Partition 0 of every topic that the job writes there. */
#ifndef WR_CONNECT_KAFKA_EVIDENCE_H
#define WR_CONNECT_KAFKA_EVIDENCE_H
#include "connect/kafka/client.h"

typedef struct wr_kafka_evidence {
    char     uuid[33];
    char     digest[33];
    uint64_t fence, instance, checkpoint_id;
} wr_kafka_evidence;

typedef struct wr_kafka_shown {
    wr_kafka_evidence own;         /* the newest of this job's uuid                           */
    bool              any_own;
    bool              any;         /* something of this job's name, of an earlier uuid too    */
    const char      **others;      /* first 8 digits of uuids that the job does not know      */
    uint32_t          other_count;
    const char       *where;       /* "orders[0]" of the newest, or of the first other        */
} wr_kafka_shown;

/* In arena. */
const char *wr_kafka_evidence_text(const wr_kafka_evidence *evidence, wr_arena *arena);
/* False: these bytes are not what wr_kafka_evidence_text writes. */
bool        wr_kafka_evidence_parse(const char *text, size_t size, wr_kafka_evidence *evidence);
/* Offsets to send with a transaction: partition 0 of each topic. The caller destroys the list. */
rd_kafka_topic_partition_list_t *wr_kafka_evidence_offsets(rd_kafka_t *handle, const wr_kafka_evidence *evidence, const char *const *topics, uint32_t topic_count, wr_arena *arena);
/* What is shown now. stable: what an open transaction hides is waited for (ask after init_transactions); else the look is an
 * old one, and disturbs nobody. `table` has the settings of the client. WEIR_CONFLICT: two topics contradict each other. In arena. */
weir_status wr_kafka_evidence_read(const weir_table_info *table, const char *group, const char *const *topics, uint32_t topic_count, bool stable, int64_t limit_ms,
                                   const weir_commit_context *job, wr_kafka_shown *shown, wr_arena *arena, weir_error *err);
#endif
