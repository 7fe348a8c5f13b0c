/* batch/map.h - MAP values: how one is laid out, made, and read.
 *
 * A value of a MAP column is a weir_string, so that everything that moves, keeps and sends strings moves maps. Its bytes, all numbers
 * 32 bits in the order of the machine, as in a weir_string, and not aligned:
 *   count | for each entry: size of the key, key, size of the value, value
 * A size of WR_MAP_NULL stands for NULL, which has no bytes. No key is there twice (NULL is a key too): the value that came last
 * counts. Keys and values are strings or bytes. The order of entries is for texts only: two maps with the same entries are equal.
 * Pure functions; thread-safe. */
#ifndef WR_BATCH_MAP_H
#define WR_BATCH_MAP_H
#include "weir/type.h"

struct weir_arena;

#define WR_MAP_NULL UINT32_MAX

typedef struct wr_map_entry {
    weir_string key, value;
    bool        key_null, value_null;
} wr_map_entry;

/* Flink keeps what SQL makes as it is written, and what it reads in a HashMap of its strings: so that texts are alike. */
typedef enum wr_map_order { WR_MAP_AS_GIVEN, WR_MAP_HASHED } wr_map_order;
/* The value, in arena; keys and values are copied. `entries` is changed: doubles are taken out. It must not have more than
 * WEIR_STRING_LENGTH_MAX bytes. */
weir_string wr_map_make(wr_map_entry *entries, uint32_t count, wr_map_order order, struct weir_arena *arena);
/* Are these bytes a map? For bytes that come from outside. */
bool        wr_map_valid(const weir_string *map);

/* Reads the entries of a map. Borrows the bytes; the entries do too. */
typedef struct wr_map_reader { const char *at; uint32_t left; } wr_map_reader;
uint32_t      wr_map_count(const weir_string *map);
wr_map_reader wr_map_read(const weir_string *map);
bool          wr_map_next(wr_map_reader *reader, wr_map_entry *entry);

/* {a=b, c=NULL}. Values and keys as put says. `java_order`: as a java.util.HashMap of Strings lists them. */
struct wr_buffer;
typedef void (*wr_map_put)(struct wr_buffer *out, weir_type type, const weir_string *string, void *context);
void wr_map_text(struct wr_buffer *out, weir_type type, const weir_string *map, bool java_order, const char *null_text, wr_map_put put,
                 void *context);

static inline weir_type wr_map_key_type(weir_type map)   { return map.fields->fields[0].type; }
static inline weir_type wr_map_value_type(weir_type map) { return map.fields->fields[1].type; }
/* MAP<key, value>, its two fields in arena. */
weir_type wr_map_type(struct weir_arena *arena, weir_type key, weir_type value, bool nullable);
/* May a MAP column have these types? All others are for a later time. */
static inline bool wr_map_types_fine(weir_type key, weir_type value) { return weir_type_is_string(key) && weir_type_is_bytes(value); }
#endif
