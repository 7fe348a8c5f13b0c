/* format/csv.c - the csv format: records of fields, by position, without a header.
 *
 * A field is quoted when the quote is its first byte; inside, a doubled quote is one, line breaks are kept, and
 * only blanks may follow the closing quote. A record ends with \n, \r\n or \r. One empty field too many at the end (a
 * trailing delimiter) is let pass, as Flink does. All of this, and what a text means for a type, was measured on Flink 2.2.
 *
 * weir_bad_record.record_index counts records, of which comment lines are none. */
#include <string.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "format/csv.h"
#include "format/text.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

typedef struct csv_column {
    const char  *name;
    weir_type    type;
    uint32_t     index;   /* in the schema            */
    bool         needed;
    weir_vector *vector;
} csv_column;

typedef struct csv_field {
    const char *text;
    size_t      size;
    bool        quoted;
    bool        altered;  /* holds doubled quotes or escapes: to be read through  */
} csv_field;

struct weir_decoder {
    csv_column *columns;  /* those that stand in the file, in order */
    uint32_t    column_count;
    csv_field  *fields;   /* of the record being read               */
    wr_csv_style style;
    bool        ignore_errors;
    wr_arena   *own_strings;
    const char *fault_at, *fault_field;
    char        fault_reason[256];
};

typedef enum record_end { RECORD_WHOLE, RECORD_BAD, RECORD_PART } record_end;

static record_end record_fault(weir_decoder *decoder, const char *at, const char *field, const char *reason) {
    decoder->fault_at    = at;
    decoder->fault_field = field;
    snprintf(decoder->fault_reason, sizeof(decoder->fault_reason), "%s", reason);
    return RECORD_BAD;
}

/* First of the four bytes from p on, or end. */
static const char *stop_find(const char *p, const char *end, char a, char b, char c, char d) {
#if defined(__SSE2__)
    for (; end - p >= 16; p += 16) {
        __m128i v    = _mm_loadu_si128((const __m128i *)p);
        __m128i stop = _mm_or_si128(
            _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8(a)), _mm_cmpeq_epi8(v, _mm_set1_epi8(b))),
            _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8(c)), _mm_cmpeq_epi8(v, _mm_set1_epi8(d))));
        unsigned mask = (unsigned)_mm_movemask_epi8(stop);
        if (mask)
            return p + __builtin_ctz(mask);
    }
#endif
    while (p < end && *p != a && *p != b && *p != c && *p != d)
        p++;
    return p;
}

/* The field at p. *behind: its delimiter or line end, or end of the bytes. */
static record_end field_read(weir_decoder *decoder, const char *p, const char *end, csv_field *field, const char **behind) {
    const wr_csv_style *style = &decoder->style;
    /* Without an escape character the newline stands in for it: it stops anyway. */
    char escape = style->has_escape ? style->escape : '\n';
    field->quoted = field->altered = false;
    if (style->has_quote && p < end && *p == style->quote) {
        const char *open = p++;
        field->quoted    = true;
        field->text      = p;
        for (;;) {
            p = style->has_escape ? stop_find(p, end, style->quote, style->escape, style->quote, style->quote)
                                  : stop_find(p, end, style->quote, style->quote, style->quote, style->quote);
            if (p == end) {
                *behind = end;
                record_fault(decoder, open, NULL, "quoted field without closing quote");
                return RECORD_PART;
            }
            if (style->has_escape && *p == style->escape) {
                field->altered = true;
                if (++p < end)
                    p++;
                continue;
            }
            if (p + 1 < end && p[1] == style->quote) {
                field->altered = true;
                p += 2;
                continue;
            }
            break;
        }
        field->size = (size_t)(p - field->text);
        p++;
        while (p < end && (*p == ' ' || *p == '\t') && *p != style->delimiter)
            p++;
        *behind = p;
        if (p < end && *p != style->delimiter && *p != '\n' && *p != '\r')
            return record_fault(decoder, p, NULL, "text behind a closing quote");
        return RECORD_WHOLE;
    }
    field->text = p;
    for (;;) {
        p = stop_find(p, end, style->delimiter, '\n', '\r', escape);
        if (p == end || !style->has_escape || *p != style->escape)
            break;
        field->altered = true;
        if (++p < end)
            p++;
    }
    field->size = (size_t)(p - field->text);
    *behind     = p;
    return RECORD_WHOLE;
}

/* Splits the record at p into fields. PART: it does not end within the bytes. Else *next is the next record. */
static record_end record_split(weir_decoder *decoder, const char *p, const char *end, bool last, uint32_t *field_count, const char **next) {
    uint32_t   count = 0;
    record_end result = RECORD_WHOLE;
    for (;;) {
        csv_field   spare;
        csv_field  *field = count < decoder->column_count ? decoder->fields + count : &spare;
        const char *start = p;
        record_end  each  = field_read(decoder, p, end, field, &p);
        if (each == RECORD_PART)
            return *next = end, last ? RECORD_BAD : RECORD_PART;
        if (each == RECORD_BAD) {
            /* Its line is lost; the record ends with it. */
            p      = stop_find(p, end, '\n', '\n', '\r', '\r');
            result = RECORD_BAD;
        } else if (count >= decoder->column_count && result == RECORD_WHOLE) {
            bool trailing = count == decoder->column_count && field->size == 0 && !field->quoted && (p == end || *p != decoder->style.delimiter);
            if (!trailing) {
                char reason[96];
                snprintf(reason, sizeof(reason), "more than %u fields, which the table has", decoder->column_count);
                result = record_fault(decoder, start, NULL, reason);
            }
            count--; /* not counted */
        }
        count++;
        if (p == end) {
            *next = end;
            if (!last)
                return RECORD_PART;
            break;
        }
        if (*p == decoder->style.delimiter && result == RECORD_WHOLE) {
            p++;
            continue;
        }
        if (*p == decoder->style.delimiter) { /* bad: on to the end of the line */
            p = stop_find(p, end, '\n', '\n', '\r', '\r');
            if (p == end) {
                *next = end;
                if (!last)
                    return RECORD_PART;
                break;
            }
        }
        if (*p == '\r' && p + 1 == end && !last)
            return RECORD_PART; /* a \n may follow */
        *next = p + (*p == '\r' && p + 1 < end && p[1] == '\n' ? 2 : 1);
        break;
    }
    *field_count = count;
    return result;
}

/* Without doubled quotes and escapes, into `out`; returns the size. */
static size_t field_plain(const weir_decoder *decoder, const csv_field *field, char *out) {
    const wr_csv_style *style = &decoder->style;
    const char *p = field->text, *end = p + field->size;
    char       *o = out;
    while (p < end) {
        if (style->has_escape && *p == style->escape && p + 1 < end) {
            char c = p[1];
            *o++   = c == 'n' ? '\n' : c == 'r' ? '\r' : c == 't' ? '\t' : c == '0' ? '\0' : c;
            p += 2;
        } else {
            if (field->quoted && *p == style->quote)
                p++; /* the first of two */
            *o++ = *p++;
        }
    }
    return (size_t)(o - out);
}

static void set_null(const csv_column *column, uint32_t row) {
    column->vector->nulls[row]  = 1;
    column->vector->has_nulls = true;
}

/* The text of a field into row `row`. False: bad, the reason is set. */
static bool field_store(weir_decoder *decoder, const csv_column *column, const char *text, size_t size, uint32_t row) {
    wr_arena *strings = column->vector->strings ? column->vector->strings : decoder->own_strings;
    if (weir_type_is_nested(column->type))
        return wr_csv_nested_store(&decoder->style, decoder->ignore_errors, column->type, text, size, strings, (weir_string *)column->vector->data + row,
                                   decoder->fault_reason, sizeof(decoder->fault_reason));
    wr_text_result result = WR_TEXT_OK;
    if (!wr_csv_is_null(&decoder->style, text, size)) {
        result = wr_csv_value_store(column->type, column->vector->data, row, text, size, strings);
        if (result == WR_TEXT_OK)
            return true;
    }
    if (result == WR_TEXT_OK || decoder->ignore_errors) {
        set_null(column, row);
        return true;
    }
    wr_text_reason(result, column->type, text, size, decoder->fault_reason, sizeof(decoder->fault_reason));
    return false;
}

/* The fields of the record into row `row`. */
static record_end record_store(weir_decoder *decoder, uint32_t field_count, const char *record, uint32_t row) {
    if (field_count < decoder->column_count && !decoder->ignore_errors) {
        char reason[96];
        snprintf(reason, sizeof(reason), "%u field%s, but the table has %u", field_count, field_count == 1 ? "" : "s", decoder->column_count);
        return record_fault(decoder, record, NULL, reason);
    }
    for (uint32_t c = 0; c < decoder->column_count; c++) {
        const csv_column *column = decoder->columns + c;
        if (!column->needed)
            continue;
        if (c >= field_count) {
            set_null(column, row);
            continue;
        }
        const csv_field *field = decoder->fields + c;
        const char *text = field->text;
        size_t      size = field->size;
        if (field->altered) {
            char *copy = wr_arena_alloc(column->vector->strings ? column->vector->strings : decoder->own_strings, size + 1);
            size = field_plain(decoder, field, copy);
            text = copy;
        }
        decoder->fault_at    = field->text;
        decoder->fault_field = column->name;
        if (!field_store(decoder, column, text, size, row))
            return RECORD_BAD;
    }
    return RECORD_WHOLE;
}

static void nulls_clear(weir_decoder *decoder, uint32_t row) {
    for (uint32_t c = 0; c < decoder->column_count; c++)
        if (decoder->columns[c].needed)
            decoder->columns[c].vector->nulls[row] = 0;
}

static void columns_bind(weir_decoder *decoder, weir_decode_out *out) {
    if (out->row_count == 0)
        wr_arena_reset(decoder->own_strings);
    for (uint32_t c = 0; c < decoder->column_count; c++) {
        csv_column *column = decoder->columns + c;
        if (!column->needed)
            continue;
        column->vector = out->vectors + column->index;
        uint32_t from  = column->vector->has_nulls ? out->row_count : 0;
        memset(column->vector->nulls + from, 0, out->row_limit - from);
    }
}

/* Behind a comment line: as a file may go on behind these bytes, NULL unless its end is among them or they are the last. */
static const char *comment_skip(const char *p, const char *end, bool last) {
    const char *newline = stop_find(p, end, '\n', '\n', '\r', '\r');
    if (!last && (newline == end || (*newline == '\r' && newline + 1 == end)))
        return NULL;
    p = newline == end ? end : newline + 1;
    return newline < end && *newline == '\r' && p < end && *p == '\n' ? p + 1 : p;
}

static weir_status csv_decode(weir_decoder *decoder, weir_bytes block, bool last, weir_decode_out *out, size_t *consumed, weir_error *err) {
    const char *begin = block.data, *p = begin, *end = begin + block.size;
    weir_status status = WEIR_OK;
    out->record_count  = 0;
    if (out->at_start && block.size >= 3 && memcmp(p, "\xef\xbb\xbf", 3) == 0) /* a byte order mark, which only the first record may have */
        p += 3;
    columns_bind(decoder, out);
    while (p < end && out->row_count < out->row_limit) {
        if (decoder->style.allow_comments && *p == '#') {
            const char *behind = comment_skip(p, end, last);
            if (!behind)
                break;
            p = behind;
            continue;
        }
        uint32_t    field_count = 0;
        const char *next;
        record_end  result = record_split(decoder, p, end, last, &field_count, &next);
        if (result == RECORD_PART)
            break;
        if (result == RECORD_WHOLE)
            result = record_store(decoder, field_count, p, out->row_count);
        if (result == RECORD_WHOLE) {
            if (out->row_end_offsets)
                out->row_end_offsets[out->row_count] = (uint32_t)(next - begin);
            out->row_count++;
        } else {
            const char *record_stop = next;
            while (record_stop > p && (record_stop[-1] == '\n' || record_stop[-1] == '\r'))
                record_stop--;
            weir_bad_record record = {
                .record = {p, (size_t)(record_stop - p)}, .record_index = out->record_count, .offset = (uint64_t)(p - begin),
                .column = (uint32_t)(decoder->fault_at - p) + 1, .field = decoder->fault_field, .reason = decoder->fault_reason};
            nulls_clear(decoder, out->row_count);
            status = out->bad(out->bad_context, &record, err);
            if (status != WEIR_OK)
                break;
        }
        out->record_count++;
        p = next;
    }
    *consumed = (size_t)(p - begin);
    return status;
}

/* The lines without a record: empty ones and comments. */
static const char *lines_skip(const weir_decoder *decoder, const char *p, const char *end) {
    for (;;) {
        if (p < end && (*p == '\n' || *p == '\r'))
            p++;
        else if (decoder->style.allow_comments && p < end && *p == '#')
            p = comment_skip(p, end, true);
        else
            return p;
    }
}

/* A message holds one line; a line more is a fault, as nobody would read it. */
static record_end message_store(weir_decoder *decoder, const char *p, const char *end, uint32_t row) {
    uint32_t field_count = 0;
    if (end - p >= 3 && memcmp(p, "\xef\xbb\xbf", 3) == 0) /* a byte order mark */
        p += 3;
    p = lines_skip(decoder, p, end);
    if (p == end)
        return record_fault(decoder, p, NULL, "a message without a line of CSV");
    const char *begin = p;
    if (record_split(decoder, p, end, true, &field_count, &p) != RECORD_WHOLE)
        return RECORD_BAD;
    const char *rest = lines_skip(decoder, p, end);
    if (rest != end)
        return record_fault(decoder, rest, NULL, "a second line in one message");
    return record_store(decoder, field_count, begin, row);
}

static weir_status csv_decode_records(weir_decoder *decoder, const weir_bytes *records, uint32_t count, weir_decode_out *out, uint32_t *consumed,
                                      weir_error *err) {
    weir_status status = WEIR_OK;
    uint32_t    r = 0;
    columns_bind(decoder, out);
    for (; r < count && out->row_count < out->row_limit; r++) {
        const char *text = records[r].data;
        record_end  result = text ? message_store(decoder, text, text + records[r].size, out->row_count)
                                  : record_fault(decoder, text, NULL, "a message without a value (a tombstone)");
        if (result == RECORD_WHOLE) {
            out->record_of_row[out->row_count++] = (uint16_t)r;
            continue;
        }
        const weir_bad_record record = {.record = records[r], .record_index = r, .field = decoder->fault_field, .reason = decoder->fault_reason,
                                        .column = text ? (uint32_t)(decoder->fault_at - text) + 1 : 1};
        nulls_clear(decoder, out->row_count);
        status = out->bad(out->bad_context, &record, err);
        if (status != WEIR_OK)
            break;
    }
    *consumed = r;
    out->record_count = r;
    return status;
}

/* ---- opening ---- */

static const weir_option_spec csv_options[] = {
    {"field-delimiter", WEIR_OPT_STRING, false, ",", "one character; \\t and \\u0001 are understood"},
    {"disable-quote-character", WEIR_OPT_BOOL, false, "false", "fields are never quoted"},
    {"quote-character", WEIR_OPT_STRING, false, "\"", "one character"},
    {"allow-comments", WEIR_OPT_BOOL, false, "false", "lines that begin with # are left out"},
    {"ignore-parse-errors", WEIR_OPT_BOOL, false, "false", "bad fields become NULL and bad rows are left out"},
    {"array-element-delimiter", WEIR_OPT_STRING, false, ";", "between the elements of an ARRAY, the fields of a ROW"},
    {"escape-character", WEIR_OPT_STRING, false, NULL, "one character that takes the meaning of the next"},
    {"null-literal", WEIR_OPT_STRING, false, NULL, "the text that stands for NULL"},
    {"write-bigdecimal-in-scientific-notation", WEIR_OPT_BOOL, false, NULL, "1E+2 instead of 100; unset: true in files, false in messages"},
    {NULL, WEIR_OPT_STRING, false, NULL, NULL},
};

/* A character as Flink reads it from an option: Java's escapes, exactly one, ASCII. */
static weir_status character_option(const weir_table_info *table, const char *name, char *out, bool *set, weir_error *err) {
    const char *text = weir_options_text(table->format_options, name);
    *set = text != NULL;
    if (!text)
        return WEIR_OK;
    unsigned value = (unsigned char)text[0];
    size_t   size  = strlen(text), used = 1;
    if (text[0] == '\\' && size > 1) {
        static const char from[] = "tnrbf0'\"\\", to[] = "\t\n\r\b\f\0'\"\\";
        const char *found = strchr(from, text[1]);
        if (found && text[1]) {
            value = (unsigned char)to[found - from];
            used  = 2;
        } else if (text[1] == 'u' && size == 6) {
            value = 0;
            for (int i = 2; i < 6; i++) {
                unsigned c = (unsigned char)text[i] | 32u;
                unsigned digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : 99;
                value = digit == 99 ? 1000 : value * 16 + digit;
            }
            used = 6;
        }
    }
    if (size != used || value >= 0x80)
        return weir_fail(err, WEIR_INVALID, "table '%s': 'csv.%s' is '%s'; it must be one ASCII character", table->name, name, text);
    *out = (char)value;
    return WEIR_OK;
}

static weir_status style_read(const weir_table_info *table, wr_csv_style *style, weir_error *err) {
    bool set;
    memset(style, 0, sizeof(*style));
    WEIR_TRY(character_option(table, "field-delimiter", &style->delimiter, &set, err));
    if (!set)
        style->delimiter = ',';
    WEIR_TRY(character_option(table, "quote-character", &style->quote, &set, err));
    if (!set)
        style->quote = '"';
    style->has_quote = !weir_options_bool(table->format_options, "disable-quote-character", false);
    WEIR_TRY(character_option(table, "escape-character", &style->escape, &style->has_escape, err));
    style->array_delimiter = weir_options_text(table->format_options, "array-element-delimiter");
    if (!style->array_delimiter)
        style->array_delimiter = ";";
    style->null_literal   = weir_options_text(table->format_options, "null-literal");
    style->allow_comments = weir_options_bool(table->format_options, "allow-comments", false);
    style->scientific     = weir_options_bool(table->format_options, "write-bigdecimal-in-scientific-notation", true);
    style->scientific_messages = weir_options_bool(table->format_options, "write-bigdecimal-in-scientific-notation", false);
    if (style->delimiter == '\n' || style->delimiter == '\r' || (style->has_quote && style->quote == style->delimiter))
        return weir_fail(err, WEIR_INVALID, "table '%s': 'csv.field-delimiter' must be neither a line break nor the quote", table->name);
    for (uint32_t i = 0; i < table->format_options->count && !style->has_quote; i++)
        if (strstr(table->format_options->items[i].name, "quote-character") && !strstr(table->format_options->items[i].name, "disable"))
            return weir_fail(err, WEIR_INVALID, "table '%s': 'csv.quote-character' and 'csv.disable-quote-character' exclude each other", table->name);
    return WEIR_OK;
}

/* A field holds a scalar, or scalars in a row. */
static weir_status type_check(const weir_table_info *table, const weir_field *field, bool for_reading, weir_error *err) {
    const bool  in_row = field->type.id == WEIR_TYPE_ARRAY || field->type.id == WEIR_TYPE_ROW;
    const char *verb = for_reading ? "read" : "written";
    bool        fine = in_row || (weir_type_width(field->type) != 0 && !weir_type_is_nested(field->type) && field->type.id != WEIR_TYPE_VARIANT);
    char        text[256];
    for (uint32_t i = 0; in_row && i < field->type.fields->field_count; i++) {
        const weir_type part = field->type.fields->fields[i].type;
        fine = fine && weir_type_width(part) != 0 && !weir_type_is_nested(part) && part.id != WEIR_TYPE_VARIANT;
    }
    if (fine)
        return WEIR_OK;
    return weir_fail(err, WEIR_UNSUPPORTED, "table '%s': column '%s' of type %s cannot be %s as CSV: %s; a STRING column takes its text", table->name,
                     field->name, weir_type_text(field->type, text, sizeof(text)), verb,
                     in_row ? "what an ARRAY or ROW holds must have no parts itself" : "there is no way to write it");
}

static weir_status csv_check(const weir_table_info *table, bool for_reading, weir_error *err) {
    wr_csv_style style;
    WEIR_TRY(style_read(table, &style, err));
    for (uint32_t c = 0; c < table->schema->field_count; c++)
        if (!for_reading || !table->needed || table->needed[c])
            WEIR_TRY(type_check(table, table->schema->fields + c, for_reading, err));
    return WEIR_OK;
}

bool wr_csv_in_file(const weir_table_info *table, uint32_t column) {
    if (table->metadata_keys && table->metadata_keys[column])
        return false;
    for (uint32_t k = 0; k < table->partition_key_count; k++)
        if (strcmp(table->partition_keys[k], table->schema->fields[column].name) == 0)
            return false;
    return true;
}

static weir_status csv_decoder_open(const weir_table_info *table, struct weir_arena *arena, weir_decoder **out, weir_error *err) {
    WEIR_TRY(csv_check(table, true, err));
    weir_decoder *decoder = wr_arena_calloc(arena, 1, sizeof(*decoder));
    WEIR_TRY(style_read(table, &decoder->style, err));
    decoder->columns = wr_arena_calloc(arena, table->schema->field_count + 1, sizeof(*decoder->columns));
    for (uint32_t c = 0; c < table->schema->field_count; c++)
        if (wr_csv_in_file(table, c))
            decoder->columns[decoder->column_count++] = (csv_column){
                .name = table->schema->fields[c].name, .type = table->schema->fields[c].type, .index = c, .needed = !table->needed || table->needed[c]};
    decoder->fields        = wr_arena_calloc(arena, decoder->column_count + 1, sizeof(*decoder->fields));
    decoder->ignore_errors = weir_options_bool(table->format_options, "ignore-parse-errors", false);
    decoder->own_strings   = wr_arena_create(0);
    *out = decoder;
    return WEIR_OK;
}

static void csv_decoder_close(weir_decoder *decoder) { wr_arena_destroy(decoder->own_strings); }

weir_status wr_csv_style_read(const weir_table_info *table, wr_csv_style *style, weir_error *err) { return style_read(table, style, err); }

const weir_format weir_format_csv = {
    .abi           = sizeof(weir_format),
    .name          = "csv",
    .options       = csv_options,
    .encodes       = WEIR_CHANGELOG_APPEND,
    .check         = csv_check,
    .decoder_open  = csv_decoder_open,
    .decode        = csv_decode,
    .decode_records = csv_decode_records,
    .decoder_close = csv_decoder_close,
    .encoder_open  = wr_csv_encoder_open,
    .encode        = wr_csv_encode,
    .encode_records = wr_csv_encode_records,
    .encoder_close = wr_csv_encoder_close,
};
