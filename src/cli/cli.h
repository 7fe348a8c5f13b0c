/* cli/cli.h - what the subcommands share: their struct, options, names, and talk on stderr.
 *
 * The command line uses weir.h and nothing else of the project. stdout carries data only; everything
 * that is said to a person goes to stderr through talk.c. */
#ifndef WR_CLI_CLI_H
#define WR_CLI_CLI_H
#include "weir/weir.h"

/* One file in src/cli each, named by one line of commands.def. */
typedef struct wr_command {
    const char *name;
    const char *usage;   /* "run [options] job.sql ..."                         */
    const char *summary; /* one line of `weir help`                             */
    const char *help;    /* the rest of `weir help <command>`; ends with \n     */
    int       (*main)(int count, char **arguments); /* behind the command's name; returns the exit status */
} wr_command;

#define WEIR_COMMAND(name) extern const wr_command wr_command_##name;
#include "cli/commands.def"
#undef WEIR_COMMAND

/* All commands in the order of `weir help`; ends with NULL. */
extern const wr_command *const wr_commands[];
const wr_command *wr_command_find(const char *name); /* NULL: unknown */

#define WR_EXIT_USAGE 2

/* ---- options ---- */

typedef struct wr_option_spec {
    const char *name;    /* "--output", "-D"                                    */
    bool        has_value;
    int         id;      /* returned by wr_options_next; > 0                    */
} wr_option_spec;

/* Walks the arguments; what is no option is moved to the front of `arguments`. */
typedef struct wr_option_walk {
    const char           *command;
    const wr_option_spec *specs;   /* ends with a NULL name                     */
    char                **arguments;
    int                   count, next, operand_count;
    const char           *value;   /* of the option just returned               */
    bool                  only_operands;
} wr_option_walk;

/* Id of the next option; 0: no more, arguments[0..operand_count-1] are the operands; -1: wrong, and said so. */
int wr_options_next(wr_option_walk *walk);
/* "weir run: <message>" and where help is, on stderr; returns 2. */
int wr_usage_error(const char *command, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* The name that is most like `wrong`; NULL: none is near. */
const char *wr_nearest(const char *wrong, const char *const *names, size_t count);
/* Flushes stdout; `status` or, when the text could not be written, 1. */
int wr_finish_output(int status);

typedef weir_status (*wr_script_work)(weir_engine *engine, const char *const *paths, uint32_t count, weir_error *err);
/* Reads [-D key=value] and scripts, does `work` on them, says what is wrong; returns the exit status. */
int wr_work_on_scripts(const char *command, int count, char **arguments, wr_script_work work);

/* ---- talk ---- */

typedef struct wr_talk {
    bool json;          /* one JSON object a line                               */
    bool quiet;         /* no progress line, no information                     */
    bool terminal;      /* stderr is one                                        */
    bool colour;
    bool drawn;         /* the progress line stands on the terminal             */
    /* of the last progress call, for the rate */
    char     job_name[64];
    double   seconds;
    uint64_t rows_in;
    double   rate;
} wr_talk;

void wr_talk_init(wr_talk *talk, bool json, bool quiet);
/* The callbacks of weir_options_run; `context` is the wr_talk. Never called at the same time. */
void wr_talk_log(void *context, int level, const char *line);
void wr_talk_progress(void *context, const weir_progress *progress);
void wr_talk_erase(wr_talk *talk);
/* A diagnostic of the engine, as it is (text), or as one object (JSON). */
void wr_talk_diagnostic(wr_talk *talk, const char *text);
#endif
