-- topic: in 2
-- order: any
-- send: in[0]@1000 NULL | {"id":1}
-- send: in[0]@2000 NULL | {"id":2}
-- send: in[0]@1500 NULL | {"id":3}
-- send: in[1]@1000 NULL | {"id":4}
-- send: in[1]@1600 NULL | {"id":5}
-- Each partition begins at its first message at or behind the time, whatever comes behind it.
CREATE TABLE src (id INT) WITH ('connector' = 'kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.startup.mode' = 'timestamp', 'scan.startup.timestamp-millis' = '1600', 'scan.bounded.mode' = 'latest-offset', 'format' = 'json');
CREATE TABLE out1 (id INT) WITH ('connector' = 'print');
INSERT INTO out1 SELECT id FROM src;
