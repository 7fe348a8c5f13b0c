/* parser/ast_text_type.c - names, strings and types as SQL text. */
#include <string.h>

#include "parser/ast_text.h"
#include "parser/ast_text_internal.h"

/* ------------------------------------------------------- names and strings ---- */

void wr_put(wr_buffer *out, const char *text) {
    wr_buffer_text(out, text);
}

/* Text between two `quote` characters, inner ones doubled. */
static void wr_put_quoted(wr_buffer *out, const char *text, size_t size, char quote) {
    wr_buffer_byte(out, quote);
    for (size_t i = 0; i < size; i++) {
        if (text[i] == quote)
            wr_buffer_byte(out, quote);
        wr_buffer_byte(out, text[i]);
    }
    wr_buffer_byte(out, quote);
}

void wr_put_string(wr_buffer *out, const char *text, size_t size) {
    if (memchr(text, '\0', size) == NULL) {
        wr_put_quoted(out, text, size, '\'');
        return;
    }
    wr_put(out, "U&'");
    for (size_t i = 0; i < size; i++) {
        if (text[i] == '\0')
            wr_put(out, "\\0000");
        else if (text[i] == '\\')
            wr_put(out, "\\\\");
        else if (text[i] == '\'')
            wr_put(out, "''");
        else
            wr_buffer_byte(out, text[i]);
    }
    wr_put(out, "'");
}

void wr_put_text(wr_buffer *out, const char *text) {
    wr_put_quoted(out, text, strlen(text), '\'');
}

void wr_put_ident(wr_buffer *out, const char *text) {
    wr_put_quoted(out, text, strlen(text), '`');
}

void wr_put_name(wr_buffer *out, const wr_ast_name *name) {
    for (uint32_t i = 0; i < name->part_count; i++) {
        if (i > 0)
            wr_put(out, ".");
        wr_put_ident(out, name->parts[i].text);
    }
}

void wr_put_idents(wr_buffer *out, const wr_ast_ident *idents, uint32_t count) {
    wr_put(out, "(");
    for (uint32_t i = 0; i < count; i++) {
        if (i > 0)
            wr_put(out, ", ");
        wr_put_ident(out, idents[i].text);
    }
    wr_put(out, ")");
}

/* ------------------------------------------------------------------ types ---- */

static void put_length(wr_buffer *out, int32_t length) {
    if (length >= 0)
        wr_buffer_printf(out, "(%d)", length);
}

void wr_put_units(wr_buffer *out, wr_ast_unit from, wr_ast_unit to, int32_t precision,
                      int32_t scale) {
    wr_put(out, wr_ast_unit_text(from));
    if (precision >= 0 && scale >= 0 && to == AST_UNIT_NONE)
        wr_buffer_printf(out, "(%d, %d)", precision, scale);
    else
        put_length(out, precision);
    if (to == AST_UNIT_NONE)
        return;
    wr_buffer_printf(out, " TO %s", wr_ast_unit_text(to));
    put_length(out, scale);
}

static void put_row_type(wr_buffer *out, const wr_ast_type *type) {
    wr_put(out, "ROW<");
    for (uint32_t i = 0; i < type->field_count; i++) {
        if (i > 0)
            wr_put(out, ", ");
        wr_put_ident(out, type->fields[i].name.text);
        wr_put(out, " ");
        wr_put_type(out, type->fields[i].type);
        if (type->fields[i].comment != NULL) {
            wr_put(out, " ");
            wr_put_text(out, type->fields[i].comment);
        }
    }
    wr_put(out, ">");
}

static void put_bare_type(wr_buffer *out, const wr_ast_type *type) {
    bool unlimited = type->length == WR_AST_LENGTH_MAX;
    switch (type->kind) {
    case AST_TYPE_BOOLEAN:
        wr_put(out, "BOOLEAN");
        return;
    case AST_TYPE_TINYINT:
        wr_put(out, "TINYINT");
        return;
    case AST_TYPE_SMALLINT:
        wr_put(out, "SMALLINT");
        return;
    case AST_TYPE_INT:
        wr_put(out, "INT");
        return;
    case AST_TYPE_BIGINT:
        wr_put(out, "BIGINT");
        return;
    case AST_TYPE_FLOAT:
        wr_put(out, "FLOAT");
        return;
    case AST_TYPE_DOUBLE:
        wr_put(out, "DOUBLE");
        return;
    case AST_TYPE_DECIMAL:
        wr_put(out, "DECIMAL");
        if (type->scale >= 0)
            wr_buffer_printf(out, "(%d, %d)", type->precision, type->scale);
        else
            put_length(out, type->precision);
        return;
    case AST_TYPE_CHAR:
        wr_put(out, "CHAR");
        put_length(out, type->length);
        return;
    case AST_TYPE_VARCHAR:
        wr_put(out, unlimited ? "STRING" : "VARCHAR");
        put_length(out, unlimited ? -1 : type->length);
        return;
    case AST_TYPE_BINARY:
        wr_put(out, "BINARY");
        put_length(out, type->length);
        return;
    case AST_TYPE_VARBINARY:
        wr_put(out, unlimited ? "BYTES" : "VARBINARY");
        put_length(out, unlimited ? -1 : type->length);
        return;
    case AST_TYPE_DATE:
        wr_put(out, "DATE");
        return;
    case AST_TYPE_TIME:
        wr_put(out, "TIME");
        put_length(out, type->precision);
        return;
    case AST_TYPE_TIMESTAMP:
        wr_put(out, "TIMESTAMP");
        put_length(out, type->precision);
        return;
    case AST_TYPE_TIMESTAMP_LTZ:
        wr_put(out, "TIMESTAMP_LTZ");
        put_length(out, type->precision);
        return;
    case AST_TYPE_TIMESTAMP_TZ:
        wr_put(out, "TIMESTAMP");
        put_length(out, type->precision);
        wr_put(out, " WITH TIME ZONE");
        return;
    case AST_TYPE_INTERVAL:
        wr_put(out, "INTERVAL ");
        wr_put_units(out, type->unit_from, type->unit_to, type->precision, type->scale);
        return;
    case AST_TYPE_ARRAY:
    case AST_TYPE_MULTISET:
        wr_put(out, type->kind == AST_TYPE_ARRAY ? "ARRAY<" : "MULTISET<");
        wr_put_type(out, type->element);
        wr_put(out, ">");
        return;
    case AST_TYPE_MAP:
        wr_put(out, "MAP<");
        wr_put_type(out, type->key);
        wr_put(out, ", ");
        wr_put_type(out, type->element);
        wr_put(out, ">");
        return;
    case AST_TYPE_ROW:
        put_row_type(out, type);
        return;
    case AST_TYPE_VARIANT:
        wr_put(out, "VARIANT");
        return;
    case AST_TYPE_NULL:
        wr_put(out, "NULL");
        return;
    case AST_TYPE_NAMED:
        wr_put_name(out, &type->name);
        return;
    }
}

void wr_put_type(wr_buffer *out, const wr_ast_type *type) {
    put_bare_type(out, type);
    if (type->not_null)
        wr_put(out, " NOT NULL");
}

char *wr_ast_type_text(wr_arena *arena, const wr_ast_type *type) {
    wr_buffer out = {0};
    wr_put_type(&out, type);
    char *text = wr_arena_strndup(arena, out.data, out.size);
    wr_buffer_free(&out);
    return text;
}
