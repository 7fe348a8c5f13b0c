/* state/memory.c - blocks for pages and index segments, and string bytes of a namespace.
 *
 * The first touch of fresh memory costs more than filling it, so blocks of dropped namespaces stay
 * in the store's pool. The pool keeps as much as is in use, or 16 MiB if that is more. */
#include "state/internal.h"

#include <string.h>

#define SPARE_MIN ((uint64_t)16 << 20)

static uint32_t pool_class(size_t size) {
    size_t units = (size + WR_POOL_UNIT - 1) / WR_POOL_UNIT;
    return units < WR_POOL_CLASSES ? (uint32_t)units : 0;
}

void *wr_pool_take(wr_pool *pool, size_t size) {
    uint32_t class = size < WR_POOL_UNIT ? 0 : pool_class(size);
    pool->used_bytes += size;
    if (size < WR_POOL_UNIT)
        return wr_alloc(size);
    if (class == 0)
        return wr_alloc_aligned(64, size);
    void *block = pool->spare[class];
    if (block == NULL)
        return wr_alloc_aligned(64, (size_t)class * WR_POOL_UNIT);
    memcpy(&pool->spare[class], block, sizeof(void *));
    pool->spare_bytes -= (uint64_t)class * WR_POOL_UNIT;
    return block;
}

void wr_pool_give(wr_pool *pool, void *block, size_t size) {
    uint32_t class = size < WR_POOL_UNIT ? 0 : pool_class(size);
    uint64_t bytes = (uint64_t)class * WR_POOL_UNIT;
    pool->used_bytes -= size;
    if (class == 0 || pool->spare_bytes + bytes > WR_MAX(SPARE_MIN, pool->used_bytes)) {
        wr_free(block);
        return;
    }
    memcpy(block, &pool->spare[class], sizeof(void *));
    pool->spare[class] = block;
    pool->spare_bytes += bytes;
}

void wr_pool_free(wr_pool *pool) {
    for (uint32_t class = 0; class < WR_POOL_CLASSES; class++) {
        while (pool->spare[class] != NULL) {
            void *block = pool->spare[class];
            memcpy(&pool->spare[class], block, sizeof(void *));
            wr_free(block);
        }
    }
    pool->spare_bytes = 0;
}

/* ---- strings ---- */

#define CHUNK_SIZE_FIRST ((size_t)512)
#define CHUNK_SIZE_MAX ((size_t)65536)
#define CLASSED_SIZE_MAX 16384u /* larger strings have a block of their own */

/* 16, 24, ... 128 in steps of 8, then four steps a doubling up to 16384. */
static uint32_t string_class(uint32_t size, uint32_t *bytes) {
    if (size <= 128) {
        uint32_t eighths = WR_MAX((size + 7) / 8, 2u);
        *bytes = eighths * 8;
        return eighths - 2;
    }
    uint32_t log = 31 - (uint32_t)__builtin_clz(size - 1); /* 2^log < size <= 2^(log + 1) */
    uint32_t quarter = ((size - 1) >> (log - 2)) & 3;
    *bytes = (5 + quarter) << (log - 2);
    return 15 + (log - 7) * 4 + quarter;
}

wr_strings *wr_strings_create(wr_pool *pool) {
    wr_strings *strings = wr_calloc(1, sizeof *strings);
    strings->pool = pool;
    strings->chunk_size = CHUNK_SIZE_FIRST;
    return strings;
}

static void free_chunks(wr_pool *pool, wr_string_chunk *chunk) {
    while (chunk != NULL) {
        wr_string_chunk *next = chunk->next;
        wr_pool_give(pool, chunk, chunk->size);
        chunk = next;
    }
}

void wr_strings_destroy(wr_strings *strings) {
    if (strings == NULL)
        return;
    free_chunks(strings->pool, strings->chunks);
    free_chunks(strings->pool, strings->huge);
    wr_free(strings->pending);
    wr_free(strings);
}

static wr_string_chunk *add_chunk(wr_strings *strings, wr_string_chunk **list, size_t size) {
    wr_string_chunk *chunk = wr_pool_take(strings->pool, size);
    *chunk = (wr_string_chunk){.next = *list, .size = size};
    if (*list != NULL)
        (*list)->previous = chunk;
    *list = chunk;
    return chunk;
}

static char *take_bytes(wr_strings *strings, uint32_t size) {
    uint32_t bytes, class;
    if (size > CLASSED_SIZE_MAX)
        return (char *)(add_chunk(strings, &strings->huge, sizeof(wr_string_chunk) + size) + 1);
    class = string_class(size, &bytes);
    char *spare = strings->spare[class];
    if (spare != NULL) {
        memcpy(&strings->spare[class], spare, sizeof(void *));
        return spare;
    }
    if ((size_t)(strings->bump_end - strings->bump) < bytes) {
        while (strings->chunk_size < sizeof(wr_string_chunk) + bytes)
            strings->chunk_size *= 2;
        wr_string_chunk *chunk = add_chunk(strings, &strings->chunks, strings->chunk_size);
        strings->bump = (char *)(chunk + 1);
        strings->bump_end = (char *)chunk + strings->chunk_size;
        strings->chunk_size = WR_MIN(strings->chunk_size * 2, CHUNK_SIZE_MAX);
    }
    char *out = strings->bump;
    strings->bump += bytes;
    return out;
}

weir_string wr_strings_copy(wr_strings *strings, weir_string string) {
    WR_DEBUG_ASSERT(string.size > WEIR_STRING_INLINE);
    char *bytes = take_bytes(strings, string.size);
    memcpy(bytes, string.u.far.pointer, string.size);
    string.u.far.pointer = bytes;
    strings->live_bytes += string.size;
    return string;
}

void wr_strings_release(wr_strings *strings, weir_string string) {
    if (strings->pending_count == strings->pending_capacity) {
        strings->pending_capacity = strings->pending_capacity * 2 + 16;
        strings->pending = wr_realloc(strings->pending,
                                      strings->pending_capacity * sizeof *strings->pending);
    }
    strings->pending[strings->pending_count++] = string;
    strings->live_bytes -= string.size;
}

void wr_strings_settle_pending(wr_strings *strings) {
    for (size_t i = 0; i < strings->pending_count; i++) {
        weir_string string = strings->pending[i];
        char       *bytes = (char *)(uintptr_t)string.u.far.pointer;
        uint32_t    unused;
        if (string.size > CLASSED_SIZE_MAX) {
            wr_string_chunk *chunk = (wr_string_chunk *)(void *)bytes - 1;
            if (chunk->next != NULL)
                chunk->next->previous = chunk->previous;
            if (chunk->previous != NULL)
                chunk->previous->next = chunk->next;
            else
                strings->huge = chunk->next;
            wr_pool_give(strings->pool, chunk, chunk->size);
            continue;
        }
        uint32_t class = string_class(string.size, &unused);
        memcpy(bytes, &strings->spare[class], sizeof(void *));
        strings->spare[class] = bytes;
    }
    strings->pending_count = 0;
}
