/* fuzz_kafka_wire.c - any bytes as the answer of a Kafka broker, and as the messages of a SCRAM server: no crash, no memory
 * beyond what the bytes can hold, and what is read are texts that end.
 *
 * The first byte chooses the request; the answer's number is put right. */
#include <string.h>

#include "connect/kafka/scram.h"
#include "connect/kafka/wire.h"
#include "world.h"

static void see(const char *text) { WR_ASSERT(text != NULL && strlen(text) < (1u << 24)); }

static void scram(const uint8_t *data, size_t size, wr_arena *arena) {
    wr_scram    one;
    weir_error  err;
    const char *message;
    size_t      half = size / 2;
    wr_scram_first(&one, size & 1 ? "SCRAM-SHA-512" : "SCRAM-SHA-256", "u", "p", "r", arena);
    for (size_t i = 0; i + 1 < half; i++) /* a high count of rounds only takes time */
        if (data[i] == 'i' && data[i + 1] == '=' && half - i > 5)
            half = i + 5;
    if (wr_scram_final(&one, (const char *)data, half, &message, &err) == WEIR_OK)
        see(message);
    (void)wr_scram_check(&one, (const char *)data, size, &err);
}

static void answer(uint8_t which, const char *data, size_t size, wr_arena *arena) {
    wr_wire_partition    parts[2] = {{.topic = "t", .partition = 0}, {.topic = "t", .partition = 1}};
    wr_wire_versions     versions;
    wr_wire_metadata     metadata;
    wr_wire_listed      *listed;
    wr_wire_transaction *transactions;
    wr_wire_producer    *producers;
    wr_wire_offset      *offsets;
    wr_wire_node         node;
    weir_error           err;
    const char          *text, *bytes;
    uint32_t             count;
    size_t               bytes_size;
    int64_t              id;
    int16_t              code, epoch;
    switch (which % 13) {
    case 0:
        if (wr_wire_versions_of(data, size, 7, &versions, &err) == WEIR_OK)
            (void)wr_wire_check_versions(&versions, &err);
        break;
    case 1:
        if (wr_wire_metadata_of(data, size, 7, arena, &metadata, &err) != WEIR_OK)
            break;
        for (uint32_t i = 0; i < metadata.node_count; i++)
            see(metadata.nodes[i].host);
        for (uint32_t i = 0; i < metadata.partition_count; i++)
            see(metadata.partitions[i].topic);
        break;
    case 2:
        if (wr_wire_list_of(data, size, 7, arena, &code, &listed, &count, &err) == WEIR_OK)
            for (uint32_t i = 0; i < count; i++) {
                see(listed[i].id);
                see(listed[i].state);
            }
        break;
    case 3:
        if (wr_wire_describe_of(data, size, 7, arena, &transactions, &count, &err) == WEIR_OK)
            for (uint32_t i = 0; i < count; i++) {
                see(transactions[i].state);
                for (uint32_t p = 0; p < transactions[i].partition_count; p++)
                    see(transactions[i].partitions[p].topic);
            }
        break;
    case 4:
        (void)wr_wire_producers_of(data, size, 7, arena, parts, 2, &producers, &count, &err);
        break;
    case 5:
        (void)wr_wire_ends_of(data, size, 7, arena, parts, 2, &err);
        break;
    case 6:
        if (wr_wire_group_of(data, size, 7, arena, &code, &offsets, &count, &err) == WEIR_OK)
            for (uint32_t i = 0; i < count; i++)
                WR_ASSERT(offsets[i].metadata_size <= size);
        break;
    case 7:
        (void)wr_wire_coordinator_of(data, size, 7, arena, &code, &node, &err);
        break;
    case 8:
        (void)wr_wire_init_of(data, size, 7, &code, &id, &epoch, &err);
        break;
    case 9:
        (void)wr_wire_end_of(data, size, 7, false, &code, &err);
        break;
    case 10:
        (void)wr_wire_end_of(data, size, 7, true, &code, &err);
        break;
    case 11:
        (void)wr_wire_handshake_of(data, size, 7, arena, &code, &text, &err);
        break;
    default:
        (void)wr_wire_authenticate_of(data, size, 7, arena, &code, &text, &bytes, &bytes_size, &err);
        break;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    wr_arena *arena = wr_arena_create(0);
    wr_buffer frame = {0};
    if (size > 0) {
        wr_buffer_append(&frame, "\0\0\0\7", 4);
        wr_buffer_append(&frame, data + 1, size - 1);
        answer(data[0], frame.data, frame.size, arena);
        WR_ASSERT(wr_arena_used(arena) < (1u << 16) + 256 * size);
        scram(data + 1, size - 1, arena);
    }
    wr_buffer_free(&frame);
    wr_arena_destroy(arena);
    return 0;
}
