/* connect/kafka/cluster.h - the exactly-once output of a job to one cluster: one transactional producer for all its tables.
 *
 * Epochs. Between two commits a transaction is open for exactly one epoch. A worker is past barrier n before n is
 * committed; what it writes then belongs to n+1 and waits (in its writer) until wr_kafka_cluster_open says yes.
 * The first cluster of the job decides: its commit is the decision. The others get an epoch's rows from outbox files, in
 * one transaction, behind the decision.
 *
 * Threads: claim, evidence, commit and release on the job's thread; open and lost on any. */
#ifndef WR_CONNECT_KAFKA_CLUSTER_H
#define WR_CONNECT_KAFKA_CLUSTER_H
#include "connect/kafka/evidence.h"
#include "connect/kafka/producer.h"

typedef struct wr_kafka_cluster wr_kafka_cluster;

/* weir_sink.claim and .release; the claim is the cluster, counted. */
weir_status wr_kafka_cluster_claim(const weir_commit_context *job, const weir_table_info *table, void **claim, weir_error *err);
void        wr_kafka_cluster_release(void *claim);
/* NULL: the table holds no claim. */
wr_kafka_cluster  *wr_kafka_cluster_of(const weir_commit_context *job, const weir_table_info *table);
bool               wr_kafka_cluster_decides(const wr_kafka_cluster *cluster);
wr_kafka_producer *wr_kafka_cluster_producer(wr_kafka_cluster *cluster); /* of a cluster that decides: stays until release */

/* Before the first row: where no checkpoint was committed yet (a start from another job's checkpoint), the first transaction begins here. */
weir_status wr_kafka_cluster_start(wr_kafka_cluster *cluster, const weir_commit_context *job, weir_error *err);
/* Is the transaction of this epoch open? The first epoch that any writer names is the first one. */
bool        wr_kafka_cluster_open(wr_kafka_cluster *cluster, uint64_t epoch);
/* A status of the producer as the job shall take it: WEIR_FENCED only when another instance has really taken over. */
weir_status wr_kafka_cluster_lost(wr_kafka_cluster *cluster, const weir_commit_context *job, weir_status status, weir_error *err);

/* weir_sink.evidence and .commit. */
weir_status wr_kafka_cluster_evidence(const weir_commit_context *job, const weir_table_info *table, weir_evidence *evidence, weir_error *err);
weir_status wr_kafka_cluster_commit(const weir_commit_context *job, const weir_table_info *table, const weir_committable *list, uint32_t count, weir_error *err);
#endif
