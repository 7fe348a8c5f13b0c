/* Proves that the end of a statement is found through strings, names, comments and statement sets, and that passwords in
 * a statement are covered, also in one that breaks off. */
#include "check.h"
#include "engine/pieces.h"
#include "weir/session.h"

static weir_text_state look(const char *text, weir_text_place *place) { return weir_text_look(text, strlen(text), place); }

/* The size of the first statement, or -1 when it is open, -2 when there is none. */
static int64_t first_size(const char *text) {
    weir_text_place place;
    switch (look(text, &place)) {
    case WEIR_TEXT_WHOLE: return (int64_t)place.size;
    case WEIR_TEXT_OPEN:  return -1;
    case WEIR_TEXT_BLANK: return -2;
    }
    return -3;
}

TEST(finds_the_end) {
    CHECK_INT_EQ(first_size("SELECT 1;"), 9);
    CHECK_INT_EQ(first_size("SELECT 1; SELECT 2;"), 9);
    CHECK_INT_EQ(first_size("SELECT 1"), -1);
    CHECK_INT_EQ(first_size(""), -2);
    CHECK_INT_EQ(first_size(" \n\t-- nothing\n/* here */ // or here"), -2);
    CHECK_INT_EQ(first_size(";"), 1);
}

TEST(looks_through_strings_and_comments) {
    CHECK_INT_EQ(first_size("SELECT ';';"), 11);
    CHECK_INT_EQ(first_size("SELECT 'it''s;';"), 16);
    CHECK_INT_EQ(first_size("SELECT `a;b`;"), 13);
    CHECK_INT_EQ(first_size("SELECT 1 -- ;\n;"), 15);
    CHECK_INT_EQ(first_size("SELECT /* ; */ 1;"), 17);
    CHECK_INT_EQ(first_size("SELECT /*+ OPTIONS('a'=';') */ 1;"), 33);
    CHECK_INT_EQ(first_size("SELECT 1 -- ;"), -1);
}

TEST(says_what_is_open) {
    weir_text_place place;
    CHECK_INT_EQ(look("SELECT 'a;", &place), WEIR_TEXT_OPEN);
    CHECK_INT_EQ(place.open, '\'');
    CHECK_INT_EQ(look("SELECT X'0a;", &place), WEIR_TEXT_OPEN);
    CHECK_INT_EQ(place.open, '\'');
    CHECK_INT_EQ(look("SELECT `a;", &place), WEIR_TEXT_OPEN);
    CHECK_INT_EQ(place.open, '`');
    CHECK_INT_EQ(look("/* a;", &place), WEIR_TEXT_OPEN);
    CHECK_INT_EQ(place.open, '*');
    CHECK_INT_EQ(look("SELECT 1,", &place), WEIR_TEXT_OPEN);
    CHECK_INT_EQ(place.open, 0);
}

TEST(a_statement_set_is_one_statement) {
    const char *set = "EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT CASE WHEN x THEN 1 END FROM t; INSERT INTO b SELECT 1; END;";
    CHECK_INT_EQ(first_size(set), (int64_t)strlen(set));
    const char *old = "BEGIN STATEMENT SET; INSERT INTO a SELECT 1; END;";
    CHECK_INT_EQ(first_size(old), (int64_t)strlen(old));
    weir_text_place place;
    CHECK_INT_EQ(look("EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT 1;", &place), WEIR_TEXT_OPEN);
    CHECK_INT_EQ(place.open, 'B');
}

TEST(a_mistake_does_not_hide_the_end) {
    CHECK_INT_EQ(first_size("SELECT 1 ! 2;"), 13);
    CHECK_INT_EQ(first_size("SELECT \"a\" ? \xff\xc3;"), 16);
    CHECK_INT_EQ(first_size("SELECT 12abc, ';';"), 18);
    CHECK_INT_EQ(first_size("SELECT ^"), -1);
}

static void check_hidden(const char *text, const char *expected) {
    char copy[512];
    snprintf(copy, sizeof copy, "%s", text);
    weir_text_hide_secrets(copy, strlen(copy));
    CHECK_STR_EQ(copy, expected);
}

TEST(covers_secrets) {
    check_hidden("SELECT 'a' = 'b';", "SELECT 'a' = 'b';");
    check_hidden("WITH ('properties.sasl.password' = 'abc', 'topic' = 't')", "WITH ('properties.sasl.password' = '***', 'topic' = 't')");
    check_hidden("-- don't\n('ssl.key.password'\n =\n'a''b')", "-- don't\n('ssl.key.password'\n =\n'****')");
    check_hidden("('properties.sasl.jaas.config' = 'x password=\"p\";')", "('properties.sasl.jaas.config' = '***************')");
    check_hidden("SET 'my.secret' = 'a\nb';", "SET 'my.secret' = '*\n*';");
}

TEST(covers_secrets_of_text_that_breaks_off) {
    check_hidden("('properties.sasl.password' = 'ab", "('properties.sasl.password' = ***");
    check_hidden("SELECT ! 'sasl.password' = 'ab'", "SELECT ! 'sasl.password' = '**'");
}

TEST(any_text_has_an_answer) {
    test_random random = {7};
    for (int i = 0; i < 20000; i++) {
        char            text[256], hidden[256];
        weir_text_place place;
        size_t          size = random_text(&random, text, sizeof text);
        weir_text_state state = weir_text_look(text, size, &place);
        REQUIRE(state != WEIR_TEXT_WHOLE || (place.size > 0 && place.size <= size && text[place.size - 1] == ';'));
        memcpy(hidden, text, size);
        weir_text_hide_secrets(hidden, size);
        for (size_t at = 0; at < size; at++)
            REQUIRE(hidden[at] == text[at] || hidden[at] == '*');
    }
}

int main(void) {
    RUN(finds_the_end);
    RUN(looks_through_strings_and_comments);
    RUN(says_what_is_open);
    RUN(a_statement_set_is_one_statement);
    RUN(a_mistake_does_not_hide_the_end);
    RUN(covers_secrets);
    RUN(covers_secrets_of_text_that_breaks_off);
    RUN(any_text_has_an_answer);
    return CHECK_RESULT();
}
