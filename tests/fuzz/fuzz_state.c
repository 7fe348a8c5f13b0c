/* fuzz_state.c - any bytes as a state file, checksums and digest put right: printing, loading and freezing it again
 * neither crash nor take memory that the bytes do not explain. */
#include <string.h>

#include "state/internal.h"
#include "world.h"

static void put_checksum_of_prefix(wr_buffer *file) {
    size_t at = 8 + 4 * 4 + 8 * 2;
    if (file->size < WR_FILE_PREFIX_SIZE)
        return;
    uint32_t checksum = wr_crc32c(0, file->data, at);
    for (int i = 0; i < 4; i++)
        file->data[at + (size_t)i] = (char)(uint8_t)(checksum >> (8 * i));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    wr_buffer     bytes = {0}, text = {0};
    fuzz_world    world;
    weir_error    err;
    wr_state_file file = {.name = "state-1-0"};
    wr_frozen    *frozen = NULL;
    wr_buffer_append(&bytes, (const char *)data, size);
    if (size != 0 && (data[size - 1] & 1) != 0) { /* the last byte decides whether checksums are put right */
        put_checksum_of_prefix(&bytes);
        if (bytes.size > WR_FILE_PREFIX_SIZE)
            wr_file_seal(&bytes);
    }
    fuzz_world_open(&world, bytes.data ? bytes.data : "", bytes.size, 1000);
    file.size = bytes.size;
    file.digest = wr_digest_bytes(bytes.data ? bytes.data : "", bytes.size);
    (void)wr_state_file_print(&world.env, "folder", &file, &text, 100, &err);
    wr_store *store = wr_store_create(0, 1, 128);
    if (wr_store_load(store, &world.env, "folder", &file, &err) == WEIR_OK && wr_store_loaded(store, true, 1, &err) == WEIR_OK) {
        wr_store_forget_files(store);
        if (wr_store_freeze(store, 2, &frozen, &err) == WEIR_OK)
            wr_frozen_release(frozen);
    }
    wr_store_destroy(store);
    fuzz_world_close(&world);
    wr_buffer_free(&bytes);
    wr_buffer_free(&text);
    return 0;
}
