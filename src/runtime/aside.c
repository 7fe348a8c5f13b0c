/* runtime/aside.c - see the header. */
#include "runtime/aside.h"

#include "base/arena.h"
#include "batch/vector.h"

static weir_status open_sink(const wr_node *node, const wr_runtime_config *config, uint32_t worker, wr_sink_driver **driver, weir_error *err) {
    return wr_sink_driver_open(node, config->registry, &config->job, config->env, config->local_time_zone, worker, config->worker_count, driver, err);
}

weir_status wr_aside_open(wr_aside *aside, const wr_runtime_config *config, uint32_t worker, struct weir_arena *arena, weir_error *err) {
    *aside = (wr_aside){.late_node = config->plan->late_sink, .error_node = config->plan->error_sink};
    if (aside->late_node) {
        wr_vector_init(&aside->late_watermark, weir_type_with(WEIR_TYPE_TIMESTAMP, 3, 0, true), arena, NULL);
        wr_vector_init(&aside->late_operator, weir_type_of(WEIR_TYPE_VARCHAR, true), arena, NULL);
        aside->late_columns = wr_arena_calloc(arena, aside->late_node->sink_schema->field_count + 1, sizeof *aside->late_columns);
        WEIR_TRY(open_sink(aside->late_node, config, worker, &aside->late, err));
    }
    if (aside->error_node) {
        const weir_schema *schema = aside->error_node->sink_schema;
        aside->error_strings = wr_arena_create(0);
        aside->error_vectors = wr_arena_calloc(arena, schema->field_count + 1, sizeof *aside->error_vectors);
        aside->error_columns = wr_arena_calloc(arena, schema->field_count + 1, sizeof *aside->error_columns);
        for (uint32_t c = 0; c < schema->field_count; c++)
            wr_vector_init(&aside->error_vectors[c], schema->fields[c].type, arena, NULL);
        WEIR_TRY(open_sink(aside->error_node, config, worker, &aside->error, err));
    }
    return WEIR_OK;
}

void wr_aside_close(wr_aside *aside) {
    wr_sink_driver_close(aside->late);
    wr_sink_driver_close(aside->error);
    wr_arena_destroy(aside->error_strings);
}

weir_status wr_aside_late(wr_aside *aside, const char *operator_uid, const weir_batch *batch, weir_time_ms watermark, uint64_t checkpoint_id, weir_error *err) {
    if (!aside->late)
        return WEIR_OK;
    const weir_schema *schema = aside->late_node->sink_schema;
    if (!batch->origin)
        return weir_fail(err, WEIR_UNSUPPORTED, "late rows of operator '%s' cannot be kept: its rows are no longer the source's; unset 'weir.late-rows'", operator_uid);
    const weir_value mark = {.u.time.ms = watermark};
    const weir_value name = {.u.string = weir_string_view(operator_uid, strlen(operator_uid))};
    for (uint32_t c = 0; c < schema->field_count; c++) {
        const char *field = schema->fields[c].name;
        if (strcmp(field, "weir_watermark") == 0) {
            wr_vector_fill(&aside->late_watermark, 0, batch->row_count, &mark);
            aside->late_columns[c] = weir_vector_column(&aside->late_watermark);
            continue;
        }
        if (strcmp(field, "weir_operator") == 0) {
            wr_vector_fill(&aside->late_operator, 0, batch->row_count, &name);
            aside->late_columns[c] = weir_vector_column(&aside->late_operator);
            continue;
        }
        const weir_schema *origin = batch->origin->schema;
        for (uint32_t o = 0; o < origin->field_count; o++)
            if (strcmp(origin->fields[o].name, field) == 0)
                aside->late_columns[c] = batch->origin->columns[o];
    }
    weir_batch late = *batch;
    late.schema = schema;
    late.columns = aside->late_columns;
    late.row_kinds = NULL;
    return wr_sink_driver_write(aside->late, &late, checkpoint_id, err);
}

weir_status wr_aside_flush(wr_aside *aside, uint64_t checkpoint_id, weir_error *err) {
    if (aside->error_count == 0)
        return WEIR_OK;
    const weir_schema *schema = aside->error_node->sink_schema;
    for (uint32_t c = 0; c < schema->field_count; c++)
        aside->error_columns[c] = weir_vector_column(&aside->error_vectors[c]);
    const weir_batch batch = {.schema = schema, .columns = aside->error_columns, .row_count = aside->error_count,
                              .selected_count = aside->error_count, .watermark = WEIR_TIME_MIN};
    aside->error_count = 0;
    WEIR_TRY(wr_sink_driver_write(aside->error, &batch, checkpoint_id, err));
    wr_arena_reset(aside->error_strings);
    return WEIR_OK;
}

weir_status wr_aside_error(wr_aside *aside, const char *source, const char *position, const char *reason, weir_bytes record, uint64_t checkpoint_id, weir_error *err) {
    const weir_schema *schema = aside->error_node->sink_schema;
    const weir_bytes   fields[4] = {{source, strlen(source)}, {position, strlen(position)}, {reason, strlen(reason)}, record};
    static const char *const names[4] = {"source", "position", "reason", "record"};
    for (uint32_t c = 0; c < schema->field_count; c++)
        for (uint32_t f = 0; f < 4; f++)
            if (strcmp(schema->fields[c].name, names[f]) == 0) {
                const char      *copy = wr_arena_strndup(aside->error_strings, fields[f].data, fields[f].size);
                const weir_value value = {.u.string = weir_string_view(copy, fields[f].size)};
                wr_vector_set(&aside->error_vectors[c], aside->error_count, &value);
            }
    return ++aside->error_count == WEIR_BATCH_ROWS ? wr_aside_flush(aside, checkpoint_id, err) : WEIR_OK;
}
