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
static weir_status unknown_choice(const weir_option *option, const char *what, const char *const *names, size_t count,
                                  weir_error *err) {
    const char *nearest = wr_bind_nearest_name(option->value, names, count);
    wr_buffer   list = {0};
    for (size_t i = 0; i < count; i++)
        wr_buffer_printf(&list, "%s%s", i ? ", " : "", names[i]);
    weir_status status = FAIL(err, WEIR_INVALID, option_place(option), "unknown %s '%s'%s%s%s there are: %s", what, option->value,
                              nearest ? " - did you mean '" : "", nearest ? nearest : "", nearest ? "'?" : ";",
                              count ? wr_buffer_cstr(&list) : "none");
    wr_buffer_free(&list);
    return status;
}

static weir_status missing_connector(const wr_table *table, wr_ast_place place, weir_error *err) {
    static const char *const wanted = "connector";
    for (uint32_t i = 0; i < table->raw_option_count; i++)
        if (wr_bind_nearest_name(table->raw_options[i].name, &wanted, 1))
            return FAIL(err, WEIR_INVALID, option_place(&table->raw_options[i]), "unknown option '%s' - did you mean 'connector'?", table->raw_options[i].name);
    return FAIL(err, WEIR_INVALID, place, "table '%s' has no 'connector'; add WITH ('connector' = '...')", table->name);
}

static weir_status find_connector(wr_binder *binder, wr_table *table, wr_ast_place place, weir_error *err) {
    const weir_registry *registry = binder->registry;
    const weir_option   *option = find_option(table, "connector");
    const char         **names = wr_arena_alloc(binder->arena, (registry->connector_count + 1) * sizeof *names);
    if (!option)
        return missing_connector(table, place, err);
    table->connector = weir_registry_connector(registry, option->value);
    for (uint32_t i = 0; i < registry->connector_count; i++)
        names[i] = registry->connectors[i]->name;
    return table->connector ? WEIR_OK : unknown_choice(option, "connector", names, registry->connector_count, err);
}

/* Is 'format' an option of this connector? */
static bool takes_format(const weir_connector *connector) {
    return (connector->source && !connector->source->yields_batches) || (connector->sink && connector->sink->needs_format) ||
           connector->messages || wr_option_spec_find(connector->options, "format") != NULL;
}

/* A format of the table, and how its options are written: 'json.x', 'value.json.x', 'key.json.x'. */
typedef struct format_slot {
    const char         *option; /* "format", "value.format", "key.format" */
    const weir_format **format;
    weir_options       *options;
    const char         *prefix;
} format_slot;
typedef struct format_slots {
    format_slot items[2];
    uint32_t    count;
} format_slots;

static weir_status add_slot(wr_binder *binder, format_slots *slots, const char *option_name, const weir_option *option, const weir_format **format,
                            weir_options *options, weir_error *err) {
    const weir_registry *registry = binder->registry;
    format_slot         *slot = &slots->items[slots->count++];
    *slot = (format_slot){.option = option_name, .format = format, .options = options};
    *format = weir_registry_format(registry, option->value);
    if (!*format || (*format)->hidden) {
        const char **names = wr_arena_alloc(binder->arena, (registry->format_count + 1) * sizeof *names);
        size_t       count = 0;
        for (uint32_t i = 0; i < registry->format_count; i++)
            if (!registry->formats[i]->hidden)
                names[count++] = registry->formats[i]->name;
        return unknown_choice(option, "format", names, count, err);
    }
    slot->prefix = wr_arena_printf(binder->arena, "%.*s%s.", (int)(strlen(option_name) - strlen("format")), option_name, (*format)->name);
    return WEIR_OK;
}

static const char *any_format(const wr_binder *binder) {
    if (weir_registry_format(binder->registry, "json"))
        return "json";
    for (uint32_t i = 0; i < binder->registry->format_count; i++)
        if (!binder->registry->formats[i]->hidden)
            return binder->registry->formats[i]->name;
    return "json";
}

/* Messages: 'format' is that of the value, which may also be written 'value.format'; with upserts it must. */
static weir_status find_message_formats(wr_binder *binder, wr_table *table, wr_ast_place place, format_slots *slots, weir_error *err) {
    const weir_option *plain = find_option(table, "format"), *value = find_option(table, "value.format"), *key = find_option(table, "key.format");
    const char        *connector = table->connector->name;
    if (table->connector->upserts && plain)
        return FAIL(err, WEIR_INVALID, option_place(plain), "table '%s': connector '%s' has no option 'format'; write 'key.format' and 'value.format'",
                    table->name, connector);
    if (plain && value)
        return FAIL(err, WEIR_INVALID, option_place(value), "table '%s': 'format' (line %u) and 'value.format' both say how values are written; keep one",
                    table->name, plain->line);
    if (!plain && !value)
        return FAIL(err, WEIR_INVALID, place, "table '%s': connector '%s' needs option '%s'; add '%s' = '%s'", table->name, connector,
                    table->connector->upserts ? "value.format" : "format", table->connector->upserts ? "value.format" : "format", any_format(binder));
    if (table->connector->upserts && !key)
        return FAIL(err, WEIR_INVALID, place, "table '%s': connector '%s' needs option 'key.format', for the PRIMARY KEY; add 'key.format' = '%s'",
                    table->name, connector, any_format(binder));
    WEIR_TRY(add_slot(binder, slots, value ? "value.format" : "format", value ? value : plain, &table->format, &table->format_options, err));
    if (key)
        WEIR_TRY(add_slot(binder, slots, "key.format", key, &table->key_format, &table->key_format_options, err));
    return WEIR_OK;
}

static weir_status find_formats(wr_binder *binder, wr_table *table, wr_ast_place place, format_slots *slots, weir_error *err) {
    const weir_option *option = find_option(table, "format");
    table->format = table->key_format = NULL;
    table->format_options = table->key_format_options = (weir_options){NULL, 0, NULL};
    if (table->connector->messages)
        return find_message_formats(binder, table, place, slots, err);
    if (!takes_format(table->connector)) {
        if (option)
            return FAIL(err, WEIR_INVALID, option_place(option), "table '%s': connector '%s' has no option 'format'", table->name,
                        table->connector->name);
        return WEIR_OK;
    }
    if (!option)
        return FAIL(err, WEIR_INVALID, place, "table '%s': connector '%s' needs option 'format'; add 'format' = '%s'", table->name,
                    table->connector->name, any_format(binder));
    return add_slot(binder, slots, "format", option, &table->format, &table->format_options, err);
}

static size_t spec_count(const weir_option_spec *specs) {
    size_t count = 0;
    while (specs && specs[count].name)
        count++;
    return count;
}

/* The options that the catalog reads itself. */
static uint32_t catalog_options(const weir_connector *connector, const char **names) {
    uint32_t count = 0;
    names[count++] = "connector";
    if (takes_format(connector) && !connector->upserts)
        names[count++] = "format";
    if (connector->messages) {
        names[count++] = "value.format";
        names[count++] = "value.fields-include";
        names[count++] = "key.format";
        names[count++] = "key.fields-prefix";
        if (!connector->upserts)
            names[count++] = "key.fields";
    }
    return count;
}

static bool is_catalog_option(const weir_connector *connector, const char *name) {
    const char *names[8];
    uint32_t    count = catalog_options(connector, names);
    for (uint32_t i = 0; i < count; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return false;
}

/* 'avro.x' in a table whose format is json; 'json.x' where 'value.json.x' is meant. */
static weir_status misplaced_format_option(wr_binder *binder, const wr_table *table, const format_slots *slots, const weir_option *option,
                                           weir_error *err) {
    static const char *const places[] = {"value.", "key.", ""};
    const char              *rest = option->name;
    for (size_t i = 0; i < sizeof places / sizeof *places && table->connector->messages; i++)
        if (strncmp(rest, places[i], strlen(places[i])) == 0) {
            rest += strlen(places[i]);
            break;
        }
    const char *dot = strchr(rest, '.');
    if (!dot)
        return WEIR_OK;
    const char        *name = wr_arena_strndup(binder->arena, rest, (size_t)(dot - rest));
    const weir_format *other = weir_registry_format(binder->registry, name);
    if (!other || slots->count == 0)
        return WEIR_OK;
    for (uint32_t i = 0; i < slots->count; i++)
        if (*slots->items[i].format == other && wr_option_spec_find(other->options, dot + 1))
            return FAIL(err, WEIR_INVALID, option_place(option), "table '%s': option '%s' belongs to no format; '%s' = '%s' takes '%s%s'", table->name,
                        option->name, slots->items[i].option, other->name, slots->items[i].prefix, dot + 1);
    if (other != table->format && other != table->key_format)
        return FAIL(err, WEIR_INVALID, option_place(option), "table '%s': option '%s' is for format '%s', and this table has format '%s'", table->name,
                    option->name, other->name, table->format->name);
    return WEIR_OK;
}

static weir_status unknown_option(wr_binder *binder, const wr_table *table, const format_slots *slots, const weir_option *option, weir_error *err) {
    size_t      connector_count = spec_count(table->connector->options), count, format_count = 0;
    const char *own[8];
    for (uint32_t i = 0; i < slots->count; i++)
        format_count += spec_count((*slots->items[i].format)->options);
    const char **names = wr_arena_alloc(binder->arena, (connector_count + format_count + 8) * sizeof *names);
    count = catalog_options(table->connector, own);
    memcpy(names, own, count * sizeof *names);
    for (size_t i = 0; i < connector_count; i++)
        if (!is_catalog_option(table->connector, table->connector->options[i].name))
            names[count++] = table->connector->options[i].name;
    for (uint32_t i = 0; i < slots->count; i++)
        for (size_t k = 0; k < spec_count((*slots->items[i].format)->options); k++)
            names[count++] = wr_arena_printf(binder->arena, "%s%s", slots->items[i].prefix, (*slots->items[i].format)->options[k].name);
    if (table->connector->upserts && strcmp(option->name, "key.fields") == 0)
        return FAIL(err, WEIR_INVALID, option_place(option), "table '%s': connector '%s' has no option 'key.fields': its key is the PRIMARY KEY",
                    table->name, table->connector->name);
    WEIR_TRY(misplaced_format_option(binder, table, slots, option, err));
    const char *nearest = wr_bind_nearest_name(option->name, names, count);
    if (nearest)
        return FAIL(err, WEIR_INVALID, option_place(option), "table '%s': unknown option '%s' - did you mean '%s'?", table->name, option->name,
                    nearest);
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
    for (uint32_t c = 0; c < table->column_count; c++) { /* 'fields.a.element.min': of a part, which the connector checks */
        const size_t length = strlen(table->columns[c].name);
        if (weir_type_is_nested(table->columns[c].type) && strncmp(table->columns[c].name, column, length) == 0 && column[length] == '.')
            return WEIR_OK;
    }
    const char **names = wr_arena_alloc(binder->arena, (table->column_count + 1u) * sizeof *names);
    for (uint32_t c = 0; c < table->column_count; c++)
        names[c] = table->columns[c].name;
    const char *nearest = wr_bind_nearest_name(column, names, table->column_count);
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
        if (spec->required && !strpbrk(spec->name, "#*") && !find_option(table, name))
            return FAIL(err, WEIR_INVALID, place, "table '%s': required option '%s' is missing (%s)", table->name, name,
                        spec->help ? spec->help : "no default");
    }
    return WEIR_OK;
}

/* The spec of the option, and whose it is: a slot's, with the name that the format knows it by; or the connector's (*slot NULL). */
static const weir_option_spec *find_spec(const wr_table *table, format_slots *slots, const weir_option *option, format_slot **slot,
                                         const char **name) {
    const weir_option_spec *spec = wr_option_spec_find(table->connector->options, option->name);
    *slot = NULL;
    *name = option->name;
    for (uint32_t i = 0; i < slots->count && !spec; i++) {
        size_t prefix_size = strlen(slots->items[i].prefix);
        if (strncmp(option->name, slots->items[i].prefix, prefix_size) != 0)
            continue;
        spec = wr_option_spec_find((*slots->items[i].format)->options, option->name + prefix_size);
        *slot = &slots->items[i];
        *name = option->name + prefix_size;
    }
    return spec;
}

static weir_option *room_for_options(wr_binder *binder, const wr_table *table) {
    return wr_arena_alloc(binder->arena, (table->raw_option_count + 1u) * sizeof(weir_option));
}

weir_status wr_bind_table_options(wr_binder *binder, wr_table *table, wr_ast_place place, weir_error *err) {
    format_slots slots = {.count = 0};
    WEIR_TRY(find_connector(binder, table, place, err));
    WEIR_TRY(find_formats(binder, table, place, &slots, err));
    weir_option *own = room_for_options(binder, table), *of_format[2];
    uint32_t     own_count = 0, format_count[2] = {0, 0};
    for (uint32_t i = 0; i < slots.count; i++)
        of_format[i] = room_for_options(binder, table);
    for (uint32_t i = 0; i < table->raw_option_count; i++) {
        const weir_option      *option = &table->raw_options[i];
        const char             *name;
        format_slot            *slot;
        const weir_option_spec *spec = find_spec(table, &slots, option, &slot, &name);
        if (is_catalog_option(table->connector, option->name) && (table->connector->messages || !spec))
            continue;
        if (!spec)
            return unknown_option(binder, table, &slots, option, err);
        if (slot) {
            size_t at = (size_t)(slot - slots.items);
            of_format[at][format_count[at]] = *option;
            of_format[at][format_count[at]++].name = name;
        } else {
            own[own_count++] = *option;
        }
        WEIR_TRY(check_value(table, spec, option, err));
        WEIR_TRY(check_field_option(binder, table, spec, option, err));
        if (spec->help && binder->env && !binder->is_reading && strncmp(spec->help, WEIR_OPT_NO_EFFECT, strlen(WEIR_OPT_NO_EFFECT)) == 0)
            wr_log(binder->env, WR_LOG_INFO, "table '%s': option '%s' has %s", table->name, option->name, spec->help);
    }
    WEIR_TRY(check_required(table, table->connector->options, "", place, err));
    table->options = (weir_options){own, own_count, table->connector->options};
    for (uint32_t i = 0; i < slots.count; i++) {
        const weir_option_spec *specs = (*slots.items[i].format)->options;
        WEIR_TRY(check_required(table, specs, slots.items[i].prefix, place, err));
        *slots.items[i].options = (weir_options){of_format[i], format_count[i], specs};
    }
    return WEIR_OK;
}

weir_status wr_table_with_hints(wr_binder *binder, const wr_table *table, const wr_ast_hint *hints, uint32_t hint_count, const wr_table **out,
                             weir_error *err) {
    *out = table;
    for (uint32_t h = 0; h < hint_count; h++) {
        const wr_ast_hint *hint = &hints[h];
        WEIR_TRY(wr_bind_hint_name(binder, hint, err));
        if (strcmp(hint->name, "OPTIONS") != 0) {
            wr_warn(binder, hint->place, "hint %s has no effect behind a table's name; it stands after SELECT", hint->name);
            continue;
        }
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
        WEIR_TRY(wr_bind_table_options(binder, copy, hint->place, err));
        WEIR_TRY(wr_bind_message_columns(binder, copy, hint->place, err));
        wr_table_set_views(copy, binder->arena);
        *out = copy;
    }
    return WEIR_OK;
}
