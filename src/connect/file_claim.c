/* connect/file_claim.c - one process at a time writes the files of a job in a table's directory.
 *
 * The lock of the job's folder stops a second instance, but not one that works on a copy of that folder. Both write
 * to the same place, so that is where the second lock is: .part-<job>.lock, hidden, and gone when the process ends in
 * order. A killed process leaves the file and no lock. It holds as far as flock reaches: on this machine, and on network
 * file systems that pass locks on. */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "connect/file.h"

#define LOCK_TRIES 16

typedef struct file_claim {
    const wr_env *env;
    char         *path;
    int           fd;
} file_claim;

/* Somebody may have removed the file between our open and our lock: then we hold a lock on nothing. */
static bool is_there(const wr_env *env, const char *path, int fd) {
    wr_file_info named, opened;
    return env->io->stat(env->io->self, path, &named) >= 0 && env->io->fstat(env->io->self, fd, &opened) >= 0 &&
           named.device == opened.device && named.inode == opened.inode;
}

/* For the other's message only. */
static void write_pid(const wr_env *env, int fd) {
    char text[16];
    int  size = snprintf(text, sizeof(text), "%" PRIu32 "\n", wr_process_id());
    if (env->io->truncate(env->io->self, fd, 0) >= 0)
        (void)wr_file_write_all(env, fd, text, (size_t)size, "lock", NULL);
}

static uint32_t read_pid(const wr_env *env, int fd) {
    char   text[16] = "";
    size_t got = 0;
    (void)wr_file_pread_all(env, fd, text, sizeof(text) - 1, 0, &got, "lock", NULL);
    return (uint32_t)strtoul(text, NULL, 10);
}

/* One try. *held: the lock is ours and its file is there. *pointless: nobody can lock here, or this process does already. */
static weir_status try_lock(const weir_commit_context *job, const weir_table_info *table, const char *path, int fd, bool *held,
                            bool *pointless, weir_error *err) {
    const wr_io *io = job->env->io;
    int          result;
    do
        result = io->lock(io->self, fd);
    while (result == -EINTR);
    *held      = result >= 0 && is_there(job->env, path, fd);
    *pointless = false;
    if (result >= 0)
        return WEIR_OK;
    if (result != -EAGAIN) {
        wr_log(job->env, WR_LOG_WARN, "table '%s': %s cannot be locked; take care that no second instance with a copy of the job's folder writes there",
               table->name, path);
        *pointless = true;
        return WEIR_OK;
    }
    uint32_t pid = read_pid(job->env, fd);
    if (pid == wr_process_id()) { /* another table of this process is in the same directory */
        *pointless = true;
        return WEIR_OK;
    }
    return weir_fail(err, WEIR_FENCED, "table '%s' is being written by another instance of job '%s', pid %" PRIu32 ", which has another folder for "
                     "its state (a copy?); stop that one first", table->name, job->job_name, pid);
}

weir_status wr_file_claim(const weir_commit_context *job, const weir_table_info *table, const char *name, void **out, weir_error *err) {
    const wr_env *env = job->env;
    const char   *directory;
    wr_file_info  info;
    bool          exists = false;
    *out = NULL;
    WEIR_TRY(wr_file_table_path(table, job->arena, &directory, err));
    weir_status status = wr_file_stat(env, directory, &info, &exists, err);
    if (status == WEIR_OK && !exists)
        status = wr_dir_make(env, directory, 0777, err);
    if (status != WEIR_OK)
        return weir_fail_context(err, status, "table '%s'", table->name);
    if (exists && info.kind != WR_FILE_DIRECTORY)
        return WEIR_OK; /* opening the sink says what is wrong */
    const char *path = wr_path_join(job->arena, directory, name);
    for (int tries = 0; tries < LOCK_TRIES; tries++) {
        int  fd = -1;
        bool held, pointless;
        status = wr_file_open(env, path, WR_OPEN_LOCK, 0600, &fd, err);
        if (status != WEIR_OK)
            return weir_fail_context(err, status, "table '%s'", table->name);
        status = try_lock(job, table, path, fd, &held, &pointless, err);
        if (status == WEIR_OK && held) {
            file_claim *claim = wr_calloc(1, sizeof(*claim));
            *claim = (file_claim){.env = env, .path = wr_strndup(path, strlen(path)), .fd = fd};
            write_pid(env, fd);
            *out = claim;
            return WEIR_OK;
        }
        (void)wr_file_close(env, &fd, path, NULL);
        WEIR_TRY(status);
        if (pointless)
            return WEIR_OK;
    }
    return weir_fail(err, WEIR_FENCED, "table '%s': %s is replaced again and again by somebody else", table->name, path);
}

/* The name goes while the lock is held, so nobody else can have it. */
void wr_file_release(void *held) {
    file_claim *claim = held;
    (void)wr_file_unlink(claim->env, claim->path, NULL);
    (void)wr_file_close(claim->env, &claim->fd, claim->path, NULL);
    wr_free(claim->path);
    wr_free(claim);
}
