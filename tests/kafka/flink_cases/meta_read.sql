-- topic: in
-- send: in@1000 a | {"v":"a"}
-- send: in@2000 b | {"v":"b"}
-- All metadata of a message.
CREATE TABLE src (v STRING, t STRING NOT NULL METADATA FROM 'topic' VIRTUAL, p INT NOT NULL METADATA FROM 'partition' VIRTUAL, o BIGINT NOT NULL METADATA FROM 'offset' VIRTUAL,
  ts TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL, tt STRING NOT NULL METADATA FROM 'timestamp-type' VIRTUAL) WITH ('connector' = 'kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset', 'format' = 'json');
CREATE TABLE out1 (v STRING, t STRING, p INT, o BIGINT, ts TIMESTAMP_LTZ(3), tt STRING) WITH ('connector' = 'print');
INSERT INTO out1 SELECT * FROM src;
