/* checkpoint/manifest.h - the file that IS a completed checkpoint, as data and as bytes.
 *
 * Byte by byte in docs/formats/manifest.md: magic, version, body, XXH3-128 digest of all before it.
 * Decoding is memory-safe for any bytes. Everything decoded lives in the arena. Pure functions. */
#ifndef WR_CHECKPOINT_MANIFEST_H
#define WR_CHECKPOINT_MANIFEST_H
#include "base/buffer.h"
#include "base/hash.h"
#include "weir/connector.h"

typedef struct wr_manifest_split { const char *source_uid, *id; weir_bytes position; bool finished; weir_time_ms watermark; uint32_t worker; } wr_manifest_split;
typedef struct wr_manifest_file { const char *name; uint64_t size; wr_digest digest; uint32_t worker; uint64_t checkpoint_id, needed_from; } wr_manifest_file; /* state file */
typedef struct wr_manifest_committable { const char *sink_uid; uint32_t worker; weir_bytes payload; } wr_manifest_committable;
typedef struct wr_manifest_operator { const char *uid, *description; } wr_manifest_operator; /* plan fingerprint: every stateful node, source and sink */
typedef struct wr_manifest_counter { const char *name; uint64_t value; } wr_manifest_counter; /* rows-in, late, errors ... carried over restarts */

typedef struct wr_manifest {
    const char *job_name, *job_uuid;      /* 32 hex digits                                       */
    const char *weir_version;
    uint64_t    checkpoint_id, fence;
    uint64_t    parent_id; wr_digest parent_digest; /* of the checkpoint before it; zero for 0   */
    int64_t     created_ms;
    uint32_t    worker_count, max_parallelism;
    bool        finished;                 /* the bounded job is over                             */
    wr_manifest_split       *splits;       uint32_t split_count;
    wr_manifest_file        *files;        uint32_t file_count;
    wr_manifest_committable *committables; uint32_t committable_count;
    wr_manifest_operator    *operators;    uint32_t operator_count;
    wr_manifest_counter     *counters;     uint32_t counter_count;
    wr_digest   digest;                   /* set by encode and decode                            */
} wr_manifest;

void        wr_manifest_encode(wr_manifest *manifest, wr_buffer *out); /* sets manifest->digest  */
/* WEIR_CORRUPT: digest, magic, lengths; WEIR_CONFLICT: a newer version of Weir wrote it. `name` is for messages. */
weir_status wr_manifest_decode(const void *data, size_t size, const char *name, struct weir_arena *arena, wr_manifest *manifest, weir_error *err);
/* Appends what a position of the source says, and returns true; false: unknown, and nothing appended. */
typedef bool (*wr_position_describe)(void *context, const char *source_uid, weir_bytes position, wr_buffer *out);
/* Text of `weir checkpoint show`. `describe` NULL: positions are printed as bytes. */
void        wr_manifest_print(const wr_manifest *manifest, wr_position_describe describe, void *context, wr_buffer *out);
/* Do the operators of `now` (the plan) fit what the checkpoint holds? WEIR_CONFLICT names every difference (operator
 * by uid: gone with state, changed description old -> new). New stateless ones, new sinks and new operators whose state starts empty are listed in
 * *notes (may be empty). */
weir_status wr_manifest_fits(const wr_manifest *saved, const wr_manifest_operator *now, uint32_t now_count,
                             struct weir_arena *arena, const char **notes, weir_error *err);
#endif
