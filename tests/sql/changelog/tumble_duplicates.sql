-- parallelism: 1
-- A window over sorted out events.
CREATE TABLE timed (id INT, name STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts, PRIMARY KEY (id) NOT ENFORCED)
  WITH ('connector' = 'filesystem', 'path' = '${DIR}/changes_timed.jsonl', 'format' = 'debezium-json');
SET 'pipeline.auto-watermark-interval' = '0 ms';
SET 'table.exec.source.cdc-events-duplicate' = 'true';
SELECT window_start, COUNT(*), SUM(id), MAX(name) FROM TABLE(TUMBLE(TABLE timed, DESCRIPTOR(ts), INTERVAL '10' SECOND)) WHERE id <> 6 GROUP BY window_start, window_end;
