/* cli/checkpoint.c - `weir checkpoint list|show|verify`: looks into a job's folder and changes nothing. */
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"

static const wr_option_spec options_checkpoint[] = {{NULL, false, 0}};

static int check_words(const wr_option_walk *walk, char **words) {
    static const char *const names[] = {"list", "show", "verify"};
    static const char *const later[] = {"diff", "export"};
    const char              *what = walk->operand_count > 0 ? words[0] : NULL;
    bool                     known = false;
    if (!what)
        return wr_usage_error("checkpoint", "say what to do: list, show or verify");
    for (size_t i = 0; i < 2; i++)
        if (strcmp(what, later[i]) == 0)
            return wr_usage_error("checkpoint", "'%s' is not available yet; list, show and verify are", what);
    for (size_t i = 0; i < 3; i++)
        known |= strcmp(what, names[i]) == 0;
    if (!known) {
        const char *nearest = wr_nearest(what, names, 3);
        if (nearest)
            return wr_usage_error("checkpoint", "unknown word '%s' - did you mean '%s'?", what, nearest);
        return wr_usage_error("checkpoint", "unknown word '%s'; use list, show or verify", what);
    }
    if (walk->operand_count < 2)
        return wr_usage_error("checkpoint", "name the job's folder: weir checkpoint %s .weir/job", what);
    if (walk->operand_count > 3)
        return wr_usage_error("checkpoint", "'%s' is one word too many", words[3]);
    return 0;
}

static int checkpoint_main(int count, char **words) {
    wr_option_walk walk = {.command = "checkpoint", .specs = options_checkpoint, .arguments = words, .count = count};
    weir_error     err = {.status = WEIR_OK};
    wr_talk        talk;
    if (wr_options_next(&walk) != 0)
        return WR_EXIT_USAGE;
    int result = check_words(&walk, words);
    if (result != 0)
        return result;
    weir_status status = weir_checkpoint_command(words[0], words[1], walk.operand_count == 3 ? words[2] : NULL, &err);
    if (status != WEIR_OK) {
        wr_talk_init(&talk, false, false);
        wr_talk_log(&talk, 0, err.message);
    }
    return weir_exit_status(status);
}

const wr_command wr_command_checkpoint = {
    .name = "checkpoint",
    .usage = "checkpoint list|show|verify <job folder> [checkpoint]",
    .summary = "looks into a job's checkpoints",
    .help = "  list     one line per checkpoint: number, time, size, whether it is whole\n"
            "  show     everything that one checkpoint holds, the newest unless a number is given\n"
            "  verify   reads every byte of every checkpoint (or of one) and names what is damaged\n"
            "\n"
            "A job's folder is .weir/<job name> beside the script, or <execution.checkpointing.dir>/<job name>.\n"
            "Nothing is changed; the job may run meanwhile.\n",
    .main = checkpoint_main,
};
