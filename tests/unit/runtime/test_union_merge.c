/* Proves that branches of one source leave a UNION in the order of time, each row with the watermark that a row-wise
 * run would show it, whatever the batches of the source were. */
#include "base/alloc.h"
#include "base/arena.h"
#include "check.h"
#include "random.h"
#include "runtime/union_merge.h"

#define ROWS 600u
#define BRANCHES_MAX 4u

static const weir_field  fields[] = {{"id", {.id = WEIR_TYPE_BIGINT}},
                                     {"text", {.id = WEIR_TYPE_VARCHAR, .nullable = true, .length = WEIR_STRING_LENGTH_MAX}}};
static const weir_schema schema = {2, fields};

typedef struct expected_row { int64_t id; weir_time_ms mark; } expected_row;

/* Row i of branch b is i * 10 + b; `takes[b][i]`: the branch's filter lets it through. */
typedef struct world {
    weir_time_ms marks[ROWS + 1]; /* before row i; the last: behind all */
    bool         takes[BRANCHES_MAX][ROWS];
    uint32_t     branch_count;
    weir_time_ms other;           /* an input that has its own time; WEIR_TIME_MAX: there is none */
} world;

static void make_world(world *made, test_random *random) {
    weir_time_ms now = WEIR_TIME_MIN;
    made->branch_count = 2 + random_below(random, BRANCHES_MAX - 1);
    uint32_t still = 1 + random_below(random, 5);
    for (uint32_t i = 0; i <= ROWS; i++) {
        made->marks[i] = now;
        if (random_once_in(random, still))
            now = WR_MAX(now, 0) + random_below(random, 4);
    }
    for (uint32_t b = 0; b < made->branch_count; b++) {
        uint32_t drops = 1 + random_below(random, 4);
        for (uint32_t i = 0; i < ROWS; i++)
            made->takes[b][i] = drops == 1 || !random_once_in(random, drops);
    }
    made->other = random_once_in(random, 3) ? (weir_time_ms)random_below(random, 300) : WEIR_TIME_MAX;
}

/* A stretch of the source's rows as one branch lets it through. */
static void add_stretch(wr_union_merge *merge, const world *all, uint32_t branch, uint32_t first, uint32_t count) {
    static int64_t     ids[ROWS];
    static weir_string texts[ROWS];
    static char        bytes[ROWS][64];
    static uint16_t    selection[ROWS];
    uint32_t           selected = 0;
    for (uint32_t i = 0; i < count; i++) {
        ids[i] = (int64_t)(first + i) * 10 + branch;
        snprintf(bytes[i], sizeof bytes[i], "this is the text of row %" PRId64, ids[i]);
        texts[i] = weir_string_view(bytes[i], strlen(bytes[i]));
        if (all->takes[branch][first + i])
            selection[selected++] = (uint16_t)i;
    }
    bool              moves = all->marks[first + count - 1] != all->marks[first];
    const weir_column columns[] = {{fields[0].type, ids, NULL}, {fields[1].type, texts, NULL}};
    const weir_batch  batch = {.schema = &schema, .columns = columns, .row_count = count, .selected_count = selected,
                               .selection = selection, .row_watermarks = moves ? all->marks + first : NULL,
                               .watermark = all->marks[first + count]};
    CHECK(weir_batch_valid(&batch));
    if (all->marks[first + count] == all->marks[first] || count > 1 || selected != 0)
        wr_union_merge_add(merge, branch, &batch);
    else
        wr_union_merge_watermark(merge, branch, all->marks[first + count]);
    memset(bytes, '#', sizeof bytes); /* rows were copied */
}

static void check_batch(const weir_batch *batch, weir_time_ms *told, expected_row *got, uint32_t *got_count) {
    CHECK(weir_batch_valid(batch));
    for (uint32_t i = 0; i < batch->row_count; i++) {
        int64_t     id = ((const int64_t *)batch->columns[0].data)[i];
        char        text[64];
        weir_string have = ((const weir_string *)batch->columns[1].data)[i];
        snprintf(text, sizeof text, "this is the text of row %" PRId64, id);
        CHECK(have.size == strlen(text) && memcmp(weir_string_data(&have), text, have.size) == 0);
        CHECK(batch->row_watermarks[i] >= *told);
        if (*got_count < ROWS * BRANCHES_MAX)
            got[(*got_count)++] = (expected_row){id, batch->row_watermarks[i]};
    }
    CHECK(batch->watermark >= *told);
    *told = batch->watermark;
}

static void one_world(uint64_t seed) {
    static world        all;
    static expected_row want[ROWS * BRANCHES_MAX], got[ROWS * BRANCHES_MAX];
    test_random   random = {seed};
    wr_arena     *arena = wr_arena_create(0);
    wr_watermarks marks;
    uint32_t      want_count = 0, got_count = 0;
    weir_time_ms  told = WEIR_TIME_MIN;
    make_world(&all, &random);
    bool     has_other = all.other != WEIR_TIME_MAX;
    uint32_t inputs = all.branch_count + has_other;
    wr_watermarks_init(&marks, inputs, arena);
    wr_union_merge *merge = wr_union_merge_create(inputs, &schema, NULL);
    if (has_other) {
        wr_union_merge_watermark(merge, all.branch_count, all.other);
        check_batch(wr_union_merge_next(merge, &marks), &told, got, &got_count);
    }
    for (uint32_t i = 0; i < ROWS; i++)
        for (uint32_t b = 0; b < all.branch_count; b++)
            if (all.takes[b][i])
                want[want_count++] = (expected_row){(int64_t)i * 10 + b, WR_MIN(all.marks[i], all.other)};
    for (uint32_t first = 0; first < ROWS;) {
        const weir_batch *batch;
        uint32_t          count = 1 + random_below(&random, seed % 3 == 0 ? 3 : 200);
        count = WR_MIN(count, ROWS - first);
        for (uint32_t b = 0; b < all.branch_count; b++) {
            uint32_t half = count / 2; /* an operator may make two batches of one */
            if (half != 0 && random_once_in(&random, 4)) {
                add_stretch(merge, &all, b, first, half);
                add_stretch(merge, &all, b, first + half, count - half);
            } else {
                add_stretch(merge, &all, b, first, count);
            }
        }
        first += count;
        while ((batch = wr_union_merge_next(merge, &marks)) != NULL)
            check_batch(batch, &told, got, &got_count);
        CHECK_INT_EQ(told, WR_MIN(all.marks[first], all.other));
    }
    CHECK_UINT_EQ(got_count, want_count);
    for (uint32_t i = 0; i < got_count && i < want_count; i++) {
        if (!CHECK_INT_EQ(got[i].mark, want[i].mark))
            break;
        /* rows between two moves of time come branch by branch */
        bool found = false;
        for (uint32_t k = 0; k < want_count && !found; k++)
            found = want[k].id == got[i].id && want[k].mark == got[i].mark;
        if (!CHECK(found))
            break;
    }
    for (uint32_t b = 0; b < all.branch_count; b++) { /* each branch keeps its order, nothing comes twice */
        int64_t before = -1;
        for (uint32_t i = 0; i < got_count; i++)
            if (got[i].id % 10 == b) {
                CHECK(got[i].id > before);
                before = got[i].id;
            }
    }
    if (check_state.bad_checks != 0)
        printf("  seed %" PRIu64 "\n", seed);
    wr_union_merge_destroy(merge);
    wr_arena_destroy(arena);
}

TEST(branches_come_in_the_order_of_time) {
    for (uint64_t seed = 1; seed <= 60 && check_state.bad_checks == 0; seed++)
        one_world(seed);
}

int main(void) {
    RUN(branches_come_in_the_order_of_time);
    return CHECK_RESULT();
}
