/* engine/inspect.c - `weir checkpoint list|show|verify`: looks into a job's folder without its lock.
 *
 * Nothing is ever changed. The job may run meanwhile and retire a checkpoint between the moment its name is
 * read and the moment its bytes are; so damage counts only when a second look still finds it. */
#include <inttypes.h>
#include <string.h>

#include "base/number.h"
#include "checkpoint/folder.h"
#include "engine/engine.h"
#include "state/state.h"

#define LOOKS         3u
#define STATE_ROWS_MAX 1000u
#define MS_PER_DAY    86400000

typedef struct inspection {
    const wr_env      *env;
    wr_arena          *arena;
    const char        *path;
    wr_folder         *folder;
    wr_found_manifest *found;   /* newest first */
    uint32_t           count;
    wr_buffer          text;
} inspection;

static weir_status look(inspection *now, weir_error *err) {
    for (uint32_t i = 0; i < LOOKS; i++) {
        bool damaged = false;
        wr_folder_close(now->folder); /* of the look before */
        now->folder = NULL;
        WEIR_TRY(wr_folder_inspect(now->env, now->path, now->arena, &now->folder, err));
        WEIR_TRY(wr_folder_scan(now->folder, now->arena, &now->found, &now->count, err));
        for (uint32_t k = 0; k < now->count; k++)
            damaged |= !now->found[k].valid;
        if (!damaged)
            break;
    }
    return WEIR_OK;
}

static void add_time(wr_buffer *out, int64_t ms) {
    int64_t  days = ms / MS_PER_DAY - (ms % MS_PER_DAY < 0), second = (ms - days * MS_PER_DAY) / 1000;
    wr_civil date = wr_civil_from_days(days);
    wr_buffer_printf(out, "%04" PRId32 "-%02" PRIu32 "-%02" PRIu32 " %02" PRId64 ":%02" PRId64 ":%02" PRId64 "Z", date.year,
                     date.month, date.day, second / 3600, second / 60 % 60, second % 60);
}

/* Bytes of what this checkpoint wrote itself; files of earlier ones that it needs are listed by `show`. */
static uint64_t state_size(const wr_manifest *manifest) {
    uint64_t size = 0;
    for (uint32_t i = 0; i < manifest->file_count; i++)
        size += manifest->files[i].size;
    return size;
}

static void list_one(inspection *now, const wr_found_manifest *one) {
    wr_buffer_printf(&now->text, "%" PRIu64 "  ", one->checkpoint_id);
    if (!one->valid) {
        wr_buffer_printf(&now->text, "damaged: %s\n", one->problem);
        return;
    }
    add_time(&now->text, one->manifest.created_ms);
    wr_buffer_printf(&now->text, "  %" PRIu64 " bytes of state in %" PRIu32 " files  %s\n", state_size(&one->manifest),
                     one->manifest.file_count, one->manifest.finished ? "finished" : "ok");
}

/* "12", "chk-12", "MANIFEST-12", or a path that ends so; NULL: the newest one that is whole. */
static weir_status pick(const inspection *now, const char *name, const wr_found_manifest **one, weir_error *err) {
    int64_t id = -1;
    if (name) {
        const char *number = wr_path_name(name);
        static const char *const prefixes[] = {"MANIFEST-", "chk-"};
        for (size_t i = 0; i < WR_COUNT_OF(prefixes); i++)
            if (strncmp(number, prefixes[i], strlen(prefixes[i])) == 0)
                number += strlen(prefixes[i]);
        if (!wr_parse_i64(number, strlen(number), &id) || id < 0)
            return weir_fail(err, WEIR_INVALID, "'%s' is no checkpoint; give its number, as `weir checkpoint list %s` shows it", name, now->path);
    }
    for (uint32_t i = 0; i < now->count; i++) {
        *one = &now->found[i];
        if (name ? (*one)->checkpoint_id == (uint64_t)id : (*one)->valid)
            return WEIR_OK;
    }
    if (name)
        return weir_fail(err, WEIR_INVALID, "there is no checkpoint %s in %s; `weir checkpoint list %s` names them", name, now->path, now->path);
    if (now->count == 0)
        return weir_fail(err, WEIR_INVALID, "there is no checkpoint in %s", now->path);
    return weir_fail(err, WEIR_CORRUPT, "%s: none of the %" PRIu32 " checkpoints is whole; the newest: %s", now->path, now->count, now->found[0].problem);
}

/* "source flights (filesystem)" is what a checkpoint says of a source. */
static const weir_source *source_of(const wr_manifest *manifest, const char *uid, wr_arena *arena) {
    for (uint32_t i = 0; i < manifest->operator_count; i++) {
        const char *open = strrchr(manifest->operators[i].description, '('), *close = open ? strchr(open, ')') : NULL;
        if (!close || strcmp(manifest->operators[i].uid, uid) != 0)
            continue;
        const weir_connector *connector = weir_registry_connector(weir_registry_builtin(), wr_arena_strndup(arena, open + 1, (size_t)(close - open - 1)));
        return connector ? connector->source : NULL;
    }
    return NULL;
}

typedef struct describing { inspection *now; const wr_manifest *manifest; } describing;

static bool describe_position(void *context, const char *source_uid, weir_bytes position, wr_buffer *out) {
    const describing  *about = context;
    const weir_source *source = source_of(about->manifest, source_uid, about->now->arena);
    return source && source->describe && source->describe(position, out);
}

static weir_status show(inspection *now, const char *name, uint64_t *shown, weir_error *err) {
    const wr_found_manifest *one = NULL;
    WEIR_TRY(pick(now, name, &one, err));
    *shown = one->checkpoint_id;
    if (!one->valid)
        return weir_fail(err, WEIR_CORRUPT, "checkpoint %" PRIu64 " is damaged: %s", one->checkpoint_id, one->problem);
    describing about = {now, &one->manifest};
    wr_manifest_print(&one->manifest, describe_position, &about, &now->text);
    for (uint32_t i = 0; i < one->manifest.file_count; i++) {
        const wr_manifest_file *each = &one->manifest.files[i];
        wr_state_file           file = {.size = each->size, .digest = each->digest, .needed_from = each->needed_from};
        snprintf(file.name, sizeof file.name, "%s", each->name);
        wr_buffer_byte(&now->text, '\n');
        WEIR_TRY(wr_state_file_print(now->env, now->path, &file, &now->text, STATE_ROWS_MAX, err));
    }
    return WEIR_OK;
}

/* A running job may retire the checkpoint while it is being read: then a newer one is there. */
static bool was_retired(inspection *now, uint64_t checkpoint_id) {
    wr_file_info info;
    bool         exists = true;
    const char  *path = wr_arena_printf(now->arena, "%s/MANIFEST-%" PRIu64, now->path, checkpoint_id);
    return wr_file_stat(now->env, path, &info, &exists, NULL) == WEIR_OK && !exists;
}

static weir_status show_newest(inspection *now, weir_error *err) {
    for (uint32_t tries = 0;; tries++) {
        uint64_t    shown = UINT64_MAX;
        weir_status status = show(now, NULL, &shown, err);
        if (status == WEIR_OK || tries == 20 || shown == UINT64_MAX || !was_retired(now, shown))
            return status;
        now->text.size = 0;
        WEIR_TRY(look(now, err));
    }
}

static weir_status verify(inspection *now, const char *name, weir_error *err) {
    const wr_found_manifest *chosen = NULL;
    uint32_t                 damaged = 0;
    const char              *problem = NULL;
    if (name)
        WEIR_TRY(pick(now, name, &chosen, err));
    for (uint32_t i = 0; i < now->count; i++) {
        const wr_found_manifest *one = &now->found[i];
        if (chosen && one != chosen)
            continue;
        if (one->valid) {
            wr_buffer_printf(&now->text, "checkpoint %" PRIu64 ": ok\n", one->checkpoint_id);
            continue;
        }
        wr_buffer_printf(&now->text, "checkpoint %" PRIu64 ": damaged: %s\n", one->checkpoint_id, one->problem);
        problem = problem ? problem : one->problem;
        damaged++;
    }
    if (now->count == 0)
        return weir_fail(err, WEIR_INVALID, "there is no checkpoint in %s", now->path);
    if (damaged != 0)
        return weir_fail(err, WEIR_CORRUPT, "%s: %" PRIu32 " of %" PRIu32 " checkpoints damaged: %s", now->path, damaged, chosen ? 1 : now->count, problem);
    return WEIR_OK;
}

weir_status weir_checkpoint_command(const char *what, const char *folder, const char *checkpoint, weir_error *err) {
    inspection  now = {.env = wr_env_real(), .arena = wr_arena_create(0), .path = folder};
    weir_error  unused;
    uint64_t    shown;
    weir_status status = look(&now, err ? err : &unused);
    if (status == WEIR_IO && !now.folder)
        status = WEIR_INVALID; /* a folder that is not there is a mistake in the command */
    if (status == WEIR_OK && strcmp(what, "list") == 0 && checkpoint)
        status = weir_fail(err, WEIR_INVALID, "list takes a job's folder only");
    else if (status == WEIR_OK && strcmp(what, "list") == 0)
        for (uint32_t i = 0; i < now.count; i++)
            list_one(&now, &now.found[i]);
    else if (status == WEIR_OK && strcmp(what, "show") == 0)
        status = checkpoint ? show(&now, checkpoint, &shown, err) : show_newest(&now, err);
    else if (status == WEIR_OK && strcmp(what, "verify") == 0)
        status = verify(&now, checkpoint, err);
    else if (status == WEIR_OK)
        status = weir_fail(err, WEIR_INVALID, "'%s' is none of list, show and verify", what);
    if (now.text.size != 0) { /* verify names every damaged one, whatever its status */
        weir_status printed = wr_print(now.env, now.text.data, now.text.size, status == WEIR_OK ? err : &unused);
        status = status == WEIR_OK ? printed : status;
    }
    wr_folder_close(now.folder);
    wr_buffer_free(&now.text);
    wr_arena_destroy(now.arena);
    return status;
}
