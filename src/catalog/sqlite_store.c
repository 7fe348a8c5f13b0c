/* catalog/sqlite_store.c - store.h on SQLite: one table of objects, one transaction a change.
 *
 * Always holds: SQLite opens a file only when its header says that it is a catalog of this version (or it is empty and about
 * to become one), so nothing else is ever changed. The schema and what a new session has are made in one transaction. A
 * connection lives for one call: nothing stays open or locked between statements, and the file is whole when it rests. */
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/io.h"
#include "catalog/catalog.h"
#include "catalog/store.h"

#define APPLICATION_ID 0x57656972 /* "Weir" */
#define SCHEMA_VERSION 1
#define WAIT_MS        20000 /* for another process's transaction */

/* The header of a SQLite file: https://www.sqlite.org/fileformat.html */
enum { HEADER_SIZE = 100, USER_VERSION_AT = 60, APPLICATION_ID_AT = 68 };

typedef struct store {
    const char *path;
    sqlite3    *database;
    weir_error *err;
} store;

/* ---- errors ---- */

static weir_status fail_sqlite(const store *s, const char *what) {
    int         code = s->database ? sqlite3_errcode(s->database) : SQLITE_NOMEM;
    const char *why = s->database ? sqlite3_errmsg(s->database) : "out of memory";
    weir_status status = WEIR_IO;
    switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return weir_fail(s->err, WEIR_UNAVAILABLE, "catalog file '%s': %s: another process has held it for %d seconds; try again", s->path, what, WAIT_MS / 1000);
    case SQLITE_FULL:
        status = WEIR_UNAVAILABLE;
        break;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        status = WEIR_CORRUPT;
        break;
    case SQLITE_NOMEM:
        status = WEIR_NOMEM;
        break;
    default:
        break;
    }
    return weir_fail(s->err, status, "catalog file '%s': %s: %s", s->path, what, why);
}

static weir_status run(const store *s, const char *sql, const char *what) {
    return sqlite3_exec(s->database, sql, NULL, NULL, NULL) == SQLITE_OK ? WEIR_OK : fail_sqlite(s, what);
}

/* ---- which files are ours ---- */

static uint32_t big_endian(const unsigned char *bytes) {
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

static weir_status check_versions(const char *path, uint32_t application, uint32_t version, weir_error *err) {
    if (application != APPLICATION_ID)
        return weir_fail(err, WEIR_INVALID, "'%s' is a database, but no catalog of Weir; it was not changed. Give another name to 'weir.catalog.path'", path);
    if (version > SCHEMA_VERSION)
        return weir_fail(err, WEIR_UNSUPPORTED, "catalog file '%s' is of a newer Weir (version %u, and this one reads up to %d); it was not changed", path, version,
                         SCHEMA_VERSION);
    return WEIR_OK;
}

/* *holds: there is something in the file. */
static weir_status check_header(const wr_env *env, const char *path, bool *holds, weir_error *err) {
    unsigned char header[HEADER_SIZE];
    wr_file_info  info;
    size_t        got = 0;
    int           fd = -1;
    *holds = false;
    WEIR_TRY(wr_file_stat(env, path, &info, holds, err));
    *holds = *holds && (info.kind != WR_FILE_REGULAR || info.size > 0);
    if (!*holds)
        return WEIR_OK;
    if (info.kind != WR_FILE_REGULAR)
        return weir_fail(err, WEIR_INVALID, "'%s' is no file, so it cannot be a catalog; give another name to 'weir.catalog.path'", path);
    WEIR_TRY(wr_file_open(env, path, WR_OPEN_READ, 0, &fd, err));
    weir_status status = wr_file_pread_all(env, fd, header, sizeof header, 0, &got, path, err);
    wr_file_close(env, &fd, path, NULL);
    WEIR_TRY(status);
    if (got < sizeof header || memcmp(header, "SQLite format 3", 16) != 0)
        return weir_fail(err, WEIR_INVALID, "'%s' is no catalog of Weir; it was not changed. Give another name to 'weir.catalog.path'", path);
    return check_versions(path, big_endian(header + APPLICATION_ID_AT), big_endian(header + USER_VERSION_AT), err);
}

/* ---- opening ---- */

static weir_status open_store(store *s) {
    if (sqlite3_open_v2(s->path, &s->database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_FULLMUTEX | SQLITE_OPEN_EXRESCODE, NULL) != SQLITE_OK)
        return fail_sqlite(s, "it cannot be opened");
    sqlite3_busy_timeout(s->database, WAIT_MS);
    return run(s, "PRAGMA synchronous = FULL; PRAGMA trusted_schema = OFF", "it cannot be read");
}

static void close_store(store *s) {
    sqlite3_close(s->database);
    s->database = NULL;
}

static weir_status query_number(const store *s, const char *sql, int64_t *number) {
    sqlite3_stmt *statement = NULL;
    weir_status   status = WEIR_OK;
    if (sqlite3_prepare_v2(s->database, sql, -1, &statement, NULL) != SQLITE_OK || sqlite3_step(statement) != SQLITE_ROW)
        status = fail_sqlite(s, "it cannot be read");
    else
        *number = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return status;
}

/* ---- loading ---- */

static const char *column_text(sqlite3_stmt *row, int column, wr_arena *arena) {
    const char *text = (const char *)sqlite3_column_text(row, column);
    return wr_arena_strdup(arena, text ? text : "");
}

static weir_status load_objects(const store *s, wr_arena *arena, wr_stored_content *content) {
    static const char sql[] = "SELECT kind, is_view, catalog, database, name, definition FROM object ORDER BY kind, catalog, database, name";
    sqlite3_stmt     *row = NULL;
    size_t            capacity = 0;
    int               step = SQLITE_ERROR;
    if (sqlite3_prepare_v2(s->database, sql, -1, &row, NULL) == SQLITE_OK)
        while ((step = sqlite3_step(row)) == SQLITE_ROW) {
            content->objects = wr_arena_grow(arena, content->objects, content->count, &capacity, sizeof *content->objects);
            content->objects[content->count++] = (wr_stored_object){
                .kind = (wr_object_kind)sqlite3_column_int(row, 0),
                .is_view = sqlite3_column_int(row, 1) != 0,
                .catalog = column_text(row, 2, arena),
                .database = column_text(row, 3, arena),
                .name = column_text(row, 4, arena),
                .definition = column_text(row, 5, arena),
            };
        }
    weir_status status = step == SQLITE_DONE ? WEIR_OK : fail_sqlite(s, "it cannot be read");
    sqlite3_finalize(row);
    return status;
}

/* Inside one transaction, so that version and objects fit. */
static weir_status load_content(const store *s, uint64_t known_version, wr_arena *arena, wr_stored_content *content) {
    int64_t tables, application, schema, version;
    WEIR_TRY(run(s, "BEGIN", "it cannot be read"));
    WEIR_TRY(query_number(s, "SELECT COUNT(*) FROM sqlite_schema", &tables));
    content->exists = tables > 0; /* none: who made the file died before anything was in it */
    if (!content->exists)
        return WEIR_OK;
    WEIR_TRY(query_number(s, "PRAGMA application_id", &application));
    WEIR_TRY(query_number(s, "PRAGMA user_version", &schema));
    WEIR_TRY(check_versions(s->path, (uint32_t)application, (uint32_t)schema, s->err));
    WEIR_TRY(query_number(s, "SELECT version FROM catalog_version", &version));
    content->version = (uint64_t)version;
    return content->version == known_version ? WEIR_OK : load_objects(s, arena, content);
}

weir_status wr_catalog_file_load(const wr_env *env, const char *path, uint64_t known_version, wr_arena *arena, wr_stored_content *content, weir_error *err) {
    store s = {.path = path, .err = err};
    *content = (wr_stored_content){.exists = false};
    WEIR_TRY(check_header(env, path, &content->exists, err));
    if (!content->exists)
        return WEIR_OK;
    weir_status status = open_store(&s);
    if (status == WEIR_OK)
        status = load_content(&s, known_version, arena, content);
    close_store(&s);
    return status;
}

/* ---- changing ---- */

/* The file, for its owner alone; SQLite gives its helper files the same mode. */
static weir_status make_file(const wr_env *env, const char *path, weir_error *err) {
    weir_error failure = {0};
    int        fd = -1;
    if (wr_file_open(env, path, WR_OPEN_CREATE, 0600, &fd, &failure) == WEIR_OK)
        return wr_file_close(env, &fd, path, err);
    bool         exists = false;
    wr_file_info info;
    if (wr_file_stat(env, path, &info, &exists, err) == WEIR_OK && exists)
        return WEIR_OK;
    if (err)
        *err = failure;
    return weir_fail_context(err, failure.status, "catalog file '%s' cannot be made", path);
}

/* Inside a transaction: the schema when there is none. */
static weir_status make_schema(const store *s) {
    static const char sql[] = "CREATE TABLE object ("
                              " kind INTEGER NOT NULL, is_view INTEGER NOT NULL,"
                              " catalog TEXT NOT NULL, database TEXT NOT NULL, name TEXT NOT NULL,"
                              " definition TEXT NOT NULL,"
                              " PRIMARY KEY (kind, catalog, database, name)) WITHOUT ROWID;"
                              "CREATE TABLE catalog_version (version INTEGER NOT NULL);"
                              "INSERT INTO catalog_version VALUES (1);"
                              "INSERT INTO object VALUES (1, 0, '" WR_CATALOG_NAME "', '', '', 'CREATE CATALOG `" WR_CATALOG_NAME "` WITH (''type'' = ''" WR_CATALOG_TYPE "'')');"
                              "INSERT INTO object VALUES (2, 0, '" WR_CATALOG_NAME "', '" WR_DATABASE_NAME "', '', 'CREATE DATABASE `" WR_CATALOG_NAME "`.`" WR_DATABASE_NAME "`')";
    char    pragmas[100];
    int64_t tables, application, version;
    WEIR_TRY(query_number(s, "SELECT COUNT(*) FROM sqlite_schema", &tables));
    WEIR_TRY(query_number(s, "PRAGMA application_id", &application));
    WEIR_TRY(query_number(s, "PRAGMA user_version", &version));
    if (tables > 0 || application != 0)
        return check_versions(s->path, (uint32_t)application, (uint32_t)version, s->err);
    snprintf(pragmas, sizeof pragmas, "PRAGMA application_id = %d; PRAGMA user_version = %d", APPLICATION_ID, SCHEMA_VERSION);
    WEIR_TRY(run(s, pragmas, "it cannot be written"));
    return run(s, sql, "it cannot be written");
}

static void bind_path(sqlite3_stmt *statement, const wr_stored_object *object) {
    sqlite3_bind_int(statement, 1, (int)object->kind);
    sqlite3_bind_text(statement, 2, object->catalog, -1, SQLITE_STATIC);
    sqlite3_bind_text(statement, 3, object->database, -1, SQLITE_STATIC);
    sqlite3_bind_text(statement, 4, object->name, -1, SQLITE_STATIC);
}

/* What the file holds of the object now: *exists, and *same: it is still `before`. */
static weir_status look_up(const store *s, const wr_stored_change *change, bool *exists, bool *same) {
    static const char sql[] = "SELECT definition FROM object WHERE kind = ?1 AND catalog = ?2 AND database = ?3 AND name = ?4";
    sqlite3_stmt     *row = NULL;
    if (sqlite3_prepare_v2(s->database, sql, -1, &row, NULL) != SQLITE_OK)
        return fail_sqlite(s, "it cannot be read");
    bind_path(row, &change->object);
    int step = sqlite3_step(row);
    *exists = step == SQLITE_ROW;
    *same = *exists && (change->before == NULL || strcmp((const char *)sqlite3_column_text(row, 0), change->before) == 0);
    weir_status status = step == SQLITE_ROW || step == SQLITE_DONE ? WEIR_OK : fail_sqlite(s, "it cannot be read");
    sqlite3_finalize(row);
    return status;
}

static weir_status write_object(const store *s, const wr_stored_change *change) {
    static const char put[] = "INSERT OR REPLACE INTO object (kind, catalog, database, name, is_view, definition) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                      removal[] = "DELETE FROM object WHERE kind = ?1 AND catalog = ?2 AND database = ?3 AND name = ?4";
    bool              remove = change->action == WR_STORED_REMOVE;
    sqlite3_stmt     *statement = NULL;
    if (sqlite3_prepare_v2(s->database, remove ? removal : put, -1, &statement, NULL) != SQLITE_OK)
        return fail_sqlite(s, "it cannot be written");
    bind_path(statement, &change->object);
    if (!remove) {
        sqlite3_bind_int(statement, 5, change->object.is_view);
        sqlite3_bind_text(statement, 6, change->object.definition, -1, SQLITE_STATIC);
    }
    weir_status status = sqlite3_step(statement) == SQLITE_DONE ? WEIR_OK : fail_sqlite(s, "it cannot be written");
    sqlite3_finalize(statement);
    return status;
}

static const char *last_name(const wr_stored_object *object) {
    return *object->name ? object->name : *object->database ? object->database : object->catalog;
}

static weir_status apply_one(const store *s, const wr_stored_change *change) {
    bool exists, same;
    WEIR_TRY(look_up(s, change, &exists, &same));
    if (change->action == WR_STORED_CREATE && exists) {
        if (change->tolerant)
            return WEIR_OK;
        return weir_fail(s->err, WEIR_INVALID, "'%s' exists already in catalog file '%s': another process made it after this script was checked",
                         last_name(&change->object), s->path);
    }
    if (change->action == WR_STORED_REMOVE && !exists && change->tolerant)
        return WEIR_OK;
    if (change->action != WR_STORED_CREATE && !same)
        return weir_fail(s->err, WEIR_INVALID, "'%s' of catalog file '%s' was %s by another process after this script was checked; run it again",
                         last_name(&change->object), s->path, exists ? "changed" : "dropped");
    return write_object(s, change);
}

/* Where it shall stand must still be there: a database, a catalog. */
static weir_status check_place(const store *s, const wr_stored_change *change) {
    wr_stored_change place = *change;
    bool            exists, same;
    if (change->action != WR_STORED_CREATE || change->object.kind == WR_OBJECT_CATALOG)
        return WEIR_OK;
    place.before = NULL;
    place.object.name = "";
    place.object.kind = change->object.kind == WR_OBJECT_DATABASE ? WR_OBJECT_CATALOG : WR_OBJECT_DATABASE;
    if (change->object.kind == WR_OBJECT_DATABASE)
        place.object.database = "";
    WEIR_TRY(look_up(s, &place, &exists, &same));
    if (exists)
        return WEIR_OK;
    return weir_fail(s->err, WEIR_INVALID, "%s '%s' of catalog file '%s' was dropped by another process after this script was checked",
                     place.object.kind == WR_OBJECT_CATALOG ? "catalog" : "database", last_name(&place.object), s->path);
}

static weir_status apply_changes(const store *s, const wr_stored_batch *batch) {
    WEIR_TRY(run(s, "BEGIN IMMEDIATE", "it cannot be written"));
    WEIR_TRY(make_schema(s));
    for (uint32_t i = 0; i < batch->count; i++) {
        WEIR_TRY(check_place(s, &batch->changes[i]));
        WEIR_TRY(apply_one(s, &batch->changes[i]));
    }
    WEIR_TRY(run(s, "UPDATE catalog_version SET version = version + 1", "it cannot be written"));
    return run(s, "COMMIT", "it cannot be written");
}

weir_status wr_catalog_file_apply(const wr_env *env, const wr_stored_batch *batch, weir_error *err) {
    store s = {.path = batch->path, .err = err};
    bool  holds;
    WEIR_TRY(check_header(env, batch->path, &holds, err));
    if (!holds)
        WEIR_TRY(make_file(env, batch->path, err));
    weir_status status = open_store(&s);
    if (status == WEIR_OK)
        status = apply_changes(&s, batch); /* closing rolls back what was not committed */
    /* Readers do not wait for writers then. Another process may be doing the same: whoever comes later does it. */
    if (status == WEIR_OK)
        (void)sqlite3_exec(s.database, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);
    close_store(&s);
    return status;
}
