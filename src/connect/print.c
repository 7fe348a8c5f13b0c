/* connect/print.c - rows as lines on stdout or stderr; a window into a job, not a sink with a promise.
 *
 * Lines leave whole and together, when the input has drained or enough of them wait. The workers
 * share one stdout: who writes holds it until its lines are out. */
#include <errno.h>
#include <string.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/io.h"
#include "batch/vector.h"
#include "weir/connector.h"

#define FLUSH_SIZE (64u * 1024u)

typedef struct printer {
    const wr_env      *env;
    const weir_format *format;
    weir_encoder      *encoder;
    int                fd;
    char              *prefix;      /* "id:1> "; NULL: none                  */
    wr_buffer          out;
    const weir_receiver *receiver; /* takes the rows instead of fd; or NULL */
} printer;

static weir_status print_open(const weir_table_info *table, const weir_commit_context *job, uint32_t worker, uint32_t worker_count,
                              const weir_format *format, weir_encoder *encoder, void **writer, weir_error *err) {
    (void)job;
    (void)err;
    printer    *p  = wr_calloc(1, sizeof(*p));
    const char *id = weir_options_text(table->options, "print-identifier");
    wr_buffer   prefix = {0};
    p->env     = table->env;
    p->format  = format;
    p->encoder = encoder;
    p->receiver = table->receiver;
    p->fd      = weir_options_bool(table->options, "standard-error", false) ? 2 : 1;
    if (id && id[0] == '\0')
        id = NULL;
    /* Flink: "id:subtask> " with both, "id> " or "subtask> " with one. */
    if (id && worker_count > 1)
        wr_buffer_printf(&prefix, "%s:%u> ", id, worker + 1);
    else if (id)
        wr_buffer_printf(&prefix, "%s> ", id);
    else if (worker_count > 1 && !p->receiver)
        wr_buffer_printf(&prefix, "%u> ", worker + 1);
    if (prefix.size)
        p->prefix = wr_strndup(prefix.data, prefix.size);
    wr_buffer_free(&prefix);
    *writer = p;
    return WEIR_OK;
}

/* Writes all that waits; the stream is held. */
static weir_status write_out(printer *p, weir_error *err) {
    size_t done = 0;
    while (done < p->out.size) {
        int64_t result = p->env->io->write(p->env->io->self, p->fd, p->out.data + done, p->out.size - done);
        if (result == -EINTR)
            continue;
        if (result == -EAGAIN) { /* a terminal that somebody made non-blocking */
            p->env->sleep_us(p->env->self, 1000);
            continue;
        }
        if (result == -EPIPE) {
            p->out.size = 0;
            return weir_fail_errno(err, WEIR_CANCELLED, EPIPE, "nobody reads %s any more", p->fd == 1 ? "stdout" : "stderr");
        }
        if (result <= 0)
            return weir_fail_errno(err, result == -ENOSPC ? WEIR_UNAVAILABLE : WEIR_IO, result < 0 ? (int)-result : EIO,
                                   "cannot write to %s", p->fd == 1 ? "stdout" : "stderr");
        done += (size_t)result;
    }
    p->out.size = 0;
    return WEIR_OK;
}

static weir_status print_flush(void *writer, weir_error *err) {
    printer *p = writer;
    if (p->out.size == 0)
        return WEIR_OK;
    if (p->receiver) {
        p->receiver->take(p->receiver->context, p->out.data, p->out.size);
        p->out.size = 0;
        return WEIR_OK;
    }
    p->env->hold_output(p->env->self, p->fd, true);
    weir_status status = write_out(p, err);
    p->env->hold_output(p->env->self, p->fd, false);
    return status;
}

static weir_status print_write(void *writer, const weir_batch *batch, uint64_t checkpoint_id, weir_error *err) {
    (void)checkpoint_id;
    printer *p = writer;
    if (!p->prefix) {
        WEIR_TRY(p->format->encode(p->encoder, batch, wr_batch_rows(batch), &p->out, err));
    } else {
        size_t prefix_size = strlen(p->prefix);
        /* Row by row: a value may hold line breaks, and only rows get the prefix. */
        WEIR_FOR_ROWS(row, k, wr_batch_rows(batch)) {
            uint16_t index = (uint16_t)row;
            wr_buffer_append(&p->out, p->prefix, prefix_size);
            WEIR_TRY(p->format->encode(p->encoder, batch, (weir_rows){&index, 1}, &p->out, err));
        }
    }
    return p->out.size >= FLUSH_SIZE ? print_flush(writer, err) : WEIR_OK;
}

static void print_close(void *writer) {
    printer   *p = writer;
    weir_error ignored;
    (void)print_flush(p, &ignored);
    wr_buffer_free(&p->out);
    wr_free(p->prefix);
    wr_free(p);
}

static const weir_option_spec options[] = {
    {"print-identifier", WEIR_OPT_STRING, false, NULL, "stands before every line"},
    {"standard-error", WEIR_OPT_BOOL, false, "false", "write to stderr instead of stdout"},
    {"sink.parallelism", WEIR_OPT_INT, false, NULL, WEIR_OPT_NO_EFFECT "every worker prints"},
    {NULL, WEIR_OPT_STRING, false, NULL, NULL},
};

static const weir_sink print_sink = {
    .abi        = sizeof(weir_sink),
    .own_format = "print",
    .consumes   = WEIR_CHANGELOG_RETRACT,
    .open       = print_open,
    .write      = print_write,
    .flush      = print_flush,
    .close      = print_close,
};

const weir_connector weir_connector_print = {
    .abi     = sizeof(weir_connector),
    .name    = "print",
    .options = options,
    .sink    = &print_sink,
};
