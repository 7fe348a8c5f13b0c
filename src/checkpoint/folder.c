/* checkpoint/folder.c - the job's folder on disk: lock, identity, manifests, retention.
 *
 * Always holds
 *   - Only the holder of the lock changes anything; a file lock goes with its process, so nothing is ever stale.
 *   - Every name appears by: temporary name, write, fsync, rename, fsync of the directory.
 *   - The identity says at least as high an id as was ever given out, durably, before the id is used.
 *   - A manifest appears after every state file that it names is durable under its name, and goes before them.
 *   - What cannot be read is never taken as a reason to delete.
 * The files: docs/formats/manifest.md. The protocol: docs/internals/exactly-once.md.
 */
#include "checkpoint/folder.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/seed_bug.h"

#define MANIFEST_PREFIX "MANIFEST-"
#define STATE_PREFIX    "state-"
#define OUTBOX_PREFIX   "outbox-"
#define TEMPORARY_TAIL  ".tmp"

static const char identity_magic[8] = {'W', 'E', 'I', 'R', 'J', 'O', 'B', '\n'};

enum {
    IDENTITY_VERSION = 1,
    IDENTITY_SIZE_MAX = 1 << 20,
    UUID_SIZE = 32,
    UUID_SHORT = 8, /* what a file name carries of it */
    ID_STEP = 16,   /* ids set aside per write of the identity: one write in 16 checkpoints */
    FOLDER_MODE = 0700,
    FILE_MODE = 0600,
    OTHERS_WRITE = 022,
    READ_SIZE = 1 << 20,
    EARLIER_MAX = 10000,
    LOCK_TRIES = 16
};
#define MANIFEST_SIZE_MAX ((size_t)1 << 30)

typedef struct identity {
    const char  *job_name;
    char         uuid[UUID_SIZE + 1];
    uint64_t     fence;
    uint64_t     id_limit; /* ids up to this one may have been used */
    uint64_t     device, inode;
    bool         clearing; /* --fresh began to remove what was there and may not have ended */
    const char **earlier;  /* uuids given up by --fresh */
    uint32_t     earlier_count;
} identity;

struct wr_folder {
    const wr_env *env;
    wr_arena     *arena;
    const char   *path;
    int           lock_fd; /* -1: inspecting */
    identity      identity;
    uint64_t      id_used; /* highest given out; <= identity.id_limit */
    bool          has_identity, is_new, was_moved;
};

/* ---- names ---- */

/* The whole of `text` as a number without sign and leading zeros. */
static bool parse_id(const char *text, uint64_t *id) {
    uint64_t value = 0;
    if (text[0] < '0' || text[0] > '9' || (text[0] == '0' && text[1] != '\0'))
        return false;
    for (; *text != '\0'; text++) {
        if (*text < '0' || *text > '9' || value > (UINT64_MAX - 9) / 10)
            return false;
        value = value * 10 + (uint64_t)(*text - '0');
    }
    *id = value;
    return true;
}

static bool starts_with(const char *text, const char *prefix) {
    return strncmp(text, prefix, strlen(prefix)) == 0;
}

static bool is_manifest_name(const char *name, uint64_t *id) {
    return starts_with(name, MANIFEST_PREFIX) && parse_id(name + strlen(MANIFEST_PREFIX), id);
}

/* outbox-<checkpoint>-<anything>, a sink's own (connect/outbox.h); *id is the checkpoint. */
static bool is_outbox_name(const char *name, uint64_t *id) {
    char number[24];
    if (!starts_with(name, OUTBOX_PREFIX))
        return false;
    const char *at = name + strlen(OUTBOX_PREFIX), *dash = strchr(at, '-');
    if (dash == NULL || (size_t)(dash - at) >= sizeof number)
        return false;
    memcpy(number, at, (size_t)(dash - at));
    number[dash - at] = '\0';
    return parse_id(number, id);
}

/* state-<checkpoint>-<worker>; *id is the checkpoint. */
static bool is_state_name(const char *name, uint64_t *id) {
    char        number[24];
    uint64_t    worker = 0;
    const char *at = name + strlen(STATE_PREFIX);
    if (!starts_with(name, STATE_PREFIX))
        return false;
    const char *dash = strchr(at, '-');
    if (dash == NULL || (size_t)(dash - at) >= sizeof number || !parse_id(dash + 1, &worker))
        return false;
    memcpy(number, at, (size_t)(dash - at));
    number[dash - at] = '\0';
    return parse_id(number, id);
}

/* Only names that are ours: MANIFEST-<n>.tmp, job.tmp-<random>, state-...tmp. */
static bool is_temporary_name(const char *name) {
    const char *tail = strstr(name, TEMPORARY_TAIL);
    return tail != NULL && (starts_with(name, MANIFEST_PREFIX) || starts_with(name, STATE_PREFIX) ||
                            starts_with(name, "job" TEMPORARY_TAIL));
}

static const char *path_of(const wr_folder *folder, wr_arena *arena, const char *name) {
    return wr_path_join(arena, folder->path, name);
}

static const char *manifest_name(wr_arena *arena, uint64_t id) {
    return wr_arena_printf(arena, MANIFEST_PREFIX "%" PRIu64, id);
}

/* ---- identity ---- */

static void identity_encode(const identity *job, wr_buffer *out) {
    wr_buffer_append(out, identity_magic, sizeof identity_magic);
    wr_buffer_u32(out, IDENTITY_VERSION);
    wr_buffer_string(out, job->job_name);
    wr_buffer_string(out, job->uuid);
    wr_buffer_varint(out, job->fence);
    wr_buffer_varint(out, job->id_limit);
    wr_buffer_u64(out, job->device);
    wr_buffer_u64(out, job->inode);
    wr_buffer_u8(out, job->clearing ? 1 : 0);
    wr_buffer_varint(out, job->earlier_count);
    for (uint32_t i = 0; i < job->earlier_count; i++)
        wr_buffer_string(out, job->earlier[i]);
    wr_digest digest = wr_digest_bytes(out->data, out->size);
    wr_buffer_u64(out, digest.low);
    wr_buffer_u64(out, digest.high);
}

static bool is_uuid(const char *text) {
    return strlen(text) == UUID_SIZE && strspn(text, "0123456789abcdef") == UUID_SIZE;
}

/* False: the layout is broken. */
static bool identity_decode_body(wr_reader *reader, wr_arena *arena, identity *job) {
    job->job_name = wr_reader_string(reader, arena);
    const char *uuid = wr_reader_string(reader, arena);
    job->fence = wr_reader_varint(reader);
    job->id_limit = wr_reader_varint(reader);
    job->device = wr_reader_u64(reader);
    job->inode = wr_reader_u64(reader);
    job->clearing = wr_reader_u8(reader) != 0;
    uint64_t earlier_count = wr_reader_varint(reader);
    if (reader->failed || !is_uuid(uuid) || earlier_count > EARLIER_MAX)
        return false;
    memcpy(job->uuid, uuid, sizeof job->uuid);
    job->earlier = wr_arena_calloc(arena, (size_t)earlier_count + 1, sizeof *job->earlier);
    while (job->earlier_count < earlier_count && !reader->failed) {
        const char *each = wr_reader_string(reader, arena);
        reader->failed |= !is_uuid(each);
        job->earlier[job->earlier_count++] = each;
    }
    return !reader->failed && reader->offset == reader->size;
}

static weir_status identity_decode(const char *data, size_t size, const char *path, wr_arena *arena, identity *job,
                                   weir_error *err) {
    enum { DIGEST_SIZE = 16, HEADER_SIZE = 12 };
    *job = (identity){0};
    if (size < HEADER_SIZE + DIGEST_SIZE || memcmp(data, identity_magic, sizeof identity_magic) != 0)
        goto damaged;
    size_t    body_end = size - DIGEST_SIZE;
    wr_reader tail = wr_reader_of(data + body_end, DIGEST_SIZE);
    wr_digest written = {.low = wr_reader_u64(&tail)};
    written.high = wr_reader_u64(&tail);
    if (!wr_digest_equal(written, wr_digest_bytes(data, body_end)))
        goto damaged;
    wr_reader reader = wr_reader_of(data, body_end);
    (void)wr_reader_raw(&reader, sizeof identity_magic);
    uint32_t version = wr_reader_u32(&reader);
    if (version > IDENTITY_VERSION)
        return weir_fail(err, WEIR_CONFLICT, "%s was written by a newer Weir: use that version or a newer one", path);
    if (version == IDENTITY_VERSION && identity_decode_body(&reader, arena, job))
        return WEIR_OK;
damaged:
    *job = (identity){0};
    return weir_fail(err, WEIR_CORRUPT,
                     "%s, which says whose folder this is, is damaged; bring the folder back from a copy, or start "
                     "anew with --fresh",
                     path);
}

/* *exists false: there is none. */
static weir_status identity_load(wr_folder *folder, bool *exists, weir_error *err) {
    wr_file_info info;
    char        *data = NULL;
    size_t       size = 0;
    const char  *path = path_of(folder, folder->arena, "job");
    WEIR_TRY(wr_file_stat(folder->env, path, &info, exists, err));
    if (!*exists)
        return WEIR_OK;
    weir_status status = wr_file_load(folder->env, path, IDENTITY_SIZE_MAX, folder->arena, &data, &size, err);
    if (status == WEIR_INVALID) /* too large: it is not ours */
        return weir_fail(err, WEIR_CORRUPT, "%s is damaged: it is far too large", path);
    WEIR_TRY(status);
    return identity_decode(data, size, path, folder->arena, &folder->identity, err);
}

static weir_status identity_store(wr_folder *folder, weir_error *err) {
    wr_buffer bytes = {0};
    wr_arena *arena = wr_arena_create(0); /* it is stored again and again: the folder's own would grow */
    identity_encode(&folder->identity, &bytes);
    weir_status status = wr_file_replace_durable(folder->env, path_of(folder, arena, "job"), bytes.data, bytes.size,
                                                 FILE_MODE, err);
    wr_buffer_free(&bytes);
    wr_arena_destroy(arena);
    return status;
}

static void new_uuid(wr_folder *folder) {
    for (unsigned half = 0; half < 2; half++) {
        uint64_t random = folder->env->random(folder->env->self);
        for (unsigned i = 0; i < 16; i++)
            folder->identity.uuid[16 * half + i] = "0123456789abcdef"[random >> (4 * i) & 15];
    }
    folder->identity.uuid[UUID_SIZE] = '\0';
}

/* ---- opening ---- */

static weir_status check_folder(const wr_env *env, const char *path, wr_file_info *info, bool *exists,
                                weir_error *err) {
    WEIR_TRY(wr_file_stat(env, path, info, exists, err));
    if (!*exists)
        return WEIR_OK;
    if (info->kind != WR_FILE_DIRECTORY)
        return weir_fail(err, WEIR_IO, "the job's folder %s is not a directory", path);
    if (info->owner != wr_process_user())
        return weir_fail(err, WEIR_IO,
                         "the job's folder %s belongs to user %" PRIu32 ", not to you (%" PRIu32
                         "): its files could be changed by others; use a folder of your own",
                         path, info->owner, wr_process_user());
    if ((info->mode & OTHERS_WRITE) != 0)
        return weir_fail(err, WEIR_IO,
                         "the job's folder %s may be written by others (mode %04" PRIo32 "); chmod 700 it", path,
                         info->mode);
    return WEIR_OK;
}

static weir_status refuse_locked(wr_folder *folder, int fd, weir_error *err) {
    char   text[32] = "";
    size_t got = 0;
    (void)wr_file_pread_all(folder->env, fd, text, sizeof text - 1, 0, &got, "lock", NULL);
    text[strspn(text, "0123456789")] = '\0';
    return weir_fail(err, WEIR_FENCED,
                     "the job's folder %s is in use by another process%s%s; stop that one first, or give this job "
                     "another name or folder",
                     folder->path, text[0] != '\0' ? ", pid " : "", text);
}

/* Somebody may have replaced the lock file between our open and our lock: then we hold a lock on nothing. */
static weir_status is_same_file(wr_folder *folder, int fd, const char *path, bool *same, weir_error *err) {
    wr_file_info named, opened;
    bool         exists = false;
    WEIR_TRY(wr_file_stat(folder->env, path, &named, &exists, err));
    int result = folder->env->io->fstat(folder->env->io->self, fd, &opened);
    if (result < 0)
        return weir_fail_errno(err, WEIR_IO, -result, "cannot look at %s", path);
    *same = exists && named.device == opened.device && named.inode == opened.inode;
    return WEIR_OK;
}

static weir_status take_lock(wr_folder *folder, weir_error *err) {
    const wr_io *io = folder->env->io;
    const char  *path = path_of(folder, folder->arena, "lock");
    for (int tries = 0; tries < LOCK_TRIES; tries++) {
        int         fd = -1, result;
        bool        same = false;
        weir_error  failure;
        weir_status status = wr_file_open(folder->env, path, WR_OPEN_LOCK, FILE_MODE, &fd, &failure);
        if (status != WEIR_OK && failure.os_error == ELOOP)
            return weir_fail(err, WEIR_IO, "%s is a link; the lock must be a file in the folder: remove it", path);
        if (status != WEIR_OK) {
            if (err != NULL)
                *err = failure;
            return status;
        }
        do
            result = io->lock(io->self, fd);
        while (result == -EINTR);
        if (result == -EAGAIN && WR_BUG(20))
            result = 0;
        if (result == -EAGAIN) /* EWOULDBLOCK is the same number on Linux */
            status = refuse_locked(folder, fd, err);
        else if (result < 0)
            status = weir_fail_errno(err, WEIR_IO, -result, "cannot lock %s", path);
        else
            status = is_same_file(folder, fd, path, &same, err);
        if (status == WEIR_OK && same) {
            folder->lock_fd = fd;
            return WEIR_OK;
        }
        (void)wr_file_close(folder->env, &fd, path, NULL);
        WEIR_TRY(status);
    }
    return weir_fail(err, WEIR_FENCED, "%s is replaced again and again by somebody else", path);
}

/* For messages only, so a failure is no reason to stop. */
static void write_pid(wr_folder *folder) {
    const wr_io *io = folder->env->io;
    const char  *text = wr_arena_printf(folder->arena, "%" PRIu32 "\n", wr_process_id());
    if (io->truncate(io->self, folder->lock_fd, 0) >= 0)
        (void)wr_file_write_all(folder->env, folder->lock_fd, text, strlen(text), "lock", NULL);
}

/* Removes all manifests, durably, and then all state files and outboxes. */
static weir_status clear_all(wr_folder *folder, weir_error *err) {
    wr_name_list list;
    uint64_t     id;
    WEIR_TRY(wr_dir_list(folder->env, folder->path, folder->arena, &list, err));
    for (uint32_t i = 0; i < list.count; i++)
        if (is_manifest_name(list.names[i], &id) || is_temporary_name(list.names[i]))
            WEIR_TRY(wr_file_unlink(folder->env, path_of(folder, folder->arena, list.names[i]), err));
    WEIR_TRY(wr_dir_sync(folder->env, folder->path, err));
    for (uint32_t i = 0; i < list.count; i++)
        if (is_state_name(list.names[i], &id) || is_outbox_name(list.names[i], &id))
            WEIR_TRY(wr_file_unlink(folder->env, path_of(folder, folder->arena, list.names[i]), err));
    return WEIR_OK;
}

/* The highest id that any name in the folder tells of: for a folder whose identity is lost. */
static weir_status highest_named(wr_folder *folder, uint64_t *highest, weir_error *err) {
    wr_name_list list;
    *highest = 0;
    WEIR_TRY(wr_dir_list(folder->env, folder->path, folder->arena, &list, err));
    for (uint32_t i = 0; i < list.count; i++) {
        uint64_t id = 0;
        if (is_manifest_name(list.names[i], &id) || is_state_name(list.names[i], &id) || is_outbox_name(list.names[i], &id))
            *highest = WR_MAX(*highest, id);
    }
    return WEIR_OK;
}

static void add_earlier(wr_folder *folder, const char *uuid) {
    identity    *job = &folder->identity;
    const char **earlier = wr_arena_calloc(folder->arena, (size_t)job->earlier_count + 1, sizeof *earlier);
    uint32_t     count = WR_MIN(job->earlier_count, (uint32_t)EARLIER_MAX - 1);
    if (count != 0)
        memcpy(earlier, job->earlier, count * sizeof *earlier);
    earlier[count] = wr_arena_strdup(folder->arena, uuid);
    job->earlier = earlier;
    job->earlier_count = count + 1;
}

static weir_status make_identity(wr_folder *folder, const char *job_name, bool fresh, bool existed,
                                 weir_error *err) {
    identity *job = &folder->identity;
    uint64_t  highest = 0;
    WEIR_TRY(highest_named(folder, &highest, err));
    if (!existed && !fresh && highest != 0)
        return weir_fail(err, WEIR_CONFLICT,
                         "the job's folder %s holds checkpoints but not the file 'job', which says whose they are; "
                         "bring it back from a copy, or start anew with --fresh",
                         folder->path);
    if (job->uuid[0] != '\0')
        add_earlier(folder, job->uuid);
    job->job_name = job_name;
    job->id_limit = WR_MAX(job->id_limit, highest);
    job->clearing = existed || highest != 0;
    new_uuid(folder);
    folder->is_new = true;
    return WEIR_OK;
}

/* The next start of this identity: fence one higher, ids behind all that were given out. One durable write. */
static weir_status start_identity(wr_folder *folder, const wr_file_info *info, weir_error *err) {
    identity *job = &folder->identity;
    folder->was_moved = !folder->is_new && (job->device != info->device || job->inode != info->inode);
    job->device = info->device;
    job->inode = info->inode;
    job->fence++;
    folder->id_used = job->id_limit;
    if (WR_BUG(15)) /* "what has no manifest was never used" */
        WEIR_TRY(highest_named(folder, &folder->id_used, err));
    job->id_limit += ID_STEP;
    return identity_store(folder, err);
}

static weir_status open_locked(wr_folder *folder, const char *job_name, bool fresh, const wr_file_info *info,
                               weir_error *err) {
    bool        existed = false;
    weir_status status = identity_load(folder, &existed, err);
    if (status == WEIR_CORRUPT && fresh)
        folder->identity = (identity){0}; /* damaged, and to be forgotten anyway */
    else if (status == WEIR_CORRUPT)
        return weir_fail(err, WEIR_CONFLICT, "%s", err->message); /* nothing is touched */
    else
        WEIR_TRY(status);
    if (existed && !fresh && strcmp(folder->identity.job_name, job_name) != 0)
        return weir_fail(err, WEIR_CONFLICT,
                         "the job's folder %s belongs to job '%s', not to '%s'; use a folder of its own for each job",
                         folder->path, folder->identity.job_name, job_name);
    if (fresh || !existed)
        WEIR_TRY(make_identity(folder, wr_arena_strdup(folder->arena, job_name), fresh, existed, err));
    WEIR_TRY(start_identity(folder, info, err));
    if (folder->identity.clearing) {
        WEIR_TRY(clear_all(folder, err));
        folder->identity.clearing = false;
        WEIR_TRY(identity_store(folder, err));
    }
    folder->has_identity = true;
    return WEIR_OK;
}

static wr_folder *make_folder(const wr_env *env, const char *path, wr_arena *arena) {
    wr_folder *folder = wr_arena_calloc(arena, 1, sizeof *folder);
    *folder = (wr_folder){.env = env, .arena = arena, .path = wr_arena_strdup(arena, path), .lock_fd = -1};
    return folder;
}

weir_status wr_folder_open(const wr_env *env, const char *path, const char *job_name, bool fresh,
                           struct weir_arena *arena, wr_folder **out, weir_error *err) {
    wr_file_info info;
    bool         exists = false;
    *out = NULL;
    WEIR_TRY(check_folder(env, path, &info, &exists, err));
    weir_status made = wr_dir_make(env, path, FOLDER_MODE, err); /* also makes its name durable when it is there */
    if (made == WEIR_IO && !exists)
        return weir_fail_context(err, made, "no folder for the job's checkpoints (SET 'execution.checkpointing.dir' "
                                 "= '<folder>' gives them another place)");
    WEIR_TRY(made);
    if (!exists) {
        WEIR_TRY(check_folder(env, path, &info, &exists, err));
        if (!exists)
            return weir_fail(err, WEIR_IO, "the job's folder %s vanished again", path);
    }
    wr_folder *folder = make_folder(env, path, arena);
    WEIR_TRY(take_lock(folder, err));
    write_pid(folder);
    weir_status status = open_locked(folder, job_name, fresh, &info, err);
    if (status != WEIR_OK) {
        wr_folder_close(folder);
        return status;
    }
    *out = folder;
    return WEIR_OK;
}

weir_status wr_folder_inspect(const wr_env *env, const char *path, struct weir_arena *arena, wr_folder **out,
                              weir_error *err) {
    wr_file_info info;
    bool         exists = false;
    *out = NULL;
    WEIR_TRY(wr_file_stat(env, path, &info, &exists, err));
    if (!exists || info.kind != WR_FILE_DIRECTORY)
        return weir_fail(err, WEIR_IO, "there is no job's folder %s", path);
    wr_folder *folder = make_folder(env, path, arena);
    WEIR_TRY(identity_load(folder, &folder->has_identity, err));
    folder->was_moved = folder->has_identity &&
                        (folder->identity.device != info.device || folder->identity.inode != info.inode);
    *out = folder;
    return WEIR_OK;
}

void wr_folder_close(wr_folder *folder) {
    if (folder != NULL)
        (void)wr_file_close(folder->env, &folder->lock_fd, folder->path, NULL);
}

const char *wr_folder_path(const wr_folder *folder) {
    return folder->path;
}

const char *wr_folder_uuid(const wr_folder *folder) {
    return folder->identity.uuid;
}

uint64_t wr_folder_fence(const wr_folder *folder) {
    return folder->identity.fence;
}

bool wr_folder_is_new(const wr_folder *folder) {
    return folder->is_new;
}

bool wr_folder_was_moved(const wr_folder *folder) {
    return folder->was_moved;
}

bool wr_folder_knows_uuid(const wr_folder *folder, const char *uuid8) {
    for (uint32_t i = 0; i < folder->identity.earlier_count; i++)
        if (strncmp(folder->identity.earlier[i], uuid8, UUID_SHORT) == 0)
            return true;
    return false;
}

const char *const *wr_folder_earlier_uuids(const wr_folder *folder, uint32_t *count) {
    *count = folder->identity.earlier_count;
    return folder->identity.earlier;
}

/* Only the digits that file names carry are known; the others are zeros. */
weir_status wr_folder_adopt_uuid(wr_folder *folder, const char *uuid8, weir_error *err) {
    char uuid[UUID_SIZE + 1];
    WR_ASSERT(folder->lock_fd >= 0);
    if (wr_folder_knows_uuid(folder, uuid8))
        return WEIR_OK;
    snprintf(uuid, sizeof uuid, "%.8s%024d", uuid8, 0);
    if (!is_uuid(uuid))
        return WEIR_OK; /* no name of ours */
    add_earlier(folder, uuid);
    return identity_store(folder, err);
}

weir_status wr_folder_next_id(wr_folder *folder, uint64_t *checkpoint_id, weir_error *err) {
    WR_ASSERT(folder->lock_fd >= 0);
    if (folder->id_used == folder->identity.id_limit) {
        folder->identity.id_limit += ID_STEP;
        weir_status status = identity_store(folder, err);
        if (status != WEIR_OK) {
            folder->identity.id_limit -= ID_STEP; /* perhaps it was stored; then a few ids are never used */
            return status;
        }
    }
    *checkpoint_id = ++folder->id_used;
    return WEIR_OK;
}

/* ---- scanning ---- */

/* State files that were read already: several manifests name the same ones. */
typedef struct checked_file {
    const char *name;
    uint64_t    size;
    wr_digest   digest;
    const char *problem; /* NULL: right */
} checked_file;
typedef struct scan {
    wr_folder    *folder;
    wr_arena     *arena;
    checked_file *checked;
    size_t        checked_count, checked_capacity;
} scan;

static weir_status sync_file(wr_folder *folder, const char *path, weir_error *err) {
    int fd = -1;
    WEIR_TRY(wr_file_open(folder->env, path, WR_OPEN_READ, 0, &fd, err));
    weir_status status = wr_file_sync(folder->env, fd, path, err);
    (void)wr_file_close(folder->env, &fd, path, NULL);
    return status;
}

static weir_status digest_file(const wr_env *env, const char *path, uint64_t *size, wr_digest *digest,
                               weir_error *err) {
    int               fd = -1;
    weir_status       status = WEIR_OK;
    char             *block = NULL;
    wr_digest_stream *stream = NULL;
    *size = 0;
    WEIR_TRY(wr_file_open(env, path, WR_OPEN_READ, 0, &fd, err));
    block = wr_alloc(READ_SIZE);
    stream = wr_digest_stream_create();
    for (;;) {
        size_t got = 0;
        WEIR_TRY_GOTO(status, wr_file_read(env, fd, block, READ_SIZE, &got, path, err), done);
        if (got == 0)
            break;
        wr_digest_stream_add(stream, block, got);
        *size += got;
    }
    *digest = wr_digest_stream_value(stream);
done:
    wr_digest_stream_destroy(stream);
    wr_free(block);
    (void)wr_file_close(env, &fd, path, NULL);
    return status;
}

/* What is wrong with a state file; NULL: nothing. A file that cannot be read is as bad as a damaged one. */
static const char *state_problem(scan *now, const wr_manifest_file *file) {
    uint64_t     size = 0;
    wr_digest    digest = {0};
    wr_file_info info;
    bool         exists = false;
    weir_error   failure;
    const char  *path = path_of(now->folder, now->arena, file->name);
    if (wr_file_stat(now->folder->env, path, &info, &exists, &failure) != WEIR_OK)
        return wr_arena_printf(now->arena, "%s: %s", file->name, failure.message);
    if (!exists)
        return wr_arena_printf(now->arena, "%s is missing", file->name);
    if (info.size != file->size)
        return wr_arena_printf(now->arena, "%s has %" PRIu64 " bytes, not %" PRIu64, file->name, info.size, file->size);
    if (digest_file(now->folder->env, path, &size, &digest, &failure) != WEIR_OK)
        return wr_arena_printf(now->arena, "%s: %s", file->name, failure.message);
    if (size != file->size || !wr_digest_equal(digest, file->digest))
        return wr_arena_printf(now->arena, "%s: digest differs", file->name);
    return NULL;
}

static const char *state_problem_once(scan *now, const wr_manifest_file *file) {
    for (size_t i = 0; i < now->checked_count; i++) {
        const checked_file *each = &now->checked[i];
        if (each->size == file->size && wr_digest_equal(each->digest, file->digest) &&
            strcmp(each->name, file->name) == 0)
            return each->problem;
    }
    const char *problem = state_problem(now, file);
    if (WR_BUG(14))
        problem = NULL;
    now->checked = wr_arena_grow(now->arena, now->checked, now->checked_count, &now->checked_capacity,
                                 sizeof *now->checked);
    now->checked[now->checked_count++] =
        (checked_file){.name = file->name, .size = file->size, .digest = file->digest, .problem = problem};
    return problem;
}

/* Loads and checks one manifest. Everything that is wrong with it becomes found->problem. */
static void check_manifest(scan *now, uint64_t id, wr_found_manifest *found) {
    weir_error      failure;
    char           *data = NULL;
    size_t          size = 0;
    const wr_folder *folder = now->folder;
    const char     *name = manifest_name(now->arena, id);
    *found = (wr_found_manifest){.checkpoint_id = id};
    if (wr_file_load(folder->env, path_of(folder, now->arena, name), MANIFEST_SIZE_MAX, now->arena, &data, &size,
                     &failure) != WEIR_OK ||
        wr_manifest_decode(data, size, name, now->arena, &found->manifest, &failure) != WEIR_OK) {
        found->problem = wr_arena_strdup(now->arena, failure.message);
        return;
    }
    const wr_manifest *manifest = &found->manifest;
    if (manifest->checkpoint_id != id)
        found->problem = wr_arena_printf(now->arena, "%s is checkpoint %" PRIu64 " under another name", name,
                                         manifest->checkpoint_id);
    else if (folder->has_identity && strcmp(manifest->job_uuid, folder->identity.uuid) != 0)
        found->problem = wr_arena_printf(now->arena, "%s belongs to another job ('%s', uuid %s)", name,
                                         manifest->job_name, manifest->job_uuid);
    for (uint32_t i = 0; i < manifest->file_count && found->problem == NULL; i++)
        found->problem = state_problem_once(now, &manifest->files[i]);
    found->valid = found->problem == NULL;
}

static int newest_first(const void *left, const void *right) {
    uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
    return a > b ? -1 : a < b;
}

/* Ids of all manifests, newest first, in arena. */
static weir_status list_manifests(const wr_folder *folder, wr_arena *arena, uint64_t **ids, uint32_t *count,
                                  weir_error *err) {
    wr_name_list list;
    *count = 0;
    WEIR_TRY(wr_dir_list(folder->env, folder->path, arena, &list, err));
    *ids = wr_arena_calloc(arena, (size_t)list.count + 1, sizeof **ids);
    for (uint32_t i = 0; i < list.count; i++)
        if (is_manifest_name(list.names[i], &(*ids)[*count]))
            (*count)++;
    qsort(*ids, *count, sizeof **ids, newest_first);
    return WEIR_OK;
}

weir_status wr_folder_scan(wr_folder *folder, struct weir_arena *arena, wr_found_manifest **found, uint32_t *count,
                           weir_error *err) {
    uint64_t *ids = NULL;
    scan      now = {.folder = folder, .arena = arena};
    *found = NULL;
    *count = 0;
    WEIR_TRY(list_manifests(folder, arena, &ids, count, err));
    if (folder->lock_fd >= 0 && *count != 0 && !WR_BUG(17)) {
        /* A killed process may have renamed what is not durable yet: nothing may be built on it before it is. */
        for (uint32_t i = 0; i < *count; i++)
            WEIR_TRY(sync_file(folder, path_of(folder, arena, manifest_name(arena, ids[i])), err));
        WEIR_TRY(wr_dir_sync(folder->env, folder->path, err));
    }
    *found = wr_arena_calloc(arena, (size_t)*count + 1, sizeof **found);
    for (uint32_t i = 0; i < *count; i++)
        check_manifest(&now, ids[i], &(*found)[i]);
    return WEIR_OK;
}

/* ---- changing ---- */

weir_status wr_folder_remove_manifest(wr_folder *folder, uint64_t checkpoint_id, weir_error *err) {
    WR_ASSERT(folder->lock_fd >= 0);
    wr_arena   *arena = wr_arena_create(0);
    weir_status status = wr_file_unlink(folder->env, path_of(folder, arena, manifest_name(arena, checkpoint_id)), err);
    if (status == WEIR_OK)
        status = wr_dir_sync(folder->env, folder->path, err);
    wr_arena_destroy(arena);
    return status;
}

/* The temporary file, durable with its bytes. */
static weir_status write_temporary(wr_folder *folder, const char *path, const wr_buffer *bytes, weir_error *err) {
    int         fd = -1;
    weir_status status = WEIR_OK;
    WEIR_TRY(wr_file_open(folder->env, path, WR_OPEN_REPLACE, FILE_MODE, &fd, err));
    WEIR_TRY_GOTO(status, wr_file_write_all(folder->env, fd, bytes->data, bytes->size, path, err), done);
    if (!WR_BUG(1))
        WEIR_TRY_GOTO(status, wr_file_sync(folder->env, fd, path, err), done);
    WEIR_TRY_GOTO(status, wr_file_close(folder->env, &fd, path, err), done);
done:
    (void)wr_file_close(folder->env, &fd, path, NULL);
    return status;
}

weir_status wr_folder_write_manifest(wr_folder *folder, wr_manifest *manifest, bool *undecided, weir_error *err) {
    WR_ASSERT(folder->lock_fd >= 0);
    wr_buffer   bytes = {0};
    wr_arena   *arena = wr_arena_create(0);
    const char *path = path_of(folder, arena, manifest_name(arena, manifest->checkpoint_id));
    const char *temporary = wr_arena_printf(arena, "%s" TEMPORARY_TAIL, path);
    bool        exists = false;
    weir_status status = WEIR_OK;
    *undecided = false;
    wr_manifest_encode(manifest, &bytes);
    WEIR_TRY_GOTO(status, write_temporary(folder, temporary, &bytes, err), failed);
    /* The names of its state files become durable before its own can, so a manifest never lacks one. */
    if (!WR_BUG(18))
        WEIR_TRY_GOTO(status, wr_dir_sync(folder->env, folder->path, err), failed);
    status = wr_file_rename(folder->env, temporary, path, false, err);
    if (status != WEIR_OK) {
        /* Where the rename is made of two steps, one may have happened: only an absent name is a sure "no". */
        wr_file_info info;
        *undecided = wr_file_stat(folder->env, path, &info, &exists, NULL) != WEIR_OK || exists;
        goto failed;
    }
    if (!WR_BUG(2))
        status = wr_dir_sync(folder->env, folder->path, err);
    if (WR_BUG(27)) /* "it is there, I can see it" */
        status = WEIR_OK;
    *undecided = status != WEIR_OK; /* the name is there, but it may not survive a power loss */
    goto done;
failed:
    if (!*undecided)
        (void)wr_file_unlink(folder->env, temporary, NULL); /* the first error is the one to tell */
done:
    wr_buffer_free(&bytes);
    wr_arena_destroy(arena);
    return status;
}

/* Names of the state files that the given manifests need. *complete false: one of them cannot be read, so nobody
 * knows what it needs. */
static weir_status needed_files(wr_folder *folder, wr_arena *arena, const uint64_t *ids, uint32_t count,
                                wr_name_list *needed, bool *complete, weir_error *err) {
    size_t capacity = 0;
    *needed = (wr_name_list){0};
    *complete = true;
    for (uint32_t i = 0; i < count; i++) {
        wr_manifest manifest;
        char       *data = NULL;
        size_t      size = 0;
        const char *name = manifest_name(arena, ids[i]);
        weir_status status =
            wr_file_load(folder->env, path_of(folder, arena, name), MANIFEST_SIZE_MAX, arena, &data, &size, err);
        if (status == WEIR_OK)
            status = wr_manifest_decode(data, size, name, arena, &manifest, err);
        if (status != WEIR_OK) {
            *complete = false;
            continue;
        }
        for (uint32_t k = 0; k < manifest.file_count; k++) {
            if (WR_BUG(12) && manifest.files[k].checkpoint_id != ids[i])
                continue;
            needed->names = wr_arena_grow(arena, needed->names, needed->count, &capacity, sizeof *needed->names);
            needed->names[needed->count++] = wr_arena_strdup(arena, manifest.files[k].name);
        }
    }
    return WEIR_OK;
}

static bool is_listed(const wr_name_list *list, const char *name) {
    for (uint32_t i = 0; i < list->count; i++)
        if (strcmp(list->names[i], name) == 0)
            return true;
    return false;
}

static bool has_id(const uint64_t *ids, uint32_t count, uint64_t id) {
    for (uint32_t i = 0; i < count; i++)
        if (ids[i] == id)
            return true;
    return false;
}

/* Removes state files up to checkpoint id_max that no manifest of `ids` needs, and outboxes of other checkpoints. */
static weir_status remove_states(wr_folder *folder, wr_arena *arena, const uint64_t *ids, uint32_t count,
                                 uint64_t id_max, weir_error *err) {
    wr_name_list needed, list;
    bool         complete = false;
    WEIR_TRY(needed_files(folder, arena, ids, count, &needed, &complete, err));
    WEIR_TRY(wr_dir_list(folder->env, folder->path, arena, &list, err));
    for (uint32_t i = 0; i < list.count; i++) {
        uint64_t id = 0;
        bool     unneeded = is_state_name(list.names[i], &id) ? complete && !is_listed(&needed, list.names[i]) /* else kept until it is clear */
                                                              : is_outbox_name(list.names[i], &id) && !has_id(ids, count, id);
        if (unneeded && id <= id_max)
            WEIR_TRY(wr_file_unlink(folder->env, path_of(folder, arena, list.names[i]), err));
    }
    return WEIR_OK;
}

weir_status wr_folder_retire(wr_folder *folder, uint64_t decided_id, uint32_t keep, weir_error *err) {
    WR_ASSERT(folder->lock_fd >= 0 && keep >= 2);
    uint64_t   *ids = NULL;
    uint32_t    count = 0, kept = 0, decided = 0;
    wr_arena   *arena = wr_arena_create(0);
    weir_status status = WEIR_OK;
    WEIR_TRY_GOTO(status, list_manifests(folder, arena, &ids, &count, err), done);
    for (uint32_t i = 0; i < count; i++) {
        if (ids[i] <= decided_id && ++decided > keep)
            WEIR_TRY_GOTO(status,
                          wr_file_unlink(folder->env, path_of(folder, arena, manifest_name(arena, ids[i])), err),
                          done);
        else
            ids[kept++] = ids[i];
    }
    if (kept != count && !WR_BUG(19)) /* a state file may go only when no manifest can come back that needs it */
        WEIR_TRY_GOTO(status, wr_dir_sync(folder->env, folder->path, err), done);
    /* Newer state files belong to the checkpoint that is being written. */
    status = remove_states(folder, arena, ids, kept, decided_id, err);
done:
    wr_arena_destroy(arena);
    return status;
}

weir_status wr_folder_sweep(wr_folder *folder, weir_error *err) {
    WR_ASSERT(folder->lock_fd >= 0);
    uint64_t    *ids = NULL;
    uint32_t     count = 0;
    wr_name_list list;
    wr_arena    *arena = wr_arena_create(0);
    weir_status  status = WEIR_OK;
    WEIR_TRY_GOTO(status, wr_dir_list(folder->env, folder->path, arena, &list, err), done);
    for (uint32_t i = 0; i < list.count; i++)
        if (is_temporary_name(list.names[i]))
            WEIR_TRY_GOTO(status, wr_file_unlink(folder->env, path_of(folder, arena, list.names[i]), err), done);
    WEIR_TRY_GOTO(status, list_manifests(folder, arena, &ids, &count, err), done);
    status = remove_states(folder, arena, ids, count, UINT64_MAX, err);
done:
    wr_arena_destroy(arena);
    return status;
}

/* ---- --from ---- */

/* "12", "chk-12" or "MANIFEST-12". */
static bool is_checkpoint_text(const char *name, uint64_t *id) {
    return is_manifest_name(name, id) || parse_id(name, id) ||
           (starts_with(name, "chk-") && parse_id(name + strlen("chk-"), id));
}

static weir_status pick_from(const char *text, const wr_found_manifest *all, uint32_t count, bool any, uint64_t id,
                             wr_found_manifest *found, weir_error *err) {
    for (uint32_t i = 0; i < count; i++) {
        if (!any && all[i].checkpoint_id != id)
            continue;
        if (!any && !all[i].valid)
            return weir_fail(err, WEIR_CORRUPT, "checkpoint %s cannot be used: %s", text, all[i].problem);
        if (all[i].valid) {
            *found = all[i];
            return WEIR_OK;
        }
    }
    if (count != 0 && any)
        return weir_fail(err, WEIR_CORRUPT, "%s: none of the %" PRIu32 " checkpoints is intact; the newest: %s", text,
                         count, all[0].problem);
    return weir_fail(err, WEIR_INVALID, "there is no checkpoint '%s'; give a job's folder, or a MANIFEST-<n> in one",
                     text);
}

weir_status wr_folder_load_from(const wr_env *env, const char *text, struct weir_arena *arena,
                                wr_found_manifest *found, char **folder_path, weir_error *err) {
    wr_file_info       info;
    bool               exists = false;
    uint64_t           id = 0;
    wr_folder         *folder = NULL;
    wr_found_manifest *all = NULL;
    uint32_t           count = 0;
    *found = (wr_found_manifest){0};
    WEIR_TRY(wr_file_stat(env, text, &info, &exists, err));
    bool is_folder = exists && info.kind == WR_FILE_DIRECTORY;
    if (!is_folder && !is_checkpoint_text(wr_path_name(text), &id))
        return pick_from(text, NULL, 0, true, 0, found, err);
    *folder_path = is_folder ? wr_arena_strdup(arena, text) : wr_path_directory(arena, text);
    WEIR_TRY(wr_folder_inspect(env, *folder_path, arena, &folder, err));
    WEIR_TRY(wr_folder_scan(folder, arena, &all, &count, err));
    return pick_from(text, all, count, is_folder, id, found, err);
}
