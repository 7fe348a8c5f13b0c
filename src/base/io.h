/* base/io.h - the only door to the file system, the clock, randomness and the log.
 *
 * Everything below engine/ gets a `const wr_env *` and calls nothing of libc's I/O, time or random.
 * So a test can record every durable operation, fail the n-th one, or kill the process at it
 * (io_test.c, chosen by the environment variable WEIR_TEST_IO that cli/ reads), and crash images
 * can be built from the record.
 *
 * All functions are thread-safe. Paths are UTF-8 as the user gave them. Failures carry the path and
 * errno (err->os_error); ENOSPC and EDQUOT are WEIR_UNAVAILABLE, everything else WEIR_IO.
 */
#ifndef WR_BASE_IO_H
#define WR_BASE_IO_H
#include "weir/error.h"

struct weir_arena;
typedef struct wr_io wr_io;

typedef enum wr_open_mode {
    WR_OPEN_READ,        /* existing file, links followed                                    */
    WR_OPEN_CREATE,      /* new file for writing; fails with EEXIST when the name is there    */
    WR_OPEN_REPLACE,     /* created or truncated, for writing                                 */
    WR_OPEN_APPEND,      /* existing file, writes go behind its end                           */
    WR_OPEN_LOCK         /* created if absent, read-write, not truncated, not through a link (ELOOP) */
} wr_open_mode;

typedef enum wr_file_kind { WR_FILE_REGULAR, WR_FILE_DIRECTORY, WR_FILE_OTHER } wr_file_kind;
typedef struct wr_file_info {
    wr_file_kind kind;
    uint64_t     size, device, inode;
    int64_t      modified_ms;
    uint32_t     mode, owner; /* st_mode & 07777, st_uid */
} wr_file_info;
typedef struct wr_name_list { char **names; uint32_t count; } wr_name_list; /* sorted, no . and .. */

/* The table of raw operations. Each returns >= 0, or -errno. A wrapper (recorder, faults) holds
 * the next table in `self`. Durable operations - those that a crash image is built from - are
 * open with creation, write, sync, sync_directory, rename, link, unlink, mkdir, rmdir, truncate. */
struct wr_io {
    void *self;
    int     (*open)(void *self, const char *path, wr_open_mode mode, uint32_t permissions);
    int64_t (*read)(void *self, int fd, void *data, size_t size);
    int64_t (*pread)(void *self, int fd, void *data, size_t size, uint64_t offset);
    int64_t (*write)(void *self, int fd, const void *data, size_t size);
    int     (*sync)(void *self, int fd);                       /* fsync */
    int     (*sync_directory)(void *self, const char *path);
    int     (*rename)(void *self, const char *from, const char *to, bool replace);
    int     (*unlink)(void *self, const char *path);
    int     (*mkdir)(void *self, const char *path, uint32_t permissions);
    int     (*rmdir)(void *self, const char *path);
    int     (*truncate)(void *self, int fd, uint64_t size);
    int64_t (*seek)(void *self, int fd, uint64_t offset);
    int     (*stat)(void *self, const char *path, wr_file_info *info);
    int     (*fstat)(void *self, int fd, wr_file_info *info);
    int     (*list)(void *self, const char *path, struct weir_arena *arena, wr_name_list *list);
    int     (*lock)(void *self, int fd);                       /* flock exclusive, no waiting */
    int     (*close)(void *self, int fd);
};

typedef enum wr_log_level { WR_LOG_ERROR, WR_LOG_WARN, WR_LOG_INFO, WR_LOG_DEBUG } wr_log_level;

/* What the outside is, for everything below engine/. Borrowed; lives as long as the process. */
typedef struct wr_env {
    const wr_io *io;
    void        *self;
    int64_t    (*wall_ms)(void *self);       /* milliseconds since 1970 UTC                  */
    int64_t    (*monotonic_ns)(void *self);
    void       (*sleep_us)(void *self, uint64_t microseconds);
    uint64_t   (*random)(void *self);        /* 64 random bits                               */
    void       (*log)(void *self, wr_log_level level, const char *line); /* one line, no \n  */
    /* Holds stdout (fd 1) or stderr (2) for the calling thread, or lets it go: a pipe takes a long
     * write in parts, and another thread's lines must not come between them. Never nested. */
    void       (*hold_output)(void *self, int fd, bool hold);
} wr_env;

/* The real thing; `log` writes "weir: <line>" to stderr. */
const wr_env *wr_env_real(void);
const wr_io  *wr_io_real(void);
uint32_t      wr_process_id(void);   /* for messages                                          */
int           wr_process_ask_to_stop(uint32_t process); /* SIGTERM; 0 or -errno               */
uint32_t      wr_process_user(void); /* effective user: who owns what this process makes      */

void wr_log(const wr_env *env, wr_log_level level, const char *fmt, ...) __attribute__((format(printf, 3, 4)));

/* ---- what callers use: loops over short writes and EINTR, errors with path ---- */
weir_status wr_file_open(const wr_env *env, const char *path, wr_open_mode mode, uint32_t permissions, int *fd, weir_error *err);
weir_status wr_file_read(const wr_env *env, int fd, void *data, size_t size, size_t *got, const char *path, weir_error *err); /* *got 0: end */
weir_status wr_file_pread_all(const wr_env *env, int fd, void *data, size_t size, uint64_t offset, size_t *got, const char *path, weir_error *err);
weir_status wr_file_write_all(const wr_env *env, int fd, const void *data, size_t size, const char *path, weir_error *err);
weir_status wr_file_sync(const wr_env *env, int fd, const char *path, weir_error *err);
weir_status wr_file_close(const wr_env *env, int *fd, const char *path, weir_error *err); /* *fd becomes -1; -1 is fine */
weir_status wr_dir_sync(const wr_env *env, const char *path, weir_error *err);
weir_status wr_file_rename(const wr_env *env, const char *from, const char *to, bool replace, weir_error *err);
weir_status wr_file_unlink(const wr_env *env, const char *path, weir_error *err); /* absent is fine */
weir_status wr_dir_make(const wr_env *env, const char *path, uint32_t permissions, weir_error *err); /* parents too; existing is fine; every new entry's parent is synced, and that of the deepest one that was there */
weir_status wr_file_stat(const wr_env *env, const char *path, wr_file_info *info, bool *exists, weir_error *err);
weir_status wr_dir_list(const wr_env *env, const char *path, struct weir_arena *arena, wr_name_list *list, weir_error *err);
/* Whole file, NUL behind the end (not counted), into arena. Larger than size_max: WEIR_INVALID. */
weir_status wr_file_load(const wr_env *env, const char *path, size_t size_max, struct weir_arena *arena, char **data, size_t *size, weir_error *err);
/* Temporary name beside `path`, write, fsync, rename over `path`, fsync of the directory. */
weir_status wr_file_replace_durable(const wr_env *env, const char *path, const void *data, size_t size, uint32_t permissions, weir_error *err);
/* Directory part of a path ("." when none), base name; path join. In arena. */
char       *wr_path_directory(struct weir_arena *arena, const char *path);
const char *wr_path_name(const char *path);
char       *wr_path_absolute(struct weir_arena *arena, const char *path); /* below the working directory unless it begins with / */
char       *wr_path_join(struct weir_arena *arena, const char *directory, const char *name);

/* ---- tests: io_test.c ---- */
/* Wraps `next` by what `spec` says, or fails with WEIR_INVALID. Specs, comma-separated:
 *   record=FILE      append every durable operation with its bytes to FILE (format: docs/internals/crash-tests.md)
 *   kill@N           SIGKILL itself instead of the N-th durable operation (from 1)
 *   killafter@N      ... just behind it
 *   fail@N:ERRNO     the N-th durable operation fails with EIO, ENOSPC, EINTR, EDQUOT, EROFS, ... (write: nothing written)
 *   failfrom@N:ERRNO:COUNT  ... and the COUNT-1 operations behind it
 *   short@N          the N-th operation, if a write, writes half (at least one byte)
 *   sync@N           the N-th sync fails with EIO and drops the unsynced data of that file
 *   count=FILE       at exit writes the number of durable operations there
 * Thread-safe; the counter is shared by all threads. */
weir_status wr_env_for_test(const wr_env *next, const char *spec, const wr_env **out, weir_error *err);
void        wr_env_for_test_free(const wr_env *env); /* NULL is fine; `next` is not touched */
#endif
