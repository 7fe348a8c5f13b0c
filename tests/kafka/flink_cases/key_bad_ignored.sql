-- topic: in
-- send: in@1000 nonsense | {"v":"a"}
-- send: in@2000 {"k":"x"} | {"v":"b"}
-- send: in@3000 {"k":3} | {"v":"c"}
-- send: in@4000 {"k":4} | nonsense
-- Keys and values that cannot be read, where that is to be passed over.
CREATE TABLE src (k INT, v STRING) WITH ('connector' = 'kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset', 'key.format' = 'json', 'key.json.ignore-parse-errors' = 'true', 'key.fields' = 'k', 'value.format' = 'json', 'value.json.ignore-parse-errors' = 'true', 'value.fields-include' = 'EXCEPT_KEY');
CREATE TABLE out1 (k INT, v STRING) WITH ('connector' = 'print');
INSERT INTO out1 SELECT * FROM src;
