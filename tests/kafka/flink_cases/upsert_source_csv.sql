-- topic: in
-- send: in@1000 1 | 1,a
-- send: in@2000 1 | 1,b
-- send: in@3000 1 | NULL
-- CSV in key and value.
CREATE TABLE src (k INT, v STRING, PRIMARY KEY (k) NOT ENFORCED) WITH ('connector' = 'upsert-kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.bounded.mode' = 'latest-offset', 'key.format' = 'csv', 'value.format' = 'csv');
CREATE TABLE out1 (k INT, v STRING) WITH ('connector' = 'print');
INSERT INTO out1 SELECT * FROM src;
