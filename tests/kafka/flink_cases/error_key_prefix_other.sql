-- topic: in
-- error: 2
-- A column of the key without the prefix.
CREATE TABLE src (id INT, v STRING) WITH ('connector' = 'kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset', 'key.format' = 'json', 'key.fields' = 'id', 'key.fields-prefix' = 'k_', 'value.format' = 'json', 'value.fields-include' = 'EXCEPT_KEY');
CREATE TABLE out1 (k INT) WITH ('connector' = 'print');
INSERT INTO out1 SELECT id FROM src;
