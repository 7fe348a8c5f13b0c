/* Proves the functions between text and bytes, and on URLs: values, result types, NULLs and refusals. The expectations were measured
 * on Flink 2.2. */
#include "harness.h"

TEST(encode) {
    static const call_case cases[] = {
        {"ENCODE", {"CHAR(1) 日", "CHAR(5) UTF-8"}, "BYTES NOT NULL", "x'e697a5'"},
        {"ENCODE", {"CHAR(1) é", "CHAR(10) ISO-8859-1"}, "BYTES NOT NULL", "x'e9'"},
        {"ENCODE", {"CHAR(1) é", "CHAR(8) US-ASCII"}, "BYTES NOT NULL", "x'3f'"},
        {"ENCODE", {"CHAR(4) é日🍐", "CHAR(6) UTF-16"}, "BYTES NOT NULL", "x'feff00e965e5d83cdf50'"},
        {"ENCODE", {"CHAR(4) é日🍐", "CHAR(8) UTF-16LE"}, "BYTES NOT NULL", "x'e900e5653cd850df'"},
        {"ENCODE", {"CHAR(4) é日🍐", "CHAR(8) UTF-16BE"}, "BYTES NOT NULL", "x'00e965e5d83cdf50'"},
        {"ENCODE", {"CHAR(1) a", "CHAR(4) nope"}, NULL, "!"},
        {"ENCODE", {"CHAR(1) a", "CHAR(4) utf8"}, "BYTES NOT NULL", "x'61'"},
        {"ENCODE", {"CHAR(1) a", "CHAR(6) UTF-32"}, "BYTES NOT NULL", "x'00000061'"},
        {"ENCODE", {"CHAR(1) a", "STRING NULL"}, "BYTES", "NULL"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(to_base64) {
    static const call_case cases[] = {
        {"TO_BASE64", {"CHAR(3) abc"}, "STRING NOT NULL", "YWJj"},
        {"TO_BASE64", {"CHAR(0) "}, "STRING NOT NULL", ""},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(from_base64) {
    static const call_case cases[] = {
        {"FROM_BASE64", {"CHAR(4) YWJj"}, "STRING NOT NULL", "abc"},
        {"FROM_BASE64", {"CHAR(3) YWJ"}, "STRING NOT NULL", "ab"},
        {"FROM_BASE64", {"CHAR(4) ****"}, NULL, "!"},
        {"FROM_BASE64", {"CHAR(5) YWJj="}, NULL, "!"},
        {"FROM_BASE64", {"CHAR(5) YW Jj"}, NULL, "!"},
        {"FROM_BASE64", {"CHAR(4) YWI="}, "STRING NOT NULL", "ab"},
        {"FROM_BASE64", {"CHAR(3) YWI"}, "STRING NOT NULL", "ab"},
        {"FROM_BASE64", {"CHAR(4) YQ=="}, "STRING NOT NULL", "a"},
        {"FROM_BASE64", {"CHAR(1) Y"}, NULL, "!"},
        {"FROM_BASE64", {"CHAR(0) "}, "STRING NOT NULL", ""},
        {"FROM_BASE64", {"CHAR(4) /w=="}, "STRING NOT NULL", "�"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(hex) {
    static const call_case cases[] = {
        {"HEX", {"INT 15"}, "STRING NOT NULL", "F"},
        {"HEX", {"TINYINT -1"}, "STRING NOT NULL", "FFFFFFFFFFFFFFFF"},
        {"HEX", {"BIGINT -1"}, "STRING NOT NULL", "FFFFFFFFFFFFFFFF"},
        {"HEX", {"CHAR(1) 日"}, "STRING NOT NULL", "E697A5"},
        {"HEX", {"DECIMAL(2,1) 1.5"}, NULL, "!"},
        {"HEX", {"SMALLINT 5"}, "STRING NOT NULL", "5"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(unhex) {
    static const call_case cases[] = {
        {"UNHEX", {"CHAR(1) 4"}, "BYTES", "x'00'"},
        {"UNHEX", {"CHAR(2) 4G"}, "BYTES", "NULL"},
        {"UNHEX", {"CHAR(3) abc"}, "BYTES", "x'00bc'"},
        {"UNHEX", {"CHAR(2) aF"}, "BYTES", "x'af'"},
        {"UNHEX", {"CHAR(3) 4G4"}, "BYTES", "NULL"},
        {"UNHEX", {"CHAR(1) é"}, "BYTES", "NULL"},
        {"UNHEX", {"CHAR(0) "}, "BYTES", "x''"},
        {"UNHEX", {"STRING NULL"}, "BYTES", "NULL"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(bin) {
    static const call_case cases[] = {
        {"BIN", {"INT 5"}, "STRING NOT NULL", "101"},
        {"BIN", {"BIGINT -1"}, "STRING NOT NULL", "1111111111111111111111111111111111111111111111111111111111111111"},
        {"BIN", {"TINYINT -1"}, "STRING NOT NULL", "1111111111111111111111111111111111111111111111111111111111111111"},
        {"BIN", {"DECIMAL(2,1) 1.5"}, NULL, "!"},
        {"BIN", {"CHAR(1) 4"}, NULL, "!"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(url_encode) {
    static const call_case cases[] = {
        {"URL_ENCODE", {"CHAR(15) a b&c=日/~-_.*+%"}, "STRING", "a+b%26c%3D%E6%97%A5%2F%7E-_.*%2B%25"},
        {"URL_ENCODE", {"CHAR(3) é🍐"}, "STRING", "%C3%A9%F0%9F%8D%90"},
        {"URL_ENCODE", {"STRING NULL"}, "STRING", "NULL"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(url_decode) {
    static const call_case cases[] = {
        {"URL_DECODE", {"CHAR(19) a+b%26c%3D%E6%97%A5"}, "STRING", "a b&c=日"},
        {"URL_DECODE", {"CHAR(1) %"}, "STRING", "NULL"},
        {"URL_DECODE", {"CHAR(3) %zz"}, "STRING", "NULL"},
        {"URL_DECODE", {"CHAR(2) %4"}, "STRING", "NULL"},
        {"URL_DECODE", {"CHAR(3) %FF"}, "STRING", "�"},
        {"URL_DECODE", {"CHAR(3) %-1"}, "STRING", "NULL"},
        {"URL_DECODE", {"CHAR(6) %E6%97"}, "STRING", "�"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(parse_url) {
    static const call_case cases[] = {
        {"PARSE_URL", {"CHAR(56) http://user:pw@h.com:8080/p/a/t/h.php?k1=v1&k2=Ref1#Ref1", "CHAR(4) HOST"}, "STRING", "h.com"},
        {"PARSE_URL", {"CHAR(54) http://user:pw@h.com:8080/p/a/t/h.php?k1=v1&k2=v2#Ref1", "CHAR(4) PATH"}, "STRING", "/p/a/t/h.php"},
        {"PARSE_URL", {"CHAR(54) http://user:pw@h.com:8080/p/a/t/h.php?k1=v1&k2=v2#Ref1", "CHAR(5) QUERY"}, "STRING", "k1=v1&k2=v2"},
        {"PARSE_URL", {"CHAR(54) http://user:pw@h.com:8080/p/a/t/h.php?k1=v1&k2=v2#Ref1", "CHAR(3) REF"}, "STRING", "Ref1"},
        {"PARSE_URL", {"CHAR(54) http://user:pw@h.com:8080/p/a/t/h.php?k1=v1&k2=v2#Ref1", "CHAR(8) PROTOCOL"}, "STRING", "http"},
        {"PARSE_URL", {"CHAR(54) http://user:pw@h.com:8080/p/a/t/h.php?k1=v1&k2=v2#Ref1", "CHAR(4) FILE"}, "STRING", "/p/a/t/h.php?k1=v1&k2=v2"},
        {"PARSE_URL", {"CHAR(54) http://user:pw@h.com:8080/p/a/t/h.php?k1=v1&k2=v2#Ref1", "CHAR(9) AUTHORITY"}, "STRING", "user:pw@h.com:8080"},
        {"PARSE_URL", {"CHAR(54) http://user:pw@h.com:8080/p/a/t/h.php?k1=v1&k2=v2#Ref1", "CHAR(8) USERINFO"}, "STRING", "user:pw"},
        {"PARSE_URL", {"CHAR(54) http://user:pw@h.com:8080/p/a/t/h.php?k1=v1&k2=v2#Ref1", "CHAR(5) QUERY", "CHAR(2) k2"}, "STRING", "v2"},
        {"PARSE_URL", {"CHAR(54) http://user:pw@h.com:8080/p/a/t/h.php?k1=v1&k2=v2#Ref1", "CHAR(5) QUERY", "CHAR(2) k3"}, "STRING", "NULL"},
        {"PARSE_URL", {"CHAR(16) http://h.com?a=1", "CHAR(4) PATH", "CHAR(1) a"}, "STRING", "NULL"},
        {"PARSE_URL", {"CHAR(12) http://h.com", "CHAR(4) PATH"}, "STRING", ""},
        {"PARSE_URL", {"CHAR(12) http://h.com", "CHAR(4) HOST", "CHAR(1) a"}, "STRING", "NULL"},
        {"PARSE_URL", {"CHAR(12) http://h.com", "CHAR(5) QUERY"}, "STRING", "NULL"},
        {"PARSE_URL", {"CHAR(12) http://h.com", "CHAR(4) host"}, "STRING", "NULL"},
        {"PARSE_URL", {"CHAR(7) nothing", "CHAR(4) HOST"}, "STRING", "NULL"},
        {"PARSE_URL", {"CHAR(13) foo://h.com/x", "CHAR(4) HOST"}, "STRING", "NULL"},
        {"PARSE_URL", {"CHAR(22) http://h.com/a?b?c#d#e", "CHAR(4) FILE"}, "STRING", "/a?b?c"},
        {"PARSE_URL", {"CHAR(22) http://h.com/a?b?c#d#e", "CHAR(3) REF"}, "STRING", "d#e"},
        {"PARSE_URL", {"CHAR(17) http://[::1]:80/a", "CHAR(4) HOST"}, "STRING", "[::1]"},
        {"PARSE_URL", {"CHAR(13) file:///tmp/a", "CHAR(4) HOST"}, "STRING", ""},
        {"PARSE_URL", {"CHAR(12) mailto:a@b.c", "CHAR(4) PATH"}, "STRING", "a@b.c"},
        {"PARSE_URL", {"CHAR(16) http://h.com:x/a", "CHAR(4) HOST"}, "STRING", "NULL"},
        {"PARSE_URL", {"CHAR(26) HTTP://h.com/a/../b/./c/..", "CHAR(4) PATH"}, "STRING", "/a/../b/./c/.."},
        {"PARSE_URL", {"CHAR(26) HTTP://h.com/a/../b/./c/..", "CHAR(8) PROTOCOL"}, "STRING", "http"},
        {"PARSE_URL", {"CHAR(13) http://a@b@c/", "CHAR(4) HOST"}, "STRING", ""},
        {"PARSE_URL", {"CHAR(13) http://a@b@c/", "CHAR(9) AUTHORITY"}, "STRING", "a@b@c"},
        {"PARSE_URL", {"CHAR(16) http://h.com?a=1", "CHAR(4) PATH"}, "STRING", ""},
        {"PARSE_URL", {"CHAR(16) http://h.com?a=1", "CHAR(4) HOST"}, "STRING", "h.com"},
        {"PARSE_URL", {"CHAR(16) http://h.com?a=1", "CHAR(4) FILE"}, "STRING", "?a=1"},
        {"PARSE_URL", {"CHAR(16)  http://h.com/x ", "CHAR(4) PATH"}, "STRING", "/x"},
        {"PARSE_URL", {"CHAR(9) http:/x/y", "CHAR(4) HOST"}, "STRING", ""},
        {"PARSE_URL", {"CHAR(9) http:/x/y", "CHAR(9) AUTHORITY"}, "STRING", "NULL"},
        {"PARSE_URL", {"CHAR(9) http:/x/y", "CHAR(4) PATH"}, "STRING", "/x/y"},
        {"PARSE_URL", {"CHAR(6) http:x", "CHAR(4) PATH"}, "STRING", "x"},
        {"PARSE_URL", {"CHAR(15) http://h.com:/x", "CHAR(4) HOST"}, "STRING", "h.com"},
        {"PARSE_URL", {"CHAR(15) http://h.com:/x", "CHAR(9) AUTHORITY"}, "STRING", "h.com:"},
        {"PARSE_URL", {"CHAR(13) http://h.com?", "CHAR(5) QUERY"}, "STRING", ""},
        {"PARSE_URL", {"CHAR(13) http://h.com#", "CHAR(3) REF"}, "STRING", ""},
        {"PARSE_URL", {"CHAR(16) http://h.com/?k=", "CHAR(5) QUERY", "CHAR(1) k"}, "STRING", ""},
        {"PARSE_URL", {"CHAR(28) http://h.com/?a=1&k=%20x&k=2", "CHAR(5) QUERY", "CHAR(1) k"}, "STRING", "%20x"},
        {"PARSE_URL", {"CHAR(18) http://h.com/?ak=1", "CHAR(5) QUERY", "CHAR(1) k"}, "STRING", "NULL"},
        {"PARSE_URL", {"CHAR(0) ", "CHAR(4) HOST"}, "STRING", "NULL"},
        {"PARSE_URL", {"CHAR(20) ftp://h.com/x;type=a", "CHAR(4) PATH"}, "STRING", "/x;type=a"},
        {"PARSE_URL", {"CHAR(22) mailto:a@b.c?subject=x", "CHAR(5) QUERY"}, "STRING", "subject=x"},
        {"PARSE_URL", {"CHAR(12) mailto:a@b.c", "CHAR(4) HOST"}, "STRING", ""},
        {"PARSE_URL", {"CHAR(18) jar:file:/x.jar!/y", "CHAR(4) PATH"}, "STRING", "file:/x.jar!/y"},
        {"PARSE_URL", {"CHAR(13) file:///tmp/a", "CHAR(4) PATH"}, "STRING", "/tmp/a"},
        {"PARSE_URL", {"CHAR(14) http://h.com/x", "CHAR(4) PORT"}, "STRING", "NULL"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

/* There and back, for each character set. */
TEST(charsets) {
    static const char *const sets[] = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE"};
    for (size_t i = 0; i < WR_COUNT_OF(sets); i++) {
        wr_expr *name = text_literal(sets[i], type_of("STRING"));
        wr_expr *encode[] = {literal_of("STRING aé日🍐, longer than a view"), name};
        wr_expr *decode[] = {bound_call(find_function("ENCODE"), encode, 2), name};
        CHECK_STR_EQ(text_of(bound_call(find_function("DECODE"), decode, 2)), "aé日🍐, longer than a view");
    }
    wr_expr *unhex[] = {literal_of("STRING ff41e697")};
    wr_expr *decode[] = {bound_call(find_function("UNHEX"), unhex, 1), text_literal("utf-8", type_of("STRING"))};
    CHECK_STR_EQ(text_of(bound_call(find_function("DECODE"), decode, 2)), "�A�");
    wr_expr *unhex_again[] = {literal_of("STRING 00ff")};
    wr_expr *base64[] = {bound_call(find_function("UNHEX"), unhex_again, 1)};
    CHECK_STR_EQ(text_of(bound_call(find_function("TO_BASE64"), base64, 1)), "AP8=");
}

int main(void) {
    arena = wr_arena_create(0);
    RUN(encode);
    RUN(to_base64);
    RUN(from_base64);
    RUN(hex);
    RUN(unhex);
    RUN(bin);
    RUN(url_encode);
    RUN(url_decode);
    RUN(parse_url);
    RUN(charsets);
    wr_arena_destroy(arena);
    return CHECK_RESULT();
}
