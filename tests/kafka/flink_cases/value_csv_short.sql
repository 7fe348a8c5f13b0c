-- topic: in
-- error: 1
-- send: in@1000 NULL | 1
-- A field is missing.
CREATE TABLE src (id INT, s STRING) WITH ('connector' = 'kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset', 'format' = 'csv');
CREATE TABLE out1 (id INT, s STRING) WITH ('connector' = 'print');
INSERT INTO out1 SELECT * FROM src;
