/* Proves that tables line up whatever is in them: East Asian and combining characters, line breaks, bytes that are no
 * text; that what would command the terminal is shown instead; and that history lines come back as they were. */
#include <locale.h>

#include "check.h"
#include "cli/sql.h"

static const weir_result_column columns[] = {{"id", "INT", true}, {"name", "STRING", false}};
static const weir_result        head = {columns, 2, true, true};

TEST(widths) {
    CHECK_UINT_EQ(wr_sql_width("abc", 3), 3);
    CHECK_UINT_EQ(wr_sql_width("日本", 6), 4);
    CHECK_UINT_EQ(wr_sql_width("e\xcc\x81", 3), 1);       /* e and a combining accent */
    CHECK_UINT_EQ(wr_sql_width("a\nb\t", 4), 6);          /* a\nb\t */
    CHECK_UINT_EQ(wr_sql_width("\x1b[31m\xff", 6), 4 + 4 + 4); /* \x1b[31m\xff */
    CHECK_UINT_EQ(wr_sql_width("", 0), 0);
    CHECK_UINT_EQ(wr_sql_width("a\0b", 3), 6); /* a\x00b */
}

static const char *cell(const char *text, size_t width) {
    static char out[64];
    wr_text     shown = {0};
    wr_text_clear(&shown);
    size_t used = wr_sql_add_cell(&shown, text, strlen(text), width);
    snprintf(out, sizeof out, "%s:%zu", shown.bytes, used);
    wr_text_free(&shown);
    return out;
}

TEST(cells_are_cut_at_characters) {
    CHECK_STR_EQ(cell("abcdef", 0), "abcdef:6");
    CHECK_STR_EQ(cell("abcdef", 6), "abcdef:6");
    CHECK_STR_EQ(cell("abcdef", 5), "ab...:5");
    CHECK_STR_EQ(cell("日本語", 5), "日...:5");
    CHECK_STR_EQ(cell("日本語", 4), "...:3");
    CHECK_STR_EQ(cell("\x1b[2J", 0), "\\x1b[2J:7");
    CHECK_STR_EQ(cell("\xc2\x9b" "x", 0), "\\u009bx:7"); /* the other way to write ESC [ */
}

TEST(a_table) {
    wr_sql_rows    *rows = wr_sql_rows_create(&head, true, 10);
    wr_sql_style    style = {0};
    wr_text         out = {0};
    const weir_cell first[] = {{"1", 1}, {"日本", 6}}, second[] = {{"-200", 4}, {NULL, 0}};
    wr_sql_rows_change(rows, WEIR_ROW_INSERT, first);
    wr_sql_rows_change(rows, WEIR_ROW_INSERT, second);
    wr_sql_add_table(&out, rows, 0, 2, &style);
    CHECK_STR_EQ(out.bytes, "+------+--------+\n"
                            "|   id | name   |\n"
                            "+------+--------+\n"
                            "|    1 | 日本   |\n"
                            "| -200 | <NULL> |\n"
                            "+------+--------+\n");
    wr_text_clear(&out);
    wr_sql_add_records(&out, rows, 1, 1, &style);
    CHECK_STR_EQ(out.bytes, "-[ row 2 ]------------------------\nid   | -200\nname | <NULL>\n");
    style.width_max = 5;
    wr_text_clear(&out);
    wr_sql_add_table(&out, rows, 1, 1, &style);
    CHECK_CONTAINS(out.bytes, "| -200 | <N... |\n");
    wr_text_free(&out);
    wr_sql_rows_free(rows);
}

TEST(widths_by_type) {
    const weir_result_column known[] = {{"a", "INT NOT NULL", true}, {"b", "BIGINT", true},      {"c", "STRING", false},
                                        {"d", "DECIMAL(10, 2)", true}, {"e", "TIMESTAMP(3)", false}, {"a_long_name_of_a_column", "BOOLEAN", false},
                                        {"f", "INTERVAL DAY TO SECOND(3)", false}};
    const size_t             widths[] = {11, 20, 30, 13, 23, 23, 30};
    for (size_t i = 0; i < sizeof widths / sizeof widths[0]; i++)
        CHECK_UINT_EQ(wr_sql_type_width(&known[i], 30), widths[i]);
}

TEST(history_lines_come_back) {
    static const char *const entries[] = {"SELECT 1;", "SELECT 'a\\nb',\n  2;", "\\d t", "a\\\\b\n"};
    wr_text                  line = {0}, entry = {0};
    for (size_t i = 0; i < 4; i++) {
        wr_sql_history_line(entries[i], &line);
        CHECK(memchr(line.bytes, '\n', line.size) == line.bytes + line.size - 1);
        wr_sql_history_entry(line.bytes, line.size - 1, &entry);
        CHECK_STR_EQ(entry.bytes, entries[i]);
    }
    wr_sql_history_line("SET 'sasl.password' = 'abc';", &line);
    CHECK_STR_EQ(line.bytes, "SET 'sasl.password' = '***';\n");
    wr_text_free(&line);
    wr_text_free(&entry);
}

int main(void) {
    setlocale(LC_CTYPE, "C.UTF-8");
    RUN(widths);
    RUN(cells_are_cut_at_characters);
    RUN(a_table);
    RUN(widths_by_type);
    RUN(history_lines_come_back);
    return CHECK_RESULT();
}
