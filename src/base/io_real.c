/* base/io_real.c - the operating system behind wr_io and wr_env.
 *
 * Each operation is one system call (or the few that make one meaning) and returns -errno; loops,
 * messages and policy are in io.c. Nothing here remembers anything.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "base/io.h"

static int real_open(void *self, const char *path, wr_open_mode mode, uint32_t permissions) {
    (void)self;
    int flags = O_CLOEXEC | O_NOCTTY;
    switch (mode) {
    case WR_OPEN_READ: flags |= O_RDONLY; break;
    case WR_OPEN_CREATE: flags |= O_WRONLY | O_CREAT | O_EXCL; break;
    case WR_OPEN_REPLACE: flags |= O_WRONLY | O_CREAT | O_TRUNC; break;
    case WR_OPEN_APPEND: flags |= O_WRONLY | O_APPEND; break;
    case WR_OPEN_LOCK: flags |= O_RDWR | O_CREAT | O_NOFOLLOW; break;
    }
    int fd = open(path, flags, (mode_t)permissions);
    return fd >= 0 ? fd : -errno;
}

static int64_t real_read(void *self, int fd, void *data, size_t size) {
    (void)self;
    ssize_t got = read(fd, data, size);
    return got >= 0 ? got : -errno;
}

static int64_t real_pread(void *self, int fd, void *data, size_t size, uint64_t offset) {
    (void)self;
    ssize_t got = pread(fd, data, size, (off_t)offset);
    return got >= 0 ? got : -errno;
}

static int64_t real_write(void *self, int fd, const void *data, size_t size) {
    (void)self;
    ssize_t written = write(fd, data, size);
    return written >= 0 ? written : -errno;
}

static int real_sync(void *self, int fd) {
    (void)self;
    return fsync(fd) == 0 ? 0 : -errno;
}

static int real_sync_directory(void *self, const char *path) {
    (void)self;
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return -errno;
    int result = fsync(fd) == 0 ? 0 : -errno;
    close(fd);
    return result == -EINVAL ? 0 : result; /* a file system that has no such thing */
}

static int real_rename(void *self, const char *from, const char *to, bool replace) {
    (void)self;
    if (replace)
        return rename(from, to) == 0 ? 0 : -errno;
    if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
        return 0;
    if (errno != EINVAL && errno != ENOSYS && errno != EOPNOTSUPP)
        return -errno;
    /* An older kernel or file system: link() refuses an existing name just as well. A crash
     * between the two leaves both names, which a repeated rename of ours reports as EEXIST. */
    if (link(from, to) != 0)
        return -errno;
    return unlink(from) == 0 ? 0 : -errno;
}

static int real_unlink(void *self, const char *path) {
    (void)self;
    return unlink(path) == 0 ? 0 : -errno;
}

static int real_mkdir(void *self, const char *path, uint32_t permissions) {
    (void)self;
    return mkdir(path, (mode_t)permissions) == 0 ? 0 : -errno;
}

static int real_rmdir(void *self, const char *path) {
    (void)self;
    return rmdir(path) == 0 ? 0 : -errno;
}

static int real_truncate(void *self, int fd, uint64_t size) {
    (void)self;
    return ftruncate(fd, (off_t)size) == 0 ? 0 : -errno;
}

static int64_t real_seek(void *self, int fd, uint64_t offset) {
    (void)self;
    off_t now = lseek(fd, (off_t)offset, SEEK_SET);
    return now >= 0 ? now : -errno;
}

static void fill_info(const struct stat *from, wr_file_info *info) {
    *info = (wr_file_info){
        .kind = S_ISREG(from->st_mode)   ? WR_FILE_REGULAR
                : S_ISDIR(from->st_mode) ? WR_FILE_DIRECTORY
                                         : WR_FILE_OTHER,
        .size = (uint64_t)from->st_size,
        .device = from->st_dev,
        .inode = from->st_ino,
        .modified_ms = (int64_t)from->st_mtim.tv_sec * 1000 + from->st_mtim.tv_nsec / 1000000,
        .mode = (uint32_t)from->st_mode & 07777,
        .owner = from->st_uid,
    };
}

static int real_stat(void *self, const char *path, wr_file_info *info) {
    (void)self;
    struct stat found;
    if (stat(path, &found) != 0)
        return -errno;
    fill_info(&found, info);
    return 0;
}

static int real_fstat(void *self, int fd, wr_file_info *info) {
    (void)self;
    struct stat found;
    if (fstat(fd, &found) != 0)
        return -errno;
    fill_info(&found, info);
    return 0;
}

static int compare_names(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static int real_list(void *self, const char *path, struct weir_arena *arena, wr_name_list *list) {
    (void)self;
    *list = (wr_name_list){0};
    DIR *directory = opendir(path);
    if (directory == NULL)
        return -errno;
    size_t capacity = 0;
    int    result = 0;
    for (;;) {
        errno = 0;
        const struct dirent *entry = readdir(directory);
        if (entry == NULL) {
            result = -errno;
            break;
        }
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        list->names = wr_arena_grow(arena, list->names, list->count, &capacity, sizeof(char *));
        list->names[list->count++] = wr_arena_strdup(arena, entry->d_name);
    }
    closedir(directory);
    if (list->count > 1)
        qsort(list->names, list->count, sizeof(char *), compare_names);
    return result;
}

static int real_lock(void *self, int fd) {
    (void)self;
    return flock(fd, LOCK_EX | LOCK_NB) == 0 ? 0 : -errno;
}

static int real_close(void *self, int fd) {
    (void)self;
    /* Linux frees the number even when close is interrupted: it must not be called again. */
    return close(fd) == 0 || errno == EINTR ? 0 : -errno;
}

static const wr_io io_real = {
    .open = real_open,
    .read = real_read,
    .pread = real_pread,
    .write = real_write,
    .sync = real_sync,
    .sync_directory = real_sync_directory,
    .rename = real_rename,
    .unlink = real_unlink,
    .mkdir = real_mkdir,
    .rmdir = real_rmdir,
    .truncate = real_truncate,
    .seek = real_seek,
    .stat = real_stat,
    .fstat = real_fstat,
    .list = real_list,
    .lock = real_lock,
    .close = real_close,
};

static int64_t real_wall_ms(void *self) {
    (void)self;
    struct timespec now;
    WR_ASSERT(clock_gettime(CLOCK_REALTIME, &now) == 0);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int64_t real_monotonic_ns(void *self) {
    (void)self;
    struct timespec now;
    WR_ASSERT(clock_gettime(CLOCK_MONOTONIC, &now) == 0);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static void real_sleep_us(void *self, uint64_t microseconds) {
    (void)self;
    struct timespec left = {.tv_sec = (time_t)(microseconds / 1000000),
                            .tv_nsec = (long)(microseconds % 1000000 * 1000)};
    /* A signal ends the sleep early: whoever sleeps looks at the stop flag next. */
    (void)nanosleep(&left, NULL);
}

static uint64_t real_random(void *self) {
    (void)self;
    uint64_t bits = 0;
    ssize_t  got;
    do
        got = getrandom(&bits, sizeof bits, 0);
    while (got < 0 && errno == EINTR);
    WR_ASSERT(got == (ssize_t)sizeof bits);
    return bits;
}

static void real_log(void *self, wr_log_level level, const char *line) {
    (void)self;
    (void)level;
    /* One call, so that lines of several threads do not mix. A full or closed stderr is no reason
     * to stop a job. */
    static const char prefix[] = "weir: ", end[] = "\n";
    struct iovec      parts[3] = {
        {.iov_base = (void *)(uintptr_t)prefix, .iov_len = sizeof prefix - 1},
        {.iov_base = (void *)(uintptr_t)line, .iov_len = strlen(line)},
        {.iov_base = (void *)(uintptr_t)end, .iov_len = 1},
    };
    if (writev(STDERR_FILENO, parts, 3) < 0)
        return;
}

/* The lock of the standard stream: one for the whole process, and printf there keeps to it too. */
static void real_hold_output(void *self, int fd, bool hold) {
    (void)self;
    FILE *stream = fd == STDERR_FILENO ? stderr : stdout;
    if (hold)
        flockfile(stream);
    else
        funlockfile(stream);
}

static const wr_env env_real = {
    .io = &io_real,
    .wall_ms = real_wall_ms,
    .monotonic_ns = real_monotonic_ns,
    .sleep_us = real_sleep_us,
    .random = real_random,
    .log = real_log,
    .hold_output = real_hold_output,
};

uint32_t wr_process_id(void) {
    return (uint32_t)getpid();
}

int wr_process_ask_to_stop(uint32_t process) {
    return kill((pid_t)process, SIGTERM) == 0 ? 0 : -errno;
}

uint32_t wr_process_user(void) {
    return (uint32_t)geteuid();
}

const wr_io *wr_io_real(void) {
    return &io_real;
}

const wr_env *wr_env_real(void) {
    return &env_real;
}
