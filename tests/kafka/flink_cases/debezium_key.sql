-- topic: in
-- send: in@1000 {"id":1} | {"before":null,"after":{"id":1,"v":"a"},"op":"c"}
-- send: in@2000 {"id":1} | {"before":{"id":1,"v":"a"},"after":{"id":1,"v":"b"},"op":"u"}
-- The key of the message beside the change.
CREATE TABLE src (k_id INT, id INT, v STRING) WITH ('connector' = 'kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset', 'key.format' = 'json', 'key.fields' = 'k_id', 'key.fields-prefix' = 'k_', 'value.format' = 'debezium-json', 'value.fields-include' = 'EXCEPT_KEY');
CREATE TABLE out1 (k_id INT, id INT, v STRING) WITH ('connector' = 'print');
INSERT INTO out1 SELECT * FROM src;
