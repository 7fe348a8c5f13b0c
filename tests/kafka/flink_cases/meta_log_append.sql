-- topic: in 1 message.timestamp.type=LogAppendTime
-- send: in@1000 a | {"v":"a"}
-- The broker's time.
CREATE TABLE src (v STRING, ts TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL, tt STRING METADATA FROM 'timestamp-type' VIRTUAL) WITH ('connector' = 'kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset', 'format' = 'json');
CREATE TABLE out1 (v STRING, late BOOLEAN, tt STRING) WITH ('connector' = 'print');
INSERT INTO out1 SELECT v, ts > TO_TIMESTAMP_LTZ(1600000000000, 3), tt FROM src;
