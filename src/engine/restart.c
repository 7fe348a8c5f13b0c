/* engine/restart.c - see the header. Source: Flink's ExponentialDelayRestartBackoffTimeStrategy, without jitter. */
#include "engine/restart.h"

#include <strings.h>

#include "base/alloc.h"

weir_status wr_restart_init(wr_restart *restart, const wr_config *settings, int64_t now_ms, weir_error *err) {
    static const struct { const char *name; wr_restart_kind kind; } names[] = {
        {"none", WR_RESTART_NONE}, {"off", WR_RESTART_NONE}, {"disable", WR_RESTART_NONE},
        {"fixed-delay", WR_RESTART_FIXED_DELAY}, {"fixeddelay", WR_RESTART_FIXED_DELAY},
        {"exponential-delay", WR_RESTART_EXPONENTIAL_DELAY}, {"exponentialdelay", WR_RESTART_EXPONENTIAL_DELAY}};
    const char *wanted = wr_config_get_text(settings, "restart-strategy.type");
    bool        known = wanted == NULL;
    *restart = (wr_restart){.kind = WR_RESTART_EXPONENTIAL_DELAY, .last_failure_ms = now_ms};
    for (size_t i = 0; i < WR_COUNT_OF(names) && wanted; i++)
        if (strcasecmp(names[i].name, wanted) == 0) {
            restart->kind = names[i].kind;
            known = true;
        }
    if (!known)
        return weir_fail(err, WEIR_INVALID, "'restart-strategy.type' = '%s' is unknown; there are: none, fixed-delay, exponential-delay", wanted);
    restart->multiplier = 1;
    if (restart->kind == WR_RESTART_FIXED_DELAY) {
        restart->attempts_max = wr_config_get_int(settings, "restart-strategy.fixed-delay.attempts", 1);
        restart->initial_ms = (double)wr_config_get_duration_ms(settings, "restart-strategy.fixed-delay.delay", 1000);
        restart->longest_ms = restart->initial_ms;
        restart->quiet_ms = INT64_MAX;
    } else {
        restart->attempts_max = INT64_MAX;
        restart->initial_ms = (double)wr_config_get_duration_ms(settings, "restart-strategy.exponential-delay.initial-backoff", 1000);
        restart->longest_ms = (double)wr_config_get_duration_ms(settings, "restart-strategy.exponential-delay.max-backoff", 60000);
        restart->multiplier = WR_MAX(1.0, wr_config_get_double(settings, "restart-strategy.exponential-delay.backoff-multiplier", 1.5));
        restart->quiet_ms = wr_config_get_duration_ms(settings, "restart-strategy.exponential-delay.reset-backoff-threshold", 3600000);
    }
    restart->delay_ms = restart->initial_ms;
    return WEIR_OK;
}

bool wr_restart_next(wr_restart *restart, weir_status status, int64_t now_ms, uint64_t *delay_ms) {
    bool may_pass = status == WEIR_UNAVAILABLE || (status == WEIR_IO && restart->io_failures == 0);
    if (!may_pass || restart->kind == WR_RESTART_NONE)
        return false;
    if (now_ms - restart->last_failure_ms > restart->quiet_ms) {
        restart->failures = 0;
        restart->delay_ms = restart->initial_ms;
    }
    restart->last_failure_ms = now_ms;
    restart->io_failures += status == WEIR_IO;
    if (restart->failures++ >= restart->attempts_max)
        return false;
    /* A failed fsync is not helped by waiting: new files are. */
    *delay_ms = status == WEIR_IO ? 0 : (uint64_t)restart->delay_ms;
    restart->delay_ms = WR_MIN(restart->delay_ms * restart->multiplier, restart->longest_ms);
    return true;
}
