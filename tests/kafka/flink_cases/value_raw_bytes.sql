-- topic: in
-- topic: out
-- read: out
-- send: in@1000 NULL | \x00\xff\x80
-- send: in@2000 NULL | abc
-- Bytes as they are.
CREATE TABLE src (v BYTES) WITH ('connector' = 'kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset', 'format' = 'raw');
CREATE TABLE dst (v BYTES) WITH ('connector' = 'kafka', 'topic' = '${CASE}-out', 'properties.bootstrap.servers' = '${BROKERS}', 'format' = 'raw');
INSERT INTO dst SELECT v FROM src;
