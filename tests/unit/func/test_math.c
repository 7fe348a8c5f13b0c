/* Proves the functions on numbers and the hashes: values, result types, NULLs and refusals. The expectations were measured
 * on Flink 2.2. */
#include "harness.h"

TEST(abs) {
    static const call_case cases[] = {
        {"ABS", {"TINYINT -128"}, "TINYINT NOT NULL", "-128"},
        {"ABS", {"DECIMAL(3,2) -1.50"}, "DECIMAL(3, 2) NOT NULL", "1.50"},
        {"ABS", {"CHAR(1) a"}, NULL, "!"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(sqrt) {
    static const call_case cases[] = {
        {"SQRT", {"INT 2"}, "DOUBLE NOT NULL", "1.4142135623730951"},
        {"SQRT", {"FLOAT 2"}, "DOUBLE NOT NULL", "1.4142135623730951"},
        {"SQRT", {"CHAR(1) 4"}, NULL, "!"},
        {"SQRT", {"BIGINT 16"}, "DOUBLE NOT NULL", "4.0"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(ln) {
    static const call_case cases[] = {
        {"LN", {"INT 0"}, "DOUBLE NOT NULL", "-Infinity"},
        {"LN", {"INT -1"}, "DOUBLE NOT NULL", "NaN"},
        {"LN", {"DOUBLE -1"}, "DOUBLE NOT NULL", "NaN"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(log) {
    static const call_case cases[] = {
        {"LOG", {"INT 0", "INT 8"}, "DOUBLE NOT NULL", "-0.0"},
        {"LOG", {"INT 1", "INT 8"}, "DOUBLE NOT NULL", "Infinity"},
        {"LOG", {"INT -2", "INT 8"}, "DOUBLE NOT NULL", "NaN"},
        {"LOG", {"INT 2", "INT 0"}, "DOUBLE NOT NULL", "-Infinity"},
        {"LOG", {"INT 2", "INT -1"}, "DOUBLE NOT NULL", "NaN"},
        {"LOG", {"INT 0"}, "DOUBLE NOT NULL", "-Infinity"},
        {"LOG", {"DECIMAL(2,1) 2.0", "INT 8"}, "DOUBLE NOT NULL", "3.0"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(log2) {
    static const call_case cases[] = {
        {"LOG2", {"INT 0"}, "DOUBLE NOT NULL", "-Infinity"},
        {"LOG2", {"INT -1"}, "DOUBLE NOT NULL", "NaN"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(log10) {
    static const call_case cases[] = {
        {"LOG10", {"INT 0"}, "DOUBLE NOT NULL", "-Infinity"},
        {"LOG10", {"INT -1"}, "DOUBLE NOT NULL", "NaN"},
        {"LOG10", {"DOUBLE -1"}, "DOUBLE NOT NULL", "NaN"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(exp) {
    static const call_case cases[] = {
        {"EXP", {"DECIMAL(2,1) 1.5"}, "DOUBLE NOT NULL", "4.4816890703380645"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(power) {
    static const call_case cases[] = {
        {"POWER", {"INT 2", "DECIMAL(1,1) 0.5"}, "DOUBLE NOT NULL", "1.4142135623730951"},
        {"POWER", {"DECIMAL(2,1) 2.5", "INT 2"}, "DOUBLE NOT NULL", "6.25"},
        {"POWER", {"INT 0", "INT -1"}, "DOUBLE NOT NULL", "Infinity"},
        {"POWER", {"FLOAT 2", "FLOAT 2"}, "DOUBLE NOT NULL", "4.0"},
        {"POWER", {"INT NULL", "INT 2"}, "DOUBLE", "NULL"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(ceil) {
    static const call_case cases[] = {
        {"CEIL", {"DECIMAL(2,1) 2.5"}, "DECIMAL(2, 0) NOT NULL", "3"},
        {"CEIL", {"TINYINT 2"}, "TINYINT NOT NULL", "2"},
        {"CEIL", {"DECIMAL(4,2) 99.95"}, "DECIMAL(4, 0) NOT NULL", "100"},
        {"CEIL", {"DECIMAL(2,1) 9.5"}, "DECIMAL(2, 0) NOT NULL", "10"},
        {"CEIL", {"DECIMAL(1,1) 0.5"}, "DECIMAL(1, 0) NOT NULL", "1"},
        {"CEIL", {"DECIMAL(38,0) 99"}, "DECIMAL(38, 0) NOT NULL", "99"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(ceiling) {
    static const call_case cases[] = {
        {"CEILING", {"DECIMAL(2,1) -2.5"}, "DECIMAL(2, 0) NOT NULL", "-2"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(floor) {
    static const call_case cases[] = {
        {"FLOOR", {"DECIMAL(2,1) -9.5"}, "DECIMAL(2, 0) NOT NULL", "-10"},
        {"FLOOR", {"DECIMAL(1,1) 0.5"}, "DECIMAL(1, 0) NOT NULL", "0"},
        {"FLOOR", {"CHAR(1) a"}, NULL, "!"},
        {"FLOOR", {"FLOAT 1.5"}, "FLOAT NOT NULL", "1.0"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(round) {
    static const call_case cases[] = {
        {"ROUND", {"DECIMAL(2,1) 2.5"}, "DECIMAL(2, 0) NOT NULL", "3"},
        {"ROUND", {"DECIMAL(2,1) 9.5"}, "DECIMAL(2, 0) NOT NULL", "10"},
        {"ROUND", {"DECIMAL(1,1) 0.5"}, "DECIMAL(1, 0) NOT NULL", "1"},
        {"ROUND", {"DECIMAL(5,3) 12.345", "INT 2"}, "DECIMAL(5, 2) NOT NULL", "12.35"},
        {"ROUND", {"DECIMAL(5,3) 12.345", "INT -1"}, "DECIMAL(3, 0) NOT NULL", "10"},
        {"ROUND", {"DECIMAL(5,3) 12.345", "INT -2"}, "DECIMAL(3, 0) NOT NULL", "0"},
        {"ROUND", {"DECIMAL(5,3) 12.345", "INT -3"}, "DECIMAL(3, 0) NOT NULL", "0"},
        {"ROUND", {"DECIMAL(5,3) 12.345", "INT 3"}, "DECIMAL(5, 3) NOT NULL", "12.345"},
        {"ROUND", {"DECIMAL(5,3) 12.345", "INT 10"}, "DECIMAL(5, 3) NOT NULL", "12.345"},
        {"ROUND", {"DECIMAL(5,3) 12.345", "INT NULL"}, "DECIMAL(5, 3)", "NULL"},
        {"ROUND", {"DECIMAL(38,1) 99.5"}, "DECIMAL(38, 0) NOT NULL", "100"},
        {"ROUND", {"TINYINT 125", "INT -1"}, "TINYINT NOT NULL", "-126"},
        {"ROUND", {"TINYINT 127", "INT -1"}, "TINYINT NOT NULL", "-126"},
        {"ROUND", {"TINYINT 127", "INT -3"}, "TINYINT NOT NULL", "0"},
        {"ROUND", {"INT 2147483647", "INT -1"}, "INT NOT NULL", "-2147483646"},
        {"ROUND", {"INT 2147483647", "INT -10"}, "INT NOT NULL", "0"},
        {"ROUND", {"INT 5", "INT -20"}, "INT NOT NULL", "0"},
        {"ROUND", {"BIGINT 9223372036854775807", "INT -1"}, "BIGINT NOT NULL", "-9223372036854775806"},
        {"ROUND", {"BIGINT 9223372036854775807", "INT -19"}, "BIGINT NOT NULL", "-8446744073709551616"},
        {"ROUND", {"INT 12345", "INT 2"}, "INT NOT NULL", "12345"},
        {"ROUND", {"DOUBLE NaN", "INT 2"}, NULL, "!"},
        {"ROUND", {"DOUBLE Infinity", "INT 2"}, NULL, "!"},
        {"ROUND", {"FLOAT NaN"}, NULL, "!"},
        {"ROUND", {"DOUBLE 1.15E0", "INT 1"}, "DOUBLE NOT NULL", "1.2"},
        {"ROUND", {"FLOAT 1.15", "INT 1"}, "FLOAT NOT NULL", "1.1"},
        {"ROUND", {"FLOAT 0.285", "INT 2"}, "FLOAT NOT NULL", "0.28"},
        {"ROUND", {"DOUBLE -0.4E0"}, "DOUBLE NOT NULL", "0.0"},
        {"ROUND", {"CHAR(3) 1.5"}, NULL, "!"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(truncate) {
    static const call_case cases[] = {
        {"TRUNCATE", {"DECIMAL(2,1) 1.5"}, "DECIMAL(2, 0) NOT NULL", "1"},
        {"TRUNCATE", {"DECIMAL(5,3) 12.345", "INT 1"}, "DECIMAL(4, 1) NOT NULL", "12.3"},
        {"TRUNCATE", {"DECIMAL(5,3) 12.345", "INT -1"}, "DECIMAL(3, 0) NOT NULL", "10"},
        {"TRUNCATE", {"DECIMAL(5,3) 12.345", "INT -5"}, "DECIMAL(3, 0) NOT NULL", "0"},
        {"TRUNCATE", {"DOUBLE NaN", "INT 1"}, NULL, "!"},
        {"TRUNCATE", {"DOUBLE Infinity"}, NULL, "!"},
        {"TRUNCATE", {"FLOAT 0.29", "INT 2"}, "FLOAT NOT NULL", "0.28"},
        {"TRUNCATE", {"DOUBLE 0.29E0", "INT 2"}, "DOUBLE NOT NULL", "0.29"},
        {"TRUNCATE", {"DOUBLE 1.005E0", "INT 2"}, "DOUBLE NOT NULL", "1.0"},
        {"TRUNCATE", {"DOUBLE -0.5E0"}, "DOUBLE NOT NULL", "0.0"},
        {"TRUNCATE", {"INT 12345", "INT 2"}, "INT NOT NULL", "12345"},
        {"TRUNCATE", {"FLOAT 1.5"}, "FLOAT NOT NULL", "1.0"},
        {"TRUNCATE", {"FLOAT 12345678.9", "INT -2"}, "FLOAT NOT NULL", "1.23456E7"},
        {"TRUNCATE", {"DECIMAL(2,1) 1.5", "INT NULL"}, "DECIMAL(2, 1)", "NULL"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(sign) {
    static const call_case cases[] = {
        {"SIGN", {"DECIMAL(2,1) -1.5"}, "DECIMAL(2, 1) NOT NULL", "-1.0"},
        {"SIGN", {"DOUBLE NaN"}, "DOUBLE NOT NULL", "NaN"},
        {"SIGN", {"DOUBLE -0.0"}, "DOUBLE NOT NULL", "-0.0"},
        {"SIGN", {"DECIMAL(1,1) 0.5"}, NULL, "!"},
        {"SIGN", {"DECIMAL(2,2) 0.05"}, NULL, "!"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(pi) {
    static const call_case cases[] = {
        {"PI", {NULL}, "DOUBLE NOT NULL", "3.141592653589793"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(e) {
    static const call_case cases[] = {
        {"E", {NULL}, "DOUBLE NOT NULL", "2.718281828459045"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(rand) {
    static const call_case cases[] = {
        {"RAND", {"INT 1"}, "DOUBLE NOT NULL", "0.7308781907032909"},
        {"RAND", {"INT 42"}, "DOUBLE NOT NULL", "0.7275636800328681"},
        {"RAND", {"INT NULL"}, "DOUBLE", "NULL"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(rand_integer) {
    static const call_case cases[] = {
        {"RAND_INTEGER", {"INT 42", "INT 1000"}, "INT NOT NULL", "130"},
        {"RAND_INTEGER", {"INT 42", "INT 16"}, "INT NOT NULL", "11"},
        {"RAND_INTEGER", {"INT 0"}, NULL, "!"},
        {"RAND_INTEGER", {"INT 42", "INT 1000"}, "INT NOT NULL", "130"},
        {"RAND_INTEGER", {"INT 1", "INT 100"}, "INT NOT NULL", "85"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(sin) {
    static const call_case cases[] = {
        {"SIN", {"CHAR(1) 1"}, NULL, "!"},
        {"SIN", {"INT 1"}, "DOUBLE NOT NULL", "0.8414709848078965"},
        {"SIN", {"DECIMAL(2,1) 1.5"}, "DOUBLE NOT NULL", "0.9974949866040544"},
        {"SIN", {"FLOAT 1"}, "DOUBLE NOT NULL", "0.8414709848078965"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(cot) {
    static const call_case cases[] = {
        {"COT", {"INT 0"}, "DOUBLE NOT NULL", "Infinity"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(tanh) {
    static const call_case cases[] = {
        {"TANH", {"INT 2"}, "DOUBLE NOT NULL", "0.9640275800758169"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(atan2) {
    static const call_case cases[] = {
        {"ATAN2", {"INT 1", "INT 2"}, "DOUBLE NOT NULL", "0.4636476090008061"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(acos) {
    static const call_case cases[] = {
        {"ACOS", {"INT 2"}, "DOUBLE NOT NULL", "NaN"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(degrees) {
    static const call_case cases[] = {
        {"DEGREES", {"INT 1"}, "DOUBLE NOT NULL", "57.29577951308232"},
        {"DEGREES", {"DECIMAL(2,1) 1.5"}, "DOUBLE NOT NULL", "85.94366926962348"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(radians) {
    static const call_case cases[] = {
        {"RADIANS", {"INT 90"}, "DOUBLE NOT NULL", "1.5707963267948966"},
        {"RADIANS", {"DECIMAL(3,1) 90.5"}, "DOUBLE NOT NULL", "1.5795229730548683"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(md5) {
    static const call_case cases[] = {
        {"MD5", {"CHAR(1) a"}, "CHAR(32) NOT NULL", "0cc175b9c0f1b6a831c399e269772661"},
        {"MD5", {"INT 12"}, NULL, "!"},
        {"MD5", {"STRING NULL"}, "CHAR(32)", "NULL"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(sha2) {
    static const call_case cases[] = {
        {"SHA2", {"CHAR(1) a", "INT 256"}, "VARCHAR(128) NOT NULL", "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"},
        {"SHA2", {"CHAR(1) a", "INT 384"}, "VARCHAR(128) NOT NULL", "54a59b9f22b0b80880d8427e548b7c23abd873486e1f035dce9cd697e85175033caa88e6d57bc35efae0b5afd3145f31"},
        {"SHA2", {"CHAR(1) a", "INT NULL"}, "VARCHAR(128)", "NULL"},
        {"SHA2", {"CHAR(1) a", "BIGINT 256"}, "VARCHAR(128) NOT NULL", "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(sha512) {
    static const call_case cases[] = {
        {"SHA512", {"CHAR(1) a"}, "CHAR(128) NOT NULL", "1f40fc92da241694750979ee6cf582f2d5d7d28e18335de05abc54d0560e0f5302860c652bf08d560252aa5e74210546f369fbbbce8c12cfc7957b2652fe9a75"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(sha384) {
    static const call_case cases[] = {
        {"SHA384", {"CHAR(1) a"}, "CHAR(96) NOT NULL", "54a59b9f22b0b80880d8427e548b7c23abd873486e1f035dce9cd697e85175033caa88e6d57bc35efae0b5afd3145f31"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(sha224) {
    static const call_case cases[] = {
        {"SHA224", {"CHAR(1) a"}, "CHAR(56) NOT NULL", "abd37534c7d9a2efb9465de931cd7055ffdb8879563ae98078d6d6d5"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

/*MORE*/int main(void) {
    arena = wr_arena_create(0);
    RUN(abs);
    RUN(sqrt);
    RUN(ln);
    RUN(log);
    RUN(log2);
    RUN(log10);
    RUN(exp);
    RUN(power);
    RUN(ceil);
    RUN(ceiling);
    RUN(floor);
    RUN(round);
    RUN(truncate);
    RUN(sign);
    RUN(pi);
    RUN(e);
    RUN(rand);
    RUN(rand_integer);
    RUN(sin);
    RUN(cot);
    RUN(tanh);
    RUN(atan2);
    RUN(acos);
    RUN(degrees);
    RUN(radians);
    RUN(md5);
    RUN(sha2);
    RUN(sha512);
    RUN(sha384);
    RUN(sha224);
/*RUNS*/    wr_arena_destroy(arena);
    return CHECK_RESULT();
}
