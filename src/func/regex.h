/* func/regex.h - patterns, for functions outside of regex.c. One call each: its `prepared` holds the patterns that it has compiled. */
#ifndef WR_FUNC_REGEX_H
#define WR_FUNC_REGEX_H
#include "func/collection.h"

/* prepare and release of a function that uses patterns. */
weir_status wr_regex_prepare(weir_call *call, weir_error *err);
void        wr_regex_release(weir_call *call);
/* Adds the pieces of a text between matches of a pattern, as String.split of Java has them. `limit` 0: all of them but for empty ones at the
 * end; else at most so many, the last with all the rest. WEIR_DATA: not a pattern. */
weir_status wr_regex_split(const weir_call *call, const weir_string *pattern, const weir_string *text, uint32_t limit, wr_list *pieces, weir_error *err);
#endif
