-- topic: in
-- error: 1
-- send: in@1000 NULL | {"ts":"2020-12-30T12:13:14"}
-- The other standard is an error.
CREATE TABLE src (ts TIMESTAMP(3)) WITH ('connector' = 'kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset', 'format' = 'json');
CREATE TABLE out1 (ts TIMESTAMP(3)) WITH ('connector' = 'print');
INSERT INTO out1 SELECT * FROM src;
