/* batch/map.c - see the header. */
#include "batch/map.h"

#include "base/alloc.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/hash.h"
#include "base/number.h"

#define FEW          8u  /* entries that are compared one by one */
#define JAVA_BUCKETS 16u /* of a new HashMap */

/* Keys and values are views of whatever kind: they are laid out alike. */
static const weir_field  view_fields[2] = {
    {"key", {.id = WEIR_TYPE_VARBINARY, .nullable = true, .length = WEIR_STRING_LENGTH_MAX}},
    {"value", {.id = WEIR_TYPE_VARBINARY, .nullable = true, .length = WEIR_STRING_LENGTH_MAX}},
};
static const weir_schema view_schema = {2, view_fields};
static const weir_type   views = {.id = WEIR_TYPE_MAP, .nullable = true, .fields = &view_schema};

/* ---- the orders of Java's HashMap ---- */

/* String.hashCode of UTF-8 text, */
static uint32_t text_hash(const weir_value *key) {
    const unsigned char *p = (const unsigned char *)weir_string_data(&key->u.string), *end = p + key->u.string.size;
    uint32_t             hash = 0;
    if (key->is_null)
        return 0;
    while (p < end) {
        uint32_t code = *p++, more = code >= 0xf0 ? 3 : code >= 0xe0 ? 2 : code >= 0xc0 ? 1 : 0;
        if (more != 0)
            code &= 0x3fu >> more;
        for (; more > 0 && p < end; more--)
            code = code << 6 | (*p++ & 0x3f);
        if (code >= 0x10000) {
            hash = hash * 31 + (0xd800 + ((code - 0x10000) >> 10));
            code = 0xdc00 + ((code - 0x10000) & 0x3ff);
        }
        hash = hash * 31 + code;
    }
    return hash;
}

static uint32_t rotated(uint32_t value, uint32_t bits) { return value << bits | value >> (32 - bits); }

static uint32_t murmur_mixed(uint32_t hash, uint32_t word) {
    word = rotated(word * 0xcc9e2d51u, 15) * 0x1b873593u;
    return rotated(hash ^ word, 13) * 5 + 0xe6546b64u;
}

/* BinaryStringData.hashCode of Flink: Murmur, the bytes behind the last whole word one by one, with their sign. */
static uint32_t flink_hash(const weir_value *key) {
    const char *p = weir_string_data(&key->u.string), *end = p + key->u.string.size;
    uint32_t    hash = 42;
    if (key->is_null)
        return 0;
    for (; end - p >= 4; p += 4) {
        uint32_t word;
        memcpy(&word, p, 4);
        hash = murmur_mixed(hash, word);
    }
    for (; p < end; p++)
        hash = murmur_mixed(hash, (uint32_t)(int32_t)(int8_t)*p);
    hash ^= key->u.string.size;
    hash = (hash ^ hash >> 16) * 0x85ebca6bu;
    hash = (hash ^ hash >> 13) * 0xc2b2ae35u;
    return hash ^ hash >> 16;
}

typedef struct place { uint32_t bucket, index; } place;

static int by_place(const void *a, const void *b) {
    const place *x = a, *y = b;
    if (x->bucket != y->bucket)
        return x->bucket < y->bucket ? -1 : 1;
    return (x->index > y->index) - (x->index < y->index);
}

/* As a HashMap lists entries that were put in this order. */
static void sort_by_hash(weir_value *keys, weir_value *values, uint32_t count, uint32_t (*hash_of)(const weir_value *key)) {
    place       few[FEW], *places = count > FEW ? wr_calloc(count, sizeof *places) : few;
    weir_value  some[FEW * 2], *sorted = count > FEW ? wr_calloc((size_t)count * 2, sizeof *sorted) : some;
    uint32_t    buckets = JAVA_BUCKETS;
    while (buckets < (1u << 30) && count > buckets / 4 * 3)
        buckets *= 2;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t hash = hash_of(&keys[i]);
        places[i] = (place){(hash ^ hash >> 16) & (buckets - 1), i};
    }
    qsort(places, count, sizeof *places, by_place);
    for (uint32_t i = 0; i < count; i++) {
        sorted[i] = keys[places[i].index];
        sorted[count + i] = values[places[i].index];
    }
    if (count != 0) {
        memcpy(keys, sorted, count * sizeof *keys);
        memcpy(values, sorted + count, count * sizeof *values);
    }
    if (count > FEW) {
        wr_free(places);
        wr_free(sorted);
    }
}

void wr_map_sort_hashed(weir_value *keys, weir_value *values, uint32_t count) { sort_by_hash(keys, values, count, flink_hash); }

/* ---- making ---- */

weir_string wr_map_make(wr_map_entry *entries, uint32_t count, wr_map_order order, struct weir_arena *arena) {
    weir_value *keys = wr_calloc((size_t)count * 2 + 1, sizeof *keys), *values = keys + count;
    weir_string map;
    weir_error  err;
    for (uint32_t i = 0; i < count; i++) {
        keys[i] = (weir_value){.is_null = entries[i].key_null, .u.string = entries[i].key};
        values[i] = (weir_value){.is_null = entries[i].value_null, .u.string = entries[i].value};
    }
    if (order == WR_MAP_HASHED && count > 1) { /* doubles go first: how many are left says where a HashMap has them */
        count = wr_map_unique(wr_map_key_type(views), keys, values, count);
        wr_map_sort_hashed(keys, values, count);
    }
    WR_ASSERT(wr_map_of(views, keys, values, count, arena, &map, &err) == WEIR_OK);
    wr_free(keys);
    return map;
}

/* ---- reading ---- */

bool wr_map_valid(const weir_string *map) { return wr_nested_valid(views, map); }

wr_map_reader wr_map_read(const weir_string *map) {
    wr_map_reader reader = {.next = 0};
    wr_map_open(views, map, &reader.keys, &reader.values);
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

/* ---- text ---- */

static void put_entry(wr_buffer *out, weir_type type, const wr_map_entry *entry, const char *null_text, wr_map_put put, void *context) {
    if (entry->key_null)
        wr_buffer_text(out, null_text);
    else
        put(out, wr_map_key_type(type), &entry->key, context);
    wr_buffer_byte(out, '=');
    if (entry->value_null)
        wr_buffer_text(out, null_text);
    else
        put(out, wr_map_value_type(type), &entry->value, context);
}

static void put_java_order(wr_buffer *out, weir_type type, const weir_string *map, const char *null_text, wr_map_put put, void *context) {
    uint32_t      count = wr_map_count(map);
    weir_value   *keys = wr_calloc((size_t)count * 2, sizeof *keys), *values = keys + count;
    wr_map_reader reader = wr_map_read(map);
    for (uint32_t i = 0; i < count; i++) {
        keys[i] = wr_array_at(&reader.keys, i);
        values[i] = wr_array_at(&reader.values, i);
    }
    sort_by_hash(keys, values, count, text_hash);
    for (uint32_t i = 0; i < count; i++) {
        wr_map_entry entry = {keys[i].u.string, values[i].u.string, keys[i].is_null, values[i].is_null};
        if (i > 0)
            wr_buffer_text(out, ", ");
        put_entry(out, type, &entry, null_text, put, context);
    }
    wr_free(keys);
}

void wr_map_text(struct wr_buffer *out, weir_type type, const weir_string *map, bool java_order, const char *null_text, wr_map_put put,
                 void *context) {
    wr_buffer_byte(out, '{');
    if (java_order && wr_map_count(map) > 1) {
        put_java_order(out, type, map, null_text, put, context);
    } else {
        wr_map_reader reader = wr_map_read(map);
        wr_map_entry  entry;
        for (bool first = true; wr_map_next(&reader, &entry); first = false) {
            if (!first)
                wr_buffer_text(out, ", ");
            put_entry(out, type, &entry, null_text, put, context);
        }
    }
    wr_buffer_byte(out, '}');
}
