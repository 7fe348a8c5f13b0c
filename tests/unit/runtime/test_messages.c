/* Messages become rows: value, key and metadata stand side by side whatever is bad, missing or a tombstone among them. */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/io.h"
#include "check.h"
#include "plan/logical.h"
#include "runtime/source_driver.h"

/* ---- a format of numbers: "17" is a row, "17+" two (old and new image) where changes are read, all else is bad ---- */

struct weir_decoder { uint32_t columns; };

static weir_status number_open(const weir_table_info *table, wr_arena *arena, weir_decoder **decoder, weir_error *err) {
    (void)err;
    *decoder = wr_arena_calloc(arena, 1, sizeof **decoder);
    (*decoder)->columns = table->schema->field_count;
    return WEIR_OK;
}

static weir_status number_decode(weir_decoder *decoder, const weir_bytes *records, uint32_t count, weir_decode_out *out, uint32_t *consumed, weir_error *err) {
    uint32_t r = 0;
    for (; r < count && out->row_count < out->row_limit; r++) {
        char    *end, text[20];
        snprintf(text, sizeof text, "%.*s", (int)records[r].size, records[r].data ? (const char *)records[r].data : "");
        int64_t  value = strtoll(text, &end, 10);
        bool     twice = *end == '+' && out->row_kinds;
        if (records[r].size == 0 || (*end && !twice)) {
            const weir_bad_record bad = {.record = records[r], .record_index = r, .column = 1, .reason = "no number"};
            WEIR_TRY(out->bad(out->bad_context, &bad, err));
            continue;
        }
        for (int k = 0; k <= twice; k++) {
            for (uint32_t c = 0; c < decoder->columns; c++) {
                if (!out->vectors[c].data)
                    continue;
                ((int64_t *)out->vectors[c].data)[out->row_count] = value;
                out->vectors[c].nulls[out->row_count] = value == 13; /* NULL, to see that those travel too */
                out->vectors[c].has_nulls |= value == 13;
            }
            if (out->row_kinds)
                out->row_kinds[out->row_count] = twice ? (k ? WEIR_ROW_UPDATE_AFTER : WEIR_ROW_UPDATE_BEFORE) : WEIR_ROW_INSERT;
            out->record_of_row[out->row_count++] = (uint16_t)r;
        }
    }
    *consumed = r;
    return WEIR_OK;
}

static void number_close(weir_decoder *decoder) { (void)decoder; }

static const weir_format numbers = {.abi = sizeof(weir_format), .name = "numbers", .decoder_open = number_open, .decode_records = number_decode, .decoder_close = number_close};
static const weir_format changes = {.abi = sizeof(weir_format), .name = "changes", .decodes = WEIR_CHANGELOG_RETRACT, .decoder_open = number_open,
                                    .decode_records = number_decode, .decoder_close = number_close};

/* ---- a source that holds messages ---- */

#define MESSAGES_MAX 300u
typedef struct message { char key[8], value[8]; bool has_key, has_value; } message;
static struct {
    message    messages[2][MESSAGES_MAX];
    uint32_t   count[2], taken[2];
    weir_bytes values[WEIR_BATCH_ROWS], keys[WEIR_BATCH_ROWS];
    int64_t    offsets[WEIR_BATCH_ROWS];
    bool       bounded;
    uint64_t   record_size_max;
} outside;

static bool fake_bounded(const weir_table_info *table) {
    (void)table;
    return outside.bounded;
}
static weir_status fake_open(const weir_table_info *table, uint32_t worker, uint32_t worker_count, void **reader, weir_error *err) {
    (void)table, (void)worker, (void)worker_count, (void)err;
    *reader = &outside;
    return WEIR_OK;
}
static weir_status fake_add_split(void *reader, const weir_split *split, weir_error *err) {
    (void)reader, (void)split, (void)err;
    return WEIR_OK;
}
static weir_status fake_messages(void *reader, uint32_t split, uint32_t limit, weir_messages *out, weir_poll *poll, weir_error *err) {
    (void)reader, (void)err;
    uint32_t count = WR_MIN(limit, outside.count[split] - outside.taken[split]);
    for (uint32_t i = 0; i < count; i++) {
        const message *one = &outside.messages[split][outside.taken[split] + i];
        outside.values[i] = one->has_value ? (weir_bytes){one->value, strlen(one->value)} : (weir_bytes){NULL, 0};
        outside.keys[i] = one->has_key ? (weir_bytes){one->key, strlen(one->key)} : (weir_bytes){NULL, 0};
        outside.offsets[i] = outside.taken[split] + i;
    }
    *out = (weir_messages){count, outside.values, outside.keys, outside.offsets, split ? "t[1]" : "t[0]"};
    *poll = count ? WEIR_POLL_DATA : outside.bounded ? WEIR_POLL_END : WEIR_POLL_IDLE;
    return WEIR_OK;
}
static weir_status fake_taken(void *reader, uint32_t split, uint32_t count, weir_error *err) {
    (void)reader, (void)err;
    outside.taken[split] += count;
    return WEIR_OK;
}
static weir_status fake_metadata(void *reader, const char *key, const uint16_t *message_of_row, uint32_t row_count, weir_vector *out, weir_error *err) {
    (void)reader, (void)err;
    CHECK_STR_EQ(key, "offset");
    for (uint32_t r = 0; r < row_count; r++)
        ((int64_t *)out->data)[r] = outside.offsets[message_of_row[r]];
    return WEIR_OK;
}
static void fake_close(void *reader) { (void)reader; }

#define FAKE .abi = sizeof(weir_source), .yields_messages = true, .splits_in_parallel = true, .bounded = fake_bounded, .open = fake_open, .add_split = fake_add_split, \
             .messages = fake_messages, .taken = fake_taken, .message_metadata = fake_metadata, .close = fake_close
static const weir_source    inserts = {FAKE}, upserts = {FAKE, .upserts = true};
static const weir_option_spec no_options[] = {{NULL, WEIR_OPT_STRING, false, NULL, NULL}};
static const weir_connector insert_connector = {.abi = sizeof(weir_connector), .name = "fake", .options = no_options, .messages = true, .source = &inserts};
static const weir_connector upsert_connector = {.abi = sizeof(weir_connector), .name = "fake", .options = no_options, .messages = true, .upserts = true, .source = &upserts};

/* ---- the driver over it ---- */

typedef struct rig {
    wr_arena         *arena;
    wr_table_column   columns[4];
    wr_table          table;
    wr_node           node;
    weir_field        fields[4];
    weir_schema       schema;
    const char       *keys[4];
    wr_pace           pace;
    wr_buffer         rows;  /* "+I k v offset " */
    wr_buffer         bad;   /* "t[0]@7 " */
    wr_buffer         kept;  /* the records of those, "x " */
    bool              collects_bad;
    wr_source_driver *driver;
    weir_error        err;
} rig;

static weir_status on_rows(void *context, const weir_batch *batch, weir_error *err) {
    rig *r = context;
    (void)err;
    static const char *const kinds[] = {"+I", "-U", "+U", "-D"};
    CHECK(weir_batch_valid(batch));
    for (uint32_t i = 0; i < batch->row_count; i++) {
        wr_buffer_printf(&r->rows, "%s", kinds[batch->row_kinds ? batch->row_kinds[i] : 0]);
        for (uint32_t c = 0; c < 3; c++) {
            weir_value value = wr_column_value(&batch->columns[c], i);
            if (value.is_null)
                wr_buffer_text(&r->rows, " N");
            else
                wr_buffer_printf(&r->rows, " %" PRId64, value.u.i64);
        }
        wr_buffer_text(&r->rows, "; ");
    }
    return WEIR_OK;
}

static weir_status on_watermark(void *context, weir_time_ms watermark, weir_error *err) {
    (void)context, (void)watermark, (void)err;
    return WEIR_OK;
}

static weir_status on_bad(void *context, const char *source, const char *position, const char *reason, weir_bytes record, weir_error *err) {
    rig *r = context;
    (void)source, (void)reason, (void)err;
    wr_buffer_printf(&r->bad, "%s ", position);
    wr_buffer_append(&r->kept, record.data ? record.data : "", record.size);
    wr_buffer_byte(&r->kept, ' ');
    return WEIR_OK;
}

/* Columns k (key), v (value), o (metadata). all: the value holds k too. */
static void rig_open(rig *r, const weir_connector *connector, const weir_format *format, bool all, bool collects_bad) {
    static const uint32_t key[] = {0}, value_all[] = {0, 1}, value[] = {1};
    const weir_type       number = weir_type_of(WEIR_TYPE_BIGINT, true);
    memset(r, 0, sizeof *r);
    r->arena = wr_arena_create(0);
    r->columns[0] = (wr_table_column){.name = "k", .type = number, .kind = WR_COLUMN_PHYSICAL};
    r->columns[1] = (wr_table_column){.name = "v", .type = number, .kind = WR_COLUMN_PHYSICAL};
    r->columns[2] = (wr_table_column){.name = "o", .type = number, .kind = WR_COLUMN_METADATA, .metadata_key = "offset", .is_virtual = true};
    r->table = (wr_table){.name = "t", .columns = r->columns, .column_count = 3, .watermark_column = -1, .connector = connector, .format = format, .key_format = &numbers,
                          .key_prefix = "", .key_columns = key, .key_column_count = 1, .value_columns = all ? value_all : value, .value_column_count = all ? 2 : 1};
    wr_table_set_views(&r->table, r->arena);
    for (uint32_t c = 0; c < 3; c++)
        r->fields[c] = (weir_field){r->columns[c].name, number};
    r->keys[2] = "offset";
    r->schema = (weir_schema){3, r->fields};
    r->node = (wr_node){.kind = WR_NODE_SOURCE, .uid = "s", .schema = &r->schema, .rowtime_column = -1, .table = &r->table, .source_schema = &r->schema, .metadata_keys = r->keys};
    const wr_source_config config = {.node = &r->node, .env = wr_env_real(), .local_time_zone = "UTC", .worker_count = 1, .batch_rows = WEIR_BATCH_ROWS, .pace = &r->pace, .record_size_max = outside.record_size_max,
                                     .hooks = {on_rows, on_watermark, collects_bad ? on_bad : NULL, r}};
    REQUIRE_OK(wr_source_driver_open(&config, &r->driver, &r->err), &r->err);
    for (int s = 0; s < 2; s++) {
        const weir_split split = {s ? "t-1" : "t-0", {NULL, 0}, false};
        REQUIRE_OK(wr_source_driver_add_split(r->driver, &split, WEIR_TIME_MIN, &r->err), &r->err);
    }
}

static void rig_close(rig *r) {
    wr_source_driver_close(r->driver);
    wr_buffer_free(&r->rows);
    wr_buffer_free(&r->bad);
    wr_buffer_free(&r->kept);
    wr_arena_destroy(r->arena);
}

static void put(uint32_t split, const char *key, const char *value) {
    message *one = &outside.messages[split][outside.count[split]++];
    *one = (message){.has_key = key != NULL, .has_value = value != NULL};
    snprintf(one->key, sizeof one->key, "%s", key ? key : "");
    snprintf(one->value, sizeof one->value, "%s", value ? value : "");
}

/* Polls until nothing comes. */
static weir_status drain(rig *r, uint32_t limit) {
    wr_source_progress progress;
    uint64_t           rows;
    for (int quiet = 0; quiet < 2;) {
        WEIR_TRY(wr_source_driver_poll(r->driver, limit, &progress, &rows, &r->err));
        if (progress == WR_SOURCE_ENDED)
            break;
        quiet = progress == WR_SOURCE_ROWS ? 0 : quiet + 1;
    }
    return WEIR_OK;
}

TEST(odd_messages) {
    rig r;
    memset(&outside, 0, sizeof outside);
    rig_open(&r, &insert_connector, &numbers, false, true);
    put(0, "1", "10");
    put(0, "x", "20"); /* bad key */
    put(0, "3", "y");  /* bad value */
    put(0, NULL, "40");
    put(0, "5", NULL); /* a tombstone is no row here */
    put(0, "6", "13");
    put(1, "7", "70");
    CHECK_OK(drain(&r, 100), &r.err);
    CHECK_STR_EQ(wr_buffer_cstr(&r.rows), "+I 1 10 0; +I N 40 3; +I 6 N 5; +I 7 70 0; ");
    CHECK_STR_EQ(wr_buffer_cstr(&r.bad), "t[0]@2 t[0]@4 t[0]@1 ");
    rig_close(&r);

    memset(&outside, 0, sizeof outside);
    rig_open(&r, &insert_connector, &numbers, false, false);
    put(0, "x", "20");
    CHECK_INT_EQ(drain(&r, 100), WEIR_DATA);
    CHECK_CONTAINS(r.err.message, "t[0]@0:1: key: no number");
    CHECK_UINT_EQ(outside.taken[0], 0);
    rig_close(&r);
}

/* Of a message that is too long its beginning is kept, and never more than there is. */
TEST(long_messages) {
    rig r;
    memset(&outside, 0, sizeof outside);
    outside.record_size_max = 3;
    rig_open(&r, &insert_connector, &numbers, false, true);
    put(0, "1", "10");
    put(0, "2", "2000");
    put(0, "3", "300");
    CHECK_OK(drain(&r, 100), &r.err);
    CHECK_STR_EQ(wr_buffer_cstr(&r.rows), "+I 1 10 0; +I 3 300 2; ");
    CHECK_STR_EQ(wr_buffer_cstr(&r.bad), "t[0]@1 ");
    CHECK_STR_EQ(wr_buffer_cstr(&r.kept), "2000 ");
    rig_close(&r);
}

TEST(tombstones) {
    rig r;
    memset(&outside, 0, sizeof outside);
    rig_open(&r, &upsert_connector, &numbers, true, true);
    put(0, "1", "1");
    put(0, "2", NULL);
    put(0, NULL, "3"); /* no key */
    put(0, NULL, NULL);
    put(0, "13", NULL);
    put(0, "4", "4");
    CHECK_OK(drain(&r, 100), &r.err);
    CHECK_STR_EQ(wr_buffer_cstr(&r.rows), "+U 1 1 0; -D 2 N 1; -D N N 4; +U 4 4 5; ");
    CHECK_STR_EQ(wr_buffer_cstr(&r.bad), "t[0]@2 t[0]@3 ");
    rig_close(&r);
}

TEST(splits_take_turns_and_end) {
    rig r;
    memset(&outside, 0, sizeof outside);
    outside.bounded = true;
    rig_open(&r, &insert_connector, &numbers, false, true);
    for (int i = 0; i < 3; i++) {
        put(0, "1", "1");
        put(1, "2", "2");
    }
    CHECK_OK(drain(&r, 1), &r.err);
    CHECK_STR_EQ(wr_buffer_cstr(&r.rows), "+I 1 1 0; +I 2 2 0; +I 1 1 1; +I 2 2 1; +I 1 1 2; +I 2 2 2; ");
    wr_source_progress progress;
    uint64_t           rows;
    CHECK_OK(wr_source_driver_poll(r.driver, 1, &progress, &rows, &r.err), &r.err);
    CHECK_INT_EQ(progress, WR_SOURCE_ENDED);
    rig_close(&r);
}

/* Any mixture, any batch size: what comes out is what a loop over the messages says. */
TEST(any_mixture) {
    for (unsigned seed = 0; seed < 400; seed++) {
        bool      upserting = seed % 3 == 0, changing = seed % 3 == 1, all = seed % 2;
        rig       r;
        wr_buffer rows = {0}, bad = {0};
        uint32_t  wrong = 0, seen_bad = 0;
        memset(&outside, 0, sizeof outside);
        srandom(seed);
        rig_open(&r, upserting ? &upsert_connector : &insert_connector, changing ? &changes : &numbers, all, true);
        uint32_t rarity = 1 + (uint32_t)random() % 40;
        for (uint32_t m = 0; m < MESSAGES_MAX; m++) {
            char     key[8], value[8];
            bool     odd = (uint32_t)random() % rarity == 0;
            uint32_t what = odd ? (uint32_t)random() % 5 : 9;
            snprintf(key, sizeof key, "%ld", random() % 1000 + 20);
            snprintf(value, sizeof value, "%ld%s", random() % 1000, changing && random() % 3 == 0 ? "+" : "");
            put(0, what == 0 ? NULL : what == 1 ? "x" : key, what == 2 ? NULL : what == 3 ? "y" : value);
            bool no_value = what == 2, bad_value = what == 3 || (no_value && !upserting), twice = !no_value && !bad_value && value[strlen(value) - 1] == '+';
            /* the key is read where it is needed: its column is not in the value, or the table upserts */
            bool reads_key = !all || upserting, bad_key = reads_key && !bad_value && (what == 1 || (what == 0 && upserting));
            wrong += bad_value || bad_key;
            if (bad_value || bad_key)
                continue;
            char    k[12] = "N", v[12] = "N";
            int64_t number = strtoll(value, NULL, 10);
            if (!no_value && number != 13)
                snprintf(v, sizeof v, "%" PRId64, number);
            if (all && !no_value)
                snprintf(k, sizeof k, "%s", v);
            else if (what != 0)
                snprintf(k, sizeof k, "%s", key);
            if (twice)
                wr_buffer_printf(&rows, "-U %s %s %u; ", k, v, m);
            wr_buffer_printf(&rows, "%s %s %s %u; ", no_value ? "-D" : upserting || twice ? "+U" : "+I", k, v, m);
        }
        CHECK_OK(drain(&r, 1 + (uint32_t)random() % 400), &r.err);
        CHECK_STR_EQ(wr_buffer_cstr(&r.rows), wr_buffer_cstr(&rows));
        for (size_t i = 0; i < r.bad.size; i++)
            seen_bad += r.bad.data[i] == '@';
        CHECK_UINT_EQ(seen_bad, wrong);
        CHECK_UINT_EQ(wr_source_driver_errors(r.driver), wrong);
        CHECK_UINT_EQ(outside.taken[0], MESSAGES_MAX);
        wr_buffer_free(&rows);
        wr_buffer_free(&bad);
        rig_close(&r);
    }
}

int main(void) {
    RUN(odd_messages);
    RUN(long_messages);
    RUN(tombstones);
    RUN(splits_take_turns_and_end);
    RUN(any_mixture);
    return CHECK_RESULT();
}
