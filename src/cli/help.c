/* cli/help.c - `weir help [command or function]`, made from the commands and functions themselves. */
#include <stdio.h>

#include "cli/cli.h"

static const wr_option_spec options_help[] = {{NULL, false, 0}};

static int help_all(void) {
    puts("weir - Flink SQL jobs, exactly once end to end\n");
    for (const wr_command *const *at = wr_commands; *at; at++)
        printf("  weir %-54s %s\n", (*at)->usage, (*at)->summary);
    puts("\n`weir help <command>` says more about one, `weir help <function>` what a function of SQL takes.");
    return wr_finish_output(0);
}

static int help_main(int count, char **arguments) {
    wr_option_walk walk = {.command = "help", .specs = options_help, .arguments = arguments, .count = count};
    if (wr_options_next(&walk) != 0)
        return WR_EXIT_USAGE;
    if (walk.operand_count == 0)
        return help_all();
    const wr_command *command = wr_command_find(arguments[0]);
    weir_error        err = {0};
    if (!command && weir_help_function(arguments[0], &err) == WEIR_OK)
        return 0;
    if (!command) {
        const char *names[32];
        size_t      known = 0;
        for (const wr_command *const *at = wr_commands; *at && known < 32; at++)
            names[known++] = (*at)->name;
        const char *nearest = wr_nearest(arguments[0], names, known);
        if (nearest)
            return wr_usage_error(NULL, "unknown command '%s' - did you mean '%s'?", arguments[0], nearest);
        return wr_usage_error(NULL, "unknown command or function '%s'", arguments[0]);
    }
    printf("weir %s\n\n%s.\n\n%s", command->usage, command->summary, command->help);
    return wr_finish_output(0);
}

const wr_command wr_command_help = {
    .name = "help",
    .usage = "help [command or function]",
    .summary = "says how to use weir",
    .help = "Without a command: all of them, one line each. With the name of a function or operator of SQL: what it takes and gives, with an example.\n",
    .main = help_main,
};
