/* Proves what the records of debezium, canal, maxwell and ogg mean, what is bad of them, and how rows become such records. */
#include "helper.h"

extern const weir_format weir_format_debezium_json, weir_format_canal_json, weir_format_maxwell_json, weir_format_ogg_json;

static void open_with(fixture *f, const weir_format *format) {
    fixture_open(f, format);
    fixture_column(f, "a", type_of(WEIR_TYPE_INT));
    fixture_column(f, "s", type_of(WEIR_TYPE_VARCHAR));
}

TEST(debezium) {
    fixture f;
    open_with(&f, &weir_format_debezium_json);
    const message messages[] = {
        MESSAGE("{\"before\":null,\"after\":{\"a\":1,\"s\":\"one\"},\"source\":{\"db\":\"x\",\"s\":[{}]},\"op\":\"c\",\"ts_ms\":1}"),
        MESSAGE("{\"op\":\"r\",\"after\":{\"s\":\"a text that is not inline\",\"a\":2}}"),
        MESSAGE("{\n\"before\" : {\"a\":1,\n\"s\":\"one\nline\"},\n\"after\":{\"a\":1},\n\"op\":\"u\"\n}\n"),
        MESSAGE("{\"before\":{\"a\":3,\"s\":\"\\u0041\\n\"},\"after\":null,\"op\":\"\\u0064\"}"),
        NO_MESSAGE,
        MESSAGE(""),
        MESSAGE("{\"b\\u0065fore\":{\"a\":4,\"s\":\"x\"},\"op\":\"c\",\"op\":\"d\"}"),
        MESSAGE("\xef\xbb\xbf {\"after\":{},\"op\":\"c\"}\t"),
    };
    CHECK_STR_EQ(records_text(&f, &weir_format_debezium_json, messages),
                 "0: +I[1, one]\n1: +I[2, a text that is not inline]\n2: -U[1, one\nline]\n2: +U[1, NULL]\n3: -D[3, A\n]\n6: -D[4, x]\n7: +I[NULL, NULL]\n");
    CHECK_STR_EQ(wr_buffer_cstr(&f.bad), "");
    for (uint32_t limit = 1; limit < 8; limit++) {
        weir_error err = {0};
        CHECK_OK(fixture_records(&f, &weir_format_debezium_json, messages, 8, limit, &err), &err);
        CHECK_STR_EQ(wr_buffer_cstr(&f.rows),
                     "0: +I[1, one]\n1: +I[2, a text that is not inline]\n2: -U[1, one\nline]\n2: +U[1, NULL]\n3: -D[3, A\n]\n6: -D[4, x]\n7: +I[NULL, NULL]\n");
    }
    fixture_close(&f);
}

TEST(bad_debezium) {
    fixture f;
    open_with(&f, &weir_format_debezium_json);
    const message messages[] = {
        MESSAGE("{\"after\":{\"a\":1},\"op\":\"x\"}"),
        MESSAGE("{\"after\":{\"a\":1}}"),
        MESSAGE("{\"after\":null,\"op\":\"c\"}"),
        MESSAGE("{\"before\":null,\"after\":{\"a\":1},\"op\":\"u\"}"),
        MESSAGE("{\"before\":{\"a\":1},\"after\":{\"a\":2,\n\"s\":1,\"a\":\"z\"},\"op\":\"u\"}"),
        MESSAGE("{\"after\":{\"a\":1},\"op\":\"c\"} {"),
        MESSAGE("{\"after\":{\"a\":1},\"op\":\"c\""),
        MESSAGE("{\"after\":[1],\"op\":\"c\"}"),
        MESSAGE("  5"),
        MESSAGE("{\"after\":{\"a\":7,\"s\":null},\"op\":\"c\"}"),
        MESSAGE("{\"after\":{\"a\":8,\"s\":\"x\"},\"op\":\"c\"}"),
    };
    CHECK_STR_EQ(records_text(&f, &weir_format_debezium_json, messages), "9: +I[7, NULL]\n10: +I[8, x]\n");
    CHECK_STR_EQ(wr_buffer_cstr(&f.bad),
                 "0:23:: 'x' is not a value of \"op\" that means an insert, update or delete\n"
                 "1:1:: the field \"op\", which says what happened, is missing or null\n"
                 "2:1:: the field \"after\" of an insert is missing or null\n"
                 "3:1:: the field \"before\" of an update is missing or null; a table of PostgreSQL needs REPLICA IDENTITY FULL for it\n"
                 "4:45:a: 'z' is not an INT\n"
                 "5:28:: text behind the JSON object\n"
                 "6:26:: ',' or '}' is expected\n"
                 "7:10:: a JSON object is expected\n"
                 "8:3:: a JSON object is expected\n");
    fixture_option(&f, "ignore-parse-errors", "true");
    CHECK_STR_EQ(records_text(&f, &weir_format_debezium_json, messages), "4: -U[1, NULL]\n4: +U[NULL, 1]\n9: +I[7, NULL]\n10: +I[8, x]\n");
    fixture_close(&f);
}

TEST(debezium_with_schema) {
    fixture f;
    open_with(&f, &weir_format_debezium_json);
    fixture_option(&f, "schema-include", "true");
    const message messages[] = {
        MESSAGE("{\"schema\":{\"type\":\"struct\",\"op\":\"c\"},\"payload\":{\"before\":null,\"after\":{\"a\":1},\"op\":\"c\"}}"),
        MESSAGE("{\"before\":null,\"after\":{\"a\":1},\"op\":\"c\"}"),
    };
    CHECK_STR_EQ(records_text(&f, &weir_format_debezium_json, messages), "0: +I[1, NULL]\n");
    CHECK_CONTAINS(wr_buffer_cstr(&f.bad), "1:1:: the field \"payload\" is missing or null");
    fixture_close(&f);
}

TEST(canal) {
    fixture f;
    open_with(&f, &weir_format_canal_json);
    const message messages[] = {
        MESSAGE("{\"data\":[{\"a\":\"1\",\"s\":\"x\"},{\"a\":\"2\",\"s\":\"y\"}],\"database\":\"db\",\"type\":\"INSERT\",\"old\":null}"),
        MESSAGE("{\"data\":[{\"a\":1,\"s\":\"x\"} , {\"a\":2,\"s\":\"y\"}],\"old\":[{\"a\":3},{\"s\":null}],\"type\":\"UPDATE\"}"),
        MESSAGE("{\"data\":[{\"a\":1,\"s\":{\"a\":1}}],\"old\":[{\"s\":{\"a\":2}},{}],\"type\":\"UPDATE\"}"),
        MESSAGE("{\"data\":[{\"a\":1},{\"a\":2}],\"type\":\"DELETE\"}"),
        MESSAGE("{\"data\":null,\"type\":\"CREATE\"}"),
        MESSAGE("{\"data\":[ ],\"type\":\"DELETE\"}"),
        MESSAGE("{\"data\":null,\"type\":\"DROP\"}"),
        MESSAGE("{\"data\":{},\"type\":\"INSERT\"}"),
        MESSAGE("{\"data\":[{\"a\":1},{\"a\":2}],\"old\":[{}],\"type\":\"UPDATE\"}"),
        MESSAGE("{\"data\":[{\"a\":1},null],\"type\":\"INSERT\"}"),
        MESSAGE("{\"data\":[{\"a\":1}],\"old\":null,\"type\":\"UPDATE\"}"),
    };
    CHECK_STR_EQ(records_text(&f, &weir_format_canal_json, messages),
                 "0: +I[1, x]\n0: +I[2, y]\n1: -U[3, x]\n1: +U[1, x]\n1: -U[2, NULL]\n1: +U[2, y]\n2: -U[1, {\"a\":2}]\n2: +U[1, {\"a\":1}]\n"
                 "3: -D[1, NULL]\n3: -D[2, NULL]\n");
    CHECK_STR_EQ(wr_buffer_cstr(&f.bad),
                 "6:21:: 'DROP' is not a value of \"type\" that means an insert, update or delete\n"
                 "7:9:: the field \"data\" is not an array of rows\n"
                 "8:18:: the field \"old\" has fewer rows than \"data\"\n"
                 "9:18:: a JSON object is expected\n"
                 "10:1:: the field \"old\" of an update is missing or null\n");
    fixture_option(&f, "database.include", "d.*");
    fixture_option(&f, "table.include", "t");
    const message chosen[] = {
        MESSAGE("{\"database\":\"db\",\"table\":\"t\",\"data\":[{\"a\":1}],\"type\":\"INSERT\"}"),
        MESSAGE("{\"database\":\"db\",\"table\":\"tt\",\"data\":[{\"a\":2}],\"type\":\"INSERT\"}"),
        MESSAGE("{\"database\":\"cd\",\"table\":\"t\",\"data\":[{\"a\":3}],\"type\":\"what\"}"),
        MESSAGE("{\"database\":\"\\u0064b\",\"table\":\"t\",\"data\":[{\"a\":4}],\"type\":\"INSERT\"}"),
        MESSAGE("{\"table\":\"t\",\"data\":[{\"a\":5}],\"type\":\"INSERT\"}"),
    };
    CHECK_STR_EQ(records_text(&f, &weir_format_canal_json, chosen), "0: +I[1, NULL]\n3: +I[4, NULL]\n");
    CHECK_STR_EQ(wr_buffer_cstr(&f.bad), "4:1:: the field \"database\" is missing or null, by which records are chosen\n");
    fixture_option(&f, "table.include", "(");
    weir_error err = {0};
    CHECK_INT_EQ(weir_format_canal_json.check(&f.table, true, &err), WEIR_INVALID);
    CHECK_CONTAINS(err.message, "'canal-json.table.include' is not a regular expression");
    fixture_close(&f);
}

/* A record of many rows passes the row limit, but is never cut. */
TEST(many_rows_in_one_record) {
    fixture   f;
    wr_buffer large = {0}, larger = {0}, expected = {0};
    open_with(&f, &weir_format_canal_json);
    wr_buffer_text(&large, "{\"type\":\"INSERT\",\"data\":[");
    wr_buffer_append(&larger, large.data, large.size);
    for (uint32_t i = 0; i <= WEIR_BATCH_ROWS; i++) {
        if (i < 1500) {
            wr_buffer_printf(&large, "%s{\"a\":%u}", i ? "," : "", i);
        }
        wr_buffer_printf(&larger, "%s{\"a\":%u}", i ? "," : "", i);
    }
    wr_buffer_text(&large, "]}");
    wr_buffer_text(&larger, "]}");
    for (uint32_t m = 0; m < 5; m++)
        for (uint32_t i = 0; i < 1500 && m != 1; i++)
            wr_buffer_printf(&expected, "%u: +I[%u, NULL]\n", m, i);
    message messages[5] = {{large.data, (long)large.size}, {larger.data, (long)larger.size}};
    messages[2] = messages[3] = messages[4] = messages[0];
    static const uint32_t limits[] = {1, 100, 1500, 1501, WEIR_BATCH_ROWS};
    for (int i = 0; i < 5; i++) {
        weir_error err = {0};
        CHECK_OK(fixture_records(&f, &weir_format_canal_json, messages, 5, limits[i], &err), &err);
        CHECK(strcmp(wr_buffer_cstr(&f.rows), wr_buffer_cstr(&expected)) == 0);
        CHECK_CONTAINS(wr_buffer_cstr(&f.bad), "a record of more than 2048 rows");
    }
    wr_buffer_free(&large);
    wr_buffer_free(&larger);
    wr_buffer_free(&expected);
    fixture_close(&f);
}

TEST(maxwell) {
    fixture f;
    open_with(&f, &weir_format_maxwell_json);
    const message messages[] = {
        MESSAGE("{\"database\":\"d\",\"type\":\"insert\",\"data\":{\"a\":1,\"s\":\"a text that is not inline\"}}"),
        MESSAGE("{\"type\":\"update\",\"data\":{\"a\":1,\"s\":\"a text that is not inline\"},\"old\":{\"a\":2}}"),
        MESSAGE("{\"type\":\"update\",\"data\":{\"a\":1,\"s\":\"x\"},\"old\":{\"s\":null}}"),
        MESSAGE("{\"type\":\"update\",\"data\":{\"a\":1},\"old\":{}}"),
        MESSAGE("{\"type\":\"delete\",\"data\":{\"a\":1,\"s\":\"x\"}}"),
        MESSAGE("{\"type\":\"bootstrap-insert\",\"data\":{\"a\":1,\"s\":\"x\"}}"),
        MESSAGE("{\"type\":\"update\",\"data\":{\"a\":1,\"s\":\"x\"}}"),
        MESSAGE("{\"type\":\"update\",\"data\":{\"a\":1,\"s\":\"x\"},\"old\":{\"a\":true}}"),
        MESSAGE("{\"type\":\"insert\",\"data\":{\"a\":9,\"s\":\"x\"}}"),
    };
    CHECK_STR_EQ(records_text(&f, &weir_format_maxwell_json, messages),
                 "0: +I[1, a text that is not inline]\n1: -U[2, a text that is not inline]\n1: +U[1, a text that is not inline]\n"
                 "2: -U[1, NULL]\n2: +U[1, x]\n3: -U[1, NULL]\n3: +U[1, NULL]\n4: -D[1, x]\n8: +I[9, x]\n");
    CHECK_STR_EQ(wr_buffer_cstr(&f.bad),
                 "5:9:: 'bootstrap-insert' is not a value of \"type\" that means an insert, update or delete\n"
                 "6:1:: the field \"old\" of an update is missing or null\n7:52:a: 'true' is not an INT\n");
    fixture_close(&f);
}

TEST(ogg) {
    fixture f;
    open_with(&f, &weir_format_ogg_json);
    const message messages[] = {
        MESSAGE("{\"table\":\"T\",\"op_type\":\"I\",\"after\":{\"a\":1,\"s\":\"x\"}}"),
        MESSAGE("{\"op_type\":\"U\",\"before\":{\"a\":1},\"after\":{\"a\":1,\"s\":\"x\"}}"),
        MESSAGE("{\"op_type\":\"D\",\"before\":{\"a\":1}}"),
        MESSAGE("{\"op_type\":\"T\"}"),
    };
    CHECK_STR_EQ(records_text(&f, &weir_format_ogg_json, messages), "0: +I[1, x]\n1: -U[1, NULL]\n1: +U[1, x]\n2: -D[1, NULL]\n");
    CHECK_STR_EQ(wr_buffer_cstr(&f.bad), "3:12:: 'T' is not a value of \"op_type\" that means an insert, update or delete\n");
    fixture_close(&f);
}

/* In files a record is a line. */
TEST(lines) {
    fixture f;
    open_with(&f, &weir_format_maxwell_json);
    CHECK_STR_EQ(decode_text(&f, &weir_format_maxwell_json,
                             "{\"type\":\"update\",\"data\":{\"a\":1,\"s\":\"x\"},\"old\":{\"a\":2}}\r\n\n  \n{\"type\":\"x\"}\r\n{\"type\":\"insert\",\"data\":{\"a\":3}}"),
                 "-U[2, x]\n+U[1, x]\n+I[3, NULL]\n");
    CHECK_STR_EQ(wr_buffer_cstr(&f.bad), "3:9:: 'x' is not a value of \"type\" that means an insert, update or delete\n");
    CHECK_UINT_EQ(f.record_count, 5);
    fixture_close(&f);
}

static const char *metadata_of(fixture *f, const weir_format *format, const char *key, const char *text) {
    const char *keys[3] = {NULL, NULL, key};
    weir_type   type = type_of(WEIR_TYPE_NULL);
    for (const weir_field *field = format->metadata_fields; field->name; field++)
        if (strcmp(field->name, key) == 0)
            type = field->type;
    open_with(f, format);
    fixture_column(f, "m", type);
    f->table.metadata_keys = keys;
    f->table.local_time_zone = "UTC";
    const message messages[] = {{text, (long)strlen(text)}};
    return records_text(f, format, messages);
}

TEST(metadata) {
    static const struct { const weir_format *format; const char *key, *text, *rows; } cases[] = {
#define DEBEZIUM "{\"before\":{\"a\":1},\"after\":{\"a\":2},\"op\":\"u\",\"ts_ms\":1589355606100,\"source\":{\"ts_ms\":1589355606000,\"db\":\"inventory\",\"table\":\"products\",\"schema\":null}}"
        {&weir_format_debezium_json, "source.database", DEBEZIUM, "0: -U[1, NULL, inventory]\n0: +U[2, NULL, inventory]\n"},
        {&weir_format_debezium_json, "source.table", DEBEZIUM, "0: -U[1, NULL, products]\n0: +U[2, NULL, products]\n"},
        {&weir_format_debezium_json, "source.schema", DEBEZIUM, "0: -U[1, NULL, NULL]\n0: +U[2, NULL, NULL]\n"},
        {&weir_format_debezium_json, "source.timestamp", DEBEZIUM, "0: -U[1, NULL, 2020-05-13 07:40:06.000]\n0: +U[2, NULL, 2020-05-13 07:40:06.000]\n"},
        {&weir_format_debezium_json, "ingestion-timestamp", DEBEZIUM, "0: -U[1, NULL, 2020-05-13 07:40:06.100]\n0: +U[2, NULL, 2020-05-13 07:40:06.100]\n"},
        {&weir_format_debezium_json, "schema", DEBEZIUM, "0: -U[1, NULL, NULL]\n0: +U[2, NULL, NULL]\n"},
#define CANAL "{\"data\":[{\"a\":1},{\"a\":2}],\"type\":\"INSERT\",\"database\":\"d\",\"table\":\"t\",\"ts\":1589373560798,\"es\":1589373560000}"
        {&weir_format_canal_json, "database", CANAL, "0: +I[1, NULL, d]\n0: +I[2, NULL, d]\n"},
        {&weir_format_canal_json, "event-timestamp", CANAL, "0: +I[1, NULL, 2020-05-13 12:39:20.000]\n0: +I[2, NULL, 2020-05-13 12:39:20.000]\n"},
        {&weir_format_canal_json, "ingestion-timestamp", CANAL, "0: +I[1, NULL, 2020-05-13 12:39:20.798]\n0: +I[2, NULL, 2020-05-13 12:39:20.798]\n"},
#define MAXWELL "{\"data\":{\"a\":1},\"type\":\"insert\",\"database\":\"d\",\"table\":\"t\",\"ts\":1596684883}"
        {&weir_format_maxwell_json, "table", MAXWELL, "0: +I[1, NULL, t]\n"},
        {&weir_format_maxwell_json, "ingestion-timestamp", MAXWELL, "0: +I[1, NULL, 2020-08-06 03:34:43.000]\n"},
#define OGG "{\"table\":\"OGG.T\",\"op_type\":\"I\",\"op_ts\":\"2020-05-13 15:40:06.000000\",\"current_ts\":\"2020-05-13T15:40:07.001234\",\"after\":{\"a\":1}}"
        {&weir_format_ogg_json, "table", OGG, "0: +I[1, NULL, OGG.T]\n"},
        {&weir_format_ogg_json, "event-timestamp", OGG, "0: +I[1, NULL, 2020-05-13 15:40:06.000000]\n"},
        {&weir_format_ogg_json, "ingestion-timestamp", OGG, "0: +I[1, NULL, 2020-05-13 15:40:07.001234]\n"},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        fixture f;
        CHECK_STR_EQ(metadata_of(&f, cases[i].format, cases[i].key, cases[i].text), cases[i].rows);
        CHECK_STR_EQ(wr_buffer_cstr(&f.bad), "");
        fixture_close(&f);
    }
}

TEST(written) {
    static const struct { const weir_format *format; const char *text, *short_text; } cases[] = {
        {&weir_format_debezium_json, "{\"before\":null,\"after\":{\"a\":1,\"s\":null},\"op\":\"c\"}|{\"before\":{\"a\":2,\"s\":\"x\"},\"after\":null,\"op\":\"d\"}|",
         "{\"after\":{\"a\":1},\"op\":\"c\"}|{\"before\":{\"a\":2,\"s\":\"x\"},\"op\":\"d\"}|"},
        {&weir_format_canal_json, "{\"data\":[{\"a\":1,\"s\":null}],\"type\":\"INSERT\"}|{\"data\":[{\"a\":2,\"s\":\"x\"}],\"type\":\"DELETE\"}|",
         "{\"data\":[{\"a\":1}],\"type\":\"INSERT\"}|{\"data\":[{\"a\":2,\"s\":\"x\"}],\"type\":\"DELETE\"}|"},
        {&weir_format_maxwell_json, "{\"data\":{\"a\":1,\"s\":null},\"type\":\"insert\"}|{\"data\":{\"a\":2,\"s\":\"x\"},\"type\":\"delete\"}|",
         "{\"data\":{\"a\":1},\"type\":\"insert\"}|{\"data\":{\"a\":2,\"s\":\"x\"},\"type\":\"delete\"}|"},
        {&weir_format_ogg_json, "{\"before\":null,\"after\":{\"a\":1,\"s\":null},\"op_type\":\"I\"}|{\"before\":{\"a\":2,\"s\":\"x\"},\"after\":null,\"op_type\":\"D\"}|",
         "{\"after\":{\"a\":1},\"op_type\":\"I\"}|{\"before\":{\"a\":2,\"s\":\"x\"},\"op_type\":\"D\"}|"},
    };
    for (size_t i = 0; i < 4; i++) {
        fixture       f;
        weir_value    rows[] = {i64_value(1), null_value(), i64_value(2), text_value("x")};
        const uint8_t kinds[] = {WEIR_ROW_UPDATE_AFTER, WEIR_ROW_UPDATE_BEFORE}, others[] = {WEIR_ROW_INSERT, WEIR_ROW_DELETE};
        open_with(&f, cases[i].format);
        CHECK_STR_EQ(encode_messages(&f, cases[i].format, rows, 2, kinds), cases[i].text);
        CHECK_STR_EQ(encode_messages(&f, cases[i].format, rows, 2, others), cases[i].text);
        fixture_option(&f, "encode.ignore-null-fields", "true");
        CHECK_STR_EQ(encode_messages(&f, cases[i].format, rows, 2, kinds), cases[i].short_text);
        fixture_option(&f, "timestamp-format.standard", "ISO");
        weir_error err = {0};
        CHECK_INT_EQ(cases[i].format->check(&f.table, false, &err), WEIR_INVALID);
        CHECK_CONTAINS(err.message, cases[i].format->name);
        fixture_close(&f);
    }
}

int main(void) {
    RUN(debezium);
    RUN(bad_debezium);
    RUN(debezium_with_schema);
    RUN(canal);
    RUN(many_rows_in_one_record);
    RUN(maxwell);
    RUN(ogg);
    RUN(lines);
    RUN(metadata);
    RUN(written);
    return CHECK_RESULT();
}
