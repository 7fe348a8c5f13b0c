/* batch/nested.c - see the header. */
#include "batch/nested.h"

#include "base/alloc.h"
#include "base/arena.h"
#include "base/hash.h"
#include "batch/variant.h"
#include "batch/vector.h"

#define SIZE_MAX_BYTES WEIR_STRING_LENGTH_MAX

static uint32_t read_u32(const char *p) {
    uint32_t value;
    memcpy(&value, p, 4);
    return value;
}
static char *put_u32(char *p, uint32_t value) {
    memcpy(p, &value, 4);
    return p + 4;
}

/* ---- types ---- */

static weir_type with_fields(struct weir_arena *arena, weir_type_id id, const weir_field *fields, uint32_t count, bool nullable) {
    weir_field  *copies = wr_arena_calloc(arena, count + 1, sizeof *copies);
    weir_schema *schema = wr_arena_calloc(arena, 1, sizeof *schema);
    weir_type    type = weir_type_of(id, nullable);
    for (uint32_t i = 0; i < count; i++) {
        copies[i] = (weir_field){wr_arena_strdup(arena, fields[i].name), fields[i].type};
        copies[i].type.time_attribute = WEIR_TIME_NONE;
    }
    schema->field_count = count;
    schema->fields = copies;
    type.fields = schema;
    return type;
}

weir_type wr_map_value_type(weir_type map) {
    return map.id == WEIR_TYPE_MULTISET ? weir_type_of(WEIR_TYPE_INT, false) : map.fields->fields[1].type;
}

weir_type wr_array_type(struct weir_arena *arena, weir_type element, bool nullable) {
    weir_field field = {"element", element};
    return with_fields(arena, WEIR_TYPE_ARRAY, &field, 1, nullable);
}

weir_type wr_multiset_type(struct weir_arena *arena, weir_type element, bool nullable) {
    weir_field field = {"element", element};
    return with_fields(arena, WEIR_TYPE_MULTISET, &field, 1, nullable);
}

weir_type wr_map_type(struct weir_arena *arena, weir_type key, weir_type value, bool nullable) {
    weir_field fields[2] = {{"key", key}, {"value", value}};
    return with_fields(arena, WEIR_TYPE_MAP, fields, 2, nullable);
}

weir_type wr_row_type(struct weir_arena *arena, const char *const *names, const weir_type *types, uint32_t count, bool nullable) {
    weir_field *fields = wr_arena_calloc(arena, count + 1, sizeof *fields);
    for (uint32_t i = 0; i < count; i++)
        fields[i] = (weir_field){names ? names[i] : wr_arena_printf(arena, "EXPR$%u", i), types[i]};
    return with_fields(arena, WEIR_TYPE_ROW, fields, count, nullable);
}

weir_type wr_type_copy(struct weir_arena *arena, weir_type type) {
    if (!type.fields)
        return type;
    const uint32_t count = type.fields->field_count;
    weir_field    *fields = wr_arena_calloc(arena, count + 1, sizeof *fields);
    for (uint32_t i = 0; i < count; i++)
        fields[i] = (weir_field){type.fields->fields[i].name, wr_type_copy(arena, type.fields->fields[i].type)};
    type.fields = with_fields(arena, (weir_type_id)type.id, fields, count, type.nullable).fields;
    return type;
}

/* ---- one value as bytes ---- */

/* Bytes of a value within a nested one; 0: a view, which has as many as it has. */
static uint32_t fixed_width(weir_type type) {
    return weir_type_is_view(type) ? 0 : weir_type_width(type);
}

/* Of one type as in a column of one row: so the layout of scalars is said in one place (vector.c). */
static weir_value fixed_get(weir_type type, const char *bytes) {
    uint64_t    room[2]; /* aligned for every width */
    weir_column column = {.type = type, .data = room};
    memcpy(room, bytes, weir_type_width(type));
    return wr_column_value(&column, 0);
}

static void fixed_put(weir_type type, const weir_value *value, char *bytes) {
    uint64_t    room[2] = {0};
    uint8_t     null = 0;
    weir_vector vector = {.type = type, .data = room, .nulls = &null};
    weir_value  one = *value;
    if ((type.id == WEIR_TYPE_FLOAT || type.id == WEIR_TYPE_DOUBLE) && one.u.f64 != one.u.f64)
        one.u.f64 = __builtin_nan(""); /* one NaN, so that equal values have equal bytes */
    wr_vector_set(&vector, 0, &one);
    memcpy(bytes, room, weir_type_width(type));
}

/* ---- reading ---- */

static wr_array open_array(weir_type element, const char *bytes) {
    wr_array array = {.element = element, .count = read_u32(bytes), .width = fixed_width(element)};
    array.nulls = bytes + 4;
    array.data = array.nulls + array.count;
    if (array.width == 0) {
        array.ends = array.data;
        array.data += (size_t)array.count * 4;
    }
    return array;
}

wr_array wr_array_open(weir_type array, const weir_string *value) {
    return open_array(wr_element_type(array), weir_string_data(value));
}

void wr_map_open(weir_type map, const weir_string *value, wr_array *keys, wr_array *values) {
    const char *bytes = weir_string_data(value);
    *keys = open_array(wr_map_key_type(map), bytes + 4);
    *values = open_array(wr_map_value_type(map), bytes + 4 + read_u32(bytes));
}

uint32_t wr_array_count(const weir_string *value) {
    return read_u32(weir_string_data(value));
}

static weir_value view_at(const char *ends, const char *data, uint32_t index) {
    uint32_t   begin = index == 0 ? 0 : read_u32(ends + (size_t)(index - 1) * 4);
    weir_value value = {0};
    value.u.string = weir_string_view(data + begin, read_u32(ends + (size_t)index * 4) - begin);
    return value;
}

weir_value wr_array_at(const wr_array *array, uint32_t index) {
    if (array->nulls[index])
        return (weir_value){.is_null = true};
    if (array->width == 0)
        return view_at(array->ends, array->data, index);
    return fixed_get(array->element, array->data + (size_t)index * array->width);
}

weir_value wr_row_at(weir_type row, const weir_string *value, uint32_t field) {
    const char    *nulls = weir_string_data(value);
    const uint32_t count = row.fields->field_count;
    const char    *ends = nulls + count, *data = ends + (size_t)count * 4;
    const weir_type type = row.fields->fields[field].type;
    if (nulls[field])
        return (weir_value){.is_null = true};
    if (weir_type_is_view(type))
        return view_at(ends, data, field);
    return fixed_get(type, data + (field == 0 ? 0 : read_u32(ends + (size_t)(field - 1) * 4)));
}

uint32_t wr_array_find(const wr_array *array, const weir_value *element) {
    for (uint32_t i = 0; i < array->count; i++) {
        weir_value other = wr_array_at(array, i);
        if (wr_value_equal(array->element, &other, element))
            return i;
    }
    return array->count;
}

/* ---- making ---- */

static weir_status too_large(weir_error *err) {
    return weir_fail(err, WEIR_DATA, "an array, map or row would be larger than 2 GB");
}

static size_t array_size(weir_type element, const weir_value *elements, uint32_t count) {
    const uint32_t width = fixed_width(element);
    size_t         size = 4 + (size_t)count * (1 + (width == 0 ? 4 : width));
    for (uint32_t i = 0; width == 0 && i < count; i++)
        size += elements[i].is_null ? 0 : elements[i].u.string.size;
    return size;
}

/* A view's bytes; where they end is written to *end. */
static char *put_view(char *p, const char *data, const weir_value *value, char **end) {
    if (!value->is_null && value->u.string.size != 0) {
        memcpy(p, weir_string_data(&value->u.string), value->u.string.size);
        p += value->u.string.size;
    }
    *end = put_u32(*end, (uint32_t)(p - data));
    return p;
}

static char *put_array(char *p, weir_type element, const weir_value *elements, uint32_t count) {
    const uint32_t width = fixed_width(element);
    p = put_u32(p, count);
    for (uint32_t i = 0; i < count; i++)
        *p++ = elements[i].is_null;
    char *ends = p, *data = width == 0 ? p + (size_t)count * 4 : p;
    p = data;
    for (uint32_t i = 0; i < count; i++) {
        if (width == 0) {
            p = put_view(p, data, &elements[i], &ends);
            continue;
        }
        if (elements[i].is_null)
            memset(p, 0, width);
        else
            fixed_put(element, &elements[i], p);
        p += width;
    }
    return p;
}

weir_status wr_array_make(weir_type array, const weir_value *elements, uint32_t count, struct weir_arena *arena, weir_string *out, weir_error *err) {
    const weir_type element = wr_element_type(array);
    const size_t    size = array_size(element, elements, count);
    if (size > SIZE_MAX_BYTES)
        return too_large(err);
    char *bytes = wr_arena_alloc(arena, size);
    put_array(bytes, element, elements, count);
    *out = weir_string_view(bytes, size);
    return WEIR_OK;
}

weir_status wr_row_make(weir_type row, const weir_value *fields, struct weir_arena *arena, weir_string *out, weir_error *err) {
    const uint32_t count = row.fields->field_count;
    size_t         size = (size_t)count * 5;
    for (uint32_t i = 0; i < count; i++) {
        weir_type type = row.fields->fields[i].type;
        if (!fields[i].is_null)
            size += weir_type_is_view(type) ? fields[i].u.string.size : weir_type_width(type);
    }
    if (size > SIZE_MAX_BYTES)
        return too_large(err);
    char *bytes = wr_arena_alloc(arena, size + 1), *ends = bytes + count, *data = ends + (size_t)count * 4, *p = data;
    for (uint32_t i = 0; i < count; i++) {
        weir_type type = row.fields->fields[i].type;
        bytes[i] = fields[i].is_null;
        if (fields[i].is_null || weir_type_is_view(type)) {
            p = put_view(p, data, &fields[i], &ends);
            continue;
        }
        fixed_put(type, &fields[i], p);
        p += weir_type_width(type);
        ends = put_u32(ends, (uint32_t)(p - data));
    }
    *out = weir_string_view(bytes, size);
    return WEIR_OK;
}

#define FEW 8u /* keys that are compared one by one */

uint32_t wr_map_unique(weir_type key, weir_value *keys, weir_value *values, uint32_t count) {
    uint32_t  kept = 0, mask = 0;
    uint32_t *slots = NULL; /* hash -> key + 1 */
    if (count > FEW) {
        for (mask = 15; mask < count * 2u - 1u && mask < UINT32_MAX / 2; mask = mask * 2 + 1) {}
        slots = wr_calloc((size_t)mask + 1, sizeof *slots);
    }
    for (uint32_t i = 0; i < count; i++) {
        uint32_t same = 0, slot = 0;
        if (!slots) {
            while (same < kept && !wr_value_equal(key, &keys[same], &keys[i]))
                same++;
        } else {
            slot = (uint32_t)wr_value_hash(key, &keys[i]) & mask;
            while (slots[slot] != 0 && !wr_value_equal(key, &keys[slots[slot] - 1], &keys[i]))
                slot = (slot + 1) & mask;
            same = slots[slot] == 0 ? kept : slots[slot] - 1;
        }
        values[same] = values[i];
        if (same < kept)
            continue;
        keys[kept++] = keys[i];
        if (slots)
            slots[slot] = kept;
    }
    wr_free(slots);
    return kept;
}

weir_status wr_map_of(weir_type map, weir_value *keys, weir_value *values, uint32_t count, struct weir_arena *arena, weir_string *out, weir_error *err) {
    const weir_type key = wr_map_key_type(map), value = wr_map_value_type(map);
    count = wr_map_unique(key, keys, values, count);
    const size_t keys_size = array_size(key, keys, count), size = 4 + keys_size + array_size(value, values, count);
    if (size > SIZE_MAX_BYTES)
        return too_large(err);
    char *bytes = wr_arena_alloc(arena, size), *p = put_u32(bytes, (uint32_t)keys_size);
    p = put_array(p, key, keys, count);
    put_array(p, value, values, count);
    *out = weir_string_view(bytes, size);
    return WEIR_OK;
}

/* ---- comparing ---- */

static int order_of(uint32_t a, uint32_t b) { return (a > b) - (a < b); }

static int compare_arrays(weir_type type, const weir_string *a, const weir_string *b) {
    wr_array left = wr_array_open(type, a), right = wr_array_open(type, b);
    for (uint32_t i = 0; i < left.count && i < right.count; i++) {
        weir_value x = wr_array_at(&left, i), y = wr_array_at(&right, i);
        int        order = wr_value_compare(left.element, &x, &y);
        if (order != 0)
            return order;
    }
    return order_of(left.count, right.count);
}

static int compare_rows(weir_type type, const weir_string *a, const weir_string *b) {
    for (uint32_t i = 0; i < type.fields->field_count; i++) {
        weir_value x = wr_row_at(type, a, i), y = wr_row_at(type, b, i);
        int        order = wr_value_compare(type.fields->fields[i].type, &x, &y);
        if (order != 0)
            return order;
    }
    return 0;
}

static int compare_maps(weir_type type, const weir_string *a, const weir_string *b) {
    wr_array keys[2], values[2];
    wr_map_open(type, a, &keys[0], &values[0]);
    wr_map_open(type, b, &keys[1], &values[1]);
    bool equal = keys[0].count == keys[1].count;
    for (uint32_t i = 0; equal && i < keys[0].count; i++) {
        weir_value key = wr_array_at(&keys[0], i), value = wr_array_at(&values[0], i), other;
        uint32_t   at = wr_array_find(&keys[1], &key);
        if (at == keys[1].count)
            return weir_string_compare(a, b);
        other = wr_array_at(&values[1], at);
        equal = wr_value_equal(values[0].element, &value, &other);
    }
    return equal ? 0 : weir_string_compare(a, b);
}

int wr_value_compare(weir_type type, const weir_value *a, const weir_value *b) {
    if (a->is_null || b->is_null)
        return (int)b->is_null - (int)a->is_null;
    switch ((int)type.id) {
    case WEIR_TYPE_ARRAY: return compare_arrays(type, &a->u.string, &b->u.string);
    case WEIR_TYPE_ROW: return compare_rows(type, &a->u.string, &b->u.string);
    case WEIR_TYPE_MAP:
    case WEIR_TYPE_MULTISET: return compare_maps(type, &a->u.string, &b->u.string);
    case WEIR_TYPE_FLOAT:
    case WEIR_TYPE_DOUBLE:
        if (a->u.f64 != a->u.f64 || b->u.f64 != b->u.f64)
            return (int)(a->u.f64 != a->u.f64) - (int)(b->u.f64 != b->u.f64);
        return (a->u.f64 > b->u.f64) - (a->u.f64 < b->u.f64);
    case WEIR_TYPE_DECIMAL: return (a->u.i128 > b->u.i128) - (a->u.i128 < b->u.i128);
    case WEIR_TYPE_TIMESTAMP:
    case WEIR_TYPE_TIMESTAMP_LTZ:
        if (a->u.time.ms != b->u.time.ms)
            return a->u.time.ms < b->u.time.ms ? -1 : 1;
        return (a->u.time.nanos > b->u.time.nanos) - (a->u.time.nanos < b->u.time.nanos);
    default:
        if (weir_type_is_view(type))
            return weir_string_compare(&a->u.string, &b->u.string);
        return (a->u.i64 > b->u.i64) - (a->u.i64 < b->u.i64);
    }
}

bool wr_value_equal(weir_type type, const weir_value *a, const weir_value *b) {
    if (!a->is_null && !b->is_null && weir_type_is_view(type) && weir_string_equal(&a->u.string, &b->u.string))
        return true;
    return wr_value_compare(type, a, b) == 0;
}

static uint64_t hash_parts(const wr_array *array, uint64_t hash) {
    for (uint32_t i = 0; i < array->count; i++) {
        weir_value part = wr_array_at(array, i);
        hash = wr_hash_u64(hash ^ wr_value_hash(array->element, &part));
    }
    return hash;
}

static uint64_t hash_map(weir_type type, const weir_string *map) {
    wr_array keys, values;
    uint64_t sum = 0; /* entries in any order hash alike */
    wr_map_open(type, map, &keys, &values);
    for (uint32_t i = 0; i < keys.count; i++) {
        weir_value key = wr_array_at(&keys, i), value = wr_array_at(&values, i);
        sum += wr_hash_u64(wr_value_hash(keys.element, &key) ^ wr_hash_u64(wr_value_hash(values.element, &value)));
    }
    return wr_hash_u64(sum);
}

uint64_t wr_value_hash(weir_type type, const weir_value *value) {
    uint64_t hash = 0;
    double   number;
    if (value->is_null)
        return 0;
    switch ((int)type.id) {
    case WEIR_TYPE_ARRAY: {
        wr_array array = wr_array_open(type, &value->u.string);
        return hash_parts(&array, array.count);
    }
    case WEIR_TYPE_ROW:
        for (uint32_t i = 0; i < type.fields->field_count; i++) {
            weir_value part = wr_row_at(type, &value->u.string, i);
            hash = wr_hash_u64(hash ^ wr_value_hash(type.fields->fields[i].type, &part));
        }
        return hash;
    case WEIR_TYPE_MAP:
    case WEIR_TYPE_MULTISET: return hash_map(type, &value->u.string);
    case WEIR_TYPE_FLOAT:
    case WEIR_TYPE_DOUBLE:
        number = value->u.f64 == 0 ? 0 : value->u.f64; /* -0.0 equals 0.0 */
        if (number != number)
            return 1;
        memcpy(&hash, &number, 8);
        return wr_hash_u64(hash);
    case WEIR_TYPE_DECIMAL:
        return wr_hash_u64((uint64_t)value->u.i128 ^ wr_hash_u64((uint64_t)(value->u.i128 >> 64)));
    case WEIR_TYPE_TIMESTAMP:
    case WEIR_TYPE_TIMESTAMP_LTZ:
        return wr_hash_u64((uint64_t)value->u.time.ms ^ wr_hash_u64((uint64_t)value->u.time.nanos));
    default:
        if (weir_type_is_view(type))
            return wr_hash_bytes(weir_string_data(&value->u.string), value->u.string.size);
        return wr_hash_u64((uint64_t)value->u.i64);
    }
}

/* ---- bytes from outside ---- */

static bool parts_valid(const wr_array *array) {
    for (uint32_t i = 0; i < array->count; i++) {
        weir_value part = wr_array_at(array, i);
        if (!part.is_null && array->width == 0 && !wr_nested_valid(array->element, &part.u.string))
            return false;
    }
    return true;
}

static bool ends_valid(const char *ends, uint32_t count, size_t size) {
    uint32_t before = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t end = read_u32(ends + (size_t)i * 4);
        if (end < before)
            return false;
        before = end;
    }
    return before == size;
}

static bool array_valid(weir_type element, const char *bytes, size_t size) {
    if (size < 4)
        return false;
    wr_array     array = open_array(element, bytes);
    const size_t head = 4 + (size_t)array.count * (array.width == 0 ? 5 : 1);
    if (size < head)
        return false;
    if (array.width != 0)
        return size - head == (size_t)array.count * array.width;
    return ends_valid(array.ends, array.count, size - head) && parts_valid(&array);
}

static bool row_valid(weir_type row, const weir_string *value) {
    const uint32_t count = row.fields->field_count;
    const char    *ends = weir_string_data(value) + count;
    if (value->size < (size_t)count * 5 || !ends_valid(ends, count, value->size - (size_t)count * 5))
        return false;
    uint32_t before = 0;
    for (uint32_t i = 0; i < count; i++) {
        const weir_type type = row.fields->fields[i].type;
        const uint32_t  size = read_u32(ends + (size_t)i * 4) - before;
        before += size;
        if (weir_string_data(value)[i]) {
            if (size != 0)
                return false;
            continue;
        }
        if (!weir_type_is_view(type) && size != weir_type_width(type))
            return false;
        weir_value part = wr_row_at(row, value, i);
        if (weir_type_is_view(type) && !wr_nested_valid(type, &part.u.string))
            return false;
    }
    return true;
}

bool wr_nested_valid(weir_type type, const weir_string *value) {
    const char *bytes = weir_string_data(value);
    switch ((int)type.id) {
    case WEIR_TYPE_ARRAY: return array_valid(wr_element_type(type), bytes, value->size);
    case WEIR_TYPE_ROW: return row_valid(type, value);
    case WEIR_TYPE_MAP:
    case WEIR_TYPE_MULTISET: {
        uint32_t keys = value->size < 4 ? 0 : read_u32(bytes);
        return value->size >= 12 && keys <= value->size - 8 && array_valid(wr_map_key_type(type), bytes + 4, keys) &&
               array_valid(wr_map_value_type(type), bytes + 4 + keys, value->size - 4 - keys) && read_u32(bytes + 4) == read_u32(bytes + 4 + keys);
    }
    case WEIR_TYPE_VARIANT: return wr_variant_valid(value);
    default: return true;
    }
}
