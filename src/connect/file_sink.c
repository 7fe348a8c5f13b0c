/* connect/file_sink.c - writes files, exactly once: hidden while unfinished, renamed when their checkpoint is decided.
 *
 * Names, in the table's directory or its partition directories:
 *   part-<job>-<uuid8>-<worker>-<epoch>-<n>                     visible, never changed again
 *   .part-<job>-<uuid8>-<worker>-<epoch>-<n>.<fence>.pending    open or promised; readers skip it
 *   .part-<job>.lock                            held while the job runs (file_claim.c)
 * <job> is the job's name with everything but A-Za-z0-9_. as _, <uuid8> the first 8 digits of its uuid.
 *
 * Invariants
 *   - A visible name appears only by a rename (without replacing) of a file that was synced before, in commit.
 *   - Rows of one epoch are in files of that epoch alone: every prepare closes all files.
 *   - The name is the evidence: it holds job, epoch and, while pending, the fence.
 *   - A full disk never loses or repeats bytes: writing goes on where it stopped.
 * This file is the writer, of one worker; file_commit.c puts promised files in place, file_evidence.c reads the names.
 * Committable format: docs/internals/files.md. */
#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "base/alloc.h"
#include "base/hash.h"
#include "base/seed_bug.h"
#include "batch/vector.h"
#include "connect/file_sink.h"

#define WRITE_SIZE          (256u * 1024u)
#define BUFFERED_MAX        (16u * 1024u * 1024u) /* of all open files; then all are written out            */
#define KEPT_OPEN_MAX       64u                   /* finished files that keep their descriptor until sync   */
#define OPEN_MAX            256u                  /* partitions written at a time                           */
#define PARTITIONS_KEPT     1024u                 /* remembered from one epoch to the next                  */

typedef struct open_file {
    const char *directory;  /* below the table's path; "" without partitions          */
    const char *pending;    /* bare names                                             */
    const char *final;
    int         fd;         /* -1: closed already, to be opened again for sync        */
    uint64_t    size;       /* written to the OS                                      */
    int64_t     opened_ns;
    bool        first;      /* of its directory since the start: the names above it may not be durable yet */
    wr_buffer   buffer;
} open_file;

typedef struct partition {
    char      *directory;
    uint64_t   hash;
    open_file *file;        /* NULL: none open now                                    */
    uint16_t  *rows;        /* of the batch under way                                 */
    uint32_t   row_count;
    bool       settled;     /* a file of ours was made in it                          */
} partition;

typedef struct file_writer {
    const weir_table_info *table;
    const wr_env      *env;
    const weir_format *format;
    weir_encoder      *encoder;
    wr_arena          *arena;      /* as long as the writer                           */
    wr_arena          *epoch;      /* names of this epoch's files                     */
    const char        *path;
    char               stem[192];  /* "part-<job>-<uuid8>-<worker>"                   */
    uint64_t           fence;
    uint32_t           worker;
    uint64_t           roll_size;
    int64_t            roll_interval_ns;
    const char        *default_name;
    uint32_t           key_columns[32]; /* of the partition keys                      */
    wr_arena          *places;     /* partitions and slots                            */
    partition         *partitions; size_t partition_count, partition_capacity;
    uint32_t          *slots;      uint32_t slot_mask; /* hash -> partition + 1        */
    uint32_t           open_count;
    open_file        **finished;   size_t finished_count, finished_capacity; /* of this epoch */
    uint32_t           kept_open;
    uint64_t           epoch_id;   /* of the names in `epoch`; 0: none                */
    uint32_t           next_number;
    wr_buffer          key;        /* directory of the row being placed               */
} file_writer;

/* ---- writing, also on a full disk ---- */

/* One pause of a disk that is full; the log says so once. */
static void pause_for_room(const wr_env *env, const char *path, uint64_t *pause_us) {
    if (*pause_us == 0) {
        wr_log(env, WR_LOG_WARN, "disk is full: paused; free some room for %s and the job goes on", path);
        *pause_us = 10000;
    }
    env->sleep_us(env->self, *pause_us);
    *pause_us = WR_MIN(*pause_us * 2, 1000000u);
}

static weir_status bytes_write(const file_writer *writer, open_file *file, weir_error *err) {
    size_t   done = 0;
    uint64_t pause_us = 0;
    const wr_io *io = writer->env->io;
    while (done < file->buffer.size) {
        int64_t result = io->write(io->self, file->fd, file->buffer.data + done, file->buffer.size - done);
        if (result == -EINTR || result == -EAGAIN)
            continue;
        if (result == -ENOSPC || result == -EDQUOT) {
            pause_for_room(writer->env, writer->path, &pause_us);
            continue;
        }
        if (result <= 0)
            return weir_fail_errno(err, WEIR_IO, result < 0 ? (int)-result : EIO, "table '%s': cannot write %s",
                                   writer->table->name, wr_file_below(writer->epoch, writer->path, file->directory, file->pending));
        done += (size_t)result;
    }
    if (pause_us != 0)
        wr_log(writer->env, WR_LOG_INFO, "disk has room again: going on with %s", writer->path);
    file->size += done;
    file->buffer.size = 0;
    return WEIR_OK;
}

static weir_status directory_make(const file_writer *writer, const char *directory, weir_error *err) {
    uint64_t pause_us = 0;
    for (;;) {
        const char *full   = wr_file_below(writer->epoch, writer->path, directory, NULL);
        weir_status status = wr_dir_make(writer->env, full, 0777, err);
        if (status != WEIR_UNAVAILABLE)
            return status == WEIR_OK ? status : weir_fail_context(err, status, "table '%s'", writer->table->name);
        pause_for_room(writer->env, full, &pause_us);
    }
}

static weir_status file_create(file_writer *writer, const char *directory, uint64_t epoch, open_file **out, weir_error *err) {
    const wr_io *io       = writer->env->io;
    uint64_t     pause_us = 0;
    open_file   *file     = wr_arena_calloc(writer->epoch, 1, sizeof(*file));
    bool         made     = false;
    if (writer->epoch_id != epoch) {
        writer->epoch_id    = epoch;
        writer->next_number = 0;
    }
    for (;;) {
        file->directory = directory;
        file->final     = wr_arena_printf(writer->epoch, "%s-%" PRIu64 "-%u", writer->stem, epoch, writer->next_number++);
        file->pending   = wr_arena_printf(writer->epoch, ".%s.%" PRIu64 ".pending", file->final, writer->fence);
        const char *path = wr_file_below(writer->epoch, writer->path, directory, file->pending);
        do
            file->fd = io->open(io->self, path, WR_OPEN_CREATE, 0666);
        while (file->fd == -EINTR);
        if (file->fd >= 0)
            break;
        if (file->fd == -EEXIST)
            continue; /* another table of the job writes here too */
        writer->next_number--;
        if (file->fd == -ENOSPC || file->fd == -EDQUOT) {
            pause_for_room(writer->env, path, &pause_us);
        } else if (file->fd == -ENOENT && !made) {
            WEIR_TRY(directory_make(writer, directory, err));
            made = true;
        } else {
            return weir_fail_errno(err, WEIR_IO, -file->fd, "table '%s': cannot create %s", writer->table->name, path);
        }
    }
    file->opened_ns = writer->env->monotonic_ns(writer->env->self);
    writer->open_count++;
    *out = file;
    return WEIR_OK;
}

/* Written out whole; waits for sync and its epoch's commit. */
static weir_status file_finish(file_writer *writer, partition *place, weir_error *err) {
    open_file *file = place->file;
    WEIR_TRY(bytes_write(writer, file, err));
    wr_buffer_free(&file->buffer);
    place->file = NULL;
    writer->open_count--;
    writer->finished = wr_arena_grow(writer->arena, writer->finished, writer->finished_count, &writer->finished_capacity, sizeof(*writer->finished));
    writer->finished[writer->finished_count++] = file;
    if (writer->kept_open < KEPT_OPEN_MAX) {
        writer->kept_open++;
        return WEIR_OK;
    }
    return wr_file_close(writer->env, &file->fd, file->pending, err);
}

/* ---- partitions ---- */

static void slots_grow(file_writer *writer) {
    uint32_t count = writer->slot_mask == 0 ? 64 : (writer->slot_mask + 1) * 2;
    writer->slots     = wr_arena_calloc(writer->places, count, sizeof(*writer->slots));
    writer->slot_mask = count - 1;
    for (size_t i = 0; i < writer->partition_count; i++) {
        uint32_t slot = (uint32_t)writer->partitions[i].hash & writer->slot_mask;
        while (writer->slots[slot])
            slot = (slot + 1) & writer->slot_mask;
        writer->slots[slot] = (uint32_t)i + 1;
    }
}

static uint32_t partition_find(file_writer *writer, const char *directory, size_t size) {
    if (writer->slot_mask == 0 || writer->partition_count * 2 > writer->slot_mask)
        slots_grow(writer);
    uint64_t hash = wr_hash_bytes(directory, size);
    uint32_t slot = (uint32_t)hash & writer->slot_mask;
    for (; writer->slots[slot]; slot = (slot + 1) & writer->slot_mask) {
        partition *each = writer->partitions + writer->slots[slot] - 1;
        if (each->hash == hash && strlen(each->directory) == size && memcmp(each->directory, directory, size) == 0)
            return writer->slots[slot] - 1;
    }
    writer->partitions = wr_arena_grow(writer->places, writer->partitions, writer->partition_count, &writer->partition_capacity, sizeof(*writer->partitions));
    writer->partitions[writer->partition_count++] = (partition){.directory = wr_arena_strndup(writer->places, directory, size), .hash = hash};
    writer->slots[slot] = (uint32_t)writer->partition_count;
    return (uint32_t)writer->partition_count - 1;
}

static uint32_t partition_of_row(file_writer *writer, const weir_batch *batch, uint32_t row) {
    wr_buffer *key = &writer->key, text = {0};
    key->size = 0;
    for (uint32_t k = 0; k < writer->table->partition_key_count; k++) {
        if (k > 0)
            wr_buffer_byte(key, '/');
        const char *name = writer->table->partition_keys[k];
        wr_partition_escape(key, name, strlen(name));
        wr_buffer_byte(key, '=');
        text.size = 0;
        if (wr_partition_text(batch->columns + writer->key_columns[k], row, &text))
            wr_partition_escape(key, text.data, text.size);
        else
            wr_buffer_text(key, writer->default_name);
    }
    wr_buffer_free(&text);
    return partition_find(writer, key->data, key->size);
}

/* ---- the writer ---- */

static weir_status sink_open(const weir_table_info *table, const weir_commit_context *job, uint32_t worker, uint32_t worker_count,
                             const weir_format *format, weir_encoder *encoder, void **out, weir_error *err) {
    (void)worker_count;
    wr_arena    *arena  = wr_arena_create(0);
    file_writer *writer = wr_arena_calloc(arena, 1, sizeof(*writer));
    wr_file_info info;
    bool         exists = false;
    weir_status  status;
    writer->arena   = arena;
    writer->epoch   = wr_arena_create(0);
    writer->places  = wr_arena_create(0);
    writer->table   = table;
    writer->env     = table->env;
    writer->format  = format;
    writer->encoder = encoder;
    writer->fence   = job->fence;
    writer->worker  = worker;
    writer->roll_size        = weir_options_bytes(table->options, "sink.rolling-policy.file-size", 128u << 20);
    writer->roll_interval_ns = weir_options_duration_ms(table->options, "sink.rolling-policy.rollover-interval", 1800000) * 1000000;
    const char *default_name = weir_options_text(table->options, "partition.default-name");
    writer->default_name     = default_name ? default_name : "__DEFAULT_PARTITION__";
    wr_file_stem(writer->stem, sizeof(writer->stem), job, worker, true);
    if (table->partition_key_count > WR_COUNT_OF(writer->key_columns)) {
        status = weir_fail(err, WEIR_UNSUPPORTED, "table '%s' has more than 32 partition columns", table->name);
        goto failed;
    }
    for (uint32_t k = 0; k < table->partition_key_count; k++) {
        uint32_t c = 0;
        while (c < table->schema->field_count && strcmp(table->schema->fields[c].name, table->partition_keys[k]) != 0)
            c++;
        if (c == table->schema->field_count) {
            status = weir_fail(err, WEIR_INVALID, "table '%s': PARTITIONED BY names '%s', which is no column that is written",
                               table->name, table->partition_keys[k]);
            goto failed;
        }
        writer->key_columns[k] = c;
    }
    WEIR_TRY_GOTO(status, wr_file_table_path(table, arena, &writer->path, err), failed);
    WEIR_TRY_GOTO(status, wr_file_stat(writer->env, writer->path, &info, &exists, err), failed);
    if (exists && info.kind != WR_FILE_DIRECTORY) {
        status = weir_fail(err, WEIR_INVALID, "table '%s': %s is a file, but a table that is written needs a directory ('path')",
                           table->name, writer->path);
        goto failed;
    }
    WEIR_TRY_GOTO(status, directory_make(writer, "", err), failed);
    if (table->partition_key_count == 0)
        partition_find(writer, "", 0);
    *out = writer;
    return WEIR_OK;
failed:
    wr_arena_destroy(writer->epoch);
    wr_arena_destroy(writer->places);
    wr_arena_destroy(arena);
    return status;
}

static weir_status oldest_finish(file_writer *writer, weir_error *err) {
    partition *oldest = NULL;
    for (size_t i = 0; i < writer->partition_count; i++) {
        partition *each = writer->partitions + i;
        if (each->file && (!oldest || each->file->opened_ns < oldest->file->opened_ns))
            oldest = each;
    }
    return oldest ? file_finish(writer, oldest, err) : WEIR_OK;
}

static weir_status rows_write(file_writer *writer, uint32_t index, const weir_batch *batch, weir_rows rows, uint64_t epoch, weir_error *err) {
    partition *place = writer->partitions + index;
    if (!place->file) {
        if (writer->open_count == OPEN_MAX)
            WEIR_TRY(oldest_finish(writer, err));
        WEIR_TRY(file_create(writer, place->directory, epoch, &place->file, err));
        place->file->first = !place->settled;
        place->settled     = true;
    }
    open_file *file = place->file;
    WEIR_TRY(writer->format->encode(writer->encoder, batch, rows, &file->buffer, err));
    if (file->buffer.size >= WRITE_SIZE)
        WEIR_TRY(bytes_write(writer, file, err));
    bool full = file->size + file->buffer.size >= writer->roll_size;
    bool old  = writer->roll_interval_ns > 0 &&
                writer->env->monotonic_ns(writer->env->self) - file->opened_ns >= writer->roll_interval_ns;
    return full || old ? file_finish(writer, place, err) : WEIR_OK;
}

static weir_status buffers_bound(file_writer *writer, weir_error *err) {
    size_t buffered = 0;
    for (size_t i = 0; i < writer->partition_count; i++)
        buffered += writer->partitions[i].file ? writer->partitions[i].file->buffer.capacity : 0;
    if (buffered <= BUFFERED_MAX)
        return WEIR_OK;
    for (size_t i = 0; i < writer->partition_count; i++) {
        open_file *file = writer->partitions[i].file;
        if (!file)
            continue;
        WEIR_TRY(bytes_write(writer, file, err));
        wr_buffer_free(&file->buffer);
    }
    return WEIR_OK;
}

static weir_status sink_write(void *context, const weir_batch *batch, uint64_t epoch, weir_error *err) {
    file_writer *writer = context;
    if (writer->table->partition_key_count == 0)
        return rows_write(writer, 0, batch, wr_batch_rows(batch), epoch, err);
    /* Rows by partition, each kept in order; a partition's list is made when its first row comes. */
    uint32_t *touched = wr_alloc(WEIR_BATCH_ROWS * sizeof(*touched));
    uint16_t *lists   = NULL;
    uint32_t  touched_count = 0;
    uint32_t *place_of      = wr_alloc(WEIR_BATCH_ROWS * sizeof(*place_of));
    weir_status status      = WEIR_OK;
    WEIR_FOR_ROWS(row, k, wr_batch_rows(batch)) {
        uint32_t index = partition_of_row(writer, batch, row);
        place_of[k]    = index;
        if (writer->partitions[index].row_count++ == 0)
            touched[touched_count++] = index;
    }
    lists = wr_alloc((size_t)batch->selected_count * sizeof(*lists) + 1);
    uint32_t at = 0;
    for (uint32_t t = 0; t < touched_count; t++) {
        partition *place = writer->partitions + touched[t];
        place->rows      = lists + at;
        at += place->row_count;
        place->row_count = 0;
    }
    WEIR_FOR_ROWS(row, k, wr_batch_rows(batch)) {
        partition *place = writer->partitions + place_of[k];
        place->rows[place->row_count++] = (uint16_t)row;
    }
    for (uint32_t t = 0; t < touched_count; t++) {
        partition *place = writer->partitions + touched[t];
        weir_rows  rows  = {place->rows, place->row_count};
        place->row_count = 0;
        place->rows      = NULL;
        if (status == WEIR_OK)
            status = rows_write(writer, touched[t], batch, rows, epoch, err);
    }
    wr_free(place_of);
    wr_free(touched);
    wr_free(lists);
    return status == WEIR_OK ? buffers_bound(writer, err) : status;
}

/* A killed process may have made the directories and not have synced their names: every directory from the table's
 * down to the partition's is synced once. (Opening the writer settles the table's own name.) */
static void add_above(const file_writer *writer, wr_live_files *live, const char *directory) {
    for (const char *end = NULL;;) {
        const char *above = end == NULL ? writer->path
                                        : wr_file_below(live->arena, writer->path, wr_arena_strndup(live->arena, directory, (size_t)(end - directory)), NULL);
        bool known = false;
        for (size_t i = live->above_count; i-- > 0 && !known;)
            known = strcmp(live->above[i], above) == 0;
        if (!known) {
            live->above = wr_arena_grow(live->arena, live->above, live->above_count, &live->above_capacity, sizeof(*live->above));
            live->above[live->above_count++] = wr_arena_strdup(live->arena, above);
        }
        end = strchr(end == NULL ? directory : end + 1, '/');
        if (end == NULL)
            return;
    }
}

static weir_status sink_prepare(void *context, uint64_t epoch, struct weir_arena *arena, weir_committable **list, uint32_t *count, weir_error *err) {
    (void)epoch;
    file_writer *writer = context;
    *count = 0;
    for (size_t i = 0; i < writer->partition_count; i++)
        if (writer->partitions[i].file)
            WEIR_TRY(file_finish(writer, writer->partitions + i, err));
    if (writer->finished_count == 0)
        return WEIR_OK;
    wr_arena   *live_arena = wr_arena_create(0);
    wr_live_files *live       = wr_arena_calloc(live_arena, 1, sizeof(*live));
    wr_buffer   payload    = {0};
    live->env   = writer->env;
    live->arena = live_arena;
    live->count = (uint32_t)writer->finished_count;
    live->files = wr_arena_calloc(live_arena, live->count, sizeof(*live->files));
    wr_buffer_u8(&payload, WR_FILE_COMMITTABLE_VERSION);
    wr_buffer_string(&payload, wr_path_absolute(live_arena, writer->path));
    wr_buffer_varint(&payload, writer->finished_count);
    for (size_t i = 0; i < writer->finished_count; i++) {
        open_file *file = writer->finished[i];
        wr_buffer_string(&payload, file->directory);
        wr_buffer_string(&payload, file->pending);
        wr_buffer_string(&payload, file->final);
        wr_buffer_varint(&payload, file->size);
        live->files[i].path      = wr_arena_strdup(live_arena, wr_file_below(writer->epoch, writer->path, file->directory, file->pending));
        live->files[i].directory = wr_arena_strdup(live_arena, wr_file_below(writer->epoch, writer->path, file->directory, NULL));
        live->files[i].fd        = file->fd;
        if (file->first && file->directory[0])
            add_above(writer, live, file->directory);
    }
    *list      = wr_arena_calloc(arena, 1, sizeof(**list));
    (*list)[0] = (weir_committable){.worker = writer->worker, .payload = {wr_arena_strndup(arena, payload.data, payload.size), payload.size}, .live = live};
    *count     = 1;
    wr_buffer_free(&payload);
    /* The epoch is described whole: its names are not needed any more, nor its partitions when they are many. */
    writer->finished_count = 0;
    writer->kept_open      = 0;
    writer->epoch_id       = 0;
    wr_arena_reset(writer->epoch);
    if (writer->partition_count > PARTITIONS_KEPT) {
        wr_arena_reset(writer->places);
        writer->partitions         = NULL;
        writer->slots              = NULL;
        writer->partition_capacity = writer->partition_count = 0;
        writer->slot_mask          = 0;
    }
    return WEIR_OK;
}

static void file_drop(const file_writer *writer, open_file *file) {
    weir_error ignored; /* recovery removes what stays behind */
    (void)wr_file_close(writer->env, &file->fd, file->pending, &ignored);
    (void)wr_file_unlink(writer->env, wr_file_below(writer->epoch, writer->path, file->directory, file->pending), &ignored);
    wr_buffer_free(&file->buffer);
}

static void sink_close(void *context) {
    file_writer *writer = context;
    for (size_t i = 0; i < writer->partition_count; i++)
        if (writer->partitions[i].file)
            file_drop(writer, writer->partitions[i].file);
    for (size_t i = 0; i < writer->finished_count; i++)
        file_drop(writer, writer->finished[i]);
    wr_buffer_free(&writer->key);
    wr_arena_destroy(writer->epoch);
    wr_arena_destroy(writer->places);
    wr_arena_destroy(writer->arena);
}

static weir_status sink_claim(const weir_commit_context *job, const weir_table_info *table, void **claim, weir_error *err) {
    char stem[192];
    wr_file_stem(stem, sizeof(stem), job, 0, false);
    return wr_file_claim(job, table, wr_arena_printf(job->arena, ".%.*s.lock", (int)strlen(stem) - 1, stem), claim, err);
}

const weir_sink wr_file_sink = {
    .abi          = sizeof(weir_sink),
    .exactly_once = true,
    .needs_format = true,
    .consumes     = WEIR_CHANGELOG_RETRACT, /* what the format cannot say, it refuses */
    .claim        = sink_claim,
    .release      = wr_file_release,
    .open         = sink_open,
    .write        = sink_write,
    .prepare      = sink_prepare,
    .close        = sink_close,
    .sync         = wr_file_sink_sync,
    .forget       = wr_file_sink_forget,
    .commit       = wr_file_sink_commit,
    .place        = wr_file_sink_place,
    .evidence     = wr_file_sink_evidence,
    .discard      = wr_file_sink_discard,
};
