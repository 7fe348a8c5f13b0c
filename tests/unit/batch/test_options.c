/* Proves that options read as written or as their spec's default, and that bad values are named. */
#include "batch/options.h"
#include "check.h"

static const weir_option_spec specs[] = {
    {.name = "path", .kind = WEIR_OPT_STRING, .required = true},
    {.name = "fields.#.min", .kind = WEIR_OPT_INT, .default_value = "7"},
    {.name = "interval", .kind = WEIR_OPT_DURATION, .default_value = "1 s"},
    {.name = "size", .kind = WEIR_OPT_BYTES},
    {.name = "on", .kind = WEIR_OPT_BOOL, .default_value = "true"},
    {.name = "rate", .kind = WEIR_OPT_DOUBLE},
    {.name = "properties.*", .kind = WEIR_OPT_STRING},
    {.name = NULL}};
static const weir_option items[] = {{.name = "path", .value = "/tmp/x"},
                                    {.name = "fields.a.min", .value = "-3"},
                                    {.name = "size", .value = "64 kb"},
                                    {.name = "rate", .value = "0.5"}};
static const weir_options options = {items, 4, specs};

TEST(written_values_and_defaults) {
    CHECK_STR_EQ(weir_options_text(&options, "path"), "/tmp/x");
    CHECK(weir_options_text(&options, "unknown") == NULL);
    CHECK_INT_EQ(weir_options_int(&options, "fields.a.min", 0), -3);
    CHECK_INT_EQ(weir_options_int(&options, "fields.b.min", 0), 7);
    CHECK_INT_EQ(weir_options_duration_ms(&options, "interval", 0), 1000);
    CHECK_UINT_EQ(weir_options_bytes(&options, "size", 0), 65536);
    CHECK(weir_options_bool(&options, "on", false));
    CHECK_DOUBLE_EQ(weir_options_double(&options, "rate", 0), 0.5);
    CHECK_INT_EQ(weir_options_int(&options, "unknown", 42), 42);
    CHECK_INT_EQ(weir_options_int(NULL, "path", 42), 42);
}

TEST(patterns) {
    CHECK(wr_option_name_matches("fields.#.min", "fields.a.b.min"));
    CHECK(!wr_option_name_matches("fields.#.min", "fields..min"));
    CHECK(!wr_option_name_matches("fields.#.min", "fields.min"));
    CHECK(!wr_option_name_matches("a", "ab"));
    CHECK(wr_option_name_matches("a.#", "a.b"));
    CHECK(wr_option_spec_find(specs, "fields.x.max") == NULL);
    CHECK(wr_option_spec_find(specs, "properties.sasl.jaas.config") == &specs[6]);
    CHECK(wr_option_spec_find(specs, "properties.") == NULL);
    CHECK(wr_option_spec_find(specs, "propertiesx") == NULL);
}

TEST(bad_values_are_named) {
    weir_error err;
    CHECK_INT_EQ(wr_option_value_check(&specs[2], "interval", "soon", &err), WEIR_INVALID);
    CHECK_CONTAINS(err.message, "'interval'");
    CHECK_CONTAINS(err.message, "'soon'");
    CHECK_INT_EQ(wr_option_value_check(&specs[4], "on", "maybe", &err), WEIR_INVALID);
    CHECK_OK(wr_option_value_check(&specs[1], "fields.a.min", "12", &err), &err);
}

int main(void) {
    RUN(written_values_and_defaults);
    RUN(patterns);
    RUN(bad_values_are_named);
    return CHECK_RESULT();
}
