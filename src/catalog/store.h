/* catalog/store.h - where a catalog lasts: one file with the SQL of every permanent object.
 *
 * A change is one transaction: either all of it is in the file, also after a crash at any instruction, or nothing. Several
 * processes may use a file at once; each change says what it found when its statement was checked, and is refused when
 * another process has changed that meanwhile. The file is made by the first change, for its owner alone (mode 0600):
 * options such as passwords stand in it as they were written.
 *
 * Errors: WEIR_INVALID (not a catalog; or changed meanwhile), WEIR_UNSUPPORTED (of a newer Weir), WEIR_UNAVAILABLE (locked
 * for long, no space), WEIR_IO, WEIR_CORRUPT; all name the file. A file that is refused is never changed. Thread: any. */
#ifndef WR_CATALOG_STORE_H
#define WR_CATALOG_STORE_H
#include "base/arena.h"
#include "weir/error.h"

struct wr_env;

/* The values stand in files: only add. */
typedef enum wr_object_kind {
    WR_OBJECT_CATALOG = 1,
    WR_OBJECT_DATABASE = 2,
    WR_OBJECT_TABLE = 3, /* and views: they share their names */
    WR_OBJECT_FUNCTION = 4
} wr_object_kind;

typedef struct wr_stored_object {
    wr_object_kind kind;
    bool           is_view;
    const char    *catalog, *database, *name; /* "" where it has none */
    const char    *definition;
} wr_stored_object;

typedef enum wr_stored_action { WR_STORED_CREATE, WR_STORED_REPLACE, WR_STORED_REMOVE } wr_stored_action;

typedef struct wr_stored_change {
    wr_stored_action action;
    wr_stored_object object;
    const char     *before;   /* REPLACE, REMOVE: the definition that was there */
    bool            tolerant; /* CREATE IF NOT EXISTS, DROP IF EXISTS: no harm when another was faster */
} wr_stored_change;

/* The changes of one statement. */
typedef struct wr_stored_batch {
    const char            *path;
    const wr_stored_change *changes;
    uint32_t               count;
} wr_stored_batch;

typedef struct wr_stored_content {
    bool             exists;  /* false: there is no file yet, or an empty one */
    uint64_t         version; /* grows with every change                      */
    wr_stored_object *objects; /* ordered by kind and name                     */
    uint32_t         count;
} wr_stored_content;

/* Everything, in arena. `known_version` as the file's: *content has no objects, and nothing was read; 0: read always. */
weir_status wr_catalog_file_load(const struct wr_env *env, const char *path, uint64_t known_version, wr_arena *arena, wr_stored_content *content,
                          weir_error *err);
weir_status wr_catalog_file_apply(const struct wr_env *env, const wr_stored_batch *batch, weir_error *err);
#endif
