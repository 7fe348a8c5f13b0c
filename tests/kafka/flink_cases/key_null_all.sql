-- topic: in
-- send: in@1000 NULL | {"k":1,"v":"a"}
-- send: in@2000 {"k":2} | {"k":20,"v":"b"}
-- differs: Flink leaves the message out
-- A message without a key, where the value holds its column too.
CREATE TABLE src (k INT, v STRING) WITH ('connector' = 'kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset', 'key.format' = 'json', 'key.fields' = 'k', 'value.format' = 'json');
CREATE TABLE out1 (k INT, v STRING) WITH ('connector' = 'print');
INSERT INTO out1 SELECT * FROM src;
