/* Proves the operators on values: result types, three-valued logic, wrapping, division, decimals. The
 * expectations were measured on Flink 2.2. */
#include "harness.h"

TEST(arithmetic) {
    static const call_case cases[] = {
        {"+", {"TINYINT 1", "TINYINT 127"}, "TINYINT NOT NULL", "-128"},
        {"+", {"TINYINT 1", "SMALLINT 2"}, "SMALLINT NOT NULL", "3"},
        {"+", {"INT 2147483647", "INT 1"}, "INT NOT NULL", "-2147483648"},
        {"+", {"INT 1", "BIGINT 2"}, "BIGINT NOT NULL", "3"},
        {"+", {"INT 1", "FLOAT 1.5"}, "FLOAT NOT NULL", "2.5"},
        {"+", {"FLOAT 1.5", "DOUBLE 1.5"}, "FLOAT NOT NULL", "3.0"},
        {"+", {"DOUBLE 1.5", "FLOAT 1.5"}, "DOUBLE NOT NULL", "3.0"},
        {"+", {"FLOAT 1.5", "DECIMAL(10,2) 1.5"}, "DOUBLE NOT NULL", "3.0"},
        {"+", {"INT 1", "DECIMAL(10,2) 1.25"}, "DECIMAL(13, 2) NOT NULL", "2.25"},
        {"+", {"BIGINT 1", "DECIMAL(10,2) 1.25"}, "DECIMAL(22, 2) NOT NULL", "2.25"},
        {"-", {"DECIMAL(10,2) 1.25", "DECIMAL(4,3) 2.125"}, "DECIMAL(12, 3) NOT NULL", "-0.875"},
        {"*", {"DECIMAL(10,2) -1.25", "DECIMAL(10,2) 3.00"}, "DECIMAL(21, 4) NOT NULL", "-3.7500"},
        {"*", {"DECIMAL(3,1) 1.5", "DECIMAL(3,1) 2.5"}, "DECIMAL(7, 2) NOT NULL", "3.75"},
        {"/", {"DECIMAL(10,2) 10.00", "DECIMAL(10,2) 3.00"}, "DECIMAL(23, 13) NOT NULL", "3.3333333333333"},
        {"/", {"DECIMAL(2,1) 1.0", "INT 3"}, "DECIMAL(13, 12) NOT NULL", "0.333333333333"},
        {"/", {"DECIMAL(38,20) 1", "DECIMAL(38,18) 3"}, NULL, "0.333333"},
        {"%", {"DECIMAL(10,2) -7.50", "INT 2"}, "DECIMAL(10, 2) NOT NULL", "-1.50"},
        {"%", {"DECIMAL(2,1) -7.5", "DECIMAL(3,2) 2.25"}, NULL, "-0.75"},
        {"+", {"DECIMAL(38,10) 1", "DECIMAL(38,10) 2"}, "DECIMAL(38, 9) NOT NULL", "3.000000000"},
        {"*", {"DECIMAL(38,20) 1.23456789012345678901", "DECIMAL(38,20) 1.23456789012345678901"}, NULL, "1.524158"},
        {"+", {"DECIMAL(38,0) 99999999999999999999999999999999999999", "INT 1"}, NULL, "NULL"},
        {"*", {"DECIMAL(38,0) 99999999999999999999999999999999999999", "INT 10"}, NULL, "NULL"},
        {"/", {"INT -7", "INT 2"}, "INT NOT NULL", "-3"},
        {"/", {"INT 1", "INT 0"}, NULL, "!Division by zero"},
        {"/", {"DECIMAL(3,1) 1.5", "DECIMAL(3,1) 0"}, NULL, "!Division by zero"},
        {"%", {"INT 1", "INT 0"}, NULL, "!Division by zero"},
        {"/", {"DOUBLE 1", "DOUBLE 0"}, NULL, "Infinity"},
        {"/", {"INT -2147483648", "INT -1"}, NULL, "-2147483648"},
        {"%", {"BIGINT 7", "INT 4"}, "INT NOT NULL", "3"},
        {"%", {"TINYINT 7", "BIGINT 4"}, "BIGINT NOT NULL", "3"},
        {"%", {"INT -7", "INT 3"}, NULL, "-1"},
        {"%", {"FLOAT 1", "INT 3"}, NULL, "!exact"},
        {"NEGATE", {"TINYINT -128"}, "TINYINT NOT NULL", "-128"},
        {"NEGATE", {"DECIMAL(10,2) 1.25"}, NULL, "-1.25"},
        {"NEGATE", {"DOUBLE 0"}, NULL, "-0.0"},
        {"+", {"INT NULL", "INT 1"}, "INT", "NULL"},
        {"+", {"NULL", "INT 1"}, "INT", "NULL"},
        {"+", {"STRING a", "INT 1"}, NULL, "!(STRING, INT)"},
        {"+", {"DATE 2020-01-31", "MONTHS 1"}, "DATE NOT NULL", "2020-02-29"},
        {"+", {"DATE 2020-01-02", "MILLIS 129600000"}, "DATE NOT NULL", "2020-01-03"},
        {"-", {"DATE 2020-01-02", "MILLIS 3600000"}, NULL, "2020-01-02"},
        {"+", {"TIMESTAMP(3) 2020-01-31 10:00:00.5", "MONTHS 1"}, "TIMESTAMP(3) NOT NULL", "2020-02-29 10:00:00.500"},
        {"+", {"TIMESTAMP(6) 2020-01-02 03:04:05.123456", "MILLIS 1000"}, NULL, "2020-01-02 03:04:06.123456"},
        {"+", {"MILLIS 1000", "TIMESTAMP(3) 2020-01-02 03:04:05"}, NULL, "2020-01-02 03:04:06.000"},
        {"+", {"TIME 01:02:03", "MILLIS 82800000"}, "TIME(0) NOT NULL", "00:02:03"},
        {"-", {"TIME 01:02:03", "MILLIS 7200000"}, NULL, "23:02:03"},
        {"*", {"MILLIS 86400000", "INT 2"}, NULL, "+2 00:00:00.000"},
        {"-", {"TIMESTAMP(3) 2020-01-02 03:04:05", "TIMESTAMP(3) 2020-01-02 03:04:05"}, NULL, "!TIMESTAMPDIFF"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(comparisons) {
    static const call_case cases[] = {
        {"=", {"INT 1", "BIGINT 1"}, "BOOLEAN NOT NULL", "TRUE"},
        {"<>", {"INT 1", "DOUBLE 1.5"}, NULL, "TRUE"},
        {"<", {"DECIMAL(10,2) 1.10", "DECIMAL(10,3) 1.101"}, NULL, "TRUE"},
        {">=", {"DECIMAL(38,0) 99999999999999999999999999999999999999", "DECIMAL(38,38) 0.5"}, NULL, "TRUE"},
        {"=", {"DECIMAL(10,2) 1.00", "INT 1"}, NULL, "TRUE"},
        {">", {"STRING abc", "STRING abd"}, NULL, "FALSE"},
        {"<=", {"STRING abc", "STRING abc"}, NULL, "TRUE"},
        {"=", {"STRING a string longer than inline", "STRING a string longer than inline"}, NULL, "TRUE"},
        {"=", {"STRING ab", "STRING ab  "}, NULL, "FALSE"},
        {"<", {"STRING a", "STRING B"}, NULL, "FALSE"},
        {"<", {"INT 9", "STRING 10"}, NULL, "TRUE"}, /* the text is a number there */
        {"<=", {"CHAR(4) 1.50", "DECIMAL(3,1) 1.5"}, NULL, "TRUE"},
        {">", {"STRING true", "BOOLEAN false"}, NULL, "TRUE"},
        {">", {"STRING é", "STRING z"}, NULL, "TRUE"},
        {"=", {"STRING 12", "INT 12"}, NULL, "!cannot compare STRING with INT"},
        {"<", {"STRING 2020-01-01 00:00:00", "TIMESTAMP(3) 2020-01-02 00:00:00"}, NULL, "TRUE"},
        {"=", {"TIMESTAMP(3) 2020-01-02 00:00:00", "TIMESTAMP(9) 2020-01-02 00:00:00.000000001"}, NULL, "FALSE"},
        {"=", {"DATE 2020-01-02", "STRING 2020-01-02"}, NULL, "TRUE"},
        {"=", {"DATE 2020-01-02", "TIMESTAMP(3) 2020-01-02 00:00:00"}, NULL, "!cannot compare"},
        {"=", {"INT NULL", "INT 1"}, "BOOLEAN", "NULL"},
        {"=", {"NULL", "INT 1"}, "BOOLEAN", "NULL"},
        {"=", {"DOUBLE NaN", "DOUBLE NaN"}, NULL, "FALSE"},
        {"IS DISTINCT FROM", {"INT NULL", "INT 1"}, "BOOLEAN NOT NULL", "TRUE"},
        {"IS DISTINCT FROM", {"INT NULL", "INT NULL"}, NULL, "FALSE"},
        {"IS NOT DISTINCT FROM", {"STRING a", "STRING a"}, NULL, "TRUE"},
        {"IN", {"INT 1", "INT 2", "INT 1"}, "BOOLEAN NOT NULL", "TRUE"},
        {"IN", {"INT 1", "INT 2", "INT NULL"}, "BOOLEAN", "NULL"},
        {"IN", {"INT 2", "INT 2", "INT NULL"}, NULL, "TRUE"},
        {"IN", {"INT NULL", "INT 2"}, NULL, "NULL"},
        {"IN", {"STRING ab", "STRING a", "STRING ab"}, NULL, "TRUE"},
        {"IN", {"STRING 12", "INT 12", "INT 13"}, NULL, "TRUE"},
        {"IN", {"INT 1", "DECIMAL(2,1) 1.0"}, NULL, "TRUE"},
        {"IS NULL", {"INT NULL"}, "BOOLEAN NOT NULL", "TRUE"},
        {"IS NOT NULL", {"INT NULL"}, NULL, "FALSE"},
        {"IS TRUE", {"BOOLEAN NULL"}, NULL, "FALSE"},
        {"IS NOT TRUE", {"BOOLEAN NULL"}, NULL, "TRUE"},
        {"IS FALSE", {"BOOLEAN false"}, NULL, "TRUE"},
        {"IS NOT FALSE", {"BOOLEAN NULL"}, NULL, "TRUE"},
        {"NOT", {"BOOLEAN NULL"}, "BOOLEAN", "NULL"},
        {"NOT", {"BOOLEAN true"}, NULL, "FALSE"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(conditional) {
    static const call_case cases[] = {
        {"COALESCE", {"INT NULL", "INT 2"}, "INT NOT NULL", "2"},
        {"COALESCE", {"INT NULL", "BIGINT NULL"}, "BIGINT", "NULL"},
        {"COALESCE", {"FLOAT 1.5", "DOUBLE NULL"}, "DOUBLE NOT NULL", "1.5"},
        {"COALESCE", {"INT NULL", "DECIMAL(10,2) 1"}, "DECIMAL(12, 2) NOT NULL", "1.00"},
        {"COALESCE", {"INT 1", "STRING a"}, NULL, "!one type"},
        {"IFNULL", {"STRING NULL", "STRING x"}, NULL, "x"},
        {"IF", {"BOOLEAN true", "STRING a", "STRING b"}, NULL, "a"},
        {"IF", {"BOOLEAN NULL", "INT 1", "BIGINT 2"}, "BIGINT", "2"},
        {"NULLIF", {"INT 1", "INT 1"}, "INT", "NULL"},
        {"NULLIF", {"INT 1", "BIGINT 2"}, "INT", "1"},
        {"NULLIF", {"STRING a", "STRING b"}, NULL, "a"},
        {"GREATEST", {"INT 1", "BIGINT 3", "INT 2"}, "BIGINT NOT NULL", "3"},
        {"GREATEST", {"TINYINT 1", "INT 1", "DECIMAL(2,1) 2.5"}, "DECIMAL(11, 1) NOT NULL", "2.5"},
        {"GREATEST", {"INT 1", "INT NULL"}, "INT", "NULL"},
        {"LEAST", {"STRING b", "STRING a"}, NULL, "a"},
        {"TYPEOF", {"INT 1"}, "STRING", "INT NOT NULL"},
        {"IS_DIGIT", {"STRING 12"}, "BOOLEAN NOT NULL", "TRUE"},
        {"IS_DIGIT", {"STRING NULL"}, NULL, "FALSE"},
        {"IS_ALPHA", {"STRING ab1"}, NULL, "FALSE"},
        {"IS_DECIMAL", {"STRING -1.5"}, NULL, "TRUE"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

int main(void) {
    arena = wr_arena_create(0);
    RUN(arithmetic);
    RUN(comparisons);
    RUN(conditional);
    wr_arena_destroy(arena);
    return CHECK_RESULT();
}
