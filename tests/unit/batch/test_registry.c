/* Proves that functions are found without case and by alias, everything else by its exact name. */
#include "check.h"
#include "weir/registry.h"

static const weir_function  length = {.name = "CHAR_LENGTH", .aliases = "CHARACTER_LENGTH,LENGTH"};
static const weir_function  upper = {.name = "UPPER"};
static const weir_aggregate sum = {.name = "SUM"};
static const weir_format    json = {.name = "json"};
static const weir_function *const  functions[] = {&length, &upper};
static const weir_aggregate *const aggregates[] = {&sum};
static const weir_format *const    formats[] = {&json};
static const weir_registry registry = {.functions = functions, .function_count = 2,
                                       .aggregates = aggregates, .aggregate_count = 1,
                                       .formats = formats, .format_count = 1};

TEST(names) {
    CHECK(weir_registry_function(&registry, "char_length") == &length);
    CHECK(weir_registry_function(&registry, "Length") == &length);
    CHECK(weir_registry_function(&registry, "CHARACTER_LENGTH") == &length);
    CHECK(weir_registry_function(&registry, "LENGT") == NULL);
    CHECK(weir_registry_function(&registry, "LENGTHS") == NULL);
    CHECK(weir_registry_function(&registry, "upper") == &upper);
    CHECK(weir_registry_aggregate(&registry, "sum") == &sum);
    CHECK(weir_registry_format(&registry, "json") == &json);
    CHECK(weir_registry_format(&registry, "JSON") == NULL);
    CHECK(weir_registry_connector(&registry, "kafka") == NULL);
}

int main(void) {
    RUN(names);
    return CHECK_RESULT();
}
