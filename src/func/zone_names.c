/* func/zone_names.c - English names of time zones.
 *
 * The short names are those of the tz database. Zones for which it has only a number have names in Java that come and go
 * from release to release: none here. */
#include "func/zone_names.h"

#include "base/alloc.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

typedef struct zone_name {
    const char *name;
    int32_t     minutes; /* east of UTC */
    const char *long_name;
} zone_name;

/* Of zones with the same short name the first one is meant where a text has it. */
static const zone_name names[] = {
    {"ACDT", 630, "Australian Central Daylight Time"},
    {"ACST", 570, "Australian Central Standard Time"},
    {"ADT", -180, "Atlantic Daylight Time"},
    {"AEDT", 660, "Australian Eastern Daylight Time"},
    {"AEST", 600, "Australian Eastern Standard Time"},
    {"AKDT", -480, "Alaska Daylight Time"},
    {"AKST", -540, "Alaska Standard Time"},
    {"AST", -240, "Atlantic Standard Time"},
    {"AWST", 480, "Australian Western Standard Time"},
    {"BST", 60, "British Summer Time"},
    {"CAT", 120, "Central Africa Time"},
    {"CDT", -300, "Central Daylight Time"},
    {"CDT", -240, "Cuba Daylight Time"},
    {"CEST", 120, "Central European Summer Time"},
    {"CET", 60, "Central European Standard Time"},
    {"CST", -360, "Central Standard Time"},
    {"CST", -300, "Cuba Standard Time"},
    {"CST", 480, "China Standard Time"},
    {"ChST", 600, "Chamorro Standard Time"},
    {"EAT", 180, "East Africa Time"},
    {"EDT", -240, "Eastern Daylight Time"},
    {"EEST", 180, "Eastern European Summer Time"},
    {"EET", 120, "Eastern European Standard Time"},
    {"EST", -300, "Eastern Standard Time"},
    {"GMT", 0, "Greenwich Mean Time"},
    {"HKT", 480, "Hong Kong Standard Time"},
    {"HST", -600, "Hawaii-Aleutian Standard Time"},
    {"IDT", 180, "Israel Daylight Time"},
    {"IST", 120, "Israel Standard Time"},
    {"IST", 60, "Irish Standard Time"},
    {"IST", 330, "India Standard Time"},
    {"JST", 540, "Japan Standard Time"},
    {"KST", 540, "Korean Standard Time"},
    {"MDT", -360, "Mountain Daylight Time"},
    {"MEST", 120, "Middle Europe Summer Time"},
    {"MET", 60, "Middle Europe Time"},
    {"MSK", 180, "Moscow Standard Time"},
    {"MST", -420, "Mountain Standard Time"},
    {"NDT", -150, "Newfoundland Daylight Time"},
    {"NST", -210, "Newfoundland Standard Time"},
    {"NZDT", 780, "New Zealand Daylight Time"},
    {"NZST", 720, "New Zealand Standard Time"},
    {"PDT", -420, "Pacific Daylight Time"},
    {"PKT", 300, "Pakistan Standard Time"},
    {"PST", -480, "Pacific Standard Time"},
    {"PST", 480, "Philippine Standard Time"},
    {"SAST", 120, "South Africa Standard Time"},
    {"SST", -660, "Samoa Standard Time"},
    {"UTC", 0, "Coordinated Universal Time"},
    {"WAT", 60, "West Africa Standard Time"},
    {"WEST", 60, "Western European Summer Time"},
    {"WET", 0, "Western European Standard Time"},
    {"WIB", 420, "Western Indonesia Time"},
    {"WIT", 540, "Eastern Indonesia Time"},
    {"WITA", 480, "Central Indonesia Time"},
};

size_t wr_zone_text(const wr_zone *zone, int64_t instant_ms, int64_t offset_ms, bool is_long, char *out) {
    const int32_t minutes = (int32_t)(offset_ms / 60000);
    const char   *name = wr_zone_name(zone, instant_ms);
    if (name == NULL) {
        if (!wr_zone_is_fixed(zone))
            return 0;
        const int32_t size = minutes < 0 ? -minutes : minutes;
        return (size_t)snprintf(out, WR_ZONE_TEXT_MAX, "GMT%c%02d:%02d", minutes < 0 ? '-' : '+', size / 60, size % 60);
    }
    for (size_t i = 0; is_long && i < WR_COUNT_OF(names); i++)
        if (strcmp(names[i].name, name) == 0 && names[i].minutes == minutes)
            return (size_t)snprintf(out, WR_ZONE_TEXT_MAX, "%s", names[i].long_name);
    return is_long ? 0 : (size_t)snprintf(out, WR_ZONE_TEXT_MAX, "%s", name);
}

size_t wr_zone_text_size(const char *text, size_t size, bool is_long) {
    size_t longest = 0;
    for (size_t i = 0; i < WR_COUNT_OF(names); i++) {
        const char  *name = is_long ? names[i].long_name : names[i].name;
        const size_t length = strlen(name);
        if (length > longest && size >= length && memcmp(text, name, length) == 0)
            longest = length;
    }
    return longest;
}

static bool begins(const char *text, size_t size, const char *name) {
    return size >= strlen(name) && strncasecmp(text, name, strlen(name)) == 0;
}

/* Does the zone, in this winter or summer, have the name and its offset? */
static bool is_of(const wr_zone *zone, const zone_name *one) {
    static const int64_t seasons[] = {1704067200000, 1720000000000};
    for (size_t i = 0; i < WR_COUNT_OF(seasons); i++) {
        const char *name = wr_zone_name(zone, seasons[i]);
        if (name != NULL && strcmp(name, one->name) == 0 && wr_zone_offset_ms(zone, seasons[i]) == one->minutes * 60000LL)
            return true;
    }
    return false;
}

size_t wr_zone_text_find(const char *text, size_t size, const wr_zone *preferred, int32_t *minutes) {
    size_t longest = 0;
    for (size_t i = 0; i < WR_COUNT_OF(names); i++) {
        const zone_name *one = &names[i];
        const char      *found = begins(text, size, one->long_name) ? one->long_name : one->name;
        if (!begins(text, size, found))
            continue;
        const size_t length = strlen(found);
        if (length > longest || (length == longest && is_of(preferred, one))) {
            longest = length;
            *minutes = one->minutes;
        }
    }
    return longest;
}
