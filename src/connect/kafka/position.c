/* connect/kafka/position.c - where a partition is read on, as it stands in a checkpoint.
 *
 * Bytes: version (1), then varints: next, bound + 1 (0: none), leader epoch + 1, mark offset + 1 (0: no mark, and nothing
 * follows), the mark's hash in 8 bytes. Decoding is memory-safe for any bytes. Pure. */
#include <inttypes.h>
#include <string.h>

#include "base/buffer.h"
#include "connect/kafka/internal.h"

#define POSITION_VERSION 1

weir_bytes wr_kafka_position_encode(const wr_kafka_position *position, wr_arena *arena) {
    wr_buffer out = {0};
    wr_buffer_u8(&out, POSITION_VERSION);
    wr_buffer_varint(&out, (uint64_t)position->next);
    wr_buffer_varint(&out, position->bound == WR_KAFKA_NO_BOUND ? 0 : (uint64_t)position->bound + 1);
    wr_buffer_varint(&out, (uint64_t)((int64_t)position->leader_epoch + 1));
    wr_buffer_varint(&out, (uint64_t)(position->mark_offset + 1));
    if (position->mark_offset >= 0)
        wr_buffer_u64(&out, position->mark_hash);
    weir_bytes bytes = {wr_arena_strndup(arena, out.data, out.size), out.size};
    wr_buffer_free(&out);
    return bytes;
}

weir_status wr_kafka_position_decode(weir_bytes bytes, wr_kafka_position *position, weir_error *err) {
    wr_reader reader = wr_reader_of(bytes.data, bytes.size);
    uint8_t   version = wr_reader_u8(&reader);
    if (!reader.failed && version > POSITION_VERSION)
        return weir_fail(err, WEIR_CONFLICT, "its position was written by a newer version of Weir");
    uint64_t next = wr_reader_varint(&reader), bound = wr_reader_varint(&reader), epoch = wr_reader_varint(&reader), mark = wr_reader_varint(&reader);
    uint64_t hash = mark ? wr_reader_u64(&reader) : 0;
    if (reader.failed || version != POSITION_VERSION || reader.offset != bytes.size || next > INT64_MAX || bound > INT64_MAX || epoch > (uint64_t)INT32_MAX + 1 ||
        mark > INT64_MAX)
        return weir_fail(err, WEIR_CORRUPT, "its position in the checkpoint is damaged");
    *position = (wr_kafka_position){(int64_t)next, bound ? (int64_t)bound - 1 : WR_KAFKA_NO_BOUND, (int32_t)((int64_t)epoch - 1), (int64_t)mark - 1, hash};
    return WEIR_OK;
}

bool wr_kafka_position_describe(weir_bytes bytes, wr_buffer *out) {
    wr_kafka_position position;
    if (wr_kafka_position_decode(bytes, &position, NULL) != WEIR_OK)
        return false;
    wr_buffer_printf(out, "offset %" PRId64, position.next);
    if (position.bound != WR_KAFKA_NO_BOUND)
        wr_buffer_printf(out, ", to %" PRId64, position.bound);
    if (position.leader_epoch >= 0)
        wr_buffer_printf(out, ", leader epoch %" PRId32, position.leader_epoch);
    return true;
}

bool wr_kafka_split_name(const char *id, wr_arena *arena, const char **topic, int32_t *partition) {
    const char *dash = strrchr(id, '-');
    int64_t     number = 0;
    if (!dash || dash == id || !dash[1])
        return false;
    for (const char *at = dash + 1; *at; at++) {
        if (*at < '0' || *at > '9' || number > INT32_MAX)
            return false;
        number = number * 10 + (*at - '0');
    }
    if (number > INT32_MAX)
        return false;
    *topic = wr_arena_strndup(arena, id, (size_t)(dash - id));
    *partition = (int32_t)number;
    return true;
}
