-- topic: in 3
-- order: any
-- group: g in[2]=1
-- send: in[0]@1000 NULL | {"id":1}
-- send: in[0]@2000 NULL | {"id":2}
-- send: in[1]@1000 NULL | {"id":3}
-- send: in[2]@1000 NULL | {"id":4}
-- send: in[2]@2000 NULL | {"id":5}
-- A partition that is not named begins at its group's offset, else at its beginning.
CREATE TABLE src (id INT) WITH ('connector' = 'kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'properties.group.id' = '${CASE}-g', 'scan.startup.mode' = 'specific-offsets', 'scan.startup.specific-offsets' = 'partition:0,offset:1', 'scan.bounded.mode' = 'latest-offset', 'format' = 'json');
CREATE TABLE out1 (id INT) WITH ('connector' = 'print');
INSERT INTO out1 SELECT id FROM src;
