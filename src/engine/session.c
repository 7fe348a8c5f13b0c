/* engine/session.c - scripts as a session: read, parsed, bound and planned whole; then run in order.
 *
 * Everything is checked before anything starts: a mistake in the last line is found before the first
 * INSERT runs. Statements then run in order: a bounded INSERT is waited for; an unbounded one that has
 * statements behind it runs beside them on a thread of its own. A session that is typed (weir/session.h)
 * takes text after text in the same way, and keeps its tables and settings in between. */
#include <inttypes.h>

#include "base/alloc.h"
#include "base/number.h"
#include "binder/binder.h"
#include "engine/complete.h"
#include "engine/engine.h"
#include "engine/job.h"
#include "engine/jobs.h"
#include "engine/results.h"
#include "engine/text.h"
#include "parser/parser.h"
#include "planner/explain.h"
#include "planner/planner.h"

#define SCRIPT_SIZE_MAX (64u << 20)

typedef struct script {
    const char    *path;    /* NULL: typed, no file */
    const char    *text;
    size_t         size;
    wr_ast_script *ast;
} script;

typedef struct step {
    const script *from;
    wr_bound      bound;
    wr_plan      *plan;    /* INSERT, STATEMENT_SET, SELECT, EXPLAIN with sinks */
    const char   *folder;
    wr_results   *results; /* of a SELECT whose rows a caller takes; NULL: stdout */
    /* an unbounded job that runs beside the rest */
    wr_session   *session;
    wr_thread     thread;
    weir_status   status;
    weir_error    error;
} step;

struct weir_session {
    weir_engine *engine;
    wr_arena    *arena;
    script      *scripts; uint32_t script_count;
    step        *steps;   size_t step_count, step_capacity;
    wr_config    config;
    wr_catalog  *catalog;
    wr_binder   *binder;
    const weir_results *receiver; /* of the text that runs now; NULL: stdout */
    const script *failing;  /* where the last error came from; NULL: no script */
    uint32_t     insert_count; /* top-level INSERTs and statement sets so far in this script */
};

static weir_status fail_in(wr_session *session, const script *from, weir_status status) {
    if (status != WEIR_OK)
        session->failing = from;
    return status;
}

/* ---- settings and names ---- */

static weir_status apply_setting(wr_session *session, const char *setting, weir_error *err) {
    const char *equals = strchr(setting, '=');
    const char *note = NULL;
    if (!equals || equals == setting)
        return weir_fail(err, WEIR_INVALID, "'%s' is not a setting; write -D key=value", setting);
    const char *key = wr_arena_strndup(session->arena, setting, (size_t)(equals - setting));
    WEIR_TRY(wr_config_set(&session->config, key, wr_arena_strdup(session->arena, equals + 1), &note, err));
    if (note && !session->engine->options.quiet)
        wr_log(&session->engine->env, WR_LOG_INFO, "%s", note);
    return WEIR_OK;
}

static weir_status apply_options(wr_session *session, weir_error *err) {
    const weir_options_run *options = &session->engine->options;
    char                    number[16];
    for (uint32_t i = 0; i < options->setting_count; i++)
        WEIR_TRY(apply_setting(session, options->settings[i], err));
    if (options->parallelism == 0)
        return WEIR_OK;
    snprintf(number, sizeof number, "%u", options->parallelism);
    return wr_config_set(&session->config, "parallelism.default", wr_arena_strdup(session->arena, number), NULL, err);
}

static const char *script_name(wr_arena *arena, const char *path) {
    const char *name = wr_path_name(path);
    size_t      size = strlen(name);
    if (size > 4 && strcmp(name + size - 4, ".sql") == 0)
        size -= 4;
    return wr_arena_strndup(arena, name, size);
}

static bool name_taken(const wr_session *session, const char *name) {
    for (size_t i = 0; i < session->step_count; i++)
        if (session->steps[i].plan && strcmp(session->steps[i].plan->job_name, name) == 0)
            return true;
    return false;
}

/* Typed statements have no file to be known by: the table's name, the time, and chance, so that each is a job of its own. */
static const char *typed_name(wr_session *session, const step *one) {
    const wr_env   *env = &session->engine->env;
    const wr_table *table = one->bound.sinks[0]->table;
    int64_t         seconds = env->wall_ms(env->self) / 1000;
    wr_civil        day = wr_civil_from_days(seconds / 86400);
    return wr_arena_printf(session->arena, "%s-%04d%02u%02u-%02d%02d%02d-%06x", table ? table->name : "select", (int)day.year, day.month, day.day,
                           (int)(seconds / 3600 % 24), (int)(seconds / 60 % 60), (int)(seconds % 60), (unsigned)(env->random(env->self) & 0xffffff));
}

/* pipeline.name, else the script's name; a second top-level INSERT adds its table's name, and a number where
 * that is taken too: a job's name is its identity. */
static const char *job_name(wr_session *session, const step *one) {
    const char *name = wr_config_get_text(&one->bound.config, "pipeline.name");
    if (!name && !one->from->path)
        return typed_name(session, one);
    if (!name)
        name = script_name(session->arena, one->from->path);
    if (one->bound.kind != WR_BOUND_SELECT && session->insert_count++ == 0 && !name_taken(session, name))
        return name;
    const wr_table *table = one->bound.sinks[0]->table;
    name = table ? wr_arena_printf(session->arena, "%s-%s", name, table->name)
                 : wr_arena_printf(session->arena, "%s-select-%u", name, one->bound.line);
    const char *unique = name;
    for (uint32_t n = 2; name_taken(session, unique); n++)
        unique = wr_arena_printf(session->arena, "%s-%u", name, n);
    return unique;
}

static const char *without_scheme(const char *path) {
    return strncmp(path, "file://", 7) == 0 ? path + 7 : path;
}

/* A folder name that cannot leave its parent. */
static const char *folder_name(wr_arena *arena, const char *name) {
    char *copy = wr_arena_strdup(arena, name);
    for (char *at = copy; *at; at++)
        if (*at == '/' || (unsigned char)*at < 0x20 || (at == copy && *at == '.'))
            *at = '_';
    return copy;
}

/* Where the folders of jobs are. */
static const char *jobs_directory(wr_session *session, const step *one) {
    const char *directory = wr_config_get_text(&one->bound.config, "execution.checkpointing.dir");
    if (directory)
        return without_scheme(directory);
    return wr_path_join(session->arena, one->from->path ? wr_path_directory(session->arena, one->from->path) : ".", ".weir");
}

static const char *job_folder(wr_session *session, const step *one) {
    if (!one->plan->needs_folder && !wr_config_is_set(&one->bound.config, "execution.checkpointing.dir"))
        return NULL;
    return wr_path_join(session->arena, jobs_directory(session, one), folder_name(session->arena, one->plan->job_name));
}

/* ---- checking ---- */

/* --output: the one sink of a SELECT writes in another style. */
static void set_output(wr_plan *plan, const char *output) {
    if (!output || strcmp(output, "changelog") == 0)
        return;
    for (uint32_t n = 0; n < plan->node_count; n++)
        if (plan->nodes[n]->kind == WR_NODE_SINK)
            plan->nodes[n]->sink_format_name = strcmp(output, "csv") == 0 ? "select_csv" : "select_json";
}

static void warn_at(const wr_session *session, const step *one, uint32_t line, uint32_t column, const char *text) {
    if (one->from->path)
        wr_log(&session->engine->env, WR_LOG_WARN, "%s:%u:%u: %s", one->from->path, line, column, text);
    else
        wr_log(&session->engine->env, WR_LOG_WARN, "%s", text);
}

static void warn_of_state(const wr_session *session, const step *one) {
    for (uint32_t n = 0; n < one->plan->node_count; n++) {
        const wr_node *node = one->plan->nodes[n];
        const char    *warning = wr_plan_warning(session->arena, one->plan, node);
        if (warning)
            warn_at(session, one, node->line, node->column, warning);
    }
}

/* What is read and has no effect. */
static void warn_of_words(const wr_session *session, const step *one) {
    for (uint32_t i = 0; i < one->bound.warning_count; i++) {
        const wr_bound_warning *warning = &one->bound.warnings[i];
        warn_at(session, one, warning->line, warning->column, warning->text);
    }
}

static weir_status plan_step(wr_session *session, step *one, const wr_catalog *catalog, weir_error *err) {
    const char *name = one->bound.kind == WR_BOUND_EXPLAIN ? "explain" : job_name(session, one);
    WEIR_TRY(wr_plan_job(one->bound.sinks, one->bound.sink_count, &one->bound.config, session->engine->registry, catalog, name,
                         session->arena, session->engine->io_env, &one->plan, err));
    one->folder = job_folder(session, one);
    if (one->bound.kind != WR_BOUND_EXPLAIN)
        warn_of_state(session, one);
    if (one->bound.kind == WR_BOUND_SELECT && session->receiver)
        one->results = wr_results_of_plan(session->engine, session->receiver, one->plan, session->arena);
    else if (one->bound.kind == WR_BOUND_SELECT)
        set_output(one->plan, session->engine->options.output);
    return WEIR_OK;
}

static weir_status bind_script(wr_session *session, script *from, wr_binder *binder, const wr_catalog *catalog, weir_error *err) {
    session->insert_count = 0;
    for (uint32_t i = 0; i < from->ast->statement_count; i++) {
        session->steps = wr_arena_grow(session->arena, session->steps, session->step_count, &session->step_capacity, sizeof *session->steps);
        step *one = &session->steps[session->step_count++];
        *one = (step){.from = from, .session = session};
        WEIR_TRY(wr_bind_statement(binder, from->ast->statements[i], &one->bound, err));
        warn_of_words(session, one);
        if (one->bound.sink_count != 0)
            WEIR_TRY(plan_step(session, one, catalog, err));
    }
    return WEIR_OK;
}

static weir_status read_script(wr_session *session, script *from, weir_error *err) {
    char       *text;
    weir_status status = wr_file_load(session->engine->io_env, from->path, SCRIPT_SIZE_MAX, session->arena, &text, &from->size, err);
    from->text = status == WEIR_OK ? text : NULL;
    return status == WEIR_IO ? WEIR_INVALID : status; /* a script that is not there is a mistake in the command */
}

static weir_status check_script(wr_session *session, script *from, weir_error *err) {
    WEIR_TRY(wr_parse_script(from->text, from->size, session->arena, &from->ast, err));
    return bind_script(session, from, session->binder, session->catalog, err);
}

static weir_status open_session(weir_engine *engine, wr_session **out, weir_error *err) {
    wr_arena   *arena = wr_arena_create(0);
    wr_session *session = wr_arena_calloc(arena, 1, sizeof *session);
    session->engine = engine;
    session->arena = arena;
    *out = session;
    wr_config_init(&session->config, arena);
    WEIR_TRY(apply_options(session, err));
    session->catalog = wr_catalog_create(arena);
    session->binder = wr_binder_create(engine->registry, session->catalog, &session->config, arena, engine->io_env);
    return wr_binder_open_catalog(session->binder, err);
}

weir_status wr_session_open(weir_engine *engine, const char *const *paths, uint32_t count, wr_session **out, weir_error *err) {
    WEIR_TRY(open_session(engine, out, err));
    wr_session *session = *out;
    session->scripts = wr_arena_calloc(session->arena, count, sizeof *session->scripts);
    session->script_count = count;
    for (uint32_t i = 0; i < count; i++) {
        script *from = &session->scripts[i];
        from->path = paths[i];
        WEIR_TRY(fail_in(session, from, read_script(session, from, err)));
        WEIR_TRY(fail_in(session, from, check_script(session, from, err)));
    }
    return WEIR_OK;
}

void wr_session_close(wr_session *session) {
    if (session)
        wr_arena_destroy(session->arena);
}

void wr_session_tables(const wr_session *session, wr_arena *arena, const wr_table ***tables, uint32_t *count) {
    uint32_t                object_count;
    const wr_object *const *objects = wr_catalog_objects(session->catalog, &object_count);
    *tables = wr_arena_calloc(arena, object_count + 1, sizeof **tables);
    *count = 0;
    for (uint32_t i = 0; i < object_count; i++)
        if (objects[i]->kind == WR_OBJECT_TABLE && !objects[i]->is_view && wr_catalog_read(session->catalog, objects[i], NULL) == WEIR_OK)
            (*tables)[(*count)++] = objects[i]->table;
}

void wr_session_jobs(const wr_session *session, wr_arena *arena, wr_session_job **jobs, uint32_t *count) {
    *jobs = wr_arena_calloc(arena, session->step_count + 1, sizeof **jobs);
    *count = 0;
    for (size_t i = 0; i < session->step_count; i++) {
        const step *one = &session->steps[i];
        if (one->plan && one->folder)
            (*jobs)[(*count)++] = (wr_session_job){one->plan->job_name, one->folder, wr_config_get_duration_ms(&one->bound.config, "execution.checkpointing.interval", 1000)};
    }
}

/* ---- running ---- */

static weir_status print_rows(wr_session *session, const wr_rows *rows, weir_error *err) {
    if (session->receiver)
        return wr_results_of_rows(session->engine, session->receiver, rows);
    wr_arena   *arena = wr_arena_create(0);
    wr_buffer   text = {0};
    for (uint32_t r = 0; r < rows->row_count; r++) {
        wr_buffer_text(&text, wr_rows_text(rows, r, arena));
        wr_buffer_byte(&text, '\n');
    }
    weir_status status = wr_print(session->engine->io_env, text.data, text.size, err);
    wr_buffer_free(&text);
    wr_arena_destroy(arena);
    return status;
}

static weir_status explain_step(wr_session *session, const step *one, weir_error *err) {
    const wr_explain_details details = {.estimated_cost = one->bound.explain_cost, .advice = one->bound.explain_advice};
    const char              *text = one->bound.explain_json
                                        ? wr_explain_json(session->arena, one->plan, (uint32_t)WR_MAX(1, wr_config_get_int(&one->bound.config, "parallelism.default", 1)))
                                        : wr_explain_text(session->arena, one->plan, details);
    if (session->receiver) {
        session->receiver->text(session->receiver->context, text, strlen(text));
        return WEIR_OK;
    }
    return wr_print(session->engine->io_env, text, strlen(text), err);
}

static weir_status run_job(step *one, weir_error *err) {
    weir_engine     *engine = one->session->engine;
    weir_options_run options = engine->options;
    const char      *from = wr_config_get_text(&one->bound.config, "execution.state-recovery.path");
    if (!options.from && from && *from)
        options.from = without_scheme(from);
    const wr_job_config job = {.plan = one->plan, .settings = &one->bound.config, .registry = engine->registry, .env = engine->io_env,
                               .options = &options, .folder = one->folder, .stop = &engine->stop};
    if (!one->results)
        return wr_job_run(&job, err);
    wr_results_begin(one->results);
    return wr_results_end(one->results, wr_job_run(&job, err));
}

/* A job without a name of its own cannot be found again by typing its statement again. */
static void say_how_to_resume(const step *one) {
    weir_engine *engine = one->session->engine;
    if (wr_shared_get(&engine->stop) != 0 && !one->from->path && one->folder && !wr_config_is_set(&one->bound.config, "pipeline.name"))
        wr_log(&engine->env, WR_LOG_INFO, "to go on from there: SET 'pipeline.name' = '%s'; and the same statement again", one->plan->job_name);
}

static void *run_beside(void *argument) {
    step *one = argument;
    one->status = run_job(one, &one->error);
    return NULL;
}

static bool runs_later(const wr_session *session, size_t index) {
    for (size_t i = index + 1; i < session->step_count; i++)
        if (session->steps[i].bound.kind != WR_BOUND_DONE)
            return true;
    return false;
}

/* What the statement has changed of a catalog that lasts; one transaction. */
static weir_status write_catalog(wr_session *session, const step *one, weir_error *err) {
    weir_status status = one->bound.stored ? wr_catalog_file_apply(session->engine->io_env, one->bound.stored, err) : WEIR_OK;
    if (status != WEIR_OK && err) {
        err->sql_line = one->bound.line;
        err->sql_column = one->bound.column;
    }
    return status;
}

static weir_status show_jobs(wr_session *session, const step *one, weir_error *err) {
    wr_rows rows;
    WEIR_TRY(wr_jobs_list(session->engine->io_env, jobs_directory(session, one), one->bound.job, session->arena, &rows, err));
    return print_rows(session, &rows, err);
}

static weir_status run_step(wr_session *session, size_t index, weir_error *err) {
    step *one = &session->steps[index];
    WEIR_TRY(write_catalog(session, one, err));
    if (one->bound.note && !session->engine->options.quiet && !one->from->path)
        wr_log(&session->engine->env, WR_LOG_INFO, "%s", one->bound.note);
    else if (one->bound.note && !session->engine->options.quiet)
        wr_log(&session->engine->env, WR_LOG_INFO, "%s:%u:%u: %s", one->from->path, one->bound.line, one->bound.column, one->bound.note);
    switch (one->bound.kind) {
    case WR_BOUND_DONE:
        return WEIR_OK;
    case WR_BOUND_ROWS:
        return print_rows(session, &one->bound.rows, err);
    case WR_BOUND_EXPLAIN:
        return one->plan ? explain_step(session, one, err) : print_rows(session, &one->bound.rows, err);
    case WR_BOUND_INSERT:
    case WR_BOUND_STATEMENT_SET:
    case WR_BOUND_SELECT:
        if (!one->plan->bounded && !one->results && runs_later(session, index)) /* results come one after the other */
            return wr_thread_start(&one->thread, "job", run_beside, one, err);
        WEIR_TRY(run_job(one, err));
        say_how_to_resume(one);
        return WEIR_OK;
    case WR_BOUND_SHOW_JOBS:
        return show_jobs(session, one, err);
    case WR_BOUND_STOP_JOB:
        return wr_jobs_stop(session->engine->io_env, jobs_directory(session, one), one->bound.job, one->bound.job_drain, &session->engine->stop, err);
    }
    return WEIR_OK;
}

weir_status wr_session_run(wr_session *session, weir_error *err) {
    weir_status status = WEIR_OK;
    for (size_t i = 0; i < session->step_count && status == WEIR_OK; i++) {
        if (wr_shared_get(&session->engine->stop) != 0)
            break;
        status = fail_in(session, session->steps[i].from, run_step(session, i, err));
    }
    if (status != WEIR_OK)
        weir_engine_stop(session->engine);
    for (size_t i = 0; i < session->step_count; i++) {
        step *one = &session->steps[i];
        if (!one->thread.started)
            continue;
        wr_thread_join(&one->thread);
        if (one->status != WEIR_OK && status == WEIR_OK) {
            status = fail_in(session, one->from, one->status);
            *err = one->error;
        }
    }
    return status;
}

/* ---- a session that is typed: weir/session.h ---- */

/* One more text, checked whole and run. What was bound before it is done with; tables and settings stay. */
static weir_status run_script(wr_session *session, script *from, const weir_results *receiver, weir_error *err) {
    weir_status status;
    session->receiver = receiver;
    session->step_count = 0;
    session->failing = from;
    WEIR_TRY_GOTO(status, wr_catalog_refresh(session->catalog, session->engine->io_env, err), done);
    WEIR_TRY_GOTO(status, check_script(session, from, err), done);
    status = wr_session_run(session, err);
done:
    if (status != WEIR_OK) /* what was checked and did not run is not in the file */
        wr_catalog_doubt(session->catalog);
    session->receiver = NULL;
    return status;
}

/* A stop that is asked for between two texts counts for the next one. */
static weir_status settle(wr_session *session, weir_status status, weir_error *failure, weir_error *err) {
    weir_engine *engine = session->engine;
    wr_shared_set(&engine->stop, 0);
    if (status == WEIR_OK)
        return WEIR_OK;
    failure->status = status;
    wr_session_diagnose(session, failure, &engine->diagnostic);
    if (err)
        *err = *failure;
    return status;
}

weir_status weir_session_run(weir_session *session, const char *path, const char *text, size_t size, const weir_results *results, weir_error *err) {
    script    *from = wr_arena_calloc(session->arena, 1, sizeof *from);
    weir_error failure = {0};
    session->engine->diagnostic.size = 0;
    *from = (script){.path = path ? wr_arena_strdup(session->arena, path) : NULL, .text = wr_arena_strndup(session->arena, text, size), .size = size};
    return settle(session, run_script(session, from, results, &failure), &failure, err);
}

weir_status weir_session_run_file(weir_session *session, const char *path, const weir_results *results, weir_error *err) {
    script    *from = wr_arena_calloc(session->arena, 1, sizeof *from);
    weir_error failure = {0};
    session->engine->diagnostic.size = 0;
    from->path = wr_arena_strdup(session->arena, path);
    session->failing = from;
    weir_status status = read_script(session, from, &failure);
    if (status == WEIR_OK)
        status = run_script(session, from, results, &failure);
    return settle(session, status, &failure, err);
}

weir_status weir_session_open(weir_engine *engine, weir_session **session, weir_error *err) {
    weir_error  failure = {0};
    weir_status status = wr_engine_prepare(engine, &failure);
    *session = NULL;
    if (status == WEIR_OK)
        status = open_session(engine, session, &failure);
    if (status == WEIR_OK)
        return WEIR_OK;
    failure.status = status;
    engine->diagnostic.size = 0;
    wr_session_diagnose(*session, &failure, &engine->diagnostic);
    wr_session_close(*session);
    *session = NULL;
    if (err)
        *err = failure;
    return status;
}

void weir_session_close(weir_session *session) { wr_session_close(session); }

const char *weir_session_setting(const weir_session *session, const char *key) {
    return wr_config_known(key) ? wr_config_get_text(&session->config, key) : "";
}

size_t weir_session_complete(const weir_session *session, const char *text, size_t size, size_t cursor,
                             void (*found)(void *context, const char *text, const char *kind), void *context) {
    wr_arena               *arena = wr_arena_create(0);
    const wr_complete_input input = {.text = text, .size = size, .cursor = WR_MIN(size, cursor), .catalog = session->catalog, .registry = session->engine->registry};
    size_t                  begin = wr_complete(&input, arena, found, context);
    wr_arena_destroy(arena);
    return begin;
}

weir_status wr_session_explain(wr_session *session, weir_error *err) {
    for (size_t i = 0; i < session->step_count; i++)
        if (session->steps[i].plan)
            WEIR_TRY(explain_step(session, &session->steps[i], err));
    return WEIR_OK;
}

/* ---- errors as people read them ---- */

static void show_line(const script *from, const weir_error *err, wr_buffer *out) {
    const char *line = from->text, *end = from->text + from->size;
    for (uint32_t n = 1; n < err->sql_line && line < end; n++) {
        const char *newline = memchr(line, '\n', (size_t)(end - line));
        line = newline ? newline + 1 : end;
    }
    const char *newline = memchr(line, '\n', (size_t)(end - line));
    size_t      size = (size_t)((newline ? newline : end) - line);
    if (size == 0 || size > 400)
        return;
    wr_buffer_printf(out, "%5u | ", err->sql_line);
    wr_buffer_append(out, line, size);
    wr_line_hide_secrets(out->data + out->size - size, size);
    wr_buffer_text(out, "\n      | ");
    for (uint32_t column = 1; column < err->sql_column && column <= size; column++)
        wr_buffer_byte(out, line[column - 1] == '\t' ? '\t' : ' ');
    wr_buffer_text(out, "^\n");
}

void wr_session_diagnose(const wr_session *session, const weir_error *err, wr_buffer *out) {
    const script *from = session ? session->failing : NULL;
    if (from && !from->path && err->sql_line != 0)
        wr_buffer_printf(out, "line %u:%u: error: %s\n", err->sql_line, err->sql_column, err->message);
    else if (from && err->sql_line != 0)
        wr_buffer_printf(out, "%s:%u:%u: error: %s\n", from->path, err->sql_line, err->sql_column, err->message);
    else if (from && from->path && (err->status == WEIR_INVALID || err->status == WEIR_UNSUPPORTED))
        wr_buffer_printf(out, "%s: error: %s\n", from->path, err->message);
    else
        wr_buffer_printf(out, "weir: error: %s\n", err->message);
    if (from && from->text && err->sql_line != 0)
        show_line(from, err, out);
}
