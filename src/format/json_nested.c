/* format/json_nested.c - JSON arrays and objects as values with parts: ARRAY, MAP, MULTISET and ROW columns.
 *
 * How a column is read is a tree of json_part, one for each part of its type, made once. A value is read in one pass: parts go
 * onto a stack (weir_decoder.values), and what closes takes its own off again and becomes one value. Values inside of others are
 * made in an arena of their own, the outermost where the column's strings live.
 *
 * Scalars are read as those of columns are (json_value.c). A part that its type cannot hold is an error, or NULL where errors are
 * ignored, and only that part: the others are read. Of equal names and keys the last value counts; maps come in the order of
 * Flink's HashMap, so that their texts are alike. */
#include "format/json.h"

#include "base/hash.h"
#include "batch/java_map.h"
#include "batch/nested.h"
#include "batch/vector.h"

struct json_part {
    const char  *name;      /* of a field of a ROW               */
    size_t       name_size;
    json_column  leaf;      /* its name is the path, for messages; of scalars also `room` as a column of one row */
    weir_vector  vector;
    wr_int128    room;      /* a value of any type */
    uint8_t      is_null;
    json_part   *parts;     /* ROW: the fields; ARRAY: the element; MAP and MULTISET: key and value */
    uint32_t     part_count;
    bool         unread;    /* a field that nobody reads: it stays NULL */
    uint32_t     expected;  /* ROW: the field that is probably next */
    uint64_t     seen;      /* the object that had this field last  */
};

static bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r'; }

static const char *space_skip(const char *p, const char *end) {
    while (p < end && is_space(*p))
        p++;
    return p;
}

/* ---- making the tree ---- */

static void part_init(json_part *part, const char *name, const char *path, weir_type type, const weir_reads *reads, struct weir_arena *arena) {
    part->name      = name;
    part->name_size = strlen(name);
    part->leaf      = (json_column){.name = path, .name_size = strlen(path), .type = type};
    memcpy(part->leaf.date_text, "1970-01-01", 10);
    part->vector     = (weir_vector){.type = type, .data = &part->room, .nulls = &part->is_null};
    part->leaf.data   = &part->room;
    part->leaf.nulls  = &part->is_null;
    part->leaf.vector = &part->vector;
    if (!weir_type_is_nested(type))
        return;
    const bool is_map = type.id == WEIR_TYPE_MAP || type.id == WEIR_TYPE_MULTISET;
    const bool some   = reads && !reads->whole;
    part->part_count  = is_map ? 2 : type.fields->field_count;
    part->parts       = wr_arena_calloc(arena, part->part_count + 1, sizeof(*part->parts));
    for (uint32_t i = 0; i < part->part_count; i++) {
        if (type.id == WEIR_TYPE_ROW) {
            const weir_field *field = type.fields->fields + i;
            const weir_reads *of_field = some && reads->fields ? &reads->fields[i] : NULL;
            part_init(part->parts + i, field->name, wr_arena_printf(arena, "%s.%s", path, field->name), field->type, of_field, arena);
            part->parts[i].unread = some && (!of_field || (!of_field->whole && !of_field->fields));
        } else {
            part_init(part->parts + i, "", wr_arena_printf(arena, "%s[]", path), is_map && i == 1 ? wr_map_value_type(type) : wr_element_type(type), NULL, arena);
        }
    }
}

json_part *wr_json_part_make(const char *name, weir_type type, const weir_reads *reads, struct weir_arena *arena) {
    json_part *part = wr_arena_calloc(arena, 1, sizeof(*part));
    part_init(part, name, name, type, reads, arena);
    return part;
}

/* ---- reading ---- */

static weir_value *values_push(weir_decoder *decoder, uint32_t count) {
    const size_t wanted = (size_t)decoder->value_count + count;
    if (wanted > decoder->value_capacity) {
        while (wanted > decoder->value_capacity)
            decoder->value_capacity = decoder->value_capacity == 0 ? 64 : decoder->value_capacity * 2;
        decoder->values = wr_realloc(decoder->values, decoder->value_capacity * sizeof *decoder->values);
    }
    decoder->value_count += count;
    return decoder->values + decoder->value_count - count;
}

static const char *part_read(weir_decoder *decoder, json_part *part, const char *p, const char *end, wr_arena *arena, weir_value *out);

/* What is made of parts that were read. */
static const char *made(weir_decoder *decoder, const json_part *part, weir_status status, const weir_error *err, const char *p) {
    if (status == WEIR_OK)
        return p;
    decoder->fault_field = part->leaf.name;
    return wr_json_fault(decoder, p, err->message);
}

/* Behind ',' and blanks: p. Behind `close`: *closed. */
static const char *next_member(weir_decoder *decoder, const char *p, const char *end, char close, bool *closed) {
    p = space_skip(p, end);
    if (p < end && *p == ',')
        return space_skip(p + 1, end);
    if (p == end || *p != close)
        return wr_json_fault(decoder, p, close == '}' ? "',' or '}' is expected" : "',' or ']' is expected");
    *closed = true;
    return p + 1;
}

static const char *array_read(weir_decoder *decoder, json_part *part, const char *p, const char *end, wr_arena *arena, weir_string *out) {
    const uint32_t base = decoder->value_count;
    weir_error     err;
    bool           closed = false;
    p = space_skip(p + 1, end);
    if (p < end && *p == ']') {
        closed = true;
        p++;
    }
    while (!closed) {
        weir_value value;
        if (!(p = part_read(decoder, part->parts, p, end, decoder->parts_arena, &value)))
            return NULL;
        *values_push(decoder, 1) = value;
        if (!(p = next_member(decoder, p, end, ']', &closed)))
            return NULL;
    }
    weir_status status = wr_array_make(part->leaf.type, decoder->values + base, decoder->value_count - base, arena, out, &err);
    decoder->value_count = base;
    return made(decoder, part, status, &err, p);
}

/* The key at p, behind its ':' and blanks. *close: its closing quote. */
static const char *key_read(weir_decoder *decoder, const char *p, const char *end, const char **close, bool *escaped) {
    if (p == end || *p != '"')
        return wr_json_fault(decoder, p, "a field name in quotes is expected");
    if (!(*close = wr_json_string_end(decoder, p + 1, end, escaped)))
        return NULL;
    p = space_skip(*close + 1, end);
    if (p == end || *p != ':')
        return wr_json_fault(decoder, p, "':' is expected behind a field name");
    return space_skip(p + 1, end);
}

/* Keys and values lie on the stack in turn while they are read, and one kind behind the other when all are there. */
static const char *map_read(weir_decoder *decoder, json_part *part, const char *p, const char *end, wr_arena *arena, weir_string *out) {
    const uint32_t base = decoder->value_count;
    weir_error     err;
    bool           closed = false, escaped;
    p = space_skip(p + 1, end);
    if (p < end && *p == '}') {
        closed = true;
        p++;
    }
    while (!closed) {
        const char *close, *key = p;
        weir_value  pair[2];
        p = key_read(decoder, p, end, &close, &escaped);
        if (!p || !part_read(decoder, part->parts, key, end, decoder->parts_arena, &pair[0]) ||
            !(p = part_read(decoder, part->parts + 1, p, end, decoder->parts_arena, &pair[1])))
            return NULL;
        memcpy(values_push(decoder, 2), pair, sizeof pair);
        if (!(p = next_member(decoder, p, end, '}', &closed)))
            return NULL;
    }
    uint32_t    count = (decoder->value_count - base) / 2;
    weir_value *sides = values_push(decoder, count * 2), *pairs = decoder->values + base;
    for (uint32_t i = 0; i < count; i++) {
        sides[i]         = pairs[i * 2];
        sides[count + i] = pairs[i * 2 + 1];
    }
    weir_value    *values = sides + count;
    const uint32_t unique = wr_map_unique(wr_map_key_type(part->leaf.type), sides, values, count);
    wr_java_sort(wr_map_key_type(part->leaf.type), sides, values, unique);
    weir_status status = wr_map_of(part->leaf.type, sides, values, unique, arena, out, &err);
    decoder->value_count = base;
    return made(decoder, part, status, &err, p);
}

/* The field of this name, or NULL. Fields mostly come in one order. */
static json_part *field_find(json_part *row, const char *name, size_t size) {
    for (uint32_t k = 0, i = row->expected; k < row->part_count; k++, i++) {
        if (i == row->part_count)
            i = 0;
        json_part *field = row->parts + i;
        if (field->name_size == size && memcmp(field->name, name, size) == 0) {
            row->expected = i + 1 == row->part_count ? 0 : i + 1;
            return field;
        }
    }
    return NULL;
}

/* The member at p of a ROW whose fields are on the stack from `base` on. Returns behind its value. */
static const char *field_read(weir_decoder *decoder, json_part *row, const char *p, const char *end, uint32_t base, uint64_t object) {
    const char *name = p + 1, *close;
    bool        escaped;
    if (!(p = key_read(decoder, p, end, &close, &escaped)))
        return NULL;
    size_t     size  = (size_t)(close - name);
    json_part *field = NULL;
    if (escaped) {
        decoder->scratch.size = 0;
        wr_buffer_reserve(&decoder->scratch, size + 1);
        if (wr_json_unescape(decoder, name, size, decoder->scratch.data, &size))
            field = field_find(row, decoder->scratch.data, size);
    } else {
        field = field_find(row, name, size);
    }
    if (field)
        field->seen = object;
    if (!field || field->unread)
        return wr_json_value_skip(decoder, p, end);
    weir_value value;
    if (!(p = part_read(decoder, field, p, end, decoder->parts_arena, &value)))
        return NULL;
    decoder->values[base + (uint32_t)(field - row->parts)] = value;
    return p;
}

static const char *row_read(weir_decoder *decoder, json_part *part, const char *p, const char *end, wr_arena *arena, weir_string *out) {
    const uint32_t base   = decoder->value_count;
    const uint64_t object = ++decoder->object_count;
    const char    *begin  = p;
    weir_error     err;
    bool           closed = false;
    weir_value    *fields = values_push(decoder, part->part_count);
    for (uint32_t i = 0; i < part->part_count; i++)
        fields[i] = (weir_value){.is_null = true};
    p = space_skip(p + 1, end);
    if (p < end && *p == '}') {
        closed = true;
        p++;
    }
    while (!closed)
        if (!(p = field_read(decoder, part, p, end, base, object)) || !(p = next_member(decoder, p, end, '}', &closed)))
            return NULL;
    for (uint32_t i = 0; decoder->fail_on_missing && i < part->part_count; i++) {
        if (part->parts[i].seen == object)
            continue;
        decoder->fault_field = part->parts[i].leaf.name;
        return wr_json_fault(decoder, begin, "the field is missing");
    }
    weir_status status = wr_row_make(part->leaf.type, decoder->values + base, arena, out, &err);
    decoder->value_count = base;
    return made(decoder, part, status, &err, p);
}

/* A part that is no array or object. */
static const char *scalar_read(weir_decoder *decoder, json_part *part, const char *p, const char *end, weir_value *out) {
    part->is_null        = 0;
    part->vector.strings = decoder->parts_arena;
    if (!(p = wr_json_value_store(decoder, &part->leaf, p, end, 0)))
        return NULL;
    const weir_column column = {.type = part->leaf.type, .data = &part->room, .nulls = &part->is_null};
    *out = wr_column_value(&column, 0);
    return p;
}

static const char *part_read(weir_decoder *decoder, json_part *part, const char *p, const char *end, wr_arena *arena, weir_value *out) {
    const weir_type_id id = (weir_type_id)part->leaf.type.id;
    if (part->part_count == 0 && id != WEIR_TYPE_ROW)
        return scalar_read(decoder, part, p, end, out);
    const char open = p < end ? *p : '\n';
    *out = (weir_value){.is_null = false};
    if (open == '[' && id == WEIR_TYPE_ARRAY)
        return array_read(decoder, part, p, end, arena, &out->u.string);
    if (open == '{' && id == WEIR_TYPE_ROW)
        return row_read(decoder, part, p, end, arena, &out->u.string);
    if (open == '{' && id != WEIR_TYPE_ARRAY)
        return map_read(decoder, part, p, end, arena, &out->u.string);
    out->is_null       = true;
    const char *behind = wr_json_value_skip(decoder, p, end);
    if (!behind || open == 'n' || decoder->ignore_errors)
        return behind;
    wr_text_reason(WR_TEXT_BAD, part->leaf.type, p, (size_t)(behind - p), decoder->fault_reason, sizeof(decoder->fault_reason));
    decoder->fault_at    = p;
    decoder->fault_field = part->leaf.name;
    return NULL;
}

const char *wr_json_nested_store(weir_decoder *decoder, json_column *column, const char *p, const char *end, uint32_t row) {
    weir_value value;
    decoder->value_count = 0;
    if (wr_arena_used(decoder->parts_arena) != 0)
        wr_arena_reset(decoder->parts_arena);
    p = part_read(decoder, column->part, p, end, column->vector->strings ? column->vector->strings : decoder->own_strings, &value);
    if (!p)
        return NULL;
    if (value.is_null)
        json_set_null(column, row);
    else
        ((weir_string *)column->data)[row] = value.u.string;
    return p;
}
