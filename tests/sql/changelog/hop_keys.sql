-- order: any
-- Overlapping windows of groups that lose rows.
CREATE TABLE timed (id INT, name STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts, PRIMARY KEY (id) NOT ENFORCED)
  WITH ('connector' = 'filesystem', 'path' = '${DIR}/changes_timed.jsonl', 'format' = 'debezium-json');
SET 'pipeline.auto-watermark-interval' = '0 ms';
SELECT window_start, name, COUNT(*), SUM(id), MAX(id) FROM TABLE(HOP(TABLE timed, DESCRIPTOR(ts), INTERVAL '5' SECOND, INTERVAL '10' SECOND)) WHERE id <> 3 GROUP BY window_start, window_end, name;
