/* Proves that types have Flink's texts and defaults, the widths of type.h, and compare without nullability. */
#include "check.h"
#include "weir/type.h"

static const char *text_of(weir_type type) {
    static char text[256];
    return weir_type_text(type, text, sizeof text);
}

TEST(texts) {
    CHECK_STR_EQ(text_of(weir_type_of(WEIR_TYPE_VARCHAR, true)), "STRING");
    CHECK_STR_EQ(text_of(weir_type_of(WEIR_TYPE_VARBINARY, false)), "BYTES NOT NULL");
    CHECK_STR_EQ(text_of(weir_type_with(WEIR_TYPE_VARCHAR, 20, 0, true)), "VARCHAR(20)");
    CHECK_STR_EQ(text_of(weir_type_of(WEIR_TYPE_CHAR, true)), "CHAR(1)");
    CHECK_STR_EQ(text_of(weir_type_with(WEIR_TYPE_DECIMAL, 10, 2, false)), "DECIMAL(10, 2) NOT NULL");
    CHECK_STR_EQ(text_of(weir_type_of(WEIR_TYPE_DECIMAL, true)), "DECIMAL(10, 0)");
    CHECK_STR_EQ(text_of(weir_type_with(WEIR_TYPE_TIMESTAMP, 3, 0, true)), "TIMESTAMP(3)");
    CHECK_STR_EQ(text_of(weir_type_of(WEIR_TYPE_TIMESTAMP_LTZ, true)), "TIMESTAMP_LTZ(6)");
    CHECK_STR_EQ(text_of(weir_type_of(WEIR_TYPE_TIME, true)), "TIME(0)");
    CHECK_STR_EQ(text_of(weir_type_of(WEIR_TYPE_INTERVAL_DAY, false)), "INTERVAL SECOND(3) NOT NULL");
    CHECK_STR_EQ(text_of(weir_type_with(WEIR_TYPE_INTERVAL_DAY, 3, 3, true)),
                 "INTERVAL DAY(3) TO SECOND(3)");
    CHECK_STR_EQ(text_of(weir_type_with(WEIR_TYPE_INTERVAL_MONTH, 2, 0, true)),
                 "INTERVAL YEAR(2) TO MONTH");
    CHECK_STR_EQ(text_of(weir_type_of(WEIR_TYPE_NULL, true)), "NULL");
}

TEST(nested_texts) {
    weir_field  fields[] = {{"a", {.id = WEIR_TYPE_INT, .nullable = true}},
                            {"b", {.id = WEIR_TYPE_BIGINT}}};
    weir_schema schema = {2, fields};
    weir_type   row = {.id = WEIR_TYPE_ROW, .nullable = true, .fields = &schema};
    weir_type   map = {.id = WEIR_TYPE_MAP, .nullable = false, .fields = &schema};
    CHECK_STR_EQ(text_of(row), "ROW<`a` INT, `b` BIGINT NOT NULL>");
    CHECK_STR_EQ(text_of(map), "MAP<INT, BIGINT NOT NULL> NOT NULL");
}

TEST(attribute_and_cut) {
    char      text[64], small[8];
    weir_type type = weir_type_with(WEIR_TYPE_TIMESTAMP, 3, 0, true);
    type.time_attribute = WEIR_TIME_ROWTIME;
    CHECK_STR_EQ(weir_type_text_attribute(type, text, sizeof text), "TIMESTAMP(3) *ROWTIME*");
    CHECK_STR_EQ(text_of(type), "TIMESTAMP(3)");
    CHECK_STR_EQ(weir_type_text(type, small, sizeof small), "TIMESTA");
}

TEST(widths) {
    CHECK_UINT_EQ(weir_type_width(weir_type_of(WEIR_TYPE_BOOLEAN, true)), 1);
    CHECK_UINT_EQ(weir_type_width(weir_type_of(WEIR_TYPE_SMALLINT, true)), 2);
    CHECK_UINT_EQ(weir_type_width(weir_type_of(WEIR_TYPE_DATE, true)), 4);
    CHECK_UINT_EQ(weir_type_width(weir_type_with(WEIR_TYPE_DECIMAL, 18, 0, true)), 8);
    CHECK_UINT_EQ(weir_type_width(weir_type_with(WEIR_TYPE_DECIMAL, 19, 0, true)), 16);
    CHECK_UINT_EQ(weir_type_width(weir_type_with(WEIR_TYPE_TIMESTAMP, 3, 0, true)), 8);
    CHECK_UINT_EQ(weir_type_width(weir_type_with(WEIR_TYPE_TIMESTAMP, 4, 0, true)), 16);
    CHECK_UINT_EQ(weir_type_width(weir_type_of(WEIR_TYPE_CHAR, true)), 16);
    CHECK_UINT_EQ(weir_type_width(weir_type_of(WEIR_TYPE_NULL, true)), 0);
}

TEST(same) {
    weir_type a = weir_type_with(WEIR_TYPE_TIMESTAMP, 3, 0, true), b = a;
    b.nullable = false;
    b.time_attribute = WEIR_TIME_ROWTIME;
    CHECK(weir_type_same(a, b));
    b.length = 6;
    CHECK(!weir_type_same(a, b));
    CHECK(!weir_type_same(weir_type_with(WEIR_TYPE_DECIMAL, 10, 2, true),
                          weir_type_with(WEIR_TYPE_DECIMAL, 10, 3, true)));
    CHECK(weir_type_same(weir_type_with(WEIR_TYPE_INTERVAL_DAY, 2, 3, true),
                         weir_type_of(WEIR_TYPE_INTERVAL_DAY, true)));
}

int main(void) {
    RUN(texts);
    RUN(nested_texts);
    RUN(attribute_and_cut);
    RUN(widths);
    RUN(same);
    return CHECK_RESULT();
}
