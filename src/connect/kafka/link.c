/* connect/kafka/link.c - see the header. */
#include "connect/kafka/link.h"

#include <inttypes.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/net.h"
#include "base/number.h"
#include "connect/kafka/scram.h"

#define CONNECT_MS 10000
#define ANSWER_MS  15000

typedef struct link { int32_t node; const char *host, *port; wr_net *net; } link; /* net NULL: not connected */

struct wr_kafka_links {
    const wr_env *env;
    const char   *table_name;
    wr_arena     *arena;
    link         *all; size_t count, capacity;   /* the first `bootstrap_count` are those of 'bootstrap.servers', node -1 */
    size_t        bootstrap_count;
    size_t        chosen;                        /* of them, the one that answered last */
    wr_buffer     request;
    int32_t       number;
    bool          tls, sasl;
    wr_net_tls    security;
    const char   *mechanism, *user, *password;
    int16_t       transaction_version;
};

/* ---- settings ---- */

/* What librdkafka would use; NULL: unset. In arena. */
static const char *setting(const rd_kafka_conf_t *conf, wr_arena *arena, const char *name) {
    size_t size = 0;
    if (rd_kafka_conf_get(conf, name, NULL, &size) != RD_KAFKA_CONF_OK || size <= 1)
        return NULL;
    char *value = wr_arena_calloc(arena, size + 1, 1);
    return rd_kafka_conf_get(conf, name, value, &size) == RD_KAFKA_CONF_OK && *value ? value : NULL;
}

static weir_status take_security(wr_kafka_links *links, const rd_kafka_conf_t *conf, weir_error *err) {
    const char *protocol = setting(conf, links->arena, "security.protocol"), *identify = setting(conf, links->arena, "ssl.endpoint.identification.algorithm");
    const char *verify = setting(conf, links->arena, "enable.ssl.certificate.verification");
    links->tls = protocol && strcasestr(protocol, "ssl") != NULL;
    links->sasl = protocol && strncasecmp(protocol, "sasl", 4) == 0;
    links->security = (wr_net_tls){.verify_peer = !verify || strcmp(verify, "true") == 0, .verify_name = !identify || strcmp(identify, "none") != 0,
                                   .ca_path = setting(conf, links->arena, "ssl.ca.location"), .ca_pem = setting(conf, links->arena, "ssl.ca.pem"),
                                   .certificate_path = setting(conf, links->arena, "ssl.certificate.location"), .certificate_pem = setting(conf, links->arena, "ssl.certificate.pem"),
                                   .key_path = setting(conf, links->arena, "ssl.key.location"), .key_pem = setting(conf, links->arena, "ssl.key.pem"),
                                   .key_password = setting(conf, links->arena, "ssl.key.password"), .keystore_path = setting(conf, links->arena, "ssl.keystore.location"),
                                   .keystore_password = setting(conf, links->arena, "ssl.keystore.password")};
    if (links->security.ca_path && strcmp(links->security.ca_path, "probe") == 0)
        links->security.ca_path = NULL;
    links->mechanism = setting(conf, links->arena, "sasl.mechanism");
    links->user = setting(conf, links->arena, "sasl.username");
    links->password = setting(conf, links->arena, "sasl.password");
    if (!links->sasl)
        return WEIR_OK;
    if (!links->mechanism || (strcmp(links->mechanism, "PLAIN") != 0 && !wr_scram_knows(links->mechanism)))
        return weir_fail(err, WEIR_UNSUPPORTED, "table '%s': 'sasl.mechanism' = '%s' is not available for this; PLAIN, SCRAM-SHA-256 and SCRAM-SHA-512 are", links->table_name,
                         links->mechanism ? links->mechanism : "GSSAPI");
    if (!links->user || !links->password)
        return weir_fail(err, WEIR_INVALID, "table '%s': 'sasl.mechanism' = '%s' needs 'sasl.username' and 'sasl.password'", links->table_name, links->mechanism);
    return WEIR_OK;
}

/* "[SASL_SSL://]host[:port]", "[::1]:9092" */
static weir_status take_server(wr_kafka_links *links, const char *text, size_t size, weir_error *err) {
    char       *host = wr_arena_strndup(links->arena, text, size);
    char       *scheme = strstr(host, "://");
    const char *port = "9092";
    int64_t     number;
    if (scheme)
        host = scheme + 3;
    char *colon = strrchr(host, ':'), *bracket = strchr(host, ']');
    if (colon && (bracket ? colon > bracket : strchr(host, ':') == colon)) {
        *colon = '\0';
        port = colon + 1;
    }
    if (*host == '[' && bracket) {
        *bracket = '\0';
        host++;
    }
    if (!*host || !wr_parse_i64(port, strlen(port), &number) || number < 1 || number > 65535)
        return weir_fail(err, WEIR_INVALID, "table '%s': 'bootstrap.servers': '%.*s' is not host:port", links->table_name, (int)WR_MIN(size, (size_t)200), text);
    links->all = wr_arena_grow(links->arena, links->all, links->count, &links->capacity, sizeof *links->all);
    links->all[links->count++] = (link){.node = WR_KAFKA_ANY_NODE, .host = host, .port = port};
    links->bootstrap_count = links->count;
    return WEIR_OK;
}

weir_status wr_kafka_links_open(const weir_table_info *table, wr_kafka_links **out, weir_error *err) {
    wr_arena        *arena = wr_arena_create(0);
    wr_kafka_links  *links = wr_arena_calloc(arena, 1, sizeof *links);
    rd_kafka_conf_t *conf = rd_kafka_conf_new();
    const char      *servers = wr_kafka_property(table, "bootstrap.servers");
    weir_status      status;
    links->arena = arena;
    links->env = table->env;
    links->table_name = wr_arena_strdup(arena, table->name);
    *out = NULL;
    WEIR_TRY_GOTO(status, wr_kafka_properties_conf(table, conf, err), done);
    WEIR_TRY_GOTO(status, take_security(links, conf, err), done);
    for (const char *at = servers ? servers : ""; *at && status == WEIR_OK;) {
        size_t size = strcspn(at, ", ");
        if (size != 0)
            status = take_server(links, at, size, err);
        at += size + (at[size] != '\0');
    }
    if (status == WEIR_OK && links->count == 0)
        status = weir_fail(err, WEIR_INVALID, "table '%s': 'bootstrap.servers' is empty", table->name);
done:
    rd_kafka_conf_destroy(conf);
    if (status != WEIR_OK)
        wr_kafka_links_close(links);
    else
        *out = links;
    return status;
}

void wr_kafka_links_close(wr_kafka_links *links) {
    if (!links)
        return;
    for (size_t i = 0; i < links->count; i++)
        wr_net_close(links->all[i].net);
    wr_buffer_free(&links->request);
    wr_arena_destroy(links->arena);
}

int32_t    wr_kafka_links_number(wr_kafka_links *links) { return ++links->number; }
wr_buffer *wr_kafka_links_request(wr_kafka_links *links) { return &links->request; }
int16_t    wr_kafka_links_transaction_version(const wr_kafka_links *links) { return links->transaction_version; }

/* ---- one exchange ---- */

static void hang_up(link *one) {
    wr_net_close(one->net);
    one->net = NULL;
}

static weir_status exchange(link *one, const wr_buffer *request, wr_arena *arena, const char **frame, size_t *size, weir_error *err) {
    unsigned char head[4];
    WEIR_TRY(wr_net_write(one->net, request->data, request->size, ANSWER_MS, err));
    WEIR_TRY(wr_net_read(one->net, head, sizeof head, ANSWER_MS, err));
    uint32_t length = (uint32_t)head[0] << 24 | (uint32_t)head[1] << 16 | (uint32_t)head[2] << 8 | head[3];
    if (length < 4 || length > WR_WIRE_FRAME_MAX)
        return weir_fail(err, WEIR_CORRUPT, "%s:%s: this is no answer of a Kafka broker; does 'security.protocol' fit this port?", one->host, one->port);
    char *bytes = wr_arena_alloc(arena, length);
    WEIR_TRY(wr_net_read(one->net, bytes, length, ANSWER_MS, err));
    *frame = bytes;
    *size = length;
    return WEIR_OK;
}

/* ---- who we are ---- */

static weir_status authenticate(wr_kafka_links *links, link *one, const void *data, size_t data_size, wr_arena *arena, const char **reply, size_t *reply_size, weir_error *err) {
    wr_buffer   out = {0};
    const char *frame, *message = "";
    size_t      size;
    int16_t     code = 0;
    int32_t     number = wr_kafka_links_number(links);
    wr_wire_ask_authenticate(&out, number, data, data_size);
    weir_status status = exchange(one, &out, arena, &frame, &size, err);
    if (status == WEIR_OK)
        status = wr_wire_authenticate_of(frame, size, number, arena, &code, &message, reply, reply_size, err);
    if (status == WEIR_OK && code != 0)
        status = weir_fail(err, WEIR_INVALID, "%s:%s: the credentials are refused: %s", one->host, one->port, code == WR_KAFKA_BAD_CREDENTIALS ? "wrong user or password" : wr_wire_error(code, arena));
    wr_buffer_free(&out);
    return status;
}

static weir_status log_in_scram(wr_kafka_links *links, link *one, wr_arena *arena, weir_error *err) {
    wr_scram    scram;
    const char *nonce = wr_arena_printf(arena, "%016" PRIx64 "%016" PRIx64, links->env->random(links->env->self), links->env->random(links->env->self));
    const char *message = wr_scram_first(&scram, links->mechanism, links->user, links->password, nonce, arena), *reply;
    size_t      size;
    WEIR_TRY(authenticate(links, one, message, strlen(message), arena, &reply, &size, err));
    WEIR_TRY(wr_scram_final(&scram, reply ? reply : "", size, &message, err));
    WEIR_TRY(authenticate(links, one, message, strlen(message), arena, &reply, &size, err));
    return wr_scram_check(&scram, reply ? reply : "", size, err);
}

static weir_status log_in_plain(wr_kafka_links *links, link *one, wr_arena *arena, weir_error *err) {
    wr_buffer   token = {0};
    const char *reply;
    size_t      size;
    wr_buffer_byte(&token, '\0');
    wr_buffer_text(&token, links->user);
    wr_buffer_byte(&token, '\0');
    wr_buffer_text(&token, links->password);
    weir_status status = authenticate(links, one, token.data, token.size, arena, &reply, &size, err);
    wr_buffer_free(&token);
    return status;
}

static weir_status log_in(wr_kafka_links *links, link *one, wr_arena *arena, weir_error *err) {
    wr_buffer   out = {0};
    const char *frame, *mechanisms = "";
    size_t      size;
    int16_t     code = 0;
    int32_t     number = wr_kafka_links_number(links);
    wr_wire_ask_handshake(&out, number, links->mechanism);
    weir_status status = exchange(one, &out, arena, &frame, &size, err);
    if (status == WEIR_OK)
        status = wr_wire_handshake_of(frame, size, number, arena, &code, &mechanisms, err);
    wr_buffer_free(&out);
    WEIR_TRY(status);
    if (code != 0)
        return weir_fail(err, WEIR_INVALID, "%s:%s: the broker does not take 'sasl.mechanism' = '%s'; it takes %s", one->host, one->port, links->mechanism, *mechanisms ? mechanisms : "none");
    return strcmp(links->mechanism, "PLAIN") == 0 ? log_in_plain(links, one, arena, err) : log_in_scram(links, one, arena, err);
}

static weir_status ask_versions(wr_kafka_links *links, link *one, wr_arena *arena, weir_error *err) {
    wr_buffer        out = {0};
    wr_wire_versions versions;
    const char      *frame;
    size_t           size;
    int32_t          number = wr_kafka_links_number(links);
    wr_wire_ask_versions(&out, number, "1");
    weir_status status = exchange(one, &out, arena, &frame, &size, err);
    if (status == WEIR_OK)
        status = wr_wire_versions_of(frame, size, number, &versions, err);
    if (status == WEIR_OK)
        status = wr_wire_check_versions(&versions, err);
    if (status == WEIR_OK)
        links->transaction_version = versions.transaction_version;
    wr_buffer_free(&out);
    return status;
}

static weir_status connect_to(wr_kafka_links *links, link *one, weir_error *err) {
    wr_arena   *arena = wr_arena_create(0);
    weir_status status = wr_net_connect(links->env, one->host, one->port, links->tls ? &links->security : NULL, CONNECT_MS, &one->net, err);
    if (status == WEIR_OK && links->sasl)
        status = log_in(links, one, arena, err);
    if (status == WEIR_OK)
        status = ask_versions(links, one, arena, err);
    if (status != WEIR_OK)
        hang_up(one);
    wr_arena_destroy(arena);
    return status;
}

/* ---- finding one ---- */

void wr_kafka_links_learn(wr_kafka_links *links, const wr_wire_node *node) {
    const char *port = wr_arena_printf(links->arena, "%" PRId32, node->port);
    if (node->id < 0)
        return;
    for (size_t i = links->bootstrap_count; i < links->count; i++) {
        link *one = &links->all[i];
        if (one->node != node->id)
            continue;
        if (strcmp(one->host, node->host) != 0 || strcmp(one->port, port) != 0) {
            hang_up(one);
            one->host = wr_arena_strdup(links->arena, node->host);
            one->port = port;
        }
        return;
    }
    links->all = wr_arena_grow(links->arena, links->all, links->count, &links->capacity, sizeof *links->all);
    links->all[links->count++] = (link){.node = node->id, .host = wr_arena_strdup(links->arena, node->host), .port = port};
}

static weir_status any_link(wr_kafka_links *links, link **found, weir_error *err) {
    weir_status status = WEIR_UNAVAILABLE;
    for (size_t tried = 0; tried < links->bootstrap_count; tried++) {
        link *one = &links->all[(links->chosen + tried) % links->bootstrap_count];
        status = one->net ? WEIR_OK : connect_to(links, one, err);
        if (status == WEIR_OK) {
            links->chosen = (size_t)(one - links->all);
            *found = one;
            return WEIR_OK;
        }
        if (status == WEIR_INVALID || status == WEIR_UNSUPPORTED)
            break; /* the next one would say the same */
    }
    return status;
}

weir_status wr_kafka_links_ask(wr_kafka_links *links, int32_t node, wr_arena *arena, const char **frame, size_t *size, weir_error *err) {
    link *one = NULL;
    if (node == WR_KAFKA_ANY_NODE) {
        WEIR_TRY(any_link(links, &one, err));
    } else {
        for (size_t i = links->bootstrap_count; i < links->count && !one; i++)
            if (links->all[i].node == node)
                one = &links->all[i];
        if (!one)
            return weir_fail(err, WEIR_UNAVAILABLE, "broker %" PRId32 " is not among the brokers of the cluster now", node);
        if (!one->net)
            WEIR_TRY(connect_to(links, one, err));
    }
    weir_status status = exchange(one, &links->request, arena, frame, size, err);
    if (status != WEIR_OK)
        hang_up(one);
    return status;
}
