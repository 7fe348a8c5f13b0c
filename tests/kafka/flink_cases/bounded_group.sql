-- topic: in
-- group: g in[0]=2
-- send: in@1000 NULL | {"id":1}
-- send: in@2000 NULL | {"id":2}
-- send: in@3000 NULL | {"id":3}
-- Reading ends where the group stands.
CREATE TABLE src (id INT) WITH ('connector' = 'kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'properties.group.id' = '${CASE}-g', 'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'group-offsets', 'format' = 'json');
CREATE TABLE out1 (id INT) WITH ('connector' = 'print');
INSERT INTO out1 SELECT id FROM src;
