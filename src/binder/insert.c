/* binder/insert.c - INSERT: the query's columns, by position, become the columns of the table, cast
 * where Flink casts by itself, refused where it does not. */
#include <string.h>

#include "base/buffer.h"
#include "binder/binder_internal.h"

/* What one writable column of the table gets. */
typedef struct source {
    int64_t        query_column; /* -1: `value`, or NULL */
    const wr_expr *value;
} source;

static wr_ast_place item_place(const wr_logical *query, uint32_t column, wr_ast_place otherwise) {
    if (query->kind == WR_LOGICAL_PROJECT && query->exprs[column]->line)
        return (wr_ast_place){query->exprs[column]->line, query->exprs[column]->column_number};
    if (query->kind == WR_LOGICAL_VALUES && query->row_count && query->rows[column]->line)
        return (wr_ast_place){query->rows[column]->line, query->rows[column]->column_number};
    return otherwise;
}

static bool is_writable(const wr_table_column *column) {
    return column->kind == WR_COLUMN_PHYSICAL || (column->kind == WR_COLUMN_METADATA && !column->is_virtual);
}

static const char *column_list(wr_binder *binder, const wr_table *table, const uint32_t *columns, uint32_t count) {
    wr_buffer list = {0};
    for (uint32_t i = 0; i < count; i++)
        wr_buffer_printf(&list, "%s%s", i ? ", " : "", table->columns[columns[i]].name);
    const char *text = wr_arena_strdup(binder->arena, count ? wr_buffer_cstr(&list) : "");
    wr_buffer_free(&list);
    return text;
}

/* TRIM_PAD: the value goes through STRING (or BYTES), so that the cast to the column's length does its work. */
static weir_status trim_pad(wr_binder *binder, wr_ast_place place, wr_expr *expr, weir_type type, wr_expr **out, weir_error *err) {
    const char *enforcer = wr_config_get_enum(binder->config, "table.exec.sink.type-length-enforcer");
    *out = expr;
    if (strcmp(enforcer, "IGNORE") == 0 || !weir_type_is_bytes(type) || type.length == WEIR_STRING_LENGTH_MAX)
        return WEIR_OK;
    if (strcmp(enforcer, "ERROR") == 0)
        return FAIL(err, WEIR_UNSUPPORTED, place, "'table.exec.sink.type-length-enforcer' = 'ERROR' is not available yet; TRIM_PAD and IGNORE are");
    weir_type longest = weir_type_with(weir_type_is_string(type) ? WEIR_TYPE_VARCHAR : WEIR_TYPE_VARBINARY, WEIR_STRING_LENGTH_MAX, 0, true);
    WEIR_TRY(wr_make_cast(binder, place, expr, longest, false, out, err));
    return wr_make_cast(binder, place, *out, type, false, out, err);
}

static weir_status cast_to_sink(wr_binder *binder, const wr_table *table, uint32_t column, wr_expr *expr, uint32_t position, wr_ast_place place,
                                const wr_expr **out, weir_error *err) {
    const wr_table_column *target = &table->columns[column];
    wr_expr               *cast = expr;
    if (!weir_type_same(expr->type, target->type)) {
        if (!wr_bind_cast_implicit(expr->type, target->type))
            return FAIL(err, WEIR_INVALID, place,
                        "column '%s' of table '%s' is %s, and the query gives %s at position %u; write CAST(... AS %s)", target->name, table->name,
                        wr_type_name(binder, target->type), wr_type_name(binder, expr->type), position + 1, wr_type_name(binder, target->type));
        WEIR_TRY(wr_make_cast(binder, place, expr, target->type, false, &cast, err));
    }
    WEIR_TRY(trim_pad(binder, place, cast, target->type, &cast, err));
    *out = cast;
    return WEIR_OK;
}

/* A metadata column is handed over in the connector's type of it. */
static weir_status cast_to_metadata(wr_binder *binder, const wr_table *table, const wr_table_column *column, wr_ast_place place, const wr_expr **expr,
                                    weir_error *err) {
    const weir_field *field = column->kind == WR_COLUMN_METADATA ? wr_table_writable_metadata(table, column->metadata_key) : NULL;
    wr_expr          *cast;
    if (!field || weir_type_same(field->type, (*expr)->type))
        return WEIR_OK;
    WEIR_TRY(wr_make_cast(binder, place, (wr_expr *)(uintptr_t)*expr, field->type, false, &cast, err));
    *expr = cast;
    return WEIR_OK;
}

static weir_status check_time_columns(const wr_table *table, const wr_logical *query, const source *sources, wr_ast_place place, weir_error *err) {
    const char *first = NULL;
    for (uint32_t c = 0; c < table->column_count; c++) {
        if (sources[c].query_column < 0 || !is_writable(&table->columns[c]))
            continue;
        const weir_field *field = &query->schema->fields[sources[c].query_column];
        if (field->type.time_attribute != WEIR_TIME_ROWTIME)
            continue;
        if (first)
            return FAIL(err, WEIR_INVALID, item_place(query, (uint32_t)sources[c].query_column, place),
                        "the query has more than one rowtime column for table '%s': '%s' and '%s'; CAST all but one to TIMESTAMP(3)", table->name,
                        first, field->name);
        first = field->name;
    }
    return WEIR_OK;
}

static weir_status make_sink(wr_binder *binder, const wr_table *table, wr_logical *query, const source *sources, wr_ast_place place,
                             wr_logical **sink, weir_error *err) {
    const wr_expr **exprs = wr_arena_calloc(binder->arena, table->column_count + 1u, sizeof *exprs);
    const char    **names = wr_arena_calloc(binder->arena, table->column_count + 1u, sizeof *names);
    uint32_t        count = 0;
    WEIR_TRY(check_time_columns(table, query, sources, place, err));
    for (uint32_t c = 0; c < table->column_count; c++) {
        const wr_table_column *column = &table->columns[c];
        if (!is_writable(column))
            continue;
        names[count] = column->name;
        if (sources[c].query_column >= 0) {
            uint32_t          at = (uint32_t)sources[c].query_column;
            const weir_field *field = &query->schema->fields[at];
            wr_ast_place      where = item_place(query, at, place);
            wr_expr          *expr = wr_make_column(binder, at, field->type, field->name, where);
            if (query->kind == WR_LOGICAL_PROJECT && wr_is_literal(query->exprs[at]))
                expr = (wr_expr *)(uintptr_t)query->exprs[at]; /* its cast is done here, once */
            WEIR_TRY(cast_to_sink(binder, table, c, expr, at, where, &exprs[count], err));
            WEIR_TRY(cast_to_metadata(binder, table, column, where, &exprs[count], err));
        } else if (sources[c].value) {
            exprs[count] = sources[c].value;
        } else {
            if (!column->type.nullable)
                return FAIL(err, WEIR_INVALID, place, "column '%s' of table '%s' is NOT NULL and gets no value; name it in the column list",
                            column->name, table->name);
            exprs[count] = wr_make_null(binder, column->type);
            WEIR_TRY(cast_to_metadata(binder, table, column, place, &exprs[count], err));
        }
        count++;
    }
    wr_logical *project = wr_new_project(binder, query, place, exprs, names, count);
    wr_logical *node = wr_new_logical(binder, WR_LOGICAL_SINK, place);
    node->schema = project->schema;
    node->table = table;
    wr_set_inputs(binder, node, &project, 1);
    *sink = node;
    return WEIR_OK;
}

/* Metadata columns that are not VIRTUAL are written: can they be? */
static weir_status check_metadata(wr_binder *binder, const wr_table *table, wr_ast_place place, weir_error *err) {
    const weir_field *fields = table->connector->sink->metadata_fields;
    wr_buffer         list = {0};
    weir_status       status = WEIR_OK;
    for (const weir_field *field = fields; field && field->name; field++)
        wr_buffer_printf(&list, "%s%s", list.size ? ", " : "", field->name);
    for (uint32_t c = 0; c < table->column_count && status == WEIR_OK; c++) {
        const wr_table_column *column = &table->columns[c];
        const weir_field      *field = column->kind == WR_COLUMN_METADATA ? wr_table_writable_metadata(table, column->metadata_key) : NULL;
        if (column->kind != WR_COLUMN_METADATA || column->is_virtual)
            continue;
        if (field) {
            wr_expr *ignored, *probe = wr_make_column(binder, 0, column->type, column->name, place);
            status = wr_make_cast(binder, place, probe, field->type, false, &ignored, err);
            if (status != WEIR_OK)
                weir_fail_context(err, status, "metadata column '%s' of table '%s'", column->name, table->name);
        } else if (list.size == 0) {
            status = FAIL(err, WEIR_INVALID, place, "column '%s' of table '%s' is metadata, and connector '%s' writes none; declare it METADATA%s%s%s VIRTUAL, "
                          "so that it is only read", column->name, table->name, table->connector->name, strcmp(column->name, column->metadata_key) ? " FROM '" : "",
                          strcmp(column->name, column->metadata_key) ? column->metadata_key : "", strcmp(column->name, column->metadata_key) ? "'" : "");
        } else {
            status = FAIL(err, WEIR_INVALID, place, "Invalid metadata key '%s' in column '%s' of table '%s': it can be read only; declare the column METADATA%s%s%s "
                          "VIRTUAL. What connector '%s' can write: %s", column->metadata_key, column->name, table->name,
                          strcmp(column->name, column->metadata_key) ? " FROM '" : "", strcmp(column->name, column->metadata_key) ? column->metadata_key : "",
                          strcmp(column->name, column->metadata_key) ? "'" : "", table->connector->name, wr_buffer_cstr(&list));
        }
    }
    wr_buffer_free(&list);
    return status;
}

static weir_status check_sink(wr_binder *binder, const wr_table *table, wr_ast_place place, weir_error *err) {
    if (table->is_view)
        return FAIL(err, WEIR_INVALID, place, "'%s' is a view; INSERT needs a table", table->name);
    if (!table->connector->sink)
        return FAIL(err, WEIR_INVALID, place, "table '%s' cannot be written: connector '%s' is for sources only", table->name, table->connector->name);
    WEIR_TRY(check_metadata(binder, table, place, err));
    const char *const *keys;
    const weir_schema *schema = wr_table_write_schema(table, binder->arena, &keys);
    weir_status        status = wr_table_check_formats(table, schema, keys, false, wr_config_time_zone(binder->config), binder->env, binder->arena, err);
    if (status != WEIR_OK && err && err->sql_line == 0) {
        err->sql_line = place.line;
        err->sql_column = place.column;
    }
    return status;
}

static weir_status count_error(wr_binder *binder, const wr_table *table, const wr_logical *query, const uint32_t *columns, uint32_t count,
                               wr_ast_place place, weir_error *err) {
    return FAIL(err, WEIR_INVALID, place, "the query has %u column%s, and %u %s to be written into table '%s': %s", query->schema->field_count,
                query->schema->field_count == 1 ? "" : "s", count, count == 1 ? "is" : "are", table->name, column_list(binder, table, columns, count));
}

weir_status wr_bind_sink(wr_binder *binder, const wr_table *table, wr_logical *query, wr_ast_place place, wr_logical **sink, weir_error *err) {
    source   *sources = wr_arena_calloc(binder->arena, table->column_count + 1u, sizeof *sources);
    uint32_t *columns = wr_arena_calloc(binder->arena, table->column_count + 1u, sizeof *columns);
    uint32_t  count = 0;
    WEIR_TRY(check_sink(binder, table, place, err));
    for (uint32_t c = 0; c < table->column_count; c++) {
        sources[c].query_column = -1;
        if (is_writable(&table->columns[c])) {
            columns[count] = c;
            sources[c].query_column = count++;
        }
    }
    if (count != query->schema->field_count)
        return count_error(binder, table, query, columns, count, place, err);
    return make_sink(binder, table, query, sources, place, sink, err);
}

/* PARTITION (k = 'v'): constants for partition columns. */
static weir_status bind_partitions(wr_binder *binder, const wr_ast_insert *insert, const wr_table *table, source *sources, weir_error *err) {
    expr_context ctx = {.binder = binder, .clause = "PARTITION"};
    for (uint32_t p = 0; p < insert->partition_count; p++) {
        const wr_ast_partition *partition = &insert->partitions[p];
        int32_t                 column = wr_table_column_index(table, partition->column.text);
        bool                    is_key = false;
        for (uint32_t k = 0; k < table->partition_key_count; k++)
            is_key = is_key || strcmp(table->partition_keys[k], partition->column.text) == 0;
        if (!is_key || column < 0)
            return FAIL(err, WEIR_INVALID, partition->column.place, "'%s' is not a partition column of table '%s'", partition->column.text, table->name);
        if (!partition->value)
            continue;
        wr_expr       *value;
        const wr_expr *cast;
        if (sources[column].value)
            return FAIL(err, WEIR_INVALID, partition->column.place, "partition column '%s' is given twice", partition->column.text);
        WEIR_TRY(wr_bind_expr(&ctx, partition->value, &value, err));
        if (!wr_is_literal(value))
            return FAIL(err, WEIR_INVALID, partition->value->place, "the value of partition column '%s' must be a constant", partition->column.text);
        wr_expr *typed;
        WEIR_TRY(wr_make_cast(binder, partition->value->place, value, table->columns[column].type, false, &typed, err));
        cast = typed;
        sources[column].value = cast;
    }
    return WEIR_OK;
}

weir_status wr_bind_insert(wr_binder *binder, const wr_ast_insert *insert, wr_ast_place place, wr_logical **sink, weir_error *err) {
    const wr_table *table;
    wr_logical     *query;
    if (insert->overwrite)
        return FAIL(err, WEIR_UNSUPPORTED, place, "INSERT OVERWRITE is for batch jobs; write INSERT INTO");
    WEIR_TRY(wr_find_table(binder, &insert->table, &table, err));
    if (table->is_view && insert->hint_count > 0)
        return FAIL(err, WEIR_INVALID, insert->table.place, "'%s' is a view; INSERT needs a table", table->name);
    WEIR_TRY(wr_table_with_hints(binder, table, insert->hints, insert->hint_count, &table, err));
    WEIR_TRY(check_sink(binder, table, insert->table.place, err));
    WEIR_TRY(wr_bind_query(binder, insert->query, NULL, &query, err));

    source   *sources = wr_arena_calloc(binder->arena, table->column_count + 1u, sizeof *sources);
    uint32_t *columns = wr_arena_calloc(binder->arena, table->column_count + insert->column_count + 1u, sizeof *columns);
    uint32_t  count = 0;
    for (uint32_t c = 0; c < table->column_count; c++)
        sources[c].query_column = -1;
    WEIR_TRY(bind_partitions(binder, insert, table, sources, err));
    for (uint32_t i = 0; i < insert->column_count; i++) {
        const wr_ast_name *name = &insert->columns[i];
        const char        *text = name->parts[0].text;
        int32_t            column = wr_table_column_index(table, text);
        const char       **names = wr_arena_alloc(binder->arena, (table->column_count + 1u) * sizeof *names);
        for (uint32_t c = 0; c < table->column_count; c++)
            names[c] = table->columns[c].name;
        if (name->part_count > 1)
            return FAIL(err, WEIR_UNSUPPORTED, name->place, "fields of ROW columns are not available yet in a column list");
        if (column < 0) {
            const char *nearest = wr_bind_suggestion(binder, text, names, table->column_count);
            return FAIL(err, WEIR_INVALID, name->place, "unknown column '%s' in table '%s'%s", text, table->name,
                        nearest ? nearest : wr_arena_printf(binder->arena, "; DESCRIBE %s shows its columns", table->name));
        }
        if (!is_writable(&table->columns[column]))
            return FAIL(err, WEIR_INVALID, name->place, "column '%s' of table '%s' is %s and cannot be written", text, table->name,
                        table->columns[column].kind == WR_COLUMN_COMPUTED ? "computed" : "VIRTUAL");
        if (sources[column].query_column >= 0 || sources[column].value)
            return FAIL(err, WEIR_INVALID, name->place, "column '%s' is given twice", text);
        columns[count] = (uint32_t)column;
        sources[column].query_column = count++;
    }
    for (uint32_t c = 0; c < table->column_count && insert->column_count == 0; c++)
        if (is_writable(&table->columns[c]) && !sources[c].value) {
            columns[count] = c;
            sources[c].query_column = count++;
        }
    if (count != query->schema->field_count)
        return count_error(binder, table, query, columns, count, insert->query->place, err);
    return make_sink(binder, table, query, sources, insert->table.place, sink, err);
}
