-- topic: day.1
-- topic: day.22
-- topic: other
-- order: any
-- send: day.1@1000 NULL | {"id":1}
-- send: day.22@2000 NULL | {"id":2}
-- send: other@3000 NULL | {"id":3}
-- Every topic whose whole name matches.
CREATE TABLE src (id INT, t STRING METADATA FROM 'topic' VIRTUAL) WITH ('connector' = 'kafka', 'topic-pattern' = '${CASE}-day\.[0-9]+', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset', 'format' = 'json');
CREATE TABLE out1 (id INT, t STRING) WITH ('connector' = 'print');
INSERT INTO out1 SELECT id, t FROM src;
