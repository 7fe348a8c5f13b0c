/* catalog/catalog.c - the objects of a session: found by name, listed, replaced; and what of them lasts.
 *
 * Always holds: at most one permanent and one temporary object of a kind and path; a database is listed only in a catalog
 * that exists, a permanent table only in a database that exists. */
#include "catalog/catalog.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/hash.h"

struct wr_catalog {
    wr_arena         *arena;
    wr_object       **objects;
    size_t            object_count, object_capacity;
    const char       *current, *current_database;
    wr_object_reader  reader;
    void             *reader_context;
    const char       *path;    /* of the store; NULL: nothing lasts */
    uint64_t          version; /* of what was loaded                */
    wr_stored_change  *changes; /* not taken yet                     */
    size_t            change_count, change_capacity;
};

static bool same_text(const char *a, const char *b) {
    return strcmp(a ? a : "", b ? b : "") == 0;
}

/* Functions are found in any case, everything else as written. */
static bool same_path(wr_object_kind kind, const wr_object_path *a, const wr_object_path *b) {
    if (!same_text(a->catalog, b->catalog) || !same_text(a->database, b->database))
        return false;
    return kind == WR_OBJECT_FUNCTION ? strcasecmp(a->name, b->name) == 0 : same_text(a->name, b->name);
}

/* ---- in memory ---- */

static void append(wr_catalog *catalog, const wr_object *object) {
    wr_object *copy = wr_arena_alloc(catalog->arena, sizeof *copy);
    *copy = *object;
    catalog->objects = wr_arena_grow(catalog->arena, catalog->objects, catalog->object_count, &catalog->object_capacity,
                                     sizeof *catalog->objects);
    catalog->objects[catalog->object_count++] = copy;
}

static const weir_option type_option = {.name = "type", .value = WR_CATALOG_TYPE};

static void add_defaults(wr_catalog *catalog) {
    append(catalog, &(wr_object){.kind = WR_OBJECT_CATALOG, .path = {.catalog = WR_CATALOG_NAME}, .is_read = true,
                                 .options = &type_option, .option_count = 1});
    append(catalog, &(wr_object){.kind = WR_OBJECT_DATABASE, .path = {.catalog = WR_CATALOG_NAME, .database = WR_DATABASE_NAME},
                                 .is_read = true});
}

wr_catalog *wr_catalog_create(wr_arena *arena) {
    wr_catalog *catalog = wr_arena_calloc(arena, 1, sizeof *catalog);
    catalog->arena = arena;
    catalog->current = WR_CATALOG_NAME;
    catalog->current_database = WR_DATABASE_NAME;
    add_defaults(catalog);
    return catalog;
}

void wr_catalog_set_reader(wr_catalog *catalog, wr_object_reader reader, void *context) {
    catalog->reader = reader;
    catalog->reader_context = context;
}

const char *wr_catalog_current(const wr_catalog *catalog) {
    return catalog->current;
}

const char *wr_catalog_current_database(const wr_catalog *catalog) {
    return catalog->current_database;
}

void wr_catalog_use(wr_catalog *catalog, const char *name, const char *database) {
    catalog->current = name;
    catalog->current_database = database;
}

const wr_object *const *wr_catalog_objects(const wr_catalog *catalog, uint32_t *count) {
    *count = (uint32_t)catalog->object_count;
    return (const wr_object *const *)catalog->objects;
}

static wr_object *find(const wr_catalog *catalog, wr_object_kind kind, const wr_object_path *path, bool temporary) {
    for (size_t i = 0; i < catalog->object_count; i++) {
        wr_object *object = catalog->objects[i];
        if (object->kind == kind && object->is_temporary == temporary && same_path(kind, &object->path, path))
            return object;
    }
    return NULL;
}

const wr_object *wr_catalog_exact(const wr_catalog *catalog, wr_object_kind kind, const wr_object_path *path, bool temporary) {
    return find(catalog, kind, path, temporary);
}

const wr_object *wr_catalog_visible(const wr_catalog *catalog, wr_object_kind kind, const wr_object_path *path) {
    const wr_object *object = find(catalog, kind, path, true);
    return object ? object : find(catalog, kind, path, false);
}

static weir_status read_object(const wr_catalog *catalog, wr_object *object, weir_error *err) {
    if (object->is_read)
        return WEIR_OK;
    if (object->is_being_read)
        return weir_fail(err, WEIR_INVALID, "%s is defined by itself", wr_path_text(&object->path, catalog->arena));
    WR_ASSERT(catalog->reader != NULL);
    object->is_being_read = true;
    weir_status status = catalog->reader(catalog->reader_context, object, err);
    object->is_being_read = false;
    if (status != WEIR_OK)
        return weir_fail_context(err, status, "%s of catalog file '%s' cannot be used; DROP it or make it anew",
                                 wr_path_text(&object->path, catalog->arena), catalog->path);
    object->is_read = true;
    return WEIR_OK;
}

weir_status wr_catalog_read(wr_catalog *catalog, const wr_object *object, weir_error *err) {
    return read_object(catalog, find(catalog, object->kind, &object->path, object->is_temporary), err);
}

const char *wr_catalog_default_database(wr_catalog *catalog, const char *name) {
    const wr_object *object = wr_catalog_exact(catalog, WR_OBJECT_CATALOG, &(wr_object_path){.catalog = name}, false);
    const char      *database = strcmp(name, WR_CATALOG_NAME) == 0 ? WR_DATABASE_NAME : "default";
    if (object == NULL || wr_catalog_read(catalog, object, NULL) != WEIR_OK)
        return NULL;
    for (uint32_t i = 0; i < object->option_count; i++)
        if (strcmp(object->options[i].name, "default-database") == 0)
            database = object->options[i].value;
    const wr_object_path path = {.catalog = name, .database = database};
    return wr_catalog_exact(catalog, WR_OBJECT_DATABASE, &path, false) ? database : NULL;
}

/* ---- lists ---- */

static int compare_names(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The object's own name when it is one of these, else NULL. */
static const char *listed_name(const wr_catalog *catalog, const wr_object *object, wr_object_kind kind, const char *name, const char *database,
                               bool views_only) {
    if (object->kind != kind)
        return NULL;
    if (kind == WR_OBJECT_CATALOG)
        return object->path.catalog;
    if (!same_text(object->path.catalog, name))
        return NULL;
    if (kind == WR_OBJECT_DATABASE)
        return object->path.database;
    if (!same_text(object->path.database, database))
        return NULL;
    bool hidden = wr_catalog_visible(catalog, kind, &object->path) != object;
    return hidden || (views_only && !object->is_view) ? NULL : object->path.name;
}

wr_rows wr_catalog_names(const wr_catalog *catalog, wr_object_kind kind, const char *name, const char *database, bool views_only,
                         const char *const *column_name, wr_arena *arena) {
    wr_rows rows = {.column_names = column_name, .column_count = 1};
    rows.cells = wr_arena_alloc(arena, (catalog->object_count + 1) * sizeof *rows.cells);
    for (size_t i = 0; i < catalog->object_count; i++) {
        const char *listed = listed_name(catalog, catalog->objects[i], kind, name, database, views_only);
        if (listed != NULL)
            rows.cells[rows.row_count++] = listed;
    }
    qsort(rows.cells, rows.row_count, sizeof *rows.cells, compare_names);
    return rows;
}

const char *wr_catalog_nearest_of(const wr_catalog *catalog, wr_object_kind kind, const char *name, const char *database, const char *wanted,
                                  wr_arena *arena) {
    wr_rows rows = wr_catalog_names(catalog, kind, name, database, false, NULL, arena);
    return wr_nearest_name(wanted, (const char *const *)rows.cells, rows.row_count);
}

/* ---- changes ---- */

static const char *text_or_empty(const char *text) {
    return text ? text : "";
}

static void record(wr_catalog *catalog, wr_stored_action action, const wr_object *object, const char *before, bool tolerant) {
    catalog->changes = wr_arena_grow(catalog->arena, catalog->changes, catalog->change_count, &catalog->change_capacity,
                                     sizeof *catalog->changes);
    catalog->changes[catalog->change_count++] = (wr_stored_change){
        .action = action,
        .object = {object->kind, object->is_view, text_or_empty(object->path.catalog), text_or_empty(object->path.database),
                   text_or_empty(object->path.name), text_or_empty(object->definition)},
        .before = before,
        .tolerant = tolerant,
    };
}

void wr_catalog_put(wr_catalog *catalog, const wr_object *object, bool if_not_exists) {
    bool       lasts = catalog->path != NULL && !object->is_temporary;
    wr_object *old = find(catalog, object->kind, &object->path, object->is_temporary), made = *object;
    made.is_read = true;
    if (lasts) {
        made.definition = wr_object_create_text(&made, catalog->arena);
        record(catalog, old ? WR_STORED_REPLACE : WR_STORED_CREATE, &made, old ? old->definition : NULL, if_not_exists);
    }
    if (old != NULL)
        *old = made;
    else
        append(catalog, &made);
}

void wr_catalog_remove(wr_catalog *catalog, const wr_object *object, bool if_exists) {
    for (size_t i = 0; i < catalog->object_count; i++) {
        if (catalog->objects[i] != object)
            continue;
        if (catalog->path != NULL && !object->is_temporary)
            record(catalog, WR_STORED_REMOVE, object, object->definition, if_exists);
        memmove(catalog->objects + i, catalog->objects + i + 1, (catalog->object_count - i - 1) * sizeof *catalog->objects);
        catalog->object_count--;
        return;
    }
    WR_ASSERT(!"the object is in the catalog");
}

const wr_stored_batch *wr_catalog_take_changes(wr_catalog *catalog) {
    if (catalog->change_count == 0)
        return NULL;
    wr_stored_batch *batch = wr_arena_alloc(catalog->arena, sizeof *batch);
    *batch = (wr_stored_batch){catalog->path, catalog->changes, (uint32_t)catalog->change_count};
    catalog->changes = NULL;
    catalog->change_count = catalog->change_capacity = 0;
    return batch;
}

/* ---- a catalog that lasts ---- */

/* Has the session made anything that would last? */
static const wr_object *first_made(const wr_catalog *catalog) {
    const wr_object_path defaults = {.catalog = WR_CATALOG_NAME, .database = WR_DATABASE_NAME};
    for (size_t i = 0; i < catalog->object_count; i++) {
        const wr_object *object = catalog->objects[i];
        bool is_default = (object->kind == WR_OBJECT_CATALOG && same_text(object->path.catalog, defaults.catalog)) ||
                          (object->kind == WR_OBJECT_DATABASE && same_path(WR_OBJECT_DATABASE, &object->path, &defaults));
        if (!object->is_temporary && !is_default)
            return object;
    }
    return NULL;
}

static void forget_permanent(wr_catalog *catalog) {
    size_t kept = 0;
    for (size_t i = 0; i < catalog->object_count; i++)
        if (catalog->objects[i]->is_temporary)
            catalog->objects[kept++] = catalog->objects[i];
    catalog->object_count = kept;
    catalog->change_count = 0;
}

static const char *null_if_empty(const char *text) {
    return *text ? text : NULL;
}

static void take_content(wr_catalog *catalog, const wr_stored_content *content) {
    for (uint32_t i = 0; i < content->count; i++) {
        const wr_stored_object *stored = &content->objects[i];
        append(catalog, &(wr_object){.kind = stored->kind, .is_view = stored->is_view, .definition = stored->definition,
                                     .path = {null_if_empty(stored->catalog), null_if_empty(stored->database), null_if_empty(stored->name)}});
    }
    if (!content->exists)
        add_defaults(catalog);
    catalog->version = content->version;
}

/* The session stays where it was while that exists; else in default_catalog, else in the first catalog there is. */
static void stay_somewhere(wr_catalog *catalog) {
    static const char *const column[] = {"catalog name"};
    wr_object_path           path = {.catalog = catalog->current};
    if (wr_catalog_exact(catalog, WR_OBJECT_CATALOG, &path, false) == NULL) {
        path.catalog = WR_CATALOG_NAME;
        wr_rows names = wr_catalog_names(catalog, WR_OBJECT_CATALOG, NULL, NULL, false, column, catalog->arena);
        if (wr_catalog_exact(catalog, WR_OBJECT_CATALOG, &path, false) == NULL && names.row_count > 0)
            path.catalog = names.cells[0];
        catalog->current = path.catalog;
        catalog->current_database = wr_catalog_default_database(catalog, path.catalog);
        return;
    }
    path.database = catalog->current_database;
    if (path.database != NULL && wr_catalog_exact(catalog, WR_OBJECT_DATABASE, &path, false) == NULL)
        catalog->current_database = NULL;
}

weir_status wr_catalog_attach(wr_catalog *catalog, const struct wr_env *env, const char *path, weir_error *err) {
    wr_stored_content content = {.exists = false};
    const wr_object *made = catalog->path == NULL ? first_made(catalog) : NULL;
    if (path == NULL && catalog->path == NULL)
        return WEIR_OK;
    if (path != NULL && made != NULL)
        return weir_fail(err, WEIR_INVALID, "this session has made %s, which is in no file; SET 'weir.catalog.path' before the first CREATE, or make it TEMPORARY",
                         wr_path_text(&made->path, catalog->arena));
    if (path != NULL)
        WEIR_TRY(wr_catalog_file_load(env, path, 0, catalog->arena, &content, err));
    forget_permanent(catalog);
    catalog->path = path;
    take_content(catalog, &content);
    stay_somewhere(catalog);
    return WEIR_OK;
}

weir_status wr_catalog_refresh(wr_catalog *catalog, const struct wr_env *env, weir_error *err) {
    wr_stored_content content;
    if (catalog->path == NULL)
        return WEIR_OK;
    WEIR_TRY(wr_catalog_file_load(env, catalog->path, catalog->version, catalog->arena, &content, err));
    if (content.exists && content.version == catalog->version) /* no version is 0 */
        return WEIR_OK;
    forget_permanent(catalog);
    take_content(catalog, &content);
    stay_somewhere(catalog);
    return WEIR_OK;
}

void wr_catalog_doubt(wr_catalog *catalog) {
    catalog->version = 0;
}

/* ---- short forms for tables ---- */

const wr_table *wr_catalog_find_at(const wr_catalog *catalog, const wr_object_path *path) {
    wr_object *object = find(catalog, WR_OBJECT_TABLE, path, true);
    if (object == NULL)
        object = find(catalog, WR_OBJECT_TABLE, path, false);
    return object != NULL && read_object(catalog, object, NULL) == WEIR_OK ? object->table : NULL;
}

const wr_table *wr_catalog_find(const wr_catalog *catalog, const char *name) {
    const wr_object_path path = {catalog->current, catalog->current_database, name};
    return wr_catalog_find_at(catalog, &path);
}

const char *wr_catalog_nearest(const wr_catalog *catalog, const char *name) {
    return wr_catalog_nearest_of(catalog, WR_OBJECT_TABLE, catalog->current, catalog->current_database, name, catalog->arena);
}
