/* base/io_test.c - wr_io with a recorder and faults, for the crash tests.
 *
 * Always holds: a durable operation, its number and its record are one step under one mutex, so the
 * record is in the order in which the operations happened, and the n-th of the count is the n-th of
 * the record when nothing fails. Only operations that succeeded are recorded, writes with the
 * bytes that were really written. The format is in docs/internals/crash-tests.md.
 *
 * An open file is known by its number: the path it was opened by, followed through renames of ours,
 * and the offset of the next write. A file whose name is gone is no part of any crash image; its
 * operations are counted but not recorded.
 */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/io.h"
#include "base/number.h"
#include "base/thread.h"

enum { FAULTS_MAX = 64 };

typedef enum fault_kind { FAULT_KILL, FAULT_KILL_AFTER, FAULT_FAIL, FAULT_SHORT, FAULT_SYNC } fault_kind;
typedef struct fault {
    fault_kind kind;
    int        os_error; /* FAULT_FAIL */
    uint64_t   first, count;
} fault;

/* Bytes that were synced and then written over: put back when a sync is made to lose data. */
typedef struct undo {
    struct undo *next;
    uint64_t     offset;
    size_t       size;
    char         bytes[];
} undo;

/* A file (not a name) as far as sync@N needs it. */
typedef struct file_state {
    struct file_state *next;
    uint64_t           device, inode;
    uint64_t           synced_size;
    undo              *overwritten; /* newest first */
} file_state;

typedef struct open_file {
    bool        open;
    bool        gone;   /* the name was deleted or replaced */
    bool        append; /* writes go behind the end, whatever the offset */
    char       *path;   /* absolute */
    uint64_t    offset;
    file_state *state; /* only where a sync@N was asked for */
} open_file;

typedef struct test_io {
    wr_env       env; /* what the caller got */
    wr_io        io;
    const wr_io *next;
    fault        faults[FAULTS_MAX];
    size_t       fault_count;
    int          record_fd, count_fd; /* -1: not asked for */
    bool         follows_syncs;
    wr_mutex     mutex; /* guards everything below */
    uint64_t     operations, syncs;
    open_file   *files; /* by descriptor */
    size_t       file_capacity;
    file_state  *states;
} test_io;

/* ---- paths and open files ---- */

/* Absolute, without "." and "..", "//" and a slash at the end; links are not followed. */
static char *absolute_path(const char *path) {
    char      directory[4096];
    wr_buffer full = {0}, clean = {0};
    if (path[0] != '/' && getcwd(directory, sizeof directory) != NULL)
        wr_buffer_text(&full, directory);
    wr_buffer_byte(&full, '/');
    wr_buffer_text(&full, path);
    const char *at = wr_buffer_cstr(&full);
    while (*at != '\0') {
        while (*at == '/')
            at++;
        size_t size = strcspn(at, "/");
        if (size == 2 && at[0] == '.' && at[1] == '.') {
            while (clean.size != 0 && clean.data[--clean.size] != '/') {}
        } else if (size != 0 && !(size == 1 && at[0] == '.')) {
            wr_buffer_byte(&clean, '/');
            wr_buffer_append(&clean, at, size);
        }
        at += size;
    }
    if (clean.size == 0)
        wr_buffer_byte(&clean, '/');
    char *result = wr_strndup(clean.data, clean.size);
    wr_buffer_free(&full);
    wr_buffer_free(&clean);
    return result;
}

static open_file *file_of(test_io *test, int fd) {
    if (fd < 0 || (size_t)fd >= test->file_capacity || !test->files[fd].open)
        return NULL;
    return &test->files[fd];
}

static void forget_file(open_file *file) {
    wr_free(file->path);
    *file = (open_file){0};
}

static open_file *remember_file(test_io *test, int fd, const char *path) {
    if ((size_t)fd >= test->file_capacity) {
        size_t capacity = WR_MAX((size_t)fd + 1, test->file_capacity * 2);
        test->files = wr_realloc(test->files, capacity * sizeof *test->files);
        memset(test->files + test->file_capacity, 0,
               (capacity - test->file_capacity) * sizeof *test->files);
        test->file_capacity = capacity;
    }
    open_file *file = &test->files[fd];
    forget_file(file); /* closed behind our back */
    file->open = true;
    file->path = absolute_path(path);
    return file;
}

/* `path` itself or, when it is a directory, something in it. */
static bool is_within(const char *inner, const char *path) {
    size_t size = strlen(path);
    return strncmp(inner, path, size) == 0 && (inner[size] == '\0' || inner[size] == '/');
}

/* The open files at `from` (or below it) are now at `to`; those that were at `to` are gone. */
static void follow_rename(test_io *test, const char *from, const char *to) {
    for (size_t fd = 0; fd < test->file_capacity; fd++) {
        open_file *file = &test->files[fd];
        if (!file->open || file->gone)
            continue;
        if (strcmp(file->path, to) == 0) {
            file->gone = strcmp(from, to) != 0;
        } else if (is_within(file->path, from)) {
            wr_buffer moved = {0};
            wr_buffer_text(&moved, to);
            wr_buffer_text(&moved, file->path + strlen(from));
            wr_free(file->path);
            file->path = wr_strdup(wr_buffer_cstr(&moved));
            wr_buffer_free(&moved);
        }
    }
}

static void follow_unlink(test_io *test, const char *path) {
    for (size_t fd = 0; fd < test->file_capacity; fd++)
        if (test->files[fd].open && strcmp(test->files[fd].path, path) == 0)
            test->files[fd].gone = true;
}

/* ---- the record ---- */

/* One operation; `second` is the other path or the offset, or "". Lost records would make wrong
 * crash images, so a failure here ends the process. */
static void record(const test_io *test, const char *operation, const char *path,
                   const char *second, const void *data, size_t size) {
    if (test->record_fd < 0)
        return;
    wr_buffer entry = {0};
    wr_buffer_printf(&entry, "%s\t%s\t%s\t%zu\n", operation, path, second, size);
    if (data != NULL)
        wr_buffer_append(&entry, data, size);
    for (size_t done = 0; done < entry.size;) {
        ssize_t written = write(test->record_fd, entry.data + done, entry.size - done);
        WR_ASSERT(written > 0 || (written < 0 && errno == EINTR));
        done += written > 0 ? (size_t)written : 0;
    }
    wr_buffer_free(&entry);
}

static void record_file(const test_io *test, const char *operation, const open_file *file,
                        const char *second, const void *data, size_t size) {
    if (file != NULL && !file->gone)
        record(test, operation, file->path, second, data, size);
}

/* ---- faults ---- */

typedef struct step { int os_error; bool cut; bool kill_after; } step;

static _Noreturn void kill_self(void) {
    (void)kill(getpid(), SIGKILL);
    for (;;)
        (void)pause();
}

/* Counts one durable operation and says what is to happen to it; the mutex is held. */
static step begin_step(test_io *test) {
    uint64_t number = ++test->operations;
    step     result = {0};
    if (test->count_fd >= 0) { /* at every step, so that it is right after a kill too */
        char   text[32];
        size_t size = wr_format_u64(number, text);
        text[size++] = '\n';
        WR_ASSERT(pwrite(test->count_fd, text, size, 0) == (ssize_t)size);
    }
    for (size_t i = 0; i < test->fault_count; i++) {
        const fault *each = &test->faults[i];
        if (each->kind == FAULT_SYNC || number < each->first || number - each->first >= each->count)
            continue;
        switch (each->kind) {
        case FAULT_KILL: kill_self();
        case FAULT_KILL_AFTER: result.kill_after = true; break;
        case FAULT_FAIL: result.os_error = each->os_error; break;
        case FAULT_SHORT: result.cut = true; break;
        case FAULT_SYNC: break;
        }
    }
    return result;
}

static void end_step(const step *now) {
    if (now->kill_after)
        kill_self();
}

static bool sync_must_fail(const test_io *test) {
    for (size_t i = 0; i < test->fault_count; i++)
        if (test->faults[i].kind == FAULT_SYNC && test->faults[i].first == test->syncs)
            return true;
    return false;
}

/* ---- what was synced (sync@N) ---- */

static void forget_overwritten(file_state *state) {
    while (state->overwritten != NULL) {
        undo *each = state->overwritten;
        state->overwritten = each->next;
        wr_free(each);
    }
}

static file_state *state_of(test_io *test, int fd, bool created) {
    wr_file_info info;
    if (!test->follows_syncs || test->next->fstat(test->next->self, fd, &info) < 0)
        return NULL;
    file_state *state = test->states;
    while (state != NULL && (state->device != info.device || state->inode != info.inode))
        state = state->next;
    if (state == NULL) {
        state = wr_calloc(1, sizeof *state);
        state->device = info.device;
        state->inode = info.inode;
        state->synced_size = info.size; /* what was there before us counts as synced */
        state->next = test->states;
        test->states = state;
    }
    if (created) { /* or truncated; an inode number may also come back */
        forget_overwritten(state);
        state->synced_size = 0;
    }
    return state;
}

/* Keeps the synced bytes of [offset, offset + size) before they change. */
static void keep_synced(test_io *test, const open_file *file, uint64_t offset, uint64_t size) {
    file_state *state = file->state;
    if (state == NULL || file->gone || offset >= state->synced_size)
        return;
    size_t length = (size_t)WR_MIN(size, state->synced_size - offset);
    undo  *kept = wr_calloc(1, sizeof *kept + length);
    int    fd = test->next->open(test->next->self, file->path, WR_OPEN_READ, 0);
    while (fd >= 0 && kept->size < length) {
        int64_t got = test->next->pread(test->next->self, fd, kept->bytes + kept->size,
                                        length - kept->size, offset + kept->size);
        if (got <= 0)
            break; /* cut off before: an older undo has the rest */
        kept->size += (size_t)got;
    }
    if (fd >= 0)
        (void)test->next->close(test->next->self, fd);
    kept->offset = offset;
    kept->next = state->overwritten;
    state->overwritten = kept;
}

/* The file is again what its last successful sync made durable. */
static void drop_unsynced(test_io *test, int fd, open_file *file) {
    const wr_io *next = test->next;
    file_state  *state = file->state;
    wr_file_info info;
    if (state == NULL || next->fstat(next->self, fd, &info) < 0)
        return;
    /* A descriptor of our own: this one may append only. */
    int  own = file->gone ? -1 : next->open(next->self, file->path, WR_OPEN_LOCK, 0);
    bool restored = own >= 0;
    for (undo *each = state->overwritten; restored && each != NULL; each = each->next)
        restored = next->seek(next->self, own, each->offset) >= 0 &&
                   next->write(next->self, own, each->bytes, each->size) == (int64_t)each->size;
    if (restored || info.size > state->synced_size)
        restored = next->truncate(next->self, restored ? own : fd, state->synced_size) == 0;
    WR_ASSERT(restored || file->gone);
    if (own >= 0)
        (void)next->close(next->self, own);
    forget_overwritten(state);
}

/* ---- the operations ---- */

static int test_open(void *self, const char *path, wr_open_mode mode, uint32_t permissions) {
    test_io     *test = self;
    const wr_io *next = test->next;
    wr_file_info info;
    step         now = {0};
    wr_mutex_lock(&test->mutex);
    bool existed = next->stat(next->self, path, &info) >= 0;
    bool durable = mode == WR_OPEN_CREATE || mode == WR_OPEN_REPLACE ||
                   (mode == WR_OPEN_LOCK && !existed);
    if (durable)
        now = begin_step(test);
    int fd = now.os_error != 0 ? -now.os_error : next->open(next->self, path, mode, permissions);
    if (fd >= 0) {
        open_file *file = remember_file(test, fd, path);
        file->append = mode == WR_OPEN_APPEND;
        file->state = mode == WR_OPEN_READ ? NULL : state_of(test, fd, durable);
        if (durable)
            record(test, "creat", file->path, existed ? "truncated" : "new", NULL, 0);
    }
    end_step(&now);
    wr_mutex_unlock(&test->mutex);
    return fd;
}

static int64_t test_read(void *self, int fd, void *data, size_t size) {
    test_io *test = self;
    int64_t  got = test->next->read(test->next->self, fd, data, size);
    wr_mutex_lock(&test->mutex);
    open_file *file = file_of(test, fd);
    if (file != NULL && got > 0)
        file->offset += (uint64_t)got;
    wr_mutex_unlock(&test->mutex);
    return got;
}

static int64_t test_pread(void *self, int fd, void *data, size_t size, uint64_t offset) {
    test_io *test = self;
    return test->next->pread(test->next->self, fd, data, size, offset);
}

static int64_t test_write(void *self, int fd, const void *data, size_t size) {
    test_io     *test = self;
    const wr_io *next = test->next;
    wr_file_info info;
    wr_mutex_lock(&test->mutex);
    step       now = begin_step(test);
    open_file *file = file_of(test, fd);
    if (now.cut && size > 1)
        size /= 2;
    if (file != NULL && file->append && next->fstat(next->self, fd, &info) >= 0)
        file->offset = info.size;
    int64_t written = -now.os_error;
    if (now.os_error == 0) {
        if (file != NULL)
            keep_synced(test, file, file->offset, size);
        written = next->write(next->self, fd, data, size);
    }
    if (written > 0 && file != NULL) {
        char offset[32];
        offset[wr_format_u64(file->offset, offset)] = '\0';
        record_file(test, "write", file, offset, data, (size_t)written);
        file->offset += (uint64_t)written;
    }
    end_step(&now);
    wr_mutex_unlock(&test->mutex);
    return written;
}

static int test_sync(void *self, int fd) {
    test_io *test = self;
    wr_mutex_lock(&test->mutex);
    step       now = begin_step(test);
    open_file *file = file_of(test, fd);
    int        result = -now.os_error;
    test->syncs++;
    if (file != NULL && sync_must_fail(test)) {
        drop_unsynced(test, fd, file);
        result = -EIO;
    } else if (now.os_error == 0) {
        result = test->next->sync(test->next->self, fd);
    }
    if (result >= 0) {
        wr_file_info info;
        record_file(test, "sync", file, "", NULL, 0);
        if (file != NULL && file->state != NULL &&
            test->next->fstat(test->next->self, fd, &info) >= 0) {
            file->state->synced_size = info.size;
            forget_overwritten(file->state);
        }
    }
    end_step(&now);
    wr_mutex_unlock(&test->mutex);
    return result;
}

static int test_sync_directory(void *self, const char *path) {
    test_io *test = self;
    wr_mutex_lock(&test->mutex);
    step now = begin_step(test);
    int  result = now.os_error != 0 ? -now.os_error
                                    : test->next->sync_directory(test->next->self, path);
    if (result >= 0) {
        char *full = absolute_path(path);
        record(test, "syncdir", full, "", NULL, 0);
        wr_free(full);
    }
    end_step(&now);
    wr_mutex_unlock(&test->mutex);
    return result;
}

static int test_rename(void *self, const char *from, const char *to, bool replace) {
    test_io *test = self;
    wr_mutex_lock(&test->mutex);
    step now = begin_step(test);
    int  result = now.os_error != 0 ? -now.os_error
                                    : test->next->rename(test->next->self, from, to, replace);
    if (result >= 0) {
        char *full_from = absolute_path(from), *full_to = absolute_path(to);
        record(test, replace ? "rename" : "renamex", full_from, full_to, NULL, 0);
        follow_rename(test, full_from, full_to);
        wr_free(full_from);
        wr_free(full_to);
    }
    end_step(&now);
    wr_mutex_unlock(&test->mutex);
    return result;
}

static int test_unlink(void *self, const char *path) {
    test_io *test = self;
    wr_mutex_lock(&test->mutex);
    step now = begin_step(test);
    int  result = now.os_error != 0 ? -now.os_error : test->next->unlink(test->next->self, path);
    if (result >= 0) {
        char *full = absolute_path(path);
        record(test, "unlink", full, "", NULL, 0);
        follow_unlink(test, full);
        wr_free(full);
    }
    end_step(&now);
    wr_mutex_unlock(&test->mutex);
    return result;
}

static int test_mkdir(void *self, const char *path, uint32_t permissions) {
    test_io *test = self;
    wr_mutex_lock(&test->mutex);
    step now = begin_step(test);
    int  result = now.os_error != 0 ? -now.os_error
                                    : test->next->mkdir(test->next->self, path, permissions);
    if (result >= 0) {
        char *full = absolute_path(path);
        record(test, "mkdir", full, "", NULL, 0);
        wr_free(full);
    }
    end_step(&now);
    wr_mutex_unlock(&test->mutex);
    return result;
}

static int test_rmdir(void *self, const char *path) {
    test_io *test = self;
    wr_mutex_lock(&test->mutex);
    step now = begin_step(test);
    int  result = now.os_error != 0 ? -now.os_error : test->next->rmdir(test->next->self, path);
    if (result >= 0) {
        char *full = absolute_path(path);
        record(test, "rmdir", full, "", NULL, 0);
        wr_free(full);
    }
    end_step(&now);
    wr_mutex_unlock(&test->mutex);
    return result;
}

static int test_truncate(void *self, int fd, uint64_t size) {
    test_io *test = self;
    wr_mutex_lock(&test->mutex);
    step       now = begin_step(test);
    open_file *file = file_of(test, fd);
    int        result = -now.os_error;
    if (now.os_error == 0) {
        if (file != NULL)
            keep_synced(test, file, size, UINT64_MAX - size);
        result = test->next->truncate(test->next->self, fd, size);
    }
    if (result >= 0) {
        char text[32];
        text[wr_format_u64(size, text)] = '\0';
        record_file(test, "truncate", file, text, NULL, 0);
    }
    end_step(&now);
    wr_mutex_unlock(&test->mutex);
    return result;
}

static int64_t test_seek(void *self, int fd, uint64_t offset) {
    test_io *test = self;
    wr_mutex_lock(&test->mutex);
    int64_t    result = test->next->seek(test->next->self, fd, offset);
    open_file *file = file_of(test, fd);
    if (file != NULL && result >= 0)
        file->offset = (uint64_t)result;
    wr_mutex_unlock(&test->mutex);
    return result;
}

static int test_stat(void *self, const char *path, wr_file_info *info) {
    test_io *test = self;
    return test->next->stat(test->next->self, path, info);
}

static int test_fstat(void *self, int fd, wr_file_info *info) {
    test_io *test = self;
    return test->next->fstat(test->next->self, fd, info);
}

static int test_list(void *self, const char *path, struct weir_arena *arena, wr_name_list *list) {
    test_io *test = self;
    return test->next->list(test->next->self, path, arena, list);
}

static int test_lock(void *self, int fd) {
    test_io *test = self;
    return test->next->lock(test->next->self, fd);
}

static int test_close(void *self, int fd) {
    test_io *test = self;
    wr_mutex_lock(&test->mutex); /* over the close: the number may be given out again at once */
    open_file *file = file_of(test, fd);
    if (file != NULL)
        forget_file(file);
    int result = test->next->close(test->next->self, fd);
    wr_mutex_unlock(&test->mutex);
    return result;
}

static const wr_io io_test = {
    .open = test_open,
    .read = test_read,
    .pread = test_pread,
    .write = test_write,
    .sync = test_sync,
    .sync_directory = test_sync_directory,
    .rename = test_rename,
    .unlink = test_unlink,
    .mkdir = test_mkdir,
    .rmdir = test_rmdir,
    .truncate = test_truncate,
    .seek = test_seek,
    .stat = test_stat,
    .fstat = test_fstat,
    .list = test_list,
    .lock = test_lock,
    .close = test_close,
};

/* ---- the specification ---- */

static bool errno_of(const char *text, size_t size, int *os_error) {
    static const struct { const char *name; int number; } names[] = {
        {"EIO", EIO},       {"ENOSPC", ENOSPC}, {"EINTR", EINTR},   {"EDQUOT", EDQUOT},
        {"EROFS", EROFS},   {"EACCES", EACCES}, {"EPERM", EPERM},   {"ENOENT", ENOENT},
        {"EEXIST", EEXIST}, {"EMFILE", EMFILE}, {"ENFILE", ENFILE}, {"ENOMEM", ENOMEM},
        {"EAGAIN", EAGAIN}, {"EBUSY", EBUSY},   {"EFBIG", EFBIG},   {"ESTALE", ESTALE},
    };
    for (size_t i = 0; i < WR_COUNT_OF(names); i++) {
        if (strlen(names[i].name) == size && memcmp(names[i].name, text, size) == 0) {
            *os_error = names[i].number;
            return true;
        }
    }
    return false;
}

/* A number of 1.. up to `end` or the next colon; moves *at behind it (and the colon). */
static bool take_count(const char **at, const char *end, uint64_t *value) {
    const char *colon = memchr(*at, ':', (size_t)(end - *at));
    const char *stop = colon != NULL ? colon : end;
    int64_t     number = 0;
    if (!wr_parse_i64(*at, (size_t)(stop - *at), &number) || number < 1)
        return false;
    *value = (uint64_t)number;
    *at = colon != NULL ? colon + 1 : end;
    return true;
}

/* name@N[:ERRNO[:COUNT]] */
static bool parse_fault(const char *text, size_t size, fault *out) {
    static const struct { const char *name; fault_kind kind; bool has_error, has_count; } kinds[] = {
        {"kill", FAULT_KILL, false, false},     {"killafter", FAULT_KILL_AFTER, false, false},
        {"fail", FAULT_FAIL, true, false},      {"failfrom", FAULT_FAIL, true, true},
        {"short", FAULT_SHORT, false, false},   {"sync", FAULT_SYNC, false, false},
    };
    const char *mark = memchr(text, '@', size), *end = text + size;
    for (size_t i = 0; mark != NULL && i < WR_COUNT_OF(kinds); i++) {
        size_t name_size = (size_t)(mark - text);
        if (strlen(kinds[i].name) != name_size || memcmp(kinds[i].name, text, name_size) != 0)
            continue;
        const char *at = mark + 1;
        *out = (fault){.kind = kinds[i].kind, .count = 1};
        if (!take_count(&at, end, &out->first))
            return false;
        if (kinds[i].has_error) {
            const char *colon = memchr(at, ':', (size_t)(end - at));
            const char *stop = colon != NULL ? colon : end;
            if (!errno_of(at, (size_t)(stop - at), &out->os_error))
                return false;
            at = colon != NULL ? colon + 1 : end;
        }
        return (!kinds[i].has_count || take_count(&at, end, &out->count)) && at == end &&
               end[-1] != ':';
    }
    return false;
}

/* Opens the FILE of record= or count=. */
static weir_status open_side_file(const char *text, size_t size, int flags, int *fd,
                                  weir_error *err) {
    char *path = wr_strndup(text, size);
    if (*fd >= 0)
        (void)close(*fd);
    *fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | flags, 0600);
    weir_status status = *fd >= 0 ? WEIR_OK
                                  : weir_fail_errno(err, WEIR_INVALID, errno,
                                                    "I/O test: cannot open '%s'", path);
    wr_free(path);
    return status;
}

static weir_status parse_spec(test_io *test, const char *spec, weir_error *err) {
    static const char record_name[] = "record=", count_name[] = "count=";
    for (const char *at = spec; *at != '\0';) {
        size_t size = strcspn(at, ",");
        if (size > sizeof record_name - 1 && memcmp(at, record_name, sizeof record_name - 1) == 0) {
            size_t skip = sizeof record_name - 1;
            WEIR_TRY(open_side_file(at + skip, size - skip, O_APPEND, &test->record_fd, err));
        } else if (size > sizeof count_name - 1 &&
                   memcmp(at, count_name, sizeof count_name - 1) == 0) {
            size_t skip = sizeof count_name - 1;
            WEIR_TRY(open_side_file(at + skip, size - skip, O_TRUNC, &test->count_fd, err));
            WR_ASSERT(pwrite(test->count_fd, "0\n", 2, 0) == 2);
        } else {
            fault *next = &test->faults[test->fault_count];
            if (test->fault_count == FAULTS_MAX)
                return weir_fail(err, WEIR_INVALID, "I/O test: more than %d faults", FAULTS_MAX);
            if (!parse_fault(at, size, next))
                return weir_fail(err, WEIR_INVALID,
                                 "I/O test: '%.*s' is none of record=FILE count=FILE kill@N "
                                 "killafter@N fail@N:ERRNO failfrom@N:ERRNO:COUNT short@N sync@N",
                                 (int)size, at);
            test->follows_syncs |= next->kind == FAULT_SYNC;
            test->fault_count++;
        }
        at += size;
        at += *at == ',';
    }
    return WEIR_OK;
}

weir_status wr_env_for_test(const wr_env *next, const char *spec, const wr_env **out,
                            weir_error *err) {
    test_io *test = wr_calloc(1, sizeof *test);
    test->record_fd = test->count_fd = -1;
    test->next = next->io;
    test->io = io_test;
    test->io.self = test;
    test->env = *next;
    test->env.io = &test->io;
    wr_mutex_init(&test->mutex);
    *out = &test->env;
    weir_status status = parse_spec(test, spec, err);
    if (status != WEIR_OK) {
        wr_env_for_test_free(*out);
        *out = NULL;
    }
    return status;
}

void wr_env_for_test_free(const wr_env *env) {
    if (env == NULL)
        return;
    test_io *test = env->io->self;
    for (size_t fd = 0; fd < test->file_capacity; fd++)
        forget_file(&test->files[fd]);
    while (test->states != NULL) {
        file_state *each = test->states;
        test->states = each->next;
        forget_overwritten(each);
        wr_free(each);
    }
    if (test->record_fd >= 0)
        (void)close(test->record_fd);
    if (test->count_fd >= 0)
        (void)close(test->count_fd);
    wr_mutex_destroy(&test->mutex);
    wr_free(test->files);
    wr_free(test);
}
