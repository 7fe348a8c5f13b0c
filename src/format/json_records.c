/* format/json_records.c - JSON messages: each one is a record, whatever white space stands in it.
 *
 * The readers of lines read them: messages are copied one behind the other, a newline behind each, with the slack
 * that the fast reader needs. So the rows' strings point into that copy, which lives as long as the rows do.
 * A newline inside a message would end its line there: as white space it becomes a blank, and in a string
 * (where Flink allows it) its escape. A message of no bytes gives no row, as an empty line does. */
#include "format/json.h"

#define GROUP_BYTES 65536u /* copied and then read while they are at hand */

const char *wr_json_newlines_replace(weir_bytes record, char *copy, const char *fault) {
    const char *p = record.data, *end = p + record.size;
    bool        in_string = false, behind_backslash = false;
    char       *o = copy;
    for (; p < end && (!fault || o < fault); p++) {
        if (*p == '\n' && in_string && !behind_backslash) {
            *o++ = '\\';
            *o++ = 'n';
        } else {
            *o++ = *p == '\n' ? ' ' : *p;
        }
        in_string        = in_string != (*p == '"' && !behind_backslash);
        behind_backslash = in_string && *p == '\\' && !behind_backslash;
    }
    return fault ? p : o;
}

static weir_status bad_report(weir_decoder *decoder, weir_decode_out *out, weir_bytes record, uint32_t index, size_t column, weir_error *err) {
    const weir_bad_record bad = {.record = record, .record_index = index, .column = (uint32_t)column + 1,
                                 .field = decoder->fault_field, .reason = decoder->fault_reason};
    for (uint32_t c = 0; c < decoder->column_count; c++)
        decoder->columns[c].nulls[out->row_count] = 0;
    return out->bad(out->bad_context, &bad, err);
}

static bool is_plain(weir_bytes record) { return record.size > 0 && record.data && !memchr(record.data, '\n', record.size); }

/* Messages without newlines that are read together; their copies are `size` bytes with the newline behind each. */
static uint32_t group_choose(const weir_bytes *records, uint32_t count, size_t *size) {
    uint32_t n = 0;
    for (*size = 0; n < count && is_plain(records[n]) && (n == 0 || *size + records[n].size < GROUP_BYTES); n++)
        *size += records[n].size + 1;
    return n;
}

char *wr_json_text_make(weir_decoder *decoder, size_t size) {
    char *text = wr_arena_alloc(decoder->own_strings, size + JSON_SLACK);
    memset(text + size, 0, JSON_SLACK);
    return text;
}

/* Reads n plain records, of which the first is number `first`. *done: records done. */
static weir_status group_read(weir_decoder *decoder, const weir_bytes *records, uint32_t n, size_t size, uint32_t first, weir_decode_out *out,
                              uint32_t *done, weir_error *err) {
    char       *text = wr_json_text_make(decoder, size), *o = text;
    const char *p = text;
    for (uint32_t r = 0; r < n; r++) {
        memcpy(o, records[r].data, records[r].size);
        o += records[r].size;
        *o++ = '\n';
    }
    json_scan_begin(decoder, text);
    for (uint32_t r = 0; r < n; r++) {
        uint32_t row = out->row_count;
        p = wr_json_scan_lines(decoder, p, text + size - 1, out, text);
        for (; row < out->row_count; row++)
            out->record_of_row[row] = (uint16_t)(first + r++);
        if (r == n)
            break;
        if (wr_json_line_read(decoder, p, p + records[r].size, row)) {
            out->record_of_row[out->row_count++] = (uint16_t)(first + r);
        } else {
            *done = r;
            WEIR_TRY(bad_report(decoder, out, records[r], first + r, (size_t)(decoder->fault_at - p), err));
        }
        p += records[r].size + 1;
    }
    *done = n;
    return WEIR_OK;
}

/* A record with newlines, or without bytes or a value. */
static weir_status odd_read(weir_decoder *decoder, weir_bytes record, uint32_t index, weir_decode_out *out, weir_error *err) {
    if (!record.data) {
        decoder->fault_field = NULL;
        wr_json_fault(decoder, NULL, "a message without a value (a tombstone)");
        return bad_report(decoder, out, record, index, 0, err);
    }
    if (record.size == 0)
        return WEIR_OK;
    char       *text = wr_json_text_make(decoder, record.size * 2 + 1);
    char       *newline = text + (wr_json_newlines_replace(record, text, NULL) - text);
    uint32_t    row = out->row_count;
    *newline = '\n';
    json_scan_begin(decoder, text);
    if (wr_json_scan_lines(decoder, text, newline, out, text) == text && !wr_json_line_read(decoder, text, newline, row)) {
        const char *at = wr_json_newlines_replace(record, text, decoder->fault_at);
        return bad_report(decoder, out, record, index, (size_t)(at - (const char *)record.data), err);
    }
    out->row_count = row + 1;
    out->record_of_row[row] = (uint16_t)index;
    return WEIR_OK;
}

weir_status wr_json_decode_records(weir_decoder *decoder, const weir_bytes *records, uint32_t count, weir_decode_out *out, uint32_t *consumed,
                                weir_error *err) {
    uint32_t   *row_end_offsets = out->row_end_offsets, r = 0;
    weir_status status = WEIR_OK;
    count = WR_MIN(count, UINT16_MAX + 1u);
    if (out->row_count == 0)
        wr_arena_reset(decoder->own_strings);
    out->row_end_offsets = NULL; /* of the copy, which nobody knows */
    wr_json_columns_bind(decoder, out);
    while (status == WEIR_OK && r < count && out->row_count < out->row_limit) {
        size_t   size;
        uint32_t done = 0, n = group_choose(records + r, WR_MIN(count - r, out->row_limit - out->row_count), &size);
        if (n > 0)
            status = group_read(decoder, records + r, n, size, r, out, &done, err);
        else if ((status = odd_read(decoder, records[r], r, out, err)) == WEIR_OK)
            done = 1;
        r += done;
    }
    out->row_end_offsets = row_end_offsets;
    out->record_count    = r;
    *consumed            = r;
    return status;
}
