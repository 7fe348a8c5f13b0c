/* batch/owned.c - batches that own their memory: what crosses from worker to worker.
 *
 * Built once, then cleared and filled again, so that crossing costs copies and no fresh memory.
 * A column that its producer leaves out (data NULL) stays left out. */
#include "batch/vector.h"

#include "base/alloc.h"
#include "base/arena.h"

static weir_vector *make_vectors(const weir_schema *schema, wr_owned_batch *owned,
                                 const weir_column **columns) {
    weir_vector *vectors = wr_arena_calloc(owned->arena, schema->field_count, sizeof *vectors);
    for (uint32_t c = 0; c < schema->field_count; c++)
        wr_vector_init(&vectors[c], schema->fields[c].type, owned->arena, owned->strings);
    *columns = wr_arena_calloc(owned->arena, schema->field_count, sizeof(weir_column));
    return vectors;
}

wr_owned_batch *wr_owned_batch_create(const weir_schema *schema, const weir_schema *origin_schema) {
    wr_owned_batch *owned = wr_calloc(1, sizeof *owned);
    owned->arena = wr_arena_create(0);
    owned->strings = wr_arena_create(0);
    owned->vectors = make_vectors(schema, owned, &owned->batch.columns);
    owned->batch.schema = schema;
    owned->row_kinds = wr_arena_calloc(owned->arena, WEIR_BATCH_ROWS, 1);
    owned->row_watermarks = wr_arena_calloc(owned->arena, WEIR_BATCH_ROWS, sizeof(weir_time_ms));
    if (origin_schema != NULL) {
        owned->origin_vectors = make_vectors(origin_schema, owned, &owned->origin.columns);
        owned->origin.schema = origin_schema;
    }
    wr_owned_batch_clear(owned);
    return owned;
}

void wr_owned_batch_destroy(wr_owned_batch *owned) {
    if (owned == NULL)
        return;
    wr_arena_destroy(owned->strings);
    wr_arena_destroy(owned->arena);
    wr_free(owned);
}

static void clear_batch(weir_batch *batch, weir_vector *vectors) {
    weir_column *columns = (weir_column *)(uintptr_t)batch->columns; /* ours: make_vectors */
    for (uint32_t c = 0; c < batch->schema->field_count; c++) {
        vectors[c].has_nulls = false;
        columns[c] = weir_vector_column(&vectors[c]);
    }
    batch->row_count = batch->selected_count = 0;
    batch->watermark = WEIR_TIME_MIN;
}

void wr_owned_batch_clear(wr_owned_batch *owned) {
    wr_arena_reset(owned->strings);
    clear_batch(&owned->batch, owned->vectors);
    owned->batch.row_kinds = NULL;
    owned->batch.row_watermarks = owned->row_watermarks;
    owned->batch.origin = NULL;
    if (owned->origin_vectors != NULL)
        clear_batch(&owned->origin, owned->origin_vectors);
}

static void append_columns(weir_batch *to, weir_vector *vectors, const weir_batch *from,
                           weir_rows rows) {
    weir_column *columns = (weir_column *)(uintptr_t)to->columns;
    for (uint32_t c = 0; c < to->schema->field_count; c++) {
        if (from->columns[c].data == NULL || columns[c].data == NULL) {
            columns[c].data = NULL;
            continue;
        }
        wr_vector_gather(&vectors[c], to->row_count, &from->columns[c], rows, true);
        columns[c] = weir_vector_column(&vectors[c]);
    }
}

void wr_owned_batch_append(wr_owned_batch *owned, const weir_batch *batch, weir_rows rows,
                           weir_time_ms watermark_before) {
    weir_batch *to = &owned->batch;
    uint32_t    first = to->row_count;
    WR_ASSERT(rows.count <= WEIR_BATCH_ROWS - first);
    WR_ASSERT(batch->schema->field_count == to->schema->field_count);
    if (rows.count == 0)
        return;
    append_columns(to, owned->vectors, batch, rows);
    if (batch->row_kinds != NULL && to->row_kinds == NULL) {
        memset(owned->row_kinds, WEIR_ROW_INSERT, first);
        to->row_kinds = owned->row_kinds;
    }
    if (to->row_kinds != NULL) {
        WEIR_FOR_ROWS(i, k, rows)
            owned->row_kinds[first + k] = batch->row_kinds != NULL ? batch->row_kinds[i]
                                                                   : (uint8_t)WEIR_ROW_INSERT;
    }
    WEIR_FOR_ROWS(i, k, rows)
        owned->row_watermarks[first + k] =
            batch->row_watermarks != NULL ? batch->row_watermarks[i] : watermark_before;
    weir_time_ms last = owned->row_watermarks[first + rows.count - 1];
    to->watermark = WR_MAX(to->watermark, last);

    bool with_origin = owned->origin_vectors != NULL && batch->origin != NULL &&
                       (first == 0 || to->origin != NULL);
    if (with_origin) {
        WR_ASSERT(batch->origin->schema->field_count == owned->origin.schema->field_count);
        append_columns(&owned->origin, owned->origin_vectors, batch->origin, rows);
        owned->origin.row_count = owned->origin.selected_count = first + rows.count;
    }
    to->origin = with_origin ? &owned->origin : NULL;
    to->row_count = to->selected_count = first + rows.count;
}
