-- order: any
-- Values with parts as keys of a group's state.
CREATE TABLE p (a ARRAY<STRING>, r ROW<x INT, y STRING>, m MAP<STRING, INT>, n BIGINT, s INT) WITH ('connector' = 'print');
INSERT INTO p
SELECT a, r, m, COUNT(*), SUM(i) FROM (
  SELECT ARRAY[t, 'a text that is longer than twelve bytes'] AS a, ROW(i, t) AS r, MAP[t, i] AS m, i
  FROM (VALUES (1, 'x'), (1, 'x'), (2, 'y'), (1, 'x'), (2, 'z'), (2, 'y'), (3, CAST(NULL AS STRING)), (3, CAST(NULL AS STRING))) AS v(i, t)) AS q
GROUP BY a, r, m;
