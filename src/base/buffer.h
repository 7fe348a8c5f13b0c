/* base/buffer.h - a growing byte buffer, and a bounded reader that never reads past its end.
 * The writer side owns its bytes; one owner, no locks. Multi-byte numbers are little-endian. */
#ifndef WR_BASE_BUFFER_H
#define WR_BASE_BUFFER_H
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include "base/alloc.h"
#include "base/hash.h"

typedef struct wr_buffer { char *data; size_t size, capacity; } wr_buffer; /* {0} is empty */

void wr_buffer_free(wr_buffer *buffer);
void wr_buffer_reserve_slow(wr_buffer *buffer, size_t extra);
/* Makes room for `extra` more bytes behind `size`. */
static inline void wr_buffer_reserve(wr_buffer *buffer, size_t extra) {
    if (buffer->capacity - buffer->size < extra)
        wr_buffer_reserve_slow(buffer, extra);
}
static inline void wr_buffer_append(wr_buffer *buffer, const void *bytes, size_t size) {
    wr_buffer_reserve(buffer, size);
    if (size != 0)
        memcpy(buffer->data + buffer->size, bytes, size);
    buffer->size += size;
}
static inline void wr_buffer_byte(wr_buffer *buffer, char byte) {
    wr_buffer_reserve(buffer, 1);
    buffer->data[buffer->size++] = byte;
}
void wr_buffer_printf(wr_buffer *buffer, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void wr_buffer_text(wr_buffer *buffer, const char *text); /* without the NUL */
const char *wr_buffer_cstr(wr_buffer *buffer); /* NUL behind the end; valid until the next append */

void wr_buffer_u8(wr_buffer *buffer, uint8_t value);
void wr_buffer_u32(wr_buffer *buffer, uint32_t value);
void wr_buffer_u64(wr_buffer *buffer, uint64_t value);
void wr_buffer_varint(wr_buffer *buffer, uint64_t value);         /* LEB128 */
void wr_buffer_bytes(wr_buffer *buffer, const void *data, size_t size); /* varint size, bytes */
void wr_buffer_string(wr_buffer *buffer, const char *text);
void wr_buffer_digest(wr_buffer *buffer, wr_digest digest); /* low, high */

/* Reads what the writer wrote. After the first read past the end `failed` is set and every
 * further read gives 0 or empty: check once at the end. Borrows the bytes. */
typedef struct wr_reader { const char *data; size_t size, offset; bool failed; } wr_reader;
wr_reader   wr_reader_of(const void *data, size_t size);
uint8_t     wr_reader_u8(wr_reader *reader);
uint32_t    wr_reader_u32(wr_reader *reader);
uint64_t    wr_reader_u64(wr_reader *reader);
uint64_t    wr_reader_varint(wr_reader *reader);
wr_digest   wr_reader_digest(wr_reader *reader);
const char *wr_reader_bytes(wr_reader *reader, size_t *size); /* varint size, then bytes; borrowed */
const char *wr_reader_raw(wr_reader *reader, size_t size);    /* NULL past the end */
/* A string copied NUL-terminated into `arena`; "" when failed. */
struct weir_arena;
char       *wr_reader_string(wr_reader *reader, struct weir_arena *arena);
#endif
