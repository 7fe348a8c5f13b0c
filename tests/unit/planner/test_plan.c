/* Proves which physical plan a statement gets: pruning, composition, windows, changes, sharing. */
#include "check.h"
#include "planner/fixture.h"

static const struct {
    const char *sql, *expected;
} cases[] = {
    {"SELECT id FROM (SELECT id, qty + 1 AS q, customer FROM orders WHERE amount > 1) "
     "WHERE q > 3",
     "== Physical Plan ==\n"
     "Sink(table=[select], connector=[print], columns=[id]) +I\n"
     "+- Calc(select=[id], where=[((amount > 1.0) AND ((qty + 1) > 3))]) +I\n"
     "   +- Source(table=[orders], connector=[filesystem], columns=[id, qty, amount, ts], watermark=[(ts - 5000:INTERVAL SECOND)]) +I\n"
     "bounded input, no sink that keeps a promise\n"},
    {"SELECT x * 2 FROM (SELECT id + 1 AS x FROM orders)",
     "== Physical Plan ==\n"
     "Sink(table=[select], connector=[print], columns=[EXPR$0]) +I\n"
     "+- Calc(select=[((id + 1) * 2) AS EXPR$0]) +I\n"
     "   +- Source(table=[orders], connector=[filesystem], columns=[id, ts], watermark=[(ts - 5000:INTERVAL SECOND)]) +I\n"
     "bounded input, no sink that keeps a promise\n"},
    {"SELECT id FROM orders WHERE TRUE AND id > 1 AND 1 = 1",
     "== Physical Plan ==\n"
     "Sink(table=[select], connector=[print], columns=[id]) +I\n"
     "+- Calc(select=[id], where=[(id > 1)]) +I\n"
     "   +- Source(table=[orders], connector=[filesystem], columns=[id, ts], watermark=[(ts - 5000:INTERVAL SECOND)]) +I\n"
     "bounded input, no sink that keeps a promise\n"},
    {"SELECT id FROM orders WHERE FALSE",
     "== Physical Plan ==\n"
     "Sink(table=[select], connector=[print], columns=[id]) +I\n"
     "+- Calc(select=[id], where=[FALSE]) +I\n"
     "   +- Source(table=[orders], connector=[filesystem], columns=[id, ts], watermark=[(ts - 5000:INTERVAL SECOND)]) +I\n"
     "bounded input, no sink that keeps a promise\n"},
    {"SELECT COUNT(*) FROM clicks WHERE url IS NOT NULL",
     "== Physical Plan ==\n"
     "Sink(table=[select], connector=[print], columns=[EXPR$0]) +I -U +U\n"
     "+- GroupAggregate(groupBy=[], select=[COUNT(*)]) +I -U +U\n"
     "      state: one row; it does not grow\n"
     "   +- Exchange(to one worker) +I\n"
     "      +- Calc(where=[url IS NOT NULL]) +I\n"
     "         +- Source(table=[clicks], connector=[filesystem], columns=[url, happened], watermark=[happened]) +I\n"
     "bounded input, no sink that keeps a promise\n"},
    {"SELECT happened FROM clicks",
     "== Physical Plan ==\n"
     "Sink(table=[select], connector=[print], columns=[happened]) +I\n"
     "+- Source(table=[clicks], connector=[filesystem], columns=[happened], watermark=[happened]) +I\n"
     "bounded input, no sink that keeps a promise\n"},
    {"SELECT * FROM clicks",
     "== Physical Plan ==\n"
     "Sink(table=[select], connector=[print], columns=[id, url, happened]) +I\n"
     "+- Source(table=[clicks], connector=[filesystem], columns=[id, url, happened], watermark=[happened]) +I\n"
     "bounded input, no sink that keeps a promise\n"},
    {"SELECT c.*, id + 1 FROM clicks AS c",
     "== Physical Plan ==\n"
     "Sink(table=[select], connector=[print], columns=[id, url, happened, EXPR$3]) +I\n"
     "+- Calc(select=[id, url, happened, (id + 1) AS EXPR$3]) +I\n"
     "   +- Source(table=[clicks], connector=[filesystem], columns=[id, url, happened], watermark=[happened]) +I\n"
     "bounded input, no sink that keeps a promise\n"},
    {"SELECT a, b FROM feed",
     "== Physical Plan ==\n"
     "Sink(table=[select], connector=[print], columns=[a, b]) +I\n"
     "+- Source(table=[feed], connector=[feed], columns=[a, b]) +I\n"
     "unbounded input, no sink that keeps a promise\n"},
    {"VALUES (1, 'a'), (2, 'bcd')",
     "== Physical Plan ==\n"
     "Sink(table=[select], connector=[print], columns=[EXPR$0, EXPR$1]) +I\n"
     "+- Values(rows=2, columns=[EXPR$0, EXPR$1]) +I\n"
     "bounded input, no sink that keeps a promise\n"},
    {"INSERT INTO out1 VALUES (1, 'a'), (2, 'b')",
     "== Physical Plan ==\n"
     "Sink(table=[out1], connector=[print], columns=[a, b]) +I\n"
     "+- Calc(select=[EXPR$0 AS a, CAST(EXPR$1 AS STRING) AS b]) +I\n"
     "   +- Values(rows=2, columns=[EXPR$0, EXPR$1]) +I\n"
     "bounded input, no sink that keeps a promise\n"},
    {"INSERT INTO out1 (b) VALUES ('x')",
     "== Physical Plan ==\n"
     "Sink(table=[out1], connector=[print], columns=[a, b]) +I\n"
     "+- Calc(select=[NULL AS a, CAST(EXPR$0 AS STRING) AS b]) +I\n"
     "   +- Values(rows=1, columns=[EXPR$0]) +I\n"
     "bounded input, no sink that keeps a promise\n"},
    {"INSERT INTO out1 (b, a) SELECT customer, id FROM orders",
     "== Physical Plan ==\n"
     "Sink(table=[out1], connector=[print], columns=[a, b]) +I\n"
     "+- Calc(select=[id AS a, customer AS b]) +I\n"
     "   +- Source(table=[orders], connector=[filesystem], columns=[id, customer, ts], watermark=[(ts - 5000:INTERVAL SECOND)]) +I\n"
     "bounded input, no sink that keeps a promise\n"},
    {"SELECT customer, COUNT(*), COUNT(DISTINCT id), SUM(qty) FILTER (WHERE id > 3), "
     "AVG(amount) FROM orders GROUP BY customer",
     "== Physical Plan ==\n"
     "Sink(table=[select], connector=[print], columns=[customer, EXPR$1, EXPR$2, EXPR$3, EXPR$4]) +I -U +U\n"
     "+- GroupAggregate(groupBy=[customer], select=[COUNT(*), COUNT(DISTINCT id), SUM(qty) FILTER (WHERE (id > 3)), AVG(amount)]) +I -U +U\n"
     "      state: one row per group, kept for good: it grows with every new group\n"
     "   +- Exchange(by=[customer]) +I\n"
     "      +- Calc(select=[customer, id, qty, (id > 3), amount]) +I\n"
     "         +- Source(table=[orders], connector=[filesystem], columns=[id, customer, qty, amount, ts], watermark=[(ts - 5000:INTERVAL SECOND)]) +I\n"
     "bounded input, no sink that keeps a promise\n"},
    {"SELECT customer, SUM(qty) + SUM(qty), COUNT(*) FROM orders GROUP BY customer HAVING "
     "COUNT(*) > 1",
     "== Physical Plan ==\n"
     "Sink(table=[select], connector=[print], columns=[customer, EXPR$1, EXPR$2]) +I -U +U\n"
     "+- Calc(select=[customer, (SUM(qty) + SUM(qty)) AS EXPR$1, COUNT(*) AS EXPR$2], where=[(COUNT(*) > 1)]) +I -U +U\n"
     "   +- GroupAggregate(groupBy=[customer], select=[SUM(qty), COUNT(*)]) +I -U +U\n"
     "         state: one row per group, kept for good: it grows with every new group\n"
     "      +- Exchange(by=[customer]) +I\n"
     "         +- Source(table=[orders], connector=[filesystem], columns=[customer, qty, ts], watermark=[(ts - 5000:INTERVAL SECOND)]) +I\n"
     "bounded input, no sink that keeps a promise\n"},
    {"SELECT qty % 2, COUNT(*) FROM orders GROUP BY qty % 2",
     "== Physical Plan ==\n"
     "Sink(table=[select], connector=[print], columns=[EXPR$0, EXPR$1]) +I -U +U\n"
     "+- GroupAggregate(groupBy=[(qty % 2)], select=[COUNT(*)]) +I -U +U\n"
     "      state: one row per group, kept for good: it grows with every new group\n"
     "   +- Exchange(by=[(qty % 2)]) +I\n"
     "      +- Calc(select=[(qty % 2)]) +I\n"
     "         +- Source(table=[orders], connector=[filesystem], columns=[qty, ts], watermark=[(ts - 5000:INTERVAL SECOND)]) +I\n"
     "bounded input, no sink that keeps a promise\n"},
    {"SELECT qty % 2 + 1 FROM orders GROUP BY qty % 2",
     "== Physical Plan ==\n"
     "Sink(table=[select], connector=[print], columns=[EXPR$0]) +I\n"
     "+- Calc(select=[($f0 + 1) AS EXPR$0]) +I\n"
     "   +- GroupAggregate(groupBy=[(qty % 2)], select=[]) +I\n"
     "         state: one row per group, kept for good: it grows with every new group\n"
     "      +- Exchange(by=[(qty % 2)]) +I\n"
     "         +- Calc(select=[(qty % 2)]) +I\n"
     "            +- Source(table=[orders], connector=[filesystem], columns=[qty, ts], watermark=[(ts - 5000:INTERVAL SECOND)]) +I\n"
     "bounded input, no sink that keeps a promise\n"},
    {"SELECT n FROM (SELECT customer, COUNT(*) AS n, MAX(price) AS m FROM orders GROUP BY "
     "customer)",
     "== Physical Plan ==\n"
     "Sink(table=[select], connector=[print], columns=[n]) +I -U +U\n"
     "+- Calc(select=[COUNT(*) AS n]) +I -U +U\n"
     "   +- GroupAggregate(groupBy=[customer], select=[COUNT(*)]) +I -U +U\n"
     "         state: one row per group, kept for good: it grows with every new group\n"
     "      +- Exchange(by=[customer]) +I\n"
     "         +- Source(table=[orders], connector=[filesystem], columns=[customer, ts], watermark=[(ts - 5000:INTERVAL SECOND)]) +I\n"
     "bounded input, no sink that keeps a promise\n"},
    {"SELECT n, COUNT(*) FROM (SELECT customer, COUNT(*) AS n FROM orders GROUP BY "
     "customer) GROUP BY n",
     "== Physical Plan ==\n"
     "Sink(table=[select], connector=[print], columns=[n, EXPR$1]) +I -U +U -D\n"
     "+- GroupAggregate(groupBy=[COUNT(*)], select=[COUNT(*)]) +I -U +U -D\n"
     "      state: one row per group, dropped when the group loses its last row\n"
     "   +- Exchange(by=[COUNT(*)]) +I -U +U\n"
     "      +- GroupAggregate(groupBy=[customer], select=[COUNT(*)]) +I -U +U\n"
     "            state: one row per group, kept for good: it grows with every new group\n"
     "         +- Exchange(by=[customer]) +I\n"
     "            +- Source(table=[orders], connector=[filesystem], columns=[customer, ts], watermark=[(ts - 5000:INTERVAL SECOND)]) +I\n"
     "bounded input, no sink that keeps a promise\n"},
    {"SELECT customer, n FROM (SELECT customer, COUNT(*) AS n FROM orders GROUP BY "
     "customer) WHERE n > 2",
     "== Physical Plan ==\n"
     "Sink(table=[select], connector=[print], columns=[customer, n]) +I -U +U\n"
     "+- Calc(select=[customer, COUNT(*) AS n], where=[(COUNT(*) > 2)]) +I -U +U\n"
     "   +- GroupAggregate(groupBy=[customer], select=[COUNT(*)]) +I -U +U\n"
     "         state: one row per group, kept for good: it grows with every new group\n"
     "      +- Exchange(by=[customer]) +I\n"
     "         +- Source(table=[orders], connector=[filesystem], columns=[customer, ts], watermark=[(ts - 5000:INTERVAL SECOND)]) +I\n"
     "bounded input, no sink that keeps a promise\n"},
    {"SELECT customer, SUM(n) FROM (SELECT customer, qty, COUNT(*) AS n FROM orders GROUP "
     "BY customer, qty) GROUP BY customer",
     "== Physical Plan ==\n"
     "Sink(table=[select], connector=[print], columns=[customer, EXPR$1]) +I -U +U -D\n"
     "+- GroupAggregate(groupBy=[customer], select=[SUM(COUNT(*))]) +I -U +U -D\n"
     "      state: one row per group, dropped when the group loses its last row\n"
     "   +- Exchange(by=[customer]) +I -U +U\n"
     "      +- GroupAggregate(groupBy=[customer, qty], select=[COUNT(*)]) +I -U +U\n"
     "            state: one row per group, kept for good: it grows with every new group\n"
     "         +- Exchange(by=[customer, qty]) +I\n"
     "            +- Source(table=[orders], connector=[filesystem], columns=[customer, qty, ts], watermark=[(ts - 5000:INTERVAL SECOND)]) +I\n"
     "bounded input, no sink that keeps a promise\n"},
    {"SELECT DISTINCT customer, qty FROM orders",
     "== Physical Plan ==\n"
     "Sink(table=[select], connector=[print], columns=[customer, qty]) +I\n"
     "+- GroupAggregate(groupBy=[customer, qty], select=[]) +I\n"
     "      state: one row per group, kept for good: it grows with every new group\n"
     "   +- Exchange(by=[customer, qty]) +I\n"
     "      +- Source(table=[orders], connector=[filesystem], columns=[customer, qty, ts], watermark=[(ts - 5000:INTERVAL SECOND)]) +I\n"
     "bounded input, no sink that keeps a promise\n"},
    {"INSERT INTO files SELECT DISTINCT qty, customer FROM orders",
     "== Physical Plan ==\n"
     "Sink(table=[files], connector=[filesystem], columns=[a, b]) +I\n"
     "+- GroupAggregate(groupBy=[qty, customer], select=[]) +I\n"
     "      state: one row per group, kept for good: it grows with every new group\n"
     "   +- Exchange(by=[qty, customer]) +I\n"
     "      +- Source(table=[orders], connector=[filesystem], columns=[customer, qty, ts], watermark=[(ts - 5000:INTERVAL SECOND)]) +I\n"
     "bounded input, exactly once\n"},
    {"SELECT id FROM orders UNION SELECT id FROM clicks",
     "== Physical Plan ==\n"
     "Sink(table=[select], connector=[print], columns=[id]) +I\n"
     "+- GroupAggregate(groupBy=[id], select=[]) +I\n"
     "      state: one row per group, kept for good: it grows with every new group\n"
     "   +- Exchange(by=[id]) +I\n"
     "      +- Union(all=[id]) +I\n"
     "         +- Calc(select=[id]) +I\n"
     "            +- Source(table=[orders], connector=[filesystem], columns=[id, ts], watermark=[(ts - 5000:INTERVAL SECOND)]) +I\n"
     "         +- Calc(select=[id]) +I\n"
     "            +- Source(table=[clicks], connector=[filesystem], columns=[id, happened], watermark=[happened]) +I\n"
     "bounded input, no sink that keeps a promise\n"},
    {"CREATE TABLE up (a STRING, n BIGINT, PRIMARY KEY (a) NOT ENFORCED) WITH ('connector' "
     "= 'keyed'); INSERT INTO up SELECT customer, COUNT(*) FROM orders GROUP BY customer",
     "== Physical Plan ==\n"
     "Sink(table=[up], connector=[keyed], columns=[a, n]) +I +U\n"
     "+- GroupAggregate(groupBy=[customer], select=[COUNT(*)]) +I +U\n"
     "      state: one row per group, kept for good: it grows with every new group\n"
     "   +- Exchange(by=[customer]) +I\n"
     "      +- Source(table=[orders], connector=[filesystem], columns=[customer, ts], watermark=[(ts - 5000:INTERVAL SECOND)]) +I\n"
     "bounded input, no sink that keeps a promise\n"},
    {"CREATE TABLE up (a STRING, n BIGINT, PRIMARY KEY (a) NOT ENFORCED) WITH ('connector' "
     "= 'keyed'); INSERT INTO up SELECT customer, COUNT(*) FROM orders GROUP BY customer "
     "HAVING COUNT(*) > 1",
     "== Physical Plan ==\n"
     "Sink(table=[up], connector=[keyed], columns=[a, n], -U deletes) +I -U +U\n"
     "+- Calc(select=[customer AS a, COUNT(*) AS n], where=[(COUNT(*) > 1)]) +I -U +U\n"
     "   +- GroupAggregate(groupBy=[customer], select=[COUNT(*)]) +I -U +U\n"
     "         state: one row per group, kept for good: it grows with every new group\n"
     "      +- Exchange(by=[customer]) +I\n"
     "         +- Source(table=[orders], connector=[filesystem], columns=[customer, ts], watermark=[(ts - 5000:INTERVAL SECOND)]) +I\n"
     "bounded input, no sink that keeps a promise\n"},
    {"SELECT * FROM TUMBLE(TABLE clicks, DESCRIPTOR(happened), INTERVAL '1' MINUTE)",
     "== Physical Plan ==\n"
     "Sink(table=[select], connector=[print], columns=[id, url, happened, window_start, window_end, window_time]) +I\n"
     "+- Calc(select=[id, url, happened, window_start, window_end, window_time]) +I\n"
     "   +- WindowTable(TUMBLE(happened, 1 min)) +I\n"
     "      +- Source(table=[clicks], connector=[filesystem], columns=[id, url, happened], watermark=[happened]) +I\n"
     "bounded input, no sink that keeps a promise\n"},
    {"SELECT id, window_end FROM TABLE(HOP(TABLE clicks, DESCRIPTOR(happened), INTERVAL "
     "'1' MINUTE, INTERVAL '5' MINUTE)) WHERE url = 'x'",
     "== Physical Plan ==\n"
     "Sink(table=[select], connector=[print], columns=[id, window_end]) +I\n"
     "+- Calc(select=[id, window_end]) +I\n"
     "   +- WindowTable(HOP(happened, 1 min, 5 min)) +I\n"
     "      +- Calc(select=[id, happened], where=[(url = 'x')]) +I\n"
     "         +- Source(table=[clicks], connector=[filesystem], columns=[id, url, happened], watermark=[happened]) +I\n"
     "bounded input, no sink that keeps a promise\n"},
    /* EXPLAIN with details. */
    {"EXPLAIN ESTIMATED_COST SELECT id FROM orders WHERE qty = 3 AND amount > 1",
     "== Physical Plan ==\n"
     "Sink(table=[select], connector=[print], columns=[id]) +I: rowcount = 7.5e+06, cumulative cost = {1.15e+08 rows}\n"
     "+- Calc(select=[id], where=[((qty = 3) AND (amount > 1.0))]) +I: rowcount = 7.5e+06, cumulative cost = {1.075e+08 rows}\n"
     "   +- Source(table=[orders], connector=[filesystem], columns=[id, qty, amount, ts], watermark=[(ts - 5000:INTERVAL SECOND)]) +I: rowcount = 1e+08, cumulative cost = {1e+08 rows}\n"
     "bounded input, no sink that keeps a promise\n"},
    {"EXPLAIN PLAN_ADVICE SELECT b, COUNT(*) FROM feed GROUP BY b",
     "== Physical Plan ==\n"
     "Sink(table=[select], connector=[print], columns=[b, EXPR$1]) +I -U +U\n"
     "+- GroupAggregate(groupBy=[b], select=[COUNT(*)]) +I -U +U\n"
     "      state: one row per group, kept for good: it grows with every new group\n"
     "   +- Exchange(by=[b]) +I\n"
     "      +- Source(table=[feed], connector=[feed], columns=[b]) +I\n"
     "unbounded input, no sink that keeps a promise\n"
     "== Advice ==\n"
     "advice[1]: [WARNING] line 1: the state of GroupAggregate(groupBy=[b], select=[COUNT(*)]) grows with every new key of an endless input; a window (TUMBLE, HOP) in FROM and window_start, window_end in GROUP BY bound it, and so do rows that expire: SET 'table.exec.state.ttl' = '1 d'\n"},
    {"EXPLAIN PLAN_ADVICE SELECT /*+ STATE_TTL('f' = '90 min') */ b, COUNT(*) FROM feed AS f GROUP BY b",
     "== Physical Plan ==\n"
     "Sink(table=[select], connector=[print], columns=[b, EXPR$1]) +I -U +U\n"
     "+- GroupAggregate(groupBy=[b], select=[COUNT(*)], ttl=[90 min]) +I -U +U\n"
     "      state: one row per group; it expires 90 min after a row came for it last\n"
     "   +- Exchange(by=[b]) +I\n"
     "      +- Source(table=[feed], connector=[feed], columns=[b]) +I\n"
     "unbounded input, no sink that keeps a promise\n"
     "== Advice ==\n"
     "No available advice...\n"},
    {"EXPLAIN PLAN_ADVICE, CHANGELOG_MODE SELECT a FROM feed",
     "== Physical Plan ==\n"
     "Sink(table=[select], connector=[print], columns=[a]) +I\n"
     "+- Source(table=[feed], connector=[feed], columns=[a]) +I\n"
     "unbounded input, no sink that keeps a promise\n"
     "== Advice ==\n"
     "No available advice...\n"},
    {"EXPLAIN JSON_EXECUTION_PLAN SELECT COUNT(*) FROM feed WHERE b = 'x\"y'",
     "{\n"
     "  \"nodes\" : [ {\n"
     "    \"id\" : 1,\n"
     "    \"type\" : \"Source: feed[1]\",\n"
     "    \"pact\" : \"Data Source\",\n"
     "    \"contents\" : \"Source(table=[feed], connector=[feed], columns=[b])\",\n"
     "    \"parallelism\" : 2\n"
     "  }, {\n"
     "    \"id\" : 2,\n"
     "    \"type\" : \"Calc[2]\",\n"
     "    \"pact\" : \"Operator\",\n"
     "    \"contents\" : \"Calc(where=[(b = 'x\\\"y')])\",\n"
     "    \"parallelism\" : 2,\n"
     "    \"predecessors\" : [ {\n"
     "      \"id\" : 1,\n"
     "      \"ship_strategy\" : \"FORWARD\",\n"
     "      \"side\" : \"second\"\n"
     "    } ]\n"
     "  }, {\n"
     "    \"id\" : 4,\n"
     "    \"type\" : \"GroupAggregate[4]\",\n"
     "    \"pact\" : \"Operator\",\n"
     "    \"contents\" : \"GroupAggregate(groupBy=[], select=[COUNT(*)])\",\n"
     "    \"parallelism\" : 2,\n"
     "    \"predecessors\" : [ {\n"
     "      \"id\" : 2,\n"
     "      \"ship_strategy\" : \"GLOBAL\",\n"
     "      \"side\" : \"second\"\n"
     "    } ]\n"
     "  }, {\n"
     "    \"id\" : 5,\n"
     "    \"type\" : \"Sink: select[5]\",\n"
     "    \"pact\" : \"Data Sink\",\n"
     "    \"contents\" : \"Sink(table=[select], connector=[print], columns=[EXPR$0])\",\n"
     "    \"parallelism\" : 2,\n"
     "    \"predecessors\" : [ {\n"
     "      \"id\" : 4,\n"
     "      \"ship_strategy\" : \"FORWARD\",\n"
     "      \"side\" : \"second\"\n"
     "    } ]\n"
     "  } ]\n"
     "}\n"},
    /* Filters move down: below a GROUP BY by its keys, into a UNION, below windows; 10 / k stays behind the test before it. */
    {"SELECT customer, COUNT(*) FROM orders GROUP BY customer HAVING customer = 'a' AND COUNT(*) > 3",
     "== Physical Plan ==\n"
     "Sink(table=[select], connector=[print], columns=[customer, EXPR$1]) +I -U +U\n"
     "+- Calc(select=[customer, COUNT(*) AS EXPR$1], where=[(COUNT(*) > 3)]) +I -U +U\n"
     "   +- GroupAggregate(groupBy=[customer], select=[COUNT(*)]) +I -U +U\n"
     "         state: one row per group, kept for good: it grows with every new group\n"
     "      +- Exchange(by=[customer]) +I\n"
     "         +- Calc(select=[customer], where=[(customer = 'a')]) +I\n"
     "            +- Source(table=[orders], connector=[filesystem], columns=[customer, ts], watermark=[(ts - 5000:INTERVAL SECOND)]) +I\n"
     "bounded input, no sink that keeps a promise\n"},
    {"SELECT * FROM (SELECT qty AS k, COUNT(*) AS n FROM orders GROUP BY qty) WHERE n > 3 AND 10 / k > 1",
     "== Physical Plan ==\n"
     "Sink(table=[select], connector=[print], columns=[k, n]) +I -U +U\n"
     "+- Calc(select=[qty AS k, COUNT(*) AS n], where=[((COUNT(*) > 3) AND ((10 / qty) > 1))]) +I -U +U\n"
     "   +- GroupAggregate(groupBy=[qty], select=[COUNT(*)]) +I -U +U\n"
     "         state: one row per group, kept for good: it grows with every new group\n"
     "      +- Exchange(by=[qty]) +I\n"
     "         +- Source(table=[orders], connector=[filesystem], columns=[qty, ts], watermark=[(ts - 5000:INTERVAL SECOND)]) +I\n"
     "bounded input, no sink that keeps a promise\n"},
    {"SELECT * FROM (SELECT id, qty FROM orders UNION ALL SELECT qty, id FROM orders) WHERE id > 3",
     "== Physical Plan ==\n"
     "Sink(table=[select], connector=[print], columns=[id, qty]) +I\n"
     "+- Union(all=[id, qty]) +I\n"
     "   +- Calc(select=[id, qty], where=[(id > 3)]) +I\n"
     "      +- [1] Source(table=[orders], connector=[filesystem], columns=[id, qty, ts], watermark=[(ts - 5000:INTERVAL SECOND)]) +I\n"
     "   +- Calc(select=[qty AS id, id AS qty], where=[(qty > 3)]) +I\n"
     "      +- as [1] above\n"
     "bounded input, no sink that keeps a promise\n"},
    /* not below a window: rows of other customers can be late, too */
    {"SELECT * FROM (SELECT customer, window_start, COUNT(*) AS n FROM TUMBLE(TABLE orders, DESCRIPTOR(ts), INTERVAL '1' MINUTE) GROUP BY customer, window_start, window_end) WHERE customer = 'a' AND window_start > TIMESTAMP '2024-01-01 00:00:00'",
     "== Physical Plan ==\n"
     "Sink(table=[select], connector=[print], columns=[customer, window_start, n]) +I\n"
     "+- Calc(select=[customer, window_start, COUNT(*) AS n], where=[((customer = 'a') AND (window_start > TIMESTAMP '2024-01-01 00:00:00.000'))]) +I\n"
     "   +- WindowAggregate(TUMBLE(ts, 1 min), groupBy=[customer], select=[COUNT(*)]) +I\n"
     "         state: one row per group and open window; dropped when the watermark passes the end of the window\n"
     "      +- Exchange(by=[customer]) +I\n"
     "         +- Source(table=[orders], connector=[filesystem], columns=[customer, ts], watermark=[(ts - 5000:INTERVAL SECOND)]) +I\n"
     "bounded input, no sink that keeps a promise\n"},
    {"SELECT window_start, window_end, COUNT(*) FROM TUMBLE(DATA => TABLE clicks, TIMECOL "
     "=> DESCRIPTOR(happened), SIZE => INTERVAL '1' MINUTE, `OFFSET` => INTERVAL '10' "
     "SECOND) GROUP BY window_start, window_end",
     "== Physical Plan ==\n"
     "Sink(table=[select], connector=[print], columns=[window_start, window_end, EXPR$2]) +I\n"
     "+- Calc(select=[window_start, window_end, COUNT(*) AS EXPR$2]) +I\n"
     "   +- WindowAggregate(TUMBLE(happened, 1 min, offset 10 s), groupBy=[], select=[COUNT(*)]) +I\n"
     "         state: one row and open window; dropped when the watermark passes the end of the window\n"
     "      +- Exchange(to one worker) +I\n"
     "         +- Source(table=[clicks], connector=[filesystem], columns=[happened], watermark=[happened]) +I\n"
     "bounded input, no sink that keeps a promise\n"},
    {"SELECT ws, url, n FROM (SELECT window_start AS ws, window_end AS we, url, COUNT(*) "
     "AS n FROM (SELECT * FROM TUMBLE(TABLE clicks, DESCRIPTOR(happened), INTERVAL '1' "
     "MINUTE) WHERE id > 1) GROUP BY window_start, window_end, url)",
     "== Physical Plan ==\n"
     "Sink(table=[select], connector=[print], columns=[ws, url, n]) +I\n"
     "+- Calc(select=[window_start AS ws, url, COUNT(*) AS n]) +I\n"
     "   +- WindowAggregate(TUMBLE(happened, 1 min), groupBy=[url], select=[COUNT(*)]) +I\n"
     "         state: one row per group and open window; dropped when the watermark passes the end of the window\n"
     "      +- Exchange(by=[url]) +I\n"
     "         +- Calc(select=[url, happened], where=[(id > 1)]) +I\n"
     "            +- Source(table=[clicks], connector=[filesystem], columns=[id, url, happened], watermark=[happened]) +I\n"
     "bounded input, no sink that keeps a promise\n"},
    {"SELECT window_start, COUNT(*) FROM TUMBLE(TABLE clicks, DESCRIPTOR(happened), "
     "INTERVAL '1' MINUTE) GROUP BY window_start",
     "== Physical Plan ==\n"
     "Sink(table=[select], connector=[print], columns=[window_start, EXPR$1]) +I -U +U\n"
     "+- GroupAggregate(groupBy=[window_start], select=[COUNT(*)]) +I -U +U\n"
     "      state: one row per group, kept for good: it grows with every new group\n"
     "   +- Exchange(by=[window_start]) +I\n"
     "      +- WindowTable(TUMBLE(happened, 1 min)) +I\n"
     "         +- Source(table=[clicks], connector=[filesystem], columns=[happened], watermark=[happened]) +I\n"
     "bounded input, no sink that keeps a promise\n"},
    {"SELECT window_start, window_end, window_time, COUNT(*) FROM TUMBLE(TABLE clicks, "
     "DESCRIPTOR(happened), INTERVAL '1' MINUTE) GROUP BY window_start, window_end, "
     "window_time",
     "== Physical Plan ==\n"
     "Sink(table=[select], connector=[print], columns=[window_start, window_end, window_time, EXPR$3]) +I\n"
     "+- Calc(select=[window_start, window_end, window_time, COUNT(*) AS EXPR$3]) +I\n"
     "   +- WindowAggregate(TUMBLE(happened, 1 min), groupBy=[], select=[COUNT(*)]) +I\n"
     "         state: one row and open window; dropped when the watermark passes the end of the window\n"
     "      +- Exchange(to one worker) +I\n"
     "         +- Source(table=[clicks], connector=[filesystem], columns=[happened], watermark=[happened]) +I\n"
     "bounded input, no sink that keeps a promise\n"},
    {"SELECT window_start, window_end FROM TUMBLE(TABLE clicks, DESCRIPTOR(happened), "
     "INTERVAL '1' MINUTE) GROUP BY window_start, window_end",
     "== Physical Plan ==\n"
     "Sink(table=[select], connector=[print], columns=[window_start, window_end]) +I\n"
     "+- Calc(select=[window_start, window_end]) +I\n"
     "   +- WindowAggregate(TUMBLE(happened, 1 min), groupBy=[], select=[]) +I\n"
     "         state: one row and open window; dropped when the watermark passes the end of the window\n"
     "      +- Exchange(to one worker) +I\n"
     "         +- Source(table=[clicks], connector=[filesystem], columns=[happened], watermark=[happened]) +I\n"
     "bounded input, no sink that keeps a promise\n"},
    {"SELECT DISTINCT window_start, window_end, url FROM TUMBLE(TABLE clicks, "
     "DESCRIPTOR(happened), INTERVAL '1' MINUTE)",
     "== Physical Plan ==\n"
     "Sink(table=[select], connector=[print], columns=[window_start, window_end, url]) +I\n"
     "+- Calc(select=[window_start, window_end, url]) +I\n"
     "   +- WindowAggregate(TUMBLE(happened, 1 min), groupBy=[url], select=[]) +I\n"
     "         state: one row per group and open window; dropped when the watermark passes the end of the window\n"
     "      +- Exchange(by=[url]) +I\n"
     "         +- Source(table=[clicks], connector=[filesystem], columns=[url, happened], watermark=[happened]) +I\n"
     "bounded input, no sink that keeps a promise\n"},
    {"SELECT window_start, COUNT(*) FROM HOP(TABLE clicks, DESCRIPTOR(happened), INTERVAL "
     "'1' MINUTE, INTERVAL '5' MINUTE) WHERE window_start > TIMESTAMP '2024-01-01 "
     "00:00:00' GROUP BY window_start, window_end",
     "== Physical Plan ==\n"
     "Sink(table=[select], connector=[print], columns=[window_start, EXPR$1]) +I\n"
     "+- Calc(select=[(window_end - 300000:INTERVAL SECOND) AS window_start, COUNT(*) AS EXPR$1]) +I\n"
     "   +- WindowAggregate(TUMBLE(window_time, 1 min), groupBy=[], select=[COUNT(*)]) +I\n"
     "         state: one row and open window; dropped when the watermark passes the end of the window\n"
     "      +- Exchange(to one worker) +I\n"
     "         +- Calc(select=[window_time], where=[(window_start > TIMESTAMP '2024-01-01 00:00:00.000')]) +I\n"
     "            +- WindowTable(HOP(happened, 1 min, 5 min)) +I\n"
     "               +- Source(table=[clicks], connector=[filesystem], columns=[happened], watermark=[happened]) +I\n"
     "bounded input, no sink that keeps a promise\n"},
    {"SELECT window_start, window_end, SUM(n) FROM (SELECT window_start, window_end, url, "
     "COUNT(*) AS n FROM HOP(TABLE clicks, DESCRIPTOR(happened), INTERVAL '1' MINUTE, "
     "INTERVAL '5' MINUTE) GROUP BY window_start, window_end, url) GROUP BY window_start, "
     "window_end",
     "== Physical Plan ==\n"
     "Sink(table=[select], connector=[print], columns=[window_start, window_end, EXPR$2]) +I\n"
     "+- Calc(select=[(window_end - 300000:INTERVAL SECOND) AS window_start, window_end, SUM(COUNT(*)) AS EXPR$2]) +I\n"
     "   +- WindowAggregate(TUMBLE(window_time, 1 min), groupBy=[], select=[SUM(COUNT(*))]) +I\n"
     "         state: one row and open window; dropped when the watermark passes the end of the window\n"
     "      +- Exchange(to one worker) +I\n"
     "         +- WindowAggregate(HOP(happened, 1 min, 5 min), groupBy=[url], select=[COUNT(*)]) +I\n"
     "               state: one row per group and open slice of a window; dropped when the watermark passes the end of the window\n"
     "            +- Exchange(by=[url]) +I\n"
     "               +- Source(table=[clicks], connector=[filesystem], columns=[url, happened], watermark=[happened]) +I\n"
     "bounded input, no sink that keeps a promise\n"},
    {"SELECT window_start, window_end, COUNT(*) FROM TUMBLE(TABLE (SELECT window_time AS "
     "t, n FROM (SELECT window_time, url, COUNT(*) AS n FROM TUMBLE(TABLE clicks, "
     "DESCRIPTOR(happened), INTERVAL '1' MINUTE) GROUP BY window_start, window_end, "
     "window_time, url)), DESCRIPTOR(t), INTERVAL '1' HOUR) GROUP BY window_start, "
     "window_end",
     "== Physical Plan ==\n"
     "Sink(table=[select], connector=[print], columns=[window_start, window_end, EXPR$2]) +I\n"
     "+- Calc(select=[window_start, window_end, COUNT(*) AS EXPR$2]) +I\n"
     "   +- WindowAggregate(TUMBLE(window_time, 1 h), groupBy=[], select=[COUNT(*)]) +I\n"
     "         state: one row and open window; dropped when the watermark passes the end of the window\n"
     "      +- Exchange(to one worker) +I\n"
     "         +- WindowAggregate(TUMBLE(happened, 1 min), groupBy=[url], select=[]) +I\n"
     "               state: one row per group and open window; dropped when the watermark passes the end of the window\n"
     "            +- Exchange(by=[url]) +I\n"
     "               +- Source(table=[clicks], connector=[filesystem], columns=[url, happened], watermark=[happened]) +I\n"
     "bounded input, no sink that keeps a promise\n"},
    {"CREATE VIEW vw AS SELECT url, happened AS h FROM clicks WHERE id > 0; SELECT "
     "window_end, url, COUNT(*) FROM TUMBLE(TABLE vw, DESCRIPTOR(h), INTERVAL '1' MINUTE) "
     "GROUP BY window_end, url, window_start",
     "== Physical Plan ==\n"
     "Sink(table=[select], connector=[print], columns=[window_end, url, EXPR$2]) +I\n"
     "+- Calc(select=[window_end, url, COUNT(*) AS EXPR$2]) +I\n"
     "   +- WindowAggregate(TUMBLE(happened, 1 min), groupBy=[url], select=[COUNT(*)]) +I\n"
     "         state: one row per group and open window; dropped when the watermark passes the end of the window\n"
     "      +- Exchange(by=[url]) +I\n"
     "         +- Calc(select=[url, happened], where=[(id > 0)]) +I\n"
     "            +- Source(table=[clicks], connector=[filesystem], columns=[id, url, happened], watermark=[happened]) +I\n"
     "bounded input, no sink that keeps a promise\n"},
    {"WITH u AS (SELECT ts AS t FROM orders UNION ALL SELECT happened FROM clicks) SELECT "
     "window_start, COUNT(*) FROM TUMBLE(TABLE u, DESCRIPTOR(t), INTERVAL '1' MINUTE) "
     "GROUP BY window_start, window_end",
     "== Physical Plan ==\n"
     "Sink(table=[select], connector=[print], columns=[window_start, EXPR$1]) +I\n"
     "+- Calc(select=[window_start, COUNT(*) AS EXPR$1]) +I\n"
     "   +- WindowAggregate(TUMBLE(t, 1 min), groupBy=[], select=[COUNT(*)]) +I\n"
     "         state: one row and open window; dropped when the watermark passes the end of the window\n"
     "      +- Exchange(to one worker) +I\n"
     "         +- Union(all=[t]) +I\n"
     "            +- Source(table=[orders], connector=[filesystem], columns=[ts], watermark=[(ts - 5000:INTERVAL SECOND)]) +I\n"
     "            +- Source(table=[clicks], connector=[filesystem], columns=[happened], watermark=[happened]) +I\n"
     "bounded input, no sink that keeps a promise\n"},
    {"EXECUTE STATEMENT SET BEGIN INSERT INTO out1 SELECT id, customer FROM orders; INSERT "
     "INTO files SELECT qty, customer FROM orders WHERE id > 3; END",
     "== Physical Plan ==\n"
     "Sink(table=[out1], connector=[print], columns=[a, b]) +I\n"
     "+- Calc(select=[id AS a, customer AS b]) +I\n"
     "   +- [1] Source(table=[orders], connector=[filesystem], columns=[id, customer, qty, ts], watermark=[(ts - 5000:INTERVAL SECOND)]) +I\n"
     "Sink(table=[files], connector=[filesystem], columns=[a, b]) +I\n"
     "+- Calc(select=[qty AS a, customer AS b], where=[(id > 3)]) +I\n"
     "   +- as [1] above\n"
     "bounded input, exactly once\n"},
    {"EXECUTE STATEMENT SET BEGIN INSERT INTO out1 SELECT CAST(COUNT(*) AS INT), customer "
     "FROM orders GROUP BY customer; INSERT INTO out1 SELECT CAST(COUNT(*) AS INT) + 1, "
     "customer FROM orders GROUP BY customer; END",
     "== Physical Plan ==\n"
     "Sink(table=[out1], connector=[print], columns=[a, b]) +I -U +U\n"
     "+- Calc(select=[CAST(COUNT(*) AS INT) AS a, customer AS b]) +I -U +U\n"
     "   +- [1] GroupAggregate(groupBy=[customer], select=[COUNT(*)]) +I -U +U\n"
     "         state: one row per group, kept for good: it grows with every new group\n"
     "      +- Exchange(by=[customer]) +I\n"
     "         +- Source(table=[orders], connector=[filesystem], columns=[customer, ts], watermark=[(ts - 5000:INTERVAL SECOND)]) +I\n"
     "Sink(table=[out1], connector=[print], columns=[a, b]) +I -U +U\n"
     "+- Calc(select=[(CAST(COUNT(*) AS INT) + 1) AS a, customer AS b]) +I -U +U\n"
     "   +- as [1] above\n"
     "bounded input, no sink that keeps a promise\n"},
    {"CREATE VIEW v1 AS SELECT id, customer FROM orders WHERE qty > 1; EXECUTE STATEMENT "
     "SET BEGIN INSERT INTO out1 SELECT * FROM v1; INSERT INTO files SELECT * FROM v1; END",
     "== Physical Plan ==\n"
     "Sink(table=[out1], connector=[print], columns=[a, b]) +I\n"
     "+- [1] Calc(select=[id AS a, customer AS b], where=[(qty > 1)]) +I\n"
     "   +- Source(table=[orders], connector=[filesystem], columns=[id, customer, qty, ts], watermark=[(ts - 5000:INTERVAL SECOND)]) +I\n"
     "Sink(table=[files], connector=[filesystem], columns=[a, b]) +I\n"
     "+- as [1] above\n"
     "bounded input, exactly once\n"},
    {"SELECT id FROM orders UNION ALL SELECT id FROM orders",
     "== Physical Plan ==\n"
     "Sink(table=[select], connector=[print], columns=[id]) +I\n"
     "+- Union(all=[id]) +I\n"
     "   +- [1] Calc(select=[id]) +I\n"
     "      +- Source(table=[orders], connector=[filesystem], columns=[id, ts], watermark=[(ts - 5000:INTERVAL SECOND)]) +I\n"
     "   +- as [1] above\n"
     "bounded input, no sink that keeps a promise\n"},
    {"SELECT id FROM orders /*+ OPTIONS('path' = 'p2') */ UNION ALL SELECT id FROM orders "
     "/*+ OPTIONS('path' = 'p2') */",
     "== Physical Plan ==\n"
     "Sink(table=[select], connector=[print], columns=[id]) +I\n"
     "+- Union(all=[id]) +I\n"
     "   +- [1] Calc(select=[id]) +I\n"
     "      +- Source(table=[orders], connector=[filesystem], columns=[id, ts], watermark=[(ts - 5000:INTERVAL SECOND)]) +I\n"
     "   +- as [1] above\n"
     "bounded input, no sink that keeps a promise\n"},
    {"SELECT id FROM orders UNION ALL SELECT id FROM orders /*+ OPTIONS('path' = 'p2') */",
     "== Physical Plan ==\n"
     "Sink(table=[select], connector=[print], columns=[id]) +I\n"
     "+- Union(all=[id]) +I\n"
     "   +- Calc(select=[id]) +I\n"
     "      +- Source(table=[orders], connector=[filesystem], columns=[id, ts], watermark=[(ts - 5000:INTERVAL SECOND)]) +I\n"
     "   +- Calc(select=[id]) +I\n"
     "      +- Source(table=[orders], connector=[filesystem], columns=[id, ts], watermark=[(ts - 5000:INTERVAL SECOND)]) +I\n"
     "bounded input, no sink that keeps a promise\n"},
    {"CREATE TABLE comp (a INT, twice AS a * 2, f VARCHAR(4) METADATA FROM 'file.name', s "
     "BIGINT METADATA FROM 'file.size' VIRTUAL, t STRING, rt AS CAST(t AS TIMESTAMP(3)), "
     "WATERMARK FOR rt AS rt) WITH ('connector' = 'filesystem', 'path' = 'x', 'format' = "
     "'json'); SELECT twice, f FROM comp",
     "== Physical Plan ==\n"
     "Sink(table=[select], connector=[print], columns=[twice, f]) +I\n"
     "+- Calc(select=[twice, f]) +I\n"
     "   +- Source(table=[comp], connector=[filesystem], columns=[a, f, t], select=[(a * 2) AS twice, CAST(f AS VARCHAR(4)) AS f, CAST(t AS TIMESTAMP(3)) AS rt], watermark=[rt]) +I\n"
     "bounded input, no sink that keeps a promise\n"},
    {"SET 'table.exec.sink.not-null-enforcer' = 'DROP'; CREATE TABLE nn (a INT NOT NULL, b "
     "STRING) WITH ('connector' = 'print'); INSERT INTO nn SELECT id, customer FROM orders",
     "== Physical Plan ==\n"
     "Sink(table=[nn], connector=[print], columns=[a, b]) +I\n"
     "+- Calc(select=[id AS a, customer AS b], where=[id IS NOT NULL]) +I\n"
     "   +- Source(table=[orders], connector=[filesystem], columns=[id, customer, ts], watermark=[(ts - 5000:INTERVAL SECOND)]) +I\n"
     "bounded input, no sink that keeps a promise\n"},
    {"SET 'table.exec.sink.type-length-enforcer' = 'TRIM_PAD'; CREATE TABLE sh (a "
     "VARCHAR(3), b CHAR(5)) WITH ('connector' = 'print'); INSERT INTO sh SELECT "
     "CAST(customer AS VARCHAR(3)), CAST('x' AS CHAR(2)) FROM orders",
     "== Physical Plan ==\n"
     "Sink(table=[sh], connector=[print], columns=[a, b]) +I\n"
     "+- Calc(select=[CAST(CAST(CAST(customer AS VARCHAR(3)) AS STRING) AS VARCHAR(3)) AS a, 'x    ' AS b]) +I\n"
     "   +- Source(table=[orders], connector=[filesystem], columns=[customer, ts], watermark=[(ts - 5000:INTERVAL SECOND)]) +I\n"
     "bounded input, no sink that keeps a promise\n"},
    {"CREATE TABLE parts (a INT, p STRING, q INT) PARTITIONED BY (p, q) WITH ('connector' "
     "= 'filesystem', 'path' = 'x', 'format' = 'json'); INSERT INTO parts PARTITION (p = "
     "'x') SELECT id, qty FROM orders",
     "== Physical Plan ==\n"
     "Sink(table=[parts], connector=[filesystem], columns=[a, p, q]) +I\n"
     "+- Calc(select=[id AS a, 'x' AS p, qty AS q]) +I\n"
     "   +- Source(table=[orders], connector=[filesystem], columns=[id, qty, ts], watermark=[(ts - 5000:INTERVAL SECOND)]) +I\n"
     "bounded input, exactly once\n"},
    {"CREATE TABLE ctas WITH ('connector' = 'print') AS SELECT id AS a, customer AS b FROM "
     "orders",
     "== Physical Plan ==\n"
     "Sink(table=[ctas], connector=[print], columns=[a, b]) +I\n"
     "+- Calc(select=[id AS a, customer AS b]) +I\n"
     "   +- Source(table=[orders], connector=[filesystem], columns=[id, customer, ts], watermark=[(ts - 5000:INTERVAL SECOND)]) +I\n"
     "bounded input, no sink that keeps a promise\n"},
    {"CREATE TABLE late (id INT, url STRING, happened TIMESTAMP(3), weir_watermark "
     "TIMESTAMP(3), weir_operator STRING) WITH ('connector' = 'filesystem', 'path' = 'l', "
     "'format' = 'json'); SET 'weir.late-rows' = 'late'; SELECT window_start, COUNT(*) "
     "FROM TUMBLE(TABLE clicks, DESCRIPTOR(happened), INTERVAL '1' MINUTE) GROUP BY "
     "window_start, window_end",
     "== Physical Plan ==\n"
     "Sink(table=[select], connector=[print], columns=[window_start, EXPR$1]) +I\n"
     "+- Calc(select=[window_start, COUNT(*) AS EXPR$1]) +I\n"
     "   +- WindowAggregate(TUMBLE(happened, 1 min), groupBy=[], select=[COUNT(*)]) +I\n"
     "         state: one row and open window; dropped when the watermark passes the end of the window\n"
     "      +- Exchange(to one worker) +I\n"
     "         +- Source(table=[clicks], connector=[filesystem], columns=[id, url, happened], select=[happened], watermark=[happened], keeps late rows) +I\n"
     "late rows: table late, connector filesystem\n"
     "bounded input, exactly once\n"},
    {"CREATE TABLE late (id INT, weir_watermark TIMESTAMP(3), weir_operator STRING) WITH "
     "('connector' = 'print'); SET 'weir.late-rows' = 'late'; SELECT window_start, "
     "COUNT(*) FROM TUMBLE(TABLE clicks, DESCRIPTOR(happened), INTERVAL '1' MINUTE) GROUP "
     "BY window_start, window_end",
     "1:140: 'weir.late-rows' = 'late': the columns of this table must be (`id` INT, `url` STRING, `happened` TIMESTAMP(3), `weir_watermark` TIMESTAMP(3), `weir_operator` STRING)"},
    {"SET 'weir.late-rows' = 'latee'; SELECT window_start, COUNT(*) FROM TUMBLE(TABLE "
     "clicks, DESCRIPTOR(happened), INTERVAL '1' MINUTE) GROUP BY window_start, window_end",
     "1:33: 'weir.late-rows' = 'latee': there is no such table; CREATE it before this statement"},
    {"SET 'weir.late-rows' = 'latee'; SELECT id FROM clicks",
     "== Physical Plan ==\n"
     "Sink(table=[select], connector=[print], columns=[id]) +I\n"
     "+- Calc(select=[id]) +I\n"
     "   +- Source(table=[clicks], connector=[filesystem], columns=[id, happened], watermark=[happened]) +I\n"
     "bounded input, no sink that keeps a promise\n"},
    {"CREATE TABLE late (id INT, url STRING, happened TIMESTAMP(3), weir_watermark "
     "TIMESTAMP(3), weir_operator STRING) WITH ('connector' = 'print'); SET "
     "'weir.late-rows' = 'late'; WITH u AS (SELECT ts AS t FROM orders UNION ALL SELECT "
     "happened FROM clicks) SELECT window_start, COUNT(*) FROM TUMBLE(TABLE u, "
     "DESCRIPTOR(t), INTERVAL '1' MINUTE) GROUP BY window_start, window_end",
     "1:252: 'weir.late-rows' = 'late': windows read 'orders' and 'clicks', whose columns differ, so their late rows do not fit one table; split the job, or RESET 'weir.late-rows'"},
    {"CREATE TABLE bad (`source` STRING, `position` STRING, reason STRING, record BYTES) "
     "WITH ('connector' = 'print'); SET 'weir.error-rows' = 'bad'; SELECT id FROM clicks",
     "== Physical Plan ==\n"
     "Sink(table=[select], connector=[print], columns=[id]) +I\n"
     "+- Calc(select=[id]) +I\n"
     "   +- Source(table=[clicks], connector=[filesystem], columns=[id, happened], watermark=[happened]) +I\n"
     "unreadable records: table bad, connector print\n"
     "bounded input, no sink that keeps a promise\n"},
    {"CREATE TABLE bad (reason STRING) WITH ('connector' = 'print'); SET 'weir.error-rows' "
     "= 'bad'; SELECT id FROM clicks",
     "1:95: 'weir.error-rows' = 'bad': the columns of this table must be (`source` STRING, `position` STRING, `reason` STRING, `record` BYTES)"},
    {"CREATE TABLE live (a INT) WITH ('connector' = 'filesystem', 'path' = 'x', 'format' = "
     "'json', 'monitor' = '1 s'); SELECT a FROM live",
     "== Physical Plan ==\n"
     "Sink(table=[select], connector=[print], columns=[a]) +I\n"
     "+- Source(table=[live], connector=[filesystem], columns=[a]) +I\n"
     "unbounded input, no sink that keeps a promise\n"},
    {"EXPLAIN SELECT id FROM clicks",
     "== Physical Plan ==\n"
     "Sink(table=[select], connector=[print], columns=[id]) +I\n"
     "+- Calc(select=[id]) +I\n"
     "   +- Source(table=[clicks], connector=[filesystem], columns=[id, happened], watermark=[happened]) +I\n"
     "bounded input, no sink that keeps a promise\n"},
    {"EXPLAIN CHANGELOG_MODE INSERT INTO out1 SELECT id, customer FROM orders",
     "== Physical Plan ==\n"
     "Sink(table=[out1], connector=[print], columns=[a, b]) +I\n"
     "+- Calc(select=[id AS a, customer AS b]) +I\n"
     "   +- Source(table=[orders], connector=[filesystem], columns=[id, customer, ts], watermark=[(ts - 5000:INTERVAL SECOND)]) +I\n"
     "bounded input, no sink that keeps a promise\n"},
    {"SET 'execution.checkpointing.mode' = 'AT_LEAST_ONCE'; INSERT INTO files SELECT a, b "
     "FROM feed",
     "== Physical Plan ==\n"
     "Sink(table=[files], connector=[filesystem], columns=[a, b]) +I\n"
     "+- Source(table=[feed], connector=[feed], columns=[a, b]) +I\n"
     "unbounded input, exactly once\n"},
    {"SELECT COALESCE(customer, 'x'), NULLIF(id, 1), IF(id > 1, 'a', 'b'), id IN (1, 2, "
     "NULL), id NOT IN (3), id BETWEEN 1 AND 3, id NOT BETWEEN SYMMETRIC 3 AND 1, CASE id "
     "WHEN 1 THEN 'one' ELSE 'more' END, -id, +id, NOT (id = 1), id IS NULL, id IS "
     "DISTINCT FROM qty FROM orders",
     "== Physical Plan ==\n"
     "Sink(table=[select], connector=[print], columns=[EXPR$0, EXPR$1, EXPR$2, EXPR$3, EXPR$4, EXPR$5, EXPR$6, EXPR$7, EXPR$8, EXPR$9, EXPR$10, EXPR$11, EXPR$12]) +I\n"
     "+- Calc(select=[COALESCE(customer, 'x') AS EXPR$0, NULLIF(id, 1) AS EXPR$1, IF((id > 1), 'a', 'b') AS EXPR$2, IN(id, 1, 2, NULL) AS EXPR$3, NOT(IN(id, 3)) AS EXPR$4, ((id >= 1) AND (id <= 3)) AS EXPR$5, NOT((((id >= 3) AND (id <= 1)) OR ((id >= 1) AND (id <= 3)))) AS EXPR$6, CASE((id = 1), 'one', 'more') AS EXPR$7, -(id) AS EXPR$8, PLUS(id) AS EXPR$9, NOT((id = 1)) AS EXPR$10, id IS NULL AS EXPR$11, (id IS DISTINCT FROM qty) AS EXPR$12]) +I\n"
     "   +- Source(table=[orders], connector=[filesystem], columns=[id, customer, qty, ts], watermark=[(ts - 5000:INTERVAL SECOND)]) +I\n"
     "bounded input, no sink that keeps a promise\n"},
    {"CREATE TABLE comp LIKE orders; CREATE TABLE c2 (extra AS id * 10) LIKE comp "
     "(EXCLUDING WATERMARKS); SELECT extra FROM c2",
     "== Physical Plan ==\n"
     "Sink(table=[select], connector=[print], columns=[extra]) +I\n"
     "+- Source(table=[c2], connector=[filesystem], columns=[id], select=[(id * 10) AS extra]) +I\n"
     "bounded input, no sink that keeps a promise\n"},
    {"SELECT id = id, amount <> amount, -0E0 FROM orders",
     "== Physical Plan ==\n"
     "Sink(table=[select], connector=[print], columns=[EXPR$0, EXPR$1, EXPR$2]) +I\n"
     "+- Calc(select=[CASE(id IS NULL, NULL, TRUE) AS EXPR$0, CASE(amount IS NULL, NULL, FALSE) AS EXPR$1, 0.0 AS EXPR$2]) +I\n"
     "   +- Source(table=[orders], connector=[filesystem], columns=[id, amount, ts], watermark=[(ts - 5000:INTERVAL SECOND)]) +I\n"
     "bounded input, no sink that keeps a promise\n"},
};

TEST(cases) {
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        session *s = session_open();
        CHECK_STR_EQ(answer(s, PRELUDE), "done");
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
