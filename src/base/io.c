/* base/io.c - what callers use of the file system: whole operations, with messages.
 *
 * Always holds: EINTR never reaches a caller; a short write is continued; every failure names the
 * path and keeps errno; a full disk (ENOSPC, EDQUOT) is WEIR_UNAVAILABLE, because waiting helps.
 */
#include "base/io.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/seed_bug.h"

/* One read or write moves at most this much: the kernel's own limit is just below 2 GiB. */
#define TRANSFER_SIZE_MAX ((size_t)1 << 30)
#define TEMPORARY_NAME_TRIES 8

static weir_status fail(weir_error *err, int os_error, const char *doing, const char *path) {
    bool full = os_error == ENOSPC || os_error == EDQUOT;
    return weir_fail_errno(err, full ? WEIR_UNAVAILABLE : WEIR_IO, os_error, "cannot %s %s", doing,
                           path);
}

/* The raw operation again for as long as a signal interrupts it. */
#define RETRY(result, call)          \
    do                               \
        (result) = (call);           \
    while ((result) == -EINTR)

void wr_log(const wr_env *env, wr_log_level level, const char *fmt, ...) {
    char    line[2048];
    va_list args;
    va_start(args, fmt);
    int size = vsnprintf(line, sizeof line, fmt, args);
    va_end(args);
    if (size < 0)
        return;
    for (char *each = line; *each != '\0'; each++)
        if (*each == '\n' || *each == '\r')
            *each = ' '; /* one call, one line: a value cannot forge a second one */
    env->log(env->self, level, line);
}

weir_status wr_file_open(const wr_env *env, const char *path, wr_open_mode mode,
                         uint32_t permissions, int *fd, weir_error *err) {
    int result;
    RETRY(result, env->io->open(env->io->self, path, mode, permissions));
    *fd = result >= 0 ? result : -1;
    if (result >= 0)
        return WEIR_OK;
    bool creates = mode == WR_OPEN_CREATE || mode == WR_OPEN_REPLACE || mode == WR_OPEN_LOCK;
    return fail(err, -result, creates ? "create" : "open", path);
}

weir_status wr_file_read(const wr_env *env, int fd, void *data, size_t size, size_t *got,
                         const char *path, weir_error *err) {
    int64_t result;
    RETRY(result, env->io->read(env->io->self, fd, data, WR_MIN(size, TRANSFER_SIZE_MAX)));
    *got = result >= 0 ? (size_t)result : 0;
    return result >= 0 ? WEIR_OK : fail(err, (int)-result, "read", path);
}

weir_status wr_file_pread_all(const wr_env *env, int fd, void *data, size_t size, uint64_t offset,
                              size_t *got, const char *path, weir_error *err) {
    *got = 0;
    while (*got < size) {
        int64_t result;
        RETRY(result, env->io->pread(env->io->self, fd, (char *)data + *got,
                                     WR_MIN(size - *got, TRANSFER_SIZE_MAX), offset + *got));
        if (result < 0)
            return fail(err, (int)-result, "read", path);
        if (result == 0)
            break;
        *got += (size_t)result;
    }
    return WEIR_OK;
}

weir_status wr_file_write_all(const wr_env *env, int fd, const void *data, size_t size,
                              const char *path, weir_error *err) {
    size_t written = 0;
    while (written < size) {
        int64_t result;
        RETRY(result, env->io->write(env->io->self, fd, (const char *)data + written,
                                     WR_MIN(size - written, TRANSFER_SIZE_MAX)));
        if (result == 0)
            result = -EIO; /* nothing written and no reason given: do not spin */
        if (result < 0)
            return fail(err, (int)-result, "write", path);
        written += WR_BUG(21) ? size : (size_t)result;
    }
    return WEIR_OK;
}

weir_status wr_file_sync(const wr_env *env, int fd, const char *path, weir_error *err) {
    int result;
    RETRY(result, env->io->sync(env->io->self, fd));
    if (WR_BUG(22) && result == -EIO) /* the kernel has dropped the pages: this one says all is well */
        RETRY(result, env->io->sync(env->io->self, fd));
    return result >= 0 ? WEIR_OK : fail(err, -result, "sync", path);
}

weir_status wr_file_close(const wr_env *env, int *fd, const char *path, weir_error *err) {
    if (*fd < 0)
        return WEIR_OK;
    int result = env->io->close(env->io->self, *fd);
    *fd = -1;
    return result >= 0 || result == -EINTR ? WEIR_OK : fail(err, -result, "close", path);
}

weir_status wr_dir_sync(const wr_env *env, const char *path, weir_error *err) {
    int result;
    RETRY(result, env->io->sync_directory(env->io->self, path));
    return result >= 0 ? WEIR_OK : fail(err, -result, "sync directory", path);
}

weir_status wr_file_rename(const wr_env *env, const char *from, const char *to, bool replace,
                           weir_error *err) {
    int result;
    RETRY(result, env->io->rename(env->io->self, from, to, replace));
    if (result >= 0)
        return WEIR_OK;
    bool full = result == -ENOSPC || result == -EDQUOT;
    return weir_fail_errno(err, full ? WEIR_UNAVAILABLE : WEIR_IO, -result,
                           "cannot rename %s to %s", from, to);
}

weir_status wr_file_unlink(const wr_env *env, const char *path, weir_error *err) {
    int result;
    RETRY(result, env->io->unlink(env->io->self, path));
    return result >= 0 || result == -ENOENT ? WEIR_OK : fail(err, -result, "delete", path);
}

weir_status wr_file_stat(const wr_env *env, const char *path, wr_file_info *info, bool *exists,
                         weir_error *err) {
    int result;
    RETRY(result, env->io->stat(env->io->self, path, info));
    *exists = result >= 0;
    if (result >= 0)
        return WEIR_OK;
    *info = (wr_file_info){0};
    if (result == -ENOENT || result == -ENOTDIR)
        return WEIR_OK;
    return fail(err, -result, "look at", path);
}

weir_status wr_dir_list(const wr_env *env, const char *path, struct weir_arena *arena,
                        wr_name_list *list, weir_error *err) {
    int result;
    RETRY(result, env->io->list(env->io->self, path, arena, list));
    return result >= 0 ? WEIR_OK : fail(err, -result, "list directory", path);
}

/* Makes `path`, whose parent exists, and syncs the parent, so that the new name survives. */
static weir_status make_one(const wr_env *env, wr_arena *arena, const char *path,
                            uint32_t permissions, weir_error *err) {
    int result;
    RETRY(result, env->io->mkdir(env->io->self, path, permissions));
    if (result < 0 && result != -EEXIST)
        return fail(err, -result, "make directory", path);
    if (result == -EEXIST) { /* somebody else was quicker; or it is something else */
        wr_file_info info;
        bool         exists = false;
        WEIR_TRY(wr_file_stat(env, path, &info, &exists, err));
        return exists && info.kind == WR_FILE_DIRECTORY
                   ? WEIR_OK
                   : fail(err, ENOTDIR, "make directory", path);
    }
    return wr_dir_sync(env, wr_path_directory(arena, path), err);
}

/* A process that was killed may have made this directory and not have synced its name. Where others own what is above,
 * the name is their business. */
static weir_status settle(const wr_env *env, wr_arena *arena, const char *path, weir_error *err) {
    weir_error failure;
    if (WR_BUG(28) || strcmp(path, "/") == 0 || strcmp(path, ".") == 0 || strcmp(wr_path_name(path), "..") == 0)
        return WEIR_OK;
    weir_status status = wr_dir_sync(env, wr_path_directory(arena, path), &failure);
    if (status == WEIR_OK || failure.os_error == EACCES || failure.os_error == EPERM || failure.os_error == EROFS)
        return WEIR_OK;
    if (err != NULL)
        *err = failure;
    return status;
}

weir_status wr_dir_make(const wr_env *env, const char *path, uint32_t permissions,
                        weir_error *err) {
    weir_status  status = WEIR_OK;
    wr_arena    *arena = wr_arena_create(0);
    const char **missing = NULL; /* deepest first */
    size_t       count = 0, capacity = 0;
    /* Up to the first directory that is there: those above it may not be ours to look at. */
    for (const char *each = path;; each = wr_path_directory(arena, each)) {
        wr_file_info info;
        bool         exists = false;
        WEIR_TRY_GOTO(status, wr_file_stat(env, each, &info, &exists, err), done);
        if (exists && info.kind != WR_FILE_DIRECTORY) {
            status = fail(err, ENOTDIR, "make directory", each);
            goto done;
        }
        if (exists) {
            WEIR_TRY_GOTO(status, settle(env, arena, each, err), done);
            break;
        }
        missing = wr_arena_grow(arena, missing, count, &capacity, sizeof *missing);
        missing[count++] = each;
        if (strcmp(each, "/") == 0 || strcmp(each, ".") == 0)
            break;
    }
    while (count != 0)
        WEIR_TRY_GOTO(status, make_one(env, arena, missing[--count], permissions, err), done);
done:
    wr_arena_destroy(arena);
    return status;
}

weir_status wr_file_load(const wr_env *env, const char *path, size_t size_max,
                         struct weir_arena *arena, char **data, size_t *size, weir_error *err) {
    int          fd = -1;
    wr_buffer    buffer = {0};
    wr_file_info info = {0};
    weir_status  status = WEIR_OK;
    *data = NULL;
    *size = 0;
    WEIR_TRY(wr_file_open(env, path, WR_OPEN_READ, 0, &fd, err));
    int result = env->io->fstat(env->io->self, fd, &info);
    if (result < 0) {
        status = fail(err, -result, "look at", path);
        goto done;
    }
    if (info.kind == WR_FILE_DIRECTORY) {
        status = fail(err, EISDIR, "read", path);
        goto done;
    }
    uint64_t expected = WR_MIN(info.size, (uint64_t)size_max);
    wr_buffer_reserve(&buffer, (size_t)expected + 1); /* one more shows the end in one read */
    for (;;) {
        size_t got = 0;
        wr_buffer_reserve(&buffer, 4096);
        WEIR_TRY_GOTO(status,
                      wr_file_read(env, fd, buffer.data + buffer.size,
                                   buffer.capacity - buffer.size, &got, path, err),
                      done);
        if (got == 0)
            break;
        buffer.size += got;
        if (buffer.size > size_max) {
            status = weir_fail(err, WEIR_INVALID, "%s is larger than the %zu bytes allowed here",
                               path, size_max);
            goto done;
        }
    }
    *data = wr_arena_strndup(arena, buffer.data, buffer.size);
    *size = buffer.size;
done:
    wr_buffer_free(&buffer);
    (void)wr_file_close(env, &fd, path, NULL); /* only read: nothing can be lost */
    return status;
}

/* Creates a file of a fresh name beside `path`; the name is in *temporary. */
static weir_status create_temporary(const wr_env *env, wr_arena *arena, const char *path,
                                    uint32_t permissions, const char **temporary, int *fd,
                                    weir_error *err) {
    weir_status status = WEIR_OK;
    for (int tries = 0; tries < TEMPORARY_NAME_TRIES; tries++) {
        weir_error failure;
        *temporary = wr_arena_printf(arena, "%s.tmp-%016" PRIx64, path, env->random(env->self));
        status = wr_file_open(env, *temporary, WR_OPEN_CREATE, permissions, fd, &failure);
        if (status == WEIR_OK)
            return WEIR_OK;
        if (err != NULL)
            *err = failure;
        if (failure.os_error != EEXIST)
            break;
    }
    return status;
}

weir_status wr_file_replace_durable(const wr_env *env, const char *path, const void *data,
                                    size_t size, uint32_t permissions, weir_error *err) {
    int         fd = -1;
    bool        renamed = false;
    const char *temporary = NULL;
    wr_arena   *arena = wr_arena_create(0);
    weir_status status = create_temporary(env, arena, path, permissions, &temporary, &fd, err);
    if (status != WEIR_OK) {
        wr_arena_destroy(arena);
        return status;
    }
    WEIR_TRY_GOTO(status, wr_file_write_all(env, fd, data, size, temporary, err), done);
    if (!WR_BUG(23))
        WEIR_TRY_GOTO(status, wr_file_sync(env, fd, temporary, err), done);
    WEIR_TRY_GOTO(status, wr_file_close(env, &fd, temporary, err), done);
    WEIR_TRY_GOTO(status, wr_file_rename(env, temporary, path, true, err), done);
    renamed = true;
    WEIR_TRY_GOTO(status, wr_dir_sync(env, wr_path_directory(arena, path), err), done);
done:
    (void)wr_file_close(env, &fd, temporary, NULL);
    if (!renamed)
        (void)wr_file_unlink(env, temporary, NULL); /* the first error is the one to tell */
    wr_arena_destroy(arena);
    return status;
}

char *wr_path_directory(struct weir_arena *arena, const char *path) {
    size_t size = strlen(path);
    while (size > 1 && path[size - 1] == '/')
        size--; /* a/b/ is a/b */
    while (size > 0 && path[size - 1] != '/')
        size--;
    while (size > 1 && path[size - 1] == '/')
        size--;
    return size != 0 ? wr_arena_strndup(arena, path, size) : wr_arena_strdup(arena, ".");
}

const char *wr_path_name(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash != NULL ? slash + 1 : path;
}

char *wr_path_absolute(struct weir_arena *arena, const char *path) {
    char here[4096];
    if (path[0] == '/' || getcwd(here, sizeof(here)) == NULL)
        return wr_arena_strdup(arena, path);
    return wr_path_join(arena, here, path);
}

char *wr_path_join(struct weir_arena *arena, const char *directory, const char *name) {
    size_t size = strlen(directory);
    if (size == 0 || name[0] == '/')
        return wr_arena_strdup(arena, name);
    return wr_arena_printf(arena, "%s%s%s", directory, directory[size - 1] == '/' ? "" : "/", name);
}
