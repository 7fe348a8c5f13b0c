/* weir/type.h - SQL types, schemas and single values.
 *
 * Value of one row in a column, by type (weir_type_width):
 *   BOOLEAN u8 (0/1) | TINYINT i8 | SMALLINT i16 | INT i32 | BIGINT i64 | FLOAT f32 | DOUBLE f64
 *   DECIMAL(p<=18) i64 unscaled | DECIMAL(p>18) 128-bit unscaled
 *   CHAR VARCHAR BINARY VARBINARY weir_string (16 bytes)
 *   ARRAY MAP MULTISET ROW VARIANT weir_string of bytes that batch/nested.h (VARIANT: batch/variant.h) lays out
 *   DATE i32 days | TIME i32 milliseconds of the day
 *   TIMESTAMP, TIMESTAMP_LTZ with p<=3: i64 milliseconds since 1970 | p>3: {i64 ms, i32 nanos of the
 *     millisecond, i32 zero} (16 bytes: one value per row keeps every kernel generic in the width)
 *   INTERVAL YEAR TO MONTH i32 months | INTERVAL DAY TO SECOND i64 milliseconds
 */
#ifndef WEIR_TYPE_H
#define WEIR_TYPE_H
#include <string.h>
#include "weir/error.h"

typedef enum weir_type_id {
    WEIR_TYPE_NULL, /* the type of a bare NULL; binds to anything */
    WEIR_TYPE_BOOLEAN, WEIR_TYPE_TINYINT, WEIR_TYPE_SMALLINT, WEIR_TYPE_INT, WEIR_TYPE_BIGINT,
    WEIR_TYPE_FLOAT, WEIR_TYPE_DOUBLE, WEIR_TYPE_DECIMAL,
    WEIR_TYPE_CHAR, WEIR_TYPE_VARCHAR, WEIR_TYPE_BINARY, WEIR_TYPE_VARBINARY,
    WEIR_TYPE_DATE, WEIR_TYPE_TIME, WEIR_TYPE_TIMESTAMP, WEIR_TYPE_TIMESTAMP_LTZ,
    WEIR_TYPE_INTERVAL_MONTH, WEIR_TYPE_INTERVAL_DAY,
    WEIR_TYPE_ARRAY, WEIR_TYPE_MAP, WEIR_TYPE_MULTISET, WEIR_TYPE_ROW, WEIR_TYPE_VARIANT,
    WEIR_TYPE_SYMBOL, /* YEAR in EXTRACT(YEAR FROM x); only as a literal argument of a function */
    WEIR_TYPE_COUNT
} weir_type_id;

typedef enum weir_time_attribute { WEIR_TIME_NONE, WEIR_TIME_ROWTIME, WEIR_TIME_PROCTIME } weir_time_attribute;

#define WEIR_STRING_LENGTH_MAX 2147483647u /* VARCHAR(max) is STRING, VARBINARY(max) is BYTES */

struct weir_schema;
typedef struct weir_type {
    uint8_t  id;        /* weir_type_id                                                       */
    bool     nullable;
    uint8_t  scale;     /* DECIMAL                                                            */
    uint8_t  time_attribute; /* weir_time_attribute, TIMESTAMP and TIMESTAMP_LTZ only          */
    uint32_t length;    /* precision of DECIMAL/TIME/TIMESTAMP; length of CHAR..VARBINARY      */
    const struct weir_schema *fields; /* ARRAY and MULTISET (element), MAP (key, value), ROW; else NULL. Borrowed */
} weir_type;

typedef struct weir_field  { const char *name; weir_type type; } weir_field;
typedef struct weir_schema { uint32_t field_count; const weir_field *fields; } weir_schema;

/* A string or byte value: 16 bytes (the layout of Arrow's Utf8View). At most 12 bytes stand inline
 * in `inlined`; longer ones keep their first 4 bytes there for quick compares, and point. The bytes
 * are borrowed: who keeps a value beyond the call copies them. Unused inline bytes are zero. */
typedef struct weir_string {
    uint32_t size;
    union {
        char inlined[12];
        struct { char prefix[4]; const char *pointer; } __attribute__((packed)) far;
    } u;
} weir_string;
_Static_assert(sizeof(weir_string) == 16, "string views are 16 bytes");
#define WEIR_STRING_INLINE 12u

static inline const char *weir_string_data(const weir_string *string) {
    return string->size <= WEIR_STRING_INLINE ? string->u.inlined : string->u.far.pointer;
}
static inline weir_string weir_string_view(const char *data, size_t size) {
    weir_string string = {.size = (uint32_t)size};
    if (size <= WEIR_STRING_INLINE) {
        if (size != 0)
            memcpy(string.u.inlined, data, size);
    } else {
        memcpy(string.u.far.prefix, data, 4);
        string.u.far.pointer = data;
    }
    return string;
}
static inline bool weir_string_equal(const weir_string *a, const weir_string *b) {
    uint64_t head_a, head_b; /* size and the first four bytes */
    memcpy(&head_a, a, 8);
    memcpy(&head_b, b, 8);
    if (head_a != head_b)
        return false;
    if (a->size <= WEIR_STRING_INLINE)
        return memcmp(a->u.inlined + 4, b->u.inlined + 4, 8) == 0;
    return memcmp(a->u.far.pointer, b->u.far.pointer, a->size) == 0;
}
/* Unsigned byte order, as Flink compares. */
static inline int weir_string_compare(const weir_string *a, const weir_string *b) {
    uint32_t shorter = a->size < b->size ? a->size : b->size;
    int      order = shorter ? memcmp(weir_string_data(a), weir_string_data(b), shorter) : 0;
    return order ? order : (a->size > b->size) - (a->size < b->size);
}

__extension__ typedef __int128 weir_int128;

/* One value outside a column (a literal, an option, a partition value). Strings borrow. */
typedef struct weir_value {
    bool is_null;
    union {
        int64_t     i64;   /* BOOLEAN and every integer, DATE, TIME, intervals; also sign-extended there */
        double      f64;   /* FLOAT too */
        weir_int128 i128;  /* every DECIMAL */
        weir_string string;
        struct { int64_t ms; int32_t nanos; } time; /* every TIMESTAMP, any precision */
    } u;
} weir_value;

/* Bytes of one row's value in a column; 0 for types that no column can hold. Pure. */
uint32_t weir_type_width(weir_type type);
/* Equal but for nullability and time attribute. */
bool weir_type_same(weir_type a, weir_type b);
/* "DECIMAL(10, 2) NOT NULL" as Flink prints types; returns `out`. A size of 256 is enough for scalars. */
const char *weir_type_text(weir_type type, char *out, size_t size);
/* ... then " *ROWTIME*" or " *PROCTIME*" for a time attribute. */
const char *weir_type_text_attribute(weir_type type, char *out, size_t size);
/* Flink's default length or precision; VARCHAR is STRING and VARBINARY is BYTES. */
weir_type weir_type_of(weir_type_id id, bool nullable);
weir_type weir_type_with(weir_type_id id, uint32_t length, uint8_t scale, bool nullable);

static inline bool weir_type_is_string(weir_type t)  { return t.id == WEIR_TYPE_CHAR || t.id == WEIR_TYPE_VARCHAR; }
static inline bool weir_type_is_binary(weir_type t)  { return t.id == WEIR_TYPE_BINARY || t.id == WEIR_TYPE_VARBINARY; }
static inline bool weir_type_is_bytes(weir_type t)   { return t.id >= WEIR_TYPE_CHAR && t.id <= WEIR_TYPE_VARBINARY; }
/* Values are weir_string: strings and bytes, and what is laid out in one. */
static inline bool weir_type_is_view(weir_type t)    { return weir_type_is_bytes(t) || (t.id >= WEIR_TYPE_ARRAY && t.id <= WEIR_TYPE_VARIANT); }
/* Has parts, which batch/nested.h reads. */
static inline bool weir_type_is_nested(weir_type t)  { return t.id >= WEIR_TYPE_ARRAY && t.id <= WEIR_TYPE_ROW; }
static inline bool weir_type_is_integer(weir_type t) { return t.id >= WEIR_TYPE_TINYINT && t.id <= WEIR_TYPE_BIGINT; }
static inline bool weir_type_is_numeric(weir_type t) { return t.id >= WEIR_TYPE_TINYINT && t.id <= WEIR_TYPE_DECIMAL; }
static inline bool weir_type_is_timestamp(weir_type t) { return t.id == WEIR_TYPE_TIMESTAMP || t.id == WEIR_TYPE_TIMESTAMP_LTZ; }
static inline bool weir_type_is_wide_time(weir_type t) { return weir_type_is_timestamp(t) && t.length > 3; }
static inline bool weir_type_is_wide_decimal(weir_type t) { return t.id == WEIR_TYPE_DECIMAL && t.length > 18; }
#endif
