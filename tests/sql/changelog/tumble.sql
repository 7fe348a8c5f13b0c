-- parallelism: 1
-- A window gives a final result of what was added and not taken back before it fired; an empty one gives none.
CREATE TABLE timed (id INT, name STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts, PRIMARY KEY (id) NOT ENFORCED)
  WITH ('connector' = 'filesystem', 'path' = '${DIR}/changes_timed.jsonl', 'format' = 'debezium-json');
SET 'pipeline.auto-watermark-interval' = '0 ms';
SELECT window_start, COUNT(*), SUM(id), MAX(name), MIN(id), COUNT(DISTINCT name), AVG(id) FROM TABLE(TUMBLE(TABLE timed, DESCRIPTOR(ts), INTERVAL '10' SECOND)) GROUP BY window_start, window_end;
