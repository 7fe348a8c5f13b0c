/* Proves how a row of every kind of value is written by the print format and by the ones of a bare SELECT. */
#include "base/arena.h"
#include "base/buffer.h"
#include "batch/nested.h"
#include "batch/vector.h"
#include "check.h"
#include "weir/connector.h"

extern const weir_format weir_format_print, weir_format_select, weir_format_select_csv, weir_format_select_json;

enum { COLUMNS = 6 };

/* One row: an ARRAY, a MAP, a ROW, a text, a DOUBLE that is no number, and BYTES. */
static const char *written(const weir_format *format, wr_arena *arena) {
    weir_type   integer = weir_type_of(WEIR_TYPE_INT, true), text = weir_type_of(WEIR_TYPE_VARCHAR, true);
    weir_type   parts[2] = {text, weir_type_of(WEIR_TYPE_BOOLEAN, true)};
    const char *names[2] = {"a \"name\"", "b"};
    weir_type   types[COLUMNS] = {wr_array_type(arena, integer, true), wr_map_type(arena, integer, text, true), wr_row_type(arena, names, parts, 2, true),
                                  text, weir_type_of(WEIR_TYPE_DOUBLE, true), weir_type_of(WEIR_TYPE_VARBINARY, true)};
    weir_field  fields[COLUMNS];
    weir_column columns[COLUMNS];
    weir_value  elements[2] = {{.u.i64 = 7}, {.is_null = true}}, keys[2] = {{.u.i64 = 18}, {.u.i64 = 1}};
    weir_value  values[2] = {{.u.string = weir_string_view("x, y", 4)}, {.is_null = true}}, row[2] = {{.u.string = weir_string_view("q\"", 2)}, {.u.i64 = 1}};
    weir_value  cells[COLUMNS] = {{.is_null = false}};
    weir_error  err;
    CHECK_INT_EQ(wr_array_make(types[0], elements, 2, arena, &cells[0].u.string, &err), WEIR_OK);
    CHECK_INT_EQ(wr_map_of(types[1], keys, values, 2, arena, &cells[1].u.string, &err), WEIR_OK);
    CHECK_INT_EQ(wr_row_make(types[2], row, arena, &cells[2].u.string, &err), WEIR_OK);
    cells[3].u.string = weir_string_view("it's \"so\"", 9);
    cells[4].u.f64 = __builtin_nan("");
    cells[5].u.string = weir_string_view("\x01\xff", 2);
    for (uint32_t c = 0; c < COLUMNS; c++) {
        weir_vector *vector = wr_arena_calloc(arena, 1, sizeof *vector);
        fields[c] = (weir_field){wr_arena_printf(arena, "c%u", c), types[c]};
        wr_vector_init(vector, types[c], arena, arena);
        wr_vector_set(vector, 0, &cells[c]);
        columns[c] = weir_vector_column(vector);
    }
    weir_schema           schema = {COLUMNS, fields};
    const weir_table_info table = {.name = "t", .schema = &schema};
    const weir_batch      batch = {.schema = &schema, .columns = columns, .row_count = 1, .selected_count = 1};
    weir_encoder         *encoder;
    wr_buffer             out = {0};
    CHECK_INT_EQ(format->encoder_open(&table, arena, &encoder, &err), WEIR_OK);
    CHECK_INT_EQ(format->encode(encoder, &batch, (weir_rows){NULL, 1}, &out, &err), WEIR_OK);
    const char *line = wr_arena_strndup(arena, out.data, out.size);
    format->encoder_close(encoder);
    wr_buffer_free(&out);
    return line;
}

TEST(a_row_in_every_way) {
    wr_arena *arena = wr_arena_create(0);
    CHECK_STR_EQ(written(&weir_format_print, arena), "+I[[7, null], {1=null, 18=x, y}, +I[q\", true], it's \"so\", NaN, [1, -1]]\n");
    CHECK_STR_EQ(written(&weir_format_select, arena), "+I[[7, NULL], {18=x, y, 1=NULL}, (q\", TRUE), it's \"so\", NaN, x'01ff']\n");
    CHECK_STR_EQ(written(&weir_format_select_csv, arena), "+I,\"[7, NULL]\",\"{18=x, y, 1=NULL}\",\"(q\"\", TRUE)\",\"it's \"\"so\"\"\",NaN,x'01ff'\n");
    CHECK_STR_EQ(written(&weir_format_select_json, arena),
                 "{\"op\":\"+I\",\"row\":{\"c0\":[7,null],\"c1\":{\"18\":\"x, y\",\"1\":null},\"c2\":{\"a \\\"name\\\"\":\"q\\\"\",\"b\":true},"
                 "\"c3\":\"it's \\\"so\\\"\",\"c4\":\"NaN\",\"c5\":\"x'01ff'\"}}\n");
    wr_arena_destroy(arena);
}

int main(void) {
    RUN(a_row_in_every_way);
    return CHECK_RESULT();
}
