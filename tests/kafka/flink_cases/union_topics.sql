-- topic: a
-- topic: b
-- topic: out
-- order: any
-- read: out
-- send: a@1000 NULL | {"id":1}
-- send: b@2000 NULL | 2
-- Two tables of different formats into one topic.
CREATE TABLE s1 (id INT) WITH ('connector' = 'kafka', 'topic' = '${CASE}-a', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset', 'format' = 'json');
CREATE TABLE s2 (id INT) WITH ('connector' = 'kafka', 'topic' = '${CASE}-b', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset', 'format' = 'csv');
CREATE TABLE dst (id INT, ts TIMESTAMP_LTZ(3) METADATA FROM 'timestamp') WITH ('connector' = 'kafka', 'topic' = '${CASE}-out', 'properties.bootstrap.servers' = '${BROKERS}', 'format' = 'json');
INSERT INTO dst SELECT id, TO_TIMESTAMP_LTZ(id * 1000, 3) FROM (SELECT id FROM s1 UNION ALL SELECT id FROM s2);
