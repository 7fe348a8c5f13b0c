-- topic: in
-- topic: out
-- read: out
-- send: in@1000 NULL | {"database":"shop","table":"orders","type":"insert","ts":1609330395,"data":{"id":1,"v":"a"}}
-- send: in@2000 NULL | {"database":"shop","table":"orders","type":"update","ts":1609330396,"data":{"id":1,"v":"b"},"old":{"v":"a"}}
-- send: in@3000 NULL | {"database":"shop","table":"orders","type":"delete","ts":1609330397,"data":{"id":1,"v":"b"}}
-- send: in@4000 NULL | NULL
-- Changes by Maxwell.
CREATE TABLE src (id INT, v STRING, db STRING METADATA FROM 'value.database' VIRTUAL, tb STRING METADATA FROM 'value.table' VIRTUAL, ing TIMESTAMP_LTZ(3) METADATA FROM 'value.ingestion-timestamp' VIRTUAL, ts TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL)
WITH ('connector' = 'kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset', 'format' = 'maxwell-json');
CREATE TABLE out1 (id INT, v STRING, db STRING, tb STRING, ing TIMESTAMP_LTZ(3), ts TIMESTAMP_LTZ(3)) WITH ('connector' = 'print');
CREATE TABLE dst (id INT, v STRING) WITH ('connector' = 'kafka', 'topic' = '${CASE}-out', 'properties.bootstrap.servers' = '${BROKERS}', 'format' = 'maxwell-json');
INSERT INTO out1 SELECT * FROM src;
INSERT INTO dst SELECT id, v FROM src;
