/* Proves: a manifest comes back as it was written, and no damaged byte or length is ever taken for one. */
#include "check.h"
#include "base/arena.h"
#include "checkpoint/manifest.h"
#include "sample.h"

/* Puts the right digest behind changed bytes, as somebody with bad intentions would. */
static void seal(char *data, size_t size) {
    wr_digest digest = wr_digest_bytes(data, size - 16);
    for (unsigned i = 0; i < 8; i++) {
        data[size - 16 + i] = (char)(digest.low >> (8 * i));
        data[size - 8 + i] = (char)(digest.high >> (8 * i));
    }
}

TEST(round_trip) {
    wr_manifest manifest = sample_manifest(), back;
    wr_buffer   bytes = {0}, again = {0};
    weir_error  err;
    wr_arena   *arena = wr_arena_create(0);
    wr_manifest_encode(&manifest, &bytes);
    REQUIRE_OK(wr_manifest_decode(bytes.data, bytes.size, "MANIFEST-12", arena, &back, &err), &err);
    CHECK_STR_EQ(back.job_name, manifest.job_name);
    CHECK_STR_EQ(back.job_uuid, manifest.job_uuid);
    CHECK_UINT_EQ(back.checkpoint_id, 12);
    CHECK_UINT_EQ(back.parent_id, 11);
    CHECK(wr_digest_equal(back.parent_digest, manifest.parent_digest));
    CHECK(wr_digest_equal(back.digest, manifest.digest));
    CHECK_INT_EQ(back.created_ms, manifest.created_ms);
    CHECK(back.finished);
    REQUIRE(back.split_count == 3 && back.file_count == 2 && back.committable_count == 2);
    CHECK_UINT_EQ(back.splits[0].position.size, 4);
    CHECK_MEM_EQ(back.splits[0].position.data, "\x01\x02\x00\xff", 4);
    CHECK(back.splits[1].finished && !back.splits[0].finished);
    CHECK(back.splits[2].watermark == INT64_MIN);
    CHECK_UINT_EQ(back.files[1].size, 5000000000);
    CHECK_UINT_EQ(back.files[1].needed_from, 11);
    CHECK_MEM_EQ(back.committables[0].payload.data, "pending\0final", 13);
    CHECK_STR_EQ(back.operators[1].description, "TUMBLE(1 h) COUNT(*)");
    CHECK_UINT_EQ(back.counters[0].value, 42);
    wr_manifest_encode(&back, &again); /* one manifest, one text of bytes */
    CHECK_UINT_EQ(again.size, bytes.size);
    CHECK_MEM_EQ(again.data, bytes.data, bytes.size);
    wr_buffer_free(&bytes);
    wr_buffer_free(&again);
    wr_arena_destroy(arena);
}

TEST(empty_lists) {
    wr_manifest manifest = {.job_name = "j", .job_uuid = "u", .weir_version = "v"}, back;
    wr_buffer   bytes = {0};
    weir_error  err;
    wr_arena   *arena = wr_arena_create(0);
    wr_manifest_encode(&manifest, &bytes);
    REQUIRE_OK(wr_manifest_decode(bytes.data, bytes.size, "MANIFEST-0", arena, &back, &err), &err);
    CHECK_UINT_EQ(back.split_count + back.file_count + back.committable_count, 0);
    wr_buffer_free(&bytes);
    wr_arena_destroy(arena);
}

TEST(every_flipped_byte_is_noticed) {
    wr_manifest manifest = sample_manifest(), back;
    wr_buffer   bytes = {0};
    weir_error  err;
    wr_arena   *arena = wr_arena_create(0);
    wr_manifest_encode(&manifest, &bytes);
    for (size_t i = 0; i < bytes.size; i++)
        for (unsigned bit = 0; bit < 8; bit++) {
            bytes.data[i] = (char)(bytes.data[i] ^ (1 << bit));
            if (!CHECK(wr_manifest_decode(bytes.data, bytes.size, "MANIFEST-12", arena, &back, &err) == WEIR_CORRUPT))
                printf("byte %zu bit %u\n", i, bit);
            CHECK_CONTAINS(err.message, "MANIFEST-12");
            bytes.data[i] = (char)(bytes.data[i] ^ (1 << bit));
            wr_arena_reset(arena);
        }
    wr_buffer_free(&bytes);
    wr_arena_destroy(arena);
}

TEST(every_shorter_file_is_noticed) {
    wr_manifest manifest = sample_manifest(), back;
    wr_buffer   bytes = {0};
    weir_error  err;
    wr_arena   *arena = wr_arena_create(0);
    wr_manifest_encode(&manifest, &bytes);
    for (size_t size = 0; size < bytes.size; size++) {
        char *copy = wr_alloc(size + 1); /* its own block: a read behind its end is seen by the sanitizer */
        memcpy(copy, bytes.data, size);
        CHECK(wr_manifest_decode(copy, size, "m", arena, &back, &err) == WEIR_CORRUPT);
        wr_free(copy);
    }
    wr_buffer_byte(&bytes, 0);
    CHECK(wr_manifest_decode(bytes.data, bytes.size, "m", arena, &back, &err) == WEIR_CORRUPT);
    wr_buffer_free(&bytes);
    wr_arena_destroy(arena);
}

/* With a right digest the layout is all that protects: nothing may crash, and nothing that is accepted may lead
 * out of the folder. */
TEST(sealed_damage_is_survived) {
    wr_manifest manifest = sample_manifest(), back;
    wr_buffer   bytes = {0};
    weir_error  err;
    wr_arena   *arena = wr_arena_create(0);
    static const unsigned char values[] = {0x00, 0x01, 0x7f, 0x80, 0xff, '/', '.'};
    wr_manifest_encode(&manifest, &bytes);
    for (size_t i = 0; i < bytes.size - 16; i++)
        for (size_t v = 0; v < sizeof values; v++) {
            char was = bytes.data[i];
            bytes.data[i] = (char)values[v];
            seal(bytes.data, bytes.size);
            weir_status status = wr_manifest_decode(bytes.data, bytes.size, "m", arena, &back, &err);
            CHECK(status == WEIR_OK || status == WEIR_CORRUPT || status == WEIR_CONFLICT);
            for (uint32_t k = 0; status == WEIR_OK && k < back.file_count; k++)
                CHECK(strchr(back.files[k].name, '/') == NULL && back.files[k].name[0] != '.');
            bytes.data[i] = was;
            wr_arena_reset(arena);
        }
    for (size_t size = 28; size < bytes.size; size++) { /* cut and sealed */
        char *copy = wr_alloc(size);
        memcpy(copy, bytes.data, size);
        seal(copy, size);
        CHECK(wr_manifest_decode(copy, size, "m", arena, &back, &err) == WEIR_CORRUPT);
        wr_free(copy);
    }
    wr_buffer_free(&bytes);
    wr_arena_destroy(arena);
}

TEST(newer_layout_is_a_conflict) {
    wr_manifest manifest = sample_manifest(), back;
    wr_buffer   bytes = {0};
    weir_error  err;
    wr_arena   *arena = wr_arena_create(0);
    wr_manifest_encode(&manifest, &bytes);
    bytes.data[8] = 2;
    seal(bytes.data, bytes.size);
    CHECK_INT_EQ(wr_manifest_decode(bytes.data, bytes.size, "m", arena, &back, &err), WEIR_CONFLICT);
    CHECK_CONTAINS(err.message, "newer Weir");
    wr_buffer_free(&bytes);
    wr_arena_destroy(arena);
}

/* Knows positions of two bytes only. */
static bool describe_short(void *context, const char *source_uid, weir_bytes position, wr_buffer *out) {
    *(const char **)context = source_uid;
    if (position.size == 2)
        wr_buffer_text(out, "two bytes");
    return position.size == 2;
}

TEST(print_describes_positions) {
    wr_manifest manifest = sample_manifest();
    wr_buffer   text = {0};
    const char *asked = NULL;
    wr_manifest_print(&manifest, describe_short, &asked, &text);
    CHECK_CONTAINS(wr_buffer_cstr(&text), "in/a.json: position 010200ff, watermark 123456789");
    CHECK_CONTAINS(wr_buffer_cstr(&text), "in/b.json: position two bytes, finished, watermark end");
    CHECK_CONTAINS(wr_buffer_cstr(&text), "position start, watermark none");
    CHECK_STR_EQ(asked, manifest.splits[1].source_uid);
    wr_buffer_free(&text);
}

TEST(print_names_everything) {
    wr_manifest manifest = sample_manifest();
    wr_buffer   bytes = {0}, text = {0};
    wr_manifest_encode(&manifest, &bytes);
    wr_manifest_print(&manifest, NULL, NULL, &text);
    CHECK_CONTAINS(wr_buffer_cstr(&text), "checkpoint 12 (the job has finished)");
    CHECK_CONTAINS(wr_buffer_cstr(&text), "in/a.json: position 010200ff, watermark 123456789");
    CHECK_CONTAINS(wr_buffer_cstr(&text), "in/b.json: position 17, finished, watermark end");
    CHECK_CONTAINS(wr_buffer_cstr(&text), "position start, watermark none");
    CHECK_CONTAINS(wr_buffer_cstr(&text), "state-12-0: 5000000000 bytes");
    CHECK_CONTAINS(wr_buffer_cstr(&text), "window-1: TUMBLE(1 h) COUNT(*)");
    CHECK_CONTAINS(wr_buffer_cstr(&text), "rows-in = 42");
    wr_buffer_free(&bytes);
    wr_buffer_free(&text);
}

TEST(fits) {
    wr_manifest manifest = sample_manifest();
    weir_error  err;
    const char *notes = NULL;
    wr_arena   *arena = wr_arena_create(0);
    CHECK_OK(wr_manifest_fits(&manifest, sample_operators, 3, arena, &notes, &err), &err);
    CHECK_STR_EQ(notes, "");

    wr_manifest_operator more[] = {sample_operators[2], sample_operators[0], sample_operators[1], {"sink-2", "print"}};
    CHECK_OK(wr_manifest_fits(&manifest, more, 4, arena, &notes, &err), &err); /* order does not matter */
    CHECK_CONTAINS(notes, "'sink-2' is new");

    CHECK_INT_EQ(wr_manifest_fits(&manifest, sample_operators, 1, arena, &notes, &err), WEIR_CONFLICT);
    CHECK_CONTAINS(err.message, "'window-1' is gone (TUMBLE(1 h) COUNT(*))");
    CHECK_CONTAINS(err.message, "'sink-1' is gone");
    CHECK_CONTAINS(err.message, "--fresh");

    wr_manifest_operator changed[] = {sample_operators[0], {"window-1", "TUMBLE(2 h) COUNT(*)"}, sample_operators[2]};
    CHECK_INT_EQ(wr_manifest_fits(&manifest, changed, 3, arena, &notes, &err), WEIR_CONFLICT);
    CHECK_CONTAINS(err.message, "'window-1' has changed from 'TUMBLE(1 h) COUNT(*)' to 'TUMBLE(2 h) COUNT(*)'");
    wr_arena_destroy(arena);
}

int main(void) {
    RUN(round_trip);
    RUN(empty_lists);
    RUN(every_flipped_byte_is_noticed);
    RUN(every_shorter_file_is_noticed);
    RUN(sealed_damage_is_survived);
    RUN(newer_layout_is_a_conflict);
    RUN(print_describes_positions);
    RUN(print_names_everything);
    RUN(fits);
    return CHECK_RESULT();
}
