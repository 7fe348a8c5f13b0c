/* checkpoint/folder.c - the job's folder: who may use it, and what it has given out.
 *
 * Always holds
 *   - Only the holder of the lock changes anything; a file lock goes with its process, so nothing is ever stale.
 *   - Every name appears by: temporary name, write, fsync, rename, fsync of the directory.
 *   - The identity says at least as high an id as was ever given out, durably, before the id is used.
 * Manifests and their files: folder_scan.c, folder_change.c. The files: docs/formats/manifest.md. The protocol:
 * docs/internals/exactly-once.md. */
#include "checkpoint/folder_internal.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "base/seed_bug.h"

enum {
    UUID_SHORT = 8, /* what a file name carries of it */
    ID_STEP = 16,   /* ids set aside per write of the identity: one write in 16 checkpoints */
    FOLDER_MODE = 0700,
    OTHERS_WRITE = 022,
    LOCK_TRIES = 16
};

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
    const char  *path = wr_folder_file(folder, folder->arena, "lock");
    for (int tries = 0; tries < LOCK_TRIES; tries++) {
        int         fd = -1, result;
        bool        same = false;
        weir_error  failure;
        weir_status status = wr_file_open(folder->env, path, WR_OPEN_LOCK, WR_FOLDER_FILE_MODE, &fd, &failure);
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
        if (wr_name_is_manifest(list.names[i], &id) || wr_name_is_temporary(list.names[i]))
            WEIR_TRY(wr_file_unlink(folder->env, wr_folder_file(folder, folder->arena, list.names[i]), err));
    WEIR_TRY(wr_dir_sync(folder->env, folder->path, err));
    for (uint32_t i = 0; i < list.count; i++)
        if (wr_name_is_state(list.names[i], &id) || wr_name_is_outbox(list.names[i], &id))
            WEIR_TRY(wr_file_unlink(folder->env, wr_folder_file(folder, folder->arena, list.names[i]), err));
    return WEIR_OK;
}

/* The highest id that any name in the folder tells of: for a folder whose identity is lost. */
static weir_status highest_named(wr_folder *folder, uint64_t *highest, weir_error *err) {
    wr_name_list list;
    *highest = 0;
    WEIR_TRY(wr_dir_list(folder->env, folder->path, folder->arena, &list, err));
    for (uint32_t i = 0; i < list.count; i++) {
        uint64_t id = 0;
        if (wr_name_is_manifest(list.names[i], &id) || wr_name_is_state(list.names[i], &id) || wr_name_is_outbox(list.names[i], &id))
            *highest = WR_MAX(*highest, id);
    }
    return WEIR_OK;
}

static void add_earlier(wr_folder *folder, const char *uuid) {
    wr_identity    *job = &folder->identity;
    const char **earlier = wr_arena_calloc(folder->arena, (size_t)job->earlier_count + 1, sizeof *earlier);
    uint32_t     count = WR_MIN(job->earlier_count, (uint32_t)WR_EARLIER_MAX - 1);
    if (count != 0)
        memcpy(earlier, job->earlier, count * sizeof *earlier);
    earlier[count] = wr_arena_strdup(folder->arena, uuid);
    job->earlier = earlier;
    job->earlier_count = count + 1;
}

static weir_status make_identity(wr_folder *folder, const char *job_name, bool fresh, bool existed,
                                 weir_error *err) {
    wr_identity *job = &folder->identity;
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
    wr_identity_new_uuid(folder);
    folder->is_new = true;
    return WEIR_OK;
}

/* The next start of this identity: fence one higher, ids behind all that were given out. One durable write. */
static weir_status start_identity(wr_folder *folder, const wr_file_info *info, weir_error *err) {
    wr_identity *job = &folder->identity;
    folder->was_moved = !folder->is_new && (job->device != info->device || job->inode != info->inode);
    job->device = info->device;
    job->inode = info->inode;
    job->fence++;
    folder->id_used = job->id_limit;
    if (WR_BUG(15)) /* "what has no manifest was never used" */
        WEIR_TRY(highest_named(folder, &folder->id_used, err));
    job->id_limit += ID_STEP;
    return wr_identity_store(folder, err);
}

static weir_status open_locked(wr_folder *folder, const char *job_name, bool fresh, const wr_file_info *info,
                               weir_error *err) {
    bool        existed = false;
    weir_status status = wr_identity_load(folder, &existed, err);
    if (status == WEIR_CORRUPT && fresh)
        folder->identity = (wr_identity){0}; /* damaged, and to be forgotten anyway */
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
        WEIR_TRY(wr_identity_store(folder, err));
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
    WEIR_TRY(wr_identity_load(folder, &folder->has_identity, err));
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
    char uuid[WR_UUID_SIZE + 1];
    WR_ASSERT(folder->lock_fd >= 0);
    if (wr_folder_knows_uuid(folder, uuid8))
        return WEIR_OK;
    snprintf(uuid, sizeof uuid, "%.8s%024d", uuid8, 0);
    if (!wr_is_uuid(uuid))
        return WEIR_OK; /* no name of ours */
    add_earlier(folder, uuid);
    return wr_identity_store(folder, err);
}

weir_status wr_folder_next_id(wr_folder *folder, uint64_t *checkpoint_id, weir_error *err) {
    WR_ASSERT(folder->lock_fd >= 0);
    if (folder->id_used == folder->identity.id_limit) {
        folder->identity.id_limit += ID_STEP;
        weir_status status = wr_identity_store(folder, err);
        if (status != WEIR_OK) {
            folder->identity.id_limit -= ID_STEP; /* perhaps it was stored; then a few ids are never used */
            return status;
        }
    }
    *checkpoint_id = ++folder->id_used;
    return WEIR_OK;
}
