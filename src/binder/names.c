/* binder/names.c - names of tables, views, databases and catalogs: what a name means where it stands.
 *
 * One part is looked for in the current database, two in the current catalog. While a view is made, the names in its query
 * are written out in full, so that the view means the same wherever it is used. */
#include <stdio.h>
#include <string.h>

#include "binder/binder_internal.h"

static const char *suggestion(wr_binder *binder, const char *wanted, const char *nearest, const char *otherwise) {
    const char *text = nearest ? wr_bind_suggestion(binder, wanted, &nearest, 1) : NULL;
    return text ? text : otherwise;
}

weir_status wr_find_catalog(wr_binder *binder, const wr_ast_ident *ident, const wr_object **object, weir_error *err) {
    *object = wr_catalog_exact(binder->catalog, WR_OBJECT_CATALOG, &(wr_object_path){.catalog = ident->text}, false);
    if (*object)
        return WEIR_OK;
    const char *nearest = wr_catalog_nearest_of(binder->catalog, WR_OBJECT_CATALOG, NULL, NULL, ident->text, binder->arena);
    return FAIL(err, WEIR_INVALID, ident->place, "unknown catalog '%s'%s", ident->text,
                suggestion(binder, ident->text, nearest, "; SHOW CATALOGS lists them, CREATE CATALOG makes one"));
}

weir_status wr_database_path(wr_binder *binder, const wr_ast_name *ast, wr_object_path *path, weir_error *err) {
    if (ast->part_count > 2)
        return FAIL(err, WEIR_INVALID, ast->place, "a database name has at most two parts: catalog.database");
    path->catalog = ast->part_count == 2 ? ast->parts[0].text : wr_catalog_current(binder->catalog);
    path->database = ast->parts[ast->part_count - 1].text;
    path->name = NULL;
    return WEIR_OK;
}

weir_status wr_find_database(wr_binder *binder, const wr_ast_name *ast, const wr_object **object, weir_error *err) {
    wr_object_path   path;
    const wr_object *catalog;
    WEIR_TRY(wr_database_path(binder, ast, &path, err));
    if (ast->part_count == 2)
        WEIR_TRY(wr_find_catalog(binder, &ast->parts[0], &catalog, err));
    *object = wr_catalog_exact(binder->catalog, WR_OBJECT_DATABASE, &path, false);
    if (*object)
        return WEIR_OK;
    const char *nearest = wr_catalog_nearest_of(binder->catalog, WR_OBJECT_DATABASE, path.catalog, NULL, path.database, binder->arena);
    return FAIL(err, WEIR_INVALID, ast->parts[ast->part_count - 1].place, "unknown database '%s' in catalog '%s'%s", path.database, path.catalog,
                suggestion(binder, path.database, nearest, "; SHOW DATABASES lists them, CREATE DATABASE makes one"));
}

weir_status wr_object_name(wr_binder *binder, const wr_ast_name *ast, const char *what, wr_object_path *path, weir_error *err) {
    uint32_t last = ast->part_count - 1;
    if (ast->part_count > 3)
        return FAIL(err, WEIR_INVALID, ast->place, "a %s name has at most three parts: catalog.database.%s", what, what);
    path->catalog = ast->part_count == 3 ? ast->parts[0].text : wr_catalog_current(binder->catalog);
    path->database = ast->part_count >= 2 ? ast->parts[last - 1].text : wr_catalog_current_database(binder->catalog);
    path->name = ast->parts[last].text;
    if (!path->database)
        return FAIL(err, WEIR_INVALID, ast->place, "catalog '%s' has no default database, so '%s' alone says too little; USE a database or write database.%s",
                    path->catalog, path->name, path->name);
    return WEIR_OK;
}

weir_status wr_check_place(wr_binder *binder, const wr_ast_name *ast, weir_error *err) {
    const wr_object *object;
    wr_ast_name      database = {.place = ast->place, .parts = ast->parts, .part_count = ast->part_count - 1};
    return database.part_count == 0 ? WEIR_OK : wr_find_database(binder, &database, &object, err);
}

/* `t` becomes `catalog`.`database`.`t` where it stands. */
static void write_out(wr_binder *binder, const wr_ast_name *ast, const wr_object_path *path) {
    wr_ast_name *name = (wr_ast_name *)(uintptr_t)ast;
    wr_ast_ident last = ast->parts[ast->part_count - 1];
    name->parts = wr_arena_alloc(binder->arena, 3 * sizeof *name->parts);
    name->parts[0] = (wr_ast_ident){ast->place, path->catalog};
    name->parts[1] = (wr_ast_ident){ast->place, path->database};
    name->parts[2] = last;
    name->part_count = 3;
}

/* The table or view that the name means now; *object may have to be read. */
static weir_status find_object(wr_binder *binder, const wr_ast_name *ast, const wr_object **object, weir_error *err) {
    wr_object_path path;
    WEIR_TRY(wr_object_name(binder, ast, "table", &path, err));
    *object = wr_catalog_visible(binder->catalog, WR_OBJECT_TABLE, &path);
    if (!*object) {
        WEIR_TRY(wr_check_place(binder, ast, err));
        const char *nearest = wr_catalog_nearest_of(binder->catalog, WR_OBJECT_TABLE, path.catalog, path.database, path.name, binder->arena);
        return FAIL(err, WEIR_INVALID, ast->place, "unknown table '%s'%s", path.name, suggestion(binder, path.name, nearest, "; CREATE TABLE it first"));
    }
    if (binder->whole_names)
        write_out(binder, ast, &path);
    return WEIR_OK;
}

weir_status wr_find_table(wr_binder *binder, const wr_ast_name *ast, const wr_table **table, weir_error *err) {
    const wr_object *object;
    WEIR_TRY(find_object(binder, ast, &object, err));
    weir_status status = wr_catalog_read(binder->catalog, object, err);
    if (status != WEIR_OK && err) { /* its own places are in no script */
        err->sql_line = ast->place.line;
        err->sql_column = ast->place.column;
    }
    *table = object->table;
    if (status == WEIR_OK && binder->altered_view && *table == binder->altered_view)
        return FAIL(err, WEIR_INVALID, ast->place, "view '%s' would read itself", object->path.name);
    return status;
}

void wr_put_table(wr_binder *binder, const wr_table *table, bool if_not_exists) {
    wr_catalog_put(binder->catalog, &(wr_object){.kind = WR_OBJECT_TABLE, .path = {table->catalog, table->database, table->name},
                                                 .is_temporary = table->is_temporary, .is_view = table->is_view, .table = table}, if_not_exists);
}

weir_status wr_fail_exists(const wr_object *there, const wr_ast_name *ast, const char *advice, weir_error *err) {
    char where[40] = "";
    if (there->table && there->table->line)
        snprintf(where, sizeof where, " (line %u)", there->table->line);
    return FAIL(err, WEIR_INVALID, ast->place, "%s '%s' exists already%s%s%s", there->is_view ? "view" : "table", ast->parts[ast->part_count - 1].text,
                where, *advice ? "; " : "", advice);
}
