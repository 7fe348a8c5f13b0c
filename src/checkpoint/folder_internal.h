/* checkpoint/folder_internal.h - what the files of the job's folder share. */
#ifndef WR_CHECKPOINT_FOLDER_INTERNAL_H
#define WR_CHECKPOINT_FOLDER_INTERNAL_H
#include "base/arena.h"
#include "checkpoint/folder.h"

#define WR_TEMPORARY_TAIL    ".tmp"
#define WR_MANIFEST_SIZE_MAX ((size_t)1 << 30)

enum {
    WR_UUID_SIZE = 32,
    WR_FOLDER_FILE_MODE = 0600,
    WR_EARLIER_MAX = 10000
};

typedef struct wr_identity {
    const char  *job_name;
    char         uuid[WR_UUID_SIZE + 1];
    uint64_t     fence;
    uint64_t     id_limit; /* ids up to this one may have been used */
    uint64_t     device, inode;
    bool         clearing; /* --fresh began to remove what was there and may not have ended */
    const char **earlier;  /* uuids given up by --fresh */
    uint32_t     earlier_count;
} wr_identity;

struct wr_folder {
    const wr_env *env;
    wr_arena     *arena;
    const char   *path;
    int           lock_fd; /* -1: inspecting */
    wr_identity   identity;
    uint64_t      id_used; /* highest given out; <= identity.id_limit */
    bool          has_identity, is_new, was_moved;
};

/* ---- folder_names.c ---- */
/* The whole of `text` as a number without sign and leading zeros. */
bool wr_name_number(const char *text, uint64_t *number);
bool wr_name_is_manifest(const char *name, uint64_t *id); /* MANIFEST-<id> */
bool wr_name_is_state(const char *name, uint64_t *id);    /* state-<id>-<worker> */
bool wr_name_is_outbox(const char *name, uint64_t *id);   /* outbox-<id>-<anything>, a sink's own (connect/outbox.h) */
/* Only names that are ours: MANIFEST-<n>.tmp, job.tmp-<random>, state-...tmp. */
bool wr_name_is_temporary(const char *name);
const char *wr_manifest_name(wr_arena *arena, uint64_t id);
const char *wr_folder_file(const wr_folder *folder, wr_arena *arena, const char *name); /* its path */
/* Ids of all manifests, newest first, in arena. */
weir_status wr_folder_list(const wr_folder *folder, wr_arena *arena, uint64_t **ids, uint32_t *count, weir_error *err);

/* ---- folder_identity.c ---- */
/* *exists false: there is none. WEIR_CORRUPT: it is damaged. */
weir_status wr_identity_load(wr_folder *folder, bool *exists, weir_error *err);
weir_status wr_identity_store(wr_folder *folder, weir_error *err); /* durable */
void        wr_identity_new_uuid(wr_folder *folder);
bool        wr_is_uuid(const char *text);

#endif
