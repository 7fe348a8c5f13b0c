-- Without an aggregation every change goes into its windows.
CREATE TABLE timed (id INT, name STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts, PRIMARY KEY (id) NOT ENFORCED)
  WITH ('connector' = 'filesystem', 'path' = '${DIR}/changes_timed.jsonl', 'format' = 'debezium-json');
SET 'pipeline.auto-watermark-interval' = '0 ms';
SELECT * FROM TABLE(TUMBLE(TABLE timed, DESCRIPTOR(ts), INTERVAL '10' SECOND));
