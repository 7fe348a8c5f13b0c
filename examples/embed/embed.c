/* embed.c - runs a Flink SQL script from a C program, with its own log and a time limit.
 *
 *   cc -o embed embed.c $(pkg-config --cflags --libs weir)
 *   ./embed job.sql [seconds]
 *
 * Results go to stdout, as with `weir run`; the log comes to `on_log`. SIGINT, or the end of the time, asks for a
 * last checkpoint; the next start goes on there. The exit status is that of `weir run`. */
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <weir/weir.h>

typedef struct limits {
    double       seconds_max;     /* 0: none */
    weir_engine *engine;
} limits;

static weir_engine *volatile engine_to_stop; /* a signal handler has no argument */

static void on_signal(int number) {
    (void)number;
    if (engine_to_stop)
        weir_engine_stop(engine_to_stop); /* may be called here, and from any thread */
}

static void on_log(void *context, int level, const char *line) {
    static const char *const names[] = {"error", "warning", "info"};
    (void)context;
    fprintf(stderr, "[%s] %s\n", names[level], line);
}

/* About five times a second, on the job's thread. */
static void on_progress(void *context, const weir_progress *progress) {
    limits *limit = context;
    if (limit->seconds_max > 0 && progress->seconds >= limit->seconds_max)
        weir_engine_stop(limit->engine);
}

int main(int argc, char **argv) {
    if (argc < 2 || argc > 3) {
        fprintf(stderr, "usage: embed job.sql [seconds]\n");
        return 2;
    }
    limits                 limit = {.seconds_max = argc == 3 ? strtod(argv[2], NULL) : 0};
    const char *const      settings[] = {"execution.checkpointing.interval=500 ms"};
    const weir_options_run options = {
        .settings = settings, .setting_count = 1, /* in front of the script: a SET there wins */
        .log = on_log, .progress = on_progress, .context = &limit,
    };
    const char *scripts[] = {argv[1]};
    weir_error  error;

    fprintf(stderr, "weir %s\n", weir_version());
    limit.engine = engine_to_stop = weir_engine_create(&options);
    signal(SIGINT, on_signal);
    weir_status status = weir_engine_run(limit.engine, scripts, 1, &error);
    if (status != WEIR_OK && status != WEIR_CANCELLED)
        fputs(weir_engine_diagnostic(limit.engine), stderr); /* file:line:column, the line, a caret */
    signal(SIGINT, SIG_DFL);
    engine_to_stop = NULL;
    weir_engine_destroy(limit.engine);
    return weir_exit_status(status);
}
