/* weir/session.h - a session that takes statements as they come: for shells, notebooks and editors.
 *
 *   weir_session *session;
 *   if (weir_session_open(engine, &session, &err) == WEIR_OK)
 *       weir_session_run(session, NULL, "SELECT 1;", 9, &results, &err);
 *   weir_session_close(session);
 *
 * Tables, views, functions and settings last from one call to the next. A statement that fails changes
 * nothing, and the session goes on. A session belongs to the thread of its engine; only
 * weir_engine_stop may be called from elsewhere.
 */
#ifndef WEIR_SESSION_H
#define WEIR_SESSION_H
#include "weir/batch.h"
#include "weir/weir.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct weir_session weir_session;

typedef struct weir_result_column {
    const char *name;
    const char *type;    /* "DECIMAL(10, 2)"; SHOW and DESCRIBE: "STRING" */
    bool        number;
} weir_result_column;

typedef struct weir_cell {
    const char *text;    /* as CAST(... AS STRING) gives it; no NUL behind it; NULL: the value is NULL */
    size_t      size;
} weir_cell;

typedef struct weir_result {
    const weir_result_column *columns;
    uint32_t                  column_count;
    bool                      is_query;  /* rows of a SELECT are a changelog; else of SHOW, DESCRIBE: +I only */
    bool                      bounded;   /* it ends by itself                                             */
} weir_result;

/* Who gets results: begin, row ..., end, after; one result after the other. begin, row and end never come beside a log line
 * or a progress report; `row` may come on another thread than the session's. What is handed over is borrowed for the call. */
typedef struct weir_results {
    void (*begin)(void *context, const weir_result *result);
    void (*row)(void *context, weir_row_kind kind, const weir_cell *cells);
    void (*end)(void *context, weir_status status);
    void (*after)(void *context, weir_status status); /* behind `end`, holding nothing up: it may wait for a person. Or NULL */
    void (*text)(void *context, const char *text, size_t size); /* EXPLAIN; ends with a newline */
    void *context;
} weir_results;

/* With the settings of the engine's options. */
WEIR_API weir_status weir_session_open(weir_engine *engine, weir_session **session, weir_error *err);
WEIR_API void        weir_session_close(weir_session *session); /* NULL is fine */

/* Checks `text` whole (any number of statements, the last `;` may be missing), then runs it, and returns when its jobs
 * have ended or weir_engine_stop was called (before it: then it ends at once). `path` is the file it is from: for messages, names of jobs and their folders;
 * NULL: typed. `results` NULL: to file descriptor 1. Errors: weir_engine_diagnostic has the text for people. */
WEIR_API weir_status weir_session_run(weir_session *session, const char *path, const char *text, size_t size,
                                      const weir_results *results, weir_error *err);
/* The same with the text of a file. */
WEIR_API weir_status weir_session_run_file(weir_session *session, const char *path, const weir_results *results, weir_error *err);

/* Value of a setting as it is now, or its default, or NULL. "" when there is no such key. Until the next run. */
WEIR_API const char *weir_session_setting(const weir_session *session, const char *key);

/* What could stand at `cursor` (a byte of text; what is behind does not matter), best first. `found` is called with the text
 * that replaces [return value, cursor), and what it is: "keyword", "table", "database", "catalog", "column", "function", "setting" (of SET;
 * "key" of RESET), "option", "value". */
WEIR_API size_t weir_session_complete(const weir_session *session, const char *text, size_t size, size_t cursor,
                                      void (*found)(void *context, const char *text, const char *kind), void *context);

/* ---- text of statements; no session needed ---- */

typedef enum weir_text_state {
    WEIR_TEXT_BLANK, /* nothing but blanks and comments                         */
    WEIR_TEXT_OPEN,  /* a statement that has not ended                          */
    WEIR_TEXT_WHOLE  /* at least one whole statement                            */
} weir_text_state;

typedef struct weir_text_place {
    size_t size;     /* WHOLE: of the first statement, with its `;`             */
    char   open;     /* OPEN: what is not closed: ' ` * (a comment) or B (BEGIN ... END;); 0: the statement itself */
} weir_text_place;

/* Where does the first statement of a text end? Strings, names, comments and statement sets are looked through. */
WEIR_API weir_text_state weir_text_look(const char *text, size_t size, weir_text_place *place);

/* Stars over passwords and keys: 'properties.sasl.password' = '*******'. */
WEIR_API void weir_text_hide_secrets(char *text, size_t size);
#ifdef __cplusplus
}
#endif
#endif
