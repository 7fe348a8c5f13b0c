-- order: any
-- Slices without a row add nothing to a sum, not even 0.0.
CREATE TABLE z (k INT, x STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/zeros.jsonl', 'format' = 'json');
SELECT k, window_start, SUM(CAST(x AS DOUBLE)) AS s, SUM(CAST(x AS FLOAT)) AS f, AVG(CAST(x AS DOUBLE)) AS a
FROM HOP(TABLE z, DESCRIPTOR(ts), INTERVAL '1' MINUTE, INTERVAL '3' MINUTES) GROUP BY k, window_start, window_end;
