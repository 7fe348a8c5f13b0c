/* fuzz_csv.c - any bytes as CSV: the same rows and errors however the bytes are cut. The rows are written, too; nobody
 * compares them, because NULL and an empty text are written alike.
 *
 * The first byte chooses options, the second the size of the pieces; the rest are the records. */
#include <string.h>

#include "world.h"

extern const weir_format weir_format_csv;

static const weir_field fields[] = {
    {"id", {.id = WEIR_TYPE_BIGINT, .nullable = true}},
    {"s", {.id = WEIR_TYPE_VARCHAR, .nullable = true, .length = WEIR_STRING_LENGTH_MAX}},
    {"d", {.id = WEIR_TYPE_DOUBLE, .nullable = true}},
    {"p", {.id = WEIR_TYPE_DECIMAL, .nullable = true, .length = 20, .scale = 3}},
    {"ts", {.id = WEIR_TYPE_TIMESTAMP, .nullable = true, .length = 3}},
    {"tz", {.id = WEIR_TYPE_TIMESTAMP_LTZ, .nullable = true, .length = 9}},
    {"day", {.id = WEIR_TYPE_DATE, .nullable = true}},
    {"b", {.id = WEIR_TYPE_BOOLEAN, .nullable = true}},
    {"x", {.id = WEIR_TYPE_VARBINARY, .nullable = true, .length = WEIR_STRING_LENGTH_MAX}},
    {"n", {.id = WEIR_TYPE_SMALLINT, .nullable = true}},
};

static bool open(fuzz_table *table, uint8_t how, const wr_env *env) {
    static const weir_option items[] = {
        {.name = "ignore-parse-errors", .value = "true"}, {.name = "allow-comments", .value = "true"}, {.name = "null-literal", .value = "null"},
        {.name = "escape-character", .value = "\\"}, {.name = "field-delimiter", .value = ";"}, {.name = "quote-character", .value = "'"},
        {.name = "disable-quote-character", .value = "true"}, {.name = "write-bigdecimal-in-scientific-notation", .value = "false"}};
    static weir_option chosen[8];
    uint32_t           count = 0;
    for (uint32_t i = 0; i < 8; i++)
        if (how >> i & 1 && !(i == 5 && how >> 6 & 1)) /* no quote and another quote do not go together */
            chosen[count++] = items[i];
    return fuzz_table_open(table, &weir_format_csv, fields, WR_COUNT_OF(fields), chosen, count, env);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    fuzz_world world;
    fuzz_table whole, cut;
    if (size < 2)
        return 0;
    fuzz_world_open(&world, "", 0, 1000);
    if (open(&whole, data[0], &world.env) && open(&cut, data[0], &world.env)) {
        fuzz_decode(&whole, data + 2, size - 2, 0, WEIR_BATCH_ROWS);
        fuzz_decode(&cut, data + 2, size - 2, 1 + (size_t)data[1] % 40, 1 + data[1] / 16);
        fuzz_expect_same(&whole.rows, &cut.rows, "rows of whole and cut bytes");
        fuzz_expect_same(&whole.bad, &cut.bad, "errors of whole and cut bytes");
        fuzz_table_close(&cut);
    }
    fuzz_table_close(&whole);
    fuzz_world_close(&world);
    return 0;
}
