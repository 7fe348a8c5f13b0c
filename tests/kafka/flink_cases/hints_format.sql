-- topic: in
-- send: in@1000 NULL | 1,"a"
-- A hint that changes an option of the format.
CREATE TABLE src (id INT, v STRING) WITH ('connector' = 'kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset', 'format' = 'csv');
CREATE TABLE out1 (id INT, v STRING) WITH ('connector' = 'print');
INSERT INTO out1 SELECT * FROM src /*+ OPTIONS('csv.disable-quote-character' = 'true') */;
