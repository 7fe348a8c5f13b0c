/* Proves that a session takes text after text: tables and settings last, rows reach the caller as a changelog, a mistake
 * changes nothing, and a stop ends what runs and not the session. */
#include "check.h"
#include "weir/session.h"

typedef struct taken {
    weir_engine *engine;
    char         text[4096];
    uint32_t     rows, stop_after;
    weir_status  status;
} taken;

static void add(taken *to, const char *text, size_t size) {
    size_t at = strlen(to->text);
    snprintf(to->text + at, sizeof to->text - at, "%.*s", (int)size, text);
}

static void on_begin(void *context, const weir_result *result) {
    for (uint32_t c = 0; c < result->column_count; c++) {
        add(context, c ? "," : "", c ? 1 : 0);
        add(context, result->columns[c].name, strlen(result->columns[c].name));
    }
    add(context, result->bounded ? "|" : "~", 1);
}

static void on_row(void *context, weir_row_kind kind, const weir_cell *cells) {
    taken *to = context;
    add(to, kind == WEIR_ROW_INSERT ? "+I" : kind == WEIR_ROW_UPDATE_BEFORE ? "-U" : kind == WEIR_ROW_UPDATE_AFTER ? "+U" : "-D", 2);
    add(to, cells[0].text ? cells[0].text : "NULL", cells[0].text ? cells[0].size : 4);
    add(to, " ", 1);
    if (++to->rows == to->stop_after)
        weir_engine_stop(to->engine);
}

static void on_end(void *context, weir_status status) { ((taken *)context)->status = status; }
static void on_text(void *context, const char *text, size_t size) { add(context, text, size); }

static weir_status run(weir_session *session, taken *to, const char *text, weir_error *err) {
    const weir_results results = {.begin = on_begin, .row = on_row, .end = on_end, .text = on_text, .context = to};
    to->text[0] = '\0';
    to->rows = 0;
    return weir_session_run(session, NULL, text, strlen(text), &results, err);
}

static weir_engine  *engine;
static weir_session *session;
static taken         got;
static weir_error    err;

TEST(rows_reach_the_caller) {
    REQUIRE_OK(run(session, &got, "SELECT a, b FROM (VALUES (1, 'x'), (2, CAST(NULL AS STRING))) AS t(a, b)", &err), &err);
    CHECK_STR_EQ(got.text, "a,b|+I1 +I2 ");
    REQUIRE_OK(run(session, &got, "SELECT COUNT(*) AS n FROM (VALUES (1), (2)) AS t(a);", &err), &err);
    CHECK_STR_EQ(got.text, "n|+I1 -U1 +U2 ");
    CHECK_INT_EQ(got.status, WEIR_OK);
}

TEST(tables_and_settings_last) {
    REQUIRE_OK(run(session, &got, "CREATE TABLE t (a INT) WITH ('connector' = 'datagen', 'number-of-rows' = '3'); SET 'weir.batch-rows' = '7';", &err), &err);
    CHECK_STR_EQ(got.text, "");
    REQUIRE_OK(run(session, &got, "SHOW TABLES", &err), &err);
    CHECK_STR_EQ(got.text, "table name|+It ");
    CHECK_STR_EQ(weir_session_setting(session, "weir.batch-rows"), "7");
    CHECK_STR_EQ(weir_session_setting(session, "no.such.key"), "");
}

TEST(a_mistake_changes_nothing) {
    CHECK_INT_EQ(run(session, &got, "SELECT nothing FROM t;", &err), WEIR_INVALID);
    CHECK_CONTAINS(weir_engine_diagnostic(engine), "line 1:8: error: unknown column 'nothing'");
    CHECK_CONTAINS(weir_engine_diagnostic(engine), "    1 | SELECT nothing FROM t;\n      |        ^\n");
    CHECK_INT_EQ(run(session, &got, "SELECT 1; SELEC 2;", &err), WEIR_INVALID);
    CHECK_STR_EQ(got.text, ""); /* checked whole: nothing ran */
    REQUIRE_OK(run(session, &got, "SHOW TABLES", &err), &err);
    CHECK_STR_EQ(got.text, "table name|+It ");
    CHECK_STR_EQ(weir_engine_diagnostic(engine), "");
}

TEST(a_stop_ends_what_runs) {
    REQUIRE_OK(run(session, &got, "CREATE TABLE endless (a INT) WITH ('connector' = 'datagen', 'rows-per-second' = '1000', 'fields.a.min' = '1', 'fields.a.max' = '1');", &err), &err);
    got.stop_after = 3;
    REQUIRE_OK(run(session, &got, "SELECT a FROM endless", &err), &err);
    got.stop_after = 0;
    CHECK(got.rows >= 3);
    CHECK_INT_EQ(strncmp(got.text, "a~+I1 +I1 +I1 ", 14), 0);
    REQUIRE_OK(run(session, &got, "SELECT 5 AS five", &err), &err);
    CHECK_STR_EQ(got.text, "five|+I5 ");
}

TEST(a_stop_before_the_text_counts) {
    weir_engine_stop(engine);
    REQUIRE_OK(run(session, &got, "SELECT a FROM endless", &err), &err);
    REQUIRE_OK(run(session, &got, "SELECT 5 AS five", &err), &err);
    CHECK_STR_EQ(got.text, "five|+I5 ");
}

TEST(plans_are_text) {
    REQUIRE_OK(run(session, &got, "EXPLAIN SELECT a FROM t;", &err), &err);
    CHECK_CONTAINS(got.text, "t");
}

static void ignore_line(void *context, int level, const char *line) {
    (void)context;
    (void)level;
    (void)line;
}

int main(void) {
    engine = weir_engine_create(&(weir_options_run){.quiet = true, .log = ignore_line});
    got.engine = engine;
    if (!CHECK_OK(weir_session_open(engine, &session, &err), &err))
        return CHECK_RESULT();
    RUN(rows_reach_the_caller);
    RUN(tables_and_settings_last);
    RUN(a_mistake_changes_nothing);
    RUN(a_stop_ends_what_runs);
    RUN(a_stop_before_the_text_counts);
    RUN(plans_are_text);
    weir_session_close(session);
    weir_engine_destroy(engine);
    return CHECK_RESULT();
}
