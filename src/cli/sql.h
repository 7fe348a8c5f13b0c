/* cli/sql.h - the pieces of `weir sql`. Inside cli/.
 *
 *   sql.c           the command: its options, scripts, signals
 *   sql_shell.c     the loop of the interactive shell: lines, statements, what starts with a backslash
 *   sql_edit.c      the line editor (libedit): prompt, keys, Tab, history
 *   sql_history.c   the file that history is kept in
 *   sql_result.c    takes results and decides how they are shown
 *   sql_rows.c      rows that are kept, with a changelog applied to them
 *   sql_show.c      rows as text: tables, one below the other, widths
 *   sql_view.c      the table that updates while a SELECT runs
 *
 * All of it belongs to the main thread, but wr_sql_result's row callback, which never runs beside another one. */
#ifndef WR_CLI_SQL_H
#define WR_CLI_SQL_H
#include <signal.h>
#include <stdio.h>

#include "cli/cli.h"
#include "weir/session.h"

/* ---- text that grows ---- */

typedef struct wr_text { char *bytes; size_t size, capacity; } wr_text; /* {0} is empty; ends with a NUL that is not counted */
void wr_text_add(wr_text *text, const char *bytes, size_t size);
void wr_text_put(wr_text *text, const char *string);
void wr_text_repeat(wr_text *text, char byte, size_t count);
void wr_text_printf(wr_text *text, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void wr_text_clear(wr_text *text);
void wr_text_free(wr_text *text);
/* Never NULL: memory that is out ends the program. Room for items[count]. */
void *wr_cli_grow(void *items, size_t count, size_t *capacity, size_t item_size);
void *wr_cli_alloc(size_t size); /* cleared */

/* ---- rows that are kept (sql_rows.c) ---- */

typedef struct wr_sql_rows wr_sql_rows;
/* `applies`: rows are a table to which the changelog is applied; else every change is a row. At most `max` rows: older ones go. */
wr_sql_rows *wr_sql_rows_create(const weir_result *result, bool applies, size_t max);
void         wr_sql_rows_free(wr_sql_rows *rows); /* NULL is fine */
void         wr_sql_rows_change(wr_sql_rows *rows, weir_row_kind kind, const weir_cell *cells);
size_t       wr_sql_rows_count(const wr_sql_rows *rows);
uint64_t     wr_sql_rows_dropped(const wr_sql_rows *rows);  /* older than max                                  */
uint64_t     wr_sql_rows_version(const wr_sql_rows *rows);  /* grows with every change                         */
bool         wr_sql_rows_updated(const wr_sql_rows *rows);  /* some row was taken back                         */
uint32_t     wr_sql_rows_columns(const wr_sql_rows *rows, const weir_result_column **columns);
/* Cells (column_count of them, borrowed) of the row at a place from 0 to count-1. */
weir_row_kind wr_sql_rows_get(wr_sql_rows *rows, size_t place, weir_cell *cells);

/* ---- rows as text (sql_show.c) ---- */

typedef struct wr_sql_style {
    bool   colour;
    bool   op;          /* a first column with the kind of change              */
    size_t width_max;   /* of a column; 0: any. What is longer is cut and marked */
} wr_sql_style;

/* Columns on a terminal; control characters and what is no UTF-8 count as they are shown: \n, \x1b. */
size_t wr_sql_width(const char *text, size_t size);
/* Appends at most `width` columns of it, with "..." where that is not all; width 0: all. Returns the columns. */
size_t wr_sql_add_cell(wr_text *out, const char *text, size_t size, size_t width);
/* Rows [from, from + count) as a table with a frame; as records one below the other. */
void   wr_sql_add_table(wr_text *out, wr_sql_rows *rows, size_t from, size_t count, const wr_sql_style *style);
void   wr_sql_add_records(wr_text *out, wr_sql_rows *rows, size_t from, size_t count, const wr_sql_style *style);
/* For a table whose rows are not known yet: width of a column by its type, at most width_max. */
size_t wr_sql_type_width(const weir_result_column *column, size_t width_max);
/* "+----+-----+\n", and a row of cells; widths: column_count of them. */
void   wr_sql_add_rule(wr_text *out, const size_t *widths, uint32_t column_count, bool op);
void   wr_sql_add_row(wr_text *out, const weir_result_column *columns, const weir_cell *cells, const char *op, const size_t *widths,
                      uint32_t column_count, bool colour);
extern const char *const wr_sql_ops[4]; /* "+I" ... by weir_row_kind */

/* ---- the table that updates (sql_view.c) ---- */

typedef struct wr_sql_view wr_sql_view;
wr_sql_view *wr_sql_view_open(wr_sql_rows *rows, bool colour); /* the screen and the keys are its own now */
/* Reads keys and draws when something changed. True: the user wants it to stop. */
bool         wr_sql_view_tick(wr_sql_view *view, const weir_progress *progress);
void         wr_sql_view_close(wr_sql_view *view); /* NULL is fine; the screen is as it was before */
/* From a signal handler, before the process ends. */
void         wr_sql_terminal_reset(void);

/* ---- results (sql_result.c) ---- */

typedef enum wr_sql_mode { WR_SQL_TABLE, WR_SQL_CHANGELOG, WR_SQL_TABLEAU } wr_sql_mode;

typedef struct wr_sql_result {
    weir_engine  *engine;
    weir_session *session;
    wr_talk      *talk;
    bool          terminal;    /* stdout is one                            */
    bool          interactive; /* a person is there: pager, updating table */
    bool          colour;
    bool          expanded;    /* \x                                       */
    /* of the statement that runs */
    bool          running, is_query, settling; /* settling: it is shown to a person, who is not to be disturbed */
    double        waited_s;    /* for a person, since the statement began */
    wr_sql_mode   mode;
    wr_sql_rows  *rows;
    wr_sql_view  *view;
    weir_result_column *columns; size_t *widths; uint32_t column_count; /* CHANGELOG, TABLEAU */
    uint64_t      row_count;
    wr_text       line;
} wr_sql_result;

/* Callbacks for weir_session_run; `result` is borrowed. */
weir_results wr_sql_result_callbacks(wr_sql_result *result);
/* From the engine's progress callback. */
void wr_sql_result_progress(wr_sql_result *result, const weir_progress *progress);
/* Of a clock that only runs forward. */
double wr_sql_seconds(void);

/* ---- history (sql_history.c) ---- */

/* An entry of the file as a line, and back; in `out`, which is cleared. Secrets are covered on the way to the file. */
void wr_sql_history_line(const char *entry, wr_text *out);
void wr_sql_history_entry(const char *line, size_t size, wr_text *out);
/* "$XDG_STATE_HOME/weir/history", "~/.local/state/weir/history"; makes the folder. "": there is no home, or it cannot be made. */
void wr_sql_history_path(wr_text *path);
void wr_sql_history_load(const char *path, void (*entry)(void *context, const char *text), void *context);
void wr_sql_history_append(const char *path, const char *entry);

/* Written by the signal handlers of sql.c and by whoever runs a statement. */
typedef struct wr_sql_signals {
    volatile sig_atomic_t leave;      /* asked to end                                        */
    volatile sig_atomic_t running;    /* Ctrl-C stops what runs; else it is the editor's     */
    volatile sig_atomic_t interrupts; /* since the statement began                           */
} wr_sql_signals;

/* ---- the line editor (sql_edit.c) ---- */

typedef struct wr_sql_edit wr_sql_edit;
typedef enum wr_sql_key { WR_SQL_LINE, WR_SQL_INTERRUPT, WR_SQL_END } wr_sql_key;

/* `pending`: lines of the statement before this one, for completion; borrowed. */
wr_sql_edit *wr_sql_edit_open(const weir_session *session, const wr_text *pending);
void         wr_sql_edit_close(wr_sql_edit *edit);
/* The next line without its newline, in *line (cleared); INTERRUPT: Ctrl-C, and what stood there; END: Ctrl-D on an empty line,
 * or the terminal is gone, or signals->leave became true; *line is what stood there. */
wr_sql_key   wr_sql_edit_line(wr_sql_edit *edit, const char *prompt, const wr_sql_signals *signals, wr_text *line);
void         wr_sql_edit_remember(wr_sql_edit *edit, const char *entry);
/* Commands of the shell, for Tab: "d", "dt", ...; ends with NULL. */
extern const char *const wr_sql_backslash_names[];

/* ---- the shell (sql_shell.c) ---- */

typedef struct wr_sql_shell {
    weir_engine   *engine;
    weir_session  *session;
    wr_talk       *talk;
    wr_sql_result *result;      /* NULL: the engine prints          */
    bool           timing;      /* said after every statement       */
    wr_sql_signals *signals;
} wr_sql_shell;

/* Reads and runs until the end; the exit status. */
int         wr_sql_shell_loop(wr_sql_shell *shell);
/* One text or one file; what is wrong is said. */
weir_status wr_sql_shell_run(wr_sql_shell *shell, const char *text, size_t size);
weir_status wr_sql_shell_run_file(wr_sql_shell *shell, const char *path);
#endif
