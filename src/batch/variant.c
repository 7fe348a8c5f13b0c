/* batch/variant.c - VARIANT: making, checking and printing, see variant.h. */
#include "batch/variant.h"

#include <stdlib.h>

#include "base/json_text.h"

typedef enum variant_tag { TAG_NULL, TAG_FALSE, TAG_TRUE, TAG_INTEGER, TAG_DOUBLE, TAG_DECIMAL, TAG_STRING, TAG_ARRAY, TAG_OBJECT } variant_tag;

/* ---- making ---- */

static void put_tag(wr_buffer *out, variant_tag tag) { wr_buffer_byte(out, (char)tag); }
static void put_u32(wr_buffer *out, uint32_t value)  { wr_buffer_append(out, &value, sizeof value); }

void wr_variant_put_null(wr_buffer *out) { put_tag(out, TAG_NULL); }
void wr_variant_put_boolean(wr_buffer *out, bool value) { put_tag(out, value ? TAG_TRUE : TAG_FALSE); }

void wr_variant_put_integer(wr_buffer *out, int64_t value) {
    put_tag(out, TAG_INTEGER);
    wr_buffer_append(out, &value, sizeof value);
}

void wr_variant_put_decimal(wr_buffer *out, wr_int128 unscaled, uint32_t scale) {
    put_tag(out, TAG_DECIMAL);
    wr_buffer_byte(out, (char)scale);
    wr_buffer_append(out, &unscaled, sizeof unscaled);
}

void wr_variant_put_double(wr_buffer *out, double value) {
    put_tag(out, TAG_DOUBLE);
    wr_buffer_append(out, &value, sizeof value);
}

void wr_variant_put_key(wr_buffer *out, const char *text, size_t size) {
    put_u32(out, (uint32_t)size);
    wr_buffer_append(out, text, size);
}

void wr_variant_put_string(wr_buffer *out, const char *text, size_t size) {
    put_tag(out, TAG_STRING);
    wr_variant_put_key(out, text, size);
}

void wr_variant_put_array(wr_buffer *out, uint32_t count) {
    put_tag(out, TAG_ARRAY);
    put_u32(out, count);
}

void wr_variant_put_object(wr_buffer *out, uint32_t count) {
    put_tag(out, TAG_OBJECT);
    put_u32(out, count);
}

/* ---- checking ---- */

/* Behind the value that begins at p; NULL: there is none. */
static const char *value_end(const char *p, const char *end, uint32_t depth);

static const char *bytes_end(const char *p, const char *end) {
    uint32_t size;
    if (end - p < 4)
        return NULL;
    memcpy(&size, p, 4);
    return (size_t)(end - p) - 4 >= size ? p + 4 + size : NULL;
}

static const char *parts_end(const char *p, const char *end, bool keys, uint32_t depth) {
    uint32_t count;
    if (end - p < 4 || depth == WR_VARIANT_DEPTH_MAX)
        return NULL;
    memcpy(&count, p, 4);
    p += 4;
    for (uint32_t i = 0; p != NULL && i < count; i++) {
        if (keys)
            p = bytes_end(p, end);
        if (p != NULL)
            p = value_end(p, end, depth + 1);
    }
    return p;
}

static const char *value_end(const char *p, const char *end, uint32_t depth) {
    if (p == end)
        return NULL;
    const unsigned tag = (unsigned char)*p++;
    if (tag > TAG_OBJECT)
        return NULL;
    switch ((variant_tag)tag) {
    case TAG_NULL:
    case TAG_FALSE:
    case TAG_TRUE: return p;
    case TAG_INTEGER:
    case TAG_DOUBLE: return end - p >= 8 ? p + 8 : NULL;
    case TAG_DECIMAL: return end - p >= 17 && (unsigned char)*p <= WR_DECIMAL_PRECISION_MAX ? p + 17 : NULL;
    case TAG_STRING: return bytes_end(p, end);
    case TAG_ARRAY: return parts_end(p, end, false, depth);
    case TAG_OBJECT: return parts_end(p, end, true, depth);
    }
    return NULL;
}

bool wr_variant_valid(const weir_string *value) {
    const char *bytes = weir_string_data(value), *end = bytes + value->size;
    return value_end(bytes, end, 0) == end;
}

/* ---- printing ---- */

typedef struct member {
    const char *key, *value;
    uint32_t    key_size;
} member;

static int member_compare(const void *a, const void *b) {
    const member *left = a, *right = b;
    const int     order = memcmp(left->key, right->key, WR_MIN(left->key_size, right->key_size));
    return order ? order : (left->key_size > right->key_size) - (left->key_size < right->key_size);
}

/* The value is valid: nobody looks behind it. */
static const char *put_value(wr_buffer *out, const char *p, const char *end);

static const char *put_array(wr_buffer *out, const char *p, const char *end) {
    uint32_t count;
    memcpy(&count, p, 4);
    p += 4;
    wr_buffer_byte(out, '[');
    for (uint32_t i = 0; i < count; i++) {
        if (i > 0)
            wr_buffer_byte(out, ',');
        p = put_value(out, p, end);
    }
    wr_buffer_byte(out, ']');
    return p;
}

static const char *put_object(wr_buffer *out, const char *p, const char *end) {
    uint32_t count;
    memcpy(&count, p, 4);
    p += 4;
    member *members = wr_alloc((count + (size_t)1) * sizeof *members);
    for (uint32_t i = 0; i < count; i++) {
        memcpy(&members[i].key_size, p, 4);
        members[i].key = p + 4;
        members[i].value = p + 4 + members[i].key_size;
        p = value_end(members[i].value, end, 0);
    }
    qsort(members, count, sizeof *members, member_compare);
    wr_buffer_byte(out, '{');
    for (uint32_t i = 0; i < count; i++) {
        if (i > 0)
            wr_buffer_byte(out, ',');
        wr_json_append_string(out, members[i].key, members[i].key_size, false);
        wr_buffer_byte(out, ':');
        put_value(out, members[i].value, end);
    }
    wr_buffer_byte(out, '}');
    wr_free(members);
    return p;
}

static void put_decimal(wr_buffer *out, wr_int128 unscaled, uint32_t scale) {
    char text[WR_NUMBER_TEXT_MAX];
    for (; scale > 0 && unscaled % 10 == 0; scale--)
        unscaled /= 10;
    wr_buffer_append(out, text, wr_format_decimal(unscaled, scale, text));
}

static const char *put_value(wr_buffer *out, const char *p, const char *end) {
    char              text[WR_NUMBER_TEXT_MAX];
    const variant_tag tag = (variant_tag)(unsigned char)*p++;
    switch (tag) {
    case TAG_NULL: wr_buffer_text(out, "null"); return p;
    case TAG_FALSE: wr_buffer_text(out, "false"); return p;
    case TAG_TRUE: wr_buffer_text(out, "true"); return p;
    case TAG_INTEGER: {
        int64_t value;
        memcpy(&value, p, 8);
        wr_buffer_append(out, text, wr_format_i64(value, text));
        return p + 8;
    }
    case TAG_DOUBLE: {
        double value;
        memcpy(&value, p, 8);
        wr_buffer_append(out, text, wr_format_f64_java(value, text));
        return p + 8;
    }
    case TAG_DECIMAL: {
        wr_int128 value;
        memcpy(&value, p + 1, sizeof value);
        put_decimal(out, value, (unsigned char)*p);
        return p + 17;
    }
    case TAG_STRING: {
        uint32_t size;
        memcpy(&size, p, 4);
        wr_json_append_string(out, p + 4, size, false);
        return p + 4 + size;
    }
    case TAG_ARRAY: return put_array(out, p, end);
    case TAG_OBJECT: return put_object(out, p, end);
    }
    return p;
}

void wr_variant_text(wr_buffer *out, const weir_string *value) {
    const char *bytes = weir_string_data(value);
    put_value(out, bytes, bytes + value->size);
}
