/* batch/registry.c - finds connectors, formats, functions, aggregates and operators by name.
 *
 * Linear: it happens while a statement is bound, never per row. */
#include "weir/registry.h"

#include <string.h>

static char upper(char c) {
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

static bool same_name(const char *name, const char *other, size_t other_size) {
    for (size_t i = 0; i < other_size; i++)
        if (name[i] == '\0' || upper(name[i]) != upper(other[i]))
            return false;
    return name[other_size] == '\0';
}

/* `aliases` is "A,B" or NULL. */
static bool alias_matches(const char *name, const char *aliases) {
    while (aliases != NULL && *aliases != '\0') {
        const char *end = strchr(aliases, ',');
        size_t      size = end != NULL ? (size_t)(end - aliases) : strlen(aliases);
        if (same_name(name, aliases, size))
            return true;
        aliases = end != NULL ? end + 1 : NULL;
    }
    return false;
}

const weir_connector *weir_registry_connector(const weir_registry *registry, const char *name) {
    for (uint32_t i = 0; i < registry->connector_count; i++)
        if (strcmp(registry->connectors[i]->name, name) == 0)
            return registry->connectors[i];
    return NULL;
}

const weir_format *weir_registry_format(const weir_registry *registry, const char *name) {
    for (uint32_t i = 0; i < registry->format_count; i++)
        if (strcmp(registry->formats[i]->name, name) == 0)
            return registry->formats[i];
    return NULL;
}

/* A name proper wins over an alias of an earlier function. */
const weir_function *weir_registry_function(const weir_registry *registry, const char *name) {
    for (uint32_t i = 0; i < registry->function_count; i++) {
        const weir_function *function = registry->functions[i];
        if (function->name[0] == upper(name[0]) && same_name(name, function->name, strlen(function->name)))
            return function;
    }
    for (uint32_t i = 0; i < registry->function_count; i++)
        if (alias_matches(name, registry->functions[i]->aliases))
            return registry->functions[i];
    return NULL;
}

const weir_aggregate *weir_registry_aggregate(const weir_registry *registry, const char *name) {
    for (uint32_t i = 0; i < registry->aggregate_count; i++) {
        const weir_aggregate *aggregate = registry->aggregates[i];
        if (same_name(name, aggregate->name, strlen(aggregate->name)))
            return aggregate;
    }
    return NULL;
}

const weir_operator *weir_registry_operator(const weir_registry *registry, const char *name) {
    for (uint32_t i = 0; i < registry->operator_count; i++)
        if (strcmp(registry->operators[i]->name, name) == 0)
            return registry->operators[i];
    return NULL;
}

const weir_help *weir_registry_help(const weir_registry *registry, const char *name) {
    const weir_function *function = weir_registry_function(registry, name);
    const char          *proper = function != NULL && !function->hidden ? function->name : name;
    for (uint32_t i = 0; i < registry->help_count; i++)
        if (same_name(proper, registry->help[i].name, strlen(registry->help[i].name)))
            return &registry->help[i];
    return NULL;
}
