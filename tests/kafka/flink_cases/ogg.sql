-- topic: in
-- topic: out
-- read: out
-- send: in@1000 NULL | {"table":"SHOP.ORDERS","op_type":"I","op_ts":"2020-12-30 12:13:14.000000","current_ts":"2020-12-30 12:13:15.123456","after":{"id":1,"v":"a"}}
-- send: in@2000 NULL | {"table":"SHOP.ORDERS","op_type":"U","op_ts":"2020-12-30 12:13:16.000000","current_ts":"2020-12-30 12:13:17.5","before":{"id":1,"v":"a"},"after":{"id":1,"v":"b"}}
-- send: in@3000 NULL | {"table":"SHOP.ORDERS","op_type":"D","before":{"id":1,"v":"b"}}
-- send: in@4000 NULL | NULL
-- Changes by Oracle GoldenGate.
CREATE TABLE src (id INT, v STRING, tb STRING METADATA FROM 'value.table' VIRTUAL, ing TIMESTAMP_LTZ(6) METADATA FROM 'value.ingestion-timestamp' VIRTUAL, ev TIMESTAMP_LTZ(6) METADATA FROM 'value.event-timestamp' VIRTUAL)
WITH ('connector' = 'kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset', 'format' = 'ogg-json');
CREATE TABLE out1 (id INT, v STRING, tb STRING, ing TIMESTAMP_LTZ(6), ev TIMESTAMP_LTZ(6)) WITH ('connector' = 'print');
CREATE TABLE dst (id INT, v STRING) WITH ('connector' = 'kafka', 'topic' = '${CASE}-out', 'properties.bootstrap.servers' = '${BROKERS}', 'format' = 'ogg-json');
INSERT INTO out1 SELECT * FROM src;
INSERT INTO dst SELECT id, v FROM src;
