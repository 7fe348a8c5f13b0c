/* connect/file.h - what the files of the filesystem connector share: paths, partition directories, reading. */
#ifndef WR_CONNECT_FILE_H
#define WR_CONNECT_FILE_H
#include "base/arena.h"
#include "base/buffer.h"
#include "base/io.h"
#include "weir/connector.h"

/* The table's `path` without file:// and trailing slashes. WEIR_UNSUPPORTED: another scheme. */
weir_status wr_file_table_path(const weir_table_info *table, wr_arena *arena, const char **path, weir_error *err);
/* Names that readers of such directories skip: . and _ in front. */
static inline bool wr_file_name_hidden(const char *name) { return name[0] == '.' || name[0] == '_'; }

/* A value as it stands in a directory's name behind "key=": bytes that paths or shells take amiss as %XX. */
void wr_partition_escape(wr_buffer *out, const char *text, size_t size);
/* The other way; a % that nothing sensible follows stays. `out` has room for size bytes; returns the size. */
size_t wr_partition_unescape(const char *text, size_t size, char *out);
/* Text of one value, before escaping; false: NULL or empty, which get the default name. */
bool wr_partition_text(const weir_column *column, uint32_t row, wr_buffer *out);
/* The value that a partition directory's text means for a column of `type`, in arena. */
weir_status wr_partition_value(weir_type type, const char *text, size_t size, wr_arena *arena, weir_value *value, weir_error *err);

/* ---- reading: plain, .gz or .zst by the file's name, always in offsets of the uncompressed bytes ---- */
typedef struct wr_file_stream wr_file_stream;
/* `path` is borrowed until close. */
weir_status wr_file_stream_open(const wr_env *env, const char *path, wr_file_stream **stream, weir_error *err);
/* Goes to `offset` from wherever it is; *reached is less when the file ends before. Compressed: forward only. */
weir_status wr_file_stream_skip(wr_file_stream *stream, uint64_t offset, uint64_t *reached, weir_error *err);
/* Fills `data` unless the file ends; *end: it has ended. */
weir_status wr_file_stream_read(wr_file_stream *stream, char *data, size_t size, size_t *got, bool *end, weir_error *err);
/* What stands on disk: its size and identity now, and a hash of its first bytes (at most hash_size_max,
 * *hash_size tells how many). */
weir_status wr_file_stream_identity(wr_file_stream *stream, uint32_t hash_size_max, wr_file_info *info,
                                    uint32_t *hash_size, uint64_t *hash, weir_error *err);
bool wr_file_stream_compressed(const wr_file_stream *stream);
uint64_t wr_file_stream_raw_offset(const wr_file_stream *stream); /* bytes of the file on disk that were read */
void wr_file_stream_close(wr_file_stream **stream);

/* ---- file_claim.c: the lock `name` in the table's directory ---- */
/* WEIR_FENCED: another process holds it. *claim NULL: there is nothing to hold. */
weir_status wr_file_claim(const weir_commit_context *job, const weir_table_info *table, const char *name, void **claim, weir_error *err);
void        wr_file_release(void *claim);

/* file_source.c, file_sink.c */
extern const weir_source wr_file_source;
extern const weir_sink   wr_file_sink;
#endif
