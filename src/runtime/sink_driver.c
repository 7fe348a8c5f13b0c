/* runtime/sink_driver.c - see the header. */
#include "runtime/sink_driver.h"

#include "base/alloc.h"
#include "base/arena.h"
#include "base/io.h"
#include "batch/vector.h"
#include "plan/logical.h"

struct wr_sink_driver {
    const wr_node     *node;
    const weir_sink   *sink;
    const weir_format *format;
    wr_arena          *arena;
    weir_table_info    info;
    weir_encoder      *encoder;
    void              *writer;
    bool               unflushed;
    bool               gone;       /* nobody reads it any more: rows are dropped until the job has stopped */
    uint64_t           rows;
    uint8_t            kinds[WEIR_BATCH_ROWS];
    uint16_t           selection[WEIR_BATCH_ROWS];
};

/* The format that the table names, the connector's own, or the node's; NULL: none. */
static const weir_format *format_of(const wr_node *node, const weir_registry *registry) {
    const weir_sink *sink = node->table->connector->sink;
    if (node->sink_format_name)
        return weir_registry_format(registry, node->sink_format_name);
    if (node->table->format)
        return node->table->format;
    return sink->own_format ? weir_registry_format(registry, sink->own_format) : NULL;
}

weir_status wr_sink_driver_open(const wr_node *node, const weir_registry *registry, const weir_commit_context *job, const struct wr_env *env,
                                const char *local_time_zone, uint32_t worker, uint32_t worker_count, wr_sink_driver **out, weir_error *err) {
    wr_arena       *arena = wr_arena_create(0);
    wr_sink_driver *driver = wr_arena_calloc(arena, 1, sizeof *driver);
    driver->node = node;
    driver->arena = arena;
    driver->sink = node->table->connector->sink;
    driver->format = format_of(node, registry);
    *out = driver;
    wr_sink_info_of(node, local_time_zone, env, &driver->info);
    if (driver->sink->opens_formats)
        return driver->sink->open(&driver->info, job, worker, worker_count, driver->format, NULL, &driver->writer, err);
    if (driver->format)
        WEIR_TRY(driver->format->encoder_open(&driver->info, arena, &driver->encoder, err));
    return driver->sink->open(&driver->info, job, worker, worker_count, driver->format, driver->encoder, &driver->writer, err);
}

void wr_sink_driver_close(wr_sink_driver *driver) {
    if (!driver)
        return;
    if (driver->writer)
        driver->sink->close(driver->writer);
    if (driver->encoder)
        driver->format->encoder_close(driver->encoder);
    wr_arena_destroy(driver->arena);
}

/* table.exec.sink.not-null-enforcer = ERROR, Flink's default. */
static weir_status check_not_null(const wr_sink_driver *driver, const weir_batch *batch, weir_error *err) {
    const weir_schema *schema = driver->node->sink_schema;
    for (uint32_t c = 0; c < schema->field_count; c++) {
        const uint8_t *nulls = batch->columns[c].nulls;
        if (schema->fields[c].type.nullable || !nulls)
            continue;
        WEIR_FOR_ROWS(row, k, wr_batch_rows(batch))
            if (nulls[row])
                return weir_fail(err, WEIR_DATA, "column '%s' of table '%s' is NOT NULL, but a NULL is being written into it; "
                                 "give it a value with COALESCE, or leave such rows out with SET 'table.exec.sink.not-null-enforcer' = 'DROP'", schema->fields[c].name, driver->node->table->name);
    }
    return WEIR_OK;
}

/* A sink of upserts is told of no old images: they go, or delete (wr_update_before). */
static void settle_update_before(wr_sink_driver *driver, weir_batch *batch) {
    bool     deletes = driver->node->update_before == WR_UPDATE_BEFORE_DELETE;
    uint32_t left = 0;
    if (deletes)
        memcpy(driver->kinds, batch->row_kinds, batch->row_count);
    WEIR_FOR_ROWS(row, k, wr_batch_rows(batch)) {
        bool before = batch->row_kinds[row] == WEIR_ROW_UPDATE_BEFORE;
        if (before && deletes)
            driver->kinds[row] = WEIR_ROW_DELETE;
        driver->selection[left] = (uint16_t)row;
        left += !before || deletes;
    }
    if (deletes)
        batch->row_kinds = driver->kinds;
    batch->selection = driver->selection;
    batch->selected_count = left;
}

static weir_status note_gone(wr_sink_driver *driver, weir_status status) {
    driver->gone = status == WEIR_CANCELLED;
    return driver->gone ? WEIR_OK : status;
}

weir_status wr_sink_driver_write(wr_sink_driver *driver, const weir_batch *batch, uint64_t checkpoint_id, weir_error *err) {
    weir_batch settled = *batch;
    if (batch->row_kinds && driver->node->update_before != WR_UPDATE_BEFORE_KEEP)
        settle_update_before(driver, &settled);
    batch = &settled;
    if (batch->selected_count == 0)
        return WEIR_OK;
    if (driver->node->checks_not_null)
        WEIR_TRY(check_not_null(driver, batch, err));
    if (driver->gone)
        return WEIR_OK;
    driver->rows += batch->selected_count;
    driver->unflushed = true;
    return note_gone(driver, driver->sink->write(driver->writer, batch, checkpoint_id, err));
}

weir_status wr_sink_driver_flush(wr_sink_driver *driver, weir_error *err) {
    if (!driver->unflushed || !driver->sink->flush || driver->gone)
        return WEIR_OK;
    driver->unflushed = false;
    return note_gone(driver, driver->sink->flush(driver->writer, err));
}

weir_status wr_sink_driver_pump(wr_sink_driver *driver, bool *full, weir_error *err) {
    *full = false;
    if (!driver->sink->ready || driver->gone)
        return WEIR_OK;
    *full = !driver->sink->ready(driver->writer);
    if (!*full || !driver->sink->flush)
        return WEIR_OK;
    WEIR_TRY(driver->sink->flush(driver->writer, err));
    *full = !driver->sink->ready(driver->writer);
    return WEIR_OK;
}

bool wr_sink_driver_wants_checkpoint(const wr_sink_driver *driver) {
    return driver->sink->wants_checkpoint && !driver->gone && driver->sink->wants_checkpoint(driver->writer);
}

weir_status wr_sink_driver_prepare(wr_sink_driver *driver, uint64_t checkpoint_id, struct weir_arena *arena, weir_committable **list, uint32_t *count, weir_error *err) {
    *count = 0;
    if (driver->sink->prepare)
        return driver->sink->prepare(driver->writer, checkpoint_id, arena, list, count, err);
    return wr_sink_driver_flush(driver, err);
}

bool wr_sink_driver_gone(const wr_sink_driver *driver) { return driver->gone; }

uint64_t wr_sink_driver_rows(const wr_sink_driver *driver) { return driver->rows; }
