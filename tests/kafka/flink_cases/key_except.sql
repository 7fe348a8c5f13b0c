-- topic: in
-- send: in@1000 {"k":1,"j":"x"} | {"k":10,"v":"a"}
-- send: in@2000 {"j":"y"} | {"v":"b"}
-- The value does not hold the key's columns; their order is that of key.fields.
CREATE TABLE src (v STRING, j STRING, k INT) WITH ('connector' = 'kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset', 'key.format' = 'json', 'key.fields' = 'k;j', 'value.format' = 'json', 'value.fields-include' = 'EXCEPT_KEY');
CREATE TABLE out1 (v STRING, j STRING, k INT) WITH ('connector' = 'print');
INSERT INTO out1 SELECT * FROM src;
