-- order: any
-- The rowtime is computed from computed columns.
CREATE TABLE t (id INT, `v` INT, twice AS v * 2, four AS v * 4, text AS '2024-01-01 00:' || LPAD(CAST(MOD(id, 3600) / 60 AS STRING), 2, '0') || ':' || LPAD(CAST(MOD(id, 60) AS STRING), 2, '0'), rt AS TO_TIMESTAMP('2024-01-01 00:' || LPAD(CAST(MOD(id, 3600) / 60 AS STRING), 2, '0') || ':' || LPAD(CAST(MOD(id, 60) AS STRING), 2, '0')), WATERMARK FOR rt AS rt - INTERVAL '1' SECOND)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/many.jsonl', 'format' = 'json');
SELECT window_start, COUNT(twice), SUM(four), MIN(text), MAX(text) FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(rt), INTERVAL '10' MINUTE)) WHERE id < 3600 GROUP BY window_start, window_end;
