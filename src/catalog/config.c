/* catalog/config.c - every key of SET and RESET, in one table, and the values of a session.
 *
 * Always holds: the table is sorted by name, and a value that is set was accepted by its key, so
 * that readers cannot fail. A key that Flink has and Weir does not need is accepted with a note; one
 * that would change results and is not available is refused; one that nobody knows is an error. */
#include "catalog/config.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/hash.h"
#include "base/number.h"

#define USED(name, old, kind, value, values, help) \
    {name, old, WR_CONFIG_##kind, WR_CONFIG_USED, value, values, help}
#define NOTED(name, old, kind, value, values, help) \
    {name, old, WR_CONFIG_##kind, WR_CONFIG_NOTED, value, values, help}
#define DEFAULT_ONLY(name, old, kind, value, values, help) \
    {name, old, WR_CONFIG_##kind, WR_CONFIG_DEFAULT_ONLY, value, values, help}

#define BACKEND "state is kept in Weir's own store"
#define ONE_PROCESS "one process, no cluster"
#define BATCH_ONLY "it is for batch jobs"

static const wr_config_key keys[] = {
    NOTED("execution.checkpointing.aligned-checkpoint-timeout", NULL, DURATION, "0 s", NULL,
          "checkpoints are always aligned"),
    NOTED("execution.checkpointing.checkpoints-after-tasks-finish", "execution.checkpointing.checkpoints-after-tasks-finish.enabled",
          BOOL, "true", NULL, "the end of an input always commits"),
    NOTED("execution.checkpointing.cleaner.parallel-mode", NULL, BOOL, "true", NULL, "old checkpoints are removed one by one"),
    USED("execution.checkpointing.dir", "state.checkpoints.dir,state.backend.fs.checkpointdir", STRING, NULL, NULL,
         "folder of the jobs' state; else .weir beside the script"),
    NOTED("execution.checkpointing.externalized-checkpoint-retention", NULL, ENUM, "NO_EXTERNALIZED_CHECKPOINTS",
          "RETAIN_ON_CANCELLATION|DELETE_ON_CANCELLATION|NO_EXTERNALIZED_CHECKPOINTS", "checkpoints are always kept"),
    NOTED("execution.checkpointing.file-merging.enabled", NULL, BOOL, "false", NULL, "a checkpoint is a few files already"),
    NOTED("execution.checkpointing.incremental", "state.backend.incremental", BOOL, "false", NULL,
          "checkpoints are incremental where it helps"),
    USED("execution.checkpointing.interval", NULL, DURATION, "1 s", NULL, "time between checkpoints"),
    NOTED("execution.checkpointing.local-backup.enabled", "state.backend.local-recovery", BOOL, "false", NULL, ONE_PROCESS),
    NOTED("execution.checkpointing.max-concurrent-checkpoints", NULL, INT, "1", NULL, "one checkpoint runs at a time"),
    USED("execution.checkpointing.min-pause", NULL, DURATION, "0 s", NULL, "least time between two checkpoints"),
    USED("execution.checkpointing.mode", NULL, ENUM, "EXACTLY_ONCE", "EXACTLY_ONCE|AT_LEAST_ONCE",
         "exactly once is kept in both; AT_LEAST_ONCE permits sinks that cannot"),
    USED("execution.checkpointing.num-retained", "state.checkpoints.num-retained", INT, "2", NULL, "checkpoints kept"),
    NOTED("execution.checkpointing.savepoint-dir", "state.savepoints.dir", STRING, NULL, NULL,
          "any checkpoint can be started from with --from"),
    USED("execution.checkpointing.timeout", NULL, DURATION, "10 min", NULL, "a checkpoint that takes longer fails"),
    NOTED("execution.checkpointing.tolerable-failed-checkpoints", NULL, INT, "0", NULL, "a failed checkpoint stops the job"),
    NOTED("execution.checkpointing.unaligned.enabled", "execution.checkpointing.unaligned", BOOL, "false", NULL,
          "checkpoints are always aligned"),
    DEFAULT_ONLY("execution.runtime-mode", NULL, ENUM, "STREAMING", "STREAMING|BATCH|AUTOMATIC",
                 "bounded inputs end their job by themselves in STREAMING"),
    NOTED("execution.shutdown-on-attached-exit", NULL, BOOL, "false", NULL, ONE_PROCESS),
    NOTED("execution.state-recovery.claim-mode", "execution.savepoint-restore-mode", STRING, "NO_CLAIM", NULL,
          "a checkpoint that is started from is left alone"),
    DEFAULT_ONLY("execution.state-recovery.ignore-unclaimed-state", "execution.savepoint.ignore-unclaimed-state", BOOL, "false",
                 NULL, "state that no operator takes is never dropped silently"),
    USED("execution.state-recovery.path", "execution.savepoint.path", STRING, NULL, NULL, "checkpoint to start from, as --from"),
    USED("parallelism.default", NULL, INT, "1", NULL, "workers of a job"),
    NOTED("pipeline.auto-generate-uids", NULL, BOOL, "true", NULL, "operators are named by their sink and kind"),
    NOTED("pipeline.auto-watermark-interval", NULL, DURATION, "0 ms", NULL,
          "every advance of the watermark counts at once, so that results do not depend on the clock"),
    NOTED("pipeline.closure-cleaner-level", NULL, STRING, "RECURSIVE", NULL, ONE_PROCESS),
    NOTED("pipeline.generic-types", NULL, BOOL, "true", NULL, "there are no user classes"),
    NOTED("pipeline.jars", NULL, STRING, NULL, NULL, "there is no JVM; connectors and formats are built in"),
    USED("pipeline.max-parallelism", NULL, INT, "128", NULL, "number of key groups, fixed when the state is made"),
    USED("pipeline.name", NULL, STRING, NULL, NULL, "name of the job"),
    NOTED("pipeline.object-reuse", NULL, BOOL, "false", NULL, "rows are never copied without need"),
    NOTED("pipeline.operator-chaining.enabled", "pipeline.operator-chaining", BOOL, "true", NULL, "operators are always chained"),
    NOTED("pipeline.watermark-alignment.allow-unaligned-source-splits", NULL, BOOL, "false", NULL, "splits are read in order"),
    USED("restart-strategy.exponential-delay.backoff-multiplier", NULL, DOUBLE, "1.5", NULL, "growth of the delay"),
    USED("restart-strategy.exponential-delay.initial-backoff", NULL, DURATION, "1 s", NULL, "first delay"),
    NOTED("restart-strategy.exponential-delay.jitter-factor", NULL, DOUBLE, "0.1", NULL, "delays are exact"),
    USED("restart-strategy.exponential-delay.max-backoff", NULL, DURATION, "1 min", NULL, "longest delay"),
    USED("restart-strategy.exponential-delay.reset-backoff-threshold", NULL, DURATION, "1 h", NULL, "quiet time that forgets"),
    USED("restart-strategy.fixed-delay.attempts", NULL, INT, "1", NULL, "restarts before the job fails"),
    USED("restart-strategy.fixed-delay.delay", NULL, DURATION, "1 s", NULL, "time between them"),
    USED("restart-strategy.type", "restart-strategy", STRING, NULL, NULL, "none, fixed-delay or exponential-delay"),
    USED("sql-client.execution.max-table-result.rows", NULL, INT, "1000000", NULL, "weir sql: rows of a result that are kept, the newest"),
    USED("sql-client.execution.result-mode", NULL, ENUM, "TABLE", "TABLE|CHANGELOG|TABLEAU", "weir sql: how a SELECT is shown"),
    NOTED("sql-client.verbose", NULL, BOOL, "false", NULL, "errors always name the place and the next step"),
    NOTED("state.backend.type", "state.backend", STRING, "hashmap", NULL, BACKEND),
    NOTED("state.storage.fs.memory-threshold", "state.backend.fs.memory-threshold", BYTES, "20 kb", NULL, BACKEND),
    NOTED("table.builtin-catalog-name", NULL, STRING, "default_catalog", NULL, "the catalog is default_catalog"),
    NOTED("table.builtin-database-name", NULL, STRING, "default_database", NULL, "the database is default_database"),
    DEFAULT_ONLY("table.column-expansion-strategy", NULL, STRING, "", NULL, "* stands for every column"),
    USED("table.display.max-column-width", NULL, INT, "30", NULL, "weir sql, TABLEAU: width of a column of text"),
    NOTED("table.dml-sync", NULL, BOOL, "false", NULL, "an INSERT is always waited for"),
    DEFAULT_ONLY("table.dynamic-table-options.enabled", NULL, BOOL, "true", NULL, "OPTIONS hints are on"),
    NOTED("table.exec.async-lookup.buffer-capacity", NULL, INT, "100", NULL, "there are no lookup joins yet"),
    NOTED("table.exec.async-lookup.output-mode", NULL, STRING, "ORDERED", NULL, "there are no lookup joins yet"),
    NOTED("table.exec.async-lookup.timeout", NULL, DURATION, "3 min", NULL, "there are no lookup joins yet"),
    NOTED("table.exec.deduplicate.insert-update-after-sensitive-enabled", NULL, BOOL, "true", NULL, "there is no deduplication yet"),
    DEFAULT_ONLY("table.exec.legacy-cast-behaviour", NULL, ENUM, "DISABLED", "ENABLED|DISABLED",
                 "a CAST that fails stops the job; TRY_CAST gives NULL"),
    NOTED("table.exec.mini-batch.allow-latency", NULL, DURATION, "0 s", NULL, "rows are always aggregated by the batch"),
    NOTED("table.exec.mini-batch.enabled", NULL, BOOL, "false", NULL, "every update is emitted, as Flink does without it"),
    NOTED("table.exec.mini-batch.size", NULL, INT, "-1", NULL, "rows are always aggregated by the batch"),
    NOTED("table.exec.rank.topn-cache-size", NULL, INT, "10000", NULL, "there is no Top-N yet"),
    NOTED("table.exec.resource.default-parallelism", NULL, INT, "-1", NULL, "set parallelism.default"),
    NOTED("table.exec.sink.keyed-shuffle", NULL, ENUM, "AUTO", "AUTO|NONE|FORCE", "rows of a key keep their order without it"),
    USED("table.exec.sink.not-null-enforcer", NULL, ENUM, "ERROR", "ERROR|DROP", "NULL for a NOT NULL column of a sink"),
    USED("table.exec.sink.type-length-enforcer", NULL, ENUM, "IGNORE", "IGNORE|TRIM_PAD|ERROR",
         "CHAR, VARCHAR, BINARY and VARBINARY columns of a sink"),
    USED("table.exec.sink.upsert-materialize", NULL, ENUM, "AUTO", "AUTO|NONE|FORCE", "updates whose key is not the sink's key"),
    USED("table.exec.source.cdc-events-duplicate", NULL, BOOL, "false", NULL, "changes may come twice: sorted out by the PRIMARY KEY"),
    USED("table.exec.source.idle-timeout", NULL, DURATION, "0 ms", NULL, "a source that is silent so long stops holding time back"),
    USED("table.exec.state.ttl", NULL, DURATION, "0 ms", NULL, "groups and keys that no row came for in so long are forgotten; 0: never"),
    NOTED("table.generated-code.max-length", NULL, INT, "4000", NULL, "no code is generated"),
    USED("table.local-time-zone", NULL, STRING, "default", NULL, "zone of TIMESTAMP_LTZ; default: UTC"),
    NOTED("table.optimizer.agg-phase-strategy", NULL, ENUM, "AUTO", "AUTO|ONE_PHASE|TWO_PHASE", "the planner decides"),
    NOTED("table.optimizer.distinct-agg.split.bucket-num", NULL, INT, "1024", NULL, "the planner decides"),
    NOTED("table.optimizer.distinct-agg.split.enabled", NULL, BOOL, "false", NULL, "the planner decides"),
    NOTED("table.optimizer.incremental-agg-enabled", NULL, BOOL, "true", NULL, "the planner decides"),
    NOTED("table.optimizer.join-reorder-enabled", NULL, BOOL, "false", NULL, "the planner decides"),
    NOTED("table.optimizer.multiple-input-enabled", NULL, BOOL, "true", NULL, BATCH_ONLY),
    NOTED("table.optimizer.non-deterministic-update.strategy", NULL, ENUM, "IGNORE", "IGNORE|TRY_RESOLVE", "the planner decides"),
    NOTED("table.optimizer.reuse-source-enabled", NULL, BOOL, "true", NULL, "a table is read once by all INSERTs of a job"),
    NOTED("table.optimizer.reuse-sub-plan-enabled", NULL, BOOL, "true", NULL, "equal parts of a plan are always shared"),
    NOTED("table.optimizer.source.predicate-pushdown-enabled", NULL, BOOL, "true", NULL, "the planner decides"),
    NOTED("table.plan.compile.catalog-objects", NULL, STRING, "ALL", NULL, "plans are not stored"),
    DEFAULT_ONLY("table.plan.force-recompile", NULL, BOOL, "false", NULL, "plans are not stored"),
    NOTED("table.resources.download-dir", NULL, STRING, NULL, NULL, "nothing is downloaded"),
    NOTED("table.rtas-ctas.atomicity-enabled", NULL, BOOL, "false", NULL, "a table is made first, then written"),
    DEFAULT_ONLY("table.sql-dialect", NULL, ENUM, "DEFAULT", "DEFAULT|HIVE", "only Flink's own dialect is spoken"),
    USED("weir.batch-rows", NULL, INT, "2048", NULL, "rows in a batch, 1 to 2048"),
    USED("weir.catalog.path", NULL, STRING, NULL, NULL, "file in which catalogs, databases, tables, views and functions last; unset: they end with the session"),
    USED("weir.checkpoint.rows", NULL, INT, "0", NULL, "also a checkpoint every so many source rows; 0: by time only"),
    USED("weir.error-rows", NULL, STRING, NULL, NULL, "table for records that cannot be read"),
    USED("weir.kafka.create-topics", NULL, BOOL, "false", NULL, "topics that are written and not there are created"),
    USED("weir.late-rows", NULL, STRING, NULL, NULL, "table for rows that came too late for their windows"),
    USED("weir.memory-limit", NULL, BYTES, NULL, NULL, "most state that a job may keep, in memory; unset: no limit"),
    USED("weir.record-size-max", NULL, BYTES, "64 mb", NULL, "longest record that is read"),
    USED("weir.report", NULL, STRING, NULL, NULL, "batch-times: says at the end how long batches took"),
    USED("weir.source.rows-per-second", NULL, DOUBLE, NULL, NULL, "pace of each source table, all workers together"),
    USED("weir.start-timeout", NULL, DURATION, "2 min", NULL, "so long a start is tried again when something it needs is away (a broker)"),
};
#define KEY_COUNT (sizeof keys / sizeof keys[0])
_Static_assert(KEY_COUNT <= WR_CONFIG_KEYS_MAX, "WR_CONFIG_KEYS_MAX is too small");

/* Keys of a cluster, of a JVM or of services around Flink: a whole family at a time. */
static const struct {
    const char *prefix, *why;
} foreign[] = {
    {"blob.", ONE_PROCESS},
    {"classloader.", "there is no JVM"},
    {"client.", ONE_PROCESS},
    {"cluster.", ONE_PROCESS},
    {"env.", "there is no JVM"},
    {"heartbeat.", ONE_PROCESS},
    {"high-availability", ONE_PROCESS},
    {"io.tmp.dirs", "nothing is spilled"},
    {"jobmanager.", ONE_PROCESS},
    {"kubernetes.", ONE_PROCESS},
    {"metrics.", "the counts of a job are in its last line on stderr and in its checkpoints"},
    {"pekko.", ONE_PROCESS},
    {"akka.", ONE_PROCESS},
    {"rest.", ONE_PROCESS},
    {"security.", ONE_PROCESS},
    {"slot", ONE_PROCESS},
    {"state.backend.", BACKEND},
    {"state.storage.", BACKEND},
    {"table.catalog-store.", "SET 'weir.catalog.path' keeps catalogs"},
    {"table.optimizer.bushy", "the planner decides"},
    {"table.optimizer.runtime-filter.", BATCH_ONLY},
    {"table.optimizer.dynamic-filtering.", BATCH_ONLY},
    {"table.exec.hive.", "there is no Hive"},
    {"table.exec.spill-compression.", BATCH_ONLY},
    {"table.exec.sort.", BATCH_ONLY},
    {"table.exec.shuffle-mode", BATCH_ONLY},
    {"execution.batch", BATCH_ONLY},
    {"taskmanager.", ONE_PROCESS},
    {"web.", ONE_PROCESS},
    {"yarn.", ONE_PROCESS},
    {"zookeeper.", ONE_PROCESS},
};

const wr_config_key *wr_config_keys(uint32_t *count) {
    *count = (uint32_t)KEY_COUNT;
    return keys;
}

void wr_config_init(wr_config *config, wr_arena *arena) {
    *config = (wr_config){.arena = arena};
}

/* Is `word` one of the words between `separator` in `list`? */
static bool list_holds(const char *list, char separator, const char *word, bool any_case) {
    size_t size = strlen(word);
    for (const char *at = list; at != NULL && *at != '\0';) {
        const char *end = strchr(at, separator);
        size_t      length = end ? (size_t)(end - at) : strlen(at);
        if (length == size && (any_case ? strncasecmp(at, word, size) : strncmp(at, word, size)) == 0)
            return true;
        at = end ? end + 1 : NULL;
    }
    return false;
}

/* Index of the key of this name, new or old; -1: none. */
static int find_key(const char *name) {
    size_t low = 0, high = KEY_COUNT; /* new names are sorted: every cast asks for the time zone */
    while (low < high) {
        size_t middle = (low + high) / 2;
        int    order = strcmp(keys[middle].name, name);
        if (order == 0)
            return (int)middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (size_t i = 0; i < KEY_COUNT; i++)
        if (list_holds(keys[i].old_names, ',', name, false))
            return (int)i;
    return -1;
}

static const char *foreign_reason(const char *name) {
    for (size_t i = 0; i < WR_COUNT_OF(foreign); i++)
        if (strncmp(name, foreign[i].prefix, strlen(foreign[i].prefix)) == 0)
            return foreign[i].why;
    return NULL;
}

bool wr_config_known(const char *key) {
    return find_key(key) >= 0 || foreign_reason(key) != NULL;
}

static weir_status fail_unknown(const char *name, weir_error *err) {
    const char *names[KEY_COUNT];
    for (size_t i = 0; i < KEY_COUNT; i++)
        names[i] = keys[i].name;
    const char *nearest = wr_nearest_name(name, names, KEY_COUNT);
    if (nearest != NULL)
        return weir_fail(err, WEIR_INVALID, "unknown key '%s' - did you mean '%s'?", name, nearest);
    return weir_fail(err, WEIR_INVALID, "unknown key '%s'; `SET;` lists the keys", name);
}

/* Checks that the key takes the value. */
static weir_status check_value(const wr_config_key *key, const char *value, weir_error *err) {
    size_t      size = strlen(value);
    int64_t     integer;
    uint64_t    bytes;
    double      number;
    bool        flag;
    const char *wanted = NULL;
    switch (key->kind) {
    case WR_CONFIG_STRING:
        break;
    case WR_CONFIG_INT:
        if (!wr_parse_i64(value, size, &integer) || integer < INT32_MIN || integer > INT32_MAX)
            wanted = "an integer";
        break;
    case WR_CONFIG_DOUBLE:
        if (!wr_parse_f64(value, size, &number) || !(number >= 0))
            wanted = "a number that is not negative";
        break;
    case WR_CONFIG_BOOL:
        if (!wr_parse_bool(value, size, &flag))
            wanted = "'true' or 'false'";
        break;
    case WR_CONFIG_DURATION:
        if (!wr_parse_duration_ns(value, size, &integer) || integer < 0)
            wanted = "a duration such as '500 ms', '10 s' or '1 min'";
        break;
    case WR_CONFIG_BYTES:
        if (!wr_parse_memory_size(value, size, &bytes))
            wanted = "a size such as '64 mb' or '1 gb'";
        break;
    case WR_CONFIG_ENUM:
        if (!list_holds(key->values, '|', value, true))
            return weir_fail(err, WEIR_INVALID, "'%s': '%s' is none of %s", key->name, value, key->values);
        break;
    }
    if (wanted != NULL)
        return weir_fail(err, WEIR_INVALID, "'%s': '%s' is not %s", key->name, value, wanted);
    return WEIR_OK;
}

/* Ranges that the kind alone does not give. */
static weir_status check_range(const wr_config_key *key, const char *value, weir_error *err) {
    int64_t integer = 0;
    if (key->kind == WR_CONFIG_INT)
        (void)wr_parse_i64(value, strlen(value), &integer);
    if (strcmp(key->name, "weir.batch-rows") == 0 && (integer < 1 || integer > 2048))
        return weir_fail(err, WEIR_INVALID, "'%s': %s is not between 1 and 2048", key->name, value);
    if (strcmp(key->name, "weir.checkpoint.rows") == 0 && integer < 0)
        return weir_fail(err, WEIR_INVALID, "'%s': %s is negative; 0 turns it off", key->name, value);
    if (strcmp(key->name, "parallelism.default") == 0 && (integer < 1 || integer > 256))
        return weir_fail(err, WEIR_INVALID, "'%s': %s is not between 1 and 256", key->name, value);
    if (strcmp(key->name, "pipeline.max-parallelism") == 0 &&
        (integer < 1 || integer > 32768))
        return weir_fail(err, WEIR_INVALID, "'%s': %s is not between 1 and 32768", key->name, value);
    if (strcmp(key->name, "execution.checkpointing.num-retained") == 0 && integer < 1)
        return weir_fail(err, WEIR_INVALID, "'%s': %s is less than 1", key->name, value);
    if (strcmp(key->name, "weir.report") == 0 && strcmp(value, "batch-times") != 0)
        return weir_fail(err, WEIR_INVALID, "'%s': '%s' is unknown; there is: batch-times", key->name, value);
    if (strcmp(key->name, "weir.source.rows-per-second") == 0) {
        double rate = 0;
        (void)wr_parse_f64(value, strlen(value), &rate);
        if (rate <= 0)
            return weir_fail(err, WEIR_INVALID, "'%s': '%s' is not above 0; RESET turns it off", key->name,
                             value);
    }
    return WEIR_OK;
}

/* Same meaning as the default? Enums and booleans in any case, durations by length. */
static bool is_default(const wr_config_key *key, const char *value) {
    if (key->default_value == NULL)
        return false;
    if (key->kind == WR_CONFIG_DURATION) {
        int64_t a = 0, b = 0;
        (void)wr_parse_duration_ns(value, strlen(value), &a);
        (void)wr_parse_duration_ns(key->default_value, strlen(key->default_value), &b);
        return a == b;
    }
    return strcasecmp(value, key->default_value) == 0;
}

weir_status wr_config_set(wr_config *config, const char *name, const char *value, const char **note,
                          weir_error *err) {
    int at = find_key(name);
    if (note != NULL)
        *note = NULL;
    if (at < 0) {
        const char *why = foreign_reason(name);
        if (why == NULL)
            return fail_unknown(name, err);
        if (note != NULL)
            *note = wr_arena_printf(config->arena, "'%s' has no meaning here and is ignored: %s", name, why);
        return WEIR_OK;
    }
    const wr_config_key *key = &keys[at];
    WEIR_TRY(check_value(key, value, err));
    WEIR_TRY(check_range(key, value, err));
    if (key->use == WR_CONFIG_DEFAULT_ONLY && !is_default(key, value))
        return weir_fail(err, WEIR_UNSUPPORTED, "'%s' = '%s' is not available; only '%s' is: %s", key->name,
                         value, key->default_value, key->help);
    if (key->use == WR_CONFIG_NOTED && note != NULL)
        *note = wr_arena_printf(config->arena, "'%s' has no meaning here and is ignored: %s", name, key->help);
    config->values[at] = wr_arena_strdup(config->arena, value);
    return WEIR_OK;
}

weir_status wr_config_reset(wr_config *config, const char *name, weir_error *err) {
    if (name == NULL) {
        memset(config->values, 0, sizeof config->values);
        return WEIR_OK;
    }
    int at = find_key(name);
    if (at >= 0)
        config->values[at] = NULL;
    else if (foreign_reason(name) == NULL)
        return fail_unknown(name, err);
    return WEIR_OK;
}

static const char *value_of(const wr_config *config, const char *name, const wr_config_key **key) {
    int at = find_key(name);
    WR_ASSERT(at >= 0);
    *key = &keys[at];
    return config->values[at] != NULL ? config->values[at] : keys[at].default_value;
}

const char *wr_config_get_text(const wr_config *config, const char *name) {
    const wr_config_key *key;
    return value_of(config, name, &key);
}

bool wr_config_is_set(const wr_config *config, const char *name) {
    int at = find_key(name);
    return at >= 0 && config->values[at] != NULL;
}

int64_t wr_config_get_int(const wr_config *config, const char *name, int64_t otherwise) {
    int64_t     value;
    const char *text = wr_config_get_text(config, name);
    return text != NULL && wr_parse_i64(text, strlen(text), &value) ? value : otherwise;
}

double wr_config_get_double(const wr_config *config, const char *name, double otherwise) {
    double      value;
    const char *text = wr_config_get_text(config, name);
    return text != NULL && wr_parse_f64(text, strlen(text), &value) ? value : otherwise;
}

bool wr_config_get_bool(const wr_config *config, const char *name, bool otherwise) {
    bool        value;
    const char *text = wr_config_get_text(config, name);
    return text != NULL && wr_parse_bool(text, strlen(text), &value) ? value : otherwise;
}

int64_t wr_config_get_duration_ms(const wr_config *config, const char *name, int64_t otherwise) {
    int64_t     value;
    const char *text = wr_config_get_text(config, name);
    return text != NULL && wr_parse_duration_ns(text, strlen(text), &value) ? value / 1000000 : otherwise;
}

uint64_t wr_config_get_bytes(const wr_config *config, const char *name, uint64_t otherwise) {
    uint64_t    value;
    const char *text = wr_config_get_text(config, name);
    return text != NULL && wr_parse_memory_size(text, strlen(text), &value) ? value : otherwise;
}

const char *wr_config_get_enum(const wr_config *config, const char *name) {
    const wr_config_key *key;
    const char          *text = value_of(config, name, &key);
    WR_ASSERT(key->kind == WR_CONFIG_ENUM && text != NULL);
    for (const char *at = key->values; at != NULL;) {
        const char *end = strchr(at, '|');
        size_t      length = end ? (size_t)(end - at) : strlen(at);
        if (strlen(text) == length && strncasecmp(at, text, length) == 0)
            return wr_arena_strndup(config->arena, at, length);
        at = end ? end + 1 : NULL;
    }
    return key->default_value;
}

const char *wr_config_time_zone(const wr_config *config) {
    const char *zone = wr_config_get_text(config, "table.local-time-zone");
    return strcmp(zone, "default") == 0 ? "UTC" : zone;
}
