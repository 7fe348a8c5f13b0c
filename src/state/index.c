/* state/index.c - finds rows by hash: extendible hashing over linearly probed segments.
 *
 * Below WR_SEGMENT_SLOTS an index is one segment that doubles; the slots' tags suffice for that. A
 * full segment splits by the next hash bit, read from its rows. Rows of equal hashes cannot be split:
 * past DEPTH_MAX their segment grows, which is slow to probe but right. */
#include "state/internal.h"

#include <string.h>

#define SLOTS_FIRST 8u
#define DEPTH_MAX 18u
#define PREFETCH_AHEAD 16u

static const uint64_t   no_slots[1] = {0};
static const wr_segment no_rows = {.slots = (uint64_t *)(uintptr_t)no_slots};

void wr_index_init(wr_index *index) {
    *index = (wr_index){.single = (wr_segment *)(uintptr_t)&no_rows}; /* never written: limit is 0 */
    index->directory = &index->single;
}

static wr_segment *segment_create(wr_index *index, wr_pool *pool, uint32_t slot_count, uint32_t depth) {
    wr_segment *segment = wr_calloc(1, sizeof *segment);
    size_t      bytes = (size_t)slot_count * sizeof(uint64_t);
    segment->slots = wr_pool_take(pool, bytes);
    memset(segment->slots, 0, bytes);
    segment->mask = slot_count - 1;
    segment->home_mask = WR_MIN(slot_count, WR_SEGMENT_SLOTS) - 1;
    segment->limit = (uint32_t)((uint64_t)slot_count * 7 / 10);
    segment->depth = depth;
    index->slot_bytes += bytes;
    return segment;
}

static void segment_destroy(wr_index *index, wr_pool *pool, wr_segment *segment) {
    size_t bytes = ((size_t)segment->mask + 1) * sizeof(uint64_t);
    index->slot_bytes -= bytes;
    wr_pool_give(pool, segment->slots, bytes);
    wr_free(segment);
}

void wr_index_free(wr_index *index, wr_pool *pool) {
    /* A segment of depth d stands at every 2^d-th entry: free it at its last one. */
    for (uint64_t i = 0; i <= index->directory_mask; i++) {
        wr_segment *segment = index->directory[i];
        if (segment->limit != 0 && i + (1ULL << segment->depth) > index->directory_mask)
            segment_destroy(index, pool, segment);
    }
    if (index->directory != &index->single)
        wr_free(index->directory);
    wr_index_init(index);
}

static inline void segment_put(wr_segment *segment, uint64_t slot) {
    uint32_t position = (uint32_t)(slot >> WR_POINTER_BITS) & segment->home_mask;
    while (segment->slots[position] != 0)
        position = (position + 1) & segment->mask;
    segment->slots[position] = slot;
    segment->count++;
}

static wr_segment *segment_grown(wr_index *index, wr_pool *pool, const wr_segment *old) {
    uint32_t    slot_count = old->limit == 0 ? SLOTS_FIRST : (old->mask + 1) * 2;
    wr_segment *larger = segment_create(index, pool, slot_count, old->depth);
    for (uint64_t p = 0; old->limit != 0 && p <= old->mask; p++)
        if (old->slots[p] != 0)
            segment_put(larger, old->slots[p]);
    return larger;
}

static void directory_double(wr_index *index) {
    uint64_t count = index->directory_mask + 1;
    bool     own = index->directory != &index->single;
    index->directory = wr_realloc(own ? index->directory : NULL, 2 * count * sizeof(wr_segment *));
    if (!own)
        index->directory[0] = index->single;
    memcpy(index->directory + count, index->directory, count * sizeof(wr_segment *));
    index->directory_mask = 2 * count - 1;
}

static void segment_split(wr_index *index, wr_pool *pool, wr_segment *old, uint64_t hash) {
    uint32_t    depth = old->depth;
    wr_segment *halves[2];
    if (1ULL << depth == index->directory_mask + 1)
        directory_double(index);
    for (int i = 0; i < 2; i++)
        halves[i] = segment_create(index, pool, old->mask + 1, depth + 1);
    for (uint64_t p = 0; p <= old->mask; p++) {
        __builtin_prefetch(wr_slot_row(old->slots[(p + PREFETCH_AHEAD) & old->mask]));
        uint64_t slot = old->slots[p];
        if (slot != 0)
            segment_put(halves[(wr_slot_row(slot)->hash >> (WR_TAG_BITS + depth)) & 1], slot);
    }
    uint64_t step = 1ULL << depth;
    for (uint64_t i = (hash >> WR_TAG_BITS) & (step - 1); i <= index->directory_mask; i += step)
        index->directory[i] = halves[(i >> depth) & 1];
    segment_destroy(index, pool, old);
}

static wr_segment *segment_of(const wr_index *index, uint64_t hash) {
    return index->directory[(hash >> WR_TAG_BITS) & index->directory_mask];
}

/* Every entry of the segment that `hash` falls into, of this depth, becomes `segment`. */
static void directory_set(wr_index *index, uint64_t hash, wr_segment *segment) {
    uint64_t step = 1ULL << segment->depth;
    for (uint64_t i = (hash >> WR_TAG_BITS) & (step - 1); i <= index->directory_mask; i += step)
        index->directory[i] = segment;
}

void wr_index_insert(wr_index *index, wr_pool *pool, wr_row *row) {
    wr_segment *segment = segment_of(index, row->hash);
    while (segment->count >= segment->limit) {
        if (segment->mask + 1 == WR_SEGMENT_SLOTS && segment->depth < DEPTH_MAX) {
            segment_split(index, pool, segment, row->hash);
        } else {
            directory_set(index, row->hash, segment_grown(index, pool, segment));
            if (segment->limit != 0)
                segment_destroy(index, pool, segment);
        }
        segment = segment_of(index, row->hash);
    }
    uint64_t address = (uint64_t)(uintptr_t)row;
    WR_DEBUG_ASSERT(address >> (WR_POINTER_BITS + 3) == 0 && (address & 7) == 0);
    segment_put(segment, (row->hash & WR_TAG_MASK) << WR_POINTER_BITS | address >> 3);
}

void wr_index_remove(wr_index *index, const wr_row *row) {
    wr_segment *segment = segment_of(index, row->hash);
    uint64_t   *slots = segment->slots;
    uint32_t    mask = segment->mask;
    uint32_t    hole = (uint32_t)row->hash & segment->home_mask;
    while (wr_slot_row(slots[hole]) != row) {
        WR_ASSERT(slots[hole] != 0);
        hole = (hole + 1) & mask;
    }
    /* Close the gap: a later slot moves into it unless its home lies behind the gap. */
    for (uint32_t next = (hole + 1) & mask; slots[next] != 0; next = (next + 1) & mask) {
        uint32_t home = (uint32_t)(slots[next] >> WR_POINTER_BITS) & segment->home_mask;
        if (((next - home) & mask) >= ((next - hole) & mask)) {
            slots[hole] = slots[next];
            hole = next;
        }
    }
    slots[hole] = 0;
    segment->count--;
}
