/* engine/jobs.c - the jobs of a checkpoint directory, as their folders and the kernel's list of locks show them.
 *
 * Whoever runs a job holds the flock of its folder. /proc/locks says who, without taking the lock even for a moment: a job that
 * is starting never finds it taken by somebody who only looks. */
#include "engine/jobs.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/number.h"
#include "checkpoint/manifest.h"

#define MANIFEST_SIZE_MAX ((size_t)256 << 20)
#define MANIFEST_PREFIX   "MANIFEST-"
#define WAIT_MS           60000
#define LOOK_AGAIN_MS     50
#define MS_PER_DAY        86400000

typedef struct job {
    const char *name;
    uint32_t    process;       /* that runs it; 0: nobody                          */
    int64_t     checkpoint_id; /* newest one; -1: none                             */
    int64_t     created_ms;
    bool        readable, finished;
} job;

/* ---- who holds a lock ---- */

/* /proc files have no size: read to the end. */
static weir_status read_text(const wr_env *env, const char *path, wr_buffer *out, weir_error *err) {
    size_t got = 1;
    int    fd = -1;
    WEIR_TRY(wr_file_open(env, path, WR_OPEN_READ, 0, &fd, err));
    weir_status status = WEIR_OK;
    while (status == WEIR_OK && got > 0) {
        wr_buffer_reserve(out, 4096);
        status = wr_file_read(env, fd, out->data + out->size, 4096, &got, path, err);
        out->size += status == WEIR_OK ? got : 0;
    }
    wr_file_close(env, &fd, path, NULL);
    return status;
}

/* "1: FLOCK  ADVISORY  WRITE 1234 fe:01:5678 0 EOF": process and inode. Device numbers differ between what the kernel shows here
 * and what stat gives on layered file systems, so the inode alone decides. */
static bool parse_lock(const char *line, uint32_t *process, uint64_t *inode) {
    const char *kind = strstr(line, "FLOCK"), *write = kind ? strstr(kind, "WRITE") : NULL;
    if (!write)
        return false;
    char *end;
    *process = (uint32_t)strtoul(write + 5, &end, 10);
    const char *colon = strchr(end, ':');
    colon = colon ? strchr(colon + 1, ':') : NULL;
    *inode = colon ? strtoull(colon + 1, NULL, 10) : 0;
    return *process != 0 && *inode != 0;
}

/* The process that holds the flock of this file; 0: nobody, or it cannot be seen. */
static uint32_t lock_holder(const char *locks, uint64_t inode) {
    uint32_t process;
    uint64_t found;
    for (const char *line = locks; line && *line; line = strchr(line, '\n'), line = line ? line + 1 : NULL) {
        const char *end = strchr(line, '\n');
        char        text[160];
        size_t      size = end ? (size_t)(end - line) : strlen(line);
        if (size >= sizeof text)
            continue;
        memcpy(text, line, size);
        text[size] = '\0';
        if (parse_lock(text, &process, &found) && found == inode)
            return process;
    }
    return 0;
}

/* ---- looking at one folder ---- */

static int64_t newest_manifest(const wr_name_list *names) {
    int64_t newest = -1, id;
    for (uint32_t i = 0; i < names->count; i++) {
        const char *name = names->names[i];
        size_t      prefix = strlen(MANIFEST_PREFIX);
        if (strncmp(name, MANIFEST_PREFIX, prefix) == 0 && wr_parse_i64(name + prefix, strlen(name + prefix), &id))
            newest = WR_MAX(newest, id);
    }
    return newest;
}

/* The manifest says when it was made and whether the job is over. The job may replace it meanwhile: then it is not readable. */
static void look_at_manifest(const wr_env *env, const char *folder, wr_arena *arena, job *one) {
    wr_manifest manifest;
    char       *data;
    size_t      size;
    const char *path = wr_path_join(arena, folder, wr_arena_printf(arena, MANIFEST_PREFIX "%" PRId64, one->checkpoint_id));
    one->readable = wr_file_load(env, path, MANIFEST_SIZE_MAX, arena, &data, &size, NULL) == WEIR_OK &&
                    wr_manifest_decode(data, size, path, arena, &manifest, NULL) == WEIR_OK;
    if (one->readable) {
        one->created_ms = manifest.created_ms;
        one->finished = manifest.finished;
    }
}

/* *is_job: the folder is one of a job. */
static weir_status look(const wr_env *env, const char *folder, const char *locks, wr_arena *arena, job *one, bool *is_job, weir_error *err) {
    wr_file_info info;
    wr_name_list names = {0};
    *one = (job){.name = wr_path_name(folder), .checkpoint_id = -1};
    WEIR_TRY(wr_file_stat(env, wr_path_join(arena, folder, "lock"), &info, is_job, err));
    if (!*is_job)
        return WEIR_OK;
    one->process = lock_holder(locks, info.inode);
    WEIR_TRY(wr_dir_list(env, folder, arena, &names, err));
    one->checkpoint_id = newest_manifest(&names);
    if (one->checkpoint_id >= 0)
        look_at_manifest(env, folder, arena, one);
    return WEIR_OK;
}

static weir_status read_locks(const wr_env *env, wr_arena *arena, const char **locks) {
    wr_buffer   text = {0};
    weir_status status = read_text(env, "/proc/locks", &text, NULL);
    *locks = status == WEIR_OK ? wr_arena_strndup(arena, text.data ? text.data : "", text.size) : "";
    wr_buffer_free(&text);
    return status;
}

/* ---- SHOW JOBS, DESCRIBE JOB ---- */

static const char *time_text(wr_arena *arena, int64_t ms) {
    int64_t  days = ms / MS_PER_DAY, second = ms % MS_PER_DAY / 1000;
    wr_civil date = wr_civil_from_days(days);
    return wr_arena_printf(arena, "%04" PRId32 "-%02" PRIu32 "-%02" PRIu32 " %02" PRId64 ":%02" PRId64 ":%02" PRId64 "Z", date.year, date.month, date.day,
                           second / 3600, second / 60 % 60, second % 60);
}

static void add_row(wr_rows *rows, const job *one, wr_arena *arena) {
    const char **cells = rows->cells + (size_t)rows->row_count++ * rows->column_count;
    cells[0] = one->name;
    cells[1] = one->process ? "RUNNING" : one->finished ? "FINISHED" : "STOPPED";
    cells[2] = one->checkpoint_id >= 0 ? wr_arena_printf(arena, "%" PRId64, one->checkpoint_id) : NULL;
    cells[3] = one->readable ? time_text(arena, one->created_ms) : NULL;
    cells[4] = one->process ? wr_arena_printf(arena, "%" PRIu32, one->process) : NULL;
}

static weir_status no_such_job(const char *name, const char *directory, weir_error *err) {
    return weir_fail(err, WEIR_INVALID, "there is no job '%s' in %s; SHOW JOBS lists them, SET 'execution.checkpointing.dir' says where to look", name, directory);
}

weir_status wr_jobs_list(const wr_env *env, const char *directory, const char *name, wr_arena *arena, wr_rows *rows, weir_error *err) {
    static const char *const columns[] = {"job name", "status", "last checkpoint", "checkpoint time", "process"};
    wr_name_list             folders = {0};
    wr_file_info             info;
    const char              *locks;
    bool                     exists, is_job;
    WEIR_TRY(wr_file_stat(env, directory, &info, &exists, err));
    if (exists)
        WEIR_TRY(wr_dir_list(env, directory, arena, &folders, err));
    *rows = (wr_rows){.column_names = columns, .column_count = 5};
    rows->cells = wr_arena_calloc(arena, (size_t)folders.count * rows->column_count + 1, sizeof *rows->cells);
    (void)read_locks(env, arena, &locks); /* unreadable: nobody is seen to run */
    for (uint32_t i = 0; i < folders.count; i++) {
        job         one;
        const char *folder = wr_path_join(arena, directory, folders.names[i]);
        if (name && strcmp(name, folders.names[i]) != 0)
            continue;
        WEIR_TRY(wr_file_stat(env, folder, &info, &exists, err));
        if (!exists || info.kind != WR_FILE_DIRECTORY)
            continue;
        WEIR_TRY(look(env, folder, locks, arena, &one, &is_job, err));
        if (is_job)
            add_row(rows, &one, arena);
    }
    return name && rows->row_count == 0 ? no_such_job(name, directory, err) : WEIR_OK;
}

/* ---- STOP JOB ---- */

/* Jobs of this directory that the process runs: SIGTERM stops them all. */
static weir_status count_jobs_of(const wr_env *env, const char *directory, const char *locks, uint32_t process, wr_arena *arena, uint32_t *count, weir_error *err) {
    wr_name_list folders = {0};
    *count = 0;
    WEIR_TRY(wr_dir_list(env, directory, arena, &folders, err));
    for (uint32_t i = 0; i < folders.count; i++) {
        wr_file_info info;
        bool         exists;
        const char  *lock = wr_path_join(arena, wr_path_join(arena, directory, folders.names[i]), "lock");
        if (wr_file_stat(env, lock, &info, &exists, NULL) == WEIR_OK && exists)
            *count += lock_holder(locks, info.inode) == process;
    }
    return WEIR_OK;
}

/* Only the program `weir` is known to stop at a checkpoint when it is asked. */
static bool is_weir(const wr_env *env, uint32_t process, wr_arena *arena) {
    wr_buffer   text = {0};
    weir_status status = read_text(env, wr_arena_printf(arena, "/proc/%" PRIu32 "/comm", process), &text, NULL);
    bool        weir = status == WEIR_OK && text.size >= 4 && memcmp(text.data, "weir", 4) == 0 && (text.size == 4 || text.data[4] == '\n');
    wr_buffer_free(&text);
    return weir;
}

static weir_status check_stop(const wr_env *env, const char *directory, const char *name, uint32_t process, const char *locks, wr_arena *arena, weir_error *err) {
    uint32_t count;
    if (process == wr_process_id())
        return weir_fail(err, WEIR_UNSUPPORTED, "job '%s' runs in this very session; Ctrl-C stops it with a checkpoint", name);
    if (!is_weir(env, process, arena))
        return weir_fail(err, WEIR_UNSUPPORTED, "job '%s' runs in process %" PRIu32 ", which is not the program weir; stop it where it was started", name, process);
    WEIR_TRY(count_jobs_of(env, directory, locks, process, arena, &count, err));
    if (count > 1)
        return weir_fail(err, WEIR_UNSUPPORTED, "job '%s' runs in process %" PRIu32 " beside %" PRIu32 " others, which would stop with it; kill -TERM %" PRIu32 " stops them all, each with a checkpoint",
                         name, process, count - 1, process);
    return WEIR_OK;
}

static weir_status wait_for_end(const wr_env *env, const char *lock, uint32_t process, const char *name, const wr_shared_u64 *stop, wr_arena *arena, weir_error *err) {
    for (int64_t waited = 0; waited < WAIT_MS && wr_shared_get(stop) == 0; waited += LOOK_AGAIN_MS) {
        wr_file_info info;
        bool         exists;
        const char  *locks;
        WEIR_TRY(wr_file_stat(env, lock, &info, &exists, err));
        WEIR_TRY(read_locks(env, arena, &locks));
        if (!exists || lock_holder(locks, info.inode) != process)
            return WEIR_OK;
        env->sleep_us(env->self, LOOK_AGAIN_MS * 1000);
        wr_arena_reset(arena);
    }
    return weir_fail(err, WEIR_UNAVAILABLE, "job '%s' was asked to stop, and process %" PRIu32 " still runs it; SHOW JOBS tells when it has ended", name, process);
}

static weir_status stop_job(const wr_env *env, const char *directory, const char *name, const wr_shared_u64 *stop, wr_arena *arena, wr_arena *scratch,
                            weir_error *err) {
    job         one;
    bool        is_job;
    const char *locks, *folder = wr_path_join(arena, directory, name);
    if (strchr(name, '/') || *name == '.' || *name == '\0')
        return no_such_job(name, directory, err);
    if (read_locks(env, arena, &locks) != WEIR_OK)
        return weir_fail(err, WEIR_UNSUPPORTED, "STOP JOB is not available here: /proc/locks, which says who runs a job, cannot be read");
    WEIR_TRY(look(env, folder, locks, arena, &one, &is_job, err));
    if (!is_job)
        return no_such_job(name, directory, err);
    if (one.process == 0)
        return weir_fail(err, WEIR_INVALID, "job '%s' does not run; it is %s", name, one.finished ? "finished" : "stopped");
    WEIR_TRY(check_stop(env, directory, name, one.process, locks, arena, err));
    int result = wr_process_ask_to_stop(one.process);
    if (result < 0)
        return weir_fail_errno(err, WEIR_UNSUPPORTED, -result, "process %" PRIu32 ", which runs job '%s', cannot be asked to stop", one.process, name);
    return wait_for_end(env, wr_path_join(arena, folder, "lock"), one.process, name, stop, scratch, err);
}

weir_status wr_jobs_stop(const wr_env *env, const char *directory, const char *name, bool drain, const wr_shared_u64 *stop, weir_error *err) {
    if (drain)
        return weir_fail(err, WEIR_UNSUPPORTED, "WITH DRAIN is not available: a stop keeps the windows that are open in its checkpoint, and starting again goes on with them");
    wr_arena   *arena = wr_arena_create(0), *scratch = wr_arena_create(0);
    weir_status status = stop_job(env, directory, name, stop, arena, scratch, err);
    wr_arena_destroy(scratch);
    wr_arena_destroy(arena);
    return status;
}
