/* ops/group_aggregate.c - GROUP BY without a window: one result per key, kept up to date.
 *
 * Every input row changes its group's result, and each change is emitted in the order of the input
 * rows, as Flink does (GroupAggFunction): +I for a new group, -U/+U for a changed result, nothing
 * when the result stays the same, -D when the last row of a group is taken back.
 *
 * With a time to live, a group that was not written for so long begins anew, and a result that stays
 * the same is sent all the same, so that the state of consumers lives on (docs/internals/state-ttl.md);
 * not by a DISTINCT whose consumers take inserts only.
 *
 * A batch is worked in rounds so that kernels stay batch-wise: round r holds the r-th row of every
 * group in the batch. Old and new results are written side by side and interleaved at the end. */
#include <inttypes.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "base/io.h"
#include "ops/aggregate_set.h"
#include "weir/operator.h"

#define CHUNK (WEIR_BATCH_ROWS / 2) /* every row may become two */

/* First bytes of a group's state row. `seen` is 0 outside of a call, so that snapshots are equal. */
typedef struct group_header {
    int64_t row_count; /* rows added minus rows taken back */
    int64_t seen;      /* how many rows of this batch the group had so far */
} group_header;

typedef struct group_aggregate {
    weir_operator_context *ctx;
    const wr_node         *node;
    wr_aggregate_set      *set;
    bool       suppresses_same; /* a result like the one before is not sent */
    uint64_t   hashes[WEIR_BATCH_ROWS];
    uint8_t   *states[WEIR_BATCH_ROWS];
    uint16_t   rows[CHUNK], round_order[CHUNK], round_of[CHUNK];
    uint32_t   round_start[CHUNK + 2];
    uint8_t   *round_states[CHUNK];
    uint8_t    was_there[CHUNK], is_there[CHUNK]; /* by slot = k of the chunk */
    uint16_t   slot_position[CHUNK];              /* slot -> row in old/new vectors */
    uint32_t   result_count;
    weir_vector *before, *after;  /* aggregates' results, by position */
    weir_vector *output;
    weir_column *output_columns;
    uint8_t      kinds[WEIR_BATCH_ROWS];
    uint16_t     source_rows[WEIR_BATCH_ROWS], positions[WEIR_BATCH_ROWS];
    uint8_t      from_after[WEIR_BATCH_ROWS];
    weir_time_ms marks[WEIR_BATCH_ROWS];
    uint64_t     dropped; /* rows that took back what is not there (any more), with a time to live */
} group_aggregate;

static group_header *header_of(uint8_t *state) { return (group_header *)(void *)state; }

static weir_status group_open(weir_operator_context *ctx, void **self, weir_error *err) {
    static const weir_state_field header[] = {{"row_count", {.id = WEIR_TYPE_BIGINT}, 0}};
    group_aggregate *op = wr_arena_calloc(ctx->arena, 1, sizeof *op);
    const wr_node   *node = ctx->node;
    op->ctx = ctx;
    op->node = node;
    op->suppresses_same = node->state_ttl_ms == 0 || node->mode == WEIR_CHANGELOG_APPEND;
    op->before = wr_arena_calloc(ctx->arena, node->aggregate_count + 1, sizeof *op->before);
    op->after = wr_arena_calloc(ctx->arena, node->aggregate_count + 1, sizeof *op->after);
    op->output = wr_arena_calloc(ctx->arena, node->schema->field_count + 1, sizeof *op->output);
    op->output_columns = wr_arena_calloc(ctx->arena, node->schema->field_count + 1, sizeof *op->output_columns);
    for (uint32_t i = 0; i < node->schema->field_count; i++)
        wr_vector_init(&op->output[i], node->schema->fields[i].type, ctx->arena, NULL);
    for (uint32_t i = 0; i < node->aggregate_count; i++) {
        wr_vector_init(&op->before[i], node->schema->fields[node->key_count + i].type, ctx->arena, wr_arena_create(0));
        wr_vector_init(&op->after[i], node->schema->fields[node->key_count + i].type, ctx->arena, wr_arena_create(0));
    }
    *self = op;
    return wr_aggregate_set_open(ctx->arena, node, ctx->state, ctx->env, header, 1, sizeof(group_header),
                                 node->input_retracts, &op->set, err);
}

/* One vector row, taken from `before` or `after`. */
static void interleave(weir_vector *out, const weir_vector *before, const weir_vector *after,
                       const uint8_t *from_after, const uint16_t *positions, uint32_t count) {
    uint32_t    width = weir_type_width(out->type);
    char       *to = out->data;
    const char *sources[2] = {before->data, after->data};
    for (uint32_t j = 0; j < count; j++)
        memcpy(to + (size_t)j * width, sources[from_after[j]] + (size_t)positions[j] * width, width);
    out->has_nulls = before->has_nulls || after->has_nulls;
    for (uint32_t j = 0; j < count && out->has_nulls; j++) {
        const weir_vector *source = from_after[j] ? after : before;
        out->nulls[j] = source->has_nulls ? source->nulls[positions[j]] : 0;
    }
}

static bool result_changed(const group_aggregate *op, uint32_t position) {
    for (uint32_t i = 0; i < op->node->aggregate_count; i++) {
        weir_column before = weir_vector_column(&op->before[i]), after = weir_vector_column(&op->after[i]);
        if (wr_column_compare(&before, position, &after, position) != 0)
            return true;
    }
    return false;
}

static weir_status emit_changes(group_aggregate *op, const weir_batch *batch, uint32_t count, weir_collector *out, weir_error *err) {
    uint32_t key_count = op->node->key_count, field_count = op->node->schema->field_count;
    for (uint32_t i = 0; i < key_count; i++) {
        op->output[i].has_nulls = false;
        wr_vector_gather(&op->output[i], 0, &batch->columns[op->node->keys[i]], (weir_rows){op->source_rows, count}, false);
    }
    for (uint32_t i = 0; i < op->node->aggregate_count; i++)
        interleave(&op->output[key_count + i], &op->before[i], &op->after[i], op->from_after, op->positions, count);
    for (uint32_t i = 0; i < field_count; i++)
        op->output_columns[i] = weir_vector_column(&op->output[i]);
    const weir_batch result = {.schema = op->node->schema, .columns = op->output_columns, .row_count = count,
                               .selected_count = count, .row_kinds = op->kinds,
                               .row_watermarks = batch->row_watermarks ? op->marks : NULL,
                               .watermark = batch->row_watermarks ? op->marks[count - 1] : WEIR_TIME_MIN};
    return out->emit(out, &result, err);
}

/* Row `slot` of the chunk becomes 0, 1 or 2 output rows behind `count`. */
static uint32_t add_change(group_aggregate *op, const weir_batch *batch, uint32_t slot, uint32_t count) {
    uint32_t row = op->rows[slot], position = op->slot_position[slot];
    uint8_t  kinds[2];
    uint32_t added = 0;
    if (!op->was_there[slot] && !op->is_there[slot])
        return count;
    if (!op->was_there[slot]) {
        kinds[added++] = WEIR_ROW_INSERT;
    } else if (!op->is_there[slot]) {
        kinds[added++] = WEIR_ROW_DELETE;
    } else {
        if (op->suppresses_same && !result_changed(op, position))
            return count;
        if (op->node->emit_update_before)
            kinds[added++] = WEIR_ROW_UPDATE_BEFORE;
        kinds[added++] = WEIR_ROW_UPDATE_AFTER;
    }
    for (uint32_t i = 0; i < added; i++, count++) {
        op->kinds[count] = kinds[i];
        op->from_after[count] = weir_row_is_add(kinds[i]);
        op->positions[count] = (uint16_t)position;
        op->source_rows[count] = (uint16_t)row;
        op->marks[count] = batch->row_watermarks ? batch->row_watermarks[row] : 0;
    }
    return count;
}

/* Results may be views into state that the next round changes: long strings are copied. */
static void keep_strings(group_aggregate *op, weir_vector *results, uint32_t first, uint32_t count) {
    for (uint32_t i = 0; i < op->node->aggregate_count; i++) {
        if (!weir_type_is_view(results[i].type))
            continue;
        weir_string *values = (weir_string *)results[i].data + first;
        for (uint32_t k = 0; k < count; k++)
            if (values[k].size > WEIR_STRING_INLINE && !(results[i].has_nulls && results[i].nulls[first + k])) {
                char *bytes = wr_arena_strndup(results[i].strings, values[k].u.far.pointer, values[k].size);
                values[k] = weir_string_view(bytes, values[k].size);
            }
    }
}

/* One round: every group at most once. */
static weir_status run_round(group_aggregate *op, const weir_batch *batch, const uint16_t *slots, uint32_t count, weir_error *err) {
    uint32_t first = op->result_count, adds = 0, takes = 0;
    uint16_t add_rows[CHUNK], take_rows[CHUNK];
    uint8_t *add_states[CHUNK], *take_states[CHUNK];
    for (uint32_t j = 0; j < count; j++) {
        uint32_t slot = slots[j];
        op->round_states[j] = op->states[slot];
        op->slot_position[slot] = (uint16_t)(first + j);
    }
    WEIR_TRY(wr_aggregate_set_results(op->set, op->round_states, count, op->before, first, err));
    keep_strings(op, op->before, first, count);
    for (uint32_t j = 0; j < count; j++) {
        uint32_t      slot = slots[j], row = op->rows[slot];
        group_header *header = header_of(op->states[slot]);
        bool          add = !batch->row_kinds || weir_row_is_add(batch->row_kinds[row]);
        op->was_there[slot] = header->row_count > 0;
        if (add) {
            header->row_count++;
            add_rows[adds] = (uint16_t)row;
            add_states[adds++] = op->states[slot];
        } else if (header->row_count > 0) {
            header->row_count--;
            take_rows[takes] = (uint16_t)row;
            take_states[takes++] = op->states[slot];
        } else { /* a retraction of what never came, or expired, is ignored */
            op->dropped++;
        }
        op->is_there[slot] = header->row_count > 0;
    }
    if (adds != 0)
        wr_aggregate_set_add(op->set, 0, batch, (weir_rows){add_rows, adds}, add_states);
    if (takes != 0)
        wr_aggregate_set_take(op->set, 0, batch, (weir_rows){take_rows, takes}, take_states);
    op->result_count += count;
    WEIR_TRY(wr_aggregate_set_results(op->set, op->round_states, count, op->after, first, err));
    keep_strings(op, op->after, first, count);
    for (uint32_t k = 0; k < takes; k++)
        if (header_of(take_states[k])->row_count == 0)
            wr_aggregate_set_reset(op->set, take_states[k]);
    return WEIR_OK;
}

/* Sorts the slots by round (how many rows of the group came before in this chunk): round r stands at
 * round_order[round_start[r]] to round_order[round_start[r + 1] - 1]. Returns the number of rounds. */
static uint32_t sort_rounds(group_aggregate *op, uint32_t count) {
    uint32_t rounds = 0;
    memset(op->round_start, 0, sizeof op->round_start);
    for (uint32_t slot = 0; slot < count; slot++) {
        uint32_t round = (uint32_t)header_of(op->states[slot])->seen++;
        op->round_of[slot] = (uint16_t)round;
        op->round_start[round + 2]++;
        rounds = WR_MAX(rounds, round + 1);
    }
    for (uint32_t round = 2; round <= rounds; round++)
        op->round_start[round] += op->round_start[round - 1];
    for (uint32_t slot = 0; slot < count; slot++) {
        header_of(op->states[slot])->seen = 0;
        op->round_order[op->round_start[op->round_of[slot] + 1]++] = (uint16_t)slot;
    }
    return rounds;
}

/* Groups without rows are forgotten. A group may stand in several slots: `seen` marks it once. */
static void remove_empty(group_aggregate *op, uint32_t count) {
    uint32_t empty = 0;
    for (uint32_t slot = 0; slot < count; slot++) {
        uint8_t *state = op->states[slot];
        if (header_of(state)->row_count == 0 && header_of(state)->seen++ == 0)
            op->round_states[empty++] = state;
    }
    for (uint32_t i = 0; i < empty; i++)
        wr_aggregate_set_remove(op->set, op->round_states[i]);
}

/* Rows that are taken back too late tell that the time to live is too short. */
static void tell_dropped(const group_aggregate *op, bool first) {
    const wr_node *node = op->node;
    if (first)
        wr_log(op->ctx->env, WR_LOG_WARN, "%s (line %" PRIu32 "): a row is taken back of a group that is not there, perhaps because it expired: its state lives %" PRId64
               " ms after the last change ('table.exec.state.ttl' or STATE_TTL); such rows are dropped, the end of the job tells how many", node->uid, node->line,
               node->state_ttl_ms);
    else
        wr_log(op->ctx->env, WR_LOG_WARN, "%s (line %" PRIu32 "): %" PRIu64 " rows were taken back of groups that were not there (worker %" PRIu32 ")", node->uid, node->line,
               op->dropped, op->ctx->worker);
}

static weir_status process_chunk(group_aggregate *op, const weir_batch *batch, uint32_t count, weir_collector *out, weir_error *err) {
    wr_state_table    *groups = wr_aggregate_set_groups(op->set);
    const weir_column *keys[64];
    const weir_rows    rows = {op->rows, count};
    for (uint32_t i = 0; i < op->node->key_count; i++)
        keys[i] = &batch->columns[op->node->keys[i]];
    wr_hash_keys(batch->columns, op->node->keys, op->node->key_count, rows, op->hashes);
    wr_state_upsert(groups, wr_state_namespace(groups, 0, true), keys, rows, op->hashes, op->states, NULL);
    if (op->node->state_ttl_ms > 0)
        wr_aggregate_set_renew(op->set, op->states, count, op->ctx->env->wall_ms(op->ctx->env->self));
    const uint64_t dropped_before = op->dropped;
    op->result_count = 0;
    for (uint32_t i = 0; i < op->node->aggregate_count; i++) {
        op->before[i].has_nulls = op->after[i].has_nulls = false;
        memset(op->before[i].nulls, 0, count);
        memset(op->after[i].nulls, 0, count);
        wr_arena_reset(op->before[i].strings);
        wr_arena_reset(op->after[i].strings);
    }
    uint32_t rounds = sort_rounds(op, count);
    for (uint32_t round = 0; round < rounds; round++)
        WEIR_TRY(run_round(op, batch, &op->round_order[op->round_start[round]],
                           op->round_start[round + 1] - op->round_start[round], err));
    uint32_t changes = 0;
    for (uint32_t slot = 0; slot < count; slot++)
        changes = add_change(op, batch, slot, changes);
    if (changes != 0)
        WEIR_TRY(emit_changes(op, batch, changes, out, err));
    if (op->node->input_retracts)
        remove_empty(op, count);
    if (op->node->state_ttl_ms == 0)
        return WEIR_OK;
    if (dropped_before == 0 && op->dropped > 0)
        tell_dropped(op, true);
    wr_aggregate_set_clean(op->set, WR_STATE_PLACES_PER_ROW * count);
    return WEIR_OK;
}

static weir_status group_process(void *self, uint32_t input, const weir_batch *batch, weir_collector *out, weir_error *err) {
    (void)input;
    group_aggregate *op = self;
    for (uint32_t done = 0; done < batch->selected_count;) {
        uint32_t count = WR_MIN(CHUNK, batch->selected_count - done);
        for (uint32_t k = 0; k < count; k++)
            op->rows[k] = (uint16_t)weir_batch_row(batch, done + k);
        WEIR_TRY(process_chunk(op, batch, count, out, err));
        done += count;
    }
    return out->watermark(out, batch->watermark, err);
}

static void group_close(void *self) {
    group_aggregate *op = self;
    if (op->node->state_ttl_ms > 0 && op->dropped > 0)
        tell_dropped(op, false);
    for (uint32_t i = 0; i < op->node->aggregate_count; i++) {
        wr_arena_destroy(op->before[i].strings);
        wr_arena_destroy(op->after[i].strings);
    }
}

const weir_operator weir_operator_group_aggregate = {
    .abi = sizeof(weir_operator), .name = "GroupAggregate", .stateful = true,
    .open = group_open, .process = group_process, .close = group_close,
};
