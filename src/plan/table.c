/* plan/table.c - a table of the catalog as connectors and formats are told of it. Pure. */
#include <string.h>

#include "plan/logical.h"

weir_schema *wr_schema_new(wr_arena *arena, uint32_t count, weir_field **fields) {
    weir_schema *schema = wr_arena_calloc(arena, 1, sizeof *schema);
    *fields = wr_arena_calloc(arena, (size_t)count + 1, sizeof **fields);
    schema->field_count = count;
    schema->fields = *fields;
    return schema;
}

void wr_table_info_of(const wr_table *table, const weir_schema *schema, const bool *needed,
                      const char *const *metadata_keys, const char *local_time_zone,
                      const struct wr_env *env, weir_table_info *out) {
    *out = (weir_table_info){
        .name = table->name,
        .schema = schema,
        .needed = needed,
        .metadata_keys = metadata_keys,
        .options = &table->options,
        .format_options = &table->format_options,
        .partition_keys = table->partition_keys,
        .partition_key_count = table->partition_key_count,
        .local_time_zone = local_time_zone,
        .env = env,
    };
}

static const weir_schema *pick(const wr_table *table, bool writing, wr_arena *arena, const char *const **metadata_keys) {
    weir_field  *fields;
    weir_schema *schema = wr_schema_new(arena, table->column_count, &fields);
    const char **keys = wr_arena_calloc(arena, (size_t)table->column_count + 1, sizeof *keys);
    uint32_t     count = 0;
    for (uint32_t c = 0; c < table->column_count; c++) {
        const wr_table_column *column = &table->columns[c];
        if (column->kind == WR_COLUMN_COMPUTED ||
            (writing && column->kind == WR_COLUMN_METADATA && column->is_virtual))
            continue;
        fields[count] = (weir_field){column->name, column->type};
        fields[count].type.time_attribute = WEIR_TIME_NONE;
        keys[count] = column->kind == WR_COLUMN_METADATA ? column->metadata_key : NULL;
        count++;
    }
    schema->field_count = count;
    if (metadata_keys)
        *metadata_keys = keys;
    return schema;
}

const weir_schema *wr_table_read_schema(const wr_table *table, wr_arena *arena, const char *const **metadata_keys) {
    return pick(table, false, arena, metadata_keys);
}

const weir_schema *wr_table_write_schema(const wr_table *table, wr_arena *arena, const char *const **metadata_keys) {
    return pick(table, true, arena, metadata_keys);
}

int32_t wr_table_column_index(const wr_table *table, const char *name) {
    for (uint32_t c = 0; c < table->column_count; c++)
        if (strcmp(table->columns[c].name, name) == 0)
            return (int32_t)c;
    return -1;
}
