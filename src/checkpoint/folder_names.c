/* checkpoint/folder_names.c - what the files of the job's folder are called.
 *
 * Holds: a name is taken for one of ours only when the whole of it says so. */
#include "checkpoint/folder_internal.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define MANIFEST_PREFIX "MANIFEST-"
#define STATE_PREFIX    "state-"
#define OUTBOX_PREFIX   "outbox-"

bool wr_name_number(const char *text, uint64_t *id) {
    uint64_t value = 0;
    if (text[0] < '0' || text[0] > '9' || (text[0] == '0' && text[1] != '\0'))
        return false;
    for (; *text != '\0'; text++) {
        if (*text < '0' || *text > '9' || value > (UINT64_MAX - 9) / 10)
            return false;
        value = value * 10 + (uint64_t)(*text - '0');
    }
    *id = value;
    return true;
}

static bool starts_with(const char *text, const char *prefix) {
    return strncmp(text, prefix, strlen(prefix)) == 0;
}

bool wr_name_is_manifest(const char *name, uint64_t *id) {
    return starts_with(name, MANIFEST_PREFIX) && wr_name_number(name + strlen(MANIFEST_PREFIX), id);
}

/* <prefix><number>-<rest> */
static bool has_number(const char *name, const char *prefix, uint64_t *id, const char **rest) {
    char number[24];
    if (!starts_with(name, prefix))
        return false;
    const char *at = name + strlen(prefix), *dash = strchr(at, '-');
    if (dash == NULL || (size_t)(dash - at) >= sizeof number)
        return false;
    memcpy(number, at, (size_t)(dash - at));
    number[dash - at] = '\0';
    *rest = dash + 1;
    return wr_name_number(number, id);
}

bool wr_name_is_outbox(const char *name, uint64_t *id) {
    const char *rest;
    return has_number(name, OUTBOX_PREFIX, id, &rest);
}

bool wr_name_is_state(const char *name, uint64_t *id) {
    const char *worker;
    uint64_t    number;
    return has_number(name, STATE_PREFIX, id, &worker) && wr_name_number(worker, &number);
}

bool wr_name_is_temporary(const char *name) {
    const char *tail = strstr(name, WR_TEMPORARY_TAIL);
    return tail != NULL && (starts_with(name, MANIFEST_PREFIX) || starts_with(name, STATE_PREFIX) ||
                            starts_with(name, "job" WR_TEMPORARY_TAIL));
}

const char *wr_folder_file(const wr_folder *folder, wr_arena *arena, const char *name) {
    return wr_path_join(arena, folder->path, name);
}

const char *wr_manifest_name(wr_arena *arena, uint64_t id) {
    return wr_arena_printf(arena, MANIFEST_PREFIX "%" PRIu64, id);
}

static int newest_first(const void *left, const void *right) {
    uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
    return a > b ? -1 : a < b;
}

weir_status wr_folder_list(const wr_folder *folder, wr_arena *arena, uint64_t **ids, uint32_t *count,
                                  weir_error *err) {
    wr_name_list list;
    *count = 0;
    WEIR_TRY(wr_dir_list(folder->env, folder->path, arena, &list, err));
    *ids = wr_arena_calloc(arena, (size_t)list.count + 1, sizeof **ids);
    for (uint32_t i = 0; i < list.count; i++)
        if (wr_name_is_manifest(list.names[i], &(*ids)[*count]))
            (*count)++;
    qsort(*ids, *count, sizeof **ids, newest_first);
    return WEIR_OK;
}
