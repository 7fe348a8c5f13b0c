/* planner/source.c - the tables that are read, each once, with the columns somebody needs.
 *
 * wr_plan_mark_needed gathers what is needed in the table's entry before the first node is made; the
 * source node then produces that and no more. */
#include <string.h>

#include "planner/planner_internal.h"

static bool same_table(const wr_table *a, const wr_table *b) {
    if (a == b)
        return true;
    if (a->columns != b->columns || a->raw_option_count != b->raw_option_count) /* OPTIONS hints share the columns */
        return false;
    for (uint32_t i = 0; i < a->raw_option_count; i++)
        if (strcmp(a->raw_options[i].name, b->raw_options[i].name) != 0 || strcmp(a->raw_options[i].value, b->raw_options[i].value) != 0)
            return false;
    return true;
}

source_entry *wr_plan_source_of(planner *p, const wr_logical *scan) {
    for (size_t i = 0; i < p->source_count; i++)
        if (same_table(p->sources[i].table, scan->table))
            return &p->sources[i];
    p->sources = wr_arena_grow(p->arena, p->sources, p->source_count, &p->source_capacity, sizeof *p->sources);
    source_entry *entry = &p->sources[p->source_count++];
    *entry = (source_entry){.table = scan->table, .line = scan->line, .column = scan->column};
    entry->needed = wr_arena_calloc(p->arena, scan->table->column_count + 1u, sizeof *entry->needed);
    if (wr_plan_needs_normalize(p, scan->table))
        for (uint32_t k = 0; k < scan->table->primary_key_count; k++)
            entry->needed[scan->table->primary_key[k]] = true;
    if (scan->table->watermark_expr) {
        wr_expr_mark_columns(scan->table->watermark_expr, entry->needed);
        entry->needed[scan->table->watermark_column] = true;
    }
    return entry;
}

/* A column that costs little, so that a source that only counts has one. */
static void need_one(source_entry *entry) {
    uint32_t best = 0;
    for (uint32_t c = 0; c < entry->table->column_count; c++)
        if (entry->needed[c])
            return;
    while (best < entry->table->column_count && (entry->table->columns[best].kind != WR_COLUMN_PHYSICAL || weir_type_is_bytes(entry->table->columns[best].type)))
        best++;
    for (uint32_t c = 0; best == entry->table->column_count && c < entry->table->column_count; c++)
        if (entry->table->columns[c].kind == WR_COLUMN_PHYSICAL)
            best = c;
    entry->needed[best == entry->table->column_count ? 0 : best] = true;
}

static weir_status check_format(planner *p, const source_entry *entry, const wr_node *node, weir_error *err) {
    weir_status status = wr_table_check_formats(entry->table, node->source_schema, node->metadata_keys, true, wr_config_time_zone(p->config), p->env,
                                                p->arena, err);
    if (status != WEIR_OK && err && err->sql_line == 0) {
        err->sql_line = entry->line;
        err->sql_column = entry->column;
    }
    return status;
}

/* What the format and the metadata produce: table columns in order, those read by what is needed. */
static void make_source_schema(planner *p, const source_entry *entry, const bool *read, wr_node *node, wr_expr **as_declared) {
    const wr_table *table = entry->table;
    weir_field     *fields;
    weir_schema    *schema = wr_schema_new(p->arena, table->column_count, &fields);
    const char    **keys = wr_arena_calloc(p->arena, table->column_count + 1u, sizeof *keys);
    uint32_t        count = 0;
    for (uint32_t c = 0; c < table->column_count; c++) {
        const wr_table_column *column = &table->columns[c];
        if (column->kind == WR_COLUMN_COMPUTED || (!read[c] && !entry->keeps_origin))
            continue;
        weir_type declared = column->type, produced = declared;
        declared.time_attribute = produced.time_attribute = WEIR_TIME_NONE;
        if (column->kind == WR_COLUMN_METADATA) {
            const weir_field *field = wr_table_readable_metadata(table, column->metadata_key);
            keys[count] = column->metadata_key;
            if (field && !weir_type_same(field->type, declared))
                produced = field->type;
        }
        fields[count] = (weir_field){column->name, produced};
        as_declared[c] = wr_expr_column(p->arena, count, produced, column->name);
        if (!weir_type_same(produced, declared)) {
            wr_expr **args = wr_arena_alloc(p->arena, sizeof *args);
            args[0] = as_declared[c];
            as_declared[c] = wr_expr_call(p->arena, weir_registry_function(p->registry, "CAST"), declared, args, 1);
        }
        count++;
    }
    schema->field_count = count;
    node->source_schema = schema;
    node->metadata_keys = keys;
}

weir_status wr_plan_make_source(planner *p, source_entry *entry, weir_error *err) {
    const wr_table *table = entry->table;
    wr_node        *node = wr_plan_new_node(p, WR_NODE_SOURCE, NULL, entry->line, entry->column);
    bool           *read = wr_arena_calloc(p->arena, table->column_count + 1u, sizeof *read);
    wr_expr       **as_declared = wr_arena_calloc(p->arena, table->column_count + 1u, sizeof *as_declared);
    need_one(entry);
    for (uint32_t c = 0; c < table->column_count; c++) {
        if (!entry->needed[c])
            continue;
        if (table->columns[c].kind == WR_COLUMN_COMPUTED)
            wr_expr_mark_columns(table->columns[c].expr, read);
        else
            read[c] = true;
    }
    make_source_schema(p, entry, read, node, as_declared);
    weir_field     *fields;
    weir_schema    *schema = wr_schema_new(p->arena, table->column_count, &fields);
    const wr_expr **projections = wr_arena_calloc(p->arena, table->column_count + 1u, sizeof *projections);
    uint32_t        count = 0;
    bool            straight = true;
    entry->output = wr_arena_calloc(p->arena, table->column_count + 1u, sizeof *entry->output);
    for (uint32_t c = 0; c < table->column_count; c++) {
        if (!entry->needed[c])
            continue;
        const wr_table_column *column = &table->columns[c];
        wr_expr *expr = column->kind == WR_COLUMN_COMPUTED ? wr_expr_substitute(p->arena, column->expr, as_declared) : as_declared[c];
        straight = straight && expr->kind == WR_EXPR_COLUMN && expr->column == count && column->kind != WR_COLUMN_COMPUTED;
        fields[count] = (weir_field){column->name, column->type};
        entry->output[c] = count;
        projections[count++] = expr;
    }
    schema->field_count = count;
    node->schema = schema;
    node->projections = straight && count == node->source_schema->field_count ? NULL : projections;
    node->table = table;
    node->keeps_origin = entry->keeps_origin;
    if (table->watermark_expr)
        node->watermark = wr_expr_remap(p->arena, table->watermark_expr, entry->output);
    WEIR_TRY(check_format(p, entry, node, err));
    entry->node = wr_plan_add_node(p, node, (node_facts){.spread = SPREAD_ANY});
    return WEIR_OK;
}
