/* checkpoint/folder_scan.c - which checkpoints are there, and which of them can be used.
 *
 * Holds: a manifest is valid only when every state file that it names is there with its size and digest. */
#include "checkpoint/folder_internal.h"

#include <inttypes.h>
#include <string.h>

#include "base/seed_bug.h"

#define READ_SIZE ((size_t)1 << 20)

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
    const char  *path = wr_folder_file(now->folder, now->arena, file->name);
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
    const char     *name = wr_manifest_name(now->arena, id);
    *found = (wr_found_manifest){.checkpoint_id = id};
    if (wr_file_load(folder->env, wr_folder_file(folder, now->arena, name), WR_MANIFEST_SIZE_MAX, now->arena, &data, &size,
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

weir_status wr_folder_scan(wr_folder *folder, struct weir_arena *arena, wr_found_manifest **found, uint32_t *count,
                           weir_error *err) {
    uint64_t *ids = NULL;
    scan      now = {.folder = folder, .arena = arena};
    *found = NULL;
    *count = 0;
    WEIR_TRY(wr_folder_list(folder, arena, &ids, count, err));
    if (folder->lock_fd >= 0 && *count != 0 && !WR_BUG(17)) {
        /* A killed process may have renamed what is not durable yet: nothing may be built on it before it is. */
        for (uint32_t i = 0; i < *count; i++)
            WEIR_TRY(sync_file(folder, wr_folder_file(folder, arena, wr_manifest_name(arena, ids[i])), err));
        WEIR_TRY(wr_dir_sync(folder->env, folder->path, err));
    }
    *found = wr_arena_calloc(arena, (size_t)*count + 1, sizeof **found);
    for (uint32_t i = 0; i < *count; i++)
        check_manifest(&now, ids[i], &(*found)[i]);
    return WEIR_OK;
}

/* ---- --from ---- */

/* "12", "chk-12" or "MANIFEST-12". */
static bool is_checkpoint_text(const char *name, uint64_t *id) {
    return wr_name_is_manifest(name, id) || wr_name_number(name, id) ||
           (strncmp(name, "chk-", strlen("chk-")) == 0 && wr_name_number(name + strlen("chk-"), id));
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
