/* Proves: a pattern chooses whole names, says where it is wrong, and does not search for ever. */
#include "base/name_pattern.h"
#include "check.h"

TEST(whole_names) {
    wr_name_pattern *pattern;
    weir_error       err = {0};
    CHECK_INT_EQ(wr_name_pattern_create("t", "topic-pattern", "orders-\\d+|späße", &pattern, &err), WEIR_OK);
    CHECK(wr_name_pattern_matches(pattern, "orders-12", 9));
    CHECK(!wr_name_pattern_matches(pattern, "orders-12", 7));
    CHECK(!wr_name_pattern_matches(pattern, "my-orders-12", 12));
    CHECK(!wr_name_pattern_matches(pattern, "orders-12x", 10));
    CHECK(wr_name_pattern_matches(pattern, "späße", 7));
    CHECK(!wr_name_pattern_matches(pattern, "\xff", 1)); /* not UTF-8 */
    wr_name_pattern_destroy(pattern);
}

TEST(not_set) {
    wr_name_pattern *pattern;
    CHECK_INT_EQ(wr_name_pattern_create("t", "topic-pattern", NULL, &pattern, NULL), WEIR_OK);
    CHECK(pattern == NULL && wr_name_pattern_matches(pattern, "any", 3));
    wr_name_pattern_destroy(pattern);
}

TEST(wrong_pattern) {
    wr_name_pattern *pattern;
    weir_error       err = {0};
    CHECK_INT_EQ(wr_name_pattern_create("t", "topic-pattern", "a(b", &pattern, &err), WEIR_INVALID);
    CHECK_CONTAINS(err.message, "table 't': 'topic-pattern' is not a regular expression: missing closing parenthesis at character 4");
}

TEST(endless_search) {
    wr_name_pattern *pattern;
    weir_error       err = {0};
    const char       name[] = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab";
    CHECK_INT_EQ(wr_name_pattern_create("t", "topic-pattern", "(a+)+(a+)+(a+)+c", &pattern, &err), WEIR_OK);
    CHECK(!wr_name_pattern_matches(pattern, name, sizeof name - 1));
    wr_name_pattern_destroy(pattern);
}

int main(void) {
    RUN(whole_names);
    RUN(not_set);
    RUN(wrong_pattern);
    RUN(endless_search);
    return CHECK_RESULT();
}
