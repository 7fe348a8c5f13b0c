/* Proves that JSON lines become rows as Flink 2.2 reads them, that every malformed kind is refused with its
 * place and reason, that a cut at any byte changes nothing, and that the fast reader agrees with the careful one. */
#include "helper.h"

static void flink_columns(fixture *f) {
    fixture_column(f, "id", type_of(WEIR_TYPE_INT));
    fixture_column(f, "i", type_of(WEIR_TYPE_INT));
    fixture_column(f, "t", type_of(WEIR_TYPE_TINYINT));
    fixture_column(f, "b", type_of(WEIR_TYPE_BIGINT));
    fixture_column(f, "d", type_of(WEIR_TYPE_DOUBLE));
    fixture_column(f, "f", type_of(WEIR_TYPE_FLOAT));
    fixture_column(f, "dec", type_with(WEIR_TYPE_DECIMAL, 10, 2));
    fixture_column(f, "bo", type_of(WEIR_TYPE_BOOLEAN));
    fixture_column(f, "s", type_of(WEIR_TYPE_VARCHAR));
    fixture_column(f, "dt", type_of(WEIR_TYPE_DATE));
    fixture_column(f, "ti", type_with(WEIR_TYPE_TIME, 0, 0));
    fixture_column(f, "t3", type_with(WEIR_TYPE_TIMESTAMP, 3, 0));
    fixture_column(f, "t9", type_with(WEIR_TYPE_TIMESTAMP, 9, 0));
    fixture_column(f, "l3", type_with(WEIR_TYPE_TIMESTAMP_LTZ, 3, 0));
    fixture_column(f, "by", type_of(WEIR_TYPE_VARBINARY));
}

/* Input and output measured on Flink 2.2.0 with json.ignore-parse-errors. */
static const char *const flink_pairs[][2] = {
    {"{\"id\":1,\"i\":\"12\",\"t\":12,\"b\":\" 12 \",\"d\":\"1.5\",\"f\":1.5,\"dec\":\"1.555\",\"bo\":\"TRUE\",\"s\":12,\"dt\":\"2020-01-02\",\"ti\":\"12:13:14\",\"t3\":\"2020-01-02 03:04:05.123\",\"t9\":\"2020-01-02 03:04:05.123456789\",\"l3\":\"2020-01-02 03:04:05.123Z\",\"by\":\"aGVsbG8=\"}",
     "+I[1, 12, 12, 12, 1.5, 1.5, 1.56, TRUE, 12, 2020-01-02, 12:13:14, 2020-01-02 03:04:05.123, 2020-01-02 03:04:05.123456789, 2020-01-02 03:04:05.123, x'68656c6c6f']"},
    {"{\"id\":2,\"i\":1.9,\"t\":1.9,\"b\":-1.9,\"d\":1,\"f\":1,\"dec\":1.545,\"bo\":1,\"s\":1.50,\"dt\":\"2020-1-2\",\"ti\":\"12:13\",\"t3\":\"2020-01-02 03:04\",\"t9\":\"2020-01-02 03:04:05\",\"l3\":\"2020-01-02 03:04:05\",\"by\":\"aGVsbG8\"}",
     "+I[2, 1, NULL, -1, 1.0, 1.0, 1.55, FALSE, 1.50, NULL, NULL, NULL, 2020-01-02 03:04:05.000000000, NULL, NULL]"},
    {"{\"id\":3,\"i\":\"1.9\",\"t\":300,\"b\":1e3,\"d\":\"NaN\",\"f\":\"Infinity\",\"dec\":1e3,\"bo\":null,\"s\":true,\"dt\":\"2020-01-02 \",\"ti\":\"12:13:14.5\",\"t3\":\"2020-01-02T03:04:05\",\"t9\":\"2020-01-02 03:04:05.1234567891\",\"l3\":\"2020-01-02 03:04:05+01:00\",\"by\":\"aGV sbG8=\"}",
     "+I[3, NULL, NULL, 1000, NaN, Infinity, 1000.00, NULL, true, NULL, 12:13:14, NULL, NULL, NULL, NULL]"},
    {"{\"id\":4,\"i\":3000000000,\"t\":\"300\",\"b\":9223372036854775808,\"d\":\"0x10\",\"f\":\"1f\",\"dec\":\"123456789.00\",\"bo\":\"yes\",\"s\":{\"a\": 1, \"b\":[1, 2.50, \"x\\u00e9\\/\"]},\"dt\":5,\"ti\":\"12:13:14.123456\",\"t3\":\"2020-01-02 03:04:05Z\",\"t9\":\"2020-01-02\",\"l3\":\"2020-01-02 03:04:05.123456789Z\",\"by\":5}",
     "+I[4, NULL, NULL, NULL, NULL, 1.0, NULL, FALSE, {\"a\":1,\"b\":[1,2.5,\"x\xc3\xa9/\"]}, NULL, 12:13:14, NULL, NULL, 2020-01-02 03:04:05.123, NULL]"},
    {"{\"id\":5,\"i\":\"\",\"t\":\"\",\"b\":\"\",\"d\":\"\",\"f\":\"\",\"dec\":\"\",\"bo\":\"\",\"s\":\"\",\"dt\":\"\",\"ti\":\"\",\"t3\":\"\",\"t9\":\"\",\"l3\":\"\",\"by\":\"\"}",
     "+I[5, NULL, NULL, NULL, NULL, NULL, NULL, FALSE, , NULL, NULL, NULL, NULL, NULL, x'']"},
    {"{\"id\":6,\"dt\":\"2020-02-30\",\"ti\":\"24:00:00\",\"t3\":\"2020-02-30 03:04:05\",\"t9\":\"2020-01-02 24:00:00\",\"l3\":\"2020-01-02 03:04:05z\"}",
     "+I[6, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 00:00:00, 2020-02-29 03:04:05.000, 2020-01-03 00:00:00.000000000, NULL, NULL]"},
    {"{\"id\":8,\"i\":\"+5\",\"t\":\"-5\",\"b\":\"+7\",\"d\":\"+1.5e3\",\"f\":\"1e40\",\"dec\":\"+5\",\"bo\":\" true \",\"s\":\" x \",\"dt\":\"2020-01-01\",\"ti\":\"1:2:3\",\"t3\":\"10000-01-01 00:00:00\",\"t9\":\"2020-01-02 03:04:60\",\"l3\":\"2020-01-02 03:04:05 Z\",\"by\":\"aGVsbG8=\\n\"}",
     "+I[8, 5, -5, 7, 1500.0, Infinity, 5.00, TRUE,  x , 2020-01-01, NULL, NULL, NULL, NULL, x'68656c6c6f']"},
    {"{\"id\":9,\"i\":1,\"t\":\"1_0\",\"b\":\"0x1\",\"d\":\"1d\",\"f\":\"1D\",\"dec\":\"1e2\",\"bo\":\"truE\",\"s\":\"ab\\ud83d\\ude00\",\"dt\":\"2020-01-02T00:00\",\"ti\":\"12:13:14Z\",\"t3\":\" 2020-01-02 03:04:05\",\"t9\":\"2020-01-02 3:04:05\",\"l3\":\"2020-01-02T03:04:05Z\",\"by\":\"////\"}",
     "+I[9, 1, NULL, NULL, 1.0, 1.0, 100.00, TRUE, ab\xf0\x9f\x98\x80, NULL, NULL, NULL, NULL, NULL, x'ffffff']"},
    {"{\"id\":10,\"i\":-2147483648.9,\"t\":-129,\"b\":9223372036854775807,\"d\":1e400,\"f\":1e400,\"dec\":99999999.995,\"bo\":0,\"s\":12345678901234567890123,\"dt\":\"2020-12-31\",\"ti\":\"23:59:59\",\"t3\":\"2020-01-02 03:04:05.\",\"t9\":\"2020-01-02 03:04:05.1\",\"l3\":\"2020-01-02 03:04:05.1Z\",\"by\":\"-_-_\"}",
     "+I[10, NULL, NULL, 9223372036854775807, Infinity, Infinity, NULL, FALSE, 12345678901234567890123, 2020-12-31, 23:59:59, 2020-01-02 03:04:05.000, 2020-01-02 03:04:05.100000000, 2020-01-02 03:04:05.100, NULL]"},
    {"{\"id\":11,\"i\":1e2,\"t\":1e1,\"b\":9223372036854775807.5,\"d\":-0.0,\"f\":-0.0,\"dec\":99999999.994,\"s\":-0.0,\"t3\":\"2020-01-02 03:04:05.1239\",\"t9\":\"2020-01-02 03:04:05.1239\",\"l3\":\"2020-01-02 03:04:05.1239Z\"}",
     "+I[11, 100, NULL, 9223372036854775807, -0.0, -0.0, 99999999.99, NULL, -0.0, NULL, NULL, 2020-01-02 03:04:05.123, 2020-01-02 03:04:05.123900000, 2020-01-02 03:04:05.123, NULL]"},
    {"{\"id\":12,\"s\":1E5}", "+I[12, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1E5, NULL, NULL, NULL, NULL, NULL, NULL]"},
    {"{\"id\":13,\"s\":\"last\",\"s\":\"dup\"}", "+I[13, NULL, NULL, NULL, NULL, NULL, NULL, NULL, dup, NULL, NULL, NULL, NULL, NULL, NULL]"},
    {"{\"id\":19,\"s\":\"tab\tin\"}", "+I[19, NULL, NULL, NULL, NULL, NULL, NULL, NULL, tab\tin, NULL, NULL, NULL, NULL, NULL, NULL]"},
    {"{\"id\":21,\"S\":\"caps\"}", "+I[21, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL]"},
    {"  {\"id\":27,\"s\":\"lead\"}  ", "+I[27, NULL, NULL, NULL, NULL, NULL, NULL, NULL, lead, NULL, NULL, NULL, NULL, NULL, NULL]"},
    {"{\"id\":28,\"by\":\"aGVs\\nbG8=\",\"s\":1.10e-5}", "+I[28, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1.10e-5, NULL, NULL, NULL, NULL, NULL, x'68656c6c6f']"},
    {"{}", "+I[NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL]"},
    {"{\"\\u0069d\":30}", "+I[30, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL]"},
    {"{\"id\":33,\"s\":\"crlf\"}\r", "+I[33, NULL, NULL, NULL, NULL, NULL, NULL, NULL, crlf, NULL, NULL, NULL, NULL, NULL, NULL]"},
    {"{\"id\":40,\"dt\":\"2020-02-31\",\"ti\":\"23:59:60\",\"t3\":\"2020-02-29 03:04:05.12\",\"t9\":\"2019-02-29 23:00:00\",\"l3\":\"2020-01-02T03:04:05Z\"}",
     "+I[40, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 2020-02-29 03:04:05.120, 2019-02-28 23:00:00.000000000, NULL, NULL]"},
    {"{\"id\":41,\"s\":[1,\"a\",{\"z\":1.10,\"k\":-0,\"big\":123456789012345678901234567890,\"e\":\"\\u00e9\\n\\/\\ud83d\\ude00\"}], \"by\":\"aGVsbG8=aGVsbG8=\"}",
     "+I[41, NULL, NULL, NULL, NULL, NULL, NULL, NULL, [1,\"a\",{\"z\":1.1,\"k\":0,\"big\":123456789012345678901234567890,\"e\":\"\xc3\xa9\\n/\xf0\x9f\x98\x80\"}], NULL, NULL, NULL, NULL, NULL, x'68656c6c6f68656c6c6f']"},
    {"{\"id\":44,\"dec\":\"1e-3\",\"b\":-0,\"i\":-0.9,\"d\":1E+2,\"f\":12345678901234567890, \"s\":{}}",
     "+I[44, 0, NULL, 0, 100.0, 1.2345679E19, 0.00, NULL, {}, NULL, NULL, NULL, NULL, NULL, NULL]"},
    {"{\"id\":45,\"dec\":\" 1.2 \",\"b\":1.5e18,\"i\":\"1 2\",\"d\":\".5\",\"f\":\"5.\", \"s\":[]}",
     "+I[45, NULL, NULL, 1500000000000000000, 0.5, 5.0, 1.20, NULL, [], NULL, NULL, NULL, NULL, NULL, NULL]"},
    {"{\"id\":46,\"dec\":\"0x1\",\"b\":\"\\u0031\",\"i\":\"-\",\"d\":\"-Infinity\",\"f\":\"+NaN\", \"s\":\"\\\"\\\\\\/\"}",
     "+I[46, NULL, NULL, 1, -Infinity, NaN, NULL, NULL, \"\\/, NULL, NULL, NULL, NULL, NULL, NULL]"},
};

TEST(reads_as_flink) {
    for (size_t i = 0; i < WR_COUNT_OF(flink_pairs); i++) {
        fixture   f;
        wr_buffer text = {0}, want = {0};
        fixture_open(&f, &weir_format_json);
        flink_columns(&f);
        fixture_option(&f, "ignore-parse-errors", "true");
        /* Once for the careful reader, then for the fast one, which needs lines behind it. */
        for (int n = 0; n < 4; n++) {
            wr_buffer_printf(&text, "%s\n", flink_pairs[i][0]);
            wr_buffer_printf(&want, "%s\n", flink_pairs[i][1]);
        }
        CHECK_STR_EQ(decode_text(&f, &weir_format_json, wr_buffer_cstr(&text)), wr_buffer_cstr(&want));
        wr_buffer_cstr(&f.bad);
        CHECK_STR_EQ(f.bad.data ? f.bad.data : "", "");
        CHECK_UINT_EQ(f.record_count, 4);
        wr_buffer_free(&text);
        wr_buffer_free(&want);
        fixture_close(&f);
    }
}

TEST(refuses_with_place_and_reason) {
    static const char *const pairs[][2] = {
        {"{\"id\":\"abc\"}", "0:7:id: 'abc' is not an INT\n"},
        {"{\"t\":300}", "0:6:t: '300' is out of range for TINYINT\n"},
        {"{\"id\":3000000000}", "0:7:id: '3000000000' is out of range for INT\n"},
        {"{\"b\":9223372036854775808}", "0:6:b: '9223372036854775808' is out of range for BIGINT\n"},
        {"{\"dec\":123456789.00}", "0:8:dec: '123456789.00' is out of range for DECIMAL(10, 2)\n"},
        {"{\"dec\":\"1.x\"}", "0:8:dec: '1.x' is not a DECIMAL(10, 2)\n"},
        {"{\"bo\":{}}", "0:7:bo: '{}' is not a BOOLEAN\n"},
        {"{\"t3\":\"yesterday\"}", "0:7:t3: 'yesterday' is not a TIMESTAMP(3)\n"},
        {"{\"by\":\"a\"}", "0:7:by: not base64\n"},
        {"{\"s\":\"a\xff\"}", "0:6:s: not valid UTF-8\n"},
        {"{\"s\":\"\\ud83d x\"}", "0:7:s: half of a surrogate pair\n"},
        {"[1]", "0:1:: a JSON object is expected\n"},
        {"5", "0:1:: a JSON object is expected\n"},
        {"null", "0:1:: a JSON object is expected\n"},
        {"{", "0:2:: a field name in quotes is expected\n"},
        {"{\"id\"", "0:6:: ':' is expected behind a field name\n"},
        {"{\"id\":", "0:7:: the line ends where a value is expected\n"},
        {"{\"id\":1", "0:8:: ',' or '}' is expected\n"},
        {"{\"id\":1,", "0:9:: a field name in quotes is expected\n"},
        {"{\"id\":1,}", "0:9:: a field name in quotes is expected\n"},
        {"{\"id\":1 \"s\":2}", "0:9:: ',' or '}' is expected\n"},
        {"{\"id\":00012}", "0:7:: a JSON value is expected\n"},
        {"{\"id\":+12}", "0:7:: a JSON value is expected\n"},
        {"{\"id\":.5}", "0:7:: a JSON value is expected\n"},
        {"{\"id\":1.}", "0:7:: a JSON value is expected\n"},
        {"{\"id\":1e}", "0:7:: a JSON value is expected\n"},
        {"{\"id\":12abc}", "0:9:: ',' or '}' is expected\n"},
        {"{\"s\":'x'}", "0:6:: a JSON value is expected\n"},
        {"{\"s\":NaN}", "0:6:: a JSON value is expected\n"},
        {"{\"s\":\"x}", "0:6:: string without closing quote\n"},
        {"{\"s\":\"\\x\"}", "0:8:: unknown escape in a string\n"},
        {"{\"s\":\"\\u12g4\"}", "0:11:: four hexadecimal digits are expected behind \\u\n"},
        {"{\"z\":tru,\"id\":1}", "0:6:: a JSON value is expected\n"},
        {"{\"z\":{\"a\":[},\"id\":1}", "0:12:: a JSON value is expected\n"},
        {"{\"z\":{\"a\":1]},\"id\":1}", "0:12:: ',' or '}' is expected\n"},
        {"{\"z\":[1,2},\"id\":1}", "0:10:: ',' or ']' is expected\n"},
        {"{\"z\":{\"a\" 1},\"id\":1}", "0:11:: ':' is expected behind a field name\n"},
        {"{\"z\":{1:1},\"id\":1}", "0:7:: a field name in quotes is expected\n"},
        {"{\"z\":01}", "0:6:: a JSON value is expected\n"},
        {"{\"z\":1.5.5}", "0:9:: ',' or '}' is expected\n"},
        {"{\"z\":\"\\q\"}", "0:8:: unknown escape in a string\n"},
        {"{\"id\":1} x", "0:10:: text behind the JSON object\n"},
        {"{\"id\":1}{\"id\":2}", "0:9:: text behind the JSON object\n"},
    };
    for (size_t i = 0; i < WR_COUNT_OF(pairs); i++) {
        fixture   f;
        wr_buffer text = {0}, want = {0};
        fixture_open(&f, &weir_format_json);
        flink_columns(&f);
        /* Alone, then behind a good line of the same keys and before others: the fast reader gives it up. */
        weir_error err = {0};
        CHECK_OK(fixture_decode(&f, &weir_format_json, pairs[i][0], strlen(pairs[i][0]), 0, WEIR_BATCH_ROWS, &err), &err);
        CHECK_STR_EQ(wr_buffer_cstr(&f.bad), pairs[i][1]);
        wr_buffer_text(&text, "{\"id\":1}\n{\"s\":\"x\"}\n{\"z\":1,\"id\":1}\n");
        wr_buffer_printf(&text, "%s\n", pairs[i][0]);
        wr_buffer_text(&text, "{\"id\":1}\n{\"id\":1,\"s\":\"a line to have some text behind the bad one .......................\"}\n");
        wr_buffer_printf(&want, "3%s", pairs[i][1] + 1);
        wr_buffer_cstr(&text);
        CHECK_OK(fixture_decode(&f, &weir_format_json, text.data, text.size, 0, WEIR_BATCH_ROWS, &err), &err);
        CHECK_STR_EQ(wr_buffer_cstr(&f.bad), wr_buffer_cstr(&want));
        CHECK_UINT_EQ(f.record_count, 6);
        uint32_t rows = 0;
        for (size_t b = 0; b < f.rows.size; b++)
            rows += f.rows.data[b] == '\n';
        CHECK_UINT_EQ(rows, 5);
        f.stop_at_bad = true;
        CHECK_INT_EQ(fixture_decode(&f, &weir_format_json, text.data, text.size, 0, WEIR_BATCH_ROWS, &err), WEIR_DATA);
        wr_buffer_free(&text);
        wr_buffer_free(&want);
        fixture_close(&f);
    }
}

TEST(options) {
    fixture    f;
    weir_error err = {0};
    fixture_open(&f, &weir_format_json);
    fixture_column(&f, "a", type_of(WEIR_TYPE_INT));
    fixture_column(&f, "b", type_with(WEIR_TYPE_TIMESTAMP, 3, 0));
    fixture_option(&f, "fail-on-missing-field", "true");
    fixture_option(&f, "timestamp-format.standard", "ISO-8601");
    CHECK_STR_EQ(decode_text(&f, &weir_format_json, "{\"a\":1}\n{\"a\":2,\"b\":null}\n{\"b\":\"2020-01-02T03:04\",\"a\":3}\n"
                             "{\"a\":4,\"b\":\"2020-01-02T03:04:05.1\"}\n\n{\"a\":5,\"b\":\"2020-02-30T03:04:05\"}\n"),
                 "+I[2, NULL]\n+I[3, 2020-01-02 03:04:00.000]\n+I[4, 2020-01-02 03:04:05.100]\n");
    CHECK_STR_EQ(wr_buffer_cstr(&f.bad), "0:1:b: the field is missing\n5:12:b: '2020-02-30T03:04:05' is not a TIMESTAMP(3)\n");
    CHECK_UINT_EQ(f.record_count, 6);
    fixture_option(&f, "ignore-parse-errors", "true");
    CHECK_INT_EQ(weir_format_json.check(&f.table, true, &err), WEIR_INVALID);
    CHECK_CONTAINS(err.message, "cannot both be true");
    fixture_close(&f);
}

TEST(unneeded_columns_are_not_read) {
    fixture f;
    fixture_open(&f, &weir_format_json);
    flink_columns(&f);
    f.needed[0]    = true;
    f.table.needed = f.needed;
    /* Bad values of columns that nobody reads are no errors, bad form is. */
    CHECK_STR_EQ(decode_text(&f, &weir_format_json, "{\"id\":1,\"i\":\"x\"}\n{\"id\":2,\"i\":[}\n{\"i\":\"\\n\"}\n"),
                 "+I[1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL]\n"
                 "+I[NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL]\n");
    CHECK_CONTAINS(wr_buffer_cstr(&f.bad), "1:14:: a JSON value is expected");
    fixture_close(&f);
}

TEST(depth_is_limited) {
    fixture   f;
    wr_buffer text = {0};
    fixture_open(&f, &weir_format_json);
    fixture_column(&f, "a", type_of(WEIR_TYPE_VARCHAR));
    for (uint32_t depth = 127; depth < 131; depth++) {
        text.size = 0;
        wr_buffer_text(&text, "{\"z\":");
        for (uint32_t i = 0; i < depth; i++)
            wr_buffer_byte(&text, '[');
        for (uint32_t i = 0; i < depth; i++)
            wr_buffer_byte(&text, ']');
        wr_buffer_text(&text, "}\n");
        decode_text(&f, &weir_format_json, wr_buffer_cstr(&text));
        CHECK_STR_EQ(wr_buffer_cstr(&f.bad), depth <= 128 ? "" : "0:134:: objects and arrays are nested more than 128 deep\n");
    }
    wr_buffer_free(&text);
    fixture_close(&f);
}

/* Many lines of many shapes, some bad; the same text whole, cut at every byte, and with small row limits. */
TEST(cuts_change_nothing) {
    fixture   f;
    wr_buffer text = {0}, rows = {0}, bad = {0};
    fixture_open(&f, &weir_format_json);
    flink_columns(&f);
    fixture_option(&f, "ignore-parse-errors", "true");
    for (size_t i = 0; i < WR_COUNT_OF(flink_pairs); i++) {
        wr_buffer_printf(&text, "%s\n", flink_pairs[i][0]);
        if (i % 5 == 0)
            wr_buffer_text(&text, "{\"id\":\n\n");
    }
    wr_buffer_text(&text, "{\"id\":7,\"s\":\"the last line has no newline\"}");
    decode_text(&f, &weir_format_json, wr_buffer_cstr(&text));
    wr_buffer_append(&rows, f.rows.data, f.rows.size);
    uint64_t count = f.record_count;
    for (size_t piece = 1; piece < text.size; piece = piece < 70 ? piece + 1 : piece * 2) {
        weir_error err = {0};
        CHECK_OK(fixture_decode(&f, &weir_format_json, text.data, text.size, piece, 1 + (uint32_t)(piece % 7), &err), &err);
        CHECK_STR_EQ(wr_buffer_cstr(&f.rows), wr_buffer_cstr(&rows));
        CHECK_UINT_EQ(f.record_count, count);
    }
    wr_buffer_free(&text);
    wr_buffer_free(&rows);
    wr_buffer_free(&bad);
    fixture_close(&f);
}

/* ---- random lines: the fast reader against the careful one, which a line gets when nothing stands behind it ---- */

static uint64_t random_state = 42;
static uint32_t random_below(uint32_t limit) {
    random_state = random_state * 6364136223846793005ULL + 1442695040888963407ULL;
    return (uint32_t)((random_state >> 33) % limit);
}

static void random_value(wr_buffer *out, uint32_t depth) {
    static const char *const texts[] = {
        "null", "true", "false", "0", "-0", "1", "-1", "12", "127", "128", "32768", "2147483647", "2147483648", "-2147483648",
        "999999999999999", "1234567890123456", "9223372036854775807", "9223372036854775808", "1.5", "-2.25", "0.1", "1e3",
        "123456.789", "12345678.99", "123456789.5", "0.000000000000001", "1.0E-7", "3.", "01", "-", "+1", "1e",
        "\"\"", "\"a\"", "\"hello world!\"", "\"exactly12byt\"", "\"exactly13byte\"", "\"1\"", "\" 7 \"", "\"\xc3\xa9\xe2\x82\xac\"",
        "\"bad\xc3\"", "\"\\u00e9\\n\"", "\"\\\"\"", "\"\\x\"", "\"\\ud800\"", "\"tab\t\"", "\"2020-01-02\"", "\"2020-01-02 03:04:05\"",
        "\"2020-01-02 03:04:05.123\"", "\"2020-01-02 03:04:05.123456789\"", "\"2020-02-30 24:00:00\"", "\"2020-13-02 03:04:05\"",
        "\"2020-01-02 03:04:05.1Z\"", "\"2020-01-02 0a:04:05\"", "\"2020-01-02 03:04:0:\"", "\"12:13:14\"", "\"aGVsbG8=\"", "\"NaN\"", "\"true\"", "tru",
        "\"a string that is longer than sixteen bytes and thirty-two too\"", "\"unclosed", "\"1970-01-01 00:00:00\""};
    if (depth < 3 && random_below(12) == 0) {
        bool object = random_below(2);
        wr_buffer_byte(out, object ? '{' : '[');
        for (uint32_t n = random_below(3), i = 0; i < n; i++) {
            if (i > 0)
                wr_buffer_text(out, random_below(2) ? "," : " , ");
            if (object)
                wr_buffer_text(out, random_below(2) ? "\"k\":" : "\"key\" : ");
            random_value(out, depth + 1);
        }
        if (random_below(30) != 0)
            wr_buffer_byte(out, object ? '}' : ']');
        return;
    }
    wr_buffer_text(out, texts[random_below(WR_COUNT_OF(texts))]);
}

static void random_line(wr_buffer *out, uint32_t column_count, const fixture *f, bool spaced) {
    wr_buffer_text(out, random_below(40) ? "{" : " { ");
    uint32_t start = random_below(4) ? 0 : random_below(column_count), shown = 0;
    for (uint32_t i = 0; i < column_count; i++) {
        uint32_t c = (start + i) % column_count;
        if (random_below(8) == 0)
            continue;
        if (shown++)
            wr_buffer_text(out, spaced ? ", " : ",");
        const char *name = random_below(10) ? f->fields[c].name : random_below(2) ? "unknown" : "a_rather_long_name_of_a_field_that_nobody_needs_to_read_here";
        wr_buffer_printf(out, spaced ? "\"%s\": " : "\"%s\":", name);
        random_value(out, 0);
    }
    wr_buffer_text(out, random_below(40) ? "}" : random_below(2) ? " } " : "}x");
    wr_buffer_text(out, random_below(20) ? "\n" : random_below(2) ? "\r\n" : "\n\n");
}

TEST(fast_equals_careful) {
    for (int ignore = 0; ignore < 2; ignore++) {
        fixture    fast, careful;
        wr_buffer  text = {0}, rows = {0}, bad = {0};
        weir_error err = {0};
        fixture_open(&fast, &weir_format_json);
        flink_columns(&fast);
        fixture_open(&careful, &weir_format_json);
        flink_columns(&careful);
        if (ignore) {
            fixture_option(&fast, "ignore-parse-errors", "true");
            fixture_option(&careful, "ignore-parse-errors", "true");
        }
        for (uint32_t round = 0; round < 40; round++) {
            text.size = rows.size = bad.size = 0;
            uint64_t line_count = 0;
            for (uint32_t line = 0; line < 100; line++) {
                size_t at = text.size;
                random_line(&text, fast.schema.field_count, &fast, round % 2);
                wr_buffer_cstr(&text);
                CHECK_OK(fixture_decode(&careful, &weir_format_json, text.data + at, text.size - at, 0, WEIR_BATCH_ROWS, &err), &err);
                wr_buffer_append(&rows, careful.rows.data, careful.rows.size);
                if (careful.bad.size) { /* the index is within the call */
                    wr_buffer_printf(&bad, "%llu", (unsigned long long)line_count);
                    wr_buffer_append(&bad, careful.bad.data + 1, careful.bad.size - 1);
                }
                line_count += careful.record_count;
            }
            CHECK_OK(fixture_decode(&fast, &weir_format_json, text.data, text.size, 0, WEIR_BATCH_ROWS, &err), &err);
            CHECK_STR_EQ(wr_buffer_cstr(&fast.rows), wr_buffer_cstr(&rows));
            CHECK_STR_EQ(wr_buffer_cstr(&fast.bad), wr_buffer_cstr(&bad));
        }
        wr_buffer_free(&text);
        wr_buffer_free(&rows);
        wr_buffer_free(&bad);
        fixture_close(&fast);
        fixture_close(&careful);
    }
}

/* Long runs of usual lines, whose lengths the fast reader learns, in two orders and with more columns than a mask has bits. */
TEST(long_runs) {
    enum { COLUMN_COUNTS = 3 };
    static const uint32_t column_counts[COLUMN_COUNTS] = {3, 10, 63};
    for (int n = 0; n <= COLUMN_COUNTS; n++) {
        fixture   f;
        wr_buffer text = {0}, want = {0};
        uint32_t  columns = n < COLUMN_COUNTS ? column_counts[n] : 64;
        fixture_open(&f, &weir_format_json);
        for (uint32_t c = 0; c < columns; c++)
            fixture_column(&f, wr_arena_printf(f.arena, "c%u", c), type_of(c % 2 ? WEIR_TYPE_VARCHAR : WEIR_TYPE_INT));
        for (uint32_t line = 0; line < 6000; line++) {
            bool turned = line / 1000 % 2 && line % 2, missing = line % 1000 == 999;
            wr_buffer_byte(&text, '{');
            for (uint32_t i = 0; i < columns; i++) {
                uint32_t c = turned ? columns - 1 - i : i;
                if (missing && c == 0)
                    continue;
                if (text.data[text.size - 1] != '{')
                    wr_buffer_byte(&text, ',');
                if (i % 3 == 0)
                    wr_buffer_printf(&text, "\"unread\":\"%.*s\",", (int)(line % 7), "abcdefg");
                uint32_t value = line / 1000 % 3 ? 1000 + line % 9000 : line * 7919 % 1000003 >> line % 20;
                wr_buffer_printf(&text, c % 2 ? "\"c%u\":\"s%u\"" : "\"c%u\":%u", c, value);
            }
            wr_buffer_text(&text, "}\n");
            wr_buffer_text(&want, "+I[");
            for (uint32_t c = 0; c < columns; c++) {
                uint32_t value = line / 1000 % 3 ? 1000 + line % 9000 : line * 7919 % 1000003 >> line % 20;
                if (missing && c == 0)
                    wr_buffer_text(&want, "NULL");
                else
                    wr_buffer_printf(&want, c % 2 ? ", s%u" : c ? ", %u" : "%u", value);
            }
            wr_buffer_text(&want, "]\n");
        }
        CHECK_STR_EQ(decode_text(&f, &weir_format_json, wr_buffer_cstr(&text)), wr_buffer_cstr(&want));
        CHECK_UINT_EQ(f.bad.size, 0);
        wr_buffer_free(&text);
        wr_buffer_free(&want);
        fixture_close(&f);
    }
}

/* More needed columns than a mask has bits: missing and repeated ones beyond the 64th. */
TEST(many_columns) {
    enum { COLUMNS = 100 };
    weir_field      fields[COLUMNS];
    weir_vector     vectors[COLUMNS] = {0};
    char            names[COLUMNS][8];
    wr_arena       *arena = wr_arena_create(0);
    wr_buffer       text  = {0};
    weir_decoder   *decoder;
    weir_error      err     = {0};
    weir_options    options = {.specs = weir_format_json.options};
    weir_schema     schema  = {COLUMNS, fields};
    weir_table_info table   = {.name = "t", .schema = &schema, .options = &options, .format_options = &options};
    fixture         f;
    fixture_open(&f, &weir_format_json);
    for (uint32_t c = 0; c < COLUMNS; c++) {
        snprintf(names[c], sizeof(names[c]), "c%u", c);
        fields[c] = (weir_field){names[c], type_of(WEIR_TYPE_INT)};
        wr_vector_init(&vectors[c], fields[c].type, arena, arena);
    }
    for (uint32_t line = 0; line < 20; line++) {
        wr_buffer_text(&text, "{\"z\":0");
        for (uint32_t c = 0; c < COLUMNS; c++)
            if ((c + line) % 10 != 0)
                wr_buffer_printf(&text, ",\"c%u\":%s", c, c % 10 == 1 ? "null" : "1");
        wr_buffer_text(&text, line % 2 ? ",\"c1\":5,\"c71\":5}\n" : "}\n");
    }
    REQUIRE_OK(weir_format_json.decoder_open(&table, arena, &decoder, &err), &err);
    weir_decode_out out = {.vectors = vectors, .row_limit = WEIR_BATCH_ROWS, .bad = fixture_bad, .bad_context = &f};
    size_t          consumed;
    CHECK_OK(weir_format_json.decode(decoder, (weir_bytes){text.data, text.size}, true, &out, &consumed, &err), &err);
    CHECK_UINT_EQ(out.row_count, 20);
    for (uint32_t line = 0; line < out.row_count; line++)
        for (uint32_t c = 0; c < COLUMNS; c++) {
            bool again = line % 2 && (c == 1 || c == 71);
            bool null  = !again && ((c + line) % 10 == 0 || c % 10 == 1);
            if (vectors[c].nulls[line] != null)
                printf("line %u column %u\n", line, c);
            CHECK_INT_EQ(vectors[c].nulls[line], null);
            if (!null)
                CHECK_INT_EQ(((int32_t *)vectors[c].data)[line], again ? 5 : 1);
        }
    weir_format_json.decoder_close(decoder);
    wr_buffer_free(&text);
    wr_arena_destroy(arena);
    fixture_close(&f);
}

/* No input makes it read outside or crash (the sanitizers watch). */
TEST(any_bytes) {
    static const char alphabet[] = "{}[]\":,\\u0123456789eE+-.truefalsn \n\r\t\xff\xc3\xa9id";
    fixture    f;
    char       text[400];
    weir_error err = {0};
    fixture_open(&f, &weir_format_json);
    flink_columns(&f);
    for (uint32_t round = 0; round < 20000; round++) {
        size_t size = random_below(sizeof(text));
        if (round % 2) {
            for (size_t i = 0; i < size; i++)
                text[i] = alphabet[random_below(sizeof(alphabet) - 1)];
        } else { /* a good line with a few bytes changed */
            size = 0;
            while (size < sizeof(text)) {
                const char *line = flink_pairs[random_below(WR_COUNT_OF(flink_pairs))][0];
                size_t      part = WR_MIN(strlen(line), sizeof(text) - size);
                memcpy(text + size, line, part);
                size += part;
                if (size < sizeof(text))
                    text[size++] = '\n';
            }
            for (uint32_t n = random_below(6); n > 0; n--)
                text[random_below(sizeof(text))] = alphabet[random_below(sizeof(alphabet) - 1)];
        }
        CHECK_OK(fixture_decode(&f, &weir_format_json, text, size, round % 3 ? 0 : 50, 5, &err), &err);
    }
    fixture_close(&f);
}

/* Lines about as long as what is marked at a time (json_marks.h), and longer than what can be, between short ones. */
TEST(long_lines) {
    static const uint32_t sizes[] = {16384, 32768, 65536, 131072, 300000};
    for (size_t n = 0; n < WR_COUNT_OF(sizes); n++)
        for (uint32_t near = 0; near < 60; near += near < 44 ? 11 : 1) {
            fixture    f;
            weir_error err = {0};
            wr_buffer  text = {0}, want = {0}, fill = {0};
            fixture_open(&f, &weir_format_json);
            fixture_column(&f, "a", type_of(WEIR_TYPE_INT));
            fixture_column(&f, "s", type_of(WEIR_TYPE_VARCHAR));
            for (uint32_t i = 0; i < sizes[n] - near; i++)
                wr_buffer_byte(&fill, i % 97 == 5 ? ',' : (char)('a' + i % 26));
            for (uint32_t line = 0; line < 12; line++) {
                int length = line % 4 == 2 ? (int)fill.size : (int)line;
                wr_buffer_printf(&text, line % 3 ? "{\"a\":%u,\"s\":\"%.*s\"}\n" : "{\"a\":%u,\"x\":{\"y\":[]},\"s\":\"%.*s\"}\n", line, length, fill.data);
                wr_buffer_printf(&want, "+I[%u, %.*s]\n", line, length, fill.data);
            }
            wr_buffer_text(&text, "{\"a\":12,\"s\":\"and some more text behind the last of the lines that are so long\"}\n\n");
            wr_buffer_text(&want, "+I[12, and some more text behind the last of the lines that are so long]\n");
            CHECK_OK(fixture_decode(&f, &weir_format_json, text.data, text.size, near % 2 ? 100000 : 0, WEIR_BATCH_ROWS, &err), &err);
            CHECK(f.rows.size == want.size && memcmp(f.rows.data, want.data, want.size) == 0);
            CHECK_UINT_EQ(f.bad.size, 0);
            wr_buffer_free(&text);
            wr_buffer_free(&want);
            wr_buffer_free(&fill);
            fixture_close(&f);
        }
}

int main(void) {
    RUN(reads_as_flink);
    RUN(refuses_with_place_and_reason);
    RUN(options);
    RUN(unneeded_columns_are_not_read);
    RUN(depth_is_limited);
    RUN(cuts_change_nothing);
    RUN(fast_equals_careful);
    RUN(long_runs);
    RUN(many_columns);
    RUN(long_lines);
    RUN(any_bytes);
    return CHECK_RESULT();
}
