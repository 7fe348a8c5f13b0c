/* Proves: UTF-8 is checked, counted and written as RFC 3629 says, at every alignment and length. */
#include "base/alloc.h"
#include "base/number.h"
#include "check.h"

TEST(every_code_point_goes_round) {
    for (uint32_t point = 0; point <= 0x10ffff; point++) {
        char   text[4];
        size_t size = wr_utf8_encode(point, text);
        bool   surrogate = point >= 0xd800 && point < 0xe000;
        if (!CHECK(wr_utf8_valid(text, size)) || !CHECK_UINT_EQ(wr_utf8_length(text, size), 1))
            return;
        if (surrogate) {
            CHECK_MEM_EQ(text, "\xef\xbf\xbd", 3);
            continue;
        }
        for (size_t cut = 1; cut < size; cut++)
            CHECK(!wr_utf8_valid(text, cut));
    }
}

/* Validity by the table of RFC 3629, independent of the code under test. */
static size_t slow_sequence(const unsigned char *s, size_t left) {
    static const struct { unsigned char lead_low, lead_high, low, high; size_t size; } rows[] = {
        {0x00, 0x7f, 0, 0, 1},       {0xc2, 0xdf, 0x80, 0xbf, 2}, {0xe0, 0xe0, 0xa0, 0xbf, 3},
        {0xe1, 0xec, 0x80, 0xbf, 3}, {0xed, 0xed, 0x80, 0x9f, 3}, {0xee, 0xef, 0x80, 0xbf, 3},
        {0xf0, 0xf0, 0x90, 0xbf, 4}, {0xf1, 0xf3, 0x80, 0xbf, 4}, {0xf4, 0xf4, 0x80, 0x8f, 4},
    };
    for (size_t i = 0; i < WR_COUNT_OF(rows); i++) {
        if (s[0] < rows[i].lead_low || s[0] > rows[i].lead_high)
            continue;
        if (left < rows[i].size)
            return 0;
        if (rows[i].size > 1 && (s[1] < rows[i].low || s[1] > rows[i].high))
            return 0;
        for (size_t k = 2; k < rows[i].size; k++)
            if (s[k] < 0x80 || s[k] > 0xbf)
                return 0;
        return rows[i].size;
    }
    return 0;
}

TEST(validity_agrees_with_the_table) {
    static const unsigned char bytes[] = {0x00, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0,
                                          0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xed, 0xee, 0xef, 0xf0, 0xf1,
                                          0xf4, 0xf5, 0xff};
    enum { N = sizeof bytes };
    for (unsigned code = 0; code < N * N * N * N; code++) {
        unsigned char text[4] = {bytes[code % N], bytes[code / N % N], bytes[code / N / N % N],
                                 bytes[code / N / N / N]};
        size_t at = 0, step = 1;
        while (at < 4 && (step = slow_sequence(text + at, 4 - at)) != 0)
            at += step;
        if (!CHECK(wr_utf8_valid((const char *)text, 4) == (step != 0)))
            return;
    }
}

TEST(a_bad_byte_is_found_anywhere) {
    char text[100];
    for (size_t size = 0; size <= sizeof text; size++) {
        memset(text, 'a', sizeof text);
        CHECK(wr_utf8_valid(text, size));
        CHECK_UINT_EQ(wr_utf8_length(text, size), size);
        for (size_t i = 0; i < size; i++) {
            text[i] = (char)0xff;
            CHECK(!wr_utf8_valid(text, size));
            text[i] = 'a';
        }
    }
}

TEST(lengths_and_offsets) {
    const char *text = "aä€😀-0123456789abcdefä-0123456789"; /* 1, 2, 3 and 4 bytes */
    size_t      size = strlen(text), points = wr_utf8_length(text, size), offset = 0;
    CHECK_UINT_EQ(points, 33);
    for (size_t i = 0; i <= points; i++) {
        CHECK_UINT_EQ(wr_utf8_offset(text, size, i), offset);
        if (offset < size)
            offset += slow_sequence((const unsigned char *)text + offset, size - offset);
    }
    CHECK_UINT_EQ(wr_utf8_offset(text, size, points + 5), size);
    CHECK_UINT_EQ(wr_utf8_offset("", 0, 3), 0);
}

int main(void) {
    RUN(every_code_point_goes_round);
    RUN(validity_agrees_with_the_table);
    RUN(a_bad_byte_is_found_anywhere);
    RUN(lengths_and_offsets);
    return CHECK_RESULT();
}
