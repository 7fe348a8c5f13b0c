/* engine/jobs.h - SHOW JOBS, DESCRIBE JOB and STOP JOB: the jobs that have a folder, seen from outside. Inside engine/. */
#ifndef WR_ENGINE_JOBS_H
#define WR_ENGINE_JOBS_H
#include "base/io.h"
#include "catalog/catalog.h"
#include "runtime/channel.h"

/* A row for each job folder in `directory`, or only for `job`: job name, status, last checkpoint, its time, process. Nothing
 * is locked or changed. WEIR_INVALID: there is no such job. */
weir_status wr_jobs_list(const wr_env *env, const char *directory, const char *job, wr_arena *arena, wr_rows *rows, weir_error *err);
/* Asks the process that runs the job to take a last checkpoint and stop, and waits for that. WEIR_INVALID: no such job, or it
 * does not run; WEIR_UNSUPPORTED: it cannot be done safely, and why; WEIR_UNAVAILABLE: it has not stopped for a minute. */
weir_status wr_jobs_stop(const wr_env *env, const char *directory, const char *job, bool drain, const wr_shared_u64 *stop, weir_error *err);
#endif
