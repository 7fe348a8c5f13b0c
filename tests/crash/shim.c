/* shim.c - counts the durable calls that a program makes to libc, and kills it at one of them (LD_PRELOAD).
 *
 * The same operations are counted as by WEIR_TEST_IO (docs/internals/crash-tests.md), but from outside: so equal counts
 * prove that nothing writes past Weir's own table of operations.
 *   SHIM_COUNT=FILE  at exit, the number of calls is written there
 *   SHIM_KILL=N      SIGKILL instead of the N-th call
 * Writes to stdout and stderr are not counted. And, to run out of memory at a chosen place:
 *   SHIM_MALLOC=N    the N-th allocation and all behind it fail
 *   SHIM_MALLOCS=FILE at exit, the number of allocations is written there */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static atomic_long calls, mallocs;
static long        kill_at = -1, malloc_at = -1;
static atomic_bool ready; /* the loader and this library have their memory */

__attribute__((constructor)) static void begin(void) {
    const char *text = getenv("SHIM_KILL");
    if (text)
        kill_at = strtol(text, NULL, 10);
    text = getenv("SHIM_MALLOC");
    if (text)
        malloc_at = strtol(text, NULL, 10);
    atomic_store(&ready, true);
}

static void write_count(const char *path, long count) {
    char text[32];
    int  size = snprintf(text, sizeof text, "%ld\n", count);
    long fd = syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    (void)!syscall(SYS_write, fd, text, (size_t)size);
    syscall(SYS_close, fd);
}

__attribute__((destructor)) static void end(void) {
    const char *path = getenv("SHIM_COUNT");
    if (path)
        write_count(path, atomic_load(&calls));
    path = getenv("SHIM_MALLOCS");
    if (path)
        write_count(path, atomic_load(&mallocs));
}

static void hit(void) {
    if (atomic_fetch_add(&calls, 1) + 1 == kill_at)
        syscall(SYS_kill, getpid(), SIGKILL);
}

#define REAL(name) \
    static __typeof__(&name) real; \
    if (!real) \
        real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

/* Creation counts, except of a file that is there and is not emptied (the lock). */
static void hit_open(int at, const char *path, int flags) {
    if ((flags & O_TRUNC) || ((flags & O_CREAT) && faccessat(at, path, F_OK, 0) != 0) || (flags & (O_CREAT | O_EXCL)) == (O_CREAT | O_EXCL))
        hit();
}

static mode_t mode_of(int flags, va_list args) {
    return flags & (O_CREAT | O_TMPFILE) ? va_arg(args, mode_t) : 0;
}

#define OPEN(name) \
    int name(const char *path, int flags, ...) { \
        REAL(name); \
        va_list args; \
        va_start(args, flags); \
        mode_t mode = mode_of(flags, args); \
        va_end(args); \
        hit_open(AT_FDCWD, path, flags); \
        return real(path, flags, mode); \
    }
OPEN(open)
OPEN(open64)

#define OPENAT(name) \
    int name(int at, const char *path, int flags, ...) { \
        REAL(name); \
        va_list args; \
        va_start(args, flags); \
        mode_t mode = mode_of(flags, args); \
        va_end(args); \
        hit_open(at, path, flags); \
        return real(at, path, flags, mode); \
    }
OPENAT(openat)
OPENAT(openat64)

int creat(const char *path, mode_t mode) {
    REAL(creat);
    hit();
    return real(path, mode);
}

ssize_t write(int fd, const void *data, size_t size) {
    REAL(write);
    if (fd != 1 && fd != 2)
        hit();
    return real(fd, data, size);
}

ssize_t writev(int fd, const struct iovec *parts, int count) {
    REAL(writev);
    if (fd != 1 && fd != 2)
        hit();
    return real(fd, parts, count);
}

#define CALL(type, name, parameters, arguments) \
    type name parameters { \
        REAL(name); \
        hit(); \
        return real arguments; \
    }
CALL(ssize_t, pwrite, (int fd, const void *data, size_t size, off_t offset), (fd, data, size, offset))
CALL(ssize_t, pwrite64, (int fd, const void *data, size_t size, off64_t offset), (fd, data, size, offset))
CALL(ssize_t, pwritev, (int fd, const struct iovec *parts, int count, off_t offset), (fd, parts, count, offset))
CALL(int, fsync, (int fd), (fd))
CALL(int, fdatasync, (int fd), (fd))
CALL(int, rename, (const char *from, const char *to), (from, to))
CALL(int, renameat, (int a, const char *from, int b, const char *to), (a, from, b, to))
CALL(int, renameat2, (int a, const char *from, int b, const char *to, unsigned flags), (a, from, b, to, flags))
CALL(int, link, (const char *from, const char *to), (from, to))
CALL(int, symlink, (const char *from, const char *to), (from, to))
CALL(int, unlink, (const char *path), (path))
CALL(int, unlinkat, (int at, const char *path, int flags), (at, path, flags))
CALL(int, mkdir, (const char *path, mode_t mode), (path, mode))
CALL(int, rmdir, (const char *path), (path))
CALL(int, truncate, (const char *path, off_t size), (path, size))
CALL(int, ftruncate, (int fd, off_t size), (fd, size))
CALL(int, ftruncate64, (int fd, off64_t size), (fd, size))
CALL(int, posix_fallocate, (int fd, off_t from, off_t size), (fd, from, size))

/* ---- memory: glibc's own functions are called by their other names, since dlsym allocates ---- */

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *block, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);

static bool spent(void) {
    if (!atomic_load(&ready))
        return false;
    long n = atomic_fetch_add(&mallocs, 1) + 1;
    if (malloc_at < 0 || n < malloc_at)
        return false;
    errno = ENOMEM;
    return true;
}

void *malloc(size_t size) {
    return spent() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size) {
    return spent() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *block, size_t size) {
    return spent() ? NULL : __libc_realloc(block, size);
}

void *aligned_alloc(size_t alignment, size_t size) {
    return spent() ? NULL : __libc_memalign(alignment, size);
}

int posix_memalign(void **block, size_t alignment, size_t size) {
    if (spent())
        return ENOMEM;
    *block = __libc_memalign(alignment, size);
    return *block ? 0 : ENOMEM;
}
