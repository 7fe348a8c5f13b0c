/* runtime/source_driver.h - one source table in one worker: bytes -> rows -> computed columns -> event time.
 *
 * The driver decodes what the source hands out, says what to do with bad records, adds computed
 * columns, and keeps the watermark of every split. Thread: its worker. */
#ifndef WR_RUNTIME_SOURCE_DRIVER_H
#define WR_RUNTIME_SOURCE_DRIVER_H
#include "checkpoint/manifest.h"
#include "plan/node.h"
#include "runtime/channel.h"

/* Rows per second of one source table, over all its workers. */
typedef struct wr_pace {
    double        rows_per_second;   /* 0: as fast as it goes */
    int64_t       started_ns;
    wr_shared_u64 taken;
} wr_pace;

/* How far the splits of a group of tables are: each worker of each table says in its slot where its slowest one
 * stands (WEIR_TIME_MAX: nobody is held back by it). */
typedef struct wr_alignment { uint32_t slot_count; wr_shared_u64 *slots; } wr_alignment;

typedef struct wr_source_hooks {
    /* A decoded batch (borrowed for the call). */
    weir_status (*rows)(void *context, const weir_batch *batch, weir_error *err);
    weir_status (*watermark)(void *context, weir_time_ms watermark, weir_error *err);
    /* A record that could not be decoded and is kept in the error table; NULL: there is none. */
    weir_status (*error_row)(void *context, const char *source, const char *position, const char *reason, weir_bytes record, weir_error *err);
    void        *context;
} wr_source_hooks;

typedef struct wr_source_config {
    const wr_node      *node;
    const struct wr_env *env;
    const char         *local_time_zone;
    uint32_t            worker, worker_count, batch_rows;
    uint64_t            record_size_max;
    wr_pace            *pace;         /* shared by the workers                                     */
    wr_alignment       *alignment;    /* shared by the tables of a group and their workers; NULL: none */
    uint32_t            alignment_slot;
    int64_t             idle_timeout_ms; /* table.exec.source.idle-timeout; 0: off                 */
    const char         *job_name;
    void              (*wake)(void *context); /* any thread: there is something to read            */
    void               *wake_context;
    wr_source_hooks     hooks;
} wr_source_config;

typedef struct wr_source_driver wr_source_driver;
typedef enum wr_source_progress { WR_SOURCE_ROWS, WR_SOURCE_WAITING, WR_SOURCE_ENDED } wr_source_progress;

weir_status wr_source_driver_open(const wr_source_config *config, wr_source_driver **driver, weir_error *err);
void        wr_source_driver_close(wr_source_driver *driver);
/* position empty: from its start. watermark: what the split had reached; WEIR_TIME_MIN at first. Copied. */
weir_status wr_source_driver_add_split(wr_source_driver *driver, const weir_split *split, weir_time_ms watermark, weir_error *err);
/* All splits of a checkpoint were added, those that are new come next. Splits that are read side by side: time stands where it stood. */
void        wr_source_driver_restored(wr_source_driver *driver);
/* At most row_limit rows; *row_count records were read (bad ones too). ENDED: bounded, and every split is drained. */
weir_status wr_source_driver_poll(wr_source_driver *driver, uint32_t row_limit, wr_source_progress *progress, uint64_t *row_count, weir_error *err);
/* Positions of all splits, into arena. */
weir_status wr_source_driver_positions(wr_source_driver *driver, struct weir_arena *arena, wr_manifest_split **splits, uint32_t *count, weir_error *err);
uint32_t    wr_source_driver_split_count(const wr_source_driver *driver);
weir_time_ms wr_source_driver_watermark(const wr_source_driver *driver);
uint64_t    wr_source_driver_errors(const wr_source_driver *driver); /* bad records so far */
bool        wr_source_driver_backlog(const wr_source_driver *driver, weir_backlog *left); /* adds; false: unknown */
/* Splits that are read side by side: none of them moves time now (each idles by itself). */
bool        wr_source_driver_all_idle(const wr_source_driver *driver);
/* Job thread, also while the worker runs: these positions are committed. */
void        wr_source_driver_committed(wr_source_driver *driver, const weir_split *splits, uint32_t count);
bool        wr_source_driver_bounded(const wr_source_driver *driver);
#endif
