/* runtime/source_driver.c - see the header.
 *
 * Invariant: the reader is advanced only after the rows went downstream, and a barrier is taken only
 * between two polls: a position in a checkpoint is exactly the rows reflected in its state. */
#include "runtime/source_driver.h"

#include <inttypes.h>

#include "base/alloc.h"
#include "base/io.h"
#include "base/seed_bug.h"
#include "plan/logical.h"
#include "runtime/source_internal.h"

static bool is_partition_key(const wr_table *table, const char *name) {
    for (uint32_t i = 0; i < table->partition_key_count; i++)
        if (strcmp(table->partition_keys[i], name) == 0)
            return true;
    return false;
}

/* The format sees every physical column of the table in order (csv counts them), and which ones somebody reads. */
static void make_decode_schema(wr_source_driver *driver) {
    const wr_table    *table = driver->node->table;
    const weir_schema *wanted = driver->node->source_schema;
    weir_field        *fields = wr_arena_calloc(driver->arena, table->column_count + 1, sizeof *fields);
    bool              *needed = wr_arena_calloc(driver->arena, table->column_count + 1, sizeof *needed);
    weir_reads        *reads = wr_arena_calloc(driver->arena, table->column_count + 1, sizeof *reads);
    weir_schema       *schema = wr_arena_calloc(driver->arena, 1, sizeof *schema);
    uint32_t           count = 0;
    driver->decoded = wr_arena_calloc(driver->arena, table->column_count + 1, sizeof *driver->decoded);
    driver->metadata = wr_arena_calloc(driver->arena, wanted->field_count + 1, sizeof *driver->metadata);
    driver->decoded_index = wr_arena_calloc(driver->arena, wanted->field_count + 1, sizeof *driver->decoded_index);
    for (uint32_t j = 0; j < wanted->field_count; j++)
        driver->decoded_index[j] = -1;
    for (uint32_t c = 0; c < table->column_count; c++) {
        const wr_table_column *column = &table->columns[c];
        if (column->kind != WR_COLUMN_PHYSICAL || is_partition_key(table, column->name))
            continue;
        fields[count] = (weir_field){column->name, column->type};
        driver->decoded[count].type = column->type;
        for (uint32_t j = 0; j < wanted->field_count; j++)
            if (strcmp(wanted->fields[j].name, column->name) == 0) {
                driver->decoded_index[j] = (int32_t)count;
                needed[count] = true;
                if (driver->node->reads)
                    reads[count] = driver->node->reads[j];
                wr_vector_init(&driver->decoded[count], column->type, driver->arena, driver->strings);
            }
        count++;
    }
    for (uint32_t j = 0; j < wanted->field_count; j++)
        if (driver->decoded_index[j] < 0)
            wr_vector_init(&driver->metadata[j], wanted->fields[j].type, driver->arena, driver->strings);
    *schema = (weir_schema){count, fields};
    wr_table_info_of(table, schema, needed, NULL, driver->config.local_time_zone, driver->config.env, &driver->info);
    driver->info.reads = driver->node->reads ? reads : NULL;
    driver->info.read_schema = wanted;
    driver->info.job_name = driver->config.job_name;
    driver->info.wake = driver->config.wake;
    driver->info.wake_context = driver->config.wake_context;
}

weir_status wr_source_driver_open(const wr_source_config *config, wr_source_driver **out, weir_error *err) {
    wr_arena         *arena = wr_arena_create(0);
    wr_source_driver *driver = wr_arena_calloc(arena, 1, sizeof *driver);
    const wr_node    *node = config->node;
    driver->config = *config;
    driver->node = node;
    driver->arena = arena;
    driver->strings = wr_arena_create(0);
    driver->source = node->table->connector->source;
    driver->format = driver->source->yields_batches ? NULL : node->table->format;
    driver->watermark = WEIR_TIME_MIN;
    driver->metadata_split = UINT32_MAX;
    wr_split_times_init(&driver->times, arena);
    *out = driver;
    make_decode_schema(driver);
    driver->info.record_size_max = config->record_size_max;
    driver->info.records_are_lines = driver->format && driver->format->records_are_lines;
    driver->bounded = driver->source->bounded(&driver->info);
    driver->ignores_errors = driver->format && weir_options_bool(driver->info.format_options, "ignore-parse-errors", false);
    driver->columns = wr_arena_calloc(arena, node->source_schema->field_count + 1, sizeof *driver->columns);
    driver->output = wr_arena_calloc(arena, node->schema->field_count + 1, sizeof *driver->output);
    if (node->projections)
        WEIR_TRY(wr_program_create(node->projections, node->schema->field_count, node->source_schema,
                                   config->local_time_zone, config->env, &driver->projections, err));
    if (node->watermark)
        WEIR_TRY(wr_program_create(&node->watermark, 1, node->schema, config->local_time_zone, config->env,
                                   &driver->watermark_program, err));
    if (node->split_filter)
        WEIR_TRY(wr_program_create(&node->split_filter, 1, node->source_schema, config->local_time_zone, config->env, &driver->split_filter, err));
    WEIR_TRY(driver->source->open(&driver->info, config->worker, config->worker_count, &driver->reader, err));
    if (driver->source->yields_messages)
        return wr_messages_open(driver, err);
    if (driver->format)
        WEIR_TRY(driver->format->decoder_open(&driver->info, arena, &driver->decoder, err));
    return WEIR_OK;
}

void wr_source_driver_close(wr_source_driver *driver) {
    if (!driver)
        return;
    wr_messages_close(driver);
    if (driver->decoder)
        driver->format->decoder_close(driver->decoder);
    if (driver->reader)
        driver->source->close(driver->reader);
    wr_program_destroy(driver->projections);
    wr_program_destroy(driver->watermark_program);
    wr_program_destroy(driver->split_filter);
    wr_arena_destroy(driver->strings);
    wr_arena_destroy(driver->arena);
}

static weir_status fill_metadata(wr_source_driver *driver, uint32_t split, weir_error *err);

/* Does the plan need the split at all? What cannot be computed here is computed, and told of, row by row. */
static bool split_wanted(wr_source_driver *driver, uint32_t split) {
    weir_batch row = {.schema = driver->node->source_schema, .columns = driver->columns, .row_count = 1, .selected_count = 1, .watermark = WEIR_TIME_MIN};
    uint16_t   selected[WEIR_BATCH_ROWS];
    uint32_t   count = 0;
    weir_error ignored;
    if (fill_metadata(driver, split, &ignored) != WEIR_OK) {
        driver->metadata_split = UINT32_MAX;
        return true;
    }
    for (uint32_t j = 0; j < row.schema->field_count; j++)
        driver->columns[j] = driver->decoded_index[j] >= 0 ? (weir_column){.type = row.schema->fields[j].type} : weir_vector_column(&driver->metadata[j]);
    wr_program_begin(driver->split_filter, &row);
    return wr_program_filter(driver->split_filter, 0, (weir_rows){NULL, 1}, selected, &count, &ignored) != WEIR_OK || count > 0;
}

weir_status wr_source_driver_add_split(wr_source_driver *driver, const weir_split *split, weir_time_ms watermark, weir_error *err) {
    if (WR_BUG(13))
        watermark = WEIR_TIME_MIN;
    driver->splits = wr_arena_grow(driver->arena, driver->splits, driver->split_count, &driver->split_capacity, sizeof *driver->splits);
    driver->splits[driver->split_count++] = (split_state){wr_arena_strdup(driver->arena, split->id), watermark, NULL};
    if (driver->source->splits_in_parallel)
        wr_split_times_add(&driver->times, watermark, split->finished);
    else
        driver->watermark = WR_MAX(driver->watermark, watermark);
    WEIR_TRY(driver->source->add_split(driver->reader, split, err));
    const uint32_t index = (uint32_t)driver->split_count - 1;
    if (driver->split_filter && !split->finished && split->position.size == 0 && !split_wanted(driver, index))
        driver->source->skip_split(driver->reader, index);
    return WEIR_OK;
}

void wr_source_driver_restored(wr_source_driver *driver) {
    if (!driver->source->splits_in_parallel)
        return;
    wr_split_times_restored(&driver->times);
    driver->watermark = driver->times.combined;
}

weir_status wr_source_bad_record(wr_source_driver *driver, const char *position, const weir_bad_record *bad, const char *part,
                                 const char *format_name, bool ignores_errors, weir_error *err) {
    driver->errors++;
    if (driver->config.hooks.error_row) {
        const char *reason = wr_arena_printf(driver->strings, "%s%s%s%s", part, bad->field ? bad->field : "", bad->field ? ": " : "", bad->reason);
        return driver->config.hooks.error_row(driver->config.hooks.context, driver->node->table->name, position, reason, bad->record, err);
    }
    if (ignores_errors)
        return WEIR_OK;
    return weir_fail(err, WEIR_DATA,
                     "%s:%u: %s%s%s%s%s; fix the record, keep such records with SET 'weir.error-rows' = '<table>', "
                     "or leave them out with '%s.ignore-parse-errors' = 'true'",
                     position, bad->column, part, bad->field ? "field '" : "", bad->field ? bad->field : "",
                     bad->field ? "': " : "", bad->reason, format_name);
}

/* A record could not be decoded: keep it aside, leave it out, or fail, as set. */
static weir_status bad_record(void *context, const weir_bad_record *bad, weir_error *err) {
    wr_source_driver *driver = context;
    const weir_block *block = driver->block;
    uint64_t          line = block->line;
    const char       *bytes = block->bytes.data;
    for (size_t i = 0; i < bad->offset && i < block->bytes.size; i++)
        line += bytes[i] == '\n';
    const char *position = wr_arena_printf(driver->strings, "%s:%" PRIu64, block->where, line);
    return wr_source_bad_record(driver, position, bad, "", driver->format->name, driver->ignores_errors, err);
}

/* "orders.json", for messages about a row of the batch at hand. */
static const char *where_of(const wr_source_driver *driver) {
    return driver->messages ? wr_messages_where(driver) : driver->block ? driver->block->where : driver->node->table->name;
}

static weir_status fill_metadata(wr_source_driver *driver, uint32_t split, weir_error *err) {
    const weir_schema *schema = driver->node->source_schema;
    for (uint32_t j = 0; j < schema->field_count; j++) {
        if (driver->decoded_index[j] >= 0)
            continue;
        split_state *state = &driver->splits[split];
        if (!state->metadata)
            state->metadata = wr_arena_calloc(driver->arena, schema->field_count, sizeof *state->metadata);
        if (driver->metadata_split != split) {
            const char *key = driver->node->metadata_keys ? driver->node->metadata_keys[j] : NULL;
            WEIR_TRY(driver->source->metadata(driver->reader, split, key ? key : schema->fields[j].name, driver->arena, &state->metadata[j], err));
            driver->metadata[j].has_nulls = false;
            memset(driver->metadata[j].nulls, 0, WEIR_BATCH_ROWS);
            wr_vector_fill(&driver->metadata[j], 0, WEIR_BATCH_ROWS, &state->metadata[j]);
        }
    }
    driver->metadata_split = split;
    return WEIR_OK;
}

/* The running watermark: row i sees what the rows before it said. It starts above 0, as Flink's does. A tombstone has
 * no event time and moves none. */
static weir_status advance_time(wr_source_driver *driver, uint32_t split, weir_batch *batch, weir_error *err) {
    const weir_column *rowtime = &batch->columns[driver->node->rowtime_column];
    const uint8_t     *kinds = driver->source->upserts ? batch->row_kinds : NULL;
    bool               parallel = driver->source->splits_in_parallel;
    weir_column        column;
    if (rowtime->nulls)
        for (uint32_t i = 0; i < batch->row_count; i++)
            if (rowtime->nulls[i] && !(kinds && kinds[i] == WEIR_ROW_DELETE))
                return weir_fail(err, WEIR_DATA, "%s: the event time column '%s' of table '%s' is NULL: every row needs one; "
                                 "give it a value with a computed column (COALESCE) or keep such rows out of the input",
                                 where_of(driver), driver->node->schema->fields[driver->node->rowtime_column].name, driver->node->table->name);
    wr_program_begin(driver->watermark_program, batch);
    WEIR_TRY(wr_program_run(driver->watermark_program, 0, (weir_rows){NULL, batch->row_count}, &column, err));
    const int64_t *values = column.data;
    weir_time_ms   now = parallel ? driver->times.items[split].watermark : driver->watermark, floor = WR_MAX(now, 0);
    for (uint32_t i = 0; i < batch->row_count; i++) {
        driver->row_watermarks[i] = now;
        if (values[i] > floor && !(column.nulls && column.nulls[i]))
            now = floor = values[i];
    }
    bool grew = now != driver->watermark;
    if (parallel) {
        grew = wr_split_times_rows(&driver->times, split, driver->row_watermarks, batch->row_count, now);
        now = driver->times.combined;
    }
    batch->row_watermarks = grew ? driver->row_watermarks : NULL;
    batch->watermark = now;
    driver->watermark = now;
    driver->splits[split].watermark = now;
    return WEIR_OK;
}

static bool reads_changelog(const wr_source_driver *driver) { return driver->format && driver->format->decodes != WEIR_CHANGELOG_APPEND; }

weir_status wr_source_emit(wr_source_driver *driver, uint32_t split, const weir_batch *read, weir_error *err) {
    weir_batch batch = *read;
    if (driver->projections) {
        wr_program_begin(driver->projections, read);
        for (uint32_t c = 0; c < driver->node->schema->field_count; c++)
            WEIR_TRY(wr_program_run(driver->projections, c, (weir_rows){NULL, read->row_count}, &driver->output[c], err));
        batch.columns = driver->output;
    }
    batch.schema = driver->node->schema;
    if (driver->watermark_program)
        WEIR_TRY(advance_time(driver, split, &batch, err));
    if (driver->node->keeps_origin)
        batch.origin = read;
    return driver->config.hooks.rows(driver->config.hooks.context, &batch, err);
}

static weir_status emit(wr_source_driver *driver, uint32_t split, uint32_t row_count, weir_error *err) {
    const weir_schema *schema = driver->node->source_schema;
    if (row_count == 0)
        return WEIR_OK;
    WEIR_TRY(fill_metadata(driver, split, err));
    for (uint32_t j = 0; j < schema->field_count; j++)
        driver->columns[j] = weir_vector_column(driver->decoded_index[j] >= 0 ? &driver->decoded[driver->decoded_index[j]] : &driver->metadata[j]);
    const weir_batch read = {.schema = schema, .columns = driver->columns, .row_count = row_count,
                             .selected_count = row_count, .row_kinds = reads_changelog(driver) ? driver->row_kinds : NULL,
                             .watermark = WEIR_TIME_MIN};
    return wr_source_emit(driver, split, &read, err);
}

/* Rows that the pace allows now. */
static uint32_t pace_allows(wr_source_driver *driver, uint32_t row_limit) {
    wr_pace *pace = driver->config.pace;
    if (pace->rows_per_second <= 0)
        return row_limit;
    double   elapsed = (double)(driver->config.env->monotonic_ns(driver->config.env->self) - pace->started_ns) / 1e9;
    double   due = elapsed * pace->rows_per_second - (double)wr_shared_get(&pace->taken);
    double   portion = WR_MAX(1.0, pace->rows_per_second / 200); /* a batch each 5 ms at most */
    if (due < portion && due < row_limit)
        return 0;
    return due < row_limit ? (uint32_t)due : row_limit;
}

static weir_status poll_batch(wr_source_driver *driver, weir_decode_out *out, weir_poll *poll, weir_error *err) {
    uint32_t split = 0;
    WEIR_TRY(driver->source->batch(driver->reader, out, &split, poll, err));
    if (*poll == WEIR_POLL_DATA)
        WEIR_TRY(emit(driver, split, out->row_count, err));
    out->record_count = out->row_count;
    return WEIR_OK;
}

/* A record beyond weir.record-size-max is a bad record like any other; its beginning is kept. */
static weir_status skip_long_record(wr_source_driver *driver, const weir_block *block, weir_decode_out *out, weir_error *err) {
    enum { KEPT_BYTES = 1024 };
    const char *reason = wr_arena_printf(driver->strings, "record longer than %zu bytes ('weir.record-size-max'), of which an error table keeps the first %d; "
                                         "is it really of this format?", block->bytes.size, KEPT_BYTES);
    const weir_bad_record bad = {.record = {block->bytes.data, WR_MIN(block->bytes.size, KEPT_BYTES)}, .column = 1, .reason = reason};
    WEIR_TRY(bad_record(driver, &bad, err));
    out->record_count = 1;
    driver->block = NULL;
    return driver->source->skip_record(driver->reader, err);
}

static weir_status poll_block(wr_source_driver *driver, weir_decode_out *out, weir_poll *poll, weir_error *err) {
    weir_block block;
    size_t     consumed = 0;
    WEIR_TRY(driver->source->block(driver->reader, &block, poll, err));
    if (*poll != WEIR_POLL_DATA)
        return WEIR_OK;
    driver->block = &block;
    if (block.too_long)
        return skip_long_record(driver, &block, out, err);
    out->at_start = block.first;
    WEIR_TRY(driver->format->decode(driver->decoder, block.bytes, block.last, out, &consumed, err));
    WEIR_TRY(emit(driver, block.split, out->row_count, err));
    driver->block = NULL;
    return driver->source->advance(driver->reader, consumed, out->record_count, err);
}

weir_status wr_source_driver_poll(wr_source_driver *driver, uint32_t row_limit, wr_source_progress *progress, uint64_t *row_count, weir_error *err) {
    weir_poll poll = WEIR_POLL_IDLE;
    uint32_t  allowed = pace_allows(driver, WR_MIN(row_limit, driver->config.batch_rows));
    *progress = driver->ended ? WR_SOURCE_ENDED : WR_SOURCE_WAITING;
    *row_count = 0;
    if (driver->ended || allowed == 0)
        return WEIR_OK;
    weir_decode_out out = {.vectors = driver->decoded, .row_limit = allowed, .bad = bad_record, .bad_context = driver,
                           .row_kinds = reads_changelog(driver) ? driver->row_kinds : NULL};
    for (uint32_t c = 0; c < driver->info.schema->field_count; c++)
        driver->decoded[c].has_nulls = false;
    wr_arena_reset(driver->strings);
    if (driver->messages)
        WEIR_TRY(wr_messages_poll(driver, allowed, &out.record_count, &poll, err));
    else if (driver->source->yields_batches)
        WEIR_TRY(poll_batch(driver, &out, &poll, err));
    else
        WEIR_TRY(poll_block(driver, &out, &poll, err));
    *row_count = out.record_count;
    if (driver->config.pace->rows_per_second > 0)
        wr_shared_add(&driver->config.pace->taken, out.record_count);
    if (poll == WEIR_POLL_DATA) {
        *progress = WR_SOURCE_ROWS;
    } else if (poll == WEIR_POLL_END && driver->bounded) {
        driver->ended = true;
        driver->watermark = WEIR_TIME_MAX;
        *progress = WR_SOURCE_ENDED;
        return driver->config.hooks.watermark(driver->config.hooks.context, WEIR_TIME_MAX, err);
    }
    return WEIR_OK;
}

weir_status wr_source_driver_positions(wr_source_driver *driver, struct weir_arena *arena, wr_manifest_split **splits, uint32_t *count, weir_error *err) {
    weir_split *own;
    WEIR_TRY(driver->source->positions(driver->reader, arena, &own, count, err));
    WR_ASSERT(*count == driver->split_count);
    *splits = wr_arena_calloc(arena, *count + 1, sizeof **splits);
    for (uint32_t i = 0; i < *count; i++)
        (*splits)[i] = (wr_manifest_split){.source_uid = driver->node->uid, .id = wr_arena_strdup(arena, own[i].id),
                                           .position = own[i].position, .finished = own[i].finished,
                                           .watermark = driver->source->splits_in_parallel ? wr_split_times_saved(&driver->times, i) : driver->splits[i].watermark,
                                           .worker = driver->config.worker};
    return WEIR_OK;
}

uint32_t wr_source_driver_split_count(const wr_source_driver *driver) { return (uint32_t)driver->split_count; }
weir_time_ms wr_source_driver_watermark(const wr_source_driver *driver) { return driver->watermark; }
uint64_t wr_source_driver_errors(const wr_source_driver *driver) { return driver->errors; }
bool wr_source_driver_all_idle(const wr_source_driver *driver) { return driver->source->splits_in_parallel && wr_split_times_all_idle(&driver->times); }
void wr_source_driver_committed(wr_source_driver *driver, const weir_split *splits, uint32_t count) {
    if (driver->source->committed)
        driver->source->committed(driver->reader, splits, count);
}
bool wr_source_driver_bounded(const wr_source_driver *driver) { return driver->bounded; }
bool wr_source_driver_backlog(const wr_source_driver *driver, weir_backlog *left) {
    return driver->source->backlog && driver->source->backlog(driver->reader, left);
}
