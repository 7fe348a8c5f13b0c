/* Proves which changes every operator of a plan sends, where upserts are normalized, and what is refused. */
#include "check.h"
#include "planner/fixture.h"

#define CHANGES                                                                                                                         \
    "CREATE TABLE cdc (id INT, name STRING, w DOUBLE, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector' = 'kafka', 'topic' = 'c', 'format' = 'debezium-json');\n" \
    "CREATE TABLE keyless (id INT, name STRING) WITH ('connector' = 'kafka', 'topic' = 'c', 'format' = 'debezium-json');\n"              \
    "CREATE TABLE ups (a INT, id INT, name STRING, ts TIMESTAMP(3), w DOUBLE, k AS a + 1, WATERMARK FOR ts AS ts, PRIMARY KEY (id) NOT ENFORCED)\n" \
    "  WITH ('connector' = 'upsert-kafka', 'topic' = 'u', 'key.format' = 'json', 'value.format' = 'json');\n"                            \
    "CREATE TABLE timed (id INT, name STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts, PRIMARY KEY (id) NOT ENFORCED)\n"                 \
    "  WITH ('connector' = 'kafka', 'topic' = 't', 'format' = 'debezium-json');\n"                                                       \
    "CREATE TABLE up_out (id INT, name STRING, PRIMARY KEY (id) NOT ENFORCED)\n"                                                         \
    "  WITH ('connector' = 'upsert-kafka', 'topic' = 'o', 'key.format' = 'json', 'value.format' = 'json');\n"                            \
    "CREATE TABLE json_out (id INT, name STRING) WITH ('connector' = 'kafka', 'topic' = 'j', 'format' = 'json');\n"                      \
    "CREATE TABLE cdc_out (id INT, name STRING) WITH ('connector' = 'kafka', 'topic' = 'd', 'format' = 'debezium-json');\n"

static const struct {
    const char *sql, *expected;
} cases[] = {
    {"SELECT * FROM cdc",
     "== Physical Plan ==\n"
     "Sink(table=[select], connector=[print], columns=[id, name, w]) +I -U +U -D\n"
     "+- Source(table=[cdc], connector=[kafka], columns=[id, name, w]) +I -U +U -D\n"
     "unbounded input, no sink that keeps a promise\n"},
    {"SELECT id FROM cdc WHERE w > 1",
     "== Physical Plan ==\n"
     "Sink(table=[select], connector=[print], columns=[id]) +I -U +U -D\n"
     "+- Calc(select=[id], where=[(w > 1.0)]) +I -U +U -D\n"
     "   +- Source(table=[cdc], connector=[kafka], columns=[id, w]) +I -U +U -D\n"
     "unbounded input, no sink that keeps a promise\n"},
    {"SELECT name, COUNT(*), MAX(w) FROM cdc GROUP BY name",
     "== Physical Plan ==\n"
     "Sink(table=[select], connector=[print], columns=[name, EXPR$1, EXPR$2]) +I -U +U -D\n"
     "+- GroupAggregate(groupBy=[name], select=[COUNT(*), MAX(w)]) +I -U +U -D\n"
     "      state: one row per group, dropped when the group loses its last row\n"
     "   +- Exchange(by=[name]) +I -U +U -D\n"
     "      +- Source(table=[cdc], connector=[kafka], columns=[name, w]) +I -U +U -D\n"
     "unbounded input, no sink that keeps a promise\n"},
    {"SELECT COUNT(*) FROM keyless",
     "== Physical Plan ==\n"
     "Sink(table=[select], connector=[print], columns=[EXPR$0]) +I -U +U -D\n"
     "+- GroupAggregate(groupBy=[], select=[COUNT(*)]) +I -U +U -D\n"
     "      state: one row; it does not grow\n"
     "   +- Exchange(to one worker) +I -U +U -D\n"
     "      +- Source(table=[keyless], connector=[kafka], columns=[id]) +I -U +U -D\n"
     "unbounded input, no sink that keeps a promise\n"},
    {"SELECT * FROM ups",
     "== Physical Plan ==\n"
     "Sink(table=[select], connector=[print], columns=[a, id, name, ts, w, k]) +I -U +U -D\n"
     "+- ChangelogNormalize(key=[id]) +I -U +U -D\n"
     "      state: the last row of every key, dropped when it is deleted\n"
     "   +- Exchange(by=[id]) +I +U -D\n"
     "      +- Source(table=[ups], connector=[upsert-kafka], columns=[a, id, name, ts, w], select=[a, id, name, ts, w, (a + 1) AS k], watermark=[ts]) +I +U -D\n"
     "unbounded input, no sink that keeps a promise\n"},
    {"SELECT name FROM ups",
     "== Physical Plan ==\n"
     "Sink(table=[select], connector=[print], columns=[name]) +I -U +U -D\n"
     "+- Calc(select=[name]) +I -U +U -D\n"
     "   +- ChangelogNormalize(key=[id]) +I -U +U -D\n"
     "         state: the last row of every key, dropped when it is deleted\n"
     "      +- Exchange(by=[id]) +I +U -D\n"
     "         +- Calc(select=[id, name]) +I +U -D\n"
     "            +- Source(table=[ups], connector=[upsert-kafka], columns=[id, name, ts], watermark=[ts]) +I +U -D\n"
     "unbounded input, no sink that keeps a promise\n"},
    {"SELECT COUNT(*) FROM ups",
     "== Physical Plan ==\n"
     "Sink(table=[select], connector=[print], columns=[EXPR$0]) +I -U +U -D\n"
     "+- GroupAggregate(groupBy=[], select=[COUNT(*)]) +I -U +U -D\n"
     "      state: one row; it does not grow\n"
     "   +- Exchange(to one worker) +I -U +U -D\n"
     "      +- ChangelogNormalize(key=[id]) +I -U +U -D\n"
     "            state: the last row of every key, dropped when it is deleted\n"
     "         +- Exchange(by=[id]) +I +U -D\n"
     "            +- Calc(select=[id]) +I +U -D\n"
     "               +- Source(table=[ups], connector=[upsert-kafka], columns=[id, ts], watermark=[ts]) +I +U -D\n"
     "unbounded input, no sink that keeps a promise\n"},
    {"SELECT id, name FROM ups WHERE w > 1 AND id > 3 AND k < 5",
     "== Physical Plan ==\n"
     "Sink(table=[select], connector=[print], columns=[id, name]) +I -U +U -D\n"
     "+- Calc(select=[id, name]) +I -U +U -D\n"
     "   +- ChangelogNormalize(key=[id], condition=[((w > 1.0) AND (k < 5))]) +I -U +U -D\n"
     "         state: the last row of every key that fulfils the condition\n"
     "      +- Exchange(by=[id]) +I +U -D\n"
     "         +- Calc(select=[id, name, w, k], where=[(id > 3)]) +I +U -D\n"
     "            +- Source(table=[ups], connector=[upsert-kafka], columns=[a, id, name, ts, w], select=[id, name, ts, w, (a + 1) AS k], watermark=[ts]) +I +U -D\n"
     "unbounded input, no sink that keeps a promise\n"},
    {"SELECT id, RAND() AS r FROM ups WHERE RAND() > 0.5 AND w > 1",
     "== Physical Plan ==\n"
     "Sink(table=[select], connector=[print], columns=[id, r]) +I -U +U -D\n"
     "+- Calc(select=[id, RAND() AS r]) +I -U +U -D\n"
     "   +- Calc(select=[id, w], where=[(RAND() > 0.5)]) +I -U +U -D\n"
     "      +- ChangelogNormalize(key=[id], condition=[(w > 1.0)]) +I -U +U -D\n"
     "            state: the last row of every key that fulfils the condition\n"
     "         +- Exchange(by=[id]) +I +U -D\n"
     "            +- Calc(select=[id, w]) +I +U -D\n"
     "               +- Source(table=[ups], connector=[upsert-kafka], columns=[id, ts, w], watermark=[ts]) +I +U -D\n"
     "unbounded input, no sink that keeps a promise\n"},
    {"SELECT name FROM (SELECT name, w + 1 AS w1, id FROM ups) WHERE w1 > 2 UNION ALL SELECT name FROM ups",
     "== Physical Plan ==\n"
     "Sink(table=[select], connector=[print], columns=[name]) +I -U +U -D\n"
     "+- Union(all=[name]) +I -U +U -D\n"
     "   +- Calc(select=[name]) +I -U +U -D\n"
     "      +- ChangelogNormalize(key=[id], condition=[((w + 1.0) > 2.0)]) +I -U +U -D\n"
     "            state: the last row of every key that fulfils the condition\n"
     "         +- Exchange(by=[id]) +I +U -D\n"
     "            +- Calc(select=[id, name, w]) +I +U -D\n"
     "               +- [1] Source(table=[ups], connector=[upsert-kafka], columns=[id, name, ts, w], watermark=[ts]) +I +U -D\n"
     "   +- Calc(select=[name]) +I -U +U -D\n"
     "      +- ChangelogNormalize(key=[id]) +I -U +U -D\n"
     "            state: the last row of every key, dropped when it is deleted\n"
     "         +- Exchange(by=[id]) +I +U -D\n"
     "            +- Calc(select=[id, name]) +I +U -D\n"
     "               +- as [1] above\n"
     "unbounded input, no sink that keeps a promise\n"},
    {"SELECT id, MAX(w) FROM ups WHERE w > 0 GROUP BY id",
     "== Physical Plan ==\n"
     "Sink(table=[select], connector=[print], columns=[id, EXPR$1]) +I -U +U -D\n"
     "+- GroupAggregate(groupBy=[id], select=[MAX(w)]) +I -U +U -D\n"
     "      state: one row per group, dropped when the group loses its last row\n"
     "   +- ChangelogNormalize(key=[id], condition=[(w > 0.0)]) +I -U +U -D\n"
     "         state: the last row of every key that fulfils the condition\n"
     "      +- Exchange(by=[id]) +I +U -D\n"
     "         +- Calc(select=[id, w]) +I +U -D\n"
     "            +- Source(table=[ups], connector=[upsert-kafka], columns=[id, ts, w], watermark=[ts]) +I +U -D\n"
     "unbounded input, no sink that keeps a promise\n"},
    {"INSERT INTO up_out SELECT id, name FROM ups",
     "== Physical Plan ==\n"
     "Sink(table=[up_out], connector=[upsert-kafka], columns=[id, name]) +I +U -D\n"
     "+- ChangelogNormalize(key=[id]) +I +U -D\n"
     "      state: the last row of every key, dropped when it is deleted\n"
     "   +- Exchange(by=[id]) +I +U -D\n"
     "      +- Calc(select=[id, name]) +I +U -D\n"
     "         +- Source(table=[ups], connector=[upsert-kafka], columns=[id, name, ts], watermark=[ts]) +I +U -D\n"
     "unbounded input, exactly once\n"},
    {"INSERT INTO up_out SELECT id, name FROM ups WHERE w > 1",
     "== Physical Plan ==\n"
     "Sink(table=[up_out], connector=[upsert-kafka], columns=[id, name]) +I +U -D\n"
     "+- Calc(select=[id, name]) +I +U -D\n"
     "   +- ChangelogNormalize(key=[id], condition=[(w > 1.0)]) +I +U -D\n"
     "         state: the last row of every key that fulfils the condition\n"
     "      +- Exchange(by=[id]) +I +U -D\n"
     "         +- Calc(select=[id, name, w]) +I +U -D\n"
     "            +- Source(table=[ups], connector=[upsert-kafka], columns=[id, name, ts, w], watermark=[ts]) +I +U -D\n"
     "unbounded input, exactly once\n"},
    {"INSERT INTO up_out SELECT id, name FROM cdc",
     "== Physical Plan ==\n"
     "Sink(table=[up_out], connector=[upsert-kafka], columns=[id, name], -U dropped) +I -U +U -D\n"
     "+- Source(table=[cdc], connector=[kafka], columns=[id, name]) +I -U +U -D\n"
     "unbounded input, exactly once\n"},
    {"INSERT INTO up_out SELECT id, name FROM cdc WHERE id > 1",
     "== Physical Plan ==\n"
     "Sink(table=[up_out], connector=[upsert-kafka], columns=[id, name], -U dropped) +I -U +U -D\n"
     "+- Calc(select=[id, name], where=[(id > 1)]) +I -U +U -D\n"
     "   +- Source(table=[cdc], connector=[kafka], columns=[id, name]) +I -U +U -D\n"
     "unbounded input, exactly once\n"},
    {"INSERT INTO up_out SELECT id, name FROM cdc WHERE w > 1",
     "== Physical Plan ==\n"
     "Sink(table=[up_out], connector=[upsert-kafka], columns=[id, name], -U deletes) +I -U +U -D\n"
     "+- Calc(select=[id, name], where=[(w > 1.0)]) +I -U +U -D\n"
     "   +- Source(table=[cdc], connector=[kafka], columns=[id, name, w]) +I -U +U -D\n"
     "unbounded input, exactly once\n"},
    {"INSERT INTO up_out SELECT id, MAX(name) FROM cdc GROUP BY id",
     "== Physical Plan ==\n"
     "Sink(table=[up_out], connector=[upsert-kafka], columns=[id, name]) +I +U -D\n"
     "+- GroupAggregate(groupBy=[id], select=[MAX(name)]) +I +U -D\n"
     "      state: one row per group, dropped when the group loses its last row\n"
     "   +- Exchange(by=[id]) +I -U +U -D\n"
     "      +- Source(table=[cdc], connector=[kafka], columns=[id, name]) +I -U +U -D\n"
     "unbounded input, exactly once\n"},
    {"INSERT INTO up_out SELECT id, MAX(name) FROM cdc GROUP BY id HAVING MAX(name) > 'a'",
     "== Physical Plan ==\n"
     "Sink(table=[up_out], connector=[upsert-kafka], columns=[id, name], -U deletes) +I -U +U -D\n"
     "+- Calc(select=[id, MAX(name) AS name], where=[(MAX(name) > 'a')]) +I -U +U -D\n"
     "   +- GroupAggregate(groupBy=[id], select=[MAX(name)]) +I -U +U -D\n"
     "         state: one row per group, dropped when the group loses its last row\n"
     "      +- Exchange(by=[id]) +I -U +U -D\n"
     "         +- Source(table=[cdc], connector=[kafka], columns=[id, name]) +I -U +U -D\n"
     "unbounded input, exactly once\n"},
    {"INSERT INTO up_out SELECT id, name FROM keyless",
     "1:13: the PRIMARY KEY of table 'up_out' is not the key of the query (table 'keyless' has none), so updates of one row could overtake each other; make them the same, or SET 'table.exec.sink.upsert-materialize' = 'NONE' if that is fine"},
    {"INSERT INTO up_out SELECT CAST(w AS INT), name FROM cdc",
     "1:13: the PRIMARY KEY of table 'up_out' is not the key of the query (PRIMARY KEY (id) of table 'cdc'), so updates of one row could overtake each other; make them the same, or SET 'table.exec.sink.upsert-materialize' = 'NONE' if that is fine"},
    {"INSERT INTO up_out SELECT a, name FROM ups",
     "1:13: the PRIMARY KEY of table 'up_out' is not the key of the query (PRIMARY KEY (id) of table 'ups'), so updates of one row could overtake each other; make them the same, or SET 'table.exec.sink.upsert-materialize' = 'NONE' if that is fine"},
    {"INSERT INTO up_out SELECT id, name FROM json_out",
     "== Physical Plan ==\n"
     "Sink(table=[up_out], connector=[upsert-kafka], columns=[id, name]) +I\n"
     "+- Source(table=[json_out], connector=[kafka], columns=[id, name]) +I\n"
     "unbounded input, exactly once\n"},
    {"INSERT INTO cdc_out SELECT id, name FROM ups",
     "== Physical Plan ==\n"
     "Sink(table=[cdc_out], connector=[kafka], columns=[id, name]) +I -U +U -D\n"
     "+- ChangelogNormalize(key=[id]) +I -U +U -D\n"
     "      state: the last row of every key, dropped when it is deleted\n"
     "   +- Exchange(by=[id]) +I +U -D\n"
     "      +- Calc(select=[id, name]) +I +U -D\n"
     "         +- Source(table=[ups], connector=[upsert-kafka], columns=[id, name, ts], watermark=[ts]) +I +U -D\n"
     "unbounded input, exactly once\n"},
    {"INSERT INTO cdc_out SELECT id, name FROM cdc",
     "== Physical Plan ==\n"
     "Sink(table=[cdc_out], connector=[kafka], columns=[id, name]) +I -U +U -D\n"
     "+- Source(table=[cdc], connector=[kafka], columns=[id, name]) +I -U +U -D\n"
     "unbounded input, exactly once\n"},
    {"INSERT INTO json_out /*+ OPTIONS('sink.delivery-guarantee' = 'at-least-once') */ SELECT id, name FROM json_out",
     "== Physical Plan ==\n"
     "Sink(table=[json_out], connector=[kafka], columns=[id, name]) +I\n"
     "+- Source(table=[json_out], connector=[kafka], columns=[id, name]) +I\n"
     "unbounded input, at least once\n"},
    {"EXECUTE STATEMENT SET BEGIN INSERT INTO json_out /*+ OPTIONS('sink.delivery-guarantee' = 'none') */ SELECT id, name FROM json_out; "
     "INSERT INTO cdc_out SELECT id, name FROM json_out; END",
     "== Physical Plan ==\n"
     "Sink(table=[json_out], connector=[kafka], columns=[id, name]) +I\n"
     "+- [1] Source(table=[json_out], connector=[kafka], columns=[id, name]) +I\n"
     "Sink(table=[cdc_out], connector=[kafka], columns=[id, name]) +I\n"
     "+- as [1] above\n"
     "unbounded input, exactly once, but at least once into json_out\n"},
    {"INSERT INTO json_out SELECT id, name FROM cdc",
     "1:13: Table sink 'json_out' doesn't support consuming update and delete changes which is produced by node TableSourceScan(table=[cdc], fields=[id, name]) of line 1: connector 'kafka' with format 'json' takes inserts only. Either make the results final: aggregate them by window_start and window_end of TUMBLE or HOP; or write to a table that finds rows by their key: 'upsert-kafka' with PRIMARY KEY (...) NOT ENFORCED; or keep the changes as rows of a log: 'kafka' with format 'debezium-json', or 'print'"},
    {"INSERT INTO json_out SELECT id, name FROM ups WHERE w > 1",
     "1:13: Table sink 'json_out' doesn't support consuming update and delete changes which is produced by node ChangelogNormalize(key=[id]) of line 1: connector 'kafka' with format 'json' takes inserts only. Either make the results final: aggregate them by window_start and window_end of TUMBLE or HOP; or write to a table that finds rows by their key: 'upsert-kafka' with PRIMARY KEY (id) NOT ENFORCED; or keep the changes as rows of a log: 'kafka' with format 'debezium-json', or 'print'"},
    {"INSERT INTO json_out SELECT id, MAX(name) FROM json_out GROUP BY id",
     "1:13: Table sink 'json_out' doesn't support consuming update changes which is produced by node GroupAggregate(groupBy=[id]) of line 1: connector 'kafka' with format 'json' takes inserts only. Either make the results final: group by window_start and window_end of TUMBLE or HOP, too; or write to a table that finds rows by their key: 'upsert-kafka' with PRIMARY KEY (id) NOT ENFORCED; or keep the changes as rows of a log: 'kafka' with format 'debezium-json', or 'print'"},
    {"INSERT INTO json_out SELECT id, MAX(name) FROM cdc GROUP BY id",
     "1:13: Table sink 'json_out' doesn't support consuming update and delete changes which is produced by node GroupAggregate(groupBy=[id]) of line 1: connector 'kafka' with format 'json' takes inserts only. Either make the results final: group by window_start and window_end of TUMBLE or HOP, too; or write to a table that finds rows by their key: 'upsert-kafka' with PRIMARY KEY (id) NOT ENFORCED; or keep the changes as rows of a log: 'kafka' with format 'debezium-json', or 'print'"},
    {"SELECT window_start, name, COUNT(*), MAX(id) FROM TABLE(TUMBLE(TABLE timed, DESCRIPTOR(ts), INTERVAL '10' SECOND)) GROUP BY "
     "window_start, window_end, name",
     "== Physical Plan ==\n"
     "Sink(table=[select], connector=[print], columns=[window_start, name, EXPR$2, EXPR$3]) +I\n"
     "+- Calc(select=[window_start, name, COUNT(*) AS EXPR$2, MAX(id) AS EXPR$3]) +I\n"
     "   +- WindowAggregate(TUMBLE(ts, 10 s), groupBy=[name], select=[COUNT(*), MAX(id)]) +I\n"
     "         state: one row per group and open window; dropped when the watermark passes the end of the window\n"
     "      +- Exchange(by=[name]) +I -U +U -D\n"
     "         +- Source(table=[timed], connector=[kafka], columns=[id, name, ts], watermark=[ts]) +I -U +U -D\n"
     "unbounded input, no sink that keeps a promise\n"},
    {"SELECT window_start, COUNT(*) FROM TABLE(HOP(TABLE timed, DESCRIPTOR(ts), INTERVAL '5' SECOND, INTERVAL '10' SECOND)) GROUP BY "
     "window_start, window_end",
     "== Physical Plan ==\n"
     "Sink(table=[select], connector=[print], columns=[window_start, EXPR$1]) +I\n"
     "+- Calc(select=[(window_end - 10000:INTERVAL SECOND) AS window_start, COUNT(*) AS EXPR$1]) +I\n"
     "   +- WindowAggregate(TUMBLE(window_time, 5 s), groupBy=[], select=[COUNT(*)]) +I\n"
     "         state: one row and open window; dropped when the watermark passes the end of the window\n"
     "      +- Exchange(to one worker) +I -U +U -D\n"
     "         +- WindowTable(HOP(ts, 5 s, 10 s)) +I -U +U -D\n"
     "            +- Source(table=[timed], connector=[kafka], columns=[ts], watermark=[ts]) +I -U +U -D\n"
     "unbounded input, no sink that keeps a promise\n"},
    {"SELECT window_end, COUNT(*) FROM TABLE(TUMBLE(TABLE ups, DESCRIPTOR(ts), INTERVAL '10' SECOND)) WHERE w > 1 GROUP BY window_start, "
     "window_end",
     "== Physical Plan ==\n"
     "Sink(table=[select], connector=[print], columns=[window_end, EXPR$1]) +I\n"
     "+- Calc(select=[window_end, COUNT(*) AS EXPR$1]) +I\n"
     "   +- WindowAggregate(TUMBLE(ts, 10 s), groupBy=[], select=[COUNT(*)]) +I\n"
     "         state: one row and open window; dropped when the watermark passes the end of the window\n"
     "      +- Exchange(to one worker) +I -U +U -D\n"
     "         +- ChangelogNormalize(key=[id], condition=[(w > 1.0)]) +I -U +U -D\n"
     "               state: the last row of every key that fulfils the condition\n"
     "            +- Exchange(by=[id]) +I +U -D\n"
     "               +- Source(table=[ups], connector=[upsert-kafka], columns=[id, ts, w], watermark=[ts]) +I +U -D\n"
     "unbounded input, no sink that keeps a promise\n"},
    {"SET 'table.exec.source.cdc-events-duplicate' = 'true'; SELECT id, name FROM cdc WHERE w > 1",
     "== Physical Plan ==\n"
     "Sink(table=[select], connector=[print], columns=[id, name]) +I -U +U -D\n"
     "+- Calc(select=[id, name]) +I -U +U -D\n"
     "   +- ChangelogNormalize(key=[id], condition=[(w > 1.0)]) +I -U +U -D\n"
     "         state: the last row of every key that fulfils the condition\n"
     "      +- Exchange(by=[id]) +I -U +U -D\n"
     "         +- Source(table=[cdc], connector=[kafka], columns=[id, name, w]) +I -U +U -D\n"
     "unbounded input, no sink that keeps a promise\n"},
    {"SET 'table.exec.source.cdc-events-duplicate' = 'true'; SELECT id FROM keyless",
     "1:71: 'table.exec.source.cdc-events-duplicate' needs a PRIMARY KEY in every table whose format tells of changes, and 'keyless' has none; add PRIMARY KEY (...) NOT ENFORCED to it, or RESET 'table.exec.source.cdc-events-duplicate'"},
    {"SET 'weir.late-rows' = 'json_out'; SELECT window_end, COUNT(*) FROM TABLE(TUMBLE(TABLE ups, DESCRIPTOR(ts), INTERVAL '10' SECOND)) "
     "GROUP BY window_start, window_end",
     "1:88: 'weir.late-rows' = 'json_out': table 'ups' tells of updates and deletes, which a table of late rows could not keep apart; RESET 'weir.late-rows'"},
    {"SET 'table.exec.sink.not-null-enforcer' = 'DROP'; CREATE TABLE strict (id INT, name STRING NOT NULL, PRIMARY KEY (id) NOT ENFORCED) "
     "WITH ('connector' = 'upsert-kafka', 'topic' = 'o', 'key.format' = 'json', 'value.format' = 'json'); INSERT INTO strict SELECT id, name "
     "FROM ups WHERE w > 1",
     "== Physical Plan ==\n"
     "Sink(table=[strict], connector=[upsert-kafka], columns=[id, name], -U deletes) +I -U +U -D\n"
     "+- Calc(select=[id, name], where=[name IS NOT NULL]) +I -U +U -D\n"
     "   +- ChangelogNormalize(key=[id], condition=[(w > 1.0)]) +I -U +U -D\n"
     "         state: the last row of every key that fulfils the condition\n"
     "      +- Exchange(by=[id]) +I +U -D\n"
     "         +- Calc(select=[id, name, w]) +I +U -D\n"
     "            +- Source(table=[ups], connector=[upsert-kafka], columns=[id, name, ts, w], watermark=[ts]) +I +U -D\n"
     "unbounded input, exactly once\n"},
};

TEST(cases) {
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        session *s = session_open();
        CHECK_STR_EQ(answer(s, CHANGES), "done");
        const char *text = answer(s, cases[i].sql);
        if (strcmp(text, cases[i].expected) != 0) {
            printf("%s\n", cases[i].sql);
            CHECK_STR_EQ(text, cases[i].expected);
        }
        session_close(s);
    }
}

int main(void) {
    RUN(cases);
    return CHECK_RESULT();
}
