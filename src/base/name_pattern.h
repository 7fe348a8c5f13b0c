/* base/name_pattern.h - regular expressions that choose names: topics, files, databases, tables.
 *
 * PCRE2; a pattern matches a name whole or not at all, as Java's matches() does. One that would search too long
 * (patterns come from a script) does not match. One owner; a pattern may not be used by two threads at once. */
#ifndef WR_BASE_NAME_PATTERN_H
#define WR_BASE_NAME_PATTERN_H
#include "weir/error.h"

typedef struct wr_name_pattern wr_name_pattern;

/* text NULL: *pattern is NULL. WEIR_INVALID names table and option, and where the pattern is wrong. */
weir_status wr_name_pattern_create(const char *table_name, const char *option, const char *text, wr_name_pattern **pattern, weir_error *err);
bool        wr_name_pattern_matches(wr_name_pattern *pattern, const char *name, size_t size); /* NULL matches every name */
void        wr_name_pattern_destroy(wr_name_pattern *pattern);                               /* NULL is fine */
#endif
