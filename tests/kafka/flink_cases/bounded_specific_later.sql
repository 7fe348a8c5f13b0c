-- topic: in
-- send: in@1000 NULL | {"id":1}
-- later: in@2000 NULL | {"id":2}
-- later: in@3000 NULL | {"id":3}
-- The end lies ahead: the job waits for it.
CREATE TABLE src (id INT) WITH ('connector' = 'kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'properties.group.id' = '${CASE}-g', 'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'specific-offsets', 'scan.bounded.specific-offsets' = 'partition:0,offset:2', 'format' = 'json');
CREATE TABLE out1 (id INT) WITH ('connector' = 'print');
INSERT INTO out1 SELECT id FROM src;
