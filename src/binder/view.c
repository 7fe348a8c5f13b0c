/* binder/view.c - CREATE VIEW and ALTER VIEW: the query is bound to learn its columns, and kept as text and tree.
 *
 * The names in it are written out in full, as in Flink: a view means the same whatever the current database is. */
#include <string.h>

#include "binder/binder_internal.h"
#include "parser/ast_text.h"

static weir_status bind_whole(wr_binder *binder, const wr_ast_query *ast, wr_logical **query, weir_error *err) {
    bool saved = binder->whole_names;
    binder->whole_names = true;
    weir_status status = wr_bind_definition(binder, ast, query, err);
    binder->whole_names = saved;
    return status;
}

static weir_status name_columns(wr_table *view, const wr_ast_create_view *create, const weir_schema *schema, weir_error *err) {
    for (uint32_t c = 0; c < view->column_count; c++) {
        const char  *name = create->column_count > 0 ? create->columns[c].text : schema->fields[c].name;
        wr_ast_place place = create->column_count > 0 ? create->columns[c].place : create->query->place;
        for (uint32_t j = 0; j < c; j++)
            if (strcmp(view->columns[j].name, name) == 0)
                return FAIL(err, WEIR_INVALID, place, "view '%s' has two columns named '%s'; give one of them another name with AS", view->name, name);
        view->columns[c] = (wr_table_column){.name = name, .type = schema->fields[c].type};
    }
    return WEIR_OK;
}

weir_status wr_make_view(wr_binder *binder, const wr_ast_create_view *create, const wr_object_path *path, const wr_table **out, weir_error *err) {
    wr_logical *query;
    WEIR_TRY(bind_whole(binder, create->query, &query, err));
    uint32_t count = query->schema->field_count;
    if (create->column_count > 0 && create->column_count != count)
        return FAIL(err, WEIR_INVALID, create->columns[0].place, "the query of view '%s' has %u column%s, and %u name%s given", path->name, count,
                    count == 1 ? "" : "s", create->column_count, create->column_count == 1 ? " is" : "s are");
    wr_table *view = wr_arena_calloc(binder->arena, 1, sizeof *view);
    *view = (wr_table){.name = path->name, .catalog = path->catalog, .database = path->database, .is_temporary = create->temporary, .is_view = true,
                       .line = create->name.place.line, .column = create->name.place.column, .watermark_column = -1, .comment = create->comment,
                       .view_query = create->query, .view_text = wr_ast_query_text(binder->arena, create->query), .column_count = count};
    view->columns = wr_arena_calloc(binder->arena, count + 1u, sizeof *view->columns);
    *out = view;
    return name_columns(view, create, query->schema, err);
}

/* In place of the one that is there, which the new query must not read. One that cannot be read any more can be replaced. */
static weir_status replace_view(wr_binder *binder, const wr_ast_create_view *create, const wr_object_path *path, const wr_object *there,
                                const wr_table **out, weir_error *err) {
    const wr_table *self = binder->altered_view;
    binder->altered_view = wr_catalog_read(binder->catalog, there, NULL) == WEIR_OK ? there->table : NULL;
    weir_status status = wr_make_view(binder, create, path, out, err);
    binder->altered_view = self;
    return status;
}

weir_status wr_bind_create_view(wr_binder *binder, const wr_ast_create_view *create, const wr_table **out, weir_error *err) {
    wr_object_path path;
    *out = NULL;
    WEIR_TRY(wr_object_name(binder, &create->name, "view", &path, err));
    if (!create->temporary)
        WEIR_TRY(wr_check_place(binder, &create->name, err));
    const wr_object *there = wr_catalog_exact(binder->catalog, WR_OBJECT_TABLE, &path, create->temporary);
    if (there && create->if_not_exists)
        return WEIR_OK;
    if (there && !(create->or_replace && there->is_view))
        return wr_fail_exists(there, &create->name, create->or_replace ? "" : "DROP it first or write CREATE VIEW IF NOT EXISTS", err);
    return there ? replace_view(binder, create, &path, there, out, err) : wr_make_view(binder, create, &path, out, err);
}

/* ---- ALTER VIEW ---- */

static weir_status find_view(wr_binder *binder, const wr_ast_name *name, wr_object_path *path, const wr_object **object, weir_error *err) {
    const wr_table *view;
    WEIR_TRY(wr_object_name(binder, name, "view", path, err));
    *object = wr_catalog_exact(binder->catalog, WR_OBJECT_TABLE, path, false);
    if (!*object && wr_catalog_exact(binder->catalog, WR_OBJECT_TABLE, path, true))
        return FAIL(err, WEIR_INVALID, name->place, "'%s' is temporary; DROP it and CREATE it again", path->name);
    if (!*object)
        return wr_find_table(binder, name, &view, err); /* fails, and says what is near */
    if (!(*object)->is_view)
        return FAIL(err, WEIR_INVALID, name->place, "'%s' is a table; write ALTER TABLE", path->name);
    return wr_catalog_read(binder->catalog, *object, err);
}


static weir_status alter_query(wr_binder *binder, const wr_ast_alter *alter, const wr_object_path *path, const wr_object *object, weir_error *err) {
    const wr_ast_create_view create = {.name = alter->name, .comment = object->table->comment, .query = alter->query};
    const wr_table          *view;
    WEIR_TRY(replace_view(binder, &create, path, object, &view, err));
    wr_put_table(binder, view, false);
    return WEIR_OK;
}

weir_status wr_bind_alter_view(wr_binder *binder, const wr_ast_alter *alter, weir_error *err) {
    wr_object_path   path;
    const wr_object *object;
    WEIR_TRY(find_view(binder, &alter->name, &path, &object, err));
    return alter->kind == AST_ALTER_RENAME ? wr_rename_table(binder, alter, object, err) : alter_query(binder, alter, &path, object, err);
}
