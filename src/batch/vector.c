/* batch/vector.c - columns that are written, single values, gathers, compares and key hashes.
 *
 * Row loops branch on the type once and then are plain loops by width. A vector's null bytes are
 * written for every row that these functions write, so has_nulls may be set at any time. */
#include "batch/vector.h"

#include "batch/nested.h"

#include "base/alloc.h"
#include "base/arena.h"
#include "base/hash.h"
#include "base/number.h"

#define VECTOR_ALIGNMENT 64u

static void *aligned_block(struct weir_arena *arena, size_t size) {
    uintptr_t address = (uintptr_t)wr_arena_alloc(arena, size + VECTOR_ALIGNMENT);
    size_t    skip = (VECTOR_ALIGNMENT - address % VECTOR_ALIGNMENT) % VECTOR_ALIGNMENT;
    return memset((char *)address + skip, 0, size); /* the first touch happens here, not in a kernel */
}

void wr_vector_init(weir_vector *vector, weir_type type, struct weir_arena *arena,
                    struct weir_arena *strings) {
    size_t width = weir_type_width(type);
    *vector = (weir_vector){.type = type, .strings = strings};
    if (width == 0)
        return;
    vector->data = aligned_block(arena, width * WEIR_BATCH_ROWS);
    vector->nulls = aligned_block(arena, WEIR_BATCH_ROWS);
}

/* ---- single values ---- */

weir_value wr_column_value(const weir_column *column, uint32_t row) {
    weir_value  value;
    const void *data = column->data;
    memset(&value, 0, sizeof value);
    if (data == NULL || (column->nulls != NULL && column->nulls[row] != 0)) {
        value.is_null = true;
        return value;
    }
    switch ((weir_type_id)column->type.id) {
    case WEIR_TYPE_BOOLEAN:
        value.u.i64 = ((const uint8_t *)data)[row];
        break;
    case WEIR_TYPE_TINYINT:
        value.u.i64 = ((const int8_t *)data)[row];
        break;
    case WEIR_TYPE_SMALLINT:
        value.u.i64 = ((const int16_t *)data)[row];
        break;
    case WEIR_TYPE_INT:
    case WEIR_TYPE_DATE:
    case WEIR_TYPE_TIME:
    case WEIR_TYPE_INTERVAL_MONTH:
        value.u.i64 = ((const int32_t *)data)[row];
        break;
    case WEIR_TYPE_BIGINT:
    case WEIR_TYPE_INTERVAL_DAY:
        value.u.i64 = ((const int64_t *)data)[row];
        break;
    case WEIR_TYPE_FLOAT:
        value.u.f64 = (double)((const float *)data)[row];
        break;
    case WEIR_TYPE_DOUBLE:
        value.u.f64 = ((const double *)data)[row];
        break;
    case WEIR_TYPE_DECIMAL:
        if (weir_type_is_wide_decimal(column->type))
            memcpy(&value.u.i128, (const char *)data + (size_t)row * 16, 16);
        else
            value.u.i128 = ((const int64_t *)data)[row];
        break;
    case WEIR_TYPE_CHAR:
    case WEIR_TYPE_VARCHAR:
    case WEIR_TYPE_BINARY:
    case WEIR_TYPE_VARBINARY:
    case WEIR_TYPE_ARRAY:
    case WEIR_TYPE_MAP:
    case WEIR_TYPE_MULTISET:
    case WEIR_TYPE_ROW:
    case WEIR_TYPE_VARIANT:
        value.u.string = ((const weir_string *)data)[row];
        break;
    case WEIR_TYPE_TIMESTAMP:
    case WEIR_TYPE_TIMESTAMP_LTZ:
        if (weir_type_is_wide_time(column->type)) {
            value.u.time.ms = ((const wr_timestamp *)data)[row].ms;
            value.u.time.nanos = ((const wr_timestamp *)data)[row].nanos;
        } else {
            value.u.time.ms = ((const int64_t *)data)[row];
        }
        break;
    case WEIR_TYPE_NULL:
    case WEIR_TYPE_SYMBOL:
    case WEIR_TYPE_COUNT:
        value.is_null = true;
        break;
    }
    return value;
}

/* The bytes of a value in a column of `type`; at least 16 bytes at `out`. Not NULL. */
static void value_bytes(weir_type type, const weir_value *value, void *out) {
    uint8_t      byte = (uint8_t)value->u.i64;
    int16_t      small = (int16_t)value->u.i64;
    int32_t      medium = (int32_t)value->u.i64;
    float        single;
    int64_t      narrow;
    wr_timestamp time;
    switch ((weir_type_id)type.id) {
    case WEIR_TYPE_BOOLEAN:
    case WEIR_TYPE_TINYINT:
        memcpy(out, &byte, 1);
        break;
    case WEIR_TYPE_SMALLINT:
        memcpy(out, &small, 2);
        break;
    case WEIR_TYPE_INT:
    case WEIR_TYPE_DATE:
    case WEIR_TYPE_TIME:
    case WEIR_TYPE_INTERVAL_MONTH:
        memcpy(out, &medium, 4);
        break;
    case WEIR_TYPE_BIGINT:
    case WEIR_TYPE_INTERVAL_DAY:
        memcpy(out, &value->u.i64, 8);
        break;
    case WEIR_TYPE_FLOAT:
        single = (float)value->u.f64;
        memcpy(out, &single, 4);
        break;
    case WEIR_TYPE_DOUBLE:
        memcpy(out, &value->u.f64, 8);
        break;
    case WEIR_TYPE_DECIMAL:
        narrow = (int64_t)value->u.i128;
        if (weir_type_is_wide_decimal(type))
            memcpy(out, &value->u.i128, 16);
        else
            memcpy(out, &narrow, 8);
        break;
    case WEIR_TYPE_CHAR:
    case WEIR_TYPE_VARCHAR:
    case WEIR_TYPE_BINARY:
    case WEIR_TYPE_VARBINARY:
    case WEIR_TYPE_ARRAY:
    case WEIR_TYPE_MAP:
    case WEIR_TYPE_MULTISET:
    case WEIR_TYPE_ROW:
    case WEIR_TYPE_VARIANT:
        memcpy(out, &value->u.string, 16);
        break;
    case WEIR_TYPE_TIMESTAMP:
    case WEIR_TYPE_TIMESTAMP_LTZ:
        time = (wr_timestamp){value->u.time.ms, value->u.time.nanos, 0};
        memcpy(out, &time, weir_type_is_wide_time(type) ? 16 : 8);
        break;
    case WEIR_TYPE_NULL:
    case WEIR_TYPE_SYMBOL:
    case WEIR_TYPE_COUNT:
        break;
    }
}

void wr_vector_set(weir_vector *vector, uint32_t row, const weir_value *value) {
    WR_ASSERT(row < WEIR_BATCH_ROWS);
    if (vector->data == NULL)
        return;
    vector->nulls[row] = value->is_null ? 1 : 0;
    if (value->is_null) {
        vector->has_nulls = true;
        return;
    }
    value_bytes(vector->type, value,
                (char *)vector->data + (size_t)row * weir_type_width(vector->type));
}

void wr_vector_fill(weir_vector *to, uint32_t first, uint32_t count, const weir_value *value) {
    WR_ASSERT(first <= WEIR_BATCH_ROWS && count <= WEIR_BATCH_ROWS - first);
    uint32_t width = weir_type_width(to->type);
    if (to->data == NULL || count == 0)
        return;
    memset(to->nulls + first, value->is_null ? 1 : 0, count);
    if (value->is_null) {
        to->has_nulls = true;
        return;
    }
    char *out = (char *)to->data + (size_t)first * width;
    value_bytes(to->type, value, out);
    for (size_t done = width, total = (size_t)count * width; done < total;) { /* doubling copies */
        size_t size = WR_MIN(done, total - done);
        memcpy(out + done, out, size);
        done += size;
    }
}

int wr_column_compare(const weir_column *a, uint32_t row_a, const weir_column *b, uint32_t row_b) {
    weir_value left = wr_column_value(a, row_a), right = wr_column_value(b, row_b);
    return wr_value_compare(a->type, &left, &right);
}

/* ---- gather ---- */

/* One loop per width; without indexes the rows are a contiguous run. */
#define GATHER(type)                                                                     \
    do {                                                                                 \
        const type *restrict in = from;                                                  \
        type *restrict out = to;                                                         \
        for (uint32_t k = 0; k < rows.count; k++)                                        \
            out[k] = in[rows.indexes[k]];                                                \
    } while (0)

typedef struct wide { uint64_t low, high; } wide;

static void gather_bytes(void *to, const void *from, uint32_t width, weir_rows rows) {
    if (rows.indexes == NULL) {
        memcpy(to, from, (size_t)rows.count * width);
        return;
    }
    if (width == 1)
        GATHER(uint8_t);
    else if (width == 2)
        GATHER(uint16_t);
    else if (width == 4)
        GATHER(uint32_t);
    else if (width == 8)
        GATHER(uint64_t);
    else
        GATHER(wide);
}

/* Copies the bytes of the long ones among count strings; NULL rows hold anything and are left. */
static void copy_long_strings(weir_string *strings, const uint8_t *nulls, uint32_t count,
                              struct weir_arena *arena) {
    size_t total = 0;
    for (uint32_t k = 0; k < count; k++)
        if (strings[k].size > WEIR_STRING_INLINE && (nulls == NULL || nulls[k] == 0))
            total += strings[k].size;
    if (total == 0)
        return;
    char *out = wr_arena_alloc(arena, total);
    for (uint32_t k = 0; k < count; k++) {
        if (strings[k].size <= WEIR_STRING_INLINE || (nulls != NULL && nulls[k] != 0))
            continue;
        memcpy(out, strings[k].u.far.pointer, strings[k].size);
        strings[k].u.far.pointer = out;
        out += strings[k].size;
    }
}

void wr_vector_gather(weir_vector *to, uint32_t first, const weir_column *from, weir_rows rows,
                      bool copy_strings) {
    WR_ASSERT(first <= WEIR_BATCH_ROWS && rows.count <= WEIR_BATCH_ROWS - first);
    uint32_t width = weir_type_width(to->type);
    uint8_t  any = 0;
    if (to->data == NULL || rows.count == 0)
        return;
    WR_ASSERT(from->data != NULL && weir_type_width(from->type) == width);
    char    *out = (char *)to->data + (size_t)first * width;
    uint8_t *nulls = to->nulls + first;
    gather_bytes(out, from->data, width, rows);
    if (from->nulls == NULL) {
        memset(nulls, 0, rows.count);
    } else {
        gather_bytes(nulls, from->nulls, 1, rows);
        for (uint32_t k = 0; k < rows.count; k++)
            any |= nulls[k];
        if (any != 0)
            to->has_nulls = true;
    }
    if (copy_strings && weir_type_is_view(to->type)) {
        WR_ASSERT(to->strings != NULL);
        copy_long_strings((weir_string *)(void *)out, any != 0 ? nulls : NULL, rows.count,
                          to->strings);
    }
}

/* ---- hashes of keys ---- */

#define HASH_SEED 0x9e3779b97f4a7c15ULL /* 2^64 / golden ratio */
#define HASH_LOW  0xa0761d6478bd642fULL /* odd, half of the bits set */
#define HASH_HIGH 0xe7037ed1a0b428dbULL
#define HASH_NULL 0x6a09e667f3bcc908ULL /* sqrt(2) */
#define HASH_NAN  0x7ff8000000000000ULL

__extension__ typedef unsigned __int128 uint128;

static inline uint64_t fold(uint64_t a, uint64_t b) {
    uint128 product = (uint128)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}
static inline uint64_t hash_i64(int64_t value) {
    return wr_hash_u64((uint64_t)value ^ HASH_SEED);
}
/* A wide value that a narrow column could hold hashes as there. */
static inline uint64_t hash_i128(weir_int128 value) {
    int64_t low = (int64_t)value;
    if ((weir_int128)low == value)
        return hash_i64(low);
    return fold((uint64_t)low ^ HASH_LOW, (uint64_t)(value >> 64) ^ HASH_HIGH);
}
static inline uint64_t hash_time(wr_timestamp value) {
    if (value.nanos == 0)
        return hash_i64(value.ms);
    return fold((uint64_t)value.ms ^ HASH_LOW, (uint64_t)(uint32_t)value.nanos ^ HASH_HIGH);
}
static inline uint64_t hash_f64(double value) {
    uint64_t bits = HASH_NAN;
    double   positive_zero = value + 0.0; /* -0.0 becomes 0.0 */
    if (value == value)
        memcpy(&bits, &positive_zero, 8);
    return hash_i64((int64_t)bits);
}
/* Short strings are their own 16 bytes, zeros behind the end; longer ones go through XXH3. */
static inline uint64_t hash_string(const weir_string *string) {
    uint64_t words[2];
    if (string->size > WEIR_STRING_INLINE)
        return wr_hash_bytes(string->u.far.pointer, string->size);
    memcpy(words, string, 16);
    return wr_hash_u64(fold(words[0] ^ HASH_LOW, words[1] ^ HASH_HIGH));
}

/* `first`: the column's hash is the row's; later columns are mixed into it, order counting. */
static inline uint64_t mixed(uint64_t before, uint64_t hash, bool first) {
    return first ? hash : fold(((before << 23) | (before >> 41)) ^ hash, HASH_SEED);
}

#define HASH_ROWS(type, expression)                                                         \
    do {                                                                                    \
        const type *restrict values = column->data;                                         \
        if (column->nulls == NULL) {                                                        \
            WEIR_FOR_ROWS(i, k, rows)                                                       \
                hashes[k] = mixed(hashes[k], (expression), first);                          \
        } else {                                                                            \
            WEIR_FOR_ROWS(i, k, rows)                                                       \
                hashes[k] = mixed(hashes[k], column->nulls[i] ? HASH_NULL : (expression), first); \
        }                                                                                   \
    } while (0)

static inline __attribute__((always_inline)) void
hash_column(const weir_column *column, weir_rows rows, uint64_t *restrict hashes, bool first) {
    switch ((weir_type_id)column->type.id) {
    case WEIR_TYPE_BOOLEAN:
        HASH_ROWS(uint8_t, hash_i64(values[i]));
        break;
    case WEIR_TYPE_TINYINT:
        HASH_ROWS(int8_t, hash_i64(values[i]));
        break;
    case WEIR_TYPE_SMALLINT:
        HASH_ROWS(int16_t, hash_i64(values[i]));
        break;
    case WEIR_TYPE_INT:
    case WEIR_TYPE_DATE:
    case WEIR_TYPE_TIME:
    case WEIR_TYPE_INTERVAL_MONTH:
        HASH_ROWS(int32_t, hash_i64(values[i]));
        break;
    case WEIR_TYPE_BIGINT:
    case WEIR_TYPE_INTERVAL_DAY:
        HASH_ROWS(int64_t, hash_i64(values[i]));
        break;
    case WEIR_TYPE_FLOAT:
        HASH_ROWS(float, hash_f64((double)values[i]));
        break;
    case WEIR_TYPE_DOUBLE:
        HASH_ROWS(double, hash_f64(values[i]));
        break;
    case WEIR_TYPE_DECIMAL:
        if (weir_type_is_wide_decimal(column->type))
            HASH_ROWS(weir_int128, hash_i128(values[i]));
        else
            HASH_ROWS(int64_t, hash_i64(values[i]));
        break;
    case WEIR_TYPE_CHAR:
    case WEIR_TYPE_VARCHAR:
    case WEIR_TYPE_BINARY:
    case WEIR_TYPE_VARBINARY:
    case WEIR_TYPE_ARRAY:
    case WEIR_TYPE_MAP:
    case WEIR_TYPE_MULTISET:
    case WEIR_TYPE_ROW:
    case WEIR_TYPE_VARIANT:
        HASH_ROWS(weir_string, hash_string(&values[i]));
        break;
    case WEIR_TYPE_TIMESTAMP:
    case WEIR_TYPE_TIMESTAMP_LTZ:
        if (weir_type_is_wide_time(column->type))
            HASH_ROWS(wr_timestamp, hash_time(values[i]));
        else
            HASH_ROWS(int64_t, hash_i64(values[i]));
        break;
    case WEIR_TYPE_NULL:
    case WEIR_TYPE_SYMBOL:
    case WEIR_TYPE_COUNT:
        WR_ASSERT(!"a key column has a type that columns can hold");
    }
}

void wr_hash_keys(const weir_column *columns, const uint32_t *key_indexes, uint32_t key_count,
                  weir_rows rows, uint64_t *hashes) {
    if (key_count == 0) {
        for (uint32_t k = 0; k < rows.count; k++)
            hashes[k] = HASH_SEED;
        return;
    }
    for (uint32_t c = 0; c < key_count; c++) {
        const weir_column *column = &columns[key_indexes[c]];
        WR_ASSERT(column->data != NULL);
        if (c == 0)
            hash_column(column, rows, hashes, true);
        else
            hash_column(column, rows, hashes, false);
    }
}
