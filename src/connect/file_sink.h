/* connect/file_sink.h - what the files of the filesystem sink share. Inside it only. */
#ifndef WR_CONNECT_FILE_SINK_H
#define WR_CONNECT_FILE_SINK_H
#include "connect/file.h"

#define WR_FILE_COMMITTABLE_VERSION 2

/* What sync needs; the committable carries it while the process lives. */
typedef struct wr_live_files {
    const wr_env *env;
    wr_arena    *arena;
    uint32_t     count;
    struct wr_live_file { const char *path; const char *directory; int fd; } *files;
    const char **above; size_t above_count, above_capacity; /* directories above new partitions */
} wr_live_files;

/* ---- file_evidence.c ---- */
/* "part-<job>-<uuid8>-<worker>", or without the worker "part-<job>-". */
void wr_file_stem(char *out, size_t size, const weir_commit_context *job, uint32_t worker, bool with_worker);
/* The path of a name (NULL: of the directory) below the table's path; directory "": the table's own. */
const char *wr_file_below(wr_arena *arena, const char *path, const char *directory, const char *name);
weir_status wr_file_sink_evidence(const weir_commit_context *job, const weir_table_info *table, weir_evidence *evidence, weir_error *err);
weir_status wr_file_sink_discard(const weir_commit_context *job, const weir_table_info *table, weir_error *err);

/* ---- file_commit.c ---- */
weir_status wr_file_sink_sync(const weir_commit_context *job, weir_committable *committable, weir_error *err);
void        wr_file_sink_forget(weir_committable *committable);
weir_status wr_file_sink_commit(const weir_commit_context *job, const weir_table_info *table, const weir_committable *list, uint32_t count, weir_error *err);
weir_status wr_file_sink_place(const weir_commit_context *job, const weir_table_info *table, const weir_committable *list, uint32_t count,
                               bool *gone, const char **where, weir_error *err);

#endif
