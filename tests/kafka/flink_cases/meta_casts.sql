-- topic: in
-- send: in@1500 a | {"v":"a"}
-- Metadata in columns of other types.
CREATE TABLE src (v STRING, ts TIMESTAMP(3) METADATA FROM 'timestamp' VIRTUAL, `partition` BIGINT METADATA VIRTUAL, o STRING METADATA FROM 'offset' VIRTUAL, tt VARCHAR(6) METADATA FROM 'timestamp-type' VIRTUAL)
WITH ('connector' = 'kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset', 'format' = 'json');
CREATE TABLE out1 (v STRING, ts TIMESTAMP(3), p BIGINT, o STRING, tt VARCHAR(6)) WITH ('connector' = 'print');
INSERT INTO out1 SELECT * FROM src;
