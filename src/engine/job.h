/* engine/job.h - one job from its plan to its end: recovery, checkpoints, restarts. Inside engine/. */
#ifndef WR_ENGINE_JOB_H
#define WR_ENGINE_JOB_H
#include "catalog/config.h"
#include "plan/node.h"
#include "runtime/channel.h"
#include "weir/registry.h"
#include "weir/weir.h"

typedef struct wr_job_config {
    const wr_plan          *plan;
    const wr_config        *settings;
    const weir_registry    *registry;
    const struct wr_env    *env;
    const weir_options_run *options;
    const char             *folder;     /* <checkpoint dir>/<job name>; NULL: this job keeps none */
    wr_shared_u64          *stop;       /* not 0: take a last checkpoint and end; a job sets it when nobody reads stdout any more */
} wr_job_config;

/* Runs the job to its end on the calling thread. WEIR_OK: finished, or stopped as asked. */
weir_status wr_job_run(const wr_job_config *config, weir_error *err);
#endif
