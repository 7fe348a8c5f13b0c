/* Proves that CSV is read and written as Flink 2.2 does (expected text measured there), that malformed records are
 * refused with their place, and that a cut at any byte changes nothing. */
#include "helper.h"

#include "batch/nested.h"

static void flink_columns(fixture *f) {
    fixture_column(f, "id", type_of(WEIR_TYPE_INT));
    fixture_column(f, "i", type_of(WEIR_TYPE_INT));
    fixture_column(f, "b", type_of(WEIR_TYPE_BIGINT));
    fixture_column(f, "d", type_of(WEIR_TYPE_DOUBLE));
    fixture_column(f, "bo", type_of(WEIR_TYPE_BOOLEAN));
    fixture_column(f, "s", type_of(WEIR_TYPE_VARCHAR));
    fixture_column(f, "dt", type_of(WEIR_TYPE_DATE));
    fixture_column(f, "ti", type_with(WEIR_TYPE_TIME, 0, 0));
    fixture_column(f, "t3", type_with(WEIR_TYPE_TIMESTAMP, 3, 0));
    fixture_column(f, "l3", type_with(WEIR_TYPE_TIMESTAMP_LTZ, 3, 0));
    fixture_column(f, "by", type_of(WEIR_TYPE_VARBINARY));
    fixture_column(f, "dec", type_with(WEIR_TYPE_DECIMAL, 10, 2));
}

static const char flink_text[] =
    "1,12, 12 ,1.5,true,abc,2020-01-02,12:13:14,2020-01-02 03:04:05.123,2020-01-02 03:04:05.123Z,aGVsbG8=,1.555\n"
    "2,\"12\",\"12\",\"1.5\",\"TRUE\",\"a \"\"q\"\" b\",\"2020-1-2\",\"12:13\",\"2020-01-02 03:04\",\"2020-01-02 03:04:05\",aGVsbG8,1e3\n"
    "3,,,,,,,,,,,\n"
    "4, 5,5 ,x,1, lead,2020-02-30,1:2:3,2020-1-2 3:4:5, 2020-01-02 03:04:05Z ,\"a,b\",99999999.995\n"
    "5,1\n"
    "6,1,1,1,t,\"multi\nline\",2020-01-02,24:00:00,2020-01-02 24:00:00,2020-01-02T03:04:05Z,,\n"
    "7,1,1,1,t,x\"y\"z,2020-01-02,12:13:14.567,2020-02-30 00:00:00,,,\n"
    "8,1,1,1,t,\"x\"y,,,,,,\n"
    "9,1,1,1,t,x,,,,,,,extra\n"
    "10,1.5,+5,1e400,yes,\\x,0001-01-01,12:13:14.1234567,2020-01-02 03:04:05.1234567891,,,\n"
    "#comment,1,1,1,t,x,,,,,,\n"
    "\n"
    "   \n"
    "11,1,1,NaN,t,'x',2020-01-02 00:00:00,,2020-01-02,,, 1.5\n"
    "12,3000000000,1,0x1,t,\"\",,,,,,+5\n"
    "13,1,1,1,t,a b  ,,,,,,\r\n"
    "14,1,1,1,t, \"q\" ,,,,,,,\n"
    "15,1,1,1,t,\"\"x\"\",,,,,,\n";
static const char flink_rows[] =
    "+I[1, 12, 12, 1.5, TRUE, abc, 2020-01-02, 12:13:14, 2020-01-02 03:04:05.123, 2020-01-02 03:04:05.123, x'68656c6c6f', 1.56]\n"
    "+I[2, 12, 12, 1.5, TRUE, a \"q\" b, 2020-01-02, 12:13:00, NULL, NULL, NULL, 1000.00]\n"
    "+I[3, NULL, NULL, NULL, FALSE, , NULL, NULL, NULL, NULL, x'', NULL]\n"
    "+I[4, 5, 5, NULL, FALSE,  lead, 2020-03-01, NULL, NULL, 2020-01-02 03:04:05.000, NULL, NULL]\n"
    "+I[5, 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL]\n"
    "+I[6, 1, 1, 1.0, FALSE, multi\nline, 2020-01-02, NULL, 2020-01-03 00:00:00.000, NULL, x'', NULL]\n"
    "+I[7, 1, 1, 1.0, FALSE, x\"y\"z, 2020-01-02, 12:13:14, 2020-02-29 00:00:00.000, NULL, x'', NULL]\n"
    "+I[10, NULL, 5, Infinity, FALSE, \\x, 0001-01-01, 12:13:14, NULL, NULL, x'', NULL]\n"
    "+I[NULL, 1, 1, 1.0, FALSE, x, NULL, NULL, NULL, NULL, x'', NULL]\n"
    "+I[NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL]\n"
    "+I[NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL]\n"
    "+I[11, 1, 1, NaN, FALSE, 'x', NULL, NULL, NULL, NULL, x'', NULL]\n"
    "+I[12, NULL, 1, NULL, FALSE, , NULL, NULL, NULL, NULL, x'', 5.00]\n"
    "+I[13, 1, 1, 1.0, FALSE, a b  , NULL, NULL, NULL, NULL, x'', NULL]\n"
    "+I[14, 1, 1, 1.0, FALSE,  \"q\" , NULL, NULL, NULL, NULL, x'', NULL]\n";

TEST(reads_as_flink) {
    fixture f;
    fixture_open(&f, &weir_format_csv);
    flink_columns(&f);
    fixture_option(&f, "ignore-parse-errors", "true");
    CHECK_STR_EQ(decode_text(&f, &weir_format_csv, flink_text), flink_rows);
    CHECK_STR_EQ(wr_buffer_cstr(&f.bad), "7:14:: text behind a closing quote\n8:19:: more than 12 fields, which the table has\n"
                 "17:14:: text behind a closing quote\n");
    CHECK_UINT_EQ(f.record_count, 18);
    fixture_close(&f);
}

TEST(options_of_reading) {
    static const char text[] = "#comment\n1,a\\,b\n2,\"a\\\"b\"\n3,NULL\n4,\"NULL\"\n5,\\n\n6,\"\"\n7,\n9,a#b\n\"10\",'q'\n\"11\" ,\"y\" z\n12,\"un\nclosed\n";
    fixture f;
    fixture_open(&f, &weir_format_csv);
    fixture_column(&f, "id", type_of(WEIR_TYPE_VARCHAR));
    fixture_column(&f, "s", type_of(WEIR_TYPE_VARCHAR));
    fixture_option(&f, "ignore-parse-errors", "true");
    fixture_option(&f, "allow-comments", "true");
    fixture_option(&f, "escape-character", "\\");
    fixture_option(&f, "null-literal", "NULL");
    CHECK_STR_EQ(decode_text(&f, &weir_format_csv, text), "+I[1, a,b]\n+I[2, a\"b]\n+I[3, NULL]\n+I[4, NULL]\n+I[5, \n]\n+I[6, ]\n+I[7, ]\n"
                 "+I[9, a#b]\n+I[10, 'q']\n");
    CHECK_STR_EQ(wr_buffer_cstr(&f.bad), "9:11:: text behind a closing quote\n10:4:: quoted field without closing quote\n");
    f.options.count = 1;
    fixture_option(&f, "disable-quote-character", "true");
    CHECK_STR_EQ(decode_text(&f, &weir_format_csv, text), "+I[#comment, NULL]\n+I[2, \"a\\\"b\"]\n+I[3, NULL]\n+I[4, \"NULL\"]\n+I[5, \\n]\n"
                 "+I[6, \"\"]\n+I[7, ]\n+I[9, a#b]\n+I[\"10\", 'q']\n+I[\"11\" , \"y\" z]\n+I[12, \"un]\n+I[closed, NULL]\n");
    fixture_close(&f);

    fixture_open(&f, &weir_format_csv);
    fixture_column(&f, "a", type_of(WEIR_TYPE_INT));
    fixture_column(&f, "b", type_of(WEIR_TYPE_INT));
    fixture_column(&f, "s", type_of(WEIR_TYPE_VARCHAR));
    CHECK_STR_EQ(decode_text(&f, &weir_format_csv, "1,2,x\r3,4,y\r\n5,6,\"a\rb\""), "+I[1, 2, x]\n+I[3, 4, y]\n+I[5, 6, a\rb]\n");
    fixture_option(&f, "field-delimiter", "\\t");
    fixture_option(&f, "quote-character", "'");
    CHECK_STR_EQ(decode_text(&f, &weir_format_csv, "1\t2\t'it''s'\n"), "+I[1, 2, it's]\n");
    weir_error err = {0};
    f.items[0].value = "ab";
    CHECK_INT_EQ(weir_format_csv.check(&f.table, true, &err), WEIR_INVALID);
    CHECK_CONTAINS(err.message, "one ASCII character");
    fixture_close(&f);
}

TEST(refuses_with_place) {
    static const char *const pairs[][2] = {
        {"1,,x\n", "0:3:b: '' is not an INT\n"},
        {"1,2\n", "0:1:: 2 fields, but the table has 3\n"},
        {"1,2,x\n\n3,4,y\n", "1:1:: 1 field, but the table has 3\n"},
        {"1,2,x,y\n", "0:7:: more than 3 fields, which the table has\n"},
        {"1,2,x,y,z,z\n1,2,x\n", "0:7:: more than 3 fields, which the table has\n"},
        {"1,2,\"x\n", "0:5:: quoted field without closing quote\n"},
        {"1,2,\"x\"y,z\"\n1,2,x", "0:8:: text behind a closing quote\n"},
        {"1,2,a\xff\n", "0:5:s: not valid UTF-8\n"},
        {"1,99999999999,a\n", "0:3:b: '99999999999' is out of range for INT\n"},
        {"1,2.5,a\n", "0:3:b: '2.5' is not an INT\n"},
    };
    for (size_t i = 0; i < WR_COUNT_OF(pairs); i++) {
        fixture f;
        fixture_open(&f, &weir_format_csv);
        fixture_column(&f, "a", type_of(WEIR_TYPE_INT));
        fixture_column(&f, "b", type_of(WEIR_TYPE_INT));
        fixture_column(&f, "s", type_of(WEIR_TYPE_VARCHAR));
        decode_text(&f, &weir_format_csv, pairs[i][0]);
        CHECK_STR_EQ(wr_buffer_cstr(&f.bad), pairs[i][1]);
        fixture_close(&f);
    }
}

TEST(cuts_change_nothing) {
    fixture    f;
    weir_error err = {0};
    fixture_open(&f, &weir_format_csv);
    flink_columns(&f);
    fixture_option(&f, "ignore-parse-errors", "true");
    for (size_t piece = 1; piece < sizeof(flink_text); piece = piece < 80 ? piece + 1 : piece * 2) {
        CHECK_OK(fixture_decode(&f, &weir_format_csv, flink_text, sizeof(flink_text) - 1, piece, 1 + (uint32_t)(piece % 5), &err), &err);
        CHECK_STR_EQ(wr_buffer_cstr(&f.rows), flink_rows);
        CHECK_UINT_EQ(f.record_count, 18);
    }
    fixture_close(&f);
}

TEST(any_bytes) {
    static const char alphabet[] = "\"\",,\\\n\r#1 \tax;\xff\xc3\xa9";
    uint64_t   state = 7;
    fixture    f;
    weir_error err = {0};
    char       text[200];
    fixture_open(&f, &weir_format_csv);
    flink_columns(&f);
    fixture_option(&f, "escape-character", "\\");
    fixture_option(&f, "allow-comments", "true");
    for (int round = 0; round < 10000; round++) {
        state       = state * 6364136223846793005ULL + 1442695040888963407ULL;
        size_t size = (size_t)(state >> 40) % sizeof(text);
        for (size_t i = 0; i < size; i++) {
            state   = state * 6364136223846793005ULL + 1442695040888963407ULL;
            text[i] = alphabet[(state >> 40) % (sizeof(alphabet) - 1)];
        }
        f.options.count = (uint32_t)round % 3;
        CHECK_OK(fixture_decode(&f, &weir_format_csv, text, size, 0, WEIR_BATCH_ROWS, &err), &err);
        wr_buffer whole = {0};
        wr_buffer_append(&whole, f.rows.data ? f.rows.data : "", f.rows.size);
        CHECK_OK(fixture_decode(&f, &weir_format_csv, text, size, 7, 3, &err), &err);
        CHECK_STR_EQ(wr_buffer_cstr(&f.rows), wr_buffer_cstr(&whole));
        wr_buffer_free(&whole);
    }
    fixture_close(&f);
}

static void write_columns(fixture *f) {
    fixture_open(f, &weir_format_csv);
    fixture_column(f, "d2", type_with(WEIR_TYPE_DECIMAL, 10, 2));
    fixture_column(f, "dd", type_of(WEIR_TYPE_DOUBLE));
    fixture_column(f, "t9", type_with(WEIR_TYPE_TIMESTAMP, 9, 0));
    fixture_column(f, "dt", type_of(WEIR_TYPE_DATE));
    fixture_column(f, "ti", type_with(WEIR_TYPE_TIME, 0, 0));
    fixture_column(f, "by2", type_of(WEIR_TYPE_VARBINARY));
    fixture_column(f, "s", type_of(WEIR_TYPE_VARCHAR));
    fixture_column(f, "bo", type_of(WEIR_TYPE_BOOLEAN));
}

TEST(writes_as_flink) {
    weir_value rows[] = {
        decimal_value(150), f64_value(1e10), time_value(1586937900000, 0), i64_value(18367), i64_value(29100000), text_value("\n"), text_value("plain"), i64_value(1),
        decimal_value(10000), f64_value(1e-3), time_value(1586937907000, 10), i64_value(-719162), i64_value(29107000), text_value(""), text_value("q\"uo,te;\\x"), i64_value(0),
        null_value(), null_value(), null_value(), null_value(), null_value(), null_value(), null_value(), null_value(),
        decimal_value(-120000), f64_value(3), time_value(-1, 999999), i64_value(2932896), i64_value(86399000), text_value("\xff\xff\xff"), text_value(" lead"), i64_value(0),
        decimal_value(1000), f64_value(1e7), time_value(-60000, 0), i64_value(2932896), i64_value(86340000), text_value("\xff\xff\xff"), text_value(""), i64_value(0),
        decimal_value(1000), f64_value(1e7), time_value(-60000, 0), i64_value(2932896), i64_value(86340000), text_value("\xff\xff\xff"), text_value("#x"), i64_value(0),
        decimal_value(1000), f64_value(1e7), time_value(-60000, 0), i64_value(2932896), i64_value(86340000), text_value("\xff\xff\xff"), text_value("12345678901234567890-234"), i64_value(0),
        decimal_value(1000), f64_value(1e7), time_value(-60000, 0), i64_value(2932896), i64_value(86340000), text_value("\xff\xff\xff"), text_value("12345678901234567890-2345"), i64_value(0),
    };
    fixture f;
    write_columns(&f);
    CHECK_STR_EQ(encode_rows(&f, &weir_format_csv, rows, 8, NULL),
        "1.5,1.0E10,\"2020-04-15 08:05:00\",2020-04-15,08:05:00,Cg==,plain,true\n"
        "1E+2,0.001,\"2020-04-15 08:05:07.00000001\",0001-01-01,08:05:07,,\"q\"\"uo,te;\\x\",false\n"
        ",,,,,,,\n"
        "-1.2E+3,3.0,\"1969-12-31 23:59:59.999999999\",9999-12-31,23:59:59,////,\" lead\",false\n"
        "1E+1,1.0E7,\"1969-12-31 23:59:00\",9999-12-31,23:59:00,////,,false\n"
        "1E+1,1.0E7,\"1969-12-31 23:59:00\",9999-12-31,23:59:00,////,\"#x\",false\n"
        "1E+1,1.0E7,\"1969-12-31 23:59:00\",9999-12-31,23:59:00,////,12345678901234567890-234,false\n"
        "1E+1,1.0E7,\"1969-12-31 23:59:00\",9999-12-31,23:59:00,////,\"12345678901234567890-2345\",false\n");
    fixture_option(&f, "escape-character", "\\");
    fixture_option(&f, "null-literal", "NULL");
    fixture_option(&f, "write-bigdecimal-in-scientific-notation", "false");
    CHECK_STR_EQ(encode_rows(&f, &weir_format_csv, rows + 8, 2, NULL),
        "100,0.001,\"2020-04-15 08:05:07.00000001\",0001-01-01,08:05:07,,\"q\"\"uo,te;\\\\x\",false\n"
        "NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL\n");
    f.options.count = 0;
    fixture_option(&f, "disable-quote-character", "true");
    CHECK_STR_EQ(encode_rows(&f, &weir_format_csv, rows + 8, 1, NULL), "1E+2,0.001,2020-04-15 08:05:07.00000001,0001-01-01,08:05:07,,q\"uo,te;\\x,false\n");
    fixture_close(&f);
}

/* As Flink writes them: what needs quotes is said by the whole field. */
TEST(writes_arrays_and_rows_as_flink) {
    static const char *const names[] = {"x", "y", "t"};
    const weir_type types[] = {type_of(WEIR_TYPE_INT), type_of(WEIR_TYPE_VARCHAR), type_with(WEIR_TYPE_TIMESTAMP, 3, 0)};
    const weir_value numbers[] = {decimal_value(150), decimal_value(10000), null_value()}, texts[] = {text_value("a"), text_value("b c"), text_value("d;e")};
    const weir_value fields[] = {i64_value(1), text_value("q\"q"), time_value(1704164645600, 0)}, nulls[] = {null_value(), null_value(), null_value()};
    weir_value values[8] = {{0}};
    weir_error err;
    fixture    f;
    fixture_open(&f, &weir_format_csv);
    fixture_column(&f, "d", wr_array_type(f.arena, type_with(WEIR_TYPE_DECIMAL, 10, 2), true));
    fixture_column(&f, "s", wr_array_type(f.arena, type_of(WEIR_TYPE_VARCHAR), true));
    fixture_column(&f, "r", wr_row_type(f.arena, names, types, 3, true));
    CHECK_OK(wr_array_make(f.fields[0].type, numbers, 3, f.arena, &values[0].u.string, &err), &err);
    CHECK_OK(wr_array_make(f.fields[1].type, texts, 3, f.arena, &values[1].u.string, &err), &err);
    CHECK_OK(wr_row_make(f.fields[2].type, fields, f.arena, &values[2].u.string, &err), &err);
    CHECK_OK(wr_array_make(f.fields[0].type, numbers, 0, f.arena, &values[3].u.string, &err), &err);
    values[4] = null_value();
    CHECK_OK(wr_row_make(f.fields[2].type, nulls, f.arena, &values[5].u.string, &err), &err);
    CHECK_STR_EQ(encode_rows(&f, &weir_format_csv, values, 2, NULL), "\"1.5;1E+2;\",\"a;b c;d;e\",\"1;q\"\"q;2024-01-02 03:04:05.6\"\n,,;;\n");
    fixture_option(&f, "array-element-delimiter", "|");
    fixture_option(&f, "null-literal", "n/a");
    CHECK_STR_EQ(encode_rows(&f, &weir_format_csv, values, 2, NULL),
                 "\"1.5|1E+2|n/a\",\"a|b c|d;e\",\"1|q\"\"q|2024-01-02 03:04:05.6\"\n,n/a,n/a|n/a|n/a\n");
    fixture_close(&f);
}

int main(void) {
    RUN(reads_as_flink);
    RUN(options_of_reading);
    RUN(refuses_with_place);
    RUN(cuts_change_nothing);
    RUN(any_bytes);
    RUN(writes_as_flink);
    RUN(writes_arrays_and_rows_as_flink);
    return CHECK_RESULT();
}
