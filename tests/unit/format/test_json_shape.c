/* Proves that lines of one shape, which are read a column at a time, give the rows and errors that they
 * give when each is read alone: with every kind of value, with lines among them that differ a little, and with other
 * shapes in between. */
#include "helper.h"

static uint64_t random_state = 11;
static uint32_t random_below(uint32_t limit) {
    random_state = random_state * 6364136223846793005ULL + 1442695040888963407ULL;
    return (uint32_t)((random_state >> 33) % limit);
}

static const struct { const char *name; weir_type_id id; uint32_t length; uint8_t scale; } columns[] = {
    {"i", WEIR_TYPE_INT, 0, 0}, {"b", WEIR_TYPE_BIGINT, 0, 0}, {"d", WEIR_TYPE_DOUBLE, 0, 0}, {"p", WEIR_TYPE_DECIMAL, 10, 2},
    {"bo", WEIR_TYPE_BOOLEAN, 0, 0}, {"s", WEIR_TYPE_VARCHAR, 0, 0}, {"t3", WEIR_TYPE_TIMESTAMP, 3, 0}, {"t9", WEIR_TYPE_TIMESTAMP, 9, 0},
    {"lz", WEIR_TYPE_TIMESTAMP_LTZ, 3, 0}, {"ti", WEIR_TYPE_TINYINT, 0, 0}, {"f", WEIR_TYPE_FLOAT, 0, 0}, {"dt", WEIR_TYPE_DATE, 0, 0},
    {"a_name_that_is_a_good_deal_longer", WEIR_TYPE_VARCHAR, 0, 0}, {"bb", WEIR_TYPE_BIGINT, 0, 0}};

static void columns_add(fixture *f) {
    for (size_t c = 0; c < WR_COUNT_OF(columns); c++)
        fixture_column(f, columns[c].name, columns[c].length ? type_with(columns[c].id, columns[c].length, columns[c].scale) : type_of(columns[c].id));
}

/* Kinds of values; a field keeps to one mostly. */
enum { KIND_SMALL, KIND_NUMBER, KIND_REAL, KIND_CENTS, KIND_WORD, KIND_TEXT, KIND_TIME, KIND_DATE, KIND_STRINGS, KIND_OBJECT, KIND_NUMBERS, KIND_NULL, KIND_ANY, KINDS };

static void value_write(wr_buffer *out, uint32_t kind) {
    static const char *const any[] = {"0", "-0", "00", "-", "1.", "1.5e3", "-12", "999999999999999", "1234567890123456", "9223372036854775808", "2147483648",
        "12345678", "123456789", "1234567.5", "12345678.5", "0.000001", "-0.0", ".5", "1.23456789", "null", "true", "nul", "\"\"", "\"\\n\"", "\"\\u00e9\"", "\"\xc3\xa9\"", "\"\xc3\"",
        "\"12\"", "\"twelve bytes\"", "\"thirteen byte\"", "[]", "{}", "[1,[2,\"x\"]]", "{\"a\":{\"b\":\"c\"}}", "[\"a\"", "\"2024-01-01T00:00:00\"",
        "\"2024-02-30 24:00:00\"", "\"2024-01-01 23:59:60\"", "\"2024-01-01 00:00:00.1234567891\"", "\"2024-01-01 00:00:00.12345\"", "\"2024-01-01 00:00:0:.123\"",
        "\"2024-01-01 00:00:00.12a\"", "\"2024-01-01 00:00:00.123Z\"", "\"2024-01-01 00:00:00Z\"", "\"2024-01-01 00:60:00.123\"", "\"2024-01-01 0/:00:00.123\"", "1 ", " 1", "1x", "falsey", "\"a\" \"b\"", "\"a\":\"b\""};
    switch (kind) {
    case KIND_SMALL: wr_buffer_printf(out, "%u", random_below(1000) >> random_below(10)); break;
    case KIND_NUMBER: wr_buffer_printf(out, "%s%llu", random_below(4) ? "" : "-", (unsigned long long)(random_state >> random_below(64))); break;
    case KIND_REAL: wr_buffer_printf(out, "%s%u.%u", random_below(9) ? "" : "-", random_below(1u << random_below(31)), random_below(1u << random_below(31))); break;
    case KIND_CENTS: wr_buffer_printf(out, "%u.%02u", random_below(2000) >> random_below(11), random_below(100)); break;
    case KIND_WORD: wr_buffer_text(out, random_below(2) ? "true" : "false"); break;
    case KIND_TEXT: wr_buffer_printf(out, "\"%.*s%s\"", (int)random_below(40), "abc, def: {[ghijklmnop]} qrstuvwxyzABCDEFGHIJK", random_below(20) ? "" : random_below(10) ? "\xe2\x82\xac" : "\xe2\x82"); break;
    case KIND_TIME:
        wr_buffer_printf(out, "\"20%02u-%02u-%02u %02u:%02u:%02u", random_below(30) ? 24 : random_below(100), random_below(30) ? 1 : random_below(14),
                         random_below(30) ? 9 : random_below(33), random_below(24), random_below(60), random_below(60));
        if (random_below(10))
            wr_buffer_printf(out, ".%03u", random_below(1000));
        wr_buffer_text(out, random_below(3) ? "\"" : "Z\"");
        break;
    case KIND_DATE: wr_buffer_printf(out, "\"2024-%02u-%02u\"", 1 + random_below(12), 1 + random_below(29)); break;
    case KIND_STRINGS: wr_buffer_printf(out, "[\"t%u\",\"x\"]", random_below(100)); break;
    case KIND_OBJECT: wr_buffer_printf(out, "{\"k\":\"v%u\",\"l\":[\"%u\", \"\"]}", random_below(1000), random_below(9)); break;
    case KIND_NUMBERS: wr_buffer_printf(out, "[%u,%u, {\"n\":%u}]", random_below(1000), random_below(9), random_below(99)); break;
    case KIND_NULL: wr_buffer_text(out, "null"); break;
    default: wr_buffer_text(out, any[random_below(WR_COUNT_OF(any))]); break;
    }
}

/* What is usual for a column; nobody's field is anything. */
static uint32_t kind_choose(int column) {
    static const uint8_t usual[] = {KIND_SMALL, KIND_NUMBER, KIND_CENTS, KIND_CENTS, KIND_WORD, KIND_TEXT, KIND_TIME, KIND_TIME, KIND_TIME, KIND_SMALL, KIND_REAL, KIND_DATE, KIND_TEXT, KIND_SMALL};
    return column < 0 || random_below(5) == 0 ? random_below(KINDS - 1) : usual[column];
}

typedef struct shape { char keys[16][48]; uint32_t kinds[16], count, spacing, end; } shape;

static void shape_choose(shape *sh) {
    *sh = (shape){.count = 1 + random_below(12), .spacing = random_below(3), .end = random_below(4)};
    uint32_t next = random_below(WR_COUNT_OF(columns));
    for (uint32_t i = 0; i < sh->count; i++) {
        int column = random_below(3) ? (int)(next++ % WR_COUNT_OF(columns)) : -1;
        snprintf(sh->keys[i], sizeof sh->keys[i], "%s%.0u", column < 0 ? "unread" : columns[column].name, 0u);
        if (column < 0 && random_below(2))
            snprintf(sh->keys[i], sizeof sh->keys[i], "unread%u", i);
        if (random_below(60) == 0)
            snprintf(sh->keys[i], sizeof sh->keys[i], "%s", sh->keys[random_below(i + 1)]); /* twice */
        sh->kinds[i] = kind_choose(column);
    }
}

static void line_write(wr_buffer *out, const shape *sh, uint32_t rarity) {
    static const char *const colons[] = {":", ": ", " :\t"}, *const commas[] = {",", ", ", " , "};
    size_t begin = out->size;
    wr_buffer_text(out, sh->spacing == 2 ? " { " : "{");
    for (uint32_t i = 0; i < sh->count; i++) {
        bool odd = random_below(rarity) == 0;
        if (odd && random_below(3) == 0)
            continue;
        wr_buffer_printf(out, "%s\"%s\"%s", i ? commas[sh->spacing] : "", sh->keys[i], colons[odd ? random_below(3) : sh->spacing]);
        value_write(out, !odd ? sh->kinds[i] : random_below(2) ? KIND_ANY : random_below(KINDS));
    }
    wr_buffer_text(out, "}");
    if (random_below(rarity) == 0) { /* a byte becomes another */
        static const char bytes[] = "\"\\{}[]:, \t0a.-\xc3\x01";
        uint32_t size = (uint32_t)(out->size - begin), at = random_below(4) ? random_below(size) : size - 1;
        char    *quote = memchr(out->data + begin + at, '"', size - at);
        if (quote && random_below(3) == 0)
            *quote = '\\';
        else
            out->data[begin + at] = bytes[random_below(sizeof bytes - 1)];
    }
    wr_buffer_text(out, sh->end == 0 ? "\r\n" : random_below(rarity) ? "\n" : "\n\n");
}

static void options_set(fixture *f, uint32_t how) {
    if (how % 3 == 1)
        fixture_option(f, "ignore-parse-errors", "true");
    if (how % 3 == 2)
        fixture_option(f, "fail-on-missing-field", "true");
    if (how % 4 == 3)
        fixture_option(f, "timestamp-format.standard", "ISO-8601");
}

/* Errors without the number of the record, which is counted within a call. */
static void bad_without_index(const wr_buffer *bad, wr_buffer *out) {
    out->size = 0;
    for (size_t i = 0, line_at = 0; i < bad->size; i++) {
        const char *colon = memchr(bad->data + line_at, ':', bad->size - line_at);
        if (bad->data + i >= colon)
            wr_buffer_byte(out, bad->data[i]);
        if (bad->data[i] == '\n')
            line_at = i + 1;
    }
}

TEST(lines_alike_equal_single_lines) {
    wr_buffer text = {0}, fast_bad = {0}, single_bad = {0};
    for (uint32_t round = 0; round < 1200; round++) {
        fixture    fast, single;
        weir_error err = {0};
        text.size = 0;
        fixture_open(&fast, &weir_format_json);
        fixture_open(&single, &weir_format_json);
        columns_add(&fast);
        columns_add(&single);
        options_set(&fast, round);
        options_set(&single, round);
        for (uint32_t group = 1 + random_below(4); group > 0; group--) {
            shape sh;
            shape_choose(&sh);
            uint32_t rarity = random_below(4) ? 10 + random_below(100) : 1000000;
            for (uint32_t lines = 5 + random_below(90); lines > 0; lines--)
                line_write(&text, &sh, rarity);
        }
        /* Cut so finely that there are never enough lines at once. */
        CHECK_OK(fixture_decode(&single, &weir_format_json, text.data, text.size, 50, WEIR_BATCH_ROWS, &err), &err);
        CHECK_OK(fixture_decode(&fast, &weir_format_json, text.data, text.size, 0, random_below(3) ? WEIR_BATCH_ROWS : 1 + random_below(60), &err), &err);
        CHECK_STR_EQ(wr_buffer_cstr(&fast.rows), wr_buffer_cstr(&single.rows));
        CHECK_UINT_EQ(fast.record_count, single.record_count);
        bad_without_index(&fast.bad, &fast_bad);
        bad_without_index(&single.bad, &single_bad);
        CHECK_STR_EQ(wr_buffer_cstr(&fast_bad), wr_buffer_cstr(&single_bad));
        fixture_close(&fast);
        fixture_close(&single);
    }
    wr_buffer_free(&text);
    wr_buffer_free(&fast_bad);
    wr_buffer_free(&single_bad);
}

/* Each column, and a field that nobody reads, with each of many values among usual ones. */
TEST(one_odd_value) {
    static const char *const usual[] = {"17", "1234567", "3.25", "10.50", "true", "\"text\"", "\"2024-01-09 11:12:13.456\"", "\"2024-01-09 11:12:13.456\"",
        "\"2024-01-09 11:12:13.456Z\"", "5", "1.5", "\"2024-01-09\"", "\"longer text than twelve\"", "0", "12.75", "7", "false", "\"unread\"", "[\"a\",\"b\"]", "[1,2]"};
    static const char *const odd[] = {"0", "00", "01", "0.5", "00.5", "01.5", "1.", ".5", ".", "1.2.3", "1..2", "12a", "1a2", "a12", "1.a", "1.5a", "-5", "-0", "-0.0", "-1.5", "+1", "1-2",
        "99999999", "12345678", "123456789", "1234567.8", "123456.78", "12345678.9", "0.0000001", "0.000001", "10000000", "1e5", "1E5", "1:2", "1/2", "999999999999999", "9999999999999999",
        "2147483647", "2147483648", "true", "false", "null", "True", "nulls", "tru", "falsey", "\"\"", "\"12\"", "\"exactly12byt\"", "\"exactly13byte\"", "\"\xc3\xa9\"", "\"\xff\"", "\"\\n\"",
        "\"2024-01-09 23:59:59.999\"", "\"2024-01-09 24:00:00.000\"", "\"2024-01-09 24:00:00.001\"", "\"2024-01-09 24:30:00.000\"", "\"2024-01-09 23:60:00.000\"", "\"2024-01-09 23:00:60.000\"", "\"2024-01-09 29:00:00.000\"", "\"2024-01-09 00:99:00.000\"",
        "\"2024-01-09 00:00:99.000\"", "\"2024-01-09 99:00:00.000\"", "\"2024-01-09 00:59:59.000Z\"", "\"2024-01-09 00:60:59.000Z\"", "\"2024-01-09 20:00:00\"", "\"2024-01-09 20:00:00.\"", "\"2024-01-09 20:00:00.1\"",
        "\"2024-01-09 20:00:00.12\"", "\"2024-01-09 20:00:00.1234\"", "\"2024-01-09 20:00:00.123456789\"", "\"2024-01-09 20:00:00.1234567890\"", "\"2024-01-09 20:00:00.12a\"", "\"2024-01-09 20:00:00.1a3\"",
        "\"2024-01-09 20:00:00.a23\"", "\"2024-01-09 20:00:00.12:\"", "\"2024-01-09 20:00:00,123\"", "\"2024-01-09 20:00:00.123Z\"", "\"2024-01-09 20:00:00.123456Z\"", "\"2024-01-09 20:00:00.123x\"", "\"2024-01-09 20:00:0:.123\"",
        "\"2024-01-09 20:0:00:.123\"", "\"2024-01-09T20:00:00.123\"", "\"2024-02-30 20:00:00.123\"", "\"2024-13-09 20:00:00.123\"", "\"2024-01-10\"", "[\"a\",\"c\"]", "[\"a\" \"b\"]", "[\"a\":\"b\"]", "{\"a\":\"b\"}", "[\"a\",\"b\"}",
        "[\"a\",\"b\\n\"]", "[\"a\"]", "[1,3]", "[1,]", "[1 2]", "[,1]", "[]", "{}"};
    wr_buffer text = {0}, fast_bad = {0}, single_bad = {0};
    for (size_t u = 0; u < WR_COUNT_OF(usual); u++)
        for (size_t o = 0; o < WR_COUNT_OF(odd); o++) {
            fixture    fast, single;
            weir_error err = {0};
            fixture_open(&fast, &weir_format_json);
            fixture_open(&single, &weir_format_json);
            columns_add(&fast);
            columns_add(&single);
            options_set(&fast, (uint32_t)(u + o) % 2);
            options_set(&single, (uint32_t)(u + o) % 2);
            text.size = 0;
            size_t odd_at = 0, odd_end = 0, row_at = 0;
            for (uint32_t line = 0; line < 24; line++) {
                odd_at = line == 15 ? text.size : odd_at;
                wr_buffer_printf(&text, "{\"s\":\"y\",\"%s\":%s,\"bb\":%u}\n", u < WR_COUNT_OF(columns) && u != 5 && u != 13 ? columns[u].name : u == 5 ? "a_name_that_is_a_good_deal_longer" : "unread",
                                 line == 15 ? odd[o] : usual[u], line);
                odd_end = line == 15 ? text.size : odd_end;
            }
            CHECK_OK(fixture_decode(&single, &weir_format_json, text.data, text.size, 50, WEIR_BATCH_ROWS, &err), &err);
            CHECK_OK(fixture_decode(&fast, &weir_format_json, text.data, text.size, 0, WEIR_BATCH_ROWS, &err), &err);
            CHECK_STR_EQ(wr_buffer_cstr(&fast.rows), wr_buffer_cstr(&single.rows));
            bad_without_index(&fast.bad, &fast_bad);
            bad_without_index(&single.bad, &single_bad);
            CHECK_STR_EQ(wr_buffer_cstr(&fast_bad), wr_buffer_cstr(&single_bad));
            /* Alone, with nothing behind it, the line is read by the careful reader. */
            CHECK_OK(fixture_decode(&single, &weir_format_json, text.data + odd_at, odd_end - odd_at, 0, WEIR_BATCH_ROWS, &err), &err);
            for (uint32_t row = 0; row < 15; row++)
                row_at = (size_t)((const char *)memchr(fast.rows.data + row_at, '\n', fast.rows.size - row_at) + 1 - fast.rows.data);
            CHECK(fast.rows.size - row_at >= single.rows.size && memcmp(fast.rows.data + row_at, single.rows.data, single.rows.size) == 0);
            CHECK_INT_EQ(fast.bad.size > 0, single.bad.size > 0);
            fixture_close(&fast);
            fixture_close(&single);
        }
    wr_buffer_free(&text);
    wr_buffer_free(&fast_bad);
    wr_buffer_free(&single_bad);
}

int main(void) {
    RUN(lines_alike_equal_single_lines);
    RUN(one_odd_value);
    return CHECK_RESULT();
}
