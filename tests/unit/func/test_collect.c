/* Proves the blocks of many values: thousands are added, found again, counted, removed from anywhere, and the block grows and shrinks with what
 * is there; two blocks become one. */
#include "harness.h"

#include "func/collect.h"

static uint32_t kept_count;

/* As state does: a copy of its own; the old bytes stay readable. */
static weir_string keep_copy(struct weir_keeper *self, weir_string value, weir_string old) {
    (void)self, (void)old;
    kept_count++;
    return weir_string_view(wr_arena_strndup(arena, weir_string_data(&value), value.size), value.size);
}
static struct weir_keeper keeper = {keep_copy};

static wr_item item_of(const char *text) {
    uint32_t size = (uint32_t)strlen(text);
    return (wr_item){.data = text, .size = size, .key_size = size, .count = 1};
}

/* All items with a comma behind each, of a table with its count. */
static const char *text_of_block(const weir_string *block) {
    const char *text = "";
    wr_item     item;
    for (uint32_t at = 0; wr_collect_next(block, &at, &item);)
        text = wr_arena_printf(arena, "%s%.*s%s,", text, item.null ? 4 : (int)item.size, item.null ? "NULL" : item.data,
                               item.count == 1 ? "" : wr_arena_printf(arena, "*%lld", (long long)item.count));
    return text;
}

TEST(lists) {
    weir_string block = {0};
    wr_item     a = item_of("a"), b = item_of(""), null = {.null = true, .count = 1}, last;
    CHECK(wr_collect_size(&block) == 0 && !wr_collect_last(&block, &last));
    wr_collect_append(&block, &keeper, &a);
    wr_collect_append(&block, &keeper, &b);
    wr_collect_append(&block, &keeper, &null);
    wr_collect_append(&block, &keeper, &a);
    CHECK_STR_EQ(text_of_block(&block), "a,,NULL,a,");
    wr_collect_remove(&block, &a);
    CHECK_STR_EQ(text_of_block(&block), ",NULL,a,");
    wr_collect_remove(&block, &a);
    CHECK(wr_collect_last(&block, &last) && last.null);
    wr_collect_remove(&block, &a); /* is not there */
    wr_collect_remove(&block, &null);
    CHECK_STR_EQ(text_of_block(&block), ",");
    wr_collect_remove(&block, &b);
    CHECK(wr_collect_size(&block) == 0 && !wr_collect_last(&block, &last));
    wr_collect_append(&block, &keeper, &a);
    CHECK_STR_EQ(text_of_block(&block), "a,");
}

TEST(long_lists) {
    weir_string block = {0};
    wr_item     item, last;
    char        text[32];
    kept_count = 0;
    for (int i = 0; i < 20000; i++) {
        snprintf(text, sizeof text, "value %d", i);
        item = item_of(text);
        wr_collect_append(&block, &keeper, &item);
    }
    CHECK(wr_collect_size(&block) == 20000 && kept_count < 40);
    /* a window over the values: what goes out at the front makes room for what comes in */
    uint32_t size = block.size;
    for (int i = 0; i < 60000; i++) {
        snprintf(text, sizeof text, "value %d", i);
        item = item_of(text);
        wr_collect_remove(&block, &item);
        snprintf(text, sizeof text, "value %d", i + 20000);
        item = item_of(text);
        wr_collect_append(&block, &keeper, &item);
    }
    CHECK(wr_collect_size(&block) == 20000 && block.size < size * 2);
    CHECK(wr_collect_last(&block, &last) && last.size == 11 && memcmp(last.data, "value 79999", 11) == 0);
}

TEST(tables) {
    weir_string block = {0}, other = {0};
    wr_item     a = item_of("a"), b = item_of("b"), null = {.null = true, .count = 1};
    wr_collect_count(&block, &keeper, &a, 1);
    wr_collect_count(&block, &keeper, &b, 5);
    wr_collect_count(&block, &keeper, &null, 2);
    wr_collect_count(&block, &keeper, &a, 1);
    CHECK_STR_EQ(text_of_block(&block), "a*2,b*5,NULL*2,");
    wr_collect_count(&block, &keeper, &a, -2);
    wr_collect_count(&block, &keeper, &null, -2);
    CHECK_STR_EQ(text_of_block(&block), "b*5,");
    wr_collect_count(&block, &keeper, &a, -1); /* taken before it comes */
    CHECK_STR_EQ(text_of_block(&block), "b*5,a*-1,");
    wr_collect_count(&block, &keeper, &a, 1);
    wr_collect_count(&other, &keeper, &b, 1);
    wr_collect_count(&other, &keeper, &a, 3);
    wr_collect_count_all(&block, &keeper, &other);
    CHECK_STR_EQ(text_of_block(&block), "b*6,a*3,");
}

TEST(large_tables) {
    weir_string block = {0};
    char        text[32];
    for (int round = 0; round < 3; round++)
        for (int i = 0; i < 5000; i++) {
            snprintf(text, sizeof text, "key %d", i);
            wr_item item = item_of(text);
            wr_collect_count(&block, &keeper, &item, 1 + i % 2);
        }
    CHECK(wr_collect_size(&block) == 5000);
    for (int i = 0; i < 5000; i++) {
        snprintf(text, sizeof text, "key %d", i);
        wr_item item = item_of(text);
        wr_collect_count(&block, &keeper, &item, -3); /* the even ones are gone */
    }
    CHECK(wr_collect_size(&block) == 2500);
    wr_item  item;
    uint32_t right = 0;
    for (uint32_t at = 0; wr_collect_next(&block, &at, &item);)
        right += item.count == 3;
    CHECK(right == 2500);
}

int main(void) {
    arena = wr_arena_create(0);
    RUN(lists);
    RUN(long_lists);
    RUN(tables);
    RUN(large_tables);
    wr_arena_destroy(arena);
    return CHECK_RESULT();
}
