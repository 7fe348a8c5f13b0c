/* binder/column.c - which column a name means: of the tables in FROM, or of the query around.
 *
 * Names are case-sensitive, as in Flink. A name that several tables have is ambiguous unless it is
 * written with its table; one that nobody has gets the nearest that somebody has. */
#include <string.h>
#include <strings.h>

#include "base/buffer.h"
#include "binder/binder_internal.h"

const char *wr_bind_suggestion(wr_binder *binder, const char *wanted, const char *const *names, size_t count) {
    const char *nearest = wr_bind_nearest_name(wanted, names, count);
    if (!nearest)
        return NULL;
    bool only_case = strcasecmp(nearest, wanted) == 0 && strcmp(nearest, wanted) != 0;
    return wr_arena_printf(binder->arena, " - did you mean '%s'?%s", nearest, only_case ? " Names are case-sensitive" : "");
}

/* ---- messages ---- */

/* The tables of the scope, each once. */
static const char **tables_of(wr_binder *binder, const scope *in, size_t *count) {
    const char **tables = wr_arena_alloc(binder->arena, (in->column_count + 1u) * sizeof *tables);
    *count = 0;
    for (uint32_t i = 0; i < in->column_count; i++) {
        bool known = in->columns[i].table == NULL;
        for (size_t t = 0; t < *count && !known; t++)
            known = strcmp(tables[t], in->columns[i].table) == 0;
        if (!known)
            tables[(*count)++] = in->columns[i].table;
    }
    return tables;
}

static const char *quoted_list(wr_binder *binder, const char *const *names, size_t count) {
    enum { SHOWN_MAX = 12 };
    const char *text = "";
    for (size_t i = 0; i < count && i < SHOWN_MAX; i++)
        text = wr_arena_printf(binder->arena, "%s%s'%s'", text, i == 0 ? "" : i + 1 == count ? " and " : ", ", names[i]);
    return count > SHOWN_MAX ? wr_arena_printf(binder->arena, "%s, ...", text) : text;
}

weir_status wr_bind_unknown_table(wr_binder *binder, const scope *in, const wr_ast_ident *table, const char *use, weir_error *err) {
    size_t       count;
    const char **tables = tables_of(binder, in, &count);
    const char  *nearest = wr_bind_suggestion(binder, table->text, tables, count);
    if (count == 0)
        return FAIL(err, WEIR_INVALID, table->place, "unknown table '%s' in '%s'; the rows here have no table name", table->text, use);
    if (nearest)
        return FAIL(err, WEIR_INVALID, table->place, "unknown table '%s' in '%s'%s", table->text, use, nearest);
    return FAIL(err, WEIR_INVALID, table->place, "unknown table '%s' in '%s'; the table%s here %s %s", table->text, use, count == 1 ? "" : "s",
                count == 1 ? "is" : "are", quoted_list(binder, tables, count));
}

/* " in table 'orders'", or where else the columns come from. */
static const char *where_text(wr_binder *binder, const scope *in, const char *table) {
    size_t       count;
    const char **tables = tables_of(binder, in, &count);
    if (table)
        return wr_arena_printf(binder->arena, " in table '%s'", table);
    if (count == 0)
        return "";
    return wr_arena_printf(binder->arena, " in table%s %s", count == 1 ? "" : "s", quoted_list(binder, tables, count));
}

/* A name that only the SELECT list gives: it is not there yet where the expression is computed, in Flink neither. */
static bool is_alias(const expr_context *ctx, const char *name) {
    for (uint32_t i = 0; ctx->select && i < ctx->select->item_count; i++)
        if (ctx->select->items[i].alias.text && strcmp(ctx->select->items[i].alias.text, name) == 0)
            return true;
    return false;
}

#define FIELDS_NAMED_MAX 500u

/* The names of the fields in a value of this type, of all rows in it. */
static void add_fields(weir_type type, const char **names, size_t *count) {
    for (uint32_t f = 0; type.id == WEIR_TYPE_ROW && f < type.fields->field_count && *count < FIELDS_NAMED_MAX; f++) {
        names[(*count)++] = type.fields->fields[f].name;
        add_fields(type.fields->fields[f].type, names, count);
    }
}

/* A field is found by its name alone, too. */
static const char *nearest_field(const expr_context *ctx, const char *wanted) {
    const char **names = wr_arena_alloc(ctx->binder->arena, FIELDS_NAMED_MAX * sizeof *names);
    size_t       count = 0;
    for (uint32_t i = 0; i < ctx->scope->column_count && !ctx->scope->whole_columns; i++)
        add_fields(ctx->scope->columns[i].type, names, &count);
    return wr_bind_suggestion(ctx->binder, wanted, names, count);
}

static weir_status unknown_column(const expr_context *ctx, const wr_ast_ident *ident, const char *table, weir_error *err) {
    const scope *in = ctx->scope;
    wr_arena    *arena = ctx->binder->arena;
    const char **names = wr_arena_alloc(arena, (in->column_count + 1u) * sizeof *names);
    size_t       count = 0, listed = 0;
    wr_buffer    list = {0};
    if (strcmp(ident->text, "window_start") == 0 || strcmp(ident->text, "window_end") == 0 || strcmp(ident->text, "window_time") == 0)
        return FAIL(err, WEIR_INVALID, ident->place, "column '%s' comes from a window, and there is none here; read FROM TUMBLE(TABLE %s, DESCRIPTOR(ts), "
                    "INTERVAL '1' HOUR)", ident->text, table ? table : in->column_count > 0 && in->columns[0].table ? in->columns[0].table : "t");
    if (!table && is_alias(ctx, ident->text))
        return FAIL(err, WEIR_INVALID, ident->place, "'%s' in %s is only a name in the SELECT list; write the expression here too", ident->text, ctx->clause);
    for (uint32_t i = 0; i < in->column_count; i++)
        if (*in->columns[i].name && (table || !in->columns[i].qualified_only) && (!table || (in->columns[i].table && strcmp(in->columns[i].table, table) == 0)))
            names[count++] = in->columns[i].name;
    const char *where = where_text(ctx->binder, in, table);
    const char *nearest = wr_bind_suggestion(ctx->binder, ident->text, names, count);
    if (!nearest)
        nearest = nearest_field(ctx, ident->text);
    if (nearest)
        return FAIL(err, WEIR_INVALID, ident->place, "unknown column '%s'%s%s", ident->text, where, nearest);
    for (; listed < count && listed < 12; listed++)
        wr_buffer_printf(&list, "%s%s", listed ? ", " : "", names[listed]);
    if (count > listed)
        wr_buffer_text(&list, ", ...");
    weir_status status = FAIL(err, WEIR_INVALID, ident->place, "unknown column '%s'%s; there %s %s", ident->text, where,
                              count == 1 ? "is" : "are", count ? wr_buffer_cstr(&list) : "no columns");
    wr_buffer_free(&list);
    return status;
}

/* ---- looking ---- */

typedef enum found { FOUND_NOT, FOUND_ONE, FOUND_SEVERAL } found;

#define FIELD_DEPTH_MAX 16u /* deeper fields are written with the way to them */
#define NO_DEPTH UINT32_MAX

/* What a name means: a column, or a field of a ROW that no column of its table hides. */
typedef struct match {
    uint32_t column;
    uint32_t depth; /* how many fields lead to it; 0: the column itself */
    uint32_t fields[FIELD_DEPTH_MAX];
    bool     several; /* two fields of the column are called so, equally deep */
} match;

static bool is_table(const scope *in, const char *name) {
    for (uint32_t i = 0; i < in->column_count; i++)
        if (in->columns[i].table && strcmp(in->columns[i].table, name) == 0)
            return true;
    return false;
}

/* The field `name` that lies least deep in a value of this type; `fields` are the way to it. */
static void look_into(weir_type type, const char *name, uint32_t depth, uint32_t *way, match *best) {
    if (type.id != WEIR_TYPE_ROW || depth > WR_MIN(best->depth, FIELD_DEPTH_MAX))
        return;
    for (uint32_t f = 0; f < type.fields->field_count; f++) {
        way[depth - 1] = f;
        if (strcmp(type.fields->fields[f].name, name) != 0) {
            look_into(type.fields->fields[f].type, name, depth + 1, way, best);
            continue;
        }
        best->several = depth == best->depth;
        if (best->several)
            continue;
        best->depth = depth;
        memcpy(best->fields, way, depth * sizeof *way);
    }
}

/* The column itself, or a field of it. */
static bool match_column(const scope *in, uint32_t at, const char *table, const char *name, match *one) {
    const scope_column *column = &in->columns[at];
    uint32_t            way[FIELD_DEPTH_MAX];
    if (table ? !column->table || strcmp(column->table, table) != 0 : column->qualified_only)
        return false;
    one->column = at;
    one->several = false;
    one->depth = strcmp(column->name, name) == 0 ? 0 : NO_DEPTH;
    if (one->depth != 0 && !in->whole_columns)
        look_into(column->type, name, 1, way, one);
    return one->depth != NO_DEPTH;
}

bool wr_same_table(const scope_column *a, const scope_column *b) {
    return a->table == b->table || (a->table && b->table && strcmp(a->table, b->table) == 0);
}

/* Does a column hide this match? One of the same table that lies less deep, or what has no table. */
static bool hides(const scope *in, const match *a, const match *b) {
    const scope_column *one = &in->columns[a->column];
    return a->depth < b->depth && (wr_same_table(one, &in->columns[b->column]) || !one->table);
}

static found find(const scope *in, const char *table, const char *name, match *best, match *other) {
    found result = FOUND_NOT;
    match one;
    for (uint32_t i = 0; i < in->column_count; i++) {
        if (!match_column(in, i, table, name, &one) || (result != FOUND_NOT && hides(in, best, &one)))
            continue;
        if (result == FOUND_NOT || hides(in, &one, best)) {
            *best = one;
            result = one.several ? FOUND_SEVERAL : FOUND_ONE;
            *other = one;
            continue;
        }
        *other = one;
        result = FOUND_SEVERAL;
    }
    return result;
}

/* How many parts before the table's name are its catalog and database. */
static uint32_t skip_database(const scope *in, const wr_ast_name *name) {
    if (in->full_names && name->part_count >= 4 && is_table(in, name->parts[2].text))
        return 2;
    return in->full_names && name->part_count >= 3 && !is_table(in, name->parts[0].text) && is_table(in, name->parts[1].text) ? 1 : 0;
}

/* Splits the name into table and column; false: the scope has no such table. */
static bool split(const scope *in, const wr_ast_name *name, const char **table, uint32_t *column) {
    match best, other;
    *column = skip_database(in, name);
    *table = NULL;
    if (name->part_count - *column >= 2 && is_table(in, name->parts[*column].text)) {
        *table = name->parts[(*column)++].text;
        return true;
    }
    return name->part_count - *column < 2 || find(in, NULL, name->parts[*column].text, &best, &other) != FOUND_NOT;
}

bool wr_names_column(const scope *in, const wr_ast_name *name) {
    match       best, other;
    const char *table;
    uint32_t    column;
    return split(in, name, &table, &column) && column < name->part_count && find(in, table, name->parts[column].text, &best, &other) != FOUND_NOT;
}

/* The value of the column or field; `column` stands for the column. */
static weir_status take(wr_binder *binder, wr_ast_place place, wr_expr *column, const match *one, wr_expr **out, weir_error *err) {
    *out = column;
    for (uint32_t i = 0; i < one->depth; i++)
        WEIR_TRY(wr_make_field(binder, place, *out, one->fields[i], out, err));
    return WEIR_OK;
}

/* A column of a query around this one: only typed, for such a query cannot run yet. */
static weir_status find_outside(const expr_context *ctx, const wr_ast_name *name, wr_expr **out, uint32_t *used, weir_error *err) {
    *out = NULL;
    for (const scope *in = ctx->scope->outer; in; in = in->outer) {
        const char *table;
        uint32_t    column;
        match       one, other;
        if (!split(in, name, &table, &column) || find(in, table, name->parts[column].text, &one, &other) != FOUND_ONE)
            continue;
        *used = column + 1;
        const scope_column *meant = &in->columns[one.column];
        return take(ctx->binder, name->place, wr_refused_value(ctx->binder, meant->type, meant->name, name->place), &one, out, err);
    }
    return WEIR_OK;
}

/* "t.r.x", as it would be written in full. */
static const char *match_text(wr_binder *binder, const scope *in, const match *one) {
    const scope_column *column = &in->columns[one->column];
    weir_type           type = column->type;
    const char         *text = column->table ? wr_arena_printf(binder->arena, "%s.%s", column->table, column->name) : column->name;
    for (uint32_t i = 0; i < one->depth; i++) {
        const weir_field *field = &type.fields->fields[one->fields[i]];
        text = wr_arena_printf(binder->arena, "%s.%s", text, field->name);
        type = field->type;
    }
    return text;
}

static weir_status ambiguous(const expr_context *ctx, const wr_ast_ident *ident, const match *first, const match *second, weir_error *err) {
    const scope_column *left = &ctx->scope->columns[first->column], *right = &ctx->scope->columns[second->column];
    const char         *name = ident->text, *one = match_text(ctx->binder, ctx->scope, first), *other = match_text(ctx->binder, ctx->scope, second);
    if (strcmp(one, other) == 0)
        return FAIL(err, WEIR_INVALID, ident->place, "column '%s' is ambiguous: it is there twice; give one of them another name", name);
    if (first->depth > 0 || second->depth > 0)
        return FAIL(err, WEIR_INVALID, ident->place, "column '%s' is ambiguous: %s and %s are both called so; write one of them in full", name, one, other);
    return FAIL(err, WEIR_INVALID, ident->place, "column '%s' is ambiguous: '%s' and '%s' both have it; write %s or %s", name, left->table,
                right->table, one, other);
}

/* The scope around that has the table, which this one has not; or this one. */
static const scope *scope_with_table(const scope *in, const char *table) {
    for (const scope *at = in; at; at = at->outer)
        if (is_table(at, table))
            return at;
    return in;
}

weir_status wr_bind_column(const expr_context *ctx, const wr_ast_name *name, wr_expr **out, uint32_t *used, weir_error *err) {
    const scope *in = ctx->scope;
    const char  *table;
    uint32_t     column;
    match        one, other;
    if (!in)
        return FAIL(err, WEIR_INVALID, name->place, "column '%s' cannot stand here: %s takes constants only",
                    name->parts[name->part_count - 1].text, ctx->clause);
    if (!split(in, name, &table, &column)) {
        WEIR_TRY(find_outside(ctx, name, out, used, err));
        if (*out)
            return WEIR_OK;
        expr_context around = *ctx;
        around.scope = scope_with_table(in, name->parts[column].text);
        if (around.scope != in)
            return unknown_column(&around, &name->parts[column + 1], name->parts[column].text, err);
        return wr_bind_unknown_table(ctx->binder, in, &name->parts[column],
                                     wr_arena_printf(ctx->binder->arena, "%s.%s", name->parts[column].text, name->parts[column + 1].text), err);
    }
    switch (find(in, table, name->parts[column].text, &one, &other)) {
    case FOUND_NOT:
        WEIR_TRY(find_outside(ctx, name, out, used, err));
        return *out ? WEIR_OK : unknown_column(ctx, &name->parts[column], table, err);
    case FOUND_SEVERAL:
        return ambiguous(ctx, &name->parts[column], &one, &other, err);
    case FOUND_ONE:
        break;
    }
    const scope_column *meant = &in->columns[one.column];
    *used = column + 1;
    return take(ctx->binder, name->place, wr_make_column(ctx->binder, one.column, meant->type, meant->name, name->place), &one, out, err);
}
