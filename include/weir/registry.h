/* weir/registry.h - what this build knows: found by name. Static data, any thread. */
#ifndef WEIR_REGISTRY_H
#define WEIR_REGISTRY_H
#include "weir/connector.h"
#include "weir/function.h"
#include "weir/operator.h"

/* What a person is told of a function, aggregate or operator. Texts are never NULL but the example. */
typedef struct weir_help {
    const char *family;     /* "Text", "Aggregates", ...                                        */
    const char *name;       /* as the function's own; operators: "CAST", "LIKE", "||"           */
    const char *signature;  /* "LPAD(text, length, with)"                                       */
    const char *example;    /* an expression; aggregates: over x = 1, 2, 2, 5. NULL: it would differ each time */
    const char *remark;     /* "" or what one could not guess                                   */
} weir_help;

typedef struct weir_registry {
    const weir_connector *const *connectors; uint32_t connector_count;
    const weir_format    *const *formats;    uint32_t format_count;
    const weir_function  *const *functions;  uint32_t function_count;
    const weir_aggregate *const *aggregates; uint32_t aggregate_count;
    const weir_operator  *const *operators;  uint32_t operator_count;
    const weir_help      *help;              uint32_t help_count;
} weir_registry;

const weir_registry *weir_registry_builtin(void); /* builtin/builtin.c */
/* NULL: unknown. Function names are matched without case, aliases too; others exactly. (batch/registry.c) */
const weir_connector *weir_registry_connector(const weir_registry *registry, const char *name);
const weir_format    *weir_registry_format(const weir_registry *registry, const char *name);
const weir_function  *weir_registry_function(const weir_registry *registry, const char *name);
const weir_aggregate *weir_registry_aggregate(const weir_registry *registry, const char *name);
const weir_operator  *weir_registry_operator(const weir_registry *registry, const char *name);
const weir_help      *weir_registry_help(const weir_registry *registry, const char *name); /* without case; aliases too */
#endif
