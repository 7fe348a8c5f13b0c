/* fuzz_manifest.c - any bytes as a manifest, its digest put right: no crash, and what was read is written and read
 * again as the same. */
#include <string.h>

#include "checkpoint/manifest.h"
#include "world.h"

enum { DIGEST_SIZE = 16 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    wr_arena   *arena = wr_arena_create(0);
    wr_buffer   bytes = {0}, text = {0}, encoded = {0}, again = {0};
    wr_manifest manifest;
    weir_error  err;
    const char *notes = "";
    (void)wr_manifest_decode(data, size, "as it is", arena, &manifest, &err);
    wr_buffer_append(&bytes, (const char *)data, size > DIGEST_SIZE ? size - DIGEST_SIZE : 0);
    wr_digest digest = wr_digest_bytes(bytes.data ? bytes.data : "", bytes.size);
    wr_buffer_u64(&bytes, digest.low);
    wr_buffer_u64(&bytes, digest.high);
    if (wr_manifest_decode(bytes.data, bytes.size, "MANIFEST-1", arena, &manifest, &err) == WEIR_OK) {
        wr_manifest_print(&manifest, NULL, NULL, &text);
        (void)wr_manifest_fits(&manifest, manifest.operators, manifest.operator_count, arena, &notes, &err);
        (void)wr_manifest_fits(&manifest, manifest.operators, manifest.operator_count / 2, arena, &notes, &err);
        wr_manifest_encode(&manifest, &encoded);
        WR_ASSERT(wr_manifest_decode(encoded.data, encoded.size, "again", arena, &manifest, &err) == WEIR_OK);
        wr_manifest_encode(&manifest, &again);
        fuzz_expect_same(&encoded, &again, "a manifest and the same read and written");
    }
    wr_buffer_free(&bytes);
    wr_buffer_free(&text);
    wr_buffer_free(&encoded);
    wr_buffer_free(&again);
    wr_arena_destroy(arena);
    return 0;
}
