/* cli/main.c - the program `weir`: finds the subcommand and runs it.
 *
 * Exit status, and there are no others: 0 finished or stopped with a checkpoint, 1 the job failed, 2 the
 * command line or the SQL is wrong, 3 saved state does not fit the job, 4 another instance owns the job. */
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"

#define WEIR_COMMAND(name) &wr_command_##name,
const wr_command *const wr_commands[] = {
#include "cli/commands.def"
    NULL};
#undef WEIR_COMMAND

const wr_command *wr_command_find(const char *name) {
    for (const wr_command *const *at = wr_commands; *at; at++)
        if (strcmp((*at)->name, name) == 0)
            return *at;
    return NULL;
}

static int unknown_command(const char *name) {
    const char *names[32];
    size_t      count = 0;
    for (const wr_command *const *at = wr_commands; *at && count < 32; at++)
        names[count++] = (*at)->name;
    const char *nearest = wr_nearest(name, names, count);
    const char *kind = name[0] == '-' ? "option" : "command";
    if (nearest)
        return wr_usage_error(NULL, "unknown %s '%s' - did you mean '%s'?", kind, name, nearest);
    return wr_usage_error(NULL, "unknown %s '%s'", kind, name);
}

int main(int count, char **arguments) {
    /* A reader that went away is an error of the write, never the end of the process. */
    signal(SIGPIPE, SIG_IGN);
    if (count < 2)
        return wr_usage_error(NULL, "name a command, as in: weir run job.sql");
    const char *name = arguments[1];
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0)
        name = "help";
    else if (strcmp(name, "--version") == 0 || strcmp(name, "-V") == 0)
        name = "version";
    const wr_command *command = wr_command_find(name);
    if (!command)
        return unknown_command(arguments[1]);
    for (int i = 2; i < count && strcmp(arguments[i], "--") != 0; i++)
        if (strcmp(arguments[i], "--help") == 0 || strcmp(arguments[i], "-h") == 0) {
            char *about[] = {arguments[1], NULL};
            return wr_command_help.main(command == &wr_command_help ? 0 : 1, about);
        }
    return command->main(count - 2, arguments + 2);
}
