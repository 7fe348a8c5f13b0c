/* micro_json.c - how fast JSON lines become columns on this machine: rows and bytes per second of one core.
 *
 *     cc -O2 -o gen_events bench/gen_events.c && ./gen_events 20000 > /tmp/events.json
 *     cc -O3 -std=gnu11 -fno-strict-aliasing -include src/base/banned.h -Iinclude -Isrc -o micro_json \
 *         bench/micro_json.c $(find src/format src/batch src/base -name '*.c') -lxxhash -lpcre2-8 -lpthread -lm
 *     ./micro_json /tmp/events.json [BLOCK_KIB]
 *
 * The file is in memory; blocks of it are decoded into batches, as a source hands them over. Lines: all 8 columns that
 * the benchmark job reads, only one of them, and all 8 with the keys of every second line in another order. Each figure
 * is the best of several rounds. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/io.h"
#include "batch/vector.h"
#include "weir/connector.h"

#define ROUNDS 60

extern const weir_format weir_format_json;

static weir_status bad(void *context, const weir_bad_record *record, weir_error *err) {
    (void)context;
    return weir_fail(err, WEIR_DATA, "record %llu, column %u: %s", (unsigned long long)record->record_index, record->column, record->reason);
}

static void measure(const char *what, const weir_schema *schema, const bool *needed, const char *data, size_t size, size_t block_size) {
    const wr_env *env = wr_env_real();
    wr_arena     *arena = wr_arena_create(0), *strings = wr_arena_create(0);
    weir_options  options = {.specs = weir_format_json.options};
    weir_table_info table = {.name = "events", .schema = schema, .needed = needed, .options = &options, .format_options = &options, .env = env};
    weir_decoder *decoder;
    weir_error    err = {0};
    weir_vector   vectors[16] = {0};
    uint64_t      rows = 0;
    int64_t       best = INT64_MAX;
    if (weir_format_json.decoder_open(&table, arena, &decoder, &err) != WEIR_OK)
        exit(1);
    for (uint32_t c = 0; c < schema->field_count; c++)
        if (needed[c])
            wr_vector_init(&vectors[c], schema->fields[c].type, arena, strings);
    for (int round = 0; round < ROUNDS; round++) {
        int64_t start = env->monotonic_ns(env->self);
        rows = 0;
        for (size_t at = 0; at < size;) {
            weir_bytes      block = {data + at, WR_MIN(block_size, size - at)};
            weir_decode_out out = {.vectors = vectors, .row_limit = WEIR_BATCH_ROWS, .bad = bad};
            size_t          consumed = 0;
            for (uint32_t c = 0; c < schema->field_count; c++)
                vectors[c].has_nulls = false;
            wr_arena_reset(strings);
            if (weir_format_json.decode(decoder, block, at + block.size == size, &out, &consumed, &err) != WEIR_OK) {
                printf("%s\n", err.message);
                exit(1);
            }
            rows += out.row_count;
            at += consumed;
        }
        int64_t took = env->monotonic_ns(env->self) - start;
        best = WR_MIN(best, took);
    }
    printf("%-44s %6.2f M rows/s  %5.2f GB/s  %6.1f ns/row\n", what, (double)rows * 1e3 / (double)best,
           (double)size / (double)best, (double)best / (double)rows);
    weir_format_json.decoder_close(decoder);
    wr_arena_destroy(arena);
    wr_arena_destroy(strings);
}

/* Every second line begins with its second half: {"a":1,...,"m":2,...} -> {"m":2,...,"a":1,...}. Lines are flat
 * but for their last field, which stays where it is. */
static void reorder(wr_buffer *out, const char *data, size_t size) {
    bool turn = false;
    for (const char *line = data, *end = data + size; line < end; turn = !turn) {
        const char *newline = memchr(line, '\n', (size_t)(end - line)), *next = newline ? newline + 1 : end;
        const char *middle = turn ? memmem(line, (size_t)(next - line), ",\"quantity\"", 11) : NULL;
        const char *last = turn ? memmem(line, (size_t)(next - line), ",\"tags\"", 7) : NULL;
        if (middle && last) {
            wr_buffer_byte(out, '{');
            wr_buffer_append(out, middle + 1, (size_t)(last - middle - 1));
            wr_buffer_byte(out, ',');
            wr_buffer_append(out, line + 1, (size_t)(middle - line - 1));
            wr_buffer_append(out, last, (size_t)(next - last));
        } else {
            wr_buffer_append(out, line, (size_t)(next - line));
        }
        line = next;
    }
}

int main(int argc, char **argv) {
    static const weir_field fields[] = {
        {"id", {.id = WEIR_TYPE_BIGINT, .nullable = true}},
        {"ts", {.id = WEIR_TYPE_TIMESTAMP, .nullable = true, .length = 3}},
        {"user_id", {.id = WEIR_TYPE_BIGINT, .nullable = true}},
        {"kind", {.id = WEIR_TYPE_VARCHAR, .nullable = true, .length = WEIR_STRING_LENGTH_MAX}},
        {"price", {.id = WEIR_TYPE_DOUBLE, .nullable = true}},
        {"quantity", {.id = WEIR_TYPE_BIGINT, .nullable = true}},
        {"country", {.id = WEIR_TYPE_VARCHAR, .nullable = true, .length = WEIR_STRING_LENGTH_MAX}},
        {"latency_ms", {.id = WEIR_TYPE_INT, .nullable = true}},
    };
    static const bool all[8] = {true, true, true, true, true, true, true, true}, one[8] = {[7] = true};
    const weir_schema schema = {8, fields};
    wr_arena  *arena = wr_arena_create(0);
    wr_buffer  other = {0};
    char      *data;
    size_t     size;
    weir_error err = {0};
    if (argc < 2) {
        fprintf(stderr, "usage: micro_json FILE [BLOCK_KIB]\n");
        return 2;
    }
    size_t block_size = (argc > 2 ? (size_t)strtoul(argv[2], NULL, 10) : 256) * 1024;
    if (wr_file_load(wr_env_real(), argv[1], (size_t)1 << 32, arena, &data, &size, &err) != WEIR_OK) {
        fprintf(stderr, "%s\n", err.message);
        return 1;
    }
    reorder(&other, data, size);
    measure("8 of 18 fields", &schema, all, data, size, block_size);
    measure("1 of 18 fields", &schema, one, data, size, block_size);
    measure("8 of 18 fields, two orders in turn", &schema, all, other.data, other.size, block_size);
    wr_buffer_free(&other);
    wr_arena_destroy(arena);
    return 0;
}
