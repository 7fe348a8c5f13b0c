/* base/hash.h - hashes, checksums, and a string map. xxHash and CRC32C; pure, thread-safe. */
#ifndef WR_BASE_HASH_H
#define WR_BASE_HASH_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

uint64_t wr_hash_bytes(const void *data, size_t size);          /* XXH3, 64 bit              */
typedef struct wr_digest { uint64_t low, high; } wr_digest;     /* XXH3, 128 bit             */
wr_digest wr_digest_bytes(const void *data, size_t size);
/* The same digest of bytes that come in pieces. One owner. */
typedef struct wr_digest_stream wr_digest_stream;
wr_digest_stream *wr_digest_stream_create(void);
void              wr_digest_stream_add(wr_digest_stream *stream, const void *data, size_t size);
wr_digest         wr_digest_stream_value(const wr_digest_stream *stream); /* of all that was added so far */
void              wr_digest_stream_destroy(wr_digest_stream *stream);     /* NULL is fine */
bool      wr_digest_equal(wr_digest a, wr_digest b);
void      wr_digest_hex(wr_digest digest, char text[33]);       /* NUL-terminated            */
uint32_t  wr_crc32c(uint32_t crc, const void *data, size_t size); /* start with 0; SSE4.2 where present */
static inline uint64_t wr_hash_u64(uint64_t value) { /* splitmix64 finaliser (Steele et al. 2014) */
    value ^= value >> 30; value *= 0xbf58476d1ce4e5b9ULL;
    value ^= value >> 27; value *= 0x94d049bb133111ebULL;
    return value ^ (value >> 31);
}

/* Edit distance for "did you mean": the nearest of `names` within a third of its length, or NULL. */
const char *wr_nearest_name(const char *wanted, const char *const *names, size_t count);
#endif
