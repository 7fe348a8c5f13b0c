/* binder/message.c - tables of messages: which columns are in the key, which in the value, and what a
 * PRIMARY KEY means. The rules are those of Flink's Kafka connectors; what Flink refuses when the job
 * starts is refused here, at the option's place. */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/buffer.h"
#include "binder/binder_internal.h"

static const weir_option *written(const wr_table *table, const char *name) {
    for (uint32_t i = 0; i < table->raw_option_count; i++)
        if (strcmp(table->raw_options[i].name, name) == 0)
            return &table->raw_options[i];
    return NULL;
}

static wr_ast_place option_place(const weir_option *option, wr_ast_place otherwise) {
    return option ? (wr_ast_place){option->line, option->column} : otherwise;
}

static weir_status include_of(const wr_table *table, bool *except_key, weir_error *err) {
    const weir_option *option = written(table, "value.fields-include");
    *except_key = option && strcasecmp(option->value, "EXCEPT_KEY") == 0;
    if (!option || *except_key || strcasecmp(option->value, "ALL") == 0)
        return WEIR_OK;
    return FAIL(err, WEIR_INVALID, option_place(option, (wr_ast_place){0, 0}),
                "table '%s': option 'value.fields-include': '%s' is neither 'ALL' nor 'EXCEPT_KEY'", table->name, option->value);
}

static weir_status unknown_key_column(wr_binder *binder, const wr_table *table, const char *name, wr_ast_place place, weir_error *err) {
    const char **names = wr_arena_alloc(binder->arena, (table->column_count + 1u) * sizeof *names);
    wr_buffer    list = {0};
    uint32_t     count = 0;
    for (uint32_t c = 0; c < table->column_count; c++)
        if (table->columns[c].kind == WR_COLUMN_PHYSICAL) {
            names[count++] = table->columns[c].name;
            wr_buffer_printf(&list, "%s%s", list.size ? ", " : "", table->columns[c].name);
        }
    const char *nearest = wr_bind_nearest_name(name, names, count);
    weir_status status = FAIL(err, WEIR_INVALID, place, "table '%s': 'key.fields' names column '%s', which the table has not%s%s%s there are: %s",
                              table->name, name, nearest ? " - did you mean '" : "", nearest ? nearest : "", nearest ? "'?" : ";",
                              count ? wr_buffer_cstr(&list) : "none");
    wr_buffer_free(&list);
    return status;
}

static weir_status add_key_column(wr_binder *binder, wr_table *table, uint32_t *key, const char *name, wr_ast_place place, weir_error *err) {
    int32_t at = wr_table_column_index(table, name);
    if (at < 0)
        return unknown_key_column(binder, table, name, place, err);
    if (table->columns[at].kind != WR_COLUMN_PHYSICAL)
        return FAIL(err, WEIR_INVALID, place, "table '%s': 'key.fields' names column '%s', which is %s; only stored columns can be in the key", table->name,
                    name, table->columns[at].kind == WR_COLUMN_COMPUTED ? "computed" : "metadata");
    for (uint32_t k = 0; k < table->key_column_count; k++)
        if (key[k] == (uint32_t)at)
            return FAIL(err, WEIR_INVALID, place, "table '%s': 'key.fields' names column '%s' twice", table->name, name);
    key[table->key_column_count++] = (uint32_t)at;
    return WEIR_OK;
}

/* 'key.fields' = 'a;b'. */
static weir_status read_key_fields(wr_binder *binder, wr_table *table, const weir_option *option, weir_error *err) {
    uint32_t *key = wr_arena_alloc(binder->arena, (table->column_count + 1u) * sizeof *key);
    table->key_columns = key;
    for (const char *from = option->value; *from != '\0';) {
        size_t      size = strcspn(from, ";"), first = 0, end = size;
        while (first < end && isspace((unsigned char)from[first]))
            first++;
        while (end > first && isspace((unsigned char)from[end - 1]))
            end--;
        if (end > first)
            WEIR_TRY(add_key_column(binder, table, key, wr_arena_strndup(binder->arena, from + first, end - first), option_place(option, (wr_ast_place){0, 0}), err));
        from += size + (from[size] == ';');
    }
    return WEIR_OK;
}

static const char *column_example(const wr_table *table) {
    for (uint32_t c = 0; c < table->column_count; c++)
        if (table->columns[c].kind == WR_COLUMN_PHYSICAL)
            return table->columns[c].name;
    return "id";
}

/* Which columns the key has: 'key.fields', or the PRIMARY KEY where rows of one key replace each other. */
static weir_status bind_key(wr_binder *binder, wr_table *table, wr_ast_place place, weir_error *err) {
    const weir_option *fields = written(table, "key.fields"), *format = written(table, "key.format");
    table->key_columns = NULL;
    table->key_column_count = 0;
    if (table->connector->upserts) {
        if (table->primary_key_count == 0)
            return FAIL(err, WEIR_INVALID, place,
                        "table '%s': connector '%s' needs PRIMARY KEY (...) NOT ENFORCED: its columns are the key of the message, and say which row is "
                        "changed or deleted", table->name, table->connector->name);
        table->key_columns = table->primary_key;
        table->key_column_count = table->primary_key_count;
        return WEIR_OK;
    }
    if (fields && !format)
        return FAIL(err, WEIR_INVALID, option_place(fields, place), "table '%s': 'key.fields' needs 'key.format', which says how the key is written; add "
                    "'key.format' = '%s'", table->name, table->format->name);
    if (!format)
        return WEIR_OK;
    if (fields)
        WEIR_TRY(read_key_fields(binder, table, fields, err));
    if (table->key_column_count == 0)
        return FAIL(err, WEIR_INVALID, option_place(fields ? fields : format, place), "table '%s': 'key.format' needs 'key.fields', which says what columns the "
                    "key has; write 'key.fields' = '%s' or more of them with ';' between", table->name, column_example(table));
    return WEIR_OK;
}

static weir_status bind_prefix(wr_table *table, bool except_key, wr_ast_place place, weir_error *err) {
    const weir_option *option = written(table, "key.fields-prefix");
    table->key_prefix = option ? option->value : "";
    if (*table->key_prefix == '\0')
        return WEIR_OK;
    if (!except_key)
        return FAIL(err, WEIR_INVALID, option_place(option, place), "table '%s': 'key.fields-prefix' needs 'value.fields-include' = 'EXCEPT_KEY': else the key's "
                    "columns are in the value too, under names that it has not", table->name);
    for (uint32_t k = 0; k < table->key_column_count; k++) {
        const char *name = table->columns[table->key_columns[k]].name;
        if (strncmp(name, table->key_prefix, strlen(table->key_prefix)) != 0)
            return FAIL(err, WEIR_INVALID, option_place(option, place), "table '%s': 'key.fields-prefix' is '%s', and key column '%s' does not begin with it; "
                        "rename it to '%s%s'", table->name, table->key_prefix, name, table->key_prefix, name);
    }
    return WEIR_OK;
}

static void set_value_columns(wr_binder *binder, wr_table *table, bool except_key) {
    uint32_t *value = wr_arena_alloc(binder->arena, (table->column_count + 1u) * sizeof *value);
    table->value_columns = value;
    table->value_column_count = 0;
    for (uint32_t c = 0; c < table->column_count; c++) {
        bool in_key = false;
        for (uint32_t k = 0; k < table->key_column_count && except_key; k++)
            in_key = in_key || table->key_columns[k] == c;
        if (table->columns[c].kind == WR_COLUMN_PHYSICAL && !in_key)
            value[table->value_column_count++] = c;
    }
}

static bool is_changelog(const weir_format *format) {
    return format->decodes != WEIR_CHANGELOG_APPEND || format->encodes != WEIR_CHANGELOG_APPEND;
}

/* A key is one value, no change; values of upserts neither. A PRIMARY KEY needs a format that can say what is deleted. */
static weir_status check_changelogs(const wr_table *table, wr_ast_place place, weir_error *err) {
    const weir_option *key = written(table, "key.format"), *value = written(table, "value.format"), *format = written(table, "format");
    if (table->key_format && is_changelog(table->key_format))
        return FAIL(err, WEIR_INVALID, option_place(key, place), "table '%s': '%s' cannot be the format of a key: it tells of changes, and a key is only a value; "
                    "use a format such as 'json' or 'raw'", table->name, table->key_format->name);
    if (table->connector->upserts && is_changelog(table->format))
        return FAIL(err, WEIR_INVALID, option_place(value, place), "table '%s': connector '%s' takes no format '%s' for values: which row changes is said by the "
                    "key already; use a format such as 'json', or connector 'kafka'", table->name, table->connector->name, table->format->name);
    if (!table->connector->upserts && table->primary_key_count > 0 && !is_changelog(table->format))
        return FAIL(err, WEIR_INVALID, option_place(value ? value : format, place),
                    "The Kafka table '%s' with '%s' format doesn't support defining PRIMARY KEY constraint on the table: such messages cannot change or "
                    "delete a row; leave PRIMARY KEY out, or use connector 'upsert-kafka' or a format such as 'debezium-json'", table->name, table->format->name);
    return WEIR_OK;
}

weir_status wr_bind_message_columns(wr_binder *binder, wr_table *table, wr_ast_place place, weir_error *err) {
    bool except_key;
    if (!table->connector->messages)
        return WEIR_OK;
    if (table->partition_key_count > 0)
        return FAIL(err, WEIR_INVALID, place, "table '%s': PARTITIONED BY is for tables of files; connector '%s' has partitions of its own", table->name,
                    table->connector->name);
    WEIR_TRY(include_of(table, &except_key, err));
    WEIR_TRY(bind_key(binder, table, place, err));
    WEIR_TRY(bind_prefix(table, except_key, place, err));
    set_value_columns(binder, table, except_key);
    return check_changelogs(table, place, err);
}
