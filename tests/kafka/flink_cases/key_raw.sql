-- topic: in
-- send: in@1000 alice | {"v":"a"}
-- send: in@2000 NULL | {"v":"b"}
-- send: in@3000  | {"v":"c"}
-- A key that is text.
CREATE TABLE src (k STRING, v STRING) WITH ('connector' = 'kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset', 'key.format' = 'raw', 'key.fields' = 'k', 'value.format' = 'json', 'value.fields-include' = 'EXCEPT_KEY');
CREATE TABLE out1 (k STRING, v STRING) WITH ('connector' = 'print');
INSERT INTO out1 SELECT * FROM src;
