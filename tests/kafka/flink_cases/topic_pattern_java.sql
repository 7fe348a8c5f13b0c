-- topic: a1
-- topic: A2
-- topic: b3
-- order: any
-- send: a1@1000 NULL | {"id":1}
-- send: A2@2000 NULL | {"id":2}
-- send: b3@3000 NULL | {"id":3}
-- A pattern as Java writes it: flags, classes, lookahead.
CREATE TABLE src (id INT, t STRING METADATA FROM 'topic' VIRTUAL) WITH ('connector' = 'kafka', 'topic-pattern' = '${CASE}-(?i)(?!b)\p{Alpha}\d', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset', 'format' = 'json');
CREATE TABLE out1 (id INT, t STRING) WITH ('connector' = 'print');
INSERT INTO out1 SELECT id, t FROM src;
