/* connect/file_commit.c - puts promised files in place: synced before the decision, renamed behind it.
 *
 * Holds: nothing is renamed over; a commit that is repeated, by this process or another, ends in the same names.
 * Thread: the job's. */
#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "base/alloc.h"
#include "base/seed_bug.h"
#include "connect/file_sink.h"

#define COMPARE_SIZE (256u * 1024u) /* of two files, at a time */

weir_status wr_file_sink_sync(const weir_commit_context *job, weir_committable *committable, weir_error *err) {
    wr_live_files *live = committable->live;
    weir_status status = WEIR_OK;
    if (!live)
        return WEIR_OK;
    for (uint32_t i = 0; i < live->count; i++) {
        struct wr_live_file *file = live->files + i;
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

void wr_file_sink_forget(weir_committable *committable) {
    wr_live_files *live = committable->live;
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
    bytes = wr_alloc(2 * COMPARE_SIZE);
    WEIR_TRY_GOTO(status, wr_file_open(env, a, WR_OPEN_READ, 0, &fd_a, err), done);
    WEIR_TRY_GOTO(status, wr_file_open(env, b, WR_OPEN_READ, 0, &fd_b, err), done);
    for (uint64_t offset = 0;; offset += COMPARE_SIZE) {
        size_t got_a, got_b;
        WEIR_TRY_GOTO(status, wr_file_pread_all(env, fd_a, bytes, COMPARE_SIZE, offset, &got_a, a, err), done);
        WEIR_TRY_GOTO(status, wr_file_pread_all(env, fd_b, bytes + COMPARE_SIZE, COMPARE_SIZE, offset, &got_b, b, err), done);
        if (got_a != got_b || memcmp(bytes, bytes + COMPARE_SIZE, got_a) != 0)
            break;
        if (got_a < COMPARE_SIZE) {
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
    const char  *left = wr_file_below(arena, promised, directory, pending);
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

weir_status wr_file_sink_commit(const weir_commit_context *job, const weir_table_info *table, const weir_committable *list, uint32_t count, weir_error *err) {
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
        if (version != WR_FILE_COMMITTABLE_VERSION) {
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
            WEIR_TRY_GOTO(status, file_commit(job, table->name, wr_file_below(arena, path, directory, pending), wr_file_below(arena, path, directory, final), error), done);
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
        status = wr_dir_sync(job->env, wr_file_below(arena, path, directories[d], NULL), error);
        if (status != WEIR_OK && error->os_error == ENOENT)
            status = WEIR_OK; /* taken away with its files */
        if (status != WEIR_OK)
            goto done;
    }
done:
    wr_arena_destroy(arena);
    return status;
}

/* A disk that is not mounted looks like output that consumers took away. When the table's path is another one now, commit
 * looks after what was left behind. */
weir_status wr_file_sink_place(const weir_commit_context *job, const weir_table_info *table, const weir_committable *list, uint32_t count,
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
