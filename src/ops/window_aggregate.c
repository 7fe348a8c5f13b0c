/* ops/window_aggregate.c - GROUP BY window_start, window_end [, keys] over TUMBLE and HOP.
 *
 * Rows are aggregated once, into the slice of event time that they fall in (a slice is one slide
 * wide; for TUMBLE it is the window). A window is the sum of its slices, so overlapping windows share
 * them (Flink: SliceAssigners; Carbone et al., "Cutty", 2016). A slice is a namespace of the state,
 * named by its end; the timers are the slices themselves.
 *
 * Exact to the row: a batch is cut where its running watermark reaches the end of an unfired window,
 * the window fires there, and only then the rest of the batch is looked at. So batches of 1 row and
 * of 2,048 give the same rows, late ones included.
 *
 * A window [start, end) fires when watermark >= end - 1. A row is late when the last window of its
 * slice has fired. Append-only: every window is emitted once.
 *
 * Over an updating input rows are taken back from the window that they were added to, so a window that
 * lost all its rows is not emitted. Slices cannot be merged then (MIN and MAX keep their values per
 * slice), so the plan has only TUMBLE there; HOP is a WINDOW_TABLE below.
 *
 * All times in here are local (ops/window_zone.h); `told` and what is emitted as a watermark are instants. */
#include "base/alloc.h"
#include "base/arena.h"
#include "ops/aggregate_set.h"
#include "ops/window_zone.h"
#include "weir/operator.h"

/* First bytes of a group's state row, over an updating input only. */
typedef struct window_header {
    int64_t row_count; /* rows added minus rows taken back */
} window_header;

typedef struct window_aggregate {
    weir_operator_context *ctx;
    const wr_node         *node;
    wr_aggregate_set      *set;
    wr_window_zone         zone;
    int64_t                size, slide, offset;
    weir_time_ms           watermark;       /* in force: every window with end - 1 <= watermark has fired */
    weir_time_ms           told;            /* what the consumers and the state know; within a batch it may lag */
    weir_time_ms           next_fire;       /* end - 1 of the next window; WEIR_TIME_MAX: none  */
    /* HOP: slices of a window meet here; never in a checkpoint */
    wr_store              *merge_store;
    wr_aggregate_set      *merged;
    /* scratch of one batch */
    int64_t   slice_ends[WEIR_BATCH_ROWS];  /* per physical row */
    uint64_t  hashes[WEIR_BATCH_ROWS];      /* per physical row */
    uint64_t  part_hashes[WEIR_BATCH_ROWS];
    uint16_t  part[WEIR_BATCH_ROWS], rest[WEIR_BATCH_ROWS], late[WEIR_BATCH_ROWS], live[WEIR_BATCH_ROWS];
    uint8_t  *states[WEIR_BATCH_ROWS];
    weir_vector *output;                    /* keys, aggregates, window_start, window_end, window_time */
    weir_column *output_columns;
} window_aggregate;

static int64_t window_floor(int64_t time, int64_t width, int64_t offset) {
    int64_t remainder = (time - offset) % width;
    return time - (remainder < 0 ? remainder + width : remainder);
}

/* Smallest end of a window that has not fired, given what is in the slices. */
static void find_next_fire(window_aggregate *op) {
    wr_state_table *groups = wr_aggregate_set_groups(op->set);
    wr_namespace   *first = wr_state_namespace_after(groups, INT64_MIN, true);
    op->next_fire = WEIR_TIME_MAX;
    if (!first)
        return;
    int64_t end = wr_namespace_time(first);
    if (end - 1 <= op->watermark) { /* only HOP: an older window of this slice has fired */
        int64_t behind = op->watermark - (end - 1);
        end += (behind / op->slide + 1) * op->slide;
    }
    op->next_fire = end - 1;
}

static weir_status open_set(window_aggregate *op, wr_state *state, wr_aggregate_set **set, weir_error *err) {
    static const weir_state_field header[] = {{"row_count", {.id = WEIR_TYPE_BIGINT}, 0}};
    bool                          retracts = op->node->input_retracts;
    WR_ASSERT(!retracts || op->slide == op->size);
    return wr_aggregate_set_open(op->ctx->arena, op->node, state, op->ctx->env, retracts ? header : NULL, retracts ? 1 : 0, retracts ? sizeof(window_header) : 0,
                                 retracts, set, err);
}

static weir_status window_open(weir_operator_context *ctx, void **self, weir_error *err) {
    window_aggregate  *op = wr_arena_calloc(ctx->arena, 1, sizeof *op);
    const weir_schema *schema = ctx->node->schema;
    op->ctx = ctx;
    op->node = ctx->node;
    op->size = op->node->window.size_ms;
    op->slide = op->node->window.slide_ms;
    op->offset = op->node->window.offset_ms;
    op->output = wr_arena_calloc(ctx->arena, schema->field_count, sizeof *op->output);
    op->output_columns = wr_arena_calloc(ctx->arena, schema->field_count, sizeof *op->output_columns);
    for (uint32_t i = 0; i < schema->field_count; i++)
        wr_vector_init(&op->output[i], schema->fields[i].type, ctx->arena, ctx->arena);
    *self = op;
    WEIR_TRY(open_set(op, ctx->state, &op->set, err));
    WEIR_TRY(wr_window_zone_open(&op->zone, ctx, err));
    op->told = wr_state_watermark(ctx->state);
    op->watermark = wr_window_local_watermark(&op->zone, op->told);
    find_next_fire(op);
    return WEIR_OK;
}

static window_header *header_of(uint8_t *state) { return (window_header *)(void *)state; }

/* Leaves out the groups whose rows were all taken back (or more than came, from an input that is not whole). */
static uint32_t drop_empty(uint8_t **states, uint32_t count) {
    uint32_t left = 0;
    for (uint32_t k = 0; k < count; k++) {
        states[left] = states[k];
        left += header_of(states[k])->row_count > 0;
    }
    return left;
}

/* Rows of namespace `time` in `set` become rows of the window that ends at `end`. */
static weir_status emit_groups(window_aggregate *op, wr_aggregate_set *set, int64_t time, int64_t end,
                               weir_collector *out, weir_error *err) {
    wr_state_table *groups = wr_aggregate_set_groups(set);
    wr_namespace   *space = wr_state_namespace(groups, time, false);
    uint64_t        cursor = 0;
    uint32_t        count, key_count = op->node->key_count, field_count = op->node->schema->field_count;
    uint32_t        first_time = key_count + op->node->aggregate_count;
    const int64_t   times[3] = {end - op->size, end, wr_window_instant(&op->zone, end - 1)};
    if (!space)
        return WEIR_OK;
    while ((count = wr_state_scan(groups, space, &cursor, op->states, NULL, WEIR_BATCH_ROWS)) != 0) {
        if (op->node->input_retracts && (count = drop_empty(op->states, count)) == 0)
            continue;
        for (uint32_t i = 0; i < field_count; i++)
            op->output[i].has_nulls = false;
        for (uint32_t i = 0; i < key_count; i++)
            wr_state_read_key(groups, op->states, count, i, &op->output[i], 0);
        WEIR_TRY(wr_aggregate_set_results(set, op->states, count, &op->output[key_count], 0, err));
        for (uint32_t t = 0; t < 3; t++) {
            int64_t *values = op->output[first_time + t].data;
            for (uint32_t k = 0; k < count; k++)
                values[k] = times[t];
        }
        for (uint32_t i = 0; i < field_count; i++)
            op->output_columns[i] = weir_vector_column(&op->output[i]);
        const weir_batch batch = {.schema = op->node->schema, .columns = op->output_columns, .row_count = count,
                                  .selected_count = count, .watermark = WEIR_TIME_MIN};
        WEIR_TRY(out->emit(out, &batch, err));
    }
    return WEIR_OK;
}

static weir_status fire_hop(window_aggregate *op, int64_t end, weir_collector *out, weir_error *err) {
    if (!op->merge_store) {
        op->merge_store = wr_store_create(0, 1, 1);
        WEIR_TRY(open_set(op, wr_store_state(op->merge_store, "merge"), &op->merged, err));
    }
    int64_t  first = end - op->size + op->slide;
    uint32_t live = 0;
    int64_t  only = 0;
    for (int64_t slice = first; slice <= end; slice += op->slide)
        if (wr_state_namespace(wr_aggregate_set_groups(op->set), slice, false)) {
            live++;
            only = slice;
        }
    if (live == 1) {
        WEIR_TRY(emit_groups(op, op->set, only, end, out, err));
    } else if (live > 1) {
        for (int64_t slice = first; slice <= end; slice += op->slide)
            wr_aggregate_set_merge(op->merged, op->set, slice);
        WEIR_TRY(emit_groups(op, op->merged, 0, end, out, err));
        wr_aggregate_set_drop(op->merged, 0);
    }
    wr_aggregate_set_drop(op->set, first); /* this was its last window */
    return WEIR_OK;
}

static weir_status fire(window_aggregate *op, int64_t end, weir_collector *out, weir_error *err) {
    if (op->slide != op->size)
        return fire_hop(op, end, out, err);
    WEIR_TRY(emit_groups(op, op->set, end, end, out, err));
    wr_aggregate_set_drop(op->set, end);
    return WEIR_OK;
}

static weir_status window_watermark(void *self, weir_time_ms watermark, weir_collector *out, weir_error *err) {
    window_aggregate *op = self;
    if (watermark <= op->told)
        return WEIR_OK;
    weir_time_ms now = wr_window_local_watermark(&op->zone, watermark);
    while (op->next_fire <= now && op->next_fire != WEIR_TIME_MAX) {
        int64_t end = op->next_fire + 1;
        WR_ASSERT(end - 1 > op->watermark);
        WEIR_TRY(fire(op, end, out, err));
        op->watermark = end - 1;
        find_next_fire(op);
    }
    op->watermark = now;
    op->told = watermark;
    wr_state_set_watermark(op->ctx->state, watermark);
    return out->watermark(out, watermark, err);
}

/* Rows of one slice that are added and taken back, in their order. */
static void change_rows(window_aggregate *op, const weir_batch *batch, weir_rows part, int64_t end) {
    uint32_t first = 0;
    while (first < part.count) {
        bool     add = !batch->row_kinds || weir_row_is_add(batch->row_kinds[part.indexes[first]]);
        uint32_t count = 0;
        while (first + count < part.count && (!batch->row_kinds || weir_row_is_add(batch->row_kinds[part.indexes[first + count]]) == add))
            header_of(op->states[first + count++])->row_count += add ? 1 : -1;
        const weir_rows run = {part.indexes + first, count};
        if (add)
            wr_aggregate_set_add(op->set, end, batch, run, op->states + first);
        else
            wr_aggregate_set_take(op->set, end, batch, run, op->states + first);
        first += count;
    }
}

/* Adds rows that all belong to unfired windows, slice by slice. */
static weir_status add_rows(window_aggregate *op, const weir_batch *batch, weir_rows rows) {
    wr_state_table    *groups = wr_aggregate_set_groups(op->set);
    const weir_column *keys[64];
    for (uint32_t i = 0; i < op->node->key_count; i++)
        keys[i] = &batch->columns[op->node->keys[i]];
    while (rows.count != 0) {
        uint32_t first = rows.indexes ? rows.indexes[0] : 0, taken = 0, left = 0;
        int64_t  end = op->slice_ends[first];
        WEIR_FOR_ROWS(row, k, rows) {
            bool same = op->slice_ends[row] == end;
            op->part[taken] = (uint16_t)row;
            op->part_hashes[taken] = op->hashes[row];
            op->rest[left] = (uint16_t)row; /* in place: left <= k */
            taken += same;
            left += !same;
        }
        const weir_rows part = {op->part, taken};
        wr_namespace   *space = wr_state_namespace(groups, end, true);
        wr_state_upsert(groups, space, keys, part, op->part_hashes, op->states, NULL);
        if (op->node->input_retracts)
            change_rows(op, batch, part, end);
        else
            wr_aggregate_set_add(op->set, end, batch, part, op->states);
        rows = (weir_rows){op->rest, left};
    }
    return WEIR_OK;
}

/* slice_ends of all rows; false in *quiet when a window may fire, or a row may be late, within the batch. */
static weir_status assign_slices(window_aggregate *op, const weir_batch *batch, weir_rows rows, bool *quiet, weir_error *err) {
    const weir_column *time = &batch->columns[op->node->window.time_column];
    const int64_t     *times = time->data;
    int64_t            end = 0, end_min = INT64_MAX;
    WEIR_FOR_ROWS(row, k, rows) {
        if (time->nulls && time->nulls[row])
            return weir_fail(err, WEIR_DATA, "the time column '%s' of a window is NULL; filter such rows out (WHERE %s IS NOT NULL)",
                             op->node->inputs[0]->schema->fields[op->node->window.time_column].name,
                             op->node->inputs[0]->schema->fields[op->node->window.time_column].name);
        int64_t value = wr_window_local(&op->zone, times[row]);
        if (k == 0 || value < end - op->slide || value >= end) {
            end = window_floor(value, op->slide, op->offset) + op->slide;
            end_min = WR_MIN(end_min, end);
        }
        op->slice_ends[row] = end;
    }
    weir_time_ms last = WR_MAX(op->watermark, wr_window_local_watermark(&op->zone, batch->watermark));
    *quiet = last < op->next_fire && last < end_min - 1;
    return WEIR_OK;
}

/* `mark`: the watermark in force before the row. */
static weir_status report_late(window_aggregate *op, const weir_batch *batch, uint32_t row, weir_time_ms mark, weir_collector *out, weir_error *err) {
    weir_batch late = *batch;
    op->late[0] = (uint16_t)row;
    late.selection = op->late;
    late.selected_count = 1;
    op->ctx->counters[2]++;
    return out->late(out, &late, mark, err);
}

/* The slow way: row by row through time, cutting at every firing. */
static weir_status process_moving(window_aggregate *op, const weir_batch *batch, weir_rows rows, weir_collector *out, weir_error *err) {
    uint32_t     live = 0;
    weir_time_ms soonest = op->next_fire; /* earliest firing, with the rows waiting in live[] */
    WEIR_FOR_ROWS(row, k, rows) {
        weir_time_ms mark = batch->row_watermarks ? WR_MAX(batch->row_watermarks[row], op->told) : op->told;
        weir_time_ms now = wr_window_local_watermark(&op->zone, mark);
        if (now >= soonest) {
            WEIR_TRY(add_rows(op, batch, (weir_rows){op->live, live}));
            find_next_fire(op);
            WEIR_TRY(window_watermark(op, mark, out, err));
            live = 0;
            soonest = op->next_fire;
        }
        now = op->watermark = WR_MAX(now, op->watermark); /* counts for the rows to come, though nothing fired */
        int64_t end = op->slice_ends[row], last_end = end + op->size - op->slide;
        if (now >= last_end - 1) {
            WEIR_TRY(report_late(op, batch, row, mark, out, err));
            continue;
        }
        if (now >= end - 1) /* HOP: the first windows of the slice have fired */
            end += ((now - (end - 1)) / op->slide + 1) * op->slide;
        soonest = WR_MIN(soonest, end - 1);
        op->live[live++] = (uint16_t)row;
    }
    WEIR_TRY(add_rows(op, batch, (weir_rows){op->live, live}));
    find_next_fire(op);
    return WEIR_OK;
}

static weir_status window_process(void *self, uint32_t input, const weir_batch *batch, weir_collector *out, weir_error *err) {
    (void)input;
    window_aggregate *op = self;
    weir_rows         rows = wr_batch_rows(batch);
    bool              quiet = true;
    if (rows.count != 0) {
        WEIR_TRY(assign_slices(op, batch, rows, &quiet, err));
        wr_hash_keys(batch->columns, op->node->keys, op->node->key_count, rows, op->part_hashes);
        WEIR_FOR_ROWS(row, k, rows) op->hashes[row] = op->part_hashes[k];
        if (quiet) {
            WEIR_TRY(add_rows(op, batch, rows));
            find_next_fire(op);
        } else {
            WEIR_TRY(process_moving(op, batch, rows, out, err));
        }
    }
    return window_watermark(op, batch->watermark, out, err);
}

static void window_close(void *self) {
    window_aggregate *op = self;
    wr_store_destroy(op->merge_store);
}

const weir_operator weir_operator_window_aggregate = {
    .abi = sizeof(weir_operator), .name = "WindowAggregate", .stateful = true,
    .open = window_open, .process = window_process, .watermark = window_watermark, .close = window_close,
};
