/* func/regex.h - patterns, for functions outside of regex.c. */
#ifndef WR_FUNC_REGEX_H
#define WR_FUNC_REGEX_H
#include "func/collection.h"

/* prepare and release of a function that uses patterns: its `prepared` holds those that it has compiled. */
weir_status wr_regex_prepare(weir_call *call, weir_error *err);
void        wr_regex_release(weir_call *call);
/* Adds the pieces of a text between matches of a pattern, as String.split of Java has them. `limit` 0: all of them but for empty ones at the
 * end; else at most so many, the last with all the rest. WEIR_DATA: not a pattern. */
weir_status wr_regex_split(const weir_call *call, const weir_string *pattern, const weir_string *text, uint32_t limit, wr_list *pieces, weir_error *err);

/* A Java pattern that whole texts must match; of one thread. */
typedef struct wr_pattern wr_pattern;
/* *pattern NULL: Java would not take it. `what` names the user of the pattern in messages. Free with wr_pattern_free. */
weir_status wr_pattern_create(const char *java, size_t size, const char *what, wr_pattern **pattern, weir_error *err);
/* WEIR_DATA: it takes too long. */
weir_status wr_pattern_matches(wr_pattern *pattern, const char *text, size_t size, bool *matches, weir_error *err);
void        wr_pattern_free(wr_pattern *pattern); /* NULL is fine */
#endif
