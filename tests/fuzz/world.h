/* world.h - what the fuzz targets share: an outside that is only memory, and text of rows.
 *
 * Each target is `int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)` in fuzz_<name>.c. It is linked with
 * libFuzzer (preset fuzz) or with replay.c, which feeds it files. A target must not touch the disk, so everything
 * that opens a path gets a fuzz_world: every regular path is one and the same file, nothing can be created. */
#ifndef WEIR_TESTS_FUZZ_WORLD_H
#define WEIR_TESTS_FUZZ_WORLD_H
#include "base/alloc.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/io.h"
#include "base/thread.h"
#include "batch/vector.h"
#include "runtime/channel.h"
#include "weir/connector.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define FUZZ_FILES_MAX 64

typedef struct fuzz_world {
    wr_env         env;
    wr_io          io;
    const uint8_t *bytes;           /* of every file; borrowed */
    size_t         size;
    int64_t        deadline_ns;     /* then `stop` is raised */
    wr_shared_u64  stop;
    wr_mutex       mutex;           /* guards the two below */
    bool           open[FUZZ_FILES_MAX];
    uint64_t       position[FUZZ_FILES_MAX];
} fuzz_world;

/* run_ms: how long until `stop` is raised. Write to file descriptors 1 and 2 vanish, the log too. */
void fuzz_world_open(fuzz_world *world, const void *bytes, size_t size, int64_t run_ms);
void fuzz_world_close(fuzz_world *world);

/* A table to decode into; the rows as text, one line a row, as a SELECT prints them. */
typedef struct fuzz_table {
    wr_arena           *arena, *strings;
    const weir_format  *format;
    weir_schema         schema;
    weir_options        options;
    weir_table_info     info;
    weir_decoder       *decoder;
    weir_encoder       *show, *encoder;  /* encoder: of `format`, NULL: the format cannot write the table */
    weir_vector        *vectors;
    wr_buffer           rows, bad, encoded;
} fuzz_table;

/* False: the options do not go together. */
bool fuzz_table_open(fuzz_table *table, const weir_format *format, const weir_field *fields, uint32_t field_count,
                     const weir_option *items, uint32_t item_count, const wr_env *env);
void fuzz_table_close(fuzz_table *table);
/* Decodes the bytes, handed over in pieces that grow by `piece` (0: all at once), at most `row_limit` rows a call.
 * Appends to rows, bad and encoded. `block_of_line`: every line comes alone, in a block of its own. */
void fuzz_decode(fuzz_table *table, const uint8_t *data, size_t size, size_t piece, uint32_t row_limit);
void fuzz_decode_lines(fuzz_table *table, const uint8_t *data, size_t size);
/* As messages, which end with the byte FUZZ_RECORD_END. */
#define FUZZ_RECORD_END 0x1e
void fuzz_decode_records(fuzz_table *table, const uint8_t *data, size_t size, uint32_t row_limit);
/* Aborts with both texts when they differ. */
void fuzz_expect_same(const wr_buffer *a, const wr_buffer *b, const char *what);
#endif
