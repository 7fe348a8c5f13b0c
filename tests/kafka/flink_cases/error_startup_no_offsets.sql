-- topic: in
-- error: 2
-- specific-offsets without offsets.
CREATE TABLE src (id INT) WITH ('connector' = 'kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.startup.mode' = 'specific-offsets', 'scan.bounded.mode' = 'latest-offset', 'format' = 'json');
CREATE TABLE out1 (id INT) WITH ('connector' = 'print');
INSERT INTO out1 SELECT id FROM src;
