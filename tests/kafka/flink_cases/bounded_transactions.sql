-- topic: in
-- topic: mid
-- read: mid
-- send: in@1000 NULL | {"id":1}
-- send: in@2000 NULL | {"id":2}
-- What the job before wrote is read to its end.
CREATE TABLE src (id INT) WITH ('connector' = 'kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset', 'format' = 'json');
CREATE TABLE mid (id INT) WITH ('connector' = 'kafka', 'topic' = '${CASE}-mid', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset', 'format' = 'json');
CREATE TABLE out1 (id INT) WITH ('connector' = 'print');
INSERT INTO mid SELECT id * 10 FROM src;
INSERT INTO out1 SELECT id FROM mid;
