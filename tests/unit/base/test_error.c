/* Proves: an error carries its text, place, errno and context, is cut at a code point, and NULL is
 * fine; memory functions keep their promises. */
#include <errno.h>

#include "base/alloc.h"
#include "check.h"
#include "weir/error.h"

TEST(messages) {
    weir_error err = {.sql_line = 9};
    CHECK_INT_EQ(weir_fail(&err, WEIR_DATA, "row %d", 7), WEIR_DATA);
    CHECK_STR_EQ(err.message, "row 7");
    CHECK_INT_EQ(err.status, WEIR_DATA);
    CHECK_UINT_EQ(err.sql_line, 0);
    CHECK_INT_EQ(weir_fail_at(&err, WEIR_INVALID, 3, 14, "no %s", "column"), WEIR_INVALID);
    CHECK_UINT_EQ(err.sql_line, 3);
    CHECK_UINT_EQ(err.sql_column, 14);
    CHECK_INT_EQ(weir_fail_context(&err, WEIR_INVALID, "in view %s", "v"), WEIR_INVALID);
    CHECK_STR_EQ(err.message, "in view v: no column");
    CHECK_UINT_EQ(err.sql_line, 3); /* the place stays */
    CHECK_INT_EQ(weir_fail_errno(&err, WEIR_IO, ENOENT, "cannot open %s", "x"), WEIR_IO);
    CHECK_STR_EQ(err.message, "cannot open x: No such file or directory");
    CHECK_INT_EQ(err.os_error, ENOENT);
    CHECK_INT_EQ(weir_fail(&err, WEIR_DATA, "again: %s", err.message), WEIR_DATA);
    CHECK_STR_EQ(err.message, "again: cannot open x: No such file or directory");
    CHECK_INT_EQ(weir_fail(NULL, WEIR_DATA, "x"), WEIR_DATA);
    CHECK_INT_EQ(weir_fail_at(NULL, WEIR_DATA, 1, 1, "x"), WEIR_DATA);
    CHECK_INT_EQ(weir_fail_errno(NULL, WEIR_DATA, 1, "x"), WEIR_DATA);
    CHECK_INT_EQ(weir_fail_context(NULL, WEIR_DATA, "x"), WEIR_DATA);
    for (int i = 0; i < WEIR_STATUS_COUNT; i++)
        CHECK(strcmp(weir_status_name((weir_status)i), "UNKNOWN") != 0);
    CHECK_STR_EQ(weir_status_name(WEIR_UNAVAILABLE), "UNAVAILABLE");
}

TEST(long_messages_are_cut_at_a_code_point) {
    char       text[4000];
    weir_error err;
    for (size_t shift = 0; shift < 3; shift++) {
        memset(text, 'x', shift);
        for (size_t i = shift; i + 3 < sizeof text; i += 3)
            memcpy(text + i, "€", 4);
        weir_fail(&err, WEIR_DATA, "%s", text);
        size_t size = strlen(err.message);
        CHECK(size >= 1020 && size <= 1023);
        CHECK_UINT_EQ((size - shift) % 3, 0);
        weir_fail_context(&err, WEIR_DATA, "c%s", text);
        CHECK(strlen(err.message) >= 1020 && strlen(err.message) <= 1023);
        weir_fail_errno(&err, WEIR_DATA, EIO, "%s", text);
        CHECK(strlen(err.message) <= 1023);
    }
    memset(text, 'y', sizeof text);
    for (size_t size = 990; size < 1030; size++) {
        weir_fail_errno(&err, WEIR_DATA, EIO, "%.*s", (int)size, text);
        CHECK(strlen(err.message) <= 1023);
    }
}

TEST(memory) {
    wr_free(wr_alloc(0));
    wr_free(NULL);
    wr_free(wr_calloc(0, 8));
    char *text = wr_strdup("hello");
    CHECK_STR_EQ(text, "hello");
    text = wr_realloc(text, 1000);
    CHECK_STR_EQ(text, "hello");
    wr_free(text);
    text = wr_strndup("hello", 2);
    CHECK_STR_EQ(text, "he");
    wr_free(text);
    for (size_t alignment = 1; alignment <= 4096; alignment *= 2) {
        void *block = wr_alloc_aligned(alignment, 100);
        CHECK_UINT_EQ((uintptr_t)block % alignment, 0);
        memset(block, 1, 100);
        wr_free(block);
    }
    void *block = wr_try_alloc(10);
    CHECK(block != NULL);
    wr_free(block);
}

int main(void) {
    RUN(messages);
    RUN(long_messages_are_cut_at_a_code_point);
    RUN(memory);
    return CHECK_RESULT();
}
