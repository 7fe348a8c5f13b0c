/* connect/outbox.c - see the header.
 *
 * Invariants
 *   - A name is used once: checkpoint ids are never used again, and within one the number grows.
 *   - Every block carries its size and checksum, and the committable the size and digest of the file: a torn or foreign file is
 *     found out before its end is reached. */
#include "connect/outbox.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/hash.h"
#include "base/seed_bug.h"

#define BLOCK_SIZE      (256u * 1024u)
#define BLOCK_SIZE_MAX  (256u * 1024u * 1024u)
#define BLOCK_HEAD      8u
#define PAYLOAD_VERSION 1

static const char magic[8] = {'W', 'E', 'I', 'R', 'B', 'O', 'X', '1'};

struct wr_outbox {
    const wr_env     *env;
    wr_arena         *arena;
    const char       *table_name, *folder, *name, *path;
    int               fd;
    wr_buffer         block;   /* its head's bytes are reserved */
    uint64_t          size;    /* written to the OS             */
    wr_digest_stream *digest;
};

/* ---- writing ---- */

static weir_status put(wr_outbox *box, const char *data, size_t size, weir_error *err) {
    const wr_io *io = box->env->io;
    uint64_t     pause_us = 0;
    for (size_t done = 0; done < size;) {
        int64_t result = io->write(io->self, box->fd, data + done, size - done);
        if (result == -EINTR || result == -EAGAIN)
            continue;
        if (result == -ENOSPC || result == -EDQUOT) {
            if (pause_us == 0) {
                wr_log(box->env, WR_LOG_WARN, "disk is full: paused; free some room for %s and the job goes on", box->folder);
                pause_us = 10000;
            }
            box->env->sleep_us(box->env->self, pause_us);
            pause_us = WR_MIN(pause_us * 2, 1000000u);
            continue;
        }
        if (result <= 0)
            return weir_fail_errno(err, WEIR_IO, result < 0 ? (int)-result : EIO, "table '%s': cannot write %s", box->table_name, box->path);
        done += (size_t)result;
    }
    wr_digest_stream_add(box->digest, data, size);
    box->size += size;
    return WEIR_OK;
}

static void block_begin(wr_outbox *box) {
    box->block.size = 0;
    wr_buffer_u64(&box->block, 0);
}

static weir_status block_end(wr_outbox *box, weir_error *err) {
    uint32_t head[2] = {(uint32_t)(box->block.size - BLOCK_HEAD), 0};
    if (head[0] == 0)
        return WEIR_OK;
    head[1] = wr_crc32c(0, box->block.data + BLOCK_HEAD, head[0]);
    wr_buffer words = {0}; /* little-endian, whatever the machine is */
    wr_buffer_u32(&words, head[0]);
    wr_buffer_u32(&words, head[1]);
    memcpy(box->block.data, words.data, BLOCK_HEAD);
    wr_buffer_free(&words);
    WEIR_TRY(put(box, box->block.data, box->block.size, err));
    block_begin(box);
    return WEIR_OK;
}

static void box_free(wr_outbox *box) {
    (void)wr_file_close(box->env, &box->fd, box->path, NULL);
    wr_buffer_free(&box->block);
    wr_digest_stream_destroy(box->digest);
    wr_arena_destroy(box->arena);
}

weir_status wr_outbox_create(const weir_commit_context *job, const char *table_name, uint64_t checkpoint_id, uint32_t worker, weir_bytes head, wr_outbox **out, weir_error *err) {
    wr_arena    *arena = wr_arena_create(0);
    wr_outbox   *box = wr_arena_calloc(arena, 1, sizeof *box);
    const wr_io *io = job->env->io;
    weir_status  status;
    box->env = job->env;
    box->arena = arena;
    box->table_name = wr_arena_strdup(arena, table_name);
    box->folder = wr_arena_strdup(arena, job->folder);
    box->digest = wr_digest_stream_create();
    for (uint32_t number = 0;; number++) { /* another table of this worker may have taken a number */
        box->name = wr_arena_printf(arena, "outbox-%" PRIu64 "-%u-%u", checkpoint_id, worker, number);
        box->path = wr_path_join(arena, box->folder, box->name);
        do
            box->fd = io->open(io->self, box->path, WR_OPEN_CREATE, 0600);
        while (box->fd == -EINTR);
        if (box->fd >= 0)
            break;
        int code = -box->fd;
        box->fd = -1;
        if (code == EEXIST)
            continue;
        status = weir_fail_errno(err, code == ENOSPC || code == EDQUOT ? WEIR_UNAVAILABLE : WEIR_IO, code, "table '%s': cannot create %s", table_name, box->path);
        box_free(box);
        return status;
    }
    block_begin(box);
    wr_buffer_string(&box->block, job->job_uuid);
    wr_buffer_varint(&box->block, checkpoint_id);
    wr_buffer_string(&box->block, table_name);
    wr_buffer_bytes(&box->block, head.data, head.size);
    WEIR_TRY_GOTO(status, put(box, magic, sizeof magic, err), failed);
    WEIR_TRY_GOTO(status, block_end(box, err), failed);
    *out = box;
    return WEIR_OK;
failed:
    wr_outbox_drop(box);
    return status;
}

weir_status wr_outbox_add(wr_outbox *box, weir_bytes record, weir_error *err) {
    if (record.size > BLOCK_SIZE_MAX / 2)
        return weir_fail(err, WEIR_DATA, "table '%s': a record of %zu bytes is too large", box->table_name, record.size);
    wr_buffer_bytes(&box->block, record.data, record.size);
    return box->block.size >= BLOCK_SIZE ? block_end(box, err) : WEIR_OK;
}

uint64_t wr_outbox_size(const wr_outbox *box) { return box ? box->size + box->block.size : 0; }

weir_status wr_outbox_finish(wr_outbox *box, struct weir_arena *arena, weir_bytes *payload, weir_error *err) {
    wr_buffer bytes = {0};
    WEIR_TRY(block_end(box, err));
    wr_buffer_u8(&bytes, PAYLOAD_VERSION);
    wr_buffer_string(&bytes, box->name);
    wr_buffer_u64(&bytes, box->size);
    wr_buffer_digest(&bytes, wr_digest_stream_value(box->digest));
    *payload = (weir_bytes){wr_arena_strndup(arena, bytes.data, bytes.size), bytes.size};
    wr_buffer_free(&bytes);
    return WEIR_OK;
}

weir_status wr_outbox_sync(wr_outbox *box, weir_error *err) {
    weir_status status = WR_BUG(67) ? WEIR_OK : wr_file_sync(box->env, box->fd, box->path, err);
    if (status == WEIR_OK)
        status = wr_file_close(box->env, &box->fd, box->path, err);
    if (status == WEIR_OK && !WR_BUG(68))
        status = wr_dir_sync(box->env, box->folder, err);
    box_free(box);
    return status == WEIR_OK ? status : weir_fail_context(err, status, "outbox");
}

void wr_outbox_drop(wr_outbox *box) {
    if (!box)
        return;
    (void)wr_file_unlink(box->env, box->path, NULL); /* the next start removes what stays behind */
    box_free(box);
}

void wr_outbox_forget(wr_outbox *box) {
    if (box)
        box_free(box);
}

/* ---- reading ---- */

struct wr_outbox_reader {
    const wr_env     *env;
    const char       *path;
    int               fd;
    uint64_t          size, offset;  /* of the file; of the next block */
    wr_digest         expected;
    wr_digest_stream *digest;
    wr_buffer         block;
    wr_reader         records;       /* in the block */
    weir_bytes        head;
};

static weir_status damaged(const wr_outbox_reader *reader, const char *what, weir_error *err) {
    return weir_fail(err, WEIR_CORRUPT, "%s, which holds decided output, is damaged: %s. Bring it back from a copy of the job's folder", reader->path, what);
}

static weir_status take(wr_outbox_reader *reader, size_t size, weir_error *err) {
    size_t got = 0;
    reader->block.size = 0;
    wr_buffer_reserve(&reader->block, size);
    WEIR_TRY(wr_file_pread_all(reader->env, reader->fd, reader->block.data, size, reader->offset, &got, reader->path, err));
    if (got != size)
        return damaged(reader, "it is too short", err);
    wr_digest_stream_add(reader->digest, reader->block.data, size);
    reader->block.size = size;
    reader->offset += size;
    return WEIR_OK;
}

static weir_status next_block(wr_outbox_reader *reader, weir_error *err) {
    WEIR_TRY(take(reader, BLOCK_HEAD, err));
    wr_reader words = wr_reader_of(reader->block.data, BLOCK_HEAD);
    uint32_t  size = wr_reader_u32(&words), crc = wr_reader_u32(&words);
    if (size == 0 || size > BLOCK_SIZE_MAX || size > reader->size - WR_MIN(reader->offset, reader->size))
        return damaged(reader, "a block has an impossible size", err);
    WEIR_TRY(take(reader, size, err));
    if (wr_crc32c(0, reader->block.data, size) != crc)
        return damaged(reader, "a block's checksum differs", err);
    reader->records = wr_reader_of(reader->block.data, size);
    return WEIR_OK;
}

static weir_status read_head(wr_outbox_reader *reader, const weir_commit_context *job, wr_arena *arena, weir_error *err) {
    wr_file_info info;
    bool         exists = false;
    size_t       size;
    WEIR_TRY(wr_file_stat(reader->env, reader->path, &info, &exists, err));
    if (!exists)
        return weir_fail(err, WEIR_CORRUPT, "%s, which holds decided output of checkpoint %" PRIu64 ", is gone. Bring it back from a copy of the job's folder", reader->path, job->checkpoint_id);
    if (info.size != reader->size)
        return damaged(reader, "its size differs", err);
    WEIR_TRY(wr_file_open(reader->env, reader->path, WR_OPEN_READ, 0, &reader->fd, err));
    WEIR_TRY(take(reader, sizeof magic, err));
    if (memcmp(reader->block.data, magic, sizeof magic) != 0)
        return damaged(reader, "it does not begin like one", err);
    WEIR_TRY(next_block(reader, err));
    const char *uuid = wr_reader_string(&reader->records, arena);
    uint64_t    checkpoint_id = wr_reader_varint(&reader->records);
    (void)wr_reader_string(&reader->records, arena);
    const char *head = wr_reader_bytes(&reader->records, &size);
    if (reader->records.failed || strcmp(uuid, job->job_uuid) != 0 || checkpoint_id != job->checkpoint_id)
        return damaged(reader, "it belongs to another job or checkpoint", err);
    reader->head = (weir_bytes){wr_arena_strndup(arena, head, size), size};
    reader->records = wr_reader_of(NULL, 0);
    return WEIR_OK;
}

weir_status wr_outbox_read(const weir_commit_context *job, weir_bytes payload, struct weir_arena *arena, wr_outbox_reader **out, weir_error *err) {
    wr_outbox_reader *reader = wr_arena_calloc(arena, 1, sizeof *reader);
    wr_reader         bytes = wr_reader_of(payload.data, payload.size);
    uint8_t           version = wr_reader_u8(&bytes);
    const char       *name = wr_reader_string(&bytes, arena);
    reader->size = wr_reader_u64(&bytes);
    reader->expected = wr_reader_digest(&bytes);
    if (version != PAYLOAD_VERSION && !bytes.failed)
        return weir_fail(err, WEIR_CONFLICT, "checkpoint %" PRIu64 " was written by another version of Weir", job->checkpoint_id);
    if (bytes.failed || strchr(name, '/') || strncmp(name, "outbox-", 7) != 0)
        return weir_fail(err, WEIR_CORRUPT, "what checkpoint %" PRIu64 " says of its outbox is damaged", job->checkpoint_id);
    reader->env = job->env;
    reader->path = wr_path_join(arena, job->folder, name);
    reader->fd = -1;
    reader->digest = wr_digest_stream_create();
    weir_status status = read_head(reader, job, arena, err);
    if (status != WEIR_OK) {
        wr_outbox_reader_close(reader);
        return status;
    }
    *out = reader;
    return WEIR_OK;
}

weir_bytes wr_outbox_head(const wr_outbox_reader *reader) { return reader->head; }

weir_status wr_outbox_next(wr_outbox_reader *reader, weir_bytes *record, bool *end, weir_error *err) {
    *end = false;
    if (reader->records.offset == reader->records.size) {
        if (reader->offset == reader->size) {
            *end = true;
            return wr_digest_equal(wr_digest_stream_value(reader->digest), reader->expected) ? WEIR_OK : damaged(reader, "its digest differs", err);
        }
        WEIR_TRY(next_block(reader, err));
    }
    record->data = wr_reader_bytes(&reader->records, &record->size);
    return reader->records.failed ? damaged(reader, "a record ends behind its block", err) : WEIR_OK;
}

void wr_outbox_reader_close(wr_outbox_reader *reader) {
    if (!reader)
        return;
    (void)wr_file_close(reader->env, &reader->fd, reader->path, NULL);
    wr_buffer_free(&reader->block);
    wr_digest_stream_destroy(reader->digest);
}
