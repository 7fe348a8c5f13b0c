-- topic: in
-- send: in@1000 NULL | {"v":"a"}
-- send: in@2000 {"k":2} | {"v":"b"}
-- differs: Flink leaves the message out
-- A message without a key.
CREATE TABLE src (k INT, v STRING) WITH ('connector' = 'kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset', 'key.format' = 'json', 'key.fields' = 'k', 'value.format' = 'json', 'value.fields-include' = 'EXCEPT_KEY');
CREATE TABLE out1 (k INT, v STRING) WITH ('connector' = 'print');
INSERT INTO out1 SELECT * FROM src;
