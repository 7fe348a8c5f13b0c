-- topic: in 2
-- order: any
-- send: in[0]@1000 NULL | {"id":1}
-- send: in[1]@2000 NULL | {"id":2}
-- send: in[0]@3000 NULL | {"id":3}
-- Reading begins at the beginning of each partition.
CREATE TABLE src (id INT) WITH ('connector' = 'kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset', 'format' = 'json');
CREATE TABLE out1 (id INT) WITH ('connector' = 'print');
INSERT INTO out1 SELECT id FROM src;
