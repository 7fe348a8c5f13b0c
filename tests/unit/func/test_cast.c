/* Proves CAST and TRY_CAST between all scalar types. The expectations were measured on Flink 2.2. */
#include "harness.h"

typedef struct cast_case {
    const char *value, *type, *expected; /* CAST; "!" : fails, and TRY_CAST gives NULL */
} cast_case;

static const cast_case cases[] = {
    {"INT 300", "TINYINT", "44"},
    {"BIGINT 3000000000", "INT", "-1294967296"},
    {"DECIMAL(3,1) -3.9", "INT", "-3"},
    {"DOUBLE -3.9", "INT", "-3"},
    {"DOUBLE 1e30", "INT", "2147483647"},
    {"DOUBLE 1e30", "BIGINT", "9223372036854775807"},
    {"DOUBLE 1e30", "TINYINT", "-1"},
    {"DOUBLE 300.7", "TINYINT", "44"},
    {"DOUBLE NaN", "INT", "0"},
    {"DECIMAL(12,1) 99999999999.5", "INT", "1215752191"},
    {"DECIMAL(38,0) 123456789012345678901234567890", "BIGINT", "-4362896299872285998"},
    {"DECIMAL(8,3) 12345.678", "DECIMAL(5,2)", "NULL"},
    {"DECIMAL(4,3) 1.005", "DECIMAL(5,2)", "1.01"},
    {"DECIMAL(4,3) -1.005", "DECIMAL(5,2)", "-1.01"},
    {"DOUBLE 1.005", "DECIMAL(5,2)", "1.01"},
    {"DOUBLE 2.5", "DECIMAL(5,0)", "3"},
    {"DOUBLE 0.30000000000000004", "DECIMAL(20,18)", "0.300000000000000040"},
    {"INT 7", "DECIMAL(5,2)", "7.00"},
    {"BIGINT 9000000000", "DECIMAL(3,0)", "NULL"},
    {"STRING   1.256 ", "DECIMAL(5,2)", "1.26"},
    {"STRING 1e3", "DECIMAL(7,2)", "1000.00"},
    {"STRING 123456", "DECIMAL(5,2)", "!DECIMAL(5, 2)"},
    {"BOOLEAN true", "DECIMAL(5,2)", "1.00"},
    {"BOOLEAN true", "STRING", "TRUE"},
    {"BOOLEAN false", "CHAR(3)", "FAL"},
    {"BOOLEAN true", "INT", "1"},
    {"DOUBLE 0.5", "BOOLEAN", "TRUE"},
    {"DECIMAL(2,1) 0.0", "BOOLEAN", "FALSE"},
    {"STRING Yes", "BOOLEAN", "TRUE"},
    {"STRING n", "BOOLEAN", "FALSE"},
    {"STRING  true ", "BOOLEAN", "!"},
    {"STRING on", "BOOLEAN", "!"},
    {"STRING  12 ", "INT", "12"},
    {"STRING +12", "INT", "12"},
    {"STRING 12.9", "INT", "12"},
    {"STRING .", "INT", "0"},
    {"STRING -.5", "INT", "0"},
    {"STRING 1e3", "INT", "!'1e3' is not a valid INT"},
    {"STRING ", "INT", "!"},
    {"STRING -", "INT", "!"},
    {"STRING 12.x", "INT", "!"},
    {"STRING 300", "TINYINT", "!"},
    {"STRING -128", "TINYINT", "-128"},
    {"STRING -129", "TINYINT", "!"},
    {"STRING 3000000000", "INT", "!"},
    {"STRING -9223372036854775808", "BIGINT", "-9223372036854775808"},
    {"STRING 9223372036854775808", "BIGINT", "!"},
    {"STRING  1e3 ", "DOUBLE", "1000.0"},
    {"STRING 1d", "DOUBLE", "1.0"},
    {"STRING inf", "DOUBLE", "!"},
    {"STRING 1e400", "DOUBLE", "Infinity"},
    {"DOUBLE 1e10", "STRING", "1.0E10"},
    {"FLOAT 1.1", "STRING", "1.1"},
    {"DECIMAL(3,2) 1.50", "STRING", "1.50"},
    {"INT 12345", "VARCHAR(3)", "123"},
    {"INT 12", "CHAR(5)", "12   "},
    {"STRING abcdef", "CHAR(3)", "abc"},
    {"STRING abc", "CHAR(15)", "abc            "},
    {"STRING héllo", "VARCHAR(2)", "hé"},
    {"INT 16777217", "FLOAT", "1.6777216E7"},
    {"BIGINT 9223372036854775807", "FLOAT", "9.223372E18"},
    {"STRING 2020-1-2", "DATE", "2020-01-02"},
    {"STRING  2020-01-02 10:00:00", "DATE", "2020-01-02"},
    {"STRING 2020-01-02T10:00", "DATE", "!"},
    {"STRING 2020-01", "DATE", "2020-01-01"},
    {"STRING 2021-02-29", "DATE", "!"},
    {"STRING 20200102", "DATE", "!"},
    {"STRING 10:11", "TIME", "10:11:00"},
    {"STRING 10:11:12.9", "TIME", "10:11:12"},
    {"STRING 24:00:00", "TIME", "!"},
    {"STRING 2020-01-02 03:04:05.123456789", "TIMESTAMP(9)", "2020-01-02 03:04:05.123456789"},
    {"STRING 2020-01-02 03:04:05.123456789", "TIMESTAMP(3)", "2020-01-02 03:04:05.123"},
    {"STRING 2020-01-02T03:04:05", "TIMESTAMP(3)", "!"},
    {"STRING 2020-01-02", "TIMESTAMP(3)", "2020-01-02 00:00:00.000"},
    {"STRING 2020-1-2 3:4:5", "TIMESTAMP(0)", "2020-01-02 03:04:05"},
    {"STRING 2020-01-02 03:04", "TIMESTAMP(0)", "!"},
    {"STRING  2020-01-02 03:04:05 ", "TIMESTAMP(0)", "!"},
    {"STRING 2020-01-02 03:04:05.", "TIMESTAMP(0)", "2020-01-02 03:04:05"},
    {"STRING 2021-02-30 00:00:00", "TIMESTAMP(0)", "2021-02-28 00:00:00"},
    {"STRING 2020-01-02 24:00:00", "TIMESTAMP(0)", "2020-01-03 00:00:00"},
    {"STRING 2020-01-02 03:04:60", "TIMESTAMP(0)", "!"},
    {"TIMESTAMP(6) 2020-01-02 03:04:05.9999", "TIMESTAMP(3)", "2020-01-02 03:04:05.999"},
    {"TIMESTAMP(3) 1969-12-31 23:59:59.1", "TIMESTAMP(0)", "1970-01-01 00:00:00"},
    {"TIMESTAMP(3) 1969-12-31 23:59:59.1", "DATE", "1970-01-01"},
    {"TIMESTAMP(3) 2020-01-02 03:04:05.678", "TIME", "03:04:05"},
    {"DATE 2020-01-02", "TIMESTAMP(3)", "2020-01-02 00:00:00.000"},
    {"TIME 01:02:03", "TIMESTAMP(3)", "1970-01-01 01:02:03.000"},
    {"STRING abc", "BYTES", "x'616263'"},
    {"STRING abc", "BINARY(5)", "x'6162630000'"},
    {"VARBINARY(3) abc", "BINARY(2)", "x'6162'"},
    {"BYTES abc", "CHAR(5)", "abc  "},
    {"MILLIS 93784500", "STRING", "+1 02:03:04.500"},
    {"MONTHS -14", "STRING", "-1-02"},
    {"NULL", "INT", "NULL"},
    {"INT NULL", "STRING", "NULL"},
};

TEST(casts) {
    for (size_t i = 0; i < WR_COUNT_OF(cases); i++) {
        weir_type   type = type_of(cases[i].type);
        const char *expected = cases[i].expected;
        const char *text = text_of(cast_expr(literal_of(cases[i].value), type, false));
        const char *tried = text_of(cast_expr(literal_of(cases[i].value), type, true));
        bool        fails = expected[0] == '!';
        bool good = fails ? text[0] == '!' && strstr(text, expected + 1) && strcmp(tried, "NULL") == 0
                          : strcmp(text, expected) == 0 && strcmp(tried, expected) == 0;
        if (!good)
            printf("CAST(%s AS %s) is %s, TRY_CAST %s, expected %s\n", cases[i].value, cases[i].type, text,
                   tried, expected);
        CHECK(good);
    }
}

TEST(refused) {
    weir_error err;
    CHECK(wr_cast_check(type_of("INT"), type_of("TIMESTAMP(3)"), &err) == WEIR_INVALID);
    CHECK_CONTAINS(err.message, "TO_TIMESTAMP(FROM_UNIXTIME");
    CHECK(wr_cast_check(type_of("DATE"), type_of("TIME"), &err) == WEIR_INVALID);
    CHECK(wr_cast_check(type_of("INT"), type_of("BYTES"), &err) == WEIR_INVALID);
    CHECK(wr_cast_implicit(type_of("INT"), type_of("BIGINT")));
    CHECK(!wr_cast_implicit(type_of("BIGINT"), type_of("INT")));
    CHECK(!wr_cast_implicit(type_of("INT"), type_of("STRING")));
    CHECK(wr_cast_implicit(type_of("DECIMAL(10,2)"), type_of("DECIMAL(5,1)")));
}

TEST(zones) {
    zone = "Europe/Berlin";
    CHECK_STR_EQ(text_of(cast_expr(literal_of("LTZ(3) 2020-07-01 10:00:00"), type_of("STRING"), false)),
                 "2020-07-01 12:00:00.000");
    CHECK_STR_EQ(text_of(cast_expr(literal_of("LTZ(3) 2040-01-01 10:00:00"), type_of("STRING"), false)),
                 "2040-01-01 11:00:00.000");
    CHECK_STR_EQ(text_of(cast_expr(literal_of("LTZ(3) 2040-07-01 10:00:00"), type_of("TIMESTAMP(3)"), false)),
                 "2040-07-01 12:00:00.000");
    /* 02:30 does not exist on that day: forward by the hour that is missing. */
    wr_expr *gap = cast_expr(literal_of("TIMESTAMP(3) 2020-03-29 02:30:00"), type_of("LTZ(3)"), false);
    CHECK_STR_EQ(text_of(gap), "2020-03-29 03:30:00.000");
    zone = "+05:30";
    CHECK_STR_EQ(text_of(cast_expr(literal_of("LTZ(3) 2020-01-01 00:00:00"), type_of("STRING"), false)),
                 "2020-01-01 05:30:00.000");
    zone = "Nowhere/City";
    CHECK_CONTAINS(text_of(cast_expr(literal_of("LTZ(3) 2020-01-01 00:00:00"), type_of("STRING"), false)),
                   "time zone 'Nowhere/City' is not known");
    zone = "UTC";
}

TEST(common_types) {
    static const struct { const char *a, *b, *common, *merged; } pairs[] = {
        {"INT", "BIGINT", "BIGINT", "BIGINT"}, {"INT", "DECIMAL(10,2)", "DECIMAL(12, 2)", "DECIMAL(12, 2)"},
        {"FLOAT", "DOUBLE", "FLOAT", "DOUBLE"}, {"DOUBLE", "FLOAT", "DOUBLE", "DOUBLE"},
        {"FLOAT", "DECIMAL(10,2)", "DOUBLE", "DOUBLE"}, {"FLOAT", "INT", "FLOAT", "FLOAT"},
        {"CHAR(1)", "CHAR(3)", "VARCHAR(3)", "VARCHAR(3)"}, {"CHAR(2)", "CHAR(2)", "CHAR(2)", "CHAR(2)"},
        {"TIMESTAMP(3)", "TIMESTAMP(6)", "TIMESTAMP(6)", "TIMESTAMP(6)"}, {"NULL", "INT", "INT", "INT"},
        {"TIMESTAMP(3)", "LTZ(3)", "TIMESTAMP(3)", "TIMESTAMP_LTZ(3)"}, {"INT", "STRING", NULL, NULL},
        {"DECIMAL(10,2)", "DECIMAL(38,10)", "DECIMAL(38, 10)", "DECIMAL(38, 10)"}};
    for (size_t i = 0; i < WR_COUNT_OF(pairs); i++) {
        weir_type types[2] = {type_of(pairs[i].a), type_of(pairs[i].b)}, out;
        char      text[256];
        bool      found = wr_common_type(NULL, types, 2, &out);
        CHECK_STR_EQ(found ? weir_type_text(out, text, sizeof(text)) : NULL, pairs[i].common);
        found = wr_merged_type(NULL, types, 2, &out);
        CHECK_STR_EQ(found ? weir_type_text(out, text, sizeof(text)) : NULL, pairs[i].merged);
    }
}

int main(void) {
    arena = wr_arena_create(0);
    RUN(casts);
    RUN(refused);
    RUN(zones);
    RUN(common_types);
    wr_arena_destroy(arena);
    return CHECK_RESULT();
}
