/* checkpoint/folder_change.c - how manifests appear and go, and state files and outboxes with them.
 *
 * Holds
 *   - A manifest appears after every state file that it names is durable under its name, and goes before them.
 *   - What cannot be read is never taken as a reason to delete. */
#include "checkpoint/folder_internal.h"

#include <string.h>

#include "base/seed_bug.h"

weir_status wr_folder_remove_manifest(wr_folder *folder, uint64_t checkpoint_id, weir_error *err) {
    WR_ASSERT(folder->lock_fd >= 0);
    wr_arena   *arena = wr_arena_create(0);
    weir_status status = wr_file_unlink(folder->env, wr_folder_file(folder, arena, wr_manifest_name(arena, checkpoint_id)), err);
    if (status == WEIR_OK)
        status = wr_dir_sync(folder->env, folder->path, err);
    wr_arena_destroy(arena);
    return status;
}

/* The temporary file, durable with its bytes. */
static weir_status write_temporary(wr_folder *folder, const char *path, const wr_buffer *bytes, weir_error *err) {
    int         fd = -1;
    weir_status status = WEIR_OK;
    WEIR_TRY(wr_file_open(folder->env, path, WR_OPEN_REPLACE, WR_FOLDER_FILE_MODE, &fd, err));
    WEIR_TRY_GOTO(status, wr_file_write_all(folder->env, fd, bytes->data, bytes->size, path, err), done);
    if (!WR_BUG(1))
        WEIR_TRY_GOTO(status, wr_file_sync(folder->env, fd, path, err), done);
    WEIR_TRY_GOTO(status, wr_file_close(folder->env, &fd, path, err), done);
done:
    (void)wr_file_close(folder->env, &fd, path, NULL);
    return status;
}

weir_status wr_folder_write_manifest(wr_folder *folder, wr_manifest *manifest, bool *undecided, weir_error *err) {
    WR_ASSERT(folder->lock_fd >= 0);
    wr_buffer   bytes = {0};
    wr_arena   *arena = wr_arena_create(0);
    const char *path = wr_folder_file(folder, arena, wr_manifest_name(arena, manifest->checkpoint_id));
    const char *temporary = wr_arena_printf(arena, "%s" WR_TEMPORARY_TAIL, path);
    bool        exists = false;
    weir_status status = WEIR_OK;
    *undecided = false;
    wr_manifest_encode(manifest, &bytes);
    WEIR_TRY_GOTO(status, write_temporary(folder, temporary, &bytes, err), failed);
    /* The names of its state files become durable before its own can, so a manifest never lacks one. */
    if (!WR_BUG(18))
        WEIR_TRY_GOTO(status, wr_dir_sync(folder->env, folder->path, err), failed);
    status = wr_file_rename(folder->env, temporary, path, false, err);
    if (status != WEIR_OK) {
        /* Where the rename is made of two steps, one may have happened: only an absent name is a sure "no". */
        wr_file_info info;
        *undecided = wr_file_stat(folder->env, path, &info, &exists, NULL) != WEIR_OK || exists;
        goto failed;
    }
    if (!WR_BUG(2))
        status = wr_dir_sync(folder->env, folder->path, err);
    if (WR_BUG(27)) /* "it is there, I can see it" */
        status = WEIR_OK;
    *undecided = status != WEIR_OK; /* the name is there, but it may not survive a power loss */
    goto done;
failed:
    if (!*undecided)
        (void)wr_file_unlink(folder->env, temporary, NULL); /* the first error is the one to tell */
done:
    wr_buffer_free(&bytes);
    wr_arena_destroy(arena);
    return status;
}

/* Names of the state files that the given manifests need. *complete false: one of them cannot be read, so nobody
 * knows what it needs. */
static void needed_files(wr_folder *folder, wr_arena *arena, const uint64_t *ids, uint32_t count, wr_name_list *needed,
                         bool *complete) {
    weir_error ignored;
    size_t     capacity = 0;
    *needed = (wr_name_list){0};
    *complete = true;
    for (uint32_t i = 0; i < count; i++) {
        wr_manifest manifest;
        char       *data = NULL;
        size_t      size = 0;
        const char *name = wr_manifest_name(arena, ids[i]);
        weir_status status =
            wr_file_load(folder->env, wr_folder_file(folder, arena, name), WR_MANIFEST_SIZE_MAX, arena, &data, &size, &ignored);
        if (status == WEIR_OK)
            status = wr_manifest_decode(data, size, name, arena, &manifest, &ignored);
        if (status != WEIR_OK) {
            *complete = false;
            continue;
        }
        for (uint32_t k = 0; k < manifest.file_count; k++) {
            if (WR_BUG(12) && manifest.files[k].checkpoint_id != ids[i])
                continue;
            needed->names = wr_arena_grow(arena, needed->names, needed->count, &capacity, sizeof *needed->names);
            needed->names[needed->count++] = wr_arena_strdup(arena, manifest.files[k].name);
        }
    }
}

static bool is_listed(const wr_name_list *list, const char *name) {
    for (uint32_t i = 0; i < list->count; i++)
        if (strcmp(list->names[i], name) == 0)
            return true;
    return false;
}

static bool has_id(const uint64_t *ids, uint32_t count, uint64_t id) {
    for (uint32_t i = 0; i < count; i++)
        if (ids[i] == id)
            return true;
    return false;
}

/* Removes state files up to checkpoint id_max that no manifest of `ids` needs, and outboxes of other checkpoints. */
static weir_status remove_states(wr_folder *folder, wr_arena *arena, const uint64_t *ids, uint32_t count,
                                 uint64_t id_max, weir_error *err) {
    wr_name_list needed, list;
    bool         complete = false;
    needed_files(folder, arena, ids, count, &needed, &complete);
    WEIR_TRY(wr_dir_list(folder->env, folder->path, arena, &list, err));
    for (uint32_t i = 0; i < list.count; i++) {
        uint64_t id = 0;
        bool     unneeded = wr_name_is_state(list.names[i], &id) ? complete && !is_listed(&needed, list.names[i]) /* else kept until it is clear */
                                                              : wr_name_is_outbox(list.names[i], &id) && !has_id(ids, count, id);
        if (unneeded && id <= id_max)
            WEIR_TRY(wr_file_unlink(folder->env, wr_folder_file(folder, arena, list.names[i]), err));
    }
    return WEIR_OK;
}

weir_status wr_folder_retire(wr_folder *folder, uint64_t decided_id, uint32_t keep, weir_error *err) {
    WR_ASSERT(folder->lock_fd >= 0 && keep >= 2);
    uint64_t   *ids = NULL;
    uint32_t    count = 0, kept = 0, decided = 0;
    wr_arena   *arena = wr_arena_create(0);
    weir_status status = WEIR_OK;
    WEIR_TRY_GOTO(status, wr_folder_list(folder, arena, &ids, &count, err), done);
    for (uint32_t i = 0; i < count; i++) {
        if (ids[i] <= decided_id && ++decided > keep)
            WEIR_TRY_GOTO(status,
                          wr_file_unlink(folder->env, wr_folder_file(folder, arena, wr_manifest_name(arena, ids[i])), err),
                          done);
        else
            ids[kept++] = ids[i];
    }
    if (kept != count && !WR_BUG(19)) /* a state file may go only when no manifest can come back that needs it */
        WEIR_TRY_GOTO(status, wr_dir_sync(folder->env, folder->path, err), done);
    /* Newer state files belong to the checkpoint that is being written. */
    status = remove_states(folder, arena, ids, kept, decided_id, err);
done:
    wr_arena_destroy(arena);
    return status;
}

weir_status wr_folder_sweep(wr_folder *folder, weir_error *err) {
    WR_ASSERT(folder->lock_fd >= 0);
    uint64_t    *ids = NULL;
    uint32_t     count = 0;
    wr_name_list list;
    wr_arena    *arena = wr_arena_create(0);
    weir_status  status = WEIR_OK;
    WEIR_TRY_GOTO(status, wr_dir_list(folder->env, folder->path, arena, &list, err), done);
    for (uint32_t i = 0; i < list.count; i++)
        if (wr_name_is_temporary(list.names[i]))
            WEIR_TRY_GOTO(status, wr_file_unlink(folder->env, wr_folder_file(folder, arena, list.names[i]), err), done);
    WEIR_TRY_GOTO(status, wr_folder_list(folder, arena, &ids, &count, err), done);
    status = remove_states(folder, arena, ids, count, UINT64_MAX, err);
done:
    wr_arena_destroy(arena);
    return status;
}
