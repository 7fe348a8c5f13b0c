-- topic: in
-- error: 2
-- raw takes one column.
CREATE TABLE src (id INT, v STRING) WITH ('connector' = 'kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset', 'format' = 'raw');
CREATE TABLE out1 (k INT) WITH ('connector' = 'print');
INSERT INTO out1 SELECT id FROM src;
