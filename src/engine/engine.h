/* engine/engine.h - what an engine is made of. Inside engine/. */
#ifndef WR_ENGINE_ENGINE_H
#define WR_ENGINE_ENGINE_H
#include "base/arena.h"
#include "base/buffer.h"
#include "base/io.h"
#include "runtime/channel.h"
#include "weir/registry.h"
#include "weir/session.h"
#include "weir/weir.h"

struct weir_engine {
    weir_options_run     caller;         /* as the caller gave them: only for calling back       */
    weir_options_run     options;        /* with a progress that takes the lock                  */
    const weir_registry *registry;
    wr_env               env;            /* the real one, with the caller's log                  */
    const wr_env        *io_env;         /* env, or env behind test faults                       */
    wr_shared_u64        stop;           /* how often stop was asked                             */
    wr_mutex             log_mutex;      /* guards the callbacks of `caller`                     */
    wr_buffer            diagnostic;
};

/* One or more scripts, read, parsed and bound as one session. */
typedef struct weir_session wr_session;
weir_status wr_session_open(weir_engine *engine, const char *const *paths, uint32_t count, wr_session **session, weir_error *err);
weir_status wr_session_run(wr_session *session, weir_error *err);
weir_status wr_session_explain(wr_session *session, weir_error *err);
void        wr_session_close(wr_session *session);
/* What the scripts hold, in arena: tables, and jobs that keep a folder. */
struct wr_table;
typedef struct wr_session_job { const char *name, *folder; int64_t interval_ms; } wr_session_job;
void        wr_session_tables(const wr_session *session, wr_arena *arena, const struct wr_table ***tables, uint32_t *count);
void        wr_session_jobs(const wr_session *session, wr_arena *arena, wr_session_job **jobs, uint32_t *count);
/* "file:line:column: error: message", the line, a caret. */
void        wr_session_diagnose(const wr_session *session, const weir_error *err, wr_buffer *out);
/* Before the first use of the file system: test faults, if asked for. */
weir_status wr_engine_prepare(weir_engine *engine, weir_error *err);
/* Whole text to file descriptor 1. */
weir_status wr_print(const wr_env *env, const char *text, size_t size, weir_error *err);
#endif
