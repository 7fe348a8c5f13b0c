-- topic: in
-- topic: out
-- read: out
-- send: in@1000 NULL | line one
-- send: in@2000 NULL | NULL
-- send: in@3000 k | 
-- Values as they are; none is NULL.
CREATE TABLE src (v STRING, ts TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL) WITH ('connector' = 'kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset', 'format' = 'raw');
CREATE TABLE out1 (v STRING, l INT) WITH ('connector' = 'print');
CREATE TABLE dst (v STRING) WITH ('connector' = 'kafka', 'topic' = '${CASE}-out', 'properties.bootstrap.servers' = '${BROKERS}', 'format' = 'raw');
INSERT INTO out1 SELECT v, CHAR_LENGTH(v) FROM src;
INSERT INTO dst SELECT UPPER(v) FROM src;
