-- topic: in
-- removed: in[0] 2
-- send: in@1000 NULL | {"id":1}
-- send: in@2000 NULL | {"id":2}
-- send: in@3000 NULL | {"id":3}
-- The beginning is where retention has left it.
CREATE TABLE src (id INT, place BIGINT METADATA FROM 'offset' VIRTUAL) WITH ('connector' = 'kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset', 'format' = 'json');
CREATE TABLE out1 (id INT, place BIGINT) WITH ('connector' = 'print');
INSERT INTO out1 SELECT id, place FROM src;
