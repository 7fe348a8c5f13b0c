-- topic: a
-- topic: b
-- order: any
-- send: a@1000 NULL | {"id":1}
-- send: b@2000 NULL | {"id":2}
-- Blanks in the list.
CREATE TABLE src (id INT) WITH ('connector' = 'kafka', 'topic' = '${CASE}-a ; ${CASE}-b', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset', 'format' = 'json');
CREATE TABLE out1 (id INT) WITH ('connector' = 'print');
INSERT INTO out1 SELECT id FROM src;
