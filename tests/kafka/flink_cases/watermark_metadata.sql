-- topic: in 1
-- send: in@1000 NULL | {"k":"a"}
-- send: in@2000 NULL | {"k":"a"}
-- send: in@11000 NULL | {"k":"b"}
-- Windows over the message's own time.
SET 'pipeline.auto-watermark-interval' = '0 ms';
CREATE TABLE src (k STRING, t TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL, WATERMARK FOR t AS t - INTERVAL '1' SECOND) WITH ('connector' = 'kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset', 'format' = 'json');
CREATE TABLE out1 (s TIMESTAMP(3), k STRING, n BIGINT) WITH ('connector' = 'print');
INSERT INTO out1 SELECT window_start, k, COUNT(*) FROM TABLE(TUMBLE(TABLE src, DESCRIPTOR(t), INTERVAL '10' SECOND)) GROUP BY window_start, window_end, k;
