/* weir/operator.h - one step of a physical plan: batches in, batches out.
 *
 * One instance per worker. The runtime calls it from that worker's thread only, in this order:
 *   open -> ( process | watermark )* -> end? -> close
 * close comes exactly once after a successful open. An operator never blocks, starts no thread, and
 * keeps everything that must survive in ctx->state (which the runtime snapshots at a barrier, and
 * restores before open returns data to it): what is only in its own memory is lost, by design.
 */
#ifndef WEIR_OPERATOR_H
#define WEIR_OPERATOR_H
#include "weir/batch.h"

struct weir_arena;
struct wr_env;
struct wr_node;        /* plan/node.h: the physical node it was made for */
struct wr_state;       /* state/state.h: keyed state of this operator instance */

/* Where output goes: the next operators of this worker, or an exchange. */
typedef struct weir_collector {
    weir_status (*emit)(struct weir_collector *self, const weir_batch *batch, weir_error *err);
    /* Time moved without rows. Emitting a batch with a newer `watermark` says the same. */
    weir_status (*watermark)(struct weir_collector *self, weir_time_ms watermark, weir_error *err);
    /* Rows that came too late, as they stand in `batch` (selection = the late ones; origin may hold the
     * source's columns). Counted always, kept where a late table is set. */
    weir_status (*late)(struct weir_collector *self, const weir_batch *batch, weir_time_ms watermark, weir_error *err);
} weir_collector;

typedef struct weir_operator_context {
    const struct wr_node *node;
    const struct wr_env  *env;
    struct wr_state      *state;       /* NULL for operators without state                       */
    struct weir_arena    *arena;       /* lives until close                                      */
    uint32_t              worker, worker_count;
    const char           *local_time_zone;
    uint64_t             *counters;    /* operator's own, see runtime/metrics; [0] rows in, [1] rows out, [2] late, [3] filtered */
} weir_operator_context;

typedef struct weir_operator {
    uint32_t    abi;
    const char *name;    /* "WindowAggregate": the physical node kind it runs, as EXPLAIN shows it */
    bool        stateful;
    weir_status (*open)(weir_operator_context *ctx, void **self, weir_error *err);
    weir_status (*process)(void *self, uint32_t input, const weir_batch *batch, weir_collector *out, weir_error *err);
    /* The merged watermark of all inputs advanced (rows before it were processed). NULL: forwarded. */
    weir_status (*watermark)(void *self, weir_time_ms watermark, weir_collector *out, weir_error *err);
    /* All inputs ended (a watermark of WEIR_TIME_MAX came before, when the input was bounded). Optional. */
    weir_status (*end)(void *self, weir_collector *out, weir_error *err);
    void        (*close)(void *self);
} weir_operator;
#endif
