-- topic: in
-- topic: out
-- read: out
-- send: in@1000 NULL | 2020-12-30,12:13:14,2020-12-30 12:13:14.123,2020-12-30 12:13:14.123Z
-- Times in CSV.
CREATE TABLE src (d DATE, t TIME(0), ts TIMESTAMP(3), lz TIMESTAMP_LTZ(3)) WITH ('connector' = 'kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset', 'format' = 'csv');
CREATE TABLE out1 (d DATE, t TIME(0), ts TIMESTAMP(3), lz TIMESTAMP_LTZ(3)) WITH ('connector' = 'print');
CREATE TABLE dst (d DATE, t TIME(0), ts TIMESTAMP(3), lz TIMESTAMP_LTZ(3), t0 TIMESTAMP(0), f FLOAT, b BYTES) WITH ('connector' = 'kafka', 'topic' = '${CASE}-out', 'properties.bootstrap.servers' = '${BROKERS}', 'format' = 'csv');
INSERT INTO out1 SELECT * FROM src;
INSERT INTO dst SELECT d, t, ts, lz, CAST(ts AS TIMESTAMP(0)), CAST(1.5 AS FLOAT), x'00ff' FROM src;
