-- topic: in
-- send: in@1000 NULL | {"id":1}
-- send: in@2000 NULL | {"id":2}
-- later: in@3000 NULL | {"id":3}
-- later: in@4000 NULL | {"id":4}
-- Only what comes after the start is read.
CREATE TABLE src (id INT) WITH ('connector' = 'kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'properties.group.id' = '${CASE}-g',
  'scan.startup.mode' = 'latest-offset', 'scan.bounded.mode' = 'specific-offsets', 'scan.bounded.specific-offsets' = 'partition:0,offset:4', 'format' = 'json');
CREATE TABLE out1 (id INT) WITH ('connector' = 'print');
INSERT INTO out1 SELECT id FROM src;
