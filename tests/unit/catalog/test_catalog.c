/* Proves that tables are found, hidden by temporary ones and listed, and that LIKE patterns match. */
#include "catalog/catalog.h"

#include "check.h"

static wr_object object_of(const wr_table *table) {
    return (wr_object){.kind = WR_OBJECT_TABLE, .path = {WR_CATALOG_NAME, WR_DATABASE_NAME, table->name}, .is_temporary = table->is_temporary,
                       .is_view = table->is_view, .table = table};
}

static void add(wr_catalog *catalog, const wr_table *table) {
    wr_object object = object_of(table);
    wr_catalog_put(catalog, &object, false);
}

static void drop(wr_catalog *catalog, const wr_table *table) {
    wr_object object = object_of(table);
    wr_catalog_remove(catalog, wr_catalog_exact(catalog, WR_OBJECT_TABLE, &object.path, object.is_temporary), false);
}

TEST(tables) {
    wr_arena   *arena = wr_arena_create(0);
    wr_catalog *catalog = wr_catalog_create(arena);
    wr_table    permanent = {.name = "orders"}, temporary = {.name = "orders", .is_temporary = true}, view = {.name = "a_view", .is_view = true};
    add(catalog, &permanent);
    add(catalog, &view);
    CHECK(wr_catalog_find(catalog, "orders") == &permanent);
    CHECK(wr_catalog_find(catalog, "Orders") == NULL);
    CHECK_STR_EQ(wr_catalog_nearest(catalog, "order"), "orders");
    CHECK(wr_catalog_nearest(catalog, "something") == NULL);
    add(catalog, &temporary);
    CHECK(wr_catalog_find(catalog, "orders") == &temporary);
    static const char *const column[] = {"table name"};
    wr_rows rows = wr_catalog_names(catalog, WR_OBJECT_TABLE, wr_catalog_current(catalog), wr_catalog_current_database(catalog), false, column, arena);
    CHECK_UINT_EQ(rows.row_count, 2);
    CHECK_STR_EQ(rows.cells[0], "a_view");
    CHECK_STR_EQ(rows.cells[1], "orders");
    rows = wr_catalog_names(catalog, WR_OBJECT_TABLE, wr_catalog_current(catalog), wr_catalog_current_database(catalog), true, column, arena);
    CHECK_UINT_EQ(rows.row_count, 1);
    drop(catalog, &temporary);
    CHECK(wr_catalog_find(catalog, "orders") == &permanent);
    drop(catalog, &permanent);
    CHECK(wr_catalog_find(catalog, "orders") == NULL);
    CHECK(wr_catalog_take_changes(catalog) == NULL); /* nothing lasts */
    CHECK_STR_EQ(wr_quote_name(arena, "a`b"), "`a``b`");
    wr_arena_destroy(arena);
}

TEST(spaces) {
    wr_arena     *arena = wr_arena_create(0);
    wr_catalog   *catalog = wr_catalog_create(arena);
    wr_object     space = {.kind = WR_OBJECT_CATALOG, .path = {.catalog = "c"}};
    wr_object     database = {.kind = WR_OBJECT_DATABASE, .path = {.catalog = "c", .database = "d"}};
    wr_table      table = {.name = "t"};
    wr_object     inside = {.kind = WR_OBJECT_TABLE, .path = {"c", "d", "t"}, .table = &table};
    const wr_rows none = wr_catalog_names(catalog, WR_OBJECT_DATABASE, "c", NULL, false, NULL, arena);
    CHECK_UINT_EQ(none.row_count, 0);
    CHECK_STR_EQ(wr_catalog_current(catalog), WR_CATALOG_NAME);
    wr_catalog_put(catalog, &space, false);
    wr_catalog_put(catalog, &database, false);
    wr_catalog_put(catalog, &inside, false);
    CHECK(wr_catalog_find(catalog, "t") == NULL);
    wr_catalog_use(catalog, "c", "d");
    CHECK(wr_catalog_find(catalog, "t") == &table);
    CHECK(wr_catalog_default_database(catalog, "c") == NULL); /* 'default' was not made */
    CHECK_STR_EQ(wr_catalog_nearest_of(catalog, WR_OBJECT_CATALOG, NULL, NULL, "default_catalg", arena), WR_CATALOG_NAME);
    CHECK_STR_EQ(wr_path_text(&inside.path, arena), "`c`.`d`.`t`");
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
    RUN(spaces);
    RUN(like);
    return CHECK_RESULT();
}
