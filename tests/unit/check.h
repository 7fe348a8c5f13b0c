/* check.h - a tiny test harness: one file of TEST functions, run in order from main.
 *
 *     #include "check.h"
 *     TEST(adds) { CHECK_INT_EQ(1 + 1, 2); }
 *     int main(void) {
 *         RUN(adds);
 *         return CHECK_RESULT();
 *     }
 *
 * A failed CHECK prints its place and both values, and the test goes on; a failed REQUIRE leaves the
 * TEST function. CHECK_RESULT() prints what failed and is 0 or 1, the exit status. One thread only. */
#ifndef WEIR_TESTS_CHECK_H
#define WEIR_TESTS_CHECK_H
#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static struct {
    const char *test;       /* the running TEST */
    int         test_count; /* TESTs run */
    int         bad_tests;  /* of them, with a failed check */
    int         bad_checks; /* failed checks in total */
} check_state;

#define TEST(name) static void test_##name(void)

#define RUN(name)                                                                                  \
    do {                                                                                           \
        int check_before = check_state.bad_checks;                                                 \
        check_state.test = #name;                                                                  \
        check_state.test_count++;                                                                  \
        test_##name();                                                                             \
        if (check_state.bad_checks != check_before)                                                \
            check_state.bad_tests++;                                                               \
    } while (0)

#define CHECK_RESULT() check_result(__FILE__)

/* True when the condition holds; REQUIRE_* below use it to leave the test. */
#define CHECK(cond) check_true((cond), __FILE__, __LINE__, #cond)
#define CHECK_INT_EQ(actual, expected)                                                             \
    check_int((int64_t)(actual), (int64_t)(expected), __FILE__, __LINE__, #actual)
#define CHECK_UINT_EQ(actual, expected)                                                            \
    check_uint((uint64_t)(actual), (uint64_t)(expected), __FILE__, __LINE__, #actual)
#define CHECK_DOUBLE_EQ(actual, expected)                                                          \
    check_double((double)(actual), (double)(expected), __FILE__, __LINE__, #actual)
#define CHECK_STR_EQ(actual, expected) check_str((actual), (expected), __FILE__, __LINE__, #actual)
#define CHECK_MEM_EQ(actual, expected, size)                                                       \
    check_mem((actual), (expected), (size), __FILE__, __LINE__, #actual)
/* The text `needle` occurs in `text`: for messages. */
#define CHECK_CONTAINS(text, needle) check_contains((text), (needle), __FILE__, __LINE__, #text)
/* `status` is WEIR_OK (0); else prints the message of `err`, a weir_error * and not NULL. */
#define CHECK_OK(status, err)                                                                      \
    check_ok((int)(status), (err)->message, __FILE__, __LINE__, #status)

#define REQUIRE(cond)                                                                              \
    do {                                                                                           \
        if (!CHECK(cond))                                                                          \
            return;                                                                                \
    } while (0)
#define REQUIRE_OK(status, err)                                                                    \
    do {                                                                                           \
        if (!CHECK_OK(status, err))                                                                \
            return;                                                                                \
    } while (0)

__attribute__((unused)) static bool check_failed(const char *file, int line) {
    check_state.bad_checks++;
    printf("%s:%d: %s: ", file, line, check_state.test ? check_state.test : "main");
    return false;
}

__attribute__((unused)) static bool check_true(bool holds, const char *file, int line,
                                               const char *text) {
    if (!holds) {
        check_failed(file, line);
        printf("does not hold: %s\n", text);
    }
    return holds;
}

__attribute__((unused)) static bool check_int(int64_t actual, int64_t expected, const char *file,
                                              int line, const char *text) {
    if (actual == expected)
        return true;
    check_failed(file, line);
    printf("%s is %" PRId64 ", expected %" PRId64 "\n", text, actual, expected);
    return false;
}

__attribute__((unused)) static bool check_uint(uint64_t actual, uint64_t expected, const char *file,
                                               int line, const char *text) {
    if (actual == expected)
        return true;
    check_failed(file, line);
    printf("%s is %" PRIu64 ", expected %" PRIu64 "\n", text, actual, expected);
    return false;
}

/* Equal bits of value, so that NaN equals NaN and 0.0 differs from -0.0. */
__attribute__((unused)) static bool check_double(double actual, double expected, const char *file,
                                                 int line, const char *text) {
    if (memcmp(&actual, &expected, sizeof(actual)) == 0)
        return true;
    check_failed(file, line);
    printf("%s is %.17g, expected %.17g\n", text, actual, expected);
    return false;
}

__attribute__((unused)) static bool check_str(const char *actual, const char *expected,
                                              const char *file, int line, const char *text) {
    if (actual && expected ? strcmp(actual, expected) == 0 : actual == expected)
        return true;
    check_failed(file, line);
    printf("%s is\n    \"%s\"\nexpected\n    \"%s\"\n", text, actual ? actual : "(null)",
           expected ? expected : "(null)");
    return false;
}

__attribute__((unused)) static bool check_mem(const void *actual, const void *expected, size_t size,
                                              const char *file, int line, const char *text) {
    const unsigned char *left = actual, *right = expected;
    for (size_t i = 0; i < size; i++) {
        if (left[i] == right[i])
            continue;
        check_failed(file, line);
        printf("%s: byte %zu of %zu is 0x%02x, expected 0x%02x\n", text, i, size,
               (unsigned)left[i], (unsigned)right[i]);
        return false;
    }
    return true;
}

__attribute__((unused)) static bool check_contains(const char *text, const char *needle,
                                                   const char *file, int line, const char *name) {
    if (text && strstr(text, needle))
        return true;
    check_failed(file, line);
    printf("%s is\n    \"%s\"\nwithout\n    \"%s\"\n", name, text ? text : "(null)", needle);
    return false;
}

__attribute__((unused)) static bool check_ok(int status, const char *message, const char *file,
                                             int line, const char *text) {
    if (status == 0)
        return true;
    check_failed(file, line);
    printf("%s is status %d: %s\n", text, status, message);
    return false;
}

__attribute__((unused)) static int check_result(const char *file) {
    if (check_state.bad_tests > 0)
        printf("%s: %d of %d tests failed\n", file, check_state.bad_tests, check_state.test_count);
    return check_state.bad_tests > 0 ? 1 : 0;
}
#endif
