-- Digits beyond the column's precision.
CREATE TABLE precise (id INT, ts TIMESTAMP(3), z TIMESTAMP_LTZ(0)) WITH ('connector' = 'filesystem', 'path' = '${DIR}/precise.jsonl', 'format' = 'json');
SELECT id, ts, z, CAST(ts AS STRING) FROM precise;
