/* plan/table.c - a table of the catalog as connectors and formats are told of it. Pure. */
#include <string.h>

#include "batch/table_info.h"
#include "plan/logical.h"

weir_schema *wr_schema_new(wr_arena *arena, uint32_t count, weir_field **fields) {
    weir_schema *schema = wr_arena_calloc(arena, 1, sizeof *schema);
    *fields = wr_arena_calloc(arena, (size_t)count + 1, sizeof **fields);
    schema->field_count = count;
    schema->fields = *fields;
    return schema;
}

static bool same_names(const weir_schema *a, const weir_schema *b) {
    bool same = a && b && a->field_count == b->field_count;
    for (uint32_t c = 0; same && c < a->field_count; c++)
        same = strcmp(a->fields[c].name, b->fields[c].name) == 0;
    return same;
}

/* Where the key and value columns are in this schema, if it is one of the table's three. */
static void set_indexes(const wr_table *table, weir_table_info *info) {
    for (size_t v = 0; v < sizeof table->views / sizeof *table->views; v++) {
        const wr_table_view *view = &table->views[v];
        if (!same_names(view->schema, info->schema))
            continue;
        info->primary_key = view->primary_key;
        info->primary_key_count = view->primary_key_count;
        info->key_columns = view->key_columns;
        info->key_column_count = view->key_column_count;
        info->value_columns = view->value_columns;
        info->value_column_count = view->value_column_count;
        return;
    }
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
        .key_format = table->key_format,
        .key_format_options = &table->key_format_options,
        .key_prefix = table->key_prefix ? table->key_prefix : "",
    };
    set_indexes(table, out);
}

void wr_sink_info_of(const wr_node *sink, const char *local_time_zone, const struct wr_env *env, weir_table_info *out) {
    wr_table_info_of(sink->table, sink->sink_schema, NULL, sink->metadata_keys, local_time_zone, env, out);
    out->receiver = sink->receiver;
}

weir_changelog_mode wr_table_source_mode(const wr_table *table) {
    const weir_source *source = table->connector ? table->connector->source : NULL;
    if (!source || source->yields_batches)
        return WEIR_CHANGELOG_APPEND;
    if (source->upserts)
        return WEIR_CHANGELOG_UPSERT;
    return table->format ? table->format->decodes : WEIR_CHANGELOG_APPEND;
}

static const weir_field *field_named(const weir_field *field, const char *name) {
    while (field && field->name && strcmp(field->name, name) != 0)
        field++;
    return field && field->name ? field : NULL;
}

const weir_field *wr_table_readable_metadata(const wr_table *table, const char *key) {
    const size_t      prefix = sizeof WR_VALUE_METADATA - 1;
    const weir_field *field = table->connector && table->connector->source ? field_named(table->connector->source->metadata_fields, key) : NULL;
    if (!field && table->connector && table->connector->messages && table->format && strncmp(key, WR_VALUE_METADATA, prefix) == 0)
        field = field_named(table->format->metadata_fields, key + prefix);
    return field;
}

const weir_field *wr_table_writable_metadata(const wr_table *table, const char *key) {
    return table->connector && table->connector->sink ? field_named(table->connector->sink->metadata_fields, key) : NULL;
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
        const weir_field *written = writing && column->kind == WR_COLUMN_METADATA ? wr_table_writable_metadata(table, column->metadata_key) : NULL;
        if (written)
            fields[count].type = written->type;
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

static bool is_partition_key(const wr_table *table, const char *name) {
    for (uint32_t i = 0; i < table->partition_key_count; i++)
        if (strcmp(table->partition_keys[i], name) == 0)
            return true;
    return false;
}

static const weir_schema *physical_schema(const wr_table *table, wr_arena *arena) {
    weir_field  *fields;
    weir_schema *schema = wr_schema_new(arena, table->column_count, &fields);
    uint32_t     count = 0;
    for (uint32_t c = 0; c < table->column_count; c++) {
        const wr_table_column *column = &table->columns[c];
        if (column->kind == WR_COLUMN_PHYSICAL && !is_partition_key(table, column->name))
            fields[count++] = (weir_field){column->name, column->type};
    }
    schema->field_count = count;
    return schema;
}

/* Table columns -> fields of the schema; those that are not in it are left out. */
static const uint32_t *places_in(const wr_table *table, const weir_schema *schema, const uint32_t *columns, uint32_t count, wr_arena *arena,
                                 uint32_t *place_count) {
    uint32_t *places = wr_arena_alloc(arena, (count + 1u) * sizeof *places);
    *place_count = 0;
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t f = 0; f < schema->field_count; f++)
            if (strcmp(schema->fields[f].name, table->columns[columns[i]].name) == 0)
                places[(*place_count)++] = f;
    return places;
}

void wr_table_set_views(wr_table *table, wr_arena *arena) {
    table->views[WR_VIEW_PHYSICAL].schema = physical_schema(table, arena);
    table->views[WR_VIEW_READ].schema = wr_table_read_schema(table, arena, NULL);
    table->views[WR_VIEW_WRITE].schema = wr_table_write_schema(table, arena, NULL);
    for (size_t v = 0; v < sizeof table->views / sizeof *table->views; v++) {
        wr_table_view *view = &table->views[v];
        view->primary_key = places_in(table, view->schema, table->primary_key, table->primary_key_count, arena, &view->primary_key_count);
        view->key_columns = places_in(table, view->schema, table->key_columns, table->key_column_count, arena, &view->key_column_count);
        view->value_columns = places_in(table, view->schema, table->value_columns, table->value_column_count, arena, &view->value_column_count);
    }
}

static weir_status check_message_format(const weir_format *format, const weir_table_info *info, bool for_reading, weir_error *err) {
    if (for_reading ? !format->decode_records : !format->encode_records)
        return weir_fail(err, WEIR_UNSUPPORTED, "table '%s': format '%s' cannot %s messages", info->name, format->name, for_reading ? "read" : "write");
    return format->check ? format->check(info, for_reading, err) : WEIR_OK;
}

weir_status wr_table_check_formats(const wr_table *table, const weir_schema *schema, const char *const *metadata_keys, bool for_reading,
                                   const char *local_time_zone, const struct wr_env *env, wr_arena *arena, weir_error *err) {
    weir_table_info info, part;
    if (!table->format)
        return WEIR_OK;
    if (!table->connector->messages) {
        wr_table_info_of(table, schema, NULL, metadata_keys, local_time_zone, env, &info);
        return table->format->check ? table->format->check(&info, for_reading, err) : WEIR_OK;
    }
    wr_table_info_of(table, table->views[WR_VIEW_PHYSICAL].schema, NULL, NULL, local_time_zone, env, &info);
    wr_table_info_of_value(&info, arena, &part);
    WEIR_TRY(check_message_format(table->format, &part, for_reading, err));
    if (!table->key_format)
        return WEIR_OK;
    wr_table_info_of_key(&info, arena, &part);
    return check_message_format(table->key_format, &part, for_reading, err);
}

int32_t wr_table_column_index(const wr_table *table, const char *name) {
    for (uint32_t c = 0; c < table->column_count; c++)
        if (strcmp(table->columns[c].name, name) == 0)
            return (int32_t)c;
    return -1;
}
