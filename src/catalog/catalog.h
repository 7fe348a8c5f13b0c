/* catalog/catalog.h - the tables and views of a session, and what SHOW and DESCRIBE say of them.
 *
 * There is one catalog (default_catalog) with one database (default_database). A temporary table
 * hides the permanent one of its name until it is dropped. Tables are immutable: dropping one only
 * makes its name free, so a statement that was bound before keeps what it saw.
 * The catalog and its tables live in the arena of wr_catalog_create. Thread: one owner. */
#ifndef WR_CATALOG_CATALOG_H
#define WR_CATALOG_CATALOG_H
#include "base/arena.h"
#include "plan/table.h"
#include "weir/registry.h"

#define WR_CATALOG_NAME "default_catalog"
#define WR_DATABASE_NAME "default_database"

typedef struct wr_catalog wr_catalog;

/* Rows of text, as SHOW and DESCRIBE give them. cells: row_count * column_count; NULL is SQL NULL. */
typedef struct wr_rows {
    const char *const *column_names;
    uint32_t           column_count;
    const char       **cells;
    uint32_t           row_count;
} wr_rows;

wr_catalog *wr_catalog_create(wr_arena *arena);

/* The table or view that the name means now, or NULL. */
const wr_table *wr_catalog_find(const wr_catalog *catalog, const char *name);
/* The permanent or the temporary one. */
const wr_table *wr_catalog_find_exact(const wr_catalog *catalog, const char *name, bool temporary);
/* The name must be free among its kind (permanent or temporary): asserted. */
void wr_catalog_add(wr_catalog *catalog, const wr_table *table);
void wr_catalog_remove(wr_catalog *catalog, const wr_table *table);
/* The nearest name of a table or view, for "did you mean", or NULL. */
const char *wr_catalog_nearest(const wr_catalog *catalog, const char *name);

/* SHOW TABLES (views too, as in Flink), SHOW VIEWS: names in order, each once. */
wr_rows wr_catalog_show_tables(const wr_catalog *catalog, bool views_only, wr_arena *arena);
/* DESCRIBE and SHOW COLUMNS: name, type, null, key, extras, watermark [, comment]. */
wr_rows wr_table_describe(const wr_table *table, wr_arena *arena);
/* SHOW CREATE TABLE or VIEW: text that ends with a newline. */
const char *wr_table_create_text(const wr_table *table, wr_arena *arena);

/* LIKE of SHOW: % and _; \ escapes. */
bool wr_show_like(const char *pattern, const char *text, bool any_case);
/* A name in backticks, backticks doubled; in arena. */
const char *wr_quote_name(wr_arena *arena, const char *name);
#endif
