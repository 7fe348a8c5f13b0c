/* catalog/texts.c - what SHOW and DESCRIBE say of the catalog's objects, and the SQL that makes each of them.
 *
 * The texts are Flink's: DESCRIBE leaves the comment column out when no column has one, SHOW CREATE sorts the options.
 * A catalog that lasts keeps the SQL, so it must say everything: read again, it makes the same object. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "catalog/catalog.h"

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

/* The type's text, however long it is. */
static const char *type_text(weir_type type, wr_arena *arena) {
    for (size_t size = 128;; size *= 4) {
        char *text = wr_arena_alloc(arena, size);
        if (strlen(weir_type_text(type, text, size)) < size - 1)
            return text;
    }
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
        type.nullable = true; /* the third column says it */
        cells[0] = column->name;
        type.time_attribute = WEIR_TIME_NONE;
        cells[1] = wr_arena_printf(arena, "%s%s", type_text(type, arena), attribute_text(column->type));
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

static void append_type(wr_buffer *out, weir_type type);

/* NAME<type, ...>, of a ROW with the fields' names. */
static void append_parts(wr_buffer *out, const char *name, weir_type type) {
    wr_buffer_printf(out, "%s<", name);
    for (uint32_t i = 0; i < type.fields->field_count; i++) {
        wr_buffer_text(out, i ? ", " : "");
        if (type.id == WEIR_TYPE_ROW) {
            append_quoted(out, type.fields->fields[i].name, '`');
            wr_buffer_byte(out, ' ');
        }
        append_type(out, type.fields->fields[i].type);
    }
    wr_buffer_byte(out, '>');
}

/* SHOW CREATE spells STRING, BYTES and TIMESTAMP_LTZ out, as Flink does. Of any length: a stored definition is made of it. */
static void append_type(wr_buffer *out, weir_type type) {
    char text[64];
    bool nullable = type.nullable;
    type.nullable = true;
    if (type.id == WEIR_TYPE_VARCHAR || type.id == WEIR_TYPE_VARBINARY)
        wr_buffer_printf(out, "%s(%u)", type.id == WEIR_TYPE_VARCHAR ? "VARCHAR" : "VARBINARY", type.length);
    else if (type.id == WEIR_TYPE_TIMESTAMP_LTZ)
        wr_buffer_printf(out, "TIMESTAMP(%u) WITH LOCAL TIME ZONE", type.length);
    else if (weir_type_is_nested(type))
        append_parts(out, type.id == WEIR_TYPE_ARRAY ? "ARRAY" : type.id == WEIR_TYPE_MAP ? "MAP" : type.id == WEIR_TYPE_ROW ? "ROW" : "MULTISET", type);
    else
        wr_buffer_text(out, weir_type_text(type, text, sizeof text));
    wr_buffer_text(out, nullable ? "" : " NOT NULL");
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

/* WITH (..) on lines of its own, or nothing. */
static void append_options(wr_buffer *out, const weir_option *options, uint32_t count, wr_arena *arena) {
    const weir_option **sorted = wr_arena_alloc(arena, (count + 1) * sizeof *sorted);
    for (uint32_t i = 0; i < count; i++)
        sorted[i] = &options[i];
    qsort(sorted, count, sizeof *sorted, compare_options);
    for (uint32_t i = 0; i < count; i++) {
        wr_buffer_text(out, i ? ",\n  " : "WITH (\n  ");
        append_quoted(out, sorted[i]->name, '\'');
        wr_buffer_text(out, " = ");
        append_quoted(out, sorted[i]->value, '\'');
    }
    if (count > 0)
        wr_buffer_text(out, "\n)\n");
}

/* COMMENT '..' on a line of its own, or nothing. */
static void append_comment(wr_buffer *out, const char *comment) {
    if (comment == NULL || *comment == '\0')
        return;
    wr_buffer_text(out, "COMMENT ");
    append_quoted(out, comment, '\'');
    wr_buffer_byte(out, '\n');
}

static void append_path(wr_buffer *out, const wr_object_path *path) {
    const char *parts[] = {path->catalog, path->database, path->name};
    bool        first = true;
    for (size_t i = 0; i < WR_COUNT_OF(parts); i++) {
        if (parts[i] == NULL)
            continue;
        if (!first)
            wr_buffer_byte(out, '.');
        append_quoted(out, parts[i], '`');
        first = false;
    }
}

static char *take_text(wr_buffer *out, wr_arena *arena) {
    char *text = wr_arena_strndup(arena, out->data, out->size);
    wr_buffer_free(out);
    return text;
}

const char *wr_path_text(const wr_object_path *path, wr_arena *arena) {
    wr_buffer out = {0};
    append_path(&out, path);
    return take_text(&out, arena);
}

static const char *function_text(const wr_object *function, wr_arena *arena) {
    wr_buffer out = {0};
    wr_buffer_printf(&out, "CREATE %s%sFUNCTION ", function->is_temporary ? "TEMPORARY " : "", function->path.catalog ? "" : "SYSTEM ");
    append_path(&out, &function->path);
    wr_buffer_text(&out, "\nAS ");
    append_quoted(&out, function->class_name, '\'');
    wr_buffer_printf(&out, " LANGUAGE %s\n", function->language);
    for (uint32_t i = 0; i < function->jar_count; i++) {
        wr_buffer_text(&out, i ? ", JAR " : "USING JAR ");
        append_quoted(&out, function->jars[i], '\'');
    }
    if (function->jar_count > 0)
        wr_buffer_byte(&out, '\n');
    append_options(&out, function->options, function->option_count, arena);
    return take_text(&out, arena);
}

const char *wr_object_create_text(const wr_object *object, wr_arena *arena) {
    wr_buffer out = {0};
    switch (object->kind) {
    case WR_OBJECT_TABLE:
        return wr_table_create_text(object->table, arena);
    case WR_OBJECT_FUNCTION:
        return function_text(object, arena);
    case WR_OBJECT_CATALOG:
    case WR_OBJECT_DATABASE:
        wr_buffer_printf(&out, "CREATE %s ", object->kind == WR_OBJECT_CATALOG ? "CATALOG" : "DATABASE");
        append_path(&out, &object->path);
        wr_buffer_byte(&out, '\n');
        append_comment(&out, object->comment);
        append_options(&out, object->options, object->option_count, arena);
        break;
    }
    return take_text(&out, arena);
}

const char *wr_table_create_text(const wr_table *table, wr_arena *arena) {
    wr_buffer out = {0};
    wr_buffer_printf(&out, "CREATE %s%s ", table->is_temporary ? "TEMPORARY " : "", table->is_view ? "VIEW" : "TABLE");
    append_path(&out, &(wr_object_path){table->catalog, table->database, table->name});
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
    append_comment(&out, table->comment);
    if (table->is_view)
        wr_buffer_printf(&out, "AS %s\n", table->view_text);
    for (uint32_t k = 0; k < table->partition_key_count; k++) {
        wr_buffer_text(&out, k ? ", " : "PARTITIONED BY (");
        append_quoted(&out, table->partition_keys[k], '`');
    }
    if (table->partition_key_count > 0)
        wr_buffer_text(&out, ")\n");
    if (!table->is_view)
        append_options(&out, table->raw_options, table->raw_option_count, arena);
    return take_text(&out, arena);
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
