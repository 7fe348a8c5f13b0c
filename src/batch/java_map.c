/* batch/java_map.c - see the header. */
#include "batch/java_map.h"

#include "base/alloc.h"
#include "base/number.h"
#include "batch/nested.h"

#define FEW          8u  /* keys whose places need no memory of their own */
#define JAVA_BUCKETS 16u /* of a new HashMap */

static uint32_t folded(uint64_t value) { return (uint32_t)(value ^ value >> 32); }

static int64_t whole(int64_t value, int64_t unit) { return value / unit - (value % unit < 0); }

/* ---- hash codes of scalars ---- */

/* String.hashCode of UTF-8 text: over UTF-16. */
static uint32_t text_hash(const weir_string *text) {
    const unsigned char *p = (const unsigned char *)weir_string_data(text), *end = p + text->size;
    uint32_t             hash = 0;
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
static uint32_t binary_text_hash(const weir_string *text) {
    const char *p = weir_string_data(text), *end = p + text->size;
    uint32_t    hash = 42;
    for (; end - p >= 4; p += 4) {
        uint32_t word;
        memcpy(&word, p, 4);
        hash = murmur_mixed(hash, word);
    }
    for (; p < end; p++)
        hash = murmur_mixed(hash, (uint32_t)(int32_t)(int8_t)*p);
    hash ^= text->size;
    hash = (hash ^ hash >> 16) * 0x85ebca6bu;
    hash = (hash ^ hash >> 13) * 0xc2b2ae35u;
    return hash ^ hash >> 16;
}

/* Float.hashCode and Double.hashCode: their bits, NaN always the same. */
static uint32_t real_hash(weir_type type, double value) {
    uint32_t word = 0x7fc00000u;
    uint64_t bits = 0x7ff8000000000000ull;
    float    single = (float)value;
    if (type.id == WEIR_TYPE_FLOAT) {
        if (single == single)
            memcpy(&word, &single, 4);
        return word;
    }
    if (value == value)
        memcpy(&bits, &value, 8);
    return folded(bits);
}

/* BigDecimal.hashCode: of the digits without their sign, word by word, then the scale. */
static uint32_t decimal_hash(weir_type type, weir_int128 value) {
    bool     negative = value < 0;
    uint64_t words[2];
    uint32_t hash = 0;
    if (negative)
        value = -value;
    memcpy(words, &value, 16);
    for (uint32_t i = 4; i-- > 0;)
        hash = hash * 31 + (uint32_t)(words[i / 2] >> (i % 2 * 32));
    return (negative ? 0 - hash : hash) * 31 + type.scale;
}

static uint32_t date_hash(int64_t days) {
    wr_civil date = wr_civil_from_days(days);
    uint32_t year = (uint32_t)date.year;
    return (year & 0xfffff800u) ^ ((year << 11) + (date.month << 6) + date.day);
}

static uint32_t timestamp_hash(weir_type type, const weir_value *value, wr_java_objects objects) {
    int64_t ms = value->u.time.ms;
    int32_t nanos = value->u.time.nanos;
    if (objects == WR_JAVA_INTERNAL)
        return ((uint32_t)ms ^ (uint32_t)((uint64_t)ms >> 32)) * 31 + (uint32_t)nanos;
    int64_t seconds = whole(ms, 1000), nano = (ms - seconds * 1000) * 1000000 + nanos;
    if (type.id == WEIR_TYPE_TIMESTAMP_LTZ) /* Instant */
        return folded((uint64_t)seconds) + 51 * (uint32_t)nano;
    int64_t days = whole(seconds, 86400);
    return date_hash(days) ^ folded((uint64_t)((seconds - days * 86400) * 1000000000 + nano));
}

/* ---- of values with parts ---- */

/* What Row.hashCode takes for a field. */
static uint32_t field_hash(weir_type type, const weir_value *value) {
    if (value->is_null || type.id != WEIR_TYPE_ARRAY)
        return 31 + wr_java_hash(type, value, WR_JAVA_EXTERNAL);
    wr_array array = wr_array_open(type, &value->u.string);
    uint32_t hash = 1;
    for (uint32_t i = 0; i < array.count; i++) {
        weir_value element = wr_array_at(&array, i);
        hash = hash * 31 + field_hash(array.element, &element);
    }
    return hash;
}

static uint32_t row_hash(weir_type type, const weir_value *value) {
    uint32_t hash = 1;
    for (uint32_t i = 0; i < type.fields->field_count; i++) {
        weir_value field = wr_row_at(type, &value->u.string, i);
        hash = hash * 31 + field_hash(type.fields->fields[i].type, &field);
    }
    return hash;
}

static uint32_t map_hash(weir_type type, const weir_value *value, wr_java_objects objects) {
    wr_array keys, values;
    uint32_t hash = 0;
    wr_map_open(type, &value->u.string, &keys, &values);
    for (uint32_t i = 0; i < keys.count; i++) {
        weir_value k = wr_array_at(&keys, i), v = wr_array_at(&values, i);
        hash += wr_java_hash(keys.element, &k, objects) ^ wr_java_hash(values.element, &v, objects);
    }
    return hash;
}

uint32_t wr_java_hash(weir_type type, const weir_value *value, wr_java_objects objects) {
    const bool internal = objects == WR_JAVA_INTERNAL;
    if (value->is_null)
        return 0;
    switch ((weir_type_id)type.id) {
    case WEIR_TYPE_BOOLEAN: return value->u.i64 ? 1231 : 1237;
    case WEIR_TYPE_TINYINT:
    case WEIR_TYPE_SMALLINT:
    case WEIR_TYPE_INT: return (uint32_t)value->u.i64;
    case WEIR_TYPE_BIGINT: return folded((uint64_t)value->u.i64);
    case WEIR_TYPE_FLOAT:
    case WEIR_TYPE_DOUBLE: return real_hash(type, value->u.f64);
    case WEIR_TYPE_DECIMAL: return decimal_hash(type, value->u.i128);
    case WEIR_TYPE_CHAR:
    case WEIR_TYPE_VARCHAR: return internal ? binary_text_hash(&value->u.string) : text_hash(&value->u.string);
    case WEIR_TYPE_DATE: return internal ? (uint32_t)value->u.i64 : date_hash(value->u.i64);
    case WEIR_TYPE_TIME: return internal ? (uint32_t)value->u.i64 : folded((uint64_t)value->u.i64 * 1000000);
    case WEIR_TYPE_TIMESTAMP:
    case WEIR_TYPE_TIMESTAMP_LTZ: return timestamp_hash(type, value, objects);
    case WEIR_TYPE_INTERVAL_MONTH: return (uint32_t)value->u.i64;
    case WEIR_TYPE_INTERVAL_DAY: return folded((uint64_t)value->u.i64);
    case WEIR_TYPE_ROW: return internal ? 0 : row_hash(type, value);
    case WEIR_TYPE_MAP:
    case WEIR_TYPE_MULTISET: return map_hash(type, value, objects);
    case WEIR_TYPE_BINARY:
    case WEIR_TYPE_VARBINARY:
    case WEIR_TYPE_ARRAY:
    case WEIR_TYPE_VARIANT:
    case WEIR_TYPE_NULL:
    case WEIR_TYPE_SYMBOL:
    case WEIR_TYPE_COUNT: return 0;
    }
    return 0;
}

/* ---- the order ---- */

typedef struct place { uint32_t bucket, index; } place;

static int by_place(const void *a, const void *b) {
    const place *x = a, *y = b;
    if (x->bucket != y->bucket)
        return x->bucket < y->bucket ? -1 : 1;
    return (x->index > y->index) - (x->index < y->index);
}

void wr_java_order(weir_type key, const weir_value *keys, uint32_t count, wr_java_objects objects, uint32_t *order) {
    place    few[FEW], *places = count > FEW ? wr_calloc(count, sizeof *places) : few;
    uint32_t buckets = JAVA_BUCKETS;
    while (buckets < (1u << 30) && count > buckets / 4 * 3)
        buckets *= 2;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t hash = wr_java_hash(key, &keys[i], objects);
        places[i] = (place){(hash ^ hash >> 16) & (buckets - 1), i};
    }
    qsort(places, count, sizeof *places, by_place);
    for (uint32_t i = 0; i < count; i++)
        order[i] = places[i].index;
    if (count > FEW)
        wr_free(places);
}

void wr_java_sort(weir_type key, weir_value *keys, weir_value *values, uint32_t count) {
    if (count < 2)
        return;
    uint32_t   *order = wr_calloc(count, sizeof *order);
    weir_value *copies = wr_calloc((size_t)count * 2, sizeof *copies);
    wr_java_order(key, keys, count, WR_JAVA_INTERNAL, order);
    for (uint32_t i = 0; i < count; i++) {
        copies[i] = keys[order[i]];
        copies[count + i] = values[order[i]];
    }
    memcpy(keys, copies, count * sizeof *copies);
    memcpy(values, copies + count, count * sizeof *copies);
    wr_free(copies);
    wr_free(order);
}
