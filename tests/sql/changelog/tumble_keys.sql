-- order: any
-- Groups of a window that lost all their rows are not there.
CREATE TABLE timed (id INT, name STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts, PRIMARY KEY (id) NOT ENFORCED)
  WITH ('connector' = 'filesystem', 'path' = '${DIR}/changes_timed.jsonl', 'format' = 'debezium-json');
SET 'pipeline.auto-watermark-interval' = '0 ms';
SELECT window_start, name, COUNT(*), SUM(id), MAX(id), MIN(ts) FROM TABLE(TUMBLE(TABLE timed, DESCRIPTOR(ts), INTERVAL '10' SECOND)) GROUP BY window_start, window_end, name;
