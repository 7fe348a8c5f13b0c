/* Requests to Kafka's brokers are the bytes that the protocol asks for; answers are read as they are, and any bytes at all are
 * refused or read, never believed: cut anywhere, changed anywhere, with counts of any size. SCRAM gives the RFC's own proof. */
#include "connect/kafka/wire.h"

#include "check.h"
#include "connect/kafka/scram.h"

static weir_error err;

static void check_bytes(const char *what, const wr_buffer *out, const char *wanted, size_t size) {
    CHECK_INT_EQ(out->size, size);
    if (out->size == size && memcmp(out->data, wanted, size) == 0)
        return;
    CHECK(false);
    fprintf(stderr, "%s:", what);
    for (size_t i = 0; i < out->size; i++)
        fprintf(stderr, " %02x", (unsigned char)out->data[i]);
    fputc('\n', stderr);
}
#define BYTES(out, text) check_bytes(#text, out, text, sizeof(text) - 1)

/* Length, api, version, number, client id; then a tag byte where the header is flexible. */
TEST(requests) {
    static const wr_wire_partition parts[] = {{.topic = "a", .partition = 1}, {.topic = "a", .partition = 2}, {.topic = "b", .partition = 7}};
    wr_buffer out = {0};
    wr_wire_ask_versions(&out, 258, "1");
    BYTES(&out, "\0\0\0\x1b\0\x12\0\x03\0\0\x01\x02\0\x08weir-txn\0\x05weir\x02""1\0");
    wr_wire_ask_metadata(&out, 1, NULL, 0);
    BYTES(&out, "\0\0\0\x17\0\x03\0\x04\0\0\0\x01\0\x08weir-txn\0\0\0\0\0");
    wr_wire_ask_coordinator(&out, 1, "id", true);
    BYTES(&out, "\0\0\0\x17\0\x0a\0\x01\0\0\0\x01\0\x08weir-txn\0\x02id\x01");
    wr_wire_ask_list(&out, 1, (const char *const[]){"Ongoing"}, 1);
    BYTES(&out, "\0\0\0\x1e\0\x42\0\0\0\0\0\x01\0\x08weir-txn\0\x02\x08Ongoing\x01\0");
    wr_wire_ask_describe(&out, 1, (const char *const[]){"x", "yz"}, 2);
    BYTES(&out, "\0\0\0\x1a\0\x41\0\0\0\0\0\x01\0\x08weir-txn\0\x03\x02x\x03yz\0");
    wr_wire_ask_producers(&out, 1, parts, 3);
    BYTES(&out, "\0\0\0\x29\0\x3d\0\0\0\0\0\x01\0\x08weir-txn\0\x03\x02""a\x03\0\0\0\x01\0\0\0\x02\0\x02""b\x02\0\0\0\x07\0\0");
    wr_wire_ask_ends(&out, 1, parts + 2, 1);
    BYTES(&out, "\0\0\0\x2e\0\x02\0\x02\0\0\0\x01\0\x08weir-txn\xff\xff\xff\xff\0\0\0\0\x01\0\x01""b\0\0\0\x01\0\0\0\x07\xff\xff\xff\xff\xff\xff\xff\xff");
    wr_wire_ask_group(&out, 1, "g");
    BYTES(&out, "\0\0\0\x19\0\x09\0\x03\0\0\0\x01\0\x08weir-txn\0\x01g\xff\xff\xff\xff");
    wr_wire_ask_init(&out, 1, "id", 60000);
    BYTES(&out, "\0\0\0\x1a\0\x16\0\x01\0\0\0\x01\0\x08weir-txn\0\x02id\0\0\xea\x60");
    wr_wire_ask_end(&out, 1, false, "id", 5, 3, true);
    BYTES(&out, "\0\0\0\x21\0\x1a\0\x02\0\0\0\x01\0\x08weir-txn\0\x02id\0\0\0\0\0\0\0\x05\0\x03\x01");
    wr_wire_ask_end(&out, 1, true, "id", 5, 3, false);
    BYTES(&out, "\0\0\0\x22\0\x1a\0\x05\0\0\0\x01\0\x08weir-txn\0\x03id\0\0\0\0\0\0\0\x05\0\x03\0\0");
    wr_wire_ask_handshake(&out, 1, "PLAIN");
    BYTES(&out, "\0\0\0\x19\0\x11\0\x01\0\0\0\x01\0\x08weir-txn\0\x05PLAIN");
    wr_wire_ask_authenticate(&out, 1, "\0u\0p", 4);
    BYTES(&out, "\0\0\0\x1a\0\x24\0\0\0\0\0\x01\0\x08weir-txn\0\0\0\x04\0u\0p");
    wr_buffer_free(&out);
}

/* ---- answers ---- */

static const char versions_frame[] = "\0\0\0\x07\0\0\x04\0\x1a\0\0\0\x05\0\0\x41\0\0\0\0\0\0\x12\0\0\0\x04\0\0\0\0\0\x03"
                                     "\0\x01\x01\x01\x08\0\0\0\0\0\0\0\x05\x02\x1a\x02\x14transaction.version\0\x02\0\x01\0";
static const char metadata_frame[] = "\0\0\0\x07\0\0\0\0\0\0\0\x02\0\0\0\x01\0\x01h\0\0\x23\x84\xff\xff\0\0\0\x02\0\x02kk\0\0\x23\x85\0\x01r\0\x02id\0\0\0\x01"
                                     "\0\0\0\x01\0\0\0\x01t\0\0\0\0\x02\0\0\0\0\0\0\0\0\0\x01\0\0\0\x01\0\0\0\x01\0\0\0\x01\0\0\0\x01\0\x05\0\0\0\x01\xff\xff\xff\xff\0\0\0\0\0\0\0\0";
static const char list_frame[] = "\0\0\0\x07\0\0\0\0\0\0\0\x02\x02?\x03\x03""ab\0\0\0\0\0\0\x01\x02\x08Ongoing\0\x02x\0\0\0\0\0\0\0\x03\x06""Empty\x01\x05\x01z\0";
static const char describe_frame[] = "\0\0\0\x07\0\0\0\0\0\x03\0\0\x03""ab\x08Ongoing\0\0\xea\x60\0\0\x01\x90\0\0\0\x05\0\0\0\0\0\0\x01\x02\0\x09\x02\x02t\x03\0\0\0\0\0\0\0\x01\0\0"
                                     "\0\x69\x02x\x01\0\0\0\0\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01\0\0";
static const char producers_frame[] = "\0\0\0\x07\0\0\0\0\0\x02\x02t\x03\0\0\0\0\0\0\0\x02\0\0\0\0\0\0\x01\x02\0\0\0\x09\0\0\0\x2a\0\0\x01\x90\0\0\0\x06\0\0\0\0\0\0\0\0\0\0\0\x63\0\0"
                                      "\0\0\0\x01\0\x06\x03no\x01\0\0\0";
static const char ends_frame[] = "\0\0\0\x07\0\0\0\0\0\0\0\x01\0\x01t\0\0\0\x02\0\0\0\0\0\0\xff\xff\xff\xff\xff\xff\xff\xff\0\0\0\0\0\0\0\x65\0\0\0\x01\0\x06\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff";
static const char group_frame[] = "\0\0\0\x07\0\0\0\0\0\0\0\x01\0\x01t\0\0\0\x02\0\0\0\0\0\0\0\0\0\0\0\x0c\0\x05weir1\0\0\0\0\0\x01\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\0\0\0\0";
static const char coordinator_frame[] = "\0\0\0\x07\0\0\0\0\0\0\xff\xff\0\0\0\x03\0\x04host\0\0\x23\x84";
static const char init_frame[] = "\0\0\0\x07\0\0\0\0\0\x33\0\0\0\0\0\0\x01\x02\0\x0a";
static const char end_frame[] = "\0\0\0\x07\0\0\0\0\0\x5a";
static const char end_2_frame[] = "\0\0\0\x07\0\0\0\0\0\0\x30\0\0\0\0\0\0\x01\x02\0\x0a\0";
static const char handshake_frame[] = "\0\0\0\x07\0\x21\0\0\0\x02\0\x05PLAIN\0\x0dSCRAM-SHA-256";
static const char authenticate_frame[] = "\0\0\0\x07\0\0\xff\xff\0\0\0\x02ok";

#define FRAMES 13u
static const struct { const char *data; size_t size, unread; } frames[FRAMES] = { /* unread: bytes at the end that nobody asks for */
#define FRAME(name, unread) {name, sizeof(name) - 1, unread}
    FRAME(versions_frame, 0), FRAME(metadata_frame, 0), FRAME(list_frame, 1), FRAME(describe_frame, 1), FRAME(producers_frame, 1), FRAME(ends_frame, 0), FRAME(group_frame, 0),
    FRAME(coordinator_frame, 0), FRAME(init_frame, 0), FRAME(end_frame, 0), FRAME(end_2_frame, 11), FRAME(handshake_frame, 0), FRAME(authenticate_frame, 0)};

static weir_status read_frame(uint32_t which, const void *data, size_t size, wr_arena *arena) {
    wr_wire_partition    parts[2] = {{.topic = "t", .partition = 0}, {.topic = "t", .partition = 1}};
    wr_wire_versions     versions;
    wr_wire_metadata     metadata;
    wr_wire_listed      *listed;
    wr_wire_transaction *transactions;
    wr_wire_producer    *producers;
    wr_wire_offset      *offsets;
    wr_wire_node         node;
    const char          *text, *bytes;
    uint32_t             count;
    size_t               bytes_size;
    int64_t              id;
    int16_t              code, epoch;
    switch (which) {
    case 0: return wr_wire_versions_of(data, size, 7, &versions, &err);
    case 1: return wr_wire_metadata_of(data, size, 7, arena, &metadata, &err);
    case 2: return wr_wire_list_of(data, size, 7, arena, &code, &listed, &count, &err);
    case 3: return wr_wire_describe_of(data, size, 7, arena, &transactions, &count, &err);
    case 4: return wr_wire_producers_of(data, size, 7, arena, parts, 2, &producers, &count, &err);
    case 5: return wr_wire_ends_of(data, size, 7, arena, parts, 2, &err);
    case 6: return wr_wire_group_of(data, size, 7, arena, &code, &offsets, &count, &err);
    case 7: return wr_wire_coordinator_of(data, size, 7, arena, &code, &node, &err);
    case 8: return wr_wire_init_of(data, size, 7, &code, &id, &epoch, &err);
    case 9: return wr_wire_end_of(data, size, 7, false, &code, &err);
    case 10: return wr_wire_end_of(data, size, 7, true, &code, &err);
    case 11: return wr_wire_handshake_of(data, size, 7, arena, &code, &text, &err);
    default: return wr_wire_authenticate_of(data, size, 7, arena, &code, &text, &bytes, &bytes_size, &err);
    }
}

TEST(answers) {
    wr_arena            *arena = wr_arena_create(0);
    wr_wire_partition    parts[2] = {{.topic = "t", .partition = 0}, {.topic = "t", .partition = 1}};
    wr_wire_versions     versions;
    wr_wire_metadata     metadata;
    wr_wire_listed      *listed;
    wr_wire_transaction *transactions;
    wr_wire_producer    *producers;
    wr_wire_offset      *offsets;
    wr_wire_node         node;
    const char          *text, *bytes;
    size_t               size;
    uint32_t             count;
    int64_t              id;
    int16_t              code, epoch;
    for (uint32_t i = 0; i < FRAMES; i++) {
        weir_status status = read_frame(i, frames[i].data, frames[i].size, arena);
        CHECK_INT_EQ(status, WEIR_OK);
        if (status != WEIR_OK)
            fprintf(stderr, "frame %" PRIu32 ": %s\n", i, err.message);
    }
    REQUIRE(wr_wire_versions_of(versions_frame, sizeof versions_frame - 1, 7, &versions, &err) == WEIR_OK);
    CHECK_INT_EQ(versions.high[WR_WIRE_END_TXN], 5);
    CHECK_INT_EQ(versions.high[WR_WIRE_DESCRIBE_TRANSACTIONS], 0);
    CHECK_INT_EQ(versions.high[WR_WIRE_LIST_TRANSACTIONS], -1);
    CHECK_INT_EQ(versions.transaction_version, 2);
    CHECK_INT_EQ(wr_wire_check_versions(&versions, &err), WEIR_UNSUPPORTED);
    REQUIRE(wr_wire_metadata_of(metadata_frame, sizeof metadata_frame - 1, 7, arena, &metadata, &err) == WEIR_OK);
    REQUIRE(metadata.node_count == 2 && metadata.partition_count == 2);
    CHECK_STR_EQ(metadata.nodes[1].host, "kk");
    CHECK_INT_EQ(metadata.nodes[1].port, 9093);
    CHECK_STR_EQ(metadata.cluster_id, "id");
    CHECK_STR_EQ(metadata.partitions[1].topic, "t");
    CHECK_INT_EQ(metadata.partitions[1].partition, 1);
    CHECK_INT_EQ(metadata.partitions[1].leader, -1);
    CHECK_INT_EQ(metadata.partitions[1].code, 5);
    REQUIRE(wr_wire_list_of(list_frame, sizeof list_frame - 1, 7, arena, &code, &listed, &count, &err) == WEIR_OK && count == 2);
    CHECK_STR_EQ(listed[0].id, "ab");
    CHECK_INT_EQ(listed[0].producer_id, 258);
    CHECK_STR_EQ(listed[1].state, "Empty");
    REQUIRE(wr_wire_describe_of(describe_frame, sizeof describe_frame - 1, 7, arena, &transactions, &count, &err) == WEIR_OK && count == 2);
    CHECK_STR_EQ(transactions[0].state, "Ongoing");
    CHECK_INT_EQ(transactions[0].timeout_ms, 60000);
    CHECK_INT_EQ(transactions[0].begin_ms, 0x19000000005);
    CHECK_INT_EQ(transactions[0].epoch, 9);
    REQUIRE(transactions[0].partition_count == 2);
    CHECK_INT_EQ(transactions[0].partitions[1].partition, 1);
    CHECK_INT_EQ(transactions[1].code, WR_KAFKA_NO_SUCH_ID);
    REQUIRE(wr_wire_producers_of(producers_frame, sizeof producers_frame - 1, 7, arena, parts, 2, &producers, &count, &err) == WEIR_OK && count == 1);
    CHECK_INT_EQ(producers[0].producer_id, 258);
    CHECK_INT_EQ(producers[0].begin_offset, 99);
    CHECK_INT_EQ(parts[1].code, WR_KAFKA_NOT_LEADER);
    REQUIRE(wr_wire_ends_of(ends_frame, sizeof ends_frame - 1, 7, arena, parts, 2, &err) == WEIR_OK);
    CHECK_INT_EQ(parts[0].offset, 101);
    CHECK_INT_EQ(parts[1].code, WR_KAFKA_NOT_LEADER);
    REQUIRE(wr_wire_group_of(group_frame, sizeof group_frame - 1, 7, arena, &code, &offsets, &count, &err) == WEIR_OK && count == 2);
    CHECK_INT_EQ(offsets[0].offset, 12);
    CHECK_INT_EQ(offsets[0].metadata_size, 5);
    CHECK(offsets[1].metadata == NULL);
    REQUIRE(wr_wire_coordinator_of(coordinator_frame, sizeof coordinator_frame - 1, 7, arena, &code, &node, &err) == WEIR_OK);
    CHECK_STR_EQ(node.host, "host");
    CHECK_INT_EQ(node.port, 9092);
    REQUIRE(wr_wire_init_of(init_frame, sizeof init_frame - 1, 7, &code, &id, &epoch, &err) == WEIR_OK);
    CHECK_INT_EQ(code, WR_KAFKA_CONCURRENT);
    CHECK(wr_wire_passes(code));
    CHECK_INT_EQ(epoch, 10);
    REQUIRE(wr_wire_end_of(end_frame, sizeof end_frame - 1, 7, false, &code, &err) == WEIR_OK);
    CHECK_STR_EQ(wr_wire_error(code, arena), "PRODUCER_FENCED (90)");
    REQUIRE(wr_wire_end_of(end_2_frame, sizeof end_2_frame - 1, 7, true, &code, &err) == WEIR_OK);
    CHECK_INT_EQ(code, WR_KAFKA_WRONG_STATE);
    REQUIRE(wr_wire_handshake_of(handshake_frame, sizeof handshake_frame - 1, 7, arena, &code, &text, &err) == WEIR_OK);
    CHECK_STR_EQ(text, "PLAIN, SCRAM-SHA-256");
    REQUIRE(wr_wire_authenticate_of(authenticate_frame, sizeof authenticate_frame - 1, 7, arena, &code, &text, &bytes, &size, &err) == WEIR_OK);
    CHECK(size == 2 && memcmp(bytes, "ok", 2) == 0);
    wr_arena_destroy(arena);
}

/* Each piece stands in memory of its own size, so that a sanitizer sees a step too far. */
static weir_status read_copy(uint32_t which, const char *data, size_t size, wr_arena *arena) {
    char *copy = wr_alloc(size + (size == 0));
    memcpy(copy, data, size);
    weir_status status = read_frame(which, copy, size, arena);
    wr_free(copy);
    return status;
}

TEST(cut_answers_are_refused) {
    wr_arena *arena = wr_arena_create(0);
    for (uint32_t i = 0; i < FRAMES; i++)
        for (size_t size = 0; size < frames[i].size; size++) {
            weir_status status = read_copy(i, frames[i].data, size, arena);
            if (size + frames[i].unread < frames[i].size)
                CHECK_INT_EQ(status, WEIR_CORRUPT);
            wr_arena_reset(arena);
        }
    wr_arena_destroy(arena);
}

TEST(changed_answers_do_no_harm) {
    static const unsigned char values[] = {0x00, 0x01, 0x7f, 0x80, 0xff};
    wr_arena *arena = wr_arena_create(0);
    char      bytes[256];
    for (uint32_t i = 0; i < FRAMES; i++)
        for (size_t at = 0; at < frames[i].size; at++)
            for (size_t v = 0; v < sizeof values; v++)
                for (size_t width = 1; width <= 4 && at + width <= frames[i].size; width++) {
                    REQUIRE(frames[i].size <= sizeof bytes);
                    memcpy(bytes, frames[i].data, frames[i].size);
                    memset(bytes + at, values[v], width);
                    (void)read_copy(i, bytes, frames[i].size, arena);
                    CHECK(wr_arena_used(arena) < 1u << 20);
                    wr_arena_reset(arena);
                }
    CHECK_INT_EQ(read_frame(0, "\0\0\0\x08\0\0", 6, arena), WEIR_CORRUPT); /* the answer to another request */
    wr_arena_destroy(arena);
}

TEST(scram) {
    wr_arena   *arena = wr_arena_create(0);
    wr_scram    scram;
    const char *message;
    const char  server_first[] = "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096";
    const char  server_final[] = "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=";
    CHECK(wr_scram_knows("SCRAM-SHA-256") && wr_scram_knows("SCRAM-SHA-512") && !wr_scram_knows("PLAIN"));
    CHECK_STR_EQ(wr_scram_first(&scram, "SCRAM-SHA-256", "user", "pencil", "rOprNGfwEbeRWgbNEkqO", arena), "n,,n=user,r=rOprNGfwEbeRWgbNEkqO");
    REQUIRE(wr_scram_final(&scram, server_first, sizeof server_first - 1, &message, &err) == WEIR_OK);
    CHECK_STR_EQ(message, "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=");
    CHECK_INT_EQ(wr_scram_check(&scram, server_final, sizeof server_final - 1, &err), WEIR_OK);
    CHECK_INT_EQ(wr_scram_check(&scram, "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G5=", sizeof server_final - 1, &err), WEIR_INVALID);
    CHECK_INT_EQ(wr_scram_check(&scram, "e=other-error", 13, &err), WEIR_INVALID);
    CHECK_INT_EQ(wr_scram_check(&scram, "", 0, &err), WEIR_INVALID);
    CHECK_STR_EQ(wr_scram_first(&scram, "SCRAM-SHA-512", "a=b,c", "p", "n", arena), "n,,n=a=3Db=2Cc,r=n");
    static const char *const bad[] = {"", "r=n,s=YQ==", "r=x,s=YQ==,i=4096", "r=nm,s=YQ==,i=0", "r=nm,s=YQ==,i=99999999", "r=nm,s=YQ=,i=4096", "r=nm,s=,i=4096", "s=YQ==,i=4096,r", "r=nm,s=!!!!,i=4096", ",,,=,"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        CHECK_INT_EQ(wr_scram_final(&scram, bad[i], strlen(bad[i]), &message, &err), WEIR_CORRUPT);
    CHECK_INT_EQ(wr_scram_final(&scram, "r=nm,s=YQ==,i=1", 15, &message, &err), WEIR_OK);
    wr_arena_destroy(arena);
}

int main(void) {
    RUN(requests);
    RUN(answers);
    RUN(cut_answers_are_refused);
    RUN(changed_answers_do_no_harm);
    RUN(scram);
    return CHECK_RESULT();
}
