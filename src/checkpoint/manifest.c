/* checkpoint/manifest.c - a completed checkpoint as bytes and back.
 *
 * Always holds: the digest is checked before anything else is believed, and even then every count and length is
 * checked against the bytes that are left, so decoding is memory-safe for any input, also for one that somebody
 * made with a right digest. Layout: docs/formats/manifest.md.
 */
#include "checkpoint/manifest.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/seed_bug.h"

static const char magic[8] = {'W', 'E', 'I', 'R', 'C', 'H', 'K', '\n'};

enum {
    VERSION = 1,
    DIGEST_SIZE = 16,
    HEADER_SIZE = 8 + 4,
    FLAG_FINISHED = 1,
    SPLIT_SIZE_MIN = 1 + 1 + 1 + 1 + 8 + 1, /* no entry is shorter, so a count has a bound */
    FILE_SIZE_MIN = 1 + 1 + DIGEST_SIZE + 1 + 1 + 1,
    COMMITTABLE_SIZE_MIN = 1 + 1 + 1,
    OPERATOR_SIZE_MIN = 1 + 1,
    COUNTER_SIZE_MIN = 1 + 1
};

/* ---- writing ---- */

static void put_head(const wr_manifest *manifest, wr_buffer *out) {
    wr_buffer_string(out, manifest->job_name);
    wr_buffer_string(out, manifest->job_uuid);
    wr_buffer_string(out, manifest->weir_version);
    wr_buffer_varint(out, manifest->checkpoint_id);
    wr_buffer_varint(out, manifest->fence);
    wr_buffer_varint(out, manifest->parent_id);
    wr_buffer_digest(out, manifest->parent_digest);
    wr_buffer_u64(out, (uint64_t)manifest->created_ms);
    wr_buffer_varint(out, manifest->worker_count);
    wr_buffer_varint(out, manifest->max_parallelism);
    wr_buffer_u8(out, manifest->finished ? FLAG_FINISHED : 0);
}

void wr_manifest_encode(wr_manifest *manifest, wr_buffer *out) {
    size_t start = out->size;
    wr_buffer_append(out, magic, sizeof magic);
    wr_buffer_u32(out, VERSION);
    put_head(manifest, out);
    wr_buffer_varint(out, manifest->split_count);
    for (uint32_t i = 0; i < manifest->split_count; i++) {
        const wr_manifest_split *each = &manifest->splits[i];
        wr_buffer_string(out, each->source_uid);
        wr_buffer_string(out, each->id);
        wr_buffer_bytes(out, each->position.data, each->position.size);
        wr_buffer_u8(out, each->finished ? FLAG_FINISHED : 0);
        wr_buffer_u64(out, (uint64_t)each->watermark);
        wr_buffer_varint(out, each->worker);
    }
    wr_buffer_varint(out, manifest->file_count);
    for (uint32_t i = 0; i < manifest->file_count; i++) {
        const wr_manifest_file *each = &manifest->files[i];
        wr_buffer_string(out, each->name);
        wr_buffer_varint(out, each->size);
        wr_buffer_digest(out, each->digest);
        wr_buffer_varint(out, each->worker);
        wr_buffer_varint(out, each->checkpoint_id);
        wr_buffer_varint(out, each->needed_from);
    }
    wr_buffer_varint(out, manifest->committable_count);
    for (uint32_t i = 0; i < manifest->committable_count; i++) {
        const wr_manifest_committable *each = &manifest->committables[i];
        wr_buffer_string(out, each->sink_uid);
        wr_buffer_varint(out, each->worker);
        wr_buffer_bytes(out, each->payload.data, each->payload.size);
    }
    wr_buffer_varint(out, manifest->operator_count);
    for (uint32_t i = 0; i < manifest->operator_count; i++) {
        wr_buffer_string(out, manifest->operators[i].uid);
        wr_buffer_string(out, manifest->operators[i].description);
    }
    wr_buffer_varint(out, manifest->counter_count);
    for (uint32_t i = 0; i < manifest->counter_count; i++) {
        wr_buffer_string(out, manifest->counters[i].name);
        wr_buffer_varint(out, manifest->counters[i].value);
    }
    manifest->digest = wr_digest_bytes(out->data + start, out->size - start);
    wr_buffer_digest(out, manifest->digest);
}

/* ---- reading ---- */

static uint32_t get_u32(wr_reader *reader) {
    uint64_t value = wr_reader_varint(reader);
    reader->failed |= value > UINT32_MAX;
    return reader->failed ? 0 : (uint32_t)value;
}

/* A count of entries of at least size_min bytes each: never more than the bytes that are left can hold. */
static uint32_t get_count(wr_reader *reader, size_t size_min) {
    uint32_t count = get_u32(reader);
    reader->failed |= count > (reader->size - reader->offset) / size_min;
    return reader->failed ? 0 : count;
}

/* Text without a NUL inside, so that what is compared and printed is all of it. */
static const char *get_text(wr_reader *reader, wr_arena *arena) {
    size_t      size = 0;
    const char *bytes = wr_reader_bytes(reader, &size);
    if (bytes == NULL || (size != 0 && memchr(bytes, '\0', size) != NULL)) {
        reader->failed = true;
        return "";
    }
    return wr_arena_strndup(arena, bytes, size);
}

/* A name within the folder: a manifest must not lead anywhere else. */
static const char *get_file_name(wr_reader *reader, wr_arena *arena) {
    const char *name = get_text(reader, arena);
    reader->failed |= name[0] == '\0' || name[0] == '.' || strchr(name, '/') != NULL;
    return name;
}

static weir_bytes get_bytes(wr_reader *reader, wr_arena *arena) {
    size_t      size = 0;
    const char *bytes = wr_reader_bytes(reader, &size);
    if (bytes == NULL)
        return (weir_bytes){0};
    return (weir_bytes){.data = wr_arena_strndup(arena, bytes, size), .size = size};
}

static void get_head(wr_reader *reader, wr_arena *arena, wr_manifest *manifest) {
    manifest->job_name = get_text(reader, arena);
    manifest->job_uuid = get_text(reader, arena);
    manifest->weir_version = get_text(reader, arena);
    manifest->checkpoint_id = wr_reader_varint(reader);
    manifest->fence = wr_reader_varint(reader);
    manifest->parent_id = wr_reader_varint(reader);
    manifest->parent_digest = wr_reader_digest(reader);
    manifest->created_ms = (int64_t)wr_reader_u64(reader);
    manifest->worker_count = get_u32(reader);
    manifest->max_parallelism = get_u32(reader);
    manifest->finished = (wr_reader_u8(reader) & FLAG_FINISHED) != 0;
}

static void get_splits(wr_reader *reader, wr_arena *arena, wr_manifest *manifest) {
    manifest->split_count = get_count(reader, SPLIT_SIZE_MIN);
    manifest->splits = wr_arena_calloc(arena, manifest->split_count, sizeof *manifest->splits);
    for (uint32_t i = 0; i < manifest->split_count && !reader->failed; i++) {
        wr_manifest_split *each = &manifest->splits[i];
        each->source_uid = get_text(reader, arena);
        each->id = get_text(reader, arena);
        each->position = get_bytes(reader, arena);
        each->finished = (wr_reader_u8(reader) & FLAG_FINISHED) != 0;
        each->watermark = (weir_time_ms)wr_reader_u64(reader);
        each->worker = get_u32(reader);
    }
}

static void get_files(wr_reader *reader, wr_arena *arena, wr_manifest *manifest) {
    manifest->file_count = get_count(reader, FILE_SIZE_MIN);
    manifest->files = wr_arena_calloc(arena, manifest->file_count, sizeof *manifest->files);
    for (uint32_t i = 0; i < manifest->file_count && !reader->failed; i++) {
        wr_manifest_file *each = &manifest->files[i];
        each->name = get_file_name(reader, arena);
        each->size = wr_reader_varint(reader);
        each->digest = wr_reader_digest(reader);
        each->worker = get_u32(reader);
        each->checkpoint_id = wr_reader_varint(reader);
        each->needed_from = wr_reader_varint(reader);
    }
}

static void get_rest(wr_reader *reader, wr_arena *arena, wr_manifest *manifest) {
    manifest->committable_count = get_count(reader, COMMITTABLE_SIZE_MIN);
    manifest->committables =
        wr_arena_calloc(arena, manifest->committable_count, sizeof *manifest->committables);
    for (uint32_t i = 0; i < manifest->committable_count && !reader->failed; i++) {
        wr_manifest_committable *each = &manifest->committables[i];
        each->sink_uid = get_text(reader, arena);
        each->worker = get_u32(reader);
        each->payload = get_bytes(reader, arena);
    }
    manifest->operator_count = get_count(reader, OPERATOR_SIZE_MIN);
    manifest->operators = wr_arena_calloc(arena, manifest->operator_count, sizeof *manifest->operators);
    for (uint32_t i = 0; i < manifest->operator_count && !reader->failed; i++) {
        manifest->operators[i].uid = get_text(reader, arena);
        manifest->operators[i].description = get_text(reader, arena);
    }
    manifest->counter_count = get_count(reader, COUNTER_SIZE_MIN);
    manifest->counters = wr_arena_calloc(arena, manifest->counter_count, sizeof *manifest->counters);
    for (uint32_t i = 0; i < manifest->counter_count && !reader->failed; i++) {
        manifest->counters[i].name = get_text(reader, arena);
        manifest->counters[i].value = wr_reader_varint(reader);
    }
}

weir_status wr_manifest_decode(const void *data, size_t size, const char *name, struct weir_arena *arena,
                               wr_manifest *manifest, weir_error *err) {
    *manifest = (wr_manifest){0};
    if (size < HEADER_SIZE + DIGEST_SIZE)
        return weir_fail(err, WEIR_CORRUPT, "%s: %zu bytes are too few for a checkpoint", name, size);
    if (memcmp(data, magic, sizeof magic) != 0)
        return weir_fail(err, WEIR_CORRUPT, "%s: this is not a checkpoint of Weir", name);

    size_t    body_end = size - DIGEST_SIZE;
    wr_reader tail = wr_reader_of((const char *)data + body_end, DIGEST_SIZE);
    wr_digest written = wr_reader_digest(&tail), now = wr_digest_bytes(data, body_end);
    if (!wr_digest_equal(written, now) && !WR_BUG(14))
        return weir_fail(err, WEIR_CORRUPT, "%s: the digest differs: the file is damaged or cut off", name);

    wr_reader reader = wr_reader_of(data, body_end);
    (void)wr_reader_raw(&reader, sizeof magic);
    uint32_t version = wr_reader_u32(&reader);
    if (version > VERSION)
        return weir_fail(err, WEIR_CONFLICT,
                         "%s was written by a newer Weir (layout %" PRIu32 ", this one reads up to %d): "
                         "use that version or a newer one",
                         name, version, VERSION);
    if (version == 0)
        return weir_fail(err, WEIR_CORRUPT, "%s: layout 0 does not exist", name);
    get_head(&reader, arena, manifest);
    get_splits(&reader, arena, manifest);
    get_files(&reader, arena, manifest);
    get_rest(&reader, arena, manifest);
    if (reader.failed || reader.offset != reader.size) {
        *manifest = (wr_manifest){0};
        return weir_fail(err, WEIR_CORRUPT, "%s: the layout is broken at byte %zu of %zu", name,
                         reader.offset, size);
    }
    manifest->digest = now;
    return WEIR_OK;
}

/* ---- for people ---- */

/* Bytes of a connector's that nobody here can read; printable ones are shown as they are. */
static void print_bytes(weir_bytes bytes, wr_buffer *out) {
    const unsigned char *data = bytes.data;
    bool                 printable = true;
    for (size_t i = 0; i < bytes.size; i++)
        printable &= data[i] >= ' ' && data[i] <= '~';
    if (bytes.size == 0) {
        wr_buffer_text(out, "start");
    } else if (printable) {
        wr_buffer_append(out, data, bytes.size);
    } else {
        for (size_t i = 0; i < bytes.size && i < 64; i++)
            wr_buffer_printf(out, "%02x", (unsigned)data[i]);
        if (bytes.size > 64)
            wr_buffer_printf(out, "... (%zu bytes)", bytes.size);
    }
}

static void print_watermark(weir_time_ms watermark, wr_buffer *out) {
    if (watermark == INT64_MIN)
        wr_buffer_text(out, "none");
    else if (watermark == INT64_MAX)
        wr_buffer_text(out, "end");
    else
        wr_buffer_printf(out, "%" PRId64, (int64_t)watermark);
}

void wr_manifest_print(const wr_manifest *manifest, wr_position_describe describe, void *context, wr_buffer *out) {
    char hex[33];
    wr_digest_hex(manifest->digest, hex);
    wr_buffer_printf(out, "checkpoint %" PRIu64 "%s\n", manifest->checkpoint_id,
                     manifest->finished ? " (the job has finished)" : "");
    wr_buffer_printf(out, "  job             %s, uuid %s\n", manifest->job_name, manifest->job_uuid);
    wr_buffer_printf(out, "  written by      weir %s, start %" PRIu64 " of the job\n", manifest->weir_version,
                     manifest->fence);
    wr_buffer_printf(out, "  made            %" PRId64 " ms since 1970\n", manifest->created_ms);
    wr_buffer_printf(out, "  parent          %" PRIu64 "\n", manifest->parent_id);
    wr_buffer_printf(out, "  parallelism     %" PRIu32 " of at most %" PRIu32 "\n", manifest->worker_count,
                     manifest->max_parallelism);
    wr_buffer_printf(out, "  digest          %s\n", hex);
    for (uint32_t i = 0; i < manifest->split_count; i++) {
        const wr_manifest_split *each = &manifest->splits[i];
        wr_buffer_printf(out, "  split           %s %s: position ", each->source_uid, each->id);
        if (each->position.size == 0 || !describe || !describe(context, each->source_uid, each->position, out))
            print_bytes(each->position, out);
        wr_buffer_text(out, each->finished ? ", finished, watermark " : ", watermark ");
        print_watermark(each->watermark, out);
        wr_buffer_byte(out, '\n');
    }
    for (uint32_t i = 0; i < manifest->file_count; i++) {
        const wr_manifest_file *each = &manifest->files[i];
        wr_digest_hex(each->digest, hex);
        wr_buffer_printf(out, "  state           %s: %" PRIu64 " bytes, digest %s\n", each->name, each->size, hex);
    }
    for (uint32_t i = 0; i < manifest->committable_count; i++) {
        const wr_manifest_committable *each = &manifest->committables[i];
        wr_buffer_printf(out, "  output          %s, worker %" PRIu32 ": %zu bytes of commit record\n",
                         each->sink_uid, each->worker, each->payload.size);
    }
    for (uint32_t i = 0; i < manifest->operator_count; i++)
        wr_buffer_printf(out, "  operator        %s: %s\n", manifest->operators[i].uid,
                         manifest->operators[i].description);
    for (uint32_t i = 0; i < manifest->counter_count; i++)
        wr_buffer_printf(out, "  counter         %s = %" PRIu64 "\n", manifest->counters[i].name,
                         manifest->counters[i].value);
}

/* ---- does a plan fit ---- */

static const wr_manifest_operator *find_operator(const wr_manifest_operator *operators, uint32_t count,
                                                 const char *uid) {
    for (uint32_t i = 0; i < count; i++)
        if (strcmp(operators[i].uid, uid) == 0)
            return &operators[i];
    return NULL;
}

weir_status wr_manifest_fits(const wr_manifest *saved, const wr_manifest_operator *now, uint32_t now_count,
                             struct weir_arena *arena, const char **notes, weir_error *err) {
    wr_buffer   differences = {0}, news = {0};
    weir_status status = WEIR_OK;
    for (uint32_t i = 0; i < saved->operator_count; i++) {
        const wr_manifest_operator *was = &saved->operators[i];
        const wr_manifest_operator *is = find_operator(now, now_count, was->uid);
        if (is == NULL)
            wr_buffer_printf(&differences, "%s'%s' is gone (%s)", differences.size != 0 ? "; " : "", was->uid,
                             was->description);
        else if (strcmp(is->description, was->description) != 0)
            wr_buffer_printf(&differences, "%s'%s' has changed from '%s' to '%s'",
                             differences.size != 0 ? "; " : "", was->uid, was->description, is->description);
    }
    for (uint32_t i = 0; i < now_count; i++)
        if (find_operator(saved->operators, saved->operator_count, now[i].uid) == NULL)
            wr_buffer_printf(&news, "%s'%s' is new and starts empty (%s)", news.size != 0 ? "; " : "",
                             now[i].uid, now[i].description);
    *notes = wr_arena_strdup(arena, news.size != 0 ? wr_buffer_cstr(&news) : "");
    if (differences.size != 0)
        status = weir_fail(err, WEIR_CONFLICT,
                           "checkpoint %" PRIu64 " of job '%s' does not fit the query: %s. Run the query that "
                           "made it, or start anew with --fresh",
                           saved->checkpoint_id, saved->job_name, wr_buffer_cstr(&differences));
    wr_buffer_free(&differences);
    wr_buffer_free(&news);
    return status;
}
