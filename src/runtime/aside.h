/* runtime/aside.h - rows that a worker keeps aside: late ones (weir.late-rows) and records that cannot be read (weir.error-rows).
 *
 * Both go into tables of the user's, through sink drivers like any other, so they are part of the checkpoint. Thread: the
 * worker's. */
#ifndef WR_RUNTIME_ASIDE_H
#define WR_RUNTIME_ASIDE_H
#include "runtime/runtime.h"
#include "runtime/sink_driver.h"

typedef struct wr_aside {
    const wr_node    *late_node, *error_node;   /* NULL: not asked for */
    wr_sink_driver   *late, *error;
    weir_vector       late_watermark, late_operator;
    weir_column      *late_columns;
    weir_vector      *error_vectors;            /* up to a batch of error rows waits here */
    weir_column      *error_columns;
    struct weir_arena *error_strings;
    uint32_t          error_count;
} wr_aside;

/* Opens the sinks that the plan names. After a failure wr_aside_close is still due. */
weir_status wr_aside_open(wr_aside *aside, const wr_runtime_config *config, uint32_t worker, struct weir_arena *arena, weir_error *err);
void        wr_aside_close(wr_aside *aside);
/* The whole source rows behind late rows of an operator, with the watermark that they missed. Nothing when nobody keeps them. */
weir_status wr_aside_late(wr_aside *aside, const char *operator_uid, const weir_batch *batch, weir_time_ms watermark, uint64_t checkpoint_id, weir_error *err);
/* One record that could not be read; everything is copied. Written with wr_aside_flush, or when a batch of them is full. */
weir_status wr_aside_error(wr_aside *aside, const char *source, const char *position, const char *reason, weir_bytes record, uint64_t checkpoint_id, weir_error *err);
weir_status wr_aside_flush(wr_aside *aside, uint64_t checkpoint_id, weir_error *err);
#endif
