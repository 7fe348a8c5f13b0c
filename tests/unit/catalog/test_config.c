/* Proves that settings are found by new and old names, checked by kind and range, and read back typed. */
#include "catalog/config.h"

#include "check.h"

static wr_arena *arena;
static wr_config config;

static weir_status set(const char *key, const char *value, const char **note, weir_error *err) {
    return wr_config_set(&config, key, value, note, err);
}

static void refused(const char *key, const char *value, weir_status status, const char *message) {
    weir_error err = {0};
    CHECK_INT_EQ(set(key, value, NULL, &err), status);
    CHECK_CONTAINS(err.message, message);
}

TEST(defaults) {
    CHECK_INT_EQ(wr_config_get_int(&config, "parallelism.default", 9), 1);
    CHECK_INT_EQ(wr_config_get_int(&config, "weir.batch-rows", 0), 2048);
    CHECK_INT_EQ(wr_config_get_duration_ms(&config, "execution.checkpointing.interval", 0), 1000);
    CHECK_UINT_EQ(wr_config_get_bytes(&config, "weir.record-size-max", 0), 64u << 20);
    CHECK_UINT_EQ(wr_config_get_bytes(&config, "weir.memory-limit", 5), 5);
    CHECK_DOUBLE_EQ(wr_config_get_double(&config, "weir.source.rows-per-second", -1), -1.0);
    CHECK(wr_config_get_text(&config, "weir.late-rows") == NULL);
    CHECK_STR_EQ(wr_config_get_enum(&config, "table.exec.sink.not-null-enforcer"), "ERROR");
    CHECK_STR_EQ(wr_config_time_zone(&config), "UTC");
}

TEST(values) {
    weir_error  err;
    const char *note = "old";
    CHECK_OK(set("parallelism.default", "4", &note, &err), &err);
    CHECK(note == NULL);
    CHECK_INT_EQ(wr_config_get_int(&config, "parallelism.default", 9), 4);
    CHECK(wr_config_is_set(&config, "parallelism.default"));
    CHECK_OK(set("state.checkpoints.dir", "/x", NULL, &err), &err); /* an old name */
    CHECK_STR_EQ(wr_config_get_text(&config, "execution.checkpointing.dir"), "/x");
    CHECK_OK(set("table.exec.sink.not-null-enforcer", "drop", NULL, &err), &err);
    CHECK_STR_EQ(wr_config_get_enum(&config, "table.exec.sink.not-null-enforcer"), "DROP");
    CHECK_OK(set("table.local-time-zone", "Europe/Berlin", NULL, &err), &err);
    CHECK_STR_EQ(wr_config_time_zone(&config), "Europe/Berlin");
    CHECK_OK(set("execution.runtime-mode", "streaming", NULL, &err), &err);
    CHECK_OK(set("table.exec.state.ttl", "1 h", NULL, &err), &err);
    CHECK_INT_EQ(wr_config_get_duration_ms(&config, "table.exec.state.ttl", 9), 3600000);
    wr_config copy = config;
    CHECK_OK(wr_config_reset(&config, "parallelism.default", &err), &err);
    CHECK_INT_EQ(wr_config_get_int(&config, "parallelism.default", 9), 1);
    CHECK_INT_EQ(wr_config_get_int(&copy, "parallelism.default", 9), 4); /* a copy keeps what it saw */
    CHECK_OK(wr_config_reset(&config, NULL, &err), &err);
    CHECK(!wr_config_is_set(&config, "execution.checkpointing.dir"));
}

TEST(notes) {
    weir_error  err;
    const char *note = NULL;
    CHECK_OK(set("taskmanager.numberOfTaskSlots", "4", &note, &err), &err);
    CHECK_CONTAINS(note, "has no meaning here");
    CHECK_OK(set("pipeline.object-reuse", "true", &note, &err), &err);
    CHECK_CONTAINS(note, "rows are never copied");
    CHECK(wr_config_known("taskmanager.x") && wr_config_known("parallelism.default") && !wr_config_known("x"));
}

TEST(refusals) {
    refused("paralelism.default", "2", WEIR_INVALID, "did you mean 'parallelism.default'");
    refused("no.such.key.at.all", "2", WEIR_INVALID, "unknown key");
    refused("parallelism.default", "x", WEIR_INVALID, "is not an integer");
    refused("weir.batch-rows", "0", WEIR_INVALID, "between 1 and 2048");
    refused("weir.checkpoint.rows", "-1", WEIR_INVALID, "is negative");
    refused("execution.runtime-mode", "BATCH", WEIR_UNSUPPORTED, "only 'STREAMING' is");
    refused("table.exec.state.ttl", "-1 d", WEIR_INVALID, "is not a duration");
    refused("table.exec.sink.not-null-enforcer", "maybe", WEIR_INVALID, "is none of ERROR|DROP");
    refused("weir.record-size-max", "big", WEIR_INVALID, "is not a size");
    refused("weir.report", "figures.txt", WEIR_INVALID, "there is: batch-times");
    refused("execution.checkpointing.interval", "1 fortnight", WEIR_INVALID, "is not a duration");
    weir_error err;
    CHECK_INT_EQ(wr_config_reset(&config, "paralelism.default", &err), WEIR_INVALID);
}

/* Every key has a help text and a default that it takes itself. */
TEST(table) {
    uint32_t             count;
    const wr_config_key *keys = wr_config_keys(&count);
    CHECK(count > 80);
    for (uint32_t i = 0; i < count; i++) {
        weir_error err = {0};
        CHECK(keys[i].help != NULL && *keys[i].help);
        if (keys[i].default_value != NULL && *keys[i].default_value)
            CHECK_OK(set(keys[i].name, keys[i].default_value, NULL, &err), &err);
        CHECK(i == 0 || strcmp(keys[i - 1].name, keys[i].name) < 0); /* find_key halves */
    }
}

int main(void) {
    arena = wr_arena_create(0);
    wr_config_init(&config, arena);
    RUN(defaults);
    RUN(values);
    RUN(notes);
    RUN(refusals);
    RUN(table);
    wr_arena_destroy(arena);
    return CHECK_RESULT();
}
