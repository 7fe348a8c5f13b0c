/* engine/eta.c - see the header. */
#include "engine/eta.h"

#include "base/alloc.h"

static double smoothed(double rate, double now, uint32_t looks) {
    double weight = looks < 10 ? 1.0 / looks : 0.1; /* the first looks count alike */
    return rate * (1 - weight) + now * weight;
}

static double shrunk(uint64_t before, uint64_t now) { return before > now ? (double)(before - now) : 0; }

/* Seconds; -1: it does not shrink. */
static double time_for(uint64_t left, double rate) { return left == 0 ? 0 : rate > 0 ? (double)left / rate : -1; }

double wr_eta_update(wr_eta *eta, int64_t now_ns, const weir_backlog *left) {
    double passed = (double)(now_ns - eta->looked_ns) / 1e9;
    if (eta->looked_ns != 0 && passed > 0) {
        eta->looks++;
        eta->byte_rate = smoothed(eta->byte_rate, shrunk(eta->left.bytes, left->bytes) / passed, eta->looks);
        eta->row_rate = smoothed(eta->row_rate, shrunk(eta->left.rows, left->rows) / passed, eta->looks);
    }
    eta->looked_ns = now_ns;
    eta->left = *left;
    double bytes = time_for(left->bytes, eta->byte_rate), rows = time_for(left->rows, eta->row_rate);
    return bytes < 0 || rows < 0 ? -1 : WR_MAX(bytes, rows);
}
