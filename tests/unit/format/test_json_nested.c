/* Proves that arrays, maps, multisets and rows are read from JSON and written to it as Flink 2.2 does, at any nesting, by the fast
 * reader and the careful one, that wrong parts are refused with place and path or become NULL alone, and which types are refused. */
#include "helper.h"

#include "batch/nested.h"

/* ARRAY<INT> a | ROW<x INT, y STRING, t TIMESTAMP(3)> r | MAP<STRING, ARRAY<ROW<p DECIMAL(38, 2), q BYTES>>> m | MULTISET<STRING> s */
static void columns(fixture *f) {
    static const char *const names[] = {"x", "y", "t"}, *const inner_names[] = {"p", "q"};
    const weir_type fields[] = {type_of(WEIR_TYPE_INT), type_of(WEIR_TYPE_VARCHAR), type_with(WEIR_TYPE_TIMESTAMP, 3, 0)};
    const weir_type inner[] = {type_with(WEIR_TYPE_DECIMAL, 38, 2), type_of(WEIR_TYPE_VARBINARY)};
    const weir_type rows = wr_array_type(f->arena, wr_row_type(f->arena, inner_names, inner, 2, true), true);
    fixture_column(f, "a", wr_array_type(f->arena, type_of(WEIR_TYPE_INT), true));
    fixture_column(f, "r", wr_row_type(f->arena, names, fields, 3, true));
    fixture_column(f, "m", wr_map_type(f->arena, type_of(WEIR_TYPE_VARCHAR), rows, true));
    fixture_column(f, "s", wr_multiset_type(f->arena, type_of(WEIR_TYPE_VARCHAR), true));
}

/* The rows of the lines, as JSON lines again; f->bad gets what was bad. `careful`: line by line, which only the careful reader takes. */
static const char *again(fixture *f, const char *text, bool careful) {
    wr_arena     *arena = wr_arena_create(0), *strings = wr_arena_create(0);
    weir_decoder *decoder;
    weir_encoder *encoder;
    weir_vector   vectors[8];
    weir_column   read[8];
    weir_error    err = {0};
    f->rows.size = f->bad.size = 0;
    CHECK_OK(weir_format_json.decoder_open(&f->table, arena, &decoder, &err), &err);
    CHECK_OK(weir_format_json.encoder_open(&f->table, arena, &encoder, &err), &err);
    for (uint32_t c = 0; c < f->schema.field_count; c++)
        wr_vector_init(&vectors[c], f->fields[c].type, arena, strings);
    const char *end = text + strlen(text);
    while (text < end) {
        const char     *newline = memchr(text, '\n', (size_t)(end - text));
        size_t          size = (size_t)((careful ? newline + 1 : end) - text), consumed;
        weir_decode_out out = {.vectors = vectors, .row_limit = WEIR_BATCH_ROWS, .bad = fixture_bad, .bad_context = f};
        for (uint32_t c = 0; c < f->schema.field_count; c++)
            vectors[c].has_nulls = false;
        char *exact = wr_alloc(size);
        memcpy(exact, text, size);
        CHECK_OK(weir_format_json.decode(decoder, (weir_bytes){exact, size}, true, &out, &consumed, &err), &err);
        CHECK_UINT_EQ(consumed, size);
        for (uint32_t c = 0; c < f->schema.field_count; c++)
            read[c] = weir_vector_column(&vectors[c]);
        weir_batch  batch = {.schema = &f->schema, .columns = read, .row_count = out.row_count, .selected_count = out.row_count};
        weir_status status = weir_format_json.encode(encoder, &batch, wr_batch_rows(&batch), &f->rows, &err);
        if (status != WEIR_OK)
            wr_buffer_printf(&f->rows, "%s\n", err.message);
        wr_free(exact);
        wr_arena_reset(strings);
        text += size;
    }
    weir_format_json.decoder_close(decoder);
    weir_format_json.encoder_close(encoder);
    wr_arena_destroy(arena);
    wr_arena_destroy(strings);
    return wr_buffer_cstr(&f->rows);
}

static void check_pair(fixture *f, const char *line, const char *want_row, const char *want_bad) {
    wr_buffer text = {0}, want = {0};
    for (int n = 0; n < 5; n++) { /* the fast reader needs lines behind it, and keys that it has seen */
        wr_buffer_printf(&text, "%s\n", line);
        wr_buffer_printf(&want, "%s%s", want_row, *want_row ? "\n" : "");
    }
    for (int careful = 0; careful < 2; careful++) {
        CHECK_STR_EQ(again(f, wr_buffer_cstr(&text), careful), wr_buffer_cstr(&want));
        wr_buffer_cstr(&f->bad);
        CHECK(strncmp(f->bad.data, want_bad, strlen(want_bad)) == 0 && (*want_bad != '\0') == (f->bad.size != 0));
        if (strncmp(f->bad.data, want_bad, strlen(want_bad)) != 0)
            CHECK_STR_EQ(f->bad.data, want_bad);
    }
    wr_buffer_free(&text);
    wr_buffer_free(&want);
}

TEST(reads_and_writes_as_flink) {
    static const char *const pairs[][2] = {
        {"{\"a\":[1,2,null,\" 3 \"],\"r\":{\"x\":1,\"y\":\"one\",\"t\":\"2024-01-02 03:04:05.678\"},\"m\":{\"k\":[{\"p\":1.5,\"q\":\"aGVsbG8=\"},null,{}]},\"s\":{\"e\":2,\"f\":\"1\"}}",
         "{\"a\":[1,2,null,3],\"r\":{\"x\":1,\"y\":\"one\",\"t\":\"2024-01-02 03:04:05.678\"},\"m\":{\"k\":[{\"p\":1.5,\"q\":\"aGVsbG8=\"},null,{\"p\":null,\"q\":null}]},\"s\":{\"e\":2,\"f\":1}}"},
        {"{ \"a\" : [ ] , \"r\" : { } , \"m\" : { } , \"s\" : { } }",
         "{\"a\":[],\"r\":{\"x\":null,\"y\":null,\"t\":null},\"m\":{},\"s\":{}}"},
        {"{\"a\":null}", "{\"a\":null,\"r\":null,\"m\":null,\"s\":null}"},
        /* equal names and keys: the last; order of fields is any; unknown ones are passed over; HashMap order of keys */
        {"{\"r\":{\"y\":\"a\",\"z\":[{\"x\":9}],\"\\u0078\":1,\"y\":{\"b\": [1, 2.50]},\"x\":2},\"m\":{\"k1\":[],\"zz\":null,\"aa\":[],\"k1\":[{\"p\":7}]}}",
         "{\"a\":null,\"r\":{\"x\":2,\"y\":\"{\\\"b\\\":[1,2.5]}\",\"t\":null},\"m\":{\"k1\":[{\"p\":7,\"q\":null}],\"aa\":[],\"zz\":null},\"s\":null}"},
        {"{\"a\":[1.9],\"a\":[5],\"m\":{\"\\u00e9\\n\":null,\"\":[]}}", "{\"a\":[5],\"r\":null,\"m\":{\"\":[],\"\xc3\xa9\\n\":null},\"s\":null}"},
    };
    for (size_t i = 0; i < WR_COUNT_OF(pairs); i++) {
        fixture f;
        fixture_open(&f, &weir_format_json);
        columns(&f);
        check_pair(&f, pairs[i][0], pairs[i][1], "");
        fixture_close(&f);
    }
}

TEST(leaves_null_fields_out_inside_of_rows_too) {
    fixture f;
    fixture_open(&f, &weir_format_json);
    columns(&f);
    fixture_option(&f, "encode.ignore-null-fields", "true");
    check_pair(&f, "{\"a\":[null],\"r\":{\"y\":\"b\"},\"m\":{\"k\":[{}],\"l\":null}}", "{\"a\":[null],\"r\":{\"y\":\"b\"},\"m\":{\"l\":null,\"k\":[{}]}}", "");
    fixture_close(&f);
}

TEST(iso_times_are_iso_inside_too) {
    fixture f;
    fixture_open(&f, &weir_format_json);
    columns(&f);
    fixture_option(&f, "timestamp-format.standard", "ISO-8601");
    check_pair(&f, "{\"r\":{\"t\":\"2024-01-02T03:04:05.6\"}}", "{\"a\":null,\"r\":{\"x\":null,\"y\":null,\"t\":\"2024-01-02T03:04:05.6\"},\"m\":null,\"s\":null}", "");
    fixture_close(&f);
}

TEST(wrong_parts_are_refused_or_become_null_alone) {
    static const char *const cases[][3] = { /* line; what is bad; the row when errors are ignored */
        {"{\"a\":[1,\"x\",3]}", "0:9:a[]: 'x' is not an INT", "{\"a\":[1,null,3],\"r\":null,\"m\":null,\"s\":null}"},
        {"{\"a\":[1,[2],3]}", "0:9:a[]: '[2]' is not an INT", "{\"a\":[1,null,3],\"r\":null,\"m\":null,\"s\":null}"},
        {"{\"a\":{\"b\":1}}", "0:6:a: '{\"b\":1}' is not an ARRAY<INT>", "{\"a\":null,\"r\":null,\"m\":null,\"s\":null}"},
        {"{\"a\":5}", "0:6:a: '5' is not an ARRAY<INT>", "{\"a\":null,\"r\":null,\"m\":null,\"s\":null}"},
        {"{\"r\":{\"x\":\"bad\",\"y\":\"two\"}}", "0:11:r.x: 'bad' is not an INT", "{\"a\":null,\"r\":{\"x\":null,\"y\":\"two\",\"t\":null},\"m\":null,\"s\":null}"},
        {"{\"r\":[1]}", "0:6:r: '[1]' is not a ROW<", "{\"a\":null,\"r\":null,\"m\":null,\"s\":null}"},
        {"{\"m\":{\"k\":[{\"p\":\"u\"}]}}", "0:17:m[][].p: 'u' is not a DECIMAL(38, 2)", "{\"a\":null,\"r\":null,\"m\":{\"k\":[{\"p\":null,\"q\":null}]},\"s\":null}"},
        {"{\"m\":[1]}", "0:6:m: '[1]' is not a MAP<", "{\"a\":null,\"r\":null,\"m\":null,\"s\":null}"},
        {"{\"s\":\"t\"}", "0:6:s: '\"t\"' is not a MULTISET<STRING>", "{\"a\":null,\"r\":null,\"m\":null,\"s\":null}"},
        /* what is no JSON is bad in any case */
        {"{\"a\":[1,]}", "0:9:a[]", ""},
        {"{\"a\":[1 2]}", "0:9:", ""},
        {"{\"a\":[1}", "0:8:", ""},
        {"{\"a\":[", "0:7:", ""},
        {"{\"r\":{\"x\":1,}}", "0:13:", ""},
        {"{\"r\":{\"x\" 1}}", "0:11:", ""},
        {"{\"r\":{x:1}}", "0:7:", ""},
        {"{\"r\":{\"x\":1", "0:12:", ""},
        {"{\"m\":{\"k\":[", "0:12:", ""},
        {"{\"m\":{\"k\":nul}}", "0:11:", ""},
        {"{\"m\":{\"k", "0:7:", ""},
    };
    for (size_t i = 0; i < WR_COUNT_OF(cases); i++)
        for (int ignored = 0; ignored < 2; ignored++) {
            fixture f;
            fixture_open(&f, &weir_format_json);
            columns(&f);
            if (ignored)
                fixture_option(&f, "ignore-parse-errors", "true");
            const bool is_null = ignored && *cases[i][2] != '\0';
            char       start[8];
            snprintf(start, sizeof start, "%.4s", cases[i][1]);
            check_pair(&f, cases[i][0], is_null ? cases[i][2] : "", is_null ? "" : *cases[i][2] ? cases[i][1] : start);
            fixture_close(&f);
        }
}

TEST(missing_fields_of_rows) {
    fixture f;
    fixture_open(&f, &weir_format_json);
    columns(&f);
    fixture_option(&f, "fail-on-missing-field", "true");
    check_pair(&f, "{\"a\":null,\"r\":{\"x\":1,\"t\":null},\"m\":null,\"s\":null}", "", "0:15:r.y: the field is missing");
    check_pair(&f, "{\"a\":null,\"r\":{\"x\":1,\"t\":null,\"y\":\"\"},\"m\":null,\"s\":null}", "{\"a\":null,\"r\":{\"x\":1,\"y\":\"\",\"t\":null},\"m\":null,\"s\":null}", "");
    fixture_close(&f);
}

TEST(null_keys) {
    static const char *const modes[][3] = {
        {"DROP", "x", "{\"m\":{\"x\":2}}\n"},
        {"LITERAL", "none", "{\"m\":{\"none\":1,\"x\":2}}\n"},
        {"LITERAL", "x", "{\"m\":{\"x\":2}}\n"}, /* there already: the last counts */
        {"FAIL", "x", NULL},
    };
    for (size_t i = 0; i < WR_COUNT_OF(modes); i++) {
        fixture     f;
        weir_string map;
        weir_error  err;
        weir_value  keys[2] = {null_value(), text_value("x")}, values[2] = {i64_value(1), i64_value(2)}, value = {0};
        fixture_open(&f, &weir_format_json);
        fixture_column(&f, "m", wr_map_type(f.arena, type_of(WEIR_TYPE_VARCHAR), type_of(WEIR_TYPE_INT), true));
        fixture_option(&f, "map-null-key.mode", modes[i][0]);
        fixture_option(&f, "map-null-key.literal", modes[i][1]);
        CHECK_OK(wr_map_of(f.fields[0].type, keys, values, 2, f.arena, &map, &err), &err);
        value.u.string = map;
        if (modes[i][2]) {
            CHECK_STR_EQ(encode_rows(&f, &weir_format_json, &value, 1, NULL), modes[i][2]);
        } else {
            weir_encoder *encoder;
            weir_column   column = {.type = f.fields[0].type, .data = &map};
            weir_batch    batch = {.schema = &f.schema, .columns = &column, .row_count = 1, .selected_count = 1};
            CHECK_OK(weir_format_json.encoder_open(&f.table, f.arena, &encoder, &err), &err);
            CHECK_INT_EQ(weir_format_json.encode(encoder, &batch, wr_batch_rows(&batch), &f.rows, &err), WEIR_DATA);
            CHECK(strstr(err.message, "map-null-key.mode") != NULL);
            weir_format_json.encoder_close(encoder);
        }
        fixture_close(&f);
    }
}

TEST(fields_that_nobody_reads_are_not_made) {
    weir_reads fields[] = {{.whole = false}, {.whole = true}, {.whole = false}}, reads[] = {{.whole = true}, {.fields = fields}, {.whole = false}, {.whole = true}};
    fixture    f;
    fixture_open(&f, &weir_format_json);
    columns(&f);
    f.table.reads = reads;
    check_pair(&f, "{\"a\":[1],\"r\":{\"x\":\"no number\",\"y\":\"b\",\"t\":[1,{\"z\":2}]}}", "{\"a\":[1],\"r\":{\"x\":null,\"y\":\"b\",\"t\":null},\"m\":null,\"s\":null}", "");
    check_pair(&f, "{\"r\":{\"x\":\"no end,\"y\":\"b\"}}", "", "0:");
    fixture_close(&f);
}

TEST(refused_types) {
    fixture    f;
    weir_error err = {0};
    fixture_open(&f, &weir_format_json);
    fixture_column(&f, "m", wr_array_type(f.arena, wr_map_type(f.arena, type_of(WEIR_TYPE_INT), type_of(WEIR_TYPE_INT), true), true));
    CHECK_INT_EQ(weir_format_json.check(&f.table, true, &err), WEIR_UNSUPPORTED);
    CHECK(strstr(err.message, "column 'm': the keys of a JSON object are texts, those of MAP<INT, INT> are not") != NULL);
    f.fields[0].type = wr_array_type(f.arena, type_of(WEIR_TYPE_VARIANT), true);
    CHECK_INT_EQ(weir_format_json.check(&f.table, false, &err), WEIR_UNSUPPORTED);
    CHECK(strstr(err.message, "cannot be written as JSON because of what is in it") != NULL);
    fixture_close(&f);
}

int main(void) {
    RUN(reads_and_writes_as_flink);
    RUN(leaves_null_fields_out_inside_of_rows_too);
    RUN(iso_times_are_iso_inside_too);
    RUN(wrong_parts_are_refused_or_become_null_alone);
    RUN(missing_fields_of_rows);
    RUN(null_keys);
    RUN(fields_that_nobody_reads_are_not_made);
    RUN(refused_types);
    return CHECK_RESULT();
}
