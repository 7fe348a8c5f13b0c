/* Proves character sets: names, characters that a set has not, bytes that are no text, pieces at the end. */
#include <string.h>

#include "base/charset.h"
#include "check.h"

/* The text in the set and back: what is written, and what is read of it. */
static void check_both(const char *name, const char *text, const char *bytes, size_t size, const char *back) {
    const wr_charset *set = wr_charset_find(name, strlen(name));
    CHECK(set != NULL);
    wr_charset_coder *coder = wr_charset_open(set);
    CHECK(coder != NULL);
    char   out[128];
    size_t used = wr_charset_encode(coder, text, strlen(text), out);
    CHECK(used == size && memcmp(out, bytes, size) == 0);
    used = wr_charset_decode(coder, bytes, size, out);
    out[used] = '\0';
    CHECK_STR_EQ(out, back);
    wr_charset_close(coder);
}

TEST(names) {
    CHECK(wr_charset_find("utf-8", 5) == wr_charset_find("UTF8", 4));
    CHECK(wr_charset_find("Cp1252", 6) == wr_charset_find("windows-1252", 12));
    CHECK(wr_charset_find("", 0) == NULL);
    CHECK(wr_charset_find("windows-125", 11) == NULL);
    CHECK(wr_charset_find("windows-1252 ", 13) == NULL);
}

TEST(both_ways) {
    check_both("windows-1252", "a€漢", "a\x80?", 3, "a€?");
    check_both("KOI8-R", "мир", "\xcd\xc9\xd2", 3, "мир");
    check_both("GBK", "中€😀", "\xd6\xd0\xa2\xe3?", 5, "中€?");
    check_both("GB18030", "😀", "\x94\x39\xfc\x36", 4, "😀");
    check_both("Shift_JIS", "\\漢ﾊ", "\\\x8a\xbf\xca", 4, "\\漢ﾊ");
    check_both("EUC-KR", "한", "\xc7\xd1", 2, "한");
    check_both("UTF-16", "é", "\xfe\xff\x00\xe9", 4, "é");
}

static void check_read(const char *name, const char *bytes, size_t size, const char *text) {
    wr_charset_coder *coder = wr_charset_open(wr_charset_find(name, strlen(name)));
    char              out[128];
    out[wr_charset_decode(coder, bytes, size, out)] = '\0';
    CHECK_STR_EQ(out, text);
    wr_charset_close(coder);
}

TEST(no_text) {
    check_read("windows-1252", "\x81z", 2, "\xef\xbf\xbdz");
    check_read("GBK", "\x81", 1, "\xef\xbf\xbd");
    check_read("GB2312", "\xc0\x94z", 3, "\xef\xbf\xbdz");
    check_read("GB18030", "z\x81\x30\x81", 4, "z\xef\xbf\xbd");
    check_read("UTF-16BE", "\xd8\x00\x00z", 4, "\xef\xbf\xbd");
    check_read("US-ASCII", "\xc3\xa9", 2, "\xef\xbf\xbd\xef\xbf\xbd");
}

int main(void) {
    RUN(names);
    RUN(both_ways);
    RUN(no_text);
    return CHECK_RESULT();
}
