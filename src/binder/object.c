/* binder/object.c - catalogs, databases and functions: CREATE, ALTER, USE; and DROP of everything. */
#include <ctype.h>
#include <string.h>

#include "binder/binder_internal.h"
#include "parser/parser.h"

/* ---- options ---- */

static const weir_option *copy_options(wr_binder *binder, const wr_ast_option *options, uint32_t count) {
    weir_option *copy = wr_arena_alloc(binder->arena, (count + 1u) * sizeof *copy);
    for (uint32_t i = 0; i < count; i++)
        copy[i] = (weir_option){options[i].key, options[i].value, options[i].place.line, options[i].place.column};
    return copy;
}

static weir_status check_twice(const wr_ast_option *options, uint32_t count, weir_error *err) {
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t j = 0; j < i; j++)
            if (strcmp(options[i].key, options[j].key) == 0)
                return FAIL(err, WEIR_INVALID, options[i].place, "option '%s' is given twice", options[i].key);
    return WEIR_OK;
}

static int64_t find_option(const wr_object *object, const char *name) {
    for (uint32_t i = 0; i < object->option_count; i++)
        if (strcmp(object->options[i].name, name) == 0)
            return i;
    return -1;
}

/* The object's options with those of SET put in, or those of RESET taken out. */
static void change_options(wr_binder *binder, wr_object *object, const wr_ast_alter *alter) {
    weir_option *options = wr_arena_alloc(binder->arena, (object->option_count + alter->option_count + 1u) * sizeof *options);
    const wr_object old = *object;
    object->options = options;
    object->option_count = 0;
    for (uint32_t i = 0; i < old.option_count; i++) {
        bool gone = false;
        for (uint32_t k = 0; k < alter->key_count; k++)
            gone = gone || strcmp(alter->keys[k].text, old.options[i].name) == 0;
        if (!gone)
            options[object->option_count++] = old.options[i];
    }
    for (uint32_t i = 0; i < alter->option_count; i++) {
        int64_t at = find_option(object, alter->options[i].key);
        options[at >= 0 ? at : object->option_count] = (weir_option){.name = alter->options[i].key, .value = alter->options[i].value};
        object->option_count += at < 0;
    }
}

/* ---- catalogs ---- */

static weir_status check_catalog_option(const wr_ast_option *option, weir_error *err) {
    if (strcmp(option->key, "type") == 0) {
        if (strcmp(option->value, WR_CATALOG_TYPE) == 0)
            return WEIR_OK;
        return FAIL(err, WEIR_UNSUPPORTED, option->value_place, "catalogs of type '%s' are not available; there is '" WR_CATALOG_TYPE
                    "', which SET 'weir.catalog.path' makes last", option->value);
    }
    if (strcmp(option->key, "default-database") == 0 || strcmp(option->key, "property-version") == 0)
        return WEIR_OK;
    return FAIL(err, WEIR_INVALID, option->place, "unknown option '%s' of a catalog; there are: type, default-database, property-version", option->key);
}

static weir_status one_part(const wr_ast_name *name, weir_error *err) {
    return name->part_count == 1 ? WEIR_OK : FAIL(err, WEIR_INVALID, name->place, "a catalog's name has one part");
}

weir_status wr_bind_create_catalog(wr_binder *binder, const wr_ast_create_space *create, weir_error *err) {
    const char *name = create->name.parts[0].text, *database = "default";
    bool        typed = false;
    WEIR_TRY(one_part(&create->name, err));
    const wr_object_path path = {.catalog = name};
    WEIR_TRY(check_twice(create->options, create->option_count, err));
    for (uint32_t i = 0; i < create->option_count; i++) {
        WEIR_TRY(check_catalog_option(&create->options[i], err));
        typed = typed || strcmp(create->options[i].key, "type") == 0;
        if (strcmp(create->options[i].key, "default-database") == 0)
            database = create->options[i].value;
    }
    if (!typed)
        return FAIL(err, WEIR_INVALID, create->name.place, "catalog '%s' has no 'type'; add WITH ('type' = '" WR_CATALOG_TYPE "')", name);
    if (wr_catalog_exact(binder->catalog, WR_OBJECT_CATALOG, &path, false))
        return create->if_not_exists ? WEIR_OK : FAIL(err, WEIR_INVALID, create->name.place, "catalog '%s' exists already; DROP it first or write IF NOT EXISTS", name);
    wr_catalog_put(binder->catalog, &(wr_object){.kind = WR_OBJECT_CATALOG, .path = path, .comment = create->comment,
                                                 .options = copy_options(binder, create->options, create->option_count),
                                                 .option_count = create->option_count}, create->if_not_exists);
    wr_catalog_put(binder->catalog, &(wr_object){.kind = WR_OBJECT_DATABASE, .path = {.catalog = name, .database = database}}, create->if_not_exists);
    return WEIR_OK;
}

weir_status wr_bind_create_database(wr_binder *binder, const wr_ast_create_space *create, weir_error *err) {
    wr_object_path   path;
    const wr_object *catalog;
    WEIR_TRY(wr_database_path(binder, &create->name, &path, err));
    if (create->name.part_count == 2)
        WEIR_TRY(wr_find_catalog(binder, &create->name.parts[0], &catalog, err));
    WEIR_TRY(check_twice(create->options, create->option_count, err));
    if (wr_catalog_exact(binder->catalog, WR_OBJECT_DATABASE, &path, false))
        return create->if_not_exists ? WEIR_OK
                                     : FAIL(err, WEIR_INVALID, create->name.place, "database '%s' exists already in catalog '%s'; DROP it first or write IF NOT EXISTS",
                                            path.database, path.catalog);
    wr_catalog_put(binder->catalog, &(wr_object){.kind = WR_OBJECT_DATABASE, .path = path, .comment = create->comment,
                                                 .options = copy_options(binder, create->options, create->option_count),
                                                 .option_count = create->option_count}, create->if_not_exists);
    return WEIR_OK;
}

static void take_space(wr_binder *binder, wr_object *object, const wr_ast_create_space *create) {
    object->comment = create->comment;
    object->options = copy_options(binder, create->options, create->option_count);
    object->option_count = create->option_count;
}

weir_status wr_bind_alter_space(wr_binder *binder, const wr_ast_alter *alter, bool catalog, weir_error *err) {
    const wr_object *object;
    if (catalog)
        WEIR_TRY(one_part(&alter->name, err));
    WEIR_TRY(catalog ? wr_find_catalog(binder, &alter->name.parts[0], &object, err) : wr_find_database(binder, &alter->name, &object, err));
    if (!catalog && alter->kind == AST_ALTER_RESET)
        return FAIL(err, WEIR_INVALID, alter->place, "ALTER DATABASE has SET only; SET the key to another value");
    WEIR_TRY(wr_catalog_read(binder->catalog, object, err));
    for (uint32_t i = 0; i < alter->key_count; i++)
        if (strcmp(alter->keys[i].text, "type") == 0)
            return FAIL(err, WEIR_INVALID, alter->keys[i].place, "'type' cannot be reset: a catalog needs one");
    for (uint32_t i = 0; catalog && i < alter->option_count; i++)
        WEIR_TRY(check_catalog_option(&alter->options[i], err));
    wr_object changed = *object;
    if (alter->kind == AST_ALTER_COMMENT)
        changed.comment = alter->comment;
    else
        change_options(binder, &changed, alter);
    wr_catalog_put(binder->catalog, &changed, false);
    return WEIR_OK;
}

weir_status wr_bind_use(wr_binder *binder, const wr_ast_statement *statement, weir_error *err) {
    const wr_ast_name *name = &statement->use;
    const wr_object   *object;
    if (statement->kind == AST_USE_CATALOG) {
        WEIR_TRY(one_part(name, err));
        WEIR_TRY(wr_find_catalog(binder, &name->parts[0], &object, err));
        wr_catalog_use(binder->catalog, object->path.catalog, wr_catalog_default_database(binder->catalog, object->path.catalog));
        return WEIR_OK;
    }
    WEIR_TRY(wr_find_database(binder, name, &object, err));
    wr_catalog_use(binder->catalog, object->path.catalog, object->path.database);
    return WEIR_OK;
}

/* ---- functions ---- */

static const char *lower_case(wr_binder *binder, const char *name) {
    char *lower = wr_arena_strdup(binder->arena, name);
    for (char *at = lower; *at; at++)
        *at = (char)tolower((unsigned char)*at);
    return lower;
}

/* A function's whole name: of a temporary system function only the last part. */
static weir_status function_path(wr_binder *binder, const wr_ast_name *name, bool system, wr_object_path *path, weir_error *err) {
    if (system && name->part_count > 1)
        return FAIL(err, WEIR_INVALID, name->place, "a SYSTEM function is in no database; its name has one part");
    if (system)
        *path = (wr_object_path){.name = name->parts[0].text};
    else
        WEIR_TRY(wr_object_name(binder, name, "function", path, err));
    path->name = lower_case(binder, path->name);
    return WEIR_OK;
}

static weir_status unknown_function(wr_binder *binder, const wr_ast_name *name, const wr_object_path *path, weir_error *err) {
    const char *nearest = wr_catalog_nearest_of(binder->catalog, WR_OBJECT_FUNCTION, path->catalog, path->database, path->name, binder->arena);
    return FAIL(err, WEIR_INVALID, name->place, "there is no function '%s' that CREATE FUNCTION made%s%s%s", path->name, nearest ? " - did you mean '" : "",
                nearest ? nearest : "; SHOW USER FUNCTIONS lists them", nearest ? "'?" : "");
}

weir_status wr_bind_create_function(wr_binder *binder, const wr_ast_create_function *create, bool alter, const char **note, weir_error *err) {
    wr_object_path path;
    WEIR_TRY(function_path(binder, &create->name, create->system, &path, err));
    if (alter && create->temporary)
        return FAIL(err, WEIR_INVALID, create->name.place, "a temporary function cannot be altered; DROP it and CREATE it again");
    if (!create->temporary)
        WEIR_TRY(wr_check_place(binder, &create->name, err));
    const wr_object *there = wr_catalog_exact(binder->catalog, WR_OBJECT_FUNCTION, &path, create->temporary);
    if (alter && !there)
        return create->if_exists ? WEIR_OK : unknown_function(binder, &create->name, &path, err);
    if (!alter && there)
        return create->if_exists ? WEIR_OK : FAIL(err, WEIR_INVALID, create->name.place, "function '%s' exists already; DROP it first or write IF NOT EXISTS", path.name);
    const char **jars = wr_arena_alloc(binder->arena, (create->jar_count + 1u) * sizeof *jars);
    for (uint32_t i = 0; i < create->jar_count; i++)
        jars[i] = create->jars[i];
    wr_catalog_put(binder->catalog, &(wr_object){.kind = WR_OBJECT_FUNCTION, .path = path, .is_temporary = create->temporary, .class_name = create->class_name,
                                                 .language = create->language, .jars = jars, .jar_count = create->jar_count,
                                                 .options = copy_options(binder, create->options, create->option_count),
                                                 .option_count = create->option_count}, !alter && create->if_exists);
    *note = wr_arena_printf(binder->arena, "function '%s' is listed and can be dropped, but not called: its class '%s' needs %s", path.name, create->class_name,
                            strcmp(create->language, "PYTHON") == 0 ? "Python" : "a JVM");
    return WEIR_OK;
}

const char *wr_user_function_refusal(wr_binder *binder, const wr_ast_name *name) {
    wr_object_path   path = {.name = name->parts[name->part_count - 1].text};
    const wr_object *object = name->part_count == 1 ? wr_catalog_exact(binder->catalog, WR_OBJECT_FUNCTION, &path, true) : NULL;
    if (!object && wr_object_name(binder, name, "function", &path, NULL) == WEIR_OK)
        object = wr_catalog_visible(binder->catalog, WR_OBJECT_FUNCTION, &path);
    if (!object || wr_catalog_read(binder->catalog, object, NULL) != WEIR_OK)
        return NULL;
    return wr_arena_printf(binder->arena, "function '%s' cannot be called: its class '%s' (%s) would need %s; only built-in functions can, SHOW FUNCTIONS lists them",
                           object->path.name, object->class_name, object->language, strcmp(object->language, "PYTHON") == 0 ? "Python" : "a JVM");
}

/* ---- a catalog that lasts ---- */

static void take_function(wr_binder *binder, wr_object *object, const wr_ast_create_function *create) {
    object->class_name = create->class_name;
    object->language = create->language;
    object->jars = create->jars;
    object->jar_count = create->jar_count;
    object->options = copy_options(binder, create->options, create->option_count);
    object->option_count = create->option_count;
}

static weir_status read_definition(wr_binder *binder, wr_object *object, weir_error *err) {
    wr_ast_statement *statement;
    wr_logical       *no_query;
    bool              existed;
    WEIR_TRY(wr_parse_stored(object->definition, strlen(object->definition), binder->arena, &statement, err));
    if (statement->kind == AST_CREATE_CATALOG && object->kind == WR_OBJECT_CATALOG)
        take_space(binder, object, &statement->create_space);
    else if (statement->kind == AST_CREATE_DATABASE && object->kind == WR_OBJECT_DATABASE)
        take_space(binder, object, &statement->create_space);
    else if (statement->kind == AST_CREATE_FUNCTION && object->kind == WR_OBJECT_FUNCTION)
        take_function(binder, object, &statement->create_function);
    else if (statement->kind == AST_CREATE_VIEW && object->kind == WR_OBJECT_TABLE && object->is_view)
        return wr_make_view(binder, &statement->create_view, &object->path, &object->table, err);
    else if (statement->kind == AST_CREATE_TABLE && object->kind == WR_OBJECT_TABLE && !object->is_view) {
        statement->create_table.or_replace = true; /* it is in the catalog already */
        return wr_bind_create_table(binder, &statement->create_table, &object->table, &no_query, &existed, err);
    } else
        return weir_fail(err, WEIR_CORRUPT, "its definition is of something else: %.40s", object->definition);
    return WEIR_OK;
}

/* Inside whatever is being bound now, which must not notice. */
weir_status wr_read_stored(void *context, wr_object *object, weir_error *err) {
    wr_binder *binder = context;
    wr_binder  saved = *binder;
    binder->outer = NULL;
    binder->whole_names = false;
    binder->altered_view = NULL;
    binder->is_reading = true;
    weir_status status = read_definition(binder, object, err);
    binder->outer = saved.outer;
    binder->whole_names = saved.whole_names;
    binder->altered_view = saved.altered_view;
    binder->is_reading = saved.is_reading;
    binder->depth = saved.depth;
    return status;
}

/* ---- DROP ---- */

static weir_status drop_table(wr_binder *binder, const wr_ast_drop *drop, bool view, weir_error *err) {
    wr_object_path path;
    const char    *what = view ? "view" : "table";
    WEIR_TRY(wr_object_name(binder, &drop->name, what, &path, err));
    const wr_object *object = wr_catalog_exact(binder->catalog, WR_OBJECT_TABLE, &path, drop->temporary);
    const wr_object *hidden_by = drop->temporary ? NULL : wr_catalog_exact(binder->catalog, WR_OBJECT_TABLE, &path, true);
    if (hidden_by && hidden_by->is_view == view)
        return FAIL(err, WEIR_INVALID, drop->name.place, "a temporary %s '%s' hides the permanent one; write DROP TEMPORARY %s", what, path.name,
                    view ? "VIEW" : "TABLE");
    if (object && object->is_view == view) {
        wr_catalog_remove(binder->catalog, object, drop->if_exists);
        return WEIR_OK;
    }
    if (drop->if_exists)
        return WEIR_OK;
    if (object)
        return FAIL(err, WEIR_INVALID, drop->name.place, "'%s' is a %s; write DROP %s%s", path.name, object->is_view ? "view" : "table",
                    drop->temporary ? "TEMPORARY " : "", object->is_view ? "VIEW" : "TABLE");
    if (drop->temporary && wr_catalog_exact(binder->catalog, WR_OBJECT_TABLE, &path, false))
        return FAIL(err, WEIR_INVALID, drop->name.place, "'%s' is not temporary; write DROP %s", path.name, view ? "VIEW" : "TABLE");
    WEIR_TRY(wr_check_place(binder, &drop->name, err));
    const char *nearest = wr_catalog_nearest_of(binder->catalog, WR_OBJECT_TABLE, path.catalog, path.database, path.name, binder->arena);
    return FAIL(err, WEIR_INVALID, drop->name.place, "unknown %s%s '%s'%s%s%s", drop->temporary ? "temporary " : "", what, path.name,
                nearest ? " - did you mean '" : "; write DROP ... IF EXISTS", nearest ? nearest : "", nearest ? "'?" : "");
}

static weir_status drop_function(wr_binder *binder, const wr_ast_drop *drop, weir_error *err) {
    wr_object_path path;
    WEIR_TRY(function_path(binder, &drop->name, drop->system, &path, err));
    const wr_object *object = wr_catalog_exact(binder->catalog, WR_OBJECT_FUNCTION, &path, drop->temporary);
    if (object)
        wr_catalog_remove(binder->catalog, object, drop->if_exists);
    return object || drop->if_exists ? WEIR_OK : unknown_function(binder, &drop->name, &path, err);
}

/* Everything permanent in the database; of the whole catalog when `database` is NULL. The space itself is left. */
static void drop_content(wr_binder *binder, const char *catalog, const char *database, bool if_exists) {
    for (;;) {
        uint32_t                count, i = 0;
        const wr_object *const *objects = wr_catalog_objects(binder->catalog, &count);
        while (i < count) {
            const wr_object *object = objects[i];
            bool of_it = !object->is_temporary && object->path.catalog && strcmp(object->path.catalog, catalog) == 0 && object->path.database &&
                         (database ? object->kind != WR_OBJECT_DATABASE && strcmp(object->path.database, database) == 0 : true);
            if (of_it)
                break;
            i++;
        }
        if (i == count)
            return;
        wr_catalog_remove(binder->catalog, objects[i], if_exists);
    }
}

/* Its first table or function, or NULL. */
static const char *first_content(wr_binder *binder, const wr_object_path *path) {
    static const wr_object_kind kinds[] = {WR_OBJECT_TABLE, WR_OBJECT_FUNCTION};
    for (size_t i = 0; i < WR_COUNT_OF(kinds); i++) {
        wr_rows names = wr_catalog_names(binder->catalog, kinds[i], path->catalog, path->database, false, NULL, binder->arena);
        for (uint32_t n = 0; n < names.row_count; n++)
            if (wr_catalog_exact(binder->catalog, kinds[i], &(wr_object_path){path->catalog, path->database, names.cells[n]}, false))
                return names.cells[n];
    }
    return NULL;
}

static weir_status drop_database(wr_binder *binder, const wr_ast_drop *drop, weir_error *err) {
    wr_object_path   path;
    const wr_object *object;
    const char      *current = wr_catalog_current_database(binder->catalog);
    WEIR_TRY(wr_database_path(binder, &drop->name, &path, err));
    if (drop->if_exists && !wr_catalog_exact(binder->catalog, WR_OBJECT_DATABASE, &path, false))
        return WEIR_OK;
    WEIR_TRY(wr_find_database(binder, &drop->name, &object, err));
    if (current && strcmp(current, path.database) == 0 && strcmp(wr_catalog_current(binder->catalog), path.catalog) == 0)
        return FAIL(err, WEIR_INVALID, drop->name.place, "database '%s' is in use; USE another one first", path.database);
    const char *content = first_content(binder, &path);
    if (content && !drop->cascade)
        return FAIL(err, WEIR_INVALID, drop->name.place, "database '%s' is not empty, '%s' is in it; write DROP DATABASE ... CASCADE to drop everything in it",
                    path.database, content);
    drop_content(binder, path.catalog, path.database, drop->if_exists);
    wr_catalog_remove(binder->catalog, object, drop->if_exists);
    return WEIR_OK;
}

static weir_status drop_catalog(wr_binder *binder, const wr_ast_drop *drop, weir_error *err) {
    const wr_object     *object;
    const wr_object_path path = {.catalog = drop->name.parts[0].text};
    WEIR_TRY(one_part(&drop->name, err));
    if (drop->if_exists && !wr_catalog_exact(binder->catalog, WR_OBJECT_CATALOG, &path, false))
        return WEIR_OK;
    WEIR_TRY(wr_find_catalog(binder, &drop->name.parts[0], &object, err));
    if (strcmp(wr_catalog_current(binder->catalog), path.catalog) == 0)
        return FAIL(err, WEIR_INVALID, drop->name.place, "catalog '%s' is in use; USE CATALOG another one first", path.catalog);
    drop_content(binder, path.catalog, NULL, drop->if_exists);
    wr_catalog_remove(binder->catalog, object, drop->if_exists);
    return WEIR_OK;
}

weir_status wr_bind_drop(wr_binder *binder, const wr_ast_statement *statement, weir_error *err) {
    switch ((int)statement->kind) {
    case AST_DROP_FUNCTION: return drop_function(binder, &statement->drop, err);
    case AST_DROP_DATABASE: return drop_database(binder, &statement->drop, err);
    case AST_DROP_CATALOG: return drop_catalog(binder, &statement->drop, err);
    default: return drop_table(binder, &statement->drop, statement->kind == AST_DROP_VIEW, err);
    }
}
