-- topic: in
-- error: 2
-- Metadata that there is not.
CREATE TABLE src (v STRING, e INT METADATA FROM 'epoch' VIRTUAL) WITH ('connector' = 'kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset', 'format' = 'json');
CREATE TABLE out1 (v STRING, e INT) WITH ('connector' = 'print');
INSERT INTO out1 SELECT v, e FROM src;
