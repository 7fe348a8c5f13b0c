/* base/arena.c - bump allocation with one lifetime.
 *
 * Blocks form two lists: `blocks` (the first one is bumped, the others are full or hold one large
 * item) and `spare` (kept by a reset). A block's size doubles up to BLOCK_SIZE_MAX, so a large
 * arena costs few calls of malloc and a small one little memory.
 */
#include "base/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"

#define ALIGNMENT ((size_t)16)
#define BLOCK_SIZE_DEFAULT ((size_t)16 << 10)
#define BLOCK_SIZE_MAX ((size_t)1 << 20)
#define SPARE_SIZE_MAX ((size_t)16 << 20) /* what a reset keeps: a job's arenas stay small */

typedef struct block {
    struct block *next;
    size_t        capacity, used; /* of bytes[] */
    size_t        unused;         /* keeps bytes[] 16-byte aligned */
    char          bytes[];
} block;

_Static_assert(sizeof(block) % 16 == 0, "what an arena hands out is 16-byte aligned");

struct weir_arena {
    block *blocks, *spare;
    size_t block_size; /* of the next block */
    size_t used;       /* bytes handed out since the last reset */
};

wr_arena *wr_arena_create(size_t block_size) {
    wr_arena *arena = wr_calloc(1, sizeof *arena);
    arena->block_size = block_size != 0 ? block_size : BLOCK_SIZE_DEFAULT;
    return arena;
}

static void free_list(block *first) {
    while (first != NULL) {
        block *next = first->next;
        wr_free(first);
        first = next;
    }
}

void wr_arena_destroy(wr_arena *arena) {
    if (arena == NULL)
        return;
    free_list(arena->blocks);
    free_list(arena->spare);
    wr_free(arena);
}

/* Keeps of `first` the largest blocks that together stay within SPARE_SIZE_MAX. */
static block *keep_largest(block *first) {
    block *kept = NULL;
    size_t total = 0;
    for (int bit = 63; bit >= 0 && first != NULL; bit--) {
        block **link = &first;
        while (*link != NULL) {
            block *candidate = *link;
            if (candidate->capacity >> bit == 0 || total + candidate->capacity > SPARE_SIZE_MAX) {
                link = &candidate->next;
                continue;
            }
            *link = candidate->next;
            candidate->next = kept;
            kept = candidate;
            total += candidate->capacity;
        }
    }
    free_list(first);
    return kept;
}

void wr_arena_reset(wr_arena *arena) {
    size_t  total = 0;
    block **link = &arena->spare;
    while (*link != NULL) {
        total += (*link)->capacity;
        link = &(*link)->next;
    }
    *link = arena->blocks; /* those in use go behind the spare ones: one list */
    for (block *each = arena->blocks; each != NULL; each = each->next) {
        total += each->capacity;
        each->used = 0;
    }
    arena->blocks = NULL;
    arena->used = 0;
    if (total > SPARE_SIZE_MAX)
        arena->spare = keep_largest(arena->spare);
}

size_t wr_arena_used(const wr_arena *arena) {
    return arena->used;
}

/* A block with room for `size` bytes, unlinked: a spare one, or new. */
static block *take_block(wr_arena *arena, size_t size) {
    for (block **link = &arena->spare; *link != NULL; link = &(*link)->next) {
        block *found = *link;
        if (found->capacity >= size) {
            *link = found->next;
            return found;
        }
    }
    size_t capacity = WR_MAX(size, arena->block_size);
    if (arena->block_size < BLOCK_SIZE_MAX)
        arena->block_size *= 2;
    WR_ASSERT(capacity <= SIZE_MAX - sizeof(block));
    block *fresh = wr_alloc(sizeof(block) + capacity);
    *fresh = (block){.capacity = capacity};
    return fresh;
}

static __attribute__((noinline)) void *alloc_slow(wr_arena *arena, size_t size) {
    block *fresh = take_block(arena, size);
    block *top = arena->blocks;
    fresh->used = size;
    if (top != NULL && top->capacity - top->used > fresh->capacity - size) {
        fresh->next = top->next; /* one large item: the block with more room stays in front */
        top->next = fresh;
    } else {
        fresh->next = top;
        arena->blocks = fresh;
    }
    return fresh->bytes;
}

void *wr_arena_alloc(wr_arena *arena, size_t size) {
    WR_ASSERT(size <= SIZE_MAX / 2);
    size = size != 0 ? (size + ALIGNMENT - 1) & ~(ALIGNMENT - 1) : ALIGNMENT;
    arena->used += size;
    block *top = arena->blocks;
    if (top == NULL || top->capacity - top->used < size)
        return alloc_slow(arena, size);
    void *item = top->bytes + top->used;
    top->used += size;
    return item;
}

void *wr_arena_calloc(wr_arena *arena, size_t count, size_t size) {
    size_t total = 0;
    WR_ASSERT(!__builtin_mul_overflow(count, size, &total));
    void *item = wr_arena_alloc(arena, total);
    memset(item, 0, total);
    return item;
}

char *wr_arena_strndup(wr_arena *arena, const char *text, size_t size) {
    WR_ASSERT(size < SIZE_MAX);
    char *copy = wr_arena_alloc(arena, size + 1);
    if (size != 0)
        memcpy(copy, text, size);
    copy[size] = '\0';
    return copy;
}

char *wr_arena_strdup(wr_arena *arena, const char *text) {
    return wr_arena_strndup(arena, text, strlen(text));
}

char *wr_arena_vprintf(wr_arena *arena, const char *fmt, va_list args) {
    char    small[256];
    va_list again;
    va_copy(again, args);
    int size = vsnprintf(small, sizeof small, fmt, args);
    WR_ASSERT(size >= 0);
    char *text = wr_arena_alloc(arena, (size_t)size + 1);
    if ((size_t)size < sizeof small)
        memcpy(text, small, (size_t)size + 1);
    else
        (void)vsnprintf(text, (size_t)size + 1, fmt, again);
    va_end(again);
    return text;
}

char *wr_arena_printf(wr_arena *arena, const char *fmt, ...) {
    va_list args;
    va_start(args, fmt);
    char *text = wr_arena_vprintf(arena, fmt, args);
    va_end(args);
    return text;
}

void *wr_arena_grow(wr_arena *arena, void *items, size_t count, size_t *capacity,
                    size_t item_size) {
    WR_ASSERT(count <= *capacity && item_size != 0);
    if (count < *capacity)
        return items;
    size_t larger = *capacity < 4 ? 8 : *capacity * 2;
    size_t size = 0;
    WR_ASSERT(larger > count && !__builtin_mul_overflow(larger, item_size, &size));
    void *copy = wr_arena_alloc(arena, size);
    if (count != 0)
        memcpy(copy, items, count * item_size);
    *capacity = larger;
    return copy;
}
