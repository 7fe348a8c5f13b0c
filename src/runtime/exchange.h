/* runtime/exchange.h - rows go to the worker that owns their key, and time and barriers with them.
 * One object per exchange and worker; both halves belong to that worker's thread. */
#ifndef WR_RUNTIME_EXCHANGE_H
#define WR_RUNTIME_EXCHANGE_H
#include "plan/node.h"
#include "runtime/channel.h"
#include "runtime/watermarks.h"

#define WR_WORKERS_MAX 256u /* a row's target fits one byte */

struct weir_arena;
typedef struct wr_exchange {
    const wr_node   *node;
    uint32_t         worker, worker_count, max_parallelism;
    /* sender: out[w] leads to worker w */
    wr_channel     **out;
    wr_owned_batch **building;
    weir_time_ms     watermark, *told;   /* told[w]: what worker w was sent */
    const weir_schema *origin_schema;
    bool             out_ended;
    /* receiver: in[w] comes from worker w */
    wr_channel     **in;
    wr_watermarks    marks;
    bool            *aligned;            /* in[w] has delivered the barrier under way */
    uint32_t         next;               /* round robin */
    bool             in_ended;
} wr_exchange;

void wr_exchange_init(wr_exchange *exchange, const wr_node *node, const weir_schema *origin_schema, uint32_t worker, uint32_t worker_count, uint32_t max_parallelism, struct weir_arena *arena);
void wr_exchange_send(wr_exchange *exchange, const weir_batch *batch);
void wr_exchange_send_watermark(wr_exchange *exchange, weir_time_ms watermark);
/* Sends what was gathered to receivers that have nothing to do (all: to every one), with the watermark. */
void wr_exchange_flush(wr_exchange *exchange, bool all);
void wr_exchange_send_signal(wr_exchange *exchange, wr_message message); /* IDLE, BARRIER, END: after a flush of all */
bool wr_exchange_unstick(wr_exchange *exchange); /* true: nothing waits for room */
void wr_exchange_destroy(wr_exchange *exchange);
#endif
