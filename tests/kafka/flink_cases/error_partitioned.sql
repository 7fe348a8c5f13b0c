-- topic: in
-- send: in@1000 NULL | {"id":1,"d":"x"}
-- differs: Flink passes over PARTITIONED BY, Weir refuses it
-- PARTITIONED BY.
CREATE TABLE src (id INT, d STRING) PARTITIONED BY (d) WITH ('connector' = 'kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset', 'format' = 'json');
CREATE TABLE out1 (k INT) WITH ('connector' = 'print');
INSERT INTO out1 SELECT id FROM src;
