-- topic: in 2
-- order: any
-- send: in[0]@1000 NULL | {"id":1}
-- send: in[0]@2000 NULL | {"id":2}
-- send: in[1]@1000 NULL | {"id":3}
-- One partition has messages behind the time, the other one has not.
CREATE TABLE src (id INT) WITH ('connector' = 'kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'properties.auto.offset.reset' = 'earliest', 'scan.startup.mode' = 'timestamp', 'scan.startup.timestamp-millis' = '1500', 'scan.bounded.mode' = 'latest-offset', 'format' = 'json');
CREATE TABLE out1 (id INT) WITH ('connector' = 'print');
INSERT INTO out1 SELECT id FROM src;
