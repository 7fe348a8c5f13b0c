/* binder/ddl.c - CREATE TABLE and CREATE VIEW: columns, keys, watermark, options and LIKE, checked as
 * Flink checks them, and earlier: what could only fail when the job starts fails here, with its place.
 *
 * A table under construction is a list of columns with the AST that each still needs; types and
 * options come first, then what is computed from them. */
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "binder/binder_internal.h"
#include "parser/ast_text.h"

/* ---- names ---- */

weir_status wr_table_name(const wr_ast_name *ast, const char **name, weir_error *err) {
    uint32_t last = ast->part_count - 1;
    if (ast->part_count > 3)
        return FAIL(err, WEIR_INVALID, ast->place, "a table name has at most three parts: catalog.database.table");
    if (ast->part_count == 3 && strcmp(ast->parts[0].text, WR_CATALOG_NAME) != 0)
        return FAIL(err, WEIR_INVALID, ast->parts[0].place, "unknown catalog '%s'; there is '" WR_CATALOG_NAME "'", ast->parts[0].text);
    if (ast->part_count >= 2 && strcmp(ast->parts[last - 1].text, WR_DATABASE_NAME) != 0)
        return FAIL(err, WEIR_INVALID, ast->parts[last - 1].place, "unknown database '%s'; there is '" WR_DATABASE_NAME "'", ast->parts[last - 1].text);
    *name = ast->parts[last].text;
    return WEIR_OK;
}

weir_status wr_find_table(wr_binder *binder, const wr_ast_name *ast, const wr_table **table, weir_error *err) {
    const char *name;
    WEIR_TRY(wr_table_name(ast, &name, err));
    *table = wr_catalog_find(binder->catalog, name);
    if (*table)
        return WEIR_OK;
    const char *nearest = wr_catalog_nearest(binder->catalog, name);
    if (nearest)
        return FAIL(err, WEIR_INVALID, ast->place, "unknown table '%s' - did you mean '%s'?", name, nearest);
    return FAIL(err, WEIR_INVALID, ast->place, "unknown table '%s'; CREATE TABLE it first", name);
}

/* ---- the table under construction ---- */

typedef struct draft {
    wr_binder           *binder;
    wr_table            *table;
    size_t               capacity;
    const wr_ast_column_def **defs; /* per column; NULL: from LIKE, or finished */
    const wr_expr      **like_exprs; /* per column: bound over the LIKE table's columns */
    int32_t             *like_map;   /* column of the LIKE table -> column here, or -1 */
    const wr_table      *like;
} draft;

static wr_table_column *add_column(draft *d) {
    wr_table *table = d->table;
    size_t    capacity = d->capacity;
    if (table->column_count == capacity) {
        size_t defs_capacity = capacity, exprs_capacity = capacity;
        table->columns = wr_arena_grow(d->binder->arena, table->columns, table->column_count, &d->capacity, sizeof *table->columns);
        d->defs = wr_arena_grow(d->binder->arena, d->defs, table->column_count, &defs_capacity, sizeof *d->defs);
        d->like_exprs = wr_arena_grow(d->binder->arena, d->like_exprs, table->column_count, &exprs_capacity, sizeof *d->like_exprs);
        d->capacity = WR_MIN(d->capacity, WR_MIN(defs_capacity, exprs_capacity));
    }
    uint32_t at = table->column_count++;
    table->columns[at] = (wr_table_column){0};
    d->defs[at] = NULL;
    d->like_exprs[at] = NULL;
    return &table->columns[at];
}

static weir_status unknown_table_column(draft *d, const wr_ast_ident *ident, const char *what, weir_error *err) {
    const char **names = wr_arena_alloc(d->binder->arena, (d->table->column_count + 1u) * sizeof *names);
    for (uint32_t c = 0; c < d->table->column_count; c++)
        names[c] = d->table->columns[c].name;
    const char *nearest = wr_bind_nearest_name(d->binder, ident->text, names, d->table->column_count);
    return FAIL(err, WEIR_INVALID, ident->place, "%s: unknown column '%s' in table '%s'%s%s%s", what, ident->text, d->table->name,
                nearest ? " - did you mean '" : "", nearest ? nearest : "", nearest ? "'?" : "");
}

/* The column as written: its type now, its expression later. `at` >= 0 replaces a column of LIKE. */
static weir_status define_column(draft *d, const wr_ast_column_def *def, int32_t at, weir_error *err) {
    char             what[160];
    wr_table_column *column = at >= 0 ? &d->table->columns[at] : add_column(d);
    uint32_t         index = (uint32_t)(column - d->table->columns);
    *column = (wr_table_column){.name = def->name.text, .comment = def->comment};
    d->defs[index] = def;
    d->like_exprs[index] = NULL;
    snprintf(what, sizeof what, "column '%s'", def->name.text);
    switch (def->kind) {
    case AST_COLUMN_PHYSICAL:
        column->kind = WR_COLUMN_PHYSICAL;
        return wr_bind_type(d->binder, def->type, what, &column->type, err);
    case AST_COLUMN_METADATA:
        column->kind = WR_COLUMN_METADATA;
        column->metadata_key = def->metadata_key ? def->metadata_key : def->name.text;
        column->is_virtual = def->is_virtual;
        return wr_bind_type(d->binder, def->type, what, &column->type, err);
    case AST_COLUMN_COMPUTED:
        column->kind = WR_COLUMN_COMPUTED;
        column->expr_text = wr_ast_expr_text(d->binder->arena, def->expr);
        return WEIR_OK;
    }
    return WEIR_OK;
}

/* ---- LIKE ---- */

typedef struct like_rules {
    wr_ast_like_merge merge[AST_LIKE_WATERMARKS + 1];
} like_rules;

static weir_status read_like_rules(const wr_ast_create_table *create, like_rules *rules, weir_error *err) {
    bool written[AST_LIKE_WATERMARKS + 1] = {false};
    for (size_t i = 0; i <= AST_LIKE_WATERMARKS; i++)
        rules->merge[i] = AST_LIKE_INCLUDING;
    rules->merge[AST_LIKE_OPTIONS] = AST_LIKE_OVERWRITING;
    for (uint32_t i = 0; i < create->like_option_count; i++)
        if (create->like_options[i].feature == AST_LIKE_ALL)
            for (size_t f = 0; f <= AST_LIKE_WATERMARKS; f++)
                rules->merge[f] = create->like_options[i].merge;
    for (uint32_t i = 0; i < create->like_option_count; i++) {
        const wr_ast_like_option *option = &create->like_options[i];
        if (written[option->feature])
            return FAIL(err, WEIR_INVALID, option->place, "this part of LIKE is given twice");
        written[option->feature] = true;
        if (option->merge == AST_LIKE_OVERWRITING &&
            (option->feature == AST_LIKE_ALL || option->feature == AST_LIKE_CONSTRAINTS || option->feature == AST_LIKE_PARTITIONS ||
             option->feature == AST_LIKE_DISTRIBUTION))
            return FAIL(err, WEIR_INVALID, option->place, "OVERWRITING is for GENERATED, METADATA, OPTIONS and WATERMARKS; use EXCLUDING");
        rules->merge[option->feature] = option->merge;
    }
    return WEIR_OK;
}

static void copy_like_columns(draft *d, const like_rules *rules) {
    const wr_table *like = d->like;
    d->like_map = wr_arena_alloc(d->binder->arena, (like->column_count + 1u) * sizeof *d->like_map);
    for (uint32_t c = 0; c < like->column_count; c++) {
        const wr_table_column *from = &like->columns[c];
        d->like_map[c] = -1;
        if ((from->kind == WR_COLUMN_COMPUTED && rules->merge[AST_LIKE_GENERATED] == AST_LIKE_EXCLUDING) ||
            (from->kind == WR_COLUMN_METADATA && rules->merge[AST_LIKE_METADATA] == AST_LIKE_EXCLUDING))
            continue;
        wr_table_column *column = add_column(d);
        uint32_t         at = d->table->column_count - 1;
        *column = *from;
        column->type.time_attribute = WEIR_TIME_NONE;
        column->expr = NULL;
        d->like_map[c] = (int32_t)at;
        d->like_exprs[at] = from->expr;
    }
}

static weir_status merge_options(draft *d, const wr_ast_create_table *create, const like_rules *rules, weir_error *err) {
    uint32_t     base = d->like && rules->merge[AST_LIKE_OPTIONS] != AST_LIKE_EXCLUDING ? d->like->raw_option_count : 0, count = base;
    weir_option *options = wr_arena_alloc(d->binder->arena, (base + create->option_count + 1u) * sizeof *options);
    if (base > 0)
        memcpy(options, d->like->raw_options, base * sizeof *options);
    for (uint32_t i = 0; i < create->option_count; i++) {
        const wr_ast_option *option = &create->options[i];
        uint32_t             at = 0;
        while (at < count && strcmp(options[at].name, option->key) != 0)
            at++;
        if (at < count && at >= base)
            return FAIL(err, WEIR_INVALID, option->place, "option '%s' is given twice", option->key);
        if (at < base && rules->merge[AST_LIKE_OPTIONS] != AST_LIKE_OVERWRITING)
            return FAIL(err, WEIR_INVALID, option->place, "option '%s' is in table '%s' too; write LIKE ... (OVERWRITING OPTIONS)", option->key,
                        d->like->name);
        options[at] = (weir_option){option->key, option->value, option->place.line, option->place.column};
        count += at == count;
    }
    d->table->raw_options = options;
    d->table->raw_option_count = count;
    return WEIR_OK;
}

/* A column of the statement whose name LIKE has brought already. */
static weir_status redefine(draft *d, const wr_ast_column_def *def, int32_t at, const like_rules *rules, weir_error *err) {
    wr_column_kind kind = d->table->columns[at].kind;
    bool computed = def->kind == AST_COLUMN_COMPUTED && kind == WR_COLUMN_COMPUTED && rules->merge[AST_LIKE_GENERATED] == AST_LIKE_OVERWRITING;
    bool metadata = def->kind == AST_COLUMN_METADATA && kind == WR_COLUMN_METADATA && rules->merge[AST_LIKE_METADATA] == AST_LIKE_OVERWRITING;
    if (computed || metadata)
        return define_column(d, def, at, err);
    return FAIL(err, WEIR_INVALID, def->name.place, "column '%s' is in table '%s' already%s", def->name.text, d->like->name,
                kind == WR_COLUMN_PHYSICAL ? "; choose another name" : "; write OVERWRITING GENERATED or OVERWRITING METADATA behind LIKE");
}

static weir_status define_columns(draft *d, const wr_ast_create_table *create, const like_rules *rules, weir_error *err) {
    uint32_t from_like = d->table->column_count;
    for (uint32_t i = 0; i < create->column_count; i++) {
        const wr_ast_column_def *def = &create->columns[i];
        int32_t                  at = wr_table_column_index(d->table, def->name.text);
        if (at >= (int32_t)from_like || (at >= 0 && d->defs[at]))
            return FAIL(err, WEIR_INVALID, def->name.place, "column '%s' is defined twice", def->name.text);
        if (at >= 0)
            WEIR_TRY(redefine(d, def, at, rules, err));
        else
            WEIR_TRY(define_column(d, def, -1, err));
    }
    return WEIR_OK;
}

/* ---- what is computed from the columns ---- */

static scope table_scope(draft *d, bool computed_too) {
    wr_table *table = d->table;
    scope     in = {.column_count = table->column_count};
    in.columns = wr_arena_calloc(d->binder->arena, table->column_count + 1u, sizeof *in.columns);
    for (uint32_t c = 0; c < table->column_count; c++) {
        bool hidden = table->columns[c].kind == WR_COLUMN_COMPUTED && !computed_too;
        in.columns[c] = (scope_column){.table = table->name, .name = hidden ? "" : table->columns[c].name, .type = table->columns[c].type};
    }
    return in;
}

static weir_status bind_computed(draft *d, weir_error *err) {
    scope        in = table_scope(d, false);
    expr_context ctx = {.binder = d->binder, .scope = &in, .clause = "a computed column"};
    for (uint32_t c = 0; c < d->table->column_count; c++) {
        wr_table_column *column = &d->table->columns[c];
        if (column->kind != WR_COLUMN_COMPUTED)
            continue;
        if (d->defs[c]) {
            wr_expr           *expr;
            const wr_ast_expr *ast = d->defs[c]->expr;
            weir_status        status = wr_bind_expr(&ctx, ast, &expr, err);
            if (status != WEIR_OK)
                return weir_fail_context(err, status, "computed column '%s'", column->name);
            if (expr->type.id == WEIR_TYPE_NULL)
                return FAIL(err, WEIR_INVALID, ast->place, "computed column '%s' is NULL without a type; CAST it", column->name);
            column->expr = expr;
        } else { /* from LIKE: the same expression over the columns' new places */
            uint32_t *map = wr_arena_alloc(d->binder->arena, (d->like->column_count + 1u) * sizeof *map);
            bool     *used = wr_arena_calloc(d->binder->arena, d->like->column_count + 1u, sizeof *used);
            wr_expr_mark_columns(d->like_exprs[c], used);
            for (uint32_t l = 0; l < d->like->column_count; l++) {
                map[l] = d->like_map[l] < 0 ? 0 : (uint32_t)d->like_map[l];
                if (used[l] && d->like_map[l] < 0)
                    return weir_fail_at(err, WEIR_INVALID, d->table->line, d->table->column,
                                        "computed column '%s' needs column '%s', which LIKE leaves out; write EXCLUDING GENERATED too", column->name,
                                        d->like->columns[l].name);
            }
            column->expr = wr_expr_remap(d->binder->arena, d->like_exprs[c], map);
        }
        column->type = wr_plain_type(column->expr->type);
        if (column->expr->type.time_attribute == WEIR_TIME_PROCTIME)
            column->type.time_attribute = WEIR_TIME_PROCTIME;
    }
    return WEIR_OK;
}

/* "a, b, value.c", of what can be read. */
static void list_metadata(const wr_table *table, wr_buffer *list) {
    const weir_field *field = table->connector->source ? table->connector->source->metadata_fields : NULL;
    for (; field && field->name; field++)
        wr_buffer_printf(list, "%s%s", list->size ? ", " : "; there are: ", field->name);
    field = table->connector->messages && table->format ? table->format->metadata_fields : NULL;
    for (; field && field->name; field++)
        wr_buffer_printf(list, "%s" WR_VALUE_METADATA "%s", list->size ? ", " : "; there are: ", field->name);
}

static weir_status bind_metadata(draft *d, weir_error *err) {
    const wr_table *table = d->table;
    for (uint32_t c = 0; c < table->column_count; c++) {
        const wr_table_column *column = &table->columns[c];
        if (column->kind != WR_COLUMN_METADATA)
            continue;
        const weir_field *field = wr_table_readable_metadata(table, column->metadata_key);
        wr_ast_place      place = d->defs[c] ? d->defs[c]->name.place : (wr_ast_place){table->line, table->column};
        if (!field) {
            wr_buffer list = {0};
            list_metadata(table, &list);
            weir_status status = FAIL(err, WEIR_INVALID, place, "metadata column '%s': connector '%s' has no metadata '%s'%s", column->name,
                                      table->connector->name, column->metadata_key, list.size ? wr_buffer_cstr(&list) : " and no other");
            wr_buffer_free(&list);
            return status;
        }
        for (uint32_t b = 0; b < c; b++)
            if (table->columns[b].kind == WR_COLUMN_METADATA && strcmp(table->columns[b].metadata_key, column->metadata_key) == 0)
                return FAIL(err, WEIR_INVALID, place, "metadata columns '%s' and '%s' are both from '%s'; keep one, and compute the other from it: %s AS CAST(%s AS ...)",
                            table->columns[b].name, column->name, column->metadata_key, column->name, table->columns[b].name);
        wr_expr *ignored, *probe = wr_make_column(d->binder, 0, field->type, field->name, place);
        WEIR_TRY(wr_make_cast(d->binder, place, probe, column->type, false, &ignored, err));
    }
    return WEIR_OK;
}

static bool is_time(weir_type type) {
    return weir_type_is_timestamp(type) && type.length <= 3;
}

static weir_status bind_watermark(draft *d, const wr_ast_create_table *create, const like_rules *rules, weir_error *err) {
    wr_table *table = d->table;
    bool      inherits = d->like && d->like->watermark_column >= 0 && rules->merge[AST_LIKE_WATERMARKS] != AST_LIKE_EXCLUDING;
    table->watermark_column = -1;
    if (create->watermark_count > 1)
        return FAIL(err, WEIR_INVALID, create->watermarks[1].place, "a table has one WATERMARK; this is the second");
    if (create->watermark_count == 0) {
        if (!inherits)
            return WEIR_OK;
        uint32_t *map = wr_arena_alloc(d->binder->arena, (d->like->column_count + 1u) * sizeof *map);
        for (uint32_t l = 0; l < d->like->column_count; l++)
            map[l] = d->like_map[l] < 0 ? 0 : (uint32_t)d->like_map[l];
        table->watermark_column = d->like_map[d->like->watermark_column];
        if (table->watermark_column < 0)
            return weir_fail_at(err, WEIR_INVALID, table->line, table->column, "LIKE leaves out the column of the WATERMARK; write EXCLUDING WATERMARKS too");
        table->watermark_expr = wr_expr_remap(d->binder->arena, d->like->watermark_expr, map);
        table->watermark_text = d->like->watermark_text;
        table->columns[table->watermark_column].type.time_attribute = WEIR_TIME_ROWTIME;
        return WEIR_OK;
    }
    const wr_ast_watermark *written = &create->watermarks[0];
    const wr_ast_ident     *ident = &written->column.parts[0];
    if (inherits && rules->merge[AST_LIKE_WATERMARKS] != AST_LIKE_OVERWRITING)
        return FAIL(err, WEIR_INVALID, written->place, "table '%s' brings a WATERMARK already; write LIKE ... (OVERWRITING WATERMARKS)", d->like->name);
    if (written->column.part_count > 1)
        return FAIL(err, WEIR_UNSUPPORTED, written->column.place, "a WATERMARK on a field of a ROW is not available yet; add a computed column for it");
    int32_t at = wr_table_column_index(table, ident->text);
    if (at < 0)
        return unknown_table_column(d, ident, "WATERMARK", err);
    wr_table_column *column = &table->columns[at];
    if (!is_time(column->type))
        return FAIL(err, WEIR_INVALID, ident->place,
                    "WATERMARK needs a column of TIMESTAMP(p) or TIMESTAMP_LTZ(p) with p at most 3; '%s' is %s%s", ident->text,
                    wr_type_name(d->binder, column->type), weir_type_is_timestamp(column->type) ? "; declare it TIMESTAMP(3)" : "");
    scope        in = table_scope(d, true);
    expr_context ctx = {.binder = d->binder, .scope = &in, .clause = "WATERMARK"};
    wr_expr     *expr;
    WEIR_TRY(wr_bind_expr(&ctx, written->expr, &expr, err));
    if (!is_time(expr->type))
        return FAIL(err, WEIR_INVALID, written->expr->place, "the expression of WATERMARK must be TIMESTAMP(p) or TIMESTAMP_LTZ(p) with p at most 3, not %s",
                    wr_type_name(d->binder, expr->type));
    if (expr->type.id != column->type.id)
        return FAIL(err, WEIR_INVALID, written->expr->place, "the expression of WATERMARK is %s and column '%s' is %s; they must be of one kind",
                    wr_type_name(d->binder, expr->type), ident->text, wr_type_name(d->binder, column->type));
    table->watermark_column = at;
    table->watermark_expr = expr;
    table->watermark_text = wr_ast_expr_text(d->binder->arena, written->expr);
    column->type.time_attribute = WEIR_TIME_ROWTIME;
    return WEIR_OK;
}

static weir_status bind_constraints(draft *d, const wr_ast_create_table *create, const like_rules *rules, weir_error *err) {
    wr_table *table = d->table;
    bool      inherits = d->like && d->like->primary_key_count > 0 && rules->merge[AST_LIKE_CONSTRAINTS] != AST_LIKE_EXCLUDING;
    if (inherits) {
        uint32_t *key = wr_arena_alloc(d->binder->arena, d->like->primary_key_count * sizeof *key);
        for (uint32_t k = 0; k < d->like->primary_key_count; k++)
            key[k] = (uint32_t)d->like_map[d->like->primary_key[k]];
        table->primary_key = key;
        table->primary_key_count = d->like->primary_key_count;
        table->primary_key_name = d->like->primary_key_name;
    }
    for (uint32_t i = 0; i < create->constraint_count; i++) {
        const wr_ast_constraint *constraint = &create->constraints[i];
        if (constraint->unique)
            return FAIL(err, WEIR_UNSUPPORTED, constraint->place, "UNIQUE is not available; PRIMARY KEY ... NOT ENFORCED is");
        if (constraint->enforced)
            return FAIL(err, WEIR_INVALID, constraint->place, "write PRIMARY KEY ... NOT ENFORCED: a stream cannot check that a key is unique");
        if (table->primary_key_count > 0)
            return FAIL(err, WEIR_INVALID, constraint->place, "table '%s' has a PRIMARY KEY already", table->name);
        uint32_t *key = wr_arena_alloc(d->binder->arena, (constraint->column_count + 1u) * sizeof *key);
        wr_buffer name = {0};
        wr_buffer_text(&name, "PK");
        for (uint32_t k = 0; k < constraint->column_count; k++) {
            const wr_ast_ident *ident = &constraint->columns[k];
            int32_t             at = wr_table_column_index(table, ident->text);
            weir_status         status = WEIR_OK;
            if (at < 0)
                status = unknown_table_column(d, ident, "PRIMARY KEY", err);
            else if (table->columns[at].kind != WR_COLUMN_PHYSICAL)
                status = FAIL(err, WEIR_INVALID, ident->place, "PRIMARY KEY: column '%s' is %s; only stored columns can be in a key", ident->text,
                              table->columns[at].kind == WR_COLUMN_COMPUTED ? "computed" : "metadata");
            else if (table->columns[at].type.id == WEIR_TYPE_MAP)
                status = FAIL(err, WEIR_UNSUPPORTED, ident->place, "PRIMARY KEY: column '%s' is a MAP, which cannot be in a key yet", ident->text);
            for (uint32_t j = 0; j < k && status == WEIR_OK; j++)
                if (key[j] == (uint32_t)at)
                    status = FAIL(err, WEIR_INVALID, ident->place, "PRIMARY KEY names column '%s' twice", ident->text);
            if (status != WEIR_OK) {
                wr_buffer_free(&name);
                return status;
            }
            key[k] = (uint32_t)at;
            table->columns[at].type.nullable = false;
            wr_buffer_printf(&name, "_%s", ident->text);
        }
        table->primary_key = key;
        table->primary_key_count = constraint->column_count;
        table->primary_key_name = constraint->name.text ? constraint->name.text : wr_arena_strdup(d->binder->arena, wr_buffer_cstr(&name));
        wr_buffer_free(&name);
    }
    return WEIR_OK;
}

static weir_status bind_partition_keys(draft *d, const wr_ast_create_table *create, const like_rules *rules, weir_error *err) {
    wr_table *table = d->table;
    if (create->partitioned_by_count == 0) {
        if (d->like && rules->merge[AST_LIKE_PARTITIONS] != AST_LIKE_EXCLUDING) {
            table->partition_keys = d->like->partition_keys;
            table->partition_key_count = d->like->partition_key_count;
        }
        return WEIR_OK;
    }
    if (d->like && d->like->partition_key_count > 0 && rules->merge[AST_LIKE_PARTITIONS] != AST_LIKE_EXCLUDING)
        return FAIL(err, WEIR_INVALID, create->partitioned_by[0].place, "table '%s' brings PARTITIONED BY already; write LIKE ... (EXCLUDING PARTITIONS)",
                    d->like->name);
    const char **keys = wr_arena_alloc(d->binder->arena, (create->partitioned_by_count + 1u) * sizeof *keys);
    for (uint32_t i = 0; i < create->partitioned_by_count; i++) {
        const wr_ast_ident *ident = &create->partitioned_by[i];
        int32_t             at = wr_table_column_index(table, ident->text);
        if (at < 0)
            return unknown_table_column(d, ident, "PARTITIONED BY", err);
        if (table->columns[at].kind != WR_COLUMN_PHYSICAL)
            return FAIL(err, WEIR_INVALID, ident->place, "PARTITIONED BY: column '%s' is %s; only stored columns can be in it", ident->text,
                        table->columns[at].kind == WR_COLUMN_COMPUTED ? "computed" : "metadata");
        if (weir_type_is_nested(table->columns[at].type) || table->columns[at].type.id == WEIR_TYPE_VARIANT)
            return FAIL(err, WEIR_INVALID, ident->place, "PARTITIONED BY: column '%s' is %s, which is no name of a directory", ident->text,
                        wr_type_name(d->binder, table->columns[at].type));
        for (uint32_t j = 0; j < i; j++)
            if (strcmp(keys[j], ident->text) == 0)
                return FAIL(err, WEIR_INVALID, ident->place, "PARTITIONED BY names column '%s' twice", ident->text);
        keys[i] = ident->text;
    }
    table->partition_keys = keys;
    table->partition_key_count = create->partitioned_by_count;
    return WEIR_OK;
}

/* The columns of CREATE TABLE AS: those of the query, in the order of the names given, if any. */
static weir_status columns_of_query(draft *d, const wr_ast_create_table *create, wr_logical **query, weir_error *err) {
    WEIR_TRY(wr_bind_query(d->binder, create->as_query, NULL, query, err));
    const weir_schema *schema = (*query)->schema;
    uint32_t           count = schema->field_count;
    if (create->column_count > 0)
        return FAIL(err, WEIR_UNSUPPORTED, create->columns[0].name.place, "columns with types beside AS are not available yet; CREATE TABLE first, then INSERT");
    if (create->select_column_count > 0 && create->select_column_count != count)
        return FAIL(err, WEIR_INVALID, create->select_columns[0].place, "the query has %u columns, and %u names are given", count, create->select_column_count);
    const wr_expr **exprs = wr_arena_alloc(d->binder->arena, (count + 1u) * sizeof *exprs);
    const char    **names = wr_arena_alloc(d->binder->arena, (count + 1u) * sizeof *names);
    for (uint32_t c = 0; c < count; c++) {
        uint32_t from = c;
        if (create->select_column_count > 0) {
            const wr_ast_ident *ident = &create->select_columns[c];
            for (from = 0; from < count && strcmp(schema->fields[from].name, ident->text) != 0; from++) {}
            if (from == count)
                return FAIL(err, WEIR_INVALID, ident->place, "the query has no column '%s'", ident->text);
        }
        names[c] = schema->fields[from].name;
        if (wr_table_column_index(d->table, names[c]) >= 0)
            return FAIL(err, WEIR_INVALID, create->as_query->place, "the query has two columns named '%s'; give one of them another name with AS", names[c]);
        exprs[c] = wr_make_column(d->binder, from, schema->fields[from].type, names[c], create->as_query->place);
        wr_table_column *column = add_column(d);
        column->name = names[c];
        column->kind = WR_COLUMN_PHYSICAL;
        column->type = wr_plain_type(schema->fields[from].type);
    }
    *query = wr_new_project(d->binder, *query, create->as_query->place, exprs, names, count);
    return WEIR_OK;
}

/* Connectors know no places: the first option that was written and that the message names in quotes is the one meant. */
static const weir_option *option_in_message(const wr_table *table, const char *message) {
    const weir_option *found = NULL;
    const char        *where = NULL;
    for (uint32_t i = 0; i < table->raw_option_count; i++) {
        size_t      size = strlen(table->raw_options[i].name);
        const char *at = strstr(message, table->raw_options[i].name);
        while (at && (at == message || at[-1] != '\'' || at[size] != '\''))
            at = strstr(at + 1, table->raw_options[i].name);
        if (at && (!where || at < where)) {
            where = at;
            found = &table->raw_options[i];
        }
    }
    return found;
}

static weir_status check_connector(draft *d, wr_ast_place place, weir_error *err) {
    const wr_table     *table = d->table;
    const char *const  *keys;
    const weir_schema  *schema = wr_table_read_schema(table, d->binder->arena, &keys);
    weir_table_info     info;
    wr_table_info_of(table, schema, NULL, keys, wr_config_time_zone(d->binder->config), d->binder->env, &info);
    if (!table->connector->check)
        return WEIR_OK;
    weir_status status = table->connector->check(&info, err);
    if (status != WEIR_OK && err && err->sql_line == 0) {
        const weir_option *named = option_in_message(table, err->message);
        err->sql_line = named ? named->line : place.line;
        err->sql_column = named ? named->column : place.column;
    }
    return status;
}

static weir_status name_is_free(wr_binder *binder, const wr_ast_name *ast, const char *name, bool temporary, bool view, bool if_not_exists,
                                bool *skip, weir_error *err) {
    const wr_table *there = wr_catalog_find_exact(binder->catalog, name, temporary);
    *skip = there && if_not_exists;
    if (!there || *skip)
        return WEIR_OK;
    return FAIL(err, WEIR_INVALID, ast->place, "%s '%s' exists already (line %u); DROP it first or write CREATE %s IF NOT EXISTS",
                there->is_view ? "view" : "table", name, there->line, view ? "VIEW" : "TABLE");
}

weir_status wr_bind_create_table(wr_binder *binder, const wr_ast_create_table *create, wr_ast_place place, const wr_table **out, wr_logical **query,
                              weir_error *err) {
    const char *name;
    bool        skip;
    like_rules  rules = {0};
    (void)place;
    *out = NULL;
    *query = NULL;
    WEIR_TRY(wr_table_name(&create->name, &name, err));
    WEIR_TRY(name_is_free(binder, &create->name, name, create->temporary, false, create->if_not_exists, &skip, err));
    if (skip)
        return WEIR_OK;
    wr_table *table = wr_arena_calloc(binder->arena, 1, sizeof *table);
    draft     d = {.binder = binder, .table = table};
    *table = (wr_table){.name = name, .is_temporary = create->temporary, .line = create->name.place.line, .column = create->name.place.column,
                        .watermark_column = -1, .comment = create->comment};
    if (create->has_like) {
        WEIR_TRY(wr_find_table(binder, &create->like_table, &d.like, err));
        if (d.like->is_view)
            return FAIL(err, WEIR_INVALID, create->like_table.place, "'%s' is a view; LIKE needs a table", d.like->name);
        WEIR_TRY(read_like_rules(create, &rules, err));
        copy_like_columns(&d, &rules);
        if (!table->comment)
            table->comment = d.like->comment;
    }
    if (create->as_query)
        WEIR_TRY(columns_of_query(&d, create, query, err));
    else
        WEIR_TRY(define_columns(&d, create, &rules, err));
    WEIR_TRY(merge_options(&d, create, &rules, err));
    if (table->column_count == 0)
        return FAIL(err, WEIR_INVALID, create->name.place, "table '%s' has no columns", name);
    WEIR_TRY(wr_bind_table_options(binder, table, create->name.place, err));
    WEIR_TRY(bind_metadata(&d, err));
    WEIR_TRY(bind_constraints(&d, create, &rules, err));
    WEIR_TRY(bind_computed(&d, err));
    WEIR_TRY(bind_watermark(&d, create, &rules, err));
    WEIR_TRY(bind_partition_keys(&d, create, &rules, err));
    WEIR_TRY(wr_bind_message_columns(binder, table, create->name.place, err));
    wr_table_set_views(table, binder->arena);
    WEIR_TRY(check_connector(&d, create->name.place, err));
    *out = table;
    return WEIR_OK;
}

weir_status wr_bind_create_view(wr_binder *binder, const wr_ast_create_view *create, wr_ast_place place, weir_error *err) {
    const char *name;
    bool        skip;
    wr_logical *query;
    (void)place;
    WEIR_TRY(wr_table_name(&create->name, &name, err));
    WEIR_TRY(name_is_free(binder, &create->name, name, create->temporary, true, create->if_not_exists, &skip, err));
    if (skip)
        return WEIR_OK;
    WEIR_TRY(wr_bind_query(binder, create->query, NULL, &query, err));
    uint32_t  count = query->schema->field_count;
    wr_table *view = wr_arena_calloc(binder->arena, 1, sizeof *view);
    if (create->column_count > 0 && create->column_count != count)
        return FAIL(err, WEIR_INVALID, create->columns[0].place, "the query of view '%s' has %u column%s, and %u name%s given", name, count,
                    count == 1 ? "" : "s", create->column_count, create->column_count == 1 ? " is" : "s are");
    *view = (wr_table){.name = name, .is_temporary = create->temporary, .is_view = true, .line = create->name.place.line,
                       .column = create->name.place.column, .watermark_column = -1, .comment = create->comment, .view_query = create->query,
                       .view_text = wr_ast_query_text(binder->arena, create->query), .column_count = count};
    view->columns = wr_arena_calloc(binder->arena, count + 1u, sizeof *view->columns);
    for (uint32_t c = 0; c < count; c++) {
        const char  *column = create->column_count > 0 ? create->columns[c].text : query->schema->fields[c].name;
        wr_ast_place where = create->column_count > 0 ? create->columns[c].place : create->query->place;
        for (uint32_t j = 0; j < c; j++)
            if (strcmp(view->columns[j].name, column) == 0)
                return FAIL(err, WEIR_INVALID, where, "view '%s' has two columns named '%s'; give one of them another name with AS", name, column);
        view->columns[c] = (wr_table_column){.name = column, .type = query->schema->fields[c].type};
    }
    wr_catalog_add(binder->catalog, view);
    return WEIR_OK;
}
