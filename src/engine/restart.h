/* engine/restart.h - may a failed attempt be repeated, and when? Flink's restart-strategy.* settings.
 * Pure but for what it remembers; one owner: the job's thread. */
#ifndef WR_ENGINE_RESTART_H
#define WR_ENGINE_RESTART_H
#include "catalog/config.h"

typedef enum wr_restart_kind { WR_RESTART_NONE, WR_RESTART_FIXED_DELAY, WR_RESTART_EXPONENTIAL_DELAY } wr_restart_kind;

typedef struct wr_restart {
    wr_restart_kind kind;
    int64_t         attempts_max;                 /* FIXED_DELAY */
    double          delay_ms, initial_ms, multiplier, longest_ms;
    int64_t         quiet_ms;                     /* so long without a failure: it begins anew */
    int64_t         failures, io_failures, last_failure_ms;
} wr_restart;

/* WEIR_INVALID: restart-strategy.type is none of none (off, disable), fixed-delay, exponential-delay. Unset: exponential-delay. */
weir_status wr_restart_init(wr_restart *restart, const wr_config *settings, int64_t now_ms, weir_error *err);
/* An attempt failed with `status` at now_ms. True: repeat it after *delay_ms. Only what may pass is repeated
 * (UNAVAILABLE; IO once, because a disk that fails twice is broken). */
bool wr_restart_next(wr_restart *restart, weir_status status, int64_t now_ms, uint64_t *delay_ms);
#endif
