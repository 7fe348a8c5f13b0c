/* batch/nested.h - values with parts: ARRAY, MAP, MULTISET and ROW. How one is laid out, made, read and compared.
 *
 * A value is a weir_string, so that everything that moves, keeps and sends strings moves it. Its bytes need the type to be read.
 * Numbers are in the order of the machine and not aligned:
 *   ARRAY     u32 count | a null byte for each element | elements of fixed width, one behind another; of views (strings, nested
 *             values): u32 ends[count], counted from the first byte behind them, and the bytes
 *   ROW       a null byte for each field | u32 ends[fields] | the bytes of the fields; the type says how many there are
 *   MAP       u32 size of the keys | an ARRAY of the keys | an ARRAY of the values. No key is there twice; NULL is a key too
 *   MULTISET  a MAP from element to INT NOT NULL, how often it is there
 * A NULL has no bytes (fixed width: zeros), so equal arrays and rows have equal bytes, and keys of groups can be compared as bytes.
 * Two maps with the same entries are equal in any order; the order is for texts only.
 * Functions here are pure and thread-safe. What is read borrows the bytes of the value. */
#ifndef WR_BATCH_NESTED_H
#define WR_BATCH_NESTED_H
#include "weir/type.h"

struct weir_arena;

/* ---- types ---- */

/* The type of an ARRAY's or MULTISET's elements; key and value of a MAP. A MULTISET has a key, and INT as value. */
static inline weir_type wr_element_type(weir_type type)   { return type.fields->fields[0].type; }
static inline weir_type wr_map_key_type(weir_type map)    { return map.fields->fields[0].type; }
weir_type               wr_map_value_type(weir_type map);
/* ARRAY<element> and MULTISET<element>; MAP<key, value>; their fields in arena. Time attributes are taken off. */
weir_type wr_array_type(struct weir_arena *arena, weir_type element, bool nullable);
weir_type wr_multiset_type(struct weir_arena *arena, weir_type element, bool nullable);
weir_type wr_map_type(struct weir_arena *arena, weir_type key, weir_type value, bool nullable);
/* ROW<names types>; both are copied into arena. Names NULL: EXPR$0, EXPR$1, ... */
weir_type wr_row_type(struct weir_arena *arena, const char *const *names, const weir_type *types, uint32_t count, bool nullable);
/* The same type, its fields, and theirs, in arena. */
weir_type wr_type_copy(struct weir_arena *arena, weir_type type);

/* ---- reading ---- */

/* The elements of an ARRAY, or one side of a MAP. */
typedef struct wr_array {
    weir_type   element;
    uint32_t    count, width;       /* width 0: views */
    const char *nulls, *ends, *data;
} wr_array;

wr_array   wr_array_open(weir_type array, const weir_string *value);
void       wr_map_open(weir_type map_or_multiset, const weir_string *value, wr_array *keys, wr_array *values);
uint32_t   wr_array_count(const weir_string *value);    /* of an ARRAY                         */
weir_value wr_array_at(const wr_array *array, uint32_t index);   /* index < count              */
weir_value wr_row_at(weir_type row, const weir_string *value, uint32_t field);
/* The index of a key, or count when it is not there. `key` has the type of the keys. */
uint32_t   wr_array_find(const wr_array *array, const weir_value *element);

/* ---- making ---- all in arena; parts are copied. WEIR_DATA: it would be larger than 2 GB. */

weir_status wr_array_make(weir_type array, const weir_value *elements, uint32_t count, struct weir_arena *arena, weir_string *out, weir_error *err);
weir_status wr_row_make(weir_type row, const weir_value *fields, struct weir_arena *arena, weir_string *out, weir_error *err);
/* Of equal keys the last value counts, at the place of the first. Keys and values may be changed (moved to the front). */
uint32_t    wr_map_unique(weir_type key, weir_value *keys, weir_value *values, uint32_t count); /* only that; how many are left */
weir_status wr_map_of(weir_type map, weir_value *keys, weir_value *values, uint32_t count, struct weir_arena *arena, weir_string *out, weir_error *err);

/* ---- values of any type ---- */

/* Total order: NULL is smallest, NaN largest; arrays and rows part by part; a map by its bytes (only 0 means something). */
int      wr_value_compare(weir_type type, const weir_value *a, const weir_value *b);
bool     wr_value_equal(weir_type type, const weir_value *a, const weir_value *b);
/* Equal values hash alike: for sets and maps of values in memory. Not a part of any format. */
uint64_t wr_value_hash(weir_type type, const weir_value *value);
/* Are these bytes a value of this type? For bytes that come from outside; its parts are looked at too. */
bool     wr_nested_valid(weir_type type, const weir_string *value);
#endif
