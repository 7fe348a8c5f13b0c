-- order: any
-- The last values of groups over several batches.
CREATE TABLE many (id INT, k STRING, v INT, m DECIMAL(10, 2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/many.jsonl', 'format' = 'json');
CREATE VIEW g AS SELECT k, MOD(id, 7) AS r, COUNT(*) AS n, SUM(v) AS s, MIN(ts) AS first_time FROM many GROUP BY k, MOD(id, 7);
SELECT k, r, n, s, first_time FROM g WHERE n = 20;
