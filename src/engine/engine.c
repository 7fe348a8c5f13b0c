/* engine/engine.c - weir.h: an engine, its environment, and the way from a status to a person. */
#include "engine/engine.h"

#include <errno.h>

#include "base/alloc.h"

static void engine_log(void *self, wr_log_level level, const char *line) {
    weir_engine *engine = self;
    if (level == WR_LOG_DEBUG)
        return;
    wr_mutex_lock(&engine->log_mutex);
    if (engine->caller.log)
        engine->caller.log(engine->caller.context, (int)level, line);
    else
        wr_env_real()->log(wr_env_real()->self, level, line);
    wr_mutex_unlock(&engine->log_mutex);
}

/* Under the same lock as the log: the caller writes both to one terminal. */
static void engine_progress(void *self, const weir_progress *progress) {
    weir_engine *engine = self;
    wr_mutex_lock(&engine->log_mutex);
    engine->caller.progress(engine->caller.context, progress);
    wr_mutex_unlock(&engine->log_mutex);
}

/* The real clock and randomness do not look at `self`; the log does. */
static int64_t  engine_wall_ms(void *self) { (void)self; return wr_env_real()->wall_ms(wr_env_real()->self); }
static int64_t  engine_monotonic_ns(void *self) { (void)self; return wr_env_real()->monotonic_ns(wr_env_real()->self); }
static void     engine_sleep_us(void *self, uint64_t us) { (void)self; wr_env_real()->sleep_us(wr_env_real()->self, us); }
static void     engine_hold_output(void *self, int fd, bool hold) { (void)self; wr_env_real()->hold_output(wr_env_real()->self, fd, hold); }
static uint64_t engine_random(void *self) { (void)self; return wr_env_real()->random(wr_env_real()->self); }

weir_engine *weir_engine_create(const weir_options_run *options) {
    weir_engine *engine = wr_calloc(1, sizeof *engine);
    if (options)
        engine->caller = engine->options = *options;
    if (engine->caller.progress) {
        engine->options.progress = engine_progress;
        engine->options.context = engine;
    }
    engine->registry = weir_registry_builtin();
    wr_mutex_init(&engine->log_mutex);
    engine->env = (wr_env){.io = wr_io_real(), .self = engine, .wall_ms = engine_wall_ms, .monotonic_ns = engine_monotonic_ns,
                           .sleep_us = engine_sleep_us, .random = engine_random, .log = engine_log,
                           .hold_output = engine_hold_output};
    engine->io_env = &engine->env;
    return engine;
}

void weir_engine_destroy(weir_engine *engine) {
    if (!engine)
        return;
    if (engine->io_env != &engine->env)
        wr_env_for_test_free(engine->io_env);
    wr_buffer_free(&engine->diagnostic);
    wr_mutex_destroy(&engine->log_mutex);
    wr_free(engine);
}

void weir_engine_stop(weir_engine *engine) { wr_shared_add(&engine->stop, 1); }

const char *weir_engine_diagnostic(const weir_engine *engine) {
    return wr_buffer_cstr(&((weir_engine *)(uintptr_t)engine)->diagnostic);
}

int weir_exit_status(weir_status status) {
    switch (status) {
    case WEIR_OK:
    case WEIR_CANCELLED:
        return 0;
    case WEIR_INVALID:
    case WEIR_UNSUPPORTED:
        return 2;
    case WEIR_CONFLICT:
        return 3;
    case WEIR_FENCED:
        return 4;
    case WEIR_DATA:
    case WEIR_UNAVAILABLE:
    case WEIR_IO:
    case WEIR_CORRUPT:
    case WEIR_NOMEM:
    case WEIR_STATUS_COUNT:
        return 1;
    }
    return 1;
}

weir_status wr_print(const wr_env *env, const char *text, size_t size, weir_error *err) {
    weir_error  failure;
    weir_status status = wr_file_write_all(env, 1, text, size, "stdout", &failure);
    if (status != WEIR_OK && failure.os_error == EPIPE)
        return weir_fail_errno(err, WEIR_CANCELLED, EPIPE, "nobody reads stdout any more");
    if (status != WEIR_OK && err)
        *err = failure;
    return status;
}

typedef weir_status (*session_work)(wr_session *session, weir_error *err);

static weir_status check_only(wr_session *session, weir_error *err) {
    (void)session;
    (void)err;
    return WEIR_OK;
}

weir_status wr_engine_prepare(weir_engine *engine, weir_error *err) {
    if (!engine->options.test_io || engine->io_env != &engine->env)
        return WEIR_OK;
    return wr_env_for_test(&engine->env, engine->options.test_io, &engine->io_env, err);
}

static weir_status with_session(weir_engine *engine, const char *const *paths, uint32_t count, session_work work, weir_error *err) {
    wr_session *session = NULL;
    weir_error  failure = {0};
    engine->diagnostic.size = 0;
    weir_status status = wr_engine_prepare(engine, &failure);
    if (status == WEIR_OK)
        status = wr_session_open(engine, paths, count, &session, &failure);
    if (status == WEIR_OK)
        status = work(session, &failure);
    if (status != WEIR_OK) {
        failure.status = status;
        wr_session_diagnose(session, &failure, &engine->diagnostic);
        if (err)
            *err = failure;
    }
    wr_session_close(session);
    return status;
}

weir_status weir_engine_run(weir_engine *engine, const char *const *paths, uint32_t count, weir_error *err) {
    return with_session(engine, paths, count, wr_session_run, err);
}
weir_status weir_engine_check(weir_engine *engine, const char *const *paths, uint32_t count, weir_error *err) {
    return with_session(engine, paths, count, check_only, err);
}
weir_status weir_engine_explain(weir_engine *engine, const char *const *paths, uint32_t count, weir_error *err) {
    return with_session(engine, paths, count, wr_session_explain, err);
}
