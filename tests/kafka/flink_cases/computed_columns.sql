-- topic: in
-- send: in@1000 7 | {"price":2.50,"count":4}
-- Computed columns over value, key and metadata.
CREATE TABLE src (k INT, price DECIMAL(10, 2), `count` INT, total AS price * `count`, o BIGINT METADATA FROM 'offset' VIRTUAL, id AS CAST(k AS STRING) || '-' || CAST(o AS STRING))
WITH ('connector' = 'kafka', 'topic' = '${CASE}-in', 'properties.bootstrap.servers' = '${BROKERS}', 'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset', 'key.format' = 'csv', 'key.fields' = 'k', 'value.format' = 'json', 'value.fields-include' = 'EXCEPT_KEY');
CREATE TABLE out1 (k INT, total DECIMAL(20, 2), id STRING) WITH ('connector' = 'print');
INSERT INTO out1 SELECT k, total, id FROM src;
