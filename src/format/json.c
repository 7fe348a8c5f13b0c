/* format/json.c - the json format: one JSON object a line.
 *
 * Reads only the columns that somebody needs; what is checked of the rest: the form of every value
 * (quotes, escapes, numbers, brackets, depth), not the UTF-8 of strings that nobody reads. Field names
 * are case-sensitive; of equal names the last counts; missing fields are NULL; empty lines are skipped.
 * Text behind the object is an error here (Flink reads over it).
 *
 * This file reads a line carefully, says what is wrong with it, and teaches json_scan.c, which reads
 * plain lines fast, the keys in their order.
 *
 * Lines are counted, empty ones too: weir_bad_record.record_index and weir_decode_out.record_count
 * count lines, so the line number of a record is the block's plus the record's index. */
#include "format/json.h"

#include "base/hash.h"
#include "batch/nested.h"

static bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r'; }

static const char *space_skip(const char *p, const char *end) {
    while (p < end && is_space(*p))
        p++;
    return p;
}

/* ---- names and keys ---- */

static json_column *column_of(const weir_decoder *decoder, const char *name, size_t size) {
    uint64_t hash = wr_hash_bytes(name, size);
    for (uint32_t slot = (uint32_t)hash & decoder->name_mask;; slot = (slot + 1) & decoder->name_mask) {
        uint32_t number = decoder->name_slots[slot];
        if (number == 0)
            return NULL;
        json_column *column = decoder->columns + number - 1;
        if (column->name_size == size && memcmp(column->name, name, size) == 0)
            return column;
    }
}

static uint8_t op_of(const weir_decoder *decoder, const json_column *column) {
    if (!column)
        return JSON_SKIP;
    switch ((weir_type_id)column->type.id) {
    case WEIR_TYPE_INT: case WEIR_TYPE_INTERVAL_MONTH:
        return JSON_INTEGER32;
    case WEIR_TYPE_BIGINT: case WEIR_TYPE_INTERVAL_DAY:
        return JSON_INTEGER64;
    case WEIR_TYPE_DOUBLE:
        return JSON_REAL64;
    case WEIR_TYPE_DECIMAL:
        return weir_type_is_wide_decimal(column->type) ? JSON_OTHER : JSON_DECIMAL64;
    case WEIR_TYPE_CHAR: case WEIR_TYPE_VARCHAR:
        return JSON_STRING;
    case WEIR_TYPE_TIMESTAMP: case WEIR_TYPE_TIMESTAMP_LTZ:
        return decoder->style == WR_TIME_SQL ? JSON_TIME_MS : JSON_OTHER;
    case WEIR_TYPE_BOOLEAN:
        return JSON_BOOLEAN;
    case WEIR_TYPE_NULL: case WEIR_TYPE_TINYINT: case WEIR_TYPE_SMALLINT: case WEIR_TYPE_FLOAT:
    case WEIR_TYPE_BINARY: case WEIR_TYPE_VARBINARY: case WEIR_TYPE_DATE: case WEIR_TYPE_TIME:
    case WEIR_TYPE_ARRAY: case WEIR_TYPE_MAP: case WEIR_TYPE_MULTISET: case WEIR_TYPE_ROW: case WEIR_TYPE_VARIANT:
    case WEIR_TYPE_SYMBOL: case WEIR_TYPE_COUNT:
        break;
    }
    return JSON_OTHER;
}

json_node *wr_json_node_find(weir_decoder *decoder, const char *begin, size_t size, size_t key_at,
                          size_t key_size) {
    if (size > JSON_LITERAL_MAX)
        return NULL;
    uint32_t mask = JSON_NODE_SLOTS - 1, slot = (uint32_t)wr_hash_bytes(begin, size) & mask;
    for (; decoder->node_slots[slot]; slot = (slot + 1) & mask) {
        json_node *node = decoder->nodes + decoder->node_slots[slot] - 1;
        if (node->size == size && memcmp(node->literal, begin, size) == 0)
            return node;
    }
    if (decoder->node_count == JSON_NODE_MAX)
        return NULL;
    json_node *node = decoder->nodes + decoder->node_count++;
    decoder->node_slots[slot] = (uint16_t)decoder->node_count;
    memset(node, 0, sizeof(*node));
    memcpy(node->literal, begin, size);
    node->size   = (uint32_t)size;
    node->full   = (uint8_t)((size - 1) / 16);
    node->mask   = (uint16_t)((1u << (size - node->full * 16u)) - 1);
    node->column = column_of(decoder, begin + key_at, key_size);
    node->op     = op_of(decoder, node->column);
    if (node->column && node->column - decoder->columns < 64)
        node->bit = (uint64_t)1 << (node->column - decoder->columns);
    return node;
}

/* ---- a line, carefully ---- */

static bool row_finish(weir_decoder *decoder, uint32_t row, const char *line) {
    for (uint32_t c = 0; c < decoder->column_count; c++) {
        json_column *column = decoder->columns + c;
        if (column->seen == decoder->serial)
            continue;
        if (decoder->fail_on_missing) {
            decoder->fault_field = column->name;
            wr_json_fault(decoder, line, "the field is missing");
            return false;
        }
        json_set_null(column, row);
    }
    return true;
}

/* One member of the object: `literal` is where the value before it ended. Returns behind its value. */
static const char *member_read(weir_decoder *decoder, const char *literal, const char *p, const char *end,
                               uint32_t row, json_node **last) {
    bool escaped;
    if (p == end || *p != '"')
        return wr_json_fault(decoder, p, "a field name in quotes is expected");
    const char *name = p + 1;
    const char *name_end = wr_json_string_end(decoder, name, end, &escaped);
    if (!name_end)
        return NULL;
    size_t name_size = (size_t)(name_end - name);
    p                = space_skip(name_end + 1, end);
    if (p == end || *p != ':')
        return wr_json_fault(decoder, p, "':' is expected behind a field name");
    p = space_skip(p + 1, end);

    json_node   *node = NULL;
    json_column *column;
    if (escaped) {
        decoder->scratch.size = 0;
        wr_buffer_reserve(&decoder->scratch, name_size + 1);
        bool whole = wr_json_unescape(decoder, name, name_size, decoder->scratch.data, &name_size);
        column     = whole ? column_of(decoder, decoder->scratch.data, name_size) : NULL;
    } else {
        node   = wr_json_node_find(decoder, literal, (size_t)(p - literal), (size_t)(name - literal), name_size);
        column = node ? node->column : column_of(decoder, name, name_size);
    }
    if (node && *last)
        (*last)->next = node;
    *last = node;

    if (!column)
        return wr_json_value_skip(decoder, p, end);
    if (column->seen == decoder->serial)
        column->nulls[row] = 0;
    column->seen = decoder->serial;
    return wr_json_value_store(decoder, column, p, end, row);
}

bool wr_json_line_read(weir_decoder *decoder, const char *line, const char *end, uint32_t row) {
    decoder->serial++;
    decoder->fault_field = NULL;
    for (uint32_t c = 0; c < decoder->column_count; c++)
        decoder->columns[c].nulls[row] = 0;
    const char *p = space_skip(line, end), *literal = line;
    json_node  *last = &decoder->start;
    if (end - p >= 3 && memcmp(p, "\xef\xbb\xbf", 3) == 0) /* a byte order mark */
        p = literal = space_skip(p + 3, end);
    if (p == end || *p != '{') {
        wr_json_fault(decoder, p, "a JSON object is expected");
        return false;
    }
    p = space_skip(p + 1, end);
    if (p < end && *p == '}') {
        p++;
    } else {
        for (;;) {
            if (!(p = member_read(decoder, literal, p, end, row, &last)))
                return false;
            literal = p;
            p       = space_skip(p, end);
            if (p < end && *p == ',') {
                p = space_skip(p + 1, end);
                continue;
            }
            if (p == end || *p != '}') {
                wr_json_fault(decoder, p, "',' or '}' is expected");
                return false;
            }
            p++;
            break;
        }
    }
    p = space_skip(p, end);
    if (p != end) {
        wr_json_fault(decoder, p, "text behind the JSON object");
        return false;
    }
    return row_finish(decoder, row, line);
}

/* ---- a block ---- */

static weir_status bad_report(weir_decoder *decoder, weir_decode_out *out, const char *block, const char *line,
                              const char *end, weir_error *err) {
    weir_bad_record record = {
        .record       = {line, (size_t)(end - line)},
        .record_index = out->record_count,
        .offset       = (uint64_t)(line - block),
        .column       = (uint32_t)(decoder->fault_at - line) + 1,
        .field        = decoder->fault_field,
        .reason       = decoder->fault_reason,
    };
    return out->bad(out->bad_context, &record, err);
}

void wr_json_columns_bind(weir_decoder *decoder, weir_decode_out *out) {
    for (uint32_t c = 0; c < decoder->column_count; c++) {
        json_column *column = decoder->columns + c;
        column->vector      = out->vectors + column->index;
        column->data        = column->vector->data;
        column->nulls       = column->vector->nulls;
        uint32_t from = column->vector->has_nulls ? out->row_count : 0;
        memset(column->nulls + from, 0, out->row_limit - from);
    }
}

static weir_status json_decode(weir_decoder *decoder, weir_bytes block, bool last, weir_decode_out *out,
                               size_t *consumed, weir_error *err) {
    const char *begin = block.data, *p = begin, *end = begin + block.size;
    /* The last line that the fast reader may take: it reads a little past its end. */
    const char *limit = block.size > JSON_SLACK ? memrchr(begin, '\n', block.size - JSON_SLACK) : NULL;
    weir_status status = WEIR_OK;
    out->record_count  = 0;
    if (out->row_count == 0)
        wr_arena_reset(decoder->own_strings);
    json_scan_begin(decoder, begin);
    wr_json_columns_bind(decoder, out);
    while (p < end && out->row_count < out->row_limit) {
        if (limit && p < limit) {
            p = wr_json_scan_lines(decoder, p, limit, out, begin);
            if (p == end || out->row_count == out->row_limit)
                break;
        }
        const char *newline = memchr(p, '\n', (size_t)(end - p));
        if (!newline && !last)
            break;
        const char *line_end = newline ? newline : end, *next = newline ? newline + 1 : end;
        if (line_end > p && line_end[-1] == '\r')
            line_end--;
        if (space_skip(p, line_end) != line_end) {
            if (wr_json_line_read(decoder, p, line_end, out->row_count)) {
                if (out->row_end_offsets)
                    out->row_end_offsets[out->row_count] = (uint32_t)(next - begin);
                out->row_count++;
            } else {
                for (uint32_t c = 0; c < decoder->column_count; c++)
                    decoder->columns[c].nulls[out->row_count] = 0;
                status = bad_report(decoder, out, begin, p, line_end, err);
                if (status != WEIR_OK)
                    break;
            }
        }
        out->record_count++;
        p = next;
    }
    *consumed = (size_t)(p - begin);
    return status;
}

/* ---- opening ---- */

static const weir_option_spec json_options[] = {
    {"fail-on-missing-field", WEIR_OPT_BOOL, false, "false", "a missing field is an error instead of NULL"},
    {"ignore-parse-errors", WEIR_OPT_BOOL, false, "false", "bad fields become NULL and bad rows are left out"},
    {"timestamp-format.standard", WEIR_OPT_STRING, false, "SQL", "SQL (2020-12-30 12:13:14) or ISO-8601"},
    {"map-null-key.mode", WEIR_OPT_STRING, false, "FAIL", "FAIL, DROP or LITERAL; for MAP columns"},
    {"map-null-key.literal", WEIR_OPT_STRING, false, "null", "the key for map-null-key.mode = LITERAL"},
    {"encode.decimal-as-plain-number", WEIR_OPT_BOOL, false, "false", "100.00 instead of 1E+2"},
    {"encode.ignore-null-fields", WEIR_OPT_BOOL, false, "false", "leave NULL fields out"},
    {"decode.json-parser.enabled", WEIR_OPT_BOOL, false, "true", WEIR_OPT_NO_EFFECT "it chooses a parser of Flink"},
    {NULL, WEIR_OPT_STRING, false, NULL, NULL},
};

/* Can values of this type, the column's or a part of it, be JSON? */
static weir_status type_check(const weir_table_info *table, const weir_field *column, weir_type type, bool for_reading, weir_error *err) {
    char text[256], inner[256];
    if (weir_type_width(type) == 0 || type.id == WEIR_TYPE_VARIANT)
        return weir_fail(err, WEIR_UNSUPPORTED, "table '%s': column '%s' of type %s cannot be %s as JSON%s; a STRING column takes its text",
                         table->name, column->name, weir_type_text(column->type, text, sizeof(text)), for_reading ? "read" : "written",
                         weir_type_same(type, column->type) ? "" : " because of what is in it");
    if (type.id == WEIR_TYPE_MAP || type.id == WEIR_TYPE_MULTISET) {
        if (!weir_type_is_string(wr_map_key_type(type)))
            return weir_fail(err, WEIR_UNSUPPORTED, "table '%s': column '%s': the keys of a JSON object are texts, those of %s are not; use STRING for %s",
                             table->name, column->name, weir_type_text(type, inner, sizeof(inner)), type.id == WEIR_TYPE_MAP ? "the key" : "the elements");
        return type.id == WEIR_TYPE_MAP ? type_check(table, column, wr_map_value_type(type), for_reading, err) : WEIR_OK;
    }
    for (uint32_t i = 0; weir_type_is_nested(type) && i < type.fields->field_count; i++)
        WEIR_TRY(type_check(table, column, type.fields->fields[i].type, for_reading, err));
    return WEIR_OK;
}

weir_status wr_json_table_check(const weir_table_info *table, const char *format, bool for_reading, weir_error *err) {
    const weir_options *options = table->format_options;
    const char *style = weir_options_text(options, "timestamp-format.standard");
    if (style && strcmp(style, "SQL") != 0 && strcmp(style, "ISO-8601") != 0)
        return weir_fail(err, WEIR_INVALID, "table '%s': %s.timestamp-format.standard is '%s'; use SQL or ISO-8601",
                         table->name, format, style);
    const char *mode = weir_options_text(options, "map-null-key.mode");
    if (mode && strcmp(mode, "FAIL") != 0 && strcmp(mode, "DROP") != 0 && strcmp(mode, "LITERAL") != 0)
        return weir_fail(err, WEIR_INVALID, "table '%s': %s.map-null-key.mode is '%s'; use FAIL, DROP or LITERAL",
                         table->name, format, mode);
    if (weir_options_bool(options, "fail-on-missing-field", false) &&
        weir_options_bool(options, "ignore-parse-errors", false))
        return weir_fail(err, WEIR_INVALID, "table '%s': json.fail-on-missing-field and json.ignore-parse-errors "
                         "cannot both be true", table->name);
    for (uint32_t c = 0; c < table->schema->field_count; c++)
        if (!for_reading || !table->needed || table->needed[c])
            WEIR_TRY(type_check(table, table->schema->fields + c, table->schema->fields[c].type, for_reading, err));
    return WEIR_OK;
}

static weir_status json_check(const weir_table_info *table, bool for_reading, weir_error *err) {
    return wr_json_table_check(table, "json", for_reading, err);
}

static bool is_partition_key(const weir_table_info *table, const char *name) {
    for (uint32_t i = 0; i < table->partition_key_count; i++)
        if (strcmp(table->partition_keys[i], name) == 0)
            return true;
    return false;
}

weir_status wr_json_decoder_open(const weir_table_info *table, struct weir_arena *arena, weir_decoder **out,
                              weir_error *err) {
    (void)err;
    const weir_schema *schema = table->schema;
    weir_decoder *decoder = wr_arena_calloc(arena, 1, sizeof(*decoder));
    decoder->columns      = wr_arena_calloc(arena, schema->field_count + 1, sizeof(*decoder->columns));
    for (uint32_t c = 0; c < schema->field_count; c++) {
        if ((table->needed && !table->needed[c]) || (table->metadata_keys && table->metadata_keys[c]) ||
            is_partition_key(table, schema->fields[c].name))
            continue;
        json_column *column = decoder->columns + decoder->column_count++;
        column->name        = schema->fields[c].name;
        column->name_size   = strlen(column->name);
        column->type        = schema->fields[c].type;
        column->index       = c;
        memcpy(column->date_text, "1970-01-01", 10); /* of date_ms 0 */
        if (weir_type_is_nested(column->type))
            column->part = wr_json_part_make(column->name, column->type, table->reads ? &table->reads[c] : NULL, arena);
    }
    uint32_t slots = 16;
    while (slots < decoder->column_count * 4)
        slots *= 2;
    decoder->name_mask  = slots - 1;
    decoder->name_slots = wr_arena_calloc(arena, slots, sizeof(*decoder->name_slots));
    for (uint32_t c = 0; c < decoder->column_count; c++) {
        uint32_t slot = (uint32_t)wr_hash_bytes(decoder->columns[c].name, decoder->columns[c].name_size) & decoder->name_mask;
        while (decoder->name_slots[slot])
            slot = (slot + 1) & decoder->name_mask;
        decoder->name_slots[slot] = (uint16_t)(c + 1);
    }
    decoder->nodes      = wr_arena_alloc(arena, JSON_NODE_MAX * sizeof(*decoder->nodes));
    decoder->node_slots = wr_arena_calloc(arena, JSON_NODE_SLOTS, sizeof(*decoder->node_slots));
    decoder->marks      = wr_arena_alloc(arena, (JSON_MARKS_BYTES + JSON_MARKS_ROOM) * sizeof(*decoder->marks));
    decoder->find_marks = wr_json_marks_best();
    decoder->shape      = wr_json_shape_open(arena, decoder->column_count);
    const char *style   = weir_options_text(table->format_options, "timestamp-format.standard");
    decoder->style      = style && strcmp(style, "ISO-8601") == 0 ? WR_TIME_ISO : WR_TIME_SQL;
    decoder->ignore_errors   = weir_options_bool(table->format_options, "ignore-parse-errors", false);
    decoder->fail_on_missing = weir_options_bool(table->format_options, "fail-on-missing-field", false);
    decoder->own_strings     = wr_arena_create(0);
    decoder->parts_arena     = wr_arena_create(0);
    *out = decoder;
    return WEIR_OK;
}

void wr_json_decoder_close(weir_decoder *decoder) {
    wr_buffer_free(&decoder->scratch);
    wr_arena_destroy(decoder->own_strings);
    wr_arena_destroy(decoder->parts_arena);
    wr_free(decoder->values);
}

static weir_status json_open(const weir_table_info *table, struct weir_arena *arena, weir_decoder **out, weir_error *err) {
    WEIR_TRY(json_check(table, true, err));
    return wr_json_decoder_open(table, arena, out, err);
}

const weir_format weir_format_json = {
    .abi           = sizeof(weir_format),
    .name          = "json",
    .options       = json_options,
    .records_are_lines = true,
    .encodes       = WEIR_CHANGELOG_APPEND,
    .check         = json_check,
    .decoder_open  = json_open,
    .decode        = json_decode,
    .decode_records = wr_json_decode_records,
    .decoder_close = wr_json_decoder_close,
    .encoder_open  = wr_json_encoder_open,
    .encode        = wr_json_encode,
    .encode_records = wr_json_encode_records,
    .encoder_close = wr_json_encoder_close,
};
