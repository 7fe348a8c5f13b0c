/* base/zone.h - time zones: fixed offsets, and the names of the system's tz database.
 * Zones live in the arena they were found into and are immutable: any thread may read them. */
#ifndef WR_BASE_ZONE_H
#define WR_BASE_ZONE_H
#include "base/arena.h"
#include <stdbool.h>
#include <stdint.h>

typedef struct wr_zone wr_zone;
/* "UTC", "Z", "+08:00", "GMT+1", "Europe/Berlin": in the arena; NULL: not known. */
const wr_zone *wr_zone_find(wr_arena *arena, const char *name, size_t size);
/* Milliseconds to add to an instant to get the wall clock of the zone. */
int64_t wr_zone_offset_ms(const wr_zone *zone, int64_t instant_ms);
/* The instant at which the zone's wall clock shows local_ms. In a gap it goes forward by the gap's length, in an
 * overlap the earlier offset holds, as java.time decides. */
int64_t wr_zone_instant_ms(const wr_zone *zone, int64_t local_ms);
/* "CET", "EDT": what the tz database calls the time of the zone at the instant, of old times by their present names;
 * NULL: it has only a number, as for "+03:00" or America/Sao_Paulo. Lives as long as the zone. */
const char *wr_zone_name(const wr_zone *zone, int64_t instant_ms);
/* What holds in the zone today, without daylight saving. */
int64_t wr_zone_standard_ms(const wr_zone *zone);
/* UTC; lives forever. */
const wr_zone *wr_zone_utc(void);
/* An offset and no more: "UTC", "+05:00". */
bool wr_zone_is_fixed(const wr_zone *zone);
#endif
