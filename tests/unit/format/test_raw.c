/* Proves that the raw format gives lines as they are, and the bytes of numbers in either order. */
#include "helper.h"

extern const weir_format weir_format_raw;

TEST(lines) {
    fixture f;
    fixture_open(&f, &weir_format_raw);
    fixture_column(&f, "line", type_of(WEIR_TYPE_VARCHAR));
    CHECK_STR_EQ(decode_text(&f, &weir_format_raw, "a,b\n\n \"x\"\r\nbad\xff\nlast line without newline"),
                 "+I[a,b]\n+I[]\n+I[ \"x\"]\n+I[last line without newline]\n");
    CHECK_STR_EQ(wr_buffer_cstr(&f.bad), "3:1:line: not valid UTF-8\n");
    weir_value rows[] = {text_value("a line that is longer than twelve"), null_value(), text_value("x")};
    CHECK_STR_EQ(encode_rows(&f, &weir_format_raw, rows, 3, NULL), "a line that is longer than twelve\n\nx\n");
    weir_error err = {0};
    for (size_t piece = 1; piece < 12; piece++) {
        CHECK_OK(fixture_decode(&f, &weir_format_raw, "one\ntwo\r\nthree", 14, piece, 2, &err), &err);
        CHECK_STR_EQ(wr_buffer_cstr(&f.rows), "+I[one]\n+I[two]\n+I[three]\n");
    }
    fixture_close(&f);
}

TEST(numbers) {
    fixture f;
    fixture_open(&f, &weir_format_raw);
    fixture_column(&f, "n", type_of(WEIR_TYPE_INT));
    weir_value row = i64_value(0x01020304);
    CHECK_STR_EQ(encode_rows(&f, &weir_format_raw, &row, 1, NULL), "\x01\x02\x03\x04\n");
    CHECK_STR_EQ(decode_text(&f, &weir_format_raw, "\x01\x02\x03\x04\nabc\n"), "+I[16909060]\n");
    CHECK_CONTAINS(wr_buffer_cstr(&f.bad), "has not the size");
    fixture_option(&f, "endianness", "little-endian");
    CHECK_STR_EQ(encode_rows(&f, &weir_format_raw, &row, 1, NULL), "\x04\x03\x02\x01\n");
    fixture_column(&f, "second", type_of(WEIR_TYPE_INT));
    weir_error err = {0};
    CHECK_INT_EQ(weir_format_raw.check(&f.table, true, &err), WEIR_INVALID);
    fixture_close(&f);
}

int main(void) {
    RUN(lines);
    RUN(numbers);
    return CHECK_RESULT();
}
