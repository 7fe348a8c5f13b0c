-- Columns of one name: numbered as in Flink, and found by their table.
SELECT a.x, a.x AS y, x + 1, x + 1 AS z FROM (SELECT id AS x FROM (VALUES (1), (2)) AS t(id)) AS a;
CREATE VIEW v AS SELECT 1 + 1, 'a', COUNT(*) AS n FROM (VALUES (1)) AS t(q);
DESCRIBE v;
