-- topic: in 2
-- order: any
-- send: in[0]@1000 NULL | {"id":1}
-- send: in[0]@2000 NULL | {"id":2}
-- send: in[0]@1500 NULL | {"id":3}
-- send: in[1]@1000 NULL | {"id":4}
-- send: in[1]@1200 NULL | {"id":5}
-- Reading ends before the first message at or behind the time.
CREATE TABLE src (id INT) WITH ('connector' = 'kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'timestamp', 'scan.bounded.timestamp-millis' = '2000', 'format' = 'json');
CREATE TABLE out1 (id INT) WITH ('connector' = 'print');
INSERT INTO out1 SELECT id FROM src;
