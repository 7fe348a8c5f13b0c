/* fuzz_options.c - options of tables and settings: each line "key=value" goes WITH a table, "!key=value" is SET.
 *
 * The table is created, shown, read and written; nothing runs. */
#include <string.h>

#include "binder/binder.h"
#include "parser/parser.h"
#include "planner/planner.h"
#include "world.h"

static void put_quoted(wr_buffer *out, const char *text, size_t size) {
    wr_buffer_byte(out, '\'');
    for (size_t i = 0; i < size; i++) {
        if (text[i] == '\'')
            wr_buffer_byte(out, '\'');
        wr_buffer_byte(out, text[i]);
    }
    wr_buffer_byte(out, '\'');
}

static void put_pair(wr_buffer *out, const char *line, size_t size) {
    const char *equals = size ? memchr(line, '=', size) : NULL;
    size_t      key_size = equals ? (size_t)(equals - line) : size;
    put_quoted(out, line, key_size);
    wr_buffer_text(out, " = ");
    put_quoted(out, equals ? equals + 1 : "", equals ? size - key_size - 1 : 0);
}

static void run(const wr_buffer *text) {
    wr_arena            *arena = wr_arena_create(0);
    const weir_registry *registry = weir_registry_builtin();
    wr_catalog          *catalog = wr_catalog_create(arena);
    wr_config            config;
    weir_error           err;
    wr_ast_script       *script;
    fuzz_world           world;
    fuzz_world_open(&world, "", 0, 1000);
    wr_config_init(&config, arena);
    wr_binder *binder = wr_binder_create(registry, catalog, &config, arena, &world.env);
    if (wr_parse_script(text->data, text->size, arena, &script, &err) == WEIR_OK)
        for (uint32_t i = 0; i < script->statement_count; i++) {
            wr_bound bound;
            wr_plan *plan;
            if (wr_bind_statement(binder, script->statements[i], &bound, &err) == WEIR_OK && bound.sink_count != 0)
                (void)wr_plan_job(bound.sinks, bound.sink_count, &bound.config, registry, catalog, "job", arena, &world.env, &plan, &err);
        }
    fuzz_world_close(&world);
    wr_arena_destroy(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    wr_buffer   sql = {0}, with = {0};
    const char *text = (const char *)data;
    for (size_t at = 0; at < size;) {
        const char *newline = memchr(text + at, '\n', size - at);
        size_t      end = newline ? (size_t)(newline - text) : size;
        if (text[at] == '!') {
            wr_buffer_text(&sql, "SET ");
            put_pair(&sql, text + at + 1, end - at - 1);
            wr_buffer_text(&sql, ";\n");
        } else if (end > at) {
            if (with.size != 0)
                wr_buffer_text(&with, ", ");
            put_pair(&with, text + at, end - at);
        }
        at = end + 1;
    }
    wr_buffer_text(&sql, "CREATE TABLE t (id INT, name STRING, price DECIMAL(10, 2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND)\nWITH (");
    wr_buffer_append(&sql, with.data ? with.data : "", with.size);
    wr_buffer_text(&sql, ");\nSHOW CREATE TABLE t;\nINSERT INTO t SELECT * FROM t;\nSELECT name, COUNT(*) FROM t GROUP BY name;\n"
                         "CREATE TABLE d (id INT, name STRING) WITH ('connector' = 'datagen');\nINSERT INTO t (id, name) SELECT * FROM d;\n");
    run(&sql);
    wr_buffer_free(&sql);
    wr_buffer_free(&with);
    return 0;
}
