/* runtime/union_merge.c - see the header.
 *
 * Every input is a list of rows, each with the watermark in force before it, which only grows. The row
 * with the smallest one comes next; of equals that of the first input. Where an input stands is the
 * watermark before its next row, or behind its last one. */
#include "runtime/union_merge.h"

#include "base/alloc.h"
#include "base/arena.h"

typedef struct branch {
    wr_owned_batch **batches; size_t count, capacity; /* waiting */
    size_t           at;       /* the batch that is given out, */
    uint32_t         row;      /* and its next row */
    weir_time_ms     watermark; /* behind all that waits */
} branch;

struct wr_union_merge {
    wr_arena          *arena;
    const weir_schema *schema, *origin_schema;
    branch            *branches; uint32_t branch_count;
    wr_owned_batch   **spare;    size_t spare_count, spare_capacity;
    wr_owned_batch    *out;
    uint16_t           numbers[WEIR_BATCH_ROWS]; /* 0, 1, 2, ...: rows from any of them on */
    bool               waiting;
};

wr_union_merge *wr_union_merge_create(uint32_t input_count, const weir_schema *schema, const weir_schema *origin_schema) {
    wr_arena       *arena = wr_arena_create(0);
    wr_union_merge *merge = wr_arena_calloc(arena, 1, sizeof *merge);
    merge->arena = arena;
    merge->schema = schema;
    merge->origin_schema = origin_schema;
    merge->branches = wr_arena_calloc(arena, input_count, sizeof *merge->branches);
    merge->branch_count = input_count;
    for (uint32_t i = 0; i < input_count; i++)
        merge->branches[i].watermark = WEIR_TIME_MIN;
    for (uint32_t i = 0; i < WEIR_BATCH_ROWS; i++)
        merge->numbers[i] = (uint16_t)i;
    merge->out = wr_owned_batch_create(schema, origin_schema);
    return merge;
}

void wr_union_merge_destroy(wr_union_merge *merge) {
    if (!merge)
        return;
    for (uint32_t i = 0; i < merge->branch_count; i++)
        for (size_t b = merge->branches[i].at; b < merge->branches[i].count; b++)
            wr_owned_batch_destroy(merge->branches[i].batches[b]);
    for (size_t i = 0; i < merge->spare_count; i++)
        wr_owned_batch_destroy(merge->spare[i]);
    wr_owned_batch_destroy(merge->out);
    wr_arena_destroy(merge->arena);
}

/* A batch that has room for the rows and, like them, an origin or none. */
static wr_owned_batch *room_for(wr_union_merge *merge, branch *own, const weir_batch *batch) {
    if (own->count > own->at) {
        wr_owned_batch *last = own->batches[own->count - 1];
        if (batch->selected_count <= WEIR_BATCH_ROWS - last->batch.row_count &&
            (last->batch.origin != NULL) == (batch->origin != NULL))
            return last;
    }
    own->batches = wr_arena_grow(merge->arena, own->batches, own->count, &own->capacity, sizeof *own->batches);
    wr_owned_batch *fresh = merge->spare_count != 0 ? merge->spare[--merge->spare_count]
                                                    : wr_owned_batch_create(merge->schema, merge->origin_schema);
    wr_owned_batch_clear(fresh);
    return own->batches[own->count++] = fresh;
}

void wr_union_merge_add(wr_union_merge *merge, uint32_t input, const weir_batch *batch) {
    branch *own = &merge->branches[input];
    if (batch->selected_count != 0) {
        weir_batch as_ours = *batch;
        as_ours.schema = merge->schema;
        wr_owned_batch_append(room_for(merge, own, batch), &as_ours, wr_batch_rows(batch), own->watermark);
    }
    own->watermark = WR_MAX(own->watermark, batch->watermark);
    merge->waiting = true;
}

void wr_union_merge_watermark(wr_union_merge *merge, uint32_t input, weir_time_ms watermark) {
    merge->branches[input].watermark = WR_MAX(merge->branches[input].watermark, watermark);
    merge->waiting = true;
}

static bool has_rows(const branch *own) { return own->at < own->count; }

static weir_time_ms next_mark(const branch *own) {
    return has_rows(own) ? own->batches[own->at]->row_watermarks[own->row] : own->watermark;
}

/* The branch whose row comes next; NULL: there are no rows. */
static branch *first_branch(wr_union_merge *merge) {
    branch *first = NULL;
    for (uint32_t i = 0; i < merge->branch_count; i++)
        if (has_rows(&merge->branches[i]) && (!first || next_mark(&merge->branches[i]) < next_mark(first)))
            first = &merge->branches[i];
    return first;
}

/* How many rows of `own` come before those of any other branch. */
static uint32_t run_length(const wr_union_merge *merge, const branch *own, uint32_t room) {
    const wr_owned_batch *batch = own->batches[own->at];
    uint32_t              end = WR_MIN(batch->batch.row_count, own->row + room), row = own->row + 1;
    weir_time_ms          bound = WEIR_TIME_MAX, bound_behind = WEIR_TIME_MAX; /* of branches before and behind it */
    for (uint32_t i = 0; i < merge->branch_count; i++) {
        const branch *other = &merge->branches[i];
        if (other != own && has_rows(other) && other < own)
            bound = WR_MIN(bound, next_mark(other));
        else if (other != own && has_rows(other))
            bound_behind = WR_MIN(bound_behind, next_mark(other));
    }
    while (row < end && batch->row_watermarks[row] <= bound_behind &&
           (batch->row_watermarks[row] < bound || bound == WEIR_TIME_MAX))
        row++;
    return row - own->row;
}

static void move_inputs(wr_union_merge *merge, wr_watermarks *marks) {
    for (uint32_t i = 0; i < merge->branch_count; i++) {
        const branch *own = &merge->branches[i];
        if (has_rows(own) || own->watermark > marks->inputs[i]) /* else it may be idle, and stays so */
            (void)wr_watermarks_advance(marks, i, next_mark(own));
    }
}

/* Rows of one branch go out, up to the next one's. */
static void give_run(wr_union_merge *merge, branch *own, uint32_t count, wr_watermarks *marks) {
    wr_owned_batch *from = own->batches[own->at], *out = merge->out;
    uint32_t        input = (uint32_t)(own - merge->branches), first = out->batch.row_count;
    weir_time_ms    others = wr_watermarks_others(marks, input), now = marks->merged;
    wr_owned_batch_append(out, &from->batch, (weir_rows){merge->numbers + own->row, count}, WEIR_TIME_MIN);
    for (uint32_t i = first; i < first + count; i++) {
        now = WR_MAX(now, WR_MIN(out->row_watermarks[i], others));
        out->row_watermarks[i] = now;
    }
    own->row += count;
    if (own->row < from->batch.row_count)
        return;
    own->row = 0;
    own->at++;
    merge->spare = wr_arena_grow(merge->arena, merge->spare, merge->spare_count, &merge->spare_capacity, sizeof *merge->spare);
    merge->spare[merge->spare_count++] = from;
    if (!has_rows(own))
        own->at = own->count = 0;
}

const weir_batch *wr_union_merge_next(wr_union_merge *merge, wr_watermarks *marks) {
    wr_owned_batch *out = merge->out;
    branch         *own;
    if (!merge->waiting)
        return NULL;
    wr_owned_batch_clear(out);
    while ((own = first_branch(merge)) != NULL && out->batch.row_count < WEIR_BATCH_ROWS) {
        bool with_origin = own->batches[own->at]->batch.origin != NULL;
        if (out->batch.row_count != 0 && with_origin != (out->batch.origin != NULL))
            break;
        move_inputs(merge, marks);
        give_run(merge, own, run_length(merge, own, WEIR_BATCH_ROWS - out->batch.row_count), marks);
    }
    merge->waiting = own != NULL;
    move_inputs(merge, marks);
    out->batch.watermark = marks->merged;
    return &out->batch;
}
