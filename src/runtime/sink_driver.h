/* runtime/sink_driver.h - one sink table in one worker: checks, encodes, writes, prepares.
 * Thread: its worker; the committables that prepare makes are handed to the checkpoint thread. */
#ifndef WR_RUNTIME_SINK_DRIVER_H
#define WR_RUNTIME_SINK_DRIVER_H
#include "plan/node.h"
#include "weir/registry.h"

struct wr_env;
typedef struct wr_sink_driver wr_sink_driver;

weir_status wr_sink_driver_open(const wr_node *node, const weir_registry *registry, const weir_commit_context *job, const struct wr_env *env,
                                const char *local_time_zone, uint32_t worker, uint32_t worker_count, wr_sink_driver **driver, weir_error *err);
void        wr_sink_driver_close(wr_sink_driver *driver); /* NULL is fine */
weir_status wr_sink_driver_write(wr_sink_driver *driver, const weir_batch *batch, uint64_t checkpoint_id, weir_error *err);
weir_status wr_sink_driver_flush(wr_sink_driver *driver, weir_error *err);
/* For sinks that keep rows until their epoch is open (those with `ready`): passes on what it can. full: hand it no more for now. */
weir_status wr_sink_driver_pump(wr_sink_driver *driver, bool *full, weir_error *err);
/* What this epoch has piled up is enough: a checkpoint should come now. */
bool        wr_sink_driver_wants_checkpoint(const wr_sink_driver *driver);
weir_status wr_sink_driver_prepare(wr_sink_driver *driver, uint64_t checkpoint_id, struct weir_arena *arena, weir_committable **list, uint32_t *count, weir_error *err);
/* Nobody reads the output any more (a closed stdout): rows are dropped from then on. */
bool        wr_sink_driver_gone(const wr_sink_driver *driver);
uint64_t    wr_sink_driver_rows(const wr_sink_driver *driver);
#endif
