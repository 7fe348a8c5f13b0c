/* Proves: an arena gives aligned memory that nothing else shares, in any mix of sizes, also after a
 * reset, and grows arrays without losing an item. */
#include "base/alloc.h"
#include "base/arena.h"
#include "check.h"

static uint64_t next_random(uint64_t *seed) {
    *seed = *seed * 6364136223846793005ULL + 1442695040888963407ULL;
    return *seed >> 33;
}

TEST(items_do_not_overlap) {
    enum { COUNT = 3000 };
    static unsigned char *items[COUNT];
    static size_t         sizes[COUNT];
    uint64_t              seed = 5;
    wr_arena             *arena = wr_arena_create(256);
    for (int round = 0; round < 4; round++) {
        size_t total = 0;
        for (int i = 0; i < COUNT; i++) {
            uint64_t kind = next_random(&seed) % 100;
            sizes[i] = next_random(&seed) % (kind == 0 ? 100000 : kind < 10 ? 2000 : 64);
            items[i] = wr_arena_alloc(arena, sizes[i]);
            CHECK_UINT_EQ((uintptr_t)items[i] % 16, 0);
            memset(items[i], i & 0xff, sizes[i]);
            total += sizes[i];
        }
        CHECK(wr_arena_used(arena) >= total);
        for (int i = 0; i < COUNT; i++)
            for (size_t k = 0; k < sizes[i]; k++)
                if (items[i][k] != (unsigned char)(i & 0xff)) {
                    CHECK(false);
                    wr_arena_destroy(arena);
                    return;
                }
        wr_arena_reset(arena);
        CHECK_UINT_EQ(wr_arena_used(arena), 0);
    }
    wr_arena_destroy(arena);
    wr_arena_destroy(NULL);
}

TEST(a_reset_keeps_a_bounded_amount) {
    wr_arena *arena = wr_arena_create(0);
    void     *first = wr_arena_alloc(arena, 100);
    wr_arena_reset(arena);
    CHECK(wr_arena_alloc(arena, 100) == first); /* reused */
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 60; i++)
            memset(wr_arena_alloc(arena, 1 << 20), i, 1 << 20);
        wr_arena_reset(arena);
    }
    int *cleared = wr_arena_calloc(arena, 1000, sizeof *cleared);
    for (int i = 0; i < 1000; i++)
        CHECK_INT_EQ(cleared[i], 0);
    wr_arena_destroy(arena);
}

TEST(text_and_arrays) {
    wr_arena *arena = wr_arena_create(64);
    CHECK_STR_EQ(wr_arena_strdup(arena, "abc"), "abc");
    CHECK_STR_EQ(wr_arena_strndup(arena, "abcdef", 3), "abc");
    CHECK_STR_EQ(wr_arena_strndup(arena, NULL, 0), "");
    CHECK_STR_EQ(wr_arena_printf(arena, "%s-%d", "x", 7), "x-7");
    char *wide = wr_arena_printf(arena, "%1000d", 1);
    CHECK_UINT_EQ(strlen(wide), 1000);
    CHECK_UINT_EQ(strlen(wr_arena_printf(arena, "%255d", 1)), 255);
    CHECK_UINT_EQ(strlen(wr_arena_printf(arena, "%256d", 1)), 256);
    int   *items = NULL;
    size_t capacity = 0;
    for (int i = 0; i < 10000; i++) {
        items = wr_arena_grow(arena, items, (size_t)i, &capacity, sizeof *items);
        CHECK(capacity > (size_t)i);
        items[i] = i;
    }
    for (int i = 0; i < 10000; i++)
        CHECK_INT_EQ(items[i], i);
    wr_arena_destroy(arena);
}

int main(void) {
    RUN(items_do_not_overlap);
    RUN(a_reset_keeps_a_bounded_amount);
    RUN(text_and_arrays);
    return CHECK_RESULT();
}
