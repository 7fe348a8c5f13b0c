/* fuzz_kafka.c - any bytes as what the Kafka connectors keep: a position, evidence, messages of an outbox and the file itself; and as
 * text of their options. An error or a value that is sound, never a crash.
 *
 * The first byte chooses. An outbox file gets right checksums and sizes when its last byte is odd. */
#include <string.h>

#include "base/hash.h"
#include "connect/kafka/evidence.h"
#include "connect/kafka/internal.h"
#include "connect/kafka/messages.h"
#include "connect/outbox.h"
#include "world.h"

extern const weir_connector weir_connector_kafka;

#define UUID "0123456789abcdef0123456789abcdef"

static void position(const char *data, size_t size, wr_arena *arena) {
    wr_kafka_position one, again;
    wr_buffer         text = {0};
    weir_error        err;
    const char       *topic, *id = wr_arena_strndup(arena, data, size);
    int32_t           partition;
    (void)wr_kafka_position_describe((weir_bytes){data, size}, &text);
    wr_buffer_free(&text);
    if (wr_kafka_position_decode((weir_bytes){data, size}, &one, &err) == WEIR_OK) {
        WR_ASSERT(one.next >= 0 && one.bound >= 0 && one.leader_epoch >= -1 && one.mark_offset >= -1);
        WR_ASSERT(wr_kafka_position_decode(wr_kafka_position_encode(&one, arena), &again, &err) == WEIR_OK);
        WR_ASSERT(one.next == again.next && one.bound == again.bound && one.leader_epoch == again.leader_epoch && one.mark_offset == again.mark_offset && one.mark_hash == again.mark_hash);
    }
    if (wr_kafka_split_name(id, arena, &topic, &partition))
        WR_ASSERT(partition >= 0 && topic[0]);
}

static void evidence(const char *data, size_t size, wr_arena *arena) {
    wr_kafka_evidence one, again;
    if (!wr_kafka_evidence_parse(data, size, &one))
        return;
    WR_ASSERT(strlen(one.uuid) == 32 && strlen(one.digest) == 32);
    const char *text = wr_kafka_evidence_text(&one, arena);
    WR_ASSERT(wr_kafka_evidence_parse(text, strlen(text), &again));
    WR_ASSERT(one.fence == again.fence && one.instance == again.instance && one.checkpoint_id == again.checkpoint_id);
}

static bool same(weir_bytes a, weir_bytes b) { return (a.data == NULL) == (b.data == NULL) && a.size == b.size && (a.size == 0 || memcmp(a.data, b.data, a.size) == 0); }

static void messages(weir_bytes bytes) {
    wr_kafka_message one, again;
    uint32_t         topic, topic_again;
    while (bytes.size != 0 && wr_kafka_message_decode(&bytes, &topic, &one)) {
        wr_buffer copy = {0};
        wr_kafka_message_encode(&copy, topic, &one);
        weir_bytes rest = {copy.data, copy.size};
        WR_ASSERT(wr_kafka_message_decode(&rest, &topic_again, &again) && rest.size == 0 && topic == topic_again);
        WR_ASSERT(one.partition >= RD_KAFKA_PARTITION_UA && one.partition == again.partition && one.timestamp_ms == again.timestamp_ms);
        WR_ASSERT(same(one.key, again.key) && same(one.value, again.value));
        wr_buffer_free(&copy);
    }
}

static void topics(const char *data, size_t size, wr_arena *arena) {
    const char *const *list;
    uint32_t           count;
    weir_error         err;
    if (wr_kafka_message_topics((weir_bytes){data, size}, arena, &list, &count, &err) == WEIR_OK)
        for (uint32_t i = 0; i < count; i++)
            WR_ASSERT(strlen(list[i]) <= size);
}

/* The bytes become a file: magic, a head of this job, and blocks of up to 64 bytes with their checksums. */
static void seal(wr_buffer *file, const char *data, size_t size) {
    wr_buffer head = {0};
    wr_buffer_string(&head, UUID);
    wr_buffer_varint(&head, 7);
    wr_buffer_string(&head, "t");
    wr_buffer_bytes(&head, data, size % 5);
    wr_buffer_append(file, "WEIRBOX1", 8);
    for (size_t at = 0; at < size || head.size != 0;) {
        const char *block = head.size != 0 ? head.data : data + at;
        size_t      block_size = head.size != 0 ? head.size : WR_MIN((size_t)(uint8_t)data[at] % 64 + 1, size - at);
        wr_buffer_u32(file, (uint32_t)block_size);
        wr_buffer_u32(file, wr_crc32c(0, block, block_size));
        wr_buffer_append(file, block, block_size);
        at += head.size != 0 ? 0 : block_size;
        head.size = 0;
    }
    wr_buffer_free(&head);
}

static void outbox(const char *data, size_t size, wr_arena *arena) {
    wr_buffer         file = {0}, payload = {0};
    fuzz_world        world;
    wr_outbox_reader *reader;
    weir_bytes        record;
    weir_error        err;
    bool              end = false, sealed = size != 0 && (data[size - 1] & 1) != 0;
    if (sealed)
        seal(&file, data, size);
    else
        wr_buffer_append(&file, data, size);
    fuzz_world_open(&world, file.data ? file.data : "", file.size, 1000);
    const weir_commit_context job = {.job_name = "j", .job_uuid = UUID, .checkpoint_id = 7, .env = &world.env, .arena = arena, .folder = "folder"};
    wr_digest                 digest = wr_digest_bytes(file.data ? file.data : "", file.size);
    wr_buffer_u8(&payload, 1);
    wr_buffer_string(&payload, "outbox-7-0-0");
    wr_buffer_u64(&payload, file.size);
    wr_buffer_u64(&payload, digest.low);
    wr_buffer_u64(&payload, digest.high);
    if (wr_outbox_read(&job, (weir_bytes){payload.data, payload.size}, arena, &reader, &err) == WEIR_OK) {
        size_t got = wr_outbox_head(reader).size;
        while (wr_outbox_next(reader, &record, &end, &err) == WEIR_OK && !end) {
            messages(record);
            got += record.size;
        }
        WR_ASSERT(got <= file.size);
        wr_outbox_reader_close(reader);
    }
    if (wr_outbox_read(&job, (weir_bytes){data, size}, arena, &reader, &err) == WEIR_OK) /* the committable may be any bytes too */
        wr_outbox_reader_close(reader);
    fuzz_world_close(&world);
    wr_buffer_free(&file);
    wr_buffer_free(&payload);
}

static void options(const char *name, const char *mode, const char *data, size_t size, wr_arena *arena) {
    fuzz_world        world;
    weir_error        err;
    const weir_option items[] = {{.name = "topic", .value = "t"}, {.name = mode ? mode : "properties.client.id", .value = "specific-offsets"}, {.name = "properties.bootstrap.servers", .value = "h:1"},
                                 {.name = name, .value = wr_arena_strndup(arena, data, size)}};
    const weir_options    all = {items, WR_COUNT_OF(items), weir_connector_kafka.options};
    const weir_schema     schema = {0};
    weir_table_info       table = {.name = "t", .schema = &schema, .options = &all};
    fuzz_world_open(&world, "", 0, 1000);
    table.env = &world.env;
    if (weir_connector_kafka.check(&table, &err) != WEIR_OK)
        WR_ASSERT(strlen(err.message) < sizeof err.message);
    fuzz_world_close(&world);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    wr_arena *arena = wr_arena_create(0);
    if (size > 0) {
        const char *data = (const char *)bytes + 1;
        switch (bytes[0] % 8) {
        case 0: position(data, size - 1, arena); break;
        case 1: evidence(data, size - 1, arena); break;
        case 2: messages((weir_bytes){data, size - 1}); break;
        case 3: topics(data, size - 1, arena); break;
        case 4: outbox(data, size - 1, arena); break;
        case 5: options("scan.startup.specific-offsets", "scan.startup.mode", data, size - 1, arena); break;
        case 6: options("scan.bounded.specific-offsets", "scan.bounded.mode", data, size - 1, arena); break;
        default: options("properties.sasl.jaas.config", NULL, data, size - 1, arena); break;
        }
    }
    wr_arena_destroy(arena);
    return 0;
}
