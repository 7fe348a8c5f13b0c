/* func/time_pattern.h - patterns of Java's two date formats: 'yyyy-MM-dd HH:mm:ss.SSS', with English names.
 *
 * DATE_FORMAT of a TIMESTAMP, TO_TIMESTAMP and TO_TIMESTAMP_LTZ follow java.time.DateTimeFormatter, all others
 * java.text.SimpleDateFormat: letters, widths and what is accepted differ. A pattern is immutable once made and lives
 * in its arena; formatting and parsing are pure. */
#ifndef WR_FUNC_TIME_PATTERN_H
#define WR_FUNC_TIME_PATTERN_H
#include "base/arena.h"
#include "base/number.h"
#include "base/zone.h"
#include "weir/error.h"

typedef struct wr_time_pattern wr_time_pattern;

typedef enum wr_time_dialect {
    WR_TIME_MODERN_FORMAT, /* DateTimeFormatter of a time without zone, so without the letters of zones */
    WR_TIME_MODERN_PARSE,  /* DateTimeFormatter */
    WR_TIME_SIMPLE         /* SimpleDateFormat  */
} wr_time_dialect;

/* A letter that is not known, or too many of one: fails with `status`. */
weir_status wr_time_pattern_make(wr_arena *arena, const char *text, size_t size, wr_time_dialect dialect, weir_status status,
                                 const wr_time_pattern **pattern, weir_error *err);
/* How many bytes a formatted time needs at most. */
size_t wr_time_pattern_room(const wr_time_pattern *pattern);

/* The size of what was written to `out`; SIZE_MAX: it does not fit into the width that a 'p' asks for. */
size_t wr_time_format(const wr_time_pattern *pattern, wr_timestamp local, char *out);
/* The same of an instant in a zone; SIZE_MAX: the pattern asks for the name of the zone, which has none. */
size_t wr_time_format_simple(const wr_time_pattern *pattern, int64_t instant_ms, const wr_zone *zone, char *out);

/* False: the text does not fit. Fields that are not in the text are those of 1970-01-01 00:00:00; a zone is read and
 * does not count. Fields have their width, values are in range and agree, and nothing follows. */
bool wr_time_parse(const wr_time_pattern *pattern, const char *text, size_t size, wr_timestamp *local);
/* An instant: the local time is one of the zone in the text, or of `zone`. Fields have any width unless another number
 * follows at once, values carry over, and any text may follow. */
bool wr_time_parse_simple(const wr_time_pattern *pattern, const char *text, size_t size, const wr_zone *zone, int64_t *instant_ms);
#endif
