/* func/zone_names.h - English names of time zones, as Java writes and reads them: EST, Eastern Standard Time. Pure. */
#ifndef WR_FUNC_ZONE_NAMES_H
#define WR_FUNC_ZONE_NAMES_H
#include "base/zone.h"

/* The longest name of a zone. */
#define WR_ZONE_TEXT_MAX 40

/* Writes the short or long name of the zone's time at the instant, when it has the offset; GMT+05:00 for a plain offset.
 * Returns its size; 0: there is no name that everybody knows. */
size_t wr_zone_text(const wr_zone *zone, int64_t instant_ms, int64_t offset_ms, bool is_long, char *out);
/* How many bytes of a short or a long name begin the text; 0: none. */
size_t wr_zone_text_size(const char *text, size_t size, bool is_long);
/* The longest name, short or long, that begins the text: its size, and minutes east of UTC; 0: none. A short name that
 * several zones have is the one of `preferred` where it is among them. Upper and lower case are the same. */
size_t wr_zone_text_find(const char *text, size_t size, const wr_zone *preferred, int32_t *minutes);
#endif
