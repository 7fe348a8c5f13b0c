/* engine/features.c - what this build is and what it knows. */
#include "engine/engine.h"

#include "weir/function.h"

const char *weir_version(void) { return WEIR_VERSION; }

const char *weir_version_commit(void) { return WEIR_COMMIT; }

weir_status weir_version_features(weir_error *err) {
    const weir_registry *registry = weir_registry_builtin();
    wr_buffer            text = {0};
    for (uint32_t i = 0; i < registry->connector_count; i++) {
        const weir_connector *one = registry->connectors[i];
        wr_buffer_printf(&text, "connector %s (%s%s%s)\n", one->name, one->source ? "source" : "", one->source && one->sink ? ", " : "",
                         !one->sink ? "" : one->sink->exactly_once ? "sink, exactly once" : "sink");
    }
    for (uint32_t i = 0; i < registry->format_count; i++)
        if (!registry->formats[i]->hidden)
            wr_buffer_printf(&text, "format %s\n", registry->formats[i]->name);
    for (uint32_t i = 0; i < registry->function_count; i++)
        if (!registry->functions[i]->hidden)
            wr_buffer_printf(&text, "function %s\n", registry->functions[i]->name);
    for (uint32_t i = 0; i < registry->aggregate_count; i++)
        wr_buffer_printf(&text, "aggregate %s\n", registry->aggregates[i]->name);
    for (uint32_t i = 0; i < registry->operator_count; i++)
        wr_buffer_printf(&text, "operator %s\n", registry->operators[i]->name);
    weir_status status = wr_print(wr_env_real(), text.data, text.size, err);
    wr_buffer_free(&text);
    return status;
}

/* "NAME takes ..." as the function itself says when it has no arguments. */
static void put_takes(wr_buffer *text, const char *name, weir_status (*infer)(weir_infer *call, weir_error *err)) {
    struct weir_arena *arena = wr_arena_create(0);
    const weir_value  *no_literal = NULL;
    weir_type          no_type = weir_type_of(WEIR_TYPE_NULL, true);
    weir_error         refusal = {0};
    weir_infer call = {.name = name, .arg_types = &no_type, .literals = &no_literal, .local_time_zone = "UTC", .arena = arena, .param_types = &no_type};
    if (infer(&call, &refusal) == WEIR_OK) {
        wr_buffer_printf(text, "%s() needs no argument.\n", name);
    } else {
        const char *end = strstr(refusal.message, ", not (");
        wr_buffer_printf(text, "%.*s.\n", end ? (int)(end - refusal.message) : (int)strlen(refusal.message), refusal.message);
    }
    wr_arena_destroy(arena);
}

weir_status weir_help_function(const char *name, weir_error *err) {
    const weir_registry  *registry = weir_registry_builtin();
    const weir_function  *function = weir_registry_function(registry, name);
    const weir_aggregate *aggregate = weir_registry_aggregate(registry, name);
    wr_buffer             text = {0};
    if (!aggregate && (!function || function->hidden))
        return weir_fail(err, WEIR_INVALID, "unknown function '%s'", name);
    if (aggregate) {
        wr_buffer_printf(&text, "%s - an aggregate\n\n", aggregate->name);
        put_takes(&text, aggregate->name, aggregate->infer);
    } else {
        wr_buffer_printf(&text, "%s - a function%s%s\n\n", function->name, function->aliases ? ", also called " : "", function->aliases ? function->aliases : "");
        put_takes(&text, function->name, function->infer);
    }
    wr_buffer_text(&text, "docs/functions.md has an example of each; SHOW FUNCTIONS lists the names.\n");
    weir_status status = wr_print(wr_env_real(), text.data, text.size, err);
    wr_buffer_free(&text);
    return status;
}
