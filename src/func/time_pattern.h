/* func/time_pattern.h - patterns of Java's date formats: 'yyyy-MM-dd HH:mm:ss.SSS'. A pattern is
 * immutable once made and lives in its arena; formatting and parsing are pure. */
#ifndef WR_FUNC_TIME_PATTERN_H
#define WR_FUNC_TIME_PATTERN_H
#include "base/arena.h"
#include "base/number.h"
#include "weir/error.h"

typedef struct wr_time_pattern wr_time_pattern;

/* WEIR_DATA: a letter that is not known or needs a zone; `status` is what a failure returns. */
weir_status wr_time_pattern_make(wr_arena *arena, const char *text, size_t size, weir_status status,
                                 const wr_time_pattern **pattern, weir_error *err);
/* Bytes written, at most `capacity`; wr_time_pattern_room says how many can be needed. */
size_t wr_time_pattern_room(const wr_time_pattern *pattern);
/* simple: SimpleDateFormat instead of java.time (u is the day of the week, S is milliseconds). */
size_t wr_time_pattern_format(const wr_time_pattern *pattern, wr_timestamp local, bool simple, char *out);
typedef enum wr_time_parsing {
    WR_TIME_PARSE_EXACT,  /* java.time: fields have their width, values are in range, nothing follows */
    WR_TIME_PARSE_LENIENT /* SimpleDateFormat: any width, values carry over, text may follow        */
} wr_time_parsing;
/* Missing fields are those of 1970-01-01 00:00:00. False: the text does not fit. */
bool wr_time_pattern_parse(const wr_time_pattern *pattern, wr_time_parsing how, const char *text,
                           size_t size, wr_timestamp *local);
#endif
