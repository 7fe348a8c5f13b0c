/* runtime/message_driver.c - the source driver's way for tables of messages: partitions -> messages -> rows.
 *
 * Partitions take turns; a poll gives one batch of one of them. A message becomes a row (or several, of a changelog
 * format) from its value, its key and its metadata. Where every message gives one row, which is the rule, the vectors
 * that the formats filled are the columns; where some are bad or tombstones, they are put together row by row (`mix`).
 *
 * Invariant: messages are `taken` only after their rows went downstream. */
#include <inttypes.h>

#include "base/alloc.h"
#include "base/io.h"
#include "batch/table_info.h"
#include "plan/logical.h"
#include "runtime/source_internal.h"

#define NO_ROW    UINT16_MAX
#define LONG_KEPT 1024u /* bytes of a message beyond weir.record-size-max that an error table keeps */

typedef struct decode_side {
    const weir_format *format;
    weir_table_info    info;            /* as this format sees the table                           */
    weir_decoder      *decoder;
    weir_vector       *vectors;         /* per field of info.schema                                */
    uint16_t          *record_of_row;
    uint32_t           row_count;
    bool               ignores_errors;
} decode_side;

/* Where a source column comes from (metadata of the value's format comes from the value); -1: not from there. Both: the value's, and the key's where there is no value. */
typedef struct column_place { int32_t value, key; } column_place;

struct wr_message_parts {
    decode_side   value, key;
    bool          reads_key, upserts;
    column_place *places;               /* per source column                                       */
    weir_vector  *mixed;                /* per source column; made when first needed               */
    weir_bytes   *records;              /* those that a format is asked to read                    */
    uint16_t     *record_message;       /* ... and the message of each                             */
    uint16_t     *row_message, *row_value, *row_key; /* per row of the batch                       */
    bool         *message_bad;
    uint16_t     *message_key;          /* per message: row of the key, or NO_ROW                  */
    size_t        next_split;
    int64_t       idle_timeout_ns;
    weir_time_ms  max_drift_ms;
    bool          began;
    /* while a batch is decoded, for error messages */
    const weir_messages *messages;
    const uint16_t      *reading_message; /* record_message, or NULL: the same                     */
    char                 where[400];
};

const char *wr_messages_where(const wr_source_driver *driver) {
    wr_message_parts *parts = driver->messages;
    if (!parts->messages)
        return driver->node->table->name;
    snprintf(parts->where, sizeof parts->where, "%s@%" PRId64 "..%" PRId64, parts->messages->where, parts->messages->offsets[0],
             parts->messages->offsets[parts->messages->count - 1]);
    return parts->where;
}

/* ---- opening ---- */

static int32_t place_of(const uint32_t *columns, uint32_t count, int32_t column) {
    for (uint32_t k = 0; k < count; k++)
        if ((int32_t)columns[k] == column)
            return (int32_t)k;
    return -1;
}

static bool is_decoded(const wr_message_parts *parts, uint32_t column) { return parts->places[column].value >= 0 || parts->places[column].key >= 0; }

/* Metadata columns that the format of the value fills are more columns of what it reads. */
static void add_value_metadata(wr_source_driver *driver) {
    wr_message_parts   *parts = driver->messages;
    wr_arena           *arena = driver->arena;
    const weir_schema  *schema = driver->node->source_schema, *before = parts->value.info.schema;
    const char *const  *keys = driver->node->metadata_keys;
    const size_t        prefix = sizeof WR_VALUE_METADATA - 1;
    uint32_t            count = before->field_count, most = count + schema->field_count;
    weir_field         *fields = wr_arena_calloc(arena, most + 1u, sizeof *fields);
    const char        **own_keys = wr_arena_calloc(arena, most + 1u, sizeof *own_keys);
    bool               *needed = wr_arena_calloc(arena, most + 1u, sizeof *needed);
    memcpy(fields, before->fields, count * sizeof *fields);
    memcpy(needed, parts->value.info.needed, count * sizeof *needed);
    for (uint32_t j = 0; keys && j < schema->field_count; j++) {
        if (!keys[j] || strncmp(keys[j], WR_VALUE_METADATA, prefix) != 0)
            continue;
        fields[count] = schema->fields[j];
        own_keys[count] = keys[j] + prefix;
        needed[count] = true;
        parts->places[j].value = (int32_t)count++;
    }
    if (count == before->field_count)
        return;
    weir_schema *grown = wr_arena_calloc(arena, 1, sizeof *grown);
    *grown = (weir_schema){count, fields};
    parts->value.info.schema = grown;
    parts->value.info.needed = needed;
    parts->value.info.metadata_keys = own_keys;
}

static weir_status open_side(wr_source_driver *driver, decode_side *side, weir_error *err) {
    uint32_t count = side->info.schema->field_count;
    side->vectors = wr_arena_calloc(driver->arena, count + 1u, sizeof *side->vectors);
    for (uint32_t k = 0; k < count; k++) {
        side->vectors[k].type = side->info.schema->fields[k].type;
        if (side->info.needed[k])
            wr_vector_init(&side->vectors[k], side->vectors[k].type, driver->arena, driver->strings);
    }
    side->record_of_row = wr_arena_calloc(driver->arena, WEIR_BATCH_ROWS, sizeof *side->record_of_row);
    side->ignores_errors = weir_options_bool(side->info.format_options, "ignore-parse-errors", false);
    return side->format->decoder_open(&side->info, driver->arena, &side->decoder, err);
}

weir_status wr_messages_open(wr_source_driver *driver, weir_error *err) {
    wr_arena              *arena = driver->arena;
    const weir_schema     *schema = driver->node->source_schema;
    const weir_table_info *info = &driver->info;
    wr_message_parts      *parts = driver->messages = wr_arena_calloc(arena, 1, sizeof *parts);
    parts->upserts = driver->source->upserts;
    parts->places = wr_arena_calloc(arena, schema->field_count + 1u, sizeof *parts->places);
    parts->records = wr_arena_calloc(arena, WEIR_BATCH_ROWS, sizeof *parts->records);
    parts->message_bad = wr_arena_calloc(arena, WEIR_BATCH_ROWS, sizeof *parts->message_bad);
    uint16_t **const arrays[] = {&parts->record_message, &parts->row_message, &parts->row_value, &parts->row_key, &parts->message_key};
    for (size_t i = 0; i < WR_COUNT_OF(arrays); i++)
        *arrays[i] = wr_arena_calloc(arena, WEIR_BATCH_ROWS, sizeof **arrays[i]);
    parts->reads_key = parts->upserts;
    for (uint32_t j = 0; j < schema->field_count; j++) {
        parts->places[j].value = place_of(info->value_columns, info->value_column_count, driver->decoded_index[j]);
        parts->places[j].key = info->key_format ? place_of(info->key_columns, info->key_column_count, driver->decoded_index[j]) : -1;
        parts->reads_key |= parts->places[j].value < 0 && parts->places[j].key >= 0;
    }
    int64_t idle_ms = weir_options_duration_ms(info->options, "scan.watermark.idle-timeout", driver->config.idle_timeout_ms);
    parts->idle_timeout_ns = idle_ms * 1000000;
    parts->max_drift_ms = weir_options_duration_ms(info->options, "scan.watermark.alignment.max-drift", 0);
    WR_ASSERT(driver->format->decode_records && (!parts->reads_key || info->key_format)); /* the binder saw to it */
    parts->value.format = driver->format;
    wr_table_info_of_value(info, arena, &parts->value.info);
    add_value_metadata(driver);
    WEIR_TRY(open_side(driver, &parts->value, err));
    if (!parts->reads_key)
        return WEIR_OK;
    parts->key.format = info->key_format;
    wr_table_info_of_key(info, arena, &parts->key.info);
    return open_side(driver, &parts->key, err);
}

void wr_messages_close(wr_source_driver *driver) {
    wr_message_parts *parts = driver->messages;
    if (!parts)
        return;
    if (parts->value.decoder)
        parts->value.format->decoder_close(parts->value.decoder);
    if (parts->key.decoder)
        parts->key.format->decoder_close(parts->key.decoder);
}

/* ---- decoding ---- */

static weir_status report(wr_source_driver *driver, uint32_t message, const weir_bad_record *bad, bool key, weir_error *err) {
    wr_message_parts  *parts = driver->messages;
    const decode_side *side = key ? &parts->key : &parts->value;
    const char        *position = wr_arena_printf(driver->strings, "%s@%" PRId64, parts->messages->where, parts->messages->offsets[message]);
    parts->message_bad[message] = true;
    return wr_source_bad_record(driver, position, bad, key ? "key: " : "", side->format->name, side->ignores_errors, err);
}

static uint32_t message_of(const wr_message_parts *parts, uint64_t record) { return parts->reading_message ? parts->reading_message[record] : (uint32_t)record; }

static weir_status bad_value(void *context, const weir_bad_record *bad, weir_error *err) {
    wr_source_driver *driver = context;
    return report(driver, message_of(driver->messages, bad->record_index), bad, false, err);
}

static weir_status bad_key(void *context, const weir_bad_record *bad, weir_error *err) {
    wr_source_driver *driver = context;
    return report(driver, message_of(driver->messages, bad->record_index), bad, true, err);
}

static weir_status decode(wr_source_driver *driver, decode_side *side, const weir_bytes *records, uint32_t count, uint32_t row_limit, bool key,
                          uint32_t *consumed, weir_error *err) {
    weir_decode_out out = {.vectors = side->vectors, .row_limit = row_limit, .bad = key ? bad_key : bad_value, .bad_context = driver,
                           .row_kinds = side->format->decodes != WEIR_CHANGELOG_APPEND ? driver->row_kinds : NULL,
                           .record_of_row = side->record_of_row};
    for (uint32_t k = 0; k < side->info.schema->field_count; k++)
        side->vectors[k].has_nulls = false;
    *consumed = 0;
    weir_status status = count ? side->format->decode_records(side->decoder, records, count, &out, consumed, err) : WEIR_OK;
    side->row_count = out.row_count;
    return status;
}

/* Chooses which values the format reads; *all: every one of them. A tombstone of an upserting table is a row without a value. */
static weir_status choose_values(wr_source_driver *driver, const weir_messages *messages, uint32_t *count, bool *all, weir_error *err) {
    wr_message_parts *parts = driver->messages;
    uint64_t          size_max = driver->info.record_size_max ? driver->info.record_size_max : UINT64_MAX;
    uint32_t          odd = 0;
    for (uint32_t m = 0; m < messages->count; m++)
        odd += messages->values[m].size > size_max || (parts->upserts && messages->values[m].data == NULL);
    *all = odd == 0;
    *count = odd ? 0 : messages->count;
    if (odd == 0)
        return WEIR_OK;
    for (uint32_t m = 0; m < messages->count; m++) {
        if (messages->values[m].size > size_max) {
            const weir_bad_record bad = {.record = {messages->values[m].data, WR_MIN(messages->values[m].size, LONG_KEPT)}, .record_index = m, .column = 1,
                                         .reason = wr_arena_printf(driver->strings, "message of %zu bytes is longer than 'weir.record-size-max' allows", messages->values[m].size)};
            WEIR_TRY(report(driver, m, &bad, false, err));
        } else if (!parts->upserts || messages->values[m].data) {
            parts->record_message[*count] = (uint16_t)m;
            parts->records[(*count)++] = messages->values[m];
        }
    }
    return WEIR_OK;
}

/* Keys of the messages before `taken` that give a row. A message without a key: its key columns are NULL. */
static weir_status decode_keys(wr_source_driver *driver, const weir_messages *messages, uint32_t taken, bool *plain, weir_error *err) {
    wr_message_parts *parts = driver->messages;
    uint32_t          count = 0, consumed;
    for (uint32_t m = 0; m < taken; m++) {
        parts->message_key[m] = NO_ROW;
        if (parts->message_bad[m])
            continue;
        if (messages->keys[m].data) {
            parts->record_message[count] = (uint16_t)m;
            parts->records[count++] = messages->keys[m];
        } else if (parts->upserts) {
            const weir_bad_record bad = {.record = messages->values[m], .record_index = m, .column = 1, .reason = "a message of an upserting table needs a key"};
            WEIR_TRY(report(driver, m, &bad, true, err));
        }
    }
    parts->reading_message = parts->record_message;
    WEIR_TRY(decode(driver, &parts->key, parts->records, count, WEIR_BATCH_ROWS, true, &consumed, err));
    WR_ASSERT(consumed == count); /* one row a key: changelog formats are none for keys */
    for (uint32_t r = 0; r < parts->key.row_count; r++)
        parts->message_key[parts->record_message[parts->key.record_of_row[r]]] = (uint16_t)r;
    *plain = parts->key.row_count == taken;
    return WEIR_OK;
}

/* ---- rows whose parts do not stand side by side ---- */

/* Which messages give rows, in order: those of the value (several of one message), or the tombstone's. */
static uint32_t list_rows(wr_source_driver *driver, const weir_messages *messages, uint32_t taken, const uint16_t *record_message) {
    wr_message_parts *parts = driver->messages;
    bool              kinds = parts->value.format->decodes != WEIR_CHANGELOG_APPEND;
    uint32_t          rows = 0, v = 0;
    for (uint32_t m = 0; m < taken; m++) {
        bool tombstone = parts->upserts && messages->values[m].data == NULL;
        for (; tombstone || v < parts->value.row_count; v++) {
            uint32_t record = tombstone ? 0 : parts->value.record_of_row[v];
            if (!tombstone && (record_message ? record_message[record] : record) != m)
                break;
            if (!parts->message_bad[m]) {
                parts->row_message[rows] = (uint16_t)m;
                parts->row_value[rows] = tombstone ? NO_ROW : (uint16_t)v;
                parts->row_key[rows] = parts->reads_key ? parts->message_key[m] : NO_ROW;
                driver->row_kinds[rows] = tombstone ? WEIR_ROW_DELETE : kinds ? driver->row_kinds[v] : parts->upserts ? WEIR_ROW_UPDATE_AFTER : WEIR_ROW_INSERT;
                rows++;
            }
            if (tombstone)
                break;
        }
    }
    return rows;
}

static void set_null(weir_vector *vector, uint32_t row) {
    const weir_value null = {.is_null = true};
    wr_vector_set(vector, row, &null);
}

static void mix_column(weir_vector *to, const weir_vector *value, const uint16_t *value_rows, const weir_vector *key, const uint16_t *key_rows, uint32_t count) {
    weir_column value_column = value ? weir_vector_column(value) : (weir_column){.data = NULL};
    weir_column key_column = key ? weir_vector_column(key) : (weir_column){.data = NULL};
    to->has_nulls = false;
    for (uint32_t r = 0; r < count;) { /* runs of one kind at a time */
        uint32_t from = r;
        bool     of_value = value_column.data && value_rows[r] != NO_ROW, of_key = !of_value && key_column.data && key_rows[r] != NO_ROW;
        if (of_value)
            while (r < count && value_rows[r] != NO_ROW)
                r++;
        else if (of_key)
            while (r < count && key_rows[r] != NO_ROW && !(value_column.data && value_rows[r] != NO_ROW))
                r++;
        else
            set_null(to, r++);
        if (of_value || of_key)
            wr_vector_gather(to, from, of_value ? &value_column : &key_column, (weir_rows){(of_value ? value_rows : key_rows) + from, r - from}, false);
    }
}

static void mix(wr_source_driver *driver, uint32_t row_count) {
    wr_message_parts  *parts = driver->messages;
    const weir_schema *schema = driver->node->source_schema;
    if (!parts->mixed) {
        parts->mixed = wr_arena_calloc(driver->arena, schema->field_count + 1u, sizeof *parts->mixed);
        for (uint32_t j = 0; j < schema->field_count; j++)
            if (is_decoded(parts, j))
                wr_vector_init(&parts->mixed[j], schema->fields[j].type, driver->arena, driver->strings);
    }
    for (uint32_t j = 0; j < schema->field_count; j++) {
        column_place place = parts->places[j];
        if (!is_decoded(parts, j))
            continue;
        mix_column(&parts->mixed[j], place.value >= 0 ? &parts->value.vectors[place.value] : NULL, parts->row_value,
                   place.key >= 0 && parts->reads_key ? &parts->key.vectors[place.key] : NULL, parts->row_key, row_count);
        driver->columns[j] = weir_vector_column(&parts->mixed[j]);
    }
}

/* ---- a batch ---- */

static weir_status fill_metadata(wr_source_driver *driver, const uint16_t *row_message, uint32_t row_count, weir_error *err) {
    const weir_schema *schema = driver->node->source_schema;
    for (uint32_t j = 0; j < schema->field_count; j++) {
        if (is_decoded(driver->messages, j))
            continue;
        const char *key = driver->node->metadata_keys && driver->node->metadata_keys[j] ? driver->node->metadata_keys[j] : schema->fields[j].name;
        driver->metadata[j].has_nulls = false;
        WEIR_TRY(driver->source->message_metadata(driver->reader, key, row_message, row_count, &driver->metadata[j], err));
        driver->columns[j] = weir_vector_column(&driver->metadata[j]);
    }
    return WEIR_OK;
}

static weir_status emit(wr_source_driver *driver, uint32_t split, const weir_messages *messages, uint32_t taken, bool plain, weir_error *err) {
    wr_message_parts  *parts = driver->messages;
    const weir_schema *schema = driver->node->source_schema;
    const uint16_t    *row_message = parts->value.record_of_row;
    uint32_t           row_count = parts->value.row_count;
    bool               kinds = parts->upserts || parts->value.format->decodes != WEIR_CHANGELOG_APPEND;
    if (plain) {
        for (uint32_t j = 0; j < schema->field_count; j++)
            if (is_decoded(parts, j))
                driver->columns[j] = weir_vector_column(parts->places[j].value >= 0 ? &parts->value.vectors[parts->places[j].value] : &parts->key.vectors[parts->places[j].key]);
        if (parts->upserts)
            memset(driver->row_kinds, WEIR_ROW_UPDATE_AFTER, row_count);
    } else {
        row_count = list_rows(driver, messages, taken, parts->reading_message);
        row_message = parts->row_message;
        mix(driver, row_count);
    }
    if (row_count == 0)
        return WEIR_OK;
    WEIR_TRY(fill_metadata(driver, row_message, row_count, err));
    const weir_batch read = {.schema = schema, .columns = driver->columns, .row_count = row_count, .selected_count = row_count,
                             .row_kinds = kinds ? driver->row_kinds : NULL, .watermark = WEIR_TIME_MIN};
    return wr_source_emit(driver, split, &read, err);
}

static weir_status read_messages(wr_source_driver *driver, uint32_t split, const weir_messages *messages, uint32_t row_limit, uint64_t *record_count, weir_error *err) {
    wr_message_parts *parts = driver->messages;
    uint32_t          count, consumed = 0, taken = messages->count;
    bool              all, plain_keys = true;
    uint16_t          value_message[WEIR_BATCH_ROWS];
    parts->messages = messages;
    memset(parts->message_bad, 0, messages->count * sizeof *parts->message_bad);
    WEIR_TRY(choose_values(driver, messages, &count, &all, err));
    parts->reading_message = all ? NULL : parts->record_message;
    WEIR_TRY(decode(driver, &parts->value, all ? messages->values : parts->records, count, row_limit, false, &consumed, err));
    if (consumed < count)
        taken = message_of(parts, consumed);
    if (parts->reads_key) {
        if (!all)
            memcpy(value_message, parts->record_message, count * sizeof *value_message);
        WEIR_TRY(decode_keys(driver, messages, taken, &plain_keys, err));
        parts->reading_message = all ? NULL : value_message;
    }
    bool plain = all && plain_keys && (!parts->reads_key || parts->value.row_count == taken);
    WEIR_TRY(emit(driver, split, messages, taken, plain, err));
    parts->messages = NULL;
    *record_count = taken;
    return driver->source->taken(driver->reader, split, taken, err);
}

/* ---- taking turns ---- */

/* No split of the group may be further than this now; WEIR_TIME_MAX: as far as it likes. */
static weir_time_ms align(wr_source_driver *driver) {
    const wr_alignment *alignment = driver->config.alignment;
    weir_time_ms        slowest = WEIR_TIME_MAX;
    if (!alignment)
        return WEIR_TIME_MAX;
    wr_shared_set(&alignment->slots[driver->config.alignment_slot], (uint64_t)wr_split_times_slowest(&driver->times));
    for (uint32_t i = 0; i < alignment->slot_count; i++)
        slowest = WR_MIN(slowest, (weir_time_ms)wr_shared_get(&alignment->slots[i]));
    return slowest > WEIR_TIME_MAX - driver->messages->max_drift_ms ? WEIR_TIME_MAX : slowest + driver->messages->max_drift_ms;
}

static weir_status pass_time(wr_source_driver *driver, weir_error *err) {
    driver->watermark = driver->times.combined;
    return driver->config.hooks.watermark(driver->config.hooks.context, driver->watermark, err);
}

weir_status wr_messages_poll(wr_source_driver *driver, uint32_t row_limit, uint64_t *record_count, weir_poll *poll, weir_error *err) {
    wr_message_parts *parts = driver->messages;
    const wr_env     *env = driver->config.env;
    weir_time_ms      limit = align(driver);
    size_t            finished = 0;
    bool              grew = !parts->began && driver->times.combined != WEIR_TIME_MIN;
    int64_t           now = env->monotonic_ns(env->self);
    parts->began = true;
    for (size_t k = 0; k < driver->split_count; k++) {
        size_t         split = (parts->next_split + k) % driver->split_count;
        wr_split_time *time = &driver->times.items[split];
        weir_messages  messages;
        if (!time->finished && time->watermark > limit) { /* the others catch up first */
            time->silent_ns = 0;
            continue;
        }
        *poll = WEIR_POLL_END;
        if (!time->finished)
            WEIR_TRY(driver->source->messages(driver->reader, (uint32_t)split, row_limit, &messages, poll, err));
        switch (*poll) {
        case WEIR_POLL_IDLE:
            grew |= wr_split_times_silent(&driver->times, split, now, parts->idle_timeout_ns);
            break;
        case WEIR_POLL_END:
            grew |= wr_split_times_finish(&driver->times, split);
            finished++;
            break;
        case WEIR_POLL_DATA:
            if (grew)
                WEIR_TRY(pass_time(driver, err));
            wr_split_times_active(&driver->times, split);
            parts->next_split = (split + 1) % driver->split_count;
            return read_messages(driver, (uint32_t)split, &messages, row_limit, record_count, err);
        }
    }
    if (grew)
        WEIR_TRY(pass_time(driver, err));
    *poll = finished == driver->split_count ? WEIR_POLL_END : WEIR_POLL_IDLE;
    return WEIR_OK;
}
