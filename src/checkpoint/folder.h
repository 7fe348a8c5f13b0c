/* checkpoint/folder.h - the job's folder on disk: lock, identity, manifests, retention.
 *
 *   <folder>/lock          flock; whoever holds it owns the job. Its pid is written in it for messages only.
 *   <folder>/job           identity: job name, uuid, fence, highest checkpoint id ever used, where the folder was
 *                          made (device, inode of the folder; a copy elsewhere is noticed), uuids of earlier --fresh
 *                          runs; replaced durably, with a digest
 *   <folder>/MANIFEST-<n>  completed checkpoints
 *   <folder>/state-<n>-<worker>
 *   <folder>/outbox-<n>-...  output that waits for its place, a sink's own: lives exactly as long as MANIFEST-<n>
 * Mode 0700, files 0600. A folder that others may write, or that belongs to somebody else, is refused.
 * One owner thread (the job's). */
#ifndef WR_CHECKPOINT_FOLDER_H
#define WR_CHECKPOINT_FOLDER_H
#include "base/io.h"
#include "checkpoint/manifest.h"

typedef struct wr_folder wr_folder;
typedef struct wr_found_manifest {
    uint64_t    checkpoint_id;
    bool        valid;          /* manifest and every state file it needs: present, size and digest right */
    const char *problem;        /* why not: "state-12-0: digest differs"                        */
    wr_manifest manifest;       /* when it could be decoded                                     */
} wr_found_manifest;

/* Takes the lock: WEIR_FENCED when another process holds it (names its pid and the folder). Creates the folder
 * when absent. Lives in the arena, which must outlive it. Reads or makes the identity (uuid from env->random), raises the fence by one, durably.
 * fresh: a new uuid; what was there is forgotten (manifests and state files removed; ids go on). */
weir_status wr_folder_open(const wr_env *env, const char *path, const char *job_name, bool fresh, struct weir_arena *arena, wr_folder **folder, weir_error *err);
/* Without the lock and without changing anything: for `weir checkpoint ...`. */
weir_status wr_folder_inspect(const wr_env *env, const char *path, struct weir_arena *arena, wr_folder **folder, weir_error *err);
void        wr_folder_close(wr_folder *folder); /* releases the lock; NULL is fine */
const char *wr_folder_path(const wr_folder *folder);
const char *wr_folder_uuid(const wr_folder *folder);
uint64_t    wr_folder_fence(const wr_folder *folder);
bool        wr_folder_is_new(const wr_folder *folder);           /* identity was made just now     */
bool        wr_folder_was_moved(const wr_folder *folder);        /* it was made elsewhere: copied or moved since the last start */
/* uuids that earlier runs of this folder used (given up by --fresh). */
bool        wr_folder_knows_uuid(const wr_folder *folder, const char *uuid8);
const char *const *wr_folder_earlier_uuids(const wr_folder *folder, uint32_t *count);
/* From now on that uuid (8 digits) is an earlier one of this job: its output was taken over, as --fresh and
 * --accept-missing-evidence ask for. Durable. */
weir_status wr_folder_adopt_uuid(wr_folder *folder, const char *uuid8, weir_error *err);
/* An id never used before, >= 1 (0 is the checkpoint before the first read); the highest is remembered durably (in
 * steps, so not every call writes). */
weir_status wr_folder_next_id(wr_folder *folder, uint64_t *checkpoint_id, weir_error *err);

/* Recovery step 1: fsync of every manifest and of the directory. Then all manifests, newest first, each checked. */
weir_status wr_folder_scan(wr_folder *folder, struct weir_arena *arena, wr_found_manifest **found, uint32_t *count, weir_error *err);
/* Durably removes the manifest (its state files go with wr_folder_retire). */
weir_status wr_folder_remove_manifest(wr_folder *folder, uint64_t checkpoint_id, weir_error *err);
/* .tmp, fsync, rename, fsync of the directory. On failure before the rename: *undecided false, nothing is left.
 * After it (directory fsync failed): *undecided true, leave everything alone. */
weir_status wr_folder_write_manifest(wr_folder *folder, wr_manifest *manifest, bool *undecided, weir_error *err);
/* Keeps the newest `keep` (>= 2) decided checkpoints up to decided_id, and every state file that one of them needs,
 * and their outboxes; removes the rest: manifests first, then a directory fsync, then files. Idempotent after a crash. */
weir_status wr_folder_retire(wr_folder *folder, uint64_t decided_id, uint32_t keep, weir_error *err);
/* Leftovers of a crash: *.tmp, state files that no manifest needs, outboxes without their manifest. */
weir_status wr_folder_sweep(wr_folder *folder, weir_error *err);
/* Path of a checkpoint given by the user: "--from" takes MANIFEST-<n>, a folder (its newest valid one), or chk number. */
weir_status wr_folder_load_from(const wr_env *env, const char *text, struct weir_arena *arena, wr_found_manifest *found, char **folder_path, weir_error *err);
#endif
