/* cli/sql_view.c - the table that updates while a SELECT runs: a screen of its own, drawn a few times a second.
 *
 * It is drawn from the engine's progress callback, so it needs no thread. A result that only grows is followed at its
 * end; one whose rows change stays where it is. The size of the terminal is asked for every time. */
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "cli/sql.h"

#define COLUMN_WIDTH_MAX 40u

struct wr_sql_view {
    wr_sql_rows   *rows;
    bool           colour, follows, chosen; /* chosen: the user moved, so it stays as they want */
    size_t         top;
    uint32_t       left;      /* first column that is shown */
    uint64_t       version;   /* that was drawn             */
    double         drawn_s;
    struct winsize size;
    wr_text        screen;
};

/* The terminal as it was, for the handler that ends the process. */
static struct termios         terminal_before;
static volatile sig_atomic_t  terminal_changed;

void wr_sql_terminal_reset(void) {
    static const char leave[] = "\033[?25h\033[?1049l";
    if (!terminal_changed)
        return;
    terminal_changed = 0;
    if (write(STDOUT_FILENO, leave, sizeof leave - 1) < 0) {
        /* nobody is there to see it */
    }
    (void)tcsetattr(STDIN_FILENO, TCSANOW, &terminal_before);
}

static void put(const char *bytes, size_t size) {
    while (size > 0) {
        ssize_t wrote = write(STDOUT_FILENO, bytes, size);
        if (wrote <= 0)
            return;
        bytes += wrote;
        size -= (size_t)wrote;
    }
}

wr_sql_view *wr_sql_view_open(wr_sql_rows *rows, bool colour) {
    static const char enter[] = "\033[?1049h\033[?25l\033[2J";
    wr_sql_view      *view = wr_cli_alloc(sizeof *view);
    *view = (wr_sql_view){.rows = rows, .colour = colour, .follows = true, .version = UINT64_MAX};
    fflush(stdout);
    if (tcgetattr(STDIN_FILENO, &terminal_before) == 0) {
        struct termios keys = terminal_before;
        keys.c_lflag &= (tcflag_t)~(ICANON | ECHO); /* Ctrl-C stays a signal */
        keys.c_cc[VMIN] = 0;
        keys.c_cc[VTIME] = 0;
        (void)tcsetattr(STDIN_FILENO, TCSANOW, &keys);
    }
    terminal_changed = 1;
    put(enter, sizeof enter - 1);
    return view;
}

void wr_sql_view_close(wr_sql_view *view) {
    if (!view)
        return;
    wr_sql_terminal_reset();
    wr_text_free(&view->screen);
    free(view);
}

/* ---- keys ---- */

static void move_by(wr_sql_view *view, long rows) {
    view->chosen = true;
    view->follows = false;
    if (rows < 0 && view->top < (size_t)-rows)
        view->top = 0;
    else
        view->top = (size_t)((long)view->top + rows);
}

static bool take_keys(wr_sql_view *view, size_t page) {
    char    keys[64];
    ssize_t size = read(STDIN_FILENO, keys, sizeof keys);
    for (ssize_t i = 0; i < size; i++) {
        char key = keys[i];
        if (key == '\033' && i + 2 < size && (keys[i + 1] == '[' || keys[i + 1] == 'O')) {
            key = keys[i + 2];
            i += 2;
            if (key == '5' || key == '6') { /* page keys end with ~ */
                i++;
                key = key == '5' ? 'b' : ' ';
            }
        }
        const uint32_t column_count = wr_sql_rows_columns(view->rows, &(const weir_result_column *){NULL});
        switch (key) {
        case 'q': case 'Q': return true;
        case 'A': case 'k': move_by(view, -1); break;
        case 'B': case 'j': move_by(view, 1); break;
        case 'b': move_by(view, -(long)page); break;
        case ' ': move_by(view, (long)page); break;
        case 'C': case 'l': view->left += view->left + 1 < column_count; break;
        case 'D': case 'h': view->left -= view->left > 0; break;
        case 'H': case 'g': move_by(view, -(long)view->top); break;
        case 'F': case 'G': view->chosen = view->follows = true; break;
        default: continue;
        }
        view->version = UINT64_MAX;
    }
    return false;
}

/* ---- drawing ---- */

/* Adds `text` in at most `room` columns and ends the line. */
static void add_line(wr_sql_view *view, const wr_text *line, size_t room, const char *look) {
    if (view->colour && look)
        wr_text_put(&view->screen, look);
    (void)wr_sql_add_cell(&view->screen, line->bytes ? line->bytes : "", line->size, wr_sql_width(line->bytes ? line->bytes : "", line->size) > room ? room : 0);
    if (view->colour && look)
        wr_text_put(&view->screen, "\033[0m");
    wr_text_put(&view->screen, "\033[K\r\n");
}

static void add_cells(wr_text *line, const weir_result_column *columns, const weir_cell *cells, const size_t *widths, uint32_t from, uint32_t count) {
    for (uint32_t c = from; c < count; c++) {
        const char *text = !cells ? columns[c].name : cells[c].text ? cells[c].text : "<NULL>";
        size_t      size = cells && cells[c].text ? cells[c].size : strlen(text);
        wr_text     shown = {0};
        size_t      used = wr_sql_add_cell(&shown, text, size, widths[c]);
        wr_text_put(line, c > from ? "  " : "");
        wr_text_repeat(line, ' ', columns[c].number && used < widths[c] ? widths[c] - used : 0);
        wr_text_add(line, shown.bytes ? shown.bytes : "", shown.size);
        wr_text_repeat(line, ' ', !columns[c].number && used < widths[c] && c + 1 < count ? widths[c] - used : 0);
        wr_text_free(&shown);
    }
}

static void add_rows(wr_sql_view *view, size_t count, size_t room) {
    const weir_result_column *columns;
    uint32_t   column_count = wr_sql_rows_columns(view->rows, &columns);
    size_t    *widths = wr_cli_alloc((column_count + 1) * sizeof *widths);
    weir_cell *cells = wr_cli_alloc((column_count + 1) * sizeof *cells);
    wr_text    line = {0};
    for (uint32_t c = 0; c < column_count; c++)
        widths[c] = wr_sql_width(columns[c].name, strlen(columns[c].name));
    for (size_t r = 0; r < count; r++) {
        wr_sql_rows_get(view->rows, view->top + r, cells);
        for (uint32_t c = 0; c < column_count; c++) {
            size_t width = cells[c].text ? wr_sql_width(cells[c].text, cells[c].size) : 6;
            width = width > COLUMN_WIDTH_MAX ? COLUMN_WIDTH_MAX : width;
            widths[c] = width > widths[c] ? width : widths[c];
        }
    }
    add_cells(&line, columns, NULL, widths, view->left, column_count);
    add_line(view, &line, room, "\033[1m");
    for (size_t r = 0; r < count; r++) {
        wr_sql_rows_get(view->rows, view->top + r, cells);
        wr_text_clear(&line);
        add_cells(&line, columns, cells, widths, view->left, column_count);
        add_line(view, &line, room, NULL);
    }
    wr_text_free(&line);
    free(widths);
    free(cells);
}

static void add_status(wr_sql_view *view, size_t shown, const weir_progress *progress, size_t room) {
    size_t  count = wr_sql_rows_count(view->rows);
    wr_text line = {0};
    if (shown < count)
        wr_text_printf(&line, "rows %zu to %zu of %zu", view->top + 1, view->top + shown, count);
    else
        wr_text_printf(&line, "%zu row%s", count, count == 1 ? "" : "s");
    if (wr_sql_rows_dropped(view->rows) > 0)
        wr_text_printf(&line, " (%llu older ones dropped)", (unsigned long long)wr_sql_rows_dropped(view->rows));
    wr_text_printf(&line, "  %llu read in %.0f s", (unsigned long long)progress->rows_in, progress->seconds);
    wr_text_put(&line, shown < count ? "  arrows, PgUp, PgDn, g, G: move  q or Ctrl-C: stop" : "  q or Ctrl-C: stop");
    if (view->colour)
        wr_text_put(&view->screen, "\033[7m");
    (void)wr_sql_add_cell(&view->screen, line.bytes, line.size, line.size > room ? room : 0);
    wr_text_put(&view->screen, "\033[0m\033[K"); /* the last column stays free: writing there may wrap */
    wr_text_free(&line);
}

bool wr_sql_view_tick(wr_sql_view *view, const weir_progress *progress) {
    struct winsize size = {.ws_row = 24, .ws_col = 80};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_row < 4 || size.ws_col < 10)
        size = (struct winsize){.ws_row = 24, .ws_col = 80};
    size_t page = size.ws_row - 2u, count = wr_sql_rows_count(view->rows);
    bool   stop = take_keys(view, page), same_size = size.ws_row == view->size.ws_row && size.ws_col == view->size.ws_col;
    if (!view->chosen && view->follows && wr_sql_rows_updated(view->rows)) {
        view->follows = false;
        view->top = 0;
    }
    if (view->version == wr_sql_rows_version(view->rows) && same_size && progress->seconds - view->drawn_s < 1)
        return stop;
    size_t last = count > page ? count - page : 0;
    if (view->follows || view->top > last)
        view->top = last;
    view->size = size;
    view->version = wr_sql_rows_version(view->rows);
    view->drawn_s = progress->seconds;
    wr_text_clear(&view->screen);
    wr_text_put(&view->screen, "\033[H");
    size_t shown = count - view->top < page ? count - view->top : page;
    add_rows(view, shown, size.ws_col - 1u);
    wr_text_put(&view->screen, "\033[J");
    wr_text_printf(&view->screen, "\033[%u;1H", (unsigned)size.ws_row);
    add_status(view, shown, progress, size.ws_col - 1u);
    put(view->screen.bytes, view->screen.size);
    return stop;
}
