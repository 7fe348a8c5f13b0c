-- topic: in
-- error: 1
-- send: in@1000 NULL | {"before":null,"after":{"id":1,"v":"b"},"op":"u"}
-- An update without the row before it.
CREATE TABLE src (id INT, v STRING) WITH ('connector' = 'kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset', 'format' = 'debezium-json');
CREATE TABLE out1 (id INT, v STRING) WITH ('connector' = 'print');
INSERT INTO out1 SELECT id, v FROM src;
