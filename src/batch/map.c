/* batch/map.c - see the header. */
#include "batch/map.h"

#include "base/alloc.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/hash.h"
#include "base/number.h"

#define FEW          8u  /* entries that are compared one by one */
#define JAVA_BUCKETS 16u /* of a new HashMap */

weir_type wr_map_type(struct weir_arena *arena, weir_type key, weir_type value, bool nullable) {
    weir_field  *fields = wr_arena_calloc(arena, 2, sizeof *fields);
    weir_schema *schema = wr_arena_calloc(arena, 1, sizeof *schema);
    weir_type    type = weir_type_of(WEIR_TYPE_MAP, nullable);
    key.time_attribute = value.time_attribute = WEIR_TIME_NONE;
    fields[0] = (weir_field){"key", key};
    fields[1] = (weir_field){"value", value};
    schema->field_count = 2;
    schema->fields = fields;
    type.fields = schema;
    return type;
}

/* ---- the orders of Java's HashMap ---- */

/* String.hashCode of UTF-8 text, */
static uint32_t text_hash(const wr_map_entry *entry) {
    const unsigned char *p = (const unsigned char *)weir_string_data(&entry->key), *end = p + entry->key.size;
    uint32_t             hash = 0;
    if (entry->key_null)
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
static uint32_t flink_hash(const wr_map_entry *entry) {
    const char *p = weir_string_data(&entry->key), *end = p + entry->key.size;
    uint32_t    hash = 42;
    if (entry->key_null)
        return 0;
    for (; end - p >= 4; p += 4) {
        uint32_t word;
        memcpy(&word, p, 4);
        hash = murmur_mixed(hash, word);
    }
    for (; p < end; p++)
        hash = murmur_mixed(hash, (uint32_t)(int32_t)(int8_t)*p);
    hash ^= entry->key.size;
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
static void sort_by_hash(wr_map_entry *entries, uint32_t count, uint32_t (*hash_of)(const wr_map_entry *entry)) {
    place         few[FEW], *places = count > FEW ? wr_calloc(count, sizeof *places) : few;
    wr_map_entry  some[FEW], *sorted = count > FEW ? wr_calloc(count, sizeof *sorted) : some;
    uint32_t      buckets = JAVA_BUCKETS;
    while (buckets < (1u << 30) && count > buckets / 4 * 3)
        buckets *= 2;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t hash = hash_of(&entries[i]);
        places[i] = (place){(hash ^ hash >> 16) & (buckets - 1), i};
    }
    qsort(places, count, sizeof *places, by_place);
    for (uint32_t i = 0; i < count; i++)
        sorted[i] = entries[places[i].index];
    if (count != 0)
        memcpy(entries, sorted, count * sizeof *entries);
    if (count > FEW) {
        wr_free(places);
        wr_free(sorted);
    }
}

/* ---- making ---- */

static bool same_key(const wr_map_entry *a, const wr_map_entry *b) {
    return a->key_null == b->key_null && (a->key_null || weir_string_equal(&a->key, &b->key));
}

static uint64_t key_hash(const wr_map_entry *entry) {
    return entry->key_null ? 0 : wr_hash_bytes(weir_string_data(&entry->key), entry->key.size);
}

/* Entries with a key of its own move to the front, in order; how many there are. */
static uint32_t without_doubles(wr_map_entry *entries, uint32_t count, struct weir_arena *arena) {
    uint32_t  kept = 0, mask = 0;
    uint32_t *slots = NULL; /* key -> entry + 1 */
    if (count > FEW) {
        for (mask = 15; mask < count * 2u - 1u && mask < UINT32_MAX / 2; mask = mask * 2 + 1) {}
        slots = wr_arena_calloc(arena, (size_t)mask + 1, sizeof *slots);
    }
    for (uint32_t i = 0; i < count; i++) {
        uint32_t same = 0, slot = 0;
        if (!slots) {
            while (same < kept && !same_key(&entries[same], &entries[i]))
                same++;
        } else {
            slot = (uint32_t)key_hash(&entries[i]) & mask;
            while (slots[slot] != 0 && !same_key(&entries[slots[slot] - 1], &entries[i]))
                slot = (slot + 1) & mask;
            same = slots[slot] == 0 ? kept : slots[slot] - 1;
        }
        if (same < kept) {
            entries[same].value = entries[i].value;
            entries[same].value_null = entries[i].value_null;
            continue;
        }
        entries[kept++] = entries[i];
        if (slots)
            slots[slot] = kept;
    }
    return kept;
}

static char *put_part(char *p, const weir_string *string, bool null) {
    uint32_t size = null ? WR_MAP_NULL : string->size;
    memcpy(p, &size, 4);
    p += 4;
    if (null || size == 0)
        return p;
    memcpy(p, weir_string_data(string), size);
    return p + size;
}

weir_string wr_map_make(wr_map_entry *entries, uint32_t count, wr_map_order order, struct weir_arena *arena) {
    count = without_doubles(entries, count, arena);
    if (order == WR_MAP_HASHED && count > 1)
        sort_by_hash(entries, count, flink_hash);
    size_t size = 4;
    for (uint32_t i = 0; i < count; i++)
        size += 8 + (entries[i].key_null ? 0 : (size_t)entries[i].key.size) + (entries[i].value_null ? 0 : (size_t)entries[i].value.size);
    WR_ASSERT(size <= WEIR_STRING_LENGTH_MAX);
    char *bytes = wr_arena_alloc(arena, size), *p = bytes + 4;
    memcpy(bytes, &count, 4);
    for (uint32_t i = 0; i < count; i++) {
        p = put_part(p, &entries[i].key, entries[i].key_null);
        p = put_part(p, &entries[i].value, entries[i].value_null);
    }
    return weir_string_view(bytes, size);
}

/* ---- reading ---- */

static uint32_t read_u32(const char *p) {
    uint32_t value;
    memcpy(&value, p, 4);
    return value;
}

bool wr_map_valid(const weir_string *map) {
    const char *p = weir_string_data(map), *end = p + map->size;
    if (map->size < 4)
        return false;
    uint64_t parts = (uint64_t)read_u32(p) * 2;
    for (p += 4; parts > 0; parts--) {
        if (end - p < 4)
            return false;
        uint32_t size = read_u32(p);
        p += 4;
        if (size == WR_MAP_NULL)
            continue;
        if ((size_t)(end - p) < size)
            return false;
        p += size;
    }
    return p == end;
}

uint32_t wr_map_count(const weir_string *map) { return read_u32(weir_string_data(map)); }

wr_map_reader wr_map_read(const weir_string *map) {
    return (wr_map_reader){weir_string_data(map) + 4, wr_map_count(map)};
}

static const char *read_part(const char *p, weir_string *string, bool *null) {
    uint32_t size = read_u32(p);
    p += 4;
    *null = size == WR_MAP_NULL;
    *string = weir_string_view(p, *null ? 0 : size);
    return p + string->size;
}

bool wr_map_next(wr_map_reader *reader, wr_map_entry *entry) {
    if (reader->left == 0)
        return false;
    reader->left--;
    reader->at = read_part(reader->at, &entry->key, &entry->key_null);
    reader->at = read_part(reader->at, &entry->value, &entry->value_null);
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
    wr_map_entry *entries = wr_calloc(count, sizeof *entries);
    wr_map_reader reader = wr_map_read(map);
    for (uint32_t i = 0; i < count; i++)
        (void)wr_map_next(&reader, &entries[i]);
    sort_by_hash(entries, count, text_hash);
    for (uint32_t i = 0; i < count; i++) {
        if (i > 0)
            wr_buffer_text(out, ", ");
        put_entry(out, type, &entries[i], null_text, put, context);
    }
    wr_free(entries);
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
