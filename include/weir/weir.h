/* weir/weir.h - run Flink SQL scripts from a C program.
 *
 *   weir_engine *engine = weir_engine_create(NULL);
 *   weir_error   err;
 *   if (weir_engine_run(engine, &(const char *){"job.sql"}, 1, &err) != WEIR_OK)
 *       fputs(weir_engine_diagnostic(engine), stderr);
 *   weir_engine_destroy(engine);
 *
 * An engine belongs to the thread that made it; weir_engine_stop may be called from any thread and
 * from a signal handler. Results (print tables, SELECT) go to file descriptor 1, the log to the
 * callback, or to file descriptor 2.
 */
#ifndef WEIR_WEIR_H
#define WEIR_WEIR_H
#include "weir/error.h"

#ifdef __cplusplus
extern "C" {
#endif

#if defined(WEIR_BUILDING) && defined(__GNUC__)
#define WEIR_API __attribute__((visibility("default")))
#else
#define WEIR_API
#endif

typedef struct weir_engine weir_engine;

/* How a running job is doing; a moment old. */
typedef struct weir_progress {
    const char *job_name;
    double      seconds;             /* since the job started                                */
    uint64_t    rows_in, rows_out, late, errors;
    int64_t     watermark_ms;        /* INT64_MIN: none yet; INT64_MAX: the input has ended  */
    uint64_t    checkpoint_id;       /* newest complete one                                  */
    int64_t     checkpoint_age_ms;   /* -1: there is none                                    */
    uint64_t    state_bytes;
    int64_t     backlog_bytes;       /* input of files that was not read yet; -1: unknown    */
    int64_t     backlog_rows;        /* input that is counted in rows; -1: unknown           */
    double      seconds_left;        /* of a bounded job, as it goes now; -1: unknown        */
} weir_progress;

typedef struct weir_options_run {    /* all members may be zero                              */
    const char *const *settings;     /* "key=value", applied before the script, as SET does  */
    uint32_t    setting_count;
    uint32_t    parallelism;         /* 0: as the settings say                               */
    const char *output;              /* of a bare SELECT: "changelog" (default), "csv", "json" */
    bool        fresh;               /* forget the saved state                               */
    bool        quiet;               /* no notes                                             */
    bool        accept_missing_evidence;
    const char *from;                /* start from this checkpoint                           */
    const char *test_io;             /* faults for tests; NULL: none                         */
    /* log and progress are never called at the same time. */
    void      (*log)(void *context, int level /* 0 error, 1 warning, 2 info */, const char *line);
    void      (*progress)(void *context, const weir_progress *progress); /* about 5 times a second, on the job's thread */
    void       *context;
} weir_options_run;

/* `options` are borrowed until the engine is destroyed; NULL: none. */
WEIR_API weir_engine *weir_engine_create(const weir_options_run *options);
WEIR_API void         weir_engine_destroy(weir_engine *engine);

/* Checks the scripts whole, then runs every statement; returns when all jobs have ended. */
WEIR_API weir_status weir_engine_run(weir_engine *engine, const char *const *paths, uint32_t count, weir_error *err);
/* Checks only: nothing is read, written or started. */
WEIR_API weir_status weir_engine_check(weir_engine *engine, const char *const *paths, uint32_t count, weir_error *err);
/* Prints the plan of every job in the scripts to file descriptor 1. */
WEIR_API weir_status weir_engine_explain(weir_engine *engine, const char *const *paths, uint32_t count, weir_error *err);
/* Asks running jobs to take a last checkpoint and stop. Async-signal-safe. */
WEIR_API void        weir_engine_stop(weir_engine *engine);
/* The last error as a person reads it: "file:line:column: error: ...", the line and a caret. Ends with a newline. */
WEIR_API const char *weir_engine_diagnostic(const weir_engine *engine);

/* 0 ended or stopped, 1 the job failed, 2 SQL or command line, 3 saved state does not fit, 4 owned by another instance. */
WEIR_API int         weir_exit_status(weir_status status);

/* Checkpoints of a job's folder. Text goes to file descriptor 1. what: "list", "show", "verify". `checkpoint` may be
 * NULL for list and verify (all). verify: WEIR_CORRUPT when any is damaged. */
WEIR_API weir_status weir_checkpoint_command(const char *what, const char *folder, const char *checkpoint, weir_error *err);

/* ---- transactions that stand open on a Kafka cluster ---- */

typedef struct weir_options_txn {    /* all members may be zero; one of bootstrap and scripts must be given */
    const char        *bootstrap;    /* "host:port,..."; with scripts: only that one of their clusters */
    const char *const *scripts;      /* brokers, properties and jobs from their tables           */
    uint32_t           script_count;
    const char *const *properties;   /* "name=value", of a Kafka client, as in 'properties.<name>' */
    uint32_t           property_count;
    const char        *property_file; /* the same, a line each; for secrets                      */
    const char *const *ids;          /* transactional ids to commit or abort                     */
    uint32_t           id_count;
    bool               all;          /* list: also what is not open                              */
    bool               json;         /* list: one JSON object a line                             */
    uint32_t           watch_ms;     /* commit, abort: so long they must stand still; 0: 5 seconds */
    /* `text` shows the transactions: shall it be done? NULL: yes. */
    bool             (*confirm)(void *context, const char *text);
    void              *context;
} weir_options_txn;

/* what: "list" (to file descriptor 1), "commit", "abort". All ids or none, as far as refusals go. WEIR_INVALID: refused, or no such
 * transaction; WEIR_FENCED: its owner lives; WEIR_CANCELLED: confirm said no. */
WEIR_API weir_status weir_engine_txn(weir_engine *engine, const char *what, const weir_options_txn *options, weir_error *err);

WEIR_API const char *weir_version(void);          /* "0.1.0"              */
WEIR_API const char *weir_version_commit(void);   /* "1a2b3c4", "unknown" */
/* What this build knows, one line each ("connector filesystem"), to file descriptor 1. */
WEIR_API weir_status weir_version_features(weir_error *err);
/* What a function, aggregate or operator of SQL takes and gives, with an example that it computes, to file descriptor 1.
 * WEIR_INVALID: there is none of that name. */
WEIR_API weir_status weir_help_function(const char *name, weir_error *err);
#ifdef __cplusplus
}
#endif
#endif
