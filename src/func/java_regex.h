/* func/java_regex.h - patterns of Java and of SIMILAR TO, rewritten for PCRE2. Pure; thread-safe. */
#ifndef WR_FUNC_JAVA_REGEX_H
#define WR_FUNC_JAVA_REGEX_H
#include "weir/type.h"

typedef enum java_regex_result {
    JAVA_REGEX_OK,
    JAVA_REGEX_INVALID,    /* Java refuses it */
    JAVA_REGEX_UNSUPPORTED /* Java takes it, but it cannot be rewritten: *what says what */
} java_regex_result;

/* *text is owned by the caller (wr_free), also when it is not OK; may still not compile. */
java_regex_result wr_java_to_pcre(const char *pattern, size_t pattern_size, char **text, size_t *size, const char **what);
/* The Java pattern that matches a whole text; escape may be NULL. */
java_regex_result wr_similar_to_java(const weir_string *pattern, const weir_string *escape, char **text, size_t *size);
#endif
