/* binder/options.c - WITH (...): every option is known to the connector or the format, has a value
 * of its kind, and nothing required is missing; else the error names it, the nearest one, the place. */
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/io.h"
#include "batch/options.h"
#include "binder/binder_internal.h"

static const weir_option *find_option(const wr_table *table, const char *name) {
    for (uint32_t i = 0; i < table->raw_option_count; i++)
        if (strcmp(table->raw_options[i].name, name) == 0)
            return &table->raw_options[i];
    return NULL;
}

static wr_ast_place option_place(const weir_option *option) {
    return (wr_ast_place){option->line, option->column};
}

/* "unknown connector 'fielsystem' - did you mean 'filesystem'? There are: ..." */
static weir_status unknown_choice(wr_binder *binder, const weir_option *option, const char *what, const char *const *names, size_t count,
                                  weir_error *err) {
    const char *nearest = nearest_name(binder, option->value, names, count);
    wr_buffer   list = {0};
    for (size_t i = 0; i < count; i++)
        wr_buffer_printf(&list, "%s%s", i ? ", " : "", names[i]);
    weir_status status = FAIL(err, WEIR_INVALID, option_place(option), "unknown %s '%s'%s%s%s there are: %s", what, option->value,
                              nearest ? " - did you mean '" : "", nearest ? nearest : "", nearest ? "'?" : ";",
                              count ? wr_buffer_cstr(&list) : "none");
    wr_buffer_free(&list);
    return status;
}

static weir_status find_connector(wr_binder *binder, wr_table *table, wr_ast_place place, weir_error *err) {
    const weir_registry *registry = binder->registry;
    const weir_option   *option = find_option(table, "connector");
    const char         **names = wr_arena_alloc(binder->arena, (registry->connector_count + 1) * sizeof *names);
    if (!option)
        return FAIL(err, WEIR_INVALID, place, "table '%s' has no 'connector'; add WITH ('connector' = '...')", table->name);
    table->connector = weir_registry_connector(registry, option->value);
    for (uint32_t i = 0; i < registry->connector_count; i++)
        names[i] = registry->connectors[i]->name;
    return table->connector ? WEIR_OK : unknown_choice(binder, option, "connector", names, registry->connector_count, err);
}

/* Is 'format' an option of this connector? */
static bool takes_format(const weir_connector *connector) {
    return (connector->source && !connector->source->yields_batches) || (connector->sink && connector->sink->needs_format) ||
           wr_option_spec_find(connector->options, "format") != NULL;
}

static weir_status find_format(wr_binder *binder, wr_table *table, wr_ast_place place, weir_error *err) {
    const weir_registry *registry = binder->registry;
    const weir_option   *option = find_option(table, "format");
    const char         **names = wr_arena_alloc(binder->arena, (registry->format_count + 1) * sizeof *names);
    size_t               count = 0;
    for (uint32_t i = 0; i < registry->format_count; i++)
        if (!registry->formats[i]->hidden)
            names[count++] = registry->formats[i]->name;
    table->format = NULL;
    if (!takes_format(table->connector)) {
        if (option)
            return FAIL(err, WEIR_INVALID, option_place(option), "table '%s': connector '%s' has no option 'format'", table->name,
                        table->connector->name);
        return WEIR_OK;
    }
    if (!option)
        return FAIL(err, WEIR_INVALID, place, "table '%s': connector '%s' needs option 'format'; add 'format' = '%s'", table->name,
                    table->connector->name, count ? names[0] : "json");
    table->format = weir_registry_format(registry, option->value);
    if (!table->format || table->format->hidden)
        return unknown_choice(binder, option, "format", names, count, err);
    return WEIR_OK;
}

static size_t spec_count(const weir_option_spec *specs) {
    size_t count = 0;
    while (specs && specs[count].name)
        count++;
    return count;
}

static weir_status unknown_option(wr_binder *binder, const wr_table *table, const weir_option *option, weir_error *err) {
    size_t       connector_count = spec_count(table->connector->options);
    size_t       format_count = table->format ? spec_count(table->format->options) : 0, count = 0;
    const char **names = wr_arena_alloc(binder->arena, (connector_count + format_count + 3) * sizeof *names);
    names[count++] = "connector";
    if (takes_format(table->connector))
        names[count++] = "format";
    for (size_t i = 0; i < connector_count; i++)
        names[count++] = table->connector->options[i].name;
    for (size_t i = 0; i < format_count; i++)
        names[count++] = wr_arena_printf(binder->arena, "%s.%s", table->format->name, table->format->options[i].name);
    const char *nearest = nearest_name(binder, option->name, names, count);
    if (nearest)
        return FAIL(err, WEIR_INVALID, option_place(option), "table '%s': unknown option '%s' - did you mean '%s'?", table->name, option->name,
                    nearest);
    const char *dot = strchr(option->name, '.');
    if (dot && table->format) {
        char prefix[64];
        snprintf(prefix, sizeof prefix, "%.*s", (int)(dot - option->name), option->name);
        const weir_format *other = weir_registry_format(binder->registry, prefix);
        if (other && other != table->format)
            return FAIL(err, WEIR_INVALID, option_place(option), "table '%s': option '%s' is for format '%s', and this table has format '%s'",
                        table->name, option->name, other->name, table->format->name);
    }
    wr_buffer list = {0};
    for (size_t i = 0; i < count && i < 24; i++)
        wr_buffer_printf(&list, "%s%s", i ? ", " : "", names[i]);
    weir_status status = FAIL(err, WEIR_INVALID, option_place(option), "table '%s': unknown option '%s' of connector '%s'; there are: %s%s",
                              table->name, option->name, table->connector->name, wr_buffer_cstr(&list), count > 24 ? ", ..." : "");
    wr_buffer_free(&list);
    return status;
}

/* 'fields.x.min': is there a column x? */
static weir_status check_field_option(wr_binder *binder, const wr_table *table, const weir_option_spec *spec, const weir_option *option,
                                      weir_error *err) {
    const char *hash = strchr(spec->name, '#');
    if (!hash || strncmp(spec->name, "fields.#", 8) != 0)
        return WEIR_OK;
    size_t      tail = strlen(hash + 1), size = strlen(option->name);
    const char *column = wr_arena_strndup(binder->arena, option->name + 7, size - 7 - tail);
    if (wr_table_column_index(table, column) >= 0)
        return WEIR_OK;
    const char **names = wr_arena_alloc(binder->arena, (table->column_count + 1u) * sizeof *names);
    for (uint32_t c = 0; c < table->column_count; c++)
        names[c] = table->columns[c].name;
    const char *nearest = nearest_name(binder, column, names, table->column_count);
    return FAIL(err, WEIR_INVALID, option_place(option), "table '%s': option '%s' is for column '%s', which the table has not%s%s%s", table->name,
                option->name, column, nearest ? " - did you mean '" : "", nearest ? nearest : "", nearest ? "'?" : "");
}

static weir_status check_value(const wr_table *table, const weir_option_spec *spec, const weir_option *option, weir_error *err) {
    weir_status status = wr_option_value_check(spec, option->name, option->value, err);
    if (status == WEIR_OK)
        return WEIR_OK;
    weir_fail_context(err, status, "table '%s'", table->name);
    if (err) {
        err->sql_line = option->line;
        err->sql_column = option->column;
    }
    return status;
}

static weir_status check_required(const wr_table *table, const weir_option_spec *specs, const char *prefix, wr_ast_place place, weir_error *err) {
    for (const weir_option_spec *spec = specs; spec && spec->name; spec++) {
        char name[200];
        snprintf(name, sizeof name, "%s%s", prefix, spec->name);
        if (spec->required && !strchr(spec->name, '#') && !find_option(table, name))
            return FAIL(err, WEIR_INVALID, place, "table '%s': required option '%s' is missing (%s)", table->name, name,
                        spec->help ? spec->help : "no default");
    }
    return WEIR_OK;
}

weir_status bind_table_options(wr_binder *binder, wr_table *table, wr_ast_place place, weir_error *err) {
    WEIR_TRY(find_connector(binder, table, place, err));
    WEIR_TRY(find_format(binder, table, place, err));
    weir_option *own = wr_arena_alloc(binder->arena, (table->raw_option_count + 1u) * sizeof *own);
    weir_option *of_format = wr_arena_alloc(binder->arena, (table->raw_option_count + 1u) * sizeof *of_format);
    uint32_t     own_count = 0, format_count = 0;
    char         prefix[80] = "";
    if (table->format)
        snprintf(prefix, sizeof prefix, "%s.", table->format->name);
    size_t prefix_size = strlen(prefix);
    for (uint32_t i = 0; i < table->raw_option_count; i++) {
        const weir_option      *option = &table->raw_options[i];
        const weir_option_spec *spec = wr_option_spec_find(table->connector->options, option->name);
        if (strcmp(option->name, "connector") == 0 || (strcmp(option->name, "format") == 0 && !spec))
            continue;
        if (!spec && prefix_size && strncmp(option->name, prefix, prefix_size) == 0) {
            spec = wr_option_spec_find(table->format->options, option->name + prefix_size);
            if (spec) {
                of_format[format_count] = *option;
                of_format[format_count++].name = option->name + prefix_size;
            }
        } else if (spec) {
            own[own_count++] = *option;
        }
        if (!spec)
            return unknown_option(binder, table, option, err);
        WEIR_TRY(check_value(table, spec, option, err));
        WEIR_TRY(check_field_option(binder, table, spec, option, err));
        if (spec->help && binder->env && strncmp(spec->help, WEIR_OPT_NO_EFFECT, strlen(WEIR_OPT_NO_EFFECT)) == 0)
            wr_log(binder->env, WR_LOG_INFO, "table '%s': option '%s' has %s", table->name, option->name, spec->help);
    }
    WEIR_TRY(check_required(table, table->connector->options, "", place, err));
    if (table->format)
        WEIR_TRY(check_required(table, table->format->options, prefix, place, err));
    table->options = (weir_options){own, own_count, table->connector->options};
    table->format_options = (weir_options){of_format, format_count, table->format ? table->format->options : NULL};
    return WEIR_OK;
}

weir_status table_with_hints(wr_binder *binder, const wr_table *table, const wr_ast_hint *hints, uint32_t hint_count, const wr_table **out,
                             weir_error *err) {
    *out = table;
    for (uint32_t h = 0; h < hint_count; h++) {
        const wr_ast_hint *hint = &hints[h];
        if (strcmp(hint->name, "OPTIONS") != 0)
            return FAIL(err, WEIR_UNSUPPORTED, hint->place, "hint %s is not available; OPTIONS is", hint->name);
        if (hint->option_count == 0)
            return FAIL(err, WEIR_INVALID, hint->place, "write OPTIONS('key' = 'value')");
        wr_table    *copy = wr_arena_alloc(binder->arena, sizeof *copy);
        weir_option *options = wr_arena_alloc(binder->arena, ((*out)->raw_option_count + hint->option_count) * sizeof *options);
        uint32_t     count = (*out)->raw_option_count;
        *copy = **out;
        if (count > 0)
            memcpy(options, (*out)->raw_options, count * sizeof *options);
        for (uint32_t i = 0; i < hint->option_count; i++) {
            const wr_ast_option *option = &hint->options[i];
            uint32_t             at = 0;
            if (strcmp(option->key, "connector") == 0)
                return FAIL(err, WEIR_INVALID, option->place, "a hint cannot change the connector");
            while (at < count && strcmp(options[at].name, option->key) != 0)
                at++;
            options[at] = (weir_option){option->key, option->value, option->place.line, option->place.column};
            count += at == count;
        }
        copy->raw_options = options;
        copy->raw_option_count = count;
        WEIR_TRY(bind_table_options(binder, copy, hint->place, err));
        *out = copy;
    }
    return WEIR_OK;
}
