-- topic: in
-- send: in@1000 {"id":1} | {"id":10,"v":"a"}
-- send: in@2000 {"k_id":1} | {"k_id":10,"v":"b"}
-- The prefix is no part of the name in the message.
CREATE TABLE src (k_id INT, id INT, v STRING) WITH ('connector' = 'kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset', 'key.format' = 'json', 'key.fields' = 'k_id', 'key.fields-prefix' = 'k_', 'value.format' = 'json', 'value.fields-include' = 'EXCEPT_KEY');
CREATE TABLE out1 (k_id INT, id INT, v STRING) WITH ('connector' = 'print');
INSERT INTO out1 SELECT * FROM src;
