/* ops/changelog_normalize.c - upserts by key become a whole changelog.
 *
 * The state is the last row of every key. A row that comes (+I, +U) is +I for a new key, -U/+U for
 * another row than the last, nothing for the same row; -D of a key gives the last row as -D, whatever
 * else the row that came holds (a tombstone holds the key alone), and nothing for an unknown key. An
 * old image (-U) that comes is passed over: the state knows it. So duplicates of events do no harm.
 * As Flink's ProcTimeDeduplicateKeepLastRowFunction does it; so with a time to live a key that no row came for
 * is unknown after so long, and the same row is sent again (docs/internals/state-ttl.md).
 *
 * With a condition, rows that do not fulfil it count as deleted: the state holds only rows that do. */
#include "base/alloc.h"
#include "base/arena.h"
#include "base/io.h"
#include "func/eval.h"
#include "plan/node.h"
#include "state/state.h"
#include "weir/operator.h"

#define CHUNK (WEIR_BATCH_ROWS / 2) /* every row may become two */
#define KEYS_MAX 64u

/* First bytes of a state row; `listed` is 0 outside of a call, so that snapshots are equal. */
typedef struct row_header {
    uint8_t there;  /* the key has a row */
    uint8_t listed; /* is to be removed at the end of the chunk */
} row_header;

/* A column that is kept: its value in the state row, and whether that is NULL. */
typedef struct kept_column {
    uint32_t  column, value_offset, null_offset, width;
    weir_type type;
} kept_column;

typedef struct changelog_normalize {
    weir_operator_context *ctx;
    const wr_node         *node;
    wr_state_table        *table;
    kept_column           *kept;
    uint32_t               kept_count;
    wr_program            *condition; /* NULL: none */
    uint64_t     hashes[CHUNK];
    uint8_t     *states[CHUNK];
    uint8_t     *gone[CHUNK];
    uint16_t     rows[CHUNK];
    uint16_t     added[WEIR_BATCH_ROWS], passing[WEIR_BATCH_ROWS];
    uint8_t      passes[WEIR_BATCH_ROWS]; /* by physical row; only read with a condition */
    weir_vector *output;
    weir_column *output_columns;
    uint8_t      kinds[WEIR_BATCH_ROWS];
    weir_time_ms marks[WEIR_BATCH_ROWS];
    uint32_t     count;                   /* output rows so far */
} changelog_normalize;

static row_header *header_of(uint8_t *state) { return (row_header *)(void *)state; }

static bool is_key(const wr_node *node, uint32_t column) {
    for (uint32_t k = 0; k < node->key_count; k++)
        if (node->keys[k] == column)
            return true;
    return false;
}

static uint32_t align_up(uint32_t offset, uint32_t width) {
    uint32_t to = WR_MIN(width, 16u);
    return (offset + to - 1) / to * to;
}

/* Lays out the state row: header, one NULL byte for each kept column, the values. */
static weir_status open_table(changelog_normalize *op, weir_error *err) {
    const wr_node    *node = op->node;
    const weir_field *fields = node->schema->fields;
    weir_state_field *described = wr_arena_calloc(op->ctx->arena, 2 * (size_t)node->schema->field_count + 1, sizeof *described);
    weir_type        *key_types = wr_arena_calloc(op->ctx->arena, node->key_count + 1, sizeof *key_types);
    uint32_t          count = 0, offset = sizeof(row_header);
    if (node->key_count > KEYS_MAX)
        return weir_fail_at(err, WEIR_UNSUPPORTED, node->line, node->column, "a PRIMARY KEY of %u columns; at most %u are supported", node->key_count, KEYS_MAX);
    op->kept = wr_arena_calloc(op->ctx->arena, node->schema->field_count + 1, sizeof *op->kept);
    described[count++] = (weir_state_field){"there", weir_type_of(WEIR_TYPE_BOOLEAN, false), 0};
    for (uint32_t c = 0; c < node->schema->field_count; c++)
        if (!is_key(node, c))
            op->kept[op->kept_count++] = (kept_column){.column = c, .type = fields[c].type, .width = weir_type_width(fields[c].type), .null_offset = offset++};
    for (uint32_t i = 0; i < op->kept_count; i++) {
        kept_column *kept = &op->kept[i];
        kept->value_offset = align_up(offset, kept->width);
        offset = kept->value_offset + kept->width;
        described[count++] = (weir_state_field){wr_arena_printf(op->ctx->arena, "%s-is-null", fields[kept->column].name),
                                                weir_type_of(WEIR_TYPE_BOOLEAN, false), kept->null_offset};
        described[count++] = (weir_state_field){fields[kept->column].name, kept->type, kept->value_offset};
    }
    for (uint32_t k = 0; k < node->key_count; k++)
        key_types[k] = fields[node->keys[k]].type;
    const wr_state_desc desc = {.name = "rows", .key_types = key_types, .key_count = node->key_count, .value_size = (offset + 7) & ~7u,
                                .fields = described, .field_count = count, .ttl_ms = node->state_ttl_ms, .env = op->ctx->env};
    return wr_state_table_open(op->ctx->state, &desc, &op->table, err);
}

static weir_status normalize_open(weir_operator_context *ctx, void **self, weir_error *err) {
    changelog_normalize *op = wr_arena_calloc(ctx->arena, 1, sizeof *op);
    const weir_schema   *schema = ctx->node->schema;
    op->ctx = ctx;
    op->node = ctx->node;
    op->output = wr_arena_calloc(ctx->arena, schema->field_count + 1, sizeof *op->output);
    op->output_columns = wr_arena_calloc(ctx->arena, schema->field_count + 1, sizeof *op->output_columns);
    for (uint32_t c = 0; c < schema->field_count; c++)
        wr_vector_init(&op->output[c], schema->fields[c].type, ctx->arena, NULL);
    *self = op;
    WEIR_TRY(open_table(op, err));
    if (op->node->filter)
        return wr_program_create(&op->node->filter, 1, op->node->inputs[0]->schema, ctx->local_time_zone, ctx->env, &op->condition, err);
    return WEIR_OK;
}

/* passes[row] of the rows that are added. Deleted ones may hold their key alone, so nothing is computed of them. */
static weir_status evaluate_condition(changelog_normalize *op, const weir_batch *batch, weir_error *err) {
    uint32_t added = 0, passing;
    if (!op->condition)
        return WEIR_OK;
    WEIR_FOR_ROWS(row, k, wr_batch_rows(batch)) {
        op->added[added] = (uint16_t)row;
        added += !batch->row_kinds || weir_row_is_add(batch->row_kinds[row]);
        op->passes[row] = 0;
    }
    wr_program_begin(op->condition, batch);
    WEIR_TRY(wr_program_filter(op->condition, 0, (weir_rows){op->added, added}, op->passing, &passing, err));
    for (uint32_t k = 0; k < passing; k++)
        op->passes[op->passing[k]] = 1;
    op->ctx->counters[3] += added - passing;
    return WEIR_OK;
}

/* The output's next row has this row's key. */
static void begin_row(changelog_normalize *op, const weir_batch *batch, uint32_t row, weir_row_kind kind) {
    for (uint32_t k = 0; k < op->node->key_count; k++) {
        const weir_column *from = &batch->columns[op->node->keys[k]];
        weir_vector       *to = &op->output[op->node->keys[k]];
        uint32_t           width = weir_type_width(to->type);
        to->nulls[op->count] = from->nulls && from->nulls[row];
        to->has_nulls = to->has_nulls || to->nulls[op->count];
        memcpy((char *)to->data + (size_t)op->count * width, (const char *)from->data + (size_t)row * width, width);
    }
    op->kinds[op->count] = (uint8_t)kind;
    op->marks[op->count] = batch->row_watermarks ? batch->row_watermarks[row] : 0;
}

static void emit_kept(changelog_normalize *op, const weir_batch *batch, uint32_t row, const uint8_t *state, weir_row_kind kind) {
    begin_row(op, batch, row, kind);
    for (uint32_t i = 0; i < op->kept_count; i++) {
        const kept_column *kept = &op->kept[i];
        weir_vector       *to = &op->output[kept->column];
        to->nulls[op->count] = state[kept->null_offset];
        to->has_nulls = to->has_nulls || state[kept->null_offset];
        memcpy((char *)to->data + (size_t)op->count * kept->width, state + kept->value_offset, kept->width);
    }
    op->count++;
}

static bool same_row(const changelog_normalize *op, const weir_batch *batch, uint32_t row, const uint8_t *state) {
    for (uint32_t i = 0; i < op->kept_count; i++) {
        const kept_column *kept = &op->kept[i];
        const weir_column  old = {kept->type, state + kept->value_offset, state + kept->null_offset};
        if (wr_column_compare(&old, 0, &batch->columns[kept->column], row) != 0)
            return false;
    }
    return true;
}

static void keep_row(changelog_normalize *op, const weir_batch *batch, uint32_t row, uint8_t *state, struct weir_keeper *keeper) {
    for (uint32_t i = 0; i < op->kept_count; i++) {
        const kept_column *kept = &op->kept[i];
        const weir_column *from = &batch->columns[kept->column];
        uint8_t           *to = state + kept->value_offset;
        const char        *value = (const char *)from->data + (size_t)row * kept->width;
        bool               is_null = from->nulls && from->nulls[row];
        state[kept->null_offset] = is_null;
        if (weir_type_is_view(kept->type)) {
            weir_string old, text = {0};
            memcpy(&old, to, sizeof old);
            if (!is_null)
                memcpy(&text, value, sizeof text);
            text = keeper->keep(keeper, text, old);
            memcpy(to, &text, sizeof text);
        } else if (is_null) {
            memset(to, 0, kept->width);
        } else {
            memcpy(to, value, kept->width);
        }
    }
}

static void apply_row(changelog_normalize *op, const weir_batch *batch, uint32_t row, uint8_t *state, struct weir_keeper *keeper) {
    row_header *header = header_of(state);
    uint8_t     kind = batch->row_kinds ? batch->row_kinds[row] : WEIR_ROW_INSERT;
    bool        was_there = header->there;
    if (kind == WEIR_ROW_DELETE || (op->condition && !op->passes[row])) {
        header->there = 0;
        if (was_there)
            emit_kept(op, batch, row, state, WEIR_ROW_DELETE);
        return;
    }
    if (was_there && op->node->state_ttl_ms == 0 && same_row(op, batch, row, state))
        return;
    if (was_there && op->node->emit_update_before)
        emit_kept(op, batch, row, state, WEIR_ROW_UPDATE_BEFORE);
    keep_row(op, batch, row, state, keeper);
    header->there = 1;
    emit_kept(op, batch, row, state, was_there ? WEIR_ROW_UPDATE_AFTER : WEIR_ROW_INSERT);
}

/* Keys that no row came for in time are unknown. */
static void renew(changelog_normalize *op, uint32_t count, int64_t now_ms) {
    for (uint32_t k = 0; k < count; k++) {
        if (wr_state_is_expired(op->table, op->states[k], now_ms))
            header_of(op->states[k])->there = 0;
        wr_state_renew(op->table, op->states[k], now_ms);
    }
}

static void remove_expired(changelog_normalize *op, wr_namespace *space, uint32_t place_count, int64_t now_ms) {
    for (uint32_t step; place_count > 0; place_count -= step) {
        step = WR_MIN(place_count, CHUNK);
        uint32_t count = wr_state_find_expired(op->table, space, now_ms, step, op->gone);
        for (uint32_t k = 0; k < count; k++)
            wr_state_remove(op->table, space, op->gone[k]);
    }
}

static void remove_gone(changelog_normalize *op, wr_namespace *space, uint32_t count) {
    uint32_t gone = 0;
    for (uint32_t k = 0; k < count; k++) {
        row_header *header = header_of(op->states[k]);
        if (header->there || header->listed)
            continue;
        header->listed = 1;
        op->gone[gone++] = op->states[k];
    }
    for (uint32_t k = 0; k < gone; k++)
        wr_state_remove(op->table, space, op->gone[k]);
}

static weir_status process_chunk(changelog_normalize *op, const weir_batch *batch, uint32_t count, weir_collector *out, weir_error *err) {
    const weir_column *keys[KEYS_MAX];
    const weir_rows    rows = {op->rows, count};
    wr_namespace      *space = wr_state_namespace(op->table, 0, true);
    for (uint32_t k = 0; k < op->node->key_count; k++)
        keys[k] = &batch->columns[op->node->keys[k]];
    wr_hash_keys(batch->columns, op->node->keys, op->node->key_count, rows, op->hashes);
    wr_state_upsert(op->table, space, keys, rows, op->hashes, op->states, NULL);
    struct weir_keeper *keeper = wr_state_keeper(op->table, space);
    const bool          expires = op->node->state_ttl_ms > 0;
    const int64_t       now_ms = expires ? op->ctx->env->wall_ms(op->ctx->env->self) : 0;
    if (expires)
        renew(op, count, now_ms);
    op->count = 0;
    for (uint32_t c = 0; c < op->node->schema->field_count; c++)
        op->output[c].has_nulls = false;
    for (uint32_t k = 0; k < count; k++)
        apply_row(op, batch, op->rows[k], op->states[k], keeper);
    remove_gone(op, space, count);
    if (expires)
        remove_expired(op, space, WR_STATE_PLACES_PER_ROW * count, now_ms);
    if (op->count == 0)
        return WEIR_OK;
    for (uint32_t c = 0; c < op->node->schema->field_count; c++)
        op->output_columns[c] = weir_vector_column(&op->output[c]);
    const weir_batch result = {.schema = op->node->schema, .columns = op->output_columns, .row_count = op->count, .selected_count = op->count,
                               .row_kinds = op->kinds, .row_watermarks = batch->row_watermarks ? op->marks : NULL,
                               .watermark = batch->row_watermarks ? op->marks[op->count - 1] : WEIR_TIME_MIN};
    return out->emit(out, &result, err);
}

static weir_status normalize_process(void *self, uint32_t input, const weir_batch *batch, weir_collector *out, weir_error *err) {
    (void)input;
    changelog_normalize *op = self;
    WEIR_TRY(evaluate_condition(op, batch, err));
    uint32_t count = 0;
    WEIR_FOR_ROWS(row, k, wr_batch_rows(batch)) {
        op->rows[count] = (uint16_t)row;
        count += !batch->row_kinds || batch->row_kinds[row] != WEIR_ROW_UPDATE_BEFORE;
        if (count < CHUNK)
            continue;
        WEIR_TRY(process_chunk(op, batch, count, out, err));
        count = 0;
    }
    if (count > 0)
        WEIR_TRY(process_chunk(op, batch, count, out, err));
    return out->watermark(out, batch->watermark, err);
}

static void normalize_close(void *self) {
    changelog_normalize *op = self;
    wr_program_destroy(op->condition);
}

const weir_operator weir_operator_changelog_normalize = {
    .abi = sizeof(weir_operator), .name = "ChangelogNormalize", .stateful = true,
    .open = normalize_open, .process = normalize_process, .close = normalize_close,
};
