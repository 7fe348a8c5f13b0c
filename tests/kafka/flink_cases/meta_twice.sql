-- topic: in
-- error: 2
-- send: in@1500 a | {"v":"a"}
-- One metadata key in two columns.
CREATE TABLE src (v STRING, ts TIMESTAMP(3) METADATA FROM 'timestamp' VIRTUAL, t2 TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL)
WITH ('connector' = 'kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset', 'format' = 'json');
CREATE TABLE out1 (v STRING, ts TIMESTAMP(3), t2 TIMESTAMP_LTZ(3)) WITH ('connector' = 'print');
INSERT INTO out1 SELECT * FROM src;
