/* connect/kafka/wire.c - see the header. */
#include "connect/kafka/wire.h"

#include <inttypes.h>
#include <string.h>

#define MECHANISMS_SHOWN 16u

static const struct { int16_t key, version; bool flexible; const char *name; } apis[WR_WIRE_API_COUNT] = {
    [WR_WIRE_LIST_OFFSETS] = {2, 2, false, "ListOffsets"},
    [WR_WIRE_METADATA] = {3, 4, false, "Metadata"},
    [WR_WIRE_OFFSET_FETCH] = {9, 3, false, "OffsetFetch"},
    [WR_WIRE_FIND_COORDINATOR] = {10, 1, false, "FindCoordinator"},
    [WR_WIRE_SASL_HANDSHAKE] = {17, 1, false, "SaslHandshake"},
    [WR_WIRE_API_VERSIONS] = {18, 3, true, "ApiVersions"},
    [WR_WIRE_INIT_PRODUCER_ID] = {22, 1, false, "InitProducerId"},
    [WR_WIRE_END_TXN] = {26, 2, false, "EndTxn"},
    [WR_WIRE_END_TXN_2] = {26, 5, true, "EndTxn"},
    [WR_WIRE_SASL_AUTHENTICATE] = {36, 0, false, "SaslAuthenticate"},
    [WR_WIRE_DESCRIBE_PRODUCERS] = {61, 0, true, "DescribeProducers"},
    [WR_WIRE_DESCRIBE_TRANSACTIONS] = {65, 0, true, "DescribeTransactions"},
    [WR_WIRE_LIST_TRANSACTIONS] = {66, 0, true, "ListTransactions"},
};

const char *wr_wire_error(int16_t code, wr_arena *arena) {
    static const struct { int16_t code; const char *name; } names[] = {
        {-1, "UNKNOWN_SERVER_ERROR"}, {3, "UNKNOWN_TOPIC_OR_PARTITION"}, {5, "LEADER_NOT_AVAILABLE"}, {6, "NOT_LEADER_OR_FOLLOWER"}, {7, "REQUEST_TIMED_OUT"},
        {14, "COORDINATOR_LOAD_IN_PROGRESS"}, {15, "COORDINATOR_NOT_AVAILABLE"}, {16, "NOT_COORDINATOR"}, {29, "TOPIC_AUTHORIZATION_FAILED"},
        {30, "GROUP_AUTHORIZATION_FAILED"}, {31, "CLUSTER_AUTHORIZATION_FAILED"}, {33, "UNSUPPORTED_SASL_MECHANISM"}, {34, "ILLEGAL_SASL_STATE"},
        {35, "UNSUPPORTED_VERSION"}, {42, "INVALID_REQUEST"}, {47, "INVALID_PRODUCER_EPOCH"}, {48, "INVALID_TXN_STATE"}, {49, "INVALID_PRODUCER_ID_MAPPING"},
        {50, "INVALID_TRANSACTION_TIMEOUT"}, {51, "CONCURRENT_TRANSACTIONS"}, {53, "TRANSACTIONAL_ID_AUTHORIZATION_FAILED"}, {58, "SASL_AUTHENTICATION_FAILED"},
        {90, "PRODUCER_FENCED"}, {105, "TRANSACTIONAL_ID_NOT_FOUND"}};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (names[i].code == code)
            return wr_arena_printf(arena, "%s (%d)", names[i].name, code);
    return wr_arena_printf(arena, "error %d", code);
}

bool wr_wire_passes(int16_t code) {
    return code == WR_KAFKA_NO_LEADER || code == WR_KAFKA_NOT_LEADER || code == 7 || code == WR_KAFKA_COORDINATOR_LOADING || code == WR_KAFKA_COORDINATOR_AWAY ||
           code == WR_KAFKA_NOT_COORDINATOR || code == WR_KAFKA_CONCURRENT;
}

/* ---- writing ---- */

static void number_of(wr_buffer *out, uint64_t value, uint32_t size) {
    for (uint32_t i = size; i-- > 0;)
        wr_buffer_byte(out, (char)(value >> (8 * i)));
}

static void put_i8(wr_buffer *out, int8_t value) { number_of(out, (uint8_t)value, 1); }
static void put_i16(wr_buffer *out, int16_t value) { number_of(out, (uint16_t)value, 2); }
static void put_i32(wr_buffer *out, int32_t value) { number_of(out, (uint32_t)value, 4); }
static void put_i64(wr_buffer *out, int64_t value) { number_of(out, (uint64_t)value, 8); }

static void put_string(wr_buffer *out, const char *text) {
    size_t size = text ? strlen(text) : 0;
    WR_ASSERT(size <= INT16_MAX);
    put_i16(out, text ? (int16_t)size : -1);
    wr_buffer_append(out, text, size);
}

static void put_bytes(wr_buffer *out, const void *data, size_t size) {
    WR_ASSERT(size <= INT32_MAX);
    put_i32(out, (int32_t)size);
    wr_buffer_append(out, data, size);
}

static void put_compact_count(wr_buffer *out, uint32_t count) { wr_buffer_varint(out, (uint64_t)count + 1); }

static void put_compact_string(wr_buffer *out, const char *text) {
    size_t size = strlen(text);
    wr_buffer_varint(out, size + 1);
    wr_buffer_append(out, text, size);
}

static void put_tags(wr_buffer *out) { wr_buffer_byte(out, 0); }

static void request_begin(wr_buffer *out, wr_wire_api api, int32_t number) {
    out->size = 0;
    put_i32(out, 0);
    put_i16(out, apis[api].key);
    put_i16(out, apis[api].version);
    put_i32(out, number);
    put_string(out, "weir-txn");
    if (apis[api].flexible)
        put_tags(out);
}

static void request_end(wr_buffer *out) {
    uint32_t size = (uint32_t)(out->size - 4);
    for (uint32_t i = 0; i < 4; i++)
        out->data[i] = (char)(size >> (24 - 8 * i));
}

void wr_wire_ask_versions(wr_buffer *out, int32_t number, const char *version) {
    request_begin(out, WR_WIRE_API_VERSIONS, number);
    put_compact_string(out, "weir");
    put_compact_string(out, version);
    put_tags(out);
    request_end(out);
}

void wr_wire_ask_metadata(wr_buffer *out, int32_t number, const char *const *topics, uint32_t count) {
    request_begin(out, WR_WIRE_METADATA, number);
    put_i32(out, (int32_t)count);
    for (uint32_t i = 0; i < count; i++)
        put_string(out, topics[i]);
    put_i8(out, 0); /* topics that are not there are not made */
    request_end(out);
}

void wr_wire_ask_coordinator(wr_buffer *out, int32_t number, const char *key, bool transaction) {
    request_begin(out, WR_WIRE_FIND_COORDINATOR, number);
    put_string(out, key);
    put_i8(out, transaction);
    request_end(out);
}

static void ask_texts(wr_buffer *out, const char *const *texts, uint32_t count) {
    put_compact_count(out, count);
    for (uint32_t i = 0; i < count; i++)
        put_compact_string(out, texts[i]);
}

void wr_wire_ask_list(wr_buffer *out, int32_t number, const char *const *states, uint32_t count) {
    request_begin(out, WR_WIRE_LIST_TRANSACTIONS, number);
    ask_texts(out, states, count);
    put_compact_count(out, 0); /* of all producers */
    put_tags(out);
    request_end(out);
}

void wr_wire_ask_describe(wr_buffer *out, int32_t number, const char *const *ids, uint32_t count) {
    request_begin(out, WR_WIRE_DESCRIBE_TRANSACTIONS, number);
    ask_texts(out, ids, count);
    put_tags(out);
    request_end(out);
}

/* How many of the partitions from `begin` on are of one topic. */
static uint32_t run_of(const wr_wire_partition *partitions, uint32_t begin, uint32_t count) {
    uint32_t end = begin;
    while (end < count && strcmp(partitions[end].topic, partitions[begin].topic) == 0)
        end++;
    return end - begin;
}

static uint32_t topic_count(const wr_wire_partition *partitions, uint32_t count) {
    uint32_t topics = 0;
    for (uint32_t i = 0; i < count; i += run_of(partitions, i, count))
        topics++;
    return topics;
}

void wr_wire_ask_producers(wr_buffer *out, int32_t number, const wr_wire_partition *partitions, uint32_t count) {
    request_begin(out, WR_WIRE_DESCRIBE_PRODUCERS, number);
    put_compact_count(out, topic_count(partitions, count));
    for (uint32_t i = 0; i < count;) {
        uint32_t run = run_of(partitions, i, count);
        put_compact_string(out, partitions[i].topic);
        put_compact_count(out, run);
        for (; run > 0; run--)
            put_i32(out, partitions[i++].partition);
        put_tags(out);
    }
    put_tags(out);
    request_end(out);
}

void wr_wire_ask_ends(wr_buffer *out, int32_t number, const wr_wire_partition *partitions, uint32_t count) {
    request_begin(out, WR_WIRE_LIST_OFFSETS, number);
    put_i32(out, -1); /* no replica */
    put_i8(out, 0);   /* read_uncommitted: behind what is open */
    put_i32(out, (int32_t)topic_count(partitions, count));
    for (uint32_t i = 0; i < count;) {
        uint32_t run = run_of(partitions, i, count);
        put_string(out, partitions[i].topic);
        put_i32(out, (int32_t)run);
        for (; run > 0; run--) {
            put_i32(out, partitions[i++].partition);
            put_i64(out, -1); /* the end */
        }
    }
    request_end(out);
}

void wr_wire_ask_group(wr_buffer *out, int32_t number, const char *group) {
    request_begin(out, WR_WIRE_OFFSET_FETCH, number);
    put_string(out, group);
    put_i32(out, -1); /* all that it has */
    request_end(out);
}

void wr_wire_ask_init(wr_buffer *out, int32_t number, const char *id, int32_t timeout_ms) {
    request_begin(out, WR_WIRE_INIT_PRODUCER_ID, number);
    put_string(out, id);
    put_i32(out, timeout_ms);
    request_end(out);
}

void wr_wire_ask_end(wr_buffer *out, int32_t number, bool version_2, const char *id, int64_t producer_id, int16_t epoch, bool commit) {
    request_begin(out, version_2 ? WR_WIRE_END_TXN_2 : WR_WIRE_END_TXN, number);
    if (version_2)
        put_compact_string(out, id);
    else
        put_string(out, id);
    put_i64(out, producer_id);
    put_i16(out, epoch);
    put_i8(out, commit);
    if (version_2)
        put_tags(out);
    request_end(out);
}

void wr_wire_ask_handshake(wr_buffer *out, int32_t number, const char *mechanism) {
    request_begin(out, WR_WIRE_SASL_HANDSHAKE, number);
    put_string(out, mechanism);
    request_end(out);
}

void wr_wire_ask_authenticate(wr_buffer *out, int32_t number, const void *data, size_t size) {
    request_begin(out, WR_WIRE_SASL_AUTHENTICATE, number);
    put_bytes(out, data, size);
    request_end(out);
}

/* ---- reading ---- */

/* After the first read past the end `in.failed` is set, and every further one gives 0 or nothing. */
typedef struct answer { wr_reader in; wr_arena *arena; } answer;

static uint64_t get(answer *a, uint32_t size) {
    const unsigned char *bytes = (const unsigned char *)wr_reader_raw(&a->in, size);
    uint64_t             value = 0;
    for (uint32_t i = 0; bytes && i < size; i++)
        value = value << 8 | bytes[i];
    return value;
}

static int16_t get_i16(answer *a) { return (int16_t)(uint16_t)get(a, 2); }
static int32_t get_i32(answer *a) { return (int32_t)(uint32_t)get(a, 4); }
static int64_t get_i64(answer *a) { return (int64_t)get(a, 8); }

/* Names, ids and hosts are never longer than what the oldest layout can write. */
static const char *text_of(answer *a, int64_t size) {
    if (size > INT16_MAX)
        a->in.failed = true;
    const char *bytes = size < 0 ? NULL : wr_reader_raw(&a->in, (size_t)size);
    if (!bytes)
        return NULL;
    return wr_arena_strndup(a->arena, bytes, (size_t)size);
}

/* NULL where null may be written; else use get_text. */
static const char *get_nullable(answer *a) { return text_of(a, get_i16(a)); }
static const char *get_text(answer *a) {
    const char *text = get_nullable(a);
    return text ? text : "";
}

static int64_t get_compact(answer *a) {
    uint64_t value = wr_reader_varint(&a->in);
    if (value > UINT32_MAX)
        a->in.failed = true;
    return a->in.failed ? -1 : (int64_t)value - 1;
}
static const char *get_compact_text(answer *a) {
    const char *text = text_of(a, get_compact(a));
    return text ? text : "";
}

/* Elements of `size` bytes or more each; more than can be there: failed. */
static uint32_t checked(answer *a, int64_t count, size_t size) {
    if (count > 0 && (uint64_t)count > (a->in.size - a->in.offset) / size)
        a->in.failed = true;
    return a->in.failed || count < 0 ? 0 : (uint32_t)count;
}
static uint32_t get_count(answer *a, size_t size) { return checked(a, get_i32(a), size); }
static uint32_t get_compact_count(answer *a, size_t size) { return checked(a, get_compact(a), size); }

static void skip(answer *a, int64_t size) {
    if (size > 0)
        (void)wr_reader_raw(&a->in, (size_t)size);
}

static void skip_tags(answer *a) {
    uint64_t count = wr_reader_varint(&a->in);
    for (uint64_t i = 0; i < count && !a->in.failed; i++) {
        (void)wr_reader_varint(&a->in);
        skip(a, (int64_t)(wr_reader_varint(&a->in) & INT32_MAX));
    }
}

static weir_status begin(answer *a, const void *frame, size_t size, wr_arena *arena, wr_wire_api api, int32_t number, weir_error *err) {
    *a = (answer){.in = wr_reader_of(frame, size), .arena = arena};
    int32_t found = get_i32(a);
    if (a->in.failed || found != number)
        return weir_fail(err, WEIR_CORRUPT, "the answer to %s is not one: is there a Kafka broker at this port, without TLS or with, as 'security.protocol' says?", apis[api].name);
    if (apis[api].flexible && api != WR_WIRE_API_VERSIONS)
        skip_tags(a);
    return WEIR_OK;
}

static weir_status end(const answer *a, wr_wire_api api, weir_error *err) {
    return a->in.failed ? weir_fail(err, WEIR_CORRUPT, "the broker's answer to %s is cut or damaged", apis[api].name) : WEIR_OK;
}

weir_status wr_wire_versions_of(const void *frame, size_t size, int32_t number, wr_wire_versions *out, weir_error *err) {
    answer a;
    *out = (wr_wire_versions){0};
    for (uint32_t i = 0; i < WR_WIRE_API_COUNT; i++)
        out->high[i] = -1;
    WEIR_TRY(begin(&a, frame, size, NULL, WR_WIRE_API_VERSIONS, number, err));
    out->code = get_i16(&a);
    if (out->code == WR_KAFKA_BAD_VERSION)
        return WEIR_OK; /* in the layout of version 0 */
    for (uint32_t i = get_compact_count(&a, 7); i > 0; i--) {
        int16_t key = get_i16(&a), low = get_i16(&a), high = get_i16(&a);
        skip_tags(&a);
        for (uint32_t k = 0; k < WR_WIRE_API_COUNT && !a.in.failed; k++)
            if (apis[k].key == key) {
                out->low[k] = low;
                out->high[k] = high;
            }
    }
    (void)get_i32(&a); /* throttled */
    uint64_t tags = wr_reader_varint(&a.in);
    for (uint64_t i = 0; i < tags && !a.in.failed; i++) {
        uint64_t tag = wr_reader_varint(&a.in), length = wr_reader_varint(&a.in);
        if (length > a.in.size - a.in.offset) {
            a.in.failed = true;
            break;
        }
        answer features = {.in = wr_reader_of(a.in.data + a.in.offset, (size_t)length)};
        skip(&a, (int64_t)length);
        for (uint32_t f = tag == 2 ? get_compact_count(&features, 6) : 0; f > 0; f--) { /* finalized features */
            int64_t     name_size = get_compact(&features);
            const char *name = name_size < 0 ? NULL : wr_reader_raw(&features.in, (size_t)name_size);
            int16_t     level = get_i16(&features);
            (void)get_i16(&features);
            skip_tags(&features);
            if (name && !features.in.failed && name_size == 19 && memcmp(name, "transaction.version", 19) == 0)
                out->transaction_version = level;
        }
        a.in.failed |= features.in.failed;
    }
    return end(&a, WR_WIRE_API_VERSIONS, err);
}

static weir_status speaks(const wr_wire_versions *versions, wr_wire_api api, weir_error *err) {
    if (apis[api].version >= versions->low[api] && apis[api].version <= versions->high[api])
        return WEIR_OK;
    return weir_fail(err, WEIR_UNSUPPORTED, "the broker does not speak %s version %d: brokers of Kafka 3.0 and newer do", apis[api].name, apis[api].version);
}

weir_status wr_wire_check_versions(const wr_wire_versions *versions, weir_error *err) {
    if (versions->code != 0)
        return weir_fail(err, WEIR_UNSUPPORTED, "the broker is too old for this: brokers of Kafka 3.0 and newer can say which transactions are open");
    for (uint32_t api = 0; api < WR_WIRE_API_COUNT; api++)
        if (api != WR_WIRE_END_TXN_2 && api != WR_WIRE_API_VERSIONS && api != WR_WIRE_SASL_HANDSHAKE && api != WR_WIRE_SASL_AUTHENTICATE)
            WEIR_TRY(speaks(versions, (wr_wire_api)api, err));
    return versions->transaction_version >= 2 ? speaks(versions, WR_WIRE_END_TXN_2, err) : WEIR_OK;
}

weir_status wr_wire_metadata_of(const void *frame, size_t size, int32_t number, wr_arena *arena, wr_wire_metadata *out, weir_error *err) {
    answer a;
    size_t found = 0, capacity = 0;
    *out = (wr_wire_metadata){0};
    WEIR_TRY(begin(&a, frame, size, arena, WR_WIRE_METADATA, number, err));
    (void)get_i32(&a);
    out->node_count = get_count(&a, 12);
    out->nodes = wr_arena_calloc(arena, out->node_count + 1, sizeof *out->nodes);
    for (uint32_t i = 0; i < out->node_count; i++) {
        out->nodes[i].id = get_i32(&a);
        out->nodes[i].host = get_text(&a);
        out->nodes[i].port = get_i32(&a);
        skip(&a, get_i16(&a)); /* rack */
    }
    out->cluster_id = get_nullable(&a);
    (void)get_i32(&a); /* controller */
    for (uint32_t t = get_count(&a, 9); t > 0 && !a.in.failed; t--) {
        (void)get_i16(&a);
        const char *topic = get_text(&a);
        skip(&a, 1); /* internal */
        for (uint32_t p = get_count(&a, 18); p > 0 && !a.in.failed; p--) {
            out->partitions = wr_arena_grow(arena, out->partitions, found, &capacity, sizeof *out->partitions);
            wr_wire_partition *one = &out->partitions[found++];
            *one = (wr_wire_partition){.topic = topic, .code = get_i16(&a), .offset = -1};
            one->partition = get_i32(&a);
            one->leader = get_i32(&a);
            skip(&a, 4 * (int64_t)get_count(&a, 4)); /* replicas */
            skip(&a, 4 * (int64_t)get_count(&a, 4)); /* in sync  */
        }
    }
    out->partition_count = (uint32_t)found;
    return end(&a, WR_WIRE_METADATA, err);
}

weir_status wr_wire_coordinator_of(const void *frame, size_t size, int32_t number, wr_arena *arena, int16_t *code, wr_wire_node *node, weir_error *err) {
    answer a;
    WEIR_TRY(begin(&a, frame, size, arena, WR_WIRE_FIND_COORDINATOR, number, err));
    (void)get_i32(&a);
    *code = get_i16(&a);
    (void)get_nullable(&a); /* a message */
    node->id = get_i32(&a);
    node->host = get_text(&a);
    node->port = get_i32(&a);
    return end(&a, WR_WIRE_FIND_COORDINATOR, err);
}

weir_status wr_wire_list_of(const void *frame, size_t size, int32_t number, wr_arena *arena, int16_t *code, wr_wire_listed **list, uint32_t *count, weir_error *err) {
    answer a;
    *list = NULL;
    *count = 0;
    WEIR_TRY(begin(&a, frame, size, arena, WR_WIRE_LIST_TRANSACTIONS, number, err));
    (void)get_i32(&a);
    *code = get_i16(&a);
    for (uint32_t i = get_compact_count(&a, 1); i > 0; i--)
        (void)get_compact_text(&a); /* states that it does not know */
    *count = get_compact_count(&a, 11);
    *list = wr_arena_calloc(arena, *count + 1, sizeof **list);
    for (uint32_t i = 0; i < *count && !a.in.failed; i++) {
        (*list)[i].id = get_compact_text(&a);
        (*list)[i].producer_id = get_i64(&a);
        (*list)[i].state = get_compact_text(&a);
        skip_tags(&a);
    }
    return end(&a, WR_WIRE_LIST_TRANSACTIONS, err);
}

static void get_partitions(answer *a, wr_wire_transaction *one) {
    size_t capacity = 0;
    for (uint32_t t = get_compact_count(a, 3); t > 0 && !a->in.failed; t--) {
        const char *topic = get_compact_text(a);
        for (uint32_t p = get_compact_count(a, 4); p > 0 && !a->in.failed; p--) {
            one->partitions = wr_arena_grow(a->arena, one->partitions, one->partition_count, &capacity, sizeof *one->partitions);
            one->partitions[one->partition_count++] = (wr_wire_partition){.topic = topic, .partition = get_i32(a), .leader = -1, .offset = -1};
        }
        skip_tags(a);
    }
}

weir_status wr_wire_describe_of(const void *frame, size_t size, int32_t number, wr_arena *arena, wr_wire_transaction **list, uint32_t *count, weir_error *err) {
    answer a;
    *list = NULL;
    *count = 0;
    WEIR_TRY(begin(&a, frame, size, arena, WR_WIRE_DESCRIBE_TRANSACTIONS, number, err));
    (void)get_i32(&a);
    *count = get_compact_count(&a, 28);
    *list = wr_arena_calloc(arena, *count + 1, sizeof **list);
    for (uint32_t i = 0; i < *count && !a.in.failed; i++) {
        wr_wire_transaction *one = &(*list)[i];
        one->code = get_i16(&a);
        one->id = get_compact_text(&a);
        one->state = get_compact_text(&a);
        one->timeout_ms = get_i32(&a);
        one->begin_ms = get_i64(&a);
        one->producer_id = get_i64(&a);
        one->epoch = get_i16(&a);
        get_partitions(&a, one);
        skip_tags(&a);
    }
    return end(&a, WR_WIRE_DESCRIBE_TRANSACTIONS, err);
}

static wr_wire_partition *find(wr_wire_partition *partitions, uint32_t count, const char *topic, int32_t partition) {
    for (uint32_t i = 0; i < count; i++)
        if (partitions[i].partition == partition && strcmp(partitions[i].topic, topic) == 0)
            return &partitions[i];
    return NULL;
}

weir_status wr_wire_producers_of(const void *frame, size_t size, int32_t number, wr_arena *arena, wr_wire_partition *partitions, uint32_t partition_count,
                                 wr_wire_producer **list, uint32_t *count, weir_error *err) {
    answer a;
    size_t capacity = 0;
    *list = NULL;
    *count = 0;
    WEIR_TRY(begin(&a, frame, size, arena, WR_WIRE_DESCRIBE_PRODUCERS, number, err));
    (void)get_i32(&a);
    for (uint32_t t = get_compact_count(&a, 3); t > 0 && !a.in.failed; t--) {
        const char *topic = get_compact_text(&a);
        for (uint32_t p = get_compact_count(&a, 9); p > 0 && !a.in.failed; p--) {
            int32_t            index = get_i32(&a);
            wr_wire_partition *asked = find(partitions, partition_count, topic, index);
            int16_t            code = get_i16(&a);
            if (asked && !a.in.failed)
                asked->code = code;
            (void)get_compact_text(&a); /* a message */
            for (uint32_t k = get_compact_count(&a, 37); k > 0 && !a.in.failed; k--) {
                wr_wire_producer one = {.topic = topic, .partition = index};
                one.producer_id = get_i64(&a);
                one.epoch = get_i32(&a);
                one.sequence = get_i32(&a);
                one.active_ms = get_i64(&a);
                (void)get_i32(&a); /* the coordinator's epoch */
                one.begin_offset = get_i64(&a);
                skip_tags(&a);
                *list = wr_arena_grow(arena, *list, *count, &capacity, sizeof **list);
                (*list)[(*count)++] = one;
            }
            skip_tags(&a);
        }
        skip_tags(&a);
    }
    return end(&a, WR_WIRE_DESCRIBE_PRODUCERS, err);
}

weir_status wr_wire_ends_of(const void *frame, size_t size, int32_t number, wr_arena *arena, wr_wire_partition *partitions, uint32_t partition_count, weir_error *err) {
    answer a;
    WEIR_TRY(begin(&a, frame, size, arena, WR_WIRE_LIST_OFFSETS, number, err));
    (void)get_i32(&a);
    for (uint32_t t = get_count(&a, 6); t > 0 && !a.in.failed; t--) {
        const char *topic = get_text(&a);
        for (uint32_t p = get_count(&a, 22); p > 0 && !a.in.failed; p--) {
            int32_t            index = get_i32(&a);
            wr_wire_partition *asked = find(partitions, partition_count, topic, index);
            int16_t            code = get_i16(&a);
            (void)get_i64(&a); /* timestamp */
            int64_t            offset = get_i64(&a);
            if (asked && !a.in.failed) {
                asked->code = code;
                asked->offset = offset;
            }
        }
    }
    return end(&a, WR_WIRE_LIST_OFFSETS, err);
}

weir_status wr_wire_group_of(const void *frame, size_t size, int32_t number, wr_arena *arena, int16_t *code, wr_wire_offset **list, uint32_t *count, weir_error *err) {
    answer a;
    size_t capacity = 0;
    *list = NULL;
    *count = 0;
    WEIR_TRY(begin(&a, frame, size, arena, WR_WIRE_OFFSET_FETCH, number, err));
    (void)get_i32(&a);
    for (uint32_t t = get_count(&a, 6); t > 0 && !a.in.failed; t--) {
        const char *topic = get_text(&a);
        for (uint32_t p = get_count(&a, 16); p > 0 && !a.in.failed; p--) {
            wr_wire_offset one = {.topic = topic};
            one.partition = get_i32(&a);
            one.offset = get_i64(&a);
            int16_t size_of_metadata = get_i16(&a);
            one.metadata = size_of_metadata < 0 ? NULL : wr_reader_raw(&a.in, (size_t)size_of_metadata);
            one.metadata_size = one.metadata ? (size_t)size_of_metadata : 0;
            (void)get_i16(&a);
            *list = wr_arena_grow(arena, *list, *count, &capacity, sizeof **list);
            (*list)[(*count)++] = one;
        }
    }
    *code = get_i16(&a);
    return end(&a, WR_WIRE_OFFSET_FETCH, err);
}

weir_status wr_wire_init_of(const void *frame, size_t size, int32_t number, int16_t *code, int64_t *producer_id, int16_t *epoch, weir_error *err) {
    answer a;
    WEIR_TRY(begin(&a, frame, size, NULL, WR_WIRE_INIT_PRODUCER_ID, number, err));
    (void)get_i32(&a);
    *code = get_i16(&a);
    *producer_id = get_i64(&a);
    *epoch = get_i16(&a);
    return end(&a, WR_WIRE_INIT_PRODUCER_ID, err);
}

weir_status wr_wire_end_of(const void *frame, size_t size, int32_t number, bool version_2, int16_t *code, weir_error *err) {
    answer      a;
    wr_wire_api api = version_2 ? WR_WIRE_END_TXN_2 : WR_WIRE_END_TXN;
    WEIR_TRY(begin(&a, frame, size, NULL, api, number, err));
    (void)get_i32(&a);
    *code = get_i16(&a);
    return end(&a, api, err);
}

weir_status wr_wire_handshake_of(const void *frame, size_t size, int32_t number, wr_arena *arena, int16_t *code, const char **mechanisms, weir_error *err) {
    answer a;
    *mechanisms = "";
    WEIR_TRY(begin(&a, frame, size, arena, WR_WIRE_SASL_HANDSHAKE, number, err));
    *code = get_i16(&a);
    uint32_t count = get_count(&a, 2);
    for (uint32_t i = 0; i < count && !a.in.failed; i++) {
        const char *one = get_text(&a);
        if (i < MECHANISMS_SHOWN)
            *mechanisms = wr_arena_printf(arena, "%s%s%.40s", *mechanisms, i ? ", " : "", one);
    }
    return end(&a, WR_WIRE_SASL_HANDSHAKE, err);
}

weir_status wr_wire_authenticate_of(const void *frame, size_t size, int32_t number, wr_arena *arena, int16_t *code, const char **message, const char **data, size_t *data_size, weir_error *err) {
    answer a;
    WEIR_TRY(begin(&a, frame, size, arena, WR_WIRE_SASL_AUTHENTICATE, number, err));
    *code = get_i16(&a);
    *message = get_text(&a);
    int32_t length = get_i32(&a);
    *data = length < 0 ? NULL : wr_reader_raw(&a.in, (size_t)length);
    *data_size = *data ? (size_t)length : 0;
    return end(&a, WR_WIRE_SASL_AUTHENTICATE, err);
}
