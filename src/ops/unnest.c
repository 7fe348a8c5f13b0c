/* ops/unnest.c - UNNEST: a row for each part of a row's collection.
 *
 * An output row is what is kept of the input's row, then the part: an array's element (a ROW: its fields), a map's key and value, a
 * multiset's element as often as it is there; then, where it is asked for, which part it is, from 1. Rows keep their kind, so a
 * changelog stays one, and their place in event time: the copies of a row stand where it stood. NULL elements are parts, NULL
 * rows in an array of rows are none, as in Flink.
 *
 * `outer` (LEFT JOIN): a row without parts comes out once, with NULLs. With a condition on the parts the row with NULLs goes behind all
 * parts of its row, and is taken away again when one of them fulfilled the condition: then nothing has to be known in advance,
 * and the parts of a row may fill several batches. */
#include "base/alloc.h"
#include "base/arena.h"
#include "batch/nested.h"
#include "batch/vector.h"
#include "func/eval.h"
#include "plan/node.h"
#include "weir/operator.h"

typedef struct unnest {
    const wr_node *node;
    weir_type      collection;
    bool           of_rows;    /* the parts are rows: their fields are the columns  */
    uint32_t       kept_count, part_count;
    weir_vector   *vectors;    /* output columns                                    */
    weir_column   *columns;
    wr_program    *condition;  /* or NULL                                           */
    bool           matched;    /* some part of the row being read fulfilled it      */
    /* rows that are ready */
    uint32_t       count;
    uint16_t       sources[WEIR_BATCH_ROWS];
    uint8_t        kinds[WEIR_BATCH_ROWS];
    weir_time_ms   marks[WEIR_BATCH_ROWS];
    bool           is_last[WEIR_BATCH_ROWS]; /* the row with NULLs behind the parts of a row, where there is a condition */
    uint16_t       passed[WEIR_BATCH_ROWS], selection[WEIR_BATCH_ROWS];
} unnest;

static weir_status unnest_open(weir_operator_context *ctx, void **self, weir_error *err) {
    const wr_node     *node = ctx->node;
    const weir_schema *schema = node->schema;
    unnest            *op = wr_arena_calloc(ctx->arena, 1, sizeof *op);
    op->node = node;
    op->collection = node->inputs[0]->schema->fields[node->unnest.column].type;
    op->kept_count = node->unnest.kept_count;
    op->part_count = schema->field_count - op->kept_count - node->unnest.with_ordinality;
    op->of_rows = op->collection.id != WEIR_TYPE_MAP && wr_element_type(op->collection).id == WEIR_TYPE_ROW;
    op->vectors = wr_arena_calloc(ctx->arena, schema->field_count, sizeof *op->vectors);
    op->columns = wr_arena_calloc(ctx->arena, schema->field_count, sizeof *op->columns);
    for (uint32_t c = 0; c < schema->field_count; c++)
        wr_vector_init(&op->vectors[c], schema->fields[c].type, ctx->arena, NULL);
    *self = op;
    if (!node->filter)
        return WEIR_OK;
    return wr_program_create(&node->filter, 1, schema, ctx->local_time_zone, ctx->env, &op->condition, err);
}

/* ---- giving rows on ---- */

/* Of the rows that are ready those whose parts fulfil the condition, and those with NULLs of rows without such parts. */
static weir_status select_rows(unnest *op, weir_batch *result, weir_error *err) {
    uint32_t passed_count, next = 0, selected = 0;
    wr_program_begin(op->condition, result);
    WEIR_TRY(wr_program_filter(op->condition, 0, (weir_rows){NULL, op->count}, op->passed, &passed_count, err));
    for (uint32_t row = 0; row < op->count; row++) {
        bool passed = next < passed_count && op->passed[next] == row;
        next += passed;
        if (op->is_last[row]) {
            passed = !op->matched;
            op->matched = false;
        } else {
            op->matched = op->matched || passed;
        }
        if (passed)
            op->selection[selected++] = (uint16_t)row;
    }
    result->selected_count = selected;
    if (selected < op->count)
        result->selection = op->selection;
    return WEIR_OK;
}

static weir_status emit_rows(unnest *op, const weir_batch *batch, weir_collector *out, weir_error *err) {
    const uint32_t column_count = op->node->schema->field_count;
    if (op->count == 0)
        return WEIR_OK;
    for (uint32_t k = 0; k < op->kept_count; k++) {
        const weir_column *from = &batch->columns[op->node->unnest.kept[k]];
        op->vectors[k].has_nulls = false;
        if (from->data)
            wr_vector_gather(&op->vectors[k], 0, from, (weir_rows){op->sources, op->count}, false);
        op->columns[k] = weir_vector_column(&op->vectors[k]);
        if (!from->data)
            op->columns[k].data = NULL;
    }
    for (uint32_t c = op->kept_count; c < column_count; c++)
        op->columns[c] = weir_vector_column(&op->vectors[c]);
    weir_batch result = {.schema = op->node->schema, .columns = op->columns, .row_count = op->count, .selected_count = op->count,
                         .row_kinds = batch->row_kinds ? op->kinds : NULL, .row_watermarks = batch->row_watermarks ? op->marks : NULL,
                         .watermark = batch->row_watermarks ? op->marks[op->count - 1] : WEIR_TIME_MIN};
    if (op->condition)
        WEIR_TRY(select_rows(op, &result, err));
    for (uint32_t c = op->kept_count; c < column_count; c++)
        op->vectors[c].has_nulls = false;
    op->count = 0;
    return out->emit(out, &result, err);
}

/* ---- taking rows apart ---- */

/* Room for `wanted` rows or fewer of input row `row`, at least one: how many. Their parts are to be set. */
static weir_status rows_add(unnest *op, const weir_batch *batch, uint32_t row, uint32_t wanted, uint32_t *count, weir_collector *out, weir_error *err) {
    if (op->count == WEIR_BATCH_ROWS)
        WEIR_TRY(emit_rows(op, batch, out, err));
    *count = WR_MIN(wanted, WEIR_BATCH_ROWS - op->count);
    for (uint32_t i = op->count; i < op->count + *count; i++) {
        op->sources[i] = (uint16_t)row;
        op->kinds[i] = batch->row_kinds ? batch->row_kinds[row] : WEIR_ROW_INSERT;
        op->marks[i] = batch->row_watermarks ? batch->row_watermarks[row] : 0;
        op->is_last[i] = false;
    }
    return WEIR_OK;
}

static void set_null(weir_vector *vector, uint32_t row) {
    vector->nulls[row] = 1;
    vector->has_nulls = true;
}

/* The part as the columns from `column` on. */
static void set_part(unnest *op, uint32_t column, uint32_t row, const weir_value *value) {
    weir_vector *vectors = op->vectors + op->kept_count + column;
    if (!op->of_rows) {
        wr_vector_set(vectors, row, value);
        return;
    }
    const weir_type type = wr_element_type(op->collection);
    for (uint32_t f = 0; f < op->part_count; f++) {
        weir_value field = wr_row_at(type, &value->u.string, f);
        wr_vector_set(&vectors[f], row, &field);
    }
}

static void set_ordinality(unnest *op, uint32_t row, uint32_t ordinality) {
    weir_vector *vector = op->vectors + op->kept_count + op->part_count;
    if (!op->node->unnest.with_ordinality)
        return;
    ((int32_t *)vector->data)[row] = (int32_t)ordinality;
    vector->nulls[row] = 0;
}

/* Elements that are laid out as a column has them. *parts: how many rows there are of this one. */
static weir_status take_flat(unnest *op, const weir_batch *batch, uint32_t row, const wr_array *array, weir_collector *out, weir_error *err) {
    weir_vector *vector = op->vectors + op->kept_count;
    for (uint32_t at = 0, count; at < array->count; at += count) {
        WEIR_TRY(rows_add(op, batch, row, array->count - at, &count, out, err));
        memcpy((char *)vector->data + (size_t)op->count * array->width, array->data + (size_t)at * array->width, (size_t)count * array->width);
        memcpy(vector->nulls + op->count, array->nulls + at, count);
        vector->has_nulls = vector->has_nulls || memchr(array->nulls + at, 1, count) != NULL;
        for (uint32_t i = 0; op->node->unnest.with_ordinality && i < count; i++)
            set_ordinality(op, op->count + i, at + i + 1);
        op->count += count;
    }
    return WEIR_OK;
}

/* One part `times` times. *ordinality counts. */
static weir_status take_part(unnest *op, const weir_batch *batch, uint32_t row, const weir_value *part, const weir_value *second, int64_t times,
                             uint32_t *ordinality, weir_collector *out, weir_error *err) {
    uint32_t one;
    for (; times > 0; times--) {
        WEIR_TRY(rows_add(op, batch, row, 1, &one, out, err));
        set_part(op, 0, op->count, part);
        if (second)
            set_part(op, 1, op->count, second);
        set_ordinality(op, op->count, ++*ordinality);
        op->count++;
    }
    return WEIR_OK;
}

/* The parts of a collection. *any: there were some. */
static weir_status take_parts(unnest *op, const weir_batch *batch, uint32_t row, const weir_string *value, bool *any, weir_collector *out, weir_error *err) {
    wr_array   parts, seconds = {.count = 0};
    uint32_t   ordinality = 0;
    const bool is_map = op->collection.id == WEIR_TYPE_MAP, is_array = op->collection.id == WEIR_TYPE_ARRAY;
    if (is_array)
        parts = wr_array_open(op->collection, value);
    else
        wr_map_open(op->collection, value, &parts, &seconds);
    if (is_array && parts.width != 0) {
        *any = parts.count != 0;
        return take_flat(op, batch, row, &parts, out, err);
    }
    for (uint32_t i = 0; i < parts.count; i++) {
        weir_value part = wr_array_at(&parts, i), second = is_array ? part : wr_array_at(&seconds, i);
        if (op->of_rows && part.is_null) {
            ordinality++;
            continue;
        }
        *any = true;
        WEIR_TRY(take_part(op, batch, row, &part, is_map ? &second : NULL, is_array || is_map ? 1 : second.u.i64, &ordinality, out, err));
    }
    return WEIR_OK;
}

/* The row with NULLs. */
static weir_status take_none(unnest *op, const weir_batch *batch, uint32_t row, weir_collector *out, weir_error *err) {
    uint32_t one;
    WEIR_TRY(rows_add(op, batch, row, 1, &one, out, err));
    for (uint32_t c = op->kept_count; c < op->node->schema->field_count; c++)
        set_null(&op->vectors[c], op->count);
    op->is_last[op->count++] = op->condition != NULL;
    return WEIR_OK;
}

static weir_status unnest_process(void *self, uint32_t input, const weir_batch *batch, weir_collector *out, weir_error *err) {
    (void)input;
    unnest            *op = self;
    const weir_column *column = &batch->columns[op->node->unnest.column];
    WEIR_FOR_ROWS(row, k, wr_batch_rows(batch)) {
        bool any = false;
        if (!column->nulls || !column->nulls[row])
            WEIR_TRY(take_parts(op, batch, row, (const weir_string *)column->data + row, &any, out, err));
        if (op->node->unnest.outer && (!any || op->condition))
            WEIR_TRY(take_none(op, batch, row, out, err));
    }
    WEIR_TRY(emit_rows(op, batch, out, err)); /* parts borrow from the batch */
    return out->watermark(out, batch->watermark, err);
}

static void unnest_close(void *self) {
    unnest *op = self;
    wr_program_destroy(op->condition);
}

const weir_operator weir_operator_unnest = {
    .abi = sizeof(weir_operator), .name = "Unnest",
    .open = unnest_open, .process = unnest_process, .close = unnest_close,
};
