-- topic: in
-- send: in@1000 {"k":1} | {"k":10,"v":"a"}
-- send: in@2000 {"k":2} | {"v":"b"}
-- send: in@3000 {} | {"k":30,"v":"c"}
-- Key and value both hold the column: which one counts.
CREATE TABLE src (k INT, v STRING) WITH ('connector' = 'kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset', 'key.format' = 'json', 'key.fields' = 'k', 'value.format' = 'json');
CREATE TABLE out1 (k INT, v STRING) WITH ('connector' = 'print');
INSERT INTO out1 SELECT k, v FROM src;
