-- Columns of many types, ISO-8601 times, updates to NULL.
CREATE TABLE types (b BOOLEAN, t TINYINT, i INT, l BIGINT, f FLOAT, d DOUBLE, m DECIMAL(10, 2), y BYTES, `day` DATE, tm TIME, ts TIMESTAMP(3), tz TIMESTAMP_LTZ(3), o STRING) WITH ('connector' = 'filesystem', 'path' = '${DIR}/debezium_types.jsonl', 'format' = 'debezium-json', 'debezium-json.timestamp-format.standard' = 'ISO-8601');
SELECT * FROM types;
