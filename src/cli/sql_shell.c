/* cli/sql_shell.c - the loop of the interactive shell: lines become statements, statements run, and again.
 *
 * What was typed goes into the history before anything is done with it, so that neither a mistake nor Ctrl-C nor the
 * end of the process can lose it. A statement that fails is said, and the session goes on. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "cli/sql.h"

typedef struct shell_state {
    wr_sql_shell *shell;
    wr_sql_edit  *edit;
    wr_text       pending;  /* the statement so far                                   */
    wr_text       typed;    /* all lines since the last whole input, for the history  */
    wr_text       last;     /* the last input, for \e                                 */
    bool          leaving;
} shell_state;

/* ---- running ---- */

static weir_status run(wr_sql_shell *shell, const char *path, const char *text, size_t size) {
    weir_results results = {0};
    double       began = wr_sql_seconds(), waited = 0;
    if (shell->result)
        results = wr_sql_result_callbacks(shell->result);
    const weir_results *receiver = shell->result ? &results : NULL;
    shell->signals->interrupts = 0;
    shell->signals->running = 1;
    weir_status status = path ? weir_session_run_file(shell->session, path, receiver, NULL)
                              : weir_session_run(shell->session, NULL, text, size, receiver, NULL);
    shell->signals->running = 0;
    if (shell->result) {
        waited = shell->result->waited_s;
        shell->result->settling = false;
    }
    wr_talk_erase(shell->talk);
    fflush(stdout);
    if (status != WEIR_OK && status != WEIR_CANCELLED)
        wr_talk_diagnostic(shell->talk, weir_engine_diagnostic(shell->engine));
    if (shell->timing)
        fprintf(stderr, "Time: %.3f ms\n", (wr_sql_seconds() - began - waited) * 1e3);
    return status;
}

weir_status wr_sql_shell_run(wr_sql_shell *shell, const char *text, size_t size) { return run(shell, NULL, text, size); }
weir_status wr_sql_shell_run_file(wr_sql_shell *shell, const char *path) { return run(shell, path, NULL, 0); }

static void run_text(wr_sql_shell *shell, const char *text) { (void)wr_sql_shell_run(shell, text, strlen(text)); }

/* ---- commands ---- */

static const char help_text[] =
    "A statement ends with ; and may have several lines. Tab completes, up-arrow and Ctrl-R recall.\n"
    "Ctrl-C puts a statement aside (up-arrow brings it back) or stops what runs; Ctrl-D leaves.\n"
    "\n"
    "  \\d              tables and views         \\d NAME   columns of a table or view\n"
    "  \\dt             tables and views         \\df       functions\n"
    "  \\x              rows one below the other, on and off\n"
    "  \\timing         how long statements take, on and off\n"
    "  \\i FILE         runs a script            \\e        opens the last statement in $EDITOR\n"
    "  \\h NAME         what a function does     \\?  HELP;  this\n"
    "  \\q  QUIT; EXIT;  leaves\n"
    "\n"
    "SET 'sql-client.execution.result-mode' = 'TABLE' (a table that updates), 'CHANGELOG' or 'TABLEAU' (every change).\n";

static void feed(shell_state *state, const char *text);

static const char *editor_of(void) {
    const char *editor = getenv("VISUAL");
    if (!editor || !*editor)
        editor = getenv("EDITOR");
    return editor && *editor ? editor : "vi";
}

static bool read_back(const char *path, wr_text *out) {
    char   part[4096];
    size_t got;
    FILE  *file = fopen(path, "r");
    if (!file)
        return false;
    wr_text_clear(out);
    while ((got = fread(part, 1, sizeof part, file)) > 0)
        wr_text_add(out, part, got);
    fclose(file);
    return true;
}

/* The last input in an editor; what is saved is taken as if it was typed. */
static void edit_last(shell_state *state) {
    char    path[] = "/tmp/weir-sql-XXXXXX";
    wr_text command = {0}, text = {0};
    int     fd = mkstemp(path); /* 0600 */
    FILE   *file = fd >= 0 ? fdopen(fd, "w") : NULL;
    if (!file) {
        fputs("weir: error: no temporary file can be made in /tmp\n", stderr);
        return;
    }
    (void)fwrite(state->last.bytes ? state->last.bytes : "", 1, state->last.size, file);
    fclose(file);
    wr_text_printf(&command, "%s %s", editor_of(), path);
    if (system(command.bytes) != 0)
        fprintf(stderr, "weir: error: '%s' failed; name an editor in $EDITOR\n", editor_of());
    else if (read_back(path, &text) && text.size > 0) {
        fputs(text.bytes, stdout);
        feed(state, text.bytes);
    }
    (void)unlink(path);
    wr_text_free(&command);
    wr_text_free(&text);
}

static void say_switch(const char *what, bool on) { fprintf(stderr, "%s is %s.\n", what, on ? "on" : "off"); }

static void describe(wr_sql_shell *shell, const char *name) {
    wr_text text = {0};
    wr_text_printf(&text, "DESCRIBE %s", name);
    run_text(shell, text.bytes);
    wr_text_free(&text);
}

static void help_of_function(const char *name) {
    weir_error err = {0};
    fflush(stdout); /* the engine writes to the descriptor */
    if (weir_help_function(name, &err) != WEIR_OK)
        fprintf(stderr, "weir: error: %s; \\df lists them\n", err.message);
}

/* `line` begins with a backslash; blanks at its ends are gone. */
static void run_command(shell_state *state, char *line) {
    wr_sql_shell *shell = state->shell;
    char         *argument = line + strcspn(line, " \t");
    if (*argument)
        *argument++ = '\0';
    argument += strspn(argument, " \t");
    size_t size = strlen(argument);
    if (size > 0 && argument[size - 1] == ';')
        argument[size - 1] = '\0';
    if (strcmp(line, "\\q") == 0) {
        state->leaving = true;
    } else if (strcmp(line, "\\h") == 0 && *argument) {
        help_of_function(argument);
    } else if (strcmp(line, "\\?") == 0 || strcmp(line, "\\h") == 0) {
        fputs(help_text, stdout);
    } else if (strcmp(line, "\\d") == 0 && *argument) {
        describe(shell, argument);
    } else if (strcmp(line, "\\d") == 0 || strcmp(line, "\\dt") == 0) {
        run_text(shell, "SHOW TABLES");
    } else if (strcmp(line, "\\df") == 0) {
        run_text(shell, "SHOW FUNCTIONS");
    } else if (strcmp(line, "\\x") == 0 && shell->result) {
        say_switch("Expanded display", shell->result->expanded = !shell->result->expanded);
    } else if (strcmp(line, "\\timing") == 0) {
        say_switch("Timing", shell->timing = !shell->timing);
    } else if (strcmp(line, "\\e") == 0) {
        edit_last(state);
    } else if (strcmp(line, "\\i") == 0 && *argument) {
        (void)wr_sql_shell_run_file(shell, argument);
    } else if (strcmp(line, "\\i") == 0) {
        fputs("weir: error: \\i needs a file: \\i script.sql\n", stderr);
    } else {
        const char *nearest = NULL;
        size_t      count = 0;
        while (wr_sql_backslash_names[count])
            count++;
        nearest = wr_nearest(line, wr_sql_backslash_names, count);
        fprintf(stderr, "weir: error: unknown command '%s'%s%s%s; \\? lists them\n", line, nearest ? " - did you mean '" : "",
                nearest ? nearest : "", nearest ? "'?" : "");
    }
}

/* QUIT, EXIT, HELP and CLEAR of Flink's client. */
static bool is_word_command(shell_state *state, const char *text, size_t size) {
    char   word[8];
    size_t count = 0;
    while (size > 0 && (text[size - 1] == ';' || isspace((unsigned char)text[size - 1])))
        size--;
    while (size > 0 && isspace((unsigned char)*text)) {
        text++;
        size--;
    }
    if (size >= sizeof word)
        return false;
    for (; count < size; count++)
        word[count] = text[count];
    word[count] = '\0';
    if (strcasecmp(word, "quit") == 0 || strcasecmp(word, "exit") == 0)
        state->leaving = true;
    else if (strcasecmp(word, "help") == 0)
        fputs(help_text, stdout);
    else if (strcasecmp(word, "clear") == 0)
        fputs("\033[H\033[2J", stdout);
    else
        return false;
    return true;
}

/* ---- lines become statements ---- */

static void remember(shell_state *state) {
    size_t blanks = 0;
    while (blanks < state->typed.size && isspace((unsigned char)state->typed.bytes[blanks]))
        blanks++;
    if (blanks < state->typed.size) {
        wr_sql_edit_remember(state->edit, state->typed.bytes);
        if (state->typed.bytes[blanks] != '\\') {
            wr_text_clear(&state->last);
            wr_text_add(&state->last, state->typed.bytes, state->typed.size);
        }
    }
    wr_text_clear(&state->typed);
}

static void add_line(wr_text *text, const char *line) {
    wr_text_put(text, text->size > 0 ? "\n" : "");
    wr_text_put(text, line);
}

/* All whole statements at the front of the pending text run; one that fails ends what was typed with it. */
static void run_whole(shell_state *state) {
    weir_text_place place;
    size_t          done = 0;
    bool            good = true;
    while (good && !state->leaving && !state->shell->signals->leave &&
           weir_text_look(state->pending.bytes + done, state->pending.size - done, &place) == WEIR_TEXT_WHOLE) {
        const char     *text = state->pending.bytes + done;
        weir_text_place ignored;
        done += place.size;
        if (weir_text_look(text, place.size - 1, &ignored) == WEIR_TEXT_BLANK || is_word_command(state, text, place.size))
            continue;
        good = wr_sql_shell_run(state->shell, text, place.size) == WEIR_OK;
    }
    wr_text rest = {0};
    wr_text_clear(&rest);
    if (good && weir_text_look(state->pending.bytes + done, state->pending.size - done, &place) != WEIR_TEXT_BLANK)
        wr_text_put(&rest, state->pending.bytes + done);
    if (!good && weir_text_look(state->pending.bytes + done, state->pending.size - done, &place) != WEIR_TEXT_BLANK)
        fputs("weir: what was typed behind this statement was not run\n", stderr);
    wr_text_free(&state->pending);
    state->pending = rest;
}

/* More text, of one line or several. */
static void feed(shell_state *state, const char *text) {
    weir_text_place place;
    add_line(&state->pending, text);
    add_line(&state->typed, text);
    size_t done = 0;
    weir_text_state look;
    while ((look = weir_text_look(state->pending.bytes + done, state->pending.size - done, &place)) == WEIR_TEXT_WHOLE)
        done += place.size;
    if (look == WEIR_TEXT_BLANK)
        remember(state); /* before it runs */
    run_whole(state);
    if (state->pending.size == 0)
        wr_text_clear(&state->typed);
}

static const char *prompt_for(const shell_state *state) {
    weir_text_place place;
    if (state->pending.size == 0)
        return "weir> ";
    (void)weir_text_look(state->pending.bytes, state->pending.size, &place);
    switch (place.open) {
    case '\'': return "   '> ";
    case '`':  return "   `> ";
    case '*':  return "   *> ";
    default:   return "   -> ";
    }
}

/* Ctrl-C, or the end: what was typed stays in the history. */
static void put_aside(shell_state *state, const char *line) {
    if (*line || state->typed.size > 0)
        add_line(&state->typed, line);
    remember(state);
    wr_text_clear(&state->pending);
}

static void take_line(shell_state *state, wr_text *line) {
    size_t blanks = strspn(line->bytes, " \t");
    if (state->pending.size > 0 || line->bytes[blanks] != '\\') {
        feed(state, line->bytes);
        return;
    }
    while (line->size > 0 && isspace((unsigned char)line->bytes[line->size - 1]))
        line->bytes[--line->size] = '\0';
    wr_text_clear(&state->typed);
    wr_text_put(&state->typed, line->bytes + blanks);
    remember(state);
    run_command(state, line->bytes + blanks);
}

int wr_sql_shell_loop(wr_sql_shell *shell) {
    shell_state state = {.shell = shell};
    wr_text     line = {0};
    wr_text_clear(&state.pending);
    wr_text_clear(&state.typed);
    state.edit = wr_sql_edit_open(shell->session, &state.pending);
    fprintf(stderr, "Weir %s. \\? for help, \\q or Ctrl-D to leave.\n", weir_version());
    while (!state.leaving && !shell->signals->leave) {
        wr_sql_key key = wr_sql_edit_line(state.edit, prompt_for(&state), shell->signals, &line);
        switch (key) {
        case WR_SQL_LINE:
            take_line(&state, &line);
            break;
        case WR_SQL_INTERRUPT:
            put_aside(&state, line.bytes);
            break;
        case WR_SQL_END:
            put_aside(&state, line.bytes);
            fputs("\n", stderr);
            state.leaving = true;
            break;
        }
        fflush(stdout);
    }
    wr_sql_edit_close(state.edit);
    wr_text_free(&state.pending);
    wr_text_free(&state.typed);
    wr_text_free(&state.last);
    wr_text_free(&line);
    return 0;
}
