/* engine/eta.h - how long a bounded job still takes, guessed from how fast its backlog shrinks. Pure. */
#ifndef WR_ENGINE_ETA_H
#define WR_ENGINE_ETA_H
#include "weir/connector.h"

/* All zero at first. */
typedef struct wr_eta {
    int64_t      looked_ns;
    uint32_t     looks;
    weir_backlog left;                   /* at the last look                                       */
    double       byte_rate, row_rate;    /* a second, smoothed: one slow moment is not the future  */
} wr_eta;

/* Called now and then. Seconds until nothing is left; -1: nothing can be said yet. */
double wr_eta_update(wr_eta *eta, int64_t now_ns, const weir_backlog *left);
#endif
