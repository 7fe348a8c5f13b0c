-- topic: in
-- topic: out
-- read: out
-- send: in@1000 NULL | {"data":[{"id":"1","v":"a"},{"id":"2","v":"b"}],"database":"shop","table":"orders","es":1609330394000,"ts":1609330395000,"type":"INSERT","old":null}
-- send: in@2000 NULL | {"data":[{"id":"1","v":"c"}],"database":"shop","table":"orders","es":1609330396000,"ts":1609330397000,"type":"UPDATE","old":[{"v":"a"}]}
-- send: in@3000 NULL | {"data":[{"id":"9","v":"z"}],"database":"shop","table":"other","es":1609330396000,"ts":1609330397000,"type":"INSERT"}
-- send: in@4000 NULL | {"data":null,"database":"shop","table":"orders","type":"CREATE"}
-- send: in@5000 NULL | {"data":[{"id":"2","v":"b"}],"database":"shop","table":"orders","type":"DELETE"}
-- send: in@6000 NULL | NULL
-- Changes by Canal.
CREATE TABLE src (id INT, v STRING, db STRING METADATA FROM 'value.database' VIRTUAL, tb STRING METADATA FROM 'value.table' VIRTUAL, ing TIMESTAMP_LTZ(3) METADATA FROM 'value.ingestion-timestamp' VIRTUAL, ev TIMESTAMP_LTZ(3) METADATA FROM 'value.event-timestamp' VIRTUAL, o BIGINT METADATA FROM 'offset' VIRTUAL)
WITH ('connector' = 'kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset', 'format' = 'canal-json', 'canal-json.table.include' = 'ord.*');
CREATE TABLE out1 (id INT, v STRING, db STRING, tb STRING, ing TIMESTAMP_LTZ(3), ev TIMESTAMP_LTZ(3), o BIGINT) WITH ('connector' = 'print');
CREATE TABLE dst (id INT, v STRING) WITH ('connector' = 'kafka', 'topic' = '${CASE}-out', 'properties.bootstrap.servers' = '${BROKERS}', 'format' = 'canal-json');
INSERT INTO out1 SELECT * FROM src;
INSERT INTO dst SELECT id, v FROM src;
