/* cli/sql_show.c - rows as text: a table with a frame, records one below the other, and how wide text is.
 *
 * Widths are columns of a terminal: two for East Asian wide characters, none for combining ones. What would move
 * the cursor is written as an escape, so that a value can never draw over its neighbours or command the terminal. */
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "cli/sql.h"

const char *const wr_sql_ops[4] = {"+I", "-U", "+U", "-D"};

static const char bold[] = "\033[1m", dim[] = "\033[2m", plain[] = "\033[0m";
static const char null_text[] = "<NULL>";

/* ---- widths ---- */

/* One character of text as it is shown: its bytes in `shown` (NUL-terminated), its columns; the bytes it took. */
static size_t next_character(const char *text, size_t size, char shown[16], size_t *columns) {
    mbstate_t     state = {0};
    wchar_t       wide = 0;
    size_t        took = mbrtowc(&wide, text, size, &state);
    unsigned char byte = (unsigned char)text[0];
    int           width = took != 0 && took <= size ? wcwidth(wide) : -1;
    if (width >= 0 && took < 16) {
        memcpy(shown, text, took);
        shown[took] = '\0';
        *columns = (size_t)width;
        return took;
    }
    if (took == 0 || took > size)
        took = 1; /* a NUL, or no UTF-8 */
    const char *named = byte == '\n' ? "\\n" : byte == '\t' ? "\\t" : byte == '\r' ? "\\r" : NULL;
    if (named)
        snprintf(shown, 16, "%s", named);
    else if (took > 1)
        snprintf(shown, 16, "\\u%04x", (unsigned)wide);
    else
        snprintf(shown, 16, "\\x%02x", byte);
    *columns = strlen(shown);
    return took;
}

size_t wr_sql_width(const char *text, size_t size) {
    size_t width = 0, columns;
    char   shown[16];
    for (size_t at = 0; at < size; width += columns)
        at += next_character(text + at, size - at, shown, &columns);
    return width;
}

size_t wr_sql_add_cell(wr_text *out, const char *text, size_t size, size_t width) {
    bool   cut = width != 0 && wr_sql_width(text, size) > width;
    size_t room = cut && width > 3 ? width - 3 : width, used = 0, columns;
    char   shown[16];
    for (size_t at = 0; at < size; used += columns) {
        at += next_character(text + at, size - at, shown, &columns);
        if (cut && used + columns > room)
            break;
        wr_text_put(out, shown);
    }
    for (size_t dots = 0; cut && dots < 3 && used < width; dots++, used++)
        wr_text_add(out, ".", 1);
    return used;
}

static size_t number_in(const char *type) { /* DECIMAL(10, 2): 10 */
    const char *paren = strchr(type, '(');
    size_t      number = 0;
    for (const char *at = paren ? paren + 1 : ""; *at >= '0' && *at <= '9' && number < 1000; at++)
        number = number * 10 + (size_t)(*at - '0');
    return number;
}

size_t wr_sql_type_width(const weir_result_column *column, size_t width_max) {
    static const struct { const char *type; size_t width; bool grows; } widths[] = { /* grows: by its precision */
        {"BOOLEAN", 7, false}, {"TINYINT", 4, false}, {"SMALLINT", 6, false}, {"INTERVAL", 30, false}, {"INT", 11, false}, {"BIGINT", 20, false},
        {"DECIMAL", 3, true}, {"DATE", 10, false}, {"TIMESTAMP", 20, true}, {"TIME", 8, true}};
    size_t name = wr_sql_width(column->name, strlen(column->name)), width = width_max ? width_max : 30;
    for (size_t i = 0; i < sizeof widths / sizeof widths[0]; i++)
        if (strncmp(column->type, widths[i].type, strlen(widths[i].type)) == 0) {
            width = widths[i].width + (widths[i].grows ? number_in(column->type) : 0);
            break;
        }
    return width > name ? width : name;
}

/* ---- a table with a frame ---- */

void wr_sql_add_rule(wr_text *out, const size_t *widths, uint32_t column_count, bool op) {
    if (op)
        wr_text_put(out, "+----");
    for (uint32_t c = 0; c < column_count; c++) {
        wr_text_put(out, "+");
        wr_text_repeat(out, '-', widths[c] + 2);
    }
    wr_text_put(out, "+\n");
}

static void add_padded(wr_text *out, const weir_cell *cell, size_t width, bool right, const char *colour) {
    const char *text = cell->text ? cell->text : null_text;
    size_t      size = cell->text ? cell->size : sizeof null_text - 1;
    wr_text     shown = {0};
    size_t      used = wr_sql_add_cell(&shown, text, size, width);
    wr_text_repeat(out, ' ', right && used < width ? width - used : 0);
    if (colour)
        wr_text_put(out, colour);
    wr_text_add(out, shown.bytes ? shown.bytes : "", shown.size);
    if (colour)
        wr_text_put(out, plain);
    wr_text_repeat(out, ' ', !right && used < width ? width - used : 0);
    wr_text_free(&shown);
}

void wr_sql_add_row(wr_text *out, const weir_result_column *columns, const weir_cell *cells, const char *op, const size_t *widths,
                    uint32_t column_count, bool colour) {
    if (op)
        wr_text_printf(out, "| %s ", op);
    for (uint32_t c = 0; c < column_count; c++) {
        const weir_cell name = {columns[c].name, strlen(columns[c].name)};
        wr_text_put(out, "| ");
        if (cells)
            add_padded(out, &cells[c], widths[c], columns[c].number, colour && !cells[c].text ? dim : NULL);
        else
            add_padded(out, &name, widths[c], columns[c].number, colour ? bold : NULL);
        wr_text_put(out, " ");
    }
    wr_text_put(out, "|\n");
}

void wr_sql_add_table(wr_text *out, wr_sql_rows *rows, size_t from, size_t count, const wr_sql_style *style) {
    const weir_result_column *columns;
    uint32_t   column_count = wr_sql_rows_columns(rows, &columns);
    size_t    *widths = wr_cli_alloc((column_count + 1) * sizeof *widths);
    weir_cell *cells = wr_cli_alloc((column_count + 1) * sizeof *cells);
    for (uint32_t c = 0; c < column_count; c++)
        widths[c] = wr_sql_width(columns[c].name, strlen(columns[c].name));
    for (size_t r = from; r < from + count; r++) {
        wr_sql_rows_get(rows, r, cells);
        for (uint32_t c = 0; c < column_count; c++) {
            size_t width = cells[c].text ? wr_sql_width(cells[c].text, cells[c].size) : sizeof null_text - 1;
            width = style->width_max && width > style->width_max ? style->width_max : width;
            widths[c] = width > widths[c] ? width : widths[c];
        }
    }
    wr_sql_add_rule(out, widths, column_count, style->op);
    wr_sql_add_row(out, columns, NULL, style->op ? "op" : NULL, widths, column_count, style->colour);
    wr_sql_add_rule(out, widths, column_count, style->op);
    for (size_t r = from; r < from + count; r++) {
        weir_row_kind kind = wr_sql_rows_get(rows, r, cells);
        wr_sql_add_row(out, columns, cells, style->op ? wr_sql_ops[kind & 3] : NULL, widths, column_count, style->colour);
    }
    if (count > 0)
        wr_sql_add_rule(out, widths, column_count, style->op);
    free(widths);
    free(cells);
}

/* ---- one below the other ---- */

void wr_sql_add_records(wr_text *out, wr_sql_rows *rows, size_t from, size_t count, const wr_sql_style *style) {
    const weir_result_column *columns;
    uint32_t   column_count = wr_sql_rows_columns(rows, &columns);
    weir_cell *cells = wr_cli_alloc((column_count + 1) * sizeof *cells);
    size_t     name_width = 0;
    for (uint32_t c = 0; c < column_count; c++) {
        size_t width = wr_sql_width(columns[c].name, strlen(columns[c].name));
        name_width = width > name_width ? width : name_width;
    }
    for (size_t r = from; r < from + count; r++) {
        weir_row_kind kind = wr_sql_rows_get(rows, r, cells);
        wr_text_printf(out, "-[ row %zu%s%s ]", r + 1, style->op ? " " : "", style->op ? wr_sql_ops[kind & 3] : "");
        wr_text_repeat(out, '-', 24);
        wr_text_put(out, "\n");
        for (uint32_t c = 0; c < column_count; c++) {
            const weir_cell name = {columns[c].name, strlen(columns[c].name)};
            add_padded(out, &name, name_width, false, style->colour ? bold : NULL);
            wr_text_put(out, " | ");
            add_padded(out, &cells[c], 0, false, style->colour && !cells[c].text ? dim : NULL);
            wr_text_put(out, "\n");
        }
    }
    free(cells);
}
