/* binder/binder.c - one statement at a time: what it means for the session, what it shows, or which
 * job it asks for. */
#include "binder/binder.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/hash.h"
#include "binder/binder_internal.h"
#include "func/func.h"
#include "parser/ast_text.h"

#define CATALOG_PATH "weir.catalog.path"

wr_binder *wr_binder_create(const weir_registry *registry, wr_catalog *catalog, wr_config *config, wr_arena *arena, const wr_env *env) {
    wr_binder *binder = wr_arena_calloc(arena, 1, sizeof *binder);
    *binder = (wr_binder){.registry = registry, .catalog = catalog, .config = config, .arena = arena, .env = env};
    wr_catalog_set_reader(catalog, wr_read_stored, binder);
    return binder;
}

const char *wr_rows_text(const wr_rows *rows, uint32_t row, wr_arena *arena) {
    wr_buffer out = {0};
    wr_buffer_text(&out, "+I[");
    for (uint32_t c = 0; c < rows->column_count; c++) {
        const char *cell = rows->cells[(size_t)row * rows->column_count + c];
        wr_buffer_printf(&out, "%s%s", c ? ", " : "", cell ? cell : "NULL");
    }
    wr_buffer_byte(&out, ']');
    const char *text = wr_arena_strndup(arena, out.data, out.size);
    wr_buffer_free(&out);
    return text;
}

/* ---- SET, RESET ---- */

static weir_status show_settings(wr_binder *binder, wr_bound *bound) {
    static const char *const columns[] = {"key", "value"};
    uint32_t                 count;
    const wr_config_key     *keys = wr_config_keys(&count);
    bound->kind = WR_BOUND_ROWS;
    bound->rows = wr_new_rows(binder, columns, 2, count);
    for (uint32_t i = 0; i < count; i++) {
        if (keys[i].use != WR_CONFIG_USED && !wr_config_is_set(binder->config, keys[i].name))
            continue;
        const char **cells = bound->rows.cells + 2u * bound->rows.row_count++;
        cells[0] = keys[i].name;
        cells[1] = wr_config_get_text(binder->config, keys[i].name);
    }
    return WEIR_OK;
}

/* The catalog is that of 'weir.catalog.path', whatever has changed the setting. */
static weir_status follow_path(wr_binder *binder, const char *before, weir_error *err) {
    const char *path = wr_config_get_text(binder->config, CATALOG_PATH);
    bool        same = path ? before && strcmp(path, before) == 0 : !before;
    return same ? WEIR_OK : wr_catalog_attach(binder->catalog, binder->env, path, err);
}

weir_status wr_binder_open_catalog(wr_binder *binder, weir_error *err) {
    return follow_path(binder, NULL, err);
}

static weir_status bind_set(wr_binder *binder, const wr_ast_statement *statement, wr_bound *bound, weir_error *err) {
    const wr_ast_option *option = &statement->set.option;
    weir_status          status;
    const wr_config      before = *binder->config;
    if (statement->kind == AST_RESET) {
        status = wr_config_reset(binder->config, option->key, err);
    } else {
        if (!option->key)
            return show_settings(binder, bound);
        if (strcmp(option->key, "table.local-time-zone") == 0 && strcmp(option->value, "default") != 0 &&
            !wr_zone_find(binder->arena, option->value, strlen(option->value)))
            return FAIL(err, WEIR_INVALID, option->value_place, "unknown time zone '%s'; write for example 'Europe/Berlin', 'UTC' or '+02:00'",
                        option->value);
        status = wr_config_set(binder->config, option->key, option->value, &bound->note, err);
    }
    if (status == WEIR_OK)
        status = follow_path(binder, wr_config_get_text(&before, CATALOG_PATH), err);
    if (status != WEIR_OK)
        *binder->config = before;
    if (status != WEIR_OK && err) {
        wr_ast_place place = statement->kind == AST_SET && wr_config_known(option->key) ? option->value_place : option->place;
        err->sql_line = place.line;
        err->sql_column = place.column;
    }
    return status;
}

/* ---- jobs ---- */

static void set_sinks(wr_binder *binder, wr_bound *bound, wr_bound_kind kind, wr_logical **sinks, uint32_t count) {
    wr_logical **copy = wr_arena_alloc(binder->arena, (count + 1u) * sizeof *copy);
    if (count > 0)
        memcpy(copy, sinks, count * sizeof *copy);
    bound->kind = kind;
    bound->sinks = copy;
    bound->sink_count = count;
}

static weir_status bind_select_statement(wr_binder *binder, const wr_ast_query *ast, wr_bound *bound, weir_error *err) {
    wr_logical *query;
    WEIR_TRY(wr_bind_query(binder, ast, NULL, &query, err));
    wr_logical *sink = wr_new_logical(binder, WR_LOGICAL_SINK, ast->place);
    sink->schema = query->schema;
    wr_set_inputs(binder, sink, &query, 1);
    set_sinks(binder, bound, WR_BOUND_SELECT, &sink, 1);
    return WEIR_OK;
}

static weir_status bind_statement_set(wr_binder *binder, const wr_ast_statement *statement, wr_bound *bound, weir_error *err) {
    uint32_t     count = statement->statement_set.insert_count;
    wr_logical **sinks = wr_arena_calloc(binder->arena, count + 1u, sizeof *sinks);
    if (count == 0)
        return FAIL(err, WEIR_INVALID, statement->place, "the statement set is empty; put INSERT statements between BEGIN and END");
    for (uint32_t i = 0; i < count; i++) {
        const wr_ast_statement *insert = statement->statement_set.inserts[i];
        WEIR_TRY(wr_bind_insert(binder, &insert->insert, insert->place, &sinks[i], err));
    }
    set_sinks(binder, bound, WR_BOUND_STATEMENT_SET, sinks, count);
    return WEIR_OK;
}

/* `kind` is EXPLAIN when nothing is to be made. */
static weir_status bind_create_table(wr_binder *binder, const wr_ast_create_table *create, wr_bound_kind kind, wr_bound *bound, weir_error *err) {
    const wr_table *table;
    wr_logical     *query, *sink;
    bool            existed;
    WEIR_TRY(wr_bind_create_table(binder, create, &table, &query, &existed, err));
    if (query) { /* into a table that was there, too, as Flink does */
        WEIR_TRY(wr_bind_sink(binder, table, query, create->name.place, &sink, err));
        set_sinks(binder, bound, kind, &sink, 1);
    }
    if (!existed && kind != WR_BOUND_EXPLAIN)
        wr_put_table(binder, table, create->if_not_exists);
    return WEIR_OK;
}

static weir_status bind_create_view(wr_binder *binder, const wr_ast_create_view *create, weir_error *err) {
    const wr_table *view;
    WEIR_TRY(wr_bind_create_view(binder, create, &view, err));
    if (view)
        wr_put_table(binder, view, create->if_not_exists);
    return WEIR_OK;
}

static weir_status bind_explain(wr_binder *binder, const wr_ast_statement *statement, wr_bound *bound, weir_error *err) {
    const wr_ast_statement *inner = statement->explain.statement;
    wr_logical             *sink;
    bound->explain_cost = statement->explain.estimated_cost;
    bound->explain_json = statement->explain.json_execution_plan;
    bound->explain_advice = statement->explain.plan_advice;
    switch (inner->kind) {
    case AST_INSERT:
        WEIR_TRY(wr_bind_insert(binder, &inner->insert, inner->place, &sink, err));
        set_sinks(binder, bound, WR_BOUND_EXPLAIN, &sink, 1);
        return WEIR_OK;
    case AST_QUERY:
        WEIR_TRY(bind_select_statement(binder, inner->query, bound, err));
        break;
    case AST_STATEMENT_SET:
        WEIR_TRY(bind_statement_set(binder, inner, bound, err));
        break;
    case AST_CREATE_TABLE:
        if (inner->create_table.as_query)
            return bind_create_table(binder, &inner->create_table, WR_BOUND_EXPLAIN, bound, err);
        return FAIL(err, WEIR_INVALID, inner->place, "EXPLAIN of CREATE TABLE needs AS and a query");
    case AST_SET: case AST_RESET: case AST_USE_CATALOG: case AST_USE_DATABASE: case AST_CREATE_VIEW:
    case AST_CREATE_CATALOG: case AST_CREATE_DATABASE: case AST_CREATE_FUNCTION: case AST_ALTER_TABLE: case AST_ALTER_VIEW: case AST_ALTER_CATALOG:
    case AST_ALTER_DATABASE: case AST_ALTER_FUNCTION: case AST_DROP_CATALOG: case AST_DROP_DATABASE: case AST_DROP_FUNCTION: case AST_STOP_JOB:
    case AST_DROP_TABLE: case AST_DROP_VIEW: case AST_SHOW: case AST_DESCRIBE: case AST_EXPLAIN: case AST_UNSUPPORTED:
        return FAIL(err, WEIR_UNSUPPORTED, inner->place, "EXPLAIN is for queries, INSERT and statement sets, not for %s",
                    inner->kind == AST_UNSUPPORTED ? inner->unsupported.what : wr_ast_statement_kind_text(inner->kind));
    }
    bound->kind = WR_BOUND_EXPLAIN;
    return WEIR_OK;
}

/* Flink has it and Weir has not: why, and what to do. */
static weir_status refuse(const wr_ast_statement *statement, weir_error *err) {
#define NO_JVM "there is no JVM"
#define NO_MODELS "there are no machine learning models"
#define NO_MATERIALIZED "there are no materialized tables; CREATE TABLE and INSERT INTO it, which a running job keeps up to date"
#define STREAM_ONLY "a stream's tables change through INSERT INTO only; deletes and updates come from the query's changes, into a table with a PRIMARY KEY"
    static const struct {
        const char *what, *answer;
    } answers[] = {
        {"ADD JAR", NO_JVM "; connectors, formats and functions are built in, SHOW CONNECTORS and SHOW FUNCTIONS list them"},
        {"REMOVE JAR", NO_JVM ", and so there are no jars"},
        {"LOAD MODULE", "functions are built in, in the one module 'core'; SHOW FUNCTIONS lists them"},
        {"UNLOAD MODULE", "the one module 'core' holds every function"},
        {"USE MODULES", "there is one module, 'core', and it is always in use"},
        {"COMPILE", "plans are not stored; a job finds its state again by its name, EXPLAIN shows the plan"},
        {"EXECUTE PLAN", "plans are not stored; run the script that holds the INSERT"},
        {"CALL", "no catalog of Weir has procedures"},
        {"ANALYZE TABLE", "it is for batch jobs; the planner needs no statistics"},
        {"TRUNCATE TABLE", "it is for batch jobs; remove the table's files or topic, or write to a new one"},
        {"UPDATE", STREAM_ONLY},
        {"DELETE", STREAM_ONLY},
        {"MERGE", STREAM_ONLY},
        {"UPSERT", "write INSERT INTO; a table with a PRIMARY KEY takes updates"},
        {"CREATE MATERIALIZED TABLE", NO_MATERIALIZED},
        {"CREATE OR ALTER MATERIALIZED TABLE", NO_MATERIALIZED},
        {"ALTER MATERIALIZED TABLE", NO_MATERIALIZED},
        {"DROP MATERIALIZED TABLE", NO_MATERIALIZED},
        {"SHOW CREATE MATERIALIZED", NO_MATERIALIZED},
        {"CREATE MODEL", NO_MODELS},
        {"CREATE TEMPORARY MODEL", NO_MODELS},
        {"ALTER MODEL", NO_MODELS},
        {"DROP MODEL", NO_MODELS},
        {"DROP TEMPORARY MODEL", NO_MODELS},
        {"DESCRIBE MODEL", NO_MODELS},
        {"SHOW CREATE MODEL", NO_MODELS},
    };
    const char *what = statement->unsupported.what;
    for (size_t i = 0; i < WR_COUNT_OF(answers); i++)
        if (strncmp(what, answers[i].what, strlen(answers[i].what)) == 0)
            return FAIL(err, WEIR_UNSUPPORTED, statement->place, "%s is not available: %s", what, answers[i].answer);
    return FAIL(err, WEIR_UNSUPPORTED, statement->place, "%s is not available", what);
}

weir_status wr_bind_statement(wr_binder *binder, const wr_ast_statement *statement, wr_bound *bound, weir_error *err) {
    weir_status status = WEIR_OK;
    wr_logical *sink;
    *bound = (wr_bound){.kind = WR_BOUND_DONE, .line = statement->place.line, .column = statement->place.column};
    binder->depth = 0;
    binder->warnings = NULL;
    binder->warning_count = binder->warning_capacity = 0;
    switch (statement->kind) {
    case AST_SET:
    case AST_RESET: status = bind_set(binder, statement, bound, err); break;
    case AST_USE_CATALOG:
    case AST_USE_DATABASE: status = wr_bind_use(binder, statement, err); break;
    case AST_CREATE_TABLE: status = bind_create_table(binder, &statement->create_table, WR_BOUND_INSERT, bound, err); break;
    case AST_CREATE_VIEW: status = bind_create_view(binder, &statement->create_view, err); break;
    case AST_CREATE_CATALOG: status = wr_bind_create_catalog(binder, &statement->create_space, err); break;
    case AST_CREATE_DATABASE: status = wr_bind_create_database(binder, &statement->create_space, err); break;
    case AST_CREATE_FUNCTION:
    case AST_ALTER_FUNCTION:
        status = wr_bind_create_function(binder, &statement->create_function, statement->kind == AST_ALTER_FUNCTION, &bound->note, err);
        break;
    case AST_ALTER_TABLE: status = wr_bind_alter_table(binder, &statement->alter, err); break;
    case AST_ALTER_VIEW: status = wr_bind_alter_view(binder, &statement->alter, err); break;
    case AST_ALTER_CATALOG:
    case AST_ALTER_DATABASE: status = wr_bind_alter_space(binder, &statement->alter, statement->kind == AST_ALTER_CATALOG, err); break;
    case AST_DROP_TABLE: case AST_DROP_VIEW: case AST_DROP_CATALOG: case AST_DROP_DATABASE: case AST_DROP_FUNCTION:
        status = wr_bind_drop(binder, statement, err);
        break;
    case AST_SHOW: status = wr_bind_show(binder, statement, bound, err); break;
    case AST_DESCRIBE: status = wr_bind_describe(binder, statement, bound, err); break;
    case AST_STOP_JOB:
        bound->kind = WR_BOUND_STOP_JOB;
        bound->job = statement->stop_job.job;
        bound->job_drain = statement->stop_job.drain;
        break;
    case AST_EXPLAIN: status = bind_explain(binder, statement, bound, err); break;
    case AST_INSERT:
        status = wr_bind_insert(binder, &statement->insert, statement->place, &sink, err);
        if (status == WEIR_OK)
            set_sinks(binder, bound, WR_BOUND_INSERT, &sink, 1);
        break;
    case AST_STATEMENT_SET: status = bind_statement_set(binder, statement, bound, err); break;
    case AST_QUERY: status = bind_select_statement(binder, statement->query, bound, err); break;
    case AST_UNSUPPORTED: status = refuse(statement, err); break;
    }
    if (status != WEIR_OK && err && err->sql_line == 0) {
        err->sql_line = statement->place.line;
        err->sql_column = statement->place.column;
    }
    bound->warnings = binder->warnings;
    bound->warning_count = (uint32_t)binder->warning_count;
    bound->config = *binder->config;
    bound->stored = wr_catalog_take_changes(binder->catalog);
    return status;
}
