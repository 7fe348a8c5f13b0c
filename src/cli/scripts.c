/* cli/scripts.c - what `check` and `explain` share: an engine that looks at scripts and starts nothing. */
#include <stdlib.h>

#include "cli/cli.h"

enum { OPT_SET = 1 };

static const wr_option_spec options_scripts[] = {{"-D", true, OPT_SET}, {NULL, false, 0}};

int wr_work_on_scripts(const char *command, int count, char **arguments, wr_script_work work) {
    weir_options_run options = {.quiet = true};
    const char     **settings = calloc((size_t)count + 1, sizeof(const char *));
    wr_option_walk   walk = {.command = command, .specs = options_scripts, .arguments = arguments, .count = count};
    wr_talk          talk;
    int              option, result = 0;
    if (!settings)
        return 1;
    while (result == 0 && (option = wr_options_next(&walk)) != 0) {
        if (option < 0)
            result = WR_EXIT_USAGE;
        else
            settings[options.setting_count++] = walk.value;
    }
    if (result == 0 && walk.operand_count == 0)
        result = wr_usage_error(command, "name a script: weir %s job.sql", command);
    if (result == 0) {
        wr_talk_init(&talk, false, true);
        options.settings = settings;
        options.log = wr_talk_log;
        options.context = &talk;
        weir_engine *engine = weir_engine_create(&options);
        weir_status  status = work(engine, (const char *const *)arguments, (uint32_t)walk.operand_count, NULL);
        if (status != WEIR_OK)
            wr_talk_diagnostic(&talk, weir_engine_diagnostic(engine));
        weir_engine_destroy(engine);
        result = weir_exit_status(status);
    }
    free(settings);
    return result;
}
