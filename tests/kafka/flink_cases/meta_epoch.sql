-- topic: in
-- send: in@1000 a | {"v":"a"}
-- The epoch of the leader, which old clients do not tell.
CREATE TABLE src (v STRING, e INT METADATA FROM 'leader-epoch' VIRTUAL) WITH ('connector' = 'kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset', 'format' = 'json');
CREATE TABLE out1 (v STRING, e BOOLEAN) WITH ('connector' = 'print');
INSERT INTO out1 SELECT v, e IS NULL OR e >= 0 FROM src;
