/* binder/ddl.c - CREATE TABLE: columns, keys, watermark, options, LIKE and AS, checked as Flink checks them,
 * and earlier: what could only fail when the job starts fails here, with its place.
 *
 * A table under construction is a list of columns with the AST that each still needs; types and
 * options come first, then what is computed from them. */
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "binder/binder_internal.h"
#include "parser/ast_text.h"

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
    const char *nearest = wr_bind_nearest_name(ident->text, names, d->table->column_count);
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
    scope     in = {.column_count = table->column_count, .whole_columns = true}; /* as in Flink */
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
            else if (create->as_query && !d->defs[at] && table->columns[at].type.nullable)
                status = FAIL(err, WEIR_INVALID, ident->place, "PRIMARY KEY: column '%s' of the query can be NULL; declare it before AS: (`%s` %s NOT NULL, ...)",
                              ident->text, ident->text, wr_type_name(d->binder, table->columns[at].type));
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

/* ---- AS ---- */

static int32_t schema_column(const weir_schema *schema, const char *name) {
    for (uint32_t c = 0; c < schema->field_count; c++)
        if (strcmp(schema->fields[c].name, name) == 0)
            return (int32_t)c;
    return -1;
}

static weir_status add_query_column(draft *d, const weir_field *field) {
    wr_table_column *column = add_column(d);
    column->name = field->name;
    column->kind = WR_COLUMN_PHYSICAL;
    column->type = wr_plain_type(field->type);
    return WEIR_OK;
}

/* CREATE TABLE t (b, a) AS: the query's columns in this order. */
static weir_status order_query_columns(draft *d, const wr_ast_create_table *create, const weir_schema *schema, weir_error *err) {
    if (create->select_column_count != schema->field_count)
        return FAIL(err, WEIR_INVALID, create->select_columns[0].place, "the query has %u columns, and %u names are given", schema->field_count,
                    create->select_column_count);
    for (uint32_t i = 0; i < create->select_column_count; i++) {
        const wr_ast_ident *ident = &create->select_columns[i];
        int32_t             from = schema_column(schema, ident->text);
        if (from < 0)
            return FAIL(err, WEIR_INVALID, ident->place, "the query has no column '%s'", ident->text);
        if (wr_table_column_index(d->table, ident->text) >= 0)
            return FAIL(err, WEIR_INVALID, ident->place, "column '%s' is given twice", ident->text);
        add_query_column(d, &schema->fields[from]);
    }
    return WEIR_OK;
}

/* The columns of CREATE TABLE AS: those declared, then those of the query that are not declared. */
static weir_status columns_of_query(draft *d, const wr_ast_create_table *create, const like_rules *rules, wr_logical **query, weir_error *err) {
    WEIR_TRY(wr_bind_query(d->binder, create->as_query, NULL, query, err));
    const weir_schema *schema = (*query)->schema;
    for (uint32_t c = 0; c < schema->field_count; c++)
        if (schema_column(schema, schema->fields[c].name) != (int32_t)c)
            return FAIL(err, WEIR_INVALID, create->as_query->place, "the query has two columns named '%s'; give one of them another name with AS",
                        schema->fields[c].name);
    if (create->select_column_count > 0)
        return order_query_columns(d, create, schema, err);
    WEIR_TRY(define_columns(d, create, rules, err));
    for (uint32_t c = 0; c < schema->field_count; c++) {
        int32_t at = wr_table_column_index(d->table, schema->fields[c].name);
        if (at < 0)
            add_query_column(d, &schema->fields[c]);
        else if (d->table->columns[at].kind == WR_COLUMN_COMPUTED || d->table->columns[at].is_virtual)
            return FAIL(err, WEIR_INVALID, d->defs[at]->name.place, "column '%s' is %s, and the query gives a value for it; give one of them another name",
                        schema->fields[c].name, d->table->columns[at].kind == WR_COLUMN_COMPUTED ? "computed" : "VIRTUAL");
    }
    return WEIR_OK;
}

/* The query's columns as the table's writable ones stand; NULL for those that it does not give. */
static weir_status fit_query(draft *d, const wr_ast_create_table *create, wr_logical **fitted, weir_error *err) {
    wr_logical     *query = *fitted;
    const wr_table *table = d->table;
    wr_ast_place    place = create->as_query->place;
    const wr_expr **exprs = wr_arena_alloc(d->binder->arena, (table->column_count + 1u) * sizeof *exprs);
    const char    **names = wr_arena_alloc(d->binder->arena, (table->column_count + 1u) * sizeof *names);
    uint32_t        count = 0;
    for (uint32_t c = 0; c < table->column_count; c++) {
        const wr_table_column *column = &table->columns[c];
        int32_t                from = schema_column(query->schema, column->name);
        if (column->kind == WR_COLUMN_COMPUTED || column->is_virtual)
            continue;
        if (from < 0 && !column->type.nullable)
            return FAIL(err, WEIR_INVALID, d->defs[c]->name.place, "column '%s' is NOT NULL, and the query gives no value for it", column->name);
        names[count] = column->name;
        exprs[count++] = from >= 0 ? wr_make_column(d->binder, (uint32_t)from, query->schema->fields[from].type, column->name, place)
                                   : wr_make_null(d->binder, column->type);
    }
    *fitted = wr_new_project(d->binder, query, place, exprs, names, count);
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

/* May the table be made? *there: it exists, and IF NOT EXISTS or OR REPLACE was written. */
static weir_status check_name(wr_binder *binder, const wr_ast_create_table *create, wr_object_path *path, const wr_object **there, weir_error *err) {
    WEIR_TRY(wr_object_name(binder, &create->name, "table", path, err));
    if (!create->temporary)
        WEIR_TRY(wr_check_place(binder, &create->name, err));
    *there = wr_catalog_exact(binder->catalog, WR_OBJECT_TABLE, path, create->temporary);
    if (!*there && create->must_exist)
        return FAIL(err, WEIR_INVALID, create->name.place, "there is no table '%s' to replace; write CREATE TABLE", path->name);
    if (!*there || create->if_not_exists || (create->or_replace && !(*there)->is_view))
        return WEIR_OK;
    return wr_fail_exists(*there, &create->name, create->or_replace ? "" : "DROP it first or write CREATE TABLE IF NOT EXISTS", err);
}

weir_status wr_bind_create_table(wr_binder *binder, const wr_ast_create_table *create, const wr_table **out, wr_logical **query, bool *existed,
                                 weir_error *err) {
    wr_object_path   path;
    const wr_object *there;
    like_rules       rules = {0};
    *query = NULL;
    WEIR_TRY(check_name(binder, create, &path, &there, err));
    *existed = there && create->if_not_exists;
    if (*existed) {
        WEIR_TRY(wr_find_table(binder, &create->name, out, err));
        return create->as_query ? wr_bind_query(binder, create->as_query, NULL, query, err) : WEIR_OK;
    }
    wr_table *table = wr_arena_calloc(binder->arena, 1, sizeof *table);
    draft     d = {.binder = binder, .table = table};
    *table = (wr_table){.name = path.name, .catalog = path.catalog, .database = path.database, .is_temporary = create->temporary,
                        .line = create->name.place.line, .column = create->name.place.column, .watermark_column = -1, .comment = create->comment};
    if (create->has_like) {
        WEIR_TRY(wr_find_table(binder, &create->like_table, &d.like, err));
        if (d.like->is_view)
            return FAIL(err, WEIR_INVALID, create->like_table.place, "'%s' is a view; LIKE needs a table", d.like->name);
        WEIR_TRY(read_like_rules(create, &rules, err));
        copy_like_columns(&d, &rules);
    }
    if (create->as_query)
        WEIR_TRY(columns_of_query(&d, create, &rules, query, err));
    else
        WEIR_TRY(define_columns(&d, create, &rules, err));
    WEIR_TRY(merge_options(&d, create, &rules, err));
    if (table->column_count == 0)
        return FAIL(err, WEIR_INVALID, create->name.place, "table '%s' has no columns", table->name);
    WEIR_TRY(wr_bind_table_options(binder, table, create->name.place, err));
    WEIR_TRY(bind_metadata(&d, err));
    WEIR_TRY(bind_constraints(&d, create, &rules, err));
    WEIR_TRY(bind_computed(&d, err));
    WEIR_TRY(bind_watermark(&d, create, &rules, err));
    WEIR_TRY(bind_partition_keys(&d, create, &rules, err));
    WEIR_TRY(wr_bind_message_columns(binder, table, create->name.place, err));
    wr_table_set_views(table, binder->arena);
    WEIR_TRY(check_connector(&d, create->name.place, err));
    if (create->as_query)
        WEIR_TRY(fit_query(&d, create, query, err));
    *out = table;
    return WEIR_OK;
}
