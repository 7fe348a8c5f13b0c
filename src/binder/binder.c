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

wr_binder *wr_binder_create(const weir_registry *registry, wr_catalog *catalog, wr_config *config, wr_arena *arena, const wr_env *env) {
    wr_binder *binder = wr_arena_calloc(arena, 1, sizeof *binder);
    *binder = (wr_binder){.registry = registry, .catalog = catalog, .config = config, .arena = arena, .env = env};
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

/* ---- rows ---- */

static wr_rows new_rows(wr_binder *binder, const char *const *column_names, uint32_t column_count, size_t row_capacity) {
    wr_rows rows = {.column_names = column_names, .column_count = column_count};
    rows.cells = wr_arena_calloc(binder->arena, row_capacity * column_count + 1, sizeof *rows.cells);
    return rows;
}

static void one_cell(wr_binder *binder, wr_bound *bound, const char *const *column_name, const char *cell) {
    bound->kind = WR_BOUND_ROWS;
    bound->rows = new_rows(binder, column_name, 1, 1);
    bound->rows.cells[bound->rows.row_count++] = cell;
}

static int compare_cells(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Keeps the rows whose first cell is like the pattern. */
static void filter_rows(wr_rows *rows, const wr_ast_show *show) {
    uint32_t kept = 0;
    if (!show->like)
        return;
    for (uint32_t r = 0; r < rows->row_count; r++) {
        if (wr_show_like(show->like, rows->cells[(size_t)r * rows->column_count], show->ilike) == show->like_negated)
            continue;
        memmove(rows->cells + (size_t)kept * rows->column_count, rows->cells + (size_t)r * rows->column_count,
                rows->column_count * sizeof *rows->cells);
        kept++;
    }
    rows->row_count = kept;
}

/* ---- SET, RESET, USE ---- */

static weir_status show_settings(wr_binder *binder, wr_bound *bound) {
    static const char *const columns[] = {"key", "value"};
    uint32_t                 count;
    const wr_config_key     *keys = wr_config_keys(&count);
    bound->kind = WR_BOUND_ROWS;
    bound->rows = new_rows(binder, columns, 2, count);
    for (uint32_t i = 0; i < count; i++) {
        if (keys[i].use != WR_CONFIG_USED && !wr_config_is_set(binder->config, keys[i].name))
            continue;
        const char **cells = bound->rows.cells + 2u * bound->rows.row_count++;
        cells[0] = keys[i].name;
        cells[1] = wr_config_get_text(binder->config, keys[i].name);
    }
    return WEIR_OK;
}

static weir_status bind_set(wr_binder *binder, const wr_ast_statement *statement, wr_bound *bound, weir_error *err) {
    const wr_ast_option *option = &statement->set.option;
    weir_status          status;
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
    if (status != WEIR_OK && err) {
        wr_ast_place place = statement->kind == AST_SET && wr_config_known(option->key) ? option->value_place : option->place;
        err->sql_line = place.line;
        err->sql_column = place.column;
    }
    return status;
}

static weir_status bind_use(const wr_ast_statement *statement, weir_error *err) {
    const wr_ast_name *name = &statement->use;
    if (statement->kind == AST_USE_CATALOG) {
        if (name->part_count == 1 && strcmp(name->parts[0].text, WR_CATALOG_NAME) == 0)
            return WEIR_OK;
        return FAIL(err, WEIR_INVALID, name->place, "unknown catalog '%s'; there is '" WR_CATALOG_NAME "'", name->parts[0].text);
    }
    if (name->part_count > 2)
        return FAIL(err, WEIR_INVALID, name->place, "a database name has at most two parts: catalog.database");
    if (name->part_count == 2 && strcmp(name->parts[0].text, WR_CATALOG_NAME) != 0)
        return FAIL(err, WEIR_INVALID, name->place, "unknown catalog '%s'; there is '" WR_CATALOG_NAME "'", name->parts[0].text);
    if (strcmp(name->parts[name->part_count - 1].text, WR_DATABASE_NAME) != 0)
        return FAIL(err, WEIR_INVALID, name->parts[name->part_count - 1].place, "unknown database '%s'; there is '" WR_DATABASE_NAME "'",
                    name->parts[name->part_count - 1].text);
    return WEIR_OK;
}

/* ---- DROP ---- */

static weir_status bind_drop(wr_binder *binder, const wr_ast_statement *statement, weir_error *err) {
    const wr_ast_drop *drop = &statement->drop;
    bool               view = statement->kind == AST_DROP_VIEW;
    const char        *what = view ? "view" : "table", *name;
    WEIR_TRY(wr_table_name(&drop->name, &name, err));
    const wr_table *table = wr_catalog_find_exact(binder->catalog, name, drop->temporary);
    const wr_table *hidden_by = drop->temporary ? NULL : wr_catalog_find_exact(binder->catalog, name, true);
    if (hidden_by)
        return FAIL(err, WEIR_INVALID, drop->name.place, "a temporary %s '%s' hides the permanent one; write DROP TEMPORARY %s", hidden_by->is_view ? "view" : "table",
                    name, hidden_by->is_view ? "VIEW" : "TABLE");
    if (table && table->is_view != view)
        return FAIL(err, WEIR_INVALID, drop->name.place, "'%s' is a %s; write DROP %s%s", name, table->is_view ? "view" : "table",
                    drop->temporary ? "TEMPORARY " : "", table->is_view ? "VIEW" : "TABLE");
    if (table) {
        wr_catalog_remove(binder->catalog, table);
        return WEIR_OK;
    }
    if (drop->if_exists)
        return WEIR_OK;
    if (drop->temporary && wr_catalog_find_exact(binder->catalog, name, false))
        return FAIL(err, WEIR_INVALID, drop->name.place, "'%s' is not temporary; write DROP %s", name, view ? "VIEW" : "TABLE");
    const char *nearest = wr_catalog_nearest(binder->catalog, name);
    return FAIL(err, WEIR_INVALID, drop->name.place, "unknown %s%s '%s'%s%s%s", drop->temporary ? "temporary " : "", what, name,
                nearest ? " - did you mean '" : "; write DROP ... IF EXISTS", nearest ? nearest : "", nearest ? "'?" : "");
}

/* ---- SHOW, DESCRIBE ---- */

static void show_functions(wr_binder *binder, wr_bound *bound) {
    static const char *const column[] = {"function name"};
    const weir_registry     *registry = binder->registry;
    wr_rows                  rows = new_rows(binder, column, 1, registry->function_count + registry->aggregate_count);
    for (uint32_t i = 0; i < registry->function_count; i++)
        if (!registry->functions[i]->hidden)
            rows.cells[rows.row_count++] = registry->functions[i]->name;
    for (uint32_t i = 0; i < registry->aggregate_count; i++)
        rows.cells[rows.row_count++] = registry->aggregates[i]->name;
    for (uint32_t i = 0; i < rows.row_count; i++) {
        char *lower = wr_arena_strdup(binder->arena, rows.cells[i]);
        for (char *at = lower; *at; at++)
            *at = (char)tolower((unsigned char)*at);
        rows.cells[i] = lower;
    }
    qsort(rows.cells, rows.row_count, sizeof *rows.cells, compare_cells);
    bound->rows = rows;
}

/* FROM default_database of SHOW TABLES and SHOW VIEWS. */
static weir_status check_database(const wr_ast_name *name, weir_error *err) {
    if (name->part_count == 0 || strcmp(name->parts[name->part_count - 1].text, WR_DATABASE_NAME) == 0)
        return WEIR_OK;
    return FAIL(err, WEIR_INVALID, name->place, "unknown database '%s'; there is '" WR_DATABASE_NAME "'", name->parts[name->part_count - 1].text);
}

static weir_status show_create(wr_binder *binder, const wr_ast_show *show, bool view, wr_bound *bound, weir_error *err) {
    static const char *const column[] = {"result"};
    const wr_table          *table;
    WEIR_TRY(wr_find_table(binder, &show->name, &table, err));
    if (table->is_view != view)
        return FAIL(err, WEIR_INVALID, show->name.place, "'%s' is a %s; write SHOW CREATE %s", table->name, table->is_view ? "view" : "table",
                    table->is_view ? "VIEW" : "TABLE");
    one_cell(binder, bound, column, wr_table_create_text(table, binder->arena));
    return WEIR_OK;
}

static weir_status bind_show(wr_binder *binder, const wr_ast_statement *statement, wr_bound *bound, weir_error *err) {
    static const char *const catalog_name[] = {"catalog name"}, *const current_catalog[] = {"current catalog name"},
                      *const database_name[] = {"database name"}, *const current_database[] = {"current database name"},
                      *const module_name[] = {"module name", "used"}, *const connector_name[] = {"connector name"};
    const wr_ast_show *show = &statement->show;
    const wr_table    *table;
    bound->kind = WR_BOUND_ROWS;
    switch (show->kind) {
    case AST_SHOW_TABLES:
    case AST_SHOW_VIEWS:
        WEIR_TRY(check_database(&show->name, err));
        bound->rows = wr_catalog_show_tables(binder->catalog, show->kind == AST_SHOW_VIEWS, binder->arena);
        break;
    case AST_SHOW_CATALOGS: one_cell(binder, bound, catalog_name, WR_CATALOG_NAME); break;
    case AST_SHOW_DATABASES: one_cell(binder, bound, database_name, WR_DATABASE_NAME); break;
    case AST_SHOW_CURRENT_CATALOG: one_cell(binder, bound, current_catalog, WR_CATALOG_NAME); break;
    case AST_SHOW_CURRENT_DATABASE: one_cell(binder, bound, current_database, WR_DATABASE_NAME); break;
    case AST_SHOW_FUNCTIONS: show_functions(binder, bound); break;
    case AST_SHOW_USER_FUNCTIONS: bound->rows = new_rows(binder, module_name, 1, 0); break;
    case AST_SHOW_MODULES:
    case AST_SHOW_FULL_MODULES:
        bound->rows = new_rows(binder, module_name, show->kind == AST_SHOW_MODULES ? 1 : 2, 1);
        bound->rows.cells[0] = "core";
        if (show->kind == AST_SHOW_FULL_MODULES)
            bound->rows.cells[1] = "TRUE";
        bound->rows.row_count = 1;
        break;
    case AST_SHOW_JOBS:
        return FAIL(err, WEIR_UNSUPPORTED, statement->place, "SHOW JOBS is not available: a job lives in the program that runs its script");
    case AST_SHOW_CONNECTORS:
        bound->rows = new_rows(binder, connector_name, 1, binder->registry->connector_count);
        for (uint32_t i = 0; i < binder->registry->connector_count; i++)
            bound->rows.cells[bound->rows.row_count++] = binder->registry->connectors[i]->name;
        qsort(bound->rows.cells, bound->rows.row_count, sizeof *bound->rows.cells, compare_cells);
        break;
    case AST_SHOW_CREATE_TABLE: return show_create(binder, show, false, bound, err);
    case AST_SHOW_CREATE_VIEW: return show_create(binder, show, true, bound, err);
    case AST_SHOW_COLUMNS:
        WEIR_TRY(wr_find_table(binder, &show->name, &table, err));
        bound->rows = wr_table_describe(table, binder->arena);
        break;
    }
    filter_rows(&bound->rows, show);
    return WEIR_OK;
}

static weir_status bind_describe(wr_binder *binder, const wr_ast_statement *statement, wr_bound *bound, weir_error *err) {
    const wr_table *table;
    WEIR_TRY(wr_find_table(binder, &statement->describe.name, &table, err));
    bound->kind = WR_BOUND_ROWS;
    bound->rows = wr_table_describe(table, binder->arena);
    return WEIR_OK;
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

static weir_status bind_create(wr_binder *binder, const wr_ast_statement *statement, wr_bound *bound, weir_error *err) {
    const wr_table *table;
    wr_logical     *query, *sink = NULL;
    WEIR_TRY(wr_bind_create_table(binder, &statement->create_table, statement->place, &table, &query, err));
    if (!table)
        return WEIR_OK; /* IF NOT EXISTS */
    if (query)
        WEIR_TRY(wr_bind_sink(binder, table, query, statement->create_table.name.place, &sink, err));
    wr_catalog_add(binder->catalog, table);
    if (sink)
        set_sinks(binder, bound, WR_BOUND_INSERT, &sink, 1);
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
    case AST_SET: case AST_RESET: case AST_USE_CATALOG: case AST_USE_DATABASE: case AST_CREATE_TABLE: case AST_CREATE_VIEW:
    case AST_DROP_TABLE: case AST_DROP_VIEW: case AST_SHOW: case AST_DESCRIBE: case AST_EXPLAIN: case AST_UNSUPPORTED:
        return FAIL(err, WEIR_UNSUPPORTED, inner->place, "EXPLAIN is for queries, INSERT and statement sets, not for %s",
                    inner->kind == AST_UNSUPPORTED ? inner->unsupported.what : wr_ast_statement_kind_text(inner->kind));
    }
    bound->kind = WR_BOUND_EXPLAIN;
    return WEIR_OK;
}

/* Flink has it and Weir has not: why, and what to do. */
static weir_status refuse(const wr_ast_statement *statement, weir_error *err) {
    static const struct {
        const char *what, *answer;
    } answers[] = {
        {"ADD JAR", "there is no JVM; connectors, formats and functions are built in, SHOW CONNECTORS and SHOW FUNCTIONS list them"},
        {"REMOVE JAR", "there is no JVM, and so there are no jars"},
        {"SHOW JARS", "there is no JVM, and so there are no jars"},
        {"CREATE FUNCTION", "functions are built in; SHOW FUNCTIONS lists them"},
        {"ALTER TABLE", "DROP the table and CREATE it again: tables live in the session only"},
        {"ALTER VIEW", "DROP the view and CREATE it again"},
        {"CREATE CATALOG", "there is one catalog, " WR_CATALOG_NAME},
        {"CREATE DATABASE", "there is one database, " WR_DATABASE_NAME},
        {"UPDATE", "a stream's tables change through INSERT INTO only"},
        {"DELETE", "a stream's tables change through INSERT INTO only"},
    };
    const char *what = statement->unsupported.what;
    for (size_t i = 0; i < WR_COUNT_OF(answers); i++)
        if (strncmp(what, answers[i].what, strlen(answers[i].what)) == 0)
            return FAIL(err, WEIR_UNSUPPORTED, statement->place, "%s is not available: %s", what, answers[i].answer);
    return FAIL(err, WEIR_UNSUPPORTED, statement->place, "%s is not available", what);
}

weir_status wr_bind_statement(wr_binder *binder, const wr_ast_statement *statement, const char *script_text, wr_bound *bound, weir_error *err) {
    weir_status status = WEIR_OK;
    wr_logical *sink;
    *bound = (wr_bound){.kind = WR_BOUND_DONE, .line = statement->place.line, .column = statement->place.column};
    binder->script_text = script_text;
    binder->depth = 0;
    switch (statement->kind) {
    case AST_SET:
    case AST_RESET: status = bind_set(binder, statement, bound, err); break;
    case AST_USE_CATALOG:
    case AST_USE_DATABASE: status = bind_use(statement, err); break;
    case AST_CREATE_TABLE: status = bind_create(binder, statement, bound, err); break;
    case AST_CREATE_VIEW: status = wr_bind_create_view(binder, &statement->create_view, statement->place, err); break;
    case AST_DROP_TABLE:
    case AST_DROP_VIEW: status = bind_drop(binder, statement, err); break;
    case AST_SHOW: status = bind_show(binder, statement, bound, err); break;
    case AST_DESCRIBE: status = bind_describe(binder, statement, bound, err); break;
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
    bound->config = *binder->config;
    return status;
}
