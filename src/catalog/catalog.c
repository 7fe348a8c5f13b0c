/* catalog/catalog.c - the tables and views of a session: found by name, listed, described.
 *
 * Always holds: at most one permanent and one temporary table of a name. The texts are Flink's:
 * DESCRIBE leaves the comment column out when no column has one, SHOW CREATE sorts the options. */
#include "catalog/catalog.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/hash.h"

struct wr_catalog {
    wr_arena        *arena;
    const wr_table **tables;
    size_t           table_count, table_capacity;
};

wr_catalog *wr_catalog_create(wr_arena *arena) {
    wr_catalog *catalog = wr_arena_calloc(arena, 1, sizeof *catalog);
    catalog->arena = arena;
    return catalog;
}

const wr_table *wr_catalog_find_exact(const wr_catalog *catalog, const char *name, bool temporary) {
    for (size_t i = 0; i < catalog->table_count; i++)
        if (catalog->tables[i]->is_temporary == temporary && strcmp(catalog->tables[i]->name, name) == 0)
            return catalog->tables[i];
    return NULL;
}

const wr_table *wr_catalog_find(const wr_catalog *catalog, const char *name) {
    const wr_table *table = wr_catalog_find_exact(catalog, name, true);
    return table ? table : wr_catalog_find_exact(catalog, name, false);
}

void wr_catalog_add(wr_catalog *catalog, const wr_table *table) {
    WR_ASSERT(wr_catalog_find_exact(catalog, table->name, table->is_temporary) == NULL);
    catalog->tables = wr_arena_grow(catalog->arena, catalog->tables, catalog->table_count,
                                    &catalog->table_capacity, sizeof *catalog->tables);
    catalog->tables[catalog->table_count++] = table;
}

void wr_catalog_remove(wr_catalog *catalog, const wr_table *table) {
    for (size_t i = 0; i < catalog->table_count; i++)
        if (catalog->tables[i] == table) {
            memmove(catalog->tables + i, catalog->tables + i + 1,
                    (catalog->table_count - i - 1) * sizeof *catalog->tables);
            catalog->table_count--;
            return;
        }
    WR_ASSERT(!"the table is in the catalog");
}

const char *wr_catalog_nearest(const wr_catalog *catalog, const char *name) {
    const char **names = wr_arena_alloc(catalog->arena, (catalog->table_count + 1) * sizeof *names);
    for (size_t i = 0; i < catalog->table_count; i++)
        names[i] = catalog->tables[i]->name;
    return wr_nearest_name(name, names, catalog->table_count);
}

static int compare_names(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

wr_rows wr_catalog_show_tables(const wr_catalog *catalog, bool views_only, wr_arena *arena) {
    static const char *const table_column[] = {"table name"}, *const view_column[] = {"view name"};
    wr_rows rows = {.column_names = views_only ? view_column : table_column, .column_count = 1};
    rows.cells = wr_arena_alloc(arena, (catalog->table_count + 1) * sizeof *rows.cells);
    for (size_t i = 0; i < catalog->table_count; i++) {
        const wr_table *table = catalog->tables[i];
        if (wr_catalog_find(catalog, table->name) != table || (views_only && !table->is_view))
            continue;
        rows.cells[rows.row_count++] = table->name;
    }
    qsort(rows.cells, rows.row_count, sizeof *rows.cells, compare_names);
    return rows;
}

/* "PRI(id, v)" for a column of the primary key, else NULL. */
static const char *key_text(const wr_table *table, uint32_t column, wr_arena *arena) {
    bool      in_key = false;
    wr_buffer text = {0};
    for (uint32_t k = 0; k < table->primary_key_count; k++)
        in_key = in_key || table->primary_key[k] == column;
    if (!in_key)
        return NULL;
    for (uint32_t k = 0; k < table->primary_key_count; k++)
        wr_buffer_printf(&text, "%s%s", k ? ", " : "PRI(", table->columns[table->primary_key[k]].name);
    wr_buffer_byte(&text, ')');
    char *copy = wr_arena_strndup(arena, text.data, text.size);
    wr_buffer_free(&text);
    return copy;
}

/* "AS `a` + 1", "METADATA FROM 'k' VIRTUAL", or NULL. */
static const char *extras_text(const wr_table_column *column, wr_arena *arena) {
    switch (column->kind) {
    case WR_COLUMN_PHYSICAL:
        return NULL;
    case WR_COLUMN_COMPUTED:
        return wr_arena_printf(arena, "AS %s", column->expr_text);
    case WR_COLUMN_METADATA:
        if (strcmp(column->metadata_key, column->name) == 0)
            return wr_arena_printf(arena, "METADATA%s", column->is_virtual ? " VIRTUAL" : "");
        return wr_arena_printf(arena, "METADATA FROM '%s'%s", column->metadata_key,
                               column->is_virtual ? " VIRTUAL" : "");
    }
    return NULL;
}

static const char *attribute_text(weir_type type) {
    switch ((weir_time_attribute)type.time_attribute) {
    case WEIR_TIME_NONE:
        return "";
    case WEIR_TIME_ROWTIME:
        return " *ROWTIME*";
    case WEIR_TIME_PROCTIME:
        return " *PROCTIME*";
    }
    return "";
}

wr_rows wr_table_describe(const wr_table *table, wr_arena *arena) {
    static const char *const names[] = {"name", "type", "null", "key", "extras", "watermark", "comment"};
    bool    comments = false;
    wr_rows rows = {.column_names = names, .row_count = table->column_count};
    for (uint32_t c = 0; c < table->column_count; c++)
        comments = comments || (table->columns[c].comment != NULL && *table->columns[c].comment);
    rows.column_count = comments ? 7 : 6;
    rows.cells = wr_arena_calloc(arena, (size_t)rows.row_count * rows.column_count + 1, sizeof *rows.cells);
    for (uint32_t c = 0; c < table->column_count; c++) {
        const wr_table_column *column = &table->columns[c];
        const char           **cells = rows.cells + (size_t)c * rows.column_count;
        weir_type              type = column->type;
        char                   text[256];
        type.nullable = true; /* the third column says it */
        cells[0] = column->name;
        type.time_attribute = WEIR_TIME_NONE;
        cells[1] = wr_arena_printf(arena, "%s%s", weir_type_text(type, text, sizeof text),
                                   attribute_text(column->type));
        cells[2] = column->type.nullable ? "TRUE" : "FALSE";
        cells[3] = key_text(table, c, arena);
        cells[4] = extras_text(column, arena);
        cells[5] = table->watermark_column == (int32_t)c ? table->watermark_text : NULL;
        if (comments)
            cells[6] = column->comment && *column->comment ? column->comment : NULL;
    }
    return rows;
}

/* 'text' with quotes doubled. */
static void append_quoted(wr_buffer *out, const char *text, char quote) {
    wr_buffer_byte(out, quote);
    for (; *text; text++) {
        if (*text == quote)
            wr_buffer_byte(out, quote);
        wr_buffer_byte(out, *text);
    }
    wr_buffer_byte(out, quote);
}

const char *wr_quote_name(wr_arena *arena, const char *name) {
    wr_buffer out = {0};
    append_quoted(&out, name, '`');
    char *copy = wr_arena_strndup(arena, out.data, out.size);
    wr_buffer_free(&out);
    return copy;
}

/* SHOW CREATE spells STRING and BYTES out, as Flink does. */
static void append_type(wr_buffer *out, weir_type type) {
    char text[256];
    bool longest = weir_type_is_bytes(type) && type.length == WEIR_STRING_LENGTH_MAX;
    if (longest && (type.id == WEIR_TYPE_VARCHAR || type.id == WEIR_TYPE_VARBINARY))
        wr_buffer_printf(out, "%s(%u)%s", type.id == WEIR_TYPE_VARCHAR ? "VARCHAR" : "VARBINARY",
                         type.length, type.nullable ? "" : " NOT NULL");
    else if (type.id == WEIR_TYPE_MAP) {
        wr_buffer_text(out, "MAP<");
        append_type(out, type.fields->fields[0].type);
        wr_buffer_text(out, ", ");
        append_type(out, type.fields->fields[1].type);
        wr_buffer_printf(out, ">%s", type.nullable ? "" : " NOT NULL");
    } else
        wr_buffer_text(out, weir_type_text(type, text, sizeof text));
}

static void append_column(wr_buffer *out, const wr_table_column *column, wr_arena *arena) {
    wr_buffer_text(out, "  ");
    append_quoted(out, column->name, '`');
    if (column->kind != WR_COLUMN_COMPUTED) {
        wr_buffer_byte(out, ' ');
        append_type(out, column->type);
    }
    const char *extras = extras_text(column, arena);
    if (extras)
        wr_buffer_printf(out, " %s", extras);
    if (column->comment && *column->comment) {
        wr_buffer_text(out, " COMMENT ");
        append_quoted(out, column->comment, '\'');
    }
}

static void append_table_body(wr_buffer *out, const wr_table *table, wr_arena *arena) {
    for (uint32_t c = 0; c < table->column_count; c++) {
        wr_buffer_text(out, c ? ",\n" : "");
        append_column(out, &table->columns[c], arena);
    }
    if (table->watermark_column >= 0) {
        wr_buffer_text(out, ",\n  WATERMARK FOR ");
        append_quoted(out, table->columns[table->watermark_column].name, '`');
        wr_buffer_printf(out, " AS %s", table->watermark_text);
    }
    if (table->primary_key_count > 0) {
        wr_buffer_text(out, ",\n  CONSTRAINT ");
        append_quoted(out, table->primary_key_name, '`');
        wr_buffer_text(out, " PRIMARY KEY (");
        for (uint32_t k = 0; k < table->primary_key_count; k++) {
            wr_buffer_text(out, k ? ", " : "");
            append_quoted(out, table->columns[table->primary_key[k]].name, '`');
        }
        wr_buffer_text(out, ") NOT ENFORCED");
    }
}

static int compare_options(const void *a, const void *b) {
    return strcmp((*(const weir_option *const *)a)->name, (*(const weir_option *const *)b)->name);
}

static void append_options(wr_buffer *out, const wr_table *table, wr_arena *arena) {
    const weir_option **sorted = wr_arena_alloc(arena, (table->raw_option_count + 1) * sizeof *sorted);
    for (uint32_t i = 0; i < table->raw_option_count; i++)
        sorted[i] = &table->raw_options[i];
    qsort(sorted, table->raw_option_count, sizeof *sorted, compare_options);
    for (uint32_t i = 0; i < table->raw_option_count; i++) {
        wr_buffer_text(out, i ? ",\n  " : "WITH (\n  ");
        append_quoted(out, sorted[i]->name, '\'');
        wr_buffer_text(out, " = ");
        append_quoted(out, sorted[i]->value, '\'');
    }
    if (table->raw_option_count > 0)
        wr_buffer_text(out, "\n)\n");
}

const char *wr_table_create_text(const wr_table *table, wr_arena *arena) {
    wr_buffer out = {0};
    wr_buffer_printf(&out, "CREATE %s%s `" WR_CATALOG_NAME "`.`" WR_DATABASE_NAME "`.",
                     table->is_temporary ? "TEMPORARY " : "", table->is_view ? "VIEW" : "TABLE");
    append_quoted(&out, table->name, '`');
    wr_buffer_text(&out, " (\n");
    if (table->is_view) {
        for (uint32_t c = 0; c < table->column_count; c++) {
            wr_buffer_text(&out, c ? ",\n  " : "  ");
            append_quoted(&out, table->columns[c].name, '`');
        }
    } else {
        append_table_body(&out, table, arena);
    }
    wr_buffer_text(&out, "\n)\n");
    if (table->comment && *table->comment) {
        wr_buffer_text(&out, "COMMENT ");
        append_quoted(&out, table->comment, '\'');
        wr_buffer_byte(&out, '\n');
    }
    if (table->is_view)
        wr_buffer_printf(&out, "AS %s\n", table->view_text);
    for (uint32_t k = 0; k < table->partition_key_count; k++) {
        wr_buffer_text(&out, k ? ", " : "PARTITIONED BY (");
        append_quoted(&out, table->partition_keys[k], '`');
    }
    if (table->partition_key_count > 0)
        wr_buffer_text(&out, ")\n");
    if (!table->is_view)
        append_options(&out, table, arena);
    char *text = wr_arena_strndup(arena, out.data, out.size);
    wr_buffer_free(&out);
    return text;
}

/* Bytes of the character at `text`, which is not at its end. */
static size_t character_size(const char *text) {
    size_t size = 1;
    while (((unsigned char)text[size] & 0xc0) == 0x80)
        size++;
    return size;
}

static bool same_byte(char a, char b, bool any_case) {
    return any_case ? tolower((unsigned char)a) == tolower((unsigned char)b) : a == b;
}

bool wr_show_like(const char *pattern, const char *text, bool any_case) {
    const char *star = NULL, *resume = NULL; /* the last % and where it may go on */
    while (*text) {
        if (*pattern == '%') {
            star = ++pattern;
            resume = text;
            continue;
        }
        bool escaped = *pattern == '\\' && pattern[1] != '\0';
        if (!escaped && *pattern == '_') {
            pattern++;
            text += character_size(text);
        } else if (*pattern && same_byte(pattern[escaped], *text, any_case)) {
            pattern += 1 + escaped;
            text++;
        } else if (star) {
            pattern = star;
            text = ++resume;
        } else {
            return false;
        }
    }
    while (*pattern == '%')
        pattern++;
    return *pattern == '\0';
}
