/* Proves that messages are records of json, csv and raw whatever bytes they hold, and what is bad of them is named. */
#include "helper.h"

extern const weir_format weir_format_raw;

static void json_open(fixture *f) {
    fixture_open(f, &weir_format_json);
    fixture_column(f, "a", type_of(WEIR_TYPE_INT));
    fixture_column(f, "s", type_of(WEIR_TYPE_VARCHAR));
}

TEST(json_messages) {
    fixture f;
    json_open(&f);
    const message messages[] = {
        MESSAGE("{\"a\":1,\"s\":\"x\"}"),
        MESSAGE("{\n  \"a\": 2,\n  \"s\": \"a string of two\nlines, and more\"\n}\n"),
        MESSAGE("{\"a\":3,\"s\":\"a string that is not kept inline\"}"),
        NO_MESSAGE,
        MESSAGE("{\"a\":4,\"s\":{\n\"k\":\n[1,\n2]}}"),
        MESSAGE(""),
        MESSAGE("{\"a\":5"),
        MESSAGE("{\"a\":6,\"s\":\"\\\"\n\\\\\"}"),
        MESSAGE(" "),
        MESSAGE("{\"a\":7}{\"a\":8}"),
        MESSAGE("{\"a\":\n9,\n\"s\":\"x\n\\\ny\"}"),
        MESSAGE("{\"s\":\"\ny\",\n\"a\":x}"),
        MESSAGE("{\"a\":\"x\"}"),
        MESSAGE("{\"a\":10,\"s\":\"x\"}\r\n"),
        MESSAGE("\xef\xbb\xbf{\"a\":11,\"s\":\"wide\\u0041\"}"),
        MESSAGE("{\"a\":12,\"s\":\"xyz\"}"),
    };
    const char *rows = "0: +I[1, x]\n1: +I[2, a string of two\nlines, and more]\n2: +I[3, a string that is not kept inline]\n"
                       "4: +I[4, {\"k\":[1,2]}]\n7: +I[6, \"\n\\]\n13: +I[10, x]\n";
    const char *bad = "3:1:: a message without a value (a tombstone)\n6:7:: ',' or '}' is expected\n8:2:: a JSON object is expected\n"
                      "9:8:: text behind the JSON object\n10:18:: unknown escape in a string\n11:16:: a JSON value is expected\n"
                      "12:6:a: 'x' is not an INT\n";
    CHECK_CONTAINS(records_text(&f, &weir_format_json, messages), rows);
    CHECK_CONTAINS(wr_buffer_cstr(&f.rows), "15: +I[12, xyz]\n");
    CHECK_STR_EQ(wr_buffer_cstr(&f.bad), bad);
    for (uint32_t limit = 1; limit < 12; limit++) {
        weir_error err = {0};
        CHECK_OK(fixture_records(&f, &weir_format_json, messages, 16, limit, &err), &err);
        CHECK_CONTAINS(wr_buffer_cstr(&f.rows), rows);
    }
    weir_error err = {0};
    f.stop_at_bad = true;
    CHECK_INT_EQ(fixture_records(&f, &weir_format_json, messages, 16, 100, &err), WEIR_DATA);
    CHECK_STR_EQ(wr_buffer_cstr(&f.bad), "3:1:: a message without a value (a tombstone)\n");
    fixture_close(&f);
}

TEST(many_json_messages) {
    fixture  f;
    message *messages = wr_calloc(5000, sizeof *messages);
    wr_buffer expected = {0}, texts[5000] = {{0}};
    json_open(&f);
    for (uint32_t i = 0; i < 5000; i++) {
        bool bad = i % 97 == 5, lines = i % 31 == 7;
        wr_buffer_printf(&texts[i], "{%s\"s\":\"message number %u\", \"a\":%s%u}", lines ? "\n" : "", i, bad ? "-" : "", i);
        if (bad)
            texts[i].size--; /* the end is missing */
        else
            wr_buffer_printf(&expected, "%u: +I[%u, message number %u]\n", i, i, i);
        messages[i] = (message){texts[i].data, (long)texts[i].size};
    }
    for (uint32_t limit = 1; limit <= WEIR_BATCH_ROWS; limit = limit * 5 + 3) {
        weir_error err = {0};
        CHECK_OK(fixture_records(&f, &weir_format_json, messages, 5000, limit, &err), &err);
        CHECK(strcmp(wr_buffer_cstr(&f.rows), wr_buffer_cstr(&expected)) == 0);
    }
    for (uint32_t i = 0; i < 5000; i++)
        wr_buffer_free(&texts[i]);
    wr_buffer_free(&expected);
    wr_free(messages);
    fixture_close(&f);
}

TEST(csv_messages) {
    fixture f;
    fixture_open(&f, &weir_format_csv);
    fixture_column(&f, "a", type_of(WEIR_TYPE_INT));
    fixture_column(&f, "s", type_of(WEIR_TYPE_VARCHAR));
    fixture_option(&f, "allow-comments", "true");
    const message messages[] = {
        MESSAGE("1,x"), MESSAGE("2,\"two\nlines, \"\"quoted\"\"\"\r\n"), NO_MESSAGE, MESSAGE(""), MESSAGE("# a comment\n3,z\n\n"),
        MESSAGE("# nothing else"), MESSAGE("4,a\n5,b"), MESSAGE("6"), MESSAGE("7,\"open"), MESSAGE("x,y"), MESSAGE("\xef\xbb\xbf" "8,end"),
    };
    CHECK_STR_EQ(records_text(&f, &weir_format_csv, messages),
                 "0: +I[1, x]\n1: +I[2, two\nlines, \"quoted\"]\n4: +I[3, z]\n10: +I[8, end]\n");
    CHECK_STR_EQ(wr_buffer_cstr(&f.bad),
                 "2:1:: a message without a value (a tombstone)\n3:1:: a message without a line of CSV\n5:15:: a message without a line of CSV\n"
                 "6:5:: a second line in one message\n7:1:: 1 field, but the table has 2\n8:3:: quoted field without closing quote\n"
                 "9:1:a: 'x' is not an INT\n");
    weir_value rows[] = {i64_value(1), text_value("a b"), null_value(), null_value()};
    CHECK_STR_EQ(encode_messages(&f, &weir_format_csv, rows, 2, NULL), "1,\"a b\"|,|");
    fixture_close(&f);
}

TEST(raw_messages) {
    fixture f;
    fixture_open(&f, &weir_format_raw);
    fixture_column(&f, "s", type_of(WEIR_TYPE_VARCHAR));
    const message messages[] = {MESSAGE("one\ntwo\n"), NO_MESSAGE, MESSAGE(""), MESSAGE("\xff"), MESSAGE("a text that is longer")};
    CHECK_STR_EQ(records_text(&f, &weir_format_raw, messages), "0: +I[one\ntwo\n]\n1: +I[NULL]\n2: +I[]\n4: +I[a text that is longer]\n");
    CHECK_STR_EQ(wr_buffer_cstr(&f.bad), "3:1:s: not valid UTF-8\n");
    weir_value rows[] = {text_value("one\ntwo\n"), null_value(), text_value(""), text_value("x")};
    CHECK_STR_EQ(encode_messages(&f, &weir_format_raw, rows, 4, NULL), "one\ntwo\n|<no value>||x|");
    fixture_close(&f);
}

TEST(json_is_written_without_newline) {
    fixture f;
    json_open(&f);
    weir_value rows[] = {i64_value(1), text_value("a\nb"), null_value(), null_value()};
    CHECK_STR_EQ(encode_messages(&f, &weir_format_json, rows, 2, NULL), "{\"a\":1,\"s\":\"a\\nb\"}|{\"a\":null,\"s\":null}|");
    fixture_option(&f, "encode.ignore-null-fields", "true");
    CHECK_STR_EQ(encode_messages(&f, &weir_format_json, rows, 2, NULL), "{\"a\":1,\"s\":\"a\\nb\"}|{}|");
    fixture_close(&f);
}

int main(void) {
    RUN(json_messages);
    RUN(many_json_messages);
    RUN(csv_messages);
    RUN(raw_messages);
    RUN(json_is_written_without_newline);
    return CHECK_RESULT();
}
