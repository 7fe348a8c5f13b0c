/* expr.c - how fast expressions run over columns: values per second of one core.
 *
 *     bench/expr/run.sh [EXPRESSION...]
 *
 * Each expression is parsed and bound as SQL over a table of plain columns and run over batches of 2,048 rows that stay in the
 * cache, as they do in a pipeline. A value is one row of the result. CPU time of the thread, so that neighbours count less; the best
 * of several rounds. Rows: a, b BIGINT; d, e DOUBLE; i, j INT; m, n DECIMAL(18, 2); s STRING (8 to 30 bytes); ts TIMESTAMP(3); f BOOLEAN.
 * One row in ten of the columns that end in _n (a_n, d_n, s_n) is NULL. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "base/io.h"
#include "batch/vector.h"
#include "binder/binder.h"
#include "func/eval.h"
#include "parser/parser.h"
#include "weir/registry.h"

#define ROUNDS        15
#define BATCH_COUNT   16
#define ROUND_NS      20000000

static const char *const usual[] = {
    "a + b", "a * 3 + b", "a - 7", "d + e", "d * 1.5E0 + e", "i + j", "m + n", "a_n + b", "d_n * e",
    "a > b", "a = 1000", "d < e", "a > 10 AND b < 90000", "a BETWEEN 100 AND 5000", "a_n IS NULL",
    "CASE WHEN a > b THEN a ELSE b END", "CASE WHEN d > e THEN d ELSE 0E0 END", "CASE WHEN a > 10 THEN 1 WHEN b > 10 THEN 2 ELSE 3 END",
    "FLOOR(ts TO MINUTE)", "FLOOR(ts TO HOUR)", "FLOOR(ts TO DAY)", "s LIKE 'order-12%'", "s LIKE '%77%'", "s = 'order-12'", "s_n LIKE 'order-1%'",
    "ABS(a)", "MOD(a, 7)", "a / 7", "CAST(a AS DOUBLE)", "CAST(i AS BIGINT)", "COALESCE(a_n, 0)", "UPPER(s)", "CHAR_LENGTH(s)", "EXTRACT(HOUR FROM ts)",
};

static const char ddl[] =
    "CREATE TABLE t (a BIGINT NOT NULL, b BIGINT NOT NULL, d DOUBLE NOT NULL, e DOUBLE NOT NULL, i INT NOT NULL, j INT NOT NULL,\n"
    "m DECIMAL(18, 2) NOT NULL, n DECIMAL(18, 2) NOT NULL, s STRING NOT NULL, ts TIMESTAMP(3) NOT NULL, f BOOLEAN NOT NULL,\n"
    "a_n BIGINT, d_n DOUBLE, s_n STRING) WITH ('connector' = 'datagen');\n";

static int64_t cpu_ns(void) {
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return now.tv_sec * 1000000000LL + now.tv_nsec;
}

static uint64_t next_random(uint64_t *state) { /* splitmix64 */
    uint64_t value = *state += 0x9e3779b97f4a7c15ULL;
    value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9ULL;
    value = (value ^ (value >> 27)) * 0x94d049bb133111ebULL;
    return value ^ (value >> 31);
}

static weir_value made_up(weir_type type, uint64_t *random, wr_arena *arena) {
    weir_value value = {.is_null = type.nullable && next_random(random) % 10 == 0};
    uint64_t   number = next_random(random) % 100000;
    if (type.id == WEIR_TYPE_DOUBLE)
        value.u.f64 = (double)number / 8;
    else if (type.id == WEIR_TYPE_DECIMAL)
        value.u.i128 = (weir_int128)number;
    else if (type.id == WEIR_TYPE_TIMESTAMP)
        value.u.time.ms = 1700000000000 + (int64_t)number * 977;
    else if (weir_type_is_view(type)) {
        const char *text = wr_arena_printf(arena, "order-%llu%.*s", (unsigned long long)number, (int)(number % 20), " of somebody in town");
        value.u.string = weir_string_view(text, strlen(text));
    } else {
        value.u.i64 = type.id == WEIR_TYPE_BOOLEAN ? (int64_t)(number & 1) : (int64_t)number;
    }
    return value;
}

static void fill(weir_batch *batch, const weir_schema *schema, uint64_t *random, wr_arena *arena) {
    weir_column *columns = wr_arena_calloc(arena, schema->field_count, sizeof *columns);
    for (uint32_t c = 0; c < schema->field_count; c++) {
        weir_vector vector;
        wr_vector_init(&vector, schema->fields[c].type, arena, arena);
        for (uint32_t row = 0; row < WEIR_BATCH_ROWS; row++) {
            weir_value value = made_up(schema->fields[c].type, random, arena);
            wr_vector_set(&vector, row, &value);
        }
        columns[c] = weir_vector_column(&vector);
    }
    *batch = (weir_batch){.schema = schema, .columns = columns, .row_count = WEIR_BATCH_ROWS, .selected_count = WEIR_BATCH_ROWS, .watermark = WEIR_TIME_MIN};
}

/* The projection that stands on the scan of `SELECT expression FROM t`. */
static const wr_logical *bind(const char *expression, wr_arena *arena) {
    const wr_env        *env = wr_env_real();
    const weir_registry *registry = weir_registry_builtin();
    wr_catalog          *catalog = wr_catalog_create(arena);
    wr_config           *config = wr_arena_calloc(arena, 1, sizeof *config);
    wr_config_init(config, arena);
    wr_binder           *binder = wr_binder_create(registry, catalog, config, arena, env);
    const char          *script = wr_arena_printf(arena, "%sSELECT %s FROM t;", ddl, expression);
    wr_ast_script       *ast;
    wr_bound             bound;
    weir_error           err;
    if (wr_parse_script(script, strlen(script), arena, &ast, &err) != WEIR_OK) {
        fprintf(stderr, "%s: %s\n", expression, err.message);
        exit(2);
    }
    for (size_t i = 0; i < ast->statement_count; i++)
        if (wr_bind_statement(binder, ast->statements[i], &bound, &err) != WEIR_OK) {
            fprintf(stderr, "%s: %s\n", expression, err.message);
            exit(2);
        }
    const wr_logical *node = bound.sinks[0];
    while (node->kind != WR_LOGICAL_PROJECT)
        node = node->inputs[0];
    return node;
}

static void measure(const char *expression) {
    wr_arena         *arena = wr_arena_create(0);
    const wr_logical *project = bind(expression, arena);
    const weir_schema *input = project->inputs[0]->schema;
    weir_batch        batches[BATCH_COUNT];
    wr_program       *program;
    weir_error        err;
    uint64_t          random = 42;
    double            best = 0;
    for (int i = 0; i < BATCH_COUNT; i++)
        fill(&batches[i], input, &random, arena);
    if (wr_program_create(&project->exprs[0], 1, input, "UTC", wr_env_real(), &program, &err) != WEIR_OK) {
        fprintf(stderr, "%s: %s\n", expression, err.message);
        exit(2);
    }
    for (int round = 0; round < ROUNDS; round++) {
        uint64_t values = 0;
        int64_t  begin = cpu_ns(), end = begin;
        while (end - begin < ROUND_NS) {
            for (int i = 0; i < BATCH_COUNT; i++) {
                weir_column out;
                wr_program_begin(program, &batches[i]);
                if (wr_program_run(program, 0, wr_batch_rows(&batches[i]), &out, &err) != WEIR_OK) {
                    fprintf(stderr, "%s: %s\n", expression, err.message);
                    exit(1);
                }
                values += WEIR_BATCH_ROWS;
            }
            end = cpu_ns();
        }
        double rate = (double)values * 1e3 / (double)(end - begin);
        best = rate > best ? rate : best;
    }
    printf("%8.0f M values/s  %s\n", best, expression);
    wr_program_destroy(program);
    wr_arena_destroy(arena);
}

int main(int argc, char **argv) {
    for (size_t i = 0; argc < 2 && i < sizeof usual / sizeof usual[0]; i++)
        measure(usual[i]);
    for (int i = 1; i < argc; i++)
        measure(argv[i]);
    return 0;
}
