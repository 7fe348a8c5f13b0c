/* Proves that made-up rows obey their options, are the same from any position and batch size, and that wrong options are named. */
#include "helper.h"

#include "batch/nested.h"

static const weir_source *source(void) { return weir_connector_datagen.source; }

/* All rows as bytes of the integer, string and boolean columns, `step` rows a batch; stops behind `limit` rows. */
static uint64_t rows_read(fixture *f, const weir_split *from, uint32_t step, uint64_t limit, wr_buffer *out, weir_split *position) {
    void       *reader = NULL;
    uint64_t    rows   = 0;
    wr_arena   *strings = wr_arena_create(0);
    weir_vector vectors[16];
    memset(vectors, 0, sizeof(vectors));
    for (uint32_t c = 0; c < f->schema.field_count; c++)
        wr_vector_init(&vectors[c], f->fields[c].type, f->arena, strings);
    CHECK_OK(source()->open(&f->table, 0, 1, &reader, &f->err), &f->err);
    if (!reader)
        return 0;
    CHECK_OK(source()->add_split(reader, from, &f->err), &f->err);
    while (rows < limit) {
        weir_decode_out batch = {.vectors = vectors, .row_limit = (uint32_t)WR_MIN(step, limit - rows)};
        uint32_t        split;
        weir_poll       poll;
        for (uint32_t c = 0; c < f->schema.field_count; c++)
            vectors[c].has_nulls = false;
        wr_arena_reset(strings);
        CHECK_OK(source()->batch(reader, &batch, &split, &poll, &f->err), &f->err);
        if (poll == WEIR_POLL_END)
            break;
        for (uint32_t r = 0; r < batch.row_count; r++)
            for (uint32_t c = 0; c < f->schema.field_count; c++) {
                weir_column column = weir_vector_column(&vectors[c]);
                weir_value  value  = wr_column_value(&column, r);
                if (value.is_null)
                    wr_buffer_text(out, "NULL");
                else if (weir_type_is_view(column.type))
                    wr_buffer_append(out, weir_string_data(&value.u.string), value.u.string.size);
                else
                    wr_buffer_printf(out, "%lld", (long long)value.u.i64);
                wr_buffer_byte(out, c + 1 == f->schema.field_count ? '\n' : ',');
            }
        rows += batch.row_count;
    }
    weir_split *splits;
    uint32_t    count;
    CHECK_OK(source()->positions(reader, f->arena, &splits, &count, &f->err), &f->err);
    CHECK_UINT_EQ(count, 1);
    *position = splits[0];
    weir_backlog left = {0, 0};
    CHECK(source()->backlog(reader, &left) == source()->bounded(&f->table));
    CHECK(!position->finished || left.rows == 0);
    CHECK(position->finished || !source()->bounded(&f->table) || left.rows > 0);
    source()->close(reader);
    wr_arena_destroy(strings);
    return rows;
}

TEST(sequences) {
    fixture    f;
    wr_buffer  out = {0};
    weir_split from = {.id = "rows"}, position;
    fixture_open(&f, &weir_connector_datagen);
    fixture_column(&f, "a", WEIR_TYPE_BIGINT);
    fixture_column(&f, "s", WEIR_TYPE_VARCHAR);
    fixture_option(&f, "fields.a.kind", "sequence");
    fixture_option(&f, "fields.a.start", "-1");
    fixture_option(&f, "fields.a.end", "2");
    fixture_option(&f, "fields.s.kind", "sequence");
    fixture_option(&f, "fields.s.start", "10");
    fixture_option(&f, "fields.s.end", "99");
    CHECK_OK(weir_connector_datagen.check(&f.table, &f.err), &f.err);
    CHECK(source()->bounded(&f.table));
    CHECK_UINT_EQ(rows_read(&f, &from, 3, UINT64_MAX, &out, &position), 4);
    CHECK_STR_EQ(wr_buffer_cstr(&out), "-1,10\n0,11\n1,12\n2,13\n");
    CHECK(position.finished);
    wr_buffer said = {0};
    CHECK(source()->describe(position.position, &said));
    CHECK(!source()->describe((weir_bytes){position.position.data, 3}, &said));
    CHECK_STR_EQ(wr_buffer_cstr(&said), "row 4");
    wr_buffer_free(&said);
    wr_buffer_free(&out);
    fixture_close(&f);
}

TEST(random_rows_replay) {
    fixture    f;
    wr_buffer  whole = {0}, parts = {0};
    weir_split from = {.id = "rows"}, position;
    fixture_open(&f, &weir_connector_datagen);
    fixture_column(&f, "i", WEIR_TYPE_INT);
    fixture_column(&f, "t", WEIR_TYPE_TINYINT);
    fixture_column(&f, "s", WEIR_TYPE_VARCHAR);
    fixture_column(&f, "b", WEIR_TYPE_BOOLEAN);
    fixture_column(&f, "n", WEIR_TYPE_BIGINT);
    fixture_option(&f, "fields.i.min", "5");
    fixture_option(&f, "fields.i.max", "7");
    fixture_option(&f, "fields.s.length", "5");
    fixture_option(&f, "fields.s.var-len", "true");
    fixture_option(&f, "fields.n.null-rate", "0.5");
    CHECK(!source()->bounded(&f.table));
    fixture_option(&f, "number-of-rows", "5000");
    CHECK(source()->bounded(&f.table));
    CHECK_OK(weir_connector_datagen.check(&f.table, &f.err), &f.err);
    CHECK_UINT_EQ(rows_read(&f, &from, 2048, UINT64_MAX, &whole, &position), 5000);
    uint64_t rows = rows_read(&f, &from, 7, 1234, &parts, &position);
    CHECK_UINT_EQ(rows, 1234);
    CHECK(!position.finished);
    rows = rows_read(&f, &position, 100, UINT64_MAX, &parts, &position);
    CHECK_UINT_EQ(rows, 5000 - 1234);
    CHECK(position.finished);
    CHECK_STR_EQ(wr_buffer_cstr(&parts), wr_buffer_cstr(&whole));
    uint32_t nulls = 0, fives = 0;
    for (const char *line = wr_buffer_cstr(&whole); *line; line = strchr(line, '\n') + 1) {
        const char *end = strchr(line, '\n');
        nulls += memcmp(end - 4, "NULL", 4) == 0;
        CHECK(line[0] >= '5' && line[0] <= '7' && line[1] == ',');
        fives += line[0] == '5';
    }
    CHECK(nulls > 2300 && nulls < 2700);
    CHECK(fives > 1500 && fives < 1850);
    wr_buffer_free(&whole);
    wr_buffer_free(&parts);
    fixture_close(&f);
}

TEST(every_type) {
    fixture     f;
    wr_buffer   out = {0};
    weir_split  from = {.id = "rows"}, position;
    static const weir_type_id ids[] = {WEIR_TYPE_BOOLEAN, WEIR_TYPE_SMALLINT, WEIR_TYPE_FLOAT, WEIR_TYPE_DOUBLE, WEIR_TYPE_DECIMAL, WEIR_TYPE_CHAR,
        WEIR_TYPE_BINARY, WEIR_TYPE_VARBINARY, WEIR_TYPE_DATE, WEIR_TYPE_TIME, WEIR_TYPE_TIMESTAMP, WEIR_TYPE_TIMESTAMP_LTZ};
    fixture_open(&f, &weir_connector_datagen);
    for (size_t i = 0; i < WR_COUNT_OF(ids); i++)
        fixture_column(&f, wr_arena_printf(f.arena, "c%zu", i), ids[i]);
    fixture_option(&f, "number-of-rows", "100");
    CHECK_OK(weir_connector_datagen.check(&f.table, &f.err), &f.err);
    CHECK_UINT_EQ(rows_read(&f, &from, 30, UINT64_MAX, &out, &position), 100);
    wr_buffer_free(&out);
    fixture_close(&f);
}

/* INT a | ARRAY<ROW<x INT, y STRING>> l | MAP<STRING, INT> m | MULTISET<INT> s */
static void nested_columns(fixture *f) {
    static const char *const names[] = {"x", "y"};
    const weir_type number = weir_type_of(WEIR_TYPE_INT, true), text = weir_type_of(WEIR_TYPE_VARCHAR, true), fields[] = {number, text};
    fixture_column(f, "a", WEIR_TYPE_INT);
    fixture_column(f, "l", WEIR_TYPE_ARRAY);
    fixture_column(f, "m", WEIR_TYPE_MAP);
    fixture_column(f, "s", WEIR_TYPE_MULTISET);
    f->fields[1].type = wr_array_type(f->arena, wr_row_type(f->arena, names, fields, 2, true), true);
    f->fields[2].type = wr_map_type(f->arena, text, number, true);
    f->fields[3].type = wr_multiset_type(f->arena, number, true);
}

TEST(values_with_parts) {
    fixture     f;
    wr_buffer   all = {0}, again = {0};
    weir_split  from = {.id = "rows"}, position;
    wr_arena   *strings = wr_arena_create(0);
    weir_vector vectors[4];
    void       *reader;
    uint32_t    split, nulls = 0;
    weir_poll   poll;
    fixture_open(&f, &weir_connector_datagen);
    nested_columns(&f);
    fixture_option(&f, "number-of-rows", "1000");
    fixture_option(&f, "fields.l.length", "2");
    fixture_option(&f, "fields.l.element.x.min", "5");
    fixture_option(&f, "fields.l.element.x.max", "6");
    fixture_option(&f, "fields.l.element.y.length", "4");
    fixture_option(&f, "fields.m.key.length", "20");
    fixture_option(&f, "fields.m.value.null-rate", "0.5");
    fixture_option(&f, "fields.s.null-rate", "0.5");
    CHECK_OK(weir_connector_datagen.check(&f.table, &f.err), &f.err);
    CHECK_UINT_EQ(rows_read(&f, &from, 2048, UINT64_MAX, &all, &position), 1000);
    CHECK_UINT_EQ(rows_read(&f, &from, 7, 700, &again, &position), 700);
    CHECK_UINT_EQ(rows_read(&f, &position, 100, UINT64_MAX, &again, &position), 300);
    CHECK(all.size == again.size && memcmp(all.data, again.data, all.size) == 0);

    for (uint32_t c = 0; c < 4; c++)
        wr_vector_init(&vectors[c], f.fields[c].type, f.arena, strings);
    CHECK_OK(source()->open(&f.table, 0, 1, &reader, &f.err), &f.err);
    CHECK_OK(source()->add_split(reader, &from, &f.err), &f.err);
    weir_decode_out batch = {.vectors = vectors, .row_limit = 1000};
    CHECK_OK(source()->batch(reader, &batch, &split, &poll, &f.err), &f.err);
    for (uint32_t r = 0; r < 1000; r++) {
        const weir_string *list = (const weir_string *)vectors[1].data + r, *map = (const weir_string *)vectors[2].data + r;
        wr_array           rows = wr_array_open(f.fields[1].type, list), keys, values;
        CHECK_UINT_EQ(rows.count, 2);
        for (uint32_t i = 0; i < rows.count; i++) {
            weir_value row = wr_array_at(&rows, i), x = wr_row_at(rows.element, &row.u.string, 0), y = wr_row_at(rows.element, &row.u.string, 1);
            CHECK(x.u.i64 == 5 || x.u.i64 == 6);
            CHECK_UINT_EQ(y.u.string.size, 4);
        }
        wr_map_open(f.fields[2].type, map, &keys, &values);
        CHECK_UINT_EQ(keys.count, 3);
        for (uint32_t i = 0; i < values.count; i++)
            nulls += wr_array_at(&values, i).is_null;
        CHECK(vectors[3].nulls[r] || wr_nested_valid(f.fields[3].type, (const weir_string *)vectors[3].data + r));
    }
    CHECK(nulls > 1200 && nulls < 1800);
    source()->close(reader);
    wr_arena_destroy(strings);
    wr_buffer_free(&all);
    wr_buffer_free(&again);
    fixture_close(&f);
}

TEST(wrong_options_of_parts) {
    static const char *const wrong[][3] = {
        {"fields.l.element.z.min", "1", "no column 'l.element.z'"}, {"fields.l.min", "1", "a collection has length and null-rate"},
        {"fields.l.element.length", "1", "a ROW has null-rate"},    {"fields.l.element.x.kind", "random", "parts of a value have"},
        {"fields.l.length", "-1", "a count of elements"},           {"fields.m.key.length", "-1", "at most"},
        {"fields.a.element.min", "1", "no column"},
    };
    for (size_t i = 0; i < WR_COUNT_OF(wrong); i++) {
        fixture f;
        fixture_open(&f, &weir_connector_datagen);
        nested_columns(&f);
        fixture_option(&f, wrong[i][0], wrong[i][1]);
        CHECK_INT_EQ(weir_connector_datagen.check(&f.table, &f.err), WEIR_INVALID);
        CHECK_CONTAINS(f.err.message, wrong[i][2]);
        fixture_close(&f);
    }
}

TEST(wrong_options) {
    static const char *const wrong[][3] = {
        {"fields.x.kind", "random", "no column 'x'"},     {"fields.a.colour", "red", "unknown option"},
        {"fields.a.kind", "other", "random or sequence"}, {"fields.a.kind", "sequence", "fields.a.start"},
        {"fields.a.min", "x", "an integer"},              {"fields.a.max", "99999999999", "no range"},
        {"fields.a.null-rate", "2", "between 0 and 1"},   {"fields.s.var-len", "maybe", "true or false"},
        {"fields.s.length", "-1", "at most"},
    };
    for (size_t i = 0; i < WR_COUNT_OF(wrong); i++) {
        fixture f;
        fixture_open(&f, &weir_connector_datagen);
        fixture_column(&f, "a", WEIR_TYPE_INT);
        fixture_column(&f, "s", WEIR_TYPE_VARCHAR);
        fixture_option(&f, wrong[i][0], wrong[i][1]);
        CHECK_INT_EQ(weir_connector_datagen.check(&f.table, &f.err), WEIR_INVALID);
        CHECK_CONTAINS(f.err.message, wrong[i][2]);
        fixture_close(&f);
    }
}

int main(void) {
    RUN(sequences);
    RUN(random_rows_replay);
    RUN(every_type);
    RUN(values_with_parts);
    RUN(wrong_options_of_parts);
    RUN(wrong_options);
    return CHECK_RESULT();
}
