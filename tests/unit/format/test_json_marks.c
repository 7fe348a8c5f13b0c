/* Proves that every kernel of json_marks.h that works here finds the quotes, backslashes and newlines that a plain
 * loop finds, and the bytes beyond ASCII, at every size and density, and reads nothing behind its slack. */
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "format/json_marks.h"

static uint64_t random_state = 7;
static uint32_t random_below(uint32_t limit) {
    random_state = random_state * 6364136223846793005ULL + 1442695040888963407ULL;
    return (uint32_t)((random_state >> 33) % limit);
}

/* One byte in `rarity` is a mark, one in `wide_rarity` beyond ASCII (0: none); the others are near to marks. */
static void bytes_fill(char *bytes, size_t size, uint32_t rarity, uint32_t wide_rarity) {
    static const char marks[] = "\"\\\n", others[] = "!#[]\t\x0b\r aZ09,:{}\x7f\x01";
    for (size_t i = 0; i < size; i++) {
        bytes[i] = random_below(rarity) == 0 ? marks[random_below(3)] : others[random_below(sizeof others - 1)];
        if (wide_rarity && random_below(wide_rarity) == 0)
            bytes[i] = (char)(0x80 | (uint8_t)(marks[random_below(3)] + (int)random_below(60)));
    }
}

static void size_check(const json_marks_kernel *kernel, size_t size, uint32_t rarity, uint32_t wide_rarity) {
    char     *bytes = malloc(size + JSON_MARKS_SLACK);
    uint16_t *want = malloc((size + 1) * sizeof *want), *marks = malloc((size + JSON_MARKS_ROOM) * sizeof *marks);
    bytes_fill(bytes, size, rarity, wide_rarity);
    memset(bytes + size, random_below(2) ? '"' : 0x80, JSON_MARKS_SLACK); /* must not be seen */
    uint32_t count = 0;
    bool     want_wide = false, wide = random_below(2);
    for (size_t i = 0; i < size; i++) {
        want_wide |= (unsigned char)bytes[i] >= 0x80;
        if (bytes[i] == '"' || bytes[i] == '\\' || bytes[i] == '\n')
            want[count++] = (uint16_t)i;
    }
    CHECK_UINT_EQ(kernel->find(bytes, size, marks, &wide), count);
    CHECK(memcmp(marks, want, count * sizeof *want) == 0);
    CHECK_INT_EQ(wide, want_wide);
    free(bytes);
    free(want);
    free(marks);
}

TEST(kernels_agree) {
    static const uint32_t rarities[] = {1, 2, 5, 40, 5000};
    for (const json_marks_kernel *kernel = wr_json_marks_kernels; kernel->name; kernel++) {
        if (!kernel->works_here())
            continue;
        for (uint32_t r = 0; r < sizeof rarities / sizeof rarities[0]; r++) {
            for (size_t size = 1; size < 300; size++)
                size_check(kernel, size, rarities[r], size % 3 ? 0 : 50);
            size_check(kernel, 16384, rarities[r], 0);
            size_check(kernel, JSON_MARKS_BYTES - 1, rarities[r], 9999);
            size_check(kernel, JSON_MARKS_BYTES, rarities[r], 0);
        }
    }
}

/* A byte beyond ASCII is seen wherever it stands. */
TEST(wide_is_seen_everywhere) {
    for (const json_marks_kernel *kernel = wr_json_marks_kernels; kernel->name; kernel++) {
        if (!kernel->works_here())
            continue;
        for (size_t at = 0; at < 200; at++) {
            char     bytes[200 + JSON_MARKS_SLACK];
            uint16_t marks[200 + JSON_MARKS_ROOM];
            bool     wide = false;
            memset(bytes, 'a', sizeof bytes);
            bytes[at] = (char)0x80;
            CHECK_UINT_EQ(kernel->find(bytes, 200, marks, &wide), 0);
            CHECK(wide);
            CHECK_UINT_EQ(kernel->find(bytes, at > 0 ? at : 1, marks, &wide), 0);
            CHECK_INT_EQ(wide, at == 0);
        }
    }
}

TEST(best_is_the_first_that_works) {
    const json_marks_kernel *kernel = wr_json_marks_kernels;
    while (kernel->name && !kernel->works_here())
        kernel++;
    CHECK(kernel->name && kernel->find == wr_json_marks_best());
}

int main(void) {
    RUN(kernels_agree);
    RUN(wide_is_seen_everywhere);
    RUN(best_is_the_first_that_works);
    return CHECK_RESULT();
}
