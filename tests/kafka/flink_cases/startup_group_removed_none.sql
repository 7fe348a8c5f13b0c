-- topic: in
-- error: 1
-- group: g in[0]=0
-- removed: in[0] 2
-- send: in@1000 NULL | {"id":1}
-- send: in@2000 NULL | {"id":2}
-- send: in@3000 NULL | {"id":3}
-- What the group has not read was removed, and nothing says where to go on.
CREATE TABLE src (id INT) WITH ('connector' = 'kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'properties.group.id' = '${CASE}-g', 'scan.bounded.mode' = 'latest-offset', 'format' = 'json');
CREATE TABLE out1 (id INT) WITH ('connector' = 'print');
INSERT INTO out1 SELECT id FROM src;
