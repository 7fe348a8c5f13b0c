/* catalog/catalog.h - catalogs, databases, tables, views and functions of a session.
 *
 * A session begins with default_catalog.default_database. A temporary table or function hides the permanent one of its
 * name until it is dropped. Objects are replaced, never changed: a statement that was bound before keeps what it saw.
 *
 * A catalog may last: wr_catalog_attach takes what a store file holds in place of the session's permanent objects. From then
 * on every change of a permanent object is also put on a list, which the caller takes after each statement and writes when
 * that statement runs (store.h). What comes from the file is SQL; it becomes a table when it is first needed, so one that
 * cannot be read harms nobody else.
 *
 * Everything lives in the arena of wr_catalog_create. Thread: one owner. */
#ifndef WR_CATALOG_CATALOG_H
#define WR_CATALOG_CATALOG_H
#include "base/arena.h"
#include "catalog/store.h"
#include "plan/table.h"
#include "weir/registry.h"

#define WR_CATALOG_NAME "default_catalog"
#define WR_DATABASE_NAME "default_database"
#define WR_CATALOG_TYPE "generic_in_memory" /* the one type of CREATE CATALOG */

struct wr_env;
typedef struct wr_catalog wr_catalog;

/* An object's whole name. CATALOG: only .catalog; DATABASE: no .name; a system function: only .name. */
typedef struct wr_object_path {
    const char *catalog, *database, *name;
} wr_object_path;

typedef struct wr_object {
    wr_object_kind     kind;
    wr_object_path     path;
    bool               is_temporary;
    bool               is_view;
    const char        *definition; /* SQL; NULL: of this session, not stored                   */
    bool               is_read;    /* what follows is known; else it waits in `definition`     */
    bool               is_being_read;
    const wr_table    *table;      /* TABLE: tables and views                                  */
    const char        *comment;    /* CATALOG, DATABASE; optional                              */
    const weir_option *options;    /* CATALOG, DATABASE, FUNCTION: as written                  */
    uint32_t           option_count;
    const char        *class_name, *language; /* FUNCTION: JAVA, SCALA or PYTHON               */
    const char *const *jars;
    uint32_t           jar_count;
} wr_object;

/* Rows of text, as SHOW and DESCRIBE give them. cells: row_count * column_count; NULL is SQL NULL. */
typedef struct wr_rows {
    const char *const *column_names;
    uint32_t           column_count;
    const char       **cells;
    uint32_t           row_count;
} wr_rows;

wr_catalog *wr_catalog_create(wr_arena *arena);

/* ---- where names without a catalog or a database are looked for ---- */
const char *wr_catalog_current(const wr_catalog *catalog);
const char *wr_catalog_current_database(const wr_catalog *catalog); /* NULL: none */
void        wr_catalog_use(wr_catalog *catalog, const char *name, const char *database);
/* The database that USE CATALOG begins with, or NULL. Reads the catalog's options. */
const char *wr_catalog_default_database(wr_catalog *catalog, const char *name);

/* ---- objects ---- */
/* Exactly this one, or NULL; is_read may be false. */
const wr_object *wr_catalog_exact(const wr_catalog *catalog, wr_object_kind kind, const wr_object_path *path, bool temporary);
/* The one that the path means now: the temporary one first. */
const wr_object *wr_catalog_visible(const wr_catalog *catalog, wr_object_kind kind, const wr_object_path *path);
/* Fills in what the definition says. WEIR_INVALID, naming object and file, when that cannot be read. */
weir_status wr_catalog_read(wr_catalog *catalog, const wr_object *object, weir_error *err);
/* New, or in place of the one of its name. `if_not_exists`: no harm when another process has made it meanwhile. */
void wr_catalog_put(wr_catalog *catalog, const wr_object *object, bool if_not_exists);
void wr_catalog_remove(wr_catalog *catalog, const wr_object *object, bool if_exists);
/* All objects, in no order; until the next change. */
const wr_object *const *wr_catalog_objects(const wr_catalog *catalog, uint32_t *count);
/* Names of a kind, sorted, each once: catalogs; databases of a catalog; tables (views only) or functions of a database. */
wr_rows wr_catalog_names(const wr_catalog *catalog, wr_object_kind kind, const char *name, const char *database, bool views_only,
                         const char *const *column_name, wr_arena *arena);
/* The nearest of these names, for "did you mean", or NULL. */
const char *wr_catalog_nearest_of(const wr_catalog *catalog, wr_object_kind kind, const char *name, const char *database, const char *wanted,
                                  wr_arena *arena);

/* How definitions are read: makes `object` whole. Set by who can parse and bind. */
typedef weir_status (*wr_object_reader)(void *context, wr_object *object, weir_error *err);
void wr_catalog_set_reader(wr_catalog *catalog, wr_object_reader reader, void *context);

/* ---- a catalog that lasts ---- */
/* Takes what the file holds; absent: as a new session. WEIR_INVALID when the session has made permanent objects already.
 * path NULL: back to a new session's. Temporary objects stay. */
weir_status wr_catalog_attach(wr_catalog *catalog, const struct wr_env *env, const char *path, weir_error *err);
/* Of an attached one: takes what other processes have changed. Changes that were not written are lost. */
weir_status wr_catalog_refresh(wr_catalog *catalog, const struct wr_env *env, weir_error *err);
/* Changes may not have been written: the next refresh takes the file's content in any case. */
void wr_catalog_doubt(wr_catalog *catalog);
/* What has changed since the last call; NULL: nothing that lasts. Written by wr_catalog_file_apply. */
const wr_stored_batch *wr_catalog_take_changes(wr_catalog *catalog);

/* ---- short forms for tables; of the current database, where no path is given ---- */
/* The table or view that the name means now, or NULL (also when its definition cannot be read). */
const wr_table *wr_catalog_find(const wr_catalog *catalog, const char *name);
const wr_table *wr_catalog_find_at(const wr_catalog *catalog, const wr_object_path *path);
const char     *wr_catalog_nearest(const wr_catalog *catalog, const char *name);

/* ---- texts.c ---- */
/* DESCRIBE and SHOW COLUMNS: name, type, null, key, extras, watermark [, comment]. */
wr_rows wr_table_describe(const wr_table *table, wr_arena *arena);
/* SHOW CREATE TABLE or VIEW: text that ends with a newline. */
const char *wr_table_create_text(const wr_table *table, wr_arena *arena);
/* The SQL that makes the object, which is read. */
const char *wr_object_create_text(const wr_object *object, wr_arena *arena);
/* `catalog`.`database`.`name` */
const char *wr_path_text(const wr_object_path *path, wr_arena *arena);

/* LIKE of SHOW: % and _; \ escapes. */
bool wr_show_like(const char *pattern, const char *text, bool any_case);
/* A name in backticks, backticks doubled; in arena. */
const char *wr_quote_name(wr_arena *arena, const char *name);
#endif
