/* Proves that rows that are kept are the changelog applied: compared with a plain list over random changes; that a row
 * that is updated stays in its place; and that the newest are kept when there are too many. */
#include "check.h"
#include "cli/sql.h"
#include "random.h"

static const weir_result_column columns[] = {{"k", "STRING", false}, {"v", "INT", true}};
static const weir_result        head = {columns, 2, true, false};

static weir_cell cell_of(const char *text) { return (weir_cell){text, text ? strlen(text) : 0}; }

static void change(wr_sql_rows *rows, weir_row_kind kind, const char *k, const char *v) {
    const weir_cell cells[2] = {cell_of(k), cell_of(v)};
    wr_sql_rows_change(rows, kind, cells);
}

/* "a=1 b=NULL " */
static const char *shown(wr_sql_rows *rows, char *out, size_t size) {
    size_t at = 0;
    out[0] = '\0';
    for (size_t i = 0; i < wr_sql_rows_count(rows); i++) {
        weir_cell cells[2];
        wr_sql_rows_get(rows, i, cells);
        at += (size_t)snprintf(out + at, size - at, "%.*s=%.*s ", (int)cells[0].size, cells[0].text, (int)(cells[1].text ? cells[1].size : 4),
                               cells[1].text ? cells[1].text : "NULL");
    }
    return out;
}

TEST(updates_stay_in_their_place) {
    char         out[256];
    wr_sql_rows *rows = wr_sql_rows_create(&head, true, 100);
    change(rows, WEIR_ROW_INSERT, "a", "1");
    change(rows, WEIR_ROW_INSERT, "b", NULL);
    change(rows, WEIR_ROW_INSERT, "c", "1");
    CHECK(!wr_sql_rows_updated(rows));
    change(rows, WEIR_ROW_UPDATE_BEFORE, "a", "1");
    change(rows, WEIR_ROW_UPDATE_AFTER, "a", "2");
    CHECK_STR_EQ(shown(rows, out, sizeof out), "a=2 b=NULL c=1 ");
    change(rows, WEIR_ROW_DELETE, "b", NULL);
    change(rows, WEIR_ROW_INSERT, "d", "4");
    CHECK_STR_EQ(shown(rows, out, sizeof out), "a=2 c=1 d=4 ");
    CHECK(wr_sql_rows_updated(rows));
    change(rows, WEIR_ROW_DELETE, "nobody", "0"); /* was never there: nothing goes */
    CHECK_UINT_EQ(wr_sql_rows_count(rows), 3);
    wr_sql_rows_free(rows);
}

TEST(null_is_no_empty_text) {
    char         out[64];
    wr_sql_rows *rows = wr_sql_rows_create(&head, true, 100);
    change(rows, WEIR_ROW_INSERT, "a", "");
    change(rows, WEIR_ROW_INSERT, "a", NULL);
    change(rows, WEIR_ROW_DELETE, "a", "");
    CHECK_STR_EQ(shown(rows, out, sizeof out), "a=NULL ");
    wr_sql_rows_free(rows);
}

TEST(the_newest_are_kept) {
    char         out[256], number[16];
    wr_sql_rows *rows = wr_sql_rows_create(&head, true, 3);
    for (int i = 0; i < 10; i++) {
        snprintf(number, sizeof number, "%d", i);
        change(rows, WEIR_ROW_INSERT, "k", number);
    }
    CHECK_STR_EQ(shown(rows, out, sizeof out), "k=7 k=8 k=9 ");
    CHECK_UINT_EQ(wr_sql_rows_dropped(rows), 7);
    change(rows, WEIR_ROW_UPDATE_BEFORE, "k", "1"); /* dropped long ago */
    change(rows, WEIR_ROW_UPDATE_AFTER, "k", "x");
    CHECK_STR_EQ(shown(rows, out, sizeof out), "k=8 k=9 k=x ");
    wr_sql_rows_free(rows);
}

TEST(without_applying_every_change_is_a_row) {
    weir_cell    cells[2];
    wr_sql_rows *rows = wr_sql_rows_create(&head, false, 100);
    change(rows, WEIR_ROW_INSERT, "a", "1");
    change(rows, WEIR_ROW_UPDATE_BEFORE, "a", "1");
    change(rows, WEIR_ROW_UPDATE_AFTER, "a", "2");
    CHECK_UINT_EQ(wr_sql_rows_count(rows), 3);
    CHECK_INT_EQ(wr_sql_rows_get(rows, 1, cells), WEIR_ROW_UPDATE_BEFORE);
    wr_sql_rows_free(rows);
}

#define KEYS 37
/* A table of counts by key, as a GROUP BY gives it, with equal rows among them. */
TEST(random_changes_equal_a_plain_list) {
    test_random  random = {1};
    uint32_t     values[KEYS] = {0}, total = 0;
    wr_sql_rows *rows = wr_sql_rows_create(&head, true, SIZE_MAX);
    for (int i = 0; i < 20000; i++) {
        char     before[16], after[16];
        uint32_t key = random_below(&random, KEYS), value = random_below(&random, 4);
        snprintf(before, sizeof before, "%u", values[key]);
        snprintf(after, sizeof after, "%u", value);
        if (values[key] != 0)
            change(rows, value ? WEIR_ROW_UPDATE_BEFORE : WEIR_ROW_DELETE, "same", before);
        if (value != 0)
            change(rows, values[key] ? WEIR_ROW_UPDATE_AFTER : WEIR_ROW_INSERT, "same", after);
        total += value != 0;
        total -= values[key] != 0;
        values[key] = value;
        REQUIRE(wr_sql_rows_count(rows) == total);
    }
    uint32_t expected[4] = {0}, seen[4] = {0};
    for (int k = 0; k < KEYS; k++)
        expected[values[k]] += values[k] != 0;
    for (size_t i = 0; i < wr_sql_rows_count(rows); i++) {
        weir_cell cells[2];
        wr_sql_rows_get(rows, i, cells);
        seen[(cells[1].text[0] - '0') & 3]++;
    }
    CHECK_MEM_EQ(seen, expected, sizeof seen);
    wr_sql_rows_free(rows);
}

int main(void) {
    RUN(updates_stay_in_their_place);
    RUN(null_is_no_empty_text);
    RUN(the_newest_are_kept);
    RUN(without_applying_every_change_is_a_row);
    RUN(random_changes_equal_a_plain_list);
    return CHECK_RESULT();
}
