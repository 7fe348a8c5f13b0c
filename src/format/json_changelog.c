/* format/json_changelog.c - debezium-json, canal-json, maxwell-json, ogg-json: the changes of a database's table.
 *
 * A record says what happened to rows (inserted, updated, deleted) and holds them before and after it. The
 * objects of the rows are found first, then read as the json format reads lines. An update gives -U and +U, in this
 * order. In canal and maxwell `old` holds only the fields that changed; the others of -U are those of +U.
 *
 * A record is taken whole or not at all: it is bad as soon as one of its rows is. A message without a value, as
 * Debezium writes behind a delete, or without bytes says nothing and gives no row. The members of an update's
 * `old` are looked up in it alone: Flink finds fields of the same name inside of others, and in other rows. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/name_pattern.h"
#include "format/json.h"

typedef enum part_id { PART_BEFORE, PART_AFTER, PART_OP, PART_PAYLOAD, PART_SCHEMA, PART_SOURCE, PART_TIME, PART_TIME_2, PART_DATABASE, PART_TABLE, PART_COUNT } part_id;

/* The bytes of a value; begin NULL: missing, or the word null. */
typedef struct slice { const char *begin, *end; } slice;

/* How a value is read for a metadata column. */
typedef enum metadata_kind { METADATA_TEXT, METADATA_MILLISECONDS, METADATA_SECONDS, METADATA_TIMESTAMP } metadata_kind;
typedef struct metadata_spec {
    uint8_t     part;   /* part_id                               */
    uint8_t     kind;   /* metadata_kind                         */
    const char *member; /* of the part, an object; NULL: itself  */
} metadata_spec;

typedef struct json_shape {
    const char *name;
    const char *parts[PART_COUNT];     /* names of members; NULL: there is no such part          */
    const char *insert, *read, *update, *delete, *skipped; /* values of the op; NULL: none       */
    bool        arrays;                /* `before` and `after` are arrays of rows                */
    bool        partial;               /* `before` holds what changed, and `after` what was deleted */
    json_surround around, around_short; /* of a row that is written; short: without NULL fields  */
    const weir_field    *metadata;
    const metadata_spec *metadata_specs;
} json_shape;

typedef struct metadata_column { json_column column; metadata_spec spec; } metadata_column;

struct json_changelog {
    const json_shape *shape;
    slice             parts[PART_COUNT];
    bool              has_payload;
    metadata_column  *metadata;
    uint32_t          metadata_count;
    wr_name_pattern  *patterns[2]; /* of database and table; NULL: all */
};

/* ---- the record around the rows ---- */

static const char *space_skip(const char *p, const char *end) {
    while (p < end && (*p == ' ' || *p == '\t' || *p == '\r'))
        p++;
    return p;
}

static bool fault(weir_decoder *decoder, const char *at, const char *format, ...) __attribute__((format(printf, 3, 4)));
static bool fault(weir_decoder *decoder, const char *at, const char *format, ...) {
    va_list args;
    va_start(args, format);
    vsnprintf(decoder->fault_reason, sizeof(decoder->fault_reason), format, args);
    va_end(args);
    decoder->fault_at = at;
    return false;
}

/* The name whose quotes are around [p, close), unescaped. In scratch when it was escaped. */
static bool name_plain(weir_decoder *decoder, const char *p, const char *close, bool escaped, const char **name, size_t *size) {
    *name = p;
    *size = (size_t)(close - p);
    if (!escaped)
        return true;
    decoder->scratch.size = 0;
    wr_buffer_reserve(&decoder->scratch, *size + 1);
    *name = decoder->scratch.data;
    return wr_json_unescape(decoder, p, *size, decoder->scratch.data, size);
}

/* Reads the object at p: of the members with one of `names` the values' places. Returns behind it, or NULL. */
static const char *members_read(weir_decoder *decoder, const char *p, const char *end, const char *const *names, uint32_t name_count, slice *values) {
    bool escaped;
    if (p == end || *p != '{')
        return wr_json_fault(decoder, p, "a JSON object is expected");
    p = space_skip(p + 1, end);
    if (p < end && *p == '}')
        return p + 1;
    for (;;) {
        if (p == end || *p != '"')
            return wr_json_fault(decoder, p, "a field name in quotes is expected");
        const char *begin = p + 1, *name, *close = wr_json_string_end(decoder, begin, end, &escaped);
        size_t      size;
        if (!close || !name_plain(decoder, begin, close, escaped, &name, &size))
            return NULL;
        uint32_t at = 0;
        while (at < name_count && !(names[at] && size > 0 && *names[at] == *name && strlen(names[at]) == size && memcmp(names[at], name, size) == 0))
            at++;
        p = space_skip(close + 1, end);
        if (p == end || *p != ':')
            return wr_json_fault(decoder, p, "':' is expected behind a field name");
        p     = space_skip(p + 1, end);
        begin = p;
        p     = wr_json_value_skip(decoder, p, end);
        if (!p)
            return NULL;
        if (at < name_count)
            values[at] = *begin == 'n' ? (slice){NULL, NULL} : (slice){begin, p};
        p = space_skip(p, end);
        if (p < end && *p == ',') {
            p = space_skip(p + 1, end);
            continue;
        }
        if (p == end || *p != '}')
            return wr_json_fault(decoder, p, "',' or '}' is expected");
        return p + 1;
    }
}

/* Finds the parts of the record [p, end). False: bad. */
static bool parts_read(weir_decoder *decoder, const char *p, const char *end) {
    json_changelog *log = decoder->changelog;
    const char     *names[PART_COUNT];
    memset(log->parts, 0, sizeof(log->parts));
    memset(names, 0, sizeof(names));
    if (!log->has_payload) {
        memcpy(names, log->shape->parts, sizeof(names));
    } else {
        names[PART_PAYLOAD] = log->shape->parts[PART_PAYLOAD];
        names[PART_SCHEMA]  = log->shape->parts[PART_SCHEMA];
    }
    const char *begin = p;
    p = space_skip(p, end);
    if (end - p >= 3 && memcmp(p, "\xef\xbb\xbf", 3) == 0) /* a byte order mark */
        p = space_skip(p + 3, end);
    p = members_read(decoder, p, end, names, PART_COUNT, log->parts);
    if (!p)
        return false;
    p = space_skip(p, end);
    if (p != end)
        return fault(decoder, p, "text behind the JSON object");
    if (!log->has_payload)
        return true;
    slice payload = log->parts[PART_PAYLOAD];
    if (!payload.begin)
        return fault(decoder, begin, "the field \"%s\" is missing or null; without a schema in the records leave 'schema-include' out", names[PART_PAYLOAD]);
    memcpy(names, log->shape->parts, sizeof(names));
    names[PART_PAYLOAD] = names[PART_SCHEMA] = NULL;
    return members_read(decoder, payload.begin, payload.end, names, PART_COUNT, log->parts) != NULL;
}

/* The text of a scalar as Jackson's asText gives it (an object's is empty). False: half a surrogate pair. */
static bool value_text(weir_decoder *decoder, slice value, const char **text, size_t *size) {
    *text = value.begin;
    *size = 0;
    if (*value.begin == '{' || *value.begin == '[')
        return true;
    if (*value.begin == '"')
        return name_plain(decoder, value.begin + 1, value.end - 1, memchr(value.begin, '\\', (size_t)(value.end - value.begin)) != NULL, text, size);
    *size = (size_t)(value.end - value.begin);
    return true;
}

/* Is the record one of those that were asked for? *chosen. False: bad. */
static bool record_choose(weir_decoder *decoder, const char *begin, bool *chosen) {
    json_changelog *log = decoder->changelog;
    *chosen = true;
    for (int i = 0; i < 2 && *chosen; i++) {
        const char *text = "null";
        size_t      size = 4;
        part_id     part = i == 0 ? PART_DATABASE : PART_TABLE;
        if (!log->patterns[i])
            continue;
        if (!log->parts[part].begin)
            return fault(decoder, begin, "the field \"%s\" is missing or null, by which records are chosen", log->shape->parts[part]);
        if (!value_text(decoder, log->parts[part], &text, &size))
            return false;
        *chosen = wr_name_pattern_matches(log->patterns[i], text, size);
    }
    return true;
}

/* ---- rows ---- */

static void nulls_clear(weir_decoder *decoder, uint32_t from, uint32_t to) {
    for (uint32_t c = 0; c < decoder->column_count; c++)
        memset(decoder->columns[c].nulls + from, 0, to - from);
    for (uint32_t c = 0; c < decoder->changelog->metadata_count; c++)
        memset(decoder->changelog->metadata[c].column.nulls + from, 0, to - from);
}

/* Reads the object into row `row`, from a copy that the reader of lines can read fast. */
static bool row_read(weir_decoder *decoder, slice object, weir_decode_out *out, uint32_t row) {
    size_t size = (size_t)(object.end - object.begin);
    char  *text = wr_json_text_make(decoder, size + 1);
    memcpy(text, object.begin, size);
    text[size] = '\n';
    weir_decode_out into = *out;
    into.row_count       = row;
    into.row_limit       = row + 1;
    into.row_end_offsets = NULL;
    json_scan_begin(decoder, text);
    if (wr_json_scan_lines(decoder, text, text + size, &into, text) != text || wr_json_line_read(decoder, text, text + size, row))
        return true;
    decoder->fault_at = object.begin + (decoder->fault_at - text);
    return false;
}

/* The fields that `before` does not have are those of `after`. */
static bool before_read(weir_decoder *decoder, slice object, uint32_t before, uint32_t after) {
    if (!wr_json_line_read(decoder, object.begin, object.end, before))
        return false;
    for (uint32_t c = 0; c < decoder->column_count; c++) {
        json_column *column = decoder->columns + c;
        size_t       width  = weir_type_width(column->type);
        if (column->seen == decoder->serial)
            continue;
        memcpy((char *)column->data + before * width, (const char *)column->data + after * width, width);
        column->nulls[before] = column->nulls[after];
    }
    return true;
}

/* Metadata of the record for the rows [from, to). */
static bool metadata_store(weir_decoder *decoder, uint32_t from, uint32_t to) {
    json_changelog *log = decoder->changelog;
    for (uint32_t m = 0; m < log->metadata_count; m++) {
        metadata_column *each  = log->metadata + m;
        slice            value = log->parts[each->spec.part];
        if (value.begin && each->spec.member) {
            slice object = value;
            value = (slice){NULL, NULL};
            if (!members_read(decoder, object.begin, object.end, &each->spec.member, 1, &value))
                return false;
        }
        wr_time_style style = decoder->style;
        if (value.begin && each->spec.kind == METADATA_TIMESTAMP)
            decoder->style = memchr(value.begin, 'T', (size_t)(value.end - value.begin)) ? WR_TIME_ISO : WR_TIME_SQL;
        for (uint32_t row = from; row < to; row++) {
            if (!value.begin) {
                json_set_null(&each->column, row);
                continue;
            }
            each->column.nulls[row] = 0;
            if (!wr_json_value_store(decoder, &each->column, value.begin, value.end, row)) {
                decoder->style = style;
                return false;
            }
            if (each->spec.kind == METADATA_SECONDS && !each->column.nulls[row])
                ((int64_t *)each->column.data)[row] = (int64_t)((uint64_t)((int64_t *)each->column.data)[row] * 1000u);
        }
        decoder->style = style;
    }
    return true;
}

/* The next element of an array that wr_json_value_skip found well-formed; *p is behind '[' or an element. False: the end. */
static bool element_next(weir_decoder *decoder, const char **p, const char *end, slice *element) {
    const char *at = space_skip(*p, end);
    if (*at == ',')
        at = space_skip(at + 1, end);
    if (*at == ']')
        return false;
    element->begin = at;
    element->end = *p = wr_json_value_skip(decoder, at, end);
    return true;
}

typedef enum record_end { RECORD_DONE, RECORD_BAD, RECORD_NO_ROOM } record_end;

static bool room_for(const weir_decode_out *out, uint32_t count) { return count <= WEIR_BATCH_ROWS - out->row_count; }

/* One row, or the two of an update (`before` is set), behind the rows of out. */
static record_end change_store(weir_decoder *decoder, slice before, slice row, uint8_t kind, weir_decode_out *out) {
    uint32_t at = out->row_count, count = kind == WEIR_ROW_UPDATE_AFTER ? 2 : 1;
    if (!room_for(out, count))
        return RECORD_NO_ROOM;
    if (count == 2) {
        bool read = decoder->changelog->shape->partial ? row_read(decoder, row, out, at + 1) && before_read(decoder, before, at, at + 1)
                                                       : row_read(decoder, before, out, at) && row_read(decoder, row, out, at + 1);
        if (!read)
            return RECORD_BAD;
        out->row_kinds[at++] = WEIR_ROW_UPDATE_BEFORE;
    } else if (!row_read(decoder, row, out, at)) {
        return RECORD_BAD;
    }
    out->row_kinds[at] = kind;
    out->row_count += count;
    return RECORD_DONE;
}

static record_end array_store(weir_decoder *decoder, slice before, slice rows, uint8_t kind, weir_decode_out *out) {
    const json_shape *shape = decoder->changelog->shape;
    const char       *p = rows.begin, *q = before.begin;
    slice             row, old = {NULL, NULL};
    if (*p++ != '[' || (q && *q++ != '[')) {
        fault(decoder, p - 1, "the field \"%s\" is not an array of rows", shape->parts[*rows.begin == '[' ? PART_BEFORE : PART_AFTER]);
        return RECORD_BAD;
    }
    while (element_next(decoder, &p, rows.end, &row)) {
        if (q && !element_next(decoder, &q, before.end, &old)) {
            fault(decoder, row.begin, "the field \"%s\" has fewer rows than \"%s\"", shape->parts[PART_BEFORE], shape->parts[PART_AFTER]);
            return RECORD_BAD;
        }
        record_end result = change_store(decoder, old, row, kind, out);
        if (result != RECORD_DONE)
            return result;
    }
    return RECORD_DONE;
}

static bool op_is(const char *op, const char *text, size_t size) { return op && strlen(op) == size && memcmp(op, text, size) == 0; }

static bool part_missing(weir_decoder *decoder, const char *begin, part_id part, const char *what) {
    const json_shape *shape = decoder->changelog->shape;
    bool replica = part == PART_BEFORE && !shape->partial;
    return fault(decoder, begin, "the field \"%s\" of %s is missing or null%s", shape->parts[part], what,
                 replica ? "; a table of PostgreSQL needs REPLICA IDENTITY FULL for it" : "");
}

/* The rows of the record [begin, end), behind those of out. */
static record_end rows_store(weir_decoder *decoder, const char *begin, const char *end, weir_decode_out *out) {
    json_changelog   *log = decoder->changelog;
    const json_shape *shape = log->shape;
    slice             before = log->parts[PART_BEFORE], after = log->parts[PART_AFTER], op_value = log->parts[PART_OP];
    const char       *op;
    size_t            size;
    bool              chosen;
    (void)end;
    if (!record_choose(decoder, begin, &chosen))
        return RECORD_BAD;
    if (!chosen)
        return RECORD_DONE;
    if (!op_value.begin) {
        fault(decoder, begin, "the field \"%s\", which says what happened, is missing or null", shape->parts[PART_OP]);
        return RECORD_BAD;
    }
    if (!value_text(decoder, op_value, &op, &size))
        return RECORD_BAD;
    uint8_t kind;
    slice   row = after;
    if (op_is(shape->insert, op, size) || op_is(shape->read, op, size)) {
        kind   = WEIR_ROW_INSERT;
        before = (slice){NULL, NULL};
        if (!row.begin)
            return part_missing(decoder, begin, PART_AFTER, "an insert"), RECORD_BAD;
    } else if (op_is(shape->update, op, size)) {
        kind = WEIR_ROW_UPDATE_AFTER;
        if (!before.begin || !row.begin)
            return part_missing(decoder, begin, before.begin ? PART_AFTER : PART_BEFORE, "an update"), RECORD_BAD;
    } else if (op_is(shape->delete, op, size)) {
        kind   = WEIR_ROW_DELETE;
        row    = shape->partial ? after : before;
        before = (slice){NULL, NULL};
        if (!row.begin)
            return part_missing(decoder, begin, shape->partial ? PART_AFTER : PART_BEFORE, "a delete"), RECORD_BAD;
    } else if (op_is(shape->skipped, op, size)) {
        return RECORD_DONE;
    } else {
        fault(decoder, op_value.begin, "'%.*s' is not a value of \"%s\" that means an insert, update or delete", (int)WR_MIN(size, 40), op,
              shape->parts[PART_OP]);
        return RECORD_BAD;
    }
    return shape->arrays ? array_store(decoder, before, row, kind, out) : change_store(decoder, before, row, kind, out);
}

/* The record [begin, end) without newlines. NO_ROOM, and nothing of it: its rows are more than the batch has room for. */
static record_end record_read(weir_decoder *decoder, const char *begin, const char *end, weir_decode_out *out) {
    uint32_t first = out->row_count;
    decoder->fault_field = NULL;
    record_end result = parts_read(decoder, begin, end) ? rows_store(decoder, begin, end, out) : RECORD_BAD;
    if (result == RECORD_DONE && out->row_count > first && !metadata_store(decoder, first, out->row_count))
        result = RECORD_BAD;
    if (result == RECORD_DONE)
        return result;
    if (result == RECORD_NO_ROOM && first == 0) {
        fault(decoder, begin, "a record of more than %u rows", WEIR_BATCH_ROWS);
        result = RECORD_BAD;
    }
    nulls_clear(decoder, first, WR_MIN(out->row_count + 2, WEIR_BATCH_ROWS));
    out->row_count = first;
    return result;
}

static weir_status bad_report(weir_decoder *decoder, weir_decode_out *out, weir_bytes record, uint64_t index, uint64_t offset, size_t column, weir_error *err) {
    const weir_bad_record bad = {.record = record, .record_index = index, .offset = offset, .column = (uint32_t)column + 1,
                                 .field = decoder->fault_field, .reason = decoder->fault_reason};
    return out->bad(out->bad_context, &bad, err);
}

static void columns_bind(weir_decoder *decoder, weir_decode_out *out) {
    json_changelog *log = decoder->changelog;
    weir_decode_out whole = *out;
    whole.row_limit = WEIR_BATCH_ROWS; /* the rows of a record may pass the limit */
    if (out->row_count == 0)
        wr_arena_reset(decoder->own_strings);
    wr_json_columns_bind(decoder, &whole);
    for (uint32_t m = 0; m < log->metadata_count; m++) {
        json_column *column = &log->metadata[m].column;
        column->vector = out->vectors + column->index;
        column->data   = column->vector->data;
        column->nulls  = column->vector->nulls;
        uint32_t from  = column->vector->has_nulls ? out->row_count : 0;
        memset(column->nulls + from, 0, WEIR_BATCH_ROWS - from);
    }
}

/* ---- blocks and messages ---- */

static weir_status changelog_decode(weir_decoder *decoder, weir_bytes block, bool last, weir_decode_out *out, size_t *consumed, weir_error *err) {
    const char *begin = block.data, *p = begin, *end = begin + block.size;
    weir_status status = WEIR_OK;
    out->record_count  = 0;
    columns_bind(decoder, out);
    while (p < end && out->row_count < out->row_limit) {
        const char *newline = memchr(p, '\n', (size_t)(end - p));
        if (!newline && !last)
            break;
        const char *line_end = newline ? newline : end, *next = newline ? newline + 1 : end;
        uint32_t    row = out->row_count;
        record_end  result = space_skip(p, line_end) == line_end ? RECORD_DONE : record_read(decoder, p, line_end, out);
        if (result == RECORD_NO_ROOM)
            break;
        if (result == RECORD_BAD) {
            if (line_end > p && line_end[-1] == '\r')
                line_end--;
            weir_bytes record = {p, (size_t)(line_end - p)};
            status = bad_report(decoder, out, record, out->record_count, (uint64_t)(p - begin), (size_t)(decoder->fault_at - p), err);
            if (status != WEIR_OK)
                break;
        }
        for (; out->row_end_offsets && row < out->row_count; row++)
            out->row_end_offsets[row] = (uint32_t)(next - begin);
        out->record_count++;
        p = next;
    }
    *consumed = (size_t)(p - begin);
    return status;
}

static weir_status changelog_decode_records(weir_decoder *decoder, const weir_bytes *records, uint32_t count, weir_decode_out *out, uint32_t *consumed,
                                            weir_error *err) {
    weir_status status = WEIR_OK;
    uint32_t    r = 0;
    count = WR_MIN(count, UINT16_MAX + 1u);
    columns_bind(decoder, out);
    for (; r < count && out->row_count < out->row_limit; r++) {
        const weir_bytes record = records[r];
        const char      *text = record.data, *end = text + record.size;
        uint32_t         row = out->row_count;
        if (record.size == 0)
            continue; /* a tombstone, or no bytes */
        char *copy = NULL;
        if (memchr(text, '\n', record.size)) {
            copy = wr_json_text_make(decoder, record.size * 2);
            end  = copy + (wr_json_newlines_replace(record, copy, NULL) - copy);
            text = copy;
        }
        record_end result = record_read(decoder, text, end, out);
        if (result == RECORD_NO_ROOM)
            break;
        if (result == RECORD_BAD) {
            const char *at = copy ? wr_json_newlines_replace(record, copy, decoder->fault_at) : decoder->fault_at;
            status = bad_report(decoder, out, record, r, 0, (size_t)(at - (const char *)record.data), err);
            if (status != WEIR_OK)
                break;
        }
        for (; row < out->row_count; row++)
            out->record_of_row[row] = (uint16_t)r;
    }
    *consumed = r;
    out->record_count = r;
    return status;
}

/* ---- opening ---- */

#define COMMON_OPTIONS                                                                                                                 \
    {"ignore-parse-errors", WEIR_OPT_BOOL, false, "false", "bad fields become NULL and bad records are left out"},                     \
    {"timestamp-format.standard", WEIR_OPT_STRING, false, "SQL", "SQL (2020-12-30 12:13:14) or ISO-8601"},                             \
    {"map-null-key.mode", WEIR_OPT_STRING, false, "FAIL", "FAIL, DROP or LITERAL; for MAP columns"},                                   \
    {"map-null-key.literal", WEIR_OPT_STRING, false, "null", "the key for map-null-key.mode = LITERAL"},                               \
    {"encode.decimal-as-plain-number", WEIR_OPT_BOOL, false, "false", "100.00 instead of 1E+2"},                                       \
    {"encode.ignore-null-fields", WEIR_OPT_BOOL, false, "false", "leave NULL fields out"},                                             \
    {NULL, WEIR_OPT_STRING, false, NULL, NULL}

static const weir_option_spec plain_options[] = {COMMON_OPTIONS};
static const weir_option_spec debezium_options[] = {
    {"schema-include", WEIR_OPT_BOOL, false, "false", "the records hold a schema and, in \"payload\", the change"},
    COMMON_OPTIONS,
};
static const weir_option_spec canal_options[] = {
    {"database.include", WEIR_OPT_STRING, false, NULL, "reads only records whose whole \"database\" matches this regular expression"},
    {"table.include", WEIR_OPT_STRING, false, NULL, "reads only records whose whole \"table\" matches this regular expression"},
    COMMON_OPTIONS,
};

#define TEXT_FIELD(name)      {name, {.id = WEIR_TYPE_VARCHAR, .nullable = true, .length = WEIR_STRING_LENGTH_MAX}}
#define TIME_FIELD(name, precision) {name, {.id = WEIR_TYPE_TIMESTAMP_LTZ, .nullable = true, .length = precision}}
#define NO_FIELD              {NULL, {.id = WEIR_TYPE_NULL}}

static const weir_field debezium_metadata[] = {TEXT_FIELD("schema"), TIME_FIELD("ingestion-timestamp", 3), TIME_FIELD("source.timestamp", 3),
                                               TEXT_FIELD("source.database"), TEXT_FIELD("source.schema"), TEXT_FIELD("source.table"), NO_FIELD};
static const metadata_spec debezium_specs[] = {
    {PART_SCHEMA, METADATA_TEXT, NULL}, {PART_TIME, METADATA_MILLISECONDS, NULL}, {PART_SOURCE, METADATA_MILLISECONDS, "ts_ms"},
    {PART_SOURCE, METADATA_TEXT, "db"}, {PART_SOURCE, METADATA_TEXT, "schema"}, {PART_SOURCE, METADATA_TEXT, "table"}};
static const weir_field canal_metadata[] = {TEXT_FIELD("database"), TEXT_FIELD("table"), TIME_FIELD("ingestion-timestamp", 3), TIME_FIELD("event-timestamp", 3),
                                            NO_FIELD};
static const metadata_spec canal_specs[] = {{PART_DATABASE, METADATA_TEXT, NULL}, {PART_TABLE, METADATA_TEXT, NULL},
                                            {PART_TIME, METADATA_MILLISECONDS, NULL}, {PART_TIME_2, METADATA_MILLISECONDS, NULL}};
static const weir_field maxwell_metadata[] = {TEXT_FIELD("database"), TEXT_FIELD("table"), TIME_FIELD("ingestion-timestamp", 3), NO_FIELD};
static const metadata_spec maxwell_specs[] = {{PART_DATABASE, METADATA_TEXT, NULL}, {PART_TABLE, METADATA_TEXT, NULL}, {PART_TIME, METADATA_SECONDS, NULL}};
static const weir_field ogg_metadata[] = {TEXT_FIELD("table"), TIME_FIELD("ingestion-timestamp", 6), TIME_FIELD("event-timestamp", 6), NO_FIELD};
static const metadata_spec ogg_specs[] = {{PART_TABLE, METADATA_TEXT, NULL}, {PART_TIME, METADATA_TIMESTAMP, NULL}, {PART_TIME_2, METADATA_TIMESTAMP, NULL}};

static const json_shape shapes[] = {
    {.name = "debezium-json",
     .parts = {[PART_BEFORE] = "before", [PART_AFTER] = "after", [PART_OP] = "op", [PART_PAYLOAD] = "payload", [PART_SCHEMA] = "schema",
               [PART_SOURCE] = "source", [PART_TIME] = "ts_ms"},
     .insert = "c", .read = "r", .update = "u", .delete = "d",
     .around       = {{"{\"before\":null,\"after\":", "{\"before\":"}, {",\"op\":\"c\"}", ",\"after\":null,\"op\":\"d\"}"}},
     .around_short = {{"{\"after\":", "{\"before\":"}, {",\"op\":\"c\"}", ",\"op\":\"d\"}"}},
     .metadata = debezium_metadata, .metadata_specs = debezium_specs},
    {.name = "canal-json",
     .parts = {[PART_BEFORE] = "old", [PART_AFTER] = "data", [PART_OP] = "type", [PART_DATABASE] = "database", [PART_TABLE] = "table", [PART_TIME] = "ts",
               [PART_TIME_2] = "es"},
     .insert = "INSERT", .update = "UPDATE", .delete = "DELETE", .skipped = "CREATE", .arrays = true, .partial = true,
     .around       = {{"{\"data\":[", "{\"data\":["}, {"],\"type\":\"INSERT\"}", "],\"type\":\"DELETE\"}"}},
     .around_short = {{"{\"data\":[", "{\"data\":["}, {"],\"type\":\"INSERT\"}", "],\"type\":\"DELETE\"}"}},
     .metadata = canal_metadata, .metadata_specs = canal_specs},
    {.name = "maxwell-json",
     .parts = {[PART_BEFORE] = "old", [PART_AFTER] = "data", [PART_OP] = "type", [PART_DATABASE] = "database", [PART_TABLE] = "table", [PART_TIME] = "ts"},
     .insert = "insert", .update = "update", .delete = "delete", .partial = true,
     .around       = {{"{\"data\":", "{\"data\":"}, {",\"type\":\"insert\"}", ",\"type\":\"delete\"}"}},
     .around_short = {{"{\"data\":", "{\"data\":"}, {",\"type\":\"insert\"}", ",\"type\":\"delete\"}"}},
     .metadata = maxwell_metadata, .metadata_specs = maxwell_specs},
    {.name = "ogg-json",
     .parts = {[PART_BEFORE] = "before", [PART_AFTER] = "after", [PART_OP] = "op_type", [PART_TABLE] = "table", [PART_TIME] = "current_ts", [PART_TIME_2] = "op_ts"},
     .insert = "I", .update = "U", .delete = "D",
     .around       = {{"{\"before\":null,\"after\":", "{\"before\":"}, {",\"op_type\":\"I\"}", ",\"after\":null,\"op_type\":\"D\"}"}},
     .around_short = {{"{\"after\":", "{\"before\":"}, {",\"op_type\":\"I\"}", ",\"op_type\":\"D\"}"}},
     .metadata = ogg_metadata, .metadata_specs = ogg_specs},
};
enum { SHAPE_DEBEZIUM, SHAPE_CANAL, SHAPE_MAXWELL, SHAPE_OGG };

static weir_status pattern_of(const weir_table_info *table, const json_shape *shape, const char *option, wr_name_pattern **pattern, weir_error *err) {
    char name[64];
    snprintf(name, sizeof name, "%s.%s", shape->name, option);
    return wr_name_pattern_create(table->name, name, weir_options_text(table->format_options, option), pattern, err);
}

static weir_status shape_check(const weir_table_info *table, const json_shape *shape, bool for_reading, weir_error *err) {
    WEIR_TRY(wr_json_table_check(table, shape->name, for_reading, err));
    static const char *const options[] = {"database.include", "table.include"};
    for (int i = 0; i < 2; i++) {
        wr_name_pattern *pattern;
        WEIR_TRY(pattern_of(table, shape, options[i], &pattern, err));
        wr_name_pattern_destroy(pattern);
    }
    return WEIR_OK;
}

static weir_status metadata_open(const weir_table_info *table, struct weir_arena *arena, json_changelog *log, weir_error *err) {
    const json_shape *shape = log->shape;
    log->metadata = wr_arena_calloc(arena, table->schema->field_count + 1, sizeof(*log->metadata));
    for (uint32_t c = 0; table->metadata_keys && c < table->schema->field_count; c++) {
        const char *key = table->metadata_keys[c];
        uint32_t    m = 0;
        if (!key || (table->needed && !table->needed[c]))
            continue;
        while (shape->metadata[m].name && strcmp(shape->metadata[m].name, key) != 0)
            m++;
        if (!shape->metadata[m].name)
            return weir_fail(err, WEIR_INVALID, "table '%s': %s has no metadata '%s' for column '%s'", table->name, shape->name, key, table->schema->fields[c].name);
        metadata_column *each = log->metadata + log->metadata_count++;
        each->spec   = shape->metadata_specs[m];
        each->column = (json_column){.name = table->schema->fields[c].name, .index = c, .type = shape->metadata[m].type};
        /* A timestamp of milliseconds is stored as the number that it is, one of text as text without a zone. */
        if (each->spec.kind == METADATA_MILLISECONDS || each->spec.kind == METADATA_SECONDS)
            each->column.type = weir_type_of(WEIR_TYPE_BIGINT, true);
        else if (each->spec.kind == METADATA_TIMESTAMP)
            each->column.type.id = WEIR_TYPE_TIMESTAMP;
    }
    return WEIR_OK;
}

static void patterns_free(json_changelog *log) {
    wr_name_pattern_destroy(log->patterns[0]);
    wr_name_pattern_destroy(log->patterns[1]);
}

static weir_status decoder_open(const weir_table_info *table, const json_shape *shape, struct weir_arena *arena, weir_decoder **out, weir_error *err) {
    json_changelog *log = wr_arena_calloc(arena, 1, sizeof(*log));
    weir_decoder   *decoder;
    weir_status     status;
    *out = NULL;
    log->shape       = shape;
    log->has_payload = weir_options_bool(table->format_options, "schema-include", false);
    WEIR_TRY(shape_check(table, shape, true, err));
    WEIR_TRY(metadata_open(table, arena, log, err));
    WEIR_TRY_GOTO(status, pattern_of(table, shape, "database.include", &log->patterns[0], err), failed);
    WEIR_TRY_GOTO(status, pattern_of(table, shape, "table.include", &log->patterns[1], err), failed);
    WEIR_TRY_GOTO(status, wr_json_decoder_open(table, arena, &decoder, err), failed);
    decoder->changelog = log;
    *out = decoder;
    return WEIR_OK;
failed:
    patterns_free(log);
    return status;
}

static void changelog_decoder_close(weir_decoder *decoder) {
    patterns_free(decoder->changelog);
    wr_json_decoder_close(decoder);
}

static weir_status encoder_open(const weir_table_info *table, const json_shape *shape, struct weir_arena *arena, weir_encoder **out, weir_error *err) {
    WEIR_TRY(shape_check(table, shape, false, err));
    WEIR_TRY(wr_json_encoder_open(table, arena, out, err));
    bool is_short = weir_options_bool(table->format_options, "encode.ignore-null-fields", false);
    wr_json_encoder_surround(*out, is_short ? &shape->around_short : &shape->around);
    return WEIR_OK;
}

#define CHANGELOG_FORMAT(id, text, shape_id, option_specs, metadata_list)                                                              \
    static weir_status id##_check(const weir_table_info *table, bool for_reading, weir_error *err) {                                   \
        return shape_check(table, &shapes[shape_id], for_reading, err);                                                                \
    }                                                                                                                                  \
    static weir_status id##_decoder_open(const weir_table_info *table, struct weir_arena *arena, weir_decoder **out, weir_error *err) { \
        return decoder_open(table, &shapes[shape_id], arena, out, err);                                                                \
    }                                                                                                                                  \
    static weir_status id##_encoder_open(const weir_table_info *table, struct weir_arena *arena, weir_encoder **out, weir_error *err) { \
        return encoder_open(table, &shapes[shape_id], arena, out, err);                                                                \
    }                                                                                                                                  \
    const weir_format weir_format_##id = {                                                                                             \
        .abi             = sizeof(weir_format),                                                                                        \
        .name            = text,                                                                                                       \
        .options         = option_specs,                                                                                               \
        .encodes         = WEIR_CHANGELOG_RETRACT,                                                                                     \
        .decodes         = WEIR_CHANGELOG_RETRACT,                                                                                     \
        .metadata_fields = metadata_list,                                                                                              \
        .check           = id##_check,                                                                                                 \
        .decoder_open    = id##_decoder_open,                                                                                          \
        .decode          = changelog_decode,                                                                                           \
        .decode_records  = changelog_decode_records,                                                                                   \
        .decoder_close   = changelog_decoder_close,                                                                                    \
        .encoder_open    = id##_encoder_open,                                                                                          \
        .encode          = wr_json_encode,                                                                                                \
        .encode_records  = wr_json_encode_records,                                                                                        \
        .encoder_close   = wr_json_encoder_close,                                                                                         \
    };

CHANGELOG_FORMAT(debezium_json, "debezium-json", SHAPE_DEBEZIUM, debezium_options, debezium_metadata)
CHANGELOG_FORMAT(canal_json, "canal-json", SHAPE_CANAL, canal_options, canal_metadata)
CHANGELOG_FORMAT(maxwell_json, "maxwell-json", SHAPE_MAXWELL, plain_options, maxwell_metadata)
CHANGELOG_FORMAT(ogg_json, "ogg-json", SHAPE_OGG, plain_options, ogg_metadata)
