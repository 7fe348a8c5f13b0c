/* connect/outbox.h - an epoch's output in a file of the job's folder, until its place can take it in one step.
 *
 * For sinks that can be written only in one go behind the decision. A worker appends records to outbox-<checkpoint>-<worker>-<n>;
 * prepare closes the file, sync makes it durable before the manifest, commit reads it, again and again if need be, and
 * the folder removes it with the manifest of its checkpoint. The bytes: docs/formats/outbox.md.
 * One owner at a time: the worker, then the checkpoint thread. */
#ifndef WR_CONNECT_OUTBOX_H
#define WR_CONNECT_OUTBOX_H
#include "base/io.h"
#include "weir/connector.h"

typedef struct wr_outbox wr_outbox;
typedef struct wr_outbox_reader wr_outbox_reader;

/* head: what the reader gets first; the sink's own. A full disk is waited out. */
weir_status wr_outbox_create(const weir_commit_context *job, const char *table_name, uint64_t checkpoint_id, uint32_t worker, weir_bytes head, wr_outbox **box, weir_error *err);
weir_status wr_outbox_add(wr_outbox *box, weir_bytes record, weir_error *err);
uint64_t    wr_outbox_size(const wr_outbox *box); /* bytes so far; NULL: 0 */
/* Everything to the OS. payload in arena; the box is kept for sync. */
weir_status wr_outbox_finish(wr_outbox *box, struct weir_arena *arena, weir_bytes *payload, weir_error *err);
/* The file and its name are durable; the box is freed, also on failure. */
weir_status wr_outbox_sync(wr_outbox *box, weir_error *err);
void        wr_outbox_drop(wr_outbox *box); /* removes the file; NULL is fine */
void        wr_outbox_forget(wr_outbox *box); /* leaves it to the folder; NULL is fine */

/* Reader in arena; the head and the records live until the next call. */
weir_status wr_outbox_read(const weir_commit_context *job, weir_bytes payload, struct weir_arena *arena, wr_outbox_reader **reader, weir_error *err);
weir_bytes  wr_outbox_head(const wr_outbox_reader *reader);
/* *end: there are no more, and the file is whole: only then is all of it what was written. WEIR_CORRUPT: it is not. */
weir_status wr_outbox_next(wr_outbox_reader *reader, weir_bytes *record, bool *end, weir_error *err);
void        wr_outbox_reader_close(wr_outbox_reader *reader); /* NULL is fine */
#endif
