-- topic: out
-- read: out
-- NULL as a raw value has no value.
CREATE TABLE dst (v STRING) WITH ('connector' = 'kafka', 'topic' = '${CASE}-out', 'properties.bootstrap.servers' = '${BROKERS}', 'format' = 'raw');
INSERT INTO dst VALUES ('a'), (CAST(NULL AS STRING)), ('');
