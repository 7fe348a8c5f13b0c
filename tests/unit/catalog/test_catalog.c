/* Proves that tables are found, hidden by temporary ones and listed, and that LIKE patterns match. */
#include "catalog/catalog.h"

#include "check.h"

TEST(tables) {
    wr_arena   *arena = wr_arena_create(0);
    wr_catalog *catalog = wr_catalog_create(arena);
    wr_table    permanent = {.name = "orders"}, temporary = {.name = "orders", .is_temporary = true}, view = {.name = "a_view", .is_view = true};
    wr_catalog_add(catalog, &permanent);
    wr_catalog_add(catalog, &view);
    CHECK(wr_catalog_find(catalog, "orders") == &permanent);
    CHECK(wr_catalog_find(catalog, "Orders") == NULL);
    CHECK_STR_EQ(wr_catalog_nearest(catalog, "order"), "orders");
    CHECK(wr_catalog_nearest(catalog, "something") == NULL);
    wr_catalog_add(catalog, &temporary);
    CHECK(wr_catalog_find(catalog, "orders") == &temporary);
    CHECK(wr_catalog_find_exact(catalog, "orders", false) == &permanent);
    wr_rows rows = wr_catalog_show_tables(catalog, false, arena);
    CHECK_UINT_EQ(rows.row_count, 2);
    CHECK_STR_EQ(rows.cells[0], "a_view");
    CHECK_STR_EQ(rows.cells[1], "orders");
    rows = wr_catalog_show_tables(catalog, true, arena);
    CHECK_UINT_EQ(rows.row_count, 1);
    wr_catalog_remove(catalog, &temporary);
    CHECK(wr_catalog_find(catalog, "orders") == &permanent);
    wr_catalog_remove(catalog, &permanent);
    CHECK(wr_catalog_find(catalog, "orders") == NULL);
    CHECK_STR_EQ(wr_quote_name(arena, "a`b"), "`a``b`");
    wr_arena_destroy(arena);
}

TEST(like) {
    static const struct {
        const char *pattern, *text;
        bool        any_case, matches;
    } cases[] = {
        {"", "", false, true},       {"%", "", false, true},       {"a%", "abc", false, true},  {"a%", "bc", false, false},
        {"%c", "abc", false, true},  {"%b%", "abc", false, true},  {"a_c", "abc", false, true}, {"a_c", "ac", false, false},
        {"A%", "abc", false, false}, {"A%", "abc", true, true},    {"a\\_c", "a_c", false, true}, {"a\\_c", "abc", false, false},
        {"_", "\xc3\xbc", false, true}, {"%ab%ab", "abxabab", false, true}, {"abc", "ab", false, false}, {"ab", "abc", false, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        if (wr_show_like(cases[i].pattern, cases[i].text, cases[i].any_case) != cases[i].matches) {
            printf("'%s' LIKE '%s'\n", cases[i].text, cases[i].pattern);
            CHECK(false);
        }
}

int main(void) {
    RUN(tables);
    RUN(like);
    return CHECK_RESULT();
}
