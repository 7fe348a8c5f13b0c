-- topic: in
-- topic: out
-- read: out
-- send: in@1000 NULL | {"id":1,"v":"a"}
-- send: in@2000 NULL | {"id":2,"v":"b"}
-- CREATE TABLE LIKE takes columns, metadata and options, and replaces some.
CREATE TABLE src (id INT, v STRING, ts TIMESTAMP_LTZ(3) METADATA FROM 'timestamp') WITH ('connector' = 'kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset', 'format' = 'json');
CREATE TABLE dst WITH ('topic' = '${CASE}-out', 'sink.partitioner' = 'fixed') LIKE src (OVERWRITING OPTIONS);
CREATE TABLE src2 (up AS UPPER(v)) WITH ('scan.startup.mode' = 'specific-offsets', 'scan.startup.specific-offsets' = 'partition:0,offset:1') LIKE src;
CREATE TABLE out1 (id INT, v STRING, ts TIMESTAMP_LTZ(3), up STRING) WITH ('connector' = 'print');
INSERT INTO dst SELECT * FROM src;
INSERT INTO out1 SELECT * FROM src2;
