/* cli/sql.c - `weir sql`: the interactive shell, and scripts from the command line or standard input.
 *
 * Scripts (-e, --file, standard input that is no terminal) are checked whole and run as `weir run` does, in one session.
 * On a terminal and without them the shell begins. The first Ctrl-C stops what runs, with a checkpoint; the third ends the
 * process at once, which is as safe as any crash. */
#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/sql.h"

enum { OPT_EXECUTE = 1, OPT_FILE, OPT_CATALOG, OPT_SET, OPT_OUTPUT, OPT_PARALLELISM, OPT_QUIET };

static const wr_option_spec options_sql[] = {
    {"-e", true, OPT_EXECUTE}, {"--execute", true, OPT_EXECUTE}, {"-f", true, OPT_FILE},           {"--file", true, OPT_FILE},
    {"-D", true, OPT_SET},     {"--catalog", true, OPT_CATALOG}, {"--output", true, OPT_OUTPUT},   {"--parallelism", true, OPT_PARALLELISM},
    {"--quiet", false, OPT_QUIET},                               {NULL, false, 0},
};

/* ---- signals ---- */

/* A signal handler has no argument. signal_engine is NULL until there is one to stop. */
static weir_engine *volatile signal_engine;
static wr_sql_signals        signals;

static void say(const char *text) {
    if (write(STDERR_FILENO, text, strlen(text)) < 0) {
        /* nobody is there to read it */
    }
}

static void on_signal(int number) {
    int before = errno;
    if (number != SIGINT)
        signals.leave = 1;
    if (signals.running && signal_engine)
        weir_engine_stop(signal_engine);
    signals.interrupts = signals.interrupts + 1;
    if (signals.running && signals.interrupts == 2)
        say("\r\nweir: still stopping; once more ends the program at once\r\n");
    if (signals.running && signals.interrupts > 2) {
        wr_sql_terminal_reset();
        _exit(1);
    }
    errno = before;
}

/* In a script a signal ends all of it, as in `weir run`. */
static void on_signal_in_script(int number) {
    signals.leave = 1;
    if (signals.interrupts > 0)
        _exit(1);
    on_signal(number);
}

static void catch_signals(void (*handler)(int)) {
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        struct sigaction now, action;
        memset(&action, 0, sizeof action);
        action.sa_handler = handler; /* without SA_RESTART: the line editor's read returns */
        if (numbers[i] == SIGHUP && sigaction(SIGHUP, NULL, &now) == 0 && now.sa_handler == SIG_IGN)
            continue; /* nohup */
        sigaction(numbers[i], &action, NULL);
    }
}

/* ---- the request ---- */

typedef struct sql_script { bool is_file; const char *text; } sql_script;

typedef struct sql_request {
    weir_options_run options;
    const char     **settings;
    char           **made;      /* settings that were put together here */
    sql_script      *scripts;
    size_t           script_count, made_count;
    const char      *output;    /* NULL: as it fits */
} sql_request;

static void add_setting(sql_request *request, const char *key, const char *value) {
    size_t size = strlen(key) + strlen(value) + 2;
    char  *setting = wr_cli_alloc(size);
    snprintf(setting, size, "%s=%s", key, value);
    request->made[request->made_count++] = setting;
    request->settings[request->options.setting_count++] = setting;
}

static int check_output(const char *value) {
    static const char *const names[] = {"table", "changelog", "csv", "json"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcmp(value, names[i]) == 0)
            return 0;
    const char *nearest = wr_nearest(value, names, sizeof names / sizeof names[0]);
    return wr_usage_error("sql", "unknown output '%s'%s%s%s", value, nearest ? " - did you mean '" : "; use table, changelog, csv or json",
                          nearest ? nearest : "", nearest ? "'?" : "");
}

static int take_option(sql_request *request, int option, const char *value) {
    switch (option) {
    case OPT_EXECUTE:
    case OPT_FILE:
        request->scripts[request->script_count++] = (sql_script){option == OPT_FILE, value};
        return 0;
    case OPT_CATALOG:
        add_setting(request, "weir.catalog.path", value);
        return 0;
    case OPT_PARALLELISM:
        add_setting(request, "parallelism.default", value);
        return 0;
    case OPT_SET:
        if (!strchr(value, '=') || value[0] == '=')
            return wr_usage_error("sql", "-D '%s' is not a setting; write -D key=value", value);
        request->settings[request->options.setting_count++] = value;
        return 0;
    case OPT_OUTPUT:
        request->output = value;
        return check_output(value);
    case OPT_QUIET:
        request->options.quiet = true;
        return 0;
    default:
        return WR_EXIT_USAGE;
    }
}

/* ---- what the engine says ---- */

typedef struct sql_talk { wr_talk *talk; wr_sql_result *result; } sql_talk;

static void on_log(void *context, int level, const char *line) {
    sql_talk *both = context;
    if (level == 2 && both->result->running && both->result->is_query && strncmp(line, "job '", 5) == 0)
        return; /* a SELECT that is shown says enough */
    if (!both->result->view || level == 0)
        wr_talk_log(both->talk, level, line);
}

static void on_progress(void *context, const weir_progress *progress) {
    wr_sql_result_progress(((sql_talk *)context)->result, progress);
}

/* ---- running ---- */

/* Widths and the line editor want UTF-8, which all text here is. */
static void use_utf8(void) {
    if (!setlocale(LC_CTYPE, "") || strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
        (void)setlocale(LC_CTYPE, "C.UTF-8");
}

static int run_scripts(wr_sql_shell *shell, const sql_request *request) {
    weir_status status = WEIR_OK;
    for (size_t i = 0; i < request->script_count && status == WEIR_OK && !signals.leave; i++) {
        const sql_script *script = &request->scripts[i];
        status = script->is_file ? wr_sql_shell_run_file(shell, script->text) : wr_sql_shell_run(shell, script->text, strlen(script->text));
    }
    return weir_exit_status(status);
}

static int run_standard_input(wr_sql_shell *shell) {
    wr_text text = {0};
    char    part[8192];
    size_t  got;
    wr_text_clear(&text);
    while ((got = fread(part, 1, sizeof part, stdin)) > 0)
        wr_text_add(&text, part, got);
    weir_status status = signals.leave ? WEIR_CANCELLED : wr_sql_shell_run(shell, text.bytes, text.size);
    wr_text_free(&text);
    return weir_exit_status(status);
}

static bool can_draw(void) {
    const char *term = getenv("TERM");
    return isatty(STDOUT_FILENO) == 1 && term && *term && strcmp(term, "dumb") != 0;
}

static int with_session(sql_request *request, wr_talk *talk, wr_sql_result *result, bool interactive) {
    bool         shows = request->output ? strcmp(request->output, "table") == 0 : isatty(STDOUT_FILENO) == 1 || interactive;
    wr_sql_shell shell = {.talk = talk, .result = shows ? result : NULL, .signals = &signals};
    request->options.output = shows ? NULL : request->output;
    shell.engine = result->engine = signal_engine = weir_engine_create(&request->options);
    catch_signals(interactive ? on_signal : on_signal_in_script);
    weir_status status = weir_session_open(shell.engine, &shell.session, NULL);
    int         code = weir_exit_status(status);
    result->session = shell.session;
    if (status != WEIR_OK)
        wr_talk_diagnostic(talk, weir_engine_diagnostic(shell.engine));
    else if (interactive)
        code = wr_sql_shell_loop(&shell);
    else
        code = request->script_count > 0 ? run_scripts(&shell, request) : run_standard_input(&shell);
    weir_session_close(shell.session);
    signal_engine = NULL;
    weir_engine_destroy(shell.engine);
    return wr_finish_output(code);
}

static int run_sql(sql_request *request) {
    wr_talk       talk;
    const char   *no_colour = getenv("NO_COLOR");
    bool          interactive = request->script_count == 0 && isatty(STDIN_FILENO) == 1 && (isatty(STDOUT_FILENO) == 1 || isatty(STDERR_FILENO) == 1);
    wr_sql_result result = {.talk = &talk, .terminal = can_draw(), .interactive = interactive};
    sql_talk      both = {&talk, &result};
    wr_talk_init(&talk, false, request->options.quiet);
    use_utf8();
    result.colour = result.terminal && !(no_colour && *no_colour);
    request->options.settings = request->settings;
    request->options.test_io = getenv("WEIR_TEST_IO");
    request->options.log = on_log;
    request->options.progress = on_progress;
    request->options.context = &both;
    int code = with_session(request, &talk, &result, interactive);
    wr_text_free(&result.line);
    return code;
}

static int sql_main(int count, char **arguments) {
    size_t         room = (size_t)count + 1;
    sql_request    request = {.settings = wr_cli_alloc(room * sizeof(char *)), .made = wr_cli_alloc(room * sizeof(char *)),
                              .scripts = wr_cli_alloc(room * sizeof(sql_script))};
    wr_option_walk walk = {.command = "sql", .specs = options_sql, .arguments = arguments, .count = count};
    int            option, code = 0;
    while (code == 0 && (option = wr_options_next(&walk)) != 0)
        code = option < 0 ? WR_EXIT_USAGE : take_option(&request, option, walk.value);
    if (code == 0 && walk.operand_count > 0)
        code = wr_usage_error("sql", "'%s': scripts are named with --file, statements with -e", arguments[0]);
    if (code == 0)
        code = run_sql(&request);
    for (size_t i = 0; i < request.made_count; i++)
        free(request.made[i]);
    free(request.settings);
    free(request.made);
    free(request.scripts);
    return code;
}

const wr_command wr_command_sql = {
    .name = "sql",
    .usage = "sql [options]",
    .summary = "takes statements as they are typed; shows results as tables",
    .help = "On a terminal: history, completion with Tab, statements of several lines that end with ;\n"
            "A SELECT without an end shows a table that updates. \\? lists the commands of the shell.\n"
            "Else standard input is a script, checked whole and run as by `weir run`.\n"
            "\n"
            "  -e SQL, --execute SQL        runs these statements and ends; may be given several times\n"
            "  -f FILE, --file FILE         runs a script and ends; may be given several times\n"
            "  --catalog FILE               tables are kept in this file: SET 'weir.catalog.path'\n"
            "  -D key=value                 a setting, as SET 'key' = 'value'\n"
            "  --output table|changelog|csv|json\n"
            "                               how a SELECT is shown; table on a terminal, else changelog\n"
            "  --parallelism N              worker threads\n"
            "  --quiet                      no progress line and no notes; warnings and errors stay\n"
            "\n"
            "Ctrl-C stops what runs, with a checkpoint where there is one, and the prompt comes back.\n"
            "Exit status: as `weir run`; the shell itself ends with 0.\n",
    .main = sql_main,
};
