/* checkpoint/folder_identity.c - the file 'job': whose folder it is, and which ids were given out.
 *
 * Holds: it is replaced whole, durably, with a digest; one that does not fit its digest is never used.
 * Layout: docs/formats/manifest.md. */
#include "checkpoint/folder_internal.h"

#include <string.h>

static const char identity_magic[8] = {'W', 'E', 'I', 'R', 'J', 'O', 'B', '\n'};

enum { IDENTITY_VERSION = 1, IDENTITY_SIZE_MAX = 1 << 20 };

static void identity_encode(const wr_identity *job, wr_buffer *out) {
    wr_buffer_append(out, identity_magic, sizeof identity_magic);
    wr_buffer_u32(out, IDENTITY_VERSION);
    wr_buffer_string(out, job->job_name);
    wr_buffer_string(out, job->uuid);
    wr_buffer_varint(out, job->fence);
    wr_buffer_varint(out, job->id_limit);
    wr_buffer_u64(out, job->device);
    wr_buffer_u64(out, job->inode);
    wr_buffer_u8(out, job->clearing ? 1 : 0);
    wr_buffer_varint(out, job->earlier_count);
    for (uint32_t i = 0; i < job->earlier_count; i++)
        wr_buffer_string(out, job->earlier[i]);
    wr_buffer_digest(out, wr_digest_bytes(out->data, out->size));
}

bool wr_is_uuid(const char *text) {
    return strlen(text) == WR_UUID_SIZE && strspn(text, "0123456789abcdef") == WR_UUID_SIZE;
}

/* False: the layout is broken. */
static bool identity_decode_body(wr_reader *reader, wr_arena *arena, wr_identity *job) {
    job->job_name = wr_reader_string(reader, arena);
    const char *uuid = wr_reader_string(reader, arena);
    job->fence = wr_reader_varint(reader);
    job->id_limit = wr_reader_varint(reader);
    job->device = wr_reader_u64(reader);
    job->inode = wr_reader_u64(reader);
    job->clearing = wr_reader_u8(reader) != 0;
    uint64_t earlier_count = wr_reader_varint(reader);
    if (reader->failed || !wr_is_uuid(uuid) || earlier_count > WR_EARLIER_MAX)
        return false;
    memcpy(job->uuid, uuid, sizeof job->uuid);
    job->earlier = wr_arena_calloc(arena, (size_t)earlier_count + 1, sizeof *job->earlier);
    while (job->earlier_count < earlier_count && !reader->failed) {
        const char *each = wr_reader_string(reader, arena);
        reader->failed |= !wr_is_uuid(each);
        job->earlier[job->earlier_count++] = each;
    }
    return !reader->failed && reader->offset == reader->size;
}

static weir_status identity_decode(const char *data, size_t size, const char *path, wr_arena *arena, wr_identity *job,
                                   weir_error *err) {
    enum { DIGEST_SIZE = 16, HEADER_SIZE = 12 };
    *job = (wr_identity){0};
    if (size < HEADER_SIZE + DIGEST_SIZE || memcmp(data, identity_magic, sizeof identity_magic) != 0)
        goto damaged;
    size_t    body_end = size - DIGEST_SIZE;
    wr_reader tail = wr_reader_of(data + body_end, DIGEST_SIZE);
    if (!wr_digest_equal(wr_reader_digest(&tail), wr_digest_bytes(data, body_end)))
        goto damaged;
    wr_reader reader = wr_reader_of(data, body_end);
    (void)wr_reader_raw(&reader, sizeof identity_magic);
    uint32_t version = wr_reader_u32(&reader);
    if (version > IDENTITY_VERSION)
        return weir_fail(err, WEIR_CONFLICT, "%s was written by a newer Weir: use that version or a newer one", path);
    if (version == IDENTITY_VERSION && identity_decode_body(&reader, arena, job))
        return WEIR_OK;
damaged:
    *job = (wr_identity){0};
    return weir_fail(err, WEIR_CORRUPT,
                     "%s, which says whose folder this is, is damaged; bring the folder back from a copy, or start "
                     "anew with --fresh",
                     path);
}

weir_status wr_identity_load(wr_folder *folder, bool *exists, weir_error *err) {
    wr_file_info info;
    char        *data = NULL;
    size_t       size = 0;
    const char  *path = wr_folder_file(folder, folder->arena, "job");
    WEIR_TRY(wr_file_stat(folder->env, path, &info, exists, err));
    if (!*exists)
        return WEIR_OK;
    weir_status status = wr_file_load(folder->env, path, IDENTITY_SIZE_MAX, folder->arena, &data, &size, err);
    if (status == WEIR_INVALID) /* too large: it is not ours */
        return weir_fail(err, WEIR_CORRUPT, "%s is damaged: it is far too large", path);
    WEIR_TRY(status);
    return identity_decode(data, size, path, folder->arena, &folder->identity, err);
}

weir_status wr_identity_store(wr_folder *folder, weir_error *err) {
    wr_buffer bytes = {0};
    wr_arena *arena = wr_arena_create(0); /* it is stored again and again: the folder's own would grow */
    identity_encode(&folder->identity, &bytes);
    weir_status status = wr_file_replace_durable(folder->env, wr_folder_file(folder, arena, "job"), bytes.data, bytes.size,
                                                 WR_FOLDER_FILE_MODE, err);
    wr_buffer_free(&bytes);
    wr_arena_destroy(arena);
    return status;
}

void wr_identity_new_uuid(wr_folder *folder) {
    for (unsigned half = 0; half < 2; half++) {
        uint64_t random = folder->env->random(folder->env->self);
        for (unsigned i = 0; i < 16; i++)
            folder->identity.uuid[16 * half + i] = "0123456789abcdef"[random >> (4 * i) & 15];
    }
    folder->identity.uuid[WR_UUID_SIZE] = '\0';
}
