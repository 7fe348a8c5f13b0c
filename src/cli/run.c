/* cli/run.c - `weir run`: runs scripts until their jobs have ended or somebody asks them to stop.
 *
 * The first SIGINT, SIGTERM or SIGHUP asks for a last checkpoint and an orderly end; the second ends the
 * process at once, which is as safe as any crash. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"

enum { OPT_SET = 1, OPT_PARALLELISM, OPT_OUTPUT, OPT_FRESH, OPT_FROM, OPT_ACCEPT, OPT_QUIET, OPT_LOG_FORMAT, OPT_HTTP };

static const wr_option_spec options_run[] = {
    {"-D", true, OPT_SET},
    {"--parallelism", true, OPT_PARALLELISM},
    {"--output", true, OPT_OUTPUT},
    {"--fresh", false, OPT_FRESH},
    {"--from", true, OPT_FROM},
    {"--accept-missing-evidence", false, OPT_ACCEPT},
    {"--quiet", false, OPT_QUIET},
    {"--log-format", true, OPT_LOG_FORMAT},
    {"--http", true, OPT_HTTP},
    {NULL, false, 0},
};

/* A signal handler has no argument, so these two are the only variables of the program that are not local.
 * signal_engine is NULL until there is one to stop. */
static weir_engine *volatile    signal_engine;
static volatile sig_atomic_t    signal_count;

static void on_signal(int number) {
    int before = errno;
    (void)number;
    signal_count = signal_count + 1;
    if (signal_count > 1)
        _exit(1);
    if (signal_engine)
        weir_engine_stop(signal_engine);
    errno = before;
}

static void catch_signal(int number) {
    struct sigaction now, action;
    memset(&action, 0, sizeof action);
    action.sa_handler = on_signal;
    action.sa_flags = SA_RESTART;
    if (sigaction(number, NULL, &now) == 0 && now.sa_handler == SIG_IGN && number == SIGHUP)
        return; /* nohup */
    sigaction(number, &action, NULL);
}

static int read_count(const char *value, uint32_t *count) {
    char         *end;
    unsigned long number;
    errno = 0;
    number = strtoul(value, &end, 10);
    if (value[0] < '0' || value[0] > '9' || *end != '\0' || errno != 0 || number < 1 || number > 256)
        return wr_usage_error("run", "--parallelism '%s' is not a number from 1 to 256", value);
    *count = (uint32_t)number;
    return 0;
}

static int check_output(const char *value) {
    static const char *const names[] = {"changelog", "csv", "json"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcmp(value, names[i]) == 0)
            return 0;
    if (strcmp(value, "table") == 0)
        return wr_usage_error("run", "--output table is for `weir sql --file`; here rows are printed as they come: use changelog, csv or json");
    const char *nearest = wr_nearest(value, names, sizeof names / sizeof names[0]);
    if (nearest)
        return wr_usage_error("run", "unknown output '%s' - did you mean '%s'?", value, nearest);
    return wr_usage_error("run", "unknown output '%s'; use changelog, csv or json", value);
}

typedef struct run_request {
    weir_options_run options;
    const char     **settings;
    bool             json_log;
} run_request;

static int take_option(run_request *request, int option, const char *value) {
    switch (option) {
    case OPT_SET:
        if (!strchr(value, '=') || value[0] == '=')
            return wr_usage_error("run", "-D '%s' is not a setting; write -D key=value", value);
        request->settings[request->options.setting_count++] = value;
        return 0;
    case OPT_PARALLELISM:
        return read_count(value, &request->options.parallelism);
    case OPT_OUTPUT:
        request->options.output = value;
        return check_output(value);
    case OPT_FRESH:
        request->options.fresh = true;
        return 0;
    case OPT_FROM:
        request->options.from = value;
        return value[0] != '\0' ? 0 : wr_usage_error("run", "--from needs a checkpoint: a file MANIFEST-<n>, or a job's folder");
    case OPT_ACCEPT:
        request->options.accept_missing_evidence = true;
        return 0;
    case OPT_QUIET:
        request->options.quiet = true;
        return 0;
    case OPT_LOG_FORMAT:
        request->json_log = strcmp(value, "json") == 0;
        if (request->json_log || strcmp(value, "text") == 0)
            return 0;
        return wr_usage_error("run", "unknown log format '%s'; use text or json", value);
    case OPT_HTTP:
        return wr_usage_error("run", "--http is not available yet: this version has no dashboard; leave it out");
    default:
        return WR_EXIT_USAGE;
    }
}

static int run_scripts(run_request *request, const char *const *paths, uint32_t count) {
    wr_talk talk;
    wr_talk_init(&talk, request->json_log, request->options.quiet);
    request->options.settings = request->settings;
    request->options.test_io = getenv("WEIR_TEST_IO");
    request->options.log = wr_talk_log;
    request->options.progress = wr_talk_progress;
    request->options.context = &talk;
    weir_engine *engine = weir_engine_create(&request->options);
    signal_engine = engine;
    if (signal_count != 0) /* it came before there was anything to stop */
        weir_engine_stop(engine);
    weir_error  err = {.status = WEIR_OK};
    weir_status status = weir_engine_run(engine, paths, count, &err);
    wr_talk_erase(&talk);
    if (status != WEIR_OK && status != WEIR_CANCELLED)
        wr_talk_diagnostic(&talk, weir_engine_diagnostic(engine));
    signal(SIGINT, SIG_IGN); /* everything is decided: a late signal changes nothing */
    signal(SIGTERM, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    weir_engine_destroy(engine);
    return weir_exit_status(status);
}

static int run_main(int count, char **arguments) {
    run_request    request = {.settings = calloc((size_t)count + 1, sizeof(const char *))};
    wr_option_walk walk = {.command = "run", .specs = options_run, .arguments = arguments, .count = count};
    int            option, result = 0;
    if (!request.settings) {
        fputs("weir: out of memory\n", stderr);
        return 1;
    }
    catch_signal(SIGINT);
    catch_signal(SIGTERM);
    catch_signal(SIGHUP);
    while (result == 0 && (option = wr_options_next(&walk)) != 0)
        result = option < 0 ? WR_EXIT_USAGE : take_option(&request, option, walk.value);
    if (result == 0 && request.options.from && request.options.fresh)
        result = wr_usage_error("run", "--from and --fresh exclude each other: one goes on from a checkpoint, the other starts anew");
    if (result == 0 && walk.operand_count == 0)
        result = wr_usage_error("run", "name a script: weir run job.sql");
    if (result == 0)
        result = run_scripts(&request, (const char *const *)arguments, (uint32_t)walk.operand_count);
    free(request.settings);
    return result;
}

const wr_command wr_command_run = {
    .name = "run",
    .usage = "run [options] job.sql ...",
    .summary = "runs every statement of the scripts",
    .help = "INSERTs and statement sets are jobs; a bare SELECT prints its result. Running the same command\n"
            "again goes on from the newest checkpoint: nothing is lost, nothing counts twice.\n"
            "\n"
            "  -D key=value                 a setting, as SET 'key' = 'value' in front of the script\n"
            "  --parallelism N              worker threads\n"
            "  --output changelog|csv|json  how a bare SELECT prints; changelog unless said otherwise\n"
            "  --fresh                      forget the saved state and start anew; old output stays\n"
            "  --from CHECKPOINT            start a job without saved state from this checkpoint:\n"
            "                               a file MANIFEST-<n>, or a job's folder (its newest one)\n"
            "  --accept-missing-evidence    go on although output that was committed cannot be found\n"
            "  --quiet                      no progress line and no notes; warnings and errors stay\n"
            "  --log-format text|json       how stderr is written\n"
            "\n"
            "SIGINT, SIGTERM and SIGHUP stop with a checkpoint; a second one stops at once.\n"
            "Exit status: 0 finished or stopped, 1 the job failed, 2 the command line or the SQL is wrong,\n"
            "3 the saved state does not fit the job, 4 another instance owns the job.\n",
    .main = run_main,
};
