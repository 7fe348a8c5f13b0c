/* fuzz_json.c - any bytes as JSON lines: the fast reader and the careful one give the same rows and the same errors,
 * however the bytes are cut, rows that are written are read back as they were, and messages (0x1e between) are each for itself.
 *
 * The first byte chooses options and the size of the pieces; the rest are the lines. */
#include <string.h>

#include "world.h"

extern const weir_format weir_format_json;

static const weir_field fields[] = {
    {"id", {.id = WEIR_TYPE_BIGINT, .nullable = true}},
    {"i", {.id = WEIR_TYPE_INT, .nullable = true}},
    {"t", {.id = WEIR_TYPE_TINYINT, .nullable = true}},
    {"s", {.id = WEIR_TYPE_VARCHAR, .nullable = true, .length = WEIR_STRING_LENGTH_MAX}},
    {"d", {.id = WEIR_TYPE_DOUBLE, .nullable = true}},
    {"f", {.id = WEIR_TYPE_FLOAT, .nullable = true}},
    {"p", {.id = WEIR_TYPE_DECIMAL, .nullable = true, .length = 10, .scale = 2}},
    {"w", {.id = WEIR_TYPE_DECIMAL, .nullable = true, .length = 38, .scale = 10}},
    {"ts", {.id = WEIR_TYPE_TIMESTAMP, .nullable = true, .length = 3}},
    {"tn", {.id = WEIR_TYPE_TIMESTAMP, .nullable = true, .length = 9}},
    {"tz", {.id = WEIR_TYPE_TIMESTAMP_LTZ, .nullable = true, .length = 3}},
    {"day", {.id = WEIR_TYPE_DATE, .nullable = true}},
    {"at", {.id = WEIR_TYPE_TIME, .nullable = true, .length = 0}},
    {"b", {.id = WEIR_TYPE_BOOLEAN, .nullable = true}},
    {"x", {.id = WEIR_TYPE_VARBINARY, .nullable = true, .length = WEIR_STRING_LENGTH_MAX}},
};

static void open(fuzz_table *table, uint8_t how, const wr_env *env) {
    static const weir_option sql[] = {{.name = "fail-on-missing-field", .value = "false"}}, strict[] = {{.name = "fail-on-missing-field", .value = "true"}},
        lenient[] = {{.name = "ignore-parse-errors", .value = "true"}}, iso[] = {{.name = "timestamp-format.standard", .value = "ISO-8601"}};
    static const weir_option *const choices[] = {sql, strict, lenient, iso};
    WR_ASSERT(fuzz_table_open(table, &weir_format_json, fields, WR_COUNT_OF(fields), choices[how & 3], 1, env));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char padding[] = "\n                                                                                \n";
    fuzz_world        world;
    fuzz_table        fast, careful, cut, again, messages, single;
    wr_buffer         bytes = {0};
    if (size == 0)
        return 0;
    fuzz_world_open(&world, "", 0, 1000);
    wr_buffer_append(&bytes, (const char *)data + 1, size - 1);
    wr_buffer_append(&bytes, padding, sizeof padding - 1); /* the last line, too, is read fast */
    const uint8_t *lines = (const uint8_t *)bytes.data;
    uint8_t        how = data[0];
    open(&fast, how, &world.env);
    open(&careful, how, &world.env);
    open(&cut, how, &world.env);
    open(&again, how & 3, &world.env);
    open(&messages, how, &world.env);
    open(&single, how, &world.env);
    fuzz_decode(&fast, lines, bytes.size, 0, WEIR_BATCH_ROWS);
    fuzz_decode_lines(&careful, lines, bytes.size);
    fuzz_decode(&cut, lines, bytes.size, 1 + (size_t)(how >> 3) * 7, 1 + (how >> 4));
    fuzz_expect_same(&fast.rows, &careful.rows, "rows of the fast and the careful reader");
    fuzz_expect_same(&fast.bad, &careful.bad, "errors of the fast and the careful reader");
    fuzz_expect_same(&fast.rows, &cut.rows, "rows of whole and cut bytes");
    fuzz_expect_same(&fast.bad, &cut.bad, "errors of whole and cut bytes");
    fuzz_decode(&again, (const uint8_t *)fast.encoded.data, fast.encoded.size, 0, WEIR_BATCH_ROWS);
    fuzz_expect_same(&fast.rows, &again.rows, "rows and rows written and read");
    fuzz_table_close(&fast);
    fuzz_table_close(&careful);
    fuzz_table_close(&cut);
    fuzz_decode_records(&messages, data + 1, size - 1, WEIR_BATCH_ROWS);
    fuzz_decode_records(&single, data + 1, size - 1, 1);
    fuzz_expect_same(&messages.rows, &single.rows, "rows of all messages and of each");
    fuzz_expect_same(&messages.bad, &single.bad, "errors of all messages and of each");
    fuzz_table_close(&again);
    fuzz_table_close(&messages);
    fuzz_table_close(&single);
    wr_buffer_free(&bytes);
    fuzz_world_close(&world);
    return 0;
}
