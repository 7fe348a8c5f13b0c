/* Proves LIKE, SIMILAR TO and the functions on regular expressions: values, result types, NULLs and refusals. The expectations were measured
 * on Flink 2.2. */
#include "harness.h"

TEST(like) {
    static const call_case cases[] = {
        {"LIKE", {"CHAR(3) abc", "CHAR(2) a%"}, "BOOLEAN NOT NULL", "TRUE"},
        {"LIKE", {"STRING abc", "CHAR(0) "}, "BOOLEAN NOT NULL", "TRUE"},
        {"LIKE", {"STRING a\\b", "CHAR(3) a\\b"}, "BOOLEAN NOT NULL", "TRUE"},
        {"LIKE", {"STRING a%", "CHAR(3) a\\%", "CHAR(1) \\"}, "BOOLEAN NOT NULL", "TRUE"},
        {"LIKE", {"STRING a%", "CHAR(3) a!!", "CHAR(1) !"}, "BOOLEAN NOT NULL", "FALSE"},
        {"LIKE", {"STRING a!", "CHAR(3) a!!", "CHAR(1) !"}, "BOOLEAN NOT NULL", "TRUE"},
        {"LIKE", {"STRING ab", "CHAR(3) a!b", "CHAR(1) !"}, NULL, "!"},
        {"LIKE", {"STRING ab", "CHAR(2) a!", "CHAR(1) !"}, NULL, "!"},
        {"LIKE", {"STRING ab", "CHAR(2) ab", "CHAR(2) !!"}, NULL, "!"},
        {"LIKE", {"STRING ab", "CHAR(2) ab", "CHAR(0) "}, NULL, "!"},
        {"LIKE", {"STRING ab", "CHAR(2) a%", "CHAR(1) %"}, NULL, "!"},
        {"LIKE", {"STRING line", "CHAR(4) l__e"}, "BOOLEAN NOT NULL", "TRUE"},
        {"LIKE", {"STRING a\nb", "CHAR(3) a_b"}, "BOOLEAN NOT NULL", "FALSE"},
        {"LIKE", {"STRING a\nb", "CHAR(2) a%"}, "BOOLEAN NOT NULL", "TRUE"},
        {"LIKE", {"STRING a\nb", "CHAR(2) %b"}, "BOOLEAN NOT NULL", "TRUE"},
        {"LIKE", {"STRING 🍐", "CHAR(1) _"}, "BOOLEAN NOT NULL", "TRUE"},
        {"LIKE", {"STRING 🍐", "CHAR(2) __"}, "BOOLEAN NOT NULL", "FALSE"},
        {"LIKE", {"INT 12", "CHAR(2) 1%"}, NULL, "!"},
        {"LIKE", {"STRING abc", "STRING ABC"}, "BOOLEAN NOT NULL", "FALSE"},
        {"LIKE", {"STRING abc", "CHAR(2) %%"}, "BOOLEAN NOT NULL", "TRUE"},
        {"LIKE", {"STRING abc", "CHAR(4) %b%c"}, "BOOLEAN NOT NULL", "TRUE"},
        {"LIKE", {"STRING abc", "CHAR(7) %a%b%c%"}, "BOOLEAN NOT NULL", "TRUE"},
        {"LIKE", {"STRING ab", "CHAR(2) a_", "STRING NULL"}, "BOOLEAN", "NULL"},
        {"LIKE", {"STRING a", "CHAR(0) ", "CHAR(1) !"}, "BOOLEAN NOT NULL", "TRUE"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(similar_to) {
    static const call_case cases[] = {
        {"SIMILAR TO", {"STRING abc", "CHAR(2) a%"}, "BOOLEAN NOT NULL", "TRUE"},
        {"SIMILAR TO", {"STRING abc", "CHAR(3) a_c"}, "BOOLEAN NOT NULL", "TRUE"},
        {"SIMILAR TO", {"STRING abc", "CHAR(7) (a|b)+c"}, "BOOLEAN NOT NULL", "TRUE"},
        {"SIMILAR TO", {"STRING abc", "CHAR(6) [^x]bc"}, "BOOLEAN NOT NULL", "TRUE"},
        {"SIMILAR TO", {"STRING abc", "CHAR(12) [[:ALPHA:]]*"}, "BOOLEAN NOT NULL", "TRUE"},
        {"SIMILAR TO", {"STRING abc", "CHAR(12) [[:alpha:]]*"}, "BOOLEAN NOT NULL", "TRUE"},
        {"SIMILAR TO", {"STRING 12", "CHAR(14) [[:DIGIT:]]{2}"}, "BOOLEAN NOT NULL", "TRUE"},
        {"SIMILAR TO", {"STRING a.c", "CHAR(3) a.c"}, "BOOLEAN NOT NULL", "TRUE"},
        {"SIMILAR TO", {"STRING abc", "CHAR(3) a.c"}, "BOOLEAN NOT NULL", "TRUE"},
        {"SIMILAR TO", {"STRING a$c", "CHAR(3) a$c"}, "BOOLEAN NOT NULL", "TRUE"},
        {"SIMILAR TO", {"STRING a^c", "CHAR(3) a^c"}, "BOOLEAN NOT NULL", "FALSE"},
        {"SIMILAR TO", {"STRING a\\c", "CHAR(3) a\\c"}, "BOOLEAN NOT NULL", "TRUE"},
        {"SIMILAR TO", {"STRING a%", "CHAR(3) a!%", "CHAR(1) !"}, "BOOLEAN NOT NULL", "TRUE"},
        {"SIMILAR TO", {"STRING abc", "CHAR(2) a{"}, NULL, "!"},
        {"SIMILAR TO", {"STRING abc", "CHAR(4) a{2,"}, NULL, "!"},
        {"SIMILAR TO", {"STRING abc", "CHAR(3) a[b"}, NULL, "!"},
        {"SIMILAR TO", {"STRING abc", "CHAR(4) (abc"}, NULL, "!"},
        {"SIMILAR TO", {"STRING aab", "CHAR(5) a{2}b"}, "BOOLEAN NOT NULL", "TRUE"},
        {"SIMILAR TO", {"STRING aab", "CHAR(7) a{1,2}b"}, "BOOLEAN NOT NULL", "TRUE"},
        {"SIMILAR TO", {"STRING ab", "CHAR(4) ac?b"}, "BOOLEAN NOT NULL", "TRUE"},
        {"SIMILAR TO", {"STRING abc", "CHAR(2) ab"}, "BOOLEAN NOT NULL", "FALSE"},
        {"SIMILAR TO", {"STRING ", "CHAR(0) "}, "BOOLEAN NOT NULL", "TRUE"},
        {"SIMILAR TO", {"STRING a]", "CHAR(2) a]"}, NULL, "!"},
        {"SIMILAR TO", {"STRING a-", "CHAR(4) a[-]"}, "BOOLEAN NOT NULL", "TRUE"},
        {"SIMILAR TO", {"STRING a\nb", "CHAR(2) a%"}, "BOOLEAN NOT NULL", "TRUE"},
        {"SIMILAR TO", {"STRING a\nb", "CHAR(3) a_b"}, "BOOLEAN NOT NULL", "FALSE"},
        {"SIMILAR TO", {"STRING a\"b", "CHAR(3) a\"b"}, "BOOLEAN NOT NULL", "TRUE"},
        {"SIMILAR TO", {"STRING a b", "CHAR(13) a[[:SPACE:]]b"}, "BOOLEAN NOT NULL", "TRUE"},
        {"SIMILAR TO", {"STRING a b", "CHAR(18) a[[:WHITESPACE:]]b"}, "BOOLEAN NOT NULL", "TRUE"},
        {"SIMILAR TO", {"STRING a_b", "CHAR(5) a[_]b"}, NULL, "!"},
        {"SIMILAR TO", {"STRING axb", "CHAR(5) a[_]b"}, NULL, "!"},
        {"SIMILAR TO", {"STRING a.b", "CHAR(5) a[.]b"}, "BOOLEAN NOT NULL", "TRUE"},
        {"SIMILAR TO", {"STRING ", "CHAR(1) %"}, "BOOLEAN NOT NULL", "TRUE"},
        {"SIMILAR TO", {"STRING a|b", "CHAR(4) a!|b", "CHAR(1) !"}, "BOOLEAN NOT NULL", "TRUE"},
        {"SIMILAR TO", {"STRING ab", "CHAR(3) a!b", "CHAR(1) !"}, NULL, "!"},
        {"SIMILAR TO", {"STRING ab", "CHAR(3) a|b"}, "BOOLEAN NOT NULL", "FALSE"},
        {"SIMILAR TO", {"STRING abc", "CHAR(14) (a|ab)(c|bcd)?"}, "BOOLEAN NOT NULL", "TRUE"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(regexp) {
    static const call_case cases[] = {
        {"REGEXP", {"CHAR(3) abc", "CHAR(1) b"}, "BOOLEAN NOT NULL", "TRUE"},
        {"REGEXP", {"CHAR(3) abc", "CHAR(1) ("}, "BOOLEAN NOT NULL", "FALSE"},
        {"REGEXP", {"CHAR(3) abc", "STRING NULL"}, "BOOLEAN", "NULL"},
        {"REGEXP", {"CHAR(3) ABC", "CHAR(5) (?i)b"}, "BOOLEAN NOT NULL", "TRUE"},
        {"REGEXP", {"CHAR(1) é", "CHAR(2) \\w"}, "BOOLEAN NOT NULL", "FALSE"},
        {"REGEXP", {"CHAR(1) 日", "CHAR(3) ^.$"}, "BOOLEAN NOT NULL", "TRUE"},
        {"REGEXP", {"CHAR(2) 🍐", "CHAR(3) ^.$"}, "BOOLEAN NOT NULL", "TRUE"},
        {"REGEXP", {"CHAR(1) É", "CHAR(6) (?iu)é"}, "BOOLEAN NOT NULL", "TRUE"},
        {"REGEXP", {"CHAR(1) ٣", "CHAR(2) \\d"}, "BOOLEAN NOT NULL", "FALSE"},
        {"REGEXP", {"CHAR(3) a\nb", "CHAR(3) a.b"}, "BOOLEAN NOT NULL", "FALSE"},
        {"REGEXP", {"CHAR(3) a\nb", "CHAR(2) a$"}, "BOOLEAN NOT NULL", "FALSE"},
        {"REGEXP", {"CHAR(3) a\nb", "CHAR(6) (?m)a$"}, "BOOLEAN NOT NULL", "TRUE"},
        {"REGEXP", {"CHAR(2) a\n", "CHAR(2) a$"}, "BOOLEAN NOT NULL", "TRUE"},
        {"REGEXP", {"CHAR(3) abc", "CHAR(10) \\p{Alpha}+"}, "BOOLEAN NOT NULL", "TRUE"},
        {"REGEXP", {"CHAR(3) abc", "CHAR(18) \\p{javaLowerCase}+"}, "BOOLEAN NOT NULL", "TRUE"},
        {"REGEXP", {"CHAR(3) abc", "CHAR(12) [a-c&&[^b]]c"}, "BOOLEAN NOT NULL", "FALSE"},
        {"REGEXP", {"CHAR(3) abc", "CHAR(12) [a-c&&[^b]]$"}, "BOOLEAN NOT NULL", "TRUE"},
        {"REGEXP", {"CHAR(1) a", "CHAR(5) \\Qa\\E"}, "BOOLEAN NOT NULL", "TRUE"},
        {"REGEXP", {"CHAR(2) ab", "CHAR(14) (?<n>a)\\k<n>?b"}, "BOOLEAN NOT NULL", "TRUE"},
        {"REGEXP", {"CHAR(3) aab", "CHAR(7) (?<!a)b"}, "BOOLEAN NOT NULL", "FALSE"},
        {"REGEXP", {"CHAR(3) aaa", "CHAR(4) a++a"}, "BOOLEAN NOT NULL", "FALSE"},
        {"REGEXP", {"CHAR(1) 1", "CHAR(11) \\p{IsDigit}"}, "BOOLEAN NOT NULL", "TRUE"},
        {"REGEXP", {"CHAR(1) a", "CHAR(5) \\p{L}"}, "BOOLEAN NOT NULL", "TRUE"},
        {"REGEXP", {"CHAR(1) a", "CHAR(16) \\p{IsAlphabetic}"}, "BOOLEAN NOT NULL", "TRUE"},
        {"REGEXP", {"CHAR(1) a", "CHAR(6) \\x{61}"}, "BOOLEAN NOT NULL", "TRUE"},
        {"REGEXP", {"CHAR(1) a", "CHAR(11) [[:alpha:]]"}, "BOOLEAN NOT NULL", "TRUE"},
        {"REGEXP", {"CHAR(1) é", "CHAR(9) \\p{Lower}"}, "BOOLEAN NOT NULL", "FALSE"},
        {"REGEXP", {"INT 12", "CHAR(1) 1"}, NULL, "!"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(regexp_replace) {
    static const call_case cases[] = {
        {"REGEXP_REPLACE", {"CHAR(3) abc", "CHAR(1) b", "CHAR(1) X"}, "STRING NOT NULL", "aXc"},
        {"REGEXP_REPLACE", {"CHAR(3) abc", "CHAR(1) (", "CHAR(1) X"}, "STRING NOT NULL", "NULL"},
        {"REGEXP_REPLACE", {"CHAR(3) abc", "CHAR(0) ", "CHAR(1) -"}, "STRING NOT NULL", "-a-b-c-"},
        {"REGEXP_REPLACE", {"CHAR(4) aXbX", "CHAR(3) (X)", "CHAR(2) \\1"}, "STRING NOT NULL", "a\\1b\\1"},
        {"REGEXP_REPLACE", {"CHAR(2) 日本", "CHAR(0) ", "CHAR(1) -"}, "STRING NOT NULL", "-日-本-"},
        {"REGEXP_REPLACE", {"CHAR(3) abc", "CHAR(2) b*", "CHAR(1) -"}, "STRING NOT NULL", "-a--c-"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(regexp_extract) {
    static const call_case cases[] = {
        {"REGEXP_EXTRACT", {"CHAR(3) abc", "CHAR(3) (b)", "INT 1"}, "STRING", "b"},
        {"REGEXP_EXTRACT", {"CHAR(3) abc", "CHAR(3) (b)", "INT 2"}, "STRING", "NULL"},
        {"REGEXP_EXTRACT", {"CHAR(3) abc", "CHAR(3) (b)", "INT -1"}, "STRING", "NULL"},
        {"REGEXP_EXTRACT", {"CHAR(3) abc", "CHAR(1) (", "INT 0"}, "STRING", "NULL"},
        {"REGEXP_EXTRACT", {"CHAR(3) abc", "CHAR(1) b"}, "STRING", "b"},
        {"REGEXP_EXTRACT", {"CHAR(3) abc", "CHAR(1) b", "BIGINT 0"}, "STRING", "b"},
        {"REGEXP_EXTRACT", {"CHAR(3) abc", "CHAR(1) b", "INT NULL"}, "STRING", "NULL"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(regexp_count) {
    static const call_case cases[] = {
        {"REGEXP_COUNT", {"CHAR(6) abcabc", "CHAR(1) b"}, "INT", "2"},
        {"REGEXP_COUNT", {"CHAR(6) abcabc", "CHAR(0) "}, "INT", "7"},
        {"REGEXP_COUNT", {"CHAR(0) ", "CHAR(0) "}, "INT", "1"},
        {"REGEXP_COUNT", {"CHAR(3) abc", "CHAR(1) ("}, "INT", "NULL"},
        {"REGEXP_COUNT", {"CHAR(3) aaa", "CHAR(2) aa"}, "INT", "1"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(regexp_instr) {
    static const call_case cases[] = {
        {"REGEXP_INSTR", {"CHAR(3) abc", "CHAR(1) b"}, "INT", "2"},
        {"REGEXP_INSTR", {"CHAR(3) abc", "CHAR(1) x"}, "INT", "0"},
        {"REGEXP_INSTR", {"CHAR(3) abc", "CHAR(1) ("}, "INT", "NULL"},
        {"REGEXP_INSTR", {"CHAR(3) abc", "CHAR(0) "}, "INT", "1"},
        {"REGEXP_INSTR", {"CHAR(4) 🍐日b", "CHAR(1) b"}, "INT", "4"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(regexp_substr) {
    static const call_case cases[] = {
        {"REGEXP_SUBSTR", {"CHAR(3) abc", "CHAR(2) b."}, "STRING", "bc"},
        {"REGEXP_SUBSTR", {"CHAR(3) abc", "CHAR(1) x"}, "STRING", "NULL"},
        {"REGEXP_SUBSTR", {"CHAR(3) abc", "CHAR(1) ("}, "STRING", "NULL"},
        {"REGEXP_SUBSTR", {"CHAR(3) abc", "CHAR(0) "}, "STRING", ""},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(bounds) {
    static const call_case cases[] = {
        {"REGEXP", {"STRING aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", "STRING (a|aa)+$"}, NULL, "!takes too long"},
        {"REGEXP", {"STRING a", "STRING (?U)a"}, NULL, "!the flag U"},
        {"REGEXP", {"STRING a", "STRING [^[a]]"}, NULL, "!a negated class of a class"},
        {"REGEXP", {"STRING a", "STRING (?<=a+)b"}, NULL, "!lookbehind"},
        {"REGEXP", {"STRING a", "STRING (?R)"}, NULL, "FALSE"},
        {"REGEXP", {"STRING a", "STRING (*ACCEPT)b"}, NULL, "FALSE"},
        {"REGEXP", {"STRING a{", "STRING a{"}, NULL, "FALSE"},
        {"REGEXP", {"STRING a", "STRING \\u0061"}, NULL, "TRUE"},
        {"REGEXP", {"STRING a", "STRING \\0141"}, NULL, "TRUE"},
        {"REGEXP", {"STRING a.b", "STRING ^\\Qa.b\\E$"}, NULL, "TRUE"},
        {"REGEXP", {"STRING axb", "STRING ^\\Qa.b\\E$"}, NULL, "FALSE"},
        {"REGEXP", {"STRING abab", "STRING ^(ab)\\1$"}, NULL, "TRUE"},
        {"REGEXP", {"STRING b", "STRING ^[a-c[x-z]&&[b-y]]$"}, NULL, "TRUE"},
        {"REGEXP", {"STRING y", "STRING ^[a-c[x-z]]$"}, NULL, "TRUE"},
        {"REGEXP", {"STRING b", "STRING ^[a-f&&b-y]$"}, NULL, "TRUE"},
        {"REGEXP", {"STRING a", "STRING ^[a-f&&b-y]$"}, NULL, "FALSE"},
        {"REGEXP", {"STRING ]", "STRING []a]"}, NULL, "TRUE"},
        {"LIKE", {"STRING abcabc", "STRING a%c%c"}, NULL, "TRUE"},
        {"LIKE", {"STRING abc", "STRING ab%bc"}, NULL, "FALSE"},
        {"LIKE", {"STRING abc", "STRING %_c"}, NULL, "TRUE"},
        {"LIKE", {"STRING mississippi", "STRING m_ss%_pp_"}, NULL, "TRUE"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

int main(void) {
    arena = wr_arena_create(0);
    RUN(like);
    RUN(similar_to);
    RUN(regexp);
    RUN(regexp_replace);
    RUN(regexp_extract);
    RUN(regexp_count);
    RUN(regexp_instr);
    RUN(regexp_substr);
    RUN(bounds);
    wr_arena_destroy(arena);
    return CHECK_RESULT();
}
