/* Proves that rows become the JSON, print and SELECT lines that Flink 2.2 writes (expected text measured there). */
#include "helper.h"

#include "batch/map.h"

static void columns(fixture *f, const weir_format *format) {
    fixture_open(f, format);
    fixture_column(f, "d2", type_with(WEIR_TYPE_DECIMAL, 10, 2));
    fixture_column(f, "d7", type_with(WEIR_TYPE_DECIMAL, 12, 7));
    fixture_column(f, "dd", type_of(WEIR_TYPE_DOUBLE));
    fixture_column(f, "ff", type_of(WEIR_TYPE_FLOAT));
    fixture_column(f, "t3", type_with(WEIR_TYPE_TIMESTAMP, 3, 0));
    fixture_column(f, "t9", type_with(WEIR_TYPE_TIMESTAMP, 9, 0));
    fixture_column(f, "l3", type_with(WEIR_TYPE_TIMESTAMP_LTZ, 3, 0));
    fixture_column(f, "dt", type_of(WEIR_TYPE_DATE));
    fixture_column(f, "ti", type_with(WEIR_TYPE_TIME, 0, 0));
    fixture_column(f, "by2", type_of(WEIR_TYPE_VARBINARY));
    fixture_column(f, "s", type_of(WEIR_TYPE_VARCHAR));
    fixture_column(f, "bo", type_of(WEIR_TYPE_BOOLEAN));
    fixture_column(f, "i", type_of(WEIR_TYPE_INT));
}

#define COLUMNS 13
static void rows_make(weir_value rows[5 * COLUMNS]) {
    weir_value *v = rows;
    /* 2020-04-15 08:05:00 */
    *v++ = decimal_value(150); *v++ = decimal_value(1); *v++ = f64_value(1e10); *v++ = f64_value(1e10);
    *v++ = time_value(1586937900000, 0); *v++ = time_value(1586937900000, 0); *v++ = time_value(1586937900000, 0);
    *v++ = i64_value(18367); *v++ = i64_value(29100000); *v++ = (weir_value){.u.string = weir_string_view("\x00\xff\x10", 3)};
    *v++ = text_value("plain"); *v++ = i64_value(1); *v++ = i64_value(-7);

    *v++ = decimal_value(10000); *v++ = decimal_value(123450000000); *v++ = f64_value(1e-3); *v++ = f64_value((double)0.1f);
    *v++ = time_value(1586937907100, 0); *v++ = time_value(1586937907000, 10); *v++ = time_value(1586937907100, 0);
    *v++ = i64_value(-719162); *v++ = i64_value(29107000); *v++ = text_value("");
    *v++ = text_value("q\"uo,te;\\x"); *v++ = i64_value(0); *v++ = i64_value(0);

    *v++ = decimal_value(0); *v++ = decimal_value(0); *v++ = f64_value(100); *v++ = f64_value(100);
    *v++ = time_value(1586908800001, 0); *v++ = time_value(1586908800123, 400000); *v++ = time_value(1586908800001, 0);
    *v++ = i64_value(18367); *v++ = i64_value(0); *v++ = text_value("\n");
    *v++ = text_value("ctl\x01\b\t\n\f\r\x1f\x7f\xc2\x80\xe2\x80\xa8 \xc3\xa9 \xe2\x82\xac / ' < \xf0\x9f\x98\x80 and some more text");
    *v++ = i64_value(1); *v++ = i64_value(2147483647);

    for (int c = 0; c < COLUMNS; c++)
        *v++ = null_value();

    *v++ = decimal_value(-120000); *v++ = decimal_value(-5000000); *v++ = f64_value(__builtin_nan("")); *v++ = f64_value(__builtin_inf());
    *v++ = time_value(-1, 0); *v++ = time_value(-1, 999999); *v++ = time_value(-60000, 0);
    *v++ = i64_value(2932896); *v++ = i64_value(86399000); *v++ = text_value("\xff\xff\xff");
    *v++ = text_value(" lead"); *v++ = i64_value(0); *v++ = i64_value(-2147483648LL);
}

TEST(json_lines) {
    fixture    f;
    weir_value rows[5 * COLUMNS];
    rows_make(rows);
    columns(&f, &weir_format_json);
    CHECK_STR_EQ(encode_rows(&f, &weir_format_json, rows, 5, NULL),
        "{\"d2\":1.5,\"d7\":1E-7,\"dd\":1.0E10,\"ff\":1.0E10,\"t3\":\"2020-04-15 08:05:00\",\"t9\":\"2020-04-15 08:05:00\",\"l3\":\"2020-04-15 08:05:00Z\",\"dt\":\"2020-04-15\",\"ti\":\"08:05:00\",\"by2\":\"AP8Q\",\"s\":\"plain\",\"bo\":true,\"i\":-7}\n"
        "{\"d2\":1E+2,\"d7\":12345,\"dd\":0.001,\"ff\":0.1,\"t3\":\"2020-04-15 08:05:07.1\",\"t9\":\"2020-04-15 08:05:07.00000001\",\"l3\":\"2020-04-15 08:05:07.1Z\",\"dt\":\"0001-01-01\",\"ti\":\"08:05:07\",\"by2\":\"\",\"s\":\"q\\\"uo,te;\\\\x\",\"bo\":false,\"i\":0}\n"
        "{\"d2\":0,\"d7\":0,\"dd\":100.0,\"ff\":100.0,\"t3\":\"2020-04-15 00:00:00.001\",\"t9\":\"2020-04-15 00:00:00.1234\",\"l3\":\"2020-04-15 00:00:00.001Z\",\"dt\":\"2020-04-15\",\"ti\":\"00:00:00\",\"by2\":\"Cg==\",\"s\":\"ctl\\u0001\\b\\t\\n\\f\\r\\u001F\x7f\xc2\x80\xe2\x80\xa8 \xc3\xa9 \xe2\x82\xac / ' < \\uD83D\\uDE00 and some more text\",\"bo\":true,\"i\":2147483647}\n"
        "{\"d2\":null,\"d7\":null,\"dd\":null,\"ff\":null,\"t3\":null,\"t9\":null,\"l3\":null,\"dt\":null,\"ti\":null,\"by2\":null,\"s\":null,\"bo\":null,\"i\":null}\n"
        "{\"d2\":-1.2E+3,\"d7\":-0.5,\"dd\":\"NaN\",\"ff\":\"Infinity\",\"t3\":\"1969-12-31 23:59:59.999\",\"t9\":\"1969-12-31 23:59:59.999999999\",\"l3\":\"1969-12-31 23:59:00Z\",\"dt\":\"9999-12-31\",\"ti\":\"23:59:59\",\"by2\":\"////\",\"s\":\" lead\",\"bo\":false,\"i\":-2147483648}\n");
    fixture_option(&f, "encode.decimal-as-plain-number", "true");
    fixture_option(&f, "encode.ignore-null-fields", "true");
    fixture_option(&f, "timestamp-format.standard", "ISO-8601");
    CHECK_STR_EQ(encode_rows(&f, &weir_format_json, rows + COLUMNS, 3, NULL),
        "{\"d2\":100.00,\"d7\":12345.0000000,\"dd\":0.001,\"ff\":0.1,\"t3\":\"2020-04-15T08:05:07.1\",\"t9\":\"2020-04-15T08:05:07.00000001\",\"l3\":\"2020-04-15T08:05:07.1Z\",\"dt\":\"0001-01-01\",\"ti\":\"08:05:07\",\"by2\":\"\",\"s\":\"q\\\"uo,te;\\\\x\",\"bo\":false,\"i\":0}\n"
        "{\"d2\":0.00,\"d7\":0.0000000,\"dd\":100.0,\"ff\":100.0,\"t3\":\"2020-04-15T00:00:00.001\",\"t9\":\"2020-04-15T00:00:00.1234\",\"l3\":\"2020-04-15T00:00:00.001Z\",\"dt\":\"2020-04-15\",\"ti\":\"00:00:00\",\"by2\":\"Cg==\",\"s\":\"ctl\\u0001\\b\\t\\n\\f\\r\\u001F\x7f\xc2\x80\xe2\x80\xa8 \xc3\xa9 \xe2\x82\xac / ' < \\uD83D\\uDE00 and some more text\",\"bo\":true,\"i\":2147483647}\n"
        "{}\n");
    const char *const keys[] = {"s", "i"};
    f.table.partition_keys      = keys;
    f.table.partition_key_count = 2;
    f.options.count             = 0;
    f.schema.fields             = f.fields + 9;
    f.schema.field_count        = 4;
    weir_value last[4] = {text_value("\xff"), text_value("x"), i64_value(1), i64_value(2)};
    fixture g          = f;
    memcpy(g.fields, f.fields + 9, sizeof(weir_field) * 4);
    g.schema.fields = g.fields;
    g.table.schema  = &g.schema;
    CHECK_STR_EQ(encode_rows(&g, &weir_format_json, last, 1, NULL), "{\"by2\":\"/w==\",\"bo\":true}\n");
    f.rows = g.rows;
    fixture_close(&f);
}

TEST(print_lines) {
    fixture       f;
    weir_value    rows[5 * COLUMNS];
    const uint8_t kinds[] = {WEIR_ROW_INSERT, WEIR_ROW_UPDATE_BEFORE, WEIR_ROW_UPDATE_AFTER, WEIR_ROW_DELETE, WEIR_ROW_INSERT};
    rows_make(rows);
    columns(&f, &weir_format_print);
    CHECK_STR_EQ(encode_rows(&f, &weir_format_print, rows, 5, kinds),
        "+I[1.50, 1E-7, 1.0E10, 1.0E10, 2020-04-15T08:05, 2020-04-15T08:05, 2020-04-15T08:05:00Z, 2020-04-15, 08:05, [0, -1, 16], plain, true, -7]\n"
        "-U[100.00, 12345.0000000, 0.001, 0.1, 2020-04-15T08:05:07.100, 2020-04-15T08:05:07.000000010, 2020-04-15T08:05:07.100Z, 0001-01-01, 08:05:07, [], q\"uo,te;\\x, false, 0]\n"
        "+U[0.00, 0E-7, 100.0, 100.0, 2020-04-15T00:00:00.001, 2020-04-15T00:00:00.123400, 2020-04-15T00:00:00.001Z, 2020-04-15, 00:00, [10], ctl\x01\b\t\n\f\r\x1f\x7f\xc2\x80\xe2\x80\xa8 \xc3\xa9 \xe2\x82\xac / ' < \xf0\x9f\x98\x80 and some more text, true, 2147483647]\n"
        "-D[null, null, null, null, null, null, null, null, null, null, null, null, null]\n"
        "+I[-1200.00, -0.5000000, NaN, Infinity, 1969-12-31T23:59:59.999, 1969-12-31T23:59:59.999999999, 1969-12-31T23:59:00Z, 9999-12-31, 23:59:59, [-1, -1, -1],  lead, false, -2147483648]\n");
    CHECK_STR_EQ(encode_rows(&f, &weir_format_select, rows, 2, kinds),
        "+I[1.50, 0.0000001, 1.0E10, 1.0E10, 2020-04-15 08:05:00.000, 2020-04-15 08:05:00.000000000, 2020-04-15 08:05:00.000, 2020-04-15, 08:05:00, x'00ff10', plain, TRUE, -7]\n"
        "-U[100.00, 12345.0000000, 0.001, 0.1, 2020-04-15 08:05:07.100, 2020-04-15 08:05:07.000000010, 2020-04-15 08:05:07.100, 0001-01-01, 08:05:07, x'', q\"uo,te;\\x, FALSE, 0]\n");
    fixture_close(&f);
}

TEST(maps) {
    const struct { const char *mode, *literal, *json; } modes[] = {
        {"DROP", NULL, "{\"m\":{\"a\\\"\":\"x\",\"n\":null},\"b\":{\"k\":\"d2Vpcg==\"}}\n{\"m\":{},\"b\":null}\n"},
        {"LITERAL", "no\"ne", "{\"m\":{\"a\\\"\":\"x\",\"no\\\"ne\":\"y\",\"n\":null},\"b\":{\"k\":\"d2Vpcg==\"}}\n{\"m\":{},\"b\":null}\n"},
        {"FAIL", NULL, NULL},
    };
    for (size_t i = 0; i < WR_COUNT_OF(modes); i++) {
        fixture      f;
        wr_arena    *arena = wr_arena_create(0);
        weir_type    texts = wr_map_type(arena, type_of(WEIR_TYPE_VARCHAR), type_of(WEIR_TYPE_VARCHAR), true);
        weir_type    bytes = wr_map_type(arena, type_of(WEIR_TYPE_VARCHAR), type_of(WEIR_TYPE_VARBINARY), true);
        wr_map_entry one[] = {{text_value("a\"").u.string, text_value("x").u.string, false, false}, {text_value("").u.string, text_value("y").u.string, true, false},
                              {text_value("n").u.string, text_value("").u.string, false, true}};
        wr_map_entry two[] = {{text_value("k").u.string, text_value("weir").u.string, false, false}};
        weir_value   rows[] = {{.u.string = wr_map_make(one, 3, WR_MAP_AS_GIVEN, arena)}, {.u.string = wr_map_make(two, 1, WR_MAP_AS_GIVEN, arena)},
                               {.u.string = wr_map_make(NULL, 0, WR_MAP_AS_GIVEN, arena)}, null_value()};
        fixture_open(&f, &weir_format_json);
        fixture_column(&f, "m", texts);
        fixture_column(&f, "b", bytes);
        fixture_option(&f, "map-null-key.mode", modes[i].mode);
        if (modes[i].literal)
            fixture_option(&f, "map-null-key.literal", modes[i].literal);
        if (modes[i].json) {
            CHECK_STR_EQ(encode_rows(&f, &weir_format_json, rows, 2, NULL), modes[i].json);
            CHECK_STR_EQ(encode_rows(&f, &weir_format_select, rows, 2, NULL), "+I[{a\"=x, NULL=y, n=NULL}, {k=x'77656972'}]\n+I[{}, NULL]\n");
        } else {
            weir_encoder *encoder = NULL;
            weir_error    err = {0};
            wr_buffer     out = {0};
            weir_vector   vector;
            CHECK_OK(weir_format_json.encoder_open(&f.table, arena, &encoder, &err), &err);
            wr_vector_init(&vector, texts, arena, arena);
            wr_vector_set(&vector, 0, &rows[0]);
            weir_column columns[2] = {weir_vector_column(&vector), {.type = bytes}};
            weir_batch  batch = {.schema = &f.schema, .columns = columns, .row_count = 1, .selected_count = 1};
            CHECK_INT_EQ(weir_format_json.encode(encoder, &batch, wr_batch_rows(&batch), &out, &err), WEIR_DATA);
            CHECK(strstr(err.message, "map-null-key.mode") != NULL);
            wr_buffer_free(&out);
        }
        fixture_close(&f);
        wr_arena_destroy(arena);
    }
}

int main(void) {
    RUN(maps);
    RUN(json_lines);
    RUN(print_lines);
    return CHECK_RESULT();
}
