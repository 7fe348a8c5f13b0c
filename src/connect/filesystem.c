/* connect/filesystem.c - the filesystem connector: reads files (file_source.c), writes files exactly once (file_sink.c).
 *
 * Options that Flink has and this build has not are refused by name, in the check below. */
#include <string.h>

#include "connect/file.h"

static const weir_option_spec options[] = {
    {"path", WEIR_OPT_STRING, true, NULL, "a file or directory; a directory for tables that are written"},
    {"partition.default-name", WEIR_OPT_STRING, false, "__DEFAULT_PARTITION__", "directory name for NULL and empty partition values"},
    {"source.monitor-interval", WEIR_OPT_DURATION, false, NULL, "look for new files this often; unset: read once what is there"},
    {"source.path.regex-pattern", WEIR_OPT_STRING, false, NULL, "only files whose whole path matches"},
    {"source.report-statistics", WEIR_OPT_STRING, false, "ALL", WEIR_OPT_NO_EFFECT "it is for the planner of Flink"},
    {"sink.rolling-policy.file-size", WEIR_OPT_BYTES, false, "128 mb", "close a file at this size"},
    {"sink.rolling-policy.rollover-interval", WEIR_OPT_DURATION, false, "30 min", "close a file at this age; every checkpoint closes it anyway"},
    {"sink.rolling-policy.inactivity-interval", WEIR_OPT_DURATION, false, "30 min", WEIR_OPT_NO_EFFECT "every checkpoint closes files"},
    {"sink.rolling-policy.check-interval", WEIR_OPT_DURATION, false, "1 min", WEIR_OPT_NO_EFFECT "every checkpoint closes files"},
    {"auto-compaction", WEIR_OPT_BOOL, false, "false", "not yet"},
    {"compaction.file-size", WEIR_OPT_BYTES, false, NULL, "not yet"},
    {"compaction.parallelism", WEIR_OPT_INT, false, NULL, "not yet"},
    {"sink.parallelism", WEIR_OPT_INT, false, NULL, WEIR_OPT_NO_EFFECT "every worker writes files of its own"},
    {"sink.shuffle-by-partition.enable", WEIR_OPT_BOOL, false, "false", "not yet"},
    {"partition.time-extractor.kind", WEIR_OPT_STRING, false, "default", "not yet"},
    {"partition.time-extractor.class", WEIR_OPT_STRING, false, NULL, "not yet"},
    {"partition.time-extractor.timestamp-pattern", WEIR_OPT_STRING, false, NULL, "not yet"},
    {"partition.time-extractor.timestamp-formatter", WEIR_OPT_STRING, false, NULL, "not yet"},
    {"sink.partition-commit.trigger", WEIR_OPT_STRING, false, NULL, "not yet"},
    {"sink.partition-commit.delay", WEIR_OPT_DURATION, false, NULL, "not yet"},
    {"sink.partition-commit.watermark-time-zone", WEIR_OPT_STRING, false, NULL, "not yet"},
    {"sink.partition-commit.policy.kind", WEIR_OPT_STRING, false, NULL, "not yet"},
    {"sink.partition-commit.policy.class", WEIR_OPT_STRING, false, NULL, "not yet"},
    {"sink.partition-commit.policy.class.parameters", WEIR_OPT_STRING, false, NULL, "not yet"},
    {"sink.partition-commit.success-file.name", WEIR_OPT_STRING, false, NULL, "not yet"},
    {NULL, WEIR_OPT_STRING, false, NULL, NULL},
};

static const weir_option *option_written(const weir_table_info *table, const char *name) {
    for (uint32_t i = 0; i < table->options->count; i++)
        if (strcmp(table->options->items[i].name, name) == 0)
            return table->options->items + i;
    return NULL;
}

static weir_status filesystem_check(const weir_table_info *table, weir_error *err) {
    static const char *const missing[][2] = {
        {"compaction.", "small files are not compacted yet"},
        {"partition.time-extractor.", "partitions are complete when their checkpoint is; there is no partition commit yet"},
        {"sink.partition-commit.", "files become visible with their checkpoint; there is no partition commit yet"},
    };
    for (uint32_t i = 0; i < table->options->count; i++)
        for (size_t m = 0; m < sizeof(missing) / sizeof(missing[0]); m++) {
            const weir_option *option = table->options->items + i;
            if (strncmp(option->name, missing[m][0], strlen(missing[m][0])) == 0)
                return weir_fail_at(err, WEIR_UNSUPPORTED, option->line, option->column, "table '%s': option '%s' cannot be used yet: %s; leave it out",
                                    table->name, option->name, missing[m][1]);
        }
    static const char *const switches[] = {"auto-compaction", "sink.shuffle-by-partition.enable"};
    for (size_t s = 0; s < 2; s++)
        if (weir_options_bool(table->options, switches[s], false)) {
            const weir_option *option = option_written(table, switches[s]);
            return weir_fail_at(err, WEIR_UNSUPPORTED, option ? option->line : 0, option ? option->column : 0,
                                "table '%s': '%s' = 'true' cannot be used yet; leave it out", table->name, switches[s]);
        }
    const char  *path;
    wr_arena    *arena  = wr_arena_create(0);
    weir_status  status = wr_file_table_path(table, arena, &path, err);
    wr_arena_destroy(arena);
    return status;
}

const weir_connector weir_connector_filesystem = {
    .abi     = sizeof(weir_connector),
    .name    = "filesystem",
    .options = options,
    .check   = filesystem_check,
    .source  = &wr_file_source,
    .sink    = &wr_file_sink,
};
