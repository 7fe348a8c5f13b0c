/* fixture.h - a session for tests of binder and planner: SQL in, one text out.
 *
 * The registry has the build's functions, aggregates and operators, and connectors of its own, so
 * that no test depends on what a real connector takes. answer() runs a script and gives, for its last
 * statement, the plan, the rows, "done", or "line:column: message" of the error. */
#ifndef WEIR_TESTS_PLANNER_FIXTURE_H
#define WEIR_TESTS_PLANNER_FIXTURE_H
#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/io.h"
#include "binder/binder.h"
#include "parser/parser.h"
#include "planner/explain.h"
#include "planner/planner.h"
#include "weir/registry.h"

static const weir_option_spec file_options[] = {
    {"path", WEIR_OPT_STRING, true, NULL, "where the files are"},
    {"monitor", WEIR_OPT_DURATION, false, NULL, "how often to look again"},
    {"count", WEIR_OPT_INT, false, "1", "a number"},
    {"flag", WEIR_OPT_BOOL, false, "false", "a switch"},
    {NULL, WEIR_OPT_STRING, false, NULL, NULL}};
static const weir_option_spec feed_options[] = {
    {"fields.#.kind", WEIR_OPT_STRING, false, NULL, "how values are made"},
    {"number-of-rows", WEIR_OPT_INT, false, NULL, "how many"},
    {NULL, WEIR_OPT_STRING, false, NULL, NULL}};
static const weir_option_spec no_options[] = {{NULL, WEIR_OPT_STRING, false, NULL, NULL}};
static const weir_option_spec json_options[] = {{"ignore-parse-errors", WEIR_OPT_BOOL, false, "false", "skip bad rows"},
                                                {NULL, WEIR_OPT_STRING, false, NULL, NULL}};
static const weir_option_spec csv_options[] = {{"field-delimiter", WEIR_OPT_STRING, false, ",", "between fields"},
                                               {NULL, WEIR_OPT_STRING, false, NULL, NULL}};

static bool always_bounded(const weir_table_info *table) {
    return weir_options_text(table->options, "monitor") == NULL;
}
static bool never_bounded(const weir_table_info *table) {
    return weir_options_text(table->options, "number-of-rows") != NULL;
}
static const weir_field file_metadata[] = {{"file.name", {.id = WEIR_TYPE_VARCHAR, .length = WEIR_STRING_LENGTH_MAX}},
                                           {"file.size", {.id = WEIR_TYPE_BIGINT}},
                                           {NULL, {0}}};
static const weir_source file_source = {.abi = sizeof(weir_source), .replayable = true, .bounded = always_bounded, .metadata_fields = file_metadata};
static const weir_source feed_source = {.abi = sizeof(weir_source), .yields_batches = true, .bounded = never_bounded};
static const weir_sink file_sink = {.abi = sizeof(weir_sink), .exactly_once = true, .needs_format = true, .consumes = WEIR_CHANGELOG_APPEND};
static const weir_sink print_sink = {.abi = sizeof(weir_sink), .own_format = "print", .consumes = WEIR_CHANGELOG_RETRACT};
static const weir_sink keyed_sink = {.abi = sizeof(weir_sink), .own_format = "print", .consumes = WEIR_CHANGELOG_UPSERT};
static const weir_connector fake_files = {.abi = sizeof(weir_connector), .name = "filesystem", .options = file_options, .source = &file_source, .sink = &file_sink};
static const weir_connector fake_feed = {.abi = sizeof(weir_connector), .name = "feed", .options = feed_options, .source = &feed_source};
static const weir_connector fake_print = {.abi = sizeof(weir_connector), .name = "print", .options = no_options, .sink = &print_sink};
static const weir_connector fake_keyed = {.abi = sizeof(weir_connector), .name = "keyed", .options = no_options, .sink = &keyed_sink};
static const weir_option_spec topic_options[] = {{"topic", WEIR_OPT_STRING, true, NULL, "the topic"},
                                                 {"properties.*", WEIR_OPT_STRING, false, NULL, "of the client"},
                                                 {"sink.delivery-guarantee", WEIR_OPT_STRING, false, "exactly-once", "what is promised"},
                                                 {NULL, WEIR_OPT_STRING, false, NULL, NULL}};
static const weir_field topic_metadata[] = {{"offset", {.id = WEIR_TYPE_BIGINT}},
                                            {"timestamp", {.id = WEIR_TYPE_TIMESTAMP_LTZ, .length = 3}},
                                            {NULL, {0}}};
static const weir_field topic_writable[] = {{"timestamp", {.id = WEIR_TYPE_TIMESTAMP_LTZ, .length = 3, .nullable = true}}, {NULL, {0}}};
static const weir_source topic_source = {.abi = sizeof(weir_source), .replayable = true, .yields_messages = true, .splits_in_parallel = true,
                                         .bounded = never_bounded, .metadata_fields = topic_metadata};
static const weir_source upsert_source = {.abi = sizeof(weir_source), .replayable = true, .yields_messages = true, .splits_in_parallel = true,
                                          .upserts = true, .bounded = never_bounded, .metadata_fields = topic_metadata};
static inline weir_status topic_promises(const weir_table_info *table, bool checkpointing, bool *promise, weir_error *err) {
    (void)err;
    *promise = checkpointing && strcmp(weir_options_text(table->options, "sink.delivery-guarantee"), "exactly-once") == 0;
    return WEIR_OK;
}
static const weir_sink topic_sink = {.abi = sizeof(weir_sink), .exactly_once = true, .promises = topic_promises, .opens_formats = true, .needs_format = true, .consumes = WEIR_CHANGELOG_RETRACT,
                                     .metadata_fields = topic_writable};
static const weir_sink upsert_sink = {.abi = sizeof(weir_sink), .exactly_once = true, .promises = topic_promises, .opens_formats = true, .needs_format = true, .consumes = WEIR_CHANGELOG_UPSERT,
                                      .metadata_fields = topic_writable};
static const weir_connector fake_topic = {.abi = sizeof(weir_connector), .name = "kafka", .options = topic_options, .messages = true,
                                          .source = &topic_source, .sink = &topic_sink};
static const weir_connector fake_upsert = {.abi = sizeof(weir_connector), .name = "upsert-kafka", .options = topic_options, .messages = true,
                                           .upserts = true, .source = &upsert_source, .sink = &upsert_sink};
static const weir_connector *const fake_connectors[] = {&fake_files, &fake_feed, &fake_print, &fake_keyed, &fake_topic, &fake_upsert};
static inline weir_status no_records(weir_decoder *decoder, const weir_bytes *records, uint32_t count, weir_decode_out *out, uint32_t *consumed,
                                     weir_error *err) {
    (void)decoder, (void)records, (void)count, (void)out, (void)consumed, (void)err;
    return WEIR_OK;
}
static inline weir_status no_messages(weir_encoder *encoder, const weir_batch *batch, weir_rows rows, struct wr_buffer *out, size_t *ends,
                                      weir_error *err) {
    (void)encoder, (void)batch, (void)rows, (void)out, (void)ends, (void)err;
    return WEIR_OK;
}
/* As raw: one column. */
static inline weir_status one_column(const weir_table_info *table, bool for_reading, weir_error *err) {
    (void)for_reading;
    return table->schema->field_count == 1 ? WEIR_OK : weir_fail(err, WEIR_INVALID, "table '%s': raw has %u columns", table->name, table->schema->field_count);
}
static const weir_format fake_json = {.abi = sizeof(weir_format), .name = "json", .options = json_options, .encodes = WEIR_CHANGELOG_APPEND,
                                      .decode_records = no_records, .encode_records = no_messages};
static const weir_format fake_raw = {.abi = sizeof(weir_format), .name = "raw", .options = no_options, .encodes = WEIR_CHANGELOG_APPEND,
                                     .check = one_column, .decode_records = no_records, .encode_records = no_messages};
static const weir_field  change_metadata[] = {{"source.table", {.id = WEIR_TYPE_VARCHAR, .nullable = true, .length = WEIR_STRING_LENGTH_MAX}}, {NULL, {.id = WEIR_TYPE_NULL}}};
static const weir_format fake_changes = {.abi = sizeof(weir_format), .name = "debezium-json", .options = json_options, .encodes = WEIR_CHANGELOG_RETRACT,
                                         .decodes = WEIR_CHANGELOG_RETRACT, .metadata_fields = change_metadata, .decode_records = no_records, .encode_records = no_messages};
static const weir_format fake_csv = {.abi = sizeof(weir_format), .name = "csv", .options = csv_options, .encodes = WEIR_CHANGELOG_APPEND};
static const weir_format fake_hidden = {.abi = sizeof(weir_format), .name = "print", .options = no_options, .encodes = WEIR_CHANGELOG_RETRACT, .hidden = true};
static const weir_format *const fake_formats[] = {&fake_json, &fake_csv, &fake_hidden, &fake_raw, &fake_changes};

typedef struct session {
    wr_arena     *arena;
    weir_registry registry;
    wr_catalog   *catalog;
    wr_config     config;
    wr_binder    *binder;
    wr_plan      *plan; /* of the last statement that has one */
    wr_bound      bound;
} session;

static inline session *session_open(void) {
    wr_arena *arena = wr_arena_create(0);
    session  *s = wr_arena_calloc(arena, 1, sizeof *s);
    s->arena = arena;
    s->registry = *weir_registry_builtin();
    s->registry.connectors = fake_connectors;
    s->registry.connector_count = sizeof fake_connectors / sizeof *fake_connectors;
    s->registry.formats = fake_formats;
    s->registry.format_count = sizeof fake_formats / sizeof *fake_formats;
    s->catalog = wr_catalog_create(arena);
    wr_config_init(&s->config, arena);
    s->binder = wr_binder_create(&s->registry, s->catalog, &s->config, arena, wr_env_real());
    return s;
}

static inline void session_close(session *s) {
    wr_arena_destroy(s->arena);
}

static inline const char *error_text(session *s, const weir_error *err) {
    return wr_arena_printf(s->arena, "%u:%u: %s", err->sql_line, err->sql_column, err->message);
}

static inline const char *bound_text(session *s, const wr_bound *bound) {
    weir_error  err;
    const char *text = "";
    switch (bound->kind) {
    case WR_BOUND_DONE:
        return bound->note ? bound->note : "done";
    case WR_BOUND_ROWS:
        for (uint32_t r = 0; r < bound->rows.row_count; r++)
            text = wr_arena_printf(s->arena, "%s%s\n", text, wr_rows_text(&bound->rows, r, s->arena));
        return text;
    case WR_BOUND_EXPLAIN:
    case WR_BOUND_INSERT:
    case WR_BOUND_STATEMENT_SET:
    case WR_BOUND_SELECT:
        if (wr_plan_job(bound->sinks, bound->sink_count, &bound->config, &s->registry, s->catalog, "job", s->arena, NULL, &s->plan, &err) != WEIR_OK)
            return error_text(s, &err);
        return s->bound.explain_json ? wr_explain_json(s->arena, s->plan, 2)
                                     : wr_explain_text(s->arena, s->plan, (wr_explain_details){.estimated_cost = s->bound.explain_cost, .advice = s->bound.explain_advice});
    case WR_BOUND_SHOW_JOBS:
    case WR_BOUND_STOP_JOB:
        return bound->job ? bound->job : "jobs";
    }
    return "";
}

/* Text of the last statement, or of the first error. */
static inline const char *answer(session *s, const char *sql) {
    weir_error     err = {0};
    wr_ast_script *script;
    const char    *copy = wr_arena_strdup(s->arena, sql);
    if (wr_parse_script(copy, strlen(copy), s->arena, &script, &err) != WEIR_OK)
        return wr_arena_printf(s->arena, "parser: %s", error_text(s, &err));
    const char *text = "nothing";
    for (uint32_t i = 0; i < script->statement_count; i++) {
        if (wr_bind_statement(s->binder, script->statements[i], &s->bound, &err) != WEIR_OK)
            return error_text(s, &err);
        if (i + 1 == script->statement_count || s->bound.sink_count > 0)
            text = bound_text(s, &s->bound);
    }
    return text;
}

/* Tables that most cases use. */
#define PRELUDE                                                                                                        \
    "CREATE TABLE orders (id INT, customer STRING, qty INT, price DECIMAL(10, 2), amount DOUBLE, ts TIMESTAMP(3),\n"     \
    "  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND) WITH ('connector' = 'filesystem', 'path' = 'o', 'format' = 'json');\n" \
    "CREATE TABLE clicks (id INT, url STRING, happened TIMESTAMP(3), WATERMARK FOR happened AS happened)\n"                                \
    "  WITH ('connector' = 'filesystem', 'path' = 'c', 'format' = 'json');\n"                                            \
    "CREATE TABLE feed (a INT, b STRING) WITH ('connector' = 'feed');\n"                                                 \
    "CREATE TABLE out1 (a INT, b STRING) WITH ('connector' = 'print');\n"                                                \
    "CREATE TABLE files (a INT, b STRING) WITH ('connector' = 'filesystem', 'path' = 'f', 'format' = 'json');\n"
#endif
