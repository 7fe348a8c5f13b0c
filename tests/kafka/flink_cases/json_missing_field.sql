-- topic: in
-- error: 1
-- send: in@1000 NULL | {"id":1}
-- A missing field is an error where the table says so.
CREATE TABLE src (id INT, s STRING) WITH ('connector' = 'kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset', 'format' = 'json', 'json.fail-on-missing-field' = 'true');
CREATE TABLE out1 (id INT, s STRING) WITH ('connector' = 'print');
INSERT INTO out1 SELECT * FROM src;
