-- parallelism: 1
-- Overlapping windows take rows back, too.
CREATE TABLE timed (id INT, name STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts, PRIMARY KEY (id) NOT ENFORCED)
  WITH ('connector' = 'filesystem', 'path' = '${DIR}/changes_timed.jsonl', 'format' = 'debezium-json');
SET 'pipeline.auto-watermark-interval' = '0 ms';
SELECT window_start, window_end, COUNT(*), SUM(id), MAX(id), MIN(name) FROM TABLE(HOP(TABLE timed, DESCRIPTOR(ts), INTERVAL '5' SECOND, INTERVAL '20' SECOND)) GROUP BY window_start, window_end;
