/* connect/blackhole.c - takes every row and forgets it: for measuring, and for trying a query. */
#include "weir/connector.h"

static weir_status blackhole_open(const weir_table_info *table, const weir_commit_context *job, uint32_t worker, uint32_t worker_count,
                                  const weir_format *format, weir_encoder *encoder, void **writer, weir_error *err) {
    (void)job, (void)worker, (void)worker_count, (void)format, (void)encoder, (void)err;
    *writer = (void *)(uintptr_t)table; /* something that is not NULL */
    return WEIR_OK;
}

static weir_status blackhole_write(void *writer, const weir_batch *batch, uint64_t checkpoint_id, weir_error *err) {
    (void)writer, (void)batch, (void)checkpoint_id, (void)err;
    return WEIR_OK;
}

static void blackhole_close(void *writer) { (void)writer; }

static const weir_option_spec options[] = {{NULL, WEIR_OPT_STRING, false, NULL, NULL}};

static const weir_sink blackhole_sink = {
    .abi      = sizeof(weir_sink),
    .consumes = WEIR_CHANGELOG_RETRACT,
    .open     = blackhole_open,
    .write    = blackhole_write,
    .close    = blackhole_close,
};

const weir_connector weir_connector_blackhole = {
    .abi     = sizeof(weir_connector),
    .name    = "blackhole",
    .options = options,
    .sink    = &blackhole_sink,
};
