-- topic: in
-- removed: in[0] 2
-- send: in@1000 NULL | {"id":1}
-- send: in@2000 NULL | {"id":2}
-- send: in@3000 NULL | {"id":3}
-- The offset that is written down was removed, and the table says where to go on.
CREATE TABLE src (id INT) WITH ('connector' = 'kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'properties.auto.offset.reset' = 'earliest', 'scan.startup.mode' = 'specific-offsets', 'scan.startup.specific-offsets' = 'partition:0,offset:0', 'scan.bounded.mode' = 'latest-offset', 'format' = 'json');
CREATE TABLE out1 (id INT) WITH ('connector' = 'print');
INSERT INTO out1 SELECT id FROM src;
