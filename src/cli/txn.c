/* cli/txn.c - `weir txn list|commit|abort`: transactions that were left open on a Kafka cluster.
 *
 * What ends one asks first. Where nobody can be asked - no terminal - nothing is done without --yes. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"

enum { OPT_BOOTSTRAP = 1, OPT_SCRIPT, OPT_PROPERTY, OPT_PROPERTIES, OPT_SET, OPT_ALL, OPT_JSON, OPT_YES, OPT_WATCH };

static const wr_option_spec options_txn[] = {
    {"--bootstrap", true, OPT_BOOTSTRAP}, {"--script", true, OPT_SCRIPT}, {"--property", true, OPT_PROPERTY}, {"--properties", true, OPT_PROPERTIES}, {"-D", true, OPT_SET},
    {"--all", false, OPT_ALL},            {"--json", false, OPT_JSON},    {"--yes", false, OPT_YES},          {"--watch", true, OPT_WATCH},           {NULL, false, 0},
};

typedef struct request {
    weir_options_run run;
    weir_options_txn txn;
    const char     **settings, **properties, **scripts;
    bool             yes;
} request;

static int read_seconds(const char *text, uint32_t *ms) {
    char         *end;
    unsigned long seconds = strtoul(text, &end, 10);
    if (text[0] < '0' || text[0] > '9' || *end || seconds < 2 || seconds > 86400)
        return wr_usage_error("txn", "--watch '%s' is not a number of seconds from 2 to 86400", text);
    *ms = (uint32_t)seconds * 1000;
    return 0;
}

static int take(request *asked, int option, const char *value) {
    switch (option) {
    case OPT_BOOTSTRAP:
        asked->txn.bootstrap = value;
        return *value ? 0 : wr_usage_error("txn", "--bootstrap is empty; write HOST:PORT");
    case OPT_SCRIPT:
        asked->scripts[asked->txn.script_count++] = value;
        return 0;
    case OPT_PROPERTY:
        asked->properties[asked->txn.property_count++] = value;
        return 0;
    case OPT_PROPERTIES:
        asked->txn.property_file = value;
        return 0;
    case OPT_SET:
        asked->settings[asked->run.setting_count++] = value;
        return 0;
    case OPT_ALL:
        asked->txn.all = true;
        return 0;
    case OPT_JSON:
        asked->txn.json = true;
        return 0;
    case OPT_YES:
        asked->yes = true;
        return 0;
    case OPT_WATCH:
        return read_seconds(value, &asked->txn.watch_ms);
    default:
        return WR_EXIT_USAGE;
    }
}

static int check(const request *asked, const wr_option_walk *walk, char **words) {
    static const char *const names[] = {"list", "commit", "abort"};
    const char              *what = walk->operand_count > 0 ? words[0] : NULL;
    bool                     known = false, listing = what && strcmp(what, "list") == 0;
    if (!what)
        return wr_usage_error("txn", "say what to do: list, commit or abort");
    for (size_t i = 0; i < 3; i++)
        known |= strcmp(what, names[i]) == 0;
    if (!known) {
        const char *nearest = wr_nearest(what, names, 3);
        if (nearest)
            return wr_usage_error("txn", "unknown word '%s' - did you mean '%s'?", what, nearest);
        return wr_usage_error("txn", "unknown word '%s'; use list, commit or abort", what);
    }
    if (!asked->txn.bootstrap && asked->txn.script_count == 0)
        return wr_usage_error("txn", "name the cluster: --bootstrap HOST:PORT, or --script job.sql");
    if (asked->run.setting_count != 0 && asked->txn.script_count == 0)
        return wr_usage_error("txn", "-D is for a script; give --script too, or use --property for Kafka's settings");
    if (listing && walk->operand_count > 1)
        return wr_usage_error("txn", "'%s' is one word too many; list takes a script as --script %s", words[1], words[1]);
    if (listing && (asked->yes || asked->txn.watch_ms))
        return wr_usage_error("txn", "%s is for commit and abort", asked->yes ? "--yes" : "--watch");
    if (!listing && walk->operand_count < 2)
        return wr_usage_error("txn", "name the transactional ids to %s; `weir txn list` shows the open ones", what);
    if (!listing && (asked->txn.all || asked->txn.json))
        return wr_usage_error("txn", "%s is for list", asked->txn.all ? "--all" : "--json");
    for (int i = 1; i < walk->operand_count; i++)
        for (int k = 1; k < i; k++)
            if (strcmp(words[i], words[k]) == 0)
                return wr_usage_error("txn", "'%s' is named twice", words[i]);
    if (!listing && !asked->yes && !isatty(STDIN_FILENO))
        return wr_usage_error("txn", "%s asks before it acts, and there is no terminal; look with `weir txn list`, then say --yes", what);
    return 0;
}

static bool show(void *context, const char *text) {
    (void)context;
    fputs(text, stderr);
    fputs("--yes\n", stderr);
    return true;
}

static bool ask(void *context, const char *text) {
    char answer[16] = "";
    (void)context;
    fputs(text, stderr);
    fputs("[yes/no] ", stderr);
    fflush(stderr);
    if (!fgets(answer, sizeof answer, stdin))
        return false;
    return strcmp(answer, "yes\n") == 0 || strcmp(answer, "y\n") == 0;
}

static int txn_main(int count, char **words) {
    wr_option_walk walk = {.command = "txn", .specs = options_txn, .arguments = words, .count = count};
    request        asked = {0};
    int            option, result = 0;
    wr_talk        talk;
    asked.settings = calloc((size_t)count + 1, sizeof(const char *));
    asked.properties = calloc((size_t)count + 1, sizeof(const char *));
    asked.scripts = calloc((size_t)count + 1, sizeof(const char *));
    if (!asked.settings || !asked.properties || !asked.scripts)
        result = 1;
    while (result == 0 && (option = wr_options_next(&walk)) != 0)
        result = option < 0 ? WR_EXIT_USAGE : take(&asked, option, walk.value);
    if (result == 0)
        result = check(&asked, &walk, words);
    if (result == 0) {
        wr_talk_init(&talk, false, false);
        asked.run.settings = asked.settings;
        asked.run.log = wr_talk_log;
        asked.run.context = &talk;
        asked.txn.properties = asked.properties;
        asked.txn.scripts = asked.scripts;
        asked.txn.ids = (const char *const *)(words + 1);
        asked.txn.id_count = (uint32_t)(walk.operand_count - 1);
        asked.txn.confirm = asked.yes ? show : ask;
        weir_engine *engine = weir_engine_create(&asked.run);
        weir_error   err = {.status = WEIR_OK};
        weir_status  status = weir_engine_txn(engine, words[0], &asked.txn, &err);
        if (status == WEIR_CANCELLED)
            wr_talk_log(&talk, 2, err.message);
        else if (status != WEIR_OK)
            wr_talk_diagnostic(&talk, weir_engine_diagnostic(engine));
        weir_engine_destroy(engine);
        result = weir_exit_status(status);
    }
    free(asked.settings);
    free(asked.properties);
    free(asked.scripts);
    return result;
}

const wr_command wr_command_txn = {
    .name = "txn",
    .usage = "txn list|commit|abort [options] [ID ...]",
    .summary = "shows and ends Kafka transactions left open",
    .help = "  list     every open transaction: whose it is, since when, and what its abort would lose\n"
            "  abort    ends the named ones without their messages\n"
            "  commit   makes their messages visible; only of other programs, never of a Weir job\n"
            "\n"
            "Which cluster\n"
            "  --bootstrap HOST:PORT[,...]   its brokers\n"
            "  --property NAME=VALUE         a setting of a Kafka client (security.protocol, sasl.mechanism ...)\n"
            "  --properties FILE             the same, one a line; keeps secrets off the command line\n"
            "  --script job.sql              brokers, settings and jobs from the script's Kafka tables; with\n"
            "                                --bootstrap only the cluster that the script names so\n"
            "  -D key=value                  as for `weir run`, with --script\n"
            "\n"
            "list\n"
            "  --all                         also the transactional ids that have nothing open\n"
            "  --json                        one JSON object a line\n"
            "\n"
            "commit and abort ask first, and watch whether the owner is alive: what moves is refused (4)\n"
            "  --yes                         do not ask; needed where there is no terminal\n"
            "  --watch SECONDS               so long (5), longer for jobs with rare checkpoints\n",
    .main = txn_main,
};
