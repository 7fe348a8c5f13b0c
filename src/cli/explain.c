/* cli/explain.c - `weir explain`: the plan of every job in the scripts, on stdout. Nothing is started. */
#include "cli/cli.h"

static int explain_main(int count, char **arguments) {
    return wr_work_on_scripts("explain", count, arguments, weir_engine_explain);
}

const wr_command wr_command_explain = {
    .name = "explain",
    .usage = "explain [-D key=value] job.sql ...",
    .summary = "shows the plan of every job in the scripts",
    .help = "One tree per job, with changelog modes, the state that each operator keeps and what bounds it.\n",
    .main = explain_main,
};
