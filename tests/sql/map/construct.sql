-- Maps made in SQL: order, doubles, NULL, common types, and what print makes of many entries.
SELECT MAP['a', 'b', 'c', CAST(NULL AS STRING)], MAP['a', ENCODE('weir', 'UTF-8')], MAP['k', x'0102ff'], MAP['b', '1', 'a', '2', 'b', '3'];
SELECT CARDINALITY(MAP['a', 'b', 'a', 'c', 'b', 'x']), MAP[CAST(NULL AS STRING), 'b'], CARDINALITY(CAST(NULL AS MAP<STRING, STRING>));
SELECT TYPEOF(MAP['a', 'b', 'ccc', 'dd']), TYPEOF(MAP['a', ENCODE('w', 'UTF-8')]), TYPEOF(MAP['a', CAST(NULL AS STRING)]), TYPEOF(MAP['aa', x'01', 'b', x'0102']);
SELECT k, v['x'], v FROM (SELECT i AS k, MAP['x', s, 'y', NULL] AS v FROM (VALUES (1, 'p'), (2, CAST(NULL AS STRING))) AS t(i, s));
SELECT MAP['a', CAST(i AS STRING)]['a'], MAP[s, i || 'x'] FROM (VALUES ('1', 's1'), ('2', 's2')) AS t(i, s);
CREATE TABLE p (a MAP<STRING, STRING>, b MAP<STRING, BYTES>, c MAP<VARCHAR(3), VARCHAR(2)>) WITH ('connector' = 'print');
INSERT INTO p SELECT MAP['zeta', 'b', 'alpha', 'c', 'mid', 'x', 'trace-id', '1', 'é', '2', '日本', '3', 'a', 'b', 'source', 's', 'content-type', 'json', 'x', 'y', 'z', '1', 'correlation', '2', 'q', 'w', 'e', 'r', 't', 'u'], MAP['a', ENCODE('weir', 'UTF-8'), 'n', CAST(NULL AS BYTES)], MAP['abcdef', 'xyz'];
-- INSERT INTO p SELECT MAP['a', 'b', 'c', CAST(NULL AS STRING)], CAST(NULL AS MAP<STRING, BYTES>), MAP['a', 'b'];
