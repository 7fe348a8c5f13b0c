/* base/buffer.c - a growing byte buffer, and a bounded reader that never reads past its end.
 *
 * Numbers are little-endian whatever the machine: these bytes are file formats.
 */
#include "base/buffer.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/arena.h"

#define CAPACITY_MIN ((size_t)64)
#define VARINT_SIZE_MAX 10

void wr_buffer_free(wr_buffer *buffer) {
    wr_free(buffer->data);
    *buffer = (wr_buffer){0};
}

void wr_buffer_reserve_slow(wr_buffer *buffer, size_t extra) {
    WR_ASSERT(buffer->size <= buffer->capacity && extra <= SIZE_MAX / 2 - buffer->size);
    size_t needed = buffer->size + extra;
    size_t capacity = buffer->capacity + buffer->capacity / 2;
    capacity = WR_MAX(capacity, WR_MAX(needed, CAPACITY_MIN));
    buffer->data = wr_realloc(buffer->data, capacity);
    buffer->capacity = capacity;
}

void wr_buffer_printf(wr_buffer *buffer, const char *fmt, ...) {
    va_list args, again;
    va_start(args, fmt);
    va_copy(again, args);
    wr_buffer_reserve(buffer, CAPACITY_MIN);
    size_t room = buffer->capacity - buffer->size;
    int    size = vsnprintf(buffer->data + buffer->size, room, fmt, args);
    WR_ASSERT(size >= 0);
    if ((size_t)size >= room) {
        wr_buffer_reserve(buffer, (size_t)size + 1);
        (void)vsnprintf(buffer->data + buffer->size, (size_t)size + 1, fmt, again);
    }
    buffer->size += (size_t)size;
    va_end(again);
    va_end(args);
}

void wr_buffer_text(wr_buffer *buffer, const char *text) {
    wr_buffer_append(buffer, text, strlen(text));
}

const char *wr_buffer_cstr(wr_buffer *buffer) {
    wr_buffer_reserve(buffer, 1);
    buffer->data[buffer->size] = '\0';
    return buffer->data;
}

void wr_buffer_u8(wr_buffer *buffer, uint8_t value) {
    wr_buffer_byte(buffer, (char)value);
}

void wr_buffer_u32(wr_buffer *buffer, uint32_t value) {
    unsigned char bytes[4];
    for (unsigned i = 0; i < sizeof bytes; i++)
        bytes[i] = (unsigned char)(value >> (8 * i));
    wr_buffer_append(buffer, bytes, sizeof bytes);
}

void wr_buffer_u64(wr_buffer *buffer, uint64_t value) {
    unsigned char bytes[8];
    for (unsigned i = 0; i < sizeof bytes; i++)
        bytes[i] = (unsigned char)(value >> (8 * i));
    wr_buffer_append(buffer, bytes, sizeof bytes);
}

void wr_buffer_varint(wr_buffer *buffer, uint64_t value) {
    wr_buffer_reserve(buffer, VARINT_SIZE_MAX);
    char *out = buffer->data + buffer->size;
    while (value >= 0x80) {
        *out++ = (char)(value | 0x80);
        value >>= 7;
    }
    *out++ = (char)value;
    buffer->size = (size_t)(out - buffer->data);
}

void wr_buffer_bytes(wr_buffer *buffer, const void *data, size_t size) {
    wr_buffer_varint(buffer, size);
    wr_buffer_append(buffer, data, size);
}

void wr_buffer_string(wr_buffer *buffer, const char *text) {
    wr_buffer_bytes(buffer, text, strlen(text));
}

void wr_buffer_digest(wr_buffer *buffer, wr_digest digest) {
    wr_buffer_u64(buffer, digest.low);
    wr_buffer_u64(buffer, digest.high);
}

wr_reader wr_reader_of(const void *data, size_t size) {
    return (wr_reader){.data = data, .size = size};
}

const char *wr_reader_raw(wr_reader *reader, size_t size) {
    if (reader->failed || size > reader->size - reader->offset) {
        reader->failed = true;
        return NULL;
    }
    /* Nothing of nothing is not "past the end", so it needs an address. */
    const char *bytes = reader->data != NULL ? reader->data + reader->offset : "";
    reader->offset += size;
    return bytes;
}

uint8_t wr_reader_u8(wr_reader *reader) {
    const char *bytes = wr_reader_raw(reader, 1);
    return bytes != NULL ? (uint8_t)bytes[0] : 0;
}

uint32_t wr_reader_u32(wr_reader *reader) {
    const char *bytes = wr_reader_raw(reader, 4);
    uint32_t    value = 0;
    for (unsigned i = 0; bytes != NULL && i < 4; i++)
        value |= (uint32_t)(unsigned char)bytes[i] << (8 * i);
    return value;
}

uint64_t wr_reader_u64(wr_reader *reader) {
    const char *bytes = wr_reader_raw(reader, 8);
    uint64_t    value = 0;
    for (unsigned i = 0; bytes != NULL && i < 8; i++)
        value |= (uint64_t)(unsigned char)bytes[i] << (8 * i);
    return value;
}

uint64_t wr_reader_varint(wr_reader *reader) {
    uint64_t value = 0;
    for (unsigned i = 0; i < VARINT_SIZE_MAX; i++) {
        const char *byte = wr_reader_raw(reader, 1);
        if (byte == NULL)
            return 0;
        uint64_t bits = (unsigned char)*byte & 0x7f;
        if (i == VARINT_SIZE_MAX - 1 && bits > 1)
            break; /* more than 64 bits */
        value |= bits << (7 * i);
        if (((unsigned char)*byte & 0x80) == 0)
            return value;
    }
    reader->failed = true;
    return 0;
}

wr_digest wr_reader_digest(wr_reader *reader) {
    wr_digest digest = {.low = wr_reader_u64(reader)};
    digest.high = wr_reader_u64(reader);
    return digest;
}

const char *wr_reader_bytes(wr_reader *reader, size_t *size) {
    uint64_t    length = wr_reader_varint(reader);
    const char *bytes = length <= SIZE_MAX ? wr_reader_raw(reader, (size_t)length) : NULL;
    if (bytes == NULL) {
        reader->failed = true;
        *size = 0;
        return "";
    }
    *size = (size_t)length;
    return bytes;
}

char *wr_reader_string(wr_reader *reader, struct weir_arena *arena) {
    size_t      size = 0;
    const char *bytes = wr_reader_bytes(reader, &size);
    return wr_arena_strndup(arena, bytes, size);
}
