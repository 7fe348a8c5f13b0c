/* Proves that an owned batch keeps rows after their batch is gone, with kinds, watermarks and origin. */
#include "base/arena.h"
#include "batch/vector.h"
#include "check.h"

static const weir_field fields[] = {{"id", {.id = WEIR_TYPE_BIGINT, .nullable = true}},
                                    {"text", {.id = WEIR_TYPE_VARCHAR, .nullable = true,
                                              .length = WEIR_STRING_LENGTH_MAX}},
                                    {"unread", {.id = WEIR_TYPE_INT, .nullable = true}}};
static const weir_schema schema = {3, fields};

TEST(rows_outlive_their_batch) {
    char          bytes[] = "0123456789abcdef";
    int64_t       ids[] = {10, 11, 12, 13};
    uint8_t       id_nulls[] = {0, 1, 0, 0}, kinds[] = {0, 3, 0, 2};
    weir_string   texts[4];
    weir_time_ms  marks[] = {5, 5, 7, 9};
    uint16_t      selection[] = {1, 3};
    for (int i = 0; i < 4; i++)
        texts[i] = weir_string_view(bytes, sizeof bytes - 1);
    weir_column columns[] = {{fields[0].type, ids, id_nulls}, {fields[1].type, texts, NULL},
                             {fields[2].type, NULL, NULL}};
    weir_batch  batch = {.schema = &schema, .columns = columns, .row_count = 4, .selected_count = 2,
                         .selection = selection, .row_kinds = kinds, .row_watermarks = marks,
                         .watermark = 9};
    CHECK(weir_batch_valid(&batch));
    weir_batch with_origin = batch;
    with_origin.origin = &batch;
    with_origin.row_kinds = NULL;
    CHECK(weir_batch_valid(&with_origin));

    wr_owned_batch *owned = wr_owned_batch_create(&schema, &schema);
    for (int round = 0; round < 3; round++) {
        bytes[0] = '0';
        wr_owned_batch_clear(owned);
        wr_owned_batch_append(owned, &with_origin, (weir_rows){(uint16_t[]){0}, 1}, 1);
        wr_owned_batch_append(owned, &with_origin, (weir_rows){(uint16_t[]){1}, 1}, 1);
        CHECK(owned->batch.row_kinds == NULL && owned->batch.origin == &owned->origin);
        CHECK(weir_batch_valid(&owned->batch));
        wr_owned_batch_append(owned, &batch, wr_batch_rows(&batch), 1);
        bytes[0] = 'x';
        CHECK(weir_batch_valid(&owned->batch));
        CHECK(owned->batch.origin == NULL); /* not all rows have one */
        CHECK_UINT_EQ(owned->batch.row_count, 4);
        CHECK_INT_EQ(owned->batch.watermark, 9);
        CHECK(owned->batch.columns[2].data == NULL);
        const weir_column *id = &owned->batch.columns[0], *text = &owned->batch.columns[1];
        CHECK_INT_EQ(wr_column_value(id, 0).u.i64, 10);
        CHECK(wr_column_value(id, 1).is_null && wr_column_value(id, 2).is_null);
        CHECK_INT_EQ(wr_column_value(id, 3).u.i64, 13);
        CHECK_INT_EQ(owned->batch.row_kinds[1], 0);
        CHECK_INT_EQ(owned->batch.row_kinds[2], 3);
        CHECK_INT_EQ(owned->batch.row_watermarks[1], 5);
        weir_value value = wr_column_value(text, 3);
        CHECK_MEM_EQ(weir_string_data(&value.u.string), "0123456789abcdef", 16);
    }
    wr_owned_batch_destroy(owned);
}

TEST(broken_batches_are_seen) {
    int64_t     ids[] = {1, 2};
    weir_string texts[2] = {weir_string_view("a", 1), weir_string_view("b", 1)};
    weir_column columns[] = {{fields[0].type, ids, NULL}, {fields[1].type, texts, NULL},
                             {fields[2].type, NULL, NULL}};
    weir_batch  good = {.schema = &schema, .columns = columns, .row_count = 2, .selected_count = 2};
    weir_batch  bad = good;
    CHECK(weir_batch_valid(&good));
    bad.selection = (uint16_t[]){1, 1};
    CHECK(!weir_batch_valid(&bad));
    bad = good;
    bad.selected_count = 1;
    CHECK(!weir_batch_valid(&bad));
    bad = good;
    bad.row_watermarks = (weir_time_ms[]){3, 2};
    bad.watermark = 3;
    CHECK(!weir_batch_valid(&bad));
    bad = good;
    bad.row_kinds = (uint8_t[]){0, 4};
    CHECK(!weir_batch_valid(&bad));
    texts[0].u.inlined[5] = 'x'; /* behind the end */
    CHECK(!weir_batch_valid(&good));
}

int main(void) {
    RUN(rows_outlive_their_batch);
    RUN(broken_batches_are_seen);
    return CHECK_RESULT();
}
