/* connect/kafka/cluster_internal.h - what cluster.c and cluster_commit.c share.
 *
 * Invariants
 *   - `known` is what the cluster shows of this job, as far as this process knows; it only comes from a look behind
 *     init_transactions, or from a commit that returned well.
 *   - After anything else than a clear success the producer is `spent`: no call that could end a transaction is made with it
 *     any more. A new one (here, or in the next attempt) fences the old one's requests, and asks what happened.
 *   - A transaction of epoch n+1 begins only behind a clear success of n. */
#ifndef WR_CONNECT_KAFKA_CLUSTER_INTERNAL_H
#define WR_CONNECT_KAFKA_CLUSTER_INTERNAL_H
#include "connect/kafka/cluster.h"
#include "connect/kafka/internal.h"

#define WR_KAFKA_CALL_MS 5000 /* of one call in a loop */

/* What a table promised for a checkpoint. */
typedef struct wr_kafka_staged { const weir_table_info *table; const weir_committable *list; uint32_t count; } wr_kafka_staged;

struct wr_kafka_cluster {
    wr_arena          *arena;
    const wr_env      *env;
    uint32_t           users;          /* claims                                                   */
    bool               decides;
    weir_table_info    table;          /* the first of its tables: its properties make the client   */
    const char        *id;             /* as the brokers say                                       */
    const char        *transactional_id, *group, *client_id;
    const char       **topics; size_t topic_count, topic_capacity;
    wr_kafka_producer *producer;
    bool               ready;          /* init_transactions worked                                 */
    bool               spent;          /* see above                                                */
    bool               in_transaction;
    bool               looked;         /* `shown` and `known` are filled                           */
    wr_kafka_shown     shown;          /* by the last look                                         */
    bool               any_known;
    wr_kafka_evidence  known;
    const char        *where;
    uint64_t           fence, instance;
    wr_mutex           mutex;          /* guards the two below                                     */
    uint64_t           open_epoch;     /* 0: none                                                  */
    bool               first_open;     /* open for the first epoch that is named                   */
    /* of a cluster that does not decide: what the tables gave for this checkpoint so far */
    wr_arena          *staged_arena;
    wr_kafka_staged   *staged; uint32_t staged_count;
    uint64_t           staged_id;
};

/* cluster.c: a new producer in place of a spent one, for a cluster that does not decide. */
weir_status wr_kafka_cluster_reconnect(wr_kafka_cluster *cluster, const weir_commit_context *job, weir_error *err);
/* cluster.c: which epoch's rows the transaction takes. epoch 0: whichever is named first. */
void wr_kafka_cluster_set_open(wr_kafka_cluster *cluster, uint64_t epoch, bool open);

#endif
