/* cli/sql_result.c - takes results from the engine and decides how they are shown.
 *
 *   TABLE      the changelog is applied. While an unbounded SELECT runs, a person sees the table change; at its end it is printed
 *   CHANGELOG  every change as it comes: +I[a, 1]
 *   TABLEAU    every change as it comes, in a table with a column for the kind, widths by type */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "cli/sql.h"

/* ---- text to the terminal ---- */

static void on_nothing(int number) { (void)number; }

static void write_out(wr_sql_result *result, const char *text, size_t size) {
    wr_talk_erase(result->talk);
    if (size > 0 && fwrite(text, 1, size, stdout) != size)
        weir_engine_stop(result->engine); /* nobody reads stdout any more */
}

double wr_sql_seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Through the pager. False: it could not be started. */
static bool write_pager(wr_sql_result *result, const char *text, size_t size) {
    static const char less[] = "if command -v less >/dev/null 2>&1; then LESSCHARSET=\"${LESSCHARSET-utf-8}\" LESS=\"${LESS-SRX}\" exec less; "
                               "else exec cat; fi";
    const char       *named = getenv("PAGER");
    struct sigaction  before, action;
    if (named && named[0] == '\0')
        return false;
    fflush(stdout);
    memset(&action, 0, sizeof action);
    action.sa_handler = on_nothing; /* Ctrl-C is the pager's; a handler is not inherited, being ignored would be */
    sigaction(SIGINT, &action, &before);
    double began = wr_sql_seconds();
    FILE  *pager = popen(named ? named : less, "w");
    if (pager) {
        (void)fwrite(text, 1, size, pager);
        (void)pclose(pager);
    }
    result->waited_s += wr_sql_seconds() - began;
    sigaction(SIGINT, &before, NULL);
    return pager != NULL;
}

/* The frame of a table is its widest line, and its first. */
static bool fits(const char *text, size_t size) {
    struct winsize window;
    const char    *newline = memchr(text, '\n', size);
    size_t         lines = 0, width = text[0] == '+' && newline ? (size_t)(newline - text) : 0;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) != 0 || window.ws_row == 0)
        return true;
    for (size_t i = 0; i < size; i++)
        lines += text[i] == '\n';
    return lines + 1 < window.ws_row && width <= window.ws_col;
}

/* Text to stdout; through the pager when it does not fit the terminal. */
static void page(wr_sql_result *result, const char *text, size_t size) {
    wr_talk_erase(result->talk);
    if (!result->interactive || !result->terminal || fits(text, size) || !write_pager(result, text, size))
        write_out(result, text, size);
}

/* ---- rows as they come ---- */

static size_t number_setting(const wr_sql_result *result, const char *key, size_t otherwise) {
    const char *text = weir_session_setting(result->session, key);
    long long   number = text ? strtoll(text, NULL, 10) : 0;
    return number > 0 ? (size_t)number : otherwise;
}

static void start_tableau(wr_sql_result *result, const weir_result *head) {
    size_t width_max = number_setting(result, "table.display.max-column-width", 30);
    result->widths = wr_cli_alloc((head->column_count + 1) * sizeof *result->widths);
    for (uint32_t c = 0; c < head->column_count; c++)
        result->widths[c] = wr_sql_type_width(&head->columns[c], width_max);
    wr_text_clear(&result->line);
    wr_sql_add_rule(&result->line, result->widths, head->column_count, true);
    wr_sql_add_row(&result->line, head->columns, NULL, "op", result->widths, head->column_count, result->colour);
    wr_sql_add_rule(&result->line, result->widths, head->column_count, true);
    write_out(result, result->line.bytes, result->line.size);
}

static void add_changelog(wr_text *line, weir_row_kind kind, const weir_cell *cells, uint32_t count) {
    wr_text_printf(line, "%s[", wr_sql_ops[kind & 3]);
    for (uint32_t c = 0; c < count; c++) {
        wr_text_put(line, c > 0 ? ", " : "");
        if (cells[c].text)
            wr_text_add(line, cells[c].text, cells[c].size);
        else
            wr_text_put(line, "NULL");
    }
    wr_text_put(line, "]\n");
}

static void show_live(wr_sql_result *result, weir_row_kind kind, const weir_cell *cells) {
    wr_text_clear(&result->line);
    if (result->mode == WR_SQL_TABLEAU)
        wr_sql_add_row(&result->line, result->columns, cells, wr_sql_ops[kind & 3], result->widths, result->column_count, result->colour);
    else
        add_changelog(&result->line, kind, cells, result->column_count);
    write_out(result, result->line.bytes, result->line.size);
}

/* ---- callbacks ---- */

static wr_sql_mode mode_of(const wr_sql_result *result) {
    const char *mode = weir_session_setting(result->session, "sql-client.execution.result-mode");
    if (!result->is_query || !mode || strcasecmp(mode, "TABLE") == 0)
        return WR_SQL_TABLE;
    return strcasecmp(mode, "TABLEAU") == 0 ? WR_SQL_TABLEAU : WR_SQL_CHANGELOG;
}

static void copy_columns(wr_sql_result *result, const weir_result *head) {
    result->column_count = head->column_count;
    result->columns = wr_cli_alloc((head->column_count + 1) * sizeof *result->columns);
    for (uint32_t c = 0; c < head->column_count; c++)
        result->columns[c] = head->columns[c];
}

static void begin(void *context, const weir_result *head) {
    wr_sql_result *result = context;
    result->running = true;
    result->settling = false;
    result->is_query = head->is_query;
    result->mode = mode_of(result);
    result->row_count = 0;
    if (result->mode != WR_SQL_TABLE) {
        copy_columns(result, head);
        if (result->mode == WR_SQL_TABLEAU)
            start_tableau(result, head);
        return;
    }
    size_t max = head->is_query ? number_setting(result, "sql-client.execution.max-table-result.rows", SIZE_MAX) : SIZE_MAX;
    result->rows = wr_sql_rows_create(head, true, max);
    if (!head->bounded && result->interactive && result->terminal && isatty(STDIN_FILENO))
        result->view = wr_sql_view_open(result->rows, result->colour);
}

static void take_row(void *context, weir_row_kind kind, const weir_cell *cells) {
    wr_sql_result *result = context;
    result->row_count++;
    if (result->rows)
        wr_sql_rows_change(result->rows, kind, cells);
    else
        show_live(result, kind, cells);
}

/* SHOW CREATE and its like: one text of several lines is shown as it is. */
static bool is_text(wr_sql_rows *rows, weir_cell *cell) {
    const weir_result_column *columns;
    if (wr_sql_rows_columns(rows, &columns) != 1 || wr_sql_rows_count(rows) != 1)
        return false;
    wr_sql_rows_get(rows, 0, cell);
    return cell->text && memchr(cell->text, '\n', cell->size);
}

static void add_summary(wr_text *out, const wr_sql_rows *rows) {
    size_t   count = wr_sql_rows_count(rows);
    uint64_t dropped = wr_sql_rows_dropped(rows);
    if (count == 0)
        wr_text_put(out, "Empty set\n");
    else
        wr_text_printf(out, "%zu row%s in set\n", count, count == 1 ? "" : "s");
    if (dropped > 0)
        wr_text_printf(out, "(%llu older rows were dropped: 'sql-client.execution.max-table-result.rows')\n", (unsigned long long)dropped);
}

static void show_rows(wr_sql_result *result) {
    wr_sql_style style = {0};
    weir_cell    text_cell;
    wr_text      out = {0};
    size_t       count = wr_sql_rows_count(result->rows);
    void       (*add)(wr_text *, wr_sql_rows *, size_t, size_t, const wr_sql_style *) = result->expanded ? wr_sql_add_records : wr_sql_add_table;
    if (!result->is_query && is_text(result->rows, &text_cell)) {
        wr_text_add(&out, text_cell.text, text_cell.size);
        wr_text_put(&out, text_cell.text[text_cell.size - 1] == '\n' ? "" : "\n");
    } else {
        if (count > 0)
            add(&out, result->rows, 0, count, &style);
        add_summary(&out, result->rows);
        if (result->colour && (!result->interactive || fits(out.bytes, out.size))) {
            style.colour = true; /* not into the pager: not every one knows colours */
            wr_text_clear(&out);
            if (count > 0)
                add(&out, result->rows, 0, count, &style);
            add_summary(&out, result->rows);
            write_out(result, out.bytes, out.size);
            wr_text_free(&out);
            return;
        }
    }
    page(result, out.bytes, out.size);
    wr_text_free(&out);
}

static void show_end_of_live(wr_sql_result *result) {
    wr_text_clear(&result->line);
    if (result->mode == WR_SQL_TABLEAU) {
        if (result->row_count > 0)
            wr_sql_add_rule(&result->line, result->widths, result->column_count, true);
        wr_text_printf(&result->line, "Received a total of %llu row%s\n", (unsigned long long)result->row_count, result->row_count == 1 ? "" : "s");
    }
    write_out(result, result->line.bytes, result->line.size);
}

static void end(void *context, weir_status status) {
    wr_sql_result *result = context;
    (void)status;
    wr_sql_view_close(result->view);
    result->view = NULL;
    result->running = false;
    result->settling = true;
}

static void after(void *context, weir_status status) {
    wr_sql_result *result = context;
    if (!result->rows)
        show_end_of_live(result);
    else if (status == WEIR_OK || status == WEIR_CANCELLED || wr_sql_rows_count(result->rows) > 0)
        show_rows(result);
    wr_sql_rows_free(result->rows);
    free(result->columns);
    free(result->widths);
    result->rows = NULL;
    result->columns = NULL;
    result->widths = NULL;
    fflush(stdout);
}

static void take_text(void *context, const char *text, size_t size) {
    page(context, text, size);
    fflush(stdout);
}

weir_results wr_sql_result_callbacks(wr_sql_result *result) {
    result->waited_s = 0;
    result->settling = false;
    return (weir_results){.begin = begin, .row = take_row, .end = end, .after = after, .text = take_text, .context = result};
}

void wr_sql_result_progress(wr_sql_result *result, const weir_progress *progress) {
    if (result->view) {
        if (wr_sql_view_tick(result->view, progress))
            weir_engine_stop(result->engine);
    } else if (result->running && !result->rows) {
        fflush(stdout);
    } else if (!result->settling) {
        wr_talk_progress(result->talk, progress);
    }
}
