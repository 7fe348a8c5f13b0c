-- topic: in
-- error: 2
-- A type that the metadata cannot be cast to.
CREATE TABLE src (v STRING, d DATE METADATA FROM 'offset' VIRTUAL) WITH ('connector' = 'kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset', 'format' = 'json');
CREATE TABLE out1 (v STRING, d DATE) WITH ('connector' = 'print');
INSERT INTO out1 SELECT v, d FROM src;
