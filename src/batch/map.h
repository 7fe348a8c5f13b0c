/* batch/map.h - maps of texts and bytes, entry by entry: the headers of messages, and objects of JSON.
 *
 * The values are those of batch/nested.h; keys are strings, values strings or bytes here. Pure functions; thread-safe. */
#ifndef WR_BATCH_MAP_H
#define WR_BATCH_MAP_H
#include "batch/nested.h"

typedef struct wr_map_entry {
    weir_string key, value;
    bool        key_null, value_null;
} wr_map_entry;

/* Flink keeps what SQL makes as it is written, and what it reads in a HashMap of its strings: so that texts are alike. */
typedef enum wr_map_order { WR_MAP_AS_GIVEN, WR_MAP_HASHED } wr_map_order;
/* The value, in arena; keys and values are copied. It must not have more than WEIR_STRING_LENGTH_MAX bytes. */
weir_string wr_map_make(const wr_map_entry *entries, uint32_t count, wr_map_order order, struct weir_arena *arena);
/* Are these bytes a map? For bytes that come from outside. */
bool        wr_map_valid(const weir_string *map);

/* Reads the entries of a map. Borrows the bytes; the entries do too. */
typedef struct wr_map_reader { wr_array keys, values; uint32_t next; } wr_map_reader;
uint32_t      wr_map_count(const weir_string *map);
wr_map_reader wr_map_read(const weir_string *map);
bool          wr_map_next(wr_map_reader *reader, wr_map_entry *entry);
#endif
