/* connect/kafka/client.h - one librdkafka client of a table: its settings, its log, its errors.
 *
 * Settings come from the table's 'properties.*', written as Java clients spell them or as librdkafka does. Secrets
 * among them reach librdkafka only: never a log, an error, a plan or a checkpoint. */
#ifndef WR_CONNECT_KAFKA_CLIENT_H
#define WR_CONNECT_KAFKA_CLIENT_H
#include <librdkafka/rdkafka.h>

#include "base/arena.h"
#include "base/io.h"
#include "base/thread.h"
#include "weir/connector.h"

typedef enum wr_kafka_role { WR_KAFKA_CONSUMER, WR_KAFKA_PRODUCER } wr_kafka_role;
typedef struct wr_kafka_setting { const char *name, *value; } wr_kafka_setting; /* a list ends with a NULL name */

typedef struct wr_kafka_client {
    rd_kafka_t    *handle;
    const wr_env  *env;
    char          *table_name;   /* for messages */
    char          *servers;      /* properties.bootstrap.servers */
    void          *owner;        /* the caller's; callbacks get the client as their opaque */
    char         **secrets; size_t secret_count, secret_capacity; /* values that no log line may show */
    wr_arena      *arena;        /* of all the above */
    wr_mutex       mutex;        /* guards the members below; librdkafka's threads write them */
    char           trouble[256]; /* last trouble that librdkafka spoke of, scrubbed; "" none */
    rd_kafka_resp_err_t trouble_code;
    bool           told;         /* ... and watch has said it */
    int64_t        warned_ns, away_since_ns; /* away_since_ns 0: brokers are there */
    bool           fatal;        /* the client is of no use any more; trouble says why */
    bool           lost;         /* a topic or partition that is read or written is not known any more */
} wr_kafka_client;

typedef struct wr_kafka_client_config {
    const weir_table_info  *table;      /* read during the call only */
    wr_kafka_role           role;
    const char             *client_id;  /* used when the user gave none; NULL: librdkafka's */
    const wr_kafka_setting *defaults;   /* set first: 'properties.*' win over them; may be NULL */
    const wr_kafka_setting *own;        /* set last: they win; may be NULL */
    void                  (*configure)(rd_kafka_conf_t *conf, void *owner); /* callbacks; may be NULL */
    void                   *owner;
} wr_kafka_client_config;

/* All 'properties.*' of the table: known, of good value. With `notes` the log says which of them have no effect. */
weir_status wr_kafka_properties_check(const weir_table_info *table, bool notes, weir_error *err);
/* Puts them into `conf`, for whoever speaks with the brokers himself. Secrets are among them. */
weir_status wr_kafka_properties_conf(const weir_table_info *table, rd_kafka_conf_t *conf, weir_error *err);
/* Value of 'properties.<name>', or NULL. Borrowed. */
const char *wr_kafka_property(const weir_table_info *table, const char *name);

/* Connects to nothing yet. WEIR_INVALID: settings that do not go together (the words of librdkafka, scrubbed). */
weir_status wr_kafka_client_create(const wr_kafka_client_config *config, wr_kafka_client **client, weir_error *err);
/* Destroys the handle too, and waits for librdkafka's threads, but not for ever; the owner gave back its queues and messages. NULL is fine. */
void        wr_kafka_client_destroy(wr_kafka_client *client);
/* Waits until brokers answer, with a warning now and then. WEIR_UNAVAILABLE behind limit_ms, with the last trouble;
 * at once for wrong credentials or certificates that do not fit. */
weir_status wr_kafka_client_reach(wr_kafka_client *client, int64_t limit_ms, weir_error *err);
/* A line about what is wrong, at most each 10 s, while the brokers are away; called now and then by the owner. */
void        wr_kafka_client_watch(wr_kafka_client *client);
/* The last trouble, for the end of a message: ": connect to ... refused", or "". In arena. */
const char *wr_kafka_client_trouble(wr_kafka_client *client, wr_arena *arena);
/* Was a topic or partition reported missing since the last call? */
bool        wr_kafka_client_lost(wr_kafka_client *client);
bool        wr_kafka_client_fatal(wr_kafka_client *client);

/* The next name of a 'topic' list, without the blanks around it, "" where there is none; *rest: behind its ';', NULL at the end. In arena. */
const char *wr_kafka_next_topic(const char **rest, wr_arena *arena);

/* What a caller can do about a librdkafka error: UNAVAILABLE (retry), FENCED, INVALID (settings, rights), ... */
weir_status wr_kafka_status(rd_kafka_resp_err_t code);
#endif
