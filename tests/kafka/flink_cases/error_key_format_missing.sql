-- topic: in
-- error: 2
-- A key's columns without a format.
CREATE TABLE src (k INT, v STRING) WITH ('connector' = 'kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset', 'key.fields' = 'k', 'value.format' = 'json');
CREATE TABLE out1 (k INT) WITH ('connector' = 'print');
INSERT INTO out1 SELECT k FROM src;
