/* builtin/builtin.c - everything this build knows, from the .def lists. No other place names it. */
#include "weir/registry.h"

#define WEIR_CONNECTOR(name) extern const weir_connector weir_connector_##name;
#include "builtin/connectors.def"
#undef WEIR_CONNECTOR
#define WEIR_FORMAT(name) extern const weir_format weir_format_##name;
#include "builtin/formats.def"
#undef WEIR_FORMAT
#define WEIR_FUNCTION(name) extern const weir_function weir_function_##name;
#include "builtin/functions.def"
#undef WEIR_FUNCTION
#define WEIR_AGGREGATE(name) extern const weir_aggregate weir_aggregate_##name;
#include "builtin/aggregates.def"
#undef WEIR_AGGREGATE
#define WEIR_OPERATOR(name) extern const weir_operator weir_operator_##name;
#include "builtin/operators.def"
#undef WEIR_OPERATOR

/* The NULL at the end of each lets a list be empty. */
static const weir_connector *const connectors[] = {
#define WEIR_CONNECTOR(name) &weir_connector_##name,
#include "builtin/connectors.def"
    NULL};
static const weir_format *const formats[] = {
#define WEIR_FORMAT(name) &weir_format_##name,
#include "builtin/formats.def"
    NULL};
static const weir_function *const functions[] = {
#define WEIR_FUNCTION(name) &weir_function_##name,
#include "builtin/functions.def"
    NULL};
static const weir_aggregate *const aggregates[] = {
#define WEIR_AGGREGATE(name) &weir_aggregate_##name,
#include "builtin/aggregates.def"
    NULL};
static const weir_operator *const operators[] = {
#define WEIR_OPERATOR(name) &weir_operator_##name,
#include "builtin/operators.def"
    NULL};

static const weir_help help[] = {
#define WEIR_HELP(family, name, signature, example, remark) {family, name, signature, example, remark},
#include "builtin/help.def"
    {0}};

#define COUNT(list) ((uint32_t)(sizeof(list) / sizeof((list)[0]) - 1))

static const weir_registry builtin_registry = {
    .connectors = connectors, .connector_count = COUNT(connectors),
    .formats    = formats,    .format_count    = COUNT(formats),
    .functions  = functions,  .function_count  = COUNT(functions),
    .aggregates = aggregates, .aggregate_count = COUNT(aggregates),
    .operators  = operators,  .operator_count  = COUNT(operators),
    .help       = help,       .help_count      = COUNT(help),
};

const weir_registry *weir_registry_builtin(void) { return &builtin_registry; }
