/* batch/map.c - see the header. */
#include "batch/map.h"

#include "base/alloc.h"
#include "base/arena.h"
#include "batch/java_map.h"

/* ---- making ---- */

/* Keys are texts; values are views of whatever kind, which are laid out alike. */
static const weir_field  text_fields[2] = {
    {"key", {.id = WEIR_TYPE_VARCHAR, .nullable = true, .length = WEIR_STRING_LENGTH_MAX}},
    {"value", {.id = WEIR_TYPE_VARBINARY, .nullable = true, .length = WEIR_STRING_LENGTH_MAX}},
};
static const weir_schema text_schema = {2, text_fields};
static const weir_type   texts = {.id = WEIR_TYPE_MAP, .nullable = true, .fields = &text_schema};

/* The entries in the order of a HashMap of Flink's strings: keys are strings, each there once. */
static void sort_hashed(weir_value *keys, weir_value *values, uint32_t count) {
    wr_java_sort(wr_map_key_type(texts), keys, values, count);
}

weir_string wr_map_make(const wr_map_entry *entries, uint32_t count, wr_map_order order, struct weir_arena *arena) {
    weir_value *keys = wr_calloc((size_t)count * 2 + 1, sizeof *keys), *values = keys + count;
    weir_string map;
    weir_error  err;
    for (uint32_t i = 0; i < count; i++) {
        keys[i] = (weir_value){.is_null = entries[i].key_null, .u.string = entries[i].key};
        values[i] = (weir_value){.is_null = entries[i].value_null, .u.string = entries[i].value};
    }
    if (order == WR_MAP_HASHED) { /* doubles go first: how many are left says where a HashMap has them */
        count = wr_map_unique(wr_map_key_type(texts), keys, values, count);
        sort_hashed(keys, values, count);
    }
    WR_ASSERT(wr_map_of(texts, keys, values, count, arena, &map, &err) == WEIR_OK);
    wr_free(keys);
    return map;
}

/* ---- reading ---- */

bool wr_map_valid(const weir_string *map) { return wr_nested_valid(texts, map); }

wr_map_reader wr_map_read(const weir_string *map) {
    wr_map_reader reader = {.next = 0};
    wr_map_open(texts, map, &reader.keys, &reader.values);
    return reader;
}

uint32_t wr_map_count(const weir_string *map) { return wr_map_read(map).keys.count; }

bool wr_map_next(wr_map_reader *reader, wr_map_entry *entry) {
    if (reader->next == reader->keys.count)
        return false;
    weir_value key = wr_array_at(&reader->keys, reader->next), value = wr_array_at(&reader->values, reader->next);
    *entry = (wr_map_entry){key.u.string, value.u.string, key.is_null, value.is_null};
    reader->next++;
    return true;
}
