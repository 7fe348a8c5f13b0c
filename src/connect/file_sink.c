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
 * Committable format: docs/internals/files.md. */
#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "base/alloc.h"
#include "base/hash.h"
#include "base/seed_bug.h"
#include "batch/vector.h"
#include "connect/file.h"

#define WRITE_SIZE          (256u * 1024u)
#define BUFFERED_MAX        (16u * 1024u * 1024u) /* of all open files; then all are written out            */
#define KEPT_OPEN_MAX       64u                   /* finished files that keep their descriptor until sync   */
#define OPEN_MAX            256u                  /* partitions written at a time                           */
#define PARTITIONS_KEPT     1024u                 /* remembered from one epoch to the next                  */
#define COMMITTABLE_VERSION 2

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

/* What sync needs; the committable carries it while the process lives. */
typedef struct live_files {
    const wr_env *env;
    wr_arena    *arena;
    uint32_t     count;
    struct live_file { const char *path; const char *directory; int fd; } *files;
    const char **above; size_t above_count, above_capacity; /* directories above new partitions */
} live_files;

/* ---- names ---- */

static void stem_make(char *out, size_t size, const weir_commit_context *job, uint32_t worker, bool with_worker) {
    char   name[129];
    size_t length = strlen(job->job_name);
    if (length > sizeof(name) - 1)
        length = sizeof(name) - 1;
    for (size_t i = 0; i < length; i++) {
        char c  = job->job_name[i];
        name[i] = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ? c : '_';
    }
    name[length] = '\0';
    if (with_worker)
        snprintf(out, size, "part-%s-%.8s-%u", name, job->job_uuid, worker);
    else
        snprintf(out, size, "part-%s-", name);
}

typedef struct parsed_name {
    char     uuid8[9];
    uint64_t worker, epoch, number, fence;
    bool     pending;
} parsed_name;

static const char *number_parse(const char *p, uint64_t *value) {
    const char *begin = p;
    while (*p >= '0' && *p <= '9')
        p++;
    uint64_t sum = 0;
    if (p == begin || p - begin > 19)
        return NULL;
    for (const char *d = begin; d < p; d++)
        sum = sum * 10 + (uint64_t)(*d - '0');
    *value = sum;
    return p;
}

/* Is this a name of the job with this prefix ("part-<job>-")? */
static bool name_parse(const char *name, const char *prefix, parsed_name *out) {
    memset(out, 0, sizeof(*out));
    out->pending = name[0] == '.';
    const char *p = name + out->pending;
    size_t size   = strlen(prefix);
    if (strncmp(p, prefix, size) != 0)
        return false;
    p += size;
    for (int i = 0; i < 8; i++, p++) {
        if (!((*p >= '0' && *p <= '9') || (*p >= 'a' && *p <= 'f')))
            return false;
        out->uuid8[i] = *p;
    }
    if (*p++ != '-' || !(p = number_parse(p, &out->worker)) || *p++ != '-' || !(p = number_parse(p, &out->epoch)) ||
        *p++ != '-' || !(p = number_parse(p, &out->number)))
        return false;
    if (!out->pending)
        return *p == '\0';
    return *p++ == '.' && (p = number_parse(p, &out->fence)) && strcmp(p, ".pending") == 0;
}

static const char *below(wr_arena *arena, const char *path, const char *directory, const char *name) {
    const char *full = directory[0] ? wr_path_join(arena, path, directory) : path;
    return name ? wr_path_join(arena, full, name) : full;
}

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
                                   writer->table->name, below(writer->epoch, writer->path, file->directory, file->pending));
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
        const char *full   = below(writer->epoch, writer->path, directory, NULL);
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
        const char *path = below(writer->epoch, writer->path, directory, file->pending);
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
    stem_make(writer->stem, sizeof(writer->stem), job, worker, true);
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
static void add_above(const file_writer *writer, live_files *live, const char *directory) {
    for (const char *end = NULL;;) {
        const char *above = end == NULL ? writer->path
                                        : below(live->arena, writer->path, wr_arena_strndup(live->arena, directory, (size_t)(end - directory)), NULL);
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
    live_files *live       = wr_arena_calloc(live_arena, 1, sizeof(*live));
    wr_buffer   payload    = {0};
    live->env   = writer->env;
    live->arena = live_arena;
    live->count = (uint32_t)writer->finished_count;
    live->files = wr_arena_calloc(live_arena, live->count, sizeof(*live->files));
    wr_buffer_u8(&payload, COMMITTABLE_VERSION);
    wr_buffer_string(&payload, wr_path_absolute(live_arena, writer->path));
    wr_buffer_varint(&payload, writer->finished_count);
    for (size_t i = 0; i < writer->finished_count; i++) {
        open_file *file = writer->finished[i];
        wr_buffer_string(&payload, file->directory);
        wr_buffer_string(&payload, file->pending);
        wr_buffer_string(&payload, file->final);
        wr_buffer_varint(&payload, file->size);
        live->files[i].path      = wr_arena_strdup(live_arena, below(writer->epoch, writer->path, file->directory, file->pending));
        live->files[i].directory = wr_arena_strdup(live_arena, below(writer->epoch, writer->path, file->directory, NULL));
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
    (void)wr_file_unlink(writer->env, below(writer->epoch, writer->path, file->directory, file->pending), &ignored);
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

/* ---- the checkpoint thread's half ---- */

static weir_status sink_sync(const weir_commit_context *job, weir_committable *committable, weir_error *err) {
    live_files *live = committable->live;
    weir_status status = WEIR_OK;
    if (!live)
        return WEIR_OK;
    for (uint32_t i = 0; i < live->count; i++) {
        struct live_file *file = live->files + i;
        if (status == WEIR_OK && file->fd < 0)
            status = wr_file_open(job->env, file->path, WR_OPEN_APPEND, 0, &file->fd, err);
        if (status == WEIR_OK && !WR_BUG(3))
            status = wr_file_sync(job->env, file->fd, file->path, err);
        weir_error ignored;
        weir_status closed = wr_file_close(job->env, &file->fd, file->path, status == WEIR_OK ? err : &ignored);
        if (status == WEIR_OK)
            status = closed;
    }
    for (uint32_t i = 0; i < live->count && status == WEIR_OK; i++) {
        bool before = false;
        for (uint32_t k = 0; k < i && !before; k++)
            before = strcmp(live->files[k].directory, live->files[i].directory) == 0;
        if (!before && !WR_BUG(4))
            status = wr_dir_sync(job->env, live->files[i].directory, err);
    }
    for (size_t i = 0; i < live->above_count && status == WEIR_OK; i++)
        status = wr_dir_sync(job->env, live->above[i], err);
    committable->live = NULL;
    wr_arena_destroy(live->arena);
    return status;
}

static void sink_forget(weir_committable *committable) {
    live_files *live = committable->live;
    if (!live)
        return;
    for (uint32_t i = 0; i < live->count; i++)
        (void)wr_file_close(live->env, &live->files[i].fd, live->files[i].path, NULL);
    committable->live = NULL;
    wr_arena_destroy(live->arena);
}

/* Are these the same bytes? A rename by link and unlink that was cut off leaves both names. */
static weir_status same_content(const wr_env *env, const char *a, const char *b, bool *same, weir_error *err) {
    wr_file_info info_a, info_b;
    bool         exists_a = false, exists_b = false;
    int          fd_a = -1, fd_b = -1;
    char        *bytes = NULL;
    weir_status  status;
    *same = false;
    WEIR_TRY(wr_file_stat(env, a, &info_a, &exists_a, err));
    WEIR_TRY(wr_file_stat(env, b, &info_b, &exists_b, err));
    if (!exists_a || !exists_b || info_a.size != info_b.size)
        return WEIR_OK;
    if (info_a.device == info_b.device && info_a.inode == info_b.inode) {
        *same = true;
        return WEIR_OK;
    }
    bytes = wr_alloc(2 * WRITE_SIZE);
    WEIR_TRY_GOTO(status, wr_file_open(env, a, WR_OPEN_READ, 0, &fd_a, err), done);
    WEIR_TRY_GOTO(status, wr_file_open(env, b, WR_OPEN_READ, 0, &fd_b, err), done);
    for (uint64_t offset = 0;; offset += WRITE_SIZE) {
        size_t got_a, got_b;
        WEIR_TRY_GOTO(status, wr_file_pread_all(env, fd_a, bytes, WRITE_SIZE, offset, &got_a, a, err), done);
        WEIR_TRY_GOTO(status, wr_file_pread_all(env, fd_b, bytes + WRITE_SIZE, WRITE_SIZE, offset, &got_b, b, err), done);
        if (got_a != got_b || memcmp(bytes, bytes + WRITE_SIZE, got_a) != 0)
            break;
        if (got_a < WRITE_SIZE) {
            *same = true;
            break;
        }
    }
done:;
    weir_error ignored;
    (void)wr_file_close(env, &fd_a, a, &ignored);
    (void)wr_file_close(env, &fd_b, b, &ignored);
    wr_free(bytes);
    return status;
}

/* A promised file is not where the table's path points now. Fine when it was put in place before; but when the path was
 * edited since, it still lies hidden where the path pointed then, and its rows would be lost. */
static weir_status promise_left_behind(const weir_commit_context *job, const char *table_name, const char *path, const char *promised,
                                       const char *directory, const char *pending, wr_arena *arena, weir_error *err) {
    wr_file_info info;
    bool         there = false;
    const char  *left = below(arena, promised, directory, pending);
    if (strcmp(wr_path_absolute(arena, path), promised) == 0)
        return WEIR_OK;
    weir_status status = wr_file_stat(job->env, left, &info, &there, err);
    if (status != WEIR_OK)
        return weir_fail_context(err, status, "table '%s'", table_name);
    if (!there)
        return WEIR_OK;
    return weir_fail(err, WEIR_CONFLICT, "table '%s': its 'path' was %s, and checkpoint %" PRIu64 " still has rows to show there (%s); the path is %s now. "
                     "Run the job once more with the path as it was and stop it with SIGTERM, then change the path", table_name, promised, job->checkpoint_id, left, path);
}

/* Makes one promised file visible. Done before (here or by a run that was killed): fine. */
static weir_status file_commit(const weir_commit_context *job, const char *table_name, const char *pending, const char *final, weir_error *err) {
    weir_status status = wr_file_rename(job->env, pending, final, false, err);
    weir_error  local;
    int         os_error = err ? err->os_error : 0;
    if (status == WEIR_OK)
        return WEIR_OK;
    if (os_error == ENOENT && job->recovering)
        return WEIR_OK; /* renamed already; a consumer may even have taken the file away */
    if (os_error == ENOENT)
        return weir_fail(err, WEIR_FENCED, "table '%s': %s is gone, though this process was to put it in place: another instance of the job has taken over, "
                         "with a copy of the job's folder, or somebody removed it. This process stops and writes nothing more", table_name, pending);
    if (os_error != EEXIST)
        return weir_fail_context(err, status, "table '%s'", table_name);
    bool same = false;
    status = same_content(job->env, pending, final, &same, &local);
    if (status != WEIR_OK)
        return weir_fail(err, status, "table '%s': %s", table_name, local.message);
    if (same)
        return wr_file_unlink(job->env, pending, err);
    return weir_fail(err, WEIR_CONFLICT, "table '%s': %s exists with other content, but checkpoint %" PRIu64 " is to put %s there. "
                     "Find out who wrote it and move it away, then run the job again", table_name, final, job->checkpoint_id, pending);
}

static weir_status sink_commit(const weir_commit_context *job, const weir_table_info *table, const weir_committable *list, uint32_t count, weir_error *err) {
    wr_arena    *arena = wr_arena_create(0);
    const char  *path;
    const char **directories = NULL;
    size_t       directory_count = 0, capacity = 0;
    weir_error   own_error;
    weir_error  *error  = err ? err : &own_error; /* errno is looked at */
    weir_status  status;
    WEIR_TRY_GOTO(status, wr_file_table_path(table, arena, &path, error), done);
    for (uint32_t i = 0; i < count; i++) {
        wr_reader reader  = wr_reader_of(list[i].payload.data, list[i].payload.size);
        uint8_t   version = wr_reader_u8(&reader);
        if (version != COMMITTABLE_VERSION) {
            status = weir_fail(error, WEIR_CONFLICT, "table '%s': checkpoint %" PRIu64 " was written by another version of Weir", table->name, job->checkpoint_id);
            goto done;
        }
        const char *promised = wr_reader_string(&reader, arena);
        uint64_t    files    = wr_reader_varint(&reader);
        for (uint64_t f = 0; f < files && !reader.failed; f++) {
            const char *directory = wr_reader_string(&reader, arena);
            const char *pending   = wr_reader_string(&reader, arena);
            const char *final     = wr_reader_string(&reader, arena);
            wr_reader_varint(&reader);
            if (reader.failed)
                break;
            if (job->recovering)
                WEIR_TRY_GOTO(status, promise_left_behind(job, table->name, path, promised, directory, pending, arena, error), done);
            WEIR_TRY_GOTO(status, file_commit(job, table->name, below(arena, path, directory, pending), below(arena, path, directory, final), error), done);
            bool known = false;
            for (size_t d = 0; d < directory_count && !known; d++)
                known = strcmp(directories[d], directory) == 0;
            if (!known) {
                directories = wr_arena_grow(arena, directories, directory_count, &capacity, sizeof(*directories));
                directories[directory_count++] = directory;
            }
        }
        if (reader.failed) {
            status = weir_fail(error, WEIR_CORRUPT, "table '%s': what checkpoint %" PRIu64 " says of its files is damaged", table->name, job->checkpoint_id);
            goto done;
        }
    }
    for (size_t d = 0; d < directory_count && !WR_BUG(6); d++) {
        status = wr_dir_sync(job->env, below(arena, path, directories[d], NULL), error);
        if (status != WEIR_OK && error->os_error == ENOENT)
            status = WEIR_OK; /* taken away with its files */
        if (status != WEIR_OK)
            goto done;
    }
done:
    wr_arena_destroy(arena);
    return status;
}

/* Every name of this job in the table's directories. */
typedef weir_status (*name_visit)(void *context, const char *directory, const char *name, const parsed_name *parsed, weir_error *err);
static weir_status names_walk(const weir_commit_context *job, const char *directory, uint32_t depth, const char *prefix,
                              name_visit visit, void *context, weir_error *err) {
    wr_arena    *arena = wr_arena_create(0);
    wr_name_list names;
    weir_status  status;
    WEIR_TRY_GOTO(status, wr_dir_list(job->env, directory, arena, &names, err), done);
    for (uint32_t i = 0; i < names.count; i++) {
        parsed_name parsed;
        if (name_parse(names.names[i], prefix, &parsed)) {
            WEIR_TRY_GOTO(status, visit(context, directory, names.names[i], &parsed, err), done);
        } else if (depth > 0 && strchr(names.names[i], '=')) {
            const char  *child = wr_path_join(arena, directory, names.names[i]);
            wr_file_info info;
            bool         exists = false;
            WEIR_TRY_GOTO(status, wr_file_stat(job->env, child, &info, &exists, err), done);
            if (exists && info.kind == WR_FILE_DIRECTORY)
                WEIR_TRY_GOTO(status, names_walk(job, child, depth - 1, prefix, visit, context, err), done);
        }
    }
done:
    wr_arena_destroy(arena);
    return status;
}

static weir_status table_walk(const weir_commit_context *job, const weir_table_info *table, name_visit visit, void *context, weir_error *err) {
    char         prefix[192];
    const char  *path;
    wr_file_info info;
    bool         exists = false;
    WEIR_TRY(wr_file_table_path(table, job->arena, &path, err));
    WEIR_TRY(wr_file_stat(job->env, path, &info, &exists, err));
    if (!exists || info.kind != WR_FILE_DIRECTORY)
        return WEIR_OK; /* nothing was ever written; open says what is wrong with it */
    stem_make(prefix, sizeof(prefix), job, 0, false);
    weir_status status = names_walk(job, path, table->partition_key_count, prefix, visit, context, err);
    return status == WEIR_OK ? status : weir_fail_context(err, status, "table '%s'", table->name);
}

/* Is it the output of a run of this job that --fresh gave up? */
static bool is_earlier(const weir_commit_context *job, const char *uuid8) {
    for (uint32_t i = 0; i < job->earlier_uuid_count; i++)
        if (strncmp(uuid8, job->earlier_uuids[i], 8) == 0)
            return true;
    return false;
}

typedef struct evidence_search {
    const weir_commit_context *job;
    weir_evidence *evidence;
    const char   **others; size_t other_count, other_capacity;
} evidence_search;

static void add_other(evidence_search *search, const char *directory, const char *name, const char *uuid8) {
    for (size_t i = 0; i < search->other_count; i++)
        if (strncmp(search->others[i], uuid8, 8) == 0)
            return;
    search->others = wr_arena_grow(search->job->arena, search->others, search->other_count, &search->other_capacity, sizeof(*search->others));
    search->others[search->other_count++] = wr_arena_strdup(search->job->arena, uuid8);
    search->evidence->other_uuid = true;
    search->evidence->other_uuids = search->others;
    search->evidence->other_uuid_count = (uint32_t)search->other_count;
    if (!search->evidence->detail)
        search->evidence->detail = wr_path_join(search->job->arena, directory, name);
}

static weir_status evidence_visit(void *context, const char *directory, const char *name, const parsed_name *parsed, weir_error *err) {
    (void)err;
    evidence_search *search = context;
    if (parsed->pending)
        return WEIR_OK;
    search->evidence->any = true;
    if (is_earlier(search->job, parsed->uuid8))
        return WEIR_OK;
    if (strncmp(parsed->uuid8, search->job->job_uuid, 8) != 0) {
        add_other(search, directory, name, parsed->uuid8);
        return WEIR_OK;
    }
    if (parsed->epoch >= search->evidence->checkpoint_id_max) {
        search->evidence->checkpoint_id_max = parsed->epoch;
        search->evidence->detail            = wr_path_join(search->job->arena, directory, name);
    }
    return WEIR_OK;
}

static weir_status sink_evidence(const weir_commit_context *job, const weir_table_info *table, weir_evidence *evidence, weir_error *err) {
    evidence_search search = {.job = job, .evidence = evidence};
    memset(evidence, 0, sizeof(*evidence));
    return table_walk(job, table, evidence_visit, &search, err);
}

/* All that is hidden and not promised, of older epochs too: a power loss can bring back a name whose removal was not
 * durable. */
static weir_status discard_visit(void *context, const char *directory, const char *name, const parsed_name *parsed, weir_error *err) {
    const weir_commit_context *job = context;
    bool own = strncmp(parsed->uuid8, job->job_uuid, 8) == 0;
    if (!parsed->pending || (!own && !is_earlier(job, parsed->uuid8)) || (own && parsed->epoch == job->checkpoint_id))
        return WEIR_OK;
    return wr_file_unlink(job->env, wr_path_join(job->arena, directory, name), err);
}

static weir_status sink_discard(const weir_commit_context *job, const weir_table_info *table, weir_error *err) {
    weir_commit_context own = *job;
    return table_walk(job, table, discard_visit, &own, err);
}

/* A disk that is not mounted looks like output that consumers took away. When the table's path is another one now, commit
 * looks after what was left behind. */
static weir_status sink_place(const weir_commit_context *job, const weir_table_info *table, const weir_committable *list, uint32_t count,
                              bool *gone, const char **where, weir_error *err) {
    wr_file_info info;
    bool         there = true, promised = false;
    WEIR_TRY(wr_file_table_path(table, job->arena, where, err));
    for (uint32_t i = 0; i < count && !promised; i++) {
        wr_reader reader = wr_reader_of(list[i].payload.data, list[i].payload.size);
        (void)wr_reader_u8(&reader);
        promised = strcmp(wr_reader_string(&reader, job->arena), wr_path_absolute(job->arena, *where)) == 0;
    }
    if (promised)
        WEIR_TRY(wr_file_stat(job->env, *where, &info, &there, err));
    *gone = !there;
    return WEIR_OK;
}

static weir_status sink_claim(const weir_commit_context *job, const weir_table_info *table, void **claim, weir_error *err) {
    char stem[192];
    stem_make(stem, sizeof(stem), job, 0, false);
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
    .sync         = sink_sync,
    .forget       = sink_forget,
    .commit       = sink_commit,
    .place        = sink_place,
    .evidence     = sink_evidence,
    .discard      = sink_discard,
};
