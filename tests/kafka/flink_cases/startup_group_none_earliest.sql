-- topic: in
-- send: in@1000 NULL | {"id":1}
-- send: in@2000 NULL | {"id":2}
-- A group without offsets, and where to begin then.
CREATE TABLE src (id INT) WITH ('connector' = 'kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'properties.group.id' = '${CASE}-g', 'properties.auto.offset.reset' = 'earliest',
  'scan.startup.mode' = 'group-offsets', 'scan.bounded.mode' = 'latest-offset', 'format' = 'json');
CREATE TABLE out1 (id INT) WITH ('connector' = 'print');
INSERT INTO out1 SELECT id FROM src;
