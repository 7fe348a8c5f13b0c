/* batch/table_info.c - see the header. */
#include "batch/table_info.h"

#include <string.h>

#include "base/arena.h"

static void part_of(const weir_table_info *table, const uint32_t *columns, uint32_t count, const char *prefix, struct weir_arena *arena,
                    weir_table_info *out) {
    weir_field  *fields = wr_arena_calloc(arena, count + 1u, sizeof *fields);
    bool        *needed = wr_arena_calloc(arena, count + 1u, sizeof *needed);
    weir_reads  *reads = wr_arena_calloc(arena, count + 1u, sizeof *reads);
    weir_schema *schema = wr_arena_calloc(arena, 1, sizeof *schema);
    size_t       prefix_size = strlen(prefix);
    for (uint32_t k = 0; k < count; k++) {
        const weir_field *field = &table->schema->fields[columns[k]];
        bool              prefixed = prefix_size > 0 && strncmp(field->name, prefix, prefix_size) == 0;
        fields[k] = (weir_field){prefixed ? field->name + prefix_size : field->name, field->type};
        needed[k] = !table->needed || table->needed[columns[k]];
        if (table->reads)
            reads[k] = table->reads[columns[k]];
    }
    *schema = (weir_schema){count, fields};
    *out = *table;
    out->schema = schema;
    out->needed = table->needed ? needed : NULL;
    out->reads = table->reads ? reads : NULL;
    out->read_schema = NULL;
    out->metadata_keys = NULL;
    out->partition_keys = NULL;
    out->partition_key_count = 0;
    out->primary_key = out->key_columns = out->value_columns = NULL;
    out->primary_key_count = out->key_column_count = out->value_column_count = 0;
}

void wr_table_info_of_key(const weir_table_info *table, struct weir_arena *arena, weir_table_info *out) {
    part_of(table, table->key_columns, table->key_column_count, table->key_prefix ? table->key_prefix : "", arena, out);
    out->format_options = table->key_format_options;
}

void wr_table_info_of_value(const weir_table_info *table, struct weir_arena *arena, weir_table_info *out) {
    part_of(table, table->value_columns, table->value_column_count, "", arena, out);
}
