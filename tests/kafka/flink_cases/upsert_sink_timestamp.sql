-- topic: out
-- read: out
-- The message's time is a column.
CREATE TABLE dst (k STRING, v INT, ts TIMESTAMP_LTZ(3) METADATA FROM 'timestamp', PRIMARY KEY (k) NOT ENFORCED) WITH ('connector' = 'upsert-kafka', 'topic' = '${CASE}-out', 'properties.bootstrap.servers' = '${BROKERS}', 'key.format' = 'raw', 'value.format' = 'json', 'value.fields-include' = 'EXCEPT_KEY');
INSERT INTO dst VALUES ('a', 1, TO_TIMESTAMP_LTZ(1500, 3)), ('b', 2, TO_TIMESTAMP_LTZ(2500, 3));
