/* Proves the functions on text: values, result types, NULLs and refusals. The expectations were measured
 * on Flink 2.2. */
#include "harness.h"

TEST(upper) {
    static const call_case cases[] = {
        {"UPPER", {"INT 12"}, NULL, "!"},
        {"UPPER", {"CHAR(6) straße"}, "CHAR(6) NOT NULL", "STRASSE"},
        {"UPPER", {"VARCHAR(5) abc"}, "VARCHAR(5) NOT NULL", "ABC"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(lower) {
    static const call_case cases[] = {
        {"LOWER", {"CHAR(2) İI"}, "CHAR(2) NOT NULL", "i̇i"},
        {"LOWER", {"CHAR(2) ΑΣ"}, "CHAR(2) NOT NULL", "ας"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(initcap) {
    static const call_case cases[] = {
        {"INITCAP", {"CHAR(10) aBC dEF1gH"}, "CHAR(10) NOT NULL", "Abc Def1gh"},
        {"INITCAP", {"CHAR(3) abc"}, "CHAR(3) NOT NULL", "Abc"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(trim) {
    static const call_case cases[] = {
        {"TRIM", {"INT 12"}, NULL, "!"},
        {"TRIM", {"SYMBOL BOTH", "CHAR(1)  ", "CHAR(5) a    "}, "VARCHAR(5) NOT NULL", "a"},
        {"TRIM", {"SYMBOL BOTH", "CHAR(0) ", "CHAR(3) abc"}, "VARCHAR(3) NOT NULL", "abc"},
        {"TRIM", {"SYMBOL BOTH", "CHAR(1) 日", "CHAR(3) 日本日"}, "VARCHAR(3) NOT NULL", "本"},
        {"TRIM", {"CHAR(3) \ta\t"}, "VARCHAR(3) NOT NULL", "\ta\t"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(ltrim) {
    static const call_case cases[] = {
        {"LTRIM", {"CHAR(3) abc"}, "VARCHAR(3) NOT NULL", "abc"},
        {"LTRIM", {"CHAR(3) xxa", "CHAR(1) x"}, "VARCHAR(3) NOT NULL", "a"},
        {"LTRIM", {"CHAR(3) abc", "CHAR(0) "}, "VARCHAR(3) NOT NULL", "abc"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(rtrim) {
    static const call_case cases[] = {
        {"RTRIM", {"CHAR(3) abc"}, "VARCHAR(3) NOT NULL", "abc"},
        {"RTRIM", {"CHAR(5) abc  "}, "VARCHAR(5) NOT NULL", "abc"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(btrim) {
    static const call_case cases[] = {
        {"BTRIM", {"CHAR(3) abc"}, "STRING NOT NULL", "abc"},
        {"BTRIM", {"CHAR(3) abc", "CHAR(0) "}, "STRING NOT NULL", "abc"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(lpad) {
    static const call_case cases[] = {
        {"LPAD", {"CHAR(2) hi", "INT -1", "CHAR(1) *"}, NULL, "NULL"},
        {"LPAD", {"CHAR(2) hi", "INT 5", "CHAR(0) "}, NULL, "NULL"},
        {"LPAD", {"CHAR(2) hi", "INT 1", "CHAR(0) "}, NULL, "NULL"},
        {"LPAD", {"CHAR(2) hi", "INT 2", "CHAR(0) "}, NULL, "NULL"},
        {"LPAD", {"STRING hi", "INT 5", "CHAR(2) ab"}, "STRING NOT NULL", "abahi"},
        {"LPAD", {"INT 12", "INT 5", "CHAR(1) 0"}, NULL, "!"},
        {"LPAD", {"CHAR(3) 🍐x", "INT 1", "CHAR(1) a"}, "STRING NOT NULL", "?"},
        {"LPAD", {"CHAR(1) x", "INT 4", "CHAR(2) 🍐"}, "STRING NOT NULL", "🍐?x"},
        {"LPAD", {"CHAR(1) x", "INT 3", "CHAR(0) "}, NULL, "NULL"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(rpad) {
    static const call_case cases[] = {
        {"RPAD", {"CHAR(1) x", "INT 2", "CHAR(2) 🍐"}, "STRING NOT NULL", "x?"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(substring) {
    static const call_case cases[] = {
        {"SUBSTRING", {"INT 12345", "INT 2"}, NULL, "!"},
        {"SUBSTRING", {"CHAR(5) hello", "INT -3", "INT 5"}, "VARCHAR(5)", "llo"},
        {"SUBSTRING", {"CHAR(5) hello", "INT 2147483647"}, "VARCHAR(5)", ""},
        {"SUBSTRING", {"CHAR(5) hello", "INT 2", "INT 2147483647"}, "VARCHAR(5)", "ello"},
        {"SUBSTRING", {"CHAR(5) hello", "INT -2147483648"}, "VARCHAR(5)", ""},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(left) {
    static const call_case cases[] = {
        {"LEFT", {"CHAR(5) hello", "INT -1"}, "VARCHAR(5)", ""},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(right) {
    static const call_case cases[] = {
        {"RIGHT", {"CHAR(5) hello", "INT 2"}, "VARCHAR(5)", "lo"},
        {"RIGHT", {"STRING hello", "INT 0"}, "STRING", ""},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(replace) {
    static const call_case cases[] = {
        {"REPLACE", {"CHAR(3) aaa", "CHAR(2) aa", "CHAR(1) b"}, "STRING NOT NULL", "ba"},
        {"REPLACE", {"CHAR(2) 日本", "CHAR(0) ", "CHAR(1) -"}, "STRING NOT NULL", "-日-本-"},
        {"REPLACE", {"CHAR(2) 🍐", "CHAR(0) ", "CHAR(1) -"}, "STRING NOT NULL", "-?-?-"},
        {"REPLACE", {"CHAR(2) 🍐", "CHAR(0) ", "CHAR(0) "}, "STRING NOT NULL", "🍐"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(translate) {
    static const call_case cases[] = {
        {"TRANSLATE", {"CHAR(5) hello", "CHAR(2) el", "CHAR(2) ip"}, "STRING NOT NULL", "hippo"},
        {"TRANSLATE", {"CHAR(5) hello", "STRING NULL", "CHAR(1) a"}, "STRING NOT NULL", "hello"},
        {"TRANSLATE", {"CHAR(5) hello", "CHAR(1) l", "STRING NULL"}, "STRING NOT NULL", "heo"},
        {"TRANSLATE", {"STRING a", "CHAR(0) ", "CHAR(0) "}, "STRING NOT NULL", "a"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(overlay) {
    static const call_case cases[] = {
        {"OVERLAY", {"CHAR(6) abcdef", "CHAR(1) X", "INT 7"}, "VARCHAR(7) NOT NULL", "abcdef"},
        {"OVERLAY", {"CHAR(6) abcdef", "CHAR(1) X", "INT 8"}, "VARCHAR(7) NOT NULL", "abcdef"},
        {"OVERLAY", {"CHAR(6) abcdef", "CHAR(2) XY", "INT 6"}, "VARCHAR(8) NOT NULL", "abcdeXY"},
        {"OVERLAY", {"CHAR(6) abcdef", "CHAR(1) X", "INT 2", "INT -1"}, "VARCHAR(7) NOT NULL", "aX"},
        {"OVERLAY", {"CHAR(6) abcdef", "CHAR(1) X", "INT 2", "INT 100"}, "VARCHAR(7) NOT NULL", "aX"},
        {"OVERLAY", {"CHAR(5) 日🍐本語", "CHAR(1) X", "INT 2", "INT 1"}, "VARCHAR(6) NOT NULL", "日X?本語"},
        {"OVERLAY", {"CHAR(4) 🍐本語", "CHAR(3) X🍐", "INT 1"}, "VARCHAR(7) NOT NULL", "X🍐語"},
        {"OVERLAY", {"CHAR(3) abc", "CHAR(1) X", "BIGINT 2"}, "VARCHAR(4) NOT NULL", "aXc"},
        {"OVERLAY", {"CHAR(4) a🍐b", "CHAR(1) X", "INT 3", "INT 1"}, "VARCHAR(5) NOT NULL", "a?Xb"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(position) {
    static const call_case cases[] = {
        {"POSITION", {"CHAR(1) b", "CHAR(3) abc"}, "INT NOT NULL", "2"},
        {"POSITION", {"CHAR(1) b", "CHAR(4) abcb", "INT 3"}, "INT NOT NULL", "4"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(locate) {
    static const call_case cases[] = {
        {"LOCATE", {"CHAR(1) b", "CHAR(4) abcb", "INT 0"}, "INT NOT NULL", "2"},
        {"LOCATE", {"CHAR(1) b", "CHAR(4) abcb", "INT -1"}, "INT NOT NULL", "2"},
        {"LOCATE", {"CHAR(0) ", "CHAR(4) abcb", "INT 3"}, "INT NOT NULL", "1"},
        {"LOCATE", {"CHAR(0) ", "CHAR(4) abcb", "INT 10"}, "INT NOT NULL", "1"},
        {"LOCATE", {"CHAR(0) ", "CHAR(0) "}, "INT NOT NULL", "1"},
        {"LOCATE", {"CHAR(1) 日", "CHAR(4) 本日本日", "INT 3"}, "INT NOT NULL", "4"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(instr) {
    static const call_case cases[] = {
        {"INSTR", {"CHAR(4) abcb", "CHAR(1) b"}, "INT NOT NULL", "2"},
        {"INSTR", {"CHAR(4) abcb", "CHAR(1) b", "INT 3"}, "INT NOT NULL", "4"},
        {"INSTR", {"CHAR(4) abcb", "CHAR(1) b", "INT 1", "INT 2"}, "INT NOT NULL", "4"},
        {"INSTR", {"CHAR(4) abcb", "CHAR(1) b", "INT -1"}, "INT NOT NULL", "4"},
        {"INSTR", {"CHAR(4) abcb", "CHAR(1) b", "INT -1", "INT 2"}, "INT NOT NULL", "2"},
        {"INSTR", {"CHAR(4) abcb", "CHAR(0) "}, "INT NOT NULL", "1"},
        {"INSTR", {"CHAR(8) abababab", "CHAR(3) aba", "INT 1", "INT 2"}, "INT NOT NULL", "3"},
        {"INSTR", {"CHAR(8) abababab", "CHAR(3) aba", "INT -1", "INT 1"}, "INT NOT NULL", "5"},
        {"INSTR", {"CHAR(8) abababab", "CHAR(3) aba", "INT -1", "INT 2"}, "INT NOT NULL", "3"},
        {"INSTR", {"CHAR(8) abababab", "CHAR(2) ab", "INT -3", "INT 1"}, "INT NOT NULL", "5"},
        {"INSTR", {"CHAR(8) abababab", "CHAR(2) ab", "INT 0", "INT 1"}, "INT NOT NULL", "0"},
        {"INSTR", {"CHAR(8) abababab", "CHAR(2) ab", "INT -100", "INT 1"}, "INT NOT NULL", "0"},
        {"INSTR", {"CHAR(3) abc", "CHAR(0) ", "INT -1"}, "INT NOT NULL", "4"},
        {"INSTR", {"CHAR(3) abc", "CHAR(0) ", "INT 0"}, "INT NOT NULL", "0"},
        {"INSTR", {"CHAR(3) abc", "CHAR(0) ", "INT 2"}, "INT NOT NULL", "1"},
        {"INSTR", {"CHAR(3) abc", "CHAR(1) c", "INT 10"}, "INT NOT NULL", "0"},
        {"INSTR", {"CHAR(3) abc", "CHAR(1) c", "INT 1", "INT 0"}, NULL, "!"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(concat) {
    static const call_case cases[] = {
        {"CONCAT", {"CHAR(1) a", "INT 1"}, NULL, "!"},
        {"CONCAT", {"CHAR(1) a", "CHAR(3) b  "}, "STRING NOT NULL", "ab  "},
        {"CONCAT", {NULL}, NULL, "!"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(concat_ws) {
    static const call_case cases[] = {
        {"CONCAT_WS", {"CHAR(1) ,"}, "STRING NOT NULL", ""},
        {"CONCAT_WS", {"CHAR(1) ,", "CHAR(1) a", "CHAR(1) b"}, "STRING NOT NULL", "a,b"},
        {"CONCAT_WS", {"CHAR(1) ,", "CHAR(1) a", "INT 1"}, NULL, "!"},
        {"CONCAT_WS", {"STRING NULL", "CHAR(1) a"}, "STRING", "NULL"},
        {"CONCAT_WS", {"CHAR(1) ,", "CHAR(0) ", "CHAR(1) a", "CHAR(0) "}, "STRING NOT NULL", ",a,"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(bars) {
    static const call_case cases[] = {
        {"||", {"CHAR(1) a", "VARCHAR(5) b"}, "VARCHAR(6) NOT NULL", "ab"},
        {"||", {"CHAR(2) a ", "CHAR(5) b    "}, "CHAR(7) NOT NULL", "a b    "},
        {"||", {"VARCHAR(2147483646) a", "CHAR(2) ab"}, "STRING NOT NULL", "aab"},
        {"||", {"CHAR(1) a", "STRING NULL"}, "STRING", "NULL"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(repeat) {
    static const call_case cases[] = {
        {"REPEAT", {"CHAR(2) ab", "INT 2"}, "STRING NOT NULL", "abab"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(reverse) {
    static const call_case cases[] = {
        {"REVERSE", {"CHAR(3) abc"}, "STRING", "cba"},
        {"REVERSE", {"CHAR(5) abc  "}, "STRING", "  cba"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(split_index) {
    static const call_case cases[] = {
        {"SPLIT_INDEX", {"CHAR(3) a,b", "CHAR(1) ,", "INT 1"}, "STRING", "b"},
        {"SPLIT_INDEX", {"CHAR(3) a;b", "INT 59", "INT 0"}, "STRING", "a"},
        {"SPLIT_INDEX", {"CHAR(3) a;b", "INT 300", "INT 0"}, "STRING", "NULL"},
        {"SPLIT_INDEX", {"CHAR(3) a;b", "INT -1", "INT 0"}, "STRING", "NULL"},
        {"SPLIT_INDEX", {"CHAR(3) a;b", "INT 0", "INT 0"}, "STRING", "NULL"},
        {"SPLIT_INDEX", {"CHAR(3) abc", "CHAR(0) ", "INT 1"}, "STRING", "NULL"},
        {"SPLIT_INDEX", {"CHAR(4) a,,b", "CHAR(2) ,,", "INT 1"}, "STRING", "b"},
        {"SPLIT_INDEX", {"CHAR(2) ,a", "CHAR(1) ,", "INT 0"}, "STRING", ""},
        {"SPLIT_INDEX", {"CHAR(2) a,", "CHAR(1) ,", "INT 1"}, "STRING", ""},
        {"SPLIT_INDEX", {"CHAR(6) a b  c", "CHAR(0) ", "INT 2"}, "STRING", ""},
        {"SPLIT_INDEX", {"CHAR(6) a b  c", "CHAR(0) ", "INT 3"}, "STRING", "c"},
        {"SPLIT_INDEX", {"CHAR(3) aéb", "INT 233", "INT 1"}, "STRING", "b"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(elt) {
    static const call_case cases[] = {
        {"ELT", {"INT 1", "CHAR(1) a", "CHAR(1) b"}, "CHAR(1)", "a"},
        {"ELT", {"INT 2", "CHAR(1) a", "CHAR(3) bcd"}, "VARCHAR(3)", "bcd"},
        {"ELT", {"INT 3", "CHAR(1) a", "CHAR(1) b"}, "CHAR(1)", "NULL"},
        {"ELT", {"INT 0", "CHAR(1) a", "CHAR(1) b"}, "CHAR(1)", "NULL"},
        {"ELT", {"INT -1", "CHAR(1) a", "CHAR(1) b"}, NULL, "!"},
        {"ELT", {"INT 2", "CHAR(1) a", "STRING NULL"}, "STRING", "NULL"},
        {"ELT", {"INT NULL", "CHAR(1) a", "CHAR(1) b"}, "CHAR(1)", "NULL"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(ascii) {
    static const call_case cases[] = {
        {"ASCII", {"CHAR(1) 日"}, "INT NOT NULL", "-26"},
        {"ASCII", {"CHAR(1) é"}, "INT NOT NULL", "-61"},
        {"ASCII", {"CHAR(2) 🍐"}, "INT NOT NULL", "-16"},
        {"ASCII", {"STRING "}, "INT NOT NULL", "0"},
        {"ASCII", {"INT 12"}, NULL, "!"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(chr) {
    static const call_case cases[] = {
        {"CHR", {"INT 128"}, "STRING", ""},
        {"CHR", {"INT 200"}, "STRING", "È"},
        {"CHR", {"INT 255"}, "STRING", "ÿ"},
        {"CHR", {"INT 65"}, "STRING", "A"},
        {"CHR", {"CHAR(1) a"}, NULL, "!"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(char_length) {
    static const call_case cases[] = {
        {"CHAR_LENGTH", {"CHAR(3) abc"}, "INT NOT NULL", "3"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(character_length) {
    static const call_case cases[] = {
        {"CHARACTER_LENGTH", {"INT 12"}, NULL, "!"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

TEST(startswith) {
    static const call_case cases[] = {
        {"STARTSWITH", {"CHAR(3) abc", "CHAR(1) a"}, "BOOLEAN NOT NULL", "TRUE"},
    };
    check_calls(cases, WR_COUNT_OF(cases));
}

int main(void) {
    arena = wr_arena_create(0);
    RUN(upper);
    RUN(lower);
    RUN(initcap);
    RUN(trim);
    RUN(ltrim);
    RUN(rtrim);
    RUN(btrim);
    RUN(lpad);
    RUN(rpad);
    RUN(substring);
    RUN(left);
    RUN(right);
    RUN(replace);
    RUN(translate);
    RUN(overlay);
    RUN(position);
    RUN(locate);
    RUN(instr);
    RUN(concat);
    RUN(concat_ws);
    RUN(bars);
    RUN(repeat);
    RUN(reverse);
    RUN(split_index);
    RUN(elt);
    RUN(ascii);
    RUN(chr);
    RUN(char_length);
    RUN(character_length);
    RUN(startswith);
    wr_arena_destroy(arena);
    return CHECK_RESULT();
}
