/* engine/help.c - what a person is told of a function, aggregate or operator: builtin/help.def, what its own
 * check of arguments says, and what the example really gives. */
#include "engine/engine.h"
#include "weir/session.h"

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

/* The last row of an example's changelog: its value and its type. */
static void put_result(void *context, weir_row_kind kind, const weir_cell *cells) {
    wr_buffer *result = context;
    if (!weir_row_is_add((uint8_t)kind))
        return;
    result->size = 0;
    wr_buffer_printf(result, "%.*s  (%.*s)\n", cells[0].text ? (int)cells[0].size : 4, cells[0].text ? cells[0].text : "NULL",
                     (int)cells[1].size, cells[1].text);
}

static void ignore_begin(void *context, const weir_result *result) {
    (void)context;
    (void)result;
}

static void ignore_end(void *context, weir_status status) {
    (void)context;
    (void)status;
}

static void ignore_log(void *context, int level, const char *line) {
    (void)context;
    (void)level;
    (void)line;
}

/* Runs the example in a session of its own. */
static weir_status put_example(wr_buffer *text, const weir_help *help, bool aggregate, weir_error *err) {
    wr_buffer              query = {0}, result = {0};
    const weir_options_run quiet = {.quiet = true, .log = ignore_log};
    const weir_results     results = {.begin = ignore_begin, .row = put_result, .end = ignore_end, .context = &result};
    weir_engine           *engine = weir_engine_create(&quiet);
    weir_session          *session = NULL;
    wr_buffer_printf(&query, "SELECT v, TYPEOF(v) FROM (SELECT %s AS v%s)", help->example, aggregate ? " FROM (VALUES (1), (2), (2), (5)) AS t (x)" : "");
    weir_status status = weir_session_open(engine, &session, err);
    if (status == WEIR_OK)
        status = weir_session_run(session, NULL, query.data, query.size, &results, err);
    if (status == WEIR_OK) {
        wr_buffer_text(text, aggregate ? "\nFor example, over the rows 1, 2, 2, 5 of x\n" : "\nFor example\n");
        wr_buffer_printf(text, "  %s\n  gives ", help->example);
        wr_buffer_append(text, result.data, result.size);
    }
    weir_session_close(session);
    weir_engine_destroy(engine);
    wr_buffer_free(&query);
    wr_buffer_free(&result);
    return status;
}

weir_status weir_help_function(const char *name, weir_error *err) {
    const weir_registry  *registry = weir_registry_builtin();
    const weir_help      *help = weir_registry_help(registry, name);
    const weir_function  *function = weir_registry_function(registry, name);
    const weir_aggregate *aggregate = weir_registry_aggregate(registry, name);
    const bool            plain = function && !function->hidden; /* not an operator */
    wr_buffer             text = {0};
    weir_status           status = WEIR_OK;
    if (!help)
        return weir_fail(err, WEIR_INVALID, "unknown function '%s'", name);
    wr_buffer_printf(&text, "%s\n\n", help->signature);
    if (help->remark[0] != '\0')
        wr_buffer_printf(&text, "%s\n", help->remark);
    if (aggregate)
        put_takes(&text, aggregate->name, aggregate->infer);
    else if (plain)
        put_takes(&text, function->name, function->infer);
    if (plain && function->aliases)
        wr_buffer_printf(&text, "Also called %s.\n", function->aliases);
    if (help->example)
        status = put_example(&text, help, aggregate != NULL, err);
    if (status == WEIR_OK)
        status = wr_print(wr_env_real(), text.data, text.size, err);
    wr_buffer_free(&text);
    return status;
}
