/* cli/version.c - `weir version`: which Weir this is and what it knows. */
#include <stdio.h>

#include "cli/cli.h"

enum { OPT_FEATURES = 1 };

static const wr_option_spec options_version[] = {{"--features", false, OPT_FEATURES}, {NULL, false, 0}};

static int version_main(int count, char **arguments) {
    wr_option_walk walk = {.command = "version", .specs = options_version, .arguments = arguments, .count = count};
    weir_error     err = {.status = WEIR_OK};
    bool           features = false;
    int            option;
    while ((option = wr_options_next(&walk)) != 0) {
        if (option < 0)
            return WR_EXIT_USAGE;
        features = true;
    }
    if (walk.operand_count != 0)
        return wr_usage_error("version", "'%s' is one word too many", arguments[0]);
    printf("weir %s (%s)\n", weir_version(), weir_version_commit());
    int result = wr_finish_output(0);
    if (result == 0 && features && weir_version_features(&err) != WEIR_OK) {
        fprintf(stderr, "weir: error: %s\n", err.message);
        return weir_exit_status(err.status);
    }
    return result;
}

const wr_command wr_command_version = {
    .name = "version",
    .usage = "version [--features]",
    .summary = "prints the version and what this build knows",
    .help = "  --features   connectors, formats, functions and aggregates, one on a line\n",
    .main = version_main,
};
