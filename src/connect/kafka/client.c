/* connect/kafka/client.c - see the header.
 *
 * Invariants
 *   - A setting gets to librdkafka by one way, `apply`, which knows the Java names and what Weir keeps for itself.
 *   - Text that came from librdkafka passes `scrub` before anybody sees it. */
#include "connect/kafka/client.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/hash.h"
#include "batch/options.h"

#define PREFIX      "properties."
#define END_LIMIT_NS  (3 * 1000000000LL)
#define WARN_EVERY_NS (10 * 1000000000LL)

/* ---- the names of Java clients ---- */

typedef enum rule_kind {
    RULE_RENAME,   /* the same under another name                                            */
    RULE_KIB,      /* ... in units of 1024 bytes                                             */
    RULE_OWN,      /* Weir sets it; `text` says why                                          */
    RULE_NOTHING,  /* of no effect here; `text` says why                                     */
    RULE_ELSEWHERE,/* read by the source or the sink, or by `apply_stores`                   */
    RULE_REFUSE    /* `text` says what to do                                                 */
} rule_kind;
typedef struct rule { const char *name; rule_kind kind; const char *text; } rule; /* a name may end with '*' */

static const rule rules[] = {
    {"fetch.max.wait.ms", RULE_RENAME, "fetch.wait.max.ms"},
    {"receive.buffer.bytes", RULE_RENAME, "socket.receive.buffer.bytes"},
    {"send.buffer.bytes", RULE_RENAME, "socket.send.buffer.bytes"},
    {"max.request.size", RULE_RENAME, "message.max.bytes"},
    {"buffer.memory", RULE_KIB, "queue.buffering.max.kbytes"},
    {"enable.auto.commit", RULE_OWN, "positions are in the checkpoint"},
    {"enable.auto.offset.store", RULE_OWN, "positions are in the checkpoint"},
    {"enable.partition.eof", RULE_OWN, "it follows from the table"},
    {"go.*", RULE_REFUSE, "it is a setting of another client"},
    {"enabled_events", RULE_REFUSE, "it is for programs only"},
    {"plugin.library.paths", RULE_REFUSE, "plugins are not loaded"},
    {"transactional.id", RULE_OWN, "it is made of 'sink.transactional-id-prefix' and the job's name"},
    {"enable.idempotence", RULE_OWN, "it follows from 'sink.delivery-guarantee'"},
    {"auto.offset.reset", RULE_ELSEWHERE, NULL},
    {"group.id", RULE_ELSEWHERE, NULL},
    {"client.id.prefix", RULE_ELSEWHERE, NULL},
    {"commit.offsets.on.checkpoint", RULE_ELSEWHERE, NULL},
    {"partition.discovery.interval.ms", RULE_NOTHING, "'scan.topic-partition-discovery.interval' says it"},
    {"register.consumer.metrics", RULE_NOTHING, "it is for the metrics of Java"},
    {"register.producer.metrics", RULE_NOTHING, "it is for the metrics of Java"},
    {"key.serializer", RULE_NOTHING, "'key.format' says how keys are written"},
    {"value.serializer", RULE_NOTHING, "'value.format' says how values are written"},
    {"key.deserializer", RULE_NOTHING, "'key.format' says how keys are read"},
    {"value.deserializer", RULE_NOTHING, "'value.format' says how values are read"},
    {"max.poll.records", RULE_NOTHING, "batches are as large as they get"},
    {"max.block.ms", RULE_NOTHING, "writing waits for as long as it takes"},
    {"default.api.timeout.ms", RULE_NOTHING, "'request.timeout.ms' and 'socket.timeout.ms' are used"},
    {"exclude.internal.topics", RULE_NOTHING, "a 'topic-pattern' never matches them"},
    {"metric.reporters", RULE_NOTHING, "it is for the metrics of Java"},
    {"metrics.*", RULE_NOTHING, "it is for the metrics of Java"},
    {"auto.include.jmx.reporter", RULE_NOTHING, "it is for the metrics of Java"},
    {"enable.metrics.push", RULE_NOTHING, "it is for the metrics of Java"},
    {"interceptor.classes", RULE_REFUSE, "it names a Java class"},
    {"partitioner.class", RULE_REFUSE, "it names a Java class; 'sink.partitioner' chooses partitions"},
    {"sasl.client.callback.handler.class", RULE_REFUSE, "it names a Java class"},
    {"sasl.login.callback.handler.class", RULE_REFUSE, "it names a Java class; for OAUTHBEARER use librdkafka's 'sasl.oauthbearer.*'"},
    {"sasl.login.class", RULE_REFUSE, "it names a Java class"},
    {"security.providers", RULE_REFUSE, "it names Java classes"},
    {"client.dns.lookup", RULE_NOTHING, "every address of a name is tried"},
    {"ssl.protocol", RULE_NOTHING, "OpenSSL agrees on the newest version that both sides know"},
    {"ssl.enabled.protocols", RULE_NOTHING, "OpenSSL agrees on the newest version that both sides know"},
    {"ssl.provider", RULE_NOTHING, "OpenSSL is used"},
    {"ssl.secure.random.implementation", RULE_NOTHING, "OpenSSL is used"},
    {"ssl.keymanager.algorithm", RULE_NOTHING, "OpenSSL is used"},
    {"ssl.trustmanager.algorithm", RULE_NOTHING, "OpenSSL is used"},
    {"ssl.truststore.password", RULE_ELSEWHERE, NULL},
    {"ssl.truststore.type", RULE_ELSEWHERE, NULL},
    {"ssl.truststore.location", RULE_ELSEWHERE, NULL},
    {"ssl.keystore.type", RULE_ELSEWHERE, NULL},
    {"ssl.keystore.location", RULE_ELSEWHERE, NULL},
    {"ssl.truststore.certificates", RULE_RENAME, "ssl.ca.pem"},
    {"ssl.keystore.certificate.chain", RULE_RENAME, "ssl.certificate.pem"},
    {"ssl.keystore.key", RULE_RENAME, "ssl.key.pem"},
    {"sasl.jaas.config", RULE_ELSEWHERE, NULL},
    {"ssl.endpoint.identification.algorithm", RULE_ELSEWHERE, NULL},
};

static bool name_fits(const char *pattern, const char *name) {
    size_t size = strlen(pattern);
    return size != 0 && pattern[size - 1] == '*' ? strncmp(pattern, name, size - 1) == 0 : strcmp(pattern, name) == 0;
}

static const rule *rule_of(const char *name) {
    for (size_t i = 0; i < WR_COUNT_OF(rules); i++)
        if (name_fits(rules[i].name, name))
            return &rules[i];
    return NULL;
}

static bool is_secret(const char *name) { return wr_option_secret(name, strlen(name)); }

/* ---- applying them ---- */

typedef struct draft {
    const weir_table_info *table;
    rd_kafka_conf_t       *conf;
    wr_arena              *arena;
    char                 **secrets; /* in arena */
    size_t                 secret_count, secret_capacity;
    bool                   notes;
} draft;

static void keep_secret(draft *d, const char *value) {
    if (strlen(value) < 3)
        return; /* would blank out every second word, and protects nothing */
    d->secrets = wr_arena_grow(d->arena, d->secrets, d->secret_count, &d->secret_capacity, sizeof *d->secrets);
    d->secrets[d->secret_count++] = wr_arena_strdup(d->arena, value);
}

static void scrub(char *text, char *const *secrets, size_t count) {
    for (size_t i = 0; i < count; i++) {
        size_t size = strlen(secrets[i]);
        for (char *at = text; (at = strstr(at, secrets[i])) != NULL; at += size)
            memset(at, '*', size);
    }
}

static weir_status unknown(draft *d, const char *name, weir_error *err) {
    static const char *const unset[] = {"security.protocol", "sasl.mechanism", "sasl.username", "sasl.password", "sasl.oauthbearer.config", "ssl.ca.location",
                                        "ssl.certificate.location", "ssl.key.location", "ssl.key.password", "ssl.keystore.password", "ssl.cipher.suites",
                                        "ssl.crl.location", "client.rack", "group.instance.id", "acks", "request.timeout.ms", "delivery.timeout.ms",
                                        "linger.ms", "compression.type", "compression.level", "max.partition.fetch.bytes", "bootstrap.servers", "sasl.kerberos.keytab"};
    size_t       known_count, count = 0;
    const char **known = rd_kafka_conf_dump(d->conf, &known_count);
    const char **names = wr_arena_alloc(d->arena, (known_count + WR_COUNT_OF(rules) + WR_COUNT_OF(unset)) * sizeof *names);
    for (size_t i = 0; i < known_count; i += 2)
        names[count++] = known[i];
    for (size_t i = 0; i < WR_COUNT_OF(rules); i++)
        names[count++] = rules[i].name;
    for (size_t i = 0; i < WR_COUNT_OF(unset); i++)
        names[count++] = unset[i];
    const char *nearest = wr_nearest_name(name, names, count);
    weir_status status = weir_fail(err, WEIR_INVALID, "table '%s': 'properties.%s' is no setting of a Kafka client that Weir knows%s%s%s", d->table->name, name,
                                   nearest ? "; did you mean 'properties." : "; the settings are those of librdkafka and of Java's client", nearest ? nearest : "",
                                   nearest ? "'?" : "");
    rd_kafka_conf_dump_free(known, known_count);
    return status;
}

static weir_status set(draft *d, const char *written, const char *name, const char *value, weir_error *err) {
    char reason[256] = "";
    switch (rd_kafka_conf_set(d->conf, name, value, reason, sizeof reason)) {
    case RD_KAFKA_CONF_OK:
        return WEIR_OK;
    case RD_KAFKA_CONF_UNKNOWN:
        return unknown(d, written, err);
    case RD_KAFKA_CONF_INVALID:
        break;
    }
    if (is_secret(written) || is_secret(name))
        return weir_fail(err, WEIR_INVALID, "table '%s': the value of 'properties.%s' cannot be used", d->table->name, written);
    scrub(reason, d->secrets, d->secret_count);
    return weir_fail(err, WEIR_INVALID, "table '%s': 'properties.%s': %s", d->table->name, written, reason);
}

/* One `name="value"` of a JAAS line, from *at on; false: no further one. Copies into arena. */
static bool jaas_next(const char **at, wr_arena *arena, char **name, char **value) {
    const char *text = *at;
    while (*text == ' ' || *text == '\t' || *text == '\n' || *text == '\r' || *text == ';')
        text++;
    const char *begin = text;
    while (*text && *text != '=' && *text != ' ' && *text != ';' && *text != '\n' && *text != '\t')
        text++;
    if (text == begin)
        return false;
    *name = wr_arena_strndup(arena, begin, (size_t)(text - begin));
    while (*text == ' ')
        text++;
    *value = NULL; /* the module's name, or `required` */
    if (*text == '=') {
        char quote = 0, *out = *value = wr_arena_alloc(arena, strlen(text) + 1);
        for (text++; *text == ' '; text++) {}
        if (*text == '"' || *text == '\'')
            quote = *text++;
        while (*text && (quote ? *text != quote : *text != ' ' && *text != ';')) {
            if (quote && *text == '\\' && text[1])
                text++;
            *out++ = *text++;
        }
        *out = '\0';
        text += quote && *text;
    }
    *at = text;
    return true;
}

static weir_status apply_jaas(draft *d, const char *config, weir_error *err) {
    static const char *const names[][2] = {{"username", "sasl.username"}, {"password", "sasl.password"}, {"principal", "sasl.kerberos.principal"},
                                           {"keyTab", "sasl.kerberos.keytab"}, {"serviceName", "sasl.kerberos.service.name"}};
    char *name, *value;
    if (strstr(config, "OAuthBearer"))
        return weir_fail(err, WEIR_UNSUPPORTED, "table '%s': 'properties.sasl.jaas.config' with OAUTHBEARER is Java's; use librdkafka's "
                         "'properties.sasl.oauthbearer.method' = 'oidc' with 'sasl.oauthbearer.client.id', '.client.secret' and '.token.endpoint.url'", d->table->name);
    while (jaas_next(&config, d->arena, &name, &value))
        for (size_t i = 0; i < WR_COUNT_OF(names) && value; i++)
            if (strcmp(name, names[i][0]) == 0) {
                if (is_secret(name))
                    keep_secret(d, value);
                WEIR_TRY(set(d, "sasl.jaas.config", names[i][1], value, err));
            }
    return WEIR_OK;
}

/* Java's stores: PEM and PKCS#12 can be used, JKS cannot. */
static weir_status apply_stores(draft *d, const char *name, const char *value, weir_error *err) {
    bool        trust = strncmp(name, "ssl.truststore", 14) == 0;
    const char *type = wr_kafka_property(d->table, trust ? "ssl.truststore.type" : "ssl.keystore.type");
    size_t      size = strlen(value);
    if (!type)
        type = size > 4 && strcasecmp(value + size - 4, ".pem") == 0 ? "PEM" : size > 4 && (strcasecmp(value + size - 4, ".p12") == 0 || strcasecmp(value + size - 4, ".pfx") == 0) ? "PKCS12"
             : size > 4 && strcasecmp(value + size - 4, ".crt") == 0 ? "PEM" : "JKS";
    if (strcasecmp(type, "PEM") == 0) {
        if (trust)
            return set(d, name, "ssl.ca.location", value, err);
        WEIR_TRY(set(d, name, "ssl.certificate.location", value, err));
        return set(d, name, "ssl.key.location", value, err);
    }
    if (!trust && strcasecmp(type, "PKCS12") == 0)
        return set(d, name, "ssl.keystore.location", value, err);
    return weir_fail(err, WEIR_UNSUPPORTED, "table '%s': 'properties.%s' is a %s store, which only Java reads; make a PEM file of it "
                     "(keytool -importkeystore -deststoretype PKCS12, then openssl pkcs12 -nodes -out store.pem) and set 'properties.ssl.%s.type' = 'PEM'",
                     d->table->name, name, type, trust ? "truststore" : "keystore");
}

static weir_status apply_elsewhere(draft *d, const char *name, const char *value, weir_error *err) {
    if (strcmp(name, "sasl.jaas.config") == 0)
        return apply_jaas(d, value, err);
    if (strcmp(name, "ssl.truststore.location") == 0 || strcmp(name, "ssl.keystore.location") == 0)
        return apply_stores(d, name, value, err);
    if (strcmp(name, "ssl.endpoint.identification.algorithm") == 0)
        return set(d, name, name, *value ? value : "none", err);
    if (strcmp(name, "group.id") == 0 && !*value)
        return weir_fail(err, WEIR_INVALID, "table '%s': 'properties.group.id' is empty; leave it out", d->table->name);
    if (strcmp(name, "auto.offset.reset") == 0 && strcmp(value, "earliest") != 0 && strcmp(value, "latest") != 0 && strcmp(value, "none") != 0 && strcmp(value, "error") != 0)
        return weir_fail(err, WEIR_INVALID, "table '%s': 'properties.auto.offset.reset' = '%s' is none of earliest, latest, none", d->table->name, value);
    if (strcmp(name, "commit.offsets.on.checkpoint") == 0 && strcasecmp(value, "true") != 0 && strcasecmp(value, "false") != 0)
        return weir_fail(err, WEIR_INVALID, "table '%s': 'properties.commit.offsets.on.checkpoint' = '%s' is neither true nor false", d->table->name, value);
    return WEIR_OK;
}

static void note(const draft *d, const char *name, const char *text) {
    if (d->notes && d->table->env)
        wr_log(d->table->env, WR_LOG_WARN, "table '%s': option 'properties.%s' has no effect here: %s", d->table->name, name, text);
}

static weir_status apply(draft *d, const char *name, const char *value, weir_error *err) {
    const rule *own = rule_of(name);
    size_t      size = strlen(name);
    if (is_secret(name))
        keep_secret(d, value);
    if (size > 3 && strcmp(name + size - 3, "_cb") == 0)
        return unknown(d, name, err);
    if (!own)
        return set(d, name, name, value, err);
    switch (own->kind) {
    case RULE_RENAME:
        return set(d, name, own->text, value, err);
    case RULE_KIB: {
        char *end, kib[32];
        unsigned long long bytes = strtoull(value, &end, 10);
        if (*end || end == value)
            return weir_fail(err, WEIR_INVALID, "table '%s': 'properties.%s' = '%s' is no number of bytes", d->table->name, name, value);
        snprintf(kib, sizeof kib, "%llu", WR_MAX(bytes / 1024, 1ull));
        return set(d, name, own->text, kib, err);
    }
    case RULE_OWN:
    case RULE_NOTHING:
        note(d, name, own->text);
        return WEIR_OK;
    case RULE_ELSEWHERE:
        return apply_elsewhere(d, name, value, err);
    case RULE_REFUSE:
        return weir_fail(err, WEIR_UNSUPPORTED, "table '%s': 'properties.%s' cannot be used: %s; leave it out", d->table->name, name, own->text);
    }
    return WEIR_OK;
}

static weir_status apply_properties(draft *d, weir_error *err) {
    for (uint32_t i = 0; i < d->table->options->count; i++) {
        const weir_option *option = &d->table->options->items[i];
        if (strncmp(option->name, PREFIX, strlen(PREFIX)) != 0)
            continue;
        weir_status status = apply(d, option->name + strlen(PREFIX), option->value, err);
        if (status != WEIR_OK && err) {
            err->sql_line = option->line;
            err->sql_column = option->column;
        }
        WEIR_TRY(status);
    }
    return WEIR_OK;
}

const char *wr_kafka_property(const weir_table_info *table, const char *name) {
    for (uint32_t i = table->options->count; i-- > 0;)
        if (strncmp(table->options->items[i].name, PREFIX, strlen(PREFIX)) == 0 && strcmp(table->options->items[i].name + strlen(PREFIX), name) == 0)
            return table->options->items[i].value;
    return NULL;
}

weir_status wr_kafka_properties_check(const weir_table_info *table, bool notes, weir_error *err) {
    wr_arena   *arena = wr_arena_create(0);
    draft       d = {.table = table, .conf = rd_kafka_conf_new(), .arena = arena, .notes = notes};
    weir_status status = apply_properties(&d, err);
    rd_kafka_conf_destroy(d.conf);
    wr_arena_destroy(arena);
    return status;
}

weir_status wr_kafka_properties_conf(const weir_table_info *table, rd_kafka_conf_t *conf, weir_error *err) {
    wr_arena   *arena = wr_arena_create(0);
    draft       d = {.table = table, .conf = conf, .arena = arena};
    weir_status status = apply_properties(&d, err);
    wr_arena_destroy(arena);
    return status;
}

/* ---- the log and the errors of a client ---- */

static void remember(wr_kafka_client *client, rd_kafka_resp_err_t code, const char *text, bool fatal) {
    char line[256];
    snprintf(line, sizeof line, "%s", text);
    scrub(line, client->secrets, client->secret_count);
    wr_mutex_lock(&client->mutex);
    if (!client->fatal) {
        memcpy(client->trouble, line, sizeof line);
        client->trouble_code = code;
        client->fatal = fatal;
        client->told = false;
    }
    if (code == RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN && client->away_since_ns == 0)
        client->away_since_ns = client->env->monotonic_ns(client->env->self);
    wr_mutex_unlock(&client->mutex);
}

/* Librdkafka's threads. Trouble that is remembered is spoken of by watch and reach, with its table's name. */
static void on_log(const rd_kafka_t *handle, int level, const char *facility, const char *text) {
    wr_kafka_client *client = rd_kafka_opaque(handle);
    char             line[512];
    if (strcmp(facility, "CONFWARN") == 0)
        return; /* settings of the other role; both are fine in one WITH clause */
    snprintf(line, sizeof line, "%s", text);
    if (!client) /* while it is being made */
        return;
    scrub(line, client->secrets, client->secret_count);
    if (strcmp(facility, "FAIL") == 0 || strcmp(facility, "ERROR") == 0)
        return; /* on_error gets the same */
    /* While a coordinator moves, or an old transaction ends, an id is asked for again: that is how it is meant to be. */
    if (strcmp(facility, "GETPID") == 0 && strstr(text, "retrying") && level > 3)
        level = 7;
    wr_log(client->env, level <= 3 ? WR_LOG_WARN : level <= 4 ? WR_LOG_INFO : WR_LOG_DEBUG, "table '%s': kafka: %s: %s", client->table_name, facility, line);
}

static void on_error(rd_kafka_t *handle, int code, const char *reason, void *opaque) {
    wr_kafka_client *client = opaque;
    char             text[512];
    if (code == RD_KAFKA_RESP_ERR__FATAL) {
        rd_kafka_resp_err_t fatal = rd_kafka_fatal_error(handle, text, sizeof text);
        remember(client, fatal, text, true);
        return;
    }
    if (code == RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART || code == RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC || code == RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION) {
        wr_mutex_lock(&client->mutex);
        client->lost = true;
        wr_mutex_unlock(&client->mutex);
    }
    /* "all brokers down" says less than what came before it */
    wr_mutex_lock(&client->mutex);
    bool says_less = code == RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN && client->trouble[0];
    if (says_less && client->away_since_ns == 0)
        client->away_since_ns = client->env->monotonic_ns(client->env->self);
    wr_mutex_unlock(&client->mutex);
    if (!says_less)
        remember(client, (rd_kafka_resp_err_t)code, reason, false);
}

const char *wr_kafka_client_trouble(wr_kafka_client *client, wr_arena *arena) {
    wr_mutex_lock(&client->mutex);
    const char *text = client->trouble[0] ? wr_arena_printf(arena, ": %s", client->trouble) : "";
    wr_mutex_unlock(&client->mutex);
    return text;
}

bool wr_kafka_client_lost(wr_kafka_client *client) {
    wr_mutex_lock(&client->mutex);
    bool lost = client->lost;
    client->lost = false;
    wr_mutex_unlock(&client->mutex);
    return lost;
}

bool wr_kafka_client_fatal(wr_kafka_client *client) {
    wr_mutex_lock(&client->mutex);
    bool fatal = client->fatal;
    wr_mutex_unlock(&client->mutex);
    return fatal;
}

/* The trouble, once: it is not said again unless it comes again. */
static bool take_trouble(wr_kafka_client *client, char text[256], int64_t now) {
    wr_mutex_lock(&client->mutex);
    bool take = client->trouble[0] && !client->told && !client->fatal && (client->warned_ns == 0 || now - client->warned_ns >= WARN_EVERY_NS);
    if (take) {
        memcpy(text, client->trouble, sizeof client->trouble);
        client->told = true;
        client->warned_ns = now;
    }
    wr_mutex_unlock(&client->mutex);
    return take;
}

void wr_kafka_client_watch(wr_kafka_client *client) {
    char text[256];
    if (take_trouble(client, text, client->env->monotonic_ns(client->env->self)))
        wr_log(client->env, WR_LOG_WARN, "table '%s': kafka: %s; trying again", client->table_name, text);
}

const char *wr_kafka_next_topic(const char **rest, wr_arena *arena) {
    const char *begin = *rest + strspn(*rest, " "), *end = begin + strcspn(begin, ";");
    *rest = *end ? end + 1 : NULL;
    while (end > begin && end[-1] == ' ')
        end--;
    return wr_arena_strndup(arena, begin, (size_t)(end - begin));
}

weir_status wr_kafka_status(rd_kafka_resp_err_t code) {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wswitch-enum"
    switch (code) { /* most of some 170 codes mean the same to us */
    case RD_KAFKA_RESP_ERR_NO_ERROR:
        return WEIR_OK;
    case RD_KAFKA_RESP_ERR__FENCED:
    case RD_KAFKA_RESP_ERR_PRODUCER_FENCED:
    case RD_KAFKA_RESP_ERR_INVALID_PRODUCER_EPOCH:
    case RD_KAFKA_RESP_ERR_FENCED_INSTANCE_ID:
        return WEIR_FENCED;
    case RD_KAFKA_RESP_ERR__AUTHENTICATION:
    case RD_KAFKA_RESP_ERR__SSL:
    case RD_KAFKA_RESP_ERR__INVALID_ARG:
    case RD_KAFKA_RESP_ERR_SASL_AUTHENTICATION_FAILED:
    case RD_KAFKA_RESP_ERR_UNSUPPORTED_SASL_MECHANISM:
    case RD_KAFKA_RESP_ERR_ILLEGAL_SASL_STATE:
    case RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED:
    case RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED:
    case RD_KAFKA_RESP_ERR_CLUSTER_AUTHORIZATION_FAILED:
    case RD_KAFKA_RESP_ERR_TRANSACTIONAL_ID_AUTHORIZATION_FAILED:
    case RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART:
    case RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC:
    case RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION:
    case RD_KAFKA_RESP_ERR_TOPIC_EXCEPTION:
        return WEIR_INVALID;
    case RD_KAFKA_RESP_ERR_UNSUPPORTED_VERSION:
    case RD_KAFKA_RESP_ERR__UNSUPPORTED_FEATURE:
    case RD_KAFKA_RESP_ERR__NOT_IMPLEMENTED:
        return WEIR_UNSUPPORTED;
    case RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE:
    case RD_KAFKA_RESP_ERR_INVALID_MSG:
    case RD_KAFKA_RESP_ERR__BAD_MSG:
        return WEIR_DATA;
    default:
        return WEIR_UNAVAILABLE;
    }
#pragma GCC diagnostic pop
}

/* ---- life ---- */

static weir_status apply_list(draft *d, const wr_kafka_setting *list, weir_error *err) {
    for (; list && list->name; list++)
        WEIR_TRY(set(d, list->name, list->name, list->value, err));
    return WEIR_OK;
}

static weir_status fill(draft *d, const wr_kafka_client_config *config, wr_kafka_client *client, weir_error *err) {
    const char *prefix = wr_kafka_property(config->table, "client.id.prefix");
    if (config->client_id)
        WEIR_TRY(set(d, "client.id", "client.id", prefix ? wr_arena_printf(d->arena, "%s-%s", prefix, config->client_id) : config->client_id, err));
    WEIR_TRY(apply_list(d, config->defaults, err));
    WEIR_TRY(apply_properties(d, err));
    WEIR_TRY(apply_list(d, config->own, err));
    WEIR_TRY(set(d, "client.software.name", "client.software.name", "weir", err));
    rd_kafka_conf_set_opaque(d->conf, client);
    rd_kafka_conf_set_log_cb(d->conf, on_log);
    rd_kafka_conf_set_error_cb(d->conf, on_error);
    if (config->configure)
        config->configure(d->conf, config->owner);
    return WEIR_OK;
}

weir_status wr_kafka_client_create(const wr_kafka_client_config *config, wr_kafka_client **out, weir_error *err) {
    const weir_table_info *table = config->table;
    wr_arena              *arena = wr_arena_create(0);
    wr_kafka_client       *client = wr_arena_calloc(arena, 1, sizeof *client);
    draft                  d = {.table = table, .conf = rd_kafka_conf_new(), .arena = arena};
    char                   reason[512] = "";
    const char            *servers = wr_kafka_property(table, "bootstrap.servers");
    *out = NULL;
    client->arena = arena;
    client->env = table->env;
    client->owner = config->owner;
    client->table_name = wr_arena_strdup(arena, table->name);
    client->servers = wr_arena_strdup(arena, servers ? servers : "");
    wr_mutex_init(&client->mutex);
    weir_status status = fill(&d, config, client, err);
    if (status != WEIR_OK) {
        rd_kafka_conf_destroy(d.conf);
        wr_kafka_client_destroy(client);
        return status;
    }
    client->secrets = d.secrets;
    client->secret_count = d.secret_count;
    client->handle = rd_kafka_new(config->role == WR_KAFKA_CONSUMER ? RD_KAFKA_CONSUMER : RD_KAFKA_PRODUCER, d.conf, reason, sizeof reason);
    if (!client->handle) {
        rd_kafka_conf_destroy(d.conf);
        scrub(reason, client->secrets, client->secret_count);
        status = weir_fail(err, WEIR_INVALID, "table '%s': the settings in 'properties.*' do not work: %s", table->name, reason);
        wr_kafka_client_destroy(client);
        return status;
    }
    *out = client;
    return WEIR_OK;
}

/* librdkafka's end may hang: on the name of a broker that cannot be looked up, or (2.0) on a topic that was deleted while
 * it was read. A thread waits for it, and who asked waits for that thread, but not for ever. */
typedef struct ending {
    wr_kafka_client *client;
    wr_mutex         mutex; /* guards the members below */
    wr_condition     changed;
    bool             done, left_alone;
} ending;

static void free_client(wr_kafka_client *client) {
    wr_mutex_destroy(&client->mutex);
    wr_arena_destroy(client->arena);
}

static void free_ending(ending *end) {
    free_client(end->client);
    wr_condition_destroy(&end->changed);
    wr_mutex_destroy(&end->mutex);
    wr_free(end);
}

static void *end_client(void *argument) {
    ending *end = argument;
    rd_kafka_destroy_flags(end->client->handle, RD_KAFKA_DESTROY_F_NO_CONSUMER_CLOSE); /* no group was joined */
    wr_mutex_lock(&end->mutex);
    end->done = true;
    bool left_alone = end->left_alone;
    wr_condition_signal_all(&end->changed);
    wr_mutex_unlock(&end->mutex);
    if (left_alone)
        free_ending(end);
    return NULL;
}

static void end_handle(wr_kafka_client *client) {
    const wr_env *env = client->env;
    ending       *end = wr_calloc(1, sizeof *end);
    wr_thread     thread = {.started = false};
    int64_t       until = env->monotonic_ns(env->self) + END_LIMIT_NS;
    end->client = client;
    wr_mutex_init(&end->mutex);
    wr_condition_init(&end->changed);
    if (wr_thread_start(&thread, "kafka-end", end_client, end, NULL) != WEIR_OK) {
        end_client(end);
        free_ending(end);
        return;
    }
    wr_mutex_lock(&end->mutex);
    for (int64_t now; !end->done && (now = env->monotonic_ns(env->self)) < until;)
        wr_condition_wait(&end->changed, &end->mutex, (uint64_t)(until - now) / 1000);
    bool left_alone = end->left_alone = !end->done;
    if (left_alone) /* before the mutex is free: then the thread may end, and the client with it */
        wr_log(env, WR_LOG_INFO, "table '%s': the Kafka client does not end; it is left alone", client->table_name);
    wr_mutex_unlock(&end->mutex);
    if (left_alone) {
        wr_thread_detach(&thread);
        return;
    }
    wr_thread_join(&thread);
    free_ending(end);
}

void wr_kafka_client_destroy(wr_kafka_client *client) {
    if (client && client->handle)
        end_handle(client);
    else if (client)
        free_client(client);
}

/* Trouble that no waiting cures: WEIR_OK: there is none. */
static weir_status hopeless(wr_kafka_client *client, weir_error *err) {
    char text[256];
    wr_mutex_lock(&client->mutex);
    weir_status status = client->trouble[0] ? wr_kafka_status(client->trouble_code) : WEIR_OK;
    bool        cured = !client->fatal && (client->trouble_code == RD_KAFKA_RESP_ERR__SSL ? strstr(client->trouble, "certificate") == NULL : status != WEIR_INVALID);
    memcpy(text, client->trouble, sizeof text);
    wr_mutex_unlock(&client->mutex);
    if (status == WEIR_OK || cured)
        return WEIR_OK;
    bool old_scram = strstr(text, "SCRAM") && rd_kafka_version() < 0x02060100; /* it sends a nonce that Kafka refuses from 4.0 on */
    return weir_fail(err, status == WEIR_UNAVAILABLE ? WEIR_INVALID : status, "table '%s': the brokers at %s refuse this client: %s; look at 'properties.security.protocol', "
                     "'properties.sasl.*' and 'properties.ssl.*'%s%s%s", client->table_name, client->servers, text, old_scram ? " (SCRAM with Kafka 4 needs librdkafka 2.6.1; this is " : "",
                     old_scram ? rd_kafka_version_str() : "", old_scram ? ")" : "");
}

weir_status wr_kafka_client_reach(wr_kafka_client *client, int64_t limit_ms, weir_error *err) {
    const wr_env *env = client->env;
    int64_t       begin = env->monotonic_ns(env->self);
    for (;;) {
        const struct rd_kafka_metadata *metadata;
        int64_t             passed_ms = (env->monotonic_ns(env->self) - begin) / 1000000;
        rd_kafka_resp_err_t code = rd_kafka_metadata(client->handle, 0, NULL, &metadata, (int)WR_MAX(WR_MIN(limit_ms - passed_ms, 1000), 100));
        rd_kafka_poll(client->handle, 0); /* lets on_error speak */
        if (code == RD_KAFKA_RESP_ERR_NO_ERROR) {
            rd_kafka_metadata_destroy(metadata);
            wr_mutex_lock(&client->mutex);
            client->away_since_ns = 0;
            if (!client->fatal)
                client->trouble[0] = '\0';
            wr_mutex_unlock(&client->mutex);
            return WEIR_OK;
        }
        WEIR_TRY(hopeless(client, err));
        passed_ms = (env->monotonic_ns(env->self) - begin) / 1000000;
        if (passed_ms >= limit_ms) {
            wr_mutex_lock(&client->mutex);
            weir_status status = weir_fail(err, WEIR_UNAVAILABLE, "table '%s': no broker answers at %s ('properties.bootstrap.servers') after %" PRId64 " s: %s", client->table_name,
                                           client->servers, passed_ms / 1000, client->trouble[0] ? client->trouble : rd_kafka_err2str(code));
            wr_mutex_unlock(&client->mutex);
            return status;
        }
        if (passed_ms > 2000)
            wr_kafka_client_watch(client);
    }
}
