-- topic: a
-- topic: b
-- error: 2
-- Offsets that are written down need one topic.
CREATE TABLE src (id INT) WITH ('connector' = 'kafka', 'topic' = '${CASE}-a;${CASE}-b', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.startup.mode' = 'specific-offsets', 'scan.startup.specific-offsets' = 'partition:0,offset:1', 'scan.bounded.mode' = 'latest-offset', 'format' = 'json');
CREATE TABLE out1 (id INT) WITH ('connector' = 'print');
INSERT INTO out1 SELECT id FROM src;
