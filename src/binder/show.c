/* binder/show.c - SHOW and DESCRIBE: rows of text, as Flink gives them. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "binder/binder_internal.h"

wr_rows wr_new_rows(wr_binder *binder, const char *const *column_names, uint32_t column_count, size_t row_capacity) {
    wr_rows rows = {.column_names = column_names, .column_count = column_count};
    rows.cells = wr_arena_calloc(binder->arena, row_capacity * column_count + 1, sizeof *rows.cells);
    return rows;
}

static void one_cell(wr_binder *binder, wr_bound *bound, const char *const *column_name, const char *cell) {
    bound->rows = wr_new_rows(binder, column_name, 1, 1);
    if (cell)
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

/* ---- functions ---- */

static const char *lower_case(wr_binder *binder, const char *name) {
    char *lower = wr_arena_strdup(binder->arena, name);
    for (char *at = lower; *at; at++)
        *at = (char)tolower((unsigned char)*at);
    return lower;
}

/* Those of CREATE FUNCTION: of the database, and the temporary ones of none. */
static void add_user_functions(wr_binder *binder, const wr_object_path *where, wr_rows *rows) {
    wr_rows of_database = wr_catalog_names(binder->catalog, WR_OBJECT_FUNCTION, where->catalog, where->database, false, NULL, binder->arena);
    wr_rows of_none = wr_catalog_names(binder->catalog, WR_OBJECT_FUNCTION, NULL, NULL, false, NULL, binder->arena);
    for (uint32_t i = 0; i < of_database.row_count; i++)
        rows->cells[rows->row_count++] = of_database.cells[i];
    for (uint32_t i = 0; i < of_none.row_count; i++)
        rows->cells[rows->row_count++] = of_none.cells[i];
}

static weir_status show_functions(wr_binder *binder, const wr_ast_show *show, wr_bound *bound, weir_error *err) {
    static const char *const column[] = {"function name"};
    const weir_registry     *registry = binder->registry;
    wr_object_path           where = {wr_catalog_current(binder->catalog), wr_catalog_current_database(binder->catalog), NULL};
    const wr_object         *database;
    uint32_t                 objects;
    if (show->name.part_count > 0) {
        WEIR_TRY(wr_find_database(binder, &show->name, &database, err));
        where = database->path;
    }
    wr_catalog_objects(binder->catalog, &objects);
    wr_rows rows = wr_new_rows(binder, column, 1, registry->function_count + registry->aggregate_count + objects);
    add_user_functions(binder, &where, &rows);
    for (uint32_t i = 0; i < registry->function_count && show->kind == AST_SHOW_FUNCTIONS; i++)
        if (!registry->functions[i]->hidden)
            rows.cells[rows.row_count++] = lower_case(binder, registry->functions[i]->name);
    for (uint32_t i = 0; i < registry->aggregate_count && show->kind == AST_SHOW_FUNCTIONS; i++)
        rows.cells[rows.row_count++] = lower_case(binder, registry->aggregates[i]->name);
    qsort(rows.cells, rows.row_count, sizeof *rows.cells, compare_cells);
    bound->rows = rows;
    return WEIR_OK;
}

/* ---- lists ---- */

/* SHOW TABLES and SHOW VIEWS of a database, the current one or that of FROM. */
static weir_status show_tables(wr_binder *binder, const wr_ast_show *show, wr_bound *bound, weir_error *err) {
    static const char *const table_name[] = {"table name"}, *const view_name[] = {"view name"};
    const wr_object         *database;
    bool                     views = show->kind == AST_SHOW_VIEWS;
    wr_object_path           path = {wr_catalog_current(binder->catalog), wr_catalog_current_database(binder->catalog), NULL};
    if (show->name.part_count > 0) {
        WEIR_TRY(wr_find_database(binder, &show->name, &database, err));
        path = database->path;
    }
    bound->rows = wr_catalog_names(binder->catalog, WR_OBJECT_TABLE, path.catalog, path.database ? path.database : "", views, views ? view_name : table_name,
                                   binder->arena);
    return WEIR_OK;
}

static weir_status show_databases(wr_binder *binder, const wr_ast_show *show, wr_bound *bound, weir_error *err) {
    static const char *const column[] = {"database name"};
    const wr_object         *catalog;
    const char              *name = wr_catalog_current(binder->catalog);
    if (show->name.part_count > 1)
        return FAIL(err, WEIR_INVALID, show->name.place, "FROM of SHOW DATABASES takes a catalog's name, which has one part");
    if (show->name.part_count > 0) {
        WEIR_TRY(wr_find_catalog(binder, &show->name.parts[0], &catalog, err));
        name = catalog->path.catalog;
    }
    bound->rows = wr_catalog_names(binder->catalog, WR_OBJECT_DATABASE, name, NULL, false, column, binder->arena);
    return WEIR_OK;
}

static void show_modules(wr_binder *binder, bool full, wr_bound *bound) {
    static const char *const columns[] = {"module name", "used"};
    bound->rows = wr_new_rows(binder, columns, full ? 2 : 1, 1);
    bound->rows.cells[0] = "core";
    if (full)
        bound->rows.cells[1] = "TRUE";
    bound->rows.row_count = 1;
}

static void show_connectors(wr_binder *binder, wr_bound *bound) {
    static const char *const column[] = {"connector name"};
    bound->rows = wr_new_rows(binder, column, 1, binder->registry->connector_count);
    for (uint32_t i = 0; i < binder->registry->connector_count; i++)
        bound->rows.cells[bound->rows.row_count++] = binder->registry->connectors[i]->name;
    qsort(bound->rows.cells, bound->rows.row_count, sizeof *bound->rows.cells, compare_cells);
}

/* A catalog of Flink lists partitions that were added by ALTER TABLE: there are none. */
static weir_status show_partitions(wr_binder *binder, const wr_ast_show *show, wr_bound *bound, weir_error *err) {
    static const char *const column[] = {"partition name"};
    const wr_table          *table;
    WEIR_TRY(wr_find_table(binder, &show->name, &table, err));
    if (table->partition_key_count == 0)
        return FAIL(err, WEIR_INVALID, show->name.place, "'%s' is not PARTITIONED BY anything", table->name);
    one_cell(binder, bound, column, NULL);
    return WEIR_OK;
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

/* The catalog, read. */
static weir_status read_catalog(wr_binder *binder, const wr_ast_name *name, const wr_object **object, weir_error *err) {
    if (name->part_count > 1)
        return FAIL(err, WEIR_INVALID, name->place, "a catalog's name has one part");
    WEIR_TRY(wr_find_catalog(binder, &name->parts[0], object, err));
    return wr_catalog_read(binder->catalog, *object, err);
}

static weir_status show_create_catalog(wr_binder *binder, const wr_ast_show *show, wr_bound *bound, weir_error *err) {
    static const char *const column[] = {"result"};
    const wr_object         *object;
    WEIR_TRY(read_catalog(binder, &show->name, &object, err));
    one_cell(binder, bound, column, wr_object_create_text(object, binder->arena));
    return WEIR_OK;
}

weir_status wr_bind_show(wr_binder *binder, const wr_ast_statement *statement, wr_bound *bound, weir_error *err) {
    static const char *const catalog_name[] = {"catalog name"}, *const current_catalog[] = {"current catalog name"},
                      *const current_database[] = {"current database name"}, *const jars[] = {"jars"}, *const model_name[] = {"model name"},
                      *const materialized_table[] = {"materialized table"};
    const wr_ast_show *show = &statement->show;
    const wr_table    *table;
    bound->kind = WR_BOUND_ROWS;
    switch (show->kind) {
    case AST_SHOW_TABLES:
    case AST_SHOW_VIEWS: WEIR_TRY(show_tables(binder, show, bound, err)); break;
    case AST_SHOW_CATALOGS:
        bound->rows = wr_catalog_names(binder->catalog, WR_OBJECT_CATALOG, NULL, NULL, false, catalog_name, binder->arena);
        break;
    case AST_SHOW_DATABASES: WEIR_TRY(show_databases(binder, show, bound, err)); break;
    case AST_SHOW_CURRENT_CATALOG: one_cell(binder, bound, current_catalog, wr_catalog_current(binder->catalog)); break;
    case AST_SHOW_CURRENT_DATABASE: one_cell(binder, bound, current_database, wr_catalog_current_database(binder->catalog)); break;
    case AST_SHOW_FUNCTIONS:
    case AST_SHOW_USER_FUNCTIONS: WEIR_TRY(show_functions(binder, show, bound, err)); break;
    case AST_SHOW_MODULES: show_modules(binder, false, bound); break;
    case AST_SHOW_FULL_MODULES: show_modules(binder, true, bound); break;
    case AST_SHOW_JOBS: bound->kind = WR_BOUND_SHOW_JOBS; return WEIR_OK;
    case AST_SHOW_CONNECTORS: show_connectors(binder, bound); break;
    case AST_SHOW_CREATE_TABLE: return show_create(binder, show, false, bound, err);
    case AST_SHOW_CREATE_VIEW: return show_create(binder, show, true, bound, err);
    case AST_SHOW_CREATE_CATALOG: return show_create_catalog(binder, show, bound, err);
    case AST_SHOW_PARTITIONS: return show_partitions(binder, show, bound, err);
    case AST_SHOW_JARS: one_cell(binder, bound, jars, NULL); break;
    case AST_SHOW_MODELS: one_cell(binder, bound, model_name, NULL); break;
    case AST_SHOW_MATERIALIZED_TABLES: one_cell(binder, bound, materialized_table, NULL); break;
    case AST_SHOW_PROCEDURES:
        return FAIL(err, WEIR_UNSUPPORTED, statement->place, "SHOW PROCEDURES is not available: no catalog of Weir has procedures");
    case AST_SHOW_COLUMNS:
        WEIR_TRY(wr_find_table(binder, &show->name, &table, err));
        bound->rows = wr_table_describe(table, binder->arena);
        break;
    }
    filter_rows(&bound->rows, show);
    return WEIR_OK;
}

/* ---- DESCRIBE ---- */

static const char *const info_columns[] = {"info name", "info value"};

static void add_info(wr_rows *rows, const char *name, const char *value) {
    const char **cells = rows->cells + 2u * rows->row_count++;
    cells[0] = name;
    cells[1] = value;
}

static void add_options(wr_binder *binder, wr_rows *rows, const wr_object *object) {
    uint32_t first = rows->row_count;
    for (uint32_t i = 0; i < object->option_count; i++)
        if (strcmp(object->options[i].name, "type") != 0 || object->kind != WR_OBJECT_CATALOG)
            add_info(rows, wr_arena_printf(binder->arena, "option:%s", object->options[i].name), object->options[i].value);
    qsort(rows->cells + 2u * first, rows->row_count - first, 2 * sizeof *rows->cells, compare_cells);
}

static const char *option_value(const wr_object *object, const char *name) {
    for (uint32_t i = 0; i < object->option_count; i++)
        if (strcmp(object->options[i].name, name) == 0)
            return object->options[i].value;
    return NULL;
}

static weir_status describe_catalog(wr_binder *binder, const wr_ast_name *name, bool extended, wr_bound *bound, weir_error *err) {
    const wr_object *object;
    WEIR_TRY(read_catalog(binder, name, &object, err));
    bound->rows = wr_new_rows(binder, info_columns, 2, 3 + object->option_count);
    add_info(&bound->rows, "name", object->path.catalog);
    add_info(&bound->rows, "type", option_value(object, "type"));
    add_info(&bound->rows, "comment", object->comment);
    if (extended)
        add_options(binder, &bound->rows, object);
    return WEIR_OK;
}

static weir_status describe_database(wr_binder *binder, const wr_ast_name *name, bool extended, wr_bound *bound, weir_error *err) {
    const wr_object *object;
    WEIR_TRY(wr_find_database(binder, name, &object, err));
    WEIR_TRY(wr_catalog_read(binder->catalog, object, err));
    bound->rows = wr_new_rows(binder, info_columns, 2, 3 + object->option_count);
    add_info(&bound->rows, "catalog", object->path.catalog);
    add_info(&bound->rows, "name", object->path.database);
    add_info(&bound->rows, "comment", object->comment);
    if (extended)
        add_options(binder, &bound->rows, object);
    return WEIR_OK;
}

static weir_status describe_user_function(wr_binder *binder, const wr_object *object, bool extended, wr_bound *bound, weir_error *err) {
    WEIR_TRY(wr_catalog_read(binder->catalog, object, err));
    bound->rows = wr_new_rows(binder, info_columns, 2, 4);
    add_info(&bound->rows, "is system function", object->path.catalog ? "false" : "true");
    add_info(&bound->rows, "is temporary", object->is_temporary ? "true" : "false");
    if (extended) {
        add_info(&bound->rows, "class name", object->class_name);
        add_info(&bound->rows, "function language", object->language);
    }
    return WEIR_OK;
}

static void describe_builtin(wr_binder *binder, const char *kind, bool deterministic, bool extended, wr_bound *bound) {
    bound->rows = wr_new_rows(binder, info_columns, 2, 6);
    add_info(&bound->rows, "is system function", "true");
    add_info(&bound->rows, "is temporary", "false");
    if (!extended)
        return;
    add_info(&bound->rows, "kind", kind);
    add_info(&bound->rows, "requirements", "[]");
    add_info(&bound->rows, "is deterministic", deterministic ? "true" : "false");
    add_info(&bound->rows, "supports constant folding", deterministic ? "true" : "false");
}

static weir_status describe_function(wr_binder *binder, const wr_ast_name *name, bool extended, wr_bound *bound, weir_error *err) {
    const weir_function  *scalar = weir_registry_function(binder->registry, name->parts[0].text);
    const weir_aggregate *aggregate = weir_registry_aggregate(binder->registry, name->parts[0].text);
    wr_object_path        path = {.name = name->parts[0].text};
    const wr_object      *object = name->part_count == 1 ? wr_catalog_exact(binder->catalog, WR_OBJECT_FUNCTION, &path, true) : NULL;
    if (!object && (name->part_count > 1 || (!aggregate && (!scalar || scalar->hidden)))) {
        WEIR_TRY(wr_object_name(binder, name, "function", &path, err));
        object = wr_catalog_visible(binder->catalog, WR_OBJECT_FUNCTION, &path);
        if (!object)
            return FAIL(err, WEIR_INVALID, name->place, "unknown function '%s'; SHOW FUNCTIONS lists them", path.name);
    }
    if (object)
        return describe_user_function(binder, object, extended, bound, err);
    describe_builtin(binder, aggregate ? "AGGREGATE" : "SCALAR", aggregate || !scalar->nondeterministic, extended, bound);
    return WEIR_OK;
}

weir_status wr_bind_describe(wr_binder *binder, const wr_ast_statement *statement, wr_bound *bound, weir_error *err) {
    const wr_ast_name *name = &statement->describe.name;
    bool               extended = statement->describe.extended;
    const wr_table    *table;
    bound->kind = WR_BOUND_ROWS;
    switch (statement->describe.kind) {
    case AST_DESCRIBE_CATALOG: return describe_catalog(binder, name, extended, bound, err);
    case AST_DESCRIBE_DATABASE: return describe_database(binder, name, extended, bound, err);
    case AST_DESCRIBE_FUNCTION: return describe_function(binder, name, extended, bound, err);
    case AST_DESCRIBE_JOB:
        bound->kind = WR_BOUND_SHOW_JOBS;
        bound->job = statement->describe.job;
        return WEIR_OK;
    case AST_DESCRIBE_TABLE:
        WEIR_TRY(wr_find_table(binder, name, &table, err));
        bound->rows = wr_table_describe(table, binder->arena);
        return WEIR_OK;
    }
    return WEIR_OK;
}
