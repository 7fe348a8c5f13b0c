/* engine/features.c - what this build is and what it knows. */
#include "engine/engine.h"

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
