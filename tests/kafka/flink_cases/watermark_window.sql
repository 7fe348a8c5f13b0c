-- topic: in 1
-- send: in@1000 NULL | {"k":"a","t":"2024-01-01 00:00:01"}
-- send: in@2000 NULL | {"k":"a","t":"2024-01-01 00:00:02"}
-- send: in@3000 NULL | {"k":"b","t":"2024-01-01 00:00:11"}
-- send: in@4000 NULL | {"k":"a","t":"2024-01-01 00:00:25"}
-- Windows over a topic.
SET 'pipeline.auto-watermark-interval' = '0 ms';
CREATE TABLE src (k STRING, t TIMESTAMP(3), WATERMARK FOR t AS t) WITH ('connector' = 'kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset', 'format' = 'json');
CREATE TABLE out1 (s TIMESTAMP(3), k STRING, n BIGINT) WITH ('connector' = 'print');
INSERT INTO out1 SELECT window_start, k, COUNT(*) FROM TABLE(TUMBLE(TABLE src, DESCRIPTOR(t), INTERVAL '10' SECOND)) GROUP BY window_start, window_end, k;
