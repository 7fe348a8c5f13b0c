-- topic: in 2
-- order: any
-- send: in[0]@1000 NULL | {"id":1}
-- send: in[0]@2000 NULL | {"id":2}
-- send: in[1]@1000 NULL | {"id":3}
-- send: in[1]@2000 NULL | {"id":4}
-- send: in[1]@3000 NULL | {"id":5}
-- Offsets that are written down.
CREATE TABLE src (id INT) WITH ('connector' = 'kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.startup.mode' = 'specific-offsets', 'scan.startup.specific-offsets' = 'partition:0,offset:1;partition:1,offset:2', 'scan.bounded.mode' = 'latest-offset', 'format' = 'json');
CREATE TABLE out1 (id INT) WITH ('connector' = 'print');
INSERT INTO out1 SELECT id FROM src;
