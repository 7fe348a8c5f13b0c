/* binder/alter.c - ALTER TABLE: the table's own CREATE TABLE is read again, changed, and bound anew.
 *
 * So a table that was altered passes every check of one that is made, and keeps nothing of what it was. Only what the
 * changed text would not show is checked here: names that are there or are not, and what other columns need. What
 * comes from the old definition has no place in the script; its errors are at the statement. */
#include <string.h>

#include "binder/binder_internal.h"
#include "parser/parser.h"

typedef struct change {
    wr_binder           *binder;
    const wr_ast_alter  *alter;
    const wr_table      *table;
    wr_ast_create_table *create; /* the definition that is changed */
} change;

static weir_status unknown_column(change *c, const wr_ast_ident *ident, weir_error *err) {
    const char **names = wr_arena_alloc(c->binder->arena, (c->table->column_count + 1u) * sizeof *names);
    for (uint32_t i = 0; i < c->table->column_count; i++)
        names[i] = c->table->columns[i].name;
    const char *nearest = wr_bind_nearest_name(ident->text, names, c->table->column_count);
    return FAIL(err, WEIR_INVALID, ident->place, "unknown column '%s' in table '%s'%s%s%s", ident->text, c->table->name,
                nearest ? " - did you mean '" : "", nearest ? nearest : "", nearest ? "'?" : "");
}

/* ---- columns ---- */

static int64_t find_def(const change *c, const char *name) {
    for (uint32_t i = 0; i < c->create->column_count; i++)
        if (strcmp(c->create->columns[i].name.text, name) == 0)
            return i;
    return -1;
}

static void remove_def(change *c, uint32_t at) {
    memmove(c->create->columns + at, c->create->columns + at + 1, (c->create->column_count - at - 1) * sizeof *c->create->columns);
    c->create->column_count--;
}

static void insert_def(change *c, uint32_t at, const wr_ast_column_def *def) {
    wr_ast_column_def *columns = wr_arena_calloc(c->binder->arena, c->create->column_count + 1u, sizeof *columns);
    memcpy(columns, c->create->columns, at * sizeof *columns);
    columns[at] = *def;
    memcpy(columns + at + 1, c->create->columns + at, (c->create->column_count - at) * sizeof *columns);
    c->create->columns = columns;
    c->create->column_count++;
}

/* Where FIRST or AFTER puts it; else `otherwise`. */
static weir_status position(change *c, const wr_ast_column_def *def, uint32_t otherwise, uint32_t *at, weir_error *err) {
    *at = def->first ? 0 : otherwise;
    if (!def->after.text)
        return WEIR_OK;
    int64_t after = find_def(c, def->after.text);
    if (after < 0)
        return unknown_column(c, &def->after, err);
    *at = (uint32_t)after + 1;
    return WEIR_OK;
}

static weir_status add_columns(change *c, weir_error *err) {
    for (uint32_t i = 0; i < c->alter->schema.column_count; i++) {
        const wr_ast_column_def *def = &c->alter->schema.columns[i];
        uint32_t                 at;
        if (find_def(c, def->name.text) >= 0)
            return FAIL(err, WEIR_INVALID, def->name.place, "column '%s' is in table '%s' already; MODIFY changes it", def->name.text, c->table->name);
        WEIR_TRY(position(c, def, c->create->column_count, &at, err));
        insert_def(c, at, def);
    }
    return WEIR_OK;
}

static weir_status modify_columns(change *c, weir_error *err) {
    for (uint32_t i = 0; i < c->alter->schema.column_count; i++) {
        wr_ast_column_def def = c->alter->schema.columns[i];
        int64_t           old = find_def(c, def.name.text);
        uint32_t          at;
        if (old < 0)
            return unknown_column(c, &def.name, err);
        for (uint32_t j = 0; j < i; j++)
            if (strcmp(c->alter->schema.columns[j].name.text, def.name.text) == 0)
                return FAIL(err, WEIR_INVALID, def.name.place, "column '%s' is given twice", def.name.text);
        if (!def.comment)
            def.comment = c->create->columns[old].comment;
        remove_def(c, (uint32_t)old);
        WEIR_TRY(position(c, &def, (uint32_t)old, &at, err));
        insert_def(c, at, &def);
    }
    return WEIR_OK;
}

/* ---- who needs a column ---- */

static bool is_listed(const char *name, const wr_ast_ident *list, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        if (strcmp(list[i].text, name) == 0)
            return true;
    return false;
}

static bool expr_needs(change *c, const wr_expr *expr, uint32_t column) {
    bool *used = wr_arena_calloc(c->binder->arena, c->table->column_count + 1u, sizeof *used);
    wr_expr_mark_columns(expr, used);
    return used[column];
}

/* Computed columns but those that go too, the watermark, and partition keys. */
static weir_status check_unneeded(change *c, const wr_ast_ident *ident, uint32_t column, const wr_ast_ident *gone, uint32_t gone_count, const char *verb,
                                  weir_error *err) {
    const wr_table *table = c->table;
    for (uint32_t i = 0; i < table->column_count; i++)
        if (table->columns[i].expr && i != column && !is_listed(table->columns[i].name, gone, gone_count) && expr_needs(c, table->columns[i].expr, column))
            return FAIL(err, WEIR_INVALID, ident->place, "column '%s' cannot be %s: computed column '%s' needs it", ident->text, verb, table->columns[i].name);
    if (table->watermark_column == (int32_t)column || (table->watermark_expr && expr_needs(c, table->watermark_expr, column)))
        return FAIL(err, WEIR_INVALID, ident->place, "column '%s' cannot be %s: the WATERMARK needs it", ident->text, verb);
    for (uint32_t k = 0; k < table->partition_key_count; k++)
        if (strcmp(table->partition_keys[k], ident->text) == 0)
            return FAIL(err, WEIR_INVALID, ident->place, "column '%s' cannot be %s: the table is PARTITIONED BY it", ident->text, verb);
    return WEIR_OK;
}

static weir_status drop_columns(change *c, weir_error *err) {
    const wr_ast_alter *alter = c->alter;
    for (uint32_t i = 0; i < alter->column_count; i++) {
        const wr_ast_ident *ident = &alter->columns[i];
        int32_t             column = wr_table_column_index(c->table, ident->text);
        if (column < 0)
            return unknown_column(c, ident, err);
        if (is_listed(ident->text, alter->columns, i))
            return FAIL(err, WEIR_INVALID, ident->place, "column '%s' is given twice", ident->text);
        for (uint32_t k = 0; k < c->table->primary_key_count; k++)
            if (c->table->primary_key[k] == (uint32_t)column)
                return FAIL(err, WEIR_INVALID, ident->place, "column '%s' cannot be dropped: it is in the PRIMARY KEY", ident->text);
        WEIR_TRY(check_unneeded(c, ident, (uint32_t)column, alter->columns, alter->column_count, "dropped", err));
        remove_def(c, (uint32_t)find_def(c, ident->text));
    }
    if (c->create->column_count == 0)
        return FAIL(err, WEIR_INVALID, alter->place, "table '%s' would have no columns", c->table->name);
    return WEIR_OK;
}

static weir_status rename_column(change *c, weir_error *err) {
    const wr_ast_ident *from = &c->alter->columns[0], *to = &c->alter->columns[1];
    int32_t             column = wr_table_column_index(c->table, from->text);
    if (column < 0)
        return unknown_column(c, from, err);
    WEIR_TRY(check_unneeded(c, from, (uint32_t)column, NULL, 0, "renamed", err));
    if (wr_table_column_index(c->table, to->text) >= 0)
        return FAIL(err, WEIR_INVALID, to->place, "column '%s' is in table '%s' already", to->text, c->table->name);
    wr_ast_column_def *def = &c->create->columns[find_def(c, from->text)];
    if (def->kind == AST_COLUMN_METADATA && !def->metadata_key)
        def->metadata_key = from->text;
    def->name = *to;
    for (uint32_t i = 0; i < c->create->constraint_count; i++)
        for (uint32_t k = 0; k < c->create->constraints[i].column_count; k++)
            if (strcmp(c->create->constraints[i].columns[k].text, from->text) == 0)
                c->create->constraints[i].columns[k] = *to;
    return WEIR_OK;
}

/* ---- keys, watermark, options ---- */

/* ADD wants that there is none, MODIFY that there is one. */
static weir_status check_verb(const change *c, wr_ast_place place, const char *what, bool there, weir_error *err) {
    bool add = c->alter->kind == AST_ALTER_ADD;
    if (add != there)
        return WEIR_OK;
    return FAIL(err, WEIR_INVALID, place, "table '%s' has %s %s; write %s", c->table->name, there ? "a" : "no", what, there ? "MODIFY" : "ADD");
}

static weir_status change_key(change *c, weir_error *err) {
    const wr_ast_create_table *schema = &c->alter->schema;
    if (schema->constraint_count == 0)
        return WEIR_OK;
    WEIR_TRY(check_verb(c, schema->constraints[0].place, "PRIMARY KEY", c->table->primary_key_count > 0, err));
    c->create->constraints = schema->constraints;
    c->create->constraint_count = schema->constraint_count;
    return WEIR_OK;
}

static weir_status change_watermark(change *c, weir_error *err) {
    const wr_ast_create_table *schema = &c->alter->schema;
    if (schema->watermark_count == 0)
        return WEIR_OK;
    WEIR_TRY(check_verb(c, schema->watermarks[0].place, "WATERMARK", c->table->watermark_column >= 0, err));
    c->create->watermarks = schema->watermarks;
    c->create->watermark_count = schema->watermark_count;
    return WEIR_OK;
}

static weir_status drop_key(change *c, weir_error *err) {
    const wr_ast_ident *name = c->alter->kind == AST_ALTER_DROP_CONSTRAINT ? &c->alter->columns[0] : NULL;
    if (c->table->primary_key_count == 0)
        return FAIL(err, WEIR_INVALID, c->alter->place, "table '%s' has no PRIMARY KEY", c->table->name);
    if (name && strcmp(name->text, c->table->primary_key_name) != 0)
        return FAIL(err, WEIR_INVALID, name->place, "table '%s' has no constraint '%s'; there is '%s'", c->table->name, name->text, c->table->primary_key_name);
    c->create->constraint_count = 0;
    return WEIR_OK;
}

static weir_status drop_watermark(change *c, weir_error *err) {
    if (c->table->watermark_column < 0)
        return FAIL(err, WEIR_INVALID, c->alter->place, "table '%s' has no WATERMARK", c->table->name);
    c->create->watermark_count = 0;
    return WEIR_OK;
}

static int64_t find_option(const change *c, const char *key) {
    for (uint32_t i = 0; i < c->create->option_count; i++)
        if (strcmp(c->create->options[i].key, key) == 0)
            return i;
    return -1;
}

static void set_options(change *c) {
    uint32_t       count = c->create->option_count;
    wr_ast_option *options = wr_arena_alloc(c->binder->arena, (count + c->alter->option_count + 1u) * sizeof *options);
    if (count > 0)
        memcpy(options, c->create->options, count * sizeof *options);
    c->create->options = options;
    for (uint32_t i = 0; i < c->alter->option_count; i++) {
        int64_t at = find_option(c, c->alter->options[i].key);
        options[at >= 0 ? at : c->create->option_count] = c->alter->options[i];
        c->create->option_count += at < 0;
    }
}

static weir_status reset_options(change *c, weir_error *err) {
    for (uint32_t i = 0; i < c->alter->key_count; i++) {
        const wr_ast_ident *key = &c->alter->keys[i];
        int64_t             at = find_option(c, key->text);
        if (strcmp(key->text, "connector") == 0)
            return FAIL(err, WEIR_INVALID, key->place, "'connector' cannot be reset: a table needs one; SET another");
        if (at < 0)
            continue; /* as in Flink */
        memmove(c->create->options + at, c->create->options + at + 1, (c->create->option_count - (uint32_t)at - 1) * sizeof *c->create->options);
        c->create->option_count--;
    }
    return WEIR_OK;
}

/* ---- the statement ---- */

static weir_status apply(change *c, weir_error *err) {
    switch (c->alter->kind) {
    case AST_ALTER_SET:
        set_options(c);
        return WEIR_OK;
    case AST_ALTER_RESET: return reset_options(c, err);
    case AST_ALTER_ADD: WEIR_TRY(add_columns(c, err)); break;
    case AST_ALTER_MODIFY: WEIR_TRY(modify_columns(c, err)); break;
    case AST_ALTER_RENAME_COLUMN: return rename_column(c, err);
    case AST_ALTER_DROP_COLUMNS: return drop_columns(c, err);
    case AST_ALTER_DROP_PRIMARY_KEY:
    case AST_ALTER_DROP_CONSTRAINT: return drop_key(c, err);
    case AST_ALTER_DROP_WATERMARK: return drop_watermark(c, err);
    case AST_ALTER_RENAME: case AST_ALTER_COMMENT: case AST_ALTER_AS: return WEIR_OK; /* not of a table's definition */
    }
    WEIR_TRY(change_key(c, err));
    return change_watermark(c, err);
}

weir_status wr_rename_table(wr_binder *binder, const wr_ast_alter *alter, const wr_object *object, weir_error *err) {
    wr_object_path   path;
    const char      *what = object->is_view ? "view" : "table";
    WEIR_TRY(wr_object_name(binder, &alter->new_name, what, &path, err));
    if (alter->new_name.part_count == 1) {
        path.catalog = object->path.catalog;
        path.database = object->path.database;
    }
    if (strcmp(path.catalog, object->path.catalog) != 0 || strcmp(path.database, object->path.database) != 0)
        return FAIL(err, WEIR_INVALID, alter->new_name.place, "RENAME keeps the database; write CREATE TABLE %s LIKE %s to have it elsewhere, and DROP this one", path.name,
                    object->path.name);
    const wr_object *there = wr_catalog_exact(binder->catalog, WR_OBJECT_TABLE, &path, false);
    if (there)
        return wr_fail_exists(there, &alter->new_name, "", err);
    wr_table *renamed = wr_arena_alloc(binder->arena, sizeof *renamed);
    *renamed = *object->table;
    renamed->name = path.name;
    wr_catalog_remove(binder->catalog, object, false);
    wr_put_table(binder, renamed, false);
    return WEIR_OK;
}

/* *object NULL: IF EXISTS, and it does not. */
static weir_status find_altered(wr_binder *binder, const wr_ast_alter *alter, const wr_object **object, weir_error *err) {
    wr_object_path  path;
    const wr_table *table;
    WEIR_TRY(wr_object_name(binder, &alter->name, "table", &path, err));
    *object = wr_catalog_exact(binder->catalog, WR_OBJECT_TABLE, &path, false);
    if (wr_catalog_exact(binder->catalog, WR_OBJECT_TABLE, &path, true))
        return FAIL(err, WEIR_INVALID, alter->name.place, "'%s' is temporary, and ALTER is for permanent tables; DROP TEMPORARY TABLE it and CREATE it again", path.name);
    if (!*object)
        return alter->if_exists ? WEIR_OK : wr_find_table(binder, &alter->name, &table, err); /* fails, and says what is near */
    if ((*object)->is_view)
        return FAIL(err, WEIR_INVALID, alter->name.place, "'%s' is a view; write ALTER VIEW", path.name);
    return wr_find_table(binder, &alter->name, &table, err);
}

weir_status wr_bind_alter_table(wr_binder *binder, const wr_ast_alter *alter, weir_error *err) {
    const wr_object  *object;
    wr_ast_statement *definition;
    const wr_table   *table;
    wr_logical       *no_query;
    bool              existed;
    WEIR_TRY(find_altered(binder, alter, &object, err));
    if (!object)
        return WEIR_OK;
    if (alter->kind == AST_ALTER_RENAME)
        return wr_rename_table(binder, alter, object, err);
    const char *text = wr_table_create_text(object->table, binder->arena);
    WEIR_TRY(wr_parse_stored(text, strlen(text), binder->arena, &definition, err));
    change c = {.binder = binder, .alter = alter, .table = object->table, .create = &definition->create_table};
    WEIR_TRY(apply(&c, err));
    c.create->or_replace = true;
    WEIR_TRY(wr_bind_create_table(binder, c.create, &table, &no_query, &existed, err));
    wr_put_table(binder, table, false);
    return WEIR_OK;
}
