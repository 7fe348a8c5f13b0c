/* fuzz_script.c - a script is parsed, bound, planned, explained and run over a few rows, in memory.
 *
 * The input is the script; behind a NUL byte may follow the content of every file that it reads. Jobs that promise
 * exactly-once are planned only: their folder would be on a disk. An unbounded job is stopped after a moment. */
#include <string.h>

#include "binder/binder.h"
#include "engine/job.h"
#include "parser/parser.h"
#include "planner/explain.h"
#include "planner/planner.h"
#include "world.h"

enum { RUN_MS = 100, JOBS_MAX = 3, STATEMENTS_MAX = 30, WORKERS_MAX = 4 };

static const char rows[] =
    "{\"id\":1,\"k\":\"a\",\"v\":10,\"d\":1.5,\"p\":\"12.30\",\"ts\":\"2024-01-01 00:00:01\",\"b\":true}\n"
    "{\"id\":2,\"k\":\"b\",\"v\":-7,\"d\":2.25,\"p\":\"0.01\",\"ts\":\"2024-01-01 00:00:02.5\",\"b\":false}\n"
    "{\"id\":3,\"k\":null,\"v\":2147483647,\"d\":-0.0,\"p\":\"-99.99\",\"ts\":\"2024-01-01 00:00:03\"}\n"
    "{\"id\":4,\"k\":\"\",\"v\":null,\"d\":1e300,\"p\":null,\"ts\":\"2024-01-01 00:01:00\",\"b\":null}\n"
    "{\"id\":5,\"k\":\"gr\xc3\xbc\xc3\x9f\",\"v\":0,\"d\":null,\"p\":\"5\",\"ts\":null,\"b\":true}\n"
    "{\"id\":6,\"k\":\"a longer text that does not fit inline\",\"v\":3,\"d\":3,\"p\":\"7.77\",\"ts\":\"2024-01-01 00:00:59.999\"}\n"
    "{\"id\":7,\"k\":\"a\",\"v\":-2147483648,\"d\":7,\"p\":\"12345678.90\",\"ts\":\"2024-01-01 01:00:00\",\"b\":true}\n"
    "{\"id\":8,\"k\":\"b\",\"v\":1,\"d\":0.1,\"p\":\"1\",\"ts\":\"2024-01-01 00:00:00\",\"b\":false}\n";

static bool worth_running(const wr_plan *plan, const wr_config *config) {
    return !plan->exactly_once && wr_config_get_int(config, "parallelism.default", 1) <= WORKERS_MAX;
}

static void run(fuzz_world *world, const weir_registry *registry, const wr_plan *plan, const wr_config *config) {
    const weir_options_run options = {.quiet = true};
    const wr_job_config    job = {.plan = plan, .settings = config, .registry = registry, .env = &world->env, .options = &options, .stop = &world->stop};
    weir_error             err;
    (void)wr_job_run(&job, &err);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    wr_arena            *arena = wr_arena_create(0);
    const weir_registry *registry = weir_registry_builtin();
    wr_catalog          *catalog = wr_catalog_create(arena);
    wr_config            config;
    weir_error           err;
    wr_ast_script       *script = NULL;
    fuzz_world           world;
    const uint8_t       *nul = size ? memchr(data, '\0', size) : NULL;
    size_t               text_size = nul ? (size_t)(nul - data) : size;
    const char          *text = wr_arena_strndup(arena, (const char *)data, text_size);
    uint32_t             jobs = 0;
    if (nul)
        fuzz_world_open(&world, nul + 1, size - text_size - 1, RUN_MS);
    else
        fuzz_world_open(&world, rows, sizeof rows - 1, RUN_MS);
    wr_config_init(&config, arena);
    wr_binder *binder = wr_binder_create(registry, catalog, &config, arena, &world.env);
    if (wr_parse_script(text, text_size, arena, &script, &err) != WEIR_OK)
        script = NULL;
    for (uint32_t i = 0; script && i < script->statement_count && i < STATEMENTS_MAX; i++) {
        wr_bound bound;
        wr_plan *plan = NULL;
        if (wr_bind_statement(binder, script->statements[i], &bound, &err) != WEIR_OK) {
            WR_ASSERT(err.message[0] != '\0');
            break;
        }
        for (uint32_t r = 0; r < bound.rows.row_count; r++)
            (void)wr_rows_text(&bound.rows, r, arena);
        if (bound.sink_count == 0)
            continue;
        if (wr_plan_job(bound.sinks, bound.sink_count, &bound.config, registry, catalog, "job", arena, &world.env, &plan, &err) != WEIR_OK)
            break;
        (void)wr_explain_text(arena, plan, (wr_explain_details){.estimated_cost = true, .advice = true});
        (void)wr_explain_json(arena, plan, 2);
        if (bound.kind != WR_BOUND_EXPLAIN && worth_running(plan, &bound.config) && jobs++ < JOBS_MAX)
            run(&world, registry, plan, &bound.config);
    }
    fuzz_world_close(&world);
    wr_arena_destroy(arena);
    return 0;
}
