/* cli/check.c - `weir check`: is every statement of the scripts right? Nothing is started or written. */
#include "cli/cli.h"

static int check_main(int count, char **arguments) {
    return wr_work_on_scripts("check", count, arguments, weir_engine_check);
}

const wr_command wr_command_check = {
    .name = "check",
    .usage = "check [-D key=value] job.sql ...",
    .summary = "checks scripts without starting anything",
    .help = "Reads, binds and plans every statement. Says nothing and ends with 0 when all are right; else names\n"
            "the file, line and column of the first mistake and ends with 2.\n",
    .main = check_main,
};
