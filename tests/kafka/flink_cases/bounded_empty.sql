-- topic: in 2
-- A topic without messages is at its end.
CREATE TABLE src (id INT) WITH ('connector' = 'kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset', 'format' = 'json');
CREATE TABLE out1 (n BIGINT) WITH ('connector' = 'print');
INSERT INTO out1 SELECT COUNT(*) FROM src;
