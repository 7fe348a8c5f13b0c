/* Proves that Tab finds keywords, tables, columns, functions, settings and options by what stands before and behind the
 * place, from the session's own catalog. '|' in a text is the cursor. */
#include "check.h"
#include "engine/pieces.h"
#include "weir/session.h"

static struct { char text[8192]; uint32_t count; } found;

static void take(void *context, const char *text, const char *kind) {
    (void)context;
    (void)kind;
    size_t size = strlen(found.text);
    snprintf(found.text + size, sizeof found.text - size, "%s%s", size ? " " : "", text);
    found.count++;
}

static weir_session *session;

/* What is found at '|', joined by blanks; the word that it replaces must be `word`. */
static const char *complete(const char *marked, const char *word) {
    char   text[512];
    size_t cursor = (size_t)(strchr(marked, '|') - marked), size = strlen(marked) - 1;
    memcpy(text, marked, cursor);
    memcpy(text + cursor, marked + cursor + 1, size - cursor);
    found.text[0] = '\0';
    found.count = 0;
    size_t begin = weir_session_complete(session, text, size, cursor, take, NULL);
    if (CHECK(begin <= cursor)) {
        CHECK_UINT_EQ(cursor - begin, strlen(word));
        CHECK_MEM_EQ(text + begin, word, strlen(word));
    }
    return found.text;
}

TEST(statements_begin_with_their_words) {
    CHECK_STR_EQ(complete("SEL|", "SEL"), "SELECT");
    CHECK_STR_EQ(complete("sel|", "sel"), "select");
    CHECK_STR_EQ(complete("SELECT 1; EXP|", "EXP"), "EXPLAIN");
    CHECK_STR_EQ(complete("SHOW TAB|", "TAB"), "TABLES");
    CHECK_STR_EQ(complete("CREATE TEM|", "TEM"), "TEMPORARY");
    CHECK_STR_EQ(complete("INSERT INT|", "INT"), "INTO");
}

TEST(tables) {
    CHECK_STR_EQ(complete("SELECT * FROM ord|", "ord"), "orders");
    CHECK_STR_EQ(complete("DESCRIBE |", ""), "customers `odd name` orders");
    CHECK_STR_EQ(complete("SELECT * FROM `od|", "`od"), "`odd name`");
    CHECK_STR_EQ(complete("SELECT * FROM odd|", "odd"), "`odd name`");
    CHECK_STR_EQ(complete("INSERT INTO cu|", "cu"), "customers");
}

TEST(columns_of_the_tables_in_the_statement) {
    CHECK_STR_EQ(complete("SELECT am| FROM orders", "am"), "amount");
    CHECK_STR_EQ(complete("SELECT | FROM orders", ""), "id amount");
    CHECK_STR_EQ(complete("SELECT o.| FROM orders AS o, customers c", ""), "id amount");
    CHECK_STR_EQ(complete("SELECT c.na| FROM orders o JOIN customers c ON o.id = c.id", "na"), "name");
    CHECK_STR_EQ(complete("SELECT * FROM orders WHERE amo|", "amo"), "amount");
    CHECK_STR_EQ(complete("SELECT 1; SELECT am|", "am"), ""); /* no table in this statement */
}

TEST(functions_and_keywords) {
    complete("SELECT char_l| FROM orders", "char_l");
    CHECK_CONTAINS(found.text, "char_length(");
    complete("SELECT COUN| FROM orders", "COUN");
    CHECK_CONTAINS(found.text, "COUNT(");
    CHECK_STR_EQ(complete("SELECT id FROM orders WHER|", "WHER"), "WHERE");
    CHECK_STR_EQ(complete("SELECT id FROM orders GROUP |", ""), "BY");
}

TEST(settings) {
    CHECK_STR_EQ(complete("SET 'pipeline.n|", "pipeline.n"), "pipeline.name'");
    CHECK_STR_EQ(complete("RESET 'pipeline.n|", "pipeline.n"), "pipeline.name'");
    CHECK_STR_EQ(complete("SET 'sql-client.execution.result-mode' = 'TABL|", "TABL"), "TABLE' TABLEAU'");
    CHECK_STR_EQ(complete("SELECT 'pipeline.n|", "pipeline.n"), "");
}

TEST(options) {
    complete("CREATE TABLE t (a INT) WITH ('connector' = 'data|", "data");
    CHECK_STR_EQ(found.text, "datagen'");
    CHECK_STR_EQ(complete("CREATE TABLE t (a INT) WITH ('conn|", "conn"), "connector'");
    CHECK_STR_EQ(complete("CREATE TABLE t (a INT) WITH ('connector' = 'datagen', 'number|", "number"), "number-of-rows'");
    complete("CREATE TABLE t (a INT) WITH ('connector' = 'filesystem', 'format' = 'js|", "js");
    CHECK_STR_EQ(found.text, "json'");
    complete("CREATE TABLE t (a INT) WITH ('connector' = 'filesystem', 'format' = 'json', 'json.ign|", "json.ign");
    CHECK_STR_EQ(found.text, "json.ignore-parse-errors'");
    complete("CREATE TABLE t (a INT) WITH ('connector' = 'kafka', 'prop|", "prop");
    CHECK_CONTAINS(found.text, "properties.");
}

TEST(nothing_where_nothing_is_known) {
    CHECK_STR_EQ(complete("SELECT /* FRO|", ""), "");
    CHECK_STR_EQ(complete("SELECT ! FRO|", ""), "");
    CHECK_STR_EQ(complete("SELECT x.| FROM nowhere x", ""), "");
    CHECK_STR_EQ(complete("SELECT zzzzz|", "zzzzz"), "");
}

TEST(names_with_parts) {
    CHECK_STR_EQ(complete("SELECT * FROM sh|", "sh"), "shop");
    CHECK_STR_EQ(complete("SELECT * FROM the|", "the"), "there");
    CHECK_STR_EQ(complete("SELECT * FROM shop.|", ""), "bills");
    CHECK_STR_EQ(complete("SELECT * FROM default_database.ord|", "ord"), "orders");
    CHECK_STR_EQ(complete("SELECT * FROM default_catalog.sh|", "sh"), "shop");
    CHECK_STR_EQ(complete("SELECT * FROM there.far.|", ""), "stars");
    CHECK_STR_EQ(complete("SELECT day_| FROM shop.bills", "day_"), "day_");
    CHECK_STR_EQ(complete("SELECT bills.| FROM shop.bills", ""), "sum_ day_");
    CHECK_STR_EQ(complete("SELECT shop.bills.d| FROM shop.bills", "d"), "day_");
    CHECK_STR_EQ(complete("SELECT s.| FROM there.far.stars AS s", ""), "name");
    CHECK_STR_EQ(complete("SELECT far.stars.| FROM there.far.stars", ""), "name");
    CHECK_STR_EQ(complete("SELECT | FROM bills", ""), "");
    CHECK_STR_EQ(complete("USE sh|", "sh"), "shop");
    CHECK_STR_EQ(complete("USE CATALOG |", ""), "default_catalog there");
    CHECK_STR_EQ(complete("SHOW TABLES FROM |", ""), "default_database shop");
    CHECK_STR_EQ(complete("SELECT .|", ""), "");
    CHECK_STR_EQ(complete("SELECT a..|", ""), "");
}

TEST(any_text_has_an_answer) {
    test_random random = {11};
    for (int i = 0; i < 5000; i++) {
        char   text[256];
        size_t size = random_text(&random, text, sizeof text), cursor = random_below(&random, (uint32_t)size + 1);
        found.text[0] = '\0';
        REQUIRE(weir_session_complete(session, text, size, cursor, take, NULL) <= cursor);
    }
}

int main(void) {
    static const char tables[] = "CREATE TABLE orders (id INT, amount DECIMAL(10, 2)) WITH ('connector' = 'datagen');"
                                 "CREATE TABLE customers (id INT, name STRING) WITH ('connector' = 'datagen');"
                                 "CREATE DATABASE shop; CREATE TABLE shop.bills (sum_ INT, day_ DATE) WITH ('connector' = 'datagen');"
                                 "CREATE CATALOG there WITH ('type' = 'generic_in_memory'); CREATE DATABASE there.far;"
                                 "CREATE TABLE there.far.stars (name STRING) WITH ('connector' = 'datagen');"
                                 "CREATE VIEW `odd name` AS SELECT id FROM orders;";
    weir_error   err;
    weir_engine *engine = weir_engine_create(&(weir_options_run){.quiet = true});
    if (!CHECK_OK(weir_session_open(engine, &session, &err), &err) ||
        !CHECK_OK(weir_session_run(session, NULL, tables, sizeof tables - 1, NULL, &err), &err))
        return CHECK_RESULT();
    RUN(statements_begin_with_their_words);
    RUN(tables);
    RUN(columns_of_the_tables_in_the_statement);
    RUN(functions_and_keywords);
    RUN(settings);
    RUN(options);
    RUN(names_with_parts);
    RUN(nothing_where_nothing_is_known);
    RUN(any_text_has_an_answer);
    weir_session_close(session);
    weir_engine_destroy(engine);
    return CHECK_RESULT();
}
