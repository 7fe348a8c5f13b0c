/* Proves: what the writer wrote is read back, and every truncation and every flipped byte of it is
 * read without touching a byte past the end (the address sanitizer watches exact copies). */
#include "base/arena.h"
#include "base/buffer.h"
#include "check.h"

static void write_sample(wr_buffer *buffer) {
    wr_buffer_u8(buffer, 0xfe);
    wr_buffer_u32(buffer, 0xdeadbeef);
    wr_buffer_u64(buffer, 0x0123456789abcdefULL);
    wr_buffer_varint(buffer, 0);
    wr_buffer_varint(buffer, 127);
    wr_buffer_varint(buffer, 128);
    wr_buffer_varint(buffer, UINT64_MAX);
    wr_buffer_bytes(buffer, "a\0b", 3);
    wr_buffer_bytes(buffer, NULL, 0);
    wr_buffer_string(buffer, "text");
    wr_buffer_append(buffer, "raw", 3);
}

/* Reads the sample; true when all of it was there and right. */
static bool read_sample(const char *data, size_t size, wr_arena *arena) {
    wr_reader   reader = wr_reader_of(data, size);
    size_t      a_size = 9, b_size = 9;
    bool        same = wr_reader_u8(&reader) == 0xfe;
    same &= wr_reader_u32(&reader) == 0xdeadbeef;
    same &= wr_reader_u64(&reader) == 0x0123456789abcdefULL;
    same &= wr_reader_varint(&reader) == 0;
    same &= wr_reader_varint(&reader) == 127;
    same &= wr_reader_varint(&reader) == 128;
    same &= wr_reader_varint(&reader) == UINT64_MAX;
    const char *a = wr_reader_bytes(&reader, &a_size);
    same &= a_size == 3 && memcmp(a, "a\0b", 3) == 0;
    const char *b = wr_reader_bytes(&reader, &b_size);
    same &= b != NULL && b_size == 0;
    same &= strcmp(wr_reader_string(&reader, arena), "text") == 0;
    const char *raw = wr_reader_raw(&reader, 3);
    same &= raw != NULL && memcmp(raw, "raw", 3) == 0;
    CHECK(reader.offset <= reader.size);
    return same && !reader.failed && reader.offset == size;
}

TEST(everything_comes_back) {
    wr_buffer buffer = {0};
    wr_arena *arena = wr_arena_create(0);
    write_sample(&buffer);
    CHECK_UINT_EQ(buffer.size, 1 + 4 + 8 + 1 + 1 + 2 + 10 + 4 + 1 + 5 + 3);
    CHECK(read_sample(buffer.data, buffer.size, arena));
    for (size_t size = 0; size < buffer.size; size++) {
        char *copy = wr_alloc(size); /* exactly so large */
        memcpy(copy, buffer.data, size);
        CHECK(!read_sample(copy, size, arena));
        wr_free(copy);
    }
    for (size_t i = 0; i < buffer.size; i++) {
        for (int bit = 0; bit < 8; bit++) {
            buffer.data[i] = (char)(buffer.data[i] ^ (1 << bit));
            CHECK(!read_sample(buffer.data, buffer.size, arena));
            buffer.data[i] = (char)(buffer.data[i] ^ (1 << bit));
        }
    }
    wr_buffer_free(&buffer);
    CHECK(buffer.data == NULL && buffer.size == 0 && buffer.capacity == 0);
    wr_arena_destroy(arena);
}

TEST(a_failed_reader_stays_failed) {
    size_t    size = 5;
    wr_arena *arena = wr_arena_create(0);
    wr_reader reader = wr_reader_of("\x05" "ab", 3);
    CHECK_STR_EQ(wr_reader_string(&reader, arena), "");
    CHECK(reader.failed);
    CHECK_UINT_EQ(wr_reader_u8(&reader), 0);
    CHECK_UINT_EQ(wr_reader_varint(&reader), 0);
    CHECK(wr_reader_raw(&reader, 0) == NULL);
    CHECK(wr_reader_bytes(&reader, &size) != NULL);
    CHECK_UINT_EQ(size, 0);
    reader = wr_reader_of("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x02", 10); /* 65 bits */
    CHECK_UINT_EQ(wr_reader_varint(&reader), 0);
    CHECK(reader.failed);
    reader = wr_reader_of("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01zz", 12); /* a huge length */
    (void)wr_reader_bytes(&reader, &size);
    CHECK(reader.failed);
    reader = wr_reader_of(NULL, 0);
    CHECK(wr_reader_raw(&reader, 0) != NULL && !reader.failed);
    wr_arena_destroy(arena);
}

TEST(text_grows) {
    wr_buffer buffer = {0};
    CHECK_STR_EQ(wr_buffer_cstr(&buffer), "");
    for (int i = 0; i < 500; i++)
        wr_buffer_printf(&buffer, "%d,", i);
    wr_buffer_text(&buffer, "end");
    wr_buffer_byte(&buffer, '!');
    wr_buffer_printf(&buffer, "%300s", "wide");
    CHECK_CONTAINS(wr_buffer_cstr(&buffer), "0,1,2,3,");
    CHECK_CONTAINS(wr_buffer_cstr(&buffer), "498,499,end!");
    CHECK_UINT_EQ(buffer.size, strlen(wr_buffer_cstr(&buffer)));
    wr_buffer_free(&buffer);
}

int main(void) {
    RUN(everything_comes_back);
    RUN(a_failed_reader_stays_failed);
    RUN(text_grows);
    return CHECK_RESULT();
}
