/* Proves: hashes and checksums have their published values, whatever path computes them, and the
 * nearest name is near. */
#include "base/alloc.h"
#include "base/hash.h"
#include "check.h"

/* CRC-32C bit by bit. */
static uint32_t slow_crc(const unsigned char *data, size_t size) {
    uint32_t crc = ~0U;
    for (size_t i = 0; i < size; i++) {
        crc ^= data[i];
        for (int bit = 0; bit < 8; bit++)
            crc = crc >> 1 ^ ((crc & 1) != 0 ? 0x82f63b78U : 0);
    }
    return ~crc;
}

TEST(checksums) {
    unsigned char data[300];
    CHECK_UINT_EQ(wr_crc32c(0, "123456789", 9), 0xe3069283U); /* RFC 3720's check value */
    CHECK_UINT_EQ(wr_crc32c(0, NULL, 0), 0);
    memset(data, 0, sizeof data);
    CHECK_UINT_EQ(wr_crc32c(0, data, 32), 0x8a9136aaU); /* RFC 3720 B.4 */
    for (size_t i = 0; i < sizeof data; i++)
        data[i] = (unsigned char)(i * 37 + i / 7);
    for (size_t size = 0; size < sizeof data - 8; size++) {
        size_t from = size % 8;
        CHECK_UINT_EQ(wr_crc32c(0, data + from, size), slow_crc(data + from, size));
        CHECK_UINT_EQ(wr_crc32c(wr_crc32c(0, data, size / 3), data + size / 3, size - size / 3),
                      slow_crc(data, size));
    }
}

TEST(hashes) {
    char text[33];
    CHECK_UINT_EQ(wr_hash_bytes("", 0), 0x2d06800538d394c2ULL); /* XXH3_64bits of nothing */
    wr_digest_hex(wr_digest_bytes("", 0), text);
    CHECK_STR_EQ(text, "99aa06d3014798d86001c324468d497f"); /* XXH3_128bits of nothing */
    CHECK(wr_hash_bytes("a", 1) != wr_hash_bytes("b", 1));
    CHECK(wr_digest_equal(wr_digest_bytes("ab", 2), wr_digest_bytes("ab", 2)));
    CHECK(!wr_digest_equal(wr_digest_bytes("ab", 2), wr_digest_bytes("ac", 2)));
    CHECK_UINT_EQ(wr_hash_u64(0), 0);
    CHECK_UINT_EQ(wr_hash_u64(0x9e3779b97f4a7c15ULL), 0xe220a8397b1dcdafULL); /* splitmix64, seed 0 */
}

TEST(nearest_names) {
    static const char *const names[] = {"connector", "format", "path", "scan.startup.mode", "ts"};
    static const struct { const char *wanted, *nearest; } cases[] = {
        {"conector", "connector"}, {"connectro", "connector"}, {"CONNECTORS", "connector"},
        {"fromat", "format"}, {"pth", "path"}, {"scan.startup-mode", "scan.startup.mode"},
        {"elephant", NULL}, {"", NULL}, {"x", NULL}, {"tt", "ts"}, {"pathology", NULL},
    };
    for (size_t i = 0; i < WR_COUNT_OF(cases); i++)
        CHECK_STR_EQ(wr_nearest_name(cases[i].wanted, names, WR_COUNT_OF(names)), cases[i].nearest);
    CHECK(wr_nearest_name("a", NULL, 0) == NULL);
}

int main(void) {
    RUN(checksums);
    RUN(hashes);
    RUN(nearest_names);
    return CHECK_RESULT();
}
