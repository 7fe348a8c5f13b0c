/* fuzz_changelog.c - any bytes as records of debezium, canal, maxwell and ogg: the rows, their kinds and the errors are the same however
 * the bytes are cut, as lines and as messages, and rows that are written are read back as added and removed ones.
 *
 * The first byte chooses format, options and the size of the pieces; the rest are lines, or messages with 0x1e between. */
#include <string.h>

#include "world.h"

extern const weir_format weir_format_debezium_json, weir_format_canal_json, weir_format_maxwell_json, weir_format_ogg_json;

static const weir_field fields[] = {
    {"id", {.id = WEIR_TYPE_BIGINT, .nullable = true}},
    {"s", {.id = WEIR_TYPE_VARCHAR, .nullable = true, .length = WEIR_STRING_LENGTH_MAX}},
    {"d", {.id = WEIR_TYPE_DOUBLE, .nullable = true}},
    {"p", {.id = WEIR_TYPE_DECIMAL, .nullable = true, .length = 10, .scale = 2}},
    {"w", {.id = WEIR_TYPE_DECIMAL, .nullable = true, .length = 38, .scale = 10}},
    {"ts", {.id = WEIR_TYPE_TIMESTAMP, .nullable = true, .length = 3}},
    {"b", {.id = WEIR_TYPE_BOOLEAN, .nullable = true}},
    {"m", {.id = WEIR_TYPE_VARCHAR, .nullable = true, .length = WEIR_STRING_LENGTH_MAX}},
    {"at", {.id = WEIR_TYPE_TIMESTAMP_LTZ, .nullable = true, .length = 3}},
};

static void open(fuzz_table *table, uint8_t how, const char *const *metadata, const wr_env *env) {
    static const weir_format *const formats[] = {&weir_format_debezium_json, &weir_format_canal_json, &weir_format_maxwell_json, &weir_format_ogg_json};
    static const weir_option lenient[] = {{.name = "ignore-parse-errors", .value = "true"}, {.name = "timestamp-format.standard", .value = "ISO-8601"}};
    static const weir_option debezium[] = {{.name = "schema-include", .value = "true"}}, canal[] = {{.name = "database.include", .value = "d.*"}};
    const weir_option *options = how & 8 ? lenient : (how & 3) == 0 ? debezium : canal;
    bool               plain = !(how & 4) || (!(how & 8) && (how & 3) > 1);
    WR_ASSERT(fuzz_table_open(table, formats[how & 3], fields, WR_COUNT_OF(fields) - (metadata ? 0 : 2), options, plain ? 0 : how & 8 ? 2 : 1, env));
    if (!metadata)
        return;
    /* With metadata it is opened again. */
    table->format->decoder_close(table->decoder);
    weir_error err;
    table->info.metadata_keys = metadata;
    WR_ASSERT(table->format->decoder_open(&table->info, table->arena, &table->decoder, &err) == WEIR_OK);
}

/* What was added and removed is the same: +U becomes +I, -U becomes -D. */
static void forget_updates(wr_buffer *rows) {
    for (size_t i = 0; i + 2 < rows->size; i++)
        if ((i == 0 || rows->data[i - 1] == '\n') && rows->data[i + 1] == 'U' && (rows->data[i] == '+' || rows->data[i] == '-') && rows->data[i + 2] == '[')
            rows->data[i + 1] = rows->data[i] == '+' ? 'I' : 'D';
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char *const metadata[4][WR_COUNT_OF(fields)] = {
        {[7] = "source.database", [8] = "source.timestamp"}, {[7] = "table", [8] = "event-timestamp"}, {[7] = "database", [8] = "ingestion-timestamp"}, {[7] = "table"}};
    fuzz_world world;
    fuzz_table whole, cut, alone, messages, single, again;
    if (size == 0)
        return 0;
    fuzz_world_open(&world, "", 0, 1000);
    uint8_t            how = *data++;
    const char *const *keys = how & 16 && (how & 3) != 3 ? metadata[how & 3] : NULL;
    size--;
    open(&whole, how, keys, &world.env);
    open(&cut, how, keys, &world.env);
    open(&alone, how, keys, &world.env);
    open(&messages, how, keys, &world.env);
    open(&single, how, keys, &world.env);
    open(&again, how & 0xb, NULL, &world.env); /* what is written has neither schema nor database */
    fuzz_decode(&whole, data, size, 0, WEIR_BATCH_ROWS);
    fuzz_decode(&cut, data, size, 1 + (size_t)(how >> 5) * 7, 1 + (how >> 6));
    fuzz_decode_lines(&alone, data, size);
    fuzz_expect_same(&whole.rows, &cut.rows, "rows of whole and cut bytes");
    fuzz_expect_same(&whole.bad, &cut.bad, "errors of whole and cut bytes");
    fuzz_expect_same(&whole.rows, &alone.rows, "rows of all lines and of each");
    fuzz_decode_records(&messages, data, size, WEIR_BATCH_ROWS);
    fuzz_decode_records(&single, data, size, 1);
    fuzz_expect_same(&messages.rows, &single.rows, "rows of all messages and of each");
    fuzz_expect_same(&messages.bad, &single.bad, "errors of all messages and of each");
    if (!keys) {
        fuzz_decode(&again, (const uint8_t *)whole.encoded.data, whole.encoded.size, 0, WEIR_BATCH_ROWS);
        forget_updates(&whole.rows);
        fuzz_expect_same(&whole.rows, &again.rows, "rows and rows written and read");
    }
    fuzz_table_close(&whole);
    fuzz_table_close(&cut);
    fuzz_table_close(&alone);
    fuzz_table_close(&messages);
    fuzz_table_close(&single);
    fuzz_table_close(&again);
    fuzz_world_close(&world);
    return 0;
}
